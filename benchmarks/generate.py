# SPDX-FileCopyrightText: The Fonds developers
# SPDX-License-Identifier: MIT
"""Generated documents, and facts on them, shaped like facts a person took from real documents.

The shape was measured on 213 facts drawn by hand from three documents: about 590 bytes of JSON a
fact, 71 facts a document of 3 to 6 thousand characters, two thirds of it cited, two or three
facts a passage, the same mix of properties and value types, a quarter of the facts on a footnote.
Subjects follow Zipf's law, so that a few have thousands of facts and most have a handful. The same
number and seed give the same bytes.
"""

from __future__ import annotations

import itertools
import json
from dataclasses import dataclass, field
from random import Random
from typing import Any

from benchmarks.wording import Words

Fact = dict[str, Any]
"""One line of the interchange format."""

FACTS_A_DOCUMENT = 71
FACTS_A_PASSAGE = (1, 1, 2, 2, 2, 3, 3, 6)
CITED_SENTENCES = 0.75

PROPERTIES: tuple[tuple[str, str, int], ...] = (
    ("quote", "text", 14),
    ("election_result", "text", 13),
    ("supported", "text", 12),
    ("described_as", "text", 11),
    ("candidacy", "office", 10),
    ("position_held", "office", 10),
    ("attended_event", "event", 7),
    ("campaign_support_from", "organization", 7),
    ("age", "quantity", 6),
    ("job", "office", 6),
    ("led_by", "person", 6),
    ("campaign_activity", "text", 5),
    ("party", "organization", 5),
    ("race_standing", "quantity", 5),
    ("campaign_role", "office", 4),
    ("educated_at", "organization", 4),
    ("residence", "place", 4),
    ("responsibility", "text", 4),
    ("constituency_description", "text", 3),
    ("opponent", "person", 3),
    ("recollection", "text", 3),
    ("affiliated_with", "organization", 2),
    ("associated_place", "place", 2),
    ("campaign_attack", "text", 2),
    ("child", "person", 2),
    ("date_of_birth", "date", 2),
    ("depicted_with", "person", 2),
    ("editor", "person", 2),
    ("endorsed_by", "organization", 2),
    ("father", "person", 2),
    ("member_of", "organization", 2),
    ("mother", "person", 2),
    ("name", "text", 2),
    ("occupation", "text", 2),
    ("place_of_birth", "place", 2),
    ("relocation", "place", 2),
    ("represents_district", "text", 2),
    ("spoke_at", "event", 2),
    ("vote_share", "quantity", 2),
    ("contacted", "person", 1),
    ("influence", "text", 1),
    ("signed", "text", 1),
    ("term_start", "date", 1),
)
"""Property, type of its value, and how often it stands among the facts that were measured."""

OF_CONTEXT = frozenset(
    {"election_result", "age", "residence", "represents_district", "vote_share", "term_start"}
)
OF_LIFE = frozenset({"date_of_birth", "father", "mother", "place_of_birth"})


@dataclass(frozen=True, slots=True)
class Material:
    """Documents by file name, the facts on them in their order, and further facts on them all."""

    documents: dict[str, str]
    facts: list[Fact]
    further: list[Fact]

    def lines(self) -> list[bytes]:
        """Return the facts, not the further ones, as lines of the interchange format."""
        return [json.dumps(fact).encode() for fact in self.facts]


@dataclass(slots=True)
class _Pool:
    """Labels drawn by Zipf's law: the k-th is drawn 1/k as often as the first."""

    labels: list[str]
    weights: list[float] = field(init=False)

    def __post_init__(self) -> None:
        self.weights = list(itertools.accumulate(1 / (k + 1) for k in range(len(self.labels))))

    def draw(self, random: Random) -> str:
        return random.choices(self.labels, cum_weights=self.weights)[0]


@dataclass(frozen=True, slots=True)
class _Sentence:
    """A sentence of a document, whom it is on and where it begins."""

    document: _Document
    subject: str
    words: str
    start: int


@dataclass(slots=True)
class _Document:
    """A document being written, with what its passages may be said to rest on."""

    name: str
    speakers: list[str]
    works: list[dict[str, str]]
    section: str
    pieces: list[str] = field(default_factory=list)
    length: int = 0

    def write(self, piece: str) -> int:
        """Add a piece of text and return where it begins, in code points."""
        start = self.length
        self.pieces.append(piece)
        self.length += len(piece)
        return start


