# SPDX-FileCopyrightText: The Fonds developers
# SPDX-License-Identifier: MIT
"""Queries: the one door out. They read the log through the tables and never write."""
