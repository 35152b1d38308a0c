#!/bin/sh
# SPDX-FileCopyrightText: The Fonds developers
# SPDX-License-Identifier: MIT
#
# What `make site` makes the pages with, in an environment of its own: whoever only runs Fonds need not
# have it. Quick when there is nothing to do. Called by `make site`, by `make test` and by the tests.

set -eu
cd "$(dirname "$0")/.."

tools=build/site-tools
lock=packaging/requirements/site.txt
stamp=$tools/fonds-set-up

now=$(cat "$lock" packaging/setup-site.sh | cksum)
if [ "$(cat "$stamp" 2>/dev/null)" = "$now" ]; then exit; fi

.venv/bin/python -m venv --clear "$tools"
"$tools/bin/python" -m pip --disable-pip-version-check --no-input --quiet --quiet install \
    --require-hashes --prefer-binary --requirement "$lock"
printf '%s\n' "$now" >"$stamp"
