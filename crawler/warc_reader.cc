// SPDX-License-Identifier: GPL-3.0-or-later
// How far to trust a broken file: a record counts when its header is complete,
// its Content-Length leads to its end, and its member's checksum is right.
// Whatever does not is reported, and reading goes on at the next "WARC/" that
// begins a line or a member.
#include "crawler/warc_reader.h"

#include <algorithm>
#include <charconv>
#include <string_view>
#include <utility>

#include "crawler/http_message.h"
#include "crawler/warc_fields.h"
#include "crawler/warc_input.h"

namespace ritmon {
namespace {

constexpr std::string_view kRecordStart = "WARC/";

bool IsBlankByte(char c) {
  return c == '\r' || c == '\n' || c == ' ' || c == '\t' || c == '\0';
}

// The size of the header with the empty line behind it, or npos.
size_t HeaderSize(std::string_view view) {
  // "\r\n\r\n" as it should be, "\n\n" as some write it.
  const size_t crlf = view.find("\n\r\n");
  const size_t lf = view.substr(0, crlf).find("\n\n");
  if (lf != std::string_view::npos) return lf + 2;
  return crlf == std::string_view::npos ? crlf : crlf + 3;
}

// Where a line in `text` begins with "WARC/" and a version, or npos.
size_t FindRecordLine(std::string_view text, size_t from) {
  while (true) {
    const size_t found = text.find("\nWARC/", from);
    if (found == std::string_view::npos) return found;
    const std::string_view rest = text.substr(found + 6, 2);
    if (rest == "1." || rest == "0.") return found + 1;
    from = found + 1;
  }
}

std::optional<uint64_t> ParseLength(std::string_view text) {
  uint64_t value = 0;
  const auto parsed =
      std::from_chars(text.data(), text.data() + text.size(), value);
  const bool whole = parsed.ptr == text.data() + text.size();
  // No file is that long; adding to it must not wrap around.
  constexpr uint64_t kMost = uint64_t{1} << 50;
  if (parsed.ec != std::errc() || !whole || value > kMost) return std::nullopt;
  return value;
}

}  // namespace

class WarcReader::Impl {
 public:
  Impl(std::filesystem::path path, WarcInput input, const WarcLimits& limits)
      : path_(std::move(path)), input_(std::move(input)), limits_(limits) {}

  Result<std::optional<WarcRecord>> Next() {
    while (FindStart()) {
      WarcRecord record;
      if (ReadHeader(&record) && ReadBlock(&record) && Finish(&record)) {
        ++records_;
        current_ = {};
        return record;
      }
    }
    if (input_.state() == WarcInput::State::kError) {
      return tl::unexpected<Error>(input_.error());
    }
    if (records_ == 0 && problem_count_ > 0 && !ends_truncated_) {
      return Fail(ErrorKind::kInvalid,
                  path_.string() + ": no WARC record in it (at byte " +
                      std::to_string(problems_.front().offset) + ": " +
                      problems_.front().reason + ")");
    }
    return std::optional<WarcRecord>();
  }

  // The record that begins at the very start of the input.
  std::optional<WarcRecord> First() {
    if (!Ensure(kRecordStart.size()) ||
        !input_.view().starts_with(kRecordStart)) {
      return std::nullopt;
    }
    WarcRecord record;
    if (ReadHeader(&record) && ReadBlock(&record) && Finish(&record)) {
      return record;
    }
    return std::nullopt;
  }

  std::optional<Error> error() const {
    if (input_.state() != WarcInput::State::kError) return std::nullopt;
    return input_.error();
  }

  const std::vector<WarcProblem>& problems() const { return problems_; }
  uint64_t problem_count() const { return problem_count_; }
  bool ends_truncated() const { return ends_truncated_; }
  const WarcProblem& truncated_record() const { return truncated_; }
  uint64_t position() const { return input_.file_position(); }

 private:
  void Report(uint64_t offset, std::string reason) {
    ++problem_count_;
    if (problems_.size() < kMaxProblems) {
      const bool current = offset == current_.offset && !current_.uri.empty();
      problems_.push_back(
          {offset, std::move(reason), current ? current_.uri : ""});
    }
  }

  void Truncated(uint64_t offset) {
    ends_truncated_ = true;
    truncated_ = {offset, "ends in the middle",
                  offset == current_.offset ? current_.uri : ""};
  }

  // Makes at least `size` bytes visible, if there are that many.
  bool Ensure(size_t size) {
    while (input_.view().size() < size && input_.More()) {
    }
    return input_.view().size() >= size;
  }

  // Goes to the next "WARC/"; false at the end of the file.
  bool FindStart() {
    bool junk = false;
    while (true) {
      while (!input_.view().empty() && IsBlankByte(input_.view().front())) {
        input_.Consume(1);
      }
      if (!Ensure(kRecordStart.size()) && input_.view().empty()) {
        if (!LeaveDamage()) return false;
        continue;
      }
      const std::string_view view = input_.view();
      if (IsBlankByte(view.front())) continue;
      if (view.starts_with(kRecordStart)) return true;
      if (kRecordStart.starts_with(view)) {  // cut off in the first word
        const uint64_t offset = input_.offset();
        input_.Consume(view.size());
        if (input_.state() != WarcInput::State::kDamaged) Truncated(offset);
        continue;
      }
      if (!junk && !skipping_) {
        Report(input_.offset(), "bytes that belong to no record");
      }
      junk = true;
      SkipJunk();
    }
  }

