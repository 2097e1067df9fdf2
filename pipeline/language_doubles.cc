// SPDX-License-Identifier: GPL-3.0-or-later
#include "pipeline/language_doubles.h"

#include <algorithm>
#include <iterator>
#include <numeric>
#include <optional>
#include <set>
#include <string_view>
#include <unordered_map>
#include <utility>

#include "base/fingerprint.h"
#include "base/simhash.h"
#include "crawler/url_language.h"
#include "model/url.h"

namespace ritmon {
namespace {

constexpr size_t kMaxNumbers = 200;

void AddNumbers(std::string_view text, std::vector<uint64_t>& numbers) {
  const auto is_digit = [](char c) { return c >= '0' && c <= '9'; };
  for (size_t i = 0; i < text.size() && numbers.size() < kMaxNumbers;) {
    if (!is_digit(text[i])) {
      ++i;
      continue;
    }
    size_t end = i;
    while (end < text.size() && is_digit(text[end])) ++end;
    if (end - i >= 2) {
      numbers.push_back(Fingerprint64(text.substr(i, end - i)));
    }
    i = end;
  }
}

PageShape ShapeOf(const PageRecord& page) {
  PageShape shape;
  for (const Block& block : page.blocks) {
    switch (block.zone) {
      case Zone::kHeading1:
      case Zone::kHeading2:
      case Zone::kHeading3:
      case Zone::kHeading4:
      case Zone::kHeading5:
      case Zone::kHeading6:
        ++shape.headings;
        break;
      case Zone::kMain:
      case Zone::kList:
      case Zone::kTable:
        ++shape.texts;
        break;
      default:
        continue;
    }
    AddNumbers(block.text, shape.numbers);
  }
  std::sort(shape.numbers.begin(), shape.numbers.end());
  shape.numbers.erase(std::unique(shape.numbers.begin(), shape.numbers.end()),
                      shape.numbers.end());
  return shape;
}

// A third more or less; a block or two always.
bool AboutAsMany(uint32_t a, uint32_t b) {
  const uint32_t more = std::max(a, b), less = std::min(a, b);
  return more - less <= std::max<uint32_t>(2, more / 3);
}

bool AreBuiltAlike(const PageShape& a, const PageShape& b) {
  if (!AboutAsMany(a.headings, b.headings) || !AboutAsMany(a.texts, b.texts)) {
    return false;
  }
  // Few numbers say nothing; many are the same in a translation.
  constexpr size_t kTelling = 4;
  if (std::min(a.numbers.size(), b.numbers.size()) < kTelling) return true;
  std::vector<uint64_t> both;
  std::set_intersection(a.numbers.begin(), a.numbers.end(), b.numbers.begin(),
                        b.numbers.end(), std::back_inserter(both));
  return both.size() * 2 >= std::min(a.numbers.size(), b.numbers.size());
}

// "en-gb" -> "en"; "x-default" is no language.
std::string_view LanguageOf(const Alternate& alternate) {
  const std::string_view lang = alternate.lang;
  if (lang == "x-default") return {};
  return lang.substr(0, lang.find_first_of("-_"));
}

class DoubleFinder {
 public:
  explicit DoubleFinder(std::vector<TranslatablePage> pages)
      : pages_(std::move(pages)), parent_(pages_.size()) {
    std::iota(parent_.begin(), parent_.end(), size_t{0});
    std::vector<Order> order;
    for (TranslatablePage& page : pages_) order.push_back(OrderOf(page));
    // By rank, so that whoever comes first does not depend on the input.
    std::vector<size_t> sorted(pages_.size());
    std::iota(sorted.begin(), sorted.end(), size_t{0});
    std::sort(sorted.begin(), sorted.end(),
              [&](size_t a, size_t b) { return order[a] < order[b]; });
    std::vector<TranslatablePage> ranked;
    for (const size_t i : sorted) ranked.push_back(std::move(pages_[i]));
    pages_ = std::move(ranked);
    for (size_t i = 0; i < pages_.size(); ++i) {
      place_.emplace(pages_[i].key, i);
      languages_.push_back({pages_[i].lang});
    }
  }

