#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Fails on an include that the rooms do not allow (ARCHITECTURE.md).

Two rules: a room includes only itself and the rooms below it, and an outside
library is included only in the few files that need it. And since the rooms
share one namespace: a type has one definition, or is nobody else's business
(unnamed namespace). Two of one name build, and one's destructor runs on the
other ([basic.def.odr]).
"""

import pathlib
import re
import sys

# Room -> rooms that it may include, itself apart.
ROOMS = {
    "base": set(),
    "model": {"base"},
    "crawler": {"base", "model"},
    "classifier": {"base", "model"},
    "index": {"base", "model"},
    "registry": {"base", "model"},
    "funding": {"base", "model"},
    "pipeline": {"base", "model", "crawler", "classifier", "index", "registry",
                 "funding"},
    "report": {"base", "model", "index", "registry", "funding"},
    "daemon": {"base"},
    "config": {"base", "model", "crawler", "classifier", "index", "registry",
               "funding", "pipeline", "report", "daemon"},
}
ROOMS["cli"] = set(ROOMS)
# A program of its own that shares nothing but the format of what it prints.
ROOMS["pdf_reader"] = set()

# Library header -> files that may include it.
FENCES = [
    (r"curl/", {"crawler/curl_fetcher.cc", "crawler/curl_shared.h",
                "crawler/curl_shared.cc", "crawler/curl_transfer.h",
                "crawler/curl_transfer.cc", "crawler/curl_ca_bundle.cc",
                "crawler/curl_version.cc"}),
    (r"gumbo\.h", {"classifier/html_tree.cc", "classifier/html_handling.cc"}),
    (r"xapian(/|\.h)", {"index/index_database_reader.cc",
                        "index/index_database_writer.cc",
                        "index/index_batches.cc", "index/index_batches.h",
                        "index/index_check.cc", "index/index_errors.cc",
                        "index/index_errors.h", "index/find_matches.cc",
                        "index/find_matches.h", "index/match_terms.cc",
                        "index/match_terms.h", "index/query_terms.cc",
                        "index/query_terms.h", "index/stemmer.cc",
                        "index/xapian_version.cc"}),
    (r"re2/", {"base/regex.cc"}),
    (r"unicode/", {"base/", "model/url_host.cc"}),
    (r"sqlite3\.h", {"base/database.cc", "base/library_versions.cc"}),
    (r"expat\.h", {"crawler/sitemap_xml.cc", "base/xml_stream.cc",
                  "registry/xjustiz_xml.cc"}),
    (r"xlsxwriter", {"base/sheet_writer.cc"}),
    (r"date/", {"daemon/cron_schedule.cc", "daemon/quiet_hours.cc",
                "daemon/time_zone.cc"}),
    (r"systemd/", {"daemon/service_manager.cc", "base/journal.cc"}),
    (r"prometheus/", {"daemon/metrics.cc"}),
    (r"simdjson\.h", {"registry/offeneregister.cc", "registry/gleif_json.cc"}),
    (r"archive(_entry)?\.h", {"base/compressed_lines.cc", "base/zip_file.cc",
                              "base/archive_members.cc"}),
    (r"toml\+\+/", {"classifier/taxonomy_file.cc", "classifier/list_file_reader.h",
                   "classifier/list_rewriter.cc",
                   "registry/company_mapping_file.cc",
                   "config/config_reader.h"}),
    # What passes toml++ on.
    (r"config/(config_reader|section_keys|\w+_tables)\.h", {"config/"}),
    (r"libpsl\.h", {"base/domain_name.cc"}),
    (r"spdlog/", {"base/log.cc"}),
    (r"cld2/", {"classifier/language.cc"}),
    (r"CLI/", {"cli/command_line.cc"}),
    (r"zlib\.h", {"crawler/stream_decoder.cc"}),
    (r"libdeflate\.h", {"crawler/stream_decoder.cc"}),
    (r"poppler(/|-)", {"pdf_reader/pdf_text.cc"}),
    (r"openssl/", {"crawler/warc_digest.cc", "crawler/file_digest.cc",
                  "crawler/tls_endpoint.cc", "base/keyed_hash.cc"}),
    (r"httplib\.h", {"daemon/http_listener.cc"}),
]

INCLUDE = re.compile(r'^\s*#\s*include\s*(?:"([^"]+)"|<([^>]+)>)', re.M)

# A type, or an end of the unnamed namespace, as the house's format writes them.
SHARED_OR_NOT = re.compile(
    r"^(?:(?:struct|class|enum class|union)\s+([\w:]+)(?=[\s{])[^;\n]*\{"
    r"|(namespace \{)|(\}  // namespace$))", re.M)


def allowed(name, places):
    return any(name == p or (p.endswith("/") and name.startswith(p))
               for p in places)


def mistakes_of(name, text):
    room = name.split("/")[0]
    for match in INCLUDE.finditer(text):
        line = text.count("\n", 0, match.start()) + 1
        header = match.group(1) or match.group(2)
        other = header.split("/")[0]
        if match.group(1) and other in ROOMS and other != room:
            if other not in ROOMS[room]:
                yield f"{name}:{line}: {room} must not include {header}"
        for pattern, places in FENCES:
            if re.match(pattern, header) and not allowed(name, places):
                where = ", ".join(sorted(places)) or "tests and demo"
                yield f"{name}:{line}: <{header}> belongs in {where}"


def shared_types_of(text):
    unnamed = False
    for match in SHARED_OR_NOT.finditer(text):
        if match.group(1):
            if not unnamed:
                yield match.group(1), text.count("\n", 0, match.start()) + 1
        else:
            unnamed = bool(match.group(2))


def main():
    root = pathlib.Path(sys.argv[1] if len(sys.argv) > 1 else ".")
    found = []
    defined = {}
    files = 0
    for room in ROOMS:
        for path in sorted((root / room).rglob("*")):
            if path.suffix in (".cc", ".h", ".def"):
                files += 1
                name = path.relative_to(root).as_posix()
                text = path.read_text(encoding="utf-8")
                found += mistakes_of(name, text)
                for type_name, line in shared_types_of(text):
                    place = f"{name}:{line}"
                    first = defined.setdefault(type_name, place)
                    if first != place:
                        found.append(f"{place}: {type_name} is defined in "
                                     f"{first} already")
    print("\n".join(found) if found else f"layering: {files} files are clean")
    if files == 0:
        print("layering: no source file found", file=sys.stderr)
        return 1
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
