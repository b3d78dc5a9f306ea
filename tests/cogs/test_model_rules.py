"""Which models people can use in a server, a channel and with a role, as admins choose them."""

from pathlib import Path

from bot.domain.model_rules import ModelRule, ModelScope, choose_models
from bot.domain.rules import Requester
from bot.sentences import say
from tests.cogs.test_model_forms import labels
from tests.support.admin import open_admins
from tests.support.bot_harness import text_of
from tests.support.buttons import others, post_finished

ROLE, CHANNEL, SERVER = ModelScope.ROLE, ModelScope.CHANNEL, ModelScope.SERVER


def test_lists_and_defaults_count_from_the_channel_to_the_server() -> None:
    rules = [
        ModelRule(scope=SERVER, default="a", allowed=("a", "b")),
        ModelRule(scope=ROLE, subject_id=7, default="c", allowed=("c",)),
        ModelRule(scope=ROLE, subject_id=8, allowed=("d",)),
        ModelRule(scope=CHANNEL, subject_id=3, default="b", allowed=("b", "c")),
    ]

    def ask(channel_id: int = 1, parent: int | None = None, roles: tuple[int, ...] = ()) -> tuple[object, object]:
        requester = Requester(
            user_id=1, guild_id=2, channel_id=channel_id, parent_channel_id=parent, role_ids=frozenset(roles)
        )
        choice = choose_models(rules, requester)
        return choice.allowed, choice.defaults

    assert ask() == ({"a", "b"}, ("a",))
    assert ask(roles=(7, 8)) == ({"c", "d"}, ("c", "a"))
    assert ask(channel_id=3) == ({"b"}, ("b", "a"))
    assert ask(channel_id=9, parent=3, roles=(7,)) == ({"c"}, ("b", "c", "a"))
    assert ask(channel_id=3, roles=(8,)) == (set(), ("b", "a"))
    outside = choose_models(rules, Requester(user_id=1, guild_id=None, channel_id=3))
    assert (outside.allowed, outside.defaults) == (None, ())


async def test_admins_choose_the_models_of_their_server(tmp_path: Path) -> None:
    async with open_admins(tmp_path) as admins:
        harness = admins.harness
        said = await admins.ask("models allow", model="veo-3.1-lite")
        assert "allowed: Veo 3.1 Lite" in said
        await admins.ask("models allow", model="seedance-pro")
        said = await admins.ask("models default", model="seedance-pro")
        assert "default Seedance 1.0 Pro; allowed: Veo 3.1 Lite, Seedance 1.0 Pro" in said
        [newest, *_] = await admins.records()
        assert (newest.action, newest.subject, newest.after) == (
            "models",
            "server",
            "default seedance-pro, allowed veo-3.1-lite, seedance-pro",
        )
        await harness.alice.slash(harness.channel, "veo", prompt="x")
        [job] = await harness.jobs()
        assert job.request.model == "seedance-pro"
        refused = await harness.alice.slash(harness.channel, "veo", prompt="a red panda", model="veo-2", duration=8)
        assert refused.response is not None
        known = "Seedance 1.0 Pro, Veo 3.1 Lite"
        assert say("en-US", "model-not-here", model="Veo 2", known=known) in refused.response.content
        assert labels(refused) == ["Seedance 1.0 Pro · 10 s · 720p · without sound · $0.70"]
        await harness.alice.click(refused.response, label=labels(refused)[0])
        assert [one.request.model for one in await harness.jobs()] == ["seedance-pro", "seedance-pro"]
        assert "- this server: default Seedance 1.0 Pro" in await admins.ask("models show")
        assert "isn't on the list" in await admins.ask("models remove", model="veo-2")
        await admins.ask("models clear")
        assert "all models can be used" in await admins.ask("models show")


async def test_a_channel_and_a_role_have_models_of_their_own(tmp_path: Path) -> None:
    async with open_admins(tmp_path, user_seconds_per_day="unlimited", user_cooldown_s=0) as admins:
        harness = admins.harness
        boosters = harness.guild.create_role("boosters")
        bob = harness.guild.add_member(harness.env.create_user("bob"), roles=[boosters])
        await admins.ask("models allow", model="veo-3.1-lite")
        await admins.ask("models allow", model="veo-2", role=boosters)
        await bob.slash(harness.channel, "veo", prompt="x")
        await harness.alice.slash(harness.channel, "veo", prompt="x")
        assert [job.request.model for job in await harness.jobs()] == ["veo-2", "veo-3.1-lite"]
        await admins.ask("models allow", model="veo-3.1-lite", channel=harness.channel)
        refused = await bob.slash(harness.channel, "veo", prompt="x")
        assert refused.response is not None
        assert say("en-US", "model-none-here") in text_of(refused.response)
        shown = await admins.ask("models show")
        assert f"<#{harness.channel.id}>: default not set; allowed: Veo 3.1 Lite" in shown
        assert f"<@&{boosters.id}>" in shown
        assert "not both" in await admins.ask("models clear", channel=harness.channel, role=boosters)


async def test_only_what_can_be_used_here_is_suggested_and_again_is_refused_with_it(tmp_path: Path) -> None:
    async with open_admins(tmp_path) as admins:
        harness = admins.harness
        done = await post_finished(harness)
        await admins.ask("models allow", model="veo-3.1-lite")
        found = await harness.alice.autocomplete(harness.channel, "veo", "model", "", prompt="x")
        assert [one["value"] for one in found] == ["veo-3.1-lite"]
        found = await harness.alice.autocomplete(harness.channel, "veo", "resolution", "", prompt="x")
        assert [one["value"] for one in found] == ["720p", "1080p"]
        refused = await harness.alice.click(done.result, custom_id=f"veo:again:{done.job.id}")
        assert labels(refused) == ["Veo 3.1 Lite · 4 s · 720p · without sound · $0.25"]
        assert refused.response is not None
        await harness.alice.click(refused.response, label=labels(refused)[0])
        [job] = await others(harness, done.job)
        assert (job.request.model, job.request.duration_s) == ("veo-3.1-lite", 4)
