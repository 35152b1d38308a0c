# SPDX-FileCopyrightText: The Fonds developers
# SPDX-License-Identifier: MIT
"""From files to texts, from texts to titles and passages. Pure: nothing here knows the log."""
