// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/charset.h"

#include <unicode/ucnv.h>
#include <unicode/ucsdet.h>

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <memory>

#include "base/charset_labels.h"
#include "base/charset_prescan.h"
#include "base/utf8_scan.h"

namespace ritmon {
namespace {

constexpr std::string_view kUtf8 = "utf-8";
constexpr std::string_view kWindows1252 = "windows-1252";

// 0x80 to 0x9f; the five that are not assigned keep their code, as WHATWG has
// it. All others are Latin 1.
constexpr char16_t kWindows1252High[32] = {
    0x20AC, 0x0081, 0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021,
    0x02C6, 0x2030, 0x0160, 0x2039, 0x0152, 0x008D, 0x017D, 0x008F,
    0x0090, 0x2018, 0x2019, 0x201C, 0x201D, 0x2022, 0x2013, 0x2014,
    0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0x009D, 0x017E, 0x0178};

char32_t FromWindows1252(unsigned char byte) {
  return byte >= 0x80 && byte < 0xA0 ? kWindows1252High[byte - 0x80] : byte;
}

std::string DecodeWindows1252(std::string_view bytes) {
  std::string text;
  text.reserve(bytes.size() + bytes.size() / 16);
  for (const char c : bytes) AppendUtf8(FromWindows1252(c), text);
  return text;
}

struct CloseConverter {
  void operator()(UConverter* converter) const { ucnv_close(converter); }
};

// Through ICU, in pieces, so that a large page needs no large scratch.
std::string DecodeWithIcu(std::string_view bytes, const char* name) {
  UErrorCode error = U_ZERO_ERROR;
  const std::unique_ptr<UConverter, CloseConverter> source(
      ucnv_open(name, &error));
  const std::unique_ptr<UConverter, CloseConverter> target(
      ucnv_open("UTF-8", &error));
  if (U_FAILURE(error)) return DecodeWindows1252(bytes);
  std::string text;
  text.reserve(bytes.size() + bytes.size() / 2);
  const char* from = bytes.data();
  const char* const from_end = from + bytes.size();
  UChar pivot[1024];
  UChar* pivot_from = pivot;
  UChar* pivot_to = pivot;
  char piece[4096];
  bool first = true;
  do {
    error = U_ZERO_ERROR;
    char* to = piece;
    ucnv_convertEx(target.get(), source.get(), &to, piece + sizeof(piece),
                   &from, from_end, pivot, &pivot_from, &pivot_to, pivot + 1024,
                   first, true, &error);
    first = false;
    text.append(piece, to);
  } while (error == U_BUFFER_OVERFLOW_ERROR);
  return ScrubUtf8(text);
}

std::string Decode(std::string_view bytes, std::string_view charset) {
  if (charset == kUtf8) return ScrubUtf8(bytes);
  if (charset == kWindows1252) return DecodeWindows1252(bytes);
  const char* converter = IcuConverter(charset);
  // "replacement": decoding would let text through that the page's author
  // could not see; the standard gives one U+FFFD for all of it.
  if (converter[0] == '\0') return bytes.empty() ? "" : "\uFFFD";
  return DecodeWithIcu(bytes, converter);
}

// What a cut-off UTF-8 sequence leaves behind, and what windows-1252 does not
// assign: no Western letter.
bool IsDebris(unsigned char byte) {
  return byte == 0xC2 || byte == 0xC3 || byte == 0xE2 || byte == 0xF0 ||
         byte == 0x81 || byte == 0x8D || byte == 0x8F || byte == 0x90 ||
         byte == 0x9D;
}

// UTF-8 with stretches of windows-1252 in it: a template in one encoding, an
// included file in the other.
std::string DecodeMixed(std::string_view bytes) {
  std::string text;
  text.reserve(bytes.size() + bytes.size() / 16);
  for (size_t i = 0; i < bytes.size();) {
    const Utf8Step step = NextUtf8(bytes, i);
    if (step.valid) {
      text.append(bytes, i, step.length);
    } else {
      const unsigned char byte = bytes[i];
      const bool western = step.length == 1 && !IsDebris(byte);
      AppendUtf8(western ? FromWindows1252(byte) : U'\uFFFD', text);
    }
    i += step.length;
  }
  return text;
}

// Nine of ten bytes above ASCII are what German and its neighbours need, and
// that is not chance.
bool LooksWestern(std::string_view bytes) {
  constexpr std::string_view kUsual =
      "\xE4\xF6\xFC\xC4\xD6\xDC\xDF\xE9\xE8\xE0\xE1\xF3\xEA\xE7\xA0\xAB\xBB"
      "\xA9\xAE\xB0\xB7\x80\x84\x93\x94\x96\x97\x91\x92\x95\x85\xA7\xB4\xB2"
      "\xB3";
  size_t high = 0, usual = 0;
  for (const char c : bytes) {
    if (static_cast<unsigned char>(c) < 0x80) continue;
    ++high;
    usual += kUsual.find(c) != std::string_view::npos;
  }
  return usual * 10 >= high * 9;
}

// UTF-16 without a mark shows as every other byte being zero.
std::string_view GuessUtf16(std::string_view bytes) {
  const std::string_view head = bytes.substr(0, 1024);
  size_t zeros[2] = {0, 0};
  for (size_t i = 0; i < head.size(); ++i) zeros[i % 2] += head[i] == '\0';
  const size_t many = head.size() * 2 / 5;
  if (head.size() < 8) return {};
  if (zeros[1] > many && zeros[0] * 8 < zeros[1]) return "utf-16le";
  if (zeros[0] > many && zeros[1] * 8 < zeros[0]) return "utf-16be";
  return {};
}

// ICU's opinion; costs milliseconds, so only on a sample, and only if nothing
// cheaper decides.
std::string_view AskDetector(std::string_view bytes) {
  constexpr size_t kSample = 32 * 1024;
  constexpr int32_t kSure = 30;  // of 100; below it ICU is guessing
  struct Close {
    void operator()(UCharsetDetector* detector) const {
      ucsdet_close(detector);
    }
  };
  UErrorCode error = U_ZERO_ERROR;
  const std::unique_ptr<UCharsetDetector, Close> detector(ucsdet_open(&error));
  if (U_FAILURE(error)) return {};
  // From the first byte that says anything, not the head's ASCII.
  const auto high = std::find_if(bytes.begin(), bytes.end(),
                                 [](char c) { return (c & 0x80) != 0; });
  const size_t at = high - bytes.begin();
  const std::string_view sample =
      bytes.substr(at > 1024 ? at - 1024 : 0, kSample);
  ucsdet_enableInputFilter(detector.get(), true);
  ucsdet_setText(detector.get(), sample.data(),
                 static_cast<int32_t>(sample.size()), &error);
  const UCharsetMatch* match = ucsdet_detect(detector.get(), &error);
  if (U_FAILURE(error) || match == nullptr) return {};
  if (ucsdet_getConfidence(match, &error) < kSure) return {};
  const char* name = ucsdet_getName(match, &error);
  return U_SUCCESS(error) ? CharsetFromLabel(name) : std::string_view();
}

std::string_view Detect(std::string_view bytes) {
  const std::string_view utf16 = GuessUtf16(bytes);
  if (!utf16.empty()) return utf16;
  if (LooksWestern(bytes)) return kWindows1252;
  const std::string_view name = AskDetector(bytes);
  return name.empty() || name == "replacement" ? kWindows1252 : name;
}

bool IsSingleByteWestern(std::string_view charset) {
  return charset == kWindows1252 || charset == "iso-8859-15" ||
         charset == "windows-1250" || charset == "iso-8859-2" ||
         charset == "windows-1254" || charset == "macintosh";
}

std::string_view WithoutMark(std::string_view bytes, std::string_view charset) {
  if (charset == kUtf8 && bytes.starts_with("\xEF\xBB\xBF"))
    return bytes.substr(3);
  const std::string_view mark = charset == "utf-16be"   ? "\xFE\xFF"
                                : charset == "utf-16le" ? "\xFF\xFE"
                                                        : std::string_view();
  return !mark.empty() && bytes.starts_with(mark) ? bytes.substr(2) : bytes;
}

// The declaration said UTF-8 and the bytes are not.
DecodedText RepairUtf8(std::string_view bytes, CharsetSource source,
                       size_t sequences) {
  const std::string_view meta = PrescanMeta(bytes);
  if (source == CharsetSource::kHeader && !meta.empty() && meta != kUtf8 &&
      sequences == 0) {
    return {std::string(meta), CharsetSource::kMeta, Decode(bytes, meta), true};
  }
  if (sequences == 0) {
    const std::string_view name = Detect(bytes);
    return {std::string(name), CharsetSource::kDetected, Decode(bytes, name),
            true};
  }
  return {std::string(kUtf8), source, DecodeMixed(bytes), true};
}

}  // namespace

std::string_view ToString(CharsetSource source) {
  switch (source) {
    case CharsetSource::kBom:
      return "bom";
    case CharsetSource::kHeader:
      return "header";
    case CharsetSource::kMeta:
      return "meta";
    case CharsetSource::kDetected:
      return "detected";
    case CharsetSource::kDefault:
      break;
  }
  return "default";
}

std::string_view CharsetFromContentType(std::string_view content_type) {
  return CharsetInContent(content_type);
}

CharsetGuess DeclaredCharset(std::string_view bytes,
                             std::string_view content_type) {
  if (bytes.starts_with("\xEF\xBB\xBF")) return {kUtf8, CharsetSource::kBom};
  if (bytes.starts_with("\xFE\xFF")) return {"utf-16be", CharsetSource::kBom};
  if (bytes.starts_with("\xFF\xFE")) return {"utf-16le", CharsetSource::kBom};
  const std::string_view header = CharsetFromContentType(content_type);
  if (!header.empty()) return {header, CharsetSource::kHeader};
  const std::string_view meta = PrescanMeta(bytes);
  if (!meta.empty()) return {meta, CharsetSource::kMeta};
  return {kWindows1252, CharsetSource::kDefault};
}

DecodedText DecodeHtml(std::string_view bytes, std::string_view content_type) {
  const CharsetGuess declared = DeclaredCharset(bytes, content_type);
  const std::string_view content = WithoutMark(bytes, declared.name);
  const Utf8Census census = CountUtf8(content);
  const bool is_utf8 = census.invalid == 0 && census.sequences > 0;
  const bool undeclared = declared.source == CharsetSource::kDefault;

  if (declared.name == kUtf8) {
    // One sequence that the size limit cut is no wrong declaration.
    if (census.invalid > (census.cut_at_end ? 1 : 0))
      return RepairUtf8(content, declared.source, census.sequences);
  } else if (is_utf8 && (undeclared || IsSingleByteWestern(declared.name)) &&
             GuessUtf16(content).empty()) {
    return {std::string(kUtf8), CharsetSource::kDetected, std::string(content),
            !undeclared};
  } else if (undeclared) {
    const bool ascii = census.invalid == 0 && census.sequences == 0;
    const std::string_view name = ascii ? GuessUtf16(content) : Detect(content);
    if (!name.empty()) {
      return {std::string(name), CharsetSource::kDetected,
              Decode(content, name), false};
    }
  }
  return {std::string(declared.name), declared.source,
          Decode(content, declared.name), false};
}

std::string ToUtf8(std::string_view bytes, std::string_view charset) {
  std::string_view name = CharsetFromLabel(charset);
  if (name.empty()) name = kWindows1252;
  return Decode(WithoutMark(bytes, name), name);
}

}  // namespace ritmon
