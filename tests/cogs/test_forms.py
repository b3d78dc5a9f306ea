"""Every button and form, by the registry: whoever uses one is checked again each time, whatever was checked before."""

import ast
import re
from pathlib import Path
from typing import Any

import discord
from simcord.actors import MemberActor
from simcord.enums import ComponentType
from sqlalchemy import select

from bot.domain.approvals import Approval
from bot.domain.jobs import NO_PICTURES, FailureReason, Job, JobState, new_job_id
from bot.domain.limits import Scope
from bot.domain.quota import Refusal, RefusalReason
from bot.domain.requests import ModelOffer
from bot.domain.rules import Requester
from bot.sentences import FALLBACK, say
from bot.storage.rules import approvals
from bot.storage.tables.columns import metadata
from cogs.buttons import Buttons
from tests.support.bot_harness import BotHarness, open_bot_harness, text_of
from tests.support.buttons import add_member, post_finished
from tests.support.forging import hand_in, press
from tests.support.picture_harness import PNG

OFFER = ModelOffer(model="veo-3.1", name="Veo 3.1", duration_s=4, price_micros=800_000)
ROOT = Path(__file__).parents[2]
#: Of each verb: the kind of Alice's job that a custom id is about ("": something else of hers), and the sentence for a
#: stranger. A verb without an entry fails: say here who may use it, and check it in its handler.
STRANGERS: dict[str, tuple[str, str]] = {
    "cancel": ("queued", "cancel-not-yours"),
    "cancel-all": ("queued", "cancel-not-yours"),
    "edit-all": ("private", "job-private"),
    "change-all-form": ("queued", "change-not-yours"),
    "full": ("private", "job-private"),
    "full-now": ("private", "job-private"),
    "again": ("private", "job-private"),
    "next": ("gone", "offer-not-yours"),
    "edit": ("private", "job-private"),
    "edit-form": ("private", "job-private"),
    "change-form": ("queued", "change-not-yours"),
    "prompt": ("private", "job-private"),
    "delete": ("private", "delete-not-yours"),
    "delete-now": ("private", "delete-not-yours"),
    "continue": ("private", "job-private"),
    "continue-form": ("private", "job-private"),
    "take-up": ("private", "story-not-yours"),
    "story-edit-form": ("private", "job-private"),
    "send": ("kept", "resend-not-yours"),
    "pick": ("", "mention-pick-not-yours"),
    "jobs": ("", "jobs-not-theirs"),
    "jobs-show": ("", "jobs-not-theirs"),
    "adopt": ("lost", "error-only-operators"),
    "adopting": ("lost", "error-only-operators"),
    "lost-charged": ("lost", "error-only-operators"),
    "lost-free": ("lost", "error-only-operators"),
    "costs-right": ("lost", "error-only-operators"),
    "costs-wrong": ("lost", "error-only-operators"),
    "approve": ("", "approval-not-yours"),
    "deny": ("", "approval-not-yours"),
    "deny-form": ("", "approval-not-yours"),
    # Their ids aren't shown to anyone else; tests/cogs/test_improve.py has one of another person.
    **{f"improve-{verb}": ("", "improve-forgotten") for verb in ("use", "own", "again", "edit", "form")},
    "block-form": ("", "change-only-managers"),
    "settings": ("", "error-not-asked"),
    "privacy": ("", "error-not-asked"),
}
#: About nobody's job in particular, so everyone may use them; tests/cogs/test_help.py and test_veo_story.py do.
EVERYBODYS = {"try", "try-form", "story-form"}
FIELDS: dict[str, Any] = {
    "prompt": "another panda",
    "duration": ["8"],
    "shape": ["9:16"],
    "frame": ["8 9:16"],
    "seed": "7",
    "request_id": "0123456789abcdef",
}
#: What is chosen from the verbs that are menus.
CHOICES = {"pick": "1", "jobs-show": "all"}


