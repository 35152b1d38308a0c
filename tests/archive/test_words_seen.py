# SPDX-FileCopyrightText: The Fonds developers
# SPDX-License-Identifier: MIT
"""Words are found however they are spelt: marked, broken, joined, with what nobody sees, or plain."""  # noqa: E501

from __future__ import annotations

import json
import unicodedata
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from fonds.archive.lookup.name_forms import forms_of, plain_forms, turned_round
from fonds.archive.lookup.spelling import UNSEEN
from fonds.archive.lookup.words import Phrases

if TYPE_CHECKING:
    from collections.abc import Callable

LETTERS = st.text("abfilstéÉßüøİжΣعليرضا山", min_size=1, max_size=6)  # noqa: RUF001
WORDS = st.lists(LETTERS, min_size=1, max_size=3)
LIGATURES = {"ffi": "\ufb03", "ffl": "\ufb04", "ff": "\ufb00", "fi": "\ufb01", "fl": "\ufb02",
             "st": "\ufb06"}  # fmt: skip
BETWEEN = (" ", "  ", "\n", "\u00a0", "\n> ", " **", "_", "-", ".", "+", "%20", "-\n")
"""What may stand between two words of a name, in pages, mails, file names and addresses."""


def spelt(draw: Callable[..., Any], words: list[str]) -> str:
    """Return the words, spelt in any of the ways that make no other name."""
    said = []
    for word in words:
        for plain, ligature in LIGATURES.items():
            if draw(st.booleans()):
                word = word.replace(plain, ligature)  # noqa: PLW2901
        if draw(st.booleans()):
            word = word.replace("ü", "ue").replace("ø", "oe")  # noqa: PLW2901
        form = draw(st.sampled_from(["NFC", "NFD"]))
        word = unicodedata.normalize(form, word)  # noqa: PLW2901
        said.append("".join(one + draw(st.sampled_from(["", "", *UNSEEN])) for one in word))
    return said[0] + "".join(draw(st.sampled_from(BETWEEN)) + word for word in said[1:])


@given(st.data(), WORDS, st.lists(LETTERS, max_size=12))
def test_a_phrase_is_found_whichever_way_it_and_the_text_are_spelt(
    data: st.DataObject, words: list[str], others: list[str]
) -> None:
    phrase, text = " ".join(words), spelt(data.draw, words)
    phrases = Phrases([phrase, *others])
    whole = f"before, {text}."
    assert phrases.are_in(whole)
    assert phrases.may_be_in(json.dumps({"text": whole}, ensure_ascii=False))
    assert any(
        start == 8 and not whole[end:].strip(f"{UNSEEN}\u0301\u0307\u0308.")
        for start, end in Phrases([phrase]).ranges(whole)
    )


def test_a_genitive_is_not_passed_over_where_many_are_looked_for() -> None:
    names = ["Edda Marlow", *(f"{letter}ne Other{letter}" for letter in "bcdfghklmn")]
    text = "The letters of Edda Marlows to her aunt"
    for asked in (names[:1], names):
        phrases = Phrases(asked, doubtful=True)
        assert phrases.are_in(text)
        assert phrases.may_be_in(json.dumps({"text": text}))


@given(st.data(), WORDS)
def test_a_longer_word_is_another(data: st.DataObject, words: list[str]) -> None:
    # A script that puts nothing between words has no longer ones; and a capital may begin another.
    assume("山" not in words[-1] and all(word == word.lower() for word in words))
    assert not Phrases([" ".join(words)]).are_in(spelt(data.draw, [*words[:-1], words[-1] + "z"]))


def found(label: str, text: str, **how: Any) -> list[str]:
    forms = forms_of(label)
    phrases = Phrases(forms, turned=turned_round(label), **how)
    return [text[start:end] for start, end in phrases.ranges(text)]


