// SPDX-License-Identifier: GPL-3.0-or-later
// What the tools share: JSON objects in, one JSON object a line out.

#pragma once

#include <functional>
#include <nlohmann/json.hpp>
#include <optional>
#include <string>
#include <vector>

#include "base/result.h"
#include "cli/frontend.h"
#include "model/page.h"

namespace ritmon {

using Json = nlohmann::ordered_json;

// Prints objects and remembers whether one was an error.
class Lines {
 public:
  void Put(const Json& json);
  void PutError(const std::string& message);
  // The same about a file that was named.
  void PutError(const std::string& file, const std::string& message);
  void Put(const Result<Json>& json);
  int exit_code() const;

 private:
  bool partial_ = false;
  int failed_ = kExitOk;
};

// null for an empty text: what is not said.
Json OrNull(const std::string& text);
std::string TextAt(const Json& json, const char* key);
// The text under `key`, or decoded from `key`_b64; nothing if neither is there.
std::optional<std::string> BytesAt(const Json& json, const std::string& key);

// Calls `work` for each line of the files, or of standard input.
Status ForEachLine(const std::vector<std::string>& files,
                   const std::function<void(const std::string&)>& work);
// One answer for each JSON object; the command's exit code.
int JsonLines(const std::vector<std::string>& files,
              const std::function<Result<Json>(const Json&)>& work);
// One answer for each file.
int WholeFiles(const std::vector<std::string>& files,
               const std::function<Result<Json>(
                   const std::string& file, const std::string& bytes)>& work);

// Where a page without a URL is thought to be (RFC 2606).
inline constexpr char kNowhere[] = "http://page.invalid/";

// The page of {text|html|html_b64, url?}; bare text is one main block.
Result<Page> PageFrom(const Json& input);

}  // namespace ritmon
