// SPDX-License-Identifier: GPL-3.0-or-later
// Agreement with another feed parser's test data: every value that both of us
// have is compared, every difference needs its reason in the table below.
#include <gtest/gtest.h>

#include <algorithm>
#include <iostream>
#include <map>
#include <nlohmann/json.hpp>
#include <set>
#include <string>
#include <vector>

#include "crawler/feed.h"
#include "tests/testing/fixtures.h"

namespace ritmon {
namespace {

using Json = nlohmann::json;
namespace fs = std::filesystem;

struct Difference {
  const char* file;   // below testdata/
  const char* field;  // "entry.title"
  const char* reason;
};

constexpr char kLinksStay[] =
    "links inside of texts stay relative; FeedEntry::base says to what";
constexpr char kAbout[] = "an item of RSS 1.0 is known by its rdf:about";
constexpr char kFirstLink[] = "of several links the first counts, not the last";
constexpr char kDublinDate[] = "dc:date is when it was published, no update";
constexpr char kModified[] = "what was only modified has no publication date";
constexpr char kSource[] = "content that is elsewhere is what the entry is";
constexpr char kBareEncoded[] = "encoded is the text without its prefix, too";

constexpr Difference kExpected[] = {
    {"extensions/dublincore/dublincore_item_fields.xml", "entry.updated",
     kDublinDate},
    {"parser/atom/atom10_feed_entry_content_src.xml", "entry.link", kSource},
    {"parser/atom/entry_content_xml_base.xml", "entry.content", kLinksStay},
    {"parser/atom/entry_content_xml_base_inherit.xml", "entry.content",
     kLinksStay},
    {"parser/atom/entry_content_xml_base_inherit_2.xml", "entry.content",
     kLinksStay},
    {"parser/atom/entry_content_xml_base_inherit_3.xml", "entry.content",
     kLinksStay},
    {"parser/atom/entry_content_xml_base_inherit_4.xml", "entry.content",
     kLinksStay},
    {"parser/atom/entry_summary_xml_base.xml", "entry.summary", kLinksStay},
    {"parser/atom/entry_summary_xml_base_inherit.xml", "entry.summary",
     kLinksStay},
    {"parser/atom/entry_summary_xml_base_inherit_2.xml", "entry.summary",
     kLinksStay},
    {"parser/atom/entry_summary_xml_base_inherit_3.xml", "entry.title",
     kLinksStay},
    {"parser/atom/entry_title_xml_base.xml", "entry.title", kLinksStay},
    {"parser/atom/entry_title_xml_base_inherit.xml", "entry.title", kLinksStay},
    {"parser/atom/feed_title_xml_base.xml", "title", kLinksStay},
    {"parser/atom/feed_title_xml_base_cdata.xml", "title", kLinksStay},
    {"parser/atom/feed_title_xml_base_inherit.xml", "title", kLinksStay},
    {"parser/atom/feed_title_xml_base_inherit_2.xml", "title", kLinksStay},
    {"parser/atom/relative_uri.xml", "title", kLinksStay},
    {"parser/atom/relative_uri_inherit.xml", "title", kLinksStay},
    {"parser/atom/relative_uri_inherit_2.xml", "title", kLinksStay},
    {"parser/rss/issue_303_encoded_no_namespace.xml", "entry.content",
     kBareEncoded},
    {"parser/rss/rdf_channel_links.xml", "link", kFirstLink},
    {"parser/rss/rdf_item_description.xml", "entry.id", kAbout},
    {"parser/rss/rdf_item_description_cdata_escaped_markup.xml", "entry.id",
     kAbout},
    {"parser/rss/rdf_item_description_cdata_naked_markup.xml", "entry.id",
     kAbout},
    {"parser/rss/rdf_item_description_escaped_markup.xml", "entry.id", kAbout},
    {"parser/rss/rdf_item_description_naked_markup.xml", "entry.id", kAbout},
    {"parser/rss/rdf_item_link.xml", "entry.id", kAbout},
    {"parser/rss/rdf_item_links.xml", "entry.id", kAbout},
    {"parser/rss/rdf_item_links.xml", "entry.link", kFirstLink},
    {"parser/rss/rdf_item_title.xml", "entry.id", kAbout},
    {"parser/rss/rdf_item_title_cdata_escaped_markup.xml", "entry.id", kAbout},
    {"parser/rss/rdf_item_title_cdata_naked_markup.xml", "entry.id", kAbout},
    {"parser/rss/rdf_item_title_escaped_markup.xml", "entry.id", kAbout},
    {"parser/rss/rdf_item_title_naked_markup.xml", "entry.id", kAbout},
    {"parser/rss/rss_channel_item_links.xml", "entry.link", kFirstLink},
    {"parser/rss/rss_channel_links.xml", "link", kFirstLink},
    {"translator/atom/feed_item_updated_-_atom03_feed_entry_modified.xml",
     "entry.published", kModified},
    {"translator/rss/feed_item_description_-_rdf_item_description.xml",
     "entry.id", kAbout},
    {"translator/rss/feed_item_fallbacks_-_rss_channel_item_extensions.xml",
     "entry.updated", kDublinDate},
    {"translator/rss/feed_item_link_-_rdf_item_link.xml", "entry.id", kAbout},
    {"translator/rss/feed_item_links_-_rss_channel_item_links.xml",
     "entry.link", kFirstLink},
    {"translator/rss/feed_item_title_-_rdf_item_title.xml", "entry.id", kAbout},
    {"translator/rss/feed_links_-_rdf_channel_links.xml", "link", kFirstLink},
    {"translator/rss/feed_links_-_rss_channel_links.xml", "link", kFirstLink},
};

std::string String(const Json& json, const char* key) {
  const auto found = json.find(key);
  if (found == json.end()) return {};
  if (found->is_string()) return found->get<std::string>();
  // Atom's content and RSS's guid.
  return found->is_object() ? String(*found, "value") : std::string();
}

std::string FirstOf(const Json& json, std::initializer_list<const char*> keys) {
  for (const char* key : keys) {
    if (std::string text = String(json, key); !text.empty()) return text;
  }
  return {};
}

// Of Atom's list of links the page.
std::string LinkOf(const Json& json) {
  if (std::string link = String(json, "link"); !link.empty()) return link;
  const auto links = json.find("links");
  if (links == json.end()) return {};
  for (const Json& link : *links) {
    if (!link.is_object()) return {};  // all links, whatever they are
    const std::string rel = String(link, "rel");
    if (rel.empty() || rel == "alternate") return String(link, "href");
  }
  return {};
}

std::string Time(const std::optional<Timestamp>& time) {
  return time ? FormatTimestamp(*time) : std::string();
}

// To the second, as we keep it.
std::string Time(const Json& json, std::initializer_list<const char*> keys) {
  const std::string text = FirstOf(json, keys);
  const auto time = ParseTimestamp(text);
  return time ? FormatTimestamp(*time) : text;
}

class Comparison {
 public:
  void Compare(const std::string& file, const std::string& field,
               const std::string& theirs, const std::string& ours) {
    if (theirs.empty() && ours.empty()) return;
    auto& [agree, all] = totals_[field];
    ++all;
    if (theirs == ours) {
      ++agree;
      return;
    }
    for (const Difference& known : kExpected) {
      if (known.file == file && known.field == field) {
        met_.insert(file + field);
        ++explained_[known.reason];
        return;
      }
    }
    ADD_FAILURE() << "{\"" << file << "\", \"" << field
                  << "\", \"\"},\n theirs: " << theirs << "\n ours:   " << ours;
  }

