# SPDX-FileCopyrightText: The Fonds developers
# SPDX-License-Identifier: MIT
#
# What Fonds needs of a Linux system besides Python: the shared libraries that Qt's wheels expect, and
# the venv module where Python comes without it. Sourced by setup.sh; macOS and Windows need none. Each
# library was found necessary by leaving it out on a bare Debian 12 and 13. Installing takes root, or
# sudo with consent (a yes at the terminal, FONDS_SETUP_YES=1, or CI=true); without them the line to
# type is printed.

# A library, then its package on Debian and Ubuntu, on Fedora, on Arch (the last two are not tried).
qt_libraries() {
    cat <<'LIST'
libglib-2.0.so.0        libglib2.0-0       glib2             glib2
libGL.so.1              libgl1             mesa-libGL        libglvnd
libEGL.so.1             libegl1            mesa-libEGL       libglvnd
libdbus-1.so.3          libdbus-1-3        dbus-libs         dbus
libfontconfig.so.1      libfontconfig1     fontconfig        fontconfig
libxkbcommon.so.0       libxkbcommon0      libxkbcommon      libxkbcommon
LIST
    # Only a real X window needs these; offscreen and Wayland do without.
    if [ -n "${DISPLAY:-}" ]; then
        cat <<'LIST'
libxcb-cursor.so.0      libxcb-cursor0     xcb-util-cursor   xcb-util-cursor
libxcb-icccm.so.4       libxcb-icccm4      xcb-util-wm       xcb-util-wm
libxcb-keysyms.so.1     libxcb-keysyms1    xcb-util-keysyms  xcb-util-keysyms
libxcb-shape.so.0       libxcb-shape0      libxcb            libxcb
libxkbcommon-x11.so.0   libxkbcommon-x11-0 libxkbcommon-x11  libxkbcommon-x11
LIST
    fi
}

# Prints what the Python $1 cannot load or import, with its packages, as lines like those above.
missing_from_system() {
    qt_libraries | "$1" -c '
import ctypes, sys
for line in sys.stdin:
    try:
        ctypes.CDLL(line.split()[0])
    except OSError:
        print(line, end="")
# Debian keeps what venv needs in a package of its own.
try:
    import ensurepip, venv
except ImportError:
    print("venv python%d.%d-venv python3 python" % sys.version_info[:2])
'
}

# Prints column $2 of the lines $1, each name once, on one line.
column() {
    printf '%s\n' "$1" | awk -v n="$2" '!seen[$n]++ { printf "%s%s", gap, $n; gap = " " }'
}

# Installs what is missing for the Python $1, or ends the set-up with the line to type.
ensure_system_packages() {
    if [ "$(uname -s)" != Linux ]; then return; fi
    missing=$(missing_from_system "$1")
    if [ -z "$missing" ]; then return; fi
    if command -v apt-get >/dev/null; then
        packages=$(column "$missing" 2)
        if may_install "$packages" && apt_install "$packages"; then
            missing=$(missing_from_system "$1")
            if [ -z "$missing" ]; then return; fi
            stop "still missing after installing $packages: $(column "$missing" 1)"
        fi
        line="apt-get update && apt-get install --no-install-recommends $(debian_names $packages)"
    elif command -v dnf >/dev/null; then
        line="dnf install $(column "$missing" 3)"
    elif command -v pacman >/dev/null; then
        line="pacman -S --needed $(column "$missing" 4)"
    else
        stop "this system lacks $(column "$missing" 1). Install what Debian calls $(column "$missing" 2), then run make again."
    fi
    if [ "$(id -u)" = 0 ]; then :; elif command -v sudo >/dev/null; then line="sudo sh -c '$line'"; else line="su -c '$line'"; fi
    stop "this system lacks $(column "$missing" 1). Type this, then run make again:
    $line"
}

# Sets as_root to what makes a command root's; fails where nothing does, or nobody consented.
may_install() {
    as_root=
    if [ "$(id -u)" = 0 ]; then return 0; fi
    as_root=sudo
    if ! command -v sudo >/dev/null; then return 1; fi
    if [ -t 0 ]; then
        if [ -n "${FONDS_SETUP_YES:-}" ]; then return 0; fi
        printf 'Fonds needs these packages of the system: %s\nInstall them with sudo? [y/N] ' "$1" >&2
        read -r answer
        case $answer in [yY]*) return 0 ;; *) return 1 ;; esac
    fi
    # Without a terminal nobody could type a password.
    as_root='sudo -n'
    [ -n "${FONDS_SETUP_YES:-}" ] || [ "${CI:-}" = true ]
}

# A new machine has no package index and an old one may name what is gone: it is fetched where there is
# none, and once more where the installing fails.
apt_install() {
    printf 'Installing from the system: %s\n' "$1" >&2
    set -- "$1" /var/lib/apt/lists/*_Packages*
    if [ -e "$2" ] && apt_get install --no-install-recommends $(debian_names $1) 2>/dev/null; then return; fi
    apt_get update && apt_get install --no-install-recommends $(debian_names $1)
}

apt_get() {
    $as_root env DEBIAN_FRONTEND=noninteractive DEBCONF_NOWARNINGS=yes \
        apt-get -qq -y -o Dpkg::Use-Pty=0 -o DPkg::Lock::Timeout=300 "$@" >/dev/null
}

# Debian 13 and Ubuntu 24.04 renamed some libraries with the 64-bit time_t.
debian_names() {
    for name in "$@"; do
        if apt-cache show "${name}t64" 2>/dev/null | grep -q '^Package:'; then name=${name}t64; fi
        printf '%s ' "$name"
    done | sed 's/ $//'
}
