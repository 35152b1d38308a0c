# SPDX-FileCopyrightText: The Fonds developers
# SPDX-License-Identifier: MIT
"""Whatever a disk did to a file: an answer, a refusal or "damaged", never a defect of ours."""

from __future__ import annotations

import random

import pytest
from faults.damage import KINDS, damaged

from fonds.archive.files import remove_leftovers
from fonds.archive.lookup.facts import FactReader

COMMANDS = (
    ("show", "{}", "Edda Marlow"),
    ("show", "{}", "Edda Marlow", "--as-of", "@60", "--json"),
    ("history", "{}"),
    ("search", "{}", "ferry"),
    ("subject", "list", "{}"),
    ("source", "list", "{}"),
    ("conflicts", "{}"),
    ("export", "{}"),
    ("doctor", "{}"),
    ("verify", "{}"),
    ("rebuild", "{}"),
    ("subject", "add", "{}", "Somebody", "--kind", "person"),
)


@pytest.mark.slow
@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("seed", range(3))
def test_damaged_pages_never_upset_a_command(run, sample, kind, seed):
    bad = damaged(sample.read_bytes(), kind, random.Random(f"{kind}/{seed}"))  # noqa: S311
    for args in COMMANDS:
        remove_leftovers(sample)
        sample.write_bytes(bad)
        ran = run(*(str(sample) if arg == "{}" else arg for arg in args))
        assert ran.code in {0, 1, 3, 4}, (args, ran.err)
        assert "Traceback" not in ran.out + ran.err
        if ran.code == 4:
            assert str(sample) in ran.err or "The event @" in ran.err
            assert ran.err.count("\n") == 1


def test_what_only_damage_explains_is_told_as_damage(run, sample, damaged):
    damaged(sample, "UPDATE view_subject SET kind = 'nonsense'")
    ran = run("subject", "list", sample)
    assert ran.code == 4
    assert f"{sample} is damaged: The table view_subject is not what the log gives" in ran.err
    assert "fonds recover" in ran.err


def test_a_defect_of_ours_is_still_one(run, sample, monkeypatch):
    def broken(*_):
        raise KeyError

    monkeypatch.setattr(FactReader, "properties_named", broken)
    ran = run("show", sample, "Edda Marlow")
    assert ran.code == 70
    assert "Something went wrong in Fonds itself (KeyError)" in ran.err


def test_bytes_that_are_no_text_are_damage(run, sample, damaged):
    damaged(sample, "UPDATE view_subject SET label = CAST(x'ff' AS TEXT)")
    ran = run("subject", "list", sample, "--json")
    assert ran.code == 4
    assert ran.error["code"] == "damaged"
