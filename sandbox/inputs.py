"""The models' parameter checks, which Segmind answers with 400."""

from collections.abc import Mapping
from typing import Any
from urllib.parse import urlsplit

TEXT_TO_VIDEO = "veo-2"
IMAGE_TO_VIDEO = "veo-2-image2video"
SLUGS = (TEXT_TO_VIDEO, IMAGE_TO_VIDEO)

#: The seed of a request without one: a constant, so that a forgotten seed shows as the same video again.
DEFAULT_SEED = 965002
DEFAULT_DURATION_S = 5
DEFAULT_ASPECT_RATIO = "16:9"
SIZES_PX = {"16:9": (1280, 720), "9:16": (720, 1280)}
SEED_MAX = 2**31 - 1

_DURATIONS_S = range(5, 9)
_PARAMETERS = {
    TEXT_TO_VIDEO: frozenset({"prompt", "duration", "aspect_ratio", "seed"}),
    IMAGE_TO_VIDEO: frozenset({"image", "prompt", "duration", "aspect_ratio", "seed"}),
}


def find_wrong_input(slug: str, inputs: Any) -> str | None:
    """Return what is wrong with a submission's body, or None if the model accepts it.

    Stricter than necessary where the documentation says nothing (unknown names, numbers as texts), so that mistakes are
    found here and not in a paid call.
    """
    if not isinstance(inputs, Mapping):
        return "The body must be a JSON object."
    unknown = sorted(set(inputs) - _PARAMETERS[slug])
    if unknown:
        return f"Unknown parameter: {', '.join(unknown)}."
    return (
        _wrong_prompt(slug, inputs)
        or _wrong_duration(slug, inputs.get("duration", DEFAULT_DURATION_S))
        or _wrong_aspect_ratio(inputs.get("aspect_ratio", DEFAULT_ASPECT_RATIO))
        or _wrong_seed(inputs.get("seed", DEFAULT_SEED))
        or (_wrong_image(inputs.get("image")) if slug == IMAGE_TO_VIDEO else None)
    )


def _wrong_prompt(slug: str, inputs: Mapping[str, Any]) -> str | None:
    is_required = slug == TEXT_TO_VIDEO
    if "prompt" not in inputs:
        return "prompt is required." if is_required else None
    prompt = inputs["prompt"]
    if not isinstance(prompt, str):
        return "prompt must be a string."
    return "prompt must not be empty." if is_required and not prompt.strip() else None


def _wrong_duration(slug: str, duration: Any) -> str | None:
    # The example for veo-2 sends a string and its table says integer, so both pass; the other model's example sends an
    # integer.
    if slug == TEXT_TO_VIDEO and isinstance(duration, str):
        is_right = duration in {str(seconds) for seconds in _DURATIONS_S}
    else:
        is_right = type(duration) is int and duration in _DURATIONS_S
    return None if is_right else "duration must be 5, 6, 7 or 8."


def _wrong_aspect_ratio(aspect_ratio: Any) -> str | None:
    is_right = isinstance(aspect_ratio, str) and aspect_ratio in SIZES_PX
    return None if is_right else f"aspect_ratio must be one of {', '.join(SIZES_PX)}."


def _wrong_seed(seed: Any) -> str | None:
    is_right = type(seed) is int and 0 <= seed <= SEED_MAX
    return None if is_right else f"seed must be an integer from 0 to {SEED_MAX}."


def _wrong_image(image: Any) -> str | None:
    if not isinstance(image, str):
        return "image is required and must be the URL of an image."
    try:
        parts = urlsplit(image)
    except ValueError:
        return "image must be an http or https URL."
    return None if parts.scheme in {"http", "https"} and parts.netloc else "image must be an http or https URL."
