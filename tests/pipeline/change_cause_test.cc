// SPDX-License-Identifier: GPL-3.0-or-later
#include "pipeline/change_cause.h"

#include <gtest/gtest.h>

namespace ritmon {
namespace {

constexpr Date kEarlier{std::chrono::year(2026), std::chrono::month(3),
                        std::chrono::day(1)};

CompanyMoment Known(std::set<std::string> read = {"a.example"},
                    std::set<std::string> lost = {}) {
  CompanyMoment moment;
  moment.known = true;
  moment.in_region = true;
  moment.district = "02000";
  moment.read = std::move(read);
  moment.lost = std::move(lost);
  return moment;
}

CompanyMoment Unknown(std::set<std::string> lost = {}) {
  CompanyMoment moment;
  moment.lost = std::move(lost);
  return moment;
}

CompanyMoment With(CompanyMoment moment, CompanyStatus status) {
  moment.status = status;
  return moment;
}

CompanyMoment With(CompanyMoment moment, EntityKind kind) {
  moment.kind = kind;
  return moment;
}

CompanyMoment FoundedOn(CompanyMoment moment, const char* date) {
  moment.founded = ParseDate(date);
  return moment;
}

CompanyMoment In(CompanyMoment moment, const char* district, bool in_region) {
  moment.district = district;
  moment.in_region = in_region;
  return moment;
}

// Of two causes that hold the first of the header's list is taken.
TEST(ChangeCauseTest, TheFirstThatHolds) {
  struct Case {
    const char* what;
    CompanyMoment before;
    CompanyMoment after;
    bool now_counted;
    bool other_lists;
    ChangeCause cause;
  };
  const auto removed = CompanyStatus::kRemoved;
  const auto shell = EntityKind::kShell;
  const std::set<std::string> none;
  const Case cases[] = {
      {"founded since", Unknown(), FoundedOn(Known(), "2026-03-02"), true, true,
       ChangeCause::kReal},
      {"founded before", Unknown(), FoundedOn(Known(), "2026-03-01"), true,
       true, ChangeCause::kCoverage},
      {"founded since, but known", FoundedOn(Known(none), "2026-03-02"),
       FoundedOn(Known(), "2026-03-02"), true, true, ChangeCause::kCoverage},
      {"dissolved, site gone too", Known(),
       With(Known(none, {"a.example"}), removed), false, true,
       ChangeCause::kReal},
      {"active again", With(Known(), removed), Known(), true, true,
       ChangeCause::kReal},
      {"moved away", Known(), In(Known(), "15001", false), false, true,
       ChangeCause::kReal},
      {"region defined anew", Known(), In(Known(), "02000", false), false, true,
       ChangeCause::kCoverage},
      {"site gone", Known(), Known(none, {"a.example"}), false, true,
       ChangeCause::kLostSites},
      {"one of two sites gone", Known({"a.example", "b.example"}),
       Known({"a.example"}, {"b.example"}), false, true,
       ChangeCause::kLostSites},
      {"site gone and company with it", Known(), Unknown({"a.example"}), false,
       true, ChangeCause::kLostSites},
      {"site back", Known(none, {"a.example"}), Known(), true, true,
       ChangeCause::kLostSites},
      {"site and company back", Unknown({"a.example"}), Known(), true, true,
       ChangeCause::kLostSites},
      {"gone before, field lost now", Known({"a.example"}, {"b.example"}),
       Known({"a.example"}, {"b.example"}), false, false, ChangeCause::kReal},
      {"newly known", Unknown(), Known(), true, true, ChangeCause::kCoverage},
      {"no longer known", Known(), Unknown(), false, true,
       ChangeCause::kCoverage},
      {"newly read", Known(none), Known(), true, true, ChangeCause::kCoverage},
      {"read, and thus no shell", With(Known(none), shell), Known(), true,
       false, ChangeCause::kCoverage},
      {"site is another's now", Known(), Known(none), false, true,
       ChangeCause::kCoverage},
      {"a shell after all", Known(), With(Known(), shell), false, true,
       ChangeCause::kReal},
      {"other lists", Known(), Known(), true, true, ChangeCause::kLists},
      {"other lists, gone", Known(), Known(), false, true, ChangeCause::kLists},
      {"other pages", Known(), Known(), true, false, ChangeCause::kReal},
      {"other pages, gone", Known(), Known(), false, false, ChangeCause::kReal},
  };
  for (const Case& test : cases) {
    EXPECT_EQ(CauseOf(test.before, test.after, test.now_counted,
                      {kEarlier, test.other_lists}),
              test.cause)
        << test.what;
  }
}

TEST(ChangeCauseTest, NamesComeBack) {
  for (const ChangeCause cause :
       {ChangeCause::kReal, ChangeCause::kLists, ChangeCause::kCoverage,
        ChangeCause::kLostSites}) {
    EXPECT_EQ(ParseChangeCause(ToString(cause)), cause);
  }
  EXPECT_FALSE(ParseChangeCause("unreal"));
}

}  // namespace
}  // namespace ritmon
