# SPDX-FileCopyrightText: The Fonds developers
# SPDX-License-Identifier: MIT
"""The site: made without a warning, read without a network, every link and anchor leads on."""

from __future__ import annotations

import fcntl
import json
import runpy
import shutil
import subprocess
from pathlib import Path
from urllib.parse import unquote, urlsplit

import pytest
from selectolax.lexbor import LexborHTMLParser

ROOT = Path(__file__).resolve().parents[2]
TOOLS = ROOT / "build" / "site-tools" / "bin" / "python"
# What makes a browser fetch something by itself.
FETCHED = ("script[src]", "img[src]", "source[src]", "iframe[src]", "audio[src]", "video[src]")
FETCHED_LINKS = {"stylesheet", "icon", "preload", "prefetch", "preconnect", "dns-prefetch"}


def make(folder: Path, *, project: Path = ROOT) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [TOOLS, project / "docs" / "make_site.py", folder],
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.fixture(scope="session")
def tools() -> None:
    """Sphinx in an environment of its own; `make test` has made it already."""
    (ROOT / "build").mkdir(exist_ok=True)
    with (ROOT / "build" / "site-tools.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        subprocess.run(["sh", ROOT / "packaging" / "setup-site.sh"], check=True)


@pytest.fixture(scope="session")
def site(tools: None, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The built site; processes that test at the same time share one."""
    del tools
    base = tmp_path_factory.getbasetemp()
    shared = base.parent if base.name.startswith("popen-") else base
    folder = shared / "the-site"
    with (shared / "the-site.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not folder.exists():
            made = make(folder)
            assert (made.returncode, made.stderr) == (0, "")
    return folder


@pytest.fixture(scope="session")
def pages(site) -> dict[Path, LexborHTMLParser]:
    return {path: LexborHTMLParser(path.read_bytes()) for path in site.rglob("*.html")}


def attributes(page: LexborHTMLParser, selector: str, name: str) -> list[str]:
    return [node.attributes.get(name) or "" for node in page.css(selector)]


def test_every_page_is_in_it(site):
    names = runpy.run_path(str(ROOT / "docs" / "make_outputs.py"))["PAGES"]
    expected = {page.relative_to(ROOT).with_suffix(".html").as_posix() for page in names}
    left_out = {"README.html"}
    assert {name for name in expected - left_out if not (site / name).exists()} == set()
    assert (site / "index.html").exists()


def test_nothing_is_fetched_from_elsewhere(site, pages):
    found = []
    for path, page in pages.items():
        for selector in FETCHED:
            found += [
                (path.name, link) for link in attributes(page, selector, "src") if "//" in link
            ]
        for node in page.css("link[href]"):
            kinds = set((node.attributes.get("rel") or "").split())
            if kinds & FETCHED_LINKS and "//" in (node.attributes["href"] or ""):
                found.append((path.name, node.attributes["href"]))
    assert found == []
    for style in site.rglob("*.css"):
        text = style.read_text("utf-8")
        assert "url(http" not in text.replace('"', "").replace("'", ""), style
        assert "@import" not in text, style


def test_every_link_within_the_site_leads_somewhere(site, pages):
    anchors = {
        path: {*attributes(page, "[id]", "id"), *attributes(page, "a[name]", "name"), ""}
        for path, page in pages.items()
    }
    dead = []
    followed = 0
    for path, page in pages.items():
        links = [*attributes(page, "[href]", "href"), *attributes(page, "[src]", "src")]
        for link in links:
            parts = urlsplit(link)
            if parts.scheme in {"http", "https", "data"}:
                continue
            target = (path.parent / unquote(parts.path)).resolve() if parts.path else path
            followed += 1
            if not target.is_file() or (
                parts.fragment and unquote(parts.fragment) not in anchors.get(target, {"": ""})
            ):
                dead.append((path.relative_to(site).as_posix(), link))
    assert followed > 1000
    assert dead == []


def test_every_picture_has_words(pages):
    assert [
        path.name
        for path, page in pages.items()
        for alt in attributes(page, "img", "alt")
        if not alt
    ] == []


def test_pictures_are_as_dark_as_the_page(pages):
    seen = 0
    for path, page in pages.items():
        pictures = [
            (Path(node.attributes["src"] or "").name, (node.attributes.get("class") or "").split())
            for node in page.css("article img")
        ]
        shown = {name for name, _ in pictures}
        for name, classes in pictures:
            if name.endswith("-light.png"):
                assert "only-light" in classes, (path, name)
                assert name.replace("-light.", "-dark.") in shown, (path, name)
                seen += 1
            if name.endswith("-dark.png"):
                assert "only-dark" in classes, (path, name)
    assert seen > 5


TELL = """import runpy, sys, pathlib
sys.exit(runpy.run_path(sys.argv[1])["tell_links"](pathlib.Path(sys.argv[2])))"""
GONE = "HTTPSConnectionPool(host='x.example', port=443): Max retries exceeded (Caused by …)"


@pytest.mark.usefixtures("tools")
@pytest.mark.parametrize(
    ("answers", "code", "last"),
    [
        ((("working", ""), ("redirected", "https://y.example")), 0, "2 answered, 0 broken, 0 not"),
        ((("working", ""), ("broken", "404 Client Error")), 1, "1 answered, 1 broken, 0 not"),
        ((("working", ""), ("broken", GONE)), 1, "1 answered, 0 broken, 1 not reached."),
        ((("broken", GONE), ("broken", GONE)), 3, "None of 2 links to elsewhere could be asked"),
    ],
)
def test_what_links_answered_is_told_in_a_sentence(tmp_path, answers, code, last):
    found = tmp_path / "output.json"
    lines = [
        {
            "status": status,
            "info": info,
            "uri": f"https://x.example/{at}",
            "filename": "docs/a.md",
            "lineno": 7,
            "code": 0,
        }
        for at, (status, info) in enumerate(answers)
    ]
    lines.append(
        {"status": "local", "info": "", "uri": "b.md", "filename": "docs/a.md", "lineno": 8}
    )
    found.write_text("".join(f"{json.dumps(line)}\n" for line in lines), "utf-8")
    told = subprocess.run(
        [TOOLS, "-c", TELL, ROOT / "docs" / "make_site.py", found],
        capture_output=True,
        text=True,
        check=False,
    )
    assert (told.returncode, told.stderr) == (code, "")
    assert len(told.stdout.splitlines()) == len(answers) + 1
    assert last in told.stdout.splitlines()[-1]
    assert "docs/a.md:7" in told.stdout


@pytest.mark.usefixtures("tools")
def test_a_broken_anchor_breaks_the_building(tmp_path):
    project = tmp_path / "project"
    shutil.copytree(ROOT / "docs", project / "docs", ignore=shutil.ignore_patterns("__pycache__"))
    index = project / "docs" / "index.md"
    index.write_text("# Fonds\n\n[nowhere](start.md#no-such-heading)\n", "utf-8")
    made = make(tmp_path / "site", project=project)
    assert made.returncode != 0
    assert "no-such-heading" in made.stderr
    assert not (tmp_path / "site").exists()
