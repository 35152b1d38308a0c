# SPDX-FileCopyrightText: The Fonds developers
# SPDX-License-Identifier: MIT
"""What the frozen program runs: the entry point `fonds` of the wheel, and nothing else."""

from fonds.archive.cli import main

main()
