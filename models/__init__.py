"""The mathematics of the networks: configuration, weights, tokenizer, decoders. No serving words."""
