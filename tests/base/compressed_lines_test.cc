// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/compressed_lines.h"

#include <archive.h>
#include <archive_entry.h>
#include <gtest/gtest.h>

#include "tests/testing/fixtures.h"
#include "tests/testing/temp_directory.h"

namespace ritmon {
namespace {

void Write(const std::filesystem::path& path, const std::string& content) {
  auto status = WriteFileAtomically(path, content);
  ASSERT_TRUE(status.has_value()) << status.error().message;
}

// `content` through one of libarchive's filters ("gzip", "bzip2", ...).
void WriteCompressed(const std::filesystem::path& path, const char* filter,
                     const std::string& content) {
  archive* writer = archive_write_new();
  archive_write_set_format_raw(writer);
  ASSERT_EQ(archive_write_add_filter_by_name(writer, filter), ARCHIVE_OK);
  ASSERT_EQ(archive_write_open_filename(writer, path.c_str()), ARCHIVE_OK);
  archive_entry* entry = archive_entry_new();
  archive_entry_set_filetype(entry, AE_IFREG);
  archive_write_header(writer, entry);
  archive_write_data(writer, content.data(), content.size());
  archive_entry_free(entry);
  ASSERT_EQ(archive_write_close(writer), ARCHIVE_OK);
  archive_write_free(writer);
}

std::vector<std::string> Lines(const std::filesystem::path& path,
                               size_t limit = 1000) {
  std::vector<std::string> lines;
  auto reader = LineReader::Open(path, limit);
  if (!reader) {
    EXPECT_EQ(reader.error().kind, ErrorKind::kIo);
    return {"error"};
  }
  while (true) {
    auto line = reader->Next();
    if (!line) {
      lines.push_back("error");
      break;
    }
    if (!*line) break;
    EXPECT_EQ((*line)->number, lines.size() + 1);
    lines.emplace_back(((*line)->too_long ? "long:" : "") +
                       std::string((*line)->text));
  }
  return lines;
}

TEST(LineReaderTest, CutsLines) {
  const TempDirectory folder;
  struct Case {
    const char* content;
    std::vector<std::string> lines;
  };
  const Case cases[] = {
      {"", {}},
      {"\n", {""}},
      {"a", {"a"}},
      {"a\nb\n", {"a", "b"}},
      {"a\r\n\r\nb", {"a", "", "b"}},
      {"\xEF\xBB\xBF"
       "a\n",
       {"a"}},
      {"123456789\n1234567890\n12345678901\nx\n",
       {"123456789", "1234567890", "long:1234567890", "x"}},
  };
  for (const Case& c : cases) {
    Write(folder / "f", c.content);
    EXPECT_EQ(Lines(folder / "f", 10), c.lines) << c.content;
  }
}

TEST(LineReaderTest, ALineLongerThanEveryBufferIsCut) {
  const TempDirectory folder;
  Write(folder / "f", "a\n" + std::string(1'000'000, 'x') + "\nb\n");
  const auto lines = Lines(folder / "f", 100'000);
  ASSERT_EQ(lines.size(), 3u);
  EXPECT_EQ(lines[1], "long:" + std::string(100'000, 'x'));
  EXPECT_EQ(lines[2], "b");
  EXPECT_EQ(Lines(folder / "f", 1'000'000)[1], std::string(1'000'000, 'x'));
}

TEST(LineReaderTest, UnpacksWhatItRecognises) {
  const TempDirectory folder;
  std::string content;
  for (int i = 0; i < 20000; ++i) content += "line " + std::to_string(i) + "\n";
  Write(folder / "plain", content);
  const auto expected = Lines(folder / "plain");
  ASSERT_EQ(expected.size(), 20000u);
  for (const char* filter : {"gzip", "bzip2", "xz", "zstd"}) {
    WriteCompressed(folder / filter, filter, content);
    EXPECT_EQ(Lines(folder / filter), expected) << filter;
    // Two members in a row, as parallel compressors write them.
    const std::string once = MustRead(folder / filter);
    Write(folder / "twice", once + once);
    EXPECT_EQ(Lines(folder / "twice").size(), 40000u) << filter;
    // A download that broke off: the lines before, then an error.
    Write(folder / "half", once.substr(0, once.size() / 2));
    const auto half = Lines(folder / "half");
    ASSERT_FALSE(half.empty()) << filter;
    EXPECT_EQ(half.back(), "error") << filter;
  }
}

TEST(LineReaderTest, MissingFileIsNotFound) {
  auto reader = LineReader::Open("/no/such/file");
  ASSERT_FALSE(reader.has_value());
  EXPECT_EQ(reader.error().kind, ErrorKind::kNotFound);
  EXPECT_NE(reader.error().message.find("/no/such/file"), std::string::npos);
}

TEST(LineReaderTest, ReadsOffeneRegisterAsItComes) {
  RITMON_REQUIRE_FIXTURE("de-offeneregister");
  EXPECT_EQ(Lines(Fixture("de-offeneregister/gau-algesheim.jsonl.bz2"), 1 << 20)
                .size(),
            565u);
}

}  // namespace
}  // namespace ritmon
