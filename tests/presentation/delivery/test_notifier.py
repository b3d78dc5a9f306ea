"""How results and failures reach people whatever Discord refuses, over real sockets: one message, the next best way."""

import asyncio
import dataclasses
from collections.abc import AsyncIterator
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from typing import Any

import discord
import pytest

from bot.domain.alerts import Alert, AlertBundle, AlertKind
from bot.domain.clock import Clock
from bot.domain.jobs import FailureReason, Job, JobState
from bot.presentation.alerts.operators import Operators
from bot.presentation.cards.card import Card
from bot.presentation.delivery.interaction_messages import WallClock
from bot.presentation.delivery.notifier import DiscordNotifier
from bot.sentences import say
from bot.services.alert_webhook import AlertWebhook
from bot.services.key_values import KeyValues
from bot.services.ports import DeliveryDelayed, DeliveryError, DeliveryImpossible, ProgressEstimate, Way
from bot.services.upload_limits import UploadLimits
from bot.storage.core.database import Database
from tests.fakes.discord.sample_bot import library_at
from tests.fakes.discord.server import Channel, DiscordServer, Flag, Guild, Message, Permission, User
from tests.support.databases import lay_database
from tests.support.jobs import make_job
from tests.support.videos import NOISE, make_video

URL = "https://cdn.segmind.example/outputs/1.mp4"


# Without a repr: asyncio works out that of all that a fixture gives, and here it'd be that of a whole server.
@dataclass(repr=False)
class Scene:
    """A notifier, and a job whose card is an answer in a channel."""

    server: DiscordServer
    notifier: DiscordNotifier
    guild: Guild
    channel: Channel
    user: User
    card: Message
    job: Job
    video: Path

    async def deliver(self, *, look_first: bool = False, **changes: Any) -> Way:
        """Deliver, and check that the message is where it is said to be."""
        job = dataclasses.replace(self.job, **changes)
        posted = await self.notifier.deliver(job, self.video, look_first=look_first)
        assert self.server.state.messages[posted.message_id].channel.id == (posted.channel_id or job.channel_id)
        return posted.way

    @property
    def results(self) -> list[Message]:
        """The messages about the job besides its card, wherever they are."""
        return [
            message
            for channel in self.server.channels.values()
            for message in channel.messages
            if message is not self.card and message.author is self.server.bot
        ]

    @property
    def direct(self) -> list[Message]:
        """The direct messages to the requester."""
        return self.server.dm(self.user).messages

    def progress(self) -> ProgressEstimate:
        """The present."""
        return ProgressEstimate(at=self.job.changed_at)


@pytest.fixture
async def server() -> AsyncIterator[DiscordServer]:
    async with DiscordServer() as server:
        yield server
    assert server.violations == []


@pytest.fixture
async def client(server: DiscordServer) -> AsyncIterator[discord.Client]:
    with library_at(server):
        async with discord.Client(intents=discord.Intents.none(), max_ratelimit_timeout=30.0) as client:
            await client.login(server.token)
            yield client


@pytest.fixture
async def scene(server: DiscordServer, client: discord.Client, film_memory: None, tmp_path: Path) -> Scene:
    """A person has used a command, and the bot has answered with the card."""
    guild = server.add_guild()
    channel, user = server.add_channel(guild), server.add_user(guilds=[guild])
    command: Any = {"name": "veo", "type": 1, "description": "Make a video"}
    await client.http.bulk_upsert_global_commands(server.application_id, [command])
    interaction = await server.slash(user, channel, "veo")
    now = discord.utils.utcnow()
    job = make_job(
        state=JobState.DELIVERING,
        created_at=now,
        changed_at=now,
        completed_at=now,
        user_id=user.id,
        guild_id=guild.id,
        channel_id=channel.id,
        interaction_token=interaction.token,
        output_url=URL,
        prompt="@everyone a red panda",
    )
    components = Card(job, ProgressEstimate(at=now)).to_components()  # type: ignore[no-untyped-call]  # discord.py left it so
    params = {"type": 4, "data": {"flags": 1 << 15, "components": components}}
    route = discord.http.Route("POST", f"/interactions/{interaction.id}/{interaction.token}/callback")
    await client.http.request(route, json=params)
    answer = await interaction.response()
    assert answer.message is not None
    job = dataclasses.replace(job, card_message_id=answer.message.id)
    video = make_video(tmp_path / f"{job.id}.mp4")
    return Scene(server, DiscordNotifier(client, Operators(client)), guild, channel, user, answer.message, job, video)


