"""Agents' sessions: model steps and tool calls, one after the other, until there is nothing left to do."""
