// SPDX-License-Identifier: GPL-3.0-or-later
// Everything that can be read out of a data directory, for tests that look for
// what must not be there: bytes of the files as they lie, what is packed in
// them, rows of the databases, records of the archive.

#pragma once

#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

namespace ritmon {

// A piece of it, and where it is.
struct DataText {
  std::string place;  // "text/pages.db: page", "warc/x.warc.gz: URI"
  std::string uri;    // WARC-Target-URI of a record; empty elsewhere
  std::string text;
};

std::vector<DataText> AllTextOf(const std::filesystem::path& directory);

// The places in which `word` stands, in any case.
std::vector<DataText> PlacesOf(const std::vector<DataText>& texts,
                               std::string_view word);

}  // namespace ritmon
