"""The files of an environment: nothing outside of it is read or written, whatever programs left in it."""

from __future__ import annotations

import errno
import os
from pathlib import PurePosixPath

import pytest

from serving.agents.environments.workspace import MAX_DEPTH, Damaged, NoSuchFile, TooLarge, Workspace

SECRET = "not for programs"


@pytest.fixture
def workspace(tmp_path):
    (tmp_path / "secret").write_text(SECRET)
    workspace = Workspace(tmp_path / "env", None)
    workspace.create()
    return workspace


def path(text):
    return PurePosixPath(text)


def read(workspace, name):
    with workspace.open(path(name)) as file:
        return file.read()


def test_what_is_written_is_read_again(workspace):
    workspace.write(path("a/b/c"), b"data")
    assert read(workspace, "a/b/c") == b"data"
    workspace.write(path("a/b/c"), b"other")
    assert workspace.files(path("a")) == [("a/b/c", 5)]


@pytest.mark.parametrize("name", ["link", "folder/secret", "fifo", "folder", "none", "file/x"])
def test_links_and_what_is_no_plain_file_are_not_read(workspace, name):
    (workspace.root / "link").symlink_to("../../secret")
    (workspace.root / "folder").symlink_to("../..")
    (workspace.root / "file").touch()
    os.mkfifo(workspace.root / "fifo")
    with pytest.raises(NoSuchFile):
        read(workspace, name)


def test_writing_replaces_a_link_and_does_not_follow_it(workspace, tmp_path):
    (workspace.root / "link").symlink_to("../../secret")
    workspace.write(path("link"), b"mine")
    assert (tmp_path / "secret").read_text() == SECRET
    assert read(workspace, "link") == b"mine"


def test_writing_below_a_link_is_refused(workspace, tmp_path):
    (workspace.root / "folder").symlink_to("../..")
    with pytest.raises(NoSuchFile):
        workspace.write(path("folder/new"), b"mine")
    assert not (tmp_path / "new").exists()


def test_a_workspace_that_is_a_link_is_not_followed(tmp_path):
    (tmp_path / "env").mkdir()
    (tmp_path / "env" / "workspace").symlink_to(tmp_path)
    with pytest.raises(NoSuchFile):
        Workspace(tmp_path / "env", None).files(path(""))


def test_links_are_listed_by_nobody_and_counted_as_they_are(workspace):
    (workspace.root / "folder").symlink_to("/")
    workspace.write(path("file"), b"x" * 10_000)
    os.link(workspace.root / "file", workspace.root / "twice")
    assert [name for name, _ in workspace.files(path(""))] == ["file", "twice"]
    assert 10_000 <= workspace.num_bytes() < 30_000


def test_a_folder_that_a_program_has_locked_is_counted_too(workspace):
    workspace.write(path("hidden/file"), b"x" * 10_000)
    (workspace.root / "hidden").chmod(0)
    assert workspace.num_bytes() >= 10_000


def test_a_tree_that_is_too_deep_is_said_to_be(workspace):
    deep = workspace.root.joinpath(*["d"] * (MAX_DEPTH + 2))
    deep.mkdir(parents=True)
    with pytest.raises(TooLarge, match="64 folders in each other"):
        workspace.num_bytes()


def test_a_published_file_is_a_copy(workspace):
    workspace.write(path("a"), b"first")
    assert workspace.publish(path("a"), "artifact_1", 5) == (
        5,
        "a7937b64b8caa58f03721bb6bacf5c78cb235febe0e70b1b84cd99541461a08e",
    )
    workspace.write(path("a"), b"second")
    assert workspace.artifact("artifact_1").read_bytes() == b"first"
    with pytest.raises(TooLarge):
        workspace.publish(path("a"), "artifact_2", 5)
    assert not workspace.artifact("artifact_2").exists()


# ---- checkpoints ----------------------------------------------------------------------------------


