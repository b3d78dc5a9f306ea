"""The metadata that all tables share, and their column types."""

import json
from dataclasses import asdict
from datetime import UTC, datetime, timedelta
from typing import Any

from sqlalchemy import BigInteger, Dialect, Integer, MetaData, Text, TypeDecorator

from bot.domain.jobs import Remaining
from bot.domain.requests import FullVideo, ModelOffer

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)

metadata = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "ck": "ck_%(table_name)s_%(constraint_name)s",
        "fk": "fk_%(table_name)s_%(column_0_name)s",
        "pk": "pk_%(table_name)s",
    }
)


class Instant(TypeDecorator[datetime]):
    """An aware UTC instant, stored as whole microseconds since 1970: the same on every database, exact to compare."""

    impl = BigInteger
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> int | None:  # noqa: ARG002 - SQLAlchemy's
        """Refuse naive times, which would be in an unknown time zone."""
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("an instant needs a time zone")
        return (value - _EPOCH) // timedelta(microseconds=1)

    def process_result_value(self, value: Any, dialect: Dialect) -> datetime | None:  # noqa: ARG002 - SQLAlchemy's
        """Return an aware UTC datetime."""
        return None if value is None else _EPOCH + timedelta(microseconds=value)


class OfferText(TypeDecorator[ModelOffer]):
    """An offer as JSON."""

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: ModelOffer | None, dialect: Dialect) -> str | None:  # noqa: ARG002 - SQLAlchemy's
        """Return it as JSON."""
        return None if value is None else json.dumps(asdict(value), ensure_ascii=False)

    def process_result_value(self, value: str | None, dialect: Dialect) -> ModelOffer | None:  # noqa: ARG002 - SQLAlchemy's
        """Read the JSON."""
        return None if value is None else ModelOffer(**json.loads(value))


class FullVideoText(TypeDecorator[FullVideo]):
    """The full video of a draft, as JSON."""

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: FullVideo | None, dialect: Dialect) -> str | None:  # noqa: ARG002 - SQLAlchemy's
        """Return it as JSON."""
        return None if value is None else json.dumps(asdict(value))

    def process_result_value(self, value: str | None, dialect: Dialect) -> FullVideo | None:  # noqa: ARG002 - SQLAlchemy's
        """Read the JSON."""
        return None if value is None else FullVideo(**json.loads(value))


class RemainingText(TypeDecorator[Remaining]):
    """What a person has left, as JSON."""

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: Remaining | None, dialect: Dialect) -> str | None:  # noqa: ARG002 - SQLAlchemy's
        """Return it as JSON."""
        return None if value is None else json.dumps(asdict(value))

    def process_result_value(self, value: str | None, dialect: Dialect) -> Remaining | None:  # noqa: ARG002 - SQLAlchemy's
        """Read the JSON."""
        return None if value is None else Remaining(**json.loads(value))


#: SQLite assigns ids only if the column has the exact type INTEGER.
RowId = BigInteger().with_variant(Integer, "sqlite")
