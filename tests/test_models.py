"""The catalogue of models: what the shipped entries say, what operators may write, and what is wrong with it."""

import re
import textwrap
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from bot.domain.requests import NO_SEED, SEED_MAX, AspectRatio, InvalidRequest, Mode
from bot.model_parts import Endpoint, Fields, Price
from bot.models import CatalogueError, ModelSpec, ModelUnavailable
from bot.sentences import Sentence
from bot.services.catalogue import OWN_NAME
from tests.support.models import CATALOGUE, VEO_2, read_catalogue

#: Those of which Segmind's page could not be read to its end.
UNSURE = {"kling-2.5-turbo", "gemini-omni-flash"}


def test_what_comes_with_the_bot() -> None:
    assert {spec.id for spec in CATALOGUE.specs} == UNSURE | {
        "veo-2",
        "veo-3.1-lite",
        "veo-3.1-fast",
        "veo-3.1",
        "seedance-1.0-pro-fast",
        "seedance-pro",
        "hailuo-2.3-fast",
        "ray-flash-2-720p",
        "runway-gen4-turbo",
    }
    assert {spec.id for spec in CATALOGUE.specs if not CATALOGUE.is_on(spec)} == UNSURE
    assert CATALOGUE.default is CATALOGUE.on[0] is VEO_2
    assert VEO_2.slugs == {"veo-2", "veo-2-image2video"}
    assert CATALOGUE.get("veo-2-image2video") is VEO_2


@pytest.mark.parametrize("spec", CATALOGUE.specs, ids=lambda spec: spec.id)
def test_each_entry_makes_everything_that_it_says(spec: ModelSpec) -> None:
    for mode in spec.modes:
        for resolution, sizes in spec.sizes.items():
            for shape, (width, height) in sizes.items():
                request = spec.make_request(mode, prompt="x", aspect_ratio=shape, resolution=resolution)
                assert spec.price_micros_per_second(request) > 0
                assert width / height == pytest.approx(shape.ratio, rel=0.05)
    usual = spec.usual_request()
    assert (usual.aspect_ratio, usual.duration_s) == (AspectRatio.LANDSCAPE, spec.default_duration_s)
    assert usual.seed == NO_SEED if spec.seed is None else spec.seed[0] <= usual.seed <= spec.seed[1]


def test_what_a_model_cannot_do_is_refused_with_what_it_can() -> None:
    lite, gen4 = CATALOGUE.get("veo-3.1-lite"), CATALOGUE.get("runway-gen4-turbo")
    for spec, mode, choice, key in (
        (VEO_2, Mode.TEXT, {"duration_s": 9}, "model-duration"),
        (lite, Mode.TEXT, {"duration_s": 5}, "model-duration"),
        (lite, Mode.TEXT, {"aspect_ratio": AspectRatio.SQUARE}, "model-shape"),
        (lite, Mode.TEXT, {"resolution": "4k"}, "model-resolution"),
        (lite, Mode.TEXT, {"seed": 1}, "model-no-seed"),
        (lite, Mode.TEXT, {"negative_prompt": "rain"}, "model-no-negative"),
        (VEO_2, Mode.TEXT, {"has_sound": True}, "model-sound-never"),
        (VEO_2, Mode.TEXT, {"seed": SEED_MAX + 1}, "model-seed"),
        (gen4, Mode.IMAGE, {"seed": 0}, "model-seed"),
        (gen4, Mode.IMAGE, {"prompt": ""}, "request-prompt-empty"),
        (gen4, Mode.TEXT, {}, "model-no-text"),
    ):
        with pytest.raises(InvalidRequest) as caught:
            spec.make_request(mode, **{"prompt": "x"} | choice)
        assert [one.key for one in caught.value.sentences if isinstance(one, Sentence)] == [key]


def test_seeds_are_drawn_from_the_whole_range_and_differ() -> None:
    seeds = {VEO_2.draw_seed() for _ in range(200)}
    assert len(seeds) > 190
    assert all(0 <= seed <= SEED_MAX for seed in seeds)
    assert max(seeds) > SEED_MAX // 2


