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
#include "model/url.h"

namespace ritmon {

using ReservedUrls = std::function<bool(const Url&)>;

// False for what is no http(s) URL.
bool IsReserved(std::string_view uri, const ReservedUrls& reserved);

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

Result<PurgePlan> PlanPurge(const std::filesystem::path& file,
                            const ReservedUrls& reserved);

}  // namespace ritmon
