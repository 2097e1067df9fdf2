# SPDX-License-Identifier: GPL-3.0-or-later
"""The made region: written by make_region, served, and what is true of it."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path

from compare.context import BenchError, Context
from compare.ritmon_job import Job

# Of what the companies say of their fields so much must be found. Who does
# not do the work is fast. Of a small region single companies decide.
LEAST_RECALL = 0.9
QUICK_LEAST_RECALL = 0.8


@dataclass(frozen=True)
class MadeRegion:
    folder: Path  # www, seeds, companies.csv, truth.jsonl
    hosts: int
    pages: int  # of all hosts
    port: int


def make(context: Context, folder: Path, hosts: int, pages_each: int,
         port: int, page_bytes: int = 144_000) -> MadeRegion:
    context.run([context.program("make_region"), f"--hosts={hosts}",
                 f"--pages={pages_each}", f"--bytes={page_bytes}",
                 f"--port={port}", folder])
    return MadeRegion(folder, hosts, hosts * pages_each, port)


def recall_and_precision(context: Context, region: MadeRegion,
                         job: Job) -> tuple[float, float]:
    """Of pairs of company and field, counted ones against the truth."""
    truth = {(row["register_number"], field)
             for row in map(json.loads, _lines(region.folder / "truth.jsonl"))
             for field in row["fields"]}
    counted = {(row["register_number"], field["field"])
               for row in job.export(context, "companies")
               for field in row["fields"] if field["counted"]}
    common = len(truth & counted)
    if not common:
        raise BenchError("none of the region's companies was found in its "
                         f"field; {len(truth)} pairs are true, {len(counted)} "
                         "counted")
    return common / len(truth), common / len(counted)


def check_truth(context: Context, region: MadeRegion,
                job: Job) -> tuple[float, float]:
    """As above; raises BenchError if less than that was found."""
    least = QUICK_LEAST_RECALL if context.quick else LEAST_RECALL
    recall, precision = recall_and_precision(context, region, job)
    if recall < least:
        raise BenchError(f"recall of company x field is {recall:.3f}, below "
                         f"{least}: the work was not done")
    return recall, precision


def _lines(path: Path) -> list[str]:
    return path.read_text(encoding="utf-8").splitlines()
