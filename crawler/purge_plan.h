// SPDX-License-Identifier: GPL-3.0-or-later
// Which bytes of an archive file hold records of reserved URLs. Part of
// capture_purge.h.

#pragma once

#include <cstdint>
#include <filesystem>
#include <functional>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "crawler/purge_record.h"
#include "crawler/warc_record.h"
#include "model/url.h"

namespace ritmon {

using ReservedUrls = std::function<bool(const Url&)>;

// Which records are to go.
struct PurgeRequest {
  ReservedUrls reserved;
  PurgeReason reason = PurgeReason::kReserved;

  // False for what names no host.
  bool Covers(std::string_view uri) const;
  // By its target. Of what is to be forgotten also a revisit that refers to
  // such a capture: it names the host, and what it stands for is gone.
  bool Covers(const WarcRecord& record) const;
};

// How a file is packed, by its first bytes, as the reader has it.
enum class Packing { kPlain, kGzip, kZstd };
Result<Packing> PackingOf(const std::filesystem::path& file);

struct Span {
  uint64_t offset = 0;
  uint64_t length = 0;
};

struct PurgePlan {
  std::vector<Span> spans;  // to be overwritten; none: nothing to do
  // The spans hold other records too: the file must be written anew instead.
  bool rewrite = false;
  int64_t records = 0;
  int64_t captures = 0;
};

// For what is to be forgotten the whole file is read: its index does not tell
// of all that names a host.
Result<PurgePlan> PlanPurge(const std::filesystem::path& file,
                            const PurgeRequest& request);

}  // namespace ritmon
