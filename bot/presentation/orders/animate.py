"""The dialogue of "Animate": which picture of a message, and what should move in it."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from functools import partial

import discord
from discord import ui

from bot.domain.requests import PROMPT_MAX_CHARS, AspectRatio, LastFrame, Mode
from bot.errors import AskedTwice
from bot.models import ModelSpec
from bot.presentation.cards.edit_form import describe_choice
from bot.presentation.cards.form_fields import (
    ChosenModel,
    describe_quote,
    list_lengths,
    make_model_field,
    read_model_field,
    usual_choice,
)
from bot.presentation.common.inputs import (
    InvalidValue,
    read_choice,
    read_choice_of,
    read_fields,
    read_length,
    read_values,
)
from bot.presentation.common.permissions import require_same_person
from bot.presentation.common.replies import answer_error
from bot.presentation.common.waiting import refused_if_stopped
from bot.presentation.orders.improving import ImprovedOrders
from bot.presentation.orders.picture_choice import (
    can_end_with_picture,
    list_picks,
    name_picture_option,
    read_pick,
)
from bot.presentation.orders.pictures import PictureOrder, PictureOrders
from bot.presentation.orders.saved_order import SavedOrder
from bot.presentation.pictures.message_pictures import FoundPicture
from bot.sentences import Sentence, say
from bot.services.quota.place_models import PlaceModels
from bot.services.quota.quotes import NO_QUOTES, Quotes

#: Discord accepts no answer to an interaction after 15 minutes.
_TIMEOUT_S = 840.0
_AUTO = "auto"
#: The checkboxes.
_ONLY_ME, _IMPROVE, _LOOP = "only-me", "improve", "loop"
_GALLERY_MAX = 10
_OPTIONS_MAX = 25


class PicturePicker(ui.LayoutView):
    """A private message that shows a message's pictures and lets the person choose one."""

    def __init__(
        self,
        orders: PictureOrders,
        pictures: Sequence[FoundPicture],
        source: discord.Message,
        asked: discord.Interaction,
        models: PlaceModels,
        quotes: Quotes = NO_QUOTES,
        improved_orders: ImprovedOrders | None = None,
    ) -> None:
        super().__init__(timeout=_TIMEOUT_S)
        self._models = models
        self._quotes = quotes
        self._improved_orders = improved_orders
        locale = asked.locale.value
        self._asked = asked
        self._orders = orders
        self._pictures = pictures[:_OPTIONS_MAX]
        self._source = source
        self.add_item(ui.TextDisplay(say(locale, "animate-pick")))
        names = [name_picture_option(number, picture, locale) for number, picture in enumerate(self._pictures, 1)]
        shown = [pair for pair in zip(self._pictures, names, strict=True) if pair[0].is_shown][:_GALLERY_MAX]
        if shown:
            items = [
                discord.MediaGalleryItem(picture.url, description=name, spoiler=picture.is_spoiler)
                for picture, name in shown
            ]
            self.add_item(ui.MediaGallery(*items))
        self._choice: ui.Select[PicturePicker] = ui.Select(
            placeholder=say(locale, "animate-pick-placeholder"),
            options=list_picks(self._pictures, locale, has_pairs=can_end_with_picture(models.on_for(Mode.IMAGE))),
        )
        self._choice.callback = self._choose  # type: ignore[method-assign]  # how discord.py means it
        self.add_item(ui.ActionRow(self._choice))

    async def interaction_check(self, interaction: discord.Interaction, /) -> bool:
        """Refuse choices by anyone else; raises UserError."""
        return require_same_person(interaction, self._asked)

    async def on_error(self, interaction: discord.Interaction, error: Exception, _item: object, /) -> None:
        """Answer errors like any command."""
        await answer_error(interaction, error)

    async def _choose(self, interaction: discord.Interaction) -> None:
        pick = read_pick(read_choice(interaction))
        if max(pick) > len(self._pictures):
            raise InvalidValue(str(max(pick)))
        form = AnimateForm(
            self._orders,
            [self._pictures[number - 1] for number in pick],
            self._source,
            interaction,
            self._models,
            self._quotes,
            self._improved_orders,
        )
        await interaction.response.send_modal(form)


