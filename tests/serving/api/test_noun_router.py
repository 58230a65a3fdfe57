"""A request is matched with the routes of its own noun alone, and every route is still found."""

import re

import pytest
from fastapi import FastAPI
from fastapi.routing import APIRoute
from starlette.routing import Match

from serving.api.app import create_app
from serving.api.noun_router import NounRouter
from serving.config import ApiConfig


class Untried(APIRoute):
    def matches(self, scope):
        raise AssertionError(f"{scope['path']} was tried with {self.path}")


def is_found(app: FastAPI, method: str, path: str) -> bool:
    scope = {"type": "http", "method": method, "path": path, "root_path": "", "headers": []}
    return any(route.matches(scope)[0] is Match.FULL for route in app.router.routes)


@pytest.mark.parametrize(
    "router", [NounRouter(route_class=Untried), NounRouter(prefix="/v1/maps", route_class=Untried)]
)
def test_routes_of_other_nouns_are_not_tried(router):
    router.add_api_route("/{name}" if router.prefix else "/v1/maps/{name}", lambda: None)
    app = FastAPI()
    app.include_router(router, prefix="/below")
    assert not is_found(app, "GET", "/v1/letters")
    with pytest.raises(AssertionError, match="was tried"):
        is_found(app, "GET", "/below/v1/maps/rome")


def test_every_route_is_found_wherever_it_is_served(server):
    app = create_app(server.backend, ApiConfig())
    for path, methods in app.openapi()["paths"].items():
        is_openais = path.startswith(("/v1/chat", "/v1/responses", "/v1/agents"))
        for place in ("", "/openai") if is_openais else ("",):
            for method in methods:
                asked = place + re.sub(r"\{.*?\}", "x", path)
                assert is_found(app, method.upper(), asked), asked
