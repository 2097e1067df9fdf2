# SPDX-License-Identifier: GPL-3.0-or-later
"""A new term in a keyword list: which pages does it change?"""

from __future__ import annotations

from pathlib import Path

from compare import page_sets
from compare.context import BenchError, Context, Run
from compare.results import MEMORY, OURS, Results

TITLE = "Tagging anew after a change of the lists"
QUESTION = ("An analyst adds a term to a list: how long until the tags of all "
            "stored pages are right again?")

PAGES = 30_000
QUICK_PAGES = 300

MORE = "tags after one term more"
GREP = "grep -rlw"
FOUND = "pages with the term"


def grep(context: Context, texts: Path, term: str) -> tuple[Run, int]:
    run = context.run(["grep", "-rlw", "--", term, texts],
                      env={"LC_ALL": "C.UTF-8"}, may_exit=(0, 1))
    return run, len(run.stdout.splitlines())


def run(context: Context, results: Results) -> None:
    pages = QUICK_PAGES if context.quick else PAGES
    for _ in range(context.rounds):
        texts = context.fresh("texts")
        figures = context.work / "figures.json"
        context.run([context.program("tag_bench"), str(pages),
                     context.work / "store", texts, f"--json={figures}"],
                    env=page_sets.bench_pages(context))
        results.add_json(figures)
        term = Path(f"{texts}.term").read_text(encoding="utf-8")
        found, count = grep(context, texts, term)
        if count != results.find(OURS, FOUND).values[-1]:
            raise BenchError(f"'{term}' stands on {count} pages by grep, on "
                             f"{results.find(OURS, FOUND).values[-1]:.0f} by "
                             "ritmon")
        results.add(GREP, MORE, "pages/s of CPU", pages / found.cpu)
        results.add(GREP, FOUND, "pages", count)
        results.add(GREP, MEMORY, "MiB", found.mib)
    results.headline(MORE, "one term more in a keyword list: tag again")
    results.target("tags of stored pages after a change of the lists, "
                   "pages/s a core", results.median(OURS, MORE), 8000,
                   "at least")
    results.note(f"{pages:,} stored pages: {page_sets.what_pages(context)}, "
                 "each many times; a word is added that stands on about one "
                 "page in a hundred. One worker.")
    results.note("\"ritmon --force\" classifies every page again, which would "
                 "always be needed if it did not know what changed; its peak "
                 "memory is ritmon's, for both run in one process.")
    results.note("grep reads the same text as plain files that lie in memory, "
                 "folded already (one case, umlauts spelled out), for else it "
                 "would miss pages; it finds the same pages and does nothing "
                 "with them, while ritmon unpacks and folds each page's text, "
                 "then weighs and stores the tags that change.")
