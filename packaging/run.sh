#!/bin/sh
# SPDX-FileCopyrightText: The Fonds developers
# SPDX-License-Identifier: MIT
#
# Opens the window on the archive $1 at the subject $2. Where no window can be opened it says so, draws
# the same window into the picture $3 and prints the record as text. Called by `make run`.

set -eu
archive=$1 subject=$2 picture=$3
program=.venv/bin/fonds

# A display that is named may still not answer (a stale DISPLAY): Qt aborts then, so it is tried apart.
has_display() {
    if [ "$(uname -s)" = Linux ] && [ -z "${DISPLAY:-}${WAYLAND_DISPLAY:-}" ]; then return 1; fi
    (.venv/bin/python -c '
import sys
from PySide6.QtGui import QGuiApplication
sys.exit(QGuiApplication([]).platformName() in {"offscreen", "minimal"})
') >/dev/null 2>&1
}

if has_display 2>/dev/null; then
    exec "$program" view "$archive" --subject "$subject"
fi
mkdir -p "$(dirname "$picture")"
QT_QPA_PLATFORM=offscreen "$program" view "$archive" --subject "$subject" --screenshot "$picture" >/dev/null
printf 'There is no display here. The window is drawn in %s; this is the record as text.\n\n' "$picture"
"$program" show "$archive" "$subject"
