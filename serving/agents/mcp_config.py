"""Which MCP servers agents may use, and how: the operator's file, and what a session's agent asks for.

    servers:
      files:
        command: [python, -m, my_files]
        require_approval: {never: {read_only: true}}
      search:
        url: http://127.0.0.1:9000/mcp
        safe_to_retry: [find]
    allowed_urls: [https://tools.example.org/]

Agents use the servers of the file as `tenure:files`, and others by their URL, where it is allowed.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Annotated, Any, Literal
from urllib.parse import SplitResult, unquote, urlsplit

import yaml
from pydantic import AfterValidator, BaseModel, ConfigDict, Field, ValidationError

from serving.api.validation import invalid, shown, to_invalid_request
from serving.errors import InvalidRequest, StartupError, reason_of
from serving.principal import Principal, is_scope
from serving.vaults import Attached

KNOWN = "tenure:"  # begins the URL by which agents use a server of the file: tenure:NAME
OTHERS = "*"
DEFAULT_TIMEOUT_S = 60.0
DEFAULT_MAX_OUTPUT_BYTES = 64 * 1024


class ToolFilter(BaseModel):
    """Tools by name, or those that say of themselves that they only read."""

    model_config = ConfigDict(extra="forbid", frozen=True)
    tool_names: tuple[str, ...] | None = None
    read_only: bool | None = None

    def has(self, name: str, *, is_read_only: bool) -> bool:
        is_named = self.tool_names is None or name in self.tool_names
        return is_named and self.read_only in (None, is_read_only)


class Approvals(BaseModel):
    """A call of a tool that neither has waits for an approval."""

    model_config = ConfigDict(extra="forbid", frozen=True)
    always: ToolFilter | None = None
    never: ToolFilter | None = None

    def is_needed(self, name: str, *, is_read_only: bool) -> bool:
        if self.always is not None and self.always.has(name, is_read_only=is_read_only):
            return True
        if self.never is not None:
            return not self.never.has(name, is_read_only=is_read_only)
        return self.always is None


ALWAYS = Approvals()
NEVER = Approvals(never=ToolFilter())
RequireApproval = Literal["always", "never"] | Approvals


def approvals_of(value: RequireApproval) -> Approvals:
    if isinstance(value, Approvals):
        return value
    return ALWAYS if value == "always" else NEVER


def _known_scope(name: str) -> str:
    if not is_scope(name):
        raise ValueError("must be tools:NAME, or one of the scopes that there are")
    return name


Scope = Annotated[str, AfterValidator(_known_scope)]


class ServerEntry(BaseModel):
    """One server of the operator's file."""

    model_config = ConfigDict(extra="forbid", frozen=True)
    url: str | None = None
    headers: dict[str, str] = Field(default_factory=dict)
    command: tuple[str, ...] | None = None
    cwd: str | None = None
    env: dict[str, str] = Field(default_factory=dict)
    allowed_tools: tuple[str, ...] | None = None
    require_approval: RequireApproval = "never"
    safe_to_retry: bool | tuple[str, ...] = False
    scopes: dict[str, Scope] = Field(default_factory=dict)  # that a tool needs; *: the others
    timeout_s: float = Field(default=DEFAULT_TIMEOUT_S, gt=0)
    max_output_bytes: int = Field(default=DEFAULT_MAX_OUTPUT_BYTES, ge=1)


class ServersFile(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)
    servers: dict[str, ServerEntry] = Field(default_factory=dict)
    allowed_urls: tuple[str, ...] = ()  # what the URL of a client's own server must begin with


@dataclass(frozen=True, slots=True)
class McpServer:
    """A server as one agent uses it."""

    label: str
    entry: ServerEntry
    allowed_tools: frozenset[str] | None  # None: all
    approvals: tuple[Approvals, ...]  # each may ask for one
    scope: str | None = None  # that the agent wants for all of its tools
    principal: Principal | None = None  # for whom it is called; None: for nobody yet
    credential: Attached | None = None  # that its requests are made with

    def with_credential(self, credential: Attached, param: str) -> McpServer:
        """Raises: InvalidRequest where the server is a program, which takes none."""
        if self.entry.command is not None:
            raise invalid(param, f"is for an MCP server at a URL, and {self.label} is a program")
        given = self.entry.headers.items()
        headers = {name: value for name, value in given if name.lower() != "authorization"}
        headers["Authorization"] = f"Bearer {credential.secret}"
        return replace(self, entry=self.entry.model_copy(update={"headers": headers}), credential=credential)

    def may_call(self, name: str) -> bool:
        is_allowed = self.allowed_tools is None or name in self.allowed_tools
        return is_allowed and all(map(self._may, (self.scope, self._scope_of(name))))

    def _scope_of(self, name: str) -> str | None:
        return self.entry.scopes.get(name) or self.entry.scopes.get(OTHERS)

    def _may(self, scope: str | None) -> bool:
        return scope is None or self.principal is None or self.principal.may(scope)

    @property
    def is_of_use(self) -> bool:
        """Whether there may be tools that whom it is called for may call."""
        return self._may(self.scope)

    def needs_approval(self, name: str, *, is_read_only: bool) -> bool:
        return any(one.is_needed(name, is_read_only=is_read_only) for one in self.approvals)

    @property
    def asks_by_hint(self) -> bool:
        """Whether what a tool says of itself decides if it is asked for."""
        filters = (one for approvals in self.approvals for one in (approvals.always, approvals.never))
        return any(one is not None and one.read_only is not None for one in filters)

    def may_repeat(self, name: str) -> bool:
        safe = self.entry.safe_to_retry
        return safe if isinstance(safe, bool) else name in safe


