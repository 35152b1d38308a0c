# SPDX-FileCopyrightText: The Fonds developers
# SPDX-License-Identifier: MIT
"""A source's text as proposers read it: whom it is about, its sentences, who is meant by a name."""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import dataclass
from functools import cache, cached_property

from fonds.archive.proposals.languages import languages, wordings
from fonds.archive.proposals.whom import (
    FULL_NAME,
    GENERATION,
    HEADING,
    NAME,
    fuller,
    guess_subject,
    is_entry,
    life_of,
    openers,
    without_titles,
)
from fonds.archive.proposals.wrapping import join_lines, read_joined
from fonds.archive.sources.note_passages import Ranges
from fonds.archive.sources.wiki_markup import plain

_PRONOUNS = frozenset({"he", "she", "they"})
_POSSESSIVES = frozenset({"his", "her", "their"})
_END = re.compile(r"([.!?][\"”’)]*)(?:\[\w{1,8}\])*(?=\s+[\"“\u2018(]?[A-Z0-9∞⚭†]|\s*$)")
_ABBREVIATED = re.compile(
    r"(?:\b(?:Jr|Sr|Mr|Mrs|Ms|Dr|Rev|Hon|St|No|Prof|Gen|Col|Lt|Capt|Sen|Rep|Gov|vs|ca|c|Inc|Co|geb|gest|Nr|bzw"
    r"|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec|verh|Educ)"
    r"|\b[A-Za-z]|\b(?:[A-Z]\.)+[A-Z])\.$"
)
_SHORT = 20
_ORDINAL = re.compile(r"\b\d{1,2}\.\Z")


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence's place (code points) and its words without markup."""

    start: int
    end: int
    words: str
    before: str | None
    """The sentence before it in the same paragraph."""


