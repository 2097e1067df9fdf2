# SPDX-License-Identifier: GPL-3.0-or-later
"""compare.__main__: what becomes of a part that works, is left out, fails."""

import contextlib
import io
import tempfile
import unittest
from pathlib import Path
from types import SimpleNamespace
from unittest import mock

from compare import __main__ as program
from compare.context import BenchError, Context, Skipped


def part(error: Exception | None) -> SimpleNamespace:
    def run(context, results):
        results.add("ritmon", "speed", "pages/s", 1)
        (context.work / "file").write_text("x")
        if error is not None:
            raise error
    return SimpleNamespace(TITLE="T", QUESTION="Q?", run=run)


class MeasureTest(unittest.TestCase):

    def test_outcomes(self):
        for error, works, skipped, series in (
                (None, True, "", 1),
                (Skipped("no nginx"), True, "no nginx", 0),
                (BenchError("two\nlines"), False, "it failed: `two`", 0),
                (KeyError("x"), False, "it failed: `'x'`", 0)):
            with self.subTest(repr(error)), \
                    tempfile.TemporaryDirectory() as folder, \
                    contextlib.redirect_stdout(io.StringIO()), \
                    contextlib.redirect_stderr(io.StringIO()), \
                    mock.patch.object(program.parts, "load",
                                      return_value=part(error)):
                place = Path(folder)
                context = Context(place, place, place, place, 2, False, None)
                results, worked = program.measure("p", context, {"load": "1"},
                                                  place)
                self.assertEqual(worked, works)
                self.assertEqual(results.skipped, skipped)
                # Half a part is none.
                self.assertEqual(len(results.series), series)
                self.assertEqual((results.facts["rounds"],
                                  results.facts["load"]), (2, "1"))
                self.assertEqual(list(place.iterdir()), [])


if __name__ == "__main__":
    unittest.main()