async def test_a_result_pings_only_its_requester_and_does_not_need_the_card(scene: Scene) -> None:
    assert await scene.deliver() is Way.CHANNEL
    [message] = scene.results
    assert message.channel is scene.channel
    assert message.reference is None
    assert message.pings == [scene.user]
    assert not message.pings_everyone
    assert message.attachments[0].data == scene.video.read_bytes()


async def test_posting_again_soon_is_the_same_message(scene: Scene) -> None:
    for _ in range(3):
        assert await scene.deliver() is Way.CHANNEL
    assert len(scene.results) == 1


@pytest.mark.parametrize("chatter", [0, 250])
async def test_after_the_nonces_window_the_message_is_found(scene: Scene, chatter: int) -> None:
    await scene.deliver()
    for i in range(chatter):
        await scene.server.message(scene.user, scene.channel, f"chatter {i}")
    scene.server.advance(600)
    await scene.deliver(look_first=True)
    assert len(scene.results) == 1


async def test_a_lost_answer_makes_no_second_message(scene: Scene) -> None:
    scene.server.fail("POST", "/channels/*/messages", after=True, drop=True)
    with pytest.raises(DeliveryDelayed):
        await scene.deliver()
    scene.server.advance(600)
    await scene.deliver(look_first=True)
    assert len(scene.results) == 1


async def test_a_message_of_somebody_else_is_not_taken_for_the_result(scene: Scene) -> None:
    await scene.server.message(scene.user, scene.channel, f"veo-{scene.job.id}.mp4 {scene.job.id}")
    await scene.deliver(look_first=True)
    assert len(scene.results) == 1


def delete_channel(scene: Scene) -> None:
    scene.server.delete_channel(scene.channel)


def hide_channel(scene: Scene) -> None:
    scene.server.update_channel(scene.channel, bot_permissions=0)


def forbid_sending(scene: Scene) -> None:
    held = scene.channel.bot_permissions & ~Permission.SEND_MESSAGES
    scene.server.update_channel(scene.channel, bot_permissions=held)


def forbid_files(scene: Scene) -> None:
    held = scene.channel.bot_permissions & ~Permission.ATTACH_FILES
    scene.server.update_channel(scene.channel, bot_permissions=held)


def remove_bot(scene: Scene) -> None:
    scene.server.remove_bot(scene.guild)


CLOSED = [delete_channel, hide_channel, forbid_sending, forbid_files, remove_bot]


@pytest.mark.parametrize("close", CLOSED)
async def test_where_the_channel_is_closed_the_answer_becomes_the_result(scene: Scene, close: Any) -> None:
    close(scene)
    for look_first in (False, True):
        assert await scene.deliver(look_first=look_first) is Way.ANSWER
    assert scene.results == []
    assert scene.card.attachments[0].data == scene.video.read_bytes()
    assert scene.user.mention in str(scene.card.components)
    assert "attachment" in str(scene.card.components)


async def test_progress_is_not_written_over_a_result(scene: Scene) -> None:
    forbid_sending(scene)
    await scene.deliver()
    edits = len(scene.card.edits)
    await scene.notifier.show(scene.job, scene.progress())
    done = dataclasses.replace(
        scene.job, state=JobState.DELIVERED, result_message_id=scene.card.id, card_message_id=scene.card.id
    )
    await scene.notifier.show(done, scene.progress())
    assert len(scene.card.edits) == edits


@pytest.mark.parametrize("close", CLOSED)
async def test_when_the_token_is_dead_too_it_is_a_direct_message(scene: Scene, close: Any) -> None:
    close(scene)
    scene.server.advance(901)
    for look_first in (False, True):
        assert await scene.deliver(look_first=look_first) is Way.DIRECT
        scene.server.advance(600)
    [message] = scene.results
    assert message in scene.direct
    assert message.pings == [scene.user]
    assert len(message.attachments) == 1


async def test_setting_the_clock_makes_no_token_old(scene: Scene, monkeypatch: pytest.MonkeyPatch) -> None:
    delete_channel(scene)
    await scene.notifier.show(scene.job, scene.progress())
    later = scene.job.created_at + timedelta(hours=2)
    monkeypatch.setattr(WallClock, "now", lambda _: later)
    assert await scene.deliver() is Way.ANSWER


async def test_an_old_token_is_not_even_tried(scene: Scene) -> None:
    delete_channel(scene)
    assert await scene.deliver(created_at=scene.job.created_at - timedelta(minutes=15)) is Way.DIRECT
    assert scene.server.calls_to("PATCH", "/webhooks/*") == []


async def test_when_every_way_is_closed_that_is_said(scene: Scene) -> None:
    remove_bot(scene)
    scene.user.accepts_dms = False
    scene.server.advance(901)
    with pytest.raises(DeliveryImpossible):
        await scene.deliver()
    assert scene.results == []


