# SPDX-FileCopyrightText: The Fonds developers
# SPDX-License-Identifier: MIT
"""What BibTeX's and biblatex's words are in CSL's: entry types, fields, roles, languages.

After Zotero's and Better BibTeX's translators, whose exports are what people bring.
"""

from __future__ import annotations

from types import MappingProxyType

TYPES = MappingProxyType(
    {
        "article": "article-journal",
        "periodical": "periodical",
        "suppperiodical": "article-journal",
        "book": "book",
        "mvbook": "book",
        "collection": "book",
        "mvcollection": "book",
        "proceedings": "book",
        "mvproceedings": "book",
        "reference": "book",
        "booklet": "pamphlet",
        "inbook": "chapter",
        "bookinbook": "chapter",
        "suppbook": "chapter",
        "incollection": "chapter",
        "suppcollection": "chapter",
        "inreference": "entry-encyclopedia",
        "inproceedings": "paper-conference",
        "conference": "paper-conference",
        "manual": "report",
        "report": "report",
        "techreport": "report",
        "thesis": "thesis",
        "mastersthesis": "thesis",
        "phdthesis": "thesis",
        "unpublished": "manuscript",
        "letter": "personal_communication",
        "online": "webpage",
        "electronic": "webpage",
        "www": "webpage",
        "artwork": "graphic",
        "image": "figure",
        "audio": "song",
        "music": "song",
        "movie": "motion_picture",
        "video": "motion_picture",
        "performance": "performance",
        "dataset": "dataset",
        "software": "software",
        "patent": "patent",
        "jurisdiction": "legal_case",
        "legal": "treaty",
        "legislation": "legislation",
        "standard": "standard",
        "review": "review",
    }
)
"""Entry types by the CSL type they mean; any other is a document."""

SUBTYPES = MappingProxyType({"newspaper": "article-newspaper", "magazine": "article-magazine"})
"""biblatex's entrysubtype of an article."""

TYPES_OUT = MappingProxyType(
    {
        "article-journal": "article",
        "article-magazine": "article",
        "article-newspaper": "article",
        "article": "article",
        "book": "book",
        "pamphlet": "booklet",
        "chapter": "incollection",
        "entry-encyclopedia": "incollection",
        "paper-conference": "inproceedings",
        "report": "techreport",
        "thesis": "thesis",
        "manuscript": "unpublished",
        "webpage": "online",
        "personal_communication": "letter",
        "periodical": "periodical",
        "graphic": "artwork",
        "figure": "image",
        "song": "audio",
        "motion_picture": "movie",
        "performance": "performance",
        "dataset": "dataset",
        "software": "software",
        "patent": "patent",
        "legal_case": "jurisdiction",
        "treaty": "legal",
        "legislation": "legislation",
        "standard": "standard",
        "review": "review",
    }
)
"""CSL types by the entry type of BibTeX, or of biblatex; any other is misc."""

NAMES = MappingProxyType(
    {
        "author": "author",
        "editor": "editor",
        "translator": "translator",
        "bookauthor": "container-author",
        "collaborator": "contributor",
        "director": "director",
        "holder": "author",
        "origauthor": "original-author",
        "recipient": "recipient",
    }
)
"""Fields that hold names by their CSL role."""

FIELDS = MappingProxyType(
    {
        "journaltitle": "container_title",
        "journal": "container_title",
        "booktitle": "container_title",
        "maintitle": "container_title",
        "publisher": "publisher",
        "school": "publisher",
        "institution": "publisher",
        "organization": "publisher",
        "howpublished": "publisher",
        "location": "publisher_place",
        "address": "publisher_place",
        "library": "repository",
        "callnumber": "call_number",
    }
)
"""Fields that an entry has a place of its own for; the first that is there counts."""

VARIABLES = MappingProxyType(
    {
        "pages": "page",
        "volume": "volume",
        "series": "collection-title",
        "edition": "edition",
        "chapter": "chapter-number",
        "doi": "DOI",
        "isbn": "ISBN",
        "issn": "ISSN",
        "eventtitle": "event-title",
        "venue": "event-place",
        "version": "version",
        "note": "note",
        "abstract": "abstract",
        "keywords": "keyword",
        "type": "genre",
        "pagetotal": "number-of-pages",
        "volumes": "number-of-volumes",
        "origlocation": "original-publisher-place",
        "origpublisher": "original-publisher",
        "origtitle": "original-title",
        "shorttitle": "title-short",
        "shortjournal": "container-title-short",
        "pmid": "PMID",
        "pmcid": "PMCID",
    }
)
"""Fields that are further variables of CSL."""

DATES = MappingProxyType(
    {"urldate": "accessed", "origdate": "original-date", "eventdate": "event-date"}
)
"""Fields of biblatex that hold dates (EDTF, level 1) by their CSL variable."""

LANGUAGES = MappingProxyType(
    {
        "american": "en-US", "british": "en-GB", "catalan": "ca", "czech": "cs", "danish": "da",
        "dutch": "nl", "english": "en", "finnish": "fi", "french": "fr", "german": "de",
        "germanb": "de", "greek": "el", "hungarian": "hu", "italian": "it", "latin": "la",
        "ngerman": "de", "naustrian": "de-AT", "norsk": "nb", "polish": "pl", "portuguese": "pt",
        "russian": "ru", "slovak": "sk", "spanish": "es", "swedish": "sv", "turkish": "tr",
        "ukrainian": "uk",
    }
)  # fmt: skip
"""Languages as babel names them; any other word stands as it is."""

KINDS = MappingProxyType(
    {
        "phdthesis": "PhD thesis",
        "mathesis": "Master’s thesis",
        "mastersthesis": "Master’s thesis",
        "bathesis": "Bachelor’s thesis",
        "candthesis": "Candidate thesis",
        "techreport": "Technical report",
        "resreport": "Research report",
        "software": "Computer software",
        "datacd": "Data CD",
        "audiocd": "Audio CD",
        "patent": "Patent",
        "patentus": "U.S. patent",
        "patenteu": "European patent",
        "patentde": "German patent",
        "patentuk": "British patent",
        "patentfr": "French patent",
    }
)
"""biblatex's keys for what a work is (manual, section 4.9.2.12), which its styles put in words."""

SUBTITLES = MappingProxyType(
    {
        "title": "subtitle",
        "journaltitle": "journalsubtitle",
        "journal": "journalsubtitle",
        "booktitle": "booksubtitle",
        "maintitle": "mainsubtitle",
    }
)
"""Titles by the fields that go on with them."""

MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")

NOT_KEPT = MappingProxyType(
    {
        "annote": "notes",
        "annotation": "notes",
        "groups": "collections",
        "timestamp": "dates of entry",
        "date-added": "dates of entry",
        "date-modified": "dates of entry",
        "creationdate": "dates of entry",
        "modificationdate": "dates of entry",
    }
)
"""Fields that are left out, by what is told of them; others are told by their own name."""
