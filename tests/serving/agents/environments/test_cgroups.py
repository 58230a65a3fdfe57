"""Where groups are made: on trees of files as kernels show them."""

from __future__ import annotations

import pytest

from serving.agents.environments.cgroups import Cgroups, NoCgroups

V1 = """\
9:pids:/jobs/one
4:cpu,memory:/jobs/one
0::/
"""


@pytest.fixture
def machine(tmp_path):
    """(/proc/self/cgroup, mounts as `kind root folder options`) to that /proc/self."""

    def machine(groups, *mounts):
        lines = []
        for mount in mounts:
            kind, root, folder, options = mount.split()
            lines.append(f"30 20 0:26 {root} {tmp_path / folder} rw,nosuid - {kind} {kind} {options}")
        (tmp_path / "cgroup").write_text(groups)
        (tmp_path / "mountinfo").write_text("\n".join(lines))
        return tmp_path

    return machine


class Kernel:
    """Fills a new folder with the files that a controller has."""

    def __init__(self, monkeypatch, *files):
        from pathlib import Path

        make = Path.mkdir

        def mkdir(path, *args, **kwargs):
            make(path, *args, **kwargs)
            if path.name.startswith("tenure-"):
                for name in files:
                    (path / name).touch()

        def rmdir(path):
            for file in path.iterdir():
                file.unlink()
            remove(path)

        remove = Path.rmdir
        monkeypatch.setattr(Path, "mkdir", mkdir)
        monkeypatch.setattr(Path, "rmdir", rmdir)


def test_v1_has_a_folder_for_each_controller(machine, monkeypatch, tmp_path):
    proc = machine(V1, "cgroup / mem rw,cpu,memory", "cgroup /jobs pids rw,pids", "cgroup2 / v2 rw")
    for folder in ("mem/jobs/one", "pids/one"):
        (tmp_path / folder).mkdir(parents=True)
    Kernel(monkeypatch, "memory.limit_in_bytes", "pids.max", "cgroup.procs")
    cgroups = Cgroups.find(proc)
    assert cgroups.version == 1
    group = cgroups.create("a", memory_bytes=4096, max_processes=7)
    assert group.folders == (tmp_path / "mem/jobs/one/tenure-a", tmp_path / "pids/one/tenure-a")
    assert (group.memory / "memory.limit_in_bytes").read_text() == "4096"
    assert (group.pids / "pids.max").read_text() == "7"
    assert [path.name for path in group.entrances] == ["cgroup.procs"] * 2
    (group.memory / "memory.oom_control").write_text("under_oom 0\noom_kill 3\n")
    assert group.num_memory_kills() == 3
    group.remove()
    assert not any(folder.exists() for folder in group.folders)


def test_v2_has_one_folder_and_passes_its_controllers_on(machine, monkeypatch, tmp_path):
    proc = machine("0::/user/app\n", "cgroup2 / v2 rw,nsdelegate")
    own = tmp_path / "v2/user/app"
    own.mkdir(parents=True)
    (own / "cgroup.subtree_control").write_text("cpu\n")
    Kernel(monkeypatch, "memory.max", "memory.swap.max", "pids.max", "cgroup.procs")
    cgroups = Cgroups.find(proc)
    assert cgroups.version == 2
    assert (own / "cgroup.subtree_control").read_text() == "+memory +pids"
    group = cgroups.create("a", memory_bytes=4096, max_processes=7)
    assert group.folders == (own / "tenure-a",)
    assert (group.memory / "memory.max").read_text() == "4096"
    assert (group.memory / "memory.swap.max").read_text() == "0"


def test_a_controller_that_is_not_passed_on_is_named(machine, monkeypatch, tmp_path):
    proc = machine("0::/\n", "cgroup2 / v2 rw")
    (tmp_path / "v2").mkdir()
    Kernel(monkeypatch, "pids.max")
    with pytest.raises(NoCgroups, match=r"memory\.max is missing"):
        Cgroups.find(proc)


def test_a_machine_without_controllers_says_so(machine):
    with pytest.raises(NoCgroups, match="mounts no memory and pids controllers"):
        Cgroups.find(machine("", "tmpfs / tmp rw"))
