# SPDX-FileCopyrightText: The Fonds developers
# SPDX-License-Identifier: MIT
"""What convinces somebody who does not trust us: keys, signed heads, proofs, and their checker."""
