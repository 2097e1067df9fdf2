// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/normalize.h"

#include <unicode/normalizer2.h>
#include <unicode/uchar.h>
#include <unicode/unistr.h>
#include <unicode/utf8.h>

#include <array>
#include <bit>
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

// Writes characters with their offsets and keeps blanks single. Finish() has to
// be called in the end.
class Writer {
 public:
  // Room for `expected` bytes more; there may be more.
  Writer(size_t base, size_t expected, FoldedText& out)
      : base_(base), start_(out.text.size()), at_(start_), out_(out) {
    Grow(expected + kEight);
  }

  void Put(char byte, size_t offset) {
    FlushBlank();
    Append(byte, offset);
  }

  // The first `count` of eight bytes in memory order, which stand for
  // themselves: no blank is among them that must not be written.
  void PutEight(uint64_t bytes, size_t count, size_t offset) {
    FlushBlank();
    if (room_ - at_ < kEight) Grow(kEight);
    std::memcpy(text_ + at_, &bytes, kEight);
    const auto first = static_cast<uint32_t>(base_ + offset);
    for (uint32_t i = 0; i < kEight; ++i) offsets_[at_ + i] = first + i;
    at_ += count;
  }

  // Takes the last byte back, which was written since the last blank.
  void TakeBack() { --at_; }

  void PutBlank(size_t offset) {
    if (pending_blank_ || at_ == start_) return;
    pending_blank_ = true;
    blank_offset_ = offset;
  }

  void PutCodePoint(UChar32 c, size_t offset) {
    char bytes[4];
    int32_t length = 0;
    U8_APPEND_UNSAFE(bytes, length, c);
    for (int32_t i = 0; i < length; ++i) Put(bytes[i], offset);
  }

  void Finish() {
    out_.text.resize(at_);
    out_.offsets.resize(at_);
  }

 private:
  static constexpr size_t kEight = 8;

  void FlushBlank() {
    if (!pending_blank_) return;
    Append(' ', blank_offset_);
    pending_blank_ = false;
  }

  void Append(char byte, size_t offset) {
    if (at_ == room_) Grow(kEight);
    text_[at_] = byte;
    offsets_[at_] = static_cast<uint32_t>(base_ + offset);
    ++at_;
  }

  // Room for `more` bytes at least.
  void Grow(size_t more) {
    room_ = at_ + more + (at_ - start_) / 2;
    out_.text.resize(room_);
    out_.offsets.resize(room_);
    text_ = out_.text.data();
    offsets_ = out_.offsets.data();
  }

  const size_t base_;
  const size_t start_;
  size_t at_;
  size_t room_ = 0;
  char* text_ = nullptr;
  uint32_t* offsets_ = nullptr;
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

// What becomes of one character that stands alone, worked out beforehand for
// those that are common on European pages.
struct KnownCharacter {
  char folded[4] = {};
  char kept[4] = {};
  uint8_t folded_size = 0;
  uint8_t kept_size = 0;
  bool is_blank = false;
  bool is_known = false;  // false: the long way round
  bool joins = true;      // may belong to the character before
};

class KnownCharacters {
 public:
  static const KnownCharacters& Get() {
    static const KnownCharacters known;
    return known;
  }

  // Null if it is not among them. `size`: its bytes.
  const KnownCharacter* At(std::string_view text, size_t position,
                           size_t* size) const {
    const size_t left = text.size() - position;
    const auto byte = [&](size_t i) {
      return static_cast<uint8_t>(text[position + i]);
    };
    UChar32 c = 0;
    if (left >= 2 && byte(0) >= 0xC2 && byte(0) <= kFirstLead &&
        (byte(1) & 0xC0) == 0x80) {
      *size = 2;
      c = (byte(0) & 0x1F) << 6 | (byte(1) & 0x3F);
    } else if (left >= 3 && byte(0) == 0xE2 && (byte(1) & 0xC0) == 0x80 &&
               (byte(2) & 0xC0) == 0x80) {
      *size = 3;
      c = 0x2000 | (byte(1) & 0x3F) << 6 | (byte(2) & 0x3F);
      if (c >= kSecondEnd) return nullptr;
      c += kFirstEnd - kSecondBegin;
    } else {
      return nullptr;
    }
    return &characters_[static_cast<size_t>(c)];
  }

