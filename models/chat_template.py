"""Chat messages to the text that a model was trained on: Jinja, as transformers renders it."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from pathlib import Path
from typing import Any, NoReturn

import jinja2
import jinja2.ext
import jinja2.meta
import jinja2.nodes
import jinja2.parser
from jinja2.sandbox import ImmutableSandboxedEnvironment

from models.errors import CheckpointError, TemplateError
from models.keys import Keys
from models.markup import GUARD

TEMPLATE_FILE = "chat_template.jinja"
TEMPLATE_DIRECTORY = "additional_chat_templates"
# Stands where a continued message ends, until it is cut off. The space goes where a template trims contents.
_END_MARK = "\u2402continue-here\u2403 "
_TOOL_TEMPLATE = "tool_use"
OWN_VARIABLES = ("messages", "tools", "documents", "add_generation_prompt")  # of every rendering
# What `models.markup` puts into a client's text, in ASCII: not where a backslash or a pair is escaped.
_ESCAPED_GUARD = re.compile(r"(\\\\|\\ud[89ab][0-9a-f]{2}\\ud[c-f][0-9a-f]{2})|\\u" + f"{ord(GUARD):x}")


class GenerationBlock(jinja2.ext.Extension):
    """`{% generation %}` marks what to train on; its content is rendered as it stands."""

    tags = {"generation"}  # noqa: RUF012 - jinja2's own form

    def parse(self, parser: jinja2.parser.Parser) -> jinja2.nodes.Node:
        line = next(parser.stream).lineno
        body = parser.parse_statements(("name:endgeneration",), drop_needle=True)
        return jinja2.nodes.Scope(body, lineno=line)  # what is set in it is not set behind it


class ChatTemplate:
    """A template compiled once. The template is untrusted: it runs sandboxed and sees plain values only."""

    def __init__(
        self,
        source: str | Mapping[str, str],
        bos_token: str,
        eos_token: str,
        special_tokens: Mapping[str, str] | None = None,
    ) -> None:
        """`source` may be several templates by name: `default`, and `tool_use` for when tools are given.

        Raises: CheckpointError where a template is no valid Jinja.
        """
        sources = {"default": source} if isinstance(source, str) else dict(source)
        if not sources:
            raise CheckpointError(
                "chat_template: the list of templates is empty. Get the tokenizer files again."
            )
        environment = _environment()
        self._templates = {name: _compile(environment, name, text) for name, text in sources.items()}
        self._sources = sources
        self._default = "default" if "default" in sources else next(iter(sources))
        self.tokens = {**(special_tokens or {}), "bos_token": bos_token, "eos_token": eos_token}
        identity = json.dumps([sources, self.tokens], sort_keys=True)
        self.source = sources[self._default]
        self.literals = _literals(environment, sources.values())
        # What it reads besides what it always gets: switches that a request may set.
        self.variables = _variables(environment, sources.values()) - {*OWN_VARIABLES, *self.tokens}
        self.fingerprint: str = hashlib.blake2b(identity.encode("utf-8"), digest_size=16).hexdigest()

    def __reduce__(self) -> tuple[Any, ...]:
        # Compiled templates do not pickle.
        tokens = self.tokens
        return type(self), (self._sources, tokens["bos_token"], tokens["eos_token"], tokens)

    def render(
        self,
        messages: Sequence[Mapping[str, Any]],
        *,
        add_generation_prompt: bool = True,
        continue_final_message: bool = False,
        tools: Sequence[Mapping[str, Any]] | None = None,
        variables: Mapping[str, Any] | None = None,
    ) -> str:
        """The prompt. With `continue_final_message` it ends where the last message's content ends.

        `variables` are further ones, by name.

        Raises: TemplateError with the template's own message.
        """
        plain = [_with_reasoning(_plain(message)) for message in messages]
        if continue_final_message:
            add_generation_prompt = False
            _mark_end(plain)
        try:
            text = self.write(
                plain,
                add_generation_prompt=add_generation_prompt,
                tools=_plain(tools) if tools else None,
                variables=_plain(variables or {}),
            )
        except TemplateError:
            raise
        except Exception as exc:  # a template is a program: what it can raise has no end
            raise TemplateError(str(exc) or type(exc).__name__) from exc
        return _cut_at_mark(text) if continue_final_message else text

    def write(
        self,
        messages: Sequence[dict[str, Any]],
        *,
        add_generation_prompt: bool,
        tools: Sequence[Mapping[str, Any]] | None,
        variables: Mapping[str, Any],
    ) -> str:
        """What `render` asks for, of plain values: a format that is no Jinja has this instead."""
        name = _TOOL_TEMPLATE if tools and _TOOL_TEMPLATE in self._templates else self._default
        return self._templates[name].render(
            {
                **variables,
                "messages": messages,
                "tools": tools,
                "documents": None,
                "add_generation_prompt": add_generation_prompt,
                **self.tokens,
            }
        )


def _environment() -> ImmutableSandboxedEnvironment:
    environment = ImmutableSandboxedEnvironment(
        trim_blocks=True, lstrip_blocks=True, extensions=[GenerationBlock, jinja2.ext.loopcontrols]
    )
    environment.filters["tojson"] = _to_json
    environment.globals["raise_exception"] = _raise_exception
    environment.globals["strftime_now"] = lambda form: datetime.now().strftime(form)
    return environment


def _compile(environment: ImmutableSandboxedEnvironment, name: str, text: str) -> jinja2.Template:
    try:
        return environment.from_string(text)
    except jinja2.TemplateSyntaxError as exc:
        raise CheckpointError(
            f"chat_template `{name}`, line {exc.lineno}: {exc.message}. Get the tokenizer files again."
        ) from exc


def _literals(environment: ImmutableSandboxedEnvironment, sources: Iterable[str]) -> tuple[str, ...]:
    """The strings in the programs' expressions."""
    constants = (
        node.value for text in sources for node in environment.parse(text).find_all(jinja2.nodes.Const)
    )
    return tuple(sorted({value for value in constants if isinstance(value, str) and value}))


