"""Links in the documents lead somewhere."""

import re
from pathlib import Path

ROOT = Path(__file__).parents[2]
DOCUMENTS = sorted([*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md"), *(ROOT / "deploy").rglob("*.md")])
LINK = re.compile(r"\]\((?!https?:|mailto:)([^)#\s]*)(?:#([^)\s]+))?\)")
HEADING = re.compile(r"^#+ (.+)$", re.MULTILINE)


def anchors(document: Path) -> set[str]:
    """The names by which GitHub's links lead to the headings of a document."""
    plain = [re.sub(r"[^\w\- ]", "", heading.lower()) for heading in HEADING.findall(document.read_text("utf-8"))]
    return {heading.strip().replace(" ", "-") for heading in plain}


def test_every_relative_link_leads_to_a_file_and_a_heading() -> None:
    dead = []
    for document in DOCUMENTS:
        for name, anchor in LINK.findall(document.read_text("utf-8")):
            target = document.parent / name if name else document
            if not target.exists() or (anchor and anchor not in anchors(target)):
                dead.append(f"{document.relative_to(ROOT)}: {name}#{anchor}")
    assert DOCUMENTS
    assert dead == []