@dataclass(frozen=True)
class Page:
    """A text, the title of its source, the EDTF date it bears, and whom it is about.

    ``edges`` are ranges that are no part of what it says: heads, feet and numbers of its pages.
    ``blocks`` are ranges that are something of their own, a heading or a row: no sentence runs over
    their ends. ``rows`` are those of infoboxes, as far as the source's reader told them.
    """

    text: str
    title: str
    subject: str
    issued: str | None = None
    edges: tuple[tuple[int, int], ...] = ()
    blocks: tuple[tuple[int, int], ...] = ()
    rows: tuple[tuple[int, int], ...] = ()

    @classmethod
    def of(
        cls,
        text: str,
        title: str,
        subject: str | None = None,
        issued: str | None = None,
        edges: tuple[tuple[int, int], ...] = (),
        blocks: tuple[tuple[int, int], ...] = (),
        rows: tuple[tuple[int, int], ...] = (),
    ) -> Page:
        """Make a page; without ``subject`` about the name its title or first lines have."""
        about = subject or guess_subject(plain(text).text, title)
        return cls(text, title, about, issued, edges, blocks, rows)

    @cached_property
    def is_biography(self) -> bool:
        """Whether the whole page is about the subject, so that "he" or "she" means the subject."""
        first = [line.strip() for line in self.text.split("\n")[:3] if line.strip()]
        named = [match[1] if (match := HEADING.match(line)) else line for line in first]
        return bool(self.subject) and any(
            re.fullmatch(
                rf"(?:[A-ZÄÖÜ][\w-]+ ){{0,2}}{re.escape(self.subject)}{more}",
                GENERATION.sub("", life_of(one)),
            )
            for one, more in (*((one, "") for one in named), (self.title, "(?:, .*)?"))
        )

    @cached_property
    def sentences(self) -> list[Sentence]:
        """The sentences of the text, in order; a line is at least one, but of a hard-wrapped text.

        There they run over the ends of lines, and their words are read as if on one.
        """
        found: list[Sentence] = []
        read = plain(self.text)
        offset = 0
        edges = Ranges(self.edges)
        ends = sorted({end for block in (*self.edges, *self.blocks) for end in block})

        def barred(first: int, last: int) -> bool:
            at = bisect_left(ends, read.origin(first - 1) + 1)
            return at < len(ends) and ends[at] <= read.origin(last)

        lines = read.text.replace("\f", "\n")
        for line in join_lines(lines, barred).split("\n"):
            before = None
            for start, end in _parted(line):
                words = line[start:end]
                if "\n" in lines[offset + start : offset + end]:
                    words = read_joined(words)
                first, last = read.origin(offset + start), read.origin(offset + end - 1) + 1
                before_it = read.origin(offset + start - 1) + 1 if offset + start else 0
                # The quotation begins with the sign of the bold letters its words are set in.
                while first > before_it and self.text[first - 1] == "'":
                    first -= 1
                if first in edges:
                    continue
                found.append(Sentence(first, last, words, before))
                before = words
            offset += len(line) + 1
        return found

    @cached_property
    def mentions(self) -> str:
        """A regular expression of the ways the subject is named here, the longest first."""
        plain = GENERATION.sub("", self.subject)
        parts = plain.split()
        names = {plain, *self.full_names, parts[-1], parts[0]} if parts else {"\x00"}
        listed = "|".join(re.escape(name) for name in sorted(names, key=len, reverse=True))
        return rf"(?:{listed})(?:,? (?:Jr|Sr)\.)?"

    @cached_property
    def full_names(self) -> tuple[str, ...]:
        """The subject's names with more given names, as sentences begin with: "KOWAL, ANNA MARIA".

        None on a page that is not about the subject.
        """
        if not self.is_biography or " " not in self.subject:
            return ()
        text = plain(self.text).text
        begun = re.finditer(rf"(?:^|[.\n]\s)({fuller(self.subject)})(?=[\s,;])", text)
        return tuple(dict.fromkeys(found[1] for found in begun))

    @cached_property
    def is_entry(self) -> bool:
        """Whether it is a lexicon's entry, which leaves its subject out: "mayor of …"."""
        return self.is_biography and (
            any("," in name for name in self.full_names)
            or any(is_entry(plain(self.text).text, code) for code in wordings())
        )

    def meant(self, words: str, sentence: Sentence) -> str | None:
        """Return whom words in a sentence mean: the subject, another by full name, or None.

        A pronoun means the subject only on a page about the subject, and only where the sentence
        before does not begin with somebody else.
        """
        words = words.strip().removesuffix("'s").removesuffix("’s")
        first, _, rest = words.partition(" ")
        if rest and first in openers() and not re.fullmatch(self.mentions, words):
            # "When Kowal": a capital letter that only the sentence's beginning gives.
            words = rest
            if first in _articles() and words.count(" ") > 1:
                # "Die Lehrerin Anna Kowal": where a name begins that is not the subject's, nobody
                # can tell where nouns have capitals.
                return self.subject if re.search(rf" {self.mentions}$", words) else None
        if words.lower() in _PRONOUNS | _POSSESSIVES | _other_pronouns():
            if not self.is_biography or not self._is_of_gender(words, sentence):
                return None
            return self.subject if self._goes_on(sentence) else None
        if re.fullmatch(self.mentions, words):
            # "Sr." after the subject's own name is another person, unless the subject bears it.
            suffix = GENERATION.search(words)
            senior = suffix is not None and "Sr" in suffix[0]
            return words if senior and "Sr" not in self.subject else self.subject
        if first.lower() in _POSSESSIVES | _other_pronouns():
            # "Sein Urgroßvater": somebody's relative, whose name is not said.
            return None
        bare = without_titles(words, 1)
        if bare != words and re.fullmatch(self.mentions, bare) and self._bears(words):
            return self.subject
        # "Mr Weil" is somebody, but whom, another sentence says.
        return without_titles(words) if re.fullmatch(NAME, words) and " " in bare else None

    def _bears(self, named: str) -> bool:
        """Whether "Mrs Kowal" can be the subject: another of that name may be meant by it."""
        title = named.partition(" ")[0].rstrip(".")
        for code, words in wordings().items():
            for gender, those in (("he", words.titles_he), ("she", words.titles_she)):
                if title in those:
                    return self.genders[code] == gender
        return True

    def relative(
        self, before: str, words: str, sentence: Sentence
    ) -> tuple[str, str | None] | None:
        """Return how a relative of the subject is named and told from others; None where none is.

        ``words`` name somebody, and ``before`` stands before them: "His father " and "Jan Weil",
        or all of it as one name, "Sein Vater Jan Weil". A name of several words stands for itself;
        a given name alone, or the subject's own name, is told by the kinship: "Jan Weil (father of
        Jan Weil)". The second is None where nobody can tell whose relative it is.
        """
        found = self._kin.search(before + words)
        if found is None or found.end() < len(before):
            return None
        name = (before + words)[found.end() :]
        own = re.fullmatch(self.mentions, name) is not None
        if " " in name and not own:
            return name, name
        if own and "," in found[0]:
            # "According to her brother, Kowal (1950–2001) …" is not of the brother.
            return name, None
        kin = next(key for key in found.groupdict() if key.startswith("kin_") and found[key])
        of = wordings()[kin.removeprefix("kin_")].of
        whose = found["whose_" + kin.removeprefix("kin_")]
        if self.meant(whose, sentence) != self.subject:
            return name, None
        return name, f"{name} ({found[kin]} {of} {self.subject})"

    @cached_property
    def _kin(self) -> re.Pattern[str]:
        """What says before a name that it is a relative's: "his father", "Kowals Bruder"."""
        parts = []
        for code, words in wordings().items():
            own = languages().get(code)
            named = rf"{self.mentions}{own.genitive}" if own else rf"{self.mentions}['’]s"
            pronouns = own.whose if own else ("His", "Her", "his", "her")
            parts.append(
                rf"\b(?P<whose_{code}>{named}|{'|'.join(pronouns)}) (?:[\w-]+ ){{0,2}}?"
                rf"(?P<kin_{code}>{'|'.join(words.kin)})"
            )
        return re.compile(rf"(?:{'|'.join(parts)}),? (?=[A-ZÄÖÜ][\w .'’-]*,?(?: [JS]r\.)?$)")

    @cached_property
    def genders(self) -> dict[str, str | None]:
        """By language, the pronoun a page has for its subject: "he", "she" or None (either).

        That is what most of its pronouns are; where few more are of one kind than of the other,
        the first has to be of that kind too.
        """
        # What people say in quotation marks is often of others.
        told = re.sub(r"[“\"„][^”\"“]{0,2000}[”\"“]", " ", self.text)
        found: dict[str, str | None] = {}
        for code, words in wordings().items():
            pattern = rf"\b(?:{'|'.join((*words.he, *words.she))})\b"
            said = [words.gender(one) for one in re.findall(pattern, told, re.IGNORECASE)]
            he, she = said.count("he"), said.count("she")
            most = "he" if he > she else "she" if she > he else said[0] if said else None
            clear = max(he, she) > 2 * min(he, she)
            found[code] = most if clear or (said and said[0] == most) else None
        return found

    def _is_of_gender(self, pronoun: str, sentence: Sentence) -> bool:
        """Whether a pronoun can be the subject's, and is not a relative's named just before."""
        for code, words in wordings().items():
            gender = words.gender(pronoun)
            if gender is None:
                continue
            if self.genders[code] != gender:
                return False
            kin = "|".join(words.kin_he if gender == "he" else words.kin_she)
            named = rf"(?:{self.mentions}(?:['’]s?|s)|{'|'.join((*words.he, *words.she))})"
            before = sentence.before or ""
            if re.search(rf"\b{self.mentions}\b", sentence.words):
                continue
            if re.match(rf"{named} (?:\w+ ){{0,2}}?(?:{kin})\b", before, re.IGNORECASE):
                # Who has died is spoken of no longer.
                return re.search(r"\b(?:died|(?:ver)?starb)\b", before) is not None
        return True

    def _goes_on(self, sentence: Sentence) -> bool:
        if sentence.before is None:
            return True
        other = FULL_NAME.match(sentence.before)
        # "Die Malerin Anna Kowal", "Ihr Vater": capital letters that are not all of a name.
        pronouns = "|".join(word for one in languages().values() for word in one.whose)
        own = rf"(?:\w+ ){{0,3}}?{self.mentions}\b|(?:{pronouns})\b"
        begun = other is not None and other[0].partition(" ")[0] in openers()
        return other is None or begun or re.match(own, sentence.before) is not None


