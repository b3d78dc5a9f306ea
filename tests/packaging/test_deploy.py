"""The deploy files, held against the tools that read them, and against the settings that the bot knows."""

import json
import os
import re
import shutil
import subprocess
import sys
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from bot import __version__
from bot.settings import Settings

ROOT = Path(__file__).parents[2]
DEPLOY = ROOT / "deploy"
QUICK, REPLICAS = ROOT / "compose.yaml", DEPLOY / "compose.replicas.yaml"
#: What the Dockerfile's user may write to, and where pods put something else.
UID = "10001"
#: The version of Kubernetes whose schemas are used.
KUBERNETES = "1.37.0"


@cache
def read_compose(path: Path, folder: Path) -> Any:
    """What Docker Compose makes of a file, with a copy of the template as .env."""
    program = shutil.which("docker-compose", path=f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}")
    if program is None:
        pytest.skip("Docker Compose is not installed")
    for name in ("compose.yaml", "deploy", "Dockerfile"):
        copy = shutil.copytree if (ROOT / name).is_dir() else shutil.copy
        copy(ROOT / name, folder / name)
    shutil.copy(ROOT / ".env.example", folder / ".env")
    with (folder / ".env").open("a") as file:
        file.write("POSTGRES_PASSWORD=letters\nGRAFANA_PASSWORD=digits\n")
    command = [program, "--env-file", ".env", "-f", str(path.relative_to(ROOT)), "config", "--format", "json"]
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False, timeout=60)
    assert done.returncode == 0, done.stderr
    assert done.stderr == ""
    return json.loads(done.stdout)


