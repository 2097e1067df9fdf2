# SPDX-License-Identifier: GPL-3.0-or-later
"""Runs the parts, keeps what they found, writes the report."""

from __future__ import annotations

import argparse
import dataclasses
import datetime
import os
import signal
import sys
import tempfile
import time
import traceback
from pathlib import Path
from typing import Any

from compare import machine, parts
from compare.context import BenchError, Context, Skipped
from compare.report import write_report
from compare.results import Results

ROOT = Path(__file__).resolve().parents[2]
CACHE = ROOT / "build/bench"


def arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        prog="bench/run", description="Measures ritmon beside others and "
        "writes bench/RESULTS.md. A part alone renews its own chapter.")
    parser.add_argument("--rounds", type=int, default=3, metavar="N",
                        help="how often each is measured (default %(default)s)")
    parser.add_argument("--quick", action="store_true",
                        help="one round of tiny sizes, to see that it works; "
                        "the report goes to build/bench/quick/RESULTS.md")
    parser.add_argument("--list", action="store_true",
                        help="prints the parts")
    parser.add_argument("--report", action="store_true",
                        help="only writes the report of what is there")
    parser.add_argument("--build", type=Path, default=ROOT / "build/release",
                        metavar="FOLDER", help="programs of another build")
    parser.add_argument("--cache", type=Path, default=CACHE,
                        metavar="FOLDER", help="keeps corpora, results and the "
                        "report elsewhere")
    parser.add_argument("parts", nargs="*", metavar="PART",
                        help="default: all")
    given = parser.parse_args()
    unknown = set(given.parts) - set(parts.names())
    if unknown:
        parser.error(f"no part {', '.join(sorted(unknown))}; there are "
                     f"{', '.join(parts.names())}")
    if given.rounds < 1:
        parser.error("--rounds takes a number from 1 on")
    return given


def fixtures() -> Path | None:
    folder = Path(os.environ.get("RITMON_FIXTURES",
                                 ROOT.parent / "shared/fixtures"))
    return folder.resolve() if folder.is_dir() else None


def measure(name: str, context: Context, facts: dict[str, Any],
            memory: Path) -> tuple[Results, bool]:
    """One part, in a folder of its own; false if it failed."""
    module = parts.load(name)
    results = Results(name, module.TITLE, module.QUESTION)
    print(f"{name}: {module.TITLE}", flush=True)
    begin = time.monotonic()
    works = True
    with tempfile.TemporaryDirectory(prefix=f"ritmon-bench-{os.getpid()}-",
                                     dir=memory) as work:
        # A web server's worker may be another user.
        os.chmod(work, 0o755)
        try:
            module.run(dataclasses.replace(context, work=Path(work)), results)
        except Skipped as why:
            print(f"  left out: {why}", flush=True)
            results = Results(name, module.TITLE, module.QUESTION,
                              skipped=str(why))
        except Exception as error:  # the other parts are measured still
            if not isinstance(error, BenchError):
                traceback.print_exc()
            print(f"  {name} failed: {error}", file=sys.stderr, flush=True)
            first = str(error).splitlines()[0] if str(error) else repr(error)
            results = Results(name, module.TITLE, module.QUESTION,
                              skipped=f"it failed: `{first}`")
            works = False
    seconds = time.monotonic() - begin
    now = datetime.datetime.now(datetime.timezone.utc)
    results.facts = {**facts, "date": now.strftime("%Y-%m-%d %H:%M UTC"),
                     "rounds": context.rounds, "quick": context.quick,
                     "seconds": round(seconds, 1)}
    print(f"  {seconds:.0f} s", flush=True)
    return results, works


def main() -> int:
    given = arguments()
    if given.list:
        for name in parts.names():
            print(f"{name:<12} {parts.load(name).TITLE}")
        return 0
    cache = given.cache.resolve()
    kept = cache / ("quick/results" if given.quick else "results")
    report = kept.parent if given.quick or cache != CACHE else ROOT / "bench"
    # What is measured must not wait for a disk.
    memory = Path("/dev/shm" if os.access("/dev/shm", os.W_OK) else "/tmp")
    context = Context(root=ROOT, build=given.build.resolve(), work=memory,
                      cache=cache, rounds=1 if given.quick else given.rounds,
                      quick=given.quick, fixtures=fixtures())
    failed = False
    if not given.report:
        cache.mkdir(parents=True, exist_ok=True)
        if context.fixtures is None:
            print("no pages from the web here (RITMON_FIXTURES): parts that "
                  "have others take those")
        facts = machine.facts_of(ROOT, context.find("ritmon"))
        for name in given.parts or parts.names():
            results, works = measure(name, context, facts, memory)
            results.save(kept)
            failed |= not works
    print(f"written: {write_report(ROOT, kept, report)}")
    return 1 if failed else 0


if __name__ == "__main__":
    # As an interrupt: folders in memory are removed on the way out.
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))
    try:
        sys.exit(main())
    except KeyboardInterrupt:
        print("stopped; parts that were measured are kept", file=sys.stderr)
        sys.exit(130)
