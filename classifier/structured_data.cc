// SPDX-License-Identifier: GPL-3.0-or-later
#include "classifier/structured_data.h"

#include <algorithm>
#include <nlohmann/json.hpp>
#include <string_view>
#include <utility>

#include "base/charset.h"
#include "classifier/html_text.h"
#include "classifier/page_date.h"

namespace ritmon {
namespace {

using Json = nlohmann::json;

constexpr size_t kMaxJson = 2 * 1024 * 1024;  // bytes of one script
constexpr int kMaxJsonDepth = 24;             // of objects that are looked into
constexpr size_t kMaxOrganizations = 50;      // a page is no directory
constexpr size_t kMaxDescriptions = 50;
constexpr size_t kMaxField = 2000;  // bytes of a name or address

std::string Clean(std::string_view text) {
  return SqueezeText(ScrubUtf8(text.substr(0, kMaxField)));
}

// How surely a thing's datePublished is the page's: an article's before that of
// a site or a list; a comment's or a picture's not at all.
int DateRank(const std::vector<std::string>& types) {
  int rank = 1;
  for (const std::string& type : types) {
    if (type.ends_with("Article") || type.ends_with("Posting") ||
        type.ends_with("Report")) {
      rank = 2;
    }
    if (type.ends_with("Comment") || type.ends_with("Object") ||
        type.ends_with("Review")) {
      return 0;
    }
  }
  return rank;
}

// schema.org has some two hundred kinds of organisation; most say so.
bool IsOrganizationType(std::string_view type) {
  const size_t slash = type.find_last_of("/#:");
  if (slash != std::string_view::npos) type.remove_prefix(slash + 1);
  constexpr std::string_view kEndings[] = {
      "Organization", "Business", "Corporation", "Company",    "NGO",
      "Store",        "Service",  "Contractor",  "University", "Clinic",
      "Dealer",       "Agency",   "Consortium",  "Cooperative"};
  return std::any_of(
      std::begin(kEndings), std::end(kEndings),
      [&](std::string_view ending) { return type.ends_with(ending); });
}

std::string_view WithoutCdata(std::string_view json) {
  const size_t begin = json.find("<![CDATA[");
  if (begin == std::string_view::npos) return json;
  json.remove_prefix(begin + 9);
  return json.substr(0, json.rfind("]]>"));
}

// Trailing commas, raw line ends in strings, comment and CDATA wrappers,
// a semicolon at the end: what content managers write.
std::string RepairJson(std::string_view json) {
  json = WithoutCdata(json);
  std::string repaired;
  repaired.reserve(json.size());
  bool in_string = false;
  for (size_t i = 0; i < json.size(); ++i) {
    const char c = json[i];
    if (in_string) {
      if (c == '\\' && i + 1 < json.size()) {
        repaired += c;
        repaired += json[++i];
        continue;
      }
      in_string = c != '"';
      repaired += static_cast<unsigned char>(c) < 0x20 ? ' ' : c;
      continue;
    }
    if (c == '"') in_string = true;
    if (c == '}' || c == ']') {
      const size_t last = repaired.find_last_not_of(" \t\r\n");
      if (last != std::string::npos && repaired[last] == ',')
        repaired.erase(last);
    }
    repaired += c;
  }
  const size_t begin = repaired.find_first_of("{[");
  const size_t end = repaired.find_last_of("}]");
  if (begin == std::string::npos || end == std::string::npos || end < begin)
    return {};
  return repaired.substr(begin, end - begin + 1);
}

class Reader {
 public:
  explicit Reader(const HtmlTree& tree) : tree_(tree) {}

  StructuredData Run() {
    for (NodeIndex i = 0; i < tree_.size(); ++i) {
      if (tree_[i].tag == Tag::kScript &&
          ContainsAny(LowerText(tree_.Attribute(i, "type")), {"ld+json"})) {
        Script(i);
      } else if (tree_.HasAttribute(i, "itemtype")) {
        Microdata(i);
      }
    }
    data_.is_job_posting = job_postings_ == 1;
    return std::move(data_);
  }

 private:
  void Script(NodeIndex i) {
    std::string text;
    for (NodeIndex at = i + 1; at < tree_[i].end; ++at) text += tree_[at].text;
    if (text.size() > kMaxJson) return;
    Json json = Json::parse(text, nullptr, false, true);
    if (json.is_discarded())
      json = Json::parse(RepairJson(text), nullptr, false, true);
    if (!json.is_discarded()) Visit(json, 0);
  }

  void Visit(const Json& json, int depth) {
    if (depth > kMaxJsonDepth) return;
    if (json.is_object()) {
      Object(json);
      for (const auto& item : json.items()) {
        if (item.value().is_structured()) Visit(item.value(), depth + 1);
      }
    } else if (json.is_array()) {
      for (const Json& item : json) Visit(item, depth + 1);
    }
  }

  static std::string String(const Json& object, const char* key) {
    const auto found = object.find(key);
    if (found == object.end()) return {};
    const Json* value = &*found;
    if (value->is_array() && !value->empty()) value = &value->front();
    if (value->is_string()) return Clean(value->get_ref<const std::string&>());
    if (value->is_number_integer())
      return std::to_string(value->get<int64_t>());  // a postcode
    return {};
  }

  static std::vector<std::string> Strings(const Json& object, const char* key) {
    std::vector<std::string> strings;
    const auto found = object.find(key);
    if (found == object.end()) return strings;
    if (found->is_string())
      strings.push_back(Clean(found->get_ref<const std::string&>()));
    if (found->is_array()) {
      for (const Json& value : *found) {
        if (value.is_string() && strings.size() < kMaxOrganizations)
          strings.push_back(Clean(value.get_ref<const std::string&>()));
      }
    }
    return strings;
  }

