# SPDX-FileCopyrightText: The Fonds developers
# SPDX-License-Identifier: MIT
"""The log's store: the object that alone writes it. One contract, two implementations."""
