// SPDX-License-Identifier: GPL-3.0-or-later
#include "classifier/taxonomy_heads.h"

#include <string>
#include <string_view>
#include <utility>

namespace ritmon {
namespace {

constexpr std::string_view kSharedFile = "_shared.toml";

// A list without terms is a mistake.
constexpr std::string_view kStandInFamily =
    "\n[[family]]\nname = \"none\"\nstrong = [\"none\"]\n";

// Everything before the first table that `is_wanted` does not want.
template <typename IsWanted>
std::string HeadOf(const std::string& content, const IsWanted& is_wanted) {
  size_t line = 0;
  while (line < content.size()) {
    const size_t next = content.find('\n', line);
    const std::string_view text =
        std::string_view(content).substr(line, next - line);
    if (text.starts_with('[') && !is_wanted(text)) break;
    if (next == std::string::npos) return content;
    line = next + 1;
  }
  return content.substr(0, line);
}

// What the format asks for; it weighs nothing, for there is nothing to weigh.
std::string ScoringOfNothing() {
  std::string text = "\n[scoring.zones]\n";
  for (size_t zone = 0; zone < kZoneCount; ++zone) {
    text += std::string(ToString(static_cast<Zone>(zone))) + " = 0\n";
  }
  return text;
}

}  // namespace

Result<TaxonomySource> ReadTaxonomyHeads(
    const std::filesystem::path& directory,
    const std::vector<std::filesystem::path>& more) {
  auto lists = ReadListDirectories(directory, more);
  if (!lists) return tl::unexpected(lists.error());
  for (size_t i = 0; i < lists->size(); ++i) {
    for (auto& [name, content] : (*lists)[i].files) {
      const bool shared = name == kSharedFile;
      content = HeadOf(content, [&](std::string_view table) {
        return shared && table.starts_with("[[future_field]]");
      });
      if (!shared) content += kStandInFamily;
      if (shared && i == 0) content += ScoringOfNothing();
    }
  }
  auto heads = ParseTaxonomyDirectories(std::move(*lists));
  if (!heads) return heads;
  for (auto* entries : {&heads->fields, &heads->topics}) {
    for (FieldSource& entry : *entries) entry.families.clear();
  }
  return heads;
}

}  // namespace ritmon
