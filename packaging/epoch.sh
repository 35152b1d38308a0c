# SPDX-FileCopyrightText: The Fonds developers
# SPDX-License-Identifier: MIT
#
# Sets SOURCE_DATE_EPOCH (reproducible-builds.org/specs/source-date-epoch) to the last commit's time where
# nobody set it. Outside a checkout it is the day hatchling takes, so that an unpacked sdist builds alike.

if [ -z "${SOURCE_DATE_EPOCH:-}" ]; then
    SOURCE_DATE_EPOCH=$(git log -1 --format=%ct 2>/dev/null || echo 1580601600)
fi
export SOURCE_DATE_EPOCH
