"""Takes away from a process what a decoder of untrusted files doesn't need: network, other processes, secrets.

Also a program: `python confinement.py LIMITS... SECRET_FILES... COMMAND...` applies the restrictions to itself and
becomes the command. It runs alone before each use of ffmpeg, so it does without json, dataclasses and pathlib, whose
imports would take longer than everything else here.

It applies what the system allows: limits, a namespace without network, and Linux's Landlock, which keeps a process from
inspecting or signalling others, connecting anywhere, and opening files with secrets. A container or an old kernel may
refuse the last two.
"""

import ctypes
import os
import resource
import signal
import sys

#: Where an operator may keep the token and the key; relative to the directory where the bot was started.
SECRET_FILES = (".env", "/run/secrets")
#: How many processes and threads it may add to those of the machine; ffmpeg needs about 20.
_MORE_PROCESSES = 100
#: The exit status if the command can't be started, as in shells.
CANNOT_START = 127

_PR_SET_NO_NEW_PRIVS = 38
_PR_CAPBSET_DROP = 24
_CAPABILITY_VERSION = 0x20080522
_LAST_CAPABILITY = 63
#: chown, and the three that let root use other users' files.
_KEPT_CAPABILITIES = 0b1111
_CLONE_NEWUSER, _CLONE_NEWNET = 0x10000000, 0x40000000
_LANDLOCK_CREATE_RULESET, _LANDLOCK_ADD_RULE, _LANDLOCK_RESTRICT_SELF = 444, 445, 446
_LANDLOCK_VERSION = 1
_RULE_PATH_BENEATH = 1
#: Landlock's file access rights, by the version that added them: reading, writing and so on; then moving, truncating,
#: and ioctl on devices.
_FILE_ACCESS = {1: (1 << 13) - 1, 2: 1 << 13, 3: 1 << 14, 5: 1 << 15}
_READ_DIRECTORY = 1 << 3
#: The rights that a rule for a file (not a folder) may name: execute, write, read, truncate, ioctl.
_ACCESS_OF_FILES = 0b111 | 1 << 14 | 1 << 15
#: Listening and connecting by TCP since version 4; abstract sockets and signals since version 6.
_NETWORK_ACCESS, _SCOPES = 0b11, 0b11


def make_command(
    *, memory_bytes: int, cpu_s: int, file_bytes: int, niceness: int, secret_files: tuple[str, ...] = SECRET_FILES
) -> list[str]:
    """Return the command that runs the one behind it as `confine` would."""
    limits = map(str, (memory_bytes, cpu_s, file_bytes, niceness, len(secret_files)))
    return [sys.executable, "-I", "-S", __file__, *limits, *secret_files]


def confine(
    *, memory_bytes: int, cpu_s: int, file_bytes: int, niceness: int, secret_files: tuple[str, ...] = SECRET_FILES
) -> None:
    """Restrict what this process and its future children may use, and what they may not read, irreversibly.

    The limits are those of address space, processor time, and the size of each file written; `niceness` is how much the
    priority is lowered, compared to the bot.
    """
    try:
        os.nice(niceness)
    except OSError:
        pass
    for kind, value in (
        (resource.RLIMIT_AS, memory_bytes),
        (resource.RLIMIT_CPU, cpu_s),
        (resource.RLIMIT_FSIZE, file_bytes),
        (resource.RLIMIT_CORE, 0),
        (resource.RLIMIT_NPROC, _count_processes() + _MORE_PROCESSES),
    ):
        try:
            _, hard = resource.getrlimit(kind)
            most = value if hard == resource.RLIM_INFINITY else min(value, hard)
            resource.setrlimit(kind, (most, most))
        except (OSError, ValueError):  # not every system has every limit
            pass
    if sys.platform == "linux":
        # As root, only the network: in its own user namespace, root couldn't read other users' files any more.
        libc = ctypes.CDLL(None, use_errno=True)
        libc.unshare(_CLONE_NEWNET if os.geteuid() == 0 else _CLONE_NEWUSER | _CLONE_NEWNET)
        _drop_privileges(libc)
        _restrict_by_landlock(libc, frozenset(map(os.path.realpath, secret_files)))


def _count_processes() -> int:
    """The number of processes and threads on the machine."""
    try:
        with open("/proc/loadavg", encoding="ascii") as file:
            return int(file.read().split()[3].partition("/")[2])
    except (OSError, ValueError, IndexError):
        return 10_000


