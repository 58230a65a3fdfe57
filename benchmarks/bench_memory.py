"""What memories keep and find: facts, updates, repetitions and noise, made up from a seed.

    python -m benchmarks.bench_memory [--people 100] [--output benchmarks/results/memory.json]

Each of `--people` has `SLOTS`: things that there is one answer to, and things that there are several of. All
are said in one namespace, in any order, some twice in other words, some changed later; noise comes between.
Then each slot is asked for in words of its own. No phrase is taken from the rules of
`serving.memory.statements` on purpose: each change is put in a phrase drawn from all of its slot's, and the
result says for each phrase whether the rules found it.

- *recall at 5*: answers that now hold and are among the first five.
- *junk found*: of all that the searches gave, what no longer holds, repeats another result, or is noise.
- *junk kept*: the same of the records in force, beside what a store would keep that never compares.
- *lost*: facts that hold and that the rules replaced, or took for a repetition.
"""

from __future__ import annotations

import argparse
import random
import tempfile
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from benchmarks.result_file import write_result
from serving.memories import Namespace, NewMemory
from serving.memory.embedder import Embedder
from serving.memory.memories import Memories
from serving.sessions.database import Database

NAMESPACE = Namespace(tenant="bench", user_id="all")
NAMES = (
    "Ada Bob Cleo Dan Eve Finn Gus Hana Ivo Jun Kai Lea Max Nia Otto Pia Quin Rosa Sam Tess Uma Vik Wes Xena "
    "Yara Zoe"
)
SURNAMES = "Berg Costa Diaz Ek Fox Gill Holm Ito Jain Koch"


@dataclass(frozen=True, slots=True)
class Slot:
    name: str
    phrases: tuple[str, ...]
    questions: tuple[str, ...]
    values: tuple[str, ...]
    is_single: bool  # a later value takes the place of an earlier one


def _slot(name: str, phrases: str, questions: str, values: str, *, is_single: bool) -> Slot:
    return Slot(
        name,
        tuple(phrases.split("|")),
        tuple(questions.split("|")),
        tuple(values.split(",")),
        is_single,
    )


SLOTS = (
    _slot(
        "home",
        "{p} lives in {v}|{p} has moved to {v}|{p}'s home is in {v}|{p} settled down in {v}",
        "Where does {p} live?|In which city is the home of {p}?",
        "Oslo,Bergen,Rome,Porto,Lima,Quito,Osaka,Perth,Cairo,Accra",
        is_single=True,
    ),
    _slot(
        "employer",
        "{p} works for {v}|{p} works at {v}|{p}'s employer is {v}|{p} took a job with {v}",
        "Who does {p} work for?|What company is {p} employed by?",
        "Acme,Initech,Globex,Umbrella,Hooli,Vandelay,Stark,Wayne,Tyrell,Cyberdyne",
        is_single=True,
    ),
    _slot(
        "colour",
        "{p}'s favourite colour is {v}|The favourite colour of {p} is {v}|{p} loves {v} above all colours",
        "Which colour does {p} like best?|What is the favourite colour of {p}?",
        "green,blue,red,yellow,purple,orange,white,black,pink,grey",
        is_single=True,
    ),
    _slot(
        "cats",
        "{p} has {v} cats|{p} keeps {v} cats at home|There are {v} cats in the house of {p}",
        "How many cats does {p} have?|What number of cats does {p} own?",
        "2,3,4,5,6,7,8,9",
        is_single=True,
    ),
    _slot(
        "hobby",
        "{p} plays the {v}|{p} is learning the {v}|{p} practises the {v} every day",
        "Which instrument does {p} play?|What music does {p} make?",
        "xylophone,violin,cello,oboe,flute,trumpet,harp,banjo",
        is_single=False,
    ),
    _slot(
        "allergy",
        "{p} is allergic to {v}|{p} cannot eat {v}|{p} gets ill from {v}",
        "What must {p} not eat?|Does {p} have food allergies?",
        "peanuts,shellfish,milk,wheat,soy,eggs,sesame,celery",
        is_single=False,
    ),
    _slot(
        "trip",
        "{p} went to {v} last summer|{p} spent a holiday in {v}|{p} flew to {v} for a week",
        "Where did {p} go on holiday?|What places did {p} travel to?",
        "Iceland,Kenya,Peru,Japan,Norway,Malta,Chile,Nepal",
        is_single=False,
    ),
)
NOISE = (
    "I will look into the {n} and come back to you",
    "Let me run the {n} again before lunch",
    "Thanks a lot, the {n} looks better now",
    "The user asked about the {n} and seemed happy",
    "We talked about the {n} for a while",
    "Sorry, the {n} took longer than I thought",
    "The {n} was done in turn {i}",
)
THINGS = (
    "report",
    "build",
    "log",
    "chart",
    "draft",
    "table",
    "test",
    "script",
    "email",
    "plan",
    "deck",
    "page",
)
FILLERS = ("{}", "{}.", "{}!", "Well, {}", "As I said, {}", "{}, by the way")


@dataclass(slots=True)
class Said:
    """One statement, and what it states; no slot: noise."""

    text: str
    person: str = ""
    slot: Slot | None = None
    value: str = ""
    kind: str = "noise"  # fact | update | repetition | noise
    phrase: str = ""
    holds: bool = False
    record_id: str = ""
    outcome: str = ""


