# SPDX-FileCopyrightText: The Fonds developers
# SPDX-License-Identifier: MIT
"""Words are found however they are spelt: with characters nobody sees, with ligatures, or plainly."""  # noqa: E501

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from hypothesis import given
from hypothesis import strategies as st

from fonds.archive.lookup.words import UNSEEN, Phrases

if TYPE_CHECKING:
    from collections.abc import Callable

LETTERS = st.text("abfilstéÉßİжΣعليرضا山", min_size=1, max_size=6)  # noqa: RUF001
WORDS = st.lists(LETTERS, min_size=1, max_size=3)
LIGATURES = {"ffi": "\ufb03", "ffl": "\ufb04", "ff": "\ufb00", "fi": "\ufb01", "fl": "\ufb02",
             "st": "\ufb06"}  # fmt: skip


def spelt(draw: Callable[..., Any], words: list[str]) -> str:
    """Return the words, some letters as ligatures, some with what nobody sees behind them."""
    said = []
    for word in words:
        for plain, ligature in LIGATURES.items():
            if draw(st.booleans()):
                word = word.replace(plain, ligature)  # noqa: PLW2901
        said.append("".join(one + draw(st.sampled_from(["", "", *UNSEEN])) for one in word))
    return " ".join(said)


@given(st.data(), WORDS, st.lists(LETTERS, max_size=12))
def test_a_phrase_is_found_whichever_way_it_and_the_text_are_spelt(
    data: st.DataObject, words: list[str], others: list[str]
) -> None:
    phrase, text = spelt(data.draw, words), spelt(data.draw, words)
    phrases = Phrases([phrase, *others])
    whole = f"before, {text}."
    assert phrases.are_in(whole)
    assert phrases.may_be_in(json.dumps({"text": whole}, ensure_ascii=False))
    assert (8, 8 + len(text.rstrip(UNSEEN))) in Phrases([phrase]).ranges(whole)


@given(st.data(), WORDS)
def test_a_longer_word_is_another(data: st.DataObject, words: list[str]) -> None:
    assert not Phrases([spelt(data.draw, words)]).are_in(
        spelt(data.draw, [*words[:-1], words[-1] + "z"])
    )
