"""What becomes of each field a client may send: supported, accepted without effect, or refused.

Supported fields are those of the pydantic models in `wire/`. The tables here hold the other fields that
OpenAI or vLLM define.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from serving.api.fields import Refused
from serving.api.openai.wire.structured import StructuredFields

_LEGACY = "Use `tools` and `tool_choice`, which took its place."
_NO_AUDIO = "Only text is supported."
_BUDGET = "It is called `thinking_token_budget` here."
_OFF = Refused(unless=(False,))
_EMPTY: tuple[Any, ...] = ([], {}, "")

REFUSED: Mapping[str, Refused] = {
    "allowed_token_ids": Refused(unless=_EMPTY, hint="Ban tokens with `logit_bias` instead."),
    "bad_words": Refused(unless=_EMPTY, hint="Ban tokens with `logit_bias` instead."),
    "cache_salt": Refused(hint="Every API key's tenant has a cache of its own."),
    "ec_transfer_params": Refused(unless=_EMPTY),
    "kv_transfer_params": Refused(unless=_EMPTY),
    "logit_processors": Refused(unless=_EMPTY),
    "logits_processors": Refused(unless=_EMPTY),
    "logprob_token_ids": Refused(hint="Use `logprobs` instead."),
    "priority": Refused(unless=(0,), hint="Requests are served in the order they come."),
    "prompt_embeds": Refused(hint="Send the prompt as text or token ids."),
    "repetition_detection": Refused(unless=_EMPTY),
    "return_prompt_text": _OFF,
    "skip_special_tokens": Refused(unless=(True,), hint="Special tokens are never part of the text."),
    **dict.fromkeys(("reasoning_budget", "thinking_budget_tokens"), Refused(hint=_BUDGET)),
    "truncate_prompt_tokens": Refused(hint="Shorten the prompt instead."),
    "use_beam_search": Refused(unless=(False,), hint="Use `n` with a temperature instead."),
    "vllm_xargs": Refused(unless=_EMPTY),
    "watermarking": _OFF,
}

REFUSED_IN_CHAT: Mapping[str, Refused] = {
    **REFUSED,
    "add_special_tokens": Refused(unless=(False,), hint="The chat template writes the special tokens."),
    "audio": Refused(hint=_NO_AUDIO),
    "chat_template": Refused(hint="The model's own template is used."),
    "documents": Refused(unless=_EMPTY, hint="Put the documents in a message."),
    "echo": _OFF,
    "function_call": Refused(unless=("none", "auto"), hint=_LEGACY),
    "functions": Refused(unless=_EMPTY, hint=_LEGACY),
    "modalities": Refused(unless=(["text"],), hint=_NO_AUDIO),
    "moderation": Refused(),
    "web_search_options": Refused(),
}

REFUSED_IN_COMPLETIONS: Mapping[str, Refused] = {
    **REFUSED,
    "add_special_tokens": Refused(unless=(True,), hint="Send token ids to choose each of them."),
    "suffix": Refused(unless=("",), hint="Filling in the middle is not supported."),
    "thinking_token_budget": Refused(hint="Raw text has no reasoning; use `max_tokens`."),
}

REFUSED_IN_RESPONSES: Mapping[str, Refused] = {
    **REFUSED,
    **{
        name: Refused(unless=(*_EMPTY, {"type": "text"}), hint="Use `text.format` or `structured_outputs`.")
        for name in StructuredFields.model_fields
        if name != "structured_outputs"
    },
    "chat_template": REFUSED_IN_CHAT["chat_template"],
    "chat_template_kwargs": Refused(unless=_EMPTY),
    "context_management": Refused(unless=_EMPTY, hint="Use /v1/responses/compact instead."),
    "logprobs": Refused(unless=(False,), hint='Put "message.output_text.logprobs" into `include` instead.'),
    "max_completion_tokens": Refused(hint="It is called `max_output_tokens` here."),
    "max_tokens": Refused(hint="It is called `max_output_tokens` here."),
    "messages": Refused(hint="They are called `input` here."),
    "moderation": Refused(),
    "n": Refused(
        unless=(1,), hint="Send the request several times: each is a fork of `previous_response_id`."
    ),
    "prompt": Refused(hint="There are no stored prompts; send `instructions` and `input`."),
    "reasoning_effort": Refused(hint="It is called `reasoning.effort` here."),
    "stream_id": Refused(hint="It marks the lanes of a WebSocket; send several requests instead."),
    "verbosity": Refused(unless=("medium",), hint="It is called `text.verbosity` here."),
}

REFUSED_IN_TOKENIZE: Mapping[str, Refused] = {
    name: REFUSED_IN_CHAT[name] for name in ("chat_template", "documents", "functions")
}

IGNORED: frozenset[str] = frozenset(
    {
        "access_programs",
        "background_options",
        "client_metadata",
        "early_stopping",  # of beam search, as is length_penalty
        "guided_decoding_backend",
        "guided_whitespace_pattern",
        "image",
        "include_reasoning",
        "length_penalty",
        "media_io_kwargs",
        "metadata",
        "mm_processor_kwargs",
        "nvext",
        "prediction",  # of what the reply will say: it would come sooner, and be the same
        "prompt_cache_options",
        "prompt_cache_retention",
        "request_id",
        "return_mm_kwargs",
        "return_token_offsets",
        "routed_experts_prompt_start",
        "safety_identifier",
        "service_tier",
        "spaces_between_special_tokens",
        "stream_interval",
        "truncation_side",
        "user",
    }
)
