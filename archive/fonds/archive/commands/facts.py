# SPDX-FileCopyrightText: The Fonds developers
# SPDX-License-Identifier: MIT
"""The command that records one sourced fact, and the steps it shares with the import."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from functools import lru_cache
from typing import TYPE_CHECKING

from fonds.archive.commands.noting import noted_work
from fonds.archive.commands.premises import read_premises
from fonds.archive.commands.refused_quotes import helpful
from fonds.archive.commands.repeated import StandingFacts
from fonds.archive.commands.values import (
    NO_WORDS,
    GivenReading,
    QualifierValue,
    make_reading,
    value_subject,
)
from fonds.archive.errors import RefusedError, WrongUseError
from fonds.archive.lookup.gone import why_no_text
from fonds.archive.sources.passages import Place, as_spelled, locate, occurrences
from fonds.archive.tables import ThingKind
from fonds.events.catalogue.base import Prose
from fonds.events.catalogue.fact import (
    ChainPart,
    FactAsserted,
    FactContent,
    FactWording,
    Reading,
)
from fonds.events.fixed import fixed
from fonds.events.sentences import say
from fonds.events.values import (
    Certainty,
    Chain,
    ChainLink,
    Citation,
    Manner,
    Proposal,
    ValueKind,
    ValueType,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from fonds.archive.commands.plan import Appended, Plan
    from fonds.archive.lookup.texts import RenditionRow
    from fonds.events.values import Premise


@fixed
class GivenCitation:
    """Where a fact's words stand, and who says them, as a caller gives it.

    ``start`` and ``end`` count code points of the rendition's text. ``mark`` is a footnote's mark;
    a mark alone means the work noted under it, else it is a dangling footnote.
    ``links`` says a chain in full; ``asserted_by``, ``cited_work`` and ``mark`` are then not used.
    ``speakers`` says of each link, in order, which subject its speaker is, by id or label; None, or
    an end of the row, leaves it open. ``ends_nowhere``: the chain's last link gives no source of
    its own. ``inquiry``, by id or the beginning of one, stands in the place of a passage: what was
    looked for and not found.
    """

    source: str
    quote: str
    start: int | None = None
    end: int | None = None
    locator: str | None = None
    asserted_by: str | None = None
    cited_work: str | None = None
    mark: str | None = None
    links: tuple[ChainLink, ...] = ()
    ends_nowhere: bool = False
    inquiry: str | None = None
    speakers: tuple[str | None, ...] = ()
    spelled: bool = False
    r"""Whether ``\t`` and ``\n`` in the quote may stand for a tab and a line end: typed by hand."""


@fixed
class PlacedCitation:
    """A citation whose passage was found, with the chain that belongs to it."""

    citation: Citation
    chain: Chain | None
    source: str


def find_passage(plan: Plan, source: str, given: GivenCitation) -> tuple[RenditionRow, str, Place]:
    """Find a quote in a source's texts, the newest rendition that has it first.

    One made from another (a redaction) gives way to a text of the original that has it too.

    Raises:
        RefusedError: the source has no text, or the quote does not stand there, or not only once.
    """
    if not given.quote:
        code, message = "no-quote", "A fact needs its words: give the passage with --quote."
        raise WrongUseError(code, message)
    renditions = plan.texts.remembered_renditions(source)
    if not renditions:
        label = plan.names.label(source)
        message = say(
            "“{label}” has no text here yet. Capture a file of it, or type the passage in"
            " with fonds source transcribe.",
            label=label,
        )
        raise RefusedError("no-rendition", message, source=source)
    refusal: RefusedError | None = None
    derived: tuple[RenditionRow, str, Place] | None = None
    for rendition in renditions:
        text = plan.texts.text(rendition)
        if text is None:
            continue
        if given.spelled:
            given = replace(given, quote=as_spelled(text, given.quote))
        is_second = refusal is not None or derived is not None
        if is_second and not occurrences(text, given.quote, limit=1):
            continue
        try:
            place = stated_place(text, given) or locate(
                text, given.quote, given.start, given.end, source=plan.names.label(source)
            )
        except RefusedError as error:
            refusal = refusal or error
            continue
        found = rendition, text, place
        if len(renditions) == 1 or not plan.texts.is_made_from_another(rendition):
            return found
        derived = derived or found
    if derived is not None:
        return derived
    if refusal is None:
        label = plan.names.label(source)
        message = why_no_text(plan.store, renditions[0].position, label)
        raise RefusedError("no-text", message, source=source)
    raise helpful(plan, renditions, given.quote, refusal)


def stated_place(text: str, given: GivenCitation) -> Place | None:
    """Return the place a caller states, where the words stand just there: no search is needed."""
    if given.start is None or given.start < 0:
        return None
    end = given.start + len(given.quote)
    stands = text[given.start : end] == given.quote and given.end in {None, end}
    return Place(given.start, end) if stands else None


def cite(plan: Plan, given: GivenCitation) -> PlacedCitation:
    """Find (or take) the excerpt a citation means, and note the work it cites.

    Raises:
        RefusedError: no such source or passage.
    """
    if given.inquiry is not None:
        return _cite_inquiry(plan, given.inquiry)
    source = plan.names.source(given.source)
    rendition, text, place = find_passage(plan, source, given)
    return place_citation(plan, given, rendition, text, place)


def _cite_inquiry(plan: Plan, name: str) -> PlacedCitation:
    inquiry = plan.names.thing(name, ThingKind.INQUIRY)
    return PlacedCitation(
        Citation(inquiry=inquiry), None, plan.texts.source_of(inquiry, ThingKind.INQUIRY)
    )


def place_citation(
    plan: Plan, given: GivenCitation, rendition: RenditionRow, text: str, place: Place
) -> PlacedCitation:
    """Make the citation of a passage already found."""
    # A text typed from page 88 says so for every passage of it.
    locator = given.locator or plan.texts.locator(rendition, place.start, place.end)
    excerpt = plan.excerpt(rendition, text, place, locator)
    given = bound(given, plan.names.subject, plan.names.label)
    links = _noted(plan, given.links, rendition, place) or _links_of(plan, given, rendition, place)
    chain = Chain(citation=excerpt, links=links, ends_nowhere=given.ends_nowhere) if links else None
    return PlacedCitation(_passage(excerpt), chain, rendition.source)


def bound(
    given: GivenCitation, meant: Callable[[str], str], label: Callable[[str], str]
) -> GivenCitation:
    """Bind the speakers of a chain's links to subjects; one without words is called as these are.

    Args:
        given: the chain as it was given, and of each link the name of a subject, or None.
        meant: finds the subject's id by that name.
        label: says what the subject of an id is called.

    Raises:
        RefusedError: ``meant`` finds no subject of a name, or several.
    """
    if not any(given.speakers):
        return given
    links = list(given.links)
    for place, name in enumerate(given.speakers):
        if name is not None:
            subject = meant(name)
            words = links[place].speaker or label(subject)
            links[place] = links[place].model_copy(update={"subject": subject, "speaker": words})
    return replace(given, links=tuple(links), speakers=())


def _noted(
    plan: Plan, links: tuple[ChainLink, ...], rendition: RenditionRow, place: Place
) -> tuple[ChainLink, ...]:
    """Note the work that a chain's first citing link names: it is what this source cites."""
    at = next((at for at, one in enumerate(links) if not one.read and (one.work or one.mark)), None)
    if at is None or links[at].cited_work is not None:
        return links
    cited, work = noted_work(plan, rendition, links[at].mark, links[at].work, place)
    return (
        *links[:at],
        links[at].model_copy(update={"cited_work": cited, "work": work}),
        *links[at + 1 :],
    )


