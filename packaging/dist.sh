#!/bin/sh
# SPDX-FileCopyrightText: The Fonds developers
# SPDX-License-Identifier: MIT
#
# Builds the sdist and the wheel into the folder $1 (dist). Of one commit they have the same bytes
# wherever and whenever they are built: the time in them is the last commit's, or SOURCE_DATE_EPOCH.
# Called by `make dist`.

set -eu
cd "$(dirname "$0")/.."
. packaging/epoch.sh
folder=${1:-dist}

mkdir -p "$folder"
rm -f "$folder"/fonds-*.whl "$folder"/fonds-*.tar.gz
said=$(.venv/bin/python -m hatchling build -d "$folder" 2>&1) || {
    printf '%s\n' "$said" >&2
    exit 1
}
ls "$folder"/fonds-*.whl "$folder"/fonds-*.tar.gz
