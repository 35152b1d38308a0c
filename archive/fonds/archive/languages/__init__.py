# SPDX-FileCopyrightText: The Fonds developers
# SPDX-License-Identifier: MIT
"""What the archive says, in other languages than English: catalogues, and how they are asked."""
