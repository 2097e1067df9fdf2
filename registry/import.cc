// SPDX-License-Identifier: GPL-3.0-or-later
#include "registry/import.h"

#include <algorithm>
#include <optional>
#include <utility>
#include <vector>

#include "model/record.h"
#include "registry/company_checks.h"
#include "registry/company_directory.h"
#include "registry/company_identity.h"
#include "registry/company_staging.h"
#include "registry/entity_kind.h"
#include "registry/legal_form.h"
#include "registry/name_tokens.h"

namespace ritmon {
namespace {

constexpr uint64_t kProgressEvery = 10'000;
constexpr uint64_t kBatchRows = 200'000;

// CompleteCompany; `tokens` are those of its name.
void Complete(Company& company, const std::vector<NameToken>& tokens,
              const Courts& courts, const Regions& regions) {
  // A set: sources give them in any order.
  std::sort(company.previous_names.begin(), company.previous_names.end());
  company.previous_names.erase(
      std::unique(company.previous_names.begin(), company.previous_names.end()),
      company.previous_names.end());
  if (company.legal_form.empty()) company.legal_form = LegalFormOf(tokens);
  if (company.register_number) {
    RegisterNumber& number = *company.register_number;
    if (const Court* court = courts.FindCode(number.court)) {
      number.court = court->code;
      if (company.court.empty()) company.court = court->name;
    }
  }
  if (company.district.empty()) {
    company.district =
        regions.District(company.address.postcode, company.address.town);
  }
  EntitySigns signs = SignsOf(company);
  signs.tokens = &tokens;
  company.kind = ClassifyEntity(signs).kind;
}

// Completes and stages rows; counts and reports.
class StagingSink final : public CompanySink {
 public:
  StagingSink(CompanyStaging& staging, const ImportContext& context,
              ImportSummary& summary)
      : staging_(staging), context_(context), summary_(summary) {}

  bool IsDone(uint64_t line) const override {
    return line <= staging_.done_lines();
  }

  Status Take(uint64_t line, Company company,
              const SourceInfo& source) override {
    if (std::string problem = CheckCompany(company); !problem.empty()) {
      Refuse(line, std::move(problem));
      return {};
    }
    CheckFounding(line, company);
    const std::vector<NameToken> tokens = NameTokens(company.name);
    Complete(company, tokens, context_.courts, context_.regions);
    if (context_.admit && !context_.admit(company)) {
      Skip(line);
      return {};
    }
    ++summary_.read;
    const auto& number = company.register_number;
    if (company.id.empty() && number && !number->court.empty()) {
      company.id = number->Key();
    }
    if (company.founded && company.founded_source.empty()) {
      company.founded_source = source.name;
    }
    if (auto s = staging_.Add(company, KeysOf(company, tokens), source); !s)
      return s;
    last_line_ = line;
    return Passed();
  }

  void Refuse(uint64_t line, std::string reason) override {
    ++summary_.read;
    last_line_ = std::max(last_line_, line);
    summary_.Refuse(line, std::move(reason));
  }

  void Skip(uint64_t line) override {
    ++summary_.read;
    ++summary_.skipped;
    last_line_ = line;
  }

  void NoteBytes(uint64_t bytes) override { bytes_ = bytes; }

  uint64_t last_line() const { return last_line_; }

 private:
  // A company that exists was not founded tomorrow, and none before there were
  // registers: such a date is no reason to do without the company.
  void CheckFounding(uint64_t line, Company& company) {
    if (!company.founded) return;
    const std::string day = FormatDate(*company.founded);
    const std::string today = context_.now.substr(0, day.size());
    const bool too_early =
        static_cast<int>(company.founded->year()) < kEarliestFounding;
    const bool too_late = !today.empty() && day > today;
    if (!too_early && !too_late) return;
    summary_.Note(line, "founding date " + day + " is not taken: it lies " +
                            (too_late ? "in the future" : "before 1500"));
    company.founded.reset();
    company.founded_precision.clear();
    company.founded_source.clear();
  }

