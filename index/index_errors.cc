// SPDX-License-Identifier: GPL-3.0-or-later
#include "index/index_errors.h"

#include <string>

#include "index/query.h"

namespace ritmon {
namespace {

// Xapian's words and the system's.
std::string Described(const Xapian::Error& error) {
  const char* system = error.get_error_string();
  return error.get_msg() +
         (system != nullptr ? std::string(" (") + system + ")" : "");
}

}  // namespace

tl::unexpected<Error> NeedsRebuild(const std::filesystem::path& directory,
                                   const std::string& reason) {
  return Fail(ErrorKind::kInvalid,
              directory.string() + ": " + reason +
                  "; `ritmon index --rebuild` builds it anew");
}

tl::unexpected<Error> CaughtIndexError(const std::filesystem::path& directory) {
  const std::string place = directory.string() + ": ";
  try {
    throw;
  } catch (const Xapian::DatabaseLockError& error) {
    return Fail(ErrorKind::kBusy,
                place + "another process is writing this index");
  } catch (const Xapian::DatabaseModifiedError& error) {
    return Fail(ErrorKind::kBusy,
                place + "the index changes faster than it can be read");
  } catch (const Xapian::DatabaseVersionError& error) {
    return NeedsRebuild(directory,
                        "the index was written by another version of "
                        "Xapian (" +
                            error.get_msg() + ")");
  } catch (const Xapian::DatabaseCorruptError& error) {
    return NeedsRebuild(directory,
                        "the index is damaged (" + error.get_msg() + ")");
  } catch (const Xapian::DatabaseError& error) {
    // Without a word from the system it is what the files hold.
    if (error.get_error_string() == nullptr) {
      return NeedsRebuild(directory,
                          "the index is damaged (" + error.get_msg() + ")");
    }
    return Fail(ErrorKind::kIo, place + Described(error));
  } catch (const Xapian::WildcardError& error) {
    return Fail(ErrorKind::kInvalid,
                "query: a beginning with '*' stands for more than " +
                    std::to_string(kMaxPrefixWords) +
                    " words; write more letters of it");
  } catch (const Xapian::Error& error) {
    return Fail(ErrorKind::kInternal, place + Described(error));
  }
}

Status CheckSchema(const std::filesystem::path& directory,
                   const Xapian::Database& database, IndexContent content) {
  const std::string schema = database.get_metadata(kMetaSchema);
  const std::string expected = std::to_string(kSchemaVersion);
  if (schema != expected) {
    return NeedsRebuild(
        directory, (schema.empty() ? "this is no index of ritmon's"
                                   : "the index has schema version " + schema) +
                       ", this program reads version " + expected);
  }
  const std::string name(ToString(content));
  const std::string found = database.get_metadata(kMetaContent);
  if (found != name) {
    return Fail(ErrorKind::kInvalid, directory.string() + ": holds '" + found +
                                         "', not '" + name + "'");
  }
  return {};
}

}  // namespace ritmon
