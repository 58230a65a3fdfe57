CREATE TABLE public.agent_calls (
    session_id character varying NOT NULL,
    call_id character varying NOT NULL,
    turn_id character varying NOT NULL,
    step integer NOT NULL,
    "position" integer NOT NULL,
    output_index integer NOT NULL,
    kind character varying NOT NULL,
    status character varying NOT NULL,
    may_repeat boolean NOT NULL
);
CREATE TABLE public.agent_events (
    session_id character varying NOT NULL,
    number integer NOT NULL,
    type character varying NOT NULL,
    fields json NOT NULL
);
CREATE TABLE public.agent_inputs (
    session_id character varying NOT NULL,
    idempotency_key character varying NOT NULL,
    digest character varying NOT NULL,
    taken_at double precision NOT NULL
);
CREATE TABLE public.agent_items (
    session_id character varying NOT NULL,
    "position" integer NOT NULL,
    id character varying NOT NULL,
    turn_id character varying NOT NULL,
    step integer,
    item json NOT NULL
);
CREATE TABLE public.agent_sessions (
    id character varying NOT NULL,
    tenant character varying NOT NULL,
    agent_id character varying NOT NULL,
    created_at double precision NOT NULL,
    last_active_at double precision NOT NULL,
    status character varying NOT NULL,
    agent json NOT NULL,
    request json NOT NULL,
    tool_choice character varying,
    mcp_tools json NOT NULL,
    metadata json NOT NULL,
    cache_ttl character varying,
    max_tokens integer,
    max_tool_calls integer,
    usage json NOT NULL,
    num_tool_calls integer NOT NULL,
    num_events integer NOT NULL,
    held_events json NOT NULL,
    num_items integer NOT NULL,
    num_turns integer NOT NULL,
    error character varying,
    owner_id character varying NOT NULL,
    template_fingerprint character varying NOT NULL
);
CREATE TABLE public.agent_steps (
    turn_id character varying NOT NULL,
    step integer NOT NULL,
    session_id character varying NOT NULL,
    first_event integer NOT NULL,
    first_output integer NOT NULL,
    num_events integer,
    deltas json
);
CREATE TABLE public.agent_turns (
    session_id character varying NOT NULL,
    "position" integer NOT NULL,
    id character varying NOT NULL,
    status character varying NOT NULL,
    is_cancelled boolean NOT NULL,
    created_at double precision NOT NULL,
    started_at double precision,
    completed_at double precision,
    error json,
    usage json NOT NULL,
    num_outputs integer NOT NULL
);
CREATE TABLE public.agent_versions (
    agent_id character varying NOT NULL,
    version integer NOT NULL,
    updated_at double precision NOT NULL,
    config json NOT NULL
);
CREATE TABLE public.agents (
    id character varying NOT NULL,
    tenant character varying NOT NULL,
    version integer NOT NULL,
    created_at double precision NOT NULL,
    updated_at double precision NOT NULL,
    config json NOT NULL
);
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
    created_at double precision NOT NULL,
    computed_by character varying,
    computed_seq integer NOT NULL,
    superseded_at double precision
);
CREATE TABLE public.conversation_items (
    conversation_id character varying NOT NULL,
    "position" integer NOT NULL,
    item_id character varying NOT NULL,
    item json NOT NULL
);
CREATE TABLE public.conversations (
    id character varying NOT NULL,
    tenant character varying NOT NULL,
    created_at integer NOT NULL,
    metadata json NOT NULL,
    num_items integer NOT NULL,
    version integer NOT NULL,
    locked_by character varying,
    last_used_at double precision NOT NULL
);
CREATE TABLE public.expired_sessions (
    tenant character varying NOT NULL,
    name character varying NOT NULL,
    chain_hash bytea NOT NULL,
    end_char integer,
    num_tokens integer NOT NULL,
    expired_at double precision NOT NULL
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
CREATE TABLE public.memory_namespaces (
    id integer NOT NULL,
    tenant character varying NOT NULL,
    agent_id character varying NOT NULL,
    user_id character varying NOT NULL
);
CREATE SEQUENCE public.memory_namespaces_id_seq
    AS integer
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;
ALTER SEQUENCE public.memory_namespaces_id_seq OWNED BY public.memory_namespaces.id;
CREATE TABLE public.memory_records (
    number integer NOT NULL,
    id character varying NOT NULL,
    namespace_id integer NOT NULL,
    text character varying NOT NULL,
    subject character varying,
    metadata json NOT NULL,
    same_key bytea,
    denies boolean NOT NULL,
    frame_key bytea,
    num_words integer NOT NULL,
    source_session_id character varying,
    source_item_id character varying,
    created_at double precision NOT NULL,
    updated_at double precision NOT NULL,
    confirmed_at double precision NOT NULL,
    num_confirmations integer NOT NULL,
    expires_after_s integer,
    expires_at double precision,
    replaced_by integer
);
CREATE SEQUENCE public.memory_records_number_seq
    AS integer
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;
ALTER SEQUENCE public.memory_records_number_seq OWNED BY public.memory_records.number;
CREATE TABLE public.memory_vectors (
    number integer NOT NULL,
    embedder character varying NOT NULL,
    vector bytea NOT NULL
);
CREATE TABLE public.memory_words (
    namespace_id integer NOT NULL,
    word character varying NOT NULL,
    number integer NOT NULL,
    count integer NOT NULL
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
    process_name character varying,
    beat_at double precision NOT NULL
);
CREATE TABLE public.placements (
    tenant character varying NOT NULL,
    name character varying NOT NULL,
    replica character varying NOT NULL,
    epoch integer NOT NULL,
    placed_at double precision NOT NULL
);
CREATE TABLE public.response_items (
    response_id character varying NOT NULL,
    "position" integer NOT NULL,
    is_output boolean NOT NULL,
    item_id character varying NOT NULL,
    item json NOT NULL
);
CREATE TABLE public.responses (
    id character varying NOT NULL,
    tenant character varying NOT NULL,
    status character varying NOT NULL,
    created_at integer NOT NULL,
    completed_at integer,
    settings json NOT NULL,
    is_background boolean NOT NULL,
    owner_id character varying NOT NULL,
    num_attempts integer NOT NULL,
    template_fingerprint character varying NOT NULL,
    request json,
    session_name character varying,
    previous_id character varying,
    conversation_id character varying,
    conversation_position integer,
    usage json,
    error json,
    incomplete_reason character varying,
    has_begun boolean NOT NULL,
    deltas json,
    is_deleted boolean NOT NULL
);
CREATE TABLE public.sessions (
    id character varying NOT NULL,
    tenant character varying NOT NULL,
    name character varying NOT NULL,
    created_at double precision NOT NULL,
    last_used_at double precision NOT NULL,
    num_turns integer NOT NULL,
    head_branch_id character varying,
    family character varying,
    leased_until double precision,
    last_restored json,
    last_cold json,
    kv_usage json
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
CREATE TABLE public.steps (
    run_id character varying NOT NULL,
    "position" integer NOT NULL,
    turn_id character varying NOT NULL
);
CREATE TABLE public.turn_tokens (
    turn_id character varying NOT NULL,
    choice_index integer NOT NULL,
    "position" integer NOT NULL,
    token_ids bytea NOT NULL,
    logprobs json,
    num_cached_tokens integer,
    finish_reason character varying,
    stop_token_id integer
);
CREATE TABLE public.turns (
    id character varying NOT NULL,
    session_id character varying NOT NULL,
    status character varying NOT NULL,
    is_kept boolean NOT NULL,
    owner_id character varying NOT NULL,
    epoch integer NOT NULL,
    num_attempts integer NOT NULL,
    num_claimed_tokens integer NOT NULL,
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
ALTER TABLE ONLY public.memory_namespaces ALTER COLUMN id SET DEFAULT nextval('public.memory_namespaces_id_seq'::regclass);
ALTER TABLE ONLY public.memory_records ALTER COLUMN number SET DEFAULT nextval('public.memory_records_number_seq'::regclass);
ALTER TABLE ONLY public.migrations ALTER COLUMN number SET DEFAULT nextval('public.migrations_number_seq'::regclass);
INSERT INTO public.branches VALUES ('br_1f7de7a8dd294f38b6bc3bcc70307199', 'se_63d1b70fb1e34a85b07dabe131b9ee37', 'chat', NULL, 0, 0, 40, 2, 1, 1796069889.3152685, 'ow_0565f2fd1caf4a9d9ba18c4a758f8c5e', 39, NULL);
INSERT INTO public.branches VALUES ('br_0a19a3df86ed484692951d5e51dea3d7', 'se_082efc2d59d44069b0aece80d81c4275', 'chat', NULL, 0, 0, 86, 4, 2, 1796069889.4949136, 'ow_0565f2fd1caf4a9d9ba18c4a758f8c5e', 85, NULL);
INSERT INTO public.branches VALUES ('br_388a6f4afef745ab9173df3fb5107e3f', 'se_b87934cfadce43b082cf47bfb1fc1629', 'chat', NULL, 0, 0, 104, 6, 3, 1796069888.2839692, 'ow_0565f2fd1caf4a9d9ba18c4a758f8c5e', 103, NULL);
INSERT INTO public.branches VALUES ('br_786b686da1ea4850a3419bee2130ad49', 'se_b87934cfadce43b082cf47bfb1fc1629', 'chat', 'br_388a6f4afef745ab9173df3fb5107e3f', 86, 5, 104, 6, 1, 1796069888.4623137, 'ow_0565f2fd1caf4a9d9ba18c4a758f8c5e', 103, NULL);
INSERT INTO public.branches VALUES ('br_5fdcda62060841a6957ada2e59eb0398', 'se_7d8e073673fa4da4b9b56d7590483dca', 'chat', NULL, 0, 0, 54, 3, 1, 1796069889.7589376, 'ow_0565f2fd1caf4a9d9ba18c4a758f8c5e', 53, NULL);
INSERT INTO public.branches VALUES ('br_6c837c505e3d44d2956f4d6cb0b24605', 'se_b87934cfadce43b082cf47bfb1fc1629', 'chat', NULL, 0, 0, 37, 2, 1, 1796069888.4859135, 'ow_0565f2fd1caf4a9d9ba18c4a758f8c5e', 36, NULL);
INSERT INTO public.branches VALUES ('br_595c41a8175148ec8565bbd9b4c3bb35', 'se_3ed157d3ac80473697952575f1dadb69', 'chat', NULL, 0, 0, 18, 1, 1, 1796069889.9229286, NULL, 0, NULL);
INSERT INTO public.branches VALUES ('br_eaa703a4cfb24a01a2bf4391b2696305', 'se_8cb0a72f33d0464c92dc5da7a75ba0c5', 'text', NULL, 0, 0, 28, 4, 2, 1796069888.5255234, 'ow_0565f2fd1caf4a9d9ba18c4a758f8c5e', 28, NULL);
INSERT INTO public.branches VALUES ('br_83e8d95f5643444d99b63938fad140e9', 'se_bea9f32813f44847917d06b4c8653f58', 'tokens', NULL, 0, 0, 11, 2, 1, 1796069888.8934786, 'ow_0565f2fd1caf4a9d9ba18c4a758f8c5e', 10, NULL);
INSERT INTO public.branches VALUES ('br_d7fe14c2b42540bf97c295a28413f976', 'se_156eb3d8a3b644c3ae76cf3183993d17', 'chat', NULL, 0, 0, 78, 4, 2, 1796069888.9693527, 'ow_0565f2fd1caf4a9d9ba18c4a758f8c5e', 77, NULL);
INSERT INTO public.conversation_items VALUES ('conv_cc37c221019143ff8e14b4b6aecd0ffe', 0, 'msg_51e6cd25a6304c1490fb0e0d335c8894', '{"id": "msg_51e6cd25a6304c1490fb0e0d335c8894", "type": "message", "role": "user", "status": "completed", "content": [{"type": "input_text", "text": "Before"}]}');
INSERT INTO public.conversation_items VALUES ('conv_cc37c221019143ff8e14b4b6aecd0ffe', 1, 'msg_0b7694d1b388413cae63641374d7abbb', '{"id": "msg_0b7694d1b388413cae63641374d7abbb", "type": "message", "role": "user", "status": "completed", "content": [{"type": "input_text", "text": "In it"}]}');
INSERT INTO public.conversation_items VALUES ('conv_cc37c221019143ff8e14b4b6aecd0ffe', 2, 'msg_cc769b7308284559ade9dbe1ce55003b00', '{"id": "msg_cc769b7308284559ade9dbe1ce55003b00", "type": "message", "role": "assistant", "status": "incomplete", "content": [{"type": "output_text", "text": "\ufffd\u007f\u001d*\ufffd\u001bNK\u0013I\u0000(\ufffd\ufffd\u0002", "annotations": [], "logprobs": []}]}');
INSERT INTO public.conversations VALUES ('conv_cc37c221019143ff8e14b4b6aecd0ffe', 'default', 1796069889, '{"topic": "migrations"}', 3, 2, NULL, 1796069889.8813996);
INSERT INTO public.items VALUES ('br_388a6f4afef745ab9173df3fb5107e3f', 0, 'it_2e42de60c07140818aba700dc3a6c4a9', 'se_b87934cfadce43b082cf47bfb1fc1629', 'user', '{"role": "user", "content": "Good morning"}', '\x70222a0c842ba9f1e656f75a50d407d2', NULL, 0, 19, true, NULL, NULL, NULL, 1796069888.2867408);
INSERT INTO public.items VALUES ('br_388a6f4afef745ab9173df3fb5107e3f', 1, 'it_9135040fd9ee4fb3bce50bec837f14f4', 'se_b87934cfadce43b082cf47bfb1fc1629', 'assistant', '{"role": "assistant", "content": "\u037fK\ufffd\ufffdl"}', '\xc55c94160f0b1cf06822d83ee66ef66f', NULL, 19, 37, true, 'length', NULL, NULL, 1796069888.3464136);
INSERT INTO public.items VALUES ('br_388a6f4afef745ab9173df3fb5107e3f', 2, 'it_9d41a510a7464c178864acfd9b8f9726', 'se_b87934cfadce43b082cf47bfb1fc1629', 'user', '{"role": "user", "content": "And then?"}', '\x3ef625fdc470a400c344f7d3f21af878', NULL, 37, 55, true, NULL, NULL, NULL, 1796069888.3789213);
INSERT INTO public.items VALUES ('br_388a6f4afef745ab9173df3fb5107e3f', 3, 'it_e4d4402ee3e145ccb492ad647f80fdc7', 'se_b87934cfadce43b082cf47bfb1fc1629', 'assistant', '{"role": "assistant", "content": "\ufffd\ufffd\ufffd\ufffd\u0000"}', '\xdbaf086743be6991bbaf1b187ee9d9a3', NULL, 55, 73, true, 'length', NULL, NULL, 1796069888.4175808);
INSERT INTO public.items VALUES ('br_388a6f4afef745ab9173df3fb5107e3f', 4, 'it_ea4ddcd218d74d4fb3a247529c020786', 'se_b87934cfadce43b082cf47bfb1fc1629', 'user', '{"role": "user", "content": "Why?"}', '\xbe36cd1ac2e281f7ba99b5e044218a73', NULL, 73, 86, true, NULL, NULL, NULL, 1796069888.4380825);
INSERT INTO public.items VALUES ('br_388a6f4afef745ab9173df3fb5107e3f', 5, 'it_a98848044d9d468a9719db881743b6de', 'se_b87934cfadce43b082cf47bfb1fc1629', 'assistant', '{"role": "assistant", "content": "\ufffdG\u0019\ufffd\ufffd"}', '\x270422d94c2fcf86821aee76c1fe1411', NULL, 86, 104, true, 'length', NULL, NULL, 1796069888.4603028);
INSERT INTO public.items VALUES ('br_786b686da1ea4850a3419bee2130ad49', 5, 'it_937f9f1a88194e19a7e4802269a2c035', 'se_b87934cfadce43b082cf47bfb1fc1629', 'assistant', '{"role": "assistant", "content": "\ufffdK\ufffd\ufffd=`"}', '\x33462b95eacc296d55006d0eaa57521c', NULL, 86, 104, true, 'length', NULL, NULL, 1796069888.4633589);
INSERT INTO public.items VALUES ('br_6c837c505e3d44d2956f4d6cb0b24605', 0, 'it_cdf014be80b74342902e08424566f5a8', 'se_b87934cfadce43b082cf47bfb1fc1629', 'user', '{"role": "user", "content": "Good evening"}', '\xa0fc891d406bacc5ef327501c56c6b42', NULL, 0, 19, true, NULL, NULL, NULL, 1796069888.4873717);
INSERT INTO public.items VALUES ('br_6c837c505e3d44d2956f4d6cb0b24605', 1, 'it_196fa24c2a11482e84295e602965ce08', 'se_b87934cfadce43b082cf47bfb1fc1629', 'assistant', '{"role": "assistant", "content": "\u001c\u0155 \ufffdm"}', '\xc2fc5bc856b25d0122edc4155d210c58', NULL, 19, 37, true, 'length', NULL, NULL, 1796069888.5061493);
INSERT INTO public.items VALUES ('br_eaa703a4cfb24a01a2bf4391b2696305', 0, 'it_03c8050ea497429698c51454116034f2', 'se_8cb0a72f33d0464c92dc5da7a75ba0c5', 'prompt', '"Once upon a time"', '\xcf25218127a2bd1df7b6d9215a761c83', 16, 0, 16, true, NULL, NULL, NULL, 1796069888.5267591);
INSERT INTO public.items VALUES ('br_eaa703a4cfb24a01a2bf4391b2696305', 1, 'it_a7c04eff632b4424b53baefd1d230798', 'se_8cb0a72f33d0464c92dc5da7a75ba0c5', 'completion', '"Bo\ufffd\ufffd\ufffd"', '\x19cdeb4dd634ed65a6bf4702623fe794', 21, 16, 21, true, 'length', NULL, NULL, 1796069888.546039);
INSERT INTO public.items VALUES ('br_eaa703a4cfb24a01a2bf4391b2696305', 2, 'it_f685f51411d64e7aa43577a6ea33bc48', 'se_8cb0a72f33d0464c92dc5da7a75ba0c5', 'prompt', '" and"', '\x4bed1c3fbacc6315204c6e186cdb0eae', 25, 21, 25, true, NULL, NULL, NULL, 1796069888.8225825);
INSERT INTO public.items VALUES ('br_eaa703a4cfb24a01a2bf4391b2696305', 3, 'it_7318703f7d214970804d0b005559b19a', 'se_8cb0a72f33d0464c92dc5da7a75ba0c5', 'completion', '"\ufffd9\ufffd"', '\x96ae210949d5140a93592896500ba590', 28, 25, 28, true, 'stop', '"C"', '\x22000000', 1796069888.8536985);
INSERT INTO public.items VALUES ('br_83e8d95f5643444d99b63938fad140e9', 0, 'it_bd81af0decf64e95998128f82babbd40', 'se_bea9f32813f44847917d06b4c8653f58', 'prompt', NULL, NULL, NULL, 0, 6, true, NULL, NULL, NULL, 1796069888.8998945);
INSERT INTO public.items VALUES ('br_83e8d95f5643444d99b63938fad140e9', 1, 'it_db33fcace7ef46bb8ca128f5c8beec65', 'se_bea9f32813f44847917d06b4c8653f58', 'completion', '"\ufffd\u07a2\ufffdq"', NULL, NULL, 6, 11, true, 'length', NULL, NULL, 1796069888.9304914);
INSERT INTO public.items VALUES ('br_d7fe14c2b42540bf97c295a28413f976', 0, 'it_98dec65f6f23477f961c3d79051f1ea9', 'se_156eb3d8a3b644c3ae76cf3183993d17', 'user', '{"role": "user", "content": "One"}', '\x77f869597a023dff8787e0ba9225f3a3', NULL, 0, 10, true, NULL, NULL, NULL, 1796069888.970316);
INSERT INTO public.items VALUES ('br_d7fe14c2b42540bf97c295a28413f976', 1, 'it_16dd34c50093470cbe3c93b2bb697dc2', 'se_156eb3d8a3b644c3ae76cf3183993d17', 'assistant', '{"role": "assistant", "content": "^\ufffd\ufffd\u0390\ufffd@\u0003\ufffd\ufffd\ufffd\ufffd\ufffd"}', '\x3975ae57f90944b6438aea003848c6f2', NULL, 10, 38, true, 'length', NULL, NULL, 1796069889.0937173);
INSERT INTO public.items VALUES ('br_d7fe14c2b42540bf97c295a28413f976', 2, 'it_a1fdd889b2f6442b87b3c435e56cc7f7', 'se_156eb3d8a3b644c3ae76cf3183993d17', 'user', '{"role": "user", "content": "Two"}', '\xdcbd977aa0a6ecdacea085ebc2cf460d', NULL, 38, 50, true, NULL, NULL, NULL, 1796069889.2086012);
INSERT INTO public.items VALUES ('br_d7fe14c2b42540bf97c295a28413f976', 3, 'it_5cbcde53157346688cffecb3c8b351e2', 'se_156eb3d8a3b644c3ae76cf3183993d17', 'assistant', '{"role": "assistant", "content": "\ufffd\ufffd^\u04df\ufffd\u001d\ufffd\u001c\ufffdJ\ufffd\ufffdC"}', '\x8ef36623e75ab4a15a46d633f584bc35', NULL, 50, 78, true, 'length', NULL, NULL, 1796069889.2433352);
INSERT INTO public.items VALUES ('br_1f7de7a8dd294f38b6bc3bcc70307199', 0, 'it_19b8bd9e715646a7bf5b2f0549bbfb06', 'se_63d1b70fb1e34a85b07dabe131b9ee37', 'user', '{"role": "user", "content": "Later"}', '\x1d0a5c99b8ef5ef81592c6af4098d929', NULL, 0, 12, true, NULL, NULL, NULL, 1796069889.3164606);
INSERT INTO public.items VALUES ('br_1f7de7a8dd294f38b6bc3bcc70307199', 1, 'it_6363480bcafe498192112bc04fa0da9b', 'se_63d1b70fb1e34a85b07dabe131b9ee37', 'assistant', '{"role": "assistant", "content": "\ufffd1\ufffd\u001cM<_\ufffdm\ufffd\ufffd\ufffd\ufffd\ufffd\ufffd\u0007"}', '\xc7b99bd3c572427bbd8e24548bc30df7', NULL, 12, 40, true, 'length', NULL, NULL, 1796069889.3511467);
INSERT INTO public.items VALUES ('br_0a19a3df86ed484692951d5e51dea3d7', 0, 'it_39e2fedc3fbc43fc90fd0c31ac7ebced', 'se_082efc2d59d44069b0aece80d81c4275', 'user', '{"role": "user", "content": "Gone"}', '\xae110851c9dd3fab3ff687bfd2d40a26', NULL, 0, 11, true, NULL, NULL, NULL, 1796069889.5243769);
INSERT INTO public.items VALUES ('br_0a19a3df86ed484692951d5e51dea3d7', 1, 'it_235c423c3d164be799d7c13edb807b65', 'se_082efc2d59d44069b0aece80d81c4275', 'assistant', '{"role": "assistant", "content": "P\ufffd\ufffd\ufffdo\u0007\u0640\ufffd\ufffd\u06de!\"I"}', '\x2b06de148a3442f900a62ed2792e289a', NULL, 11, 39, true, 'length', NULL, NULL, 1796069889.5644126);
INSERT INTO public.items VALUES ('br_0a19a3df86ed484692951d5e51dea3d7', 2, 'it_66d6d3c1e9414007a336eb02914b431b', 'se_082efc2d59d44069b0aece80d81c4275', 'user', '{"role": "user", "content": "Still here"}', '\xda0a8cb0678558473123c0ac213f88a0', NULL, 39, 58, true, NULL, NULL, NULL, 1796069889.6308103);
INSERT INTO public.items VALUES ('br_0a19a3df86ed484692951d5e51dea3d7', 3, 'it_64eaae296d65423fab7abf32610c5fe2', 'se_082efc2d59d44069b0aece80d81c4275', 'assistant', '{"role": "assistant", "content": "\u0019Z2\ufffdH\ufffd7\ufffd\u001d*\u0013\u0403\ufffd~\ufffd"}', '\x660c40f43594e5673dc9a91e62c89b07', NULL, 58, 86, true, 'length', NULL, NULL, 1796069889.678535);
INSERT INTO public.items VALUES ('br_5fdcda62060841a6957ada2e59eb0398', 0, 'it_5ca3aba7a49e4423b374bc064a6f2ed7', 'se_7d8e073673fa4da4b9b56d7590483dca', 'user', '{"role": "user", "content": "Before"}', '\x86f1ff03c95f3955b509a5f75b79e5ca', NULL, 0, 13, true, NULL, NULL, NULL, 1796069889.7638834);
INSERT INTO public.items VALUES ('br_5fdcda62060841a6957ada2e59eb0398', 1, 'it_9a488ac7dda44a9d9ae0af15a81a9959', 'se_7d8e073673fa4da4b9b56d7590483dca', 'user', '{"role": "user", "content": "In it"}', '\xaf0aa6929370b3955c4a20872a5103cf', NULL, 13, 26, true, NULL, NULL, NULL, 1796069889.763892);
INSERT INTO public.items VALUES ('br_5fdcda62060841a6957ada2e59eb0398', 2, 'it_e4d1d5a8aed640a1bd28577a26b78859', 'se_7d8e073673fa4da4b9b56d7590483dca', 'assistant', '{"role": "assistant", "content": "\ufffd\u007f\u001d*\ufffd\u001bNK\u0013I\u0000(\ufffd\ufffd\u0002"}', '\x9a3755726f38c43522822528350d5db6', NULL, 26, 54, true, 'length', NULL, NULL, 1796069889.840348);
INSERT INTO public.items VALUES ('br_595c41a8175148ec8565bbd9b4c3bb35', 0, 'it_6121d863dd844c8a9405dac4f9ff5b44', 'se_3ed157d3ac80473697952575f1dadb69', 'user', '{"role": "user", "content": "Interrupted"}', '\x833cd06a3feef156551e2d3bfe0ab85b', NULL, 0, 18, true, NULL, NULL, NULL, 1796069889.9267492);
INSERT INTO public.migrations VALUES (1, 'first_schema', 1796069887.8864846);
INSERT INTO public.migrations VALUES (2, 'responses_and_conversations', 1796069887.8880045);
INSERT INTO public.migrations VALUES (3, 'runs', 1796069887.888822);
INSERT INTO public.migrations VALUES (4, 'whereabouts_of_kv', 1796069887.889157);
INSERT INTO public.migrations VALUES (5, 'owners_of_responses_and_attempts', 1796069887.8895307);
INSERT INTO public.migrations VALUES (6, 'turns_and_steps', 1796069887.8898394);
INSERT INTO public.migrations VALUES (7, 'session_verbs', 1796069887.8907824);
INSERT INTO public.migrations VALUES (8, 'agents', 1796069887.8911748);
INSERT INTO public.migrations VALUES (9, 'placements_of_sessions', 1796069887.891643);
INSERT INTO public.migrations VALUES (10, 'memories', 1796069887.8919086);
INSERT INTO public.migrations VALUES (11, 'usage_of_kv', 1796069887.8921437);
INSERT INTO public.owners VALUES ('ow_0565f2fd1caf4a9d9ba18c4a758f8c5e', 'host:data', 1796069888.129335);
INSERT INTO public.response_items VALUES ('resp_4e228c5ab3f0476284d26540f99844e4', 0, false, 'msg_73bb56f0b30d48da8fdae04e2a059f65', '{"id": "msg_73bb56f0b30d48da8fdae04e2a059f65", "type": "message", "role": "user", "status": "completed", "content": [{"type": "input_text", "text": "One"}]}');
INSERT INTO public.response_items VALUES ('resp_4e228c5ab3f0476284d26540f99844e4', 1, true, 'msg_4e228c5ab3f0476284d26540f99844e400', '{"id": "msg_4e228c5ab3f0476284d26540f99844e400", "type": "message", "role": "assistant", "status": "incomplete", "content": [{"type": "output_text", "text": "^\ufffd\ufffd\u0390\ufffd@\u0003\ufffd\ufffd\ufffd\ufffd\ufffd", "annotations": [], "logprobs": []}]}');
INSERT INTO public.response_items VALUES ('resp_5bab1ac2274d4d1b8cfe3b1298c5b7de', 0, false, 'msg_0e632f32b819468bbc08389a125f6ca4', '{"id": "msg_0e632f32b819468bbc08389a125f6ca4", "type": "message", "role": "user", "status": "completed", "content": [{"type": "input_text", "text": "Two"}]}');
INSERT INTO public.response_items VALUES ('resp_5bab1ac2274d4d1b8cfe3b1298c5b7de', 1, true, 'msg_5bab1ac2274d4d1b8cfe3b1298c5b7de00', '{"id": "msg_5bab1ac2274d4d1b8cfe3b1298c5b7de00", "type": "message", "role": "assistant", "status": "incomplete", "content": [{"type": "output_text", "text": "\ufffd\ufffd^\u04df\ufffd\u001d\ufffd\u001c\ufffdJ\ufffd\ufffdC", "annotations": [], "logprobs": []}]}');
INSERT INTO public.response_items VALUES ('resp_ae2b3e8e3cbb47a99b8dc5d7bd399a68', 0, false, 'msg_a168c8a49d294e8dbe08c34b446fc7b2', '{"id": "msg_a168c8a49d294e8dbe08c34b446fc7b2", "type": "message", "role": "user", "status": "completed", "content": [{"type": "input_text", "text": "Later"}]}');
INSERT INTO public.response_items VALUES ('resp_ae2b3e8e3cbb47a99b8dc5d7bd399a68', 1, true, 'msg_ae2b3e8e3cbb47a99b8dc5d7bd399a6800', '{"id": "msg_ae2b3e8e3cbb47a99b8dc5d7bd399a6800", "type": "message", "role": "assistant", "status": "incomplete", "content": [{"type": "output_text", "text": "\ufffd1\ufffd\u001cM<_\ufffdm\ufffd\ufffd\ufffd\ufffd\ufffd\ufffd\u0007", "annotations": [], "logprobs": []}]}');
INSERT INTO public.response_items VALUES ('resp_64265de005ac49698079ddbcd51c59c9', 0, false, 'msg_768101d552c048a79f269df57175c3e9', '{"id": "msg_768101d552c048a79f269df57175c3e9", "type": "message", "role": "user", "status": "completed", "content": [{"type": "input_text", "text": "Gone"}]}');
INSERT INTO public.response_items VALUES ('resp_64265de005ac49698079ddbcd51c59c9', 1, true, 'msg_64265de005ac49698079ddbcd51c59c900', '{"id": "msg_64265de005ac49698079ddbcd51c59c900", "type": "message", "role": "assistant", "status": "incomplete", "content": [{"type": "output_text", "text": "P\ufffd\ufffd\ufffdo\u0007\u0640\ufffd\ufffd\u06de!\"I", "annotations": [], "logprobs": []}]}');
INSERT INTO public.response_items VALUES ('resp_c6b564f6bd154e309df4638358160cf4', 0, false, 'msg_c06a1c4416cc4b7a8c440fa7f6afd2cc', '{"id": "msg_c06a1c4416cc4b7a8c440fa7f6afd2cc", "type": "message", "role": "user", "status": "completed", "content": [{"type": "input_text", "text": "Still here"}]}');
INSERT INTO public.response_items VALUES ('resp_c6b564f6bd154e309df4638358160cf4', 1, true, 'msg_c6b564f6bd154e309df4638358160cf400', '{"id": "msg_c6b564f6bd154e309df4638358160cf400", "type": "message", "role": "assistant", "status": "incomplete", "content": [{"type": "output_text", "text": "\u0019Z2\ufffdH\ufffd7\ufffd\u001d*\u0013\u0403\ufffd~\ufffd", "annotations": [], "logprobs": []}]}');
INSERT INTO public.response_items VALUES ('resp_cc769b7308284559ade9dbe1ce55003b', 0, false, 'msg_0b7694d1b388413cae63641374d7abbb', '{"id": "msg_0b7694d1b388413cae63641374d7abbb", "type": "message", "role": "user", "status": "completed", "content": [{"type": "input_text", "text": "In it"}]}');
INSERT INTO public.response_items VALUES ('resp_cc769b7308284559ade9dbe1ce55003b', 1, true, 'msg_cc769b7308284559ade9dbe1ce55003b00', '{"id": "msg_cc769b7308284559ade9dbe1ce55003b00", "type": "message", "role": "assistant", "status": "incomplete", "content": [{"type": "output_text", "text": "\ufffd\u007f\u001d*\ufffd\u001bNK\u0013I\u0000(\ufffd\ufffd\u0002", "annotations": [], "logprobs": []}]}');
INSERT INTO public.response_items VALUES ('resp_b3861298ef7241ac8a7f9a024aec4031', 0, false, 'msg_07d9c690c60842f3898fea28a29209ae', '{"id": "msg_07d9c690c60842f3898fea28a29209ae", "type": "message", "role": "user", "status": "completed", "content": [{"type": "input_text", "text": "Interrupted"}]}');
INSERT INTO public.responses VALUES ('resp_4e228c5ab3f0476284d26540f99844e4', 'default', 'incomplete', 1796069888, NULL, '{"model": "toy", "instructions": null, "store": true, "max_output_tokens": 16, "max_tool_calls": null, "metadata": {}, "parallel_tool_calls": true, "tools": [], "tool_choice": "auto", "text": {"format": {"type": "text"}, "verbosity": "medium"}, "reasoning": null, "temperature": 1.0, "top_p": 1.0, "presence_penalty": 0.0, "frequency_penalty": 0.0, "top_logprobs": 0, "truncation": "disabled", "prompt_cache_key": null, "prompt_cache_options": null, "prompt_cache_retention": null, "safety_identifier": null, "service_tier": "default", "user": null}', false, 'ow_0565f2fd1caf4a9d9ba18c4a758f8c5e', 0, 'd125bdfe477a04efa9737062101bd8ae', NULL, 'resp_4e228c5ab3f0476284d26540f99844e4', NULL, NULL, NULL, '[22, 16, 6, null, {"tier": "device", "num_tokens": 6, "seconds": 0.0, "saved_s": 5.365360643665733e-05, "num_bytes": 0}]', NULL, 'max_output_tokens', true, '[[0, 1, 0], [0, 1, 0], [0, 1, 0], [0, 1, 0], [0, 2, 0], [0, 1, 0], [0, 1, 0], [0, 2, 0], [0, 1, 0], [0, 1, 0]]', false);
INSERT INTO public.responses VALUES ('resp_5bab1ac2274d4d1b8cfe3b1298c5b7de', 'default', 'incomplete', 1796069889, NULL, '{"model": "toy", "instructions": null, "store": true, "max_output_tokens": 16, "max_tool_calls": null, "metadata": {}, "parallel_tool_calls": true, "tools": [], "tool_choice": "auto", "text": {"format": {"type": "text"}, "verbosity": "medium"}, "reasoning": null, "temperature": 1.0, "top_p": 1.0, "presence_penalty": 0.0, "frequency_penalty": 0.0, "top_logprobs": 0, "truncation": "disabled", "prompt_cache_key": null, "prompt_cache_options": null, "prompt_cache_retention": null, "safety_identifier": null, "service_tier": "default", "user": null}', false, 'ow_0565f2fd1caf4a9d9ba18c4a758f8c5e', 0, 'd125bdfe477a04efa9737062101bd8ae', NULL, 'resp_4e228c5ab3f0476284d26540f99844e4', 'resp_4e228c5ab3f0476284d26540f99844e4', NULL, NULL, '[62, 16, 37, null, {"tier": "device", "num_tokens": 37, "seconds": 0.0, "saved_s": 0.000333299629585804, "num_bytes": 0}]', NULL, 'max_output_tokens', true, '[[0, 1, 0], [0, 1, 0], [0, 1, 0], [0, 1, 0], [0, 1, 0], [0, 1, 0], [0, 2, 0], [0, 1, 0], [0, 1, 0], [0, 1, 0], [0, 2, 0]]', false);
INSERT INTO public.responses VALUES ('resp_ae2b3e8e3cbb47a99b8dc5d7bd399a68', 'default', 'incomplete', 1796069889, NULL, '{"model": "toy", "instructions": null, "store": true, "max_output_tokens": 16, "max_tool_calls": null, "metadata": {}, "parallel_tool_calls": true, "tools": [], "tool_choice": "auto", "text": {"format": {"type": "text"}, "verbosity": "medium"}, "reasoning": null, "temperature": 1.0, "top_p": 1.0, "presence_penalty": 0.0, "frequency_penalty": 0.0, "top_logprobs": 0, "truncation": "disabled", "prompt_cache_key": null, "prompt_cache_options": null, "prompt_cache_retention": null, "safety_identifier": null, "service_tier": "default", "user": null}', true, 'ow_0565f2fd1caf4a9d9ba18c4a758f8c5e', 0, 'd125bdfe477a04efa9737062101bd8ae', NULL, 'resp_ae2b3e8e3cbb47a99b8dc5d7bd399a68', NULL, NULL, NULL, '[24, 16, 6, null, {"tier": "device", "num_tokens": 6, "seconds": 0.0, "saved_s": 6.020261418209059e-05, "num_bytes": 0}]', NULL, 'max_output_tokens', true, '[[0, 1, 0], [0, 1, 0], [0, 2, 0], [0, 1, 0], [0, 1, 0], [0, 1, 0], [0, 2, 0], [0, 1, 0], [0, 1, 0], [0, 1, 0], [0, 1, 0], [0, 1, 0], [0, 1, 0], [0, 1, 0]]', false);
INSERT INTO public.responses VALUES ('resp_c6b564f6bd154e309df4638358160cf4', 'default', 'incomplete', 1796069889, NULL, '{"model": "toy", "instructions": null, "store": true, "max_output_tokens": 16, "max_tool_calls": null, "metadata": {}, "parallel_tool_calls": true, "tools": [], "tool_choice": "auto", "text": {"format": {"type": "text"}, "verbosity": "medium"}, "reasoning": null, "temperature": 1.0, "top_p": 1.0, "presence_penalty": 0.0, "frequency_penalty": 0.0, "top_logprobs": 0, "truncation": "disabled", "prompt_cache_key": null, "prompt_cache_options": null, "prompt_cache_retention": null, "safety_identifier": null, "service_tier": "default", "user": null}', false, 'ow_0565f2fd1caf4a9d9ba18c4a758f8c5e', 0, 'd125bdfe477a04efa9737062101bd8ae', NULL, 'resp_64265de005ac49698079ddbcd51c59c9', 'resp_64265de005ac49698079ddbcd51c59c9', NULL, NULL, '[70, 16, 38, null, {"tier": "device", "num_tokens": 38, "seconds": 0.0, "saved_s": 0.00039551243601139994, "num_bytes": 0}]', NULL, 'max_output_tokens', true, '[[0, 1, 0], [0, 1, 0], [0, 1, 0], [0, 1, 0], [0, 1, 0], [0, 1, 0], [0, 1, 0], [0, 2, 0], [0, 1, 0], [0, 1, 0], [0, 1, 0], [0, 1, 0], [0, 1, 0], [0, 1, 0]]', false);
INSERT INTO public.responses VALUES ('resp_64265de005ac49698079ddbcd51c59c9', 'default', 'incomplete', 1796069889, NULL, '{"model": "toy", "instructions": null, "store": true, "max_output_tokens": 16, "max_tool_calls": null, "metadata": {}, "parallel_tool_calls": true, "tools": [], "tool_choice": "auto", "text": {"format": {"type": "text"}, "verbosity": "medium"}, "reasoning": null, "temperature": 1.0, "top_p": 1.0, "presence_penalty": 0.0, "frequency_penalty": 0.0, "top_logprobs": 0, "truncation": "disabled", "prompt_cache_key": null, "prompt_cache_options": null, "prompt_cache_retention": null, "safety_identifier": null, "service_tier": "default", "user": null}', false, 'ow_0565f2fd1caf4a9d9ba18c4a758f8c5e', 0, 'd125bdfe477a04efa9737062101bd8ae', NULL, 'resp_64265de005ac49698079ddbcd51c59c9', NULL, NULL, NULL, '[23, 16, 8, null, {"tier": "device", "num_tokens": 8, "seconds": 0.0, "saved_s": 8.223902192245846e-05, "num_bytes": 0}]', NULL, 'max_output_tokens', true, '[[0, 1, 0], [0, 1, 0], [0, 1, 0], [0, 2, 0], [0, 1, 0], [0, 1, 0], [0, 1, 0], [0, 1, 0], [0, 1, 0], [0, 1, 0], [0, 1, 0], [0, 1, 0]]', true);
INSERT INTO public.responses VALUES ('resp_b3861298ef7241ac8a7f9a024aec4031', 'default', 'in_progress', 1796069889, NULL, '{"model": "toy", "instructions": null, "store": true, "max_output_tokens": 600, "max_tool_calls": null, "metadata": {}, "parallel_tool_calls": true, "tools": [], "tool_choice": "auto", "text": {"format": {"type": "text"}, "verbosity": "medium"}, "reasoning": null, "temperature": 1.0, "top_p": 1.0, "presence_penalty": 0.0, "frequency_penalty": 0.0, "top_logprobs": 0, "truncation": "disabled", "prompt_cache_key": null, "prompt_cache_options": null, "prompt_cache_retention": null, "safety_identifier": null, "service_tier": "default", "user": null}', true, 'ow_0565f2fd1caf4a9d9ba18c4a758f8c5e', 0, 'd125bdfe477a04efa9737062101bd8ae', NULL, 'resp_b3861298ef7241ac8a7f9a024aec4031', NULL, NULL, NULL, NULL, NULL, NULL, true, NULL, false);
INSERT INTO public.responses VALUES ('resp_cc769b7308284559ade9dbe1ce55003b', 'default', 'incomplete', 1796069889, NULL, '{"model": "toy", "instructions": null, "store": true, "max_output_tokens": 16, "max_tool_calls": null, "metadata": {}, "parallel_tool_calls": true, "tools": [], "tool_choice": "auto", "text": {"format": {"type": "text"}, "verbosity": "medium"}, "reasoning": null, "temperature": 1.0, "top_p": 1.0, "presence_penalty": 0.0, "frequency_penalty": 0.0, "top_logprobs": 0, "truncation": "disabled", "prompt_cache_key": null, "prompt_cache_options": null, "prompt_cache_retention": null, "safety_identifier": null, "service_tier": "default", "user": null}', false, 'ow_0565f2fd1caf4a9d9ba18c4a758f8c5e', 0, 'd125bdfe477a04efa9737062101bd8ae', NULL, 'conv_cc37c221019143ff8e14b4b6aecd0ffe', NULL, 'conv_cc37c221019143ff8e14b4b6aecd0ffe', 1, '[38, 16, 6, null, {"tier": "device", "num_tokens": 6, "seconds": 0.0, "saved_s": 6.0685301390063005e-05, "num_bytes": 0}]', NULL, 'max_output_tokens', true, '[[0, 2, 0], [0, 1, 0], [0, 1, 0], [0, 2, 0], [0, 1, 0], [0, 1, 0], [0, 1, 0], [0, 1, 0], [0, 1, 0], [0, 1, 0], [0, 1, 0], [0, 1, 0], [0, 1, 0]]', false);
INSERT INTO public.sessions VALUES ('se_b87934cfadce43b082cf47bfb1fc1629', 'default', 'talk', 1796069888.2757547, 1796069888.508009, 4, 'br_6c837c505e3d44d2956f4d6cb0b24605', NULL, NULL, NULL, NULL, '{"byte_seconds": {"device": 140.37222784012556, "disk": 387.05693665731815}, "num_restored_bytes": 0, "num_recomputed_tokens": 0}');
INSERT INTO public.sessions VALUES ('se_8cb0a72f33d0464c92dc5da7a75ba0c5', 'default', 'text', 1796069888.5200167, 1796069888.855319, 2, 'br_eaa703a4cfb24a01a2bf4391b2696305', NULL, NULL, NULL, NULL, '{"byte_seconds": {"device": 79.42219238379039, "disk": 180.11379243200645}, "num_restored_bytes": 0, "num_recomputed_tokens": 0}');
INSERT INTO public.sessions VALUES ('se_bea9f32813f44847917d06b4c8653f58', 'default', 'ids', 1796069888.8720174, 1796069888.9321926, 1, 'br_83e8d95f5643444d99b63938fad140e9', NULL, NULL, NULL, NULL, '{"byte_seconds": {"device": 0.0, "disk": 0.0}, "num_restored_bytes": 0, "num_recomputed_tokens": 0}');
INSERT INTO public.sessions VALUES ('se_156eb3d8a3b644c3ae76cf3183993d17', 'default', 'resp_4e228c5ab3f0476284d26540f99844e4', 1796069888.9673882, 1796069889.245248, 2, 'br_d7fe14c2b42540bf97c295a28413f976', NULL, NULL, NULL, NULL, '{"byte_seconds": {"device": 118.84021657588892, "disk": 168.28692654322367}, "num_restored_bytes": 0, "num_recomputed_tokens": 0}');
INSERT INTO public.sessions VALUES ('se_63d1b70fb1e34a85b07dabe131b9ee37', 'default', 'resp_ae2b3e8e3cbb47a99b8dc5d7bd399a68', 1796069889.3129523, 1796069889.3613756, 1, 'br_1f7de7a8dd294f38b6bc3bcc70307199', NULL, NULL, NULL, NULL, '{"byte_seconds": {"device": 0.0, "disk": 0.0}, "num_restored_bytes": 0, "num_recomputed_tokens": 0}');
INSERT INTO public.sessions VALUES ('se_082efc2d59d44069b0aece80d81c4275', 'default', 'resp_64265de005ac49698079ddbcd51c59c9', 1796069889.4927368, 1796069889.6803133, 2, 'br_0a19a3df86ed484692951d5e51dea3d7', NULL, NULL, NULL, NULL, '{"byte_seconds": {"device": 50.77728179190308, "disk": 106.86801819193352}, "num_restored_bytes": 0, "num_recomputed_tokens": 0}');
INSERT INTO public.sessions VALUES ('se_7d8e073673fa4da4b9b56d7590483dca', 'default', 'conv_cc37c221019143ff8e14b4b6aecd0ffe', 1796069889.7566822, 1796069889.8586307, 1, 'br_5fdcda62060841a6957ada2e59eb0398', NULL, NULL, NULL, NULL, '{"byte_seconds": {"device": 0.0, "disk": 0.0}, "num_restored_bytes": 0, "num_recomputed_tokens": 0}');
INSERT INTO public.sessions VALUES ('se_3ed157d3ac80473697952575f1dadb69', 'default', 'resp_b3861298ef7241ac8a7f9a024aec4031', 1796069889.9212098, 1796069889.927355, 1, 'br_595c41a8175148ec8565bbd9b4c3bb35', NULL, NULL, NULL, NULL, NULL);
INSERT INTO public.spans VALUES ('br_388a6f4afef745ab9173df3fb5107e3f', 0, 'it_2e42de60c07140818aba700dc3a6c4a9', 'user', '\x0001000054000000520000004400000051000000c6000000260000004e0000004e00000043000000dc0000004c0000004e000000510000004d000000480000004d0000004600000001010000', 'rendered', NULL, NULL, 'd125bdfe477a04efa9737062101bd8ae', 'toy');
INSERT INTO public.spans VALUES ('br_388a6f4afef745ab9173df3fb5107e3f', 19, 'it_9135040fd9ee4fb3bce50bec837f14f4', 'assistant', '\xc600000000010000400000005200000052000000480000005200000053000000400000004d00000053000000c6000000', 'rendered', NULL, NULL, 'd125bdfe477a04efa9737062101bd8ae', 'toy');
INSERT INTO public.spans VALUES ('br_388a6f4afef745ab9173df3fb5107e3f', 31, 'it_9135040fd9ee4fb3bce50bec837f14f4', 'assistant', '\x890000007b0000002a000000aa000000a30000004b000000', 'sampled', '1', 0, 'd125bdfe477a04efa9737062101bd8ae', 'toy');
INSERT INTO public.spans VALUES ('br_388a6f4afef745ab9173df3fb5107e3f', 37, 'it_9d41a510a7464c178864acfd9b8f9726', 'user', '\x01010000c60000000001000054000000520000004400000051000000c6000000200000004d00000043000000dc0000005300000047000000440000004d0000001e00000001010000', 'rendered', NULL, NULL, 'd125bdfe477a04efa9737062101bd8ae', 'toy');
INSERT INTO public.spans VALUES ('br_388a6f4afef745ab9173df3fb5107e3f', 55, 'it_e4d4402ee3e145ccb492ad647f80fdc7', 'assistant', '\xc600000000010000400000005200000052000000480000005200000053000000400000004d00000053000000c6000000', 'rendered', NULL, NULL, 'd125bdfe477a04efa9737062101bd8ae', 'toy');
INSERT INTO public.spans VALUES ('br_388a6f4afef745ab9173df3fb5107e3f', 67, 'it_e4d4402ee3e145ccb492ad647f80fdc7', 'assistant', '\x9f0000005f000000ae000000b90000006d000000bc000000', 'sampled', '1', 0, 'd125bdfe477a04efa9737062101bd8ae', 'toy');
INSERT INTO public.spans VALUES ('br_388a6f4afef745ab9173df3fb5107e3f', 73, 'it_ea4ddcd218d74d4fb3a247529c020786', 'user', '\x01010000c60000000001000054000000520000004400000051000000c60000003600000047000000580000001e00000001010000', 'rendered', NULL, NULL, 'd125bdfe477a04efa9737062101bd8ae', 'toy');
INSERT INTO public.spans VALUES ('br_388a6f4afef745ab9173df3fb5107e3f', 86, 'it_a98848044d9d468a9719db881743b6de', 'assistant', '\xc600000000010000400000005200000052000000480000005200000053000000400000004d00000053000000c6000000', 'rendered', NULL, NULL, 'd125bdfe477a04efa9737062101bd8ae', 'toy');
INSERT INTO public.spans VALUES ('br_388a6f4afef745ab9173df3fb5107e3f', 98, 'it_a98848044d9d468a9719db881743b6de', 'assistant', '\x9400000026000000d5000000e9000000a9000000e3000000', 'sampled', '2', 0, 'd125bdfe477a04efa9737062101bd8ae', 'toy');
INSERT INTO public.spans VALUES ('br_786b686da1ea4850a3419bee2130ad49', 86, 'it_937f9f1a88194e19a7e4802269a2c035', 'assistant', '\xc600000000010000400000005200000052000000480000005200000053000000400000004d00000053000000c6000000', 'rendered', NULL, NULL, 'd125bdfe477a04efa9737062101bd8ae', 'toy');
INSERT INTO public.spans VALUES ('br_786b686da1ea4850a3419bee2130ad49', 98, 'it_937f9f1a88194e19a7e4802269a2c035', 'assistant', '\x940000002a0000005f000000740000001c0000003f000000', 'sampled', '2', 1, 'd125bdfe477a04efa9737062101bd8ae', 'toy');
INSERT INTO public.spans VALUES ('br_6c837c505e3d44d2956f4d6cb0b24605', 0, 'it_cdf014be80b74342902e08424566f5a8', 'user', '\x0001000054000000520000004400000051000000c6000000260000004e0000004e00000043000000dc0000004400000055000000440000004d000000480000004d0000004600000001010000', 'rendered', NULL, NULL, 'd125bdfe477a04efa9737062101bd8ae', 'toy');
INSERT INTO public.spans VALUES ('br_6c837c505e3d44d2956f4d6cb0b24605', 19, 'it_196fa24c2a11482e84295e602965ce08', 'assistant', '\xc600000000010000400000005200000052000000480000005200000053000000400000004d00000053000000c6000000', 'rendered', NULL, NULL, 'd125bdfe477a04efa9737062101bd8ae', 'toy');
INSERT INTO public.spans VALUES ('br_6c837c505e3d44d2956f4d6cb0b24605', 31, 'it_196fa24c2a11482e84295e602965ce08', 'assistant', '\xd800000081000000f3000000dc000000950000004c000000', 'sampled', '3', 0, 'd125bdfe477a04efa9737062101bd8ae', 'toy');
INSERT INTO public.spans VALUES ('br_eaa703a4cfb24a01a2bf4391b2696305', 0, 'it_03c8050ea497429698c51454116034f2', 'prompt', '\x2e0000004d0000004200000044000000dc000000540000004f0000004e0000004d000000dc00000040000000dc00000053000000480000004c00000044000000', 'rendered', NULL, NULL, 'd125bdfe477a04efa9737062101bd8ae', 'toy');
INSERT INTO public.spans VALUES ('br_eaa703a4cfb24a01a2bf4391b2696305', 16, 'it_a7c04eff632b4424b53baefd1d230798', 'completion', '\x210000004e000000bb00000078000000b9000000', 'sampled', '4', 0, 'd125bdfe477a04efa9737062101bd8ae', 'toy');
INSERT INTO public.spans VALUES ('br_eaa703a4cfb24a01a2bf4391b2696305', 21, 'it_f685f51411d64e7aa43577a6ea33bc48', 'prompt', '\xdc000000400000004d00000043000000', 'rendered', NULL, NULL, 'd125bdfe477a04efa9737062101bd8ae', 'toy');
INSERT INTO public.spans VALUES ('br_eaa703a4cfb24a01a2bf4391b2696305', 25, 'it_7318703f7d214970804d0b005559b19a', 'completion', '\xb70000001800000099000000', 'sampled', '5', 0, 'd125bdfe477a04efa9737062101bd8ae', 'toy');
INSERT INTO public.spans VALUES ('br_83e8d95f5643444d99b63938fad140e9', 0, 'it_bd81af0decf64e95998128f82babbd40', 'prompt', '\x740000006f0000006b000000650000006e00000073000000', 'rendered', NULL, NULL, 'd125bdfe477a04efa9737062101bd8ae', 'toy');
INSERT INTO public.spans VALUES ('br_83e8d95f5643444d99b63938fad140e9', 6, 'it_db33fcace7ef46bb8ca128f5c8beec65', 'completion', '\xf70000009a0000005f000000ac00000050000000', 'sampled', '6', 0, 'd125bdfe477a04efa9737062101bd8ae', 'toy');
INSERT INTO public.spans VALUES ('br_d7fe14c2b42540bf97c295a28413f976', 0, 'it_98dec65f6f23477f961c3d79051f1ea9', 'user', '\x0001000054000000520000004400000051000000c60000002e0000004d0000004400000001010000', 'rendered', NULL, NULL, 'd125bdfe477a04efa9737062101bd8ae', 'toy');
INSERT INTO public.spans VALUES ('br_d7fe14c2b42540bf97c295a28413f976', 10, 'it_16dd34c50093470cbe3c93b2bb697dc2', 'assistant', '\xc600000000010000400000005200000052000000480000005200000053000000400000004d00000053000000c6000000', 'rendered', NULL, NULL, 'd125bdfe477a04efa9737062101bd8ae', 'toy');
INSERT INTO public.spans VALUES ('br_d7fe14c2b42540bf97c295a28413f976', 22, 'it_16dd34c50093470cbe3c93b2bb697dc2', 'assistant', '\x3d000000aa0000006a000000a80000008a000000ee000000a50000001f000000bf0000009500000000010000a2000000e4000000b90000006b000000b6000000', 'sampled', '854585678961043858', 0, 'd125bdfe477a04efa9737062101bd8ae', 'toy');
INSERT INTO public.spans VALUES ('br_d7fe14c2b42540bf97c295a28413f976', 38, 'it_a1fdd889b2f6442b87b3c435e56cc7f7', 'user', '\x01010000c60000000001000054000000520000004400000051000000c600000033000000560000004e00000001010000', 'rendered', NULL, NULL, 'd125bdfe477a04efa9737062101bd8ae', 'toy');
INSERT INTO public.spans VALUES ('br_d7fe14c2b42540bf97c295a28413f976', 50, 'it_5cbcde53157346688cffecb3c8b351e2', 'assistant', '\xc600000000010000400000005200000052000000480000005200000053000000400000004d00000053000000c6000000', 'rendered', NULL, NULL, 'd125bdfe477a04efa9737062101bd8ae', 'toy');
INSERT INTO public.spans VALUES ('br_d7fe14c2b42540bf97c295a28413f976', 62, 'it_5cbcde53157346688cffecb3c8b351e2', 'assistant', '\x79000000e80000003d0000008f000000fd00000070000000d9000000ab000000e2000000d8000000e400000029000000e30000009c0000006400000022000000', 'sampled', '4266146766506241221', 0, 'd125bdfe477a04efa9737062101bd8ae', 'toy');
INSERT INTO public.spans VALUES ('br_1f7de7a8dd294f38b6bc3bcc70307199', 0, 'it_19b8bd9e715646a7bf5b2f0549bbfb06', 'user', '\x0001000054000000520000004400000051000000c60000002b0000004000000053000000440000005100000001010000', 'rendered', NULL, NULL, 'd125bdfe477a04efa9737062101bd8ae', 'toy');
INSERT INTO public.spans VALUES ('br_1f7de7a8dd294f38b6bc3bcc70307199', 12, 'it_6363480bcafe498192112bc04fa0da9b', 'assistant', '\xc600000000010000400000005200000052000000480000005200000053000000400000004d00000053000000c6000000', 'rendered', NULL, NULL, 'd125bdfe477a04efa9737062101bd8ae', 'toy');
INSERT INTO public.spans VALUES ('br_1f7de7a8dd294f38b6bc3bcc70307199', 24, 'it_6363480bcafe498192112bc04fa0da9b', 'assistant', '\xb400000010000000ae000000d80000002c0000001b0000003e000000af0000004c000000fb000000f00000005e0000007000000070000000e1000000c3000000', 'sampled', '1680439158222562654', 0, 'd125bdfe477a04efa9737062101bd8ae', 'toy');
INSERT INTO public.spans VALUES ('br_0a19a3df86ed484692951d5e51dea3d7', 0, 'it_39e2fedc3fbc43fc90fd0c31ac7ebced', 'user', '\x0001000054000000520000004400000051000000c6000000260000004e0000004d0000004400000001010000', 'rendered', NULL, NULL, 'd125bdfe477a04efa9737062101bd8ae', 'toy');
INSERT INTO public.spans VALUES ('br_0a19a3df86ed484692951d5e51dea3d7', 11, 'it_235c423c3d164be799d7c13edb807b65', 'assistant', '\xc600000000010000400000005200000052000000480000005200000053000000400000004d00000053000000c6000000', 'rendered', NULL, NULL, 'd125bdfe477a04efa9737062101bd8ae', 'toy');
INSERT INTO public.spans VALUES ('br_0a19a3df86ed484692951d5e51dea3d7', 23, 'it_235c423c3d164be799d7c13edb807b65', 'assistant', '\x2f00000088000000a9000000a00000004e000000c300000095000000de0000006b000000a7000000f100000097000000fc000000000000000100000028000000', 'sampled', '8577197193966309393', 0, 'd125bdfe477a04efa9737062101bd8ae', 'toy');
INSERT INTO public.spans VALUES ('br_0a19a3df86ed484692951d5e51dea3d7', 39, 'it_66d6d3c1e9414007a336eb02914b431b', 'user', '\x01010000c60000000001000054000000520000004400000051000000c60000003200000053000000480000004b0000004b000000dc0000004700000044000000510000004400000001010000', 'rendered', NULL, NULL, 'd125bdfe477a04efa9737062101bd8ae', 'toy');
INSERT INTO public.spans VALUES ('br_0a19a3df86ed484692951d5e51dea3d7', 58, 'it_64eaae296d65423fab7abf32610c5fe2', 'assistant', '\xc600000000010000400000005200000052000000480000005200000053000000400000004d00000053000000c6000000', 'rendered', NULL, NULL, 'd125bdfe477a04efa9737062101bd8ae', 'toy');
INSERT INTO public.spans VALUES ('br_0a19a3df86ed484692951d5e51dea3d7', 70, 'it_64eaae296d65423fab7abf32610c5fe2', 'assistant', '\xd50000003900000011000000e8000000270000007600000016000000aa000000d900000009000000cf0000008c000000e1000000fe0000005d000000e6000000', 'sampled', '5847618301125174626', 0, 'd125bdfe477a04efa9737062101bd8ae', 'toy');
INSERT INTO public.spans VALUES ('br_5fdcda62060841a6957ada2e59eb0398', 0, 'it_5ca3aba7a49e4423b374bc064a6f2ed7', 'user', '\x0001000054000000520000004400000051000000c60000002100000044000000450000004e000000510000004400000001010000', 'rendered', NULL, NULL, 'd125bdfe477a04efa9737062101bd8ae', 'toy');
INSERT INTO public.spans VALUES ('br_5fdcda62060841a6957ada2e59eb0398', 13, 'it_9a488ac7dda44a9d9ae0af15a81a9959', 'user', '\xc60000000001000054000000520000004400000051000000c6000000280000004d000000dc000000480000005300000001010000', 'rendered', NULL, NULL, 'd125bdfe477a04efa9737062101bd8ae', 'toy');
INSERT INTO public.spans VALUES ('br_5fdcda62060841a6957ada2e59eb0398', 26, 'it_e4d1d5a8aed640a1bd28577a26b78859', 'assistant', '\xc600000000010000400000005200000052000000480000005200000053000000400000004d00000053000000c6000000', 'rendered', NULL, NULL, 'd125bdfe477a04efa9737062101bd8ae', 'toy');
INSERT INTO public.spans VALUES ('br_5fdcda62060841a6957ada2e59eb0398', 38, 'it_e4d1d5a8aed640a1bd28577a26b78859', 'assistant', '\x000100008a000000dd000000d90000000900000089000000d70000002d0000002a000000cf00000028000000bc000000070000006a000000b5000000be000000', 'sampled', '2156612419157417894', 0, 'd125bdfe477a04efa9737062101bd8ae', 'toy');
INSERT INTO public.spans VALUES ('br_595c41a8175148ec8565bbd9b4c3bb35', 0, 'it_6121d863dd844c8a9405dac4f9ff5b44', 'user', '\x0001000054000000520000004400000051000000c6000000280000004d00000053000000440000005100000051000000540000004f00000053000000440000004300000001010000', 'rendered', NULL, NULL, 'd125bdfe477a04efa9737062101bd8ae', 'toy');
INSERT INTO public.steps VALUES ('resp_4e228c5ab3f0476284d26540f99844e4', 0, 'turn_61c546a628fe46a5a08c2d00d5f36f6e');
INSERT INTO public.steps VALUES ('resp_5bab1ac2274d4d1b8cfe3b1298c5b7de', 0, 'turn_555f4cf4578f4f1faaf0b32002e05660');
INSERT INTO public.steps VALUES ('resp_ae2b3e8e3cbb47a99b8dc5d7bd399a68', 0, 'turn_a16e6c8d14c448b1b02e0195a17b8315');
INSERT INTO public.steps VALUES ('resp_64265de005ac49698079ddbcd51c59c9', 0, 'turn_3d6c762e2ff04586ab7d1dc1821b887c');
INSERT INTO public.steps VALUES ('resp_c6b564f6bd154e309df4638358160cf4', 0, 'turn_bd54bf67d3c0453fba77fa39368f29fc');
INSERT INTO public.steps VALUES ('resp_cc769b7308284559ade9dbe1ce55003b', 0, 'turn_48144e26a7dd4b919f90efd63598dcb8');
INSERT INTO public.steps VALUES ('resp_b3861298ef7241ac8a7f9a024aec4031', 0, 'turn_381854c1a30d4c6a8f9ad4714a4e266f');
INSERT INTO public.turn_tokens VALUES ('turn_61c546a628fe46a5a08c2d00d5f36f6e', 0, 0, '\x3d000000aa0000006a000000a80000008a000000ee000000a50000001f000000bf0000009500000000010000a2000000e4000000b90000006b000000b6000000', NULL, 6, 'length', NULL);
INSERT INTO public.turn_tokens VALUES ('turn_555f4cf4578f4f1faaf0b32002e05660', 0, 0, '\x79000000e80000003d0000008f000000fd00000070000000d9000000ab000000e2000000d8000000e400000029000000e30000009c0000006400000022000000', NULL, 37, 'length', NULL);
INSERT INTO public.turn_tokens VALUES ('turn_a16e6c8d14c448b1b02e0195a17b8315', 0, 0, '\xb400000010000000ae000000d80000002c0000001b0000003e000000af0000004c000000fb000000f00000005e0000007000000070000000e1000000c3000000', NULL, 6, 'length', NULL);
INSERT INTO public.turn_tokens VALUES ('turn_3d6c762e2ff04586ab7d1dc1821b887c', 0, 0, '\x2f00000088000000a9000000a00000004e000000c300000095000000de0000006b000000a7000000f100000097000000fc000000000000000100000028000000', NULL, 8, 'length', NULL);
INSERT INTO public.turn_tokens VALUES ('turn_bd54bf67d3c0453fba77fa39368f29fc', 0, 0, '\xd50000003900000011000000e8000000270000007600000016000000aa000000d900000009000000cf0000008c000000e1000000fe0000005d000000e6000000', NULL, 38, 'length', NULL);
INSERT INTO public.turn_tokens VALUES ('turn_48144e26a7dd4b919f90efd63598dcb8', 0, 0, '\x000100008a000000dd000000d90000000900000089000000d70000002d0000002a000000cf00000028000000bc000000070000006a000000b5000000be000000', NULL, 6, 'length', NULL);
INSERT INTO public.turn_tokens VALUES ('turn_381854c1a30d4c6a8f9ad4714a4e266f', 0, 0, '\xb3000000', NULL, 6, NULL, NULL);
INSERT INTO public.turn_tokens VALUES ('turn_381854c1a30d4c6a8f9ad4714a4e266f', 0, 1, '\x20000000', NULL, NULL, NULL, NULL);
INSERT INTO public.turn_tokens VALUES ('turn_381854c1a30d4c6a8f9ad4714a4e266f', 0, 2, '\x14000000', NULL, NULL, NULL, NULL);
INSERT INTO public.turn_tokens VALUES ('turn_381854c1a30d4c6a8f9ad4714a4e266f', 0, 3, '\xa3000000', NULL, NULL, NULL, NULL);
INSERT INTO public.turn_tokens VALUES ('turn_381854c1a30d4c6a8f9ad4714a4e266f', 0, 4, '\x0b000000', NULL, NULL, NULL, NULL);
INSERT INTO public.turn_tokens VALUES ('turn_381854c1a30d4c6a8f9ad4714a4e266f', 0, 5, '\x8b000000', NULL, NULL, NULL, NULL);
INSERT INTO public.turn_tokens VALUES ('turn_381854c1a30d4c6a8f9ad4714a4e266f', 0, 6, '\xdd000000', NULL, NULL, NULL, NULL);
INSERT INTO public.turns VALUES ('turn_a16e6c8d14c448b1b02e0195a17b8315', 'se_63d1b70fb1e34a85b07dabe131b9ee37', 'completed', true, 'ow_0565f2fd1caf4a9d9ba18c4a758f8c5e', 1, 0, 0, 'br_1f7de7a8dd294f38b6bc3bcc70307199', 12, 1, 1, '\xc600000000010000400000005200000052000000480000005200000053000000400000004d00000053000000c6000000', '\xc417841e4e0c29ee46f62d41850734b8', '\x1d0a5c99b8ef5ef81592c6af4098d929', '{"request_id": "resp_ae2b3e8e3cbb47a99b8dc5d7bd399a68", "model": "toy", "input": {"messages": [], "add_generation_prompt": true, "continue_final_message": false, "tools": null, "variables": {}}, "adapter": null, "sampling": {"max_tokens": 16, "min_tokens": 0, "temperature": 1.0, "top_k": 0, "top_p": 1.0, "min_p": 0.0, "repetition_penalty": 1.0, "presence_penalty": 0.0, "frequency_penalty": 0.0, "logit_bias": [], "seed": null, "stop": [], "stop_token_ids": [], "include_stop_str_in_output": false, "ignore_eos": false, "max_reasoning_tokens": null, "logprobs": null, "prompt_logprobs": null}, "n": 1, "echo": false, "session_id": "resp_ae2b3e8e3cbb47a99b8dc5d7bd399a68", "run_id": "resp_ae2b3e8e3cbb47a99b8dc5d7bd399a68", "step": 0, "is_recorded": true, "grammar": null, "lease_s": 0.0, "is_carried": false, "is_signed": false, "is_last": false, "tenant": "default"}', 8192, 'd125bdfe477a04efa9737062101bd8ae', 'toy', false, '{"request_id": "resp_ae2b3e8e3cbb47a99b8dc5d7bd399a68", "created": 1796069889, "num_prompt_tokens": 24, "seed": 1680439158222562654, "system_fingerprint": "fp_6fbc7cfef75f", "session": {"session_id": "resp_ae2b3e8e3cbb47a99b8dc5d7bd399a68", "num_matched_messages": 0, "num_matched_tokens": 0, "forked": false}, "loosened_tools": [], "reasoning": "none"}', '{"usage": {"num_prompt_tokens": 24, "num_completion_tokens": 16, "num_cached_tokens": 6, "cold": null, "restored": {"tier": "device", "num_tokens": 6, "seconds": 0.0, "saved_s": 6.020261418209059e-05, "num_bytes": 0}, "head_rules": [], "num_reasoning_tokens": 0, "kv": {"byte_seconds": {"device": 0.0, "disk": 0.0}, "num_restored_bytes": 0, "num_recomputed_tokens": 0}}, "num_computed_tokens": 18, "prompt_logprobs": null, "carrier": null, "needs_carrier": false, "ignored_carriers": []}', NULL);
INSERT INTO public.turns VALUES ('turn_381854c1a30d4c6a8f9ad4714a4e266f', 'se_3ed157d3ac80473697952575f1dadb69', 'in_progress', true, 'ow_0565f2fd1caf4a9d9ba18c4a758f8c5e', 1, 0, 0, 'br_595c41a8175148ec8565bbd9b4c3bb35', 18, 1, 1, '\xc600000000010000400000005200000052000000480000005200000053000000400000004d00000053000000c6000000', '\xc417841e4e0c29ee46f62d41850734b8', '\x833cd06a3feef156551e2d3bfe0ab85b', '{"request_id": "resp_b3861298ef7241ac8a7f9a024aec4031", "model": "toy", "input": {"messages": [], "add_generation_prompt": true, "continue_final_message": false, "tools": null, "variables": {}}, "adapter": null, "sampling": {"max_tokens": 600, "min_tokens": 0, "temperature": 1.0, "top_k": 0, "top_p": 1.0, "min_p": 0.0, "repetition_penalty": 1.0, "presence_penalty": 0.0, "frequency_penalty": 0.0, "logit_bias": [], "seed": null, "stop": [], "stop_token_ids": [], "include_stop_str_in_output": false, "ignore_eos": false, "max_reasoning_tokens": null, "logprobs": null, "prompt_logprobs": null}, "n": 1, "echo": false, "session_id": "resp_b3861298ef7241ac8a7f9a024aec4031", "run_id": "resp_b3861298ef7241ac8a7f9a024aec4031", "step": 0, "is_recorded": true, "grammar": null, "lease_s": 0.0, "is_carried": false, "is_signed": false, "is_last": false, "tenant": "default"}', 8192, 'd125bdfe477a04efa9737062101bd8ae', 'toy', false, '{"request_id": "resp_b3861298ef7241ac8a7f9a024aec4031", "created": 1796069889, "num_prompt_tokens": 30, "seed": 7036041150913297502, "system_fingerprint": "fp_6fbc7cfef75f", "session": {"session_id": "resp_b3861298ef7241ac8a7f9a024aec4031", "num_matched_messages": 0, "num_matched_tokens": 0, "forked": false}, "loosened_tools": [], "reasoning": "none"}', NULL, NULL);
INSERT INTO public.turns VALUES ('turn_61c546a628fe46a5a08c2d00d5f36f6e', 'se_156eb3d8a3b644c3ae76cf3183993d17', 'completed', true, 'ow_0565f2fd1caf4a9d9ba18c4a758f8c5e', 1, 0, 0, 'br_d7fe14c2b42540bf97c295a28413f976', 10, 1, 1, '\xc600000000010000400000005200000052000000480000005200000053000000400000004d00000053000000c6000000', '\xc417841e4e0c29ee46f62d41850734b8', '\x77f869597a023dff8787e0ba9225f3a3', '{"request_id": "resp_4e228c5ab3f0476284d26540f99844e4", "model": "toy", "input": {"messages": [], "add_generation_prompt": true, "continue_final_message": false, "tools": null, "variables": {}}, "adapter": null, "sampling": {"max_tokens": 16, "min_tokens": 0, "temperature": 1.0, "top_k": 0, "top_p": 1.0, "min_p": 0.0, "repetition_penalty": 1.0, "presence_penalty": 0.0, "frequency_penalty": 0.0, "logit_bias": [], "seed": null, "stop": [], "stop_token_ids": [], "include_stop_str_in_output": false, "ignore_eos": false, "max_reasoning_tokens": null, "logprobs": null, "prompt_logprobs": null}, "n": 1, "echo": false, "session_id": "resp_4e228c5ab3f0476284d26540f99844e4", "run_id": "resp_4e228c5ab3f0476284d26540f99844e4", "step": 0, "is_recorded": true, "grammar": null, "lease_s": 0.0, "is_carried": false, "is_signed": false, "is_last": false, "tenant": "default"}', 8192, 'd125bdfe477a04efa9737062101bd8ae', 'toy', false, '{"request_id": "resp_4e228c5ab3f0476284d26540f99844e4", "created": 1796069888, "num_prompt_tokens": 22, "seed": 854585678961043858, "system_fingerprint": "fp_6fbc7cfef75f", "session": {"session_id": "resp_4e228c5ab3f0476284d26540f99844e4", "num_matched_messages": 0, "num_matched_tokens": 0, "forked": false}, "loosened_tools": [], "reasoning": "none"}', '{"usage": {"num_prompt_tokens": 22, "num_completion_tokens": 16, "num_cached_tokens": 6, "cold": null, "restored": {"tier": "device", "num_tokens": 6, "seconds": 0.0, "saved_s": 5.365360643665733e-05, "num_bytes": 0}, "head_rules": [], "num_reasoning_tokens": 0, "kv": {"byte_seconds": {"device": 0.0, "disk": 0.0}, "num_restored_bytes": 0, "num_recomputed_tokens": 0}}, "num_computed_tokens": 16, "prompt_logprobs": null, "carrier": null, "needs_carrier": false, "ignored_carriers": []}', NULL);
INSERT INTO public.turns VALUES ('turn_555f4cf4578f4f1faaf0b32002e05660', 'se_156eb3d8a3b644c3ae76cf3183993d17', 'completed', true, 'ow_0565f2fd1caf4a9d9ba18c4a758f8c5e', 1, 0, 0, 'br_d7fe14c2b42540bf97c295a28413f976', 50, 3, 2, '\xc600000000010000400000005200000052000000480000005200000053000000400000004d00000053000000c6000000', '\xc417841e4e0c29ee46f62d41850734b8', '\xdcbd977aa0a6ecdacea085ebc2cf460d', '{"request_id": "resp_5bab1ac2274d4d1b8cfe3b1298c5b7de", "model": "toy", "input": {"messages": [], "add_generation_prompt": true, "continue_final_message": false, "tools": null, "variables": {}}, "adapter": null, "sampling": {"max_tokens": 16, "min_tokens": 0, "temperature": 1.0, "top_k": 0, "top_p": 1.0, "min_p": 0.0, "repetition_penalty": 1.0, "presence_penalty": 0.0, "frequency_penalty": 0.0, "logit_bias": [], "seed": null, "stop": [], "stop_token_ids": [], "include_stop_str_in_output": false, "ignore_eos": false, "max_reasoning_tokens": null, "logprobs": null, "prompt_logprobs": null}, "n": 1, "echo": false, "session_id": "resp_4e228c5ab3f0476284d26540f99844e4", "run_id": "resp_5bab1ac2274d4d1b8cfe3b1298c5b7de", "step": 0, "is_recorded": true, "grammar": null, "lease_s": 0.0, "is_carried": false, "is_signed": false, "is_last": false, "tenant": "default"}', 8192, 'd125bdfe477a04efa9737062101bd8ae', 'toy', false, '{"request_id": "resp_5bab1ac2274d4d1b8cfe3b1298c5b7de", "created": 1796069889, "num_prompt_tokens": 62, "seed": 4266146766506241221, "system_fingerprint": "fp_6fbc7cfef75f", "session": {"session_id": "resp_4e228c5ab3f0476284d26540f99844e4", "num_matched_messages": 2, "num_matched_tokens": 38, "forked": false}, "loosened_tools": [], "reasoning": "none"}', '{"usage": {"num_prompt_tokens": 62, "num_completion_tokens": 16, "num_cached_tokens": 37, "cold": null, "restored": {"tier": "device", "num_tokens": 37, "seconds": 0.0, "saved_s": 0.000333299629585804, "num_bytes": 0}, "head_rules": [], "num_reasoning_tokens": 0, "kv": {"byte_seconds": {"device": 118.84021657588892, "disk": 168.28692654322367}, "num_restored_bytes": 0, "num_recomputed_tokens": 0}}, "num_computed_tokens": 25, "prompt_logprobs": null, "carrier": null, "needs_carrier": false, "ignored_carriers": []}', NULL);
INSERT INTO public.turns VALUES ('turn_3d6c762e2ff04586ab7d1dc1821b887c', 'se_082efc2d59d44069b0aece80d81c4275', 'completed', true, 'ow_0565f2fd1caf4a9d9ba18c4a758f8c5e', 1, 0, 0, 'br_0a19a3df86ed484692951d5e51dea3d7', 11, 1, 1, '\xc600000000010000400000005200000052000000480000005200000053000000400000004d00000053000000c6000000', '\xc417841e4e0c29ee46f62d41850734b8', '\xae110851c9dd3fab3ff687bfd2d40a26', '{"request_id": "resp_64265de005ac49698079ddbcd51c59c9", "model": "toy", "input": {"messages": [], "add_generation_prompt": true, "continue_final_message": false, "tools": null, "variables": {}}, "adapter": null, "sampling": {"max_tokens": 16, "min_tokens": 0, "temperature": 1.0, "top_k": 0, "top_p": 1.0, "min_p": 0.0, "repetition_penalty": 1.0, "presence_penalty": 0.0, "frequency_penalty": 0.0, "logit_bias": [], "seed": null, "stop": [], "stop_token_ids": [], "include_stop_str_in_output": false, "ignore_eos": false, "max_reasoning_tokens": null, "logprobs": null, "prompt_logprobs": null}, "n": 1, "echo": false, "session_id": "resp_64265de005ac49698079ddbcd51c59c9", "run_id": "resp_64265de005ac49698079ddbcd51c59c9", "step": 0, "is_recorded": true, "grammar": null, "lease_s": 0.0, "is_carried": false, "is_signed": false, "is_last": false, "tenant": "default"}', 8192, 'd125bdfe477a04efa9737062101bd8ae', 'toy', false, '{"request_id": "resp_64265de005ac49698079ddbcd51c59c9", "created": 1796069889, "num_prompt_tokens": 23, "seed": 8577197193966309393, "system_fingerprint": "fp_6fbc7cfef75f", "session": {"session_id": "resp_64265de005ac49698079ddbcd51c59c9", "num_matched_messages": 0, "num_matched_tokens": 0, "forked": false}, "loosened_tools": [], "reasoning": "none"}', '{"usage": {"num_prompt_tokens": 23, "num_completion_tokens": 16, "num_cached_tokens": 8, "cold": null, "restored": {"tier": "device", "num_tokens": 8, "seconds": 0.0, "saved_s": 8.223902192245846e-05, "num_bytes": 0}, "head_rules": [], "num_reasoning_tokens": 0, "kv": {"byte_seconds": {"device": 0.0, "disk": 0.0}, "num_restored_bytes": 0, "num_recomputed_tokens": 0}}, "num_computed_tokens": 15, "prompt_logprobs": null, "carrier": null, "needs_carrier": false, "ignored_carriers": []}', NULL);
INSERT INTO public.turns VALUES ('turn_bd54bf67d3c0453fba77fa39368f29fc', 'se_082efc2d59d44069b0aece80d81c4275', 'completed', true, 'ow_0565f2fd1caf4a9d9ba18c4a758f8c5e', 1, 0, 0, 'br_0a19a3df86ed484692951d5e51dea3d7', 58, 3, 2, '\xc600000000010000400000005200000052000000480000005200000053000000400000004d00000053000000c6000000', '\xc417841e4e0c29ee46f62d41850734b8', '\xda0a8cb0678558473123c0ac213f88a0', '{"request_id": "resp_c6b564f6bd154e309df4638358160cf4", "model": "toy", "input": {"messages": [], "add_generation_prompt": true, "continue_final_message": false, "tools": null, "variables": {}}, "adapter": null, "sampling": {"max_tokens": 16, "min_tokens": 0, "temperature": 1.0, "top_k": 0, "top_p": 1.0, "min_p": 0.0, "repetition_penalty": 1.0, "presence_penalty": 0.0, "frequency_penalty": 0.0, "logit_bias": [], "seed": null, "stop": [], "stop_token_ids": [], "include_stop_str_in_output": false, "ignore_eos": false, "max_reasoning_tokens": null, "logprobs": null, "prompt_logprobs": null}, "n": 1, "echo": false, "session_id": "resp_64265de005ac49698079ddbcd51c59c9", "run_id": "resp_c6b564f6bd154e309df4638358160cf4", "step": 0, "is_recorded": true, "grammar": null, "lease_s": 0.0, "is_carried": false, "is_signed": false, "is_last": false, "tenant": "default"}', 8192, 'd125bdfe477a04efa9737062101bd8ae', 'toy', false, '{"request_id": "resp_c6b564f6bd154e309df4638358160cf4", "created": 1796069889, "num_prompt_tokens": 70, "seed": 5847618301125174626, "system_fingerprint": "fp_6fbc7cfef75f", "session": {"session_id": "resp_64265de005ac49698079ddbcd51c59c9", "num_matched_messages": 2, "num_matched_tokens": 39, "forked": false}, "loosened_tools": [], "reasoning": "none"}', '{"usage": {"num_prompt_tokens": 70, "num_completion_tokens": 16, "num_cached_tokens": 38, "cold": null, "restored": {"tier": "device", "num_tokens": 38, "seconds": 0.0, "saved_s": 0.00039551243601139994, "num_bytes": 0}, "head_rules": [], "num_reasoning_tokens": 0, "kv": {"byte_seconds": {"device": 50.77728179190308, "disk": 106.86801819193352}, "num_restored_bytes": 0, "num_recomputed_tokens": 0}}, "num_computed_tokens": 32, "prompt_logprobs": null, "carrier": null, "needs_carrier": false, "ignored_carriers": []}', NULL);
INSERT INTO public.turns VALUES ('turn_48144e26a7dd4b919f90efd63598dcb8', 'se_7d8e073673fa4da4b9b56d7590483dca', 'completed', true, 'ow_0565f2fd1caf4a9d9ba18c4a758f8c5e', 1, 0, 0, 'br_5fdcda62060841a6957ada2e59eb0398', 26, 2, 1, '\xc600000000010000400000005200000052000000480000005200000053000000400000004d00000053000000c6000000', '\xc417841e4e0c29ee46f62d41850734b8', '\xaf0aa6929370b3955c4a20872a5103cf', '{"request_id": "resp_cc769b7308284559ade9dbe1ce55003b", "model": "toy", "input": {"messages": [], "add_generation_prompt": true, "continue_final_message": false, "tools": null, "variables": {}}, "adapter": null, "sampling": {"max_tokens": 16, "min_tokens": 0, "temperature": 1.0, "top_k": 0, "top_p": 1.0, "min_p": 0.0, "repetition_penalty": 1.0, "presence_penalty": 0.0, "frequency_penalty": 0.0, "logit_bias": [], "seed": null, "stop": [], "stop_token_ids": [], "include_stop_str_in_output": false, "ignore_eos": false, "max_reasoning_tokens": null, "logprobs": null, "prompt_logprobs": null}, "n": 1, "echo": false, "session_id": "conv_cc37c221019143ff8e14b4b6aecd0ffe", "run_id": "resp_cc769b7308284559ade9dbe1ce55003b", "step": 0, "is_recorded": true, "grammar": null, "lease_s": 0.0, "is_carried": false, "is_signed": false, "is_last": false, "tenant": "default"}', 8192, 'd125bdfe477a04efa9737062101bd8ae', 'toy', false, '{"request_id": "resp_cc769b7308284559ade9dbe1ce55003b", "created": 1796069889, "num_prompt_tokens": 38, "seed": 2156612419157417894, "system_fingerprint": "fp_6fbc7cfef75f", "session": {"session_id": "conv_cc37c221019143ff8e14b4b6aecd0ffe", "num_matched_messages": 0, "num_matched_tokens": 0, "forked": false}, "loosened_tools": [], "reasoning": "none"}', '{"usage": {"num_prompt_tokens": 38, "num_completion_tokens": 16, "num_cached_tokens": 6, "cold": null, "restored": {"tier": "device", "num_tokens": 6, "seconds": 0.0, "saved_s": 6.0685301390063005e-05, "num_bytes": 0}, "head_rules": [], "num_reasoning_tokens": 0, "kv": {"byte_seconds": {"device": 0.0, "disk": 0.0}, "num_restored_bytes": 0, "num_recomputed_tokens": 0}}, "num_computed_tokens": 32, "prompt_logprobs": null, "carrier": null, "needs_carrier": false, "ignored_carriers": []}', NULL);
SELECT pg_catalog.setval('public.memory_namespaces_id_seq', 1, false);
SELECT pg_catalog.setval('public.memory_records_number_seq', 1, false);
SELECT pg_catalog.setval('public.migrations_number_seq', 1, false);
ALTER TABLE ONLY public.agent_calls
    ADD CONSTRAINT agent_calls_pkey PRIMARY KEY (session_id, call_id);
ALTER TABLE ONLY public.agent_events
    ADD CONSTRAINT agent_events_pkey PRIMARY KEY (session_id, number);
ALTER TABLE ONLY public.agent_inputs
    ADD CONSTRAINT agent_inputs_pkey PRIMARY KEY (session_id, idempotency_key);
ALTER TABLE ONLY public.agent_items
    ADD CONSTRAINT agent_items_pkey PRIMARY KEY (session_id, "position");
ALTER TABLE ONLY public.agent_sessions
    ADD CONSTRAINT agent_sessions_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.agent_steps
    ADD CONSTRAINT agent_steps_pkey PRIMARY KEY (turn_id, step);
ALTER TABLE ONLY public.agent_turns
    ADD CONSTRAINT agent_turns_id_key UNIQUE (id);
ALTER TABLE ONLY public.agent_turns
    ADD CONSTRAINT agent_turns_pkey PRIMARY KEY (session_id, "position");
ALTER TABLE ONLY public.agent_versions
    ADD CONSTRAINT agent_versions_pkey PRIMARY KEY (agent_id, version);
ALTER TABLE ONLY public.agents
    ADD CONSTRAINT agents_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.branches
    ADD CONSTRAINT branches_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.conversation_items
    ADD CONSTRAINT conversation_items_pkey PRIMARY KEY (conversation_id, "position");
ALTER TABLE ONLY public.conversations
    ADD CONSTRAINT conversations_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.expired_sessions
    ADD CONSTRAINT expired_sessions_pkey PRIMARY KEY (tenant, name);
ALTER TABLE ONLY public.items
    ADD CONSTRAINT items_id_key UNIQUE (id);
ALTER TABLE ONLY public.items
    ADD CONSTRAINT items_pkey PRIMARY KEY (branch_id, item_index);
ALTER TABLE ONLY public.memory_namespaces
    ADD CONSTRAINT memory_namespaces_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.memory_namespaces
    ADD CONSTRAINT memory_namespaces_tenant_agent_id_user_id_key UNIQUE (tenant, agent_id, user_id);
ALTER TABLE ONLY public.memory_records
    ADD CONSTRAINT memory_records_id_key UNIQUE (id);
ALTER TABLE ONLY public.memory_records
    ADD CONSTRAINT memory_records_pkey PRIMARY KEY (number);
ALTER TABLE ONLY public.memory_vectors
    ADD CONSTRAINT memory_vectors_pkey PRIMARY KEY (number);
ALTER TABLE ONLY public.memory_words
    ADD CONSTRAINT memory_words_pkey PRIMARY KEY (namespace_id, word, number);
ALTER TABLE ONLY public.migrations
    ADD CONSTRAINT migrations_pkey PRIMARY KEY (number);
ALTER TABLE ONLY public.owners
    ADD CONSTRAINT owners_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.placements
    ADD CONSTRAINT placements_pkey PRIMARY KEY (tenant, name);
ALTER TABLE ONLY public.response_items
    ADD CONSTRAINT response_items_pkey PRIMARY KEY (response_id, "position");
ALTER TABLE ONLY public.responses
    ADD CONSTRAINT responses_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.sessions
    ADD CONSTRAINT sessions_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.sessions
    ADD CONSTRAINT sessions_tenant_name_key UNIQUE (tenant, name);
ALTER TABLE ONLY public.spans
    ADD CONSTRAINT spans_pkey PRIMARY KEY (branch_id, seq);
ALTER TABLE ONLY public.steps
    ADD CONSTRAINT steps_pkey PRIMARY KEY (run_id, "position");
ALTER TABLE ONLY public.turn_tokens
    ADD CONSTRAINT turn_tokens_pkey PRIMARY KEY (turn_id, choice_index, "position");
ALTER TABLE ONLY public.turns
    ADD CONSTRAINT turns_pkey PRIMARY KEY (id);
CREATE INDEX agent_calls_of_turn ON public.agent_calls USING btree (turn_id);
CREATE INDEX agent_items_of_turn ON public.agent_items USING btree (turn_id);
CREATE INDEX agent_sessions_by_status ON public.agent_sessions USING btree (status);
CREATE INDEX agent_sessions_by_tenant ON public.agent_sessions USING btree (tenant, created_at);
CREATE INDEX agent_steps_by_event ON public.agent_steps USING btree (session_id, first_event);
CREATE INDEX agents_by_tenant ON public.agents USING btree (tenant, created_at);
CREATE INDEX branches_of_parent ON public.branches USING btree (parent_branch_id);
CREATE INDEX branches_of_session ON public.branches USING btree (session_id);
CREATE INDEX conversation_items_by_id ON public.conversation_items USING btree (item_id);
CREATE INDEX items_by_hash ON public.items USING btree (session_id, chain_hash);
CREATE INDEX items_by_text ON public.items USING btree (session_id, end_char);
CREATE INDEX memory_records_by_expiry ON public.memory_records USING btree (expires_at);
CREATE INDEX memory_records_by_frame_key ON public.memory_records USING btree (namespace_id, frame_key);
CREATE INDEX memory_records_by_replacement ON public.memory_records USING btree (replaced_by);
CREATE INDEX memory_records_by_same_key ON public.memory_records USING btree (namespace_id, same_key);
CREATE INDEX memory_records_by_source ON public.memory_records USING btree (source_item_id);
CREATE INDEX memory_records_of_namespace ON public.memory_records USING btree (namespace_id, created_at);
CREATE INDEX memory_words_of_record ON public.memory_words USING btree (number);
CREATE INDEX placements_by_replica ON public.placements USING btree (replica);
CREATE INDEX response_items_by_id ON public.response_items USING btree (item_id);
CREATE INDEX responses_by_previous ON public.responses USING btree (previous_id);
CREATE INDEX responses_by_session ON public.responses USING btree (tenant, session_name);
CREATE INDEX responses_by_status ON public.responses USING btree (status);
CREATE INDEX sessions_by_family ON public.sessions USING btree (family);
CREATE INDEX sessions_by_use ON public.sessions USING btree (tenant, last_used_at);
CREATE UNIQUE INDEX steps_by_turn ON public.steps USING btree (turn_id);
CREATE INDEX turns_by_status ON public.turns USING btree (status);
CREATE INDEX turns_of_branch ON public.turns USING btree (branch_id);
CREATE INDEX turns_of_session ON public.turns USING btree (session_id);
ALTER TABLE ONLY public.agent_calls
    ADD CONSTRAINT agent_calls_session_id_fkey FOREIGN KEY (session_id) REFERENCES public.agent_sessions(id) ON DELETE CASCADE;
ALTER TABLE ONLY public.agent_events
    ADD CONSTRAINT agent_events_session_id_fkey FOREIGN KEY (session_id) REFERENCES public.agent_sessions(id) ON DELETE CASCADE;
ALTER TABLE ONLY public.agent_inputs
    ADD CONSTRAINT agent_inputs_session_id_fkey FOREIGN KEY (session_id) REFERENCES public.agent_sessions(id) ON DELETE CASCADE;
ALTER TABLE ONLY public.agent_items
    ADD CONSTRAINT agent_items_session_id_fkey FOREIGN KEY (session_id) REFERENCES public.agent_sessions(id) ON DELETE CASCADE;
ALTER TABLE ONLY public.agent_steps
    ADD CONSTRAINT agent_steps_turn_id_fkey FOREIGN KEY (turn_id) REFERENCES public.agent_turns(id) ON DELETE CASCADE;
ALTER TABLE ONLY public.agent_turns
    ADD CONSTRAINT agent_turns_session_id_fkey FOREIGN KEY (session_id) REFERENCES public.agent_sessions(id) ON DELETE CASCADE;
ALTER TABLE ONLY public.agent_versions
    ADD CONSTRAINT agent_versions_agent_id_fkey FOREIGN KEY (agent_id) REFERENCES public.agents(id) ON DELETE CASCADE;
ALTER TABLE ONLY public.branches
    ADD CONSTRAINT branches_parent_branch_id_fkey FOREIGN KEY (parent_branch_id) REFERENCES public.branches(id) ON DELETE CASCADE;
ALTER TABLE ONLY public.branches
    ADD CONSTRAINT branches_session_id_fkey FOREIGN KEY (session_id) REFERENCES public.sessions(id) ON DELETE CASCADE;
ALTER TABLE ONLY public.conversation_items
    ADD CONSTRAINT conversation_items_conversation_id_fkey FOREIGN KEY (conversation_id) REFERENCES public.conversations(id) ON DELETE CASCADE;
ALTER TABLE ONLY public.items
    ADD CONSTRAINT items_branch_id_fkey FOREIGN KEY (branch_id) REFERENCES public.branches(id) ON DELETE CASCADE;
ALTER TABLE ONLY public.items
    ADD CONSTRAINT items_session_id_fkey FOREIGN KEY (session_id) REFERENCES public.sessions(id) ON DELETE CASCADE;
ALTER TABLE ONLY public.memory_records
    ADD CONSTRAINT memory_records_namespace_id_fkey FOREIGN KEY (namespace_id) REFERENCES public.memory_namespaces(id) ON DELETE CASCADE;
ALTER TABLE ONLY public.memory_records
    ADD CONSTRAINT memory_records_replaced_by_fkey FOREIGN KEY (replaced_by) REFERENCES public.memory_records(number) ON DELETE CASCADE;
ALTER TABLE ONLY public.memory_vectors
    ADD CONSTRAINT memory_vectors_number_fkey FOREIGN KEY (number) REFERENCES public.memory_records(number) ON DELETE CASCADE;
ALTER TABLE ONLY public.memory_words
    ADD CONSTRAINT memory_words_namespace_id_fkey FOREIGN KEY (namespace_id) REFERENCES public.memory_namespaces(id) ON DELETE CASCADE;
ALTER TABLE ONLY public.memory_words
    ADD CONSTRAINT memory_words_number_fkey FOREIGN KEY (number) REFERENCES public.memory_records(number) ON DELETE CASCADE;
ALTER TABLE ONLY public.response_items
    ADD CONSTRAINT response_items_response_id_fkey FOREIGN KEY (response_id) REFERENCES public.responses(id) ON DELETE CASCADE;
ALTER TABLE ONLY public.spans
    ADD CONSTRAINT spans_branch_id_fkey FOREIGN KEY (branch_id) REFERENCES public.branches(id) ON DELETE CASCADE;
ALTER TABLE ONLY public.steps
    ADD CONSTRAINT steps_turn_id_fkey FOREIGN KEY (turn_id) REFERENCES public.turns(id) ON DELETE CASCADE;
ALTER TABLE ONLY public.turn_tokens
    ADD CONSTRAINT turn_tokens_turn_id_fkey FOREIGN KEY (turn_id) REFERENCES public.turns(id) ON DELETE CASCADE;
ALTER TABLE ONLY public.turns
    ADD CONSTRAINT turns_branch_id_fkey FOREIGN KEY (branch_id) REFERENCES public.branches(id) ON DELETE CASCADE;
ALTER TABLE ONLY public.turns
    ADD CONSTRAINT turns_session_id_fkey FOREIGN KEY (session_id) REFERENCES public.sessions(id) ON DELETE CASCADE;
