// SPDX-License-Identifier: GPL-3.0-or-later
// A folder of its own for one test, gone with the object.

#pragma once

#include <filesystem>
#include <string>

namespace ritmon {

class TempDirectory {
 public:
  TempDirectory();
  TempDirectory(const TempDirectory&) = delete;
  TempDirectory& operator=(const TempDirectory&) = delete;
  ~TempDirectory();

  const std::filesystem::path& path() const { return path_; }
  std::filesystem::path operator/(const std::string& name) const {
    return path_ / name;
  }

 private:
  std::filesystem::path path_;
};

}  // namespace ritmon
