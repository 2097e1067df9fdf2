// SPDX-License-Identifier: GPL-3.0-or-later
#include "crawler/media_types.h"

#include "base/ascii.h"

namespace ritmon {
namespace {

// What servers say of files that they know nothing about.
bool IsAnyType(std::string_view type) {
  for (const std::string_view any :
       {"application/octet-stream", "binary/octet-stream", "application/x-pdf",
        "application/download", "application/force-download"}) {
    if (StartsWithNoCase(type, any)) return true;
  }
  return false;
}

}  // namespace

bool IsPdf(const Url& url, std::string_view type) {
  constexpr std::string_view kEnding = ".pdf";
  if (StartsWithNoCase(type, "application/pdf")) return true;
  const std::string_view path = url.path();
  return path.size() > kEnding.size() && IsAnyType(type) &&
         StartsWithNoCase(path.substr(path.size() - kEnding.size()), kEnding);
}

bool IsWanted(const FetchRequest& request, std::string_view type) {
  if (request.kind == FetchKind::kResource) {
    // What a script asks for is text of some kind; pictures tell it nothing.
    for (const std::string_view unwanted :
         {"image/", "audio/", "video/", "font/"}) {
      if (StartsWithNoCase(type, unwanted)) return false;
    }
    return true;
  }
  if (request.kind != FetchKind::kPage || type.empty()) return true;
  if (IsPdf(request.url, type)) return true;
  for (const std::string_view wanted :
       {"text/", "application/xhtml", "application/xml", "application/rss",
        "application/atom", "application/feed+json", "application/ld+json"}) {
    if (StartsWithNoCase(type, wanted))
      return !StartsWithNoCase(type, "text/css");
  }
  return false;
}

}  // namespace ritmon
