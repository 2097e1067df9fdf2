# SPDX-License-Identifier: GPL-3.0-or-later
"""The whole job by the number of hosts."""

from __future__ import annotations

from dataclasses import dataclass

from compare.context import Context, Skipped
from compare.made_region import MadeRegion, make
from compare.results import MEMORY, OURS, Results
from compare.web_server import free_port, serve
from compare.ritmon_job import run_whole_job, share_of_steps

TITLE = "Hosts"
QUESTION = "Do ten thousand sites cost more a page than ten?"

PAGE_BYTES = 20_000
SPEED = "whole job"
CPU = "CPU time"


@dataclass(frozen=True)
class Size:
    hosts: int
    pages_each: int


# As many pages in all, until a site would have less than two.
SIZES = (Size(10, 400), Size(100, 40), Size(1000, 4), Size(10_000, 2))
QUICK_SIZES = (Size(4, 20), Size(40, 2))


def measure(context: Context, results: Results, region: MadeRegion,
            pages_each: int) -> str:
    """Says what takes the CPU."""
    with serve(region.folder, region.port):
        job = run_whole_job(context, region.folder / "companies.csv",
                            most_pages=pages_each)
    job.check_pages(context, region.pages)
    done = job.measured
    results.add(OURS, SPEED, "pages/s", region.pages / done.wall, region.hosts)
    results.add(OURS, CPU, "ms/page", done.cpu * 1000 / region.pages,
                region.hosts)
    results.add(OURS, MEMORY, "MiB", done.mib, region.hosts)
    return share_of_steps(job.steps(context))


def run(context: Context, results: Results) -> None:
    if context.find("nginx") is None:
        raise Skipped("no web server to crawl: install nginx-light")
    sizes = QUICK_SIZES if context.quick else SIZES
    regions = [(size, make(context, context.fresh(f"region-{size.hosts}"),
                           size.hosts, size.pages_each, free_port(),
                           PAGE_BYTES)) for size in sizes]
    largest = {}
    for _ in range(context.rounds):
        for size, region in regions:
            largest[size.hosts] = measure(context, results, region,
                                          size.pages_each)
    shares = "; ".join(f"{hosts} hosts: {text}"
                       for hosts, text in largest.items())
    results.curve(SPEED, "hosts",
                  "Of one host one page at a time is fetched, so with few hosts "
                  "slow answers would limit it; this server's are fast. With "
                  "many it is what is done once a host: robots.txt, "
                  "reservation, connection, company. Of the CPU time, "
                  f"{shares}.")
    results.curve(CPU, "hosts", "The same.")
    results.curve(MEMORY, "hosts", "Hosts being crawled, kept connections, "
                  "and the companies that imprints are matched with.")
    results.note("The whole job (`ritmon run`) on made regions of pages of 20 "
                 "KB: " + ", ".join(f"{size.hosts} x {size.pages_each}"
                                    for size in sizes) + ".")
    results.note("Every site costs two answers beside its pages, robots.txt "
                 "and tdmrep.json: of 10,000 sites with two pages that is half "
                 "of all.")
