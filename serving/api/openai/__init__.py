"""OpenAI's dialect: Chat Completions, Completions, Responses and Conversations."""
