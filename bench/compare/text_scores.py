# SPDX-License-Identifier: GPL-3.0-or-later
"""How good a main text is, by the measures of the sets that know the truth."""

from __future__ import annotations

import collections
import re
from dataclasses import dataclass
from statistics import mean
from typing import Any

Texts = dict[str, str]  # key of the page -> main text


@dataclass(frozen=True)
class Score:
    precision: float
    recall: float

    @property
    def f1(self) -> float:
        both = self.precision + self.recall
        return 2 * self.precision * self.recall / both if both else 0.0


def of_segments(segments: dict[str, Any], texts: Texts) -> Score:
    """Passages that must be in the text, and passages that must not."""
    kept = lost = leaked = 0
    for url, wanted in segments.items():
        text = _squeezed(texts.get(url))
        hits = [_squeezed(passage) in text for passage in wanted["with"]]
        kept += sum(hits)
        lost += len(hits) - sum(hits)
        leaked += sum(_squeezed(passage) in text
                      for passage in wanted["without"])
    return Score(kept / (kept + leaked or 1), kept / (kept + lost or 1))


def of_shingles(truth: dict[str, Any], texts: Texts) -> Score:
    """Runs of four words of the text and of the truth, averaged over pages."""
    precisions, recalls = [], []
    for key, gold in truth.items():
        wanted = _shingles(gold["articleBody"])
        found = _shingles(texts.get(key))
        common = sum((wanted & found).values())
        precisions.append(common / (sum(found.values()) or 1))
        recalls.append(common / (sum(wanted.values()) or 1))
    return Score(mean(precisions), mean(recalls))


def _squeezed(text: str | None) -> str:
    return re.sub(r"\s+", " ", text or "")


def _shingles(text: str | None) -> collections.Counter[tuple[str, ...]]:
    words = re.findall(r"\w+", text or "")
    return collections.Counter(
        tuple(words[i:i + 4]) for i in range(max(1, len(words) - 3)))
