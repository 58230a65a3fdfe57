"""The tokens that give a prompt its structure, and text that only looks like one of them.

A chat template writes `<|im_end|>` and its like into its text, and a tokenizer finds them there by their
spelling. A client's text may hold the same spelling. It is guarded before the template sees it, so that
what is found unguarded in the prompt is the template's own.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable, Sequence

# Half a surrogate pair: well-formed text has none, so none comes from a client or a template.
GUARD = "\udc00"


def is_markup(spelling: str, *, is_special: bool) -> bool:
    """Whether an added token structures prompts: it is special, or spelled like neither word nor space.

    The others were added to the vocabulary as words or as indentation, and are text wherever they stand.
    """
    return is_special or not (spelling[:1].isalnum() or spelling[:1].isspace())


def well_formed(text: str) -> str:
    """Half a surrogate pair, which JSON can carry and UTF-8 cannot, becomes U+FFFD."""
    try:
        text.encode("utf-8")
    except UnicodeEncodeError:
        return text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    return text


class Markup:
    """The spellings of a vocabulary's markup."""

    def __init__(self, spellings: Iterable[str]) -> None:
        self.spellings = tuple(sorted({s for s in spellings if s}, key=lambda s: (-len(s), s)))
        long = [s for s in self.spellings if len(s) > 1]
        some, character = _one_of(long), _one_of([s for s in self.spellings if len(s) == 1])
        # In any case: a template may write a text in lower case, or a role in upper case.
        self._any = re.compile(_one_of(self.spellings), re.IGNORECASE)
        self._beginning = re.compile(rf"(?={some}).", re.IGNORECASE | re.DOTALL)
        # A guard inside breaks a spelling; one of a single character has two before it, and no end has two.
        self._character = re.compile(character, re.IGNORECASE)
        self._unguarded = re.compile(rf"{some}|(?<!{GUARD * 2}){character}")
        self._heads = _by(-1, (s[:n] for s in long for n in range(1, len(s))))
        self._tails = _by(0, (s[n:] for s in long for n in range(1, len(s))))

    def is_in(self, text: str) -> bool:
        """Whether it is spelled there, in whatever case."""
        return self._any.search(text) is not None

    def guard(self, text: str) -> str:
        """A GUARD in whatever `text`, which is a client's, could pass off as markup.

        Also at its ends, where a template's own characters could complete a token.
        """
        text = well_formed(text)
        if self.is_in(text):
            text = self._beginning.sub(rf"\g<0>{GUARD}", text)
            text = self._character.sub(rf"{GUARD * 2}\g<0>", text)
        start, end = len(text) - len(text.lstrip()), len(text.rstrip())
        body = text[start:end]
        before = GUARD if body.startswith(self._tails.get(body[:1], ())) else ""
        behind = GUARD if body.endswith(self._heads.get(body[-1:], ())) else ""
        return f"{text[:start]}{before}{body}{behind}{text[end:]}" if before or behind else text

    def guard_word(self, text: str) -> str:
        """The same for a word that a template may write into the middle of a token, like `<|role|>`."""
        word = text.casefold()
        is_inside = any(word in spelling.casefold() for spelling in self.spellings)
        return GUARD.join(("", *text, "")) if is_inside else self.guard(text)

    def replace(self, text: str, spell: Callable[[str], str]) -> str:
        """Every unguarded token spelled anew, and the guards gone."""
        return self._unguarded.sub(lambda found: spell(found[0]), text).replace(GUARD, "")


def _by(place: int, texts: Iterable[str]) -> dict[str, tuple[str, ...]]:
    """These texts by their character at this place."""
    groups: dict[str, set[str]] = {}
    for text in texts:
        groups.setdefault(text[place], set()).add(text)
    return {character: tuple(sorted(group)) for character, group in groups.items()}


def _one_of(texts: Collection[str]) -> str:
    """A pattern of these, the longest that is there; none at all match nothing.

    What some of them begin with stands once: vocabularies have hundreds that differ in a number.
    """
    groups: dict[str, list[str]] = {}
    for text in filter(None, texts):
        groups.setdefault(text[0], []).append(text)
    branches = [_beginning_alike(group) for group in groups.values()]
    if "" in texts:
        branches.append("")
    return f"(?:{'|'.join(branches) or '(?!)'})"


def _beginning_alike(texts: Sequence[str]) -> str:
    if len(texts) == 1:
        return re.escape(texts[0])
    start = texts[0]
    while not all(text.startswith(start) for text in texts):
        start = start[:-1]
    return re.escape(start) + _one_of([text.removeprefix(start) for text in texts])
