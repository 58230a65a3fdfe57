"""What a KV block is worth and what it is called: retention policy and content keys."""