 private:
  // Latin, Greek and Cyrillic letters; punctuation, currency, letter-like
  // signs.
  static constexpr uint8_t kFirstLead = 0xD3;  // of UTF-8
  static constexpr UChar32 kFirstEnd = 0x500;
  static constexpr UChar32 kSecondBegin = 0x2000;
  static constexpr UChar32 kSecondEnd = 0x2150;

  KnownCharacters() {
    for (UChar32 c = 0x80; c < kFirstEnd; ++c) Learn(c, c);
    for (UChar32 c = kSecondBegin; c < kSecondEnd; ++c) {
      Learn(c, c - kSecondBegin + kFirstEnd);
    }
  }

  static std::string Worked(std::string_view character, Form form,
                            bool* has_blank) {
    FoldedText out;
    Writer writer(0, character.size(), out);
    // Between two letters, so that a blank shows.
    writer.Put('x', 0);
    PutCluster(character, 0, form, writer);
    writer.Put('x', 0);
    writer.Finish();
    const std::string inside = out.text.substr(1, out.text.size() - 2);
    *has_blank = inside.find(' ') != std::string::npos;
    return inside;
  }

  void Learn(UChar32 c, UChar32 place) {
    char bytes[4];
    int32_t length = 0;
    U8_APPEND_UNSAFE(bytes, length, c);
    const std::string_view character(bytes, static_cast<size_t>(length));
    KnownCharacter& known = characters_[static_cast<size_t>(place)];
    known.joins = !Nfkc().hasBoundaryBefore(c) || IsDropped(c);
    bool folded_blank = false;
    bool kept_blank = false;
    const std::string folded = Worked(character, Form::kFolded, &folded_blank);
    const std::string kept = Worked(character, Form::kCaseKept, &kept_blank);
    known.is_blank = folded == " " && kept == " ";
    if (known.is_blank) {
      known.is_known = true;
      return;
    }
    if (folded_blank || kept_blank || folded.size() > sizeof(known.folded) ||
        kept.size() > sizeof(known.kept)) {
      return;
    }
    known.is_known = true;
    known.folded_size = static_cast<uint8_t>(folded.size());
    known.kept_size = static_cast<uint8_t>(kept.size());
    std::memcpy(known.folded, folded.data(), folded.size());
    std::memcpy(known.kept, kept.data(), kept.size());
  }

