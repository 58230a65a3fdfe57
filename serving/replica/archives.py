"""Exports sessions of a replica to files, and imports them: the log's part, and the KV that is at hand."""

from __future__ import annotations

import time
from collections.abc import AsyncGenerator, Mapping
from dataclasses import dataclass
from importlib.metadata import version

import numpy as np

from serving.errors import ArchiveTooLarge, EngineDead, InvalidArchive, ModelMismatch
from serving.output import ImportReport
from serving.replica import kv_file
from serving.replica.hosting.link import EngineLink
from serving.replica.kv_file import Tokens
from serving.replica.loaded import Loaded
from serving.replica.workers import Workers
from serving.sessions.archives import container
from serving.sessions.archives.entries import (
    KVBranch,
    KVManifest,
    Manifest,
    ResponsesEntry,
    SessionEntry,
    parse,
)
from serving.sessions.archives.store import ArchiveStore, StoredSession


@dataclass(frozen=True, slots=True)
class _File:
    manifest: Manifest
    stored: StoredSession
    kv: Mapping[int, Tokens]


EXPORT_CHUNK_BYTES = 1 << 20


class Archives:
    """Belongs to the event loop."""

    def __init__(
        self,
        store: ArchiveStore,
        engine: EngineLink,
        loaded: Loaded,
        workers: Workers,
        *,
        template_fingerprint: str,
    ) -> None:
        self._store = store
        self._engine = engine
        self._loaded = loaded
        self._workers = workers
        self._template_fingerprint = template_fingerprint

    # ---- out ------------------------------------------------------------------------------------

    async def export(
        self, tenant: str, session_id: str, *, with_kv: bool, max_bytes: int
    ) -> AsyncGenerator[bytes]:
        """One file, in pieces. Raises (before the first): SessionNotFound, ArchiveTooLarge."""
        stored = await self._workers.run(self._store.read, tenant, session_id)
        if with_kv:
            await self._check_kv_size(tenant, stored.session, max_bytes)
        kv = await self._read_kv(tenant, stored.session) if with_kv else {}
        packed = await self._workers.run(self._pack, session_id, stored, kv)
        if len(packed) > max_bytes:
            raise ArchiveTooLarge(len(packed), max_bytes)
        for start in range(0, len(packed), EXPORT_CHUNK_BYTES):
            yield packed[start : start + EXPORT_CHUNK_BYTES]

    async def _check_kv_size(self, tenant: str, session: SessionEntry, max_bytes: int) -> None:
        """Before anything large is copied. What branches share is counted once."""
        num_tokens = 0
        for number, branch in enumerate(session.branches):
            resident = await self._engine.count_resident(tenant, session.token_ids(number))
            num_tokens += max(0, resident.num_tokens - branch.parent_seq)
        token_bytes = self._loaded.runner.bytes_per_block // self._loaded.engine_config.block_size
        if num_tokens * token_bytes > max_bytes:
            raise ArchiveTooLarge(num_tokens * token_bytes, max_bytes)

    async def _read_kv(self, tenant: str, session: SessionEntry) -> dict[int, tuple[int, Tokens]]:
        """(first token, KV) of each branch, without what its parent has of it."""
        kv: dict[int, tuple[int, Tokens]] = {}
        ends: dict[int | None, int] = {}
        for number, branch in enumerate(session.branches):
            reply = await self._engine.read_prefix(tenant, session.token_ids(number))
            start = branch.parent_seq if ends.get(branch.parent, 0) >= branch.parent_seq else 0
            ends[number] = reply.num_tokens
            if reply.num_tokens > start and reply.payload is not None:
                tokens = kv_file.tokens_of(reply.payload, reply.num_tokens)
                kv[number] = start, tokens[..., start:, :]
        return kv

    def _pack(self, session_id: str, stored: StoredSession, kv: Mapping[int, tuple[int, Tokens]]) -> bytes:
        manifest = Manifest(
            format="tenure-session",
            version=1,
            created_at=time.time(),
            producer=f"tenure {version('tenure')}",
            session_id=session_id,
            model=self._loaded.served_names[0],
            tokenizer_fingerprint=self._loaded.tokenizer.fingerprint,
            template_fingerprint=self._template_fingerprint,
            kv=self._kv_manifest(kv) if kv else None,
        )
        members = {
            container.MANIFEST: manifest.model_dump_json(indent=2).encode(),
            container.SESSION: stored.session.model_dump_json().encode(),
            container.RESPONSES: stored.responses.model_dump_json().encode(),
        }
        if manifest.kv is not None:
            tokens = {number: own for number, (_, own) in kv.items()}
            members[container.KV] = kv_file.write(tokens)
        return container.pack(members)

    def _kv_manifest(self, kv: Mapping[int, tuple[int, Tokens]]) -> KVManifest:
        return KVManifest(
            fingerprint=self._loaded.fingerprint.hex(),
            numeric_fingerprint=self._loaded.numerics,
            format=kv_file.format_of(next(tokens for _, tokens in kv.values())),
            branches=[
                KVBranch(branch=number, start=start, end=start + tokens.shape[3])
                for number, (start, tokens) in kv.items()
            ],
        )

    # ---- in -------------------------------------------------------------------------------------

    async def load(
        self, tenant: str, packed: bytes, session_id: str | None, user: str | None = None
    ) -> ImportReport:
        """Write the session of a file, under another id if one is given, for this tenant and its user.

        Raises (and then nothing was written): InvalidArchive, ModelMismatch, AlreadyExists, StorageFull,
            Unavailable.
        """
        file = await self._workers.run(self._unpack, packed)
        manifest, stored = file.manifest, file.stored
        name = session_id or manifest.session_id
        renamed = await self._workers.run(
            lambda: self._store.write(tenant, name, stored, is_copy=name != manifest.session_id, user=user)
        )
        notes = self._notes(manifest)
        num_kv_tokens = 0
        if file.kv and not notes.kv:
            num_kv_tokens = await self._write_kv(tenant, name, file)
        head = stored.session.head
        return ImportReport(
            session_id=name,
            num_branches=len(stored.session.branches),
            num_tokens=0 if head is None else stored.session.branches[head].head_seq,
            num_responses=len(stored.responses.responses),
            num_kv_tokens=num_kv_tokens,
            renamed=renamed,
            notes=(*notes.log, *notes.kv),
        )

    def _unpack(self, packed: bytes) -> _File:
        members = container.unpack(packed)
        manifest = parse(Manifest, members[container.MANIFEST], container.MANIFEST)
        if manifest.tokenizer_fingerprint != self._loaded.tokenizer.fingerprint:
            raise ModelMismatch(manifest.model, self._loaded.served_names[0])
        session = parse(SessionEntry, members[container.SESSION], container.SESSION)
        self._check_ids(session)
        responses = parse(ResponsesEntry, members[container.RESPONSES], container.RESPONSES)
        kv: dict[int, Tokens] = {}
        if manifest.kv is not None:
            if container.KV not in members:
                raise InvalidArchive(f"it has no {container.KV}")
            kv = kv_file.read(members[container.KV], manifest.kv.format)
            _check_kv(manifest.kv, session, kv)
        return _File(manifest, StoredSession(session, responses), kv)

    def _check_ids(self, session: SessionEntry) -> None:
        highest = max((max(branch.token_ids, default=0) for branch in session.branches), default=0)
        if highest >= self._loaded.runner.vocab_size:
            raise InvalidArchive(
                f"it has the token id {highest}, and this model {self._loaded.runner.vocab_size} of them"
            )

    def _notes(self, manifest: Manifest) -> _Notes:
        log: tuple[str, ...] = ()
        kv: tuple[str, ...] = ()
        if manifest.template_fingerprint != self._template_fingerprint:
            log = (
                "The chat template here is another one: the next turn of a chat renders the history anew.",
            )
        if manifest.kv is None:
            return _Notes(log, kv)
        if manifest.kv.fingerprint != self._loaded.fingerprint.hex():
            kv = ("The KV was made with other weights, or in another format. It will be computed again.",)
        elif manifest.kv.numeric_fingerprint != self._loaded.numerics:
            kv = (
                f"The KV was made with other arithmetic ({manifest.kv.numeric_fingerprint}; here it is "
                f"{self._loaded.numerics}). It will be computed again.",
            )
        return _Notes(log, kv)

    async def _write_kv(self, tenant: str, session_id: str, file: _File) -> int:
        """Returns how many tokens of the branches have KV now."""
        assert file.manifest.kv is not None, "who has KV has its manifest"
        whole: dict[int, Tokens] = {}
        num_tokens = 0
        for entry in file.manifest.kv.branches:
            parent = file.stored.session.branches[entry.branch].parent
            own = file.kv[entry.branch]
            if entry.start and parent is not None:
                own = np.concatenate([whole[parent][..., : entry.start, :], own], axis=3)
            whole[entry.branch] = own
            token_ids = file.stored.session.token_ids(entry.branch)[: entry.end]
            payload = kv_file.blocks_of(own, self._loaded.engine_config.block_size)
            try:
                reply = await self._engine.write_prefix(tenant, session_id, token_ids, payload)
            except EngineDead:  # the log has the session all the same
                break
            num_tokens += max(0, reply.num_tokens - entry.start)
        return num_tokens


@dataclass(frozen=True, slots=True)
class _Notes:
    log: tuple[str, ...]
    kv: tuple[str, ...]  # why none of it was taken over


def _check_kv(manifest: KVManifest, session: SessionEntry, kv: Mapping[int, Tokens]) -> None:
    ends: dict[int | None, int] = {}
    if sorted(entry.branch for entry in manifest.branches) != sorted(kv):
        raise InvalidArchive("its KV is of other branches than its manifest says")
    for entry in manifest.branches:
        is_known = entry.branch < len(session.branches)
        if not is_known or not entry.start < entry.end <= session.branches[entry.branch].head_seq:
            raise InvalidArchive(f"its KV of branch {entry.branch} is of tokens that there are not")
        parent = session.branches[entry.branch].parent
        if entry.start and entry.start > min(ends.get(parent, 0), session.branches[entry.branch].parent_seq):
            raise InvalidArchive(f"its KV of branch {entry.branch} goes on from nothing")
        if kv[entry.branch].ndim != 5 or kv[entry.branch].shape[3] != entry.end - entry.start:
            raise InvalidArchive(f"its KV of branch {entry.branch} has another number of tokens")
        ends[entry.branch] = entry.end
