"""The stand-in serves every model of the catalogue, each with its own checks, sizes, sound, latency and price.

The bodies are written from what Segmind's pages say, not from the catalogue.
"""

from typing import Any

import pytest

from sandbox.inputs import find_wrong_input
from sandbox.models import Models
from sandbox.segmind import StandIn, StandInOptions
from tests.sandbox.test_standin import TEXT, data_url, get, picture, post, serving
from tests.support.film_memory import FilmMemory

pytestmark = pytest.mark.usefixtures("kept_films")
IMAGE = "https://images.example/first.jpg"
VEO_3: dict[str, Any] = {"prompt": "x", "aspect_ratio": "16:9", "duration": 8, "generate_audio": True}
SEEDANCE: dict[str, Any] = {"prompt": "x", "aspect_ratio": "1:1", "duration": 5, "resolution": "720p", "seed": 1}
HAILUO: dict[str, Any] = {"first_frame_image": IMAGE, "prompt": "x", "duration": 6, "resolution": "768p"}
RAY: dict[str, Any] = {"prompt": "x", "aspect_ratio": "21:9", "duration": 9}
RUNWAY: dict[str, Any] = {"promptImage": IMAGE, "promptText": "x", "duration": 5, "ratio": "1584:672", "seed": 99999}
KLING: dict[str, Any] = {"prompt": "x", "duration": "10", "aspect_ratio": "16:9", "mode": "pro"}
OMNI: dict[str, Any] = {"prompt": "x", "duration": 5, "aspect_ratio": "9:16", "seed": 1}

#: A right body of each model, and changes that each make it wrong; the field's name must be told.
BODIES: list[tuple[str, dict[str, Any], list[dict[str, Any]]]] = [
    (
        "veo-3.1-lite",
        VEO_3 | {"resolution": "1080p", "last_frame": IMAGE},
        [{"duration": 5}, {"duration": "8"}, {"generate_audio": "true"}, {"generate_audio": 1}, {"seed": 7}],
    ),
    (
        "veo-3.1-fast",
        VEO_3 | {"seed": 7, "image": IMAGE},
        [{"resolution": "480p"}, {"image": "no address"}, {"negative_prompt": "rain"}, {"last_frame": 5}],
    ),
    ("veo-3.1", VEO_3 | {"seed": 7, "negative_prompt": "rain"}, [{"negative_prompt": 5}, {"aspect_ratio": "1:1"}]),
    (
        "seedance-1.0-pro-fast",
        SEEDANCE | {"image_url": IMAGE},
        [{"seed": 0}, {"seed": 1_000_000}, {"duration": 6}, {"aspect_ratio": "21:9"}, {"image": IMAGE}],
    ),
    ("seedance-pro", SEEDANCE | {"resolution": "1080p"}, [{"resolution": "4k"}, {"generate_audio": True}]),
    (
        "hailuo-2.3-fast",
        HAILUO,
        [{"seed": 7}, {"aspect_ratio": "16:9"}, {"first_frame_image": None}, {"prompt": ""}, {"resolution": "720p"}],
    ),
    ("ray-flash-2-720p", RAY | {"start_image_url": IMAGE}, [{"seed": 7}, {"duration": 10}, {"start_image_url": ""}]),
    (
        "runway-gen4-turbo",
        RUNWAY,
        [{"ratio": "21:9"}, {"promptText": " "}, {"promptImage": 5}, {"prompt": "x"}, {"seed": 100_000}],
    ),
    ("kling-2.5-turbo", KLING | {"negative_prompt": "rain", "image_url": IMAGE}, [{"duration": 10}, {"mode": "std"}]),
    ("gemini-omni-flash", OMNI | {"image_urls": [IMAGE]}, [{"image_urls": IMAGE}, {"image_urls": []}, {"seed": -1}]),
]


@pytest.mark.parametrize(("slug", "right", "changes"), BODIES, ids=[slug for slug, _, _ in BODIES])
def test_each_model_has_its_own_checks(slug: str, right: dict[str, Any], changes: list[dict[str, Any]]) -> None:
    spec = Models().get(slug)
    assert find_wrong_input(spec, slug, right) is None
    for change in [*changes, {"guidance": 7}]:
        [name] = change
        assert name in str(find_wrong_input(spec, slug, right | change))


async def test_a_wrong_field_is_a_400_that_names_it_and_costs_nothing() -> None:
    async with serving() as (stand_in, client):
        for slug, right, [change, *_] in BODIES:
            status, body = await post(client, f"/v2/{slug}", json=right | change)
            assert (status, *change) == (400, *(name for name in change if name in body["error"]))
        assert stand_in.accepted == []


def test_every_model_of_the_catalogue_is_tried() -> None:
    assert {slug for slug, _, _ in BODIES} | {"veo-2", "veo-2-image2video"} == set(Models().slugs)


