# SPDX-FileCopyrightText: The Fonds developers
# SPDX-License-Identifier: MIT
"""citeproc-py as it is used here.

What it asks of a style again and again is remembered, and works that a style cites alike are told
apart by letters (CSL 1.0.2, "Disambiguation", year suffix). Whoever imports this waits for its XML
library, so `styles` does it when a reference is wanted.
"""

from __future__ import annotations

import io
from collections import defaultdict
from typing import TYPE_CHECKING, Any

import citeproc
from citeproc.source import DateRange
from citeproc.source.json import CiteProcJSON

from fonds.archive.bibliography.mended import mend, part_first_field

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable, Iterator, Sequence

LOCALES: str = citeproc.LOCALES_PATH
"""The folder of the languages it has words for."""

KNOWN = frozenset(
    {name.replace("_", "-") for name in (*citeproc.VARIABLES, "type")} | {"archive_location"}
)
"""The variables it takes; it warns of any other."""

_CSL = "{http://purl.org/net/xbiblio/csl}"
_TRUE = "true"


class _Item(citeproc.CitationItem):  # type: ignore[misc]  # no types
    """A work to be cited; where the library looks both of these up each time, they are kept."""

    reference: Any = None
    number: int = 0

    def keep(self, name: str, value: object) -> None:
        # The library's own attributes are members of the dict that it is.
        object.__setattr__(self, name, value)


class Processor:
    """A style with the works it is to set."""

    def __init__(
        self, style: bytes, locale: str | None, formatter: object, works: Sequence[dict[str, Any]]
    ) -> None:
        """Take a style's XML, the locale of its words (its own if None), and works as CSL-JSON.

        A formatter is what citeproc-py takes for one. Raises whatever a style leads the library
        into.
        """
        self._style = citeproc.CitationStylesStyle(io.BytesIO(style), locale=locale, validate=False)
        self._works = CiteProcJSON([{**one, "id": str(n)} for n, one in enumerate(works)])
        self._bibliography = citeproc.CitationStylesBibliography(
            self._style, self._works, formatter
        )
        root = self._style.root
        self._citing = root.citation.layout
        self._listing = self._citing if root.bibliography is None else root.bibliography.layout
        self._kept = list(self._elements())
        # Nothing was cited yet: a style that sets later citations otherwise asks.
        root.citation.cites = []
        self._lettered: tuple[object, str] | None = None
        self._remember()

    def references(self) -> Iterator[tuple[int, str]]:
        """Yield each work's number and its reference, marked up, in the order the style wants."""
        items = [_Item(str(number)) for number in range(len(self._works))]
        citeproc.Citation(items).bibliography = self._bibliography
        for item in items:
            item.keep("reference", self._works[item.key])
        items = self._in_order(items)
        letters = self._letters(items)
        said = any(one.get("variable") == "year-suffix" for one in self._kept)
        if said and letters:
            for item in items:
                if letter := letters.get(item.key):
                    item.reference["year_suffix"] = letter
            items = self._in_order(items)
        for item in items:
            letter = "" if said else letters.get(item.key, "")
            self._lettered = (_year(item.reference), letter) if letter else None
            yield int(item.key), "".join(map(str, self._listing.render_bibliography([item])))

    def _in_order(self, items: list[_Item]) -> list[_Item]:
        for number, item in enumerate(items, 1):
            item.keep("number", number)
        if self._style.has_bibliography():
            items = self._style.sort_bibliography(items)
            for number, item in enumerate(items, 1):
                item.keep("number", number)
        self._bibliography.items = items
        self._bibliography.keys = [item.key for item in items]
        return items

    def _letters(self, items: list[_Item]) -> dict[str, str]:
        """Return the letters of works that the style wants told apart, by their keys."""
        citation = self._style.root.citation
        if citation.get("disambiguate-add-year-suffix") != _TRUE:
            return {}
        alike: defaultdict[Hashable, list[str]] = defaultdict(list)
        # What a style tells apart by further names or given names needs no letter; citeproc-py
        # does not do that, but then it sets no citations here, only the list.
        names = any(
            citation.get(f"disambiguate-add-{name}") == _TRUE for name in ("names", "givenname")
        )
        for item in items:
            self._citing.repressed = {}
            cited = str(self._citing.render_children(item) or "")
            alike[cited, _names(item.reference) if names else None].append(item.key)
        return {
            key: _letter(number)
            for keys in alike.values()
            if len(keys) > 1
            for number, key in enumerate(keys)
        }

    def _elements(self) -> Iterator[Any]:
        """Yield the elements that are asked again and again; what is remembered lies on them."""
        root = self._style.root
        yield from root.iter(f"{_CSL}*")
        for locale in root.locales:
            yield locale
            yield from locale.iter(*(f"{_CSL}{one}" for one in ("terms", "date", "date-part")))

    def _remember(self) -> None:
        root = self._style.root
        own = set(root.iter(f"{_CSL}*"))
        for one in self._kept:
            one.xpath_search = _remembered(one.xpath_search)
            mend(one)
            if hasattr(one, "calls_variable"):
                # It depends on the style alone, and each group asks it of all beneath, again and
                # again: a third of the time of a long style.
                one.calls_variable = _remembered(one.calls_variable)
            if one in own:
                one.get_root = lambda: root
                one.get_formatter = lambda: root.formatter
            if one.tag == f"{_CSL}date-part" and one.get("name") == "year":
                one.process = self._with_letter(one.process)
        if root.bibliography is not None and root.bibliography.get("second-field-align"):
            part_first_field(self._listing)
        for layout in {self._citing, self._listing}:
            layout.get_layout = lambda layout=layout: layout
        for locale in root.locales:
            locale.get_term = _remembered(locale.get_term)
            locale.get_option = _remembered(locale.get_option)

    def _with_letter(self, process: Callable[..., Any]) -> Callable[..., Any]:
        """Return what sets a year so that it adds the letter to the first that is awaited."""

        def lettered(date: object, context: object = None) -> Any:  # noqa: ANN401 - no types
            text = process(date, context)
            if self._lettered is not None and date is self._lettered[0] and text:
                text += self._lettered[1]
                self._lettered = None
            return text

        return lettered


def _remembered(ask: Callable[..., Any]) -> Callable[..., Any]:
    """Return a question that is asked once; where there is no answer (IndexError), that is kept."""
    known: dict[Hashable, Any] = {}
    absent = object()

    def asked(*what: Hashable, **how: Hashable) -> Any:  # noqa: ANN401 - no types
        key = (what, *how.items())
        if key not in known:
            try:
                known[key] = ask(*what, **how)
            except IndexError:
                known[key] = absent
        if known[key] is absent:
            raise IndexError
        return known[key]

    return asked


def _year(reference: Any) -> object:  # noqa: ANN401 - no types
    """Return the date whose year bears the letter: of a range the end, where it has one."""
    issued = reference.get("issued")
    if isinstance(issued, DateRange):
        return issued.begin if issued.end.is_nil() else issued.end
    return issued


def _names(reference: Any) -> Hashable:  # noqa: ANN401 - no types
    return tuple(one.parts() for one in reference.get("author") or ())


def _letter(number: int) -> str:
    """Return the letter of the nth: a, b, to z, then aa, ab and so on."""
    letters = ""
    number += 1
    while number:
        number, rest = divmod(number - 1, 26)
        letters = chr(ord("a") + rest) + letters
    return letters