  LanguageDoubles Run() {
    ByBothSides();
    ByOneSide();
    ByAddress();
    LanguageDoubles doubles;
    // The first of a group is the one that is counted.
    for (size_t i = 0; i < pages_.size(); ++i) {
      const size_t root = Root(i);
      if (root != i) doubles.emplace(pages_[i].key, pages_[root].key);
    }
    return doubles;
  }

 private:
  struct Order {
    bool foreign = false;
    size_t segments = 0;
    std::string key;

    auto operator<=>(const Order&) const = default;
  };

  static Order OrderOf(const TranslatablePage& page) {
    Order order{page.lang != "de", 0, page.key};
    if (const auto url = Url::Parse(page.href)) {
      const std::string_view path = url->path();
      for (size_t i = 0; i + 1 < path.size(); ++i) {
        order.segments += path[i] == '/';
      }
    }
    return order;
  }

  size_t Root(size_t i) {
    while (parent_[i] != i) i = parent_[i] = parent_[parent_[i]];
    return i;
  }

  // The lower place stays the root.
  void Join(size_t a, size_t b) {
    a = Root(a);
    b = Root(b);
    if (a == b) return;
    if (b < a) std::swap(a, b);
    parent_[b] = a;
    languages_[a].merge(languages_[b]);
  }

  // Unless that put two pages of one language together.
  void JoinIfFree(size_t a, size_t b) {
    const auto& of_a = languages_[Root(a)];
    const auto& of_b = languages_[Root(b)];
    if (std::none_of(of_a.begin(), of_a.end(),
                     [&](const auto& lang) { return of_b.contains(lang); })) {
      Join(a, b);
    }
  }

  std::optional<size_t> Place(const std::string& key) const {
    const auto at = place_.find(key);
    if (at == place_.end()) return std::nullopt;
    return at->second;
  }

  bool Names(size_t page, size_t other) const {
    const auto& alternates = pages_[page].alternates;
    return std::any_of(alternates.begin(), alternates.end(),
                       [&](const Alternate& alternate) {
                         return alternate.key == pages_[other].key;
                       });
  }

  void ByBothSides() {
    for (size_t i = 0; i < pages_.size(); ++i) {
      for (const Alternate& alternate : pages_[i].alternates) {
        const auto other = Place(alternate.key);
        if (other && *other > i && Names(*other, i)) Join(i, *other);
      }
    }
  }

  void ByOneSide() {
    std::map<size_t, std::set<size_t>> named_by;
    for (size_t i = 0; i < pages_.size(); ++i) {
      for (const Alternate& alternate : pages_[i].alternates) {
        const auto other = Place(alternate.key);
        if (!other || *other == i || LanguageOf(alternate).empty()) continue;
        if (Names(*other, i)) continue;
        named_by[*other].insert(i);
      }
    }
    for (const auto& [target, by] : named_by) {
      const TranslatablePage& page = pages_[target];
      if (by.size() != 1 || page.lang.empty()) continue;
      const size_t source = *by.begin();
      const auto& named = pages_[source].alternates;
      const bool as_it_is = std::any_of(
          named.begin(), named.end(), [&](const Alternate& alternate) {
            return alternate.key == page.key &&
                   LanguageOf(alternate) == page.lang;
          });
      const bool has_another =
          std::any_of(page.alternates.begin(), page.alternates.end(),
                      [&](const Alternate& alternate) {
                        return LanguageOf(alternate) == pages_[source].lang;
                      });
      if (as_it_is && !has_another) JoinIfFree(source, target);
    }
  }

  void ByAddress() {
    std::map<std::string, std::vector<size_t>> groups;
    for (size_t i = 0; i < pages_.size(); ++i) {
      if (pages_[i].lang.empty()) continue;
      if (const auto url = Url::Parse(pages_[i].href)) {
        groups[WithoutLanguage(*url)].push_back(i);
      }
    }
    for (const auto& [address, members] : groups) {
      for (const size_t member : members) {
        if (AreBuiltAlike(pages_[members.front()].shape,
                          pages_[member].shape)) {
          JoinIfFree(members.front(), member);
        }
      }
    }
  }