class McpServers:
    """What the operator allows."""

    def __init__(self, file: ServersFile) -> None:
        self._file = file

    @classmethod
    def read(cls, path: Path | None) -> McpServers:
        """Raises: StartupError, also where the SDK of the protocol is not installed."""
        if path is None:
            return cls(ServersFile())
        try:
            import mcp  # noqa: F401 - now, for it takes a second
        except ImportError as error:
            raise StartupError(
                "--mcp-servers needs the package mcp: pip install 'tenure[agents]'."
            ) from error
        try:
            value = yaml.safe_load(path.read_text(encoding="utf-8"))
            file = ServersFile.model_validate(value or {})
        except (OSError, UnicodeDecodeError, yaml.YAMLError) as error:
            raise StartupError(f"--mcp-servers {path} cannot be read: {reason_of(error)}") from error
        except ValidationError as error:
            sentence = to_invalid_request(error.errors(include_url=False))
            raise StartupError(f"--mcp-servers {path}: {sentence}") from error
        for label, entry in file.servers.items():
            if (entry.url is None) == (entry.command is None):
                raise StartupError(
                    f"--mcp-servers {path}: the server {label!r} must have a `url` or a `command`, not both."
                )
        return cls(file)

    def server(self, tool: Mapping[str, Any], param: str) -> McpServer:
        """The server that an agent's tool names. Raises: InvalidRequest where it may not be used."""
        label, url = tool["server_label"], str(tool["server_url"])
        place = str(tool.get("url_param", f"{param}.transport.server_url"))
        is_known = url.startswith(KNOWN)
        entry = self._entry(url.removeprefix(KNOWN), place) if is_known else self._own_entry(url, place)
        asked = tool.get("allowed_tools")
        allowed = [set(names) for names in (entry.allowed_tools, asked) if names is not None]
        asked_approvals = _asked_approvals(tool.get("require_approval"), param)
        return McpServer(
            label=label,
            entry=entry,
            allowed_tools=frozenset(set.intersection(*allowed)) if allowed else None,
            approvals=(approvals_of(entry.require_approval), *asked_approvals),
            scope=tool.get("scope"),
        )

    def _entry(self, name: str, param: str) -> ServerEntry:
        entry = self._file.servers.get(name)
        if entry is None:
            known = ", ".join(map(shown, self._file.servers)) or "none"
            raise invalid(
                param,
                f"names the server {shown(name)}, and --mcp-servers has {known}",
            )
        return entry

    def _own_entry(self, url: str, param: str) -> ServerEntry:
        if not any(_is_below(url, allowed) for allowed in self._file.allowed_urls):
            allowed = ", ".join(map(shown, self._file.allowed_urls)) or "none"
            raise invalid(
                param,
                f"must begin with one of the `allowed_urls` of --mcp-servers, {allowed}, got {shown(url)}",
            )
        return ServerEntry(url=url)


def _is_below(url: str, allowed: str) -> bool:
    """The same host and port, and a path that is the allowed one's or leads on from it."""
    try:
        asked, given = urlsplit(url), urlsplit(allowed)
        is_same = _origin(asked) == _origin(given)
    except ValueError:
        return False
    folder = given.path.rstrip("/")
    is_on_from = asked.path == folder or asked.path.startswith(f"{folder}/")
    return is_same and is_on_from and _is_plain(url, asked)


def _origin(url: SplitResult) -> tuple[str, str | None, int | None]:
    """Raises: ValueError."""
    return url.scheme, url.hostname, url.port or {"http": 80, "https": 443}.get(url.scheme)


def _is_plain(url: str, parts: SplitResult) -> bool:
    """It says where it leads in one way only: no user, no `..`, nothing that others read otherwise."""
    steps = unquote(parts.path).replace("\\", "/").split("/")
    return (
        url.isascii()
        and url.isprintable()
        and not {" ", "\\"} & set(url)
        and "@" not in parts.netloc
        and ".." not in steps
    )


def _asked_approvals(value: Any, param: str) -> tuple[Approvals, ...]:
    if value is None:
        return ()
    if value in ("always", "never"):
        return (approvals_of(value),)
    if not isinstance(value, dict):
        raise InvalidRequest(
            f"`{param}.require_approval` must be always, never or an object, got {shown(value)}.",
            param=f"{param}.require_approval",
        )
    try:
        return (Approvals.model_validate(value),)
    except ValidationError as error:
        raise to_invalid_request(error.errors(include_url=False), place=f"{param}.require_approval") from None
