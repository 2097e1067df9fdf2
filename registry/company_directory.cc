// SPDX-License-Identifier: GPL-3.0-or-later
#include "registry/company_directory.h"

#include <algorithm>
#include <utility>

#include "registry/name_key.h"

namespace ritmon {
namespace {

std::string NumberKey(std::string_view type, std::string_view number) {
  std::string key(type);
  key += ' ';
  key += number;
  return key;
}

}  // namespace

CompanyDirectory::CompanyDirectory(std::vector<Company> companies) {
  std::sort(companies.begin(), companies.end(),
            [](const Company& a, const Company& b) { return a.id < b.id; });
  entries_.reserve(companies.size());
  for (Company& company : companies) {
    Entry entry;
    entry.full_key = FullNameKey(company.name);
    entry.light_key = LightNameKey(company.name);
    for (const std::string& name : company.previous_names) {
      entry.previous_keys.push_back(FullNameKey(name));
    }
    entry.company = std::move(company);
    entries_.push_back(std::move(entry));
  }
  for (size_t i = 0; i < entries_.size(); ++i) {
    const Entry& entry = entries_[i];
    const Company& company = entry.company;
    by_id_.emplace(company.id, i);
    if (company.register_number) {
      const RegisterNumber& number = *company.register_number;
      by_register_.emplace(NumberKey(number.type, number.number), i);
    }
    by_full_key_.emplace(entry.full_key, i);
    for (const std::string& key : entry.previous_keys) {
      if (key != entry.full_key) by_full_key_.emplace(key, i);
    }
    by_light_key_.emplace(entry.light_key, i);
    if (!company.address.postcode.empty()) {
      by_postcode_.emplace(company.address.postcode, i);
    }
  }
}

Result<CompanyDirectory> CompanyDirectory::Build(CompanyStore& store) {
  std::vector<Company> companies;
  auto status = store.ForEach([&](Company& company) {
    companies.push_back(std::move(company));
    return true;
  });
  if (!status) return tl::unexpected(status.error());
  return CompanyDirectory(std::move(companies));
}

CompanyDirectory::Matches CompanyDirectory::Get(const Index& index,
                                                std::string_view key) const {
  std::vector<size_t> found;
  const auto [begin, end] = index.equal_range(std::string(key));
  for (auto it = begin; it != end; ++it) found.push_back(it->second);
  // By id, whatever the hash table's order.
  std::sort(found.begin(), found.end());
  found.erase(std::unique(found.begin(), found.end()), found.end());
  Matches matches;
  for (const size_t i : found) matches.push_back(&entries_[i]);
  return matches;
}

const CompanyDirectory::Entry* CompanyDirectory::Find(
    std::string_view id) const {
  const auto found = by_id_.find(std::string(id));
  return found == by_id_.end() ? nullptr : &entries_[found->second];
}

CompanyDirectory::Matches CompanyDirectory::ByRegisterNumber(
    std::string_view type, std::string_view number) const {
  return Get(by_register_, NumberKey(type, number));
}

CompanyDirectory::Matches CompanyDirectory::ByFullKey(
    std::string_view key) const {
  return Get(by_full_key_, key);
}

CompanyDirectory::Matches CompanyDirectory::ByLightKey(
    std::string_view key) const {
  return Get(by_light_key_, key);
}

CompanyDirectory::Matches CompanyDirectory::ByPostcode(
    std::string_view postcode) const {
  return Get(by_postcode_, postcode);
}

}  // namespace ritmon
