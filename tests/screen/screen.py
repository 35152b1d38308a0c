# SPDX-FileCopyrightText: The Fonds developers
# SPDX-License-Identifier: MIT
"""A real window on a display of its own, met as somebody meets it who cannot see it.

What is on the screen is read through the accessibility tree (AT-SPI 2, over D-Bus), which is all
that a screen reader has; what is done is done by keys that reach the program through the X server.
No object of the program is touched: it runs as a process of its own.
"""

from __future__ import annotations

import os
import re
import signal
import subprocess
import sys
import time
from contextlib import ExitStack, suppress
from dataclasses import dataclass
from shutil import which
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    Body = tuple[Any, ...]

PROGRAMS = {
    "Xvfb": "xvfb",
    "xdotool": "xdotool",
    "openbox": "openbox",
    "dbus-daemon": "dbus-daemon",
}
"""What a screen needs, and the package of Debian it comes in."""
REGISTRY = "/usr/share/dbus-1/services/org.a11y.Bus.service"

FOCUSED, SHOWING = 1 << 12, 1 << 25
"""Bits of an accessible's state (AtspiStateType)."""

_ACCESSIBLE = "org.a11y.atspi.Accessible"
_TEXT = "org.a11y.atspi.Text"
_PATIENCE = 25.0
_LISTS = {"list", "list box", "menu bar", "page tab list", "table", "tree", "tree table"}


def missing() -> str:
    """Say what a screen cannot be had without on this machine; empty where all is there."""
    if not sys.platform.startswith("linux"):
        return "the accessibility tree is read by AT-SPI, which only Linux has"
    lacking = [package for program, package in PROGRAMS.items() if which(program) is None]
    if not os.path.exists(REGISTRY):  # noqa: PTH110 - nothing else of it is wanted
        lacking.append("at-spi2-core")
    try:
        import jeepney  # noqa: F401
    except ImportError:
        lacking.append("python: jeepney")
    return f"a screen needs {', '.join(lacking)}" if lacking else ""


@dataclass(frozen=True)
class Thing:
    """Something on the screen, as a screen reader is told of it."""

    window: Window
    path: str

    def _ask(self, method: str, interface: str = _ACCESSIBLE, *body: Any) -> Any:
        signature = "i" * len(body)
        return self.window.call(self.path, interface, method, signature, body)

    @property
    def name(self) -> str:
        return str(self.window.property(self.path, _ACCESSIBLE, "Name"))

    @property
    def description(self) -> str:
        return str(self.window.property(self.path, _ACCESSIBLE, "Description"))

    @property
    def role(self) -> str:
        return str(self._ask("GetRoleName")[0])

    @property
    def state(self) -> int:
        low, high = self._ask("GetState")[0]
        return int(low) | int(high) << 32

    @property
    def children(self) -> list[Thing]:
        return [Thing(self.window, path) for _, path in self._ask("GetChildren")[0]]

    @property
    def text(self) -> str:
        """What stands in a field or a text."""
        return str(self._ask("GetText", _TEXT, 0, -1)[0])

    @property
    def said(self) -> str:
        """What a screen reader says of it: its name and its role."""
        return f"{self.name} ({self.role})"


