"""Tools for a model whose chat template knows none: told in the system message, in plain words.

A call is asked for in the form of Nous Research's Hermes models, which many others were trained on.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from typing import Any

from serving.text.tools.format import HERMES

Message = Mapping[str, Any]

_PROMPT = """You can call these functions, which are described by JSON schemas:

{tools}

To call a function, reply with its name and arguments in this form, once for each call:

<tool_call>
{{"name": "NAME", "arguments": {{ARGUMENTS}}}}
</tool_call>

The result of a call comes in the message that follows."""


def tool_prompt(definitions: Sequence[Mapping[str, Any]]) -> str:
    """What stands in the system message, before what the client put there.

    `definitions` are the tools in OpenAI's form. Non-ASCII stands as it is: it is a prompt, for a model.
    """
    functions = (json.dumps(tool["function"], ensure_ascii=False) for tool in definitions)
    return _PROMPT.format(tools="\n".join(functions))


def with_tool_prompt(messages: Sequence[Message], definitions: Sequence[Mapping[str, Any]]) -> list[Message]:
    """The prompt in the system message that is there, else in a new one: one message more.

    It comes first: what agents write in the system message changes with the day and the directory, and tools
    do not. So as much as can be stays as it was computed.
    """
    prompt = tool_prompt(definitions)
    if messages and messages[0].get("role") in ("system", "developer"):
        first = messages[0]
        content = f"{prompt}\n\n{first['content']}" if first.get("content") else prompt
        return [{**first, "content": content}, *messages[1:]]
    return [{"role": "system", "content": prompt}, *messages]


def in_plain_text(message: Message, *, takes_tool_role: bool) -> Message:
    """The same without fields that the template does not read: calls and results are content."""
    if message.get("tool_calls"):
        calls = HERMES.separator.join(map(_call, message["tool_calls"]))
        text = f"{HERMES.mark}{HERMES.opening}{calls}{HERMES.closing}"
        content = f"{message['content']}\n{text}" if message.get("content") else text
        return {**{key: value for key, value in message.items() if key != "tool_calls"}, "content": content}
    if message.get("role") == "tool" and not takes_tool_role:
        return {"role": "user", "content": f"<tool_response>\n{message.get('content')}\n</tool_response>"}
    return message


def _call(call: Mapping[str, Any]) -> str:
    arguments = call["function"]["arguments"]
    text = arguments if isinstance(arguments, str) else json.dumps(arguments, ensure_ascii=False)
    return f"{HERMES.head(call['function']['name'])}{text}}}"
