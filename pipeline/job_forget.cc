// SPDX-License-Identifier: GPL-3.0-or-later
// The part of the job about whom nobody may know any more.
#include <utility>

#include "base/database.h"
#include "pipeline/forget_ledger.h"
#include "pipeline/forget_stage.h"
#include "pipeline/imported_files.h"
#include "pipeline/job.h"

namespace ritmon {

Status Job::ReadForgotten() {
  if (!std::filesystem::exists(options_.workspace.state_db())) return {};
  auto database = Database::Open(options_.workspace.state_db());
  if (!database) return tl::unexpected(database.error());
  auto ledger = ForgetLedger::Open(*database);
  if (!ledger) return tl::unexpected(ledger.error());
  auto list = ledger->KeptOut();
  if (!list) return tl::unexpected(list.error());
  options_.forgotten = std::move(*list);
  if (store_) store_->KeepOut(options_.forgotten);
  return {};
}

// The mark "done" last: until then a kill leaves it to the next job.
Status Job::FinishForgetting() {
  if (!std::filesystem::exists(options_.workspace.state_db())) return {};
  auto database = Database::Open(options_.workspace.state_db());
  if (!database) return tl::unexpected(database.error());
  auto ledger = ForgetLedger::Open(*database);
  if (!ledger) return tl::unexpected(ledger.error());
  auto entries = ledger->Entries();
  if (!entries) return tl::unexpected(entries.error());
  std::erase_if(*entries, [](const ForgetEntry& entry) {
    return entry.state != ForgetState::kPending;
  });
  if (entries->empty()) return {};
  const StepTimer timer(steps(), JobStep::removal, 1);
  for (const ForgetEntry& entry : *entries) {
    auto list = ledger->ListOf(entry.id);
    if (!list) return tl::unexpected(list.error());
    if (auto s = RemoveForgotten(options_, *list, *store_, *clock_); !s) {
      return s;
    }
  }
  auto retagged = RetagIfChanged(false);
  if (!retagged) return tl::unexpected(retagged.error());
  auto indexed = IndexIfChanged();
  if (!indexed) return tl::unexpected(indexed.error());
  if (auto s = CompactStores(options_, *store_); !s) return s;
  for (const ForgetEntry& entry : *entries) {
    if (auto s = ledger->MarkDone(entry.id, clock_->Now()); !s) return s;
  }
  return {};
}

Result<ForgetPlan> Job::PlanForget(const std::string& subject) {
  return ritmon::PlanForget(options_, subject, *store_);
}

Result<int64_t> Job::Forget(const ForgetPlan& plan, const std::string& reason) {
  auto database = Database::Open(options_.workspace.state_db());
  if (!database) return tl::unexpected(database.error());
  auto ledger = ForgetLedger::Open(*database);
  if (!ledger) return tl::unexpected(ledger.error());
  auto id =
      ledger->Add(plan.kind, reason, plan.keys, plan.counts, clock_->Now());
  if (!id) return id;
  if (auto s = ReadForgotten(); !s) return tl::unexpected(s.error());
  if (auto s = FinishForgetting(); !s) return tl::unexpected(s.error());
  return id;
}

Status Job::AllowAgain(int64_t entry) {
  auto database = Database::Open(options_.workspace.state_db());
  if (!database) return tl::unexpected(database.error());
  auto ledger = ForgetLedger::Open(*database);
  if (!ledger) return tl::unexpected(ledger.error());
  if (auto s = ledger->Allow(entry, clock_->Now()); !s) return s;
  // So that registers that have not changed since are read again.
  auto imported = ImportedFiles::Open(*database);
  if (!imported) return tl::unexpected(imported.error());
  if (auto s = imported->Clear(); !s) return s;
  return ReadForgotten();
}

}  // namespace ritmon
