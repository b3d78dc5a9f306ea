"""Holds bodies against Discord's own description of its HTTP API.

``openapi.json.gz`` is an unchanged copy from https://github.com/discord/discord-api-spec (``gzip -9n``). Its
licence is MIT, as its ``info.license`` says.

The description is OpenAPI 3.1, so its schemas are JSON Schema 2020-12. Two things differ, each for a reason:

- An id (``SnowflakeType``) may be an integer too. The file knows strings alone; Discord takes both, and discord.py
  sends integers in ``message_reference``, ``allowed_mentions`` and ``attachments``.
- Top-level fields of a body that the description does not name are violations, which its schemas alone would let
  pass, so that a misspelt ``enforce_nonce`` is found. ``UNNAMED`` lists what discord.py sends beyond it.
"""

import functools
import gzip
import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from jsonschema import Draft202012Validator
from jsonschema.exceptions import ValidationError
from jsonschema.protocols import Validator
from jsonschema.validators import extend
from referencing import Registry
from referencing.jsonschema import DRAFT202012

DESCRIPTION = Path(__file__).with_name("openapi.json.gz")
URI = "urn:discord"
BY_TYPE = "x-by-type"
#: Is as good or bad as the same number of nines.
_ID_OR_TIME = re.compile(r"[0-9][0-9a-z]{9,}")

#: discord.py sends these on every edit; Discord describes them for new messages only, and ignores them here.
UNNAMED = {
    ("PATCH", "/channels/{channel_id}/messages/{message_id}"): {"tts"},
    ("PATCH", "/webhooks/{webhook_id}/{webhook_token}/messages/{message_id}"): {"tts"},
    ("PATCH", "/webhooks/{webhook_id}/{webhook_token}/messages/@original"): {"tts"},
}


def violations(method: str, template: str, body: Any, *, is_multipart: bool = False) -> list[str]:
    """What is wrong with the body of a request to this route, one sentence each; empty when the route takes none."""
    kind = "multipart/form-data" if is_multipart else "application/json"
    where = ("paths", template, method.lower(), "requestBody", "content", kind, "schema")
    checked = _compiled(where)
    if checked is None:
        return []
    names = checked[1]
    sentences = []
    # Bots that are new to Discord send much the same again, and checking all of their commands takes half a second.
    if _is_wrong(where, _ID_OR_TIME.sub(lambda found: "9" * len(found[0]), json.dumps(body, ensure_ascii=False))):
        sentences = list(_sentences(checked[0], body))
    if isinstance(body, dict):
        unnamed = set(body) - names - UNNAMED.get((method, template), set())
        sentences += [f"$: {name!r} is no field of this body" for name in sorted(unnamed)]
    return [f"{method} {template} {sentence}" for sentence in sentences]


def answer_violations(method: str, template: str, status: int, answer: Any) -> list[str]:
    """What is wrong with an answer of this route: a stand-in held against the same description."""
    where = ("paths", template, method.lower(), "responses", str(status), "content", "application/json", "schema")
    checked = _compiled(where)
    if checked is None:
        return []
    return [f"{method} {template} {status} {sentence}" for sentence in _sentences(checked[0], answer)]


# -- the description ------------------------------------------------------------------------------


@functools.cache
def _description() -> dict[str, Any]:
    document: dict[str, Any] = json.loads(gzip.decompress(DESCRIPTION.read_bytes()))
    document["components"]["schemas"]["SnowflakeType"] = {
        "type": ["string", "integer"],
        "pattern": "^(0|[1-9][0-9]*)$",
        "minimum": 0,
    }
    _tabulate_unions(document, document)
    return document


