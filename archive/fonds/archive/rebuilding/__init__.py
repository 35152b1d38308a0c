# SPDX-FileCopyrightText: The Fonds developers
# SPDX-License-Identifier: MIT
"""What events tell the disposable tables, gathered by this process or by others beside it."""
