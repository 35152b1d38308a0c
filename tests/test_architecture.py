# SPDX-FileCopyrightText: The Fonds developers
# SPDX-License-Identifier: MIT
"""The house rules no linter knows: layers that bite, a whole wheel, locks, forbidden names."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
import tomllib
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
LAYERS = ("events", "archive", "viewer")
LOCKS = sorted((ROOT / "packaging" / "requirements").glob("*.txt"))
LONGEST_MODULE = 400
# lint-imports, seeing the copy it runs in and not the project that is installed beside it.
LINT_A_COPY = f"""
import sys
from pathlib import Path
project = {[str(ROOT / layer) for layer in LAYERS]!r}
copy = [str(Path.cwd() / layer) for layer in {LAYERS!r}]
sys.path[:] = copy + [entry for entry in sys.path if entry not in project]
from importlinter.cli import lint_imports_command
lint_imports_command()
"""
HEADER = (
    "SPDX-FileCopyrightText: The Fonds developers",
    "SPDX-License-Identifier: MIT",
)
# Written in two halves, so that this file does not hold what it forbids.
FORBIDDEN = re.compile(
    "|".join(
        left + right
        for left, right in (
            (r"pypi\.", "org"),
            (r"python", r"hosted\."),
            (r"registry\.", "npmjs"),
            (r"deb\.", "debian"),
            (r"archive\.", r"ubuntu\.com"),
            (r"(?<![\w.~])/wo", r"rk/"),
            (r"(?<![\w.~])/ro", r"ot/"),
            (r"(?<![\w.~])/ho", r"me/\w"),
            (r"(?<![\w.~])/Us", r"ers/\w"),
            (r"file:///", r"opt"),
        )
    )
)


def kept_files() -> list[Path]:
    """Every file that is tracked or would be."""
    if not (ROOT / ".git").exists():
        pytest.skip("not a git checkout, so what is tracked is not known")
    listed = subprocess.run(
        ["git", "ls-files", "-co", "--exclude-standard", "-z"],
        cwd=ROOT,
        check=True,
        capture_output=True,
        text=True,
    ).stdout
    return [ROOT / name for name in listed.split("\0") if name and (ROOT / name).is_file()]


def shipped_files() -> set[str]:
    """What the wheel must hold, as paths inside it: the layers, and what makes the sample."""
    kept = kept_files()
    examples = ROOT / "examples"
    sample = {examples / "build_sample.py"} | {
        path for path in kept if path.is_relative_to(examples / "marlow")
    }
    return {
        path.relative_to(ROOT / layer).as_posix()
        for layer in LAYERS
        for path in kept
        if path.is_relative_to(ROOT / layer / "fonds")
    } | {f"fonds/archive/examples/{path.relative_to(examples).as_posix()}" for path in sample}


# The wheel


@pytest.fixture(scope="module")
def wheel_names(tmp_path_factory: pytest.TempPathFactory) -> set[str]:
    folder = tmp_path_factory.mktemp("wheel")
    subprocess.run(
        [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(folder)],
        cwd=ROOT,
        check=True,
        capture_output=True,
    )
    (wheel,) = folder.glob("*.whl")
    return set(zipfile.ZipFile(wheel).namelist())


def test_wheel_holds_exactly_the_files_of_the_tree(wheel_names: set[str]) -> None:
    assert {name for name in wheel_names if ".dist-info/" not in name} == shipped_files()


def test_wheel_owns_nothing_but_fonds_at_top_level(wheel_names: set[str]) -> None:
    tops = {name.split("/")[0] for name in wheel_names}
    assert {top for top in tops if not top.endswith(".dist-info")} == {"fonds"}
    assert "fonds/__init__.py" not in wheel_names, "fonds is a namespace package"


def test_every_layer_says_that_it_is_typed(wheel_names: set[str]) -> None:
    assert {f"fonds/{layer}/py.typed" for layer in LAYERS} <= wheel_names


# The layers


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    """The three source roots and their contracts, to be broken."""
    for layer in LAYERS:
        shutil.copytree(
            ROOT / layer,
            tmp_path / layer,
            ignore=shutil.ignore_patterns("__pycache__", "fonts", "icons"),
        )
    shutil.copy(ROOT / "pyproject.toml", tmp_path)
    return tmp_path


def broken_contracts(copy: Path) -> set[str]:
    """Names of the contracts a copy breaks; what lint-imports cannot read fails the test."""
    run = subprocess.run(
        [sys.executable, "-I", "-c", LINT_A_COPY, "--no-cache", "--config", "pyproject.toml"],
        cwd=copy,
        capture_output=True,
        text=True,
        check=False,
    )
    broken = set(re.findall(r"^(.+?) BROKEN", run.stdout, flags=re.MULTILINE))
    assert (run.returncode == 0) == (not broken), run.stdout + run.stderr
    assert "Contracts:" in run.stdout, run.stdout + run.stderr
    return broken


def test_the_contracts_are_kept(copy: Path) -> None:
    assert broken_contracts(copy) == set()


@pytest.mark.parametrize(
    ("planted", "line", "contract"),
    [
        (
            "events/fonds/events/ids.py",
            "import fonds.archive",
            "viewer -> archive -> events, never back",
        ),
        (
            "archive/fonds/archive/errors.py",
            "import fonds.viewer",
            "viewer -> archive -> events, never back",
        ),
        ("archive/fonds/archive/errors.py", "import PySide6", "archive and events: never Qt"),
        (
            "events/fonds/events/ids.py",
            "import sqlite3",
            "events: pydantic and the standard library, no input or output",
        ),
        (
            "viewer/fonds/viewer/palette.py",
            "import sqlite3",
            "viewer: no SQL (through archive is the point)",
        ),
        (
            "archive/fonds/archive/projections/facts.py",
            "import fonds.archive.projections.history",
            "projections know nothing of each other",
        ),
        (
            "archive/fonds/archive/projections/facts.py",
            "import fonds.archive.schema",
            "the log's tables: only the store, and who opens or verifies a file",
        ),
        (
            "events/fonds/events/unplaced.py",
            '"""In no layer."""',
            "inside events (a new module is placed here)",
        ),
        (
            "archive/fonds/archive/unplaced.py",
            '"""In no layer."""',
            "inside archive (a new module is placed here)",
        ),
        (
            "viewer/fonds/viewer/unplaced.py",
            '"""In no layer."""',
            "inside viewer (a new module is placed here)",
        ),
    ],
    ids=[
        "back-1",
        "back-2",
        "qt",
        "io",
        "sql",
        "projections",
        "tables",
        "unplaced-events",
        "unplaced-archive",
        "unplaced-viewer",
    ],
)
def test_the_contracts_bite(copy: Path, planted: str, line: str, contract: str) -> None:
    with (copy / planted).open("a", encoding="utf-8") as module:
        module.write(f"\n{line}\n")
    assert contract in broken_contracts(copy)


# The files


def test_no_file_names_a_package_host_or_a_machine() -> None:
    found = []
    for path in kept_files():
        try:
            text = path.read_text("utf-8")
        except UnicodeDecodeError:
            continue  # a picture or a font
        found += [
            f"{path.relative_to(ROOT)}:{number}: {match.group()}"
            for number, line in enumerate(text.splitlines(), 1)
            if (match := FORBIDDEN.search(line))
        ]
    assert found == []


def source_files() -> list[Path]:
    return [
        path for path in kept_files() if path.suffix in {".py", ".sh"} or path.name == "Makefile"
    ]


def test_every_source_file_says_whose_it_is_and_how_it_is_licensed() -> None:
    def starts_well(path: Path) -> bool:
        lines = path.read_text("utf-8").splitlines()
        start = 1 if lines and lines[0].startswith("#!") else 0
        return [line.removeprefix("# ") for line in lines[start : start + 2]] == list(HEADER)

    assert [str(path.relative_to(ROOT)) for path in source_files() if not starts_well(path)] == []


def test_modules_can_be_read_in_one_sitting() -> None:
    lengths = {
        str(path.relative_to(ROOT)): len(path.read_text("utf-8").splitlines())
        for path in source_files()
        if path.relative_to(ROOT).parts[0] != "tests"
    }
    assert {name: length for name, length in lengths.items() if length > LONGEST_MODULE} == {}


# The locks


def pins(lock: Path) -> dict[str, str]:
    """Name -> version and marker, of a lock whose lines are continued with a backslash."""
    found = {}
    for requirement in lock.read_text("utf-8").replace("\\\n", " ").splitlines():
        if not requirement.strip() or requirement.startswith("#"):
            continue
        name, version = requirement.split(" --hash=")[0].strip().split("==", 1)
        found[name] = version
    return found


@pytest.mark.parametrize("lock", LOCKS, ids=lambda lock: lock.stem)
def test_every_locked_requirement_has_hashes_and_no_index(lock: Path) -> None:
    lines = lock.read_text("utf-8").replace("\\\n", " ").splitlines()
    requirements = [line for line in lines if line.strip() and not line.startswith("#")]
    bad = [
        line.split(" --hash=")[0]
        for line in requirements
        if not re.match(r"[a-z0-9.-]+==\S+( ;[^#]+?)?( +--hash=sha256:[0-9a-f]{64})+$", line)
    ]
    assert requirements
    assert bad == []


def test_the_locks_are_one() -> None:
    together: dict[str, set[str]] = {}
    for lock in LOCKS:
        for name, version in pins(lock).items():
            together.setdefault(name, set()).add(version)
    assert {name: versions for name, versions in together.items() if len(versions) > 1} == {}


def test_what_is_run_is_locked() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    named = {
        re.split(r"[^\w-]", wanted, maxsplit=1)[0].lower() for wanted in project["dependencies"]
    }
    locked = pins(ROOT / "packaging" / "requirements" / "run.txt")
    assert named <= set(locked)
    assert set(locked) <= set(pins(ROOT / "packaging" / "requirements" / "dev.txt"))


# Qt


@pytest.mark.skipif(sys.version_info >= (3, 12), reason="None is immortal from Python 3.12 on")
@pytest.mark.usefixtures("qapp")
def test_qt_keeps_none_alive() -> None:
    """PySide6 6.12.0 loses a reference to None in each call below Python 3.12, and aborts."""
    from PySide6.QtCore import QObject

    thing = QObject()
    before = sys.getrefcount(None)
    for _ in range(1000):
        thing.setObjectName("x")
    assert sys.getrefcount(None) > before - 500


def test_pydantic_is_loaded_by_one_module() -> None:
    """Two threads that load parts of it at once may each be given half a module."""
    loading = re.compile(r"^\s*(?:from|import) pydantic\b", re.MULTILINE)
    for_types = re.compile(r"^if TYPE_CHECKING:\n(?:(?: .*)?\n)*", re.MULTILINE)
    found = [
        path.relative_to(ROOT).as_posix()
        for path in sorted(ROOT.glob("*/fonds/**/*.py"))
        if loading.search(for_types.sub("", path.read_text(encoding="utf-8")))
    ]
    assert found == ["events/fonds/events/checking.py"]
