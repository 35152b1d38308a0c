# SPDX-FileCopyrightText: The Fonds developers
# SPDX-License-Identifier: MIT
"""Signing keys: made once, kept where only their owner reads, rotated without losing the old."""

from __future__ import annotations

import json
import os
import stat
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING

import pytest

from fonds.archive.errors import ArchiveError, RefusedError
from fonds.archive.proofs.folders import data_folder
from fonds.archive.proofs.keys import SigningKeys, check_signature
from fonds.archive.proofs.rings import platform_ring
from fonds.events.notes import SignedNote, VerifierKey

if TYPE_CHECKING:
    from pathlib import Path

NOW = "2026-11-22T09:00:00.000000Z"


class FakeRing:
    """A keyring in memory; ``broken`` ones raise, ``forgetful`` ones keep nothing."""

    def __init__(self, *, broken: bool = False, forgetful: bool = False) -> None:
        self.kept: dict[str, str] = {}
        self._broken = broken
        self._forgetful = forgetful

    def get(self, name: str) -> str | None:
        self._trouble()
        return self.kept.get(name)

    def set(self, name: str, secret: str) -> None:
        self._trouble()
        if not self._forgetful:
            self.kept[name] = secret

    def delete(self, name: str) -> None:
        self._trouble()
        del self.kept[name]

    def _trouble(self) -> None:
        if self._broken:
            message = "the desktop is locked"
            raise RuntimeError(message)


def in_folder(folder: Path, ring: FakeRing | None = None, told: list[str] | None = None):
    tell = (told if told is not None else []).append
    return SigningKeys(lambda: NOW, folder, lambda: ring, tell)


def files(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.rglob("*") if path.is_file())


def test_a_key_is_made_on_first_need_and_said_once(tmp_path: Path) -> None:
    told: list[str] = []
    keys = in_folder(tmp_path / "keys", told=told)
    assert keys.known() == []
    assert not (tmp_path / "keys").exists()
    first = keys.current()
    assert keys.current().public == first.public
    assert in_folder(tmp_path / "keys", told=told).current().public == first.public
    assert len(told) == 1
    assert "fonds key show" in told[0]
    assert [entry.key for entry in keys.known()] == [first.named("fonds").spelt()]


@pytest.mark.skipif(os.name != "posix", reason="permissions of this kind are POSIX's")
def test_the_private_half_is_readable_by_its_owner_alone(tmp_path: Path) -> None:
    old = os.umask(0)
    try:
        keys = in_folder(tmp_path / "keys")
        keys.current()
    finally:
        os.umask(old)
    private = next((tmp_path / "keys").glob("*.key"))
    assert stat.S_IMODE(private.stat().st_mode) == 0o600
    assert stat.S_IMODE((tmp_path / "keys").stat().st_mode) == 0o700
    private.chmod(0o640)
    with pytest.raises(ArchiveError, match="Others may read") as caught:
        in_folder(tmp_path / "keys").current()
    assert caught.value.code == "key-open"


def test_the_private_half_is_in_no_list_and_no_message(tmp_path: Path) -> None:
    told: list[str] = []
    keys = in_folder(tmp_path / "keys", told=told)
    key = keys.current()
    secret = next((tmp_path / "keys").glob("*.key")).read_text().strip()
    seen = [*told, repr(key), str(key.known), (tmp_path / "keys" / "keys.json").read_text()]
    assert not any(secret in words for words in seen)


def test_a_keyring_is_used_where_it_keeps(tmp_path: Path) -> None:
    ring = FakeRing()
    keys = in_folder(tmp_path / "keys", ring)
    key = keys.current()
    assert key.known.kept == "keyring"
    assert files(tmp_path / "keys") == ["keys.json"]
    assert len(ring.kept) == 1
    assert in_folder(tmp_path / "keys", ring).current().public == key.public
    with pytest.raises(ArchiveError, match="not in the keyring any more"):
        in_folder(tmp_path / "keys", FakeRing()).current()
    keys.rotate()
    assert len(ring.kept) == 1


@pytest.mark.parametrize("trouble", ["broken", "forgetful"])
def test_a_keyring_that_does_not_keep_is_passed_over(tmp_path: Path, trouble: str) -> None:
    ring = FakeRing(**{trouble: True})
    key = in_folder(tmp_path / "keys", ring).current()
    assert key.known.kept == "file"
    assert in_folder(tmp_path / "keys", ring).current().public == key.public


def test_stand_ins_are_no_keyring(monkeypatch: pytest.MonkeyPatch) -> None:
    import keyring
    from keyring.backends.fail import Keyring as Failing

    assert platform_ring() is None  # the null backend, which tests are given
    monkeypatch.setattr(keyring, "get_keyring", Failing)
    assert platform_ring() is None

    class Real:
        priority = 5

        def __init__(self) -> None:
            self.kept: dict[tuple[str, str], str] = {}

        def get_password(self, service: str, name: str) -> str | None:
            return self.kept.get((service, name))

        def set_password(self, service: str, name: str, secret: str) -> None:
            self.kept[service, name] = secret

        def delete_password(self, service: str, name: str) -> None:
            del self.kept[service, name]

    real = Real()
    monkeypatch.setattr(keyring, "get_keyring", lambda: real)
    ring = platform_ring()
    assert ring is not None
    ring.set("a", "secret")
    assert ring.get("a") == "secret"
    assert list(real.kept) == [("Fonds signing key", "a")]
    ring.delete("a")
    assert ring.get("a") is None


