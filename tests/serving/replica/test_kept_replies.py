"""What is kept of replies belongs to its tenant, outlives the process, and takes no more room than it may."""

import pytest

from serving.replica.kept_replies import KeptReplies
from serving.replica.reply_file import ReplyFile

PLACES = [bytes([number]) * 16 for number in range(200)]
FAR = 2.0**40  # a time that is to come


@pytest.fixture
def path(tmp_path):
    return tmp_path / "replies.sqlite"


@pytest.fixture
def kept(path):
    kept = KeptReplies(ReplyFile.open(path))
    yield kept
    kept.close()


def is_text_in(path, text):
    return any(text.encode() in file.read_bytes() for file in path.parent.iterdir())


@pytest.mark.parametrize("is_filed", [True, False])
def test_it_is_found_by_its_tenant_and_its_place(kept, is_filed):
    kept.keep("ann", PLACES[0], "first", is_filed=is_filed)
    kept.keep("ann", PLACES[1], "second", is_filed=is_filed)
    kept.keep("ann", PLACES[1], "the second again", is_filed=is_filed)
    assert sorted(kept.find("ann", PLACES)) == ["first", "the second again"]
    assert kept.find("ann", PLACES[2:]) == []
    assert kept.find("bob", PLACES) == []


def test_what_is_filed_outlives_the_process_and_others_see_it(path, kept):
    other = KeptReplies(ReplyFile.open(path))
    kept.keep("ann", PLACES[0], "filed", is_filed=True)
    kept.keep("ann", PLACES[1], "in memory", is_filed=False)
    assert other.find("ann", PLACES) == ["filed"]
    other.close()
    assert path.stat().st_mode & 0o777 == 0o600
    assert not is_text_in(path, "in memory")


def test_what_is_forgotten_is_in_no_file(path, kept):
    for tenant in ("ann", "bob"):
        kept.keep(tenant, PLACES[0], f"what {tenant} was told", is_filed=True)
        kept.keep(tenant, PLACES[1], "and in memory", is_filed=False)
    kept.forget("ann", FAR)
    assert kept.find("ann", PLACES) == []
    assert len(kept.find("bob", PLACES)) == 2
    assert not is_text_in(path, "what ann was told")
    kept.forget(None, 0.0)
    assert len(kept.find("bob", PLACES)) == 2
    kept.forget(None, FAR)
    assert kept.find("bob", PLACES) == []


def test_the_oldest_make_room(path):
    kept = KeptReplies(ReplyFile.open(path, max_bytes=100_000))
    for place in PLACES:
        kept.keep("ann", place, "x" * 2000, is_filed=True)
    assert 0 < len(kept.find("ann", PLACES)) < len(PLACES)
    assert kept.find("ann", PLACES[-1:])
    kept.close()


def test_a_damaged_file_is_begun_anew(path):
    path.write_bytes(b"no database" * 100)
    kept = KeptReplies(ReplyFile.open(path))
    kept.keep("ann", PLACES[0], "carrier", is_filed=True)
    assert kept.find("ann", PLACES) == ["carrier"]
    kept.close()


def test_without_a_file_it_is_kept_in_memory(tmp_path):
    kept = KeptReplies(ReplyFile.open(tmp_path / "missing" / "replies.sqlite"))
    kept.keep("ann", PLACES[0], "carrier", is_filed=True)
    assert kept.find("ann", PLACES) == ["carrier"]
    kept.close()
