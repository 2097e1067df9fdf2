// SPDX-License-Identifier: GPL-3.0-or-later
#include "pipeline/retag_stage.h"

#include <algorithm>
#include <utility>
#include <vector>

#include "model/record.h"
#include "pipeline/pipeline.h"
#include "pipeline/process_page.h"
#include "pipeline/record_codec.h"

namespace ritmon {
namespace {

// Enough to keep the workers busy; more would only take memory.
constexpr size_t kChunk = 2000;

// What becomes of one page.
struct Outcome {
  bool read_again = false;
  std::optional<PageTags> changed;
  Status status;
};

// Belongs to one thread.
class Worker {
 public:
  Worker(const Taxonomy& taxonomy, const std::optional<ListChange>& change)
      : taxonomy_(taxonomy), change_(change) {}

  Outcome Work(const StoredText& text) {
    Outcome outcome;
    const auto blocks = UnpackedBlocks::Unpack(text.blocks);
    auto texts = DecodeTemplate(text.template_texts);
    if (!blocks || !texts) {
      outcome.status =
          FailAt(text.href, blocks ? texts.error() : blocks.error());
      return outcome;
    }
    if (change_ && !MayTouch(blocks->views(), *texts)) return outcome;
    PageRecord record{.href = text.href, .kind = text.kind};
    record.blocks = blocks->Copy();
    record.template_texts = std::move(*texts);
    outcome.read_again = true;
    PageTags tags = TagRecord(record, taxonomy_, scratch_);
    if (EncodeTags(tags) != text.tags) outcome.changed = std::move(tags);
    return outcome;
  }

 private:
  // In the page's own blocks or in those that are weighed: parts of blocks read
  // by themselves.
  bool MayTouch(const std::vector<BlockView>& blocks,
                const std::vector<TemplateText>& marks) {
    scratch_.text.Clear();
    for (const BlockView& block : blocks) scratch_.text.AddBlock(block.text);
    if (!marks.empty()) {
      std::vector<size_t> sizes;
      for (const BlockView& block : blocks) sizes.push_back(block.text.size());
      for (const WeighedPart& part : WeighedParts(sizes, marks)) {
        const size_t size = part.end - part.begin;
        if (size == sizes[part.block]) continue;
        scratch_.text.AddBlock(
            blocks[part.block].text.substr(part.begin, size));
      }
    }
    return change_->MayTouch(scratch_);
  }

  const Taxonomy& taxonomy_;
  const std::optional<ListChange>& change_;
  MatcherScratch scratch_;
};

}  // namespace

Result<RetagReport> Retag(const Options& options,
                          const std::shared_ptr<const Taxonomy>& taxonomy,
                          const std::optional<ListChange>& change,
                          PageStore& store, Counters& counters,
                          StepClock& steps, const Progress& progress) {
  const StepTimer timer(steps, JobStep::tag);
  RetagReport report;
  std::vector<Worker> workers;
  for (int i = 0; i < options.pipeline.workers; ++i) {
    workers.emplace_back(*taxonomy, change);
  }
  std::vector<StoredText> texts;
  const auto flush = [&]() -> Status {
    std::vector<Outcome> outcomes(texts.size());
    ParallelFor(
        options.pipeline.workers, texts.size(),
        [&](size_t item, int thread) {
          outcomes[item] =
              workers[static_cast<size_t>(thread)].Work(texts[item]);
        },
        steps.timings(), JobStep::tag);
    steps.Count(JobStep::tag, static_cast<int64_t>(texts.size()));
    for (size_t i = 0; i < texts.size(); ++i) {
      if (!outcomes[i].status) return outcomes[i].status;
      ++report.pages;
      report.read_again += outcomes[i].read_again ? 1 : 0;
      if (!outcomes[i].changed) continue;
      ++report.changed;
      if (auto s = store.PutTags(texts[i].key, *outcomes[i].changed); !s) {
        return s;
      }
    }
    texts.clear();
    if (progress) progress(counters);
    return {};
  };
  if (auto s = store.Begin(); !s) return tl::unexpected(s.error());
  // Writing to rows that the reading statement has passed is safe: it goes by
  // the key, which does not change.
  Status status = store.ForEachText([&](StoredText text) -> Status {
    texts.push_back(std::move(text));
    return texts.size() < kChunk ? Status() : flush();
  });
  if (status) status = flush();
  if (status && report.changed > 0) status = store.SetDirty(true);
  if (status) status = store.SetListVersion(taxonomy->version());
  if (status) status = store.Commit();
  if (!status) {
    store.Rollback();
    return tl::unexpected(status.error());
  }
  return report;
}

}  // namespace ritmon
