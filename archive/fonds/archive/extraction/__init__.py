# SPDX-FileCopyrightText: The Fonds developers
# SPDX-License-Identifier: MIT
"""From any file to its text and structure, read apart from the archive and within limits."""
