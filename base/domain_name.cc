// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/domain_name.h"

#include <libpsl.h>

#include <algorithm>

namespace ritmon {
namespace {

bool IsDottedNumbers(std::string_view host) {
  int parts = 0;
  while (true) {
    const size_t dot = host.find('.');
    const std::string_view part = host.substr(0, dot);
    if (part.empty() || part.size() > 3 ||
        !std::all_of(part.begin(), part.end(),
                     [](char c) { return c >= '0' && c <= '9'; })) {
      return false;
    }
    ++parts;
    if (dot == std::string_view::npos) return parts == 4;
    host.remove_prefix(dot + 1);
  }
}

}  // namespace

bool IsIpAddress(std::string_view host) {
  return host.starts_with('[') || IsDottedNumbers(host);
}

std::string RegistrableDomain(std::string_view host) {
  if (host.ends_with('.')) host.remove_suffix(1);
  std::string name(host);
  if (IsIpAddress(host)) return name;
  // The result points into `name`; null for a public suffix, "", ".", ...
  const char* domain = psl_registrable_domain(psl_builtin(), name.c_str());
  return domain == nullptr ? name : std::string(domain);
}

}  // namespace ritmon
