# SPDX-FileCopyrightText: The Fonds developers
# SPDX-License-Identifier: MIT
# ruff: noqa: INP001 - a script, in no package
"""Makes the site in build/site from the pages of the project: static, and read without a network.

    build/site-tools/bin/python docs/make_site.py [FOLDER | --links]

The pages are laid out in a folder of their own as they stand in the project, so that links between
them lead to the same files here and on a forge; what they lack for a site is added there: the
order of the pages (``ORDER``), and a page at the top that leads to the first. Links to what is no
page, such as a folder of the code, become plain words. A warning is an error.
"""

from __future__ import annotations

import json
import re
import shutil
import sys
import tempfile
from pathlib import Path

from sphinx.cmd.build import build_main

ROOT = Path(__file__).resolve().parents[1]
ORDER = {
    "Begin": ("docs/start", "docs/installing"),
    "How to": (
        "docs/howto/README",
        "docs/howto/bring-a-source",
        "docs/howto/record-a-fact",
        "docs/howto/second-hand",
        "docs/howto/a-conflict",
        "docs/howto/an-error-corrected",
        "docs/howto/somebody-asks-to-be-erased",
        "docs/howto/hand-an-archive-over",
        "docs/howto/prove-a-fact",
    ),
    "Understand": (
        "docs/glossary",
        "docs/record",
        "docs/sources",
        "docs/erasure",
        "docs/proofs",
        "docs/comparison",
    ),
    "Trust": ("docs/security", "docs/reliability"),
    "Look up": (
        "docs/cli",
        "docs/vocabulary",
        "docs/formats",
        "docs/events",
        "docs/views",
        "docs/format",
    ),
    "Build": (
        "docs/how-it-is-built",
        "docs/architecture",
        "CONTRIBUTING",
        "docs/recipes",
        "docs/adr/README",
        "events/README",
        "archive/README",
        "viewer/README",
        "packaging/README",
        "benchmarks/README",
        "examples/README",
        "CHANGELOG",
        "SECURITY",
        "docs/templates/issue",
    ),
}
# What a machine says that is cut off, or a host that is gone: which of them, only other links tell.
UNREACHED = re.compile(
    "NameResolutionError|NewConnectionError|ConnectTimeout|Max retries|unreachable", re.IGNORECASE
)
DECISIONS = "docs/adr/0*.md"
LINK = re.compile(r"(!?)\[([^\]]*)\]\((?!https?:|mailto:|#)([^)#\s]+)(#[^)\s]*)?\)")
TOP = (
    '<!doctype html><html lang="en"><meta charset="utf-8"><title>Fonds</title>'
    '<meta http-equiv="refresh" content="0; url=docs/index.html">'
    '<a href="docs/index.html">Fonds</a></html>\n'
)


def pages() -> list[str]:
    """Return the names of all pages, without their ending; `docs/index` first."""
    decisions = sorted(path.relative_to(ROOT) for path in ROOT.glob(DECISIONS))
    named = [name for names in ORDER.values() for name in names]
    every = ["docs/index", *named, *(path.with_suffix("").as_posix() for path in decisions)]
    return [name for name in every if (ROOT / f"{name}.md").exists()]


def lay_out(folder: Path) -> None:
    """Put the pages and what they show into a folder, for Sphinx."""
    names = pages()
    for name in names:
        page = folder / f"{name}.md"
        page.parent.mkdir(parents=True, exist_ok=True)
        text = (ROOT / f"{name}.md").read_text("utf-8")
        page.write_text(_linked(name, text, set(names)) + _order(name, names), "utf-8")
    shutil.copytree(ROOT / "docs" / "images", folder / "docs" / "images")


