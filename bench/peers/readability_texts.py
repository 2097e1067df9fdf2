#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Main text by readability-lxml, in the form of `ritmon tool extract`.

stdin: {"url": ..., "html_b64": ...}, one a line; stdout: {"text": ...}, one a
line in the same order. Needs Debian's python3-readability.
"""

import base64
import json
import logging
import sys

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
    for line in sys.stdin:
        html = base64.b64decode(json.loads(line)["html_b64"])
        print(json.dumps({"text": text_of(html)}))


main()
