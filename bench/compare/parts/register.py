# SPDX-License-Identifier: GPL-3.0-or-later
"""A company register imported: ritmon beside a script of Python and SQLite."""

from __future__ import annotations

import json
import sys
from pathlib import Path

from compare.context import BenchError, Context, Run
from compare.data_folder import columns, indexes, query, write_config
from compare.results import MEMORY, OURS, Results

TITLE = "Import of a company register"
QUESTION = ("How long does it take until a register of companies can be asked "
            "by number, name, address and website?")

SCRIPT = "Python json + sqlite3"
LINES = 500_000
QUICK_LINES = 2_000

IMPORT = "import"


def by_ritmon(context: Context, register: Path) -> tuple[Run, Path]:
    folder = context.fresh("ritmon")
    config = write_config(context, folder)
    run = context.run([context.program("ritmon"), "import", "companies",
                       register, "--format", "offeneregister", "-q", "-c",
                       config])
    return run, folder / "data/state.db"


def by_script(context: Context, register: Path) -> tuple[Run, Path]:
    database = context.fresh("script") / "state.db"
    run = context.run([sys.executable,
                       context.root / "bench/peers/register_sqlite.py",
                       register, database,
                       context.root / "config/geo/postcodes.tsv"])
    return run, database


def check(lines: int, ours: Path, theirs: Path) -> None:
    """The same companies in the same columns with the same indexes."""
    for what in (columns, indexes):
        mine, other = what(ours, "companies"), what(theirs, "companies")
        if mine != other:
            raise BenchError(f"register_sqlite.py makes other {what.__name__} "
                             f"than ritmon: {set(mine) ^ set(other)}")
    for database in (ours, theirs):
        stored = query(database, "SELECT count(*), count(DISTINCT name) FROM "
                       "companies")
        if stored[0][0] != lines:
            raise BenchError(f"{database}: {stored[0][0]} companies of "
                             f"{lines} lines")
    names = "SELECT name FROM companies ORDER BY id LIMIT 1000"
    if query(ours, names) != query(theirs, names):
        raise BenchError("the companies of ritmon and of register_sqlite.py "
                         "are not the same")


def record(results: Results, name: str, lines: int, run: Run,
           database: Path) -> None:
    results.add(name, IMPORT, "lines/s", lines / run.wall)
    results.add(name, "import, CPU time", "lines/s of CPU", lines / run.cpu)
    results.add(name, MEMORY, "MiB", run.mib)
    results.add(name, "size of the database", "MB",
                database.stat().st_size / 1e6)


def more_of_ours(context: Context, results: Results, lines: int,
                 register: Path) -> None:
    """What nobody writes by hand: the same file again, and matching."""
    figures = context.work / "register.json"
    context.run([context.program("register_bench"), str(lines),
                 context.work / "register-bench", register,
                 f"--json={figures}"])
    wanted = {"the same again": "the same file again",
              "match of one site": "which company an imprint means"}
    for row in json.loads(figures.read_text()):
        if row["quantity"] in wanted:
            results.add(OURS, wanted[row["quantity"]], row["unit"],
                        row["value"])


def run(context: Context, results: Results) -> None:
    lines = QUICK_LINES if context.quick else LINES
    register = context.work / "register.jsonl"
    context.run([context.program("make_register"), str(lines), register])
    for _ in range(context.rounds):
        run_of_script, theirs = by_script(context, register)
        record(results, SCRIPT, lines, run_of_script, theirs)
        run_of_ritmon, ours = by_ritmon(context, register)
        record(results, OURS, lines, run_of_ritmon, ours)
        check(lines, ours, theirs)
    more_of_ours(context, results, lines, register)
    results.headline(IMPORT, f"import {lines:,} lines of a company register")
    results.target("register lines a second on one core",
                   results.median(OURS, "import, CPU time"), 50_000,
                   "at least")
    results.target("register import: peak memory, MiB",
                   results.median(OURS, MEMORY), 300, "at most")
    results.note(f"{lines:,} made-up lines in OffeneRegister's form, "
                 f"{register.stat().st_size / 1e6:.0f} MB; an empty store "
                 "before each round.")
    results.note("The script (bench/peers/register_sqlite.py) fills the same "
                 "columns and makes the same indexes: one transaction without "
                 "a journal, executemany, indexes afterwards. It does less: "
                 "its keys are checksums of what is written, while ritmon "
                 "understands legal forms, courts and spellings, checks each "
                 "line, tells shells from enterprises, merges what other "
                 "sources said, and goes on where a killed import ended.")