class AnimateForm(ui.Modal):
    """Asks for motion, duration, aspect ratio and audience, and requests the video.

    It is about one picture, or the video's first and last one.
    """

    def __init__(
        self,
        orders: PictureOrders,
        pictures: Sequence[FoundPicture],
        source: discord.Message,
        asked: discord.Interaction,
        models: PlaceModels,
        quotes: Quotes = NO_QUOTES,
        improved_orders: ImprovedOrders | None = None,
    ) -> None:
        locale = asked.locale.value
        super().__init__(title=say(locale, "animate-title"), timeout=_TIMEOUT_S)
        self._asked = asked
        self._orders = orders
        self._improved_orders = improved_orders
        self._picture, self._last_picture = pictures[0], pictures[1] if len(pictures) > 1 else None
        self._source = source
        self._is_taken = False
        specs = models.on_for(Mode.IMAGE)
        if self._last_picture is None:
            usual = models.default_for(Mode.IMAGE)
        else:
            specs = [one for one in specs if one.fields.can_end(LastFrame.PICTURE)]
            usual = specs[0]
        #: The model if the form offers no choice, or nothing was chosen.
        self._usual = None if self._last_picture is None else usual_choice(usual)
        motion: ui.TextInput[AnimateForm] = ui.TextInput(
            custom_id="motion",
            style=discord.TextStyle.paragraph,
            placeholder=say(locale, "animate-motion-placeholder"),
            required=False,
            max_length=PROMPT_MAX_CHARS,
        )
        duration = _make_list("duration", _name_lengths(specs, locale), _AUTO)
        shape = _make_list("shape", _name_shapes(specs, locale), models.usual_aspect(usual) or _AUTO)
        is_private = bool(models.choices.own.is_private)
        can_loop = self._last_picture is None and any(one.fields.can_end(LastFrame.LOOP) for one in specs)
        can_improve = improved_orders is not None and improved_orders.is_on
        options: ui.CheckboxGroup[AnimateForm] = ui.CheckboxGroup(
            custom_id="options",
            options=[
                discord.CheckboxGroupOption(label=say(locale, "example-private"), value=_ONLY_ME, default=is_private),
                *([_offer_improvement(locale)] if can_improve else []),
                *([_offer_loop(locale)] if can_loop else []),
            ],
            required=False,
        )
        request = usual.make_request(Mode.IMAGE, prompt=usual.name, duration_s=models.usual_duration_s(usual))
        taken = describe_quote(quotes, usual, request, locale)
        describe = partial(describe_choice, request, quotes, locale)
        fields = {"motion": motion, "duration": duration, "shape": shape, "options": options}
        for key, field in fields.items():
            description = taken if field is duration else None
            self.add_item(ui.Label(text=say(locale, f"animate-{key}"), description=description, component=field))
            if field is not motion:
                continue
            model = make_model_field(specs, locale, usual_choice(usual), describe=describe)
            if model is not None:
                self.add_item(model)

    async def interaction_check(self, interaction: discord.Interaction, /) -> bool:
        """Refuse other people; raises UserError. The command's checks are repeated when the request is placed."""
        return require_same_person(interaction, self._asked)

    async def on_submit(self, interaction: discord.Interaction, /) -> None:
        """Request the video; a form that is sent twice, as after a slow answer, requests it once."""
        if self._is_taken:
            raise AskedTwice(Sentence("animate-again"))
        self._is_taken = True
        try:
            options = read_values(interaction, "options")
            order = _read_order(read_fields(interaction), options, self._usual)
            order = replace(order, last_picture=self._last_picture)
            with refused_if_stopped():
                if self._improved_orders is not None and _IMPROVE in options:
                    saved = SavedOrder(order=order, picture=self._picture, source_id=self._source.id)
                    await self._improved_orders.suggest(interaction, saved)
                else:
                    await self._orders.place(interaction, self._picture, order, source=self._source)
        except BaseException:
            self._is_taken = False  # no video was requested
            raise

    async def on_error(self, interaction: discord.Interaction, error: Exception, /) -> None:  # type: ignore[override]  # as discord.py's own Modal, which has no item
        """Answer errors like any command."""
        await answer_error(interaction, error)


def _make_list(custom_id: str, names: Mapping[str, str], chosen: str) -> ui.Select[AnimateForm]:
    """A list of values by their names, of which one is chosen."""
    options = [discord.SelectOption(label=name, value=value, default=value == chosen) for value, name in names.items()]
    return ui.Select(custom_id=custom_id, options=options, required=False)


def _name_lengths(specs: Sequence[ModelSpec], locale: str) -> dict[str, str]:
    """Name the lengths to choose from: the model's usual one, and those that any of these models makes."""
    lengths = list_lengths(specs)[: _OPTIONS_MAX - 1]
    return {_AUTO: say(locale, "animate-duration-auto")} | {str(s): say(locale, "seconds", seconds=s) for s in lengths}


def _name_shapes(specs: Sequence[ModelSpec], locale: str) -> dict[str, str]:
    """Name the shapes to choose from: the picture's own, and those that any of these models makes."""
    known = [shape.value for shape in AspectRatio if any(shape in spec.shapes for spec in specs)]
    return {_AUTO: say(locale, "animate-shape-auto")} | {shape: shape for shape in known}


def _offer_improvement(locale: str) -> discord.CheckboxGroupOption:
    label, hint = say(locale, "improve-box"), say(locale, "improve-box-hint")
    return discord.CheckboxGroupOption(label=label, value=_IMPROVE, description=hint)


def _offer_loop(locale: str) -> discord.CheckboxGroupOption:
    label, hint = say(locale, "loop-box"), say(locale, "loop-box-hint")
    return discord.CheckboxGroupOption(label=label, value=_LOOP, description=hint)


def _read_order(fields: Mapping[str, str], options: Collection[str], usual: ChosenModel | None) -> PictureOrder:
    """Read the submitted form, with this model if none was chosen; raises InvalidValue."""
    shape = fields.get("shape") or _AUTO
    duration, chosen = fields.get("duration") or _AUTO, read_model_field(fields.get("model", "")) or usual
    for one in set(options) - {_ONLY_ME, _IMPROVE, _LOOP}:
        raise InvalidValue(one)
    return PictureOrder(
        prompt=fields.get("motion", ""),
        model=None if chosen is None else chosen.model,
        resolution=None if chosen is None else chosen.resolution,
        has_sound=None if chosen is None else chosen.has_sound,
        duration_s=None if duration == _AUTO else read_length(duration),
        keeps_shape=fields.get("shape") == _AUTO,
        aspect=None if shape == _AUTO else read_choice_of(AspectRatio, shape),
        is_private=_ONLY_ME in options,
        is_loop=_LOOP in options,
    )
