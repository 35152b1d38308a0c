# SPDX-FileCopyrightText: The Fonds developers
# SPDX-License-Identifier: MIT
"""How a narrative says each property of the vocabulary, and in which language.

A template adds nothing to a fact's own words but what its property means. One that is not here is
told by its label. The templates stand here in English; the catalogues of other languages have each
of them (`fonds.archive.languages`), and one that begins with the subject here begins with it there,
so that two clauses can be joined under one.
"""

from __future__ import annotations

from dataclasses import dataclass

from fonds.archive.languages.telling import forms_of, tell
from fonds.events.dates import DateError, Precision, parse
from fonds.events.sentences import Sentence, form_of

WHO = "{who} "
"""How the template of a clause begins of which the subject can be left out."""

TEMPLATES = {
    "name": "{who} is named {value}",
    "birth_name": "{who} was born as {value}",
    "date_of_birth": "{who} was born {when}",
    "place_of_birth": "{who} was born in {value}",
    "date_of_death": "{who} died {when}",
    "father": "the father of {who} was {value}",
    "mother": "the mother of {who} was {value}",
    "spouse": "{who} was married to {value}",
    "child": "a child of {who} is {value}",
    "number_of_children": "the number of children of {who} is given as {value}",
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
    "age": "the age of {who} is given as {value}",
    "occupation": "the occupation of {who} is given as {value}",
    "described_as": "{who} is described as {value}",
    "associated_place": "a place associated with {who} is {value}",
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

PAIRS = {
    "date_of_birth": ("place_of_birth", form_of("in {value}")),
    "date_of_death": ("place_of_death", form_of("in {value}")),
    "event_date": ("event_location", form_of("at {value}")),
    "term_start": ("term_end", form_of("and ended {when}")),
    "predecessor": ("successor", form_of("and the successor was {value}")),
}
"""Properties of one moment or one thing: the second, and how it is said after the first."""

ANOTHER = {
    TEMPLATES[name]: form_of("another is {value}")
    for name in ("child", "sibling", "relative", "associated_place")
} | {TEMPLATES[name]: form_of("another was {value}") for name in ("opponent", "editor")}
"""How the second of several of one kind is said."""

AGAIN = {
    False: (form_of("the same"), form_of("the same, without {lacking}")),
    True: (
        form_of("under another name: {value}"),
        form_of("under another name, without {lacking}: {value}"),
    ),
}
"""How a value is told again: by the same name or another, with what was told of it or without."""
_TIMES = {
    Precision.DAY: form_of("on the day {value}"),
    Precision.MONTH: form_of("in the month {value}"),
    Precision.YEAR: form_of("in the year {value}"),
}
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
        words = _SAID[date.precision].format(shown)
        return self.tell(Sentence(_TIMES[date.precision], {"value": shown}, words))


_GIVEN = form_of("at the time given as {value}")
"""A time that is neither a day nor a month or year."""
