"""Catalogues of texts that are parsed once on a machine, which takes a second for those of all languages."""

import hashlib
import os
import pickle
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import fluent.runtime
from fluent.syntax import FluentParser

if TYPE_CHECKING:
    from fluent.syntax.ast import Resource

#: Tells the processes that tests start where parsed catalogues are kept.
FOLDER = "VEO_TEST_TEXTS"


def parse_once(folder: Path) -> None:
    """Have this process keep what it parses in a folder, and take from there what another one has parsed."""
    folder.mkdir(parents=True, exist_ok=True)
    os.environ[FOLDER] = str(folder)
    name = "FluentResource"
    setattr(fluent.runtime, name, partial(_recall, folder))


def _recall(folder: Path, source: str) -> "Resource":
    path = folder / hashlib.sha256(source.encode()).hexdigest()
    if path.is_file():
        known: Resource = pickle.loads(path.read_bytes())
        return known
    # Where in its file something stands is only of use to tools, and half of what there would be to read.
    parsed = FluentParser(with_spans=False).parse(source)
    part = path.with_suffix(f".{os.getpid()}")
    part.write_bytes(pickle.dumps(parsed))
    part.replace(path)
    return parsed
