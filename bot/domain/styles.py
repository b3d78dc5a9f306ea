"""Styles and camera moves: phrases that somebody chooses by name and that are added to their prompt."""

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from bot.domain.requests import PROMPT_MAX_CHARS, InvalidRequest, clean_prompt
from bot.errors import VeoBotError
from bot.sentences import Sentence

#: As many as Discord shows in one list, and as much as it shows of each.
_MOST = 25
_NAME_MAX_CHARS = 100
_PHRASE_MAX_CHARS = 300
_ID = re.compile(r"[a-z0-9][a-z0-9-]{0,31}")
#: What ends a sentence, so that no full stop is added, in the scripts that people write in.
_ENDINGS = ".!?…:;,。！？、"
_CLOSING = "\"'”’»)]}」』"


class StylesError(VeoBotError):
    """A file of styles cannot be used; the sentence, for the operator, names the file and the place."""


class StyleKind(StrEnum):
    """The two lists of the file; people choose at most one of each."""

    STYLE = "style"
    CAMERA = "camera"


@dataclass(frozen=True, slots=True)
class Style:
    """One look, or one camera move."""

    id: str
    #: What people choose, as the file says it.
    name: str
    phrase: str


@dataclass(frozen=True)
class Styles:
    """Everything that can be chosen, by id, in the order of the file."""

    by_kind: Mapping[StyleKind, Mapping[str, Style]]

    def dress(self, prompt: str, *, style: str | None, camera: str | None, needs_prompt: bool = True) -> str:
        """Add the phrases of what was chosen to a prompt; without a choice it stays as it is.

        Raises InvalidRequest for a choice that does not exist, for an empty prompt where one is needed, and where both
        together are too long.
        """
        chosen = [self._find(kind, one) for kind, one in ((StyleKind.CAMERA, camera), (StyleKind.STYLE, style)) if one]
        if not chosen:
            return prompt
        own = clean_prompt(prompt)
        if needs_prompt and not own:
            raise InvalidRequest(Sentence("request-prompt-empty"))
        if own and own.rstrip(_CLOSING)[-1:] not in tuple(_ENDINGS):
            own += "."
        text = " ".join(part for part in (own, *(one.phrase for one in chosen)) if part)
        if len(text) > PROMPT_MAX_CHARS:
            over = len(text) - PROMPT_MAX_CHARS
            raise InvalidRequest(Sentence("style-prompt-long", count=len(text), most=PROMPT_MAX_CHARS, over=over))
        return text

    def _find(self, kind: StyleKind, style_id: str) -> Style:
        found = self.by_kind[kind].get(style_id)
        if found is None:
            raise InvalidRequest(Sentence("style-unknown"))
        return found


def parse_styles(text: str, source: str) -> Styles:
    """Read a file of styles; `source` names it. Raises StylesError, one sentence on the first thing that is wrong."""
    try:
        tables = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise StylesError(f"{source} is no valid TOML: {error}. Correct it, or delete the file.") from error
    unknown = sorted(set(tables) - {kind.value for kind in StyleKind})
    if unknown:
        raise StylesError(f"{source} has “{unknown[0]}”, which means nothing there. Write [[style]] or [[camera]].")
    return Styles({kind: _parse_list(tables.get(kind.value, []), kind, source) for kind in StyleKind})


def _parse_list(entries: object, kind: StyleKind, source: str) -> dict[str, Style]:
    if not isinstance(entries, list) or not entries:
        raise StylesError(f"{source} has no [[{kind}]]. Write at least one, each with id, name and phrase.")
    if len(entries) > _MOST:
        raise StylesError(f"{source} has {len(entries)} [[{kind}]]; Discord shows at most {_MOST}. Remove some.")
    found: dict[str, Style] = {}
    for number, entry in enumerate(entries, 1):
        one = _parse_entry(entry, f"{source}, [[{kind}]] number {number}")
        if one.id in found:
            raise StylesError(f"{source}, [[{kind}]] number {number}: the id “{one.id}” is there twice. Rename one.")
        found[one.id] = one
    return found


def _parse_entry(entry: object, where: str) -> Style:
    if not isinstance(entry, dict):
        raise StylesError(f"{where} is no table. Write [[…]] with two brackets above it.")
    unknown = sorted(set(entry) - {"id", "name", "phrase"})
    if unknown:
        raise StylesError(f"{where} has “{unknown[0]}”, which means nothing there. It can have id, name and phrase.")
    style_id, name, phrase = (_parse_text(entry, field, where) for field in ("id", "name", "phrase"))
    if not _ID.fullmatch(style_id):
        raise StylesError(
            f"{where}: the id “{style_id[:40]}” cannot be. Use 1 to 32 lower-case letters, digits and hyphens."
        )
    for field, value, most in (("name", name, _NAME_MAX_CHARS), ("phrase", phrase, _PHRASE_MAX_CHARS)):
        if len(value) > most:
            raise StylesError(f"{where}: the {field} has {len(value)} characters; at most {most} are possible.")
    return Style(style_id, name, phrase)


def _parse_text(entry: Mapping[str, object], field: str, where: str) -> str:
    value = entry.get(field)
    if not isinstance(value, str) or not value.strip():
        raise StylesError(f'{where} has no {field}. Write {field} = "…" with some text in it.')
    return " ".join(value.split())
