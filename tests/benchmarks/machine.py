"""What a measurement depends on beside the code: the machine, its system and its load."""

from __future__ import annotations

import os
import platform
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path


def facts() -> str:
    """Return the day, processor, cores, memory, system, Python and load in a line."""
    found = (
        f"{datetime.now(UTC):%-d %B %Y}",
        processor(),
        f"{os.cpu_count()} cores",
        f"{memory() / 2**30:.0f} GiB",
        system(),
        f"Python {platform.python_version()}",
        f"load {os.getloadavg()[0]:.1f} at the start",
    )
    return ", ".join(found)


def processor() -> str:
    """Return the name of the processor, or of its architecture where the system tells none."""
    with suppress(OSError):
        for line in Path("/proc/cpuinfo").read_text(encoding="utf-8").splitlines():
            name, _, value = line.partition(":")
            if name.strip() == "model name":
                return value.strip()
    return platform.processor() or platform.machine()


def memory() -> int:
    """Return the bytes of memory of the machine."""
    return os.sysconf("SC_PHYS_PAGES") * os.sysconf("SC_PAGE_SIZE")


def system() -> str:
    """Return the name of the operating system, and its kernel."""
    kernel = f"{platform.system()} {platform.release()}"
    with suppress(OSError):
        return f"{platform.freedesktop_os_release()['PRETTY_NAME']} ({kernel})"
    return kernel
