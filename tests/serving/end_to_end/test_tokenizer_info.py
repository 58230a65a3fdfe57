"""Who writes prompts himself, as evaluation harnesses do, needs the template and its tokens."""

import jinja2


def test_a_prompt_that_is_written_elsewhere_is_the_server_s_own(server):
    messages = [{"role": "system", "content": "Be short."}, {"role": "user", "content": "Hello"}]
    with server.http as http:
        info = http.get("/tokenizer_info").json()
        template = jinja2.Environment(trim_blocks=True, lstrip_blocks=True).from_string(info["chat_template"])
        text = template.render(
            messages=messages,
            add_generation_prompt=True,
            bos_token=info["bos_token"],
            eos_token=info["eos_token"],
        )
        raw = http.post("/tokenize", json={"prompt": text, "add_special_tokens": False}).json()
        chat = http.post("/tokenize", json={"messages": messages}).json()
        end = http.post("/tokenize", json={"prompt": info["eos_token"], "add_special_tokens": False}).json()
    assert raw["tokens"] == chat["tokens"]
    assert end["count"] == 1
