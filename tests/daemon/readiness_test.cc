// SPDX-License-Identifier: GPL-3.0-or-later
#include "daemon/readiness.h"

#include <gmock/gmock.h>
#include <unistd.h>

#include "base/database.h"
#include "base/files.h"
#include "tests/testing/temp_directory.h"

namespace ritmon {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

// Somebody for whom permissions count, while it lives.
class NotRoot {
 public:
  NotRoot() : before_(geteuid()) {
    EXPECT_EQ(seteuid(before_ == 0 ? 65534 : before_), 0);
  }
  ~NotRoot() { EXPECT_EQ(seteuid(before_), 0); }

 private:
  uid_t before_;
};

class ReadinessTest : public ::testing::Test {
 protected:
  std::vector<std::string> Reasons() const {
    return WhyNotReady(folder_.path(),
                       {folder_ / "state.db", folder_ / "jobs.db"});
  }
  TempDirectory folder_;
};

TEST_F(ReadinessTest, ANewDirectoryWillDo) {
  EXPECT_THAT(Reasons(), IsEmpty());
  ASSERT_TRUE(Database::Open(folder_ / "state.db"));
  EXPECT_THAT(Reasons(), IsEmpty());
}

TEST_F(ReadinessTest, NoDirectory) {
  EXPECT_THAT(WhyNotReady(folder_ / "gone", {}),
              ElementsAre((folder_ / "gone").string() +
                          ": the data directory is not there"));
}

TEST_F(ReadinessTest, StateThatIsNone) {
  ASSERT_TRUE(WriteFileAtomically(folder_ / "jobs.db", std::string(8192, 'x')));
  EXPECT_THAT(Reasons(), ElementsAre(HasSubstr("file is not a database")));
}

TEST_F(ReadinessTest, ADirectoryThatCannotBeWritten) {
  std::filesystem::permissions(folder_.path(), std::filesystem::perms(0555));
  const NotRoot somebody;
  EXPECT_THAT(Reasons(), ElementsAre(folder_.path().string() +
                                     ": cannot write to the data directory: "
                                     "Permission denied"));
}

TEST_F(ReadinessTest, ADatabaseThatAnotherHasToHimselfIsNoReason) {
  auto database = Database::Open(folder_ / "state.db");
  ASSERT_TRUE(database);
  const DirectWrites alone(*database);
  ASSERT_TRUE(database->Begin());
  ASSERT_TRUE(database->Execute("CREATE TABLE t (x INTEGER)"));
  EXPECT_THAT(Reasons(), IsEmpty());
}

}  // namespace
}  // namespace ritmon
