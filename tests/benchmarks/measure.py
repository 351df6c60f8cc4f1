"""What a command takes: wall time, processor time and memory of all its processes together. Needs a POSIX system."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from threading import Event, Thread

PROC = Path("/proc")
MAXRSS = 1 if sys.platform == "darwin" else 1024  # bytes: the unit of ru_maxrss, getrusage(2)
PAUSE = 0.02  # seconds between two looks at the memory, at least
SHARE = 50  # a look is followed by a pause of so many times its length: the kernel counts pages, 3 ms for 200 MB


class BuildError(Exception):
    """A command ended with an exit code other than 0; with what it said."""


@dataclass(frozen=True, slots=True)
class Took:
    """What a command took.

    Attributes:
        wall: seconds from start to end.
        cpu: seconds of processor time, user and system, of the process and all descendants that it waited for.
        peak: bytes of memory of all its processes together, at the highest of many looks.
    """

    wall: float
    cpu: float
    peak: int


class Memory(Thread):
    """Looks again and again at the memory of all processes of a session; `peak` is the most that was seen, in bytes."""

    def __init__(self, session: int) -> None:
        super().__init__(daemon=True)
        self.session, self.peak, self.over = session, 0, Event()

    def run(self) -> None:
        pause = PAUSE
        while not self.over.wait(pause):
            start = time.perf_counter()
            self.peak = max(self.peak, size(tuple(members(self.session))))
            pause = max(PAUSE, SHARE * (time.perf_counter() - start))

    def end(self) -> int:
        """Return the peak; nothing is looked at any more."""
        self.over.set()
        self.join()
        return self.peak


def members(session: int) -> Iterator[int]:
    """Yield the numbers of the processes of a session, none where the system has no `/proc`."""
    for entry in PROC.iterdir() if PROC.is_dir() else ():
        if entry.name.isdecimal():
            with suppress(ProcessLookupError):
                if os.getsid(number := int(entry.name)) == session:
                    yield number


def size(processes: tuple[int, ...]) -> int:
    """Return the bytes of all processes: the most that a single one ever had, what several have together.

    Memory that they share is counted once (PSS). https://docs.kernel.org/filesystems/proc.html
    """
    if len(processes) == 1:
        return told(processes[0], "status", "VmHWM")
    return sum(told(process, "smaps_rollup", "Pss") for process in processes)


def told(process: int, file: str, name: str) -> int:
    """Return bytes of which a file of the kernel tells; 0 when the process is over."""
    with suppress(OSError):
        for line in (PROC / str(process) / file).read_text().splitlines():
            if line.startswith(f"{name}:"):
                return int(line.split()[1]) * 1024
    return 0


def measure(command: Sequence[str], folder: Path, environment: Mapping[str, str]) -> Took:
    """Run a command in a folder and return what it took; what it prints is shown only when it fails.

    Without `/proc` its memory is that of the largest process alone. Raises `BuildError`.
    """
    with tempfile.TemporaryFile() as said:
        start = time.perf_counter()
        process = subprocess.Popen(
            command,
            cwd=folder,
            env=environment,
            stdin=subprocess.DEVNULL,
            stdout=said,
            stderr=subprocess.STDOUT,
            start_new_session=True,
        )
        memory = Memory(process.pid)
        memory.start()
        try:
            _, status, usage = os.wait4(process.pid, 0)
        except BaseException:  # Ctrl-C does not reach another session
            os.killpg(process.pid, signal.SIGKILL)
            raise
        wall = time.perf_counter() - start
        process.returncode = os.waitstatus_to_exitcode(status)
        peak = memory.end()
        if process.returncode != 0:
            said.seek(0)
            words = said.read().decode(errors="replace")
            raise BuildError(f"{' '.join(command)} in {folder} ended with {process.returncode}:\n{words}")
    return Took(round(wall, 3), round(usage.ru_utime + usage.ru_stime, 3), peak or usage.ru_maxrss * MAXRSS)
