// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/url_host.h"

#include <unicode/uidna.h>

#include <algorithm>
#include <array>
#include <cstdint>
#include <cstdio>
#include <memory>
#include <vector>

#include "base/ascii.h"
#include "model/percent_encoding.h"

namespace ritmon {
namespace {

bool IsDigit(char c) { return c >= '0' && c <= '9'; }

bool IsForbiddenInDomain(char c) {
  constexpr std::string_view kForbidden = " #/:<>?@[\\]^|%\x7F";
  return static_cast<unsigned char>(c) < 0x20 ||
         kForbidden.find(c) != std::string_view::npos;
}

std::vector<std::string_view> SplitAtDots(std::string_view text) {
  std::vector<std::string_view> parts;
  for (size_t dot = text.find('.'); dot != std::string_view::npos;
       dot = text.find('.')) {
    parts.push_back(text.substr(0, dot));
    text.remove_prefix(dot + 1);
  }
  parts.push_back(text);
  return parts;
}

// ---- Domains -------------------------------------------------------------

// Section 3.3, domain to ASCII with beStrict false: these are not asked for.
constexpr uint32_t kIgnoredIdnaErrors =
    UIDNA_ERROR_EMPTY_LABEL | UIDNA_ERROR_LABEL_TOO_LONG |
    UIDNA_ERROR_DOMAIN_NAME_TOO_LONG | UIDNA_ERROR_LEADING_HYPHEN |
    UIDNA_ERROR_TRAILING_HYPHEN | UIDNA_ERROR_HYPHEN_3_4;

std::optional<std::string> UnicodeToAscii(std::string_view domain) {
  UErrorCode status = U_ZERO_ERROR;
  const std::unique_ptr<UIDNA, decltype(&uidna_close)> idna(
      uidna_openUTS46(UIDNA_CHECK_BIDI | UIDNA_CHECK_CONTEXTJ |
                          UIDNA_NONTRANSITIONAL_TO_ASCII |
                          UIDNA_NONTRANSITIONAL_TO_UNICODE,
                      &status),
      &uidna_close);
  if (U_FAILURE(status)) return std::nullopt;
  // Punycode is at most a few times as long; the second round never happens
  // for a host that could be resolved.
  std::string out(domain.size() * 4 + 64, '\0');
  for (int round = 0; round < 2; ++round) {
    UIDNAInfo info = UIDNA_INFO_INITIALIZER;
    status = U_ZERO_ERROR;
    const int32_t size = uidna_nameToASCII_UTF8(
        idna.get(), domain.data(), static_cast<int32_t>(domain.size()),
        out.data(), static_cast<int32_t>(out.size()), &info, &status);
    if (status == U_BUFFER_OVERFLOW_ERROR) {
      out.resize(static_cast<size_t>(size) + 1);
      continue;
    }
    if (U_FAILURE(status) || (info.errors & ~kIgnoredIdnaErrors) != 0) {
      return std::nullopt;
    }
    out.resize(static_cast<size_t>(size));
    return out;
  }
  return std::nullopt;
}

// Section 3.3 with what browsers do: a name that is ASCII already is only made
// lower case, also if a label begins with "xn--" and is no punycode.
std::optional<std::string> DomainToAscii(std::string_view domain) {
  if (std::any_of(domain.begin(), domain.end(), [](char c) {
        return static_cast<unsigned char>(c) >= 0x80;
      })) {
    return UnicodeToAscii(domain);
  }
  return AsciiLower(domain);
}

// ---- IPv4 ----------------------------------------------------------------

// "0x1f", "017", "23"; nothing if it is no number. Values above 2^32 are given
// as 2^32: they are refused anyway.
std::optional<uint64_t> ParseIpv4Number(std::string_view text) {
  if (text.empty()) return std::nullopt;
  unsigned base = 10;
  if (text.size() >= 2 && text[0] == '0' && AsciiLower(text[1]) == 'x') {
    base = 16;
    text.remove_prefix(2);
  } else if (text.size() >= 2 && text[0] == '0') {
    base = 8;
    text.remove_prefix(1);
  }
  constexpr uint64_t kTooBig = uint64_t{1} << 32;
  uint64_t value = 0;
  for (const char c : text) {
    const int digit = HexValue(c);
    if (digit < 0 || static_cast<unsigned>(digit) >= base) return std::nullopt;
    value = std::min(kTooBig, value * base + static_cast<unsigned>(digit));
  }
  return value;
}

// Section 3.5, "ends in a number": then it is an IPv4 address or nothing.
bool EndsInNumber(std::vector<std::string_view> parts) {
  if (parts.back().empty()) {
    if (parts.size() == 1) return false;
    parts.pop_back();
  }
  const std::string_view last = parts.back();
  if (!last.empty() && std::all_of(last.begin(), last.end(), IsDigit)) {
    return true;
  }
  return last.size() >= 2 && last[0] == '0' && AsciiLower(last[1]) == 'x' &&
         ParseIpv4Number(last).has_value();
}

std::optional<std::string> ParseIpv4(std::vector<std::string_view> parts) {
  if (parts.back().empty() && parts.size() > 1) parts.pop_back();
  if (parts.size() > 4) return std::nullopt;
  uint64_t address = 0;
  for (size_t i = 0; i < parts.size(); ++i) {
    const auto number = ParseIpv4Number(parts[i]);
    if (!number) return std::nullopt;
    if (i + 1 < parts.size()) {
      if (*number > 255) return std::nullopt;
      address |= *number << (8 * (3 - i));
    } else {
      // The last number fills all the bytes that are left.
      if (*number >= uint64_t{1} << (8 * (5 - parts.size()))) {
        return std::nullopt;
      }
      address |= *number;
    }
  }
  std::array<char, 16> out{};
  std::snprintf(out.data(), out.size(), "%u.%u.%u.%u",
                static_cast<unsigned>(address >> 24 & 255),
                static_cast<unsigned>(address >> 16 & 255),
                static_cast<unsigned>(address >> 8 & 255),
                static_cast<unsigned>(address & 255));
  return std::string(out.data());
}

// ---- IPv6 ----------------------------------------------------------------

using Ipv6 = std::array<uint16_t, 8>;

// "192.0.2.1" as the last two pieces.
bool ParseEmbeddedIpv4(std::string_view text, size_t piece, Ipv6* address) {
  const auto parts = SplitAtDots(text);
  if (parts.size() != 4) return false;
  for (size_t i = 0; i < 4; ++i) {
    const std::string_view part = parts[i];
    if (part.empty() || part.size() > 3 ||
        !std::all_of(part.begin(), part.end(), IsDigit) ||
        (part.size() > 1 && part[0] == '0')) {
      return false;
    }
    int value = 0;
    for (const char c : part) value = value * 10 + (c - '0');
    if (value > 255) return false;
    uint16_t& target = (*address)[piece + i / 2];
    target = static_cast<uint16_t>(target << 8 | value);
  }
  return true;
}

std::optional<Ipv6> ParseIpv6(std::string_view text) {
  Ipv6 address{};
  size_t piece = 0;
  std::optional<size_t> compress;
  size_t pos = 0;
  if (text.starts_with(':')) {
    if (!text.starts_with("::")) return std::nullopt;
    pos = 2;
    compress = 0;
  }
  while (pos < text.size()) {
    if (piece == 8) return std::nullopt;
    if (text[pos] == ':') {
      if (compress) return std::nullopt;
      ++pos;
      compress = piece;
      continue;
    }
    unsigned value = 0;
    size_t length = 0;
    while (length < 4 && pos + length < text.size() &&
           HexValue(text[pos + length]) >= 0) {
      value = value * 16 + static_cast<unsigned>(HexValue(text[pos + length]));
      ++length;
    }
    if (pos + length < text.size() && text[pos + length] == '.') {
      if (length == 0 || piece > 6 ||
          !ParseEmbeddedIpv4(text.substr(pos), piece, &address)) {
        return std::nullopt;
      }
      piece += 2;
      break;
    }
    if (length == 0) return std::nullopt;
    pos += length;
    if (pos < text.size()) {
      if (text[pos] != ':' || pos + 1 == text.size()) return std::nullopt;
      ++pos;
    }
    address[piece++] = static_cast<uint16_t>(value);
  }
  if (compress) {
    std::rotate(address.begin() + static_cast<ptrdiff_t>(*compress),
                address.begin() + static_cast<ptrdiff_t>(piece), address.end());
  } else if (piece != 8) {
    return std::nullopt;
  }
  return address;
}

std::string SerializeIpv6(const Ipv6& address) {
  // The first longest run of zero pieces, if longer than one, becomes "::".
  size_t run_begin = 8;
  size_t run_length = 1;
  for (size_t i = 0; i < 8;) {
    size_t end = i;
    while (end < 8 && address[end] == 0) ++end;
    if (end - i > run_length) {
      run_begin = i;
      run_length = end - i;
    }
    i = end + 1;
  }
  std::string out = "[";
  for (size_t i = 0; i < 8; ++i) {
    if (i == run_begin) {
      out += i == 0 ? "::" : ":";
      i += run_length - 1;
      continue;
    }
    std::array<char, 8> piece{};
    std::snprintf(piece.data(), piece.size(), "%x", unsigned{address[i]});
    out += piece.data();
    if (i != 7) out += ':';
  }
  return out + "]";
}

}  // namespace

std::optional<std::string> ParseHost(std::string_view input) {
  if (input.starts_with('[')) {
    if (!input.ends_with(']') || input.size() < 2) return std::nullopt;
    const auto address = ParseIpv6(input.substr(1, input.size() - 2));
    if (!address) return std::nullopt;
    return SerializeIpv6(*address);
  }
  auto domain = DomainToAscii(PercentDecode(input));
  if (!domain || domain->empty() ||
      std::any_of(domain->begin(), domain->end(), IsForbiddenInDomain)) {
    return std::nullopt;
  }
  const auto parts = SplitAtDots(*domain);
  if (EndsInNumber(parts)) return ParseIpv4(parts);
  return domain;
}

}  // namespace ritmon
