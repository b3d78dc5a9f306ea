"""PostgreSQL databases that one test after the other uses: emptying one takes a tenth of the time to make one."""

import asyncio
import contextlib
from collections.abc import Awaitable, Callable
from typing import Self

import asyncpg

#: What tests may have changed apart from rows: tables, triggers, constraints, settings and the version.
_SHAPE = """
SELECT concat_ws(E'\\n',
  (SELECT string_agg(concat_ws(' ', c.relname, c.relkind, c.relhastriggers, c.relreplident), ',' ORDER BY c.relname)
   FROM pg_class c WHERE c.relnamespace = 'public'::regnamespace),
  (SELECT string_agg(concat_ws(' ', attrelid, attname, atttypid, atttypmod, attnotnull, atthasdef), ','
                     ORDER BY attrelid, attnum)
   FROM pg_attribute JOIN pg_class c ON c.oid = attrelid WHERE c.relnamespace = 'public'::regnamespace),
  (SELECT string_agg(concat_ws(' ', tgname, tgenabled), ',' ORDER BY oid) FROM pg_trigger),
  (SELECT string_agg(concat_ws(' ', proname, md5(prosrc)), ',' ORDER BY oid)
   FROM pg_proc WHERE pronamespace = 'public'::regnamespace),
  (SELECT string_agg(conname, ',' ORDER BY oid) FROM pg_constraint),
  (SELECT string_agg(setconfig::text, ',') FROM pg_db_role_setting),
  (SELECT string_agg(v::text, ',') FROM alembic_version v))
"""
_OTHERS = """
SELECT pg_terminate_backend(pid, 2000) FROM pg_stat_activity
WHERE datname = current_database() AND pid <> pg_backend_pid() AND backend_type = 'client backend'
"""
_TABLES = """
SELECT quote_ident(relname) FROM pg_class
WHERE relnamespace = 'public'::regnamespace AND relkind = 'r' AND relname <> 'alembic_version'
"""
_RESTART = "SELECT setval(oid, 1, false) FROM pg_class WHERE relkind = 'S' AND relnamespace = 'public'::regnamespace"


class CleanDatabases:
    """Those of one process of a test run; a connection to each stays open from one test to the next.

    The loops of tests end with them, so these connections have a loop of their own, which runs between two tests.
    """

    def __init__(self, host: str, make: Callable[[], Awaitable[str]]) -> None:
        self._host = host
        self._make = make
        self._loop = asyncio.new_event_loop()
        #: Those that nobody uses at the moment.
        self._free: list[str] = []
        self._connections: dict[str, asyncpg.Connection[asyncpg.Record]] = {}
        #: How each one was when it was made.
        self._shapes: dict[str, str] = {}

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        for connection in self._connections.values():
            self._loop.run_until_complete(connection.close())
        self._loop.close()

    def take(self) -> str:
        """The name of a database with all tables and nothing in them."""
        return self._free.pop() if self._free else self._loop.run_until_complete(self._create())

    def give_back(self, name: str) -> None:
        """Empty a database for the next test, unless it has other tables by now, or is gone."""
        with contextlib.suppress(asyncpg.AdminShutdownError, asyncpg.PostgresConnectionError, asyncpg.InterfaceError):
            if self._loop.run_until_complete(self._empty(name)):
                self._free.append(name)

    async def _create(self) -> str:
        name = await self._make()
        self._connections[name] = connection = await asyncpg.connect(host=self._host, user="postgres", database=name)
        self._shapes[name] = await connection.fetchval(_SHAPE)
        return name

    async def _empty(self, name: str) -> bool:
        connection = self._connections[name]
        await connection.execute(_OTHERS)
        if await connection.fetchval(_SHAPE) != self._shapes[name]:
            return False
        async with connection.transaction():
            # Without triggers, some of which let nothing be deleted.
            await connection.execute("SET LOCAL session_replication_role = replica")
            names = [row[0] for row in await connection.fetch(_TABLES)]
            await connection.execute(";".join(f"DELETE FROM {name}" for name in names))
            await connection.execute(_RESTART)
        return True
