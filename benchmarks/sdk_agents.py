"""An agent of twenty lines over each vendor's SDK: a call of its one tool, the command's output, and again.

    PYTHONPATH=. python -m benchmarks.sdk_agents {chat|responses|messages} URL MODEL NUM_CALLS < prompt

It keeps its history itself, names no session by a header, streams, and sends a call again whose stream
was cut, as agents do. What a real model wants run is not run; where it calls nothing, the user says
something.
"""

from __future__ import annotations

import json
import subprocess
import sys
import time
import uuid
from typing import Any

import anthropic
import openai

MAX_TOKENS = 100
PATIENCE_S = 600.0  # with a server that is away
_SHELL = "Runs a command in a shell and says what it printed."
_PARAMETERS = {
    "type": "object",
    "properties": {"command": {"type": "string", "maxLength": 60}},
    "required": ["command"],
    "additionalProperties": False,
}
_CUT = (openai.APIError, anthropic.APIError, ConnectionError, OSError)


class Chat:
    def __init__(self, url: str, model: str) -> None:
        self._client, self._model = openai.OpenAI(base_url=f"{url}/v1", api_key="none", max_retries=0), model
        function = {"name": "shell", "description": _SHELL, "parameters": _PARAMETERS}
        self._tools: list[Any] = [{"type": "function", "function": function}]

    def turn(self, history: list[Any]) -> tuple[list[Any], dict[str, str]]:
        """What is to be sent back of the reply, and its commands by the ids of their calls."""
        text, calls, is_whole = "", {}, False
        for chunk in self._client.chat.completions.create(
            model=self._model,
            messages=history,
            tools=self._tools,
            tool_choice=choice(self._model, "required"),
            parallel_tool_calls=False,
            max_tokens=MAX_TOKENS,
            stream=True,
            stream_options={"include_usage": True},
        ):
            for one in chunk.choices:
                text += one.delta.content or ""
                is_whole = is_whole or one.finish_reason is not None
                for call in one.delta.tool_calls or ():
                    known = calls.setdefault(call.index, {"id": call.id, "name": "", "arguments": ""})
                    known["name"] += call.function.name or ""
                    known["arguments"] += call.function.arguments or ""
        if not is_whole:
            raise ConnectionError("the stream was cut")
        sent: dict[str, Any] = {"role": "assistant", "content": text or None}
        if calls:
            sent["tool_calls"] = [
                {
                    "id": call["id"],
                    "type": "function",
                    "function": {k: call[k] for k in ("name", "arguments")},
                }
                for call in calls.values()
            ]
        return [sent], {call["id"]: call["arguments"] for call in calls.values()}

    @staticmethod
    def result(call_id: str, text: str) -> dict[str, Any]:
        return {"role": "tool", "tool_call_id": call_id, "content": text}


class Responses:
    """Without a store. Nothing would be left of it in files either, but for the key of its cache."""

    def __init__(self, url: str, model: str) -> None:
        self._cache_key = uuid.uuid4().hex
        self._client, self._model = openai.OpenAI(base_url=f"{url}/v1", api_key="none", max_retries=0), model
        self._tools: list[Any] = [
            {"type": "function", "name": "shell", "description": _SHELL, "parameters": _PARAMETERS}
        ]

    def turn(self, history: list[Any]) -> tuple[list[Any], dict[str, str]]:
        with self._client.responses.stream(
            model=self._model,
            input=history,
            tools=self._tools,
            tool_choice=choice(self._model, "required"),
            parallel_tool_calls=False,
            max_output_tokens=MAX_TOKENS,
            store=False,
            include=["reasoning.encrypted_content"],
            prompt_cache_key=self._cache_key,
        ) as stream:
            ends = ("response.completed", "response.incomplete")
            response = next((event.response for event in stream if event.type in ends), None)
        if response is None:
            raise ConnectionError("the stream was cut")
        calls = [item for item in response.output if item.type == "function_call"]
        sent = [item.model_dump(exclude_none=True, exclude={"parsed_arguments"}) for item in response.output]
        return sent, {call.call_id: call.arguments for call in calls}

    @staticmethod
    def result(call_id: str, text: str) -> dict[str, Any]:
        return {"type": "function_call_output", "call_id": call_id, "output": text}


class Messages:
    def __init__(self, url: str, model: str) -> None:
        self._client, self._model = anthropic.Anthropic(base_url=url, api_key="none", max_retries=0), model
        self._tools: list[Any] = [{"name": "shell", "description": _SHELL, "input_schema": _PARAMETERS}]

    def turn(self, history: list[Any]) -> tuple[list[Any], dict[str, str]]:
        with self._client.messages.stream(
            model=self._model,
            messages=history,
            tools=self._tools,
            tool_choice={"type": choice(self._model, "any"), "disable_parallel_tool_use": True},
            max_tokens=MAX_TOKENS,
        ) as stream:
            message = stream.get_final_message()
        if message.stop_reason is None:
            raise ConnectionError("the stream was cut")
        content = [
            block.model_dump(exclude_none=True, exclude={"parsed_output"}) for block in message.content
        ]
        calls = {block["id"]: json.dumps(block["input"]) for block in content if block["type"] == "tool_use"}
        return [{"role": "assistant", "content": content}], calls

    @staticmethod
    def result(call_id: str, text: str) -> dict[str, Any]:
        block = {"type": "tool_result", "tool_use_id": call_id, "content": text}
        return {"role": "user", "content": [block]}


AGENTS = {"chat": Chat, "responses": Responses, "messages": Messages}


def choice(model: str, must_call: str) -> Any:
    """The toy's script is calls; what a small model would rather say is taken as it comes."""
    return must_call if model == "toy" else "auto"


def run(arguments: str, *, is_script: bool) -> str:
    if not is_script:  # nobody knows what a small model wants
        return "The command printed nothing new."
    command = json.loads(arguments)["command"]
    return subprocess.run(command, shell=True, capture_output=True, text=True).stdout


def main() -> int:
    name, url, model, num_calls = sys.argv[1:]
    agent = AGENTS[name](url, model)
    history: list[Any] = [{"role": "user", "content": sys.stdin.read()}]
    is_script = model == "toy"
    for number in range(1, int(num_calls) + 1):
        until = time.monotonic() + PATIENCE_S
        while True:
            try:
                sent, calls = agent.turn(history)
                break
            except _CUT as error:
                refusals = (openai.BadRequestError, anthropic.BadRequestError)
                if isinstance(error, refusals) or time.monotonic() > until:
                    raise
                time.sleep(1)
        results = (agent.result(id_, run(text, is_script=is_script)) for id_, text in calls.items())
        history += [*sent, *results]
        if not calls:
            history.append({"role": "user", "content": f"Note {number} has nothing new. Go on."})
    print("Done.")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
