// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/testing/temp_directory.h"

#include <stdlib.h>

#include <stdexcept>

namespace ritmon {

TempDirectory::TempDirectory() {
  std::string pattern =
      (std::filesystem::temp_directory_path() / "ritmon-test-XXXXXX").string();
  if (mkdtemp(pattern.data()) == nullptr) {
    throw std::runtime_error("cannot create " + pattern);
  }
  path_ = pattern;
}

TempDirectory::~TempDirectory() {
  std::error_code ignored;
  std::filesystem::remove_all(path_, ignored);
}

}  // namespace ritmon
