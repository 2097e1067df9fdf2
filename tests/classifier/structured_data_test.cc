// SPDX-License-Identifier: GPL-3.0-or-later
#include "classifier/structured_data.h"

#include <gtest/gtest.h>

#include <string>

namespace ritmon {
namespace {

StructuredData Read(const std::string& html) {
  return ReadStructuredData(HtmlTree::Parse(html));
}
StructuredData ReadJson(const std::string& json) {
  return Read("<script type='application/ld+json; charset=utf-8'>" + json +
              "</script>");
}

// "name|legal name|street|postcode|town|sameAs..."
std::string Write(const OrganizationMarkup& o) {
  std::string text = o.name + "|" + o.legal_name + "|" + o.street + "|" +
                     o.postcode + "|" + o.town;
  for (const std::string& url : o.same_as) text += "|" + url;
  return text;
}

TEST(StructuredDataTest, FindsOrganizationsInJsonLd) {
  const struct {
    const char* what;
    const char* json;
    const char* expected;  // nullptr: none
  } cases[] = {
      {"plain",
       R"({"@type":"Organization","name":"Muster","legalName":"Muster GmbH",
           "address":{"@type":"PostalAddress","streetAddress":"Weg 1",
           "postalCode":20457,"addressLocality":"Hamburg"},
           "sameAs":["https://a.example","https://b.example"]})",
       "Muster|Muster GmbH|Weg 1|20457|Hamburg|https://a.example|"
       "https://b.example"},
      {"in a graph, one of several types",
       R"({"@graph":[{"@type":"WebSite","name":"Seite"},
           {"@type":["Thing","http://schema.org/LocalBusiness"],
            "name":"Laden","sameAs":"https://c.example"}]})",
       "Laden||||"
       "|https://c.example"},
      {"publisher of an article",
       R"([{"@type":"NewsArticle","publisher":{"@type":"Organization",
           "name":"Blatt"}}])",
       "Blatt||||"},
      {"trailing commas and line ends in strings",
       "{\"@type\":\"Corporation\",\n\"name\":\"Muster\nAG\",}",
       "Muster AG||||"},
      {"comment around it",
       "<!-- {\"@type\":\"Organization\",\"name\":\"A\"} -->", "A||||"},
      {"CDATA and semicolon",
       "//<![CDATA[\n{\"@type\":\"Organization\",\"name\":\"A\"};\n//]]>",
       "A||||"},
      {"no name", R"({"@type":"Organization"})", nullptr},
      {"a person", R"({"@type":"Person","name":"A"})", nullptr},
      {"wrong types everywhere",
       R"({"@type":{"a":1},"name":["x"],"address":[[]],"sameAs":7})", nullptr},
      {"cut off", R"({"@type":"Organization","name":"A")", nullptr},
      {"not JSON", "window.x = 1", nullptr},
      {"nothing", "", nullptr},
  };
  for (const auto& c : cases) {
    const StructuredData data = ReadJson(c.json);
    ASSERT_EQ(data.organizations.size(), c.expected == nullptr ? 0u : 1u)
        << c.what;
    if (c.expected != nullptr) {
      EXPECT_EQ(Write(data.organizations[0]), c.expected) << c.what;
    }
  }
}

TEST(StructuredDataTest, FindsOrganizationsInMicrodata) {
  const StructuredData data = Read(
      "<div itemscope itemtype='https://schema.org/LocalBusiness'>"
      "<b itemprop=name>Muster <i>GmbH</i></b>"
      "<div itemprop=founder itemscope itemtype='https://schema.org/Person'>"
      "<span itemprop=name>Erika</span></div>"
      "<p itemprop=address itemscope><span itemprop=streetAddress>Weg 1</span>"
      "<meta itemprop=postalCode content=20457>"
      "<span itemprop=addressLocality>Hamburg</span></p>"
      "<a itemprop=sameAs href='https://a.example'>A</a></div>");
  ASSERT_EQ(data.organizations.size(), 1u);
  EXPECT_EQ(Write(data.organizations[0]),
            "Muster GmbH||Weg 1|20457|Hamburg|https://a.example");
}

TEST(StructuredDataTest, FindsTheDateAndTextOfAnArticle) {
  const StructuredData data = ReadJson(
      R"({"@type":"NewsArticle","datePublished":"2026-03-12T08:00:00Z",
          "articleBody":"Der Text.","dateModified":"2026-04-01"})");
  ASSERT_TRUE(data.published.has_value());
  EXPECT_EQ(FormatTimestamp(*data.published), "2026-03-12T08:00:00Z");
  EXPECT_EQ(data.article_body, "Der Text.");
}

TEST(StructuredDataTest, ManyAndDeepObjectsAreBounded) {
  std::string deep;
  for (int i = 0; i < 50'000; ++i) deep += "{\"a\":[";
  EXPECT_TRUE(ReadJson(deep).organizations.empty());
  for (int i = 0; i < 50'000; ++i) deep += "]}";
  EXPECT_TRUE(ReadJson(deep).organizations.empty());
  std::string many = "[";
  for (int i = 0; i < 5000; ++i) {
    many +=
        "{\"@type\":\"Organization\",\"name\":\"" + std::to_string(i) + "\"},";
  }
  EXPECT_EQ(ReadJson(many + "0]").organizations.size(), 50u);
}

}  // namespace
}  // namespace ritmon
