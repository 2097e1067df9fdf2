// SPDX-License-Identifier: GPL-3.0-or-later
#include "registry/imprint_merge.h"

#include <gtest/gtest.h>

#include <string>

namespace ritmon {
namespace {

ImprintCompany Of(const char* name, const char* number,
                  const char* postcode = "", const char* court = "",
                  const char* suffix = "") {
  ImprintCompany company;
  company.name = name;
  company.number = number;
  if (*number != '\0') company.register_type = "HRB";
  company.address.postcode = postcode;
  company.court = court;
  company.suffix = suffix;
  return company;
}

TEST(ImprintMergeTest, OneCompanyOnSeveralPagesIsOne) {
  struct Case {
    const char* why;
    std::vector<ImprintCompany> companies;
    const char* merged;  // name/number/postcode/court, joined by blanks
  };
  const Case cases[] = {
      {"nothing", {}, ""},
      {"German and English imprint",
       {Of("Akku GmbH", "1", "20457", "Hamburg"),
        Of("Akku GmbH", "1", "20457", "hamburg")},
       "Akku GmbH/1/20457/Hamburg"},
      {"the second knows more",
       {Of("Akku GmbH", ""), Of("AKKU G.m.b.H.", "1", "20457", "Hamburg")},
       "Akku GmbH/1/20457/Hamburg"},
      {"number and court go together",
       {Of("Akku GmbH", "", "20457", "Lübeck"),
        Of("Akku GmbH", "1", "20457", "Hamburg")},
       "Akku GmbH/1/20457/Hamburg"},
      {"moved, but the number is the same",
       {Of("Akku GmbH", "1", "20457"), Of("Akku GmbH", "1", "22769")},
       "Akku GmbH/1/20457/"},
      {"namesakes",
       {Of("Akku GmbH", "", "20457"), Of("Akku GmbH", "", "80331")},
       "Akku GmbH//20457/ Akku GmbH//80331/"},
      {"namesakes with numbers",
       {Of("Akku GmbH", "1"), Of("Akku GmbH", "2")},
       "Akku GmbH/1// Akku GmbH/2//"},
      {"other courts",
       {Of("Akku GmbH", "1", "20457", "Hamburg"),
        Of("Akku GmbH", "1", "80331", "München")},
       "Akku GmbH/1/20457/Hamburg Akku GmbH/1/80331/München"},
      {"other suffixes",
       {Of("Akku GmbH", "53", "", "Lübeck", "HL"),
        Of("Akku GmbH", "53", "", "Lübeck", "MÖ")},
       "Akku GmbH/53//Lübeck Akku GmbH/53//Lübeck"},
      {"one number under two names: people are to see both",
       {Of("Akku GmbH", "1"), Of("Backhaus GmbH", "1")},
       "Akku GmbH/1// Backhaus GmbH/1//"},
      {"a number without a name",
       {Of("Akku GmbH", "1"), Of("", "1", "20457")},
       "Akku GmbH/1/20457/"},
      {"mother and daughter",
       {Of("Akku GmbH", ""), Of("Akku Verwaltungs GmbH", "")},
       "Akku GmbH/// Akku Verwaltungs GmbH///"},
  };
  for (const Case& c : cases) {
    std::string text;
    for (const ImprintCompany& company : MergeImprints(c.companies)) {
      text += (text.empty() ? "" : " ") + company.name + "/" + company.number +
              "/" + company.address.postcode + "/" + company.court;
    }
    EXPECT_EQ(text, c.merged) << c.why;
  }
}

}  // namespace
}  // namespace ritmon
