// SPDX-License-Identifier: GPL-3.0-or-later
// When a page is looked at again, and when it counts as gone.
//
// The interval of a page adapts: shorter after a change, longer after none,
// within bounds by its kind. A page that fails stays what it was; live becomes
// failing, and failing becomes gone only after time and evidence, both. Pure
// functions: the caller keeps the state and reads the clock.

#pragma once

#include <chrono>
#include <optional>
#include <string_view>

#include "base/time.h"
#include "model/fetch.h"

namespace ritmon {

// ---- Intervals
// ---------------------------------------------------------------

enum class RevisitKind {
  kPage,
  kImprint,
  kNews,    // where news is listed, also the home page of a news site
  kSource,  // a sitemap
  kFeed,
};

enum class PageChange { kNew, kChanged, kUnchanged };

struct RevisitBounds {
  std::chrono::hours start;  // after the first fetch
  std::chrono::hours min;
  std::chrono::hours max;
};

struct RevisitOptions {
  RevisitBounds page{std::chrono::days(7), std::chrono::days(1),
                     std::chrono::days(60)};
  RevisitBounds imprint{std::chrono::days(30), std::chrono::days(30),
                        std::chrono::days(180)};
  RevisitBounds news{std::chrono::days(1), std::chrono::days(1),
                     std::chrono::days(7)};
  RevisitBounds source{std::chrono::days(1), std::chrono::days(1),
                       std::chrono::days(14)};
  // A feed holds its newest entries only, often fifteen: who comes too late
  // does not see them all. It costs little: what is unchanged is answered by a
  // 304.
  RevisitBounds feed{std::chrono::hours(6), std::chrono::hours(1),
                     std::chrono::days(7)};
  double shorter = 0.5;  // the interval after a change, times this
  double longer = 1.5;   // and after none
};

// `previous` is what the last call gave; 0 or less: there is none. What comes
// back is within the kind's bounds, also after the options have changed.
std::chrono::hours NextInterval(std::chrono::hours previous, PageChange change,
                                RevisitKind kind,
                                const RevisitOptions& options = {});

// ---- Liveness
// ----------------------------------------------------------------

enum class Liveness { kNew, kLive, kFailing, kGone };
std::string_view ToString(Liveness liveness);  // "new", "live", ...

enum class PageEvidence {
  kOk,
  kNotModified,
  kMissing,      // the server says that it is not there
  kUnreachable,  // nobody said anything about the page
};

// Nothing for what says nothing about the page: redirects, robots.txt, refused
// addresses, media types that nobody reads. `soft_404` is of an answer 200.
std::optional<PageEvidence> EvidenceOf(FetchOutcome outcome, int status,
                                       bool soft_404 = false);

struct LivenessState {
  Liveness liveness = Liveness::kNew;
  Timestamp failing_since{};  // the first failure in a row
  Timestamp missing_since{};  // the first kMissing among them
  int failures = 0;           // in a row; both kinds
  int missing = 0;            // of them kMissing

  friend bool operator==(const LivenessState&, const LivenessState&) = default;
};

struct LivenessOptions {
  std::chrono::hours missing_for = std::chrono::days(14);
  int missing_answers = 3;
  std::chrono::hours unreachable_for = std::chrono::days(60);
  int unreachable_failures = 5;
  // A failing page is tried again after this, doubled each time.
  std::chrono::hours first_retry = std::chrono::days(1);
  std::chrono::hours max_retry = std::chrono::days(14);
  std::chrono::hours look_at_gone = std::chrono::days(90);
};

struct LivenessStep {
  LivenessState state;
  // When to look again; nothing after a good answer: that is NextInterval's.
  std::optional<std::chrono::hours> look_again;
};

// One good answer makes any page live. Failures of a page that was never seen
// count in the same way.
LivenessStep LivenessAfter(const LivenessState& state, PageEvidence evidence,
                           Timestamp now, const LivenessOptions& options = {});

}  // namespace ritmon
