"""/veo-image, as a person in Discord would use it."""

import io
from pathlib import Path

import pytest
from PIL import Image

from bot.domain.jobs import FailureReason, JobState
from bot.domain.requests import AspectRatio
from bot.presentation.pictures.message_pictures import find_pictures
from sandbox.faults import Fault, FaultKind
from sandbox.segmind import StandInOptions
from tests.media.test_pictures import KINDS, Sample
from tests.support.bot_harness import text_of
from tests.support.models import SIZES
from tests.support.picture_harness import (
    PNG,
    card_of,
    fetch_image,
    kept_pictures,
    open_picture_stage,
    wait_accepted,
    wait_tidy,
)
from tests.support.pictures import CORNERS, SECRET, draw_corners, encode, make_oriented, read_corners

#: Some that are hard; each kind is tested without a bot in tests/media/test_pictures.py.
NAMES = ("png indexed with an alpha per entry", "jpeg with secrets", "gif animated")
TABLE = [kind for kind in KINDS if kind.name in NAMES]


def is_near(corners: object, expected: object, tolerance: int) -> bool:
    pairs = zip(sum(corners, ()), sum(expected, ()), strict=True)  # type: ignore[call-overload]  # tuples of tuples
    return all(abs(a - b) <= tolerance for a, b in pairs)


async def test_a_picture_becomes_a_video_of_it(tmp_path: Path) -> None:
    async with open_picture_stage(tmp_path) as harness:
        picture = make_oriented("JPEG", 6, quality=95)
        answer = await harness.alice.slash(
            harness.channel, "veo-image", image=("IMG_1.jpeg", picture), prompt="waves roll"
        )
        assert answer.acknowledged
        assert answer.response is None, "the private note that it is at work is gone"
        assert answer.followups == []
        [job] = await harness.wait_done()
        assert (job.state, job.request.prompt) == (JobState.DELIVERED, "waves roll")

        [accepted] = harness.stand_in.accepted
        assert accepted.slug == "veo-2-image2video"
        assert accepted.inputs == {
            "image": job.image_url,
            "prompt": "waves roll",
            "duration": 5,
            "aspect_ratio": "16:9",
            "seed": job.request.seed,
        }
        assert type(accepted.inputs["duration"]) is int
        sent = await fetch_image(accepted)
        assert is_near(read_corners(sent), CORNERS, 3), "upright, whatever its EXIF turned"
        assert SECRET.encode() not in sent
        with Image.open(io.BytesIO(sent)) as image:
            assert image.size == (1280, 720)
            assert not image.getexif()
            assert "exif" not in image.info
            assert "icc_profile" not in image.info

        result = await harness.wait_text("Here's your video")
        assert "waves roll" in text_of(result)
        assert f"<@{harness.alice.id}>" in text_of(result)
        _, file = result.attachments
        assert await file.read() == sent, "it keeps what is animated, so that it can be used again"
        await harness.wait_closed()
        assert await harness.messages() == [result]
        await wait_tidy(tmp_path)


async def test_without_a_prompt_none_is_sent_and_a_spoilered_picture_stays_behind_a_spoiler(tmp_path: Path) -> None:
    async with open_picture_stage(tmp_path) as harness:
        image = ("SPOILER_end.png", PNG)
        await harness.alice.slash(harness.channel, "veo-image", image=image, duration=8, seed=7)
        [accepted] = await wait_accepted(harness)
        assert {k: v for k, v in accepted.inputs.items() if k != "image"} == {
            "duration": 8,
            "aspect_ratio": "16:9",
            "seed": 7,
        }
        [job] = await harness.wait_done()
        result = await harness.wait_text("Here's your video")
        assert result.attachments[0].description == "Video made by Veo 2 from a picture"
        found = [one for one in find_pictures(result) if one.name.endswith(".png")]
        assert found
        assert all(one.is_spoiler for one in found), "whoever animates the result does not uncover it either"
        assert result.attachments[0].is_spoiler()
        assert job.id in result.attachments[0].filename


