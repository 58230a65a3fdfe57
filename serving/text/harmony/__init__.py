"""OpenAI's harmony, the format of gpt-oss: messages in channels."""
