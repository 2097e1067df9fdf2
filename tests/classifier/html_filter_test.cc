// SPDX-License-Identifier: GPL-3.0-or-later
// What goes around the parser must come out as if it had gone through it: the
// tree against one that plain Gumbo makes of the unfiltered page.
#include "classifier/html_filter.h"

#include <gtest/gtest.h>
#include <gumbo.h>

#include <algorithm>
#include <memory>
#include <string>
#include <vector>

#include "base/charset.h"
#include "classifier/html_scan.h"
#include "classifier/html_text.h"
#include "classifier/html_tree.h"
#include "tests/classifier/real_pages.h"

namespace ritmon {
namespace {

// What both trees must agree on.
struct Reading {
  std::string text;                  // without white space
  std::vector<std::string> anchors;  // "href|class|id"
  std::vector<std::string> metas;    // "name|property|content"
};

std::string WithoutSpace(std::string_view text) {
  std::string squeezed = SqueezeText(text);
  std::erase_if(squeezed, [](char c) { return c == ' ' || c == '\n'; });
  return squeezed;
}

// The stupid way: the whole page through the parser, then a walk.
class Naive {
 public:
  Reading Read(const std::string& html) {
    GumboOptions options = kGumboDefaultOptions;
    options.max_errors = 0;
    GumboOutput* output =
        gumbo_parse_with_options(&options, html.data(), html.size());
    Walk(output->root);
    gumbo_destroy_output(&options, output);
    return std::move(reading_);
  }

 private:
  static std::string Value(const GumboElement& element, const char* name) {
    const GumboAttribute* attribute =
        gumbo_get_attribute(&element.attributes, name);
    return attribute == nullptr ? "" : attribute->value;
  }

  void Walk(const GumboNode* node) {
    if (node->type == GUMBO_NODE_TEXT) {
      reading_.text += WithoutSpace(node->v.text.text);
      return;
    }
    if (node->type != GUMBO_NODE_ELEMENT && node->type != GUMBO_NODE_TEMPLATE)
      return;
    const GumboElement& element = node->v.element;
    switch (element.tag) {
      case GUMBO_TAG_SCRIPT:
      case GUMBO_TAG_STYLE:
      case GUMBO_TAG_NOSCRIPT:
      case GUMBO_TAG_SVG:
      case GUMBO_TAG_TEXTAREA:
      case GUMBO_TAG_SELECT:
      case GUMBO_TAG_IFRAME:
        return;
      case GUMBO_TAG_A:
        reading_.anchors.push_back(Value(element, "href") + "|" +
                                   Value(element, "class") + "|" +
                                   Value(element, "id"));
        break;
      case GUMBO_TAG_META:
        reading_.metas.push_back(Value(element, "name") + "|" +
                                 Value(element, "property") + "|" +
                                 Value(element, "content"));
        break;
      default:
        break;
    }
    for (unsigned i = 0; i < element.children.length; ++i)
      Walk(static_cast<const GumboNode*>(element.children.data[i]));
  }

