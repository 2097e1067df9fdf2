// SPDX-License-Identifier: GPL-3.0-or-later
// One function a tool; the table is in tool_command.cc.

#pragma once

#include "cli/commands.h"

namespace ritmon {

int CharsetTool(const Arguments& arguments);
int ExtractTool(const Arguments& arguments);
int FeedTool(const Arguments& arguments);
int ImprintTool(const Arguments& arguments);
int LangTool(const Arguments& arguments);
int RobotsTool(const Arguments& arguments);
int SitemapTool(const Arguments& arguments);
int TagTool(const Arguments& arguments);
int UrlToolMain(const Arguments& arguments);
int WarcTool(const Arguments& arguments);

}  // namespace ritmon
