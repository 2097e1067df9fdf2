// SPDX-License-Identifier: GPL-3.0-or-later
// Any bytes are a feed; the limits hold; texts are valid UTF-8; what was cut is
// marked, and a smaller limit only leaves away.

#include <string>

#include "base/charset.h"
#include "base/written_date.h"
#include "crawler/feed.h"
#include "tests/fuzz/fuzz_input.h"

namespace ritmon {
namespace {

constexpr FeedLimits kSmall{
    .max_bytes = 2000, .max_entries = 3, .max_text_bytes = 40};

void CheckText(const FeedText& text) { Require(IsValidUtf8(text.text)); }

void CheckFeed(const Feed& feed, const FeedLimits& limits) {
  Require(feed.entries.size() <= limits.max_entries);
  CheckText(feed.title);
  CheckText(feed.description);
  Require(feed.kind != FeedKind::kUnknown || feed.entries.empty());
  for (const FeedEntry& entry : feed.entries) {
    CheckText(entry.title);
    CheckText(entry.summary);
    CheckText(entry.content);
    Require(IsValidUtf8(entry.link) && IsValidUtf8(entry.id));
  }
}

}  // namespace
}  // namespace ritmon

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  const ritmon::FuzzInput input(data, size);
  const auto url = ritmon::Url::Parse("https://a.example/b/feed");
  const auto feed = ritmon::ParseFeed(input.view(), &*url);
  ritmon::CheckFeed(feed, {});
  const auto small =
      ritmon::ParseFeed(input.view(), &*url, "text/xml", ritmon::kSmall);
  ritmon::CheckFeed(small, ritmon::kSmall);
  ritmon::Require(small.entries.size() <= feed.entries.size() ||
                  input.view().size() > ritmon::kSmall.max_bytes);
  ritmon::ParseWrittenDate(input.view());
  return 0;
}
