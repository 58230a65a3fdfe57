"""Finds out a chat template's traits: renders what clients send, and looks what has become of it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import chain, pairwise

from models.chat_template import ChatTemplate
from models.errors import TemplateError
from models.tokenizer import Tokenizer
from serving.text.harmony.template import HarmonyTemplate
from serving.text.template.message_ends import (
    Message,
    RenderedText,
    encode_after,
    find_closer,
    render_with_ends,
)
from serving.text.template.reasoning_marks import reads_reasoning, reasoning_format, writes_reasoning
from serving.text.template.rewriting import rewritten
from serving.text.template.traits import OPENING, TemplateTraits, stand_in

_SYSTEM: Message = {"role": "system", "content": "Be brief."}
_CONTENTS = (
    # (what the user says, what the assistant says)
    ("Hello there", "Hi, how are you?"),
    ("  spaces before", "\n\nlines before"),
    ("spaces after  ", "lines after\n\n"),
    ("3 numbers: 12 345", "1, 2, 3"),
    ("Ünïcödé 你好", "émoji 🙂"),
    ("Think.", "<think>\nLet me see.\n</think>\n\nDone."),
)
_SHORT_ID, _LONG_ID = "call00001", "call_0123456789abcdefghijkl"
_TOOL: Message = {
    "type": "function",
    "function": {
        "name": "look_up",
        "description": "What a word means.",
        "parameters": {"type": "object", "properties": {"word": {"type": "string"}}},
    },
}


def probe(template: ChatTemplate, tokenizer: Tokenizer) -> TemplateTraits:
    samples = [
        sample for sample in (_sample(template, chat) for chat in _conversations()) if sample is not None
    ]
    takes_any_role = _takes_any_role(template)
    takes_tool_role = takes_any_role and _takes_tool_role(template)
    takes_arguments = _shows_call(template, _call())
    calls = _CallProbe(template, takes_arguments)
    return TemplateTraits(
        cuts_exactly=bool(samples) and all(_cuts_exactly(tokenizer, sample) for sample in samples),
        # Harmony drops reasoning from all that comes before an answer.
        needs_history=isinstance(template, HarmonyTemplate)
        or not all(_goes_on_alike(template, tokenizer, sample) for sample in samples),
        reply_closer_id=next((_reply_closer(tokenizer, sample) for sample in samples), None),
        takes_any_role=takes_any_role,
        writes_system=_SYSTEM["content"] in _text(template, [_SYSTEM, _user("Hello")]),
        writes_systems=_writes_systems(template),
        writes_late_systems=_writes_late_systems(template),
        writes_developer=_writes_developer(template),
        takes_tool_role=takes_tool_role,
        takes_results=_takes_results(template, "tool" if takes_tool_role else "user"),
        takes_null_content=_takes_null_content(template),
        shows_tools=calls.shows_tools(),
        shows_calls_alone=calls.shows(["tenure"], tools=None),
        takes_arguments=takes_arguments,
        takes_text_arguments=not takes_arguments or calls.takes_text_arguments(),
        written_call=calls.written(["tenure"]),
        takes_many_calls=calls.shows(["tenure", "lease"]),
        takes_text_with_calls=calls.shows_text("Looking it up."),
        takes_text_before_calls=calls.shows_text_before(),
        takes_long_call_ids=calls.shows(["tenure"], _LONG_ID) or not calls.shows(["tenure"]),
        needs_result_names=calls.needs_names(),
        reasoning=reasoning_format(template),
        writes_reasoning=writes_reasoning(template),
        reads_reasoning=reads_reasoning(template),
        opens_reasoning=_text(template, [_user("Hello")]).rstrip().endswith(OPENING),
        rewrites=rewritten(template),
    )


def _user(content: str) -> Message:
    return {"role": "user", "content": content}


def _assistant(content: str) -> Message:
    return {"role": "assistant", "content": content}


def _call(*words: str, content: str | None = "Looking it up.", call_id: str = _SHORT_ID) -> Message:
    calls = [
        {
            "id": call_id[:-1] + str(index + 1),
            "type": "function",
            "function": {"name": "look_up", "arguments": {"word": word}},
        }
        for index, word in enumerate(words or ("tenure",))
    ]
    return {"role": "assistant", "content": content, "tool_calls": calls}


def _result(
    content: str = "to hold", *, call_id: str = _SHORT_ID, index: int = 0, name: str | None = "look_up"
) -> Message:
    named = {} if name is None else {"name": name}
    return {"role": "tool", "tool_call_id": call_id[:-1] + str(index + 1), **named, "content": content}


def _text(template: ChatTemplate, messages: Sequence[Message], tools: Sequence[Message] | None = None) -> str:
    """Empty where the template refuses these messages: requests will be told so."""
    try:
        return template.render(messages, tools=tools)
    except TemplateError:
        return ""


# ---- roles and contents -----------------------------------------------------------------------------


def _takes_any_role(template: ChatTemplate) -> bool:
    stranger: Message = {"role": "stranger-role", "content": "What a stranger says."}
    text = _text(template, [_user("Hello"), stranger])
    return all(word in text for word in stranger.values())


def _writes_systems(template: ChatTemplate) -> bool:
    systems: list[Message] = [{"role": "system", "content": said} for said in ("Be brief.", "Be kind.")]
    text = _text(template, [*systems, _user("Hello")])
    return all(system["content"] in text for system in systems)


def _writes_late_systems(template: ChatTemplate) -> bool:
    """Before a user's message, and behind the last one."""
    said = [_user("Hello"), _assistant("Hi there.")]
    late = [([*said, _SYSTEM, _user("More")], "Hi there."), ([*said, _user("More"), _SYSTEM], "More")]
    return all(_SYSTEM["content"] in _text(template, chat).rpartition(before)[2] for chat, before in late)


