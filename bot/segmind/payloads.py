"""The bodies of submissions, exactly as each model expects them, and how to find them in the request history."""

import unicodedata
from collections.abc import Callable, Mapping
from typing import Any

from bot.domain.requests import Mode, VideoRequest
from bot.models import ModelSpec, PayloadValue

_DURATIONS: Mapping[str, Callable[[int], str | int]] = {"integer": int, "string": str, "seconds": lambda s: f"{s}s"}
#: What need not stand in a row of the history.
_LOOSE = frozenset({"duration", "aspect_ratio"})
#: What must not differ, also if it was not sent.
_STRICT = frozenset({"seed", "prompt", "image"})


def build_payload(spec: ModelSpec, request: VideoRequest, image_url: str | None = None) -> dict[str, PayloadValue]:
    """Build the request body for a request to a model; the same request always gives the same body.

    The seed is always sent where there is one, since the default may be a constant. Raises ValueError if the first
    frame is missing or not wanted, or if the model does not have the request's mode.
    """
    endpoint, names = spec.endpoint(request.mode), spec.fields
    if endpoint is None or (image_url is not None) != (request.mode is Mode.IMAGE):
        raise ValueError(f"{request.model} {'takes no' if image_url else 'needs an'} image")
    payload: dict[str, PayloadValue] = {}
    if image_url is not None and names.image is not None:
        payload[names.image] = [image_url] if names.image_is_list else image_url
    if request.prompt:
        payload[names.prompt] = request.prompt
    payload[names.duration] = _DURATIONS[endpoint.duration](request.duration_s)
    if names.shape:
        payload[names.shape] = spec.shape_names.get(request.aspect_ratio, request.aspect_ratio.value)
    if names.seed is not None:
        payload[names.seed] = request.seed
    if names.resolution is not None:
        payload[names.resolution] = request.resolution or spec.resolutions[0]
    if names.sound is not None:
        payload[names.sound] = request.has_sound
    if names.negative_prompt is not None and request.negative_prompt:
        payload[names.negative_prompt] = request.negative_prompt
    return payload | dict(spec.constants)


def matches(row_request_body: Mapping[str, Any], payload: Mapping[str, Any]) -> bool:
    """Tell whether the inputs of a history row are those that `payload` sent.

    All have to be there and equal; duration and aspect ratio only must not differ. Numbers match
    their text, keys that we did not send are ignored. Two jobs with the same inputs both match: a request id that
    another job carries already must be passed over by the caller.
    """
    return all(
        _normal(row_request_body.get(key)) == _normal(payload.get(key)) for key in _STRICT | payload.keys() - _LOOSE
    ) and all(_normal(row_request_body.get(key)) in ("", _normal(payload.get(key))) for key in _LOOSE)


def _normal(value: Any) -> str:
    """Normalize a value, so that 5, 5.0 and "5" are equal, and so are missing and empty."""
    if value is None or isinstance(value, bool):
        return ""
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    return unicodedata.normalize("NFC", str(value)).strip()
