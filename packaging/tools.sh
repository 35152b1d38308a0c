#!/bin/sh
# SPDX-FileCopyrightText: The Fonds developers
# SPDX-License-Identifier: MIT
#
# Installs what judges the packages and is not there: validators, databases, readers of manual pages; and
# the display, the keys and the accessibility bus with which tests/screen meets a real window; the compiler
# for the disk that fails, the reader of pictures, shells whose completion is tried. What cannot
# be installed is named, and its tests are skipped. Nothing that is run or developed needs them.

set -eu
cd "$(dirname "$0")/.."
. packaging/system-packages.sh
PATH=$PATH:/usr/sbin:/sbin

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
debootstrap             debootstrap
Xvfb                    xvfb
xdotool                 xdotool
xwininfo                x11-utils
openbox                 openbox
dbus-daemon             dbus-daemon
cc                      gcc
tesseract               tesseract-ocr
zsh                     zsh
fish                    fish
LIST
}

# Files that are needed and no command shows.
needed_files() {
    cat <<'LIST'
/usr/share/dbus-1/services/org.a11y.Bus.service at-spi2-core
/usr/include/stdio.h                            libc6-dev
LIST
}

# Libraries that plugins of Qt need, without which it cannot be asked which package brings them; and
# Python's own, which is frozen with the program.
libraries() {
    python3 -c 'import ctypes, sys
named = "libpython%d.%d" % sys.version_info[:2]
try:
    ctypes.CDLL(named + ".so.1.0")
except OSError:
    print(named + ".so.1.0", named)' || true
    cat <<'LIST'
libwayland-cursor.so.0  libwayland-cursor0
libwayland-egl.so.1     libwayland-egl1
libcups.so.2            libcups2
libxcb-util.so.1        libxcb-util1
LIST
}

missing_tools() {
    tools | while read -r tool package; do
        command -v "$tool" >/dev/null || printf '%s %s\n' "$tool" "$package"
    done
    libraries | while read -r library package; do
        ldconfig -p | grep -q "$library" || printf '%s %s\n' "$library" "$package"
    done
    needed_files | while read -r file package; do
        [ -e "$file" ] || printf '%s %s\n' "$file" "$package"
    done
    # The libraries of a real X window, which a machine without a display lacks.
    DISPLAY=:0 missing_from_system python3
}

missing=$(missing_tools)
if [ -n "$missing" ] && command -v apt-get >/dev/null; then
    packages=$(column "$missing" 2)
    if may_install "$packages"; then apt_install "$packages" || true; fi
    missing=$(missing_tools)
fi
if [ -n "$missing" ]; then
    printf 'fonds: without %s some tests are skipped.\n' "$(column "$missing" 1)" >&2
fi