def _writes_developer(template: ChatTemplate) -> bool:
    """With its name: a template may take what it does not know for an assistant's."""
    developer: Message = {"role": "developer", "content": "What one says."}
    text = _text(template, [developer, _user("Hello")])
    return all(word in text for word in developer.values())


def _takes_tool_role(template: ChatTemplate) -> bool:
    """Behind a call that is told in plain words."""
    result: Message = {"role": "tool", "content": "What it gave."}
    text = _text(template, [_user("Say it."), _assistant("Looking it up."), result])
    return all(word in text for word in result.values())


def _takes_results(template: ChatTemplate, role: str) -> bool:
    """Results of calls that are told in plain words, one after the other."""
    results = [{"role": role, "content": f"of {word}"} for word in ("tenure", "lease")]
    text = _text(template, [_user("Say it."), _assistant("Looking it up."), *results])
    return all(result["content"] in text for result in results)


def _takes_null_content(template: ChatTemplate) -> bool:
    text = _text(template, [_user("Say it."), _call(content=None), _result()])
    return bool(text) and "None" not in text


# ---- calls ------------------------------------------------------------------------------------------


class _CallProbe:
    """Conversations with calls, with arguments as this template takes them."""

    def __init__(self, template: ChatTemplate, takes_arguments: bool) -> None:
        self._template = template
        self._takes_arguments = takes_arguments
        self._no_content = None if _takes_null_content(template) else ""

    def _as_taken(self, call: Message) -> Message:
        return call if self._takes_arguments else _with_arguments_as_text(call)

    def shows_tools(self) -> bool:
        """A template that knows none leaves them out without a word."""
        text = _text(self._template, [_user("Say it.")], [_TOOL])
        return "look_up" in text and self.shows(["tenure"])

    def shows(
        self,
        words: Sequence[str],
        call_id: str = _SHORT_ID,
        *,
        tools: Sequence[Message] | None = (_TOOL,),
    ) -> bool:
        """Each call of one message, and each result, is written."""
        text = self.written(words, call_id, tools=tools)
        return all(
            _wrote_arguments(text, word) and f"of {word}" in text and "look_up" in text for word in words
        )

    def written(
        self,
        words: Sequence[str],
        call_id: str = _SHORT_ID,
        *,
        tools: Sequence[Message] | None = (_TOOL,),
    ) -> str:
        """One message with calls and their results; empty where they are refused."""
        call = self._as_taken(_call(*words, call_id=call_id, content=self._no_content))
        results = [_result(f"of {word}", call_id=call_id, index=i) for i, word in enumerate(words)]
        _, _, text = _text(self._template, [_user("Say it."), call, *results], tools).partition("Say it.")
        return text

    def shows_result(self, result: Message) -> bool:
        text = _text(self._template, [_user("Say it."), self._as_taken(_call(content="")), result], [_TOOL])
        return result["content"] in text

    def takes_text_arguments(self) -> bool:
        call = _call(content=self._no_content)
        function = {"name": "look_up", "arguments": "ten"}
        text = {**call, "tool_calls": [{**call["tool_calls"][0], "function": function}]}
        return _text(self._template, [_user("Say it."), text, _result()], [_TOOL]) != ""

    def needs_names(self) -> bool:
        return not self.shows_result(_result(name=None)) and self.shows_result(_result())

    def shows_text(self, content: str) -> bool:
        chat = [_user("Say it."), self._as_taken(_call(content=content)), _result()]
        return content in _text(self._template, chat, [_TOOL])

    def shows_text_before(self) -> bool:
        text = "Looking it up."
        calls = [_assistant(text), self._as_taken(_call(content="")), _result()]
        chat = [_user("Say it."), *calls, _assistant("To hold."), _user("Thanks.")]
        return text in _text(self._template, chat, [_TOOL])


