"""The `veo-bot` command."""

import argparse
import asyncio
import importlib
import os
import sys
from datetime import UTC, datetime
from pathlib import Path

from bot import __version__
from bot.errors import VeoBotError
from bot.observability import configure_logging
from bot.process_protection import protect_files, protect_process

#: The commands that use secrets, or write out people's prompts and spending.
_PROTECTED = ("run", "db", "ledger", "models", "doctor", "privacy")


def main(arguments: list[str] | None = None) -> int:
    """Run a command.

    Returns the exit status: 0 for success, 1 for an error that was explained, 2 for wrong usage, 3 for warnings only,
    130 for Ctrl+C.
    """
    options = _make_parser().parse_args(arguments)
    if options.command in _PROTECTED:
        protect_process()
    try:
        if options.command == "demo":
            return _demo(options)
        if options.command == "ledger":
            return _check_ledger() if options.action == "check" else _export_ledger(options.file)
        if options.command == "db":
            return _use_database(options)
        if options.command == "privacy":
            return _export_person(options) if options.action == "export" else _delete_person(options)
        if options.command == "doctor":
            return asyncio.run(_examine(is_json=options.json))
        plain = {"run": _run, "models": _list_models, "invite": _invite, "health": _tell_health}
        return plain[options.command]()
    except VeoBotError as error:
        print(f"veo-bot: {error}", file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        return 130


def _make_parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="veo-bot", description="A Discord bot that makes videos with Google Veo.")
    parser.add_argument("--version", action="version", version=f"veo-bot {__version__}")
    commands = parser.add_subparsers(dest="command", required=True, metavar="COMMAND")
    commands.add_parser("run", help="run the bot with the settings from the environment and .env")
    demo = commands.add_parser("demo", help="try the bot in a browser; needs no token")
    demo.add_argument(
        "--latency", type=float, default=6.0, metavar="SECONDS", help="how long a video takes (default: 6)"
    )
    demo.add_argument("--port", type=int, default=0, help="the port of the page (default: any free one)")
    _add_database(commands)
    commands.add_parser("health", help="check whether the bot is running on this machine; exit status 1 if not")
    doctor = commands.add_parser(
        "doctor",
        help="check settings, token, permissions, key, balance, prices, disk, database and more; changes nothing",
        description="Exit status: 0 if all is well, 1 if something must be fixed, 3 if there are only warnings.",
    )
    doctor.add_argument("--json", action="store_true", help="print the findings as JSON")
    commands.add_parser("invite", help="print the link that invites the bot to a server")
    commands.add_parser("models", help="list the models, and ask Segmind which of them it offers today")
    ledger = commands.add_parser("ledger", help="check or export the ledger")
    ledger_audit = ledger.add_subparsers(dest="action", required=True, metavar="ACTION")
    ledger_audit.add_parser("check", help="check that the ledger, the jobs and the totals agree; exit status 1 if not")
    export = ledger_audit.add_parser("export", help="export the ledger as CSV")
    export.add_argument(
        "file", nargs="?", type=Path, metavar="FILE", help="the file to write (default: standard output)"
    )
    _add_privacy(commands)
    return parser


