# SPDX-License-Identifier: GPL-3.0-or-later
"""compare.results: rounds, ratios, targets, files."""

import json
import tempfile
import unittest
from pathlib import Path

from compare.results import (OURS, Results, Series, Target, more_is_better,
                             ratios, write_atomically)


def series(unit: str, *values: float) -> Series:
    return Series("x", "q", unit, None, list(values))


class ResultsTest(unittest.TestCase):

    def test_unit_says_which_way_is_better(self):
        for unit, better in (("pages/s", True), ("MB/s of CPU", True),
                             ("rows/s", True), ("", True), ("ms", False),
                             ("ms/page", False), ("s/site", False),
                             ("MiB", False), ("ms of CPU", False)):
            with self.subTest(unit):
                self.assertEqual(more_is_better(unit), better)

    def test_ratio_is_taken_round_by_round(self):
        for unit, ours, peer, wanted in (
                ("pages/s", (10, 40), (5, 10), [2, 4]),
                ("ms", (10, 40), (5, 10), [0.5, 0.25]),
                # Rounds that do not pair: of the medians.
                ("pages/s", (10, 20, 30), (5, 15), [2]),
                ("MiB", (8,), (2, 4, 6), [0.5]),
                ("ms", (0,), (3,), [float("inf")]),
                ("ms", (0,), (0,), [1])):
            with self.subTest(f"{unit} {ours} {peer}"):
                self.assertEqual(
                    ratios(series(unit, *ours), series(unit, *peer)), wanted)

    def test_median_and_ratio_by_name(self):
        results = Results("p")
        for ours, peer in ((30, 10), (10, 10), (20, 5)):
            results.add(OURS, "speed", "pages/s", ours)
            results.add("peer", "speed", "pages/s", peer)
        results.add(OURS, "speed", "pages/s", 7, at=100)
        self.assertEqual(results.median(OURS, "speed"), 20)
        self.assertEqual(results.median(OURS, "speed", 100), 7)
        self.assertEqual(results.ratio("speed", "peer"), 3)
        with self.assertRaises(KeyError):
            results.median("nobody", "speed")

    def test_one_quantity_has_one_unit(self):
        results = Results("p")
        results.add(OURS, "speed", "pages/s", 1)
        with self.assertRaises(ValueError):
            results.add(OURS, "speed", "MB/s", 1)

    def test_target(self):
        for value, bound, sense, reached in ((8, 8, "at least", True),
                                             (7.9, 8, "at least", False),
                                             (8, 8, "at most", True),
                                             (8.1, 8, "at most", False)):
            with self.subTest(f"{value} {sense} {bound}"):
                self.assertEqual(
                    Target("t", value, bound, sense).reached, reached)
        with self.assertRaises(ValueError):
            Results("p").target("t", 1, 1, "no less than")

    def test_what_is_saved_is_loaded(self):
        results = Results("p", "Title", "Question?")
        results.add(OURS, "speed", "pages/s", 1.5)
        results.add(OURS, "speed", "pages/s", 2.5, at=10)
        results.step("parse", 3)
        results.curve("speed", "hosts", "nothing")
        results.headline("speed", "job", 10)
        results.target("t", 1, 2, "at most")
        results.note("n")
        results.facts = {"date": "d"}
        with tempfile.TemporaryDirectory() as folder:
            results.save(Path(folder))
            self.assertEqual(Results.load(Path(folder, "p.json")), results)

    def test_figures_of_a_bench_program(self):
        rows = [{"subject": OURS, "quantity": "q", "unit": "s", "value": 2},
                {"subject": "peer", "quantity": "q", "unit": "s", "value": 4,
                 "at": 3}]
        results = Results("p")
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder, "figures.json")
            path.write_text(json.dumps(rows))
            results.add_json(path)
            results.add_json(path)
        self.assertEqual(results.find(OURS, "q").values, [2, 2])
        self.assertEqual(results.find("peer", "q", 3).values, [4, 4])

    def test_what_fails_leaves_the_file(self):
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder, "report")
            write_atomically(path, "old")
            with self.assertRaises(UnicodeEncodeError):
                write_atomically(path, "\udc80")
            self.assertEqual(path.read_text(), "old")
            self.assertEqual([p.name for p in Path(folder).iterdir()],
                             ["report"])


if __name__ == "__main__":
    unittest.main()
