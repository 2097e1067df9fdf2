# SPDX-License-Identifier: GPL-3.0-or-later
"""The demo region's data, made by the real job as ./run does it; kept."""

from __future__ import annotations

import shutil
import subprocess
import time
from pathlib import Path

from compare.context import BenchError, Context

# Long enough for a machine that compiles something at the same time.
_START_SECONDS = 30


def data_of(context: Context) -> tuple[Path, list[str]]:
    """The data directory, and the options by which ritmon reads it. Made anew
    when the program is newer."""
    folder = context.cache / "demo"
    data = folder / "data"
    connect_to = folder / "connect-to.toml"
    config = ["-c", str(context.root / "config/demo.toml"),
              "--set", f"data.directory={data}",
              "--set", f"fetch.connect_to={connect_to}"]
    ritmon = context.program("ritmon")
    made = folder / "made"
    if made.exists() and made.stat().st_mtime > ritmon.stat().st_mtime:
        return data, config
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    _crawl(context, connect_to, [str(ritmon), "run", *config])
    made.touch()
    return data, config


def _crawl(context: Context, connect_to: Path, command: list[str]) -> None:
    server = subprocess.Popen(
        [context.program("ritmon-demo-server"), context.root / "demo/sites",
         "--connect-to", connect_to], stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL)
    try:
        end = time.monotonic() + _START_SECONDS
        while not (connect_to.exists() and connect_to.stat().st_size):
            if server.poll() is not None or time.monotonic() > end:
                raise BenchError("the demo server did not start")
            time.sleep(0.05)
        context.run(command)
    finally:
        server.terminate()
        server.wait()
