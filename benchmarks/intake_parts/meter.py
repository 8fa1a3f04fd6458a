"""CPU and memory of this process and its children, as Linux counts them. Standard library only: reader runs it too."""

import json
import os
import sys
import time
from collections.abc import Callable
from pathlib import Path


def rounds(poll: Callable[[], int]) -> None:
    """Poll once per line on standard input; answer with CPU and wall seconds and peak memory."""
    for _ in sys.stdin:
        cpu, wall = cpu_seconds(), time.perf_counter()
        count = poll()
        spent = {"cpu": cpu_seconds() - cpu, "wall": time.perf_counter() - wall, "mib": peak_mib(), "new": count}
        print(json.dumps(spent), flush=True)


def cpu_seconds() -> float:
    ticks = 0
    for pid in family():
        fields = _stat(Path(f"/proc/{pid}"))
        ticks += sum(int(one) for one in fields[11:15])  # own and waited-for children, user and system
    return ticks / os.sysconf("SC_CLK_TCK")


def peak_mib() -> float:
    total = 0
    for pid in family():
        status = Path(f"/proc/{pid}/status").read_text()
        total += next(int(line.split()[1]) for line in status.splitlines() if line.startswith("VmHWM"))
    return total / 1024


def family() -> list[int]:
    """This process and its children."""
    own = os.getpid()
    return [own, *(int(pid.name) for pid in Path("/proc").iterdir() if pid.name.isdigit() and _parent(pid) == own)]


def _parent(process: Path) -> int:
    try:
        return int(_stat(process)[1])
    except OSError:
        return 0


def _stat(process: Path) -> list[str]:
    """The fields of a process behind its name, which may hold anything."""
    return (process / "stat").read_text().rpartition(")")[2].split()
