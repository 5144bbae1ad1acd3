"""A root of its own for the process, in the mount namespace that it was started in: nothing else is there."""

import ctypes
import os

from .kernel import detach, machine_column, mount, system_call

_NO_SET_USER, _NO_DEVICES, _BIND, _RECURSIVE = 2, 4, 4096, 16384
_MOUNT_SETATTR, _PIVOT_ROOT = 442, (155, 41)
_HERE, _WHOLE_TREE, _READ_ONLY = -100, 0x8000, 1
_ROOT = "/proc"
"""Where the new root is put together: it is always there, and nothing that is needed is below."""


def enter(readable: list[str], writable: list[str], folder: str, size: int) -> None:
    """See these paths alone, and a new `folder`; what is kept there and beside may take `size` bytes.

    Raises:
        OSError: the kernel does not let it be.
    """
    mount("tmpfs", _ROOT, "tmpfs", _NO_SET_USER | _NO_DEVICES, f"size={size},nr_inodes=10000,mode=755")
    os.makedirs(_ROOT + folder)  # noqa: PTH103  # of the library no more than is loaded is loaded here
    for path in readable:
        _show(path)
        attributes = (ctypes.c_uint64 * 4)(_READ_ONLY, 0, 0, 0)
        target = (_ROOT + path).encode()
        system_call(
            _MOUNT_SETATTR,
            f"make {path} read only",
            _HERE,
            target,
            _WHOLE_TREE,
            attributes,
            ctypes.sizeof(attributes),
        )
    for path in writable:
        _show(path)
    os.chdir(_ROOT)
    system_call(_PIVOT_ROOT[machine_column()], "pivot_root", b".", b".")
    detach(".")


def _show(path: str) -> None:
    target = _ROOT + path
    if os.path.isdir(path):  # noqa: PTH112
        os.makedirs(target, exist_ok=True)  # noqa: PTH103
    else:
        os.makedirs(os.path.dirname(target), exist_ok=True)  # noqa: PTH103, PTH120
        os.close(os.open(target, os.O_CREAT | os.O_WRONLY, 0o600))
    mount(path, target, None, _BIND | _RECURSIVE)