def test_a_suspended_workspace_comes_back_as_it_was(workspace):
    workspace.write(path("a/run"), b"#!/bin/sh\n")
    (workspace.root / "a" / "run").chmod(0o755)
    (workspace.root / "out").symlink_to("/etc/passwd")
    (workspace.root / "empty").mkdir()
    os.mkfifo(workspace.root / "fifo")
    odd = os.fsdecode(b"\xff name\n")
    workspace.write(path(odd), b"odd")
    workspace.suspend(1000)
    assert workspace.is_suspended
    assert workspace.exists
    assert not workspace.root.exists()
    workspace.resume()
    assert not workspace.is_suspended
    assert sorted(os.listdir(workspace.root)) == sorted(["a", "out", "empty", odd])
    assert (workspace.root / "a" / "run").stat().st_mode & 0o777 == 0o755
    assert os.readlink(workspace.root / "out") == "/etc/passwd"
    assert read(workspace, odd) == b"odd"


def test_a_workspace_that_is_too_large_is_not_suspended(workspace):
    workspace.write(path("a"), b"x" * 1001)
    with pytest.raises(TooLarge):
        workspace.suspend(1000)
    assert os.listdir(workspace.folder) == ["workspace"]


def test_a_checkpoint_with_a_link_in_the_place_of_a_folder_stays_inside(workspace, tmp_path):
    """No program writes checkpoints, but a damaged disk may."""
    import io
    import tarfile

    workspace.clear()
    with tarfile.open(workspace.folder / "checkpoint.tar.gz", "w:gz") as archive:
        link = tarfile.TarInfo("d")
        link.type, link.linkname = tarfile.SYMTYPE, str(tmp_path)
        archive.addfile(link)
        file = tarfile.TarInfo("d/secret")
        file.size = 4
        archive.addfile(file, io.BytesIO(b"mine"))
    with pytest.raises(Damaged):
        workspace.resume()
    assert (tmp_path / "secret").read_text() == SECRET


@pytest.mark.parametrize("place", [0.0, 0.3, 0.6, 0.9999])
def test_a_damaged_checkpoint_is_said_to_be_and_stays(workspace, place):
    workspace.write(path("a"), os.urandom(20_000))
    workspace.write(path("b"), b"text " * 10_000)
    workspace.suspend(10**9)
    checkpoint = workspace.folder / "checkpoint.tar.gz"
    data = bytearray(checkpoint.read_bytes())
    data[int(place * len(data))] ^= 255
    checkpoint.write_bytes(data)
    with pytest.raises(Damaged):
        workspace.resume()
    assert workspace.is_suspended
    assert checkpoint.read_bytes() == data


def test_a_checkpoint_that_there_is_no_room_for_is_not_called_damaged(workspace, monkeypatch):
    workspace.write(path("a"), b"data")
    workspace.suspend(10**9)

    def full(*_):
        raise OSError(errno.ENOSPC, "No space left on device")

    with monkeypatch.context() as patched:
        patched.setattr("shutil.copyfileobj", full)
        with pytest.raises(OSError, match="No space left"):
            workspace.resume()
    workspace.resume()
    assert read(workspace, "a") == b"data"


def test_a_workspace_is_made_with_all_of_its_files_or_not_at_all(tmp_path):
    workspace = Workspace(tmp_path / "env", None)
    with pytest.raises(NoSuchFile):
        workspace.create([(path("a"), b"1"), (path("a/b"), b"2")])
    assert not workspace.exists
    workspace.create([(path("a/b"), b"2")])
    assert read(workspace, "a/b") == b"2"


def test_a_tree_of_any_depth_and_mode_is_removed(workspace):
    here = workspace.root
    descriptor = os.open(here, os.O_RDONLY)
    for _ in range(1500):
        os.mkdir("d", dir_fd=descriptor)
        deeper = os.open("d", os.O_RDONLY, dir_fd=descriptor)
        os.close(descriptor)
        descriptor = deeper
    os.close(descriptor)
    (here / "locked").mkdir()
    (here / "locked" / "file").touch()
    (here / "locked").chmod(0)
    workspace.remove()
    assert not workspace.folder.exists()
