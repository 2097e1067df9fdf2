// SPDX-License-Identifier: GPL-3.0-or-later
#include "crawler/address.h"

#include <arpa/inet.h>
#include <gtest/gtest.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <sys/un.h>

#include <cstring>

namespace ritmon {
namespace {

struct Case {
  const char* address;
  bool is_public;
};

bool IsPublic(const char* text) {
  sockaddr_storage storage{};
  sockaddr_in in{};
  sockaddr_in6 in6{};
  if (inet_pton(AF_INET, text, &in.sin_addr) == 1) {
    in.sin_family = AF_INET;
    std::memcpy(&storage, &in, sizeof in);
  } else {
    EXPECT_EQ(inet_pton(AF_INET6, text, &in6.sin6_addr), 1) << text;
    in6.sin6_family = AF_INET6;
    std::memcpy(&storage, &in6, sizeof in6);
  }
  return IsPublicAddress(reinterpret_cast<const sockaddr&>(storage));
}

// IANA IPv4 Special-Purpose Address Registry: first and last address of each
// block that is not globally reachable, and their neighbours.
TEST(AddressTest, Ipv4) {
  const Case cases[] = {
      {"0.0.0.0", false},         {"0.255.255.255", false},
      {"1.0.0.0", true},          {"9.255.255.255", true},
      {"10.0.0.0", false},        {"10.255.255.255", false},
      {"11.0.0.0", true},         {"100.63.255.255", true},
      {"100.64.0.0", false},      {"100.127.255.255", false},
      {"100.128.0.0", true},      {"126.255.255.255", true},
      {"127.0.0.1", false},       {"127.77.0.10", false},
      {"127.255.255.255", false}, {"128.0.0.0", true},
      {"169.253.255.255", true},  {"169.254.169.254", false},
      {"169.255.0.0", true},      {"172.15.255.255", true},
      {"172.16.0.0", false},      {"172.31.255.255", false},
      {"172.32.0.0", true},       {"192.0.0.8", false},
      {"192.0.1.0", true},        {"192.0.2.1", false},
      {"192.88.99.1", false},     {"192.167.255.255", true},
      {"192.168.0.1", false},     {"192.169.0.0", true},
      {"198.17.255.255", true},   {"198.18.0.0", false},
      {"198.19.255.255", false},  {"198.20.0.0", true},
      {"198.51.100.7", false},    {"203.0.113.7", false},
      {"203.0.114.0", true},      {"223.255.255.255", true},
      {"224.0.0.1", false},       {"239.255.255.255", false},
      {"240.0.0.1", false},       {"255.255.255.255", false},
      {"168.63.129.15", true},    {"168.63.129.16", false},
      {"168.63.129.17", true},    {"100.100.100.200", false},
      {"192.0.0.192", false},     {"192.31.196.1", true},
      {"8.8.8.8", true},          {"85.13.128.1", true},
  };
  for (const Case& c : cases)
    EXPECT_EQ(IsPublic(c.address), c.is_public) << c.address;
}

// IANA IPv6 Special-Purpose Address Registry.
TEST(AddressTest, Ipv6) {
  const Case cases[] = {
      {"::", false},
      {"::1", false},
      {"::127.0.0.1", false},
      {"::ffff:127.0.0.1", false},
      {"::ffff:192.168.1.1", false},
      {"::ffff:8.8.8.8", true},
      {"64:ff9b::10.0.0.1", false},
      {"64:ff9b::8.8.8.8", true},
      {"64:ff9b:1::1", false},
      {"100::1", false},
      {"2001::1", false},
      {"2001:1ff::1", false},
      {"2001:db8::1", false},
      {"2001:4860:4860::8888", true},
      {"2002:7f00:1::", false},
      {"2002:c0a8:101::", false},
      {"2002:808:808::", true},
      {"2a00:1450:4001:80b::200e", true},
      {"3fff:fff::1", false},
      {"3fff:1000::1", true},
      {"5f00::1", false},
      {"fc00::1", false},
      {"fd12:3456::1", false},
      {"fe80::1", false},
      {"fec0::1", false},
      {"ff02::1", false},
      {"fd00:ec2::254", false},
      {"::ffff:169.254.169.254", false},
      {"64:ff9b::169.254.169.254", false},
      {"64:ff9b::127.0.0.1", false},
      {"2002:a9fe:a9fe::1", false},
      {"2001:0:808:808::1", false},
      {"2001:10::1", false},
      {"2001:20::1", false},
      {"2001:200::1", true},
      {"100:0:0:1::1", false},
      {"2620:4f:8000::1", true},
      {"3fff::1", false},
      {"4000::1", false},
  };
  for (const Case& c : cases)
    EXPECT_EQ(IsPublic(c.address), c.is_public) << c.address;
}

TEST(AddressTest, AsText) {
  const Case cases[] = {
      {"8.8.8.8", true},        {"127.0.0.1", false},
      {"2a00:1450::1", true},   {"fe80::1%eth0", false},
      {"2a00:1450::1%2", true}, {"", false},
      {"8.8.8.8 ", false},      {"8.8.8", false},
      {"firma.example", false}, {"[2a00:1450::1]", false},
      {"/run/x.socket", false},
  };
  for (const Case& c : cases)
    EXPECT_EQ(IsPublicAddress(c.address), c.is_public) << c.address;
}

TEST(AddressTest, Hosts) {
  const Case cases[] = {
      {"www.firma.de", true},
      {"firma.de.", true},
      {"8.8.8.8", true},
      {"[2a00:1450::1]", true},
      {"127.0.0.1", false},
      {"127.0.0.1.", false},
      {"169.254.169.254", false},
      {"[::1]", false},
      {"[::ffff:7f00:1]", false},
      {"[fd00:ec2::254]", false},
      {"localhost", false},
      {"localhost.", false},
      {"a.localhost", false},
      {"intranet", false},
      {"printer.local", false},
      {"metadata.google.internal", false},
      {"router.home.arpa", false},
      {"nas.lan", false},
      {"wiki.corp", false},
      {"x.localdomain", false},
      {"", false},
      {".", false},
      // Only whole labels count.
      {"notlocal.de", true},
      {"my-local.de", true},
      {"mylocal.example", true},
      {"local.firma.de", true},
      {"planlan.de", true},
      {"arpa.firma.de", true},
  };
  for (const Case& c : cases)
    EXPECT_EQ(IsPublicHost(c.address), c.is_public) << c.address;
}

TEST(AddressTest, OtherFamiliesAreNot) {
  sockaddr_un local{};
  local.sun_family = AF_UNIX;
  EXPECT_FALSE(IsPublicAddress(reinterpret_cast<const sockaddr&>(local)));
}

}  // namespace
}  // namespace ritmon
