// SPDX-License-Identifier: GPL-3.0-or-later
#include "crawler/social/did_document.h"

#include <gtest/gtest.h>

#include "tests/testing/make_url.h"

namespace ritmon {
namespace {

constexpr char kDid[] = "did:plc:ewvi7nxzyoun6zhxrhs64oiz";

TEST(DidDocument, WhereAHandleIsAsked) {
  EXPECT_EQ(HandleFileUrl("Firma.example")->href(),
            "https://firma.example/.well-known/atproto-did");
  EXPECT_FALSE(HandleFileUrl("firma"));
  EXPECT_FALSE(HandleFileUrl("firma.example/pfad"));
  EXPECT_EQ(
      ResolveHandleUrl(MakeUrl("https://service.example"), "Firma.example")
          ->href(),
      "https://service.example/xrpc/com.atproto.identity.resolveHandle?"
      "handle=firma.example");
}

TEST(DidDocument, WhatAHandleMeans) {
  EXPECT_EQ(ParseHandleFile(std::string(" ") + kDid + "\r\n"), kDid);
  EXPECT_FALSE(ParseHandleFile("<!doctype html><title>404</title>"));
  EXPECT_FALSE(ParseHandleFile(std::string(kDid) + "\nand more"));
  EXPECT_FALSE(ParseHandleFile(""));
  EXPECT_EQ(ParseResolvedHandle(R"({"did":"did:web:firma.example"})"),
            "did:web:firma.example");
  EXPECT_FALSE(ParseResolvedHandle(R"({"did":"firma.example"})"));
  EXPECT_FALSE(ParseResolvedHandle(R"({"error":"InvalidRequest"})"));
  EXPECT_FALSE(ParseResolvedHandle("null"));
}

TEST(DidDocument, WhereTheDocumentIs) {
  const Url plc = MakeUrl("http://127.0.0.1:2582");
  const struct {
    const char* did;
    const char* url;  // empty: nowhere
  } cases[] = {
      {kDid, "http://127.0.0.1:2582/did:plc:ewvi7nxzyoun6zhxrhs64oiz"},
      {"did:web:firma.example", "https://firma.example/.well-known/did.json"},
      {"did:web:firma.example%3A8443",
       "https://firma.example:8443/.well-known/did.json"},
      {"did:web:localhost%3A1234",
       "http://localhost:1234/.well-known/did.json"},
      {"did:web:firma.example:pfad", ""},
      {"did:key:zQ3shZc2QzApp2oymGvQbzP8eKheVshBHbU4ZYjeXqwSKEn6N", ""},
      {"did:plc:", ""},
  };
  for (const auto& c : cases) {
    const auto url = DidDocumentUrl(c.did, plc);
    EXPECT_EQ(url ? url->href() : "", c.url) << c.did;
  }
}

std::string Document(const std::string& endpoint, const std::string& id = "") {
  return std::string(R"({"id":")") + kDid +
         R"(","alsoKnownAs":["at://Firma.example","https://x.example",7,
         "at://kaputt"],"service":[{"id":"#bsky_notif","type":"Other",
         "serviceEndpoint":"https://no.example"},{"id":")" +
         id + R"(#atproto_pds","type":"AtprotoPersonalDataServer",
         "serviceEndpoint":")" +
         endpoint + R"("}]})";
}

TEST(DidDocument, NamesHandlesAndServer) {
  for (const std::string& id : {std::string(), std::string(kDid)}) {
    const auto document =
        ParseDidDocument(Document("https://pds.example", id), kDid);
    ASSERT_TRUE(document);
    EXPECT_EQ(document->handles, std::vector<std::string>{"firma.example"});
    ASSERT_TRUE(document->pds) << id;
    EXPECT_EQ(document->pds->href(), "https://pds.example/");
    EXPECT_TRUE(ClaimsHandle(*document, "FIRMA.example"));
    EXPECT_FALSE(ClaimsHandle(*document, "andere.example"));
  }
}

TEST(DidDocument, WhatIsNotBelieved) {
  EXPECT_FALSE(ParseDidDocument(Document("https://pds.example"),
                                "did:plc:somebodyelse"));
  EXPECT_FALSE(ParseDidDocument("[]", kDid));
  EXPECT_FALSE(ParseDidDocument("", kDid));
  for (const char* endpoint :
       {"ftp://pds.example", "https://pds.example/pfad?x=1", "pds.example", "",
        "javascript:1"}) {
    const auto document = ParseDidDocument(Document(endpoint), kDid);
    ASSERT_TRUE(document) << endpoint;
    EXPECT_FALSE(document->pds) << endpoint;
  }
}

}  // namespace
}  // namespace ritmon