def generate(count: int, further: int = 0, *, seed: int = 1) -> Material:
    """Return documents and ``count`` facts on them, and ``further`` facts to add to those.

    Subjects are a twentieth of ``count``. Of the further facts as many cite a passage that no fact
    has cited yet as among the others.
    """
    return _Generator(count, seed).run(further)


class _Generator:
    def __init__(self, count: int, seed: int) -> None:
        self.count = count
        self.random = Random(seed)  # noqa: S311 - the same facts again, nothing secret
        self.words = Words(self.random)
        names = self.words.names(max(10, count // 20))
        self.kinds = {
            name: ("organization" if place % 10 == 4 else "group" if place % 20 == 9 else "person")
            for place, name in enumerate(names)
        }
        self.subjects = _Pool(names)
        self.people = _Pool([name for name in names if self.kinds[name] == "person"])
        self.others = _Pool(self.words.names(max(5, count // 40)))
        self.organizations = _Pool(self.words.organizations(max(5, count // 60)))
        self.events = _Pool(self.words.events(max(5, count // 80)))
        self.offices = _Pool(self.words.offices(200))
        self.places = _Pool(self.words.places(300))
        self.settled: dict[tuple[str, str, str], list[str | int]] = {}
        self.births: dict[str, int] = {}
        self.facts: list[Fact] = []
        self.cited: list[_Sentence] = []
        self.uncited: list[_Sentence] = []

    def run(self, further: int) -> Material:
        documents: dict[str, str] = {}
        while len(self.facts) < self.count:
            document = self._document(len(documents))
            documents[document.name] = "".join(document.pieces)
        facts = [self._further() for _ in range(further)]
        return Material(documents, self.facts[: self.count], facts)

    # Documents -------------------------------------------------------------------------------

    def _document(self, number: int) -> _Document:
        author = self.words.name()
        subject = self.subjects.draw(self.random)
        document = _Document(
            name=f"document-{number:05}.txt",
            speakers=[
                f"{self.words.word().capitalize()} Chronicle article",
                f"{author} (author of the profile)",
                f"{subject}, quoted by {author}",
            ],
            works=[
                {"mark": str(mark), "work": self.words.work(self.random.randint(1960, 2015))}
                for mark in range(1, self.random.randint(2, 8))
            ],
            section="",
        )
        document.write(f"{subject}, a life in {self.words.word()} no. {number + 1}\n\n")
        first = len(self.facts)
        while len(self.facts) < min(self.count, first + FACTS_A_DOCUMENT):
            document.section = self.words.phrase(3).capitalize()
            document.write(f"{document.section}\n\n")
            for _ in range(self.random.randint(3, 7)):
                self._sentence(document)
                document.write(" ")
            document.write("\n\n")
        return document

    def _sentence(self, document: _Document) -> None:
        subject = self.subjects.draw(self.random)
        words = self.words.sentence(subject)
        sentence = _Sentence(document, subject, words, document.write(words))
        if self.random.random() > CITED_SENTENCES:
            self.uncited.append(sentence)
            return
        self.cited.append(sentence)
        for _ in range(self.random.choice(FACTS_A_PASSAGE)):
            self.facts.append(self._fact(sentence))

    def _further(self) -> Fact:
        new_passage = self.random.random() < len(FACTS_A_PASSAGE) / sum(FACTS_A_PASSAGE)
        if new_passage and self.uncited:
            self.cited.append(self.uncited.pop(self.random.randrange(len(self.uncited))))
            return self._fact(self.cited[-1])
        return self._fact(self.random.choice(self.cited))

    # Facts -----------------------------------------------------------------------------------

    def _fact(self, sentence: _Sentence) -> Fact:
        random, document, quote = self.random, sentence.document, sentence.words
        subject = sentence.subject if random.random() < 0.7 else self.subjects.draw(random)
        name, value_type, _ = random.choices(PROPERTIES, weights=[row[2] for row in PROPERTIES])[0]
        qualifiers: dict[str, str | int] = {}
        if name in OF_CONTEXT:
            value, when = self._in_context(subject, name, qualifiers)
        elif name in OF_LIFE:
            value, when = self._one_of_few(subject, name, ""), None
        else:
            value, when = self._any(value_type, quote, whole=name == "quote"), self._when(subject)
        self._qualify(document, qualifiers, quote, value_type)
        fact: Fact = {
            "id": f"F{len(self.facts) + 1:06}",
            "subject": subject,
            "subject_kind": self.kinds[subject],
            "property": name,
            "value": value,
            "value_type": value_type,
            "when": when,
            "qualifiers": qualifiers,
            "source": document.name,
            "quote": quote,
            "start": sentence.start,
            "end": sentence.start + len(quote),
            "asserted_by": random.choice(document.speakers),
        }
        if random.random() < 0.25:
            fact["cited_work"] = random.choice(document.works)
        fact["certainty"] = "inferred" if random.random() < 0.08 else "stated"
        if random.random() < 0.22:
            fact["note"] = f"{self.words.phrase(random.randint(8, 16)).capitalize()}."
        return fact

    def _birth(self, subject: str) -> int:
        return self.births.setdefault(subject, self.random.randint(1890, 1970))

    def _in_context(
        self, subject: str, name: str, qualifiers: dict[str, str | int]
    ) -> tuple[str | int, str]:
        """Return a value and its time: within one context a subject has a few values at most."""
        random = self.random
        year = self._birth(subject) + 24 + 4 * random.randrange(8)
        if name == "age":
            return self._one_of_few(subject, name, str(year)), str(year)
        if name == "residence":
            decade = year - year % 10
            when = f"{decade + 1}/{decade + 6}~"
            return self._one_of_few(subject, name, when), when
        office = f"{subject}'s {random.choice(('ward', 'council', 'assembly'))} seat"
        qualifiers["office"] = office
        if name == "vote_share":
            qualifiers["unit"] = "percent"
        return self._one_of_few(subject, name, f"{office} {year}"), str(year)

    def _one_of_few(self, subject: str, name: str, context: str) -> str | int:
        """Return one of at most three values: the first nearly always, else a variation."""
        key = (subject, name, context)
        if key not in self.settled:
            self.settled[key] = self._few(subject, name, context)
        few = self.settled[key]
        return self.random.choices(few, weights=(85, 12, 3)[: len(few)])[0]

    def _few(self, subject: str, name: str, context: str) -> list[str | int]:
        random, birth = self.random, self._birth(subject)
        month, day = random.randint(1, 12), random.randint(1, 28)
        if name in {"date_of_birth", "term_start"}:
            year = int(context[-4:]) if context else birth
            other = f"{year + random.choice((0, 0, 1)):04}-{month:02}-{random.randint(1, 28):02}"
            return [f"{year}", f"{year}-{month:02}-{day:02}", other]
        if name == "age":
            age = int(context) - birth
            return [age, age - 1]
        if name == "vote_share":
            share = random.randint(20, 70)
            return [share, share + 1, share - 2]
        if name == "election_result":
            return [*random.sample(("won", "lost", "lost in the primary", "withdrew"), 2)]
        if name == "represents_district":
            return [f"{random.randint(1, 40)}th", f"{random.randint(1, 40)}th"]
        pool = self.places if name in {"residence", "place_of_birth"} else self.people
        return [pool.draw(random) for _ in range(3)]

    def _any(self, value_type: str, quote: str, *, whole: bool) -> str | int:
        random = self.random
        if value_type == "quantity":
            return random.randint(1, 60)
        pools = {
            "office": self.offices,
            "place": self.places,
            "organization": self.organizations,
            "event": self.events,
            "person": self.people if random.random() < 0.6 else self.others,
        }
        if value_type in pools:
            return pools[value_type].draw(random)
        return quote if whole else self.words.part(quote, random.randint(3, 12))

    def _when(self, subject: str) -> str | None:
        random = self.random
        year = self._birth(subject) + random.randint(20, 60)
        forms = (
            f"{year}",
            f"{year}",
            f"{year}",
            f"{year}-{random.randint(1, 12):02}",
            f"{year}-{random.randint(1, 12):02}-{random.randint(1, 28):02}",
            f"{year // 10}X",
            f"{year}~/",
        )
        return random.choice(forms) if random.random() < 0.45 else None

    def _qualify(
        self, document: _Document, qualifiers: dict[str, str | int], quote: str, value_type: str
    ) -> None:
        random = self.random
        if value_type == "quantity":
            qualifiers.setdefault("unit", random.choice(("votes", "percent", "years")))
        if random.random() < 0.28:
            qualifiers["as_written"] = self.words.part(quote, random.randint(3, 9))
        if random.random() < 0.24:
            paragraph = random.randint(2, 9)
            qualifiers["when_basis"] = (
                f'context: section "{document.section}", the year stands in paragraph {paragraph}'
            )
        if random.random() < 0.06:
            qualifiers["when_text"] = self.words.part(quote, 3)
        if random.random() < 0.05:
            qualifiers["hedge"] = "as far as I recall"
        if random.random() < 0.05:
            qualifiers["campaign"] = f"{self.words.word().capitalize()} mayoral campaign"
