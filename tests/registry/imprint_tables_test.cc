// SPDX-License-Identifier: GPL-3.0-or-later
#include "registry/imprint_tables.h"

#include <gtest/gtest.h>

#include <string>

namespace ritmon {
namespace {

TEST(ImprintTablesTest, AColumnForEachCompany) {
  EXPECT_EQ(TurnColumnsToRows("Impressum\n"
                              "Firma | Elbe GmbH | Ems KG\n"
                              "Ort | 20095 Hamburg | 26721 Emden\n"
                              "Register | HRB 1 |\n"
                              "Telefon | 040 123\n"),
            "Impressum\n"
            "Firma | Elbe GmbH\n"
            "Ort | 20095 Hamburg\n"
            "Register | HRB 1\n"
            "Firma | Ems KG\n"
            "Ort | 26721 Emden\n"
            "Telefon | 040 123\n");
}

TEST(ImprintTablesTest, NamesAboveTheLabels) {
  EXPECT_EQ(TurnColumnsToRows("Elbe GmbH | Ems KG\n"
                              "Ort | 20095 Hamburg | 26721 Emden\n"),
            "Elbe GmbH\n"
            "Ort | 20095 Hamburg\n"
            "Ems KG\n"
            "Ort | 26721 Emden\n");
}

TEST(ImprintTablesTest, AllElseStays) {
  const std::string others[] = {
      "",
      "Elbe GmbH | Kai 1 | 20457 Hamburg\n",
      "Firma | Elbe GmbH\nOrt | Hamburg\n",
      "Firma | Sitz | Register\nElbe GmbH | Hamburg | HRB 1\n",
      "Elbe GmbH | Ems KG\nHamburg | Emden\n",
      "|\n||\n|||\n",
  };
  for (const std::string& text : others) {
    EXPECT_EQ(TurnColumnsToRows(text), text);
  }
}

}  // namespace
}  // namespace ritmon
