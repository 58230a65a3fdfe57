"""Deferred tools: found by the client, or by a search that the server runs within the reply."""

from dataclasses import dataclass, field

import pytest
from anthropic import Anthropic, BadRequestError

from serving.api.anthropic.searching import MAX_TURNS
from serving.api.tool_search import MAX_FOUND, find
from serving.output import ChoiceDelta, ToolCallDelta, TurnFinished, TurnStarted, Usage
from serving.request import Tool

HELLO = [{"role": "user", "content": "hello"}]
BM25 = {"type": "tool_search_tool_bm25_20251119", "name": "tool_search_tool_bm25"}
REGEX = {"type": "tool_search_tool_regex_20251119", "name": "tool_search_tool_regex"}


def tool(name: str, description: str = "x", **properties) -> dict:
    schema = {"type": "object", "properties": properties}
    return {"name": name, "description": description, "input_schema": schema}


def deferred(*args, **kwargs) -> dict:
    return {**tool(*args, **kwargs), "defer_loading": True}


WEATHER = deferred("get_weather", "How warm it is.", city={"type": "string", "description": "A place."})
STOCKS = deferred("getStockPrice", "What a share costs.")
ASK = {"model": "toy", "max_tokens": 100, "messages": HELLO, "tools": [BM25, tool("now"), WEATHER, STOCKS]}


# ---- what is found -----------------------------------------------------------------------------------


def known(*definitions: dict) -> list[Tool]:
    return [
        Tool(one["name"], one["description"], one["input_schema"], is_strict=False, param="")
        for one in definitions
    ]


@pytest.mark.parametrize(
    ("kind", "query", "names"),
    [
        ("bm25", "weather", ("get_weather",)),
        ("bm25", "what does a share of stock cost", ("getStockPrice", "get_weather")),  # both have `a`
        ("bm25", "city", ("get_weather",)),
        ("bm25", "place", ("get_weather",)),
        ("bm25", "music", ()),
        ("bm25", "", ()),
        ("regex", "^get_", ("get_weather",)),
        ("regex", "(?i)^GET", ("get_weather", "getStockPrice")),
        ("regex", "share|place", ("get_weather", "getStockPrice")),
        ("regex", "music", ()),
    ],
)
def test_a_search_finds_what_names_descriptions_and_arguments_say(kind, query, names):
    assert find(kind, query, known(WEATHER, STOCKS)) == names


def test_the_rarer_word_counts_for_more():
    tools = known(*(deferred(f"tool_{number}", "sends a message") for number in range(9)), WEATHER)
    assert find("bm25", "message about weather", tools)[0] == "get_weather"
    assert len(find("bm25", "message", tools)) == MAX_FOUND


@pytest.mark.parametrize("query", ["(", "x" * 201, "(?=look)"])
def test_what_is_no_query_is_told_to_the_model(query):
    with pytest.raises(ValueError, match="query"):
        find("regex", query, known(WEATHER))


def test_a_pattern_that_takes_others_for_ever_takes_this_one_a_moment():
    assert find("regex", "(a+)+$", known(deferred("a" * 200 + "b"))) == ()


def said(block: dict) -> list:
    return [*HELLO, {"role": "assistant", "content": [block]}]


# ---- found by the client -----------------------------------------------------------------------------


def of_last(server) -> tuple[set[str], set[str]]:
    """Names: (in the head of the prompt, that may be called)"""
    use = server.backend.requests[-1].input.tools
    return {one.name for one in use.tools if one.is_in_prompt}, set(use.allowed)


def test_a_deferred_tool_is_not_there_until_it_is_found(claude: Anthropic, server):
    tools = [tool("find_tools"), WEATHER, STOCKS]
    claude.messages.create(**{**ASK, "tools": tools})
    assert of_last(server) == ({"find_tools"}, {"find_tools"})
    call = {"type": "tool_use", "id": "t1", "name": "find_tools", "input": {}}
    found = [{"type": "tool_reference", "tool_name": "get_weather"}]
    history = [
        *HELLO,
        {"role": "assistant", "content": [call]},
        {"role": "user", "content": [{"type": "tool_result", "tool_use_id": "t1", "content": found}]},
    ]
    claude.messages.create(**{**ASK, "tools": tools, "messages": history})
    assert of_last(server) == ({"find_tools"}, {"find_tools", "get_weather"})
    assert '"name": "get_weather"' in server.backend.requests[-1].input.messages[-1]["content"]


