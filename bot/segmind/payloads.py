"""The bodies of submissions, exactly as each model expects them, and how to find them in the request history."""

import re
import unicodedata
from collections.abc import Callable, Collection, Iterable, Mapping
from typing import Any

from bot.domain.requests import LastFrame, Mode, VideoRequest
from bot.models import ModelSpec, PayloadValue

_DURATIONS: Mapping[str, Callable[[int], str | int]] = {"integer": int, "string": str, "seconds": lambda s: f"{s}s"}
#: Inputs that a history row may lack if it has the seed.
_LOOSE = frozenset({"duration", "aspect_ratio"})
#: Inputs that must be the same, even if they weren't sent.
_STRICT = frozenset({"seed", "prompt", "image"})
_KIND = r"(?:field|param|parameter|property|argument|input|key)s?\b"
_QUOTE = r"[`'\"]"
#: How a refusal says that it doesn't know a name, or lacks one. Such words also occur in other sentences, so the name
#: must be quoted, be called a field or the like, or begin the sentence.
_NOT_KNOWN = re.compile(
    rf"\b(?:unknown|unexpected|unrecogni[sz]ed|extra)\s*(?:{_KIND}(?: are not permitted)?[\s:]*|:\s*|(?={_QUOTE}))"
    rf"{_QUOTE}?(?P<after>\w+)"
    rf"|(?:^|{_QUOTE}|[.:;,(\[]\s*)(?P<before>\w+){_QUOTE}?\s+(?:{_KIND}\s+)?is\s+(?:unknown|unexpected)\b",
    re.IGNORECASE,
)
_LACKING = re.compile(
    rf"\bmissing\s*(?:required\s+)?(?:{_KIND}[\s:]*|:\s*|(?={_QUOTE})){_QUOTE}?(?P<after>\w+)"
    rf"|(?:^|{_QUOTE}|[.:;,(\[]\s*)(?P<before>\w+){_QUOTE}?\s+(?:{_KIND}\s+)?is\s+(?:required|missing)\b",
    re.IGNORECASE,
)
#: This many of the person's words in a row count as a quotation.
_QUOTED_WORDS = 2
_WORD = re.compile(r"\w+")


def build_payload(
    spec: ModelSpec, request: VideoRequest, image_url: str | None = None, last_image_url: str | None = None
) -> dict[str, PayloadValue]:
    """Build the request body for a request to a model; the same request always gives the same body.

    The seed is always sent where there is one, since the default may be a constant. Raises ValueError if the first or
    last frame is missing or not wanted, or if the model doesn't have the request's mode.
    """
    endpoint, names = spec.endpoint(request.mode), spec.fields
    if endpoint is None or (image_url is not None) != (request.mode is Mode.IMAGE):
        raise ValueError(f"{request.model} {'takes no' if image_url else 'needs an'} image")
    if (last_image_url is not None) != (request.last_frame is LastFrame.PICTURE):
        raise ValueError(f"{request.model} {'gets no' if last_image_url else 'needs a'} last image")
    payload = {} if image_url is None else _build_pictures(spec, request.last_frame, image_url, last_image_url)
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


def _build_pictures(
    spec: ModelSpec, last_frame: LastFrame, image_url: str, last_image_url: str | None
) -> dict[str, PayloadValue]:
    """Build the inputs for what a video begins and ends with."""
    names, payload = spec.fields, dict[str, PayloadValue]()
    if names.image is not None:
        payload[names.image] = [image_url] if names.image_is_list else image_url
    if last_frame is LastFrame.LOOP and names.loop is not None:
        payload[names.loop] = True
    elif last_frame is not LastFrame.OPEN and names.last_frame is not None:
        payload[names.last_frame] = image_url if last_image_url is None else last_image_url
    return payload


def list_unsent(spec: ModelSpec, payload: Mapping[str, Any]) -> Collection[str]:
    """The inputs that a model takes and `payload` doesn't have."""
    return set(spec.fields.names) - payload.keys()


def matches(row_request_body: Mapping[str, Any], payload: Mapping[str, Any], unsent: Collection[str] = ()) -> bool:
    """Tell whether the inputs of a history row are those that `payload` sent.

    All must be present and equal; with a seed, the row may lack the duration and the aspect ratio. Numbers match their
    text. Other keys are ignored, but those in `unsent` must be empty. Two jobs with the same inputs both match, so the
    caller must skip a request id that another job has.
    """
    loose: Collection[str] = _LOOSE if "seed" in payload else ()
    strict = (_STRICT | payload.keys() | set(unsent)).difference(loose)
    return all(_normal(row_request_body.get(key)) == _normal(payload.get(key)) for key in strict) and all(
        _normal(row_request_body.get(key)) in ("", _normal(payload.get(key))) for key in loose
    )


def find_wrong_field(
    said: str, spec: ModelSpec, request: VideoRequest, payload: Mapping[str, PayloadValue]
) -> str | None:
    """Return the field that a refusal is about if the model's entry is wrong, not the person's input; else None.

    That is a field whose value comes from the entry, or any field that it names wrongly. A refused prompt or picture
    says nothing about the model.
    """
    for text in filter(None, (request.prompt, request.negative_prompt)):
        said = _without_quotations(said.replace(text, ""), text)
    for pattern, is_name in ((_NOT_KNOWN, payload.__contains__), (_LACKING, bool)):
        named = (found["after"] or found["before"] for found in pattern.finditer(said))
        wrong = next(filter(is_name, named), None)
        if wrong is not None:
            return wrong
    names = spec.fields
    vouched = payload.keys() - {names.prompt, names.negative_prompt, names.image, names.last_frame}
    return next((found[0] for found in _WORD.finditer(said) if found[0] in vouched), None)


def _without_quotations(said: str, text: str) -> str:
    """Remove quotations of a text from what was said, including parts of it with other spaces or punctuation."""
    own = f" {' '.join(_WORD.findall(text.casefold()))} "
    words = list(_WORD.finditer(said))
    kept, at, number = "", 0, 0
    while number < len(words):
        count = 0
        while number + count < len(words) and _join(words[number : number + count + 1]) in own:
            count += 1
        if count >= _QUOTED_WORDS:
            kept += said[at : words[number].start()]
            at = words[number + count - 1].end()
        number += max(1, count)
    return kept + said[at:]


def _join(words: Iterable[re.Match[str]]) -> str:
    return f" {' '.join(word[0].casefold() for word in words)} "


def _normal(value: Any) -> str:
    """Normalize a value: 5, 5.0 and "5" become equal, and so do missing and empty."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    return unicodedata.normalize("NFC", str(value)).strip()
