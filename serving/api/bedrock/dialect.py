"""Bedrock's dialect: Converse, and InvokeModel with the bodies of other forms."""

from __future__ import annotations

from collections.abc import Sequence

from fastapi import APIRouter

from serving.api.bedrock import converse, count_tokens, invoke
from serving.api.bedrock.errors import error_body, error_headers, error_status
from serving.api.bedrock.llama import LLAMA
from serving.api.body_form import BodyForm
from serving.api.context import Context
from serving.api.dialect import Dialect
from serving.api.retries import INVOCATION_HEADER


def bedrock(forms: Sequence[BodyForm]) -> Dialect:
    """`forms`: those of other dialects, that InvokeModel carries; the first that fits a body counts."""
    all_forms = (*forms, LLAMA)

    def routers(context: Context) -> list[APIRouter]:
        return [
            converse.router(context),
            invoke.router(context, all_forms),
            count_tokens.router(context, all_forms),
        ]

    return Dialect(
        prefix="/model/",
        routers=routers,
        error_body=error_body,
        error_status=error_status,
        error_headers=error_headers,
        header=INVOCATION_HEADER,
    )
