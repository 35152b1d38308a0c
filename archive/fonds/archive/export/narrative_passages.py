# SPDX-FileCopyrightText: The Fonds developers
# SPDX-License-Identifier: MIT
"""How a narrative tells of passages: where they stand, how said, who denies what, what is gone."""

from __future__ import annotations

from typing import TYPE_CHECKING

from fonds.archive.export.narrative_flow import quoted
from fonds.archive.naming import UNNAMED
from fonds.archive.queries.citation_answers import opponents
from fonds.events.sentences import as_sentence, form_of, say
from fonds.events.values import Manner

if TYPE_CHECKING:
    from collections.abc import Iterable

    from fonds.archive.export.narrative_templates import Tongue
    from fonds.archive.queries.answers import CitationAnswer, FactAnswer
    from fonds.archive.queries.citation_answers import CitedWorkAnswer

_MANNERS = {
    Manner.QUOTES: form_of("{speaker} (quoting it)"),
    Manner.REPORTS: form_of("{speaker} (reporting it)"),
    Manner.ALLEGES: form_of("{speaker} (alleging it)"),
    Manner.DENIES: form_of("{speaker} (denying it)"),
    Manner.TRANSLATES: form_of("{speaker} (translating it)"),
}


def agent_said(agent: str) -> str:
    """Return what an agent is called in a sentence."""
    return say("somebody who gave no name") if agent == UNNAMED else agent


def speaker_said(citation: CitationAnswer, title: str, whom: str) -> str:
    """Return who says a thing, how, and on what it is said to rest; ``title`` is the source's.

    A source called like the subject, ``whom``, is said to be one: it is not they who speak; so is
    one that has nothing but a file's name, which would read as somebody's.
    """
    cited = citation.cited_work
    speaker: str = citation.asserted_by or ""
    # A source that speaks for itself is called as it is where nobody is said to.
    if speaker in {"", citation.source_title}:
        speaker = quoted(title)
        if title.casefold() == whom.casefold() or _like_a_file(title):
            speaker = say("the source {title}", title=speaker)
    # Who reports it stands before what they cite: after it, the work would be said to report.
    speaker = _in_manner(speaker, citation)
    if cited is not None and cited.work:
        # One that is held is called as it is where it speaks for itself.
        held = cited.traced_title
        work = quoted(held) if held else cited.told.rstrip(".")
        speaker = say("{speaker}, citing {work}", speaker=speaker, work=work)
    elif cited is not None:
        speaker = say("{speaker}, citing a footnote that has no entry", speaker=speaker)
    return _as_alleged(speaker, citation)


def _like_a_file(title: str) -> bool:
    """Tell a title that is one word, in small letters or with figures, as files are called."""
    one = len(title.split()) == 1
    return one and (title[0].islower() or any(sign.isdigit() or sign == "_" for sign in title))


def manner_said(speaker: str, citation: CitationAnswer) -> str:
    """Return a speaker with how they say it, and who before them only alleges it.

    A speaker who states it stands alone.
    """
    return _as_alleged(_in_manner(speaker, citation), citation)


def _in_manner(speaker: str, citation: CitationAnswer) -> str:
    form = _MANNERS.get(Manner(citation.manner))
    return speaker if form is None else say(form, speaker=speaker)


def _as_alleged(said: str, citation: CitationAnswer) -> str:
    # A clerk who reports what somebody alleges makes it no more than alleged.
    for link in citation.chain:
        if not link.read and link.manner == Manner.ALLEGES.value:
            origin = link.speaker or link.work
            if origin:
                said = say("{speaker}, as {origin} alleges", speaker=said, origin=origin)
            else:
                said = say("{speaker}, as is only alleged", speaker=said)
    return said


def denied_by(facts: Iterable[FactAnswer], tongue: Tongue) -> str:
    """Say by whom facts are denied, beginning with a space; "" where nobody denies them."""
    found = opponents(facts)
    form = tongue.form(form_of(" by {speaker}"))
    return tongue.form(form_of(" and")).join(form.format(speaker=tongue.tell(one)) for one in found)


def place_said(citation: CitationAnswer, title: str, tongue: Tongue) -> str:
    """Say where a passage stands, who says so and how, and whether it speaks against the fact."""
    tell = tongue.tell
    place = title
    if citation.locator:
        place += f", {citation.locator}"
    if citation.start is not None:
        span = say("characters {start}–{end}", start=citation.start, end=citation.end)
        place += f", {tell(span)}"
    sentences = [place]
    if citation.asserted_by:
        named = citation.asserted_by
        # A source that speaks for itself is called by its title, as elsewhere in quotation marks.
        speaker = manner_said(quoted(named) if named == citation.source_title else named, citation)
        sentences.append(tell(say("Says {speaker}", speaker=speaker)))
    cited = citation.cited_work
    if cited is not None:
        mark = f" [{cited.mark}]" if cited.mark else ""
        second = (
            say("Second-hand, citing{mark} {work}", mark=mark, work=_traced(cited))
            if cited.work
            else say("Second-hand, citing its footnote{mark}, which has no entry", mark=mark)
        )
        sentences.append(tell(second))
    for one in citation.translations:
        given = {"language": one.language, "translator": one.by, "words": one.words}
        sentences.append(tell(say("Translated ({language}) by {translator}: “{words}”", **given)))
    if citation.newest is not None:
        sentences.append(tell(citation.newest.said))
    if citation.chain_gone:
        form = form_of("Who says it, and whether they deny it, is no longer there")
        sentences.append(tell(as_sentence(form)))
    if citation.against:
        sentences.append(tell(as_sentence(form_of("Speaks against it"))))
    return ". ".join(sentence.rstrip(".") for sentence in sentences) + "."


def _traced(cited: CitedWorkAnswer) -> str:
    """Return a work's own words, and which source of ours it was found to be."""
    if cited.traced_title is None:
        return cited.told
    return say("{work} (it is {title})", work=cited.told, title=quoted(cited.traced_title))
