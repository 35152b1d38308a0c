# SPDX-FileCopyrightText: The Fonds developers
# SPDX-License-Identifier: MIT
"""How small the window may be: the command line refuses less, the window takes no less."""

LEAST_WINDOW = (960, 600)
"""Width and height in logical pixels."""
