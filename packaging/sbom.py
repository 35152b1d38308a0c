# SPDX-FileCopyrightText: The Fonds developers
# SPDX-License-Identifier: MIT
"""Makes the bill of materials, packaging/fonds.cdx.json (CycloneDX 1.6, ECMA-424).

It lists every package of the lock and what lies inside them, from the lock and from
viewer/fonds/viewer/parts.toml alone: the same on every machine. Called by `make lock`:

    python packaging/sbom.py > packaging/fonds.cdx.json

Tools that make such lists know packages, and only those that are installed on one platform; none
lists Qt, Python and SQLite, which are what a bill of this program is asked for.
"""

from __future__ import annotations

import json
import re
import sys
import tomllib
import uuid
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
LOCK = ROOT / "packaging" / "requirements" / "run.txt"
PARTS = ROOT / "viewer" / "fonds" / "viewer" / "parts.toml"
PINNED = re.compile(r"^([a-z0-9-]+)==(\S+)(?: ; (.+?))? \\$", re.MULTILINE)
NAMESPACE = uuid.UUID("5b1d6a0c-7c0e-4d43-9b5e-0f2d6e3c9a11")


def bill() -> dict[str, Any]:
    """Return the whole document."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    parts = tomllib.loads(PARTS.read_text("utf-8"))
    program = {
        **component("application", "fonds", project["version"], project["license"]),
        "description": project["description"],
    }
    listed = [
        {
            **component("library", name, version, parts["packages"][name]),
            "purl": f"pkg:pypi/{name}@{version}",
            **({"properties": [{"name": "fonds:only-where", "value": marker}]} if marker else {}),
        }
        for name, version, marker in PINNED.findall(LOCK.read_text("utf-8"))
    ]
    for inside in parts["inside"]:
        kind = "platform" if inside["name"] == "Python" else "library"
        found = component(kind, inside["name"], inside.get("version"), inside["licence"])
        found["bom-ref"] = f"{inside['within']}/{inside['name']}"
        found["properties"] = [{"name": "fonds:within", "value": inside["within"]}]
        listed.append(found)
    content = {"metadata": {"component": program}, "components": listed}
    told = json.dumps(content, sort_keys=True)
    return {
        "$schema": "http://cyclonedx.org/schema/bom-1.6.schema.json",
        "bomFormat": "CycloneDX",
        "specVersion": "1.6",
        "serialNumber": f"urn:uuid:{uuid.uuid5(NAMESPACE, told)}",
        "version": 1,
        **content,
    }


def component(kind: str, name: str, version: str | None, licence: str) -> dict[str, Any]:
    """Return one part; its reference is its name, and where it is given, its version."""
    return {
        "type": kind,
        "bom-ref": f"{name}@{version}" if version else name,
        "name": name,
        **({"version": version} if version else {}),
        "licenses": [{"expression": licence}],
    }


if __name__ == "__main__":
    sys.stdout.write(json.dumps(bill(), indent=1, ensure_ascii=False) + "\n")
