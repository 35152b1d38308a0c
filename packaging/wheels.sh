#!/bin/sh
# SPDX-FileCopyrightText: The Fonds developers
# SPDX-License-Identifier: MIT
#
# Gathers the wheels of the locks $1… in build/wheels, each checked against its hash, so that environments
# can be made from that folder alone. Quick when they are there; else it needs the network once.

set -eu
cd "$(dirname "$0")/.."
folder=build/wheels
mkdir -p "$folder"

for lock in "$@"; do
    stamp=$folder/$(basename "$lock" .txt).gathered
    now=$(cksum <"$lock")
    if [ "$(cat "$stamp" 2>/dev/null)" = "$now" ]; then continue; fi
    .venv/bin/python -m pip --disable-pip-version-check --no-input --quiet --quiet download --no-deps \
        --only-binary :all: --require-hashes --dest "$folder" --requirement "$lock"
    printf '%s\n' "$now" >"$stamp"
done
