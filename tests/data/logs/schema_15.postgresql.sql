CREATE TABLE public.agent_artifacts (
    id character varying NOT NULL,
    session_id character varying NOT NULL,
    environment_id character varying NOT NULL,
    turn_id character varying NOT NULL,
    created_at double precision NOT NULL,
    path character varying NOT NULL,
    size_bytes integer NOT NULL,
    digest character varying NOT NULL
);
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
CREATE TABLE public.agent_environments (
    id character varying NOT NULL,
    tenant character varying NOT NULL,
    session_id character varying,
    is_attached boolean NOT NULL,
    created_at double precision NOT NULL,
    config json NOT NULL,
    status character varying NOT NULL,
    error json,
    is_begun boolean NOT NULL,
    reset_count integer NOT NULL
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
    environment json,
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
    template_fingerprint character varying NOT NULL,
    vault_ids json
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
CREATE TABLE public.answer_parts (
    place bytea NOT NULL,
    start integer NOT NULL,
    messages bytea NOT NULL
);
CREATE TABLE public.answers (
    place bytea NOT NULL,
    digest bytea NOT NULL,
    owner_id character varying NOT NULL,
    read_until double precision NOT NULL,
    ended_at double precision
);
CREATE TABLE public.audit_head (
    id integer NOT NULL,
    number integer NOT NULL,
    hash character varying NOT NULL
);
CREATE TABLE public.audit_log (
    number integer NOT NULL,
    at double precision NOT NULL,
    tenant character varying NOT NULL,
    actor text NOT NULL,
    action character varying NOT NULL,
    target character varying NOT NULL,
    details text NOT NULL,
    hash character varying NOT NULL
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
CREATE TABLE public.server_calls (
    response_id character varying NOT NULL,
    "position" integer NOT NULL,
    step integer NOT NULL,
    kind character varying NOT NULL,
    call_id character varying,
    begun json NOT NULL,
    ended json
);
CREATE TABLE public.server_tools (
    response_id character varying NOT NULL,
    request json NOT NULL,
    tools json NOT NULL
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
CREATE TABLE public.vault_credentials (
    id character varying NOT NULL,
    vault_id character varying NOT NULL,
    created_at double precision NOT NULL,
    updated_at double precision NOT NULL,
    name character varying NOT NULL,
    auth json NOT NULL,
    sealed bytea NOT NULL,
    metadata json NOT NULL
);
CREATE TABLE public.vaults (
    id character varying NOT NULL,
    tenant character varying NOT NULL,
    created_at double precision NOT NULL,
    name character varying,
    metadata json NOT NULL
);
ALTER TABLE ONLY public.memory_namespaces ALTER COLUMN id SET DEFAULT nextval('public.memory_namespaces_id_seq'::regclass);
ALTER TABLE ONLY public.memory_records ALTER COLUMN number SET DEFAULT nextval('public.memory_records_number_seq'::regclass);
ALTER TABLE ONLY public.migrations ALTER COLUMN number SET DEFAULT nextval('public.migrations_number_seq'::regclass);
INSERT INTO public.branches VALUES ('br_dd2f7a1502ad40c196027a47d7a7c755', 'se_0e731c75a8c940f2a1dab697a5df06fc', 'chat', NULL, 0, 0, 40, 2, 1, 1796081398.8364432, 'ow_9fb3be9bb1674da9a88c4d72417d004e', 39, NULL);
INSERT INTO public.branches VALUES ('br_26494804f1894ac3bae576522c38530e', 'se_cde132f052dc4d6298ab3d680afc2d70', 'chat', NULL, 0, 0, 86, 4, 2, 1796081399.3200822, 'ow_9fb3be9bb1674da9a88c4d72417d004e', 85, NULL);
INSERT INTO public.branches VALUES ('br_16705b839e2844ac8da90d77ca3d5547', 'se_6bb01ecb725e44e4b418d452ea5593a5', 'chat', NULL, 0, 0, 104, 6, 3, 1796081395.2539008, 'ow_9fb3be9bb1674da9a88c4d72417d004e', 103, NULL);
INSERT INTO public.branches VALUES ('br_3b7f9bb244604dc9bae30bb70666793a', 'se_6bb01ecb725e44e4b418d452ea5593a5', 'chat', 'br_16705b839e2844ac8da90d77ca3d5547', 86, 5, 104, 6, 1, 1796081396.2800753, 'ow_9fb3be9bb1674da9a88c4d72417d004e', 103, NULL);
INSERT INTO public.branches VALUES ('br_60208b467add43e68ee43535b284ceef', 'se_e457c7df162d489aaff87859b174b956', 'chat', NULL, 0, 0, 39, 3, 1, 1796081400.5724967, 'ow_9fb3be9bb1674da9a88c4d72417d004e', 38, NULL);
INSERT INTO public.branches VALUES ('br_5953fc703b994623b1ea2e1dfcc735f8', 'se_6bb01ecb725e44e4b418d452ea5593a5', 'chat', NULL, 0, 0, 37, 2, 1, 1796081396.4240477, 'ow_9fb3be9bb1674da9a88c4d72417d004e', 36, NULL);
INSERT INTO public.branches VALUES ('br_c02d4aa215ff4f609896007916a4dd7b', 'se_3a993ac669c2495eab716ef9714a39ad', 'chat', NULL, 0, 0, 18, 1, 1, 1796081401.1696033, NULL, 0, NULL);
INSERT INTO public.branches VALUES ('br_a70ece4888f8464598083e4487f279a2', 'se_66644a6d5ea34cb9986e3c77316e1bf5', 'text', NULL, 0, 0, 28, 4, 2, 1796081396.701867, 'ow_9fb3be9bb1674da9a88c4d72417d004e', 28, NULL);
INSERT INTO public.branches VALUES ('br_1009319b00a8424dbb174975f04c5b88', 'se_ccf8ba14fedf447f8d36a3a6f8cffeef', 'tokens', NULL, 0, 0, 11, 2, 1, 1796081397.3146281, 'ow_9fb3be9bb1674da9a88c4d72417d004e', 10, NULL);
INSERT INTO public.branches VALUES ('br_90e9213dd0d04da0ba3a61a05e44d511', 'se_e410659080b6416d8551269c2224e4c6', 'chat', NULL, 0, 0, 78, 4, 2, 1796081397.6665907, 'ow_9fb3be9bb1674da9a88c4d72417d004e', 77, NULL);
INSERT INTO public.conversation_items VALUES ('conv_5f47b7953da84560b3c6be639954285a', 0, 'msg_9bafdc587f904bf7b637b8244b4d63d6', '{"id": "msg_9bafdc587f904bf7b637b8244b4d63d6", "type": "message", "role": "user", "status": "completed", "content": [{"type": "input_text", "text": "Before"}]}');
INSERT INTO public.conversation_items VALUES ('conv_5f47b7953da84560b3c6be639954285a', 1, 'msg_265fdb63068847249374a8b6ab2fd4f8', '{"id": "msg_265fdb63068847249374a8b6ab2fd4f8", "type": "message", "role": "user", "status": "completed", "content": [{"type": "input_text", "text": "In it"}]}');
INSERT INTO public.conversation_items VALUES ('conv_5f47b7953da84560b3c6be639954285a', 2, 'msg_ade0a5432161470b9f65790c2937c1d100', '{"id": "msg_ade0a5432161470b9f65790c2937c1d100", "type": "message", "role": "assistant", "status": "completed", "content": [{"type": "output_text", "text": "", "annotations": [], "logprobs": []}]}');
INSERT INTO public.conversations VALUES ('conv_5f47b7953da84560b3c6be639954285a', 'default', 1796081400, '{"topic": "migrations"}', 3, 2, NULL, 1796081401.0602632);
INSERT INTO public.items VALUES ('br_16705b839e2844ac8da90d77ca3d5547', 0, 'it_e901d9dd04224402bc0e3ab77ae25c50', 'se_6bb01ecb725e44e4b418d452ea5593a5', 'user', '{"role": "user", "content": "Good morning"}', '\x70222a0c842ba9f1e656f75a50d407d2', NULL, 0, 19, true, NULL, NULL, NULL, 1796081395.2839782);
INSERT INTO public.items VALUES ('br_16705b839e2844ac8da90d77ca3d5547', 1, 'it_b833f100545344018033c804b5c69b79', 'se_6bb01ecb725e44e4b418d452ea5593a5', 'assistant', '{"role": "assistant", "content": "\u037fK\ufffd\ufffdl"}', '\xc55c94160f0b1cf06822d83ee66ef66f', NULL, 19, 37, true, 'length', NULL, NULL, 1796081395.4986393);
INSERT INTO public.items VALUES ('br_16705b839e2844ac8da90d77ca3d5547', 2, 'it_3f0e8f468d65440d86fec1bf1cb67a38', 'se_6bb01ecb725e44e4b418d452ea5593a5', 'user', '{"role": "user", "content": "And then?"}', '\x3ef625fdc470a400c344f7d3f21af878', NULL, 37, 55, true, NULL, NULL, NULL, 1796081395.7239752);
INSERT INTO public.items VALUES ('br_16705b839e2844ac8da90d77ca3d5547', 3, 'it_35ab9b9c96d8412db74c04b8665663f3', 'se_6bb01ecb725e44e4b418d452ea5593a5', 'assistant', '{"role": "assistant", "content": "\ufffd\ufffd\ufffd\ufffd\u0000"}', '\xdbaf086743be6991bbaf1b187ee9d9a3', NULL, 55, 73, true, 'length', NULL, NULL, 1796081395.8879163);
INSERT INTO public.items VALUES ('br_16705b839e2844ac8da90d77ca3d5547', 4, 'it_175649ee543b4177bebffeac9ca9a009', 'se_6bb01ecb725e44e4b418d452ea5593a5', 'user', '{"role": "user", "content": "Why?"}', '\xbe36cd1ac2e281f7ba99b5e044218a73', NULL, 73, 86, true, NULL, NULL, NULL, 1796081396.0360136);
INSERT INTO public.items VALUES ('br_16705b839e2844ac8da90d77ca3d5547', 5, 'it_ecb456a444ec4a35a199d5df28023eb1', 'se_6bb01ecb725e44e4b418d452ea5593a5', 'assistant', '{"role": "assistant", "content": "\ufffdG\u0019\ufffd\ufffd"}', '\x270422d94c2fcf86821aee76c1fe1411', NULL, 86, 104, true, 'length', NULL, NULL, 1796081396.2329965);
INSERT INTO public.items VALUES ('br_3b7f9bb244604dc9bae30bb70666793a', 5, 'it_bcdd66f7b0594613a7cfaaecebedaceb', 'se_6bb01ecb725e44e4b418d452ea5593a5', 'assistant', '{"role": "assistant", "content": "\ufffdK\ufffd\ufffd=`"}', '\x33462b95eacc296d55006d0eaa57521c', NULL, 86, 104, true, 'length', NULL, NULL, 1796081396.295836);
INSERT INTO public.items VALUES ('br_5953fc703b994623b1ea2e1dfcc735f8', 0, 'it_63946cd640ff4e89a416f1cae4aa12d6', 'se_6bb01ecb725e44e4b418d452ea5593a5', 'user', '{"role": "user", "content": "Good evening"}', '\xa0fc891d406bacc5ef327501c56c6b42', NULL, 0, 19, true, NULL, NULL, NULL, 1796081396.4325898);
INSERT INTO public.items VALUES ('br_5953fc703b994623b1ea2e1dfcc735f8', 1, 'it_83ca8bbf85554fd2811bb0c495543388', 'se_6bb01ecb725e44e4b418d452ea5593a5', 'assistant', '{"role": "assistant", "content": "\u001c\u0155 \ufffdm"}', '\xc2fc5bc856b25d0122edc4155d210c58', NULL, 19, 37, true, 'length', NULL, NULL, 1796081396.517953);
INSERT INTO public.items VALUES ('br_a70ece4888f8464598083e4487f279a2', 0, 'it_fa0477f4922a4a9d95bb7d7cbb2e87e5', 'se_66644a6d5ea34cb9986e3c77316e1bf5', 'prompt', '"Once upon a time"', '\xcf25218127a2bd1df7b6d9215a761c83', 16, 0, 16, true, NULL, NULL, NULL, 1796081396.702915);
INSERT INTO public.items VALUES ('br_a70ece4888f8464598083e4487f279a2', 1, 'it_770ff7f83a194530ad23f08cf73ad68d', 'se_66644a6d5ea34cb9986e3c77316e1bf5', 'completion', '"Bo\ufffd\ufffd\ufffd"', '\x19cdeb4dd634ed65a6bf4702623fe794', 21, 16, 21, true, 'length', NULL, NULL, 1796081396.9078705);
INSERT INTO public.items VALUES ('br_a70ece4888f8464598083e4487f279a2', 2, 'it_2cd9541bae4b49968b864e2cc100abda', 'se_66644a6d5ea34cb9986e3c77316e1bf5', 'prompt', '" and"', '\x4bed1c3fbacc6315204c6e186cdb0eae', 25, 21, 25, true, NULL, NULL, NULL, 1796081397.0320024);
INSERT INTO public.items VALUES ('br_a70ece4888f8464598083e4487f279a2', 3, 'it_7eaf2c17cf5c4ef1b8aa55e629f1a89e', 'se_66644a6d5ea34cb9986e3c77316e1bf5', 'completion', '"\ufffd9\ufffd"', '\x96ae210949d5140a93592896500ba590', 28, 25, 28, true, 'stop', '"C"', '\x22000000', 1796081397.1838055);
INSERT INTO public.items VALUES ('br_1009319b00a8424dbb174975f04c5b88', 0, 'it_724ba11a7c6f4557818024865cfd0cbd', 'se_ccf8ba14fedf447f8d36a3a6f8cffeef', 'prompt', NULL, NULL, NULL, 0, 6, true, NULL, NULL, NULL, 1796081397.3359377);
INSERT INTO public.items VALUES ('br_1009319b00a8424dbb174975f04c5b88', 1, 'it_7a6538f42ea745afa8653d816c691cb0', 'se_ccf8ba14fedf447f8d36a3a6f8cffeef', 'completion', '"\ufffd\u07a2\ufffdq"', NULL, NULL, 6, 11, true, 'length', NULL, NULL, 1796081397.4556563);
INSERT INTO public.items VALUES ('br_90e9213dd0d04da0ba3a61a05e44d511', 0, 'it_328ecc1f87294818b4002ebec778fd3e', 'se_e410659080b6416d8551269c2224e4c6', 'user', '{"role": "user", "content": "One"}', '\x77f869597a023dff8787e0ba9225f3a3', NULL, 0, 10, true, NULL, NULL, NULL, 1796081397.6879184);
INSERT INTO public.items VALUES ('br_90e9213dd0d04da0ba3a61a05e44d511', 1, 'it_3a0eb5105a5b42d18aabb4dfadbbfc73', 'se_e410659080b6416d8551269c2224e4c6', 'assistant', '{"role": "assistant", "content": "]\ufffd\ufffd\u0635^\u0014;?\ufffd\ufffd\\\ufffd\ufffdl#"}', '\x2510d3358f525db805cb91bfe4a2be9a', NULL, 10, 38, true, 'length', NULL, NULL, 1796081397.8889585);
INSERT INTO public.items VALUES ('br_90e9213dd0d04da0ba3a61a05e44d511', 2, 'it_f5b63719ff934a468de5b65c5c6f14f1', 'se_e410659080b6416d8551269c2224e4c6', 'user', '{"role": "user", "content": "Two"}', '\xd2fe166b2fd4d260a766923b6ebc0519', NULL, 38, 50, true, NULL, NULL, NULL, 1796081398.4276671);
INSERT INTO public.items VALUES ('br_90e9213dd0d04da0ba3a61a05e44d511', 3, 'it_3e40d5873cb543d9a3d05f20f819a58d', 'se_e410659080b6416d8551269c2224e4c6', 'assistant', '{"role": "assistant", "content": "~\ufffd_-P\u0142\ufffd&\ufffd\ufffdl$\ufffd\ufffd"}', '\x1306eeba996c3b163bda6ace2107c381', NULL, 50, 78, true, 'length', NULL, NULL, 1796081398.6158574);
INSERT INTO public.items VALUES ('br_dd2f7a1502ad40c196027a47d7a7c755', 0, 'it_5303ed7cb10448f5a8cf7f3a69ed4d9d', 'se_0e731c75a8c940f2a1dab697a5df06fc', 'user', '{"role": "user", "content": "Later"}', '\x1d0a5c99b8ef5ef81592c6af4098d929', NULL, 0, 12, true, NULL, NULL, NULL, 1796081398.8536844);
INSERT INTO public.items VALUES ('br_dd2f7a1502ad40c196027a47d7a7c755', 1, 'it_800afd5fff5d490a8dda31dec77a6e8e', 'se_0e731c75a8c940f2a1dab697a5df06fc', 'assistant', '{"role": "assistant", "content": "\ufffd\r\ufffd\ufffd\u0156W\ufffdob\u000e6$\ufffds\ufffd"}', '\x66a0aa681c4a54f54df9e6541ccfa700', NULL, 12, 40, true, 'length', NULL, NULL, 1796081399.0227292);
INSERT INTO public.items VALUES ('br_26494804f1894ac3bae576522c38530e', 0, 'it_94180ba6eba843faaa1dcf6a1b74aa3f', 'se_cde132f052dc4d6298ab3d680afc2d70', 'user', '{"role": "user", "content": "Gone"}', '\xae110851c9dd3fab3ff687bfd2d40a26', NULL, 0, 11, true, NULL, NULL, NULL, 1796081399.335906);
INSERT INTO public.items VALUES ('br_26494804f1894ac3bae576522c38530e', 1, 'it_3e2676c60a354e528cb3d4f2aea0dba2', 'se_cde132f052dc4d6298ab3d680afc2d70', 'assistant', '{"role": "assistant", "content": "J\ufffd!''\u89bd\ufffdk\ufffd\ufffd\u04c9\ufffd\ufffdf"}', '\xe2bb4c6890e5787bd27cf7831e5cb32b', NULL, 11, 39, true, 'length', NULL, NULL, 1796081399.5198386);
INSERT INTO public.items VALUES ('br_26494804f1894ac3bae576522c38530e', 2, 'it_a20573d205754ac7944a1c435c98550f', 'se_cde132f052dc4d6298ab3d680afc2d70', 'user', '{"role": "user", "content": "Still here"}', '\x924bcb00505268331047ccf09ea06876', NULL, 39, 58, true, NULL, NULL, NULL, 1796081399.941423);
INSERT INTO public.items VALUES ('br_26494804f1894ac3bae576522c38530e', 3, 'it_5beac65ac68f47ffaf3fea9a6dbaa715', 'se_cde132f052dc4d6298ab3d680afc2d70', 'assistant', '{"role": "assistant", "content": "s\u0011\u000e\u0001\ufffd\ufffd\ufffd\ufffd\u02a5\ufffd\ufffdk\ufffd\ufffd:"}', '\x4835bcb83c768997a137ebd88b5e0812', NULL, 58, 86, true, 'length', NULL, NULL, 1796081400.1318045);
INSERT INTO public.items VALUES ('br_60208b467add43e68ee43535b284ceef', 0, 'it_cd5017bd11c947948466d86df0bd7c5a', 'se_e457c7df162d489aaff87859b174b956', 'user', '{"role": "user", "content": "Before"}', '\x86f1ff03c95f3955b509a5f75b79e5ca', NULL, 0, 13, true, NULL, NULL, NULL, 1796081400.5752454);
INSERT INTO public.items VALUES ('br_60208b467add43e68ee43535b284ceef', 1, 'it_eb1220267c0544488740e4dbe9df3131', 'se_e457c7df162d489aaff87859b174b956', 'user', '{"role": "user", "content": "In it"}', '\xaf0aa6929370b3955c4a20872a5103cf', NULL, 13, 26, true, NULL, NULL, NULL, 1796081400.5752542);
INSERT INTO public.items VALUES ('br_60208b467add43e68ee43535b284ceef', 2, 'it_17b108cf77be42d1a334f3a835737b36', 'se_e457c7df162d489aaff87859b174b956', 'assistant', '{"role": "assistant", "content": ""}', '\x06172593e1e464c00a3268d06f2c4f8c', NULL, 26, 39, true, 'stop', NULL, NULL, 1796081400.8918974);
INSERT INTO public.items VALUES ('br_c02d4aa215ff4f609896007916a4dd7b', 0, 'it_3ff73be83a4f4042943e2ae6efc9b31d', 'se_3a993ac669c2495eab716ef9714a39ad', 'user', '{"role": "user", "content": "Interrupted"}', '\x833cd06a3feef156551e2d3bfe0ab85b', NULL, 0, 18, true, NULL, NULL, NULL, 1796081401.1704452);
INSERT INTO public.migrations VALUES (1, 'first_schema', 1796081394.173187);
INSERT INTO public.migrations VALUES (2, 'responses_and_conversations', 1796081394.1760573);
INSERT INTO public.migrations VALUES (3, 'runs', 1796081394.1767125);
INSERT INTO public.migrations VALUES (4, 'whereabouts_of_kv', 1796081394.1772103);
INSERT INTO public.migrations VALUES (5, 'owners_of_responses_and_attempts', 1796081394.1796865);
INSERT INTO public.migrations VALUES (6, 'turns_and_steps', 1796081394.1876662);
INSERT INTO public.migrations VALUES (7, 'session_verbs', 1796081394.2076523);
INSERT INTO public.migrations VALUES (8, 'agents', 1796081394.2080107);
INSERT INTO public.migrations VALUES (9, 'placements_of_sessions', 1796081394.210873);
INSERT INTO public.migrations VALUES (10, 'memories', 1796081394.215723);
INSERT INTO public.migrations VALUES (11, 'usage_of_kv', 1796081394.2196815);
INSERT INTO public.migrations VALUES (12, 'vaults_and_audit', 1796081394.223734);
INSERT INTO public.migrations VALUES (13, 'environments', 1796081394.2302704);
INSERT INTO public.migrations VALUES (14, 'server_calls_of_responses', 1796081394.233831);
INSERT INTO public.migrations VALUES (15, 'answers', 1796081394.234141);
INSERT INTO public.owners VALUES ('ow_9fb3be9bb1674da9a88c4d72417d004e', 'host:data', 1796081399.476561);
INSERT INTO public.response_items VALUES ('resp_f8b822849bc448bba0e349a800807275', 0, false, 'msg_6d21557853b044c8a4d44a8bc9cb9d03', '{"id": "msg_6d21557853b044c8a4d44a8bc9cb9d03", "type": "message", "role": "user", "status": "completed", "content": [{"type": "input_text", "text": "One"}]}');
INSERT INTO public.response_items VALUES ('resp_f8b822849bc448bba0e349a800807275', 1, true, 'msg_f8b822849bc448bba0e349a80080727500', '{"id": "msg_f8b822849bc448bba0e349a80080727500", "type": "message", "role": "assistant", "status": "incomplete", "content": [{"type": "output_text", "text": "]\ufffd\ufffd\u0635^\u0014;?\ufffd\ufffd\\\ufffd\ufffdl#", "annotations": [], "logprobs": []}]}');
INSERT INTO public.response_items VALUES ('resp_83ca08719fb3422d91b6455141623f87', 0, false, 'msg_b7280b3e2bec4ccea3d3e4315e38cc56', '{"id": "msg_b7280b3e2bec4ccea3d3e4315e38cc56", "type": "message", "role": "user", "status": "completed", "content": [{"type": "input_text", "text": "Two"}]}');
INSERT INTO public.response_items VALUES ('resp_83ca08719fb3422d91b6455141623f87', 1, true, 'msg_83ca08719fb3422d91b6455141623f8700', '{"id": "msg_83ca08719fb3422d91b6455141623f8700", "type": "message", "role": "assistant", "status": "incomplete", "content": [{"type": "output_text", "text": "~\ufffd_-P\u0142\ufffd&\ufffd\ufffdl$\ufffd\ufffd", "annotations": [], "logprobs": []}]}');
INSERT INTO public.response_items VALUES ('resp_ef6127b939434b419be252d3f3483751', 0, false, 'msg_14f36675f5de4b3b87c31f6c056beb9d', '{"id": "msg_14f36675f5de4b3b87c31f6c056beb9d", "type": "message", "role": "user", "status": "completed", "content": [{"type": "input_text", "text": "Later"}]}');
INSERT INTO public.response_items VALUES ('resp_ef6127b939434b419be252d3f3483751', 1, true, 'msg_ef6127b939434b419be252d3f348375100', '{"id": "msg_ef6127b939434b419be252d3f348375100", "type": "message", "role": "assistant", "status": "incomplete", "content": [{"type": "output_text", "text": "\ufffd\r\ufffd\ufffd\u0156W\ufffdob\u000e6$\ufffds\ufffd", "annotations": [], "logprobs": []}]}');
INSERT INTO public.response_items VALUES ('resp_b7acef4ac23345bc9ba367d2ee3d983c', 0, false, 'msg_871ee6fa04804fc79df2336fbb80df7a', '{"id": "msg_871ee6fa04804fc79df2336fbb80df7a", "type": "message", "role": "user", "status": "completed", "content": [{"type": "input_text", "text": "Gone"}]}');
INSERT INTO public.response_items VALUES ('resp_b7acef4ac23345bc9ba367d2ee3d983c', 1, true, 'msg_b7acef4ac23345bc9ba367d2ee3d983c00', '{"id": "msg_b7acef4ac23345bc9ba367d2ee3d983c00", "type": "message", "role": "assistant", "status": "incomplete", "content": [{"type": "output_text", "text": "J\ufffd!''\u89bd\ufffdk\ufffd\ufffd\u04c9\ufffd\ufffdf", "annotations": [], "logprobs": []}]}');
INSERT INTO public.response_items VALUES ('resp_1a0258ba600b49feb5da85b235ab5a61', 0, false, 'msg_c8522b74f7c7482db13597b80bc8be7a', '{"id": "msg_c8522b74f7c7482db13597b80bc8be7a", "type": "message", "role": "user", "status": "completed", "content": [{"type": "input_text", "text": "Still here"}]}');
INSERT INTO public.response_items VALUES ('resp_1a0258ba600b49feb5da85b235ab5a61', 1, true, 'msg_1a0258ba600b49feb5da85b235ab5a6100', '{"id": "msg_1a0258ba600b49feb5da85b235ab5a6100", "type": "message", "role": "assistant", "status": "incomplete", "content": [{"type": "output_text", "text": "s\u0011\u000e\u0001\ufffd\ufffd\ufffd\ufffd\u02a5\ufffd\ufffdk\ufffd\ufffd:", "annotations": [], "logprobs": []}]}');
INSERT INTO public.response_items VALUES ('resp_ade0a5432161470b9f65790c2937c1d1', 0, false, 'msg_265fdb63068847249374a8b6ab2fd4f8', '{"id": "msg_265fdb63068847249374a8b6ab2fd4f8", "type": "message", "role": "user", "status": "completed", "content": [{"type": "input_text", "text": "In it"}]}');
INSERT INTO public.response_items VALUES ('resp_ade0a5432161470b9f65790c2937c1d1', 1, true, 'msg_ade0a5432161470b9f65790c2937c1d100', '{"id": "msg_ade0a5432161470b9f65790c2937c1d100", "type": "message", "role": "assistant", "status": "completed", "content": [{"type": "output_text", "text": "", "annotations": [], "logprobs": []}]}');
INSERT INTO public.response_items VALUES ('resp_be50d65acc0c44c9a54e651801aebd98', 0, false, 'msg_da11e92d0a1e4eabaef0c86f101a73d0', '{"id": "msg_da11e92d0a1e4eabaef0c86f101a73d0", "type": "message", "role": "user", "status": "completed", "content": [{"type": "input_text", "text": "Interrupted"}]}');
INSERT INTO public.responses VALUES ('resp_f8b822849bc448bba0e349a800807275', 'default', 'incomplete', 1796081397, NULL, '{"model": "toy", "instructions": null, "store": true, "max_output_tokens": 16, "max_tool_calls": null, "metadata": {}, "parallel_tool_calls": true, "tools": [], "tool_choice": "auto", "text": {"format": {"type": "text"}, "verbosity": "medium"}, "reasoning": null, "temperature": 1.0, "top_p": 1.0, "presence_penalty": 0.0, "frequency_penalty": 0.0, "top_logprobs": 0, "truncation": "disabled", "prompt_cache_key": null, "prompt_cache_options": null, "prompt_cache_retention": null, "safety_identifier": null, "service_tier": "default", "user": null}', false, 'ow_9fb3be9bb1674da9a88c4d72417d004e', 0, 'd125bdfe477a04efa9737062101bd8ae', NULL, 'resp_f8b822849bc448bba0e349a800807275', NULL, NULL, NULL, '[22, 16, 6, null, {"tier": "device", "num_tokens": 6, "seconds": 0.0, "saved_s": 3.755395367596793e-05, "num_bytes": 0}]', NULL, 'max_output_tokens', true, '[[0, 1, 0], [0, 1, 0], [0, 1, 0], [0, 1, 0], [0, 1, 0], [0, 1, 0], [0, 1, 0], [0, 1, 0], [0, 1, 0], [0, 1, 0], [0, 1, 0], [0, 1, 0], [0, 1, 0], [0, 1, 0], [0, 1, 0]]', false);
INSERT INTO public.responses VALUES ('resp_83ca08719fb3422d91b6455141623f87', 'default', 'incomplete', 1796081398, NULL, '{"model": "toy", "instructions": null, "store": true, "max_output_tokens": 16, "max_tool_calls": null, "metadata": {}, "parallel_tool_calls": true, "tools": [], "tool_choice": "auto", "text": {"format": {"type": "text"}, "verbosity": "medium"}, "reasoning": null, "temperature": 1.0, "top_p": 1.0, "presence_penalty": 0.0, "frequency_penalty": 0.0, "top_logprobs": 0, "truncation": "disabled", "prompt_cache_key": null, "prompt_cache_options": null, "prompt_cache_retention": null, "safety_identifier": null, "service_tier": "default", "user": null}', false, 'ow_9fb3be9bb1674da9a88c4d72417d004e', 0, 'd125bdfe477a04efa9737062101bd8ae', NULL, 'resp_f8b822849bc448bba0e349a800807275', 'resp_f8b822849bc448bba0e349a800807275', NULL, NULL, '[62, 16, 37, null, {"tier": "device", "num_tokens": 37, "seconds": 0.0, "saved_s": 0.00026465244620168187, "num_bytes": 0}]', NULL, 'max_output_tokens', true, '[[0, 1, 0], [0, 1, 0], [0, 1, 0], [0, 1, 0], [0, 1, 0], [0, 1, 0], [0, 1, 0], [0, 1, 0], [0, 1, 0], [0, 1, 0], [0, 1, 0], [0, 1, 0], [0, 1, 0], [0, 1, 0]]', false);
INSERT INTO public.responses VALUES ('resp_ef6127b939434b419be252d3f3483751', 'default', 'incomplete', 1796081398, NULL, '{"model": "toy", "instructions": null, "store": true, "max_output_tokens": 16, "max_tool_calls": null, "metadata": {}, "parallel_tool_calls": true, "tools": [], "tool_choice": "auto", "text": {"format": {"type": "text"}, "verbosity": "medium"}, "reasoning": null, "temperature": 1.0, "top_p": 1.0, "presence_penalty": 0.0, "frequency_penalty": 0.0, "top_logprobs": 0, "truncation": "disabled", "prompt_cache_key": null, "prompt_cache_options": null, "prompt_cache_retention": null, "safety_identifier": null, "service_tier": "default", "user": null}', true, 'ow_9fb3be9bb1674da9a88c4d72417d004e', 0, 'd125bdfe477a04efa9737062101bd8ae', NULL, 'resp_ef6127b939434b419be252d3f3483751', NULL, NULL, NULL, '[24, 16, 6, null, {"tier": "device", "num_tokens": 6, "seconds": 0.0, "saved_s": 4.1275021015284016e-05, "num_bytes": 0}]', NULL, 'max_output_tokens', true, '[[0, 1, 0], [0, 1, 0], [0, 1, 0], [0, 1, 0], [0, 1, 0], [0, 1, 0], [0, 2, 0], [0, 1, 0], [0, 1, 0], [0, 1, 0], [0, 1, 0], [0, 1, 0], [0, 1, 0], [0, 1, 0]]', false);
INSERT INTO public.responses VALUES ('resp_1a0258ba600b49feb5da85b235ab5a61', 'default', 'incomplete', 1796081399, NULL, '{"model": "toy", "instructions": null, "store": true, "max_output_tokens": 16, "max_tool_calls": null, "metadata": {}, "parallel_tool_calls": true, "tools": [], "tool_choice": "auto", "text": {"format": {"type": "text"}, "verbosity": "medium"}, "reasoning": null, "temperature": 1.0, "top_p": 1.0, "presence_penalty": 0.0, "frequency_penalty": 0.0, "top_logprobs": 0, "truncation": "disabled", "prompt_cache_key": null, "prompt_cache_options": null, "prompt_cache_retention": null, "safety_identifier": null, "service_tier": "default", "user": null}', false, 'ow_9fb3be9bb1674da9a88c4d72417d004e', 0, 'd125bdfe477a04efa9737062101bd8ae', NULL, 'resp_b7acef4ac23345bc9ba367d2ee3d983c', 'resp_b7acef4ac23345bc9ba367d2ee3d983c', NULL, NULL, '[70, 16, 38, null, {"tier": "device", "num_tokens": 38, "seconds": 0.0, "saved_s": 0.00021440301698814502, "num_bytes": 0}]', NULL, 'max_output_tokens', true, '[[0, 1, 0], [0, 1, 0], [0, 1, 0], [0, 1, 0], [0, 1, 0], [0, 1, 0], [0, 1, 0], [0, 1, 0], [0, 1, 0], [0, 1, 0], [0, 2, 0], [0, 1, 0], [0, 1, 0], [0, 1, 0]]', false);
INSERT INTO public.responses VALUES ('resp_b7acef4ac23345bc9ba367d2ee3d983c', 'default', 'incomplete', 1796081399, NULL, '{"model": "toy", "instructions": null, "store": true, "max_output_tokens": 16, "max_tool_calls": null, "metadata": {}, "parallel_tool_calls": true, "tools": [], "tool_choice": "auto", "text": {"format": {"type": "text"}, "verbosity": "medium"}, "reasoning": null, "temperature": 1.0, "top_p": 1.0, "presence_penalty": 0.0, "frequency_penalty": 0.0, "top_logprobs": 0, "truncation": "disabled", "prompt_cache_key": null, "prompt_cache_options": null, "prompt_cache_retention": null, "safety_identifier": null, "service_tier": "default", "user": null}', false, 'ow_9fb3be9bb1674da9a88c4d72417d004e', 0, 'd125bdfe477a04efa9737062101bd8ae', NULL, 'resp_b7acef4ac23345bc9ba367d2ee3d983c', NULL, NULL, NULL, '[23, 16, 8, null, {"tier": "device", "num_tokens": 8, "seconds": 0.0, "saved_s": 4.195193248675921e-05, "num_bytes": 0}]', NULL, 'max_output_tokens', true, '[[0, 1, 0], [0, 1, 0], [0, 1, 0], [0, 1, 0], [0, 1, 0], [0, 2, 0], [0, 1, 0], [0, 1, 0], [0, 1, 0], [0, 1, 0], [0, 1, 0], [0, 1, 0]]', true);
INSERT INTO public.responses VALUES ('resp_be50d65acc0c44c9a54e651801aebd98', 'default', 'in_progress', 1796081401, NULL, '{"model": "toy", "instructions": null, "store": true, "max_output_tokens": 600, "max_tool_calls": null, "metadata": {}, "parallel_tool_calls": true, "tools": [], "tool_choice": "auto", "text": {"format": {"type": "text"}, "verbosity": "medium"}, "reasoning": null, "temperature": 1.0, "top_p": 1.0, "presence_penalty": 0.0, "frequency_penalty": 0.0, "top_logprobs": 0, "truncation": "disabled", "prompt_cache_key": null, "prompt_cache_options": null, "prompt_cache_retention": null, "safety_identifier": null, "service_tier": "default", "user": null}', true, 'ow_9fb3be9bb1674da9a88c4d72417d004e', 0, 'd125bdfe477a04efa9737062101bd8ae', NULL, 'resp_be50d65acc0c44c9a54e651801aebd98', NULL, NULL, NULL, NULL, NULL, NULL, true, NULL, false);
INSERT INTO public.responses VALUES ('resp_ade0a5432161470b9f65790c2937c1d1', 'default', 'completed', 1796081400, 1796081400, '{"model": "toy", "instructions": null, "store": true, "max_output_tokens": 16, "max_tool_calls": null, "metadata": {}, "parallel_tool_calls": true, "tools": [], "tool_choice": "auto", "text": {"format": {"type": "text"}, "verbosity": "medium"}, "reasoning": null, "temperature": 1.0, "top_p": 1.0, "presence_penalty": 0.0, "frequency_penalty": 0.0, "top_logprobs": 0, "truncation": "disabled", "prompt_cache_key": null, "prompt_cache_options": null, "prompt_cache_retention": null, "safety_identifier": null, "service_tier": "default", "user": null}', false, 'ow_9fb3be9bb1674da9a88c4d72417d004e', 0, 'd125bdfe477a04efa9737062101bd8ae', NULL, 'conv_5f47b7953da84560b3c6be639954285a', NULL, 'conv_5f47b7953da84560b3c6be639954285a', 1, '[38, 1, 6, null, {"tier": "device", "num_tokens": 6, "seconds": 0.0, "saved_s": 3.0696195465279466e-05, "num_bytes": 0}]', NULL, NULL, true, '[]', false);
INSERT INTO public.sessions VALUES ('se_6bb01ecb725e44e4b418d452ea5593a5', 'default', 'talk', 1796081395.2240818, 1796081396.5957134, 4, 'br_5953fc703b994623b1ea2e1dfcc735f8', NULL, NULL, NULL, NULL, '{"byte_seconds": {"device": 913.3603353630751, "disk": 2605.0157076310716}, "num_restored_bytes": 0, "num_recomputed_tokens": 0}');
INSERT INTO public.sessions VALUES ('se_66644a6d5ea34cb9986e3c77316e1bf5', 'default', 'text', 1796081396.6829944, 1796081397.2165015, 2, 'br_a70ece4888f8464598083e4487f279a2', NULL, NULL, NULL, NULL, '{"byte_seconds": {"device": 82.66326912026852, "disk": 175.68635585630545}, "num_restored_bytes": 0, "num_recomputed_tokens": 0}');
INSERT INTO public.sessions VALUES ('se_ccf8ba14fedf447f8d36a3a6f8cffeef', 'default', 'ids', 1796081397.2862053, 1796081397.4867363, 1, 'br_1009319b00a8424dbb174975f04c5b88', NULL, NULL, NULL, NULL, '{"byte_seconds": {"device": 0.0, "disk": 0.0}, "num_restored_bytes": 0, "num_recomputed_tokens": 0}');
INSERT INTO public.sessions VALUES ('se_e410659080b6416d8551269c2224e4c6', 'default', 'resp_f8b822849bc448bba0e349a800807275', 1796081397.6400585, 1796081398.6364071, 2, 'br_90e9213dd0d04da0ba3a61a05e44d511', NULL, NULL, NULL, NULL, '{"byte_seconds": {"device": 360.4237759998068, "disk": 797.9946732001845}, "num_restored_bytes": 0, "num_recomputed_tokens": 0}');
INSERT INTO public.sessions VALUES ('se_0e731c75a8c940f2a1dab697a5df06fc', 'default', 'resp_ef6127b939434b419be252d3f3483751', 1796081398.8123045, 1796081399.0376203, 1, 'br_dd2f7a1502ad40c196027a47d7a7c755', NULL, NULL, NULL, NULL, '{"byte_seconds": {"device": 0.0, "disk": 0.0}, "num_restored_bytes": 0, "num_recomputed_tokens": 0}');
INSERT INTO public.sessions VALUES ('se_cde132f052dc4d6298ab3d680afc2d70', 'default', 'resp_b7acef4ac23345bc9ba367d2ee3d983c', 1796081399.3006966, 1796081400.1520483, 2, 'br_26494804f1894ac3bae576522c38530e', NULL, NULL, NULL, NULL, '{"byte_seconds": {"device": 296.4736010245979, "disk": 672.7108243835974}, "num_restored_bytes": 0, "num_recomputed_tokens": 0}');
INSERT INTO public.sessions VALUES ('se_e457c7df162d489aaff87859b174b956', 'default', 'conv_5f47b7953da84560b3c6be639954285a', 1796081400.5707614, 1796081400.9480608, 1, 'br_60208b467add43e68ee43535b284ceef', NULL, NULL, NULL, NULL, '{"byte_seconds": {"device": 0.0, "disk": 0.0}, "num_restored_bytes": 0, "num_recomputed_tokens": 0}');
INSERT INTO public.sessions VALUES ('se_3a993ac669c2495eab716ef9714a39ad', 'default', 'resp_be50d65acc0c44c9a54e651801aebd98', 1796081401.1680126, 1796081401.1842647, 1, 'br_c02d4aa215ff4f609896007916a4dd7b', NULL, NULL, NULL, NULL, NULL);
INSERT INTO public.spans VALUES ('br_16705b839e2844ac8da90d77ca3d5547', 0, 'it_e901d9dd04224402bc0e3ab77ae25c50', 'user', '\x0001000054000000520000004400000051000000c6000000260000004e0000004e00000043000000dc0000004c0000004e000000510000004d000000480000004d0000004600000001010000', 'rendered', NULL, NULL, 'd125bdfe477a04efa9737062101bd8ae', 'toy');
INSERT INTO public.spans VALUES ('br_16705b839e2844ac8da90d77ca3d5547', 19, 'it_b833f100545344018033c804b5c69b79', 'assistant', '\xc600000000010000400000005200000052000000480000005200000053000000400000004d00000053000000c6000000', 'rendered', NULL, NULL, 'd125bdfe477a04efa9737062101bd8ae', 'toy');
INSERT INTO public.spans VALUES ('br_16705b839e2844ac8da90d77ca3d5547', 31, 'it_b833f100545344018033c804b5c69b79', 'assistant', '\x890000007b0000002a000000aa000000a30000004b000000', 'sampled', '1', 0, 'd125bdfe477a04efa9737062101bd8ae', 'toy');
INSERT INTO public.spans VALUES ('br_16705b839e2844ac8da90d77ca3d5547', 37, 'it_3f0e8f468d65440d86fec1bf1cb67a38', 'user', '\x01010000c60000000001000054000000520000004400000051000000c6000000200000004d00000043000000dc0000005300000047000000440000004d0000001e00000001010000', 'rendered', NULL, NULL, 'd125bdfe477a04efa9737062101bd8ae', 'toy');
INSERT INTO public.spans VALUES ('br_16705b839e2844ac8da90d77ca3d5547', 55, 'it_35ab9b9c96d8412db74c04b8665663f3', 'assistant', '\xc600000000010000400000005200000052000000480000005200000053000000400000004d00000053000000c6000000', 'rendered', NULL, NULL, 'd125bdfe477a04efa9737062101bd8ae', 'toy');
INSERT INTO public.spans VALUES ('br_16705b839e2844ac8da90d77ca3d5547', 67, 'it_35ab9b9c96d8412db74c04b8665663f3', 'assistant', '\x9f0000005f000000ae000000b90000006d000000bc000000', 'sampled', '1', 0, 'd125bdfe477a04efa9737062101bd8ae', 'toy');
INSERT INTO public.spans VALUES ('br_16705b839e2844ac8da90d77ca3d5547', 73, 'it_175649ee543b4177bebffeac9ca9a009', 'user', '\x01010000c60000000001000054000000520000004400000051000000c60000003600000047000000580000001e00000001010000', 'rendered', NULL, NULL, 'd125bdfe477a04efa9737062101bd8ae', 'toy');
INSERT INTO public.spans VALUES ('br_16705b839e2844ac8da90d77ca3d5547', 86, 'it_ecb456a444ec4a35a199d5df28023eb1', 'assistant', '\xc600000000010000400000005200000052000000480000005200000053000000400000004d00000053000000c6000000', 'rendered', NULL, NULL, 'd125bdfe477a04efa9737062101bd8ae', 'toy');
INSERT INTO public.spans VALUES ('br_16705b839e2844ac8da90d77ca3d5547', 98, 'it_ecb456a444ec4a35a199d5df28023eb1', 'assistant', '\x9400000026000000d5000000e9000000a9000000e3000000', 'sampled', '2', 0, 'd125bdfe477a04efa9737062101bd8ae', 'toy');
INSERT INTO public.spans VALUES ('br_3b7f9bb244604dc9bae30bb70666793a', 86, 'it_bcdd66f7b0594613a7cfaaecebedaceb', 'assistant', '\xc600000000010000400000005200000052000000480000005200000053000000400000004d00000053000000c6000000', 'rendered', NULL, NULL, 'd125bdfe477a04efa9737062101bd8ae', 'toy');
INSERT INTO public.spans VALUES ('br_3b7f9bb244604dc9bae30bb70666793a', 98, 'it_bcdd66f7b0594613a7cfaaecebedaceb', 'assistant', '\x940000002a0000005f000000740000001c0000003f000000', 'sampled', '2', 1, 'd125bdfe477a04efa9737062101bd8ae', 'toy');
INSERT INTO public.spans VALUES ('br_5953fc703b994623b1ea2e1dfcc735f8', 0, 'it_63946cd640ff4e89a416f1cae4aa12d6', 'user', '\x0001000054000000520000004400000051000000c6000000260000004e0000004e00000043000000dc0000004400000055000000440000004d000000480000004d0000004600000001010000', 'rendered', NULL, NULL, 'd125bdfe477a04efa9737062101bd8ae', 'toy');
INSERT INTO public.spans VALUES ('br_5953fc703b994623b1ea2e1dfcc735f8', 19, 'it_83ca8bbf85554fd2811bb0c495543388', 'assistant', '\xc600000000010000400000005200000052000000480000005200000053000000400000004d00000053000000c6000000', 'rendered', NULL, NULL, 'd125bdfe477a04efa9737062101bd8ae', 'toy');
INSERT INTO public.spans VALUES ('br_5953fc703b994623b1ea2e1dfcc735f8', 31, 'it_83ca8bbf85554fd2811bb0c495543388', 'assistant', '\xd800000081000000f3000000dc000000950000004c000000', 'sampled', '3', 0, 'd125bdfe477a04efa9737062101bd8ae', 'toy');
INSERT INTO public.spans VALUES ('br_a70ece4888f8464598083e4487f279a2', 0, 'it_fa0477f4922a4a9d95bb7d7cbb2e87e5', 'prompt', '\x2e0000004d0000004200000044000000dc000000540000004f0000004e0000004d000000dc00000040000000dc00000053000000480000004c00000044000000', 'rendered', NULL, NULL, 'd125bdfe477a04efa9737062101bd8ae', 'toy');
INSERT INTO public.spans VALUES ('br_a70ece4888f8464598083e4487f279a2', 16, 'it_770ff7f83a194530ad23f08cf73ad68d', 'completion', '\x210000004e000000bb00000078000000b9000000', 'sampled', '4', 0, 'd125bdfe477a04efa9737062101bd8ae', 'toy');
INSERT INTO public.spans VALUES ('br_a70ece4888f8464598083e4487f279a2', 21, 'it_2cd9541bae4b49968b864e2cc100abda', 'prompt', '\xdc000000400000004d00000043000000', 'rendered', NULL, NULL, 'd125bdfe477a04efa9737062101bd8ae', 'toy');
INSERT INTO public.spans VALUES ('br_a70ece4888f8464598083e4487f279a2', 25, 'it_7eaf2c17cf5c4ef1b8aa55e629f1a89e', 'completion', '\xb70000001800000099000000', 'sampled', '5', 0, 'd125bdfe477a04efa9737062101bd8ae', 'toy');
INSERT INTO public.spans VALUES ('br_1009319b00a8424dbb174975f04c5b88', 0, 'it_724ba11a7c6f4557818024865cfd0cbd', 'prompt', '\x740000006f0000006b000000650000006e00000073000000', 'rendered', NULL, NULL, 'd125bdfe477a04efa9737062101bd8ae', 'toy');
INSERT INTO public.spans VALUES ('br_1009319b00a8424dbb174975f04c5b88', 6, 'it_7a6538f42ea745afa8653d816c691cb0', 'completion', '\xf70000009a0000005f000000ac00000050000000', 'sampled', '6', 0, 'd125bdfe477a04efa9737062101bd8ae', 'toy');
INSERT INTO public.spans VALUES ('br_90e9213dd0d04da0ba3a61a05e44d511', 0, 'it_328ecc1f87294818b4002ebec778fd3e', 'user', '\x0001000054000000520000004400000051000000c60000002e0000004d0000004400000001010000', 'rendered', NULL, NULL, 'd125bdfe477a04efa9737062101bd8ae', 'toy');
INSERT INTO public.spans VALUES ('br_90e9213dd0d04da0ba3a61a05e44d511', 10, 'it_3a0eb5105a5b42d18aabb4dfadbbfc73', 'assistant', '\xc600000000010000400000005200000052000000480000005200000053000000400000004d00000053000000c6000000', 'rendered', NULL, NULL, 'd125bdfe477a04efa9737062101bd8ae', 'toy');
INSERT INTO public.spans VALUES ('br_90e9213dd0d04da0ba3a61a05e44d511', 22, 'it_3a0eb5105a5b42d18aabb4dfadbbfc73', 'assistant', '\x3c000000970000009100000094000000710000003d000000d00000001a0000001e000000b8000000740000003b000000ff000000720000004b00000002000000', 'sampled', '8752167465031852016', 0, 'd125bdfe477a04efa9737062101bd8ae', 'toy');
INSERT INTO public.spans VALUES ('br_90e9213dd0d04da0ba3a61a05e44d511', 38, 'it_f5b63719ff934a468de5b65c5c6f14f1', 'user', '\x01010000c60000000001000054000000520000004400000051000000c600000033000000560000004e00000001010000', 'rendered', NULL, NULL, 'd125bdfe477a04efa9737062101bd8ae', 'toy');
INSERT INTO public.spans VALUES ('br_90e9213dd0d04da0ba3a61a05e44d511', 50, 'it_3e40d5873cb543d9a3d05f20f819a58d', 'assistant', '\xc600000000010000400000005200000052000000480000005200000053000000400000004d00000053000000c6000000', 'rendered', NULL, NULL, 'd125bdfe477a04efa9737062101bd8ae', 'toy');
INSERT INTO public.spans VALUES ('br_90e9213dd0d04da0ba3a61a05e44d511', 62, 'it_3e40d5873cb543d9a3d05f20f819a58d', 'assistant', '\x5d000000ff000000000100003e0000000c0000002f00000081000000e00000006c000000050000006c000000de0000004b00000003000000ea00000079000000', 'sampled', '7732837743033206148', 0, 'd125bdfe477a04efa9737062101bd8ae', 'toy');
INSERT INTO public.spans VALUES ('br_dd2f7a1502ad40c196027a47d7a7c755', 0, 'it_5303ed7cb10448f5a8cf7f3a69ed4d9d', 'user', '\x0001000054000000520000004400000051000000c60000002b0000004000000053000000440000005100000001010000', 'rendered', NULL, NULL, 'd125bdfe477a04efa9737062101bd8ae', 'toy');
INSERT INTO public.spans VALUES ('br_dd2f7a1502ad40c196027a47d7a7c755', 12, 'it_800afd5fff5d490a8dda31dec77a6e8e', 'assistant', '\xc600000000010000400000005200000052000000480000005200000053000000400000004d00000053000000c6000000', 'rendered', NULL, NULL, 'd125bdfe477a04efa9737062101bd8ae', 'toy');
INSERT INTO public.spans VALUES ('br_dd2f7a1502ad40c196027a47d7a7c755', 24, 'it_800afd5fff5d490a8dda31dec77a6e8e', 'assistant', '\xb1000000c9000000f7000000b700000081000000f400000036000000af0000004e00000041000000ca00000015000000030000007300000052000000ac000000', 'sampled', '7270078999578552192', 0, 'd125bdfe477a04efa9737062101bd8ae', 'toy');
INSERT INTO public.spans VALUES ('br_26494804f1894ac3bae576522c38530e', 0, 'it_94180ba6eba843faaa1dcf6a1b74aa3f', 'user', '\x0001000054000000520000004400000051000000c6000000260000004e0000004d0000004400000001010000', 'rendered', NULL, NULL, 'd125bdfe477a04efa9737062101bd8ae', 'toy');
INSERT INTO public.spans VALUES ('br_26494804f1894ac3bae576522c38530e', 11, 'it_3e2676c60a354e528cb3d4f2aea0dba2', 'assistant', '\xc600000000010000400000005200000052000000480000005200000053000000400000004d00000053000000c6000000', 'rendered', NULL, NULL, 'd125bdfe477a04efa9737062101bd8ae', 'toy');
INSERT INTO public.spans VALUES ('br_26494804f1894ac3bae576522c38530e', 23, 'it_3e2676c60a354e528cb3d4f2aea0dba2', 'assistant', '\x29000000f90000000000000006000000a40000006300000079000000840000004a0000006e000000730000008f000000e7000000ff0000006c00000045000000', 'sampled', '6632829764847869280', 0, 'd125bdfe477a04efa9737062101bd8ae', 'toy');
INSERT INTO public.spans VALUES ('br_26494804f1894ac3bae576522c38530e', 39, 'it_a20573d205754ac7944a1c435c98550f', 'user', '\x01010000c60000000001000054000000520000004400000051000000c60000003200000053000000480000004b0000004b000000dc0000004700000044000000510000004400000001010000', 'rendered', NULL, NULL, 'd125bdfe477a04efa9737062101bd8ae', 'toy');
INSERT INTO public.spans VALUES ('br_26494804f1894ac3bae576522c38530e', 58, 'it_5beac65ac68f47ffaf3fea9a6dbaa715', 'assistant', '\xc600000000010000400000005200000052000000480000005200000053000000400000004d00000053000000c6000000', 'rendered', NULL, NULL, 'd125bdfe477a04efa9737062101bd8ae', 'toy');
INSERT INTO public.spans VALUES ('br_26494804f1894ac3bae576522c38530e', 70, 'it_5beac65ac68f47ffaf3fea9a6dbaa715', 'assistant', '\x52000000cd000000ca000000bd000000bb000000e60000005f0000009f0000008600000062000000a9000000870000004a000000fc000000b800000019000000', 'sampled', '6117339480245565016', 0, 'd125bdfe477a04efa9737062101bd8ae', 'toy');
INSERT INTO public.spans VALUES ('br_60208b467add43e68ee43535b284ceef', 0, 'it_cd5017bd11c947948466d86df0bd7c5a', 'user', '\x0001000054000000520000004400000051000000c60000002100000044000000450000004e000000510000004400000001010000', 'rendered', NULL, NULL, 'd125bdfe477a04efa9737062101bd8ae', 'toy');
INSERT INTO public.spans VALUES ('br_60208b467add43e68ee43535b284ceef', 13, 'it_eb1220267c0544488740e4dbe9df3131', 'user', '\xc60000000001000054000000520000004400000051000000c6000000280000004d000000dc000000480000005300000001010000', 'rendered', NULL, NULL, 'd125bdfe477a04efa9737062101bd8ae', 'toy');
INSERT INTO public.spans VALUES ('br_60208b467add43e68ee43535b284ceef', 26, 'it_17b108cf77be42d1a334f3a835737b36', 'assistant', '\xc600000000010000400000005200000052000000480000005200000053000000400000004d00000053000000c6000000', 'rendered', NULL, NULL, 'd125bdfe477a04efa9737062101bd8ae', 'toy');
INSERT INTO public.spans VALUES ('br_60208b467add43e68ee43535b284ceef', 38, 'it_17b108cf77be42d1a334f3a835737b36', 'assistant', '\x01010000', 'sampled', '3391273424492180900', 0, 'd125bdfe477a04efa9737062101bd8ae', 'toy');
INSERT INTO public.spans VALUES ('br_c02d4aa215ff4f609896007916a4dd7b', 0, 'it_3ff73be83a4f4042943e2ae6efc9b31d', 'user', '\x0001000054000000520000004400000051000000c6000000280000004d00000053000000440000005100000051000000540000004f00000053000000440000004300000001010000', 'rendered', NULL, NULL, 'd125bdfe477a04efa9737062101bd8ae', 'toy');
INSERT INTO public.steps VALUES ('resp_f8b822849bc448bba0e349a800807275', 0, 'turn_ba698b13842149b9b63775485fd82bb1');
INSERT INTO public.steps VALUES ('resp_83ca08719fb3422d91b6455141623f87', 0, 'turn_b96e2060a66040b7937bec8fee29628a');
INSERT INTO public.steps VALUES ('resp_ef6127b939434b419be252d3f3483751', 0, 'turn_31d530e104b6464393b343a21c9ff21c');
INSERT INTO public.steps VALUES ('resp_b7acef4ac23345bc9ba367d2ee3d983c', 0, 'turn_477cd80cf9eb48fe8da13c7606a7ff0c');
INSERT INTO public.steps VALUES ('resp_1a0258ba600b49feb5da85b235ab5a61', 0, 'turn_b71dc08b55944afb9d7350b7acf8f35e');
INSERT INTO public.steps VALUES ('resp_ade0a5432161470b9f65790c2937c1d1', 0, 'turn_1e017166ce21458798e340463fa8624c');
INSERT INTO public.steps VALUES ('resp_be50d65acc0c44c9a54e651801aebd98', 0, 'turn_8e4093fca5f14210b47fc0f66cb0fa88');
INSERT INTO public.turn_tokens VALUES ('turn_ba698b13842149b9b63775485fd82bb1', 0, 0, '\x3c000000970000009100000094000000710000003d000000d00000001a0000001e000000b8000000740000003b000000ff000000720000004b00000002000000', NULL, 6, 'length', NULL);
INSERT INTO public.turn_tokens VALUES ('turn_b96e2060a66040b7937bec8fee29628a', 0, 0, '\x5d000000ff000000000100003e0000000c0000002f00000081000000e00000006c000000050000006c000000de0000004b00000003000000ea00000079000000', NULL, 37, 'length', NULL);
INSERT INTO public.turn_tokens VALUES ('turn_31d530e104b6464393b343a21c9ff21c', 0, 0, '\xb1000000c9000000f7000000b700000081000000f400000036000000af0000004e00000041000000ca00000015000000030000007300000052000000ac000000', NULL, 6, 'length', NULL);
INSERT INTO public.turn_tokens VALUES ('turn_1e017166ce21458798e340463fa8624c', 0, 0, '\x01010000', NULL, 6, 'stop', NULL);
INSERT INTO public.turn_tokens VALUES ('turn_8e4093fca5f14210b47fc0f66cb0fa88', 0, 0, '\xb7000000', NULL, 6, NULL, NULL);
INSERT INTO public.turn_tokens VALUES ('turn_477cd80cf9eb48fe8da13c7606a7ff0c', 0, 0, '\x29000000f90000000000000006000000a40000006300000079000000840000004a0000006e000000730000008f000000e7000000ff0000006c00000045000000', NULL, 8, 'length', NULL);
INSERT INTO public.turn_tokens VALUES ('turn_b71dc08b55944afb9d7350b7acf8f35e', 0, 0, '\x52000000cd000000ca000000bd000000bb000000e60000005f0000009f0000008600000062000000a9000000870000004a000000fc000000b800000019000000', NULL, 38, 'length', NULL);
INSERT INTO public.turns VALUES ('turn_31d530e104b6464393b343a21c9ff21c', 'se_0e731c75a8c940f2a1dab697a5df06fc', 'completed', true, 'ow_9fb3be9bb1674da9a88c4d72417d004e', 1, 0, 0, 'br_dd2f7a1502ad40c196027a47d7a7c755', 12, 1, 1, '\xc600000000010000400000005200000052000000480000005200000053000000400000004d00000053000000c6000000', '\xc417841e4e0c29ee46f62d41850734b8', '\x1d0a5c99b8ef5ef81592c6af4098d929', '{"request_id": "resp_ef6127b939434b419be252d3f3483751", "model": "toy", "input": {"messages": [], "add_generation_prompt": true, "continue_final_message": false, "tools": null, "variables": {}}, "adapter": null, "sampling": {"max_tokens": 16, "min_tokens": 0, "temperature": 1.0, "top_k": 0, "top_p": 1.0, "min_p": 0.0, "repetition_penalty": 1.0, "presence_penalty": 0.0, "frequency_penalty": 0.0, "logit_bias": [], "seed": null, "stop": [], "stop_token_ids": [], "include_stop_str_in_output": false, "ignore_eos": false, "max_reasoning_tokens": null, "logprobs": null, "prompt_logprobs": null}, "n": 1, "echo": false, "session_id": "resp_ef6127b939434b419be252d3f3483751", "run_id": "resp_ef6127b939434b419be252d3f3483751", "step": 0, "is_recorded": true, "is_filed": true, "grammar": null, "lease_s": 0.0, "is_carried": false, "is_signed": false, "is_last": false, "tenant": "default"}', 8192, 'd125bdfe477a04efa9737062101bd8ae', 'toy', false, '{"request_id": "resp_ef6127b939434b419be252d3f3483751", "created": 1796081398, "num_prompt_tokens": 24, "seed": 7270078999578552192, "system_fingerprint": "fp_6fbc7cfef75f", "session": {"session_id": "resp_ef6127b939434b419be252d3f3483751", "num_matched_messages": 0, "num_matched_tokens": 0, "forked": false}, "loosened_tools": [], "reasoning": "none"}', '{"usage": {"num_prompt_tokens": 24, "num_completion_tokens": 16, "num_cached_tokens": 6, "cold": null, "restored": {"tier": "device", "num_tokens": 6, "seconds": 0.0, "saved_s": 4.1275021015284016e-05, "num_bytes": 0}, "head_rules": [], "num_reasoning_tokens": 0, "kv": {"byte_seconds": {"device": 0.0, "disk": 0.0}, "num_restored_bytes": 0, "num_recomputed_tokens": 0}}, "num_computed_tokens": 18, "prompt_logprobs": null, "carrier": null, "needs_carrier": false, "ignored_carriers": []}', NULL);
INSERT INTO public.turns VALUES ('turn_477cd80cf9eb48fe8da13c7606a7ff0c', 'se_cde132f052dc4d6298ab3d680afc2d70', 'completed', true, 'ow_9fb3be9bb1674da9a88c4d72417d004e', 1, 0, 0, 'br_26494804f1894ac3bae576522c38530e', 11, 1, 1, '\xc600000000010000400000005200000052000000480000005200000053000000400000004d00000053000000c6000000', '\xc417841e4e0c29ee46f62d41850734b8', '\xae110851c9dd3fab3ff687bfd2d40a26', '{"request_id": "resp_b7acef4ac23345bc9ba367d2ee3d983c", "model": "toy", "input": {"messages": [], "add_generation_prompt": true, "continue_final_message": false, "tools": null, "variables": {}}, "adapter": null, "sampling": {"max_tokens": 16, "min_tokens": 0, "temperature": 1.0, "top_k": 0, "top_p": 1.0, "min_p": 0.0, "repetition_penalty": 1.0, "presence_penalty": 0.0, "frequency_penalty": 0.0, "logit_bias": [], "seed": null, "stop": [], "stop_token_ids": [], "include_stop_str_in_output": false, "ignore_eos": false, "max_reasoning_tokens": null, "logprobs": null, "prompt_logprobs": null}, "n": 1, "echo": false, "session_id": "resp_b7acef4ac23345bc9ba367d2ee3d983c", "run_id": "resp_b7acef4ac23345bc9ba367d2ee3d983c", "step": 0, "is_recorded": true, "is_filed": true, "grammar": null, "lease_s": 0.0, "is_carried": false, "is_signed": false, "is_last": false, "tenant": "default"}', 8192, 'd125bdfe477a04efa9737062101bd8ae', 'toy', false, '{"request_id": "resp_b7acef4ac23345bc9ba367d2ee3d983c", "created": 1796081399, "num_prompt_tokens": 23, "seed": 6632829764847869280, "system_fingerprint": "fp_6fbc7cfef75f", "session": {"session_id": "resp_b7acef4ac23345bc9ba367d2ee3d983c", "num_matched_messages": 0, "num_matched_tokens": 0, "forked": false}, "loosened_tools": [], "reasoning": "none"}', '{"usage": {"num_prompt_tokens": 23, "num_completion_tokens": 16, "num_cached_tokens": 8, "cold": null, "restored": {"tier": "device", "num_tokens": 8, "seconds": 0.0, "saved_s": 4.195193248675921e-05, "num_bytes": 0}, "head_rules": [], "num_reasoning_tokens": 0, "kv": {"byte_seconds": {"device": 0.0, "disk": 0.0}, "num_restored_bytes": 0, "num_recomputed_tokens": 0}}, "num_computed_tokens": 15, "prompt_logprobs": null, "carrier": null, "needs_carrier": false, "ignored_carriers": []}', NULL);
INSERT INTO public.turns VALUES ('turn_ba698b13842149b9b63775485fd82bb1', 'se_e410659080b6416d8551269c2224e4c6', 'completed', true, 'ow_9fb3be9bb1674da9a88c4d72417d004e', 1, 0, 0, 'br_90e9213dd0d04da0ba3a61a05e44d511', 10, 1, 1, '\xc600000000010000400000005200000052000000480000005200000053000000400000004d00000053000000c6000000', '\xc417841e4e0c29ee46f62d41850734b8', '\x77f869597a023dff8787e0ba9225f3a3', '{"request_id": "resp_f8b822849bc448bba0e349a800807275", "model": "toy", "input": {"messages": [], "add_generation_prompt": true, "continue_final_message": false, "tools": null, "variables": {}}, "adapter": null, "sampling": {"max_tokens": 16, "min_tokens": 0, "temperature": 1.0, "top_k": 0, "top_p": 1.0, "min_p": 0.0, "repetition_penalty": 1.0, "presence_penalty": 0.0, "frequency_penalty": 0.0, "logit_bias": [], "seed": null, "stop": [], "stop_token_ids": [], "include_stop_str_in_output": false, "ignore_eos": false, "max_reasoning_tokens": null, "logprobs": null, "prompt_logprobs": null}, "n": 1, "echo": false, "session_id": "resp_f8b822849bc448bba0e349a800807275", "run_id": "resp_f8b822849bc448bba0e349a800807275", "step": 0, "is_recorded": true, "is_filed": true, "grammar": null, "lease_s": 0.0, "is_carried": false, "is_signed": false, "is_last": false, "tenant": "default"}', 8192, 'd125bdfe477a04efa9737062101bd8ae', 'toy', false, '{"request_id": "resp_f8b822849bc448bba0e349a800807275", "created": 1796081397, "num_prompt_tokens": 22, "seed": 8752167465031852016, "system_fingerprint": "fp_6fbc7cfef75f", "session": {"session_id": "resp_f8b822849bc448bba0e349a800807275", "num_matched_messages": 0, "num_matched_tokens": 0, "forked": false}, "loosened_tools": [], "reasoning": "none"}', '{"usage": {"num_prompt_tokens": 22, "num_completion_tokens": 16, "num_cached_tokens": 6, "cold": null, "restored": {"tier": "device", "num_tokens": 6, "seconds": 0.0, "saved_s": 3.755395367596793e-05, "num_bytes": 0}, "head_rules": [], "num_reasoning_tokens": 0, "kv": {"byte_seconds": {"device": 0.0, "disk": 0.0}, "num_restored_bytes": 0, "num_recomputed_tokens": 0}}, "num_computed_tokens": 16, "prompt_logprobs": null, "carrier": null, "needs_carrier": false, "ignored_carriers": []}', NULL);
INSERT INTO public.turns VALUES ('turn_b96e2060a66040b7937bec8fee29628a', 'se_e410659080b6416d8551269c2224e4c6', 'completed', true, 'ow_9fb3be9bb1674da9a88c4d72417d004e', 1, 0, 0, 'br_90e9213dd0d04da0ba3a61a05e44d511', 50, 3, 2, '\xc600000000010000400000005200000052000000480000005200000053000000400000004d00000053000000c6000000', '\xc417841e4e0c29ee46f62d41850734b8', '\xd2fe166b2fd4d260a766923b6ebc0519', '{"request_id": "resp_83ca08719fb3422d91b6455141623f87", "model": "toy", "input": {"messages": [], "add_generation_prompt": true, "continue_final_message": false, "tools": null, "variables": {}}, "adapter": null, "sampling": {"max_tokens": 16, "min_tokens": 0, "temperature": 1.0, "top_k": 0, "top_p": 1.0, "min_p": 0.0, "repetition_penalty": 1.0, "presence_penalty": 0.0, "frequency_penalty": 0.0, "logit_bias": [], "seed": null, "stop": [], "stop_token_ids": [], "include_stop_str_in_output": false, "ignore_eos": false, "max_reasoning_tokens": null, "logprobs": null, "prompt_logprobs": null}, "n": 1, "echo": false, "session_id": "resp_f8b822849bc448bba0e349a800807275", "run_id": "resp_83ca08719fb3422d91b6455141623f87", "step": 0, "is_recorded": true, "is_filed": true, "grammar": null, "lease_s": 0.0, "is_carried": false, "is_signed": false, "is_last": false, "tenant": "default"}', 8192, 'd125bdfe477a04efa9737062101bd8ae', 'toy', false, '{"request_id": "resp_83ca08719fb3422d91b6455141623f87", "created": 1796081398, "num_prompt_tokens": 62, "seed": 7732837743033206148, "system_fingerprint": "fp_6fbc7cfef75f", "session": {"session_id": "resp_f8b822849bc448bba0e349a800807275", "num_matched_messages": 2, "num_matched_tokens": 38, "forked": false}, "loosened_tools": [], "reasoning": "none"}', '{"usage": {"num_prompt_tokens": 62, "num_completion_tokens": 16, "num_cached_tokens": 37, "cold": null, "restored": {"tier": "device", "num_tokens": 37, "seconds": 0.0, "saved_s": 0.00026465244620168187, "num_bytes": 0}, "head_rules": [], "num_reasoning_tokens": 0, "kv": {"byte_seconds": {"device": 360.4237759998068, "disk": 797.9946732001845}, "num_restored_bytes": 0, "num_recomputed_tokens": 0}}, "num_computed_tokens": 25, "prompt_logprobs": null, "carrier": null, "needs_carrier": false, "ignored_carriers": []}', NULL);
INSERT INTO public.turns VALUES ('turn_b71dc08b55944afb9d7350b7acf8f35e', 'se_cde132f052dc4d6298ab3d680afc2d70', 'completed', true, 'ow_9fb3be9bb1674da9a88c4d72417d004e', 1, 0, 0, 'br_26494804f1894ac3bae576522c38530e', 58, 3, 2, '\xc600000000010000400000005200000052000000480000005200000053000000400000004d00000053000000c6000000', '\xc417841e4e0c29ee46f62d41850734b8', '\x924bcb00505268331047ccf09ea06876', '{"request_id": "resp_1a0258ba600b49feb5da85b235ab5a61", "model": "toy", "input": {"messages": [], "add_generation_prompt": true, "continue_final_message": false, "tools": null, "variables": {}}, "adapter": null, "sampling": {"max_tokens": 16, "min_tokens": 0, "temperature": 1.0, "top_k": 0, "top_p": 1.0, "min_p": 0.0, "repetition_penalty": 1.0, "presence_penalty": 0.0, "frequency_penalty": 0.0, "logit_bias": [], "seed": null, "stop": [], "stop_token_ids": [], "include_stop_str_in_output": false, "ignore_eos": false, "max_reasoning_tokens": null, "logprobs": null, "prompt_logprobs": null}, "n": 1, "echo": false, "session_id": "resp_b7acef4ac23345bc9ba367d2ee3d983c", "run_id": "resp_1a0258ba600b49feb5da85b235ab5a61", "step": 0, "is_recorded": true, "is_filed": true, "grammar": null, "lease_s": 0.0, "is_carried": false, "is_signed": false, "is_last": false, "tenant": "default"}', 8192, 'd125bdfe477a04efa9737062101bd8ae', 'toy', false, '{"request_id": "resp_1a0258ba600b49feb5da85b235ab5a61", "created": 1796081399, "num_prompt_tokens": 70, "seed": 6117339480245565016, "system_fingerprint": "fp_6fbc7cfef75f", "session": {"session_id": "resp_b7acef4ac23345bc9ba367d2ee3d983c", "num_matched_messages": 2, "num_matched_tokens": 39, "forked": false}, "loosened_tools": [], "reasoning": "none"}', '{"usage": {"num_prompt_tokens": 70, "num_completion_tokens": 16, "num_cached_tokens": 38, "cold": null, "restored": {"tier": "device", "num_tokens": 38, "seconds": 0.0, "saved_s": 0.00021440301698814502, "num_bytes": 0}, "head_rules": [], "num_reasoning_tokens": 0, "kv": {"byte_seconds": {"device": 296.4736010245979, "disk": 672.7108243835974}, "num_restored_bytes": 0, "num_recomputed_tokens": 0}}, "num_computed_tokens": 32, "prompt_logprobs": null, "carrier": null, "needs_carrier": false, "ignored_carriers": []}', NULL);
INSERT INTO public.turns VALUES ('turn_1e017166ce21458798e340463fa8624c', 'se_e457c7df162d489aaff87859b174b956', 'completed', true, 'ow_9fb3be9bb1674da9a88c4d72417d004e', 1, 0, 0, 'br_60208b467add43e68ee43535b284ceef', 26, 2, 1, '\xc600000000010000400000005200000052000000480000005200000053000000400000004d00000053000000c6000000', '\xc417841e4e0c29ee46f62d41850734b8', '\xaf0aa6929370b3955c4a20872a5103cf', '{"request_id": "resp_ade0a5432161470b9f65790c2937c1d1", "model": "toy", "input": {"messages": [], "add_generation_prompt": true, "continue_final_message": false, "tools": null, "variables": {}}, "adapter": null, "sampling": {"max_tokens": 16, "min_tokens": 0, "temperature": 1.0, "top_k": 0, "top_p": 1.0, "min_p": 0.0, "repetition_penalty": 1.0, "presence_penalty": 0.0, "frequency_penalty": 0.0, "logit_bias": [], "seed": null, "stop": [], "stop_token_ids": [], "include_stop_str_in_output": false, "ignore_eos": false, "max_reasoning_tokens": null, "logprobs": null, "prompt_logprobs": null}, "n": 1, "echo": false, "session_id": "conv_5f47b7953da84560b3c6be639954285a", "run_id": "resp_ade0a5432161470b9f65790c2937c1d1", "step": 0, "is_recorded": true, "is_filed": true, "grammar": null, "lease_s": 0.0, "is_carried": false, "is_signed": false, "is_last": false, "tenant": "default"}', 8192, 'd125bdfe477a04efa9737062101bd8ae', 'toy', false, '{"request_id": "resp_ade0a5432161470b9f65790c2937c1d1", "created": 1796081400, "num_prompt_tokens": 38, "seed": 3391273424492180900, "system_fingerprint": "fp_6fbc7cfef75f", "session": {"session_id": "conv_5f47b7953da84560b3c6be639954285a", "num_matched_messages": 0, "num_matched_tokens": 0, "forked": false}, "loosened_tools": [], "reasoning": "none"}', '{"usage": {"num_prompt_tokens": 38, "num_completion_tokens": 1, "num_cached_tokens": 6, "cold": null, "restored": {"tier": "device", "num_tokens": 6, "seconds": 0.0, "saved_s": 3.0696195465279466e-05, "num_bytes": 0}, "head_rules": [], "num_reasoning_tokens": 0, "kv": {"byte_seconds": {"device": 0.0, "disk": 0.0}, "num_restored_bytes": 0, "num_recomputed_tokens": 0}}, "num_computed_tokens": 32, "prompt_logprobs": null, "carrier": null, "needs_carrier": false, "ignored_carriers": []}', NULL);
INSERT INTO public.turns VALUES ('turn_8e4093fca5f14210b47fc0f66cb0fa88', 'se_3a993ac669c2495eab716ef9714a39ad', 'in_progress', true, 'ow_9fb3be9bb1674da9a88c4d72417d004e', 1, 0, 0, 'br_c02d4aa215ff4f609896007916a4dd7b', 18, 1, 1, '\xc600000000010000400000005200000052000000480000005200000053000000400000004d00000053000000c6000000', '\xc417841e4e0c29ee46f62d41850734b8', '\x833cd06a3feef156551e2d3bfe0ab85b', '{"request_id": "resp_be50d65acc0c44c9a54e651801aebd98", "model": "toy", "input": {"messages": [], "add_generation_prompt": true, "continue_final_message": false, "tools": null, "variables": {}}, "adapter": null, "sampling": {"max_tokens": 600, "min_tokens": 0, "temperature": 1.0, "top_k": 0, "top_p": 1.0, "min_p": 0.0, "repetition_penalty": 1.0, "presence_penalty": 0.0, "frequency_penalty": 0.0, "logit_bias": [], "seed": null, "stop": [], "stop_token_ids": [], "include_stop_str_in_output": false, "ignore_eos": true, "max_reasoning_tokens": null, "logprobs": null, "prompt_logprobs": null}, "n": 1, "echo": false, "session_id": "resp_be50d65acc0c44c9a54e651801aebd98", "run_id": "resp_be50d65acc0c44c9a54e651801aebd98", "step": 0, "is_recorded": true, "is_filed": true, "grammar": null, "lease_s": 0.0, "is_carried": false, "is_signed": false, "is_last": false, "tenant": "default"}', 8192, 'd125bdfe477a04efa9737062101bd8ae', 'toy', false, '{"request_id": "resp_be50d65acc0c44c9a54e651801aebd98", "created": 1796081401, "num_prompt_tokens": 30, "seed": 8934431544343617624, "system_fingerprint": "fp_6fbc7cfef75f", "session": {"session_id": "resp_be50d65acc0c44c9a54e651801aebd98", "num_matched_messages": 0, "num_matched_tokens": 0, "forked": false}, "loosened_tools": [], "reasoning": "none"}', NULL, NULL);
SELECT pg_catalog.setval('public.memory_namespaces_id_seq', 1, false);
SELECT pg_catalog.setval('public.memory_records_number_seq', 1, false);
SELECT pg_catalog.setval('public.migrations_number_seq', 1, false);
ALTER TABLE ONLY public.agent_artifacts
    ADD CONSTRAINT agent_artifacts_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.agent_calls
    ADD CONSTRAINT agent_calls_pkey PRIMARY KEY (session_id, call_id);
ALTER TABLE ONLY public.agent_environments
    ADD CONSTRAINT agent_environments_pkey PRIMARY KEY (id);
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
ALTER TABLE ONLY public.answer_parts
    ADD CONSTRAINT answer_parts_pkey PRIMARY KEY (place, start);
ALTER TABLE ONLY public.answers
    ADD CONSTRAINT answers_pkey PRIMARY KEY (place);
ALTER TABLE ONLY public.audit_head
    ADD CONSTRAINT audit_head_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.audit_log
    ADD CONSTRAINT audit_log_pkey PRIMARY KEY (number);
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
ALTER TABLE ONLY public.server_calls
    ADD CONSTRAINT server_calls_pkey PRIMARY KEY (response_id, "position");
ALTER TABLE ONLY public.server_tools
    ADD CONSTRAINT server_tools_pkey PRIMARY KEY (response_id);
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
ALTER TABLE ONLY public.vault_credentials
    ADD CONSTRAINT vault_credentials_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.vaults
    ADD CONSTRAINT vaults_pkey PRIMARY KEY (id);
CREATE INDEX agent_artifacts_of_session ON public.agent_artifacts USING btree (session_id, created_at);
CREATE INDEX agent_calls_of_turn ON public.agent_calls USING btree (turn_id);
CREATE INDEX agent_environments_by_session ON public.agent_environments USING btree (session_id);
CREATE INDEX agent_environments_by_tenant ON public.agent_environments USING btree (tenant, created_at);
CREATE INDEX agent_items_of_turn ON public.agent_items USING btree (turn_id);
CREATE INDEX agent_sessions_by_status ON public.agent_sessions USING btree (status);
CREATE INDEX agent_sessions_by_tenant ON public.agent_sessions USING btree (tenant, created_at);
CREATE INDEX agent_steps_by_event ON public.agent_steps USING btree (session_id, first_event);
CREATE INDEX agents_by_tenant ON public.agents USING btree (tenant, created_at);
CREATE INDEX answers_by_end ON public.answers USING btree (ended_at);
CREATE INDEX audit_log_by_tenant ON public.audit_log USING btree (tenant, number);
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
CREATE INDEX vault_credentials_of_vault ON public.vault_credentials USING btree (vault_id, created_at);
CREATE INDEX vaults_by_tenant ON public.vaults USING btree (tenant, created_at);
ALTER TABLE ONLY public.agent_artifacts
    ADD CONSTRAINT agent_artifacts_session_id_fkey FOREIGN KEY (session_id) REFERENCES public.agent_sessions(id) ON DELETE CASCADE;
ALTER TABLE ONLY public.agent_calls
    ADD CONSTRAINT agent_calls_session_id_fkey FOREIGN KEY (session_id) REFERENCES public.agent_sessions(id) ON DELETE CASCADE;
ALTER TABLE ONLY public.agent_environments
    ADD CONSTRAINT agent_environments_session_id_fkey FOREIGN KEY (session_id) REFERENCES public.agent_sessions(id) ON DELETE SET NULL;
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
ALTER TABLE ONLY public.answer_parts
    ADD CONSTRAINT answer_parts_place_fkey FOREIGN KEY (place) REFERENCES public.answers(place) ON DELETE CASCADE;
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
ALTER TABLE ONLY public.server_calls
    ADD CONSTRAINT server_calls_response_id_fkey FOREIGN KEY (response_id) REFERENCES public.responses(id) ON DELETE CASCADE;
ALTER TABLE ONLY public.server_tools
    ADD CONSTRAINT server_tools_response_id_fkey FOREIGN KEY (response_id) REFERENCES public.responses(id) ON DELETE CASCADE;
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
ALTER TABLE ONLY public.vault_credentials
    ADD CONSTRAINT vault_credentials_vault_id_fkey FOREIGN KEY (vault_id) REFERENCES public.vaults(id) ON DELETE CASCADE;
