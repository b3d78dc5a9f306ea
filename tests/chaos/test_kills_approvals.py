"""The bot, killed around a request to moderators: they see it once, and what they allow is made once."""

import random
from collections import Counter
from dataclasses import dataclass, field

import discord
from sqlalchemy import select

from bot.domain.approvals import ApprovalState
from bot.domain.jobs import Job, JobState
from bot.domain.rules import PlaceKind
from bot.services.admin.ledger_command import prove
from bot.storage.core.database import Database
from bot.storage.jobs import jobs
from bot.storage.rules import rules
from bot.storage.tables.rules import approvals
from tests.chaos.bot_process import PATIENCE_S
from tests.chaos.chances import choose
from tests.chaos.story import Story, is_lost, list_open
from tests.fakes.discord.server import Channel, Message, User

POST = "discord POST /channels/{channel_id}/messages"
#: Each with how many times the bot comes to it: the refusal and the decision are transactions of one kind, and the
#: moderators' message and the card are posts of one kind.
KILLS = [
    *[(f"before {POST}", 1), (f"after {POST}", 1), ("before commit accepted", 2), ("after commit accepted", 2)],
    *[(f"before {POST}", 2), (f"after {POST}", 2), ("after commit delivered", 1)],
]


@dataclass
class Court:
    """Members with no seconds left, and a moderator."""

    story: Story
    private: Channel
    moderator: User
    members: list[User] = field(default_factory=list)

    @classmethod
    async def open(cls, story: Story) -> "Court":
        world = story.world
        guild = world.channel.guild
        assert guild is not None
        world.environment["USER_SECONDS_PER_DAY"] = "4"
        private = world.discord.add_channel(guild, "mods")
        role = world.discord.add_role(guild, "mods", discord.Permissions(moderate_members=True).value)
        async with Database.open(world.database_url) as database, database.write() as connection:
            await rules.set_places(connection, guild.id, PlaceKind.APPROVAL, [private.id])
        return cls(story, private, world.discord.add_user("Mod", guilds=[guild], roles=[role]))

    def join(self) -> User:
        """A new member."""
        assert self.story.world.channel.guild is not None
        self.members.append(self.story.world.discord.add_user(guilds=[self.story.world.channel.guild]))
        return self.members[-1]

    async def ask(self, member: User) -> None:
        """Request what the limit refuses, and have the moderators asked."""
        server = self.story.world.discord
        refused = await server.slash(member, self.story.world.channel, "veo", prompt="a red panda")
        shown = (await refused.response(PATIENCE_S)).message
        assert shown is not None
        await (await server.component(member, shown, shown.custom_ids[-1])).response(PATIENCE_S)

    async def approve(self, member: User) -> None:
        """Wait for the message about a member, and press its first button unless it was decided."""
        server = self.story.world.discord
        [shown] = await server.wait_for(lambda: self.list_about(member), PATIENCE_S)
        if any("approve" in name for name in shown.custom_ids):
            await server.component(self.moderator, shown, shown.custom_ids[0])

    def list_about(self, member: User) -> list[Message]:
        """What moderators see about a member's request."""
        return [one for one in self.private.messages if f"<@{member.id}>" in one.text]

    async def read(self, member: User) -> tuple[list[str], list[Job]]:
        """The states of a member's requests to moderators, and the member's jobs."""
        async with Database.open(self.story.world.database_url) as database, database.read() as connection:
            found = await connection.execute(select(approvals.c.state).where(approvals.c.user_id == member.id))
            made = await jobs.list_jobs(connection, JobState)
        return list(found.scalars()), [job for job in made if job.user_id == member.id]


async def test_killed_around_a_request_to_moderators(story: Story, chance: random.Random) -> None:
    court = await Court.open(story)
    for step, nth in choose(chance, KILLS, 1):
        member = court.join()

        async def request(member: User = member) -> None:
            await court.ask(member)
            await court.approve(member)

        assert await story.live_until(step, request, nth=nth), f"it never came to: {step}"
        life = await story.zygote.start(story.world)
        assert await life.is_ready()
        states, _ = await court.read(member)
        if not states:
            await court.ask(member)
        await court.approve(member)
        async with Database.open(story.world.database_url) as database:
            while (await court.read(member))[0] != [ApprovalState.APPROVED] or await list_open(database):
                assert not life.is_over, life.log
                await story.world.discord.state.wait_for_change(0.1)
        assert await life.stop() == 0
        await check(court, member, step)


async def check(court: Court, member: User, step: str) -> None:
    """One message for moderators, one job, one payment and one message with its video."""
    world = court.story.world
    assert world.discord.violations == []
    paid = Counter(accepted.seed for accepted in world.segmind.accepted)
    assert all(count == 1 for count in paid.values()), f"paid twice: {paid}"
    states, [job] = await court.read(member)
    assert states == [ApprovalState.APPROVED], step
    [asked] = court.list_about(member)
    said = [one for one in court.story._messages() if not one.is_ephemeral and one is not asked]
    about = [one for one in said if one.id == job.result_message_id or any(job.id in name for name in one.custom_ids)]
    assert job.state is JobState.DELIVERED or is_lost(job), step
    assert [one.id for one in about] == [job.result_message_id], step
    assert paid[job.request.seed] == (0 if is_lost(job) else 1)
    findings = await prove(world.database_url)
    assert not findings.wrong, findings.wrong[:5]
