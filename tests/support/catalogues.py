"""The catalogues of texts as data, and where the code uses which of them."""

import ast
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

from fluent.syntax import FluentParser
from fluent.syntax import ast as ftl
from fluent.syntax.visitor import Visitor

from bot.sentences import FOLDER

ROOT = Path(__file__).parents[2]
SOURCES = sorted(path for folder in ("bot", "cogs", "sandbox") for path in (ROOT / folder).rglob("*.py"))

#: What Discord takes at most.
COMMAND_TEXT, MENU_NAME, MODAL_TITLE, LABEL, LABEL_DESCRIPTION, PLACEHOLDER, BUTTON, CONTENT = (
    *(100, 32, 45, 45, 100, 100, 80),
    2000,
)


#: Labels that a loop makes, whose pattern fits texts that are none, too.
_FIELDS_OF_ANIMATE = "animate-(motion|duration|shape)"
#: Labels of buttons that stand in tables.
_BUTTONS = (
    "button-(cancel|again|try-again|edit|delete)|continue-button|jobs-send-again|"
    "alert-(adopt|charged|not-charged|costs-right|costs-wrong)"
)
#: Choices that a loop makes.
_EXAMPLES = "example-(text|image)-[0-9]"


@dataclass
class Text:
    """One message of a catalogue."""

    key: str
    #: What it needs to be said.
    variables: set[str]
    source: str


class _Variables(Visitor):
    def __init__(self) -> None:
        super().__init__()
        self.found: set[str] = set()

    def visit_VariableReference(self, node: ftl.VariableReference) -> None:  # noqa: N802 - as the library calls it
        self.found.add(node.id.name)


@cache
def read_texts(locale: str) -> dict[str, Text]:
    """All messages of a language; fails on what Fluent cannot read and on what is there twice."""
    texts: dict[str, Text] = {}
    for file in sorted((FOLDER / locale).glob("*.ftl")):
        for entry in FluentParser().parse(file.read_text("utf-8")).body:
            assert not isinstance(entry, ftl.Junk), f"{file}: {entry.content}"
            if isinstance(entry, ftl.Message):
                visitor = _Variables()
                visitor.visit(entry)
                key = entry.id.name
                assert key not in texts, f"{file}: {key} is there twice"
                assert entry.value is not None, f"{file}: {key} is empty"
                source = file.read_text("utf-8")[entry.span.start : entry.span.end] if entry.span else ""
                texts[key] = Text(key, visitor.found, source)
    return texts


@dataclass
class Uses:
    """How the code names texts."""

    #: Patterns of the keys that are said or handed on, each with where.
    named: dict[str, str] = field(default_factory=dict)
    #: Patterns of keys with what Discord takes at most of them.
    limits: list[tuple[str, int]] = field(default_factory=list)
    #: Every string of the code, as a pattern: what is none of these is never said.
    strings: set[str] = field(default_factory=set)
    #: What is called with words, not with the key of a text: its last name, its file and its line.
    worded: list[tuple[str, Path, int]] = field(default_factory=list)


@cache
def read_uses() -> Uses:
    """Read the code once."""
    uses = Uses()
    for path in SOURCES:
        nodes = list(ast.walk(ast.parse(path.read_text("utf-8"))))
        for node in nodes:
            if isinstance(node, ast.Constant | ast.JoinedStr):
                uses.strings.update(_patterns(node))
            if isinstance(node, ast.Call):
                for pattern in _keys_of(node):
                    uses.named[pattern] = f"{path}:{node.lineno}"
                if any(isinstance(one, ast.JoinedStr) or _is_text(one) for one in node.args):
                    uses.worded.append((name_of(node), path, node.lineno))
        modals = {
            call
            for one in nodes
            if isinstance(one, ast.ClassDef) and any(ast.unparse(base).endswith("Modal") for base in one.bases)
            for call in ast.walk(one)
            if isinstance(call, ast.Call)
        }
        uses.limits += [limit for node in nodes for limit in _limits(node, is_modal=node in modals)]
    return uses


@cache
def limit_of(key: str) -> int:
    """What Discord takes at most of a text, as far as the code shows where it stands."""
    if re.fullmatch(_FIELDS_OF_ANIMATE, key):
        return LABEL
    if re.fullmatch(_BUTTONS, key):
        return BUTTON
    if re.fullmatch(_EXAMPLES, key):
        return COMMAND_TEXT
    return min([most for pattern, most in read_uses().limits if re.fullmatch(pattern, key)], default=CONTENT)


def _limits(node: ast.AST, *, is_modal: bool) -> Iterator[tuple[str, int]]:
    if isinstance(node, ast.Assign) and isinstance(node.targets[0], ast.Name) and node.targets[0].id == "label":
        yield from ((pattern, BUTTON) for pattern in _keys_in(node.value))
    if not isinstance(node, ast.Call):
        return
    callee = name_of(node)
    if callee == "localized":
        yield from ((pattern, COMMAND_TEXT) for pattern in _keys_of(node))
    is_button = any(keyword.arg == "emoji" for keyword in node.keywords)
    if is_button:
        yield from ((pattern, BUTTON) for one in node.args for pattern in _keys_in(one))
    for keyword in node.keywords:
        most = {
            "placeholder": PLACEHOLDER,
            "label": BUTTON,
            "title": MODAL_TITLE if is_modal or callee.endswith("Modal") else None,
            "text": LABEL if callee.endswith("Label") and "animate-" not in ast.unparse(keyword.value) else None,
            "description": LABEL_DESCRIPTION if callee.endswith("Label") else None,
            "name": MENU_NAME if callee.endswith("ContextMenu") else None,
        }.get(keyword.arg or "")
        if most is not None:
            yield from ((pattern, most) for pattern in _keys_in(keyword.value))


def _is_text(node: ast.expr) -> bool:
    return isinstance(node, ast.Constant) and isinstance(node.value, str)


def name_of(call: ast.Call) -> str:
    """The last name of what is called, if it has one."""
    match call.func:
        case ast.Name(id=name) | ast.Attribute(attr=name):
            return name
    return ""


def _keys_in(node: ast.AST) -> Iterator[str]:
    for one in ast.walk(node):
        if isinstance(one, ast.Call):
            yield from _keys_of(one)


def _keys_of(call: ast.Call) -> Iterator[str]:
    position = {"say": 1, "localized": 0, "Sentence": 0}.get(name_of(call))
    if position is not None and len(call.args) > position:
        yield from _patterns(call.args[position])


def _patterns(node: ast.AST) -> Iterator[str]:
    """The strings that an expression can be, as patterns; nothing where that cannot be seen."""
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        yield re.escape(node.value)
    elif isinstance(node, ast.IfExp):
        yield from _patterns(node.body)
        yield from _patterns(node.orelse)
    elif isinstance(node, ast.JoinedStr):
        parts = [re.escape(str(part.value)) if isinstance(part, ast.Constant) else r"[\w-]+" for part in node.values]
        if any(isinstance(part, ast.Constant) for part in node.values):
            yield "".join(parts)
