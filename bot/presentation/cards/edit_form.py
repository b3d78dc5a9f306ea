"""The form behind "Edit". It has no state: its custom id contains the job's id, so it works after a restart."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import partial

import discord
from discord import ui

from bot.domain.jobs import Job, JobState
from bot.domain.requests import (
    COUNT_MAX,
    NEGATIVE_PROMPT_MAX_CHARS,
    PROMPT_MAX_CHARS,
    LastFrame,
    Mode,
    VideoRequest,
    clean_prompt,
)
from bot.domain.styles import Dressed, StyleKind, Styles
from bot.errors import UserError
from bot.models import ModelSpec
from bot.presentation.cards.form_fields import (
    DRAFT,
    ChosenModel,
    choice_of,
    describe_price,
    make_count_field,
    make_frame_field,
    make_looks_field,
    make_model_field,
    make_style_field,
    read_frame,
    read_looks,
    read_model_field,
)
from bot.presentation.common.inputs import InvalidValue, read_fields, read_number, read_values
from bot.sentences import Sentence, say
from bot.services.quota.quotes import NO_QUOTES, Quotes

_SEED_CHARS = 20
#: The most fields that Discord shows in a form.
_FIELDS_MAX = 5


def make_edit_form(
    job: Job,
    spec: ModelSpec,
    specs: Sequence[ModelSpec],
    locale: str,
    *,
    styles: Styles,
    quotes: Quotes = NO_QUOTES,
    is_change: bool = False,
) -> ui.Modal:
    """The form, filled in with a job's request; `spec` is its model, `specs` are those that can be chosen instead.

    With `is_change`, it changes the job itself, which is still queued. It shows the price before anything is paid. If
    there are too many fields, those that the job doesn't use are left out first; their values stay as they are.
    """
    request = job.request
    look = look_of(job, styles)
    title, verb = ("change-title", "change-form") if is_change else ("edit-title", "edit-form")
    form = ui.Modal(title=say(locale, title), custom_id=f"veo:{verb}:{job.id}")
    describe = partial(describe_choice, request, quotes, locale)
    looks = [
        (make_style_field(kind, styles, chosen, locale), chosen is not None)
        for kind, chosen in ((StyleKind.STYLE, look.style), (StyleKind.CAMERA, look.camera))
    ]
    if look.style is not None and look.camera is not None:
        # Both are in use, and one field leaves room for the others.
        looks = [(make_looks_field(styles, look.style, look.camera, locale), True)]
    counts: list[tuple[ui.Label[ui.Modal] | None, bool]] = []
    # A part of a story belongs to one film, so there are no variations of it.
    if not is_change and job.parent_id is None:
        chosen = job.group_size if job.state is JobState.CANCELLED else 1
        counts = [(make_count_field(request, spec, specs, quotes, locale, chosen=chosen), True)]
    fields: list[tuple[ui.Label[ui.Modal] | None, bool]] = [
        (_ask_prompt(request, look.own_prompt, spec, locale), True),
        (make_frame_field(request, spec, specs, quotes, locale), True),
        (make_model_field(specs, locale, choice_of(spec, request), describe=describe), True),
        *counts,
        *(one for one in looks if one[1]),
        (ask_negative_prompt(request.negative_prompt, locale), True) if request.negative_prompt else (None, False),
        (_ask_pictures(specs, locale), False) if request.mode is Mode.IMAGE and not is_change else (None, False),
        *(one for one in looks[:1] if not one[1]),
        (_ask_seed(request.seed, locale) if spec.seed is not None else None, False),
        *(one for one in looks[1:] if not one[1]),
        (ask_negative_prompt("", locale), False)
        if spec.fields.negative_prompt and not request.negative_prompt
        else (None, False),
    ]
    known = [(field, is_used) for field, is_used in fields if field is not None]
    for field, _ in sorted(known, key=lambda one: not one[1])[:_FIELDS_MAX]:
        form.add_item(field)
    # cogs/buttons.py handles the submitted form, so discord.py must not keep it.
    form.stop()
    return form


def look_of(job: Job, styles: Styles) -> Dressed:
    """A job's prompt in its requester's own words, with its style and camera move if these are known."""
    return styles.take_off(job.request.prompt, job.own_prompt, style=job.style, camera=job.camera)


def describe_choice(request: VideoRequest, quotes: Quotes, locale: str, spec: ModelSpec, chosen: ChosenModel) -> str:
    """Describe the price of a request by another model, in the nearest length that it makes."""
    endpoint = spec.endpoint(request.mode)
    like = replace(
        request,
        model=request.model if endpoint is None else endpoint.slug,
        duration_s=spec.nearest_duration_s(request.duration_s),
        resolution=chosen.resolution,
        has_sound=chosen.has_sound,
    )
    return describe_price(quotes, spec, like, locale)


def _ask_prompt(request: VideoRequest, prompt: str, spec: ModelSpec, locale: str) -> ui.Label[ui.Modal]:
    endpoint = spec.endpoint(request.mode)
    typed: ui.TextInput[ui.Modal] = ui.TextInput(
        custom_id="prompt",
        style=discord.TextStyle.paragraph,
        default=prompt or None,
        required=endpoint is None or endpoint.needs_prompt,
        max_length=PROMPT_MAX_CHARS,
    )
    key = "edit-motion" if request.mode is Mode.IMAGE else "edit-prompt"
    return ui.Label(text=say(locale, key), component=typed)


def _ask_pictures(specs: Sequence[ModelSpec], locale: str) -> ui.Label[ui.Modal]:
    """The field for other pictures: one to begin with, and one to end with if a model can do that."""
    can_end = any(spec.fields.can_end(LastFrame.PICTURE) for spec in specs)
    return ui.Label(
        text=say(locale, "edit-pictures" if can_end else "edit-picture"),
        description=say(locale, "edit-pictures-hint" if can_end else "edit-picture-hint"),
        component=ui.FileUpload[ui.Modal](
            custom_id="picture", required=False, min_values=0, max_values=2 if can_end else 1
        ),
    )


def ask_negative_prompt(negative_prompt: str, locale: str) -> ui.Label[ui.Modal]:
    """The field for what shouldn't be in the video."""
    typed: ui.TextInput[ui.Modal] = ui.TextInput(
        custom_id="negative_prompt",
        style=discord.TextStyle.paragraph,
        default=negative_prompt or None,
        required=False,
        max_length=NEGATIVE_PROMPT_MAX_CHARS,
    )
    return ui.Label(text=say(locale, "edit-negative"), component=typed)


