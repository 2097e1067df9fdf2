// SPDX-License-Identifier: GPL-3.0-or-later
#include "crawler/sitemap.h"

#include <gtest/gtest.h>

#include <random>
#include <string>
#include <vector>

#include "crawler/stream_decoder.h"
#include "tests/testing/fixtures.h"

namespace ritmon {
namespace {

std::vector<std::string> Locs(const std::vector<SitemapEntry>& entries) {
  std::vector<std::string> locs;
  for (const SitemapEntry& entry : entries) locs.push_back(entry.loc);
  return locs;
}

using Strings = std::vector<std::string>;

// Each file of crawler-commons with what is in it.
TEST(SitemapTest, CrawlerCommons) {
  RITMON_REQUIRE_FIXTURE("sitemaps-crawlercommons");
  struct Case {
    const char* file;
    SitemapKind kind;
    size_t urls;
    size_t sitemaps;
    const char* first;
    const char* last;
  };
  const Case cases[] = {
      {"sitemaps/atom.xml", SitemapKind::kAtom, 1, 0,
       "http://example.org/2003/12/13/atom03",
       "http://example.org/2003/12/13/atom03"},
      {"sitemaps/do-not-visit.txt", SitemapKind::kText, 1, 0,
       "http://www.example.com/do-not-visit-here",
       "http://www.example.com/do-not-visit-here"},
      {"sitemaps/sitemap-with-bom.txt", SitemapKind::kText, 2, 0,
       "http://www.domain.com/page1.html", "http://www.domain.com/page2.html"},
      {"sitemaps/sitemap.txt", SitemapKind::kText, 2, 0,
       "http://www.domain.com/page1.html", "http://www.domain.com/page2.html"},
      {"sitemaps/sitemap.txt.gz", SitemapKind::kText, 5, 0,
       "http://www.example.com/",
       "http://www.example.com/catalog?item=83&desc=vacation_usa"},
      {"sitemaps/xmlSitemap.gz", SitemapKind::kUrlset, 5, 0,
       "http://www.example.com/",
       "http://www.example.com/catalog?item=83&desc=vacation_usa"},
      {"sitemaps/sitemap.badns.xml", SitemapKind::kUrlset, 2, 0,
       "http://www.example.com/1", "http://www.example.com/2"},
      {"sitemaps/sitemap.ns.xml", SitemapKind::kUrlset, 2, 0,
       "http://www.example.com/1", "http://www.example.com/2"},
      // The locations stand in <sitemap> itself, without <loc>.
      {"sitemaps/sitemap.index.xml", SitemapKind::kIndex, 0, 15,
       "https://example.com/sitemap.jss?portalCode=10260&lang=en",
       "https://example.com/sitemap.jss?portalCode=10570&lang=en"},
      {"sitemaps/extension/hebdenbridgetimes-articles-sitemap.xml",
       SitemapKind::kUrlset, 74, 0,
       "http://www.hebdenbridgetimes.co.uk/news/local/"
       "video-tour-de-yorkshire-in-calderdale-1-7242580",
       "http://www.hebdenbridgetimes.co.uk/news/local/"
       "now-you-see-it-now-you-don-t-it-s-off-the-wall-1-7229940"},
      {"sitemaps/extension/pagemaps-sitemap.xml", SitemapKind::kUrlset, 2, 0,
       "http://www.example.com/foo", "http://www.example.com/bar"},
      {"sitemaps/extension/shinpaideshou-news-sitemap.xml",
       SitemapKind::kUrlset, 3, 0,
       "https://shinpaideshou.wordpress.com/2017/04/25/"
       "job-opening-reischauer-policy-research-fellow/",
       "https://shinpaideshou.wordpress.com/2017/04/24/"
       "job-opening-lecturer-in-japanese-studies-university-of-leeds/"},
      {"sitemaps/extension/sitemap-images.xml", SitemapKind::kUrlset, 1, 0,
       "http://www.example.com/images/some_image_landing_page.html",
       "http://www.example.com/images/some_image_landing_page.html"},
      {"sitemaps/extension/sitemap-links.xml", SitemapKind::kUrlset, 3, 0,
       "http://www.example.com/english/",
       "http://www.example.com/schweiz-deutsch/"},
      {"sitemaps/extension/sitemap-mobile.xml", SitemapKind::kUrlset, 3, 0,
       "http://www.example.com/mobile-friendly-1/",
       "http://www.example.com/no-mobile/"},
      {"sitemaps/extension/sitemap-news.xml", SitemapKind::kUrlset, 2, 0,
       "http://www.example.org/business/article55.html",
       "http://www.example.org/empty_news_name.html"},
      {"sitemaps/extension/sitemap-videos.xml", SitemapKind::kUrlset, 3, 0,
       "http://www.example.com/videos/some_video_landing_page.html",
       "http://www.example.com/videos/some_video_landing_page-3.html"},
      {"sitemaps/extension/sitemap-videos-tvshow.xml", SitemapKind::kUrlset, 1,
       0, "https://example.org/my-tv-show/23/13/",
       "https://example.org/my-tv-show/23/13/"},
      {"rss/feed.rss", SitemapKind::kRss, 4, 0,
       "https://www.example.com/blog/post/1",
       "https://www.example.com/foo?q=a&l=fr"},
      {"rss/xmlRss_pubDate.xml", SitemapKind::kRss, 7, 0,
       "http://www.example.com/article_1", "http://www.example.com/article_7"},
  };
  int files = 0;
  for (const Case& c : cases) {
    const auto sitemap = ParseSitemap(
        MustRead(Fixture(std::string("sitemaps-crawlercommons/") + c.file)));
    EXPECT_EQ(sitemap.kind, c.kind) << c.file;
    EXPECT_EQ(sitemap.urls.size(), c.urls) << c.file;
    EXPECT_EQ(sitemap.sitemaps.size(), c.sitemaps) << c.file;
    EXPECT_EQ(sitemap.forgiven, 0) << c.file;
    EXPECT_FALSE(sitemap.truncated) << c.file;
    const auto& entries = c.sitemaps > 0 ? sitemap.sitemaps : sitemap.urls;
    ASSERT_FALSE(entries.empty()) << c.file;
    EXPECT_EQ(entries.front().loc, c.first) << c.file;
    EXPECT_EQ(entries.back().loc, c.last) << c.file;
    ++files;
  }
  std::cout << files << " sitemap files\n";
  EXPECT_EQ(files, 20);
}

TEST(SitemapTest, GivesLastmodAsWritten) {
  const auto sitemap = ParseSitemap(R"(<?xml version="1.0"?>
    <urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"
            xmlns:video="http://www.google.com/schemas/sitemap-video/1.1">
      <url><loc> https://a.example/<![CDATA[x?a=1&b=2]]> </loc>
           <lastmod>2024-02-29</lastmod></url>
      <url><lastmod>nonsense</lastmod><loc>/relative</loc>
           <video:loc>https://a.example/video</video:loc></url>
      <url><lastmod>2024-01-01</lastmod></url>
    </urlset>)");
  ASSERT_EQ(Locs(sitemap.urls),
            (Strings{"https://a.example/x?a=1&b=2", "/relative"}));
  EXPECT_EQ(sitemap.urls[0].lastmod, "2024-02-29");
  EXPECT_EQ(sitemap.urls[1].lastmod, "nonsense");
}

struct BrokenCase {
  const char* what;
  std::string body;
  Strings expected;
};

TEST(SitemapTest, HouseForgivesBrokenXml) {
  const BrokenCase cases[] = {
      {"bare ampersand",
       "<urlset><url><loc>http://a/?x=1&y=2</loc></url>"
       "<url><loc>http://b/?&copy;&#38;&#x26;&amp;</loc></url></urlset>",
       {"http://a/?x=1&y=2", "http://b/?&copy;&&&"}},
      {"cut off",
       "<urlset><url><loc>http://a/</loc></url><url><loc>http://b",
       {"http://a/"}},
      {"cut off behind a loc",
       "<urlset><url><loc>http://a/</loc><lastm",
       {"http://a/"}},
      {"wrong nesting",
       "<urlset><url><loc>http://a/</loc><x></url><url><loc>http://b/</loc>"
       "</url></urlset>",
       {"http://a/", "http://b/"}},
      {"unquoted attribute",
       "<urlset><url id=1><loc>http://a/</loc></url><url><loc>http://b/</loc>"
       "</url></urlset>",
       {"http://b/"}},
      {"two documents",
       "<urlset><url><loc>http://a/</loc></url></urlset>"
       "<urlset><url><loc>http://b/</loc></url></urlset>",
       {"http://a/", "http://b/"}},
      {"messages before it",
       "Warning: x in /y.php\n<?xml version=\"1.0\"?><urlset><url><loc>"
       "http://a/</loc></url></urlset>",
       {"http://a/"}},
      {"white space before the declaration",
       "\n  <?xml version=\"1.0\" encoding=\"utf-8\"?><urlset><url><loc>"
       "http://a/</loc></url></urlset>",
       {"http://a/"}},
      {"control character",
       "<urlset><url><loc>http://a/</loc><x>\x02</x></url></urlset>",
       {"http://a/"}},
      {"undeclared prefix",
       "<urlset><url><loc>http://a/</loc><image:image><image:loc>http://i/"
       "</image:loc></image:image></url></urlset>",
       {"http://a/"}},
      {"Latin 1 that says it is UTF-8",
       "<?xml version=\"1.0\" encoding=\"UTF-8\"?><urlset><url><loc>http://a/"
       "</loc><x>M\xFCller</x></url></urlset>",
       {"http://a/"}},
      {"unknown encoding",
       "<?xml version=\"1.0\" encoding=\"klingon\"?><urlset><url><loc>http://a/"
       "</loc></url></urlset>",
       {"http://a/"}},
      {"upper case",
       "<URLSET><URL><LOC>http://a/</LOC></URL></URLSET>",
       {"http://a/"}},
      {"an HTML page",
       "<!DOCTYPE html><html><body><a href=x>404</a><br></html>",
       {}},
      {"text", "not found\nhttp://a/", {}},
      {"nothing", "", {}},
  };
  for (const BrokenCase& c : cases) {
    EXPECT_EQ(Locs(ParseSitemap(c.body).urls), c.expected) << c.what;
  }
  EXPECT_EQ(ParseSitemap("<html><url><loc>http://a/</loc></url></html>").kind,
            SitemapKind::kUnknown);
}

TEST(SitemapTest, ReadsUtf16AndWindows1252) {
  std::string utf16 = "\xFF\xFE";
  for (const char c :
       std::string_view("<?xml version='1.0' encoding='utf-16'?>"
                        "<urlset><url><loc>http://a/</loc></url></urlset>")) {
    utf16 += c;
    utf16 += '\0';
  }
  EXPECT_EQ(Locs(ParseSitemap(utf16).urls), (Strings{"http://a/"}));
  EXPECT_EQ(Locs(ParseSitemap("<?xml version='1.0' encoding='windows-1252'?>"
                              "<urlset><url><loc>http://a/\xFC</loc></url>"
                              "</urlset>")
                     .urls),
            (Strings{"http://a/\xC3\xBC"}));
}

// No entity is expanded, and nothing outside the document is read.
TEST(SitemapTest, ExpandsNoEntities) {
  const auto sitemap = ParseSitemap(
      "<?xml version=\"1.0\"?><!DOCTYPE urlset [<!ENTITY a \"aaaaaaaaaa\">"
      "<!ENTITY b \"&a;&a;&a;&a;&a;&a;\"><!ENTITY x SYSTEM \"/etc/passwd\">]>"
      "<urlset><url><loc>http://a/&b;&x;</loc></url>"
      "<url><loc>http://b/</loc></url></urlset>");
  for (const std::string& loc : Locs(sitemap.urls)) {
    EXPECT_EQ(loc.find("aaaa"), std::string::npos) << loc;
    EXPECT_EQ(loc.find("root"), std::string::npos) << loc;
  }
  EXPECT_GT(sitemap.forgiven, 0);
}

TEST(SitemapTest, RssHasUrlsThatAreNoPages) {
  const auto sitemap = ParseSitemap(
      "<rss><channel><link>http://a/</link><image><url>http://a/logo.png</url>"
      "<link>http://a/</link></image><item><link>http://a/1</link>"
      "<media:content><link>http://a/m</link></media:content>"
      "<dc:date>2024-05-06</dc:date></item></channel></rss>");
  ASSERT_EQ(Locs(sitemap.urls), (Strings{"http://a/1"}));
  EXPECT_EQ(sitemap.urls[0].lastmod, "2024-05-06");
}

TEST(SitemapTest, KeepsToItsLimits) {
  std::string body = "<urlset>";
  for (int i = 0; i < 60; ++i) {
    body += "<url><loc>http://a/" + std::to_string(i) + "</loc></url>";
  }
  const std::string whole = body + "</urlset>";
  SitemapLimits limits;
  limits.max_entries = 50;
  auto sitemap = ParseSitemap(whole, limits);
  EXPECT_EQ(sitemap.urls.size(), 50u);
  EXPECT_TRUE(sitemap.truncated);
  EXPECT_EQ(sitemap.forgiven, 0);
  limits.max_entries = 60;
  EXPECT_FALSE(ParseSitemap(whole, limits).truncated);

  limits.max_bytes = 1000;
  for (const std::string& packed : {whole, GzipMember(whole, 6)}) {
    sitemap = ParseSitemap(packed, limits);
    EXPECT_TRUE(sitemap.truncated);
    EXPECT_GT(sitemap.urls.size(), 20u);
    EXPECT_LT(sitemap.urls.size(), 40u);
  }
  limits = {};
  limits.max_loc_bytes = 20;
  EXPECT_EQ(
      Locs(ParseSitemap("http://a/\nhttp://a/" + std::string(20, 'x'), limits)
               .urls),
      (Strings{"http://a/"}));
  // A gzip bomb: 100 MB of zeros.
  const std::string bomb =
      GzipMember("<urlset>" + std::string(100'000'000, ' '), 9);
  EXPECT_TRUE(ParseSitemap(bomb).truncated);
}

TEST(SitemapTest, ReadsATruncatedGzip) {
  std::mt19937 random(5);
  std::string body = "<urlset>";
  for (int i = 0; i < 2000; ++i) {
    body += "<url><loc>http://a/" + std::to_string(random()) + "</loc></url>";
  }
  const std::string packed = GzipMember(body + "</urlset>", 6);
  const auto sitemap = ParseSitemap(packed.substr(0, packed.size() / 2));
  EXPECT_TRUE(sitemap.truncated);
  EXPECT_GT(sitemap.urls.size(), 500u);
}

TEST(SitemapTest, ParsesLastmod) {
  const std::pair<const char*, const char*> cases[] = {
      {"2024", "2024-01-01T00:00:00Z"},
      {"2024-05", "2024-05-01T00:00:00Z"},
      {"2024-05-06", "2024-05-06T00:00:00Z"},
      {"2024-05-06T07:08Z", "2024-05-06T07:08:00Z"},
      {"2024-05-06T07:08:09", "2024-05-06T07:08:09Z"},
      {"2024-05-06T07:08:09.123+02:00", "2024-05-06T05:08:09Z"},
      {"2024-05-06 07:08:09 -0130", "2024-05-06T08:38:09Z"},
      {" 2024-05-06T07:08:09Z\n", "2024-05-06T07:08:09Z"},
      {"Thu, 05 Jan 2017 13:34:51 +0100", "2017-01-05T12:34:51Z"},
      {"5 Jan 17 13:34:52 EST", "2017-01-05T18:34:52Z"},
      {"Sun, 06 Nov 94 08:49 GMT", "1994-11-06T08:49:00Z"},
      {"05 January 2017 13:34", "2017-01-05T13:34:00Z"},
      {"", nullptr},
      {"yesterday", nullptr},
      {"2024-13-06", nullptr},
      {"2024-05-06T25:00:00Z", nullptr},
      {"31 Feb 2024 00:00:00 GMT", nullptr},
      {"2024-05-06Tx", nullptr},
      {"1 Anj 2024 00:00", nullptr},
  };
  for (const auto& [text, expected] : cases) {
    const auto time = ParseLastmod(text);
    ASSERT_EQ(time.has_value(), expected != nullptr) << text;
    if (time) {
      EXPECT_EQ(FormatTimestamp(*time), expected) << text;
    }
  }
}

// Real files with bytes changed, cut and doubled: never more than the limits,
// and always an answer.
TEST(SitemapTest, AnyBytesAreAccepted) {
  const std::string seeds[] = {
      "<?xml version=\"1.0\"?><urlset xmlns=\"x\"><url><loc>http://a/?x&amp;y"
      "</loc><lastmod>2024</lastmod></url><url><loc><![CDATA[http://b/]]></loc>"
      "</url></urlset>",
      "<rss><channel><item><link>http://a/</link><pubDate>x</pubDate></item>"
      "</channel></rss>",
      "<feed><entry><link href='http://a/'/></entry></feed>",
      "<sitemapindex><sitemap>http://a/<loc>http://b/</loc></sitemap>"
      "</sitemapindex>",
      "http://a/\nhttp://b/"};
  std::mt19937 random(6);
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
          body.erase(at, random() % 4);
          break;
        default:
          body.insert(at, body.substr(at / 2, random() % 20));
      }
      if (body.empty()) body = "x";
    }
    // A copy of exact size, so that a sanitizer sees one byte too far.
    const std::vector<char> exact(body.begin(), body.end());
    const auto sitemap =
        ParseSitemap(std::string_view(exact.data(), exact.size()));
    for (const auto* list : {&sitemap.urls, &sitemap.sitemaps}) {
      for (const SitemapEntry& entry : *list) {
        ASSERT_FALSE(entry.loc.empty()) << body;
        ++found;
      }
    }
    ASSERT_LE(sitemap.urls.size() + sitemap.sitemaps.size(), 50u) << body;
  }
  EXPECT_GT(found, 5000u);
}

}  // namespace
}  // namespace ritmon
