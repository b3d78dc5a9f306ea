"""Each model that comes with the bot, from the command to the bytes that Segmind gets, and back to the posted video.

What Segmind must get is written from its pages, not from the catalogue.
"""

import io
import json
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
from PIL import Image

from bot.domain.jobs import Job, JobState
from bot.media import videos
from sandbox.segmind import StandInOptions
from tests.support.bot_harness import BotHarness, text_of
from tests.support.models import CATALOGUE
from tests.support.picture_harness import PNG, open_picture_stage, result_of

#: Stands for the address of the uploaded picture.
PICTURE = "the picture"


@dataclass
class Case:
    """An order, and what has to come of it."""

    model: str
    options: dict[str, Any]
    slug: str
    #: What is sent, besides the prompt.
    body: dict[str, Any]
    size: tuple[int, int]
    duration_s: int
    usd: float
    sound: str | None = None
    #: What Segmind calls the prompt.
    prompt_field: str = "prompt"
    #: What the card shows besides the name.
    shown: list[str] = field(default_factory=list)

    @property
    def prompt(self) -> str:
        """Tells the orders apart."""
        return f"a red panda by {self.slug}"

    @property
    def is_picture(self) -> bool:
        return PICTURE in self.body.values() or [PICTURE] in self.body.values()


CASES = [
    Case(
        "veo-2",
        {"seed": 7},
        "veo-2",
        {"duration": "5", "aspect_ratio": "16:9", "seed": 7},
        size=(1280, 720),
        duration_s=5,
        usd=3.125,
    ),
    Case(
        "veo-2",
        {"duration": 8, "aspect_ratio": "9:16", "seed": 8},
        "veo-2-image2video",
        {"image": PICTURE, "duration": 8, "aspect_ratio": "9:16", "seed": 8},
        size=(720, 1280),
        duration_s=8,
        usd=5.0,
    ),
    Case(
        "veo-3.1-lite",
        {"duration": 4},
        "veo-3.1-lite",
        {"duration": 4, "aspect_ratio": "16:9", "resolution": "720p", "generate_audio": True},
        size=(1280, 720),
        duration_s=4,
        usd=0.5,
        sound="aac",
    ),
    Case(
        "veo-3.1-fast",
        {"duration": 4, "resolution": "1080p", "aspect_ratio": "9:16", "seed": 2**31 - 1},
        "veo-3.1-fast",
        {
            "image": PICTURE,
            "duration": 4,
            "aspect_ratio": "9:16",
            "resolution": "1080p",
            "generate_audio": True,
            "seed": 2**31 - 1,
        },
        size=(1080, 1920),
        duration_s=4,
        usd=0.6,
        sound="aac",
        shown=["1080p"],
    ),
    Case(
        "veo-3.1",
        {"duration": 6, "sound": False, "negative_prompt": "rain", "seed": 0},
        "veo-3.1",
        {
            "duration": 6,
            "aspect_ratio": "16:9",
            "resolution": "720p",
            "generate_audio": False,
            "negative_prompt": "rain",
            "seed": 0,
        },
        size=(1280, 720),
        duration_s=6,
        usd=1.2,
    ),
    Case(
        "seedance-1.0-pro-fast",
        {"aspect_ratio": "1:1", "resolution": "480p", "seed": 999_999},
        "seedance-1.0-pro-fast",
        {"duration": 5, "aspect_ratio": "1:1", "resolution": "480p", "seed": 999_999},
        size=(480, 480),
        duration_s=5,
        usd=0.25,
        shown=["480p"],
    ),
    Case(
        "seedance-pro",
        {"aspect_ratio": "4:3", "duration": 10, "seed": 1},
        "seedance-pro",
        {"image_url": PICTURE, "duration": 10, "aspect_ratio": "4:3", "resolution": "720p", "seed": 1},
        size=(960, 720),
        duration_s=10,
        usd=0.7,
    ),
    Case(
        "hailuo-2.3-fast",
        {"resolution": "768p"},
        "hailuo-2.3-fast",
        {"first_frame_image": PICTURE, "duration": 6, "resolution": "768p"},
        size=(1366, 768),
        duration_s=6,
        usd=0.24,
    ),
    Case(
        "ray-flash-2-720p",
        {"aspect_ratio": "21:9"},
        "ray-flash-2-720p",
        {"duration": 5, "aspect_ratio": "21:9"},
        size=(1680, 720),
        duration_s=5,
        usd=0.43,
    ),
    Case(
        "runway-gen4-turbo",
        {"aspect_ratio": "3:4", "seed": 99_999},
        "runway-gen4-turbo",
        {"promptImage": PICTURE, "duration": 5, "ratio": "832:1104", "seed": 99_999},
        size=(832, 1104),
        duration_s=5,
        usd=0.5,
        prompt_field="promptText",
    ),
    Case(
        "kling-2.5-turbo",
        {"duration": 5, "negative_prompt": "rain"},
        "kling-2.5-turbo",
        {"duration": "5", "aspect_ratio": "16:9", "negative_prompt": "rain", "mode": "pro"},
        size=(1920, 1080),
        duration_s=5,
        usd=0.44,
    ),
    Case(
        "gemini-omni-flash",
        {"seed": 7, "aspect_ratio": "9:16"},
        "gemini-omni-flash",
        {"image_urls": [PICTURE], "duration": 5, "aspect_ratio": "9:16", "seed": 7},
        size=(720, 1280),
        duration_s=5,
        usd=0.5,
        sound="aac",
    ),
]


