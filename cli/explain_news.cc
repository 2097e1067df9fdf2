// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/explain_news.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <nlohmann/json.hpp>
#include <set>
#include <utility>

#include "base/time.h"
#include "cli/wording.h"
#include "pipeline/news_support.h"
#include "pipeline/record_codec.h"

namespace ritmon {
namespace {

using Json = nlohmann::ordered_json;

Json ToJson(const PageRecord& page, const Mention& mention) {
  Json json{{"found", mention.found},
            {"offset", mention.begin},
            {"sentence", SentenceOf(page, mention)},
            {"rule", mention.rule}};
  if (mention.company_id.empty()) {
    json["candidates"] = mention.candidates;
  } else {
    json["company"] = mention.company_id;
  }
  return json;
}

std::string Line(const PageRecord& page, const Mention& mention,
                 Language language) {
  return Say(language, Phrase::why_named, SentenceOf(page, mention),
             mention.found, mention.rule);
}

// The fields that a page supports, with the sentences.
std::string SupportText(const PageTags& tags, Language language) {
  std::string text;
  for (const auto* list : {&tags.fields, &tags.candidates}) {
    for (const FieldTag& tag : *list) {
      text += Say(language, Phrase::why_supports, tag.field);
      for (const Evidence& evidence : tag.evidence) {
        text += Say(language, Phrase::why_support_term, evidence.sentence,
                    evidence.term, evidence.score);
      }
    }
  }
  return text.empty() ? Say(language, Phrase::why_supports_nothing) : text;
}

constexpr size_t kListedCopies = 10;

std::string Also(size_t pages, Language language) {
  return Say(language, pages == 1 ? Phrase::why_also_one : Phrase::why_also,
             pages);
}

const std::string& StoryKey(const PageRecord& page) {
  return page.story_of.empty() ? page.key : page.story_of;
}

// The page that is counted before its copies, of which only what it does not
// speak of is kept (WithoutDoubles in pipeline/language_doubles.h).
std::vector<NewsItem> OncePerStory(std::vector<NewsItem> news) {
  std::stable_sort(news.begin(), news.end(),
                   [](const NewsItem& a, const NewsItem& b) {
                     return a.page.story_of.empty() && !b.page.story_of.empty();
                   });
  std::map<std::string, std::set<std::string>> said;
  std::vector<NewsItem> told;
  for (NewsItem& item : news) {
    const auto [fields, is_first] = said.try_emplace(StoryKey(item.page));
    std::set<std::string> own;
    for (auto* list : {&item.support.fields, &item.support.candidates,
                       &item.support.topics}) {
      std::erase_if(*list, [&, &before = fields->second](const FieldTag& tag) {
        return before.contains(tag.field);
      });
      for (const FieldTag& tag : *list) own.insert(tag.field);
    }
    if (!is_first && own.empty()) continue;
    fields->second.merge(own);
    told.push_back(std::move(item));
  }
  std::stable_sort(told.begin(), told.end(),
                   [](const NewsItem& a, const NewsItem& b) {
                     return a.page.key < b.page.key;
                   });
  return told;
}

}  // namespace

Result<std::vector<NewsItem>> NewsAbout(PageStore& store,
                                        const std::string& company_id) {
  std::vector<NewsItem> news;
  auto status = store.ForEachNaming(
      company_id,
      [&](PageRecord page, std::vector<Mention> mentions) -> Status {
        NewsItem item;
        item.support = SupportingTags(page, mentions, company_id);
        std::erase_if(mentions, [&](const Mention& mention) {
          return mention.company_id != company_id;
        });
        item.page = std::move(page);
        item.mentions = std::move(mentions);
        news.push_back(std::move(item));
        return {};
      });
  if (!status) return tl::unexpected(status.error());
  auto told = OncePerStory(std::move(news));
  for (NewsItem& item : told) {
    auto copies = store.CopiesOf(StoryKey(item.page));
    if (!copies) return tl::unexpected(copies.error());
    item.others = static_cast<int64_t>(copies->size());
  }
  return told;
}

Result<std::string> StoryText(PageStore& store, const PageRecord& page,
                              Language language) {
  if (!page.story_of.empty()) {
    auto counted = store.Find(page.story_of);
    if (!counted) return tl::unexpected(counted.error());
    return Say(language, Phrase::why_story_counted_there,
               *counted ? (*counted)->href : page.story_of);
  }
  auto copies = store.CopiesOf(page.key);
  if (!copies) return tl::unexpected(copies.error());
  if (copies->empty()) return std::string();
  std::string text =
      Say(language, Phrase::why_story_is, Also(copies->size(), language));
  for (size_t i = 0; i < copies->size() && i < kListedCopies; ++i) {
    text += "    " + (*copies)[i] + "\n";
  }
  if (copies->size() > kListedCopies) text += "    ...\n";
  return text;
}

std::string NewsText(const std::vector<NewsItem>& news, Language language) {
  if (news.empty()) return "";
  std::string text = Say(language, Phrase::why_news);
  for (const NewsItem& item : news) {
    text += fmt::format("    {}\n", item.page.href);
    if (item.page.published) {
      text += Say(language, Phrase::why_published,
                  FormatTimestamp(*item.page.published));
    }
    if (!item.page.story_of.empty()) {
      text += Say(language, Phrase::why_story_as, item.page.story_of);
    }
    if (item.others > 0) {
      text += fmt::format("      {}\n",
                          Also(static_cast<size_t>(item.others), language));
    }
    for (const Mention& mention : item.mentions) {
      text += Line(item.page, mention, language);
    }
    text += SupportText(item.support, language);
  }
  return text;
}

Json NewsJson(const std::vector<NewsItem>& news) {
  Json list = Json::array();
  for (const NewsItem& item : news) {
    Json mentions = Json::array();
    for (const Mention& mention : item.mentions) {
      mentions.push_back(ToJson(item.page, mention));
    }
    Json support = Json::array();
    for (const auto* tags : {&item.support.fields, &item.support.candidates}) {
      for (const FieldTag& tag : *tags) support.push_back(ritmon::ToJson(tag));
    }
    list.push_back({{"url", item.page.href},
                    {"kind", ToString(item.page.kind)},
                    {"title", item.page.title},
                    {"story_of", item.page.story_of},
                    {"story_pages", item.others + 1},
                    {"mentions", std::move(mentions)},
                    {"support", std::move(support)}});
  }
  return list;
}

std::string MentionsText(const PageRecord& page,
                         const std::vector<Mention>& mentions,
                         Language language) {
  std::string named;
  std::string left_out;
  for (const Mention& mention : mentions) {
    if (!mention.company_id.empty()) {
      named +=
          "    " + mention.company_id + "\n" + Line(page, mention, language);
      continue;
    }
    left_out +=
        Line(page, mention, language) + Say(language, Phrase::why_may_be);
    for (const std::string& id : mention.candidates) left_out += " " + id;
    left_out += "\n";
  }
  if (!named.empty())
    named = Say(language, Phrase::why_names_companies) + named;
  if (!left_out.empty())
    left_out = Say(language, Phrase::why_names_left_out) + left_out;
  return named + left_out;
}

Json MentionsJson(const PageRecord& page,
                  const std::vector<Mention>& mentions) {
  Json named = Json::array();
  Json left_out = Json::array();
  for (const Mention& mention : mentions) {
    (mention.company_id.empty() ? left_out : named)
        .push_back(ToJson(page, mention));
  }
  return {{"named", std::move(named)}, {"left_out", std::move(left_out)}};
}

}  // namespace ritmon
