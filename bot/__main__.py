"""The `veo-bot` command."""

import argparse
import asyncio
import importlib
import sys

from bot import __version__
from bot.errors import VeoBotError


def main(arguments: list[str] | None = None) -> int:
    """Run a command; gives the exit status: 0 done, 1 a failure that was explained in one sentence, 2 wrong usage."""
    parser = argparse.ArgumentParser(prog="veo-bot", description="A Discord bot that makes videos with Veo 2.")
    parser.add_argument("--version", action="version", version=f"veo-bot {__version__}")
    commands = parser.add_subparsers(dest="command", required=True, metavar="COMMAND")
    commands.add_parser("run", help="run the bot, with the settings of the environment and .env")
    demo = commands.add_parser("demo", help="try the bot in a browser, without any token")
    demo.add_argument("--latency", type=float, default=12.0, metavar="SECONDS", help="how long a video takes (12)")
    demo.add_argument("--port", type=int, default=0, help="the port of the page (any free one)")
    options = parser.parse_args(arguments)
    try:
        if options.command == "demo":
            return _demo(options)
        return _run()
    except VeoBotError as error:
        print(f"veo-bot: {error}", file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        return 130


def _run() -> int:
    from bot.app import run  # noqa: PLC0415 - discord.py is slow to import; --version and mistakes are not
    from bot.settings import load_settings  # noqa: PLC0415

    asyncio.run(run(load_settings()))
    return 0


def _demo(options: argparse.Namespace) -> int:
    try:
        # By name: the bot does not depend on its stand-ins, and production installs go without them.
        demo = importlib.import_module("sandbox.demo")
    except ModuleNotFoundError as error:
        raise VeoBotError(
            f"The demo needs the package {error.name}; install it with: pip install 'veo-bot[demo]'"
        ) from error
    asyncio.run(demo.run(latency_s=options.latency, port=options.port))
    return 0


if __name__ == "__main__":
    sys.exit(main())
