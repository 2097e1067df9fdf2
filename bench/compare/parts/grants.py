# SPDX-License-Identifier: GPL-3.0-or-later
"""The funding catalogue imported: ritmon beside Python's csv and SQLite."""

from __future__ import annotations

import json
import sys
from pathlib import Path

from compare.context import BenchError, Context, Run
from compare.data_folder import columns, query, write_config
from compare.results import MEMORY, OURS, Results

TITLE = "Import of the funding catalogue"
QUESTION = ("How long does it take until the funded projects of the federal "
            "catalogue can be asked, and until they are tagged by field?")

SCRIPT = "Python csv + sqlite3"
ROWS = 300_000
QUICK_ROWS = 1_500

IMPORT = "import"
TAGGED = "import and tag"


def write_catalogue(context: Context, rows: int) -> Path:
    """The demo region's rows again and again, each of its own number."""
    demo = (context.root / "demo/grants.csv").read_bytes()
    header, *lines = demo.splitlines(keepends=True)
    tails = [line[line.index(b";"):] for line in lines]
    path = context.work / "grants.csv"
    with open(path, "wb") as file:
        file.write(header)
        file.writelines(b'="%07dA"' % i + tails[i % len(tails)]
                        for i in range(rows))
    return path


def by_ritmon(context: Context, catalogue: Path) -> tuple[Run, Path]:
    folder = context.fresh("ritmon")
    config = write_config(context, folder)
    run = context.run([context.program("ritmon"), "import", "grants",
                       catalogue, "-q", "-c", config])
    return run, folder / "data/state.db"


def by_script(context: Context, catalogue: Path) -> tuple[Run, Path]:
    database = context.fresh("script") / "state.db"
    run = context.run([sys.executable,
                       context.root / "bench/peers/grants_sqlite.py",
                       catalogue, database])
    return run, database


def check(ours: Path, theirs: Path) -> None:
    if columns(ours, "grants") != columns(theirs, "grants"):
        raise BenchError("grants_sqlite.py has other columns than ritmon")
    told = ("SELECT count(*), sum(amount_cents), min(start_date), "
            "max(end_date), count(DISTINCT title) FROM grants")
    mine, other = query(ours, told), query(theirs, told)
    if mine != other:
        raise BenchError(f"ritmon stored {mine}, grants_sqlite.py {other}")


def import_alone(context: Context, rows: int) -> tuple[float, float]:
    """Rows a second of CPU without tags, by the library, and peak memory."""
    figures = context.work / "grants.json"
    run = context.run([context.program("grants_bench"), str(rows),
                       context.work / "grants-bench", f"--json={figures}"])
    for row in json.loads(figures.read_text()):
        if row["quantity"] == "first import":
            return row["value"], run.mib
    raise BenchError("grants_bench says nothing of its first import")


def run(context: Context, results: Results) -> None:
    rows = QUICK_ROWS if context.quick else ROWS
    catalogue = write_catalogue(context, rows)
    for _ in range(context.rounds):
        done, theirs = by_script(context, catalogue)
        results.add(SCRIPT, IMPORT, "rows/s of CPU", rows / done.cpu)
        results.add(SCRIPT, MEMORY, "MiB", done.mib)
        speed, _ = import_alone(context, rows)
        results.add(OURS, IMPORT, "rows/s of CPU", speed)
        done, ours = by_ritmon(context, catalogue)
        results.add(OURS, TAGGED, "rows/s of CPU", rows / done.cpu)
        results.add(OURS, f"{TAGGED}: seconds for all", "s", done.wall)
        results.add(OURS, MEMORY, "MiB", done.mib)
        check(ours, theirs)
    results.headline(IMPORT, f"import {rows:,} rows of the funding catalogue")
    results.target("300,000 rows of the funding catalogue imported, seconds "
                   "of CPU", ROWS / results.median(OURS, IMPORT), 10,
                   "at most")
    results.note(f"{rows:,} rows in FÖKAT's form, the demo region's again and "
                 "again; an empty store before each round. \"import\" is "
                 "reading and storing alone, \"import and tag\" the command "
                 "`ritmon import grants` as a whole: each project is also "
                 "tagged by all keyword lists and matched with the register.")
    results.note("The script (bench/peers/grants_sqlite.py) fills the same "
                 "columns: one transaction without a journal, executemany. "
                 "It does less: ritmon also tells kinds of recipients "
                 "(science, business, state) by their names, checks numbers, "
                 "dates and money of each row, and keeps what later files "
                 "change.")