@pytest.mark.parametrize(
    ("fields", "message"),
    [
        ({"tools": [WEATHER]}, "`tools` has `defer_loading` on all"),
        (
            {"tools": [tool(f"f{n}") for n in range(129)]},
            "`tools` may have 128 that are not deferred, got 129.",
        ),
        ({"tools": [BM25, WEATHER, tool("get_weather")]}, "`tools` must have different names"),
        ({"tools": [BM25, *[WEATHER] * 1024]}, "`tools` must be at most 1024 items long"),
        ({"tools": [{**BM25, "defer_loading": True}]}, "`tools.0.defer_loading` must not be true"),
        ({"tool_choice": {"type": "tool", "name": "get_weather"}}, '`tool_choice.name` names "get_weather"'),
        (
            {
                "messages": [
                    {
                        "role": "user",
                        "content": [
                            {
                                "type": "tool_result",
                                "tool_use_id": "t",
                                "content": [{"type": "tool_reference", "tool_name": "other"}],
                            }
                        ],
                    }
                ]
            },
            '`messages.0.content.0.content.0.tool_name` must name one of `tools`, got "other".',
        ),
        (
            {
                "messages": [
                    *HELLO,
                    {
                        "role": "assistant",
                        "content": [
                            {
                                "type": "tool_search_tool_result",
                                "tool_use_id": "s",
                                "content": {"tool_references": 5},
                            }
                        ],
                    },
                ]
            },
            "`messages.1.content.0.content.tool_references` must be an array, got 5.",
        ),
        ({"messages": said({"type": []})}, "`messages.1.content.0.type` must be text, tool_use or thinking"),
        (
            {"messages": said({"type": "server_tool_use", "id": "s", "name": [], "input": {}})},
            "`messages.1.content.0.name` must be a string, got an array of 0.",
        ),
    ],
)
def test_what_cannot_be_is_refused(claude: Anthropic, fields, message):
    with pytest.raises(BadRequestError) as raised:
        claude.messages.create(**{**ASK, **fields})
    assert raised.value.api_message.startswith(message)


# ---- found by the server -----------------------------------------------------------------------------


@pytest.fixture
def scripted(start, shared):
    """A server whose turns say what they are told: each a text, and calls as (name, arguments)."""

    @dataclass
    class Scripted(type(shared.backend)):
        turns: list = field(default_factory=list)

        async def _turn(self, request):
            text, *calls = self.turns[len(self.requests) - 1]
            yield TurnStarted(request.request_id, 0, 10, 7, "fp")
            yield ChoiceDelta(0, text, (1,) * 5)
            for index, (name, arguments) in enumerate(calls):
                call_id = f"call_{len(self.requests)}{index}"
                yield ChoiceDelta(0, "", tool_calls=(ToolCallDelta(index, "", call_id, name),))
                yield ChoiceDelta(0, "", tool_calls=(ToolCallDelta(index, arguments, is_end=True),))
            yield ChoiceDelta(0, "", finish_reason="tool_calls" if calls else "stop")
            yield TurnFinished(Usage(10, 5, 4))

    def serve(*turns):
        return start(Scripted(turns=list(turns)))

    return serve


SEARCH = ("tool_search_tool_bm25", '{"query": "weather"}')
CALL = ("get_weather", '{"city": "Oslo"}')


def both_ways(server, **fields):
    """(the message whole, the same from a stream)"""
    with server.anthropic() as claude:
        whole = claude.messages.create(**{**ASK, **fields})
        requests = list(server.backend.requests)
        server.backend.requests.clear()
        with claude.messages.stream(**{**ASK, **fields}) as stream:
            streamed = stream.get_final_message()
        server.backend.requests[:] = requests
    assert [block.to_dict() for block in streamed.content] == [block.to_dict() for block in whole.content]
    assert streamed.stop_reason == whole.stop_reason
    assert streamed.usage.output_tokens == whole.usage.output_tokens
    return whole


def test_a_search_is_run_within_the_reply(scripted):
    server = scripted(("Let me look. ", SEARCH), ("There. ", CALL))
    message = both_ways(server)
    looking, search, result, there, call = message.content
    assert (looking.text, there.text) == ("Let me look. ", "There. ")
    assert (search.type, search.name, search.input) == ("server_tool_use", SEARCH[0], {"query": "weather"})
    assert search.id == result.tool_use_id == "srvtoolu_call_10"
    assert [one.tool_name for one in result.content.tool_references] == ["get_weather"]
    assert (call.type, call.id, call.input) == ("tool_use", "call_20", {"city": "Oslo"})
    assert message.stop_reason == "tool_use"
    usage = message.usage
    assert (usage.input_tokens, usage.cache_read_input_tokens, usage.output_tokens) == (12, 8, 10)


