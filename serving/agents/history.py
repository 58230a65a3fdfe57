"""A session's items as the messages of a prompt: the same items are the same messages whenever they are read.

So a step's prompt begins with what the log has of the steps before it, token by token. Where the context is
full, a summary takes the place of the oldest: an item of the type `compaction`, which is the prompt's alone.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from itertools import takewhile
from typing import Any

from serving.agent_sessions import SUBAGENT_CALLS, SUBAGENTS
from serving.agents.commands import command_output
from serving.api.openai.responses.items import messages_of
from serving.mcp_items import model_name
from serving.responses import Item
from serving.sessions.agents.work import ModelStep, Origin, StoredItem

LEFT_OUT = "[What this call returned was left out: the context was full.]"
UNANSWERED = "This call was given up, and has no result."


_NOT_ITS_CALL = "Not yours: your agent's."  # short, for each subagent has it once for each such call
_SUMMARY = "Summary of what was said and done before:\n{summary}"
_TASK = (
    "You are now the subagent {id}, which this call has made. What comes before is what your agent knows. Do "
    "this task and nothing else, and answer with its result, which your agent will read:\n\n{task}"
)


def prompt_messages(history: Sequence[StoredItem], origin: Origin | None) -> tuple[Mapping[str, Any], ...]:
    return messages_of(None, _prompt_items(history, origin))


def _prompt_items(history: Sequence[StoredItem], origin: Origin | None) -> list[Item]:
    """A subagent's go on from its parent's: its first message is what came of the call that made it."""
    if origin is None:
        summary, kept = _compacted(history)
        return [*summary, *(part for step in _steps(kept) for part in _items_of(step))]
    inherited = _prompt_items(origin.history, origin.origin)
    num_calls = len(list(takewhile(lambda item: item["type"] == "function_call_output", reversed(inherited))))
    results = [_as_told(item["call_id"], origin) for item in inherited[-num_calls:]]
    return [*inherited[:-num_calls], *results, *_prompt_items(history[1:], None)]


def _as_told(call_id: str, origin: Origin) -> Item:
    """To a subagent, of a call of the step that it comes from."""
    text = _NOT_ITS_CALL
    if call_id == origin.call_id:
        text = _TASK.format(id=origin.subagent_id, task=origin.task)
    return {"type": "function_call_output", "call_id": call_id, "output": text}


# ---- compaction -----------------------------------------------------------------------------------


def _is_compacted(step: ModelStep) -> bool:
    """It was compacted for this very step."""
    return any(
        _is_summary(one) and (one.turn_id, one.step) == (step.turn_id, step.step) for one in step.history
    )


def compaction_prompts(step: ModelStep) -> Iterator[tuple[Mapping[str, Any], ...]]:
    """Prompts that ask for a summary of what is before the last step, each shorter than the one before.

    The first is the last step's own, with the question behind it: its KV is there. None where there is
    nothing to leave out.
    """
    if not (older := _older(step)):
        return
    items = _prompt_items(older, step.origin)
    yield messages_of(None, [*items, _ASK])
    items = [_without_output(item) for item in items]
    while items:
        yield messages_of(None, [*items, _ASK])
        items = items[(len(items) + 1) // 2 :]


def may_be_compacted(step: ModelStep) -> bool:
    return not _is_compacted(step) and bool(_older(step))


def _older(step: ModelStep) -> list[StoredItem]:
    """What the last step's prompt had; empty: nothing but what the turn was told."""
    older = [one for one in step.history if _is_summary(one) or not _is_of_last_step(one, step)]
    if step.step == 0:
        older = [one for one in older if one.turn_id != step.turn_id]
    is_old = (one.turn_id != step.turn_id or one.step is not None for one in older)
    return older if any(is_old) else []


_ASK: Item = {"type": "compaction_trigger"}


def _without_output(item: Item) -> Item:
    return {**item, "output": LEFT_OUT} if item["type"] == "function_call_output" else item


def _is_summary(stored: StoredItem) -> bool:
    return bool(stored.item["type"] == "compaction")


def _is_of_last_step(stored: StoredItem, step: ModelStep) -> bool:
    return stored.turn_id == step.turn_id and stored.step is not None and stored.step >= step.step - 1


def _compacted(history: Sequence[StoredItem]) -> tuple[list[Item], Sequence[StoredItem]]:
    """The newest summary, and what it leaves as it is.

    That is what the turn was told in which it was made, the step before it, and all behind.
    """
    made = next(filter(_is_summary, reversed(history)), None)
    if made is None or made.step is None:
        return [], history
    first = next(index for index, one in enumerate(history) if one.turn_id == made.turn_id)
    kept = [
        one
        for one in history[first:]
        if not _is_summary(one)
        and (one.turn_id != made.turn_id or one.step is None or one.step >= made.step - 1)
    ]
    told = _SUMMARY.format(summary=made.item["summary"])
    return [{"type": "message", "role": "user", "content": told}], kept


# ---- steps ----------------------------------------------------------------------------------------


def _steps(history: Sequence[StoredItem]) -> Iterator[list[Item]]:
    """The items of a model step with the results of its calls; a message of the client's by itself.

    Results may come behind a message that steers the turn.
    """
    groups: dict[tuple[str, int], list[Item]] = {}
    ordered: list[list[Item]] = []
    for stored in history:
        if stored.step is None:
            ordered.append([stored.item])
            continue
        key = (stored.turn_id, stored.step)
        if key not in groups:
            groups[key] = []
            ordered.append(groups[key])
        groups[key].append(stored.item)
    yield from ordered


def _items_of(step: Sequence[Item]) -> Iterator[Item]:
    """As the Responses API has them: what was said, then all calls, then all their results."""
    outputs = {item["call_id"]: _output_of(item) for item in step if item["type"] == "function_call_output"}
    calls: list[str] = []
    for item in step:
        kind = item["type"]
        if kind == "message":
            yield {"type": "message", "role": item["role"], "content": item["content"]}
        elif kind == "reasoning":
            yield {"type": "reasoning", "content": item["summary"]}
        elif kind in ("function_call", "mcp_call", "command_execution", *SUBAGENT_CALLS):
            calls.append(item["call_id"])
            yield _call(item)
            if kind == "mcp_call" or kind in SUBAGENT_CALLS:
                outputs[item["call_id"]] = _output_of_ours(item)
            elif kind == "command_execution":
                outputs[item["call_id"]] = command_output(item)
    for call_id in calls:
        output = outputs.get(call_id, UNANSWERED)
        yield {"type": "function_call_output", "call_id": call_id, "output": output}


def _call(item: Item) -> Item:
    name = item["name"]
    if item["type"] == "mcp_call":
        name = model_name(item["server_label"], name)
    elif item["type"] in SUBAGENT_CALLS:
        name = model_name(SUBAGENTS, name)
    arguments = item["arguments"]
    if not isinstance(arguments, str):
        arguments = json.dumps(arguments, ensure_ascii=False)
    return {"type": "function_call", "call_id": item["call_id"], "name": name, "arguments": arguments}


def _output_of(item: Item) -> Any:
    if item["error"] is not None:
        return f"Error: {item['error']}"
    return "" if item["output"] is None else item["output"]


def _output_of_ours(item: Item) -> str:
    if item["error"] is not None:
        return f"Error: {item['error']['message']}"
    return "" if item["output"] is None else str(item["output"])
