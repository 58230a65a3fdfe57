"""What a chat template does with the messages that clients send; `template_probe` finds it out at load."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from serving.text.reasoning import ReasoningFormat
from serving.text.template.message_ends import Message

SYSTEM_ROLES = ("system", "developer")
OPENING, CLOSING = "<think>", "</think>"  # around reasoning, where a template finds it in a reply


@dataclass(frozen=True, slots=True)
class TemplateTraits:
    cuts_exactly: bool = False  # tokenising message by message gives the ids of the whole
    needs_history: bool = True  # a message is written by more than its own turn and the system message
    reply_closer_id: int | None = None  # the special token behind a reply
    takes_any_role: bool = False  # a role it was not made for is written with its name
    writes_system: bool = True  # as a message of its own
    writes_systems: bool = True  # several, at the beginning
    writes_late_systems: bool = True  # behind what others said, where they stand
    writes_developer: bool = False  # under that name
    takes_tool_role: bool = False  # though its calls are told in plain words
    takes_results: bool = False  # told in plain words, several in a row
    takes_null_content: bool = False  # a message without content (a tool call alone) is written without any
    shows_tools: bool = False  # tools that are given stand in the prompt, and calls in their messages
    shows_calls_alone: bool = False  # calls are written too where no tools are given
    takes_arguments: bool = False  # of a call, as an object; else they have to be its JSON
    takes_text_arguments: bool = True  # also as a text: a client may have sent what is no object
    written_call: str = ""  # a text that ends with the call look_up(word="tenure") and its result
    takes_many_calls: bool = False  # all calls of a message are written
    takes_text_with_calls: bool = False  # the content of a message that has calls is written
    takes_text_before_calls: bool = False  # a message with text may stand before one with calls
    takes_long_call_ids: bool = True  # as clients and servers make them; else nine letters and digits
    needs_result_names: bool = False  # a result is written only if it names its function
    reasoning: ReasoningFormat | None = None  # how its model marks it; None: it has none
    writes_reasoning: bool = False  # what a message has beside its content
    reads_reasoning: bool = False  # <think> and </think> in a reply's content are told from its text
    opens_reasoning: bool = False  # the prompt ends with <think>, so a reply does not begin with it
    rewrites: tuple[str, ...] = ()  # strings that it does not leave in a text as they are

    @property
    def keeps_reasoning(self) -> bool:
        """Only in a reply's content, which is written as it stands."""
        is_marked = self.reasoning is not None and not self.reasoning.direct
        return is_marked and not self.writes_reasoning and not self.reads_reasoning

    @property
    def in_plain_words(self) -> TemplateTraits:
        """What counts where calls and their results are told in the text of messages."""
        return replace(
            self,
            takes_many_calls=self.takes_results,
            takes_text_with_calls=True,
            takes_long_call_ids=True,
            needs_result_names=False,
        )


def stand_in(history: Sequence[Message]) -> list[Message]:
    """The messages that decide how a template goes on, if it looks no further than the last turn."""
    users = [index for index, message in enumerate(history) if message.get("role") == "user"]
    start = users[-1] if users else 0
    has_system = start > 0 and history[0].get("role") in SYSTEM_ROLES
    return [*(history[:1] if has_system else ()), *history[start:]]
