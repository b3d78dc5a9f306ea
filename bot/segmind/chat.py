"""Answers of language models, which Segmind passes on in each provider's own JSON."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from bot.segmind.responses import Unreadable, parse_json, parse_metrics

#: How much of an answer is read; a scene is far shorter.
_TEXT_MAX_CHARS = 20_000
#: An answer may be wrapped: `output` holds another JSON text, and that may happen again.
_WRAPS_MAX = 4
#: How providers say that an answer was cut off at the token limit.
_CUT = frozenset({"length", "max_tokens", "model_length"})


@dataclass(frozen=True, slots=True)
class Chat:
    """The answer of a language model."""

    #: Its text, untrusted; empty if it gave none.
    text: str
    #: Whether the token limit cut it off.
    is_cut: bool = False
    #: USD, word for word as it was sent; None if nothing was said.
    cost_said: str | None = None


def parse_chat(body: Any) -> Chat | None:
    """Read the answer of any provider: OpenAI, Anthropic, Gemini, Segmind's own, or a bare text. None without one."""
    cost = _find_cost(body)
    for _ in range(_WRAPS_MAX):
        if isinstance(body, str):
            inner = _parse(body)
            if not isinstance(inner, dict):
                return Chat(body[:_TEXT_MAX_CHARS], cost_said=cost)
            body = inner
        if isinstance(body, list):
            body = body[0] if body else None
        if not isinstance(body, dict):
            return None
        cost = cost or _find_cost(body)
        text = _find_text(body)
        if text is not None:
            return Chat(text[:_TEXT_MAX_CHARS], is_cut=_is_cut(body), cost_said=cost)
        body = next((body[key] for key in ("output", "data", "result", "response") if body.get(key)), None)
    return None


def _parse(text: str) -> Any:
    if not text.lstrip().startswith("{"):
        return None
    try:
        return parse_json(text.encode("utf-8", "replace"))
    except Unreadable:
        return None


def _find_text(body: Mapping[str, Any]) -> str | None:
    """The text where one of the providers has it; None if the answer isn't one of theirs."""
    if "choices" in body:
        choice = _first(body["choices"])
        return _join(_of(choice, "message", "content")) or _join(choice.get("text"))
    if "candidates" in body:
        return _join(_of(_first(body["candidates"]), "content", "parts"))
    if "content" in body:
        return _join(body["content"])
    for key in ("text", "output_text", "message", "completion"):
        if isinstance(body.get(key), str):
            return str(body[key])
    return None


def _join(value: Any) -> str:
    """Return a text, or join the texts among the parts of an answer, without the model's thoughts before it."""
    if isinstance(value, str):
        return value
    parts = value if isinstance(value, list) else []
    texts = (
        part.get("text")
        for part in parts
        if isinstance(part, dict) and part.get("type") in (None, "text", "output_text") and not part.get("thought")
    )
    return "".join(text for text in texts if isinstance(text, str))


def _is_cut(body: Mapping[str, Any]) -> bool:
    ends = (
        _first(body.get("choices")).get("finish_reason"),
        _first(body.get("candidates")).get("finishReason"),
        body.get("stop_reason"),
    )
    return any(str(end).casefold() in _CUT for end in ends)


def _find_cost(body: Any) -> str | None:
    """Return what the call cost, as Segmind says it; None if it doesn't."""
    return parse_metrics(body.get("metrics")).cost_said if isinstance(body, dict) else None


def _first(value: Any) -> Mapping[str, Any]:
    one = value[0] if isinstance(value, Sequence) and not isinstance(value, str) and value else None
    return one if isinstance(one, dict) else {}


def _of(value: Mapping[str, Any], *path: str) -> Any:
    found: Any = value
    for key in path:
        found = found.get(key) if isinstance(found, dict) else None
    return found
