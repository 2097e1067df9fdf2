// SPDX-License-Identifier: GPL-3.0-or-later
#include "crawler/feed.h"

#include <gtest/gtest.h>

#include <random>
#include <string>
#include <vector>

#include "tests/testing/make_url.h"

namespace ritmon {
namespace {

std::string Time(const std::optional<Timestamp>& time) {
  return time ? FormatTimestamp(*time) : std::string();
}

TEST(FeedTest, Rss2WithExtensions) {
  const Url url = MakeUrl("https://kontor.example/feed");
  const Feed feed = ParseFeed(R"(<?xml version="1.0" encoding="UTF-8"?>
<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"
     xmlns:x="http://purl.org/dc/elements/1.1/">
<channel>
  <title>Kontor &amp; Werft</title><link>/</link><language>de-DE</language>
  <x:publisher>Kontor GmbH</x:publisher>
  <image><title>Logo</title><link>/logo</link></image>
  <item>
    <title>Neue Halle</title>
    <link>/neues/halle?a=1&amp;b=2</link>
    <guid isPermaLink="false">17</guid>
    <author>somebody@kontor.example (Some Body)</author>
    <x:creator>Some Body</x:creator>
    <pubDate>Di, 23 Jan 2018 00:00:00 +0100</pubDate>
    <description>Kurz</description>
    <content:encoded><![CDATA[<p>Lang &amp; breit</p>]]></content:encoded>
    <enclosure url="/ton.mp3" type="audio/mpeg" length="7"/>
  </item>
  <item><guid>https://kontor.example/zwei</guid><x:title>Zwei</x:title></item>
</channel></rss>)",
                              &url);
  EXPECT_EQ(feed.kind, FeedKind::kRss);
  EXPECT_EQ(feed.title.text, "Kontor & Werft");
  EXPECT_EQ(feed.link, "https://kontor.example/");
  EXPECT_EQ(feed.publisher, "Kontor GmbH");
  EXPECT_TRUE(feed.notes.empty());
  ASSERT_EQ(feed.entries.size(), 2U);
  const FeedEntry& entry = feed.entries[0];
  EXPECT_EQ(entry.id, "17");
  EXPECT_EQ(entry.link, "https://kontor.example/neues/halle?a=1&b=2");
  EXPECT_EQ(Time(entry.published), "2018-01-22T23:00:00Z");
  EXPECT_EQ(entry.summary.text, "Kurz");
  EXPECT_EQ(entry.content.text, "<p>Lang &amp; breit</p>");
  EXPECT_EQ(entry.content.type, FeedTextType::kHtml);
  EXPECT_EQ(entry.language, "de-DE");
  ASSERT_EQ(entry.enclosures.size(), 1U);
  EXPECT_EQ(entry.enclosures[0].url, "https://kontor.example/ton.mp3");
  EXPECT_EQ(feed.entries[1].link, "https://kontor.example/zwei");
  EXPECT_EQ(feed.entries[1].title.text, "Zwei");
}

TEST(FeedTest, Rss1AndAtom) {
  const Feed rdf = ParseFeed(R"(
<rdf:RDF xmlns="http://purl.org/rss/1.0/" xmlns:dc="http://purl.org/dc/elements/1.1/"
  xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<channel rdf:about="http://a.example/rdf"><title>A</title>
  <items><rdf:Seq><rdf:li resource="http://a.example/1"/></rdf:Seq></items>
</channel>
<item rdf:about="http://a.example/1"><title>Eins</title>
  <link>http://a.example/1</link><dc:date>2024-05-06T07:08+02:00</dc:date></item>
</rdf:RDF>)");
  EXPECT_EQ(rdf.kind, FeedKind::kRdf);
  ASSERT_EQ(rdf.entries.size(), 1U);
  EXPECT_EQ(rdf.entries[0].id, "http://a.example/1");
  EXPECT_EQ(Time(rdf.entries[0].published), "2024-05-06T05:08:00Z");

  const Url url = MakeUrl("https://b.example/x/feed.atom");
  const Feed atom = ParseFeed(R"(
<a:feed xmlns:a="http://www.w3.org/2005/Atom" xml:lang="de" xml:base="/blog/">
  <a:title type="html">B &amp;amp; Co</a:title>
  <a:entry xml:lang="en">
    <a:id>tag:b.example,2024:1</a:id>
    <a:link rel="self" href="self"/>
    <a:link type="application/pdf" href="eins.pdf"/>
    <a:link rel="alternate" type="text/html" href="eins"/>
    <a:source><a:title>Other</a:title><a:id>other</a:id></a:source>
    <a:title type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml">One <b>1</b></div></a:title>
    <a:updated>2024-05-06T07:08:09Z</a:updated>
    <a:content type="text">x &lt; y</a:content>
  </a:entry>
</a:feed>)",
                              &url);
  EXPECT_EQ(atom.kind, FeedKind::kAtom);
  EXPECT_EQ(atom.language, "de");
  ASSERT_EQ(atom.entries.size(), 1U);
  const FeedEntry& entry = atom.entries[0];
  EXPECT_EQ(entry.id, "tag:b.example,2024:1");
  EXPECT_EQ(entry.link, "https://b.example/blog/eins");
  EXPECT_EQ(entry.title.text, "One <b>1</b>");
  EXPECT_EQ(entry.title.type, FeedTextType::kXhtml);
  EXPECT_EQ(entry.content.text, "x < y");
  EXPECT_EQ(entry.content.type, FeedTextType::kText);
  EXPECT_EQ(entry.language, "en");
  EXPECT_EQ(entry.base, "https://b.example/blog/");
  EXPECT_EQ(Time(entry.published), "");
  EXPECT_EQ(Time(entry.updated), "2024-05-06T07:08:09Z");
}

