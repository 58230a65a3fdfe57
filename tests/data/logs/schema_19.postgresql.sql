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
CREATE TABLE public.agent_automations (
    id character varying NOT NULL,
    tenant character varying NOT NULL,
    user_id character varying,
    created_at double precision NOT NULL,
    name character varying NOT NULL,
    metadata json NOT NULL,
    schedule json NOT NULL,
    target json NOT NULL,
    shown_target json NOT NULL,
    target_session_id character varying,
    principal json NOT NULL,
    created_by json,
    status character varying NOT NULL,
    pause_reason character varying,
    next_at double precision,
    revision integer NOT NULL,
    num_invocations integer NOT NULL
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
    user_id character varying,
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
CREATE TABLE public.agent_invocations (
    automation_id character varying NOT NULL,
    "position" integer NOT NULL,
    id character varying NOT NULL,
    created_at double precision NOT NULL,
    scheduled_at double precision,
    automation json,
    session_id character varying,
    turn_id character varying,
    status character varying NOT NULL,
    skip_reason character varying,
    error json
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
    user_id character varying,
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
    max_seconds double precision,
    max_cost bigint,
    usage json NOT NULL,
    num_tool_calls integer NOT NULL,
    num_seconds double precision NOT NULL,
    cost bigint NOT NULL,
    busy_since double precision,
    num_events integer NOT NULL,
    held_events json NOT NULL,
    num_items integer NOT NULL,
    num_turns integer NOT NULL,
    error character varying,
    owner_id character varying NOT NULL,
    template_fingerprint character varying NOT NULL,
    vault_ids json
);
CREATE TABLE public.agent_spending (
    tenant character varying NOT NULL,
    agent_id character varying NOT NULL,
    day character varying NOT NULL,
    num_input bigint NOT NULL,
    num_cached bigint NOT NULL,
    num_output bigint NOT NULL,
    num_tool_calls bigint NOT NULL,
    num_seconds double precision NOT NULL,
    cost bigint NOT NULL
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
CREATE TABLE public.agent_subagents (
    session_id character varying NOT NULL,
    parent_id character varying NOT NULL,
    root_id character varying NOT NULL,
    depth integer NOT NULL,
    call_id character varying NOT NULL,
    name character varying,
    task character varying NOT NULL,
    opened_at double precision NOT NULL,
    closed_at double precision
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
    num_outputs integer NOT NULL,
    scopes json
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
    user_id character varying,
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
    computed_model character varying,
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
    user_id character varying,
    created_at double precision NOT NULL,
    name character varying,
    metadata json NOT NULL
);
ALTER TABLE ONLY public.memory_namespaces ALTER COLUMN id SET DEFAULT nextval('public.memory_namespaces_id_seq'::regclass);
ALTER TABLE ONLY public.memory_records ALTER COLUMN number SET DEFAULT nextval('public.memory_records_number_seq'::regclass);
ALTER TABLE ONLY public.migrations ALTER COLUMN number SET DEFAULT nextval('public.migrations_number_seq'::regclass);
INSERT INTO public.branches VALUES ('br_35ff735d3c91410caa9705f5886a3a62', 'se_5d9a7925ede84d339b91fc15c2d59993', 'chat', NULL, 0, 0, 40, 2, 1, 1796139107.7746282, 'ow_0857b37532f74d5596895e55d0afbdc4', 39, '746f79', NULL);
INSERT INTO public.branches VALUES ('br_36af32cd6970480d91fd2dd6bf2732e9', 'se_4fb16170b8b64739bfdacc41bd827260', 'chat', NULL, 0, 0, 86, 4, 2, 1796139108.0038807, 'ow_0857b37532f74d5596895e55d0afbdc4', 85, '746f79', NULL);
INSERT INTO public.branches VALUES ('br_322a02ff93514af3a0a7fc817331ada3', 'se_c0e3eb5df02d4a40bcf8291c30cda1fd', 'chat', NULL, 0, 0, 104, 6, 3, 1796139100.899934, 'ow_0857b37532f74d5596895e55d0afbdc4', 103, '746f79', NULL);
INSERT INTO public.branches VALUES ('br_457aaabdcda3486096a985160a54a5b1', 'se_c0e3eb5df02d4a40bcf8291c30cda1fd', 'chat', 'br_322a02ff93514af3a0a7fc817331ada3', 86, 5, 104, 6, 1, 1796139103.5774715, 'ow_0857b37532f74d5596895e55d0afbdc4', 103, '746f79', NULL);
INSERT INTO public.branches VALUES ('br_b3335a9864e84be0a71668268d49d10b', 'se_c0e3eb5df02d4a40bcf8291c30cda1fd', 'chat', NULL, 0, 0, 37, 2, 1, 1796139103.8936198, 'ow_0857b37532f74d5596895e55d0afbdc4', 36, '746f79', NULL);
INSERT INTO public.branches VALUES ('br_a1ce3135bcdb40cfa3dce9a6073c5d03', 'se_76fe1c4ae95246499cca1ec8914a8786', 'chat', NULL, 0, 0, 54, 3, 1, 1796139110.1325288, 'ow_0857b37532f74d5596895e55d0afbdc4', 53, '746f79', NULL);
INSERT INTO public.branches VALUES ('br_60544b362af34b979645db68e473474b', 'se_1816512ddd274eab8a8bbd8d5aaf93af', 'chat', NULL, 0, 0, 18, 1, 1, 1796139110.9158623, NULL, 0, NULL, NULL);
INSERT INTO public.branches VALUES ('br_9d243dfde2f94293986873b143c5dd0c', 'se_451c33e038264787baec089c24393d56', 'text', NULL, 0, 0, 28, 4, 2, 1796139104.9730864, 'ow_0857b37532f74d5596895e55d0afbdc4', 28, '746f79', NULL);
INSERT INTO public.branches VALUES ('br_f4c788000603482aa45994530cf961b8', 'se_7de4cefb0bd74d30a8e71618e7881450', 'tokens', NULL, 0, 0, 11, 2, 1, 1796139105.9874275, 'ow_0857b37532f74d5596895e55d0afbdc4', 10, '746f79', NULL);
INSERT INTO public.branches VALUES ('br_0215b0429d08401c9325fdbd28756640', 'se_d6231f761f404dc1a768adfb6885209e', 'chat', NULL, 0, 0, 78, 4, 2, 1796139107.0789678, 'ow_0857b37532f74d5596895e55d0afbdc4', 77, '746f79', NULL);
INSERT INTO public.conversation_items VALUES ('conv_ebe5d392a51b4543b976a76bd609bfcf', 0, 'msg_b424883d5cb247a383d5a1dfecb4ab04', '{"id": "msg_b424883d5cb247a383d5a1dfecb4ab04", "type": "message", "role": "user", "status": "completed", "content": [{"type": "input_text", "text": "Before"}]}');
INSERT INTO public.conversation_items VALUES ('conv_ebe5d392a51b4543b976a76bd609bfcf', 1, 'msg_19d11f3fc52340acb9f5bebff52fa2de', '{"id": "msg_19d11f3fc52340acb9f5bebff52fa2de", "type": "message", "role": "user", "status": "completed", "content": [{"type": "input_text", "text": "In it"}]}');
INSERT INTO public.conversation_items VALUES ('conv_ebe5d392a51b4543b976a76bd609bfcf', 2, 'msg_fbc4c53a92e84cb9af7666b86606323100', '{"id": "msg_fbc4c53a92e84cb9af7666b86606323100", "type": "message", "role": "assistant", "status": "incomplete", "content": [{"type": "output_text", "text": "\ufffd\"N\ufffd0\ufffd4\ufffdu\ufffd\ufffdx\ufffd\ufffd\ufffd", "annotations": [], "logprobs": []}]}');
INSERT INTO public.conversations VALUES ('conv_ebe5d392a51b4543b976a76bd609bfcf', 'default', 1796139109, '{"topic": "migrations"}', 3, 2, NULL, 1796139110.5368857);
INSERT INTO public.items VALUES ('br_322a02ff93514af3a0a7fc817331ada3', 0, 'it_10d65126544745329b640431d83c686c', 'se_c0e3eb5df02d4a40bcf8291c30cda1fd', 'user', '{"role": "user", "content": "Good morning"}', '\x70222a0c842ba9f1e656f75a50d407d2', NULL, 0, 19, true, NULL, NULL, NULL, 1796139101.0024276);
INSERT INTO public.items VALUES ('br_322a02ff93514af3a0a7fc817331ada3', 1, 'it_d89d8b408dcd4895a2d52a129d98e028', 'se_c0e3eb5df02d4a40bcf8291c30cda1fd', 'assistant', '{"role": "assistant", "content": "\u037fK\ufffd\ufffdl"}', '\xc55c94160f0b1cf06822d83ee66ef66f', NULL, 19, 37, true, 'length', NULL, NULL, 1796139101.6515577);
INSERT INTO public.items VALUES ('br_322a02ff93514af3a0a7fc817331ada3', 2, 'it_dbf6e6956c654778bb6b3fff3527d360', 'se_c0e3eb5df02d4a40bcf8291c30cda1fd', 'user', '{"role": "user", "content": "And then?"}', '\x3ef625fdc470a400c344f7d3f21af878', NULL, 37, 55, true, NULL, NULL, NULL, 1796139102.530596);
INSERT INTO public.items VALUES ('br_322a02ff93514af3a0a7fc817331ada3', 3, 'it_759d9581a1d84128acaf80ea401c1600', 'se_c0e3eb5df02d4a40bcf8291c30cda1fd', 'assistant', '{"role": "assistant", "content": "\ufffd\ufffd\ufffd\ufffd\u0000"}', '\xdbaf086743be6991bbaf1b187ee9d9a3', NULL, 55, 73, true, 'length', NULL, NULL, 1796139102.718285);
INSERT INTO public.items VALUES ('br_322a02ff93514af3a0a7fc817331ada3', 4, 'it_4dcec909383f484e998ea7793fda8eb8', 'se_c0e3eb5df02d4a40bcf8291c30cda1fd', 'user', '{"role": "user", "content": "Why?"}', '\xbe36cd1ac2e281f7ba99b5e044218a73', NULL, 73, 86, true, NULL, NULL, NULL, 1796139103.127875);
INSERT INTO public.items VALUES ('br_322a02ff93514af3a0a7fc817331ada3', 5, 'it_aa3e57955fde422fb258ad1b11f7b43f', 'se_c0e3eb5df02d4a40bcf8291c30cda1fd', 'assistant', '{"role": "assistant", "content": "\ufffdG\u0019\ufffd\ufffd"}', '\x270422d94c2fcf86821aee76c1fe1411', NULL, 86, 104, true, 'length', NULL, NULL, 1796139103.5270505);
INSERT INTO public.items VALUES ('br_457aaabdcda3486096a985160a54a5b1', 5, 'it_ce36d21d2f1e4fa0939625eee2e7c6cf', 'se_c0e3eb5df02d4a40bcf8291c30cda1fd', 'assistant', '{"role": "assistant", "content": "\ufffdK\ufffd\ufffd=`"}', '\x33462b95eacc296d55006d0eaa57521c', NULL, 86, 104, true, 'length', NULL, NULL, 1796139103.5960631);
INSERT INTO public.items VALUES ('br_b3335a9864e84be0a71668268d49d10b', 0, 'it_0df6923446344b009ef04fa1937332f6', 'se_c0e3eb5df02d4a40bcf8291c30cda1fd', 'user', '{"role": "user", "content": "Good evening"}', '\xa0fc891d406bacc5ef327501c56c6b42', NULL, 0, 19, true, NULL, NULL, NULL, 1796139103.9381115);
INSERT INTO public.items VALUES ('br_b3335a9864e84be0a71668268d49d10b', 1, 'it_8add86b232864cefa18ecd45fbf43e49', 'se_c0e3eb5df02d4a40bcf8291c30cda1fd', 'assistant', '{"role": "assistant", "content": "\u001c\u0155 \ufffdm"}', '\xc2fc5bc856b25d0122edc4155d210c58', NULL, 19, 37, true, 'length', NULL, NULL, 1796139104.4763336);
INSERT INTO public.items VALUES ('br_9d243dfde2f94293986873b143c5dd0c', 0, 'it_63e44a065759494ebeb711478abf37eb', 'se_451c33e038264787baec089c24393d56', 'prompt', '"Once upon a time"', '\xcf25218127a2bd1df7b6d9215a761c83', 16, 0, 16, true, NULL, NULL, NULL, 1796139104.999372);
INSERT INTO public.items VALUES ('br_9d243dfde2f94293986873b143c5dd0c', 1, 'it_90f2e8ed5d794611964d9b21a7f2456a', 'se_451c33e038264787baec089c24393d56', 'completion', '"Bo\ufffd\ufffd\ufffd"', '\x19cdeb4dd634ed65a6bf4702623fe794', 21, 16, 21, true, 'length', NULL, NULL, 1796139105.296917);
INSERT INTO public.items VALUES ('br_9d243dfde2f94293986873b143c5dd0c', 2, 'it_8ffda4c5979e4ab0a37e8d275b97a0c2', 'se_451c33e038264787baec089c24393d56', 'prompt', '" and"', '\x4bed1c3fbacc6315204c6e186cdb0eae', 25, 21, 25, true, NULL, NULL, NULL, 1796139105.6229942);
INSERT INTO public.items VALUES ('br_9d243dfde2f94293986873b143c5dd0c', 3, 'it_ebd94c2b5ca341fca6f3948750bb2e69', 'se_451c33e038264787baec089c24393d56', 'completion', '"\ufffd9\ufffd"', '\x96ae210949d5140a93592896500ba590', 28, 25, 28, true, 'stop', '"C"', '\x22000000', 1796139105.733739);
INSERT INTO public.items VALUES ('br_f4c788000603482aa45994530cf961b8', 0, 'it_982956daaa934721906739c3f2557b3b', 'se_7de4cefb0bd74d30a8e71618e7881450', 'prompt', NULL, NULL, NULL, 0, 6, true, NULL, NULL, NULL, 1796139106.0264614);
INSERT INTO public.items VALUES ('br_f4c788000603482aa45994530cf961b8', 1, 'it_b310c1558ba34163b2d74aaddaa51e41', 'se_7de4cefb0bd74d30a8e71618e7881450', 'completion', '"\ufffd\u07a2\ufffdq"', NULL, NULL, 6, 11, true, 'length', NULL, NULL, 1796139106.328118);
INSERT INTO public.items VALUES ('br_0215b0429d08401c9325fdbd28756640', 0, 'it_1ad8f447699c40f2b2b4a246f1829988', 'se_d6231f761f404dc1a768adfb6885209e', 'user', '{"role": "user", "content": "One"}', '\x77f869597a023dff8787e0ba9225f3a3', NULL, 0, 10, true, NULL, NULL, NULL, 1796139107.0862105);
INSERT INTO public.items VALUES ('br_0215b0429d08401c9325fdbd28756640', 1, 'it_0a48f970613c46d9a046fbd97a32efca', 'se_d6231f761f404dc1a768adfb6885209e', 'assistant', '{"role": "assistant", "content": "^\ufffdtw\ufffdc\ufffd\ufffd\u000e\ufffd;\ufffd\ufffdFk\ufffd"}', '\x6ddf02c790dc426a679558cf8ea19471', NULL, 10, 38, true, 'length', NULL, NULL, 1796139107.4818728);
INSERT INTO public.items VALUES ('br_0215b0429d08401c9325fdbd28756640', 2, 'it_cdf224694d0a4ca29e0db08176ef0769', 'se_d6231f761f404dc1a768adfb6885209e', 'user', '{"role": "user", "content": "Two"}', '\x38ff14153373e414e7e1222ad1f905ca', NULL, 38, 50, true, NULL, NULL, NULL, 1796139107.6054652);
INSERT INTO public.items VALUES ('br_0215b0429d08401c9325fdbd28756640', 3, 'it_91a81fed314d446e845d5bc0a1c293b2', 'se_d6231f761f404dc1a768adfb6885209e', 'assistant', '{"role": "assistant", "content": "\u00e3>\ufffd\ufffd\ufffd\ufffdm\u0018\ufffd.\ufffd\ufffd\u0001S3"}', '\xb64d97adf0abe5781ebf1c302a6bf195', NULL, 50, 78, true, 'length', NULL, NULL, 1796139107.7068317);
INSERT INTO public.items VALUES ('br_35ff735d3c91410caa9705f5886a3a62', 0, 'it_cbe968ec25b049379a46427e70747041', 'se_5d9a7925ede84d339b91fc15c2d59993', 'user', '{"role": "user", "content": "Later"}', '\x1d0a5c99b8ef5ef81592c6af4098d929', NULL, 0, 12, true, NULL, NULL, NULL, 1796139107.778087);
INSERT INTO public.items VALUES ('br_35ff735d3c91410caa9705f5886a3a62', 1, 'it_a021b868c3e54090b00bba112ef28e93', 'se_5d9a7925ede84d339b91fc15c2d59993', 'assistant', '{"role": "assistant", "content": "\ufffd\ufffd\ufffd\ufffds\u0019s\ufffd\ufffd\ufffd\ufffd\ufffdp\ufffd\ufffd"}', '\xab5b26e56e56f676862aa6361d2119e0', NULL, 12, 40, true, 'length', NULL, NULL, 1796139107.9200075);
INSERT INTO public.items VALUES ('br_36af32cd6970480d91fd2dd6bf2732e9', 0, 'it_de44be8e024644979ad74e6050b05a12', 'se_4fb16170b8b64739bfdacc41bd827260', 'user', '{"role": "user", "content": "Gone"}', '\xae110851c9dd3fab3ff687bfd2d40a26', NULL, 0, 11, true, NULL, NULL, NULL, 1796139108.0303307);
INSERT INTO public.items VALUES ('br_36af32cd6970480d91fd2dd6bf2732e9', 1, 'it_6b566679b1bc417082944fb2373dace4', 'se_4fb16170b8b64739bfdacc41bd827260', 'assistant', '{"role": "assistant", "content": "J\ufffd\"?_\ufffd\ufffd\u0003\ufffd\u0007\ufffd9wl#p"}', '\x92daff4afd5259634f0b2841792ae26d', NULL, 11, 39, true, 'length', NULL, NULL, 1796139108.2790046);
INSERT INTO public.items VALUES ('br_36af32cd6970480d91fd2dd6bf2732e9', 2, 'it_4f242cbdc458439690e87dc74090d513', 'se_4fb16170b8b64739bfdacc41bd827260', 'user', '{"role": "user", "content": "Still here"}', '\x0213cccf574c670d26ebc29c46d670f8', NULL, 39, 58, true, NULL, NULL, NULL, 1796139108.8544183);
INSERT INTO public.items VALUES ('br_36af32cd6970480d91fd2dd6bf2732e9', 3, 'it_64348d633af849dd9caa108b4a9e349b', 'se_4fb16170b8b64739bfdacc41bd827260', 'assistant', '{"role": "assistant", "content": " O\ufffd\ufffdl$\ufffd\u067a\ufffd\ufffdB\ufffd\ufffdS\ufffd"}', '\x2b9ddaef1fafb4ef0ccc2f916c6c05ad', NULL, 58, 86, true, 'length', NULL, NULL, 1796139109.1676347);
INSERT INTO public.items VALUES ('br_a1ce3135bcdb40cfa3dce9a6073c5d03', 0, 'it_3dd88cf1bca84a71a67bc575acf745f4', 'se_76fe1c4ae95246499cca1ec8914a8786', 'user', '{"role": "user", "content": "Before"}', '\x86f1ff03c95f3955b509a5f75b79e5ca', NULL, 0, 13, true, NULL, NULL, NULL, 1796139110.1578772);
INSERT INTO public.items VALUES ('br_a1ce3135bcdb40cfa3dce9a6073c5d03', 1, 'it_470de2f6872640a98c94656dcc830864', 'se_76fe1c4ae95246499cca1ec8914a8786', 'user', '{"role": "user", "content": "In it"}', '\xaf0aa6929370b3955c4a20872a5103cf', NULL, 13, 26, true, NULL, NULL, NULL, 1796139110.157895);
INSERT INTO public.items VALUES ('br_a1ce3135bcdb40cfa3dce9a6073c5d03', 2, 'it_82cb1997885d4ad787b32272ebfbd28e', 'se_76fe1c4ae95246499cca1ec8914a8786', 'assistant', '{"role": "assistant", "content": "\ufffd\"N\ufffd0\ufffd4\ufffdu\ufffd\ufffdx\ufffd\ufffd\ufffd"}', '\xfa8c83a4f118d13836ce5ee2a161b701', NULL, 26, 54, true, 'length', NULL, NULL, 1796139110.353801);
INSERT INTO public.items VALUES ('br_60544b362af34b979645db68e473474b', 0, 'it_feda44b020a34415b0fc3d860baf3e8e', 'se_1816512ddd274eab8a8bbd8d5aaf93af', 'user', '{"role": "user", "content": "Interrupted"}', '\x833cd06a3feef156551e2d3bfe0ab85b', NULL, 0, 18, true, NULL, NULL, NULL, 1796139110.9469254);
INSERT INTO public.migrations VALUES (1, 'first_schema', 1796139094.1057584);
INSERT INTO public.migrations VALUES (2, 'responses_and_conversations', 1796139094.1305003);
INSERT INTO public.migrations VALUES (3, 'runs', 1796139094.1375031);
INSERT INTO public.migrations VALUES (4, 'whereabouts_of_kv', 1796139094.1467001);
INSERT INTO public.migrations VALUES (5, 'owners_of_responses_and_attempts', 1796139094.161333);
INSERT INTO public.migrations VALUES (6, 'turns_and_steps', 1796139094.1636493);
INSERT INTO public.migrations VALUES (7, 'session_verbs', 1796139094.1881263);
INSERT INTO public.migrations VALUES (8, 'agents', 1796139094.2004664);
INSERT INTO public.migrations VALUES (9, 'placements_of_sessions', 1796139094.2018936);
INSERT INTO public.migrations VALUES (10, 'memories', 1796139094.2077167);
INSERT INTO public.migrations VALUES (11, 'usage_of_kv', 1796139094.214484);
INSERT INTO public.migrations VALUES (12, 'vaults_and_audit', 1796139094.225318);
INSERT INTO public.migrations VALUES (13, 'environments', 1796139094.2406752);
INSERT INTO public.migrations VALUES (14, 'server_calls_of_responses', 1796139094.243038);
INSERT INTO public.migrations VALUES (15, 'answers', 1796139094.2531197);
INSERT INTO public.migrations VALUES (16, 'subagents', 1796139094.2612605);
INSERT INTO public.migrations VALUES (17, 'models_of_kv', 1796139094.2622666);
INSERT INTO public.migrations VALUES (18, 'automations', 1796139094.2808132);
INSERT INTO public.migrations VALUES (19, 'users_and_budgets', 1796139094.2880533);
INSERT INTO public.owners VALUES ('ow_0857b37532f74d5596895e55d0afbdc4', 'host:data', 1796139109.527044);
INSERT INTO public.response_items VALUES ('resp_b8d45c06de0b46e9a90e2d8088dfa3bb', 0, false, 'msg_34b7f200eaf34d74b212c0a5533d0578', '{"id": "msg_34b7f200eaf34d74b212c0a5533d0578", "type": "message", "role": "user", "status": "completed", "content": [{"type": "input_text", "text": "One"}]}');
INSERT INTO public.response_items VALUES ('resp_b8d45c06de0b46e9a90e2d8088dfa3bb', 1, true, 'msg_b8d45c06de0b46e9a90e2d8088dfa3bb00', '{"id": "msg_b8d45c06de0b46e9a90e2d8088dfa3bb00", "type": "message", "role": "assistant", "status": "incomplete", "content": [{"type": "output_text", "text": "^\ufffdtw\ufffdc\ufffd\ufffd\u000e\ufffd;\ufffd\ufffdFk\ufffd", "annotations": [], "logprobs": []}]}');
INSERT INTO public.response_items VALUES ('resp_6fb4cb3610674300be61e30d742038be', 0, false, 'msg_f0149e1d54144a25a771453ab6f6db72', '{"id": "msg_f0149e1d54144a25a771453ab6f6db72", "type": "message", "role": "user", "status": "completed", "content": [{"type": "input_text", "text": "Two"}]}');
INSERT INTO public.response_items VALUES ('resp_6fb4cb3610674300be61e30d742038be', 1, true, 'msg_6fb4cb3610674300be61e30d742038be00', '{"id": "msg_6fb4cb3610674300be61e30d742038be00", "type": "message", "role": "assistant", "status": "incomplete", "content": [{"type": "output_text", "text": "\u00e3>\ufffd\ufffd\ufffd\ufffdm\u0018\ufffd.\ufffd\ufffd\u0001S3", "annotations": [], "logprobs": []}]}');
INSERT INTO public.response_items VALUES ('resp_55923e328fc34bb983663bc34de3ddb3', 0, false, 'msg_1d61c373e301489d92b2b330e8507ebf', '{"id": "msg_1d61c373e301489d92b2b330e8507ebf", "type": "message", "role": "user", "status": "completed", "content": [{"type": "input_text", "text": "Later"}]}');
INSERT INTO public.response_items VALUES ('resp_55923e328fc34bb983663bc34de3ddb3', 1, true, 'msg_55923e328fc34bb983663bc34de3ddb300', '{"id": "msg_55923e328fc34bb983663bc34de3ddb300", "type": "message", "role": "assistant", "status": "incomplete", "content": [{"type": "output_text", "text": "\ufffd\ufffd\ufffd\ufffds\u0019s\ufffd\ufffd\ufffd\ufffd\ufffdp\ufffd\ufffd", "annotations": [], "logprobs": []}]}');
INSERT INTO public.response_items VALUES ('resp_a8ea1e445bbd444aa06871cb96b43c56', 0, false, 'msg_3b6159b4eb994ba0be70c88a390c3b4d', '{"id": "msg_3b6159b4eb994ba0be70c88a390c3b4d", "type": "message", "role": "user", "status": "completed", "content": [{"type": "input_text", "text": "Gone"}]}');
INSERT INTO public.response_items VALUES ('resp_a8ea1e445bbd444aa06871cb96b43c56', 1, true, 'msg_a8ea1e445bbd444aa06871cb96b43c5600', '{"id": "msg_a8ea1e445bbd444aa06871cb96b43c5600", "type": "message", "role": "assistant", "status": "incomplete", "content": [{"type": "output_text", "text": "J\ufffd\"?_\ufffd\ufffd\u0003\ufffd\u0007\ufffd9wl#p", "annotations": [], "logprobs": []}]}');
INSERT INTO public.response_items VALUES ('resp_50cd8b6bd5ae49c5849424a858b3439c', 0, false, 'msg_d4b88b210fdb4aa3960e938dfaf74c8a', '{"id": "msg_d4b88b210fdb4aa3960e938dfaf74c8a", "type": "message", "role": "user", "status": "completed", "content": [{"type": "input_text", "text": "Still here"}]}');
INSERT INTO public.response_items VALUES ('resp_50cd8b6bd5ae49c5849424a858b3439c', 1, true, 'msg_50cd8b6bd5ae49c5849424a858b3439c00', '{"id": "msg_50cd8b6bd5ae49c5849424a858b3439c00", "type": "message", "role": "assistant", "status": "incomplete", "content": [{"type": "output_text", "text": " O\ufffd\ufffdl$\ufffd\u067a\ufffd\ufffdB\ufffd\ufffdS\ufffd", "annotations": [], "logprobs": []}]}');
INSERT INTO public.response_items VALUES ('resp_fbc4c53a92e84cb9af7666b866063231', 0, false, 'msg_19d11f3fc52340acb9f5bebff52fa2de', '{"id": "msg_19d11f3fc52340acb9f5bebff52fa2de", "type": "message", "role": "user", "status": "completed", "content": [{"type": "input_text", "text": "In it"}]}');
INSERT INTO public.response_items VALUES ('resp_fbc4c53a92e84cb9af7666b866063231', 1, true, 'msg_fbc4c53a92e84cb9af7666b86606323100', '{"id": "msg_fbc4c53a92e84cb9af7666b86606323100", "type": "message", "role": "assistant", "status": "incomplete", "content": [{"type": "output_text", "text": "\ufffd\"N\ufffd0\ufffd4\ufffdu\ufffd\ufffdx\ufffd\ufffd\ufffd", "annotations": [], "logprobs": []}]}');
INSERT INTO public.response_items VALUES ('resp_bcb57b96a32b4c57b6335378a536382b', 0, false, 'msg_449d17e0f9a1414393224d36b0a12d66', '{"id": "msg_449d17e0f9a1414393224d36b0a12d66", "type": "message", "role": "user", "status": "completed", "content": [{"type": "input_text", "text": "Interrupted"}]}');
INSERT INTO public.responses VALUES ('resp_b8d45c06de0b46e9a90e2d8088dfa3bb', 'default', 'incomplete', 1796139106, NULL, '{"model": "toy", "instructions": null, "store": true, "max_output_tokens": 16, "max_tool_calls": null, "metadata": {}, "parallel_tool_calls": true, "tools": [], "tool_choice": "auto", "text": {"format": {"type": "text"}, "verbosity": "medium"}, "reasoning": null, "temperature": 1.0, "top_p": 1.0, "presence_penalty": 0.0, "frequency_penalty": 0.0, "top_logprobs": 0, "truncation": "disabled", "prompt_cache_key": null, "prompt_cache_options": null, "prompt_cache_retention": null, "safety_identifier": null, "service_tier": "default", "user": null}', false, 'ow_0857b37532f74d5596895e55d0afbdc4', 0, 'd125bdfe477a04efa9737062101bd8ae', NULL, 'resp_b8d45c06de0b46e9a90e2d8088dfa3bb', NULL, NULL, NULL, '[22, 16, 6, null, {"tier": "device", "num_tokens": 6, "seconds": 0.0, "saved_s": 8.273932824807169e-05, "num_bytes": 0}]', NULL, 'max_output_tokens', true, '[[0, 1, 0], [0, 2, 0], [0, 1, 0], [0, 1, 0], [0, 1, 0], [0, 1, 0], [0, 1, 0], [0, 1, 0], [0, 1, 0], [0, 1, 0], [0, 1, 0], [0, 1, 0], [0, 1, 0], [0, 1, 0], [0, 1, 0]]', false);
INSERT INTO public.responses VALUES ('resp_6fb4cb3610674300be61e30d742038be', 'default', 'incomplete', 1796139107, NULL, '{"model": "toy", "instructions": null, "store": true, "max_output_tokens": 16, "max_tool_calls": null, "metadata": {}, "parallel_tool_calls": true, "tools": [], "tool_choice": "auto", "text": {"format": {"type": "text"}, "verbosity": "medium"}, "reasoning": null, "temperature": 1.0, "top_p": 1.0, "presence_penalty": 0.0, "frequency_penalty": 0.0, "top_logprobs": 0, "truncation": "disabled", "prompt_cache_key": null, "prompt_cache_options": null, "prompt_cache_retention": null, "safety_identifier": null, "service_tier": "default", "user": null}', false, 'ow_0857b37532f74d5596895e55d0afbdc4', 0, 'd125bdfe477a04efa9737062101bd8ae', NULL, 'resp_b8d45c06de0b46e9a90e2d8088dfa3bb', 'resp_b8d45c06de0b46e9a90e2d8088dfa3bb', NULL, NULL, '[62, 16, 37, null, {"tier": "device", "num_tokens": 37, "seconds": 0.0, "saved_s": 0.00023552006529972458, "num_bytes": 0}]', NULL, 'max_output_tokens', true, '[[0, 1, 0], [0, 1, 0], [0, 1, 0], [0, 1, 0], [0, 1, 0], [0, 2, 0], [0, 1, 0], [0, 1, 0], [0, 1, 0], [0, 1, 0], [0, 1, 0], [0, 1, 0], [0, 1, 0], [0, 1, 0]]', false);
INSERT INTO public.responses VALUES ('resp_55923e328fc34bb983663bc34de3ddb3', 'default', 'incomplete', 1796139107, NULL, '{"model": "toy", "instructions": null, "store": true, "max_output_tokens": 16, "max_tool_calls": null, "metadata": {}, "parallel_tool_calls": true, "tools": [], "tool_choice": "auto", "text": {"format": {"type": "text"}, "verbosity": "medium"}, "reasoning": null, "temperature": 1.0, "top_p": 1.0, "presence_penalty": 0.0, "frequency_penalty": 0.0, "top_logprobs": 0, "truncation": "disabled", "prompt_cache_key": null, "prompt_cache_options": null, "prompt_cache_retention": null, "safety_identifier": null, "service_tier": "default", "user": null}', true, 'ow_0857b37532f74d5596895e55d0afbdc4', 0, 'd125bdfe477a04efa9737062101bd8ae', NULL, 'resp_55923e328fc34bb983663bc34de3ddb3', NULL, NULL, NULL, '[24, 16, 6, null, {"tier": "device", "num_tokens": 6, "seconds": 0.0, "saved_s": 0.00010298497712094733, "num_bytes": 0}]', NULL, 'max_output_tokens', true, '[[0, 1, 0], [0, 2, 0], [0, 1, 0], [0, 1, 0], [0, 1, 0], [0, 1, 0], [0, 1, 0], [0, 1, 0], [0, 1, 0], [0, 2, 0], [0, 1, 0], [0, 1, 0], [0, 1, 0]]', false);
INSERT INTO public.responses VALUES ('resp_50cd8b6bd5ae49c5849424a858b3439c', 'default', 'incomplete', 1796139108, NULL, '{"model": "toy", "instructions": null, "store": true, "max_output_tokens": 16, "max_tool_calls": null, "metadata": {}, "parallel_tool_calls": true, "tools": [], "tool_choice": "auto", "text": {"format": {"type": "text"}, "verbosity": "medium"}, "reasoning": null, "temperature": 1.0, "top_p": 1.0, "presence_penalty": 0.0, "frequency_penalty": 0.0, "top_logprobs": 0, "truncation": "disabled", "prompt_cache_key": null, "prompt_cache_options": null, "prompt_cache_retention": null, "safety_identifier": null, "service_tier": "default", "user": null}', false, 'ow_0857b37532f74d5596895e55d0afbdc4', 0, 'd125bdfe477a04efa9737062101bd8ae', NULL, 'resp_a8ea1e445bbd444aa06871cb96b43c56', 'resp_a8ea1e445bbd444aa06871cb96b43c56', NULL, NULL, '[70, 16, 38, null, {"tier": "device", "num_tokens": 38, "seconds": 0.0, "saved_s": 0.001373146216248758, "num_bytes": 0}]', NULL, 'max_output_tokens', true, '[[0, 1, 0], [0, 1, 0], [0, 1, 0], [0, 1, 0], [0, 1, 0], [0, 1, 0], [0, 1, 0], [0, 1, 0], [0, 1, 0], [0, 2, 0], [0, 1, 0], [0, 2, 0], [0, 1, 0]]', false);
INSERT INTO public.responses VALUES ('resp_a8ea1e445bbd444aa06871cb96b43c56', 'default', 'incomplete', 1796139107, NULL, '{"model": "toy", "instructions": null, "store": true, "max_output_tokens": 16, "max_tool_calls": null, "metadata": {}, "parallel_tool_calls": true, "tools": [], "tool_choice": "auto", "text": {"format": {"type": "text"}, "verbosity": "medium"}, "reasoning": null, "temperature": 1.0, "top_p": 1.0, "presence_penalty": 0.0, "frequency_penalty": 0.0, "top_logprobs": 0, "truncation": "disabled", "prompt_cache_key": null, "prompt_cache_options": null, "prompt_cache_retention": null, "safety_identifier": null, "service_tier": "default", "user": null}', false, 'ow_0857b37532f74d5596895e55d0afbdc4', 0, 'd125bdfe477a04efa9737062101bd8ae', NULL, 'resp_a8ea1e445bbd444aa06871cb96b43c56', NULL, NULL, NULL, '[23, 16, 8, null, {"tier": "device", "num_tokens": 8, "seconds": 0.0, "saved_s": 0.0002376568068261785, "num_bytes": 0}]', NULL, 'max_output_tokens', true, '[[0, 1, 0], [0, 1, 0], [0, 1, 0], [0, 1, 0], [0, 1, 0], [0, 1, 0], [0, 1, 0], [0, 1, 0], [0, 2, 0], [0, 2, 0], [0, 1, 0], [0, 1, 0], [0, 1, 0], [0, 1, 0]]', true);
INSERT INTO public.responses VALUES ('resp_fbc4c53a92e84cb9af7666b866063231', 'default', 'incomplete', 1796139109, NULL, '{"model": "toy", "instructions": null, "store": true, "max_output_tokens": 16, "max_tool_calls": null, "metadata": {}, "parallel_tool_calls": true, "tools": [], "tool_choice": "auto", "text": {"format": {"type": "text"}, "verbosity": "medium"}, "reasoning": null, "temperature": 1.0, "top_p": 1.0, "presence_penalty": 0.0, "frequency_penalty": 0.0, "top_logprobs": 0, "truncation": "disabled", "prompt_cache_key": null, "prompt_cache_options": null, "prompt_cache_retention": null, "safety_identifier": null, "service_tier": "default", "user": null}', false, 'ow_0857b37532f74d5596895e55d0afbdc4', 0, 'd125bdfe477a04efa9737062101bd8ae', NULL, 'conv_ebe5d392a51b4543b976a76bd609bfcf', NULL, 'conv_ebe5d392a51b4543b976a76bd609bfcf', 1, '[38, 16, 6, null, {"tier": "device", "num_tokens": 6, "seconds": 0.0, "saved_s": 0.0002302076037955747, "num_bytes": 0}]', NULL, 'max_output_tokens', true, '[[0, 2, 0], [0, 1, 0], [0, 1, 0], [0, 1, 0], [0, 2, 0], [0, 1, 0], [0, 1, 0], [0, 1, 0], [0, 2, 0], [0, 1, 0], [0, 1, 0], [0, 1, 0]]', false);
INSERT INTO public.responses VALUES ('resp_bcb57b96a32b4c57b6335378a536382b', 'default', 'in_progress', 1796139110, NULL, '{"model": "toy", "instructions": null, "store": true, "max_output_tokens": 600, "max_tool_calls": null, "metadata": {}, "parallel_tool_calls": true, "tools": [], "tool_choice": "auto", "text": {"format": {"type": "text"}, "verbosity": "medium"}, "reasoning": null, "temperature": 1.0, "top_p": 1.0, "presence_penalty": 0.0, "frequency_penalty": 0.0, "top_logprobs": 0, "truncation": "disabled", "prompt_cache_key": null, "prompt_cache_options": null, "prompt_cache_retention": null, "safety_identifier": null, "service_tier": "default", "user": null}', true, 'ow_0857b37532f74d5596895e55d0afbdc4', 0, 'd125bdfe477a04efa9737062101bd8ae', NULL, 'resp_bcb57b96a32b4c57b6335378a536382b', NULL, NULL, NULL, NULL, NULL, NULL, true, NULL, false);
INSERT INTO public.sessions VALUES ('se_c0e3eb5df02d4a40bcf8291c30cda1fd', 'default', 'talk', 1796139100.7657197, 1796139104.6071298, 4, 'br_b3335a9864e84be0a71668268d49d10b', NULL, NULL, NULL, NULL, '{"byte_seconds": {"device": 2078.329035008326, "disk": 5659.014946451207}, "num_restored_bytes": 0, "num_recomputed_tokens": 0, "is_partial": false}');
INSERT INTO public.sessions VALUES ('se_451c33e038264787baec089c24393d56', 'default', 'text', 1796139104.9269032, 1796139105.7547386, 2, 'br_9d243dfde2f94293986873b143c5dd0c', NULL, NULL, NULL, NULL, '{"byte_seconds": {"device": 161.57614387199283, "disk": 272.6053913597425}, "num_restored_bytes": 0, "num_recomputed_tokens": 0, "is_partial": false}');
INSERT INTO public.sessions VALUES ('se_7de4cefb0bd74d30a8e71618e7881450', 'default', 'ids', 1796139105.9306862, 1796139106.3643167, 1, 'br_f4c788000603482aa45994530cf961b8', NULL, NULL, NULL, NULL, '{"byte_seconds": {"device": 0.0, "disk": 0.0}, "num_restored_bytes": 0, "num_recomputed_tokens": 0, "is_partial": false}');
INSERT INTO public.sessions VALUES ('se_d6231f761f404dc1a768adfb6885209e', 'default', 'resp_b8d45c06de0b46e9a90e2d8088dfa3bb', 1796139107.0614364, 1796139107.7100751, 2, 'br_0215b0429d08401c9325fdbd28756640', NULL, NULL, NULL, NULL, '{"byte_seconds": {"device": 176.58968678396195, "disk": 219.760334352497}, "num_restored_bytes": 0, "num_recomputed_tokens": 0, "is_partial": false}');
INSERT INTO public.sessions VALUES ('se_5d9a7925ede84d339b91fc15c2d59993', 'default', 'resp_55923e328fc34bb983663bc34de3ddb3', 1796139107.7613523, 1796139107.92364, 1, 'br_35ff735d3c91410caa9705f5886a3a62', NULL, NULL, NULL, NULL, '{"byte_seconds": {"device": 0.0, "disk": 0.0}, "num_restored_bytes": 0, "num_recomputed_tokens": 0, "is_partial": false}');
INSERT INTO public.sessions VALUES ('se_4fb16170b8b64739bfdacc41bd827260', 'default', 'resp_a8ea1e445bbd444aa06871cb96b43c56', 1796139108.0002892, 1796139109.1721132, 2, 'br_36af32cd6970480d91fd2dd6bf2732e9', NULL, NULL, NULL, NULL, '{"byte_seconds": {"device": 395.1029516798444, "disk": 772.6795277605997}, "num_restored_bytes": 0, "num_recomputed_tokens": 0, "is_partial": false}');
INSERT INTO public.sessions VALUES ('se_76fe1c4ae95246499cca1ec8914a8786', 'default', 'conv_ebe5d392a51b4543b976a76bd609bfcf', 1796139110.096277, 1796139110.3645177, 1, 'br_a1ce3135bcdb40cfa3dce9a6073c5d03', NULL, NULL, NULL, NULL, '{"byte_seconds": {"device": 0.0, "disk": 0.0}, "num_restored_bytes": 0, "num_recomputed_tokens": 0, "is_partial": false}');
INSERT INTO public.sessions VALUES ('se_1816512ddd274eab8a8bbd8d5aaf93af', 'default', 'resp_bcb57b96a32b4c57b6335378a536382b', 1796139110.8838053, 1796139110.9626317, 1, 'br_60544b362af34b979645db68e473474b', NULL, NULL, NULL, NULL, NULL);
INSERT INTO public.spans VALUES ('br_322a02ff93514af3a0a7fc817331ada3', 0, 'it_10d65126544745329b640431d83c686c', 'user', '\x0001000054000000520000004400000051000000c6000000260000004e0000004e00000043000000dc0000004c0000004e000000510000004d000000480000004d0000004600000001010000', 'rendered', NULL, NULL, 'd125bdfe477a04efa9737062101bd8ae', 'toy');
INSERT INTO public.spans VALUES ('br_322a02ff93514af3a0a7fc817331ada3', 19, 'it_d89d8b408dcd4895a2d52a129d98e028', 'assistant', '\xc600000000010000400000005200000052000000480000005200000053000000400000004d00000053000000c6000000', 'rendered', NULL, NULL, 'd125bdfe477a04efa9737062101bd8ae', 'toy');
INSERT INTO public.spans VALUES ('br_322a02ff93514af3a0a7fc817331ada3', 31, 'it_d89d8b408dcd4895a2d52a129d98e028', 'assistant', '\x890000007b0000002a000000aa000000a30000004b000000', 'sampled', '1', 0, 'd125bdfe477a04efa9737062101bd8ae', 'toy');
INSERT INTO public.spans VALUES ('br_322a02ff93514af3a0a7fc817331ada3', 37, 'it_dbf6e6956c654778bb6b3fff3527d360', 'user', '\x01010000c60000000001000054000000520000004400000051000000c6000000200000004d00000043000000dc0000005300000047000000440000004d0000001e00000001010000', 'rendered', NULL, NULL, 'd125bdfe477a04efa9737062101bd8ae', 'toy');
INSERT INTO public.spans VALUES ('br_322a02ff93514af3a0a7fc817331ada3', 55, 'it_759d9581a1d84128acaf80ea401c1600', 'assistant', '\xc600000000010000400000005200000052000000480000005200000053000000400000004d00000053000000c6000000', 'rendered', NULL, NULL, 'd125bdfe477a04efa9737062101bd8ae', 'toy');
INSERT INTO public.spans VALUES ('br_322a02ff93514af3a0a7fc817331ada3', 67, 'it_759d9581a1d84128acaf80ea401c1600', 'assistant', '\x9f0000005f000000ae000000b90000006d000000bc000000', 'sampled', '1', 0, 'd125bdfe477a04efa9737062101bd8ae', 'toy');
INSERT INTO public.spans VALUES ('br_322a02ff93514af3a0a7fc817331ada3', 73, 'it_4dcec909383f484e998ea7793fda8eb8', 'user', '\x01010000c60000000001000054000000520000004400000051000000c60000003600000047000000580000001e00000001010000', 'rendered', NULL, NULL, 'd125bdfe477a04efa9737062101bd8ae', 'toy');
INSERT INTO public.spans VALUES ('br_322a02ff93514af3a0a7fc817331ada3', 86, 'it_aa3e57955fde422fb258ad1b11f7b43f', 'assistant', '\xc600000000010000400000005200000052000000480000005200000053000000400000004d00000053000000c6000000', 'rendered', NULL, NULL, 'd125bdfe477a04efa9737062101bd8ae', 'toy');
INSERT INTO public.spans VALUES ('br_322a02ff93514af3a0a7fc817331ada3', 98, 'it_aa3e57955fde422fb258ad1b11f7b43f', 'assistant', '\x9400000026000000d5000000e9000000a9000000e3000000', 'sampled', '2', 0, 'd125bdfe477a04efa9737062101bd8ae', 'toy');
INSERT INTO public.spans VALUES ('br_457aaabdcda3486096a985160a54a5b1', 86, 'it_ce36d21d2f1e4fa0939625eee2e7c6cf', 'assistant', '\xc600000000010000400000005200000052000000480000005200000053000000400000004d00000053000000c6000000', 'rendered', NULL, NULL, 'd125bdfe477a04efa9737062101bd8ae', 'toy');
INSERT INTO public.spans VALUES ('br_457aaabdcda3486096a985160a54a5b1', 98, 'it_ce36d21d2f1e4fa0939625eee2e7c6cf', 'assistant', '\x940000002a0000005f000000740000001c0000003f000000', 'sampled', '2', 1, 'd125bdfe477a04efa9737062101bd8ae', 'toy');
INSERT INTO public.spans VALUES ('br_b3335a9864e84be0a71668268d49d10b', 0, 'it_0df6923446344b009ef04fa1937332f6', 'user', '\x0001000054000000520000004400000051000000c6000000260000004e0000004e00000043000000dc0000004400000055000000440000004d000000480000004d0000004600000001010000', 'rendered', NULL, NULL, 'd125bdfe477a04efa9737062101bd8ae', 'toy');
INSERT INTO public.spans VALUES ('br_b3335a9864e84be0a71668268d49d10b', 19, 'it_8add86b232864cefa18ecd45fbf43e49', 'assistant', '\xc600000000010000400000005200000052000000480000005200000053000000400000004d00000053000000c6000000', 'rendered', NULL, NULL, 'd125bdfe477a04efa9737062101bd8ae', 'toy');
INSERT INTO public.spans VALUES ('br_b3335a9864e84be0a71668268d49d10b', 31, 'it_8add86b232864cefa18ecd45fbf43e49', 'assistant', '\xd800000081000000f3000000dc000000950000004c000000', 'sampled', '3', 0, 'd125bdfe477a04efa9737062101bd8ae', 'toy');
INSERT INTO public.spans VALUES ('br_9d243dfde2f94293986873b143c5dd0c', 0, 'it_63e44a065759494ebeb711478abf37eb', 'prompt', '\x2e0000004d0000004200000044000000dc000000540000004f0000004e0000004d000000dc00000040000000dc00000053000000480000004c00000044000000', 'rendered', NULL, NULL, 'd125bdfe477a04efa9737062101bd8ae', 'toy');
INSERT INTO public.spans VALUES ('br_9d243dfde2f94293986873b143c5dd0c', 16, 'it_90f2e8ed5d794611964d9b21a7f2456a', 'completion', '\x210000004e000000bb00000078000000b9000000', 'sampled', '4', 0, 'd125bdfe477a04efa9737062101bd8ae', 'toy');
INSERT INTO public.spans VALUES ('br_9d243dfde2f94293986873b143c5dd0c', 21, 'it_8ffda4c5979e4ab0a37e8d275b97a0c2', 'prompt', '\xdc000000400000004d00000043000000', 'rendered', NULL, NULL, 'd125bdfe477a04efa9737062101bd8ae', 'toy');
INSERT INTO public.spans VALUES ('br_9d243dfde2f94293986873b143c5dd0c', 25, 'it_ebd94c2b5ca341fca6f3948750bb2e69', 'completion', '\xb70000001800000099000000', 'sampled', '5', 0, 'd125bdfe477a04efa9737062101bd8ae', 'toy');
INSERT INTO public.spans VALUES ('br_f4c788000603482aa45994530cf961b8', 0, 'it_982956daaa934721906739c3f2557b3b', 'prompt', '\x740000006f0000006b000000650000006e00000073000000', 'rendered', NULL, NULL, 'd125bdfe477a04efa9737062101bd8ae', 'toy');
INSERT INTO public.spans VALUES ('br_f4c788000603482aa45994530cf961b8', 6, 'it_b310c1558ba34163b2d74aaddaa51e41', 'completion', '\xf70000009a0000005f000000ac00000050000000', 'sampled', '6', 0, 'd125bdfe477a04efa9737062101bd8ae', 'toy');
INSERT INTO public.spans VALUES ('br_0215b0429d08401c9325fdbd28756640', 0, 'it_1ad8f447699c40f2b2b4a246f1829988', 'user', '\x0001000054000000520000004400000051000000c60000002e0000004d0000004400000001010000', 'rendered', NULL, NULL, 'd125bdfe477a04efa9737062101bd8ae', 'toy');
INSERT INTO public.spans VALUES ('br_0215b0429d08401c9325fdbd28756640', 10, 'it_0a48f970613c46d9a046fbd97a32efca', 'assistant', '\xc600000000010000400000005200000052000000480000005200000053000000400000004d00000053000000c6000000', 'rendered', NULL, NULL, 'd125bdfe477a04efa9737062101bd8ae', 'toy');
INSERT INTO public.spans VALUES ('br_0215b0429d08401c9325fdbd28756640', 22, 'it_0a48f970613c46d9a046fbd97a32efca', 'assistant', '\x3d000000a90000005300000056000000fc0000004200000065000000b6000000ca000000fc0000001a0000006e000000e0000000250000004a000000de000000', 'sampled', '1661312864949002598', 0, 'd125bdfe477a04efa9737062101bd8ae', 'toy');
INSERT INTO public.spans VALUES ('br_0215b0429d08401c9325fdbd28756640', 38, 'it_cdf224694d0a4ca29e0db08176ef0769', 'user', '\x01010000c60000000001000054000000520000004400000051000000c600000033000000560000004e00000001010000', 'rendered', NULL, NULL, 'd125bdfe477a04efa9737062101bd8ae', 'toy');
INSERT INTO public.spans VALUES ('br_0215b0429d08401c9325fdbd28756640', 50, 'it_91a81fed314d446e845d5bc0a1c293b2', 'assistant', '\xc600000000010000400000005200000052000000480000005200000053000000400000004d00000053000000c6000000', 'rendered', NULL, NULL, 'd125bdfe477a04efa9737062101bd8ae', 'toy');
INSERT INTO public.spans VALUES ('br_0215b0429d08401c9325fdbd28756640', 62, 'it_91a81fed314d446e845d5bc0a1c293b2', 'assistant', '\x7f000000600000001d000000630000009e0000007e000000950000004c000000d4000000f50000000d000000ba000000e0000000bd0000003200000012000000', 'sampled', '3659985621251869851', 0, 'd125bdfe477a04efa9737062101bd8ae', 'toy');
INSERT INTO public.spans VALUES ('br_35ff735d3c91410caa9705f5886a3a62', 0, 'it_cbe968ec25b049379a46427e70747041', 'user', '\x0001000054000000520000004400000051000000c60000002b0000004000000053000000440000005100000001010000', 'rendered', NULL, NULL, 'd125bdfe477a04efa9737062101bd8ae', 'toy');
INSERT INTO public.spans VALUES ('br_35ff735d3c91410caa9705f5886a3a62', 12, 'it_a021b868c3e54090b00bba112ef28e93', 'assistant', '\xc600000000010000400000005200000052000000480000005200000053000000400000004d00000053000000c6000000', 'rendered', NULL, NULL, 'd125bdfe477a04efa9737062101bd8ae', 'toy');
INSERT INTO public.spans VALUES ('br_35ff735d3c91410caa9705f5886a3a62', 24, 'it_a021b868c3e54090b00bba112ef28e93', 'assistant', '\xb300000000010000ad000000b9000000b800000052000000d5000000520000007500000065000000a20000008a000000ba0000004f000000e9000000fb000000', 'sampled', '360825805782242778', 0, 'd125bdfe477a04efa9737062101bd8ae', 'toy');
INSERT INTO public.spans VALUES ('br_36af32cd6970480d91fd2dd6bf2732e9', 0, 'it_de44be8e024644979ad74e6050b05a12', 'user', '\x0001000054000000520000004400000051000000c6000000260000004e0000004d0000004400000001010000', 'rendered', NULL, NULL, 'd125bdfe477a04efa9737062101bd8ae', 'toy');
INSERT INTO public.spans VALUES ('br_36af32cd6970480d91fd2dd6bf2732e9', 11, 'it_6b566679b1bc417082944fb2373dace4', 'assistant', '\xc600000000010000400000005200000052000000480000005200000053000000400000004d00000053000000c6000000', 'rendered', NULL, NULL, 'd125bdfe477a04efa9737062101bd8ae', 'toy');
INSERT INTO public.spans VALUES ('br_36af32cd6970480d91fd2dd6bf2732e9', 23, 'it_6b566679b1bc417082944fb2373dace4', 'assistant', '\x29000000f9000000010000001e0000003e000000f500000062000000bf0000009b000000c30000009c00000018000000560000004b000000020000004f000000', 'sampled', '4502084167303434237', 0, 'd125bdfe477a04efa9737062101bd8ae', 'toy');
INSERT INTO public.spans VALUES ('br_36af32cd6970480d91fd2dd6bf2732e9', 39, 'it_4f242cbdc458439690e87dc74090d513', 'user', '\x01010000c60000000001000054000000520000004400000051000000c60000003200000053000000480000004b0000004b000000dc0000004700000044000000510000004400000001010000', 'rendered', NULL, NULL, 'd125bdfe477a04efa9737062101bd8ae', 'toy');
INSERT INTO public.spans VALUES ('br_36af32cd6970480d91fd2dd6bf2732e9', 58, 'it_64348d633af849dd9caa108b4a9e349b', 'assistant', '\xc600000000010000400000005200000052000000480000005200000053000000400000004d00000053000000c6000000', 'rendered', NULL, NULL, 'd125bdfe477a04efa9737062101bd8ae', 'toy');
INSERT INTO public.spans VALUES ('br_36af32cd6970480d91fd2dd6bf2732e9', 70, 'it_64348d633af849dd9caa108b4a9e349b', 'assistant', '\xdc0000002e000000f8000000de0000004b00000003000000e70000009500000076000000750000009800000021000000990000009f000000320000009b000000', 'sampled', '8608335075759641286', 0, 'd125bdfe477a04efa9737062101bd8ae', 'toy');
INSERT INTO public.spans VALUES ('br_a1ce3135bcdb40cfa3dce9a6073c5d03', 0, 'it_3dd88cf1bca84a71a67bc575acf745f4', 'user', '\x0001000054000000520000004400000051000000c60000002100000044000000450000004e000000510000004400000001010000', 'rendered', NULL, NULL, 'd125bdfe477a04efa9737062101bd8ae', 'toy');
INSERT INTO public.spans VALUES ('br_a1ce3135bcdb40cfa3dce9a6073c5d03', 13, 'it_470de2f6872640a98c94656dcc830864', 'user', '\xc60000000001000054000000520000004400000051000000c6000000280000004d000000dc000000480000005300000001010000', 'rendered', NULL, NULL, 'd125bdfe477a04efa9737062101bd8ae', 'toy');
INSERT INTO public.spans VALUES ('br_a1ce3135bcdb40cfa3dce9a6073c5d03', 26, 'it_82cb1997885d4ad787b32272ebfbd28e', 'assistant', '\xc600000000010000400000005200000052000000480000005200000053000000400000004d00000053000000c6000000', 'rendered', NULL, NULL, 'd125bdfe477a04efa9737062101bd8ae', 'toy');
INSERT INTO public.spans VALUES ('br_a1ce3135bcdb40cfa3dce9a6073c5d03', 38, 'it_82cb1997885d4ad787b32272ebfbd28e', 'assistant', '\x000100008b000000010000002d0000007c0000000f0000009e000000130000007300000054000000e70000009a000000570000007a000000f9000000ef000000', 'sampled', '3972368799867580718', 0, 'd125bdfe477a04efa9737062101bd8ae', 'toy');
INSERT INTO public.spans VALUES ('br_60544b362af34b979645db68e473474b', 0, 'it_feda44b020a34415b0fc3d860baf3e8e', 'user', '\x0001000054000000520000004400000051000000c6000000280000004d00000053000000440000005100000051000000540000004f00000053000000440000004300000001010000', 'rendered', NULL, NULL, 'd125bdfe477a04efa9737062101bd8ae', 'toy');
INSERT INTO public.steps VALUES ('resp_b8d45c06de0b46e9a90e2d8088dfa3bb', 0, 'turn_0acdb3eb855241478810ff04aa6b5f58');
INSERT INTO public.steps VALUES ('resp_6fb4cb3610674300be61e30d742038be', 0, 'turn_eabdbc0869a0441986d3cd98b27a7655');
INSERT INTO public.steps VALUES ('resp_55923e328fc34bb983663bc34de3ddb3', 0, 'turn_f6aebb1e0ba84992afa6288e51d5a47e');
INSERT INTO public.steps VALUES ('resp_a8ea1e445bbd444aa06871cb96b43c56', 0, 'turn_938e3aabcedb4949bae586e21055fde5');
INSERT INTO public.steps VALUES ('resp_50cd8b6bd5ae49c5849424a858b3439c', 0, 'turn_2dc6ab9520034c9e9746b5bd4a2fa21d');
INSERT INTO public.steps VALUES ('resp_fbc4c53a92e84cb9af7666b866063231', 0, 'turn_a34ace04b9844d8baf76a064b0cd7922');
INSERT INTO public.steps VALUES ('resp_bcb57b96a32b4c57b6335378a536382b', 0, 'turn_2d5317cb014a482aac6cde87099ea665');
INSERT INTO public.turn_tokens VALUES ('turn_0acdb3eb855241478810ff04aa6b5f58', 0, 0, '\x3d000000a90000005300000056000000fc0000004200000065000000b6000000ca000000fc0000001a0000006e000000e0000000250000004a000000de000000', NULL, 6, 'length', NULL);
INSERT INTO public.turn_tokens VALUES ('turn_eabdbc0869a0441986d3cd98b27a7655', 0, 0, '\x7f000000600000001d000000630000009e0000007e000000950000004c000000d4000000f50000000d000000ba000000e0000000bd0000003200000012000000', NULL, 37, 'length', NULL);
INSERT INTO public.turn_tokens VALUES ('turn_f6aebb1e0ba84992afa6288e51d5a47e', 0, 0, '\xb300000000010000ad000000b9000000b800000052000000d5000000520000007500000065000000a20000008a000000ba0000004f000000e9000000fb000000', NULL, 6, 'length', NULL);
INSERT INTO public.turn_tokens VALUES ('turn_938e3aabcedb4949bae586e21055fde5', 0, 0, '\x29000000f9000000010000001e0000003e000000f500000062000000bf0000009b000000c30000009c00000018000000560000004b000000020000004f000000', NULL, 8, 'length', NULL);
INSERT INTO public.turn_tokens VALUES ('turn_2d5317cb014a482aac6cde87099ea665', 0, 0, '\xb6000000', NULL, 6, NULL, NULL);
INSERT INTO public.turn_tokens VALUES ('turn_2dc6ab9520034c9e9746b5bd4a2fa21d', 0, 0, '\xdc0000002e000000f8000000de0000004b00000003000000e70000009500000076000000750000009800000021000000990000009f000000320000009b000000', NULL, 38, 'length', NULL);
INSERT INTO public.turn_tokens VALUES ('turn_a34ace04b9844d8baf76a064b0cd7922', 0, 0, '\x000100008b000000010000002d0000007c0000000f0000009e000000130000007300000054000000e70000009a000000570000007a000000f9000000ef000000', NULL, 6, 'length', NULL);
INSERT INTO public.turns VALUES ('turn_0acdb3eb855241478810ff04aa6b5f58', 'se_d6231f761f404dc1a768adfb6885209e', 'completed', true, 'ow_0857b37532f74d5596895e55d0afbdc4', 1, 0, 0, 'br_0215b0429d08401c9325fdbd28756640', 10, 1, 1, '\xc600000000010000400000005200000052000000480000005200000053000000400000004d00000053000000c6000000', '\xc417841e4e0c29ee46f62d41850734b8', '\x77f869597a023dff8787e0ba9225f3a3', '{"request_id": "resp_b8d45c06de0b46e9a90e2d8088dfa3bb", "model": "toy", "input": {"messages": [], "add_generation_prompt": true, "continue_final_message": false, "tools": null, "variables": {}}, "adapter": null, "sampling": {"max_tokens": 16, "min_tokens": 0, "temperature": 1.0, "top_k": 0, "top_p": 1.0, "min_p": 0.0, "repetition_penalty": 1.0, "presence_penalty": 0.0, "frequency_penalty": 0.0, "logit_bias": [], "seed": null, "stop": [], "stop_token_ids": [], "include_stop_str_in_output": false, "ignore_eos": false, "max_reasoning_tokens": null, "logprobs": null, "prompt_logprobs": null}, "n": 1, "echo": false, "session_id": "resp_b8d45c06de0b46e9a90e2d8088dfa3bb", "run_id": "resp_b8d45c06de0b46e9a90e2d8088dfa3bb", "step": 0, "is_recorded": true, "is_filed": true, "grammar": null, "lease_s": 0.0, "is_carried": false, "is_signed": false, "min_reply_tokens": 1, "is_last": false, "is_head_pinned": false, "tenant": "default"}', 8192, 'd125bdfe477a04efa9737062101bd8ae', 'toy', false, '{"request_id": "resp_b8d45c06de0b46e9a90e2d8088dfa3bb", "created": 1796139107, "num_prompt_tokens": 22, "seed": 1661312864949002598, "system_fingerprint": "fp_6fbc7cfef75f", "session": {"session_id": "resp_b8d45c06de0b46e9a90e2d8088dfa3bb", "num_matched_messages": 0, "num_matched_tokens": 0, "forked": false}, "loosened_tools": [], "reasoning": "none"}', '{"usage": {"num_prompt_tokens": 22, "num_completion_tokens": 16, "num_cached_tokens": 6, "cold": null, "restored": {"tier": "device", "num_tokens": 6, "seconds": 0.0, "saved_s": 8.273932824807169e-05, "num_bytes": 0}, "head_rules": [], "num_reasoning_tokens": 0, "kv": {"byte_seconds": {"device": 0.0, "disk": 0.0}, "num_restored_bytes": 0, "num_recomputed_tokens": 0, "is_partial": false}}, "num_computed_tokens": 16, "prompt_logprobs": null, "carrier": null, "needs_carrier": false, "ignored_carriers": []}', NULL);
INSERT INTO public.turns VALUES ('turn_eabdbc0869a0441986d3cd98b27a7655', 'se_d6231f761f404dc1a768adfb6885209e', 'completed', true, 'ow_0857b37532f74d5596895e55d0afbdc4', 1, 0, 0, 'br_0215b0429d08401c9325fdbd28756640', 50, 3, 2, '\xc600000000010000400000005200000052000000480000005200000053000000400000004d00000053000000c6000000', '\xc417841e4e0c29ee46f62d41850734b8', '\x38ff14153373e414e7e1222ad1f905ca', '{"request_id": "resp_6fb4cb3610674300be61e30d742038be", "model": "toy", "input": {"messages": [], "add_generation_prompt": true, "continue_final_message": false, "tools": null, "variables": {}}, "adapter": null, "sampling": {"max_tokens": 16, "min_tokens": 0, "temperature": 1.0, "top_k": 0, "top_p": 1.0, "min_p": 0.0, "repetition_penalty": 1.0, "presence_penalty": 0.0, "frequency_penalty": 0.0, "logit_bias": [], "seed": null, "stop": [], "stop_token_ids": [], "include_stop_str_in_output": false, "ignore_eos": false, "max_reasoning_tokens": null, "logprobs": null, "prompt_logprobs": null}, "n": 1, "echo": false, "session_id": "resp_b8d45c06de0b46e9a90e2d8088dfa3bb", "run_id": "resp_6fb4cb3610674300be61e30d742038be", "step": 0, "is_recorded": true, "is_filed": true, "grammar": null, "lease_s": 0.0, "is_carried": false, "is_signed": false, "min_reply_tokens": 1, "is_last": false, "is_head_pinned": false, "tenant": "default"}', 8192, 'd125bdfe477a04efa9737062101bd8ae', 'toy', false, '{"request_id": "resp_6fb4cb3610674300be61e30d742038be", "created": 1796139107, "num_prompt_tokens": 62, "seed": 3659985621251869851, "system_fingerprint": "fp_6fbc7cfef75f", "session": {"session_id": "resp_b8d45c06de0b46e9a90e2d8088dfa3bb", "num_matched_messages": 2, "num_matched_tokens": 38, "forked": false}, "loosened_tools": [], "reasoning": "none"}', '{"usage": {"num_prompt_tokens": 62, "num_completion_tokens": 16, "num_cached_tokens": 37, "cold": null, "restored": {"tier": "device", "num_tokens": 37, "seconds": 0.0, "saved_s": 0.00023552006529972458, "num_bytes": 0}, "head_rules": [], "num_reasoning_tokens": 0, "kv": {"byte_seconds": {"device": 176.58968678396195, "disk": 219.760334352497}, "num_restored_bytes": 0, "num_recomputed_tokens": 0, "is_partial": false}}, "num_computed_tokens": 25, "prompt_logprobs": null, "carrier": null, "needs_carrier": false, "ignored_carriers": []}', NULL);
INSERT INTO public.turns VALUES ('turn_f6aebb1e0ba84992afa6288e51d5a47e', 'se_5d9a7925ede84d339b91fc15c2d59993', 'completed', true, 'ow_0857b37532f74d5596895e55d0afbdc4', 1, 0, 0, 'br_35ff735d3c91410caa9705f5886a3a62', 12, 1, 1, '\xc600000000010000400000005200000052000000480000005200000053000000400000004d00000053000000c6000000', '\xc417841e4e0c29ee46f62d41850734b8', '\x1d0a5c99b8ef5ef81592c6af4098d929', '{"request_id": "resp_55923e328fc34bb983663bc34de3ddb3", "model": "toy", "input": {"messages": [], "add_generation_prompt": true, "continue_final_message": false, "tools": null, "variables": {}}, "adapter": null, "sampling": {"max_tokens": 16, "min_tokens": 0, "temperature": 1.0, "top_k": 0, "top_p": 1.0, "min_p": 0.0, "repetition_penalty": 1.0, "presence_penalty": 0.0, "frequency_penalty": 0.0, "logit_bias": [], "seed": null, "stop": [], "stop_token_ids": [], "include_stop_str_in_output": false, "ignore_eos": false, "max_reasoning_tokens": null, "logprobs": null, "prompt_logprobs": null}, "n": 1, "echo": false, "session_id": "resp_55923e328fc34bb983663bc34de3ddb3", "run_id": "resp_55923e328fc34bb983663bc34de3ddb3", "step": 0, "is_recorded": true, "is_filed": true, "grammar": null, "lease_s": 0.0, "is_carried": false, "is_signed": false, "min_reply_tokens": 1, "is_last": false, "is_head_pinned": false, "tenant": "default"}', 8192, 'd125bdfe477a04efa9737062101bd8ae', 'toy', false, '{"request_id": "resp_55923e328fc34bb983663bc34de3ddb3", "created": 1796139107, "num_prompt_tokens": 24, "seed": 360825805782242778, "system_fingerprint": "fp_6fbc7cfef75f", "session": {"session_id": "resp_55923e328fc34bb983663bc34de3ddb3", "num_matched_messages": 0, "num_matched_tokens": 0, "forked": false}, "loosened_tools": [], "reasoning": "none"}', '{"usage": {"num_prompt_tokens": 24, "num_completion_tokens": 16, "num_cached_tokens": 6, "cold": null, "restored": {"tier": "device", "num_tokens": 6, "seconds": 0.0, "saved_s": 0.00010298497712094733, "num_bytes": 0}, "head_rules": [], "num_reasoning_tokens": 0, "kv": {"byte_seconds": {"device": 0.0, "disk": 0.0}, "num_restored_bytes": 0, "num_recomputed_tokens": 0, "is_partial": false}}, "num_computed_tokens": 18, "prompt_logprobs": null, "carrier": null, "needs_carrier": false, "ignored_carriers": []}', NULL);
INSERT INTO public.turns VALUES ('turn_938e3aabcedb4949bae586e21055fde5', 'se_4fb16170b8b64739bfdacc41bd827260', 'completed', true, 'ow_0857b37532f74d5596895e55d0afbdc4', 1, 0, 0, 'br_36af32cd6970480d91fd2dd6bf2732e9', 11, 1, 1, '\xc600000000010000400000005200000052000000480000005200000053000000400000004d00000053000000c6000000', '\xc417841e4e0c29ee46f62d41850734b8', '\xae110851c9dd3fab3ff687bfd2d40a26', '{"request_id": "resp_a8ea1e445bbd444aa06871cb96b43c56", "model": "toy", "input": {"messages": [], "add_generation_prompt": true, "continue_final_message": false, "tools": null, "variables": {}}, "adapter": null, "sampling": {"max_tokens": 16, "min_tokens": 0, "temperature": 1.0, "top_k": 0, "top_p": 1.0, "min_p": 0.0, "repetition_penalty": 1.0, "presence_penalty": 0.0, "frequency_penalty": 0.0, "logit_bias": [], "seed": null, "stop": [], "stop_token_ids": [], "include_stop_str_in_output": false, "ignore_eos": false, "max_reasoning_tokens": null, "logprobs": null, "prompt_logprobs": null}, "n": 1, "echo": false, "session_id": "resp_a8ea1e445bbd444aa06871cb96b43c56", "run_id": "resp_a8ea1e445bbd444aa06871cb96b43c56", "step": 0, "is_recorded": true, "is_filed": true, "grammar": null, "lease_s": 0.0, "is_carried": false, "is_signed": false, "min_reply_tokens": 1, "is_last": false, "is_head_pinned": false, "tenant": "default"}', 8192, 'd125bdfe477a04efa9737062101bd8ae', 'toy', false, '{"request_id": "resp_a8ea1e445bbd444aa06871cb96b43c56", "created": 1796139108, "num_prompt_tokens": 23, "seed": 4502084167303434237, "system_fingerprint": "fp_6fbc7cfef75f", "session": {"session_id": "resp_a8ea1e445bbd444aa06871cb96b43c56", "num_matched_messages": 0, "num_matched_tokens": 0, "forked": false}, "loosened_tools": [], "reasoning": "none"}', '{"usage": {"num_prompt_tokens": 23, "num_completion_tokens": 16, "num_cached_tokens": 8, "cold": null, "restored": {"tier": "device", "num_tokens": 8, "seconds": 0.0, "saved_s": 0.0002376568068261785, "num_bytes": 0}, "head_rules": [], "num_reasoning_tokens": 0, "kv": {"byte_seconds": {"device": 0.0, "disk": 0.0}, "num_restored_bytes": 0, "num_recomputed_tokens": 0, "is_partial": false}}, "num_computed_tokens": 15, "prompt_logprobs": null, "carrier": null, "needs_carrier": false, "ignored_carriers": []}', NULL);
INSERT INTO public.turns VALUES ('turn_2dc6ab9520034c9e9746b5bd4a2fa21d', 'se_4fb16170b8b64739bfdacc41bd827260', 'completed', true, 'ow_0857b37532f74d5596895e55d0afbdc4', 1, 0, 0, 'br_36af32cd6970480d91fd2dd6bf2732e9', 58, 3, 2, '\xc600000000010000400000005200000052000000480000005200000053000000400000004d00000053000000c6000000', '\xc417841e4e0c29ee46f62d41850734b8', '\x0213cccf574c670d26ebc29c46d670f8', '{"request_id": "resp_50cd8b6bd5ae49c5849424a858b3439c", "model": "toy", "input": {"messages": [], "add_generation_prompt": true, "continue_final_message": false, "tools": null, "variables": {}}, "adapter": null, "sampling": {"max_tokens": 16, "min_tokens": 0, "temperature": 1.0, "top_k": 0, "top_p": 1.0, "min_p": 0.0, "repetition_penalty": 1.0, "presence_penalty": 0.0, "frequency_penalty": 0.0, "logit_bias": [], "seed": null, "stop": [], "stop_token_ids": [], "include_stop_str_in_output": false, "ignore_eos": false, "max_reasoning_tokens": null, "logprobs": null, "prompt_logprobs": null}, "n": 1, "echo": false, "session_id": "resp_a8ea1e445bbd444aa06871cb96b43c56", "run_id": "resp_50cd8b6bd5ae49c5849424a858b3439c", "step": 0, "is_recorded": true, "is_filed": true, "grammar": null, "lease_s": 0.0, "is_carried": false, "is_signed": false, "min_reply_tokens": 1, "is_last": false, "is_head_pinned": false, "tenant": "default"}', 8192, 'd125bdfe477a04efa9737062101bd8ae', 'toy', false, '{"request_id": "resp_50cd8b6bd5ae49c5849424a858b3439c", "created": 1796139108, "num_prompt_tokens": 70, "seed": 8608335075759641286, "system_fingerprint": "fp_6fbc7cfef75f", "session": {"session_id": "resp_a8ea1e445bbd444aa06871cb96b43c56", "num_matched_messages": 2, "num_matched_tokens": 39, "forked": false}, "loosened_tools": [], "reasoning": "none"}', '{"usage": {"num_prompt_tokens": 70, "num_completion_tokens": 16, "num_cached_tokens": 38, "cold": null, "restored": {"tier": "device", "num_tokens": 38, "seconds": 0.0, "saved_s": 0.001373146216248758, "num_bytes": 0}, "head_rules": [], "num_reasoning_tokens": 0, "kv": {"byte_seconds": {"device": 395.1029516798444, "disk": 772.6795277605997}, "num_restored_bytes": 0, "num_recomputed_tokens": 0, "is_partial": false}}, "num_computed_tokens": 32, "prompt_logprobs": null, "carrier": null, "needs_carrier": false, "ignored_carriers": []}', NULL);
INSERT INTO public.turns VALUES ('turn_a34ace04b9844d8baf76a064b0cd7922', 'se_76fe1c4ae95246499cca1ec8914a8786', 'completed', true, 'ow_0857b37532f74d5596895e55d0afbdc4', 1, 0, 0, 'br_a1ce3135bcdb40cfa3dce9a6073c5d03', 26, 2, 1, '\xc600000000010000400000005200000052000000480000005200000053000000400000004d00000053000000c6000000', '\xc417841e4e0c29ee46f62d41850734b8', '\xaf0aa6929370b3955c4a20872a5103cf', '{"request_id": "resp_fbc4c53a92e84cb9af7666b866063231", "model": "toy", "input": {"messages": [], "add_generation_prompt": true, "continue_final_message": false, "tools": null, "variables": {}}, "adapter": null, "sampling": {"max_tokens": 16, "min_tokens": 0, "temperature": 1.0, "top_k": 0, "top_p": 1.0, "min_p": 0.0, "repetition_penalty": 1.0, "presence_penalty": 0.0, "frequency_penalty": 0.0, "logit_bias": [], "seed": null, "stop": [], "stop_token_ids": [], "include_stop_str_in_output": false, "ignore_eos": false, "max_reasoning_tokens": null, "logprobs": null, "prompt_logprobs": null}, "n": 1, "echo": false, "session_id": "conv_ebe5d392a51b4543b976a76bd609bfcf", "run_id": "resp_fbc4c53a92e84cb9af7666b866063231", "step": 0, "is_recorded": true, "is_filed": true, "grammar": null, "lease_s": 0.0, "is_carried": false, "is_signed": false, "min_reply_tokens": 1, "is_last": false, "is_head_pinned": false, "tenant": "default"}', 8192, 'd125bdfe477a04efa9737062101bd8ae', 'toy', false, '{"request_id": "resp_fbc4c53a92e84cb9af7666b866063231", "created": 1796139110, "num_prompt_tokens": 38, "seed": 3972368799867580718, "system_fingerprint": "fp_6fbc7cfef75f", "session": {"session_id": "conv_ebe5d392a51b4543b976a76bd609bfcf", "num_matched_messages": 0, "num_matched_tokens": 0, "forked": false}, "loosened_tools": [], "reasoning": "none"}', '{"usage": {"num_prompt_tokens": 38, "num_completion_tokens": 16, "num_cached_tokens": 6, "cold": null, "restored": {"tier": "device", "num_tokens": 6, "seconds": 0.0, "saved_s": 0.0002302076037955747, "num_bytes": 0}, "head_rules": [], "num_reasoning_tokens": 0, "kv": {"byte_seconds": {"device": 0.0, "disk": 0.0}, "num_restored_bytes": 0, "num_recomputed_tokens": 0, "is_partial": false}}, "num_computed_tokens": 32, "prompt_logprobs": null, "carrier": null, "needs_carrier": false, "ignored_carriers": []}', NULL);
INSERT INTO public.turns VALUES ('turn_2d5317cb014a482aac6cde87099ea665', 'se_1816512ddd274eab8a8bbd8d5aaf93af', 'in_progress', true, 'ow_0857b37532f74d5596895e55d0afbdc4', 1, 0, 0, 'br_60544b362af34b979645db68e473474b', 18, 1, 1, '\xc600000000010000400000005200000052000000480000005200000053000000400000004d00000053000000c6000000', '\xc417841e4e0c29ee46f62d41850734b8', '\x833cd06a3feef156551e2d3bfe0ab85b', '{"request_id": "resp_bcb57b96a32b4c57b6335378a536382b", "model": "toy", "input": {"messages": [], "add_generation_prompt": true, "continue_final_message": false, "tools": null, "variables": {}}, "adapter": null, "sampling": {"max_tokens": 600, "min_tokens": 0, "temperature": 1.0, "top_k": 0, "top_p": 1.0, "min_p": 0.0, "repetition_penalty": 1.0, "presence_penalty": 0.0, "frequency_penalty": 0.0, "logit_bias": [], "seed": null, "stop": [], "stop_token_ids": [], "include_stop_str_in_output": false, "ignore_eos": true, "max_reasoning_tokens": null, "logprobs": null, "prompt_logprobs": null}, "n": 1, "echo": false, "session_id": "resp_bcb57b96a32b4c57b6335378a536382b", "run_id": "resp_bcb57b96a32b4c57b6335378a536382b", "step": 0, "is_recorded": true, "is_filed": true, "grammar": null, "lease_s": 0.0, "is_carried": false, "is_signed": false, "min_reply_tokens": 1, "is_last": false, "is_head_pinned": false, "tenant": "default"}', 8192, 'd125bdfe477a04efa9737062101bd8ae', 'toy', false, '{"request_id": "resp_bcb57b96a32b4c57b6335378a536382b", "created": 1796139110, "num_prompt_tokens": 30, "seed": 5379803268001929262, "system_fingerprint": "fp_6fbc7cfef75f", "session": {"session_id": "resp_bcb57b96a32b4c57b6335378a536382b", "num_matched_messages": 0, "num_matched_tokens": 0, "forked": false}, "loosened_tools": [], "reasoning": "none"}', NULL, NULL);
SELECT pg_catalog.setval('public.memory_namespaces_id_seq', 1, false);
SELECT pg_catalog.setval('public.memory_records_number_seq', 1, false);
SELECT pg_catalog.setval('public.migrations_number_seq', 1, false);
ALTER TABLE ONLY public.agent_artifacts
    ADD CONSTRAINT agent_artifacts_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.agent_automations
    ADD CONSTRAINT agent_automations_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.agent_calls
    ADD CONSTRAINT agent_calls_pkey PRIMARY KEY (session_id, call_id);
ALTER TABLE ONLY public.agent_environments
    ADD CONSTRAINT agent_environments_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.agent_events
    ADD CONSTRAINT agent_events_pkey PRIMARY KEY (session_id, number);
ALTER TABLE ONLY public.agent_inputs
    ADD CONSTRAINT agent_inputs_pkey PRIMARY KEY (session_id, idempotency_key);
ALTER TABLE ONLY public.agent_invocations
    ADD CONSTRAINT agent_invocations_id_key UNIQUE (id);
ALTER TABLE ONLY public.agent_invocations
    ADD CONSTRAINT agent_invocations_pkey PRIMARY KEY (automation_id, "position");
ALTER TABLE ONLY public.agent_items
    ADD CONSTRAINT agent_items_pkey PRIMARY KEY (session_id, "position");
ALTER TABLE ONLY public.agent_sessions
    ADD CONSTRAINT agent_sessions_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.agent_spending
    ADD CONSTRAINT agent_spending_pkey PRIMARY KEY (tenant, agent_id, day);
ALTER TABLE ONLY public.agent_steps
    ADD CONSTRAINT agent_steps_pkey PRIMARY KEY (turn_id, step);
ALTER TABLE ONLY public.agent_subagents
    ADD CONSTRAINT agent_subagents_pkey PRIMARY KEY (session_id);
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
CREATE INDEX agent_automations_by_target ON public.agent_automations USING btree (target_session_id);
CREATE INDEX agent_automations_by_tenant ON public.agent_automations USING btree (tenant, created_at);
CREATE INDEX agent_automations_by_time ON public.agent_automations USING btree (next_at);
CREATE INDEX agent_calls_of_turn ON public.agent_calls USING btree (turn_id);
CREATE INDEX agent_environments_by_session ON public.agent_environments USING btree (session_id);
CREATE INDEX agent_environments_by_tenant ON public.agent_environments USING btree (tenant, created_at);
CREATE INDEX agent_items_of_turn ON public.agent_items USING btree (turn_id);
CREATE INDEX agent_sessions_by_status ON public.agent_sessions USING btree (status);
CREATE INDEX agent_sessions_by_tenant ON public.agent_sessions USING btree (tenant, created_at);
CREATE INDEX agent_steps_by_event ON public.agent_steps USING btree (session_id, first_event);
CREATE INDEX agent_subagents_of_parent ON public.agent_subagents USING btree (parent_id, opened_at);
CREATE INDEX agent_subagents_of_root ON public.agent_subagents USING btree (root_id);
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
ALTER TABLE ONLY public.agent_invocations
    ADD CONSTRAINT agent_invocations_automation_id_fkey FOREIGN KEY (automation_id) REFERENCES public.agent_automations(id) ON DELETE CASCADE;
ALTER TABLE ONLY public.agent_items
    ADD CONSTRAINT agent_items_session_id_fkey FOREIGN KEY (session_id) REFERENCES public.agent_sessions(id) ON DELETE CASCADE;
ALTER TABLE ONLY public.agent_steps
    ADD CONSTRAINT agent_steps_turn_id_fkey FOREIGN KEY (turn_id) REFERENCES public.agent_turns(id) ON DELETE CASCADE;
ALTER TABLE ONLY public.agent_subagents
    ADD CONSTRAINT agent_subagents_parent_id_fkey FOREIGN KEY (parent_id) REFERENCES public.agent_sessions(id) ON DELETE CASCADE;
ALTER TABLE ONLY public.agent_subagents
    ADD CONSTRAINT agent_subagents_session_id_fkey FOREIGN KEY (session_id) REFERENCES public.agent_sessions(id) ON DELETE CASCADE;
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
