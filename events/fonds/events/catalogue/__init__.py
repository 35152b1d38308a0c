# SPDX-FileCopyrightText: The Fonds developers
# SPDX-License-Identifier: MIT
"""The event catalogue, first edition: every type the log can hold.

One module for each kind of stream.
"""
