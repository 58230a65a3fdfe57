"""How a model family writes tool calls into its text.

    hermes   <tool_call>\n{"name": "f", "arguments": {...}}\n</tool_call>, one after the other
    llama3   {"name": "f", "parameters": {...}}, from the first character on, `; ` in between
    mistral  [TOOL_CALLS] [{"name": "f", "arguments": {...}}, ...]; the mark is a special token
    harmony  a message of its own, in a channel: see `serving.text.harmony`

The first is Nous Research's, and Qwen's; also what a model is asked for whose template knows no tools.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from models.tokenizer import Tokenizer
from serving.request import Tool
from serving.text.harmony.marks import CALL, CONSTRAIN, MESSAGE, Marks
from serving.text.template.traits import TemplateTraits


@dataclass(frozen=True, slots=True)
class ToolFormat:
    name: str
    mark: str  # announces the first call
    opening: str  # between the mark and the first call
    separator: str  # between calls
    closing: str  # behind the last one
    arguments_key: str
    has_text_before: bool = True  # text may come before the mark
    is_mark_of_call: bool = False  # the mark is the call's own beginning
    takes_many: bool = True  # calls in one reply
    mark_id: int | None = None  # where the mark is a special token
    marks: Marks | None = None  # harmony's: calls are messages, and the other fields of marks mean nothing
    num_id_chars: int = 24  # of a call's id, behind its prefix
    id_prefix: str = "call_"
    is_continued: bool = False  # the prompt has begun the reply's text
    unmarked: tuple[Tool, ...] = ()  # whose calls are found in a reply's text too: see `unmarked_calls`

    def head(self, name: str) -> str:
        """What stands before the arguments of a call; behind them stands a brace."""
        return f'{{"name": "{name}", "{self.arguments_key}": '


HERMES = ToolFormat(
    name="hermes",
    mark="<tool_call>",
    opening="\n",
    separator="\n</tool_call>\n<tool_call>\n",
    closing="\n</tool_call>",
    arguments_key="arguments",
)
LLAMA3 = ToolFormat(
    name="llama3",
    mark='{"name": "',
    opening="",
    separator="; ",
    closing="",
    arguments_key="parameters",
    has_text_before=False,
    is_mark_of_call=True,
)
MISTRAL = ToolFormat(
    name="mistral",
    mark="[TOOL_CALLS]",
    opening=" [",
    separator=", ",
    closing="]",
    arguments_key="arguments",
    num_id_chars=9,  # the template refuses ids of any other form
    id_prefix="",
)
HARMONY = ToolFormat("harmony", "", "", "", "", "", takes_many=False)


def native_format(traits: TemplateTraits, tokenizer: Tokenizer) -> ToolFormat | None:
    """The format that a template writes calls in. None: it knows no tools, or none that we can read.

    A reply is held to what the template can write when it is history: no text before a call where that
    would be left out, and one call where it takes no more.
    """
    form = _family(traits, tokenizer) if traits.shows_tools else None
    if form is None:
        return None
    has_text_before = form.has_text_before and traits.takes_text_with_calls
    return replace(form, has_text_before=has_text_before, takes_many=traits.takes_many_calls)


def _family(traits: TemplateTraits, tokenizer: Tokenizer) -> ToolFormat | None:
    before, _, behind = traits.written_call.partition('{"word": "tenure"}')
    if before.endswith(f"{CONSTRAIN}json{MESSAGE}") and behind.startswith(CALL):
        return replace(HARMONY, marks=Marks.of(tokenizer))
    if not behind.startswith(("}", ", ")):
        return None
    if before.endswith(f"{HERMES.mark}{HERMES.opening}{HERMES.head('look_up')}"):
        return HERMES
    mistral = re.search(
        re.escape(MISTRAL.mark) + r"(\s*\[)" + re.escape(MISTRAL.head("look_up")) + "$", before
    )
    if mistral is not None:
        token_id = tokenizer.token_id(MISTRAL.mark)
        is_special = token_id is not None and tokenizer.is_special(token_id)
        return replace(MISTRAL, opening=mistral[1], mark_id=token_id if is_special else None)
    return LLAMA3 if before.endswith(LLAMA3.head("look_up")) else None
