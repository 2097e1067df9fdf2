# SPDX-License-Identifier: GPL-3.0-or-later
"""ritmon's whole job, by the real program: `ritmon run` in a fresh folder."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from compare.context import BenchError, Context, Run

CONFIGURATION = """\
[data]
directory = "{data}"
[keywords]
directory = "{root}/keyword-lists"
[places]
geo = "{root}/config/geo"
courts = "{root}/config/register_courts.tsv"
[crawl]
contact = "https://www.ritmon.example/bot"
reservation_phrases = "{root}/config/reservation-phrases.toml"
# The server is this machine's own.
delay_ms = 0
slow_factor = 0
max_pages_per_site = {most_pages}
max_mib_per_site = 1024
[fetch]
allow_private_addresses = true
[render]
render = "off"
[pipeline]
workers = {workers}
[[companies]]
file = "{companies}"
"""


@dataclass(frozen=True)
class Job:
    """A finished job: its folder can be asked what was done."""

    configuration: Path
    measured: Run

    def _json(self, context: Context, *arguments: str) -> str:
        return context.run([context.program("ritmon"), *arguments, "--config",
                            self.configuration]).stdout

    def status(self, context: Context) -> dict[str, Any]:
        return json.loads(self._json(context, "status", "--json"))

    def steps(self, context: Context) -> list[dict[str, Any]]:
        """Of what the program itself counts: step, cpu_seconds, …"""
        return json.loads(self._json(context, "status", "--timings",
                                     "--json"))["steps"]

    def export(self, context: Context, what: str) -> list[dict[str, Any]]:
        lines = self._json(context, "export", what, "--all", "--everywhere",
                           "--format", "jsonl", "--quiet")
        return [json.loads(line) for line in lines.splitlines()]

    def check_pages(self, context: Context, pages: int) -> None:
        """All must be in the page store and in the index."""
        stored = self.status(context)["pages"]
        indexed = len(self.export(context, "pages"))
        if stored != pages or indexed != pages:
            raise BenchError(f"of {pages} pages {stored} are in the page "
                             f"store and {indexed} in the index")


def run_whole_job(context: Context, companies: Path, *, workers: int = 2,
                  most_pages: int = 100) -> Job:
    """Import, crawl, archive, extraction, tags, attribution, both indexes,
    list and report. `companies` names the websites to crawl."""
    folder = context.fresh("job")
    configuration = folder / "ritmon.toml"
    configuration.write_text(CONFIGURATION.format(
        data=folder / "data", root=context.root, companies=companies,
        workers=workers, most_pages=most_pages))
    measured = context.run([context.program("ritmon"), "run", "--config",
                            configuration], cwd=folder)
    return Job(configuration, measured)


def share_of_steps(steps: list[dict[str, Any]], most: int = 3) -> str:
    """What takes the CPU: "indexing 40 %, parsing 21 %, fetching 12 %"."""
    total = sum(step["cpu_seconds"] for step in steps) or 1
    largest = sorted(steps, key=lambda step: -step["cpu_seconds"])[:most]
    return ", ".join(f"{step['step'].replace('_', ' ')} "
                     f"{100 * step['cpu_seconds'] / total:.0f} %"
                     for step in largest)
