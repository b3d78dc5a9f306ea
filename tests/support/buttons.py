"""Finished jobs with their messages, double clicks, and a bot that starts anew under messages that are there."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from typing import Any

import discord
from simcord.actors import MemberActor
from simcord.results import InteractionResult

from bot.client import VeoBot
from bot.domain.jobs import FailureReason, Job, JobState, Pictures
from bot.presentation.cards.card import Card
from bot.presentation.cards.ending import Ending, list_ending_buttons
from bot.presentation.delivery.attachments import attach_pictures
from bot.presentation.jobs.actions import JobActions
from bot.presentation.jobs.deletion import JobDeletions
from bot.services.ports import ProgressEstimate
from bot.storage.jobs import jobs
from tests.support.bot_harness import BotHarness, starting_quickly
from tests.support.jobs import make_job, store_job


@dataclass
class Finished:
    """A job that has ended, its message, and its card, which is gone."""

    job: Job
    card: discord.Message
    result: discord.Message


async def post_finished(
    harness: BotHarness,
    *,
    owner: MemberActor | None = None,
    frame: bytes = b"",
    last_frame_picture: bytes = b"",
    **changes: Any,
) -> Finished:
    """A job of somebody's (Alice's) that has ended, delivered unless told otherwise, as the worker leaves it."""
    now = discord.utils.utcnow()
    job = make_job(
        **{
            "state": JobState.DELIVERED,
            "user_id": (owner or harness.alice).id,
            "guild_id": harness.guild.id,
            "channel_id": harness.channel.id,
            "created_at": now,
            "changed_at": now,
            "closed_at": now,
            "failure": FailureReason.TIMED_OUT if changes.get("state") is JobState.FAILED else None,
        }
        | changes
    )
    channel = harness.env.bot.get_partial_messageable(job.channel_id, guild_id=job.guild_id)
    pictures = Pictures(frame or None, last_frame_picture or None)
    if frame:
        job = replace(job, image_path=changes.get("image_path", f"pictures/{job.id}.png"))
    if last_frame_picture:
        job = replace(job, last_image_path=f"pictures/{job.id}-last.png")
    files = attach_pictures(job, pictures)
    card = await channel.send(view=Card(replace(job, state=JobState.QUEUED), ProgressEstimate(at=now)), files=files)
    files = attach_pictures(job, pictures)
    result = await channel.send(view=Ending(job, "Here's your video", has_picture=bool(files)), files=files)
    await card.delete()
    is_delivered = job.state is JobState.DELIVERED
    job = replace(job, card_message_id=card.id, result_message_id=result.id if is_delivered else None)
    async with harness.app.database.write() as connection:
        await store_job(connection, job)
    return Finished(job, card, result)


async def post_old(harness: BotHarness, frame: bytes, **changes: Any) -> Finished:
    """The same as an older version left it: with a card, which alone has the picture, and a plain result."""
    image_path = changes.pop("image_path", "pictures/x.png")
    done = await post_finished(harness, **changes)
    job = replace(done.job, image_path=image_path)
    channel = harness.env.bot.get_partial_messageable(job.channel_id, guild_id=job.guild_id)
    card = await channel.send(
        view=Card(replace(job, state=JobState.UNDELIVERABLE), ProgressEstimate(at=job.created_at)),
        files=attach_pictures(job, Pictures(frame)),
    )
    await done.result.delete()
    row = discord.ui.View()
    for button in list_ending_buttons(job):
        row.add_item(button)
    result = await channel.send("Here's your video", view=row)
    row.stop()
    async with harness.app.database.write() as connection:
        job = await jobs.amend(
            connection, job, card_message_id=card.id, result_message_id=result.id, image_path=image_path
        )
    return Finished(job, card, result)


async def read(harness: BotHarness, job: Job) -> Job:
    """A job as it is now."""
    async with harness.app.database.read() as connection:
        found = await jobs.get_job(connection, job.id)
    assert found is not None
    return found


async def others(harness: BotHarness, *known: Job) -> list[Job]:
    """The jobs beside these."""
    return [job for job in await harness.jobs() if job.id not in {one.id for one in known}]


def add_member(harness: BotHarness, name: str, **permissions: bool) -> MemberActor:
    """Another member, perhaps one with permissions."""
    roles = []
    if permissions:
        roles.append(harness.guild.create_role(name, permissions=discord.Permissions(**permissions)))
    return harness.guild.add_member(harness.env.create_user(name), roles=roles)


@dataclass
class Double:
    """What the second of two presses was answered."""

    results: list[InteractionResult] = field(default_factory=list)

    @property
    def second(self) -> InteractionResult:
        """The only other one."""
        [result] = self.results
        return result


@contextmanager
def pressed_twice(harness: BotHarness, by: MemberActor | None = None) -> Iterator[Double]:
    """Whatever is pressed or handed in inside the block arrives twice at once, perhaps from somebody else as well."""
    backend = harness.env.backend
    emit = backend.emit
    double = Double()

    def emit_twice(event: str, payload: Any) -> None:
        emit(event, payload)
        if event == "INTERACTION_CREATE":
            user_id = by.id if by is not None else int(payload["member"]["user"]["id"])
            record = backend.new_interaction(payload["type"], int(payload["channel_id"]), user_id, harness.guild.id)
            more: dict[str, Any] = {"id": str(record.id), "token": record.token}
            if "message" in payload:
                record.source_message_id = int(payload["message"]["id"])
            if by is not None:
                user = {**payload["member"]["user"], "id": str(by.id), "username": by.name}
                more["member"] = {**payload["member"], "user": user}
            double.results.append(InteractionResult(harness.env, record))
            emit(event, {**payload, **more})

    backend.emit = emit_twice  # type: ignore[method-assign]  # a person's second press
    try:
        yield double
    finally:
        backend.emit = emit  # type: ignore[method-assign]  # as above


async def restart(harness: BotHarness) -> None:
    """End the client and start another, which knows nothing but the database."""
    old = harness.context
    actions = JobActions(
        old.job_actions._job_service,
        orders=old.orders,
        picture_orders=old.picture_orders,
        continuations=old.continuations,
        listing=old.job_listing,
        operators=old.operators,
        models=old.job_actions._models,
        changes=old.job_actions._changes,
        storyboards=old.storyboards,
    )
    new = VeoBot()
    deletions = JobDeletions(old.job_deletions._deletions, old.job_deletions._notifier, old.operators)
    new.attach(replace(old, job_actions=actions, job_deletions=deletions))
    with starting_quickly(harness.commands_key):
        await harness.env.restart_bot(new)
