// SPDX-License-Identifier: GPL-3.0-or-later
#include "pdf_reader/sandbox.h"

#include <linux/audit.h>
#include <linux/filter.h>
#include <linux/seccomp.h>
#include <sys/prctl.h>
#include <sys/syscall.h>
#include <unistd.h>

#include <cerrno>
#include <cstddef>
#include <cstdint>
#include <vector>

namespace ritmon {
namespace {

#if defined(__x86_64__)
constexpr uint32_t kArchitecture = AUDIT_ARCH_X86_64;
#elif defined(__aarch64__)
constexpr uint32_t kArchitecture = AUDIT_ARCH_AARCH64;
#else
constexpr uint32_t kArchitecture = 0;  // not known here: no sandbox
#endif

constexpr long kAllowed[] = {
    SYS_read,          SYS_write,          SYS_readv,
    SYS_writev,        SYS_lseek,          SYS_fstat,
    SYS_close,         SYS_mmap,           SYS_munmap,
    SYS_mremap,        SYS_mprotect,       SYS_madvise,
    SYS_brk,           SYS_futex,          SYS_exit,
    SYS_exit_group,    SYS_rt_sigaction,   SYS_rt_sigprocmask,
    SYS_rt_sigreturn,  SYS_getpid,         SYS_gettid,
    SYS_tgkill,  // abort()
    SYS_clock_gettime, SYS_gettimeofday,   SYS_getrandom,
    SYS_sched_yield,   SYS_restart_syscall};

}  // namespace

bool EnterSandbox() {
  if (kArchitecture == 0) return false;
  constexpr uint32_t kRefuse = SECCOMP_RET_ERRNO | EPERM;
  std::vector<sock_filter> program = {
      BPF_STMT(BPF_LD | BPF_W | BPF_ABS, offsetof(seccomp_data, arch)),
      BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, kArchitecture, 1, 0),
      BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_KILL_PROCESS),
      BPF_STMT(BPF_LD | BPF_W | BPF_ABS, offsetof(seccomp_data, nr))};
  for (const long number : kAllowed) {
    program.push_back(BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K,
                               static_cast<uint32_t>(number), 0, 1));
    program.push_back(BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ALLOW));
  }
  program.push_back(BPF_STMT(BPF_RET | BPF_K, kRefuse));
  const sock_fprog filter{static_cast<unsigned short>(program.size()),
                          program.data()};
  return ::prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) == 0 &&
         ::syscall(SYS_seccomp, SECCOMP_SET_MODE_FILTER, 0, &filter) == 0;
}

}  // namespace ritmon
