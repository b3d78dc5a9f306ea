"""What a person's data has of the pictures that their videos are made from."""

import zipfile
from pathlib import Path

from bot.domain.clock import Clock
from bot.domain.requests import LastFrame
from bot.services.privacy.export import PersonalExports
from bot.storage.core.database import Database
from tests.support.jobs import make_job, store_job


async def test_both_pictures_of_a_video_are_in_it_and_no_place_on_disk(sqlite_url: str, tmp_path: Path) -> None:
    paths = {"image_path": "pictures/x.png", "last_image_path": "pictures/x-last.jpg"}
    mine, other = [make_job(user_id=user, last_frame=LastFrame.PICTURE, **paths) for user in (1, 2)]
    async with Database.open(sqlite_url) as database:
        async with database.write() as connection:
            for job in (mine, other):
                await store_job(connection, job, b"begin %d" % job.user_id, b"end %d" % job.user_id)
        export = await PersonalExports(database, Clock(), tmp_path).write(1, tmp_path)
    [part] = export.parts
    with zipfile.ZipFile(part) as archive:
        assert archive.namelist() == ["data.json", f"pictures/{mine.id}-last.jpg", f"pictures/{mine.id}.png"]
        assert archive.read(f"pictures/{mine.id}.png") == b"begin 1"
        assert archive.read(f"pictures/{mine.id}-last.jpg") == b"end 1"
        assert b"pictures/x" not in archive.read("data.json")
