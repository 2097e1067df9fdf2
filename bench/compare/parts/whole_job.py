# SPDX-License-Identifier: GPL-3.0-or-later
"""The whole job beside Scrapy's bare crawl of the same pages."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from statistics import median

from compare.context import BenchError, Context, Skipped
from compare.made_region import MadeRegion, check_truth, make
from compare.parts.crawl import scrapy
from compare.results import MEMORY, OURS, Results
from compare.sites import PAGES, Sites, lay_out
from compare.web_server import free_port, serve
from compare.ritmon_job import Job, run_whole_job

TITLE = "The whole job"
QUESTION = ("How long does everything take, from the list of companies to the "
            "count by field, and where does the time go?")

HOSTS = 400
QUICK_HOSTS = 40
# Scrapy needs a minute for two thousand pages: the made ones it crawls in part.
SCRAPY_SHARE = 4

PEER = "Scrapy, bare crawl"
REAL = "real pages"
MADE = "pages of the made region"
CPU = "CPU time"
# Steps that take less of the time are shown together.
SHOWN = 0.01


def seeds_of(folder: Path, hosts: int, port: int, what: str) -> Sites:
    chosen = folder / "chosen-seeds"
    lines = (folder / "seeds").read_text().splitlines(keepends=True)[:hosts]
    chosen.write_text("".join(lines))
    return Sites(what, chosen, len(lines) * PAGES, port)


def measure_scrapy(context: Context, results: Results, sites: Sites,
                   what: str) -> None:
    run, pages = scrapy(context, sites, context.fresh("scrapy"))
    if pages != sites.pages:
        raise BenchError(f"Scrapy fetched {pages} pages of {sites.pages}")
    results.add(PEER, what, "pages/s", pages / run.wall)
    results.add(PEER, f"{CPU}, {what}", "ms/page", run.cpu * 1000 / pages)
    results.add(PEER, f"{MEMORY}, {what}", "MiB", run.mib)


def measure_ritmon(context: Context, results: Results, companies: Path,
                   pages: int, what: str) -> Job:
    job = run_whole_job(context, companies)
    job.check_pages(context, pages)
    run = job.measured
    results.add(OURS, what, "pages/s", pages / run.wall)
    results.add(OURS, f"{CPU}, {what}", "ms/page", run.cpu * 1000 / pages)
    results.add(OURS, f"{MEMORY}, {what}", "MiB", run.mib)
    return job


def split_of(context: Context, job: Job, pages: int) -> dict[str, float]:
    """ms of CPU a page, by step."""
    return {step["step"].replace("_", " "): step["cpu_seconds"] * 1000 / pages
            for step in job.steps(context)}


def add_steps(results: Results, rounds: list[dict[str, float]]) -> None:
    """Small steps together, the same ones in every round."""
    total = median(sum(split.values()) for split in rounds)
    large = [name for name in rounds[0] if name != "other" and
             median(split[name] for split in rounds) >= SHOWN * total]
    for split in rounds:
        for name in large:
            results.step(name, split[name])
        results.step("all others", sum(ms for name, ms in split.items()
                                       if name not in large))


def round_of_real_pages(context: Context, results: Results, sites: Sites,
                        folder: Path, companies: Path,
                        with_scrapy: bool) -> dict[str, float]:
    with serve(folder, sites.port):
        if with_scrapy:
            measure_scrapy(context, results, sites, REAL)
        job = measure_ritmon(context, results, companies, sites.pages, REAL)
    return split_of(context, job, sites.pages)


def round_of_region(context: Context, results: Results, region: MadeRegion,
                    with_scrapy: bool) -> dict[str, float]:
    with serve(region.folder, region.port):
        if with_scrapy:
            share = seeds_of(region.folder, region.hosts // SCRAPY_SHARE,
                             region.port, MADE)
            measure_scrapy(context, results, share, MADE)
        job = measure_ritmon(context, results,
                             region.folder / "companies.csv", region.pages,
                             MADE)
    recall, precision = check_truth(context, region, job)
    results.add(OURS, "recall of company x field", "", recall)
    results.add(OURS, "precision of company x field", "", precision)
    return split_of(context, job, region.pages)


def real_pages(context: Context, hosts: int, region: MadeRegion
               ) -> tuple[Sites, Path, Path] | None:
    """The sites, their folder, and the region's companies as theirs: they
    have the same addresses."""
    if context.fixtures is None:
        return None
    folder = context.fresh("real")
    sites = lay_out(replace(context, work=folder), hosts)
    lines = (region.folder / "companies.csv").read_text(encoding="utf-8")
    companies = folder / "companies.csv"
    companies.write_text(lines.replace(f":{region.port}/", f":{sites.port}/"),
                         encoding="utf-8")
    return sites, folder, companies


def run(context: Context, results: Results) -> None:
    if context.find("nginx") is None:
        raise Skipped("no web server to crawl: install nginx-light")
    with_scrapy = context.find("scrapy") is not None
    if not with_scrapy:
        results.lacks("Scrapy", "python3-scrapy")
    hosts = QUICK_HOSTS if context.quick else HOSTS
    region = make(context, context.fresh("region"), hosts, PAGES, free_port())
    real = real_pages(context, hosts, region)
    if real is None:
        results.note("Without the fixtures' real pages (RITMON_FIXTURES) only "
                     "the made region is crawled.")
    splits = []
    for _ in range(context.rounds):
        if real is not None:
            splits.append(round_of_real_pages(context, results, *real,
                                              with_scrapy))
        split = round_of_region(context, results, region, with_scrapy)
        if real is None:
            splits.append(split)
    add_steps(results, splits)
    say(results, hosts, real is not None, with_scrapy)


def say(results: Results, hosts: int, with_real: bool,
        with_scrapy: bool) -> None:
    what = REAL if with_real else MADE
    results.headline(what, "whole job, beside a bare crawl")
    if with_real and with_scrapy:
        results.target(f"whole job on {hosts} x {PAGES} real pages, times "
                       "Scrapy's bare crawl", results.ratio(REAL, PEER), 4,
                       "at least")
    results.note(
        f"{hosts} sites of {PAGES} pages, in whole: `ritmon run` from the list "
        "of companies to the report. It imports, crawls (robots.txt and "
        "reservations obeyed, no pauses), archives every answer as WARC, "
        "extracts text, tags, finds out which company each site speaks for, "
        "and builds both indexes, on two workers. Speed is pages by the time "
        "of all that. All pages must be in the page store and in the index.")
    results.note(
        "Scrapy only crawls: it fetches, parses and follows, and keeps "
        "nothing. 32 transfers at a time, robots.txt obeyed, as ritmon. "
        f"Of the made region it crawls one site in {SCRAPY_SHARE}.")
    results.note(
        "Recall and precision: companies counted in a field against the made "
        "region's truth. The other words of its pages are drawn by chance "
        "from a dictionary and hold terms of fields, too, so precision says "
        "little; a recall below 0.9 fails the part.")
    results.note("Steps: from `ritmon status --timings` of the same runs, "
                 f"{what}; CPU time of the whole program by step.")
