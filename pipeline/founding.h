// SPDX-License-Identifier: GPL-3.0-or-later
// The year of foundation that a company's own pages name, for companies of
// which no source has a date. Derived: made again with the index.

#pragma once

#include <vector>

#include "classifier/founding_year.h"
#include "model/record.h"

namespace ritmon {

// Takes the pages of one company in any order.
class FoundingReader {
 public:
  // `company` must outlive this.
  explicit FoundingReader(const Company& company) : company_(company) {}

  // False if the date is known: pages need no text then.
  bool Reads() const { return !company_.founded; }
  void Add(const PageRecord& page);
  // Writes what they say into `record`, that of the company, with source
  // "website" and precision "year"; never over another date.
  void Finish(CompanyRecord& record);

 private:
  const Company& company_;
  std::vector<FoundingClaim> claims_;
};

}  // namespace ritmon
