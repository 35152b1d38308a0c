# SPDX-FileCopyrightText: The Fonds developers
# SPDX-License-Identifier: MIT
"""Signed notes, checkpoints and tlog-proofs are those of C2SP: its own examples, and forgeries."""

from __future__ import annotations

import pytest
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from hypothesis import given
from hypothesis import strategies as st

from fonds.events.notes import (
    Checkpoint,
    NoteError,
    SignedNote,
    Step,
    TlogProof,
    VerifierKey,
    encode,
    origin_of,
    sign_note,
)

# The example of the Go package golang.org/x/mod/sumdb/note, whose format C2SP's is: a private key,
# its public half, and a note signed by it.
SEED = "AYEKFALVFGyNhPJEMzD1QIDr+Y7hfZx09iUvxdXHKDFz"
PETER = "PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW"
TEXT = (
    "If you think cryptography is the answer to your problem,\n"
    "then you don't know what your problem is.\n"
)
NOTE = f"""{TEXT}
— PeterNeumann x08go/ZJkuBS9UG/SffcvIAQxVBtiFupLLr8pAcElZInNIuGUgYN1FFYC2pZSNXgKvqfqdngotpRZb6KE6RyyBwJnAM=
"""  # noqa: E501 - an example of somebody else's, exactly


def check(public: bytes, signature: bytes, message: bytes) -> bool:
    try:
        Ed25519PublicKey.from_public_bytes(public).verify(signature, message)
    except InvalidSignature:
        return False
    return True


def test_a_published_note_opens() -> None:
    key = VerifierKey.read(PETER)
    assert key.spelt() == PETER
    note = SignedNote.read(NOTE)
    assert note.text == TEXT
    assert note.signed_by([key], check) == key
    assert note.signed_by([], check) is None
    assert note.signed_by([VerifierKey("Somebody", key.public)], check) is None


@pytest.mark.parametrize("at", range(0, len(TEXT.encode()) - 1, 7))
def test_a_changed_note_does_not(at: int) -> None:
    raw = bytearray(NOTE.encode())
    raw[at] = ord("x") if raw[at] != ord("x") else ord("y")
    note = SignedNote.read(raw.decode())
    with pytest.raises(NoteError, match="not of this text"):
        note.signed_by([VerifierKey.read(PETER)], check)


@given(st.binary(min_size=32, max_size=32), st.text(st.characters(exclude_categories=["C"])))
def test_what_is_signed_can_be_checked(seed: bytes, words: str) -> None:
    private = Ed25519PrivateKey.from_private_bytes(seed)
    key = VerifierKey("fonds/x", private.public_key().public_bytes_raw())
    text = f"{words}\n\nmore\n"
    note = SignedNote.read(sign_note(text, key, private.sign))
    assert note.text == text
    assert note.signed_by([key], check) == key
    assert VerifierKey.read(key.spelt()) == key


@pytest.mark.parametrize(
    "damage",
    [
        lambda note: note.replace("\n\n", "\n"),
        lambda note: note.rstrip("\n"),
        lambda note: note.replace("— Peter", "- Peter"),
        lambda note: note.replace("x08go/", "x08go "),
        lambda note: note.replace("think", "thi\x07nk"),
        lambda note: note + "more\n",
        lambda note: note.rstrip("\n") + "=\n",
        lambda note: note + NOTE.rpartition("\n\n")[2] * 40,
        lambda _: "",
    ],
    ids=range(9),
)
def test_what_is_no_note_is_refused(damage) -> None:
    with pytest.raises(NoteError):
        SignedNote.read(damage(NOTE))


@pytest.mark.parametrize(
    "text",
    [
        "",
        "PeterNeumann",
        PETER.replace("c74f20a3", "c74f20a4"),
        PETER.replace("Peter", "Petra"),
        PETER.replace("+ARpc", "+BRpc"),
        PETER[:-4],
        "a b" + PETER,
    ],
)
def test_what_is_no_key_is_refused(text: str) -> None:
    with pytest.raises(NoteError):
        VerifierKey.read(text)


def test_nothing_unprintable_is_signed() -> None:
    key = VerifierKey.read(PETER)
    for text in ("no line end", "a\ttab\n", "\x00\n"):
        with pytest.raises(NoteError):
            sign_note(text, key, lambda _: b"")


def test_a_checkpoint_reads_as_it_was_spelt() -> None:
    # The example of c2sp.org/tlog-checkpoint.
    text = "example.com/behind-the-sofa\n20852163\nCsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=\n"
    checkpoint = Checkpoint.read(text)
    assert checkpoint.origin == "example.com/behind-the-sofa"
    assert checkpoint.size == 20852163
    assert checkpoint.text() == text
    assert Checkpoint.read(text + "an extension\n") == checkpoint
    assert origin_of("aie5up5fvkogob7j") == "fonds/aie5up5fvkogob7j"


@pytest.mark.parametrize(
    "text",
    [
        "",
        "origin\n5\n",
        "origin\n05\nCsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=\n",
        "origin\n-5\nCsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=\n",
        "origin\n5\nCsUYapGGPo4dkMgIAUqom\n",
        "origin\n5\nCsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2J=\n",
        "\n5\nCsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=\n",
    ],
)
def test_what_is_no_checkpoint_is_refused(text: str) -> None:
    with pytest.raises(NoteError):
        Checkpoint.read(text)


def test_a_tlog_proof_reads_as_it_was_spelt() -> None:
    path = (b"a" * 32, b"b" * 32)
    proof = TlogProof(73894, path, NOTE)
    lines = proof.spelt().split("\n")
    assert lines[:5] == [
        "c2sp.org/tlog-proof@v1",
        "index 73894",
        encode(path[0]),
        encode(path[1]),
        "",
    ]
    assert proof.spelt().endswith(NOTE)
    assert TlogProof.read(proof.spelt()) == proof
    assert TlogProof.read(proof.spelt().replace("index", "extra YQ==\nindex")) == proof
    alone = TlogProof(0, (), NOTE)
    assert TlogProof.read(alone.spelt()) == alone
    step = Step(5, path, NOTE)
    assert Step.read(step.spelt()) == step
    for text in (
        proof.spelt().replace("@v1", "@v2"),
        proof.spelt().replace("index ", "index +"),
        "c2sp.org/tlog-proof@v1\nindex 1\n",
        step.spelt(),
    ):
        with pytest.raises(NoteError):
            SignedNote.read(TlogProof.read(text).checkpoint)
