CREATE TABLE public.branches (
    id character varying NOT NULL,
    session_id character varying NOT NULL,
    dialect character varying NOT NULL,
    parent_branch_id character varying,
    parent_seq integer NOT NULL,
    parent_num_items integer NOT NULL,
    head_seq integer NOT NULL,
    num_items integer NOT NULL,
    writer_epoch integer NOT NULL,
    created_at double precision NOT NULL
);
CREATE TABLE public.items (
    branch_id character varying NOT NULL,
    item_index integer NOT NULL,
    id character varying NOT NULL,
    session_id character varying NOT NULL,
    role character varying NOT NULL,
    content json,
    chain_hash bytea,
    end_char integer,
    start_seq integer NOT NULL,
    end_seq integer NOT NULL,
    ends_exactly boolean NOT NULL,
    finish_reason character varying,
    stop_reason json,
    dropped_token_ids bytea,
    created_at double precision NOT NULL
);
CREATE TABLE public.migrations (
    number integer NOT NULL,
    name character varying NOT NULL,
    applied_at double precision NOT NULL
);
CREATE SEQUENCE public.migrations_number_seq
    AS integer
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;
ALTER SEQUENCE public.migrations_number_seq OWNED BY public.migrations.number;
CREATE TABLE public.owners (
    id character varying NOT NULL,
    place character varying,
    beat_at double precision NOT NULL
);
CREATE TABLE public.run_tokens (
    run_id character varying NOT NULL,
    choice_index integer NOT NULL,
    "position" integer NOT NULL,
    token_ids bytea NOT NULL,
    logprobs json,
    num_cached_tokens integer,
    finish_reason character varying,
    stop_token_id integer
);
CREATE TABLE public.runs (
    id character varying NOT NULL,
    session_id character varying NOT NULL,
    status character varying NOT NULL,
    is_kept boolean NOT NULL,
    owner_id character varying NOT NULL,
    epoch integer NOT NULL,
    branch_id character varying NOT NULL,
    seq integer NOT NULL,
    num_items integer NOT NULL,
    branch_epoch integer NOT NULL,
    tail_token_ids bytea NOT NULL,
    root_hash bytea NOT NULL,
    reply_chain bytea,
    request json NOT NULL,
    max_model_len integer NOT NULL,
    template_fingerprint character varying NOT NULL,
    numeric_fingerprint character varying NOT NULL,
    numerics_changed boolean NOT NULL,
    started json NOT NULL,
    finished json,
    error json
);
CREATE TABLE public.sessions (
    id character varying NOT NULL,
    tenant character varying NOT NULL,
    name character varying NOT NULL,
    created_at double precision NOT NULL,
    last_used_at double precision NOT NULL,
    num_turns integer NOT NULL,
    head_branch_id character varying
);
CREATE TABLE public.spans (
    branch_id character varying NOT NULL,
    seq integer NOT NULL,
    item_id character varying NOT NULL,
    role character varying NOT NULL,
    token_ids bytea NOT NULL,
    source character varying NOT NULL,
    seed character varying,
    choice_index integer,
    template_fingerprint character varying NOT NULL,
    numeric_fingerprint character varying NOT NULL
);
ALTER TABLE ONLY public.migrations ALTER COLUMN number SET DEFAULT nextval('public.migrations_number_seq'::regclass);
INSERT INTO public.branches VALUES ('br_363b9052b9f143db88d214ff29b09d59', 'se_5f22fa524c984ef49b2685f4bcefc418', 'chat', NULL, 0, 0, 104, 6, 3, 1795903463.7186058);
INSERT INTO public.branches VALUES ('br_bfc71d7f69644cf983059315fdd68589', 'se_5f22fa524c984ef49b2685f4bcefc418', 'chat', 'br_363b9052b9f143db88d214ff29b09d59', 86, 5, 104, 6, 1, 1795903464.6332626);
INSERT INTO public.branches VALUES ('br_c729dd63d1434af1bc22e6fd56b2607a', 'se_5f22fa524c984ef49b2685f4bcefc418', 'chat', NULL, 0, 0, 37, 2, 1, 1795903464.690569);
INSERT INTO public.branches VALUES ('br_476b65dc3aaf444b8c5d69d67c802736', 'se_5c52277904ed45b9b17b4fc5fb95ac34', 'text', NULL, 0, 0, 28, 4, 2, 1795903464.8654475);
INSERT INTO public.branches VALUES ('br_831de195117549dbbdfc2378333fa58b', 'se_e1b623022f2e4d81a83b59f47bd38d05', 'tokens', NULL, 0, 0, 11, 2, 1, 1795903465.3926525);
INSERT INTO public.branches VALUES ('br_45e3019b6cee4da5969b6770a2265665', 'se_8b41ebf3dc4a462d9ee30e069e16e9f0', 'chat', NULL, 0, 0, 18, 1, 1, 1795903465.7215555);
INSERT INTO public.items VALUES ('br_363b9052b9f143db88d214ff29b09d59', 0, 'it_f78dbe945f8041ea8ab21945a142d223', 'se_5f22fa524c984ef49b2685f4bcefc418', 'user', '{"role": "user", "content": "Good morning"}', '\x70222a0c842ba9f1e656f75a50d407d2', NULL, 0, 19, true, NULL, NULL, NULL, 1795903463.7334375);
INSERT INTO public.items VALUES ('br_363b9052b9f143db88d214ff29b09d59', 1, 'it_08da80d1db5d40bcb3b5cf05ddc6f0cf', 'se_5f22fa524c984ef49b2685f4bcefc418', 'assistant', '{"role": "assistant", "content": "\u037fK\ufffd\ufffdl"}', '\xc55c94160f0b1cf06822d83ee66ef66f', NULL, 19, 37, true, 'length', NULL, NULL, 1795903463.8336847);
INSERT INTO public.items VALUES ('br_363b9052b9f143db88d214ff29b09d59', 2, 'it_b0bf2ae0eb714919acdbacacde2f5667', 'se_5f22fa524c984ef49b2685f4bcefc418', 'user', '{"role": "user", "content": "And then?"}', '\x3ef625fdc470a400c344f7d3f21af878', NULL, 37, 55, true, NULL, NULL, NULL, 1795903464.254158);
INSERT INTO public.items VALUES ('br_363b9052b9f143db88d214ff29b09d59', 3, 'it_c93cd911be934cc7874fb4fae57e70da', 'se_5f22fa524c984ef49b2685f4bcefc418', 'assistant', '{"role": "assistant", "content": "\ufffd\ufffd\ufffd\ufffd\u0000"}', '\xdbaf086743be6991bbaf1b187ee9d9a3', NULL, 55, 73, true, 'length', NULL, NULL, 1795903464.3768654);
INSERT INTO public.items VALUES ('br_363b9052b9f143db88d214ff29b09d59', 4, 'it_a3123ce988bd4d699d93d119290e939a', 'se_5f22fa524c984ef49b2685f4bcefc418', 'user', '{"role": "user", "content": "Why?"}', '\xbe36cd1ac2e281f7ba99b5e044218a73', NULL, 73, 86, true, NULL, NULL, NULL, 1795903464.5152967);
INSERT INTO public.items VALUES ('br_363b9052b9f143db88d214ff29b09d59', 5, 'it_92a6750b4dcd4f578a7e7afbbcca01a1', 'se_5f22fa524c984ef49b2685f4bcefc418', 'assistant', '{"role": "assistant", "content": "\ufffdG\u0019\ufffd\ufffd"}', '\x270422d94c2fcf86821aee76c1fe1411', NULL, 86, 104, true, 'length', NULL, NULL, 1795903464.6222668);
INSERT INTO public.items VALUES ('br_bfc71d7f69644cf983059315fdd68589', 5, 'it_7f15b1a3ee7d41079b7fcd75cf7662e5', 'se_5f22fa524c984ef49b2685f4bcefc418', 'assistant', '{"role": "assistant", "content": "\ufffdK\ufffd\ufffd=`"}', '\x33462b95eacc296d55006d0eaa57521c', NULL, 86, 104, true, 'length', NULL, NULL, 1795903464.6453285);
INSERT INTO public.items VALUES ('br_c729dd63d1434af1bc22e6fd56b2607a', 0, 'it_a93fde6a07a04b0180704f133e856195', 'se_5f22fa524c984ef49b2685f4bcefc418', 'user', '{"role": "user", "content": "Good evening"}', '\xa0fc891d406bacc5ef327501c56c6b42', NULL, 0, 19, true, NULL, NULL, NULL, 1795903464.692481);
INSERT INTO public.items VALUES ('br_c729dd63d1434af1bc22e6fd56b2607a', 1, 'it_749bac41272647efabab8965dcba2826', 'se_5f22fa524c984ef49b2685f4bcefc418', 'assistant', '{"role": "assistant", "content": "\u001c\u0155 \ufffdm"}', '\xc2fc5bc856b25d0122edc4155d210c58', NULL, 19, 37, true, 'length', NULL, NULL, 1795903464.7865202);
INSERT INTO public.items VALUES ('br_476b65dc3aaf444b8c5d69d67c802736', 0, 'it_3c11305898b94f88a92d4f4e0f8cc790', 'se_5c52277904ed45b9b17b4fc5fb95ac34', 'prompt', '"Once upon a time"', '\xcf25218127a2bd1df7b6d9215a761c83', 16, 0, 16, true, NULL, NULL, NULL, 1795903464.8674464);
INSERT INTO public.items VALUES ('br_476b65dc3aaf444b8c5d69d67c802736', 1, 'it_318e2ac1ba9c4fdda5a6212c0875a22d', 'se_5c52277904ed45b9b17b4fc5fb95ac34', 'completion', '"Bo\ufffd\ufffd\ufffd"', '\x19cdeb4dd634ed65a6bf4702623fe794', 21, 16, 21, true, 'length', NULL, NULL, 1795903464.94544);
INSERT INTO public.items VALUES ('br_476b65dc3aaf444b8c5d69d67c802736', 2, 'it_7820b6203f1c4a7893dd8bdff10c1032', 'se_5c52277904ed45b9b17b4fc5fb95ac34', 'prompt', '" and"', '\x4bed1c3fbacc6315204c6e186cdb0eae', 25, 21, 25, true, NULL, NULL, NULL, 1795903465.225472);
INSERT INTO public.items VALUES ('br_476b65dc3aaf444b8c5d69d67c802736', 3, 'it_89fe1d975cf247c390baa5432689d198', 'se_5c52277904ed45b9b17b4fc5fb95ac34', 'completion', '"\ufffd9\ufffd"', '\x96ae210949d5140a93592896500ba590', 28, 25, 28, true, 'stop', '"C"', '\x22000000', 1795903465.3454204);
INSERT INTO public.items VALUES ('br_831de195117549dbbdfc2378333fa58b', 0, 'it_7c2fd8da5cc84e4483ce9213f4e4f99b', 'se_e1b623022f2e4d81a83b59f47bd38d05', 'prompt', NULL, NULL, NULL, 0, 6, true, NULL, NULL, NULL, 1795903465.4013276);
INSERT INTO public.items VALUES ('br_831de195117549dbbdfc2378333fa58b', 1, 'it_5bc92dcbca83425d835fe9069bb8e5a9', 'se_e1b623022f2e4d81a83b59f47bd38d05', 'completion', '"\ufffd\u07a2\ufffdq"', NULL, NULL, 6, 11, true, 'length', NULL, NULL, 1795903465.4504702);
INSERT INTO public.items VALUES ('br_45e3019b6cee4da5969b6770a2265665', 0, 'it_def78f3a406f403882f04613e78c48e5', 'se_8b41ebf3dc4a462d9ee30e069e16e9f0', 'user', '{"role": "user", "content": "Interrupted"}', '\x833cd06a3feef156551e2d3bfe0ab85b', NULL, 0, 18, true, NULL, NULL, NULL, 1795903465.7293787);
INSERT INTO public.migrations VALUES (1, 'first_schema', 1795903463.1960216);
INSERT INTO public.migrations VALUES (2, 'runs', 1795903463.201762);
INSERT INTO public.owners VALUES ('ow_3cd7fdc13fc74f31aff04477d0bd9e78', 'host:data', 1795903463.397149);
INSERT INTO public.runs VALUES ('run_6886135b46cc445685ca8229c00c6424', 'se_8b41ebf3dc4a462d9ee30e069e16e9f0', 'in_progress', false, 'ow_3cd7fdc13fc74f31aff04477d0bd9e78', 1, 'br_45e3019b6cee4da5969b6770a2265665', 18, 1, 1, '\xc600000000010000400000005200000052000000480000005200000053000000400000004d00000053000000c6000000', '\xc417841e4e0c29ee46f62d41850734b8', '\x833cd06a3feef156551e2d3bfe0ab85b', '{"request_id": "chatcmpl-574c71ed16b14a359c72b54ae41f3cb6", "model": "toy", "tenant": "default", "input": {"messages": [], "add_generation_prompt": true, "continue_final_message": false}, "sampling": {"max_tokens": 600, "min_tokens": 0, "temperature": 1.0, "top_k": 0, "top_p": 1.0, "min_p": 0.0, "repetition_penalty": 1.0, "presence_penalty": 0.0, "frequency_penalty": 0.0, "logit_bias": [], "seed": null, "stop": [], "stop_token_ids": [], "include_stop_str_in_output": false, "ignore_eos": false, "logprobs": null, "prompt_logprobs": null}, "n": 1, "echo": false, "session_id": "interrupted", "run_id": null}', 8192, 'd125bdfe477a04efa9737062101bd8ae', 'toy', false, '{"request_id": "chatcmpl-574c71ed16b14a359c72b54ae41f3cb6", "created": 1795903465, "num_prompt_tokens": 30, "seed": 7934010879814197254, "system_fingerprint": "fp_6fbc7cfef75f", "session": {"session_id": "interrupted", "num_matched_messages": 0, "num_matched_tokens": 0, "forked": false}}', NULL, NULL);
INSERT INTO public.sessions VALUES ('se_5f22fa524c984ef49b2685f4bcefc418', 'default', 'talk', 1795903463.7015886, 1795903464.7893457, 4, 'br_c729dd63d1434af1bc22e6fd56b2607a');
INSERT INTO public.sessions VALUES ('se_5c52277904ed45b9b17b4fc5fb95ac34', 'default', 'text', 1795903464.8274903, 1795903465.353954, 2, 'br_476b65dc3aaf444b8c5d69d67c802736');
INSERT INTO public.sessions VALUES ('se_e1b623022f2e4d81a83b59f47bd38d05', 'default', 'ids', 1795903465.3825986, 1795903465.4516807, 1, 'br_831de195117549dbbdfc2378333fa58b');
INSERT INTO public.sessions VALUES ('se_8b41ebf3dc4a462d9ee30e069e16e9f0', 'default', 'interrupted', 1795903465.7109246, 1795903465.730545, 1, 'br_45e3019b6cee4da5969b6770a2265665');
INSERT INTO public.spans VALUES ('br_363b9052b9f143db88d214ff29b09d59', 0, 'it_f78dbe945f8041ea8ab21945a142d223', 'user', '\x0001000054000000520000004400000051000000c6000000260000004e0000004e00000043000000dc0000004c0000004e000000510000004d000000480000004d0000004600000001010000', 'rendered', NULL, NULL, 'd125bdfe477a04efa9737062101bd8ae', 'toy');
INSERT INTO public.spans VALUES ('br_363b9052b9f143db88d214ff29b09d59', 19, 'it_08da80d1db5d40bcb3b5cf05ddc6f0cf', 'assistant', '\xc600000000010000400000005200000052000000480000005200000053000000400000004d00000053000000c6000000', 'rendered', NULL, NULL, 'd125bdfe477a04efa9737062101bd8ae', 'toy');
INSERT INTO public.spans VALUES ('br_363b9052b9f143db88d214ff29b09d59', 31, 'it_08da80d1db5d40bcb3b5cf05ddc6f0cf', 'assistant', '\x890000007b0000002a000000aa000000a30000004b000000', 'sampled', '1', 0, 'd125bdfe477a04efa9737062101bd8ae', 'toy');
INSERT INTO public.spans VALUES ('br_363b9052b9f143db88d214ff29b09d59', 37, 'it_b0bf2ae0eb714919acdbacacde2f5667', 'user', '\x01010000c60000000001000054000000520000004400000051000000c6000000200000004d00000043000000dc0000005300000047000000440000004d0000001e00000001010000', 'rendered', NULL, NULL, 'd125bdfe477a04efa9737062101bd8ae', 'toy');
INSERT INTO public.spans VALUES ('br_363b9052b9f143db88d214ff29b09d59', 55, 'it_c93cd911be934cc7874fb4fae57e70da', 'assistant', '\xc600000000010000400000005200000052000000480000005200000053000000400000004d00000053000000c6000000', 'rendered', NULL, NULL, 'd125bdfe477a04efa9737062101bd8ae', 'toy');
INSERT INTO public.spans VALUES ('br_363b9052b9f143db88d214ff29b09d59', 67, 'it_c93cd911be934cc7874fb4fae57e70da', 'assistant', '\x9f0000005f000000ae000000b90000006d000000bc000000', 'sampled', '1', 0, 'd125bdfe477a04efa9737062101bd8ae', 'toy');
INSERT INTO public.spans VALUES ('br_363b9052b9f143db88d214ff29b09d59', 73, 'it_a3123ce988bd4d699d93d119290e939a', 'user', '\x01010000c60000000001000054000000520000004400000051000000c60000003600000047000000580000001e00000001010000', 'rendered', NULL, NULL, 'd125bdfe477a04efa9737062101bd8ae', 'toy');
INSERT INTO public.spans VALUES ('br_363b9052b9f143db88d214ff29b09d59', 86, 'it_92a6750b4dcd4f578a7e7afbbcca01a1', 'assistant', '\xc600000000010000400000005200000052000000480000005200000053000000400000004d00000053000000c6000000', 'rendered', NULL, NULL, 'd125bdfe477a04efa9737062101bd8ae', 'toy');
INSERT INTO public.spans VALUES ('br_363b9052b9f143db88d214ff29b09d59', 98, 'it_92a6750b4dcd4f578a7e7afbbcca01a1', 'assistant', '\x9400000026000000d5000000e9000000a9000000e3000000', 'sampled', '2', 0, 'd125bdfe477a04efa9737062101bd8ae', 'toy');
INSERT INTO public.spans VALUES ('br_bfc71d7f69644cf983059315fdd68589', 86, 'it_7f15b1a3ee7d41079b7fcd75cf7662e5', 'assistant', '\xc600000000010000400000005200000052000000480000005200000053000000400000004d00000053000000c6000000', 'rendered', NULL, NULL, 'd125bdfe477a04efa9737062101bd8ae', 'toy');
INSERT INTO public.spans VALUES ('br_bfc71d7f69644cf983059315fdd68589', 98, 'it_7f15b1a3ee7d41079b7fcd75cf7662e5', 'assistant', '\x940000002a0000005f000000740000001c0000003f000000', 'sampled', '2', 1, 'd125bdfe477a04efa9737062101bd8ae', 'toy');
INSERT INTO public.spans VALUES ('br_c729dd63d1434af1bc22e6fd56b2607a', 0, 'it_a93fde6a07a04b0180704f133e856195', 'user', '\x0001000054000000520000004400000051000000c6000000260000004e0000004e00000043000000dc0000004400000055000000440000004d000000480000004d0000004600000001010000', 'rendered', NULL, NULL, 'd125bdfe477a04efa9737062101bd8ae', 'toy');
INSERT INTO public.spans VALUES ('br_c729dd63d1434af1bc22e6fd56b2607a', 19, 'it_749bac41272647efabab8965dcba2826', 'assistant', '\xc600000000010000400000005200000052000000480000005200000053000000400000004d00000053000000c6000000', 'rendered', NULL, NULL, 'd125bdfe477a04efa9737062101bd8ae', 'toy');
INSERT INTO public.spans VALUES ('br_c729dd63d1434af1bc22e6fd56b2607a', 31, 'it_749bac41272647efabab8965dcba2826', 'assistant', '\xd800000081000000f3000000dc000000950000004c000000', 'sampled', '3', 0, 'd125bdfe477a04efa9737062101bd8ae', 'toy');
INSERT INTO public.spans VALUES ('br_476b65dc3aaf444b8c5d69d67c802736', 0, 'it_3c11305898b94f88a92d4f4e0f8cc790', 'prompt', '\x2e0000004d0000004200000044000000dc000000540000004f0000004e0000004d000000dc00000040000000dc00000053000000480000004c00000044000000', 'rendered', NULL, NULL, 'd125bdfe477a04efa9737062101bd8ae', 'toy');
INSERT INTO public.spans VALUES ('br_476b65dc3aaf444b8c5d69d67c802736', 16, 'it_318e2ac1ba9c4fdda5a6212c0875a22d', 'completion', '\x210000004e000000bb00000078000000b9000000', 'sampled', '4', 0, 'd125bdfe477a04efa9737062101bd8ae', 'toy');
INSERT INTO public.spans VALUES ('br_476b65dc3aaf444b8c5d69d67c802736', 21, 'it_7820b6203f1c4a7893dd8bdff10c1032', 'prompt', '\xdc000000400000004d00000043000000', 'rendered', NULL, NULL, 'd125bdfe477a04efa9737062101bd8ae', 'toy');
INSERT INTO public.spans VALUES ('br_476b65dc3aaf444b8c5d69d67c802736', 25, 'it_89fe1d975cf247c390baa5432689d198', 'completion', '\xb70000001800000099000000', 'sampled', '5', 0, 'd125bdfe477a04efa9737062101bd8ae', 'toy');
INSERT INTO public.spans VALUES ('br_831de195117549dbbdfc2378333fa58b', 0, 'it_7c2fd8da5cc84e4483ce9213f4e4f99b', 'prompt', '\x740000006f0000006b000000650000006e00000073000000', 'rendered', NULL, NULL, 'd125bdfe477a04efa9737062101bd8ae', 'toy');
INSERT INTO public.spans VALUES ('br_831de195117549dbbdfc2378333fa58b', 6, 'it_5bc92dcbca83425d835fe9069bb8e5a9', 'completion', '\xf70000009a0000005f000000ac00000050000000', 'sampled', '6', 0, 'd125bdfe477a04efa9737062101bd8ae', 'toy');
INSERT INTO public.spans VALUES ('br_45e3019b6cee4da5969b6770a2265665', 0, 'it_def78f3a406f403882f04613e78c48e5', 'user', '\x0001000054000000520000004400000051000000c6000000280000004d00000053000000440000005100000051000000540000004f00000053000000440000004300000001010000', 'rendered', NULL, NULL, 'd125bdfe477a04efa9737062101bd8ae', 'toy');
SELECT pg_catalog.setval('public.migrations_number_seq', 1, false);
ALTER TABLE ONLY public.branches
    ADD CONSTRAINT branches_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.items
    ADD CONSTRAINT items_id_key UNIQUE (id);
