// SPDX-License-Identifier: GPL-3.0-or-later
#include "pipeline/story_groups.h"

#include <algorithm>
#include <chrono>
#include <limits>
#include <utility>

namespace ritmon {
namespace {

// Pages that are compared in full with one page: those that share most.
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

// Of a story's first page and another one that is to belong to it.
bool IsRelated(const StoryPage& a, const StoryPage& b) {
  return OverlapOf(a.marks, b.marks).marks * 4 >= FewerMarks(a, b);
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
      : pages_(pages), first_(pages.size()), shared_(pages.size()) {
    IndexMarks();
  }

  // Of each page the place of its story's first one.
  std::vector<uint32_t> Run() {
    for (uint32_t page = 0; page < pages_.size(); ++page) {
      first_[page] = FirstOfStory(page);
    }
    return std::move(first_);
  }

 private:
  struct Use {
    uint32_t hash = 0;
    uint32_t page = 0;

    auto operator<=>(const Use&) const = default;
  };

  // Keeps of each mark that stands on several pages the first of them.
  void IndexMarks() {
    size_t count = 0;
    for (const StoryPage& page : pages_) count += page.marks.size();
    uses_.reserve(count);
    for (uint32_t page = 0; page < pages_.size(); ++page) {
      for (const StoryMark& mark : pages_[page].marks) {
        uses_.push_back({mark.hash, page});
      }
    }
    std::sort(uses_.begin(), uses_.end());
    auto kept = uses_.begin();
    for (auto begin = uses_.begin(); begin != uses_.end();) {
      const auto end = std::find_if(begin, uses_.end(), [&](const Use& use) {
        return use.hash != begin->hash;
      });
      if (end - begin > 1) {
        const auto enough =
            begin + std::min<std::ptrdiff_t>(end - begin, kMarkPages);
        kept = std::move(begin, enough, kept);
      }
      begin = end;
    }
    uses_.erase(kept, uses_.end());
  }

  uint32_t FirstOfStory(uint32_t page) {
    const StoryPage& own = pages_[page];
    CountShared(page);
    std::erase_if(near_, [&](const auto& near) {
      return near.first + cut_ < kSharedMarks;
    });
    const size_t compared = std::min(near_.size(), kCompared);
    std::partial_sort(near_.begin(),
                      near_.begin() + static_cast<std::ptrdiff_t>(compared),
                      near_.end(), [](const auto& a, const auto& b) {
                        return a.first != b.first ? a.first > b.first
                                                  : a.second < b.second;
                      });
    size_t most = 0;
    uint32_t found = page;
    for (size_t i = 0; i < compared; ++i) {
      const uint32_t other = near_[i].second;
      const uint32_t first = first_[other];
      const size_t shared = SameStory(own, pages_[other]);
      if (shared < most || shared == 0) continue;
      if (shared == most && other > joined_) continue;
      if (first != other && !IsRelated(own, pages_[first])) continue;
      most = shared;
      joined_ = other;
      found = first;
    }
    return found;
  }

  // Fills near_ with the earlier pages that bear marks of `page`, and how many,
  // of those that are remembered.
  void CountShared(uint32_t page) {
    near_.clear();
    cut_ = 0;
    touched_.clear();
    auto at = uses_.begin();
    for (const StoryMark& mark : pages_[page].marks) {
      at = std::lower_bound(at, uses_.end(), Use{mark.hash, 0});
      size_t uses = 0;
      for (; at != uses_.end() && at->hash == mark.hash; ++at, ++uses) {
        if (at->page >= page) break;
        if (shared_[at->page]++ == 0) touched_.push_back(at->page);
      }
      cut_ += uses == kMarkPages;
    }
    for (const uint32_t other : touched_) {
      near_.emplace_back(shared_[other], other);
      shared_[other] = 0;
    }
  }

  const std::vector<StoryPage>& pages_;
  std::vector<uint32_t> first_;  // of the pages that were looked at
  std::vector<Use> uses_;        // sorted
  std::vector<uint32_t> shared_;
  std::vector<uint32_t> touched_;
  std::vector<std::pair<uint32_t, uint32_t>> near_;  // marks, page
  size_t cut_ = 0;       // marks of the page of which not all uses are known
  uint32_t joined_ = 0;  // whom the page would join
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
  if (overlap.marks < kSharedMarks || !holds(3, 5)) return 0;
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
