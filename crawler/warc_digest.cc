// SPDX-License-Identifier: GPL-3.0-or-later
#include "crawler/warc_digest.h"

#include <openssl/evp.h>

#include <array>
#include <cassert>
#include <cstdio>
#include <memory>

namespace ritmon {
namespace {

constexpr size_t kSha1Bytes = 20;
using Sha1 = std::array<unsigned char, kSha1Bytes>;

Sha1 Sha1Of(std::string_view begin, std::string_view end = {}) {
  const std::unique_ptr<EVP_MD_CTX, void (*)(EVP_MD_CTX*)> context(
      EVP_MD_CTX_new(), EVP_MD_CTX_free);
  Sha1 digest{};
  [[maybe_unused]] const bool done =
      EVP_DigestInit_ex(context.get(), EVP_sha1(), nullptr) == 1 &&
      EVP_DigestUpdate(context.get(), begin.data(), begin.size()) == 1 &&
      EVP_DigestUpdate(context.get(), end.data(), end.size()) == 1 &&
      EVP_DigestFinal_ex(context.get(), digest.data(), nullptr) == 1;
  assert(done);
  return digest;
}

}  // namespace

std::string PayloadDigest(std::string_view payload) {
  return PayloadDigest(payload, {});
}

std::string PayloadDigest(std::string_view begin, std::string_view end) {
  constexpr std::string_view kAlphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
  std::string out = "sha1:";
  // 160 bits are 32 digits of 5 bits, without padding.
  unsigned bits = 0;
  int count = 0;
  for (const unsigned char byte : Sha1Of(begin, end)) {
    bits = bits << 8 | byte;
    for (count += 8; count >= 5; count -= 5) {
      out += kAlphabet[bits >> (count - 5) & 31];
    }
  }
  return out;
}

std::string RecordId(std::string_view name) {
  Sha1 digest = Sha1Of("ritmon warc record " + std::string(name));
  digest[6] = static_cast<unsigned char>((digest[6] & 0x0F) | 0x50);
  digest[8] = static_cast<unsigned char>((digest[8] & 0x3F) | 0x80);
  std::string out = "<urn:uuid:";
  for (size_t i = 0; i < 16; ++i) {
    if (i == 4 || i == 6 || i == 8 || i == 10) out += '-';
    std::array<char, 3> hex{};
    std::snprintf(hex.data(), hex.size(), "%02x", unsigned{digest[i]});
    out += hex.data();
  }
  return out + ">";
}

}  // namespace ritmon