ALTER TABLE ONLY public.items
    ADD CONSTRAINT items_pkey PRIMARY KEY (branch_id, item_index);
ALTER TABLE ONLY public.migrations
    ADD CONSTRAINT migrations_pkey PRIMARY KEY (number);
ALTER TABLE ONLY public.owners
    ADD CONSTRAINT owners_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.run_tokens
    ADD CONSTRAINT run_tokens_pkey PRIMARY KEY (run_id, choice_index, "position");
ALTER TABLE ONLY public.runs
    ADD CONSTRAINT runs_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.sessions
    ADD CONSTRAINT sessions_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.sessions
    ADD CONSTRAINT sessions_tenant_name_key UNIQUE (tenant, name);
ALTER TABLE ONLY public.spans
    ADD CONSTRAINT spans_pkey PRIMARY KEY (branch_id, seq);
CREATE INDEX branches_of_parent ON public.branches USING btree (parent_branch_id);
CREATE INDEX branches_of_session ON public.branches USING btree (session_id);
CREATE INDEX items_by_hash ON public.items USING btree (session_id, chain_hash);
CREATE INDEX items_by_text ON public.items USING btree (session_id, end_char);
CREATE INDEX runs_by_status ON public.runs USING btree (status);
CREATE INDEX runs_of_branch ON public.runs USING btree (branch_id);
CREATE INDEX runs_of_session ON public.runs USING btree (session_id);
CREATE INDEX sessions_by_use ON public.sessions USING btree (tenant, last_used_at);
ALTER TABLE ONLY public.branches
    ADD CONSTRAINT branches_parent_branch_id_fkey FOREIGN KEY (parent_branch_id) REFERENCES public.branches(id) ON DELETE CASCADE;