@pytest.mark.parametrize(
    ("label", "text", "taken"),
    [
        ("Edda Marlow", "Edda Mar-\nlow wrote", "Edda Mar-\nlow"),
        ("Edda Marlow", "Ed\u00ad\n  da Marlow", "Ed\u00ad\n  da Marlow"),
        ("Edda Marlow", "> as Edda\n> Marlow said", "Edda\n> Marlow"),
        ("Edda Marlow", "mailto:edda.marlow@quay.example", "edda.marlow"),
        ("Edda Marlow", "https://quay.example/edda-marlow/", "edda-marlow"),
        ("Edda Marlow", "https://quay.example/Edda%20Marlow", "Edda%20Marlow"),
        ("Edda Marlow", "letter_edda_marlow_1902.txt", "edda_marlow"),
        ("Edda Marlow", "thanks to @EddaMarlow!", "EddaMarlow"),
        ("Edda Marlow", "**Edda** *Marlow*", "Edda** *Marlow"),
        ("Edda Marlow", "by Edda Marlow\u00b9,2", "Edda Marlow"),
        ("Edda Marlow", "MARLOW Edda, potter", "MARLOW Edda"),
        ("Edda Marlow", "MARLOW (Edda)", "MARLOW (Edda"),
        ("Edda Marlow", "Marlow,Edda", "Marlow,Edda"),
        ("Edda Marlow", "Edda Marlow\u3055\u3093", "Edda Marlow"),
        ("Edda Marlow", "| Marlow | Edda |", "Marlow | Edda"),
        ("Edda Marlow", "{{cite book|last=Marlow|first=Edda}}", "Marlow|first=Edda"),
        ("Edda Marlow", "{{cite book|first2= Edda\n| last2=Marlow}}", "Edda\n| last2=Marlow"),
        ("Edda Marlow", "{{cytuj|nazwisko=Marlow |imi\u0119=Edda}}", "Marlow |imi\u0119=Edda"),
        ("Edda Marlow", "\uff25\uff44\uff44\uff41 Marlow", "\uff25\uff44\uff44\uff41 Marlow"),
        ("Dr. Edda Marlow (1902\u20131980)", "Edda Marlow was", "Edda Marlow"),
        ("Edda Marlow, n\u00e9e Hart", "when Edda Hart came", "Edda Hart"),
        ("J\u00fcrgen M\u00fcller", "JUERGEN MUELLER", "JUERGEN MUELLER"),
        ("J\u00fcrgen M\u00fcller", "Muller, Jurgen", "Muller, Jurgen"),
        ("Juergen Mueller", "J\u00fcrgen M\u00fcller", "J\u00fcrgen M\u00fcller"),
        ("Anna Wei\u00df", "ANNA WEISS", "ANNA WEISS"),
        ("Sean O'Brien", "Se\u00e1n O\u2019Brien", "Se\u00e1n O\u2019Brien"),
        ("Sean O'Brien", "SEAN OBRIEN", "SEAN OBRIEN"),
        ("Anna-Maria Berg", "Anna Maria Berg", "Anna Maria Berg"),
        ("Anna-Maria Berg", "Annamaria Berg", "Annamaria Berg"),
        ("\u0141ukasz \u017bak", "Lukasz Zak", "Lukasz Zak"),
        ("\u05e9\u05e8\u05d4 \u05db\u05d4\u05df",
         "\u05e9\u05b8\u05c2\u05e8\u05b8\u05d4 \u05db\u05b9\u05bc\u05d4\u05b5\u05df",
         "\u05e9\u05b8\u05c2\u05e8\u05b8\u05d4 \u05db\u05b9\u05bc\u05d4\u05b5\u05df"),
        ("\u5c71\u7530\u592a\u90ce", "\u6c0f\u540d\u5c71\u7530 \u592a\u90ce\u3055\u3093",
         "\u5c71\u7530 \u592a\u90ce"),
    ],
)  # fmt: skip
def test_a_name_is_found_as_pages_registers_and_addresses_spell_it(
    label: str, text: str, taken: str
) -> None:
    assert taken in found(label, text)


@pytest.mark.parametrize(
    ("label", "text"),
    [
        ("Edda Marlow", "He met Edda. Marlow came later."),
        ("Edda Marlow", "Edda, Marlow and Bo"),
        ("Edda Marlow", "{{cite book|last=Marlow|first=Bo|last2=Berg|first2=Edda}}"),
        ("Edda Marlow", "Eddas Marlow"),
        ("Edda Marlow", "Edda Marlowe"),
        ("Michael Berg", "Michal Berg"),
        ("Mueller Anna", "Muller Anna"),
        ("Rose Mary", "rosemary"),
        ("\u738b\u4f1f", "\u738b\u4f1f\u6c11"),
        ("Edda Marlow (the elder)", "Marlow the elder"),
    ],
)
def test_another_name_is_not_found(label: str, text: str) -> None:
    assert found(label, text, doubtful=None) == []


@pytest.mark.parametrize(
    ("label", "text"),
    [
        ("Hannah Robert", "Hannah Roberts came"),
        ("Edda Marlow", "Edda Marlows Brief"),
        ("Paul Martin", "Martin Paul came"),
        ("Edda Marlow", "Anna MARLOW Edda"),
    ],
)
def test_what_may_be_another_name_is_doubtful(label: str, text: str) -> None:
    assert found(label, text) == []
    assert len(found(label, text, doubtful=True)) == 1


def test_a_name_within_the_longer_one_of_another_is_that_one() -> None:
    text = "John Marlow Jr. and John Marlow"
    ranges = Phrases(["John Marlow"], others=["John Marlow Jr."]).ranges(text)
    assert ranges == [(20, 31)]


@pytest.mark.parametrize(
    "hostile", ["\u00a8", "_", "\u0301", "'", "-", "\u200b", "\u3000", "\u0640", "\u02b9"]
)
def test_a_phrase_without_a_word_finds_nothing(hostile: str) -> None:
    assert not Phrases([hostile, f"{hostile}{hostile}"])
    assert Phrases([hostile, "Edda"]).ranges(f"{hostile} Edda{hostile}") != []
    assert Phrases([f"{hostile}Edda{hostile} Marlow"]).are_in(f"{hostile}Edda{hostile} Marlow")


@pytest.mark.parametrize(
    ("label", "plain"),
    [
        ("Edda Marlow, 1902-1980", ("Edda Marlow",)),
        ("Edda Marlow (b. 1902)", ("Edda Marlow",)),
        ("Edda Marlow geb. Hart (1902-1980)", ("Edda Marlow", "Edda Hart")),
        ("Berg, Anna van der, 1871-1940", ("Berg, Anna van der",)),
        ("Frau Prof. Edda Marlow", ("Edda Marlow",)),
        ('Edda "Ned" Marlow', ("Edda Marlow", "Ned Marlow")),
        ("Edda (Ned) Marlow (1902-)", ("Edda Marlow", "Ned Marlow")),
        ("Edda Marlow Jr.", ()),
        ("Mrs Marlow", ()),
        ("Unit 731", ()),
    ],
)
def test_the_name_that_a_label_holds(label: str, plain: tuple[str, ...]) -> None:
    assert plain_forms(label) == plain
