"""The files of an environment, as the server touches them: below its folder, and through no link.

    <folder>/workspace/           what programs see as /workspace
    <folder>/checkpoint.tar.gz    the same while the environment is suspended: one of the two is there
    <folder>/artifacts/ID         published files, which programs do not see

Programs may change the tree at any time while they run, so each step of a path is opened by itself
(O_NOFOLLOW), below the one before it. Only plain files are read.
"""

from __future__ import annotations

import errno
import hashlib
import os
import shutil
import stat
import subprocess
import tarfile
import zlib
from collections.abc import Iterable, Iterator
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import IO, BinaryIO

MAX_DEPTH = 64
MAX_FILES = 50_000  # and folders
_FOLDER = os.O_RDONLY | os.O_DIRECTORY | os.O_NOFOLLOW | os.O_CLOEXEC
_FILE = os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_CLOEXEC
_CHUNK = 1024 * 1024
_OF_THIS_MACHINE = (  # errors that tell nothing of a checkpoint
    *(errno.ENOSPC, errno.EDQUOT, errno.EMFILE, errno.ENFILE, errno.ENOMEM),
    *(errno.EACCES, errno.EPERM, errno.EROFS),
)


class TooLarge(Exception):
    """The tree, or what is to be added to it, is larger than it may be."""


class NoSuchFile(Exception):
    """There is no plain file, or no folder, of that path."""


class Damaged(Exception):
    """A checkpoint is not what was written."""


@dataclass(frozen=True, slots=True)
class Owner:
    """Whom the files of a workspace belong to; None where a server that is not root has them itself."""

    uid: int
    gid: int


@dataclass(frozen=True, slots=True)
class Entry:
    path: PurePosixPath  # below the workspace
    status: os.stat_result


