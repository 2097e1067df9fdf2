#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""The funding catalogue into SQLite, as one would write it by hand.

usage: grants_sqlite.py GRANTS.csv DATABASE

The columns and the key of ritmon's store of grants; one transaction without a
journal, executemany. Bookings and the ministries' own rows are dropped; the
kind of a recipient is not told, nothing is checked, nothing is tagged, and no
history is kept.
"""

import csv
import datetime
import sqlite3
import sys
from collections.abc import Iterator

TEXTS = ("fkz", "recipient", "recipient_ags", "recipient_town",
         "recipient_state", "recipient_country", "executing", "executing_ags",
         "executing_town", "executing_state", "executing_country", "title",
         "plan_code", "plan_text", "start_date", "end_date")
# Position in the file of each of TEXTS but the dates.
CELLS = (0, 5, 6, 8, 9, 10, 11, 12, 14, 15, 16, 17, 18, 19)
BOOKINGS = ("nur zum zweck der auszahlung", "sammelvorhabenbuchung",
            "annahmevorhaben titelrückflüsse")


def iso_date(cell: str) -> str:
    return datetime.datetime.strptime(cell, "%d.%m.%Y").date().isoformat() \
        if cell else ""


def cents(cell: str) -> int:
    return int(cell.replace(".", "").replace(",", "")) if cell else 0


def rows(path: str) -> Iterator[tuple[object, ...]]:
    with open(path, encoding="iso-8859-15", newline="") as file:
        # ="..." makes spreadsheets leave a cell alone; csv knows it not.
        plain = (line[1:].replace(';="', ';"') for line in file)
        table = csv.reader(plain, delimiter=";")
        next(table)
        for cells in table:
            title = cells[17].lower()
            if any(booking in title for booking in BOOKINGS) or \
                    cells[5].lower().startswith("bundesministerium"):
                continue
            yield (*(cells[i] for i in CELLS), iso_date(cells[20]),
                   iso_date(cells[21]), cents(cells[22]), cells[23], cells[24],
                   cells[25], cells[1], "")


def main() -> None:
    grants, database = sys.argv[1:]
    store = sqlite3.connect(database)
    store.execute("PRAGMA journal_mode = OFF")
    store.execute("PRAGMA synchronous = OFF")
    columns = ", ".join(f"{name} TEXT NOT NULL" for name in TEXTS[1:])
    store.execute(f"CREATE TABLE grants (fkz TEXT PRIMARY KEY, {columns}, "
                  "amount_cents BIGINT NOT NULL, profile TEXT NOT NULL, "
                  "joint_project TEXT NOT NULL, kind TEXT NOT NULL, "
                  "ministry TEXT NOT NULL, actor TEXT NOT NULL)")
    places = ", ".join("?" * (len(TEXTS) + 6))
    store.executemany(f"INSERT INTO grants VALUES ({places})", rows(grants))
    store.commit()
    store.close()


main()
