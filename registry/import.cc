// SPDX-License-Identifier: GPL-3.0-or-later
#include "registry/import.h"

#include "registry/entity_kind.h"
#include "registry/legal_form.h"

namespace ritmon {

void CompleteCompany(Company& company, const ImportContext& context) {
  if (company.legal_form.empty()) {
    company.legal_form = LegalFormOf(company.name);
  }
  if (company.register_number) {
    RegisterNumber& number = *company.register_number;
    if (const Court* court = context.courts.FindCode(number.court)) {
      number.court = court->code;
      if (company.court.empty()) company.court = court->name;
    }
  }
  if (company.district.empty()) {
    company.district = context.regions.District(company.address.postcode,
                                                company.address.town);
  }
  EntitySigns signs;
  signs.name = company.name;
  signs.legal_form = company.legal_form;
  signs.purpose = company.purpose;
  signs.has_website = !company.website.empty();
  company.kind = ClassifyEntity(signs).kind;
  if (company.id.empty()) {
    company.id = company.register_number ? company.register_number->Key()
                                         : UnregisteredId(company);
  }
}

}  // namespace ritmon
