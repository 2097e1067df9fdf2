// SPDX-License-Identifier: GPL-3.0-or-later
// From a handle to whose it is and where its data is kept (AT Protocol:
// atproto.com/specs/handle, /did; W3C did-core). Nothing here fetches.
//
// A handle is believed only if the DID's document names it, too. The way by a
// DNS record "_atproto." is left to the service that resolves handles: what
// the DNS says is in no archive, and could not be read again from there.
//
// Pure functions; any bytes are accepted.

#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "model/url.h"

namespace ritmon {

// "https://HANDLE/.well-known/atproto-did".
std::optional<Url> HandleFileUrl(std::string_view handle);
// com.atproto.identity.resolveHandle at a service.
std::optional<Url> ResolveHandleUrl(const Url& service,
                                    std::string_view handle);
// The DID in the answer to either; nothing if there is none.
std::optional<std::string> ParseHandleFile(std::string_view body);
std::optional<std::string> ParseResolvedHandle(std::string_view body);

// Where the document of a DID is: did:plc in that directory, did:web on its own
// host. Nothing for other methods and for a did:web with a path, which the
// protocol does not permit.
std::optional<Url> DidDocumentUrl(std::string_view did, const Url& directory);

struct DidDocument {
  std::string did;
  std::vector<std::string> handles;  // that it says are its, lower case
  std::optional<Url> pds;            // where its records are
};
// Nothing if this is no document, or another DID's.
std::optional<DidDocument> ParseDidDocument(std::string_view body,
                                            std::string_view did);
bool ClaimsHandle(const DidDocument& document, std::string_view handle);

}  // namespace ritmon
