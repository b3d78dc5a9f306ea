"""Escapes text from people and other services, so that a message shows it as it was written.

It can't create any formatting or reference, whatever is around it: no link, invite, mention, emoji, heading, list,
quotation, subtext, spoiler, emphasis or code. It can't change the writing direction of the text beside it, and has no
control characters.
"""

import re
import unicodedata

#: What starts formatting anywhere; a colon within a word (https:, :smile:) and a slash after one (discord.gg/).
_SPECIAL = re.compile(r"[\\*_~`|<>\[\]#]|:(?=\S)|(?<=\w)/(?=\S)")
#: What starts a list or subtext at the beginning of a line.
_LIST_MARK = re.compile(r"^(\s*(?:\d+(?=[.)])|(?=[-+])))")
_MASS_MENTION = re.compile("@(?=everyone|here)", re.IGNORECASE)
#: Marks, embeddings, overrides and isolates.
_BIDI_CONTROLS = frozenset("\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")

_SPACES = {ord(control): " " for control in "\t\x1f"}


def plain(text: str, limit: int | None = None) -> str:
    """Escape a text for use within a line, in at most this many characters, including escapes."""
    line = bare(text)
    room = len(line) if limit is None else limit
    safe = _escape(shorten(line, room))
    while limit is not None and len(safe) > limit:
        room -= max(1, (len(safe) - limit) // 2)
        safe = _escape(shorten(line, room))
    return safe


def quote(text: str, limit: int) -> str:
    """Show the first characters of a text as a quotation, with its line breaks."""
    return "\n".join(f"> {_escape(line)}" for line in shorten("\n".join(_lines(text)), limit).splitlines())


def code(text: str) -> str:
    """Format a text as code in one line; it can't end the code early."""
    return f"`{bare(text).replace('`', 'ˋ')}`"


def bare(text: str) -> str:
    """Clean a text for places without Markdown, such as a label: one line, without control characters."""
    return " ".join(" ".join(_lines(text)).split())


def printable(text: str, instead: str = " ") -> str:
    """Clean what is quoted from others, outside messages too: one line, of which every character can be shown."""
    shown = (one if one.isprintable() else " " if one.isspace() else instead for one in text)
    return " ".join("".join(shown).split())


def shorten(text: str, limit: int) -> str:
    """Cut a text to this many characters, with an ellipsis, never inside a combined character."""
    if len(text) <= limit:
        return text
    cut = limit - 1
    while cut > 0 and (unicodedata.combining(text[cut]) or text[cut] in "\u200d\ufe0f"):
        cut -= 1
    return text[:cut].rstrip() + "…"


def _lines(text: str) -> list[str]:
    """Split a text at every possible line break, and remove characters that could affect the text around it."""
    whole = text.encode("utf-16", "surrogatepass").decode("utf-16", "ignore")
    return ["".join(filter(_is_kept, line.translate(_SPACES))) for line in whole.splitlines()]


def _is_kept(character: str) -> bool:
    return character not in _BIDI_CONTROLS and unicodedata.category(character) != "Cc"


def _escape(line: str) -> str:
    escaped = _SPECIAL.sub(r"\\\g<0>", line)
    escaped = _LIST_MARK.sub(r"\1\\", escaped, count=1)
    # Discord's server looks for these in the original text, where an escape doesn't hide them.
    return _MASS_MENTION.sub("@\u200b", escaped)
