"""System calls that the code may not make: a filter that the kernel holds for good (seccomp).

One process is all that the code gets: threads it may start, no processes, whoever it runs as. What reaches
other processes without a file, as sockets, signals, shared memory and keyrings do, is refused too.
"""

import ctypes
import errno

from .kernel import control, machine_column

_ABSENT = -1
_REFUSED = {
    "fork": (57, _ABSENT),
    "vfork": (58, _ABSENT),
    "setpgid": (109, 154),
    "setsid": (112, 157),
    "kill": (62, 129),
    "tkill": (200, 130),
    "tgkill": (234, 131),
    "rt_sigqueueinfo": (129, 138),
    "rt_tgsigqueueinfo": (297, 240),
    "pidfd_send_signal": (424, 424),
    "pidfd_getfd": (438, 438),
    "ptrace": (101, 117),
    "process_vm_readv": (310, 270),
    "process_vm_writev": (311, 271),
    "perf_event_open": (298, 241),
    "bpf": (321, 280),
    "userfaultfd": (323, 282),
    "io_uring_setup": (425, 425),
    "socket": (41, 198),
    "shmget": (29, 194),
    "shmat": (30, 196),
    "semget": (64, 190),
    "msgget": (68, 186),
    "mq_open": (240, 180),
    "add_key": (248, 217),
    "request_key": (249, 218),
    "keyctl": (250, 219),
    "open_by_handle_at": (304, 265),
    "unshare": (272, 97),
    "setns": (308, 268),
    "chroot": (161, 51),
    "pivot_root": (155, 41),
    "mount": (165, 40),
    "umount2": (166, 39),
    "open_tree": (428, 428),
    "move_mount": (429, 429),
    "fsopen": (430, 430),
    "mount_setattr": (442, 442),
}
"""On x86_64 and on aarch64."""
_CLONE, _CLONE3 = (56, 220), (435, 435)
_PRCTL = (157, 167)
_MACHINES = (0xC000003E, 0xC00000B7)
_OTHER_NUMBERS = 0x40000000
"""From here on x86_64 has every call a second time."""
_THREAD = 0x00010000
_SET_PARENT_DEATH_SIGNAL = 1

_LOAD, _EQUAL, _AT_LEAST, _BITS, _RETURN = 0x20, 0x15, 0x35, 0x45, 0x06
_NUMBER, _MACHINE, _FIRST_ARGUMENT = 0, 4, 16
_ALLOW, _KILL, _FAIL = 0x7FFF0000, 0x80000000, 0x00050000
_SET_SECCOMP, _FILTER = 22, 2


class _Step(ctypes.Structure):
    _fields_ = (
        ("code", ctypes.c_ushort),
        ("if_true", ctypes.c_ubyte),
        ("if_false", ctypes.c_ubyte),
        ("value", ctypes.c_uint32),
    )


class _Program(ctypes.Structure):
    _fields_ = (("length", ctypes.c_ushort), ("steps", ctypes.POINTER(_Step)))


def refuse_calls() -> None:
    """Have the kernel refuse them from here on; privileges must have been dropped.

    Raises:
        OSError: it cannot.
    """
    column = machine_column()
    refused = _FAIL | errno.EPERM
    steps = [
        (_LOAD, 0, 0, _MACHINE),
        *_unless(_EQUAL, _MACHINES[column], _KILL),
        (_LOAD, 0, 0, _NUMBER),
        *_when(_AT_LEAST, _OTHER_NUMBERS, refused),
        # The C library asks for threads by `clone`, whose flags can be read here, when there is no `clone3`.
        *_when(_EQUAL, _CLONE3[column], _FAIL | errno.ENOSYS),
        *_by_argument(_CLONE[column], (_BITS, 0, 1, _THREAD), _ALLOW, refused),
        *_by_argument(_PRCTL[column], (_EQUAL, 0, 1, _SET_PARENT_DEATH_SIGNAL), refused, _ALLOW),
    ]
    for numbers in _REFUSED.values():
        if numbers[column] != _ABSENT:
            steps += _when(_EQUAL, numbers[column], refused)
    steps.append((_RETURN, 0, 0, _ALLOW))
    listed = (_Step * len(steps))(*(_Step(*step) for step in steps))
    control(_SET_SECCOMP, "seccomp", _FILTER, ctypes.byref(_Program(len(steps), listed)))


def _when(comparison: int, value: int, verdict: int) -> list[tuple[int, int, int, int]]:
    return [(comparison, 0, 1, value), (_RETURN, 0, 0, verdict)]


def _unless(comparison: int, value: int, verdict: int) -> list[tuple[int, int, int, int]]:
    return [(comparison, 1, 0, value), (_RETURN, 0, 0, verdict)]


def _by_argument(
    number: int, question: tuple[int, int, int, int], yes: int, no: int
) -> list[tuple[int, int, int, int]]:
    """The verdict on one call by its first argument."""
    return [
        (_EQUAL, 0, 4, number),
        (_LOAD, 0, 0, _FIRST_ARGUMENT),
        question,
        (_RETURN, 0, 0, yes),
        (_RETURN, 0, 0, no),
    ]
