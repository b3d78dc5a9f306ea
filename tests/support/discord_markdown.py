"""A small model of the Markdown that Discord's clients read, to see what opens from a text."""

import re
from dataclasses import dataclass

#: Whatever any client may take for the end of a line.
_LINE_END = "\n\r\x0b\x0c\x1c\x1d\x1e\x85\u2028\u2029"
_AT_LINE_START = (
    ("quote", re.compile(r">(?:>>)? ")),
    ("heading", re.compile(r"#{1,3}[ \t]")),
    ("subtext", re.compile(r"-#[ \t]")),
    ("list", re.compile(r"[ \t]*(?:[-*+]|\d+[.)])[ \t]")),
)
_ESCAPE = re.compile(r"\\([^0-9A-Za-z\s])")
_ANYWHERE = (
    ("code", re.compile(r"```[\s\S]*?```|(`+)[\s\S]*?[^`]\1(?!`)|`[^`]+`")),
    ("link", re.compile(r"<(?:https?|steam|discord)://[^ >]+>|(?:https?|steam|discord)://\S", re.IGNORECASE)),
    ("link", re.compile(r"\[(?:\\.|[^\\\]])*\]\([^)]*\)")),
    ("link", re.compile(r"<[^\s>]+@[^\s>]+>|<\+?\d[^>]*>")),
    ("invite", re.compile(r"discord(?:\.gg|(?:app)?\.com/invite)/\S", re.IGNORECASE)),
    ("mention", re.compile(r"<@[!&]?\d+>|<#\d+>|</[^>]+:\d+>|<id:\w+>|@everyone|@here", re.IGNORECASE)),
    ("time", re.compile(r"<t:-?\d+(?::\w)?>")),
    ("emoji", re.compile(r"<a?:\w+:\d+>|:[^\s:]+:")),
    ("spoiler", re.compile(r"\|\|[\s\S]+?\|\|")),
    ("strike", re.compile(r"~~[\s\S]+?~~")),
    ("emphasis", re.compile(r"\*\*[\s\S]+?\*\*|__[\s\S]+?__|\*[^\s*][\s\S]*?\*|_[\s\S]+?_")),
)
_BIDI = re.compile("[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")


@dataclass(frozen=True)
class Reading:
    """What a reader sees."""

    text: str
    #: The kinds of everything in it that is not plain text.
    opened: frozenset[str]


def read(message: str) -> Reading:
    """Read a message as a client would; nothing is read inside what opens."""
    shown, opened = "", set()
    at = 0
    if _BIDI.search(message):
        opened.add("direction")
    if re.search(r"@(?:everyone|here)|<@[!&]?\d+>", message):
        opened.add("ping")  # the server looks for these wherever they stand
    while at < len(message):
        if at == 0 or message[at - 1] in _LINE_END:
            opened |= {kind for kind, form in _AT_LINE_START if form.match(message, at)}
        if escape := _ESCAPE.match(message, at):
            shown += escape[1]
            at = escape.end()
            continue
        opened |= {kind for kind, form in _ANYWHERE if form.match(message, at)}
        shown += message[at]
        at += 1
    return Reading(shown, frozenset(opened))
