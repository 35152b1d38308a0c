# SPDX-FileCopyrightText: The Fonds developers
# SPDX-License-Identifier: MIT
"""The Debian package: clean by Debian's own rules, put into a clean system, used and removed.

`make packages-check` builds it and runs this. FONDS_DEB tells where the package lies, and
FONDS_CLEAN_ROOT where a freshly made root of this Debian, which is copied and left as it is.
"""

from __future__ import annotations

import hashlib
import os
import shutil
import subprocess
import time
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Iterator

GIVEN = os.environ.get("FONDS_DEB")
CLEAN = os.environ.get("FONDS_CLEAN_ROOT")
DEB = Path(GIVEN or "fonds.deb").absolute()
ENTRY = "org.fonds.Fonds.desktop"
# What a desktop has that a bare system has not: who reads menu entries and MIME types.
DESKTOP = (
    "desktop-file-utils",
    "hicolor-icon-theme",
    "libglib2.0-bin",
    "shared-mime-info",
    "xdg-utils",
)
# What changes with every installation of anything.
BOOKS = ("var/lib/dpkg", "var/lib/apt", "var/cache", "var/log", "tmp", "proc", "sys", "dev", "run")
# Whose home is no part of the system.
HOME = "/srv"
UTF8 = {
    "LANG": "C.UTF-8",
    "PATH": "/usr/sbin:/usr/bin:/sbin:/bin",
    "DEBIAN_FRONTEND": "noninteractive",
}

pytestmark = [
    pytest.mark.skipif(GIVEN is None, reason="the package is built by make packages-check"),
    pytest.mark.slow,
]


def test_lintian_has_nothing_to_say():
    if shutil.which("lintian") is None:
        pytest.skip("lintian is not installed")
    done = subprocess.run(
        ["lintian", "--allow-root", "--fail-on", "error,warning", DEB],
        capture_output=True,
        text=True,
        check=False,
    )
    said = [line for line in done.stdout.splitlines() if not line.startswith("N:")]
    assert (done.returncode, said) == (0, [])


OPENING = """mount -t proc proc "$0/proc" &&
exec chroot "$0" sh -c 'gio open /srv/marlow.fonds; sleep 120'"""


class Root:
    """A system in a folder; what runs in it has mounts of its own, which end with it."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def run(self, *words: str, timeout: float = 400, **environment: str) -> str:
        """Run a command in it; it must do well."""
        inside = 'mount -t proc proc "$0/proc" && exec chroot "$0" "$@"'
        done = subprocess.run(
            ["unshare", "--mount", "sh", "-c", inside, self.folder, *words],
            env={**UTF8, "HOME": HOME, **environment},
            capture_output=True,
            text=True,
            check=False,
            timeout=timeout,
        )
        assert done.returncode == 0, (words, done.stdout[-2000:], done.stderr[-2000:])
        return done.stdout

    def held(self) -> dict[str, str]:
        """Every file, link and folder but the system's books, with what is in it."""
        found = {}
        for path in self.folder.rglob("*"):
            name = str(path.relative_to(self.folder))
            if name.startswith((*BOOKS, HOME[1:])):
                continue
            if path.is_symlink():
                found[name] = f"-> {path.readlink()}"
            elif path.is_file():
                found[name] = hashlib.sha256(path.read_bytes()).hexdigest()
            else:
                found[name] = "folder"
        return found


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Root:
    """A clean system with what the package depends on, and the little a desktop has besides."""
    if os.geteuid() != 0:
        pytest.skip("only root can put a package into a system")
    if CLEAN is None:
        pytest.skip("no clean root was made (debootstrap is not installed, or the network is away)")
    probe = ["unshare", "--mount", "sh", "-c", 'mount -t proc proc "$0/proc"', CLEAN]
    if subprocess.run(probe, check=False, capture_output=True).returncode:
        pytest.skip("no mounts of one's own can be made here")
    folder = tmp_path_factory.mktemp("system") / "root"
    subprocess.run(["cp", "-a", "--reflink=auto", CLEAN, folder], check=True)
    shutil.copyfile("/etc/resolv.conf", folder / "etc" / "resolv.conf")
    system = Root(folder)
    said = subprocess.run(
        ["dpkg-deb", "--field", DEB, "Depends"], check=True, capture_output=True, text=True
    ).stdout
    depends = [one.split("(")[0].strip() for one in said.split(",")]
    system.run("apt-get", "-qq", "update")
    install = ["apt-get", "-qq", "-y", "install", "--no-install-recommends"]
    system.run(*install, *depends, *DESKTOP)
    shutil.copyfile(DEB, folder / "srv" / "fonds.deb")
    return system


@pytest.fixture
def display() -> Iterator[str]:
    """A screen that nobody sees; a chroot reaches it by its abstract socket."""
    for tool in ("Xvfb", "xwininfo"):
        if shutil.which(tool) is None:
            pytest.skip(f"{tool} is not installed")
    reading, writing = os.pipe()
    screen = subprocess.Popen(
        ["Xvfb", "-displayfd", str(writing), "-screen", "0", "1600x1000x24", "-ac"],
        pass_fds=[writing],
        stderr=subprocess.DEVNULL,
    )
    os.close(writing)
    try:
        with os.fdopen(reading) as told:
            number = told.readline().strip()
        yield f":{number}"
    finally:
        screen.terminate()
        screen.wait()


def test_it_is_installed_opened_and_removed_without_trace(root: Root, display: str):
    before = root.held()
    root.run("dpkg", "--install", "/srv/fonds.deb")
    assert root.run("fonds", "--version").startswith("fonds ")
    root.run("fonds", "new", "/srv/marlow.fonds", "--sample")
    assert "Josef Marlow" in root.run("fonds", "show", "/srv/marlow.fonds", "Edda Marlow")

    # The menu, the kind of file, and who opens it.
    root.run("desktop-file-validate", f"/usr/share/applications/{ENTRY}")
    assert root.run("xdg-mime", "query", "default", "application/x-fonds").strip() == ENTRY
    kind = root.run("gio", "info", "-a", "standard::content-type", "/srv/marlow.fonds")
    assert "application/x-fonds" in kind
    window = subprocess.Popen(
        ["unshare", "--mount", "--pid", "--fork", "--kill-child", "sh", "-c", OPENING, root.folder],
        env={**UTF8, "HOME": HOME, "DISPLAY": display},
    )
    try:
        deadline = time.monotonic() + 100
        seen = ""
        while "Edda Marlow" not in seen and time.monotonic() < deadline:
            time.sleep(0.5)
            seen = subprocess.run(
                ["xwininfo", "-root", "-tree", "-display", display],
                capture_output=True, text=True, check=False,
            ).stdout  # fmt: skip
        assert "Edda Marlow" in seen, "no window of the archive appeared"
        assert '("fonds"' in seen, "the menu entry's StartupWMClass is not the window's"
    finally:
        window.kill()
        window.wait()

    root.run("dpkg", "--purge", "fonds")
    after = root.held()
    changed = [name for name in before | after if before.get(name) != after.get(name)]
    assert changed == []
