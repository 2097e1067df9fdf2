// SPDX-License-Identifier: GPL-3.0-or-later
#include "crawler/devtools_message.h"

#include <gtest/gtest.h>

namespace ritmon {
namespace {

TEST(DevtoolsMessageTest, HalfCharactersAreReplaced) {
  const struct {
    const char* json;
    const char* text;
  } kCases[] = {
      {R"({"a": "x"})", "x"},
      {R"({"a": "\ud83d\ude00"})", "\xF0\x9F\x98\x80"},
      {R"({"a": "\ud83d!"})", "\xEF\xBF\xBD!"},
      {R"({"a": "\ude00\ud83d"})", "\xEF\xBF\xBD\xEF\xBF\xBD"},
      {R"({"a": "\ud83d\ud83d\ude00"})", "\xEF\xBF\xBD\xF0\x9F\x98\x80"},
      {R"({"a": "\\ud83d\ud83d"})", "\\ud83d\xEF\xBF\xBD"},
      {R"({"a": 7})", ""},
      {R"({})", ""},
  };
  for (const auto& c : kCases) {
    const auto message = ParseDevtoolsMessage(c.json);
    ASSERT_TRUE(message.is_object()) << c.json;
    EXPECT_EQ(TextIn(message, "a"), c.text) << c.json;
    EXPECT_TRUE(ObjectIn(message, "a").empty());
  }
  for (const char* broken : {"", "{", "{\"a\": \"\\ud8\"}", "\\", "\xFF"}) {
    EXPECT_TRUE(ParseDevtoolsMessage(broken).is_discarded()) << broken;
  }
}

}  // namespace
}  // namespace ritmon
