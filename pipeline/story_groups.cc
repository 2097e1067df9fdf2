// SPDX-License-Identifier: GPL-3.0-or-later
#include "pipeline/story_groups.h"

#include <algorithm>
#include <chrono>
#include <limits>
#include <numeric>
#include <span>
#include <string_view>
#include <tuple>
#include <utility>

namespace ritmon {
namespace {

// Stories that are compared with one page: those with which it shares most.
constexpr size_t kCompared = 16;

struct Overlap {
  size_t marks = 0;
  // Words before the first one, on either page.
  uint32_t lead_a = std::numeric_limits<uint32_t>::max();
  uint32_t lead_b = std::numeric_limits<uint32_t>::max();
};

Overlap OverlapOf(const std::vector<StoryMark>& a,
                  const std::vector<StoryMark>& b) {
  Overlap overlap;
  for (auto i = a.begin(), j = b.begin(); i != a.end() && j != b.end();) {
    if (i->hash != j->hash) {
      ++(i->hash < j->hash ? i : j);
      continue;
    }
    ++overlap.marks;
    overlap.lead_a = std::min(overlap.lead_a, i->word);
    overlap.lead_b = std::min(overlap.lead_b, j->word);
    ++i;
    ++j;
  }
  return overlap;
}

size_t FewerMarks(const StoryPage& a, const StoryPage& b) {
  return std::min(a.marks.size(), b.marks.size());
}

// Whether `marks` of `fewer` are as many as any copy shares.
bool HoldsPart(size_t marks, size_t fewer) {
  return marks >= kSharedMarks && marks * 5 >= fewer * 3;
}

// Of a story's first page and another one, or the first one of another story,
// that is to belong to it.
bool IsRelated(const StoryPage& a, const StoryPage& b) {
  return OverlapOf(a.marks, b.marks).marks * 5 >= FewerMarks(a, b) * 2;
}

bool ComesBefore(const StoryPage& a, const StoryPage& b) {
  const auto rank = [](const StoryPage& page) {
    // A day: dates without a zone are read as UTC.
    const bool dated =
        page.published &&
        *page.published <= page.fetched_at + std::chrono::hours(24);
    return std::tuple(!dated, dated ? *page.published : page.fetched_at,
                      page.fetched_at, std::string_view(page.key));
  };
  return rank(a) < rank(b);
}

class StoryGrouper {
 public:
  // `pages` by rank.
  explicit StoryGrouper(const std::vector<StoryPage>& pages)
      : pages_(pages),
        first_(pages.size()),
        marks_begin_(pages.size() + 1),
        shared_(pages.size()) {
    IndexMarks();
  }

  // Of each page the place of its story's first one.
  std::vector<uint32_t> Run() {
    for (uint32_t page = 0; page < pages_.size(); ++page) {
      first_[page] = FirstOfStory(page);
    }
    for (uint32_t page = 0; page < pages_.size(); ++page) {
      first_[page] = Root(page);
    }
    return std::move(first_);
  }

 private:
  struct Use {
    uint32_t hash = 0;
    uint32_t page = 0;

    auto operator<=>(const Use&) const = default;
  };

  std::vector<Use> SortedUses() const {
    std::vector<Use> uses;
    size_t count = 0;
    for (const StoryPage& page : pages_) count += page.marks.size();
    uses.reserve(count);
    for (uint32_t page = 0; page < pages_.size(); ++page) {
      for (const StoryMark& mark : pages_[page].marks) {
        uses.push_back({mark.hash, page});
      }
    }
    std::sort(uses.begin(), uses.end());
    return uses;
  }

  // Calls `visit` with the uses of each mark that stands on several pages.
  template <typename Visit>
  static void ForEachShared(const std::vector<Use>& uses, Visit&& visit) {
    for (size_t begin = 0; begin < uses.size();) {
      size_t end = begin + 1;
      while (end < uses.size() && uses[end].hash == uses[begin].hash) ++end;
      if (end - begin > 1) visit(std::span(uses).subspan(begin, end - begin));
      begin = end;
    }
  }

  void IndexMarks() {
    const std::vector<Use> uses = SortedUses();
    size_t size = 0;
    ForEachShared(uses, [&](std::span<const Use> of_mark) {
      size += 1 + std::min(of_mark.size(), kMarkPages);
      for (const Use& use : of_mark) ++marks_begin_[use.page + 1];
    });
    std::partial_sum(marks_begin_.begin(), marks_begin_.end(),
                     marks_begin_.begin());
    pages_of_.reserve(size);
    marks_.resize(marks_begin_.back());
    std::vector<uint32_t> next(marks_begin_.begin(), marks_begin_.end());
    ForEachShared(uses, [&](std::span<const Use> of_mark) {
      for (const Use& use : of_mark) {
        marks_[next[use.page]++] = static_cast<uint32_t>(pages_of_.size());
      }
      const auto first = of_mark.first(std::min(of_mark.size(), kMarkPages));
      pages_of_.push_back(static_cast<uint32_t>(first.size()));
      for (const Use& use : first) pages_of_.push_back(use.page);
    });
  }

