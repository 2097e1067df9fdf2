// SPDX-License-Identifier: GPL-3.0-or-later
// What arrives at the journal's socket. The test makes one of its own, in a
// mount namespace that only its thread sees; where that is not allowed it is
// left out.
#include "base/journal.h"

#include <gtest/gtest.h>
#include <sched.h>
#include <sys/mount.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

#include <array>
#include <filesystem>
#include <optional>
#include <thread>

#include "base/descriptor.h"

namespace ritmon {
namespace {

// Sends from a thread that has a /run of its own, with a journal or without;
// what arrived, nothing if the system does not let us.
struct Arrival {
  bool sent = false;
  std::string bytes;
};
std::optional<Arrival> SendThere(const std::vector<std::string>& fields,
                                 bool with_journal) {
  std::optional<Arrival> arrival;
  std::thread([&] {
    if (::unshare(CLONE_NEWNS) != 0 ||
        ::mount(nullptr, "/", nullptr, MS_REC | MS_PRIVATE, nullptr) != 0 ||
        ::mount("none", "/run", "tmpfs", 0, nullptr) != 0) {
      return;
    }
    arrival.emplace();
    const Descriptor socket(::socket(AF_UNIX, SOCK_DGRAM | SOCK_CLOEXEC, 0));
    if (with_journal) {
      std::filesystem::create_directories("/run/systemd/journal");
      sockaddr_un address{.sun_family = AF_UNIX,
                          .sun_path = "/run/systemd/journal/socket"};
      ASSERT_EQ(::bind(socket.number(), reinterpret_cast<sockaddr*>(&address),
                       sizeof address),
                0);
    }
    arrival->sent = SendToJournal(fields);
    std::array<char, 4096> buffer{};
    const ssize_t size =
        ::recv(socket.number(), buffer.data(), buffer.size(), MSG_DONTWAIT);
    if (size > 0)
      arrival->bytes.assign(buffer.data(), static_cast<size_t>(size));
  }).join();
  return arrival;
}

TEST(JournalTest, ValuesArriveAsTheyAre) {
  const std::string value("a\nRITMON_JOB=other\0\xff", 20);
  const auto arrival =
      SendThere({"MESSAGE=x y", "PRIORITY=4", "RITMON_VALUE=" + value}, true);
  if (!arrival) GTEST_SKIP() << "no mount namespace for this user";
  EXPECT_TRUE(arrival->sent);
  EXPECT_NE(arrival->bytes.find("MESSAGE=x y\nPRIORITY=4\n"),
            std::string::npos);
  // With a line in it: name, length in eight bytes, value.
  const std::string framed = "RITMON_VALUE\n" + std::string(1, '\x14') +
                             std::string(7, '\0') + value + "\n";
  EXPECT_NE(arrival->bytes.find(framed), std::string::npos) << arrival->bytes;
}

TEST(JournalTest, WhereThereIsNoneNothingIsSent) {
  const auto arrival = SendThere({"MESSAGE=x"}, false);
  if (!arrival) GTEST_SKIP() << "no mount namespace for this user";
  EXPECT_FALSE(arrival->sent);
}

}  // namespace
}  // namespace ritmon
