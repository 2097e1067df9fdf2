// SPDX-License-Identifier: GPL-3.0-or-later
// The companies of the store by the keys that matching asks for: some index
// lookups each, whatever the number of companies. Nothing is held in memory.
// Belongs to the thread of its Database.

#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/database.h"
#include "base/result.h"
#include "model/company.h"
#include "registry/courts.h"

namespace ritmon {

// By rising id.
using Companies = std::vector<Company>;

class CompanyDirectory {
 public:
  // More companies of one key than this and the key says nothing: they are
  // left out, all but the first.
  static constexpr int kMaxOfOneKey = 1000;

  // kNotFound if there are no companies. Both must outlive this.
  static Result<CompanyDirectory> Open(Database& database,
                                       const Courts& courts);

  Result<std::optional<Company>> Find(std::string_view id);
  // With all suffixes; of all courts if `court` (a code) is empty.
  Result<Companies> ByRegisterNumber(std::string_view court,
                                     std::string_view type,
                                     std::string_view number);
  Result<Companies> ByFullKey(std::string_view key);  // previous names included
  Result<Companies> ByLightKey(std::string_view key, std::string_view postcode);
  // Companies of this street whose light key begins with the same letter.
  Result<Companies> InStreet(std::string_view light_key,
                             std::string_view postcode,
                             std::string_view street);
  Result<Companies> ByVatId(std::string_view vat_id);
  Result<Companies> ByLei(std::string_view lei);

 private:
  CompanyDirectory(Database& database, const Courts& courts)
      : database_(&database), courts_(&courts) {}
  Status Prepare();
  Status Append(Statement& statement, int64_t key, Companies& found);
  Result<Companies> OfText(Statement& statement, std::string_view text);

  Database* database_;
  const Courts* courts_;
  std::optional<Statement> by_id_;
  std::optional<Statement> by_number_;
  std::optional<Statement> by_name_;
  std::optional<Statement> by_previous_name_;
  std::optional<Statement> by_light_;
  std::optional<Statement> by_street_;
  std::optional<Statement> by_vat_id_;
  std::optional<Statement> by_lei_;
};

}  // namespace ritmon
