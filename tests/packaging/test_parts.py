# SPDX-FileCopyrightText: The Fonds developers
# SPDX-License-Identifier: MIT
"""What Fonds says it is made of is what it is made of: the table, the bill, the about page."""

from __future__ import annotations

import json
import re
import runpy
import subprocess
import sys
import tomllib
from importlib import metadata
from pathlib import Path

import cyclonedx.schema
import jsonschema
import pytest
from license_expression import get_spdx_licensing
from referencing import Registry, Resource

from fonds.viewer.parts import parts, texts

ROOT = Path(__file__).resolve().parent.parent.parent
BILL = ROOT / "packaging" / "fonds.cdx.json"
TABLE = tomllib.loads((ROOT / "viewer/fonds/viewer/parts.toml").read_text("utf-8"))
LOCK = (ROOT / "packaging" / "requirements" / "run.txt").read_text("utf-8")
LOCKED = set(re.findall(r"^([a-z0-9-]+)==", LOCK, re.MULTILINE))
# No copyleft but Qt's LGPL, and the frozen program's loader, which may start anything.
COPYLEFT = {"LGPL-3.0-only", "GPL-2.0-or-later WITH Bootloader-exception"}


def test_every_locked_package_is_in_the_table_and_no_other():
    assert set(TABLE["packages"]) == LOCKED


def test_the_licences_are_spdx_and_let_us_distribute():
    licensing = get_spdx_licensing()
    for licence in [*TABLE["packages"].values(), *(one["licence"] for one in TABLE["inside"])]:
        assert licensing.validate(licence).errors == [], licence
        assert "GPL" not in licence or licence in COPYLEFT, licence


@pytest.mark.parametrize("name", sorted(TABLE["packages"]))
def test_a_package_says_the_same_of_itself(name: str):
    try:
        said = metadata.metadata(name).get("License-Expression")
    except metadata.PackageNotFoundError:
        pytest.skip(f"{name} is not for this Python or platform")
    if said is not None:
        assert TABLE["packages"][name] == said


def test_the_versions_inside_are_those_that_are_loaded():
    import pysqlite3
    from cryptography.hazmat.backends.openssl import backend
    from PIL import features
    from pypdfium2.version import PDFIUM_INFO
    from PySide6.QtCore import qVersion

    listed = {(one["within"], one["name"]): one.get("version") for one in TABLE["inside"]}
    assert listed["pyside6-essentials", "Qt"] == qVersion()
    assert listed["pysqlite3", "SQLite"] == pysqlite3.sqlite_version
    assert listed["cryptography", "OpenSSL"] == backend.openssl_version_text().split()[1]
    assert str(PDFIUM_INFO).startswith(str(listed["pypdfium2", "PDFium"]))
    for name, feature in (
        ("libjpeg-turbo", "libjpeg_turbo"),
        ("libtiff", "libtiff"),
        ("libwebp", "webp"),
        ("libavif", "avif"),
        ("OpenJPEG", "jpg_2000"),
        ("Little CMS", "littlecms2"),
        ("FreeType", "freetype2"),
    ):
        assert listed["pillow", name] == features.version(feature), name


def test_the_bill_is_that_of_the_lock():
    made = runpy.run_path(str(ROOT / "packaging" / "sbom.py"))["bill"]()
    assert json.loads(BILL.read_text("utf-8")) == made, "make lock brings it up to date"
    names = {(part["name"], part.get("version")) for part in made["components"]}
    assert ("Qt", "6.11.3") in names
    assert {"Python", "SQLite", "OpenSSL", "PDFium"} <= {name for name, _ in names}
    references = [part["bom-ref"] for part in made["components"]]
    assert len(references) == len(set(references))


def test_the_bill_is_valid_cyclonedx():
    folder = Path(cyclonedx.schema.__file__).parent / "_res"

    def load(name: str) -> dict[str, object]:
        return json.loads((folder / f"{name}.SNAPSHOT.schema.json").read_text("utf-8"))

    registry = Registry().with_resources(
        (
            f"http://cyclonedx.org/schema/{name}.SNAPSHOT.schema.json",
            Resource.from_contents(load(name)),
        )
        for name in ("spdx", "jsf-0.82")
    )
    judge = jsonschema.Draft7Validator(load("bom-1.6"), registry=registry)
    assert [e.message for e in judge.iter_errors(json.loads(BILL.read_text("utf-8")))] == []


def test_a_new_bill_is_written_to_the_byte():
    made = subprocess.run(
        [sys.executable, "packaging/sbom.py"], cwd=ROOT, check=True, capture_output=True
    ).stdout
    assert made == BILL.read_bytes()


def test_every_installed_package_is_told_with_its_licence():
    told = {part.name: part for part in parts()}
    for name in TABLE["packages"]:
        try:
            version = metadata.version(name)
        except metadata.PackageNotFoundError:
            continue
        assert (told[name].version, told[name].licence) == (version, TABLE["packages"][name])
    assert str(told["SQLite"]) == f"SQLite {told['SQLite'].version} (in pysqlite3): blessing"
    assert "PyInstaller bootloader" not in told, "it is in the frozen program alone"


def test_the_frozen_program_tells_of_its_loader(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(sys, "frozen", True, raising=False)
    assert "PyInstaller bootloader" in {part.name for part in parts()}


def test_the_words_of_the_licences_come_along():
    told = dict(texts())
    assert "GNU LESSER GENERAL PUBLIC LICENSE" in told["LGPL-3.0"]
    assert "GNU GENERAL PUBLIC LICENSE" in told["GPL-3.0"], "the LGPL refers to it"
    assert "PYTHON SOFTWARE FOUNDATION LICENSE" in told["Python"]
    assert "SIL OPEN FONT LICENSE" in told["OFL-Inter"]
    for name in ("pydantic", "cryptography", "rapidfuzz", "pillow"):
        assert any(title.startswith(f"{name}:") for title in told), name
    assert "PDFium" in "".join(told) or any("pdfium" in title for title in told)
    assert len(set(told.values())) == len(told)
