"""Sessions of agents of a running server, by OpenAI's client."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Any, cast
from urllib.parse import quote

import openai

from serving.cli.conversation import client_of, in_our_words, plain_url

Fields = dict[str, Any]
_BETA = {"OpenAI-Beta": "agents=v1"}
_PAGE = 1000  # events at once


class AgentClient:
    """All methods raise ServerNotThere, or TenureError with what the server said."""

    def __init__(self, client: openai.OpenAI, url: str) -> None:
        self._client = client
        self.url = url
        self._sessions = client.beta.agents.sessions

    def create(self, body: Mapping[str, Any], text: str | None) -> Fields:
        given = {**body, **({} if text is None else {"input": text})}
        with in_our_words(self.url):
            return self._client.post(
                "/agents/sessions", cast_to=cast(Any, dict), body=given, options={"headers": _BETA}
            )

    def get(self, session_id: str) -> Fields:
        with in_our_words(self.url):
            return self._sessions.retrieve(session_id).to_dict()

    def page(self, limit: int, after: str | None) -> Fields:
        query = {"limit": limit, **({"after": after} if after else {})}
        return self._read("/agents/sessions", query)

    def send(self, session_id: str, event: Mapping[str, Any], key: str | None = None) -> None:
        """`key`: what was taken under it is not taken again."""
        with in_our_words(self.url):
            self._sessions.events.create(
                session_id,
                events=cast(Any, [dict(event)]),
                idempotency_key=key if key is not None else openai.omit,
            )

    def events(self, session_id: str, after: int, limit: int = _PAGE) -> list[Fields]:
        """Those that there are behind number `after`, `limit` at most."""
        query = {"format": "json", "after": after, "limit": limit}
        found: list[Fields] = self._read(f"/agents/sessions/{quote(session_id, safe='')}/events", query)[
            "data"
        ]
        return found

    def all_events(self, session_id: str, after: int) -> Iterator[Fields]:
        """Those that there are behind number `after`."""
        while events := self.events(session_id, after):
            yield from events
            after = events[-1]["sequence_number"]

    def newest_event(self, session_id: str) -> int:
        """Its number."""
        number = -1
        for event in self.all_events(session_id, -1):
            number = event["sequence_number"]
        return number

    def follow(self, session_id: str, after: int) -> Iterator[Fields]:
        """As they come, for as long as the server does not end the stream."""
        with (
            in_our_words(self.url),
            self._sessions.events.stream(session_id, extra_query={"starting_after": after}) as events,
        ):
            for event in events:
                yield event.to_dict()

    def _read(self, path: str, query: Mapping[str, Any]) -> Fields:
        with in_our_words(self.url):
            return self._client.get(
                path, cast_to=cast(Any, dict), options={"params": dict(query), "headers": _BETA}
            )


@contextmanager
def agent_client(base_url: str, api_key: str | None) -> Iterator[AgentClient]:
    url = plain_url(base_url)
    with client_of(url, api_key) as client:
        yield AgentClient(client, url)
