# SPDX-License-Identifier: GPL-3.0-or-later
"""Sites that several clients crawl: real pages, or a made region."""

from __future__ import annotations

import sys
from dataclasses import dataclass
from pathlib import Path

from compare.context import Context
from compare.web_server import free_port

# Pages of each site; bench/peers/build_site.py makes as many.
PAGES = 10


@dataclass(frozen=True)
class Sites:
    what: str  # for a note: which pages these are
    seeds: Path
    pages: int
    port: int


def lay_out(context: Context, hosts: int) -> Sites:
    """Writes work/www for web_server.serve(context.work, port)."""
    port = free_port()
    if context.fixtures is not None:
        warc = context.fixtures / "extraction-de/german-pages-dev.warc.gz"
        said = context.run([sys.executable,
                            context.root / "bench/peers/build_site.py", warc,
                            context.work, str(port)]).stdout.strip()
        what = f"real pages of German companies ({said})"
    else:
        context.run([context.program("make_region"), f"--hosts={hosts}",
                     f"--pages={PAGES}", f"--port={port}", context.work])
        what = ("pages of a made region, as real ones are not here "
                "(RITMON_FIXTURES)")
    seeds = context.work / "chosen-seeds"
    lines = (context.work / "seeds").read_text().splitlines(keepends=True)
    seeds.write_text("".join(lines[:hosts]))
    return Sites(what, seeds, min(hosts, len(lines)) * PAGES, port)
