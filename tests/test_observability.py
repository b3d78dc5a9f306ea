"""Logs: structured, and never a secret."""

import json
import logging

import pytest

from bot.observability import configure_logging, get_logger, mask_secrets

KEY = "SG_0123456789abcdef"
TOKEN = f"{'M' * 26}.{'G' * 6}.{'x' * 38}"  # of the right form, and nobody's


@pytest.mark.parametrize(
    ("text", "masked"),
    [
        (f"key {KEY} end", "key [hidden] end"),
        (f"token={TOKEN}", "token=[hidden]"),
        ("POST /api/v10/webhooks/123/aW50ZXJhY3Rpb246MTIz-long_token", "POST /api/v10/webhooks/[hidden]"),
        ("/interactions/123/aW50ZXJhY3Rpb246MTIzNDU/callback", "/interactions/[hidden]/callback"),
        ("https://cdn.example/a.png?ex=66aabbcc&is=66aabbcc&hm=0123abcd", "https://cdn.example/a.png?ex=[hidden]&is=[hidden]&hm=[hidden]"),
        ("job 02mxwfz7wd2enjqv moved", "job 02mxwfz7wd2enjqv moved"),
    ],
)  # fmt: skip
def test_whatever_looks_like_a_secret_is_hidden(text: str, masked: str) -> None:
    assert mask_secrets(text) == masked


@pytest.mark.parametrize("log_format", ["console", "json"])
def test_no_secret_reaches_the_log_by_any_way(log_format: str, capsys: pytest.CaptureFixture[str]) -> None:
    configure_logging("DEBUG", log_format)  # type: ignore[arg-type]
    log = get_logger("bot.test")
    log.info("event", key=KEY, fact=f"x {TOKEN}")
    logging.getLogger("some.library").warning("the key is %s", KEY)
    try:
        int(KEY)
    except ValueError:
        log.exception("it broke")
    text = capsys.readouterr().err
    assert KEY not in text
    assert TOKEN not in text
    assert "ValueError" in text, "the whole story is there, without the secret"


def test_json_is_one_object_a_line_with_its_facts(capsys: pytest.CaptureFixture[str]) -> None:
    configure_logging("INFO", "json")
    get_logger("bot.test").info("job moved", job_id="abc", after_s=1.5)
    [line] = capsys.readouterr().err.splitlines()
    event = json.loads(line)
    assert (event["event"], event["job_id"], event["after_s"]) == ("job moved", "abc", 1.5)
    assert event["level"] == "info"
    assert event["timestamp"].endswith("Z")


def test_the_level_is_kept_and_libraries_stay_quiet(capsys: pytest.CaptureFixture[str]) -> None:
    configure_logging("INFO", "console")
    get_logger("bot.test").debug("not seen")
    logging.getLogger("discord.http").info("a body with a token")
    assert capsys.readouterr().err == ""
