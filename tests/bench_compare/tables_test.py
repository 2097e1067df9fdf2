# SPDX-License-Identifier: GPL-3.0-or-later
"""compare.tables and compare.headlines: numbers and tables for readers."""

import unittest

from compare import headlines, tables
from compare.results import OURS, Results, Series


class TablesTest(unittest.TestCase):

    def test_numbers(self):
        for value, text in ((0, "0"), (5, "5"), (52361.4, "52,400"),
                            (1234567, "1,234,567"), (130.49, "130"),
                            (99.96, "100"), (6.912, "6.91"), (0.02345, "0.0234"),
                            (1.0, "1"), (999.6, "1,000"), (0.00001234,
                                                           "1.23e-05")):
            with self.subTest(value):
                self.assertEqual(tables.number(value), text)

    def test_ratios(self):
        for value, text in ((20.83, "21"), (6.94, "6.9"), (0.8, "0.8"),
                            (0.012, "0.012"), (9.97, "10"), (140, "140")):
            with self.subTest(value):
                self.assertEqual(tables.times(value), text)

    def test_spread(self):
        for values, text in (((3,), "3"), ((3, 3), "3"),
                             ((1, 9, 2), "2 (1–9)")):
            with self.subTest(values):
                self.assertEqual(
                    tables.spread(Series("x", "q", "s", None, list(values))),
                    text)

    def test_only_speeds_and_costs_are_compared(self):
        for unit, compared in (("pages/s", True), ("MiB", True), ("ms", True),
                               ("ms/page", True), ("pages", False),
                               ("sites", False), ("", False), ("%", False)):
            with self.subTest(unit):
                self.assertEqual(tables.is_comparable(unit), compared)

    def test_quantities_by_subject(self):
        results = Results("p")
        results.add("peer", "speed", "pages/s", 10)
        results.add(OURS, "speed", "pages/s", 40)
        results.add(OURS, "pages", "pages", 7)
        results.add("peer", "pages", "pages", 7)
        results.add(OURS, "curve", "pages/s", 1, at=5)
        self.assertEqual(tables.quantities(results), [
            "|  | unit | ritmon | peer |", "|---|---|---:|---:|",
            "| speed | pages/s | 40 | 10 ×4 |", "| pages | pages | 7 | 7 |",
            ""])

    def test_curve_by_point(self):
        results = Results("p")
        for at, value in ((100, 9), (10, 3)):
            results.add(OURS, "speed", "pages/s", value, at)
        results.add(OURS, "speed", "pages/s", 4, 10)
        results.add("a|b", "speed", "pages/s", 5, 100)
        results.curve("speed", "hosts", "")
        self.assertEqual(tables.curves(results), [
            "**speed**, pages/s, by hosts", "", "|  | 10 | 100 |",
            "|---|---:|---:|", "| ritmon | 3.50 | 9 |", "| a\\|b |  | 5 |", "",
            "Medians; single rounds differ from them by up to 14%.", ""])


class HeadlinesTest(unittest.TestCase):

    def setUp(self):
        self.results = Results("p", "Crawling")
        self.results.add(OURS, "pages", "pages", 5)
        self.results.add("peer", "pages", "pages", 5)
        self.results.add(OURS, "speed", "pages/s", 6)
        self.results.add("peer", "speed", "pages/s", 2)
        self.results.add("ritmon --force", "speed", "pages/s", 1)

    def test_without_one_it_is_the_first_that_can_be_compared(self):
        made = headlines.comparisons([self.results])
        self.assertEqual([(one.job, one.peer.subject, one.ratio)
                          for one in made], [("crawling", "peer", 3)])

    def test_named_point_of_a_curve(self):
        for at in (10, 100):
            self.results.add(OURS, "words", "MB/s", at, at)
            self.results.add("peer", "words", "MB/s", 5, at)
        # Points of one round only do not stand for all.
        self.results.add(OURS, "words", "MB/s", 10, 10)
        for at, ratio in ((None, 2), (100, 20)):
            with self.subTest(at):
                self.results.headlines = []
                self.results.headline("words", "find", at)
                made = headlines.comparisons([self.results])
                self.assertEqual([one.ratio for one in made], [ratio])

    def test_table(self):
        self.results.add(OURS, "speed", "pages/s", 8)
        self.results.add("peer", "speed", "pages/s", 2)
        rows = headlines.table(headlines.comparisons([self.results]))
        self.assertEqual(rows[2], "| crawling | 7 (6–8) pages/s | peer | "
                                  "2 pages/s | **3.5** (3–4) |")


if __name__ == "__main__":
    unittest.main()
