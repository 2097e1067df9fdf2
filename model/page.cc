// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/page.h"

#include <algorithm>
#include <array>
#include <utility>

namespace ritmon {
namespace {

constexpr std::array<std::pair<Zone, std::string_view>, kZoneCount> kZones = {{
    {Zone::kTitle, "title"},
    {Zone::kDescription, "description"},
    {Zone::kHeading1, "h1"},
    {Zone::kHeading2, "h2"},
    {Zone::kHeading3, "h3"},
    {Zone::kHeading4, "h4"},
    {Zone::kHeading5, "h5"},
    {Zone::kHeading6, "h6"},
    {Zone::kMain, "main"},
    {Zone::kList, "list"},
    {Zone::kTable, "table"},
    {Zone::kLink, "link"},
    {Zone::kNavigation, "nav"},
    {Zone::kAside, "aside"},
    {Zone::kFooter, "footer"},
    {Zone::kImageAlt, "alt"},
    {Zone::kStructured, "structured"},
    {Zone::kConsent, "consent"},
    {Zone::kLegal, "legal"},
    {Zone::kJob, "job"},
    {Zone::kReference, "reference"},
    {Zone::kSearch, "search"},
    {Zone::kTemplate, "template"},
}};

constexpr std::array<std::pair<PageFormat, std::string_view>, 3> kFormats = {{
    {PageFormat::kHtml, "html"},
    {PageFormat::kPlain, "plain"},
    {PageFormat::kPdf, "pdf"},
}};

constexpr std::array<std::pair<PageNote, std::string_view>, kPageNoteCount>
    kNotes = {{
        {PageNote::kBytesCut, "bytes-cut"},
        {PageNote::kDepthCut, "depth-cut"},
        {PageNote::kTagsCut, "tags-cut"},
        {PageNote::kAttributesCut, "attributes-cut"},
        {PageNote::kTextCut, "text-cut"},
        {PageNote::kPagesCut, "pages-cut"},
        {PageNote::kCharsetRepaired, "charset-repaired"},
        {PageNote::kMojibake, "mojibake"},
        {PageNote::kNeedsScript, "needs-script"},
        {PageNote::kRendered, "rendered"},
        {PageNote::kUnreadable, "unreadable"},
        {PageNote::kLocked, "locked"},
        {PageNote::kNoText, "no-text"},
        {PageNote::kFromFeed, "from-feed"},
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

std::string_view ToString(PageFormat format) {
  return NameOf(kFormats, format);
}
std::optional<PageFormat> ParsePageFormat(std::string_view name) {
  return ByName<PageFormat>(kFormats, name);
}

std::string_view ToString(PageNote note) { return NameOf(kNotes, note); }
std::optional<PageNote> ParsePageNote(std::string_view name) {
  return ByName<PageNote>(kNotes, name);
}

std::string ToString(const PageNotes& notes) {
  std::string names;
  for (const PageNote note : notes) {
    if (!names.empty()) names += ' ';
    names += ToString(note);
  }
  return names;
}

PageNotes ParsePageNotes(std::string_view names) {
  PageNotes notes;
  while (!names.empty()) {
    const size_t end = std::min(names.find(' '), names.size());
    if (const auto note = ParsePageNote(names.substr(0, end)))
      notes.insert(*note);
    names.remove_prefix(std::min(end + 1, names.size()));
  }
  return notes;
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
