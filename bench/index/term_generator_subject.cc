// SPDX-License-Identifier: GPL-3.0-or-later
#include <xapian.h>

#include "bench/index/page_subject.h"

namespace ritmon {
namespace {

namespace fs = std::filesystem;

class Writer final : public PageWriter {
 public:
  explicit Writer(const fs::path& folder)
      : folder_(folder),
        database_(folder.string(), Xapian::DB_CREATE_OR_OVERWRITE) {
    generator_.set_stemmer(Xapian::Stem("german2"));
    generator_.set_stemming_strategy(Xapian::TermGenerator::STEM_ALL);
  }

  void Add(const PageRecord& page, const CompanyFacets&) override {
    Xapian::Document document;
    generator_.set_document(document);
    generator_.set_termpos(0);
    generator_.index_text(page.title);
    for (const Block& block : page.blocks) {
      if (!IsSearchable(block)) continue;
      generator_.increase_termpos();
      generator_.index_text(block.text);
    }
    const std::string id = "Q" + page.key;
    document.add_boolean_term(id);
    document.set_data(page.key);
    database_.replace_document(id, document);
  }

  void Commit() override { database_.commit(); }

  void Pack() override {
    fs::path packed = folder_;
    packed += ".packed";
    database_.compact(packed.string(), Xapian::DBCOMPACT_NO_RENUMBER);
    database_.close();
    fs::remove_all(folder_);
    fs::rename(packed, folder_);
  }

 private:
  fs::path folder_;
  Xapian::WritableDatabase database_;
  Xapian::TermGenerator generator_;
};

}  // namespace

std::unique_ptr<PageWriter> TermGeneratorWriter(const fs::path& folder) {
  return std::make_unique<Writer>(folder);
}

}  // namespace ritmon
