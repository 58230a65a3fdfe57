"""How a model family writes tool calls into its text.

    hermes   <tool_call>\n{"name": "f", "arguments": {...}}\n</tool_call>, one after the other
    llama3   {"name": "f", "parameters": {...}}, from the first character on, `; ` in between
    mistral  [TOOL_CALLS] [{"name": "f", "arguments": {...}}, ...]; the mark is a special token

The first is Nous Research's, and Qwen's; also what a model is asked for whose template knows no tools.
"""

from __future__ import annotations

from dataclasses import dataclass

from models.tokenizer import Tokenizer


@dataclass(frozen=True, slots=True)
class ToolFormat:
    name: str
    mark: str  # announces the first call
    opening: str  # between the mark and the first call; the mark may be the call's own beginning
    separator: str  # between calls
    closing: str  # behind the last one
    arguments_key: str
    has_text_before: bool  # text may come before the mark
    mark_id: int | None = None  # where the mark is a special token
    num_id_chars: int = 24  # of a call's id, behind its prefix
    id_prefix: str = "call_"

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
    has_text_before=True,
)
LLAMA3 = ToolFormat(
    name="llama3",
    mark='{"name": "',
    opening="",
    separator="; ",
    closing="",
    arguments_key="parameters",
    has_text_before=False,
)
_MISTRAL_MARK = "[TOOL_CALLS]"


def native_format(template_source: str, tokenizer: Tokenizer) -> ToolFormat | None:
    """The format that a template writes calls in, by its marks. None: none that we can read."""
    if "<tool_call>" in template_source and "<function=" not in template_source:
        return HERMES
    if _MISTRAL_MARK in template_source and "[ARGS]" not in template_source:
        return _mistral(tokenizer)
    if "<|python_tag|>" in template_source and '"parameters"' in template_source:
        return LLAMA3
    return None


def _mistral(tokenizer: Tokenizer) -> ToolFormat:
    token_id = tokenizer.token_id(_MISTRAL_MARK)
    return ToolFormat(
        name="mistral",
        mark=_MISTRAL_MARK,
        opening=" [",
        separator=", ",
        closing="]",
        arguments_key="arguments",
        has_text_before=True,
        mark_id=token_id if token_id is not None and tokenizer.is_special(token_id) else None,
        num_id_chars=9,  # the template refuses ids of any other form
        id_prefix="",
    )
