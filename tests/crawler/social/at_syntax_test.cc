// SPDX-License-Identifier: GPL-3.0-or-later
#include "crawler/social/at_syntax.h"

#include <gtest/gtest.h>

#include <functional>
#include <iostream>
#include <sstream>

#include "tests/testing/fixtures.h"

namespace ritmon {
namespace {

using Check = std::function<bool(std::string_view)>;

TEST(AtSyntax, HandlesAndDids) {
  const struct {
    const char* text;
    bool handle;
    bool did;
  } cases[] = {
      {"firma.example", true, false},
      {"Firma-Nord.example", true, false},
      {"firma", false, false},
      {"firma.example.", false, false},
      {"firma.123", false, false},
      {"-firma.example", false, false},
      {"@firma.example", false, false},
      {"did:plc:ewvi7nxzyoun6zhxrhs64oiz", false, true},
      {"did:web:firma.example", false, true},
      {"did:web:firma.example%3A8443", false, true},
      {"did:web:", false, false},
      {"did:web:firma.example/pfad", false, false},
      {"DID:plc:abc", false, false},
      {"", false, false},
  };
  for (const auto& c : cases) {
    EXPECT_EQ(IsAtHandle(c.text), c.handle) << c.text;
    EXPECT_EQ(IsDid(c.text), c.did) << c.text;
    EXPECT_EQ(IsAtIdentifier(c.text), c.handle || c.did) << c.text;
  }
}

TEST(AtSyntax, UrisHaveParts) {
  const auto uri =
      ParseAtUri("at://did:plc:abc/app.bsky.feed.post/3jzfcijpj2z2a");
  ASSERT_TRUE(uri);
  EXPECT_EQ(uri->authority, "did:plc:abc");
  EXPECT_EQ(uri->collection, "app.bsky.feed.post");
  EXPECT_EQ(uri->record_key, "3jzfcijpj2z2a");
  EXPECT_FALSE(ParseAtUri("at://did:plc:abc/app.bsky.feed.post/"));
  EXPECT_FALSE(ParseAtUri("https://did:plc:abc/app.bsky.feed.post/x"));
  EXPECT_TRUE(ParseAtUri("at://firma.example")->collection.empty());
}

// atproto.com/specs/tid: 53 bits of microseconds, 10 of the clock's number.
TEST(AtSyntax, TimesOfKeys) {
  EXPECT_EQ(FormatTimestamp(*TimeOfTid("2222222222222")),
            "1970-01-01T00:00:00Z");
  // 1688137381887007 µs, clock 24.
  EXPECT_EQ(FormatTimestamp(*TimeOfTid("3jzfcijpj2z2a")),
            "2023-06-30T15:03:01Z");
  EXPECT_FALSE(TimeOfTid("zzzzzzzzzzzzz"));
  EXPECT_FALSE(TimeOfTid("self"));
}

TEST(AtSyntax, Datetimes) {
  EXPECT_EQ(FormatTimestamp(*ParseAtDatetime("2026-03-14T09:26:53.589+01:00")),
            "2026-03-14T08:26:53Z");
  EXPECT_TRUE(IsAtDatetime("2026-13-14T09:26:53Z"));
  EXPECT_FALSE(ParseAtDatetime("2026-13-14T09:26:53Z"));
  EXPECT_FALSE(ParseAtDatetime("2026-03-14 09:26:53Z"));
  EXPECT_FALSE(ParseAtDatetime("2026-03-14T09:26:53"));
}

TEST(AtSyntax, LanguagesHaveAPrimaryCode) {
  const struct {
    const char* tag;
    const char* primary;  // empty: none
  } cases[] = {
      {"de", "de"},
      {"de-DE", "de"},
      {"gsw-CH", "gsw"},
      {"zh-Hant", "zh"},
      {"de-CH-1901", "de"},
      {"x-firma", ""},
      {"DE", ""},
      {"deutsch", ""},
      {"de_DE", ""},
      {"", ""},
      {"d", ""},
      {"de-1901-1901", ""},
  };
  for (const auto& c : cases) {
    EXPECT_EQ(LanguageOfTag(c.tag).value_or(""), c.primary) << c.tag;
  }
}

// Other people's table: every line of a file is one case.
TEST(AtSyntax, InteropFiles) {
  const std::string folder = "social-bluesky/interop-test-files/syntax";
  RITMON_REQUIRE_FIXTURE(folder);
  const Check is_uri = [](std::string_view t) { return bool(ParseAtUri(t)); };
  const Check has_time = [](std::string_view t) {
    return bool(ParseAtDatetime(t));
  };
  const Check has_language = [](std::string_view t) {
    return bool(LanguageOfTag(t));
  };
  const struct {
    const char* file;
    Check is;
    bool expected;
  } files[] = {
      {"atidentifier_syntax_valid", IsAtIdentifier, true},
      {"atidentifier_syntax_invalid", IsAtIdentifier, false},
      {"aturi_syntax_valid", is_uri, true},
      {"aturi_syntax_invalid", is_uri, false},
      {"datetime_syntax_valid", IsAtDatetime, true},
      {"datetime_syntax_valid", has_time, true},
      {"datetime_syntax_invalid", IsAtDatetime, false},
      {"datetime_parse_invalid", has_time, false},
      {"did_syntax_valid", IsDid, true},
      {"did_syntax_invalid", IsDid, false},
      {"handle_syntax_valid", IsAtHandle, true},
      {"handle_syntax_invalid", IsAtHandle, false},
      {"language_syntax_valid", IsLanguageTag, true},
      {"language_syntax_invalid", IsLanguageTag, false},
      {"language_parse_invalid", has_language, false},
      {"nsid_syntax_valid", IsNsid, true},
      {"nsid_syntax_invalid", IsNsid, false},
      {"recordkey_syntax_valid", IsRecordKey, true},
      {"recordkey_syntax_invalid", IsRecordKey, false},
      {"tid_syntax_valid", IsTid, true},
      {"tid_syntax_invalid", IsTid, false},
  };
  int cases = 0;
  int agreed = 0;
  std::string last;
  for (const auto& file : files) {
    std::istringstream lines(
        MustRead(Fixture(folder + "/" + file.file + ".txt")));
    int of_file = 0;
    int agreed_of_file = 0;
    for (std::string line; std::getline(lines, line);) {
      if (line.find_first_not_of(" \r") == std::string::npos) continue;
      if (line.starts_with('#')) continue;
      ++of_file;
      const bool agrees = file.is(line) == file.expected;
      agreed_of_file += agrees ? 1 : 0;
      EXPECT_TRUE(agrees) << file.file << ": " << line;
    }
    std::cout << file.file << ": " << agreed_of_file << " of " << of_file
              << " agree\n";
    // The same file by two functions counts once.
    if (last != file.file) {
      cases += of_file;
      agreed += agreed_of_file;
    }
    last = file.file;
  }
  std::cout << "all: " << agreed << " of " << cases << " agree\n";
  EXPECT_EQ(cases, 496);
}

}  // namespace
}  // namespace ritmon
