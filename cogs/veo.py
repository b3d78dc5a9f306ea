"""/veo: turn a prompt into a video."""

import discord
from discord import app_commands
from discord.app_commands import Range
from discord.ext import commands

from bot.client import VeoBot
from bot.domain.requests import COUNT_MAX, NEGATIVE_PROMPT_MAX_CHARS, PROMPT_MAX_CHARS, SEED_MAX, AspectRatio, Mode
from bot.presentation.common.translator import localized
from bot.presentation.common.waiting import wait_with
from bot.presentation.context import BotContext
from bot.presentation.orders.order import Order, dress_order
from bot.presentation.orders.saved_order import SavedOrder
from bot.presentation.orders.suggestions import (
    offer_settings,
    offer_styles,
    recall_prompt,
    suggest_models,
    suggest_prompts,
    suggest_resolutions,
    tell_price,
)
from bot.services.jobs.requests import RequestExtras

#: Longer than the name of any model or resolution.
_NAME_CHARS = 64


class Veo(commands.Cog):
    """Text to video."""

    def __init__(self, context: BotContext) -> None:
        self._context = context
        offer_styles(self.veo, context.styles)
        offer_settings(self.veo, context.catalogue.on_for(Mode.TEXT))

    async def cog_load(self) -> None:
        """Put the price of a video, as learned from real costs, into the description of the length."""
        await tell_price(self.veo, self._context.quota, self._context.catalogue.on_for(Mode.TEXT), Mode.TEXT)

    @app_commands.command(name="veo", description=localized("command-veo"))
    @app_commands.describe(
        prompt=localized("command-veo-prompt"),
        duration=localized("command-veo-duration"),
        aspect_ratio=localized("command-veo-aspect_ratio"),
        model=localized("command-veo-model"),
        resolution=localized("command-veo-resolution"),
        sound=localized("command-veo-sound"),
        negative_prompt=localized("command-veo-negative_prompt"),
        style=localized("command-style"),
        camera=localized("command-camera"),
        count=localized("command-veo-count"),
        draft=localized("command-veo-draft"),
        seed=localized("command-veo-seed"),
        private=localized("command-veo-private"),
        improve=localized("command-improve"),
    )
    async def veo(  # noqa: PLR0917 - one for each option
        self,
        interaction: discord.Interaction,
        prompt: Range[str, 1, PROMPT_MAX_CHARS],
        duration: int | None = None,
        aspect_ratio: str | None = None,
        model: Range[str, 1, _NAME_CHARS] | None = None,
        resolution: Range[str, 1, _NAME_CHARS] | None = None,
        sound: bool | None = None,
        negative_prompt: Range[str, 1, NEGATIVE_PROMPT_MAX_CHARS] = "",
        style: str | None = None,
        camera: str | None = None,
        count: Range[int, 1, COUNT_MAX] = 1,
        draft: bool = False,
        seed: Range[int, 0, SEED_MAX] | None = None,
        private: bool | None = None,
        improve: bool = False,
    ) -> None:
        """Request a video from a prompt."""
        context = self._context
        own = await wait_with(interaction, recall_prompt(context.prompts, interaction.user.id, prompt))
        order = Order(
            prompt=own,
            model=model,
            duration_s=duration,
            aspect=None if aspect_ratio is None else AspectRatio(aspect_ratio),
            resolution=resolution,
            has_sound=sound,
            negative_prompt=negative_prompt,
            seed=seed,
            style=style,
            is_private=private,
            is_draft=draft,
            extras=RequestExtras(count=count),
        )
        if improve:
            await context.improved_orders.suggest(interaction, SavedOrder(order=order, camera=camera))
        else:
            await context.orders.place_order(interaction, dress_order(order, Mode.TEXT, context.styles, camera))

    @veo.autocomplete("model")
    async def _suggest_models(self, interaction: discord.Interaction, current: str) -> list[app_commands.Choice[str]]:
        return await suggest_models(self._context.models, self._context.quota, interaction, Mode.TEXT, current)

    @veo.autocomplete("resolution")
    async def _suggest_sizes(self, interaction: discord.Interaction, current: str) -> list[app_commands.Choice[str]]:
        return await suggest_resolutions(self._context.models, self._context.quota, interaction, Mode.TEXT, current)

    @veo.autocomplete("prompt")
    async def _suggest(self, interaction: discord.Interaction, current: str) -> list[app_commands.Choice[str]]:
        return await suggest_prompts(
            self._context.prompts, interaction.user.id, current, locale=interaction.locale.value, mode=Mode.TEXT
        )


async def setup(bot: VeoBot) -> None:
    """Add the cog; discord.py calls this for an extension."""
    await bot.add_cog(Veo(bot.context))
