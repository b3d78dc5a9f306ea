"""Any value, in every option, custom id and field: an answer in words each time, and nothing paid for it."""

import itertools
import logging
import math
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from discord import AppCommandOptionType as Kind
from discord import app_commands
from hypothesis import HealthCheck, Phase, assume, given, settings
from hypothesis import strategies as st
from simcord.actors import MemberActor
from simcord.enums import ComponentType
from simcord.results import InteractionResult

from bot.domain.requests import clean_prompt
from bot.sentences import FALLBACK, say
from cogs import buttons
from cogs.buttons import Buttons
from tests.support.admin import open_admins
from tests.support.bot_harness import BotHarness, open_bot_harness, text_of
from tests.support.buttons import others, post_finished
from tests.support.forging import command, hand_in, press, show, type_in
from tests.support.picture_harness import PNG
from tests.support.soak import IS_SOAK

HALF = "\ud83d"
NASTY: list[Any] = [
    *(HALF, f"a{HALF}b", "a\x00b", "\x1b[31m", "1:1", "9" * 20, "9" * 4400, "-1", "NaN", "inf", "1e999", "٣", "²", ""),
    *(
        " ",
        "#0123456789abcdef",
        f"#{HALF * 16}",
        "all:0:1",
        "all:-1:1",
        f"all:{'9' * 4400}:1",
        "a:b:c:d",
        "\n",
        "x" * 5000,
    ),
    *(-1, 10**30, 2**63, 1.5, math.nan, math.inf, True, None, [], [1], {}),
]
ANY = st.one_of(
    st.sampled_from(NASTY),
    st.text(st.characters(exclude_categories=[]), max_size=40),
    st.integers(),
    st.floats(),
    st.booleans(),
)
PLAIN: dict[Kind, Any] = {Kind.string: "1", Kind.integer: 5, Kind.boolean: False, Kind.number: 1.0}
FIELDS = ("prompt", "duration", "shape", "frame", "style", "camera", "seed", "request_id", "motion", "options")
FILE = {
    "id": "77",
    "filename": "cat.png",
    "size": 10,
    "url": "https://cdn.example/1.png",
    "proxy_url": "https://x.example",
}
UNEXPECTED = say(FALLBACK, "error-unexpected", reference="").split("`")[0]


class Watch(logging.Handler):
    """What the library logs as an error."""

    def __init__(self) -> None:
        super().__init__(logging.ERROR)
        self.records: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.records.append(record.getMessage())


def assert_answered(result: InteractionResult, what: object) -> None:
    """It was answered, for good and in words, or with a form or suggestions."""
    assert result.acknowledged, what
    texts = [text_of(one) for one in (result.response, *result.followups) if one is not None]
    assert not any(UNEXPECTED in text for text in texts), (what, texts)
    assert texts or result.modal or result.autocomplete_choices is not None, what


def leaves(harness: BotHarness) -> list[app_commands.Command[Any, ..., Any]]:
    """All commands that can be used."""
    return [one for one in harness.app.bot.tree.walk_commands() if isinstance(one, app_commands.Command)]


def make_data(one: app_commands.Command[Any, ..., Any], options: list[dict[str, Any]]) -> dict[str, Any]:
    """What Discord sends for a command with these options."""
    names = one.qualified_name.split()
    for depth, name in reversed(list(enumerate(names[1:], 1))):
        is_leaf = depth == len(names) - 1
        options = [{"type": 1 if is_leaf else 2, "name": name, "options": options}]
    return {"id": "1", "name": names[0], "type": 1, "options": options, "resolved": {"attachments": {"77": dict(FILE)}}}


def plain_value(parameter: app_commands.Parameter) -> Any:
    """A value that the option takes."""
    if parameter.choices:
        return parameter.choices[0].value
    return PLAIN.get(parameter.type, "77")


def vary(one: app_commands.Command[Any, ..., Any], values: Iterator[Any]) -> Iterator[tuple[str, list[dict[str, Any]]]]:
    """A command's options, each time with another of them wrong: its value, its type, or that it is missing."""
    required = [p for p in one.parameters if p.required]
    good = {p.name: {"type": p.type.value, "name": p.display_name, "value": plain_value(p)} for p in required}
    for p in one.parameters:
        others_of = [option for name, option in good.items() if name != p.name]
        yield p.name, [*others_of, {"type": p.type.value, "name": p.display_name, "value": next(values)}]
        if p.type is not Kind.string:
            yield p.name, [*others_of, {"type": Kind.string.value, "name": p.display_name, "value": str(next(values))}]
        if p.required:
            yield p.name, others_of
    yield "unknown", [*good.values(), {"type": 3, "name": "nonsense", "value": "x"}]


async def try_commands(harness: BotHarness, who: MemberActor, values: Iterator[Any], part: slice) -> None:
    for one in leaves(harness)[part]:
        for name, options in vary(one, values):
            data = make_data(one, options)
            what = (one.qualified_name, name, repr(options)[:300])
            assert_answered(await command(harness, data, who), what)
        for p in one.parameters:
            if p.autocomplete:
                typed = {"type": p.type.value, "name": p.display_name, "value": next(values), "focused": True}
                answer = await type_in(harness, make_data(one, [typed]), who)
                assert answer.autocomplete_choices is not None, (one.qualified_name, typed)


async def try_buttons(harness: BotHarness, who: MemberActor, values: Iterator[Any], part: slice) -> None:
    for verb in list(Buttons(harness.context)._handlers)[part]:
        done = await post_finished(harness, owner=who)
        card = show(harness, done.result)
        for subject in (str(next(values)), done.job.id):
            custom_id = f"veo:{verb}:{subject}"
            chosen: dict[str, Any] = {"component_type": ComponentType.STRING_SELECT, "values": [next(values)]}
            assert_answered(await press(harness, custom_id, card, who, **chosen), custom_id)
            fields = {name: next(values) for name in FIELDS}
            fields |= {name: [next(values)] for name in ("duration", "shape", "frame", "style", "camera", "looks")}
            assert_answered(await hand_in(harness, custom_id, fields, card, who), (custom_id, fields))


