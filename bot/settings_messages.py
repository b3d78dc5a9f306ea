"""Explains to an operator which setting is missing, invalid or misspelt."""

import difflib
from collections.abc import Collection, Mapping
from typing import Any

from pydantic_core import ErrorDetails

from bot.markdown import printable
from bot.observability import mask_secrets

WHERE_TO_GET = {
    "discord_token": "Create a bot at https://discord.com/developers/applications (Bot, Reset Token).",
    "segmind_api_key": "Create a key at https://cloud.segmind.com/console/api-keys.",
}
TRY_DEMO = "To try the bot without a token, run: make demo"
_SEE_DOCS = "See docs/settings.md."
_SHOWN_CHARS = 60
#: Settings that are never shown, in addition to those in WHERE_TO_GET.
_SECRET = frozenset({"alert_webhook_url"})
_TYPES = {"integer": "a whole number", "number": "a number", "array": "whole numbers, separated by commas"}


def describe_problem(problem: ErrorDetails, schema: Mapping[str, Any], *, may_be_unlimited: bool) -> str:
    """Say which setting is missing or invalid, its value and what is allowed. Never includes a secret.

    `schema` is the JSON schema of the setting.
    """
    name = str(problem["loc"][0])
    where = WHERE_TO_GET.get(name, _SEE_DOCS)
    if problem["type"] == "missing":
        return f"{name.upper()} is not set. Set it in .env (copy .env.example). {where} {TRY_DEMO}"
    own_words = str(problem["msg"]).removeprefix("Value error, ") if problem["type"] == "value_error" else None
    unlimited = ", or unlimited" if may_be_unlimited else ""
    must_be = own_words or f"it must be {_describe_allowed(schema)}{unlimited}"
    return f"{name.upper()} is {_describe_written(name, problem['input'])}not valid: {must_be}. {where} {TRY_DEMO}"


def describe_unknown(file: str, line_number: int, name: str, known: Collection[str]) -> str:
    """Say that a name in a file is not a setting, and suggest the closest one."""
    near = difflib.get_close_matches(name.upper(), [one.upper() for one in known], n=1)
    meant = f" Did you mean {near[0]}?" if near else ""
    return (
        f"{file}, line {line_number}: {name[:_SHOWN_CHARS]} is not a setting.{meant} docs/settings.md lists them all."
    )


def _describe_written(name: str, written: object) -> str:
    if name in WHERE_TO_GET or name in _SECRET or not isinstance(written, str | int | float):
        return ""
    text = str(written)
    if "@" in text:  # probably an address with a password
        return ""
    shown = printable(mask_secrets(text), "?")
    return f'"{shown[:_SHOWN_CHARS]}{"…" if len(shown) > _SHOWN_CHARS else ""}", which is '


def _describe_allowed(schema: Mapping[str, Any]) -> str:
    options: list[Mapping[str, Any]] = schema.get("anyOf", [schema])
    one = options[0]
    if "enum" in one:
        *most, last = one["enum"]
        return f"{', '.join(most)} or {last}"
    if one.get("format") == "uri":
        return "an address that starts with http:// or https://"
    if one.get("type") == "boolean":
        return "true or false"
    what = _TYPES.get(str(one.get("type")), "something else")
    least, most_ = one.get("minimum"), one.get("maximum")
    if least is not None and most_ is not None:
        what += f" from {least:,.10g} to {most_:,.10g}"
    elif least is not None:
        what += f" of at least {least:,.10g}"
    elif "exclusiveMinimum" in one:
        what += f" above {one['exclusiveMinimum']:,.10g}"
    return what
