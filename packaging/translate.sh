#!/bin/sh
# SPDX-FileCopyrightText: The Fonds developers
# SPDX-License-Identifier: MIT
#
# Brings the translations up to date: new texts of the window into the .ts files, which translators edit, and
# from those the .qm files that are shipped. What is not translated stays English, and a test names it.

set -eu
cd "$(dirname "$0")/.."
bin=$PWD/.venv/bin
cd viewer/fonds/viewer
for file in translations/*.ts; do
    # shellcheck disable=SC2046
    "$bin/pyside6-lupdate" -silent -locations none -no-obsolete $(find . -name '*.py' | sort) -ts "$file"
    "$bin/pyside6-lrelease" -silent "$file" -qm "${file%.ts}.qm"
done
