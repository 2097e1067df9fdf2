// SPDX-License-Identifier: GPL-3.0-or-later
// Any bytes are accepted as an archive, and what is given keeps its contract;
// what was written reads back, whatever a server sent.

#include <sys/mman.h>
#include <unistd.h>

#include <algorithm>
#include <string>
#include <string_view>

#include "crawler/cdxj.h"
#include "crawler/http_message.h"
#include "crawler/stream_decoder.h"
#include "crawler/warc_capture.h"
#include "crawler/warc_reader.h"
#include "tests/fuzz/fuzz_input.h"

namespace ritmon {
namespace {

constexpr size_t kMostBlock = 4096;

// A file in memory, with a name.
class MemoryFile {
 public:
  explicit MemoryFile(std::string_view bytes)
      : descriptor_(::memfd_create("warc", MFD_CLOEXEC)) {
    Require(::write(descriptor_, bytes.data(), bytes.size()) ==
            static_cast<ssize_t>(bytes.size()));
  }
  MemoryFile(const MemoryFile&) = delete;
  ~MemoryFile() { ::close(descriptor_); }
  std::string path() const {
    return "/proc/self/fd/" + std::to_string(descriptor_);
  }

 private:
  int descriptor_;
};

void ReadAnything(std::string_view bytes) {
  const MemoryFile file(bytes);
  const WarcLimits limits{.max_header_bytes = 1024,
                          .max_block_bytes = kMostBlock};
  auto reader = WarcReader::Open(file.path(), limits);
  Require(reader.has_value());
  while (true) {
    auto record = reader->Next();
    if (!record || !*record) break;
    const WarcRecord& found = **record;
    Require(found.offset < bytes.size());
    Require(found.length <= bytes.size() - found.offset);
    Require(found.block.size() <= kMostBlock);
    if (found.addressable) {
      const auto at = WarcReader::ReadAt(file.path(), found.offset, limits);
      Require(at && at->block == found.block && at->headers == found.headers);
    }
    const auto page = ToFetchResult(found, kMostBlock);
    Require(!page || page->body.size() <= kMostBlock);
    if (const auto entry = CdxjEntryOf(found, "x.warc")) {
      const auto again = ParseCdxjLine(CdxjLine(*entry));
      Require(again && CdxjLine(*again) == CdxjLine(*entry));
    }
  }
}

// The bytes as what a server sent: header lines, then a body.
void WriteAndRead(std::string_view bytes) {
  FetchResult result{.request = {.url = *Url::Parse("https://a.example/")}};
  const std::string_view head = bytes.substr(0, bytes.find("\n\n"));
  size_t begin = 0;
  while (begin < head.size() && result.headers.size() < 50) {
    // Not as HTTP has it: anything may stand in a name and in a value.
    const size_t end = std::min(head.find('\1', begin), head.size());
    const std::string_view line = head.substr(begin, end - begin);
    const size_t half = line.find('\2');
    result.headers.emplace_back(
        line.substr(0, half),
        half == std::string_view::npos ? "" : line.substr(half + 1));
    begin = end + 1;
  }
  result.body = bytes.substr(std::min(head.size() + 2, bytes.size()));
  result.status = 200;
  result.http_version = "1.1";
  result.request_head = head;
  const CaptureRecords records = RecordsOf(result, "fuzz");
  const std::string text =
      SerializeCapture(records) +
      (records.request ? SerializeRecord(*records.request) : "");
  const MemoryFile file(bytes.size() % 2 == 0 ? text : GzipMember(text, 1));
  auto reader = WarcReader::Open(file.path());
  auto capture = reader->Next();
  Require(capture && *capture && reader->problem_count() == 0);
  const auto read = ToFetchResult(**capture);
  Require(read && read->body == result.body && read->status == 200);
  if (records.request) {
    auto request = reader->Next();
    Require(request && *request);
    Require((*request)->block == records.request->block);
  }
  auto end = reader->Next();
  Require(end && !*end && reader->problem_count() == 0);
}

}  // namespace
}  // namespace ritmon

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  const ritmon::FuzzInput input(data, size);
  ritmon::ReadAnything(input.view());
  ritmon::WriteAndRead(input.view());
  return 0;
}
