# SPDX-License-Identifier: GPL-3.0-or-later
"""Questions to a million pages and 200,000 companies, beside SQLite FTS5."""

from __future__ import annotations

from compare.context import BenchError, Context
from compare.index_bench import FTS5, Figures, KeptIndexes, ask
from compare.results import OURS, Results

TITLE = "Queries"
QUESTION = ("How long does one wait for an answer, and how does that grow with "
            "the pages?")

BYTES = 1_000
PAGES = (10_000, 100_000, 1_000_000)
QUICK_PAGES = (500, 2_000)
COMPANIES = 200_000
QUICK_COMPANIES = 2_000
SUBJECTS = (FTS5, OURS)

TWO_WORDS = "two words"
COLLAPSED = "two words and a field, one page a company"
PHRASE = "phrase of two words"
FACETS = "all pages by field"
MATCHES = ": matches of 30"
CURVES = (f"{TWO_WORDS}: p50", f"{TWO_WORDS}: p99", "writing", "size",
          "memory while writing", "memory while asking")
ONE_DIMENSION = ("companies by field", "companies by region",
                 "companies by district", "companies by age")
TWO_DIMENSIONS = ("by field and district", "by topic and municipality",
                  "all of the register by district and age")


def check(found: dict[str, Figures]) -> None:
    """Both must have found as many pages, whatever was asked."""
    counts = {subject: {row["quantity"]: row["value"] for row in figures
                        if row["quantity"].endswith(MATCHES)}
              for subject, figures in found.items()}
    if not counts[OURS] or counts[OURS] != counts[FTS5]:
        raise BenchError(f"not the same matches: {counts}")


def ask_all(context: Context, results: Results, kept: KeptIndexes,
            pages: int, largest: bool) -> None:
    found = {}
    for subject in SUBJECTS:
        index, _ = kept.written(subject, pages, BYTES)
        found[subject] = ask(context, subject, pages, BYTES, index)
        for row in found[subject]:
            if row["quantity"] in CURVES:
                results.add(subject, row["quantity"], row["unit"],
                            row["value"], pages)
            elif largest and not row["quantity"].endswith(MATCHES):
                results.add(subject, row["quantity"], row["unit"],
                            row["value"])
    check(found)


def count_companies(context: Context, results: Results,
                    kept: KeptIndexes) -> None:
    number = QUICK_COMPANIES if context.quick else COMPANIES
    for row in kept.companies(number):
        if row["unit"] == "ms":
            results.add(OURS, row["quantity"], row["unit"], row["value"])


def targets(results: Results) -> None:
    def worst(names: tuple[str, ...]) -> float:
        return max(results.median(OURS, f"{name}: p99") for name in names)

    results.target("two words, a field, one page a company: p99, ms",
                   worst((COLLAPSED,)), 5, "at most")
    results.target("companies by one dimension: p99, ms",
                   worst(ONE_DIMENSION), 2, "at most")
    results.target("companies by two dimensions: p99, ms",
                   worst(TWO_DIMENSIONS), 30, "at most")
    results.target("fields of all pages: p99, ms", worst((FACETS,)), 200,
                   "at most")


def explain(results: Results, pages: int) -> None:
    limit = ("the longer of the two lists of pages: both engines go along it "
             "to the end, as each match is counted and ranked.")
    results.curve(f"{TWO_WORDS}: p50", "pages", limit)
    results.curve(f"{TWO_WORDS}: p99", "pages", limit)
    results.curve("writing", "pages", "one core: terms are sorted and written "
                  "in batches, and batches merged; each page is read again as "
                  "often as batches of batches are made.")
    results.curve("size", "pages", "for small pages the filters, values and "
                  "the shown beginning of the text weigh more than its words; "
                  "lists of pages pack better the longer they are.")
    results.curve("memory while writing", "pages", "nothing: batches are of "
                  "one size, however many there are.")
    results.headline(f"{TWO_WORDS}: p50", f"search {pages:,} pages for two "
                     "words", pages)
    results.note(f"{pages:,} made-up pages of {BYTES:,} bytes, the same for "
                 "both; words by Zipf's law; 500 questions of a kind, wall "
                 "clock within one process, the index in the system's cache. "
                 "Only words are asked for of which no other has the stem: so "
                 "both must find the same pages, and it is checked.")
    results.note("SQLite FTS5: MATCH with bm25, best 20, address and title "
                 "from a table beside; the field as a column of the index; "
                 "one page a company by GROUP BY; fields by GROUP BY over a "
                 "table of tags with an index for it. ritmon also makes a "
                 "passage of the text with the words marked, and orders pages "
                 "of equal rank the same way each time.")
    results.note("Memory: peak of the process, the words of the questions (20 "
                 "MiB) among it.")
    results.note("Large indexes are written once for each build of the "
                 "program and asked in every round: writing and its memory "
                 "are of one run.")


def run(context: Context, results: Results) -> None:
    kept = KeptIndexes.open(context)
    sizes = QUICK_PAGES if context.quick else PAGES
    for pages in sizes:
        for subject in SUBJECTS:
            for row in kept.written(subject, pages, BYTES)[1]:
                if row["quantity"] in CURVES:
                    results.add(subject, row["quantity"], row["unit"],
                                row["value"], pages)
    for _ in range(context.rounds):
        for pages in sizes:
            ask_all(context, results, kept, pages, pages == sizes[-1])
        count_companies(context, results, kept)
    targets(results)
    explain(results, sizes[-1])
