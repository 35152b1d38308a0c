# SPDX-FileCopyrightText: The Fonds developers
# SPDX-License-Identifier: MIT
"""Texts edited at random, of which it is known what became of every character.

A text is kept as pieces: a string, and where in the first text each of its characters stood (None:
it is new; negative: it was put in the place of one that stood there; beyond `COPY`: it is a second
copy). So for any passage one can tell whether it survived, where, or what stands in its place. A
passage that was copied before it was destroyed cannot be told from one that was moved.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from fonds.archive.sources.passages import Place
from fonds.events.catalogue.excerpt import AnchorState

if TYPE_CHECKING:
    from random import Random

    from fonds.archive.sources.refound import Refound

_SENTENCE = re.compile(r"[^.!?\n]+[.!?]*\n?\s*")
_NUMBER = re.compile(r"\d+")
_NAME = re.compile(r"\b[A-Z][a-z]{2,}\b")
_WORD = re.compile(r"\b[a-z]{4,}\b")

COPY = 10**9

NEW_SENTENCES = (
    "Nobody had foreseen how the harbour would look a decade later. ",
    "The paper printed a correction on the following Tuesday. ",
    "A second report, never published, came to the same end. ",
    "She was said to keep bees behind the customs house. ",
)


@dataclass
class Edited:
    """A text while it is edited."""

    text: str
    origin: list[int | None] = field(default_factory=list)
    done: list[str] = field(default_factory=list)
    whole: str = ""

    def __post_init__(self) -> None:
        self.whole = self.text
        if not self.origin:
            self.origin = list(range(len(self.text)))

    def replace(self, start: int, end: int, words: str, *, stands_for: bool = False) -> None:
        """Put other words in a range; ``stands_for``: they say in other words what stood there."""
        here: int | None = None
        if stands_for:
            here = next((at for at in self.origin[start:end] if at is not None), None)
        mark = None if here is None else here if here < 0 else -(here % COPY) - 1
        self.text = self.text[:start] + words + self.text[end:]
        self.origin[start:end] = [mark] * len(words)

    def move(self, start: int, end: int, to: int) -> None:
        """Move a range to where the character ``to`` stands (outside the range)."""
        words, origin = self.text[start:end], self.origin[start:end]
        self.text = self.text[:start] + self.text[end:]
        del self.origin[start:end]
        to -= end - start if to >= end else 0
        self.text = self.text[:to] + words + self.text[to:]
        self.origin[to:to] = origin

    def judge(self, place: Place, found: Refound) -> str:
        """Return "right", "wrong" or "missed" for what a search says of a passage."""
        survived = self._survived(place)
        if found.start is None or found.end is None:
            return "missed" if survived is not None else "right"
        here = [at for at in self._places_of(place) if found.start <= at < found.end]
        if found.state is AnchorState.CHANGED:
            return "right" if here else "wrong"
        if survived is not None and self._stands_as_before(place, survived):
            return "right" if survived == Place(found.start, found.end) else "wrong"
        # Where only what parts the words was touched, or only a copy is left, the words still are
        # the passage's words.
        same = _words(found.now or "") == _words(found.was)
        return "right" if same and len(here) > (found.end - found.start) * 0.8 else "wrong"

    def copy(self, start: int, end: int, to: int) -> None:
        """Put a copy of a range before the character ``to``."""
        words = self.text[start:end]
        origin = [
            at % COPY + COPY if at is not None and at >= 0 else None
            for at in self.origin[start:end]
        ]
        self.text = self.text[:to] + words + self.text[to:]
        self.origin[to:to] = origin

    def _survived(self, place: Place) -> Place | None:
        """Return where a passage stands whole; a copy of it only where it does not itself."""
        for first in (place.start, place.start + COPY):
            length = place.end - place.start
            whole = list(range(first, first + length))
            for at, origin in enumerate(self.origin):
                if origin == first and self.origin[at : at + length] == whole:
                    return Place(at, at + length)
        return None

    def _stands_as_before(self, place: Place, survived: Place) -> bool:
        """Tell whether no copy could be taken for it: what stands around it was left alone too."""
        before, after = min(place.start, 40), min(len(self.whole) - place.end, 40)
        here = self.origin[survived.start - before : survived.end + after]
        return here == list(range(place.start - before, place.end + after))

    def _places_of(self, place: Place) -> list[int]:
        return [
            at
            for at, origin in enumerate(self.origin)
            if origin is not None
            and place.start <= (origin % COPY if origin >= 0 else -origin - 1) < place.end
        ]


def _words(text: str) -> list[str]:
    return re.findall(r"\w+", text)


def passages_of(text: str, random: Random, count: int) -> list[Place]:
    """Return passages as a reader takes them: sentences, parts of them, a few words, a number."""
    sentences = [match.span() for match in _SENTENCE.finditer(text) if len(match[0].strip()) > 1]
    places: set[tuple[int, int]] = set()
    for _ in range(count * 4):
        start, end = random.choice(sentences)
        end = start + len(text[start:end].rstrip())
        start += len(text[start:end]) - len(text[start:end].lstrip())
        words = [match.span() for match in re.finditer(r"\S+", text[start:end])]
        kind = random.randrange(4)
        if kind and len(words) > 2:
            first = random.randrange(len(words))
            length = (len(words), 2, 5, 9)[kind]
            last = min(first + length, len(words)) - 1
            start, end = start + words[first][0], start + words[last][1]
        if end > start:
            places.add((start, end))
        if len(places) >= count:
            break
    return [Place(*place) for place in sorted(places)]


def edit(edited: Edited, random: Random) -> None:
    """Edit a text once, as pages are edited: numbers, names, sentences, order, spelling."""
    kinds = (
        _other_number,
        _other_name,
        _other_word,
        _negation,
        _drop_sentence,
        _new_sentence,
        _move_sentence,
        _copy_sentence,
        _drop_paragraph,
        _swap_paragraphs,
        _respell,
        _shorten_sentence,
    )
    kind = random.choice(kinds)
    kind(edited, random)
    edited.done.append(kind.__name__)


def _pick(pattern: re.Pattern[str], edited: Edited, random: Random) -> re.Match[str] | None:
    found = list(pattern.finditer(edited.text))
    return random.choice(found) if found else None


def _other_number(edited: Edited, random: Random) -> None:
    match = _pick(_NUMBER, edited, random)
    if match:
        number = str(int(match[0]) + random.choice((-3, -1, 1, 3, 10)))
        edited.replace(*match.span(), number, stands_for=True)


def _other_name(edited: Edited, random: Random) -> None:
    match = _pick(_NAME, edited, random)
    if match:
        name = random.choice(("Orla", "Benedikt", "Vasht", "Corrigan"))
        edited.replace(*match.span(), name, stands_for=True)


def _other_word(edited: Edited, random: Random) -> None:
    match = _pick(_WORD, edited, random)
    if match:
        word = random.choice(("harbour", "slowly", "warehouse", "promised"))
        edited.replace(*match.span(), word, stands_for=True)


def _negation(edited: Edited, random: Random) -> None:
    match = _pick(re.compile(r"\b(was|is|has|had|did|would)\b "), edited, random)
    if match:
        edited.replace(match.end(), match.end(), "not ")


def _drop_sentence(edited: Edited, random: Random) -> None:
    match = _pick(_SENTENCE, edited, random)
    if match:
        edited.replace(*match.span(), "")


def _shorten_sentence(edited: Edited, random: Random) -> None:
    match = _pick(re.compile(r", [^,.\n]{5,60}(?=[,.])"), edited, random)
    if match:
        edited.replace(*match.span(), "")


def _new_sentence(edited: Edited, random: Random) -> None:
    match = _pick(_SENTENCE, edited, random)
    if match:
        edited.replace(match.start(), match.start(), random.choice(NEW_SENTENCES))


def _move_sentence(edited: Edited, random: Random) -> None:
    match, to = _pick(_SENTENCE, edited, random), _pick(_SENTENCE, edited, random)
    if match and to and not match.start() <= to.start() <= match.end():
        edited.move(*match.span(), to.start())


def _copy_sentence(edited: Edited, random: Random) -> None:
    """A sentence stands a second time; the first is ours, and often changes."""
    match, to = _pick(_SENTENCE, edited, random), _pick(_SENTENCE, edited, random)
    if match and to:
        words = match[0]
        number = _NUMBER.search(words)
        edited.copy(*match.span(), to.start())
        if number and to.start() > match.end():
            start = match.start() + number.start()
            edited.replace(start, start + len(number[0]), str(int(number[0]) + 1), stands_for=True)


def _drop_paragraph(edited: Edited, random: Random) -> None:
    match = _pick(re.compile(r"[^\n]+\n+"), edited, random)
    if match:
        edited.replace(*match.span(), "")


def _swap_paragraphs(edited: Edited, random: Random) -> None:
    pattern = re.compile(r"[^\n]+\n+")
    first, second = _pick(pattern, edited, random), _pick(pattern, edited, random)
    if first and second and first.end() <= second.start():
        edited.move(*first.span(), second.end())


def _respell(edited: Edited, random: Random) -> None:
    """White space and signs as another program writes them; the words stay."""
    match = _pick(re.compile(r"(?<=\w) (?=\w)|[’'“”–-]"), edited, random)
    if match:
        sign = "\u00a0" if match[0] == " " else {"’": "'", "'": "’"}.get(match[0], match[0])
        edited.replace(*match.span(), sign, stands_for=True)


def set_phrases(random: Random, sentences: int) -> str:
    """Return an invented text of a few set phrases with other names and numbers each time."""
    names = ("Anna Kowal", "Jon Weil", "Edda Marlow", "Tobias Reyk", "Ines Oost")
    phrases = (
        "In {year} {one} won {share} percent of the vote in the {district}th district. ",
        "{one} was elected to the Assembly in {year} with {share} percent of the vote. ",
        "{one} was born in {year} in Port Ellery. ",
        "{one} lost to {two} by {share} votes in {year}. ",
        "She did not stand again.\n",
    )
    made: list[str] = []
    for _ in range(sentences):
        made.append(
            random.choice(phrases).format(
                year=random.randrange(1960, 1999),
                one=random.choice(names),
                two=random.choice(names),
                share=random.randrange(30, 70),
                district=random.randrange(4, 20),
            )
        )
        if random.random() < 0.15:
            made.append("\n\n")
    return "".join(made)


def without_doubled_lines(text: str) -> str:
    """Return a text without lines that repeat the line before.

    Where one of two equal neighbours goes, no one can tell which it was.
    """
    return re.sub(r"(?m)^(.+)\n(?:\n*\1$)+", r"\1", text)
