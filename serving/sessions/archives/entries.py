"""What the JSON files of an exported session say. Fields are named as in the log: see `schema`."""

from __future__ import annotations

from typing import Annotated, Any, Literal, TypeVar

from pydantic import BaseModel, ConfigDict, Field, ValidationError, model_validator

from serving.errors import InvalidArchive
from serving.output import ColdStart, FinishReason, Restored
from serving.sessions.archives import container
from serving.sessions.turn import Dialect

LAYOUT = ("layer", "k|v", "kv_head", "token", "head_dim")

Count = Annotated[int, Field(ge=0, lt=2**31)]
TokenId = Count
Hash = Annotated[str, Field(pattern="^[0-9a-f]{32}$")]
Timestamp = Annotated[float, Field(ge=0, allow_inf_nan=False)]


class Entry(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


EntryT = TypeVar("EntryT", bound=Entry)


class SpanEntry(Entry):
    source: Literal["rendered", "sampled"]
    token_ids: Annotated[list[TokenId], Field(min_length=1)]
    seed: Annotated[str, Field(pattern=r"^-?[0-9]{1,20}$")] | None  # decimal
    choice_index: Count | None
    template_fingerprint: str
    numeric_fingerprint: str


class ItemEntry(Entry):
    role: str
    content: Any
    chain_hash: Hash | None
    end_char: Count | None
    start_seq: Count
    ends_exactly: bool
    finish_reason: FinishReason | None
    stop_reason: str | int | None
    dropped_token_ids: list[TokenId]
    created_at: Timestamp
    spans: list[SpanEntry]

    @property
    def token_ids(self) -> list[int]:
        return [token_id for span in self.spans for token_id in span.token_ids]


class BranchEntry(Entry):
    """Items and tokens behind the node where it leaves its parent."""

    dialect: Dialect
    parent: Count | None  # number of an earlier branch of the list
    parent_seq: Count
    parent_num_items: Count
    computed_seq: Count
    created_at: Timestamp
    items: list[ItemEntry]

    @property
    def token_ids(self) -> list[int]:
        return [token_id for item in self.items for token_id in item.token_ids]

    @property
    def num_items(self) -> int:
        return self.parent_num_items + len(self.items)

    @property
    def head_seq(self) -> int:
        return self.parent_seq + len(self.token_ids)


class SessionEntry(Entry):
    created_at: Timestamp
    last_used_at: Timestamp
    num_turns: Count
    head: Count | None  # number of the branch used last
    branches: list[BranchEntry]

    @model_validator(mode="after")
    def _is_a_tree(self) -> SessionEntry:
        for index, branch in enumerate(self.branches):
            at = f"branches.{index}"
            if branch.parent is None:
                _require(
                    branch.parent_seq == branch.parent_num_items == 0, f"{at} has no parent to share with"
                )
            else:
                _require(branch.parent < index, f"{at} comes before its parent")
                parent = self.branches[branch.parent]
                _require(branch.parent_seq <= parent.head_seq, f"{at} leaves its parent behind its end")
                _require(
                    branch.parent_num_items <= parent.num_items, f"{at} shares more items than there are"
                )
            _require(branch.computed_seq <= branch.head_seq, f"{at} has more computed tokens than tokens")
        _require(self.head is None or self.head < len(self.branches), "head is none of the branches")
        return self

    def token_ids(self, index: int) -> list[int]:
        """All of a branch's ids, its ancestors' included."""
        branch = self.branches[index]
        before = [] if branch.parent is None else self.token_ids(branch.parent)
        return before[: branch.parent_seq] + branch.token_ids


class ErrorEntry(Entry):
    code: str
    message: str


class ResponseEntry(Entry):
    id: str
    status: Literal["completed", "incomplete", "failed", "cancelled"]
    created_at: Count
    completed_at: Count | None
    settings: dict[str, Any]
    is_background: bool
    previous_id: str | None
    conversation_id: str | None
    conversation_position: Count | None
    usage: (
        tuple[Count, Count, Count]
        | tuple[Count, Count, Count, ColdStart | None]
        | tuple[Count, Count, Count, ColdStart | None, Restored]
        | tuple[Count, Count, Count, ColdStart | None, Restored | None, tuple[str, ...]]
        | None
    )
    error: ErrorEntry | None
    incomplete_reason: str | None
    has_begun: bool
    deltas: list[tuple[Count, Count, Count]] | None
    is_deleted: bool
    input: list[dict[str, Any]]
    output: list[dict[str, Any]]


class ConversationEntry(Entry):
    created_at: Count
    metadata: dict[str, str]
    num_items: Count
    version: Count
    items: list[tuple[Count, dict[str, Any]]]  # (position, item)


class ResponsesEntry(Entry):
    """What was made through the Responses API, the unfinished left out."""

    responses: list[ResponseEntry]
    conversation: ConversationEntry | None  # the one that has the session's id


RESPONSE_COLUMNS = (  # that are fields of ResponseEntry as they are
    "id",
    "status",
    "created_at",
    "completed_at",
    "settings",
    "is_background",
    "previous_id",
    "conversation_id",
    "conversation_position",
    "usage",
    "error",
    "incomplete_reason",
    "has_begun",
    "deltas",
    "is_deleted",
)


class KVBranch(Entry):
    branch: Count
    start: Count  # tokens before it are its parent's
    end: Count


class KVManifest(Entry):
    fingerprint: str  # of weights, adapter and KV format
    numeric_fingerprint: str
    format: Literal["float32", "bfloat16", "int8", "int32"]  # int32: the toy model's
    layout: tuple[str, ...] = LAYOUT
    branches: list[KVBranch]


class Manifest(Entry):
    format: Literal["tenure-session"]
    version: Literal[1]
    created_at: Timestamp
    producer: str
    session_id: Annotated[str, Field(min_length=1, max_length=256)]
    model: str
    tokenizer_fingerprint: str
    template_fingerprint: str
    kv: KVManifest | None


def parse(entry: type[EntryT], raw: bytes, name: str) -> EntryT:
    """Raises: InvalidArchive naming the file and the field."""
    try:
        return entry.model_validate_json(raw)
    except ValidationError as error:
        first = error.errors(include_url=False, include_input=False)[0]
        place = ".".join(map(str, first["loc"]))
        raise InvalidArchive(f"{name}: {place}: {first['msg']}") from None


def session_id_of(packed: bytes) -> str:
    """Under which a file's session was exported. Raises: InvalidArchive."""
    return parse(Manifest, container.unpack(packed)[container.MANIFEST], container.MANIFEST).session_id


def _require(is_true: bool, message: str) -> None:
    if not is_true:
        raise ValueError(message)