  std::array<KnownCharacter, kFirstEnd + kSecondEnd - kSecondBegin>
      characters_{};
};

// True if no mark can follow at `position`: the common case.
bool IsPlainNext(std::string_view text, size_t position) {
  if (position >= text.size()) return true;
  if (static_cast<uint8_t>(text[position]) < 0x80) return true;
  size_t size = 0;
  const KnownCharacter* known =
      KnownCharacters::Get().At(text, position, &size);
  return known != nullptr && !known->joins;
}

// Writes the character at `i` if it is known and stands alone; its size, or 0.
size_t AppendKnown(std::string_view text, size_t i, Form form, Writer& writer) {
  size_t size = 0;
  const KnownCharacter* known = KnownCharacters::Get().At(text, i, &size);
  if (known == nullptr || !known->is_known || !IsPlainNext(text, i + size)) {
    return 0;
  }
  if (known->is_blank) {
    writer.PutBlank(i);
    return size;
  }
  const bool folded = form == Form::kFolded;
  const char* bytes = folded ? known->folded : known->kept;
  const size_t count = folded ? known->folded_size : known->kept_size;
  for (size_t k = 0; k < count; ++k) writer.Put(bytes[k], i);
  return size;
}

// --- eight characters at a time ----------------------------------------------

constexpr size_t kRun = 8;
constexpr uint64_t kOnes = 0x0101010101010101;
constexpr uint64_t kHigh = 0x80 * kOnes;

// From memory order to the first byte lowest, and back.
uint64_t FirstLowest(uint64_t bytes) {
  return std::endian::native == std::endian::big ? __builtin_bswap64(bytes)
                                                 : bytes;
}

// From `i` on, the first byte lowest; zeros behind the end.
uint64_t LoadEight(std::string_view text, size_t i) {
  uint64_t bytes = 0;
  if (text.size() - i >= kRun) {
    std::memcpy(&bytes, text.data() + i, kRun);
  } else {
    std::memcpy(&bytes, text.data() + i, text.size() - i);
  }
  return FirstLowest(bytes);
}

// The high bit of each byte that is at least `first`, if those below it are
// ASCII.
uint64_t AtLeast(uint64_t bytes, uint64_t first) {
  return bytes + (0x80 - first) * kOnes;
}

// How many bytes come first that are ASCII, without control characters and
// double blanks.
size_t PlainBytes(uint64_t bytes) {
  const uint64_t blanks = ~AtLeast(bytes, 0x21) & AtLeast(bytes, 0x20);
  const uint64_t bad = (bytes | ~AtLeast(bytes, 0x20) | AtLeast(bytes, 0x7F) |
                        (blanks & blanks << 8)) &
                       kHigh;
  return static_cast<size_t>(std::countr_zero(bad)) / 8;
}

uint64_t Lower(uint64_t bytes) {
  const uint64_t capitals =
      AtLeast(bytes, 'A') & ~AtLeast(bytes, 'Z' + 1) & kHigh;
  return bytes | capitals >> 2;
}

// Writes what stands for itself, but for its case, from `i` on, where no blank
// is; its size. 0 if that is nothing, as before a mark that joins.
size_t AppendPlain(std::string_view text, size_t i, Form form, Writer& writer) {
  size_t end = i;
  while (end < text.size()) {
    const uint64_t bytes = LoadEight(text, end);
    const size_t count = PlainBytes(bytes);
    if (count == 0) break;
    // Nothing is written that would have to be taken back whole.
    if (end == i && count == 1 && !IsPlainNext(text, i + 1)) return 0;
    // A blank at the seam of two eights.
    if (end > i && text[end - 1] == ' ' && text[end] == ' ') break;
    const bool folded = form == Form::kFolded;
    writer.PutEight(FirstLowest(folded ? Lower(bytes) : bytes), count, end);
    end += count;
    if (count < kRun) break;
  }
  if (end == i) return 0;
  if (!IsPlainNext(text, end)) {
    writer.TakeBack();
    --end;
  }
  if (end > i && text[end - 1] == ' ') {
    writer.TakeBack();
    writer.PutBlank(end - 1);
  }
  return end - i;
}

void Append(std::string_view text, size_t base, Form form, FoldedText& out) {
  Writer writer(base, text.size(), out);
  size_t i = 0;
  while (i < text.size()) {
    const auto byte = static_cast<uint8_t>(text[i]);
    if (byte > 0x20 && byte < 0x7F) {
      if (const size_t size = AppendPlain(text, i, form, writer); size > 0) {
        i += size;
        continue;
      }
    } else if (byte < 0x80 && IsPlainNext(text, i + 1)) {
      writer.PutBlank(i);
      ++i;
      continue;
    } else if (const size_t size = AppendKnown(text, i, form, writer);
               size > 0) {
      i += size;
      continue;
    }
    const size_t end = ClusterEnd(text, i);
    PutCluster(text.substr(i, end - i), i, form, writer);
    i = end;
  }
  writer.Finish();
}

std::string Normalized(std::string_view text, Form form) {
  FoldedText out;
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
