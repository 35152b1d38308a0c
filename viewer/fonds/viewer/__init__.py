# SPDX-FileCopyrightText: The Fonds developers
# SPDX-License-Identifier: MIT
"""The window of Fonds: record, history and source side by side.

This layer owns what is seen and pressed. It reads and writes through the archive's own
doors and never speaks SQL.
"""
