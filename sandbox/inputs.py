"""The models' parameter checks, whose failures Segmind answers with 400, and what an accepted body asks for."""

import hashlib
from collections.abc import Callable, Mapping
from typing import Any, NamedTuple
from urllib.parse import urlsplit

from bot.domain.requests import AspectRatio, Mode, VideoRequest
from bot.model_parts import Endpoint
from bot.models import ModelSpec


class Inputs(NamedTuple):
    """What an accepted body asks for, with the model's defaults for what it doesn't name."""

    request: VideoRequest
    #: False: the video has the shape of its picture.
    has_shape: bool
    image_url: str | None
    #: Whether it ends with the same picture.
    is_loop: bool = False
    #: The other picture that it ends with.
    last_image_url: str | None = None


def find_wrong_input(spec: ModelSpec, slug: str, body: Any) -> str | None:
    """Return what is wrong with a submission's body, beginning with the field's name; None if the model accepts it.

    Stricter than necessary where the documentation says nothing (unknown names, numbers as texts), so that mistakes
    surface here and not in a paid call.
    """
    if not isinstance(body, Mapping):
        return "The body must be a JSON object."
    endpoint, mode = _endpoint_of(spec, slug, body)
    checks = _list_checks(spec, endpoint, mode)
    unknown = sorted(set(body) - set(checks))
    if unknown:
        return f"Unknown parameter: {', '.join(unknown)}."
    for name, check in checks.items():
        wrong = check(body.get(name), name in body)
        if wrong is not None:
            return f"{name} {wrong}."
    return None


def read_inputs(spec: ModelSpec, slug: str, body: Mapping[str, Any], *, otherwise: str = "") -> Inputs:
    """Read a checked body. A model without a seed makes another video each time; `otherwise` replaces its seed.

    A body without a seed gets a constant one, so a forgotten seed shows up as the same video again.
    """
    names, mode = spec.fields, _endpoint_of(spec, slug, body)[1]
    shapes = {spec.shape_names.get(shape, shape.value): shape for shape in AspectRatio}
    shape = body.get(names.shape or "")
    image = body.get(names.image or "")
    if names.seed is None or spec.seed is None:
        seed = int.from_bytes(hashlib.sha256(otherwise.encode()).digest()[:4])
    else:
        seed = body.get(names.seed, spec.seed[0])
    request = VideoRequest(
        model=slug,
        mode=mode,
        prompt=str(body.get(names.prompt, "")),
        duration_s=int(str(body.get(names.duration, spec.default_duration_s)).removesuffix("s")),
        aspect_ratio=shapes[shape] if isinstance(shape, str) else spec.shapes[0],
        resolution=body.get(names.resolution or "", spec.resolutions[0]),
        has_sound=body.get(names.sound or "", spec.sounds[0]),
        negative_prompt=body.get(names.negative_prompt or "", ""),
        seed=seed,
        is_stored=True,
    )
    image_url = image[0] if isinstance(image, list) else image
    last_url = body.get(names.last_frame or "")
    is_loop = body.get(names.loop or "") is True or (image_url is not None and last_url == image_url)
    return Inputs(request, bool(names.shape), image_url, is_loop, None if is_loop else last_url)


def _endpoint_of(spec: ModelSpec, slug: str, body: Mapping[str, Any]) -> tuple[Endpoint, Mode]:
    """Find a model's endpoint and mode for a body; if both modes share an address, a picture decides."""
    found = {mode: one for mode in Mode if (one := spec.endpoint(mode)) is not None and one.slug == slug}
    mode = Mode.IMAGE if Mode.IMAGE in found and (len(found) == 1 or body.get(spec.fields.image or "")) else Mode.TEXT
    return found[mode], mode


#: Returns what is wrong with a value, given whether it was sent.
_Check = Callable[[Any, bool], str | None]


def _list_checks(spec: ModelSpec, endpoint: Endpoint, mode: Mode) -> dict[str, _Check]:
    """All fields that an endpoint takes, and their checks."""
    names = spec.fields
    checks: dict[str, _Check] = {
        names.prompt: _text(is_required=endpoint.needs_prompt),
        names.duration: _one_of([_DURATIONS[endpoint.duration](seconds) for seconds in spec.durations_s]),
    }
    if names.shape:
        shapes = {shape for sizes in spec.sizes.values() for shape in sizes}
        checks[names.shape] = _one_of([spec.shape_names.get(one, one.value) for one in AspectRatio if one in shapes])
    if names.resolution is not None:
        checks[names.resolution] = _one_of(list(spec.sizes))
    if names.sound is not None:
        checks[names.sound] = _one_of([True, False])
    if names.negative_prompt is not None:
        checks[names.negative_prompt] = _text(is_required=False)
    if names.seed is not None and spec.seed is not None:
        checks[names.seed] = _integer(*spec.seed)
    takes_image = mode is Mode.IMAGE or (spec.image is not None and spec.image.slug == endpoint.slug)
    if names.image is not None and takes_image:
        checks[names.image] = _urls if names.image_is_list else _url(is_required=mode is Mode.IMAGE)
    if names.last_frame is not None:
        checks[names.last_frame] = _url(is_required=False)
    if names.loop is not None:
        checks[names.loop] = _one_of([True, False])
    return checks | {name: _one_of([value]) for name, value in spec.constants.items()}


_DURATIONS: Mapping[str, Callable[[int], str | int]] = {"integer": int, "string": str, "seconds": "{}s".format}


def _text(*, is_required: bool) -> _Check:
    def check(value: Any, is_sent: bool) -> str | None:
        if not is_sent:
            return "is required" if is_required else None
        if not isinstance(value, str):
            return "must be a string"
        return "must not be empty" if is_required and not value.strip() else None

    return check


def _one_of(known: list[Any]) -> _Check:
    def check(value: Any, is_sent: bool) -> str | None:
        # 1 equals 1.0 and True, which the service may tell apart.
        is_known = any(type(value) is type(one) and value == one for one in known)
        return None if is_known or not is_sent else f"must be one of {', '.join(map(repr, known))}"

    return check


def _integer(least: int, most: int) -> _Check:
    def check(value: Any, is_sent: bool) -> str | None:
        is_right = not is_sent or (type(value) is int and least <= value <= most)
        return None if is_right else f"must be an integer from {least} to {most}"

    return check


def _url(*, is_required: bool) -> _Check:
    def check(value: Any, is_sent: bool) -> str | None:
        if not is_sent and not is_required:
            return None
        if not isinstance(value, str):
            return "is required and must be the URL of an image"
        try:
            parts = urlsplit(value)
        except ValueError:
            return "must be an http or https URL"
        return None if parts.scheme in {"http", "https"} and parts.netloc else "must be an http or https URL"

    return check


def _urls(value: Any, is_sent: bool) -> str | None:
    if not is_sent:
        return None
    if not isinstance(value, list) or len(value) != 1:
        return "must be a list with the URL of one image"
    return _url(is_required=True)(value[0], True)