def test_the_settings_choose_the_default_and_what_is_on() -> None:
    catalogue = read_catalogue(default_model="veo-3.1", models="veo-3.1 kling-2.5-turbo, runway-gen4-turbo")
    assert [spec.id for spec in catalogue.on] == ["veo-3.1", "runway-gen4-turbo", "kling-2.5-turbo"]
    with pytest.raises(ModelUnavailable):
        catalogue.get("veo-2")
    pictures_only = read_catalogue(default_model="runway-gen4-turbo", models="runway-gen4-turbo,veo-2")
    assert [pictures_only.default_for(mode).id for mode in Mode] == ["veo-2", "runway-gen4-turbo"]
    wrong: tuple[tuple[dict[str, Any], str], ...] = (
        ({"default_model": "veo-9"}, "veo-9"),
        ({"models": "veo-3.1"}, "veo-2 is off"),
        ({"default_model": "kling-2.5-turbo"}, "kling-2.5-turbo is off"),
    )
    for settings, said in wrong:
        with pytest.raises(CatalogueError, match=said):
            read_catalogue(**settings)


def test_the_settings_price_is_that_of_the_first_entry() -> None:
    def prices(**settings: Any) -> list[int]:
        spec = read_catalogue(**settings).default
        return [spec.price_micros_per_second(spec.make_request(mode, prompt="x")) for mode in Mode]

    assert prices() == [625_000, 625_000]
    assert prices(price_usd_per_second=Decimal("0.5")) == [500_000, 500_000]
    assert prices(price_usd_per_second_image=Decimal("0.7")) == [625_000, 700_000]


OWN = """
["mine"]
name = "Mine"
text = { slug = "mine-v1", duration = "seconds" }
durations_s = [3]
default_duration_s = 3
sizes."540p" = { "1:1" = [540, 540] }
usual_s = 20
price = [{ usd_per_clip = 0.1 }]
"""


def test_an_operator_adds_entries_and_changes_keys_of_others(tmp_path: Path) -> None:
    (tmp_path / OWN_NAME).write_text(OWN + '["kling-2.5-turbo"]\non = true\n["veo-2"]\nusual_s = 60\n')
    catalogue = read_catalogue(tmp_path)
    mine = catalogue.get("mine")
    request = mine.usual_request()
    assert (request.model, request.aspect_ratio, request.seed) == ("mine-v1", AspectRatio.SQUARE, NO_SEED)
    assert mine.price_micros_per_second(request) * 3 >= 100_000
    assert catalogue.is_on(catalogue.get("kling-2.5-turbo"))
    assert catalogue.default.usual_s == 60
    assert catalogue.default.durations_s == VEO_2.durations_s


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("[", "not valid TOML"),
        ('name = "x"', "name is no entry"),
        (OWN.replace("[3]", '["x"]'), r'"mine"\], field durations_s.0'),
        (OWN + "colour = 1\n", r'"mine"\], field colour'),
        (OWN.replace('slug = "mine-v1", ', ""), r'"mine"\], field text.slug'),
        (OWN.replace("text = {", "# {"), r'"mine"\]: it has neither text.slug nor image.slug'),
        (OWN.replace("540, 540", "540"), r'"mine"\], field sizes.540p.1:1'),
        (OWN.replace('"1:1"', '"5:3"'), r'"mine"\], field sizes.540p.5:3'),
        (OWN.replace("default_duration_s = 3", "default_duration_s = 4"), "default_duration_s is none of durations_s"),
        (OWN.replace("usd_per_clip = 0.1", "sound = true, usd_per_clip = 0.1"), "price has none for"),
        (OWN.replace("usd_per_clip = 0.1", ""), "either usd_per_second or usd_per_clip"),
        (OWN + "seed = [0, 9]\n", "seed needs fields.seed"),
        (OWN + 'audio = "optional"\n', "fields.sound"),
        (OWN + 'successor = "nobody"\n', "successor nobody"),
        (OWN.replace("mine-v1", "veo-2"), "the same slug, veo-2"),
        ('["veo-2"]\nusual_s = -1\n', r'"veo-2"\], field usual_s'),
        (OWN + "constants = { duration = 60 }\n", "constants has duration, which the bot sends itself"),
        (OWN + "constants = { seed = nan }\n", r'"mine"\], field constants.seed'),
        (OWN + 'fields = { image = "duration" }\n', "fields has duration twice"),
        (OWN.replace("[3]", "[3, 3]"), "durations_s has 3 twice"),
        (OWN.replace("540p", "540p in a very odd form"), r'"mine"\], field sizes.540p in a very odd form'),
        (OWN.replace('"540p"', '""'), r'"mine"\], field sizes'),
        (OWN.replace('["mine"]', '["mine, too"]'), r'"mine, too"\], field id'),
        (OWN.replace('["mine"]', '["veo-2-image2video"]'), "veo-2-image2video is also a slug of veo-2"),
        (OWN.replace("[{ usd", '[{ resolution = "540", usd_per_clip = 1 }, { usd'), "price has a resolution 540"),
        (OWN.replace("[{ usd", "[{ duration_s = 4, usd_per_clip = 1 }, { usd"), "price has a duration_s 4"),
        (OWN + "constants = { x = " + "[" * 3_000, "not valid TOML"),
        (OWN + "seed = [0, " + "9" * 5_000 + "]\n", "not valid TOML"),
    ],
    ids=range(28),
)
def test_a_mistake_is_named_with_file_entry_and_field(text: str, said: str, tmp_path: Path) -> None:
    path = tmp_path / OWN_NAME
    path.write_text(text)
    with pytest.raises(CatalogueError, match=said) as caught:
        read_catalogue(tmp_path)
    assert str(path) in str(caught.value) or "slug" in str(caught.value) or "successor" in str(caught.value)


