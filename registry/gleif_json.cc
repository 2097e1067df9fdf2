// SPDX-License-Identifier: GPL-3.0-or-later
// The JSON forms. The golden copy's follows its XML: {"records": [{"LEI":
// {"$": "..."}, "Entity": {"LegalName": {"@xml:lang": "de", "$": "..."}}}]}.
// The API's has names of its own: {"data": [{"attributes": {"lei": ...}}]}.
#include <simdjson.h>

#include <utility>

#include "registry/gleif.h"
#include "registry/json_records.h"

namespace ritmon {
namespace {

namespace dom = simdjson::dom;

constexpr uint64_t kNoteEvery = 1000;
constexpr size_t kMaxRecordBytes = size_t{1} << 20;

// A text, of {"$": text} or bare; empty for anything else.
std::string Text(simdjson::simdjson_result<dom::element> element) {
  dom::element value;
  if (element.get(value)) return {};
  dom::element inner;
  if (value.is_object() && !value["$"].get(inner)) value = inner;
  std::string_view text;
  if (value.get_string().get(text)) return {};
  return std::string(text);
}

// Calls `on_item` for the elements of an array, or for one that is none.
template <typename OnItem>
void ForEach(simdjson::simdjson_result<dom::element> element, OnItem on_item) {
  dom::element value;
  if (element.get(value)) return;
  dom::array array;
  if (value.get_array().get(array)) return on_item(value);
  for (const dom::element item : array) on_item(item);
}

constexpr std::string_view kPrevious = "PREVIOUS_LEGAL_NAME";

GleifEntity FromGoldenCopy(const dom::element& record) {
  GleifEntity out;
  const auto entity = record["Entity"];
  const auto address = entity["LegalAddress"];
  out.lei = Text(record["LEI"]);
  out.legal_name = Text(entity["LegalName"]);
  ForEach(entity["OtherEntityNames"]["OtherEntityName"],
          [&](const dom::element& name) {
            if (Text(name["@type"]) == kPrevious) {
              out.previous_names.push_back(Text(
                  simdjson::simdjson_result<dom::element>(dom::element(name))));
            }
          });
  out.address_lines.push_back(Text(address["FirstAddressLine"]));
  ForEach(address["AdditionalAddressLine"], [&](const dom::element& line) {
    out.address_lines.push_back(
        Text(simdjson::simdjson_result<dom::element>(dom::element(line))));
  });
  out.postcode = Text(address["PostalCode"]);
  out.city = Text(address["City"]);
  out.country = Text(address["Country"]);
  out.jurisdiction = Text(entity["LegalJurisdiction"]);
  out.category = Text(entity["EntityCategory"]);
  out.register_entry =
      Text(entity["RegistrationAuthority"]["RegistrationAuthorityEntityID"]);
  out.legal_form_code = Text(entity["LegalForm"]["EntityLegalFormCode"]);
  out.other_legal_form = Text(entity["LegalForm"]["OtherLegalForm"]);
  out.entity_status = Text(entity["EntityStatus"]);
  out.creation_date = Text(entity["EntityCreationDate"]);
  out.last_update = Text(record["Registration"]["LastUpdateDate"]);
  return out;
}

GleifEntity FromApi(const dom::element& attributes) {
  GleifEntity out;
  const auto entity = attributes["entity"];
  const auto address = entity["legalAddress"];
  out.lei = Text(attributes["lei"]);
  out.legal_name = Text(entity["legalName"]["name"]);
  ForEach(entity["otherNames"], [&](const dom::element& name) {
    if (Text(name["type"]) == kPrevious) {
      out.previous_names.push_back(Text(name["name"]));
    }
  });
  ForEach(address["addressLines"], [&](const dom::element& line) {
    out.address_lines.push_back(
        Text(simdjson::simdjson_result<dom::element>(dom::element(line))));
  });
  out.postcode = Text(address["postalCode"]);
  out.city = Text(address["city"]);
  out.country = Text(address["country"]);
  out.jurisdiction = Text(entity["jurisdiction"]);
  out.category = Text(entity["category"]);
  out.register_entry = Text(entity["registeredAs"]);
  out.legal_form_code = Text(entity["legalForm"]["id"]);
  out.other_legal_form = Text(entity["legalForm"]["other"]);
  out.entity_status = Text(entity["status"]);
  out.creation_date = Text(entity["creationDate"]);
  out.last_update = Text(attributes["registration"]["lastUpdateDate"]);
  return out;
}

}  // namespace

Status ReadGleifJson(const std::filesystem::path& path, const Courts& courts,
                     CompanySink& sink) {
  auto records =
      JsonRecordReader::Open(path, {"records", "data"}, kMaxRecordBytes);
  if (!records) return tl::unexpected(records.error());
  GleifReceiver receiver(courts, sink);
  dom::parser parser;
  uint64_t count = 0;
  while (true) {
    auto record = records->Next();
    if (!record) return FailAt(path.string(), record.error());
    if (!*record) break;
    if (++count % kNoteEvery == 0) sink.NoteBytes(records->compressed_bytes());
    // A file on one line has its records' count for a line.
    const uint64_t line = count;
    if (sink.IsDone(line)) continue;
    if ((*record)->too_long) {
      sink.Refuse(line, "record of more than " +
                            std::to_string(kMaxRecordBytes) + " bytes");
      continue;
    }
    dom::element root;
    if (const auto error = parser.parse((*record)->text).get(root)) {
      sink.Refuse(line, std::string("record ") + std::to_string(count) + ": " +
                            simdjson::error_message(error));
      continue;
    }
    dom::element attributes;
    auto taken = root["attributes"].get(attributes)
                     ? receiver.Take(line, FromGoldenCopy(root))
                     : receiver.Take(line, FromApi(attributes));
    if (!taken) return taken;
  }
  if (count > 0) return {};
  return Fail(ErrorKind::kInvalid,
              path.string() +
                  ": no records: neither GLEIF's golden copy nor an answer of "
                  "its API");
}

}  // namespace ritmon
