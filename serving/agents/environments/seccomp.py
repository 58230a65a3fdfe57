"""System calls that nothing in a sandbox may make. Namespaces and an empty set of capabilities stop most of
them already: this takes the kernel's code behind them out of reach.
"""

from __future__ import annotations

import errno
import os
from functools import cache
from typing import Any

_DENIED = (
    # other processes' memory and files
    *("ptrace", "process_vm_readv", "process_vm_writev", "process_madvise", "pidfd_getfd", "kcmp"),
    # key rings, which belong to users rather than to namespaces
    *("add_key", "request_key", "keyctl"),
    # mounts and namespaces
    *("mount", "umount", "umount2", "pivot_root", "chroot", "move_mount", "open_tree", "open_tree_attr"),
    *("fsopen", "fsconfig", "fsmount", "fspick", "mount_setattr", "statmount", "listmount"),
    *("unshare", "setns", "name_to_handle_at", "open_by_handle_at"),
    # parts of the kernel that are large, and of no use here
    *("bpf", "perf_event_open", "userfaultfd", "io_uring_setup", "io_uring_enter", "io_uring_register"),
    *("kexec_load", "kexec_file_load", "init_module", "finit_module", "delete_module", "create_module"),
    *("fanotify_init", "fanotify_mark", "lookup_dcookie", "modify_ldt", "vm86", "vm86old", "uselib"),
    # the machine itself
    *("reboot", "swapon", "swapoff", "sethostname", "setdomainname", "syslog", "acct", "quotactl"),
    *("quotactl_fd", "settimeofday", "clock_settime", "clock_adjtime", "adjtimex", "nfsservctl", "iopl"),
    *("ioperm", "vhangup", "mbind", "migrate_pages", "move_pages", "set_mempolicy"),
)
_CLONE_NEW = 0x7E020080  # of user, pid, net, mount, uts, ipc, cgroup and time
_FAMILIES = (1, 2, 10)  # AF_UNIX, AF_INET, AF_INET6: vsock, netlink, packet and others are no namespace's
_TIOCSTI, _TIOCLINUX = 0x5412, 0x541C  # type into a terminal


@cache
def program() -> bytes:
    """The filter as BPF, for this processor.

    Raises: ImportError, RuntimeError, OSError where it cannot be had.
    """
    import pyseccomp as seccomp

    filters = seccomp.SyscallFilter(seccomp.ALLOW)
    for name in _DENIED:
        _deny(seccomp, filters, name, errno.EPERM)
    # glibc falls back to `clone`, whose flags can be looked at; those of `clone3` are behind a pointer.
    _deny(seccomp, filters, "clone3", errno.ENOSYS)
    for bit in (1 << number for number in range(32) if _CLONE_NEW >> number & 1):
        _deny(seccomp, filters, "clone", errno.EPERM, seccomp.Arg(0, seccomp.MASKED_EQ, bit, bit))
    for request in (_TIOCSTI, _TIOCLINUX):
        word = seccomp.Arg(1, seccomp.MASKED_EQ, 0xFFFFFFFF, request)
        _deny(seccomp, filters, "ioctl", errno.EPERM, word)
    _deny_families(seccomp, filters)
    with os.fdopen(os.memfd_create("seccomp"), "w+b") as file:
        filters.export_bpf(file)
        file.seek(0)
        return file.read()


def _deny_families(seccomp: Any, filters: Any) -> None:
    """All families of sockets but a few: those between, and those behind the last."""
    others = [family for family in range(_FAMILIES[-1]) if family not in _FAMILIES]
    for family in others:
        _deny(seccomp, filters, "socket", errno.EAFNOSUPPORT, seccomp.Arg(0, seccomp.EQ, family))
    _deny(seccomp, filters, "socket", errno.EAFNOSUPPORT, seccomp.Arg(0, seccomp.GT, _FAMILIES[-1]))


def _deny(seccomp: Any, filters: Any, name: str, error: int, *arguments: Any) -> None:
    try:
        number = seccomp.resolve_syscall(seccomp.system_arch(), name)
    except (OSError, ValueError, RuntimeError):  # libseccomp is older than the call
        return
    if number >= 0:  # else: this processor has no such call
        filters.add_rule(seccomp.ERRNO(error), name, *arguments)