def _linked(name: str, text: str, names: set[str]) -> str:
    """Return a page with links to pages and pictures alone; others become their words."""
    here = (ROOT / name).parent

    def kept(link: re.Match[str]) -> str:
        if link.group(1):
            return _by_light_and_dark(link, here)
        target = (here / link.group(3)).resolve()
        if target.is_dir() and (target / "README.md").exists():
            target /= "README.md"
        plain = target.relative_to(ROOT).as_posix() if target.is_relative_to(ROOT) else ""
        if plain.removesuffix(".md") not in names:
            return link.group(2)
        up = "../" * (name.count("/"))
        return f"[{link.group(2)}]({up}{plain}{link.group(4) or ''})"

    return LINK.sub(kept, text)


def _by_light_and_dark(picture: re.Match[str], here: Path) -> str:
    """Return a picture and, where it was made in both palettes, the dark one for dark screens."""
    light = picture.group(3)
    dark = light.replace("-light.", "-dark.")
    if dark == light or not (here / dark).is_file():
        return picture.group()
    words = picture.group(2)
    return f"![{words}]({light}){{.only-light}}\n![{words}]({dark}){{.only-dark}}"


def _order(name: str, names: list[str]) -> str:
    """Return the tables of contents that belong under a page; they are not shown."""
    lists: dict[str, list[str]] = {}
    if name == "docs/index":
        lists = {
            title: [under for under in unders if under in names] for title, unders in ORDER.items()
        }
    elif name == "docs/adr/README":
        lists = {"": [under for under in names if under.startswith("docs/adr/0")]}
    return "".join(
        "\n```{toctree}\n:hidden:\n"
        + (f":caption: {title}\n" if title else "")
        + "\n"
        + "".join(f"/{under}\n" for under in unders)
        + "```\n"
        for title, unders in lists.items()
        if unders
    )


def tell_links(found: Path) -> int:
    """Print what each link to elsewhere answered, and in the end what that means.

    Returns 0 where all answered, 1 where one did not, 3 where none could be asked at all.
    """
    links = [json.loads(line) for line in found.read_text("utf-8").splitlines()]
    links = [link for link in links if link["status"] not in {"local", "unchecked"}]
    states = dict.fromkeys(("answered", "broken", "not reached"), 0)
    for link in sorted(links, key=lambda link: (link["uri"], link["filename"], link["lineno"])):
        state = "answered" if link["status"] in {"working", "redirected"} else "broken"
        if UNREACHED.search(link["info"]):
            state = "not reached"
        states[state] += 1
        where = f"{link['filename'].removesuffix('.md')}.md:{link['lineno']}"
        said = "" if state == "answered" else f" ({link['info'].split('(Caused by')[0].strip()})"
        sys.stdout.write(f"{state:12} {link['uri']}  {where}{said}\n")
    if states["not reached"] == len(links):
        sys.stdout.write(
            f"None of {len(links)} links to elsewhere could be asked: no host of theirs is reached"
            " from here, so whether they answer is not known. Links between pages are checked by"
            " make site.\n"
        )
        return 3
    told = ", ".join(f"{number} {state}" for state, number in states.items())
    sys.stdout.write(f"{len(links)} links to elsewhere: {told}.\n")
    return 0 if states["answered"] == len(links) else 1


def main(arguments: list[str]) -> int:
    """Make the site; return Sphinx's exit code."""
    builder = "linkcheck" if arguments == ["--links"] else "html"
    site = Path(arguments[0] if arguments else ROOT / "build" / "site").resolve()
    # What linkcheck finds is told by tell_links; it alone may complain.
    strict = ["-Q"] if builder == "linkcheck" else ["-q", "--fail-on-warning", "--keep-going"]
    with tempfile.TemporaryDirectory() as name:
        source, made = Path(name) / "source", Path(name) / "made"
        lay_out(source)
        options = ["-b", builder, *strict, "-c", str(ROOT / "docs"), "-d", f"{name}/trees"]
        code = build_main([*options, str(source), str(made)])
        if builder == "linkcheck":
            return tell_links(made / "output.json")
        if code:
            return code
        for left in (".buildinfo", "objects.inv"):
            (made / left).unlink(missing_ok=True)
        (made / "index.html").write_text(TOP, "utf-8")
        shutil.rmtree(site, ignore_errors=True)
        shutil.copytree(made, site)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
