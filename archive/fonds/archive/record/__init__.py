# SPDX-FileCopyrightText: The Fonds developers
# SPDX-License-Identifier: MIT
"""The record: what the archive can say about one subject, made from facts by numbered rules."""
