# SPDX-License-Identifier: GPL-3.0-or-later
"""The keyword matcher beside vectorscan, RE2::Set and grep."""

from __future__ import annotations

from compare import page_sets
from compare.context import BenchError, Context, Skipped
from compare.results import OURS, Results

TITLE = "Keyword matching"
QUESTION = ("How fast are all terms of the keyword lists found in a text, and "
            "what do more terms cost?")

COUNTS = (500, 2000, 8000)
CURVE = (100, 300, 1000, 3000, 10000)

WORDS = "words: speed"
FULL = "full: speed"


def bench(context: Context, results: Results, counts: tuple[int, ...]) -> None:
    figures = context.work / "figures.json"
    context.run([context.program("matcher_bench"), f"--json={figures}",
                 f"--turns={1 if context.quick else 9}", *map(str, counts)], env=page_sets.bench_pages(context))
    results.add_json(figures)


def check(results: Results) -> None:
    """Both that know where a word begins must have found the same."""
    for series in results.series:
        if (series.subject, series.quantity) != ("vectorscan",
                                                 "words: matches"):
            continue
        ours = results.find(OURS, series.quantity, series.at)
        if ours.values != series.values:
            raise BenchError(f"{ours.values} matches by ritmon and "
                             f"{series.values} by vectorscan: not the same")


def targets(results: Results, counts: tuple[int, ...]) -> None:
    for at in counts:
        results.target(f"{at} terms: times vectorscan's speed, the same "
                       "matches", results.ratio(WORDS, "vectorscan", at), 1.0,
                       "at least")
    for at in counts:
        results.target(f"{at} terms with all conditions: times vectorscan's "
                       "bare scan for literals",
                       results.ratio(FULL, "vectorscan, unchecked", at), 0.7,
                       "at least")
    most = counts[-1]
    results.target(f"memory of {most} terms, MB",
                   results.median(OURS, "full: memory", most), 4, "at most")
    results.target(f"compile time of {most} terms, ms",
                   results.median(OURS, "full: compile time", most), 300,
                   "at most")


def run(context: Context, results: Results) -> None:
    if context.find("matcher_bench") is None:
        raise Skipped("matcher_bench was built without vectorscan: install "
                      "libvectorscan-dev")
    counts = (100,) if context.quick else COUNTS
    for number in range(context.rounds):
        bench(context, results, counts)
        if number == 0 and not context.quick:
            bench(context, results, CURVE)
    check(results)
    targets(results, counts if context.quick else counts[1:])
    middle = counts[len(counts) // 2]
    results.headline(WORDS, f"find {middle:,} keywords in text", middle)
    results.curve(WORDS, "terms",
                  "the cache of the processor. ritmon looks at a text only "
                  "where a word begins, but there each further term makes the "
                  "trie larger, so that a step through it more often waits for "
                  "memory. grep and RE2::Set slow down because their automata "
                  "of states grow.")
    results.curve(FULL, "terms", "the same as above, and the conditions of a "
                  "term where it could stand: endings, several words, "
                  "capitals, inner parts.")
    results.curve("full: memory", "terms", "each term adds its letters to the "
                  "trie; those that begin alike share them.")
    results.note(f"Text: {page_sets.what_pages(context)}, folded; terms of the "
                 "keyword lists. Within a round all take turns nine times in "
                 "one process and the best turn counts; grep reads half a "
                 "megabyte once. Points between 500, 2,000 and 8,000 terms are "
                 "measured in one round only.")
    results.note("\"words\": one-word terms that begin where a word does, half "
                 "of them end there, too. vectorscan's callback checks that, "
                 "and it must find the same matches. \"vectorscan, unchecked\" "
                 "checks nothing and finds more; RE2::Set says only which "
                 "terms a page holds, not where, and its \\b knows ASCII only; "
                 "grep finds substrings.")
    results.note("\"full\": the terms as the lists have them, with several "
                 "words, endings, capitals and inner parts. vectorscan looks "
                 "for the longest word of each and checks nothing: it does "
                 "much less.")
