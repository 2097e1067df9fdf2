// SPDX-License-Identifier: GPL-3.0-or-later
// Gives up everything that reading one PDF from memory does not need.

#pragma once

namespace ritmon {

// From here on the process can read and write its open files, take memory and
// end; every other system call fails with EPERM: no file is opened, nothing
// connects, nothing is started. For good. False if the kernel cannot do it
// (seccomp, Linux 3.17); no new privileges must have been set.
bool EnterSandbox();

}  // namespace ritmon
