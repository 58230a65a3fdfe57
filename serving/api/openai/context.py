"""What every route of OpenAI's dialect shares."""

from __future__ import annotations

from dataclasses import dataclass, fields

from serving.api.context import Context
from serving.api.openai.parse import Parser
from serving.api.openai.responses.plan import Planner


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenAIContext(Context):
    parser: Parser
    planner: Planner

    @classmethod
    def over(cls, context: Context) -> OpenAIContext:
        return cls(
            **{field.name: getattr(context, field.name) for field in fields(context)},
            parser=Parser(context.config, context.unknown),
            planner=Planner(context.backend, context.config, context.unknown),
        )
