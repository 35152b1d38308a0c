#!/bin/sh
# SPDX-FileCopyrightText: The Fonds developers
# SPDX-License-Identifier: MIT
#
# Resolves pyproject.toml into packaging/requirements/*.txt, for Python 3.11 and later on every platform
# at once, with the hashes of all files of each release and no index line. What is locked stays where it
# is unless asked: make lock ARGS=--upgrade, or ARGS="--upgrade-package NAME".

set -eu
cd "$(dirname "$0")/.."

tools=build/lock-tools
if ! [ -x $tools/bin/uv ]; then
    .venv/bin/python -m venv --clear $tools
    $tools/bin/python -m pip --disable-pip-version-check --no-input --quiet --quiet install uv==0.13.9
fi

# This machine's own indexes and folders of wheels must not reach the lock.
unset PIP_FIND_LINKS PIP_INDEX_URL PIP_EXTRA_INDEX_URL UV_FIND_LINKS UV_INDEX UV_DEFAULT_INDEX 2>/dev/null || true

resolve() {
    output=packaging/requirements/$1
    shift
    $tools/bin/uv pip compile --no-config --quiet --universal --python-version 3.11 --generate-hashes \
        --no-header --no-annotate --no-emit-index-url --no-emit-find-links --output-file "$output" "$@"
}

# What is run, what develops it, what makes its pages, what measures it, what freezes it: each constrained
# by those before.
resolve run.txt pyproject.toml --all-extras --constraint packaging/requirements/constraints.in "$@"
resolve dev.txt pyproject.toml --all-extras --group dev --constraint packaging/requirements/run.txt "$@"
resolve site.txt --group site --constraint packaging/requirements/dev.txt "$@"
resolve bench.txt --group bench --constraint packaging/requirements/dev.txt "$@"
resolve bench-followthemoney.txt --group bench-followthemoney --constraint packaging/requirements/dev.txt "$@"
resolve frozen.txt --group frozen --constraint packaging/requirements/dev.txt \
    --constraint packaging/requirements/bench-followthemoney.txt "$@"

# The bill of materials lists what is locked.
.venv/bin/python packaging/sbom.py >build/fonds.cdx.json
mv build/fonds.cdx.json packaging/fonds.cdx.json