  // Away from the first byte of the view, up to where a record may begin.
  void SkipJunk() {
    constexpr size_t kKeep = 7;  // "\nWARC/1." may be cut off behind the '1'
    size_t to = FindRecordLine(input_.view(), 0);
    if (to == std::string_view::npos) {
      const size_t size = input_.view().size();
      if (size > kKeep) {
        to = size - kKeep;
      } else if (Ensure(size + 1)) {
        return;
      } else {
        to = size;
      }
    }
    input_.Consume(std::min(to, input_.NextMember()));
  }

  // At the end of what can be decoded: true if there is more behind.
  bool LeaveDamage() {
    switch (input_.state()) {
      case WarcInput::State::kDamaged:
        Report(input_.damaged_offset(), input_.damage_reason());
        input_.SkipDamage();
        return true;
      case WarcInput::State::kTruncated:
        if (!ends_truncated_) Truncated(input_.damaged_offset());
        return false;
      case WarcInput::State::kMore:
        return true;
      default:
        return false;
    }
  }

  // Gives up on the record at the start of the view; FindStart goes on behind
  // its first word and says nothing more about the rest of it.
  bool Skip(std::string reason) {
    Report(input_.offset(), std::move(reason));
    input_.Consume(kRecordStart.size());
    skipping_ = true;
    return false;
  }

  // The record at the start of the view goes on behind what can be decoded.
  bool Unfinished(size_t header_size) {
    // It may have swallowed others: then its length was wrong.
    const size_t next = FindRecordLine(input_.view(), header_size);
    if (next != std::string_view::npos) {
      Report(input_.offset(), "shorter than its Content-Length");
      input_.Consume(next);
      return false;
    }
    if (input_.state() == WarcInput::State::kEnd && !input_.plain()) {
      Report(input_.offset(), "shorter than its Content-Length");
    } else if (input_.state() != WarcInput::State::kDamaged) {
      Truncated(input_.offset());
    }
    input_.Consume(input_.view().size());
    return false;
  }

  bool ReadHeader(WarcRecord* record) {
    skipping_ = false;
    record->offset = input_.offset();
    record->addressable = input_.at_offset();
    current_ = {record->offset, "", ""};
    size_t size = HeaderSize(input_.view());
    while (size == std::string_view::npos) {
      if (input_.view().size() > limits_.max_header_bytes) break;
      const size_t before = input_.view().size();
      if (!Ensure(before + 1)) return Unfinished(kRecordStart.size());
      size = HeaderSize(input_.view());
    }
    if (size == std::string_view::npos || size > limits_.max_header_bytes) {
      return Skip("header longer than " +
                  std::to_string(limits_.max_header_bytes) + " bytes");
    }
    std::string_view header = input_.view().substr(0, size);
    const size_t line_end = header.find('\n');
    std::string_view first =
        header.substr(kRecordStart.size(), line_end - kRecordStart.size());
    while (!first.empty() && IsBlankByte(first.back())) first.remove_suffix(1);
    record->version = first;
    header.remove_prefix(line_end + 1);
    record->header_text = header;
    record->headers = ParseHeaderLines(&header);
    record->type = ParseWarcType(record->Field("WARC-Type"));
    current_.uri = record->uri();
    const auto length = ParseLength(record->Field("Content-Length"));
    if (!length) return Skip("no valid Content-Length");
    record->content_length = *length;
    header_size_ = size;
    return true;
  }

  // The view still begins with the header.
  bool ReadBlock(WarcRecord* record) {
    const size_t kept = static_cast<size_t>(
        std::min<uint64_t>(record->content_length, limits_.max_block_bytes));
    const size_t end = header_size_ + kept;
    while (input_.view().size() < end) {
      if (CrossesMember(end)) return false;
      if (!input_.More()) return Unfinished(header_size_);
    }
    if (CrossesMember(end)) return false;
    if (kept == record->content_length) {
      // What follows tells whether the length was right.
      Ensure(end + 4);
      if (!EndsCleanly(end)) {
        const size_t next =
            FindRecordLine(input_.view().substr(0, end + 4), header_size_);
        if (next != std::string_view::npos) {
          Report(input_.offset(), "shorter than its Content-Length");
          input_.Consume(next);
          return false;
        }
      }
    }
    record->block = input_.view().substr(header_size_, kept);
    input_.Consume(end);
    record->block_cut = kept < record->content_length;
    return !record->block_cut ||
           SkipBytes(record->content_length - kept, record->offset);
  }

