// SPDX-License-Identifier: GPL-3.0-or-later
#include "crawler/social/at_syntax.h"

#include <algorithm>
#include <set>
#include <vector>

#include "base/ascii.h"

namespace ritmon {
namespace {

constexpr size_t kMaxHandle = 253;
constexpr size_t kMaxLabel = 63;
constexpr size_t kMaxDid = 2048;
constexpr size_t kMaxNsid = 317;
constexpr size_t kMaxRecordKey = 512;
constexpr size_t kMaxAtUri = 8192;
constexpr size_t kMaxDatetime = 64;
constexpr size_t kMaxFraction = 20;
constexpr size_t kMaxLanguageTag = 128;
constexpr size_t kTidLength = 13;
constexpr std::string_view kTidDigits = "234567abcdefghijklmnopqrstuvwxyz";

bool IsLower(char c) { return c >= 'a' && c <= 'z'; }
bool IsAlpha(char c) { return IsLower(c) || (c >= 'A' && c <= 'Z'); }
bool IsDigit(char c) { return c >= '0' && c <= '9'; }
bool IsAlnum(char c) { return IsAlpha(c) || IsDigit(c); }

template <typename Is>
bool All(std::string_view text, Is is) {
  return std::all_of(text.begin(), text.end(), is);
}

std::vector<std::string_view> Split(std::string_view text, char separator) {
  std::vector<std::string_view> parts;
  while (true) {
    const size_t end = text.find(separator);
    parts.push_back(text.substr(0, end));
    if (end == std::string_view::npos) return parts;
    text.remove_prefix(end + 1);
  }
}

bool IsLabel(std::string_view label) {
  return !label.empty() && label.size() <= kMaxLabel &&
         IsAlnum(label.front()) && IsAlnum(label.back()) &&
         All(label, [](char c) { return IsAlnum(c) || c == '-'; });
}

// Whether `text` is like `pattern`, in which '0' stands for any digit.
bool IsLike(std::string_view text, std::string_view pattern) {
  return text.size() == pattern.size() &&
         std::equal(
             text.begin(), text.end(), pattern.begin(),
             [](char c, char p) { return p == '0' ? IsDigit(c) : c == p; });
}

// Tags of RFC 3066 that the grammar of RFC 5646 does not give ("irregular").
bool IsIrregular(std::string_view tag) {
  constexpr std::string_view kIrregular[] = {
      "en-gb-oed", "i-ami", "i-bnn",     "i-default", "i-enochian", "i-hak",
      "i-klingon", "i-lux", "i-mingo",   "i-navajo",  "i-pwn",      "i-tao",
      "i-tay",     "i-tsu", "sgn-be-fr", "sgn-be-nl", "sgn-ch-de"};
  return std::find(std::begin(kIrregular), std::end(kIrregular), tag) !=
         std::end(kIrregular);
}

// The parts of a language tag, one after the other (RFC 5646, 2.1).
class LanguageReader {
 public:
  explicit LanguageReader(std::string_view tag) : lower_(AsciiLower(tag)) {
    parts_ = Split(lower_, '-');
  }

  bool Read() {
    if (lower_.size() > kMaxLanguageTag) return false;
    if (IsIrregular(lower_)) return true;
    for (const std::string_view part : parts_) {
      if (part.empty() || part.size() > 8 || !All(part, IsAlnum)) return false;
    }
    if (PrivateUse()) return at_ == parts_.size();
    if (!Take([](std::string_view part) {
          return part.size() >= 2 && All(part, IsAlpha);
        })) {
      return false;
    }
    if (parts_[0].size() <= 3) {
      for (int i = 0; i < 3; ++i) {
        Take([](std::string_view p) {
          return p.size() == 3 && All(p, IsAlpha);
        });
      }
    }
    Take([](std::string_view p) { return p.size() == 4 && All(p, IsAlpha); });
    Take([](std::string_view p) {
      return (p.size() == 2 && All(p, IsAlpha)) ||
             (p.size() == 3 && All(p, IsDigit));
    });
    while (Take([this](std::string_view p) {
      const bool is = p.size() >= 5 || (p.size() == 4 && IsDigit(p[0]));
      repeated_ |= is && !variants_.insert(p).second;
      return is;
    })) {
    }
    while (Extension()) {
    }
    PrivateUse();
    return at_ == parts_.size();
  }

  bool repeated() const { return repeated_; }

 private:
  template <typename Is>
  bool Take(Is is) {
    if (at_ == parts_.size() || !is(parts_[at_])) return false;
    ++at_;
    return true;
  }

  bool Extension() {
    if (at_ + 1 >= parts_.size() || parts_[at_].size() != 1 ||
        parts_[at_] == "x" || parts_[at_ + 1].size() < 2) {
      return false;
    }
    repeated_ |= !singletons_.insert(parts_[at_++]).second;
    while (Take([](std::string_view part) { return part.size() >= 2; })) {
    }
    return true;
  }

  bool PrivateUse() {
    if (at_ + 1 >= parts_.size() || parts_[at_] != "x") return false;
    at_ = parts_.size();
    return true;
  }

