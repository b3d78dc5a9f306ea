"""Exports what is kept about a person, as zip files: the data as JSON, and the files that are still there."""

import asyncio
import json
import zipfile
import zlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC
from pathlib import Path
from typing import Any

from sqlalchemy import Connection

from bot.domain.clock import Clock
from bot.domain.jobs import is_job_id
from bot.domain.stories import name_film
from bot.observability import get_logger
from bot.services.unavailable import reading_in_time
from bot.storage.core.database import Database
from bot.storage.privacy import personal_data

log = get_logger(__name__)

#: The name of the data in the first zip file.
DATA_NAME = "data.json"
#: What a zip file adds per file besides its bytes and twice its name, and once for itself; generous.
_OVERHEAD_BYTES = 400
#: By how much the data may grow once it says where each file is.
_GROWTH = 1.1
_ABOUT = {
    "times": "All times are UTC.",
    "bookings": "What counts towards limits: seconds, and the money that it cost; negative amounts were given back.",
    "file": "Where a video or picture is in these zip files; null if it is no longer kept, or didn't fit.",
    "message": "The message in Discord with the video.",
    "output_url": "The address of the video at Segmind, which works for 7 days.",
}


@dataclass(frozen=True, slots=True)
class OwnFile:
    """A person's file, on disk or in memory."""

    job_id: str
    #: Its name in the zip file.
    name: str
    size_bytes: int
    #: Where it is on disk; None if `data` has its bytes.
    path: Path | None = None
    data: bytes = field(default=b"", repr=False)


@dataclass(frozen=True, slots=True)
class Export:
    """The zip files, and how many files didn't fit into them."""

    parts: Sequence[Path]
    left: int


class PersonalExports:
    """Exports the data of one person at a time. Nothing is changed."""

    def __init__(self, database: Database, clock: Clock, data_dir: Path) -> None:
        self._database = database
        self._clock = clock
        self._data_dir = data_dir

    async def write(self, user_id: int, folder: Path, *, limit_bytes: int | None = None, parts_max: int = 1) -> Export:
        """Write zip files of at most this size into a folder; none if not even the data fits into one.

        Raises DatabaseUnavailable, and OSError for problems with the disk.
        """

        def read(connection: Connection) -> tuple[personal_data.Values, set[str]]:
            own = personal_data.list_own_films(connection, user_id)
            return personal_data.read_personal_data(connection, user_id), own

        async with reading_in_time(self._database, "personal data not read") as connection:
            data, own_films = await connection.run_sync(read)
            pictures = await connection.run_sync(personal_data.list_pictures, user_id)
        data = {"made_at": self._clock.now().astimezone(UTC).isoformat(), "about": _ABOUT} | data
        return await asyncio.to_thread(self._write, data, own_films, pictures, folder, limit_bytes, parts_max)

    def _write(
        self,
        data: personal_data.Values,
        own_films: set[str],
        pictures: Mapping[str, Sequence[tuple[str, bytes]]],
        folder: Path,
        limit_bytes: int | None,
        parts_max: int,
    ) -> Export:
        files = self._list_files(data["videos"], own_films, pictures)
        text = _to_bytes(data)
        limit = (
            limit_bytes if limit_bytes is not None else sum(one.size_bytes for one in files) + 10 * len(text) + 2**20
        )
        names = sum(2 * len(one.name) + 20 for one in files)
        data_bytes = int(len(zlib.compress(text)) * _GROWTH) + names + 2 * _OVERHEAD_BYTES
        if data_bytes > limit:
            return Export((), len(files))
        packed = _pack(files, limit, parts_max, first_bytes=data_bytes)
        places = {one: number for number, part in enumerate(packed, 1) for one in part}
        for video in data["videos"]:
            own = [one for one in files if one.job_id == video["id"] and one in places]
            video["files"] = [f"{one.name} (part {places[one]} of {len(packed)})" for one in own]
        parts = []
        for number, part in enumerate(packed, 1):
            path = folder / (f"veo-data-{number}.zip" if len(packed) > 1 else "veo-data.zip")
            with zipfile.ZipFile(path, "w", zipfile.ZIP_STORED) as archive:
                if number == 1:
                    archive.writestr(DATA_NAME, _to_bytes(data), zipfile.ZIP_DEFLATED)
                for one in part:
                    try:
                        if one.path is None:
                            archive.writestr(one.name, one.data)
                        else:
                            archive.write(one.path, one.name)
                    except FileNotFoundError:
                        log.info("file gone during an export", job_id=one.job_id)
            parts.append(path)
        return Export(parts, len(files) - len(places))

    def _list_files(
        self,
        videos: Sequence[personal_data.Values],
        own_films: set[str],
        pictures: Mapping[str, Sequence[tuple[str, bytes]]],
    ) -> list[OwnFile]:
        """List the files that are still there; their names are made from ids alone."""
        found = []
        for video in videos:
            job_id = video["id"]
            if not is_job_id(job_id) or video["deleted_at"] is not None:
                continue
            names = [(f"videos/{job_id}.mp4", self._data_dir / "videos" / f"{job_id}.mp4")]
            if job_id in own_films:
                names.append((f"videos/{name_film(job_id)}", self._data_dir / "videos" / name_film(job_id)))
            for name, path in names:
                if path.is_file():
                    found.append(OwnFile(job_id, name, path.stat().st_size, path))
            for suffix, (image_path, data) in zip(("", "-last"), pictures.get(job_id, ()), strict=False):
                ending = ".png" if image_path.endswith(".png") else ".jpg"
                found.append(OwnFile(job_id, f"pictures/{job_id}{suffix}{ending}", len(data), data=data))
        return found


def _pack(files: Sequence[OwnFile], limit_bytes: int, parts_max: int, *, first_bytes: int) -> list[list[OwnFile]]:
    """Distribute files over parts, newest first, each into the first part with room."""
    parts: list[list[OwnFile]] = [[]]
    used = [first_bytes]
    for one in reversed(files):
        size_bytes = one.size_bytes + 2 * len(one.name) + _OVERHEAD_BYTES
        for number in range(parts_max):
            if number == len(parts):
                parts.append([])
                used.append(_OVERHEAD_BYTES)
            if used[number] + size_bytes <= limit_bytes:
                parts[number].append(one)
                used[number] += size_bytes
                break
    return [part for number, part in enumerate(parts) if part or number == 0]


def _to_bytes(data: Any) -> bytes:
    return json.dumps(data, ensure_ascii=False, indent=2, default=str).encode("utf-8", "replace")
