// SPDX-License-Identifier: GPL-3.0-or-later
// Errors as values. An expected outcome (404, no tag) is not an error; an error
// means that we could not do our work. Nothing of ours throws.

#pragma once

#include <string>
#include <tl/expected.hpp>
#include <utility>

namespace ritmon {

// What a caller can do about it; cli/exit_codes.h maps each to an exit code.
enum class ErrorKind {
  kInvalid,   // the input is wrong: a file's content, a query, a key
  kNotFound,  // the named thing is not there
  kIo,        // disk, socket, database: the machine said no
  kBusy,      // somebody else holds it; try again later
  kInternal,  // a library failed in a way that should not happen
};

struct Error {
  ErrorKind kind = ErrorKind::kInternal;
  // What failed, on which object, why: "config/x.toml:12: unknown key 'foo'".
  std::string message;
};

template <typename T>
using Result = tl::expected<T, Error>;
using Status = Result<void>;

inline tl::unexpected<Error> Fail(ErrorKind kind, std::string message) {
  return tl::unexpected<Error>(Error{kind, std::move(message)});
}

// The same error with the place put in front: "<place>: <message>".
inline tl::unexpected<Error> FailAt(const std::string& place, Error error) {
  error.message = place + ": " + error.message;
  return tl::unexpected<Error>(std::move(error));
}

}  // namespace ritmon