class Screen:
    """A display with a window manager, and a bus on which programs tell what they show."""

    def __init__(self, folder: Path) -> None:
        """Keep what the programs write in a folder."""
        self.folder = folder
        self._programs = ExitStack()
        self.environment: dict[str, str] = {}

    def __enter__(self) -> Screen:
        from jeepney.io.blocking import open_dbus_connection

        for name in ("config", "data", "run"):
            (self.folder / name).mkdir(mode=0o700, exist_ok=True)
        reading, writing = os.pipe()
        self._start(
            "Xvfb",
            "-displayfd",
            str(writing),
            "-screen",
            "0",
            "1440x900x24",
            "-nolisten",
            "tcp",
            "-noreset",
            pass_fds=(writing,),
            env=dict(os.environ),
        )
        os.close(writing)
        with os.fdopen(reading) as told:
            display = told.readline().strip()
        kept = ("PATH", "LANG", "LC_ALL", "COVERAGE_PROCESS_START")
        self.environment = {name: os.environ[name] for name in kept if name in os.environ} | {
            "DISPLAY": f":{display}",
            "HOME": str(self.folder),
            "XDG_CONFIG_HOME": str(self.folder / "config"),
            "XDG_DATA_HOME": str(self.folder / "data"),
            "XDG_RUNTIME_DIR": str(self.folder / "run"),
            "LANG": "C.UTF-8",
            "PYTHON_KEYRING_BACKEND": "keyring.backends.null.Keyring",
            "QT_LINUX_ACCESSIBILITY_ALWAYS_ON": "1",
        }
        bus = self._start(
            "dbus-daemon", "--session", "--nofork", "--print-address=1", stdout=subprocess.PIPE
        )
        assert bus.stdout is not None
        address = bus.stdout.readline().decode().strip()
        self.environment["DBUS_SESSION_BUS_ADDRESS"] = address
        self._start("openbox", "--sm-disable")
        with open_dbus_connection(address) as session:
            from jeepney import DBusAddress, new_method_call

            asked = DBusAddress("/org/a11y/bus", "org.a11y.Bus", "org.a11y.Bus")
            answer = session.send_and_get_reply(new_method_call(asked, "GetAddress"))
        self.bus = self._programs.enter_context(open_dbus_connection(answer.body[0]))
        self._listen()
        return self

    def _listen(self) -> None:
        """Ask to be told of announcements, as a screen reader does."""
        from jeepney import DBusAddress, MatchRule, new_method_call
        from jeepney.bus_messages import message_bus

        path, name = "/org/a11y/atspi/registry", "org.a11y.atspi.Registry"
        body = ("object:announcement",)
        asked = new_method_call(DBusAddress(path, name, name), "RegisterEvent", "s", body)
        rule = MatchRule(
            type="signal", interface="org.a11y.atspi.Event.Object", member="Announcement"
        )
        for message in (asked, message_bus.AddMatch(rule)):
            self.bus.send_and_get_reply(message)
        self._announced = self._programs.enter_context(self.bus.filter(rule, bufsize=100))

    def announced(self) -> Iterator[str]:
        """Give what programs said aloud since this was asked last."""
        # Whatever was said before an answer came has come before it.
        while self._announced:
            yield str(self._announced.popleft().body[3][1])

    def __exit__(self, *_: object) -> None:
        self._programs.close()

    def _start(self, *words: str, **options: Any) -> subprocess.Popen[bytes]:
        options.setdefault("env", self.environment)
        options.setdefault("stdout", subprocess.DEVNULL)
        program = subprocess.Popen(words, stderr=subprocess.DEVNULL, **options)
        self._programs.callback(_end, program)
        return program

    def press(self, *arguments: str) -> None:
        """Have the X server send keys: what `xdotool` takes after its command."""
        subprocess.run(["xdotool", *arguments], env=self.environment, check=True)


def _end(program: subprocess.Popen[bytes]) -> None:
    program.terminate()
    try:
        program.wait(10)
    except subprocess.TimeoutExpired:
        program.kill()
        program.wait()
    if program.stdout is not None:
        program.stdout.close()


