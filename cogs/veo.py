"""/veo: a prompt becomes a video."""

from discord import app_commands
from discord.app_commands import Range
from discord.ext import commands

from bot.client import Interaction, VeoBot
from bot.domain.requests import (
    DURATION_DEFAULT_S,
    DURATION_MAX_S,
    DURATION_MIN_S,
    PROMPT_MAX_CHARS,
    SEED_MAX,
    AspectRatio,
    Model,
    VideoRequest,
    draw_seed,
)
from bot.presentation.texts import say

DURATION_CHOICES = [app_commands.Choice(name=f"{s} s", value=s) for s in range(DURATION_MIN_S, DURATION_MAX_S + 1)]
ASPECT_RATIO_CHOICES = [app_commands.Choice(name=shape.value, value=shape.value) for shape in AspectRatio]


class Veo(commands.Cog):
    """Text to video."""

    @app_commands.command(name="veo", description=say("en-US", "command-veo"))
    @app_commands.describe(
        prompt=say("en-US", "command-veo-prompt"),
        duration=say("en-US", "command-veo-duration"),
        aspect_ratio=say("en-US", "command-veo-aspect_ratio"),
        seed=say("en-US", "command-veo-seed"),
    )
    @app_commands.choices(duration=DURATION_CHOICES)
    @app_commands.choices(aspect_ratio=ASPECT_RATIO_CHOICES)
    async def veo(
        self,
        interaction: Interaction,
        prompt: Range[str, 1, PROMPT_MAX_CHARS],
        duration: int = DURATION_DEFAULT_S,
        aspect_ratio: str = AspectRatio.LANDSCAPE.value,
        seed: Range[int, 0, SEED_MAX] | None = None,
    ) -> None:
        """Order a video from a prompt."""
        request = VideoRequest(
            model=Model.TEXT_TO_VIDEO,
            prompt=prompt,
            duration_s=duration,
            aspect_ratio=AspectRatio(aspect_ratio),
            seed=draw_seed() if seed is None else seed,
        )
        await interaction.client.desk.take(interaction, request)


async def setup(bot: VeoBot) -> None:
    """Add the cog, as discord.py asks of an extension."""
    await bot.add_cog(Veo())
