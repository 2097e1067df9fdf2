# SPDX-License-Identifier: GPL-3.0-or-later
"""Where a part finds things, and how it runs and measures a program."""

from __future__ import annotations

import os
import shutil
import subprocess
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path


class BenchError(Exception):
    """Something failed: the part is not measured, and the run fails."""


class Skipped(Exception):
    """The part cannot be measured here; says in one line what is missing."""


@dataclass(frozen=True)
class Run:
    """One run of a program, its children included."""

    wall: float  # seconds
    cpu: float  # seconds, user and system
    mib: float  # peak resident memory of its largest process
    stdout: str


@dataclass(frozen=True)
class Context:
    root: Path  # the source
    build: Path  # build/release, with RITMON_BENCH
    work: Path  # empty, in memory, removed after the part
    cache: Path  # corpora; kept
    rounds: int
    quick: bool  # tiny sizes: shows that it works, not how fast
    fixtures: Path | None  # pages from the web that no package has

    def run(self, command: Sequence[str | Path], *, cwd: Path | None = None,
            env: dict[str, str] | None = None,
            stdin: bytes | Path | None = None,
            may_exit: Sequence[int] = (0,)) -> Run:
        """Runs it to its end, `env` added to the environment.

        Raises BenchError with the last lines of its stderr if it ends other
        than with one of `may_exit`.
        """
        with tempfile.TemporaryDirectory(dir=self.work) as folder:
            figures = Path(folder, "figures")
            given = Path(folder, "stdin")
            if isinstance(stdin, Path):
                given = stdin
            else:
                given.write_bytes(stdin or b"")
            with open(given, "rb") as source, \
                    open(Path(folder, "out"), "w+b") as out, \
                    open(Path(folder, "err"), "w+b") as err:
                code = subprocess.run(
                    [self.program("measure_run"), figures, *command], cwd=cwd,
                    env={**os.environ, **(env or {})}, stdin=source,
                    stdout=out, stderr=err, check=False).returncode
                out.seek(0)
                stdout = out.read().decode("utf-8", "replace")
                err.seek(0)
                stderr = err.read().decode("utf-8", "replace")
            if code not in may_exit or not figures.exists():
                said = "\n".join((stderr or stdout).splitlines()[-8:])
                line = " ".join(map(str, command))
                raise BenchError(f"{line} ended with {code}:\n{said}")
            wall, cpu, mib = map(float, figures.read_text().split())
        return Run(wall, cpu, mib, stdout)

    def find(self, name: str) -> Path | None:
        """A program that was built here or is installed."""
        for folder in (self.build, self.build / "bench", self.build / "demo"):
            if os.access(folder / name, os.X_OK) and (folder / name).is_file():
                return folder / name
        found = shutil.which(name)
        return Path(found) if found else None

    def program(self, name: str) -> Path:
        found = self.find(name)
        if found is None:
            raise BenchError(f"no program {name}, neither in {self.build} nor "
                             "installed; bench/run builds and installs it")
        return found

    def fresh(self, name: str) -> Path:
        """An empty folder of this name below `work`."""
        folder = self.work / name
        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir(parents=True)
        return folder
