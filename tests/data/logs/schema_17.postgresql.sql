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
    created_at double precision NOT NULL,
    name character varying,
    metadata json NOT NULL
);
ALTER TABLE ONLY public.memory_namespaces ALTER COLUMN id SET DEFAULT nextval('public.memory_namespaces_id_seq'::regclass);
ALTER TABLE ONLY public.memory_records ALTER COLUMN number SET DEFAULT nextval('public.memory_records_number_seq'::regclass);
ALTER TABLE ONLY public.migrations ALTER COLUMN number SET DEFAULT nextval('public.migrations_number_seq'::regclass);
INSERT INTO public.branches VALUES ('br_65c98a1846074d89b83ebc1235f17cd9', 'se_291b01e668fe4369921d2c6efac53704', 'chat', NULL, 0, 0, 40, 2, 1, 1796089412.6733272, 'ow_e40f50b1f59043eab50cffbb9aaefd4c', 39, '746f79', NULL);
INSERT INTO public.branches VALUES ('br_fec49d3941af4bb8a2efdd5a41744885', 'se_563c1a5411c24b3ea5e16458777a3818', 'chat', NULL, 0, 0, 86, 4, 2, 1796089412.7298963, 'ow_e40f50b1f59043eab50cffbb9aaefd4c', 85, '746f79', NULL);
INSERT INTO public.branches VALUES ('br_2e1a00970c85465e867655bfd12b2ce5', 'se_efd025a335ab45f8b80ddce24cb9d597', 'chat', NULL, 0, 0, 104, 6, 3, 1796089412.2989793, 'ow_e40f50b1f59043eab50cffbb9aaefd4c', 103, '746f79', NULL);
INSERT INTO public.branches VALUES ('br_83b65f5e65b2487ba6d2108f897e86e8', 'se_efd025a335ab45f8b80ddce24cb9d597', 'chat', 'br_2e1a00970c85465e867655bfd12b2ce5', 86, 5, 104, 6, 1, 1796089412.403175, 'ow_e40f50b1f59043eab50cffbb9aaefd4c', 103, '746f79', NULL);
INSERT INTO public.branches VALUES ('br_1bde2da4ed7e4546ab555f28c15d7893', 'se_efd025a335ab45f8b80ddce24cb9d597', 'chat', NULL, 0, 0, 37, 2, 1, 1796089412.418001, 'ow_e40f50b1f59043eab50cffbb9aaefd4c', 36, '746f79', NULL);
INSERT INTO public.branches VALUES ('br_725348d3b72d443abd41af85477d0b5c', 'se_26e442ce9f634f9598bacfa29f09ecff', 'chat', NULL, 0, 0, 54, 3, 1, 1796089412.8550904, 'ow_e40f50b1f59043eab50cffbb9aaefd4c', 53, '746f79', NULL);
INSERT INTO public.branches VALUES ('br_d58c87ef07574c6a85522b6b5cd8bcaa', 'se_7e0b5198211b4cd298a0fca84d081ff7', 'chat', NULL, 0, 0, 18, 1, 1, 1796089412.8992517, NULL, 0, NULL, NULL);
INSERT INTO public.branches VALUES ('br_0009452b671741c9b5a4effb2f3f9e00', 'se_c661117c09db4b50b8b5f81ec42ea7d3', 'text', NULL, 0, 0, 28, 4, 2, 1796089412.4456556, 'ow_e40f50b1f59043eab50cffbb9aaefd4c', 28, '746f79', NULL);
INSERT INTO public.branches VALUES ('br_02dc5988bd694945b51215964d396167', 'se_fd1f0c0141e54b65aa26c3756dfd6954', 'tokens', NULL, 0, 0, 11, 2, 1, 1796089412.4983902, 'ow_e40f50b1f59043eab50cffbb9aaefd4c', 10, '746f79', NULL);
INSERT INTO public.branches VALUES ('br_a7d9a0d43a3d4c1997644a8b53463b02', 'se_365b6937fc454a99a648137e3539066f', 'chat', NULL, 0, 0, 78, 4, 2, 1796089412.5305762, 'ow_e40f50b1f59043eab50cffbb9aaefd4c', 77, '746f79', NULL);
INSERT INTO public.conversation_items VALUES ('conv_70989d820bb34c74875e2b195cad3c9e', 0, 'msg_dbaf550a77814de79148a57fba53acdb', '{"id": "msg_dbaf550a77814de79148a57fba53acdb", "type": "message", "role": "user", "status": "completed", "content": [{"type": "input_text", "text": "Before"}]}');
INSERT INTO public.conversation_items VALUES ('conv_70989d820bb34c74875e2b195cad3c9e', 1, 'msg_37c7e95d16884e3fb5d804ad3683966a', '{"id": "msg_37c7e95d16884e3fb5d804ad3683966a", "type": "message", "role": "user", "status": "completed", "content": [{"type": "input_text", "text": "In it"}]}');
INSERT INTO public.conversation_items VALUES ('conv_70989d820bb34c74875e2b195cad3c9e', 2, 'msg_8ce60ba6618b46f18df75d672b142f2200', '{"id": "msg_8ce60ba6618b46f18df75d672b142f2200", "type": "message", "role": "assistant", "status": "incomplete", "content": [{"type": "output_text", "text": "\ufffd`\ufffd\ufffd(U+\fo\ufffd\ufffd|\ufffdN[7", "annotations": [], "logprobs": []}]}');
INSERT INTO public.conversations VALUES ('conv_70989d820bb34c74875e2b195cad3c9e', 'default', 1796089412, '{"topic": "migrations"}', 3, 2, NULL, 1796089412.8854375);
INSERT INTO public.items VALUES ('br_2e1a00970c85465e867655bfd12b2ce5', 0, 'it_1e7b8fd545524725ad5547308b4e0891', 'se_efd025a335ab45f8b80ddce24cb9d597', 'user', '{"role": "user", "content": "Good morning"}', '\x70222a0c842ba9f1e656f75a50d407d2', NULL, 0, 19, true, NULL, NULL, NULL, 1796089412.301378);
INSERT INTO public.items VALUES ('br_2e1a00970c85465e867655bfd12b2ce5', 1, 'it_698449e26e66475dbc5209a776cb8b39', 'se_efd025a335ab45f8b80ddce24cb9d597', 'assistant', '{"role": "assistant", "content": "\u037fK\ufffd\ufffdl"}', '\xc55c94160f0b1cf06822d83ee66ef66f', NULL, 19, 37, true, 'length', NULL, NULL, 1796089412.3263776);
INSERT INTO public.items VALUES ('br_2e1a00970c85465e867655bfd12b2ce5', 2, 'it_c1c52e1809eb41dfa680e78f34c26176', 'se_efd025a335ab45f8b80ddce24cb9d597', 'user', '{"role": "user", "content": "And then?"}', '\x3ef625fdc470a400c344f7d3f21af878', NULL, 37, 55, true, NULL, NULL, NULL, 1796089412.3494241);
INSERT INTO public.items VALUES ('br_2e1a00970c85465e867655bfd12b2ce5', 3, 'it_0bf08a5467154444b6da0e01ba75ed33', 'se_efd025a335ab45f8b80ddce24cb9d597', 'assistant', '{"role": "assistant", "content": "\ufffd\ufffd\ufffd\ufffd\u0000"}', '\xdbaf086743be6991bbaf1b187ee9d9a3', NULL, 55, 73, true, 'length', NULL, NULL, 1796089412.3672884);
INSERT INTO public.items VALUES ('br_2e1a00970c85465e867655bfd12b2ce5', 4, 'it_c13ec2d064da4d068815b6f28c47a2af', 'se_efd025a335ab45f8b80ddce24cb9d597', 'user', '{"role": "user", "content": "Why?"}', '\xbe36cd1ac2e281f7ba99b5e044218a73', NULL, 73, 86, true, NULL, NULL, NULL, 1796089412.3816397);
INSERT INTO public.items VALUES ('br_2e1a00970c85465e867655bfd12b2ce5', 5, 'it_3621d2c1d760474c94644410bfe94c4b', 'se_efd025a335ab45f8b80ddce24cb9d597', 'assistant', '{"role": "assistant", "content": "\ufffdG\u0019\ufffd\ufffd"}', '\x270422d94c2fcf86821aee76c1fe1411', NULL, 86, 104, true, 'length', NULL, NULL, 1796089412.4012027);
INSERT INTO public.items VALUES ('br_83b65f5e65b2487ba6d2108f897e86e8', 5, 'it_d800e07d35f74031b6fbc2c36a9fe30d', 'se_efd025a335ab45f8b80ddce24cb9d597', 'assistant', '{"role": "assistant", "content": "\ufffdK\ufffd\ufffd=`"}', '\x33462b95eacc296d55006d0eaa57521c', NULL, 86, 104, true, 'length', NULL, NULL, 1796089412.4044278);
INSERT INTO public.items VALUES ('br_1bde2da4ed7e4546ab555f28c15d7893', 0, 'it_503d06e7163b4fe19b7d6dfadbe826bc', 'se_efd025a335ab45f8b80ddce24cb9d597', 'user', '{"role": "user", "content": "Good evening"}', '\xa0fc891d406bacc5ef327501c56c6b42', NULL, 0, 19, true, NULL, NULL, NULL, 1796089412.4189975);
INSERT INTO public.items VALUES ('br_1bde2da4ed7e4546ab555f28c15d7893', 1, 'it_8c51ac9b971a40609a007502037bd570', 'se_efd025a335ab45f8b80ddce24cb9d597', 'assistant', '{"role": "assistant", "content": "\u001c\u0155 \ufffdm"}', '\xc2fc5bc856b25d0122edc4155d210c58', NULL, 19, 37, true, 'length', NULL, NULL, 1796089412.4350684);
INSERT INTO public.items VALUES ('br_0009452b671741c9b5a4effb2f3f9e00', 0, 'it_fe742db1f5224d5d8284523c1f70e697', 'se_c661117c09db4b50b8b5f81ec42ea7d3', 'prompt', '"Once upon a time"', '\xcf25218127a2bd1df7b6d9215a761c83', 16, 0, 16, true, NULL, NULL, NULL, 1796089412.446606);
INSERT INTO public.items VALUES ('br_0009452b671741c9b5a4effb2f3f9e00', 1, 'it_54c7c5eddc9a4ae58f6b39cf61e029f5', 'se_c661117c09db4b50b8b5f81ec42ea7d3', 'completion', '"Bo\ufffd\ufffd\ufffd"', '\x19cdeb4dd634ed65a6bf4702623fe794', 21, 16, 21, true, 'length', NULL, NULL, 1796089412.4604576);
INSERT INTO public.items VALUES ('br_0009452b671741c9b5a4effb2f3f9e00', 2, 'it_febd6b1ac4024f8ab536cad65c10e186', 'se_c661117c09db4b50b8b5f81ec42ea7d3', 'prompt', '" and"', '\x4bed1c3fbacc6315204c6e186cdb0eae', 25, 21, 25, true, NULL, NULL, NULL, 1796089412.4747405);
INSERT INTO public.items VALUES ('br_0009452b671741c9b5a4effb2f3f9e00', 3, 'it_2051c3eaaa4a4656b91af884ca796232', 'se_c661117c09db4b50b8b5f81ec42ea7d3', 'completion', '"\ufffd9\ufffd"', '\x96ae210949d5140a93592896500ba590', 28, 25, 28, true, 'stop', '"C"', '\x22000000', 1796089412.4888752);
INSERT INTO public.items VALUES ('br_02dc5988bd694945b51215964d396167', 0, 'it_85bd9cfc400a433db00b3ab6a4ca5b37', 'se_fd1f0c0141e54b65aa26c3756dfd6954', 'prompt', NULL, NULL, NULL, 0, 6, true, NULL, NULL, NULL, 1796089412.4992633);
INSERT INTO public.items VALUES ('br_02dc5988bd694945b51215964d396167', 1, 'it_cbeada26566d48a3b1a9c2cc985b8cf2', 'se_fd1f0c0141e54b65aa26c3756dfd6954', 'completion', '"\ufffd\u07a2\ufffdq"', NULL, NULL, 6, 11, true, 'length', NULL, NULL, 1796089412.5122972);
INSERT INTO public.items VALUES ('br_a7d9a0d43a3d4c1997644a8b53463b02', 0, 'it_9abf1213d0534aea90abba905d52003c', 'se_365b6937fc454a99a648137e3539066f', 'user', '{"role": "user", "content": "One"}', '\x77f869597a023dff8787e0ba9225f3a3', NULL, 0, 10, true, NULL, NULL, NULL, 1796089412.531542);
INSERT INTO public.items VALUES ('br_a7d9a0d43a3d4c1997644a8b53463b02', 1, 'it_06dba0202b724ac6be3fbd4c3e2526ce', 'se_365b6937fc454a99a648137e3539066f', 'assistant', '{"role": "assistant", "content": "^\ufffds^\ufffd\ufffd\ufffdN\ufffd\u0000\ufffd\ufffd/\ufffdG\ufffd"}', '\xbcaaab20fa9ceacf3665dedf1d44f4c5', NULL, 10, 38, true, 'length', NULL, NULL, 1796089412.55702);
INSERT INTO public.items VALUES ('br_a7d9a0d43a3d4c1997644a8b53463b02', 2, 'it_fcc923ea6eaa4be5a4b05c4c366720c1', 'se_365b6937fc454a99a648137e3539066f', 'user', '{"role": "user", "content": "Two"}', '\x99bf8c7015aeecb808e886fec41acd31', NULL, 38, 50, true, NULL, NULL, NULL, 1796089412.6239836);
INSERT INTO public.items VALUES ('br_a7d9a0d43a3d4c1997644a8b53463b02', 3, 'it_253ee0a3e0644422a576166b844f7a82', 'se_365b6937fc454a99a648137e3539066f', 'assistant', '{"role": "assistant", "content": "\ufffd-^\u000fp/\u0017\u0016\ufffd\ufffd\ufffd\ufffd\u0007\ufffd\u000f"}', '\x5cf4375e4973555ded9f3cab16521d5f', NULL, 50, 78, true, 'length', NULL, NULL, 1796089412.647675);
INSERT INTO public.items VALUES ('br_65c98a1846074d89b83ebc1235f17cd9', 0, 'it_e83422f63fd64b82beed9aa000aa2bf0', 'se_291b01e668fe4369921d2c6efac53704', 'user', '{"role": "user", "content": "Later"}', '\x1d0a5c99b8ef5ef81592c6af4098d929', NULL, 0, 12, true, NULL, NULL, NULL, 1796089412.6743135);
INSERT INTO public.items VALUES ('br_65c98a1846074d89b83ebc1235f17cd9', 1, 'it_baef1b6628ec4040b2c08f9bbca95b92', 'se_291b01e668fe4369921d2c6efac53704', 'assistant', '{"role": "assistant", "content": "\ufffd\ufffd\ufffd5a\ufffd\u001d\u0017\ufffd\ufffdu\ufffdKI''\ufffd"}', '\x9e823119505c00350aa822c663d10783', NULL, 12, 40, true, 'length', NULL, NULL, 1796089412.702881);
INSERT INTO public.items VALUES ('br_fec49d3941af4bb8a2efdd5a41744885', 0, 'it_949819fdfa2243ca939f00888d2df727', 'se_563c1a5411c24b3ea5e16458777a3818', 'user', '{"role": "user", "content": "Gone"}', '\xae110851c9dd3fab3ff687bfd2d40a26', NULL, 0, 11, true, NULL, NULL, NULL, 1796089412.73082);
INSERT INTO public.items VALUES ('br_fec49d3941af4bb8a2efdd5a41744885', 1, 'it_3d203ac458d64d42943ae6bfcb248667', 'se_563c1a5411c24b3ea5e16458777a3818', 'assistant', '{"role": "assistant", "content": "J\ufffd:\ufffdT\ufffdU\\qPN9z\ufffd\u007fl"}', '\xc362a21ad4f2fe43dc58e2d8f58a6630', NULL, 11, 39, true, 'length', NULL, NULL, 1796089412.7539756);
INSERT INTO public.items VALUES ('br_fec49d3941af4bb8a2efdd5a41744885', 2, 'it_ac5304bf34814b58a8593d3f12cd5917', 'se_563c1a5411c24b3ea5e16458777a3818', 'user', '{"role": "user", "content": "Still here"}', '\xdc9710d77c8c32298538f431961d0a80', NULL, 39, 58, true, NULL, NULL, NULL, 1796089412.7958887);
INSERT INTO public.items VALUES ('br_fec49d3941af4bb8a2efdd5a41744885', 3, 'it_a8a9d9d4e10440f6879abb24aa9b2c1a', 'se_563c1a5411c24b3ea5e16458777a3818', 'assistant', '{"role": "assistant", "content": "Z %G#\ufffdS1\ufffd.3\ufffd\ufffd0\ufffd\ufffd"}', '\x867016c12a9f3b76d070f38d57aa5d74', NULL, 58, 86, true, 'length', NULL, NULL, 1796089412.818484);
INSERT INTO public.items VALUES ('br_725348d3b72d443abd41af85477d0b5c', 0, 'it_0768b70feb224aea803100f04b00ca78', 'se_26e442ce9f634f9598bacfa29f09ecff', 'user', '{"role": "user", "content": "Before"}', '\x86f1ff03c95f3955b509a5f75b79e5ca', NULL, 0, 13, true, NULL, NULL, NULL, 1796089412.8561404);
INSERT INTO public.items VALUES ('br_725348d3b72d443abd41af85477d0b5c', 1, 'it_3f1515f5f6f340b6a51564438982ed52', 'se_26e442ce9f634f9598bacfa29f09ecff', 'user', '{"role": "user", "content": "In it"}', '\xaf0aa6929370b3955c4a20872a5103cf', NULL, 13, 26, true, NULL, NULL, NULL, 1796089412.8561485);
INSERT INTO public.items VALUES ('br_725348d3b72d443abd41af85477d0b5c', 2, 'it_bdfdb712d93943ff855848069d2bbbe9', 'se_26e442ce9f634f9598bacfa29f09ecff', 'assistant', '{"role": "assistant", "content": "\ufffd`\ufffd\ufffd(U+\fo\ufffd\ufffd|\ufffdN[7"}', '\x5d59201768b4ffd6f374d98cbbd0486a', NULL, 26, 54, true, 'length', NULL, NULL, 1796089412.8792534);
INSERT INTO public.items VALUES ('br_d58c87ef07574c6a85522b6b5cd8bcaa', 0, 'it_b748845bee5c4472a3bed1bd2210cff0', 'se_7e0b5198211b4cd298a0fca84d081ff7', 'user', '{"role": "user", "content": "Interrupted"}', '\x833cd06a3feef156551e2d3bfe0ab85b', NULL, 0, 18, true, NULL, NULL, NULL, 1796089412.900306);
INSERT INTO public.migrations VALUES (1, 'first_schema', 1796089411.914691);
INSERT INTO public.migrations VALUES (2, 'responses_and_conversations', 1796089411.9156444);
INSERT INTO public.migrations VALUES (3, 'runs', 1796089411.9160233);
INSERT INTO public.migrations VALUES (4, 'whereabouts_of_kv', 1796089411.9162714);
INSERT INTO public.migrations VALUES (5, 'owners_of_responses_and_attempts', 1796089411.916502);
INSERT INTO public.migrations VALUES (6, 'turns_and_steps', 1796089411.9167583);
INSERT INTO public.migrations VALUES (7, 'session_verbs', 1796089411.9170685);
INSERT INTO public.migrations VALUES (8, 'agents', 1796089411.9172804);
INSERT INTO public.migrations VALUES (9, 'placements_of_sessions', 1796089411.917477);
INSERT INTO public.migrations VALUES (10, 'memories', 1796089411.9176297);
INSERT INTO public.migrations VALUES (11, 'usage_of_kv', 1796089411.917778);
INSERT INTO public.migrations VALUES (12, 'vaults_and_audit', 1796089411.9179256);
INSERT INTO public.migrations VALUES (13, 'environments', 1796089411.9180775);
INSERT INTO public.migrations VALUES (14, 'server_calls_of_responses', 1796089411.9182138);
INSERT INTO public.migrations VALUES (15, 'answers', 1796089411.9183457);
INSERT INTO public.migrations VALUES (16, 'subagents', 1796089411.9184766);
INSERT INTO public.migrations VALUES (17, 'models_of_kv', 1796089411.9186032);
INSERT INTO public.owners VALUES ('ow_e40f50b1f59043eab50cffbb9aaefd4c', 'host:data', 1796089412.13208);
INSERT INTO public.response_items VALUES ('resp_ca3fc17dac36430eb2fa07f262f3cedc', 0, false, 'msg_374764a8858c40a6b9dd628f52cfb93e', '{"id": "msg_374764a8858c40a6b9dd628f52cfb93e", "type": "message", "role": "user", "status": "completed", "content": [{"type": "input_text", "text": "One"}]}');
INSERT INTO public.response_items VALUES ('resp_ca3fc17dac36430eb2fa07f262f3cedc', 1, true, 'msg_ca3fc17dac36430eb2fa07f262f3cedc00', '{"id": "msg_ca3fc17dac36430eb2fa07f262f3cedc00", "type": "message", "role": "assistant", "status": "incomplete", "content": [{"type": "output_text", "text": "^\ufffds^\ufffd\ufffd\ufffdN\ufffd\u0000\ufffd\ufffd/\ufffdG\ufffd", "annotations": [], "logprobs": []}]}');
INSERT INTO public.response_items VALUES ('resp_54309cea27b740fd871a19041ebf5670', 0, false, 'msg_4da34043dcb143c28144f7ec613ece21', '{"id": "msg_4da34043dcb143c28144f7ec613ece21", "type": "message", "role": "user", "status": "completed", "content": [{"type": "input_text", "text": "Two"}]}');
INSERT INTO public.response_items VALUES ('resp_54309cea27b740fd871a19041ebf5670', 1, true, 'msg_54309cea27b740fd871a19041ebf567000', '{"id": "msg_54309cea27b740fd871a19041ebf567000", "type": "message", "role": "assistant", "status": "incomplete", "content": [{"type": "output_text", "text": "\ufffd-^\u000fp/\u0017\u0016\ufffd\ufffd\ufffd\ufffd\u0007\ufffd\u000f", "annotations": [], "logprobs": []}]}');
INSERT INTO public.response_items VALUES ('resp_417bb32c822e47048e378e728c004193', 0, false, 'msg_031e066902bc4060854c43aec7590bb9', '{"id": "msg_031e066902bc4060854c43aec7590bb9", "type": "message", "role": "user", "status": "completed", "content": [{"type": "input_text", "text": "Later"}]}');
INSERT INTO public.response_items VALUES ('resp_417bb32c822e47048e378e728c004193', 1, true, 'msg_417bb32c822e47048e378e728c00419300', '{"id": "msg_417bb32c822e47048e378e728c00419300", "type": "message", "role": "assistant", "status": "incomplete", "content": [{"type": "output_text", "text": "\ufffd\ufffd\ufffd5a\ufffd\u001d\u0017\ufffd\ufffdu\ufffdKI''\ufffd", "annotations": [], "logprobs": []}]}');
INSERT INTO public.response_items VALUES ('resp_b11005e2332a4093b5ed243043337a21', 0, false, 'msg_f158f652f0b6408b8024b50923794c0e', '{"id": "msg_f158f652f0b6408b8024b50923794c0e", "type": "message", "role": "user", "status": "completed", "content": [{"type": "input_text", "text": "Gone"}]}');
INSERT INTO public.response_items VALUES ('resp_b11005e2332a4093b5ed243043337a21', 1, true, 'msg_b11005e2332a4093b5ed243043337a2100', '{"id": "msg_b11005e2332a4093b5ed243043337a2100", "type": "message", "role": "assistant", "status": "incomplete", "content": [{"type": "output_text", "text": "J\ufffd:\ufffdT\ufffdU\\qPN9z\ufffd\u007fl", "annotations": [], "logprobs": []}]}');
INSERT INTO public.response_items VALUES ('resp_71ec85e77ca146a0ad1db18b11b1fd1f', 0, false, 'msg_d36c894034b243faa25f2f03372c4ae6', '{"id": "msg_d36c894034b243faa25f2f03372c4ae6", "type": "message", "role": "user", "status": "completed", "content": [{"type": "input_text", "text": "Still here"}]}');
INSERT INTO public.response_items VALUES ('resp_71ec85e77ca146a0ad1db18b11b1fd1f', 1, true, 'msg_71ec85e77ca146a0ad1db18b11b1fd1f00', '{"id": "msg_71ec85e77ca146a0ad1db18b11b1fd1f00", "type": "message", "role": "assistant", "status": "incomplete", "content": [{"type": "output_text", "text": "Z %G#\ufffdS1\ufffd.3\ufffd\ufffd0\ufffd\ufffd", "annotations": [], "logprobs": []}]}');
INSERT INTO public.response_items VALUES ('resp_8ce60ba6618b46f18df75d672b142f22', 0, false, 'msg_37c7e95d16884e3fb5d804ad3683966a', '{"id": "msg_37c7e95d16884e3fb5d804ad3683966a", "type": "message", "role": "user", "status": "completed", "content": [{"type": "input_text", "text": "In it"}]}');
INSERT INTO public.response_items VALUES ('resp_8ce60ba6618b46f18df75d672b142f22', 1, true, 'msg_8ce60ba6618b46f18df75d672b142f2200', '{"id": "msg_8ce60ba6618b46f18df75d672b142f2200", "type": "message", "role": "assistant", "status": "incomplete", "content": [{"type": "output_text", "text": "\ufffd`\ufffd\ufffd(U+\fo\ufffd\ufffd|\ufffdN[7", "annotations": [], "logprobs": []}]}');
INSERT INTO public.response_items VALUES ('resp_b2fdfe8ad95349f6bad11f640544f0e4', 0, false, 'msg_54b3c97d2b78474f8c83782238537f14', '{"id": "msg_54b3c97d2b78474f8c83782238537f14", "type": "message", "role": "user", "status": "completed", "content": [{"type": "input_text", "text": "Interrupted"}]}');
INSERT INTO public.responses VALUES ('resp_ca3fc17dac36430eb2fa07f262f3cedc', 'default', 'incomplete', 1796089412, NULL, '{"model": "toy", "instructions": null, "store": true, "max_output_tokens": 16, "max_tool_calls": null, "metadata": {}, "parallel_tool_calls": true, "tools": [], "tool_choice": "auto", "text": {"format": {"type": "text"}, "verbosity": "medium"}, "reasoning": null, "temperature": 1.0, "top_p": 1.0, "presence_penalty": 0.0, "frequency_penalty": 0.0, "top_logprobs": 0, "truncation": "disabled", "prompt_cache_key": null, "prompt_cache_options": null, "prompt_cache_retention": null, "safety_identifier": null, "service_tier": "default", "user": null}', false, 'ow_e40f50b1f59043eab50cffbb9aaefd4c', 0, 'd125bdfe477a04efa9737062101bd8ae', NULL, 'resp_ca3fc17dac36430eb2fa07f262f3cedc', NULL, NULL, NULL, '[22, 16, 6, null, {"tier": "device", "num_tokens": 6, "seconds": 0.0, "saved_s": 5.599621001886276e-05, "num_bytes": 0}]', NULL, 'max_output_tokens', true, '[[0, 1, 0], [0, 2, 0], [0, 1, 0], [0, 1, 0], [0, 1, 0], [0, 1, 0], [0, 1, 0], [0, 1, 0], [0, 1, 0], [0, 1, 0], [0, 1, 0], [0, 1, 0], [0, 1, 0], [0, 1, 0], [0, 1, 0]]', false);
INSERT INTO public.responses VALUES ('resp_54309cea27b740fd871a19041ebf5670', 'default', 'incomplete', 1796089412, NULL, '{"model": "toy", "instructions": null, "store": true, "max_output_tokens": 16, "max_tool_calls": null, "metadata": {}, "parallel_tool_calls": true, "tools": [], "tool_choice": "auto", "text": {"format": {"type": "text"}, "verbosity": "medium"}, "reasoning": null, "temperature": 1.0, "top_p": 1.0, "presence_penalty": 0.0, "frequency_penalty": 0.0, "top_logprobs": 0, "truncation": "disabled", "prompt_cache_key": null, "prompt_cache_options": null, "prompt_cache_retention": null, "safety_identifier": null, "service_tier": "default", "user": null}', false, 'ow_e40f50b1f59043eab50cffbb9aaefd4c', 0, 'd125bdfe477a04efa9737062101bd8ae', NULL, 'resp_ca3fc17dac36430eb2fa07f262f3cedc', 'resp_ca3fc17dac36430eb2fa07f262f3cedc', NULL, NULL, '[62, 16, 37, null, {"tier": "device", "num_tokens": 37, "seconds": 0.0, "saved_s": 0.00035195159911646237, "num_bytes": 0}]', NULL, 'max_output_tokens', true, '[[0, 2, 0], [0, 1, 0], [0, 1, 0], [0, 1, 0], [0, 1, 0], [0, 1, 0], [0, 1, 0], [0, 1, 0], [0, 1, 0], [0, 1, 0], [0, 1, 0], [0, 1, 0], [0, 1, 0], [0, 1, 0]]', false);
INSERT INTO public.responses VALUES ('resp_417bb32c822e47048e378e728c004193', 'default', 'incomplete', 1796089412, NULL, '{"model": "toy", "instructions": null, "store": true, "max_output_tokens": 16, "max_tool_calls": null, "metadata": {}, "parallel_tool_calls": true, "tools": [], "tool_choice": "auto", "text": {"format": {"type": "text"}, "verbosity": "medium"}, "reasoning": null, "temperature": 1.0, "top_p": 1.0, "presence_penalty": 0.0, "frequency_penalty": 0.0, "top_logprobs": 0, "truncation": "disabled", "prompt_cache_key": null, "prompt_cache_options": null, "prompt_cache_retention": null, "safety_identifier": null, "service_tier": "default", "user": null}', true, 'ow_e40f50b1f59043eab50cffbb9aaefd4c', 0, 'd125bdfe477a04efa9737062101bd8ae', NULL, 'resp_417bb32c822e47048e378e728c004193', NULL, NULL, NULL, '[24, 16, 6, null, {"tier": "device", "num_tokens": 6, "seconds": 0.0, "saved_s": 5.7591207913038116e-05, "num_bytes": 0}]', NULL, 'max_output_tokens', true, '[[0, 1, 0], [0, 1, 0], [0, 1, 0], [0, 1, 0], [0, 1, 0], [0, 1, 0], [0, 1, 0], [0, 1, 0], [0, 1, 0], [0, 1, 0], [0, 1, 0], [0, 2, 0], [0, 1, 0], [0, 1, 0], [0, 1, 0]]', false);
INSERT INTO public.responses VALUES ('resp_71ec85e77ca146a0ad1db18b11b1fd1f', 'default', 'incomplete', 1796089412, NULL, '{"model": "toy", "instructions": null, "store": true, "max_output_tokens": 16, "max_tool_calls": null, "metadata": {}, "parallel_tool_calls": true, "tools": [], "tool_choice": "auto", "text": {"format": {"type": "text"}, "verbosity": "medium"}, "reasoning": null, "temperature": 1.0, "top_p": 1.0, "presence_penalty": 0.0, "frequency_penalty": 0.0, "top_logprobs": 0, "truncation": "disabled", "prompt_cache_key": null, "prompt_cache_options": null, "prompt_cache_retention": null, "safety_identifier": null, "service_tier": "default", "user": null}', false, 'ow_e40f50b1f59043eab50cffbb9aaefd4c', 0, 'd125bdfe477a04efa9737062101bd8ae', NULL, 'resp_b11005e2332a4093b5ed243043337a21', 'resp_b11005e2332a4093b5ed243043337a21', NULL, NULL, '[70, 16, 38, null, {"tier": "device", "num_tokens": 38, "seconds": 0.0, "saved_s": 0.00037773781650197807, "num_bytes": 0}]', NULL, 'max_output_tokens', true, '[[0, 1, 0], [0, 1, 0], [0, 1, 0], [0, 1, 0], [0, 1, 0], [0, 2, 0], [0, 1, 0], [0, 1, 0], [0, 1, 0], [0, 1, 0], [0, 1, 0], [0, 1, 0], [0, 1, 0], [0, 1, 0], [0, 1, 0]]', false);
INSERT INTO public.responses VALUES ('resp_b11005e2332a4093b5ed243043337a21', 'default', 'incomplete', 1796089412, NULL, '{"model": "toy", "instructions": null, "store": true, "max_output_tokens": 16, "max_tool_calls": null, "metadata": {}, "parallel_tool_calls": true, "tools": [], "tool_choice": "auto", "text": {"format": {"type": "text"}, "verbosity": "medium"}, "reasoning": null, "temperature": 1.0, "top_p": 1.0, "presence_penalty": 0.0, "frequency_penalty": 0.0, "top_logprobs": 0, "truncation": "disabled", "prompt_cache_key": null, "prompt_cache_options": null, "prompt_cache_retention": null, "safety_identifier": null, "service_tier": "default", "user": null}', false, 'ow_e40f50b1f59043eab50cffbb9aaefd4c', 0, 'd125bdfe477a04efa9737062101bd8ae', NULL, 'resp_b11005e2332a4093b5ed243043337a21', NULL, NULL, NULL, '[23, 16, 8, null, {"tier": "device", "num_tokens": 8, "seconds": 0.0, "saved_s": 7.875898360812913e-05, "num_bytes": 0}]', NULL, 'max_output_tokens', true, '[[0, 1, 0], [0, 1, 0], [0, 1, 0], [0, 2, 0], [0, 1, 0], [0, 1, 0], [0, 1, 0], [0, 1, 0], [0, 1, 0], [0, 1, 0], [0, 1, 0], [0, 1, 0], [0, 1, 0], [0, 1, 0], [0, 1, 0]]', true);
INSERT INTO public.responses VALUES ('resp_8ce60ba6618b46f18df75d672b142f22', 'default', 'incomplete', 1796089412, NULL, '{"model": "toy", "instructions": null, "store": true, "max_output_tokens": 16, "max_tool_calls": null, "metadata": {}, "parallel_tool_calls": true, "tools": [], "tool_choice": "auto", "text": {"format": {"type": "text"}, "verbosity": "medium"}, "reasoning": null, "temperature": 1.0, "top_p": 1.0, "presence_penalty": 0.0, "frequency_penalty": 0.0, "top_logprobs": 0, "truncation": "disabled", "prompt_cache_key": null, "prompt_cache_options": null, "prompt_cache_retention": null, "safety_identifier": null, "service_tier": "default", "user": null}', false, 'ow_e40f50b1f59043eab50cffbb9aaefd4c', 0, 'd125bdfe477a04efa9737062101bd8ae', NULL, 'conv_70989d820bb34c74875e2b195cad3c9e', NULL, 'conv_70989d820bb34c74875e2b195cad3c9e', 1, '[38, 16, 6, null, {"tier": "device", "num_tokens": 6, "seconds": 0.0, "saved_s": 6.079298460532484e-05, "num_bytes": 0}]', NULL, 'max_output_tokens', true, '[[0, 1, 0], [0, 1, 0], [0, 1, 0], [0, 1, 0], [0, 1, 0], [0, 1, 0], [0, 1, 0], [0, 1, 0], [0, 1, 0], [0, 1, 0], [0, 1, 0], [0, 1, 0], [0, 1, 0], [0, 1, 0], [0, 1, 0], [0, 1, 0]]', false);
INSERT INTO public.responses VALUES ('resp_b2fdfe8ad95349f6bad11f640544f0e4', 'default', 'in_progress', 1796089412, NULL, '{"model": "toy", "instructions": null, "store": true, "max_output_tokens": 600, "max_tool_calls": null, "metadata": {}, "parallel_tool_calls": true, "tools": [], "tool_choice": "auto", "text": {"format": {"type": "text"}, "verbosity": "medium"}, "reasoning": null, "temperature": 1.0, "top_p": 1.0, "presence_penalty": 0.0, "frequency_penalty": 0.0, "top_logprobs": 0, "truncation": "disabled", "prompt_cache_key": null, "prompt_cache_options": null, "prompt_cache_retention": null, "safety_identifier": null, "service_tier": "default", "user": null}', true, 'ow_e40f50b1f59043eab50cffbb9aaefd4c', 0, 'd125bdfe477a04efa9737062101bd8ae', NULL, 'resp_b2fdfe8ad95349f6bad11f640544f0e4', NULL, NULL, NULL, NULL, NULL, NULL, true, NULL, false);
INSERT INTO public.sessions VALUES ('se_efd025a335ab45f8b80ddce24cb9d597', 'default', 'talk', 1796089412.2943692, 1796089412.4368968, 4, 'br_1bde2da4ed7e4546ab555f28c15d7893', NULL, NULL, NULL, NULL, '{"byte_seconds": {"device": 90.81487615872175, "disk": 245.23024753615027}, "num_restored_bytes": 0, "num_recomputed_tokens": 0, "is_partial": false}');
INSERT INTO public.sessions VALUES ('se_c661117c09db4b50b8b5f81ec42ea7d3', 'default', 'text', 1796089412.444027, 1796089412.4903097, 2, 'br_0009452b671741c9b5a4effb2f3f9e00', NULL, NULL, NULL, NULL, '{"byte_seconds": {"device": 7.047821568325162, "disk": 13.480918624729384}, "num_restored_bytes": 0, "num_recomputed_tokens": 0, "is_partial": false}');
INSERT INTO public.sessions VALUES ('se_fd1f0c0141e54b65aa26c3756dfd6954', 'default', 'ids', 1796089412.4966803, 1796089412.513581, 1, 'br_02dc5988bd694945b51215964d396167', NULL, NULL, NULL, NULL, '{"byte_seconds": {"device": 0.0, "disk": 0.0}, "num_restored_bytes": 0, "num_recomputed_tokens": 0, "is_partial": false}');
INSERT INTO public.sessions VALUES ('se_365b6937fc454a99a648137e3539066f', 'default', 'resp_ca3fc17dac36430eb2fa07f262f3cedc', 1796089412.5289435, 1796089412.64929, 2, 'br_a7d9a0d43a3d4c1997644a8b53463b02', NULL, NULL, NULL, NULL, '{"byte_seconds": {"device": 44.962232063524425, "disk": 94.50080252811313}, "num_restored_bytes": 0, "num_recomputed_tokens": 0, "is_partial": false}');
INSERT INTO public.sessions VALUES ('se_291b01e668fe4369921d2c6efac53704', 'default', 'resp_417bb32c822e47048e378e728c004193', 1796089412.6677368, 1796089412.7045395, 1, 'br_65c98a1846074d89b83ebc1235f17cd9', NULL, NULL, NULL, NULL, '{"byte_seconds": {"device": 0.0, "disk": 0.0}, "num_restored_bytes": 0, "num_recomputed_tokens": 0, "is_partial": false}');
INSERT INTO public.sessions VALUES ('se_563c1a5411c24b3ea5e16458777a3818', 'default', 'resp_b11005e2332a4093b5ed243043337a21', 1796089412.7282004, 1796089412.8201346, 2, 'br_fec49d3941af4bb8a2efdd5a41744885', NULL, NULL, NULL, NULL, '{"byte_seconds": {"device": 30.759948800317943, "disk": 62.704480751242954}, "num_restored_bytes": 0, "num_recomputed_tokens": 0, "is_partial": false}');
INSERT INTO public.sessions VALUES ('se_26e442ce9f634f9598bacfa29f09ecff', 'default', 'conv_70989d820bb34c74875e2b195cad3c9e', 1796089412.8534877, 1796089412.8810859, 1, 'br_725348d3b72d443abd41af85477d0b5c', NULL, NULL, NULL, NULL, '{"byte_seconds": {"device": 0.0, "disk": 0.0}, "num_restored_bytes": 0, "num_recomputed_tokens": 0, "is_partial": false}');
INSERT INTO public.sessions VALUES ('se_7e0b5198211b4cd298a0fca84d081ff7', 'default', 'resp_b2fdfe8ad95349f6bad11f640544f0e4', 1796089412.8976073, 1796089412.9008148, 1, 'br_d58c87ef07574c6a85522b6b5cd8bcaa', NULL, NULL, NULL, NULL, NULL);
INSERT INTO public.spans VALUES ('br_2e1a00970c85465e867655bfd12b2ce5', 0, 'it_1e7b8fd545524725ad5547308b4e0891', 'user', '\x0001000054000000520000004400000051000000c6000000260000004e0000004e00000043000000dc0000004c0000004e000000510000004d000000480000004d0000004600000001010000', 'rendered', NULL, NULL, 'd125bdfe477a04efa9737062101bd8ae', 'toy');
INSERT INTO public.spans VALUES ('br_2e1a00970c85465e867655bfd12b2ce5', 19, 'it_698449e26e66475dbc5209a776cb8b39', 'assistant', '\xc600000000010000400000005200000052000000480000005200000053000000400000004d00000053000000c6000000', 'rendered', NULL, NULL, 'd125bdfe477a04efa9737062101bd8ae', 'toy');
INSERT INTO public.spans VALUES ('br_2e1a00970c85465e867655bfd12b2ce5', 31, 'it_698449e26e66475dbc5209a776cb8b39', 'assistant', '\x890000007b0000002a000000aa000000a30000004b000000', 'sampled', '1', 0, 'd125bdfe477a04efa9737062101bd8ae', 'toy');
INSERT INTO public.spans VALUES ('br_2e1a00970c85465e867655bfd12b2ce5', 37, 'it_c1c52e1809eb41dfa680e78f34c26176', 'user', '\x01010000c60000000001000054000000520000004400000051000000c6000000200000004d00000043000000dc0000005300000047000000440000004d0000001e00000001010000', 'rendered', NULL, NULL, 'd125bdfe477a04efa9737062101bd8ae', 'toy');
INSERT INTO public.spans VALUES ('br_2e1a00970c85465e867655bfd12b2ce5', 55, 'it_0bf08a5467154444b6da0e01ba75ed33', 'assistant', '\xc600000000010000400000005200000052000000480000005200000053000000400000004d00000053000000c6000000', 'rendered', NULL, NULL, 'd125bdfe477a04efa9737062101bd8ae', 'toy');
INSERT INTO public.spans VALUES ('br_2e1a00970c85465e867655bfd12b2ce5', 67, 'it_0bf08a5467154444b6da0e01ba75ed33', 'assistant', '\x9f0000005f000000ae000000b90000006d000000bc000000', 'sampled', '1', 0, 'd125bdfe477a04efa9737062101bd8ae', 'toy');
INSERT INTO public.spans VALUES ('br_2e1a00970c85465e867655bfd12b2ce5', 73, 'it_c13ec2d064da4d068815b6f28c47a2af', 'user', '\x01010000c60000000001000054000000520000004400000051000000c60000003600000047000000580000001e00000001010000', 'rendered', NULL, NULL, 'd125bdfe477a04efa9737062101bd8ae', 'toy');
INSERT INTO public.spans VALUES ('br_2e1a00970c85465e867655bfd12b2ce5', 86, 'it_3621d2c1d760474c94644410bfe94c4b', 'assistant', '\xc600000000010000400000005200000052000000480000005200000053000000400000004d00000053000000c6000000', 'rendered', NULL, NULL, 'd125bdfe477a04efa9737062101bd8ae', 'toy');
INSERT INTO public.spans VALUES ('br_2e1a00970c85465e867655bfd12b2ce5', 98, 'it_3621d2c1d760474c94644410bfe94c4b', 'assistant', '\x9400000026000000d5000000e9000000a9000000e3000000', 'sampled', '2', 0, 'd125bdfe477a04efa9737062101bd8ae', 'toy');
INSERT INTO public.spans VALUES ('br_83b65f5e65b2487ba6d2108f897e86e8', 86, 'it_d800e07d35f74031b6fbc2c36a9fe30d', 'assistant', '\xc600000000010000400000005200000052000000480000005200000053000000400000004d00000053000000c6000000', 'rendered', NULL, NULL, 'd125bdfe477a04efa9737062101bd8ae', 'toy');
INSERT INTO public.spans VALUES ('br_83b65f5e65b2487ba6d2108f897e86e8', 98, 'it_d800e07d35f74031b6fbc2c36a9fe30d', 'assistant', '\x940000002a0000005f000000740000001c0000003f000000', 'sampled', '2', 1, 'd125bdfe477a04efa9737062101bd8ae', 'toy');
INSERT INTO public.spans VALUES ('br_1bde2da4ed7e4546ab555f28c15d7893', 0, 'it_503d06e7163b4fe19b7d6dfadbe826bc', 'user', '\x0001000054000000520000004400000051000000c6000000260000004e0000004e00000043000000dc0000004400000055000000440000004d000000480000004d0000004600000001010000', 'rendered', NULL, NULL, 'd125bdfe477a04efa9737062101bd8ae', 'toy');
INSERT INTO public.spans VALUES ('br_1bde2da4ed7e4546ab555f28c15d7893', 19, 'it_8c51ac9b971a40609a007502037bd570', 'assistant', '\xc600000000010000400000005200000052000000480000005200000053000000400000004d00000053000000c6000000', 'rendered', NULL, NULL, 'd125bdfe477a04efa9737062101bd8ae', 'toy');
INSERT INTO public.spans VALUES ('br_1bde2da4ed7e4546ab555f28c15d7893', 31, 'it_8c51ac9b971a40609a007502037bd570', 'assistant', '\xd800000081000000f3000000dc000000950000004c000000', 'sampled', '3', 0, 'd125bdfe477a04efa9737062101bd8ae', 'toy');
INSERT INTO public.spans VALUES ('br_0009452b671741c9b5a4effb2f3f9e00', 0, 'it_fe742db1f5224d5d8284523c1f70e697', 'prompt', '\x2e0000004d0000004200000044000000dc000000540000004f0000004e0000004d000000dc00000040000000dc00000053000000480000004c00000044000000', 'rendered', NULL, NULL, 'd125bdfe477a04efa9737062101bd8ae', 'toy');
INSERT INTO public.spans VALUES ('br_0009452b671741c9b5a4effb2f3f9e00', 16, 'it_54c7c5eddc9a4ae58f6b39cf61e029f5', 'completion', '\x210000004e000000bb00000078000000b9000000', 'sampled', '4', 0, 'd125bdfe477a04efa9737062101bd8ae', 'toy');
INSERT INTO public.spans VALUES ('br_0009452b671741c9b5a4effb2f3f9e00', 21, 'it_febd6b1ac4024f8ab536cad65c10e186', 'prompt', '\xdc000000400000004d00000043000000', 'rendered', NULL, NULL, 'd125bdfe477a04efa9737062101bd8ae', 'toy');
INSERT INTO public.spans VALUES ('br_0009452b671741c9b5a4effb2f3f9e00', 25, 'it_2051c3eaaa4a4656b91af884ca796232', 'completion', '\xb70000001800000099000000', 'sampled', '5', 0, 'd125bdfe477a04efa9737062101bd8ae', 'toy');
INSERT INTO public.spans VALUES ('br_02dc5988bd694945b51215964d396167', 0, 'it_85bd9cfc400a433db00b3ab6a4ca5b37', 'prompt', '\x740000006f0000006b000000650000006e00000073000000', 'rendered', NULL, NULL, 'd125bdfe477a04efa9737062101bd8ae', 'toy');
INSERT INTO public.spans VALUES ('br_02dc5988bd694945b51215964d396167', 6, 'it_cbeada26566d48a3b1a9c2cc985b8cf2', 'completion', '\xf70000009a0000005f000000ac00000050000000', 'sampled', '6', 0, 'd125bdfe477a04efa9737062101bd8ae', 'toy');
INSERT INTO public.spans VALUES ('br_a7d9a0d43a3d4c1997644a8b53463b02', 0, 'it_9abf1213d0534aea90abba905d52003c', 'user', '\x0001000054000000520000004400000051000000c60000002e0000004d0000004400000001010000', 'rendered', NULL, NULL, 'd125bdfe477a04efa9737062101bd8ae', 'toy');
INSERT INTO public.spans VALUES ('br_a7d9a0d43a3d4c1997644a8b53463b02', 10, 'it_06dba0202b724ac6be3fbd4c3e2526ce', 'assistant', '\xc600000000010000400000005200000052000000480000005200000053000000400000004d00000053000000c6000000', 'rendered', NULL, NULL, 'd125bdfe477a04efa9737062101bd8ae', 'toy');
INSERT INTO public.spans VALUES ('br_a7d9a0d43a3d4c1997644a8b53463b02', 22, 'it_06dba0202b724ac6be3fbd4c3e2526ce', 'assistant', '\x3d000000a9000000520000003d0000006000000061000000e20000002d00000067000000bc000000f9000000b20000000e000000f60000002600000096000000', 'sampled', '2723216680589388810', 0, 'd125bdfe477a04efa9737062101bd8ae', 'toy');
INSERT INTO public.spans VALUES ('br_a7d9a0d43a3d4c1997644a8b53463b02', 38, 'it_fcc923ea6eaa4be5a4b05c4c366720c1', 'user', '\x01010000c60000000001000054000000520000004400000051000000c600000033000000560000004e00000001010000', 'rendered', NULL, NULL, 'd125bdfe477a04efa9737062101bd8ae', 'toy');
INSERT INTO public.spans VALUES ('br_a7d9a0d43a3d4c1997644a8b53463b02', 50, 'it_253ee0a3e0644422a576166b844f7a82', 'assistant', '\xc600000000010000400000005200000052000000480000005200000053000000400000004d00000053000000c6000000', 'rendered', NULL, NULL, 'd125bdfe477a04efa9737062101bd8ae', 'toy');
INSERT INTO public.spans VALUES ('br_a7d9a0d43a3d4c1997644a8b53463b02', 62, 'it_253ee0a3e0644422a576166b844f7a82', 'assistant', '\xa60000000c000000000100003d000000cb0000004f0000000e000000d3000000d200000063000000ec0000007000000073000000c3000000ff000000cb000000', 'sampled', '1123521080498244136', 0, 'd125bdfe477a04efa9737062101bd8ae', 'toy');
INSERT INTO public.spans VALUES ('br_65c98a1846074d89b83ebc1235f17cd9', 0, 'it_e83422f63fd64b82beed9aa000aa2bf0', 'user', '\x0001000054000000520000004400000051000000c60000002b0000004000000053000000440000005100000001010000', 'rendered', NULL, NULL, 'd125bdfe477a04efa9737062101bd8ae', 'toy');
INSERT INTO public.spans VALUES ('br_65c98a1846074d89b83ebc1235f17cd9', 12, 'it_baef1b6628ec4040b2c08f9bbca95b92', 'assistant', '\xc600000000010000400000005200000052000000480000005200000053000000400000004d00000053000000c6000000', 'rendered', NULL, NULL, 'd125bdfe477a04efa9737062101bd8ae', 'toy');
INSERT INTO public.spans VALUES ('br_65c98a1846074d89b83ebc1235f17cd9', 24, 'it_baef1b6628ec4040b2c08f9bbca95b92', 'assistant', '\xb2000000e10000007900000014000000400000006b000000d9000000d3000000e00000006a00000054000000b00000002a0000002800000006000000f2000000', 'sampled', '6735131033801508698', 0, 'd125bdfe477a04efa9737062101bd8ae', 'toy');
INSERT INTO public.spans VALUES ('br_fec49d3941af4bb8a2efdd5a41744885', 0, 'it_949819fdfa2243ca939f00888d2df727', 'user', '\x0001000054000000520000004400000051000000c6000000260000004e0000004d0000004400000001010000', 'rendered', NULL, NULL, 'd125bdfe477a04efa9737062101bd8ae', 'toy');
INSERT INTO public.spans VALUES ('br_fec49d3941af4bb8a2efdd5a41744885', 11, 'it_3d203ac458d64d42943ae6bfcb248667', 'assistant', '\xc600000000010000400000005200000052000000480000005200000053000000400000004d00000053000000c6000000', 'rendered', NULL, NULL, 'd125bdfe477a04efa9737062101bd8ae', 'toy');
INSERT INTO public.spans VALUES ('br_fec49d3941af4bb8a2efdd5a41744885', 23, 'it_3d203ac458d64d42943ae6bfcb248667', 'assistant', '\x29000000fa000000190000009f00000033000000b7000000340000003b000000500000002f0000002d0000001800000059000000b7000000dd0000004b000000', 'sampled', '3801055856312669602', 0, 'd125bdfe477a04efa9737062101bd8ae', 'toy');
INSERT INTO public.spans VALUES ('br_fec49d3941af4bb8a2efdd5a41744885', 39, 'it_ac5304bf34814b58a8593d3f12cd5917', 'user', '\x01010000c60000000001000054000000520000004400000051000000c60000003200000053000000480000004b0000004b000000dc0000004700000044000000510000004400000001010000', 'rendered', NULL, NULL, 'd125bdfe477a04efa9737062101bd8ae', 'toy');
INSERT INTO public.spans VALUES ('br_fec49d3941af4bb8a2efdd5a41744885', 58, 'it_a8a9d9d4e10440f6879abb24aa9b2c1a', 'assistant', '\xc600000000010000400000005200000052000000480000005200000053000000400000004d00000053000000c6000000', 'rendered', NULL, NULL, 'd125bdfe477a04efa9737062101bd8ae', 'toy');
INSERT INTO public.spans VALUES ('br_fec49d3941af4bb8a2efdd5a41744885', 70, 'it_a8a9d9d4e10440f6879abb24aa9b2c1a', 'assistant', '\x39000000dc000000040000002600000002000000980000003200000010000000e60000000d00000012000000b4000000b30000000f000000ef00000060000000', 'sampled', '2997899224479026417', 0, 'd125bdfe477a04efa9737062101bd8ae', 'toy');
INSERT INTO public.spans VALUES ('br_725348d3b72d443abd41af85477d0b5c', 0, 'it_0768b70feb224aea803100f04b00ca78', 'user', '\x0001000054000000520000004400000051000000c60000002100000044000000450000004e000000510000004400000001010000', 'rendered', NULL, NULL, 'd125bdfe477a04efa9737062101bd8ae', 'toy');
INSERT INTO public.spans VALUES ('br_725348d3b72d443abd41af85477d0b5c', 13, 'it_3f1515f5f6f340b6a51564438982ed52', 'user', '\xc60000000001000054000000520000004400000051000000c6000000280000004d000000dc000000480000005300000001010000', 'rendered', NULL, NULL, 'd125bdfe477a04efa9737062101bd8ae', 'toy');
INSERT INTO public.spans VALUES ('br_725348d3b72d443abd41af85477d0b5c', 26, 'it_bdfdb712d93943ff855848069d2bbbe9', 'assistant', '\xc600000000010000400000005200000052000000480000005200000053000000400000004d00000053000000c6000000', 'rendered', NULL, NULL, 'd125bdfe477a04efa9737062101bd8ae', 'toy');
INSERT INTO public.spans VALUES ('br_725348d3b72d443abd41af85477d0b5c', 38, 'it_bdfdb712d93943ff855848069d2bbbe9', 'assistant', '\xfe0000003f000000fc000000df00000007000000340000000a000000c80000004e00000078000000b70000005b000000eb0000002d0000003a00000016000000', 'sampled', '8736590911109722420', 0, 'd125bdfe477a04efa9737062101bd8ae', 'toy');
INSERT INTO public.spans VALUES ('br_d58c87ef07574c6a85522b6b5cd8bcaa', 0, 'it_b748845bee5c4472a3bed1bd2210cff0', 'user', '\x0001000054000000520000004400000051000000c6000000280000004d00000053000000440000005100000051000000540000004f00000053000000440000004300000001010000', 'rendered', NULL, NULL, 'd125bdfe477a04efa9737062101bd8ae', 'toy');
INSERT INTO public.steps VALUES ('resp_ca3fc17dac36430eb2fa07f262f3cedc', 0, 'turn_1e93c4bf855f42c0a1857385ed9b61b8');
INSERT INTO public.steps VALUES ('resp_54309cea27b740fd871a19041ebf5670', 0, 'turn_236487f6b5c043688864fca585c95216');
INSERT INTO public.steps VALUES ('resp_417bb32c822e47048e378e728c004193', 0, 'turn_0835e4c93df847389393fd7b43e4b4d4');
INSERT INTO public.steps VALUES ('resp_b11005e2332a4093b5ed243043337a21', 0, 'turn_ebbb4b34829e481dbab06b51dec6b96c');
INSERT INTO public.steps VALUES ('resp_71ec85e77ca146a0ad1db18b11b1fd1f', 0, 'turn_79254cab5a8a470c81414a4043131af4');
INSERT INTO public.steps VALUES ('resp_8ce60ba6618b46f18df75d672b142f22', 0, 'turn_b0b3204904ee42dfb1a9ee1bd3e6d7be');
INSERT INTO public.steps VALUES ('resp_b2fdfe8ad95349f6bad11f640544f0e4', 0, 'turn_5b3c62954fe74173b93c92cb94764ba0');
INSERT INTO public.turn_tokens VALUES ('turn_1e93c4bf855f42c0a1857385ed9b61b8', 0, 0, '\x3d000000a9000000520000003d0000006000000061000000e20000002d00000067000000bc000000f9000000b20000000e000000f60000002600000096000000', NULL, 6, 'length', NULL);
INSERT INTO public.turn_tokens VALUES ('turn_236487f6b5c043688864fca585c95216', 0, 0, '\xa60000000c000000000100003d000000cb0000004f0000000e000000d3000000d200000063000000ec0000007000000073000000c3000000ff000000cb000000', NULL, 37, 'length', NULL);
INSERT INTO public.turn_tokens VALUES ('turn_0835e4c93df847389393fd7b43e4b4d4', 0, 0, '\xb2000000e10000007900000014000000400000006b000000d9000000d3000000e00000006a00000054000000b00000002a0000002800000006000000f2000000', NULL, 6, 'length', NULL);
INSERT INTO public.turn_tokens VALUES ('turn_ebbb4b34829e481dbab06b51dec6b96c', 0, 0, '\x29000000fa000000190000009f00000033000000b7000000340000003b000000500000002f0000002d0000001800000059000000b7000000dd0000004b000000', NULL, 8, 'length', NULL);
INSERT INTO public.turn_tokens VALUES ('turn_79254cab5a8a470c81414a4043131af4', 0, 0, '\x39000000dc000000040000002600000002000000980000003200000010000000e60000000d00000012000000b4000000b30000000f000000ef00000060000000', NULL, 38, 'length', NULL);
INSERT INTO public.turn_tokens VALUES ('turn_b0b3204904ee42dfb1a9ee1bd3e6d7be', 0, 0, '\xfe0000003f000000fc000000df00000007000000340000000a000000c80000004e00000078000000b70000005b000000eb0000002d0000003a00000016000000', NULL, 6, 'length', NULL);
INSERT INTO public.turn_tokens VALUES ('turn_5b3c62954fe74173b93c92cb94764ba0', 0, 0, '\xb4000000', NULL, 6, NULL, NULL);
INSERT INTO public.turn_tokens VALUES ('turn_5b3c62954fe74173b93c92cb94764ba0', 0, 1, '\x3e000000', NULL, NULL, NULL, NULL);
INSERT INTO public.turn_tokens VALUES ('turn_5b3c62954fe74173b93c92cb94764ba0', 0, 2, '\xea000000', NULL, NULL, NULL, NULL);
INSERT INTO public.turn_tokens VALUES ('turn_5b3c62954fe74173b93c92cb94764ba0', 0, 3, '\xbb000000', NULL, NULL, NULL, NULL);
INSERT INTO public.turn_tokens VALUES ('turn_5b3c62954fe74173b93c92cb94764ba0', 0, 4, '\x47000000', NULL, NULL, NULL, NULL);
INSERT INTO public.turn_tokens VALUES ('turn_5b3c62954fe74173b93c92cb94764ba0', 0, 5, '\xe7000000', NULL, NULL, NULL, NULL);
INSERT INTO public.turn_tokens VALUES ('turn_5b3c62954fe74173b93c92cb94764ba0', 0, 6, '\x01010000', NULL, NULL, NULL, NULL);
INSERT INTO public.turn_tokens VALUES ('turn_5b3c62954fe74173b93c92cb94764ba0', 0, 7, '\xb6000000', NULL, NULL, NULL, NULL);
INSERT INTO public.turns VALUES ('turn_1e93c4bf855f42c0a1857385ed9b61b8', 'se_365b6937fc454a99a648137e3539066f', 'completed', true, 'ow_e40f50b1f59043eab50cffbb9aaefd4c', 1, 0, 0, 'br_a7d9a0d43a3d4c1997644a8b53463b02', 10, 1, 1, '\xc600000000010000400000005200000052000000480000005200000053000000400000004d00000053000000c6000000', '\xc417841e4e0c29ee46f62d41850734b8', '\x77f869597a023dff8787e0ba9225f3a3', '{"request_id": "resp_ca3fc17dac36430eb2fa07f262f3cedc", "model": "toy", "input": {"messages": [], "add_generation_prompt": true, "continue_final_message": false, "tools": null, "variables": {}}, "adapter": null, "sampling": {"max_tokens": 16, "min_tokens": 0, "temperature": 1.0, "top_k": 0, "top_p": 1.0, "min_p": 0.0, "repetition_penalty": 1.0, "presence_penalty": 0.0, "frequency_penalty": 0.0, "logit_bias": [], "seed": null, "stop": [], "stop_token_ids": [], "include_stop_str_in_output": false, "ignore_eos": false, "max_reasoning_tokens": null, "logprobs": null, "prompt_logprobs": null}, "n": 1, "echo": false, "session_id": "resp_ca3fc17dac36430eb2fa07f262f3cedc", "run_id": "resp_ca3fc17dac36430eb2fa07f262f3cedc", "step": 0, "is_recorded": true, "is_filed": true, "grammar": null, "lease_s": 0.0, "is_carried": false, "is_signed": false, "is_last": false, "tenant": "default"}', 8192, 'd125bdfe477a04efa9737062101bd8ae', 'toy', false, '{"request_id": "resp_ca3fc17dac36430eb2fa07f262f3cedc", "created": 1796089412, "num_prompt_tokens": 22, "seed": 2723216680589388810, "system_fingerprint": "fp_6fbc7cfef75f", "session": {"session_id": "resp_ca3fc17dac36430eb2fa07f262f3cedc", "num_matched_messages": 0, "num_matched_tokens": 0, "forked": false}, "loosened_tools": [], "reasoning": "none"}', '{"usage": {"num_prompt_tokens": 22, "num_completion_tokens": 16, "num_cached_tokens": 6, "cold": null, "restored": {"tier": "device", "num_tokens": 6, "seconds": 0.0, "saved_s": 5.599621001886276e-05, "num_bytes": 0}, "head_rules": [], "num_reasoning_tokens": 0, "kv": {"byte_seconds": {"device": 0.0, "disk": 0.0}, "num_restored_bytes": 0, "num_recomputed_tokens": 0, "is_partial": false}}, "num_computed_tokens": 16, "prompt_logprobs": null, "carrier": null, "needs_carrier": false, "ignored_carriers": []}', NULL);
INSERT INTO public.turns VALUES ('turn_0835e4c93df847389393fd7b43e4b4d4', 'se_291b01e668fe4369921d2c6efac53704', 'completed', true, 'ow_e40f50b1f59043eab50cffbb9aaefd4c', 1, 0, 0, 'br_65c98a1846074d89b83ebc1235f17cd9', 12, 1, 1, '\xc600000000010000400000005200000052000000480000005200000053000000400000004d00000053000000c6000000', '\xc417841e4e0c29ee46f62d41850734b8', '\x1d0a5c99b8ef5ef81592c6af4098d929', '{"request_id": "resp_417bb32c822e47048e378e728c004193", "model": "toy", "input": {"messages": [], "add_generation_prompt": true, "continue_final_message": false, "tools": null, "variables": {}}, "adapter": null, "sampling": {"max_tokens": 16, "min_tokens": 0, "temperature": 1.0, "top_k": 0, "top_p": 1.0, "min_p": 0.0, "repetition_penalty": 1.0, "presence_penalty": 0.0, "frequency_penalty": 0.0, "logit_bias": [], "seed": null, "stop": [], "stop_token_ids": [], "include_stop_str_in_output": false, "ignore_eos": false, "max_reasoning_tokens": null, "logprobs": null, "prompt_logprobs": null}, "n": 1, "echo": false, "session_id": "resp_417bb32c822e47048e378e728c004193", "run_id": "resp_417bb32c822e47048e378e728c004193", "step": 0, "is_recorded": true, "is_filed": true, "grammar": null, "lease_s": 0.0, "is_carried": false, "is_signed": false, "is_last": false, "tenant": "default"}', 8192, 'd125bdfe477a04efa9737062101bd8ae', 'toy', false, '{"request_id": "resp_417bb32c822e47048e378e728c004193", "created": 1796089412, "num_prompt_tokens": 24, "seed": 6735131033801508698, "system_fingerprint": "fp_6fbc7cfef75f", "session": {"session_id": "resp_417bb32c822e47048e378e728c004193", "num_matched_messages": 0, "num_matched_tokens": 0, "forked": false}, "loosened_tools": [], "reasoning": "none"}', '{"usage": {"num_prompt_tokens": 24, "num_completion_tokens": 16, "num_cached_tokens": 6, "cold": null, "restored": {"tier": "device", "num_tokens": 6, "seconds": 0.0, "saved_s": 5.7591207913038116e-05, "num_bytes": 0}, "head_rules": [], "num_reasoning_tokens": 0, "kv": {"byte_seconds": {"device": 0.0, "disk": 0.0}, "num_restored_bytes": 0, "num_recomputed_tokens": 0, "is_partial": false}}, "num_computed_tokens": 18, "prompt_logprobs": null, "carrier": null, "needs_carrier": false, "ignored_carriers": []}', NULL);
INSERT INTO public.turns VALUES ('turn_236487f6b5c043688864fca585c95216', 'se_365b6937fc454a99a648137e3539066f', 'completed', true, 'ow_e40f50b1f59043eab50cffbb9aaefd4c', 1, 0, 0, 'br_a7d9a0d43a3d4c1997644a8b53463b02', 50, 3, 2, '\xc600000000010000400000005200000052000000480000005200000053000000400000004d00000053000000c6000000', '\xc417841e4e0c29ee46f62d41850734b8', '\x99bf8c7015aeecb808e886fec41acd31', '{"request_id": "resp_54309cea27b740fd871a19041ebf5670", "model": "toy", "input": {"messages": [], "add_generation_prompt": true, "continue_final_message": false, "tools": null, "variables": {}}, "adapter": null, "sampling": {"max_tokens": 16, "min_tokens": 0, "temperature": 1.0, "top_k": 0, "top_p": 1.0, "min_p": 0.0, "repetition_penalty": 1.0, "presence_penalty": 0.0, "frequency_penalty": 0.0, "logit_bias": [], "seed": null, "stop": [], "stop_token_ids": [], "include_stop_str_in_output": false, "ignore_eos": false, "max_reasoning_tokens": null, "logprobs": null, "prompt_logprobs": null}, "n": 1, "echo": false, "session_id": "resp_ca3fc17dac36430eb2fa07f262f3cedc", "run_id": "resp_54309cea27b740fd871a19041ebf5670", "step": 0, "is_recorded": true, "is_filed": true, "grammar": null, "lease_s": 0.0, "is_carried": false, "is_signed": false, "is_last": false, "tenant": "default"}', 8192, 'd125bdfe477a04efa9737062101bd8ae', 'toy', false, '{"request_id": "resp_54309cea27b740fd871a19041ebf5670", "created": 1796089412, "num_prompt_tokens": 62, "seed": 1123521080498244136, "system_fingerprint": "fp_6fbc7cfef75f", "session": {"session_id": "resp_ca3fc17dac36430eb2fa07f262f3cedc", "num_matched_messages": 2, "num_matched_tokens": 38, "forked": false}, "loosened_tools": [], "reasoning": "none"}', '{"usage": {"num_prompt_tokens": 62, "num_completion_tokens": 16, "num_cached_tokens": 37, "cold": null, "restored": {"tier": "device", "num_tokens": 37, "seconds": 0.0, "saved_s": 0.00035195159911646237, "num_bytes": 0}, "head_rules": [], "num_reasoning_tokens": 0, "kv": {"byte_seconds": {"device": 44.962232063524425, "disk": 94.50080252811313}, "num_restored_bytes": 0, "num_recomputed_tokens": 0, "is_partial": false}}, "num_computed_tokens": 25, "prompt_logprobs": null, "carrier": null, "needs_carrier": false, "ignored_carriers": []}', NULL);
INSERT INTO public.turns VALUES ('turn_5b3c62954fe74173b93c92cb94764ba0', 'se_7e0b5198211b4cd298a0fca84d081ff7', 'in_progress', true, 'ow_e40f50b1f59043eab50cffbb9aaefd4c', 1, 0, 0, 'br_d58c87ef07574c6a85522b6b5cd8bcaa', 18, 1, 1, '\xc600000000010000400000005200000052000000480000005200000053000000400000004d00000053000000c6000000', '\xc417841e4e0c29ee46f62d41850734b8', '\x833cd06a3feef156551e2d3bfe0ab85b', '{"request_id": "resp_b2fdfe8ad95349f6bad11f640544f0e4", "model": "toy", "input": {"messages": [], "add_generation_prompt": true, "continue_final_message": false, "tools": null, "variables": {}}, "adapter": null, "sampling": {"max_tokens": 600, "min_tokens": 0, "temperature": 1.0, "top_k": 0, "top_p": 1.0, "min_p": 0.0, "repetition_penalty": 1.0, "presence_penalty": 0.0, "frequency_penalty": 0.0, "logit_bias": [], "seed": null, "stop": [], "stop_token_ids": [], "include_stop_str_in_output": false, "ignore_eos": true, "max_reasoning_tokens": null, "logprobs": null, "prompt_logprobs": null}, "n": 1, "echo": false, "session_id": "resp_b2fdfe8ad95349f6bad11f640544f0e4", "run_id": "resp_b2fdfe8ad95349f6bad11f640544f0e4", "step": 0, "is_recorded": true, "is_filed": true, "grammar": null, "lease_s": 0.0, "is_carried": false, "is_signed": false, "is_last": false, "tenant": "default"}', 8192, 'd125bdfe477a04efa9737062101bd8ae', 'toy', false, '{"request_id": "resp_b2fdfe8ad95349f6bad11f640544f0e4", "created": 1796089412, "num_prompt_tokens": 30, "seed": 4948505064528648473, "system_fingerprint": "fp_6fbc7cfef75f", "session": {"session_id": "resp_b2fdfe8ad95349f6bad11f640544f0e4", "num_matched_messages": 0, "num_matched_tokens": 0, "forked": false}, "loosened_tools": [], "reasoning": "none"}', NULL, NULL);
INSERT INTO public.turns VALUES ('turn_ebbb4b34829e481dbab06b51dec6b96c', 'se_563c1a5411c24b3ea5e16458777a3818', 'completed', true, 'ow_e40f50b1f59043eab50cffbb9aaefd4c', 1, 0, 0, 'br_fec49d3941af4bb8a2efdd5a41744885', 11, 1, 1, '\xc600000000010000400000005200000052000000480000005200000053000000400000004d00000053000000c6000000', '\xc417841e4e0c29ee46f62d41850734b8', '\xae110851c9dd3fab3ff687bfd2d40a26', '{"request_id": "resp_b11005e2332a4093b5ed243043337a21", "model": "toy", "input": {"messages": [], "add_generation_prompt": true, "continue_final_message": false, "tools": null, "variables": {}}, "adapter": null, "sampling": {"max_tokens": 16, "min_tokens": 0, "temperature": 1.0, "top_k": 0, "top_p": 1.0, "min_p": 0.0, "repetition_penalty": 1.0, "presence_penalty": 0.0, "frequency_penalty": 0.0, "logit_bias": [], "seed": null, "stop": [], "stop_token_ids": [], "include_stop_str_in_output": false, "ignore_eos": false, "max_reasoning_tokens": null, "logprobs": null, "prompt_logprobs": null}, "n": 1, "echo": false, "session_id": "resp_b11005e2332a4093b5ed243043337a21", "run_id": "resp_b11005e2332a4093b5ed243043337a21", "step": 0, "is_recorded": true, "is_filed": true, "grammar": null, "lease_s": 0.0, "is_carried": false, "is_signed": false, "is_last": false, "tenant": "default"}', 8192, 'd125bdfe477a04efa9737062101bd8ae', 'toy', false, '{"request_id": "resp_b11005e2332a4093b5ed243043337a21", "created": 1796089412, "num_prompt_tokens": 23, "seed": 3801055856312669602, "system_fingerprint": "fp_6fbc7cfef75f", "session": {"session_id": "resp_b11005e2332a4093b5ed243043337a21", "num_matched_messages": 0, "num_matched_tokens": 0, "forked": false}, "loosened_tools": [], "reasoning": "none"}', '{"usage": {"num_prompt_tokens": 23, "num_completion_tokens": 16, "num_cached_tokens": 8, "cold": null, "restored": {"tier": "device", "num_tokens": 8, "seconds": 0.0, "saved_s": 7.875898360812913e-05, "num_bytes": 0}, "head_rules": [], "num_reasoning_tokens": 0, "kv": {"byte_seconds": {"device": 0.0, "disk": 0.0}, "num_restored_bytes": 0, "num_recomputed_tokens": 0, "is_partial": false}}, "num_computed_tokens": 15, "prompt_logprobs": null, "carrier": null, "needs_carrier": false, "ignored_carriers": []}', NULL);
INSERT INTO public.turns VALUES ('turn_79254cab5a8a470c81414a4043131af4', 'se_563c1a5411c24b3ea5e16458777a3818', 'completed', true, 'ow_e40f50b1f59043eab50cffbb9aaefd4c', 1, 0, 0, 'br_fec49d3941af4bb8a2efdd5a41744885', 58, 3, 2, '\xc600000000010000400000005200000052000000480000005200000053000000400000004d00000053000000c6000000', '\xc417841e4e0c29ee46f62d41850734b8', '\xdc9710d77c8c32298538f431961d0a80', '{"request_id": "resp_71ec85e77ca146a0ad1db18b11b1fd1f", "model": "toy", "input": {"messages": [], "add_generation_prompt": true, "continue_final_message": false, "tools": null, "variables": {}}, "adapter": null, "sampling": {"max_tokens": 16, "min_tokens": 0, "temperature": 1.0, "top_k": 0, "top_p": 1.0, "min_p": 0.0, "repetition_penalty": 1.0, "presence_penalty": 0.0, "frequency_penalty": 0.0, "logit_bias": [], "seed": null, "stop": [], "stop_token_ids": [], "include_stop_str_in_output": false, "ignore_eos": false, "max_reasoning_tokens": null, "logprobs": null, "prompt_logprobs": null}, "n": 1, "echo": false, "session_id": "resp_b11005e2332a4093b5ed243043337a21", "run_id": "resp_71ec85e77ca146a0ad1db18b11b1fd1f", "step": 0, "is_recorded": true, "is_filed": true, "grammar": null, "lease_s": 0.0, "is_carried": false, "is_signed": false, "is_last": false, "tenant": "default"}', 8192, 'd125bdfe477a04efa9737062101bd8ae', 'toy', false, '{"request_id": "resp_71ec85e77ca146a0ad1db18b11b1fd1f", "created": 1796089412, "num_prompt_tokens": 70, "seed": 2997899224479026417, "system_fingerprint": "fp_6fbc7cfef75f", "session": {"session_id": "resp_b11005e2332a4093b5ed243043337a21", "num_matched_messages": 2, "num_matched_tokens": 39, "forked": false}, "loosened_tools": [], "reasoning": "none"}', '{"usage": {"num_prompt_tokens": 70, "num_completion_tokens": 16, "num_cached_tokens": 38, "cold": null, "restored": {"tier": "device", "num_tokens": 38, "seconds": 0.0, "saved_s": 0.00037773781650197807, "num_bytes": 0}, "head_rules": [], "num_reasoning_tokens": 0, "kv": {"byte_seconds": {"device": 30.759948800317943, "disk": 62.704480751242954}, "num_restored_bytes": 0, "num_recomputed_tokens": 0, "is_partial": false}}, "num_computed_tokens": 32, "prompt_logprobs": null, "carrier": null, "needs_carrier": false, "ignored_carriers": []}', NULL);
INSERT INTO public.turns VALUES ('turn_b0b3204904ee42dfb1a9ee1bd3e6d7be', 'se_26e442ce9f634f9598bacfa29f09ecff', 'completed', true, 'ow_e40f50b1f59043eab50cffbb9aaefd4c', 1, 0, 0, 'br_725348d3b72d443abd41af85477d0b5c', 26, 2, 1, '\xc600000000010000400000005200000052000000480000005200000053000000400000004d00000053000000c6000000', '\xc417841e4e0c29ee46f62d41850734b8', '\xaf0aa6929370b3955c4a20872a5103cf', '{"request_id": "resp_8ce60ba6618b46f18df75d672b142f22", "model": "toy", "input": {"messages": [], "add_generation_prompt": true, "continue_final_message": false, "tools": null, "variables": {}}, "adapter": null, "sampling": {"max_tokens": 16, "min_tokens": 0, "temperature": 1.0, "top_k": 0, "top_p": 1.0, "min_p": 0.0, "repetition_penalty": 1.0, "presence_penalty": 0.0, "frequency_penalty": 0.0, "logit_bias": [], "seed": null, "stop": [], "stop_token_ids": [], "include_stop_str_in_output": false, "ignore_eos": false, "max_reasoning_tokens": null, "logprobs": null, "prompt_logprobs": null}, "n": 1, "echo": false, "session_id": "conv_70989d820bb34c74875e2b195cad3c9e", "run_id": "resp_8ce60ba6618b46f18df75d672b142f22", "step": 0, "is_recorded": true, "is_filed": true, "grammar": null, "lease_s": 0.0, "is_carried": false, "is_signed": false, "is_last": false, "tenant": "default"}', 8192, 'd125bdfe477a04efa9737062101bd8ae', 'toy', false, '{"request_id": "resp_8ce60ba6618b46f18df75d672b142f22", "created": 1796089412, "num_prompt_tokens": 38, "seed": 8736590911109722420, "system_fingerprint": "fp_6fbc7cfef75f", "session": {"session_id": "conv_70989d820bb34c74875e2b195cad3c9e", "num_matched_messages": 0, "num_matched_tokens": 0, "forked": false}, "loosened_tools": [], "reasoning": "none"}', '{"usage": {"num_prompt_tokens": 38, "num_completion_tokens": 16, "num_cached_tokens": 6, "cold": null, "restored": {"tier": "device", "num_tokens": 6, "seconds": 0.0, "saved_s": 6.079298460532484e-05, "num_bytes": 0}, "head_rules": [], "num_reasoning_tokens": 0, "kv": {"byte_seconds": {"device": 0.0, "disk": 0.0}, "num_restored_bytes": 0, "num_recomputed_tokens": 0, "is_partial": false}}, "num_computed_tokens": 32, "prompt_logprobs": null, "carrier": null, "needs_carrier": false, "ignored_carriers": []}', NULL);
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
