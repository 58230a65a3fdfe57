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
INSERT INTO public.branches VALUES ('br_24777c43fb6346ff82229ee5fa47388a', 'se_d90c5bf2f4014b3f9858dfee83776e2e', 'chat', NULL, 0, 0, 40, 2, 1, 1796078230.9532363, 'ow_abefec85cbda4df09c9fb4958389fb2e', 39, NULL);
INSERT INTO public.branches VALUES ('br_3ae00ad5f8c64e35b05bfa1d18b9b0df', 'se_01a0292c86b041b7b4fbf1099c09e799', 'chat', NULL, 0, 0, 75, 4, 2, 1796078231.094222, 'ow_abefec85cbda4df09c9fb4958389fb2e', 74, NULL);
INSERT INTO public.branches VALUES ('br_a71e5fa218644b9daa3a95a53414cab4', 'se_74038e5a304c428481c38978ebd0c3ec', 'chat', NULL, 0, 0, 104, 6, 3, 1796078229.7879927, 'ow_abefec85cbda4df09c9fb4958389fb2e', 103, NULL);
INSERT INTO public.branches VALUES ('br_c909aae0d74e4cb493d4cedd4b4ccf80', 'se_74038e5a304c428481c38978ebd0c3ec', 'chat', 'br_a71e5fa218644b9daa3a95a53414cab4', 86, 5, 104, 6, 1, 1796078230.1974807, 'ow_abefec85cbda4df09c9fb4958389fb2e', 103, NULL);
INSERT INTO public.branches VALUES ('br_9ea694b8f3d440b684c2e39ab03cc829', 'se_a30e85e1a77c452d93c52001345fac8e', 'chat', NULL, 0, 0, 54, 3, 1, 1796078231.4183013, 'ow_abefec85cbda4df09c9fb4958389fb2e', 53, NULL);
INSERT INTO public.branches VALUES ('br_35c414c112c9465faef674951b73db97', 'se_74038e5a304c428481c38978ebd0c3ec', 'chat', NULL, 0, 0, 37, 2, 1, 1796078230.2819626, 'ow_abefec85cbda4df09c9fb4958389fb2e', 36, NULL);
INSERT INTO public.branches VALUES ('br_7a21c8ca62d74c5aa9428f772ed45143', 'se_744d03e015db4e5e95498f9b54048f13', 'chat', NULL, 0, 0, 18, 1, 1, 1796078231.6648343, NULL, 0, NULL);
INSERT INTO public.branches VALUES ('br_5b03ed703bce4281868f575854510489', 'se_ce11ca067fc1437780c6eafc83598de8', 'text', NULL, 0, 0, 28, 4, 2, 1796078230.3333888, 'ow_abefec85cbda4df09c9fb4958389fb2e', 28, NULL);
INSERT INTO public.branches VALUES ('br_d006c562b2984bb3849d22b529c3a101', 'se_0a9bacad689246a08ba0e1a5afb0f90b', 'tokens', NULL, 0, 0, 11, 2, 1, 1796078230.4037163, 'ow_abefec85cbda4df09c9fb4958389fb2e', 10, NULL);
INSERT INTO public.branches VALUES ('br_2e3352657d404c62830b756314158264', 'se_119f9846b6d14d9c9b8c9cacb4b1f3b6', 'chat', NULL, 0, 0, 78, 4, 2, 1796078230.4443018, 'ow_abefec85cbda4df09c9fb4958389fb2e', 77, NULL);
INSERT INTO public.conversation_items VALUES ('conv_d2005f7384d64e7d82b33219d82bfd40', 0, 'msg_7b9040c565d94269ae3622cbbcde81e1', '{"id": "msg_7b9040c565d94269ae3622cbbcde81e1", "type": "message", "role": "user", "status": "completed", "content": [{"type": "input_text", "text": "Before"}]}');
INSERT INTO public.conversation_items VALUES ('conv_d2005f7384d64e7d82b33219d82bfd40', 1, 'msg_71cf753e3f734ae9921d55c66ec9b4ca', '{"id": "msg_71cf753e3f734ae9921d55c66ec9b4ca", "type": "message", "role": "user", "status": "completed", "content": [{"type": "input_text", "text": "In it"}]}');
INSERT INTO public.conversation_items VALUES ('conv_d2005f7384d64e7d82b33219d82bfd40', 2, 'msg_4055b01d01c94755bf9db7dba4fbd28c00', '{"id": "msg_4055b01d01c94755bf9db7dba4fbd28c00", "type": "message", "role": "assistant", "status": "incomplete", "content": [{"type": "output_text", "text": "\u0554h\n\ufffd\ufffd)\ufffd\u02879\u001cRZ", "annotations": [], "logprobs": []}]}');
INSERT INTO public.conversations VALUES ('conv_d2005f7384d64e7d82b33219d82bfd40', 'default', 1796078231, '{"topic": "migrations"}', 3, 2, NULL, 1796078231.6078281);
INSERT INTO public.items VALUES ('br_a71e5fa218644b9daa3a95a53414cab4', 0, 'it_295d4cb5838e4ff29b9ff29ff78449b1', 'se_74038e5a304c428481c38978ebd0c3ec', 'user', '{"role": "user", "content": "Good morning"}', '\x70222a0c842ba9f1e656f75a50d407d2', NULL, 0, 19, true, NULL, NULL, NULL, 1796078229.7957191);
INSERT INTO public.items VALUES ('br_a71e5fa218644b9daa3a95a53414cab4', 1, 'it_a25a2aabe748499da3ec28d20417e601', 'se_74038e5a304c428481c38978ebd0c3ec', 'assistant', '{"role": "assistant", "content": "\u037fK\ufffd\ufffdl"}', '\xc55c94160f0b1cf06822d83ee66ef66f', NULL, 19, 37, true, 'length', NULL, NULL, 1796078229.9241116);
INSERT INTO public.items VALUES ('br_a71e5fa218644b9daa3a95a53414cab4', 2, 'it_8e2c5ffa67c041489fdf9a9325383e1c', 'se_74038e5a304c428481c38978ebd0c3ec', 'user', '{"role": "user", "content": "And then?"}', '\x3ef625fdc470a400c344f7d3f21af878', NULL, 37, 55, true, NULL, NULL, NULL, 1796078230.0596678);
INSERT INTO public.items VALUES ('br_a71e5fa218644b9daa3a95a53414cab4', 3, 'it_538cb48dce524c28ac712b0a6cd76872', 'se_74038e5a304c428481c38978ebd0c3ec', 'assistant', '{"role": "assistant", "content": "\ufffd\ufffd\ufffd\ufffd\u0000"}', '\xdbaf086743be6991bbaf1b187ee9d9a3', NULL, 55, 73, true, 'length', NULL, NULL, 1796078230.0902827);
INSERT INTO public.items VALUES ('br_a71e5fa218644b9daa3a95a53414cab4', 4, 'it_536a019590e240df8c3dc39b3fe105e9', 'se_74038e5a304c428481c38978ebd0c3ec', 'user', '{"role": "user", "content": "Why?"}', '\xbe36cd1ac2e281f7ba99b5e044218a73', NULL, 73, 86, true, NULL, NULL, NULL, 1796078230.104252);
INSERT INTO public.items VALUES ('br_a71e5fa218644b9daa3a95a53414cab4', 5, 'it_2a3bdcaba7ee4676acf6ef86e26ed139', 'se_74038e5a304c428481c38978ebd0c3ec', 'assistant', '{"role": "assistant", "content": "\ufffdG\u0019\ufffd\ufffd"}', '\x270422d94c2fcf86821aee76c1fe1411', NULL, 86, 104, true, 'length', NULL, NULL, 1796078230.1876938);
INSERT INTO public.items VALUES ('br_c909aae0d74e4cb493d4cedd4b4ccf80', 5, 'it_0d06856fe1f341d183a3d63a4fe625e3', 'se_74038e5a304c428481c38978ebd0c3ec', 'assistant', '{"role": "assistant", "content": "\ufffdK\ufffd\ufffd=`"}', '\x33462b95eacc296d55006d0eaa57521c', NULL, 86, 104, true, 'length', NULL, NULL, 1796078230.203671);
INSERT INTO public.items VALUES ('br_35c414c112c9465faef674951b73db97', 0, 'it_a59273ad2e8c415faf2473bd81f6afb2', 'se_74038e5a304c428481c38978ebd0c3ec', 'user', '{"role": "user", "content": "Good evening"}', '\xa0fc891d406bacc5ef327501c56c6b42', NULL, 0, 19, true, NULL, NULL, NULL, 1796078230.2876616);
INSERT INTO public.items VALUES ('br_35c414c112c9465faef674951b73db97', 1, 'it_a5d47857f3bd4bb18e069e1ca3749e23', 'se_74038e5a304c428481c38978ebd0c3ec', 'assistant', '{"role": "assistant", "content": "\u001c\u0155 \ufffdm"}', '\xc2fc5bc856b25d0122edc4155d210c58', NULL, 19, 37, true, 'length', NULL, NULL, 1796078230.320696);
INSERT INTO public.items VALUES ('br_5b03ed703bce4281868f575854510489', 0, 'it_5a3839a17aa34987b15e3366ab79aec3', 'se_ce11ca067fc1437780c6eafc83598de8', 'prompt', '"Once upon a time"', '\xcf25218127a2bd1df7b6d9215a761c83', 16, 0, 16, true, NULL, NULL, NULL, 1796078230.3343527);
INSERT INTO public.items VALUES ('br_5b03ed703bce4281868f575854510489', 1, 'it_e87482f8364e4ca59cbdd8bd61a8212c', 'se_ce11ca067fc1437780c6eafc83598de8', 'completion', '"Bo\ufffd\ufffd\ufffd"', '\x19cdeb4dd634ed65a6bf4702623fe794', 21, 16, 21, true, 'length', NULL, NULL, 1796078230.357737);
INSERT INTO public.items VALUES ('br_5b03ed703bce4281868f575854510489', 2, 'it_55c733a18f304bf0b64ecc69688e1a52', 'se_ce11ca067fc1437780c6eafc83598de8', 'prompt', '" and"', '\x4bed1c3fbacc6315204c6e186cdb0eae', 25, 21, 25, true, NULL, NULL, NULL, 1796078230.372659);
INSERT INTO public.items VALUES ('br_5b03ed703bce4281868f575854510489', 3, 'it_faa2248736d947dbb11eff531742a0ba', 'se_ce11ca067fc1437780c6eafc83598de8', 'completion', '"\ufffd9\ufffd"', '\x96ae210949d5140a93592896500ba590', 28, 25, 28, true, 'stop', '"C"', '\x22000000', 1796078230.393527);
INSERT INTO public.items VALUES ('br_d006c562b2984bb3849d22b529c3a101', 0, 'it_3e7108eb4ef941c8997aa00e57cfacd6', 'se_0a9bacad689246a08ba0e1a5afb0f90b', 'prompt', NULL, NULL, NULL, 0, 6, true, NULL, NULL, NULL, 1796078230.404678);
INSERT INTO public.items VALUES ('br_d006c562b2984bb3849d22b529c3a101', 1, 'it_1eeb59eb8ab644078ef9f64742f21dc0', 'se_0a9bacad689246a08ba0e1a5afb0f90b', 'completion', '"\ufffd\u07a2\ufffdq"', NULL, NULL, 6, 11, true, 'length', NULL, NULL, 1796078230.4258626);
INSERT INTO public.items VALUES ('br_2e3352657d404c62830b756314158264', 0, 'it_e1e85d4e95bc4ec087243620f661a156', 'se_119f9846b6d14d9c9b8c9cacb4b1f3b6', 'user', '{"role": "user", "content": "One"}', '\x77f869597a023dff8787e0ba9225f3a3', NULL, 0, 10, true, NULL, NULL, NULL, 1796078230.4451833);
INSERT INTO public.items VALUES ('br_2e3352657d404c62830b756314158264', 1, 'it_2e8398599be54a05a6681eceb0b30764', 'se_119f9846b6d14d9c9b8c9cacb4b1f3b6', 'assistant', '{"role": "assistant", "content": "^\ufffd\ufffd|\ufffd\u001dn\ufffd\ufffd\u0017\ufffd\ufffd\u0017{\ufffdI"}', '\xce5f456c5ef65453e724260a6c9844f2', NULL, 10, 38, true, 'length', NULL, NULL, 1796078230.4887872);
INSERT INTO public.items VALUES ('br_2e3352657d404c62830b756314158264', 2, 'it_8000a3dba62e438b802cc54fdbe7fbce', 'se_119f9846b6d14d9c9b8c9cacb4b1f3b6', 'user', '{"role": "user", "content": "Two"}', '\x73a8b10ecfc69591be85145cdc5245a0', NULL, 38, 50, true, NULL, NULL, NULL, 1796078230.7437112);
INSERT INTO public.items VALUES ('br_2e3352657d404c62830b756314158264', 3, 'it_1ef8dd230ba94076a701d7df9ce7c650', 'se_119f9846b6d14d9c9b8c9cacb4b1f3b6', 'assistant', '{"role": "assistant", "content": "0\u0000N\ufffd\u00127\ufffdh\ufffd%B\ufffd\ufffd\ufffd\ufffd"}', '\xda2d669733576419532db35fc7ff88a5', NULL, 50, 78, true, 'length', NULL, NULL, 1796078230.875722);
INSERT INTO public.items VALUES ('br_24777c43fb6346ff82229ee5fa47388a', 0, 'it_b22cde5d74b641b9a7113d89a8c3ba89', 'se_d90c5bf2f4014b3f9858dfee83776e2e', 'user', '{"role": "user", "content": "Later"}', '\x1d0a5c99b8ef5ef81592c6af4098d929', NULL, 0, 12, true, NULL, NULL, NULL, 1796078230.954263);
INSERT INTO public.items VALUES ('br_24777c43fb6346ff82229ee5fa47388a', 1, 'it_ad52808b612c443cb5bf1be786f65441', 'se_d90c5bf2f4014b3f9858dfee83776e2e', 'assistant', '{"role": "assistant", "content": "\ufffd\f\u007f\ufffd8\ufffdN\ufffd\u0001\u0017\ufffd\ufffdi\ufffd\ufffd\ufffd"}', '\xec7faa7ab5906e2b70b129775f8e12c3', NULL, 12, 40, true, 'length', NULL, NULL, 1796078230.993912);
INSERT INTO public.items VALUES ('br_3ae00ad5f8c64e35b05bfa1d18b9b0df', 0, 'it_b494db15cfa44eff987e50e5805ac40d', 'se_01a0292c86b041b7b4fbf1099c09e799', 'user', '{"role": "user", "content": "Gone"}', '\xae110851c9dd3fab3ff687bfd2d40a26', NULL, 0, 11, true, NULL, NULL, NULL, 1796078231.1037574);
INSERT INTO public.items VALUES ('br_3ae00ad5f8c64e35b05bfa1d18b9b0df', 1, 'it_55d682cc08994d7d81da0d5097ac6c60', 'se_01a0292c86b041b7b4fbf1099c09e799', 'assistant', '{"role": "assistant", "content": "LG\u001at\ufffd"}', '\x037eedd00bbd521b8867cbe01f111538', NULL, 11, 29, true, 'stop', NULL, NULL, 1796078231.1727164);
INSERT INTO public.items VALUES ('br_3ae00ad5f8c64e35b05bfa1d18b9b0df', 2, 'it_56e37f7b25514bb7a622d3af04b5f86c', 'se_01a0292c86b041b7b4fbf1099c09e799', 'user', '{"role": "user", "content": "Still here"}', '\x07227eaa13b91c8ce0ecb0bcfd01b3ab', NULL, 29, 47, true, NULL, NULL, NULL, 1796078231.2350006);
INSERT INTO public.items VALUES ('br_3ae00ad5f8c64e35b05bfa1d18b9b0df', 3, 'it_ab409a36055b44529f4bfefe28488471', 'se_01a0292c86b041b7b4fbf1099c09e799', 'assistant', '{"role": "assistant", "content": "DatR@\u0010\ufffd\ufffdqsL\u0012f\ufffd\u001eC"}', '\xb401f3b1818c357bff1f3424329790dc', NULL, 47, 75, true, 'length', NULL, NULL, 1796078231.2777505);
INSERT INTO public.items VALUES ('br_9ea694b8f3d440b684c2e39ab03cc829', 0, 'it_47247782f2654d13ae00db733f421cf5', 'se_a30e85e1a77c452d93c52001345fac8e', 'user', '{"role": "user", "content": "Before"}', '\x86f1ff03c95f3955b509a5f75b79e5ca', NULL, 0, 13, true, NULL, NULL, NULL, 1796078231.4276767);
INSERT INTO public.items VALUES ('br_9ea694b8f3d440b684c2e39ab03cc829', 1, 'it_7bc115b4ce0e4a71aeb54194b59207dc', 'se_a30e85e1a77c452d93c52001345fac8e', 'user', '{"role": "user", "content": "In it"}', '\xaf0aa6929370b3955c4a20872a5103cf', NULL, 13, 26, true, NULL, NULL, NULL, 1796078231.4276874);
INSERT INTO public.items VALUES ('br_9ea694b8f3d440b684c2e39ab03cc829', 2, 'it_ad2ea3e2958445cab6e2b966a69f7808', 'se_a30e85e1a77c452d93c52001345fac8e', 'assistant', '{"role": "assistant", "content": "\u0554h\n\ufffd\ufffd)\ufffd\u02879\u001cRZ"}', '\xa6b7a0c79b0dbd2e77ed50c4354f42ce', NULL, 26, 54, true, 'length', NULL, NULL, 1796078231.5563388);
INSERT INTO public.items VALUES ('br_7a21c8ca62d74c5aa9428f772ed45143', 0, 'it_a822c6e8a76b4510ab738027447f083a', 'se_744d03e015db4e5e95498f9b54048f13', 'user', '{"role": "user", "content": "Interrupted"}', '\x833cd06a3feef156551e2d3bfe0ab85b', NULL, 0, 18, true, NULL, NULL, NULL, 1796078231.66864);
INSERT INTO public.migrations VALUES (1, 'first_schema', 1796078228.4767733);
INSERT INTO public.migrations VALUES (2, 'responses_and_conversations', 1796078228.4776702);
INSERT INTO public.migrations VALUES (3, 'runs', 1796078228.47799);
INSERT INTO public.migrations VALUES (4, 'whereabouts_of_kv', 1796078228.4782236);
INSERT INTO public.migrations VALUES (5, 'owners_of_responses_and_attempts', 1796078228.4877145);
INSERT INTO public.migrations VALUES (6, 'turns_and_steps', 1796078228.4917943);
INSERT INTO public.migrations VALUES (7, 'session_verbs', 1796078228.4921875);
INSERT INTO public.migrations VALUES (8, 'agents', 1796078228.4923987);
INSERT INTO public.migrations VALUES (9, 'placements_of_sessions', 1796078228.4926796);
INSERT INTO public.migrations VALUES (10, 'memories', 1796078228.492887);
INSERT INTO public.migrations VALUES (11, 'usage_of_kv', 1796078228.4930604);
INSERT INTO public.migrations VALUES (12, 'vaults_and_audit', 1796078228.4932325);
INSERT INTO public.migrations VALUES (13, 'environments', 1796078228.4933853);
INSERT INTO public.migrations VALUES (14, 'server_calls_of_responses', 1796078228.4935315);
INSERT INTO public.owners VALUES ('ow_abefec85cbda4df09c9fb4958389fb2e', 'host:data', 1796078231.537268);
INSERT INTO public.response_items VALUES ('resp_5ec7192cfc2e4a77b0b9ab6ca017e66d', 0, false, 'msg_70e6281b39da442db364adcb6a73b243', '{"id": "msg_70e6281b39da442db364adcb6a73b243", "type": "message", "role": "user", "status": "completed", "content": [{"type": "input_text", "text": "One"}]}');
INSERT INTO public.response_items VALUES ('resp_5ec7192cfc2e4a77b0b9ab6ca017e66d', 1, true, 'msg_5ec7192cfc2e4a77b0b9ab6ca017e66d00', '{"id": "msg_5ec7192cfc2e4a77b0b9ab6ca017e66d00", "type": "message", "role": "assistant", "status": "incomplete", "content": [{"type": "output_text", "text": "^\ufffd\ufffd|\ufffd\u001dn\ufffd\ufffd\u0017\ufffd\ufffd\u0017{\ufffdI", "annotations": [], "logprobs": []}]}');
INSERT INTO public.response_items VALUES ('resp_b6fe135b9e1c415d8a4ab97a32bb9198', 0, false, 'msg_7f8fdee007284bc8b838d94faaed7b17', '{"id": "msg_7f8fdee007284bc8b838d94faaed7b17", "type": "message", "role": "user", "status": "completed", "content": [{"type": "input_text", "text": "Two"}]}');
INSERT INTO public.response_items VALUES ('resp_b6fe135b9e1c415d8a4ab97a32bb9198', 1, true, 'msg_b6fe135b9e1c415d8a4ab97a32bb919800', '{"id": "msg_b6fe135b9e1c415d8a4ab97a32bb919800", "type": "message", "role": "assistant", "status": "incomplete", "content": [{"type": "output_text", "text": "0\u0000N\ufffd\u00127\ufffdh\ufffd%B\ufffd\ufffd\ufffd\ufffd", "annotations": [], "logprobs": []}]}');
INSERT INTO public.response_items VALUES ('resp_c646187e34934a4a98199e9ac6466402', 0, false, 'msg_e8c6679d5f6e492681e830b7170937e6', '{"id": "msg_e8c6679d5f6e492681e830b7170937e6", "type": "message", "role": "user", "status": "completed", "content": [{"type": "input_text", "text": "Later"}]}');
INSERT INTO public.response_items VALUES ('resp_c646187e34934a4a98199e9ac6466402', 1, true, 'msg_c646187e34934a4a98199e9ac646640200', '{"id": "msg_c646187e34934a4a98199e9ac646640200", "type": "message", "role": "assistant", "status": "incomplete", "content": [{"type": "output_text", "text": "\ufffd\f\u007f\ufffd8\ufffdN\ufffd\u0001\u0017\ufffd\ufffdi\ufffd\ufffd\ufffd", "annotations": [], "logprobs": []}]}');
INSERT INTO public.response_items VALUES ('resp_87d9ff8d2ffc44b0bd7c18f15a282b4f', 0, false, 'msg_26f8ed5cf4134cd7806da2ff1fd62030', '{"id": "msg_26f8ed5cf4134cd7806da2ff1fd62030", "type": "message", "role": "user", "status": "completed", "content": [{"type": "input_text", "text": "Gone"}]}');
INSERT INTO public.response_items VALUES ('resp_87d9ff8d2ffc44b0bd7c18f15a282b4f', 1, true, 'msg_87d9ff8d2ffc44b0bd7c18f15a282b4f00', '{"id": "msg_87d9ff8d2ffc44b0bd7c18f15a282b4f00", "type": "message", "role": "assistant", "status": "completed", "content": [{"type": "output_text", "text": "LG\u001at\ufffd", "annotations": [], "logprobs": []}]}');
INSERT INTO public.response_items VALUES ('resp_6388187b30964a999cdbae7b65114a1e', 0, false, 'msg_9421b799b8bc4f4ba466f6529755baf4', '{"id": "msg_9421b799b8bc4f4ba466f6529755baf4", "type": "message", "role": "user", "status": "completed", "content": [{"type": "input_text", "text": "Still here"}]}');
INSERT INTO public.response_items VALUES ('resp_6388187b30964a999cdbae7b65114a1e', 1, true, 'msg_6388187b30964a999cdbae7b65114a1e00', '{"id": "msg_6388187b30964a999cdbae7b65114a1e00", "type": "message", "role": "assistant", "status": "incomplete", "content": [{"type": "output_text", "text": "DatR@\u0010\ufffd\ufffdqsL\u0012f\ufffd\u001eC", "annotations": [], "logprobs": []}]}');
INSERT INTO public.response_items VALUES ('resp_4055b01d01c94755bf9db7dba4fbd28c', 0, false, 'msg_71cf753e3f734ae9921d55c66ec9b4ca', '{"id": "msg_71cf753e3f734ae9921d55c66ec9b4ca", "type": "message", "role": "user", "status": "completed", "content": [{"type": "input_text", "text": "In it"}]}');
INSERT INTO public.response_items VALUES ('resp_4055b01d01c94755bf9db7dba4fbd28c', 1, true, 'msg_4055b01d01c94755bf9db7dba4fbd28c00', '{"id": "msg_4055b01d01c94755bf9db7dba4fbd28c00", "type": "message", "role": "assistant", "status": "incomplete", "content": [{"type": "output_text", "text": "\u0554h\n\ufffd\ufffd)\ufffd\u02879\u001cRZ", "annotations": [], "logprobs": []}]}');
INSERT INTO public.response_items VALUES ('resp_7b974ca14d3a42248ea179340e87da5c', 0, false, 'msg_8431411a1d6045b48938fbcb91ed969b', '{"id": "msg_8431411a1d6045b48938fbcb91ed969b", "type": "message", "role": "user", "status": "completed", "content": [{"type": "input_text", "text": "Interrupted"}]}');
INSERT INTO public.responses VALUES ('resp_5ec7192cfc2e4a77b0b9ab6ca017e66d', 'default', 'incomplete', 1796078230, NULL, '{"model": "toy", "instructions": null, "store": true, "max_output_tokens": 16, "max_tool_calls": null, "metadata": {}, "parallel_tool_calls": true, "tools": [], "tool_choice": "auto", "text": {"format": {"type": "text"}, "verbosity": "medium"}, "reasoning": null, "temperature": 1.0, "top_p": 1.0, "presence_penalty": 0.0, "frequency_penalty": 0.0, "top_logprobs": 0, "truncation": "disabled", "prompt_cache_key": null, "prompt_cache_options": null, "prompt_cache_retention": null, "safety_identifier": null, "service_tier": "default", "user": null}', false, 'ow_abefec85cbda4df09c9fb4958389fb2e', 0, 'd125bdfe477a04efa9737062101bd8ae', NULL, 'resp_5ec7192cfc2e4a77b0b9ab6ca017e66d', NULL, NULL, NULL, '[22, 16, 6, null, {"tier": "device", "num_tokens": 6, "seconds": 0.0, "saved_s": 1.7593569668351976e-05, "num_bytes": 0}]', NULL, 'max_output_tokens', true, '[[0, 1, 0], [0, 1, 0], [0, 2, 0], [0, 2, 0], [0, 1, 0], [0, 1, 0], [0, 2, 0], [0, 1, 0], [0, 1, 0], [0, 1, 0], [0, 1, 0], [0, 1, 0], [0, 1, 0]]', false);
INSERT INTO public.responses VALUES ('resp_b6fe135b9e1c415d8a4ab97a32bb9198', 'default', 'incomplete', 1796078230, NULL, '{"model": "toy", "instructions": null, "store": true, "max_output_tokens": 16, "max_tool_calls": null, "metadata": {}, "parallel_tool_calls": true, "tools": [], "tool_choice": "auto", "text": {"format": {"type": "text"}, "verbosity": "medium"}, "reasoning": null, "temperature": 1.0, "top_p": 1.0, "presence_penalty": 0.0, "frequency_penalty": 0.0, "top_logprobs": 0, "truncation": "disabled", "prompt_cache_key": null, "prompt_cache_options": null, "prompt_cache_retention": null, "safety_identifier": null, "service_tier": "default", "user": null}', false, 'ow_abefec85cbda4df09c9fb4958389fb2e', 0, 'd125bdfe477a04efa9737062101bd8ae', NULL, 'resp_5ec7192cfc2e4a77b0b9ab6ca017e66d', 'resp_5ec7192cfc2e4a77b0b9ab6ca017e66d', NULL, NULL, '[62, 16, 37, null, {"tier": "device", "num_tokens": 37, "seconds": 0.0, "saved_s": 0.00015299007564825368, "num_bytes": 0}]', NULL, 'max_output_tokens', true, '[[0, 1, 0], [0, 1, 0], [0, 1, 0], [0, 1, 0], [0, 1, 0], [0, 1, 0], [0, 1, 0], [0, 1, 0], [0, 2, 0], [0, 1, 0], [0, 1, 0], [0, 1, 0], [0, 1, 0], [0, 1, 0]]', false);
INSERT INTO public.responses VALUES ('resp_c646187e34934a4a98199e9ac6466402', 'default', 'incomplete', 1796078230, NULL, '{"model": "toy", "instructions": null, "store": true, "max_output_tokens": 16, "max_tool_calls": null, "metadata": {}, "parallel_tool_calls": true, "tools": [], "tool_choice": "auto", "text": {"format": {"type": "text"}, "verbosity": "medium"}, "reasoning": null, "temperature": 1.0, "top_p": 1.0, "presence_penalty": 0.0, "frequency_penalty": 0.0, "top_logprobs": 0, "truncation": "disabled", "prompt_cache_key": null, "prompt_cache_options": null, "prompt_cache_retention": null, "safety_identifier": null, "service_tier": "default", "user": null}', true, 'ow_abefec85cbda4df09c9fb4958389fb2e', 0, 'd125bdfe477a04efa9737062101bd8ae', NULL, 'resp_c646187e34934a4a98199e9ac6466402', NULL, NULL, NULL, '[24, 16, 6, null, {"tier": "device", "num_tokens": 6, "seconds": 0.0, "saved_s": 9.164981452124938e-06, "num_bytes": 0}]', NULL, 'max_output_tokens', true, '[[0, 1, 0], [0, 1, 0], [0, 1, 0], [0, 1, 0], [0, 1, 0], [0, 1, 0], [0, 1, 0], [0, 2, 0], [0, 1, 0], [0, 1, 0], [0, 2, 0], [0, 2, 0], [0, 1, 0]]', false);
INSERT INTO public.responses VALUES ('resp_6388187b30964a999cdbae7b65114a1e', 'default', 'incomplete', 1796078231, NULL, '{"model": "toy", "instructions": null, "store": true, "max_output_tokens": 16, "max_tool_calls": null, "metadata": {}, "parallel_tool_calls": true, "tools": [], "tool_choice": "auto", "text": {"format": {"type": "text"}, "verbosity": "medium"}, "reasoning": null, "temperature": 1.0, "top_p": 1.0, "presence_penalty": 0.0, "frequency_penalty": 0.0, "top_logprobs": 0, "truncation": "disabled", "prompt_cache_key": null, "prompt_cache_options": null, "prompt_cache_retention": null, "safety_identifier": null, "service_tier": "default", "user": null}', false, 'ow_abefec85cbda4df09c9fb4958389fb2e', 0, 'd125bdfe477a04efa9737062101bd8ae', NULL, 'resp_87d9ff8d2ffc44b0bd7c18f15a282b4f', 'resp_87d9ff8d2ffc44b0bd7c18f15a282b4f', NULL, NULL, '[59, 16, 28, null, {"tier": "device", "num_tokens": 28, "seconds": 0.0, "saved_s": 0.00012000359494775268, "num_bytes": 0}]', NULL, 'max_output_tokens', true, '[[0, 1, 0], [0, 1, 0], [0, 1, 0], [0, 1, 0], [0, 1, 0], [0, 1, 0], [0, 1, 0], [0, 1, 0], [0, 1, 0], [0, 1, 0], [0, 1, 0], [0, 1, 0], [0, 1, 0], [0, 1, 0], [0, 1, 0], [0, 1, 0]]', false);
INSERT INTO public.responses VALUES ('resp_87d9ff8d2ffc44b0bd7c18f15a282b4f', 'default', 'completed', 1796078231, 1796078231, '{"model": "toy", "instructions": null, "store": true, "max_output_tokens": 16, "max_tool_calls": null, "metadata": {}, "parallel_tool_calls": true, "tools": [], "tool_choice": "auto", "text": {"format": {"type": "text"}, "verbosity": "medium"}, "reasoning": null, "temperature": 1.0, "top_p": 1.0, "presence_penalty": 0.0, "frequency_penalty": 0.0, "top_logprobs": 0, "truncation": "disabled", "prompt_cache_key": null, "prompt_cache_options": null, "prompt_cache_retention": null, "safety_identifier": null, "service_tier": "default", "user": null}', false, 'ow_abefec85cbda4df09c9fb4958389fb2e', 0, 'd125bdfe477a04efa9737062101bd8ae', NULL, 'resp_87d9ff8d2ffc44b0bd7c18f15a282b4f', NULL, NULL, NULL, '[23, 6, 8, null, {"tier": "device", "num_tokens": 8, "seconds": 0.0, "saved_s": 3.600265355461969e-05, "num_bytes": 0}]', NULL, NULL, true, '[[0, 1, 0], [0, 1, 0], [0, 1, 0], [0, 1, 0], [0, 1, 0]]', true);
INSERT INTO public.responses VALUES ('resp_7b974ca14d3a42248ea179340e87da5c', 'default', 'in_progress', 1796078231, NULL, '{"model": "toy", "instructions": null, "store": true, "max_output_tokens": 600, "max_tool_calls": null, "metadata": {}, "parallel_tool_calls": true, "tools": [], "tool_choice": "auto", "text": {"format": {"type": "text"}, "verbosity": "medium"}, "reasoning": null, "temperature": 1.0, "top_p": 1.0, "presence_penalty": 0.0, "frequency_penalty": 0.0, "top_logprobs": 0, "truncation": "disabled", "prompt_cache_key": null, "prompt_cache_options": null, "prompt_cache_retention": null, "safety_identifier": null, "service_tier": "default", "user": null}', true, 'ow_abefec85cbda4df09c9fb4958389fb2e', 0, 'd125bdfe477a04efa9737062101bd8ae', NULL, 'resp_7b974ca14d3a42248ea179340e87da5c', NULL, NULL, NULL, NULL, NULL, NULL, true, NULL, false);
INSERT INTO public.responses VALUES ('resp_4055b01d01c94755bf9db7dba4fbd28c', 'default', 'incomplete', 1796078231, NULL, '{"model": "toy", "instructions": null, "store": true, "max_output_tokens": 16, "max_tool_calls": null, "metadata": {}, "parallel_tool_calls": true, "tools": [], "tool_choice": "auto", "text": {"format": {"type": "text"}, "verbosity": "medium"}, "reasoning": null, "temperature": 1.0, "top_p": 1.0, "presence_penalty": 0.0, "frequency_penalty": 0.0, "top_logprobs": 0, "truncation": "disabled", "prompt_cache_key": null, "prompt_cache_options": null, "prompt_cache_retention": null, "safety_identifier": null, "service_tier": "default", "user": null}', false, 'ow_abefec85cbda4df09c9fb4958389fb2e', 0, 'd125bdfe477a04efa9737062101bd8ae', NULL, 'conv_d2005f7384d64e7d82b33219d82bfd40', NULL, 'conv_d2005f7384d64e7d82b33219d82bfd40', 1, '[38, 16, 6, null, {"tier": "device", "num_tokens": 6, "seconds": 0.0, "saved_s": 2.9836106032686602e-05, "num_bytes": 0}]', NULL, 'max_output_tokens', true, '[[0, 1, 0], [0, 1, 0], [0, 1, 0], [0, 1, 0], [0, 2, 0], [0, 1, 0], [0, 1, 0], [0, 1, 0], [0, 1, 0], [0, 1, 0], [0, 1, 0]]', false);
INSERT INTO public.sessions VALUES ('se_74038e5a304c428481c38978ebd0c3ec', 'default', 'talk', 1796078229.7641964, 1796078230.3225718, 4, 'br_35c414c112c9465faef674951b73db97', NULL, NULL, NULL, NULL, '{"byte_seconds": {"device": 382.7480325116776, "disk": 972.9240256290941}, "num_restored_bytes": 0, "num_recomputed_tokens": 0}');
INSERT INTO public.sessions VALUES ('se_ce11ca067fc1437780c6eafc83598de8', 'default', 'text', 1796078230.3318002, 1796078230.394888, 2, 'br_5b03ed703bce4281868f575854510489', NULL, NULL, NULL, NULL, '{"byte_seconds": {"device": 9.114845184143633, "disk": 12.934645295725204}, "num_restored_bytes": 0, "num_recomputed_tokens": 0}');
INSERT INTO public.sessions VALUES ('se_0a9bacad689246a08ba0e1a5afb0f90b', 'default', 'ids', 1796078230.4019997, 1796078230.4271016, 1, 'br_d006c562b2984bb3849d22b529c3a101', NULL, NULL, NULL, NULL, '{"byte_seconds": {"device": 0.0, "disk": 0.0}, "num_restored_bytes": 0, "num_recomputed_tokens": 0}');
INSERT INTO public.sessions VALUES ('se_119f9846b6d14d9c9b8c9cacb4b1f3b6', 'default', 'resp_5ec7192cfc2e4a77b0b9ab6ca017e66d', 1796078230.4425764, 1796078230.887886, 2, 'br_2e3352657d404c62830b756314158264', NULL, NULL, NULL, NULL, '{"byte_seconds": {"device": 155.02368076797575, "disk": 344.5790984965279}, "num_restored_bytes": 0, "num_recomputed_tokens": 0}');
INSERT INTO public.sessions VALUES ('se_d90c5bf2f4014b3f9858dfee83776e2e', 'default', 'resp_c646187e34934a4a98199e9ac6466402', 1796078230.9482908, 1796078230.9953063, 1, 'br_24777c43fb6346ff82229ee5fa47388a', NULL, NULL, NULL, NULL, '{"byte_seconds": {"device": 0.0, "disk": 0.0}, "num_restored_bytes": 0, "num_recomputed_tokens": 0}');
INSERT INTO public.sessions VALUES ('se_01a0292c86b041b7b4fbf1099c09e799', 'default', 'resp_87d9ff8d2ffc44b0bd7c18f15a282b4f', 1796078231.086714, 1796078231.2792203, 2, 'br_3ae00ad5f8c64e35b05bfa1d18b9b0df', NULL, NULL, NULL, NULL, '{"byte_seconds": {"device": 35.420420608017594, "disk": 70.73066164867487}, "num_restored_bytes": 0, "num_recomputed_tokens": 0}');
INSERT INTO public.sessions VALUES ('se_a30e85e1a77c452d93c52001345fac8e', 'default', 'conv_d2005f7384d64e7d82b33219d82bfd40', 1796078231.4165475, 1796078231.5760193, 1, 'br_9ea694b8f3d440b684c2e39ab03cc829', NULL, NULL, NULL, NULL, '{"byte_seconds": {"device": 0.0, "disk": 0.0}, "num_restored_bytes": 0, "num_recomputed_tokens": 0}');
INSERT INTO public.sessions VALUES ('se_744d03e015db4e5e95498f9b54048f13', 'default', 'resp_7b974ca14d3a42248ea179340e87da5c', 1796078231.6567938, 1796078231.6703293, 1, 'br_7a21c8ca62d74c5aa9428f772ed45143', NULL, NULL, NULL, NULL, NULL);
INSERT INTO public.spans VALUES ('br_a71e5fa218644b9daa3a95a53414cab4', 0, 'it_295d4cb5838e4ff29b9ff29ff78449b1', 'user', '\x0001000054000000520000004400000051000000c6000000260000004e0000004e00000043000000dc0000004c0000004e000000510000004d000000480000004d0000004600000001010000', 'rendered', NULL, NULL, 'd125bdfe477a04efa9737062101bd8ae', 'toy');
INSERT INTO public.spans VALUES ('br_a71e5fa218644b9daa3a95a53414cab4', 19, 'it_a25a2aabe748499da3ec28d20417e601', 'assistant', '\xc600000000010000400000005200000052000000480000005200000053000000400000004d00000053000000c6000000', 'rendered', NULL, NULL, 'd125bdfe477a04efa9737062101bd8ae', 'toy');
INSERT INTO public.spans VALUES ('br_a71e5fa218644b9daa3a95a53414cab4', 31, 'it_a25a2aabe748499da3ec28d20417e601', 'assistant', '\x890000007b0000002a000000aa000000a30000004b000000', 'sampled', '1', 0, 'd125bdfe477a04efa9737062101bd8ae', 'toy');
INSERT INTO public.spans VALUES ('br_a71e5fa218644b9daa3a95a53414cab4', 37, 'it_8e2c5ffa67c041489fdf9a9325383e1c', 'user', '\x01010000c60000000001000054000000520000004400000051000000c6000000200000004d00000043000000dc0000005300000047000000440000004d0000001e00000001010000', 'rendered', NULL, NULL, 'd125bdfe477a04efa9737062101bd8ae', 'toy');
INSERT INTO public.spans VALUES ('br_a71e5fa218644b9daa3a95a53414cab4', 55, 'it_538cb48dce524c28ac712b0a6cd76872', 'assistant', '\xc600000000010000400000005200000052000000480000005200000053000000400000004d00000053000000c6000000', 'rendered', NULL, NULL, 'd125bdfe477a04efa9737062101bd8ae', 'toy');
INSERT INTO public.spans VALUES ('br_a71e5fa218644b9daa3a95a53414cab4', 67, 'it_538cb48dce524c28ac712b0a6cd76872', 'assistant', '\x9f0000005f000000ae000000b90000006d000000bc000000', 'sampled', '1', 0, 'd125bdfe477a04efa9737062101bd8ae', 'toy');
INSERT INTO public.spans VALUES ('br_a71e5fa218644b9daa3a95a53414cab4', 73, 'it_536a019590e240df8c3dc39b3fe105e9', 'user', '\x01010000c60000000001000054000000520000004400000051000000c60000003600000047000000580000001e00000001010000', 'rendered', NULL, NULL, 'd125bdfe477a04efa9737062101bd8ae', 'toy');
INSERT INTO public.spans VALUES ('br_a71e5fa218644b9daa3a95a53414cab4', 86, 'it_2a3bdcaba7ee4676acf6ef86e26ed139', 'assistant', '\xc600000000010000400000005200000052000000480000005200000053000000400000004d00000053000000c6000000', 'rendered', NULL, NULL, 'd125bdfe477a04efa9737062101bd8ae', 'toy');
INSERT INTO public.spans VALUES ('br_a71e5fa218644b9daa3a95a53414cab4', 98, 'it_2a3bdcaba7ee4676acf6ef86e26ed139', 'assistant', '\x9400000026000000d5000000e9000000a9000000e3000000', 'sampled', '2', 0, 'd125bdfe477a04efa9737062101bd8ae', 'toy');
INSERT INTO public.spans VALUES ('br_c909aae0d74e4cb493d4cedd4b4ccf80', 86, 'it_0d06856fe1f341d183a3d63a4fe625e3', 'assistant', '\xc600000000010000400000005200000052000000480000005200000053000000400000004d00000053000000c6000000', 'rendered', NULL, NULL, 'd125bdfe477a04efa9737062101bd8ae', 'toy');
INSERT INTO public.spans VALUES ('br_c909aae0d74e4cb493d4cedd4b4ccf80', 98, 'it_0d06856fe1f341d183a3d63a4fe625e3', 'assistant', '\x940000002a0000005f000000740000001c0000003f000000', 'sampled', '2', 1, 'd125bdfe477a04efa9737062101bd8ae', 'toy');
INSERT INTO public.spans VALUES ('br_35c414c112c9465faef674951b73db97', 0, 'it_a59273ad2e8c415faf2473bd81f6afb2', 'user', '\x0001000054000000520000004400000051000000c6000000260000004e0000004e00000043000000dc0000004400000055000000440000004d000000480000004d0000004600000001010000', 'rendered', NULL, NULL, 'd125bdfe477a04efa9737062101bd8ae', 'toy');
INSERT INTO public.spans VALUES ('br_35c414c112c9465faef674951b73db97', 19, 'it_a5d47857f3bd4bb18e069e1ca3749e23', 'assistant', '\xc600000000010000400000005200000052000000480000005200000053000000400000004d00000053000000c6000000', 'rendered', NULL, NULL, 'd125bdfe477a04efa9737062101bd8ae', 'toy');
INSERT INTO public.spans VALUES ('br_35c414c112c9465faef674951b73db97', 31, 'it_a5d47857f3bd4bb18e069e1ca3749e23', 'assistant', '\xd800000081000000f3000000dc000000950000004c000000', 'sampled', '3', 0, 'd125bdfe477a04efa9737062101bd8ae', 'toy');
INSERT INTO public.spans VALUES ('br_5b03ed703bce4281868f575854510489', 0, 'it_5a3839a17aa34987b15e3366ab79aec3', 'prompt', '\x2e0000004d0000004200000044000000dc000000540000004f0000004e0000004d000000dc00000040000000dc00000053000000480000004c00000044000000', 'rendered', NULL, NULL, 'd125bdfe477a04efa9737062101bd8ae', 'toy');
INSERT INTO public.spans VALUES ('br_5b03ed703bce4281868f575854510489', 16, 'it_e87482f8364e4ca59cbdd8bd61a8212c', 'completion', '\x210000004e000000bb00000078000000b9000000', 'sampled', '4', 0, 'd125bdfe477a04efa9737062101bd8ae', 'toy');
INSERT INTO public.spans VALUES ('br_5b03ed703bce4281868f575854510489', 21, 'it_55c733a18f304bf0b64ecc69688e1a52', 'prompt', '\xdc000000400000004d00000043000000', 'rendered', NULL, NULL, 'd125bdfe477a04efa9737062101bd8ae', 'toy');
INSERT INTO public.spans VALUES ('br_5b03ed703bce4281868f575854510489', 25, 'it_faa2248736d947dbb11eff531742a0ba', 'completion', '\xb70000001800000099000000', 'sampled', '5', 0, 'd125bdfe477a04efa9737062101bd8ae', 'toy');
INSERT INTO public.spans VALUES ('br_d006c562b2984bb3849d22b529c3a101', 0, 'it_3e7108eb4ef941c8997aa00e57cfacd6', 'prompt', '\x740000006f0000006b000000650000006e00000073000000', 'rendered', NULL, NULL, 'd125bdfe477a04efa9737062101bd8ae', 'toy');
INSERT INTO public.spans VALUES ('br_d006c562b2984bb3849d22b529c3a101', 6, 'it_1eeb59eb8ab644078ef9f64742f21dc0', 'completion', '\xf70000009a0000005f000000ac00000050000000', 'sampled', '6', 0, 'd125bdfe477a04efa9737062101bd8ae', 'toy');
INSERT INTO public.spans VALUES ('br_2e3352657d404c62830b756314158264', 0, 'it_e1e85d4e95bc4ec087243620f661a156', 'user', '\x0001000054000000520000004400000051000000c60000002e0000004d0000004400000001010000', 'rendered', NULL, NULL, 'd125bdfe477a04efa9737062101bd8ae', 'toy');
INSERT INTO public.spans VALUES ('br_2e3352657d404c62830b756314158264', 10, 'it_2e8398599be54a05a6681eceb0b30764', 'assistant', '\xc600000000010000400000005200000052000000480000005200000053000000400000004d00000053000000c6000000', 'rendered', NULL, NULL, 'd125bdfe477a04efa9737062101bd8ae', 'toy');
INSERT INTO public.spans VALUES ('br_2e3352657d404c62830b756314158264', 22, 'it_2e8398599be54a05a6681eceb0b30764', 'assistant', '\x3d000000ab000000850000005b00000080000000d90000004d000000ee00000080000000d3000000e800000075000000d30000005a000000e200000028000000', 'sampled', '7609289308464347201', 0, 'd125bdfe477a04efa9737062101bd8ae', 'toy');
INSERT INTO public.spans VALUES ('br_2e3352657d404c62830b756314158264', 38, 'it_8000a3dba62e438b802cc54fdbe7fbce', 'user', '\x01010000c60000000001000054000000520000004400000051000000c600000033000000560000004e00000001010000', 'rendered', NULL, NULL, 'd125bdfe477a04efa9737062101bd8ae', 'toy');
INSERT INTO public.spans VALUES ('br_2e3352657d404c62830b756314158264', 50, 'it_1ef8dd230ba94076a701d7df9ce7c650', 'assistant', '\xc600000000010000400000005200000052000000480000005200000053000000400000004d00000053000000c6000000', 'rendered', NULL, NULL, 'd125bdfe477a04efa9737062101bd8ae', 'toy');
INSERT INTO public.spans VALUES ('br_2e3352657d404c62830b756314158264', 62, 'it_1ef8dd230ba94076a701d7df9ce7c650', 'assistant', '\x0f000000bc0000002d00000077000000ce00000016000000df000000470000007e0000000400000021000000700000007200000078000000ae0000006d000000', 'sampled', '3595608518679305429', 0, 'd125bdfe477a04efa9737062101bd8ae', 'toy');
INSERT INTO public.spans VALUES ('br_24777c43fb6346ff82229ee5fa47388a', 0, 'it_b22cde5d74b641b9a7113d89a8c3ba89', 'user', '\x0001000054000000520000004400000051000000c60000002b0000004000000053000000440000005100000001010000', 'rendered', NULL, NULL, 'd125bdfe477a04efa9737062101bd8ae', 'toy');
INSERT INTO public.spans VALUES ('br_24777c43fb6346ff82229ee5fa47388a', 12, 'it_ad52808b612c443cb5bf1be786f65441', 'assistant', '\xc600000000010000400000005200000052000000480000005200000053000000400000004d00000053000000c6000000', 'rendered', NULL, NULL, 'd125bdfe477a04efa9737062101bd8ae', 'toy');
INSERT INTO public.spans VALUES ('br_24777c43fb6346ff82229ee5fa47388a', 24, 'it_ad52808b612c443cb5bf1be786f65441', 'assistant', '\xb1000000c8000000dd000000e900000017000000b10000002d00000093000000bd000000d300000086000000aa0000004800000090000000b3000000a7000000', 'sampled', '2661052257941993710', 0, 'd125bdfe477a04efa9737062101bd8ae', 'toy');
INSERT INTO public.spans VALUES ('br_3ae00ad5f8c64e35b05bfa1d18b9b0df', 0, 'it_b494db15cfa44eff987e50e5805ac40d', 'user', '\x0001000054000000520000004400000051000000c6000000260000004e0000004d0000004400000001010000', 'rendered', NULL, NULL, 'd125bdfe477a04efa9737062101bd8ae', 'toy');
INSERT INTO public.spans VALUES ('br_3ae00ad5f8c64e35b05bfa1d18b9b0df', 11, 'it_55d682cc08994d7d81da0d5097ac6c60', 'assistant', '\xc600000000010000400000005200000052000000480000005200000053000000400000004d00000053000000c6000000', 'rendered', NULL, NULL, 'd125bdfe477a04efa9737062101bd8ae', 'toy');
INSERT INTO public.spans VALUES ('br_3ae00ad5f8c64e35b05bfa1d18b9b0df', 23, 'it_55d682cc08994d7d81da0d5097ac6c60', 'assistant', '\x2b00000026000000d600000053000000fa00000001010000', 'sampled', '1272207411600138758', 0, 'd125bdfe477a04efa9737062101bd8ae', 'toy');
INSERT INTO public.spans VALUES ('br_3ae00ad5f8c64e35b05bfa1d18b9b0df', 29, 'it_56e37f7b25514bb7a622d3af04b5f86c', 'user', '\xc60000000001000054000000520000004400000051000000c60000003200000053000000480000004b0000004b000000dc0000004700000044000000510000004400000001010000', 'rendered', NULL, NULL, 'd125bdfe477a04efa9737062101bd8ae', 'toy');
INSERT INTO public.spans VALUES ('br_3ae00ad5f8c64e35b05bfa1d18b9b0df', 47, 'it_ab409a36055b44529f4bfefe28488471', 'assistant', '\xc600000000010000400000005200000052000000480000005200000053000000400000004d00000053000000c6000000', 'rendered', NULL, NULL, 'd125bdfe477a04efa9737062101bd8ae', 'toy');
INSERT INTO public.spans VALUES ('br_3ae00ad5f8c64e35b05bfa1d18b9b0df', 59, 'it_ab409a36055b44529f4bfefe28488471', 'assistant', '\x230000004000000053000000310000001f000000cc000000fe000000b800000050000000520000002b000000ce000000450000007a000000da00000022000000', 'sampled', '8137856368065295597', 0, 'd125bdfe477a04efa9737062101bd8ae', 'toy');
INSERT INTO public.spans VALUES ('br_9ea694b8f3d440b684c2e39ab03cc829', 0, 'it_47247782f2654d13ae00db733f421cf5', 'user', '\x0001000054000000520000004400000051000000c60000002100000044000000450000004e000000510000004400000001010000', 'rendered', NULL, NULL, 'd125bdfe477a04efa9737062101bd8ae', 'toy');
INSERT INTO public.spans VALUES ('br_9ea694b8f3d440b684c2e39ab03cc829', 13, 'it_7bc115b4ce0e4a71aeb54194b59207dc', 'user', '\xc60000000001000054000000520000004400000051000000c6000000280000004d000000dc000000480000005300000001010000', 'rendered', NULL, NULL, 'd125bdfe477a04efa9737062101bd8ae', 'toy');
INSERT INTO public.spans VALUES ('br_9ea694b8f3d440b684c2e39ab03cc829', 26, 'it_ad2ea3e2958445cab6e2b966a69f7808', 'assistant', '\xc600000000010000400000005200000052000000480000005200000053000000400000004d00000053000000c6000000', 'rendered', NULL, NULL, 'd125bdfe477a04efa9737062101bd8ae', 'toy');
INSERT INTO public.spans VALUES ('br_9ea694b8f3d440b684c2e39ab03cc829', 38, 'it_ad2ea3e2958445cab6e2b966a69f7808', 'assistant', '\x0001000091000000f200000047000000c6000000a5000000ae000000ed000000080000007700000086000000e500000018000000d80000003100000039000000', 'sampled', '4619166471890639763', 0, 'd125bdfe477a04efa9737062101bd8ae', 'toy');
INSERT INTO public.spans VALUES ('br_7a21c8ca62d74c5aa9428f772ed45143', 0, 'it_a822c6e8a76b4510ab738027447f083a', 'user', '\x0001000054000000520000004400000051000000c6000000280000004d00000053000000440000005100000051000000540000004f00000053000000440000004300000001010000', 'rendered', NULL, NULL, 'd125bdfe477a04efa9737062101bd8ae', 'toy');
INSERT INTO public.steps VALUES ('resp_5ec7192cfc2e4a77b0b9ab6ca017e66d', 0, 'turn_03806a9e4fe3463f9246b1dfcc3c0d55');
INSERT INTO public.steps VALUES ('resp_b6fe135b9e1c415d8a4ab97a32bb9198', 0, 'turn_34e60aca3d9c423a9cfab29a75e816da');
INSERT INTO public.steps VALUES ('resp_c646187e34934a4a98199e9ac6466402', 0, 'turn_670945f325c749f492246453f75a42c8');
INSERT INTO public.steps VALUES ('resp_87d9ff8d2ffc44b0bd7c18f15a282b4f', 0, 'turn_be63864295c541248d2d9647198ec92c');
INSERT INTO public.steps VALUES ('resp_6388187b30964a999cdbae7b65114a1e', 0, 'turn_ee78f99ab22a44c5b7fe4ce23af70724');
INSERT INTO public.steps VALUES ('resp_4055b01d01c94755bf9db7dba4fbd28c', 0, 'turn_ab3d119e3d784337bd93a371b52e02e9');
INSERT INTO public.steps VALUES ('resp_7b974ca14d3a42248ea179340e87da5c', 0, 'turn_e5e300c248d64bae9329d8a3bbc49450');
INSERT INTO public.turn_tokens VALUES ('turn_03806a9e4fe3463f9246b1dfcc3c0d55', 0, 0, '\x3d000000ab000000850000005b00000080000000d90000004d000000ee00000080000000d3000000e800000075000000d30000005a000000e200000028000000', NULL, 6, 'length', NULL);
INSERT INTO public.turn_tokens VALUES ('turn_34e60aca3d9c423a9cfab29a75e816da', 0, 0, '\x0f000000bc0000002d00000077000000ce00000016000000df000000470000007e0000000400000021000000700000007200000078000000ae0000006d000000', NULL, 37, 'length', NULL);
INSERT INTO public.turn_tokens VALUES ('turn_670945f325c749f492246453f75a42c8', 0, 0, '\xb1000000c8000000dd000000e900000017000000b10000002d00000093000000bd000000d300000086000000aa0000004800000090000000b3000000a7000000', NULL, 6, 'length', NULL);
INSERT INTO public.turn_tokens VALUES ('turn_be63864295c541248d2d9647198ec92c', 0, 0, '\x2b00000026000000d600000053000000fa00000001010000', NULL, 8, 'stop', NULL);
INSERT INTO public.turn_tokens VALUES ('turn_ee78f99ab22a44c5b7fe4ce23af70724', 0, 0, '\x230000004000000053000000310000001f000000cc000000fe000000b800000050000000520000002b000000ce000000450000007a000000da00000022000000', NULL, 28, 'length', NULL);
INSERT INTO public.turn_tokens VALUES ('turn_ab3d119e3d784337bd93a371b52e02e9', 0, 0, '\x0001000091000000f200000047000000c6000000a5000000ae000000ed000000080000007700000086000000e500000018000000d80000003100000039000000', NULL, 6, 'length', NULL);
INSERT INTO public.turn_tokens VALUES ('turn_e5e300c248d64bae9329d8a3bbc49450', 0, 0, '\xb3000000', NULL, 6, NULL, NULL);
INSERT INTO public.turn_tokens VALUES ('turn_e5e300c248d64bae9329d8a3bbc49450', 0, 1, '\x21000000', NULL, NULL, NULL, NULL);
INSERT INTO public.turn_tokens VALUES ('turn_e5e300c248d64bae9329d8a3bbc49450', 0, 2, '\x35000000', NULL, NULL, NULL, NULL);
INSERT INTO public.turn_tokens VALUES ('turn_e5e300c248d64bae9329d8a3bbc49450', 0, 3, '\xfa000000', NULL, NULL, NULL, NULL);
INSERT INTO public.turns VALUES ('turn_03806a9e4fe3463f9246b1dfcc3c0d55', 'se_119f9846b6d14d9c9b8c9cacb4b1f3b6', 'completed', true, 'ow_abefec85cbda4df09c9fb4958389fb2e', 1, 0, 0, 'br_2e3352657d404c62830b756314158264', 10, 1, 1, '\xc600000000010000400000005200000052000000480000005200000053000000400000004d00000053000000c6000000', '\xc417841e4e0c29ee46f62d41850734b8', '\x77f869597a023dff8787e0ba9225f3a3', '{"request_id": "resp_5ec7192cfc2e4a77b0b9ab6ca017e66d", "model": "toy", "input": {"messages": [], "add_generation_prompt": true, "continue_final_message": false, "tools": null, "variables": {}}, "adapter": null, "sampling": {"max_tokens": 16, "min_tokens": 0, "temperature": 1.0, "top_k": 0, "top_p": 1.0, "min_p": 0.0, "repetition_penalty": 1.0, "presence_penalty": 0.0, "frequency_penalty": 0.0, "logit_bias": [], "seed": null, "stop": [], "stop_token_ids": [], "include_stop_str_in_output": false, "ignore_eos": false, "max_reasoning_tokens": null, "logprobs": null, "prompt_logprobs": null}, "n": 1, "echo": false, "session_id": "resp_5ec7192cfc2e4a77b0b9ab6ca017e66d", "run_id": "resp_5ec7192cfc2e4a77b0b9ab6ca017e66d", "step": 0, "is_recorded": true, "grammar": null, "lease_s": 0.0, "is_carried": false, "is_signed": false, "is_last": false, "tenant": "default"}', 8192, 'd125bdfe477a04efa9737062101bd8ae', 'toy', false, '{"request_id": "resp_5ec7192cfc2e4a77b0b9ab6ca017e66d", "created": 1796078230, "num_prompt_tokens": 22, "seed": 7609289308464347201, "system_fingerprint": "fp_6fbc7cfef75f", "session": {"session_id": "resp_5ec7192cfc2e4a77b0b9ab6ca017e66d", "num_matched_messages": 0, "num_matched_tokens": 0, "forked": false}, "loosened_tools": [], "reasoning": "none"}', '{"usage": {"num_prompt_tokens": 22, "num_completion_tokens": 16, "num_cached_tokens": 6, "cold": null, "restored": {"tier": "device", "num_tokens": 6, "seconds": 0.0, "saved_s": 1.7593569668351976e-05, "num_bytes": 0}, "head_rules": [], "num_reasoning_tokens": 0, "kv": {"byte_seconds": {"device": 0.0, "disk": 0.0}, "num_restored_bytes": 0, "num_recomputed_tokens": 0}}, "num_computed_tokens": 16, "prompt_logprobs": null, "carrier": null, "needs_carrier": false, "ignored_carriers": []}', NULL);
INSERT INTO public.turns VALUES ('turn_34e60aca3d9c423a9cfab29a75e816da', 'se_119f9846b6d14d9c9b8c9cacb4b1f3b6', 'completed', true, 'ow_abefec85cbda4df09c9fb4958389fb2e', 1, 0, 0, 'br_2e3352657d404c62830b756314158264', 50, 3, 2, '\xc600000000010000400000005200000052000000480000005200000053000000400000004d00000053000000c6000000', '\xc417841e4e0c29ee46f62d41850734b8', '\x73a8b10ecfc69591be85145cdc5245a0', '{"request_id": "resp_b6fe135b9e1c415d8a4ab97a32bb9198", "model": "toy", "input": {"messages": [], "add_generation_prompt": true, "continue_final_message": false, "tools": null, "variables": {}}, "adapter": null, "sampling": {"max_tokens": 16, "min_tokens": 0, "temperature": 1.0, "top_k": 0, "top_p": 1.0, "min_p": 0.0, "repetition_penalty": 1.0, "presence_penalty": 0.0, "frequency_penalty": 0.0, "logit_bias": [], "seed": null, "stop": [], "stop_token_ids": [], "include_stop_str_in_output": false, "ignore_eos": false, "max_reasoning_tokens": null, "logprobs": null, "prompt_logprobs": null}, "n": 1, "echo": false, "session_id": "resp_5ec7192cfc2e4a77b0b9ab6ca017e66d", "run_id": "resp_b6fe135b9e1c415d8a4ab97a32bb9198", "step": 0, "is_recorded": true, "grammar": null, "lease_s": 0.0, "is_carried": false, "is_signed": false, "is_last": false, "tenant": "default"}', 8192, 'd125bdfe477a04efa9737062101bd8ae', 'toy', false, '{"request_id": "resp_b6fe135b9e1c415d8a4ab97a32bb9198", "created": 1796078230, "num_prompt_tokens": 62, "seed": 3595608518679305429, "system_fingerprint": "fp_6fbc7cfef75f", "session": {"session_id": "resp_5ec7192cfc2e4a77b0b9ab6ca017e66d", "num_matched_messages": 2, "num_matched_tokens": 38, "forked": false}, "loosened_tools": [], "reasoning": "none"}', '{"usage": {"num_prompt_tokens": 62, "num_completion_tokens": 16, "num_cached_tokens": 37, "cold": null, "restored": {"tier": "device", "num_tokens": 37, "seconds": 0.0, "saved_s": 0.00015299007564825368, "num_bytes": 0}, "head_rules": [], "num_reasoning_tokens": 0, "kv": {"byte_seconds": {"device": 155.02368076797575, "disk": 344.5790984965279}, "num_restored_bytes": 0, "num_recomputed_tokens": 0}}, "num_computed_tokens": 25, "prompt_logprobs": null, "carrier": null, "needs_carrier": false, "ignored_carriers": []}', NULL);
INSERT INTO public.turns VALUES ('turn_ee78f99ab22a44c5b7fe4ce23af70724', 'se_01a0292c86b041b7b4fbf1099c09e799', 'completed', true, 'ow_abefec85cbda4df09c9fb4958389fb2e', 1, 0, 0, 'br_3ae00ad5f8c64e35b05bfa1d18b9b0df', 47, 3, 2, '\xc600000000010000400000005200000052000000480000005200000053000000400000004d00000053000000c6000000', '\xc417841e4e0c29ee46f62d41850734b8', '\x07227eaa13b91c8ce0ecb0bcfd01b3ab', '{"request_id": "resp_6388187b30964a999cdbae7b65114a1e", "model": "toy", "input": {"messages": [], "add_generation_prompt": true, "continue_final_message": false, "tools": null, "variables": {}}, "adapter": null, "sampling": {"max_tokens": 16, "min_tokens": 0, "temperature": 1.0, "top_k": 0, "top_p": 1.0, "min_p": 0.0, "repetition_penalty": 1.0, "presence_penalty": 0.0, "frequency_penalty": 0.0, "logit_bias": [], "seed": null, "stop": [], "stop_token_ids": [], "include_stop_str_in_output": false, "ignore_eos": false, "max_reasoning_tokens": null, "logprobs": null, "prompt_logprobs": null}, "n": 1, "echo": false, "session_id": "resp_87d9ff8d2ffc44b0bd7c18f15a282b4f", "run_id": "resp_6388187b30964a999cdbae7b65114a1e", "step": 0, "is_recorded": true, "grammar": null, "lease_s": 0.0, "is_carried": false, "is_signed": false, "is_last": false, "tenant": "default"}', 8192, 'd125bdfe477a04efa9737062101bd8ae', 'toy', false, '{"request_id": "resp_6388187b30964a999cdbae7b65114a1e", "created": 1796078231, "num_prompt_tokens": 59, "seed": 8137856368065295597, "system_fingerprint": "fp_6fbc7cfef75f", "session": {"session_id": "resp_87d9ff8d2ffc44b0bd7c18f15a282b4f", "num_matched_messages": 2, "num_matched_tokens": 29, "forked": false}, "loosened_tools": [], "reasoning": "none"}', '{"usage": {"num_prompt_tokens": 59, "num_completion_tokens": 16, "num_cached_tokens": 28, "cold": null, "restored": {"tier": "device", "num_tokens": 28, "seconds": 0.0, "saved_s": 0.00012000359494775268, "num_bytes": 0}, "head_rules": [], "num_reasoning_tokens": 0, "kv": {"byte_seconds": {"device": 35.420420608017594, "disk": 70.73066164867487}, "num_restored_bytes": 0, "num_recomputed_tokens": 0}}, "num_computed_tokens": 31, "prompt_logprobs": null, "carrier": null, "needs_carrier": false, "ignored_carriers": []}', NULL);
INSERT INTO public.turns VALUES ('turn_670945f325c749f492246453f75a42c8', 'se_d90c5bf2f4014b3f9858dfee83776e2e', 'completed', true, 'ow_abefec85cbda4df09c9fb4958389fb2e', 1, 0, 0, 'br_24777c43fb6346ff82229ee5fa47388a', 12, 1, 1, '\xc600000000010000400000005200000052000000480000005200000053000000400000004d00000053000000c6000000', '\xc417841e4e0c29ee46f62d41850734b8', '\x1d0a5c99b8ef5ef81592c6af4098d929', '{"request_id": "resp_c646187e34934a4a98199e9ac6466402", "model": "toy", "input": {"messages": [], "add_generation_prompt": true, "continue_final_message": false, "tools": null, "variables": {}}, "adapter": null, "sampling": {"max_tokens": 16, "min_tokens": 0, "temperature": 1.0, "top_k": 0, "top_p": 1.0, "min_p": 0.0, "repetition_penalty": 1.0, "presence_penalty": 0.0, "frequency_penalty": 0.0, "logit_bias": [], "seed": null, "stop": [], "stop_token_ids": [], "include_stop_str_in_output": false, "ignore_eos": false, "max_reasoning_tokens": null, "logprobs": null, "prompt_logprobs": null}, "n": 1, "echo": false, "session_id": "resp_c646187e34934a4a98199e9ac6466402", "run_id": "resp_c646187e34934a4a98199e9ac6466402", "step": 0, "is_recorded": true, "grammar": null, "lease_s": 0.0, "is_carried": false, "is_signed": false, "is_last": false, "tenant": "default"}', 8192, 'd125bdfe477a04efa9737062101bd8ae', 'toy', false, '{"request_id": "resp_c646187e34934a4a98199e9ac6466402", "created": 1796078230, "num_prompt_tokens": 24, "seed": 2661052257941993710, "system_fingerprint": "fp_6fbc7cfef75f", "session": {"session_id": "resp_c646187e34934a4a98199e9ac6466402", "num_matched_messages": 0, "num_matched_tokens": 0, "forked": false}, "loosened_tools": [], "reasoning": "none"}', '{"usage": {"num_prompt_tokens": 24, "num_completion_tokens": 16, "num_cached_tokens": 6, "cold": null, "restored": {"tier": "device", "num_tokens": 6, "seconds": 0.0, "saved_s": 9.164981452124938e-06, "num_bytes": 0}, "head_rules": [], "num_reasoning_tokens": 0, "kv": {"byte_seconds": {"device": 0.0, "disk": 0.0}, "num_restored_bytes": 0, "num_recomputed_tokens": 0}}, "num_computed_tokens": 18, "prompt_logprobs": null, "carrier": null, "needs_carrier": false, "ignored_carriers": []}', NULL);
INSERT INTO public.turns VALUES ('turn_be63864295c541248d2d9647198ec92c', 'se_01a0292c86b041b7b4fbf1099c09e799', 'completed', true, 'ow_abefec85cbda4df09c9fb4958389fb2e', 1, 0, 0, 'br_3ae00ad5f8c64e35b05bfa1d18b9b0df', 11, 1, 1, '\xc600000000010000400000005200000052000000480000005200000053000000400000004d00000053000000c6000000', '\xc417841e4e0c29ee46f62d41850734b8', '\xae110851c9dd3fab3ff687bfd2d40a26', '{"request_id": "resp_87d9ff8d2ffc44b0bd7c18f15a282b4f", "model": "toy", "input": {"messages": [], "add_generation_prompt": true, "continue_final_message": false, "tools": null, "variables": {}}, "adapter": null, "sampling": {"max_tokens": 16, "min_tokens": 0, "temperature": 1.0, "top_k": 0, "top_p": 1.0, "min_p": 0.0, "repetition_penalty": 1.0, "presence_penalty": 0.0, "frequency_penalty": 0.0, "logit_bias": [], "seed": null, "stop": [], "stop_token_ids": [], "include_stop_str_in_output": false, "ignore_eos": false, "max_reasoning_tokens": null, "logprobs": null, "prompt_logprobs": null}, "n": 1, "echo": false, "session_id": "resp_87d9ff8d2ffc44b0bd7c18f15a282b4f", "run_id": "resp_87d9ff8d2ffc44b0bd7c18f15a282b4f", "step": 0, "is_recorded": true, "grammar": null, "lease_s": 0.0, "is_carried": false, "is_signed": false, "is_last": false, "tenant": "default"}', 8192, 'd125bdfe477a04efa9737062101bd8ae', 'toy', false, '{"request_id": "resp_87d9ff8d2ffc44b0bd7c18f15a282b4f", "created": 1796078231, "num_prompt_tokens": 23, "seed": 1272207411600138758, "system_fingerprint": "fp_6fbc7cfef75f", "session": {"session_id": "resp_87d9ff8d2ffc44b0bd7c18f15a282b4f", "num_matched_messages": 0, "num_matched_tokens": 0, "forked": false}, "loosened_tools": [], "reasoning": "none"}', '{"usage": {"num_prompt_tokens": 23, "num_completion_tokens": 6, "num_cached_tokens": 8, "cold": null, "restored": {"tier": "device", "num_tokens": 8, "seconds": 0.0, "saved_s": 3.600265355461969e-05, "num_bytes": 0}, "head_rules": [], "num_reasoning_tokens": 0, "kv": {"byte_seconds": {"device": 0.0, "disk": 0.0}, "num_restored_bytes": 0, "num_recomputed_tokens": 0}}, "num_computed_tokens": 15, "prompt_logprobs": null, "carrier": null, "needs_carrier": false, "ignored_carriers": []}', NULL);
INSERT INTO public.turns VALUES ('turn_ab3d119e3d784337bd93a371b52e02e9', 'se_a30e85e1a77c452d93c52001345fac8e', 'completed', true, 'ow_abefec85cbda4df09c9fb4958389fb2e', 1, 0, 0, 'br_9ea694b8f3d440b684c2e39ab03cc829', 26, 2, 1, '\xc600000000010000400000005200000052000000480000005200000053000000400000004d00000053000000c6000000', '\xc417841e4e0c29ee46f62d41850734b8', '\xaf0aa6929370b3955c4a20872a5103cf', '{"request_id": "resp_4055b01d01c94755bf9db7dba4fbd28c", "model": "toy", "input": {"messages": [], "add_generation_prompt": true, "continue_final_message": false, "tools": null, "variables": {}}, "adapter": null, "sampling": {"max_tokens": 16, "min_tokens": 0, "temperature": 1.0, "top_k": 0, "top_p": 1.0, "min_p": 0.0, "repetition_penalty": 1.0, "presence_penalty": 0.0, "frequency_penalty": 0.0, "logit_bias": [], "seed": null, "stop": [], "stop_token_ids": [], "include_stop_str_in_output": false, "ignore_eos": false, "max_reasoning_tokens": null, "logprobs": null, "prompt_logprobs": null}, "n": 1, "echo": false, "session_id": "conv_d2005f7384d64e7d82b33219d82bfd40", "run_id": "resp_4055b01d01c94755bf9db7dba4fbd28c", "step": 0, "is_recorded": true, "grammar": null, "lease_s": 0.0, "is_carried": false, "is_signed": false, "is_last": false, "tenant": "default"}', 8192, 'd125bdfe477a04efa9737062101bd8ae', 'toy', false, '{"request_id": "resp_4055b01d01c94755bf9db7dba4fbd28c", "created": 1796078231, "num_prompt_tokens": 38, "seed": 4619166471890639763, "system_fingerprint": "fp_6fbc7cfef75f", "session": {"session_id": "conv_d2005f7384d64e7d82b33219d82bfd40", "num_matched_messages": 0, "num_matched_tokens": 0, "forked": false}, "loosened_tools": [], "reasoning": "none"}', '{"usage": {"num_prompt_tokens": 38, "num_completion_tokens": 16, "num_cached_tokens": 6, "cold": null, "restored": {"tier": "device", "num_tokens": 6, "seconds": 0.0, "saved_s": 2.9836106032686602e-05, "num_bytes": 0}, "head_rules": [], "num_reasoning_tokens": 0, "kv": {"byte_seconds": {"device": 0.0, "disk": 0.0}, "num_restored_bytes": 0, "num_recomputed_tokens": 0}}, "num_computed_tokens": 32, "prompt_logprobs": null, "carrier": null, "needs_carrier": false, "ignored_carriers": []}', NULL);
INSERT INTO public.turns VALUES ('turn_e5e300c248d64bae9329d8a3bbc49450', 'se_744d03e015db4e5e95498f9b54048f13', 'in_progress', true, 'ow_abefec85cbda4df09c9fb4958389fb2e', 1, 0, 0, 'br_7a21c8ca62d74c5aa9428f772ed45143', 18, 1, 1, '\xc600000000010000400000005200000052000000480000005200000053000000400000004d00000053000000c6000000', '\xc417841e4e0c29ee46f62d41850734b8', '\x833cd06a3feef156551e2d3bfe0ab85b', '{"request_id": "resp_7b974ca14d3a42248ea179340e87da5c", "model": "toy", "input": {"messages": [], "add_generation_prompt": true, "continue_final_message": false, "tools": null, "variables": {}}, "adapter": null, "sampling": {"max_tokens": 600, "min_tokens": 0, "temperature": 1.0, "top_k": 0, "top_p": 1.0, "min_p": 0.0, "repetition_penalty": 1.0, "presence_penalty": 0.0, "frequency_penalty": 0.0, "logit_bias": [], "seed": null, "stop": [], "stop_token_ids": [], "include_stop_str_in_output": false, "ignore_eos": true, "max_reasoning_tokens": null, "logprobs": null, "prompt_logprobs": null}, "n": 1, "echo": false, "session_id": "resp_7b974ca14d3a42248ea179340e87da5c", "run_id": "resp_7b974ca14d3a42248ea179340e87da5c", "step": 0, "is_recorded": true, "grammar": null, "lease_s": 0.0, "is_carried": false, "is_signed": false, "is_last": false, "tenant": "default"}', 8192, 'd125bdfe477a04efa9737062101bd8ae', 'toy', false, '{"request_id": "resp_7b974ca14d3a42248ea179340e87da5c", "created": 1796078231, "num_prompt_tokens": 30, "seed": 4541447399488111139, "system_fingerprint": "fp_6fbc7cfef75f", "session": {"session_id": "resp_7b974ca14d3a42248ea179340e87da5c", "num_matched_messages": 0, "num_matched_tokens": 0, "forked": false}, "loosened_tools": [], "reasoning": "none"}', NULL, NULL);
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
