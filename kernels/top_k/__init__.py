"""The k largest logits of each row and their token ids; k = 1 is the greedy choice."""
