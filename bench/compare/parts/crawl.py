# SPDX-License-Identifier: GPL-3.0-or-later
"""Fetch, parse, follow: ritmon's crawl beside Scrapy's and wget2's."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from pathlib import Path

from compare.context import BenchError, Context, Run, Skipped
from compare.results import MEMORY, OURS, Results
from compare.sites import Sites, lay_out
from compare.web_server import serve

TITLE = "Crawling"
QUESTION = ("How fast are pages fetched, parsed and their links followed, "
            "when no pause between requests is asked for?")

# Scrapy needs a minute for two thousand pages.
HOSTS = 200
QUICK_HOSTS = 8

SPEED = "fetch, parse, follow"
WHOLE = "... archive, read and classify as well"
CPU = "CPU time"

# A client crawls `sites` in an empty folder, is measured, says its pages.
Client = Callable[[Context, Sites, Path], tuple[Run, int]]


def scrapy(context: Context, sites: Sites, folder: Path) -> tuple[Run, int]:
    spider = context.root / "bench/peers/scrapy_spider.py"
    run = context.run([context.program("scrapy"), "runspider", spider,
                       "-a", f"seeds={sites.seeds}"], cwd=folder)
    found = re.search(r"^pages (\d+) ", run.stdout, re.M)
    return run, int(found[1]) if found else 0


def wget2(context: Context, sites: Sites, folder: Path) -> tuple[Run, int]:
    # 8: a server answered with an error; pages of elsewhere are none of ours.
    run = context.run(
        [context.program("wget2"), "--quiet", "--no-config", "--recursive",
         "--level=3", "--max-threads=32", "--tries=1", "--no-cookies",
         "--no-hsts", "--no-ocsp", "--host-directories",
         "--follow-tags=a/href,area/href", "--user-agent=wget2/bench",
         f"--input-file={sites.seeds}"], cwd=folder, may_exit=(0, 8))
    return run, sum(1 for _ in folder.rglob("*.html"))


def crawl_bench(context: Context, sites: Sites, folder: Path,
                *more: str) -> tuple[Run, int]:
    run = context.run([context.program("crawl_bench"), sites.seeds, ".",
                       "--workers=2", "--json=figures.json", *more],
                      cwd=folder)
    return run, int(figures_of(folder)["pages"])


def figures_of(folder: Path) -> dict[str, float]:
    rows = json.loads((folder / "figures.json").read_text())
    return {row["quantity"]: row["value"] for row in rows}


def measure(context: Context, sites: Sites, name: str,
            client: Client) -> tuple[Run, Path]:
    folder = context.fresh("run")
    run, pages = client(context, sites, folder)
    if pages != sites.pages:
        raise BenchError(f"{name} fetched {pages} pages of {sites.pages}")
    return run, folder


def record(results: Results, sites: Sites, name: str, quantity: str,
           run: Run) -> None:
    results.add(name, quantity, "pages/s", sites.pages / run.wall)
    extra = "" if quantity == SPEED else ", whole"
    results.add(name, CPU + extra, "ms/page", run.cpu * 1000 / sites.pages)
    results.add(name, MEMORY + extra, "MiB", run.mib)


def peers_of(context: Context, results: Results) -> dict[str, Client]:
    peers: dict[str, Client] = {"Scrapy": scrapy, "wget2": wget2}
    for name, package in (("Scrapy", "python3-scrapy"), ("wget2", "wget2")):
        if context.find(name.lower()) is None:
            results.lacks(name, package)
            del peers[name]
    return peers


def targets(results: Results) -> None:
    if any(series.subject == "Scrapy" for series in results.series):
        results.target("crawl: times Scrapy's pages/s",
                       results.ratio(SPEED, "Scrapy"), 8, "at least")
        results.target("crawl: CPU time a page, share of Scrapy's",
                       1 / results.ratio(CPU, "Scrapy"), 0.2, "at most")
    results.target("crawl: peak memory, MiB", results.median(OURS, MEMORY), 300,
                   "at most")


def run(context: Context, results: Results) -> None:
    if context.find("nginx") is None:
        raise Skipped("no web server to crawl: install nginx-light")
    clients = peers_of(context, results)
    clients[OURS] = crawl_bench
    lists = f"--read={context.root / 'keyword-lists'}"
    sites = lay_out(context, QUICK_HOSTS if context.quick else HOSTS)
    with serve(context.work, sites.port):
        for _ in range(context.rounds):
            for name, client in clients.items():
                done, _ = measure(context, sites, name, client)
                record(results, sites, name, SPEED, done)
            done, folder = measure(
                context, sites, OURS,
                lambda *given: crawl_bench(*given, lists))
            record(results, sites, OURS, WHOLE, done)
            for quantity, value in figures_of(folder).items():
                if quantity.startswith("CPU time of "):
                    results.step(quantity.removeprefix("CPU time of "), value)
    results.headline(SPEED, "crawl: fetch, parse, follow links")
    targets(results)
    results.note(f"{sites.pages} pages of {sites.pages // 10} sites, "
                 f"{sites.what}; nginx with one worker on the same cores. "
                 "Every client must have fetched all of them, or nothing is "
                 "reported.")
    results.note("The same for all: 32 transfers at a time, robots.txt obeyed, "
                 "no pauses, no cookies. Scrapy and ritmon keep nothing; wget2 "
                 "cannot follow links without writing, and writes to memory. "
                 "ritmon parses on two threads.")
    results.note("Where ritmon's time goes is told of the run that archives, "
                 "reads and classifies as well.")
    results.note("wget2 looks for links in the bytes and builds no tree: it "
                 "does less, and finds fewer links on pages that are not well "
                 "formed. Scrapy and ritmon build the tree of each page.")