@pytest.fixture(params=[QUICK, REPLICAS], ids=lambda path: path.name)
def compose(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Any:
    return read_compose(request.param, tmp_path_factory.mktemp("compose"))


def limits_of(service: Any) -> tuple[int, int]:
    """The memory in bytes and the number of processes that a service may use."""
    limits = service.get("deploy", {}).get("resources", {}).get("limits", {})
    memory = int(service.get("mem_limit") or limits["memory"])
    return memory, int(service.get("pids_limit") or limits["pids"])


def test_every_service_is_confined_limited_and_rotates_its_log(compose: Any) -> None:
    for name, service in compose["services"].items():
        assert service["read_only"], name
        assert service["cap_drop"] == ["ALL"], name
        assert service["security_opt"] == ["no-new-privileges:true"], name
        assert service["restart"] == "unless-stopped", name
        memory, processes = limits_of(service)
        assert 0 < memory <= 2 * 2**30, name
        assert 0 < processes <= 400, name
        assert service["logging"]["options"] == {"max-size": "10m", "max-file": "5"}, name


def test_no_port_is_open_to_the_outside(compose: Any) -> None:
    published = [port for service in compose["services"].values() for port in service.get("ports", [])]
    assert {port["host_ip"] for port in published} <= {"127.0.0.1"}


def test_the_bot_gets_settings_that_it_knows(compose: Any) -> None:
    environment = set(compose["services"]["veo-bot"]["environment"])
    others = {"POSTGRES_PASSWORD", "GRAFANA_PASSWORD"}  # of the same .env
    assert environment - others <= known_settings()


def known_settings() -> set[str]:
    return {name.upper() for name in Settings.model_fields}


def test_images_of_others_are_pinned_to_a_version(compose: Any) -> None:
    for name, service in compose["services"].items():
        if "build" not in service:
            assert re.search(r":v?\d+\.\d+(\.\d+)?(-[a-z0-9.]+)?$", service["image"]), name


def test_the_replicas_share_a_database_and_nothing_else(tmp_path: Path) -> None:
    services = read_compose(REPLICAS, tmp_path)["services"]
    bot = services["veo-bot"]
    assert bot["deploy"]["replicas"] == int(bot["environment"]["SHARD_SLOTS"]) + 1
    assert "volumes" not in bot
    assert bot["environment"]["DATABASE_URL"] == "postgresql+asyncpg://veo:letters@postgres/veo"
    assert bot["depends_on"]["postgres"]["condition"] == "service_healthy"
    for name, service in services.items():
        for volume in service.get("volumes", []):
            if volume["type"] == "bind":
                assert Path(volume["source"]).exists(), f"{name}: {volume['source']}"
                assert volume["read_only"], name


def test_without_a_password_the_replicas_do_not_start(tmp_path: Path) -> None:
    text = REPLICAS.read_text("utf-8")
    assert "${POSTGRES_PASSWORD:?" in text
    assert "${GRAFANA_PASSWORD:?" in text


def read_yaml(path: Path) -> Any:
    yaml = pytest.importorskip("yaml", reason="PyYAML is not installed")
    return yaml.safe_load(path.read_text("utf-8"))


def manifests() -> list[Path]:
    return [path for path in sorted((DEPLOY / "kubernetes").glob("*.yaml")) if path.name != "kustomization.yaml"]


@pytest.mark.parametrize("path", manifests(), ids=lambda path: path.name)
def test_kubernetes_accepts_each_manifest(path: Path) -> None:
    validate = pytest.importorskip("kubernetes_validate", reason="kubernetes-validate is not installed")
    validate.validate(read_yaml(path), KUBERNETES, strict=True)


def test_kubernetes_schemas_find_what_is_wrong() -> None:
    validate = pytest.importorskip("kubernetes_validate", reason="kubernetes-validate is not installed")
    wrong = read_yaml(DEPLOY / "kubernetes" / "deployment.yaml")
    wrong["spec"]["template"]["spec"]["containers"][0]["livenessProb"] = {}
    with pytest.raises(validate.ValidationError):
        validate.validate(wrong, KUBERNETES, strict=True)


def test_the_kustomization_has_all_manifests_but_the_secret() -> None:
    whole = read_yaml(DEPLOY / "kubernetes" / "kustomization.yaml")
    assert set(whole["resources"]) == {path.name for path in manifests()} - {"secret.example.yaml"}
    assert whole["images"][0]["newTag"] == __version__
    program = shutil.which("kubectl")
    if program is not None:
        done = subprocess.run(
            [program, "kustomize", DEPLOY / "kubernetes"], capture_output=True, text=True, check=False, timeout=60
        )
        assert done.returncode == 0, done.stderr
        assert f"registry.example.com/veo-bot:{__version__}" in done.stdout


def test_the_pods_are_confined_and_need_no_volume() -> None:
    deployment = read_yaml(DEPLOY / "kubernetes" / "deployment.yaml")
    pod = deployment["spec"]["template"]["spec"]
    [container] = pod["containers"]
    config = read_yaml(DEPLOY / "kubernetes" / "config.yaml")["data"]
    secret = read_yaml(DEPLOY / "kubernetes" / "secret.example.yaml")["stringData"]
    assert {*config, *secret} <= known_settings()
    assert deployment["spec"]["replicas"] == int(config["SHARD_SLOTS"]) + 1
    assert [next(iter(set(volume) - {"name"})) for volume in pod["volumes"]] == ["emptyDir", "emptyDir"]
    assert pod["securityContext"]["runAsNonRoot"]
    assert str(pod["securityContext"]["runAsUser"]) == UID
    assert UID in (ROOT / "Dockerfile").read_text("utf-8")
    assert container["securityContext"] == {
        "allowPrivilegeEscalation": False,
        "readOnlyRootFilesystem": True,
        "capabilities": {"drop": ["ALL"]},
    }
    probes = {name: container[name]["httpGet"]["path"] for name in container if name.endswith("Probe")}
    assert probes == {"startupProbe": "/healthz", "livenessProbe": "/healthz", "readinessProbe": "/readyz"}


def test_prometheus_and_grafana_are_given_files_that_exist() -> None:
    prometheus = read_yaml(DEPLOY / "prometheus" / "prometheus.yml")
    for name in prometheus["rule_files"]:
        assert (DEPLOY / "prometheus" / name).is_file(), name
    assert json.loads((DEPLOY / "grafana" / "veo-bot.json").read_text("utf-8"))["title"]
    [source] = read_yaml(DEPLOY / "grafana" / "provisioning" / "datasources" / "prometheus.yaml")["datasources"]
    assert source["url"] == "http://prometheus:9090"


@pytest.fixture
def unit(tmp_path: Path) -> Path:
    """The unit with a program that is installed here."""
    path = tmp_path / "veo-bot.service"
    text = (DEPLOY / "systemd" / "veo-bot.service").read_text("utf-8")
    path.write_text(text.replace("/opt/veo-bot/bin/veo-bot", "/bin/true"), "utf-8")
    return path


def analyze(*arguments: object) -> str:
    program = shutil.which("systemd-analyze")
    if program is None:
        pytest.skip("systemd-analyze is not installed")
    command = [program, *map(str, arguments)]
    done = subprocess.run(command, capture_output=True, text=True, check=False, timeout=60)
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stderr


def test_systemd_accepts_the_unit(unit: Path) -> None:
    said = analyze("verify", unit)
    assert str(unit) not in said, said


def test_the_unit_is_confined(unit: Path) -> None:
    analyze("security", "--offline=yes", "--no-pager", "--threshold=25", unit)
