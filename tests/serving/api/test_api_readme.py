"""The package's README names every field and endpoint there is, and says of each what the code does."""

import re
from pathlib import Path

import pytest

import serving.api
from serving.api.anthropic import fields as anthropic_fields
from serving.api.anthropic.wire import MessagesBody
from serving.api.openai.fields import IGNORED, REFUSED_IN_CHAT, REFUSED_IN_COMPLETIONS, REFUSED_IN_RESPONSES
from serving.api.openai.wire.chat import ChatBody
from serving.api.openai.wire.completions import CompletionBody
from serving.api.openai.wire.responses import ResponseBody

README = Path(serving.api.__file__).with_name("README.md").read_text(encoding="utf-8")


def names_between(start: str, end: str) -> set[str]:
    text = README[README.index(start) :]
    return set(re.findall(r"`([a-z_]+)`", text[: text.index(end)]))


def test_every_supported_field_is_named():
    supported = names_between("**Supported", "## Refused fields")
    bodies = (ChatBody, CompletionBody, ResponseBody)
    assert {name for body in bodies for name in body.model_fields} <= supported


def test_what_responses_alone_refuse_is_named():
    own = set(REFUSED_IN_RESPONSES) - set(REFUSED_IN_CHAT) - set(REFUSED_IN_COMPLETIONS)
    assert own <= names_between("**Responses**", "## Refused fields")


def test_exactly_the_ignored_fields_are_listed_as_ignored():
    assert names_between("**Accepted", "Any other name") == IGNORED


def test_every_field_of_messages_is_named_where_it_belongs():
    supported = names_between("- **Read**", "- **Versions**")
    assert set(MessagesBody.model_fields) <= supported
    ignored = names_between("- **Ignored**", "Refused: ")
    assert ignored >= anthropic_fields.IGNORED
    assert names_between("Refused: ", "Any other name") == set(anthropic_fields.REFUSED)


# The schema itself, and the console's pages.
OUTSIDE_THE_SCHEMA = {"GET /openapi.json", "GET /", "GET /console/{name}"}


def test_every_endpoint_is_in_the_table(http):
    paths = http.get("/openapi.json").json()["paths"]
    endpoints = {f"{method.upper()} {path}" for path, methods in paths.items() for method in methods}
    table = README[README.index("## Endpoints") : README.index("## What may be asked")]
    documented = set(re.findall(r"`((?:GET|POST|DELETE) /[^`]*)`", table))
    assert documented == endpoints | OUTSIDE_THE_SCHEMA


@pytest.mark.parametrize("module", sorted(set(re.findall(r"`([a-z_/]+\.py)`", README))))
def test_every_module_it_names_exists(module):
    """By its path from the root or from here, or by its name where the text says the folder."""
    api = Path(serving.api.__file__).parent
    assert (api.parents[1] / module).exists() or any(path.match(module) for path in api.rglob("*.py"))
