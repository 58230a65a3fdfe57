"""What the carriers of a prompt bring along, and what becomes of those that cannot be used."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from serving.errors import InvalidRequest
from serving.output import CarrierFault
from serving.replica.carriers import Carriers, Unopened, holds_reasoning
from serving.request import CARRIERS, ChatInput, Request
from serving.sessions.carried import carried_ids
from serving.sessions.rendering import REASONING, CarriedIds, CarriedReply

_FAULTS = {
    "key": "was sealed with a key that this server does not have",
    "seal": "is damaged, or was made for somebody else",
}


@dataclass(slots=True)
class Brought:
    """Of one prompt. A reply whose carrier is of no use is rendered from its text."""

    replies: dict[bytes, CarriedReply] = field(default_factory=dict)  # by their place in a conversation
    faults: list[CarrierFault] = field(default_factory=list)  # why carriers are of no use

    def ids_in(self, hashes: Sequence[bytes]) -> CarriedIds:
        """The ids of those replies that are messages of the prompt, whose hashes these are; to be asked for
        once."""
        carried = carried_ids(hashes, self.replies.values())
        self.faults += ["history"] * (len(self.replies) - len(carried))
        return carried


def take_out(request: Request, carriers: Carriers, *, reads_reasoning: bool) -> tuple[Request, Brought]:
    """The request without the carriers in its messages. Reasoning that only they have is put in.

    Args:
        reads_reasoning: the model's template has a place for it.

    Raises: InvalidRequest where reasoning would be lost, of which the client has no other copy.
    """
    brought = Brought()
    if not isinstance(request.input, ChatInput):
        return request, brought
    messages = tuple(
        _without(message, request.tenant, carriers, brought, reads_reasoning=reads_reasoning)
        if CARRIERS in message
        else message
        for message in request.input.messages
    )
    return replace(request, input=replace(request.input, messages=messages)), brought


def _without(
    message: Mapping[str, Any], tenant: str, carriers: Carriers, brought: Brought, *, reads_reasoning: bool
) -> Mapping[str, Any]:
    rest = {name: value for name, value in message.items() if name != CARRIERS}
    if not rest.get(REASONING):
        rest.pop(REASONING, None)
    lost: CarrierFault | None = None  # why reasoning could not be read
    replies = []
    for carrier in message[CARRIERS]:
        try:
            reply, is_of_model = carriers.open(tenant, carrier)
        except Unopened as unopened:
            brought.faults.append(unopened.fault)
            lost = unopened.fault if holds_reasoning(carrier) else lost
            continue
        if not is_of_model:
            brought.faults.append("model")
        elif reply.token_ids:
            replies.append(reply)
        if reply.reasoning and rest.setdefault(REASONING, reply.reasoning) != reply.reasoning:
            brought.faults.append("history")  # the client has changed it: so the ids are others too
            replies = []
            break
    if lost is not None and reads_reasoning and not rest.get(REASONING):
        raise _lost(lost)
    brought.replies |= {reply.chain_hash: reply for reply in replies}
    return rest


def _lost(fault: CarrierFault) -> InvalidRequest:
    return InvalidRequest(
        f"What a reply's reasoning was sealed in (encrypted_content, a signature) {_FAULTS[fault]}, and "
        "nothing else in the request has that reasoning. Send it as this server gave it, or leave it out.",
        param="input",
        code="invalid_encrypted_content",
    )
