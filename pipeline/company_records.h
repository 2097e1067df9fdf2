// SPDX-License-Identifier: GPL-3.0-or-later
// What is known of each company: its sites, what their pages and the news add
// up to, where it lies, how old it is.

#pragma once

#include <functional>
#include <string>
#include <vector>

#include "base/result.h"
#include "classifier/taxonomy.h"
#include "model/record.h"
#include "pipeline/attribute.h"
#include "pipeline/cluster_members.h"
#include "pipeline/page_store.h"
#include "pipeline/places.h"
#include "registry/company_store.h"

namespace ritmon {

// Calls `visit` with the record of every company of `districts` (AGS; of all if
// empty) and of every other one that has a site or a known website, by rising
// id; then those from imprints. An error of `visit` ends it.
using VisitCompany = std::function<Status(const CompanyRecord&)>;
Status ForEachCompanyRecord(const Attribution& attribution,
                            const std::vector<std::string>& districts,
                            const Taxonomy& taxonomy, const Places& places,
                            const ClusterMembers& clusters,
                            CompanyStore& companies, PageStore& pages,
                            const VisitCompany& visit);

}  // namespace ritmon
