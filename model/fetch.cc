// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/fetch.h"

#include <strings.h>

namespace ritmon {

std::string_view ToString(FetchOutcome outcome) {
  switch (outcome) {
    case FetchOutcome::kOk:
      return "ok";
    case FetchOutcome::kNotModified:
      return "not-modified";
    case FetchOutcome::kRedirect:
      return "redirect";
    case FetchOutcome::kClientError:
      return "client-error";
    case FetchOutcome::kServerError:
      return "server-error";
    case FetchOutcome::kTimeout:
      return "timeout";
    case FetchOutcome::kDnsError:
      return "dns-error";
    case FetchOutcome::kConnectError:
      return "connect-error";
    case FetchOutcome::kTlsError:
      return "tls-error";
    case FetchOutcome::kProtocolError:
      return "protocol-error";
    case FetchOutcome::kNotAllowed:
      return "not-allowed";
    case FetchOutcome::kAddressRefused:
      return "address-refused";
    case FetchOutcome::kUnwantedType:
      return "unwanted-type";
  }
  return "unknown";
}

FetchOutcome OutcomeOfStatus(int status, bool has_location) {
  if (status == 304) return FetchOutcome::kNotModified;
  if (status >= 200 && status < 300) return FetchOutcome::kOk;
  // Without a Location there is nowhere to go: final, like a 4xx.
  if (status >= 300 && status < 400) {
    return has_location ? FetchOutcome::kRedirect : FetchOutcome::kClientError;
  }
  if (status >= 400 && status < 500) return FetchOutcome::kClientError;
  if (status >= 500) return FetchOutcome::kServerError;
  return FetchOutcome::kProtocolError;
}

std::string_view FindHeader(const HeaderList& headers, std::string_view name) {
  for (const auto& [key, value] : headers) {
    if (key.size() == name.size() &&
        strncasecmp(key.data(), name.data(), name.size()) == 0) {
      return value;
    }
  }
  return {};
}

}  // namespace ritmon
