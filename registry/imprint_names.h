// SPDX-License-Identifier: GPL-3.0-or-later
// Company names in running text and in the lines of an imprint: words that end
// with a legal form. Pure functions; any bytes are accepted.

#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace ritmon {

struct FoundName {
  std::string name;    // with its legal form
  std::string before;  // what stood before it on the line, folded
  size_t begin = 0;    // bytes of the line
  size_t end = 0;
};

// The company names of one line. A name ends with its legal form.
std::vector<FoundName> FindCompanyNames(std::string_view line);

// True if the line is nothing but a legal form ("GmbH & Co. KG"): the end of a
// name that began on the line before.
bool IsBareLegalForm(std::string_view line);

}  // namespace ritmon
