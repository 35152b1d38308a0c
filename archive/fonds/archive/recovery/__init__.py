# SPDX-FileCopyrightText: The Fonds developers
# SPDX-License-Identifier: MIT
"""Recovery: what can still be trusted in a damaged file, saved into a new archive."""
