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
INSERT INTO public.branches VALUES ('br_35c00c5190164c2cbd5b42f349b67ebb', 'se_10b9c996a8fa4fccb86b6b723695ef9c', 'chat', NULL, 0, 0, 104, 6, 3, 1795903428.8683734);
INSERT INTO public.branches VALUES ('br_60da263857564e39b9996e1d6a11e518', 'se_10b9c996a8fa4fccb86b6b723695ef9c', 'chat', 'br_35c00c5190164c2cbd5b42f349b67ebb', 86, 5, 104, 6, 1, 1795903429.072279);
INSERT INTO public.branches VALUES ('br_9b56ab109e2e41a1888092e3e3c457d8', 'se_10b9c996a8fa4fccb86b6b723695ef9c', 'chat', NULL, 0, 0, 37, 2, 1, 1795903429.098963);
INSERT INTO public.branches VALUES ('br_29745472f5c94e5eaf3703d6a2047806', 'se_5184759342bf4337b37e47b15ad1e10b', 'text', NULL, 0, 0, 28, 4, 2, 1795903429.1499157);
INSERT INTO public.branches VALUES ('br_ad909e2816014fc284bb38b478aa48a6', 'se_a7260292ce224a1b83b2cbf47c879102', 'tokens', NULL, 0, 0, 11, 2, 1, 1795903429.2565894);
INSERT INTO public.branches VALUES ('br_8f5d51bbc5464f23ba6a519d5fb93c63', 'se_07fe6d09d8194825bb52907de6fa4667', 'chat', NULL, 0, 0, 18, 1, 1, 1795903429.3229332);
INSERT INTO public.items VALUES ('br_35c00c5190164c2cbd5b42f349b67ebb', 0, 'it_ae6ab3e3982346158c346b32a71bb802', 'se_10b9c996a8fa4fccb86b6b723695ef9c', 'user', '{"role": "user", "content": "Good morning"}', '\x70222a0c842ba9f1e656f75a50d407d2', NULL, 0, 19, true, NULL, NULL, NULL, 1795903428.8760836);
INSERT INTO public.items VALUES ('br_35c00c5190164c2cbd5b42f349b67ebb', 1, 'it_2e5d4d1e9071424e93293562647bf888', 'se_10b9c996a8fa4fccb86b6b723695ef9c', 'assistant', '{"role": "assistant", "content": "\u037fK\ufffd\ufffdl"}', '\xc55c94160f0b1cf06822d83ee66ef66f', NULL, 19, 37, true, 'length', NULL, NULL, 1795903428.91256);
INSERT INTO public.items VALUES ('br_35c00c5190164c2cbd5b42f349b67ebb', 2, 'it_afdb0e9938914e4fa2f94024ef75740d', 'se_10b9c996a8fa4fccb86b6b723695ef9c', 'user', '{"role": "user", "content": "And then?"}', '\x3ef625fdc470a400c344f7d3f21af878', NULL, 37, 55, true, NULL, NULL, NULL, 1795903428.9706156);
INSERT INTO public.items VALUES ('br_35c00c5190164c2cbd5b42f349b67ebb', 3, 'it_6837055b350a478593f0684268d5ce2d', 'se_10b9c996a8fa4fccb86b6b723695ef9c', 'assistant', '{"role": "assistant", "content": "\ufffd\ufffd\ufffd\ufffd\u0000"}', '\xdbaf086743be6991bbaf1b187ee9d9a3', NULL, 55, 73, true, 'length', NULL, NULL, 1795903429.0081463);
INSERT INTO public.items VALUES ('br_35c00c5190164c2cbd5b42f349b67ebb', 4, 'it_29bbd5f8a9214afca9d9938cc6518941', 'se_10b9c996a8fa4fccb86b6b723695ef9c', 'user', '{"role": "user", "content": "Why?"}', '\xbe36cd1ac2e281f7ba99b5e044218a73', NULL, 73, 86, true, NULL, NULL, NULL, 1795903429.0510528);
INSERT INTO public.items VALUES ('br_35c00c5190164c2cbd5b42f349b67ebb', 5, 'it_1f57d7a0ba5143188eb2980c4bfed1f9', 'se_10b9c996a8fa4fccb86b6b723695ef9c', 'assistant', '{"role": "assistant", "content": "\ufffdG\u0019\ufffd\ufffd"}', '\x270422d94c2fcf86821aee76c1fe1411', NULL, 86, 104, true, 'length', NULL, NULL, 1795903429.0715477);
INSERT INTO public.items VALUES ('br_60da263857564e39b9996e1d6a11e518', 5, 'it_a438daa238a5432c8c76c6f91ff2d8d0', 'se_10b9c996a8fa4fccb86b6b723695ef9c', 'assistant', '{"role": "assistant", "content": "\ufffdK\ufffd\ufffd=`"}', '\x33462b95eacc296d55006d0eaa57521c', NULL, 86, 104, true, 'length', NULL, NULL, 1795903429.0730882);
INSERT INTO public.items VALUES ('br_9b56ab109e2e41a1888092e3e3c457d8', 0, 'it_3ae8db95adb64456b4f1b2905f3ae9f8', 'se_10b9c996a8fa4fccb86b6b723695ef9c', 'user', '{"role": "user", "content": "Good evening"}', '\xa0fc891d406bacc5ef327501c56c6b42', NULL, 0, 19, true, NULL, NULL, NULL, 1795903429.1000252);
INSERT INTO public.items VALUES ('br_9b56ab109e2e41a1888092e3e3c457d8', 1, 'it_3888b84dd6f54727a5bd3b63faace725', 'se_10b9c996a8fa4fccb86b6b723695ef9c', 'assistant', '{"role": "assistant", "content": "\u001c\u0155 \ufffdm"}', '\xc2fc5bc856b25d0122edc4155d210c58', NULL, 19, 37, true, 'length', NULL, NULL, 1795903429.1258535);
INSERT INTO public.items VALUES ('br_29745472f5c94e5eaf3703d6a2047806', 0, 'it_fb67ea52a9df4894a1277fc2f8b6611a', 'se_5184759342bf4337b37e47b15ad1e10b', 'prompt', '"Once upon a time"', '\xcf25218127a2bd1df7b6d9215a761c83', 16, 0, 16, true, NULL, NULL, NULL, 1795903429.150995);
INSERT INTO public.items VALUES ('br_29745472f5c94e5eaf3703d6a2047806', 1, 'it_afcc3b1a5a244c1a8efe2b539d1d06fd', 'se_5184759342bf4337b37e47b15ad1e10b', 'completion', '"Bo\ufffd\ufffd\ufffd"', '\x19cdeb4dd634ed65a6bf4702623fe794', 21, 16, 21, true, 'length', NULL, NULL, 1795903429.167705);
INSERT INTO public.items VALUES ('br_29745472f5c94e5eaf3703d6a2047806', 2, 'it_fc710e93c7ed47b1aba3c0e363e8184b', 'se_5184759342bf4337b37e47b15ad1e10b', 'prompt', '" and"', '\x4bed1c3fbacc6315204c6e186cdb0eae', 25, 21, 25, true, NULL, NULL, NULL, 1795903429.2122338);
INSERT INTO public.items VALUES ('br_29745472f5c94e5eaf3703d6a2047806', 3, 'it_78246eec6abe423b9facb3377235f7b8', 'se_5184759342bf4337b37e47b15ad1e10b', 'completion', '"\ufffd9\ufffd"', '\x96ae210949d5140a93592896500ba590', 28, 25, 28, true, 'stop', '"C"', '\x22000000', 1795903429.2369316);
INSERT INTO public.items VALUES ('br_ad909e2816014fc284bb38b478aa48a6', 0, 'it_26fcc287cab247ab99851bf2ffb7c89b', 'se_a7260292ce224a1b83b2cbf47c879102', 'prompt', NULL, NULL, NULL, 0, 6, true, NULL, NULL, NULL, 1795903429.2618525);
INSERT INTO public.items VALUES ('br_ad909e2816014fc284bb38b478aa48a6', 1, 'it_59c9d79f77b841bcb1fc872c0c9e50c4', 'se_a7260292ce224a1b83b2cbf47c879102', 'completion', '"\ufffd\u07a2\ufffdq"', NULL, NULL, 6, 11, true, 'length', NULL, NULL, 1795903429.283473);
INSERT INTO public.items VALUES ('br_8f5d51bbc5464f23ba6a519d5fb93c63', 0, 'it_cf8f6eb9ce8440ab935d29e17dd92be4', 'se_07fe6d09d8194825bb52907de6fa4667', 'user', '{"role": "user", "content": "Interrupted"}', '\x833cd06a3feef156551e2d3bfe0ab85b', NULL, 0, 18, true, NULL, NULL, NULL, 1795903429.323873);
INSERT INTO public.migrations VALUES (1, 'first_schema', 1795903428.383915);
INSERT INTO public.sessions VALUES ('se_10b9c996a8fa4fccb86b6b723695ef9c', 'default', 'talk', 1795903428.8656669, 1795903429.1263237, 4, 'br_9b56ab109e2e41a1888092e3e3c457d8');
INSERT INTO public.sessions VALUES ('se_5184759342bf4337b37e47b15ad1e10b', 'default', 'text', 1795903429.1446855, 1795903429.2432246, 2, 'br_29745472f5c94e5eaf3703d6a2047806');
INSERT INTO public.sessions VALUES ('se_a7260292ce224a1b83b2cbf47c879102', 'default', 'ids', 1795903429.2558377, 1795903429.2838595, 1, 'br_ad909e2816014fc284bb38b478aa48a6');
INSERT INTO public.sessions VALUES ('se_07fe6d09d8194825bb52907de6fa4667', 'default', 'interrupted', 1795903429.3221545, 1795903429.3242903, 1, 'br_8f5d51bbc5464f23ba6a519d5fb93c63');
INSERT INTO public.spans VALUES ('br_35c00c5190164c2cbd5b42f349b67ebb', 0, 'it_ae6ab3e3982346158c346b32a71bb802', 'user', '\x0001000054000000520000004400000051000000c6000000260000004e0000004e00000043000000dc0000004c0000004e000000510000004d000000480000004d0000004600000001010000', 'rendered', NULL, NULL, 'd125bdfe477a04efa9737062101bd8ae', 'toy');
INSERT INTO public.spans VALUES ('br_35c00c5190164c2cbd5b42f349b67ebb', 19, 'it_2e5d4d1e9071424e93293562647bf888', 'assistant', '\xc600000000010000400000005200000052000000480000005200000053000000400000004d00000053000000c6000000', 'rendered', NULL, NULL, 'd125bdfe477a04efa9737062101bd8ae', 'toy');
INSERT INTO public.spans VALUES ('br_35c00c5190164c2cbd5b42f349b67ebb', 31, 'it_2e5d4d1e9071424e93293562647bf888', 'assistant', '\x890000007b0000002a000000aa000000a30000004b000000', 'sampled', '1', 0, 'd125bdfe477a04efa9737062101bd8ae', 'toy');
INSERT INTO public.spans VALUES ('br_35c00c5190164c2cbd5b42f349b67ebb', 37, 'it_afdb0e9938914e4fa2f94024ef75740d', 'user', '\x01010000c60000000001000054000000520000004400000051000000c6000000200000004d00000043000000dc0000005300000047000000440000004d0000001e00000001010000', 'rendered', NULL, NULL, 'd125bdfe477a04efa9737062101bd8ae', 'toy');
INSERT INTO public.spans VALUES ('br_35c00c5190164c2cbd5b42f349b67ebb', 55, 'it_6837055b350a478593f0684268d5ce2d', 'assistant', '\xc600000000010000400000005200000052000000480000005200000053000000400000004d00000053000000c6000000', 'rendered', NULL, NULL, 'd125bdfe477a04efa9737062101bd8ae', 'toy');
INSERT INTO public.spans VALUES ('br_35c00c5190164c2cbd5b42f349b67ebb', 67, 'it_6837055b350a478593f0684268d5ce2d', 'assistant', '\x9f0000005f000000ae000000b90000006d000000bc000000', 'sampled', '1', 0, 'd125bdfe477a04efa9737062101bd8ae', 'toy');
INSERT INTO public.spans VALUES ('br_35c00c5190164c2cbd5b42f349b67ebb', 73, 'it_29bbd5f8a9214afca9d9938cc6518941', 'user', '\x01010000c60000000001000054000000520000004400000051000000c60000003600000047000000580000001e00000001010000', 'rendered', NULL, NULL, 'd125bdfe477a04efa9737062101bd8ae', 'toy');
INSERT INTO public.spans VALUES ('br_35c00c5190164c2cbd5b42f349b67ebb', 86, 'it_1f57d7a0ba5143188eb2980c4bfed1f9', 'assistant', '\xc600000000010000400000005200000052000000480000005200000053000000400000004d00000053000000c6000000', 'rendered', NULL, NULL, 'd125bdfe477a04efa9737062101bd8ae', 'toy');
INSERT INTO public.spans VALUES ('br_35c00c5190164c2cbd5b42f349b67ebb', 98, 'it_1f57d7a0ba5143188eb2980c4bfed1f9', 'assistant', '\x9400000026000000d5000000e9000000a9000000e3000000', 'sampled', '2', 0, 'd125bdfe477a04efa9737062101bd8ae', 'toy');
INSERT INTO public.spans VALUES ('br_60da263857564e39b9996e1d6a11e518', 86, 'it_a438daa238a5432c8c76c6f91ff2d8d0', 'assistant', '\xc600000000010000400000005200000052000000480000005200000053000000400000004d00000053000000c6000000', 'rendered', NULL, NULL, 'd125bdfe477a04efa9737062101bd8ae', 'toy');
INSERT INTO public.spans VALUES ('br_60da263857564e39b9996e1d6a11e518', 98, 'it_a438daa238a5432c8c76c6f91ff2d8d0', 'assistant', '\x940000002a0000005f000000740000001c0000003f000000', 'sampled', '2', 1, 'd125bdfe477a04efa9737062101bd8ae', 'toy');
INSERT INTO public.spans VALUES ('br_9b56ab109e2e41a1888092e3e3c457d8', 0, 'it_3ae8db95adb64456b4f1b2905f3ae9f8', 'user', '\x0001000054000000520000004400000051000000c6000000260000004e0000004e00000043000000dc0000004400000055000000440000004d000000480000004d0000004600000001010000', 'rendered', NULL, NULL, 'd125bdfe477a04efa9737062101bd8ae', 'toy');
INSERT INTO public.spans VALUES ('br_9b56ab109e2e41a1888092e3e3c457d8', 19, 'it_3888b84dd6f54727a5bd3b63faace725', 'assistant', '\xc600000000010000400000005200000052000000480000005200000053000000400000004d00000053000000c6000000', 'rendered', NULL, NULL, 'd125bdfe477a04efa9737062101bd8ae', 'toy');
INSERT INTO public.spans VALUES ('br_9b56ab109e2e41a1888092e3e3c457d8', 31, 'it_3888b84dd6f54727a5bd3b63faace725', 'assistant', '\xd800000081000000f3000000dc000000950000004c000000', 'sampled', '3', 0, 'd125bdfe477a04efa9737062101bd8ae', 'toy');
INSERT INTO public.spans VALUES ('br_29745472f5c94e5eaf3703d6a2047806', 0, 'it_fb67ea52a9df4894a1277fc2f8b6611a', 'prompt', '\x2e0000004d0000004200000044000000dc000000540000004f0000004e0000004d000000dc00000040000000dc00000053000000480000004c00000044000000', 'rendered', NULL, NULL, 'd125bdfe477a04efa9737062101bd8ae', 'toy');
INSERT INTO public.spans VALUES ('br_29745472f5c94e5eaf3703d6a2047806', 16, 'it_afcc3b1a5a244c1a8efe2b539d1d06fd', 'completion', '\x210000004e000000bb00000078000000b9000000', 'sampled', '4', 0, 'd125bdfe477a04efa9737062101bd8ae', 'toy');
INSERT INTO public.spans VALUES ('br_29745472f5c94e5eaf3703d6a2047806', 21, 'it_fc710e93c7ed47b1aba3c0e363e8184b', 'prompt', '\xdc000000400000004d00000043000000', 'rendered', NULL, NULL, 'd125bdfe477a04efa9737062101bd8ae', 'toy');
INSERT INTO public.spans VALUES ('br_29745472f5c94e5eaf3703d6a2047806', 25, 'it_78246eec6abe423b9facb3377235f7b8', 'completion', '\xb70000001800000099000000', 'sampled', '5', 0, 'd125bdfe477a04efa9737062101bd8ae', 'toy');
INSERT INTO public.spans VALUES ('br_ad909e2816014fc284bb38b478aa48a6', 0, 'it_26fcc287cab247ab99851bf2ffb7c89b', 'prompt', '\x740000006f0000006b000000650000006e00000073000000', 'rendered', NULL, NULL, 'd125bdfe477a04efa9737062101bd8ae', 'toy');
INSERT INTO public.spans VALUES ('br_ad909e2816014fc284bb38b478aa48a6', 6, 'it_59c9d79f77b841bcb1fc872c0c9e50c4', 'completion', '\xf70000009a0000005f000000ac00000050000000', 'sampled', '6', 0, 'd125bdfe477a04efa9737062101bd8ae', 'toy');
INSERT INTO public.spans VALUES ('br_8f5d51bbc5464f23ba6a519d5fb93c63', 0, 'it_cf8f6eb9ce8440ab935d29e17dd92be4', 'user', '\x0001000054000000520000004400000051000000c6000000280000004d00000053000000440000005100000051000000540000004f00000053000000440000004300000001010000', 'rendered', NULL, NULL, 'd125bdfe477a04efa9737062101bd8ae', 'toy');
SELECT pg_catalog.setval('public.migrations_number_seq', 1, false);
ALTER TABLE ONLY public.branches
    ADD CONSTRAINT branches_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.items
    ADD CONSTRAINT items_id_key UNIQUE (id);
