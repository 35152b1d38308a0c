# SPDX-FileCopyrightText: The Fonds developers
# SPDX-License-Identifier: MIT
"""How a narrative says each property of the vocabulary, and in which language.

A template adds nothing to a fact's own words but what its property means. One that is not here is
told by its label. The templates stand here in English; the catalogues of other languages have each
of them (`fonds.archive.languages`), and one that begins with the subject here begins with it there,
so that two clauses can be joined under one.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import Enum

from fonds.archive.languages.telling import forms_of, tell
from fonds.archive.queries.shown import shown_date
from fonds.events.dates import DateError, Precision, parse
from fonds.events.sentences import Sentence, form_of

WHO = "{who} "
"""How the template of a clause begins of which the subject can be left out."""

TEMPLATES = {
    "name": "the name is given as {value}",
    "birth_name": "{who} was born as {value}",
    "date_of_birth": "{who} was born {when}",
    "place_of_birth": "{who} was born in {value}",
    "date_of_death": "{who} died {when}",
    "father": "the father of {who} was {value}",
    "mother": "the mother of {who} was {value}",
    "spouse": "{who} was married to {value}",
    "child": "a child of {who} is {value}",
    "number_of_children": "{who} had {value} children",
    "sibling": "a sibling of {who} is {value}",
    "relative": "a relative of {who} is {value}",
    "residence": "{who} lived in {value}",
    "relocation": "{who} moved to {value}",
    "educated_at": "{who} was educated at {value}",
    "position_held": "{who} held the position of {value}",
    "represents_district": "{who} represented {value}",
    "term_start": "a term of {who} began {when}",
    "term_end": "a term of {who} ended {when}",
    "predecessor": "the predecessor of {who} was {value}",
    "successor": "the successor of {who} was {value}",
    "party": "{who} belonged to the party {value}",
    "party_switch": "{who} went over to {value}",
    "candidacy": "{who} stood for {value}",
    "considered_candidacy": "{who} considered standing: {value}",
    "election_result": "the result of an election for {who} was: {value}",
    "opponent": "an opponent of {who} was {value}",
    "vote_margin": "the margin in an election of {who} was {value}",
    "vote_share": "the share of the vote of {who} was {value}",
    "endorsed_by": "{who} was endorsed by {value}",
    "job": "{who} worked as {value}",
    "member_of": "{who} was a member of {value}",
    "affiliated_with": "{who} was affiliated with {value}",
    "organized_event": "{who} organised {value}",
    "attended_event": "{who} attended {value}",
    "spoke_at": "{who} spoke at {value}",
    "quote": "{who} said: “{value}”",
    "recollection": "{who} recalled: {value}",
    "age": "the age given for {who} is {value}",
    "occupation": "{who} was by occupation {value}",
    "described_as": "{who} is described as {value}",
    "associated_place": "{who} is associated with {value}",
    "campaign_role": "{who} had the campaign role of {value}",
    "responsibility": "{who} was responsible for: {value}",
    "supported": "{who} supported {value}",
    "opposed": "{who} opposed {value}",
    "signed": "{who} signed {value}",
    "contacted": "{who} contacted {value}",
    "depicted_with": "{who} is pictured with {value}",
    "generational_suffix": "the name of {who} bears the suffix {value}",
    "honorific": "{who} is addressed as {value}",
    "place_of_death": "{who} died in {value}",
    "nationality": "the nationality of {who} is given as {value}",
    "family_background": "the family background of {who} is described as {value}",
    "school_grade": "the school year of {who} is given as {value}",
    "number_of_candidates": "the count of those standing in a contest of {who} is given as {value}",
    "race_standing": "on the standing of {who} in a race: {value}",
    "campaign_spending": "on spending in a campaign of {who}: {value}",
    "campaign_attack": "in a campaign, {who} was attacked: {value}",
    "constituency_description": "on the constituency of {who}: {value}",
    "campaign_support_from": "in campaigning, {who} was helped by {value}",
    "campaign_activity": "on campaigning by {who}: {value}",
    "led_by": "{who} was led by {value}",
    "targeted_for_contact_by": "{who} is listed for contact by {value}",
    "participation_status": "the state of an invitation to {who} is given as {value}",
    "ties_to_community": "on the ties of {who}: {value}",
    "speech_topic": "{who} spoke about {value}",
    "role_at_event": "the part {who} took in an event: {value}",
    "political_activity": "a political act of {who}: {value}",
    "influence": "on what {who} is said to owe, and to whom: {value}",
    "active_period": "the time in which {who} was active is given as {value}",
    "editor": "an editor of {who} was {value}",
    "event_date": "{who} took place {when}",
    "event_location": "the place of {who} is given as {value}",
    "located_in": "{who} lies in {value}",
    "event_attendance": "the attendance at {who} is given as {value}",
    "event_sponsor": "{who} was sponsored by {value}",
    "event_organizer": "{who} was organised by {value}",
    "event_duration": "the duration of {who} is given as {value}",
    "document_title": "the title of {who} is given as “{value}”",
    "document_author": "{who} was written by {value}",
    "document_date": "{who} is dated {value}",
    "document_addressee": "{who} is addressed to {value}",
    "document_text": "{who} says: “{value}”",
    "document_caption": "a caption in {who} reads: “{value}”",
    "document_credit": "the credit line of {who} reads: “{value}”",
}
"""Clauses for the properties of the vocabulary."""

WORDED = {
    ("election_result", "won"): form_of("{who} won an election"),
    ("election_result", "lost"): form_of("{who} lost an election"),
    ("election_result", "elected"): form_of("{who} was elected"),
    ("election_result", "re-elected"): form_of("{who} was re-elected"),
    ("election_result", "defeated"): form_of("{who} was defeated in an election"),
    ("election_result", "withdrew"): form_of("{who} withdrew from an election"),
    ("number_of_children", "1"): form_of("{who} had one child"),
    ("number_of_children", "0"): form_of("{who} had no children"),
}
"""Clauses for a property and a value that is itself told by the clause: these words alone."""

_BODY = re.compile(
    r"(?!.*\b(?:of|for|to|on|in)\b).*\b(?:assembly|board|cabinet|commission|committee|congress"
    r"|council|court|house|legislature|parliament|senate)",
    re.IGNORECASE,
)
_MEMBER = re.compile(r"\b(?:member|chair\w*|president|secretary|clerk|speaker)\b", re.IGNORECASE)
_IN_BODY = form_of("{who} held a position in {value}")
_IN_PARTY = form_of("{who} belonged to the {value}")


_WITH_ARTICLE = {
    "job": {
        "a": form_of("{who} worked as a {value}"),
        "an": form_of("{who} worked as an {value}"),
    },
    "occupation": {
        "a": form_of("{who} was a {value} by occupation"),
        "an": form_of("{who} was an {value} by occupation"),
    },
}
"""Clauses for work that is given by the bare name of it."""
_BARE = re.compile(r"[a-z]+(?:[- ][a-z]+){0,2}")
_NO_ARTICLE = re.compile(
    r"(?:an?|the|his|her|their|its|one|two|three|some|several|various|many|in|at|on|for|by|with|no"
    r"|not|self|general|head|chair|chief)\b.*|.*\b(?:of|and|or|at|in|for|to|as)\b.*"
    r"|.*(?:ing|[^su]s|men|work|staff|people|police|labor|labour|trade|retired|employed)"
)
_VOWEL = re.compile(r"(?!eu|uni(?!n)|us[aeiu]|ut[ei]|one\b)[aeiou]|heir|hono|hour")


def _article_of(value: str) -> str:
    """Return the English article of the name of a single worker; nothing where it takes none."""
    if not _BARE.fullmatch(value) or _NO_ARTICLE.fullmatch(value):
        return ""
    return "an" if _VOWEL.match(value) else "a"


def template_of(name: str, value: str) -> str:
    """Return the clause for a property of the vocabulary and a value, as its English words are.

    A position that is given by the body alone is told as one in it, and the word *party* once.
    """
    worded = WORDED.get((name, value.casefold()))
    if worded is not None:
        return worded
    if name in _WITH_ARTICLE and (article := _article_of(value)):
        return _WITH_ARTICLE[name][article]
    if name == "position_held" and _BODY.fullmatch(value) and not _MEMBER.search(value):
        return _IN_BODY
    if name == "party" and value.casefold().endswith(" party"):
        return TEMPLATES[name] if value.casefold().startswith("the ") else _IN_PARTY
    return TEMPLATES[name]


AT_ONCE = frozenset(
    TEMPLATES[name]
    for name in (
        "birth_name",
        "place_of_birth",
        "place_of_death",
        "relocation",
        "party_switch",
        "signed",
    )
) | frozenset(form for (name, _), form in WORDED.items() if name == "election_result")
"""Clauses of what is over in a moment: nobody is born "from 1903 to 1905"."""


class Account(Enum):
    """An account of a dispute, by its place among them."""

    ONE = "the first"
    ANOTHER = "a further one"
    FITTING = "one that disagrees with none"
    BESIDE = "one beside the preferred one"


ACCOUNTS = {
    Account.ONE: (
        form_of("One account says: {value}{details}{speakers}"),
        form_of("One account gives {value}{details}{speakers}"),
    ),
    Account.ANOTHER: (
        form_of("Another says: {value}{details}{speakers}"),
        form_of("Another gives {value}{details}{speakers}"),
    ),
    Account.FITTING: (
        form_of("One that disagrees with none of these says: {value}{details}{speakers}"),
        form_of("One that disagrees with none of these gives {value}{details}{speakers}"),
    ),
    Account.BESIDE: (
        form_of("Another account says: {value}{details}{speakers}"),
        form_of("Another account gives {value}{details}{speakers}"),
    ),
}
"""How an account is told: that there is none, or none is known, and a value."""

PAIRS = {
    "date_of_birth": ("place_of_birth", form_of("in {value}")),
    "date_of_death": ("place_of_death", form_of("in {value}")),
    "event_date": ("event_location", form_of("at {value}")),
    "term_start": ("term_end", form_of("and ended {when}")),
    "predecessor": ("successor", form_of("and the successor was {value}")),
}
"""Properties of one moment or one thing: the second, and how it is said after the first."""

ANOTHER = {
    TEMPLATES[name]: form_of("another is {value}") for name in ("child", "sibling", "relative")
} | {TEMPLATES[name]: form_of("another was {value}") for name in ("opponent", "editor")}
"""How the second of several of one kind is said."""

SAID_ALONE = frozenset({"kinship_of_value_to_subject"})
"""Qualifiers that say by themselves what they are."""


_PRESENT = tuple(f"{WHO}{verb} " for verb in ("is", "lies", "says"))
_TIMES = {
    Precision.DAY: form_of("on the day {value}"),
    Precision.MONTH: form_of("in the month {value}"),
    Precision.YEAR: form_of("in the year {value}"),
}
# Other languages speak otherwise of days than of months and years; English does not.
_SPANS = {
    (False, False): form_of("from {first} to {last}"),
    (True, True): form_of("from the day {first} to the day {last}"),
    (True, False): form_of("from the day {first} to {last}"),
    (False, True): form_of("from {first} to the day {last}"),
}
_SINCE = {
    (False, False): form_of("from {first} on"),
    (True, False): form_of("from the day {first} on"),
}
_UNTIL = {
    (False, False): form_of("until {last}"),
    (False, True): form_of("until the day {last}"),
}
_DECADE = form_of("in the decade {value}")
_WHOLE_DECADE = re.compile(r"\d{3}X")
_SAID = {Precision.DAY: "on {}", Precision.MONTH: "in {}", Precision.YEAR: "in {}"}


@dataclass(frozen=True, slots=True)
class Tongue:
    """The language a narrative is told in, by its code."""

    language: str

    def tell(self, said: str) -> str:
        """Tell a sentence of the archive."""
        return tell(said, self.language)

    def form(self, english: str) -> str:
        """Return a form in this language."""
        return forms_of(self.language).get(english, english)

    def takes_a_time(self, english: str) -> bool:
        """Tell whether a time may follow a clause: it says in plain words what the subject did.

        What is said to be so (a person *is described*, a place *lies*) is not so "in 1903".
        """
        return (
            english.startswith(WHO)
            and not english.startswith(_PRESENT)
            and "{when}" not in english
            and not any(one.endswith(("”", ": {value}")) for one in (english, self.form(english)))
        )

    def when(self, edtf: str, shown: str) -> str:
        """Say a time after a verb: on a day, in a month or year, about a year.

        What is none of these is told as given; ``shown`` is the date in this language's words.
        """
        try:
            date = parse(edtf)
        except DateError:
            return self.form(_GIVEN).format(value=shown)
        if date.is_interval or date.precision not in _TIMES or date.uncertain:
            return self.form(_GIVEN).format(value=shown)
        if date.approximate:
            return shown
        return self._at(date.precision, shown)

    def during(self, edtf: str, *, at_once: bool = False) -> str:
        """Say of what time a clause is, after its verb: in a year, from one to another.

        Returns "" where that is not said in plain words: a doubtful time, one with an end that
        nobody knows, or a stretch of it for what was over ``at_once``.
        """
        try:
            date = parse(edtf)
        except DateError:
            return ""
        if date.is_set or date.uncertain or date.approximate:
            return ""
        if not date.is_interval:
            shown = self.tell(shown_date(edtf))
            if _WHOLE_DECADE.fullmatch(date.text):
                return self.tell(Sentence(_DECADE, {"value": shown}, f"in the {shown}"))
            return self._at(date.precision, shown) if date.precision in _TIMES else ""
        unended = date.unknown_start or date.unknown_end or (date.open_start and date.open_end)
        if at_once or unended:
            return ""
        first, last = date.text.split("/")
        ends = {"first": self._end(first), "last": self._end(last)}
        if date.open_end:
            form, words = _SINCE, "from {first} on"
        elif date.open_start:
            form, words = _UNTIL, "until {last}"
        else:
            form, words = _SPANS, "from {first} to {last}"
        days = (_is_day(first), _is_day(last))
        return self.tell(Sentence(form[days], ends, words.format_map(ends)))

    def _end(self, edtf: str) -> str:
        return "" if edtf == ".." else self.tell(shown_date(edtf))

    def _at(self, precision: Precision, shown: str) -> str:
        words = _SAID[precision].format(shown)
        return self.tell(Sentence(_TIMES[precision], {"value": shown}, words))


def _is_day(edtf: str) -> bool:
    return edtf != ".." and parse(edtf).precision is Precision.DAY


_GIVEN = form_of("at the time given as {value}")
"""A time that is neither a day nor a month or year."""