class Window:
    """The program, started with a window on a screen."""

    def __init__(self, screen: Screen, *arguments: str) -> None:
        """Start it; `ready` waits for its window."""
        self.screen = screen
        words = [sys.executable, "-m", "fonds.archive.cli", "view", *arguments]
        self._log = (screen.folder / "window.log").open("ab")
        self._program = subprocess.Popen(
            words, env=screen.environment, stdout=self._log, stderr=self._log
        )
        self._bus_name = ""
        self.until(self._appeared, "the program's window")

    def _programs(self) -> list[str]:
        root = "/org/a11y/atspi/accessible/root"
        answer = self._send("org.a11y.atspi.Registry", root, _ACCESSIBLE, "GetChildren", "", ())
        return [name for name, _ in answer[0]]

    def _appeared(self) -> bool:
        # One that was killed may still be listed: it is known by its process.
        own = (name for name in self._programs() if self._process_of(name) == self._program.pid)
        self._bus_name = next(own, "")
        return bool(self._bus_name) and any(True for _ in self.things("frame"))

    def _process_of(self, name: str) -> int:
        bus = "org.freedesktop.DBus"
        asked = (bus, "/org/freedesktop/DBus", bus, "GetConnectionUnixProcessID", "s", (name,))
        return int(self._send(*asked)[0])

    # What is heard ---------------------------------------------------------------------------

    def _send(
        self,
        name: str,
        path: str,
        interface: str,
        method: str,
        signature: str,
        body: tuple[Any, ...],
    ) -> Any:
        from jeepney import DBusAddress, MessageType, new_method_call

        where = DBusAddress(path, name, interface)
        message = new_method_call(where, method, signature or None, body)
        answer = self.screen.bus.send_and_get_reply(message, timeout=30)
        if answer.header.message_type is MessageType.error:
            raise LookupError(f"{method} of {path}: {answer.body}")  # noqa: EM102, TRY003
        return answer.body

    def call(
        self,
        path: str,
        interface: str,
        method: str,
        signature: str = "",
        body: tuple[Any, ...] = (),
    ) -> Any:
        return self._send(self._bus_name, path, interface, method, signature, body)

    def property(self, path: str, interface: str, name: str) -> Any:
        asked = "org.freedesktop.DBus.Properties"
        return self.call(path, asked, "Get", "ss", (interface, name))[0][1]

    def things(self, role: str = "", *, most: int = 900) -> Iterator[Thing]:
        """Give what shows on the screen now, of a role, from the top down."""
        waiting = Thing(self, "/org/a11y/atspi/accessible/root").children[::-1]
        while waiting and most:
            most -= 1
            thing = waiting.pop()
            # What is being taken away while we look is not there.
            with suppress(LookupError):
                if thing.state & SHOWING:
                    waiting.extend(thing.children[::-1])
                    if not role or thing.role == role:
                        yield thing

    def find(self, role: str, name: str = "") -> Thing | None:
        """Give the first thing of a role on the screen whose name has a pattern."""
        return next((one for one in self.things(role) if re.search(name, one.name)), None)

    def focused(self) -> Thing | None:
        """Give what has the keys: the innermost, such as an item of a list."""
        found: Thing | None = None
        waiting = Thing(self, "/org/a11y/atspi/accessible/root").children[::-1]
        while waiting:
            thing = waiting.pop()
            with suppress(LookupError):
                state = thing.state
                if not state & SHOWING:
                    continue
                if state & FOCUSED:
                    # A pane that hands the keys on is told as focused, and so is the nameless
                    # ground on which a text is written.
                    found = thing if found is None or thing.name else found
                    waiting = []
                if state & FOCUSED or thing.role not in _LISTS:
                    # The present item of a list is told as focused, whoever has the keys.
                    waiting.extend(thing.children[::-1])
        return found

    def heard(self) -> str:
        """What a screen reader says of that which has the keys."""
        thing = self.focused()
        return thing.said if thing is not None else ""

    def until(self, condition: Callable[[], Any], what: str) -> Any:
        """Wait until something is so and give it; say what was wanted where it never is."""
        end = time.monotonic() + _PATIENCE
        while time.monotonic() < end:
            with suppress(LookupError):
                if found := condition():
                    return found
            if self._program.poll() is not None:
                break
            time.sleep(0.05)
        ended = (
            f"; it ended with {self._program.poll()}" if self._program.poll() is not None else ""
        )
        heard = self.heard() if self._bus_name and not ended else ""
        told = (self.screen.folder / "window.log").read_text("utf-8")[-2000:]
        message = f"waited in vain for {what}; heard {heard!r}{ended}; it said {told!r}"
        raise AssertionError(message)

    def shows(self, role: str, name: str = "") -> Thing:
        """Wait until a thing is on the screen."""
        return self.until(lambda: self.find(role, name), f"{role} {name!r}")

    def hears(self, pattern: str) -> Thing:
        """Wait until what has the keys is called so."""

        def so() -> Thing | None:
            thing = self.focused()
            return thing if thing is not None and re.search(pattern, thing.said) else None

        return self.until(so, f"keys at {pattern!r}")

    def is_told(self, pattern: str) -> None:
        """Wait until words are said aloud that stand where the keys are not."""

        def so() -> bool:
            self._programs()
            return any(re.search(pattern, words) for words in self.screen.announced())

        self.until(so, f"words said aloud: {pattern!r}")

    # What is done ----------------------------------------------------------------------------

    def press(self, *keys: str) -> None:
        """Press keys, as `xdotool` names them."""
        self.screen.press("key", "--clearmodifiers", "--delay", "30", *keys)

    def type(self, words: str) -> None:
        self.screen.press("type", "--clearmodifiers", "--delay", "15", words)

    def go_to(self, pattern: str, by: str = "Tab", most: int = 40) -> Thing:
        """Press a key until what is called so has the keys."""
        walked: list[str] = []
        for _ in range(most):
            here = self.heard()
            if re.search(pattern, here):
                return self.hears(pattern)
            if here in walked[:1] and len(walked) > 1:
                break
            walked.append(here)
            self.press(by)
            end = time.monotonic() + 2
            while self.heard() == here and time.monotonic() < end:
                time.sleep(0.03)
        message = f"{pattern!r} cannot be reached by {by}: {walked}"
        raise AssertionError(message)

    def close(self) -> int:
        """Quit by the keys and give the exit code."""
        self.press("ctrl+q")
        try:
            return self._program.wait(30)
        finally:
            self.end()

    def kill(self) -> None:
        """End it as a power cut would."""
        self._program.send_signal(signal.SIGKILL)
        self._program.wait()
        self.end()

    def end(self) -> None:
        if self._program.poll() is None:
            self._program.kill()
            self._program.wait()
        self._log.close()
