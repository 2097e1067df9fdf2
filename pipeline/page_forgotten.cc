// SPDX-License-Identifier: GPL-3.0-or-later
// Whom nobody may know any more, in the page store: taken out, and kept out.
#include <utility>

#include "pipeline/forget_columns.h"
#include "pipeline/page_store.h"
#include "pipeline/record_codec.h"

namespace ritmon {
namespace {

// What a page says of others beside its text; whether anything was taken out.
struct SaidOfOthers {
  std::vector<ImprintCompany> imprint;
  std::vector<Listing> listings;
  std::vector<Alternate> alternates;
  std::vector<ProfileLink> profiles;

  bool Remove(const ForgottenList& list) {
    size_t removed = 0;
    removed += std::erase_if(imprint, [&](const ImprintCompany& company) {
      return list.HoldsImprint(company);
    });
    removed += std::erase_if(listings, [&](const Listing& listing) {
      return list.HoldsUrl(std::string_view(listing.href));
    });
    removed += std::erase_if(alternates, [&](const Alternate& alternate) {
      return list.HoldsUrl(std::string_view(alternate.key));
    });
    removed += std::erase_if(profiles, [&](const ProfileLink& link) {
      return list.HoldsProfile(link);
    });
    return removed > 0;
  }
};

constexpr char kSelectSaid[] =
    "SELECT url, imprint, listings, alternates, profiles FROM page "
    "WHERE imprint <> '[]' OR listings <> '' OR alternates <> '' "
    "OR profiles <> ''";

Result<SaidOfOthers> SaidFrom(const Statement& row) {
  auto imprint = DecodeImprint(row.Text(1));
  if (!imprint) return FailAt(row.Text(0), imprint.error());
  auto listings = DecodeListings(row.Text(2));
  if (!listings) return FailAt(row.Text(0), listings.error());
  auto alternates = DecodeAlternates(row.Text(3));
  if (!alternates) return FailAt(row.Text(0), alternates.error());
  auto profiles = DecodeProfiles(row.Text(4));
  if (!profiles) return FailAt(row.Text(0), profiles.error());
  return SaidOfOthers{std::move(*imprint), std::move(*listings),
                      std::move(*alternates), std::move(*profiles)};
}

Status RemoveSaid(Database& database, const ForgottenList& list) {
  auto transaction = Transaction::Begin(database);
  if (!transaction) return tl::unexpected(transaction.error());
  auto select = database.Prepare(kSelectSaid);
  if (!select) return tl::unexpected(select.error());
  std::vector<std::pair<std::string, SaidOfOthers>> changed;
  while (true) {
    auto row = select->Step();
    if (!row) return tl::unexpected(row.error());
    if (!*row) break;
    auto said = SaidFrom(*select);
    if (!said) return tl::unexpected(said.error());
    if (said->Remove(list)) {
      changed.emplace_back(select->Text(0), std::move(*said));
    }
  }
  auto update = database.Prepare(
      "UPDATE page SET imprint = $1, listings = $2, alternates = $3, "
      "profiles = $4 WHERE url = $5");
  if (!update) return tl::unexpected(update.error());
  for (const auto& [url, said] : changed) {
    auto done = update->Bind(1, EncodeImprint(said.imprint))
                    .Bind(2, EncodeListings(said.listings))
                    .Bind(3, EncodeAlternates(said.alternates))
                    .Bind(4, EncodeProfiles(said.profiles))
                    .Bind(5, url)
                    .Run();
    if (!done) return done;
  }
  return transaction->Commit();
}

}  // namespace

Status PageStore::Put(const PageRecord& record) {
  if (kept_out_.empty()) return writer().Put(record);
  if (kept_out_.HoldsUrl(std::string_view(record.href)) ||
      kept_out_.HoldsSite(record.site)) {
    return {};
  }
  SaidOfOthers said{record.imprint, record.listings, record.alternates,
                    record.profiles};
  if (!said.Remove(kept_out_)) return writer().Put(record);
  PageRecord admitted = record;
  admitted.imprint = std::move(said.imprint);
  admitted.listings = std::move(said.listings);
  admitted.alternates = std::move(said.alternates);
  admitted.profiles = std::move(said.profiles);
  return writer().Put(admitted);
}

Result<PageStore::ForgottenPages> PageStore::CountForgotten(
    const ForgottenList& list) {
  ForgottenPages counts;
  auto select = database_.Prepare("SELECT href, site FROM page");
  if (!select) return tl::unexpected(select.error());
  while (true) {
    auto row = select->Step();
    if (!row) return tl::unexpected(row.error());
    if (!*row) break;
    if (list.HoldsUrl(std::string_view(select->Text(0))) ||
        list.HoldsSite(select->Text(1))) {
      ++counts.pages;
    }
  }
  auto named = database_.Prepare("SELECT url, company_id FROM mention");
  if (!named) return tl::unexpected(named.error());
  while (true) {
    auto row = named->Step();
    if (!row) return tl::unexpected(row.error());
    if (!*row) return counts;
    if (list.HoldsCompanyId(named->Text(1)) &&
        !list.HoldsUrl(std::string_view(named->Text(0)))) {
      ++counts.mentions;
    }
  }
}

Status PageStore::RemoveForgotten(const ForgottenList& list) {
  // Whose neighbours are pages of other people, those are looked at again.
  auto removed = Remove([&](const std::string& href) {
    return list.HoldsUrl(std::string_view(href));
  });
  if (!removed) return tl::unexpected(removed.error());
  if (auto s = RemoveNamed(database_, NamingInPages(), list); !s) return s;
  return RemoveSaid(database_, list);
}

}  // namespace ritmon