class Workspace:
    """Of one environment. Thread-safe but for `suspend`, `resume` and `remove`."""

    def __init__(self, folder: Path, owner: Owner | None) -> None:
        self.folder = folder
        self.root = folder / "workspace"
        self._checkpoint = folder / "checkpoint.tar.gz"
        self._artifacts = folder / "artifacts"
        self._owner = owner

    # ---- the whole ----------------------------------------------------------------------------------

    @property
    def exists(self) -> bool:
        """Its files are here, in one of the two forms."""
        return self.root.is_dir() or self._checkpoint.is_file()

    @property
    def is_suspended(self) -> bool:
        return not self.root.is_dir() and self._checkpoint.is_file()

    def create(self, files: Iterable[tuple[PurePosixPath, bytes]] = ()) -> None:
        """With these files, or not at all. Raises: NoSuchFile where one is to be a folder too."""
        part = self._part("made")
        for path, data in files:
            part.write(path, data)
        self._take(part)

    def _part(self, name: str) -> Workspace:
        """An empty one, whose files become this one's when they are all there."""
        self._make_folder()
        part = Workspace(self.folder / name, self._owner)
        part.remove()
        part._make_folder()
        part.root.mkdir()
        part.root.chmod(0o700)
        part._give_root(part.root)
        return part

    def _take(self, part: Workspace) -> None:
        part.root.replace(self.root)
        part.remove()

    def _make_folder(self) -> None:
        self.folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        self.folder.chmod(0o700)

    def remove(self) -> None:
        """With what was published."""
        _remove_tree(self.folder)

    def clear(self) -> None:
        """What programs have; what was published stays."""
        _remove_tree(self.root)
        self._checkpoint.unlink(missing_ok=True)

    def _give(self, descriptor: int) -> None:
        if self._owner is not None:
            os.fchown(descriptor, self._owner.uid, self._owner.gid)

    def _give_root(self, path: Path) -> None:
        if self._owner is not None:
            os.chown(path, self._owner.uid, self._owner.gid)

    def num_bytes(self) -> int:
        """On disk, folders and links too. Raises: TooLarge where it has too many files, or is too deep."""
        blocks = {entry.status.st_ino: entry.status.st_blocks for entry in self.walk()}
        return sum(blocks.values()) * 512

    def walk(self, below: PurePosixPath = PurePosixPath()) -> Iterator[Entry]:
        """Everything below a folder, in no order. Raises: NoSuchFile, TooLarge."""
        num_entries = 0
        waiting = [below]
        while waiting:
            path = waiting.pop()
            if len(path.parts) > MAX_DEPTH:
                raise TooLarge(f"more than {MAX_DEPTH} folders in each other")
            try:
                entries = self._entries(path)
            except NoSuchFile:
                if path == below:
                    raise
                continue  # a program has removed it meanwhile
            for entry in entries:
                num_entries += 1
                if num_entries > MAX_FILES:
                    raise TooLarge(f"more than {MAX_FILES:,} files")
                if stat.S_ISDIR(entry.status.st_mode):
                    waiting.append(entry.path)
                yield entry

    def _entries(self, path: PurePosixPath) -> list[Entry]:
        found: list[Entry] = []
        with self._opened_folder(path) as folder, os.scandir(folder) as entries:
            for entry in entries:
                if len(found) > MAX_FILES:
                    break
                with suppress(OSError):
                    found.append(Entry(path / entry.name, entry.stat(follow_symlinks=False)))
        return found

    # ---- one file -----------------------------------------------------------------------------------

    @contextmanager
    def _opened_folder(self, path: PurePosixPath, *, creates: bool = False) -> Iterator[int]:
        """Raises: NoSuchFile."""
        with ExitStack() as stack:
            here = self._opened(None, str(self.root), _FOLDER)
            stack.callback(os.close, here)
            for part in path.parts:
                if creates:
                    with suppress(FileExistsError):
                        os.mkdir(part, 0o755, dir_fd=here)
                        self._give_new(here, part)
                here = self._opened(here, part, _FOLDER)
                stack.callback(os.close, here)
            yield here

    def _give_new(self, folder: int, name: str) -> None:
        if self._owner is not None:
            os.chown(name, self._owner.uid, self._owner.gid, dir_fd=folder, follow_symlinks=False)

    def _opened(self, folder: int | None, name: str, flags: int) -> int:
        try:
            try:
                return os.open(name, flags, dir_fd=folder)
            except PermissionError:
                _unlock(name, folder)
                return os.open(name, flags, dir_fd=folder)
        except OSError as error:
            if error.errno in (errno.ENOENT, errno.ENOTDIR, errno.ELOOP, errno.ENXIO, errno.ENAMETOOLONG):
                raise NoSuchFile from None
            raise

    @contextmanager
    def open(self, path: PurePosixPath) -> Iterator[BinaryIO]:
        """To read. Raises: NoSuchFile where it is none, or no plain one."""
        with self._opened_folder(path.parent) as folder:
            descriptor = self._opened(folder, path.name, _FILE)
            if not stat.S_ISREG(os.fstat(descriptor).st_mode):
                os.close(descriptor)
                raise NoSuchFile
        with os.fdopen(descriptor, "rb") as file:
            yield file

    def write(self, path: PurePosixPath, data: bytes) -> None:
        """In place of what was there, with the folders it needs. Raises: NoSuchFile, where one is none."""
        with self._opened_folder(path.parent, creates=True) as folder:
            with suppress(FileNotFoundError):
                os.unlink(path.name, dir_fd=folder)
            flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_NOFOLLOW | os.O_CLOEXEC
            descriptor = os.open(path.name, flags, 0o644, dir_fd=folder)
            with os.fdopen(descriptor, "wb") as file:
                file.write(data)
                self._give(descriptor)

    def files(self, below: PurePosixPath) -> list[tuple[str, int]]:
        """(path below the workspace, bytes) of all plain files below a folder, by path. See `walk`."""
        found = [
            (str(entry.path), entry.status.st_size)
            for entry in self.walk(below)
            if stat.S_ISREG(entry.status.st_mode)
        ]
        return sorted(found, key=lambda one: PurePosixPath(one[0]).parts)

    # ---- what is published ----------------------------------------------------------------------------

    def publish(self, path: PurePosixPath, artifact_id: str, max_bytes: int) -> tuple[int, str]:
        """Copy a file to where no program changes it; returns its size and SHA-256.

        Raises: NoSuchFile; TooLarge, and nothing is left of it.
        """
        self._artifacts.mkdir(exist_ok=True, mode=0o700)
        target = self.artifact(artifact_id)
        digest, size = hashlib.sha256(), 0
        try:
            with self.open(path) as source, target.open("xb") as copy:
                while chunk := source.read(_CHUNK):
                    size += len(chunk)
                    if size > max_bytes:
                        raise TooLarge(f"more than {max_bytes:,} bytes")
                    digest.update(chunk)
                    copy.write(chunk)
                copy.flush()
                os.fsync(copy.fileno())
        except BaseException:
            target.unlink(missing_ok=True)
            raise
        return size, digest.hexdigest()

    def num_artifact_bytes(self) -> int:
        if not self._artifacts.is_dir():
            return 0
        return sum(entry.stat().st_size for entry in os.scandir(self._artifacts))

    def artifact(self, artifact_id: str) -> Path:
        return self._artifacts / artifact_id

    # ---- checkpoints ----------------------------------------------------------------------------------

    def suspend(self, max_bytes: int) -> None:
        """Put the files into one archive. No program of the environment may run.

        Raises: TooLarge, and they stay as they are.
        """
        part = self._checkpoint.with_suffix(".part")
        try:
            with part.open("wb") as file:
                with tarfile.open(fileobj=file, mode="w:gz", compresslevel=1) as archive:
                    self._pack(archive, max_bytes)
                file.flush()
                os.fsync(file.fileno())
        except BaseException:
            part.unlink(missing_ok=True)
            raise
        part.replace(self._checkpoint)
        removed = self.folder / "removed"
        _remove_tree(removed)  # of a suspension that did not end
        self.root.replace(removed)
        _remove_tree(removed)

    def _pack(self, archive: tarfile.TarFile, max_bytes: int) -> None:
        """Folders, plain files and links; a file with two names becomes two. Nothing else is kept."""
        num_bytes = 0
        for entry in self.walk():
            mode = entry.status.st_mode
            info = tarfile.TarInfo(str(entry.path))
            info.mode, info.mtime = stat.S_IMODE(mode) & 0o777, int(entry.status.st_mtime)
            if stat.S_ISDIR(mode):
                info.type = tarfile.DIRTYPE
                archive.addfile(info)
            elif stat.S_ISLNK(mode):
                info.type = tarfile.SYMTYPE
                with self._opened_folder(entry.path.parent) as folder:
                    info.linkname = os.readlink(entry.path.name, dir_fd=folder)
                archive.addfile(info)
            elif stat.S_ISREG(mode):
                with self.open(entry.path) as file:
                    info.size = os.fstat(file.fileno()).st_size
                    num_bytes += info.size
                    if num_bytes > max_bytes:
                        raise TooLarge(f"more than {max_bytes:,} bytes")
                    archive.addfile(info, file)

    def resume(self) -> None:
        """From the archive. Raises: Damaged; OSError where this machine has no room for it. It stays then."""
        part = self._part("resumed")
        try:
            part._unpack_all(self._checkpoint)
        except (tarfile.TarError, zlib.error, OSError, EOFError, ValueError, NoSuchFile) as error:
            part.remove()
            if isinstance(error, OSError) and error.errno in _OF_THIS_MACHINE:
                raise
            raise Damaged(str(error) or type(error).__name__) from error
        self._take(part)
        self._checkpoint.unlink()

    def _unpack_all(self, checkpoint: Path) -> None:
        with tarfile.open(checkpoint, mode="r:gz") as archive:
            for info in archive:
                self._unpack(archive, info)
            assert archive.fileobj is not None, "it is open"
            while archive.fileobj.read(_CHUNK):  # behind its end is the checksum
                pass

    def _unpack(self, archive: tarfile.TarFile, info: tarfile.TarInfo) -> None:
        path = PurePosixPath(info.name)
        if path.is_absolute() or ".." in path.parts:
            raise tarfile.ReadError(f"the checkpoint has a path that leads out of it: {info.name!r}")
        if info.isdir():
            with self._opened_folder(path, creates=True) as folder:
                os.fchmod(folder, info.mode | 0o700)
        elif info.issym():
            with self._opened_folder(path.parent, creates=True) as folder:
                os.symlink(info.linkname, path.name, dir_fd=folder)
                self._give_new(folder, path.name)
        else:
            source = archive.extractfile(info)
            if source is None:
                raise tarfile.ReadError(f"{info.name!r} is no folder, link or plain file")
            self._unpack_file(path, info, source)

    def _unpack_file(self, path: PurePosixPath, info: tarfile.TarInfo, source: IO[bytes]) -> None:
        with self._opened_folder(path.parent, creates=True) as folder:
            flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_NOFOLLOW | os.O_CLOEXEC
            descriptor = os.open(path.name, flags, 0o600, dir_fd=folder)
            with os.fdopen(descriptor, "wb") as file:
                shutil.copyfileobj(source, file, _CHUNK)
                os.utime(descriptor, (info.mtime, info.mtime))
                os.fchmod(descriptor, info.mode)
                self._give(descriptor)


def _unlock(name: str, folder: int | None) -> None:
    """Let the owner read what a program has locked: the very file, wherever its name leads by now."""
    descriptor = os.open(name, os.O_PATH | os.O_NOFOLLOW | os.O_CLOEXEC, dir_fd=folder)
    try:
        os.chmod(f"/proc/self/fd/{descriptor}", 0o700)
    finally:
        os.close(descriptor)


def _remove_tree(path: Path) -> None:
    """However deep it is, and whatever its folders' modes are."""
    for before in ((), ("chmod", "-R", "u+rwx", "--", str(path))):
        if before:
            subprocess.run(before, check=False, capture_output=True)
        subprocess.run(("rm", "-rf", "--one-file-system", "--", str(path)), check=False, capture_output=True)
        if not path.exists():
            return
    raise OSError(errno.ENOTEMPTY, os.strerror(errno.ENOTEMPTY), str(path))
