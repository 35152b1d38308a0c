# SPDX-FileCopyrightText: The Fonds developers
# SPDX-License-Identifier: MIT
# ruff: noqa: INP001 - a script, in no package
"""Makes the site in build/site from the pages of the project: static, and read without a network.

    build/site-tools/bin/python docs/make_site.py [FOLDER] [--builder linkcheck]

The pages are laid out in a folder of their own as they stand in the project, so that links between
them lead to the same files here and on a forge; what they lack for a site is added there: the
order of the pages (``ORDER``), and a page at the top that leads to the first. Links to what is no
page, such as a folder of the code, become plain words. A warning is an error.
"""

from __future__ import annotations

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
        target = (here / link.group(3)).resolve()
        if target.is_dir() and (target / "README.md").exists():
            target /= "README.md"
        plain = target.relative_to(ROOT).as_posix() if target.is_relative_to(ROOT) else ""
        if link.group(1) or plain.removesuffix(".md") not in names:
            return link.group() if link.group(1) else link.group(2)
        up = "../" * (name.count("/"))
        return f"[{link.group(2)}]({up}{plain}{link.group(4) or ''})"

    return LINK.sub(kept, text)


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


def main(arguments: list[str]) -> int:
    """Make the site; return Sphinx's exit code."""
    builder = "html"
    if "--builder" in arguments:
        at = arguments.index("--builder")
        builder = arguments[at + 1]
        del arguments[at : at + 2]
    site = Path(arguments[0] if arguments else ROOT / "build" / "site").resolve()
    strict = ["--fail-on-warning", "--keep-going", "--quiet"] if builder == "html" else []
    with tempfile.TemporaryDirectory() as name:
        source, made = Path(name) / "source", Path(name) / "made"
        lay_out(source)
        options = ["-b", builder, *strict, "-c", str(ROOT / "docs"), "-d", f"{name}/trees"]
        code = build_main([*options, str(source), str(made)])
        if builder == "linkcheck":
            sys.stdout.write((made / "output.txt").read_text("utf-8"))
        if code or builder != "html":
            return code
        for left in (".buildinfo", "objects.inv"):
            (made / left).unlink(missing_ok=True)
        (made / "index.html").write_text(TOP, "utf-8")
        shutil.rmtree(site, ignore_errors=True)
        shutil.copytree(made, site)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