def _drop_privileges(libc: ctypes.CDLL) -> None:
    """Drop all of root's capabilities except access to other users' files, which the data folder may need."""
    for capability in range(_LAST_CAPABILITY + 1):
        if not _KEPT_CAPABILITIES >> capability & 1:
            libc.prctl(_PR_CAPBSET_DROP, capability, 0, 0, 0)
    kept = _KEPT_CAPABILITIES if os.geteuid() == 0 else 0
    header = (ctypes.c_uint32 * 2)(_CAPABILITY_VERSION, 0)
    # Effective, permitted and inheritable ones, twice: numbers 0 to 31, and those above.
    libc.capset(header, (ctypes.c_uint32 * 6)(kept, kept, 0, 0, 0, 0))


def _restrict_by_landlock(libc: ctypes.CDLL, secret_files: frozenset[str]) -> None:
    version = libc.syscall(_LANDLOCK_CREATE_RULESET, None, ctypes.c_size_t(0), _LANDLOCK_VERSION)
    if version < 1:
        return
    access = sum(bits for since, bits in _FILE_ACCESS.items() if since <= version)
    network, scopes = _NETWORK_ACCESS * (version >= 4), _SCOPES * (version >= 6)
    # The kernel accepts a structure longer than it knows if the rest is zero.
    attributes = (ctypes.c_uint64 * 3)(access, network, scopes)
    ruleset = libc.syscall(_LANDLOCK_CREATE_RULESET, attributes, ctypes.c_size_t(ctypes.sizeof(attributes)), 0)
    if ruleset < 0:
        return
    try:
        _allow(libc, ruleset, "/", _READ_DIRECTORY)
        _allow_all_but(libc, ruleset, "/", access, secret_files)
        libc.prctl(_PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0)
        libc.syscall(_LANDLOCK_RESTRICT_SELF, ruleset, 0)
    finally:
        os.close(ruleset)


def _allow_all_but(libc: ctypes.CDLL, ruleset: int, folder: str, access: int, secret_files: frozenset[str]) -> None:
    """Allow each path in a folder except those to secrets, since Landlock rules have no exceptions."""
    try:
        names = os.listdir(folder)
    except OSError:  # it may be entered but not listed, as /home often; the path itself is known
        start = os.path.join(folder, "")
        names = [one.removeprefix(start).partition("/")[0] for one in secret_files if one.startswith(start)]
    for path in (os.path.join(folder, name) for name in names):
        try:
            if path in secret_files or os.path.islink(path):  # the link's target is decided separately
                continue
            if any(secret.startswith(f"{path}/") for secret in secret_files):
                _allow_all_but(libc, ruleset, path, access, secret_files)
            else:
                _allow(libc, ruleset, path, access)
        except OSError:  # such as for a lost network disk; the other paths still count
            pass


def _allow(libc: ctypes.CDLL, ruleset: int, path: str, access: int) -> None:
    """Allow the use of something, and of what is in it. Raises OSError if it cannot be reached."""
    opened = os.open(path, os.O_PATH | os.O_CLOEXEC)
    try:
        allowed = access if os.path.isdir(path) else access & _ACCESS_OF_FILES
        rule = allowed.to_bytes(8, sys.byteorder) + opened.to_bytes(4, sys.byteorder)
        libc.syscall(_LANDLOCK_ADD_RULE, ruleset, _RULE_PATH_BENEATH, rule, 0)
    finally:
        os.close(opened)


def main() -> None:
    """Confine this process, and become the command."""
    memory_bytes, cpu_s, file_bytes, niceness, count = map(int, sys.argv[1:6])
    secret_files, (executable, *arguments) = tuple(sys.argv[6 : 6 + count]), sys.argv[6 + count :]
    confine(memory_bytes=memory_bytes, cpu_s=cpu_s, file_bytes=file_bytes, niceness=niceness, secret_files=secret_files)
    for number in (signal.SIGPIPE, signal.SIGXFSZ):  # Python ignores these signals, and the command would inherit that
        signal.signal(number, signal.SIG_DFL)
    try:
        os.execvp(executable, [executable, *arguments])  # noqa: S606 - no shell is wanted
    except OSError as error:
        sys.stderr.write(str(error))
        sys.exit(CANNOT_START)


if __name__ == "__main__":
    main()