async def test_in_direct_messages_there_is_no_other_place(scene: Scene) -> None:
    scene.user.accepts_dms = False
    channel = scene.server.dm(scene.user)
    with pytest.raises(DeliveryImpossible):
        await scene.deliver(guild_id=None, channel_id=channel.id, interaction_token=None)


@pytest.mark.parametrize("is_locked", [False, True])
async def test_an_archived_thread_is_opened_and_a_locked_one_is_not(scene: Scene, is_locked: bool) -> None:
    thread = scene.server.add_thread(scene.channel)
    scene.server.update_channel(thread, is_archived=True, is_locked=is_locked)
    way = await scene.deliver(channel_id=thread.id, card_message_id=None)
    assert way is (Way.DIRECT if is_locked else Way.CHANNEL)
    assert len(scene.results) == 1


async def test_a_deleted_card_is_no_obstacle(scene: Scene) -> None:
    scene.server.delete_message(scene.card)
    await scene.notifier.show(scene.job, scene.progress())
    assert await scene.deliver() is Way.CHANNEL
    [message] = scene.results
    assert message.reference is None


@pytest.mark.parametrize("may_reply", [True, False])
async def test_it_replies_to_the_message_that_asked_for_it_where_it_may(scene: Scene, may_reply: bool) -> None:
    asked = await scene.server.message(scene.user, scene.channel, "please")
    if not may_reply:
        held = scene.channel.bot_permissions & ~Permission.READ_MESSAGE_HISTORY
        scene.server.update_channel(scene.channel, bot_permissions=held)
    assert await scene.deliver(request_key=f"message:{asked.id}") is Way.CHANNEL
    [message] = scene.results
    assert message.reference is (asked if may_reply else None)
    assert message.pings == [scene.user]
    assert len(message.attachments) == 1


