// SPDX-License-Identifier: GPL-3.0-or-later
// Accounts in networks, and whose they are, in the page store.
#include <utility>

#include "pipeline/page_store.h"
#include "pipeline/record_codec.h"

namespace ritmon {
namespace {

constexpr char kPutFacts[] = R"sql(
INSERT INTO social_answer (url, fetched_at, warc_file, warc_offset, facts)
VALUES ($1, $2, $3, $4, $5)
ON CONFLICT (url) DO UPDATE SET fetched_at = excluded.fetched_at,
  warc_file = excluded.warc_file, warc_offset = excluded.warc_offset,
  facts = excluded.facts
WHERE excluded.fetched_at > social_answer.fetched_at
  OR (excluded.fetched_at = social_answer.fetched_at
      AND (excluded.warc_file > social_answer.warc_file
           OR (excluded.warc_file = social_answer.warc_file
               AND excluded.warc_offset >= social_answer.warc_offset)))
)sql";

constexpr char kFactsColumns[] =
    "SELECT url, fetched_at, warc_file, warc_offset, facts FROM social_answer ";

Result<SocialFacts> FactsFrom(const Statement& row) {
  auto facts = DecodeSocialFacts(row.Text(4));
  if (!facts) return FailAt(row.Text(0), facts.error());
  facts->url = row.Text(0);
  facts->fetched_at = FromMillis(row.Int(1));
  facts->capture.file = row.Text(2);
  facts->capture.offset = static_cast<uint64_t>(row.Int(3));
  return facts;
}

}  // namespace

Status PageStore::PutSocialFacts(const SocialFacts& facts) {
  if (kept_out_.HoldsUrl(facts.url)) return {};
  auto put = database_.Prepare(kPutFacts);
  if (!put) return tl::unexpected(put.error());
  return put->Bind(1, facts.url)
      .Bind(2, ToMillis(facts.fetched_at))
      .Bind(3, facts.capture.file)
      .Bind(4, static_cast<int64_t>(facts.capture.offset))
      .Bind(5, EncodeSocialFacts(facts))
      .Run();
}

Result<std::optional<SocialFacts>> PageStore::FindSocialFacts(
    const std::string& url) {
  auto select =
      database_.Prepare(std::string(kFactsColumns) + "WHERE url = $1");
  if (!select) return tl::unexpected(select.error());
  select->Bind(1, url);
  auto row = select->Step();
  if (!row) return tl::unexpected(row.error());
  if (!*row) return std::nullopt;
  auto facts = FactsFrom(*select);
  if (!facts) return tl::unexpected(facts.error());
  return std::optional(std::move(*facts));
}

Status PageStore::DropSocialFacts(Timestamp time) {
  auto remove =
      database_.Prepare("DELETE FROM social_answer WHERE fetched_at < $1");
  if (!remove) return tl::unexpected(remove.error());
  return remove->Bind(1, ToMillis(time)).Run();
}

Status PageStore::ForEachSocialFacts(
    const std::function<Status(SocialFacts)>& visit) {
  auto select = database_.Prepare(std::string(kFactsColumns) + "ORDER BY url");
  if (!select) return tl::unexpected(select.error());
  while (true) {
    auto row = select->Step();
    if (!row) return tl::unexpected(row.error());
    if (!*row) return {};
    auto facts = FactsFrom(*select);
    if (!facts) return tl::unexpected(facts.error());
    if (auto s = visit(std::move(*facts)); !s) return s;
  }
}

Status PageStore::ForEachProfiles(
    const std::function<Status(const std::string& site,
                               std::vector<ProfileLink>)>& visit) {
  auto select = database_.Prepare(
      "SELECT site, profiles FROM page WHERE gone = 0 AND profiles <> '' "
      "ORDER BY site, url");
  if (!select) return tl::unexpected(select.error());
  while (true) {
    auto row = select->Step();
    if (!row) return tl::unexpected(row.error());
    if (!*row) return {};
    auto profiles = DecodeProfiles(select->Text(1));
    if (!profiles) return FailAt(select->Text(0), profiles.error());
    if (auto s = visit(select->Text(0), std::move(*profiles)); !s) return s;
  }
}

Status PageStore::RemovePosts(const std::string& profile) {
  for (const char* sql :
       {"DELETE FROM mention WHERE url IN "
        "(SELECT url FROM page WHERE site = $1 AND kind = 'post')",
        "DELETE FROM page WHERE site = $1 AND kind = 'post'"}) {
    auto remove = database_.Prepare(sql);
    if (!remove) return tl::unexpected(remove.error());
    if (auto s = remove->Bind(1, profile).Run(); !s) return s;
  }
  return {};
}

Result<int64_t> PageStore::CountPosts(const std::string& profile) {
  auto select = database_.Prepare(
      "SELECT count(*) FROM page WHERE site = $1 AND kind = 'post' "
      "AND gone = 0");
  if (!select) return tl::unexpected(select.error());
  select->Bind(1, profile);
  auto row = select->Step();
  if (!row) return tl::unexpected(row.error());
  return select->Int(0);
}

}  // namespace ritmon
