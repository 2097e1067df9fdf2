# SPDX-License-Identifier: GPL-3.0-or-later
"""The bench program index_bench, and large indexes that are written once."""

from __future__ import annotations

import hashlib
import json
import shutil
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from compare.context import Context

Figures = list[dict[str, Any]]

FTS5 = "SQLite FTS5"
TERM_GENERATOR = "Xapian TermGenerator"
# What index_bench calls them.
_NAMES = {FTS5: "FTS5", TERM_GENERATOR: "TermGenerator"}


def figures_of(context: Context, *arguments: object) -> Figures:
    path = context.work / "index_bench.json"
    context.run([context.program("index_bench"), *map(str, arguments),
                 f"--json={path}"])
    return json.loads(path.read_text(encoding="utf-8"))


def write(context: Context, subject: str, pages: int, size: int,
          folder: Path) -> Figures:
    """An index of made-up pages with `size` bytes of text each."""
    return figures_of(context, "write", _NAMES.get(subject, subject), pages,
                      size, folder)


def ask(context: Context, subject: str, pages: int, size: int,
        folder: Path) -> Figures:
    return figures_of(context, "ask", _NAMES.get(subject, subject), pages,
                      size, folder)


@dataclass(frozen=True)
class KeptIndexes:
    """Indexes in the cache: a million pages are not written in every round.

    They belong to one build of index_bench; those of others are removed, so
    that no figure is older than the program.
    """

    context: Context
    folder: Path

    @classmethod
    def open(cls, context: Context) -> KeptIndexes:
        program = context.program("index_bench").read_bytes()
        digest = hashlib.sha256(program).hexdigest()[:12]
        parent = context.cache / "indexes"
        for other in parent.glob("*"):
            if other.name != digest:
                shutil.rmtree(other)
        (parent / digest).mkdir(parents=True, exist_ok=True)
        return cls(context, parent / digest)

    def written(self, subject: str, pages: int,
                size: int) -> tuple[Path, Figures]:
        """Where the index is, and what writing it took."""
        name = f"{_NAMES.get(subject, subject)}-{pages}-{size}"
        index, kept = self.folder / name, self.folder / f"{name}.json"
        if not kept.exists():
            # Half an index, of a run that was stopped.
            shutil.rmtree(index, ignore_errors=True)
            figures = write(self.context, subject, pages, size, index)
            kept.write_text(json.dumps(figures), encoding="utf-8")
        return index, json.loads(kept.read_text(encoding="utf-8"))

    def companies(self, companies: int) -> Figures:
        """Counts over an index of companies, written before if need be."""
        index = self.folder / f"companies-{companies}"
        done = self.folder / f"companies-{companies}.done"
        if not done.exists():
            shutil.rmtree(index, ignore_errors=True)
        found = figures_of(self.context, "companies", companies, index)
        done.touch()
        return found