  void CompareEntry(const std::string& file, const Json& theirs,
                    const FeedEntry& ours) {
    Compare(file, "entry.id", FirstOf(theirs, {"guid", "id"}), ours.id);
    Compare(file, "entry.title", String(theirs, "title"), ours.title.text);
    Compare(file, "entry.link",
            theirs.contains("url") ? String(theirs, "url") : LinkOf(theirs),
            ours.link);
    Compare(
        file, "entry.published",
        Time(theirs, {"publishedParsed", "pubDateParsed", "date_published"}),
        Time(ours.published));
    Compare(file, "entry.updated",
            Time(theirs, {"updatedParsed", "date_modified"}),
            Time(ours.updated));
    Compare(file, "entry.summary", FirstOf(theirs, {"description", "summary"}),
            ours.summary.text);
    Compare(file, "entry.content",
            FirstOf(theirs, {"content", "content_html", "content_text"}),
            ours.content.text);
  }

  void CompareFeed(const std::string& file, const Json& theirs,
                   const Feed& ours) {
    Compare(file, "title", String(theirs, "title"), ours.title.text);
    Compare(file, "link",
            theirs.contains("home_page_url") ? String(theirs, "home_page_url")
                                             : LinkOf(theirs),
            ours.link);
    Compare(file, "description",
            FirstOf(theirs, {"description", "subtitle", "tagline"}),
            ours.description.text);
    Compare(file, "language", String(theirs, "language"), ours.language);
    auto list = theirs.find("items");
    if (list == theirs.end()) list = theirs.find("entries");
    const Json entries =
        list == theirs.end() || list->is_null() ? Json::array() : *list;
    Compare(file, "entries", std::to_string(entries.size()),
            std::to_string(ours.entries.size()));
    for (size_t i = 0; i < std::min(entries.size(), ours.entries.size()); ++i) {
      CompareEntry(file, entries[i], ours.entries[i]);
    }
  }

  void Report(int files) const {
    std::cout << files << " feeds compared\n";
    for (const auto& [field, total] : totals_) {
      std::cout << "  " << field << ": " << total.first << " of "
                << total.second << " agree\n";
    }
    for (const auto& [reason, count] : explained_) {
      std::cout << "  " << count << " differ: " << reason << "\n";
    }
  }

  const std::set<std::string>& met() const { return met_; }

 private:
  std::map<std::string, std::pair<int, int>> totals_;
  std::map<std::string, int> explained_;
  std::set<std::string> met_;
};

// What is expected of a feed lies beside it.
fs::path ExpectedOf(const fs::path& feed) {
  fs::path path = feed;
  if (feed.extension() == ".xml") return path.replace_extension(".json");
  return feed.parent_path() / (feed.stem().string() + "_expected.json");
}

TEST(FeedFixtureTest, AgreesWithAnotherParser) {
  RITMON_REQUIRE_FIXTURE("feeds-gofeed");
  const fs::path root = Fixture("feeds-gofeed") / "testdata";
  std::vector<fs::path> feeds;
  for (const auto& entry : fs::recursive_directory_iterator(root)) {
    if (entry.is_regular_file() && fs::exists(ExpectedOf(entry.path()))) {
      feeds.push_back(entry.path());
    }
  }
  std::sort(feeds.begin(), feeds.end());
  Comparison comparison;
  for (const fs::path& path : feeds) {
    const Json expected = Json::parse(MustRead(ExpectedOf(path)));
    comparison.CompareFeed(fs::relative(path, root).string(), expected,
                           ParseFeed(MustRead(path)));
  }
  EXPECT_GT(feeds.size(), 500U);
  comparison.Report(static_cast<int>(feeds.size()));
  for (const Difference& known : kExpected) {
    EXPECT_TRUE(
        comparison.met().contains(std::string(known.file) + known.field))
        << known.file << " " << known.field << " agrees after all";
  }
}

}  // namespace
}  // namespace ritmon
