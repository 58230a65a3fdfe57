"""Chat templates that do what those of public models do, and a tokenizer that has their markup."""

from __future__ import annotations

import re

import pytest
import tokenizers
from tokenizers import AddedToken, decoders, models, pre_tokenizers

from models.chat_template import ChatTemplate
from models.tokenizer import Tokenizer, mark_special
from serving.text.template.renderer import Renderer

_HERMES_CALLS = (
    "{% for call in m.tool_calls or [] %}"
    '{{ \'\n<tool_call>\n{"name": "\' + call.function.name + \'", "arguments": \' }}'
    "{{ (call.function.arguments | tojson) + '}\n</tool_call>' }}{% endfor %}"
)
_HERMES_RESULTS = (
    "{% if loop.first or messages[loop.index0 - 1].role != 'tool' %}{{ '<|im_start|>user' }}{% endif %}"
    "{{ '\n<tool_response>\n' + m.content + '\n</tool_response>' }}"
    "{% if loop.last or messages[loop.index0 + 1].role != 'tool' %}{{ '<|im_end|>\n' }}{% endif %}"
)
_HERMES_TOOLS = (
    "{% if tools %}{{ '<|im_start|>system\n' }}"
    "{% if messages[0].role == 'system' %}{{ messages[0].content + '\n\n' }}{% endif %}"
    "{{ 'Tools:' }}{% for tool in tools %}{{ '\n' + (tool | tojson) }}{% endfor %}{{ '<|im_end|>\n' }}"
    "{% elif messages[0].role == 'system' %}"
    "{{ '<|im_start|>system\n' + messages[0].content + '<|im_end|>\n' }}{% endif %}"
)
QWEN3 = (
    _HERMES_TOOLS + "{% set ns = namespace(last=0) %}"
    "{% for m in messages %}{% if m.role == 'user' %}{% set ns.last = loop.index0 %}{% endif %}{% endfor %}"
    "{% for m in messages %}"
    "{% if m.role == 'user' or (m.role == 'system' and not loop.first) %}"
    "{{ '<|im_start|>' + m.role + '\n' + m.content + '<|im_end|>\n' }}"
    "{% elif m.role == 'assistant' %}{% set content = m.content %}{% set thought = '' %}"
    "{% if m.reasoning_content is defined %}{% set thought = m.reasoning_content %}"
    "{% elif '</think>' in content %}"
    "{% set thought = content.split('</think>')[0].split('<think>')[-1].strip('\n') %}"
    "{% set content = content.split('</think>')[-1].lstrip('\n') %}{% endif %}"
    "{% if loop.index0 > ns.last and (loop.last or thought) %}"
    "{{ '<|im_start|>assistant\n<think>\n' + thought + '\n</think>\n\n' + content }}"
    "{% else %}{{ '<|im_start|>assistant\n' + content }}{% endif %}" + _HERMES_CALLS + "{{ '<|im_end|>\n' }}"
    "{% elif m.role == 'tool' %}" + _HERMES_RESULTS + "{% endif %}{% endfor %}"
    "{% if add_generation_prompt %}{{ '<|im_start|>assistant\n' }}{% endif %}"
)
THINKING = QWEN3.replace("{{ '<|im_start|>assistant\n' }}", "{{ '<|im_start|>assistant\n<think>\n' }}")
LLAMA3 = (
    "{{ bos_token }}{% if messages[0].role == 'system' %}{% set system = messages[0].content | trim %}"
    "{% set messages = messages[1:] %}{% else %}{% set system = '' %}{% endif %}"
    "{{ '<|start_header_id|>system<|end_header_id|>\n\n' + system + '<|eot_id|>' }}"
    "{% if tools %}{% set first = messages[0].content | trim %}{% set messages = messages[1:] %}"
    "{{ '<|start_header_id|>user<|end_header_id|>\n\nAnswer with JSON, if one of these helps:\n' }}"
    "{{ (tools | tojson(indent=4)) + '\n\n' + first + '<|eot_id|>' }}{% endif %}"
    "{% for m in messages %}{% if m.tool_calls %}"
    "{% if m.tool_calls | length != 1 %}{{ raise_exception('One call at once.') }}{% endif %}"
    "{{ '<|start_header_id|>assistant<|end_header_id|>\n\n' }}"
    '{{ \'{"name": "\' + m.tool_calls[0].function.name + \'", "parameters": \' }}'
    "{{ (m.tool_calls[0].function.arguments | tojson) + '}<|eot_id|>' }}"
    "{% elif m.role == 'tool' %}"
    "{{ '<|start_header_id|>ipython<|end_header_id|>\n\n' + (m.content | tojson) + '<|eot_id|>' }}"
    "{% else %}"
    "{{ '<|start_header_id|>' + m.role + '<|end_header_id|>\n\n' + m.content | trim + '<|eot_id|>' }}"
    "{% endif %}{% endfor %}"
    "{% if add_generation_prompt %}{{ '<|start_header_id|>assistant<|end_header_id|>\n\n' }}{% endif %}"
)
_ALTERNATING = (
    "{% set ns = namespace(index=0) %}{% for m in messages %}"
    "{% if not (m.role in ('tool', 'system') or m.tool_calls) %}"
    "{% if (m.role == 'user') != (ns.index % 2 == 0) %}"
    "{{ raise_exception('Roles alternate.') }}{% endif %}"
    "{% set ns.index = ns.index + 1 %}{% endif %}{% endfor %}"
)
# The system message stands in the last message if that is the user's, and nowhere if it is not.
MISTRAL = (
    _ALTERNATING + "{{ bos_token }}{% set users = messages | selectattr('role', 'equalto', 'user') | list %}"
    "{% for m in messages %}{% if m.role == 'user' %}"
    "{% if tools and m == users[-1] %}"
    "{{ '[AVAILABLE_TOOLS]' + (tools | tojson) + '[/AVAILABLE_TOOLS]' }}{% endif %}"
    "{% if loop.last and messages[0].role == 'system' %}"
    "{{ '[INST]' + messages[0].content + '\n\n' + m.content + '[/INST]' }}"
    "{% else %}{{ '[INST]' + m.content + '[/INST]' }}{% endif %}"
    "{% elif m.tool_calls %}{{ '[TOOL_CALLS][' }}{% for call in m.tool_calls %}"
    "{% if call.id | length != 9 %}{{ raise_exception('Ids have nine characters.') }}{% endif %}"
    '{{ \'{"name": "\' + call.function.name + \'", "arguments": \' + (call.function.arguments | tojson) }}'
    "{{ ', \"id\": \"' + call.id + '\"}' }}"
    "{% if not loop.last %}{{ ', ' }}{% endif %}{% endfor %}{{ ']' + eos_token }}"
    "{% elif m.role == 'tool' %}"
    "{% if m.tool_call_id | length != 9 %}{{ raise_exception('Ids have nine characters.') }}{% endif %}"
    "{{ '[TOOL_RESULTS]{\"content\": ' + m.content }}"
    "{{ ', \"call_id\": \"' + m.tool_call_id + '\"}[/TOOL_RESULTS]' }}"
    "{% elif m.role == 'assistant' %}{{ m.content + eos_token }}{% endif %}{% endfor %}"
)
CHATML = (
    "{% for m in messages %}{{ '<|im_start|>' + m.role + '\n' + (m.content or '') + '<|im_end|>\n' }}"
    "{% endfor %}"
    "{% if add_generation_prompt %}{{ '<|im_start|>assistant\n' }}{% endif %}"
)
# A role is a part of a token.
PHI = (
    "{% for m in messages %}{{ '<|' + m.role + '|>\n' + m.content + '<|end|>\n' }}{% endfor %}"
    "{% if add_generation_prompt %}{{ '<|assistant|>\n' }}{% endif %}"
)
GEMMA = (
    "{% if messages[0].role == 'system' %}{{ raise_exception('There is no system role.') }}{% endif %}"
    "{% for m in messages %}"
    "{% if (m.role == 'user') != (loop.index0 % 2 == 0) %}"
    "{{ raise_exception('Roles alternate.') }}{% endif %}"
    "{{ '<start_of_turn>' + ('model' if m.role == 'assistant' else m.role) + '\n' }}"
    "{{ m.content | trim + '<end_of_turn>\n' }}{% endfor %}"
    "{% if add_generation_prompt %}{{ '<start_of_turn>model\n' }}{% endif %}"
)
# Switches are taken out of what is said, and roles are written in upper case.
SWITCH = (
    "{% for m in messages %}{% set said = m.content | replace('&lt;', '<') %}"
    "{{ '<|im_start|>' + m.role | upper + '\n' }}"
    "{{ said.replace('</think>', '<END>').replace('/think', '').replace('<END>', '</think>') }}"
    "{{ '<|im_end|>\n' }}{% endfor %}"
    "{% if add_generation_prompt %}{{ '<|im_start|>ASSISTANT\n' }}{% endif %}"
)
LOWER = CHATML.replace("(m.content or '')", "(m.content or '') | lower")
SHAPES = {
    "qwen3": QWEN3,
    "thinking": THINKING,
    "llama3": LLAMA3,
    "mistral": MISTRAL,
    "chatml": CHATML,
    "phi": PHI,
    "gemma": GEMMA,
    "switch": SWITCH,
    "lower": LOWER,
}
_SPECIAL = re.compile(r"<\|[a-z_]+\|>|\[/?[A-Z_]+\]|<[a-z_]+_of_turn>")
_PLAIN = ("<tool_call>", "</tool_call>", "<tool_response>", "</tool_response>", "<think>", "</think>")
_ENDERS = ("</s>", "<|im_end|>", "<|eot_id|>", "<|end|>", "<end_of_turn>")


