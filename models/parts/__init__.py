"""What decoders are made of: each part takes its tensors, computes, and emits the same as a program."""
