# SPDX-FileCopyrightText: The Fonds developers
# SPDX-License-Identifier: MIT
"""Candidate facts from what is certain in form. Nothing here records anything.

The rules are data: one file a family under ``families``, each rule with an example that the tests
run. Another proposer (a model, say) is any object with a name, a version and ``propose``; other
packages bring them by entry points of the group ``fonds.proposers``.
"""
