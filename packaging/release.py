# SPDX-FileCopyrightText: The Fonds developers
# SPDX-License-Identifier: MIT
"""Tells whether this tree can be released, builds everything, and says what to type to tag it.

    .venv/bin/python packaging/release.py

Nothing is tagged, committed or sent anywhere. A version is MAJOR.MINOR.PATCH (semver.org): MAJOR
for what an older Fonds or another program can no longer read or call, MINOR for what is new, PATCH
for what is mended. Ends with 1 where something stands against a release, and names all of it.
Called by `make release`.
"""

from __future__ import annotations

import hashlib
import json
import re
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

SEMANTIC = re.compile(r"(0|[1-9]\d*)\.(0|[1-9]\d*)\.(0|[1-9]\d*)")
GOLDEN = Path("tests") / "golden"
BILL = Path("packaging") / "fonds.cdx.json"
METADATA = Path("packaging") / "desktop" / "org.fonds.Fonds.metainfo.xml"
# What a release consists of, as far as this tree can make it.
TARGETS = ("dist", "frozen", "deb")


def problems(project: Path) -> Iterator[str]:
    """Yield what stands against releasing a project, a sentence each."""
    version = version_of(project)
    if SEMANTIC.fullmatch(version) is None:
        yield f"The version {version} is not of the form MAJOR.MINOR.PATCH."
    yield from _against_changelog(project, version)
    yield from _against_what_is_shipped(project, version)
    yield from _against_golden_files(project)
    yield from _against_history(project, version)


def version_of(project: Path) -> str:
    """Return the version that pyproject.toml states."""
    return str(tomllib.loads((project / "pyproject.toml").read_text("utf-8"))["project"]["version"])


def _against_changelog(project: Path, version: str) -> Iterator[str]:
    text = (project / "CHANGELOG.md").read_text("utf-8")
    headings = re.findall(r"^## (.+)$", text, flags=re.MULTILINE)
    if "Unreleased" in headings:
        yield "CHANGELOG.md still has a heading “Unreleased”; give its lines to the version."
    versions = [heading for heading in headings if heading != "Unreleased"]
    if not versions or versions[0].split()[0].rstrip(",") != version:
        said = f"“{versions[0]}”" if versions else "none"
        yield f"The newest version in CHANGELOG.md is {said}; the project's is {version}."


def _against_what_is_shipped(project: Path, version: str) -> Iterator[str]:
    """Hold the bill of materials and the desktop's metadata to the version."""
    bill = json.loads((project / BILL).read_text("utf-8"))["metadata"]["component"]["version"]
    if bill != version:
        yield (f"{BILL} is of {bill}: .venv/bin/python packaging/sbom.py >{BILL} makes it anew.")
    releases = re.findall(r'<release version="([^"]+)"', (project / METADATA).read_text("utf-8"))
    if releases[:1] != [version]:
        said = releases[0] if releases else "none"
        yield f"The newest release in {METADATA} is {said}; put {version} above it."


def _against_golden_files(project: Path) -> Iterator[str]:
    """Hold golden events and archives to their manifests."""
    for folder, pattern in (("events", "*.json"), ("archives", "*/*.fonds")):
        held = project / GOLDEN / folder
        listed = _manifest(held)
        if not listed:
            yield f"{GOLDEN / folder} has no manifest, or an empty one."
        for name, digest in listed.items():
            path = held / name
            if not path.is_file():
                yield f"The golden file {GOLDEN / folder / name} is missing."
            elif hashlib.sha256(path.read_bytes()).hexdigest() != digest:
                yield f"The golden file {GOLDEN / folder / name} was changed."
        for path in sorted(held.glob(pattern)):
            name = path.relative_to(held).as_posix()
            if name not in listed:
                yield f"The golden file {GOLDEN / folder / name} is not in its manifest."


def _manifest(folder: Path) -> dict[str, str]:
    """Return the digests that a folder's manifest lists, by file."""
    for path in (folder / "MANIFEST.sha256", folder / "MANIFEST"):
        if path.is_file():
            lines = path.read_text("utf-8").splitlines()
            words = [line.split() for line in lines if line.strip() and not line.startswith("#")]
            return {word[1]: word[0] for word in words}
    return {}


def _against_history(project: Path, version: str) -> Iterator[str]:
    if _git(project, "status", "--porcelain"):
        yield "The tree is not clean: commit or take away what git status lists."
    tags = _git(project, "tag", "--list", "v*", "--sort=-creatordate").split()
    if f"v{version}" in tags:
        yield f"The tag v{version} is there already; raise the version in pyproject.toml."
    if tags:
        # A manifest could be changed together with its file; what was tagged cannot.
        words = ("diff", "--name-only", "--diff-filter=DMRT", tags[0], "--", str(GOLDEN))
        for name in _git(project, *words).splitlines():
            if name.endswith((".json", ".fonds")) and Path(name).parent != GOLDEN:
                yield f"The golden file {name} is not as {tags[0]} has it."


def _git(project: Path, *words: str) -> str:
    program = shutil.which("git") or "git"
    done = subprocess.run(
        [program, *words], cwd=project, capture_output=True, text=True, check=True
    )
    return done.stdout.strip()


def build(project: Path) -> Iterator[str]:
    """Make everything a release consists of; yield what could not be made."""
    makefile = (project / "Makefile").read_text("utf-8")
    program = shutil.which("make") or "make"
    for target in TARGETS:
        if re.search(rf"^{target}:", makefile, flags=re.MULTILINE):
            done = subprocess.run([program, target], cwd=project, check=False)
            if done.returncode:
                yield f"make {target} failed (see above)."


def main(project: Path) -> int:
    """Check, build, and say what to type; return the exit code."""
    found = list(problems(project)) or list(build(project))
    if found:
        sys.stderr.write("This tree cannot be released:\n")
        sys.stderr.writelines(f"  - {problem}\n" for problem in found)
        return 1
    version = version_of(project)
    sys.stdout.write(
        f"Fonds {version} is built in dist/, from {_git(project, 'rev-parse', '--short', 'HEAD')}."
        " Nothing was tagged. After make test, type:\n"
        f'    git tag --annotate v{version} --message "Fonds {version}"\n'
    )
    return 0


if __name__ == "__main__":
    sys.exit(main(Path(__file__).resolve().parents[1]))
