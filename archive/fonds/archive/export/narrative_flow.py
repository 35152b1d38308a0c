# SPDX-FileCopyrightText: The Fonds developers
# SPDX-License-Identifier: MIT
"""How the clauses of a narrative become sentences, so that a life does not read like a list.

Rules, and nothing left to chance:

- a day and a place of one moment (birth, death, an event), the two ends of a term, predecessor and
  successor are one sentence;
- clauses of one speaker that follow each other are one sentence, three at most, which begins with
  the speaker; of things of one kind the second is "another";
- of single clauses every other one begins with its speaker;
- the subject is named in full once in a paragraph, then by the last name, unless something told
  in it bears that name too, and where two clauses are joined not again. No pronoun is used: it
  would say what no fact says.

Every clause keeps its own passages, and what a sentence says of two clauses together holds of each.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from fonds.archive.export.narrative_templates import ANOTHER, PAIRS, WHO, Tongue
from fonds.events.sentences import Sentence, form_of, say
from fonds.events.values import SubjectKind

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from fonds.archive.queries.answers import Record

_PLAIN_NAME = re.compile(r"[^\W\d_][\w.’'-]*(?: [\w.’'-]+)* ([^\W\d_][\w’'-]+)(?:,? (?:Jr|Sr)\.?)?")
"""A name of plain words, with or without a suffix; the last of them is what it goes by."""

MOST_JOINED = 3
"""Clauses of one sentence."""
_PAIR = 2
LONGEST_JOINED = 90
"""Characters of a clause that is still joined with others."""
LONGEST_OPENING = 60
"""Characters of a speaker with whom a sentence begins."""


def quoted(words: str) -> Sentence:
    """Put words in quotation marks; a title too, or a page on somebody would speak as they."""
    return say("“{words}”", words=words)


def names_in(record: Record, tongue: Tongue) -> tuple[str, str]:
    """Name the subject: a person in full once in a paragraph, then by the last name."""
    label = record.label
    if record.kind is not SubjectKind.PERSON:
        words = tongue.tell(quoted(label))
        return words, words
    plain = _PLAIN_NAME.fullmatch(label)
    return label, plain.group(1) if plain else label


@dataclass(frozen=True, slots=True)
class Clause:
    """Something told, the facts it rests on, and the numbers of their passages.

    ``stop`` is the sign after it: a full stop, a comma, or nothing before "and".
    """

    text: str
    facts: tuple[str, ...]
    marks: tuple[int, ...]
    stop: str = "."

    @property
    def stopped(self) -> str:
        """The text with the sign after it."""
        return f"{self.text}{self.stop}"


@dataclass(frozen=True, slots=True)
class Piece:
    """What is to be told: a template and its parts, details in parentheses, the speakers.

    ``form`` is English, and empty where ``parts`` has the whole text. ``name`` is the property's,
    where the template is its own; ``aside`` belongs to what was told before it.
    """

    form: str
    parts: Mapping[str, str]
    details: str
    speakers: str
    facts: tuple[str, ...]
    marks: tuple[int, ...]
    name: str = ""
    aside: bool = False
    after: str = ""

    def alone(self, after: str) -> Piece:
        """Return it as a sentence of its own, with something said after it."""
        return replace(self, name="", after=after)


def flow(pieces: Sequence[Piece], who: tuple[str, str], tongue: Tongue) -> list[Clause]:
    """Make sentences of the pieces of a paragraph; ``who`` is the subject in full and in short."""
    full, short = who
    name = re.compile(rf"(?<!\w){re.escape(short)}(?!\w)")
    told = (said for one in pieces for said in (*one.parts.values(), one.speakers, one.details))
    # Of a father and a daughter in one paragraph, the last name alone would mean either.
    shared = any(name.search(said.replace(full, "")) for said in told)
    return list(_Flow(_in_order(pieces), (full, full if shared else short), tongue).clauses())


def _in_order(pieces: Sequence[Piece]) -> list[Piece]:
    """Put the second of a pair right after the first, before what is said beside the first."""
    found = list(pieces)
    for piece in pieces:
        second = PAIRS.get(piece.name, ("", ""))[0]
        partners = [place for place, one in enumerate(pieces) if second and one.name == second]
        once = len(partners) == 1 and sum(one.name == piece.name for one in pieces) == 1
        # What is said beside the second must not be parted from it.
        if once and not any(one.aside for one in pieces[partners[0] + 1 : partners[0] + 2]):
            found.remove(pieces[partners[0]])
            found.insert(found.index(piece) + 1, pieces[partners[0]])
    return found


def _is_pair(first: Piece, second: Piece) -> bool:
    return first.name in PAIRS and PAIRS[first.name][0] == second.name


class _Flow:
    def __init__(self, pieces: list[Piece], who: tuple[str, str], tongue: Tongue) -> None:
        self._pieces = pieces
        self._full, self._short = who
        self._tongue = tongue
        self._named = False
        self._opened = True

    def clauses(self) -> Iterator[Clause]:
        at = 0
        while at < len(self._pieces):
            group = self._group(at)
            yield from self._sentence(group)
            at += len(group)

    def _group(self, at: int) -> list[Piece]:
        """Return the piece there, with those that make one sentence with it."""
        first = self._pieces[at]
        rest = self._pieces[at + 1 : at + MOST_JOINED]
        if rest and _is_pair(first, rest[0]) and first.details == rest[0].details:
            return [first, rest[0]]
        group = [first]
        for piece in rest:
            if not (self._can_join(first, piece) and not self._begins_pair(piece)):
                break
            group.append(piece)
        return group

    def _begins_pair(self, piece: Piece) -> bool:
        place = self._pieces.index(piece)
        following = self._pieces[place + 1 : place + 2]
        return bool(following) and _is_pair(piece, following[0])

    def _can_join(self, first: Piece, piece: Piece) -> bool:
        if not (first.name and piece.name and first.speakers == piece.speakers):
            return False
        if max(map(self._length, (first, piece))) > LONGEST_JOINED:
            return False
        if first.form in ANOTHER:
            return first.form == piece.form
        if (first.form, first.parts["value"]) == (piece.form, piece.parts["value"]):
            # Of one thing said twice, each with its own time or limit, neither is an "and".
            return False
        return all(
            one.form.startswith(WHO) and not one.form.endswith(("”", ": {value}"))
            for one in (first, piece)
        )

    def _length(self, piece: Piece) -> int:
        return len(piece.parts["value"]) + len(piece.details)

    def _sentence(self, group: list[Piece]) -> Iterator[Clause]:
        first, last = group[0], group[-1]
        # Where the two are limited otherwise a third may follow, a death say: all are told whole.
        paired = len(group) == _PAIR and _is_pair(*group)
        if len(group) == 1:
            opening = self._opens(first)
            text = self._text(first, opening=opening)
            yield self._clause(first, text + first.after, ".")
            return
        shared = first.speakers == last.speakers
        opening = bool(shared and first.speakers) and not paired and self._may_open(first)
        for number, piece in enumerate(group):
            if not number:
                text = self._core(piece, piece.form)
            elif paired:
                text = self._core(piece, PAIRS[first.name][1])
            elif piece.form in ANOTHER:
                text = self._core(piece, ANOTHER[piece.form])
            else:
                text = self._core(piece, piece.form.removeprefix(WHO), elided=True)
                if piece is last:
                    text = self._put(form_of("and {clause}"), clause=text)
            # What both ends of a pair share is said once, at its end.
            if not (paired and not number and piece.details == last.details):
                text += piece.details
            if not number and opening:
                text = self._open(piece.speakers, text)
            if piece.speakers and ((piece is last and not opening) or not shared):
                text = self._said_by(text, piece)
            if not number:
                text = _capital(text)
            stop = "." if piece is last else self._between(group, number, paired=paired)
            yield self._clause(piece, text, stop)
        self._opened = opening

    def _between(self, group: list[Piece], number: int, *, paired: bool) -> str:
        """Return the sign between two clauses of a sentence: none before "and"."""
        before_last = number == len(group) - 2
        if paired:
            alike = group[0].speakers == group[1].speakers
            return "" if alike else ","
        return "" if before_last and group[0].form not in ANOTHER else ","

    def _opens(self, piece: Piece) -> bool:
        """Tell whether a single clause begins with its speaker: every other one does."""
        if piece.aside or not piece.name or not piece.speakers or piece.form.startswith("on "):
            return False
        self._opened = not self._opened and self._may_open(piece)
        return self._opened

    def _may_open(self, piece: Piece) -> bool:
        return len(piece.speakers) <= LONGEST_OPENING and "," not in piece.speakers

    def _text(self, piece: Piece, *, opening: bool) -> str:
        if not piece.form:
            return _capital(piece.parts["text"])
        text = f"{self._core(piece, piece.form)}{piece.details}"
        if opening:
            text = self._open(piece.speakers, text)
        elif piece.speakers:
            text = self._said_by(text, piece)
        return _capital(text)

    def _said_by(self, text: str, piece: Piece) -> str:
        """Say who says it; where a quotation ends in a comma, that is the comma."""
        said = self._put(form_of(", according to {speakers}"), speakers=piece.speakers)
        ended = text.endswith((",”", ",“"))
        return text + (said.removeprefix(",") if ended else said)

    def _open(self, speakers: str, clause: str) -> str:
        here = self._tongue.form(form_of("according to {speakers}, {clause}"))
        # After a colon a whole sentence follows.
        said = _capital(clause) if ": {clause}" in here else clause
        return here.format(speakers=speakers, clause=said)

    def _core(self, piece: Piece, form: str, *, elided: bool = False) -> str:
        here = (
            self._tongue.form(piece.form).removeprefix(WHO) if elided else self._tongue.form(form)
        )
        who = ""
        if "{who}" in here:
            who, self._named = self._short if self._named else self._full, True
        return here.format(who=who, **piece.parts)

    def _put(self, form: str, **parts: str) -> str:
        return self._tongue.form(form).format(**parts)

    def _clause(self, piece: Piece, text: str, stop: str) -> Clause:
        return Clause(text.rstrip(" .") if stop == "." else text, piece.facts, piece.marks, stop)


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