def test_a_file_from_an_editor_that_marks_its_encoding_is_read(tmp_path: Path) -> None:
    (tmp_path / OWN_NAME).write_text(OWN, "utf-8-sig")
    assert read_catalogue(tmp_path).get("mine").name == "Mine"


def test_prices_by_mode_are_learned_apart_although_the_slug_is_one(tmp_path: Path) -> None:
    own = OWN + 'image = { slug = "mine-v1" }\nfields = { image = "image_url" }\n'
    dearer = "price = [{ mode = 'image', usd_per_second = 1 }, { usd_per_second = 0.05 }]"
    (tmp_path / OWN_NAME).write_text(own.replace("price = [{ usd_per_clip = 0.1 }]", dearer))
    mine = read_catalogue(tmp_path).get("mine")
    keys = [mine.price_key(mine.make_request(mode, prompt="x")) for mode in Mode]
    assert keys == ["mine-v1 text", "mine-v1 image"]


def test_each_resolution_has_its_own_usual_shape(tmp_path: Path) -> None:
    (tmp_path / OWN_NAME).write_text(OWN + """sizes."720p" = { "16:9" = [1280, 720], "9:16" = [720, 1280] }\n""")
    mine = read_catalogue(tmp_path).get("mine")
    request = mine.make_request(Mode.TEXT, prompt="x", resolution="720p")
    assert request.aspect_ratio is AspectRatio.LANDSCAPE
    assert mine.make_request(Mode.TEXT, prompt="x").aspect_ratio is AspectRatio.SQUARE


DOCS = Path(__file__).parents[1] / "docs/models.md"


def test_the_examples_in_the_docs_work(tmp_path: Path) -> None:
    examples = re.findall(r"^ *```toml\n(.*?)^ *```", DOCS.read_text("utf-8"), re.DOTALL | re.MULTILINE)
    (tmp_path / OWN_NAME).write_text("\n".join(map(textwrap.dedent, examples)), "utf-8")
    catalogue = read_catalogue(tmp_path)
    assert [spec.id for spec in catalogue.specs][-1] == "ocean-1"
    assert catalogue.get("ocean-1").modes == [Mode.TEXT, Mode.IMAGE]
    assert catalogue.is_on(catalogue.get("kling-2.5-turbo"))


def test_the_docs_explain_every_key() -> None:
    text = DOCS.read_text("utf-8").partition("## The keys of an entry")[2]
    keys = {*ModelSpec.model_fields, *Endpoint.model_fields, *Fields.model_fields, *Price.model_fields}
    assert {key for key in keys if f"`{key}" not in text} == {"id"}  # it stands before its keys
