# SPDX-License-Identifier: GPL-3.0-or-later
"""A data directory of ritmon for a part, and what lies in its database."""

from __future__ import annotations

import contextlib
import sqlite3
from pathlib import Path

from compare.context import BenchError, Context


def write_config(context: Context, folder: Path, more: str = "") -> Path:
    """folder/ritmon.toml: data in folder/data, lists and places of the source;
    `more` are further tables."""
    root = context.root
    path = folder / "ritmon.toml"
    path.write_text(f"""[data]
directory = "{folder / 'data'}"
[keywords]
directory = "{root / 'keyword-lists'}"
[places]
geo = "{root / 'config/geo'}"
courts = "{root / 'config/register_courts.tsv'}"
[region]
name = "metropolregion-hamburg"
{more}""", encoding="utf-8")
    return path


def query(database: Path, sql: str) -> list[tuple[object, ...]]:
    try:
        # What is not there must not be made by asking.
        with contextlib.closing(sqlite3.connect(f"file:{database}?mode=rw",
                                                uri=True)) as store:
            return store.execute(sql).fetchall()
    except sqlite3.OperationalError as error:
        raise BenchError(f"{database}: {error}") from error


def columns(database: Path, table: str) -> list[str]:
    return [str(row[1]) for row in query(database,
                                         f"PRAGMA table_info({table})")]


def indexes(database: Path, table: str) -> list[str]:
    return sorted(str(row[1]) for row in query(database,
                                               f"PRAGMA index_list({table})"))