  Reading reading_;
};

Reading ReadTree(const HtmlTree& tree) {
  Reading reading;
  const auto value = [&](NodeIndex i, std::string_view name) {
    return std::string(tree.Attribute(i, name));
  };
  for (NodeIndex i = 0; i < tree.size(); ++i) {
    switch (tree[i].tag) {
      case Tag::kText:
        if (tree[tree[i].parent].tag != Tag::kScript)
          reading.text += WithoutSpace(tree[i].text);
        break;
      case Tag::kA:
        reading.anchors.push_back(value(i, "href") + "|" + value(i, "class") +
                                  "|" + value(i, "id"));
        break;
      case Tag::kMeta:
        reading.metas.push_back(value(i, "name") + "|" + value(i, "property") +
                                "|" + value(i, "content"));
        break;
      default:
        break;
    }
  }
  return reading;
}

// Without what the two treat differently on purpose: Gumbo makes CR LF one
// character, and control characters U+FFFD in the middle of words.
std::string Plain(const std::string& text) {
  std::string plain;
  for (size_t i = 0; i < text.size(); ++i) {
    const bool control = static_cast<unsigned char>(text[i]) < 0x20;
    if (text[i] == '\r') {
      if (i + 1 == text.size() || text[i + 1] != '\n') plain += '\n';
    } else {
      plain += control && !IsHtmlSpace(text[i]) ? ' ' : text[i];
    }
  }
  return plain;
}

TEST(HtmlFilterTest, RealPagesAsPlainGumboReadsThem) {
  RITMON_REQUIRE_FIXTURE("extraction-de");
  const std::vector<RealPage> pages = GermanPages();
  ASSERT_EQ(pages.size(), 131u);
  size_t anchors = 0, bytes = 0;
  for (const RealPage& page : pages) {
    const std::string html = Plain(DecodeHtml(page.html, "").text);
    const Reading stupid = Naive().Read(html);
    const Reading clever = ReadTree(HtmlTree::Parse(html));
    EXPECT_EQ(clever.text, stupid.text) << page.url;
    EXPECT_EQ(clever.anchors, stupid.anchors) << page.url;
    EXPECT_EQ(clever.metas, stupid.metas) << page.url;
    anchors += clever.anchors.size();
    bytes += clever.text.size();
  }
  EXPECT_GT(anchors, 10'000u);
  EXPECT_GT(bytes, 500'000u);
}

// The text nodes, each in brackets, as they stand in the tree.
std::string Texts(const std::string& html) {
  const HtmlTree tree = HtmlTree::Parse(html);
  std::string texts;
  for (const HtmlNode& node : tree.nodes()) {
    if (node.tag == Tag::kText) texts += "[" + std::string(node.text) + "]";
  }
  return texts;
}

TEST(HtmlFilterTest, TextsComeBackWhereTheyWere) {
  const struct {
    const char* html;
    const char* texts;
  } cases[] = {
      {"<p>eins</p>", "[eins]"},
      {"<p> eins </p>", "[ eins ]"},
      {"<p>eins<b>zwei</b>drei</p>", "[einszweidrei]"},
      {"<p>eins <b>zwei</b> drei</p>", "[eins zwei drei]"},
      // The blank and the text have a dropped tag between them.
      {"<p> <b>zwei</b></p>", "[ zwei]"},
      {"<p>\n<b>\tzwei</b></p>", "[  zwei]"},
      {"<p>a &amp; b</p>", "[a & b]"},
      {"<p>a<b>&amp;</b>b</p>", "[a&b]"},
      {"<p>a&notit;b</p>", "[a¬it;b]"},
      {"<p>a < b</p>", "[a < b]"},
      {"<p>a <<b>b</b> <", "[a <b <]"},
      {"<p>1 < 2 &amp;< 3 <", "[1 < 2 &< 3 <]"},
      {"<p>ä\xF0\x9F\x98\x80</p>", "[ä\xF0\x9F\x98\x80]"},
      {"<title>a &amp; b</title>", "[a & b]"},
      {"<title>a <b>b</b></title>", "[a <b>b</b>]"},
      {"<script type=application/ld+json>{\"a\":\"&amp;<b>\"}</script>",
       "[{\"a\":\"&amp;<b>\"}]"},
      {"<script type=application/ld+json></script>x", "[x]"},
      {"<p>a<script>var x</script>b", "[ab]"},
      {"<p>a<!-- -->b", "[ab]"},
      // Out of the table and before it, white space stays.
      {"<table>eins<tr><td>zwei</table>", "[eins][zwei]"},
      {"<table> <tr> <td>zwei</table>", "[ ][ ][zwei]"},
      {"<table> eins <tr><td>zwei</table>", "[ eins ][zwei]"},
      {"<a href=x>1<div>2</a>3</div>", "[1][2][3]"},
      {"<ruby>a<rt>b</ruby>", "[a][b]"},
      {"\n <p>a", "[a]"},
  };
  for (const auto& c : cases) EXPECT_EQ(Texts(c.html), c.texts) << c.html;
}

// "tag(name=value ...)" of each element that has attributes.
std::string Attributes(const std::string& html) {
  const HtmlTree tree = HtmlTree::Parse(html);
  std::string found;
  for (NodeIndex i = 0; i < tree.size(); ++i) {
    if (tree[i].attribute_count == 0) continue;
    found += "(";
    for (const HtmlAttribute& attribute : tree.Attributes(i))
      found += std::string(attribute.name) + "=" +
               std::string(attribute.value) + ";";
    found += ")";
  }
  return found;
}

TEST(HtmlFilterTest, AttributesComeBackToTheirElements) {
  const struct {
    const char* html;
    const char* attributes;
  } cases[] = {
      {"<div class=a>x<div class='b c' id=d>", "(class=a;)(class=b c;id=d;)"},
      {"<div>x<p CLASS=\"A\">", "(class=A;)"},
      {"<a href='?a&amp;b' class=c>", "(class=c;href=?a&b;)"},
      {"<a href='?a&b=1' class=c>", "(class=c;href=?a&b=1;)"},
      // The first of a name counts, whichever way it goes.
      {"<a href=1 href=2>", "(href=1;)"},
      {"<a href='&lt;' href=2>", "(href=<;)"},
      {"<a href=1 href='&lt;'>", "(href=1;)"},
      {"<p hidden class>", "(hidden=;class=;)"},
      {"<p data-x=1 onclick=2 width=3>", ""},
      {"<p style='color:red'>", ""},
      {"<p style='display:none'>", "(style=display:none;)"},
      // Both bodies are one.
      {"<body class=a>x<body id=b class=c>", "(class=a;id=b;)"},
      // An element that the parser makes again is the same one.
      {"<a href=x>1<div class=c>2</a>3</div>", "(href=x;)(class=c;)(href=x;)"},
      {"<p class=a>1<table>2<tr class=b><td class=c>3",
       "(class=a;)(class=b;)(class=c;)"},
      {"<table><input type=hidden name=n><tr class=b>",
       "(name=n;type=hidden;)(class=b;)"},
      {"<table><div class=out><tr class=in>", "(class=out;)(class=in;)"},
      {"<span itemprop=name>a</span><b itemprop=name>c</b>",
       "(itemprop=name;)(itemprop=name;)"},
      {"</div class=x><div class=y>", "(class=y;)"},
      {"<track class=x><p class=y>", "(class=y;)"},
      {"<image src=x>", "(src=x;)"},
  };
  for (const auto& c : cases) {
    std::string expected = c.attributes;
    std::string found = Attributes(c.html);
    // The order within one tag is nobody's business.
    std::sort(expected.begin(), expected.end());
    std::sort(found.begin(), found.end());
    EXPECT_EQ(found, expected) << c.html << " " << Attributes(c.html);
  }
}

TEST(HtmlFilterTest, OfAnyNumberOfAttributesFewStay) {
  std::string html = "<p";
  for (int i = 0; i < 20'000; ++i)
    html += " class=c" + std::to_string(i) + " a" + std::to_string(i) + "=&lt;";
  html += ">x";
  const FilteredHtml filtered = FilterHtml(html);
  EXPECT_EQ(filtered.markup.size(), std::string("<p>").size() + 4);
  ASSERT_EQ(filtered.attributes.size(), 1u);
  EXPECT_EQ(filtered.attributes[0].value, "c0");
}

TEST(HtmlFilterTest, TagsAfterTheLastAreLeftOut) {
  std::string html;
  for (size_t i = 0; i < kMaxTags; ++i) html += "<br>";
  html += "<p class=a>eins</p></p><script>x</script><div>zwei<title>t</title>";
  const HtmlTree tree = HtmlTree::Parse(html);
  EXPECT_EQ(tree.TextOf(0), "einszwei");
  EXPECT_EQ(Texts(html), "[einszwei]");
}

TEST(HtmlFilterTest, LeavesLittleForTheParser) {
  RITMON_REQUIRE_FIXTURE("extraction-de");
  size_t read = 0, left = 0;
  for (const RealPage& page : GermanPages()) {
    const std::string html = DecodeHtml(page.html, "").text;
    read += html.size();
    left += FilterHtml(html).markup.size();
  }
  EXPECT_LT(left * 8, read);
}

}  // namespace
}  // namespace ritmon
