# SPDX-FileCopyrightText: The Fonds developers
# SPDX-License-Identifier: MIT
"""How many accounts disagree, and whether sources of one value confirm each other."""

from __future__ import annotations

import pytest

BORN = {"parish": "1846", "memoir": "1847", "stone": "1846/1847"}


@pytest.fixture
def papers(ok, empty, tmp_path):
    for name in BORN:
        file = tmp_path / f"{name}.txt"
        file.write_text(f"{name}: so it was.", encoding="utf-8")
        ok("source", "add", empty, file)
    ok("subject", "add", empty, "Tobias", "--kind", "person")
    return empty


@pytest.fixture
def say(ok, papers):
    def record(name, value, source, *more):
        ok(
            "fact", "add", papers, "Tobias", name, value, "--source", f"{source}.txt",
            "--quote", "so it was", *more,
        )  # fmt: skip

    return record


def told(ok, papers, view):
    return " ".join(ok(view, papers, "Tobias").out.split())


def test_a_span_that_holds_both_dates_is_no_third_account(ok, papers, say):
    for source, day in BORN.items():
        say("date_of_birth", day, source)
    (conflict,) = ok("conflicts", papers, "--json").json["conflicts"]
    assert len(conflict["facts"]) == 2
    text = told(ok, papers, "show")
    assert "! disputed: two accounts, none preferred 1846 [1] 1847 [2] 1846 – 1847 (fits both)" in (
        text
    )
    assert (
        "One that disagrees with none of these gives 1846 – 1847, according to the source “stone”"
        in (told(ok, papers, "narrative"))
    )
    entries = ok("timeline", papers, "Tobias", "--json").json["entries"]
    assert {one["value"]: one["status"] for one in entries} == {
        "1846": "disputed", "1847": "disputed", "1846 – 1847": "refined",
    }  # fmt: skip


@pytest.mark.parametrize(
    ("first", "second", "remark"),
    [
        (("--qualifier", "kinship=great-grandfather"), ("--qualifier", "kinship=grandfather"),
         "differing on kinship"),
        (("--qualifier", "kinship=Grandfather"), ("--qualifier", "kinship=grandfather"), None),
        (("--when", "1881/1885"), ("--when", "1880-05/1885"), "the times differ"),
        (("--when", "1881/1885"), ("--when", "1881-05/1885"), None),
        (("--when", "1882"), ("--when", "1880/1885"), None),
        ((), ("--when", "1880/1885"), None),
    ],
)  # fmt: skip
def test_sources_that_agree_on_the_value_alone_do_not_read_as_confirming_it(
    ok, papers, say, first, second, remark
):
    say("relative", "Karl", "parish", *first)
    say("relative", "Karl", "memoir", *second)
    text = told(ok, papers, "show")
    assert "two sources, at most two lineages" in text
    assert [
        one for one in ("differing on kinship", "the times differ") if one in text
    ] == [one for one in (remark,) if one]  # fmt: skip
