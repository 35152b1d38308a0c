#!/bin/sh
# SPDX-FileCopyrightText: The Fonds developers
# SPDX-License-Identifier: MIT
#
# Adds to .venv what the benchmarks compare Fonds with. FollowTheMoney brings PyICU, which is built
# from source; where that fails the benchmarks run without it and say so.

set -eu
cd "$(dirname "$0")/.."

stamp=.venv/fonds-benchmarks-set-up
locks="packaging/requirements/bench.txt packaging/requirements/bench-followthemoney.txt"
pip=".venv/bin/python -m pip --disable-pip-version-check --no-input --quiet --quiet"

now=$(cat $locks | cksum)
if [ "$(cat "$stamp" 2>/dev/null)" = "$now" ]; then exit; fi

$pip install --require-hashes --requirement packaging/requirements/bench.txt
# The build of PyICU uses the locked setuptools, so that one goes first.
if awk '/^setuptools==/ { on = 1 } on { print; if (!/\\$/) exit }' packaging/requirements/bench-followthemoney.txt |
    $pip install --require-hashes --requirement /dev/stdin &&
    $pip install --require-hashes --no-build-isolation --requirement packaging/requirements/bench-followthemoney.txt; then
    printf '%s\n' "$now" >"$stamp"
else
    printf '%s\n' "fonds: FollowTheMoney could not be installed; the comparison with it is left out. It builds PyICU, which on" \
        "Debian needs: apt-get install g++ pkg-config python3-dev libicu-dev" >&2
fi
