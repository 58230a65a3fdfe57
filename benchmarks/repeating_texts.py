"""Conversations whose replies repeat what was said before, and some whose replies do not."""

from __future__ import annotations

from dataclasses import dataclass

Message = dict[str, str]

_FILE = """
import os
import sys

from app.config import load_config
from app.server import Server


def main() -> int:
    config = load_config(os.environ["APP_CONFIG"])
    server = Server(config.host, config.port)
    try:
        server.run()
    except KeyboardInterrupt:
        server.stop()
    finally:
        server.close_all_connections()
    return 1


if __name__ == "__main__":
    sys.exit(main())
"""
_RECORDS = "\n".join(
    f'{{"id": {index}, "name": "{name}", "city": "{city}", "is_active": true, "score": {index * 7 % 40}}}'
    for index, (name, city) in enumerate(
        [("Ada", "Oslo"), ("Bob", "Rome"), ("Cyd", "Kyiv"), ("Dan", "Lima"), ("Eve", "Bern"), ("Fay", "Nice")]
    )
)


@dataclass(frozen=True, slots=True)
class Conversation:
    """What is said, and at which temperature it is answered."""

    name: str
    messages: tuple[Message, ...]
    temperature: float = 0.0


def _ask(name: str, question: str, temperature: float = 0.0) -> Conversation:
    return Conversation(name, ({"role": "user", "content": question},), temperature)


CONVERSATIONS = (
    _ask(
        "edit a file",
        f"This is src/app/main.py:\n{_FILE}\nmain should return 0. Write the whole corrected file.",
    ),
    _ask(
        "pass on records",
        f"The tool answered:\n{_RECORDS}\nRepeat these records, and add a last one for Gus.",
    ),
    _ask("edit a file, sampled", f"Here is a file:\n{_FILE}\nWrite it again with a new name for main.", 0.7),
    _ask("story, sampled", "Tell me a story of a lighthouse keeper and a whale.", 1.0),
    _ask("essay, sampled", "Write an essay on how bridges were built over the centuries.", 1.0),
    # Pairs recur all the time, and what follows them is chance: the matches mislead.
    _ask(
        "random numbers", "Go on with this list of random numbers: 81, 17, 29, 81, 92, 17, 45, 29, 17,", 1.5
    ),
)
