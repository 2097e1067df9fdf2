# SPDX-License-Identifier: GPL-3.0-or-later
"""The short answer: how many times faster than each peer, job by job."""

from __future__ import annotations

from dataclasses import dataclass
from statistics import median

from compare.results import OURS, Headline, Results, Series, ratios
from compare.tables import is_comparable, markdown, spread, times


@dataclass(frozen=True)
class Comparison:
    """One job done by ritmon and by one peer in the same rounds."""

    job: str
    ours: Series
    peer: Series

    @property
    def ratios(self) -> list[float]:
        return ratios(self.ours, self.peer)

    @property
    def ratio(self) -> float:
        return median(self.ratios)


def comparisons(found: list[Results]) -> list[Comparison]:
    made = []
    for results in found:
        for headline in results.headlines or _obvious(results):
            ours, peers = _sides(results, headline)
            if ours is not None:
                made += [Comparison(headline.job, ours, peer)
                         for peer in peers]
    return made


def table(made: list[Comparison]) -> list[str]:
    rows = []
    for one in made:
        low, high = min(one.ratios), max(one.ratios)
        ratio = f"**{times(one.ratio)}**"
        if len(one.ratios) > 1:
            ratio += f" ({times(low)}–{times(high)})"
        rows.append([one.job, f"{spread(one.ours)} {one.ours.unit}",
                     one.peer.subject,
                     f"{spread(one.peer)} {one.peer.unit}", ratio])
    return markdown(["job", "ritmon", "beside", "its figure",
                     "ritmon is … times as fast"], rows)


def _sides(results: Results,
           headline: Headline) -> tuple[Series | None, list[Series]]:
    own = [series for series in results.series
           if series.quantity == headline.quantity]
    at = headline.at
    if at is None:
        # Of a curve, the last point that was measured in most rounds.
        points = [series for series in own if series.subject == OURS]
        most = max((len(series.values) for series in points), default=0)
        at = max((series.at for series in points
                  if series.at is not None and len(series.values) == most),
                 default=None)
    ours = next((series for series in own
                 if (series.subject, series.at) == (OURS, at)), None)
    return ours, [series for series in own
                  if series.at == at and
                  not series.subject.startswith(OURS)]


def _obvious(results: Results) -> list[Headline]:
    """Of a part that names none: what ritmon and another have in common."""
    for series in results.series:
        if series.subject == OURS and is_comparable(series.unit):
            line = Headline(series.quantity, results.title.lower(), series.at)
            if _sides(results, line)[1]:
                return [line]
    return []

