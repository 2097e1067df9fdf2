// SPDX-License-Identifier: GPL-3.0-or-later
// Domains under which a company may have its site, made from its name alone:
// "Müller & Söhne Maschinenbau GmbH" may be mueller-soehne.de,
// mueller-maschinenbau.de, muellersoehne.de ...
//
// Guesses, nothing else: only the imprint that is found there says whose site
// it is. Names of which nothing but general words is left give none: nobody
// need be asked who owns "technik.de". Pure functions, any bytes are accepted.

#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace ritmon {

struct CandidateDomainOptions {
  std::vector<std::string> tlds = {"de", "com"};  // likeliest first
  size_t max = 6;
};

// Registrable domains, lower case and punycode, likeliest first, each once.
// `town` is the company's seat; a town in the name is dropped or kept.
std::vector<std::string> CandidateDomains(
    std::string_view name, std::string_view town,
    const CandidateDomainOptions& options = {});

}  // namespace ritmon
