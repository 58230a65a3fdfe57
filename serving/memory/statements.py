"""When two statements are one, and when only the later can hold. Rules, so that anybody can foretell them.

In English, and about words alone: no model is asked.

- *The same*: equal words in equal order, but for case, punctuation, plurals and fillers (`FILLERS`).
- *Nearly the same*: the one has all words of the other in the same order, and at most one in five more, none
  of which denies or is a number. The shorter has at least four.
- *Contradictions*: the same words, of which one text denies (`not`, `no longer`); the same subject, where it
  is given; the same frame with another value. A frame is what there is one of: somebody's `ATTRIBUTES`
  ("Ada's address is", "the deadline of the report was moved to"), a `RELATIONS` ("Ada lives in"), a number of
  something ("Ada has 2 cats"). A text that says `also` or the like adds to what is known, and has no frame.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from hashlib import blake2b

from serving.memory.words import DENIALS, stem, word_set, words_of

MIN_NEAR_WORDS = 4
NEAR_SHARE = 0.2  # of the longer one's words
FILLERS = word_set("a also actually am an currently did do does just longer now please really still the too")
_ADDS = word_set("also another both or second sometimes too")
ATTRIBUTES = word_set(
    "address age birthday boss budget city colour color company country deadline doctor email employer "
    "family favourite favorite goal height hometown husband job language location major manager name "
    "nationality nickname number occupation partner password phone plan port profession role salary size "
    "status surname timezone title version wife zone"
)
RELATIONS = {
    "lives in": "home", "live in": "home", "lives at": "home", "live at": "home",
    "moved to": "home", "has moved to": "home", "have moved to": "home", "relocated to": "home",
    "works at": "employer", "work at": "employer", "works for": "employer", "work for": "employer",
    "works as": "job", "work as": "job",
    "is called": "name", "is named": "name", "am called": "name",
    "is married to": "spouse", "am married to": "spouse",
    "was born in": "birth", "was born on": "birth",
    "reports to": "manager", "report to": "manager",
    "is based in": "base", "is located in": "base", "are based in": "base", "are located in": "base",
    "is due on": "due", "is due by": "due",
}  # fmt: skip
_COPULAS = "(?:is|are|was|were|became|has become|(?:has |was |has been )?(?:changed|moved) to)"
_RELATION = re.compile(rf"(?P<who>.+?) (?P<relation>{'|'.join(RELATIONS)}) (?P<value>.+)")
_ATTRIBUTE = re.compile(rf"(?P<what>.+?) {_COPULAS} (?P<value>.+)")
_NUMBERS = "one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve"
_COUNT = re.compile(
    rf"(?P<who>.+?) (?P<verb>has|have|is|are|costs?|weighs?) (?P<value>\d+|{_NUMBERS}) (?P<unit>.+)"
)


@dataclass(frozen=True, slots=True)
class Statement:
    words: tuple[str, ...]  # without fillers and denials
    denies: bool
    same_key: bytes
    frame_key: bytes | None

    @classmethod
    def of(cls, text: str, subject: str | None = None) -> Statement:
        said = words_of(text)
        denies = sum(word in DENIALS for word in said) % 2 == 1
        words = tuple(stem(word) for word in said if word not in FILLERS and word not in DENIALS)
        frame = ("subject", *words_of(subject)) if subject else None if denies else frame_of(said)
        return cls(words, denies, _key(words), None if frame is None else _key(frame))


def frame_of(said: Sequence[str]) -> tuple[str, ...] | None:
    """What a text says one thing about; None: nothing that there is one of."""
    if _ADDS.intersection(said):
        return None
    text = " ".join(word for word in said if word not in FILLERS)
    found = _RELATION.fullmatch(text)
    if found and not found["who"].endswith((" was", " were", " been")):  # "the date was moved to"
        return ("relation", *_stems(found["who"]), RELATIONS[found["relation"]])
    if (found := _ATTRIBUTE.fullmatch(text)) and (attribute := _attribute(found["what"])):
        return ("attribute", *attribute)
    if found := _COUNT.fullmatch(text):
        return ("count", *_stems(f"{found['who']} {found['verb']} {found['unit']}"))
    return None


def _attribute(what: str) -> tuple[str, ...] | None:
    """`ada 's home address`; `address of ada` is put so too."""
    name, _, owner = what.partition(" of ")
    if owner and stem(name.split()[-1]) in ATTRIBUTES:
        return (*_stems(owner), "'s", *_stems(name))
    words = _stems(what)
    is_favourite = {"favourite", "favorite", "preferred"}.intersection(words)
    return words if len(words) > 1 and (words[-1] in ATTRIBUTES or is_favourite) else None


def _stems(text: str) -> tuple[str, ...]:
    return tuple(map(stem, text.split()))


def is_near(shorter: Statement, longer: Statement) -> bool:
    num_more = len(longer.words) - len(shorter.words)
    if (
        shorter.denies != longer.denies
        or len(shorter.words) < MIN_NEAR_WORDS
        or not 0 < num_more <= NEAR_SHARE * len(longer.words)
    ):
        return False
    more = _without(longer.words, shorter.words)
    return more is not None and not any(any(map(str.isdigit, word)) for word in more)


def _without(words: Sequence[str], taken: Sequence[str]) -> list[str] | None:
    """What is left where `taken` is taken out, in order; None: it is not all there."""
    left: list[str] = []
    rest: Iterator[str] = iter(taken)
    wanted = next(rest, None)
    for word in words:
        if word == wanted:
            wanted = next(rest, None)
        else:
            left.append(word)
    return left if wanted is None else None


def _key(words: Sequence[str]) -> bytes:
    return blake2b(" ".join(words).encode(), digest_size=16).digest()
