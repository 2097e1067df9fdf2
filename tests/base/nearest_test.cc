// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/nearest.h"

#include <gtest/gtest.h>

namespace ritmon {
namespace {

TEST(NearestTest, FindsWhatWasMeant) {
  const std::vector<std::string_view> known = {"crawl.delay_ms",
                                               "crawl.contact", "region.name"};
  struct Case {
    const char* typed;
    const char* meant;
  };
  const Case cases[] = {{"crawl.dealy_ms", "crawl.delay_ms"},
                        {"crawl.contakt", "crawl.contact"},
                        {"region.nam", "region.name"},
                        {"delay", "crawl.delay_ms"},  // a part of it
                        {"region", "region.name"},
                        {"crawll", "crawl.delay_ms"},  // its beginning
                        {"crawl.contact", "crawl.contact"},
                        {"xyz", ""},
                        {"", ""}};
  for (const Case& c : cases) EXPECT_EQ(Nearest(c.typed, known), c.meant);
  EXPECT_EQ(DidYouMean("region.nam", known), ", do you mean 'region.name'?");
  EXPECT_EQ(DidYouMean("xyz", known), "");
}

TEST(NearestTest, GarbageIsNotMatched) {
  EXPECT_EQ(Nearest(std::string(100000, 'a'), {"a"}), "");
  EXPECT_EQ(Nearest("region.name", {}), "");
  EXPECT_EQ(Nearest("region.name", {""}), "");
  EXPECT_EQ(NearestIndex("b", {"", "b", "b"}), 1);
}

}  // namespace
}  // namespace ritmon
