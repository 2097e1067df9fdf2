// SPDX-License-Identifier: GPL-3.0-or-later
#include "registry/offeneregister.h"

#include <simdjson.h>

#include <utility>

#include "base/compressed_lines.h"
#include "registry/company_cells.h"
#include "registry/imprint_words.h"
#include "registry/json_records.h"
#include "registry/register_number.h"

namespace ritmon {
namespace {

constexpr std::string_view kBlank = " \t";

namespace ondemand = simdjson::ondemand;

constexpr uint64_t kNoteEvery = 1000;

bool IsPostcode(std::string_view text) {
  return text.size() >= 5 &&
         text.substr(0, 5).find_first_not_of("0123456789") ==
             std::string_view::npos &&
         (text.size() == 5 || text[5] == ' ');
}

// What all_attributes say that company_number does not.
struct Attributes {
  std::string office;
  std::string registrar;
};

// A string, or nothing for null and for anything else.
std::string Text(ondemand::value value) {
  std::string_view text;
  if (value.get_string().get(text) != simdjson::SUCCESS) return {};
  return std::string(text);
}

simdjson::error_code ReadAttributes(ondemand::value value, Attributes& out) {
  ondemand::object object;
  if (const auto error = value.get_object().get(object)) return error;
  for (auto field : object) {
    std::string_view key;
    if (const auto error = field.unescaped_key().get(key)) return error;
    ondemand::value inner;
    if (const auto error = field.value().get(inner)) return error;
    if (key == "registered_office") out.office = Text(inner);
    if (key == "registrar") out.registrar = Text(inner);
  }
  return simdjson::SUCCESS;
}

simdjson::error_code ReadPreviousNames(ondemand::value value,
                                       std::vector<std::string>& names) {
  ondemand::array array;
  if (value.get_array().get(array) != simdjson::SUCCESS) {
    return simdjson::SUCCESS;  // null
  }
  for (auto item : array) {
    ondemand::object object;
    if (const auto error = item.get_object().get(object)) return error;
    std::string_view name;
    if (object["company_name"].get_string().get(name) == simdjson::SUCCESS &&
        !name.empty()) {
      names.emplace_back(name);
    }
  }
  return simdjson::SUCCESS;
}

// Whether the register says that the company left `own` for another number.
// (Its new entry is a line of its own.)
simdjson::error_code ReadMoves(ondemand::value value, const std::string& own,
                               bool& moved) {
  ondemand::array array;
  if (value.get_array().get(array) != simdjson::SUCCESS) {
    return simdjson::SUCCESS;  // null
  }
  const auto number = [](ondemand::object& move, std::string_view which) {
    std::string_view text;
    const auto error =
        move[which]["entity_properties"]["company_number"].get_string().get(
            text);
    return error ? std::string() : std::string(text);
  };
  for (auto item : array) {
    ondemand::object move;
    if (const auto error = item.get_object().get(move)) return error;
    const std::string from = number(move, "previous_entity");
    const std::string to = number(move, "subsequent_entity");
    if (!own.empty() && from == own && !to.empty() && to != own) moved = true;
  }
  return simdjson::SUCCESS;
}

// "B1102_HRB00000": a whole batch of the file has no numbers.
bool IsPlaceholder(std::string_view company_number) {
  const size_t digits = company_number.find_last_not_of('0');
  if (digits == std::string_view::npos || company_number.back() != '0') {
    return false;
  }
  const std::string_view type = company_number.substr(0, digits + 1);
  const size_t separator = type.rfind('_');
  return separator != std::string_view::npos &&
         ParseRegisterType(type.substr(separator + 1)).has_value() &&
         type.find_first_of("0123456789", separator) == std::string_view::npos;
}

bool IsInLiquidation(std::string_view name) {
  for (const std::string_view ending :
       {"i.L.", "i. L.", "i.Liq.", "i. Liq.", "in Liquidation", "i.L"}) {
    if (name.ends_with(ending)) return true;
  }
  return false;
}

// "M1103_M1106_HRB1128": now at M1103, entered at M1106, whose number it is.
std::optional<RegisterNumber> NumberOf(std::string_view company_number) {
  const size_t last = company_number.rfind('_');
  if (last == std::string_view::npos) return std::nullopt;
  const size_t before = company_number.rfind('_', last - 1);
  if (before != std::string_view::npos) {
    company_number.remove_prefix(before + 1);
  }
  return ParseRegisterKey(company_number);
}

}  // namespace

struct OffeneRegisterParser::Impl {
  ondemand::parser parser;
  std::string padded;
};

OffeneRegisterParser::OffeneRegisterParser()
    : impl_(std::make_unique<Impl>()) {}
OffeneRegisterParser::~OffeneRegisterParser() = default;
OffeneRegisterParser::OffeneRegisterParser(OffeneRegisterParser&&) noexcept =
    default;

Result<OffeneRegisterLine> OffeneRegisterParser::Parse(std::string_view line) {
  const auto refuse = [](const std::string& why) {
    return Fail(ErrorKind::kInvalid, why);
  };
  std::string& padded = impl_->padded;
  padded.assign(line);
  padded.reserve(line.size() + simdjson::SIMDJSON_PADDING);
  ondemand::document document;
  auto error =
      impl_->parser.iterate(padded.data(), padded.size(), padded.capacity())
          .get(document);
  ondemand::object object;
  if (!error) error = document.get_object().get(object);
  if (error) return refuse(simdjson::error_message(error));

  OffeneRegisterLine out;
  Company& company = out.company;
  Attributes attributes;
  std::string company_number;
  std::string status;
  std::string address;
  bool moved = false;
  for (auto field : object) {
    std::string_view key;
    ondemand::value value;
    error = field.unescaped_key().get(key);
    if (!error) error = field.value().get(value);
    if (error) return refuse(simdjson::error_message(error));
    // "officers" and whatever else is skipped without being read.
    if (key == "name")
      company.name = std::string(TrimLine(Text(value), kBlank));
    if (key == "company_number") company_number = Text(value);
    if (key == "current_status") status = Text(value);
    if (key == "registered_address") address = Text(value);
    if (key == "retrieved_at") out.retrieved = Text(value).substr(0, 10);
    if (key == "all_attributes") error = ReadAttributes(value, attributes);
    if (key == "previous_names") {
      error = ReadPreviousNames(value, company.previous_names);
    }
    if (key == "subsequent_registrations") {
      error = ReadMoves(value, company_number, moved);
    }
    if (error) return refuse(simdjson::error_message(error));
  }
  const char* rest = nullptr;
  if (document.current_location().get(rest) == simdjson::SUCCESS) {
    return refuse("more than one JSON object on the line");
  }
  if (company.name.empty()) return refuse("no name");
  company.register_number = NumberOf(company_number);
  if (!company.register_number && !IsPlaceholder(company_number)) {
    return refuse("company_number '" + company_number +
                  "' is no register number");
  }
  company.court = attributes.registrar;
  company.address = ParseRegisteredAddress(address);
  if (company.address.town.empty()) company.address.town = attributes.office;
  company.status = moved ? CompanyStatus::kRemoved : StatusCell(status);
  if (company.status == CompanyStatus::kActive &&
      IsInLiquidation(company.name)) {
    company.status = CompanyStatus::kLiquidation;
  }
  company.source = "offeneregister";
  return out;
}

namespace {

// Of an address without commas: "Kaistraße 1 20457 Hamburg". The postcode is
// the last group of five digits with a town behind it.
size_t PostcodeWithin(std::string_view text) {
  for (size_t at = text.rfind(' '); at != std::string_view::npos && at > 0;
       at = text.rfind(' ', at - 1)) {
    const std::string_view rest = text.substr(at + 1);
    if (IsPostcode(rest) && rest.size() > 6) return at + 1;
  }
  return std::string_view::npos;
}

// What one line or printed object says, or why it is refused, to `sink`.
Status TakeObject(OffeneRegisterParser& parser, std::string_view text,
                  bool too_long, uint64_t line, CompanySink& sink) {
  if (too_long) {
    sink.Refuse(line, "line too long");
    return {};
  }
  auto parsed = parser.Parse(text);
  if (!parsed) {
    sink.Refuse(line, parsed.error().message);
    return {};
  }
  return sink.Take(line, std::move(parsed->company),
                   {"offeneregister", kRegisterRank, parsed->retrieved});
}

// Objects over several lines, as people print them, or in an array.
Status ReadPrinted(const std::filesystem::path& path, CompanySink& sink) {
  auto records = JsonRecordReader::Open(path, {});
  if (!records) return tl::unexpected(records.error());
  OffeneRegisterParser parser;
  uint64_t count = 0;
  while (true) {
    auto record = records->Next();
    if (!record) return FailAt(path.string(), record.error());
    if (!*record) return {};
    if (++count % kNoteEvery == 0) sink.NoteBytes(records->compressed_bytes());
    const JsonRecordReader::Record& r = **record;
    if (sink.IsDone(r.line)) continue;
    auto taken = TakeObject(parser, r.text, r.too_long, r.line, sink);
    if (!taken) return taken;
  }
}

// Whether the file begins with a bracket that stands alone on its line.
Result<bool> IsPrinted(const std::filesystem::path& path) {
  if (path == "-") return false;
  auto lines = LineReader::Open(path);
  if (!lines) return tl::unexpected(lines.error());
  while (true) {
    auto line = lines->Next();
    // Whatever is wrong is said where the file is read.
    if (!line || !*line) return false;
    const std::string text = std::string(TrimLine((*line)->text, kBlank));
    if (!text.empty()) return text == "{" || text == "[" || text == "[{";
  }
}

}  // namespace

Address ParseRegisteredAddress(std::string_view text) {
  while (text.ends_with('.') || text.ends_with(' ')) text.remove_suffix(1);
  Address address;
  // The last part that begins with a postcode; what stands before is the
  // street, of which only the last part counts ("c/o ..., Hauptstraße 1").
  size_t at = 0;
  size_t found = std::string_view::npos;
  while (at != std::string_view::npos) {
    const size_t begin = text.find_first_not_of(", ", at);
    if (begin == std::string_view::npos) break;
    if (IsPostcode(text.substr(begin))) found = begin;
    at = text.find(',', begin);
  }
  if (found == std::string_view::npos) found = PostcodeWithin(text);
  if (found == std::string_view::npos) {
    address.street = std::string(TrimLine(text, kBlank));
    return address;
  }
  address.postcode = std::string(text.substr(found, 5));
  address.town = std::string(TrimLine(text.substr(found + 5), kBlank));
  std::string_view before = text.substr(0, found);
  while (before.ends_with(' ') || before.ends_with(',')) {
    before.remove_suffix(1);
  }
  const size_t comma = before.rfind(", ");
  if (comma != std::string_view::npos) before.remove_prefix(comma + 2);
  address.street = std::string(TrimLine(before, kBlank));
  return address;
}

Status ReadOffeneRegister(const std::filesystem::path& path,
                          CompanySink& sink) {
  auto printed = IsPrinted(path);
  if (!printed) return tl::unexpected(printed.error());
  if (*printed) return ReadPrinted(path, sink);
  auto lines = LineReader::Open(path);
  if (!lines) return tl::unexpected(lines.error());
  OffeneRegisterParser parser;
  uint64_t number = 0;
  while (true) {
    auto line = lines->Next();
    if (!line) {
      return FailAt("line " + std::to_string(number + 1), line.error());
    }
    if (!*line) return {};
    number = (*line)->number;
    if (sink.IsDone(number)) continue;
    const std::string_view text = (*line)->text;
    if (text.find_first_not_of(" \t") == std::string_view::npos) continue;
    if (number % kNoteEvery == 0) sink.NoteBytes(lines->compressed_bytes());
    auto taken = TakeObject(parser, text, (*line)->too_long, number, sink);
    if (!taken) return taken;
  }
}

Result<ImportSummary> ImportOffeneRegister(const std::filesystem::path& path,
                                           const ImportContext& context) {
  return ImportFile(path, "offeneregister", context, [&](CompanySink& sink) {
    return ReadOffeneRegister(path, sink);
  });
}

}  // namespace ritmon
