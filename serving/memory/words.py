"""Text as words, for keys and for search: the same on every database."""

from __future__ import annotations

import re
import unicodedata

_UNSPACED = "\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af"  # scripts that put no spaces: a sign is a word
_WORD = re.compile(rf"[{_UNSPACED}]|[^\W{_UNSPACED}]+(?:'\w+)?")
_PLURALS = (("ies", ("eies", "aies"), "y"), ("es", ("aes", "ees", "oes"), "e"), ("s", ("us", "ss"), ""))


def word_set(words: str) -> frozenset[str]:
    return frozenset(words.split())


DENIALS = frozenset({"not", "no", "never", "neither", "nor", "cannot"})
# They tell nothing about what is said, and would be in half of all records.
STOP_WORDS = DENIALS | word_set(
    "a about an and any are as at be been by can could did do does for from had has have he her hers him his "
    "how i in is it its me my of on or our she should so some such than that the their them then there these "
    "they this those to was we were what when where which who whom whose why will with would you your"
)


def words_of(text: str) -> list[str]:
    """In order, in lower case, without punctuation: `isn't` is `is not`, `Ada's` is `ada 's`."""
    plain = unicodedata.normalize("NFKC", text).replace("’", "'").casefold()
    words: list[str] = []
    for match in _WORD.finditer(plain):
        word = match[0]
        if word.endswith("n't"):
            words += ["can" if word == "can't" else word.removesuffix("n't"), "not"]
        elif word.endswith("'s"):
            words += [word.removesuffix("'s"), "'s"]
        else:
            words.append(word)
    return words


def stem(word: str) -> str:
    """Without the ending of a plural, by Harman's rules ("How effective is suffixing?", 1991)."""
    if len(word) > 3:
        for ending, exceptions, instead in _PLURALS:
            if word.endswith(ending):
                return word if word.endswith(exceptions) else word.removesuffix(ending) + instead
    return word


def search_words(text: str) -> list[str]:
    """What a text is found by."""
    return [stem(word) for word in words_of(text) if word not in STOP_WORDS and word != "'s"]