def list_verbs(harness: BotHarness) -> dict[str, bool]:
    """Every verb that the bot hears, and whether it is a form's."""
    registered = set(Buttons(harness.context)._handlers)
    forms = find_forms()
    assert forms <= registered, "a form that nobody hears"
    return {verb: verb in forms for verb in registered}


def find_forms() -> set[str]:
    """The verbs of the forms that the code makes."""
    return {
        found[1]
        for path in (ROOT / "bot" / "presentation").rglob("*.py")
        for call in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(call, ast.Call) and ast.unparse(call.func).endswith("Modal")
        for found in re.finditer(r"veo:([a-z-]+):", ast.unparse(call))
    }


async def use(harness: BotHarness, verb: str, subject: str, message: Any, by: MemberActor, *, is_form: bool) -> Any:
    custom_id = f"veo:{verb}:{subject}"
    if is_form:
        return await hand_in(harness, custom_id, FIELDS, message, by)
    return await press(harness, custom_id, message, by, **(choose(CHOICES[verb]) if verb in CHOICES else {}))


def choose(value: str) -> dict[str, Any]:
    """The data of an interaction that chose something."""
    return {"component_type": ComponentType.STRING_SELECT, "values": [value]}


async def read_everything(harness: BotHarness) -> list[list[Any]]:
    """All rows of all tables."""
    async with harness.app.database.read() as connection:
        return [[tuple(row) for row in await connection.execute(select(table))] for table in metadata.sorted_tables]


def told(answer: Any) -> str:
    """What only the person was told; empty if nothing, or what they pressed was changed."""
    private = [one for one in (answer.response, *answer.followups) if one is not None and one.ephemeral]
    return "\n".join(text_of(one) for one in private)


async def make_jobs(harness: BotHarness) -> dict[str, tuple[Job, discord.Message]]:
    """One of each kind of job of Alice's, and the message that shows it."""
    lost = {"state": JobState.FAILED, "failure": FailureReason.SUBMISSION_LOST}
    kinds: dict[str, dict[str, Any]] = {
        "queued": {"state": JobState.QUEUED, "closed_at": None},
        "private": {"is_private": True},
        "kept": {"state": JobState.UNDELIVERABLE, "output_url": "https://example.org/x.mp4"},
        "lost": lost,
        "gone": {"state": JobState.FAILED, "failure": FailureReason.MODEL_GONE, "offer": OFFER},
    }
    made = {kind: await post_finished(harness, **changes) for kind, changes in kinds.items()}
    return {kind: (one.job, one.result) for kind, one in made.items()}


async def ask_moderators(harness: BotHarness, job: Job) -> str:
    """A request of Alice's that waits for a moderator; returns its id."""
    approval = Approval(
        id=new_job_id(job.created_at),
        guild_id=harness.guild.id,
        user_id=harness.alice.id,
        locale=FALLBACK,
        requester=Requester(user_id=harness.alice.id, guild_id=harness.guild.id, channel_id=harness.channel.id),
        job=job,
        refusal=Refusal(reason=RefusalReason.SECONDS, scope=Scope.USER),
        estimate_micros=1,
        created_at=job.created_at,
        channel_id=harness.channel.id,
        message_id=1,
    )
    async with harness.app.database.write() as connection:
        await connection.run_sync(approvals.add, approval, NO_PICTURES)
    return approval.id


async def test_a_stranger_is_refused_by_every_button_and_form(tmp_path: Path) -> None:
    async with open_bot_harness(tmp_path, is_working=False) as harness:
        bob = add_member(harness, "bob")
        made = await make_jobs(harness)
        asked = await harness.alice.send(harness.channel, "look", attachments=[("cat.png", b"x"), ("dog.png", b"y")])
        approval_id = await ask_moderators(harness, made["queued"][0])
        subjects = {
            **dict.fromkeys(("approve", "deny", "deny-form"), approval_id),
            "pick": f"{asked.id}:{harness.alice.id}",
            "jobs": f"all:0:{harness.alice.id}",
            "jobs-show": str(harness.alice.id),
            "block-form": str(harness.alice.id),
            "settings": f"{harness.alice.id}:private:yes",
            "privacy": f"{harness.alice.id}:delete-now",
        }
        before = await read_everything(harness)
        for verb, is_form in list_verbs(harness).items():
            if verb in EVERYBODYS:
                continue
            kind, key = STRANGERS[verb]
            job, message = made[kind or "private"]
            answer = await use(harness, verb, subjects.get(verb, job.id), message, bob, is_form=is_form)
            assert answer.modal is None, verb
            assert say(FALLBACK, key) in told(answer), verb
            assert len(await harness.jobs()) == len(made), verb
        assert await read_everything(harness) == before


