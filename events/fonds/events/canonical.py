# SPDX-FileCopyrightText: The Fonds developers
# SPDX-License-Identifier: MIT
"""Canonical JSON: one spelling of a value, so that its bytes can be hashed and kept.

Follows RFC 8785 (JSON Canonicalization Scheme) for the values Fonds writes: objects with names in
the Basic Multilingual Plane, arrays, strings, booleans, null, and integers whose size is below
2**53. There are no floating-point numbers in the log, so section 3.2.2.3 (numbers as ECMAScript
prints them) comes down to plain decimal integers. Strings are kept as they are: RFC 8785 does not
normalise Unicode, and neither do we in quotations.
"""

from __future__ import annotations

import json
from json.encoder import c_make_encoder, encode_basestring  # type: ignore[attr-defined]
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

LARGEST_INTEGER = 2**53 - 1
"""Beyond this, readers that hold numbers as IEEE 754 doubles disagree (RFC 8785, 3.2.2.3)."""

# The standard library's encoder escapes exactly as RFC 8785 section 3.2.2.2 asks and sorts names
# by code point, which equals the scheme's UTF-16 order as long as no name leaves the Basic
# Multilingual Plane; tests hold it against an independent implementation of the scheme.
_FALLBACK = json.JSONEncoder(
    check_circular=False, sort_keys=True, ensure_ascii=False, separators=(",", ":"), allow_nan=False
)


def _make_encode() -> Callable[[object], str]:
    """Return the encoder, made once: `JSONEncoder.encode` makes its inner part anew every time."""
    if c_make_encoder is None:
        return _FALLBACK.encode
    chunks = c_make_encoder(
        None, _FALLBACK.default, encode_basestring, None, ":", ",", True, False, False
    )
    return lambda value: "".join(chunks(value, 0))


_ENCODE = _make_encode()


_HALF_A_PAIR = "The text holds half of a surrogate pair, which no file can store."


class NotCanonicalError(ValueError):
    """A value has no canonical spelling: a float, a huge integer, a lone surrogate, an odd name."""


def canonical_json(value: object) -> bytes:
    """Return the RFC 8785 bytes of ``value``, known to hold no floats (see `check_canonical`).

    Raises:
        NotCanonicalError: a string holds a lone surrogate, or ``value`` is no JSON value.
    """
    try:
        return _ENCODE(value).encode("utf-8")
    except UnicodeEncodeError as error:
        raise NotCanonicalError(_HALF_A_PAIR) from error
    except (TypeError, ValueError) as error:
        message = f"This value cannot be written: {error}."
        raise NotCanonicalError(message) from error


def check_canonical(value: object) -> None:
    """Check that ``value`` keeps to the part of JSON that the log uses.

    Raises:
        NotCanonicalError: a float, an integer beyond 2**53 - 1, a name that is no string or leaves
            the Basic Multilingual Plane, half of a surrogate pair.
    """
    if value is None or isinstance(value, bool):
        return
    if isinstance(value, str):
        _check_text(value)
        return
    if isinstance(value, int):
        if abs(value) > LARGEST_INTEGER:
            message = f"{value} is too large: whole numbers end at {LARGEST_INTEGER}."
            raise NotCanonicalError(message)
        return
    if isinstance(value, list | tuple):
        for item in value:
            check_canonical(item)
        return
    if isinstance(value, dict):
        for name, item in value.items():
            if not isinstance(name, str) or any(ord(letter) > 0xFFFF for letter in name):
                message = f"{name!r} cannot be the name of a member."
                raise NotCanonicalError(message)
            _check_text(name)
            check_canonical(item)
        return
    message = f"{value!r} cannot be written to the log."
    raise NotCanonicalError(message)


def _check_text(text: str) -> None:
    try:
        text.encode("utf-8")
    except UnicodeEncodeError as error:
        raise NotCanonicalError(_HALF_A_PAIR) from error
