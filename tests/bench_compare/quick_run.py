# SPDX-License-Identifier: GPL-3.0-or-later
"""What of bench/compare needs the programs of a build: how a run is measured,
and all of it with --quick, in fresh folders, on a machine without peers.

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

from compare.context import BenchError, Context, Run

ROOT = Path(__file__).resolve().parents[2]
BUILD = Path(sys.argv.pop(1))
PARTS = ("indexing", "queries", "register", "grants", "retag", "startup")


class MeasuredRun(unittest.TestCase):

    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        work = Path(folder.name)
        self.context = Context(ROOT, BUILD, work, work, 1, True, None)

    def python(self, code: str, **more) -> Run:
        return self.context.run([sys.executable, "-c", code], **more)

    def test_what_it_prints_reads_and_is_given(self):
        run = self.python("import os, sys; "
                          "print(os.environ['X'], sys.stdin.read())",
                          env={"X": "x"}, stdin=b"given")
        self.assertEqual(run.stdout, "x given\n")

    def test_children_count(self):
        busy = "sum(i * i for i in range(3000000))"
        alone = self.python(busy)
        both = self.python("import subprocess, sys; "
                           f"subprocess.run([sys.executable, '-c', '{busy}']);"
                           + busy)
        self.assertGreater(both.cpu, 1.3 * alone.cpu)
        self.assertGreater(alone.wall, 0)

    def test_memory_is_that_of_the_program_and_not_of_who_measures(self):
        own = bytearray(b"x" * (100 << 20))
        self.assertLess(self.context.run(["true"]).mib, 50)
        self.assertGreater(self.python("x = bytearray(b'x' * (100 << 20))").mib,
                           100)
        del own

    def test_failure_says_what_the_program_said_last(self):
        with self.assertRaisesRegex(BenchError, "ended with 3:\\nthe reason"):
            self.python("import sys; print('the reason', file=sys.stderr); "
                        "sys.exit(3)")
        self.python("import sys; sys.exit(3)", may_exit=(0, 3))
        with self.assertRaises(BenchError):
            self.context.run(["/no/such/program"])


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
