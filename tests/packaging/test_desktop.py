# SPDX-FileCopyrightText: The Fonds developers
# SPDX-License-Identifier: MIT
"""What `make desktop` lays out, judged by those who read it: validators, databases, shells."""

from __future__ import annotations

import configparser
import os
import shlex
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest

from fonds.archive.cli.lazy import FondsCommand
from fonds.archive.cli.manual import manual
from fonds.archive.cli.reference import walk
from fonds.archive.schema import APPLICATION_ID

ROOT = Path(__file__).resolve().parent.parent.parent
ID = "org.fonds.Fonds"
MEDIA_TYPE = "application/x-fonds"
OUTSIDE = dict(os.environ)


def ask(tool: str, *words: str | Path, package: str = "", **environment: str) -> str:
    """Run a tool of the system that must say yes; skip where there is none."""
    if shutil.which(tool) is None:
        pytest.skip(f"{tool} is not installed (Debian: {package or tool})")
    done = subprocess.run(
        [tool, *map(str, words)],
        env={**os.environ, **environment},
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout + done.stderr


@pytest.fixture(scope="module")
def share(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("desktop") / "share"
    subprocess.run(["sh", "packaging/desktop.sh", str(folder)], cwd=ROOT, env=OUTSIDE, check=True)
    return folder


@pytest.fixture
def archive(tmp_path: Path, run_fonds) -> Path:
    run_fonds("new", str(tmp_path / "marlow.fonds"))
    return tmp_path / "marlow.fonds"


@pytest.fixture
def run_fonds():
    def run(*words: str) -> None:
        program = Path(sys.executable).with_name("fonds")
        subprocess.run([program, *words], check=True, capture_output=True)

    return run


# The menu entry and what stores show


def test_the_menu_entry_is_valid(share: Path):
    entry = share / "applications" / f"{ID}.desktop"
    assert ask("desktop-file-validate", entry, package="desktop-file-utils").strip() == ""


def test_the_metadata_are_valid(share: Path):
    said = ask(
        "appstreamcli", "validate", "--no-net", share / "metainfo" / f"{ID}.metainfo.xml",
        package="appstream",
    )  # fmt: skip
    assert "successful" in said


def test_entry_metadata_and_window_name_the_same_things(share: Path):
    entry = configparser.ConfigParser(interpolation=None)
    entry.read(share / "applications" / f"{ID}.desktop", encoding="utf-8")
    desktop = entry["Desktop Entry"]
    metainfo = ET.parse(share / "metainfo" / f"{ID}.metainfo.xml").getroot()  # noqa: S314 - ours
    assert metainfo.findtext("id") == ID == desktop["icon"]
    assert metainfo.findtext("launchable") == f"{ID}.desktop"
    assert metainfo.findtext("provides/mediatype") == MEDIA_TYPE == desktop["mimetype"].strip(";")
    assert metainfo.findtext("provides/binary") == shlex.split(desktop["exec"])[0]
    assert metainfo.findtext("summary") == desktop["comment"]
    start = (ROOT / "viewer" / "fonds" / "viewer" / "start.py").read_text("utf-8")
    assert f'setDesktopFileName("{ID}")' in start


def test_the_newest_release_is_this_version(share: Path):
    version = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]["version"]
    metainfo = ET.parse(share / "metainfo" / f"{ID}.metainfo.xml").getroot()  # noqa: S314 - ours
    newest = metainfo.find("releases/release")
    assert newest is not None
    assert newest.get("version") == version


# The kind of file


@pytest.fixture
def mime_database(share: Path, tmp_path: Path) -> Path:
    """A database of MIME types of our own, with what this system knows and our type."""
    known = Path("/usr/share/mime/packages/freedesktop.org.xml")
    if not known.is_file():
        pytest.skip("this system has no shared-mime-info")
    data = tmp_path / "data"
    shutil.copytree(share / "mime", data / "mime")
    shutil.copyfile(known, data / "mime" / "packages" / known.name)
    said = ask(
        "update-mime-database", data / "mime",
        package="shared-mime-info", XDG_DATA_DIRS=str(data),
    )  # fmt: skip
    assert said == ""
    return data


# In a process of its own, since Qt reads the database once.
ASK_QT = """
import sys
from PySide6.QtCore import QMimeDatabase
database = QMimeDatabase()
by = QMimeDatabase.MatchMode.MatchContent
for name in sys.argv[1:]:
    found = database.mimeTypeForFile(name, by)
    print(found.name(), database.mimeTypeForFile(name).name(), *found.parentMimeTypes())
"""


def test_an_archive_is_known_by_content_and_by_name(mime_database: Path, archive: Path):
    nameless = archive.with_name("letters")
    shutil.copyfile(archive, nameless)
    other = archive.with_name("other.db")
    data = bytearray(archive.read_bytes())
    data[68:72] = b"\0\0\0\0"
    other.write_bytes(data)
    empty = archive.with_name("empty.fonds")
    empty.touch()
    said = subprocess.run(
        [sys.executable, "-c", ASK_QT, *map(str, (archive, nameless, other, empty))],
        env={**os.environ, "XDG_DATA_DIRS": str(mime_database), "XDG_DATA_HOME": "/nowhere"},
        capture_output=True,
        text=True,
        check=True,
    ).stdout.splitlines()
    assert said[0].split() == [MEDIA_TYPE, MEDIA_TYPE, "application/vnd.sqlite3"]
    assert said[1].split()[:2] == [MEDIA_TYPE, MEDIA_TYPE]
    assert said[2].split()[:2] == ["application/vnd.sqlite3"] * 2
    assert said[3].split()[1] == MEDIA_TYPE


def test_the_desktops_own_tool_knows_an_archive(mime_database: Path, archive: Path):
    said = ask(
        "gio", "info", "-a", "standard::content-type", archive,
        package="libglib2.0-bin", XDG_DATA_DIRS=str(mime_database), XDG_DATA_HOME="/nowhere",
    )  # fmt: skip
    assert f"standard::content-type: {MEDIA_TYPE}" in said


def test_the_menu_entry_is_asked_to_open_archives(mime_database: Path, share: Path):
    shutil.copytree(share / "applications", mime_database / "applications")
    # An entry whose program is not there is passed over.
    bin_ = mime_database / "bin"
    bin_.mkdir()
    (bin_ / "fonds").symlink_to(Path(sys.executable).with_name("fonds"))
    ask("update-desktop-database", mime_database / "applications", package="desktop-file-utils")
    said = ask(
        "gio", "mime", MEDIA_TYPE, package="libglib2.0-bin",
        XDG_DATA_DIRS=str(mime_database), XDG_DATA_HOME="/nowhere",
        PATH=f"{bin_}:{os.environ['PATH']}", LC_ALL="C",
    )  # fmt: skip
    assert f"{ID}.desktop" in said.split("Registered applications")[0]


def test_the_magic_is_the_formats_own():
    assert APPLICATION_ID.to_bytes(4, "big") == b"FNDS"
    types = ET.parse(ROOT / "packaging" / "desktop" / f"{ID}.xml").getroot()  # noqa: S314 - ours
    matches = [match.get("value") for match in types.iter() if match.tag.endswith("}match")]
    assert matches == ["SQLite format 3\\0", "FNDS"]


# Icons


@pytest.mark.usefixtures("qapp")
def test_there_is_an_icon_of_every_size(share: Path):
    from PySide6.QtGui import QImage

    theme = share / "icons" / "hicolor"
    for context, name in (("apps", ID), ("mimetypes", MEDIA_TYPE.replace("/", "-"))):
        for size in (16, 22, 24, 32, 48, 64, 128, 256, 512):
            image = QImage(str(theme / f"{size}x{size}" / context / f"{name}.png"))
            assert (image.width(), image.height()) == (size, size), (name, size)
            colours = {image.pixel(x, y) for x in range(size) for y in range(size)}
            assert len(colours) > 8, "nothing is drawn on it"
            assert image.pixelColor(0, 0).alpha() == 0, "its corner is not see-through"
        assert (theme / "scalable" / context / f"{name}.svg").is_file()
    assert (theme / "symbolic" / "apps" / f"{ID}-symbolic.svg").is_file()


# Manual pages


def test_every_command_has_its_page():
    pages = manual("2026-11-22")
    everything = "".join(pages.values()).replace("\\-", "-")
    for path, command, context in walk():
        if path:
            assert f"fonds-{path[0]}.1" in pages
        if not isinstance(command, FondsCommand):
            continue
        page = pages[f"fonds-{path[0]}.1"].replace("\\-", "-").replace("\\(dq", '"')
        for option in command.get_params(context):
            told = option.get_help_record(context)
            if told and told[1]:
                assert told[0] in page or told[0] in everything, (path, told)
        first = command.example.strip().splitlines()[0].strip().rstrip("\\").strip()
        assert first.split('"')[0] in page, path


def test_the_pages_have_no_warnings(share: Path):
    pages = sorted((share / "man" / "man1").glob("*.1"))
    assert len(pages) > 30
    said = ask("mandoc", "-T", "lint", "-W", "warning", *pages)
    assert said == ""


def test_man_shows_the_pages(share: Path):
    for name in ("fonds.1", "fonds-fact.1"):
        page = share / "man" / "man1" / name
        said = ask("man", "--warnings", "-E", "UTF-8", "-l", page, package="man-db", MANWIDTH="80")
        assert "warning" not in said
        assert "SYNOPSIS" in said
    assert '--quote "born March 9, 1948"' in said


# Completion


def bash(share: Path, line: str, cwd: Path) -> list[str]:
    """What bash offers at the end of a line, asked of the installed completion itself."""
    words = line.split(" ")
    script = f"""
source {shlex.quote(str(share / "bash-completion" / "completions" / "fonds"))}
COMP_WORDS=({" ".join(map(shlex.quote, words))})
COMP_CWORD={len(words) - 1}
_fonds_completion fonds
printf '%s\\n' "${{COMPREPLY[@]}}"
"""
    path = f"{Path(sys.executable).parent}:{os.environ['PATH']}"
    done = subprocess.run(
        ["bash", "--norc", "-c", script],
        cwd=cwd,
        env={**os.environ, "PATH": path},
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )
    return done.stdout.split()


@pytest.mark.skipif(shutil.which("bash") is None, reason="bash is not installed")
def test_bash_completes_commands_and_options(share: Path, tmp_path: Path):
    assert bash(share, "fonds ver", tmp_path) == ["verify"]
    assert bash(share, "fonds fact re", tmp_path) == [
        "reread",
        "reattribute",
        "retract",
        "reinstate",
    ]
    assert "--value-kind" in bash(share, "fonds fact add --val", tmp_path)
    assert bash(share, "fonds fact correct --kind mis", tmp_path) == ["misread", "mistyped"]


@pytest.mark.parametrize(
    ("shell", "script"),
    [("zsh", "zsh/site-functions/_fonds"), ("fish", "fish/vendor_completions.d/fonds.fish")],
)
def test_other_shells_can_read_theirs(share: Path, shell: str, script: str):
    assert ask(shell, "--no-execute" if shell == "fish" else "-n", share / script) == ""


def test_fish_completes(share: Path):
    path = f"{Path(sys.executable).parent}:{os.environ['PATH']}"
    script = share / "fish" / "vendor_completions.d" / "fonds.fish"
    said = ask("fish", "-c", f"source {script}; complete -C 'fonds ver'", PATH=path)
    assert said.startswith("verify")
