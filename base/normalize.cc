// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/normalize.h"

#include <unicode/normalizer2.h>
#include <unicode/uchar.h>
#include <unicode/unistr.h>
#include <unicode/utf8.h>

#include <cstring>

namespace ritmon {
namespace {

enum class Form { kFolded, kCaseKept };

const icu::Normalizer2& Nfkc() {
  UErrorCode status = U_ZERO_ERROR;
  return *icu::Normalizer2::getNFKCInstance(status);  // a static of ICU's
}

const icu::Normalizer2& Nfd() {
  UErrorCode status = U_ZERO_ERROR;
  return *icu::Normalizer2::getNFDInstance(status);
}

bool IsDash(UChar32 c) { return (c >= 0x2010 && c <= 0x2015) || c == 0x2212; }

// Not u_iscntrl: that counts the soft hyphen.
bool IsBlank(UChar32 c) {
  return u_isUWhiteSpace(c) || u_charType(c) == U_CONTROL_CHAR;
}

// Trademark signs would become the letters "tm" at the end of a word.
bool IsDropped(UChar32 c) {
  return c == 0x2122 || c == 0x2120 ||
         u_hasBinaryProperty(c, UCHAR_DEFAULT_IGNORABLE_CODE_POINT);
}

const char* Transcription(UChar32 c) {
  switch (c) {
    case 0xE4:
      return "ae";
    case 0xF6:
      return "oe";
    case 0xFC:
      return "ue";
    case 0xDF:
      return "ss";
    default:
      return nullptr;
  }
}

// Writes characters with their offsets and keeps blanks single.
class Writer {
 public:
  Writer(size_t base, FoldedText& out)
      : base_(base), start_(out.text.size()), out_(out) {}

  void Put(char byte, size_t offset) {
    if (pending_blank_) {
      Append(' ', blank_offset_);
      pending_blank_ = false;
    }
    Append(byte, offset);
  }

  // Bytes that stand for themselves; no blank at the start behind a blank, none
  // doubled.
  void PutRun(const char* bytes, size_t count, size_t offset) {
    if (pending_blank_) {
      Append(' ', blank_offset_);
      pending_blank_ = false;
    }
    out_.text.append(bytes, count);
    const size_t size = out_.offsets.size();
    out_.offsets.resize(size + count);
    uint32_t* to = out_.offsets.data() + size;
    const auto first = static_cast<uint32_t>(base_ + offset);
    for (uint32_t i = 0; i < count; ++i) to[i] = first + i;
  }

  void PutBlank(size_t offset) {
    if (pending_blank_ || out_.text.size() == start_) return;
    pending_blank_ = true;
    blank_offset_ = offset;
  }

  void PutCodePoint(UChar32 c, size_t offset) {
    char bytes[4];
    int32_t length = 0;
    U8_APPEND_UNSAFE(bytes, length, c);
    for (int32_t i = 0; i < length; ++i) Put(bytes[i], offset);
  }

 private:
  void Append(char byte, size_t offset) {
    out_.text.push_back(byte);
    out_.offsets.push_back(static_cast<uint32_t>(base_ + offset));
  }

