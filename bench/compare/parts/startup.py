# SPDX-License-Identifier: GPL-3.0-or-later
"""How long a command takes that does nearly nothing."""

from __future__ import annotations

from compare.context import Context
from compare.results import MEMORY, Results

TITLE = "Start-up"
QUESTION = "How long does one wait for a command that does nearly nothing?"


def run(context: Context, results: Results) -> None:
    for _ in range(context.rounds):
        done = context.run([context.program("ritmon"), "--version"])
        results.add("ritmon", "version", "ms", done.wall * 1000)
        results.add("ritmon", MEMORY, "MiB", done.mib)
