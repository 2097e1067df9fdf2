// SPDX-License-Identifier: GPL-3.0-or-later
// Any text gives companies whose fields are sound.

#include "registry/imprint.h"
#include "registry/vat_id.h"
#include "tests/fuzz/fuzz_input.h"

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  const ritmon::FuzzInput input(data, size);
  for (const auto& company : ritmon::ExtractImprintText(input.view())) {
    ritmon::Require(!company.name.empty());
    ritmon::Require(!company.legal_form.empty() || !company.number.empty());
    ritmon::Require(company.number.find_first_not_of("0123456789") ==
                    std::string::npos);
    ritmon::Require(company.vat_id.empty() ||
                    ritmon::HasValidVatCheckDigit(company.vat_id));
    ritmon::Require(company.confidence >= 0 && company.confidence <= 1);
  }
  return 0;
}
