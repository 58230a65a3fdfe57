"""`/` for browsers, and `/console/NAME`: files that hold nothing secret, so that they need no key."""

from __future__ import annotations

from collections.abc import Mapping

from fastapi import Request, Response
from starlette.datastructures import Headers
from starlette.routing import BaseRoute, Match, Route
from starlette.types import Scope

from serving.api.console.assets import PAGE, Asset, read_assets
from serving.api.context import Context

_POLICY = "; ".join(
    (
        "default-src 'none'",
        "script-src 'self'",
        "style-src 'self'",
        "img-src 'self'",
        "connect-src 'self'",
        "base-uri 'none'",
        "form-action 'none'",
        "frame-ancestors 'none'",
        "require-trusted-types-for 'script'",  # what a model says cannot become markup
        "trusted-types 'none'",
    )
)
_HEADERS = {
    "content-security-policy": _POLICY,
    "x-content-type-options": "nosniff",
    "x-frame-options": "DENY",
    "referrer-policy": "no-referrer",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
    "cache-control": "no-cache",  # kept, and asked for again by its ETag
}


def routes(context: Context) -> list[BaseRoute]:
    assets = read_assets(asks_for_key=not context.keys.is_open)
    return [_AssetRoute("/", assets), _AssetRoute("/console/{name}", assets)]


class _AssetRoute(Route):
    """Matches what it has an answer to. All else is answered as if there were no console."""

    def __init__(self, path: str, assets: Mapping[str, Asset]) -> None:
        super().__init__(path, self._show, methods=["GET", "HEAD"], include_in_schema=False)
        self._assets = assets

    def matches(self, scope: Scope) -> tuple[Match, Scope]:
        match, child_scope = super().matches(scope)
        if match is not Match.FULL:
            return Match.NONE, {}
        name = child_scope["path_params"].setdefault("name", PAGE)
        is_wanted = _wants_html(Headers(scope=scope)) if self.path == "/" else name != PAGE
        if not is_wanted or name not in self._assets:
            return Match.NONE, {}
        return match, {**child_scope, "route": self}

    async def _show(self, request: Request) -> Response:
        asset = self._assets[request.path_params["name"]]
        headers = {**_HEADERS, "etag": asset.etag}
        if self.path == "/":
            headers["vary"] = "accept"
        if _is_known(asset.etag, request.headers):
            return Response(status_code=304, headers=headers)
        return Response(asset.body, headers=headers, media_type=asset.media_type)


def _wants_html(headers: Headers) -> bool:
    """A browser names the type. `*/*`, which others send, is no wish for a page."""
    for value in headers.getlist("accept"):
        for part in value.lower().split(","):
            media_range, *parameters = (piece.strip() for piece in part.split(";"))
            if media_range == "text/html" and not any(_is_zero(one) for one in parameters):
                return True
    return False


def _is_zero(parameter: str) -> bool:
    name, _, value = parameter.partition("=")
    return name.strip() == "q" and not value.strip().strip("0.")


def _is_known(etag: str, headers: Headers) -> bool:
    known = [tag.strip().removeprefix("W/") for tag in headers.get("if-none-match", "").split(",")]
    return etag in known or known == ["*"]
