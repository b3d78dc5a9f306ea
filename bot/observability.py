"""Structured logs: one event per state change, never a secret."""

import logging
import re
import sys
from collections.abc import MutableMapping
from typing import Any, Literal

import structlog

#: Patterns of tokens and keys, which must never be logged.
_SECRETS = re.compile(
    r"SG_[0-9a-fA-F]{8,}"  # Segmind keys
    r"|[A-Za-z0-9_-]{20,}\.[A-Za-z0-9_-]{6}\.[A-Za-z0-9_-]{20,}"  # Discord bot tokens
    r"|(?<=/webhooks/)\d+/[\w-]{20,}|(?<=/interactions/)\d+/[\w-]{20,}"  # interaction tokens in addresses
    r"|(?<=[?&](?:ex|is|hm)=)[0-9a-f]+"  # signatures of Discord's attachment addresses
)


def configure_logging(level: str, log_format: Literal["console", "json"]) -> None:
    """Send our events and the libraries' log records to standard error, in one format. Safe to call again."""
    shared: list[structlog.typing.Processor] = [
        structlog.contextvars.merge_contextvars,
        structlog.stdlib.add_log_level,
        structlog.stdlib.add_logger_name,
        structlog.processors.TimeStamper(fmt="iso", utc=True),
        structlog.processors.StackInfoRenderer(),
    ]
    renderers: list[structlog.typing.Processor] = (
        [structlog.processors.format_exc_info, _mask, structlog.processors.JSONRenderer()]
        if log_format == "json"
        else [
            structlog.processors.format_exc_info,
            _mask,
            structlog.dev.ConsoleRenderer(
                colors=sys.stderr.isatty(), exception_formatter=structlog.dev.plain_traceback
            ),
        ]
    )
    structlog.configure(
        processors=[*shared, structlog.stdlib.ProcessorFormatter.wrap_for_formatter],
        logger_factory=structlog.stdlib.LoggerFactory(),
        wrapper_class=structlog.stdlib.BoundLogger,
        cache_logger_on_first_use=False,
    )
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(
        structlog.stdlib.ProcessorFormatter(
            foreign_pre_chain=shared,
            processors=[structlog.stdlib.ProcessorFormatter.remove_processors_meta, *renderers],
        )
    )
    root = logging.getLogger()
    root.handlers[:] = [handler]
    root.setLevel(level)
    for name in ("discord", "aiosqlite", "asyncio", "alembic", "sqlalchemy"):
        # Their debug output contains bodies with tokens; at WARNING they still report what went wrong.
        logging.getLogger(name).setLevel(max(logging.WARNING, logging.getLevelNamesMapping()[level]))


def get_logger(name: str) -> Any:
    """Return a module's logger; events are short names, facts are keywords: `log.info("job failed", job_id=…)`."""
    return structlog.stdlib.get_logger(name)


def mask_secrets(text: str) -> str:
    """Replace everything that looks like a token or a key."""
    return _SECRETS.sub("[hidden]", text)


def _mask(_logger: Any, _method: str, event: MutableMapping[str, Any]) -> MutableMapping[str, Any]:
    for key, value in event.items():
        if isinstance(value, str):
            event[key] = mask_secrets(value)
    return event
