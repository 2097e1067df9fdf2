// SPDX-License-Identifier: GPL-3.0-or-later
// What was found out about the grants: fields and topics by the keyword lists,
// and the company of the register that received each.
//
// Derived: text/grants.db may be deleted and is made again from the grants, the
// lists and the register (pipeline/grant_stage.h). Belongs to one thread.

#pragma once

#include <filesystem>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "base/database.h"
#include "base/result.h"
#include "model/tag.h"

namespace ritmon {

struct GrantField {
  std::string id;
  bool is_topic = false;
  Confidence confidence = Confidence::kLow;
  double score = 0;
  std::string term;      // the best one, as the list spells it
  std::string matched;   // as it stands in the title or plan
  bool in_plan = false;  // Klartext Leistungsplansystematik
};

// High and medium count, as for companies.
inline bool IsCounted(const GrantField& field) {
  return field.confidence != Confidence::kLow;
}

struct GrantFacts {
  std::vector<GrantField> fields;  // and topics, best first
  std::string project;             // GrantTitles::ProjectKey
  std::string company_id;          // empty if no company is known
  std::string company_rule;        // why it is that one
};

class GrantFactsStore {
 public:
  static Result<GrantFactsStore> Open(const std::filesystem::path& directory);
  // kNotFound if nothing was made yet.
  static Result<GrantFactsStore> OpenReadOnly(
      const std::filesystem::path& directory);

  // What the facts were made from; empty if nothing.
  Result<std::string> Basis();
  // All facts anew, in one transaction. `write` calls Put for each grant.
  Status Replace(const std::string& basis,
                 const std::function<Status()>& write);
  Status Put(std::string_view fkz, const GrantFacts& facts);

  Result<GrantFacts> Find(std::string_view fkz);
  using FactsByFkz = std::unordered_map<std::string, GrantFacts>;
  // Adds all of them to `all`.
  Status ReadAll(FactsByFkz& all);
  // FKZ of the grants of a company, sorted.
  Result<std::vector<std::string>> GrantsOf(std::string_view company_id);

 private:
  explicit GrantFactsStore(Database database)
      : database_(std::make_unique<Database>(std::move(database))) {}
  std::unique_ptr<Database> database_;
  std::optional<Statement> put_grant_;
  std::optional<Statement> put_field_;
};

}  // namespace ritmon
