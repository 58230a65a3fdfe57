"""What becomes of memories: added, confirmed, replaced, found, expired, forgotten; on both databases."""

from __future__ import annotations

import threading
import time

import pytest

from serving import operations as ops
from serving.errors import InvalidRequest, MemoryFull, MemoryNotFound
from serving.memories import MAX_REPLACED, MemoryChange, Source
from serving.memory import store
from serving.responses import Page


def listed(memories, tenant="acme", **filters):
    page = memories.answer(ops.ListMemories(tenant, Page(100, is_ascending=True), **filters))
    return [memory.text for memory in page.items]


# ---- when it is written ---------------------------------------------------------------------------


def test_what_was_said_before_is_confirmed(memories, add):
    first = add("Ada likes tea.", user_id="ada")
    again = add("ada likes TEA", user_id="ada")
    assert (first.outcome, again.outcome) == ("added", "confirmed")
    assert again.memory.memory_id == first.memory.memory_id
    assert again.memory.num_confirmations == 1
    assert again.memory.confirmed > first.memory.confirmed
    assert listed(memories) == ["Ada likes tea."]


def test_what_says_more_replaces_what_says_less_and_not_the_other_way(memories, add):
    add("Ada prefers tea in the morning")
    assert add("Ada always prefers tea in the morning").outcome == "replaced"
    assert add("Ada prefers tea in the morning").outcome == "confirmed"
    assert listed(memories) == ["Ada always prefers tea in the morning"]


def test_the_later_of_two_that_contradict_holds(memories, add, find):
    oslo, bergen = add("Ada lives in Oslo").memory, add("Ada moved to Bergen")
    rome = add("Ada lives in Rome").memory
    assert bergen.outcome == "replaced"
    assert rome.replaces == (bergen.memory.memory_id, oslo.memory_id)
    old = memories.answer(ops.GetMemory("acme", oslo.memory_id))
    assert old.replaced_by == rome.memory_id
    assert listed(memories) == ["Ada lives in Rome"] == find("Where does Ada live? Oslo, Bergen, Rome?")
    assert len(listed(memories, with_replaced=True)) == 3


def test_a_subject_has_one_statement(memories, add):
    add("Ada eats no meat at all", subject="diet")
    assert add("Ada eats everything", subject="Diet").outcome == "replaced"
    assert add("Ada is in a good mood", subject="mood").outcome == "added"
    assert listed(memories) == ["Ada eats everything", "Ada is in a good mood"]


def test_what_was_denied_and_is_said_again_holds_again(memories, add):
    add("Ada likes tea")
    add("Ada does not like tea")
    assert add("Ada likes tea").outcome == "replaced"
    assert listed(memories) == ["Ada likes tea"]


def test_namespaces_are_not_compared(memories, add):
    for user_id in ("ada", "bob", None):
        for agent_id in ("helper", None):
            assert add("The user lives in Oslo", user_id=user_id, agent_id=agent_id).outcome == "added"
    assert add("The user lives in Rome", user_id="ada").outcome == "replaced"
    assert listed(memories, user_id="bob") == ["The user lives in Oslo"] * 2


def test_so_many_replaced_ones_are_remembered(memories, add):
    for number in range(MAX_REPLACED + 5):
        last = add(f"The port of the server is {number}").memory
    assert len(last.replaces) == MAX_REPLACED
    assert len(listed(memories, with_replaced=True)) == MAX_REPLACED + 1


def test_the_same_item_adds_once(memories, add):
    source = Source("asession_1", "mcp_1")
    one, other = (add("Ada likes tea", source=source) for _ in range(2))
    assert one == other
    assert (one.memory.source, one.memory.num_confirmations) == (source, 0)


