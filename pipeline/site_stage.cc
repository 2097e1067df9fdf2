// SPDX-License-Identifier: GPL-3.0-or-later
#include "pipeline/site_stage.h"

#include <string>
#include <utility>
#include <vector>

#include "classifier/site_template.h"
#include "pipeline/language_doubles.h"
#include "pipeline/retagger.h"

namespace ritmon {
namespace {

// The pages of a site, so that they need not be read and unpacked twice; none
// of a site that is too large for that.
class HeldPages {
 public:
  void Add(PageRecord page) {
    constexpr size_t kMostBytes = size_t{16} << 20;  // of text
    for (const Block& block : page.blocks) bytes_ += block.text.size();
    all_ = all_ && bytes_ <= kMostBytes;
    if (all_) {
      pages_.push_back(std::move(page));
    } else {
      pages_.clear();
    }
  }
  bool all() const { return all_; }
  Status ForEach(const PageStore::VisitPage& visit) {
    for (PageRecord& page : pages_) {
      if (auto s = visit(std::move(page)); !s) return s;
    }
    return {};
  }

 private:
  std::vector<PageRecord> pages_;
  size_t bytes_ = 0;
  bool all_ = true;
};

class SiteSettler {
 public:
  SiteSettler(const Options& options,
              const std::shared_ptr<const Taxonomy>& taxonomy, PageStore& store,
              Timings& timings)
      : store_(store), retagger_(options, taxonomy, timings, JobStep::sites) {}

  Status Settle(const std::string& site) {
    ++report_.sites;
    SiteTemplate site_template;
    std::vector<TranslatablePage> translatable;
    HeldPages held;
    auto status = store_.ForEachOfSite(site, [&](PageRecord page) -> Status {
      site_template.Add(page);
      // Without text there is nothing to be counted, in any language.
      if (!page.blocks.empty()) translatable.push_back(TranslatableOf(page));
      held.Add(std::move(page));
      return {};
    });
    if (!status) return status;
    const LanguageDoubles doubles =
        FindLanguageDoubles(std::move(translatable));
    const auto look = [&](PageRecord page) -> Status {
      return Look(std::move(page), site_template, doubles);
    };
    // The row that is written is the one that was read, and its place in the
    // order of the reading statement stays.
    status = held.all() ? held.ForEach(look) : store_.ForEachOfSite(site, look);
    if (status) status = Flush();
    return status ? store_.SetSettled(site) : status;
  }

  const SiteReport& report() const { return report_; }

 private:
  Status Look(PageRecord page, const SiteTemplate& site_template,
              const LanguageDoubles& doubles) {
    std::vector<TemplateText> texts = site_template.Find(page);
    const auto original = doubles.find(page.key);
    std::string double_of =
        original == doubles.end() ? std::string() : original->second;
    report_.template_pages += !texts.empty();
    report_.doubles += !double_of.empty();
    const bool same_text = texts == page.template_texts;
    if (same_text && double_of == page.double_of) return {};
    page.template_texts = std::move(texts);
    page.double_of = std::move(double_of);
    ++report_.changed;
    if (same_text) return store_.PutSiteFacts(page);
    retagger_.Add(std::move(page));
    return retagger_.IsFull() ? Flush() : Status();
  }

  Status Flush() {
    return retagger_.Flush([&](PageRecord& page, PageTags& tags) {
      page.tags = std::move(tags);
      return store_.PutSiteFacts(page);
    });
  }

  PageStore& store_;
  Retagger retagger_;
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
    if (auto s = store.Begin(); !s) return tl::unexpected(s.error());
    const int64_t before = settler.report().changed;
    auto status = settler.Settle(site);
    if (status && settler.report().changed > before) {
      status = store.SetDirty(true);
    }
    if (status) status = store.Commit();
    if (!status) {
      store.Rollback();
      return tl::unexpected(status.error());
    }
  }
  return settler.report();
}

}  // namespace ritmon
