"""Carriers open for the tenant that they were sealed for, as they were sealed, under a key that is here."""

import base64
import stat

import pytest
from hypothesis import given
from hypothesis import strategies as st

from serving.errors import StartupError
from serving.replica.carrier_keys import KEY_FILE, carrier_keys
from serving.replica.carriers import Carriers, Unopened
from serving.request import CARRIER_PREFIX
from serving.sessions.rendering import CarriedReply

OLD, NEW = b"o" * 32, b"n" * 32
FINGERPRINT, OTHER = "0f" * 16, "f0" * 16
BASE64 = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_="

replies = st.builds(
    CarriedReply,
    chain_hash=st.binary(min_size=16, max_size=16),
    token_ids=st.lists(st.integers(0, 2**31 - 1), max_size=50).map(tuple),
    reasoning=st.text(),
)
tenants = st.text(min_size=1, max_size=20)


def fault(carriers: Carriers, tenant: str, carrier: str) -> str:
    with pytest.raises(Unopened) as unopened:
        carriers.open(tenant, carrier)
    return unopened.value.fault


@given(tenants, replies)
def test_what_was_sealed_is_opened(tenant, reply):
    carriers = Carriers([NEW], FINGERPRINT)
    assert carriers.open(tenant, carriers.seal(tenant, reply)) == (reply, True)


@given(replies)
def test_the_same_reply_is_sealed_differently_each_time(reply):
    carriers = Carriers([NEW], FINGERPRINT)
    assert carriers.seal("ann", reply) != carriers.seal("ann", reply)


@given(tenants, tenants, replies)
def test_it_opens_for_nobody_else(tenant, other, reply):
    carriers = Carriers([NEW], FINGERPRINT)
    carrier = carriers.seal(tenant, reply)
    if tenant != other:
        assert fault(carriers, other, carrier) == "seal"


@given(replies, st.data())
def test_no_character_of_it_can_be_another(reply, data):
    carriers = Carriers([NEW], FINGERPRINT)
    carrier = carriers.seal("ann", reply)
    place = data.draw(st.integers(len(CARRIER_PREFIX), len(carrier) - 1))
    character = data.draw(st.sampled_from(BASE64).filter(lambda c: c != carrier[place]))
    changed = carrier[:place] + character + carrier[place + 1 :]
    assert fault(carriers, "ann", changed) in ("seal", "key")  # the latter: in the key's id


@given(st.text())
def test_any_other_text_is_none(text):
    assert fault(Carriers([NEW], FINGERPRINT), "ann", CARRIER_PREFIX + text) in ("seal", "key")


@given(replies, st.integers(1, 200))
def test_a_part_of_it_is_none(reply, num_cut):
    carriers = Carriers([NEW], FINGERPRINT)
    carrier = carriers.seal("ann", reply)
    cut = carrier[: max(len(CARRIER_PREFIX), len(carrier) - num_cut)]
    assert fault(carriers, "ann", cut) == "seal"


def test_a_key_is_changed_by_a_new_first_one():
    reply = CarriedReply(b"h" * 16, (1, 2, 3))
    before, after = Carriers([OLD], FINGERPRINT), Carriers([NEW, OLD], FINGERPRINT)
    assert after.open("ann", before.seal("ann", reply)) == (reply, True)
    assert fault(before, "ann", after.seal("ann", reply)) == "key"
    assert fault(Carriers([NEW], FINGERPRINT), "ann", before.seal("ann", reply)) == "key"


def test_ids_of_another_tokenizer_or_template_are_told():
    reply = CarriedReply(b"h" * 16, (1, 2, 3), "so")
    carrier = Carriers([NEW], FINGERPRINT).seal("ann", reply)
    assert Carriers([NEW], OTHER).open("ann", carrier) == (reply, False)


# ---- keys -------------------------------------------------------------------------------------------


def line(key: bytes) -> str:
    return base64.b64encode(key).decode() + "\n"


def test_keys_are_made_once_for_their_owners_eyes(tmp_path):
    keys = carrier_keys(None, tmp_path)
    assert [len(key) for key in keys] == [32]
    assert carrier_keys(None, tmp_path) == keys
    assert stat.S_IMODE((tmp_path / KEY_FILE).stat().st_mode) == 0o600
    assert [path.name for path in tmp_path.iterdir()] == [KEY_FILE]


def test_keys_of_a_file_are_in_its_order(tmp_path):
    path = tmp_path / "keys"
    path.write_text(f"# this week's\n{line(NEW)}\n{line(OLD)}")
    assert carrier_keys(path, tmp_path) == (NEW, OLD)
    assert not (tmp_path / KEY_FILE).exists()


@pytest.mark.parametrize(
    ("text", "complaint"),
    [
        (line(b"short"), "line 1: a carrier key is the base64 of 32 bytes"),
        (line(NEW) + "secret\n", "line 2: a carrier key is the base64 of 32 bytes"),
        ("# none\n", "of carrier keys .* has no key in it.*openssl rand"),
        ("# für alle\nü\n", "line 2: a carrier key is the base64 of 32 bytes"),
    ],
)
def test_a_file_that_is_wrong_says_where(tmp_path, text, complaint):
    path = tmp_path / "keys"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(StartupError, match=complaint) as refused:
        carrier_keys(path, tmp_path)
    assert "secret" not in str(refused.value)


def test_a_file_that_is_not_there_is_not_made(tmp_path):
    with pytest.raises(StartupError, match="cannot be read"):
        carrier_keys(tmp_path / "keys", tmp_path)


def test_each_key_that_is_made_is_another(tmp_path):
    folders = [tmp_path / name for name in "ab"]
    for folder in folders:
        folder.mkdir()
    assert len({carrier_keys(None, folder) for folder in folders}) == 2
