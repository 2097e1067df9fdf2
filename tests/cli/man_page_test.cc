// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/man_page.h"

#include <gtest/gtest.h>

namespace ritmon {
namespace {

CommandDescription Described() {
  CommandDescription count;
  count.name = "ritmon count";
  count.text = "counts companies";
  count.footer = ".it's no request\n'nor this\\";
  count.examples = {"ritmon count 'age:<5'"};
  OptionDescription query;
  query.names = {"QUERY"};
  query.positional = true;
  query.repeats = true;
  query.text = "only \"these\"";
  OptionDescription format;
  format.names = {"-f", "--format"};
  format.choices = {"csv", "json"};
  format.shown_default = "csv";
  format.environment = "RITMON_FORMAT";
  format.text = "form";
  count.options = {query, format};
  return count;
}

TEST(ManPageTest, SaysWhatTheCommandTakes) {
  CommandDescription keywords;
  keywords.name = "ritmon keywords";
  keywords.text = "lists";
  keywords.commands = {Described()};
  keywords.commands[0].name = "ritmon keywords lint";
  const auto pages = MakeManPages({Described(), keywords}, "1.2");
  ASSERT_EQ(pages.size(), 3u);
  EXPECT_EQ(pages[0].file, "ritmon.1");
  EXPECT_EQ(pages[1].file, "ritmon-count.1");
  EXPECT_EQ(pages[2].file, "ritmon-keywords.1");
  for (const char* part :
       {".TH \"RITMON\\-COUNT\" 1 \"\" \"ritmon 1.2\"",
        "ritmon\\-count \\- counts companies\n",
        "\\fBritmon count\\fR [\\fIOPTION\\fR]... [\\fIQUERY\\fR...]\n",
        ".TP\n\\fB\\-f\\fR, \\fB\\-\\-format\\fR \\fIFORMAT\\fR\nform\n",
        "One of \\fBcsv\\fR, \\fBjson\\fR.", "Default: \\fBcsv\\fR.",
        "\\fBRITMON_FORMAT\\fR",
        // Neither is a request, and the backslash is one.
        "\\&.it\\(aqs no request\n\\&\\(aqnor this\\e\n",
        ".EX\nritmon count \\(aqage:<5\\(aq\n.EE\n", ".SH \"EXIT STATUS\"",
        ".SH \"ENVIRONMENT\"", "\\fBNO_COLOR\\fR", ".SH \"FILES\"",
        "\\fB130\\fR\nSIGINT"}) {
    EXPECT_NE(pages[1].content.find(part), std::string::npos)
        << part << "\n"
        << pages[1].content;
  }
  EXPECT_NE(pages[0].content.find("\\fBritmon\\-keywords\\fR(1)\nlists\n"),
            std::string::npos);
  EXPECT_NE(pages[2].content.find(".SS \"ritmon keywords lint\"\n"),
            std::string::npos);
}

}  // namespace
}  // namespace ritmon