def _with_arguments_as_text(call: Message) -> Message:
    calls = [
        {
            **c,
            "function": {**c["function"], "arguments": f'{{"word": "{c["function"]["arguments"]["word"]}"}}'},
        }
        for c in call["tool_calls"]
    ]
    return {**call, "tool_calls": calls}


def _shows_call(template: ChatTemplate, call: Message) -> bool:
    text = _text(template, [_user("Say it."), call, _result()], [_TOOL])
    _, _, behind = text.partition("Say it.")
    return "look_up" in behind and _wrote_arguments(behind, "tenure")


def _wrote_arguments(text: str, word: str) -> bool:
    return f'"word": "{word}"' in text


# ---- exactness --------------------------------------------------------------------------------------


def _conversations() -> Iterator[list[Message]]:
    chats: list[list[Message]] = []
    for first, second in zip(_CONTENTS, (*_CONTENTS[1:], _CONTENTS[0]), strict=True):
        turns = [first, second, first]
        chats.append([m for user, assistant in turns for m in (_user(user), _assistant(assistant))])
    called = [_user("Say it."), _call(), _result(), _assistant("It means to hold.")]
    chats.append([*called, _user("Thanks."), _assistant("Yes.")])
    for chat in chats:
        yield [*chat, _user("Bye")]
        yield [_SYSTEM, *chat, _user("Bye")]


def _sample(template: ChatTemplate, messages: Sequence[Message]) -> RenderedText | None:
    try:
        return render_with_ends(template, messages, add_generation_prompt=True)
    except TemplateError:  # no tools here, or no system message
        return None


def _cuts_exactly(tokenizer: Tokenizer, sample: RenderedText) -> bool:
    closers = [find_closer(tokenizer, sample, index) for index in range(len(sample.messages))]
    cuts = [None, *(closer for closer in closers if closer is not None), None]
    pieces = [
        encode_after(tokenizer, sample.text, closer, len(sample.text) if following is None else following.end)
        for closer, following in pairwise(cuts)
    ]
    return list(chain(*pieces)) == tokenizer.encode_rendered(sample.text)


def _goes_on_alike(template: ChatTemplate, tokenizer: Tokenizer, sample: RenderedText) -> bool:
    """After every message: is it written as it will be, and is what follows its stand-in what follows it?"""
    return all(
        _is_final(template, tokenizer, sample, num_messages)
        and _stands_in(template, tokenizer, sample, num_messages)
        for num_messages in range(1, len(sample.messages))
    )


def _is_final(template: ChatTemplate, tokenizer: Tokenizer, sample: RenderedText, num_messages: int) -> bool:
    """The first messages are written alike with and without the ones that follow."""
    beginning = _sample(template, sample.messages[:num_messages])
    if beginning is None:
        return True  # no turn begins here
    closer = find_closer(tokenizer, beginning, num_messages - 1)
    return closer is None or sample.text.startswith(beginning.text[: closer.end])


def _stands_in(template: ChatTemplate, tokenizer: Tokenizer, sample: RenderedText, num_messages: int) -> bool:
    """The text that follows the first messages also follows their stand-in."""
    closer = find_closer(tokenizer, sample, num_messages - 1)
    if closer is None:
        return True  # nothing is ever appended here
    short = stand_in(sample.messages[:num_messages])
    stub = _sample(template, [*short, *sample.messages[num_messages:]])
    stub_closer = find_closer(tokenizer, stub, len(short) - 1) if stub is not None else None
    if stub is None or stub_closer is None:
        return False
    return stub.text[stub_closer.end :] == sample.text[closer.end :]


def _reply_closer(tokenizer: Tokenizer, sample: RenderedText) -> int | None:
    replies = [i for i, message in enumerate(sample.messages) if message["role"] == "assistant"]
    closer = find_closer(tokenizer, sample, replies[0])
    return None if closer is None else closer.token_id
