# SPDX-FileCopyrightText: The Fonds developers
# SPDX-License-Identifier: MIT
"""`make release` on trees that can be released and on trees that cannot; it never tags."""

from __future__ import annotations

import hashlib
import runpy
import subprocess
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable

ROOT = Path(__file__).resolve().parents[2]
RELEASE = runpy.run_path(str(ROOT / "packaging" / "release.py"))
EVENTS = Path("tests/golden/events")
BILL = "packaging/fonds.cdx.json"
METADATA = "packaging/desktop/org.fonds.Fonds.metainfo.xml"
ARCHIVES = Path("tests/golden/archives")


def git(project: Path, *words: str) -> str:
    who = ("-c", "user.name=You", "-c", "user.email=you@example.org", "-c", "commit.gpgsign=false")
    done = subprocess.run(
        ["git", *who, *words], cwd=project, capture_output=True, text=True, check=True
    )
    return done.stdout


def write(project: Path, name: str, text: str) -> None:
    path = project / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, "utf-8")


def list_golden(project: Path, text: str) -> None:
    """Write a golden event and its manifest."""
    write(project, f"{EVENTS}/FactAsserted.1.json", text)
    digest = hashlib.sha256(text.encode()).hexdigest()
    write(project, f"{EVENTS}/MANIFEST.sha256", f"{digest}  FactAsserted.1.json\n")


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A small project that can be released as 1.2.0."""
    write(tmp_path, "pyproject.toml", '[project]\nname = "fonds"\nversion = "1.2.0"\n')
    write(tmp_path, "CHANGELOG.md", "# Changelog\n\n## 1.2.0, 1 May 2031\n- New.\n\n## 1.1.0\n")
    write(tmp_path, "Makefile", "dist:\n\tmkdir -p dist && touch dist/fonds.whl\n")
    write(tmp_path, ".gitignore", "dist/\n")
    write(tmp_path, BILL, '{"metadata": {"component": {"version": "1.2.0"}}}')
    write(tmp_path, METADATA, '<release version="1.2.0"/>\n<release version="1.1.0"/>\n')
    list_golden(tmp_path, "{}\n")
    write(tmp_path, f"{ARCHIVES}/1000/falk.fonds", "an archive\n")
    digest = hashlib.sha256(b"an archive\n").hexdigest()
    write(tmp_path, f"{ARCHIVES}/MANIFEST", f"# Write-once.\n{digest} 1000/falk.fonds 1000 38\n")
    git(tmp_path, "init", "--quiet")
    commit(tmp_path)
    git(tmp_path, "tag", "v1.1.0")
    return tmp_path


def commit(project: Path) -> None:
    git(project, "add", "-A")
    git(project, "commit", "--quiet", "--allow-empty", "-m", "A change")


def change_version(project: Path) -> None:
    write(project, "pyproject.toml", '[project]\nname = "fonds"\nversion = "1.3.0"\n')


def unclear_version(project: Path) -> None:
    write(project, "pyproject.toml", '[project]\nname = "fonds"\nversion = "1.2"\n')
    write(project, "CHANGELOG.md", "# Changelog\n\n## 1.2\n- New.\n")


def bill_is_old(project: Path) -> None:
    write(project, BILL, '{"metadata": {"component": {"version": "1.1.0"}}}')


def metadata_is_old(project: Path) -> None:
    write(project, METADATA, '<release version="1.1.0"/>\n')


def unreleased_lines(project: Path) -> None:
    write(project, "CHANGELOG.md", "# Changelog\n\n## Unreleased\n- More.\n\n## 1.2.0\n- New.\n")


def golden_event_changed(project: Path) -> None:
    write(project, f"{EVENTS}/FactAsserted.1.json", "{ }\n")


def golden_event_gone(project: Path) -> None:
    (project / EVENTS / "FactAsserted.1.json").unlink()


def golden_event_unlisted(project: Path) -> None:
    write(project, f"{EVENTS}/FactAsserted.2.json", "{}\n")


def golden_event_changed_with_its_manifest(project: Path) -> None:
    list_golden(project, "{ }\n")


def golden_archive_changed(project: Path) -> None:
    write(project, f"{ARCHIVES}/1000/falk.fonds", "another\n")


def no_manifest(project: Path) -> None:
    (project / ARCHIVES / "MANIFEST").unlink()


def tagged_already(project: Path) -> None:
    git(project, "tag", "v1.2.0")


def build_fails(project: Path) -> None:
    write(project, "Makefile", "dist:\n\tfalse\n")


def test_a_good_tree_is_built_and_the_tag_is_left_to_a_person(project, capfd):
    assert RELEASE["main"](project) == 0
    said = capfd.readouterr().out
    assert 'git tag --annotate v1.2.0 --message "Fonds 1.2.0"' in said
    assert (project / "dist" / "fonds.whl").exists()
    assert git(project, "tag").split() == ["v1.1.0"]


def test_a_new_golden_file_is_welcome(project):
    write(project, f"{EVENTS}/FactAsserted.2.json", "{}\n")
    with (project / EVENTS / "MANIFEST.sha256").open("a") as manifest:
        manifest.write(f"{hashlib.sha256(b'{}' + bytes([10])).hexdigest()}  FactAsserted.2.json\n")
    commit(project)
    assert list(RELEASE["problems"](project)) == []


@pytest.mark.parametrize(
    ("spoil", "said"),
    [
        (change_version, "newest version in CHANGELOG.md is “1.2.0, 1 May 2031”"),
        (unclear_version, "MAJOR.MINOR.PATCH"),
        (unreleased_lines, "Unreleased"),
        (bill_is_old, "fonds.cdx.json is of 1.1.0"),
        (metadata_is_old, "org.fonds.Fonds.metainfo.xml is 1.1.0"),
        (golden_event_changed, "FactAsserted.1.json was changed"),
        (golden_event_gone, "FactAsserted.1.json is missing"),
        (golden_event_unlisted, "FactAsserted.2.json is not in its manifest"),
        (golden_event_changed_with_its_manifest, "is not as v1.1.0 has it"),
        (golden_archive_changed, "falk.fonds was changed"),
        (no_manifest, "has no manifest"),
        (tagged_already, "v1.2.0 is there already"),
        (build_fails, "make dist failed"),
    ],
    ids=lambda given: getattr(given, "__name__", ""),
)
def test_a_bad_tree_is_refused_with_the_reason(
    project, capfd, spoil: Callable[[Path], None], said: str
):
    spoil(project)
    commit(project)
    tags = git(project, "tag")
    assert RELEASE["main"](project) == 1
    assert said in capfd.readouterr().err
    assert git(project, "tag") == tags


def test_a_tree_that_is_not_clean_is_refused(project, capfd):
    write(project, "left-over.txt", "x")
    assert RELEASE["main"](project) == 1
    assert "not clean" in capfd.readouterr().err


def test_of_this_project_only_what_a_release_would_settle_stands_against_it():
    """Files are as they must be; the heading of the version and a clean tree are due then."""
    version = RELEASE["version_of"](ROOT)
    assert list(RELEASE["_against_golden_files"](ROOT)) == []
    assert list(RELEASE["_against_what_is_shipped"](ROOT, version)) == []
    assert RELEASE["SEMANTIC"].fullmatch(version)
