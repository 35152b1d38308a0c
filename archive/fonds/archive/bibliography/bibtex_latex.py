# SPDX-FileCopyrightText: The Fonds developers
# SPDX-License-Identifier: MIT
"""The text that the LaTeX of a BibTeX field stands for.

pylatexenc reads it where it is more than accents, dashes, braces and escaped signs, which are most
of it and are read here a hundred times as fast.
"""

from __future__ import annotations

import logging
import re
import unicodedata
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from fonds.archive.bibliography.items import FACES, raised
from fonds.archive.sources.extracted import keepable

if TYPE_CHECKING:
    from collections import Counter
    from collections.abc import Iterator

_BARE = re.compile(r"(?<!\\)&")
"""What LaTeX would take for the end of a column, and people mean as it stands."""

_SPACES = re.compile(r"\s+")
_ESCAPED = re.compile(r"\\([&%_#])")
_ACCENTED = re.compile(
    r"\\(?:([\"'`^~=.])(?:\{([A-Za-z])\}|([A-Za-z])|\{\\([ij])\}|\\([ij])(?![A-Za-z])\s*)"
    r"|([vcHkru])\{([A-Za-z])\})"
)
_ACCENTS = dict(
    zip(
        "\"'`^~=.vcHkru",
        "\u0308\u0301\u0300\u0302\u0303\u0304\u0307\u030c\u0327\u030b\u0328\u030a\u0306",
        strict=True,
    )
)
_FACE = re.compile(r"\\(?:emph|text(?:it|bf|sc|rm|sl|up|sf|tt|normal|superscript|subscript))(?=\{)")
_LETTER = re.compile(r"\{\\(ss|oe|OE|ae|AE|aa|AA|o|O|l|L)\}")
_LETTERS = {
    "ss": "ß", "oe": "œ", "OE": "Œ", "ae": "æ", "AE": "Æ", "aa": "å", "AA": "Å", "o": "ø", "O": "Ø",
    "l": "ł", "L": "Ł",
}  # fmt: skip
_HARD = re.compile(r"[\\$]|[!?]`")
"""What only a reader of LaTeX understands; other signs stand for themselves or are replaced."""

_REPLACED = (("---", "—"), ("--", "–"), ("``", "“"), ("''", "”"), ("~", " "))
_BRACES = str.maketrans("", "", "{}")
_TILDE = re.compile(r"\\(?:textasciitilde|string~|~)|\$\\sim\$")
_LONGEST_KEPT = 200
_ADDRESS = re.compile(r"\\(?:url|nolinkurl|path)\s*\{((?:[^{}]|\{[^{}]*\})*)\}")
"""An address, which LaTeX reads to the letter: neither ~ nor % nor & is a command in it."""

_HELD = "\ufdd0"
"""Where an address stood while the rest was read: a noncharacter, which no text holds."""

_EMPHASIS = re.compile(
    r"\\(?:emph|mkbib(?:emph|italic|bold)|(?:text)?(?:it|bf|sc|sl|tt)|em|itshape|bfseries|scshape"
    r"|slshape)(?![A-Za-z])"
)
_RAISED = re.compile(
    r"\\text(?P<by>super|sub)script\{(?P<text>[^{}]+)\}"
    r"|(?<!\\)\$(?P<before>[^$\\^_{}]*)(?P<sign>[\^_])(?:\{(?P<long>[^{}$]+)\}|(?P<one>[^\\{}$]))"
    r"(?P<after>[^$\\^_{}]*)\$"
)
"""Figures raised or lowered, by their command or in a short formula."""

_WORDS = {
    "TeX": "TeX", "LaTeX": "LaTeX", "LaTeXe": "LaTeX2ε", "BibTeX": "BibTeX", "XeTeX": "XeTeX",
    "XeLaTeX": "XeLaTeX", "LuaTeX": "LuaTeX", "LuaLaTeX": "LuaLaTeX", "pdfTeX": "pdfTeX",
    "ConTeXt": "ConTeXt", "AmS": "AmS", "slash": "/", "copyright": "©", "textbackslash": "\\",
    # As `bibtex_out` writes them: braces that BibTeX does not count, and signs to the letter.
    "textbraceleft": "{", "textbraceright": "}", "textasciicircum": "^", "textasciitilde": "~",
}  # fmt: skip
"""Commands that stand for words or signs, and that the reader of LaTeX does not know."""

_AROUND = {
    "enquote": "“%s”",
    "mkbibquote": "“%s”",
    "mkbibparens": "(%s)",
    "mkbibbrackets": "[%s]",
    "nolinkurl": "%s",
    "url": "%s",
}
"""Commands of biblatex, csquotes and hyperref that put something round their words."""


_SILENT = (
    "em", "it", "bf", "sc", "rm", "sl", "tt", "upshape", "itshape", "bfseries", "scshape",
    "slshape", "normalfont", "textsuperscript", "textsubscript", "mkbibemph", "mkbibitalic",
    "mkbibbold", "autocap", "noopsort", "noop", "relax", "protect", "ignorespaces",
    "nohyphens", "mbox", "hbox",
)  # fmt: skip
"""Commands that change how words look and not what they say; their words stay."""


