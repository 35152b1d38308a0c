# SPDX-FileCopyrightText: The Fonds developers
# SPDX-License-Identifier: MIT
"""Runs the program as ``python -m fonds.archive.cli``, where its script is not on the path."""

from __future__ import annotations

from fonds.archive.cli import main

if __name__ == "__main__":
    main()
