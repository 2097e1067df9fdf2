# SPDX-License-Identifier: GPL-3.0-or-later
"""compare.report: what RESULTS.md says of what was measured, and when."""

import contextlib
import io
import tempfile
import unittest
from pathlib import Path

from compare.report import write_report
from compare.results import OURS, Results

ROOT = Path(__file__).resolve().parents[2]
FACTS = {"cpu": "Some CPU", "cores": 4, "memory_gib": 8, "kernel": "Linux",
         "system": "Debian", "load": "0.10", "commit": "abc", "ritmon": "0.1",
         "compiler": "c++", "packages": {"wget2": "1.99", "absent": ""},
         "date": "2026-01-02 03:04 UTC", "rounds": 3, "seconds": 90,
         "quick": False}


def measured(name: str, **facts: object) -> Results:
    results = Results(name, f"Title of {name}", "What?")
    results.add(OURS, "speed", "pages/s", 6)
    results.add("peer", "speed", "pages/s", 2)
    results.facts = {**FACTS, **facts}
    return results


class ReportTest(unittest.TestCase):

    def report(self, *found: Results) -> str:
        with tempfile.TemporaryDirectory() as folder:
            for results in found:
                results.save(Path(folder, "kept"))
            path = write_report(ROOT, Path(folder, "kept"), Path(folder, "out"))
            self.pictures = sorted(
                p.name for p in Path(folder, "out/results").glob("*"))
            return path.read_text(encoding="utf-8")

    def test_nothing_measured(self):
        self.assertIn("Nothing has been measured yet.", self.report())

    def test_chapters_stand_in_their_order(self):
        text = self.report(measured("startup"), measured("another"),
                           measured("crawl"))
        places = [text.index(f"## Title of {name}")
                  for name in ("crawl", "startup", "another")]
        self.assertEqual(places, sorted(places))

    def test_short_answer_comes_first(self):
        text = self.report(measured("crawl"))
        self.assertIn("| title of crawl | 6 pages/s | peer | 2 pages/s | "
                      "**3** |", text)
        self.assertLess(text.index("## In short"),
                        text.index("## Title of crawl"))

    def test_a_part_of_another_commit_says_so(self):
        text = self.report(measured("crawl"),
                           measured("startup", commit="def+"))
        self.assertIn("**Not all parts are from one commit**", text)
        self.assertIn("Commit `def` with changes.", text)
        self.assertNotIn("**Not all parts are from one commit**",
                         self.report(measured("crawl"), measured("startup")))

    def test_targets(self):
        results = measured("crawl")
        results.target("fast", 6.94, 8, "at least")
        results.target("small", 20, 300, "at most")
        text = self.report(results)
        self.assertIn("| fast | 6.94 | at least 8 | **no** | "
                      "[Title of crawl](#title-of-crawl) |", text)
        self.assertIn("| small | 20 | at most 300 | yes |", text)

    def test_what_is_missing_is_said(self):
        results = measured("crawl")
        with contextlib.redirect_stdout(io.StringIO()) as said:
            results.lacks("wget2", "wget2")
        self.assertIn("wget2 is not measured: install wget2", said.getvalue())
        self.assertIn("- **wget2 is not measured: install wget2.**",
                      self.report(results))
        results = measured("crawl")
        results.series = []
        results.skipped = "no server"
        self.assertIn("**Not measured:** no server.", self.report(results))

    def test_steps_with_shares(self):
        results = measured("crawl")
        results.step("parse", 3)
        results.step("fetch", 1)
        text = self.report(results)
        self.assertIn("| parse | 3 | 75% |\n| fetch | 1 | 25% |\n"
                      "| all | 4 |  |", text)

    def test_curves_say_what_limits_them(self):
        results = measured("crawl")
        for at in (10, 1000):
            results.add(OURS, "by hosts", "pages/s", 3, at)
        results.curve("by hosts", "hosts", "The server.")
        text = self.report(results)
        self.assertIn("- Title of crawl, by hosts by hosts: The server.", text)
        self.assertEqual(text.count("The server."), 1)

    def test_figures_not_to_be_quoted(self):
        for facts, words in (({"quick": True}, "Tiny sizes"),
                             ({"load": "3.5"}, "The machine was busy"),
                             ({}, None)):
            text = self.report(measured("crawl", **facts))
            for other in ("Tiny sizes", "The machine was busy"):
                with self.subTest(f"{facts} {other}"):
                    self.assertEqual(other in text, other == words)

    def test_charts_or_a_line_that_says_why_not(self):
        text = self.report(measured("crawl"))
        try:
            import matplotlib  # noqa: F401
        except ImportError:
            self.assertIn("python3-matplotlib is not installed", text)
            return
        self.assertRegex(text, r"!\[Bar chart [^]]+\]\(results/ratios.svg\)")
        self.assertIn("ratios.svg", self.pictures)


if __name__ == "__main__":
    unittest.main()
