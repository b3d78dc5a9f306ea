"""The stand-in's language models: they turn a few words into a scene, and answer in their providers' formats."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from bot.domain.languages import differ_in_language
from sandbox.faults import Fault, FaultKind

#: What a call costs.
CHAT_USD = 0.0006
#: The models by slug, and the provider whose format they use.
_PROVIDERS = {
    "kimi-k2-instruct-0905": "openai",
    "gpt-5.4-mini": "openai",
    "qwen-flash": "openai",
    "claude-haiku": "anthropic",
    "gemini-flash": "gemini",
}
#: What is added to a prompt in each language; English comes first, for words that could be in any.
_SCENES = (
    (
        "The light is soft and golden, and the air is still. The camera glides slowly towards the subject while leaves "
        "drift through the foreground and the background falls out of focus."
    ),
    (
        "Das Licht ist weich und golden, und die Luft ist still. Die Kamera gleitet langsam auf das Motiv zu, während "
        "Blätter durch den Vordergrund treiben und der Hintergrund unscharf wird."
    ),
    (
        "La luz es suave y dorada, y el aire está quieto. La cámara se desliza despacio hacia el motivo mientras las "
        "hojas cruzan el primer plano y el fondo se desenfoca."
    ),
    (
        "La lumière est douce et dorée, et l'air est calme. La caméra glisse lentement vers le sujet pendant que des "
        "feuilles traversent le premier plan et que l'arrière-plan devient flou."
    ),
    (
        "A luz é suave e dourada, e o ar está parado. A câmera desliza devagar até o motivo enquanto as folhas "
        "atravessam o primeiro plano e o fundo sai de foco."
    ),
    "光は柔らかく金色で、空気は静かです。カメラは被写体へゆっくりと近づき、手前を木の葉が舞い、背景はぼけていきます。",
)


@dataclass(frozen=True, slots=True)
class ChatCall:
    """One call that was answered, and paid."""

    slug: str
    body: Mapping[str, Any]
    cost_usd: float


def find_wrong_chat(slug: str, body: Any) -> tuple[str, int] | None:
    """Return what is wrong with a call and the status for that; None if it can be answered."""
    if slug not in _PROVIDERS:
        return f"Model {slug} not found.", 404
    messages = body.get("messages") if isinstance(body, dict) else None
    if not isinstance(messages, list) or not messages or not all(_is_message(one) for one in messages):
        return "messages must be a list of objects with a role and a content.", 400
    return None


def read_last(body: Any) -> str | None:
    """Return the person's last words in a call; None if the body isn't a call."""
    messages = body.get("messages") if isinstance(body, dict) else None
    said = [one["content"] for one in messages or () if _is_message(one) and one["role"] == "user"]
    return said[-1] if said else None


def answer_chat(call: ChatCall, faults: list[Fault]) -> dict[str, Any]:
    """The answer to a call, as its provider writes it."""
    prompt = (read_last(call.body) or "").strip()
    says = next((fault.error for fault in faults if fault.kind is FaultKind.SAYS), None)
    text = _describe(prompt) if says is None else says
    body = _shape(_PROVIDERS[call.slug], text)
    return body | {"metrics": {"cost": call.cost_usd}} if any(f.kind is FaultKind.COST for f in faults) else body


def _describe(prompt: str) -> str:
    scene = next((one for one in _SCENES if not differ_in_language(prompt, one)), _SCENES[0])
    return f"{prompt.rstrip('.。')}{'。' if scene is _SCENES[-1] else '. '}{scene}"


def _shape(provider: str, text: str) -> dict[str, Any]:
    match provider:
        case "anthropic":
            return {"type": "message", "content": [{"type": "text", "text": text}], "stop_reason": "end_turn"}
        case "gemini":
            return {"candidates": [{"content": {"parts": [{"text": text}], "role": "model"}, "finishReason": "STOP"}]}
        case _:
            message = {"role": "assistant", "content": text}
            return {"object": "chat.completion", "choices": [{"message": message, "finish_reason": "stop"}]}


def _is_message(one: Any) -> bool:
    return isinstance(one, dict) and isinstance(one.get("role"), str) and isinstance(one.get("content"), str)
