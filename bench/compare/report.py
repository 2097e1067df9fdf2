# SPDX-License-Identifier: GPL-3.0-or-later
"""All results as bench/RESULTS.md, with charts beside it."""

from __future__ import annotations

import re
from pathlib import Path
from statistics import median

from compare import charts, headlines, parts, tables
from compare.machine import commit_of
from compare.results import Results, Target, write_atomically
from compare.tables import markdown, number

_INTRO = """\
Every figure was measured by `bench/run` on one machine; each comparison ran
side by side, in turns, in the same minutes. Machines differ and so do moments:
what counts are the ratios. Figures are medians over the rounds, the least and
the most in brackets. How to repeat it is [at the end](#how-to-repeat-it).
"""


def write_report(root: Path, kept: Path, folder: Path) -> Path:
    """Writes RESULTS.md below `folder` from all that lies in `kept`."""
    found = sorted((Results.load(path) for path in kept.glob("*.json")),
                   key=lambda results: parts.place(results.name))
    commit = commit_of(root)
    drawn = folder / "results"
    lines = ["<!-- Written by bench/run; do not edit. -->", "",
             "# Is ritmon faster than what you have?", "", _INTRO,
             *_newest(found, commit), *_answer(found, drawn),
             *_targets(found), *_steps(found)]
    for results in found:
        lines += _chapter(results, commit)
    lines += [*_curves(found, drawn), *_machine(found), *_repeat(found)]
    path = folder / "RESULTS.md"
    write_atomically(path, "\n".join(lines).rstrip() + "\n")
    return path


def _newest(found: list[Results], commit: str) -> list[str]:
    if not found:
        return ["Nothing has been measured yet.", ""]
    dates = sorted(results.facts["date"] for results in found)
    when = dates[0] if dates[0][:10] == dates[-1][:10] else (
        f"{dates[0]} to {dates[-1]}")
    commits = sorted({_short(results.facts["commit"]) for results in found})
    lines = [f"Measured {when}, commit {', '.join(commits)}, on "
             f"{found[0].facts['cpu']}, {found[0].facts['cores']} cores.", ""]
    if any(results.facts["quick"] for results in found):
        lines += ["**Tiny sizes, to see that it works: not to be quoted.**",
                  ""]
    if any(results.facts["commit"] != found[0].facts["commit"]
           for results in found):
        lines += ["**Not all parts are from one commit**: each chapter says "
                  "from which it is.", ""]
    if commit and commits != [_short(commit)]:
        lines += [f"The report itself was written at {_short(commit)}.", ""]
    return lines


def _answer(found: list[Results], drawn: Path) -> list[str]:
    made = headlines.comparisons(found)
    if not made:
        return []
    lines = ["## In short", "", *headlines.table(made)]
    text = charts.ratio_chart(made, drawn / "ratios.svg")
    lines += _picture(text, "ratios.svg")
    lines += ["Peers do not all do the same: what each does more or less is "
              "said in its chapter.", ""]
    return lines


def _picture(text: str | None, name: str) -> list[str]:
    if text is None:
        return ["(No chart: python3-matplotlib is not installed.)", ""]
    return [f"![{text}](results/{name})", ""]


def _targets(found: list[Results]) -> list[str]:
    rows = [_target(target, results) for results in found
            for target in results.targets]
    if not rows:
        return []
    return ["## Targets", "", "What the program is held to, measured in this "
            "report's runs.", "",
            *markdown(["", "measured", "demanded", "reached", "chapter"],
                      rows)]


def _target(target: Target, results: Results) -> list[str]:
    return [target.text, number(target.value),
            f"{target.sense} {number(target.bound)}",
            "yes" if target.reached else "**no**",
            f"[{results.title}](#{_anchor(results.title)})"]


def _steps(found: list[Results]) -> list[str]:
    with_steps = [results for results in found if results.steps]
    if not with_steps:
        return []
    lines = ["## Where the time goes", ""]
    for results in with_steps:
        total = sum(step.median for step in results.steps)
        rows = [[step.quantity, tables.spread(step),
                 f"{step.median / total:.0%}" if total else ""]
                for step in sorted(results.steps, key=lambda one: -one.median)]
        unit = results.steps[0].unit
        lines += [f"**{results.title}**, CPU time of ritmon by step:", "",
                  *markdown(["step", unit, "share"],
                            [*rows, ["all", number(total), ""]])]
    return lines