def test_the_next_turn_has_what_was_found_behind_what_was_said(scripted):
    server = scripted(("Let me look.", SEARCH), ("", CALL))
    message = both_ways(server)
    first, second = server.backend.requests
    assert second.input.messages[: len(first.input.messages)] == first.input.messages
    *_, assistant, result = second.input.messages
    assert assistant["tool_calls"][0]["id"] == result["tool_call_id"] == "call_10"
    assert '"name": "get_weather"' in result["content"]
    in_prompt, allowed = of_last(server)
    assert in_prompt == {"now", SEARCH[0]}
    assert allowed == {"now", SEARCH[0], "get_weather"}
    assert second.sampling.max_tokens == 95
    answered = {"type": "tool_result", "tool_use_id": message.content[-1].id, "content": "4 degrees"}
    history = [
        *HELLO,
        {"role": "assistant", "content": [block.to_dict() for block in message.content]},
        {"role": "user", "content": [answered]},
    ]
    server.backend.turns.append(("Cold.",))
    with server.anthropic() as claude:
        claude.messages.create(**{**ASK, "messages": history})
    third = server.backend.requests[-1].input.messages
    assert third[: len(second.input.messages)] == second.input.messages, "sent back, it is what it was"


def test_a_query_that_is_none_is_answered_with_an_error(scripted):
    server = scripted(("", (REGEX["name"], '{"query": "("}')), ("Well.",))
    message = both_ways(server, tools=[REGEX, WEATHER])
    assert message.content[1].content.error_code == "invalid_tool_input"
    assert "Error: The query is not a regular" in server.backend.requests[-1].input.messages[-1]["content"]
    assert message.stop_reason == "end_turn"


def test_calls_of_the_clients_beside_a_search_are_the_clients_next(scripted):
    server = scripted(("", SEARCH, ("now", "{}")))
    message = both_ways(server)
    assert [block.type for block in message.content] == [
        "server_tool_use",
        "tool_use",
        "tool_search_tool_result",
    ]
    assert message.stop_reason == "tool_use"
    assert len(server.backend.requests) == 1


def test_a_reply_that_only_searches_pauses(scripted):
    server = scripted(*[("", SEARCH)] * MAX_TURNS)
    message = both_ways(server)
    assert message.stop_reason == "pause_turn"
    assert len(server.backend.requests) == MAX_TURNS
    history = [*HELLO, {"role": "assistant", "content": [block.to_dict() for block in message.content]}]
    server.backend.turns.append(("Done.",))
    with server.anthropic() as claude:
        assert claude.messages.create(**{**ASK, "messages": history}).content[0].text == "Done."
    assert server.backend.requests[-1].input.add_generation_prompt


def test_searches_count_towards_max_tokens(scripted):
    server = scripted(("", SEARCH), ("", SEARCH), ("late",))
    message = both_ways(server, max_tokens=10)
    assert message.stop_reason == "max_tokens"
    assert len(server.backend.requests) == 2


def test_who_had_to_search_may_do_otherwise_then(scripted):
    server = scripted(("", SEARCH), ("Done.",))
    both_ways(server, tool_choice={"type": "tool", "name": SEARCH[0]})
    modes = [request.input.tools.mode for request in server.backend.requests]
    assert modes == ["required", "auto"]


def test_a_session_goes_on_warm_behind_a_search(toy_claude: Anthropic):
    """Over the real server: the model must search, and may say what it likes then."""
    ask = {**ASK, "max_tokens": 400, "extra_body": {"temperature": 0, "session_id": "searched"}}
    choice = {"type": "tool", "name": SEARCH[0]}
    message = toy_claude.messages.create(**ask, tool_choice=choice)
    kinds = [block.type for block in message.content]
    assert kinds[:2] == ["server_tool_use", "tool_search_tool_result"]
    history = [*HELLO, {"role": "assistant", "content": message.content}, *HELLO]
    again = toy_claude.messages.create(**{**ask, "messages": history, "max_tokens": 5})
    assert not again.model_extra["session"]["forked"]
    assert again.model_extra["session"]["matched_messages"] >= 3
