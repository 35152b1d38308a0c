#!/bin/sh
# SPDX-FileCopyrightText: The Fonds developers
# SPDX-License-Identifier: MIT
#
# Sets up what `make run` and `make test` share: the system libraries Qt needs, a virtual environment
# in .venv with the locked packages, and the project itself in it (editable). Says nothing, and takes
# well under a second, where there is nothing to do. Called by `make setup`.
#
#   PYTHON=...           the interpreter to use, instead of the newest fit one that is found
#   FONDS_SETUP_YES=1    consent to installing system packages by sudo without being asked

set -eu
cd "$(dirname "$0")/.."
. packaging/system-packages.sh

environment=.venv
stamp=$environment/fonds-set-up
lock=packaging/requirements/dev.txt

stop() {
    printf 'fonds: %s\n' "$*" >&2
    exit 1
}

is_fit() {
    "$1" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null
}

# The lock was tried with 3.11 to 3.13; a plain python3 may be newer, and comes last.
find_python() {
    for candidate in ${PYTHON:-python3.13 python3.12 python3.11 python3}; do
        if is_fit "$candidate"; then
            command -v "$candidate"
            return
        fi
    done
    stop "Python 3.11 or later is needed and was not found. Install it, or name it: make setup PYTHON=/path/to/python3"
}

# Where the clone lies (a virtual environment holds absolute paths) and what the environment is made from.
fingerprint() {
    printf '%s ' "$(pwd)"
    cat "$lock" pyproject.toml packaging/setup.sh | cksum
}

make_environment() {
    # One that was moved, or that another Python left behind, is made anew.
    case $(cat "$stamp" 2>/dev/null) in "" | "$(pwd) "*) moved= ;; *) moved=yes ;; esac
    rm -f "$stamp"
    if [ -n "$moved" ] || ! is_fit "$environment/bin/python"; then
        "$python" -m venv --clear "$environment" || stop "the virtual environment $environment could not be made."
    fi
}

fill_environment() {
    pip="$environment/bin/python -m pip --disable-pip-version-check --no-input --quiet --quiet"
    $pip install --require-hashes --prefer-binary --requirement "$lock" ||
        stop "the locked packages could not be installed (see above). Is the network reachable?"
    # Without isolation the build uses the locked hatchling and fetches nothing.
    $pip install --no-deps --no-build-isolation --editable . ||
        stop "the project could not be installed into $environment (see above)."
}

if [ -x "$environment/bin/fonds" ] && [ "$(cat "$stamp" 2>/dev/null)" = "$(fingerprint)" ] &&
    is_fit "$environment/bin/python"; then
    ensure_system_packages "$environment/bin/python"
    exit
fi

python=$(find_python)
ensure_system_packages "$python"
printf 'Setting up Fonds in %s with %s; this takes a minute or two, once.\n' \
    "$environment" "$("$python" --version)" >&2
make_environment
fill_environment
fingerprint >"$stamp"
