# SPDX-FileCopyrightText: The Fonds developers
# SPDX-License-Identifier: MIT
# ruff: noqa: INP001 - Sphinx's settings, in no package
"""How Sphinx makes the site; docs/make_site.py lays the pages out for it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pygments.lexers.special import TextLexer

if TYPE_CHECKING:
    from sphinx.application import Sphinx

project = "Fonds"
author = "The Fonds developers"
project_copyright = "The Fonds developers, under the MIT licence"
language = "en"
root_doc = "docs/index"
extensions = ["myst_parser"]
source_suffix = {".md": "markdown"}
nitpicky = True

# Headings have the anchors that forges give them, so that one link serves both.
myst_heading_anchors = 4
# A picture says for which of the two palettes it was made (docs/make_site.py).
myst_enable_extensions = ["attrs_inline"]

html_theme = "furo"
html_title = "Fonds"
html_copy_source = False
html_show_sourcelink = False
html_show_sphinx = False
# The same pages from the same sources, whenever they are made.
html_last_updated_fmt = None
# Code is read, not spelt prettily.
smartquotes = False

# Only asked by `make links`.
linkcheck_timeout = 20
linkcheck_anchors = False


def setup(app: Sphinx) -> None:
    """Tell Sphinx of the kinds of block that are ours."""
    for name in ("output", "example", "results", "sql-1000"):
        app.add_lexer(name, TextLexer)
