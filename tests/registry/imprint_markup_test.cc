// SPDX-License-Identifier: GPL-3.0-or-later
#include "registry/imprint_markup.h"

#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "registry/imprint.h"

namespace ritmon {
namespace {

constexpr const char* kVatId = "DE136695976";

OrganizationMarkup Elbe() {
  return {.name = "Elbe",
          .legal_name = "Elbe Akku GmbH",
          .street = "Kaistraße 1",
          .postcode = "20457",
          .town = "Hamburg",
          .same_as = {},
          .url = "https://www.elbe-akku.example/",
          .vat_id = kVatId};
}

Page PageWith(const std::vector<Block>& blocks,
              const std::vector<OrganizationMarkup>& organizations) {
  Page page{.url = *Url::Parse("http://www.elbe-akku.example/impressum")};
  page.is_imprint = true;
  page.blocks = blocks;
  page.organizations = organizations;
  return page;
}

TEST(ImprintMarkupTest, FillsInWhatTheTextLeavesOut) {
  const auto found =
      ExtractImprint(PageWith({{Zone::kLegal, "Elbe Akku GmbH"}}, {Elbe()}));
  ASSERT_EQ(found.size(), 1u);
  EXPECT_EQ(found[0].vat_id, kVatId);
  EXPECT_EQ(found[0].address.postcode, "20457");
}

TEST(ImprintMarkupTest, NeverOverrulesTheText) {
  const auto found = ExtractImprint(PageWith({{Zone::kLegal, "Elbe Akku GmbH"},
                                              {Zone::kLegal, "Weg 2"},
                                              {Zone::kLegal, "22767 Hamburg"}},
                                             {Elbe()}));
  ASSERT_EQ(found.size(), 1u);
  EXPECT_EQ(found[0].address.postcode, "22767");
  EXPECT_EQ(found[0].address.street, "Weg 2");
}

TEST(ImprintMarkupTest, AWitnessThatAgreesRaisesConfidence) {
  const std::vector<Block> blocks = {{Zone::kLegal, "Elbe Akku GmbH"},
                                     {Zone::kLegal, "Kaistraße 1"},
                                     {Zone::kLegal, "20457 Hamburg"}};
  OrganizationMarkup same = Elbe();
  same.vat_id.clear();
  EXPECT_GT(ExtractImprint(PageWith(blocks, {same})).at(0).confidence,
            ExtractImprint(PageWith(blocks, {})).at(0).confidence);
}

TEST(ImprintMarkupTest, NamesTheCompanyWhereTheTextDoesNot) {
  const auto found = ExtractImprint(PageWith({}, {Elbe()}));
  ASSERT_EQ(found.size(), 1u);
  EXPECT_EQ(found[0].name, "Elbe Akku GmbH");
  EXPECT_LT(found[0].confidence, 0.5);
}

TEST(ImprintMarkupTest, VendorsAndPersonsAreNotTaken) {
  OrganizationMarkup vendor = Elbe();
  vendor.name = vendor.legal_name = "Themenfabrik GmbH";
  vendor.url = "https://themenfabrik.example/";
  OrganizationMarkup unknown = vendor;
  unknown.url.clear();
  OrganizationMarkup person = Elbe();
  person.name = "Eva Muster";
  person.legal_name.clear();
  EXPECT_TRUE(ExtractImprint(PageWith({}, {vendor, unknown, person})).empty());
  OrganizationMarkup mistyped = Elbe();
  mistyped.vat_id = "DE136695977";
  EXPECT_EQ(ExtractImprint(PageWith({}, {mistyped})).at(0).vat_id, "");
}

}  // namespace
}  // namespace ritmon
