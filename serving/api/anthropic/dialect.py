"""Anthropic's dialect: Messages, and the models that they may name."""

from __future__ import annotations

from fastapi import APIRouter

from serving.api.anthropic import managed_agents, messages, models
from serving.api.anthropic.clients import VERSION_HEADER
from serving.api.anthropic.errors import error_body, error_status
from serving.api.context import Context
from serving.api.dialect import Dialect

_NOUNS = (messages, models, managed_agents)


def routers(context: Context) -> list[APIRouter]:
    return [noun.router(context) for noun in _NOUNS]


ANTHROPIC = Dialect(
    prefix="/v1/messages",
    routers=routers,
    error_body=error_body,
    error_status=error_status,
    header=VERSION_HEADER,
)
