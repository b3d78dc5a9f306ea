"""The stand-in's files: uploaded images and finished videos."""

import asyncio
import subprocess
from pathlib import Path
from typing import Any

import aiohttp
import pytest

from sandbox import films
from sandbox.films import Film
from tests.sandbox.test_standin import TEXT, data_url, get, picture, post, serving, submit

# Upload, and pictures as input.


async def test_an_uploaded_image_is_served_back() -> None:
    async with serving() as (stand_in, client), aiohttp.ClientSession() as stranger:
        for form in ("PNG", "JPEG", "WEBP", "GIF", "BMP", "TIFF"):
            content = picture(form)
            urls = [data_url(content, f"image/{form.lower()}"), data_url(picture("PNG", "blue"))]
            status, body = await post(client, "/upload-asset", json={"data_urls": urls})
            assert (status, set(body), len(set(body["file_urls"]))) == (200, {"file_urls", "message"}, 2)
            async with stranger.get(body["file_urls"][0]) as response:
                assert body["file_urls"][0].startswith(f"{stand_in.url}/assets/")
                assert await response.read() == content
                assert response.content_type == f"image/{form.lower()}"


async def test_an_upload_that_is_no_image_is_400() -> None:
    async with serving() as (_, client):
        bodies: list[Any] = [
            [],
            {},
            {"data_urls": []},
            {"data_urls": "data:image/png;base64,AAAA"},
            {"data_urls": [5]},
            {"data_urls": ["https://example.org/a.png"]},
            {"data_urls": ["data:image/png;base64,***"]},
            {"data_urls": ["data:image/png,AAAA"]},
            {"data_urls": [data_url(b"no image at all")]},
            {"data_urls": [data_url(picture()[:40])]},
            {"data_urls": [data_url(picture(), "text/html")]},
            {"data_urls": [data_url(picture()), data_url(b"")]},
        ]
        for body in bodies:
            status, answer = await post(client, "/upload-asset", json=body)
            assert (body, status, set(answer)) == (body, 400, {"error"})


@pytest.mark.usefixtures("kept_films")
async def test_a_video_is_made_from_an_uploaded_image_only() -> None:
    async with serving(latency_s=0) as (stand_in, client):
        url = (await post(client, "/upload-asset", json={"data_urls": [data_url(picture())]}))[1]["file_urls"][0]
        for image, state in (
            (url, "COMPLETED"),
            (f"{stand_in.url}/assets/unknown.png", "FAILED"),
            ("http://169.254.169.254/latest/meta-data", "FAILED"),
            (f"{url}?x", "FAILED"),
        ):
            status, body = await post(client, "/v2/veo-2-image2video", json={"image": image, "duration": 5})
            assert status == 200
            assert (await get(client, f"/v2/requests/{body['request_id']}"))[1]["status"] == state
        async with client.get(stand_in.accepted[0].output_url) as response:
            assert (response.status, response.content_type) == (200, "video/mp4")


# The output.


@pytest.mark.usefixtures("kept_films")
async def test_the_output_needs_no_key_and_streams_ranges() -> None:
    async with serving(latency_s=0) as (stand_in, client):
        await submit(client)
        url = stand_in.accepted[0].output_url
        async with aiohttp.ClientSession() as stranger:
            async with stranger.get(url) as response:
                content = await response.read()
                assert (response.status, response.content_type) == (200, "video/mp4")
                assert response.content_length == len(content)
                assert content[4:8] == b"ftyp"
            async with stranger.get(url, headers={"Range": "bytes=4-7"}) as response:
                assert (response.status, await response.read()) == (206, b"ftyp")
            async with stranger.head(url) as response:
                assert response.content_length == len(content)


async def test_the_output_is_not_there_before_the_job_is_done() -> None:
    async with serving() as (stand_in, client):
        await submit(client)
        async with client.get(stand_in.accepted[0].output_url) as response:
            assert response.status == 404
        await submit(client, prompt="!fail")
        stand_in.advance(101)
        async with client.get(stand_in.accepted[1].output_url) as response:
            assert response.status == 404


async def test_urls_belong_to_the_host_that_was_asked() -> None:
    async with serving(latency_s=0) as (stand_in, client):
        headers = {"Host": "segmind.test:8090"}
        body = (await post(client, "/v2/veo-2", json=TEXT, headers=headers))[1]
        assert body["status_url"].startswith("http://segmind.test:8090/v2/requests/")
        assert stand_in.accepted[0].output_url.startswith("http://segmind.test:8090/outputs/")


