// SPDX-License-Identifier: GPL-3.0-or-later
#include "pipeline/site_stage.h"

#include <string>
#include <utility>
#include <vector>

#include "classifier/site_template.h"
#include "pipeline/language_doubles.h"
#include "pipeline/pipeline.h"
#include "pipeline/process_page.h"
#include "pipeline/retagger.h"

namespace ritmon {
namespace {

// Of pages, in sites that are settled at the same time; of a site that is being
// read as much again. A larger one is settled by itself, its pages read twice.
constexpr size_t kMostBytes = size_t{16} << 20;

size_t SizeOf(const PageRecord& page) {
  size_t bytes = sizeof(page);
  for (const Block& block : page.blocks) bytes += block.text.size();
  return bytes;
}

// What is known of a site when all of its pages have been seen.
struct SiteFindings {
  SiteTemplate site_template;
  LanguageDoubles doubles;
};

// Sees them, one after the other.
class SiteReading {
 public:
  void See(const PageRecord& page) {
    findings_.site_template.Add(page);
    // Without text there is nothing to be counted, in any language.
    if (!page.blocks.empty()) translatable_.push_back(TranslatableOf(page));
  }
  SiteFindings Finish() {
    findings_.doubles = FindLanguageDoubles(std::move(translatable_));
    return std::move(findings_);
  }

 private:
  SiteFindings findings_;
  std::vector<TranslatablePage> translatable_;
};

// Of a page, by what was found of its site.
struct Change {
  bool any = false;
  bool text = false;  // its tags are to be made again
};

Change TakeOver(const SiteFindings& findings, PageRecord& page,
                SiteReport& report) {
  std::vector<TemplateText> texts = findings.site_template.Find(page);
  const auto original = findings.doubles.find(page.key);
  std::string double_of =
      original == findings.doubles.end() ? std::string() : original->second;
  report.template_pages += !texts.empty();
  report.doubles += !double_of.empty();
  Change change;
  change.text = texts != page.template_texts;
  change.any = change.text || double_of != page.double_of;
  report.changed += change.any;
  page.template_texts = std::move(texts);
  page.double_of = std::move(double_of);
  return change;
}

// A site whose pages are all in memory.
struct HeldSite {
  std::string name;
  std::vector<PageRecord> pages;
  std::vector<PageRecord> changed;  // by Settle: to be written
  SiteReport report;

  void Settle(PageProcessor& processor) {
    SiteReading reading;
    for (const PageRecord& page : pages) reading.See(page);
    const SiteFindings findings = reading.Finish();
    for (PageRecord& page : pages) {
      const Change change = TakeOver(findings, page, report);
      if (change.text) page.tags = processor.Retag(page);
      if (change.any) changed.push_back(std::move(page));
    }
    pages.clear();
  }
};

class SiteSettler {
 public:
  SiteSettler(const Options& options,
              const std::shared_ptr<const Taxonomy>& taxonomy, PageStore& store,
              Timings& timings)
      : store_(store),
        timings_(timings),
        retagger_(options, taxonomy, timings, JobStep::sites) {
    for (int i = 0; i < options.pipeline.workers; ++i) {
      processors_.emplace_back(
          taxonomy, ProcessOptions{.news_sites = NewsSitesOf(options)});
    }
  }

  // What it finds is written at the latest by Finish.
  Status Settle(const std::string& name) {
    HeldSite site{.name = name};
    SiteReading reading;  // of a site that is too large to be held
    size_t bytes = 0;
    auto status = store_.ForEachOfSite(name, [&](PageRecord page) -> Status {
      bytes += SizeOf(page);
      if (bytes <= kMostBytes) {
        site.pages.push_back(std::move(page));
        return {};
      }
      for (const PageRecord& held : site.pages) reading.See(held);
      site.pages.clear();
      reading.See(page);
      return {};
    });
    if (!status) return status;
    const bool fits = bytes <= kMostBytes;
    if (!fits || bytes_ + bytes > kMostBytes) status = Finish();
    if (!status) return status;
    if (!fits) return SettleLarge(name, reading.Finish());
    bytes_ += bytes;
    held_.push_back(std::move(site));
    return {};
  }

  Status Finish() {
    ParallelFor(
        static_cast<int>(processors_.size()), held_.size(),
        [&](size_t item, int thread) {
          held_[item].Settle(processors_[static_cast<size_t>(thread)]);
        },
        timings_, JobStep::sites);
    for (const HeldSite& site : held_) {
      auto status = Write(site.name, site.report, [&]() -> Status {
        for (const PageRecord& page : site.changed) {
          if (auto s = store_.PutSiteFacts(page); !s) return s;
        }
        return {};
      });
      if (!status) return status;
    }
    held_.clear();
    bytes_ = 0;
    return {};
  }

  const SiteReport& report() const { return report_; }

 private:
  Status SettleLarge(const std::string& name, const SiteFindings& findings) {
    SiteReport report;
    return Write(name, report, [&]() -> Status {
      // The row that is written is the one that was read, and its place in the
      // order of the reading statement stays.
      auto written = store_.ForEachOfSite(name, [&](PageRecord page) -> Status {
        const Change change = TakeOver(findings, page, report);
        if (!change.any) return {};
        if (!change.text) return store_.PutSiteFacts(page);
        retagger_.Add(std::move(page));
        return retagger_.IsFull() ? FlushTags() : Status();
      });
      return written ? FlushTags() : written;
    });
  }

  Status FlushTags() {
    return retagger_.Flush([&](PageRecord& page, PageTags& tags) {
      page.tags = std::move(tags);
      return store_.PutSiteFacts(page);
    });
  }

  // One site, in one transaction; `report` is read when `write` has ended.
  template <typename WritePages>
  Status Write(const std::string& name, const SiteReport& report,
               WritePages write) {
    if (auto s = store_.Begin(); !s) return s;
    Status status = write();
    if (status && report.changed > 0) status = store_.SetDirty(true);
    if (status) status = store_.SetSettled(name);
    if (status) status = store_.Commit();
    if (!status) {
      store_.Rollback();
      return status;
    }
    ++report_.sites;
    report_.template_pages += report.template_pages;
    report_.doubles += report.doubles;
    report_.changed += report.changed;
    return {};
  }

  PageStore& store_;
  Timings& timings_;
  std::vector<PageProcessor> processors_;  // one a thread
  Retagger retagger_;
  std::vector<HeldSite> held_;
  size_t bytes_ = 0;  // of their pages
  SiteReport report_;
};

}  // namespace

Result<SiteReport> SettleSites(const Options& options,
                               const std::shared_ptr<const Taxonomy>& taxonomy,
                               PageStore& store, StepClock& steps) {
  const StepTimer timer(steps, JobStep::sites);
  auto sites = store.ChangedSites();
  if (!sites) return tl::unexpected(sites.error());
  steps.Count(JobStep::sites, static_cast<int64_t>(sites->size()));
  SiteSettler settler(options, taxonomy, store, steps.timings());
  for (const std::string& site : *sites) {
    if (auto s = settler.Settle(site); !s) return tl::unexpected(s.error());
  }
  if (auto s = settler.Finish(); !s) return tl::unexpected(s.error());
  return settler.report();
}

}  // namespace ritmon
