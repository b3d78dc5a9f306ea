"""Queries on alerts. Each takes a connection, so the caller decides what belongs into a transaction."""

import json
from collections import Counter
from collections.abc import Iterable
from datetime import datetime
from typing import Any

from sqlalchemy import Row, delete, select, update
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.domain.alerts import Alert, AlertKind, Telling
from bot.sentences import Sentence
from bot.storage.core import key_values
from bot.storage.tables.jobs import alerts

#: Marks sentences, stored as JSON, so that no plain text can be mistaken for them.
_SENTENCES = "\x1e"
#: The prefix of the facts about when operators were told about a topic.
_TOLD = "alert-told:"


async def raise_alert(connection: AsyncConnection, alert: Alert) -> None:
    """Store an alert, unless one of this name exists already, sent or not."""
    values = {
        "name": alert.name,
        "kind": alert.kind,
        "job_id": alert.job_id,
        "detail": _dump(alert),
        "raised_at": alert.raised_at,
        "sent_at": alert.sent_at,
    }
    if connection.dialect.name == "postgresql":
        await connection.execute(postgresql.insert(alerts).values(values).on_conflict_do_nothing())
    else:
        await connection.execute(sqlite.insert(alerts).values(values).on_conflict_do_nothing())


async def is_raised(connection: AsyncConnection, name: str) -> bool:
    """Whether there is an alert of this name, sent or not."""
    return (await connection.execute(select(alerts.c.name).where(alerts.c.name == name))).first() is not None


_UNSENT = select(alerts).where(alerts.c.sent_at.is_(None)).order_by(alerts.c.raised_at)


async def list_unsent(connection: AsyncConnection) -> list[Alert]:
    """Read the alerts that weren't sent yet, oldest first; kinds that only a newer version knows are left to that."""
    return [_from_row(row) for row in await connection.execute(_UNSENT) if row.kind in set(AlertKind)]


async def read_tellings(connection: AsyncConnection, topics: Iterable[str]) -> dict[str, Telling]:
    """Read when operators were last told about these topics."""
    tellings: dict[str, Telling] = {}
    for topic in set(topics):
        stored = await key_values.get_fact(connection, _fact_name(topic))
        if stored is not None:
            said = json.loads(stored)
            told_at = None if said["told_at"] is None else datetime.fromisoformat(said["told_at"])
            tellings[topic] = Telling(told_at, said["repeats"])
    return tellings


async def mark_sent(connection: AsyncConnection, sent: Iterable[Alert], at: datetime) -> None:
    """Mark alerts as sent, and record that operators were told about their topics."""
    sent = list(sent)
    names = [alert.name for alert in sent]
    await connection.execute(update(alerts).where(alerts.c.name.in_(names)).values(sent_at=at))
    for topic in sorted({alert.topic for alert in sent}):
        await _tell(connection, topic, Telling(at))


async def clear_alerts(connection: AsyncConnection, prefix: str) -> None:
    """Delete the alerts whose names start with this: they are over, and may be raised again.

    Alerts that operators haven't been told about are counted, and mentioned with the next one.
    """
    of_prefix = alerts.c.name.startswith(prefix, autoescape=True)
    # Alerts first and then tellings in their order, like `mark_sent`: otherwise the two could wait for each other.
    cleared = await connection.execute(delete(alerts).where(of_prefix).returning(alerts))
    unsent = (row for row in cleared if row.sent_at is None and row.kind in set(AlertKind))
    counts = Counter(_from_row(row).topic for row in unsent)
    for topic, before in sorted((await read_tellings(connection, counts)).items()):
        await _tell(connection, topic, Telling(before.told_at, before.repeats + counts[topic]))


async def _tell(connection: AsyncConnection, topic: str, telling: Telling) -> None:
    told_at = None if telling.told_at is None else telling.told_at.isoformat()
    value = json.dumps({"told_at": told_at, "repeats": telling.repeats})
    await key_values.set_fact(connection, _fact_name(topic), value)


def _fact_name(topic: str) -> str:
    """The name of the fact about a topic, cut to the longest possible name."""
    return f"{_TOLD}{topic}"[:64]


def _dump(alert: Alert) -> str:
    if not alert.sentences:
        return alert.detail.lstrip(_SENTENCES)
    return _SENTENCES + json.dumps([_to_json(one) for one in alert.sentences], ensure_ascii=False)


def _to_json(sentence: Sentence) -> dict[str, Any]:
    values = {
        name: _to_json(value) if isinstance(value, Sentence) else value for name, value in sentence.values.items()
    }
    return {"key": sentence.key, "values": values}


def _from_json(said: dict[str, Any]) -> Sentence:
    values = {name: _from_json(value) if isinstance(value, dict) else value for name, value in said["values"].items()}
    return Sentence(said["key"], **values)


def _from_row(row: Row[Any]) -> Alert:
    sentences: tuple[Sentence, ...] = ()
    detail = row.detail
    if detail.startswith(_SENTENCES):
        sentences = tuple(_from_json(one) for one in json.loads(detail.removeprefix(_SENTENCES)))
        detail = ""
    return Alert(
        name=row.name,
        kind=AlertKind(row.kind),
        job_id=row.job_id,
        sentences=sentences,
        detail=detail,
        raised_at=row.raised_at,
        sent_at=row.sent_at,
    )
