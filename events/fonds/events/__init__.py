# SPDX-FileCopyrightText: The Fonds developers
# SPDX-License-Identifier: MIT
"""The vocabulary of Fonds: what the log can say, with no input or output.

Owns identifiers, canonical bytes, commitments, the Merkle tree's hashing, dates, the header and
every event of the catalogue. Imports pydantic and the standard library only.
"""
