// SPDX-License-Identifier: GPL-3.0-or-later
#include "pipeline/data_facts.h"

#include <sys/stat.h>

#include <algorithm>
#include <utility>

#include "base/files.h"
#include "pipeline/page_store.h"
#include "registry/company_store.h"

namespace ritmon {
namespace {

// Readers wait only for somebody who has a database to himself, and he has it
// for long.
constexpr std::chrono::milliseconds kPatience{50};

template <typename T>
std::optional<T> Known(Result<T> value) {
  if (!value) return std::nullopt;
  return std::move(*value);
}

template <typename T>
std::optional<T> Known(Result<std::optional<T>> value) {
  return value ? std::move(*value) : std::nullopt;
}

std::optional<Timestamp> WrittenAt(const std::filesystem::path& path) {
  struct stat info {};
  if (stat(path.c_str(), &info) != 0) return std::nullopt;
  return Timestamp(std::chrono::seconds(info.st_mtim.tv_sec));
}

}  // namespace

DataFactsReader::DataFactsReader(Workspace workspace, const Clock& clock)
    : workspace_(std::move(workspace)), clock_(&clock) {}

DataFacts DataFactsReader::Read() {
  const auto begun = clock_->Steady();
  if (!slow_until_ || begun >= *slow_until_) {
    slow_ = ReadSlow();
    const auto now = clock_->Steady();
    slow_until_ = now + std::max<std::chrono::steady_clock::duration>(
                            kKept, kShare * (now - begun));
  }
  DataFacts facts{.slow = slow_};
  if (auto state = Database::OpenReadOnly(workspace_.state_db(), kPatience)) {
    facts.totals = Known(CrawlTotals::Read(*state));
    if (auto runs = TimingStore::Read(*state); runs && !runs->empty()) {
      facts.timings = std::move(runs->back());  // the sums are the last
    }
    facts.crawl = Known(CrawlSnapshots::Last(*state));
  }
  if (auto history =
          FieldHistory::OpenReadOnly(workspace_.history_db(), kPatience)) {
    auto last = history->Snapshots(clock_->Now());
    if (last && !last->empty()) facts.counted = std::move(last->back());
  }
  if (auto pages = PageStore::OpenReadOnly(workspace_.text(), kPatience)) {
    facts.index_stale = Known(pages->IsDirty());
  }
  facts.index_written = WrittenAt(workspace_.company_index());
  std::error_code code;
  const auto space = std::filesystem::space(workspace_.root, code);
  if (!code) {
    facts.disk_free_bytes = space.available;
    facts.disk_total_bytes = space.capacity;
  }
  return facts;
}

SlowFacts DataFactsReader::ReadSlow() const {
  SlowFacts facts;
  if (auto state = Database::OpenReadOnly(workspace_.state_db(), kPatience)) {
    facts.urls = Known(Frontier::TotalsOf(*state, clock_->Now()));
    if (auto companies = CompanyStore::OpenReadOnly(*state)) {
      if (auto count = companies->Count()) {
        facts.companies = static_cast<int64_t>(*count);
      }
    }
  }
  if (auto pages = PageStore::OpenReadOnly(workspace_.text(), kPatience)) {
    facts.pages = Known(pages->CountPages());
  }
  for (const auto& [part, directory] :
       {std::pair("archive", workspace_.warc()),
        std::pair("index", workspace_.index()),
        std::pair("text", workspace_.text()),
        std::pair("reports", workspace_.reports())}) {
    if (const auto bytes = BytesIn(directory)) {
      facts.sizes.push_back({.part = part, .bytes = *bytes});
    }
  }
  return facts;
}

}  // namespace ritmon