def _links_of(
    plan: Plan, given: GivenCitation, rendition: RenditionRow, place: Place
) -> tuple[ChainLink, ...]:
    links: list[ChainLink] = []
    if given.asserted_by or given.mark or given.cited_work:
        links.append(_speaker(given.asserted_by))
    if given.mark or given.cited_work:
        cited, work = noted_work(plan, rendition, given.mark, given.cited_work, place)
        links.append(ChainLink(work=work, mark=given.mark, manner=Manner.STATES, cited_work=cited))
    return tuple(links)


@lru_cache(maxsize=1024)
def _passage(excerpt: str) -> Citation:
    """Return the plain citation of a passage; one and the same for all facts that cite it."""
    return Citation(excerpt=excerpt)


@lru_cache(maxsize=1024)
def _speaker(name: str | None) -> ChainLink:
    """Return the link of who is really read; one and the same for all facts of a source."""
    return ChainLink(speaker=name, read=True)


def assert_fact(
    plan: Plan,
    *,
    subject: str,
    reading: Reading,
    wording: FactWording,
    placed: PlacedCitation,
    certainty: Certainty,
    note: str | None,
    import_key: str | None = None,
    premises: tuple[Premise, ...] = (),
    proposal: Proposal | None = None,
) -> str:
    """Plan `FactAsserted`; return the fact's id."""
    named = [subject]
    if reading.value_subject is not None:
        named.append(reading.value_subject)
    named.extend(item.subject for item in reading.qualifiers if item.subject is not None)
    if placed.chain is not None:
        named.extend(link.subject for link in placed.chain.links if link.subject is not None)
    return plan.add(
        FactAsserted(
            content=FactContent(
                subject=subject,
                reading=reading,
                citations=(placed.citation,),
                premises=premises,
                certainty=certainty,
                proposal=proposal,
            ),
            wording=None if wording is NO_WORDS else wording,
            chain=ChainPart(chains=(placed.chain,)) if placed.chain else None,
            note=Prose(text=note) if note else None,
        ),
        about=(
            *named,
            placed.citation.target,
            placed.source,
            *(one.fact or one.excerpt or "" for one in premises),
        ),
        import_key=import_key,
    )


