// SPDX-License-Identifier: GPL-3.0-or-later
#include "pipeline/backup/manifest.h"

#include <algorithm>
#include <nlohmann/json.hpp>
#include <system_error>

#include "base/files.h"

namespace ritmon {
namespace {

using Json = nlohmann::ordered_json;
namespace fs = std::filesystem;

// On disk: do not change (docs/formats.md).
constexpr char kFile[] = "manifest.json";
constexpr int kFormat = 1;

Json ToJson(const BackedUpFile& file) {
  return Json{{"path", file.path},
              {"size", file.size},
              {"sha256", file.sha256},
              {"source_size", file.source_size},
              {"source_time", file.source_time}};
}

BackupManifest FromJson(const Json& json) {
  BackupManifest manifest;
  manifest.program = json.at("program");
  manifest.made_at = json.at("made_at");
  manifest.data_directory = json.at("data_directory");
  manifest.configuration = json.at("configuration");
  manifest.with_indexes = json.at("with_indexes");
  manifest.left_out = json.at("left_out").get<std::vector<std::string>>();
  for (const Json& item : json.at("files")) {
    manifest.files.push_back({item.at("path"), item.at("size"),
                              item.at("sha256"), item.at("source_size"),
                              item.at("source_time")});
  }
  return manifest;
}

}  // namespace

Status WriteManifest(const fs::path& folder, const BackupManifest& manifest) {
  Json files = Json::array();
  for (const BackedUpFile& file : manifest.files) files.push_back(ToJson(file));
  const Json json{{"format", kFormat},
                  {"program", manifest.program},
                  {"made_at", manifest.made_at},
                  {"data_directory", manifest.data_directory},
                  {"configuration", manifest.configuration},
                  {"with_indexes", manifest.with_indexes},
                  {"left_out", manifest.left_out},
                  {"files", std::move(files)}};
  return WriteFileAtomically(
      folder / kFile,
      json.dump(1, ' ', false, Json::error_handler_t::replace) + "\n");
}

Result<BackupManifest> ReadManifest(const fs::path& folder) {
  const fs::path file = folder / kFile;
  auto text = ReadFile(file);
  if (!text) return tl::unexpected(text.error());
  const Json json = Json::parse(*text, nullptr, /*allow_exceptions=*/false);
  const std::string place = file.string() + ": ";
  if (!json.is_object()) {
    return Fail(ErrorKind::kInvalid, place + "damaged: no JSON");
  }
  try {
    if (json.at("format") != kFormat) {
      return Fail(
          ErrorKind::kInvalid,
          place + "was written by a later ritmon; verify with that one");
    }
    return FromJson(json);
  } catch (const Json::exception& error) {
    return Fail(ErrorKind::kInvalid, place + "damaged: " + error.what());
  }
}

std::vector<fs::path> BackupsIn(const fs::path& directory) {
  std::vector<fs::path> folders;
  std::error_code code;
  for (fs::directory_iterator entry(directory, code), end;
       !code && entry != end; entry.increment(code)) {
    if (fs::exists(entry->path() / kFile)) folders.push_back(entry->path());
  }
  std::sort(folders.begin(), folders.end());
  return folders;
}

}  // namespace ritmon
