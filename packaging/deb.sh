#!/bin/sh
# SPDX-FileCopyrightText: The Fonds developers
# SPDX-License-Identifier: MIT
#
# Builds the Debian package of the frozen program in dist/. What it depends on is asked of the libraries
# themselves, so the package fits the Debian it was built on and later ones. Called by `make deb`.

set -eu
cd "$(dirname "$0")/.."
. packaging/epoch.sh
umask 022
work=build/deb
root=$work/root

for tool in dpkg-deb dpkg-shlibdeps; do
    command -v $tool >/dev/null || {
        echo "fonds: a Debian package needs $tool. On Debian and its kin: apt-get install dpkg-dev" >&2
        exit 1
    }
done

sh packaging/frozen.sh >/dev/null
rm -rf $work
mkdir -p $root/usr/bin $root/usr/lib $root/usr/share/doc/fonds $root/usr/share/lintian/overrides $root/DEBIAN
cp -a build/frozen/fonds $root/usr/lib/fonds
ln -s ../lib/fonds/fonds $root/usr/bin/fonds
version=$(.venv/bin/python -c 'from importlib.metadata import version; print(version("fonds"))')

# Debian brings, and mends, what Python itself was built with.
for library in bz2 crypto ffi lzma sqlite3 ssl uuid z; do rm -f $root/usr/lib/fonds/_internal/lib$library.so.*; done

# Executable is the program alone; what the dynamic loader reads need not be.
find $root/usr/lib/fonds -type f -exec chmod 644 {} +
chmod 755 $root/usr/lib/fonds/fonds

sh packaging/desktop.sh $work/share
cp -r $work/share/. $root/usr/share
mv $root/usr/share/zsh/site-functions $root/usr/share/zsh/vendor-completions
gzip -9n $root/usr/share/man/man1/*

cp packaging/deb/copyright packaging/fonds.cdx.json $root/usr/share/doc/fonds
cp packaging/deb/lintian-overrides $root/usr/share/lintian/overrides/fonds
printf 'fonds (%s) unstable; urgency=medium\n\n  * See the changelog of the project.\n\n -- %s  %s\n' "$version" \
    "$(sed -n 's/^Maintainer: //p' packaging/deb/control.in)" "$(LC_ALL=C date -uR --date "@$SOURCE_DATE_EPOCH")" |
    gzip -9n >$root/usr/share/doc/fonds/changelog.gz

# dpkg-shlibdeps looks for the packages of a source package, and for ours among its libraries.
mkdir -p $work/asked/debian
printf 'Source: fonds\n\nPackage: fonds\nArchitecture: any\n' >$work/asked/debian/control
private=$(find $root/usr/lib/fonds -name '*.so*' -printf '-l%h\n' | sort -u | sed "s|-l|-l$PWD/|")
missing=$(find $root/usr/lib/fonds -type f -name '*.so*' -exec ldd {} + 2>/dev/null | awk '/not found/ { print $1 }' | sort -u)
if [ -n "$missing" ]; then
    echo "fonds: which package brings" $missing "cannot be asked of this system. Install them: sh packaging/tools.sh" >&2
    exit 3
fi
depends=$(cd $work/asked && find "$OLDPWD/$root/usr/lib/fonds" -type f \( -name '*.so*' -o -name fonds \) |
    xargs dpkg-shlibdeps --ignore-missing-info --warnings=0 -O $private | sed 's/^shlibs:Depends=//')

sed -e "s/@VERSION@/$version/" -e "s/@ARCHITECTURE@/$(dpkg --print-architecture)/" \
    -e "s/@SIZE@/$(du -sk --apparent-size $root/usr | cut -f1)/" -e "s/@DEPENDS@/$depends/" \
    packaging/deb/control.in >$root/DEBIAN/control
(cd $root && find usr -type f | LC_ALL=C sort | xargs -d '\n' md5sum >DEBIAN/md5sums)
find $root -exec touch --no-dereference --date "@$SOURCE_DATE_EPOCH" {} +
mkdir -p dist
rm -f dist/fonds_*.deb
# One thread: how several share the work would show in the bytes.
dpkg-deb --root-owner-group -Zxz -z4 --threads-max=1 --build $root dist >/dev/null
ls -s --block-size=M dist/fonds_*.deb
