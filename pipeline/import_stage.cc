// SPDX-License-Identifier: GPL-3.0-or-later
#include "pipeline/import_stage.h"

#include <optional>
#include <utility>

#include "base/files.h"
#include "pipeline/imported_files.h"
#include "pipeline/places.h"
#include "pipeline/stores.h"
#include "pipeline/website.h"
#include "registry/company_mapping_file.h"
#include "registry/gleif.h"
#include "registry/handelsregister_db.h"
#include "registry/offeneregister.h"
#include "registry/xjustiz.h"

namespace ritmon {
namespace {

std::filesystem::path MappingDirectory(const Options& options) {
  return options.courts.parent_path() / "mappings";
}

// How a source is read: what was told, and what its first bytes show.
struct Reading {
  SourceFormat format = SourceFormat::kCsv;
  std::string source;  // what it is called
  int rank = 0;
  CompanyCsvOptions csv;
  std::optional<CsvLayout> layout;  // of a table
};

Status ReadTableSettings(const Options& options, const CompanySource& source,
                         Reading& reading) {
  CompanyCsvOptions& csv = reading.csv;
  csv.csv.delimiter = source.delimiter;
  csv.csv.encoding = source.encoding;
  if (!source.mapping.empty()) {
    auto mapping = LoadCompanyMapping(source.mapping);
    if (!mapping) return tl::unexpected(mapping.error());
    csv.mapping = std::move(*mapping);
  } else {
    auto known = LoadCompanyMappings(MappingDirectory(options));
    if (!known) return tl::unexpected(known.error());
    csv.known = std::move(*known);
  }
  auto layout = DetectCompanyCsv(source.file, csv);
  if (!layout) return tl::unexpected(layout.error());
  const CompanyMapping& mapping = layout->table.mapping;
  csv.mapping = mapping;
  SourceInfo& info = csv.source;
  info.name = source.name;
  if (info.name.empty()) info.name = mapping.source;
  if (info.name.empty()) info.name = source.file.filename().string();
  info.rank = source.rank.value_or(mapping.rank.value_or(info.rank));
  info.as_of = source.as_of;
  reading.source = info.name;
  reading.rank = info.rank;
  reading.layout = std::move(*layout);
  return {};
}

Result<Reading> PlanReading(const Options& options,
                            const CompanySource& source) {
  Reading reading;
  if (source.format.empty()) {
    auto format = DetectSourceFormat(source.file);
    if (!format) return tl::unexpected(format.error());
    reading.format = *format;
  } else {
    const auto format = ParseSourceFormat(source.format);
    if (!format) {
      return Fail(
          ErrorKind::kInvalid,
          source.file.string() + ": unknown format '" + source.format + "'");
    }
    reading.format = *format;
  }
  reading.source = ToString(reading.format);
  reading.rank = kRegisterRank;
  if (reading.format == SourceFormat::kGleifCsv ||
      reading.format == SourceFormat::kGleifJson) {
    reading.source = "gleif";
    reading.rank = kGleifRank;
  }
  if (reading.format == SourceFormat::kCsv) {
    auto status = ReadTableSettings(options, source, reading);
    if (!status) return tl::unexpected(status.error());
  }
  return reading;
}

Status ReadInto(const Reading& reading, const std::filesystem::path& file,
                const Courts& courts, CompanySink& sink) {
  switch (reading.format) {
    case SourceFormat::kOffeneRegister:
      return ReadOffeneRegister(file, sink);
    case SourceFormat::kOffeneRegister2022:
      return ReadHandelsregisterDb(file, courts, sink);
    case SourceFormat::kGleifCsv:
      return ReadGleifCsv(file, courts, sink);
    case SourceFormat::kGleifJson:
      return ReadGleifJson(file, courts, sink);
    case SourceFormat::kXjustiz:
      return ReadXjustiz(file, courts, sink);
    case SourceFormat::kCsv:
      return ReadCompanyCsv(file, reading.csv, courts, sink);
  }
  return Fail(ErrorKind::kInternal, "a format without a reader");
}

// The file's state and how it is to be read.
Result<std::string> StampOfSource(const CompanySource& source) {
  auto stamp = StampOf(source.file);
  if (!stamp) return stamp;
  const auto add = [&](const std::string& text) {
    if (!text.empty()) *stamp += "+" + text;
  };
  if (!source.mapping.empty()) {
    auto mapping = StampOf(source.mapping);
    if (!mapping) return mapping;
    add(source.mapping.filename().string() + "=" + *mapping);
  }
  if (source.delimiter) add(std::string("delimiter=") + *source.delimiter);
  if (source.encoding) add("encoding=" + *source.encoding);
  if (source.rank) add("rank=" + std::to_string(*source.rank));
  add(source.name);
  add(source.as_of);
  return stamp;
}

// Takes the first rows, completes them as an import would, and has enough.
class PreviewSink final : public CompanySink {
 public:
  PreviewSink(const Places& places, SourcePreview& preview)
      : places_(places), preview_(preview) {}

