// SPDX-License-Identifier: GPL-3.0-or-later
#include "registry/source_format.h"

#include <gtest/gtest.h>

#include "base/files.h"
#include "tests/testing/temp_directory.h"

namespace ritmon {
namespace {

TEST(SourceFormatTest, IsSeenInTheFirstBytes) {
  struct Case {
    std::string content;
    SourceFormat format;
  };
  const Case cases[] = {
      {"{\"all_attributes\":{},\"company_number\":\"x\"}",
       SourceFormat::kOffeneRegister},
      {"\n{\n \"company_number\": 1}", SourceFormat::kOffeneRegister},
      {"{\"records\":[{\"LEI\":{\"$\":\"x\"}}]}", SourceFormat::kGleifJson},
      {"{\"links\":{},\"data\":[{\"type\":\"lei-records\"}]}",
       SourceFormat::kGleifJson},
      {"\"LEI\",\"Entity.LegalName\",\"x\"\n", SourceFormat::kGleifCsv},
      {"<?xml version=\"1.0\"?><a/>", SourceFormat::kXjustiz},
      {"<?xml version=\"1.0\"?><Types "
       "xmlns=\"http://schemas.openxmlformats.org/"
       "package/2006/content-types\">",
       SourceFormat::kCsv},
      {std::string("SQLite format 3\0....", 20),
       SourceFormat::kOffeneRegister2022},
      {"Firma;PLZ\n", SourceFormat::kCsv},
      {"", SourceFormat::kCsv},
  };
  TempDirectory folder;
  for (const Case& c : cases) {
    ASSERT_TRUE(WriteFileAtomically(folder / "file", c.content));
    auto format = DetectSourceFormat(folder / "file");
    ASSERT_TRUE(format.has_value()) << c.content;
    EXPECT_EQ(*format, c.format) << c.content;
    EXPECT_EQ(ParseSourceFormat(ToString(c.format)), c.format);
  }
  EXPECT_EQ(DetectSourceFormat(folder.path()), SourceFormat::kXjustiz);
  auto missing = DetectSourceFormat(folder / "nothing");
  ASSERT_FALSE(missing.has_value());
  EXPECT_EQ(missing.error().kind, ErrorKind::kNotFound);
  EXPECT_FALSE(ParseSourceFormat("xls").has_value());
}

}  // namespace
}  // namespace ritmon
