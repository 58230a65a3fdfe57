"""Text that every Python has, as windows of tokens to score and prompts to reply to."""

from __future__ import annotations

import hashlib
import importlib
import inspect
import warnings
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from types import ModuleType
from typing import Any

import numpy as np

from models.loader import LoadedModel

CODE_MODULES = [
    "argparse",
    "configparser",
    "dataclasses",
    "difflib",
    "heapq",
    "json.decoder",
    "pprint",
    "queue",
    "shutil",
    "statistics",
    "tarfile",
    "textwrap",
]
DOCUMENTED_MODULES = [
    "collections",
    "contextlib",
    "difflib",
    "functools",
    "itertools",
    "logging",
    "math",
    "os",
    "random",
    "re",
    "shutil",
    "statistics",
    "string",
    "textwrap",
    "typing",
]
_CHARACTERS_PER_TOKEN = 8  # more than any of these texts has
_SHORTEST_DOCSTRING = 120  # characters

LONG = "long "  # before the kind of a window whose scored tokens lie far from its beginning

Message = dict[str, str]


@dataclass(frozen=True, slots=True, eq=False)
class Window:
    """Tokens, of which those after `first_row` are predicted and scored."""

    kind: str
    token_ids: list[int]
    first_row: int = 0

    @property
    def targets(self) -> list[int]:
        return self.token_ids[self.first_row + 1 :]


class Texts:
    """Three kinds: prose (the language reference), code (modules), chat (questions, and docstrings)."""

    def __init__(self, model: LoadedModel) -> None:
        self._tokenizer = model.tokenizer
        self._template = model.chat_template
        self._documented = sorted(_documented_names())

    def windows(self, num_each: int, length: int) -> list[Window]:
        """`num_each` of each kind, every token but the first scored."""
        return [Window(kind, ids) for kind, ids in self._each_kind(num_each, length)]

    def long_windows(self, length: int, num_scored: int) -> list[Window]:
        """One of each kind, its last tokens scored: what they attend to lies far back."""
        first_row = length - num_scored - 1
        return [Window(LONG + kind, ids, first_row) for kind, ids in self._each_kind(1, length)]

    def prompts(self, num_each: int) -> list[list[int]]:
        """Three kinds of question, one after the other, each a chat of one message."""
        tasks = (_summary_tasks(), _code_tasks(), self._docstring_tasks())
        texts = [task for kind in tasks for task in spread(list(kind), num_each)]
        return [self._chat_ids([{"role": "user", "content": text}], True) for text in texts]

    def _each_kind(self, num: int, length: int) -> Iterator[tuple[str, list[int]]]:
        for kind, text in (("prose", prose()), ("code", code())):
            ids = self._tokenizer.encode(text, add_special_tokens=False)
            step = (len(ids) - length) // num
            if step < 0:
                raise ValueError(f"{kind} has {len(ids)} tokens, and windows of {length} were asked for.")
            yield from ((kind, ids[i * step : i * step + length]) for i in range(num))
        for i in range(num):
            first = i * len(self._documented) // num
            yield "chat", self._conversation(first, length)

    def _conversation(self, first: int, length: int) -> list[int]:
        """A dialogue about one name after the other, cut at `length` tokens."""
        messages: list[Message] = []
        num_characters = 0
        for name, doc in self._documented[first:] + self._documented[:first]:
            messages.append({"role": "user", "content": f"What does `{name}` do in Python?"})
            messages.append({"role": "assistant", "content": doc})
            num_characters += len(doc)
            if num_characters > length * _CHARACTERS_PER_TOKEN:
                break
        return self._chat_ids(messages, False)[:length]

    def _chat_ids(self, messages: Sequence[Message], asks: bool) -> list[int]:
        if self._template is None:
            return self._tokenizer.encode("\n\n".join(message["content"] for message in messages))
        text = self._template.render(messages, add_generation_prompt=asks)
        return self._tokenizer.encode(text, add_special_tokens=False)

    def _docstring_tasks(self) -> Iterator[str]:
        for name, _ in self._documented:
            yield f"What is `{name}` for, and when would you use it? Give a short example."


def prose() -> str:
    """The language reference that `help()` reads."""
    topics: dict[str, str] = importlib.import_module("pydoc_data.topics").topics
    return "\n\n".join(topics[name].strip() for name in sorted(topics))


def code() -> str:
    return "\n\n".join(inspect.getsource(importlib.import_module(name)) for name in CODE_MODULES)


def _summary_tasks() -> Iterator[str]:
    paragraphs = [" ".join(text.split()) for text in prose().split("\n\n")]
    for paragraph in paragraphs:
        if 400 < len(paragraph) < 900 and paragraph[0].isupper():
            yield f"Explain this to a beginner, in your own words:\n\n{paragraph}"


def _code_tasks() -> Iterator[str]:
    for module in map(importlib.import_module, CODE_MODULES):
        for _, function in _public(module, inspect.isfunction):
            source = inspect.getsource(function)
            if 200 < len(source) < 1000:
                yield f"What does this Python function do?\n\n```python\n{source}```"


def _documented_names() -> Iterator[tuple[str, str]]:
    for module in map(importlib.import_module, DOCUMENTED_MODULES):
        for name, value in _public(module, callable):
            with warnings.catch_warnings():
                warnings.simplefilter("ignore", DeprecationWarning)  # typing.io warns when it is looked at
                doc = inspect.getdoc(value)
            if doc and len(doc) >= _SHORTEST_DOCSTRING:
                yield f"{module.__name__}.{name}", doc


def _public(module: ModuleType, is_wanted: Callable[[Any], bool]) -> Iterator[tuple[str, Any]]:
    for name, value in sorted(vars(module).items()):
        if not name.startswith("_") and is_wanted(value) and value.__module__ == module.__name__:
            yield name, value


def spread(items: Sequence[str], num: int) -> list[str]:
    """`num` of them, evenly over the whole."""
    return [items[i * len(items) // num] for i in range(num)]


def digest(sequences: Sequence[Sequence[int]]) -> str:
    """Of the token ids: equal where two results speak of the same text."""
    state = hashlib.blake2b(digest_size=8)
    for ids in sequences:
        state.update(np.asarray([len(ids), *ids], np.int32).tobytes())
    return state.hexdigest()