ALTER TABLE ONLY public.items
    ADD CONSTRAINT items_pkey PRIMARY KEY (branch_id, item_index);
ALTER TABLE ONLY public.migrations
    ADD CONSTRAINT migrations_pkey PRIMARY KEY (number);
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
CREATE INDEX sessions_by_use ON public.sessions USING btree (tenant, last_used_at);
ALTER TABLE ONLY public.branches
    ADD CONSTRAINT branches_parent_branch_id_fkey FOREIGN KEY (parent_branch_id) REFERENCES public.branches(id) ON DELETE CASCADE;
ALTER TABLE ONLY public.branches
    ADD CONSTRAINT branches_session_id_fkey FOREIGN KEY (session_id) REFERENCES public.sessions(id) ON DELETE CASCADE;
ALTER TABLE ONLY public.items
    ADD CONSTRAINT items_branch_id_fkey FOREIGN KEY (branch_id) REFERENCES public.branches(id) ON DELETE CASCADE;
ALTER TABLE ONLY public.items
    ADD CONSTRAINT items_session_id_fkey FOREIGN KEY (session_id) REFERENCES public.sessions(id) ON DELETE CASCADE;
ALTER TABLE ONLY public.spans
    ADD CONSTRAINT spans_branch_id_fkey FOREIGN KEY (branch_id) REFERENCES public.branches(id) ON DELETE CASCADE;
