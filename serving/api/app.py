"""The HTTP application in front of a Backend."""

from __future__ import annotations

from fastapi import FastAPI
from starlette.middleware.cors import CORSMiddleware

from serving.api import health, memory, sessions, token_exchange
from serving.api.anthropic.body_form import MESSAGES
from serving.api.anthropic.dialect import ANTHROPIC
from serving.api.backend import Backend
from serving.api.bedrock.dialect import bedrock
from serving.api.cold import COLD_HEADER
from serving.api.console import routes as console
from serving.api.context import Context
from serving.api.errors import ErrorResponses
from serving.api.middleware import RequestContext
from serving.api.openai.body_form import CHAT
from serving.api.openai.dialect import OPENAI
from serving.api.openapi import DescribedApplication
from serving.api.request_id import ANSWER_HEADERS
from serving.config import ApiConfig

DIALECTS = (ANTHROPIC, bedrock((MESSAGES, CHAT)), OPENAI)  # in the order in which their routes are tried


def create_app(backend: Backend, config: ApiConfig) -> FastAPI:
    """An application that serves `backend` to whoever `config` lets in. It owns no state but counters."""
    app = DescribedApplication(
        title="Tenure",
        summary="Stateful LLM serving, spoken in OpenAI's API, Anthropic's and Bedrock's.",
        version=health.server_version(),
        docs_url=None,  # their pages load scripts from elsewhere
        redoc_url=None,
        redirect_slashes=False,
    )
    context = Context.of(backend, config)
    app.state.metrics, app.state.answers = context.metrics, context.answers
    app.state.keys, app.state.max_body_bytes = context.keys, config.max_body_bytes
    for dialect in DIALECTS:
        for router in dialect.routers(context):
            app.include_router(router)
            for place in dialect.also_below:
                app.include_router(router, prefix=place, include_in_schema=False)
    for noun in (sessions, memory, token_exchange, health):
        app.include_router(noun.router(context))
    if config.has_console:
        app.router.routes.extend(console.routes(context))
    errors = ErrorResponses(DIALECTS, context.failed_logins)
    errors.install(app)
    if config.allowed_origins:
        app.add_middleware(
            CORSMiddleware,
            allow_origins=config.allowed_origins,
            allow_methods=["GET", "POST", "DELETE"],
            allow_headers=["*"],
            expose_headers=[*ANSWER_HEADERS, COLD_HEADER, "retry-after"],
        )
    # Added last, so it is outermost: preflights and errors get a request id too.
    app.add_middleware(RequestContext, metrics=context.metrics, errors=errors)
    return app