@pytest.fixture(scope="session")
def shape_tokenizer() -> Tokenizer:
    """Bytes, and the markup of all shapes; the tags around calls and reasoning are no special tokens."""
    alphabet = sorted(pre_tokenizers.ByteLevel.alphabet())
    backend = tokenizers.Tokenizer(models.BPE(vocab={char: i for i, char in enumerate(alphabet)}, merges=[]))
    backend.pre_tokenizer = pre_tokenizers.ByteLevel(add_prefix_space=False, use_regex=False)
    backend.decoder = decoders.ByteLevel()
    roles = ("<|user|>", "<|assistant|>", "<|system|>")
    found = {token for source in SHAPES.values() for token in _SPECIAL.findall(source)}
    mark_special(backend, sorted({*found, *roles, "<s>", "</s>"}))
    backend.add_tokens([AddedToken(token, normalized=False) for token in _PLAIN])
    return Tokenizer(backend, eos_token_ids=[backend.token_to_id(token) for token in _ENDERS])


@pytest.fixture(scope="session")
def shape_renderers(shape_tokenizer: Tokenizer) -> dict[str, Renderer]:
    return {
        name: Renderer(shape_tokenizer, ChatTemplate(source, "<s>", "</s>"))
        for name, source in SHAPES.items()
    }


@pytest.fixture(scope="session")
def shapes() -> dict[str, str]:
    return SHAPES