def test_rotating_keeps_the_old_public_half_and_destroys_the_private(tmp_path: Path) -> None:
    keys = in_folder(tmp_path / "keys")
    old = keys.current()
    note = old.sign("fonds/x", "words\n")
    new = keys.rotate()
    assert new.public != old.public
    assert [entry.retired_at for entry in keys.known()] == [NOW, None]
    assert len(list((tmp_path / "keys").glob("*.key"))) == 1
    by = SignedNote.read(note).signed_by(
        [key.renamed("fonds/x") for key in keys.publics()], check_signature
    )
    assert by is not None
    assert by.public == old.public
    assert in_folder(tmp_path / "keys").current().public == new.public


def test_a_key_moves_to_another_machine(tmp_path: Path) -> None:
    here, there = in_folder(tmp_path / "here"), in_folder(tmp_path / "there")
    spelt = here.exported()
    assert spelt.startswith("PRIVATE+KEY+fonds+")
    assert there.take_in(spelt + "\n").public == here.current().public
    assert there.current().public == here.current().public
    with pytest.raises(RefusedError, match="in use already"):
        there.take_in(spelt)
    for wrong in ("", "PRIVATE+KEY", spelt.replace("fonds", "fends"), spelt[:-4], "x" + spelt):
        with pytest.raises(RefusedError, match="no private key"):
            in_folder(tmp_path / "elsewhere").take_in(wrong)


def test_a_key_from_elsewhere_takes_the_place_of_the_one_in_use(tmp_path: Path) -> None:
    here, there = in_folder(tmp_path / "here"), in_folder(tmp_path / "there")
    brought, own = here.exported(), there.current()
    assert there.take_in(brought, replacing=True).public == here.current().public
    assert [key.public for key in there.publics()] == [own.public, here.current().public]
    assert [entry.retired_at is None for entry in there.known()] == [False, True]
    assert len(list((tmp_path / "there").glob("*.key"))) == 1
    # The same once more changes nothing; one that was retired may come back.
    assert there.take_in(brought, replacing=True).public == here.current().public
    assert len(there.known()) == 2
    own_again = there.rotate()
    assert there.take_in(brought, replacing=True).public == here.current().public
    assert [key.public for key in there.publics()] == [
        own.public,
        own_again.public,
        here.current().public,
    ]
    assert there.exported() == brought


def test_two_programs_make_one_key(tmp_path: Path) -> None:
    with ThreadPoolExecutor(8) as pool:
        made = list(pool.map(lambda _: in_folder(tmp_path / "keys").current().public, range(8)))
    assert len(set(made)) == 1
    assert len(in_folder(tmp_path / "keys").known()) == 1
    assert len(list((tmp_path / "keys").glob("*.key"))) == 1


def test_a_file_system_without_links_will_do(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object) -> None:
        raise PermissionError

    monkeypatch.setattr(os, "link", refuse)
    key = in_folder(tmp_path / "keys").current()
    assert in_folder(tmp_path / "keys").current().public == key.public
    assert sorted(files(tmp_path / "keys")) == sorted([f"{key.public.hex()[:16]}.key", "keys.json"])


@pytest.mark.parametrize("content", ["", "{", "[]", '{"keys": [{"key": 1}]}', "\x00"])
def test_a_damaged_list_is_not_replaced(tmp_path: Path, content: str) -> None:
    keys = in_folder(tmp_path / "keys")
    keys.current()
    (tmp_path / "keys" / "keys.json").write_text(content)
    with pytest.raises(ArchiveError, match="cannot be read"):
        keys.current()
    assert (tmp_path / "keys" / "keys.json").read_text() == content


def test_a_lost_or_foreign_private_half_is_said(tmp_path: Path) -> None:
    keys = in_folder(tmp_path / "keys")
    keys.current()
    private = next((tmp_path / "keys").glob("*.key"))
    other = in_folder(tmp_path / "other")
    other.current()
    private.write_text(next((tmp_path / "other").glob("*.key")).read_text())
    with pytest.raises(ArchiveError, match="not the one it should be"):
        in_folder(tmp_path / "keys").current()
    private.unlink()
    with pytest.raises(ArchiveError, match="rotate"):
        in_folder(tmp_path / "keys").current()
    assert in_folder(tmp_path / "keys").rotate().public


def test_where_keys_lie(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr("sys.platform", "linux")
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path))
    assert data_folder() == tmp_path / "fonds"
    monkeypatch.setenv("XDG_DATA_HOME", "not/absolute")
    assert data_folder().parts[-3:] == (".local", "share", "fonds")
    monkeypatch.setattr("sys.platform", "darwin")
    assert data_folder().parts[-3:] == ("Library", "Application Support", "Fonds")
    monkeypatch.setattr("sys.platform", "win32")
    monkeypatch.setenv("LOCALAPPDATA", str(tmp_path / "local"))
    assert data_folder() == tmp_path / "local" / "Fonds"


def test_a_folder_that_cannot_be_written_is_said(tmp_path: Path) -> None:
    (tmp_path / "keys").write_text("a file, not a folder")
    with pytest.raises(RefusedError, match="cannot be kept"):
        in_folder(tmp_path / "keys").rotate()


def test_the_list_is_plain_json(tmp_path: Path) -> None:
    keys = in_folder(tmp_path / "keys")
    key = keys.current()
    kept = json.loads((tmp_path / "keys" / "keys.json").read_text())
    assert VerifierKey.read(kept["keys"][0]["key"]).public == key.public
