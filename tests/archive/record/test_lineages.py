# SPDX-FileCopyrightText: The Fonds developers
# SPDX-License-Identifier: MIT
"""How many independent lineages passages rest on."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st
from record_facts import fact, subject_id

from fonds.archive.record.lineages import Dependence, Ties, Trace, lineages_of
from fonds.archive.record.states import AssessmentState, CitationState
from fonds.events.catalogue.fact import AssessmentContent
from fonds.events.catalogue.source import DependenceKind
from fonds.events.values import (
    Chain,
    ChainLink,
    Citation,
    EvidenceQuality,
    SourceQuality,
    Stance,
)

A, B, C, D = (subject_id(f"source {name}") for name in "ABCD")
IN = {source: subject_id(f"page of {source}") for source in (A, B, C, D)}
SOURCES = {page: source for source, page in IN.items()}
COPIES, SAME = DependenceKind.COPIES, DependenceKind.SAME_ORIGINAL


def cites(source, *links, stance=Stance.SUPPORTS):
    chain = Chain(citation=IN[source], links=links) if links else None
    return CitationState(Citation(excerpt=IN[source], stance=stance), chain, "event", 1)


def says(*citations, assessed=None):
    made = None
    if assessed is not None:
        content = AssessmentContent(quality=EvidenceQuality(source=assessed))
        made = AssessmentState(content, None, "agent", "2026-01-01T00:00:00Z", 1)
    return replace(fact(1, "1953"), citations=citations, assessment=made)


def depends(*pairs, kind=COPIES, passages=()):
    found = {}
    for number, (source, on) in enumerate(pairs):
        one = Dependence(source, on, kind, frozenset(passages), f"e{number}")
        for end in (source, on):
            found.setdefault(end, []).append(one)
    return found


def count(facts, **ties):
    found = lineages_of(facts, Ties(SOURCES, **ties))
    return found.count, found.at_most


READ = ChainLink(speaker="the article", read=True)


def work(words=None, mark=None, cited_work=None):
    return ChainLink(work=words, mark=mark, cited_work=cited_work)


def test_sources_nobody_has_examined_are_at_most_so_many():
    assert count([says(cites(A))]) == (1, False)
    assert count([says(cites(A), cites(A))]) == (1, False)
    assert count([says(cites(A)), says(cites(B)), says(cites(C))]) == (3, True)


def test_sources_assessed_as_original_are_so_many():
    original = [says(cites(one), assessed=SourceQuality.ORIGINAL) for one in (A, B)]
    assert count(original) == (2, False)
    assert count([*original, says(cites(C))]) == (3, True)


def test_three_sources_that_copy_one_are_one_lineage():
    facts = [says(cites(one)) for one in (A, B, C)]
    assert count(facts, depends=depends((A, D), (B, D), (C, B))) == (1, False)
    assert count(facts, depends=depends((A, B))) == (2, True)


def test_a_copied_passage_binds_no_other_passage():
    facts = [says(cites(A)), says(cites(B))]
    assert count(facts, depends=depends((A, B), passages=[IN[A]])) == (1, False)
    assert count(facts, depends=depends((A, B), passages=[IN[C]])) == (2, True)


def test_an_unknown_original_in_common_is_one_whichever_way_it_was_said():
    facts = [says(cites(one)) for one in (A, B, C)]
    assert count(facts, depends=depends((A, B), (C, B), kind=SAME)) == (1, False)


def test_chains_that_pass_on_one_work_are_one_lineage():
    both = [says(cites(A, READ, work("Minute book"))), says(cites(B, READ, work("MINUTE BOOK.")))]
    assert count(both) == (1, False)
    other = says(cites(C, READ, work("Parish register")))
    assert count([*both, other]) == (2, True)


def test_two_passages_of_one_source_are_no_two_witnesses():
    table = says(cites(A))
    text = says(cites(A, READ, work("Minute book")))
    assert count([table, text]) == (1, False)
    assert count([table, text, says(cites(B))]) == (2, True)
    # Two works that one source passes on are two all the same.
    assert count([table, text, says(cites(A, READ, work("Parish register")))]) == (2, True)


def test_a_traced_work_leads_on_to_its_source():
    noted, second = subject_id("note 5"), subject_id("note 9")
    passed_on = says(cites(A, READ, work("Biography", "5", noted)))
    held = says(cites(B))
    facts = [passed_on, held]
    assert count(facts) == (2, True)
    assert count(facts, traces={noted: Trace(B, None)}) == (1, False)
    through = {noted: Trace(None, second), second: Trace(B, None)}
    assert count(facts, traces=through) == (1, False)
    assert count(facts, traces={noted: Trace(C, None)}, depends=depends((C, B))) == (1, False)
    assert count(facts, traces={noted: Trace(None, None)}) == (2, True)
    assert count(facts, traces={noted: Trace(None, second), second: Trace(None, noted)})[0] == 2


def test_a_footnote_without_an_entry_is_marked():
    dangling = says(cites(A, READ, work(mark="7")))
    assert lineages_of([dangling], Ties(SOURCES)).dangling
    assert not lineages_of([dangling, says(cites(B))], Ties(SOURCES)).dangling


def test_sources_that_rest_on_each_other_are_one_at_most_and_named():
    facts = [says(cites(one)) for one in (A, B)]
    ring = Ties(SOURCES, depends=depends((A, B), (B, A)))
    found = lineages_of(facts, ring)
    assert (found.count, found.circular) == (1, {A, B})
    outside = Ties(SOURCES, depends=depends((C, A), (A, B), (B, A)))
    assert lineages_of([says(cites(C))], outside).circular == {A, B}
    noted = subject_id("note 5")
    traced = Ties(SOURCES, traces={noted: Trace(B, None)}, depends=depends((B, A)))
    cited = says(cites(A, READ, work("The other paper", "5", noted)))
    assert lineages_of([cited], traced).circular == {A, B}


def test_one_speaker_in_two_sources_is_one_lineage_where_somebody_said_who_speaks():
    who = subject_id("Edda")
    told = ChainLink(speaker="she", subject=who)
    reporter = ChainLink(speaker="reporter", read=True)
    facts = [says(cites(one, reporter, told)) for one in (A, B)]
    assert count(facts) == (1, False)
    words_alone = ChainLink(speaker="she")
    assert count([says(cites(one, reporter, words_alone)) for one in (A, B)]) == (2, True)


def test_what_speaks_against_a_value_does_not_support_it():
    assert count([says(cites(A), cites(B, stance=Stance.CONTRADICTS))]) == (1, False)


def test_a_source_that_rests_on_two_is_never_said_to_be_two_of_its_own():
    assert count([says(cites(A))], depends=depends((A, B), (A, C)))[0] == 1


pairs = st.tuples(st.sampled_from([A, B, C, D]), st.sampled_from([A, B, C, D])).filter(
    lambda pair: pair[0] != pair[1]
)


@given(
    st.lists(pairs, max_size=6),
    st.lists(st.sampled_from([A, B, C, D]), min_size=1, max_size=6),
    st.sampled_from(DependenceKind),
    st.randoms(use_true_random=False),
)
def test_any_ties_end_somewhere_and_never_make_more_of_less(ties, cited, kind, random):
    facts = [says(cites(one)) for one in cited]
    found = lineages_of(facts, Ties(SOURCES, depends=depends(*ties, kind=kind)))
    assert 1 <= found.count <= len(set(cited))
    random.shuffle(facts)
    assert lineages_of(facts, Ties(SOURCES, depends=depends(*ties, kind=kind))) == found
    assert found.count == 1 or found.at_most
