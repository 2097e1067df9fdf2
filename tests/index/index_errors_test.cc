// SPDX-License-Identifier: GPL-3.0-or-later
// What may go wrong with a database on disk.

#include "index/index_errors.h"

#include <gtest/gtest.h>
#include <signal.h>
#include <sys/resource.h>
#include <xapian.h>

#include "base/files.h"
#include "index/index_reader.h"
#include "index/index_writer.h"
#include "tests/index/sample_records.h"
#include "tests/testing/temp_directory.h"

namespace ritmon {
namespace {

class IndexErrorsTest : public testing::Test {
 protected:
  std::filesystem::path path() const { return directory_ / "pages"; }

  void WritePages(int count) {
    auto writer = PageIndexWriter::Open(path());
    ASSERT_TRUE(writer.has_value()) << writer.error().message;
    for (int i = 0; i < count; ++i) {
      ASSERT_TRUE(writer
                      ->Replace(SamplePage(std::to_string(i), "Titel",
                                           "Wasserstoff und mehr"))
                      .has_value());
    }
    ASSERT_TRUE(writer->Commit().has_value());
  }

  TempDirectory directory_;
  const Vocabulary vocabulary_ = SampleVocabulary();
};

TEST_F(IndexErrorsTest, NothingThereIsNotFound) {
  const auto reader = PageIndexReader::Open(directory_ / "nowhere");
  ASSERT_FALSE(reader.has_value());
  EXPECT_EQ(reader.error().kind, ErrorKind::kNotFound);
  EXPECT_NE(reader.error().message.find("ritmon index"), std::string::npos);
}

TEST_F(IndexErrorsTest, EmptyFolderAndForeignFilesAreNoIndex) {
  const auto empty = PageIndexReader::Open(directory_.path());
  ASSERT_FALSE(empty.has_value());
  EXPECT_EQ(empty.error().kind, ErrorKind::kInvalid);
  ASSERT_TRUE(WriteFileAtomically(directory_ / "file", "text").has_value());
  const auto file = PageIndexReader::Open(directory_ / "file");
  ASSERT_FALSE(file.has_value());
  EXPECT_EQ(file.error().kind, ErrorKind::kInvalid);
  EXPECT_FALSE(PageIndexWriter::Open(directory_ / "file").has_value());
}

TEST_F(IndexErrorsTest, TheOtherKindOfIndexIsRefused) {
  WritePages(1);
  const auto reader = CompanyIndexReader::Open(path());
  ASSERT_FALSE(reader.has_value());
  EXPECT_EQ(reader.error().kind, ErrorKind::kInvalid);
  EXPECT_FALSE(CompanyIndexWriter::Open(path()).has_value());
}

TEST_F(IndexErrorsTest, DamageIsToldWithTheCommandThatRepairsIt) {
  WritePages(500);
  for (const auto& entry : std::filesystem::directory_iterator(path())) {
    if (entry.path().filename() == "iamglass") {
      ASSERT_TRUE(
          WriteFileAtomically(entry.path(), "no version file").has_value());
    }
  }
  const auto reader = PageIndexReader::Open(path());
  ASSERT_FALSE(reader.has_value());
  EXPECT_EQ(reader.error().kind, ErrorKind::kInvalid);
  EXPECT_NE(reader.error().message.find("ritmon index"), std::string::npos);
}

TEST_F(IndexErrorsTest, CutOffTablesNeverCrash) {
  WritePages(2000);
  for (const auto& entry : std::filesystem::directory_iterator(path())) {
    if (entry.path().extension() == ".glass") {
      std::filesystem::resize_file(entry.path(), entry.file_size() / 2);
    }
  }
  auto reader = PageIndexReader::Open(path());
  if (reader) {
    const auto hits = reader->Search(
        MustParse("Wasserstoff", QueryTarget::kPages, vocabulary_), 0, 2000);
    ASSERT_FALSE(hits.has_value());
    EXPECT_TRUE(hits.error().kind == ErrorKind::kInvalid ||
                hits.error().kind == ErrorKind::kIo)
        << hits.error().message;
  } else {
    EXPECT_TRUE(reader.error().kind == ErrorKind::kInvalid ||
                reader.error().kind == ErrorKind::kIo)
        << reader.error().message;
  }
}

TEST_F(IndexErrorsTest, TwoWritersAreOneTooMany) {
  const auto first = PageIndexWriter::Open(path());
  ASSERT_TRUE(first.has_value());
  const auto second = PageIndexWriter::Open(path());
  ASSERT_FALSE(second.has_value());
  EXPECT_EQ(second.error().kind, ErrorKind::kBusy);
}

TEST_F(IndexErrorsTest, AnotherSchemaIsRefusedUntilRebuilt) {
  WritePages(3);
  for (const char* version : {"0", "1", ""}) {
    Xapian::WritableDatabase(path().string())
        .set_metadata(kMetaSchema, version);
    const auto reader = PageIndexReader::Open(path());
    const auto writer = PageIndexWriter::Open(path());
    ASSERT_FALSE(reader.has_value()) << version;
    ASSERT_FALSE(writer.has_value()) << version;
    for (const Error& error : {reader.error(), writer.error()}) {
      EXPECT_EQ(error.kind, ErrorKind::kInvalid);
      EXPECT_NE(error.message.find("`ritmon index --rebuild`"),
                std::string::npos)
          << error.message;
    }
  }
  ASSERT_TRUE(PageIndexWriter::Open(path(), OpenMode::kFresh).has_value());
  auto reader = PageIndexReader::Open(path());
  ASSERT_TRUE(reader.has_value()) << reader.error().message;
  EXPECT_EQ(*reader->Size(), 0u);
}

TEST_F(IndexErrorsTest, ReadingWhileWritingGivesOneStateOrTheNext) {
  WritePages(300);
  auto reader = PageIndexReader::Open(path());
  ASSERT_TRUE(reader.has_value());
  auto writer = PageIndexWriter::Open(path());
  ASSERT_TRUE(writer.has_value());
  const Query query =
      MustParse("Wasserstoff", QueryTarget::kPages, vocabulary_);
  for (int round = 1; round <= 10; ++round) {
    for (int i = 0; i < 300; ++i) {
      ASSERT_TRUE(writer
                      ->Replace(SamplePage(std::to_string(round * 1000 + i), "",
                                           "Wasserstoff"))
                      .has_value());
    }
    ASSERT_TRUE(writer->Commit().has_value());
    const auto hits = reader->Search(query, 0, 10'000);
    ASSERT_TRUE(hits.has_value()) << hits.error().message;
    EXPECT_EQ(hits->total % 300, 0u);
    EXPECT_EQ(hits->total, hits->hits.size());
  }
  ASSERT_TRUE(reader->Refresh().has_value());
  EXPECT_EQ(reader->Search(query, 0, 1)->total, 3300u);
}

// A file may not grow beyond 64 KiB: what a full disk looks like to Xapian.
TEST_F(IndexErrorsTest, FullDiskIsAnIoErrorAndTheOldStateStays) {
  WritePages(1);
  rlimit old_limit;
  ASSERT_EQ(getrlimit(RLIMIT_FSIZE, &old_limit), 0);
  const auto old_handler = signal(SIGXFSZ, SIG_IGN);
  Status committed;
  {
    auto writer = PageIndexWriter::Open(path());
    ASSERT_TRUE(writer.has_value());
    const rlimit limit{64 * 1024, old_limit.rlim_max};
    ASSERT_EQ(setrlimit(RLIMIT_FSIZE, &limit), 0);
    for (int i = 0; i < 500 && committed; ++i) {
      std::string text = "Wasserstoff";
      for (int k = 0; k < 200; ++k) text += " w" + std::to_string(i * 200 + k);
      committed = writer->Replace(SamplePage(std::to_string(i), "", text));
    }
    if (committed) committed = writer->Commit();
  }
  ASSERT_EQ(setrlimit(RLIMIT_FSIZE, &old_limit), 0);
  signal(SIGXFSZ, old_handler);
  ASSERT_FALSE(committed.has_value());
  EXPECT_EQ(committed.error().kind, ErrorKind::kIo)
      << committed.error().message;
  auto reader = PageIndexReader::Open(path());
  ASSERT_TRUE(reader.has_value()) << reader.error().message;
  EXPECT_EQ(*reader->Size(), 1u);
}

}  // namespace
}  // namespace ritmon