  const size_t base_;
  const size_t start_;
  FoldedText& out_;
  bool pending_blank_ = false;
  size_t blank_offset_ = 0;
};

void PutFolded(UChar32 c, size_t offset, Writer& writer) {
  if (const char* letters = Transcription(c)) {
    for (; *letters != '\0'; ++letters) writer.Put(*letters, offset);
    return;
  }
  if (c < 0x80) {
    writer.Put(static_cast<char>(c), offset);
    return;
  }
  UErrorCode status = U_ZERO_ERROR;
  const icu::UnicodeString parts =
      Nfd().normalize(icu::UnicodeString(c), status);
  for (int32_t i = 0; i < parts.length(); i = parts.moveIndex32(i, 1)) {
    const UChar32 part = parts.char32At(i);
    const int8_t type = u_charType(part);
    if (type == U_NON_SPACING_MARK || type == U_ENCLOSING_MARK) continue;
    writer.PutCodePoint(part, offset);
  }
}

// The characters of a cluster that are not dropped. Before NFKC, which writes
// a trademark sign as letters.
icu::UnicodeString KeptOf(std::string_view cluster) {
  const icu::UnicodeString all = icu::UnicodeString::fromUTF8(
      icu::StringPiece(cluster.data(), static_cast<int>(cluster.size())));
  icu::UnicodeString kept;
  for (int32_t i = 0; i < all.length(); i = all.moveIndex32(i, 1)) {
    const UChar32 c = all.char32At(i);
    if (!IsDropped(c)) kept.append(c);
  }
  return kept;
}

// One character with the marks that belong to it, the long way round.
void PutCluster(std::string_view cluster, size_t offset, Form form,
                Writer& writer) {
  UErrorCode status = U_ZERO_ERROR;
  icu::UnicodeString text = Nfkc().normalize(KeptOf(cluster), status);
  if (form == Form::kFolded) {
    text.foldCase(U_FOLD_CASE_DEFAULT);
    text = Nfkc().normalize(text, status);  // folding may undo composition
  }
  for (int32_t i = 0; i < text.length(); i = text.moveIndex32(i, 1)) {
    const UChar32 c = text.char32At(i);
    if (IsBlank(c)) {
      writer.PutBlank(offset);
    } else if (IsDropped(c)) {
      continue;
    } else if (IsDash(c)) {
      writer.Put('-', offset);
    } else if (form == Form::kFolded) {
      PutFolded(c, offset, writer);
    } else {
      writer.PutCodePoint(c, offset);
    }
  }
}

// A flood of marks would be sorted in quadratic time; real text has no more
// than this (UAX #15, stream-safe text format).
constexpr int kMaxMarks = 30;

// The end of the cluster that starts at `begin`: before the next character
// that NFKC never joins to what stands before it.
size_t ClusterEnd(std::string_view text, size_t begin) {
  const auto* bytes = reinterpret_cast<const uint8_t*>(text.data());
  const auto length = static_cast<int32_t>(text.size());
  auto i = static_cast<int32_t>(begin);
  U8_FWD_1(bytes, i, length);
  for (int marks = 0; i < length && marks < kMaxMarks; ++marks) {
    if (bytes[i] < 0x80) break;
    int32_t next = i;
    UChar32 c;
    U8_NEXT(bytes, next, length, c);
    // A dropped character in between ("a", soft hyphen, mark) must not part
    // a letter from its marks.
    if (c < 0 || (Nfkc().hasBoundaryBefore(c) && !IsDropped(c))) break;
    i = next;
  }
  return static_cast<size_t>(i);
}

// True if no mark can follow at `position`: the common case.
bool IsPlainNext(std::string_view text, size_t position) {
  if (position >= text.size()) return true;
  const auto byte = static_cast<uint8_t>(text[position]);
  // C3: Latin-1 letters; C2 A0: the no-break space; E2 80 and the punctuation
  // above the zero-width characters. None of them joins what stands before.
  if (byte < 0x80 || byte == 0xC3) return true;
  if (position + 1 >= text.size()) return false;
  const auto second = static_cast<uint8_t>(text[position + 1]);
  if (byte == 0xC2) return second == 0xA0;
  return byte == 0xE2 && second == 0x80 && position + 2 < text.size() &&
         static_cast<uint8_t>(text[position + 2]) >= 0x90 &&
         static_cast<uint8_t>(text[position + 2]) <= 0xA6;
}

// The two-byte sequence C3 xx of a German letter, lower case; else nullptr.
const char* GermanLetter(uint8_t second) {
  switch (second) {
    case 0xA4:
    case 0x84:
      return "ae";
    case 0xB6:
    case 0x96:
      return "oe";
    case 0xBC:
    case 0x9C:
      return "ue";
    case 0x9F:
      return "ss";
    default:
      return nullptr;
  }
}

// --- eight characters at a time ----------------------------------------------

constexpr size_t kRun = 8;
constexpr uint64_t kOnes = 0x0101010101010101;
constexpr uint64_t kHigh = 0x80 * kOnes;

// The high bit of each byte below 0x80 that is at least `first`.
uint64_t AtLeast(uint64_t bytes, uint64_t first) {
  return bytes + (0x80 - first) * kOnes;
}

// Whether the bytes are ASCII without control characters, and begin and end
// with no blank, so that none can be double at their edges, nor inside.
bool IsPlainRun(uint64_t bytes) {
  if ((bytes & kHigh) != 0) return false;
  // 0x20 and above, but not 0x7F.
  if ((AtLeast(bytes, 0x20) & ~AtLeast(bytes, 0x7F) & kHigh) != kHigh) {
    return false;
  }
  const uint64_t blanks = ~AtLeast(bytes, 0x21) & kHigh;
  constexpr uint64_t kEdges = uint64_t{0x80} << 56 | 0x80;
  return (blanks & kEdges) == 0 && (blanks & (blanks >> 8)) == 0;
}

uint64_t LowerCase(uint64_t bytes) {
  const uint64_t capitals =
      AtLeast(bytes, 'A') & ~AtLeast(bytes, 'Z' + 1) & kHigh;
  return bytes | capitals >> 2;
}

// How many bytes of `text` from `i` on were written: kRun or none.
size_t AppendRun(std::string_view text, size_t i, Form form, Writer& writer) {
  if (text.size() - i < kRun) return 0;
  uint64_t bytes;
  std::memcpy(&bytes, text.data() + i, kRun);
  if (!IsPlainRun(bytes) || !IsPlainNext(text, i + kRun)) return 0;
  if (form == Form::kFolded) bytes = LowerCase(bytes);
  char run[kRun];
  std::memcpy(run, &bytes, kRun);
  writer.PutRun(run, kRun, i);
  return kRun;
}

void Append(std::string_view text, size_t base, Form form, FoldedText& out) {
  Writer writer(base, out);
  size_t i = 0;
  while (i < text.size()) {
    if (const size_t run = AppendRun(text, i, form, writer); run > 0) {
      i += run;
      continue;
    }
    const auto byte = static_cast<uint8_t>(text[i]);
    if (byte < 0x80 && IsPlainNext(text, i + 1)) {
      if (byte <= 0x20 || byte == 0x7F) {
        writer.PutBlank(i);
      } else if (form == Form::kFolded && byte >= 'A' && byte <= 'Z') {
        writer.Put(static_cast<char>(byte | 0x20), i);
      } else {
        writer.Put(static_cast<char>(byte), i);
      }
      ++i;
      continue;
    }
    if (form == Form::kFolded && byte == 0xC3 && i + 1 < text.size() &&
        IsPlainNext(text, i + 2)) {
      const char* letters = GermanLetter(static_cast<uint8_t>(text[i + 1]));
      if (letters != nullptr) {
        writer.Put(letters[0], i);
        writer.Put(letters[1], i);
        i += 2;
        continue;
      }
    }
    const size_t end = ClusterEnd(text, i);
    PutCluster(text.substr(i, end - i), i, form, writer);
    i = end;
  }
}

std::string Normalized(std::string_view text, Form form) {
  FoldedText out;
  out.text.reserve(text.size());
  out.offsets.reserve(text.size() + 1);
  Append(text, 0, form, out);
  return std::move(out.text);
}

bool IsWord(UChar32 c) {
  if (c < 0) return false;
  if (u_isalnum(c)) return true;
  const int8_t type = u_charType(c);
  return type == U_NON_SPACING_MARK || type == U_COMBINING_SPACING_MARK;
}

bool IsAsciiWord(uint8_t byte) {
  return (byte >= 'a' && byte <= 'z') || (byte >= '0' && byte <= '9') ||
         (byte >= 'A' && byte <= 'Z');
}

}  // namespace

std::string Fold(std::string_view text) {
  return Normalized(text, Form::kFolded);
}

std::string FoldKeepingCase(std::string_view text) {
  return Normalized(text, Form::kCaseKept);
}

void AppendFolded(std::string_view text, size_t base, FoldedText& out) {
  if (!out.offsets.empty()) out.offsets.pop_back();
  Append(text, base, Form::kFolded, out);
  out.offsets.push_back(static_cast<uint32_t>(base + text.size()));
}

bool IsWordAt(std::string_view text, size_t position) {
  if (position >= text.size()) return false;
  const auto byte = static_cast<uint8_t>(text[position]);
  if (byte < 0x80) return IsAsciiWord(byte);
  auto i = static_cast<int32_t>(position);
  UChar32 c;
  U8_NEXT(reinterpret_cast<const uint8_t*>(text.data()), i,
          static_cast<int32_t>(text.size()), c);
  return IsWord(c);
}

bool IsWordBefore(std::string_view text, size_t position) {
  if (position == 0 || position > text.size()) return false;
  const auto byte = static_cast<uint8_t>(text[position - 1]);
  if (byte < 0x80) return IsAsciiWord(byte);
  auto i = static_cast<int32_t>(position);
  UChar32 c;
  U8_PREV(reinterpret_cast<const uint8_t*>(text.data()), 0, i, c);
  return IsWord(c);
}

}  // namespace ritmon
