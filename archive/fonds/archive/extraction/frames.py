# SPDX-FileCopyrightText: The Fonds developers
# SPDX-License-Identifier: MIT
"""What passes between the archive's process and a reader's: frames of JSON, and the file's bytes.

A frame is its length (four bytes, the most significant first) and that many bytes of UTF-8 JSON.
"""

from __future__ import annotations

import json
from typing import Any, BinaryIO

_LENGTH = 4


def write_frame(stream: BinaryIO, document: object) -> None:
    """Write one frame."""
    data = json.dumps(document, ensure_ascii=False, separators=(",", ":")).encode("utf-8")
    stream.write(len(data).to_bytes(_LENGTH, "big") + data)
    stream.flush()


def read_frame(stream: BinaryIO, most: int) -> Any:  # noqa: ANN401 - any JSON
    """Read one frame of at most so many bytes; None at the end.

    Raises:
        ValueError: it is longer, cut short, or no JSON.
    """
    length = read_exactly(stream, _LENGTH)
    if not length:
        return None
    size = int.from_bytes(length, "big")
    if len(length) < _LENGTH or size > most:
        message = f"a frame of {size} bytes, where {most} are allowed"
        raise ValueError(message)
    data = read_exactly(stream, size)
    if len(data) < size:
        message = "a frame cut short"
        raise ValueError(message)
    return json.loads(data)


def read_exactly(stream: BinaryIO, size: int) -> bytes:
    """Read so many bytes, fewer only at the end."""
    chunks: list[bytes] = []
    while size > 0 and (chunk := stream.read(size)):
        chunks.append(chunk)
        size -= len(chunk)
    return b"".join(chunks)
