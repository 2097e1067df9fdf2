#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Main text of real pages, ritmon beside readability-lxml: quality and speed.

usage: extraction.py RITMON [BENCH [FIXTURES]]

Both get the same bytes in turn. Quality: extraction-de, precision, recall and
F1 over segments that must be kept and dropped (the set's score.py);
extraction-zyte, F1 of 4-word shingles, precision and recall averaged over
pages (the benchmark that the set comes from). Speed: CPU seconds of the
process that does the work, MB of HTML a second; ritmon's include reading JSON
and writing all it knows of a page, not the main text alone. With BENCH
(build/release/bench/bench) the parser by itself is timed in the same run, on
the pages of both sets: from bytes to zones, main text, links and language.

Needs Debian's python3-readability.
"""
import base64
import collections
import gzip
import json
import os
import re
import resource
import statistics
import subprocess
import sys

ROUNDS = 3


def german_pages(folder):
    """The responses of the WARC: url as written -> bytes."""
    data = gzip.open(f"{folder}/german-pages-dev.warc.gz").read()
    pages = {}
    at = data.find(b"WARC/1.")
    while at >= 0:
        head_end = data.index(b"\r\n\r\n", at)
        head = data[at:head_end].decode("utf-8")
        length = int(re.search(r"(?m)^Content-Length: (\d+)", head).group(1))
        block = data[head_end + 4:head_end + 4 + length]
        uri = re.search(r"(?m)^WARC-Target-URI: ([^\r\n]*)", head)
        if "WARC-Type: response" in head and uri:
            pages[uri.group(1)] = block[block.index(b"\r\n\r\n") + 4:]
        at = data.find(b"WARC/1.", head_end + 4 + length)
    return pages


def english_pages(folder, truth):
    return {key: gzip.open(f"{folder}/html/{key}.html.gz").read()
            for key in truth}


def by_ritmon(ritmon, pages, urls):
    """Texts, and the CPU seconds of the child."""
    lines = "".join(
        json.dumps({"url": urls.get(key, key),
                    "html_b64": base64.b64encode(html).decode()}) + "\n"
        for key, html in pages.items())
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    out = subprocess.run([ritmon, "tool", "extract"], input=lines.encode(),
                         stdout=subprocess.PIPE, check=True).stdout
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    seconds = (after.ru_utime + after.ru_stime - before.ru_utime -
               before.ru_stime)
    answers = [json.loads(line) for line in out.decode().splitlines()]
    return ({key: answer["text"] for key, answer in zip(pages, answers)},
            seconds)


def by_readability(pages):
    import lxml.html
    import readability
    before = os.times()
    texts = {}
    for key, html in pages.items():
        try:
            summary = readability.Document(html).summary()
            tree = lxml.html.fromstring(summary)
            texts[key] = "\n".join(tree.itertext())
        except Exception:  # it fails on some pages: no text
            texts[key] = ""
    after = os.times()
    return texts, after.user + after.system - before.user - before.system


def squeeze(text):
    return re.sub(r"\s+", " ", text or "")


def segment_score(segments, texts):
    kept = lost = leaked = 0
    for url, wanted in segments.items():
        text = squeeze(texts.get(url))
        hits = [squeeze(s) in text for s in wanted["with"]]
        kept += sum(hits)
        lost += len(hits) - sum(hits)
        leaked += sum(squeeze(s) in text for s in wanted["without"])
    return kept / (kept + leaked or 1), kept / (kept + lost or 1)


def shingles(text):
    words = re.findall(r"\w+", text or "")
    return collections.Counter(
        tuple(words[i:i + 4]) for i in range(max(1, len(words) - 3)))


def shingle_score(truth, texts):
    precisions, recalls = [], []
    for key, gold in truth.items():
        wanted = shingles(gold["articleBody"])
        found = shingles(texts.get(key))
        common = sum((wanted & found).values())
        precisions.append(common / (sum(found.values()) or 1))
        recalls.append(common / (sum(wanted.values()) or 1))
    return statistics.mean(precisions), statistics.mean(recalls)


def f1(precision, recall):
    return 2 * precision * recall / (precision + recall or 1)


def report(name, pages, score, urls, ritmon):
    size = sum(len(html) for html in pages.values()) / 1e6
    print(f"{name}: {len(pages)} pages, {size:.1f} MB")
    rates = collections.defaultdict(list)
    texts = {}
    for _ in range(ROUNDS):
        for who, run in (("readability-lxml", lambda: by_readability(pages)),
                         ("ritmon", lambda: by_ritmon(ritmon, pages, urls))):
            texts[who], seconds = run()
            rates[who].append(size / seconds)
    for who in texts:
        precision, recall = score(texts[who])
        rate = statistics.median(rates[who])
        print(f"  {who:<17} precision {precision:.3f}  recall {recall:.3f}  "
              f"F1 {f1(precision, recall):.3f}  {rate:6.1f} MB/s")
    ratio = (statistics.median(rates["ritmon"]) /
             statistics.median(rates["readability-lxml"]))
    print(f"  ritmon is {ratio:.1f} times as fast\n")
    return rates["readability-lxml"]


def parser_alone(bench, root):
    """MB/s of the parser on all pages of both sets, in a process that only
    parses."""
    out = subprocess.run(
        [bench, "--benchmark_filter=^WholeParsePage$",
         f"--benchmark_repetitions={ROUNDS}", "--benchmark_format=json"],
        env={**os.environ, "RITMON_FIXTURES": root},
        stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, check=True).stdout
    return statistics.median(
        run["bytes_per_second"] / 1e6 for run in json.loads(out)["benchmarks"]
        if run["run_type"] == "iteration")


def main():
    if len(sys.argv) not in (2, 3, 4):
        sys.exit(__doc__)
    ritmon = sys.argv[1]
    root = sys.argv[3] if len(sys.argv) == 4 else os.path.join(
        os.path.dirname(os.path.abspath(__file__)),
        "../../../shared/fixtures")
    segments = json.load(open(f"{root}/extraction-de/segments.json"))
    german = german_pages(f"{root}/extraction-de")
    peers = report("extraction-de", german,
                   lambda texts: segment_score(segments, texts), {}, ritmon)
    truth = json.load(open(f"{root}/extraction-zyte/ground-truth.json"))
    english = english_pages(f"{root}/extraction-zyte", truth)
    urls = {key: gold["url"] for key, gold in truth.items()}
    peers += report("extraction-zyte", english,
                    lambda texts: shingle_score(truth, texts), urls, ritmon)
    if len(sys.argv) > 2:
        alone = parser_alone(sys.argv[2], root)
        print(f"ritmon's parser alone: {alone:.1f} MB/s, "
              f"{alone / statistics.median(peers):.1f} times readability-lxml")


main()
