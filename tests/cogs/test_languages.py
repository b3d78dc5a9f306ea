"""The languages: what one person reads is in theirs, what everybody reads in the server's."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import discord
import pytest
from discord import app_commands
from discord.app_commands import TranslationContextLocation, TranslationContextTypes, locale_str

import bot.command_registration
from bot.domain.requests import PROMPT_MAX_CHARS
from bot.presentation.common.translator import CommandTranslator
from bot.presentation.pictures.discord_files import FileGone
from bot.sentences import Sentence, say
from sandbox.segmind import StandInOptions
from tests.support.admin import open_admins, said
from tests.support.bot_harness import BotHarness, open_bot_harness, text_of
from tests.support.languages import speak
from tests.support.picture_harness import PNG

#: What a command may have in all its texts together, each counted in its longest language.
COMMAND_CHARS = 8000


def puts(harness: BotHarness) -> list[Any]:
    """The lists of commands that were registered."""
    return [r.json for r in harness.env.http_requests if r.method == "PUT" and r.path.endswith("/commands")]


async def test_refusals_are_in_the_persons_language_and_cards_in_the_servers(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    speak(monkeypatch, person="de", server="fr")
    async with open_bot_harness(tmp_path, is_working=False, user_seconds_per_day=12) as harness:
        assert said(await harness.alice.slash(harness.channel, "veo", prompt="  ")) == say("de", "request-prompt-empty")
        answer = await harness.alice.slash(harness.channel, "veo", prompt="x", duration=8)
        assert answer.response is not None
        assert say("fr", "card-queued") in text_of(answer.response)
        refused = said(await harness.alice.slash(harness.channel, "veo", prompt="x", duration=5))
        window = Sentence("span-day")
        assert refused.startswith(say("de", "refusal-seconds", limit=12, left=4, window=window))
        assert re.search(r"<t:\d+:R>", refused)
        quota = said(await harness.alice.slash(harness.channel, "veo-quota"))
        assert say("de", "quota-title") in quota
        assert say("de", "refusal-seconds", limit=12, left=4, window=window) in quota


async def test_what_is_wrong_with_a_picture_is_said_in_the_persons_language(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    speak(monkeypatch, person="ja")
    async with open_bot_harness(tmp_path, is_working=False) as harness:
        harness.env.settle_timeout = 60
        answer = await harness.alice.slash(harness.channel, "veo-image", image=("a.pdf", b"%PDF-1.4 text"))
        assert said(answer) == say("ja", "picture-fault-kind", kind=Sentence("kind-pdf"))
        # This one comes back from the process that prepares pictures.
        answer = await harness.alice.slash(harness.channel, "veo-image", image=("a.png", PNG[:200]))
        assert said(answer) == say("ja", "picture-fault-damaged")

        async def be_gone(*_: object, **__: object) -> bytes:
            raise FileGone("gone")

        monkeypatch.setattr(harness.context.picture_orders.files, "read", be_gone)
        answer = await harness.alice.slash(harness.channel, "veo-image", image=("a.png", PNG))
        assert said(answer) == say("ja", "picture-gone")


async def test_admins_are_answered_in_theirs_and_the_audit_is_in_the_servers(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    speak(monkeypatch, person="pt-BR", server="es-ES")
    async with open_admins(tmp_path) as admins:
        diary = admins.harness.guild.create_text_channel("diary")
        await admins.ask("audit channel", channel=diary)
        assert say("pt-BR", "admin-pause-title") in await admins.ask("pause", reason="lunch")
        assert say("es-ES", "admin-pause-title") in text_of(diary.history()[-1])
        refused = said(await admins.harness.alice.slash(admins.harness.channel, "veo", prompt="x"))
        assert refused == say("pt-BR", "refusal-paused-server-reason", reason="lunch")
        many = await admins.ask("words add", words="x" * 101)
        assert many == say("pt-BR", "words-long", most=100)
        assert await admins.ask("limits set", limit="cooldown_s", value="soon") == say(
            "pt-BR", "limit-no-number", text="soon"
        )


async def test_why_everything_waits_is_said_in_the_servers_language(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    speak(monkeypatch, server="de")
    options = StandInOptions(latency_s=0.5, sigma=0.05, fast_films=True, balance_usd=1)
    async with open_bot_harness(tmp_path, options=options, min_balance_usd=10) as harness:
        await harness.alice.slash(harness.channel, "veo", prompt="x")
        card = await harness.wait_text(say("de", "pause-balance"))
        assert say("de", "card-paused") in text_of(card)


async def test_every_text_of_a_command_is_translated(tmp_path: Path) -> None:
    class Watch(CommandTranslator):
        """Sees what is registered."""

        def __init__(self) -> None:
            self.bare: set[str] = set()
            self.said = 0

        async def translate(
            self, string: locale_str, locale: discord.Locale, context: TranslationContextTypes
        ) -> str | None:
            is_name = context.location in {
                TranslationContextLocation.command_name,
                TranslationContextLocation.group_name,
                TranslationContextLocation.parameter_name,
            } and not isinstance(context.data, app_commands.ContextMenu)
            if "key" not in string.extras and not is_name and re.search(r"[a-z]{2}", string.message):
                self.bare.add(string.message)
            text = await super().translate(string, locale, context)
            assert text is None or not is_name, "names are the same everywhere"
            self.said += text is not None
            return text

    async with open_bot_harness(tmp_path, is_working=False) as harness:
        tree = harness.app.bot.tree
        watch = Watch()
        payloads = [await command.get_translated_payload(tree, watch) for command in tree.get_commands()]
        assert watch.bare == set()
        assert watch.said > 100
        for payload in payloads:
            assert sum(_lengths(payload)) <= COMMAND_CHARS, payload["name"]
        assert next(payload for payload in payloads if payload["name"] == "Animate")["name_localizations"]["de"]
        [body] = puts(harness)
        [veo] = [command for command in body if command["name"] == "veo"]
        assert veo["description_localizations"]["de"] == say("de", "command-veo")
        assert veo["description_localizations"]["es-419"] == say("es-ES", "command-veo"), "the nearest there is"
        assert "en-GB" not in veo["description_localizations"]
        assert not veo.get("name_localizations")
        [style] = [option for option in veo["options"] if option["name"] == "style"]
        assert {one["name_localizations"]["ja"] for one in style["choices"] if "ja" in one["name_localizations"]}


async def test_a_changed_translation_is_registered_and_an_unchanged_one_not_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with open_bot_harness(tmp_path, is_working=False) as harness:
        registration = harness.app.bot.registration
        await registration.register_once(harness.context)
        count = len(puts(harness))
        await registration.register_once(harness.context)
        assert len(puts(harness)) == count
        monkeypatch.setattr(bot.command_registration, "fingerprint", lambda: "another")
        await registration.register_once(harness.context)
        assert len(puts(harness)) == count + 1
        await registration.register_once(harness.context)
        assert len(puts(harness)) == count + 1


def test_a_sentence_is_said_in_any_language_and_logged_in_english() -> None:
    sentence = Sentence("request-prompt-long", count=2001, most=PROMPT_MAX_CHARS)
    assert str(sentence) == sentence.say("en-GB") == sentence.say("tlh")
    assert "2,001" in str(sentence)
    assert "2.001" in sentence.say("de")
    nested = Sentence("picture-fault-kind", kind=Sentence("kind-pdf"))
    assert nested == Sentence("picture-fault-kind", kind=Sentence("kind-pdf"))
    assert hash(nested) == hash(Sentence("picture-fault-kind", kind=Sentence("kind-pdf")))
    assert say("fr", "kind-pdf") in nested.say("fr")
    assert repr(nested) == "Sentence('picture-fault-kind', kind=Sentence('kind-pdf'))"


def _lengths(payload: Any) -> Iterator[int]:
    """The characters of a command that count."""
    for name in ("name", "description"):
        texts = [payload.get(name) or "", *(payload.get(f"{name}_localizations") or {}).values()]
        yield max(len(text) for text in texts)
    if isinstance(payload.get("value"), str):
        yield len(payload["value"])
    for part in (*payload.get("options", ()), *payload.get("choices", ())):
        yield from _lengths(part)
