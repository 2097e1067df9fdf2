// SPDX-License-Identifier: GPL-3.0-or-later
#include "registry/json_records.h"

#include <gtest/gtest.h>

#include "base/files.h"
#include "tests/testing/temp_directory.h"

namespace ritmon {
namespace {

TEST(JsonRecordsTest, FindsRecordsInAnyLayout) {
  struct Case {
    const char* content;
    std::vector<std::string> wrappers;
    std::vector<std::string> records;  // "line:text"
    const char* error;
  };
  const Case cases[] = {
      {"{\"a\":1}\n{\"b\":2}\n", {}, {"1:{\"a\":1}", "2:{\"b\":2}"}, ""},
      {"\xEF\xBB\xBF{\n\"a\":\n1}\n\n{}", {}, {"1:{\n\"a\":\n1}", "5:{}"}, ""},
      {"[{\"a\":[1,{}]},\n {}]", {}, {"1:{\"a\":[1,{}]}", "2:{}"}, ""},
      {"{\"a\":\"}{\\\"\"}", {}, {"1:{\"a\":\"}{\\\"\"}"}, ""},
      {"{\"x\":{\"records\":[{}]},\"records\":[{\"a\":1},{}],\"y\":[{}]}",
       {"records"},
       {"1:{\"a\":1}", "1:{}"},
       ""},
      {"{\"data\":{\"a\":1}}", {"data"}, {"1:{\"a\":1}"}, ""},
      {"{\"n\":1,\"t\":\"data\",\"data\":[]}", {"data"}, {}, ""},
      {"", {}, {}, ""},
      {"{\"a\":1}\n{\"b\":", {}, {"1:{\"a\":1}"}, "breaks off on line 2"},
      {"{\"data\":[{}", {"data"}, {"1:{}"}, "breaks off on line 1"},
      {"\nword", {}, {}, "line 2: no JSON object"},
      {"{}]", {}, {"1:{}"}, "line 1: no JSON object"},
      {"\"text\"", {}, {}, "line 1: no JSON object"},
  };
  TempDirectory folder;
  for (const Case& c : cases) {
    ASSERT_TRUE(WriteFileAtomically(folder / "x.json", c.content));
    auto reader = JsonRecordReader::Open(folder / "x.json", c.wrappers);
    ASSERT_TRUE(reader.has_value());
    std::vector<std::string> records;
    std::string error;
    while (true) {
      auto record = reader->Next();
      if (!record) error = record.error().message;
      if (!record || !*record) break;
      records.push_back(std::to_string((*record)->line) + ":" +
                        std::string((*record)->text));
    }
    EXPECT_EQ(records, c.records) << c.content;
    EXPECT_NE(error.find(c.error), std::string::npos) << error;
    EXPECT_EQ(error.empty(), *c.error == '\0') << error;
  }
}

TEST(JsonRecordsTest, HoldsNoMoreOfARecordThanAllowed) {
  TempDirectory folder;
  const std::string long_one = "{\"a\":\"" + std::string(5000, 'x') + "\"}";
  ASSERT_TRUE(WriteFileAtomically(folder / "x.json", long_one + "\n{\"b\":1}"));
  auto reader = JsonRecordReader::Open(folder / "x.json", {}, 100);
  ASSERT_TRUE(reader.has_value());
  auto first = reader->Next();
  ASSERT_TRUE(first && *first);
  EXPECT_TRUE((*first)->too_long);
  EXPECT_EQ((*first)->text.size(), 100u);
  auto second = reader->Next();
  ASSERT_TRUE(second && *second);
  EXPECT_FALSE((*second)->too_long);
  EXPECT_EQ((*second)->text, "{\"b\":1}");
}

}  // namespace
}  // namespace ritmon