  std::string lower_;
  std::vector<std::string_view> parts_;  // of lower_
  size_t at_ = 0;
  bool repeated_ = false;
  std::set<std::string_view> variants_;
  std::set<std::string_view> singletons_;
};

}  // namespace

bool IsAtHandle(std::string_view text) {
  if (text.size() > kMaxHandle) return false;
  const auto labels = Split(text, '.');
  return labels.size() >= 2 &&
         std::all_of(labels.begin(), labels.end(), IsLabel) &&
         IsAlpha(labels.back()[0]);
}

bool IsDid(std::string_view text) {
  if (text.size() > kMaxDid || !text.starts_with("did:")) return false;
  text.remove_prefix(4);
  const size_t colon = text.find(':');
  if (colon == 0 || colon == std::string_view::npos) return false;
  const std::string_view method = text.substr(0, colon);
  const std::string_view id = text.substr(colon + 1);
  return All(method, IsLower) && !id.empty() && id.back() != ':' &&
         id.back() != '%' && All(id, [](char c) {
           return IsAlnum(c) || c == '.' || c == '_' || c == ':' || c == '%' ||
                  c == '-';
         });
}

bool IsAtIdentifier(std::string_view text) {
  return text.starts_with("did:") ? IsDid(text) : IsAtHandle(text);
}

bool IsNsid(std::string_view text) {
  if (text.size() > kMaxNsid) return false;
  auto segments = Split(text, '.');
  const std::string_view name = segments.back();
  segments.pop_back();
  return segments.size() >= 2 &&
         std::all_of(segments.begin(), segments.end(), IsLabel) &&
         IsAlpha(segments[0][0]) && !name.empty() && name.size() <= kMaxLabel &&
         IsAlpha(name[0]) && All(name, IsAlnum);
}

bool IsRecordKey(std::string_view text) {
  return !text.empty() && text.size() <= kMaxRecordKey && text != "." &&
         text != ".." && All(text, [](char c) {
           return IsAlnum(c) || c == '.' || c == '-' || c == '_' || c == ':' ||
                  c == '~';
         });
}

bool IsTid(std::string_view text) {
  // The highest of the 65 bits is not there, the next one is 0.
  return text.size() == kTidLength && kTidDigits.find(text[0]) < 16 &&
         All(text, [](char c) {
           return kTidDigits.find(c) != std::string_view::npos;
         });
}

std::optional<Timestamp> TimeOfTid(std::string_view tid) {
  if (!IsTid(tid)) return std::nullopt;
  uint64_t bits = 0;
  for (const char c : tid) bits = bits << 5 | kTidDigits.find(c);
  constexpr int kClockBits = 10;
  return Timestamp(std::chrono::duration_cast<std::chrono::milliseconds>(
      std::chrono::microseconds(static_cast<int64_t>(bits >> kClockBits))));
}

std::optional<AtUri> ParseAtUri(std::string_view text) {
  constexpr std::string_view kScheme = "at://";
  if (text.size() > kMaxAtUri || !text.starts_with(kScheme)) {
    return std::nullopt;
  }
  const auto parts = Split(text.substr(kScheme.size()), '/');
  if (parts.size() > 3 || !IsAtIdentifier(parts[0]) ||
      (parts.size() > 1 && !IsNsid(parts[1])) ||
      (parts.size() > 2 && !IsRecordKey(parts[2]))) {
    return std::nullopt;
  }
  AtUri uri;
  uri.authority = parts[0];
  if (parts.size() > 1) uri.collection = parts[1];
  if (parts.size() > 2) uri.record_key = parts[2];
  return uri;
}

bool IsAtDatetime(std::string_view text) {
  constexpr std::string_view kForm = "0000-00-00T00:00:00";
  if (text.size() > kMaxDatetime || text.starts_with("000") ||
      !IsLike(text.substr(0, kForm.size()), kForm)) {
    return false;
  }
  std::string_view rest = text.substr(kForm.size());
  if (rest.starts_with('.')) {
    rest.remove_prefix(1);
    const size_t digits =
        std::min(rest.find_first_not_of("0123456789"), rest.size());
    if (digits == 0 || digits > kMaxFraction) return false;
    rest.remove_prefix(digits);
  }
  return rest == "Z" || IsLike(rest, "+00:00") ||
         (IsLike(rest, "-00:00") && rest != "-00:00");
}

std::optional<Timestamp> ParseAtDatetime(std::string_view text) {
  return IsAtDatetime(text) ? ParseTimestamp(text) : std::nullopt;
}

bool IsLanguageTag(std::string_view text) {
  return LanguageReader(text).Read();
}

std::optional<std::string> LanguageOfTag(std::string_view tag) {
  LanguageReader reader(tag);
  if (!reader.Read() || reader.repeated()) return std::nullopt;
  const std::string_view primary = tag.substr(0, tag.find('-'));
  if (primary.size() < 2 || primary.size() > 3 || !All(primary, IsLower)) {
    return std::nullopt;
  }
  return std::string(primary);
}

}  // namespace ritmon
