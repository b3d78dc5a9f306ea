"""Films that are written in one form: from the command, form or button to the jobs for the scenes."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import partial

import discord

from bot.domain.choices import NO_STYLE
from bot.domain.jobs import Job
from bot.domain.requests import AspectRatio, Mode, VideoRequest
from bot.domain.stories import SceneText, write_scenes
from bot.domain.styles import StyleKind
from bot.errors import UserError
from bot.models import CannotMake, ModelSpec, ModelUnavailable
from bot.presentation.cards.edit_form import look_of
from bot.presentation.cards.shown_jobs import ShownJobs
from bot.presentation.cards.story_form import WrittenFilm, dress_scenes, make_story_form, read_story_form
from bot.presentation.common.debouncing import Debouncer
from bot.presentation.common.inputs import InvalidValue, read_fields
from bot.presentation.common.permissions import actor_of, require_permissions
from bot.presentation.common.replies import refuse_privately
from bot.presentation.common.waiting import in_time, wait_with
from bot.presentation.orders.offers import Offered, Offers, OrderInstead, name_other, offer_instead
from bot.presentation.orders.placing import OrderPlacer, make_origin, with_source
from bot.presentation.orders.prompts import spell_prompt
from bot.sentences import Sentence, say_all
from bot.services.jobs.requests import RequestExtras
from bot.services.jobs.service import JobService
from bot.services.jobs.stories import FilmScenes
from bot.services.quota.alternatives import find_nearest
from bot.services.quota.place_models import ModelChoices, PlaceModels, refuse_model
from bot.services.quota.refusals import describe

_NO_EXTRAS = RequestExtras()
#: How long an identical form counts as submitted twice.
_FORM_REPEAT_S = 30.0
#: Who sees the film, by the word in its form's custom id.
_AUDIENCES = {"public": False, "private": True}
#: How many other models are offered at once.
_OTHERS_MAX = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class FilmOptions:
    """What was chosen with the command; None means the usual value."""

    model: str | None = None
    duration_s: int | None = None
    aspect: AspectRatio | None = None
    resolution: str | None = None
    has_sound: bool | None = None
    style: str | None = None
    is_private: bool | None = None


class Storyboards:
    """Requests films; each method answers, or raises the error to answer with."""

    def __init__(self, orders: OrderPlacer, job_service: JobService, films: FilmScenes, models: ModelChoices) -> None:
        self._orders = orders
        self._job_service = job_service
        self._films = films
        self._models = models
        self._debouncer = Debouncer()

    async def show_form(self, interaction: discord.Interaction, options: FilmOptions) -> None:
        """Ask for the scenes, with the chosen options filled in. If the model can't make films, offer others."""
        models = await in_time(self._models.of(make_origin(interaction).requester))
        able = list_able(models)
        spec = models.catalogue.look_up(options.model) if options.model is not None else able[0]
        show = partial(self._send_form, options=options, models=models)
        if spec not in able:
            await _offer_others(interaction, spec, models, options, show)
            return
        try:
            request = _make_example(spec, models, options)
        except CannotMake as cannot:
            await offer_instead(interaction, cannot, show, models.catalogue)
            return
        await show(interaction, request)

    async def order(self, interaction: discord.Interaction, audience: str) -> None:
        """Request what a form says, on the account of its sender. Raises UserError, with nothing stored."""
        if audience not in _AUDIENCES:
            raise InvalidValue(audience)
        written = read_story_form(read_fields(interaction))
        key = ("story", audience, interaction.user.id, written)
        async with self._debouncer.once(*key, repeat_s=_FORM_REPEAT_S) as press:
            press.is_done = await self._order(interaction, written, is_private=_AUDIENCES[audience])

    async def repeat(self, interaction: discord.Interaction, scene: Job) -> bool:
        """Request a film again, all of its scenes; returns whether there is a new one. Raises UserError."""
        scenes = await wait_with(interaction, self._find_film(interaction, scene))
        first = scenes[0]
        extras = RequestExtras(
            scenes=tuple(SceneText(one.request.prompt, one.own_prompt) for one in scenes),
            style=first.style,
            source_id=scene.id,
        )
        return await self._orders.place(
            interaction,
            self._draw_anew(first.request),
            is_private=scene.is_private,
            extras=with_source(extras, interaction, scene),
        )

    async def show_edit_form(self, interaction: discord.Interaction, scene: Job) -> None:
        """Show a film's form with its scenes, to request another film like it. Raises UserError."""
        scenes = await in_time(self._find_film(interaction, scene))
        models = await in_time(self._models.of(make_origin(interaction).requester))
        request, able = scenes[0].request, list_able(models)
        spec = next((one for one in able if request.model in one.slugs), None)
        if spec is None:
            spec = able[0]
            request = find_nearest(spec, request) or _make_example(spec, models, FilmOptions())
        looks = [look_of(one, self._orders.styles) for one in scenes]
        form = make_story_form(
            f"veo:story-edit-form:{scene.id}",
            request,
            spec,
            able,
            interaction.locale.value,
            styles=self._orders.styles,
            style=looks[0].style,
            quotes=await self._orders.quotes(interaction),
            scenes=write_scenes([look.own_prompt for look in looks]),
        )
        await interaction.response.send_modal(form)

    async def edit(self, interaction: discord.Interaction, scene_id: str) -> None:
        """Request what a film's submitted form says, on the account of its sender. Raises UserError."""
        written = read_story_form(read_fields(interaction))
        key = ("story-edit", scene_id, interaction.user.id, written)
        async with self._debouncer.once(*key, repeat_s=_FORM_REPEAT_S) as press:
            shown = ShownJobs(interaction)
            scene = await wait_with(
                interaction, self._job_service.find_to_use(scene_id, actor_of(interaction), shown.is_pressed)
            )
            extras = with_source(RequestExtras(source_id=scene.id), interaction, scene)
            press.is_done = await self._order(interaction, written, is_private=scene.is_private, extras=extras)

    async def take_up(self, interaction: discord.Interaction, scene_id: str) -> None:
        """Resume a film that has stopped, from the scene that wasn't made, for its owner. Raises UserError."""
        # The database knows whether it was resumed already.
        async with self._debouncer.once("take-up", scene_id, interaction.user.id, repeat_s=0.0):
            rest, key = await wait_with(interaction, self._films.find_rest(scene_id, actor_of(interaction)))
            first = rest[0]
            extras = RequestExtras(
                scenes=tuple(SceneText(one.request.prompt, one.own_prompt) for one in rest),
                style=first.style,
                parent_id=first.parent_id,
                part=first.part,
                request_key=key,
            )
            await self._orders.place(
                interaction,
                self._draw_anew(first.request),
                is_private=first.is_private,
                extras=with_source(extras, interaction, first),
            )

    async def _order(
        self,
        interaction: discord.Interaction,
        written: WrittenFilm,
        *,
        is_private: bool,
        extras: RequestExtras = _NO_EXTRAS,
    ) -> bool:
        texts = [await spell_prompt(interaction, text) for text in written.read_texts()]
        style = written.style or None
        scenes = dress_scenes(texts, self._orders.styles, style)
        models = await wait_with(interaction, self._models.of(make_origin(interaction).requester))
        chosen = written.chosen
        spec = list_able(models)[0] if chosen is None else models.catalogue.look_up(chosen.model)
        if not is_able(spec):
            raise UserError(Sentence("story-model", model=spec.name))
        extras = replace(extras, scenes=scenes, style=style)
        place = partial(self._orders.place, is_private=is_private, extras=extras)
        try:
            request = written.make_request(spec, scenes[0].prompt)
        except CannotMake as cannot:
            await offer_instead(interaction, cannot, place, models.catalogue)
            return False
        return await place(interaction, request)

    async def _send_form(
        self,
        interaction: discord.Interaction,
        request: VideoRequest,
        *,
        options: FilmOptions,
        models: PlaceModels,
        count: int | None = None,  # noqa: ARG002 - as other offers
    ) -> None:
        is_private = models.choices.own.is_private if options.is_private is None else options.is_private
        if not is_private:
            require_permissions(interaction, interaction.locale.value)
        audience = "private" if is_private else "public"
        spec = models.catalogue.look_up(request.model)
        form = make_story_form(
            f"veo:story-form:{audience}",
            request,
            spec,
            list_able(models),
            interaction.locale.value,
            styles=self._orders.styles,
            style=self._usual_style(models) if options.style is None else options.style,
            quotes=await self._orders.quotes(interaction),
        )
        await interaction.response.send_modal(form)

    async def _find_film(self, interaction: discord.Interaction, scene: Job) -> Sequence[Job]:
        return await self._films.find_whole(scene, actor_of(interaction))

    def _usual_style(self, models: PlaceModels) -> str | None:
        known = self._orders.styles.by_kind[StyleKind.STYLE]
        style = models.choices.find(lambda one: one.style, lambda one: one in {NO_STYLE, *known})
        return None if style == NO_STYLE else style

    def _draw_anew(self, request: VideoRequest) -> VideoRequest:
        return replace(request, seed=self._models.catalogue.look_up(request.model).draw_seed())


