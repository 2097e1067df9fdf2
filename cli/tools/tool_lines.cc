// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/tools/tool_lines.h"

#include <algorithm>
#include <fstream>
#include <iostream>

#include "base/base64.h"
#include "base/charset.h"
#include "base/files.h"
#include "classifier/page_parser.h"
#include "cli/json_output.h"

namespace ritmon {

void Lines::Put(const Json& json) {
  auto status = Print(JsonLine(json));
  if (!status && failed_ == kExitOk) failed_ = Report(status.error());
}

void Lines::PutError(const std::string& message) {
  partial_ = true;
  Put(Json{{"error", message}});
}

void Lines::PutError(const std::string& file, const std::string& message) {
  partial_ = true;
  Put(Json{{"file", file}, {"error", message}});
}

void Lines::Put(const Result<Json>& json) {
  if (json) {
    Put(*json);
  } else {
    PutError(json.error().message);
  }
}

int Lines::exit_code() const {
  if (failed_ != kExitOk) return failed_;
  return partial_ ? kExitPartial : kExitOk;
}

Json OrNull(const std::string& text) {
  return text.empty() ? Json(nullptr) : Json(text);
}

std::string TextAt(const Json& json, const char* key) {
  const auto found = json.find(key);
  return found != json.end() && found->is_string() ? found->get<std::string>()
                                                   : std::string();
}

std::optional<std::string> BytesAt(const Json& json, const std::string& key) {
  if (json.contains(key) && json[key].is_string()) {
    return json[key].get<std::string>();
  }
  const std::string packed = TextAt(json, (key + "_b64").c_str());
  if (!json.contains(key + "_b64")) return std::nullopt;
  return DecodeBase64(packed);
}

Status ForEachLine(const std::vector<std::string>& files,
                   const std::function<void(const std::string&)>& work) {
  const auto read = [&](std::istream& in) {
    std::string line;
    while (std::getline(in, line)) {
      if (!line.empty() && line.back() == '\r') line.pop_back();
      work(line);
    }
  };
  // Else each character would be taken from stdio one by one.
  std::ios::sync_with_stdio(false);
  if (files.empty()) read(std::cin);
  for (const std::string& file : files) {
    if (file == "-") {
      read(std::cin);
      continue;
    }
    std::ifstream in(file, std::ios::binary);
    if (!in) return Fail(ErrorKind::kNotFound, file + ": cannot open");
    read(in);
  }
  return {};
}

int JsonLines(const std::vector<std::string>& files,
              const std::function<Result<Json>(const Json&)>& work) {
  Lines lines;
  auto status = ForEachLine(files, [&](const std::string& line) {
    if (line.find_first_not_of(" \t") == std::string::npos) return;
    const Json input = Json::parse(line, nullptr, false);
    if (!input.is_object()) {
      lines.PutError("not a JSON object");
      return;
    }
    lines.Put(work(input));
  });
  if (!status) return Report(status.error());
  return lines.exit_code();
}

int WholeFiles(const std::vector<std::string>& files,
               const std::function<Result<Json>(
                   const std::string& file, const std::string& bytes)>& work) {
  Lines lines;
  for (const std::string& file : files) {
    auto bytes = ReadFile(file);
    if (!bytes) {
      lines.PutError(file, bytes.error().message);
      continue;
    }
    const Result<Json> json = work(file, *bytes);
    if (json) {
      lines.Put(*json);
    } else {
      lines.PutError(file, json.error().message);
    }
  }
  return lines.exit_code();
}

Result<Page> PageFrom(const Json& input) {
  const std::string given = TextAt(input, "url");
  auto url = Url::Parse(given.empty() ? kNowhere : given);
  if (!url) return FailAt("url", url.error());
  const auto html = BytesAt(input, "html");
  if (html) return ParsePage(*url, *html, "text/html");
  const auto text = BytesAt(input, "text");
  if (!text) return Fail(ErrorKind::kInvalid, "neither text nor html");
  Page page{.url = std::move(*url)};
  // What stands on a line of its own is a paragraph, a heading, a list item.
  const std::string lines = ScrubUtf8(*text);
  for (size_t begin = 0; begin < lines.size();) {
    const size_t end = std::min(lines.find('\n', begin), lines.size());
    if (end > begin) {
      page.blocks.push_back(
          Block{Zone::kMain, lines.substr(begin, end - begin)});
    }
    begin = end + 1;
  }
  return page;
}

}  // namespace ritmon
