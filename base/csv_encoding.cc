// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/csv_encoding.h"

#include <unicode/ucnv.h>
#include <unicode/unistr.h>
#include <unicode/utf8.h>

#include <array>
#include <cstdint>

namespace ritmon {
namespace {

// How many bytes from the start are valid UTF-8.
size_t ValidUtf8Prefix(std::string_view bytes) {
  const auto size = static_cast<int64_t>(bytes.size());
  int64_t i = 0;
  while (i < size) {
    const int64_t begin = i;
    UChar32 c = 0;
    U8_NEXT(bytes.data(), i, size, c);
    if (c < 0) return static_cast<size_t>(begin);
  }
  return bytes.size();
}

// UTF-16 without its mark: text of our alphabet has a NUL in every other byte.
// Which one says the order.
std::string Utf16WithoutMark(std::string_view head) {
  constexpr size_t kEnough = 16;
  if (head.size() < kEnough) return {};
  std::array<size_t, 2> nulls = {};
  for (size_t i = 0; i < head.size(); ++i) {
    if (head[i] == '\0') ++nulls[i % 2];
  }
  const size_t half = head.size() / 2;
  if (nulls[1] * 10 > half * 8 && nulls[0] * 10 < half) return "UTF-16LE";
  if (nulls[0] * 10 > half * 8 && nulls[1] * 10 < half) return "UTF-16BE";
  return {};
}

}  // namespace

std::string DetectTableEncoding(std::string_view head) {
  if (head.starts_with("\xEF\xBB\xBF")) return "UTF-8";
  if (head.starts_with("\xFF\xFE")) return "UTF-16LE";
  if (head.starts_with("\xFE\xFF")) return "UTF-16BE";
  if (auto utf16 = Utf16WithoutMark(head); !utf16.empty()) return utf16;
  const size_t valid = ValidUtf8Prefix(head);
  // At most three bytes of a character that the head cuts.
  const bool cut = head.size() - valid <= 3 && valid < head.size() &&
                   static_cast<unsigned char>(head[valid]) >= 0xC2 &&
                   head.size() >= 4096;
  return valid == head.size() || cut ? "UTF-8" : "windows-1252";
}

void TableDecoder::Close::operator()(UConverter* converter) const {
  ucnv_close(converter);
}

Result<TableDecoder> TableDecoder::Open(const std::string& encoding) {
  UErrorCode code = U_ZERO_ERROR;
  UConverter* converter = ucnv_open(encoding.c_str(), &code);
  if (U_FAILURE(code)) {
    return Fail(ErrorKind::kInvalid, "unknown encoding '" + encoding + "'");
  }
  return TableDecoder(converter);
}

void TableDecoder::Decode(std::string_view bytes, bool last, std::string& out) {
  std::array<UChar, 4096> units;
  const char* source = bytes.data();
  const char* const end = source + bytes.size();
  UErrorCode code = U_BUFFER_OVERFLOW_ERROR;
  while (code == U_BUFFER_OVERFLOW_ERROR) {
    code = U_ZERO_ERROR;
    UChar* target = units.data();
    ucnv_toUnicode(converter_.get(), &target, units.data() + units.size(),
                   &source, end, nullptr, last, &code);
    const auto count = static_cast<int32_t>(target - units.data());
    if (count > 0) {
      // A surrogate pair is never cut: toUnicode writes both or neither.
      icu::UnicodeString(false, units.data(), count).toUTF8String(out);
    }
  }
}

}  // namespace ritmon
