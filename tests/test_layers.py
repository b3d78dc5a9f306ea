"""Imports point one way only: down the list of layers."""

import ast
import subprocess
import sys
from functools import cache
from pathlib import Path

ROOT = Path(__file__).parents[1]

#: From the top down. A module may import from its own layer and from those below it.
LAYERS = [
    ("sandbox", "tests", "benchmarks"),
    ("bot.__main__",),
    ("bot.doctor",),
    ("cogs",),
    ("bot.app",),
    ("bot.wiring",),
    ("bot.serving",),
    ("bot.client", "bot.command_registration", "bot.gateway_events"),
    ("bot.monitoring",),
    ("bot.presentation.context",),
    ("bot.presentation.info", "bot.presentation"),
    ("bot.presentation.jobs",),
    ("bot.presentation.admin",),
    ("bot.presentation.orders",),
    ("bot.presentation.delivery",),
    ("bot.presentation.alerts",),
    ("bot.presentation.cards",),
    ("bot.presentation.pictures",),
    ("bot.presentation.common",),
    ("bot.worker",),
    ("bot.services.jobs", "bot.services"),
    ("bot.services.quota",),
    ("bot.services.admin",),
    ("bot.services.ports", "bot.services.unavailable"),
    ("bot.segmind",),
    ("bot.media",),
    ("bot.storage.jobs", "bot.storage"),
    ("bot.storage.money",),
    ("bot.storage.rules",),
    ("bot.storage.core",),
    ("bot.storage.tables",),
    ("bot.settings",),
    ("bot.settings_messages",),
    ("bot.models",),
    ("bot.model_parts",),
    ("bot.domain",),
    ("bot.heartbeat", "bot.process_protection"),
    ("bot.errors", "bot.observability", "bot"),
    ("bot.sentences",),
    ("bot.markdown",),
]

#: What lies below and may not be used directly: people are answered through services alone.
OUT_OF_REACH = dict.fromkeys(
    ("cogs", "bot.client", "bot.command_registration", "bot.presentation"), ("bot.storage", "bot.worker", "bot.segmind")
)


def level(module: str) -> int:
    matches = [
        (len(name), index)
        for index, names in enumerate(LAYERS)
        for name in names
        if module == name or (module.startswith(f"{name}.") and name != "bot")
    ]
    if not matches:
        raise LookupError(f"{module} belongs to no layer")
    return max(matches)[1]


@cache
def nodes_of(path: Path) -> list[ast.AST]:
    """A module's imports and functions."""
    kinds = (ast.Import, ast.ImportFrom, ast.FunctionDef, ast.AsyncFunctionDef)
    nodes: list[ast.AST] = [ast.parse(path.read_text("utf-8"))]
    for node in nodes:
        nodes += (child for child in ast.iter_child_nodes(node) if not isinstance(child, ast.expr))
    return [node for node in nodes if isinstance(node, kinds)]


@cache
def imports_of(path: Path) -> set[str]:
    found: set[str] = set()
    for node in nodes_of(path):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            found.add(node.module)
    return {name for name in found if name.split(".")[0] in {"bot", "cogs", "sandbox", "tests", "benchmarks"}}


MODULES = sorted(path for folder in ("bot", "cogs", "sandbox") for path in (ROOT / folder).rglob("*.py"))


def test_imports_point_down() -> None:
    for path in MODULES:
        module = ".".join(path.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__")
        for imported in imports_of(path):
            if module.startswith("sandbox"):
                assert imported.split(".")[0] in {"sandbox", "bot"}, f"{module} imports {imported}"
            elif imported.startswith("bot.storage.migrations") or module.startswith("bot.storage.migrations"):
                continue
            else:
                assert level(imported) >= level(module), f"{module} imports {imported}, which is above it"


def is_within(module: str, package: str) -> bool:
    return module == package or module.startswith(f"{package}.")


def test_commands_and_what_people_see_use_services_alone() -> None:
    for path in MODULES:
        module = ".".join(path.relative_to(ROOT).with_suffix("").parts)
        for package, forbidden in OUT_OF_REACH.items():
            if is_within(module, package):
                for imported in imports_of(path):
                    assert not any(is_within(imported, one) for one in forbidden), f"{module} imports {imported}"


def test_the_domain_knows_only_values() -> None:
    for path in (ROOT / "bot" / "domain").glob("*.py"):
        for node in nodes_of(path):
            names = [a.name for a in node.names] if isinstance(node, ast.Import) else []
            names += [node.module or ""] if isinstance(node, ast.ImportFrom) else []
            for name in names:
                assert name.split(".")[0] not in {"discord", "aiohttp", "sqlalchemy", "PIL", "pydantic"}, path


def test_files_stay_small() -> None:
    for path in MODULES:
        assert len(path.read_text("utf-8").splitlines()) <= 420, f"{path} is too long to hold in the head"


def test_functions_fit_a_screen() -> None:
    for path in MODULES:
        for node in nodes_of(path):
            if (
                isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
                and "migrations/versions" not in path.as_posix()
            ):
                lines = (node.end_lineno or node.lineno) - node.lineno + 1
                assert lines <= 65, f"{node.name} in {path} is too long for a screen: {lines} lines"


def test_a_start_imports_nothing_that_only_some_jobs_need() -> None:
    """Pillow, Alembic and a driver for PostgreSQL take memory and time that an idle bot can do without."""
    script = "import sys, bot.app, bot.client; print(*{name.partition('.')[0] for name in sys.modules})"
    shown = subprocess.run([sys.executable, "-c", script], cwd=ROOT, capture_output=True, text=True, check=True)
    assert {"PIL", "alembic", "mako", "pygments", "asyncpg"} & set(shown.stdout.split()) == set()
