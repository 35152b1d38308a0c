#!/bin/sh
# SPDX-FileCopyrightText: The Fonds developers
# SPDX-License-Identifier: MIT
#
# Builds the frozen program and the Debian package, and tries both: the first with nothing of Python around
# it, the second in a clean system. What this machine cannot do is said, and left out. Called by
# `make packages-check`.

set -eu
cd "$(dirname "$0")/.."
clean=build/clean-root

leave() {
    echo "fonds: $1" >&2
    exit
}

for tool in objdump strip file; do
    command -v $tool >/dev/null || leave "the frozen program is not tried: $tool is missing here."
done
.venv/bin/python - 2>/dev/null <<'PYTHON' || leave "the frozen program is not tried: this Python has no shared library here."
import ctypes, sys

ctypes.CDLL("libpython%d.%d.so.1.0" % sys.version_info[:2])
PYTHON
sh packaging/frozen.sh
FONDS_FROZEN=build/frozen/fonds/fonds
export FONDS_FROZEN

if command -v dpkg-shlibdeps >/dev/null; then
    made=0
    sh packaging/deb.sh || made=$?
    case $made in
        0) FONDS_DEB=$(ls dist/fonds_*.deb) && export FONDS_DEB ;;
        3) echo "fonds: the Debian package is not tried." >&2 ;;
        *) exit $made ;;
    esac
    # The Debian that this runs on, since the package names its versions of libraries.
    if [ -n "${FONDS_DEB:-}" ] && [ "$(id -u)" = 0 ] && PATH=$PATH:/usr/sbin command -v debootstrap >/dev/null && . /etc/os-release && [ "$ID" = debian ]; then
        if ! [ -e $clean/fonds-made ]; then
            rm -rf $clean
            if PATH=$PATH:/usr/sbin debootstrap --variant=minbase "$VERSION_CODENAME" $clean >build/clean-root.log 2>&1; then
                touch $clean/fonds-made
            fi
        fi
        if [ -e $clean/fonds-made ]; then
            FONDS_CLEAN_ROOT=$PWD/$clean
            export FONDS_CLEAN_ROOT
        fi
    fi
else
    echo "fonds: the Debian package is not tried: dpkg-dev is missing here." >&2
fi
QT_QPA_PLATFORM=offscreen .venv/bin/python -m pytest -q tests/packaging/test_frozen.py tests/packaging/test_deb.py
