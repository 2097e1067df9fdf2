// SPDX-License-Identifier: GPL-3.0-or-later
#include "crawler/revisit_policy.h"

#include <algorithm>
#include <cmath>

namespace ritmon {
namespace {

using std::chrono::hours;

const RevisitBounds& BoundsOf(RevisitKind kind, const RevisitOptions& options) {
  switch (kind) {
    case RevisitKind::kImprint:
      return options.imprint;
    case RevisitKind::kNews:
      return options.news;
    case RevisitKind::kSource:
      return options.source;
    case RevisitKind::kFeed:
      return options.feed;
    case RevisitKind::kPage:
      break;
  }
  return options.page;
}

hours RetryAfter(int failures, const LivenessOptions& options) {
  constexpr int kMostDoublings = 10;
  const int doublings = std::clamp(failures - 1, 0, kMostDoublings);
  return std::min(options.first_retry * (1 << doublings), options.max_retry);
}

bool IsGone(const LivenessState& state, Timestamp now,
            const LivenessOptions& options) {
  const bool missing = state.missing > 0 &&
                       state.missing >= options.missing_answers &&
                       now - state.missing_since >= options.missing_for;
  const bool unreachable = state.failures >= options.unreachable_failures &&
                           now - state.failing_since >= options.unreachable_for;
  return missing || unreachable;
}

}  // namespace

hours NextInterval(hours previous, PageChange change, RevisitKind kind,
                   const RevisitOptions& options) {
  const RevisitBounds& bounds = BoundsOf(kind, options);
  if (change == PageChange::kNew || previous <= hours(0)) {
    return std::clamp(bounds.start, bounds.min, bounds.max);
  }
  const double factor =
      change == PageChange::kChanged ? options.shorter : options.longer;
  // Bounded before and after: neither a stored nonsense nor a factor gets out.
  const auto base =
      static_cast<double>(std::clamp(previous, bounds.min, bounds.max).count());
  const double next = std::min(std::round(base * factor),
                               static_cast<double>(bounds.max.count()));
  return std::clamp(hours(static_cast<int64_t>(next)), bounds.min, bounds.max);
}

std::string_view ToString(Liveness liveness) {
  switch (liveness) {
    case Liveness::kNew:
      return "new";
    case Liveness::kLive:
      return "live";
    case Liveness::kFailing:
      return "failing";
    case Liveness::kGone:
      return "gone";
  }
  return "new";
}

std::optional<PageEvidence> EvidenceOf(FetchOutcome outcome, int status,
                                       bool soft_404) {
  switch (outcome) {
    case FetchOutcome::kOk:
      return soft_404 ? PageEvidence::kMissing : PageEvidence::kOk;
    case FetchOutcome::kNotModified:
      return PageEvidence::kNotModified;
    case FetchOutcome::kClientError:
      // RFC 9110, 15.5: 404 and 410 speak of the page, the others of us.
      return status == 404 || status == 410 ? PageEvidence::kMissing
                                            : PageEvidence::kUnreachable;
    case FetchOutcome::kServerError:
    case FetchOutcome::kTimeout:
    case FetchOutcome::kDnsError:
    case FetchOutcome::kConnectError:
    case FetchOutcome::kTlsError:
    case FetchOutcome::kProtocolError:
      return PageEvidence::kUnreachable;
    case FetchOutcome::kRedirect:
    case FetchOutcome::kNotAllowed:
    case FetchOutcome::kAddressRefused:
    case FetchOutcome::kUnwantedType:
      break;
  }
  return std::nullopt;
}

LivenessStep LivenessAfter(const LivenessState& state, PageEvidence evidence,
                           Timestamp now, const LivenessOptions& options) {
  if (evidence == PageEvidence::kOk || evidence == PageEvidence::kNotModified) {
    return {.state = {.liveness = Liveness::kLive}};
  }
  LivenessState next = state;
  if (next.failures == 0) next.failing_since = now;
  ++next.failures;
  if (evidence == PageEvidence::kMissing) {
    if (next.missing == 0) next.missing_since = now;
    ++next.missing;
  }
  const bool was_failing = state.liveness == Liveness::kFailing;
  if (state.liveness != Liveness::kGone) {
    // Gone is a second step, whatever the options say.
    next.liveness = was_failing && IsGone(next, now, options)
                        ? Liveness::kGone
                        : Liveness::kFailing;
  }
  const hours look_again = next.liveness == Liveness::kGone
                               ? options.look_at_gone
                               : RetryAfter(next.failures, options);
  return {.state = next, .look_again = look_again};
}

}  // namespace ritmon
