"""Styles and camera moves: phrases that people choose by name and that are added to their prompt."""

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from bot.domain.requests import PROMPT_MAX_CHARS, InvalidRequest, clean_prompt
from bot.errors import VeoBotError
from bot.sentences import Sentence

#: Discord shows this many in one list, and this many characters of each.
_MOST = 25
_NAME_MAX_CHARS = 100
_PHRASE_MAX_CHARS = 300
_ID = re.compile(r"[a-z0-9][a-z0-9-]{0,31}")
#: Characters that end a sentence, in several scripts, so that no full stop is added.
_ENDINGS = ".!?…:;,。！？、"
_CLOSING = "\"'”’»)]}」』"


class StylesError(VeoBotError):
    """A file of styles can't be used; the message for the operator names the file and the place."""


class StyleKind(StrEnum):
    """The two lists of the file; people choose at most one of each."""

    STYLE = "style"
    CAMERA = "camera"


@dataclass(frozen=True, slots=True)
class Style:
    """One style or one camera move."""

    id: str
    #: The name that people choose, as in the file.
    name: str
    phrase: str


@dataclass(frozen=True, slots=True)
class Dressed:
    """A prompt in a person's own words, and the ids of what is added to it."""

    own_prompt: str
    style: str | None = None
    camera: str | None = None


@dataclass(frozen=True)
class Styles:
    """All styles and camera moves by id, in the order of the file."""

    by_kind: Mapping[StyleKind, Mapping[str, Style]]

    def dress(self, prompt: str, *, style: str | None, camera: str | None, needs_prompt: bool = True) -> str:
        """Add the phrases of the chosen style and camera move to a prompt; without a choice the prompt is unchanged.

        Raises InvalidRequest for an unknown choice, an empty prompt if one is needed, and a result that is too long.
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

    def take_off(self, prompt: str, own_prompt: str | None, *, style: str | None, camera: str | None) -> "Dressed":
        """Return a prompt as it was before a style or camera move was added; unchanged if that isn't known any more."""
        chosen = ((StyleKind.STYLE, style), (StyleKind.CAMERA, camera))
        is_known = all(one is None or one in self.by_kind[kind] for kind, one in chosen)
        if own_prompt is None or not is_known or (style is None and camera is None):
            return Dressed(prompt)
        return Dressed(own_prompt, style, camera)

    def _find(self, kind: StyleKind, style_id: str) -> Style:
        found = self.by_kind[kind].get(style_id)
        if found is None:
            raise InvalidRequest(Sentence("style-unknown"))
        return found


def parse_styles(text: str, source: str) -> Styles:
    """Parse the text of a styles file; `source` names it. Raises StylesError for the first problem."""
    try:
        tables = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise StylesError(f"{source} is not valid TOML: {error}. Correct it, or delete the file.") from error
    unknown = sorted(set(tables) - {kind.value for kind in StyleKind})
    if unknown:
        raise StylesError(f"{source} has “{unknown[0]}”, which is unknown. Write [[style]] or [[camera]].")
    return Styles({kind: _parse_list(tables.get(kind.value, []), kind, source) for kind in StyleKind})


def _parse_list(entries: object, kind: StyleKind, source: str) -> dict[str, Style]:
    if not isinstance(entries, list) or not entries:
        raise StylesError(f"{source} has no [[{kind}]]. Write at least one, each with id, name and phrase.")
    if len(entries) > _MOST:
        raise StylesError(
            f"{source} has {len(entries)} [[{kind}]] entries; Discord shows at most {_MOST}. Remove some."
        )
    found: dict[str, Style] = {}
    for number, entry in enumerate(entries, 1):
        one = _parse_entry(entry, f"{source}, [[{kind}]] number {number}")
        if one.id in found:
            raise StylesError(f"{source}, [[{kind}]] number {number}: the id “{one.id}” is used twice. Rename one.")
        found[one.id] = one
    return found


def _parse_entry(entry: object, where: str) -> Style:
    if not isinstance(entry, dict):
        raise StylesError(f"{where} is not a table. Write [[…]] with two brackets above it.")
    unknown = sorted(set(entry) - {"id", "name", "phrase"})
    if unknown:
        raise StylesError(f"{where} has “{unknown[0]}”, which is unknown. It can have id, name and phrase.")
    style_id, name, phrase = (_parse_text(entry, field, where) for field in ("id", "name", "phrase"))
    if not _ID.fullmatch(style_id):
        raise StylesError(
            f"{where}: the id “{style_id[:40]}” is invalid. Use 1 to 32 lower-case letters, digits and hyphens."
        )
    for field, value, most in (("name", name, _NAME_MAX_CHARS), ("phrase", phrase, _PHRASE_MAX_CHARS)):
        if len(value) > most:
            raise StylesError(f"{where}: the {field} has {len(value)} characters; the limit is {most}.")
    return Style(style_id, name, phrase)


def _parse_text(entry: Mapping[str, object], field: str, where: str) -> str:
    value = entry.get(field)
    if not isinstance(value, str) or not value.strip():
        raise StylesError(f'{where} has no {field}. Add {field} = "…" with some text.')
    return " ".join(value.split())
