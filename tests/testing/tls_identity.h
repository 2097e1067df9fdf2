// SPDX-License-Identifier: GPL-3.0-or-later
// Certificates for servers of the loopback network, made when the test runs:
// none can go out of date in the repository. Wrong ones above all.

#pragma once

#include <string>

namespace ritmon {

// PEM both. Good for handing to a server.
struct TlsIdentity {
  std::string certificate;
  std::string key;
};

enum class Validity { kNow, kOver };

// An authority that nobody trusts who is not told to.
class TestAuthority {
 public:
  TestAuthority();

  const std::string& certificate() const { return identity_.certificate; }
  TlsIdentity Issue(const std::string& host,
                    Validity validity = Validity::kNow) const;

 private:
  TlsIdentity identity_;
};

TlsIdentity SelfSigned(const std::string& host);

}  // namespace ritmon
