// SPDX-License-Identifier: GPL-3.0-or-later
#include "registry/xjustiz.h"

#include <algorithm>
#include <system_error>
#include <utility>
#include <vector>

#include "base/archive_members.h"
#include "base/compressed_lines.h"
#include "registry/company_cells.h"
#include "registry/legal_form.h"
#include "registry/register_number.h"

namespace ritmon {
namespace {

// Real ones have some ten KB; a list of entries may make them longer.
constexpr size_t kMaxFileBytes = size_t{8} << 20;

// Gives files one after the other to the sink.
class Receiver {
 public:
  Receiver(const Courts& courts, CompanySink& sink)
      : courts_(courts), sink_(sink) {}

  Status Take(const std::string& name, std::string_view xml, bool too_large) {
    ++line_;
    if (sink_.IsDone(line_)) return {};
    const auto refuse = [&](const std::string& why) -> Status {
      sink_.Refuse(line_, name + ": " + why);
      return {};
    };
    if (too_large) {
      return refuse("more than " + std::to_string(kMaxFileBytes) + " bytes");
    }
    auto extract = ParseXjustiz(xml);
    if (!extract) return refuse(extract.error().message);
    if (extract->name.empty()) return refuse("no name");
    Company company;
    const std::string problem = ToCompany(*extract, company);
    if (!problem.empty()) return refuse(problem);
    return sink_.Take(line_, std::move(company),
                      {"xjustiz", kRegisterRank, extract->retrieved});
  }

  uint64_t files() const { return line_; }

 private:
  // What is wrong, or nothing.
  std::string ToCompany(const XjustizExtract& extract, Company& company) const {
    company.name = extract.name;
    company.legal_form = LegalFormOf(extract.name);
    if (company.legal_form.empty()) {
      company.legal_form = LegalFormOf(extract.legal_form);
    }
    company.address =
        AddressCells(extract.address.street, {}, extract.address.postcode,
                     extract.address.town);
    if (company.address.town.empty()) company.address.town = extract.seat;
    company.purpose = extract.purpose;
    company.source = "xjustiz";
    if (!extract.first_statute.empty()) {
      company.founded = ParseDate(extract.first_statute);
      if (!company.founded) {
        return "satzungsdatum '" + extract.first_statute.substr(0, 40) +
               "' is no date";
      }
      company.founded_precision = "day";
      company.founded_source = "register";
    }
    // Some senders leave out the register's letter: "K1101" for "K1101R".
    const Court* court = nullptr;
    for (const char* letter : {"", "R", "V"}) {
      if (court == nullptr) court = courts_.FindCode(extract.court + letter);
    }
    if (court == nullptr) {
      return "unknown register court '" + extract.court.substr(0, 40) + "'";
    }
    const auto type = ParseRegisterType(extract.register_type);
    const auto number =
        type ? ParseRegisterCell(*type + " " + extract.number) : std::nullopt;
    if (!number) {
      return "'" + extract.register_type.substr(0, 20) + " " +
             extract.number.substr(0, 20) + "' is no register number";
    }
    company.court = court->name;
    company.register_number =
        RegisterNumber{court->code, *type, number->number, number->suffix};
    return {};
  }

  const Courts& courts_;
  CompanySink& sink_;
  uint64_t line_ = 0;
};

Status TakeFile(const std::filesystem::path& path, Receiver& receiver) {
  auto file = CompressedFile::Open(path);
  if (!file) return tl::unexpected(file.error());
  std::string bytes;
  constexpr size_t kBlockBytes = size_t{64} << 10;
  while (bytes.size() <= kMaxFileBytes) {
    const size_t old_size = bytes.size();
    bytes.resize(old_size + kBlockBytes);
    auto n = file->Read(bytes.data() + old_size, kBlockBytes);
    bytes.resize(old_size + n.value_or(0));
    if (!n) return tl::unexpected(n.error());
    if (*n == 0) break;
  }
  return receiver.Take(path.filename().string(), bytes,
                       bytes.size() > kMaxFileBytes);
}

Status TakeFolder(const std::filesystem::path& path, Receiver& receiver) {
  std::vector<std::filesystem::path> files;
  std::error_code code;
  for (const auto& entry : std::filesystem::directory_iterator(path, code)) {
    if (entry.path().extension() == ".xml") files.push_back(entry.path());
  }
  if (code) {
    return Fail(ErrorKind::kIo,
                path.string() + ": cannot read: " + code.message());
  }
  std::sort(files.begin(), files.end());
  for (const auto& file : files) {
    if (auto s = TakeFile(file, receiver); !s) return s;
  }
  return {};
}

}  // namespace

Status ReadXjustiz(const std::filesystem::path& path, const Courts& courts,
                   CompanySink& sink) {
  Receiver receiver(courts, sink);
  Status status;
  if (std::filesystem::is_directory(path)) {
    status = TakeFolder(path, receiver);
  } else if (IsZipFile(path)) {
    status = ForEachMember(
        path, kMaxFileBytes, [&](const ArchiveMember& member) -> Status {
          if (!member.name.ends_with(".xml")) return {};
          return receiver.Take(member.name, member.bytes, member.too_large);
        });
  } else {
    status = TakeFile(path, receiver);
  }
  if (!status) return status;
  if (receiver.files() > 0) return {};
  return Fail(ErrorKind::kInvalid, path.string() + ": no .xml file in it");
}

}  // namespace ritmon