def _ask_seed(seed: int, locale: str) -> ui.Label[ui.Modal]:
    typed: ui.TextInput[ui.Modal] = ui.TextInput(
        custom_id="seed", default=str(seed), required=False, max_length=_SEED_CHARS
    )
    return ui.Label(text=say(locale, "edit-seed"), description=say(locale, "edit-seed-hint"), component=typed)


@dataclass(frozen=True, slots=True)
class Edited:
    """The values of a submitted form, unchecked; fields that it didn't have are None, or empty if they are choices."""

    prompt: str
    #: Length and shape, such as "8 16:9".
    frame: str
    model: str
    style: str | None
    camera: str | None
    negative_prompt: str | None
    seed: str | None
    #: How many variations; empty if nothing was chosen.
    variations: str = ""

    @property
    def count(self) -> int:
        """How many variations are wanted. Raises InvalidValue."""
        return read_number(self.variations.removeprefix(DRAFT) or "1", 1, COUNT_MAX)

    @property
    def is_draft(self) -> bool:
        """Whether drafts of them are wanted."""
        return self.variations.startswith(DRAFT)

    @property
    def model_id(self) -> str | None:
        """The model that was chosen; None if none was. Raises InvalidValue."""
        chosen = read_model_field(self.model)
        return None if chosen is None else chosen.model

    def read_look(self, job: Job, styles: Styles) -> Dressed:
        """The prompt in the person's own words, and the style and camera move that are added to it."""
        before = look_of(job, styles)
        style = before.style if self.style is None else self.style or None
        camera = before.camera if self.camera is None else self.camera or None
        return Dressed(clean_prompt(self.prompt), style, camera)

    def make_request(
        self,
        job: Job,
        spec: ModelSpec,
        styles: Styles,
        *,
        has_picture: bool = False,
        last_frame: LastFrame | None = None,
    ) -> VideoRequest:
        """Check the values and make a request like the job's; `spec` is the chosen model, else the job's.

        `has_picture`: for another picture. `last_frame`: what it ends with; None: as in the job. Raises UserError, also
        if nothing was changed: that would make and pay for the same video again.
        """
        before, chosen = job.request, read_model_field(self.model)
        if chosen == choice_of(spec, before):
            chosen = None  # jobs from before there was a choice don't name the resolution
        look = self.read_look(job, styles)
        duration_s, aspect_ratio = read_frame(self.frame) or (before.duration_s, before.aspect_ratio)
        request = spec.make_request(
            before.mode,
            prompt=styles.dress(look.own_prompt, style=look.style, camera=look.camera, needs_prompt=False),
            duration_s=duration_s,
            aspect_ratio=aspect_ratio,
            resolution=before.resolution if chosen is None else chosen.resolution,
            has_sound=before.has_sound if chosen is None else chosen.has_sound,
            negative_prompt=before.negative_prompt if self.negative_prompt is None else self.negative_prompt,
            seed=self._read_seed(before, spec),
            last_frame=before.last_frame if last_frame is None else last_frame,
        )
        if request == before and job.result_message_id is not None and not has_picture:
            raise UserError(Sentence("edit-unchanged"))
        return request

    def _read_seed(self, before: VideoRequest, spec: ModelSpec) -> int:
        if before.model not in spec.slugs and self.seed in (None, str(before.seed)):
            return spec.draw_seed()  # the seed is another model's
        return before.seed if self.seed is None else read_seed(self.seed, spec)


def read_seed(typed: str, spec: ModelSpec) -> int:
    """Read a typed seed; draw one if nothing was typed and the model takes seeds. Raises UserError."""
    plain = "".join(typed.split()).replace(",", "").replace(".", "")
    if not plain or spec.seed is None:
        return spec.draw_seed()
    try:
        return read_number(plain, *spec.seed)
    except InvalidValue as error:
        least, most = spec.seed
        raise UserError(Sentence("model-seed", model=spec.name, least=least, most=most)) from error


def read_edit_form(interaction: discord.Interaction) -> Edited:
    """Read a submitted form. Raises UserError."""
    fields = read_fields(interaction)
    style, camera = fields.get("style"), fields.get("camera")
    if "looks" in fields:
        style, camera = read_looks(read_values(interaction, "looks"))
    frame = fields.get("frame") or " ".join(fields.get(name, "") for name in ("duration", "shape")).strip()
    return Edited(
        prompt=fields.get("prompt", ""),
        frame=frame,
        model=fields.get("model", ""),
        style=style,
        camera=camera,
        negative_prompt=fields.get("negative_prompt"),
        seed=fields.get("seed"),
        variations=fields.get("count", ""),
    )