  void Object(const Json& object) {
    const std::vector<std::string> types = Strings(object, "@type");
    const auto is = [&](auto predicate) {
      return std::any_of(types.begin(), types.end(), predicate);
    };
    if (is([](const std::string& type) { return IsOrganizationType(type); }))
      Organization(object);
    if (is([](const std::string& type) {
          return EqualsAny(type, {"Product", "Service", "Offer"});
        })) {
      AddDescription(String(object, "name"));
      AddDescription(String(object, "description"));
    }
    if (const int rank = DateRank(types); rank > date_rank_) {
      if (auto time = ParsePageDate(String(object, "datePublished"))) {
        data_.published = time;
        date_rank_ = rank;
      }
    }
    if (!data_.modified)
      data_.modified = ParsePageDate(String(object, "dateModified"));
    if (is([](const std::string& type) { return type == "JobPosting"; }))
      ++job_postings_;
    Publisher(object, "publisher");
    Publisher(object, "author");
    const auto body = object.find("articleBody");
    if (body != object.end() && body->is_string() &&
        body->get_ref<const std::string&>().size() >
            data_.article_body.size()) {
      data_.article_body = ScrubUtf8(body->get_ref<const std::string&>());
    }
  }

  // Persons are not taken down.
  void Publisher(const Json& object, const char* key) {
    const auto found = object.find(key);
    if (!data_.publisher.empty() || found == object.end()) return;
    const Json* value = &*found;
    if (value->is_array() && !value->empty()) value = &value->front();
    if (!value->is_object()) return;
    const std::string type = String(*value, "@type");
    // Authors without a type are persons mostly.
    const bool is_organization = type.empty()
                                     ? std::string_view(key) == "publisher"
                                     : IsOrganizationType(type);
    if (is_organization) data_.publisher = String(*value, "name");
  }

  void Organization(const Json& object) {
    OrganizationMarkup markup;
    markup.name = String(object, "name");
    markup.legal_name = String(object, "legalName");
    markup.same_as = Strings(object, "sameAs");
    markup.url = String(object, "url");
    markup.vat_id = String(object, "vatID");
    if (markup.vat_id.empty()) markup.vat_id = String(object, "taxID");
    const auto address = object.find("address");
    if (address != object.end()) {
      const Json* value = &*address;
      if (value->is_array() && !value->empty()) value = &value->front();
      if (value->is_object()) {
        markup.street = String(*value, "streetAddress");
        markup.postcode = String(*value, "postalCode");
        markup.town = String(*value, "addressLocality");
      }
    }
    Add(std::move(markup));
    AddDescription(String(object, "description"));
    AddDescription(String(object, "slogan"));
  }

  void AddDescription(std::string text) {
    if (text.empty() || data_.descriptions.size() >= kMaxDescriptions) return;
    if (std::find(data_.descriptions.begin(), data_.descriptions.end(), text) ==
        data_.descriptions.end())
      data_.descriptions.push_back(std::move(text));
  }

  void Add(OrganizationMarkup markup) {
    if (markup.name.empty() && markup.legal_name.empty()) return;
    if (data_.organizations.size() >= kMaxOrganizations) return;
    for (OrganizationMarkup& known : data_.organizations) {
      if (known.name != markup.name) continue;
      // The same one again, perhaps with its address this time.
      if (known.street.empty() && !markup.street.empty()) {
        std::swap(known, markup);
      }
      if (known.legal_name.empty()) known.legal_name = markup.legal_name;
      if (known.same_as.empty()) known.same_as = markup.same_as;
      if (known.url.empty()) known.url = markup.url;
      if (known.vat_id.empty()) known.vat_id = markup.vat_id;
      return;
    }
    data_.organizations.push_back(std::move(markup));
  }

  void Microdata(NodeIndex scope) {
    if (!IsOrganizationType(SqueezeText(tree_.Attribute(scope, "itemtype"))))
      return;
    OrganizationMarkup markup;
    for (NodeIndex i = scope + 1; i < tree_[scope].end;) {
      const std::string_view property = tree_.Attribute(i, "itemprop");
      // Other things inside have names of their own.
      if (tree_.HasAttribute(i, "itemscope") && property != "address") {
        i = tree_[i].end;
        continue;
      }
      if (!property.empty()) Property(property, i, markup);
      ++i;
    }
    if (tree_.Attribute(scope, "itemprop") == "publisher" &&
        data_.publisher.empty()) {
      data_.publisher = markup.name;
    }
    Add(std::move(markup));
  }

  void Property(std::string_view property, NodeIndex i,
                OrganizationMarkup& markup) {
    std::string value = Clean(tree_.Attribute(i, "content"));
    if (value.empty()) value = Clean(tree_.TextOf(i));
    const auto set = [&](std::string& field) {
      if (field.empty()) field = value;
    };
    if (property == "name") set(markup.name);
    if (property == "legalName") set(markup.legal_name);
    if (property == "streetAddress") set(markup.street);
    if (property == "postalCode") set(markup.postcode);
    if (property == "addressLocality") set(markup.town);
    if (property == "vatID" || property == "taxID") set(markup.vat_id);
    if (property == "url" && markup.url.empty())
      markup.url = Clean(tree_.Attribute(i, "href"));
    if (property == "sameAs" && markup.same_as.size() < kMaxOrganizations)
      markup.same_as.push_back(Clean(tree_.Attribute(i, "href")));
  }

  const HtmlTree& tree_;
  StructuredData data_;
  int job_postings_ = 0;
  int date_rank_ = 0;  // of data_.published
};

}  // namespace

StructuredData ReadStructuredData(const HtmlTree& tree) {
  return Reader(tree).Run();
}

}  // namespace ritmon
