# SPDX-FileCopyrightText: The Fonds developers
# SPDX-License-Identifier: MIT
"""The desk: what joins the window's widgets to an open archive, concern by concern.

Questions and commands run on worker threads (`session`); answers become rows (`record_rows`,
`history_entries`, `source_views`, `listing`, `worklists`, `found`); keepers put them into panes.
"""