ALTER TABLE ONLY public.branches
    ADD CONSTRAINT branches_session_id_fkey FOREIGN KEY (session_id) REFERENCES public.sessions(id) ON DELETE CASCADE;
ALTER TABLE ONLY public.items
    ADD CONSTRAINT items_branch_id_fkey FOREIGN KEY (branch_id) REFERENCES public.branches(id) ON DELETE CASCADE;
ALTER TABLE ONLY public.items
    ADD CONSTRAINT items_session_id_fkey FOREIGN KEY (session_id) REFERENCES public.sessions(id) ON DELETE CASCADE;
ALTER TABLE ONLY public.run_tokens
    ADD CONSTRAINT run_tokens_run_id_fkey FOREIGN KEY (run_id) REFERENCES public.runs(id) ON DELETE CASCADE;
ALTER TABLE ONLY public.runs
    ADD CONSTRAINT runs_branch_id_fkey FOREIGN KEY (branch_id) REFERENCES public.branches(id) ON DELETE CASCADE;
ALTER TABLE ONLY public.runs
    ADD CONSTRAINT runs_session_id_fkey FOREIGN KEY (session_id) REFERENCES public.sessions(id) ON DELETE CASCADE;
ALTER TABLE ONLY public.spans
    ADD CONSTRAINT spans_branch_id_fkey FOREIGN KEY (branch_id) REFERENCES public.branches(id) ON DELETE CASCADE;
