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
    created_at double precision NOT NULL,
    name character varying NOT NULL,
    metadata json NOT NULL,
    schedule json NOT NULL,
    target json NOT NULL,
    shown_target json NOT NULL,
    target_session_id character varying,
    principal json NOT NULL,
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
INSERT INTO public.branches VALUES ('br_31cb871166cb440ca6475289af43a001', 'se_8d4d866c2a1042f8aa9af80cb598aca2', 'chat', NULL, 0, 0, 40, 2, 1, 1796126942.8045514, 'ow_8d06523072424d899922633102791be6', 39, '746f79', NULL);
INSERT INTO public.branches VALUES ('br_0f79f7a53ef641e5bc3c28ae6b5f3dbf', 'se_613df040459046c88a1d63ed71fbc9dc', 'chat', NULL, 0, 0, 71, 4, 2, 1796126946.925173, 'ow_8d06523072424d899922633102791be6', 71, '746f79', NULL);
INSERT INTO public.branches VALUES ('br_385818361d9e4e9296b0ed2df65a9853', 'se_78e2c1916f5342cc8325a368f78762c2', 'chat', NULL, 0, 0, 104, 6, 3, 1796126930.177435, 'ow_8d06523072424d899922633102791be6', 103, '746f79', NULL);
INSERT INTO public.branches VALUES ('br_1c4899302c374e84b4e486b87ead90a4', 'se_78e2c1916f5342cc8325a368f78762c2', 'chat', 'br_385818361d9e4e9296b0ed2df65a9853', 86, 5, 104, 6, 1, 1796126932.9478536, 'ow_8d06523072424d899922633102791be6', 103, '746f79', NULL);
INSERT INTO public.branches VALUES ('br_3d0396b477d44a9384b017cd2ae62c9f', 'se_78e2c1916f5342cc8325a368f78762c2', 'chat', NULL, 0, 0, 37, 2, 1, 1796126933.407536, 'ow_8d06523072424d899922633102791be6', 36, '746f79', NULL);
INSERT INTO public.branches VALUES ('br_28e5e22483be4df58c8f989b04d0957f', 'se_bb04af57b2db40b3b7b62403101263f9', 'chat', NULL, 0, 0, 54, 3, 1, 1796126951.117376, 'ow_8d06523072424d899922633102791be6', 53, '746f79', NULL);
INSERT INTO public.branches VALUES ('br_dda40d6e1db248c188f8d088dcb5d300', 'se_735a19b8633a4df5b5a843ca444c0b3d', 'chat', NULL, 0, 0, 18, 1, 1, 1796126952.7561858, NULL, 0, NULL, NULL);
INSERT INTO public.branches VALUES ('br_47849ed534c54b97b606572302081f26', 'se_872ac37fa1064a82964b7605bf902dff', 'text', NULL, 0, 0, 28, 4, 2, 1796126934.2928567, 'ow_8d06523072424d899922633102791be6', 28, '746f79', NULL);
INSERT INTO public.branches VALUES ('br_eb73424bdc7a415bb313203604f5f59c', 'se_2bf1697fb896474c9497a8c397cc5a83', 'tokens', NULL, 0, 0, 11, 2, 1, 1796126936.5830097, 'ow_8d06523072424d899922633102791be6', 10, '746f79', NULL);
INSERT INTO public.branches VALUES ('br_24bfd61a9431409ab26384d3d72d9642', 'se_be6c6d950c6648e591a9b8d127e077fa', 'chat', NULL, 0, 0, 78, 4, 2, 1796126937.4845815, 'ow_8d06523072424d899922633102791be6', 77, '746f79', NULL);
INSERT INTO public.conversation_items VALUES ('conv_c73227b8bc6a48aaa563a40582839eb8', 0, 'msg_fa57ee918b0340f699d4bc80bd7d98be', '{"id": "msg_fa57ee918b0340f699d4bc80bd7d98be", "type": "message", "role": "user", "status": "completed", "content": [{"type": "input_text", "text": "Before"}]}');
INSERT INTO public.conversation_items VALUES ('conv_c73227b8bc6a48aaa563a40582839eb8', 1, 'msg_ff37aa067151412eb577773ca2e80675', '{"id": "msg_ff37aa067151412eb577773ca2e80675", "type": "message", "role": "user", "status": "completed", "content": [{"type": "input_text", "text": "In it"}]}');
INSERT INTO public.conversation_items VALUES ('conv_c73227b8bc6a48aaa563a40582839eb8', 2, 'msg_91995e5a38d84bc98ce7d06ff77807cc00', '{"id": "msg_91995e5a38d84bc98ce7d06ff77807cc00", "type": "message", "role": "assistant", "status": "incomplete", "content": [{"type": "output_text", "text": "\ufffd\ufffd\ufffd2\ufffds\ufffdv\u0005\ufffd1M\u001b!\"", "annotations": [], "logprobs": []}]}');
INSERT INTO public.conversations VALUES ('conv_c73227b8bc6a48aaa563a40582839eb8', 'default', 1796126949, '{"topic": "migrations"}', 3, 2, NULL, 1796126952.5042791);
INSERT INTO public.items VALUES ('br_385818361d9e4e9296b0ed2df65a9853', 0, 'it_077357967956460788c24c5e55cb8d87', 'se_78e2c1916f5342cc8325a368f78762c2', 'user', '{"role": "user", "content": "Good morning"}', '\x70222a0c842ba9f1e656f75a50d407d2', NULL, 0, 19, true, NULL, NULL, NULL, 1796126930.1829386);
INSERT INTO public.items VALUES ('br_385818361d9e4e9296b0ed2df65a9853', 1, 'it_85a7b640a38d4a6cae36e10c6724049a', 'se_78e2c1916f5342cc8325a368f78762c2', 'assistant', '{"role": "assistant", "content": "\u037fK\ufffd\ufffdl"}', '\xc55c94160f0b1cf06822d83ee66ef66f', NULL, 19, 37, true, 'length', NULL, NULL, 1796126930.5065174);
INSERT INTO public.items VALUES ('br_385818361d9e4e9296b0ed2df65a9853', 2, 'it_c71d43788015414ca02f8b4ea5616a84', 'se_78e2c1916f5342cc8325a368f78762c2', 'user', '{"role": "user", "content": "And then?"}', '\x3ef625fdc470a400c344f7d3f21af878', NULL, 37, 55, true, NULL, NULL, NULL, 1796126931.0881255);
INSERT INTO public.items VALUES ('br_385818361d9e4e9296b0ed2df65a9853', 3, 'it_177b0fe54c9040948d5412fa5ca4cd23', 'se_78e2c1916f5342cc8325a368f78762c2', 'assistant', '{"role": "assistant", "content": "\ufffd\ufffd\ufffd\ufffd\u0000"}', '\xdbaf086743be6991bbaf1b187ee9d9a3', NULL, 55, 73, true, 'length', NULL, NULL, 1796126931.8374348);
INSERT INTO public.items VALUES ('br_385818361d9e4e9296b0ed2df65a9853', 4, 'it_258a8e03d108463194243a333254a195', 'se_78e2c1916f5342cc8325a368f78762c2', 'user', '{"role": "user", "content": "Why?"}', '\xbe36cd1ac2e281f7ba99b5e044218a73', NULL, 73, 86, true, NULL, NULL, NULL, 1796126932.203128);
INSERT INTO public.items VALUES ('br_385818361d9e4e9296b0ed2df65a9853', 5, 'it_092e47a16c7e431a863c2a21f2addece', 'se_78e2c1916f5342cc8325a368f78762c2', 'assistant', '{"role": "assistant", "content": "\ufffdG\u0019\ufffd\ufffd"}', '\x270422d94c2fcf86821aee76c1fe1411', NULL, 86, 104, true, 'length', NULL, NULL, 1796126932.9012964);
INSERT INTO public.items VALUES ('br_1c4899302c374e84b4e486b87ead90a4', 5, 'it_9185dffb4bd844bb9b441caa3f4b7dab', 'se_78e2c1916f5342cc8325a368f78762c2', 'assistant', '{"role": "assistant", "content": "\ufffdK\ufffd\ufffd=`"}', '\x33462b95eacc296d55006d0eaa57521c', NULL, 86, 104, true, 'length', NULL, NULL, 1796126932.9729671);
INSERT INTO public.items VALUES ('br_3d0396b477d44a9384b017cd2ae62c9f', 0, 'it_37b874717b064532aa85450668025df2', 'se_78e2c1916f5342cc8325a368f78762c2', 'user', '{"role": "user", "content": "Good evening"}', '\xa0fc891d406bacc5ef327501c56c6b42', NULL, 0, 19, true, NULL, NULL, NULL, 1796126933.432362);
INSERT INTO public.items VALUES ('br_3d0396b477d44a9384b017cd2ae62c9f', 1, 'it_240b65a1575c4296990df5f4cb96844f', 'se_78e2c1916f5342cc8325a368f78762c2', 'assistant', '{"role": "assistant", "content": "\u001c\u0155 \ufffdm"}', '\xc2fc5bc856b25d0122edc4155d210c58', NULL, 19, 37, true, 'length', NULL, NULL, 1796126933.9031315);
INSERT INTO public.items VALUES ('br_47849ed534c54b97b606572302081f26', 0, 'it_a27414ea84324e2e90175bd1ed19e9d0', 'se_872ac37fa1064a82964b7605bf902dff', 'prompt', '"Once upon a time"', '\xcf25218127a2bd1df7b6d9215a761c83', 16, 0, 16, true, NULL, NULL, NULL, 1796126934.320817);
INSERT INTO public.items VALUES ('br_47849ed534c54b97b606572302081f26', 1, 'it_345d2914183a4859b23e01ea33ce7e0a', 'se_872ac37fa1064a82964b7605bf902dff', 'completion', '"Bo\ufffd\ufffd\ufffd"', '\x19cdeb4dd634ed65a6bf4702623fe794', 21, 16, 21, true, 'length', NULL, NULL, 1796126934.582881);
INSERT INTO public.items VALUES ('br_47849ed534c54b97b606572302081f26', 2, 'it_69394e047dc148d59091e4d1138c7853', 'se_872ac37fa1064a82964b7605bf902dff', 'prompt', '" and"', '\x4bed1c3fbacc6315204c6e186cdb0eae', 25, 21, 25, true, NULL, NULL, NULL, 1796126935.3572245);
INSERT INTO public.items VALUES ('br_47849ed534c54b97b606572302081f26', 3, 'it_88ff6087faf14ba39e65d538b9884de5', 'se_872ac37fa1064a82964b7605bf902dff', 'completion', '"\ufffd9\ufffd"', '\x96ae210949d5140a93592896500ba590', 28, 25, 28, true, 'stop', '"C"', '\x22000000', 1796126935.9237118);
INSERT INTO public.items VALUES ('br_eb73424bdc7a415bb313203604f5f59c', 0, 'it_c28a3ad814354c8db68fe7ec7a98be0b', 'se_2bf1697fb896474c9497a8c397cc5a83', 'prompt', NULL, NULL, NULL, 0, 6, true, NULL, NULL, NULL, 1796126936.6190643);
INSERT INTO public.items VALUES ('br_eb73424bdc7a415bb313203604f5f59c', 1, 'it_f2b9a68b494841a3954770496e98b3b5', 'se_2bf1697fb896474c9497a8c397cc5a83', 'completion', '"\ufffd\u07a2\ufffdq"', NULL, NULL, 6, 11, true, 'length', NULL, NULL, 1796126936.8978407);
INSERT INTO public.items VALUES ('br_24bfd61a9431409ab26384d3d72d9642', 0, 'it_f15ed8457ccc4ea0a344e29c6c0bd5b9', 'se_be6c6d950c6648e591a9b8d127e077fa', 'user', '{"role": "user", "content": "One"}', '\x77f869597a023dff8787e0ba9225f3a3', NULL, 0, 10, true, NULL, NULL, NULL, 1796126937.5197718);
INSERT INTO public.items VALUES ('br_24bfd61a9431409ab26384d3d72d9642', 1, 'it_7d6b4a243f784fcfb1de1a1fec487b04', 'se_be6c6d950c6648e591a9b8d127e077fa', 'assistant', '{"role": "assistant", "content": "]\ufffd;\ufffd\u000f\ufffd7\ufffda\ufffd\ufffd\u0176\u001fl#"}', '\xfa224319b2539bddde7c57a526f7e3ef', NULL, 10, 38, true, 'length', NULL, NULL, 1796126938.0264304);
INSERT INTO public.items VALUES ('br_24bfd61a9431409ab26384d3d72d9642', 2, 'it_73490c669f45428eb99470b02a8097bd', 'se_be6c6d950c6648e591a9b8d127e077fa', 'user', '{"role": "user", "content": "Two"}', '\x128d08576b13d85c4249d3a0f0410a5a', NULL, 38, 50, true, NULL, NULL, NULL, 1796126941.6658924);
INSERT INTO public.items VALUES ('br_24bfd61a9431409ab26384d3d72d9642', 3, 'it_61af524d957d446dbb525ca4a6d1e5d5', 'se_be6c6d950c6648e591a9b8d127e077fa', 'assistant', '{"role": "assistant", "content": "}\u0005\ufffdm\ufffd\ufffd\u001f(\ufffd\ufffd*\ufffd\u0003\u000fC"}', '\xa0642f4db061d82c5d73a71d1c7fccda', NULL, 50, 78, true, 'length', NULL, NULL, 1796126942.265912);
INSERT INTO public.items VALUES ('br_31cb871166cb440ca6475289af43a001', 0, 'it_ff98e3b51b844c8bba71e42393f9dc92', 'se_8d4d866c2a1042f8aa9af80cb598aca2', 'user', '{"role": "user", "content": "Later"}', '\x1d0a5c99b8ef5ef81592c6af4098d929', NULL, 0, 12, true, NULL, NULL, NULL, 1796126942.850649);
INSERT INTO public.items VALUES ('br_31cb871166cb440ca6475289af43a001', 1, 'it_adf131fdb06941bbb7b84656475c4c5a', 'se_8d4d866c2a1042f8aa9af80cb598aca2', 'assistant', '{"role": "assistant", "content": "\ufffd=\ufffd\b\ufffd/\ufffd\b\ufffd\ufffdu\ufffd\ufffd\ufffd\ufffd\ufffd"}', '\x45cb36f86d77d0663d123ac53f426fef', NULL, 12, 40, true, 'length', NULL, NULL, 1796126945.063963);
INSERT INTO public.items VALUES ('br_0f79f7a53ef641e5bc3c28ae6b5f3dbf', 0, 'it_a3321d1266c44aea9f348e0c341bd39d', 'se_613df040459046c88a1d63ed71fbc9dc', 'user', '{"role": "user", "content": "Gone"}', '\xae110851c9dd3fab3ff687bfd2d40a26', NULL, 0, 11, true, NULL, NULL, NULL, 1796126947.0055463);
INSERT INTO public.items VALUES ('br_0f79f7a53ef641e5bc3c28ae6b5f3dbf', 1, 'it_aeca314efefd4452a2d0c253b1131df5', 'se_613df040459046c88a1d63ed71fbc9dc', 'assistant', '{"role": "assistant", "content": "LG\u0018=(\u0015Z\u0013\ufffd`h\u07afk\ufffd\ufffd"}', '\x420f0f09aa5d12df030e774e5105eb78', NULL, 11, 39, true, 'length', NULL, NULL, 1796126948.4772418);
INSERT INTO public.items VALUES ('br_0f79f7a53ef641e5bc3c28ae6b5f3dbf', 2, 'it_a3beb193f8db4b3a8b60ab340f7617cd', 'se_613df040459046c88a1d63ed71fbc9dc', 'user', '{"role": "user", "content": "Still here"}', '\xcbd83d5465c2ea6f06554c410124f8e9', NULL, 39, 58, true, NULL, NULL, NULL, 1796126949.306981);
INSERT INTO public.items VALUES ('br_0f79f7a53ef641e5bc3c28ae6b5f3dbf', 3, 'it_42509a19bfc84eb4a5b25f2d8d41b3d5', 'se_613df040459046c88a1d63ed71fbc9dc', 'assistant', '{"role": "assistant", "content": "\ufffd"}', '\x98ae3df6c1a055efcb02fea9b22b1c3f', NULL, 58, 71, true, 'stop', NULL, '\x02010000', 1796126949.4192858);
INSERT INTO public.items VALUES ('br_28e5e22483be4df58c8f989b04d0957f', 0, 'it_81c29eb153674eb6ac64fb5cc461c552', 'se_bb04af57b2db40b3b7b62403101263f9', 'user', '{"role": "user", "content": "Before"}', '\x86f1ff03c95f3955b509a5f75b79e5ca', NULL, 0, 13, true, NULL, NULL, NULL, 1796126951.1731052);
INSERT INTO public.items VALUES ('br_28e5e22483be4df58c8f989b04d0957f', 1, 'it_58467f7b1af0496192fa2b1f4b4ab34e', 'se_bb04af57b2db40b3b7b62403101263f9', 'user', '{"role": "user", "content": "In it"}', '\xaf0aa6929370b3955c4a20872a5103cf', NULL, 13, 26, true, NULL, NULL, NULL, 1796126951.173132);
INSERT INTO public.items VALUES ('br_28e5e22483be4df58c8f989b04d0957f', 2, 'it_3fc777bc286d42fb8c04998274f1ed53', 'se_bb04af57b2db40b3b7b62403101263f9', 'assistant', '{"role": "assistant", "content": "\ufffd\ufffd\ufffd2\ufffds\ufffdv\u0005\ufffd1M\u001b!\""}', '\xa37948f3b71636dbca8a7d94190abb50', NULL, 26, 54, true, 'length', NULL, NULL, 1796126952.0865166);
INSERT INTO public.items VALUES ('br_dda40d6e1db248c188f8d088dcb5d300', 0, 'it_7c56b8e5e15f4c88be9a804e1be8ae04', 'se_735a19b8633a4df5b5a843ca444c0b3d', 'user', '{"role": "user", "content": "Interrupted"}', '\x833cd06a3feef156551e2d3bfe0ab85b', NULL, 0, 18, true, NULL, NULL, NULL, 1796126952.7657392);
INSERT INTO public.migrations VALUES (1, 'first_schema', 1796126920.3162951);
INSERT INTO public.migrations VALUES (2, 'responses_and_conversations', 1796126920.3222048);
INSERT INTO public.migrations VALUES (3, 'runs', 1796126920.3463025);
INSERT INTO public.migrations VALUES (4, 'whereabouts_of_kv', 1796126920.371933);
INSERT INTO public.migrations VALUES (5, 'owners_of_responses_and_attempts', 1796126920.3756995);
INSERT INTO public.migrations VALUES (6, 'turns_and_steps', 1796126920.3862567);
INSERT INTO public.migrations VALUES (7, 'session_verbs', 1796126920.3943489);
INSERT INTO public.migrations VALUES (8, 'agents', 1796126920.3973331);
INSERT INTO public.migrations VALUES (9, 'placements_of_sessions', 1796126920.422473);
INSERT INTO public.migrations VALUES (10, 'memories', 1796126920.4262471);
INSERT INTO public.migrations VALUES (11, 'usage_of_kv', 1796126920.4348958);
INSERT INTO public.migrations VALUES (12, 'vaults_and_audit', 1796126920.443595);
INSERT INTO public.migrations VALUES (13, 'environments', 1796126920.4806218);
INSERT INTO public.migrations VALUES (14, 'server_calls_of_responses', 1796126920.5088687);
INSERT INTO public.migrations VALUES (15, 'answers', 1796126920.518938);
INSERT INTO public.migrations VALUES (16, 'subagents', 1796126920.5358472);
INSERT INTO public.migrations VALUES (17, 'models_of_kv', 1796126920.5366046);
INSERT INTO public.migrations VALUES (18, 'automations', 1796126920.5372021);
INSERT INTO public.owners VALUES ('ow_8d06523072424d899922633102791be6', 'host:data', 1796126950.54328);
INSERT INTO public.response_items VALUES ('resp_fcf48d19788d4c21a27596136171ab5f', 0, false, 'msg_f07880f0af5f42b18aef56046f5459ad', '{"id": "msg_f07880f0af5f42b18aef56046f5459ad", "type": "message", "role": "user", "status": "completed", "content": [{"type": "input_text", "text": "One"}]}');
INSERT INTO public.response_items VALUES ('resp_fcf48d19788d4c21a27596136171ab5f', 1, true, 'msg_fcf48d19788d4c21a27596136171ab5f00', '{"id": "msg_fcf48d19788d4c21a27596136171ab5f00", "type": "message", "role": "assistant", "status": "incomplete", "content": [{"type": "output_text", "text": "]\ufffd;\ufffd\u000f\ufffd7\ufffda\ufffd\ufffd\u0176\u001fl#", "annotations": [], "logprobs": []}]}');
INSERT INTO public.response_items VALUES ('resp_83650233cfea446cb5d1859eae94cd75', 0, false, 'msg_dbdcdaf701884d84b69afa55ceaa6e42', '{"id": "msg_dbdcdaf701884d84b69afa55ceaa6e42", "type": "message", "role": "user", "status": "completed", "content": [{"type": "input_text", "text": "Two"}]}');
INSERT INTO public.response_items VALUES ('resp_83650233cfea446cb5d1859eae94cd75', 1, true, 'msg_83650233cfea446cb5d1859eae94cd7500', '{"id": "msg_83650233cfea446cb5d1859eae94cd7500", "type": "message", "role": "assistant", "status": "incomplete", "content": [{"type": "output_text", "text": "}\u0005\ufffdm\ufffd\ufffd\u001f(\ufffd\ufffd*\ufffd\u0003\u000fC", "annotations": [], "logprobs": []}]}');
INSERT INTO public.response_items VALUES ('resp_d1e5fbbe8e9e4b3da391656418d92425', 0, false, 'msg_1a0944c7819b4ee1ad0afba0acf6f6b5', '{"id": "msg_1a0944c7819b4ee1ad0afba0acf6f6b5", "type": "message", "role": "user", "status": "completed", "content": [{"type": "input_text", "text": "Later"}]}');
INSERT INTO public.response_items VALUES ('resp_d1e5fbbe8e9e4b3da391656418d92425', 1, true, 'msg_d1e5fbbe8e9e4b3da391656418d9242500', '{"id": "msg_d1e5fbbe8e9e4b3da391656418d9242500", "type": "message", "role": "assistant", "status": "incomplete", "content": [{"type": "output_text", "text": "\ufffd=\ufffd\b\ufffd/\ufffd\b\ufffd\ufffdu\ufffd\ufffd\ufffd\ufffd\ufffd", "annotations": [], "logprobs": []}]}');
INSERT INTO public.response_items VALUES ('resp_18f69835ff2a41d5a4351d9ca354b43d', 0, false, 'msg_6e25ad67777d4afa9adb717c4fec532f', '{"id": "msg_6e25ad67777d4afa9adb717c4fec532f", "type": "message", "role": "user", "status": "completed", "content": [{"type": "input_text", "text": "Gone"}]}');
INSERT INTO public.response_items VALUES ('resp_18f69835ff2a41d5a4351d9ca354b43d', 1, true, 'msg_18f69835ff2a41d5a4351d9ca354b43d00', '{"id": "msg_18f69835ff2a41d5a4351d9ca354b43d00", "type": "message", "role": "assistant", "status": "incomplete", "content": [{"type": "output_text", "text": "LG\u0018=(\u0015Z\u0013\ufffd`h\u07afk\ufffd\ufffd", "annotations": [], "logprobs": []}]}');
INSERT INTO public.response_items VALUES ('resp_4463baf7a69243ee9b68cc93e9c9fd44', 0, false, 'msg_c30fa5f6eb804ee5bb9f93d1cbcf3fd8', '{"id": "msg_c30fa5f6eb804ee5bb9f93d1cbcf3fd8", "type": "message", "role": "user", "status": "completed", "content": [{"type": "input_text", "text": "Still here"}]}');
INSERT INTO public.response_items VALUES ('resp_4463baf7a69243ee9b68cc93e9c9fd44', 1, true, 'msg_4463baf7a69243ee9b68cc93e9c9fd4400', '{"id": "msg_4463baf7a69243ee9b68cc93e9c9fd4400", "type": "message", "role": "assistant", "status": "completed", "content": [{"type": "output_text", "text": "\ufffd", "annotations": [], "logprobs": []}]}');
INSERT INTO public.response_items VALUES ('resp_91995e5a38d84bc98ce7d06ff77807cc', 0, false, 'msg_ff37aa067151412eb577773ca2e80675', '{"id": "msg_ff37aa067151412eb577773ca2e80675", "type": "message", "role": "user", "status": "completed", "content": [{"type": "input_text", "text": "In it"}]}');
INSERT INTO public.response_items VALUES ('resp_91995e5a38d84bc98ce7d06ff77807cc', 1, true, 'msg_91995e5a38d84bc98ce7d06ff77807cc00', '{"id": "msg_91995e5a38d84bc98ce7d06ff77807cc00", "type": "message", "role": "assistant", "status": "incomplete", "content": [{"type": "output_text", "text": "\ufffd\ufffd\ufffd2\ufffds\ufffdv\u0005\ufffd1M\u001b!\"", "annotations": [], "logprobs": []}]}');
INSERT INTO public.response_items VALUES ('resp_f4e4798ab9b344cca0c0804ad005de6e', 0, false, 'msg_72992ec40d4340d880a3f364ccd4bfac', '{"id": "msg_72992ec40d4340d880a3f364ccd4bfac", "type": "message", "role": "user", "status": "completed", "content": [{"type": "input_text", "text": "Interrupted"}]}');
INSERT INTO public.responses VALUES ('resp_fcf48d19788d4c21a27596136171ab5f', 'default', 'incomplete', 1796126937, NULL, '{"model": "toy", "instructions": null, "store": true, "max_output_tokens": 16, "max_tool_calls": null, "metadata": {}, "parallel_tool_calls": true, "tools": [], "tool_choice": "auto", "text": {"format": {"type": "text"}, "verbosity": "medium"}, "reasoning": null, "temperature": 1.0, "top_p": 1.0, "presence_penalty": 0.0, "frequency_penalty": 0.0, "top_logprobs": 0, "truncation": "disabled", "prompt_cache_key": null, "prompt_cache_options": null, "prompt_cache_retention": null, "safety_identifier": null, "service_tier": "default", "user": null}', false, 'ow_8d06523072424d899922633102791be6', 0, 'd125bdfe477a04efa9737062101bd8ae', NULL, 'resp_fcf48d19788d4c21a27596136171ab5f', NULL, NULL, NULL, '[22, 16, 6, null, {"tier": "device", "num_tokens": 6, "seconds": 0.0, "saved_s": 0.0003443433772553969, "num_bytes": 0}]', NULL, 'max_output_tokens', true, '[[0, 1, 0], [0, 2, 0], [0, 2, 0], [0, 1, 0], [0, 1, 0], [0, 2, 0], [0, 1, 0], [0, 1, 0], [0, 1, 0], [0, 1, 0], [0, 1, 0], [0, 1, 0]]', false);
INSERT INTO public.responses VALUES ('resp_83650233cfea446cb5d1859eae94cd75', 'default', 'incomplete', 1796126941, NULL, '{"model": "toy", "instructions": null, "store": true, "max_output_tokens": 16, "max_tool_calls": null, "metadata": {}, "parallel_tool_calls": true, "tools": [], "tool_choice": "auto", "text": {"format": {"type": "text"}, "verbosity": "medium"}, "reasoning": null, "temperature": 1.0, "top_p": 1.0, "presence_penalty": 0.0, "frequency_penalty": 0.0, "top_logprobs": 0, "truncation": "disabled", "prompt_cache_key": null, "prompt_cache_options": null, "prompt_cache_retention": null, "safety_identifier": null, "service_tier": "default", "user": null}', false, 'ow_8d06523072424d899922633102791be6', 0, 'd125bdfe477a04efa9737062101bd8ae', NULL, 'resp_fcf48d19788d4c21a27596136171ab5f', 'resp_fcf48d19788d4c21a27596136171ab5f', NULL, NULL, '[62, 16, 37, null, {"tier": "device", "num_tokens": 37, "seconds": 0.0, "saved_s": 0.002533555000580597, "num_bytes": 0}]', NULL, 'max_output_tokens', true, '[[0, 1, 0], [0, 1, 0], [0, 1, 0], [0, 1, 0], [0, 1, 0], [0, 2, 0], [0, 1, 0], [0, 1, 0], [0, 2, 0], [0, 2, 0], [0, 1, 0], [0, 1, 0]]', false);
INSERT INTO public.responses VALUES ('resp_d1e5fbbe8e9e4b3da391656418d92425', 'default', 'incomplete', 1796126942, NULL, '{"model": "toy", "instructions": null, "store": true, "max_output_tokens": 16, "max_tool_calls": null, "metadata": {}, "parallel_tool_calls": true, "tools": [], "tool_choice": "auto", "text": {"format": {"type": "text"}, "verbosity": "medium"}, "reasoning": null, "temperature": 1.0, "top_p": 1.0, "presence_penalty": 0.0, "frequency_penalty": 0.0, "top_logprobs": 0, "truncation": "disabled", "prompt_cache_key": null, "prompt_cache_options": null, "prompt_cache_retention": null, "safety_identifier": null, "service_tier": "default", "user": null}', true, 'ow_8d06523072424d899922633102791be6', 0, 'd125bdfe477a04efa9737062101bd8ae', NULL, 'resp_d1e5fbbe8e9e4b3da391656418d92425', NULL, NULL, NULL, '[24, 16, 6, null, {"tier": "device", "num_tokens": 6, "seconds": 0.0, "saved_s": 0.0003411021900026875, "num_bytes": 0}]', NULL, 'max_output_tokens', true, '[[0, 1, 0], [0, 1, 0], [0, 1, 0], [0, 1, 0], [0, 1, 0], [0, 1, 0], [0, 2, 0], [0, 1, 0], [0, 1, 0], [0, 1, 0], [0, 1, 0], [0, 2, 0], [0, 1, 0], [0, 1, 0]]', false);
INSERT INTO public.responses VALUES ('resp_4463baf7a69243ee9b68cc93e9c9fd44', 'default', 'completed', 1796126948, 1796126949, '{"model": "toy", "instructions": null, "store": true, "max_output_tokens": 16, "max_tool_calls": null, "metadata": {}, "parallel_tool_calls": true, "tools": [], "tool_choice": "auto", "text": {"format": {"type": "text"}, "verbosity": "medium"}, "reasoning": null, "temperature": 1.0, "top_p": 1.0, "presence_penalty": 0.0, "frequency_penalty": 0.0, "top_logprobs": 0, "truncation": "disabled", "prompt_cache_key": null, "prompt_cache_options": null, "prompt_cache_retention": null, "safety_identifier": null, "service_tier": "default", "user": null}', false, 'ow_8d06523072424d899922633102791be6', 0, 'd125bdfe477a04efa9737062101bd8ae', NULL, 'resp_18f69835ff2a41d5a4351d9ca354b43d', 'resp_18f69835ff2a41d5a4351d9ca354b43d', NULL, NULL, '[70, 2, 38, null, {"tier": "device", "num_tokens": 38, "seconds": 0.0, "saved_s": 0.0025088230274661273, "num_bytes": 0}]', NULL, NULL, true, '[[0, 1, 0]]', false);
INSERT INTO public.responses VALUES ('resp_18f69835ff2a41d5a4351d9ca354b43d', 'default', 'incomplete', 1796126946, NULL, '{"model": "toy", "instructions": null, "store": true, "max_output_tokens": 16, "max_tool_calls": null, "metadata": {}, "parallel_tool_calls": true, "tools": [], "tool_choice": "auto", "text": {"format": {"type": "text"}, "verbosity": "medium"}, "reasoning": null, "temperature": 1.0, "top_p": 1.0, "presence_penalty": 0.0, "frequency_penalty": 0.0, "top_logprobs": 0, "truncation": "disabled", "prompt_cache_key": null, "prompt_cache_options": null, "prompt_cache_retention": null, "safety_identifier": null, "service_tier": "default", "user": null}', false, 'ow_8d06523072424d899922633102791be6', 0, 'd125bdfe477a04efa9737062101bd8ae', NULL, 'resp_18f69835ff2a41d5a4351d9ca354b43d', NULL, NULL, NULL, '[23, 16, 8, null, {"tier": "device", "num_tokens": 8, "seconds": 0.0, "saved_s": 0.0005014838197258065, "num_bytes": 0}]', NULL, 'max_output_tokens', true, '[[0, 1, 0], [0, 1, 0], [0, 1, 0], [0, 1, 0], [0, 1, 0], [0, 1, 0], [0, 1, 0], [0, 1, 0], [0, 2, 0], [0, 1, 0], [0, 1, 0], [0, 1, 0], [0, 1, 0], [0, 1, 0]]', true);
INSERT INTO public.responses VALUES ('resp_f4e4798ab9b344cca0c0804ad005de6e', 'default', 'in_progress', 1796126952, NULL, '{"model": "toy", "instructions": null, "store": true, "max_output_tokens": 600, "max_tool_calls": null, "metadata": {}, "parallel_tool_calls": true, "tools": [], "tool_choice": "auto", "text": {"format": {"type": "text"}, "verbosity": "medium"}, "reasoning": null, "temperature": 1.0, "top_p": 1.0, "presence_penalty": 0.0, "frequency_penalty": 0.0, "top_logprobs": 0, "truncation": "disabled", "prompt_cache_key": null, "prompt_cache_options": null, "prompt_cache_retention": null, "safety_identifier": null, "service_tier": "default", "user": null}', true, 'ow_8d06523072424d899922633102791be6', 0, 'd125bdfe477a04efa9737062101bd8ae', NULL, 'resp_f4e4798ab9b344cca0c0804ad005de6e', NULL, NULL, NULL, NULL, NULL, NULL, true, NULL, false);
INSERT INTO public.responses VALUES ('resp_91995e5a38d84bc98ce7d06ff77807cc', 'default', 'incomplete', 1796126950, NULL, '{"model": "toy", "instructions": null, "store": true, "max_output_tokens": 16, "max_tool_calls": null, "metadata": {}, "parallel_tool_calls": true, "tools": [], "tool_choice": "auto", "text": {"format": {"type": "text"}, "verbosity": "medium"}, "reasoning": null, "temperature": 1.0, "top_p": 1.0, "presence_penalty": 0.0, "frequency_penalty": 0.0, "top_logprobs": 0, "truncation": "disabled", "prompt_cache_key": null, "prompt_cache_options": null, "prompt_cache_retention": null, "safety_identifier": null, "service_tier": "default", "user": null}', false, 'ow_8d06523072424d899922633102791be6', 0, 'd125bdfe477a04efa9737062101bd8ae', NULL, 'conv_c73227b8bc6a48aaa563a40582839eb8', NULL, 'conv_c73227b8bc6a48aaa563a40582839eb8', 1, '[38, 16, 6, null, {"tier": "device", "num_tokens": 6, "seconds": 0.0, "saved_s": 0.0003253978274674358, "num_bytes": 0}]', NULL, 'max_output_tokens', true, '[[0, 1, 0], [0, 1, 0], [0, 2, 0], [0, 1, 0], [0, 1, 0], [0, 2, 0], [0, 1, 0], [0, 2, 0], [0, 1, 0], [0, 1, 0], [0, 1, 0], [0, 1, 0]]', false);
INSERT INTO public.sessions VALUES ('se_78e2c1916f5342cc8325a368f78762c2', 'default', 'talk', 1796126930.1196616, 1796126933.94514, 4, 'br_3d0396b477d44a9384b017cd2ae62c9f', NULL, NULL, NULL, NULL, '{"byte_seconds": {"device": 2704.601934848237, "disk": 6822.276529919916}, "num_restored_bytes": 0, "num_recomputed_tokens": 0, "is_partial": false}');
INSERT INTO public.sessions VALUES ('se_872ac37fa1064a82964b7605bf902dff', 'default', 'text', 1796126934.2101212, 1796126935.987534, 2, 'br_47849ed534c54b97b606572302081f26', NULL, NULL, NULL, NULL, '{"byte_seconds": {"device": 260.34534656000324, "disk": 536.7332995040779}, "num_restored_bytes": 0, "num_recomputed_tokens": 0, "is_partial": false}');
INSERT INTO public.sessions VALUES ('se_2bf1697fb896474c9497a8c397cc5a83', 'default', 'ids', 1796126936.3123415, 1796126936.9560633, 1, 'br_eb73424bdc7a415bb313203604f5f59c', NULL, NULL, NULL, NULL, '{"byte_seconds": {"device": 0.0, "disk": 0.0}, "num_restored_bytes": 0, "num_recomputed_tokens": 0, "is_partial": false}');
INSERT INTO public.sessions VALUES ('se_be6c6d950c6648e591a9b8d127e077fa', 'default', 'resp_fcf48d19788d4c21a27596136171ab5f', 1796126937.4239335, 1796126942.2774355, 2, 'br_24bfd61a9431409ab26384d3d72d9642', NULL, NULL, NULL, NULL, '{"byte_seconds": {"device": 2132.328786688042, "disk": 4863.267666863947}, "num_restored_bytes": 0, "num_recomputed_tokens": 0, "is_partial": false}');
INSERT INTO public.sessions VALUES ('se_8d4d866c2a1042f8aa9af80cb598aca2', 'default', 'resp_d1e5fbbe8e9e4b3da391656418d92425', 1796126942.6916072, 1796126945.561106, 1, 'br_31cb871166cb440ca6475289af43a001', NULL, NULL, NULL, NULL, '{"byte_seconds": {"device": 0.0, "disk": 0.0}, "num_restored_bytes": 0, "num_recomputed_tokens": 0, "is_partial": false}');
INSERT INTO public.sessions VALUES ('se_613df040459046c88a1d63ed71fbc9dc', 'default', 'resp_18f69835ff2a41d5a4351d9ca354b43d', 1796126946.8385804, 1796126949.4600713, 2, 'br_0f79f7a53ef641e5bc3c28ae6b5f3dbf', NULL, NULL, NULL, NULL, '{"byte_seconds": {"device": 890.6451509759063, "disk": 1428.480466512061}, "num_restored_bytes": 0, "num_recomputed_tokens": 0, "is_partial": false}');
INSERT INTO public.sessions VALUES ('se_bb04af57b2db40b3b7b62403101263f9', 'default', 'conv_c73227b8bc6a48aaa563a40582839eb8', 1796126951.0585768, 1796126952.3000488, 1, 'br_28e5e22483be4df58c8f989b04d0957f', NULL, NULL, NULL, NULL, '{"byte_seconds": {"device": 0.0, "disk": 0.0}, "num_restored_bytes": 0, "num_recomputed_tokens": 0, "is_partial": false}');
INSERT INTO public.sessions VALUES ('se_735a19b8633a4df5b5a843ca444c0b3d', 'default', 'resp_f4e4798ab9b344cca0c0804ad005de6e', 1796126952.738585, 1796126952.7734375, 1, 'br_dda40d6e1db248c188f8d088dcb5d300', NULL, NULL, NULL, NULL, NULL);
INSERT INTO public.spans VALUES ('br_385818361d9e4e9296b0ed2df65a9853', 0, 'it_077357967956460788c24c5e55cb8d87', 'user', '\x0001000054000000520000004400000051000000c6000000260000004e0000004e00000043000000dc0000004c0000004e000000510000004d000000480000004d0000004600000001010000', 'rendered', NULL, NULL, 'd125bdfe477a04efa9737062101bd8ae', 'toy');
INSERT INTO public.spans VALUES ('br_385818361d9e4e9296b0ed2df65a9853', 19, 'it_85a7b640a38d4a6cae36e10c6724049a', 'assistant', '\xc600000000010000400000005200000052000000480000005200000053000000400000004d00000053000000c6000000', 'rendered', NULL, NULL, 'd125bdfe477a04efa9737062101bd8ae', 'toy');
INSERT INTO public.spans VALUES ('br_385818361d9e4e9296b0ed2df65a9853', 31, 'it_85a7b640a38d4a6cae36e10c6724049a', 'assistant', '\x890000007b0000002a000000aa000000a30000004b000000', 'sampled', '1', 0, 'd125bdfe477a04efa9737062101bd8ae', 'toy');
INSERT INTO public.spans VALUES ('br_385818361d9e4e9296b0ed2df65a9853', 37, 'it_c71d43788015414ca02f8b4ea5616a84', 'user', '\x01010000c60000000001000054000000520000004400000051000000c6000000200000004d00000043000000dc0000005300000047000000440000004d0000001e00000001010000', 'rendered', NULL, NULL, 'd125bdfe477a04efa9737062101bd8ae', 'toy');
INSERT INTO public.spans VALUES ('br_385818361d9e4e9296b0ed2df65a9853', 55, 'it_177b0fe54c9040948d5412fa5ca4cd23', 'assistant', '\xc600000000010000400000005200000052000000480000005200000053000000400000004d00000053000000c6000000', 'rendered', NULL, NULL, 'd125bdfe477a04efa9737062101bd8ae', 'toy');
INSERT INTO public.spans VALUES ('br_385818361d9e4e9296b0ed2df65a9853', 67, 'it_177b0fe54c9040948d5412fa5ca4cd23', 'assistant', '\x9f0000005f000000ae000000b90000006d000000bc000000', 'sampled', '1', 0, 'd125bdfe477a04efa9737062101bd8ae', 'toy');
INSERT INTO public.spans VALUES ('br_385818361d9e4e9296b0ed2df65a9853', 73, 'it_258a8e03d108463194243a333254a195', 'user', '\x01010000c60000000001000054000000520000004400000051000000c60000003600000047000000580000001e00000001010000', 'rendered', NULL, NULL, 'd125bdfe477a04efa9737062101bd8ae', 'toy');
INSERT INTO public.spans VALUES ('br_385818361d9e4e9296b0ed2df65a9853', 86, 'it_092e47a16c7e431a863c2a21f2addece', 'assistant', '\xc600000000010000400000005200000052000000480000005200000053000000400000004d00000053000000c6000000', 'rendered', NULL, NULL, 'd125bdfe477a04efa9737062101bd8ae', 'toy');
INSERT INTO public.spans VALUES ('br_385818361d9e4e9296b0ed2df65a9853', 98, 'it_092e47a16c7e431a863c2a21f2addece', 'assistant', '\x9400000026000000d5000000e9000000a9000000e3000000', 'sampled', '2', 0, 'd125bdfe477a04efa9737062101bd8ae', 'toy');
INSERT INTO public.spans VALUES ('br_1c4899302c374e84b4e486b87ead90a4', 86, 'it_9185dffb4bd844bb9b441caa3f4b7dab', 'assistant', '\xc600000000010000400000005200000052000000480000005200000053000000400000004d00000053000000c6000000', 'rendered', NULL, NULL, 'd125bdfe477a04efa9737062101bd8ae', 'toy');
INSERT INTO public.spans VALUES ('br_1c4899302c374e84b4e486b87ead90a4', 98, 'it_9185dffb4bd844bb9b441caa3f4b7dab', 'assistant', '\x940000002a0000005f000000740000001c0000003f000000', 'sampled', '2', 1, 'd125bdfe477a04efa9737062101bd8ae', 'toy');
INSERT INTO public.spans VALUES ('br_3d0396b477d44a9384b017cd2ae62c9f', 0, 'it_37b874717b064532aa85450668025df2', 'user', '\x0001000054000000520000004400000051000000c6000000260000004e0000004e00000043000000dc0000004400000055000000440000004d000000480000004d0000004600000001010000', 'rendered', NULL, NULL, 'd125bdfe477a04efa9737062101bd8ae', 'toy');
INSERT INTO public.spans VALUES ('br_3d0396b477d44a9384b017cd2ae62c9f', 19, 'it_240b65a1575c4296990df5f4cb96844f', 'assistant', '\xc600000000010000400000005200000052000000480000005200000053000000400000004d00000053000000c6000000', 'rendered', NULL, NULL, 'd125bdfe477a04efa9737062101bd8ae', 'toy');
INSERT INTO public.spans VALUES ('br_3d0396b477d44a9384b017cd2ae62c9f', 31, 'it_240b65a1575c4296990df5f4cb96844f', 'assistant', '\xd800000081000000f3000000dc000000950000004c000000', 'sampled', '3', 0, 'd125bdfe477a04efa9737062101bd8ae', 'toy');
INSERT INTO public.spans VALUES ('br_47849ed534c54b97b606572302081f26', 0, 'it_a27414ea84324e2e90175bd1ed19e9d0', 'prompt', '\x2e0000004d0000004200000044000000dc000000540000004f0000004e0000004d000000dc00000040000000dc00000053000000480000004c00000044000000', 'rendered', NULL, NULL, 'd125bdfe477a04efa9737062101bd8ae', 'toy');
INSERT INTO public.spans VALUES ('br_47849ed534c54b97b606572302081f26', 16, 'it_345d2914183a4859b23e01ea33ce7e0a', 'completion', '\x210000004e000000bb00000078000000b9000000', 'sampled', '4', 0, 'd125bdfe477a04efa9737062101bd8ae', 'toy');
INSERT INTO public.spans VALUES ('br_47849ed534c54b97b606572302081f26', 21, 'it_69394e047dc148d59091e4d1138c7853', 'prompt', '\xdc000000400000004d00000043000000', 'rendered', NULL, NULL, 'd125bdfe477a04efa9737062101bd8ae', 'toy');
INSERT INTO public.spans VALUES ('br_47849ed534c54b97b606572302081f26', 25, 'it_88ff6087faf14ba39e65d538b9884de5', 'completion', '\xb70000001800000099000000', 'sampled', '5', 0, 'd125bdfe477a04efa9737062101bd8ae', 'toy');
INSERT INTO public.spans VALUES ('br_eb73424bdc7a415bb313203604f5f59c', 0, 'it_c28a3ad814354c8db68fe7ec7a98be0b', 'prompt', '\x740000006f0000006b000000650000006e00000073000000', 'rendered', NULL, NULL, 'd125bdfe477a04efa9737062101bd8ae', 'toy');
INSERT INTO public.spans VALUES ('br_eb73424bdc7a415bb313203604f5f59c', 6, 'it_f2b9a68b494841a3954770496e98b3b5', 'completion', '\xf70000009a0000005f000000ac00000050000000', 'sampled', '6', 0, 'd125bdfe477a04efa9737062101bd8ae', 'toy');
INSERT INTO public.spans VALUES ('br_24bfd61a9431409ab26384d3d72d9642', 0, 'it_f15ed8457ccc4ea0a344e29c6c0bd5b9', 'user', '\x0001000054000000520000004400000051000000c60000002e0000004d0000004400000001010000', 'rendered', NULL, NULL, 'd125bdfe477a04efa9737062101bd8ae', 'toy');
INSERT INTO public.spans VALUES ('br_24bfd61a9431409ab26384d3d72d9642', 10, 'it_7d6b4a243f784fcfb1de1a1fec487b04', 'assistant', '\xc600000000010000400000005200000052000000480000005200000053000000400000004d00000053000000c6000000', 'rendered', NULL, NULL, 'd125bdfe477a04efa9737062101bd8ae', 'toy');
INSERT INTO public.spans VALUES ('br_24bfd61a9431409ab26384d3d72d9642', 22, 'it_7d6b4a243f784fcfb1de1a1fec487b04', 'assistant', '\x3c000000920000001a000000a1000000cb000000fb000000160000009000000040000000e9000000b30000008100000072000000db0000004b00000002000000', 'sampled', '8287742441966992284', 0, 'd125bdfe477a04efa9737062101bd8ae', 'toy');
INSERT INTO public.spans VALUES ('br_24bfd61a9431409ab26384d3d72d9642', 38, 'it_73490c669f45428eb99470b02a8097bd', 'user', '\x01010000c60000000001000054000000520000004400000051000000c600000033000000560000004e00000001010000', 'rendered', NULL, NULL, 'd125bdfe477a04efa9737062101bd8ae', 'toy');
INSERT INTO public.spans VALUES ('br_24bfd61a9431409ab26384d3d72d9642', 50, 'it_61af524d957d446dbb525ca4a6d1e5d5', 'assistant', '\xc600000000010000400000005200000052000000480000005200000053000000400000004d00000053000000c6000000', 'rendered', NULL, NULL, 'd125bdfe477a04efa9737062101bd8ae', 'toy');
INSERT INTO public.spans VALUES ('br_24bfd61a9431409ab26384d3d72d9642', 62, 'it_61af524d957d446dbb525ca4a6d1e5d5', 'assistant', '\x5c000000c10000006f0000004c000000aa000000a5000000fb000000db00000007000000f7000000a10000000900000095000000bf000000cb00000022000000', 'sampled', '5603878562215871323', 0, 'd125bdfe477a04efa9737062101bd8ae', 'toy');
INSERT INTO public.spans VALUES ('br_31cb871166cb440ca6475289af43a001', 0, 'it_ff98e3b51b844c8bba71e42393f9dc92', 'user', '\x0001000054000000520000004400000051000000c60000002b0000004000000053000000440000005100000001010000', 'rendered', NULL, NULL, 'd125bdfe477a04efa9737062101bd8ae', 'toy');
INSERT INTO public.spans VALUES ('br_31cb871166cb440ca6475289af43a001', 12, 'it_adf131fdb06941bbb7b84656475c4c5a', 'assistant', '\xc600000000010000400000005200000052000000480000005200000053000000400000004d00000053000000c6000000', 'rendered', NULL, NULL, 'd125bdfe477a04efa9737062101bd8ae', 'toy');
INSERT INTO public.spans VALUES ('br_31cb871166cb440ca6475289af43a001', 24, 'it_adf131fdb06941bbb7b84656475c4c5a', 'assistant', '\xb40000001c000000e5000000c4000000fb0000000e000000b0000000c4000000fb000000fe00000054000000ac00000094000000b9000000e00000009c000000', 'sampled', '1454330413554327867', 0, 'd125bdfe477a04efa9737062101bd8ae', 'toy');
INSERT INTO public.spans VALUES ('br_0f79f7a53ef641e5bc3c28ae6b5f3dbf', 0, 'it_a3321d1266c44aea9f348e0c341bd39d', 'user', '\x0001000054000000520000004400000051000000c6000000260000004e0000004d0000004400000001010000', 'rendered', NULL, NULL, 'd125bdfe477a04efa9737062101bd8ae', 'toy');
INSERT INTO public.spans VALUES ('br_0f79f7a53ef641e5bc3c28ae6b5f3dbf', 11, 'it_aeca314efefd4452a2d0c253b1131df5', 'assistant', '\xc600000000010000400000005200000052000000480000005200000053000000400000004d00000053000000c6000000', 'rendered', NULL, NULL, 'd125bdfe477a04efa9737062101bd8ae', 'toy');
INSERT INTO public.spans VALUES ('br_0f79f7a53ef641e5bc3c28ae6b5f3dbf', 23, 'it_aeca314efefd4452a2d0c253b1131df5', 'assistant', '\x2b00000026000000d40000001c00000007000000d100000039000000cf000000970000003f000000470000009a0000006b0000004a000000e1000000e4000000', 'sampled', '4330573924029872640', 0, 'd125bdfe477a04efa9737062101bd8ae', 'toy');
INSERT INTO public.spans VALUES ('br_0f79f7a53ef641e5bc3c28ae6b5f3dbf', 39, 'it_a3beb193f8db4b3a8b60ab340f7617cd', 'user', '\x01010000c60000000001000054000000520000004400000051000000c60000003200000053000000480000004b0000004b000000dc0000004700000044000000510000004400000001010000', 'rendered', NULL, NULL, 'd125bdfe477a04efa9737062101bd8ae', 'toy');
INSERT INTO public.spans VALUES ('br_0f79f7a53ef641e5bc3c28ae6b5f3dbf', 58, 'it_42509a19bfc84eb4a5b25f2d8d41b3d5', 'assistant', '\xc600000000010000400000005200000052000000480000005200000053000000400000004d00000053000000c6000000', 'rendered', NULL, NULL, 'd125bdfe477a04efa9737062101bd8ae', 'toy');
INSERT INTO public.spans VALUES ('br_0f79f7a53ef641e5bc3c28ae6b5f3dbf', 70, 'it_42509a19bfc84eb4a5b25f2d8d41b3d5', 'assistant', '\xdf000000', 'sampled', '8813211226766720607', 0, 'd125bdfe477a04efa9737062101bd8ae', 'toy');
INSERT INTO public.spans VALUES ('br_28e5e22483be4df58c8f989b04d0957f', 0, 'it_81c29eb153674eb6ac64fb5cc461c552', 'user', '\x0001000054000000520000004400000051000000c60000002100000044000000450000004e000000510000004400000001010000', 'rendered', NULL, NULL, 'd125bdfe477a04efa9737062101bd8ae', 'toy');
INSERT INTO public.spans VALUES ('br_28e5e22483be4df58c8f989b04d0957f', 13, 'it_58467f7b1af0496192fa2b1f4b4ab34e', 'user', '\xc60000000001000054000000520000004400000051000000c6000000280000004d000000dc000000480000005300000001010000', 'rendered', NULL, NULL, 'd125bdfe477a04efa9737062101bd8ae', 'toy');
INSERT INTO public.spans VALUES ('br_28e5e22483be4df58c8f989b04d0957f', 26, 'it_3fc777bc286d42fb8c04998274f1ed53', 'assistant', '\xc600000000010000400000005200000052000000480000005200000053000000400000004d00000053000000c6000000', 'rendered', NULL, NULL, 'd125bdfe477a04efa9737062101bd8ae', 'toy');
INSERT INTO public.spans VALUES ('br_28e5e22483be4df58c8f989b04d0957f', 38, 'it_3fc777bc286d42fb8c04998274f1ed53', 'assistant', '\x000100008e0000007f0000009700000011000000e8000000520000009100000055000000c100000087000000100000002c000000d70000000000000001000000', 'sampled', '2047884376309301153', 0, 'd125bdfe477a04efa9737062101bd8ae', 'toy');
INSERT INTO public.spans VALUES ('br_dda40d6e1db248c188f8d088dcb5d300', 0, 'it_7c56b8e5e15f4c88be9a804e1be8ae04', 'user', '\x0001000054000000520000004400000051000000c6000000280000004d00000053000000440000005100000051000000540000004f00000053000000440000004300000001010000', 'rendered', NULL, NULL, 'd125bdfe477a04efa9737062101bd8ae', 'toy');
INSERT INTO public.steps VALUES ('resp_fcf48d19788d4c21a27596136171ab5f', 0, 'turn_7a933b392c61425a9ede376843b9b805');
INSERT INTO public.steps VALUES ('resp_83650233cfea446cb5d1859eae94cd75', 0, 'turn_506f9b32dd8b43f9b64a6452410cb537');
INSERT INTO public.steps VALUES ('resp_d1e5fbbe8e9e4b3da391656418d92425', 0, 'turn_570cf0b14c894c508509b81ff40b38eb');
INSERT INTO public.steps VALUES ('resp_18f69835ff2a41d5a4351d9ca354b43d', 0, 'turn_86a4af9d4e62480192a485befbe5fc0a');
INSERT INTO public.steps VALUES ('resp_4463baf7a69243ee9b68cc93e9c9fd44', 0, 'turn_cb19f3e8c571422c9829bb84d05cf9d8');
INSERT INTO public.steps VALUES ('resp_91995e5a38d84bc98ce7d06ff77807cc', 0, 'turn_265e43d9467e4aacaae65f15d8afe9a4');
INSERT INTO public.steps VALUES ('resp_f4e4798ab9b344cca0c0804ad005de6e', 0, 'turn_e21bc760c1eb4a5782384f6c8a78ab6a');
INSERT INTO public.turn_tokens VALUES ('turn_7a933b392c61425a9ede376843b9b805', 0, 0, '\x3c000000920000001a000000a1000000cb000000fb000000160000009000000040000000e9000000b30000008100000072000000db0000004b00000002000000', NULL, 6, 'length', NULL);
INSERT INTO public.turn_tokens VALUES ('turn_506f9b32dd8b43f9b64a6452410cb537', 0, 0, '\x5c000000c10000006f0000004c000000aa000000a5000000fb000000db00000007000000f7000000a10000000900000095000000bf000000cb00000022000000', NULL, 37, 'length', NULL);
INSERT INTO public.turn_tokens VALUES ('turn_86a4af9d4e62480192a485befbe5fc0a', 0, 0, '\x2b00000026000000d40000001c00000007000000d100000039000000cf000000970000003f000000470000009a0000006b0000004a000000e1000000e4000000', NULL, 8, 'length', NULL);
INSERT INTO public.turn_tokens VALUES ('turn_e21bc760c1eb4a5782384f6c8a78ab6a', 0, 0, '\xb4000000', NULL, 6, NULL, NULL);
INSERT INTO public.turn_tokens VALUES ('turn_570cf0b14c894c508509b81ff40b38eb', 0, 0, '\xb40000001c000000e5000000c4000000fb0000000e000000b0000000c4000000fb000000fe00000054000000ac00000094000000b9000000e00000009c000000', NULL, 6, 'length', NULL);
INSERT INTO public.turn_tokens VALUES ('turn_cb19f3e8c571422c9829bb84d05cf9d8', 0, 0, '\xdf00000002010000', NULL, 38, 'stop', NULL);
INSERT INTO public.turn_tokens VALUES ('turn_265e43d9467e4aacaae65f15d8afe9a4', 0, 0, '\x000100008e0000007f0000009700000011000000e8000000520000009100000055000000c100000087000000100000002c000000d70000000000000001000000', NULL, 6, 'length', NULL);
INSERT INTO public.turns VALUES ('turn_7a933b392c61425a9ede376843b9b805', 'se_be6c6d950c6648e591a9b8d127e077fa', 'completed', true, 'ow_8d06523072424d899922633102791be6', 1, 0, 0, 'br_24bfd61a9431409ab26384d3d72d9642', 10, 1, 1, '\xc600000000010000400000005200000052000000480000005200000053000000400000004d00000053000000c6000000', '\xc417841e4e0c29ee46f62d41850734b8', '\x77f869597a023dff8787e0ba9225f3a3', '{"request_id": "resp_fcf48d19788d4c21a27596136171ab5f", "model": "toy", "input": {"messages": [], "add_generation_prompt": true, "continue_final_message": false, "tools": null, "variables": {}}, "adapter": null, "sampling": {"max_tokens": 16, "min_tokens": 0, "temperature": 1.0, "top_k": 0, "top_p": 1.0, "min_p": 0.0, "repetition_penalty": 1.0, "presence_penalty": 0.0, "frequency_penalty": 0.0, "logit_bias": [], "seed": null, "stop": [], "stop_token_ids": [], "include_stop_str_in_output": false, "ignore_eos": false, "max_reasoning_tokens": null, "logprobs": null, "prompt_logprobs": null}, "n": 1, "echo": false, "session_id": "resp_fcf48d19788d4c21a27596136171ab5f", "run_id": "resp_fcf48d19788d4c21a27596136171ab5f", "step": 0, "is_recorded": true, "is_filed": true, "grammar": null, "lease_s": 0.0, "is_carried": false, "is_signed": false, "min_reply_tokens": 1, "is_last": false, "tenant": "default"}', 8192, 'd125bdfe477a04efa9737062101bd8ae', 'toy', false, '{"request_id": "resp_fcf48d19788d4c21a27596136171ab5f", "created": 1796126937, "num_prompt_tokens": 22, "seed": 8287742441966992284, "system_fingerprint": "fp_6fbc7cfef75f", "session": {"session_id": "resp_fcf48d19788d4c21a27596136171ab5f", "num_matched_messages": 0, "num_matched_tokens": 0, "forked": false}, "loosened_tools": [], "reasoning": "none"}', '{"usage": {"num_prompt_tokens": 22, "num_completion_tokens": 16, "num_cached_tokens": 6, "cold": null, "restored": {"tier": "device", "num_tokens": 6, "seconds": 0.0, "saved_s": 0.0003443433772553969, "num_bytes": 0}, "head_rules": [], "num_reasoning_tokens": 0, "kv": {"byte_seconds": {"device": 0.0, "disk": 0.0}, "num_restored_bytes": 0, "num_recomputed_tokens": 0, "is_partial": false}}, "num_computed_tokens": 16, "prompt_logprobs": null, "carrier": null, "needs_carrier": false, "ignored_carriers": []}', NULL);
INSERT INTO public.turns VALUES ('turn_506f9b32dd8b43f9b64a6452410cb537', 'se_be6c6d950c6648e591a9b8d127e077fa', 'completed', true, 'ow_8d06523072424d899922633102791be6', 1, 0, 0, 'br_24bfd61a9431409ab26384d3d72d9642', 50, 3, 2, '\xc600000000010000400000005200000052000000480000005200000053000000400000004d00000053000000c6000000', '\xc417841e4e0c29ee46f62d41850734b8', '\x128d08576b13d85c4249d3a0f0410a5a', '{"request_id": "resp_83650233cfea446cb5d1859eae94cd75", "model": "toy", "input": {"messages": [], "add_generation_prompt": true, "continue_final_message": false, "tools": null, "variables": {}}, "adapter": null, "sampling": {"max_tokens": 16, "min_tokens": 0, "temperature": 1.0, "top_k": 0, "top_p": 1.0, "min_p": 0.0, "repetition_penalty": 1.0, "presence_penalty": 0.0, "frequency_penalty": 0.0, "logit_bias": [], "seed": null, "stop": [], "stop_token_ids": [], "include_stop_str_in_output": false, "ignore_eos": false, "max_reasoning_tokens": null, "logprobs": null, "prompt_logprobs": null}, "n": 1, "echo": false, "session_id": "resp_fcf48d19788d4c21a27596136171ab5f", "run_id": "resp_83650233cfea446cb5d1859eae94cd75", "step": 0, "is_recorded": true, "is_filed": true, "grammar": null, "lease_s": 0.0, "is_carried": false, "is_signed": false, "min_reply_tokens": 1, "is_last": false, "tenant": "default"}', 8192, 'd125bdfe477a04efa9737062101bd8ae', 'toy', false, '{"request_id": "resp_83650233cfea446cb5d1859eae94cd75", "created": 1796126941, "num_prompt_tokens": 62, "seed": 5603878562215871323, "system_fingerprint": "fp_6fbc7cfef75f", "session": {"session_id": "resp_fcf48d19788d4c21a27596136171ab5f", "num_matched_messages": 2, "num_matched_tokens": 38, "forked": false}, "loosened_tools": [], "reasoning": "none"}', '{"usage": {"num_prompt_tokens": 62, "num_completion_tokens": 16, "num_cached_tokens": 37, "cold": null, "restored": {"tier": "device", "num_tokens": 37, "seconds": 0.0, "saved_s": 0.002533555000580597, "num_bytes": 0}, "head_rules": [], "num_reasoning_tokens": 0, "kv": {"byte_seconds": {"device": 2132.328786688042, "disk": 4863.267666863947}, "num_restored_bytes": 0, "num_recomputed_tokens": 0, "is_partial": false}}, "num_computed_tokens": 25, "prompt_logprobs": null, "carrier": null, "needs_carrier": false, "ignored_carriers": []}', NULL);
INSERT INTO public.turns VALUES ('turn_570cf0b14c894c508509b81ff40b38eb', 'se_8d4d866c2a1042f8aa9af80cb598aca2', 'completed', true, 'ow_8d06523072424d899922633102791be6', 1, 0, 0, 'br_31cb871166cb440ca6475289af43a001', 12, 1, 1, '\xc600000000010000400000005200000052000000480000005200000053000000400000004d00000053000000c6000000', '\xc417841e4e0c29ee46f62d41850734b8', '\x1d0a5c99b8ef5ef81592c6af4098d929', '{"request_id": "resp_d1e5fbbe8e9e4b3da391656418d92425", "model": "toy", "input": {"messages": [], "add_generation_prompt": true, "continue_final_message": false, "tools": null, "variables": {}}, "adapter": null, "sampling": {"max_tokens": 16, "min_tokens": 0, "temperature": 1.0, "top_k": 0, "top_p": 1.0, "min_p": 0.0, "repetition_penalty": 1.0, "presence_penalty": 0.0, "frequency_penalty": 0.0, "logit_bias": [], "seed": null, "stop": [], "stop_token_ids": [], "include_stop_str_in_output": false, "ignore_eos": false, "max_reasoning_tokens": null, "logprobs": null, "prompt_logprobs": null}, "n": 1, "echo": false, "session_id": "resp_d1e5fbbe8e9e4b3da391656418d92425", "run_id": "resp_d1e5fbbe8e9e4b3da391656418d92425", "step": 0, "is_recorded": true, "is_filed": true, "grammar": null, "lease_s": 0.0, "is_carried": false, "is_signed": false, "min_reply_tokens": 1, "is_last": false, "tenant": "default"}', 8192, 'd125bdfe477a04efa9737062101bd8ae', 'toy', false, '{"request_id": "resp_d1e5fbbe8e9e4b3da391656418d92425", "created": 1796126942, "num_prompt_tokens": 24, "seed": 1454330413554327867, "system_fingerprint": "fp_6fbc7cfef75f", "session": {"session_id": "resp_d1e5fbbe8e9e4b3da391656418d92425", "num_matched_messages": 0, "num_matched_tokens": 0, "forked": false}, "loosened_tools": [], "reasoning": "none"}', '{"usage": {"num_prompt_tokens": 24, "num_completion_tokens": 16, "num_cached_tokens": 6, "cold": null, "restored": {"tier": "device", "num_tokens": 6, "seconds": 0.0, "saved_s": 0.0003411021900026875, "num_bytes": 0}, "head_rules": [], "num_reasoning_tokens": 0, "kv": {"byte_seconds": {"device": 0.0, "disk": 0.0}, "num_restored_bytes": 0, "num_recomputed_tokens": 0, "is_partial": false}}, "num_computed_tokens": 18, "prompt_logprobs": null, "carrier": null, "needs_carrier": false, "ignored_carriers": []}', NULL);
INSERT INTO public.turns VALUES ('turn_86a4af9d4e62480192a485befbe5fc0a', 'se_613df040459046c88a1d63ed71fbc9dc', 'completed', true, 'ow_8d06523072424d899922633102791be6', 1, 0, 0, 'br_0f79f7a53ef641e5bc3c28ae6b5f3dbf', 11, 1, 1, '\xc600000000010000400000005200000052000000480000005200000053000000400000004d00000053000000c6000000', '\xc417841e4e0c29ee46f62d41850734b8', '\xae110851c9dd3fab3ff687bfd2d40a26', '{"request_id": "resp_18f69835ff2a41d5a4351d9ca354b43d", "model": "toy", "input": {"messages": [], "add_generation_prompt": true, "continue_final_message": false, "tools": null, "variables": {}}, "adapter": null, "sampling": {"max_tokens": 16, "min_tokens": 0, "temperature": 1.0, "top_k": 0, "top_p": 1.0, "min_p": 0.0, "repetition_penalty": 1.0, "presence_penalty": 0.0, "frequency_penalty": 0.0, "logit_bias": [], "seed": null, "stop": [], "stop_token_ids": [], "include_stop_str_in_output": false, "ignore_eos": false, "max_reasoning_tokens": null, "logprobs": null, "prompt_logprobs": null}, "n": 1, "echo": false, "session_id": "resp_18f69835ff2a41d5a4351d9ca354b43d", "run_id": "resp_18f69835ff2a41d5a4351d9ca354b43d", "step": 0, "is_recorded": true, "is_filed": true, "grammar": null, "lease_s": 0.0, "is_carried": false, "is_signed": false, "min_reply_tokens": 1, "is_last": false, "tenant": "default"}', 8192, 'd125bdfe477a04efa9737062101bd8ae', 'toy', false, '{"request_id": "resp_18f69835ff2a41d5a4351d9ca354b43d", "created": 1796126947, "num_prompt_tokens": 23, "seed": 4330573924029872640, "system_fingerprint": "fp_6fbc7cfef75f", "session": {"session_id": "resp_18f69835ff2a41d5a4351d9ca354b43d", "num_matched_messages": 0, "num_matched_tokens": 0, "forked": false}, "loosened_tools": [], "reasoning": "none"}', '{"usage": {"num_prompt_tokens": 23, "num_completion_tokens": 16, "num_cached_tokens": 8, "cold": null, "restored": {"tier": "device", "num_tokens": 8, "seconds": 0.0, "saved_s": 0.0005014838197258065, "num_bytes": 0}, "head_rules": [], "num_reasoning_tokens": 0, "kv": {"byte_seconds": {"device": 0.0, "disk": 0.0}, "num_restored_bytes": 0, "num_recomputed_tokens": 0, "is_partial": false}}, "num_computed_tokens": 15, "prompt_logprobs": null, "carrier": null, "needs_carrier": false, "ignored_carriers": []}', NULL);
INSERT INTO public.turns VALUES ('turn_cb19f3e8c571422c9829bb84d05cf9d8', 'se_613df040459046c88a1d63ed71fbc9dc', 'completed', true, 'ow_8d06523072424d899922633102791be6', 1, 0, 0, 'br_0f79f7a53ef641e5bc3c28ae6b5f3dbf', 58, 3, 2, '\xc600000000010000400000005200000052000000480000005200000053000000400000004d00000053000000c6000000', '\xc417841e4e0c29ee46f62d41850734b8', '\xcbd83d5465c2ea6f06554c410124f8e9', '{"request_id": "resp_4463baf7a69243ee9b68cc93e9c9fd44", "model": "toy", "input": {"messages": [], "add_generation_prompt": true, "continue_final_message": false, "tools": null, "variables": {}}, "adapter": null, "sampling": {"max_tokens": 16, "min_tokens": 0, "temperature": 1.0, "top_k": 0, "top_p": 1.0, "min_p": 0.0, "repetition_penalty": 1.0, "presence_penalty": 0.0, "frequency_penalty": 0.0, "logit_bias": [], "seed": null, "stop": [], "stop_token_ids": [], "include_stop_str_in_output": false, "ignore_eos": false, "max_reasoning_tokens": null, "logprobs": null, "prompt_logprobs": null}, "n": 1, "echo": false, "session_id": "resp_18f69835ff2a41d5a4351d9ca354b43d", "run_id": "resp_4463baf7a69243ee9b68cc93e9c9fd44", "step": 0, "is_recorded": true, "is_filed": true, "grammar": null, "lease_s": 0.0, "is_carried": false, "is_signed": false, "min_reply_tokens": 1, "is_last": false, "tenant": "default"}', 8192, 'd125bdfe477a04efa9737062101bd8ae', 'toy', false, '{"request_id": "resp_4463baf7a69243ee9b68cc93e9c9fd44", "created": 1796126949, "num_prompt_tokens": 70, "seed": 8813211226766720607, "system_fingerprint": "fp_6fbc7cfef75f", "session": {"session_id": "resp_18f69835ff2a41d5a4351d9ca354b43d", "num_matched_messages": 2, "num_matched_tokens": 39, "forked": false}, "loosened_tools": [], "reasoning": "none"}', '{"usage": {"num_prompt_tokens": 70, "num_completion_tokens": 2, "num_cached_tokens": 38, "cold": null, "restored": {"tier": "device", "num_tokens": 38, "seconds": 0.0, "saved_s": 0.0025088230274661273, "num_bytes": 0}, "head_rules": [], "num_reasoning_tokens": 0, "kv": {"byte_seconds": {"device": 890.6451509759063, "disk": 1428.480466512061}, "num_restored_bytes": 0, "num_recomputed_tokens": 0, "is_partial": false}}, "num_computed_tokens": 32, "prompt_logprobs": null, "carrier": null, "needs_carrier": false, "ignored_carriers": []}', NULL);
INSERT INTO public.turns VALUES ('turn_265e43d9467e4aacaae65f15d8afe9a4', 'se_bb04af57b2db40b3b7b62403101263f9', 'completed', true, 'ow_8d06523072424d899922633102791be6', 1, 0, 0, 'br_28e5e22483be4df58c8f989b04d0957f', 26, 2, 1, '\xc600000000010000400000005200000052000000480000005200000053000000400000004d00000053000000c6000000', '\xc417841e4e0c29ee46f62d41850734b8', '\xaf0aa6929370b3955c4a20872a5103cf', '{"request_id": "resp_91995e5a38d84bc98ce7d06ff77807cc", "model": "toy", "input": {"messages": [], "add_generation_prompt": true, "continue_final_message": false, "tools": null, "variables": {}}, "adapter": null, "sampling": {"max_tokens": 16, "min_tokens": 0, "temperature": 1.0, "top_k": 0, "top_p": 1.0, "min_p": 0.0, "repetition_penalty": 1.0, "presence_penalty": 0.0, "frequency_penalty": 0.0, "logit_bias": [], "seed": null, "stop": [], "stop_token_ids": [], "include_stop_str_in_output": false, "ignore_eos": false, "max_reasoning_tokens": null, "logprobs": null, "prompt_logprobs": null}, "n": 1, "echo": false, "session_id": "conv_c73227b8bc6a48aaa563a40582839eb8", "run_id": "resp_91995e5a38d84bc98ce7d06ff77807cc", "step": 0, "is_recorded": true, "is_filed": true, "grammar": null, "lease_s": 0.0, "is_carried": false, "is_signed": false, "min_reply_tokens": 1, "is_last": false, "tenant": "default"}', 8192, 'd125bdfe477a04efa9737062101bd8ae', 'toy', false, '{"request_id": "resp_91995e5a38d84bc98ce7d06ff77807cc", "created": 1796126951, "num_prompt_tokens": 38, "seed": 2047884376309301153, "system_fingerprint": "fp_6fbc7cfef75f", "session": {"session_id": "conv_c73227b8bc6a48aaa563a40582839eb8", "num_matched_messages": 0, "num_matched_tokens": 0, "forked": false}, "loosened_tools": [], "reasoning": "none"}', '{"usage": {"num_prompt_tokens": 38, "num_completion_tokens": 16, "num_cached_tokens": 6, "cold": null, "restored": {"tier": "device", "num_tokens": 6, "seconds": 0.0, "saved_s": 0.0003253978274674358, "num_bytes": 0}, "head_rules": [], "num_reasoning_tokens": 0, "kv": {"byte_seconds": {"device": 0.0, "disk": 0.0}, "num_restored_bytes": 0, "num_recomputed_tokens": 0, "is_partial": false}}, "num_computed_tokens": 32, "prompt_logprobs": null, "carrier": null, "needs_carrier": false, "ignored_carriers": []}', NULL);
INSERT INTO public.turns VALUES ('turn_e21bc760c1eb4a5782384f6c8a78ab6a', 'se_735a19b8633a4df5b5a843ca444c0b3d', 'in_progress', true, 'ow_8d06523072424d899922633102791be6', 1, 0, 0, 'br_dda40d6e1db248c188f8d088dcb5d300', 18, 1, 1, '\xc600000000010000400000005200000052000000480000005200000053000000400000004d00000053000000c6000000', '\xc417841e4e0c29ee46f62d41850734b8', '\x833cd06a3feef156551e2d3bfe0ab85b', '{"request_id": "resp_f4e4798ab9b344cca0c0804ad005de6e", "model": "toy", "input": {"messages": [], "add_generation_prompt": true, "continue_final_message": false, "tools": null, "variables": {}}, "adapter": null, "sampling": {"max_tokens": 600, "min_tokens": 0, "temperature": 1.0, "top_k": 0, "top_p": 1.0, "min_p": 0.0, "repetition_penalty": 1.0, "presence_penalty": 0.0, "frequency_penalty": 0.0, "logit_bias": [], "seed": null, "stop": [], "stop_token_ids": [], "include_stop_str_in_output": false, "ignore_eos": true, "max_reasoning_tokens": null, "logprobs": null, "prompt_logprobs": null}, "n": 1, "echo": false, "session_id": "resp_f4e4798ab9b344cca0c0804ad005de6e", "run_id": "resp_f4e4798ab9b344cca0c0804ad005de6e", "step": 0, "is_recorded": true, "is_filed": true, "grammar": null, "lease_s": 0.0, "is_carried": false, "is_signed": false, "min_reply_tokens": 1, "is_last": false, "tenant": "default"}', 8192, 'd125bdfe477a04efa9737062101bd8ae', 'toy', false, '{"request_id": "resp_f4e4798ab9b344cca0c0804ad005de6e", "created": 1796126952, "num_prompt_tokens": 30, "seed": 5790105739900288130, "system_fingerprint": "fp_6fbc7cfef75f", "session": {"session_id": "resp_f4e4798ab9b344cca0c0804ad005de6e", "num_matched_messages": 0, "num_matched_tokens": 0, "forked": false}, "loosened_tools": [], "reasoning": "none"}', NULL, NULL);
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
