// SPDX-License-Identifier: GPL-3.0-or-later
#include "index/company_document.h"

#include <algorithm>

#include "base/domain_name.h"
#include "base/normalize.h"
#include "index/company_facets.h"
#include "index/company_facts.h"
#include "index/json_text.h"
#include "index/stemmer.h"

namespace ritmon {
namespace {

constexpr uint32_t kNameWeight = 10;
constexpr uint32_t kPreviousNameWeight = 5;
constexpr uint32_t kPartGap = 100;

class NameIndexer {
 public:
  explicit NameIndexer(IndexDocument& document)
      : document_(document), stemmer_("de") {}

  // Names are also indexed as they are: "Müll" is no hit for "Müller" that
  // ranks with the firm of that name, though both have one stem.
  void Add(std::string_view text, uint32_t weight, bool is_name) {
    for (const std::string& word : FoldedWords(text)) {
      document_.text.push_back(
          {MakeTerm(kTermStem, stemmer_.Stem(word)), ++position_, weight});
      if (is_name) {
        document_.text.push_back(
            {MakeTerm(kTermName, word), position_, weight});
      }
    }
    position_ += kPartGap;
  }

 private:
  IndexDocument& document_;
  Stemmer stemmer_;
  uint32_t position_ = 0;
};

void AddTagFilters(const std::vector<CompanyField>& tags, const char* prefix,
                   const char* confidence_prefix,
                   std::vector<std::string>& filters) {
  for (const CompanyField& tag : tags) {
    const std::string suffix = ":" + std::string(ToString(tag.confidence));
    if (tag.confidence != Confidence::kLow) {
      filters.push_back(MakeTerm(prefix, tag.field));
    }
    filters.push_back(MakeTerm(confidence_prefix, tag.field + suffix));
    filters.push_back(MakeTerm(confidence_prefix, suffix));
  }
}

void AddFilters(const CompanyRecord& record, IndexDocument& document) {
  const Company& company = record.company;
  auto& filters = document.filters;
  filters.push_back(MakeTerm(kTermCompany, company.id));
  for (const std::string& host : record.hosts) {
    filters.push_back(MakeTerm(kTermHost, host));
    filters.push_back(MakeTerm(kTermHost, RegistrableDomain(host)));
  }
  for (const PageKind kind : record.evidence.kinds) {
    filters.push_back(MakeTerm(kTermKind, ToString(kind)));
  }
  for (const std::string& lang : record.evidence.langs) {
    filters.push_back(MakeTerm(kTermLang, lang));
  }
  AddTagFilters(record.fields, kTermField, kTermFieldConfidence, filters);
  AddTagFilters(record.topics, kTermTopic, kTermTopicConfidence, filters);
}

void AddValues(const CompanyRecord& record, IndexDocument& document) {
  const Company& company = record.company;
  double best_score = 0;
  for (const CompanyField& field : record.fields) {
    if (field.confidence == Confidence::kLow) continue;
    best_score = std::max(best_score, field.score);
  }
  auto& values = document.values;
  values[kSlotScore] = ScoreValue(best_score);
  values[kSlotCompany] = SortKey(company.id);
  values[kSlotKey] = SortKey(company.id);
  values[kSlotName] = SortKey(Fold(company.name));
  values[kSlotFacts] = EncodeFacts(record);
  if (!record.hosts.empty()) {
    values[kSlotDomain] = SortKey(RegistrableDomain(record.hosts[0]));
  }
  if (record.evidence.newest) {
    values[kSlotDate] = DateValue(*record.evidence.newest);
  }
}

Json TagsToJson(const std::vector<CompanyField>& tags) {
  Json list = Json::array();
  for (const CompanyField& tag : tags) {
    list.push_back({{"field", tag.field},
                    {"confidence", ToString(tag.confidence)},
                    {"score", tag.score},
                    {"pages", tag.pages},
                    {"rule", tag.rule}});
  }
  return list;
}

Json CompanyToJson(const Company& company) {
  Json json = {{"id", company.id},
               {"name", company.name},
               {"legal_form", company.legal_form},
               {"court", company.court},
               {"street", company.address.street},
               {"postcode", company.address.postcode},
               {"town", company.address.town},
               {"district", company.district},
               {"founded_precision", company.founded_precision},
               {"status", ToString(company.status)},
               {"kind", ToString(company.kind)},
               {"wz", company.wz},
               {"purpose", company.purpose},
               {"website", company.website},
               {"founded_source", company.founded_source},
               {"vat_id", company.vat_id},
               {"lei", company.lei},
               {"previous_names", company.previous_names},
               {"source", company.source}};
  if (company.register_number) {
    json["register"] = {
        company.register_number->court, company.register_number->type,
        company.register_number->number, company.register_number->suffix};
  }
  if (company.founded) json["founded"] = FormatDate(*company.founded);
  if (company.employees) {
    json["employees"] = ToString(*company.employees);
    if (company.employees->year) {
      json["employees_year"] = *company.employees->year;
    }
  }
  return json;
}

Json EvidenceToJson(const CompanyRecord& record) {
  if (!record.founded_evidence) return nullptr;
  const FoundedEvidence& evidence = *record.founded_evidence;
  return {{"url", evidence.url},
          {"sentence", evidence.sentence},
          {"offset", evidence.offset},
          {"rule", evidence.rule}};
}

std::vector<std::string> TextsOf(const Json& object, const char* name) {
  std::vector<std::string> texts;
  for (const Json& item : ListOf(object, name)) {
    if (item.is_string()) texts.push_back(item.get<std::string>());
  }
  return texts;
}

std::vector<CompanyField> TagsFromJson(const Json& object, const char* name) {
  std::vector<CompanyField> tags;
  for (const Json& item : ListOf(object, name)) {
    if (!item.is_object()) continue;
    CompanyField& tag = tags.emplace_back();
    tag.field = TextOf(item, "field");
    tag.confidence =
        ParseConfidence(TextOf(item, "confidence")).value_or(Confidence::kLow);
    tag.score = NumberOf(item, "score");
    tag.pages = TextsOf(item, "pages");
    tag.rule = TextOf(item, "rule");
  }
  return tags;
}

Json EvidencePagesToJson(const EvidencePages& evidence) {
  Json kinds = Json::array();
  for (const PageKind kind : evidence.kinds) kinds.push_back(ToString(kind));
  return {{"kinds", std::move(kinds)},
          {"langs", evidence.langs},
          {"newest", evidence.newest ? FormatDate(*evidence.newest) : ""}};
}

EvidencePages EvidencePagesFrom(const Json& json) {
  EvidencePages evidence;
  const auto object = json.find("evidence");
  if (object == json.end() || !object->is_object()) return evidence;
  for (const std::string& name : TextsOf(*object, "kinds")) {
    if (const auto kind = ParsePageKind(name)) evidence.kinds.push_back(*kind);
  }
  evidence.langs = TextsOf(*object, "langs");
  evidence.newest = ParseDate(TextOf(*object, "newest"));
  return evidence;
}

CompanyStatus StatusFrom(const std::string& name) {
  for (const auto status :
       {CompanyStatus::kLiquidation, CompanyStatus::kRemoved}) {
    if (ToString(status) == name) return status;
  }
  return CompanyStatus::kActive;
}

Company CompanyFromJson(const Json& json) {
  Company company;
  company.id = TextOf(json, "id");
  company.name = TextOf(json, "name");
  company.legal_form = TextOf(json, "legal_form");
  company.court = TextOf(json, "court");
  company.address = {TextOf(json, "street"), TextOf(json, "postcode"),
                     TextOf(json, "town")};
  company.district = TextOf(json, "district");
  company.founded_precision = TextOf(json, "founded_precision");
  company.founded = ParseDate(TextOf(json, "founded"));
  company.status = StatusFrom(TextOf(json, "status"));
  company.kind =
      ParseEntityKind(TextOf(json, "kind")).value_or(EntityKind::kEnterprise);
  company.wz = TextOf(json, "wz");
  company.purpose = TextOf(json, "purpose");
  company.website = TextOf(json, "website");
  company.founded_source = TextOf(json, "founded_source");
  company.vat_id = TextOf(json, "vat_id");
  company.lei = TextOf(json, "lei");
  company.previous_names = TextsOf(json, "previous_names");
  company.source = TextOf(json, "source");
  const auto number = TextsOf(json, "register");
  if (number.size() == 4) {
    company.register_number =
        RegisterNumber{number[0], number[1], number[2], number[3]};
  }
  company.employees = ParseHeadcount(TextOf(json, "employees"));
  const auto year = json.find("employees_year");
  if (company.employees && year != json.end() && year->is_number_integer()) {
    company.employees->year = year->get<int>();
  }
  return company;
}

}  // namespace

std::string CompanyTerm(std::string_view id) { return MakeTerm(kTermId, id); }

IndexDocument MakeCompanyDocument(const CompanyRecord& record) {
  const Company& company = record.company;
  IndexDocument document;
  document.unique_term = CompanyTerm(company.id);
  NameIndexer indexer(document);
  indexer.Add(company.name, kNameWeight, /*is_name=*/true);
  for (const std::string& name : company.previous_names) {
    indexer.Add(name, kPreviousNameWeight, /*is_name=*/true);
  }
  indexer.Add(company.purpose, 1, /*is_name=*/false);
  indexer.Add(company.address.town, 1, /*is_name=*/false);
  indexer.Add(record.district_name, 1, /*is_name=*/false);
  for (const std::string& host : record.hosts) {
    indexer.Add(host, 1, /*is_name=*/false);
  }
  CompanyFacets facets = FacetsOf(record);
  document.filters = std::move(facets.terms);
  document.values = std::move(facets.values);
  AddFilters(record, document);
  AddValues(record, document);
  const SiteMatch& match = record.match;
  document.data = WriteJson({{"company", CompanyToJson(company)},
                             {"founded_evidence", EvidenceToJson(record)},
                             {"hosts", record.hosts},
                             {"match",
                              {{"host", match.host},
                               {"company_id", match.company_id},
                               {"score", match.score},
                               {"rule", match.rule},
                               {"decision", match.decision},
                               {"imprint_url", match.imprint_url}}},
                             {"regions", record.regions},
                             {"district_name", record.district_name},
                             {"municipality", record.municipality},
                             {"municipality_name", record.municipality_name},
                             {"clusters", record.clusters},
                             {"evidence", EvidencePagesToJson(record.evidence)},
                             {"fields", TagsToJson(record.fields)},
                             {"topics", TagsToJson(record.topics)}});
  return document;
}

Result<CompanyRecord> ParseCompanyData(std::string_view data) {
  auto json = ParseJsonObject(data);
  if (!json) return tl::unexpected(json.error());
  CompanyRecord record;
  const auto company = json->find("company");
  if (company != json->end() && company->is_object()) {
    record.company = CompanyFromJson(*company);
  }
  const auto founded = json->find("founded_evidence");
  if (founded != json->end() && founded->is_object()) {
    const double offset = NumberOf(*founded, "offset");
    record.founded_evidence = FoundedEvidence{
        TextOf(*founded, "url"), TextOf(*founded, "sentence"),
        offset > 0 && offset < 1e15 ? static_cast<size_t>(offset) : 0,
        TextOf(*founded, "rule")};
  }
  record.hosts = TextsOf(*json, "hosts");
  const auto match = json->find("match");
  if (match != json->end() && match->is_object()) {
    record.match.host = TextOf(*match, "host");
    record.match.company_id = TextOf(*match, "company_id");
    record.match.score =
        static_cast<int>(std::clamp(NumberOf(*match, "score"), 0.0, 100.0));
    record.match.rule = TextOf(*match, "rule");
    record.match.decision = TextOf(*match, "decision");
    record.match.imprint_url = TextOf(*match, "imprint_url");
  }
  record.regions = TextsOf(*json, "regions");
  record.district_name = TextOf(*json, "district_name");
  record.municipality = TextOf(*json, "municipality");
  record.municipality_name = TextOf(*json, "municipality_name");
  record.clusters = TextsOf(*json, "clusters");
  record.evidence = EvidencePagesFrom(*json);
  record.fields = TagsFromJson(*json, "fields");
  record.topics = TagsFromJson(*json, "topics");
  return record;
}

}  // namespace ritmon
