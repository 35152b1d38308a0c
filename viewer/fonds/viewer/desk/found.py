# SPDX-FileCopyrightText: The Fonds developers
# SPDX-License-Identifier: MIT
"""From what a search found to the lines offered under the field, with how many there are."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from fonds.events.fixed import fixed
from fonds.viewer.find_results import Hit
from fonds.viewer.vocabulary_words import term
from fonds.viewer.wording import Counted, isolated, numbered, translate

if TYPE_CHECKING:
    from fonds.archive.queries import answers
    from fonds.archive.queries.queries import Queries

_MOST = 60
_ORDER = ("subject", "source", "fact", "excerpt", "text", "note")


@fixed
class Finds:
    """Hits to offer, and the counts in words."""

    hits: tuple[Hit, ...]
    words: str


def search(queries: Queries, words: str) -> Finds:
    """Search the archive, subjects first."""
    found = queries.search(words, limit=_MOST)
    labels = {one.name.replace("_", " "): term(one.label) for one in queries.properties()}
    used = {hit.snippet.strip("…") for hit in found.hits if hit.kind == "excerpt"}
    # Words of a text that are a used passage are told as that passage alone.
    kept = [
        hit
        for hit in found.hits
        if _kind(hit) != "text" or not any(quote in hit.snippet for quote in used)
    ]
    kinds = [_kind(hit) for hit in kept]
    pairs = sorted(zip(kinds, kept, strict=True), key=lambda pair: _ORDER.index(pair[0]))
    hits = tuple(_hit(kind, hit, labels) for kind, hit in pairs)
    total = found.total - len(found.hits) + len(kept)
    return Finds(hits, _counts(total, Counter(kinds), more=found.more))


def _kind(hit: answers.Hit) -> str:
    # A source is found by its name, or by words of its text that no fact may use yet.
    return "text" if hit.kind == "source" and hit.start is not None else hit.kind


def _hit(kind: str, hit: answers.Hit, labels: dict[str, str]) -> Hit:
    groups = {
        "subject": translate("Found", "Subject"),
        "source": translate("Found", "Source"),
        "fact": translate("Found", "Fact"),
        "excerpt": translate("Found", "Passage"),
        "text": translate("Found", "In a text"),
        "note": translate("Found", "Note"),
    }
    if kind in {"subject", "source"}:
        return Hit(kind, hit.id, hit.title, groups[kind])
    if kind == "fact":
        name, _, rest = hit.snippet.partition(" · ")
        label = labels.get(name, name)
        value = rest.partition(" · ")[0]
        told = f"{label}: {isolated(value)}" if value else name
        if hit.denied:
            told = translate("Found", "{fact} (only denied)").format(fact=told)
        return Hit(kind, hit.id, told, groups[kind], hit.title)
    if kind in {"excerpt", "text"}:
        # Where the passage stands is all that is needed to go there.
        place = f"{hit.source or ''}@{hit.start or 0}@{hit.id if hit.kind == 'excerpt' else ''}"
        title = hit.title
        if hit.translated:
            title = translate("Found", "{title} (in translation)").format(title=title)
        return Hit("excerpt", place, hit.snippet, groups[kind], title)
    return Hit(kind, hit.subject or "", hit.snippet, groups.get(kind, kind), hit.title)


def _counts(total: int, kinds: Counter[str], *, more: bool) -> str:
    if not total:
        return translate("Found", "Nothing is found in the archive.")
    said = {
        "subject": Counted.tr("%Ln subject(s)", "", kinds["subject"]),
        "source": Counted.tr("%Ln source(s)", "", kinds["source"]),
        "fact": Counted.tr("%Ln fact(s)", "", kinds["fact"]),
        "excerpt": Counted.tr("%Ln passage(s)", "", kinds["excerpt"]),
        "text": Counted.tr("%Ln place(s) in texts", "", kinds["text"]),
        "note": Counted.tr("%Ln note(s)", "", kinds["note"]),
    }
    shown = sum(kinds.values())
    parts = ", ".join(said[kind] for kind in _ORDER if kinds[kind])
    if more:
        return translate("Found", "More than {total} found; the best {shown}: {parts}").format(
            total=numbered(total), shown=numbered(shown), parts=parts
        )
    if shown < total:
        return translate("Found", "{total} found; the first {shown}: {parts}").format(
            total=numbered(total), shown=numbered(shown), parts=parts
        )
    return translate("Found", "{total} found: {parts}").format(total=numbered(total), parts=parts)
