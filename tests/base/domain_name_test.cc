// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/domain_name.h"

#include <gtest/gtest.h>

#include <random>

namespace ritmon {
namespace {

struct Case {
  const char* host;
  const char* expected;
};

TEST(DomainNameTest, RegistrableDomain) {
  const Case cases[] = {
      {"www.foo.co.uk", "foo.co.uk"},
      {"foo.co.uk", "foo.co.uk"},
      {"example.com", "example.com"},
      {"a.b.c.example.com", "example.com"},
      {"www.xn--bcher-kva.de", "xn--bcher-kva.de"},
      {"www.hamburg.de", "hamburg.de"},
      {"shop.firma.hamburg", "firma.hamburg"},
      // The list's wildcard and exception rules.
      {"a.b.c.kobe.jp", "b.c.kobe.jp"},
      {"www.city.kobe.jp", "city.kobe.jp"},
      // The private section.
      {"a.firma.github.io", "firma.github.io"},
      {"firma.blogspot.com", "firma.blogspot.com"},
      // Suffixes that nobody has registered count as one label.
      {"a.b.example", "b.example"},
      {"www.nordsee-robotik.example", "nordsee-robotik.example"},
      // What has no registrable domain gives itself.
      {"localhost", "localhost"},
      {"example", "example"},
      {"com", "com"},
      {"co.uk", "co.uk"},
      {"github.io", "github.io"},
      {"192.0.2.1", "192.0.2.1"},
      {"[2001:db8::1]", "[2001:db8::1]"},
      {"", ""},
      // The dot of a fully qualified name means nothing here.
      {"www.example.com.", "example.com"},
      {".", ""},
  };
  for (const Case& c : cases) {
    EXPECT_EQ(RegistrableDomain(c.host), c.expected) << c.host;
  }
}

TEST(DomainNameTest, TellsAddressesFromNames) {
  for (const char* address : {"127.0.0.1", "0.0.0.0", "[::1]"}) {
    EXPECT_TRUE(IsIpAddress(address)) << address;
  }
  for (const char* name :
       {"", "1.2.3", "1.2.3.4.5", "1.2.3.example", "1..2.3", "1.2.3.1234"}) {
    EXPECT_FALSE(IsIpAddress(name)) << name;
  }
}

// Whatever the host: the result is a suffix of it at a label's border, and the
// function applied to its own result changes nothing.
TEST(DomainNameTest, IsAnIdempotentSuffix) {
  const char* labels[] = {"www",  "foo", "co",     "uk", "com",
                          "kobe", "jp",  "github", "io", "xn--p1ai",
                          "1",    "",    "example"};
  std::mt19937 random(1);
  for (int i = 0; i < 5000; ++i) {
    std::string host = labels[random() % std::size(labels)];
    for (size_t n = random() % 5; n > 0; --n) {
      host += std::string(".") + labels[random() % std::size(labels)];
    }
    const std::string domain = RegistrableDomain(host);
    const std::string bare =
        host.ends_with('.') ? host.substr(0, host.size() - 1) : host;
    ASSERT_TRUE(bare.ends_with(domain)) << host << " -> " << domain;
    ASSERT_TRUE(domain.size() == bare.size() ||
                bare[bare.size() - domain.size() - 1] == '.')
        << host << " -> " << domain;
    ASSERT_EQ(
        RegistrableDomain(domain),
        domain.ends_with('.') ? domain.substr(0, domain.size() - 1) : domain)
        << host;
  }
}

}  // namespace
}  // namespace ritmon
