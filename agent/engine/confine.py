"""Take from a process what a reader of foreign bytes must not have: files, network, programs, endless time and memory.

Linux: Landlock (no file can be opened, no TCP; Landlock ABI 1 to 6) and a seccomp filter (no socket, program, process
or signal); elsewhere the resource limits alone. Called in a freshly forked child, just before it reads.
"""

from __future__ import annotations

import ctypes
import platform
import resource
import signal
import struct
import sys
from dataclasses import dataclass
from pathlib import Path

_NO_NEW_PRIVILEGES, _SET_SECCOMP, _SECCOMP_FILTER = 38, 22, 2
_LANDLOCK_CREATE, _LANDLOCK_RESTRICT = 444, 446
_LANDLOCK_VERSION = 1
_FILE_RIGHTS = {1: 0x1FFF, 2: 0x3FFF, 3: 0x7FFF, 4: 0x7FFF}
_FILE_RIGHTS_SINCE_5 = 0xFFFF
_TCP_RIGHTS, _SCOPES = 0x3, 0x3

_LOAD, _EQUAL, _AT_LEAST, _RETURN = 0x20, 0x15, 0x35, 0x06
_ALLOW, _REFUSE = 0x7FFF0000, 0x00050001
_X32 = 0x40000000
_SYSCALLS = {
    # socket connect bind, clone fork vfork clone3, execve execveat, kill tgkill tkill, ptrace, process_vm_*, io_uring
    "x86_64": (0xC000003E, (41, 42, 49, 53, 56, 57, 58, 435, 59, 322, 62, 234, 200, 101, 310, 311, 425)),
    "aarch64": (0xC00000B7, (198, 203, 200, 199, 220, 435, 221, 281, 129, 131, 130, 117, 270, 271, 425)),
}


@dataclass(frozen=True, slots=True)
class Limits:
    """What one delivery may take: seconds of reckoning, bytes of memory beside what its server holds already.

    By the clock it has four times as long: a busy machine must not make a good document a bad one.
    """

    seconds: int = 30
    memory_bytes: int = 1024**3

    @property
    def clock_seconds(self) -> int:
        """Seconds by the clock."""
        return self.seconds * 4


def confine(limits: Limits) -> None:
    """Confine this process for the rest of its life; a limit that is passed ends it by signal."""
    signal.signal(signal.SIGALRM, signal.SIG_DFL)
    signal.alarm(limits.clock_seconds)
    for kind, most in (
        (resource.RLIMIT_CPU, limits.seconds),
        (resource.RLIMIT_AS, _held_bytes() + limits.memory_bytes),
        (resource.RLIMIT_FSIZE, 0),
        (resource.RLIMIT_CORE, 0),
    ):
        resource.setrlimit(kind, (most, most))
    if sys.platform == "linux":
        _take_rights()


def _held_bytes() -> int:
    """Return the address space this process has already, most of it its libraries'."""
    try:
        return int(Path("/proc/self/statm").read_text(encoding="ascii").split()[0]) * resource.getpagesize()
    except OSError:
        return 0


def _take_rights() -> None:
    libc = ctypes.CDLL(None, use_errno=True)
    libc.prctl(_NO_NEW_PRIVILEGES, 1, 0, 0, 0)
    _landlock(libc)
    _seccomp(libc)


def _landlock(libc: ctypes.CDLL) -> None:
    version = libc.syscall(_LANDLOCK_CREATE, None, 0, _LANDLOCK_VERSION)
    if version < 1:
        return  # an old kernel: rlimits and seccomp remain
    rights = struct.pack("QQQ", _FILE_RIGHTS.get(version, _FILE_RIGHTS_SINCE_5), _TCP_RIGHTS, _SCOPES)
    known = 8 if version < 4 else 16 if version < 6 else 24
    ruleset = libc.syscall(_LANDLOCK_CREATE, rights, known, 0)
    if ruleset >= 0:
        libc.syscall(_LANDLOCK_RESTRICT, ruleset, 0)


def _seccomp(libc: ctypes.CDLL) -> None:
    known = _SYSCALLS.get(platform.machine())
    if known is None:
        return
    architecture, refused = known
    last = len(refused) + 1
    program = [
        struct.pack("HBBI", _LOAD, 0, 0, 4),
        struct.pack("HBBI", _EQUAL, 0, last + 1, architecture),
        struct.pack("HBBI", _LOAD, 0, 0, 0),
        struct.pack("HBBI", _AT_LEAST, last, 0, _X32),
        *(struct.pack("HBBI", _EQUAL, last - 1 - at, 0, number) for at, number in enumerate(refused)),
        struct.pack("HBBI", _RETURN, 0, 0, _ALLOW),
        struct.pack("HBBI", _RETURN, 0, 0, _REFUSE),
    ]
    code = ctypes.create_string_buffer(b"".join(program))
    filter_program = struct.pack("HxxxxxxQ", len(program), ctypes.addressof(code))
    libc.prctl(_SET_SECCOMP, _SECCOMP_FILTER, ctypes.c_char_p(filter_program), 0, 0)