  bool IsDone(uint64_t) const override { return false; }
  Status Take(uint64_t line, Company company, const SourceInfo&) override {
    CompleteCompany(company, places_.courts, places_.regions);
    preview_.rows.push_back({line, std::move(company)});
    if (preview_.rows.size() < SourcePreview::kRows) return {};
    enough_ = true;
    return Fail(ErrorKind::kInternal, "the preview has enough rows");
  }
  void Refuse(uint64_t line, std::string reason) override {
    constexpr size_t kMaxRefusals = 20;
    if (preview_.refusals.size() < kMaxRefusals) {
      preview_.refusals.push_back({line, std::move(reason)});
    }
  }
  void Skip(uint64_t) override {}
  void NoteBytes(uint64_t) override {}

  bool enough() const { return enough_; }

 private:
  const Places& places_;
  SourcePreview& preview_;
  bool enough_ = false;
};

}  // namespace

Result<ImportReport> ImportCompanies(const Options& options,
                                     const std::vector<CompanySource>& sources,
                                     const Clock& clock,
                                     const OnImportProgress& on_progress) {
  auto database = OpenState(options.workspace);
  if (!database) return tl::unexpected(database.error());
  auto imported = ImportedFiles::Open(*database);
  if (!imported) return tl::unexpected(imported.error());
  auto store = CompanyStore::Open(*database);
  if (!store) return tl::unexpected(store.error());
  ImportReport report;
  std::optional<Places> places;
  for (const CompanySource& source : sources) {
    const std::string path = source.file.string();
    auto stamp = StampOfSource(source);
    if (!stamp) return tl::unexpected(stamp.error());
    auto last = imported->StampWhenImported(path);
    if (!last) return tl::unexpected(last.error());
    if (*last == *stamp) {
      ++report.unchanged_files;
      continue;
    }
    if (!places) {
      auto loaded = LoadPlaces(options);
      if (!loaded) return tl::unexpected(loaded.error());
      places = std::move(*loaded);
    }
    auto reading = PlanReading(options, source);
    if (!reading) return tl::unexpected(reading.error());
    ImportContext context{*store, *database, places->courts, places->regions};
    context.staging = options.workspace.import_db();
    context.stamp = path + "@" + *stamp;
    context.now = FormatTimestamp(clock.Now());
    if (!options.forgotten.empty()) {
      context.admit = [&](Company& company) {
        const auto website = ParseWebsite(company.website);
        if (website && options.forgotten.HoldsUrl(*website)) {
          company.website.clear();
        }
        return !options.forgotten.HoldsCompany(company);
      };
    }
    if (on_progress) {
      context.on_progress = [&](const ImportProgress& progress) {
        on_progress(source.file, progress);
      };
    }
    auto summary = ImportFile(
        source.file, reading->source, context, [&](CompanySink& sink) {
          return ReadInto(*reading, source.file, places->courts, sink);
        });
    if (!summary) return tl::unexpected(summary.error());
    report.changed |= summary->added + summary->changed > 0;
    if (auto s = imported->Save(path, *stamp); !s) {
      return tl::unexpected(s.error());
    }
    report.files.push_back(std::move(*summary));
  }
  return report;
}

Result<SourcePreview> PreviewCompanies(const Options& options,
                                       const CompanySource& source) {
  auto places = LoadPlaces(options);
  if (!places) return tl::unexpected(places.error());
  if (auto stamp = StampOfSource(source); !stamp) {
    return tl::unexpected(stamp.error());
  }
  auto reading = PlanReading(options, source);
  if (!reading) return tl::unexpected(reading.error());
  SourcePreview preview;
  preview.format = reading->format;
  preview.source = reading->source;
  preview.rank = reading->rank;
  preview.layout = reading->layout;
  PreviewSink sink(*places, preview);
  auto read = ReadInto(*reading, source.file, places->courts, sink);
  if (!read && !sink.enough()) return tl::unexpected(read.error());
  return preview;
}

Result<std::filesystem::path> FindMapping(const Options& options,
                                          const std::string& name) {
  const auto path = MappingDirectory(options) / (name + ".toml");
  if (std::filesystem::exists(path)) return path;
  auto known = LoadCompanyMappings(MappingDirectory(options));
  if (!known) return tl::unexpected(known.error());
  std::string names;
  for (const CompanyMapping& mapping : *known) names += " " + mapping.name;
  return Fail(ErrorKind::kNotFound,
              "no mapping '" + name + "'; there are:" + names);
}

}  // namespace ritmon
