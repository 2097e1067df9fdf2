# SPDX-License-Identifier: GPL-3.0-or-later
"""What was measured, and on what: hardware, system, versions, load."""

from __future__ import annotations

import os
import re
import subprocess
from pathlib import Path
from typing import Any

# Groups of tools/debian-packages whose versions no figure depends on.
_IRRELEVANT = {"full"}


def facts_of(root: Path, ritmon: Path | None) -> dict[str, Any]:
    """Read before the first round, so that the load is not our own."""
    return {
        "cpu": _cpu_model(),
        "cores": os.cpu_count(),
        "memory_gib": round(_memory_kib() / (1 << 20), 1),
        "kernel": " ".join(os.uname()[i] for i in (0, 2, 4)),
        "system": _system(),
        "load": _first_word("/proc/loadavg"),
        "commit": commit_of(root),
        "ritmon": _output([ritmon, "--version"]) if ritmon else "",
        "compiler": _output(["c++", "--version"]).split("\n")[0],
        "packages": _versions(packages_of(root / "tools/debian-packages")),
    }


def commit_of(root: Path) -> str:
    """The commit, with "+" if files differ from it; "" outside of git."""
    commit = _output(["git", "-C", root, "rev-parse", "--short=12", "HEAD"])
    # What a run writes itself is no change.
    changed = _output(["git", "-C", root, "status", "--porcelain", "--", ".",
                       ":!bench/RESULTS.md", ":!bench/results"])
    return commit + ("+" if commit and changed else "")


def packages_of(path: Path) -> list[str]:
    """Names in tools/debian-packages that a figure may depend on."""
    group = ""
    names = []
    for line in path.read_text(encoding="utf-8").splitlines():
        line = line.split("#")[0].strip()
        if line.endswith(":"):
            group = line[:-1]
        elif line and group not in _IRRELEVANT:
            names.append(line)
    return names


def _versions(packages: list[str]) -> dict[str, str]:
    """Package -> version; "" if it is not installed."""
    versions = dict.fromkeys(packages, "")
    rows = _output(["dpkg-query", "-W",
                    "-f=${Package} ${Version} ${db:Status-Status}\n",
                    *packages])
    for row in rows.splitlines():
        fields = row.split(" ")
        if len(fields) == 3 and fields[2] == "installed":
            versions[fields[0]] = fields[1]
    return versions


def _output(command: list[Any]) -> str:
    """What it prints; "" if it cannot be run. dpkg-query and git may end with
    an error and still have said what is wanted."""
    try:
        return subprocess.run(command, stdout=subprocess.PIPE,
                              stderr=subprocess.DEVNULL, text=True,
                              check=False).stdout.strip()
    except OSError:
        return ""


def _cpu_model() -> str:
    found = re.search(r"(?m)^(?:model name|Model)\s*: (.*)$",
                      _text("/proc/cpuinfo"))
    return " ".join(found[1].split()) if found else os.uname().machine


def _memory_kib() -> int:
    found = re.search(r"MemTotal:\s*(\d+)", _text("/proc/meminfo"))
    return int(found[1]) if found else 0


def _system() -> str:
    found = re.search(r'(?m)^PRETTY_NAME="?([^"\n]*)', _text("/etc/os-release"))
    point = _text("/etc/debian_version").strip()
    return (found[1] if found else "unknown") + (f", {point}" if point else "")


def _first_word(path: str) -> str:
    words = _text(path).split()
    return words[0] if words else ""


def _text(path: str) -> str:
    try:
        return Path(path).read_text(encoding="utf-8")
    except OSError:
        return ""
