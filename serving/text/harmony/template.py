"""Messages and tools as openai-harmony 0.0.8 renders them, in place of the checkpoint's own template.

That one quotes the results of tools, takes it that a message has one call, and writes the server's date, with
which every prompt would change at midnight. One rule is the template's and not the package's: the analysis of
a finished reply stays away. The package lets that of all but the first come back as soon as the next turn
calls a tool, so that no prompt would begin with the one before.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from models.chat_template import ChatTemplate
from models.errors import TemplateError
from serving.text.harmony.marks import CALL, CHANNEL, CONSTRAIN, END, FUNCTIONS, MESSAGE, START
from serving.text.harmony.typescript import namespace

Message = Mapping[str, Any]

ANALYSIS = f"{CHANNEL}analysis{MESSAGE}"
FINAL = f"{CHANNEL}final{MESSAGE}"
REPLY = f"{START}assistant"
_COMMENTARY = f"{CHANNEL}commentary{MESSAGE}"
_IDENTITY = "You are ChatGPT, a large language model trained by OpenAI."
_CUTOFF = "2024-06"
_CHANNELS = "# Valid channels: analysis, commentary, final. Channel must be included for every message."
_FUNCTIONS = "\nCalls to these tools must go to the commentary channel: 'functions'."
# What efforts are called elsewhere, and the nearest of those that harmony has.
_EFFORTS = {
    "low": "low",
    "medium": "medium",
    "high": "high",
    "minimal": "low",
    "xhigh": "high",
    "max": "high",
}
_VARIABLES = (
    "reasoning_effort",
    "model_identity",
    "knowledge_cutoff",
    "conversation_start_date",
    "builtin_tools",
)


class HarmonyTemplate(ChatTemplate):
    """Takes a call's arguments as their JSON, so that they stay as they were written."""

    def __init__(self) -> None:
        super().__init__("", "", "")
        self.source = "role content name tool_calls tool_call_id reasoning_content"  # what it reads
        self.variables = frozenset(_VARIABLES)
        self.fingerprint = "harmony-1"

    def __reduce__(self) -> tuple[Any, ...]:
        return type(self), ()

    def write(
        self,
        messages: Sequence[dict[str, Any]],
        *,
        add_generation_prompt: bool,
        tools: Sequence[Mapping[str, Any]] | None,
        variables: Mapping[str, Any],
    ) -> str:
        parts = [f"{START}system{MESSAGE}{_system(variables, has_tools=bool(tools))}{END}"]
        has_instructions = bool(messages) and messages[0].get("role") in ("system", "developer")
        if tools and not has_instructions:
            parts.append(_developer("", tools))
        names: dict[str, str] = {}  # of the functions, by a call's id
        num_finished = _num_finished(messages, add_generation_prompt=add_generation_prompt)
        for index, message in enumerate(messages):
            if message.get("role") in ("system", "developer"):
                parts.append(_developer(_text(message), tools if index == 0 else None))
            elif message.get("role") == "assistant":
                parts += _assistant(message, is_finished=index < num_finished)
                names |= {call["id"]: call["function"]["name"] for call in message.get("tool_calls") or ()}
            else:
                parts.append(_other(message, names))
        return "".join([*parts, REPLY if add_generation_prompt else ""])


def _system(variables: Mapping[str, Any], *, has_tools: bool) -> str:
    if variables.get("builtin_tools"):
        raise TemplateError(
            "`builtin_tools` are OpenAI's browser and python, which this server does not run. Leave them out."
        )
    effort = variables.get("reasoning_effort") or "medium"
    if effort not in _EFFORTS:
        raise TemplateError(
            f"harmony has no reasoning effort {effort!r}: its models always reason. Send low, medium or high."
        )
    about = [
        variables.get("model_identity") or _IDENTITY,
        f"Knowledge cutoff: {variables.get('knowledge_cutoff') or _CUTOFF}",
    ]
    if variables.get("conversation_start_date"):
        about.append(f"Current date: {variables['conversation_start_date']}")
    channels = _CHANNELS + (_FUNCTIONS if has_tools else "")
    return "\n\n".join(["\n".join(map(str, about)), f"Reasoning: {_EFFORTS[effort]}", channels])


def _developer(instructions: str, tools: Sequence[Mapping[str, Any]] | None) -> str:
    sections = [f"# Instructions\n\n{instructions}"] if instructions else []
    if tools:
        sections.append("# Tools\n\n" + namespace("functions", [tool["function"] for tool in tools]))
    return f"{START}developer{MESSAGE}" + "\n\n".join(sections) + END


def _num_finished(messages: Sequence[Message], *, add_generation_prompt: bool) -> int:
    """Messages before the last final one that something follows."""
    finals = (i for i, m in enumerate(messages) if m.get("role") == "assistant" and not m.get("tool_calls"))
    return max((i + 1 for i in finals if add_generation_prompt or i + 1 < len(messages)), default=0)


def _assistant(message: Message, *, is_finished: bool) -> Iterator[str]:
    reasoning, content, calls = message.get("reasoning_content"), _text(message), message.get("tool_calls")
    if reasoning and not is_finished:
        yield f"{REPLY}{ANALYSIS}{reasoning}{END}"
    if not calls:
        yield f"{REPLY}{FINAL}{content}{END}"
        return
    if len(calls) > 1:
        raise TemplateError("harmony has one call in a message, with its result behind it.")
    if content.strip():
        yield f"{REPLY}{_COMMENTARY}{content}{END}"
    function = calls[0]["function"]
    if not isinstance(function["arguments"], str):
        raise TemplateError("A call's arguments must be their JSON.")
    header = f"{REPLY} to={FUNCTIONS}{function['name']}{CHANNEL}commentary {CONSTRAIN}json"
    yield f"{header}{MESSAGE}{function['arguments']}{CALL}"


def _other(message: Message, names: Mapping[str, str]) -> str:
    role = message.get("role")
    if role == "user":
        return f"{START}user{MESSAGE}{_text(message)}{END}"
    name = names.get(message.get("tool_call_id") or "") or message.get("name")
    if role != "tool" or not name:
        what = (
            "result, which must come behind its call" if role == "tool" else f"message of the role {role!r}"
        )
        raise TemplateError(f"harmony has no place for this {what}.")
    return f"{START}{FUNCTIONS}{name} to=assistant{_COMMENTARY}{_text(message)}{END}"


def _text(message: Message) -> str:
    content = message.get("content")
    return content if isinstance(content, str) else ""
