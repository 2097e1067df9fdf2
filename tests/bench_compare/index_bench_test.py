# SPDX-License-Identifier: GPL-3.0-or-later
"""compare.index_bench: large indexes are kept, and no longer than they may."""

import json
import tempfile
import unittest
from pathlib import Path

from compare.index_bench import FTS5, KeptIndexes
from compare.parts import queries
from compare.context import BenchError


class FakeContext:
    """A program that makes an empty index and counts its runs."""

    def __init__(self, folder: Path) -> None:
        self.work = self.cache = folder
        self.built = folder / "index_bench"
        self.built.write_text("one build")
        self.asked: list[list[str]] = []

    def program(self, name: str) -> Path:
        return self.built

    def run(self, command: list[object]) -> None:
        arguments = [str(word) for word in command[1:]]
        self.asked.append(arguments)
        Path(arguments[-2]).mkdir(parents=True)
        Path(arguments[-1].removeprefix("--json=")).write_text(
            json.dumps([{"subject": arguments[1], "quantity": "writing",
                         "unit": "pages/s of CPU",
                         "value": len(self.asked)}]))


class KeptIndexesTest(unittest.TestCase):

    def setUp(self) -> None:
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.context = FakeContext(Path(folder.name))

    def written(self, pages: int = 100):
        kept = KeptIndexes.open(self.context)
        return kept.written(FTS5, pages, 1000)

    def test_an_index_is_written_once_and_its_figures_stay(self):
        index, first = self.written()
        self.assertTrue(index.is_dir())
        self.assertEqual(self.written(), (index, first))
        self.assertEqual(len(self.context.asked), 1)
        self.assertEqual(self.context.asked[0][:4],
                         ["write", "FTS5", "100", "1000"])

    def test_each_size_has_an_index_of_its_own(self):
        self.assertNotEqual(self.written(100)[0], self.written(200)[0])

    def test_another_build_writes_anew_and_removes_the_old_one(self):
        old, _ = self.written()
        self.context.built.write_text("another build")
        new, figures = self.written()
        self.assertFalse(old.exists())
        self.assertTrue(new.exists())
        self.assertEqual(figures[0]["value"], 2)

    def test_half_an_index_is_written_again(self):
        index, _ = self.written()
        index.with_name(index.name + ".json").unlink()
        (index / "half").write_text("")
        self.assertEqual(self.written()[1][0]["value"], 2)
        self.assertFalse((index / "half").exists())


class SameMatchesTest(unittest.TestCase):

    @staticmethod
    def found(matches: float) -> list[dict[str, object]]:
        return [{"quantity": "two words: p50", "value": 1},
                {"quantity": "two words: matches of 30", "value": matches}]

    def test_other_times_are_no_difference_and_other_matches_are(self):
        queries.check({"ritmon": self.found(7), FTS5: self.found(7)})
        with self.assertRaises(BenchError):
            queries.check({"ritmon": self.found(7), FTS5: self.found(8)})
        with self.assertRaises(BenchError):
            queries.check({"ritmon": [], FTS5: []})


if __name__ == "__main__":
    unittest.main()
