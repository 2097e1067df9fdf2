# SPDX-License-Identifier: GPL-3.0-or-later
"""All results as bench/RESULTS.md."""

from __future__ import annotations

from pathlib import Path

from compare import parts
from compare.results import Results, write_atomically


def write_report(root: Path, kept: Path, folder: Path) -> Path:
    """Writes RESULTS.md below `folder` from all that lies in `kept`."""
    found = sorted((Results.load(path) for path in kept.glob("*.json")),
                   key=lambda results: parts.place(results.name))
    lines = ["# Results", ""]
    for results in found:
        lines += [f"## {results.title}", "", results.question, ""]
        for series in results.series:
            at = "" if series.at is None else f" at {series.at:g}"
            lines.append(f"- {series.subject}, {series.quantity}{at}: "
                         f"{series.median:g} {series.unit}")
        lines.append("")
    path = folder / "RESULTS.md"
    write_atomically(path, "\n".join(lines))
    return path
