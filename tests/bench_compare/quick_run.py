# SPDX-License-Identifier: GPL-3.0-or-later
"""bench/compare --quick with the programs of a build, in fresh folders, on a
machine where no peer is installed.

usage: quick_run.py BUILD
"""

import json
import os
import shutil
import subprocess
import sys
import tempfile
import unittest
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
BUILD = Path(sys.argv.pop(1))
PARTS = ("indexing", "queries", "register", "grants", "retag", "startup")


class QuickRun(unittest.TestCase):

    @classmethod
    def setUpClass(cls):
        cls.folder = Path(tempfile.mkdtemp(prefix="ritmon-bench-test-"))
        cls.addClassCleanup(shutil.rmtree, cls.folder)
        # All that parts take from the system, and no peer.
        programs = cls.folder / "bin"
        programs.mkdir()
        for name in ("grep", "git", "c++", "dpkg-query"):
            found = shutil.which(name)
            if found:
                (programs / name).symlink_to(found)
        cls.process = subprocess.Popen(
            [sys.executable, "-m", "compare", "--quick", "--build", BUILD,
             "--cache", cls.folder / "cache", *PARTS], text=True,
            stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
            env={**os.environ, "PATH": str(programs),
                 "PYTHONPATH": str(ROOT / "bench"),
                 "RITMON_FIXTURES": "/nowhere"})
        cls.said = cls.process.communicate()[0]

    def test_every_part_is_measured(self):
        self.assertEqual(self.process.returncode, 0, self.said)
        kept = self.folder / "cache/quick/results"
        for name in PARTS:
            with self.subTest(name):
                found = json.loads((kept / f"{name}.json").read_text())
                ours = [series for series in found["series"]
                        if series["subject"] == "ritmon"]
                self.assertTrue(ours)
                for series in ours:
                    self.assertTrue(series["values"])
                    self.assertGreater(min(series["values"]), 0, series)
                self.assertEqual(found["skipped"], "")

    def test_peers_that_are_not_there_are_said(self):
        for line in ("Scrapy is not measured: install python3-scrapy",
                     "quest is not measured: install xapian-omega"):
            with self.subTest(line):
                self.assertIn(line, self.said)
                self.assertIn(line, self.report())

    def test_the_report_is_not_that_of_the_source(self):
        self.assertIn(f"written: {self.folder}", self.said)
        self.assertIn("Tiny sizes", self.report())

    def test_nothing_stays_in_memory(self):
        pattern = f"ritmon-bench-{self.process.pid}-*"
        self.assertEqual(list(Path("/dev/shm").glob(pattern)), [])

    def report(self):
        return (self.folder / "cache/quick/RESULTS.md").read_text()


if __name__ == "__main__":
    unittest.main()
