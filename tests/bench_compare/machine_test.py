# SPDX-License-Identifier: GPL-3.0-or-later
"""compare.machine, and the groups of tools/debian-packages."""

import subprocess
import tempfile
import unittest
from pathlib import Path

from compare import machine

ROOT = Path(__file__).resolve().parents[2]
LIST = "# a comment\nalways\nwith # why\n\nfull:\nlarge\nbench:\npeer\n"


class PackagesTest(unittest.TestCase):

    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.root = Path(folder.name)
        (self.root / "tools").mkdir()
        (self.root / "tools/debian-packages").write_text(LIST)

    def test_a_group_is_installed_only_when_asked_for(self):
        for group, wanted in (("", "always with"),
                              ("full", "always with large"),
                              ("bench", "always with peer")):
            with self.subTest(group):
                said = subprocess.run(
                    ["sh", "-c", f'. "$1"; package_list {group}', "sh",
                     ROOT / "tools/setup.sh"], env={"here": str(self.root),
                                                    "PATH": "/usr/bin:/bin"},
                    stdout=subprocess.PIPE, text=True, check=True).stdout
                self.assertEqual(" ".join(said.split()), wanted)

    def test_versions_of_what_figures_depend_on(self):
        self.assertEqual(
            machine.packages_of(self.root / "tools/debian-packages"),
            ["always", "with", "peer"])


class CommitTest(unittest.TestCase):

    def git(self, *command: str) -> str:
        return subprocess.run(
            ["git", "-C", self.root, "-c", "user.name=n", "-c",
             "user.email=e@example.org", *command], check=True, text=True,
            stdout=subprocess.PIPE).stdout.strip()

    def test_changes_are_marked_but_not_those_of_the_report(self):
        with tempfile.TemporaryDirectory() as folder:
            self.root = Path(folder)
            self.assertEqual(machine.commit_of(self.root), "")
            (self.root / "file").write_text("one")
            self.git("init", "-q")
            self.git("add", ".")
            self.git("commit", "-q", "-m", "one")
            commit = self.git("rev-parse", "--short=12", "HEAD")
            (self.root / "bench").mkdir()
            (self.root / "bench/RESULTS.md").write_text("results")
            self.assertEqual(machine.commit_of(self.root), commit)
            (self.root / "file").write_text("two")
            self.assertEqual(machine.commit_of(self.root), commit + "+")


class FactsTest(unittest.TestCase):

    def test_of_this_machine(self):
        facts = machine.facts_of(ROOT, None)
        for name in ("cpu", "kernel", "system"):
            with self.subTest(name):
                self.assertTrue(facts[name])
        self.assertGreaterEqual(facts["cores"], 1)
        self.assertGreater(facts["memory_gib"], 0)
        self.assertGreaterEqual(float(facts["load"]), 0)


if __name__ == "__main__":
    unittest.main()
