"""The way to PostgreSQL: a pooler that breaks the bot's locks is refused; TLS and several addresses work."""

import asyncio
import shutil
import ssl
from pathlib import Path

import pytest
from sqlalchemy.engine import make_url

from bot.storage.core.database import Database, StorageError
from bot.storage.core.session_lock import require_sessions
from tests.support.ports import pick_port
from tests.support.postgres_proxies import forward, pool_transactions


def address(url: str, *hosts: str, **options: str) -> str:
    """An address of the same database by other hosts."""
    query = {"host": list(hosts), **options}
    return make_url(url).set(query=query).render_as_string(hide_password=False)


async def test_a_direct_connection_is_fine(clean_postgres_url: str) -> None:
    async with Database.open(clean_postgres_url) as database:
        await require_sessions(database)


async def test_a_pooler_in_transaction_mode_is_refused_with_the_reason(clean_postgres_url: str) -> None:
    async with pool_transactions(clean_postgres_url) as port:
        with pytest.raises(StorageError, match="PgBouncer"):
            async with Database.open(address(clean_postgres_url, f"127.0.0.1:{port}")) as database:
                await require_sessions(database)


async def test_a_pooler_that_drops_the_settings_of_sessions_is_refused(clean_postgres_url: str) -> None:
    async with Database.open(clean_postgres_url) as database:
        async with database.engine.connect() as connection:
            await connection.exec_driver_sql("SET idle_in_transaction_session_timeout = 0")
            await connection.commit()  # the pool gives this connection again
        with pytest.raises(StorageError, match="drops the bot's settings"):
            await require_sessions(database)


@pytest.mark.skipif(shutil.which("openssl") is None, reason="there is no openssl that makes a certificate")
async def test_tls_checks_the_certificate(
    tmp_path: Path, clean_postgres_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    certificate, key = tmp_path / "certificate.pem", tmp_path / "key.pem"
    kind = ["req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes", "-days", "2"]
    names = ["-subj", "/CN=localhost", "-addext", "subjectAltName=DNS:localhost"]
    openssl = await asyncio.create_subprocess_exec(
        "openssl", *kind, *names, "-keyout", str(key), "-out", str(certificate), stderr=asyncio.subprocess.DEVNULL
    )
    assert await openssl.wait() == 0
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate, key)
    async with forward(clean_postgres_url, context) as port:
        checked = address(clean_postgres_url, f"localhost:{port}", ssl="verify-full")
        with pytest.raises(StorageError, match=r"(?i)certificate"):
            async with Database.open(checked):
                pass
        monkeypatch.setenv("PGSSLROOTCERT", str(certificate))
        async with Database.open(checked) as database:
            await require_sessions(database)


async def test_a_dead_host_is_passed_over_at_the_start_and_later(clean_postgres_url: str) -> None:
    options = {"target_session_attrs": "primary"}
    async with forward(clean_postgres_url) as last:
        async with forward(clean_postgres_url) as first:
            hosts = [f"127.0.0.1:{port}" for port in (pick_port(), first, last)]
            opening = Database.open(address(clean_postgres_url, *hosts, **options))
            database = await opening.__aenter__()
            await database.ping()
        try:
            await database.ping()
        finally:
            await opening.__aexit__(None, None, None)