@dataclass(frozen=True, slots=True)
class AssertFact:
    """Record what one source says about one subject.

    ``subject`` and ``source`` are an id, a unique id prefix, or an exact label or alias. A value
    of type person, organization, event or document is found the same way, else opened as a subject;
    ``value_as_subject`` does that for places and offices too. ``premises`` are what the fact needs
    besides its own words: a fact or an excerpt (by id), each with the rule that joins them.
    """

    subject: str
    property: str
    value: str | int | None
    source: str
    quote: str
    start: int | None = None
    end: int | None = None
    locator: str | None = None
    as_written: str | None = None
    value_kind: ValueKind = ValueKind.VALUE
    value_type: ValueType | None = None
    value_as_subject: bool = False
    when: str | None = None
    when_text: str | None = None
    qualifiers: Mapping[str, QualifierValue] = field(default_factory=dict)
    asserted_by: str | None = None
    cited_work: str | None = None
    mark: str | None = None
    certainty: Certainty = Certainty.STATED
    note: str | None = None
    premises: tuple[tuple[str, str], ...] = ()
    links: tuple[ChainLink, ...] = ()
    speakers: tuple[str | None, ...] = ()
    ends_nowhere: bool = False
    inquiry: str | None = None
    spelled: bool = False

    def plan(self, plan: Plan) -> Appended:
        """Plan `FactAsserted`, and before it whatever it names that is new.

        Raises:
            RefusedError: unknown subject, source or property; bad value or date; no such passage; a
                premise that rests on what the fact would say.
        """
        subject = plan.subject(self.subject)
        given = GivenReading(
            property=self.property,
            value=self.value,
            value_kind=self.value_kind,
            value_type=self.value_type,
            when=self.when,
            qualifiers=self._qualifiers(),
        )
        citation = GivenCitation(
            source=self.source,
            quote=self.quote,
            start=self.start,
            end=self.end,
            locator=self.locator,
            asserted_by=self.asserted_by,
            cited_work=self.cited_work,
            mark=self.mark,
            links=self.links,
            speakers=self.speakers,
            ends_nowhere=self.ends_nowhere,
            inquiry=self.inquiry,
            spelled=self.spelled,
        )
        if self.inquiry is not None and self.value_kind is ValueKind.VALUE:
            code = "inquiry-value"
            message = (
                "An inquiry is evidence of absence and gives no value. Say --value-kind none, or"
                " unknown."
            )
            raise WrongUseError(code, message)
        content = plan.property(self.property)
        # Nothing is opened or taken before it is known that the words stand there.
        found = (
            find_passage(plan, plan.names.source(self.source), citation)
            if self.inquiry is None
            else None
        )
        meant = value_subject(plan, given, content, as_subject=self.value_as_subject)
        reading, wording = make_reading(given, content, meant)
        placed = place_citation(plan, citation, *found) if found else cite(plan, citation)
        premises = read_premises(plan, self.premises, subject, reading)
        same = StandingFacts(plan).saying(subject, reading, placed, self.certainty)
        assert_fact(
            plan,
            subject=subject,
            reading=reading,
            wording=wording,
            placed=placed,
            certainty=self.certainty,
            note=self.note,
            premises=premises,
        )
        return replace(plan.appended(), repeats=same)

    def _qualifiers(self) -> dict[str, QualifierValue]:
        own = {"as_written": self.as_written, "when_text": self.when_text}
        return {**self.qualifiers, **{name: words for name, words in own.items() if words}}
