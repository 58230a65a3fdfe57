"""A checkpoint of random weights in any size: speed does not depend on what the weights say.

    python -m benchmarks.synthetic_checkpoint DIRECTORY [--hidden 1024 --layers 8 ...]

The step model is fitted to two shapes, so that it can tell what a layer costs from what a byte costs.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Sequence
from pathlib import Path

import torch
from safetensors.torch import save_file
from tokenizers import Tokenizer, decoders, models, pre_tokenizers

from models.config_file import config_from_hf
from models.families import family_of
from serving.replica.toy_model import CHATML

SPECIAL_TOKENS = ("<|im_start|>", "<|im_end|>")


def parse_arguments(arguments: Sequence[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        prog="synthetic_checkpoint", description=(__doc__ or "").partition("\n")[0]
    )
    add = parser.add_argument
    add("directory", type=Path)
    add("--hidden", type=int, default=1024)
    add("--layers", type=int, default=8)
    add("--heads", type=int, default=16)
    add("--kv-heads", type=int, default=4)
    add("--head-dim", type=int, default=64)
    add("--intermediate", type=int, default=3072)
    add("--vocab", type=int, default=16384)
    add("--max-positions", type=int, default=8192)
    return parser.parse_args(arguments)


def write_checkpoint(directory: Path, config: dict[str, object], *, std: float = 0.02) -> None:
    """config.json, bfloat16 weights of standard deviation `std`, a tokenizer of bytes, a chat template."""
    directory.mkdir(parents=True, exist_ok=True)
    (directory / "config.json").write_text(json.dumps(config, indent=1) + "\n")
    generator = torch.Generator().manual_seed(0)
    model = config_from_hf(config)
    weights = {
        name: (std * torch.randn(shape, generator=generator)).to(torch.bfloat16)
        for name, shape in family_of(model).expected_tensors(model).items()
    }
    save_file(weights, directory / "model.safetensors")
    alphabet = sorted(pre_tokenizers.ByteLevel.alphabet())
    vocab = {token: i for i, token in enumerate([*alphabet, *SPECIAL_TOKENS])}
    tokenizer = Tokenizer(models.BPE(vocab, []))
    tokenizer.pre_tokenizer = pre_tokenizers.ByteLevel(add_prefix_space=False)
    tokenizer.decoder = decoders.ByteLevel()
    tokenizer.add_special_tokens(list(SPECIAL_TOKENS))
    tokenizer.save(str(directory / "tokenizer.json"))
    chat = {"eos_token": SPECIAL_TOKENS[1], "chat_template": CHATML}
    (directory / "tokenizer_config.json").write_text(json.dumps(chat) + "\n")


def main(arguments: Sequence[str] | None = None) -> int:
    options = parse_arguments(sys.argv[1:] if arguments is None else arguments)
    config = {
        "architectures": ["LlamaForCausalLM"],
        "torch_dtype": "bfloat16",
        "vocab_size": options.vocab,
        "hidden_size": options.hidden,
        "num_hidden_layers": options.layers,
        "num_attention_heads": options.heads,
        "num_key_value_heads": options.kv_heads,
        "head_dim": options.head_dim,
        "intermediate_size": options.intermediate,
        "max_position_embeddings": options.max_positions,
    }
    write_checkpoint(options.directory, config)
    sys.stdout.write(f"written to {options.directory}\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
