// SPDX-License-Identifier: GPL-3.0-or-later
#include "index/cell_query.h"

#include <map>
#include <string_view>

namespace ritmon {
namespace {

using Values = std::map<Dimension, std::string>;

std::string_view PrefixOf(Dimension dimension) {
  switch (dimension) {
    case Dimension::kField:
      return "field";
    case Dimension::kFutureField:
      return "future";
    case Dimension::kSize:
      return "size-study";
    default:
      return ToString(dimension);
  }
}

std::string FilterText(Dimension dimension, const std::string& value) {
  return std::string(PrefixOf(dimension)) + ":\"" + value + "\"";
}

std::string Levels(const CountOptions& options) {
  return options.with_candidates ? "confidence:high,medium,low"
                                 : "confidence:high,medium";
}

// Those above `level`.
std::string Surer(const std::string& level) {
  if (level == "low") return "confidence:high,medium";
  return level == "medium" ? "confidence:high" : "";
}

// Of what the tag of `filter` (of any field, if it is empty) is at best.
std::string TagText(const std::string& filter, const std::string* level,
                    const CountOptions& options) {
  const std::string beside = filter.empty() ? "" : filter + " ";
  if (level == nullptr) return "(" + beside + Levels(options) + ")";
  std::string text = "(" + beside + "confidence:" + *level + ")";
  const std::string surer = Surer(*level);
  if (!surer.empty()) text += " NOT (" + beside + surer + ")";
  return text;
}

std::string TagsText(const Values& values, bool counts_fields,
                     const CountOptions& options) {
  const auto field = values.find(Dimension::kField);
  const auto future = values.find(Dimension::kFutureField);
  const auto topic = values.find(Dimension::kTopic);
  const auto confidence = values.find(Dimension::kConfidence);
  const std::string* level =
      confidence != values.end() ? &confidence->second : nullptr;
  std::string text;
  if (field != values.end() || future != values.end()) {
    // A field is in its future field: the narrower one says it all.
    const auto& tag = field != values.end() ? *field : *future;
    text = TagText(FilterText(tag.first, tag.second), level, options);
    level = nullptr;
  }
  if (topic != values.end()) {
    if (!text.empty()) text += ' ';
    text += TagText(FilterText(topic->first, topic->second), level, options);
  } else if (text.empty() && (level != nullptr || counts_fields)) {
    text = TagText("", level, options);
  }
  return text;
}

}  // namespace

std::string CellQuery(const std::vector<Dimension>& dimensions,
                      const std::vector<std::string>& key,
                      const CountOptions& options) {
  Values values;
  for (size_t i = 0; i < key.size(); ++i) values[dimensions[i]] = key[i];
  std::string text = TagsText(values, options.counted_only, options);
  const auto add = [&](const std::string& filter) {
    text += (text.empty() ? "" : " ") + filter;
  };
  for (const auto& [dimension, value] : values) {
    switch (dimension) {
      case Dimension::kField:
      case Dimension::kFutureField:
      case Dimension::kTopic:
      case Dimension::kConfidence:
        break;
      case Dimension::kSource:
        add(value == kUnknownValue ? "NOT source:web,news,post,grant"
                                   : FilterText(dimension, value));
        break;
      default:
        add(FilterText(dimension, value));
    }
  }
  if (!options.counted_only) return text;
  add("status:active");
  if (!values.contains(Dimension::kKind)) {
    add(options.include_shells ? "kind:enterprise,shell" : "kind:enterprise");
  }
  return text;
}

}  // namespace ritmon
