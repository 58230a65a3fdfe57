"""The bodies of /tokenize and /detokenize, in vLLM's shapes."""

from __future__ import annotations

from serving.api.openai.wire.chat import Messages, TemplateVariables
from serving.api.openai.wire.tools import ToolFields
from serving.api.wire import TokenId, WireModel


class TokenizeBody(ToolFields):
    """Either a prompt or messages."""

    model: str | None = None
    prompt: str | None = None
    messages: Messages | None = None
    add_special_tokens: bool | None = None
    return_token_strs: bool | None = None
    add_generation_prompt: bool | None = None
    continue_final_message: bool | None = None
    chat_template_kwargs: TemplateVariables | None = None


class DetokenizeBody(WireModel):
    model: str | None = None
    tokens: list[TokenId]
