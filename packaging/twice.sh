#!/bin/sh
# SPDX-FileCopyrightText: The Fonds developers
# SPDX-License-Identifier: MIT
#
# Builds wheel, sdist, frozen folder and Debian package twice from the last commit, in two folders whose
# names differ in length, and names every file that differs. Called by `make twice`; takes some ten minutes.

set -eu
cd "$(dirname "$0")/.."
top=$PWD/build/twice
first=$top/first/fonds
second=$top/the-second-time/and-elsewhere

rm -rf "$top"
for folder in "$first" "$second"; do
    git clone --quiet . "$folder"
    # What is locked is gathered once; pip has no other cache to be the same by.
    if [ -d build/wheels ]; then mkdir "$folder/build" && cp -a build/wheels "$folder/build/wheels"; fi
    make --no-print-directory --directory "$folder" dist deb >"$folder/build.log" 2>&1 || {
        tail -n 20 "$folder/build.log" >&2
        exit 1
    }
done

# What is in each folder: kind and mode and time of every entry, and the digest of every file.
contents() {
    (cd "$1" && find . -printf '%P %y %m %T@ %l\n' | LC_ALL=C sort && find . -type f -print0 | LC_ALL=C sort -z | xargs -0 sha256sum)
}
contents "$first/build/frozen/fonds" >"$top/first.txt"
contents "$second/build/frozen/fonds" >"$top/second.txt"
differ=0
if ! diff "$top/first.txt" "$top/second.txt"; then
    echo "The frozen folders differ in what is listed above." >&2
    differ=1
fi
for made in "$first"/dist/*; do
    if ! cmp "$made" "$second/dist/$(basename "$made")"; then differ=1; fi
done
if [ $differ = 0 ]; then
    (cd "$first/dist" && sha256sum ./*)
    echo "Built twice, the same bytes: wheel, sdist, Debian package, and $(grep -c . "$top/first.txt") lines about the frozen folder."
fi
exit $differ
