// SPDX-License-Identifier: GPL-3.0-or-later
// What would otherwise stay in the frontier for ever.

#include "base/fingerprint.h"
#include "crawler/frontier.h"
#include "crawler/frontier_tables.h"

namespace ritmon {

Result<std::vector<std::string>> Frontier::GoneBefore(Timestamp time) {
  auto select = database_->Prepare(
      "SELECT url FROM url WHERE state = $1 AND COALESCE(NULLIF(missing_since, "
      "0), NULLIF(failing_since, 0), fetched_at) < $2 ORDER BY url");
  if (!select) return tl::unexpected(select.error());
  select->Bind(1, static_cast<int64_t>(UrlState::kGone))
      .Bind(2, ToMillis(time));
  std::vector<std::string> urls;
  while (true) {
    auto row = select->Step();
    if (!row) return tl::unexpected(row.error());
    if (!*row) return urls;
    urls.push_back(select->Text(0));
  }
}

Status Frontier::Drop(const std::vector<std::string>& canonical) {
  if (canonical.empty()) return {};
  if (auto status = Begin(); !status) return status;
  auto remove = database_->Prepare(
      "DELETE FROM url WHERE id = $1 RETURNING site_id, kind");
  auto make_room = database_->Prepare(
      "UPDATE site SET pages = pages - 1 WHERE id = $1 AND pages > 0");
  auto make_document_room = database_->Prepare(
      "UPDATE site SET documents = documents - 1 WHERE id = $1 "
      "AND documents > 0");
  for (auto* statement : {&remove, &make_room, &make_document_room}) {
    if (!*statement) return tl::unexpected(statement->error());
  }
  for (const std::string& text : canonical) {
    const auto url = Url::Parse(text);
    if (!url) continue;
    auto place = PlaceOf(text, url->host());
    if (!place) return tl::unexpected(place.error());
    if (!place->known) continue;
    auto row = remove->Bind(1, place->id).Step();
    if (!row) return tl::unexpected(row.error());
    if (!*row) continue;
    const int64_t site = remove->Int(0);
    const bool is_page =
        remove->Int(1) == static_cast<int64_t>(FetchKind::kPage);
    remove->Reset();
    if (!is_page) continue;
    if (auto s = make_room->Bind(1, site).Run(); !s) return s;
    if (!LooksLikeDocument(*url)) continue;
    if (auto s = make_document_room->Bind(1, site).Run(); !s) return s;
  }
  return {};
}

Result<int64_t> Frontier::CountSocialBefore(Timestamp time) {
  auto select = database_->Prepare(
      "SELECT count(*) FROM url WHERE kind = $1 AND fetched_at < $2");
  if (!select) return tl::unexpected(select.error());
  auto row = select->Bind(1, static_cast<int64_t>(FetchKind::kSocial))
                 .Bind(2, ToMillis(time))
                 .Step();
  if (!row) return tl::unexpected(row.error());
  return select->Int(0);
}

Status Frontier::DropSocialBefore(Timestamp time) {
  if (auto status = Begin(); !status) return status;
  auto remove =
      database_->Prepare("DELETE FROM url WHERE kind = $1 AND fetched_at < $2");
  if (!remove) return tl::unexpected(remove.error());
  return remove->Bind(1, static_cast<int64_t>(FetchKind::kSocial))
      .Bind(2, ToMillis(time))
      .Run();
}

Status Frontier::DropOldContents() {
  if (auto status = Begin(); !status) return status;
  auto select = database_->Prepare(
      "SELECT c.site_id, c.content, COALESCE(u.digest, '') FROM content c "
      "LEFT JOIN url u ON u.id = c.url_id");
  if (!select) return tl::unexpected(select.error());
  std::vector<std::pair<int64_t, int64_t>> old;
  while (true) {
    auto row = select->Step();
    if (!row) return tl::unexpected(row.error());
    if (!*row) break;
    if (FingerprintKey(select->Text(2)) != select->Int(1)) {
      old.emplace_back(select->Int(0), select->Int(1));
    }
  }
  auto remove = database_->Prepare(
      "DELETE FROM content WHERE site_id = $1 AND content = $2");
  if (!remove) return tl::unexpected(remove.error());
  for (const auto& [site, content] : old) {
    if (auto s = remove->Bind(1, site).Bind(2, content).Run(); !s) return s;
  }
  return {};
}

}  // namespace ritmon
