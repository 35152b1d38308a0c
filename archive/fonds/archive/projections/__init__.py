# SPDX-FileCopyrightText: The Fonds developers
# SPDX-License-Identifier: MIT
"""Projections: disposable tables made from the log, each module knowing nothing of the others.

To add one: write a class with `create` and `apply` (see `Projection` in base.py), list it in
projector.py, raise `VIEWS_EDITION` in tables.py.
"""