def test_every_model_is_tried() -> None:
    assert {case.model for case in CASES} == {spec.id for spec in CATALOGUE.specs}


async def test_from_the_command_to_the_wire_and_back(tmp_path: Path) -> None:
    options = StandInOptions(latency_s=0.1, sigma=0.05, fast_films=True)
    known = ",".join(spec.id for spec in CATALOGUE.specs)
    async with open_picture_stage(tmp_path, options=options, models=known) as harness:
        for case in CASES:
            command = {"prompt": case.prompt, "model": case.model} | case.options
            if case.is_picture:
                await harness.alice.slash(harness.channel, "veo-image", image=("a.png", PNG), **command)
            else:
                await harness.alice.slash(harness.channel, "veo", **command)
        jobs = {job.request.prompt: job for job in await harness.wait_done(len(CASES))}
        assert len(harness.stand_in.accepted) == len(CASES)
        for case in CASES:
            check_wire(harness, case)
            await check_message(harness, case, jobs[case.prompt], tmp_path)
        assert harness.stand_in.balance_usd == pytest.approx(100 - sum(case.usd for case in CASES))


def check_wire(harness: BotHarness, case: Case) -> None:
    """What Segmind got."""
    [sent] = [one for one in harness.stand_in.accepted if one.inputs.get(case.prompt_field) == case.prompt]
    picture = sent.image_url
    body = json.dumps({case.prompt_field: case.prompt} | case.body, sort_keys=True)
    assert sent.slug == case.slug
    assert json.dumps(sent.inputs, sort_keys=True) == body.replace(PICTURE, picture or "")
    if picture is not None:
        shelf = harness.stand_in._routes._images  # type: ignore[union-attr]  # it is open
        asset = shelf.at(picture)
        assert asset is not None
        with Image.open(io.BytesIO(asset.path.read_bytes())) as frame:
            assert frame.size == case.size, f"{case.slug}: a picture is made exactly as large as the video"


async def check_message(harness: BotHarness, case: Case, job: Job, folder: Path) -> None:
    """What people got."""
    assert job.state is JobState.DELIVERED, case.slug
    message = result_of(harness, job)
    said = text_of(message)
    assert " instead of " not in said, f"{case.slug}: nothing differs from the order"
    name = CATALOGUE.name_of(case.slug)
    [attachment] = [one for one in message.attachments if one.filename.endswith(".mp4")]
    assert attachment.description == f"Video made by {name} from this prompt: {case.prompt}"
    posted = folder / "posted.mp4"
    posted.write_bytes(await attachment.read())
    video = await videos.read_video(posted)
    assert ((video.width, video.height), video.audio_codec) == (case.size, case.sound), case.slug
    assert video.duration_s == pytest.approx(case.duration_s, abs=0.1)
    assert (video.plays_everywhere, video.is_streamable) == (True, True)
    assert job.cost_micros == pytest.approx(case.usd * 1_000_000)
    for text in (CATALOGUE.name_of(case.model), *case.shown, f"${case.usd:.2f}"):
        assert text in said
