// SPDX-License-Identifier: GPL-3.0-or-later
#include "crawler/curl_ca_bundle.h"

#include <curl/curl.h>

#include <memory>

namespace ritmon {

std::filesystem::path DefaultCertificates() {
  const std::unique_ptr<CURL, void (*)(CURL*)> handle(curl_easy_init(),
                                                      curl_easy_cleanup);
  for (const CURLINFO what : {CURLINFO_CAINFO, CURLINFO_CAPATH}) {
    const char* path = nullptr;
    if (handle != nullptr &&
        curl_easy_getinfo(handle.get(), what, &path) == CURLE_OK &&
        path != nullptr) {
      return path;
    }
  }
  return {};
}

}  // namespace ritmon
