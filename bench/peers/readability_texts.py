#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Main text by readability-lxml, in the form of `ritmon tool extract`.

usage: readability_texts.py FILE

stdin: {"url": ..., "html_b64": ...}, one a line; stdout: {"text": ...}, one a
line in the same order; FILE: seconds of CPU without Python's start and JSON.
Needs Debian's python3-readability.
"""

import base64
import json
import logging
import pathlib
import sys
import time

import lxml.html
import readability


def text_of(html: bytes) -> str:
    try:
        summary = readability.Document(html).summary()
        return "\n".join(lxml.html.fromstring(summary).itertext())
    except Exception:  # it fails on some pages: no text
        return ""


def main() -> None:
    logging.disable(logging.CRITICAL)
    spent = 0.0
    for line in sys.stdin:
        html = base64.b64decode(json.loads(line)["html_b64"])
        begin = time.process_time()
        text = text_of(html)
        spent += time.process_time() - begin
        print(json.dumps({"text": text}))
    pathlib.Path(sys.argv[1]).write_text(f"{spent}\n", encoding="ascii")


main()
