"""The dashboard, the alert rules and docs/monitoring.md name metrics that exist, and the rules are valid PromQL."""

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import promql_parser
import pytest
import yaml

from bot.domain.alerts import AlertKind
from bot.domain.clock import Clock
from bot.domain.jobs import JobState
from bot.domain.limits import Defaults, Scope, Window
from bot.domain.quota import Refusal, RefusalReason
from bot.monitoring.metrics import Metrics
from bot.monitoring.process import ProcessState
from bot.monitoring.stored import StoredMetrics
from bot.services.replica import ReplicaStatus
from bot.storage.core.database import Database
from tests.monitoring.test_pages import FakeGateway, nobody_told
from tests.support.jobs import make_job, store_job
from tests.support.models import CATALOGUE, TEXT_MODEL

ROOT = Path(__file__).parents[2]
RULES = ROOT / "deploy" / "prometheus" / "veo-bot-alerts.yml"
DASHBOARD = ROOT / "deploy" / "grafana" / "veo-bot.json"
DOCS = ROOT / "docs" / "monitoring.md"
#: What prometheus-client says of every process.
_PROCESS = "process_"


@pytest.fixture
async def known(sqlite_url: str) -> dict[str, set[str]]:
    """The labels of every series that the bot can show, by its name."""
    async with Database.open(sqlite_url) as database:
        async with database.write() as connection:
            await store_job(connection, make_job())
        metrics = Metrics({TEXT_MODEL})
        stored = StoredMetrics(database, metrics, Clock(), CATALOGUE, Defaults())
        stored.note_balance(1)
        await stored.refresh(is_leader=True)
        ProcessState(
            metrics,
            database,
            FakeGateway(),
            lambda: ReplicaStatus(is_leader=True, slot=0, shards=(0,), is_standby=False),
            nobody_told,
        )
        metrics.segmind_answered("submit", 200, 1.0)
        metrics.refused(Refusal(reason=RefusalReason.BUDGET, scope=Scope.BOT, window=Window.DAY))
        metrics.lock_waited("process", 0.1)
        metrics.job_accepted(TEXT_MODEL)
        metrics.job_ended(TEXT_MODEL, JobState.DELIVERED)
        metrics.video_posted(TEXT_MODEL, since_request_s=1.0, since_ready_s=1.0)
        metrics.cost_booked(TEXT_MODEL, 1.0)
        return {
            sample.name: set(sample.labels)
            for family in metrics.registry.collect()
            for sample in family.samples
            if not sample.name.endswith("_created")
        }


def rules() -> list[dict[str, Any]]:
    groups = yaml.safe_load(RULES.read_text("utf-8"))["groups"]
    return [rule for group in groups for rule in group["rules"]]


def targets() -> Iterator[str]:
    for panel in json.loads(DASHBOARD.read_text("utf-8"))["panels"]:
        for target in panel.get("targets", ()):
            yield target["expr"].replace("$job", "veo-bot")


def selectors(node: Any) -> Iterator[Any]:
    """Every selector in a parsed expression."""
    if isinstance(node, promql_parser.VectorSelector):
        yield node
        return
    for name in ("vector_selector", "expr", "lhs", "rhs", "param"):
        child = getattr(node, name, None)
        if child is not None:
            yield from selectors(child)
    for argument in getattr(node, "args", None) or ():
        yield from selectors(argument)


def check(expression: str, known: dict[str, set[str]]) -> None:
    found = list(selectors(promql_parser.parse(expression)))
    assert found, f"nothing is selected by {expression}"
    for selector in found:
        assert selector.name in known, f"{selector.name} doesn't exist, in {expression}"
        for matcher in selector.matchers.matchers:
            assert matcher.name in known[selector.name] | {"job"}, f"{selector.name} has no label {matcher.name}"
    grouped = {label.strip() for by in re.findall(r"by \(([^)]*)\)", expression) for label in by.split(",")}
    labels = set().union(*(known[selector.name] for selector in found)) | {"instance", "job"}
    assert grouped <= labels, f"{grouped - labels} are no labels, in {expression}"


async def test_rules_and_dashboard_use_metrics_that_exist(known: dict[str, set[str]]) -> None:
    for expression in [*(rule["expr"] for rule in rules()), *targets()]:
        check(expression, known)
    with pytest.raises(AssertionError, match="veo_jobz"):
        check("sum by (state) (veo_jobz)", known)


def test_each_rule_says_what_to_do_and_has_a_name_of_its_own() -> None:
    names = [rule["alert"] for rule in rules()]
    assert len(names) == len(set(names)) > 10
    for rule in rules():
        assert rule["annotations"]["summary"].endswith(".")
        assert len(rule["annotations"]["description"]) > 20
        assert rule["labels"]["severity"] in {"critical", "warning", "info"}


async def test_the_dashboard_shows_all_metrics_and_nothing_overlaps(known: dict[str, set[str]]) -> None:
    text = " ".join(targets())
    families = {re.sub(r"_(bucket|sum|count)$", "", name) for name in known if not name.startswith(_PROCESS)}
    assert {name for name in families if name not in text} == set()
    panels = json.loads(DASHBOARD.read_text("utf-8"))["panels"]
    assert len({panel["id"] for panel in panels}) == len(panels)
    cells = [
        (x, y)
        for panel in panels
        for place in [panel["gridPos"]]
        for x in range(place["x"], place["x"] + place["w"])
        for y in range(place["y"], place["y"] + place["h"])
    ]
    assert len(cells) == len(set(cells))
    assert max(x for x, _ in cells) < 24


async def test_the_docs_list_each_metric_with_its_labels(known: dict[str, set[str]]) -> None:
    rows = re.findall(r"^\| `(veo_\w+)` \|([^|]*)\|", DOCS.read_text("utf-8"), re.MULTILINE)
    written = {name: set(re.findall(r"`(\w+)`", labels)) for name, labels in rows}
    assert len(written) == len(rows)
    expected = {
        re.sub(r"_(bucket|sum|count)$", "", name): labels - {"le"}
        for name, labels in known.items()
        if not name.startswith(_PROCESS)
    }
    assert written == expected


def test_the_docs_list_each_alert() -> None:
    text = DOCS.read_text("utf-8")
    assert [kind for kind in AlertKind if f"`{kind}`" not in text] == []
