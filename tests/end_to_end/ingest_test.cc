// SPDX-License-Identifier: GPL-3.0-or-later
// Somebody else's crawl as input: real pages, real archives.

#include "tests/end_to_end/demo_region.h"
#include "tests/testing/fixtures.h"

namespace ritmon {
namespace {

class IngestTest : public DemoRegionTest {
 protected:
  static std::string EveryPage(const std::filesystem::path& data_directory) {
    return Ritmon(data_directory, {"export", "pages", "--all", "-f", "jsonl"})
        .out;
  }
};

TEST_F(IngestTest, RealArchivesAreFound) {
  RITMON_REQUIRE_FIXTURE("extraction-de/german-pages-dev.warc.gz");
  RITMON_REQUIRE_FIXTURE("warc/whirlwind.warc.gz");
  TempDirectory folder;
  const ProgramResult ingest = Ritmon(
      folder / "data",
      {"ingest", Fixture("extraction-de/german-pages-dev.warc.gz").string(),
       Fixture("warc/whirlwind.warc.gz").string()});
  ASSERT_EQ(ingest.exit_code, 0) << ingest.err;
  EXPECT_NE(ingest.err.find("german-pages-dev.warc.gz: 1"), std::string::npos)
      << ingest.err;
  const ProgramResult search =
      Ritmon(folder / "data", {"search", "Deutschland", "lang:de"});
  ASSERT_EQ(search.exit_code, 0) << search.err;
  EXPECT_EQ(search.out.find(" of 0 pages"), std::string::npos) << search.out;
  const ProgramResult by_host =
      Ritmon(folder / "data", {"search", "host:an.wikipedia.org", "--json"});
  EXPECT_NE(by_host.out.find("Escopete"), std::string::npos) << by_host.err;
  const ProgramResult count = Ritmon(folder / "data", {"count", "--json"});
  ASSERT_EQ(count.exit_code, 0) << count.err;
  size_t rows = 0;
  for (size_t at = count.out.find("\"field\""); at != std::string::npos;
       at = count.out.find("\"field\"", at + 1)) {
    ++rows;
  }
  EXPECT_EQ(rows, 15u) << "every field has a row, also at 0";

  // Again: the same, and the archive does not grow.
  const std::string before = EveryPage(folder / "data");
  const ProgramResult again = Ritmon(
      folder / "data", {"ingest", Fixture("warc/whirlwind.warc.gz").string()});
  ASSERT_EQ(again.exit_code, 0) << again.err;
  EXPECT_EQ(EveryPage(folder / "data"), before);
  const ProgramResult replay = Ritmon(folder / "data", {"replay"});
  ASSERT_EQ(replay.exit_code, 0) << replay.err;
  EXPECT_EQ(EveryPage(folder / "data"), before);
}

}  // namespace
}  // namespace ritmon
