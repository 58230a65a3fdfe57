from __future__ import annotations

import os
import threading
import time

import pytest
import torch

from kernels import library, threads
from kernels.cores import num_usable_cores
from kernels.linear.cpu import PackedLinear


def test_the_number_of_threads_is_what_was_set(isa):
    for num_threads in (1, 3, 2):
        threads.set_num_threads(num_threads)
        assert threads.num_threads() == num_threads


def test_less_than_one_thread_is_refused():
    with pytest.raises(ValueError, match="at least 1, got 0"):
        threads.set_num_threads(0)


def test_the_default_is_no_more_than_the_cores_of_this_process():
    assert 1 <= num_usable_cores() <= len(os.sched_getaffinity(0))


def test_callers_on_several_threads_get_the_results_they_would_get_alone(isa):
    packed = PackedLinear(torch.randn(600, 64))
    inputs = [torch.randn(30, 64) for _ in range(4)]
    expected = [packed(x) for x in inputs]
    wrong: list[int] = []

    def call_often(index: int) -> None:
        if any(not torch.equal(packed(inputs[index]), expected[index]) for _ in range(100)):
            wrong.append(index)

    callers = [threading.Thread(target=call_often, args=(index,)) for index in range(4)]
    for caller in callers:
        caller.start()
    for caller in callers:
        caller.join()
    assert not wrong


def test_many_jobs_in_a_row_all_finish_whatever_the_number_of_threads(isa):
    packed, x = PackedLinear(torch.ones(300, 32)), torch.ones(20, 32)
    for num_threads in (2, 4, 1, 2):
        threads.set_num_threads(num_threads)
        assert all(torch.equal(packed(x), torch.full((20, 300), 32.0)) for _ in range(200))


def test_idle_threads_use_no_cpu(isa):
    packed, x = PackedLinear(torch.ones(600, 64)), torch.ones(64, 64)
    packed(x)
    time.sleep(0.05)
    before = time.process_time()
    time.sleep(0.3)
    assert time.process_time() - before < 0.1  # one spinning thread would use 0.3


def test_a_forked_child_computes_with_threads_of_its_own():
    if library.current() is None:
        pytest.skip("no built kernels here")
    threads.set_num_threads(2)
    packed, x = PackedLinear(torch.ones(600, 64)), torch.ones(64, 64)
    packed(x)
    child = os.fork()
    if child == 0:
        os._exit(0 if bool((packed(x) == 64).all()) else 1)
    assert os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 0
