// SPDX-License-Identifier: GPL-3.0-or-later
#include "registry/company_keys.h"

#include <initializer_list>
#include <string>

#include "base/fingerprint.h"
#include "base/normalize.h"
#include "registry/name_key.h"

namespace ritmon {
namespace {

// Of all parts, in order; 0 if one is empty.
int64_t KeyOf(std::initializer_list<std::string_view> parts) {
  Fingerprinter fingerprinter;
  for (const std::string_view part : parts) {
    if (part.empty()) return 0;
    fingerprinter.Add(part);
    fingerprinter.Add('\n');
  }
  return fingerprinter.Key();
}

// Letters and digits of `text`, folded: "Groß-Weg 1 a" is "grossweg1a".
std::string Compact(std::string_view folded) {
  std::string compact;
  compact.reserve(folded.size());
  for (const char c : folded) {
    if ((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9')) compact += c;
  }
  return compact;
}

std::string TokenOfFolded(std::string_view folded) {
  for (const std::string_view ending : {"strasse", "str."}) {
    const size_t at = folded.find(ending);
    if (at != std::string_view::npos && at >= 3) {
      return Compact(folded.substr(0, at));
    }
  }
  return Compact(folded.substr(0, folded.find_first_of("0123456789")));
}

// "Hauptstr. 5" and "Hauptstraße 5" are one address.
std::string AddressOfFolded(std::string_view folded) {
  std::string text(folded);
  const size_t at = text.find("str.");
  if (at != std::string::npos) text.replace(at, 4, "strasse");
  return Compact(text);
}

}  // namespace

std::string StreetToken(std::string_view street) {
  return TokenOfFolded(Fold(street));
}

int64_t NumberKey(std::string_view court, std::string_view type,
                  std::string_view number) {
  return KeyOf({"number", court, type, number});
}

int64_t NameKey(std::string_view full_key) { return KeyOf({"name", full_key}); }

int64_t LightKey(std::string_view light_key, std::string_view postcode) {
  return KeyOf({"light", light_key, postcode});
}

int64_t StreetKey(std::string_view light_key, std::string_view postcode,
                  std::string_view street) {
  return KeyOf(
      {"street", light_key.substr(0, 1), postcode, StreetToken(street)});
}

int64_t AddressKey(std::string_view postcode, std::string_view street) {
  return KeyOf({"address", postcode, AddressOfFolded(Fold(street))});
}

CompanyKeys KeysOf(const Company& company) {
  return KeysOf(company, NameTokens(company.name));
}

CompanyKeys KeysOf(const Company& company,
                   const std::vector<NameToken>& tokens) {
  const std::string light = LightNameKey(tokens);
  const std::string street = Fold(company.address.street);
  const std::string_view postcode = company.address.postcode;
  CompanyKeys keys;
  if (const auto& number = company.register_number) {
    keys.number = NumberKey(number->court, number->type, number->number);
  }
  keys.name = NameKey(FullNameKey(tokens));
  keys.light = LightKey(light, postcode);
  keys.street = KeyOf({"street", std::string_view(light).substr(0, 1), postcode,
                       TokenOfFolded(street)});
  keys.address = KeyOf({"address", postcode, AddressOfFolded(street)});
  return keys;
}

}  // namespace ritmon