# How videos are made.


async def get_bytes(client: aiohttp.ClientSession, url: str) -> bytes:
    async with client.get(url) as response:
        return await response.read()


async def test_each_video_is_made_once_and_two_at_a_time(monkeypatch: pytest.MonkeyPatch) -> None:
    made: list[Film] = []
    at_once = most_at_once = 0

    async def render(film: Film, target: Path, *, fast: bool) -> None:
        nonlocal at_once, most_at_once
        made.append(film)
        at_once += 1
        most_at_once = max(most_at_once, at_once)
        await asyncio.sleep(0.05)
        target.write_bytes(film.prompt.encode())
        at_once -= 1

    monkeypatch.setattr("sandbox.shelf.render_film", render)
    async with serving(latency_s=0, balance_usd=1_000) as (stand_in, client):
        for number in range(5):
            await submit(client, prompt=f"film {number}")

        urls = [job.output_url for job in stand_in.accepted] * 3
        contents = await asyncio.gather(*(get_bytes(client, url) for url in urls))
        assert contents == [f"film {number}".encode() for number in range(5)] * 3
        assert (len(made), most_at_once) == (5, 2)

        monkeypatch.setattr("sandbox.shelf._FILMS_KEPT", 2)
        await submit(client, prompt="one more")
        await get_bytes(client, stand_in.accepted[-1].output_url)
        assert await get_bytes(client, urls[0]) == b"film 0"
        assert len(made) == 7, "a video that was cleared away is made again"


async def test_full_videos_are_made_ahead_of_the_download(monkeypatch: pytest.MonkeyPatch) -> None:
    made: list[str] = []

    async def render(film: Film, target: Path, *, fast: bool) -> None:
        made.append(film.prompt)

    monkeypatch.setattr("sandbox.shelf.render_film", render)
    async with serving(fast_films=False) as (_, client):
        for prompt in ("a panda", "!fail"):
            await submit(client, prompt=prompt)
        await asyncio.sleep(0.05)
    assert made == ["a panda"]


async def test_a_video_that_cannot_be_made_is_an_error_page_and_tried_again(monkeypatch: pytest.MonkeyPatch) -> None:
    async with serving(latency_s=0) as (stand_in, client):
        await submit(client)
        with monkeypatch.context() as broken:
            broken.setattr("imageio_ffmpeg.get_ffmpeg_exe", lambda: "/bin/false")
            async with client.get(stand_in.accepted[0].output_url) as response:
                assert (response.status, response.content_type) == (500, "text/html")
        async with client.get(stand_in.accepted[0].output_url) as response:
            assert response.status == 200


#: Says that a step of making a film has begun, and goes on with it when it may, or gives up.
HELD = 'touch "$0.begun"; for _ in $(seq 500); do test -e "$0.may" && exec "$@"; sleep 0.01; done; exit 1'


async def test_the_server_answers_while_videos_are_made(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    steps, prepare = (tmp_path / "painting", tmp_path / "encoding"), films._prepare

    def prepare_held(film: Film, directory: Path, *, fast: bool) -> list[str]:
        painting, encoding = (["sh", "-c", HELD, str(step)] for step in steps)
        subprocess.run([*painting, "true"], check=True)
        return [*encoding, *prepare(film, directory, fast=fast)]

    monkeypatch.setattr(films, "_prepare", prepare_held)
    async with serving(latency_s=0) as (stand_in, client):
        await submit(client)
        download = asyncio.create_task(get_bytes(client, stand_in.accepted[0].output_url))
        for step in steps:
            while not step.with_suffix(".begun").exists():
                assert not download.done(), "neither made nor given up before it was allowed"
                await asyncio.sleep(0.01)
            assert (await get(client, "/v1/get-user-credits"))[0] == 200
            step.with_suffix(".may").touch()
        assert (await download)[4:8] == b"ftyp"


async def test_all_files_are_gone_when_it_stops(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    async with serving(fast_films=False) as (_, client):
        await post(client, "/upload-asset", json={"data_urls": [data_url(picture())]})
        await submit(client)
        await asyncio.sleep(0.1)
        assert list(tmp_path.rglob("*.png"))
    assert list(tmp_path.iterdir()) == []
