# SPDX-License-Identifier: GPL-3.0-or-later
"""The report's charts as SVG: readable on white and on a dark page, by people
who see colours otherwise, and the same bytes for the same figures."""

from __future__ import annotations

import io
from pathlib import Path
from typing import Any

from compare.headlines import Comparison
from compare.results import OURS, Curve, Results, write_atomically
from compare.tables import number, times

# Okabe and Ito: told apart with every common kind of colour vision.
_BETTER, _WORSE = "#0072B2", "#D55E00"
_COLOURS = ("#0072B2", "#D55E00", "#009E73", "#CC79A7", "#E69F00", "#56B4E9")
_MARKERS = ("o", "s", "^", "D", "v", "P")
_DASHES = ("-", "--", "-.", ":", (0, (5, 1)), (0, (1, 1)))
_INK = "#222222"
_COLUMNS = 3  # of the small multiples


def ratio_chart(made: list[Comparison], path: Path) -> str | None:
    """A bar for each comparison; gives the alternative text, or None if it
    could not be drawn."""
    plt = _pyplot()
    if plt is None or not made:
        return None
    labels = [f"{one.job} – {one.peer.subject}" for one in made]
    values = [one.ratio for one in made]
    figure, axes = plt.subplots(figsize=(8, 0.8 + 0.32 * len(made)))
    axes.barh(labels, [value - 1 for value in values], left=1, height=0.66,
              color=[_BETTER if value >= 1 else _WORSE for value in values])
    axes.set_xscale("log")
    low, high = min([*values, 0.8]), max([*values, 1.25])
    # Room for the labels beyond the bars.
    room = 1.4 * (high / low) ** 0.17
    axes.set_xlim(low / room, high * room)
    for row, one in enumerate(made):
        right = one.ratio >= 1
        axes.annotate(f"{times(one.ratio)}×", (one.ratio, row), xytext=(
            4 if right else -4, 0), textcoords="offset points", va="center",
            ha="left" if right else "right", fontsize=8, color=_INK)
    axes.axvline(1, color=_INK, linewidth=1)
    axes.invert_yaxis()
    axes.set_xlabel("times as fast as the other (right of the line: ritmon is "
                    "faster)")
    _plain_ticks(plt, axes.xaxis)
    _save(figure, path)
    least, most = min(made, key=_ratio), max(made, key=_ratio)
    return ("Bar chart of the last column above, from "
            f"{times(least.ratio)} ({least.job}, {least.peer.subject}) to "
            f"{times(most.ratio)} times ({most.job}, {most.peer.subject})")


def curve_chart(found: list[Results], path: Path) -> str | None:
    """A panel for each curve that a part announced."""
    plt = _pyplot()
    panels = [(results, curve) for results in found
              for curve in results.curves if _points(results, curve)]
    if plt is None or not panels:
        return None
    columns = min(_COLUMNS, len(panels))
    rows = -(-len(panels) // columns)
    figure, grid = plt.subplots(rows, columns, squeeze=False,
                                figsize=(3.3 * columns, 2.9 * rows))
    for axes in grid.flat[len(panels):]:
        axes.set_visible(False)
    for axes, (results, curve) in zip(grid.flat, panels):
        _draw_curve(plt, axes, results, curve)
    _save(figure, path)
    return "Curves: " + "; ".join(
        f"{results.title.lower()}, {curve.quantity} by {curve.x_name}"
        for results, curve in panels)


def _ratio(one: Comparison) -> float:
    return one.ratio


def _points(results: Results, curve: Curve) -> dict[str, list[Any]]:
    """Subject -> its points (x, median, least, most)."""
    lines: dict[str, list[Any]] = {}
    for series in results.series:
        if series.quantity == curve.quantity and series.at is not None:
            lines.setdefault(series.subject, []).append(
                (series.at, series.median, min(series.values),
                 max(series.values)))
    # Ours first: it has the same colour in every panel.
    return {subject: sorted(lines[subject])
            for subject in sorted(lines, key=lambda name: name != OURS)}


def _draw_curve(plt: Any, axes: Any, results: Results, curve: Curve) -> None:
    lines = _points(results, curve)
    for i, (subject, points) in enumerate(lines.items()):
        xs, ys, low, high = zip(*points)
        colour = _COLOURS[i % len(_COLOURS)]
        axes.plot(xs, ys, color=colour, label=subject, linewidth=1.5,
                  marker=_MARKERS[i % len(_MARKERS)], markersize=4,
                  linestyle=_DASHES[i % len(_DASHES)])
        axes.fill_between(xs, low, high, color=colour, alpha=0.2, linewidth=0)
    unit = next(series.unit for series in results.series
                if series.quantity == curve.quantity)
    axes.set_title(f"{results.title}: {curve.quantity}", fontsize=8)
    axes.set_xlabel(curve.x_name, fontsize=8)
    axes.set_ylabel(unit, fontsize=8)
    xs = sorted({point[0] for points in lines.values() for point in points})
    if xs[0] > 0 and xs[-1] >= 8 * xs[0]:
        axes.set_xscale("log")
        _plain_ticks(plt, axes.xaxis)
    else:
        axes.set_xticks(xs)
    ys = [y for points in lines.values() for point in points
          for y in point[2:]]
    if min(ys) > 0 and max(ys) > 30 * min(ys):
        axes.set_yscale("log")
        if max(ys) < 1000 * min(ys):
            axes.yaxis.set_major_locator(plt.LogLocator(subs=(1, 2, 5)))
        _plain_ticks(plt, axes.yaxis)
    else:
        axes.set_ylim(0, 1.08 * max(ys) or 1)
    axes.tick_params(labelsize=7)
    if len(lines) > 1:
        axes.legend(fontsize=6, frameon=False)


def _plain_ticks(plt: Any, axis: Any) -> None:
    """10,000 in place of 10⁴."""
    axis.set_major_formatter(plt.FuncFormatter(lambda x, _: number(x)))
    axis.set_minor_formatter(plt.NullFormatter())


def _pyplot() -> Any:
    """None without matplotlib."""
    try:
        import matplotlib
    except ImportError:
        return None
    matplotlib.use("svg")
    matplotlib.rcParams.update({
        # No random ids: the same figures give the same file.
        "svg.hashsalt": "ritmon", "font.size": 8, "text.color": _INK,
        "axes.labelcolor": _INK, "xtick.color": _INK, "ytick.color": _INK,
        "axes.edgecolor": "#888888", "axes.spines.top": False,
        "axes.spines.right": False, "figure.facecolor": "white",
        "savefig.facecolor": "white"})
    import matplotlib.pyplot
    return matplotlib.pyplot


def _save(figure: Any, path: Path) -> None:
    text = io.StringIO()
    figure.tight_layout()
    figure.savefig(text, format="svg", metadata={"Date": None})
    write_atomically(path, text.getvalue())
    import matplotlib.pyplot
    matplotlib.pyplot.close(figure)
