// SPDX-License-Identifier: GPL-3.0-or-later
#include "classifier/site_template.h"

#include <algorithm>
#include <array>
#include <optional>
#include <string_view>

#include "base/fingerprint.h"
#include "base/normalize.h"
#include "model/url.h"

namespace ritmon {
namespace {

// Blocks of one page that are looked at; the rest is a list, not a template.
constexpr size_t kMaxBlocks = 3000;

enum class Role : char { kTitle, kDescription, kHeading, kBody, kMarkup };

std::optional<Role> RoleOf(Zone zone) {
  switch (zone) {
    case Zone::kTitle:
      return Role::kTitle;
    case Zone::kDescription:
      return Role::kDescription;
    case Zone::kHeading1:
      return Role::kHeading;
    case Zone::kHeading2:
    case Zone::kHeading3:
    case Zone::kHeading4:
    case Zone::kHeading5:
    case Zone::kHeading6:
    case Zone::kMain:
    case Zone::kList:
    case Zone::kTable:
    case Zone::kLink:
      return Role::kBody;
    case Zone::kStructured:
      return Role::kMarkup;
    default:
      return std::nullopt;
  }
}

// Folded, each number a 0; empty if there are no two letters in it.
std::string NormalForm(std::string_view text) {
  const std::string folded = Fold(text);
  std::string form;
  form.reserve(folded.size());
  size_t letters = 0;
  for (const char c : folded) {
    const bool digit = c >= '0' && c <= '9';
    if (digit && form.ends_with('0')) continue;
    letters += (c >= 'a' && c <= 'z') || (c & 0x80) != 0;
    form += digit ? '0' : c;
  }
  return letters >= 2 ? form : std::string();
}

struct Part {
  size_t begin = 0;
  size_t end = 0;   // the separator is of the part before it
  size_t text = 0;  // where the separator begins
};

// "Produkt X | Firma GmbH": both sides. What is no title is one part.
std::vector<Part> PartsOf(Role role, std::string_view text) {
  constexpr auto kSeparators = std::to_array<std::string_view>(
      {" | ", " - ", " – ", " — ", " · ", " • ", " » ", " « ", " :: ", " > "});
  std::vector<Part> parts;
  size_t begin = 0;
  if (role == Role::kTitle || role == Role::kMarkup) {
    for (size_t at = text.find(' '); at != std::string_view::npos;) {
      const auto separator = std::find_if(
          kSeparators.begin(), kSeparators.end(), [&](std::string_view s) {
            return text.compare(at, s.size(), s) == 0;
          });
      if (separator != kSeparators.end() && at > begin) {
        const size_t next = at + separator->size();
        parts.push_back({begin, next - 1, at});
        begin = next;
        at = next - 1;
      }
      at = text.find(' ', at + 1);
    }
  }
  if (begin < text.size()) parts.push_back({begin, text.size(), text.size()});
  return parts;
}

// Calls `visit` with block, part and fingerprint of each text of a page.
template <typename Visit>
void ForEachText(const PageRecord& page, Visit&& visit) {
  const size_t count = std::min(page.blocks.size(), kMaxBlocks);
  for (size_t i = 0; i < count; ++i) {
    const Block& block = page.blocks[i];
    const auto role = RoleOf(block.zone);
    if (!role) continue;
    for (const Part& part : PartsOf(*role, block.text)) {
      std::string form =
          NormalForm(std::string_view(block.text)
                         .substr(part.begin, part.text - part.begin));
      if (form.empty()) continue;
      form += static_cast<char>(*role);
      visit(i, part, Fingerprint64(form));
    }
  }
}

std::string_view PlainHost(std::string_view host) {
  return host.starts_with("www.") ? host.substr(4) : host;
}

// Pages that every site has, and that say little of what it does.
bool IsServicePage(std::string_view path) {
  constexpr auto kBeginnings = std::to_array<std::string_view>(
      {"/impressum", "/imprint",    "/datenschutz", "/privacy",   "/agb",
       "/terms",     "/kontakt",    "/contact",     "/cookie",    "/karriere",
       "/career",    "/job",        "/login",       "/sitemap",   "/suche",
       "/search",    "/anfahrt",    "/newsletter",  "/warenkorb", "/cart",
       "/legal",     "/rechtliche", "/tag/",        "/author/"});
  std::string lower(path);
  for (char& c : lower) {
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  }
  return std::any_of(kBeginnings.begin(), kBeginnings.end(),
                     [&](std::string_view beginning) {
                       return lower.find(beginning) != std::string::npos;
                     });
}

}  // namespace

SiteTemplate::PageOrder SiteTemplate::OrderOf(const PageRecord& page) {
  PageOrder order;
  order.key = page.key;
  order.foreign_host = PlainHost(page.host) != page.site;
  std::string_view path = "/";
  const auto url = Url::Parse(page.href);
  if (url) path = url->path();
  order.demerits =
      page.is_imprint || page.kind != PageKind::kWeb || IsServicePage(path);
  for (size_t i = 0; i < path.size(); ++i) {
    order.segments += path[i] == '/' && i + 1 < path.size();
  }
  if (url && !url->query().empty()) ++order.segments;
  return order;
}

SiteTemplate::Group SiteTemplate::GroupOf(const PageRecord& page) {
  return {std::string(PlainHost(page.host)), page.lang};
}

void SiteTemplate::Add(const PageRecord& page) {
  std::vector<uint64_t> texts;
  ForEachText(
      page, [&](size_t, const Part&, uint64_t text) { texts.push_back(text); });
  if (texts.empty()) return;
  std::string content;
  for (const uint64_t text : texts) content += std::to_string(text) + ' ';
  const bool counts = contents_.insert(Fingerprint64(content)).second;
  const Group group = GroupOf(page);
  content += group.first + ' ' + group.second;
  if (contents_.insert(Fingerprint64(content)).second) ++pages_[group];
  std::sort(texts.begin(), texts.end());
  texts.erase(std::unique(texts.begin(), texts.end()), texts.end());
  const auto self = static_cast<uint32_t>(order_.size());
  order_.push_back(OrderOf(page));
  for (const uint64_t text : texts) {
    const auto [at, is_new] = texts_.try_emplace(text, Text{0, self});
    if (counts) ++at->second.pages;
    if (!is_new && order_[self] < order_[at->second.keeper]) {
      at->second.keeper = self;
    }
  }
}

std::vector<TemplateText> SiteTemplate::Find(const PageRecord& page) const {
  std::vector<TemplateText> found;
  const auto group = pages_.find(GroupOf(page));
  const size_t among = group == pages_.end() ? 0 : group->second;
  const size_t enough =
      std::clamp((among + 2) / 3, kTemplatePages, kTemplateEnough);
  ForEachText(page, [&](size_t block, const Part& part, uint64_t text) {
    const auto known = texts_.find(text);
    if (known == texts_.end() || known->second.pages < enough ||
        order_[known->second.keeper].key == page.key) {
      return;
    }
    found.push_back({static_cast<uint32_t>(block),
                     static_cast<uint32_t>(part.begin),
                     static_cast<uint32_t>(part.end)});
  });
  return found;
}

}  // namespace ritmon