async def test_rights_that_were_lost_while_a_form_was_open_are_missed_when_it_is_handed_in(tmp_path: Path) -> None:
    async with open_bot_harness(tmp_path, is_working=False) as harness:
        made = await make_jobs(harness)
        operators = harness.context.operators
        harness_ids = operators._operator_ids
        operators._operator_ids = frozenset({harness.alice.id})
        job, message = made["lost"]
        shown = await press(harness, f"veo:adopt:{job.id}", message)
        assert shown.modal is not None
        operators._operator_ids = harness_ids
        before = await read_everything(harness)
        answer = await hand_in(harness, shown.modal["custom_id"], FIELDS, message)
        assert say(FALLBACK, "error-only-operators") in told(answer)
        assert await read_everything(harness) == before


def find_dialogues() -> dict[str, ast.ClassDef]:
    """The forms and messages with questions that the library remembers, and calls back when they are answered."""
    found: dict[str, ast.ClassDef] = {}
    for path in (ROOT / "bot").rglob("*.py"):
        text = path.read_text("utf-8")
        for one in ast.walk(ast.parse(text)) if re.search(r"Modal\b|\.callback = |\bui\.(button|select)", text) else ():
            if isinstance(one, ast.ClassDef):
                source = ast.unparse(one)
                is_form = any(ast.unparse(base).endswith("Modal") for base in one.bases)
                if is_form or ".callback = " in source or re.search(r"@(discord\.)?ui\.(button|select)", source):
                    found[one.name] = one
    return found


def test_what_the_library_remembers_says_who_may_answer_it() -> None:
    dialogues = find_dialogues()
    assert {"AnimateForm", "PicturePicker", "Offers"} <= dialogues.keys()
    for name, one in dialogues.items():
        methods = {part.name for part in one.body if isinstance(part, ast.AsyncFunctionDef)}
        assert {"interaction_check", "on_error"} <= methods, name


async def test_what_the_library_remembers_serves_whoever_was_asked(tmp_path: Path) -> None:
    async with open_bot_harness(tmp_path, is_working=False, user_seconds_per_day=6) as harness:
        bob = add_member(harness, "bob")
        cat, dog = ("cat.png", PNG), ("dog.png", PNG)
        one = await harness.alice.send(harness.channel, "my cat", attachments=[cat])
        two = await harness.alice.send(harness.channel, "both", attachments=[cat, dog])
        shown = await harness.alice.context_menu(harness.channel, "Animate", one)
        assert shown.modal is not None
        stolen = await hand_in(harness, shown.modal["custom_id"], {"motion": "it waves"}, by=bob)
        assert say(FALLBACK, "error-not-asked") in told(stolen)
        picker = await harness.alice.context_menu(harness.channel, "Animate", two)
        assert picker.response is not None
        [menu] = [row["components"][0] for row in picker.response.components if row["type"] == 1]
        stolen = await press(harness, menu["custom_id"], picker.response, bob, **choose("1"))
        assert say(FALLBACK, "error-not-asked") in told(stolen)
        refused = await harness.alice.slash(harness.channel, "veo", prompt="a panda", duration=8)
        assert refused.response is not None
        [shorter] = [one for row in refused.response.components for one in row["components"]]
        stolen = await press(harness, shorter["custom_id"], refused.response, bob)
        assert say(FALLBACK, "error-not-asked") in told(stolen)
        assert await harness.jobs() == []
