# SPDX-License-Identifier: GPL-3.0-or-later
"""Sets of HTML pages: from the web where they are here (RITMON_FIXTURES), and
from Debian's documentation packages."""

from __future__ import annotations

import gzip
import json
import re
import shutil
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from compare import text_scores
from compare.context import Context
from compare.text_scores import Score, Texts

_DOC = Path("/usr/share/doc")
# Package -> where its pages are.
_DEBIAN = {
    "debian-handbook": _DOC / "debian-handbook/html/de-DE",
    "postgresql-doc-15": _DOC / "postgresql-doc-15/html",
    "cppreference-doc-en-html": Path("/usr/share/cppreference/doc/html/en"),
}
# The pages of one set are as many as make this together: the slowest peer
# needs some seconds for them.
_MOST_BYTES = 12_000_000
# Sites of ten pages.
_MADE_HOSTS = 30


@dataclass
class PageSet:
    name: str
    pages: dict[str, bytes]
    urls: dict[str, str]  # where they differ from the key
    score: Callable[[Texts], Score] | None  # none: no truth is known

    @property
    def megabytes(self) -> float:
        return sum(map(len, self.pages.values())) / 1e6

    def first(self, count: int) -> PageSet:
        """Fewer of them; the truth is of all, so these have no score."""
        keys = list(self.pages)[:count]
        return PageSet(self.name, {key: self.pages[key] for key in keys},
                       self.urls, None)


def bench_pages(context: Context) -> dict[str, str]:
    """Environment for bench programs that read pages (bench_pages.h): real
    ones, or else those of a made region."""
    if context.fixtures is not None:
        return {"RITMON_FIXTURES": str(context.fixtures)}
    return {"RITMON_BENCH_PAGES": str(_made_region(context))}


def of_bench_pages(context: Context) -> list[PageSet]:
    """The same pages as sets."""
    if context.fixtures is not None:
        return _from_web(context.fixtures)
    folder = _made_region(context)
    pages = {f"http://{path.relative_to(folder)}": path.read_bytes()
             for path in sorted(folder.rglob("*.html"))}
    return [PageSet("made region", pages, {}, None)]


def what_pages(context: Context) -> str:
    if context.fixtures is not None:
        return "312 pages from the web, 131 of them of German companies"
    return (f"{_MADE_HOSTS * 10} pages of a made region, as pages from the web "
            "are not here (RITMON_FIXTURES)")


def _made_region(context: Context) -> Path:
    """Its sites; made once and kept."""
    folder = context.cache / "region"
    if not (folder / "seeds").exists():
        shutil.rmtree(folder, ignore_errors=True)
        context.run([context.program("make_region"), f"--hosts={_MADE_HOSTS}",
                     "--pages=10", folder])
    return folder / "www"


def _from_web(fixtures: Path) -> list[PageSet]:
    folder = fixtures / "extraction-de"
    segments = json.loads((folder / "segments.json").read_text("utf-8"))
    german = PageSet(
        "German pages", _warc_responses(folder / "german-pages-dev.warc.gz"),
        {}, lambda texts: text_scores.of_segments(segments, texts))
    folder = fixtures / "extraction-zyte"
    truth = json.loads((folder / "ground-truth.json").read_text("utf-8"))
    english = PageSet(
        "English articles",
        {key: gzip.decompress((folder / f"html/{key}.html.gz").read_bytes())
         for key in truth},
        {key: gold["url"] for key, gold in truth.items()},
        lambda texts: text_scores.of_shingles(truth, texts))
    return [german, english]


def from_debian(package: str) -> PageSet | None:
    """Pages of a documentation package, evenly picked; None without it."""
    folder = html_folder(package)
    files = sorted(path for path in folder.rglob("*.html") if path.is_file())
    size = sum(path.stat().st_size for path in files)
    if not files:
        return None
    each = max(1, round(size / _MOST_BYTES))
    pages = {f"http://{package}.example/{path.relative_to(folder)}":
             path.read_bytes() for path in files[::each]}
    return PageSet(package, pages, {}, None)


def html_folder(package: str) -> Path:
    """Where a documentation package has its pages, if it is installed."""
    return _DEBIAN[package]


def debian_packages() -> list[str]:
    return list(_DEBIAN)


def _warc_responses(path: Path) -> dict[str, bytes]:
    """URL as written -> body; the records are neither chunked nor packed."""
    data = gzip.decompress(path.read_bytes())
    pages = {}
    at = data.find(b"WARC/1.")
    while at >= 0:
        end = data.index(b"\r\n\r\n", at)
        head = data[at:end].decode("utf-8")
        length = re.search(r"(?m)^Content-Length: (\d+)", head)
        uri = re.search(r"(?m)^WARC-Target-URI: ([^\r\n]*)", head)
        if length is None:
            raise ValueError(f"{path}: a record without its length")
        begin = end + 4
        block = data[begin:begin + int(length[1])]
        if "WARC-Type: response" in head and uri:
            pages[uri[1]] = block[block.index(b"\r\n\r\n") + 4:]
        at = data.find(b"WARC/1.", begin + int(length[1]))
    return pages
