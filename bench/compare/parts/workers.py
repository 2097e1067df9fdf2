# SPDX-License-Identifier: GPL-3.0-or-later
"""The whole job by the number of workers."""

from __future__ import annotations

from compare.context import Context, Skipped
from compare.made_region import check_truth, make
from compare.results import MEMORY, OURS, Results
from compare.sites import PAGES
from compare.web_server import free_port, serve
from compare.ritmon_job import run_whole_job, share_of_steps

TITLE = "Workers"
QUESTION = "What does a second thread that reads pages gain?"

HOSTS = 400
QUICK_HOSTS = 40
WORKERS = (1, 2)
SPEED = "whole job"
CPU = "CPU time"


def run(context: Context, results: Results) -> None:
    if context.find("nginx") is None:
        raise Skipped("no web server to crawl: install nginx-light")
    hosts = QUICK_HOSTS if context.quick else HOSTS
    region = make(context, context.fresh("region"), hosts, PAGES, free_port())
    largest = ""
    with serve(region.folder, region.port):
        for _ in range(context.rounds):
            for workers in WORKERS:
                job = run_whole_job(context, region.folder / "companies.csv",
                                    workers=workers)
                job.check_pages(context, region.pages)
                check_truth(context, region, job)
                run_ = job.measured
                results.add(OURS, SPEED, "pages/s", region.pages / run_.wall,
                            workers)
                results.add(OURS, CPU, "ms/page",
                            run_.cpu * 1000 / region.pages, workers)
                results.add(OURS, MEMORY, "MiB", run_.mib, workers)
                largest = share_of_steps(job.steps(context))
    results.curve(SPEED, "workers",
                  "Workers read pages and write the index of pages in the end; "
                  "the crawl and the rest of what follows it are one thread, "
                  "and server and program share the machine's cores. Of the CPU time with {WORKERS[-1]} workers: "
                  f"{largest}.")
    results.curve(MEMORY, "workers", "Each worker has its own matcher and "
                  "parser; the keyword lists are shared.")
    results.note(f"The whole job (`ritmon run`) on the made region, {hosts} "
                 f"sites of {PAGES} pages of 144 KB on average; nginx on the "
                 "same cores.")
