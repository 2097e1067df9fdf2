// SPDX-License-Identifier: GPL-3.0-or-later
// Persons are never stored: who runs a company stands in its imprint, is
// fetched with it, and is nowhere but in the raw archive.

#include <set>

#include "tests/end_to_end/demo_region.h"
#include "tests/testing/data_bytes.h"
#include "tests/testing/fixtures.h"

namespace ritmon {
namespace {

namespace fs = std::filesystem;

// From imprints of the demo region, and on no other page of it.
const std::vector<std::string> kInImprintsOnly = {
    "Annegret Sievers",   "Carsten Nagel",
    "Ingeborg Petzold",   "Jan-Hermann W",
    "Mathilde Ravenborg", "Mirko Stahl",
    "Nicole Wrede-Asmus", "Piotr Wendlandt",
    "Sandra Tetjens",     "nke Timmsen",
    "Alasdair Munro",     "Suresh Padmakar",
    "Melanie Truelsen",   "Constanze von Reventlow-Braun"};

class PersonsTest : public DemoRegionTest {
 protected:
  // Demo pages that print the name; imprints and the rest.
  static size_t PagesWith(const std::string& name, bool imprints) {
    size_t pages = 0;
    for (const auto& entry :
         fs::recursive_directory_iterator(SourceFile("demo/sites"))) {
      if (!entry.is_regular_file()) continue;
      std::string path = entry.path().string();
      for (char& c : path) c = static_cast<char>(std::tolower(c));
      const bool is_imprint = path.find("impress") != std::string::npos ||
                              path.find("imprint") != std::string::npos;
      if (is_imprint != imprints) continue;
      pages += MustRead(entry.path()).find(name) != std::string::npos ? 1 : 0;
    }
    return pages;
  }
};

TEST_F(PersonsTest, NobodyOfTheImprintsIsOutsideTheArchive) {
  const fs::path data = FinishedRun();
  for (const std::vector<std::string>& command :
       {std::vector<std::string>{"report"},
        {"export", "companies", "--all", "--everywhere", "--columns", "full",
         "-f", "jsonl", "-o", (data / "reports" / "all.jsonl").string()},
        {"export", "pages", "--all", "--columns", "full", "-f", "jsonl", "-o",
         (data / "reports" / "pages.jsonl").string()}}) {
    const ProgramResult result = Ritmon(data, command);
    ASSERT_EQ(result.exit_code, 0) << result.err;
  }
  std::vector<DataText> derived;
  std::vector<DataText> archived;
  for (DataText& text : AllTextOf(data)) {
    const bool raw = text.place.starts_with("warc/");
    (raw ? archived : derived).push_back(std::move(text));
  }
  size_t looked_for = 0;
  for (const std::string& name : kInImprintsOnly) {
    if (PagesWith(name, false) > 0) continue;
    ASSERT_GT(PagesWith(name, true), 0u) << name;
    // Fetched and read: the test can fail.
    if (PlacesOf(archived, name).empty()) continue;
    ++looked_for;
    for (const DataText& place : PlacesOf(derived, name)) {
      ADD_FAILURE() << name << " in " << place.place;
    }
    EXPECT_EQ(Ritmon(data, {"search", "\"" + name + "\"", "--json"}).out, "");
  }
  EXPECT_GE(looked_for, 10u);
  // Nor anything else that the law asks for: "Verantwortlich: ...".
  ASSERT_FALSE(PlacesOf(derived, "\nmain ").empty());
  EXPECT_TRUE(PlacesOf(derived, "\nlegal ").empty());
}

}  // namespace
}  // namespace ritmon