class LatexText:
    """Reads LaTeX to text, and counts the commands that it does not know."""

    def __init__(self, left_out: Counter[str]) -> None:
        """Count unknown commands, by their names, into ``left_out``."""
        self._left_out = left_out
        self._known: dict[str, tuple[str, tuple[str, ...]]] = {}
        self._unknown: list[str] = []
        self._reader: Any = None
        self._context: Any = None

    def text(self, raw: str) -> str:
        """Return a field's text: NFC, white space and no-break ties as single spaces."""
        found = self._known.get(raw)
        if found is None:
            self._unknown = []
            found = (self._text(raw), tuple(self._unknown))
            if len(raw) <= _LONGEST_KEPT:
                # Names, publishers and periodicals come again and again.
                self._known[raw] = found
        self._left_out.update(found[1])
        return found[0]

    def _text(self, raw: str) -> str:
        if _EMPHASIS.search(raw):
            self._unknown.append(FACES)
        if "\\href{" in raw:
            self._unknown.append("addresses behind words (\\href)")
        raw = _RAISED.sub(_in_figures, raw.replace(_HELD, "\N{REPLACEMENT CHARACTER}"))
        addresses = iter([verbatim(one[1]) for one in _ADDRESS.finditer(raw)])
        read = self._words(_ADDRESS.sub(_HELD, raw))
        read = re.sub(_HELD, lambda _: next(addresses, ""), read)
        return unicodedata.normalize("NFC", _SPACES.sub(" ", keepable(read)).strip())

    def _words(self, raw: str) -> str:
        easy = _LETTER.sub(lambda found: _LETTERS[found[1]], _ESCAPED.sub(r"\1", raw))
        easy = _ACCENTED.sub(_composed, _FACE.sub("", easy))
        if _HARD.search(easy) is None:
            for written, meant in _REPLACED:
                easy = easy.replace(written, meant)
            return easy.translate(_BRACES)
        return self._read(raw)

    def _read(self, raw: str) -> str:
        if self._reader is None:
            self._reader, self._context = self._opened()
        # Two closing quotation marks at the very end are lost by the reader of LaTeX.
        latex = _BARE.sub(r"\&", raw.replace("''", "”"))
        with quiet("pylatexenc"):
            try:
                return str(self._reader.latex_to_text(latex, latex_context=self._context))
            except (LookupError, AttributeError, TypeError, ValueError, RecursionError):
                # A command without what it needs; the words are worth more than its form.
                self._unknown.append("LaTeX that cannot be read, kept as it stands")
                return raw

    def _opened(self) -> tuple[Any, Any]:
        from pylatexenc import latex2text, latexwalker, macrospec  # noqa: PLC0415 - rarely needed

        known = latex2text.get_default_latex_context_db()
        own = [latex2text.MacroTextSpec(name, sign) for name, sign in _WORDS.items()]
        own += [latex2text.MacroTextSpec(name, around) for name, around in _AROUND.items()]
        own.append(latex2text.MacroTextSpec("href", "%(2)s"))
        own += [latex2text.MacroTextSpec(name, self._words_of) for name in _SILENT]
        known.add_context_category("own", macros=own, prepend=True)
        known.set_unknown_macro_spec(latex2text.MacroTextSpec("", self._count))
        context = latexwalker.get_default_latex_context_db()
        # A sign within the braces of another command must not be parted from its words.
        arguments = [macrospec.std_macro(name, False, 1) for name in _AROUND]
        arguments.append(macrospec.std_macro("href", False, 2))
        context.add_context_category("own", macros=arguments, prepend=True)
        reader = latex2text.LatexNodes2Text(
            known, math_mode="text", strict_latex_spaces=True, keep_comments=True
        )
        return reader, context

    @staticmethod
    def _words_of(node: Any, l2tobj: Any) -> str:  # noqa: ANN401 - no types
        given = node.nodeargd.argnlist if node.nodeargd is not None else ()
        return "".join(l2tobj.node_to_text(one) for one in given or () if one is not None)

    def _count(self, node: Any) -> str:  # noqa: ANN401 - no types
        self._unknown.append(f"\\{node.macroname} of LaTeX")
        return ""


def address(raw: str) -> str:
    """Return the address that a field consists of, empty where it says anything else."""
    found = _ADDRESS.fullmatch(raw.strip())
    if found is not None:
        return verbatim(found[1]).strip()
    return verbatim(raw).strip() if re.fullmatch(r"\s*https?://[^\s{}]+\s*", raw) else ""


def verbatim(raw: str) -> str:
    """Return a field that biblatex reads without LaTeX, as people and programs escape it."""
    return _TILDE.sub("~", raw).replace("\\", "").translate(_BRACES)


def _in_figures(found: re.Match[str]) -> str:
    """Return figures raised or lowered, or what was found where Unicode has no such signs."""
    how = "sup" if "super" in (found["by"] or "") or found["sign"] == "^" else "sub"
    signs = raised(found["text"] or found["long"] or found["one"], how)
    return found[0] if signs is None else f"{found['before'] or ''}{signs}{found['after'] or ''}"


def _composed(found: re.Match[str]) -> str:
    letter = next(one for one in found.group(2, 3, 4, 5, 7) if one)
    return unicodedata.normalize("NFC", letter + _ACCENTS[found[1] or found[6]])


@contextmanager
def quiet(*names: str) -> Iterator[None]:
    """Keep parsers from logging what is told as an error of the entry."""
    logs = [logging.getLogger(name) for name in names]
    before = [log.level for log in logs]
    for log in logs:
        log.setLevel(logging.CRITICAL + 1)
    try:
        yield
    finally:
        for log, level in zip(logs, before, strict=True):
            log.setLevel(level)
