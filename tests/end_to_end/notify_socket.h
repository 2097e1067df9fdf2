// SPDX-License-Identifier: GPL-3.0-or-later
// The service manager's side of sd_notify(3).

#pragma once

#include <gtest/gtest.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

#include <cstdlib>
#include <filesystem>
#include <string>
#include <utility>

namespace ritmon {

// What sd_notify(3) sends to; programs find it by their environment.
class NotifySocket {
 public:
  explicit NotifySocket(std::filesystem::path path) : path_(std::move(path)) {
    descriptor_ = ::socket(AF_UNIX, SOCK_DGRAM | SOCK_CLOEXEC, 0);
    sockaddr_un address{};
    address.sun_family = AF_UNIX;
    path_.string().copy(address.sun_path, sizeof address.sun_path - 1);
    EXPECT_EQ(::bind(descriptor_, reinterpret_cast<sockaddr*>(&address),
                     sizeof address),
              0);
    // A test that hears nothing fails instead of hanging.
    const timeval limit{.tv_sec = 120, .tv_usec = 0};
    ::setsockopt(descriptor_, SOL_SOCKET, SO_RCVTIMEO, &limit, sizeof limit);
    ::setenv("NOTIFY_SOCKET", path_.c_str(), 1);
  }
  ~NotifySocket() {
    ::unsetenv("NOTIFY_SOCKET");
    ::close(descriptor_);
    ::unlink(path_.c_str());
  }

  // Whether something is said that holds `text`, sooner or later.
  bool Hears(const std::string& text) {
    std::string message(4096, '\0');
    // Who waits says that he lives three times a minute: enough of that, and
    // what is waited for will not come.
    for (int heard = 0; heard < 40; ++heard) {
      const ssize_t size =
          ::recv(descriptor_, message.data(), message.size(), 0);
      if (size <= 0) return false;
      if (message.substr(0, static_cast<size_t>(size)).find(text) !=
          std::string::npos) {
        return true;
      }
    }
    return false;
  }

 private:
  std::filesystem::path path_;
  int descriptor_ = -1;
};

}  // namespace ritmon
