"""The bodies of submissions, exactly as each model expects them, and how to find them in the request history."""

import unicodedata
from typing import Any

from bot.domain.requests import Model, VideoRequest


def build_payload(request: VideoRequest, image_url: str | None = None) -> dict[str, str | int]:
    """Build the request body for a request's model; the same request always gives the same body.

    `veo-2` takes the duration as a string, `veo-2-image2video` as an integer (Segmind's own examples). The seed is
    always sent, since the default is a constant. Raises ValueError for a missing or unexpected first frame.
    """
    if (image_url is not None) != (request.model is Model.IMAGE_TO_VIDEO):
        raise ValueError(f"{request.model} {'takes no' if image_url else 'needs an'} image")
    payload: dict[str, str | int] = {}
    if image_url is not None:
        payload["image"] = image_url
    if request.prompt:
        payload["prompt"] = request.prompt
    payload["duration"] = str(request.duration_s) if request.model is Model.TEXT_TO_VIDEO else request.duration_s
    payload["aspect_ratio"] = request.aspect_ratio.value
    payload["seed"] = request.seed
    return payload


def matches(row_request_body: dict[str, Any], payload: dict[str, str | int]) -> bool:
    """Whether the inputs of a history row are those of `payload`.

    Seed, prompt and image must be there and equal; duration and aspect ratio must not differ. Numbers equal their text,
    and keys that we didn't send are ignored. Two jobs with the same inputs both match, so the caller must skip request
    ids of other jobs.
    """
    return all(
        _normal(row_request_body.get(key)) == _normal(payload.get(key)) for key in ("seed", "prompt", "image")
    ) and all(
        _normal(row_request_body.get(key)) in ("", _normal(payload.get(key))) for key in ("duration", "aspect_ratio")
    )


def _normal(value: Any) -> str:
    """Normalize a value, so that 5, 5.0 and "5" are equal, and so are missing and empty."""
    if value is None or isinstance(value, bool):
        return ""
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    return unicodedata.normalize("NFC", str(value)).strip()
