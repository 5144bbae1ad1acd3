"""Linux system calls that Python has no name for."""

import ctypes
import os
import platform

_libc = ctypes.CDLL(None, use_errno=True)
_libc.syscall.restype = ctypes.c_long

_NO_NEW_PRIVILEGES, _PARENT_DEATH_SIGNAL = 38, 1
_KILL = 9
_CAPABILITY_VERSION = 0x20080522


class UnknownMachineError(OSError):
    """The numbers of system calls are not known for this kind of machine."""


def checked(result: int, what: str) -> int:
    """The result of a system call.

    Raises:
        OSError: it failed; names `what`.
    """
    if result < 0:
        number = ctypes.get_errno()
        raise OSError(number, f"{what}: {os.strerror(number)}")
    return result


def system_call(number: int, what: str, *arguments: object) -> int:
    """Make the system call of this number; raises like `checked`."""
    plain = [ctypes.c_long(value) if isinstance(value, int) else value for value in arguments]
    return checked(int(_libc.syscall(ctypes.c_long(number), *plain)), what)


def control(option: int, what: str, *arguments: object) -> None:
    """The system call `prctl`; raises like `checked`."""
    given = [ctypes.c_ulong(value) if isinstance(value, int) else value for value in arguments]
    zeros = [ctypes.c_ulong(0)] * (4 - len(given))
    checked(_libc.prctl(ctypes.c_int(option), *given, *zeros), what)


def mount(source: str, target: str, kind: str | None, flags: int, options: str = "") -> None:
    """The system call `mount`; raises like `checked`."""
    texts = [text.encode() if text else None for text in (source, target, kind)]
    result = _libc.mount(*texts, ctypes.c_ulong(flags), options.encode() or None)
    checked(result, f"mount {target}")


def detach(target: str) -> None:
    """Take away what is mounted there; raises like `checked`."""
    checked(_libc.umount2(target.encode(), 2), f"umount {target}")


def drop_privileges() -> None:
    """Give up every capability for good, also those that a program with special rights would bring."""
    control(_NO_NEW_PRIVILEGES, "no new privileges", 1)
    header = (ctypes.c_uint32 * 2)(_CAPABILITY_VERSION, 0)
    checked(_libc.capset(header, (ctypes.c_uint32 * 6)()), "capset")


def end_with_parent() -> None:
    """Be killed when the parent ends, however it does."""
    control(_PARENT_DEATH_SIGNAL, "parent death signal", _KILL)


def machine_column() -> int:
    """The column of this machine in tables of system calls: x86_64, aarch64.

    Raises:
        UnknownMachineError: it is neither, or its programs are of another size than its kernel.
    """
    names = {"x86_64": 0, "aarch64": 1}
    name = platform.machine()
    if name not in names or ctypes.sizeof(ctypes.c_void_p) != 8:
        raise UnknownMachineError(f"system calls of {name} are not known")
    return names[name]
