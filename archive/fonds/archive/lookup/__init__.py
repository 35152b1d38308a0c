# SPDX-FileCopyrightText: The Fonds developers
# SPDX-License-Identifier: MIT
"""The few questions that commands, projections and queries ask of the tables at the head."""
