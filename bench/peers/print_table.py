#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""print_table.py FILE: medians of the lines "client pages wall user sys KB"."""

import statistics
import sys


def main():
    runs = {}
    with open(sys.argv[1], encoding="ascii") as lines:
        for line in lines:
            client, *numbers = line.split()
            pages, wall, user, system, kilobytes = map(float, numbers)
            runs.setdefault(client, []).append(
                (pages, pages / wall, (user + system) * 1000 / pages,
                 kilobytes / 1024))
    medians = {client: [statistics.median(column) for column in zip(*rows)]
               for client, rows in runs.items()}
    first = "scrapy" if "scrapy" in medians else next(iter(medians))
    _, base_rate, base_cpu, _ = medians[first]
    print(f"{'client':14}{'pages':>7}{'pages/s':>9}{'CPU s/1000':>12}"
          f"{'peak MB':>9}{'speed':>8}{'CPU':>8}")
    for client, (pages, rate, cpu, memory) in medians.items():
        print(f"{client:14}{pages:7.0f}{rate:9.0f}{cpu:12.2f}{memory:9.0f}"
              f"{rate / base_rate:7.1f}x{cpu / base_cpu:8.3f}")
    print(f"(median of {len(runs[first])} rounds; speed and CPU a page in "
          f"relation to {first})")


if __name__ == "__main__":
    main()
