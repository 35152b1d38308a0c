# SPDX-FileCopyrightText: The Fonds developers
# SPDX-License-Identifier: MIT
"""Citation templates as they are told; what is no citation, or says no title, stays."""

from __future__ import annotations

import pytest

from fonds.archive.sources.wiki_citations import told_work


@pytest.mark.parametrize(
    ("work", "told"),
    [
        (
            (
                "{{cite news |last=Brask |first=Tilda |title=Clerk [[honour]]ed |work=''Veld Post''"
                " |date=2 March 1931 |page=4}}"
            ),
            "Tilda Brask, “Clerk honoured”, Veld Post, 2 March 1931, p. 4",
        ),
        (
            (
                "See {{Cite book|author1=A. Orr|author2=B. Voss|last3=Holm|first3=C.|title=Books"
                "|publisher=Quay|year=1933|pages=3–5}}, and {{cite web|url=x}}."
            ),
            "See A. Orr, B. Voss and C. Holm, Books, Quay, 1933, pp. 3–5, and {{cite web|url=x}}.",
        ),
        ("{{citation|author=A|author2=B|author3=C|author4=D|title=T}}", "A et al., T"),
        ("{{cite book|chapter=C|title=T|at=§ 4}}", "“C”, T, § 4"),
        (
            "{{Literatur|Autor=E. Weh|Titel=Der Kai|Verlag=Ufer|Datum=1901|Seiten=7}}",
            "E. Weh, Der Kai, Ufer, 1901, pp. 7",
        ),
        ("{{cn}} {{Infobox person|title=T}} {{cite", "{{cn}} {{Infobox person|title=T}} {{cite"),
        ("Minutes, 1931.", "Minutes, 1931."),
    ],
)
def test_a_citation_is_told_as_its_reader_sees_it(work, told):
    assert told_work(work) == told
