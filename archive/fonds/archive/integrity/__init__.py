# SPDX-FileCopyrightText: The Fonds developers
# SPDX-License-Identifier: MIT
"""Verification: whether an archive file is still all that it promises, and where it is not."""
