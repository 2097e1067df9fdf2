# SPDX-License-Identifier: GPL-3.0-or-later
"""Commands that do little: what one waits for is the start of a program."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from statistics import median

from compare.context import Context
from compare.demo_region import data_of
from compare.results import MEMORY, OURS, Results

TITLE = "Start-up"
QUESTION = "How long does one wait for the answer to a small question?"

STARTS = 20
QUICK_STARTS = 2

VERSION = "say the version"
SEARCH = "search for a word"
COUNT = "count companies by field"
STATUS = "status of the data"
QUERY = "Wasserstoff"

# Job, subject, command.
Command = tuple[str, str, Sequence[str | Path]]


def peers(context: Context, results: Results, data: Path) -> list[Command]:
    wanted: list[tuple[str, str, str, list[str | Path]]] = [
        (VERSION, "Scrapy", "python3-scrapy", ["scrapy", "version"]),
        (VERSION, "wget2", "wget2", ["wget2", "--version"]),
        (VERSION, "Python", "python3", ["python3", "-c", "pass"]),
        (SEARCH, "quest", "xapian-omega",
         ["quest", f"--db={pages_index(data)}", QUERY]),
        (COUNT, "sqlite3", "sqlite3", ["sqlite3", ":memory:", "SELECT 1"]),
    ]
    found: list[Command] = []
    for job, subject, package, command in wanted:
        program = context.find(str(command[0]))
        # Another Python than Debian's may come first in the path.
        if subject == "Python":
            program = Path("/usr/bin/python3")
        if program is None:
            results.lacks(subject, package)
        else:
            found.append((job, subject, [program, *command[1:]]))
    return found


def pages_index(data: Path) -> Path:
    """The Xapian database of pages, whatever its version is called."""
    found = sorted(path.parent for path in data.rglob("iamglass")
                   if "pages" in str(path.relative_to(data)))
    return found[-1] if found else data / "index/pages"


def run(context: Context, results: Results) -> None:
    data, config = data_of(context)
    ritmon = context.program("ritmon")
    commands: list[Command] = [
        (VERSION, OURS, [ritmon, "--version"]),
        (SEARCH, OURS, [ritmon, "search", QUERY, *config]),
        (COUNT, OURS, [ritmon, "count", *config]),
        (STATUS, OURS, [ritmon, "status", *config]),
        *peers(context, results, data)]
    starts = QUICK_STARTS if context.quick else STARTS
    for _ in range(context.rounds):
        runs = [[context.run(command) for _, _, command in commands]
                for _ in range(starts)]
        for i, (job, subject, _) in enumerate(commands):
            own = [turn[i] for turn in runs]
            results.add(subject, job, "ms", median(r.wall for r in own) * 1e3)
            results.add(subject, f"{job}, CPU time", "ms",
                        median(r.cpu for r in own) * 1e3)
            results.add(subject, f"{job}, {MEMORY}", "MiB",
                        median(r.mib for r in own))
    results.headline(VERSION, "start and say the version")
    results.headline(SEARCH, "start and search the demo region's pages")
    results.note(f"Median of {starts} starts of each in a round, in turns; "
                 "programs and data are in the cache of the system.")
    results.note("Data: the demo region, crawled once by `ritmon run`. quest "
                 "(Omega's command line) searches the same Xapian database for "
                 "the same word; it shows documents, ritmon also passages of "
                 "the text. `SELECT 1` on an empty database is what it costs "
                 "to start sqlite3 and do nothing, `python3 -c pass` the same "
                 "for Python.")
