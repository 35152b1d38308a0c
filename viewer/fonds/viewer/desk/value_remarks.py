# SPDX-FileCopyrightText: The Fonds developers
# SPDX-License-Identifier: MIT
"""What is said beside a value of what it rests on: lineages, differences, whether it fits."""

from __future__ import annotations

from typing import TYPE_CHECKING

from fonds.archive.queries.citation_answers import is_alleged, opponents
from fonds.archive.queries.said import differing, inferred
from fonds.archive.vocabulary import qualifier_terms
from fonds.viewer.vocabulary_words import term
from fonds.viewer.wording import Counted, in_quotes, translate, worded

if TYPE_CHECKING:
    from collections.abc import Sequence

    from fonds.archive.queries.answers import CitationAnswer, FactAnswer, ValueAnswer

_BOTH = 2


def lineages_said(value: ValueAnswer) -> str:
    """Say on how many originals a value rests; nothing where they were not counted."""
    if value.lineages is None:
        return ""
    if value.at_most:
        return Counted.tr("at most %Ln lineage(s)", "", value.lineages)
    return Counted.tr("%Ln lineage(s)", "", value.lineages)


def passage_remarks(citation: CitationAnswer) -> list[str]:
    """Say what a passage is in other languages, by whom, and in the newest text of its source."""
    newest = [] if citation.newest is None else [worded(citation.newest.said)]
    form = translate("ValueRemarks", "{language}, translated by {translator}: {words}")
    return [
        form.format(language=one.language, translator=one.by, words=in_quotes(one.words))
        for one in citation.translations
    ] + newest


def differing_said(value: ValueAnswer) -> list[str]:
    """Say on what the sources of one value differ, lest their number read as corroboration."""
    found = differing(value)
    words = [qualifier_said(name) for name in found if name != "when"]
    text = translate("ValueRemarks", "differing on {what}")
    said = [text.format(what=", ".join(words))] if words else []
    return said + ([translate("ValueRemarks", "the times differ")] if "when" in found else [])


def nearness_said(facts: Sequence[FactAnswer], *, second_hand: bool) -> str:
    """Say how near the sources of a value stand to it, and that a reader drew it from them."""
    said = [translate("RecordRows", "second-hand")] if second_hand else []
    said += [translate("RecordRows", "inferred")] if inferred(facts) else []
    return ", ".join(said) or translate("RecordRows", "its own words")


def fits_said(disputed: int) -> str:
    """Say that a value disagrees with none of so many accounts that are in conflict."""
    if disputed == _BOTH:
        return translate("ValueRemarks", "fits both")
    return translate("ValueRemarks", "fits all of them")


def weight_said(facts: Sequence[FactAnswer]) -> list[str]:
    """Say that a value is no more than alleged, and by whom it is denied."""
    said = [translate("ValueRemarks", "alleged")] if is_alleged(facts) else []
    if denying := opponents(facts):
        text = translate("ValueRemarks", "denied by {whom}")
        said.append(text.format(whom="; ".join(denying)))
    return said


def manner_said(citation: CitationAnswer) -> str:
    """Say who says the words of a citation, and how."""
    forms = {
        "quotes": translate("ValueRemarks", "{speaker} quotes it"),
        "reports": translate("ValueRemarks", "{speaker} reports it"),
        "alleges": translate("ValueRemarks", "{speaker} alleges it"),
        "denies": translate("ValueRemarks", "{speaker} denies it"),
        "translates": translate("ValueRemarks", "{speaker} translates it"),
    }
    form = forms.get(citation.manner) or translate("ValueRemarks", "says {speaker}")
    return form.format(speaker=citation.asserted_by)


def qualifier_said(name: str) -> str:
    """Return what readers call a qualifier."""
    known = qualifier_terms().get(name)
    return term(known.label) if known is not None else name.replace("_", " ").capitalize()