@cache
def _other_pronouns() -> frozenset[str]:
    """Pronouns of the languages besides English, which only their own rules let through."""
    return frozenset(
        word.lower() for one in languages().values() for word in (*one.who, *one.whose)
    )


@cache
def _articles() -> frozenset[str]:
    return frozenset(word.title() for one in languages().values() for word in one.articles)


@cache
def _month_after() -> re.Pattern[str]:
    """What stands after a number where the full stop is its own: "5. Mai", "80. Geburtstag"."""
    counted = (one for each in languages().values() for one in (each.month, *each.counted))
    # "12. 3. 1844": a day in figures with spaces.
    return re.compile(rf"\s+(?:{'|'.join(counted)}|(?:\d{{1,2}}\.\s?)?[12]\d{{3}})\b")


def _parted(line: str) -> list[tuple[int, int]]:
    """Return the ranges of a line's sentences, without the white space around them."""
    ranges: list[tuple[int, int]] = []
    start = len(line) - len(line.lstrip())
    for match in _END.finditer(line):
        # Only what stands before the full stop: a line may be a whole hard-wrapped text.
        if _ABBREVIATED.search(line, max(start, match.start() - _SHORT), match.start() + 1):
            continue
        if _ORDINAL.search(
            line, max(start, match.end(1) - _SHORT), match.end(1)
        ) and _month_after().match(line, match.end(1)):
            continue
        ranges.append((start, match.end(1)))
        start = match.end()
        while start < len(line) and line[start].isspace():
            start += 1
    if line[start:].strip():
        ranges.append((start, len(line.rstrip())))
    return ranges
