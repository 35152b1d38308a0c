# SPDX-FileCopyrightText: The Fonds developers
# SPDX-License-Identifier: MIT
"""Starts the benchmarks by path, from any folder: the same as `python -m benchmarks`."""

from __future__ import annotations

import runpy
import sys
from pathlib import Path

if __name__ == "__main__":
    sys.path[0] = str(Path(__file__).resolve().parents[1])
    runpy.run_module("benchmarks", run_name="__main__", alter_sys=True)
