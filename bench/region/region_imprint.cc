// SPDX-License-Identifier: GPL-3.0-or-later
#include "bench/region/region_imprint.h"

#include <fmt/format.h>

namespace ritmon {
namespace {

struct Facts {
  std::string name;     // as HTML
  std::string partner;  // of a partnership: a GmbH that acts for it
  std::string mail;
};

std::string ActsFor(const RegionCompany& company, const Facts& facts) {
  return company.partnership
             ? "die " + facts.partner + ", diese durch " + company.manager
             : company.manager;
}

std::string AsLines(const RegionCompany& company, const Facts& facts) {
  return fmt::format(
      "<h2>Angaben gemäß § 5 DDG</h2>\n<p>{}<br>\n{}<br>\n{} {}</p>\n"
      "<h2>Vertreten durch</h2>\n<p>{}</p>\n<h2>Kontakt</h2>\n<p>Telefon: 040 "
      "555 {}<br>\nE-Mail: <a href=\"mailto:{}\">{}</a></p>\n"
      "<h2>Registereintrag</h2>\n<p>Eintragung im Handelsregister.<br>\n"
      "Registergericht: Amtsgericht {}<br>\nRegisternummer: {}</p>\n"
      "<h2>Umsatzsteuer-ID</h2>\n<p>Umsatzsteuer-Identifikationsnummer gemäß § "
      "27 a Umsatzsteuergesetz: {}</p>\n",
      facts.name, company.street, company.postcode, company.town,
      ActsFor(company, facts), company.employees, facts.mail, facts.mail,
      company.court, company.register_number, company.vat_id);
}

std::string AsList(const RegionCompany& company, const Facts& facts) {
  return fmt::format(
      "<dl class=\"c-facts\"><dt>Anbieter nach § 5 DDG</dt><dd>{}</dd>"
      "<dt>Anschrift</dt><dd>{}, {} {}</dd><dt>Geschäftsführung</dt><dd>{}</dd>"
      "<dt>E-Mail</dt><dd>{}</dd><dt>Registergericht</dt><dd>Amtsgericht {}"
      "</dd><dt>Registernummer</dt><dd>{}</dd><dt>USt-IdNr.</dt><dd>{}</dd>"
      "</dl>\n",
      facts.name, company.street, company.postcode, company.town,
      ActsFor(company, facts), facts.mail, company.court,
      company.register_number, company.vat_id);
}

std::string AsTable(const RegionCompany& company, const Facts& facts) {
  return fmt::format(
      "<table class=\"c-table c-table--imprint\"><tbody>\n<tr><th>Firma</th>"
      "<td>{}</td></tr>\n<tr><th>Sitz</th><td>{}<br>{} {}</td></tr>\n<tr><th>"
      "Vertretungsberechtigt</th><td>{}</td></tr>\n<tr><th>Handelsregister</th>"
      "<td>{}, Amtsgericht {}</td></tr>\n<tr><th>USt-IdNr.</th><td>{}</td></tr>"
      "\n<tr><th>E-Mail</th><td>{}</td></tr>\n</tbody></table>\n",
      facts.name, company.street, company.postcode, company.town,
      ActsFor(company, facts), company.register_number, company.court,
      company.vat_id, facts.mail);
}

std::string AsParagraph(const RegionCompany& company, const Facts& facts) {
  return fmt::format(
      "<div class=\"o-text\"><p><strong>{}</strong><br/>{} | D-{} {}<br/>"
      "Vertreten durch: {}</p><p>{} beim Amtsgericht {} | USt-IdNr.: {}</p>"
      "<p>Inhaltlich verantwortlich nach § 18 Abs. 2 MStV: {}, Anschrift wie "
      "oben</p></div>\n",
      facts.name, company.street, company.postcode, company.town,
      ActsFor(company, facts), company.register_number, company.court,
      company.vat_id, company.manager);
}

std::string InEnglish(const RegionCompany& company, const Facts& facts) {
  return fmt::format(
      "<h2>Information according to section 5 DDG</h2>\n<p>{}<br>\n{}<br>\n"
      "{} {}<br>\nGermany</p>\n<p>Represented by: {}</p>\n<p>Commercial "
      "register: Amtsgericht {}, {}<br>\nVAT ID: {}<br>\nE-mail: {}</p>\n",
      facts.name, company.street, company.postcode, company.town,
      company.manager, company.court, company.register_number, company.vat_id,
      facts.mail);
}

}  // namespace

std::string ImprintHtml(const RegionSite& site) {
  const RegionCompany& company = site.company;
  Facts facts;
  facts.name = EscapeHtml(company.name);
  facts.partner =
      company.name.substr(0, company.name.find(' ')) + " Verwaltungs GmbH";
  facts.mail = "post@" + std::to_string(site.number) + ".example";
  if (site.language == Language::kEnglish) return InEnglish(company, facts);
  switch (site.number % 4) {
    case 0:
      return AsLines(company, facts);
    case 1:
      return AsList(company, facts);
    case 2:
      return AsTable(company, facts);
    default:
      return AsParagraph(company, facts);
  }
}

}  // namespace ritmon
