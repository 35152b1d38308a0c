# SPDX-FileCopyrightText: The Fonds developers
# SPDX-License-Identifier: MIT
"""Exports: what the archive says, or said at a moment, in other formats. They ask queries only."""
