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

mkdir -p "$folder" build
folder=$(cd "$folder" && pwd)
python=$PWD/.venv/bin/python
rm -f "$folder"/fonds-*.whl "$folder"/fonds-*.tar.gz

# What lies about in a checkout and is not of the project stays out; an unpacked sdist is taken as it is.
tree=$PWD/$(mktemp -d build/dist-XXXXXX)
trap 'rm -rf "$tree"' EXIT
if [ -e .git ]; then
    git ls-files -z | tar --create --null --files-from=- | tar --extract --directory "$tree"
    cd "$tree"
fi
said=$("$python" -m hatchling build -d "$folder" 2>&1) || {
    printf '%s\n' "$said" >&2
    exit 1
}
ls "$folder"/fonds-*.whl "$folder"/fonds-*.tar.gz
