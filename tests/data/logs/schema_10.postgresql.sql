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
    last_cold json
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
INSERT INTO public.branches VALUES ('br_0ca4d90d1c0b4b6a9fe9674ac506b44d', 'se_8b83b4086e3c4072a74ccc024a949aad', 'chat', NULL, 0, 0, 28, 2, 1, 1796068348.2119985, 'ow_cce68005cbee4ed6a2e9466af4fd6683', 27, NULL);
INSERT INTO public.branches VALUES ('br_f73115a3d3954b5dbcd3c1cf00d09b40', 'se_8c2b9058f31a49acbac1c7cc6ec59be9', 'chat', NULL, 0, 0, 86, 4, 2, 1796068349.5499327, 'ow_cce68005cbee4ed6a2e9466af4fd6683', 85, NULL);
INSERT INTO public.branches VALUES ('br_c0d9cae181b14ba7af059ff80dc6d188', 'se_134965fb8f0f47a9aaa919d922954139', 'chat', NULL, 0, 0, 104, 6, 3, 1796068340.997311, 'ow_cce68005cbee4ed6a2e9466af4fd6683', 103, NULL);
INSERT INTO public.branches VALUES ('br_254998c0ed0c4acc8d01fbb00851270c', 'se_134965fb8f0f47a9aaa919d922954139', 'chat', 'br_c0d9cae181b14ba7af059ff80dc6d188', 86, 5, 104, 6, 1, 1796068341.7702436, 'ow_cce68005cbee4ed6a2e9466af4fd6683', 103, NULL);
INSERT INTO public.branches VALUES ('br_7c51b116222144b4963f26f03f6ef901', 'se_fbc6642b3dc7443b8ffeda673b362153', 'chat', NULL, 0, 0, 54, 3, 1, 1796068351.492006, 'ow_cce68005cbee4ed6a2e9466af4fd6683', 53, NULL);
INSERT INTO public.branches VALUES ('br_ef2f1967ff73450284fe835eaa2394f9', 'se_134965fb8f0f47a9aaa919d922954139', 'chat', NULL, 0, 0, 37, 2, 1, 1796068341.841555, 'ow_cce68005cbee4ed6a2e9466af4fd6683', 36, NULL);
INSERT INTO public.branches VALUES ('br_eba6ec5478d44a248ff3d3a3c8ff1050', 'se_133439cc33ab4ecfac99a9fe9c2d80e4', 'chat', NULL, 0, 0, 18, 1, 1, 1796068351.989905, NULL, 0, NULL);
INSERT INTO public.branches VALUES ('br_5efca59f79af4fecb3b1ed0df217f415', 'se_fa39fc4b12fd406e96c0b053db19abe8', 'text', NULL, 0, 0, 28, 4, 2, 1796068341.979778, 'ow_cce68005cbee4ed6a2e9466af4fd6683', 28, NULL);
INSERT INTO public.branches VALUES ('br_7a0fde092898403594f9b4354e2dcafe', 'se_9d7dd0de9b6143159c582d79621507ce', 'tokens', NULL, 0, 0, 11, 2, 1, 1796068342.6159415, 'ow_cce68005cbee4ed6a2e9466af4fd6683', 10, NULL);
INSERT INTO public.branches VALUES ('br_6c0f02991a494f8d9f019683f4a7933b', 'se_7c5bd0efc59b4047ba08d6f9bc215e3e', 'chat', NULL, 0, 0, 78, 4, 2, 1796068342.9997501, 'ow_cce68005cbee4ed6a2e9466af4fd6683', 77, NULL);
INSERT INTO public.conversation_items VALUES ('conv_cf6d8501a99a45a9a669515cba895237', 0, 'msg_1ea002d8bc09473195a4751c877cd7d5', '{"id": "msg_1ea002d8bc09473195a4751c877cd7d5", "type": "message", "role": "user", "status": "completed", "content": [{"type": "input_text", "text": "Before"}]}');
INSERT INTO public.conversation_items VALUES ('conv_cf6d8501a99a45a9a669515cba895237', 1, 'msg_9ef37d9d406643e8b46ef9a35f591cb4', '{"id": "msg_9ef37d9d406643e8b46ef9a35f591cb4", "type": "message", "role": "user", "status": "completed", "content": [{"type": "input_text", "text": "In it"}]}');
INSERT INTO public.conversation_items VALUES ('conv_cf6d8501a99a45a9a669515cba895237', 2, 'msg_4617d4abf2d94eb6a64e7ffdfe4c4e9900', '{"id": "msg_4617d4abf2d94eb6a64e7ffdfe4c4e9900", "type": "message", "role": "assistant", "status": "incomplete", "content": [{"type": "output_text", "text": "\ufffd^\ufffd\ufffd\\''/\u0083\ufffd\ufffd\ufffd\ufffd\ufffd\ufffd", "annotations": [], "logprobs": []}]}');
INSERT INTO public.conversations VALUES ('conv_cf6d8501a99a45a9a669515cba895237', 'default', 1796068351, '{"topic": "migrations"}', 3, 2, NULL, 1796068351.8758616);
INSERT INTO public.items VALUES ('br_c0d9cae181b14ba7af059ff80dc6d188', 0, 'it_d9066bf8461647219162437aaa1fcb87', 'se_134965fb8f0f47a9aaa919d922954139', 'user', '{"role": "user", "content": "Good morning"}', '\x70222a0c842ba9f1e656f75a50d407d2', NULL, 0, 19, true, NULL, NULL, NULL, 1796068341.0159452);
INSERT INTO public.items VALUES ('br_c0d9cae181b14ba7af059ff80dc6d188', 1, 'it_e5d9bff47dcf4089855ecb7086d64023', 'se_134965fb8f0f47a9aaa919d922954139', 'assistant', '{"role": "assistant", "content": "\u037fK\ufffd\ufffdl"}', '\xc55c94160f0b1cf06822d83ee66ef66f', NULL, 19, 37, true, 'length', NULL, NULL, 1796068341.1169934);
INSERT INTO public.items VALUES ('br_c0d9cae181b14ba7af059ff80dc6d188', 2, 'it_a7ba145973954f2ab565fdde01340a82', 'se_134965fb8f0f47a9aaa919d922954139', 'user', '{"role": "user", "content": "And then?"}', '\x3ef625fdc470a400c344f7d3f21af878', NULL, 37, 55, true, NULL, NULL, NULL, 1796068341.424557);
INSERT INTO public.items VALUES ('br_c0d9cae181b14ba7af059ff80dc6d188', 3, 'it_f4f3c2cd3b5f4188a7a9520d9b01d74a', 'se_134965fb8f0f47a9aaa919d922954139', 'assistant', '{"role": "assistant", "content": "\ufffd\ufffd\ufffd\ufffd\u0000"}', '\xdbaf086743be6991bbaf1b187ee9d9a3', NULL, 55, 73, true, 'length', NULL, NULL, 1796068341.6613393);
INSERT INTO public.items VALUES ('br_c0d9cae181b14ba7af059ff80dc6d188', 4, 'it_ae62d0c47696418ebdd0fa51817bef7e', 'se_134965fb8f0f47a9aaa919d922954139', 'user', '{"role": "user", "content": "Why?"}', '\xbe36cd1ac2e281f7ba99b5e044218a73', NULL, 73, 86, true, NULL, NULL, NULL, 1796068341.720412);
INSERT INTO public.items VALUES ('br_c0d9cae181b14ba7af059ff80dc6d188', 5, 'it_3769c160381247afab9c2a15254bcf12', 'se_134965fb8f0f47a9aaa919d922954139', 'assistant', '{"role": "assistant", "content": "\ufffdG\u0019\ufffd\ufffd"}', '\x270422d94c2fcf86821aee76c1fe1411', NULL, 86, 104, true, 'length', NULL, NULL, 1796068341.7681386);
INSERT INTO public.items VALUES ('br_254998c0ed0c4acc8d01fbb00851270c', 5, 'it_386d891c31174f4aba9a2d3c181ad107', 'se_134965fb8f0f47a9aaa919d922954139', 'assistant', '{"role": "assistant", "content": "\ufffdK\ufffd\ufffd=`"}', '\x33462b95eacc296d55006d0eaa57521c', NULL, 86, 104, true, 'length', NULL, NULL, 1796068341.7712998);
INSERT INTO public.items VALUES ('br_ef2f1967ff73450284fe835eaa2394f9', 0, 'it_8990b966e84b4f9a9ab2be92b8a1a340', 'se_134965fb8f0f47a9aaa919d922954139', 'user', '{"role": "user", "content": "Good evening"}', '\xa0fc891d406bacc5ef327501c56c6b42', NULL, 0, 19, true, NULL, NULL, NULL, 1796068341.8561864);
INSERT INTO public.items VALUES ('br_ef2f1967ff73450284fe835eaa2394f9', 1, 'it_a8ce104437994c20bb10bedc02191d99', 'se_134965fb8f0f47a9aaa919d922954139', 'assistant', '{"role": "assistant", "content": "\u001c\u0155 \ufffdm"}', '\xc2fc5bc856b25d0122edc4155d210c58', NULL, 19, 37, true, 'length', NULL, NULL, 1796068341.898496);
INSERT INTO public.items VALUES ('br_5efca59f79af4fecb3b1ed0df217f415', 0, 'it_b1ac354b3f51459996b5a5485850d28d', 'se_fa39fc4b12fd406e96c0b053db19abe8', 'prompt', '"Once upon a time"', '\xcf25218127a2bd1df7b6d9215a761c83', 16, 0, 16, true, NULL, NULL, NULL, 1796068341.9995456);
INSERT INTO public.items VALUES ('br_5efca59f79af4fecb3b1ed0df217f415', 1, 'it_65846abd741e470ab9e2a48688007e60', 'se_fa39fc4b12fd406e96c0b053db19abe8', 'completion', '"Bo\ufffd\ufffd\ufffd"', '\x19cdeb4dd634ed65a6bf4702623fe794', 21, 16, 21, true, 'length', NULL, NULL, 1796068342.042156);
INSERT INTO public.items VALUES ('br_5efca59f79af4fecb3b1ed0df217f415', 2, 'it_99c8f75eafc7439ba439ed26478c610e', 'se_fa39fc4b12fd406e96c0b053db19abe8', 'prompt', '" and"', '\x4bed1c3fbacc6315204c6e186cdb0eae', 25, 21, 25, true, NULL, NULL, NULL, 1796068342.071893);
INSERT INTO public.items VALUES ('br_5efca59f79af4fecb3b1ed0df217f415', 3, 'it_a15a4f6e8256414d8313198af3e4873a', 'se_fa39fc4b12fd406e96c0b053db19abe8', 'completion', '"\ufffd9\ufffd"', '\x96ae210949d5140a93592896500ba590', 28, 25, 28, true, 'stop', '"C"', '\x22000000', 1796068342.4077451);
INSERT INTO public.items VALUES ('br_7a0fde092898403594f9b4354e2dcafe', 0, 'it_b955be1076a44539a423b3bfe2768c2a', 'se_9d7dd0de9b6143159c582d79621507ce', 'prompt', NULL, NULL, NULL, 0, 6, true, NULL, NULL, NULL, 1796068342.6491094);
INSERT INTO public.items VALUES ('br_7a0fde092898403594f9b4354e2dcafe', 1, 'it_e86f7c37a50e4ac4822293e8786bb6be', 'se_9d7dd0de9b6143159c582d79621507ce', 'completion', '"\ufffd\u07a2\ufffdq"', NULL, NULL, 6, 11, true, 'length', NULL, NULL, 1796068342.7757232);
INSERT INTO public.items VALUES ('br_6c0f02991a494f8d9f019683f4a7933b', 0, 'it_92e2934f02574543a52e1b2ffa259518', 'se_7c5bd0efc59b4047ba08d6f9bc215e3e', 'user', '{"role": "user", "content": "One"}', '\x77f869597a023dff8787e0ba9225f3a3', NULL, 0, 10, true, NULL, NULL, NULL, 1796068343.0020945);
INSERT INTO public.items VALUES ('br_6c0f02991a494f8d9f019683f4a7933b', 1, 'it_25bce9a43a3a45a3bd5f596472d24c9d', 'se_7c5bd0efc59b4047ba08d6f9bc215e3e', 'assistant', '{"role": "assistant", "content": "]\ufffd=\u0014\ufffd\ufffdh`\ufffdroa\ufffd\u0641"}', '\xc0d66101c7829d3bbd603225ee0e9143', NULL, 10, 38, true, 'length', NULL, NULL, 1796068345.5998151);
INSERT INTO public.items VALUES ('br_6c0f02991a494f8d9f019683f4a7933b', 2, 'it_818819f7259e44babad643761670cbc3', 'se_7c5bd0efc59b4047ba08d6f9bc215e3e', 'user', '{"role": "user", "content": "Two"}', '\x8ae1236445973e78238dc2391704cceb', NULL, 38, 50, true, NULL, NULL, NULL, 1796068347.1858099);
INSERT INTO public.items VALUES ('br_6c0f02991a494f8d9f019683f4a7933b', 3, 'it_3907d3184c194a3a82305814eb378a18', 'se_7c5bd0efc59b4047ba08d6f9bc215e3e', 'assistant', '{"role": "assistant", "content": "\ufffd\ufffd\ufffd\u0011*\ufffd>\u001d\ufffd(\ufffdm#\ufffd\u000fF"}', '\xfa23b21949231e91ea5913d9e7ad1e48', NULL, 50, 78, true, 'length', NULL, NULL, 1796068347.499252);
INSERT INTO public.items VALUES ('br_0ca4d90d1c0b4b6a9fe9674ac506b44d', 0, 'it_d1afedeb6a354a5ca1df98329a7fcb98', 'se_8b83b4086e3c4072a74ccc024a949aad', 'user', '{"role": "user", "content": "Later"}', '\x1d0a5c99b8ef5ef81592c6af4098d929', NULL, 0, 12, true, NULL, NULL, NULL, 1796068348.2679155);
INSERT INTO public.items VALUES ('br_0ca4d90d1c0b4b6a9fe9674ac506b44d', 1, 'it_cac0837fd12e4271a211eaf6f6ef5ca6', 'se_8b83b4086e3c4072a74ccc024a949aad', 'assistant', '{"role": "assistant", "content": "\ufffd\ufffd\ufffd"}', '\x664d31540b6745d6fddf2c12d8d1da47', NULL, 12, 28, true, 'stop', NULL, NULL, 1796068348.7375436);
INSERT INTO public.items VALUES ('br_f73115a3d3954b5dbcd3c1cf00d09b40', 0, 'it_f2238547f2a24775a5c252493b61b274', 'se_8c2b9058f31a49acbac1c7cc6ec59be9', 'user', '{"role": "user", "content": "Gone"}', '\xae110851c9dd3fab3ff687bfd2d40a26', NULL, 0, 11, true, NULL, NULL, NULL, 1796068349.5557494);
INSERT INTO public.items VALUES ('br_f73115a3d3954b5dbcd3c1cf00d09b40', 1, 'it_583c6e904a614d55b6ac7df1bd02481a', 'se_8c2b9058f31a49acbac1c7cc6ec59be9', 'assistant', '{"role": "assistant", "content": "K/\ufffdIv\ufffd\t\ufffd\ufffd\ufe975\u001fCA"}', '\xd0eff4c84a26035d0321317f03aeb5ae', NULL, 11, 39, true, 'length', NULL, NULL, 1796068350.1294172);
INSERT INTO public.items VALUES ('br_f73115a3d3954b5dbcd3c1cf00d09b40', 2, 'it_6c1316dffacc45e396810bd5ea330d51', 'se_8c2b9058f31a49acbac1c7cc6ec59be9', 'user', '{"role": "user", "content": "Still here"}', '\x125893c13c045d4067773057a910e9a4', NULL, 39, 58, true, NULL, NULL, NULL, 1796068350.9000247);
INSERT INTO public.items VALUES ('br_f73115a3d3954b5dbcd3c1cf00d09b40', 3, 'it_d8e47468148d40da961826704e916600', 'se_8c2b9058f31a49acbac1c7cc6ec59be9', 'assistant', '{"role": "assistant", "content": "\ufffd}\ufffdHn\ufffdl\ufffd\ufffdL\ufffdls\ufffd\ufffd"}', '\xffb1a5ec580c5ba62f34f675d696c134', NULL, 58, 86, true, 'length', NULL, NULL, 1796068350.9693036);
INSERT INTO public.items VALUES ('br_7c51b116222144b4963f26f03f6ef901', 0, 'it_36b09d8722214161b00a5e1517b8b1eb', 'se_fbc6642b3dc7443b8ffeda673b362153', 'user', '{"role": "user", "content": "Before"}', '\x86f1ff03c95f3955b509a5f75b79e5ca', NULL, 0, 13, true, NULL, NULL, NULL, 1796068351.5160952);
INSERT INTO public.items VALUES ('br_7c51b116222144b4963f26f03f6ef901', 1, 'it_8c5fd6f434f74e2ebadc0217867d6730', 'se_fbc6642b3dc7443b8ffeda673b362153', 'user', '{"role": "user", "content": "In it"}', '\xaf0aa6929370b3955c4a20872a5103cf', NULL, 13, 26, true, NULL, NULL, NULL, 1796068351.5161061);
INSERT INTO public.items VALUES ('br_7c51b116222144b4963f26f03f6ef901', 2, 'it_d6a95c47e02a458ca45f4f59b5b50a55', 'se_fbc6642b3dc7443b8ffeda673b362153', 'assistant', '{"role": "assistant", "content": "\ufffd^\ufffd\ufffd\\''/\u0083\ufffd\ufffd\ufffd\ufffd\ufffd\ufffd"}', '\x863a28ba0f1e4d3c56df762f4a44ac6b', NULL, 26, 54, true, 'length', NULL, NULL, 1796068351.803887);
INSERT INTO public.items VALUES ('br_eba6ec5478d44a248ff3d3a3c8ff1050', 0, 'it_620553879ca748ceab2d49fc97a9d88b', 'se_133439cc33ab4ecfac99a9fe9c2d80e4', 'user', '{"role": "user", "content": "Interrupted"}', '\x833cd06a3feef156551e2d3bfe0ab85b', NULL, 0, 18, true, NULL, NULL, NULL, 1796068351.9996762);
INSERT INTO public.migrations VALUES (1, 'first_schema', 1796068338.2532942);
INSERT INTO public.migrations VALUES (2, 'responses_and_conversations', 1796068338.2545178);
INSERT INTO public.migrations VALUES (3, 'runs', 1796068338.259728);
INSERT INTO public.migrations VALUES (4, 'whereabouts_of_kv', 1796068338.2636912);
INSERT INTO public.migrations VALUES (5, 'owners_of_responses_and_attempts', 1796068338.2676635);
INSERT INTO public.migrations VALUES (6, 'turns_and_steps', 1796068338.2680566);
INSERT INTO public.migrations VALUES (7, 'session_verbs', 1796068338.2683449);
INSERT INTO public.migrations VALUES (8, 'agents', 1796068338.2685475);
INSERT INTO public.migrations VALUES (9, 'placements_of_sessions', 1796068338.2716863);
INSERT INTO public.migrations VALUES (10, 'memories', 1796068338.2720294);
INSERT INTO public.owners VALUES ('ow_cce68005cbee4ed6a2e9466af4fd6683', 'host:data', 1796068350.885716);
INSERT INTO public.response_items VALUES ('resp_c3e717fc6bfa4810855f32ccc592a6ff', 0, false, 'msg_1c40ee09aab84f8cb95886f77fa46285', '{"id": "msg_1c40ee09aab84f8cb95886f77fa46285", "type": "message", "role": "user", "status": "completed", "content": [{"type": "input_text", "text": "One"}]}');
INSERT INTO public.response_items VALUES ('resp_c3e717fc6bfa4810855f32ccc592a6ff', 1, true, 'msg_c3e717fc6bfa4810855f32ccc592a6ff00', '{"id": "msg_c3e717fc6bfa4810855f32ccc592a6ff00", "type": "message", "role": "assistant", "status": "incomplete", "content": [{"type": "output_text", "text": "]\ufffd=\u0014\ufffd\ufffdh`\ufffdroa\ufffd\u0641", "annotations": [], "logprobs": []}]}');
INSERT INTO public.response_items VALUES ('resp_1fc33ec293d74154a24f91f5f909f2f3', 0, false, 'msg_bfd8bbfd828c4fcfb561da0950ecd4c0', '{"id": "msg_bfd8bbfd828c4fcfb561da0950ecd4c0", "type": "message", "role": "user", "status": "completed", "content": [{"type": "input_text", "text": "Two"}]}');
INSERT INTO public.response_items VALUES ('resp_1fc33ec293d74154a24f91f5f909f2f3', 1, true, 'msg_1fc33ec293d74154a24f91f5f909f2f300', '{"id": "msg_1fc33ec293d74154a24f91f5f909f2f300", "type": "message", "role": "assistant", "status": "incomplete", "content": [{"type": "output_text", "text": "\ufffd\ufffd\ufffd\u0011*\ufffd>\u001d\ufffd(\ufffdm#\ufffd\u000fF", "annotations": [], "logprobs": []}]}');
INSERT INTO public.response_items VALUES ('resp_8cde0bfff83844888bf24869ecc4fa58', 0, false, 'msg_c892e2b0260b46b49247c6151e8034d5', '{"id": "msg_c892e2b0260b46b49247c6151e8034d5", "type": "message", "role": "user", "status": "completed", "content": [{"type": "input_text", "text": "Later"}]}');
INSERT INTO public.response_items VALUES ('resp_8cde0bfff83844888bf24869ecc4fa58', 1, true, 'msg_8cde0bfff83844888bf24869ecc4fa5800', '{"id": "msg_8cde0bfff83844888bf24869ecc4fa5800", "type": "message", "role": "assistant", "status": "completed", "content": [{"type": "output_text", "text": "\ufffd\ufffd\ufffd", "annotations": [], "logprobs": []}]}');
INSERT INTO public.response_items VALUES ('resp_3fbe62c88dc4481da29c975b52c16f45', 0, false, 'msg_9f1b460093c84622ae5d991d9dd31706', '{"id": "msg_9f1b460093c84622ae5d991d9dd31706", "type": "message", "role": "user", "status": "completed", "content": [{"type": "input_text", "text": "Gone"}]}');
INSERT INTO public.response_items VALUES ('resp_3fbe62c88dc4481da29c975b52c16f45', 1, true, 'msg_3fbe62c88dc4481da29c975b52c16f4500', '{"id": "msg_3fbe62c88dc4481da29c975b52c16f4500", "type": "message", "role": "assistant", "status": "incomplete", "content": [{"type": "output_text", "text": "K/\ufffdIv\ufffd\t\ufffd\ufffd\ufe975\u001fCA", "annotations": [], "logprobs": []}]}');
INSERT INTO public.response_items VALUES ('resp_adc84ce32cd44bb4b8e384ca34b61221', 0, false, 'msg_e8535fccf4ce4559a0fa4721f7a33b81', '{"id": "msg_e8535fccf4ce4559a0fa4721f7a33b81", "type": "message", "role": "user", "status": "completed", "content": [{"type": "input_text", "text": "Still here"}]}');
INSERT INTO public.response_items VALUES ('resp_adc84ce32cd44bb4b8e384ca34b61221', 1, true, 'msg_adc84ce32cd44bb4b8e384ca34b6122100', '{"id": "msg_adc84ce32cd44bb4b8e384ca34b6122100", "type": "message", "role": "assistant", "status": "incomplete", "content": [{"type": "output_text", "text": "\ufffd}\ufffdHn\ufffdl\ufffd\ufffdL\ufffdls\ufffd\ufffd", "annotations": [], "logprobs": []}]}');
INSERT INTO public.response_items VALUES ('resp_4617d4abf2d94eb6a64e7ffdfe4c4e99', 0, false, 'msg_9ef37d9d406643e8b46ef9a35f591cb4', '{"id": "msg_9ef37d9d406643e8b46ef9a35f591cb4", "type": "message", "role": "user", "status": "completed", "content": [{"type": "input_text", "text": "In it"}]}');
INSERT INTO public.response_items VALUES ('resp_4617d4abf2d94eb6a64e7ffdfe4c4e99', 1, true, 'msg_4617d4abf2d94eb6a64e7ffdfe4c4e9900', '{"id": "msg_4617d4abf2d94eb6a64e7ffdfe4c4e9900", "type": "message", "role": "assistant", "status": "incomplete", "content": [{"type": "output_text", "text": "\ufffd^\ufffd\ufffd\\''/\u0083\ufffd\ufffd\ufffd\ufffd\ufffd\ufffd", "annotations": [], "logprobs": []}]}');
INSERT INTO public.response_items VALUES ('resp_a29c3a4ad5a8400d9b8beebb91f279e4', 0, false, 'msg_357f4734e6674249aefe95991917ee7d', '{"id": "msg_357f4734e6674249aefe95991917ee7d", "type": "message", "role": "user", "status": "completed", "content": [{"type": "input_text", "text": "Interrupted"}]}');
INSERT INTO public.responses VALUES ('resp_c3e717fc6bfa4810855f32ccc592a6ff', 'default', 'incomplete', 1796068342, NULL, '{"model": "toy", "instructions": null, "store": true, "max_output_tokens": 16, "max_tool_calls": null, "metadata": {}, "parallel_tool_calls": true, "tools": [], "tool_choice": "auto", "text": {"format": {"type": "text"}, "verbosity": "medium"}, "reasoning": null, "temperature": 1.0, "top_p": 1.0, "presence_penalty": 0.0, "frequency_penalty": 0.0, "top_logprobs": 0, "truncation": "disabled", "prompt_cache_key": null, "prompt_cache_options": null, "prompt_cache_retention": null, "safety_identifier": null, "service_tier": "default", "user": null}', false, 'ow_cce68005cbee4ed6a2e9466af4fd6683', 0, 'd125bdfe477a04efa9737062101bd8ae', NULL, 'resp_c3e717fc6bfa4810855f32ccc592a6ff', NULL, NULL, NULL, '[22, 16, 6, null, {"tier": "device", "num_tokens": 6, "seconds": 0.0, "saved_s": 4.155085892622151e-05}]', NULL, 'max_output_tokens', true, '[[0, 1, 0], [0, 2, 0], [0, 1, 0], [0, 1, 0], [0, 1, 0], [0, 1, 0], [0, 1, 0], [0, 2, 0], [0, 1, 0], [0, 1, 0], [0, 1, 0], [0, 1, 0]]', false);
INSERT INTO public.responses VALUES ('resp_1fc33ec293d74154a24f91f5f909f2f3', 'default', 'incomplete', 1796068346, NULL, '{"model": "toy", "instructions": null, "store": true, "max_output_tokens": 16, "max_tool_calls": null, "metadata": {}, "parallel_tool_calls": true, "tools": [], "tool_choice": "auto", "text": {"format": {"type": "text"}, "verbosity": "medium"}, "reasoning": null, "temperature": 1.0, "top_p": 1.0, "presence_penalty": 0.0, "frequency_penalty": 0.0, "top_logprobs": 0, "truncation": "disabled", "prompt_cache_key": null, "prompt_cache_options": null, "prompt_cache_retention": null, "safety_identifier": null, "service_tier": "default", "user": null}', false, 'ow_cce68005cbee4ed6a2e9466af4fd6683', 0, 'd125bdfe477a04efa9737062101bd8ae', NULL, 'resp_c3e717fc6bfa4810855f32ccc592a6ff', 'resp_c3e717fc6bfa4810855f32ccc592a6ff', NULL, NULL, '[62, 16, 37, null, {"tier": "device", "num_tokens": 37, "seconds": 0.0, "saved_s": 0.000267119347479448}]', NULL, 'max_output_tokens', true, '[[0, 1, 0], [0, 1, 0], [0, 2, 0], [0, 1, 0], [0, 1, 0], [0, 1, 0], [0, 1, 0], [0, 2, 0], [0, 1, 0], [0, 1, 0], [0, 1, 0], [0, 2, 0], [0, 1, 0]]', false);
INSERT INTO public.responses VALUES ('resp_8cde0bfff83844888bf24869ecc4fa58', 'default', 'completed', 1796068347, 1796068348, '{"model": "toy", "instructions": null, "store": true, "max_output_tokens": 16, "max_tool_calls": null, "metadata": {}, "parallel_tool_calls": true, "tools": [], "tool_choice": "auto", "text": {"format": {"type": "text"}, "verbosity": "medium"}, "reasoning": null, "temperature": 1.0, "top_p": 1.0, "presence_penalty": 0.0, "frequency_penalty": 0.0, "top_logprobs": 0, "truncation": "disabled", "prompt_cache_key": null, "prompt_cache_options": null, "prompt_cache_retention": null, "safety_identifier": null, "service_tier": "default", "user": null}', true, 'ow_cce68005cbee4ed6a2e9466af4fd6683', 0, 'd125bdfe477a04efa9737062101bd8ae', NULL, 'resp_8cde0bfff83844888bf24869ecc4fa58', NULL, NULL, NULL, '[24, 4, 6, null, {"tier": "device", "num_tokens": 6, "seconds": 0.0, "saved_s": 4.076785584622403e-05}]', NULL, NULL, true, '[[0, 1, 0], [0, 1, 0], [0, 1, 0]]', false);
INSERT INTO public.responses VALUES ('resp_adc84ce32cd44bb4b8e384ca34b61221', 'default', 'incomplete', 1796068350, NULL, '{"model": "toy", "instructions": null, "store": true, "max_output_tokens": 16, "max_tool_calls": null, "metadata": {}, "parallel_tool_calls": true, "tools": [], "tool_choice": "auto", "text": {"format": {"type": "text"}, "verbosity": "medium"}, "reasoning": null, "temperature": 1.0, "top_p": 1.0, "presence_penalty": 0.0, "frequency_penalty": 0.0, "top_logprobs": 0, "truncation": "disabled", "prompt_cache_key": null, "prompt_cache_options": null, "prompt_cache_retention": null, "safety_identifier": null, "service_tier": "default", "user": null}', false, 'ow_cce68005cbee4ed6a2e9466af4fd6683', 0, 'd125bdfe477a04efa9737062101bd8ae', NULL, 'resp_3fbe62c88dc4481da29c975b52c16f45', 'resp_3fbe62c88dc4481da29c975b52c16f45', NULL, NULL, '[70, 16, 38, null, {"tier": "device", "num_tokens": 38, "seconds": 0.0, "saved_s": 0.000412133041210388}]', NULL, 'max_output_tokens', true, '[[0, 2, 0], [0, 1, 0], [0, 1, 0], [0, 1, 0], [0, 2, 0], [0, 1, 0], [0, 2, 0], [0, 2, 0], [0, 1, 0], [0, 1, 0], [0, 1, 0]]', false);
INSERT INTO public.responses VALUES ('resp_3fbe62c88dc4481da29c975b52c16f45', 'default', 'incomplete', 1796068349, NULL, '{"model": "toy", "instructions": null, "store": true, "max_output_tokens": 16, "max_tool_calls": null, "metadata": {}, "parallel_tool_calls": true, "tools": [], "tool_choice": "auto", "text": {"format": {"type": "text"}, "verbosity": "medium"}, "reasoning": null, "temperature": 1.0, "top_p": 1.0, "presence_penalty": 0.0, "frequency_penalty": 0.0, "top_logprobs": 0, "truncation": "disabled", "prompt_cache_key": null, "prompt_cache_options": null, "prompt_cache_retention": null, "safety_identifier": null, "service_tier": "default", "user": null}', false, 'ow_cce68005cbee4ed6a2e9466af4fd6683', 0, 'd125bdfe477a04efa9737062101bd8ae', NULL, 'resp_3fbe62c88dc4481da29c975b52c16f45', NULL, NULL, NULL, '[23, 16, 8, null, {"tier": "device", "num_tokens": 8, "seconds": 0.0, "saved_s": 0.00011560785231311006}]', NULL, 'max_output_tokens', true, '[[0, 1, 0], [0, 1, 0], [0, 1, 0], [0, 1, 0], [0, 1, 0], [0, 2, 0], [0, 1, 0], [0, 1, 0], [0, 1, 0], [0, 1, 0], [0, 1, 0], [0, 1, 0], [0, 1, 0]]', true);
INSERT INTO public.responses VALUES ('resp_4617d4abf2d94eb6a64e7ffdfe4c4e99', 'default', 'incomplete', 1796068351, NULL, '{"model": "toy", "instructions": null, "store": true, "max_output_tokens": 16, "max_tool_calls": null, "metadata": {}, "parallel_tool_calls": true, "tools": [], "tool_choice": "auto", "text": {"format": {"type": "text"}, "verbosity": "medium"}, "reasoning": null, "temperature": 1.0, "top_p": 1.0, "presence_penalty": 0.0, "frequency_penalty": 0.0, "top_logprobs": 0, "truncation": "disabled", "prompt_cache_key": null, "prompt_cache_options": null, "prompt_cache_retention": null, "safety_identifier": null, "service_tier": "default", "user": null}', false, 'ow_cce68005cbee4ed6a2e9466af4fd6683', 0, 'd125bdfe477a04efa9737062101bd8ae', NULL, 'conv_cf6d8501a99a45a9a669515cba895237', NULL, 'conv_cf6d8501a99a45a9a669515cba895237', 1, '[38, 16, 6, null, {"tier": "device", "num_tokens": 6, "seconds": 0.0, "saved_s": 6.313301279894277e-05}]', NULL, 'max_output_tokens', true, '[[0, 1, 0], [0, 1, 0], [0, 1, 0], [0, 2, 0], [0, 1, 0], [0, 1, 0], [0, 1, 0], [0, 1, 0], [0, 1, 0], [0, 2, 0], [0, 1, 0], [0, 1, 0]]', false);
INSERT INTO public.responses VALUES ('resp_a29c3a4ad5a8400d9b8beebb91f279e4', 'default', 'in_progress', 1796068351, NULL, '{"model": "toy", "instructions": null, "store": true, "max_output_tokens": 600, "max_tool_calls": null, "metadata": {}, "parallel_tool_calls": true, "tools": [], "tool_choice": "auto", "text": {"format": {"type": "text"}, "verbosity": "medium"}, "reasoning": null, "temperature": 1.0, "top_p": 1.0, "presence_penalty": 0.0, "frequency_penalty": 0.0, "top_logprobs": 0, "truncation": "disabled", "prompt_cache_key": null, "prompt_cache_options": null, "prompt_cache_retention": null, "safety_identifier": null, "service_tier": "default", "user": null}', true, 'ow_cce68005cbee4ed6a2e9466af4fd6683', 0, 'd125bdfe477a04efa9737062101bd8ae', NULL, 'resp_a29c3a4ad5a8400d9b8beebb91f279e4', NULL, NULL, NULL, NULL, NULL, NULL, true, NULL, false);
INSERT INTO public.sessions VALUES ('se_134965fb8f0f47a9aaa919d922954139', 'default', 'talk', 1796068340.9689205, 1796068341.916663, 4, 'br_ef2f1967ff73450284fe835eaa2394f9', NULL, NULL, NULL, NULL);
INSERT INTO public.sessions VALUES ('se_fa39fc4b12fd406e96c0b053db19abe8', 'default', 'text', 1796068341.967985, 1796068342.4195762, 2, 'br_5efca59f79af4fecb3b1ed0df217f415', NULL, NULL, NULL, NULL);
INSERT INTO public.sessions VALUES ('se_9d7dd0de9b6143159c582d79621507ce', 'default', 'ids', 1796068342.5839067, 1796068342.8319182, 1, 'br_7a0fde092898403594f9b4354e2dcafe', NULL, NULL, NULL, NULL);
INSERT INTO public.sessions VALUES ('se_7c5bd0efc59b4047ba08d6f9bc215e3e', 'default', 'resp_c3e717fc6bfa4810855f32ccc592a6ff', 1796068342.9928617, 1796068347.50065, 2, 'br_6c0f02991a494f8d9f019683f4a7933b', NULL, NULL, NULL, NULL);
INSERT INTO public.sessions VALUES ('se_8b83b4086e3c4072a74ccc024a949aad', 'default', 'resp_8cde0bfff83844888bf24869ecc4fa58', 1796068348.1524227, 1796068348.7639334, 1, 'br_0ca4d90d1c0b4b6a9fe9674ac506b44d', NULL, NULL, NULL, NULL);
INSERT INTO public.sessions VALUES ('se_8c2b9058f31a49acbac1c7cc6ec59be9', 'default', 'resp_3fbe62c88dc4481da29c975b52c16f45', 1796068349.4439397, 1796068350.9900985, 2, 'br_f73115a3d3954b5dbcd3c1cf00d09b40', NULL, NULL, NULL, NULL);
INSERT INTO public.sessions VALUES ('se_fbc6642b3dc7443b8ffeda673b362153', 'default', 'conv_cf6d8501a99a45a9a669515cba895237', 1796068351.4608026, 1796068351.827769, 1, 'br_7c51b116222144b4963f26f03f6ef901', NULL, NULL, NULL, NULL);
INSERT INTO public.sessions VALUES ('se_133439cc33ab4ecfac99a9fe9c2d80e4', 'default', 'resp_a29c3a4ad5a8400d9b8beebb91f279e4', 1796068351.9882443, 1796068352.0043986, 1, 'br_eba6ec5478d44a248ff3d3a3c8ff1050', NULL, NULL, NULL, NULL);
INSERT INTO public.spans VALUES ('br_c0d9cae181b14ba7af059ff80dc6d188', 0, 'it_d9066bf8461647219162437aaa1fcb87', 'user', '\x0001000054000000520000004400000051000000c6000000260000004e0000004e00000043000000dc0000004c0000004e000000510000004d000000480000004d0000004600000001010000', 'rendered', NULL, NULL, 'd125bdfe477a04efa9737062101bd8ae', 'toy');
INSERT INTO public.spans VALUES ('br_c0d9cae181b14ba7af059ff80dc6d188', 19, 'it_e5d9bff47dcf4089855ecb7086d64023', 'assistant', '\xc600000000010000400000005200000052000000480000005200000053000000400000004d00000053000000c6000000', 'rendered', NULL, NULL, 'd125bdfe477a04efa9737062101bd8ae', 'toy');
INSERT INTO public.spans VALUES ('br_c0d9cae181b14ba7af059ff80dc6d188', 31, 'it_e5d9bff47dcf4089855ecb7086d64023', 'assistant', '\x890000007b0000002a000000aa000000a30000004b000000', 'sampled', '1', 0, 'd125bdfe477a04efa9737062101bd8ae', 'toy');
INSERT INTO public.spans VALUES ('br_c0d9cae181b14ba7af059ff80dc6d188', 37, 'it_a7ba145973954f2ab565fdde01340a82', 'user', '\x01010000c60000000001000054000000520000004400000051000000c6000000200000004d00000043000000dc0000005300000047000000440000004d0000001e00000001010000', 'rendered', NULL, NULL, 'd125bdfe477a04efa9737062101bd8ae', 'toy');
INSERT INTO public.spans VALUES ('br_c0d9cae181b14ba7af059ff80dc6d188', 55, 'it_f4f3c2cd3b5f4188a7a9520d9b01d74a', 'assistant', '\xc600000000010000400000005200000052000000480000005200000053000000400000004d00000053000000c6000000', 'rendered', NULL, NULL, 'd125bdfe477a04efa9737062101bd8ae', 'toy');
INSERT INTO public.spans VALUES ('br_c0d9cae181b14ba7af059ff80dc6d188', 67, 'it_f4f3c2cd3b5f4188a7a9520d9b01d74a', 'assistant', '\x9f0000005f000000ae000000b90000006d000000bc000000', 'sampled', '1', 0, 'd125bdfe477a04efa9737062101bd8ae', 'toy');
INSERT INTO public.spans VALUES ('br_c0d9cae181b14ba7af059ff80dc6d188', 73, 'it_ae62d0c47696418ebdd0fa51817bef7e', 'user', '\x01010000c60000000001000054000000520000004400000051000000c60000003600000047000000580000001e00000001010000', 'rendered', NULL, NULL, 'd125bdfe477a04efa9737062101bd8ae', 'toy');
INSERT INTO public.spans VALUES ('br_c0d9cae181b14ba7af059ff80dc6d188', 86, 'it_3769c160381247afab9c2a15254bcf12', 'assistant', '\xc600000000010000400000005200000052000000480000005200000053000000400000004d00000053000000c6000000', 'rendered', NULL, NULL, 'd125bdfe477a04efa9737062101bd8ae', 'toy');
INSERT INTO public.spans VALUES ('br_c0d9cae181b14ba7af059ff80dc6d188', 98, 'it_3769c160381247afab9c2a15254bcf12', 'assistant', '\x9400000026000000d5000000e9000000a9000000e3000000', 'sampled', '2', 0, 'd125bdfe477a04efa9737062101bd8ae', 'toy');
INSERT INTO public.spans VALUES ('br_254998c0ed0c4acc8d01fbb00851270c', 86, 'it_386d891c31174f4aba9a2d3c181ad107', 'assistant', '\xc600000000010000400000005200000052000000480000005200000053000000400000004d00000053000000c6000000', 'rendered', NULL, NULL, 'd125bdfe477a04efa9737062101bd8ae', 'toy');
INSERT INTO public.spans VALUES ('br_254998c0ed0c4acc8d01fbb00851270c', 98, 'it_386d891c31174f4aba9a2d3c181ad107', 'assistant', '\x940000002a0000005f000000740000001c0000003f000000', 'sampled', '2', 1, 'd125bdfe477a04efa9737062101bd8ae', 'toy');
INSERT INTO public.spans VALUES ('br_ef2f1967ff73450284fe835eaa2394f9', 0, 'it_8990b966e84b4f9a9ab2be92b8a1a340', 'user', '\x0001000054000000520000004400000051000000c6000000260000004e0000004e00000043000000dc0000004400000055000000440000004d000000480000004d0000004600000001010000', 'rendered', NULL, NULL, 'd125bdfe477a04efa9737062101bd8ae', 'toy');
INSERT INTO public.spans VALUES ('br_ef2f1967ff73450284fe835eaa2394f9', 19, 'it_a8ce104437994c20bb10bedc02191d99', 'assistant', '\xc600000000010000400000005200000052000000480000005200000053000000400000004d00000053000000c6000000', 'rendered', NULL, NULL, 'd125bdfe477a04efa9737062101bd8ae', 'toy');
INSERT INTO public.spans VALUES ('br_ef2f1967ff73450284fe835eaa2394f9', 31, 'it_a8ce104437994c20bb10bedc02191d99', 'assistant', '\xd800000081000000f3000000dc000000950000004c000000', 'sampled', '3', 0, 'd125bdfe477a04efa9737062101bd8ae', 'toy');
INSERT INTO public.spans VALUES ('br_5efca59f79af4fecb3b1ed0df217f415', 0, 'it_b1ac354b3f51459996b5a5485850d28d', 'prompt', '\x2e0000004d0000004200000044000000dc000000540000004f0000004e0000004d000000dc00000040000000dc00000053000000480000004c00000044000000', 'rendered', NULL, NULL, 'd125bdfe477a04efa9737062101bd8ae', 'toy');
INSERT INTO public.spans VALUES ('br_5efca59f79af4fecb3b1ed0df217f415', 16, 'it_65846abd741e470ab9e2a48688007e60', 'completion', '\x210000004e000000bb00000078000000b9000000', 'sampled', '4', 0, 'd125bdfe477a04efa9737062101bd8ae', 'toy');
INSERT INTO public.spans VALUES ('br_5efca59f79af4fecb3b1ed0df217f415', 21, 'it_99c8f75eafc7439ba439ed26478c610e', 'prompt', '\xdc000000400000004d00000043000000', 'rendered', NULL, NULL, 'd125bdfe477a04efa9737062101bd8ae', 'toy');
INSERT INTO public.spans VALUES ('br_5efca59f79af4fecb3b1ed0df217f415', 25, 'it_a15a4f6e8256414d8313198af3e4873a', 'completion', '\xb70000001800000099000000', 'sampled', '5', 0, 'd125bdfe477a04efa9737062101bd8ae', 'toy');
INSERT INTO public.spans VALUES ('br_7a0fde092898403594f9b4354e2dcafe', 0, 'it_b955be1076a44539a423b3bfe2768c2a', 'prompt', '\x740000006f0000006b000000650000006e00000073000000', 'rendered', NULL, NULL, 'd125bdfe477a04efa9737062101bd8ae', 'toy');
INSERT INTO public.spans VALUES ('br_7a0fde092898403594f9b4354e2dcafe', 6, 'it_e86f7c37a50e4ac4822293e8786bb6be', 'completion', '\xf70000009a0000005f000000ac00000050000000', 'sampled', '6', 0, 'd125bdfe477a04efa9737062101bd8ae', 'toy');
INSERT INTO public.spans VALUES ('br_6c0f02991a494f8d9f019683f4a7933b', 0, 'it_92e2934f02574543a52e1b2ffa259518', 'user', '\x0001000054000000520000004400000051000000c60000002e0000004d0000004400000001010000', 'rendered', NULL, NULL, 'd125bdfe477a04efa9737062101bd8ae', 'toy');
INSERT INTO public.spans VALUES ('br_6c0f02991a494f8d9f019683f4a7933b', 10, 'it_25bce9a43a3a45a3bd5f596472d24c9d', 'assistant', '\xc600000000010000400000005200000052000000480000005200000053000000400000004d00000053000000c6000000', 'rendered', NULL, NULL, 'd125bdfe477a04efa9737062101bd8ae', 'toy');
INSERT INTO public.spans VALUES ('br_6c0f02991a494f8d9f019683f4a7933b', 22, 'it_25bce9a43a3a45a3bd5f596472d24c9d', 'assistant', '\x3c000000920000001c000000d0000000b300000065000000470000003f0000008c000000510000004e00000040000000a80000005f00000095000000df000000', 'sampled', '4651626074575271314', 0, 'd125bdfe477a04efa9737062101bd8ae', 'toy');
INSERT INTO public.spans VALUES ('br_6c0f02991a494f8d9f019683f4a7933b', 38, 'it_818819f7259e44babad643761670cbc3', 'user', '\x01010000c60000000001000054000000520000004400000051000000c600000033000000560000004e00000001010000', 'rendered', NULL, NULL, 'd125bdfe477a04efa9737062101bd8ae', 'toy');
INSERT INTO public.spans VALUES ('br_6c0f02991a494f8d9f019683f4a7933b', 50, 'it_3907d3184c194a3a82305814eb378a18', 'assistant', '\xc600000000010000400000005200000052000000480000005200000053000000400000004d00000053000000c6000000', 'rendered', NULL, NULL, 'd125bdfe477a04efa9737062101bd8ae', 'toy');
INSERT INTO public.spans VALUES ('br_6c0f02991a494f8d9f019683f4a7933b', 62, 'it_3907d3184c194a3a82305814eb378a18', 'assistant', '\xa400000086000000a4000000cd00000009000000620000001d000000d90000007e00000007000000fd0000004c000000020000009a000000cb00000025000000', 'sampled', '1621223555204011850', 0, 'd125bdfe477a04efa9737062101bd8ae', 'toy');
INSERT INTO public.spans VALUES ('br_0ca4d90d1c0b4b6a9fe9674ac506b44d', 0, 'it_d1afedeb6a354a5ca1df98329a7fcb98', 'user', '\x0001000054000000520000004400000051000000c60000002b0000004000000053000000440000005100000001010000', 'rendered', NULL, NULL, 'd125bdfe477a04efa9737062101bd8ae', 'toy');
INSERT INTO public.spans VALUES ('br_0ca4d90d1c0b4b6a9fe9674ac506b44d', 12, 'it_cac0837fd12e4271a211eaf6f6ef5ca6', 'assistant', '\xc600000000010000400000005200000052000000480000005200000053000000400000004d00000053000000c6000000', 'rendered', NULL, NULL, 'd125bdfe477a04efa9737062101bd8ae', 'toy');
INSERT INTO public.spans VALUES ('br_0ca4d90d1c0b4b6a9fe9674ac506b44d', 24, 'it_cac0837fd12e4271a211eaf6f6ef5ca6', 'assistant', '\xb2000000e20000009400000001010000', 'sampled', '5544945574150773748', 0, 'd125bdfe477a04efa9737062101bd8ae', 'toy');
INSERT INTO public.spans VALUES ('br_f73115a3d3954b5dbcd3c1cf00d09b40', 0, 'it_f2238547f2a24775a5c252493b61b274', 'user', '\x0001000054000000520000004400000051000000c6000000260000004e0000004d0000004400000001010000', 'rendered', NULL, NULL, 'd125bdfe477a04efa9737062101bd8ae', 'toy');
INSERT INTO public.spans VALUES ('br_f73115a3d3954b5dbcd3c1cf00d09b40', 11, 'it_583c6e904a614d55b6ac7df1bd02481a', 'assistant', '\xc600000000010000400000005200000052000000480000005200000053000000400000004d00000053000000c6000000', 'rendered', NULL, NULL, 'd125bdfe477a04efa9737062101bd8ae', 'toy');
INSERT INTO public.spans VALUES ('br_f73115a3d3954b5dbcd3c1cf00d09b40', 23, 'it_583c6e904a614d55b6ac7df1bd02481a', 'assistant', '\x2a0000000e0000006b000000280000005500000088000000c500000097000000aa000000ab00000076000000f500000014000000db0000002200000020000000', 'sampled', '9171068569469628576', 0, 'd125bdfe477a04efa9737062101bd8ae', 'toy');
INSERT INTO public.spans VALUES ('br_f73115a3d3954b5dbcd3c1cf00d09b40', 39, 'it_6c1316dffacc45e396810bd5ea330d51', 'user', '\x01010000c60000000001000054000000520000004400000051000000c60000003200000053000000480000004b0000004b000000dc0000004700000044000000510000004400000001010000', 'rendered', NULL, NULL, 'd125bdfe477a04efa9737062101bd8ae', 'toy');
INSERT INTO public.spans VALUES ('br_f73115a3d3954b5dbcd3c1cf00d09b40', 58, 'it_d8e47468148d40da961826704e916600', 'assistant', '\xc600000000010000400000005200000052000000480000005200000053000000400000004d00000053000000c6000000', 'rendered', NULL, NULL, 'd125bdfe477a04efa9737062101bd8ae', 'toy');
INSERT INTO public.spans VALUES ('br_f73115a3d3954b5dbcd3c1cf00d09b40', 70, 'it_d8e47468148d40da961826704e916600', 'assistant', '\x9c0000005c000000f2000000270000004d0000009e000000fa0000004b000000e8000000aa0000002b000000a00000004b00000052000000ec0000005f000000', 'sampled', '4747722904711286413', 0, 'd125bdfe477a04efa9737062101bd8ae', 'toy');
INSERT INTO public.spans VALUES ('br_7c51b116222144b4963f26f03f6ef901', 0, 'it_36b09d8722214161b00a5e1517b8b1eb', 'user', '\x0001000054000000520000004400000051000000c60000002100000044000000450000004e000000510000004400000001010000', 'rendered', NULL, NULL, 'd125bdfe477a04efa9737062101bd8ae', 'toy');
INSERT INTO public.spans VALUES ('br_7c51b116222144b4963f26f03f6ef901', 13, 'it_8c5fd6f434f74e2ebadc0217867d6730', 'user', '\xc60000000001000054000000520000004400000051000000c6000000280000004d000000dc000000480000005300000001010000', 'rendered', NULL, NULL, 'd125bdfe477a04efa9737062101bd8ae', 'toy');
INSERT INTO public.spans VALUES ('br_7c51b116222144b4963f26f03f6ef901', 26, 'it_d6a95c47e02a458ca45f4f59b5b50a55', 'assistant', '\xc600000000010000400000005200000052000000480000005200000053000000400000004d00000053000000c6000000', 'rendered', NULL, NULL, 'd125bdfe477a04efa9737062101bd8ae', 'toy');
INSERT INTO public.spans VALUES ('br_7c51b116222144b4963f26f03f6ef901', 38, 'it_d6a95c47e02a458ca45f4f59b5b50a55', 'assistant', '\xfe0000003d000000aa000000980000003b000000060000000e0000007e000000e1000000b7000000a0000000e700000080000000b70000007500000069000000', 'sampled', '761767494822748207', 0, 'd125bdfe477a04efa9737062101bd8ae', 'toy');
INSERT INTO public.spans VALUES ('br_eba6ec5478d44a248ff3d3a3c8ff1050', 0, 'it_620553879ca748ceab2d49fc97a9d88b', 'user', '\x0001000054000000520000004400000051000000c6000000280000004d00000053000000440000005100000051000000540000004f00000053000000440000004300000001010000', 'rendered', NULL, NULL, 'd125bdfe477a04efa9737062101bd8ae', 'toy');
INSERT INTO public.steps VALUES ('resp_c3e717fc6bfa4810855f32ccc592a6ff', 0, 'turn_8c8ca393512e4f32a24b9857df8458c0');
INSERT INTO public.steps VALUES ('resp_1fc33ec293d74154a24f91f5f909f2f3', 0, 'turn_48f445c1a440422f929873564ee9ccd4');
INSERT INTO public.steps VALUES ('resp_8cde0bfff83844888bf24869ecc4fa58', 0, 'turn_f732fcfa80ae4711afc0bc66ec60abad');
INSERT INTO public.steps VALUES ('resp_3fbe62c88dc4481da29c975b52c16f45', 0, 'turn_b97ba32e11354f7d86cadfab4b29d8c0');
INSERT INTO public.steps VALUES ('resp_adc84ce32cd44bb4b8e384ca34b61221', 0, 'turn_1caf8cd5fe9240a58adeed470df88fcd');
INSERT INTO public.steps VALUES ('resp_4617d4abf2d94eb6a64e7ffdfe4c4e99', 0, 'turn_82909a3a05d34374b5218b32d76007c0');
INSERT INTO public.steps VALUES ('resp_a29c3a4ad5a8400d9b8beebb91f279e4', 0, 'turn_575a9929aa974888a57293c70d6d3260');
INSERT INTO public.turn_tokens VALUES ('turn_8c8ca393512e4f32a24b9857df8458c0', 0, 0, '\x3c000000920000001c000000d0000000b300000065000000470000003f0000008c000000510000004e00000040000000a80000005f00000095000000df000000', NULL, 6, 'length', NULL);
INSERT INTO public.turn_tokens VALUES ('turn_48f445c1a440422f929873564ee9ccd4', 0, 0, '\xa400000086000000a4000000cd00000009000000620000001d000000d90000007e00000007000000fd0000004c000000020000009a000000cb00000025000000', NULL, 37, 'length', NULL);
INSERT INTO public.turn_tokens VALUES ('turn_f732fcfa80ae4711afc0bc66ec60abad', 0, 0, '\xb2000000e20000009400000001010000', NULL, 6, 'stop', NULL);
INSERT INTO public.turn_tokens VALUES ('turn_b97ba32e11354f7d86cadfab4b29d8c0', 0, 0, '\x2a0000000e0000006b000000280000005500000088000000c500000097000000aa000000ab00000076000000f500000014000000db0000002200000020000000', NULL, 8, 'length', NULL);
INSERT INTO public.turn_tokens VALUES ('turn_1caf8cd5fe9240a58adeed470df88fcd', 0, 0, '\x9c0000005c000000f2000000270000004d0000009e000000fa0000004b000000e8000000aa0000002b000000a00000004b00000052000000ec0000005f000000', NULL, 38, 'length', NULL);
INSERT INTO public.turn_tokens VALUES ('turn_82909a3a05d34374b5218b32d76007c0', 0, 0, '\xfe0000003d000000aa000000980000003b000000060000000e0000007e000000e1000000b7000000a0000000e700000080000000b70000007500000069000000', NULL, 6, 'length', NULL);
INSERT INTO public.turn_tokens VALUES ('turn_575a9929aa974888a57293c70d6d3260', 0, 0, '\xb9000000', NULL, 6, NULL, NULL);
INSERT INTO public.turn_tokens VALUES ('turn_575a9929aa974888a57293c70d6d3260', 0, 1, '\xd9000000', NULL, NULL, NULL, NULL);
INSERT INTO public.turn_tokens VALUES ('turn_575a9929aa974888a57293c70d6d3260', 0, 2, '\xa9000000', NULL, NULL, NULL, NULL);
INSERT INTO public.turn_tokens VALUES ('turn_575a9929aa974888a57293c70d6d3260', 0, 3, '\x34000000', NULL, NULL, NULL, NULL);
INSERT INTO public.turn_tokens VALUES ('turn_575a9929aa974888a57293c70d6d3260', 0, 4, '\x06000000', NULL, NULL, NULL, NULL);
INSERT INTO public.turn_tokens VALUES ('turn_575a9929aa974888a57293c70d6d3260', 0, 5, '\xda000000', NULL, NULL, NULL, NULL);
INSERT INTO public.turn_tokens VALUES ('turn_575a9929aa974888a57293c70d6d3260', 0, 6, '\x24000000', NULL, NULL, NULL, NULL);
INSERT INTO public.turn_tokens VALUES ('turn_575a9929aa974888a57293c70d6d3260', 0, 7, '\x4a000000', NULL, NULL, NULL, NULL);
INSERT INTO public.turn_tokens VALUES ('turn_575a9929aa974888a57293c70d6d3260', 0, 8, '\x26000000', NULL, NULL, NULL, NULL);
INSERT INTO public.turn_tokens VALUES ('turn_575a9929aa974888a57293c70d6d3260', 0, 9, '\xe8000000', NULL, NULL, NULL, NULL);
INSERT INTO public.turn_tokens VALUES ('turn_575a9929aa974888a57293c70d6d3260', 0, 10, '\xb7000000', NULL, NULL, NULL, NULL);
INSERT INTO public.turn_tokens VALUES ('turn_575a9929aa974888a57293c70d6d3260', 0, 11, '\xb0000000', NULL, NULL, NULL, NULL);
INSERT INTO public.turn_tokens VALUES ('turn_575a9929aa974888a57293c70d6d3260', 0, 12, '\x3a000000', NULL, NULL, NULL, NULL);
INSERT INTO public.turn_tokens VALUES ('turn_575a9929aa974888a57293c70d6d3260', 0, 13, '\xde000000', NULL, NULL, NULL, NULL);
INSERT INTO public.turn_tokens VALUES ('turn_575a9929aa974888a57293c70d6d3260', 0, 14, '\x96000000', NULL, NULL, NULL, NULL);
INSERT INTO public.turn_tokens VALUES ('turn_575a9929aa974888a57293c70d6d3260', 0, 15, '\xae000000', NULL, NULL, NULL, NULL);
INSERT INTO public.turn_tokens VALUES ('turn_575a9929aa974888a57293c70d6d3260', 0, 16, '\x95000000', NULL, NULL, NULL, NULL);
INSERT INTO public.turn_tokens VALUES ('turn_575a9929aa974888a57293c70d6d3260', 0, 17, '\x9a000000', NULL, NULL, NULL, NULL);
INSERT INTO public.turn_tokens VALUES ('turn_575a9929aa974888a57293c70d6d3260', 0, 18, '\x24000000', NULL, NULL, NULL, NULL);
INSERT INTO public.turn_tokens VALUES ('turn_575a9929aa974888a57293c70d6d3260', 0, 19, '\xf7000000', NULL, NULL, NULL, NULL);
INSERT INTO public.turn_tokens VALUES ('turn_575a9929aa974888a57293c70d6d3260', 0, 20, '\xa6000000', NULL, NULL, NULL, NULL);
INSERT INTO public.turn_tokens VALUES ('turn_575a9929aa974888a57293c70d6d3260', 0, 21, '\x57000000', NULL, NULL, NULL, NULL);
INSERT INTO public.turn_tokens VALUES ('turn_575a9929aa974888a57293c70d6d3260', 0, 22, '\xcf000000', NULL, NULL, NULL, NULL);
INSERT INTO public.turn_tokens VALUES ('turn_575a9929aa974888a57293c70d6d3260', 0, 23, '\x2b000000', NULL, NULL, NULL, NULL);
INSERT INTO public.turn_tokens VALUES ('turn_575a9929aa974888a57293c70d6d3260', 0, 24, '\x29000000', NULL, NULL, NULL, NULL);
INSERT INTO public.turn_tokens VALUES ('turn_575a9929aa974888a57293c70d6d3260', 0, 25, '\xdb000000', NULL, NULL, NULL, NULL);
INSERT INTO public.turn_tokens VALUES ('turn_575a9929aa974888a57293c70d6d3260', 0, 26, '\x33000000', NULL, NULL, NULL, NULL);
INSERT INTO public.turn_tokens VALUES ('turn_575a9929aa974888a57293c70d6d3260', 0, 27, '\x70000000', NULL, NULL, NULL, NULL);
INSERT INTO public.turn_tokens VALUES ('turn_575a9929aa974888a57293c70d6d3260', 0, 28, '\x86000000', NULL, NULL, NULL, NULL);
INSERT INTO public.turn_tokens VALUES ('turn_575a9929aa974888a57293c70d6d3260', 0, 29, '\x0a000000', NULL, NULL, NULL, NULL);
INSERT INTO public.turn_tokens VALUES ('turn_575a9929aa974888a57293c70d6d3260', 0, 30, '\x5d000000', NULL, NULL, NULL, NULL);
INSERT INTO public.turn_tokens VALUES ('turn_575a9929aa974888a57293c70d6d3260', 0, 31, '\x49000000', NULL, NULL, NULL, NULL);
INSERT INTO public.turn_tokens VALUES ('turn_575a9929aa974888a57293c70d6d3260', 0, 32, '\xc2000000', NULL, NULL, NULL, NULL);
INSERT INTO public.turn_tokens VALUES ('turn_575a9929aa974888a57293c70d6d3260', 0, 33, '\xf3000000', NULL, NULL, NULL, NULL);
INSERT INTO public.turn_tokens VALUES ('turn_575a9929aa974888a57293c70d6d3260', 0, 34, '\x01010000', NULL, NULL, 'stop', NULL);
INSERT INTO public.turns VALUES ('turn_48f445c1a440422f929873564ee9ccd4', 'se_7c5bd0efc59b4047ba08d6f9bc215e3e', 'completed', true, 'ow_cce68005cbee4ed6a2e9466af4fd6683', 1, 0, 0, 'br_6c0f02991a494f8d9f019683f4a7933b', 50, 3, 2, '\xc600000000010000400000005200000052000000480000005200000053000000400000004d00000053000000c6000000', '\xc417841e4e0c29ee46f62d41850734b8', '\x8ae1236445973e78238dc2391704cceb', '{"request_id": "resp_1fc33ec293d74154a24f91f5f909f2f3", "model": "toy", "input": {"messages": [], "add_generation_prompt": true, "continue_final_message": false, "tools": null, "variables": {}}, "sampling": {"max_tokens": 16, "min_tokens": 0, "temperature": 1.0, "top_k": 0, "top_p": 1.0, "min_p": 0.0, "repetition_penalty": 1.0, "presence_penalty": 0.0, "frequency_penalty": 0.0, "logit_bias": [], "seed": null, "stop": [], "stop_token_ids": [], "include_stop_str_in_output": false, "ignore_eos": false, "max_reasoning_tokens": null, "logprobs": null, "prompt_logprobs": null}, "n": 1, "echo": false, "session_id": "resp_c3e717fc6bfa4810855f32ccc592a6ff", "run_id": "resp_1fc33ec293d74154a24f91f5f909f2f3", "step": 0, "is_recorded": true, "grammar": null, "lease_s": 0.0, "is_carried": false, "is_signed": false, "is_last": false, "tenant": "default"}', 8192, 'd125bdfe477a04efa9737062101bd8ae', 'toy', false, '{"request_id": "resp_1fc33ec293d74154a24f91f5f909f2f3", "created": 1796068347, "num_prompt_tokens": 62, "seed": 1621223555204011850, "system_fingerprint": "fp_6fbc7cfef75f", "session": {"session_id": "resp_c3e717fc6bfa4810855f32ccc592a6ff", "num_matched_messages": 2, "num_matched_tokens": 38, "forked": false}, "loosened_tools": [], "reasoning": "none"}', '{"usage": {"num_prompt_tokens": 62, "num_completion_tokens": 16, "num_cached_tokens": 37, "cold": null, "restored": {"tier": "device", "num_tokens": 37, "seconds": 0.0, "saved_s": 0.000267119347479448}, "head_rules": [], "num_reasoning_tokens": 0}, "num_computed_tokens": 25, "prompt_logprobs": null, "carrier": null, "needs_carrier": false, "ignored_carriers": []}', NULL);
INSERT INTO public.turns VALUES ('turn_575a9929aa974888a57293c70d6d3260', 'se_133439cc33ab4ecfac99a9fe9c2d80e4', 'in_progress', true, 'ow_cce68005cbee4ed6a2e9466af4fd6683', 1, 0, 0, 'br_eba6ec5478d44a248ff3d3a3c8ff1050', 18, 1, 1, '\xc600000000010000400000005200000052000000480000005200000053000000400000004d00000053000000c6000000', '\xc417841e4e0c29ee46f62d41850734b8', '\x833cd06a3feef156551e2d3bfe0ab85b', '{"request_id": "resp_a29c3a4ad5a8400d9b8beebb91f279e4", "model": "toy", "input": {"messages": [], "add_generation_prompt": true, "continue_final_message": false, "tools": null, "variables": {}}, "sampling": {"max_tokens": 600, "min_tokens": 0, "temperature": 1.0, "top_k": 0, "top_p": 1.0, "min_p": 0.0, "repetition_penalty": 1.0, "presence_penalty": 0.0, "frequency_penalty": 0.0, "logit_bias": [], "seed": null, "stop": [], "stop_token_ids": [], "include_stop_str_in_output": false, "ignore_eos": false, "max_reasoning_tokens": null, "logprobs": null, "prompt_logprobs": null}, "n": 1, "echo": false, "session_id": "resp_a29c3a4ad5a8400d9b8beebb91f279e4", "run_id": "resp_a29c3a4ad5a8400d9b8beebb91f279e4", "step": 0, "is_recorded": true, "grammar": null, "lease_s": 0.0, "is_carried": false, "is_signed": false, "is_last": false, "tenant": "default"}', 8192, 'd125bdfe477a04efa9737062101bd8ae', 'toy', false, '{"request_id": "resp_a29c3a4ad5a8400d9b8beebb91f279e4", "created": 1796068352, "num_prompt_tokens": 30, "seed": 4531614852592677585, "system_fingerprint": "fp_6fbc7cfef75f", "session": {"session_id": "resp_a29c3a4ad5a8400d9b8beebb91f279e4", "num_matched_messages": 0, "num_matched_tokens": 0, "forked": false}, "loosened_tools": [], "reasoning": "none"}', NULL, NULL);
INSERT INTO public.turns VALUES ('turn_8c8ca393512e4f32a24b9857df8458c0', 'se_7c5bd0efc59b4047ba08d6f9bc215e3e', 'completed', true, 'ow_cce68005cbee4ed6a2e9466af4fd6683', 1, 0, 0, 'br_6c0f02991a494f8d9f019683f4a7933b', 10, 1, 1, '\xc600000000010000400000005200000052000000480000005200000053000000400000004d00000053000000c6000000', '\xc417841e4e0c29ee46f62d41850734b8', '\x77f869597a023dff8787e0ba9225f3a3', '{"request_id": "resp_c3e717fc6bfa4810855f32ccc592a6ff", "model": "toy", "input": {"messages": [], "add_generation_prompt": true, "continue_final_message": false, "tools": null, "variables": {}}, "sampling": {"max_tokens": 16, "min_tokens": 0, "temperature": 1.0, "top_k": 0, "top_p": 1.0, "min_p": 0.0, "repetition_penalty": 1.0, "presence_penalty": 0.0, "frequency_penalty": 0.0, "logit_bias": [], "seed": null, "stop": [], "stop_token_ids": [], "include_stop_str_in_output": false, "ignore_eos": false, "max_reasoning_tokens": null, "logprobs": null, "prompt_logprobs": null}, "n": 1, "echo": false, "session_id": "resp_c3e717fc6bfa4810855f32ccc592a6ff", "run_id": "resp_c3e717fc6bfa4810855f32ccc592a6ff", "step": 0, "is_recorded": true, "grammar": null, "lease_s": 0.0, "is_carried": false, "is_signed": false, "is_last": false, "tenant": "default"}', 8192, 'd125bdfe477a04efa9737062101bd8ae', 'toy', false, '{"request_id": "resp_c3e717fc6bfa4810855f32ccc592a6ff", "created": 1796068343, "num_prompt_tokens": 22, "seed": 4651626074575271314, "system_fingerprint": "fp_6fbc7cfef75f", "session": {"session_id": "resp_c3e717fc6bfa4810855f32ccc592a6ff", "num_matched_messages": 0, "num_matched_tokens": 0, "forked": false}, "loosened_tools": [], "reasoning": "none"}', '{"usage": {"num_prompt_tokens": 22, "num_completion_tokens": 16, "num_cached_tokens": 6, "cold": null, "restored": {"tier": "device", "num_tokens": 6, "seconds": 0.0, "saved_s": 4.155085892622151e-05}, "head_rules": [], "num_reasoning_tokens": 0}, "num_computed_tokens": 16, "prompt_logprobs": null, "carrier": null, "needs_carrier": false, "ignored_carriers": []}', NULL);
INSERT INTO public.turns VALUES ('turn_f732fcfa80ae4711afc0bc66ec60abad', 'se_8b83b4086e3c4072a74ccc024a949aad', 'completed', true, 'ow_cce68005cbee4ed6a2e9466af4fd6683', 1, 0, 0, 'br_0ca4d90d1c0b4b6a9fe9674ac506b44d', 12, 1, 1, '\xc600000000010000400000005200000052000000480000005200000053000000400000004d00000053000000c6000000', '\xc417841e4e0c29ee46f62d41850734b8', '\x1d0a5c99b8ef5ef81592c6af4098d929', '{"request_id": "resp_8cde0bfff83844888bf24869ecc4fa58", "model": "toy", "input": {"messages": [], "add_generation_prompt": true, "continue_final_message": false, "tools": null, "variables": {}}, "sampling": {"max_tokens": 16, "min_tokens": 0, "temperature": 1.0, "top_k": 0, "top_p": 1.0, "min_p": 0.0, "repetition_penalty": 1.0, "presence_penalty": 0.0, "frequency_penalty": 0.0, "logit_bias": [], "seed": null, "stop": [], "stop_token_ids": [], "include_stop_str_in_output": false, "ignore_eos": false, "max_reasoning_tokens": null, "logprobs": null, "prompt_logprobs": null}, "n": 1, "echo": false, "session_id": "resp_8cde0bfff83844888bf24869ecc4fa58", "run_id": "resp_8cde0bfff83844888bf24869ecc4fa58", "step": 0, "is_recorded": true, "grammar": null, "lease_s": 0.0, "is_carried": false, "is_signed": false, "is_last": false, "tenant": "default"}', 8192, 'd125bdfe477a04efa9737062101bd8ae', 'toy', false, '{"request_id": "resp_8cde0bfff83844888bf24869ecc4fa58", "created": 1796068348, "num_prompt_tokens": 24, "seed": 5544945574150773748, "system_fingerprint": "fp_6fbc7cfef75f", "session": {"session_id": "resp_8cde0bfff83844888bf24869ecc4fa58", "num_matched_messages": 0, "num_matched_tokens": 0, "forked": false}, "loosened_tools": [], "reasoning": "none"}', '{"usage": {"num_prompt_tokens": 24, "num_completion_tokens": 4, "num_cached_tokens": 6, "cold": null, "restored": {"tier": "device", "num_tokens": 6, "seconds": 0.0, "saved_s": 4.076785584622403e-05}, "head_rules": [], "num_reasoning_tokens": 0}, "num_computed_tokens": 18, "prompt_logprobs": null, "carrier": null, "needs_carrier": false, "ignored_carriers": []}', NULL);
INSERT INTO public.turns VALUES ('turn_b97ba32e11354f7d86cadfab4b29d8c0', 'se_8c2b9058f31a49acbac1c7cc6ec59be9', 'completed', true, 'ow_cce68005cbee4ed6a2e9466af4fd6683', 1, 0, 0, 'br_f73115a3d3954b5dbcd3c1cf00d09b40', 11, 1, 1, '\xc600000000010000400000005200000052000000480000005200000053000000400000004d00000053000000c6000000', '\xc417841e4e0c29ee46f62d41850734b8', '\xae110851c9dd3fab3ff687bfd2d40a26', '{"request_id": "resp_3fbe62c88dc4481da29c975b52c16f45", "model": "toy", "input": {"messages": [], "add_generation_prompt": true, "continue_final_message": false, "tools": null, "variables": {}}, "sampling": {"max_tokens": 16, "min_tokens": 0, "temperature": 1.0, "top_k": 0, "top_p": 1.0, "min_p": 0.0, "repetition_penalty": 1.0, "presence_penalty": 0.0, "frequency_penalty": 0.0, "logit_bias": [], "seed": null, "stop": [], "stop_token_ids": [], "include_stop_str_in_output": false, "ignore_eos": false, "max_reasoning_tokens": null, "logprobs": null, "prompt_logprobs": null}, "n": 1, "echo": false, "session_id": "resp_3fbe62c88dc4481da29c975b52c16f45", "run_id": "resp_3fbe62c88dc4481da29c975b52c16f45", "step": 0, "is_recorded": true, "grammar": null, "lease_s": 0.0, "is_carried": false, "is_signed": false, "is_last": false, "tenant": "default"}', 8192, 'd125bdfe477a04efa9737062101bd8ae', 'toy', false, '{"request_id": "resp_3fbe62c88dc4481da29c975b52c16f45", "created": 1796068349, "num_prompt_tokens": 23, "seed": 9171068569469628576, "system_fingerprint": "fp_6fbc7cfef75f", "session": {"session_id": "resp_3fbe62c88dc4481da29c975b52c16f45", "num_matched_messages": 0, "num_matched_tokens": 0, "forked": false}, "loosened_tools": [], "reasoning": "none"}', '{"usage": {"num_prompt_tokens": 23, "num_completion_tokens": 16, "num_cached_tokens": 8, "cold": null, "restored": {"tier": "device", "num_tokens": 8, "seconds": 0.0, "saved_s": 0.00011560785231311006}, "head_rules": [], "num_reasoning_tokens": 0}, "num_computed_tokens": 15, "prompt_logprobs": null, "carrier": null, "needs_carrier": false, "ignored_carriers": []}', NULL);
INSERT INTO public.turns VALUES ('turn_1caf8cd5fe9240a58adeed470df88fcd', 'se_8c2b9058f31a49acbac1c7cc6ec59be9', 'completed', true, 'ow_cce68005cbee4ed6a2e9466af4fd6683', 1, 0, 0, 'br_f73115a3d3954b5dbcd3c1cf00d09b40', 58, 3, 2, '\xc600000000010000400000005200000052000000480000005200000053000000400000004d00000053000000c6000000', '\xc417841e4e0c29ee46f62d41850734b8', '\x125893c13c045d4067773057a910e9a4', '{"request_id": "resp_adc84ce32cd44bb4b8e384ca34b61221", "model": "toy", "input": {"messages": [], "add_generation_prompt": true, "continue_final_message": false, "tools": null, "variables": {}}, "sampling": {"max_tokens": 16, "min_tokens": 0, "temperature": 1.0, "top_k": 0, "top_p": 1.0, "min_p": 0.0, "repetition_penalty": 1.0, "presence_penalty": 0.0, "frequency_penalty": 0.0, "logit_bias": [], "seed": null, "stop": [], "stop_token_ids": [], "include_stop_str_in_output": false, "ignore_eos": false, "max_reasoning_tokens": null, "logprobs": null, "prompt_logprobs": null}, "n": 1, "echo": false, "session_id": "resp_3fbe62c88dc4481da29c975b52c16f45", "run_id": "resp_adc84ce32cd44bb4b8e384ca34b61221", "step": 0, "is_recorded": true, "grammar": null, "lease_s": 0.0, "is_carried": false, "is_signed": false, "is_last": false, "tenant": "default"}', 8192, 'd125bdfe477a04efa9737062101bd8ae', 'toy', false, '{"request_id": "resp_adc84ce32cd44bb4b8e384ca34b61221", "created": 1796068350, "num_prompt_tokens": 70, "seed": 4747722904711286413, "system_fingerprint": "fp_6fbc7cfef75f", "session": {"session_id": "resp_3fbe62c88dc4481da29c975b52c16f45", "num_matched_messages": 2, "num_matched_tokens": 39, "forked": false}, "loosened_tools": [], "reasoning": "none"}', '{"usage": {"num_prompt_tokens": 70, "num_completion_tokens": 16, "num_cached_tokens": 38, "cold": null, "restored": {"tier": "device", "num_tokens": 38, "seconds": 0.0, "saved_s": 0.000412133041210388}, "head_rules": [], "num_reasoning_tokens": 0}, "num_computed_tokens": 32, "prompt_logprobs": null, "carrier": null, "needs_carrier": false, "ignored_carriers": []}', NULL);
INSERT INTO public.turns VALUES ('turn_82909a3a05d34374b5218b32d76007c0', 'se_fbc6642b3dc7443b8ffeda673b362153', 'completed', true, 'ow_cce68005cbee4ed6a2e9466af4fd6683', 1, 0, 0, 'br_7c51b116222144b4963f26f03f6ef901', 26, 2, 1, '\xc600000000010000400000005200000052000000480000005200000053000000400000004d00000053000000c6000000', '\xc417841e4e0c29ee46f62d41850734b8', '\xaf0aa6929370b3955c4a20872a5103cf', '{"request_id": "resp_4617d4abf2d94eb6a64e7ffdfe4c4e99", "model": "toy", "input": {"messages": [], "add_generation_prompt": true, "continue_final_message": false, "tools": null, "variables": {}}, "sampling": {"max_tokens": 16, "min_tokens": 0, "temperature": 1.0, "top_k": 0, "top_p": 1.0, "min_p": 0.0, "repetition_penalty": 1.0, "presence_penalty": 0.0, "frequency_penalty": 0.0, "logit_bias": [], "seed": null, "stop": [], "stop_token_ids": [], "include_stop_str_in_output": false, "ignore_eos": false, "max_reasoning_tokens": null, "logprobs": null, "prompt_logprobs": null}, "n": 1, "echo": false, "session_id": "conv_cf6d8501a99a45a9a669515cba895237", "run_id": "resp_4617d4abf2d94eb6a64e7ffdfe4c4e99", "step": 0, "is_recorded": true, "grammar": null, "lease_s": 0.0, "is_carried": false, "is_signed": false, "is_last": false, "tenant": "default"}', 8192, 'd125bdfe477a04efa9737062101bd8ae', 'toy', false, '{"request_id": "resp_4617d4abf2d94eb6a64e7ffdfe4c4e99", "created": 1796068351, "num_prompt_tokens": 38, "seed": 761767494822748207, "system_fingerprint": "fp_6fbc7cfef75f", "session": {"session_id": "conv_cf6d8501a99a45a9a669515cba895237", "num_matched_messages": 0, "num_matched_tokens": 0, "forked": false}, "loosened_tools": [], "reasoning": "none"}', '{"usage": {"num_prompt_tokens": 38, "num_completion_tokens": 16, "num_cached_tokens": 6, "cold": null, "restored": {"tier": "device", "num_tokens": 6, "seconds": 0.0, "saved_s": 6.313301279894277e-05}, "head_rules": [], "num_reasoning_tokens": 0}, "num_computed_tokens": 32, "prompt_logprobs": null, "carrier": null, "needs_carrier": false, "ignored_carriers": []}', NULL);
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
