# SPDX-FileCopyrightText: The Fonds developers
# SPDX-License-Identifier: MIT
"""Write the golden events that are not there yet; those that are stay as they are.

Run it after adding a type, a schema or a sample:

    PYTHONPATH=tests .venv/bin/python -m golden.make_golden

A file holds one event as it lies in an archive: ``header`` and each part's ``data`` are the very
text that was hashed, ``salt`` is base64url without padding, ``leaf`` hexadecimal.
"""

from __future__ import annotations

import hashlib
import json
import sys
from pathlib import Path

from golden.samples import OLD_PROPERTY, samples, thing

from fonds.events.canonical import canonical_json
from fonds.events.header import Adoption
from fonds.events.ids import SeededRandomness
from fonds.events.merkle import leaf_hash
from fonds.events.parts import SealedPart, commitment_of, spell_commitment
from fonds.events.recorded import AnyEvent, Authorship, Draft, SealedEvent, seal

FOLDER = Path(__file__).resolve().parent / "events"
MANIFEST = FOLDER / "MANIFEST.sha256"

AUTHORSHIP = Authorship(
    archive=thing("archive"),
    action=thing("action"),
    recorded_at="2031-04-06T09:30:00.000001Z",
    agent=thing("agent"),
)


def digest(name: str) -> str:
    """Return 32 bytes of these samples, spelt as commitments are."""
    return spell_commitment(hashlib.sha256(f"golden:{name}".encode()).digest())


class WriteOnceError(Exception):
    """A golden file that was released is gone."""


def sealed_sample(stem: str, event: AnyEvent) -> SealedEvent:
    """Seal a sample with ids and salts that belong to its file's name."""
    opens, further = type(event).OPENS, "-" in stem
    adoption = Adoption(archive=thing("first archive"), leaf=digest("leaf"))
    draft = Draft(
        event,
        thing(f"stream of {stem}"),
        about=(thing("person"), thing("source")),
        after=None if opens else thing("last event"),
        import_key=None if further else digest("import key"),
        adopted_from=None if further else adoption,
    )
    return seal(draft, AUTHORSHIP, SeededRandomness(f"golden:{stem}"))


def as_text(header: bytes, leaf: bytes, parts: tuple[SealedPart, ...]) -> str:
    """Return a golden file's text."""
    whole = {
        "header": header.decode("utf-8"),
        "leaf": leaf.hex(),
        "parts": {
            part.name: {
                "data": part.data.decode("utf-8"),
                "salt": spell_commitment(part.salt),
            }
            for part in parts
        },
    }
    return json.dumps(whole, ensure_ascii=True, indent=1) + "\n"


def old_property() -> str:
    """Return `PropertyDefined` of schema 1, which no code writes any more."""
    sealed = sealed_sample("PropertyDefined.1", samples()["PropertyDefined.2"])
    data, (content,) = canonical_json(OLD_PROPERTY), sealed.parts
    header = json.loads(sealed.header_bytes)
    header["schema"] = 1
    header["parts"] = {"content": spell_commitment(commitment_of("content", content.salt, data))}
    header_bytes = canonical_json(header)
    return as_text(
        header_bytes, leaf_hash(header_bytes), (SealedPart("content", content.salt, data),)
    )


def older(old: str, present: str, *unknown: str) -> str:
    """Return a sample as schema 1 had it, which no code writes any more.

    ``unknown`` are the members that the content did not have then.
    """
    sealed = sealed_sample(old, samples()[present])
    content, *others = sealed.parts
    said = json.loads(content.data)
    for member in unknown:
        del said[member]
    data = canonical_json(said)
    header = json.loads(sealed.header_bytes)
    header["schema"] = 1
    header["parts"]["content"] = spell_commitment(commitment_of("content", content.salt, data))
    header_bytes = canonical_json(header)
    return as_text(
        header_bytes,
        leaf_hash(header_bytes),
        (SealedPart("content", content.salt, data), *others),
    )


def golden_texts() -> dict[str, str]:
    """Return every file's name and text as today's code would write it."""
    texts = {
        "PropertyDefined.1.json": old_property(),
        "PolicySet.1.json": older("PolicySet.1", "PolicySet.2", "presumed_dead_after"),
    }
    for kind in ("SourceRegistered", "SourceDescribed"):
        texts[f"{kind}.1.json"] = older(f"{kind}.1", f"{kind}.2", "contributors", "variables")
    for stem, event in samples().items():
        sealed = sealed_sample(stem, event)
        texts[f"{stem}.json"] = as_text(sealed.header_bytes, sealed.leaf, sealed.parts)
    return texts


def read_manifest(manifest: Path = MANIFEST) -> dict[str, str]:
    """Return the digests by file name, as `sha256sum` writes them."""
    if not manifest.exists():
        return {}
    lines = (line.split("  ", 1) for line in manifest.read_text("utf-8").splitlines())
    return {name: number for number, name in lines}


def write_missing(folder: Path, texts: dict[str, str]) -> list[str]:
    """Write the files that are not there and enter them in the manifest; return their names.

    Raises:
        WriteOnceError: a file the manifest names is gone.
    """
    manifest = folder / MANIFEST.name
    digests = read_manifest(manifest)
    gone = sorted(name for name in digests if not (folder / name).exists())
    if gone:
        message = f"{', '.join(gone)} was released and is gone. Restore it from the history."
        raise WriteOnceError(message)
    written = []
    for name, text in texts.items():
        if (folder / name).exists():
            continue
        data = text.encode("utf-8")
        (folder / name).write_bytes(data)
        digests[name] = hashlib.sha256(data).hexdigest()
        written.append(name)
    lines = [f"{number}  {name}\n" for name, number in sorted(digests.items())]
    manifest.write_bytes("".join(lines).encode("utf-8"))
    return written


if __name__ == "__main__":
    for new_file in write_missing(FOLDER, golden_texts()):
        sys.stdout.write(f"{new_file}\n")
