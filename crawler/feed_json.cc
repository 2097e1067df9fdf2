// SPDX-License-Identifier: GPL-3.0-or-later
// JSON Feed 1.0 and 1.1 (https://www.jsonfeed.org/version/1.1/).
#include <algorithm>
#include <nlohmann/json.hpp>

#include "base/charset.h"
#include "base/written_date.h"
#include "crawler/feed_element.h"

namespace ritmon {
namespace {

using Json = nlohmann::json;

// The standard's own depth is 5; what is deeper is left out.
constexpr int kMaxDepth = 20;

class FeedJsonReader {
 public:
  FeedJsonReader(const Url* url, const FeedLimits& limits, Feed& feed)
      : limits_(limits), feed_(&feed) {
    if (url != nullptr) base_.base = url->href();
  }

  void Read(const Json& json) {
    feed_->kind = FeedKind::kJson;
    std::string version = String(json, "version");
    version.erase(0,
                  version.rfind('/') + 1);  // "https://jsonfeed.org/version/1"
    feed_->version = version;
    feed_->title = Text(json, "title", FeedTextType::kText);
    feed_->description = Text(json, "description", FeedTextType::kText);
    feed_->link = base_.Absolute(String(json, "home_page_url"));
    feed_->language = String(json, "language");
    const auto items = json.find("items");
    if (items == json.end() || !items->is_array()) return;
    for (const Json& item : *items) {
      if (!item.is_object()) continue;
      if (feed_->entries.size() >= limits_.max_entries) {
        feed_->notes.insert(FeedNote::kEntriesCut);
        return;
      }
      feed_->entries.push_back(EntryOf(item));
    }
  }

 private:
  static std::string String(const Json& json, const char* key) {
    const auto found = json.find(key);
    if (found == json.end()) return {};
    if (found->is_string()) {
      return TrimmedFeedText(ScrubUtf8(found->get_ref<const std::string&>()));
    }
    // 1.1, "id": some write a number.
    return found->is_number() ? found->dump() : std::string();
  }

  FeedText Text(const Json& json, const char* key, FeedTextType type) {
    std::string text = String(json, key);
    if (text.size() > limits_.max_text_bytes) {
      feed_->notes.insert(FeedNote::kTextCut);
      text = ScrubUtf8(text.substr(0, limits_.max_text_bytes));
    }
    return {std::move(text), type};
  }

  FeedEntry EntryOf(const Json& item) {
    FeedEntryDraft draft;
    FeedEntry& entry = draft.entry;
    entry.id = String(item, "id");
    entry.link = base_.Absolute(String(item, "url"));
    draft.other_link = base_.Absolute(String(item, "external_url"));
    entry.title = Text(item, "title", FeedTextType::kText);
    entry.summary = Text(item, "summary", FeedTextType::kText);
    entry.content = Text(item, "content_html", FeedTextType::kHtml);
    if (entry.content.text.empty()) {
      entry.content = Text(item, "content_text", FeedTextType::kText);
    }
    entry.published = ParseWrittenDate(String(item, "date_published"));
    entry.updated = ParseWrittenDate(String(item, "date_modified"));
    entry.language = String(item, "language");
    constexpr size_t kMostAttachments = 20;
    if (const auto list = item.find("attachments");
        list != item.end() && list->is_array()) {
      for (const Json& attachment : *list) {
        if (!attachment.is_object() ||
            entry.enclosures.size() == kMostAttachments) {
          break;
        }
        entry.enclosures.push_back({base_.Absolute(String(attachment, "url")),
                                    String(attachment, "mime_type")});
      }
    }
    return std::move(draft).Finish();
  }

  FeedLimits limits_;
  Feed* feed_;
  FeedElement base_;
};

bool IsFeed(const Json& json) {
  if (!json.is_object()) return false;
  const auto items = json.find("items");
  return items != json.end() && items->is_array() &&
         (json.contains("version") || json.contains("title"));
}

}  // namespace

void ParseFeedJson(std::string_view text, const Url* url,
                   const FeedLimits& limits, Feed& feed) {
  const auto shallow = [](int depth, Json::parse_event_t, Json&) {
    return depth <= kMaxDepth;
  };
  const Json json = Json::parse(text, shallow, /*allow_exceptions=*/false);
  if (json.is_discarded()) {
    feed.notes.insert(FeedNote::kUnreadable);
    return;
  }
  if (IsFeed(json)) FeedJsonReader(url, limits, feed).Read(json);
}

}  // namespace ritmon
