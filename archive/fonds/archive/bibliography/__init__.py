# SPDX-FileCopyrightText: The Fonds developers
# SPDX-License-Identifier: MIT
"""Works as other programs describe them: CSL-JSON and BibTeX in and out, references in a style."""
