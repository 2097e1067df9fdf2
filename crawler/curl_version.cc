// SPDX-License-Identifier: GPL-3.0-or-later
#include "crawler/curl_version.h"

#include <curl/curl.h>

namespace ritmon {

std::string CurlVersion() {
  const curl_version_info_data* info = curl_version_info(CURLVERSION_NOW);
  std::string text = info->version;
  if (info->ssl_version != nullptr) {
    text += std::string(", ") + info->ssl_version;
  }
  return text;
}

}  // namespace ritmon