def test_two_who_add_the_same_at_once_add_it_once(memories, add):
    barrier, outcomes = threading.Barrier(4), []

    def add_it():
        barrier.wait()
        outcomes.append(add("Ada likes tea", user_id="ada").outcome)

    threads = [threading.Thread(target=add_it) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(outcomes) == ["added", "confirmed", "confirmed", "confirmed"]


@pytest.mark.parametrize("text", ["Hello!", "it is what it is", "ok", "?!"])
def test_what_says_nothing_is_refused(add, text):
    with pytest.raises(InvalidRequest, match="must be a statement"):
        add(text)


def test_a_full_namespace_and_a_full_tenant(monkeypatch, memories, add):
    monkeypatch.setattr(store, "MAX_RECORDS", 2)
    monkeypatch.setattr(store, "MAX_TENANT_RECORDS", 3)
    add("Ada likes tea")
    add("Ada likes coffee")
    with pytest.raises(MemoryFull, match=r"This namespace.* has 2 memories and may have 2"):
        add("Ada likes water")
    assert add("Ada likes tea").outcome == "confirmed"  # nothing is added
    add("Ada likes water", user_id="ada")
    with pytest.raises(MemoryFull, match="This tenant has 3 memories and may have 3"):
        add("Bob likes water", user_id="bob")
    assert add("Bob likes water", tenant="other").outcome == "added"


# ---- changed, forgotten ---------------------------------------------------------------------------


def test_a_changed_text_is_found_by_its_words(memories, add, find):
    memory = add("Ada likes tea", metadata={"a": "b"}).memory
    change = MemoryChange(text="Ada likes coffee")
    changed = memories.answer(ops.UpdateMemory("acme", memory.memory_id, change))
    assert (changed.memory_id, changed.text, changed.metadata) == (memory.memory_id, change.text, {"a": "b"})
    assert (find("tea"), find("coffee")) == ([], ["Ada likes coffee"])


def test_a_change_to_what_another_says_is_refused(memories, add):
    first, second = add("Ada likes tea").memory, add("Ada likes coffee").memory
    with pytest.raises(InvalidRequest, match=f"`{first.memory_id}` says the same") as caught:
        memories.answer(ops.UpdateMemory("acme", second.memory_id, MemoryChange(text="ada likes tea")))
    assert caught.value.code == "memory_exists"
    assert listed(memories) == ["Ada likes tea", "Ada likes coffee"]


def test_a_change_replaces_what_it_contradicts(memories, add):
    add("Ada lives in Oslo")
    other = add("Ada has a house in Rome").memory
    changed = memories.answer(
        ops.UpdateMemory("acme", other.memory_id, MemoryChange(text="Ada lives in Rome"))
    )
    assert len(changed.replaces) == 1
    assert listed(memories) == ["Ada lives in Rome"]


def test_one_that_was_replaced_is_not_changed(memories, add):
    old = add("Ada lives in Oslo").memory
    add("Ada lives in Rome")
    with pytest.raises(InvalidRequest, match="was replaced"):
        memories.answer(ops.UpdateMemory("acme", old.memory_id, MemoryChange(metadata={})))


def test_who_is_forgotten_goes_with_what_he_replaced(memories, add, find):
    old, new = add("Ada lives in Oslo").memory, add("Ada lives in Rome").memory
    memories.answer(ops.ForgetMemory("acme", new.memory_id))
    for memory in (old, new):
        with pytest.raises(MemoryNotFound):
            memories.answer(ops.GetMemory("acme", memory.memory_id))
    assert find("Ada Oslo Rome") == []


def test_a_forgotten_user_leaves_nothing(memories, add, find):
    for agent_id in (None, "helper"):
        add("Ada likes tea", user_id="ada", agent_id=agent_id)
    add("Bob likes tea", user_id="bob")
    add("Ada likes tea", user_id="ada", tenant="other")
    assert memories.answer(ops.ForgetUser("acme", "ada")) == 2
    assert memories.answer(ops.ForgetUser("acme", "ada")) == 0
    assert listed(memories) == ["Bob likes tea"]
    assert listed(memories, "other") == ["Ada likes tea"]
    assert find("tea", user_id="ada") == []


@pytest.mark.parametrize("url", ["sqlite"], indirect=True)  # PostgreSQL has a vacuum
def test_what_is_forgotten_is_not_in_the_file(memories, add, database, url):
    memory = add("Ada likes xylophones").memory
    add("Bob likes drums")
    memories.answer(ops.ForgetMemory("acme", memory.memory_id))
    database.scrub()
    with open(url.removeprefix("sqlite:///"), "rb") as file:
        content = file.read()
    assert b"drums" in content
    assert b"ylophone" not in content


def test_records_expire_and_live_on_where_they_are_confirmed(monkeypatch, memories, add, find):
    start = time.time()
    add("Ada likes tea", expires_after_s=100)
    add("Ada likes coffee", expires_after_s=100)
    monkeypatch.setattr(time, "time", lambda: start + 90)
    assert add("ada likes coffee").memory.expires == pytest.approx(start + 190, abs=5)
    monkeypatch.setattr(time, "time", lambda: start + 150)
    assert listed(memories) == ["Ada likes coffee"] == find("tea coffee")
    memories.sweep()
    monkeypatch.setattr(time, "time", lambda: start)
    assert listed(memories) == ["Ada likes coffee"]


# ---- found ----------------------------------------------------------------------------------------


def test_rare_words_count_for_more(add, find):
    for name in ("Ada", "Bob", "Cleo", "Dan"):
        add(f"{name} likes tea")
    add("Bob plays the xylophone")
    assert find("Does Bob like the xylophone?")[0] == "Bob plays the xylophone"


def test_an_agent_finds_his_own_his_users_and_what_is_everybodys(add, find):
    add("Tea of everybody")
    add("Tea of the agent", agent_id="helper")
    add("Tea of ada", user_id="ada")
    add("Tea of ada with the agent", user_id="ada", agent_id="helper")
    add("Tea of bob with the agent", user_id="bob", agent_id="helper")
    add("Tea of ada with another", user_id="ada", agent_id="other")
    assert set(find("tea", agent_id="helper", user_id="ada", limit=10)) == {
        "Tea of everybody",
        "Tea of the agent",
        "Tea of ada",
        "Tea of ada with the agent",
    }
    assert set(find("tea")) == {"Tea of everybody"}


def test_nothing_of_another_tenant_is_found_or_moves_a_score(memories, add, find):
    add("Ada keeps the secret plan in a drawer", tenant="victim", user_id="ada")
    add("Tea is in the kitchen")
    before = memories.find(ops.Namespace(tenant="acme", user_id="ada"), "secret plan tea kitchen", 5)
    for number in range(30):
        add(f"The secret plan has the number {number} and tea", tenant="victim", user_id="ada")
    after = memories.find(ops.Namespace(tenant="acme", user_id="ada"), "secret plan tea kitchen", 5)
    assert [(one.memory.text, one.score) for one in before.found] == [("Tea is in the kitchen", 1.0)]
    assert after == before


def test_lists_go_on_from_page_to_page(memories, add):
    texts = [f"Ada likes dish {number} of the menu" for number in range(5)]
    for text in texts:
        add(text)
    first = memories.answer(ops.ListMemories("acme", Page(3, is_ascending=True)))
    rest = memories.answer(ops.ListMemories("acme", Page(3, first.items[-1].memory_id, is_ascending=True)))
    assert [one.text for one in (*first.items, *rest.items)] == texts
    assert (first.has_more, rest.has_more) == (True, False)
