"""The fields of a response object are those of OpenAI's own type."""

from __future__ import annotations

from openai.types.responses import Response

from serving.api.openai.responses.object import FIELDS


def test_every_field_of_openais_response_stands_in_ours():
    assert list(FIELDS) == list(Response.model_fields)