def _tabulate_unions(part: Any, document: dict[str, Any]) -> None:
    """Writes unions of constants, and of objects told apart by ``type``, as look-ups that mean the same.

    A look-up is ten times as fast, and its errors are those of the one branch that was meant.
    """
    if isinstance(part, list):
        for item in part:
            _tabulate_unions(item, document)
        return
    if not isinstance(part, dict):
        return
    for item in part.values():
        _tabulate_unions(item, document)
    for keyword in ("oneOf", "anyOf"):
        branches = part.get(keyword)
        if not isinstance(branches, list):
            continue
        schemas = [_followed(branch, document) for branch in branches]
        if all("const" in schema for schema in schemas) and "enum" not in part:
            part["enum"] = [schema["const"] for schema in schemas]
            del part[keyword]
            continue
        kinds = [_kinds(schema) for schema in schemas]
        if all(kinds) and len(set().union(*kinds)) == sum(map(len, kinds)):
            part[BY_TYPE] = {kind: branch for branch, own in zip(branches, kinds, strict=True) for kind in own}
            del part[keyword]


def _kinds(schema: Any) -> list[int | str]:
    """The values of ``type`` that an object of this schema must have; none when anything goes."""
    kinds: list[int | str] = schema.get("properties", {}).get("type", {}).get("enum", [])
    return kinds if "type" in schema.get("required", []) else []


def _followed(schema: Any, document: dict[str, Any]) -> Any:
    while "$ref" in schema:
        schema = document["components"]["schemas"][schema["$ref"].rsplit("/", 1)[1]]
    return schema


def _check_by_type(validator: Any, table: Any, instance: Any, _: Any) -> Iterator[ValidationError]:
    kind = instance.get("type") if isinstance(instance, dict) else None
    if isinstance(kind, int | str) and kind in table:
        yield from validator.descend(instance, table[kind], schema_path=kind)
    elif kind is None:
        yield ValidationError(f"{instance!r} is no object with a 'type'")
    else:
        yield ValidationError(f"type {kind!r} is none of {sorted(table)}")


_Validator = extend(Draft202012Validator, {BY_TYPE: _check_by_type})  # type: ignore[no-untyped-call]  # its stub has none


@functools.cache
def _registry() -> Registry[Any]:
    empty: Registry[Any] = Registry()
    filled: Registry[Any] = empty.with_resource(URI, DRAFT202012.create_resource(_description()))
    return filled


@functools.lru_cache(maxsize=4096)
def _is_wrong(where: tuple[str, ...], body: str) -> bool:
    checked = _compiled(where)
    assert checked is not None
    return not checked[0].is_valid(json.loads(body))


@functools.cache
def _compiled(where: tuple[str, ...]) -> tuple[Validator, frozenset[str]] | None:
    """A validator for the schema at this place and the names of its fields; None when there is no such place."""
    schema: Any = _description()
    for part in where:
        schema = schema.get(part)
        if schema is None:
            return None
    pointer = "/".join(part.replace("~", "~0").replace("/", "~1") for part in where)
    return _Validator({"$ref": f"{URI}#/{pointer}"}, registry=_registry()), _names(schema)


def _names(schema: Any) -> frozenset[str]:
    """The names of all fields that an object of this schema can have, whichever it is of a union."""
    schema = _followed(schema, _description())
    parts = [*schema.get("allOf", []), *schema.get("anyOf", []), *schema.get(BY_TYPE, {}).values()]
    return frozenset(schema.get("properties", {})).union(*map(_names, parts))


# -- errors ---------------------------------------------------------------------------------------


def _sentences(validator: Validator, body: Any) -> Iterator[str]:
    for error in map(_cause, validator.iter_errors(body)):
        message = error.message
        yield f"{error.json_path}: {message if len(message) < 200 else f'{message[:50]} … {message[-140:]}'}"


def _cause(error: ValidationError) -> ValidationError:
    """The deepest reason: of a union that is left, what is wrong with the branch that comes nearest."""
    while error.context:
        branches: dict[Any, list[ValidationError]] = {}
        for inner in error.context:
            branches.setdefault(inner.schema_path[0], []).append(inner)
        nearest = min(branches.values(), key=lambda branch: (any(map(_is_of_another_kind, branch)), len(branch)))
        error = max(nearest, key=lambda inner: len(inner.absolute_path))
    return error


def _is_of_another_kind(error: ValidationError) -> bool:
    return error.validator == "type" and not error.relative_path
