"""/openapi.json: bodies are read by hand, so their schemas are declared by hand too.

Routes name their models, and their schemas are made when somebody asks: to import OpenAI's types takes as
long as to import torch, and most servers are never asked.
"""

from __future__ import annotations

from collections.abc import Iterator
from importlib import import_module
from typing import Any

from fastapi import FastAPI
from pydantic import BaseModel
from pydantic.json_schema import models_json_schema

_MODEL = "x-tenure-model"  # the schema of a body: this model's
_MODELS = "x-tenure-models"  # the schema of an answer: one of these
_COMPONENTS = "#/components/schemas/"

_ERROR = {
    "description": "What is wrong, in OpenAI's form.",
    "content": {
        "application/json": {
            "schema": {
                "type": "object",
                "properties": {
                    "error": {
                        "type": "object",
                        "properties": {
                            "message": {"type": "string"},
                            "type": {"type": "string"},
                            "param": {"type": ["string", "null"]},
                            "code": {"type": ["string", "null"]},
                        },
                        "required": ["message", "type", "param", "code"],
                    }
                },
                "required": ["error"],
            }
        }
    },
}


class DescribedApplication(FastAPI):
    """Describes itself with the schemas of the models that its routes name."""

    def openapi(self) -> dict[str, Any]:
        if self.openapi_schema is None:
            self.openapi_schema = _with_schemas(super().openapi())
        return self.openapi_schema


def body_of(model: type[BaseModel]) -> dict[str, Any]:
    """The `requestBody` of a route that reads `model`."""
    content = {"application/json": {"schema": {_MODEL: f"{model.__module__}:{model.__name__}"}}}
    return {"requestBody": {"required": True, "content": content}}


def sends(*models: str, stream: bool = False) -> dict[int | str, dict[str, Any]]:
    """The `responses` of a route: one of `models`, each MODULE:NAME, or a stream where one is asked for."""
    answer: dict[str, Any] = {"description": "The answer."}
    content: dict[str, Any] = {}
    if models:
        content["application/json"] = {"schema": {_MODELS: list(models)}}
    if stream:
        content["text/event-stream"] = {"schema": {"type": "string"}}
    if content:
        answer["content"] = content
    return {200: answer, "4XX": _ERROR, "5XX": _ERROR}


def _with_schemas(description: dict[str, Any]) -> dict[str, Any]:
    named = sorted({name for schema in _marked(description, _MODELS) for name in schema[_MODELS]})
    models = {name: _model(name) for name in named}
    schemas, definitions = models_json_schema(
        [(model, "serialization") for model in models.values()], ref_template=f"{_COMPONENTS}{{model}}"
    )
    for schema in _marked(description, _MODELS):
        one_of = [schemas[models[name], "serialization"] for name in schema.pop(_MODELS)]
        schema |= one_of[0] if len(one_of) == 1 else {"anyOf": one_of}
    for schema in _marked(description, _MODEL):
        schema |= _inlined(_model(schema.pop(_MODEL)).model_json_schema())
    components = description.setdefault("components", {}).setdefault("schemas", {})
    components |= definitions.get("$defs", {})
    return description


def _marked(node: Any, mark: str) -> Iterator[dict[str, Any]]:
    """The schemas in `node` that have this mark."""
    if isinstance(node, list):
        for item in node:
            yield from _marked(item, mark)
    elif isinstance(node, dict):
        if mark in node:
            yield node
        else:
            for value in node.values():
                yield from _marked(value, mark)


def _model(name: str) -> type[BaseModel]:
    module, _, attribute = name.partition(":")
    model: type[BaseModel] = getattr(import_module(module), attribute)
    return model


def _inlined(schema: dict[str, Any]) -> dict[str, Any]:
    """The schema with its `$defs` put in place; ours do not refer to themselves."""
    definitions = schema.get("$defs", {})

    def resolve(node: Any) -> Any:
        if isinstance(node, list):
            return [resolve(item) for item in node]
        if not isinstance(node, dict):
            return node
        if "$ref" in node:
            return resolve(definitions[node["$ref"].rpartition("/")[2]])
        return {key: resolve(value) for key, value in node.items() if key != "$defs"}

    resolved: dict[str, Any] = resolve(schema)
    return resolved
