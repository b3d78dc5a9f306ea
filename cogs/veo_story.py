"""/veo-story: turn several scenes into one film."""

import discord
from discord import app_commands
from discord.app_commands import Range
from discord.ext import commands

from bot.client import VeoBot
from bot.domain.requests import AspectRatio, Mode
from bot.presentation.common.translator import localized
from bot.presentation.context import BotContext
from bot.presentation.orders.storyboards import FilmOptions, is_able
from bot.presentation.orders.suggestions import offer_settings, offer_styles, suggest_models, suggest_resolutions

#: Longer than the name of any model or resolution.
_NAME_CHARS = 64


class VeoStory(commands.Cog):
    """Scenes to film."""

    def __init__(self, context: BotContext) -> None:
        self._context = context
        offer_styles(self.veo_story, context.styles)
        offer_settings(self.veo_story, [spec for spec in context.catalogue.on_for(Mode.TEXT) if is_able(spec)])

    @app_commands.command(name="veo-story", description=localized("command-veo-story"))
    @app_commands.describe(
        duration=localized("command-veo-story-duration"),
        aspect_ratio=localized("command-veo-aspect_ratio"),
        model=localized("command-veo-story-model"),
        resolution=localized("command-veo-resolution"),
        sound=localized("command-veo-sound"),
        style=localized("command-veo-story-style"),
        private=localized("command-veo-private"),
    )
    async def veo_story(
        self,
        interaction: discord.Interaction,
        duration: int | None = None,
        aspect_ratio: str | None = None,
        model: Range[str, 1, _NAME_CHARS] | None = None,
        resolution: Range[str, 1, _NAME_CHARS] | None = None,
        sound: bool | None = None,
        style: str | None = None,
        private: bool | None = None,
    ) -> None:
        """Ask for the scenes of a film in a form."""
        options = FilmOptions(
            model=model,
            duration_s=duration,
            aspect=None if aspect_ratio is None else AspectRatio(aspect_ratio),
            resolution=resolution,
            has_sound=sound,
            style=style,
            is_private=private,
        )
        await self._context.storyboards.show_form(interaction, options)

    @veo_story.autocomplete("model")
    async def _suggest_models(self, interaction: discord.Interaction, current: str) -> list[app_commands.Choice[str]]:
        context = self._context
        return await suggest_models(context.models, context.quota, interaction, Mode.TEXT, current, is_able)

    @veo_story.autocomplete("resolution")
    async def _suggest_sizes(self, interaction: discord.Interaction, current: str) -> list[app_commands.Choice[str]]:
        return await suggest_resolutions(self._context.models, self._context.quota, interaction, Mode.TEXT, current)


async def setup(bot: VeoBot) -> None:
    """Add the cog; discord.py calls this for an extension."""
    await bot.add_cog(VeoStory(bot.context))