def is_able(spec: ModelSpec) -> bool:
    """Whether a model can make a film: its first scene from a text, and the others from pictures."""
    return all(spec.endpoint(mode) is not None for mode in Mode)


def list_able(models: PlaceModels) -> list[ModelSpec]:
    """The models that can be used here and make films, the usual one first; raises ModelUnavailable if none can."""
    able = [spec for spec in models.on_for(Mode.TEXT) if spec in models.on_for(Mode.IMAGE)]
    if not able:
        raise ModelUnavailable(Sentence("story-no-model"))
    return able


async def _offer_others(
    interaction: discord.Interaction, spec: ModelSpec, models: PlaceModels, options: FilmOptions, show: OrderInstead
) -> None:
    """Say that a model can't make films here, and offer the form with the next models."""
    locale = interaction.locale.value
    able = list_able(models)
    offered = []
    for other in [one for one in models.catalogue.after(spec, Mode.TEXT) if one in able][:_OTHERS_MAX]:
        request = _make_example(other, models, replace(options, model=other.id), is_adapted=True)
        offered.append(Offered(name_other(other, request, locale), request))
    if is_able(spec):
        refusal = describe(refuse_model(models, spec, Mode.TEXT))
        sentences = models.catalogue.unavailable(spec.id).sentences if models.allows(spec) else refusal
    else:
        sentences = (Sentence("story-model", model=spec.name),)
    await refuse_privately(interaction, say_all(locale, sentences), view=Offers(interaction, offered, show))


def _make_example(
    spec: ModelSpec, models: PlaceModels, options: FilmOptions, *, is_adapted: bool = False
) -> VideoRequest:
    """Make a request like the first scene's, to show its price. Raises CannotMake unless it `is_adapted`."""
    duration_s, aspect, resolution, has_sound = (
        options.duration_s,
        options.aspect,
        options.resolution,
        options.has_sound,
    )
    if is_adapted:
        resolution = resolution if resolution in spec.sizes else None
        duration_s = None if duration_s is None else spec.nearest_duration_s(duration_s)
        aspect = aspect if aspect in spec.sizes_in(resolution or "") else None
        has_sound = has_sound if has_sound in spec.sounds else None
    return spec.make_request(
        Mode.TEXT,
        prompt=spec.name,
        duration_s=models.usual_duration_s(spec) if duration_s is None else duration_s,
        aspect_ratio=models.usual_aspect(spec, resolution) if aspect is None else aspect,
        resolution=resolution,
        has_sound=has_sound,
    )
