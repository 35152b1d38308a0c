#!/bin/sh
# SPDX-FileCopyrightText: The Fonds developers
# SPDX-License-Identifier: MIT
#
# Installs what judges the packages and is not there: validators, databases, readers of manual pages. What
# cannot be installed is named, and its tests are skipped. Nothing that is run or developed needs them.

set -eu
cd "$(dirname "$0")/.."
. packaging/system-packages.sh

# A tool, then its package on Debian and Ubuntu.
tools() {
    cat <<'LIST'
desktop-file-validate   desktop-file-utils
appstreamcli            appstream
update-mime-database    shared-mime-info
gio                     libglib2.0-bin
man                     man-db
mandoc                  mandoc
objdump                 binutils
file                    file
dpkg-shlibdeps          dpkg-dev
lintian                 lintian
LIST
}

missing_tools() {
    tools | while read -r tool package; do
        command -v "$tool" >/dev/null || printf '%s %s\n' "$tool" "$package"
    done
}

missing=$(missing_tools)
if [ -n "$missing" ] && command -v apt-get >/dev/null; then
    packages=$(column "$missing" 2)
    if may_install "$packages"; then apt_install "$packages" || true; fi
    missing=$(missing_tools)
fi
if [ -n "$missing" ]; then
    printf 'fonds: without %s some tests of the packages are skipped.\n' "$(column "$missing" 1)" >&2
fi