async def try_dialogues(harness: BotHarness, who: MemberActor, values: Iterator[Any], _part: slice) -> None:
    files = [("cat.png", PNG), ("dog.png", PNG)]
    message = await who.send(harness.channel, "both", attachments=files)
    picker = await who.context_menu(harness.channel, "Animate", message)
    assert picker.response is not None
    [menu] = [row["components"][0] for row in picker.response.components if row["type"] == 1]
    chosen: dict[str, Any] = {"component_type": ComponentType.STRING_SELECT, "values": [str(next(values))]}
    assert_answered(await press(harness, menu["custom_id"], picker.response, who, **chosen), chosen)
    message = await who.send(harness.channel, "one", attachments=files[:1])
    for name in ("duration", "shape", "options"):
        shown = await who.context_menu(harness.channel, "Animate", message)
        assert shown.modal is not None
        fields = {name: [str(next(values)) or "?"]}
        jobs, answer = await harness.jobs(), await hand_in(harness, shown.modal["custom_id"], fields, by=who)
        if await harness.jobs() == jobs:  # of a value that says nothing the default is taken, and answered by a card
            assert_answered(answer, fields)


# Nothing is made smaller: each example is a whole bot, and its failures name what was sent. In a usual run, one example
# tries every other command and button.
@settings(
    max_examples=2 if IS_SOAK else 1,
    suppress_health_check=list(HealthCheck),
    phases=[Phase.generate],
    database=None,
)
@given(
    values=st.lists(ANY, min_size=40, max_size=40),
    part=st.sampled_from([slice(None)] if IS_SOAK else [slice(0, None, 2), slice(1, None, 2)]),
)
async def test_everything_is_answered_and_nothing_wrong_is_ordered(values: list[Any], part: slice) -> None:
    assume(len({repr(value) for value in values}) > 5)  # The first example has the simplest value in each place.
    watch = Watch()
    logging.getLogger("discord").addHandler(watch)
    endless = itertools.cycle([*values, *NASTY])
    try:
        with tempfile.TemporaryDirectory() as folder:
            async with open_admins(Path(folder), user_seconds_per_day=None, user_jobs_at_once=None) as stage:
                stage.harness.env.settle_timeout = 60
                for attempt in (try_commands, try_buttons, try_dialogues):
                    await attempt(stage.harness, stage.operator, endless, part)
                for job in await stage.harness.jobs():
                    assert job.request.prompt == clean_prompt(job.request.prompt)
                assert stage.harness.stand_in.accepted == []
    finally:
        logging.getLogger("discord").removeHandler(watch)
    assert watch.records == []


def option(kind: Kind, name: str, value: Any) -> dict[str, Any]:
    return {"type": kind.value, "name": name, "value": value}


async def test_a_value_that_cannot_be_is_named_and_nothing_is_ordered(tmp_path: Path) -> None:
    cases = [
        (option(Kind.string, "aspect_ratio", "2:1"), "error-option"),
        (option(Kind.string, "style", HALF), "error-option"),
        (option(Kind.integer, "duration", 10**30), "error-option"),
        (option(Kind.integer, "duration", math.nan), "error-option"),
        (option(Kind.integer, "seed", -1), "error-option-range"),
        (option(Kind.string, "seed", "9" * 4400), "error-option"),
        (option(Kind.boolean, "private", "yes"), "error-option"),
        (option(Kind.string, "nonsense", "x"), "error-command-changed"),
    ]
    async with open_bot_harness(tmp_path, is_working=False) as harness:
        [veo] = [one for one in leaves(harness) if one.name == "veo"]
        for wrong, key in cases:
            answer = await command(harness, make_data(veo, [option(Kind.string, "prompt", "a panda"), wrong]))
            assert answer.response is not None
            assert answer.response.ephemeral
            begin = say(FALLBACK, key, value="\x01", option="\x01", least="", most="").partition("\x01")[2][:12]
            assert begin in answer.response.content, str(wrong)[:60]
            assert await harness.jobs() == []
        assert_answered(await command(harness, make_data(veo, [])), "no prompt")
        assert await harness.jobs() == []


async def test_half_a_character_costs_the_rest_of_a_prompt_nothing(tmp_path: Path) -> None:
    async with open_bot_harness(tmp_path, is_working=False) as harness:
        [veo] = [one for one in leaves(harness) if one.name == "veo"]
        await command(harness, make_data(veo, [option(Kind.string, "prompt", f"a {HALF}panda\x00")]))
        [job] = await harness.jobs()
        assert job.request.prompt == "a panda"
        empty = await command(harness, make_data(veo, [option(Kind.string, "prompt", f"{HALF}\x00")]))
        assert empty.response is not None
        assert empty.response.content == say(FALLBACK, "request-prompt-empty")


async def test_a_question_that_nobody_remembers_is_answered(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(buttons, "_OTHERS_S", 0.2)
    async with open_bot_harness(tmp_path, is_working=False) as harness:
        done = await post_finished(harness)
        for answer in (
            await press(harness, "0123456789abcdef", done.result),
            await press(harness, "veo:nonsense:1", done.result),
            await hand_in(harness, "0123456789abcdef", {"motion": "it waves"}, done.result),
        ):
            assert answer.response is not None
            assert say(FALLBACK, "error-outdated") in answer.response.content
        assert await others(harness, done.job) == []
