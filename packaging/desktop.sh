#!/bin/sh
# SPDX-FileCopyrightText: The Fonds developers
# SPDX-License-Identifier: MIT
#
# Lays out in the folder $1 (build/desktop) what a desktop and a shell want of an installed program, as
# under a prefix's `share`. Called by `make desktop`.

set -eu
cd "$(dirname "$0")/.."
. packaging/epoch.sh
folder=${1:-build/desktop}
rm -rf "$folder"
QT_QPA_PLATFORM=offscreen .venv/bin/python packaging/desktop.py "$folder"