TEST(FeedTest, VideosAndJson) {
  const Feed videos = ParseFeed(R"(
<feed xmlns:media="http://search.yahoo.com/mrss/" xmlns="http://www.w3.org/2005/Atom">
 <entry><id>v:1</id><title>Film</title>
  <link rel="alternate" href="https://v.example/1"/>
  <author><name>Some Body</name><uri>https://v.example/u</uri></author>
  <media:group><media:title>Film</media:title>
   <media:description>Worum es geht</media:description></media:group>
 </entry></feed>)");
  ASSERT_EQ(videos.entries.size(), 1U);
  EXPECT_EQ(videos.entries[0].summary.text, "Worum es geht");
  EXPECT_EQ(videos.entries[0].link, "https://v.example/1");

  const Url url = MakeUrl("https://j.example/feed.json");
  const Feed json = ParseFeed(R"({"version":"https://jsonfeed.org/version/1.1",
    "title":"J","home_page_url":"/","language":"de","authors":[{"name":"X Y"}],
    "items":[{"id":7,"url":"/7","title":"Sieben","content_html":"<p>7</p>",
      "date_published":"2024-05-06T07:08:09Z"},
      {"id":"8","external_url":"https://o.example/8","content_text":"acht"},
      "nonsense"]})",
                              &url);
  EXPECT_EQ(json.kind, FeedKind::kJson);
  EXPECT_EQ(json.version, "1.1");
  ASSERT_EQ(json.entries.size(), 2U);
  EXPECT_EQ(json.entries[0].id, "7");
  EXPECT_EQ(json.entries[0].link, "https://j.example/7");
  EXPECT_EQ(json.entries[1].link, "https://o.example/8");
  EXPECT_EQ(json.entries[1].content.text, "acht");
  EXPECT_TRUE(
      ParseFeed("{\"items\":[{]").notes.contains(FeedNote::kUnreadable));
  EXPECT_EQ(ParseFeed("{\"a\":1}").kind, FeedKind::kUnknown);
}

struct BrokenFeed {
  const char* what;
  std::string body;
  std::vector<std::string> titles;
};

TEST(FeedTest, BrokenFeedsLoseOneEntryAtMost) {
  const std::string begin = "<rss><channel>";
  const std::string two = "<item><title>B</title></item></channel></rss>";
  const BrokenFeed cases[] = {
      {"bare ampersand",
       begin + "<item><title>A & C&D</title></item>" + two,
       {"A & C&D", "B"}},
      {"names of HTML",
       begin + "<item><title>&Uuml;b&nbsp;&x;</title></item>" + two,
       {"Üb\xC2\xA0&x;", "B"}},
      {"control characters",
       begin +
           "<item><title>A\x01\x1F"
           "A\vA</title></item>" +
           two,
       {"AA A", "B"}},
      {"messages of a server before it",
       "<br />\n<b>Warning</b>: nothing in <b>x.php</b>\n<?xml "
       "version='1.0'?>" +
           begin + "<item><title>A</title></item>" + two,
       {"A", "B"}},
      {"and behind it",
       begin + "<item><title>A</title></item>" + two +
           "<br/>Notice: <title>x</title>",
       {"A", "B"}},
      {"paragraph never closed",
       begin +
           "<item><description><p>x <a href='y'>z</description>"
           "<title>A</title></item>" +
           two,
       {"A", "B"}},
      {"title never closed",
       begin + "<item><title>A<link>http://a.example/</link></item>" + two,
       {"A", "B"}},
      {"item never closed", begin + "<item><title>A</title>" + two, {"A", "B"}},
      {"description and item never closed",
       begin + "<item><title>A</title><description>x" + two,
       {"A", "B"}},
      {"closed twice and crossed",
       begin +
           "<item><title>A</title></title></b><description><b></description>"
           "</b></item>" +
           two,
       {"A", "B"}},
      {"cut off",
       begin + "<item><title>A</title></item><item><title>B",
       {"A", "B"}},
      {"cut off in a tag",
       begin + "<item><title>A</title></item><item><tit",
       {"A", ""}},
      {"quote never closed",
       begin + "<item><enclosure url=\"x><title>A</title></item>" + two,
       {"", "B"}},
      {"tag without its end",
       begin + "<item><title <b>A</b></title></item>" + two,
       {"<b>A</b>", "B"}},
      {"less than",
       begin + "<item><title>1 < 2 <3</title></item>" + two,
       {"1 < 2 <3", "B"}},
      {"comment never closed",
       begin + "<item><title>A</title><!-- x></item>" + two,
       {"A", "B"}},
      {"upper case",
       "<RSS><CHANNEL><ITEM><TITLE>A</TITLE></ITEM></CHANNEL>",
       {"A"}},
      {"no prefix declared",
       begin + "<item><dc:title>A</dc:title></item>" + two,
       {"A", "B"}},
      {"latin 1 that says UTF-8",
       "<?xml version='1.0' encoding='utf-8'?>" + begin +
           "<item><title>\xDC"
           "ber</title></item>" +
           two,
       {"Über", "B"}},
      {"UTF-8 that says latin 1",
       "<?xml version='1.0' encoding='iso-8859-1'?>" + begin +
           "<item><title>Über</title></item>" + two,
       {"Über", "B"}},
  };
  for (const BrokenFeed& broken : cases) {
    std::vector<std::string> titles;
    for (const FeedEntry& entry : ParseFeed(broken.body).entries) {
      titles.push_back(entry.title.text);
    }
    EXPECT_EQ(titles, broken.titles) << broken.what;
  }
}

