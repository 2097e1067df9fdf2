// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/explain_news.h"

#include <fmt/format.h>

#include <algorithm>
#include <nlohmann/json.hpp>
#include <utility>

#include "base/time.h"
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

std::string Line(const PageRecord& page, const Mention& mention) {
  return fmt::format("      \"{}\"\n        named \"{}\", rule: {}\n",
                     SentenceOf(page, mention), mention.found, mention.rule);
}

// The fields that a page supports, with the sentences.
std::string SupportText(const PageTags& tags) {
  std::string text;
  for (const auto* list : {&tags.fields, &tags.candidates}) {
    for (const FieldTag& tag : *list) {
      text += fmt::format("      supports {}\n", tag.field);
      for (const Evidence& evidence : tag.evidence) {
        text += fmt::format("        \"{}\"\n          term {}, +{:.1f}\n",
                            evidence.sentence, evidence.term, evidence.score);
      }
    }
  }
  return text.empty() ? "      supports no field there\n" : text;
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
  return news;
}

std::string NewsText(const std::vector<NewsItem>& news) {
  if (news.empty()) return "";
  std::string text = "\n  named in the news (supports, never carries):\n";
  for (const NewsItem& item : news) {
    text += fmt::format("    {}\n", item.page.href);
    if (item.page.published) {
      text += fmt::format("      published {}\n",
                          FormatTimestamp(*item.page.published));
    }
    for (const Mention& mention : item.mentions) {
      text += Line(item.page, mention);
    }
    text += SupportText(item.support);
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
                    {"mentions", std::move(mentions)},
                    {"support", std::move(support)}});
  }
  return list;
}

std::string MentionsText(const PageRecord& page,
                         const std::vector<Mention>& mentions) {
  std::string named;
  std::string left_out;
  for (const Mention& mention : mentions) {
    if (!mention.company_id.empty()) {
      named += "    " + mention.company_id + "\n" + Line(page, mention);
      continue;
    }
    left_out += Line(page, mention) + "        may be";
    for (const std::string& id : mention.candidates) left_out += " " + id;
    left_out += "\n";
  }
  if (!named.empty()) named = "\n  names companies:\n" + named;
  if (!left_out.empty()) left_out = "\n  names left out:\n" + left_out;
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
