# SPDX-FileCopyrightText: The Fonds developers
# SPDX-License-Identifier: MIT
"""Run alone on a copy of an archive: prints the bytes of each table and index as JSON.

It uses Python's own SQLite and imports nothing of Fonds. Where that SQLite has no dbstat it ends
with status 1.
"""

from __future__ import annotations

import json
import sqlite3
import sys


def main() -> int:
    """Print ``[[name, bytes, unused bytes], …]``, the largest first."""
    connection = sqlite3.connect(f"file:{sys.argv[1]}?immutable=1", uri=True)
    try:
        rows = connection.execute(
            "SELECT name, sum(pgsize), sum(unused) FROM dbstat GROUP BY name ORDER BY 2 DESC, 1"
        ).fetchall()
    except sqlite3.Error:
        return 1
    finally:
        connection.close()
    print(json.dumps(rows))
    return 0


if __name__ == "__main__":
    sys.exit(main())
