// SPDX-License-Identifier: GPL-3.0-or-later
#include "pipeline/read_document.h"

#include <strings.h>
#include <unistd.h>

#include <string>
#include <system_error>
#include <utility>

#include "base/child_process.h"
#include "classifier/pdf_page.h"

namespace ritmon {
namespace {

namespace fs = std::filesystem;

constexpr char kProgram[] = "ritmon-read-pdf";
// The text of the longest documents with the places of its lines.
constexpr size_t kMaxAnswer = size_t{16} << 20;
constexpr size_t kMaxText = size_t{3} << 20;
// Processor time is what counts, so that a busy machine reads what an idle one
// reads; this ends a process that waits for nothing.
constexpr int kPatience = 4;

fs::path BesideThisProgram() {
  std::error_code code;
  const fs::path self = fs::read_symlink("/proc/self/exe", code);
  return code ? fs::path() : self.parent_path() / kProgram;
}

}  // namespace

DocumentReader::DocumentReader(DocumentOptions options)
    : options_(std::move(options)) {
  if (options_.reader.empty()) options_.reader = BesideThisProgram();
  available_ =
      !options_.reader.empty() && ::access(options_.reader.c_str(), X_OK) == 0;
}

Page DocumentReader::Read(const Url& url, std::string_view pdf,
                          std::chrono::nanoseconds* cpu_time) const {
  if (pdf.size() > options_.max_bytes) {
    Page page = UnreadablePdfPage(url);
    page.notes.insert(PageNote::kBytesCut);
    return page;
  }
  if (!available_) return UnreadablePdfPage(url);
  const ChildLimits limits{.cpu_time = options_.max_time,
                           .wall_time = options_.max_time * kPatience,
                           .address_space = options_.max_memory,
                           .max_output = kMaxAnswer};
  const ChildResult answer =
      RunChild(options_.reader,
               {std::to_string(options_.max_pages), std::to_string(kMaxText)},
               pdf, limits);
  if (cpu_time != nullptr) *cpu_time = answer.cpu_time;
  if (answer.end != ChildEnd::kExited || answer.exit_code != 0) {
    return UnreadablePdfPage(url);
  }
  return ReadPdfPage(url, answer.output);
}

Page DocumentReader::Read(const FetchResult& fetched,
                          std::chrono::nanoseconds* cpu_time) const {
  Page page = Read(fetched.request.url, fetched.body, cpu_time);
  if (fetched.truncated) page.notes.insert(PageNote::kBytesCut);
  return page;
}

bool IsDocument(const FetchResult& result) {
  if (LooksLikePdf(result.body)) return true;
  const std::string_view type = FindHeader(result.headers, "Content-Type");
  constexpr std::string_view kType = "application/pdf";
  return type.size() >= kType.size() &&
         strncasecmp(type.data(), kType.data(), kType.size()) == 0;
}

}  // namespace ritmon
