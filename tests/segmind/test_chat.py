"""Answers of language models, in every shape that providers have."""

from typing import Any

import pytest

from bot.segmind.chat import Chat, parse_chat
from bot.segmind.client import SegmindClient
from bot.segmind.errors import Ambiguous, ModelGone, RateLimited, SegmindError
from sandbox.faults import Fault, FaultKind
from sandbox.segmind import StandIn, StandInOptions

MESSAGES = [{"role": "user", "content": "a fox"}]
OPENAI = {"choices": [{"message": {"content": "A scene."}, "finish_reason": "stop"}]}


@pytest.mark.parametrize(
    "body",
    [
        OPENAI,
        {
            "choices": [
                {"message": {"content": [{"type": "text", "text": "A "}, {"text": "scene."}, {"type": "image"}]}}
            ]
        },
        {"choices": [{"text": "A scene."}]},
        {"content": [{"type": "thinking", "text": "hm"}, {"type": "text", "text": "A scene."}]},
        {"candidates": [{"content": {"parts": [{"text": "hm", "thought": True}, {"text": "A scene."}]}}]},
        {"output": '{"choices": [{"message": {"content": "A scene."}}]}'},
        {"output": {"data": OPENAI}},
        {"output": "A scene."},
        [{"text": "A scene."}],
        "A scene.",
    ],
)
def test_every_shape_has_its_text(body: Any) -> None:
    assert parse_chat(body) == Chat("A scene.")


@pytest.mark.parametrize("body", [None, {}, [], 3, {"error": "no"}, {"output": {"output": {"output": {"output": {}}}}}])
def test_an_answer_without_a_text_is_none(body: Any) -> None:
    assert parse_chat(body) is None


@pytest.mark.parametrize(
    "body",
    [
        {"choices": []},
        {"choices": None},
        {"choices": [None]},
        {"choices": [{"message": None}]},
        {"choices": [{"message": {"content": {"text": 1}}}]},
        {"candidates": [{"content": []}]},
        {"content": [3, {"type": "text", "text": None}]},
    ],
)
def test_a_broken_answer_of_a_provider_is_empty(body: Any) -> None:
    assert parse_chat(body) == Chat("")


def test_a_cut_and_a_cost_are_read() -> None:
    cut = {"choices": [{"message": {"content": "A"}, "finish_reason": "length"}], "metrics": {"cost": 0.0006}}
    assert parse_chat(cut) == Chat("A", is_cut=True, cost_said="0.0006")
    assert parse_chat({"candidates": [{"content": {"parts": [{"text": "A"}]}, "finishReason": "MAX_TOKENS"}]}) == Chat(
        "A", is_cut=True
    )


async def test_each_failure_says_whether_it_may_have_been_paid() -> None:
    async with (
        StandIn(StandInOptions()) as stand_in,
        SegmindClient(
            api_url=stand_in.url, storage_url=stand_in.url, history_url=stand_in.url, api_key=stand_in.api_key
        ) as client,
    ):
        for slug in ("kimi-k2-instruct-0905", "claude-haiku", "gemini-flash"):
            assert (await client.chat(slug, MESSAGES)).text.startswith("a fox. The light")
        assert [call.body["messages"] for call in stand_in.chats] == [MESSAGES] * 3
        assert stand_in.chats[0].body["max_tokens"] == 500
        expected: list[tuple[Fault, type[SegmindError]]] = [
            (Fault("chat", FaultKind.DROP), Ambiguous),
            (Fault("chat", FaultKind.DROP_AFTER), Ambiguous),
            (Fault("chat", FaultKind.TRUNCATED), Ambiguous),
            (Fault("chat", FaultKind.GARBAGE), Ambiguous),
            (Fault("chat", FaultKind.ERROR, status=502, html=True), Ambiguous),
            (Fault("chat", FaultKind.ERROR, status=429), RateLimited),
        ]
        for fault, error in expected:
            stand_in.faults.add(fault)
            with pytest.raises(error):
                await client.chat("qwen-flash", MESSAGES)
        with pytest.raises(ModelGone):
            await client.chat("no-such-model", MESSAGES)
