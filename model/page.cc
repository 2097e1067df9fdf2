// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/page.h"

#include <array>
#include <utility>

namespace ritmon {
namespace {

constexpr std::array<std::pair<Zone, std::string_view>, 15> kZones = {{
    {Zone::kTitle, "title"},
    {Zone::kDescription, "description"},
    {Zone::kHeading1, "h1"},
    {Zone::kHeading2, "h2"},
    {Zone::kHeading4, "h4"},
    {Zone::kMain, "main"},
    {Zone::kList, "list"},
    {Zone::kTable, "table"},
    {Zone::kNavigation, "nav"},
    {Zone::kAside, "aside"},
    {Zone::kFooter, "footer"},
    {Zone::kImageAlt, "alt"},
    {Zone::kStructured, "structured"},
    {Zone::kConsent, "consent"},
    {Zone::kLegal, "legal"},
}};

constexpr std::array<std::pair<PageKind, std::string_view>, 4> kKinds = {{
    {PageKind::kWeb, "web"},
    {PageKind::kNews, "news"},
    {PageKind::kPost, "post"},
    {PageKind::kGrant, "grant"},
}};

template <typename Table, typename Key>
std::string_view NameOf(const Table& table, Key key) {
  for (const auto& [value, name] : table) {
    if (value == key) return name;
  }
  return {};
}

template <typename Key, typename Table>
std::optional<Key> ByName(const Table& table, std::string_view name) {
  for (const auto& [value, known] : table) {
    if (known == name) return value;
  }
  return std::nullopt;
}

}  // namespace

std::string_view ToString(Zone zone) { return NameOf(kZones, zone); }
std::optional<Zone> ParseZone(std::string_view name) {
  return ByName<Zone>(kZones, name);
}

std::string_view ToString(PageKind kind) { return NameOf(kKinds, kind); }
std::optional<PageKind> ParsePageKind(std::string_view name) {
  return ByName<PageKind>(kKinds, name);
}

std::string PageText(const Page& page) {
  std::string text;
  for (const Block& block : page.blocks) {
    if (!text.empty()) text += '\n';
    text += block.text;
  }
  return text;
}

}  // namespace ritmon
