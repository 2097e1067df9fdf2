// SPDX-License-Identifier: GPL-3.0-or-later
// Whom nobody may know any more: hosts and companies that `ritmon forget` has
// removed. Holds keyed hashes only (base/keyed_hash.h), so that the list which
// keeps a name out does not tell it.
//
// A host stands for all hosts below it. A company is recognised by its id, LEI
// and VAT id, by its name (former ones too) with its place, and by its number
// with its name where a source does not say the court. Immutable; safe to share
// between threads.

#pragma once

#include <set>
#include <string>
#include <string_view>
#include <unordered_set>
#include <vector>

#include "model/company.h"
#include "model/profile.h"
#include "model/url.h"

namespace ritmon {

// What is hashed; on disk as hashes: do not change (docs/formats.md).
std::string ForgottenHostText(std::string_view host);
// Pages at and below a path of a host that others share.
std::string ForgottenPathText(std::string_view host, std::string_view path);
// An account, as PageRecord::site of its posts or SocialSiteOf has it.
std::string ForgottenAccountText(std::string_view account);
std::string ForgottenProfileText(std::string_view network,
                                 std::string_view host,
                                 std::string_view account);
std::string ForgottenCompanyText(std::string_view company_id);
// All of a company's, its id's included.
std::set<std::string> ForgottenCompanyTexts(const Company& company);

class ForgottenList {
 public:
  ForgottenList() = default;
  // `secret`: the key that the hashes were made with.
  ForgottenList(std::string secret, std::unordered_set<std::string> hashes)
      : secret_(std::move(secret)), hashes_(std::move(hashes)) {}

  bool empty() const { return hashes_.empty(); }

  bool HoldsHost(std::string_view host) const;
  bool HoldsUrl(const Url& url) const;
  // A URL, or what looks like one ("dns:firma.example"); false for the rest.
  bool HoldsUrl(std::string_view url) const;
  // A host, or an account.
  bool HoldsSite(std::string_view site) const;
  bool HoldsProfile(const ProfileLink& link) const;
  bool HoldsCompanyId(std::string_view id) const;
  bool HoldsCompany(const Company& company) const;
  bool HoldsImprint(const ImprintCompany& company) const;

 private:
  bool Holds(const std::string& text) const;

  std::string secret_;
  std::unordered_set<std::string> hashes_;
};

}  // namespace ritmon