  Status Passed() {
    if (summary_.read % kProgressEvery == 0 && context_.on_progress) {
      context_.on_progress({summary_.read, bytes_, false});
    }
    if (++in_batch_ < kBatchRows) return {};
    in_batch_ = 0;
    return staging_.CommitBatch(last_line_, summary_);
  }

  CompanyStaging& staging_;
  const ImportContext& context_;
  ImportSummary& summary_;
  uint64_t bytes_ = 0;
  uint64_t last_line_ = 0;
  uint64_t in_batch_ = 0;
};

// Rows that may meet a company of the store, one after the other.
class Merging {
 public:
  Merging(const ImportContext& context, CompanyDirectory& directory,
          ImportSummary& summary)
      : context_(context), directory_(directory), summary_(summary) {}

  Status Take(Company company, const SourceInfo& source) {
    if (company.id.empty()) {
      auto id = IdentityOf(company, directory_);
      if (!id) return tl::unexpected(id.error());
      company.id = std::move(*id);
    }
    auto upserted = context_.store.Upsert(
        std::move(company), source, [&](const Company& held, Company& account) {
          TellApart(held, account);
        });
    if (!upserted) return tl::unexpected(upserted.error());
    summary_.Count(*upserted);
    return {};
  }

 private:
  // Another company may have the register number: then `account` gets an id of
  // its own. Two sources that name one place speak of one company that has
  // been renamed.
  void TellApart(const Company& held, Company& account) {
    if (!account.register_number || MayBeOne(held, account)) return;
    const std::string& postcode = account.address.postcode;
    const bool renamed = held.source != account.source && !postcode.empty() &&
                         held.address.postcode == postcode;
    if (renamed) {
      account.previous_names.push_back(account.name);
      account.previous_names.push_back(held.name);
      return;
    }
    ++summary_.disputed;
    account.id = DisputedId(account);
  }

  const ImportContext& context_;
  CompanyDirectory& directory_;
  ImportSummary& summary_;
};

// Everything staged into the store, and the log's entry, in one transaction: by
// the log a later start knows that this is done (company_staging.h).
Status Store(CompanyStaging& staging, const ImportContext& context,
             ImportLog& log, ImportSummary& summary) {
  if (context.on_progress) context.on_progress({summary.read, 0, true});
  std::optional<DirectWrites> direct;
  if (staging.store_is_empty()) direct.emplace(context.database);
  auto transaction = Transaction::Begin(context.database);
  if (!transaction) return tl::unexpected(transaction.error());
  auto added = staging.MoveNew();
  if (!added) return tl::unexpected(added.error());
  summary.added += *added;
  auto directory = CompanyDirectory::Open(context.database, context.courts);
  if (!directory) return tl::unexpected(directory.error());
  Merging merging(context, *directory, summary);
  auto merged =
      staging.ForEachOther([&](Company company, const SourceInfo& source) {
        return merging.Take(std::move(company), source);
      });
  if (!merged) return merged;
  auto changed = context.store.ReclassifyEntities();
  if (!changed) return tl::unexpected(changed.error());
  if (auto s = log.Add(summary, context.now); !s) return s;
  return transaction->Commit();
}

}  // namespace

Result<ImportSummary> ImportFile(const std::filesystem::path& path,
                                 const std::string& source,
                                 const ImportContext& context,
                                 const ReadCompanies& read) {
  auto log = ImportLog::Open(context.database);
  if (!log) return tl::unexpected(log.error());
  auto staging =
      CompanyStaging::Open(context.database, context.staging, context.stamp);
  if (!staging) return tl::unexpected(staging.error());
  ImportSummary summary = staging->done();
  summary.source = source;
  summary.path = path.string();
  StagingSink sink(*staging, context, summary);
  auto taken = read(sink);
  if (taken) taken = staging->CommitBatch(sink.last_line(), summary);
  if (taken) taken = Store(*staging, context, *log, summary);
  // What a broken file has staged is of no use: it will be another file.
  auto removed = staging->Remove();
  if (!taken) return tl::unexpected(taken.error());
  if (!removed) return tl::unexpected(removed.error());
  return summary;
}

void CompleteCompany(Company& company, const Courts& courts,
                     const Regions& regions) {
  Complete(company, NameTokens(company.name), courts, regions);
}

}  // namespace ritmon
