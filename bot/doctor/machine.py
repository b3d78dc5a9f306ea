"""Checks this machine: the running bot, ffmpeg, the disk and the clock."""

import asyncio
import os
import shutil
import tempfile
from collections.abc import AsyncIterator, Callable
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from pathlib import Path

import aiohttp

from bot.doctor.findings import Finding, ok, problem, skipped, warning
from bot.heartbeat import Heartbeats
from bot.media.ffmpeg import Ffmpeg, FfmpegError, FfmpegFailed, FfmpegMissing, ProcessLimits
from bot.settings import Settings
from bot.worker.submission import ROOM_MIN_BYTES

#: Encodes a fifth of a second with the encoder that fits videos.
_TRIAL = ("-f", "lavfi", "-i", "color=c=black:s=64x64:d=0.2", "-c:v", "libx264", "-f", "null", "-")
_TRIAL_LIMITS = ProcessLimits(timeout_s=20)
_WARN_BELOW_BYTES = 4 * ROOM_MIN_BYTES
_CLOCK_TIMEOUT_S = 8.0
#: Well above the resolution of the Date header, which is one second.
_SKEW_WARNING_S = 5.0
_SKEW_PROBLEM_S = 60.0


async def check_running(settings: Settings) -> AsyncIterator[Finding]:
    """Check whether the bot runs on this machine, which isn't required."""
    signs = await asyncio.to_thread(Heartbeats(settings.data_dir, settings.heartbeat_name).read)
    if not signs:
        yield ok("bot", "not running on this machine")
    for sign in signs:
        if sign.is_stuck:
            yield problem("bot", f"process {sign.pid} is stuck", "Restart it.")
        elif not sign.has_database:
            yield problem("bot", f"process {sign.pid} is running without its database", "See the lines below.")
        elif sign.is_standby:
            yield ok("bot", f"standing by (process {sign.pid}): other processes serve Discord")
        elif not sign.has_discord:
            yield warning("bot", f"process {sign.pid} is running, but not connected to Discord", "See the lines below.")
        else:
            yield ok("bot", f"running (process {sign.pid})")


async def check_ffmpeg() -> AsyncIterator[Finding]:
    """Check that ffmpeg starts, within its limits, and encodes H.264."""
    ffmpeg = Ffmpeg()
    try:
        version = (await ffmpeg.run(["-version"], limits=_TRIAL_LIMITS)).decode("utf-8", "replace").split()
        await ffmpeg.run(_TRIAL, limits=_TRIAL_LIMITS)
    except FfmpegMissing:
        yield problem("ffmpeg", "it can't be started", "Install ffmpeg, or correct IMAGEIO_FFMPEG_EXE.")
    except FfmpegFailed as error:
        why = error.complaints.strip().splitlines()[-1:] or ["no reason given"]
        yield problem("ffmpeg", f"it can't encode H.264: {why[0]}", "Install an ffmpeg with libx264.")
    except (FfmpegError, OSError) as error:
        yield problem("ffmpeg", f"it didn't finish: {error}", "Give the bot more memory or processor time.")
    else:
        yield ok("ffmpeg", f"version {version[2] if len(version) > 2 else '?'} encodes H.264")


async def check_disk(folder: Path) -> AsyncIterator[Finding]:
    """Check that DATA_DIR can be written and has room."""
    yield await asyncio.to_thread(_look_at_disk, folder)


def _look_at_disk(folder: Path) -> Finding:
    existing = next(path for path in (folder.absolute(), *folder.absolute().parents) if path.exists())
    if not existing.is_dir():
        return problem("disk", f"{existing} is a file", "Set DATA_DIR to a folder.")
    try:
        free_bytes = shutil.disk_usage(existing).free
        if existing != folder.absolute():
            if not os.access(existing, os.W_OK | os.X_OK):
                raise PermissionError(f"{existing} can't be written")
        else:
            # On Linux, this file never has a name; elsewhere, it is gone at once.
            with tempfile.TemporaryFile(dir=folder) as file:
                file.write(b"\0" * 4096)
                file.flush()
                os.fsync(file.fileno())
    except OSError as error:
        advice = "Let the bot's user write there, free some space, or set DATA_DIR to another folder."
        return problem("disk", f"{folder} can't be written: {error.strerror or error}", advice)
    room = f"{folder} can be written, {free_bytes / 1e9:,.1f} GB are free"
    if free_bytes < ROOM_MIN_BYTES:
        return problem("disk", room, f"Free some space: below {ROOM_MIN_BYTES / 1e6:.0f} MB no video is started.")
    if free_bytes < _WARN_BELOW_BYTES:
        return warning("disk", room, f"Free some space: below {ROOM_MIN_BYTES / 1e6:.0f} MB no video is started.")
    return ok("disk", room + ("" if existing == folder.absolute() else "; the first start makes the folder"))


async def check_clock(settings: Settings, now: Callable[[], datetime]) -> AsyncIterator[Finding]:
    """Compare this machine's clock with Discord's and Segmind's, by the dates of their answers."""
    addresses = {
        "Discord": f"{str(settings.discord_api_url).rstrip('/')}/gateway",
        "Segmind": str(settings.segmind_api_url),
    }
    timeout = aiohttp.ClientTimeout(total=_CLOCK_TIMEOUT_S)
    async with aiohttp.ClientSession(timeout=timeout) as session:
        skews = await asyncio.gather(*(_measure(session, url, now) for url in addresses.values()))
    known = {name: skew_s for name, skew_s in zip(addresses, skews, strict=True) if skew_s is not None}
    if not known:
        yield skipped("clock", "neither Discord nor Segmind answered with a date")
        return
    said = ", ".join(_describe_skew(skew_s, name) for name, skew_s in known.items())
    # If they disagree, the smaller one is right: no clock is right by chance.
    skew_s = min(map(abs, known.values()))
    advice = "Let this machine set its clock from the network (NTP)."
    if skew_s > _SKEW_PROBLEM_S:
        yield problem("clock", said, advice)
    elif skew_s > _SKEW_WARNING_S:
        yield warning("clock", said, advice)
    else:
        yield ok("clock", said)


async def _measure(session: aiohttp.ClientSession, url: str, now: Callable[[], datetime]) -> float | None:
    """Measure how many seconds our clock is ahead of theirs; None if they don't say."""
    before = now()
    try:
        async with session.get(url, allow_redirects=False) as response:
            theirs = parsedate_to_datetime(response.headers["Date"])
    except (aiohttp.ClientError, OSError, KeyError, ValueError, TypeError):
        return None
    after = now()
    if theirs.tzinfo is None:
        theirs = theirs.replace(tzinfo=UTC)
    # On average, half of their second has passed.
    return ((before + (after - before) / 2) - theirs).total_seconds() - 0.5


def _describe_skew(skew_s: float, whose: str) -> str:
    if abs(skew_s) < 1.5:
        return f"in step with {whose}'s"
    return f"{abs(skew_s):,.0f} seconds {'ahead of' if skew_s > 0 else 'behind'} {whose}'s"
