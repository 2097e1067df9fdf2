# SPDX-License-Identifier: GPL-3.0-or-later
"""Results as tables of Markdown."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from statistics import median

from compare.results import OURS, Results, Series, more_is_better, ratios

# Units of which less is better; others (pages, matches, %) say what was done.
_COST = re.compile(r"(s|ms|µs|us|ns|MiB|MB|GiB|GB|bytes?)\b")


def number(value: float) -> str:
    """Three digits that count; whole numbers whole: 52,400, 6.91, 0.0234."""
    if value == 0:
        return "0"
    if value == int(value) and abs(value) < 1e15:
        return f"{int(value):,}"
    if abs(value) < 1:
        return f"{value:.3g}"
    rounded = float(f"{value:.3g}")
    decimals = max(0, 3 - len(str(int(abs(rounded)))))
    return f"{rounded:,.{decimals}f}"


def times(value: float) -> str:
    """A ratio: two digits that count are enough."""
    return f"{value:.0f}" if value >= 10 else f"{value:.2g}"


def spread(series: Series) -> str:
    """"12.3 (11.9–12.8)"; of one value, only that."""
    if len(series.values) < 2 or min(series.values) == max(series.values):
        return number(series.median)
    return (f"{number(series.median)} ({number(min(series.values))}–"
            f"{number(max(series.values))})")


def is_comparable(unit: str) -> bool:
    """Whether more or less of it is better."""
    return bool(unit) and (more_is_better(unit) or
                           bool(_COST.match(unit)))


def markdown(head: Sequence[str], rows: Iterable[Sequence[str]],
             numbers_from: int = 1) -> list[str]:
    """A table; columns from `numbers_from` on are set to the right."""
    marks = ["---" if i < numbers_from else "---:" for i in range(len(head))]
    return [_line(head), "|" + "|".join(marks) + "|", *map(_line, rows), ""]


def quantities(results: Results) -> list[str]:
    """The table of all that is no curve: a row a quantity, a column a
    subject."""
    flat = [series for series in results.series if series.at is None]
    subjects = _subjects(flat)
    rows = []
    for quantity in dict.fromkeys(series.quantity for series in flat):
        own = {series.subject: series for series in flat
               if series.quantity == quantity}
        unit = next(iter(own.values())).unit
        ours = own.get(OURS)
        rows.append([quantity, unit] + [
            _cell(own.get(subject), ours) for subject in subjects])
    return markdown(["", "unit", *subjects], rows, 2) if rows else []


def curves(results: Results) -> list[str]:
    """A table for each quantity over x: a row a subject, a column a point."""
    lines: list[str] = []
    points = [series for series in results.series if series.at is not None]
    for quantity in dict.fromkeys(series.quantity for series in points):
        own = [series for series in points if series.quantity == quantity]
        xs = sorted({series.at for series in own if series.at is not None})
        name = _x_name(results, quantity)
        rows = []
        for subject in _subjects(own):
            at = {series.at: series for series in own
                  if series.subject == subject}
            rows.append([subject] + [number(at[x].median) if x in at else ""
                                     for x in xs])
        lines += [f"**{quantity}**, {own[0].unit}, by {name}"
                  if own[0].unit else f"**{quantity}**, by {name}", ""]
        lines += markdown(["", *map(number, xs)], rows)
        widest = max(map(_deviation, own))
        if widest > 0:
            lines += [f"Medians; single rounds differ from them by up to "
                      f"{widest:.0%}.", ""]
    return lines


def _x_name(results: Results, quantity: str) -> str:
    """As its own curve says, or another one of the part: they share x."""
    names = [curve.x_name for curve in results.curves
             if curve.quantity == quantity]
    names += [curve.x_name for curve in results.curves]
    return names[0] if names else "size"


def _subjects(series: list[Series]) -> list[str]:
    """Ours first, then as they came."""
    names = list(dict.fromkeys(one.subject for one in series))
    return sorted(names, key=lambda name: name != OURS)


def _cell(series: Series | None, ours: Series | None) -> str:
    if series is None:
        return ""
    text = spread(series)
    if ours is not None and series is not ours and is_comparable(series.unit):
        text += f" ×{times(median(ratios(ours, series)))}"
    return text


def _deviation(series: Series) -> float:
    middle = series.median
    return max(abs(value - middle) for value in series.values) / middle \
        if middle else 0.0


def _line(cells: Sequence[str]) -> str:
    return "| " + " | ".join(cell.replace("|", "\\|") for cell in cells) + " |"
