// SPDX-License-Identifier: GPL-3.0-or-later
#include "registry/json_records.h"

#include <algorithm>
#include <utility>

namespace ritmon {
namespace {

constexpr size_t kBlockBytes = size_t{256} << 10;
constexpr std::string_view kByteOrderMark = "\xEF\xBB\xBF";
// More open brackets outside of records: not a file of records.
constexpr size_t kMaxOpen = 100;
constexpr size_t kMaxKeyBytes = 100;

bool IsBlank(char c) { return c == ' ' || c == '\t' || c == '\n' || c == '\r'; }

}  // namespace

Result<JsonRecordReader> JsonRecordReader::Open(
    const std::filesystem::path& path, std::vector<std::string> wrappers,
    size_t max_record_bytes) {
  auto file = CompressedFile::Open(path);
  if (!file) return tl::unexpected(file.error());
  return JsonRecordReader(std::move(*file), std::move(wrappers),
                          max_record_bytes);
}

Result<bool> JsonRecordReader::Fill() {
  buffer_.resize(kBlockBytes);
  auto n = file_.Read(buffer_.data(), buffer_.size());
  buffer_.resize(n.value_or(0));
  at_ = 0;
  if (!n) return tl::unexpected(n.error());
  if (std::exchange(at_start_, false) && buffer_.starts_with(kByteOrderMark)) {
    at_ = kByteOrderMark.size();
  }
  return *n > 0;
}

bool JsonRecordReader::IsWrapperKey() const {
  return std::find(wrappers_.begin(), wrappers_.end(), key_) != wrappers_.end();
}

bool JsonRecordReader::IsRecordHere() const {
  if (wrappers_.empty()) return open_.empty() || open_ == "[";
  if (open_ == "[") return true;
  return (open_ == "{[" || (open_ == "{" && after_colon_)) && IsWrapperKey();
}

bool JsonRecordReader::StepOutside(char c) {
  if (in_string_) {
    if (escaped_) {
      escaped_ = false;
    } else if (c == '\\') {
      escaped_ = true;
    } else if (c == '"') {
      in_string_ = false;
    } else if (open_ == "{" && !after_colon_ && key_.size() < kMaxKeyBytes) {
      key_ += c;
    }
    return true;
  }
  switch (c) {
    case '"':
      in_string_ = true;
      if (open_ == "{" && !after_colon_) key_.clear();
      return !open_.empty();
    case '{':
      if (IsRecordHere()) {
        record_.assign(1, c);
        record_line_ = line_;
        depth_ = 1;
        too_long_ = false;
        return true;
      }
      [[fallthrough]];
    case '[':
      open_ += c;
      if (open_ == "{") after_colon_ = false;
      return open_.size() < kMaxOpen;
    case '}':
    case ']':
      if (open_.empty() || open_.back() != (c == '}' ? '{' : '[')) return false;
      open_.pop_back();
      return true;
    case ':':
      if (open_ == "{") after_colon_ = true;
      return !open_.empty();
    case ',':
      if (open_ == "{") after_colon_ = false;
      return true;
    default:
      // Numbers, true, null: only inside something.
      return IsBlank(c) || !open_.empty();
  }
}

// The bytes up to the record's end or the buffer's.
void JsonRecordReader::TakeInside() {
  const size_t begin = at_;
  while (depth_ > 0 && at_ < buffer_.size()) {
    const char c = buffer_[at_++];
    if (c == '\n') ++line_;
    StepInside(c);
  }
  const size_t room = max_record_bytes_ - record_.size();
  too_long_ |= at_ - begin > room;
  record_.append(buffer_, begin, std::min(at_ - begin, room));
}

void JsonRecordReader::StepInside(char c) {
  if (in_string_) {
    if (escaped_) {
      escaped_ = false;
    } else if (c == '\\') {
      escaped_ = true;
    } else if (c == '"') {
      in_string_ = false;
    }
  } else if (c == '"') {
    in_string_ = true;
  } else if (c == '{' || c == '[') {
    ++depth_;
  } else if (c == '}' || c == ']') {
    --depth_;
  }
}

Result<std::optional<JsonRecordReader::Record>> JsonRecordReader::Next() {
  while (true) {
    if (at_ == buffer_.size()) {
      auto more = Fill();
      if (!more) return tl::unexpected(more.error());
      if (!*more) break;
    }
    if (depth_ > 0) {
      TakeInside();
      if (depth_ == 0) return Record{record_, record_line_, too_long_};
      continue;
    }
    const char c = buffer_[at_++];
    if (!StepOutside(c)) {
      return Fail(ErrorKind::kInvalid,
                  "line " + std::to_string(line_) + ": no JSON object");
    }
    if (c == '\n') ++line_;
  }
  if (depth_ > 0 || !open_.empty() || in_string_) {
    return Fail(ErrorKind::kInvalid,
                "the file breaks off on line " + std::to_string(line_) +
                    (depth_ > 0 ? ", within the record of line " +
                                      std::to_string(record_line_)
                                : ""));
  }
  return std::nullopt;
}

}  // namespace ritmon
