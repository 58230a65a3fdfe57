"""/openapi.json: bodies are read by hand, so their schemas are declared by hand too."""

from __future__ import annotations

from functools import cache
from typing import Any

from pydantic import BaseModel

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


def body_of(model: type[BaseModel]) -> dict[str, Any]:
    """The `requestBody` of a route that reads `model`."""
    content = {"application/json": {"schema": _schema_of(model)}}
    return {"requestBody": {"required": True, "content": content}}


def sends(model: type[BaseModel] | None = None, *, stream: bool = False) -> dict[int | str, dict[str, Any]]:
    """The `responses` of a route that answers with `model`, or with a stream where asked."""
    answer: dict[str, Any] = {"description": "The answer."}
    if model is not None:
        answer["model"] = model
    if stream:
        answer["content"] = {"text/event-stream": {"schema": {"type": "string"}}}
    return {200: answer, "4XX": _ERROR, "5XX": _ERROR}


@cache  # a process may have many applications, and this is half of what one takes to make
def _schema_of(model: type[BaseModel]) -> dict[str, Any]:
    return _inlined(model.model_json_schema())


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
