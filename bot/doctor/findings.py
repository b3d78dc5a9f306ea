"""What a check found, as lines for people and as JSON for programs."""

import asyncio
import json
from collections.abc import AsyncIterator, Iterable
from contextlib import aclosing
from dataclasses import asdict, dataclass
from enum import StrEnum

from bot import __version__
from bot.markdown import printable
from bot.observability import mask_secrets

_NAME_CHARS = 14
_TEXT_CHARS = 600
#: A shorter secret may be part of an ordinary word; the settings refuse such secrets anyway.
_SECRET_MIN_CHARS = 4


class Verdict(StrEnum):
    """How a check ended."""

    OK = "ok"
    #: The bot works, but something should be looked at.
    WARNING = "warning"
    #: Something doesn't work until it is fixed.
    PROBLEM = "problem"
    #: It couldn't be checked, because of a problem that another line names.
    SKIPPED = "skipped"


_MARKS = {Verdict.OK: "✓", Verdict.WARNING: "!", Verdict.PROBLEM: "✗", Verdict.SKIPPED: "-"}
_PLAIN_MARKS = {Verdict.OK: "ok", Verdict.WARNING: "!", Verdict.PROBLEM: "x", Verdict.SKIPPED: "-"}


@dataclass(frozen=True, slots=True)
class Finding:
    """One line of the report."""

    name: str
    verdict: Verdict
    text: str
    #: What to do; empty if nothing.
    todo: str = ""


def ok(name: str, text: str) -> Finding:
    """Report that nothing needs to be done."""
    return Finding(name, Verdict.OK, text)


def warning(name: str, text: str, todo: str) -> Finding:
    """Report something to look at."""
    return Finding(name, Verdict.WARNING, text, todo)


def problem(name: str, text: str, todo: str) -> Finding:
    """Report something to fix."""
    return Finding(name, Verdict.PROBLEM, text, todo)


def skipped(name: str, why: str) -> Finding:
    """Report something that couldn't be checked."""
    return Finding(name, Verdict.SKIPPED, f"not checked: {why}")


async def collect(name: str, check: AsyncIterator[Finding], timeout_s: float) -> list[Finding]:
    """Run a check to its end or its timeout; an exception becomes a finding with this name."""
    found: list[Finding] = []
    try:
        async with asyncio.timeout(timeout_s), aclosing(check):  # type: ignore[type-var]
            async for finding in check:
                found.append(finding)  # noqa: PERF401 - what was found before an error counts
    except TimeoutError:
        found.append(problem(name, f"no answer within {timeout_s:.0f} seconds", "Check the network and try again."))
    except Exception as error:  # noqa: BLE001 - the other checks must go on
        why = f"the check failed: {type(error).__name__}: {error}"
        found.append(problem(name, why, "If that doesn't explain it, please report it."))
    return found


def exit_status(findings: Iterable[Finding]) -> int:
    """Return 0 if all is well, 1 if something must be fixed, 3 if there are only warnings; 2 means wrong usage."""
    verdicts = {finding.verdict for finding in findings}
    return 1 if Verdict.PROBLEM in verdicts else 3 if Verdict.WARNING in verdicts else 0


def clean(finding: Finding, secrets: Iterable[str]) -> Finding:
    """Hide the secrets, and control characters that a service or a server's name could send to a terminal."""
    return Finding(
        finding.name, finding.verdict, _clean_text(finding.text, secrets), _clean_text(finding.todo, secrets)
    )


def format_line(finding: Finding, encoding: str) -> str:
    """Format a line for a terminal, with ASCII marks if its encoding has no others."""
    mark = _MARKS[finding.verdict]
    try:
        mark.encode(encoding)
    except (UnicodeEncodeError, LookupError):
        mark = f"{_PLAIN_MARKS[finding.verdict]:2}"
    said = f"{finding.text.removesuffix('.')}. {finding.todo}" if finding.todo else finding.text
    line = f"{mark} {finding.name:{_NAME_CHARS}} {said}"
    try:
        return line.encode(encoding, "replace").decode(encoding)
    except LookupError:
        return line


def format_json(findings: Iterable[Finding]) -> str:
    """Format everything as one JSON object."""
    listed = list(findings)
    verdict = {0: Verdict.OK, 1: Verdict.PROBLEM, 3: Verdict.WARNING}[exit_status(listed)]
    said = {"version": __version__, "verdict": verdict, "checks": [asdict(finding) for finding in listed]}
    return json.dumps(said, indent=2, ensure_ascii=False)


def _clean_text(text: str, secrets: Iterable[str]) -> str:
    for secret in secrets:
        if len(secret) >= _SECRET_MIN_CHARS:
            text = text.replace(secret, "[hidden]")
    shown = printable(mask_secrets(text), "?")
    return shown if len(shown) <= _TEXT_CHARS else f"{shown[:_TEXT_CHARS]}…"
