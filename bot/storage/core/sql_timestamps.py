"""Instants in hand-written SQL: whole microseconds since 1970, as the column type stores them."""

from datetime import UTC, datetime, timedelta
from typing import overload

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_MICROSECOND = timedelta(microseconds=1)


@overload
def to_micros(at: datetime) -> int: ...
@overload
def to_micros(at: None) -> None: ...
def to_micros(at: datetime | None) -> int | None:
    """Convert an instant to the database's format."""
    return None if at is None else (at - _EPOCH) // _MICROSECOND


@overload
def from_micros(value: int) -> datetime: ...
@overload
def from_micros(value: None) -> None: ...
def from_micros(value: int | None) -> datetime | None:
    """Convert an instant from the database's format; aware, UTC."""
    return None if value is None else _EPOCH + timedelta(microseconds=value)
