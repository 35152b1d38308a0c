# SPDX-FileCopyrightText: The Fonds developers
# SPDX-License-Identifier: MIT
"""Commands: the one door in. Each is a frozen dataclass that plans the events it calls for.

To add one: write the dataclass with a `plan` method in the module of the thing it changes. It may
look things up through the plan; it never writes.
"""
