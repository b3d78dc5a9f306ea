"""/veo-image, the message command "Animate" and mentions with a picture: turn a picture into a video."""

import discord
from discord import app_commands
from discord.app_commands import Range
from discord.ext import commands

from bot.client import VeoBot
from bot.domain.requests import COUNT_MAX, NEGATIVE_PROMPT_MAX_CHARS, PROMPT_MAX_CHARS, SEED_MAX, AspectRatio, Mode
from bot.errors import UserError
from bot.media.picture_checks import Fit
from bot.presentation.common.permissions import require_permissions
from bot.presentation.common.translator import localized
from bot.presentation.common.waiting import in_time, wait_with
from bot.presentation.orders.animate import AnimateForm, PicturePicker
from bot.presentation.orders.mentions import Mentions
from bot.presentation.orders.order import dress_order
from bot.presentation.orders.pictures import PictureOrder
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
from bot.presentation.pictures.message_pictures import find_pictures, find_replied_pictures, read_attachment
from bot.sentences import say
from bot.services.jobs.requests import RequestExtras

_AUTO = "auto"
#: Longer than the name of any model or resolution.
_NAME_CHARS = 64
_AUTO_CHOICE = app_commands.Choice(name=localized("choice-auto"), value=_AUTO)
_FIT_CHOICES = [app_commands.Choice(name=localized(f"choice-fit-{fit}"), value=fit.value) for fit in Fit]


class VeoImage(commands.Cog):
    """Image to video."""

    def __init__(self, bot: VeoBot) -> None:
        self._bot = bot
        self._context = bot.context
        self._mentions = Mentions(bot.context.picture_orders)
        self._menu = app_commands.ContextMenu(name=localized("command-animate"), callback=self.animate)
        offer_styles(self.veo_image, bot.context.styles)
        offer_settings(self.veo_image, bot.context.catalogue.on_for(Mode.IMAGE), _AUTO_CHOICE)

    async def cog_load(self) -> None:
        """Add the message command, which discord.py doesn't find by itself, and put the price into the length."""
        self._bot.tree.add_command(self._menu)
        specs = self._context.catalogue.on_for(Mode.IMAGE)
        await tell_price(self.veo_image, self._context.quota, specs, Mode.IMAGE)

    async def cog_unload(self) -> None:
        """Remove the message command."""
        self._bot.tree.remove_command(self._menu.name, type=self._menu.type)

    @app_commands.command(name="veo-image", description=localized("command-veo-image"))
    @app_commands.describe(
        image=localized("command-veo-image-image"),
        prompt=localized("command-veo-image-prompt"),
        duration=localized("command-veo-duration"),
        aspect_ratio=localized("command-veo-image-aspect_ratio"),
        model=localized("command-veo-model"),
        resolution=localized("command-veo-resolution"),
        sound=localized("command-veo-sound"),
        negative_prompt=localized("command-veo-negative_prompt"),
        style=localized("command-style"),
        camera=localized("command-camera"),
        fit=localized("command-veo-image-fit"),
        count=localized("command-veo-count"),
        draft=localized("command-veo-draft"),
        seed=localized("command-veo-seed"),
        private=localized("command-veo-private"),
        improve=localized("command-improve"),
        loop=localized("command-veo-image-loop"),
        last_image=localized("command-veo-image-last_image"),
    )
    @app_commands.choices(fit=_FIT_CHOICES)
    async def veo_image(  # noqa: PLR0917 - one for each option
        self,
        interaction: discord.Interaction,
        image: discord.Attachment,
        prompt: Range[str, 1, PROMPT_MAX_CHARS] = "",
        duration: int | None = None,
        aspect_ratio: str | None = None,
        model: Range[str, 1, _NAME_CHARS] | None = None,
        resolution: Range[str, 1, _NAME_CHARS] | None = None,
        sound: bool | None = None,
        negative_prompt: Range[str, 1, NEGATIVE_PROMPT_MAX_CHARS] = "",
        style: str | None = None,
        camera: str | None = None,
        fit: str = Fit.AUTO.value,
        count: Range[int, 1, COUNT_MAX] = 1,
        draft: bool = False,
        seed: Range[int, 0, SEED_MAX] | None = None,
        private: bool | None = None,
        improve: bool = False,
        loop: bool = False,
        last_image: discord.Attachment | None = None,
    ) -> None:
        """Request a video from an attached picture."""
        context = self._context
        own = await wait_with(interaction, recall_prompt(context.prompts, interaction.user.id, prompt))
        order = PictureOrder(
            prompt=own,
            model=model,
            duration_s=duration,
            aspect=None if aspect_ratio in (None, _AUTO) else AspectRatio(aspect_ratio),
            keeps_shape=aspect_ratio == _AUTO,
            fit=Fit(fit),
            is_loop=loop,
            last_picture=None if last_image is None else read_attachment(last_image),
            resolution=resolution,
            has_sound=sound,
            negative_prompt=negative_prompt,
            seed=seed,
            style=style,
            is_private=private,
            is_draft=draft,
            extras=RequestExtras(count=count),
        )
        picture = read_attachment(image)
        if improve:
            saved = SavedOrder(order=order, camera=camera, picture=picture)
            await context.improved_orders.suggest(interaction, saved)
        else:
            order = dress_order(order, Mode.IMAGE, context.styles, camera)
            await context.picture_orders.place(interaction, picture, order)

    @veo_image.autocomplete("model")
    async def _suggest_models(self, interaction: discord.Interaction, current: str) -> list[app_commands.Choice[str]]:
        return await suggest_models(self._context.models, self._context.quota, interaction, Mode.IMAGE, current)

    @veo_image.autocomplete("resolution")
    async def _suggest_sizes(self, interaction: discord.Interaction, current: str) -> list[app_commands.Choice[str]]:
        return await suggest_resolutions(self._context.models, self._context.quota, interaction, Mode.IMAGE, current)

    @veo_image.autocomplete("prompt")
    async def _suggest(self, interaction: discord.Interaction, current: str) -> list[app_commands.Choice[str]]:
        return await suggest_prompts(
            self._context.prompts, interaction.user.id, current, locale=interaction.locale.value, mode=Mode.IMAGE
        )

    async def animate(self, interaction: discord.Interaction, message: discord.Message) -> None:
        """Ask what should move in a message's picture; if there are several, ask which one first."""
        locale = interaction.locale.value
        require_permissions(interaction, locale)
        orders = self._context.picture_orders
        improved = self._context.improved_orders
        models = await in_time(orders.models_for(interaction))
        quotes = await orders.quotes_for(interaction)
        pictures = find_pictures(message) or await find_replied_pictures(message, locale)
        match pictures:
            case []:
                raise UserError(say(locale, "picture-none"))
            case [picture]:
                form = AnimateForm(orders, [picture], message, interaction, models, quotes, improved)
                await interaction.response.send_modal(form)
            case _:
                picker = PicturePicker(orders, pictures, message, interaction, models, quotes, improved)
                await interaction.response.send_message(view=picker, ephemeral=True)

    @commands.Cog.listener()
    async def on_message(self, message: discord.Message) -> None:
        """Listen for mentions."""
        await self._mentions.hear(self._bot, message)


async def setup(bot: VeoBot) -> None:
    """Add the cog; discord.py calls this for an extension."""
    await bot.add_cog(VeoImage(bot))
