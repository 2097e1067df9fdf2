// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/testing/data_bytes.h"

#include <gtest/gtest.h>

#include <algorithm>

#include "base/database.h"
#include "base/normalize.h"
#include "crawler/archive_files.h"
#include "crawler/stream_decoder.h"
#include "crawler/warc_reader.h"
#include "tests/testing/fixtures.h"

namespace ritmon {
namespace {

namespace fs = std::filesystem;

std::vector<std::string> Column(Database& database, const std::string& sql) {
  std::vector<std::string> values;
  auto select = database.Prepare(sql);
  EXPECT_TRUE(select) << sql;
  if (!select) return values;
  while (true) {
    auto row = select->Step();
    EXPECT_TRUE(row) << sql;
    if (!row || !*row) return values;
    values.push_back(select->Text(0));
  }
}

std::string Unpacked(const std::string& value) {
  if (!LooksLikeZstd(value)) return value;
  return Decode(Compression::kZstd, value, size_t{1} << 30).bytes;
}

void AddDatabase(const fs::path& path, const std::string& name,
                 std::vector<DataText>& texts) {
  auto database = Database::OpenReadOnly(path);
  ASSERT_TRUE(database) << path;
  for (const std::string& table : Column(
           *database, "SELECT name FROM sqlite_master WHERE type = 'table'")) {
    DataText found{.place = name + ": " + table, .uri = "", .text = ""};
    for (const std::string& column :
         Column(*database,
                "SELECT name FROM pragma_table_info('" + table + "')")) {
      for (const std::string& value : Column(
               *database, "SELECT \"" + column + "\" FROM \"" + table + "\"")) {
        found.text += Unpacked(value) + "\n";
      }
    }
    texts.push_back(std::move(found));
  }
}

void AddArchive(const fs::path& path, const std::string& name,
                std::vector<DataText>& texts) {
  auto reader = WarcReader::Open(path);
  ASSERT_TRUE(reader) << path;
  while (true) {
    auto record = reader->Next();
    ASSERT_TRUE(record) << path;
    if (!*record) return;
    const WarcRecord& found = **record;
    texts.push_back({.place = name + ": " + std::string(found.uri()),
                     .uri = std::string(found.uri()),
                     .text = found.header_text + found.block});
  }
}

}  // namespace

std::vector<DataText> AllTextOf(const fs::path& directory) {
  std::vector<DataText> texts;
  for (const auto& entry : fs::recursive_directory_iterator(directory)) {
    if (!entry.is_regular_file()) continue;
    const std::string name = fs::relative(entry.path(), directory).string();
    // What is packed in an archive file is read record by record.
    texts.push_back({.place = name, .uri = "", .text = MustRead(entry.path())});
    if (name.ends_with(".db")) AddDatabase(entry.path(), name, texts);
    if (IsArchiveFile(entry.path())) AddArchive(entry.path(), name, texts);
  }
  return texts;
}

std::vector<DataText> PlacesOf(const std::vector<DataText>& texts,
                               std::string_view word) {
  const auto lower = [](std::string_view text) {
    std::string copy(text);
    std::transform(copy.begin(), copy.end(), copy.begin(), [](char c) {
      return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
    });
    return copy;
  };
  const std::string wanted = lower(word);
  std::vector<DataText> places;
  for (const DataText& text : texts) {
    if (lower(text.text).find(wanted) != std::string::npos) {
      places.push_back(text);
    }
  }
  return places;
}

}  // namespace ritmon
