"""The routes of OpenAI's dialect, and of what vLLM adds to it."""

from __future__ import annotations

from fastapi import APIRouter

from serving.api.context import Context
from serving.api.openai import chat, completions, models, tokenization
from serving.api.openai.responses import compact, conversations, routes, websocket

_NOUNS = (chat, completions, compact, routes, websocket, conversations, models, tokenization)


def routers(context: Context) -> list[APIRouter]:
    return [noun.router(context) for noun in _NOUNS]
