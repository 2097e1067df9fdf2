// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/history_access.h"

#include <algorithm>

namespace ritmon {
namespace {

const std::vector<VocabularyEntry>* EntriesOf(const Vocabulary& vocabulary,
                                              std::string_view by) {
  if (by == kByField) return &vocabulary.fields;
  if (by == kByFutureField) return &vocabulary.future_fields;
  if (by == kByTopic) return &vocabulary.topics;
  return nullptr;
}

}  // namespace

Result<FieldHistory> OpenFieldHistory(const Options& options) {
  constexpr char kNone[] =
      "no run has left a snapshot yet; the next 'ritmon run' begins the "
      "history";
  auto history = FieldHistory::OpenReadOnly(options.workspace.history_db());
  if (!history) {
    if (history.error().kind != ErrorKind::kNotFound) return history;
    return Fail(ErrorKind::kNotFound, kNone);
  }
  auto first = history->First();
  if (!first) return tl::unexpected(first.error());
  if (!*first) return Fail(ErrorKind::kNotFound, kNone);
  return history;
}

Result<Timestamp> ParseSince(const std::string& text,
                             const std::string& option) {
  const auto date = ParseDate(text);
  if (!date) {
    return Fail(ErrorKind::kInvalid,
                option + " " + text + ": not a date; write 2026-11-23");
  }
  return Timestamp(std::chrono::sys_days(*date));
}

Result<std::vector<CountLine>> LinesNamed(
    const Vocabulary& vocabulary, std::string_view by,
    const std::vector<std::string>& names) {
  std::vector<CountLine> lines;
  const auto add = [&](const std::string& id) {
    CountLine line{std::string(by), id};
    if (std::find(lines.begin(), lines.end(), line) == lines.end()) {
      lines.push_back(std::move(line));
    }
  };
  const auto* entries = EntriesOf(vocabulary, by);
  if (entries == nullptr) {
    if (!names.empty()) {
      return Fail(ErrorKind::kInvalid, "--field: the total has no fields");
    }
    add("");
    return lines;
  }
  if (names.empty()) {
    for (const VocabularyEntry& entry : *entries) add(entry.id);
  }
  for (const std::string& name : names) {
    auto entry = FindEntry(*entries, name, by);
    if (entry) {
      add((*entry)->id);
      continue;
    }
    auto future = FindEntry(vocabulary.future_fields, name, kByFutureField);
    if (by != kByField || !future) return tl::unexpected(entry.error());
    for (const std::string& member : (*future)->members) add(member);
  }
  return lines;
}

std::string LineLabel(const Vocabulary& vocabulary, const CountLine& line,
                      bool german) {
  const auto* entries = EntriesOf(vocabulary, line.first);
  if (entries == nullptr) return german ? "mindestens ein Feld" : "any field";
  const auto found =
      std::find_if(entries->begin(), entries->end(),
                   [&](const auto& entry) { return entry.id == line.second; });
  if (found == entries->end()) return line.second;
  return german ? found->label_de : found->label_en;
}

std::string MinuteText(Timestamp time) {
  std::string text = FormatTimestamp(time).substr(0, 16);
  text[10] = ' ';
  return text;
}

std::string Signed(int64_t number) {
  return (number > 0 ? "+" : "") + std::to_string(number);
}

}  // namespace ritmon
