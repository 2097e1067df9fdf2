// SPDX-License-Identifier: GPL-3.0-or-later
// Structured register contents ("SI") of handelsregister.de: XJustiz 3,
// message nachricht.reg.0400003, one company a file.
//
// Participants, representatives and the texts of entries, which name persons,
// are dropped while parsing: nothing of them is ever held.

#pragma once

#include <filesystem>
#include <string>
#include <string_view>

#include "base/result.h"
#include "registry/import.h"

namespace ritmon {

// What an SI message says of its company, in XJustiz's words.
struct XjustizExtract {
  std::string court;          // code of the court
  std::string register_type;  // "HRB"
  std::string number;         // "116828", with its suffix if it has one
  std::string name;
  std::string legal_form;  // what the file's remark says: "... (GmbH)"
  std::string seat;
  Address address;
  std::string purpose;
  std::string first_statute;  // date of the founding, "2015-06-18"
  std::string retrieved;      // "2026-02-25"
};

// kInvalid with the line: no XML, another message, a document that declares
// entities, or one that is too deep.
Result<XjustizExtract> ParseXjustiz(std::string_view xml);

// `path`: one file, a zip archive of them or a folder (.xml, not below it).
// The n-th file, by name in a folder, is line n to `sink`; refusals name it.
Status ReadXjustiz(const std::filesystem::path& path, const Courts& courts,
                   CompanySink& sink);

}  // namespace ritmon