async def test_videos_have_the_size_and_the_sound_that_was_asked_for(tmp_path: Any) -> None:
    wanted = [
        ("veo-3.1", VEO_3 | {"resolution": "1080p", "duration": 4}, (1920, 1080), "aac", 1.60),
        ("veo-3.1", VEO_3 | {"generate_audio": False, "duration": 4}, (1280, 720), None, 0.80),
        ("seedance-pro", SEEDANCE | {"resolution": "480p"}, (480, 480), None, 0.35),
        ("gemini-omni-flash", OMNI, (720, 1280), "aac", 0.50),
    ]
    async with serving(latency_s=0.0) as (stand_in, client):
        url = (await post(client, "/upload-asset", json={"data_urls": [data_url(picture())]}))[1]["file_urls"][0]
        # A picture of 64 × 48 comes nearest to a square, and decides for a model without a choice of shapes.
        wanted.append(("hailuo-2.3-fast", HAILUO | {"first_frame_image": url}, (768, 768), None, 0.24))
        for slug, body, size, sound, usd in wanted:
            status, accepted = await post(client, f"/v2/{slug}", json=body)
            assert status == 200, accepted
            _, result = await get(client, f"/v2/requests/{accepted['request_id']}")
            assert result["metrics"]["cost"] == usd
            async with client.get(result["output"]) as response:
                (tmp_path / "film.mp4").write_bytes(await response.read())
            film = await FilmMemory().read(tmp_path / "film.mp4")
            assert ((film.width, film.height), film.audio_codec) == (size, sound)
            assert film.duration_s == pytest.approx(body["duration"], abs=0.3)
        assert stand_in.balance_usd == pytest.approx(100 - sum(usd for *_, usd in wanted))


async def test_a_model_without_a_seed_makes_another_video_each_time() -> None:
    async with serving(latency_s=0.0) as (stand_in, client):
        for slug, body in (("ray-flash-2-720p", RAY), ("seedance-pro", SEEDANCE)):
            for _ in range(2):
                await post(client, f"/v2/{slug}", json=body)
        [first, second, third, fourth] = [job.seed for job in stand_in.accepted]
        assert first != second
        assert third == fourth == 1


async def test_each_model_takes_its_usual_time_or_the_same_share_of_another() -> None:
    usual = StandIn().medians_s
    assert (usual["runway-gen4-turbo"], usual["kling-2.5-turbo"]) == (38, 135)
    quick = StandIn(StandInOptions(latency_s=usual["veo-2"] / 10)).medians_s
    assert quick == pytest.approx({slug: median_s / 10 for slug, median_s in usual.items()})


@pytest.mark.parametrize("status", [404, 410])
async def test_a_retired_model_refuses_new_submissions_and_finishes_those_it_has(status: int) -> None:
    async with serving() as (stand_in, client):
        request_id = (await post(client, "/v2/seedance-pro", json=SEEDANCE))[1]["request_id"]
        told, shown = await post(client, "/_sandbox/models", json={"model": "seedance-pro", "status": status})
        assert (told, shown["seedance-pro"], shown["veo-2"]) == (200, status, None)
        refused, body = await post(client, "/v2/seedance-pro", json=SEEDANCE)
        assert (refused, set(body)) == (status, {"error"})
        assert (await post(client, "/v2/veo-2", json=TEXT))[0] == 200, "the others go on"
        stand_in.advance(1_000)
        assert (await get(client, f"/v2/requests/{request_id}"))[1]["status"] == "COMPLETED"
        listed = (await get(client, "/inference-model-information/list"))[1]
        [rows] = listed.values()
        slugs = {row["slug"] for row in rows}
        assert ("seedance-pro" in slugs, "veo-2" in slugs) == (False, True)
        await post(client, "/_sandbox/models", json={"model": "seedance-pro", "status": None})
        assert (await post(client, "/v2/seedance-pro", json=SEEDANCE))[0] == 200


async def test_an_id_retires_both_modes_and_a_word_in_a_prompt_retires_its_model() -> None:
    async with serving() as (stand_in, client):
        for body in ({"model": "veo-9"}, {"model": "veo-2", "status": 500}, {}, None):
            assert (await post(client, "/_sandbox/models", json=body))[0] == 400
        stand_in.models.retire("veo-2")
        assert set(stand_in.models.retired) == {"veo-2", "veo-2-image2video"}
        assert (await post(client, "/v2/ray-flash-2-720p", json=RAY | {"prompt": "a panda !retired"}))[0] == 410
        assert (await post(client, "/v2/ray-flash-2-720p", json=RAY))[0] == 410
        assert stand_in.accepted == []
        # The same prompt can be made by another model, which is what the bot offers then.
        assert (await post(client, "/v2/seedance-pro", json=SEEDANCE | {"prompt": "a panda !retired"}))[0] == 200