TEST(FeedTest, ExpandsAndLoadsNothing) {
  const Feed feed = ParseFeed(R"(<?xml version="1.0"?>
<!DOCTYPE rss [
  <!ENTITY a "aaaaaaaaaa"> <!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;">
  <!ENTITY c SYSTEM "file:///etc/passwd"> %p; ]>
<rss><channel><title>&b;&c;</title></channel></rss>)");
  EXPECT_EQ(feed.title.text, "&b;&c;");
}

TEST(FeedTest, WhatIsNoFeedIsNone) {
  for (const char* body :
       {"", "<", "<html><head><title>x</title></head><feed/></html>",
        "<urlset><url><loc>http://a/</loc></url></urlset>", "plain", "[1]"}) {
    EXPECT_EQ(ParseFeed(body).kind, FeedKind::kUnknown) << body;
  }
}

TEST(FeedTest, LimitsHoldAndAreSaid) {
  std::string many = "<rss><channel>";
  for (int i = 0; i < 100'000; ++i) many += "<item><title>x</title></item>";
  const Feed cut = ParseFeed(many);
  EXPECT_EQ(cut.entries.size(), FeedLimits{}.max_entries);
  EXPECT_TRUE(cut.notes.contains(FeedNote::kEntriesCut));

  const FeedLimits small{.max_bytes = 200, .max_text_bytes = 10};
  const Feed text =
      ParseFeed("<rss><channel><title>aaaaaaaaaöööö</title></channel></rss>",
                nullptr, {}, small);
  EXPECT_EQ(text.title.text, "aaaaaaaaa");
  EXPECT_TRUE(text.notes.contains(FeedNote::kTextCut));
  EXPECT_TRUE(
      ParseFeed(many, nullptr, {}, small).notes.contains(FeedNote::kBytesCut));

  std::string deep = "<rss><channel><item><description>";
  for (int i = 0; i < 100'000; ++i) deep += "<b>";
  const Feed nested = ParseFeed(deep);
  EXPECT_EQ(nested.entries.size(), 1U);
  EXPECT_TRUE(nested.notes.contains(FeedNote::kDepthCut));
}

// What would take minutes if the work grew with the square of the input.
TEST(FeedTest, WorkGrowsWithTheInput) {
  for (const char* piece :
       {"<!--", "<?x", "<!x[", "<![CDATA[", "<a b=\"", "<a", "&", "<", "</",
        "<item><title>", "</x>", "<item>", "<a xmlns:q='r'>", "<a b=' c='"}) {
    std::string body = "<rss><channel><item><description>";
    while (body.size() < (size_t{4} << 20)) body += piece;
    EXPECT_LE(ParseFeed(body).entries.size(), FeedLimits{}.max_entries)
        << piece;
  }
}

TEST(FeedTest, AnyBytesAreAccepted) {
  const std::string seeds[] = {
      "<rss><channel><item><title>a &amp; b</title><link>/x</link></item>"
      "</channel></rss>",
      "<feed xmlns='http://www.w3.org/2005/Atom'><entry><content type='xhtml'>"
      "<div>x<br/>y</div></content><link href='/'/></entry></feed>",
      "{\"version\":\"1\",\"items\":[{\"id\":1,\"content_text\":\"x\"}]}"};
  std::mt19937 random(8);
  size_t found = 0;
  for (int i = 0; i < 10000; ++i) {
    std::string body = seeds[random() % std::size(seeds)];
    for (size_t n = random() % 6; n > 0; --n) {
      const size_t at = random() % body.size();
      switch (random() % 3) {
        case 0:
          body[at] = static_cast<char>(random());
          break;
        case 1:
          body.insert(at, body.substr(random() % body.size(), random() % 9));
          break;
        default:
          body.erase(at, 1 + random() % 3);
          if (body.empty()) body = "<";
      }
    }
    found += ParseFeed(body).entries.size();
  }
  EXPECT_GT(found, 5000U);
}

}  // namespace
}  // namespace ritmon