def corpus(seed: int, num_people: int) -> list[Said]:
    rng = random.Random(seed)
    names = [f"{first} {last}" for first in NAMES.split() for last in SURNAMES.split()]
    first: list[Said] = []
    later: list[Said] = []
    for person in rng.sample(names, num_people):
        for slot in SLOTS:
            values = rng.sample(slot.values, 2)
            first.append(_said(rng, person, slot, values[0], "fact"))
            if rng.random() < 0.4:  # it changes, or there is another
                later.append(_said(rng, person, slot, values[1], "update" if slot.is_single else "fact"))
            elif rng.random() < 0.5:
                later.append(_said(rng, person, slot, values[0], "repetition", first[-1].phrase))
    for said in (first, later):
        num_noise = len(said)
        said += [
            Said(rng.choice(NOISE).format(n=rng.choice(THINGS), i=rng.randrange(100)))
            for _ in range(num_noise)
        ]
        rng.shuffle(said)
    all_said = first + later
    _note_what_holds(all_said)
    return all_said


def _said(
    rng: random.Random, person: str, slot: Slot, value: str, kind: str, before: str | None = None
) -> Said:
    """A repetition is in the phrase from before or, as often, in any."""
    phrase = before if before is not None and rng.random() < 0.5 else rng.choice(slot.phrases)
    text = phrase.format(p=person, v=value)
    if kind == "repetition":
        text = rng.choice(FILLERS).format(text)
    return Said(text, person, slot, value, kind, phrase)


def _note_what_holds(all_said: Sequence[Said]) -> None:
    """The last value of what there is one of; every value of the others; each said once."""
    known: set[tuple[str, ...]] = set()
    for said in reversed(all_said):
        if said.slot is None:
            continue
        one = (said.person, said.slot.name)
        key = one if said.slot.is_single else (*one, said.value)
        said.holds = key not in known
        known.add(key)


def run(all_said: list[Said], embedder: Embedder | None, seed: int) -> dict[str, Any]:
    with tempfile.TemporaryDirectory() as folder:
        database = Database(f"sqlite:///{Path(folder) / 'log.sqlite'}")
        memories = Memories(database, embedder)
        by_id: dict[str, Said] = {}
        for said in all_said:
            remembered = memories.add(NewMemory(namespace=NAMESPACE, text=said.text))
            said.record_id, said.outcome = remembered.memory.memory_id, remembered.outcome
            for replaced in remembered.memory.replaces:
                by_id.pop(replaced, None)
            by_id[said.record_id] = said  # what was confirmed is said anew
        kept, found = kept_of(all_said, by_id), found_of(memories, all_said, by_id, seed)
        database.close()
    return {"kept": kept, "found": found}


def kept_of(all_said: Sequence[Said], by_id: dict[str, Said]) -> dict[str, Any]:
    good = _distinct(by_id.values())
    holding = [said for said in all_said if said.holds]
    alive = {(said.person, said.slot.name, said.value) for said in by_id.values() if said.slot is not None}
    lost = [s for s in holding if s.slot is not None and (s.person, s.slot.name, s.value) not in alive]
    never_compared = sum(not said.holds for said in all_said) / len(all_said)
    updates = Counter((said.phrase, said.outcome) for said in all_said if said.kind == "update")
    repeated = Counter(said.outcome for said in all_said if said.kind == "repetition")
    return {
        "num_said": len(all_said),
        "num_kept": len(by_id),
        "junk_share": round(1 - len(good) / len(by_id), 3),
        "junk_share_without_rules": round(never_compared, 3),
        "num_holding": len(holding),
        "num_lost": len(lost),
        "updates": {f"{phrase}: {outcome}": count for (phrase, outcome), count in sorted(updates.items())},
        "repetitions": dict(repeated),
    }


def _distinct(some: Any) -> list[Said]:
    """What holds, each thing once."""
    things = {
        (said.person, said.slot.name, said.value): said
        for said in some
        if said.slot is not None and said.holds
    }
    return list(things.values())


def found_of(
    memories: Memories, all_said: Sequence[Said], by_id: dict[str, Said], seed: int
) -> dict[str, Any]:
    asked = list(questions(all_said, seed))
    num_answers = num_right = num_found = num_good = 0
    results = [memories.find(NAMESPACE, question, 5) for question, _, _ in asked]
    for (_, person, slot), result in zip(asked, results, strict=True):
        found = [by_id[one.memory.memory_id] for one in result.found]
        right = {said.value for said in all_said if said.holds and (said.person, said.slot) == (person, slot)}
        num_answers += len(right)
        num_right += len(right & {said.value for said in found if (said.person, said.slot) == (person, slot)})
        num_found += len(found)
        num_good += len(_distinct(found))
    return {
        "num_questions": len(asked),
        "recall_at_5": round(num_right / num_answers, 3),
        "junk_share": round(1 - num_good / num_found, 3),
    }


def questions(all_said: Sequence[Said], seed: int) -> Iterator[tuple[str, str, Slot]]:
    """One for each slot of each person."""
    rng = random.Random(seed + 1)
    for said in all_said:
        if said.slot is not None and said.kind == "fact" and said.holds | said.slot.is_single:
            yield rng.choice(said.slot.questions).format(p=said.person), said.person, said.slot


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--people", type=int, default=100)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--output", type=Path)
    options = parser.parse_args()
    results: dict[str, Any] = {"words": run(corpus(options.seed, options.people), None, options.seed)}
    embedder = Embedder.find()
    if embedder is not None:
        results["hybrid"] = run(corpus(options.seed, options.people), embedder, options.seed)
    write_result(
        options.output, "benchmarks.bench_memory", people=options.people, seed=options.seed, **results
    )


if __name__ == "__main__":
    main()
