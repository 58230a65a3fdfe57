"""What `tenure chat` and `tenure models` make of the sampling defaults that a server shows."""

from __future__ import annotations

from serving.cli.chat import default_temperature
from serving.cli.conversation import Conversation, connected
from serving.cli.models import remote_rows, table_of
from serving.request import SamplingDefaults


def temperature_of_a_chat(server, asked: float | None = None) -> float:
    with connected(server.url, None) as (client, (model, *_)):
        temperature = default_temperature(model) if asked is None else asked
        "".join(Conversation(client, model.id, temperature=temperature).ask("hello"))
    return server.backend.requests[-1].sampling.temperature


def test_chat_takes_the_models_temperature_where_it_has_one(start):
    server = start()
    assert temperature_of_a_chat(server) == 0.7
    server.backend.sampling_defaults = SamplingDefaults(top_k=20)
    assert temperature_of_a_chat(server) == 0.7
    for temperature in (0.3, 0.0):
        server.backend.sampling_defaults = SamplingDefaults(temperature=temperature)
        assert temperature_of_a_chat(server) == temperature
    assert temperature_of_a_chat(server, asked=1.5) == 1.5


def test_models_lists_them(start):
    server = start()
    server.backend.sampling_defaults = SamplingDefaults(temperature=0.3, top_k=20)
    rows = remote_rows(server.url, None)
    assert rows[0]["default_sampling_params"] == {"temperature": 0.3, "top_k": 20}
    assert "temperature 0.3, top_k 20" in list(table_of(rows).columns[-1].cells)
