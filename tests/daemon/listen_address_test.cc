// SPDX-License-Identifier: GPL-3.0-or-later
#include "daemon/listen_address.h"

#include <gtest/gtest.h>

namespace ritmon {
namespace {

TEST(ListenAddressTest, AddressesInNumbers) {
  struct Case {
    const char* text;
    bool good;
  };
  const std::vector<Case> cases = {
      {"127.0.0.1:9464", true},
      {"127.0.0.1:0", true},
      {"0.0.0.0:65535", true},
      {"[::1]:9464", true},
      {"[::]:80", true},
      {"", false},
      {"9464", false},
      {":9464", false},
      {"127.0.0.1", false},
      {"127.0.0.1:", false},
      {"127.0.0.1:65536", false},
      {"127.0.0.1:-1", false},
      {"127.0.0.1:80 ", false},
      {"127.0.0.1:http", false},
      {"localhost:9464", false},
      {"::1:9464", false},
      {"[127.0.0.1]:80", false},
      {"127.0.0.256:80", false},
      {"[::1:80", false},
  };
  for (const Case& test : cases) {
    const auto address = ParseListenAddress(test.text);
    ASSERT_EQ(address.has_value(), test.good) << test.text;
    if (address) {
      EXPECT_EQ(ToString(*address), test.text);
    } else {
      EXPECT_EQ(address.error().kind, ErrorKind::kInvalid);
      EXPECT_NE(address.error().message.find(std::string("'") + test.text),
                std::string::npos);
    }
  }
}

}  // namespace
}  // namespace ritmon
