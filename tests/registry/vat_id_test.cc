// SPDX-License-Identifier: GPL-3.0-or-later
#include "registry/vat_id.h"

#include <gtest/gtest.h>

#include <string>

namespace ritmon {
namespace {

// ISO 7064, MOD 11,10.
TEST(VatIdTest, CheckDigits) {
  for (const char* valid : {"DE136695976", "DE811907980", "DE123456788"}) {
    EXPECT_TRUE(HasValidVatCheckDigit(valid)) << valid;
    // Every other last digit is wrong.
    for (char digit = '0'; digit <= '9'; ++digit) {
      std::string other = valid;
      other.back() = digit;
      EXPECT_EQ(HasValidVatCheckDigit(other), other == valid) << other;
    }
  }
  for (const char* bad :
       {"", "DE", "DE12345678", "AT123456788", "DE12345678X", "DE1234567880"}) {
    EXPECT_FALSE(HasValidVatCheckDigit(bad)) << bad;
  }
}

TEST(VatIdTest, FindsItAsPeopleWriteIt) {
  for (const char* line :
       {"USt-IdNr. DE136695976", "DE 136 695 976", "USt-ID DE: 136695976",
        "VAT-No. DE-136695976", "Ust-Id: DE 136.695.976", "de136695976",
        "USt-IdNr.: DE136695976 | Steuer-Nr. 22/294/11870",
        "USt-ID DE136695976 / St.-Nr. 18/200/44112",
        "DE136695976, 20457 Hamburg", "DE 136695976 20457 Hamburg",
        "EORI DE1366959, USt-IdNr. DE136695976",
        "Umsatzsteuer-Identifikationsnummer gem\u00e4\u00df \u00a7 27 a: "
        "DE\u00a0136\u00a0695\u00a0976"}) {
    EXPECT_EQ(FindVatId(line).value_or("none"), "DE136695976") << line;
  }
}

TEST(VatIdTest, RefusesWhatIsNone) {
  for (const char* line :
       {"", "DE", "USt-IdNr. DE136695977",  // mistyped
        "DE999999999",                      // the templates' own
        "W-IdNr. DE136695976-00001", "W-IdNr.: DE136695976", "EORI DE136695976",
        "EORI-Nummer: DE1366959760000", "IBAN DE02 2175 0000 0000 1234 56",
        "IBAN DE02217500000000123456", "Steuernummer 22/294/11870",
        "ATU13669597", "CHE-214.550.118", "WEEE-Reg.-Nr. DE 136695976",
        "CODE136695976", "DE13669597"}) {
    EXPECT_FALSE(FindVatId(line).has_value()) << line;
  }
}

}  // namespace
}  // namespace ritmon
