// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/json_output.h"

#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

namespace ritmon {
namespace {

using Json = nlohmann::ordered_json;

TEST(JsonOutputTest, IsIndentedOrALine) {
  const Json json{{"name", "Müller"}, {"fields", {"wind", "hydrogen"}}};
  EXPECT_EQ(JsonLine(json),
            "{\"name\":\"Müller\",\"fields\":[\"wind\",\"hydrogen\"]}\n");
  EXPECT_EQ(IndentedJson(json),
            "{\n"
            "  \"name\": \"Müller\",\n"
            "  \"fields\": [\n"
            "    \"wind\",\n"
            "    \"hydrogen\"\n"
            "  ]\n"
            "}\n");
}

// An argument typed in a terminal of Latin-1.
TEST(JsonOutputTest, WhatIsNoUtf8IsReplaced) {
  const Json json{{"name", "M\xFCller"}};
  EXPECT_EQ(JsonLine(json), "{\"name\":\"M\uFFFDller\"}\n");
  EXPECT_EQ(IndentedJson(json), "{\n  \"name\": \"M\uFFFDller\"\n}\n");
}

}  // namespace
}  // namespace ritmon
