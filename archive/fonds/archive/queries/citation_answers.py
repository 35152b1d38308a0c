# SPDX-FileCopyrightText: The Fonds developers
# SPDX-License-Identifier: MIT
"""What queries answer of a passage: its words, who says them to whom and how, for or against."""

from __future__ import annotations

from typing import TYPE_CHECKING

from fonds.archive.sources.wiki_citations import told_work
from fonds.events.catalogue.excerpt import AnchorState
from fonds.events.fixed import fixed
from fonds.events.sentences import Sentence, say
from fonds.events.values import Manner, Stance

if TYPE_CHECKING:
    from collections.abc import Iterable

    from fonds.archive.queries.answers import FactAnswer

_DENIES = Manner.DENIES.value


@fixed
class LinkAnswer:
    """One link of a chain: who says it, in or through which work, how; and whether it was read.

    ``subject`` is the id of the subject that the speaker is; None where nobody said so.
    """

    speaker: str | None
    work: str | None
    mark: str | None
    manner: str
    read: bool
    status: str | None
    subject: str | None = None


@fixed
class CitedWorkAnswer:
    """The work a citation rests on at second hand: noted, dangling, traced or unlocatable.

    ``traced_to`` is the source of ours that a traced one was found to be, with its title; None
    where it is another cited work.
    """

    mark: str | None
    work: str | None
    status: str
    traced_to: str | None = None
    traced_title: str | None = None

    @property
    def told(self) -> str:
        """Its words as they are told to a person: a citation template is read."""
        return told_work(self.work or "")


@fixed
class LinkEvidence:
    """A passage a conclusion about two subjects rests on; ``quote`` is None where it was erased."""

    excerpt: str
    source: str
    source_title: str
    capture: str | None
    rendition: str | None
    quote: str | None
    start: int | None


@fixed
class TranslationAnswer:
    """A passage in another language (BCP 47), who translated it, who recorded that, and when.

    ``translator`` is None where it was whoever recorded it.
    """

    language: str
    words: str
    translator: str | None
    agent: str
    recorded_at: str
    position: int

    @property
    def by(self) -> str:
        """Who translated it."""
        return self.translator or self.agent


@fixed
class NewestAnswer:
    """What a passage is in the newest text it was looked for in: changed, ambiguous or lost.

    ``now`` are the words there, None where there are none or they are not told; ``decided`` says
    whether a person concluded that it is so.
    """

    rendition: str
    state: str
    now: str | None
    decided: bool

    @property
    def said(self) -> Sentence:
        """What is to be said of it beside the passage's own words."""
        if self.state == AnchorState.AMBIGUOUS:
            return say("Where it stands in the newest text of the source is not certain")
        if self.state == AnchorState.LOST:
            return (
                say("It does not stand in the newest text of the source: so somebody decided")
                if self.decided
                else say("It was not found in the newest text of the source")
            )
        if self.now is None:
            return say("It has other words in the newest text of the source")
        words = " ".join(self.now.split())
        return (
            say("The newest text of the source says: “{words}”", words=words)
            if self.decided
            else say(
                "The newest text of the source says, and nobody decided about it: “{words}”",
                words=words,
            )
        )


@fixed
class CitationAnswer:
    """A citation; ``quote`` is None where it was erased or withheld, or is ``hidden`` here."""

    source: str
    source_title: str
    capture: str | None
    rendition: str | None
    excerpt: str | None
    inquiry: str | None
    quote: str | None
    start: int | None
    end: int | None
    locator: str | None
    stance: Stance
    supports: tuple[str, ...]
    asserted_by: str | None
    cited_work: CitedWorkAnswer | None
    chain: tuple[LinkAnswer, ...]
    event: str
    position: int
    searched: str | None = None  # Of an inquiry: what was looked for, and what came of it.
    hidden: bool = False
    ends_nowhere: bool = False  # The last link of the chain gives no source of its own.
    translations: tuple[TranslationAnswer, ...] = ()  # By language, as they stand now.
    newest: NewestAnswer | None = None  # None where it stands there, or nobody looked for it.
    chain_gone: bool = False  # Its chain was erased, withheld or lost, and what that said with it.

    @property
    def second_hand(self) -> bool:
        """Whether the source itself passes on somebody else's work."""
        return self.cited_work is not None

    @property
    def against(self) -> bool:
        """Whether it speaks against the fact: said so, or a link of its chain denies it."""
        for link in self.chain:
            if link.manner == _DENIES:
                return True
        return self.stance is Stance.CONTRADICTS

    @property
    def speaks_for(self) -> bool:
        """Whether it is known to speak for the fact."""
        return not self.chain_gone and not self.against

    @property
    def manner(self) -> str:
        """How the link that was read passes it on: "states" where nothing else is said."""
        return next((link.manner for link in self.chain if link.read), Manner.STATES.value)


def is_denied(fact: FactAnswer) -> bool:
    """Tell whether every passage of a fact speaks against it: then nobody says it."""
    return bool(fact.citations) and all(one.against for one in fact.citations)


def is_unheld(fact: FactAnswer) -> bool:
    """Tell whether no passage of a fact is known to speak for it: each denies it, or who knows."""
    return bool(fact.citations) and not any(one.speaks_for for one in fact.citations)


def is_alleged(facts: Iterable[FactAnswer]) -> bool:
    """Tell whether facts are no more than alleged: every passage for them alleges them."""
    found = [one for fact in facts for one in fact.citations if one.speaks_for]
    return bool(found) and all(
        any(link.manner == Manner.ALLEGES.value for link in one.chain) for one in found
    )


def opponents(facts: Iterable[FactAnswer]) -> list[str]:
    """Return by whom facts are denied: who is said to deny them, else the source, in its words.

    The title of a source stands in quotation marks; each is named once.
    """
    said: dict[str, None] = {}
    for fact in facts:
        for citation in fact.citations:
            if citation.against:
                denying = [one for one in citation.chain if one.manner == _DENIES]
                names = [one.speaker or one.work for one in denying if one.speaker or one.work]
                said.update(dict.fromkeys(name for name in names if name))
                if not names:
                    said[citation.asserted_by or _quoted(citation.source_title)] = None
    return list(said)


def _quoted(title: str) -> str:
    return say("“{words}”", words=title)


def words_of(excerpt: str | None, citations: Iterable[CitationAnswer]) -> str | None:
    """Return the words of a passage, from whatever cites it; None where none are told."""
    return next((one.quote for one in citations if one.excerpt and one.excerpt == excerpt), None)