def _add_database(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    database = commands.add_parser("db", help="back up, restore or copy the database")
    copies = database.add_subparsers(dest="action", required=True, metavar="ACTION")
    backup = copies.add_parser("backup", help="copy the database; the bot may be running")
    backup.add_argument("file", type=Path, metavar="FILE", help="the file to write")
    restore = copies.add_parser("restore", help="replace the database with a copy; stop the bot first")
    restore.add_argument("file", type=Path, metavar="FILE", help="the copy to restore")
    copies.add_parser(
        "settle", help="after pg_restore: look for what waited instead of submitting it; stop the bot first"
    )
    copy = copies.add_parser("copy", help="copy everything into another, empty database; stop the bot first")
    copy.add_argument("source", metavar="FROM", help="such as data/veo.db or postgresql://user@host/database")
    copy.add_argument("target", metavar="TO", help="the same; a password may be in the variable PGPASSWORD instead")


def _add_privacy(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    privacy = commands.add_parser("privacy", help="export or delete what is kept about one person")
    requests = privacy.add_subparsers(dest="action", required=True, metavar="ACTION")
    personal = requests.add_parser("export", help="write it into a zip file; the bot may be running")
    personal.add_argument("user", metavar="USER", help="their Discord ID")
    personal.add_argument("file", nargs="?", type=Path, metavar="FILE", help="the file to write (default: USER.zip)")
    erase = requests.add_parser("delete", help="delete it for good; the bot may be running")
    erase.add_argument("user", metavar="USER", help="their Discord ID")


def _run() -> int:
    from bot.settings import load_settings  # noqa: PLC0415 - slow to import, and --version and usage errors should be fast

    settings = load_settings()
    from bot.app import run  # noqa: PLC0415

    protect_files(settings.data_dir)
    asyncio.run(run(settings))
    return 0


def _use_database(options: argparse.Namespace) -> int:
    if options.action == "copy":
        return _copy(options.source, options.target)
    if options.action == "settle":
        return _settle()
    return _back_up(options.file) if options.action == "backup" else _restore(options.file)


def _copy(source: str, target: str) -> int:
    from bot.services.admin.copy_command import copy_database  # noqa: PLC0415 - as above

    def note(table: str, row_count: int) -> None:
        print(f"{table}: {row_count:,} rows")

    copied = asyncio.run(copy_database(source, target, note))
    print(f"Copied {copied.row_count:,} rows in {copied.table_count} tables, and compared them.")
    if copied.wrong:
        print(f"The ledger has {len(copied.wrong)} problems, the same in both databases: see veo-bot ledger check.")
    else:
        print("The ledger is correct in both databases. Set DATABASE_URL to the new one, and start the bot.")
    return 0


def _settle() -> int:
    from bot.services.catalogue import load_catalogue  # noqa: PLC0415 - as above
    from bot.services.jobs.after_restore import settle_unused  # noqa: PLC0415
    from bot.settings import load_settings  # noqa: PLC0415

    settings = load_settings(needs_secrets=False)
    count = asyncio.run(settle_unused(settings.database_address, datetime.now(UTC), load_catalogue(settings)))
    print(f"{count:,} requests may have been submitted since. The bot will look for them first.")
    return 0


def _back_up(file: Path) -> int:
    from bot.settings import load_settings  # noqa: PLC0415 - as above
    from bot.storage.core.backup import back_up  # noqa: PLC0415

    size_bytes = back_up(load_settings(needs_secrets=False).database_address, file)
    print(f"The database was copied to {file} ({size_bytes:,} bytes).")
    return 0


def _restore(file: Path) -> int:
    from bot.services.catalogue import load_catalogue  # noqa: PLC0415 - as above
    from bot.services.jobs.after_restore import settle_restored  # noqa: PLC0415
    from bot.settings import load_settings  # noqa: PLC0415
    from bot.storage.core.backup import restore  # noqa: PLC0415

    now = datetime.now(UTC)
    counts: list[int] = []
    settings = load_settings(needs_secrets=False)
    catalogue = load_catalogue(settings)

    def prepare(copy: str) -> None:
        counts.append(asyncio.run(settle_restored(copy, now, catalogue)))

    kept = restore(settings.database_address, file, now, prepare=prepare)
    print(f"The database was restored from {file}." + (f" The previous one was kept as {kept}." if kept else ""))
    if any(counts):
        print(f"{sum(counts):,} requests in it may have been submitted since. The bot will look for them first.")
    return 0


def _tell_health() -> int:
    from bot.heartbeat import SILENCE_MAX_S, Heartbeats  # noqa: PLC0415 - as above
    from bot.settings import load_settings  # noqa: PLC0415

    settings = load_settings(needs_secrets=False)
    signs = Heartbeats(settings.data_dir, settings.heartbeat_name).read()
    if not signs:
        raise VeoBotError("The bot is not running.")
    for sign in signs:
        which = f"The bot (process {sign.pid})" if len(signs) > 1 else "The bot"
        if sign.is_stuck:
            raise VeoBotError(f"{which} is stuck: it hasn't reported for more than {SILENCE_MAX_S:.0f} seconds.")
        if not sign.has_database:
            raise VeoBotError(f"{which} is running, but its database isn't responding.")
    if all(sign.is_standby for sign in signs):
        print("The bot is running on standby, and takes over when another process ends.")
    elif all(sign.has_discord or sign.is_standby for sign in signs):
        print("The bot is running.")
    else:
        print("The bot is running, but not connected to Discord yet.")
    return 0


async def _examine(*, is_json: bool) -> int:
    from bot.doctor.command import examine  # noqa: PLC0415 - as above
    from bot.doctor.findings import exit_status, format_json, format_line  # noqa: PLC0415

    configure_logging("CRITICAL", "console")  # print only the findings
    findings = []
    async for finding in examine():
        findings.append(finding)
        if not is_json:
            _print(format_line(finding, sys.stdout.encoding))
    if is_json:
        _print(format_json(findings))
    return exit_status(findings)


def _print(text: str) -> None:
    """Print at once. If the reader has closed the pipe, discard the output; the exit status still counts."""
    try:
        print(text, flush=True)
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _invite() -> int:
    from bot.presentation.info.invite import application_id_of, invite_url  # noqa: PLC0415 - as above
    from bot.settings import load_token  # noqa: PLC0415

    application_id = application_id_of(load_token())
    if application_id is None:
        raise VeoBotError(
            "DISCORD_TOKEN is not a Discord bot token. Copy it again from "
            "https://discord.com/developers/applications (Bot, Reset Token)."
        )
    print(invite_url(application_id))
    return 0


def _list_models() -> int:
    from bot.services.catalogue import load_catalogue  # noqa: PLC0415
    from bot.services.models_command import report  # noqa: PLC0415 - as above
    from bot.settings import SettingsError, load_settings  # noqa: PLC0415

    missing_key = None
    try:
        settings = load_settings(needs_token=False)
    except SettingsError as error:
        missing_key, settings = error, load_settings(needs_secrets=False)
    models = asyncio.run(report(settings, load_catalogue(settings), is_asking=missing_key is None))
    print(models.text)
    problem = missing_key or models.problem
    if problem:
        print(f"veo-bot: {problem}", file=sys.stderr)
    return 1 if problem else 0


def _check_ledger() -> int:
    from bot.services.admin.ledger_command import prove  # noqa: PLC0415 - as above
    from bot.settings import load_settings  # noqa: PLC0415

    findings = asyncio.run(prove(load_settings(needs_secrets=False).database_address))
    for sentence in findings.wrong:
        print(sentence)
    if findings.wrong:
        print(f"veo-bot: the ledger is wrong ({len(findings.wrong)} problems)", file=sys.stderr)
        return 1
    print(f"The ledger is correct: {findings.job_count:,} jobs, {findings.entry_count:,} entries.")
    return 0


def _export_ledger(file: Path | None) -> int:
    from bot.services.admin.ledger_command import export  # noqa: PLC0415 - as above
    from bot.settings import load_settings  # noqa: PLC0415

    try:
        count = asyncio.run(export(load_settings(needs_secrets=False).database_address, file or sys.stdout))
        sys.stdout.flush()
    except BrokenPipeError:  # the reader closed the pipe
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    if file is not None:
        print(f"{count:,} entries written to {file}.")
    return 0


def _export_person(options: argparse.Namespace) -> int:
    from bot.services.privacy.privacy_command import export, read_user  # noqa: PLC0415 - as above
    from bot.settings import load_settings  # noqa: PLC0415

    user_id = read_user(options.user)
    settings, file = load_settings(needs_secrets=False), options.file or Path(f"{user_id}.zip")
    size_bytes = asyncio.run(export(settings.database_address, settings.data_dir, user_id, file))
    print(f"What is kept about {user_id} was written to {file} ({size_bytes:,} bytes).")
    return 0


def _delete_person(options: argparse.Namespace) -> int:
    from bot.services.privacy.privacy_command import delete, read_user  # noqa: PLC0415 - as above
    from bot.settings import load_settings  # noqa: PLC0415

    user_id = read_user(options.user)
    deleted = asyncio.run(delete(load_settings(needs_secrets=False).database_address, user_id))
    print(
        f"Deleted what {user_id} wrote, made and chose ({deleted.videos:,} videos). The bot deletes the messages and "
        f"files while it runs. What counts towards limits keeps the ID until {deleted.id_until:%Y-%m-%d}."
    )
    return 0


def _demo(options: argparse.Namespace) -> int:
    try:
        # Imported by name: the bot doesn't depend on the sandbox, and production installs don't have it.
        demo = importlib.import_module("sandbox.demo")
    except ModuleNotFoundError as error:
        raise VeoBotError(
            f"The demo needs the package {error.name}. Install it with: pip install 'veo-bot[demo]'"
        ) from error
    asyncio.run(demo.run(latency_s=options.latency, port=options.port))
    return 0


if __name__ == "__main__":
    sys.exit(main())
