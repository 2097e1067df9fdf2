// SPDX-License-Identifier: GPL-3.0-or-later
// The companies in memory, with the indexes that matching asks.
// Immutable once built, safe to share between threads.

#pragma once

#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "base/result.h"
#include "model/company.h"
#include "registry/company_store.h"

namespace ritmon {

class CompanyDirectory {
 public:
  // A company and the keys it is found by.
  struct Entry {
    Company company;
    std::string full_key;
    std::string light_key;
    std::vector<std::string> previous_keys;  // full keys of previous names
  };
  using Matches = std::vector<const Entry*>;

  explicit CompanyDirectory(std::vector<Company> companies);
  static Result<CompanyDirectory> Build(CompanyStore& store);

  // Pointers live as long as the directory. Null or empty if there are none.
  const Entry* Find(std::string_view id) const;
  // Of all courts, with all suffixes.
  Matches ByRegisterNumber(std::string_view type,
                           std::string_view number) const;
  Matches ByFullKey(std::string_view key) const;  // previous names included
  Matches ByLightKey(std::string_view key) const;
  Matches ByPostcode(std::string_view postcode) const;

  const std::vector<Entry>& entries() const { return entries_; }

 private:
  using Index = std::unordered_multimap<std::string, size_t>;
  Matches Get(const Index& index, std::string_view key) const;

  std::vector<Entry> entries_;
  std::unordered_map<std::string, size_t> by_id_;
  Index by_register_;
  Index by_full_key_;
  Index by_light_key_;
  Index by_postcode_;
};

}  // namespace ritmon
