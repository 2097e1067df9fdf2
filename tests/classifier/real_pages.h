// SPDX-License-Identifier: GPL-3.0-or-later
// Other people's pages, read from the fixtures, for the tests of the
// classifier.

#pragma once

#include <gtest/gtest.h>

#include <charconv>
#include <filesystem>
#include <string>
#include <vector>

#include "base/compressed_lines.h"
#include "tests/testing/fixtures.h"

namespace ritmon {

struct RealPage {
  std::string url;
  std::string html;
};

inline std::string ReadCompressed(const std::filesystem::path& path) {
  std::string bytes;
  auto file = CompressedFile::Open(path);
  if (!file) {
    ADD_FAILURE() << file.error().message;
    return bytes;
  }
  char buffer[16 * 1024];
  for (;;) {
    const auto read = file->Read(buffer, sizeof(buffer));
    if (!read.has_value() || *read == 0) return bytes;
    bytes.append(buffer, *read);
  }
}

// The value of a header in a block of header lines; without case of the name
// as this WARC file writes it.
inline std::string HeaderValue(const std::string& block,
                               const std::string& name) {
  const size_t at = block.find("\r\n" + name + ": ");
  if (at == std::string::npos) return {};
  const size_t begin = at + name.size() + 4;
  return block.substr(begin, block.find("\r\n", begin) - begin);
}

// The 131 German pages of extraction-de.
inline std::vector<RealPage> GermanPages() {
  const std::string warc =
      ReadCompressed(Fixture("extraction-de/german-pages-dev.warc.gz"));
  std::vector<RealPage> pages;
  for (size_t at = 0; at < warc.size();) {
    const size_t body = warc.find("\r\n\r\n", at);
    if (body == std::string::npos) break;
    const std::string head = warc.substr(at, body + 2 - at);
    const std::string digits = HeaderValue(head, "Content-Length");
    size_t length = 0;
    std::from_chars(digits.data(), digits.data() + digits.size(), length);
    if (HeaderValue(head, "WARC-Type") == "response") {
      const std::string http = warc.substr(body + 4, length);
      pages.push_back({HeaderValue(head, "WARC-Target-URI"),
                       http.substr(http.find("\r\n\r\n") + 4)});
    }
    at = body + 4 + length + 4;
  }
  return pages;
}

}  // namespace ritmon
