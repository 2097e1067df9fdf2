#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""build_site.py WARC.GZ DIRECTORY PORT: real pages as 400 small sites.

Takes the response records of a gzipped WARC file and lays them out as groups
of ten pages; each of the 400 hosts (addresses 127.1.x.y, so that nobody needs
a resolver) is a link to one group. The smallest pages are left out until the
mean is MEAN bytes. Links of the original pages are made to lead to other
hosts; on top of each page stand links to the ten pages of its own site.
Writes DIRECTORY/www/HOST/, DIRECTORY/seeds and DIRECTORY/hosts.
"""

import gzip
import pathlib
import re
import sys

HOSTS = 400
PAGES = 10
MEAN = 144_000

# A reference that would lead to the page's own host.
OWN = re.compile(
    rb'\b(href|src|action|poster|background|data|longdesc)(\s*=\s*["\']?\s*)'
    rb'(?![a-zA-Z][a-zA-Z0-9+.-]*:|//|#|["\'>\s])', re.I)
# wget2 reads style sheets as well.
CSS = re.compile(rb'\burl\(\s*(["\']?)\s*(?!data:|https?:|//|#)', re.I)
# What some clients fetch and others do not.
LISTED = re.compile(rb'\b(srcset|imagesrcset|http-equiv=["\']?refresh)', re.I)
BASE = re.compile(rb'<base\b[^>]*>', re.I)
# nofollow is obeyed by some clients and not by others.
ROBOTS = re.compile(rb'<meta\b[^>]*\bname=["\']?robots\b[^>]*>', re.I)
BODY = re.compile(rb'<body\b[^>]*>', re.I)


def responses(path):
    """Bodies of the response records, which are neither chunked nor packed."""
    data = gzip.open(path).read()
    at = 0
    while True:
        end = data.find(b"\r\n\r\n", at)
        if end < 0:
            return
        head = data[at:end].decode("utf-8", "replace")
        length = int(re.search(r"(?im)^Content-Length: *(\d+)", head)[1])
        if re.search(r"(?im)^WARC-Type: *response", head):
            block = data[end + 4:end + 4 + length]
            yield block[block.index(b"\r\n\r\n") + 4:]
        at = end + 4 + length + 4


def inert(page):
    page = BASE.sub(b"", page)
    page = ROBOTS.sub(b"", page)
    page = CSS.sub(rb"url(\1http://elsewhere.invalid/", page)
    page = LISTED.sub(rb"data-off-\1", page)
    return OWN.sub(rb"\1\2http://elsewhere.invalid/", page)


def with_menu(page):
    links = b"".join(b'<a href="/%s">Seite %d</a> ' %
                     (b"" if i == 0 else b"p%d.html" % i, i)
                     for i in range(PAGES))
    menu = b"<div>" + links + b"</div>"
    body = BODY.search(page)
    at = body.end() if body else 0
    return page[:at] + menu + page[at:]


def main():
    warc, directory, port = sys.argv[1], pathlib.Path(sys.argv[2]), sys.argv[3]
    pages = sorted((inert(p) for p in responses(warc)), key=len)
    while len(pages) > PAGES and sum(map(len, pages)) < MEAN * len(pages):
        pages.pop(0)
    groups = len(pages) // PAGES
    # What is left over goes from the middle, so that the mean stays.
    over = len(pages) - groups * PAGES
    chosen = pages[:len(pages) // 2 - over] + pages[len(pages) // 2:]
    www = directory / "www"
    for group in range(groups):
        folder = www / f"group{group}"
        folder.mkdir(parents=True)
        (folder / "robots.txt").write_text("User-agent: *\nAllow: /\n")
        members = [chosen[group + i * groups] for i in range(PAGES)]
        # wget2 loses its way in pages that begin with this, so none of them
        # may be the start page, which everybody must read.
        members.sort(key=lambda page: b"<!--[if !" in page[:1000])
        for i, page in enumerate(members):
            name = "index.html" if i == 0 else f"p{i}.html"
            (folder / name).write_bytes(with_menu(page))
    hosts = [f"127.1.{i // 200}.{i % 200 + 1}" for i in range(HOSTS)]
    for i, host in enumerate(hosts):
        (www / host).symlink_to(f"group{i % groups}")
    (directory / "hosts").write_text("\n".join(hosts) + "\n")
    (directory / "seeds").write_text(
        "".join(f"http://{host}:{port}/\n" for host in hosts))
    size = sum(map(len, chosen)) / len(chosen)
    print(f"{HOSTS} hosts, {PAGES} pages each, {groups * PAGES} different "
          f"ones, {size / 1000:.0f} KB on average")


if __name__ == "__main__":
    main()
