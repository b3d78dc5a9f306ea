"""Stories, on SQLite and on PostgreSQL: which videos continue which."""

from bot.domain.jobs import Job, JobState
from bot.domain.stories import PARTS_MAX, job_of_file, name_film
from bot.storage.core.database import Database
from bot.storage.jobs import jobs, stories
from tests.support.jobs import make_job, store_job


async def insert(database: Database, *chain: Job) -> None:
    async with database.write() as connection:
        for job in chain:
            await store_job(connection, job)


async def test_a_chain_is_read_from_its_first_part(database: Database) -> None:
    chain = [make_job()]
    for part in range(2, PARTS_MAX + 1):
        chain.append(make_job(parent_id=chain[-1].id, part=part))
    branch = make_job(parent_id=chain[1].id, part=3)
    await insert(database, *reversed(chain), branch, make_job())
    async with database.read() as connection:
        assert await stories.list_lineage(connection, chain[-1].id) == chain
        assert await stories.list_lineage(connection, chain[2].id) == chain[:3]
        assert await stories.list_lineage(connection, branch.id) == [*chain[:2], branch]
        assert await stories.list_lineage(connection, chain[0].id) == chain[:1]
        assert await stories.list_lineage(connection, "0123456789abcdef") == []


async def test_a_circle_or_a_lost_parent_does_not_keep_it_from_ending(database: Database) -> None:
    one, lost = make_job(), make_job(parent_id="0123456789abcdef", part=4)
    other = make_job(parent_id=one.id, part=2)
    await insert(database, one, other, lost)
    async with database.write() as connection:
        one = await jobs.amend(connection, one, parent_id=other.id)
    async with database.read() as connection:
        assert await stories.list_lineage(connection, other.id) == [one, other]
        assert await stories.list_lineage(connection, lost.id) == [lost]


#: How an order differs from another one, and whether it is taken for the same.
TWINS: list[tuple[dict[str, object], bool]] = [
    ({}, True),
    ({"state": JobState.DELIVERING}, True),
    ({"state": JobState.DELIVERED}, False),
    ({"state": JobState.CANCELLED}, False),
    ({"user_id": 77}, False),
    ({"prompt": "it sits down"}, False),
    ({"duration_s": 6}, False),
    ({"parent_id": "1123456789abcdef"}, False),
]


async def test_the_same_order_under_way_is_a_twin(database: Database) -> None:
    for number, (changes, is_twin) in enumerate(TWINS):
        prompt = f"it gets up {number}"
        values = {"parent_id": "0123456789abcdef", "part": 2, "user_id": 5, "prompt": prompt, "duration_s": 8}
        await insert(database, make_job(**values | changes))
        async with database.read() as connection:
            found = await stories.has_twin(connection, "0123456789abcdef", user_id=5, prompt=prompt, duration_s=8)
        assert found is is_twin, changes


async def test_a_film_is_needed_until_its_job_has_ended(database: Database) -> None:
    await insert(
        database,
        make_job(film_path="films/a.mp4"),
        make_job(film_path="films/b.mp4", state=JobState.DELIVERED),
    )
    async with database.read() as connection:
        found = [await stories.needs_film(connection, f"films/{name}.mp4") for name in "abc"]
        assert await stories.list_films(connection) == ["films/a.mp4"]
    assert found == [True, False, False]


def test_files_are_told_apart_by_name() -> None:
    assert name_film("0123456789abcdef") == "0123456789abcdef-film.mp4"
    for name in ("0123456789abcdef.mp4", "0123456789abcdef-film.mp4", "0123456789abcdef-film.900.mp4"):
        assert job_of_file(name) == "0123456789abcdef"
