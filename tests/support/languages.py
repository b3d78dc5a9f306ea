"""People and servers with other languages: simcord's Discord has everybody speak English."""

from typing import Any

import pytest
from simcord import interactions


def speak(monkeypatch: pytest.MonkeyPatch, *, person: str = "en-US", server: str = "en-US") -> None:
    """From here on, let each interaction say these languages."""
    original = interactions.base_payload

    def say_them(*arguments: Any, **named: Any) -> Any:
        record, payload = original(*arguments, **named)
        payload["locale"] = person
        if "guild_id" in payload:
            payload["guild_locale"] = server
        return record, payload

    monkeypatch.setattr(interactions, "base_payload", say_them)
