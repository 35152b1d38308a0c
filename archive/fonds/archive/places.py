# SPDX-FileCopyrightText: The Fonds developers
# SPDX-License-Identifier: MIT
"""What kind of file system a folder lies on, as far as the system tells."""

from __future__ import annotations

from pathlib import Path

MOUNTS = Path("/proc/self/mounts")
"""Where Linux lists what is mounted; other systems have no such file."""

_NETWORK = frozenset(
    {
        "9p", "afs", "ceph", "cifs", "coda", "davfs", "drvfs", "fuse.davfs2", "fuse.gcsfuse",
        "fuse.glusterfs", "fuse.rclone", "fuse.s3fs", "fuse.sshfs", "gfs2", "glusterfs", "lustre",
        "ncpfs", "nfs", "nfs4", "ocfs2", "prl_fs", "smb2", "smb3", "smbfs", "vboxsf",
    }
)  # fmt: skip
_ESCAPES = {"\\040": " ", "\\011": "\t", "\\012": "\n", "\\134": "\\"}
_SHARE = "\\\\"
"""How the paths of Windows' network shares begin."""


def file_system(folder: Path) -> str:
    """Return the kind of file system a folder lies on; nothing where the system does not tell."""
    if str(folder).startswith(_SHARE):
        return "smbfs"
    try:
        lines = MOUNTS.read_text(encoding="utf-8", errors="replace").splitlines()
    except OSError:
        return ""
    best, kind = -1, ""
    for line in lines:
        fields = line.split(" ")
        if len(fields) < 3:
            continue
        place = fields[1]
        for spelt, meant in _ESCAPES.items():
            place = place.replace(spelt, meant)
        if (folder == Path(place) or Path(place) in folder.parents) and len(place) >= best:
            best, kind = len(place), fields[2]
    return kind


def is_network(kind: str) -> bool:
    """Tell whether a kind of file system is shared between machines.

    There a write-ahead log corrupts: its shared memory is shared on one machine only.
    """
    return kind in _NETWORK