  bool EndsCleanly(size_t end) const {
    const std::string_view rest = input_.view().substr(end);
    return rest.empty() || rest.front() == '\r' || rest.front() == '\n' ||
           rest.starts_with(kRecordStart) || input_.NextMember() == end;
  }

  // Another record begins before this one should end.
  bool CrossesMember(size_t end) {
    const size_t next = input_.NextMember();
    if (next >= end) return false;
    if (!Ensure(next + kRecordStart.size()) ||
        !input_.view().substr(next).starts_with(kRecordStart)) {
      return false;
    }
    Report(input_.offset(), "shorter than its Content-Length");
    input_.Consume(next);
    return true;
  }

  // The part of a block that is over the limit.
  bool SkipBytes(uint64_t size, uint64_t offset) {
    while (size > 0) {
      if (input_.view().empty() && !Ensure(1)) {
        if (input_.state() != WarcInput::State::kDamaged) {
          Truncated(offset);
        }
        return false;
      }
      const size_t next = input_.NextMember();
      if (next <= input_.view().size() && next < size) {
        input_.Consume(next);
        if (Ensure(kRecordStart.size()) &&
            input_.view().starts_with(kRecordStart)) {
          Report(offset, "shorter than its Content-Length");
          return false;
        }
        size -= next;
        continue;
      }
      const size_t step =
          static_cast<size_t>(std::min<uint64_t>(size, input_.view().size()));
      input_.Consume(step);
      size -= step;
    }
    return true;
  }

  // Reads on to the end of the member, if it is near, for its checksum.
  bool Finish(WarcRecord* record) {
    const bool packed = input_.packed_view();
    const bool in_one_member = packed && input_.offset() == record->offset;
    if (!packed && input_.plain()) {
      record->length = input_.offset() + EndSize() - record->offset;
    }
    if (!FinishMember(*record)) return false;
    const bool alone =
        input_.view().empty() || input_.offset() != record->offset;
    if (in_one_member && record->addressable && alone) {
      const uint64_t end = input_.EndOfMember(record->offset);
      record->length = end == 0 ? 0 : end - record->offset;
    }
    return true;
  }

  // Of the line ends that close the record, behind its block.
  size_t EndSize() {
    Ensure(kRecordEnd.size());
    const std::string_view rest = input_.view().substr(0, kRecordEnd.size());
    return std::min(rest.find_first_not_of("\r\n"), rest.size());
  }

  bool FinishMember(const WarcRecord& record) {
    while (true) {
      while (!input_.view().empty() && IsBlankByte(input_.view().front())) {
        input_.Consume(1);
      }
      if (!input_.view().empty()) return true;
      if (!input_.More()) break;
    }
    if (input_.state() != WarcInput::State::kDamaged ||
        input_.damaged_offset() != record.offset) {
      return true;
    }
    return false;  // FindStart reports it
  }

  std::filesystem::path path_;
  WarcInput input_;
  WarcLimits limits_;
  size_t header_size_ = 0;  // of the record being read
  bool skipping_ = false;   // the junk ahead has been reported already
  bool ends_truncated_ = false;
  uint64_t records_ = 0;
  WarcProblem current_;  // the record being read, should it be one
  WarcProblem truncated_;
  uint64_t problem_count_ = 0;
  std::vector<WarcProblem> problems_;
};

WarcReader::WarcReader(std::unique_ptr<Impl> impl) : impl_(std::move(impl)) {}
WarcReader::WarcReader(WarcReader&&) noexcept = default;
WarcReader& WarcReader::operator=(WarcReader&&) noexcept = default;
WarcReader::~WarcReader() = default;

Result<WarcReader> WarcReader::Open(const std::filesystem::path& path,
                                    const WarcLimits& limits, uint64_t offset) {
  auto input = WarcInput::Open(path, offset);
  if (!input) return tl::unexpected<Error>(std::move(input.error()));
  return WarcReader(std::make_unique<Impl>(path, std::move(*input), limits));
}

Result<std::optional<WarcRecord>> WarcReader::Next() { return impl_->Next(); }

const std::vector<WarcProblem>& WarcReader::problems() const {
  return impl_->problems();
}
uint64_t WarcReader::problem_count() const { return impl_->problem_count(); }
bool WarcReader::ends_truncated() const { return impl_->ends_truncated(); }
const WarcProblem& WarcReader::truncated_record() const {
  return impl_->truncated_record();
}
uint64_t WarcReader::position() const { return impl_->position(); }

Result<WarcRecord> WarcReader::ReadAt(const std::filesystem::path& path,
                                      uint64_t offset,
                                      const WarcLimits& limits) {
  auto input = WarcInput::Open(path, offset);
  if (!input) return tl::unexpected<Error>(std::move(input.error()));
  Impl impl(path, std::move(*input), limits);
  auto record = impl.First();
  if (auto error = impl.error()) return tl::unexpected<Error>(*error);
  if (!record) {
    return Fail(ErrorKind::kInvalid, path.string() +
                                         ": no complete record at byte " +
                                         std::to_string(offset));
  }
  return std::move(*record);
}

}  // namespace ritmon