def _chapter(results: Results, commit: str) -> list[str]:
    facts = results.facts
    measured = (f"Measured {facts['date']}, {_rounds(facts['rounds'])}, "
                f"{facts['seconds']:.0f} s.")
    if facts["commit"] != commit:
        measured += f" Commit {_short(facts['commit'])}."
    lines = [f"## {results.title}", "", f"*{results.question}*", "", measured,
             ""]
    if results.skipped:
        return [*lines, f"**Not measured:** {results.skipped}.", ""]
    flat = tables.quantities(results)
    if any("×" in line for line in flat):
        lines += ["×2: ritmon is twice as good in this line, faster or "
                  "smaller.", ""]
    lines += flat + tables.curves(results)
    lines += [f"- **{text}.**" for text in results.missing]
    lines += [f"- {text}" for text in results.notes]
    return [*lines, ""]


def _curves(found: list[Results], drawn: Path) -> list[str]:
    if not any(results.curves for results in found):
        return []
    text = charts.curve_chart(found, drawn / "curves.svg")
    lines = ["## How it grows", "", *_picture(text, "curves.svg")]
    for results in found:
        for curve in results.curves:
            if curve.limit:
                lines.append(f"- {results.title}, {curve.quantity} by "
                             f"{curve.x_name}: {curve.limit}")
    return [*lines, ""]


def _machine(found: list[Results]) -> list[str]:
    if not found:
        return []
    facts = max((results.facts for results in found),
                key=lambda one: one["date"])
    loads = [float(results.facts["load"] or 0) for results in found]
    lines = ["## Machine and versions", "",
             *markdown(["", ""], [
                 ["processor", f"{facts['cpu']}, {facts['cores']} cores"],
                 ["memory", f"{facts['memory_gib']} GiB"],
                 ["kernel", facts["kernel"]], ["system", facts["system"]],
                 ["load before the run", f"{max(loads):g}"],
                 ["compiler", facts["compiler"]]], 2)]
    # Servers and compilers of the same cores spoil it.
    if max(loads) > facts["cores"] / 2:
        lines += ["**The machine was busy when the run began: do not quote "
                  "these figures.**", ""]
    if len({(results.facts["cpu"], results.facts["kernel"])
            for results in found}) > 1:
        lines += ["**Not all parts were measured on this machine.**", ""]
    lines += ["```", facts["ritmon"], "```", "",
              "<details><summary>Debian packages</summary>", ""]
    lines += markdown(["package", "version"],
                      [[name, version or "not installed"]
                       for name, version in facts["packages"].items()], 2)
    return [*lines, "</details>", ""]


def _repeat(found: list[Results]) -> list[str]:
    seconds = sum(results.facts["seconds"] for results in found)
    lines = ["## How to repeat it", "", "```", "bench/run", "```", "",
             "from a clone of this repository on Debian 12 installs the peers, "
             "builds, measures and writes this file; `bench/run PART` renews "
             "one chapter, `bench/run --quick` tries it with tiny sizes. "
             "More: [README.md](README.md)."]
    if found:
        usual = median(results.facts["rounds"] for results in found)
        lines += ["", f"All parts took {seconds / 60:.0f} minutes with "
                  f"{_rounds(int(usual))}:", "",
                  *markdown(["part", "minutes"],
                            [[f"`{results.name}`",
                              f"{results.facts['seconds'] / 60:.1f}"]
                             for results in found])]
    return lines


def _rounds(count: int) -> str:
    return f"{count} round" + ("" if count == 1 else "s")


def _short(commit: str) -> str:
    """"abc+" is abc with changes that are not committed."""
    if not commit:
        return "not known"
    return f"`{commit.rstrip('+')}`" + (
        " with changes" if commit.endswith("+") else "")


def _anchor(title: str) -> str:
    """As forges make them of a heading."""
    return re.sub(r"[^\w\- ]", "", title.lower()).replace(" ", "-")