  std::vector<TranslatablePage> pages_;  // those to be counted first
  std::vector<size_t> parent_;
  std::unordered_map<std::string, size_t> place_;
  std::vector<std::set<std::string>> languages_;  // of a root's pages
};

// The fields and topics that a page says anything of.
std::set<std::string> FieldsOf(const PageTags& tags) {
  std::set<std::string> fields;
  for (const auto* list : {&tags.fields, &tags.candidates, &tags.topics}) {
    for (const FieldTag& tag : *list) fields.insert(tag.field);
  }
  return fields;
}

// What a translation says and nobody has said before.
PageTags OwnTags(PageTags tags, const std::set<std::string>& said) {
  for (auto* list : {&tags.fields, &tags.candidates, &tags.topics}) {
    std::erase_if(
        *list, [&](const FieldTag& tag) { return said.contains(tag.field); });
  }
  tags.company_signs.clear();
  return tags;
}

bool IsOfOthers(const CountedPage& page) {
  return page.page.kind == PageKind::kNews || page.page.kind == PageKind::kPost;
}

// An agency's report is printed with small changes by many papers.
bool IsNearOneOf(const CountedPage& page, const std::set<uint64_t>& texts) {
  return IsOfOthers(page) &&
         std::any_of(texts.begin(), texts.end(), [&](uint64_t text) {
           return IsNearDuplicate(text, page.text_hash);
         });
}

// Of each page the place of the one that is counted in full among those that it
// belongs together with, directly or through others, here or not: one that is
// nobody's copy, if there is any, else the first.
std::vector<size_t> LeadersOf(const std::vector<CountedPage>& pages) {
  std::map<std::string_view, std::string_view> parents;
  const auto root = [&](std::string_view key) {
    auto parent = parents.try_emplace(key, key).first;
    while (parent->second != parent->first) {
      parent = parents.try_emplace(parent->second, parent->second).first;
    }
    return parent->first;
  };
  for (const CountedPage& page : pages) {
    for (const std::string* other : {&page.double_of, &page.story_of}) {
      if (!other->empty()) parents[root(page.key)] = root(*other);
    }
  }
  std::map<std::string_view, size_t> leader_of;
  for (const bool of_copies : {false, true}) {
    for (size_t i = 0; i < pages.size(); ++i) {
      const bool is_copy =
          !pages[i].double_of.empty() || !pages[i].story_of.empty();
      if (is_copy == of_copies) leader_of.try_emplace(root(pages[i].key), i);
    }
  }
  std::vector<size_t> leaders;
  for (const CountedPage& page : pages) {
    leaders.push_back(leader_of.at(root(page.key)));
  }
  return leaders;
}

}  // namespace

TranslatablePage TranslatableOf(const PageRecord& page) {
  return {.key = page.key,
          .href = page.href,
          .lang = page.lang,
          .alternates = page.alternates,
          .shape = ShapeOf(page)};
}

LanguageDoubles FindLanguageDoubles(std::vector<TranslatablePage> pages) {
  return DoubleFinder(std::move(pages)).Run();
}

std::vector<CompanyPage> WithoutDoubles(std::vector<CountedPage> pages) {
  // What the company says itself goes before what others print of it.
  std::sort(pages.begin(), pages.end(),
            [](const CountedPage& a, const CountedPage& b) {
              return std::pair(IsOfOthers(a), std::string_view(a.key)) <
                     std::pair(IsOfOthers(b), std::string_view(b.key));
            });
  const std::vector<size_t> leaders = LeadersOf(pages);
  // What those have said of that belong together, by their leader.
  std::map<size_t, std::set<std::string>> said;
  for (const size_t leader : leaders) {
    said.try_emplace(leader, FieldsOf(pages[leader].page.tags));
  }
  std::vector<CompanyPage> counted;
  std::set<uint64_t> texts;
  for (size_t i = 0; i < pages.size(); ++i) {
    CountedPage& page = pages[i];
    if (leaders[i] != i) {
      std::set<std::string>& before = said[leaders[i]];
      page.page.tags = OwnTags(std::move(page.page.tags), before);
      const std::set<std::string> own = FieldsOf(page.page.tags);
      if (own.empty()) continue;
      before.insert(own.begin(), own.end());
    } else if (page.text_hash != 0 && (IsNearOneOf(page, texts) ||
                                       !texts.insert(page.text_hash).second)) {
      continue;
    }
    counted.push_back(std::move(page.page));
  }
  return counted;
}

}  // namespace ritmon
