"""OpenAI's dialect, with what vLLM adds to it. Errors of paths that are no other dialect's are told in it."""

from __future__ import annotations

from operator import attrgetter

from fastapi import APIRouter

from serving.api.context import Context
from serving.api.dialect import Dialect
from serving.api.openai import adapters, chat, completions, models, tokenization
from serving.api.openai.agents import routes as agents
from serving.api.openai.context import OpenAIContext
from serving.api.openai.errors import error_body
from serving.api.openai.responses import compact, conversations, routes, websocket
from serving.api.openai.vaults import routes as vaults

_RESPONSES = (compact, routes, websocket, conversations)
_NOUNS = (adapters, chat, completions, *_RESPONSES, agents, vaults, models, tokenization)


def routers(context: Context) -> list[APIRouter]:
    shared = OpenAIContext.over(context)
    return [noun.router(shared) for noun in _NOUNS]


OPENAI = Dialect(
    prefix="",
    routers=routers,
    error_body=lambda error, request_id: error_body(error),
    error_status=attrgetter("http_status"),
    also_below=("/openai",),  # as Bedrock has it, and OpenAI's clients of it
)
