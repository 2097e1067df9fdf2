// SPDX-License-Identifier: GPL-3.0-or-later
#include "crawler/reservations.h"

#include <utility>

#include "model/robots_directives.h"

namespace ritmon {
namespace {

std::string SaidBy(ReservationSource source) {
  switch (source) {
    case ReservationSource::kNoAiHeader:
    case ReservationSource::kNoAiMeta:
      return "noai";
    default:
      return "tdm-reservation: 1";
  }
}

}  // namespace

FoundReservation ReservationOf(const FetchResult& result,
                               std::string_view product_token,
                               std::optional<bool> tdm_meta, bool noai_meta,
                               const std::string& meta_policy) {
  const ReservationSigns signs{
      .tdm_file = result.request.tdm_file,
      .tdm_header = TdmReservationOf(result.headers),
      .tdm_meta = tdm_meta,
      .noai_header = RobotsTagsOf(result.headers, product_token).noai,
      .noai_meta = noai_meta};
  const ResolvedReservation resolved = Resolve(signs);
  FoundReservation found;
  if (!resolved.reserved) return found;
  found.source = resolved.source;
  found.said = SaidBy(resolved.source);
  switch (resolved.source) {
    case ReservationSource::kTdmFile:
      found.policy = result.request.tdm_policy;
      break;
    case ReservationSource::kTdmHeader:
      found.policy = FindHeader(result.headers, "tdm-policy");
      break;
    case ReservationSource::kTdmMeta:
      found.policy = meta_policy;
      break;
    default:
      break;
  }
  return found;
}

Result<Reservations> Reservations::Open(Database& database) {
  auto file = TdmRepCache::Open(database);
  if (!file) return tl::unexpected(file.error());
  auto ledger = ReservationLedger::Open(database);
  if (!ledger) return tl::unexpected(ledger.error());
  return Reservations(std::move(*file), std::move(*ledger));
}

Status Reservations::StoreNoFile(const std::string& origin, const Url& url,
                                 Timestamp now) {
  FetchResult nothing{.request = {.url = url, .kind = FetchKind::kTdmRep}};
  nothing.outcome = FetchOutcome::kClientError;
  nothing.fetched_at = now;
  return file_.Store(origin, nothing);
}

Status Reservations::OriginReserved(const FetchRequest& request,
                                    const TdmAnswer& answer, Timestamp now) {
  return ledger_.Record(
      ReservationEntry{
          .key = {std::string(request.url.host()), ReservationSource::kTdmFile,
                  request.url.origin()},
          .site = request.seed,
          .scope = ReservationScope::kSite,
          .said = SaidBy(ReservationSource::kTdmFile),
          .policy = answer.policy,
          .obeyed = "crawl ended"},
      now);
}

Status Reservations::Reserved(const FetchRequest& request,
                              const FoundReservation& found, Timestamp now) {
  return ledger_.Record(
      ReservationEntry{
          .key = {std::string(request.url.host()), found.source,
                  found.site_wide() ? request.url.origin()
                                    : request.url.href()},
          .site = request.seed,
          .scope = found.site_wide() ? ReservationScope::kSite
                                     : ReservationScope::kPage,
          .said = found.said,
          .policy = found.policy,
          .obeyed = found.site_wide() ? "crawl ended" : "not stored",
          .archived = found.archived},
      now);
}

Status Reservations::NotReserved(const FetchRequest& request, Timestamp now) {
  return ledger_.WithdrawOthers(std::string(request.url.host()),
                                request.url.href(), {}, now);
}

}  // namespace ritmon
