"""What is shipped: the wheel has everything that the bot reads, and versions, images and actions are what they say."""

import os
import re
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

from bot import __version__

ROOT = Path(__file__).parents[2]
BUILD = "import sys; from setuptools import build_meta; build_meta.build_wheel(sys.argv[1])"


def test_the_wheel_has_everything_that_the_bot_reads(tmp_path: Path) -> None:
    source = tmp_path / "source"
    for folder in ("bot", "cogs", "sandbox"):
        shutil.copytree(ROOT / folder, source / folder, ignore=shutil.ignore_patterns("__pycache__"))
    for name in ("pyproject.toml", "README.md", "LICENSE"):
        shutil.copy(ROOT / name, source)
    subprocess.run([sys.executable, "-c", BUILD, tmp_path], cwd=source, check=True, capture_output=True)
    [wheel] = tmp_path.glob("*.whl")
    assert wheel.name == f"veo_bot-{__version__}-py3-none-any.whl"
    packed = {name for name in zipfile.ZipFile(wheel).namelist() if ".dist-info/" not in name}
    needed = [file for folder in ("bot", "cogs", "sandbox") for file in (source / folder).rglob("*") if file.is_file()]
    assert packed == {str(file.relative_to(source)) for file in needed}


def test_the_changelog_starts_with_this_version() -> None:
    headings = re.findall(r"^## (.+)$", (ROOT / "CHANGELOG.md").read_text(encoding="utf-8"), re.MULTILINE)
    assert headings[0].split()[0] == __version__
    assert re.fullmatch(r"\d+\.\d+\.\d+ - (\d{4}-\d\d-\d\d|unreleased)", headings[0])


def test_the_notes_of_a_release_are_its_section_of_the_changelog(tmp_path: Path) -> None:
    shutil.copy(ROOT / "Makefile", tmp_path)
    tools = tmp_path / ".venv" / "bin"
    tools.mkdir(parents=True)
    (tmp_path / "scripts").mkdir()
    (tmp_path / "scripts" / "environment.py").touch()
    (tools / "veo-bot").write_text("#!/bin/sh\necho veo-bot 1.2.0\n")
    (tools / "veo-bot").chmod(0o755)
    changelog = tmp_path / "CHANGELOG.md"
    command = ["make", "notes", f"PYTHON={sys.executable}"]
    changelog.write_text("# Changelog\n\n## 1.2.0 - 2026-01-02\n\n### Added\n\n- A.\n\n## 1.1.0\n\n- B.\n")
    subprocess.run(command, cwd=tmp_path, check=True, capture_output=True)
    assert (tmp_path / "dist" / "NOTES.md").read_text().strip() == "### Added\n\n- A."
    changelog.write_text("# Changelog\n\n## 1.2.0.1\n\n- B.\n")
    failed = subprocess.run(command, cwd=tmp_path, check=False, capture_output=True, text=True)
    assert failed.returncode
    assert "CHANGELOG.md has no section for this version." in failed.stdout


def test_what_others_run_is_pinned_by_its_content() -> None:
    """A tag can be moved to other code; a commit and a digest cannot."""
    workflows = list((ROOT / ".github" / "workflows").glob("*.yml"))
    assert workflows
    for workflow in workflows:
        for used in re.findall(r"uses: (?!\./)(.+)", workflow.read_text(encoding="utf-8")):
            assert re.fullmatch(r"[\w-]+/[\w-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+", used), workflow.name
    images = re.findall(r"^FROM (.+)$", (ROOT / "Dockerfile").read_text(encoding="utf-8"), re.MULTILINE)
    assert re.fullmatch(r"python:\d+\.\d+\.\d+-slim-\w+@sha256:[0-9a-f]{64} AS base", images[0])
    assert {image.split()[0] for image in images[1:]} == {"base"}


def test_each_supported_python_is_tested() -> None:
    supported = re.findall(r"Python :: (\d\.\d+)", (ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    workflow = (ROOT / ".github" / "workflows" / "ci.yml").read_text(encoding="utf-8")
    assert f"python: {str(supported).replace(chr(39), chr(34))}" in workflow


def test_no_registry_address_is_committed() -> None:
    files = [*ROOT.glob("requirements*.txt"), ROOT / "pyproject.toml", ROOT / "Makefile", ROOT / "Dockerfile"]
    for file in files:
        assert not re.search(r"(?i)index.url\s*[ =]\s*\S*https?:", file.read_text(encoding="utf-8")), file.name
    assert os.access(ROOT / ".ci" / "run", os.X_OK)
