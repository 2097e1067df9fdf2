# SPDX-License-Identifier: GPL-3.0-or-later
"""compare.text_scores: the measures of the sets that know the main text."""

import unittest

from compare import text_scores
from compare.text_scores import Score


class SegmentsTest(unittest.TestCase):

    def test_passages_kept_and_dropped(self):
        wanted = {"u": {"with": ["the text", "second line"],
                        "without": ["menu"]}}
        for text, precision, recall in (
                ("the  text and\nsecond line", 1, 1),
                ("the text and menu", 0.5, 0.5),
                ("the text", 1, 0.5),
                ("", 0, 0)):
            with self.subTest(text):
                score = text_scores.of_segments(wanted, {"u": text})
                self.assertEqual((score.precision, score.recall),
                                 (precision, recall))

    def test_a_page_without_text_is_lost(self):
        wanted = {"u": {"with": ["a"], "without": []},
                  "v": {"with": ["b"], "without": []}}
        score = text_scores.of_segments(wanted, {"u": "a"})
        self.assertEqual(score, Score(1, 0.5))


class ShinglesTest(unittest.TestCase):

    def test_runs_of_four_words(self):
        truth = {"k": {"articleBody": "a b c d e"}}
        for text, precision, recall in (("a b c d e", 1, 1),
                                        ("a b c d", 1, 0.5),
                                        ("x a b c d e", 2 / 3, 1),
                                        ("e d c b a", 0, 0)):
            with self.subTest(text):
                score = text_scores.of_shingles(truth, {"k": text})
                self.assertAlmostEqual(score.precision, precision)
                self.assertAlmostEqual(score.recall, recall)

    def test_pages_count_alike(self):
        truth = {"k": {"articleBody": "a b c d"},
                 "l": {"articleBody": " ".join("abcdefghij")}}
        score = text_scores.of_shingles(truth, {"k": "a b c d"})
        self.assertEqual(score, Score(0.5, 0.5))


class F1Test(unittest.TestCase):

    def test_of_both(self):
        self.assertEqual(Score(0, 0).f1, 0)
        self.assertAlmostEqual(Score(0.5, 1).f1, 2 / 3)


if __name__ == "__main__":
    unittest.main()
