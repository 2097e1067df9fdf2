// SPDX-License-Identifier: GPL-3.0-or-later
#include "crawler/purge_plan.h"

#include <fcntl.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <set>
#include <string>
#include <system_error>
#include <utility>

#include "crawler/archive_files.h"
#include "crawler/archive_index.h"
#include "crawler/stream_decoder.h"
#include "crawler/warc_reader.h"

namespace ritmon {
namespace {

namespace fs = std::filesystem;

// Where reading must begin: behind all captures that the index names, if none
// of them is reserved.
Result<uint64_t> FirstByteToRead(const fs::path& file,
                                 const PurgeRequest& request) {
  if (request.reason == PurgeReason::kForgotten) return uint64_t{0};
  std::error_code code;
  if (!fs::exists(SidecarOf(file), code)) return uint64_t{0};
  auto entries = CapturesIn(file);
  if (!entries) return tl::unexpected<Error>(std::move(entries.error()));
  uint64_t last = 0;
  for (const CdxjEntry& entry : *entries) {
    if (request.Covers(entry.url)) return uint64_t{0};
    last = std::max(last, entry.offset);
  }
  return last;
}

// What cannot be read was begun by somebody all the same.
void AddUnreadable(const WarcReader& reader, const PurgeRequest& request,
                   std::set<uint64_t>* starts, PurgePlan* plan) {
  std::vector<WarcProblem> problems = reader.problems();
  if (reader.ends_truncated()) problems.push_back(reader.truncated_record());
  for (const WarcProblem& problem : problems) {
    starts->insert(problem.offset);
    if (!request.Covers(problem.uri)) continue;
    plan->spans.push_back({problem.offset, 0});
    ++plan->records;
  }
}

// What has no certain end goes as far as the next thing that can be told from
// it.
void EndSpans(const std::set<uint64_t>& starts, uint64_t file_size,
              std::vector<Span>* spans) {
  for (Span& span : *spans) {
    if (span.length != 0) continue;
    const auto next = starts.upper_bound(span.offset);
    const uint64_t end = next == starts.end() ? file_size : *next;
    span.length = end - span.offset;
  }
}

}  // namespace

bool PurgeRequest::Covers(std::string_view uri) const {
  if (uri.empty()) return false;
  // What other crawlers note of a lookup: "dns:firma.example".
  constexpr std::string_view kDns = "dns:";
  const auto url =
      uri.starts_with(kDns)
          ? Url::Parse("http://" + std::string(uri.substr(kDns.size())) + "/")
          : Url::Parse(uri);
  return url && reserved(*url);
}

bool PurgeRequest::Covers(const WarcRecord& record) const {
  if (Covers(record.uri())) return true;
  return reason == PurgeReason::kForgotten &&
         Covers(record.Field("WARC-Refers-To-Target-URI"));
}

Result<Packing> PackingOf(const fs::path& file) {
  const int descriptor = ::open(file.c_str(), O_RDONLY | O_CLOEXEC);
  if (descriptor < 0) {
    return tl::unexpected<Error>(
        Error{ErrorKind::kIo,
              file.string() + ": cannot open: " + std::strerror(errno)});
  }
  char begin[4] = {};
  const ssize_t size = ::read(descriptor, begin, sizeof begin);
  ::close(descriptor);
  const std::string_view bytes(begin,
                               static_cast<size_t>(std::max<ssize_t>(size, 0)));
  return LooksLikeGzip(bytes)   ? Packing::kGzip
         : LooksLikeZstd(bytes) ? Packing::kZstd
                                : Packing::kPlain;
}

Result<PurgePlan> PlanPurge(const fs::path& file, const PurgeRequest& request) {
  PurgePlan plan;
  const auto from = FirstByteToRead(file, request);
  if (!from) return tl::unexpected<Error>(from.error());
  auto reader = WarcReader::Open(file, {}, *from);
  if (!reader) return tl::unexpected<Error>(std::move(reader.error()));
  std::set<uint64_t> starts;
  bool shared_members = false;
  while (true) {
    auto record = reader->Next();
    if (!record) {
      // Something else than WARC holds no record to purge.
      if (record.error().kind == ErrorKind::kInvalid) break;
      return tl::unexpected<Error>(std::move(record.error()));
    }
    if (!*record) break;
    const WarcRecord& found = **record;
    starts.insert(found.offset);
    shared_members = shared_members || !found.addressable;
    if (!request.Covers(found)) continue;
    plan.spans.push_back({found.offset, found.length});
    ++plan.records;
    if (IsCapture(found.type)) ++plan.captures;
  }
  AddUnreadable(*reader, request, &starts, &plan);
  if (plan.spans.empty()) return plan;
  const auto packing = PackingOf(file);
  if (!packing) return tl::unexpected<Error>(packing.error());
  plan.rewrite = *packing == Packing::kZstd || shared_members;
  std::error_code code;
  EndSpans(starts, fs::file_size(file, code), &plan.spans);
  return plan;
}

}  // namespace ritmon
