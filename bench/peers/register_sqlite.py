#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""A company register into SQLite, as one would write it by hand.

usage: register_sqlite.py REGISTER.jsonl DATABASE POSTCODES.tsv

The columns and indexes of ritmon's company store; one transaction without a
journal, executemany, indexes afterwards. Its keys are plain checksums: legal
forms, courts and spellings are not understood, nothing is checked, and lines
that are there already are not merged.
"""

import json
import re
import sqlite3
import sys
import zlib
from collections.abc import Iterator

COLUMNS = ("id", "number_key", "name_key", "light_key", "street_key",
           "address_key", "district", "website", "vat_id", "lei", "name",
           "legal_form", "court_code", "register_type", "register_number",
           "register_suffix", "court", "street", "postcode", "town", "founded",
           "founded_precision", "founded_source", "employees",
           "employees_year", "status", "kind", "wz", "purpose",
           "previous_names", "source", "source_rank", "as_of")
NUMBERS = {"number_key", "name_key", "light_key", "street_key", "address_key",
           "employees_year", "source_rank"}
INDEXES = ("UNIQUE INDEX companies_id ON companies (id)",
           "INDEX companies_number_key ON companies (number_key)",
           "INDEX companies_name_key ON companies (name_key)",
           "INDEX companies_light_key ON companies (light_key)",
           "INDEX companies_street_key ON companies (street_key)",
           "INDEX companies_address_key ON companies (address_key)",
           "INDEX companies_district ON companies (district)",
           "INDEX companies_website ON companies (website) "
           "WHERE website <> ''",
           "INDEX companies_vat_id ON companies (vat_id) WHERE vat_id <> ''",
           "INDEX companies_lei ON companies (lei) WHERE lei <> ''")
ADDRESS = re.compile(r"(.*), (\d{5}) (.*?)\.?$")
STREET = re.compile(r"(.*) \d+")


def key(*parts: str) -> int:
    return zlib.crc32("\n".join(parts).casefold().encode())


def row_of(line: bytes, districts: dict[str, str],
           names: list[tuple[int, str]]) -> tuple[object, ...]:
    record = json.loads(line)
    more = record["all_attributes"]
    number = record["company_number"]
    court, _, own = number.partition("_")
    name = record["name"]
    light, _, form = name.rpartition(" ")
    found = ADDRESS.match(record.get("registered_address") or "")
    street, postcode, town = found.groups() if found else (
        "", "", more.get("registered_office") or "")
    word = STREET.match(street)
    previous = [former["company_name"]
                for former in record.get("previous_names") or ()]
    names.extend((key(former), number) for former in previous)
    removed = record["current_status"] == "removed"
    return (number, key(court, own[:3], own[3:]), key(name),
            key(light, postcode), key(word[1] if word else street, postcode),
            key(street, postcode), districts.get(postcode, ""), "", "", "",
            name, form, court, own[:3], own[3:], "", more.get("registrar", ""),
            street, postcode, town, "", "", "", "", None,
            "removed" if removed else "active", "enterprise", "", "",
            "\n".join(previous), "offeneregister", 50,
            record["retrieved_at"][:10])


def rows(path: str, districts: dict[str, str],
         names: list[tuple[int, str]]) -> Iterator[tuple[object, ...]]:
    with open(path, "rb") as lines:
        for line in lines:
            yield row_of(line, districts, names)


def districts_of(path: str) -> dict[str, str]:
    with open(path, encoding="utf-8") as lines:
        cells = (line.rstrip("\n").split("\t") for line in lines
                 if not line.startswith("#"))
        return {row[0]: row[1] for row in cells if len(row) > 1}


def main() -> None:
    register, database, postcodes = sys.argv[1:]
    store = sqlite3.connect(database)
    store.execute("PRAGMA journal_mode = OFF")
    store.execute("PRAGMA synchronous = OFF")
    columns = ", ".join(
        name + (" BIGINT" if name in NUMBERS else " TEXT") +
        ("" if name == "employees_year" else " NOT NULL") for name in COLUMNS)
    store.execute(f"CREATE TABLE companies ({columns})")
    store.execute("CREATE TABLE company_names (name_key BIGINT NOT NULL, "
                  "company_id TEXT NOT NULL, "
                  "PRIMARY KEY (name_key, company_id))")
    names: list[tuple[int, str]] = []
    places = ", ".join("?" * len(COLUMNS))
    store.executemany(f"INSERT INTO companies VALUES ({places})",
                      rows(register, districts_of(postcodes), names))
    store.executemany("INSERT OR IGNORE INTO company_names VALUES (?, ?)",
                      names)
    for index in INDEXES:
        store.execute(f"CREATE {index}")
    store.commit()
    store.close()


main()
