# SPDX-License-Identifier: GPL-3.0-or-later
"""compare.made_region: what was counted against what is true; the split."""

import json
import tempfile
import unittest
from pathlib import Path
from types import SimpleNamespace

from compare.context import BenchError
from compare.made_region import MadeRegion, check_truth, recall_and_precision
from compare.ritmon_job import share_of_steps


def company(number: str, **counted: bool) -> dict:
    return {"register_number": number,
            "fields": [{"field": field, "counted": is_counted}
                       for field, is_counted in counted.items()]}


class MadeRegionTest(unittest.TestCase):

    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.region = MadeRegion(Path(folder.name), 3, 6, 80)
        truth = [{"register_number": "HRB 1", "fields": ["a", "b"]},
                 {"register_number": "HRB 2", "fields": []},
                 {"register_number": "HRB 3", "fields": ["c", "d"]}]
        (self.region.folder / "truth.jsonl").write_text(
            "".join(json.dumps(row) + "\n" for row in truth))

    def asked(self, quick: bool, *companies: dict) -> tuple:
        job = SimpleNamespace(export=lambda context, what: list(companies))
        return SimpleNamespace(quick=quick), self.region, job

    def test_recall_and_precision(self):
        found = (company("HRB 1", a=True, b=False), company("HRB 2", a=True),
                 company("HRB 3", c=True, d=True))
        self.assertEqual(recall_and_precision(*self.asked(False, *found)),
                         (3 / 4, 3 / 4))

    def test_who_finds_too_little_has_not_done_the_work(self):
        most = company("HRB 1", a=True, b=True), company("HRB 3", c=True)
        everything = (most[0], company("HRB 3", c=True, d=True))
        for quick in (False, True):
            self.assertEqual(check_truth(*self.asked(quick, *everything)),
                             (1, 1))
            for found in (most, ()):
                with self.subTest(found), self.assertRaises(BenchError):
                    check_truth(*self.asked(quick, *found))

    def test_largest_steps_come_first(self):
        steps = [{"step": name, "cpu_seconds": seconds} for name, seconds in
                 (("fetch", 1), ("index", 5), ("parse", 3), ("tag", 1))]
        self.assertEqual(share_of_steps(steps, 2), "index 50 %, parse 30 %")
        self.assertEqual(share_of_steps([]), "")


if __name__ == "__main__":
    unittest.main()