@pytest.mark.parametrize("code", [500, 503, 401, 403, 404])
async def test_what_is_no_verdict_of_discords_is_tried_again(
    scene: Scene, code: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    if code == 500:
        real_sleep = asyncio.sleep
        monkeypatch.setattr(asyncio, "sleep", lambda _s: real_sleep(0))  # the library's own five tries
    scene.server.fail("POST", "/channels/*/messages", code, body="<html>gateway</html>", times=5 if code == 500 else 1)
    with pytest.raises(DeliveryDelayed):
        await scene.deliver()
    monkeypatch.undo()
    await scene.deliver(look_first=True)
    assert len(scene.results) == 1


async def test_a_long_rate_limit_is_left_to_the_worker(scene: Scene) -> None:
    scene.server.rate_limit("POST", "/channels/*/messages", 40)
    with pytest.raises(DeliveryDelayed) as raised:
        await scene.deliver()
    assert raised.value.retry_after_s == 40


async def test_a_short_rate_limit_is_waited_for(scene: Scene) -> None:
    scene.server.rate_limit("POST", "/channels/*/messages", 0.1)
    assert await scene.deliver() is Way.CHANNEL


async def test_discord_being_away_is_waited_for(scene: Scene) -> None:
    await scene.server.go_down()
    with pytest.raises(DeliveryDelayed):
        await scene.deliver()
    with pytest.raises(DeliveryDelayed):
        await scene.notifier.show(scene.job, scene.progress())
    await scene.server.come_back()
    assert await scene.deliver() is Way.CHANNEL


@pytest.fixture
def large(scene: Scene, tmp_path: Path) -> Scene:
    """A video of some 300 kB."""
    make_video(scene.video, show=NOISE, options=("-preset", "ultrafast", "-crf", "18"))
    assert 200_000 < scene.video.stat().st_size < 400_000
    return scene


async def test_a_video_that_is_too_large_is_made_smaller(large: Scene) -> None:
    limit_bytes = large.video.stat().st_size * 2 // 3
    large.guild.upload_limit_bytes = limit_bytes
    assert await large.deliver(upload_limit_bytes=limit_bytes) is Way.CHANNEL
    [message] = large.results
    assert message.attachments[0].data is not None
    assert len(message.attachments[0].data) <= limit_bytes
    assert len(large.server.calls_to("POST", f"/channels/{large.channel.id}/messages")) == 1


async def test_after_a_413_it_is_made_smaller_once_more(large: Scene) -> None:
    stated = large.video.stat().st_size + 100_000
    large.guild.upload_limit_bytes = large.video.stat().st_size - 1
    assert await large.deliver(upload_limit_bytes=stated) is Way.CHANNEL
    [message] = large.results
    assert len(message.attachments) == 1


async def test_what_was_refused_is_not_tried_again_even_after_a_restart(
    large: Scene, client: discord.Client, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    lay_database(tmp_path / "veo.db")
    # A small film stands for one that a real limit is about.
    monkeypatch.setattr("bot.domain.uploads._LEAST_LIMIT_BYTES", 0)
    stated = large.video.stat().st_size + 100_000
    large.guild.upload_limit_bytes = large.video.stat().st_size - 1
    calls = []
    for number in range(2):
        job = dataclasses.replace(large.job, id=f"{number}{large.job.id[1:]}", upload_limit_bytes=stated)
        async with Database.open(f"sqlite+aiosqlite:///{tmp_path / 'veo.db'}") as database:
            limits = UploadLimits(KeyValues(database), Clock())
            notifier = DiscordNotifier(client, Operators(client), upload_limits=limits)
            await notifier.deliver(job, large.video, look_first=False)
        calls.append(len(large.server.calls_to("POST", f"/channels/{large.channel.id}/messages")))
    assert calls == [2, 3], "the second video goes through at once"
    assert all(len(message.attachments) == 1 for message in large.results)


async def test_after_three_413_there_is_a_link_with_the_date_of_its_end(large: Scene) -> None:
    large.server.fail("POST", "/channels/*/messages", code=40005, times=3)
    assert await large.deliver(upload_limit_bytes=large.video.stat().st_size * 2) is Way.CHANNEL
    [message] = large.results
    expires_at = large.job.changed_at + timedelta(days=7)
    assert message.attachments == []
    assert URL in message.text
    assert discord.utils.format_dt(expires_at) in message.text
    assert message.pings == [large.user]
    large.server.advance(600)
    await large.deliver(look_first=True)
    assert len(large.results) == 1, "a link carries the job's id, so it is found again"


async def test_a_dead_link_is_not_posted(large: Scene) -> None:
    large.server.fail("POST", "/channels/*/messages", 413, body="<html>too large</html>", times=9)
    large.user.accepts_dms = False
    with pytest.raises(DeliveryImpossible):
        await large.deliver(completed_at=large.job.changed_at - timedelta(days=8), interaction_token=None)
    assert large.results == []


async def test_a_card_that_may_be_edited_no_more_is_tried_later(scene: Scene) -> None:
    body = {"message": "Maximum number of edits reached", "code": 30046, "retry_after": 0.01, "global": False}
    scene.server.fail("PATCH", "/channels/*/messages/*", 429, body=body, times=5)
    with pytest.raises(DeliveryDelayed):
        await scene.notifier.show(scene.job, scene.progress())
    await scene.notifier.show(scene.job, scene.progress())
    assert len(scene.card.edits) == 1


async def test_a_card_in_a_channel_that_is_closed_is_edited_through_its_answer(scene: Scene) -> None:
    hide_channel(scene)
    done = dataclasses.replace(scene.job, state=JobState.FAILED, failure=FailureReason.CONTENT_BLOCKED)
    await scene.notifier.show(done, scene.progress())
    assert "safety filter" in str(scene.card.components)


async def test_a_failure_is_told_once_with_its_reason(scene: Scene) -> None:
    failed = dataclasses.replace(scene.job, state=JobState.FAILED, failure=FailureReason.CONTENT_BLOCKED)
    await scene.notifier.tell_failure(failed, look_first=False)
    await scene.notifier.tell_failure(failed, look_first=False)
    scene.server.advance(600)
    await scene.notifier.tell_failure(failed, look_first=True)
    [message] = scene.results
    assert "safety filter" in message.text
    assert "have been refunded" in message.text
    assert message.pings == [scene.user]


@pytest.mark.parametrize("close", [delete_channel, hide_channel, forbid_sending, remove_bot])
async def test_a_failure_is_told_directly_where_the_channel_is_closed(scene: Scene, close: Any) -> None:
    close(scene)
    failed = dataclasses.replace(scene.job, state=JobState.FAILED, failure=FailureReason.GENERATION_FAILED)
    await scene.notifier.tell_failure(failed, look_first=False)
    assert scene.results == scene.direct != []


async def test_before_the_login_everything_waits(scene: Scene, server: DiscordServer) -> None:
    with library_at(server):
        client = discord.Client(intents=discord.Intents.none())
        notifier = DiscordNotifier(client, Operators(client))
        alert = Alert(name="a", kind=AlertKind.VIDEO_LOST, raised_at=scene.job.created_at)
        for call in (
            notifier.show(scene.job, scene.progress()),
            notifier.deliver(scene.job, scene.video, look_first=True),
            notifier.tell_failure(dataclasses.replace(scene.job, failure=FailureReason.TIMED_OUT), look_first=False),
            notifier.alert(AlertBundle((alert,)), {scene.job.id: scene.job}),
        ):
            with pytest.raises(DeliveryDelayed):
                await call


# -- operators ------------------------------------------------------------------------------------


def lost(scene: Scene) -> tuple[AlertBundle, dict[str, Job]]:
    """An alert about a lost order."""
    job = dataclasses.replace(scene.job, state=JobState.FAILED, failure=FailureReason.SUBMISSION_LOST)
    name = f"submission_lost:{job.id}"
    alert = Alert(name=name, kind=AlertKind.SUBMISSION_LOST, job_id=job.id, raised_at=job.changed_at)
    return AlertBundle((alert,)), {job.id: job}


async def test_the_owner_is_told_directly_and_once(scene: Scene) -> None:
    for _ in range(2):
        await scene.notifier.alert(*lost(scene))
    [message] = scene.server.dm(scene.server.owner).messages
    assert scene.job.id in message.text
    assert "$3.12" in message.text
    assert len(message.custom_ids) == 3


async def test_operators_are_told_in_the_alert_channel(scene: Scene, client: discord.Client) -> None:
    someone = scene.server.add_user("Op", guilds=[scene.guild])
    notifier = DiscordNotifier(client, Operators(client, {someone.id}, scene.channel.id))
    await notifier.alert(*lost(scene))
    [message] = scene.results
    assert message.pings == [someone]
    assert not message.flags & Flag.EPHEMERAL


async def test_an_operator_who_takes_no_messages_does_not_keep_it_from_the_others(
    scene: Scene, client: discord.Client
) -> None:
    closed, open_ = (scene.server.add_user(name, guilds=[scene.guild]) for name in ("A", "B"))
    closed.accepts_dms = False
    notifier = DiscordNotifier(client, Operators(client, {closed.id, open_.id}))
    await notifier.alert(*lost(scene))
    assert len(scene.server.dm(open_).messages) == 1
    notifier = DiscordNotifier(client, Operators(client, {closed.id}))
    with pytest.raises(DeliveryImpossible):
        await notifier.alert(*lost(scene))


async def test_an_alert_channel_that_is_closed_gives_way_to_direct_messages(
    scene: Scene, client: discord.Client
) -> None:
    forbid_sending(scene)
    someone = scene.server.add_user("Op", guilds=[scene.guild])
    notifier = DiscordNotifier(client, Operators(client, {someone.id}, scene.channel.id))
    await notifier.alert(*lost(scene))
    [message] = scene.server.dm(someone).messages
    assert len(message.custom_ids) == 3


async def test_operators_read_alerts_and_buttons_in_their_language(scene: Scene, client: discord.Client) -> None:
    notifier = DiscordNotifier(client, Operators(client, language="de"))
    await notifier.alert(*lost(scene))
    [message] = scene.server.dm(scene.server.owner).messages
    assert "Eine bezahlte Anfrage ist vielleicht verloren" in message.text
    assert say("de", "alert-charged") in message.text


class Posts(AlertWebhook):
    """A webhook that keeps what is posted, or can't be reached."""

    def __init__(self, error: DeliveryError | None = None) -> None:
        self.texts: list[str] = []
        self.error = error

    async def post(self, text: str) -> None:
        if self.error is not None:
            raise self.error
        self.texts.append(text)


async def test_the_webhook_is_told_even_before_the_login_but_buttons_wait_for_discord(
    scene: Scene, server: DiscordServer
) -> None:
    alert = Alert(name="a", kind=AlertKind.DATABASE_DOWN, raised_at=scene.job.created_at)
    with library_at(server):
        client = discord.Client(intents=discord.Intents.none())
        posts = Posts()
        operators = Operators(client, {1}, webhook=posts)
        await operators.tell(AlertBundle((alert,)), {})
        for _ in range(2):
            with pytest.raises(DeliveryDelayed):
                await operators.tell(*lost(scene))
    assert len(posts.texts) == 2, "what waits for Discord isn't posted again"


@pytest.mark.parametrize("error", [DeliveryDelayed("500"), DeliveryImpossible("404")])
async def test_a_webhook_that_fails_keeps_nothing_from_discord(
    scene: Scene, client: discord.Client, error: DeliveryError
) -> None:
    notifier = DiscordNotifier(client, Operators(client, webhook=Posts(error)))
    await notifier.alert(*lost(scene))
    assert len(scene.server.dm(scene.server.owner).messages) == 1
