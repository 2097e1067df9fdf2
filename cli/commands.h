// SPDX-License-Identifier: GPL-3.0-or-later
// One function a command: arguments without the command's name in, exit code
// out. The table is in main.cc.

#pragma once

#include <string>
#include <vector>

namespace ritmon {

struct CommandDescription;

// What was typed. With `describe` set nothing is done: the command tells what
// it takes, which help on paper and completion are made of.
struct Arguments : std::vector<std::string> {
  using vector::vector;

  // All behind the first one.
  Arguments Rest() const {
    Arguments rest(begin() + (empty() ? 0 : 1), end());
    rest.describe = describe;
    return rest;
  }

  CommandDescription* describe = nullptr;  // not owned
};

int RunCommand(const Arguments& arguments);
int ImportCommand(const Arguments& arguments);
int CrawlCommand(const Arguments& arguments);
int IngestCommand(const Arguments& arguments);
int ReplayCommand(const Arguments& arguments);
int IndexCommand(const Arguments& arguments);
int DoctorCommand(const Arguments& arguments);
int BackupCommand(const Arguments& arguments);
int TagCommand(const Arguments& arguments);
int SearchCommand(const Arguments& arguments);
int CompaniesCommand(const Arguments& arguments);
int CountCommand(const Arguments& arguments);
int MassCommand(const Arguments& arguments);
int DaemonCommand(const Arguments& arguments);
int CoverageCommand(const Arguments& arguments);
int TrendCommand(const Arguments& arguments);
int AlertsCommand(const Arguments& arguments);
int ForgetCommand(const Arguments& arguments);
int FundingCommand(const Arguments& arguments);
int ClustersCommand(const Arguments& arguments);
int ExplainCommand(const Arguments& arguments);
int ExportCommand(const Arguments& arguments);
int ReportCommand(const Arguments& arguments);
int RetentionCommand(const Arguments& arguments);
int ReviewCommand(const Arguments& arguments);
int StatusCommand(const Arguments& arguments);
int KeywordsCommand(const Arguments& arguments);
int ToolCommand(const Arguments& arguments);

}  // namespace ritmon
