# SPDX-License-Identifier: GPL-3.0-or-later
"""Pages made searchable: ritmon beside Omega, Xapian's own and SQLite."""

from __future__ import annotations

import json
import shutil
from dataclasses import dataclass
from pathlib import Path

from compare import index_bench
from compare.context import BenchError, Context, Run
from compare.data_folder import write_config
from compare.index_bench import FTS5, TERM_GENERATOR
from compare.page_sets import html_folder
from compare.results import MEMORY, OURS, Results

TITLE = "Indexing"
QUESTION = "How long does it take until pages can be searched?"

OMINDEX = "omindex"
PACKAGES = ("cppreference-doc-en-html", "postgresql-doc-15")
QUICK_FILES = 40

# Pages of made-up text, as long as German company pages are.
BYTES = 11_000
PAGES = 3_000
QUICK_PAGES = 60

HTML = "from HTML to the index"
STORED = "the index anew, from stored pages"
TEXT = "text alone, one thread"


@dataclass(frozen=True)
class Corpus:
    folder: Path
    pages: int
    megabytes: float


def copy_of_html(context: Context, results: Results) -> Corpus | None:
    """The packages' pages in one folder, and nothing else in it."""
    target = context.fresh("html")
    for package in PACKAGES:
        source = html_folder(package)
        files = sorted(path for path in source.rglob("*.html")
                       if path.is_file())
        if not files:
            results.lacks(f"HTML of {package}", package)
        for file in files[:QUICK_FILES] if context.quick else files:
            copy = target / package / file.relative_to(source)
            copy.parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(file, copy)
    copies = list(target.rglob("*.html"))
    size = sum(path.stat().st_size for path in copies) / 1e6
    return Corpus(target, len(copies), size) if copies else None


def size_of(folder: Path) -> int:
    return sum(path.stat().st_size for path in folder.rglob("*")
               if path.is_file())


def by_omindex(context: Context, corpus: Corpus) -> tuple[Run, int]:
    database = context.work / "omega"
    shutil.rmtree(database, ignore_errors=True)
    run = context.run([context.program(OMINDEX), "--verbose",
                       "--stemmer=english", "--db", database, "--url=/",
                       corpus.folder])
    added = run.stdout.count("... added")
    if added != corpus.pages:
        raise BenchError(f"omindex added {added} of {corpus.pages} pages")
    return run, size_of(database)


def by_ritmon(context: Context, results: Results, corpus: Corpus,
              archive: Path) -> tuple[Run, int]:
    folder = context.fresh("ritmon")
    config = write_config(context, folder)
    quiet = ["--quiet", "--config", config]
    ritmon = context.program("ritmon")
    run = context.run([ritmon, "ingest", *quiet, archive])
    anew = context.run([ritmon, "index", "--rebuild", *quiet])
    results.add(OURS, STORED, "pages/s", corpus.pages / anew.wall)
    results.add(OURS, f"{STORED}: CPU time", "s/1,000 pages",
                1000 * anew.cpu / corpus.pages)
    status = context.run([ritmon, "status", "--json", "--config", config])
    stored = json.loads(status.stdout)["pages"]
    if stored != corpus.pages:
        raise BenchError(f"ritmon stored {stored} of {corpus.pages} pages")
    return run, size_of(folder / "data/index")


def record(results: Results, name: str, corpus: Corpus, run: Run,
           size: int) -> None:
    results.add(name, HTML, "pages/s", corpus.pages / run.wall)
    results.add(name, f"{HTML}: CPU time", "s/1,000 pages",
                1000 * run.cpu / corpus.pages)
    results.add(name, MEMORY, "MiB", run.mib)
    results.add(name, "size of the index", "% of the HTML",
                size / 1e4 / corpus.megabytes)


def text_alone(context: Context, results: Results, subject: str,
               pages: int) -> None:
    folder = context.work / "text-index"
    for figure in index_bench.write(context, subject, pages, BYTES, folder):
        results.add(subject, f"{TEXT}: {figure['quantity']}", figure["unit"],
                    figure["value"])
    shutil.rmtree(folder)


def run(context: Context, results: Results) -> None:
    corpus = copy_of_html(context, results)
    archive = context.work / "pages.warc.gz"
    if corpus is not None:
        context.run([context.program("make_warc"), corpus.folder, archive])
    has_omindex = context.find(OMINDEX) is not None
    if not has_omindex:
        results.lacks(OMINDEX, "xapian-omega")
    pages = QUICK_PAGES if context.quick else PAGES
    for _ in range(context.rounds):
        if corpus is not None:
            if has_omindex:
                record(results, OMINDEX, corpus, *by_omindex(context, corpus))
            record(results, OURS, corpus,
                   *by_ritmon(context, results, corpus, archive))
        for subject in (TERM_GENERATOR, FTS5, OURS):
            text_alone(context, results, subject, pages)
    results.headline(f"{TEXT}: writing", "index the text of pages")
    if corpus is not None:
        results.headline(HTML, "make HTML pages searchable")
        results.note(f"{corpus.pages:,} pages, {corpus.megabytes:.0f} MB of "
                     f"HTML: {', '.join(PACKAGES)}; English stems.")
    results.target("pages of 11 KB a second on one core",
                   results.median(OURS, f"{TEXT}: writing"), 300, "at least")
    results.target("index, times the text, packed",
                   results.median(OURS, f"{TEXT}: size"), 1.5, "at most")
    results.note("From HTML: `ritmon ingest` of a web archive with the same "
                 "files, two workers, beside `omindex` of the files. ritmon "
                 "does much more: it archives, tells main text from menus, "
                 "finds links, dates and languages, tags with the keyword "
                 "lists, keeps the text in a store, compares the pages of a "
                 "site, and leaves a packed index. omindex takes all words of "
                 "a page. What ritmon's index alone takes is the line of "
                 "stored pages (`ritmon index --rebuild`).")
    results.note(f"Text alone: {pages:,} made-up pages of 11 KB, words by "
                 "Zipf's law, the same for all, navigation left out; seconds "
                 "of CPU without those of making up the text. ritmon writes "
                 "also titles apart, weights by zone, filters of page and "
                 "company, and its index is packed when it is written; the "
                 "others' need compact, or optimize and VACUUM, for that: the "
                 "line \"packed\". TermGenerator: German stems with all positions, "
                 "nothing else. FTS5: words without stems or diacritics "
                 "(unicode61), no copy of the text, with the page's address, "
                 "title and 600 bytes of text in a table beside. Stems and "
                 "the sorted term lists of Xapian, by which documents are "
                 "replaced, are what FTS5 does without: it cannot replace a "
                 "page without its old text.")