async def test_shape_and_fit_are_heeded(tmp_path: Path) -> None:
    wide, tall, square = [encode(draw_corners(size), "PNG") for size in ((320, 180), (180, 320), (200, 200))]
    orders = [
        (tall, {}, "9:16"),
        (wide, {"aspect_ratio": "9:16", "fit": "crop"}, "9:16"),
        (wide, {"aspect_ratio": "9:16", "fit": "pad"}, "9:16 padded"),
        (square, {}, "16:9 padded"),
    ]
    async with open_picture_stage(tmp_path) as harness:
        for seed, (picture, options, _) in enumerate(orders):
            await harness.alice.slash(harness.channel, "veo-image", image=("a.png", picture), seed=seed, **options)
        for accepted in await wait_accepted(harness, len(orders)):
            _, options, expected = orders[accepted.inputs["seed"]]
            shape, _, padded = expected.partition(" ")
            assert accepted.inputs["aspect_ratio"] == shape
            with Image.open(io.BytesIO(await fetch_image(accepted))) as image:
                assert image.size == SIZES[AspectRatio(shape)]
                edge = image.convert("RGB").getpixel((5, 5))
            assert isinstance(edge, tuple)
            is_bar = not is_near((edge,), (CORNERS[0],), 4)
            assert is_bar is bool(padded), f"{expected} {options}: bars are darker than the picture"


async def test_each_kind_of_picture_reaches_segmind_at_its_best(tmp_path: Path) -> None:
    assert len(TABLE) == len(NAMES)
    options = StandInOptions(latency_s=3600, balance_usd=1000)
    async with open_picture_stage(tmp_path, options=options) as harness:
        for number, kind in enumerate(TABLE):
            # Neither the name nor the type that follows from it says what the file is.
            answer = await harness.alice.slash(
                harness.channel, "veo-image", image=("photo.txt", kind.make()), seed=number
            )
            assert answer.response is None, f"{kind.name}: {answer}"
        for accepted in await wait_accepted(harness, len(TABLE)):
            await assert_best(TABLE[accepted.inputs["seed"]], await fetch_image(accepted))


async def assert_best(kind: Sample, sent: bytes) -> None:
    with Image.open(io.BytesIO(sent)) as image:
        assert (image.size, image.mode, image.format in {"JPEG", "PNG"}) == ((1280, 720), "RGB", True), kind.name
        assert image.info.keys() <= {"jfif", "jfif_version", "jfif_unit", "jfif_density"}, kind.name
        assert getattr(image, "n_frames", 1) == 1
    assert SECRET.encode() not in sent, kind.name
    assert is_near(read_corners(sent), kind.corners, kind.tolerance + 2), kind.name


async def test_an_upload_that_is_refused_fails_the_job_before_anything_is_paid(tmp_path: Path) -> None:
    async with open_picture_stage(tmp_path) as harness:
        harness.stand_in.faults.add(Fault("upload", FaultKind.ERROR, status=413, error="the image is too odd"))
        await harness.alice.slash(harness.channel, "veo-image", image=("a.png", PNG))
        [job] = await harness.wait_done()
        assert (job.state, job.failure) == (JobState.FAILED, FailureReason.UPLOAD_FAILED)
        assert harness.stand_in.accepted == []
        told = await harness.wait_text("couldn't upload your picture to the video service. the image is too odd")
        assert [user.id for user in told.mentions] in ([harness.alice.id], [])
        await wait_tidy(tmp_path)


async def test_nothing_is_stored_before_the_picture_is_fine_and_the_person_is_answered_first(tmp_path: Path) -> None:
    async with open_picture_stage(tmp_path, is_working=False) as harness:
        before = len(harness.env.http_requests)
        await harness.alice.slash(harness.channel, "veo-image", image=("a.png", PNG))
        calls = [(call.method, call.path.rpartition("/")[2]) for call in harness.env.http_requests[before:]]
        assert calls == [("POST", "callback"), ("POST", "messages"), ("DELETE", "@original")]
        [job] = await harness.jobs()
        assert job.state is JobState.QUEUED
        assert job.image_url is None
        assert job.image_path == f"pictures/{job.id}.png"
        [file] = card_of(harness, job).attachments
        assert file.filename == f"{job.id}.png"
        assert kept_pictures(tmp_path) == {job.id: await file.read()}


async def test_a_card_that_cannot_be_posted_takes_the_order_back(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with open_picture_stage(tmp_path) as harness:

        async def fail(*_: object, **__: object) -> object:
            raise OSError("the network is down")

        monkeypatch.setattr("discord.abc.Messageable.send", fail)
        answer = await harness.alice.slash(harness.channel, "veo-image", image=("a.png", PNG))
        assert answer.response is not None
        assert answer.response.ephemeral
        assert "no video was started" in answer.response.content
        [job] = await harness.wait_done()
        assert job.state is JobState.CANCELLED
        assert harness.stand_in.accepted == []
        await wait_tidy(tmp_path)
