"""The chain of `benchmarks.chaos_agents` on LangGraph with its SQLite checkpointer, killed in the same way.

    DIR/bin/python benchmarks/peer_langgraph.py --kills 60 --output benchmarks/results/chaos_langgraph.json

DIR is a virtual environment of its own: pip install langgraph langgraph-checkpoint-sqlite. A scripted model
calls one tool three times; each call adds a line to a file, synced, and then takes `--seconds`. The graph is
the one that LangGraph's documentation has for agents (a model node, a ToolNode, an edge that loops), with
`durability="sync"`: each checkpoint is written before the next step begins. Some chains run at once in one
process, which gets SIGKILL at random instants up to three times; another one, forked from a process that has
loaded the modules, goes on with the same threads of the checkpointer (`invoke(None)`).
"""

from __future__ import annotations

import argparse
import asyncio
import importlib.metadata
import json
import multiprocessing
import os
import random
import tempfile
import time
from collections import Counter
from pathlib import Path
from typing import Any

CALLS = ("a", "b", "c")
MAX_KILLS_OF_ROUND = 3
DONE = "All done."


def make_graph(checkpointer: Any, effects: Path, seconds: float) -> Any:
    from langchain_core.messages import AIMessage
    from langchain_core.tools import tool
    from langgraph.graph import END, START, MessagesState, StateGraph
    from langgraph.prebuilt import ToolNode, tools_condition

    @tool
    async def effect(key: str) -> str:
        """Has an effect, once for each call."""
        with effects.open("a") as file:
            file.write(f"{key}\n")
            file.flush()
            os.fsync(file.fileno())
        await asyncio.sleep(seconds)
        return f"did {key}"

    def model(state: Any) -> dict[str, Any]:
        name = state["messages"][0].content
        num_done = sum(message.type == "tool" for message in state["messages"])
        if num_done == len(CALLS):
            return {"messages": [AIMessage(DONE)]}
        key = f"{name}-{CALLS[num_done]}"
        call = {"name": "effect", "args": {"key": key}, "id": f"call_{key}"}
        return {"messages": [AIMessage("Next.", tool_calls=[call])]}

    graph = StateGraph(MessagesState)
    graph.add_node("model", model)
    graph.add_node("tools", ToolNode([effect]))
    graph.add_edge(START, "model")
    graph.add_conditional_edges("model", tools_condition, {"tools": "tools", END: END})
    graph.add_edge("tools", "model")
    return graph.compile(checkpointer=checkpointer)


async def run_chains(folder: Path, names: list[str], seconds: float) -> None:
    """Each to its end, begun where the checkpointer has nothing of it."""
    from langgraph.checkpoint.sqlite.aio import AsyncSqliteSaver

    async with AsyncSqliteSaver.from_conn_string(str(folder / "checkpoints.db")) as checkpointer:
        graph = make_graph(checkpointer, folder / "effects", seconds)

        async def one(name: str) -> list[Any]:
            config = {"configurable": {"thread_id": name}}
            messages = (await graph.aget_state(config)).values.get("messages", [])
            if not messages or messages[-1].content != DONE:
                given = None if messages else {"messages": [("user", name)]}
                messages = (await graph.ainvoke(given, config, durability="sync"))["messages"]
            return [message.content for message in messages if message.type == "tool"]

        results = await asyncio.gather(*map(one, names))
    told = folder / "results"
    told.with_suffix(".new").write_text(json.dumps(dict(zip(names, results, strict=True))))
    told.with_suffix(".new").rename(told)


def child(folder: Path, names: list[str], seconds: float) -> None:
    asyncio.run(run_chains(folder, names, seconds))


def run_round(context: Any, folder: Path, names: list[str], seconds: float, kill_after_s: list[float]) -> int:
    """Returns how often it was killed."""
    (folder / "results").unlink(missing_ok=True)
    num_kills = 0
    delays = iter(kill_after_s)
    while True:
        process = context.Process(target=child, args=(folder, names, seconds))
        process.start()
        process.join(next(delays, None))
        if process.exitcode == 0:
            return num_kills
        if process.exitcode is not None:
            raise SystemExit("a chain failed; see above")
        process.kill()
        process.join()
        num_kills += 1


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--kills", type=int, default=60)
    parser.add_argument("--minutes", type=float, default=600.0, help="after which no more is killed")
    parser.add_argument("--sessions", type=int, default=4, help="at once")
    parser.add_argument("--seconds", type=float, default=0.1, help="that each call takes after its effect")
    parser.add_argument("--output", type=Path)
    options = parser.parse_args()
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload(["langgraph.prebuilt", "langgraph.checkpoint.sqlite.aio"])
    totals: Counter[str] = Counter()
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place)
        deadline_s = time.perf_counter() + options.minutes * 60
        for warm_up in range(2):  # the first one loads the modules
            begun_s = time.perf_counter()
            names = [f"w{warm_up}s{index}" for index in range(options.sessions)]
            run_round(context, folder, names, options.seconds, [])
            usual_s = time.perf_counter() - begun_s
        number = 0
        while totals["num_kills"] < options.kills and time.perf_counter() < deadline_s:
            number += 1
            chance = random.Random(number)
            names = [f"r{number}s{index}" for index in range(options.sessions)]
            delays = [chance.uniform(0.0, usual_s) for _ in range(MAX_KILLS_OF_ROUND)]
            totals["num_kills"] += run_round(context, folder, names, options.seconds, delays)
            results = json.loads((folder / "results").read_text())
            effects = Counter((folder / "effects").read_text().split())
            for name in names:
                keys = [f"{name}-{call}" for call in CALLS]
                totals["num_chains"] += 1
                totals["num_duplicates"] += sum(max(0, effects[key] - 1) for key in keys)
                totals["num_calls_made_again"] += sum(effects[key] > 1 for key in keys)
                totals["num_lost"] += sum(f"did {key}" not in results[name] for key in keys)
            write(options.output, totals)


def write(path: Path | None, totals: Counter[str]) -> None:
    names = ("num_kills", "num_chains", "num_duplicates", "num_calls_made_again", "num_lost")
    packages = ("langgraph", "langgraph-checkpoint-sqlite")
    content = {
        "command": "DIR/bin/python benchmarks/peer_langgraph.py",
        "packages": {name: importlib.metadata.version(name) for name in packages},
        **{name: totals[name] for name in names},
    }
    text = json.dumps(content, indent=1) + "\n"
    print(text)
    if path is not None:
        path.write_text(text)


if __name__ == "__main__":
    main()
