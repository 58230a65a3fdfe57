"""The names of KV blocks: stable for ever, and apart for every tenant, model and adapter."""

import itertools

import pytest

from serving.kv.keys import KeySpace

TOKENS = [1, 2, 3]


def first_key(*space) -> str:
    space = KeySpace.of(*space)
    return space.key(space.root, TOKENS).hex()


def test_a_key_without_an_adapter_is_what_it_always_was():
    # Archives and other processes have it: it must never change.
    assert KeySpace.of("alice", b"model").root.hex() == "a0874404eeb005e796993b53b349f97c"
    assert first_key("alice", b"model") == "92fa0ea29194a795fb2e6c2fbc6df74c"


@pytest.mark.parametrize(
    ("one", "other"),
    list(
        itertools.combinations(
            [
                ("alice", b"model"),
                ("bob", b"model"),
                ("alice", b"another"),
                ("alice", b"model", "sql"),
                ("alice", b"model", "tone"),
                ("bob", b"model", "sql"),
                ("alice", b"another", "sql"),
                ("alice", b"model", ""),
            ],
            2,
        )
    ),
)
def test_two_tenants_models_or_adapters_never_share_a_block(one, other):
    assert first_key(*one) != first_key(*other)
    assert KeySpace.of(*one).root != KeySpace.of(*other).root


def test_the_same_adapter_shares_its_blocks():
    assert first_key("alice", b"model", "sql") == first_key("alice", b"model", "sql")
