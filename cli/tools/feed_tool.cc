// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/command_line.h"
#include "cli/tools/tool_lines.h"
#include "cli/tools/tools.h"
#include "crawler/feed.h"
#include "pipeline/feed_entries.h"

namespace ritmon {
namespace {

Json TimeOrNull(const std::optional<Timestamp>& time) {
  return time ? Json(FormatTimestamp(*time)) : Json(nullptr);
}

// The whole text if the feed has it, else its summary.
Json ToJson(const FeedEntry& entry) {
  const FeedText& text =
      entry.content.text.empty() ? entry.summary : entry.content;
  return Json{{"id", OrNull(entry.id)},
              {"title", PlainText(entry.title)},
              {"link", OrNull(entry.link)},
              {"published", TimeOrNull(entry.published)},
              {"updated", TimeOrNull(entry.updated)},
              {"text", PlainText(text)}};
}

Result<Json> Read(const std::string& file, const std::string& bytes,
                  const Url* url) {
  const Feed feed = ParseFeed(bytes, url);
  if (feed.kind == FeedKind::kUnknown) {
    return Fail(ErrorKind::kInvalid, "not a feed");
  }
  Json entries = Json::array();
  for (const FeedEntry& entry : feed.entries) entries.push_back(ToJson(entry));
  Json notes = Json::array();
  for (const FeedNote note : feed.notes) notes.push_back(ToString(note));
  return Json{{"file", file},
              {"title", PlainText(feed.title)},
              {"kind", ToString(feed.kind)},
              {"link", OrNull(feed.link)},
              {"language", OrNull(feed.language)},
              {"notes", std::move(notes)},
              {"entries", std::move(entries)}};
}

}  // namespace

int FeedTool(const Arguments& arguments) {
  CommandLine command{"title and entries of each feed: RSS, Atom, JSON Feed",
                      "ritmon tool feed"};
  std::vector<std::string> files;
  std::string where;
  command.Add("FILE", files, "feeds, plain or gzipped").Required();
  command.Add("--url", where, "where the feed was: relative links begin here");
  if (const auto over = command.Parse(arguments)) return *over;
  std::optional<Url> url;
  if (!where.empty()) {
    auto parsed = Url::Parse(where);
    if (!parsed) return Report(parsed.error());
    url = std::move(*parsed);
  }
  return WholeFiles(
      files,
      [&](const std::string& file, const std::string& bytes) -> Result<Json> {
        return Read(file, bytes, url ? &*url : nullptr);
      });
}

}  // namespace ritmon
