"""What is remembered across sessions: when two statements are one, how they are found, when they go."""
