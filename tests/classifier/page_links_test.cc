// SPDX-License-Identifier: GPL-3.0-or-later
#include "classifier/page_links.h"

#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "classifier/html_tree.h"
#include "classifier/page_parser.h"
#include "tests/classifier/real_pages.h"
#include "tests/testing/make_url.h"

namespace ritmon {
namespace {

std::string Show(const PageLinks& found) {
  std::string shown;
  for (const Link& link : found.links)
    shown += link.url.href() + (link.nofollow ? " nofollow" : "") + " " +
             link.text + "\n";
  return shown;
}

PageLinks LinksOf(const std::string& html) {
  return FindLinks(HtmlTree::Parse(html), MakeUrl("http://a.example/x/y"));
}

TEST(PageLinksTest, FeedsAndOtherLanguages) {
  const auto links =
      LinksOf(
          "<link rel=alternate type='application/rss+xml' href=/rss>"
          "<link rel='ALTERNATE' type='application/atom+xml; x' href=/atom>"
          "<link rel=alternate type=application/feed+json href=/json>"
          "<link rel=alternate hreflang=en-GB href=/en>"
          "<link rel=alternate type=text/html href=/print>"
          "<link rel=stylesheet type=text/css href=/css>")
          .links;
  ASSERT_EQ(links.size(), 4u);
  for (size_t i = 0; i < 3; ++i) EXPECT_TRUE(links[i].feed) << i;
  EXPECT_FALSE(links[3].feed);
  EXPECT_EQ(links[3].hreflang, "en-GB");
}

TEST(PageLinksTest, EachOnceWithItsFirstText) {
  const struct {
    const char* html;
    const char* links;
  } cases[] = {
      {"<a href=z>Z</a>", "http://a.example/x/z Z\n"},
      {"<a href=z></a><a href=z>Z</a><a href=z>zz</a>",
       "http://a.example/x/z Z\n"},
      // Written in different ways, the same.
      {"<a href=z>Z</a><a href=/x/z>1</a><a href='z#top'>2</a>",
       "http://a.example/x/z Z\n"},
      {"<a href=z rel=nofollow>Z</a>", "http://a.example/x/z nofollow Z\n"},
      {"<a href=z rel=nofollow>Z</a><a href=z>1</a>",
       "http://a.example/x/z Z\n"},
      {"<a href=z>Z</a><a href=/x/z rel=nofollow>1</a>",
       "http://a.example/x/z Z\n"},
      {"<a href=z rel=ugc>Z</a><a href=z rel='a SPONSORED'>1</a>",
       "http://a.example/x/z nofollow Z\n"},
      // No pages, or this one.
      {"<a href='#a'>1</a><a href=y>2</a><a href=mailto:x>3</a><a href=y>4</a>"
       "<a href='http://[/'>5</a><a href='http://[/'>6</a><a href>7</a>",
       ""},
      {"<base href=http://b.example/q/><a href=r>R</a><a href=r>S</a>",
       "http://b.example/q/r R\n"},
      {"<a href='z?a&amp;b'>1</a>", "http://a.example/x/z?a&b 1\n"},
      {"<a href=z><img alt=Bild></a>", "http://a.example/x/z Bild\n"},
  };
  for (const auto& c : cases)
    EXPECT_EQ(Show(LinksOf(c.html)), c.links) << c.html;
}

TEST(PageLinksTest, AtMostSoMany) {
  std::string html;
  for (size_t i = 0; i < kMaxLinks + 10; ++i)
    html += "<a href=/" + std::to_string(i) + ">x</a>";
  html += "<a href=/0 rel=nofollow>x</a><a href=/20009>x</a>";
  EXPECT_EQ(LinksOf(html).links.size(), kMaxLinks);
}

TEST(ParseLinksTest, AsTheWholePageHasThem) {
  RITMON_REQUIRE_FIXTURE("extraction-de");
  const std::vector<RealPage> pages = GermanPages();
  ASSERT_EQ(pages.size(), 131u);
  for (const RealPage& real : pages) {
    const Url url = MakeUrl(real.url);
    const Page page = ParsePage(url, real.html, "text/html");
    const ParsedLinks parsed = ParseLinks(url, real.html, "text/html");
    EXPECT_EQ(Show(parsed.found), Show({page.links, {}, {}})) << real.url;
    EXPECT_EQ(parsed.found.canonical, page.canonical) << real.url;
    EXPECT_EQ(parsed.found.refresh, page.refresh) << real.url;
    EXPECT_EQ(parsed.noindex, page.noindex) << real.url;
    EXPECT_EQ(parsed.nofollow, page.nofollow) << real.url;
  }
}

TEST(ParseLinksTest, RobotsMetaAndOtherTypes) {
  const Url url = MakeUrl("http://a.example/");
  const auto parse = [&](const char* html, const char* type) {
    return ParseLinks(url, html, type);
  };
  const std::string html = "<a href=z>Z</a>";
  EXPECT_TRUE(parse("<meta name=Robots content=none>", "").nofollow);
  EXPECT_TRUE(parse("<meta name=robots content=none>", "").noindex);
  EXPECT_TRUE(parse("<meta name=robots content='a, NoFollow'>", "").nofollow);
  EXPECT_FALSE(parse("<meta name=robots content=noindex>", "").nofollow);
  EXPECT_FALSE(parse("<meta name=other content=nofollow>", "").nofollow);
  EXPECT_EQ(parse(html.c_str(), "").found.links.size(), 1u);
  EXPECT_EQ(parse(html.c_str(), "text/plain").found.links.size(), 0u);
  EXPECT_EQ(parse(html.c_str(), "image/png").found.links.size(), 0u);
}

}  // namespace
}  // namespace ritmon
