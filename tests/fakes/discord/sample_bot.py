"""A small bot on the real discord.py that does with Discord what a bot of this kind does, to try the test server on.

``python -m tests.fakes.discord.sample_bot`` runs it by itself, with ``DISCORD_API_URL`` and ``DISCORD_TOKEN``.
"""

import asyncio
import contextlib
import io
import os
from collections.abc import AsyncIterator, Iterator
from typing import Any

import discord
import yarl
from discord import app_commands, ui
from discord.ext import commands
from discord.gateway import DiscordWebSocket
from discord.http import Route

from tests.fakes.discord.server import Channel, DiscordServer

Interaction = discord.Interaction[commands.AutoShardedBot]


class Card(ui.LayoutView):
    """A card of components with two buttons."""

    def __init__(self, text: str) -> None:
        super().__init__(timeout=None)
        again: ui.Button[Card] = ui.Button(label="Again", custom_id="veo:again:1")
        over: ui.Button[Card] = ui.Button(label="Edit", custom_id="veo:edit:1")
        section: ui.Section[Card] = ui.Section(text, accessory=ui.Thumbnail("https://example.com/a.png"))
        row: ui.ActionRow[Card] = ui.ActionRow(again, over)
        self.add_item(ui.Container(section, ui.Separator(), row))


class Ask(ui.Modal, title="Another prompt"):
    """A modal with each kind of field that a bot of this kind shows."""

    prompt: ui.Label["Ask"] = ui.Label(text="Prompt", component=ui.TextInput(custom_id="prompt", max_length=50))
    length: ui.Label["Ask"] = ui.Label(
        text="Length",
        component=ui.Select(custom_id="length", options=[discord.SelectOption(label="5 s", value="5")]),
    )
    file: ui.Label["Ask"] = ui.Label(text="Picture", component=ui.FileUpload(custom_id="file", required=False))

    async def on_submit(self, interaction: discord.Interaction[Any]) -> None:
        prompt, length, file = (label.component for label in (self.prompt, self.length, self.file))
        assert isinstance(prompt, ui.TextInput)
        assert isinstance(length, ui.Select)
        assert isinstance(file, ui.FileUpload)
        sizes = [len(await attachment.read()) for attachment in file.values]
        await interaction.response.send_message(f"{prompt.value} {length.values} {sizes}", ephemeral=True)


class SampleBot(commands.AutoShardedBot):
    """A small bot that does what the real one does with Discord."""

    def __init__(self, intents: discord.Intents | None = None) -> None:
        super().__init__("!", intents=intents or discord.Intents.default(), guild_ready_timeout=0.01)
        self.heard: list[discord.Message] = []
        self.failures: list[BaseException] = []
        self.tree.on_error = self.note_failure  # type: ignore[method-assign]

    async def note_failure(self, interaction: discord.Interaction[Any], error: app_commands.AppCommandError) -> None:
        self.failures.append(error)

    async def before_identify_hook(self, shard_id: int | None, *, initial: bool = False) -> None:
        """discord.py pauses for 5 s between sessions, which Discord asks for and these tests do not."""

    async def on_message(self, message: discord.Message, /) -> None:
        self.heard.append(message)

    async def setup_hook(self) -> None:
        add_commands(self)
        await self.tree.sync()

    async def on_interaction(self, interaction: discord.Interaction[Any]) -> None:
        data: Any = interaction.data or {}
        custom_id = data.get("custom_id")
        if interaction.type is discord.InteractionType.component and custom_id == "veo:again:1":
            await interaction.response.edit_message(view=Card("again it is"))
        elif interaction.type is discord.InteractionType.component:
            await interaction.response.send_modal(Ask())


def add_commands(bot: SampleBot) -> None:
    """The commands of the small bot."""

    @bot.tree.command(description="Make a video")
    @app_commands.describe(prompt="What to see", duration="Seconds", image="First frame")
    @app_commands.choices(aspect=[app_commands.Choice(name="wide", value="16:9")])
    async def veo(
        interaction: Interaction,
        prompt: app_commands.Range[str, 1, 100],
        duration: app_commands.Range[int, 5, 8] = 5,
        aspect: str = "16:9",
        image: discord.Attachment | None = None,
    ) -> None:
        about = f"{prompt} {duration} {aspect}"
        if image is not None:
            about += f" {image.filename} {image.width}x{image.height} {len(await image.read())}"
        await interaction.response.send_message(view=Card(about))

    @bot.tree.command(description="Takes its time")
    async def slow(interaction: Interaction, wait: float = 0.0, secret: bool = False) -> None:
        await asyncio.sleep(wait)
        await interaction.response.defer(ephemeral=secret, thinking=True)
        await interaction.followup.send("first")
        await interaction.followup.send("second", file=discord.File(io.BytesIO(b"note"), "note.txt"))
        await interaction.edit_original_response(content="first, edited")

    @bot.tree.command(description="Also where the bot is not")
    @app_commands.allowed_installs(guilds=True, users=True)
    async def everywhere(interaction: Interaction) -> None:
        held = interaction.app_permissions
        await interaction.response.send_message(f"permissions {held.send_messages} {held.attach_files}")

    @bot.tree.context_menu(name="Animate")
    async def animate(interaction: Interaction, message: discord.Message) -> None:
        await interaction.response.send_message(f"{message.attachments[0].filename} of {message.author.id}")

    limits = app_commands.Group(name="limits", description="Limits")

    @limits.command(name="set", description="Set one")
    async def set_limit(interaction: Interaction, who: discord.Member, usd: float) -> None:
        await interaction.response.send_message(f"{who.display_name} {usd:.2f}", ephemeral=True)

    @set_limit.autocomplete("usd")
    async def amounts(interaction: Interaction, current: Any) -> list[app_commands.Choice[float]]:
        return [app_commands.Choice(name=f"{current} as typed", value=1.5)]

    admin = app_commands.Group(
        name="veo-admin",
        description="For admins",
        guild_only=True,
        default_permissions=discord.Permissions(manage_guild=True),
    )
    admin.add_command(limits)
    bot.tree.add_command(admin)


@contextlib.contextmanager
def library_at(server: DiscordServer) -> Iterator[None]:
    """discord.py talks to this server for as long as the block lasts."""
    base, gateway = Route.BASE, DiscordWebSocket.DEFAULT_GATEWAY
    Route.BASE, DiscordWebSocket.DEFAULT_GATEWAY = server.api_url, yarl.URL(server.gateway_url)
    try:
        yield
    finally:
        Route.BASE, DiscordWebSocket.DEFAULT_GATEWAY = base, gateway


@contextlib.asynccontextmanager
async def running(server: DiscordServer, bot: SampleBot) -> AsyncIterator[SampleBot]:
    """The bot, logged in and ready."""
    with library_at(server):
        async with bot:
            task = asyncio.create_task(bot.start(server.token))
            try:
                await server.wait_ready()
                await bot.wait_until_ready()
                await server.wait_for(lambda: not any(guild.unavailable for guild in bot.guilds))
                yield bot
            finally:
                await bot.close()
                await task


def channel_of(bot: SampleBot, channel: Channel) -> discord.TextChannel:
    """The channel as discord.py has it."""
    found = bot.get_channel(channel.id)
    assert isinstance(found, discord.TextChannel)
    return found


def main() -> None:
    """Runs the bot as a process of its own."""
    Route.BASE = os.environ["DISCORD_API_URL"]
    SampleBot().run(os.environ["DISCORD_TOKEN"], log_handler=None)


if __name__ == "__main__":
    main()
