# SPDX-FileCopyrightText: The Fonds developers
# SPDX-License-Identifier: MIT
"""The English names of months, days of the week and small ordinals."""

MONTHS = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)
"""January first."""

WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
"""Monday first (ISO 8601-1:2019, 4.2.1.4)."""

ORDINALS = ("first", "second", "third", "fourth")
"""First, first."""