  uint32_t FirstOfStory(uint32_t page) {
    const StoryPage& own = pages_[page];
    CountShared(page);
    uint32_t joined = page;
    std::vector<uint32_t> seen;  // stories that it belongs to
    size_t compared = 0;
    for (const auto& [shared, other] : near_) {
      const uint32_t story = Root(other);
      if (std::find(seen.begin(), seen.end(), story) != seen.end()) continue;
      if (++compared > kCompared) break;
      if (SameStory(own, pages_[other]) == 0) continue;
      if (!IsRelated(own, pages_[story])) continue;
      if (joined == page) {
        joined = story;
      } else if (IsRelated(pages_[joined], pages_[story])) {
        // The page shows that two are one.
        first_[std::max(joined, story)] = std::min(joined, story);
        joined = Root(joined);
      } else {
        continue;
      }
      seen.push_back(joined);
    }
    return joined;
  }

  // The story that a page before this one belongs to.
  uint32_t Root(uint32_t page) {
    while (first_[page] != page) page = first_[page] = first_[first_[page]];
    return page;
  }

  // Fills near_ with the earlier pages that bear marks of `page`, those with
  // most of what is remembered first.
  void CountShared(uint32_t page) {
    near_.clear();
    touched_.clear();
    size_t cut = 0;  // marks of which not all pages are remembered
    for (size_t i = marks_begin_[page]; i < marks_begin_[page + 1]; ++i) {
      const uint32_t* of_mark = &pages_of_[marks_[i]];
      const size_t count = *of_mark++;
      size_t before = 0;
      for (; before < count && of_mark[before] < page; ++before) {
        const uint32_t other = of_mark[before];
        if (shared_[other]++ == 0) touched_.push_back(other);
      }
      cut += before == kMarkPages;
    }
    for (const uint32_t other : touched_) {
      // Those that cannot be the same are not compared.
      if (HoldsPart(shared_[other] + cut,
                    FewerMarks(pages_[page], pages_[other]))) {
        near_.emplace_back(shared_[other], other);
      }
      shared_[other] = 0;
    }
    std::sort(near_.begin(), near_.end(), [](const auto& a, const auto& b) {
      return a.first != b.first ? a.first > b.first : a.second < b.second;
    });
  }

  const std::vector<StoryPage>& pages_;
  std::vector<uint32_t> first_;  // or a page nearer to it; up to this one
  // Of each mark that several pages bear: how many are remembered, and which.
  std::vector<uint32_t> pages_of_;
  std::vector<uint32_t> marks_;        // places there, page after page
  std::vector<uint32_t> marks_begin_;  // of each page, and the end
  std::vector<uint32_t> shared_;
  std::vector<uint32_t> touched_;
  std::vector<std::pair<uint32_t, uint32_t>> near_;  // marks, page
};

}  // namespace

StoryPage StoryPageOf(const PageRecord& page) {
  return {.key = page.key,
          .published = page.published,
          .fetched_at = page.fetched_at,
          .marks = StoryMarks(page)};
}

size_t SameStory(const StoryPage& a, const StoryPage& b) {
  const size_t fewer = FewerMarks(a, b);
  const size_t more = std::max(a.marks.size(), b.marks.size());
  if (fewer < kSharedMarks || fewer * 4 < more) return 0;
  const Overlap overlap = OverlapOf(a.marks, b.marks);
  const auto holds = [&](size_t part, size_t whole) {
    return overlap.marks * whole >= fewer * part;
  };
  if (!HoldsPart(overlap.marks, fewer)) return 0;
  const bool begin_apart =
      std::min(overlap.lead_a, overlap.lead_b) >= kLeadWords;
  if (begin_apart && !holds(3, 4)) return 0;
  if (fewer < kFewMarks && !holds(4, 5)) return 0;
  return overlap.marks;
}

std::map<std::string, std::string> GroupStories(std::vector<StoryPage> pages) {
  std::erase_if(pages, [](const StoryPage& page) {
    return page.marks.size() < kSharedMarks;
  });
  std::sort(pages.begin(), pages.end(), ComesBefore);
  const std::vector<uint32_t> first = StoryGrouper(pages).Run();
  std::map<std::string, std::string> counted;
  for (size_t i = 0; i < pages.size(); ++i) {
    if (first[i] != i) counted.emplace(pages[i].key, pages[first[i]].key);
  }
  return counted;
}

}  // namespace ritmon
