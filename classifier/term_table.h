// SPDX-License-Identifier: GPL-3.0-or-later
// The terms of keyword lists as a table for people who work in a spreadsheet,
// and the way back: what they changed, put into the files.
//
// One row a term: field; family; strength; lang; term; needs; group. `group` is
// the ordinal of the [[family]] table within the file, so that conditions that
// a row cannot hold (except) survive the way there and back. Pure functions.

#pragma once

#include <map>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/result.h"
#include "classifier/list_rewriter.h"
#include "classifier/taxonomy.h"

namespace ritmon {

// As RFC 4180 has it, with semicolons, without a byte order mark.
std::string WriteTermTable(const std::vector<const FieldSource*>& entries);

// What a table changes in one file.
struct ListFileChange {
  size_t entry = 0;
  std::vector<TermListEdit> edits;
  std::vector<FamilySource> added;  // name, needs, terms
  // "+ strong.de "x" in family "y"", one a change.
  std::vector<std::string> described;
};

// What the rows of `csv` say of the fields that it names; others stay as they
// are. Survives what spreadsheets do to a file: encoding, separator, line ends,
// empty columns. kInvalid with every mistake, one a line, "<name>:12: ..." in
// front: an unknown field, bad notation, a term that became a date.
Result<std::vector<ListFileChange>> CompareTermTable(const Taxonomy& taxonomy,
                                                     const std::string& name,
                                                     std::string_view csv);

// A file that a change makes anew.
struct ChangedFile {
  size_t directory = 0;
  std::string name;
  std::string content;
};

// The files of `directories` with the changes. The result has been read and
// compiled; kInvalid if it does not say what the changes want: then the file
// is written in a way that has to be edited by hand.
Result<std::vector<ChangedFile>> ApplyTermTable(
    const std::vector<ListDirectory>& directories, const Taxonomy& taxonomy,
    const std::vector<ListFileChange>& changes);

}  // namespace ritmon
