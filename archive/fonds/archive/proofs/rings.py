# SPDX-FileCopyrightText: The Fonds developers
# SPDX-License-Identifier: MIT
"""The platform's keyring, where a desktop has one that really keeps anything."""

from __future__ import annotations

import importlib
from typing import Any, Protocol

_SERVICE = "Fonds signing key"


class Ring(Protocol):
    """Where secrets are kept by name; each method may raise anything at all."""

    def get(self, name: str) -> str | None:
        """Return a secret, None where there is none of that name."""
        ...

    def set(self, name: str, secret: str) -> None:
        """Keep a secret."""
        ...

    def delete(self, name: str) -> None:
        """Forget a secret."""
        ...


class PlatformRing:
    """The desktop's own keyring, through the library `keyring`."""

    def __init__(self, backend: Any) -> None:  # noqa: ANN401 - the library has no types for it
        """Wrap one of its backends."""
        self._backend = backend

    def get(self, name: str) -> str | None:
        """Return a secret."""
        found: str | None = self._backend.get_password(_SERVICE, name)
        return found

    def set(self, name: str, secret: str) -> None:
        """Keep a secret."""
        self._backend.set_password(_SERVICE, name, secret)

    def delete(self, name: str) -> None:
        """Forget a secret."""
        self._backend.delete_password(_SERVICE, name)


def platform_ring() -> Ring | None:
    """Return the platform's keyring, None where there is none that really keeps anything."""
    try:
        # Four tenths of a second, which only a new key or one that lies there is worth.
        backend = importlib.import_module("keyring").get_keyring()
        # Below 1 are the library's stand-ins: one that fails, one that forgets.
        return PlatformRing(backend) if backend.priority >= 1 else None
    except Exception:  # noqa: BLE001 - a desktop's keyring can fail in any way; then a file serves
        return None
