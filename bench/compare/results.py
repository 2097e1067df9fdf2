# SPDX-License-Identifier: GPL-3.0-or-later
"""What one part found: every value of every round, and what to say about it."""

from __future__ import annotations

import json
import os
import re
from dataclasses import asdict, dataclass, field
from pathlib import Path
from statistics import median
from typing import Any

# The subject that is ours.
OURS = "ritmon"
# The quantity under which every part records peak resident memory, in MiB.
MEMORY = "peak memory"


@dataclass
class Series:
    """One quantity of one subject, a value for each round."""

    subject: str
    quantity: str
    unit: str
    at: float | None = None  # x, if it is a point of a curve
    values: list[float] = field(default_factory=list)

    @property
    def median(self) -> float:
        return median(self.values)


@dataclass
class Target:
    """A figure that the program is held to."""

    text: str
    value: float
    bound: float
    sense: str  # "at least" or "at most"

    @property
    def reached(self) -> bool:
        if self.sense == "at least":
            return self.value >= self.bound
        return self.value <= self.bound


@dataclass
class Curve:
    """How a quantity with `at` is to be drawn and read."""

    quantity: str
    x_name: str
    limit: str  # what limits it


@dataclass
class Headline:
    """A line of the first table: `quantity` answers how fast `job` is done."""

    quantity: str
    job: str
    at: float | None = None  # which point, if the quantity is a curve


@dataclass
class Results:
    name: str
    title: str = ""
    question: str = ""
    series: list[Series] = field(default_factory=list)
    steps: list[Series] = field(default_factory=list)
    curves: list[Curve] = field(default_factory=list)
    headlines: list[Headline] = field(default_factory=list)
    targets: list[Target] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    missing: list[str] = field(default_factory=list)
    skipped: str = ""  # why there are no figures, or not all
    # Filled in by the runner: date, commit, rounds, seconds, machine.
    facts: dict[str, Any] = field(default_factory=dict)

    def add(self, subject: str, quantity: str, unit: str, value: float,
            at: float | None = None) -> None:
        """One measurement. Units with "/s" are speeds: more is better; so are
        those without a unit (shares, scores). Of all others less is better."""
        _series(self.series, subject, quantity, unit, at).values.append(
            float(value))

    def add_json(self, path: Path) -> None:
        """The figures that a bench program wrote with --json=FILE."""
        for row in json.loads(path.read_text(encoding="utf-8")):
            self.add(row["subject"], row["quantity"], row["unit"],
                     row["value"], row.get("at"))

    def step(self, name: str, value: float, unit: str = "ms/page") -> None:
        """What one step of ritmon's own work takes: the split of the time."""
        _series(self.steps, OURS, name, unit, None).values.append(float(value))

    def headline(self, quantity: str, job: str,
                 at: float | None = None) -> None:
        """Puts the quantity into the report's first table as "job". Without
        one, the first quantity that ritmon and a peer share is put there."""
        self.headlines.append(Headline(quantity, job, at))

    def curve(self, quantity: str, x_name: str, limit_text: str) -> None:
        self.curves.append(Curve(quantity, x_name, limit_text))

    def note(self, text: str) -> None:
        if text not in self.notes:
            self.notes.append(text)

    def target(self, text: str, value: float, bound: float,
               sense: str) -> None:
        """A figure that the program is held to; `sense` is "at least" or "at
        most"."""
        if sense not in ("at least", "at most"):
            raise ValueError(f'target {text}: "{sense}" is neither "at least" '
                             'nor "at most"')
        self.targets.append(Target(text, float(value), float(bound), sense))

    def lacks(self, subject: str, package: str) -> None:
        """A peer that is not installed: said in the report and at once."""
        line = f"{subject} is not measured: install {package}"
        if line not in self.missing:
            print(f"  {line}", flush=True)
            self.missing.append(line)

    def median(self, subject: str, quantity: str,
               at: float | None = None) -> float:
        """Raises KeyError if there is no such series."""
        return self.find(subject, quantity, at).median

    def ratio(self, quantity: str, peer: str, at: float | None = None) -> float:
        """How many times better ritmon is than the peer: median over rounds."""
        ours = self.find(OURS, quantity, at)
        return median(ratios(ours, self.find(peer, quantity, at)))

    def find(self, subject: str, quantity: str,
             at: float | None = None) -> Series:
        for series in self.series:
            if (series.subject, series.quantity, series.at) == (subject,
                                                                quantity, at):
                return series
        raise KeyError((subject, quantity, at))

    def save(self, folder: Path) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        text = json.dumps(asdict(self), indent=1, ensure_ascii=False)
        write_atomically(folder / f"{self.name}.json", text + "\n")

    @classmethod
    def load(cls, path: Path) -> Results:
        made = cls(**json.loads(path.read_text(encoding="utf-8")))
        made.series = [Series(**row) for row in made.series]
        made.steps = [Series(**row) for row in made.steps]
        made.curves = [Curve(**row) for row in made.curves]
        made.headlines = [Headline(**row) for row in made.headlines]
        made.targets = [Target(**row) for row in made.targets]
        return made


def more_is_better(unit: str) -> bool:
    return bool(re.search(r"/s\b", unit)) or unit == ""


def ratios(ours: Series, peer: Series) -> list[float]:
    """How many times better ours is, round by round: what else the machine did
    met both. If the rounds do not pair, the ratio of the medians."""
    if len(ours.values) == len(peer.values):
        pairs = list(zip(ours.values, peer.values))
    else:
        pairs = [(ours.median, peer.median)]
    if more_is_better(ours.unit):
        return [_quotient(mine, other) for mine, other in pairs]
    return [_quotient(other, mine) for mine, other in pairs]


def write_atomically(path: Path, text: str) -> None:
    """Whole or not at all."""
    path.parent.mkdir(parents=True, exist_ok=True)
    beside = path.with_name(f".{path.name}.{os.getpid()}")
    try:
        beside.write_text(text, encoding="utf-8")
        beside.replace(path)
    finally:
        beside.unlink(missing_ok=True)


def _quotient(above: float, below: float) -> float:
    return above / below if below else float("inf") if above else 1.0


def _series(rows: list[Series], subject: str, quantity: str, unit: str,
            at: float | None) -> Series:
    for series in rows:
        if (series.subject, series.quantity, series.at) == (subject, quantity,
                                                            at):
            if series.unit != unit:
                raise ValueError(f"{subject}, {quantity}: {unit} after "
                                 f"{series.unit}")
            return series
    rows.append(Series(subject, quantity, unit, at))
    return rows[-1]
