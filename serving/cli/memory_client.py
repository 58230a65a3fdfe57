"""/v1/memory of a running server, by OpenAI's client."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Any, cast
from urllib.parse import quote

import openai

from serving.cli.conversation import client_of, in_our_words, plain_url

Fields = dict[str, Any]


class MemoryClient:
    """All methods raise ServerNotThere, or TenureError with what the server said."""

    def __init__(self, client: openai.OpenAI, url: str) -> None:
        self._client = client
        self._url = url

    def add(self, body: Mapping[str, Any]) -> Fields:
        return self._post("/memory/records", body)

    def search(self, body: Mapping[str, Any]) -> Fields:
        return self._post("/memory/search", body)

    def page(self, query: Mapping[str, Any]) -> Fields:
        with in_our_words(self._url):
            return self._client.get(
                "/memory/records", cast_to=cast(Any, dict), options={"params": _given(query)}
            )

    def forget(self, memory_id: str) -> Fields:
        return self._delete(f"/memory/records/{quote(memory_id, safe='')}")

    def forget_user(self, user_id: str) -> Fields:
        return self._delete(f"/memory/users/{quote(user_id, safe='')}")

    def _post(self, path: str, body: Mapping[str, Any]) -> Fields:
        with in_our_words(self._url):
            return self._client.post(path, cast_to=cast(Any, dict), body=_given(body))

    def _delete(self, path: str) -> Fields:
        with in_our_words(self._url):
            return self._client.delete(path, cast_to=cast(Any, dict))


def _given(fields: Mapping[str, Any]) -> Fields:
    return {name: value for name, value in fields.items() if value is not None}


@contextmanager
def memory_client(base_url: str, api_key: str | None) -> Iterator[MemoryClient]:
    url = plain_url(base_url)
    with client_of(url, api_key) as client:
        yield MemoryClient(client, url)
