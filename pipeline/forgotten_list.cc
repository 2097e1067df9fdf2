// SPDX-License-Identifier: GPL-3.0-or-later
#include "pipeline/forgotten_list.h"

#include <algorithm>
#include <utility>

#include "base/keyed_hash.h"
#include "base/normalize.h"
#include "crawler/social/social_call.h"
#include "registry/name_key.h"

namespace ritmon {
namespace {

// A name with its place. Postcodes tell more than towns: a town counts only
// where one of the two accounts has no postcode.
std::set<std::string> NameTexts(const std::string& name,
                                const Address& address) {
  std::set<std::string> texts;
  const std::string key = FullNameKey(name);
  if (key.empty()) return texts;
  const std::string town = Fold(address.town);
  if (!address.postcode.empty()) {
    texts.insert("name\n" + key + "\npostcode " + address.postcode);
  }
  if (!town.empty()) {
    texts.insert("name\n" + key + "\ntown " + town);
    if (address.postcode.empty()) {
      texts.insert("name\n" + key + "\nonly town " + town);
    }
  }
  return texts;
}

// By which an account with this name and place finds them.
std::vector<std::string> NameQuestions(const std::string& name,
                                       const Address& address) {
  const std::string key = FullNameKey(name);
  const std::string town = Fold(address.town);
  if (key.empty()) return {};
  if (address.postcode.empty()) return {"name\n" + key + "\ntown " + town};
  return {"name\n" + key + "\npostcode " + address.postcode,
          "name\n" + key + "\nonly town " + town};
}

std::string NumberText(std::string_view type, std::string_view number,
                       std::string_view suffix, const std::string& name) {
  return "number\n" + std::string(type) + std::string(number) +
         std::string(suffix) + "\n" + LightNameKey(name);
}

std::string LeiText(const std::string& lei) { return "lei\n" + lei; }
std::string VatText(const std::string& vat_id) { return "vat\n" + vat_id; }

}  // namespace

std::string ForgottenHostText(std::string_view host) {
  return "host\n" + std::string(host);
}

std::string ForgottenPathText(std::string_view host, std::string_view path) {
  while (path.ends_with('/')) path.remove_suffix(1);
  return "path\n" + std::string(host) + std::string(path);
}

std::string ForgottenAccountText(std::string_view account) {
  return "account\n" + std::string(account);
}

std::string ForgottenProfileText(std::string_view network,
                                 std::string_view host,
                                 std::string_view account) {
  return "profile\n" + std::string(network) + "\n" + std::string(host) + "\n" +
         std::string(account);
}

std::string ForgottenCompanyText(std::string_view company_id) {
  return "company\n" + std::string(company_id);
}

std::set<std::string> ForgottenCompanyTexts(const Company& company) {
  std::set<std::string> texts = {ForgottenCompanyText(company.id)};
  if (!company.lei.empty()) texts.insert(LeiText(company.lei));
  if (!company.vat_id.empty()) texts.insert(VatText(company.vat_id));
  std::vector<std::string> names = company.previous_names;
  names.push_back(company.name);
  for (const std::string& name : names) {
    texts.merge(NameTexts(name, company.address));
    if (const auto& number = company.register_number) {
      texts.insert(
          NumberText(number->type, number->number, number->suffix, name));
    }
  }
  return texts;
}

bool ForgottenList::Holds(const std::string& text) const {
  return hashes_.contains(KeyedHash(secret_, text));
}

bool ForgottenList::HoldsHost(std::string_view host) const {
  if (empty()) return false;
  while (host.ends_with('.')) host.remove_suffix(1);
  while (!host.empty()) {
    if (Holds(ForgottenHostText(host))) return true;
    const size_t dot = host.find('.');
    if (dot == std::string_view::npos) return false;
    host.remove_prefix(dot + 1);
  }
  return false;
}

bool ForgottenList::HoldsUrl(const Url& url) const {
  if (empty()) return false;
  if (HoldsHost(url.host())) return true;
  const std::string site = SocialSiteOf(url);
  if (site != url.host() && Holds(ForgottenAccountText(site))) return true;
  // From the page itself up to the first directory.
  for (std::string_view path = url.path(); path.size() > 1;
       path = path.substr(0, path.rfind('/'))) {
    if (Holds(ForgottenPathText(url.host(), path))) return true;
  }
  return false;
}

bool ForgottenList::HoldsUrl(std::string_view url) const {
  if (empty()) return false;
  const size_t colon = url.find(':');
  if (colon == std::string_view::npos) return false;
  if (const auto parsed = Url::Parse(url)) return HoldsUrl(*parsed);
  // "dns:firma.example" of other people's archives, "ftp://firma.example/".
  url.remove_prefix(colon + 1);
  while (url.starts_with('/')) url.remove_prefix(1);
  const auto as_web = Url::Parse("http://" + std::string(url));
  return as_web && HoldsUrl(*as_web);
}

bool ForgottenList::HoldsSite(std::string_view site) const {
  if (empty() || site.empty()) return false;
  if (Holds(ForgottenAccountText(site))) return true;
  return site.find_first_of("/:") == std::string_view::npos && HoldsHost(site);
}

bool ForgottenList::HoldsProfile(const ProfileLink& link) const {
  return !empty() && (Holds(ForgottenProfileText(ToString(link.network),
                                                 link.host, link.account)) ||
                      HoldsHost(link.host));
}

bool ForgottenList::HoldsCompanyId(std::string_view id) const {
  return !empty() && !id.empty() && Holds(ForgottenCompanyText(id));
}

bool ForgottenList::HoldsCompany(const Company& company) const {
  if (empty()) return false;
  std::vector<std::string> questions =
      NameQuestions(company.name, company.address);
  if (!company.id.empty()) {
    questions.push_back(ForgottenCompanyText(company.id));
  }
  if (const auto& number = company.register_number) {
    questions.push_back(ForgottenCompanyText(number->Key()));
    questions.push_back(
        NumberText(number->type, number->number, number->suffix, company.name));
  }
  if (!company.lei.empty()) questions.push_back(LeiText(company.lei));
  if (!company.vat_id.empty()) questions.push_back(VatText(company.vat_id));
  return std::any_of(questions.begin(), questions.end(),
                     [this](const std::string& text) { return Holds(text); });
}

bool ForgottenList::HoldsImprint(const ImprintCompany& imprint) const {
  if (empty()) return false;
  Company company;
  company.name = imprint.name;
  company.address = imprint.address;
  company.vat_id = imprint.vat_id;
  if (HoldsCompany(company)) return true;
  return !imprint.number.empty() &&
         Holds(NumberText(imprint.register_type, imprint.number, imprint.suffix,
                          imprint.name));
}

}  // namespace ritmon
