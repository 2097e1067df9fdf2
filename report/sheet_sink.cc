// SPDX-License-Identifier: GPL-3.0-or-later
#include "report/sheet_sink.h"

#include <fmt/format.h>

#include <type_traits>
#include <utility>

#include "base/sheet_writer.h"

namespace ritmon {
namespace {

class SheetSink final : public TableSink {
 public:
  explicit SheetSink(SheetWriter writer) : writer_(std::move(writer)) {}

  Status Begin(const std::string& name,
               const std::vector<TableColumn>& columns) override {
    name_ = name;
    part_ = 1;
    columns_.clear();
    for (const TableColumn& column : columns) {
      columns_.push_back(SheetColumn{.title = column.title});
    }
    return writer_.AddSheet(name, columns_);
  }

  Status Add(const TableRow& row) override {
    if (writer_.IsFull()) {
      const std::string next = fmt::format("{} ({})", name_, ++part_);
      if (auto s = writer_.AddSheet(next, columns_); !s) return s;
    }
    std::vector<SheetCell> cells;
    cells.reserve(row.cells.size());
    for (const TableCell& cell : row.cells) {
      cells.push_back(std::visit(
          [](const auto& value) -> SheetCell {
            if constexpr (std::is_same_v<std::decay_t<decltype(value)>,
                                         JsonText>) {
              return value.json;
            } else {
              return value;
            }
          },
          cell));
    }
    return writer_.Append(cells);
  }

  Status Finish() override {
    auto closed = writer_.Close();
    if (!closed) return tl::unexpected(closed.error());
    cut_cells_ = closed->cut_cells;
    return {};
  }

  std::string Notes() const override {
    if (cut_cells_ == 0) return {};
    return fmt::format(
        "{} cells are longer than a spreadsheet's can be ({} characters) and "
        "end with …\n",
        cut_cells_, kMaxCellCharacters);
  }

 private:
  SheetWriter writer_;
  std::string name_;
  int part_ = 1;
  std::vector<SheetColumn> columns_;
  uint64_t cut_cells_ = 0;
};

}  // namespace

Result<std::unique_ptr<TableSink>> OpenSheetSink(
    const std::filesystem::path& path, Timestamp created) {
  std::error_code code;
  const auto status = std::filesystem::status(path, code);
  if (path == "-" || (std::filesystem::exists(status) &&
                      !std::filesystem::is_regular_file(status))) {
    return Fail(ErrorKind::kInvalid,
                "a workbook needs a file: add -o companies.xlsx");
  }
  auto writer = SheetWriter::Create(path, created);
  if (!writer) return tl::unexpected(writer.error());
  return std::make_unique<SheetSink>(std::move(*writer));
}

}  // namespace ritmon
