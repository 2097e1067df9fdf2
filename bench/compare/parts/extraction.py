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
PARSER = "parser alone: zones, main text, links, language"
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


def sets(context: Context, results: Results) -> list[PageSet]:
    found = page_sets.from_web(context.fixtures) if context.fixtures else []
    if not found:
        results.note("Quality is not scored here: pages with a known main text "
                     "are not here (RITMON_FIXTURES).")
    for package in page_sets.debian_packages():
        pages = page_sets.from_debian(package)
        if pages is None:
            results.lacks(f"HTML of {package}", package)
        else:
            found.append(pages)
    return [pages.first(QUICK_PAGES) for pages in found] if context.quick \
        else found


def parser_alone(context: Context, results: Results) -> None:
    """Google Benchmark's figure for the parser in a process of its own."""
    figures = context.work / "parser.json"
    context.run(
        [context.program("bench"), "--benchmark_filter=^WholeParsePage$",
         f"--benchmark_min_time={0.01 if context.quick else 2}",
         f"--benchmark_out={figures}", "--benchmark_out_format=json"],
        env=page_sets.bench_pages(context))
    for row in json.loads(figures.read_text())["benchmarks"]:
        results.add(OURS, PARSER, "MB/s of CPU", row["bytes_per_second"] / 1e6)


def measure(context: Context, results: Results, pages: PageSet,
            subjects: dict[str, list[str | Path]]) -> dict[str, float]:
    """Subject -> its peak memory."""
    peaks = {}
    given = context.work / "pages.jsonl"
    given.write_bytes(input_of(pages))
    for name, command in subjects.items():
        run, texts = extract(context, command, pages, given)
        results.add(name, pages.name, "MB/s of CPU", pages.megabytes / run.cpu)
        peaks[name] = run.mib
        if pages.score is not None:
            score = pages.score(texts)
            results.add(name, f"precision, {pages.name}", "", score.precision)
            results.add(name, f"recall, {pages.name}", "", score.recall)
            results.add(name, f"F1, {pages.name}", "", score.f1)
    return peaks


def run(context: Context, results: Results) -> None:
    subjects: dict[str, list[str | Path]] = {}
    try:
        context.run([sys.executable, "-c", "import readability"])
        peer = context.root / "bench/peers/readability_texts.py"
        subjects[READABILITY] = [sys.executable, peer]
    except BenchError:
        results.lacks(READABILITY, "python3-readability")
    subjects[OURS] = [context.program("ritmon"), "tool", "extract"]
    chosen = sets(context, results)
    for _ in range(context.rounds):
        peaks = [measure(context, results, pages, subjects)
                 for pages in chosen]
        for name in subjects:
            results.add(name, MEMORY, "MiB", max(p[name] for p in peaks))
        parser_alone(context, results)
    for pages in chosen:
        results.headline(pages.name, f"main text of {pages.name}")
        results.note(f"{pages.name}: {len(pages.pages)} pages, "
                     f"{pages.megabytes:.1f} MB of HTML.")
    results.target("bytes to zones, main text and language, MB/s on one core",
                   results.median(OURS, PARSER), 45, "at least", "issue 4")
    if READABILITY in subjects:
        for pages in chosen:
            results.target(
                f"main text: times readability-lxml, {pages.name}",
                results.ratio(pages.name, READABILITY), 6, "at least",
                "issue 4")
    results.note("Whole processes, from JSON with the pages to JSON with the "
                 "texts, start included. ritmon does more: zones of all text, "
                 "links, language, dates, structured data. The line \"parser "
                 "alone\" is that work without JSON, on "
                 f"{page_sets.what_pages(context)}.")
    results.note("Quality: German pages by passages that must be kept and "
                 "dropped; English articles by runs of four words, averaged "
                 "over pages.")