def _variables(environment: ImmutableSandboxedEnvironment, sources: Iterable[str]) -> frozenset[str]:
    """The names that the programs read and do not set."""
    found = (jinja2.meta.find_undeclared_variables(environment.parse(text)) for text in sources)
    return frozenset().union(*found) - environment.globals.keys()


def _raise_exception(message: str) -> NoReturn:
    raise jinja2.TemplateError(message)


def _to_json(
    value: Any,
    ensure_ascii: bool = False,
    indent: int | None = None,
    separators: tuple[str, str] | None = None,
    sort_keys: bool = False,
) -> str:
    """Without jinja2's own escapes of <, > and &: this is a prompt, not a page."""
    text = json.dumps(
        value, ensure_ascii=ensure_ascii, indent=indent, separators=separators, sort_keys=sort_keys
    )
    return _ESCAPED_GUARD.sub(lambda found: found[1] or GUARD, text) if ensure_ascii else text


def _plain(value: Any) -> Any:
    """The same in dicts, lists and scalars, so that a template finds no other object to call into."""
    if isinstance(value, Mapping):
        return {str(key): _plain(item) for key, item in value.items()}
    if isinstance(value, (list, tuple)):
        return [_plain(item) for item in value]
    if value is None or isinstance(value, (str, bool, int, float)):
        return value
    raise TemplateError(f"A message may hold JSON values only, not {type(value).__name__}.")


def _mark_end(messages: list[dict[str, Any]]) -> None:
    if not messages or not isinstance(messages[-1].get("content"), str):
        raise TemplateError("To be continued, the last message must have text as its content.")
    messages[-1]["content"] += _END_MARK


def _cut_at_mark(text: str) -> str:
    end = text.rfind(_END_MARK.rstrip())
    if end < 0:
        raise TemplateError("This chat template drops the last message's content: it cannot be continued.")
    # Where the mark has lost its space, the content would have lost its own, had the mark not been there.
    return text[:end] if text.startswith(_END_MARK, end) else text[:end].rstrip()


def _with_reasoning(message: Any) -> Any:
    """Reasoning under each name that templates read it by. The names, and which is first: transformers 5."""
    if not isinstance(message, dict):
        return message
    names = ("reasoning_content", "thinking", "reasoning")
    reasoning = next((message[name] for name in names if message.get(name) is not None), None)
    if reasoning is None:
        return message
    return {"thinking": reasoning, **message, "reasoning_content": reasoning}


def hf_template_source(directory: Path, tokenizer_config: Mapping[str, Any]) -> str | dict[str, str] | None:
    """chat_template.jinja and its additions, or tokenizer_config.json's `chat_template`, one or several."""
    path = directory / TEMPLATE_FILE
    if path.is_file():
        more = sorted((directory / TEMPLATE_DIRECTORY).glob("*.jinja"))
        return {"default": path.read_text("utf-8")} | {file.stem: file.read_text("utf-8") for file in more}
    source = tokenizer_config.get("chat_template")
    if source is None or isinstance(source, str):
        return source
    try:
        return {str(entry["name"]): str(entry["template"]) for entry in source}
    except (TypeError, KeyError) as exc:
        raise CheckpointError(
            f"{directory / 'tokenizer_config.json'}: `chat_template` must be a string or a list of objects "
            f"with `name` and `template` ({exc!r}). Get the file again."
        ) from exc


def gguf_template_source(metadata: Keys) -> dict[str, str] | None:
    """`tokenizer.chat_template`, and others by name as `tokenizer.chat_template.<name>`."""
    key = "tokenizer.chat_template"
    if not metadata.has(key):
        return None
    named = [name for name in metadata.values if name.startswith(f"{key}.")]
    return {"default": metadata.text(key)} | {
        name.removeprefix(f"{key}."): metadata.text(name) for name in named
    }
