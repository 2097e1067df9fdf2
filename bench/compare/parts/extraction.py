# SPDX-License-Identifier: GPL-3.0-or-later
"""Main text of pages: ritmon beside readability-lxml, speed and quality."""

from __future__ import annotations

import base64
import json
import sys
from pathlib import Path

from compare import page_sets
from compare.context import BenchError, Context, Run
from compare.page_sets import PageSet
from compare.results import MEMORY, OURS, Results

TITLE = "Text extraction"
QUESTION = ("How fast, and how well, is the main text of a page told from "
            "menus, adverts and footers?")

READABILITY = "readability-lxml"
ALONE = "without start and JSON"
QUICK_PAGES = 8


def input_of(pages: PageSet) -> bytes:
    return "".join(
        json.dumps({"url": pages.urls.get(key, key),
                    "html_b64": base64.b64encode(html).decode()}) + "\n"
        for key, html in pages.pages.items()).encode()


def extract(context: Context, command: list[str | Path], pages: PageSet,
            given: Path) -> tuple[Run, dict[str, str]]:
    run = context.run(command, stdin=given)
    lines = run.stdout.splitlines()
    if len(lines) != len(pages.pages):
        raise BenchError(f"{command[0]}: {len(lines)} texts of "
                         f"{len(pages.pages)} pages")
    texts = (json.loads(line)["text"] for line in lines)
    return run, dict(zip(pages.pages, texts))


def debian_sets(results: Results) -> list[PageSet]:
    found = []
    for package in page_sets.debian_packages():
        pages = page_sets.from_debian(package)
        if pages is None:
            results.lacks(f"HTML of {package}", package)
        else:
            found.append(pages)
    return found


def parser_alone(context: Context, results: Results) -> None:
    """Google Benchmark's figure for the parser in a process of its own."""
    figures = context.work / "parser.json"
    context.run(
        [context.program("bench"), "--benchmark_filter=^WholeParsePage$",
         f"--benchmark_min_time={0.01 if context.quick else 2}",
         f"--benchmark_out={figures}", "--benchmark_out_format=json"],
        env=page_sets.bench_pages(context))
    for row in json.loads(figures.read_text())["benchmarks"]:
        results.add(OURS, ALONE, "MB/s of CPU", row["bytes_per_second"] / 1e6)


def measure(context: Context, results: Results, pages: PageSet, name: str,
            command: list[str | Path]) -> Run:
    given = context.work / "pages.jsonl"
    given.write_bytes(input_of(pages))
    run, texts = extract(context, command, pages, given)
    results.add(name, pages.name, "MB/s of CPU", pages.megabytes / run.cpu)
    if pages.score is not None:
        score = pages.score(texts)
        results.add(name, f"precision, {pages.name}", "", score.precision)
        results.add(name, f"recall, {pages.name}", "", score.recall)
        results.add(name, f"F1, {pages.name}", "", score.f1)
    return run


def has_readability(context: Context, results: Results) -> bool:
    try:
        context.run([sys.executable, "-c", "import readability"])
        return True
    except BenchError:
        results.lacks(READABILITY, "python3-readability")
        return False


def one_round(context: Context, results: Results, same: list[PageSet],
              others: list[PageSet], with_peer: bool) -> None:
    """`same` are the pages that the parser alone reads, too."""
    spent = context.work / "spent"
    ours = [context.program("ritmon"), "tool", "extract"]
    theirs = [sys.executable,
              context.root / "bench/peers/readability_texts.py", spent]
    seconds, runs, peer_runs = 0.0, [], []
    for pages in [*same, *others]:
        if with_peer:
            peer_runs.append(measure(context, results, pages, READABILITY,
                                     theirs))
            seconds += float(spent.read_text()) if pages in same else 0
        runs.append(measure(context, results, pages, OURS, ours))
    if with_peer:
        results.add(READABILITY, ALONE, "MB/s of CPU",
                    sum(pages.megabytes for pages in same) / seconds)
        results.add(READABILITY, MEMORY, "MiB",
                    max(run.mib for run in peer_runs))
    parser_alone(context, results)
    results.add(OURS, MEMORY, "MiB", max(run.mib for run in runs))


def run(context: Context, results: Results) -> None:
    same = page_sets.of_bench_pages(context)
    others = debian_sets(results)
    if context.quick:
        same = [pages.first(QUICK_PAGES) for pages in same]
        others = [pages.first(QUICK_PAGES) for pages in others]
    with_peer = has_readability(context, results)
    for _ in range(context.rounds):
        one_round(context, results, same, others, with_peer)
    for pages in [*same, *others]:
        results.headline(pages.name, f"main text of {pages.name}")
    results.target("bytes to zones, main text and language, MB/s on one core",
                   results.median(OURS, ALONE), 45, "at least")
    if with_peer:
        results.target("the same, times readability-lxml",
                       results.ratio(ALONE, READABILITY), 6, "at least")
    say(context, results, [*same, *others])


def say(context: Context, results: Results, sets: list[PageSet]) -> None:
    results.note("Pages: " + "; ".join(
        f"{pages.name} {len(pages.pages):,}, {pages.megabytes:.1f} MB"
        for pages in sets) + ".")
    results.note("Whole processes, from JSON with the pages to JSON with the "
                 "texts, start included. ritmon does more: zones of all text, "
                 "links, language, dates, structured data.")
    results.note(f"\"{ALONE}\" is the work alone, in one process each, on "
                 f"{page_sets.what_pages(context)}.")
    if context.fixtures is None:
        results.note("Quality is not scored here: pages of known main text are "
                     "not here (RITMON_FIXTURES).")
    else:
        results.note("Quality: German pages by passages that must be kept and "
                     "dropped; English articles by runs of four words, "
                     "averaged over pages.")
