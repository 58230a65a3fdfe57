"""Token ids of replies to prompts without a session, which servers of one log share."""
