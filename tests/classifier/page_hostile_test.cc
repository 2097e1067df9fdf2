// SPDX-License-Identifier: GPL-3.0-or-later
// Pages that nobody wrote in good faith: nesting, floods, noise, real pages
// with bytes turned. What must hold for every page is in Check.
#include <gtest/gtest.h>

#include <algorithm>
#include <random>
#include <set>
#include <string>
#include <vector>

#include "base/charset.h"
#include "classifier/html_filter.h"
#include "classifier/html_tree.h"
#include "classifier/page_parser.h"
#include "tests/classifier/real_pages.h"
#include "tests/testing/make_url.h"

namespace ritmon {
namespace {

void ExpectCleanText(const std::string& text) {
  EXPECT_TRUE(IsValidUtf8(text));
  EXPECT_TRUE(text.empty() || (text.front() != ' ' && text.back() != ' '));
  EXPECT_EQ(text.find("  "), std::string::npos) << text;
  EXPECT_TRUE(std::none_of(text.begin(), text.end(), [](char c) {
    return static_cast<unsigned char>(c) < 0x20;
  })) << text;
}

Page Check(const std::string& html) {
  // A buffer of exact size, so that a sanitizer sees one byte too far.
  const std::vector<char> exact(html.begin(), html.end());
  Page page = ParsePage(MakeUrl("https://host.example/a/b?c"),
                        std::string_view(exact.data(), exact.size()), "");
  for (const Block& block : page.blocks) {
    EXPECT_FALSE(block.text.empty());
    ExpectCleanText(block.text);
  }
  EXPECT_TRUE(IsValidUtf8(page.main_text));
  std::set<std::string> urls;
  for (const Link& link : page.links) {
    ExpectCleanText(link.text);
    EXPECT_TRUE(urls.insert(link.url.href()).second) << link.url.href();
  }
  EXPECT_TRUE(page.lang.empty() || page.lang.size() <= 3) << page.lang;
  return page;
}

size_t DepthOf(const HtmlTree& tree) {
  std::vector<size_t> depth(tree.size(), 0);
  size_t deepest = 0;
  for (NodeIndex i = 1; i < tree.size(); ++i) {
    depth[i] = depth[tree[i].parent] + 1;
    deepest = std::max(deepest, depth[i]);
  }
  return deepest;
}

std::string Repeat(std::string_view text, size_t times) {
  std::string repeated;
  for (size_t i = 0; i < times; ++i) repeated += text;
  return repeated;
}

TEST(PageHostileTest, DepthIsBoundedAndTextStays) {
  const char* const openers[] = {"<div>",
                                 "<b>",
                                 "<b itemprop=x>",
                                 "<font style=none>",
                                 "<a href=x>",
                                 "<p>",
                                 "<span>",
                                 "<x-y>",
                                 "<table><tr><td>",
                                 "<ul><li>",
                                 "<div><p>",
                                 "<form>",
                                 "<section><h1>",
                                 "<object>",
                                 "<button>",
                                 "<svg>",
                                 "<math>",
                                 "<template>",
                                 "<rt>",
                                 "<optgroup>",
                                 "<dl><dd>",
                                 "<blockquote>",
                                 "<frameset>",
                                 "<h1>",
                                 "<div></p>",
                                 "<span><div></span>",
                                 "<div><table><td></div>",
                                 "<table><div>",
                                 "<li><span>",
                                 "<td><a>",
                                 "<nobr>",
                                 "<select>",
                                 "<noscript>",
                                 "<marquee></div>"};
  for (const char* opener : openers) {
    const std::string html = "<body>Vorne " + Repeat(opener, 20'000) +
                             "hinten" + Repeat("</div></b></p>", 5'000);
    const HtmlTree tree = HtmlTree::Parse(html);
    // p, li, td and the like come between elements that count.
    EXPECT_LE(DepthOf(tree), 5 * kMaxDepth) << opener;
    EXPECT_NE(tree.TextOf(0).find("hinten"), std::string::npos) << opener;
    Check(html);
  }
}

TEST(PageHostileTest, DepthIsBoundedForTagSoup) {
  const char* const names[] = {
      "div",  "p",  "span",   "table", "tr",       "td",     "ul",     "li",
      "a",    "b",  "font",   "h2",    "section",  "x-y",    "button", "object",
      "form", "dd", "select", "math",  "template", "caption"};
  std::mt19937 random(99);
  for (int round = 0; round < 20; ++round) {
    std::string html;
    const unsigned closing = random() % 50;
    for (int i = 0; i < 20'000; ++i) {
      const bool closes = random() % 100 < closing;
      html += closes ? "</" : "<";
      html += names[random() % std::size(names)];
      html += ">x";
    }
    EXPECT_LE(DepthOf(HtmlTree::Parse(html)), 5 * kMaxDepth) << round;
  }
}

TEST(PageHostileTest, Floods) {
  Check("<p " + Repeat("a=b ", 100'000) + ">x");
  Check("<p " + Repeat("class=c ", 100'000) + ">x");
  std::string attributes = "<p";
  for (int i = 0; i < 100'000; ++i) attributes += " a" + std::to_string(i);
  EXPECT_EQ(Check(attributes + ">da").blocks.size(), 1u);
  Check("<a href='" + std::string(1 << 20, 'x') + "'>x</a>");
  Check(Repeat("<!--", 100'000));
  Check(Repeat("<!-- -", 100'000));
  Check(Repeat("<script>", 50'000));
  Check(Repeat("<svg>", 50'000));
  Check(Repeat("<title>", 50'000));
  Check(Repeat("<", 200'000));
  Check(Repeat("</", 200'000));
  Check(Repeat("&", 200'000));
  Check(Repeat("&#x", 100'000));
  Check(Repeat("<br>", 200'000));
  Check(Repeat("<a href=/", 100'000));
  Check(std::string(1 << 20, '\0'));
  Check(std::string(1 << 20, '\xFF'));
  Check(Repeat("<table><tr><td>x", 2'000));
  Check(Repeat("<h1>x</h1>", 30'000));
  Check("<frameset>" + Repeat("<frame src=x>", 20'000));
  Check(Repeat("<p><font color=red style='display:none'>", 20'000));
  Check("<div class='" + Repeat("menu ", 3'000) + "'>x");
  EXPECT_LE(Check([] {
              std::string html;
              for (int i = 0; i < 30'000; ++i)
                html += "<a href=/" + std::to_string(i) + ">x</a>";
              return html;
            }())
                .links.size(),
            20'000u);
}

TEST(PageHostileTest, LimitsAreSaid) {
  const struct {
    const char* what;
    std::string html;
    PageNotes notes;
  } cases[] = {
      {"an ordinary page", "<h1>Firma</h1><p>Wir bauen Anlagen.", {}},
      {"depth", Repeat("<div>", 2 * kMaxDepth) + "x", {PageNote::kDepthCut}},
      {"tags", Repeat("<br>", kMaxTags + 1), {PageNote::kTagsCut}},
      {"an attribute",
       "<a href='/" + std::string(kMaxAttributeBytes, 'x') + "'>x</a>",
       {PageNote::kAttributesCut}},
      {"a picture in the page",
       "<img src='data:" + std::string(kMaxAttributeBytes, 'x') + "'>",
       {}},
      {"text", std::string(kMaxTextBytes + 1, 'x'), {PageNote::kTextCut}},
      {"text in many parts",
       Repeat("<p>Wir bauen Anlagen.\n", 190'000),
       {PageNote::kTextCut}},
  };
  for (const auto& c : cases) {
    const Page page = Check(c.html);
    EXPECT_EQ(ToString(page.notes), ToString(c.notes)) << c.what;
  }
}

// Characters are not cut in two.
TEST(PageHostileTest, LongTextIsCutBetweenCharacters) {
  for (size_t shift = 0; shift < 3; ++shift) {
    const std::string html =
        std::string(shift, 'x') + Repeat("ä", kMaxTextBytes / 2 + 1);
    const FilteredHtml filtered = FilterHtml(html);
    ASSERT_EQ(filtered.texts.size(), 1u);
    EXPECT_TRUE(IsValidUtf8(filtered.texts[0]));
    EXPECT_GE(filtered.texts[0].size(), kMaxTextBytes - 1);
  }
}

// As large as a body may be: the tree has a limit that the page has not.
TEST(PageHostileTest, EightMegabytesOfOneThing) {
  const char* const pieces[] = {"<",
                                "</",
                                "<a ",
                                "<a>",
                                "<p>",
                                "<div>",
                                "&",
                                "&#x",
                                "=",
                                "<!--",
                                "<p class=",
                                "<b x>",
                                "<a href=x>x",
                                "\"",
                                "<b itemprop=x>",
                                "<td>",
                                "x<br>",
                                "<table>",
                                "<a><div>",
                                "<nobr hidden>",
                                "</p>",
                                "</br>",
                                "<a><b id=x itemprop=y><p>x"};
  for (const std::string piece : pieces) {
    const size_t size = size_t{1} << 23;
    std::string html = Repeat(piece, size / piece.size());
    const HtmlTree tree = HtmlTree::Parse(html);
    EXPECT_LE(tree.size(), 4 * kMaxTags) << piece;
    EXPECT_LE(DepthOf(tree), 5 * kMaxDepth) << piece;
  }
}

TEST(PageHostileTest, UnclosedEverything) {
  const std::string pieces[] = {"<p title=\"",
                                "<p title='",
                                "<p title=",
                                "<p title",
                                "<p",
                                "<",
                                "<!",
                                "<!-",
                                "<!--",
                                "<!-- x --",
                                "<!doctype",
                                "<?",
                                "</",
                                "</p",
                                "<title>x",
                                "<script>x",
                                "<script type=application/ld+json>{",
                                "<style>x",
                                "<textarea>x",
                                "<iframe>x",
                                "<noscript>x",
                                "<select>x",
                                "<xmp>x",
                                "<plaintext>x",
                                "<svg>x",
                                "<math><mi>x",
                                "&",
                                "&#",
                                "&#x",
                                "&amp",
                                "<template>x",
                                "<table>x",
                                "<b itemprop=name>x",
                                "<a href="};
  for (const std::string& piece : pieces) {
    const Page page = Check("<p>Davor</p>" + piece);
    ASSERT_FALSE(page.blocks.empty()) << piece;
    EXPECT_EQ(page.blocks[0].text, "Davor") << piece;
    for (const std::string& other : pieces) Check(piece + other + "x>y");
  }
}

TEST(PageHostileTest, RandomTagSoup) {
  const char* const words[] = {"<div",
                               "<p>",
                               "</p>",
                               "<table>",
                               "<tr>",
                               "<td>",
                               "</table>",
                               "<a href=",
                               "'",
                               "\"",
                               ">",
                               " class=menu",
                               " hidden",
                               " style='display:none'",
                               "Text ",
                               "ä",
                               "\xE4",
                               "<br>",
                               "<h1>",
                               "</h1>",
                               "<ul>",
                               "<li>",
                               "&nbsp;",
                               "&shy;",
                               "<script>",
                               "</script>",
                               "<!--",
                               "-->",
                               "<b>",
                               "</b>",
                               "=",
                               "/",
                               "\0x",
                               "<template>",
                               "<svg>",
                               "</svg>",
                               "<title>",
                               "</title>",
                               "<select>",
                               "<option>",
                               "<form>",
                               "<nav>",
                               "</nav>",
                               "<math>",
                               "<frameset>",
                               "<body>",
                               "</body>",
                               "</html>",
                               "\xE2\x80",
                               "<i>",
                               "<img",
                               " alt='Ein Bild'",
                               "<base href=//x>",
                               "<meta charset=utf-16>",
                               "<noscript>",
                               "</div>",
                               "<button>",
                               "<object>",
                               "<address>",
                               "<caption>"};
  std::mt19937 random(4711);
  for (int round = 0; round < 1500; ++round) {
    std::string html;
    for (int i = static_cast<int>(random() % 120); i > 0; --i)
      html += words[random() % std::size(words)];
    Check(html);
  }
}

TEST(PageHostileTest, RealPagesWithBytesTurned) {
  RITMON_REQUIRE_FIXTURE("extraction-de");
  std::mt19937 random(131);
  for (const RealPage& page : GermanPages()) {
    // Large pages take long and say the same.
    std::string html = page.html.substr(0, 60'000);
    for (int i = 0; i < 60; ++i)
      html[random() % html.size()] = "<>\"'&/=- \0\xFF"[random() % 11];
    Check(html);
    Check(html.substr(random() % html.size()));
  }
}

TEST(PageHostileTest, RealPagesGiveText) {
  RITMON_REQUIRE_FIXTURE("extraction-de");
  size_t with_title = 0, german = 0, with_links = 0, with_main = 0;
  const std::vector<RealPage> pages = GermanPages();
  ASSERT_EQ(pages.size(), 131u);
  for (const RealPage& real : pages) {
    const Page page = Check(real.html);
    with_title += !page.title.empty();
    german += page.lang == "de";
    with_links += page.links.size() > 5;
    with_main += page.main_text.size() > 200;
  }
  EXPECT_EQ(with_title, 131u);
  EXPECT_GE(german, 128u);
  EXPECT_GE(with_links, 125u);
  EXPECT_GE(with_main, 126u);
}

}  // namespace
}  // namespace ritmon
