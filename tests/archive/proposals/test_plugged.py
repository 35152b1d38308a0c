# SPDX-FileCopyrightText: The Fonds developers
# SPDX-License-Identifier: MIT
"""Proposers of other packages: asked apart, believed in nothing, and harmless when they fail."""

from __future__ import annotations

import pytest
from archive.bees import TEXT, install

from fonds.archive.errors import Cancelled, RefusedError
from fonds.archive.proposals.page import Page
from fonds.archive.proposals.plugged import PluggedProposer, installed
from fonds.archive.proposals.proposing import propose


@pytest.fixture(autouse=True)
def _package(tmp_path, monkeypatch):
    install(tmp_path, monkeypatch)


@pytest.fixture
def page():
    return Page.of(TEXT, "Anna Kowal", "Anna Kowal")


def test_what_does_not_stand_there_is_thrown_away(page):
    one = PluggedProposer("bees")
    (found,) = propose(page, [one])
    assert (found.value, found.quote, found.rule) == ("Ostrow", "Ostrow", "hunch")
    assert TEXT[found.start : found.end] == "Ostrow"
    assert (one.name, one.version, one.misunderstood) == ("Bees", "0.1", 0)


def test_what_is_no_candidate_is_left_out_and_counted(page):
    one = PluggedProposer("nonsense")
    (found,) = propose(page, [one])
    assert (found.value, found.when) == ("kept bees", "1953")
    assert one.misunderstood == 8


@pytest.mark.parametrize(
    ("name", "why"),
    [
        ("crashes", "it failed (RuntimeError: no model [2J here)"),
        ("dies", "it ended without an answer"),
        ("wrong", "it failed (TypeError: "),
        ("bare", "it failed (AttributeError: "),
        ("absent", "it failed (ModuleNotFoundError: "),
    ],
)
def test_one_that_fails_proposes_nothing_and_says_so(page, name, why):
    with pytest.raises(RefusedError) as caught:
        PluggedProposer(name).propose(page)
    assert caught.value.code == "proposer-failed"
    assert why in caught.value.message


def test_one_that_hangs_is_ended(page):
    with pytest.raises(RefusedError, match="took more than 0 seconds"):
        PluggedProposer("hangs", seconds=0.0).propose(page)


def test_one_that_answers_without_end_is_ended(page, monkeypatch):
    monkeypatch.setattr("fonds.archive.proposals.plugged._MOST_BYTES", 4000)
    with pytest.raises(RefusedError, match="larger than 4,000 bytes"):
        PluggedProposer("floods").propose(page)


def test_one_that_hangs_can_be_cancelled(page):
    with pytest.raises(Cancelled):
        PluggedProposer("hangs", report=lambda *_: False).propose(page)


def test_one_that_nobody_installed_is_refused_with_those_there_are():
    assert "bees" in installed()
    with pytest.raises(RefusedError, match="Installed are: absent, bare, bees, "):
        PluggedProposer("wasps")
