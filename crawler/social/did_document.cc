// SPDX-License-Identifier: GPL-3.0-or-later
#include "crawler/social/did_document.h"

#include <algorithm>
#include <utility>

#include "base/ascii.h"
#include "crawler/social/at_syntax.h"
#include "crawler/social/json_answer.h"

namespace ritmon {
namespace {

using Json = nlohmann::json;

constexpr std::string_view kPlc = "did:plc:";
constexpr std::string_view kWeb = "did:web:";
constexpr size_t kMaxHandles = 20;
constexpr size_t kMaxServices = 20;

std::string_view Trim(std::string_view text) {
  constexpr std::string_view kBlanks = " \t\r\n";
  const size_t begin = text.find_first_not_of(kBlanks);
  if (begin == std::string_view::npos) return {};
  return text.substr(begin, text.find_last_not_of(kBlanks) + 1 - begin);
}

// "#atproto_pds", or the same with the DID in front.
bool IsPds(const Json& service, std::string_view did) {
  std::string id = TextOfMember(service, "id");
  if (id.starts_with(did)) id.erase(0, did.size());
  return id == "#atproto_pds" &&
         TextOfMember(service, "type") == "AtprotoPersonalDataServer";
}

}  // namespace

std::optional<Url> HandleFileUrl(std::string_view handle) {
  if (!IsAtHandle(handle)) return std::nullopt;
  auto url =
      Url::Parse("https://" + std::string(handle) + "/.well-known/atproto-did");
  if (!url) return std::nullopt;
  return std::move(*url);
}

std::optional<Url> ResolveHandleUrl(const Url& service,
                                    std::string_view handle) {
  if (!IsAtHandle(handle)) return std::nullopt;
  return CallUrl(service, "/xrpc/com.atproto.identity.resolveHandle",
                 "handle=" + AsciiLower(handle));
}

std::optional<std::string> ParseHandleFile(std::string_view body) {
  const std::string_view did = Trim(body.substr(0, 4096));
  if (!IsDid(did)) return std::nullopt;
  return std::string(did);
}

std::optional<std::string> ParseResolvedHandle(std::string_view body) {
  const Json json = ParseJsonAnswer(body);
  std::string did = TextOfMember(json, "did");
  if (!IsDid(did)) return std::nullopt;
  return did;
}

std::optional<Url> DidDocumentUrl(std::string_view did, const Url& directory) {
  if (!IsDid(did)) return std::nullopt;
  if (did.starts_with(kPlc)) return CallUrl(directory, "/" + std::string(did));
  if (!did.starts_with(kWeb)) return std::nullopt;
  std::string host(did.substr(kWeb.size()));
  if (host.find(':') != std::string::npos) return std::nullopt;
  // A port, which only test servers have.
  for (const std::string_view colon : {"%3A", "%3a"}) {
    if (const size_t at = host.find(colon); at != std::string::npos) {
      host.replace(at, colon.size(), ":");
    }
  }
  const bool is_local = host == "localhost" || host.starts_with("localhost:");
  auto url = Url::Parse((is_local ? "http://" : "https://") + host +
                        "/.well-known/did.json");
  if (!url) return std::nullopt;
  return std::move(*url);
}

std::optional<DidDocument> ParseDidDocument(std::string_view body,
                                            std::string_view did) {
  const Json json = ParseJsonAnswer(body);
  if (!json.is_object() || TextOfMember(json, "id") != did) return std::nullopt;
  DidDocument document{.did = std::string(did), .handles = {}, .pds = {}};
  if (const Json* names = ListOfMember(json, "alsoKnownAs")) {
    for (const Json& name : *names) {
      if (!name.is_string() || document.handles.size() == kMaxHandles) continue;
      const auto uri = ParseAtUri(name.get_ref<const std::string&>());
      if (uri && uri->collection.empty() && IsAtHandle(uri->authority)) {
        document.handles.push_back(AsciiLower(uri->authority));
      }
    }
  }
  if (const Json* services = ListOfMember(json, "service")) {
    for (size_t i = 0; i < services->size() && i < kMaxServices; ++i) {
      const Json& service = (*services)[i];
      if (document.pds || !IsPds(service, did)) continue;
      auto url = Url::Parse(TextOfMember(service, "serviceEndpoint"));
      // An endpoint is an origin.
      if (url && url->path_and_query() == "/") document.pds = std::move(*url);
    }
  }
  return document;
}

bool ClaimsHandle(const DidDocument& document, std::string_view handle) {
  return std::find(document.handles.begin(), document.handles.end(),
                   AsciiLower(handle)) != document.handles.end();
}

}  // namespace ritmon
