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
INSERT INTO public.branches VALUES ('br_c7bfc64778f14d399ba597a26f9bd99c', 'se_a3301196b7294805b19475ccec2bd9fd', 'chat', NULL, 0, 0, 30, 2, 1, 1796070394.8489954, 'ow_d80e917e99314c6a816c7b6acbf105df', 30, NULL);
INSERT INTO public.branches VALUES ('br_0a4f2285018745c88f83069e9e50b27c', 'se_c3679c3be2644e5b89dad812eeb642c9', 'chat', NULL, 0, 0, 86, 4, 2, 1796070395.260188, 'ow_d80e917e99314c6a816c7b6acbf105df', 85, NULL);
INSERT INTO public.branches VALUES ('br_3b9da50ee1074cc19809f94ab0082b93', 'se_aabab514e20441dcba3a33456b2b9bcf', 'chat', NULL, 0, 0, 104, 6, 3, 1796070391.707162, 'ow_d80e917e99314c6a816c7b6acbf105df', 103, NULL);
INSERT INTO public.branches VALUES ('br_ea5f69fd5933467c88ef054315cd52e0', 'se_aabab514e20441dcba3a33456b2b9bcf', 'chat', 'br_3b9da50ee1074cc19809f94ab0082b93', 86, 5, 104, 6, 1, 1796070392.708839, 'ow_d80e917e99314c6a816c7b6acbf105df', 103, NULL);
INSERT INTO public.branches VALUES ('br_b4734f05f9ac422583150ccf5525e858', 'se_7f458c71fb3f497188544fffbc6fb43b', 'chat', NULL, 0, 0, 54, 3, 1, 1796070396.2737439, 'ow_d80e917e99314c6a816c7b6acbf105df', 53, NULL);
INSERT INTO public.branches VALUES ('br_a376414729d54433b6681bd3a9774b8b', 'se_aabab514e20441dcba3a33456b2b9bcf', 'chat', NULL, 0, 0, 37, 2, 1, 1796070392.8984394, 'ow_d80e917e99314c6a816c7b6acbf105df', 36, NULL);
INSERT INTO public.branches VALUES ('br_7d4238394e984e93b642b8734bf0974c', 'se_7e309f4e4e354e6fb6d2fab33d9b8bb4', 'chat', NULL, 0, 0, 18, 1, 1, 1796070396.685182, NULL, 0, NULL);
INSERT INTO public.branches VALUES ('br_1385343a39fb4de5acda9eb5e23d10c2', 'se_022dda24e2894b1bb68583edf43bd519', 'text', NULL, 0, 0, 28, 4, 2, 1796070393.0721052, 'ow_d80e917e99314c6a816c7b6acbf105df', 28, NULL);
INSERT INTO public.branches VALUES ('br_47e439d37109443d9bdd1e81c337dcd1', 'se_8480d13e29264c298c5feb020754410b', 'tokens', NULL, 0, 0, 11, 2, 1, 1796070393.5457249, 'ow_d80e917e99314c6a816c7b6acbf105df', 10, NULL);
INSERT INTO public.branches VALUES ('br_b54ce15cd363451d9085f1053cfa2d1c', 'se_e1f69286bbd14331a44e0ff59bcab6b9', 'chat', NULL, 0, 0, 66, 4, 2, 1796070393.8104544, 'ow_d80e917e99314c6a816c7b6acbf105df', 65, NULL);
INSERT INTO public.conversation_items VALUES ('conv_f3128d2ebe004f698dfec3c97075b701', 0, 'msg_c221c1f1b02742168a8996dd0fa898b2', '{"id": "msg_c221c1f1b02742168a8996dd0fa898b2", "type": "message", "role": "user", "status": "completed", "content": [{"type": "input_text", "text": "Before"}]}');
INSERT INTO public.conversation_items VALUES ('conv_f3128d2ebe004f698dfec3c97075b701', 1, 'msg_5df0bb194a8b4a20be4592a50b55fe20', '{"id": "msg_5df0bb194a8b4a20be4592a50b55fe20", "type": "message", "role": "user", "status": "completed", "content": [{"type": "input_text", "text": "In it"}]}');
INSERT INTO public.conversation_items VALUES ('conv_f3128d2ebe004f698dfec3c97075b701', 2, 'msg_8c8a914f6fdd42689db3450bc0e9563900', '{"id": "msg_8c8a914f6fdd42689db3450bc0e9563900", "type": "message", "role": "assistant", "status": "incomplete", "content": [{"type": "output_text", "text": "\ufffd]\ufffd7\ufffd/\ufffd\ufffd\ufffd\u0005\ufffd?\ufffdO\ufffd\u0001", "annotations": [], "logprobs": []}]}');
INSERT INTO public.conversations VALUES ('conv_f3128d2ebe004f698dfec3c97075b701', 'default', 1796070396, '{"topic": "migrations"}', 3, 2, NULL, 1796070396.512127);
INSERT INTO public.items VALUES ('br_3b9da50ee1074cc19809f94ab0082b93', 0, 'it_9efbe195c6154fdbb6e4d06ba53bb840', 'se_aabab514e20441dcba3a33456b2b9bcf', 'user', '{"role": "user", "content": "Good morning"}', '\x70222a0c842ba9f1e656f75a50d407d2', NULL, 0, 19, true, NULL, NULL, NULL, 1796070391.7237246);
INSERT INTO public.items VALUES ('br_3b9da50ee1074cc19809f94ab0082b93', 1, 'it_19446a3ed789447890ed7bd34b610213', 'se_aabab514e20441dcba3a33456b2b9bcf', 'assistant', '{"role": "assistant", "content": "\u037fK\ufffd\ufffdl"}', '\xc55c94160f0b1cf06822d83ee66ef66f', NULL, 19, 37, true, 'length', NULL, NULL, 1796070391.8640077);
INSERT INTO public.items VALUES ('br_3b9da50ee1074cc19809f94ab0082b93', 2, 'it_9a8b3945e65744b396d5e3b8ac4afe88', 'se_aabab514e20441dcba3a33456b2b9bcf', 'user', '{"role": "user", "content": "And then?"}', '\x3ef625fdc470a400c344f7d3f21af878', NULL, 37, 55, true, NULL, NULL, NULL, 1796070392.2877655);
INSERT INTO public.items VALUES ('br_3b9da50ee1074cc19809f94ab0082b93', 3, 'it_8b9ed01672134273ace0cee4830eba3c', 'se_aabab514e20441dcba3a33456b2b9bcf', 'assistant', '{"role": "assistant", "content": "\ufffd\ufffd\ufffd\ufffd\u0000"}', '\xdbaf086743be6991bbaf1b187ee9d9a3', NULL, 55, 73, true, 'length', NULL, NULL, 1796070392.388969);
INSERT INTO public.items VALUES ('br_3b9da50ee1074cc19809f94ab0082b93', 4, 'it_cb5ecaf57eea4916b4581fbd99ec5496', 'se_aabab514e20441dcba3a33456b2b9bcf', 'user', '{"role": "user", "content": "Why?"}', '\xbe36cd1ac2e281f7ba99b5e044218a73', NULL, 73, 86, true, NULL, NULL, NULL, 1796070392.5132577);
INSERT INTO public.items VALUES ('br_3b9da50ee1074cc19809f94ab0082b93', 5, 'it_f3eafafd148541e7a5e696d5dffb55b7', 'se_aabab514e20441dcba3a33456b2b9bcf', 'assistant', '{"role": "assistant", "content": "\ufffdG\u0019\ufffd\ufffd"}', '\x270422d94c2fcf86821aee76c1fe1411', NULL, 86, 104, true, 'length', NULL, NULL, 1796070392.658623);
INSERT INTO public.items VALUES ('br_ea5f69fd5933467c88ef054315cd52e0', 5, 'it_e200104a5c6c4115807762613ef22fa2', 'se_aabab514e20441dcba3a33456b2b9bcf', 'assistant', '{"role": "assistant", "content": "\ufffdK\ufffd\ufffd=`"}', '\x33462b95eacc296d55006d0eaa57521c', NULL, 86, 104, true, 'length', NULL, NULL, 1796070392.7130241);
INSERT INTO public.items VALUES ('br_a376414729d54433b6681bd3a9774b8b', 0, 'it_38c179444bc640b1b7f7ac69199101b6', 'se_aabab514e20441dcba3a33456b2b9bcf', 'user', '{"role": "user", "content": "Good evening"}', '\xa0fc891d406bacc5ef327501c56c6b42', NULL, 0, 19, true, NULL, NULL, NULL, 1796070392.9157152);
INSERT INTO public.items VALUES ('br_a376414729d54433b6681bd3a9774b8b', 1, 'it_8dd35160ce7a4615ad61154cdeb73e55', 'se_aabab514e20441dcba3a33456b2b9bcf', 'assistant', '{"role": "assistant", "content": "\u001c\u0155 \ufffdm"}', '\xc2fc5bc856b25d0122edc4155d210c58', NULL, 19, 37, true, 'length', NULL, NULL, 1796070393.0038638);
INSERT INTO public.items VALUES ('br_1385343a39fb4de5acda9eb5e23d10c2', 0, 'it_c1a26bcbae9f460ea696e510cf83446b', 'se_022dda24e2894b1bb68583edf43bd519', 'prompt', '"Once upon a time"', '\xcf25218127a2bd1df7b6d9215a761c83', 16, 0, 16, true, NULL, NULL, NULL, 1796070393.0852842);
INSERT INTO public.items VALUES ('br_1385343a39fb4de5acda9eb5e23d10c2', 1, 'it_e79c9fc42f694bdbbecb48d2255aac0c', 'se_022dda24e2894b1bb68583edf43bd519', 'completion', '"Bo\ufffd\ufffd\ufffd"', '\x19cdeb4dd634ed65a6bf4702623fe794', 21, 16, 21, true, 'length', NULL, NULL, 1796070393.2315996);
INSERT INTO public.items VALUES ('br_1385343a39fb4de5acda9eb5e23d10c2', 2, 'it_04b79a18f25242339611df52e371cb96', 'se_022dda24e2894b1bb68583edf43bd519', 'prompt', '" and"', '\x4bed1c3fbacc6315204c6e186cdb0eae', 25, 21, 25, true, NULL, NULL, NULL, 1796070393.3326886);
INSERT INTO public.items VALUES ('br_1385343a39fb4de5acda9eb5e23d10c2', 3, 'it_225024326dfe4a6c86bea1a99c0cda9a', 'se_022dda24e2894b1bb68583edf43bd519', 'completion', '"\ufffd9\ufffd"', '\x96ae210949d5140a93592896500ba590', 28, 25, 28, true, 'stop', '"C"', '\x22000000', 1796070393.4261706);
INSERT INTO public.items VALUES ('br_47e439d37109443d9bdd1e81c337dcd1', 0, 'it_90164df03bf34ae89a2e90a642e2f5e6', 'se_8480d13e29264c298c5feb020754410b', 'prompt', NULL, NULL, NULL, 0, 6, true, NULL, NULL, NULL, 1796070393.5627658);
INSERT INTO public.items VALUES ('br_47e439d37109443d9bdd1e81c337dcd1', 1, 'it_34107ef9a73945ec842e508456b09a8e', 'se_8480d13e29264c298c5feb020754410b', 'completion', '"\ufffd\u07a2\ufffdq"', NULL, NULL, 6, 11, true, 'length', NULL, NULL, 1796070393.6741905);
INSERT INTO public.items VALUES ('br_b54ce15cd363451d9085f1053cfa2d1c', 0, 'it_a0f1fa09c29b469c9a1627af5619f741', 'se_e1f69286bbd14331a44e0ff59bcab6b9', 'user', '{"role": "user", "content": "One"}', '\x77f869597a023dff8787e0ba9225f3a3', NULL, 0, 10, true, NULL, NULL, NULL, 1796070393.817353);
INSERT INTO public.items VALUES ('br_b54ce15cd363451d9085f1053cfa2d1c', 1, 'it_42753be4b3de45ef9a7bbb23eb993bb8', 'se_e1f69286bbd14331a44e0ff59bcab6b9', 'assistant', '{"role": "assistant", "content": "]\ufffdjw"}', '\xa72a4eebfdefe554920313d2d48d9e8b', NULL, 10, 27, true, 'stop', NULL, NULL, 1796070393.9959393);
INSERT INTO public.items VALUES ('br_b54ce15cd363451d9085f1053cfa2d1c', 2, 'it_67e2e0a913ef421db634ab2f565c7810', 'se_e1f69286bbd14331a44e0ff59bcab6b9', 'user', '{"role": "user", "content": "Two"}', '\x3fb7a690bd6ba9386d6f8dd924524034', NULL, 27, 38, true, NULL, NULL, NULL, 1796070394.559046);
INSERT INTO public.items VALUES ('br_b54ce15cd363451d9085f1053cfa2d1c', 3, 'it_a7b5a312e8c3432e83e15c17f5aa0fcc', 'se_e1f69286bbd14331a44e0ff59bcab6b9', 'assistant', '{"role": "assistant", "content": "q08\u0011\ufffdA*&F\ufffd\u0014\u0010\ufffd\u0015\ufffd\u0013"}', '\x348b71e8dd921f82fb789263c7dd5de7', NULL, 38, 66, true, 'length', NULL, NULL, 1796070394.6747413);
INSERT INTO public.items VALUES ('br_c7bfc64778f14d399ba597a26f9bd99c', 0, 'it_0bd4303d4a774b9d856e0009778d2d43', 'se_a3301196b7294805b19475ccec2bd9fd', 'user', '{"role": "user", "content": "Later"}', '\x1d0a5c99b8ef5ef81592c6af4098d929', NULL, 0, 12, true, NULL, NULL, NULL, 1796070394.8600066);
INSERT INTO public.items VALUES ('br_c7bfc64778f14d399ba597a26f9bd99c', 1, 'it_b33071a368a84c1b8c26650714c2e251', 'se_a3301196b7294805b19475ccec2bd9fd', 'assistant', '{"role": "assistant", "content": "\ufffd\ufffd\ufffd\ufffd\ufffd"}', '\xc4e71c61909e788a1b7429834273e078', NULL, 12, 30, true, 'stop', NULL, '\x02010000', 1796070395.0078511);
INSERT INTO public.items VALUES ('br_0a4f2285018745c88f83069e9e50b27c', 0, 'it_023a917b85ca48a383a77f78298bc681', 'se_c3679c3be2644e5b89dad812eeb642c9', 'user', '{"role": "user", "content": "Gone"}', '\xae110851c9dd3fab3ff687bfd2d40a26', NULL, 0, 11, true, NULL, NULL, NULL, 1796070395.2840543);
INSERT INTO public.items VALUES ('br_0a4f2285018745c88f83069e9e50b27c', 1, 'it_58b1f96c69984cb1be9b063e08e2e399', 'se_c3679c3be2644e5b89dad812eeb642c9', 'assistant', '{"role": "assistant", "content": "K1\ufffd\ufffd\ufffd\u0157v\ufffd\ufffdp\ufffd\u0017G\ufffd\ufffd"}', '\x4d9e9a2372c9f61e32e302a617841d56', NULL, 11, 39, true, 'length', NULL, NULL, 1796070395.4438534);
INSERT INTO public.items VALUES ('br_0a4f2285018745c88f83069e9e50b27c', 2, 'it_7d49cf5a40cf48d6bdf63d31525ee597', 'se_c3679c3be2644e5b89dad812eeb642c9', 'user', '{"role": "user", "content": "Still here"}', '\x8af679937ebec294e39909a8b78a6f95', NULL, 39, 58, true, NULL, NULL, NULL, 1796070395.775723);
INSERT INTO public.items VALUES ('br_0a4f2285018745c88f83069e9e50b27c', 3, 'it_9d2b56721dda4f9485cc6275be48ae4a', 'se_c3679c3be2644e5b89dad812eeb642c9', 'assistant', '{"role": "assistant", "content": "\ufffd\ufffd#\ufffdP\ufffdSh\ufffd\ufffd\ufffd\u0002\ufffd\ufffd\u0019"}', '\xd5117ea9bbf88d21b3eece44ecc3ba79', NULL, 58, 86, true, 'length', NULL, NULL, 1796070395.9084618);
INSERT INTO public.items VALUES ('br_b4734f05f9ac422583150ccf5525e858', 0, 'it_0fc983f629974bf381558d0e9e4d45a6', 'se_7f458c71fb3f497188544fffbc6fb43b', 'user', '{"role": "user", "content": "Before"}', '\x86f1ff03c95f3955b509a5f75b79e5ca', NULL, 0, 13, true, NULL, NULL, NULL, 1796070396.27991);
INSERT INTO public.items VALUES ('br_b4734f05f9ac422583150ccf5525e858', 1, 'it_681aa932414a40129b57f062a694d6b2', 'se_7f458c71fb3f497188544fffbc6fb43b', 'user', '{"role": "user", "content": "In it"}', '\xaf0aa6929370b3955c4a20872a5103cf', NULL, 13, 26, true, NULL, NULL, NULL, 1796070396.2799282);
INSERT INTO public.items VALUES ('br_b4734f05f9ac422583150ccf5525e858', 2, 'it_b8188bc47a52439c8b1b964ccd50c586', 'se_7f458c71fb3f497188544fffbc6fb43b', 'assistant', '{"role": "assistant", "content": "\ufffd]\ufffd7\ufffd/\ufffd\ufffd\ufffd\u0005\ufffd?\ufffdO\ufffd\u0001"}', '\xfdcb3c089eab09b8fb421800caa99873', NULL, 26, 54, true, 'length', NULL, NULL, 1796070396.4149349);
INSERT INTO public.items VALUES ('br_7d4238394e984e93b642b8734bf0974c', 0, 'it_d5d651e78a8f441c8e0564e8b7096c78', 'se_7e309f4e4e354e6fb6d2fab33d9b8bb4', 'user', '{"role": "user", "content": "Interrupted"}', '\x833cd06a3feef156551e2d3bfe0ab85b', NULL, 0, 18, true, NULL, NULL, NULL, 1796070396.6900723);
INSERT INTO public.migrations VALUES (1, 'first_schema', 1796070388.344241);
INSERT INTO public.migrations VALUES (2, 'responses_and_conversations', 1796070388.5358243);
INSERT INTO public.migrations VALUES (3, 'runs', 1796070388.5400236);
INSERT INTO public.migrations VALUES (4, 'whereabouts_of_kv', 1796070388.5503843);
INSERT INTO public.migrations VALUES (5, 'owners_of_responses_and_attempts', 1796070388.6838095);
INSERT INTO public.migrations VALUES (6, 'turns_and_steps', 1796070388.6850073);
INSERT INTO public.migrations VALUES (7, 'session_verbs', 1796070388.7437892);
INSERT INTO public.migrations VALUES (8, 'agents', 1796070388.7470443);
INSERT INTO public.migrations VALUES (9, 'placements_of_sessions', 1796070388.7516587);
INSERT INTO public.migrations VALUES (10, 'memories', 1796070388.7549481);
INSERT INTO public.migrations VALUES (11, 'usage_of_kv', 1796070388.7554455);
INSERT INTO public.migrations VALUES (12, 'vaults_and_audit', 1796070388.7716877);
INSERT INTO public.owners VALUES ('ow_d80e917e99314c6a816c7b6acbf105df', 'host:data', 1796070395.43706);
INSERT INTO public.response_items VALUES ('resp_69b1b320d05b4d62b667652cf050efbc', 0, false, 'msg_d441c23c7b0446288c849452ba1d674b', '{"id": "msg_d441c23c7b0446288c849452ba1d674b", "type": "message", "role": "user", "status": "completed", "content": [{"type": "input_text", "text": "One"}]}');
INSERT INTO public.response_items VALUES ('resp_69b1b320d05b4d62b667652cf050efbc', 1, true, 'msg_69b1b320d05b4d62b667652cf050efbc00', '{"id": "msg_69b1b320d05b4d62b667652cf050efbc00", "type": "message", "role": "assistant", "status": "completed", "content": [{"type": "output_text", "text": "]\ufffdjw", "annotations": [], "logprobs": []}]}');
INSERT INTO public.response_items VALUES ('resp_f20f55ef6b47420a8e5bfae7dcf4d203', 0, false, 'msg_6b253778111e4d4882595bf0600c9349', '{"id": "msg_6b253778111e4d4882595bf0600c9349", "type": "message", "role": "user", "status": "completed", "content": [{"type": "input_text", "text": "Two"}]}');
INSERT INTO public.response_items VALUES ('resp_f20f55ef6b47420a8e5bfae7dcf4d203', 1, true, 'msg_f20f55ef6b47420a8e5bfae7dcf4d20300', '{"id": "msg_f20f55ef6b47420a8e5bfae7dcf4d20300", "type": "message", "role": "assistant", "status": "incomplete", "content": [{"type": "output_text", "text": "q08\u0011\ufffdA*&F\ufffd\u0014\u0010\ufffd\u0015\ufffd\u0013", "annotations": [], "logprobs": []}]}');
INSERT INTO public.response_items VALUES ('resp_4dc3d69b86924db286289332cddb5af5', 0, false, 'msg_8d42fc363b1549e38d00cf7a965083f6', '{"id": "msg_8d42fc363b1549e38d00cf7a965083f6", "type": "message", "role": "user", "status": "completed", "content": [{"type": "input_text", "text": "Later"}]}');
INSERT INTO public.response_items VALUES ('resp_4dc3d69b86924db286289332cddb5af5', 1, true, 'msg_4dc3d69b86924db286289332cddb5af500', '{"id": "msg_4dc3d69b86924db286289332cddb5af500", "type": "message", "role": "assistant", "status": "completed", "content": [{"type": "output_text", "text": "\ufffd\ufffd\ufffd\ufffd\ufffd", "annotations": [], "logprobs": []}]}');
INSERT INTO public.response_items VALUES ('resp_be16f4096b33490c9ef067923de290bb', 0, false, 'msg_7664bb887e4f476fbf9833033797271a', '{"id": "msg_7664bb887e4f476fbf9833033797271a", "type": "message", "role": "user", "status": "completed", "content": [{"type": "input_text", "text": "Gone"}]}');
INSERT INTO public.response_items VALUES ('resp_be16f4096b33490c9ef067923de290bb', 1, true, 'msg_be16f4096b33490c9ef067923de290bb00', '{"id": "msg_be16f4096b33490c9ef067923de290bb00", "type": "message", "role": "assistant", "status": "incomplete", "content": [{"type": "output_text", "text": "K1\ufffd\ufffd\ufffd\u0157v\ufffd\ufffdp\ufffd\u0017G\ufffd\ufffd", "annotations": [], "logprobs": []}]}');
INSERT INTO public.response_items VALUES ('resp_4d8f7c22b3c645378611bc5df72485b3', 0, false, 'msg_ac331b5371204fdfa88eb0909693a44c', '{"id": "msg_ac331b5371204fdfa88eb0909693a44c", "type": "message", "role": "user", "status": "completed", "content": [{"type": "input_text", "text": "Still here"}]}');
INSERT INTO public.response_items VALUES ('resp_4d8f7c22b3c645378611bc5df72485b3', 1, true, 'msg_4d8f7c22b3c645378611bc5df72485b300', '{"id": "msg_4d8f7c22b3c645378611bc5df72485b300", "type": "message", "role": "assistant", "status": "incomplete", "content": [{"type": "output_text", "text": "\ufffd\ufffd#\ufffdP\ufffdSh\ufffd\ufffd\ufffd\u0002\ufffd\ufffd\u0019", "annotations": [], "logprobs": []}]}');
INSERT INTO public.response_items VALUES ('resp_8c8a914f6fdd42689db3450bc0e95639', 0, false, 'msg_5df0bb194a8b4a20be4592a50b55fe20', '{"id": "msg_5df0bb194a8b4a20be4592a50b55fe20", "type": "message", "role": "user", "status": "completed", "content": [{"type": "input_text", "text": "In it"}]}');
INSERT INTO public.response_items VALUES ('resp_8c8a914f6fdd42689db3450bc0e95639', 1, true, 'msg_8c8a914f6fdd42689db3450bc0e9563900', '{"id": "msg_8c8a914f6fdd42689db3450bc0e9563900", "type": "message", "role": "assistant", "status": "incomplete", "content": [{"type": "output_text", "text": "\ufffd]\ufffd7\ufffd/\ufffd\ufffd\ufffd\u0005\ufffd?\ufffdO\ufffd\u0001", "annotations": [], "logprobs": []}]}');
INSERT INTO public.response_items VALUES ('resp_4d03314de18c4ecdbc5b9691f3459043', 0, false, 'msg_92febed2aaf146b183a04941fa608f8d', '{"id": "msg_92febed2aaf146b183a04941fa608f8d", "type": "message", "role": "user", "status": "completed", "content": [{"type": "input_text", "text": "Interrupted"}]}');
INSERT INTO public.responses VALUES ('resp_69b1b320d05b4d62b667652cf050efbc', 'default', 'completed', 1796070393, 1796070394, '{"model": "toy", "instructions": null, "store": true, "max_output_tokens": 16, "max_tool_calls": null, "metadata": {}, "parallel_tool_calls": true, "tools": [], "tool_choice": "auto", "text": {"format": {"type": "text"}, "verbosity": "medium"}, "reasoning": null, "temperature": 1.0, "top_p": 1.0, "presence_penalty": 0.0, "frequency_penalty": 0.0, "top_logprobs": 0, "truncation": "disabled", "prompt_cache_key": null, "prompt_cache_options": null, "prompt_cache_retention": null, "safety_identifier": null, "service_tier": "default", "user": null}', false, 'ow_d80e917e99314c6a816c7b6acbf105df', 0, 'd125bdfe477a04efa9737062101bd8ae', NULL, 'resp_69b1b320d05b4d62b667652cf050efbc', NULL, NULL, NULL, '[22, 5, 6, null, {"tier": "device", "num_tokens": 6, "seconds": 0.0, "saved_s": 3.151821652524782e-05, "num_bytes": 0}]', NULL, NULL, true, '[[0, 1, 0], [0, 2, 0], [0, 1, 0]]', false);
INSERT INTO public.responses VALUES ('resp_f20f55ef6b47420a8e5bfae7dcf4d203', 'default', 'incomplete', 1796070394, NULL, '{"model": "toy", "instructions": null, "store": true, "max_output_tokens": 16, "max_tool_calls": null, "metadata": {}, "parallel_tool_calls": true, "tools": [], "tool_choice": "auto", "text": {"format": {"type": "text"}, "verbosity": "medium"}, "reasoning": null, "temperature": 1.0, "top_p": 1.0, "presence_penalty": 0.0, "frequency_penalty": 0.0, "top_logprobs": 0, "truncation": "disabled", "prompt_cache_key": null, "prompt_cache_options": null, "prompt_cache_retention": null, "safety_identifier": null, "service_tier": "default", "user": null}', false, 'ow_d80e917e99314c6a816c7b6acbf105df', 0, 'd125bdfe477a04efa9737062101bd8ae', NULL, 'resp_69b1b320d05b4d62b667652cf050efbc', 'resp_69b1b320d05b4d62b667652cf050efbc', NULL, NULL, '[50, 16, 26, null, {"tier": "device", "num_tokens": 26, "seconds": 0.0, "saved_s": 0.00014120757443859778, "num_bytes": 0}]', NULL, 'max_output_tokens', true, '[[0, 1, 0], [0, 1, 0], [0, 1, 0], [0, 1, 0], [0, 2, 0], [0, 1, 0], [0, 1, 0], [0, 1, 0], [0, 2, 0], [0, 1, 0], [0, 2, 0], [0, 1, 0], [0, 1, 0]]', false);
INSERT INTO public.responses VALUES ('resp_4dc3d69b86924db286289332cddb5af5', 'default', 'completed', 1796070394, 1796070395, '{"model": "toy", "instructions": null, "store": true, "max_output_tokens": 16, "max_tool_calls": null, "metadata": {}, "parallel_tool_calls": true, "tools": [], "tool_choice": "auto", "text": {"format": {"type": "text"}, "verbosity": "medium"}, "reasoning": null, "temperature": 1.0, "top_p": 1.0, "presence_penalty": 0.0, "frequency_penalty": 0.0, "top_logprobs": 0, "truncation": "disabled", "prompt_cache_key": null, "prompt_cache_options": null, "prompt_cache_retention": null, "safety_identifier": null, "service_tier": "default", "user": null}', true, 'ow_d80e917e99314c6a816c7b6acbf105df', 0, 'd125bdfe477a04efa9737062101bd8ae', NULL, 'resp_4dc3d69b86924db286289332cddb5af5', NULL, NULL, NULL, '[24, 7, 6, null, {"tier": "device", "num_tokens": 6, "seconds": 0.0, "saved_s": 3.889437459738021e-05, "num_bytes": 0}]', NULL, NULL, true, '[[0, 1, 0], [0, 1, 0], [0, 1, 0], [0, 1, 0], [0, 1, 0]]', false);
INSERT INTO public.responses VALUES ('resp_4d8f7c22b3c645378611bc5df72485b3', 'default', 'incomplete', 1796070395, NULL, '{"model": "toy", "instructions": null, "store": true, "max_output_tokens": 16, "max_tool_calls": null, "metadata": {}, "parallel_tool_calls": true, "tools": [], "tool_choice": "auto", "text": {"format": {"type": "text"}, "verbosity": "medium"}, "reasoning": null, "temperature": 1.0, "top_p": 1.0, "presence_penalty": 0.0, "frequency_penalty": 0.0, "top_logprobs": 0, "truncation": "disabled", "prompt_cache_key": null, "prompt_cache_options": null, "prompt_cache_retention": null, "safety_identifier": null, "service_tier": "default", "user": null}', false, 'ow_d80e917e99314c6a816c7b6acbf105df', 0, 'd125bdfe477a04efa9737062101bd8ae', NULL, 'resp_be16f4096b33490c9ef067923de290bb', 'resp_be16f4096b33490c9ef067923de290bb', NULL, NULL, '[70, 16, 38, null, {"tier": "device", "num_tokens": 38, "seconds": 0.0, "saved_s": 0.00027134663918685573, "num_bytes": 0}]', NULL, 'max_output_tokens', true, '[[0, 1, 0], [0, 2, 0], [0, 2, 0], [0, 1, 0], [0, 1, 0], [0, 1, 0], [0, 1, 0], [0, 1, 0], [0, 1, 0], [0, 1, 0], [0, 1, 0], [0, 2, 0]]', false);
INSERT INTO public.responses VALUES ('resp_be16f4096b33490c9ef067923de290bb', 'default', 'incomplete', 1796070395, NULL, '{"model": "toy", "instructions": null, "store": true, "max_output_tokens": 16, "max_tool_calls": null, "metadata": {}, "parallel_tool_calls": true, "tools": [], "tool_choice": "auto", "text": {"format": {"type": "text"}, "verbosity": "medium"}, "reasoning": null, "temperature": 1.0, "top_p": 1.0, "presence_penalty": 0.0, "frequency_penalty": 0.0, "top_logprobs": 0, "truncation": "disabled", "prompt_cache_key": null, "prompt_cache_options": null, "prompt_cache_retention": null, "safety_identifier": null, "service_tier": "default", "user": null}', false, 'ow_d80e917e99314c6a816c7b6acbf105df', 0, 'd125bdfe477a04efa9737062101bd8ae', NULL, 'resp_be16f4096b33490c9ef067923de290bb', NULL, NULL, NULL, '[23, 16, 8, null, {"tier": "device", "num_tokens": 8, "seconds": 0.0, "saved_s": 5.443171426518172e-05, "num_bytes": 0}]', NULL, 'max_output_tokens', true, '[[0, 1, 0], [0, 1, 0], [0, 1, 0], [0, 2, 0], [0, 1, 0], [0, 1, 0], [0, 1, 0], [0, 2, 0], [0, 1, 0], [0, 1, 0], [0, 1, 0], [0, 2, 0]]', true);
INSERT INTO public.responses VALUES ('resp_8c8a914f6fdd42689db3450bc0e95639', 'default', 'incomplete', 1796070396, NULL, '{"model": "toy", "instructions": null, "store": true, "max_output_tokens": 16, "max_tool_calls": null, "metadata": {}, "parallel_tool_calls": true, "tools": [], "tool_choice": "auto", "text": {"format": {"type": "text"}, "verbosity": "medium"}, "reasoning": null, "temperature": 1.0, "top_p": 1.0, "presence_penalty": 0.0, "frequency_penalty": 0.0, "top_logprobs": 0, "truncation": "disabled", "prompt_cache_key": null, "prompt_cache_options": null, "prompt_cache_retention": null, "safety_identifier": null, "service_tier": "default", "user": null}', false, 'ow_d80e917e99314c6a816c7b6acbf105df', 0, 'd125bdfe477a04efa9737062101bd8ae', NULL, 'conv_f3128d2ebe004f698dfec3c97075b701', NULL, 'conv_f3128d2ebe004f698dfec3c97075b701', 1, '[38, 16, 6, null, {"tier": "device", "num_tokens": 6, "seconds": 0.0, "saved_s": 4.60224233967073e-05, "num_bytes": 0}]', NULL, 'max_output_tokens', true, '[[0, 1, 0], [0, 1, 0], [0, 2, 0], [0, 2, 0], [0, 1, 0], [0, 1, 0], [0, 2, 0], [0, 2, 0], [0, 1, 0], [0, 1, 0], [0, 1, 0], [0, 1, 0]]', false);
INSERT INTO public.responses VALUES ('resp_4d03314de18c4ecdbc5b9691f3459043', 'default', 'in_progress', 1796070396, NULL, '{"model": "toy", "instructions": null, "store": true, "max_output_tokens": 600, "max_tool_calls": null, "metadata": {}, "parallel_tool_calls": true, "tools": [], "tool_choice": "auto", "text": {"format": {"type": "text"}, "verbosity": "medium"}, "reasoning": null, "temperature": 1.0, "top_p": 1.0, "presence_penalty": 0.0, "frequency_penalty": 0.0, "top_logprobs": 0, "truncation": "disabled", "prompt_cache_key": null, "prompt_cache_options": null, "prompt_cache_retention": null, "safety_identifier": null, "service_tier": "default", "user": null}', true, 'ow_d80e917e99314c6a816c7b6acbf105df', 0, 'd125bdfe477a04efa9737062101bd8ae', NULL, 'resp_4d03314de18c4ecdbc5b9691f3459043', NULL, NULL, NULL, NULL, NULL, NULL, true, NULL, false);
INSERT INTO public.sessions VALUES ('se_aabab514e20441dcba3a33456b2b9bcf', 'default', 'talk', 1796070391.681156, 1796070393.0330586, 4, 'br_a376414729d54433b6681bd3a9774b8b', NULL, NULL, NULL, NULL, '{"byte_seconds": {"device": 947.372410111595, "disk": 2754.4816671685985}, "num_restored_bytes": 0, "num_recomputed_tokens": 0}');
INSERT INTO public.sessions VALUES ('se_022dda24e2894b1bb68583edf43bd519', 'default', 'text', 1796070393.068341, 1796070393.460039, 2, 'br_1385343a39fb4de5acda9eb5e23d10c2', NULL, NULL, NULL, NULL, '{"byte_seconds": {"device": 56.511742719914764, "disk": 125.54133980804181}, "num_restored_bytes": 0, "num_recomputed_tokens": 0}');
INSERT INTO public.sessions VALUES ('se_8480d13e29264c298c5feb020754410b', 'default', 'ids', 1796070393.5061753, 1796070393.6963298, 1, 'br_47e439d37109443d9bdd1e81c337dcd1', NULL, NULL, NULL, NULL, '{"byte_seconds": {"device": 0.0, "disk": 0.0}, "num_restored_bytes": 0, "num_recomputed_tokens": 0}');
INSERT INTO public.sessions VALUES ('se_e1f69286bbd14331a44e0ff59bcab6b9', 'default', 'resp_69b1b320d05b4d62b667652cf050efbc', 1796070393.7932458, 1796070394.6960876, 2, 'br_b54ce15cd363451d9085f1053cfa2d1c', NULL, NULL, NULL, NULL, '{"byte_seconds": {"device": 179.5868392959237, "disk": 411.35441751954204}, "num_restored_bytes": 0, "num_recomputed_tokens": 0}');
INSERT INTO public.sessions VALUES ('se_a3301196b7294805b19475ccec2bd9fd', 'default', 'resp_4dc3d69b86924db286289332cddb5af5', 1796070394.8232427, 1796070395.0511913, 1, 'br_c7bfc64778f14d399ba597a26f9bd99c', NULL, NULL, NULL, NULL, '{"byte_seconds": {"device": 0.0, "disk": 0.0}, "num_restored_bytes": 0, "num_recomputed_tokens": 0}');
INSERT INTO public.sessions VALUES ('se_c3679c3be2644e5b89dad812eeb642c9', 'default', 'resp_be16f4096b33490c9ef067923de290bb', 1796070395.2408774, 1796070395.9239795, 2, 'br_0a4f2285018745c88f83069e9e50b27c', NULL, NULL, NULL, NULL, '{"byte_seconds": {"device": 252.5074255359359, "disk": 574.9204513118311}, "num_restored_bytes": 0, "num_recomputed_tokens": 0}');
INSERT INTO public.sessions VALUES ('se_7f458c71fb3f497188544fffbc6fb43b', 'default', 'conv_f3128d2ebe004f698dfec3c97075b701', 1796070396.2562613, 1796070396.453273, 1, 'br_b4734f05f9ac422583150ccf5525e858', NULL, NULL, NULL, NULL, '{"byte_seconds": {"device": 0.0, "disk": 0.0}, "num_restored_bytes": 0, "num_recomputed_tokens": 0}');
INSERT INTO public.sessions VALUES ('se_7e309f4e4e354e6fb6d2fab33d9b8bb4', 'default', 'resp_4d03314de18c4ecdbc5b9691f3459043', 1796070396.68267, 1796070396.7123163, 1, 'br_7d4238394e984e93b642b8734bf0974c', NULL, NULL, NULL, NULL, NULL);
INSERT INTO public.spans VALUES ('br_3b9da50ee1074cc19809f94ab0082b93', 0, 'it_9efbe195c6154fdbb6e4d06ba53bb840', 'user', '\x0001000054000000520000004400000051000000c6000000260000004e0000004e00000043000000dc0000004c0000004e000000510000004d000000480000004d0000004600000001010000', 'rendered', NULL, NULL, 'd125bdfe477a04efa9737062101bd8ae', 'toy');
INSERT INTO public.spans VALUES ('br_3b9da50ee1074cc19809f94ab0082b93', 19, 'it_19446a3ed789447890ed7bd34b610213', 'assistant', '\xc600000000010000400000005200000052000000480000005200000053000000400000004d00000053000000c6000000', 'rendered', NULL, NULL, 'd125bdfe477a04efa9737062101bd8ae', 'toy');
INSERT INTO public.spans VALUES ('br_3b9da50ee1074cc19809f94ab0082b93', 31, 'it_19446a3ed789447890ed7bd34b610213', 'assistant', '\x890000007b0000002a000000aa000000a30000004b000000', 'sampled', '1', 0, 'd125bdfe477a04efa9737062101bd8ae', 'toy');
INSERT INTO public.spans VALUES ('br_3b9da50ee1074cc19809f94ab0082b93', 37, 'it_9a8b3945e65744b396d5e3b8ac4afe88', 'user', '\x01010000c60000000001000054000000520000004400000051000000c6000000200000004d00000043000000dc0000005300000047000000440000004d0000001e00000001010000', 'rendered', NULL, NULL, 'd125bdfe477a04efa9737062101bd8ae', 'toy');
INSERT INTO public.spans VALUES ('br_3b9da50ee1074cc19809f94ab0082b93', 55, 'it_8b9ed01672134273ace0cee4830eba3c', 'assistant', '\xc600000000010000400000005200000052000000480000005200000053000000400000004d00000053000000c6000000', 'rendered', NULL, NULL, 'd125bdfe477a04efa9737062101bd8ae', 'toy');
INSERT INTO public.spans VALUES ('br_3b9da50ee1074cc19809f94ab0082b93', 67, 'it_8b9ed01672134273ace0cee4830eba3c', 'assistant', '\x9f0000005f000000ae000000b90000006d000000bc000000', 'sampled', '1', 0, 'd125bdfe477a04efa9737062101bd8ae', 'toy');
INSERT INTO public.spans VALUES ('br_3b9da50ee1074cc19809f94ab0082b93', 73, 'it_cb5ecaf57eea4916b4581fbd99ec5496', 'user', '\x01010000c60000000001000054000000520000004400000051000000c60000003600000047000000580000001e00000001010000', 'rendered', NULL, NULL, 'd125bdfe477a04efa9737062101bd8ae', 'toy');
INSERT INTO public.spans VALUES ('br_3b9da50ee1074cc19809f94ab0082b93', 86, 'it_f3eafafd148541e7a5e696d5dffb55b7', 'assistant', '\xc600000000010000400000005200000052000000480000005200000053000000400000004d00000053000000c6000000', 'rendered', NULL, NULL, 'd125bdfe477a04efa9737062101bd8ae', 'toy');
INSERT INTO public.spans VALUES ('br_3b9da50ee1074cc19809f94ab0082b93', 98, 'it_f3eafafd148541e7a5e696d5dffb55b7', 'assistant', '\x9400000026000000d5000000e9000000a9000000e3000000', 'sampled', '2', 0, 'd125bdfe477a04efa9737062101bd8ae', 'toy');
INSERT INTO public.spans VALUES ('br_ea5f69fd5933467c88ef054315cd52e0', 86, 'it_e200104a5c6c4115807762613ef22fa2', 'assistant', '\xc600000000010000400000005200000052000000480000005200000053000000400000004d00000053000000c6000000', 'rendered', NULL, NULL, 'd125bdfe477a04efa9737062101bd8ae', 'toy');
INSERT INTO public.spans VALUES ('br_ea5f69fd5933467c88ef054315cd52e0', 98, 'it_e200104a5c6c4115807762613ef22fa2', 'assistant', '\x940000002a0000005f000000740000001c0000003f000000', 'sampled', '2', 1, 'd125bdfe477a04efa9737062101bd8ae', 'toy');
INSERT INTO public.spans VALUES ('br_a376414729d54433b6681bd3a9774b8b', 0, 'it_38c179444bc640b1b7f7ac69199101b6', 'user', '\x0001000054000000520000004400000051000000c6000000260000004e0000004e00000043000000dc0000004400000055000000440000004d000000480000004d0000004600000001010000', 'rendered', NULL, NULL, 'd125bdfe477a04efa9737062101bd8ae', 'toy');
INSERT INTO public.spans VALUES ('br_a376414729d54433b6681bd3a9774b8b', 19, 'it_8dd35160ce7a4615ad61154cdeb73e55', 'assistant', '\xc600000000010000400000005200000052000000480000005200000053000000400000004d00000053000000c6000000', 'rendered', NULL, NULL, 'd125bdfe477a04efa9737062101bd8ae', 'toy');
INSERT INTO public.spans VALUES ('br_a376414729d54433b6681bd3a9774b8b', 31, 'it_8dd35160ce7a4615ad61154cdeb73e55', 'assistant', '\xd800000081000000f3000000dc000000950000004c000000', 'sampled', '3', 0, 'd125bdfe477a04efa9737062101bd8ae', 'toy');
INSERT INTO public.spans VALUES ('br_1385343a39fb4de5acda9eb5e23d10c2', 0, 'it_c1a26bcbae9f460ea696e510cf83446b', 'prompt', '\x2e0000004d0000004200000044000000dc000000540000004f0000004e0000004d000000dc00000040000000dc00000053000000480000004c00000044000000', 'rendered', NULL, NULL, 'd125bdfe477a04efa9737062101bd8ae', 'toy');
INSERT INTO public.spans VALUES ('br_1385343a39fb4de5acda9eb5e23d10c2', 16, 'it_e79c9fc42f694bdbbecb48d2255aac0c', 'completion', '\x210000004e000000bb00000078000000b9000000', 'sampled', '4', 0, 'd125bdfe477a04efa9737062101bd8ae', 'toy');
INSERT INTO public.spans VALUES ('br_1385343a39fb4de5acda9eb5e23d10c2', 21, 'it_04b79a18f25242339611df52e371cb96', 'prompt', '\xdc000000400000004d00000043000000', 'rendered', NULL, NULL, 'd125bdfe477a04efa9737062101bd8ae', 'toy');
INSERT INTO public.spans VALUES ('br_1385343a39fb4de5acda9eb5e23d10c2', 25, 'it_225024326dfe4a6c86bea1a99c0cda9a', 'completion', '\xb70000001800000099000000', 'sampled', '5', 0, 'd125bdfe477a04efa9737062101bd8ae', 'toy');
INSERT INTO public.spans VALUES ('br_47e439d37109443d9bdd1e81c337dcd1', 0, 'it_90164df03bf34ae89a2e90a642e2f5e6', 'prompt', '\x740000006f0000006b000000650000006e00000073000000', 'rendered', NULL, NULL, 'd125bdfe477a04efa9737062101bd8ae', 'toy');
INSERT INTO public.spans VALUES ('br_47e439d37109443d9bdd1e81c337dcd1', 6, 'it_34107ef9a73945ec842e508456b09a8e', 'completion', '\xf70000009a0000005f000000ac00000050000000', 'sampled', '6', 0, 'd125bdfe477a04efa9737062101bd8ae', 'toy');
INSERT INTO public.spans VALUES ('br_b54ce15cd363451d9085f1053cfa2d1c', 0, 'it_a0f1fa09c29b469c9a1627af5619f741', 'user', '\x0001000054000000520000004400000051000000c60000002e0000004d0000004400000001010000', 'rendered', NULL, NULL, 'd125bdfe477a04efa9737062101bd8ae', 'toy');
INSERT INTO public.spans VALUES ('br_b54ce15cd363451d9085f1053cfa2d1c', 10, 'it_42753be4b3de45ef9a7bbb23eb993bb8', 'assistant', '\xc600000000010000400000005200000052000000480000005200000053000000400000004d00000053000000c6000000', 'rendered', NULL, NULL, 'd125bdfe477a04efa9737062101bd8ae', 'toy');
INSERT INTO public.spans VALUES ('br_b54ce15cd363451d9085f1053cfa2d1c', 22, 'it_42753be4b3de45ef9a7bbb23eb993bb8', 'assistant', '\x3c00000094000000490000005600000001010000', 'sampled', '7945965619236257404', 0, 'd125bdfe477a04efa9737062101bd8ae', 'toy');
INSERT INTO public.spans VALUES ('br_b54ce15cd363451d9085f1053cfa2d1c', 27, 'it_67e2e0a913ef421db634ab2f565c7810', 'user', '\xc60000000001000054000000520000004400000051000000c600000033000000560000004e00000001010000', 'rendered', NULL, NULL, 'd125bdfe477a04efa9737062101bd8ae', 'toy');
INSERT INTO public.spans VALUES ('br_b54ce15cd363451d9085f1053cfa2d1c', 38, 'it_a7b5a312e8c3432e83e15c17f5aa0fcc', 'assistant', '\xc600000000010000400000005200000052000000480000005200000053000000400000004d00000053000000c6000000', 'rendered', NULL, NULL, 'd125bdfe477a04efa9737062101bd8ae', 'toy');
INSERT INTO public.spans VALUES ('br_b54ce15cd363451d9085f1053cfa2d1c', 50, 'it_a7b5a312e8c3432e83e15c17f5aa0fcc', 'assistant', '\x500000000f00000017000000cd000000900000002000000009000000050000002500000098000000d0000000cc000000a1000000d100000071000000cf000000', 'sampled', '3774027366307315207', 0, 'd125bdfe477a04efa9737062101bd8ae', 'toy');
INSERT INTO public.spans VALUES ('br_c7bfc64778f14d399ba597a26f9bd99c', 0, 'it_0bd4303d4a774b9d856e0009778d2d43', 'user', '\x0001000054000000520000004400000051000000c60000002b0000004000000053000000440000005100000001010000', 'rendered', NULL, NULL, 'd125bdfe477a04efa9737062101bd8ae', 'toy');
INSERT INTO public.spans VALUES ('br_c7bfc64778f14d399ba597a26f9bd99c', 12, 'it_b33071a368a84c1b8c26650714c2e251', 'assistant', '\xc600000000010000400000005200000052000000480000005200000053000000400000004d00000053000000c6000000', 'rendered', NULL, NULL, 'd125bdfe477a04efa9737062101bd8ae', 'toy');
INSERT INTO public.spans VALUES ('br_c7bfc64778f14d399ba597a26f9bd99c', 24, 'it_b33071a368a84c1b8c26650714c2e251', 'assistant', '\xb2000000e100000077000000e5000000a3000000ea000000', 'sampled', '504447309709822257', 0, 'd125bdfe477a04efa9737062101bd8ae', 'toy');
INSERT INTO public.spans VALUES ('br_0a4f2285018745c88f83069e9e50b27c', 0, 'it_023a917b85ca48a383a77f78298bc681', 'user', '\x0001000054000000520000004400000051000000c6000000260000004e0000004d0000004400000001010000', 'rendered', NULL, NULL, 'd125bdfe477a04efa9737062101bd8ae', 'toy');
INSERT INTO public.spans VALUES ('br_0a4f2285018745c88f83069e9e50b27c', 11, 'it_58b1f96c69984cb1be9b063e08e2e399', 'assistant', '\xc600000000010000400000005200000052000000480000005200000053000000400000004d00000053000000c6000000', 'rendered', NULL, NULL, 'd125bdfe477a04efa9737062101bd8ae', 'toy');
INSERT INTO public.spans VALUES ('br_0a4f2285018745c88f83069e9e50b27c', 23, 'it_58b1f96c69984cb1be9b063e08e2e399', 'assistant', '\x2a00000010000000a0000000ad000000b700000081000000f50000005500000082000000930000004f000000ba000000d300000026000000960000009d000000', 'sampled', '3450006104113168366', 0, 'd125bdfe477a04efa9737062101bd8ae', 'toy');
INSERT INTO public.spans VALUES ('br_0a4f2285018745c88f83069e9e50b27c', 39, 'it_7d49cf5a40cf48d6bdf63d31525ee597', 'user', '\x01010000c60000000001000054000000520000004400000051000000c60000003200000053000000480000004b0000004b000000dc0000004700000044000000510000004400000001010000', 'rendered', NULL, NULL, 'd125bdfe477a04efa9737062101bd8ae', 'toy');
INSERT INTO public.spans VALUES ('br_0a4f2285018745c88f83069e9e50b27c', 58, 'it_9d2b56721dda4f9485cc6275be48ae4a', 'assistant', '\xc600000000010000400000005200000052000000480000005200000053000000400000004d00000053000000c6000000', 'rendered', NULL, NULL, 'd125bdfe477a04efa9737062101bd8ae', 'toy');
INSERT INTO public.spans VALUES ('br_0a4f2285018745c88f83069e9e50b27c', 70, 'it_9d2b56721dda4f9485cc6275be48ae4a', 'assistant', '\xe5000000aa000000ee000000020000009a0000002f000000fd0000003200000047000000ee000000700000007c000000be000000a000000087000000d5000000', 'sampled', '388187667592752645', 0, 'd125bdfe477a04efa9737062101bd8ae', 'toy');
INSERT INTO public.spans VALUES ('br_b4734f05f9ac422583150ccf5525e858', 0, 'it_0fc983f629974bf381558d0e9e4d45a6', 'user', '\x0001000054000000520000004400000051000000c60000002100000044000000450000004e000000510000004400000001010000', 'rendered', NULL, NULL, 'd125bdfe477a04efa9737062101bd8ae', 'toy');
INSERT INTO public.spans VALUES ('br_b4734f05f9ac422583150ccf5525e858', 13, 'it_681aa932414a40129b57f062a694d6b2', 'user', '\xc60000000001000054000000520000004400000051000000c6000000280000004d000000dc000000480000005300000001010000', 'rendered', NULL, NULL, 'd125bdfe477a04efa9737062101bd8ae', 'toy');
INSERT INTO public.spans VALUES ('br_b4734f05f9ac422583150ccf5525e858', 26, 'it_b8188bc47a52439c8b1b964ccd50c586', 'assistant', '\xc600000000010000400000005200000052000000480000005200000053000000400000004d00000053000000c6000000', 'rendered', NULL, NULL, 'd125bdfe477a04efa9737062101bd8ae', 'toy');
INSERT INTO public.spans VALUES ('br_b4734f05f9ac422583150ccf5525e858', 38, 'it_b8188bc47a52439c8b1b964ccd50c586', 'assistant', '\xfe0000003c0000008200000016000000ab0000000e00000079000000770000009b000000c1000000820000001e000000eb0000002e0000006d000000bd000000', 'sampled', '5531866152480799217', 0, 'd125bdfe477a04efa9737062101bd8ae', 'toy');
INSERT INTO public.spans VALUES ('br_7d4238394e984e93b642b8734bf0974c', 0, 'it_d5d651e78a8f441c8e0564e8b7096c78', 'user', '\x0001000054000000520000004400000051000000c6000000280000004d00000053000000440000005100000051000000540000004f00000053000000440000004300000001010000', 'rendered', NULL, NULL, 'd125bdfe477a04efa9737062101bd8ae', 'toy');
INSERT INTO public.steps VALUES ('resp_69b1b320d05b4d62b667652cf050efbc', 0, 'turn_41ff35562b9b48798c8d21d5d34ff0ff');
INSERT INTO public.steps VALUES ('resp_f20f55ef6b47420a8e5bfae7dcf4d203', 0, 'turn_7095b5fad6ff40bc8c20847dea3903cf');
INSERT INTO public.steps VALUES ('resp_4dc3d69b86924db286289332cddb5af5', 0, 'turn_d081723c3ef64585962446b41cb076cd');
INSERT INTO public.steps VALUES ('resp_be16f4096b33490c9ef067923de290bb', 0, 'turn_140910717991427592b331f240d41d2f');
INSERT INTO public.steps VALUES ('resp_4d8f7c22b3c645378611bc5df72485b3', 0, 'turn_173b5317a1114430909b6a442aff6fc1');
INSERT INTO public.steps VALUES ('resp_8c8a914f6fdd42689db3450bc0e95639', 0, 'turn_b829252a0b9a44a9864fedd6aa24651f');
INSERT INTO public.steps VALUES ('resp_4d03314de18c4ecdbc5b9691f3459043', 0, 'turn_3809dcc5f75e4f02b5ef0dcd5bd9889c');
INSERT INTO public.turn_tokens VALUES ('turn_41ff35562b9b48798c8d21d5d34ff0ff', 0, 0, '\x3c00000094000000490000005600000001010000', NULL, 6, 'stop', NULL);
INSERT INTO public.turn_tokens VALUES ('turn_7095b5fad6ff40bc8c20847dea3903cf', 0, 0, '\x500000000f00000017000000cd000000900000002000000009000000050000002500000098000000d0000000cc000000a1000000d100000071000000cf000000', NULL, 26, 'length', NULL);
INSERT INTO public.turn_tokens VALUES ('turn_d081723c3ef64585962446b41cb076cd', 0, 0, '\xb2000000e100000077000000e5000000a3000000ea00000002010000', NULL, 6, 'stop', NULL);
INSERT INTO public.turn_tokens VALUES ('turn_140910717991427592b331f240d41d2f', 0, 0, '\x2a00000010000000a0000000ad000000b700000081000000f50000005500000082000000930000004f000000ba000000d300000026000000960000009d000000', NULL, 8, 'length', NULL);
INSERT INTO public.turn_tokens VALUES ('turn_173b5317a1114430909b6a442aff6fc1', 0, 0, '\xe5000000aa000000ee000000020000009a0000002f000000fd0000003200000047000000ee000000700000007c000000be000000a000000087000000d5000000', NULL, 38, 'length', NULL);
INSERT INTO public.turn_tokens VALUES ('turn_b829252a0b9a44a9864fedd6aa24651f', 0, 0, '\xfe0000003c0000008200000016000000ab0000000e00000079000000770000009b000000c1000000820000001e000000eb0000002e0000006d000000bd000000', NULL, 6, 'length', NULL);
INSERT INTO public.turn_tokens VALUES ('turn_3809dcc5f75e4f02b5ef0dcd5bd9889c', 0, 0, '\xb4000000', NULL, 6, NULL, NULL);
INSERT INTO public.turn_tokens VALUES ('turn_3809dcc5f75e4f02b5ef0dcd5bd9889c', 0, 1, '\x3e000000', NULL, NULL, NULL, NULL);
INSERT INTO public.turn_tokens VALUES ('turn_3809dcc5f75e4f02b5ef0dcd5bd9889c', 0, 2, '\xea000000', NULL, NULL, NULL, NULL);
INSERT INTO public.turn_tokens VALUES ('turn_3809dcc5f75e4f02b5ef0dcd5bd9889c', 0, 3, '\xbc000000', NULL, NULL, NULL, NULL);
INSERT INTO public.turn_tokens VALUES ('turn_3809dcc5f75e4f02b5ef0dcd5bd9889c', 0, 4, '\x69000000', NULL, NULL, NULL, NULL);
INSERT INTO public.turn_tokens VALUES ('turn_3809dcc5f75e4f02b5ef0dcd5bd9889c', 0, 5, '\x9b000000', NULL, NULL, NULL, NULL);
INSERT INTO public.turn_tokens VALUES ('turn_3809dcc5f75e4f02b5ef0dcd5bd9889c', 0, 6, '\x27000000', NULL, NULL, NULL, NULL);
INSERT INTO public.turn_tokens VALUES ('turn_3809dcc5f75e4f02b5ef0dcd5bd9889c', 0, 7, '\xbd000000', NULL, NULL, NULL, NULL);
INSERT INTO public.turn_tokens VALUES ('turn_3809dcc5f75e4f02b5ef0dcd5bd9889c', 0, 8, '\x79000000', NULL, NULL, NULL, NULL);
INSERT INTO public.turn_tokens VALUES ('turn_3809dcc5f75e4f02b5ef0dcd5bd9889c', 0, 9, '\xb1000000', NULL, NULL, NULL, NULL);
INSERT INTO public.turn_tokens VALUES ('turn_3809dcc5f75e4f02b5ef0dcd5bd9889c', 0, 10, '\x08000000', NULL, NULL, NULL, NULL);
INSERT INTO public.turn_tokens VALUES ('turn_3809dcc5f75e4f02b5ef0dcd5bd9889c', 0, 11, '\x4c000000', NULL, NULL, NULL, NULL);
INSERT INTO public.turn_tokens VALUES ('turn_3809dcc5f75e4f02b5ef0dcd5bd9889c', 0, 12, '\xa2000000', NULL, NULL, NULL, NULL);
INSERT INTO public.turn_tokens VALUES ('turn_3809dcc5f75e4f02b5ef0dcd5bd9889c', 0, 13, '\x87000000', NULL, NULL, NULL, NULL);
INSERT INTO public.turn_tokens VALUES ('turn_3809dcc5f75e4f02b5ef0dcd5bd9889c', 0, 14, '\x76000000', NULL, NULL, NULL, NULL);
INSERT INTO public.turn_tokens VALUES ('turn_3809dcc5f75e4f02b5ef0dcd5bd9889c', 0, 15, '\xfc000000', NULL, NULL, NULL, NULL);
INSERT INTO public.turn_tokens VALUES ('turn_3809dcc5f75e4f02b5ef0dcd5bd9889c', 0, 16, '\xbd000000', NULL, NULL, NULL, NULL);
INSERT INTO public.turn_tokens VALUES ('turn_3809dcc5f75e4f02b5ef0dcd5bd9889c', 0, 17, '\x08000000', NULL, NULL, NULL, NULL);
INSERT INTO public.turn_tokens VALUES ('turn_3809dcc5f75e4f02b5ef0dcd5bd9889c', 0, 18, '\x84000000', NULL, NULL, NULL, NULL);
INSERT INTO public.turn_tokens VALUES ('turn_3809dcc5f75e4f02b5ef0dcd5bd9889c', 0, 19, '\x84000000', NULL, NULL, NULL, NULL);
INSERT INTO public.turn_tokens VALUES ('turn_3809dcc5f75e4f02b5ef0dcd5bd9889c', 0, 20, '\xfc000000', NULL, NULL, NULL, NULL);
INSERT INTO public.turn_tokens VALUES ('turn_3809dcc5f75e4f02b5ef0dcd5bd9889c', 0, 21, '\x9f000000', NULL, NULL, NULL, NULL);
INSERT INTO public.turn_tokens VALUES ('turn_3809dcc5f75e4f02b5ef0dcd5bd9889c', 0, 22, '\x89000000', NULL, NULL, NULL, NULL);
INSERT INTO public.turn_tokens VALUES ('turn_3809dcc5f75e4f02b5ef0dcd5bd9889c', 0, 23, '\x94000000', NULL, NULL, NULL, NULL);
INSERT INTO public.turn_tokens VALUES ('turn_3809dcc5f75e4f02b5ef0dcd5bd9889c', 0, 24, '\x6f000000', NULL, NULL, NULL, NULL);
INSERT INTO public.turn_tokens VALUES ('turn_3809dcc5f75e4f02b5ef0dcd5bd9889c', 0, 25, '\x00000000', NULL, NULL, NULL, NULL);
INSERT INTO public.turn_tokens VALUES ('turn_3809dcc5f75e4f02b5ef0dcd5bd9889c', 0, 26, '\x02000000', NULL, NULL, NULL, NULL);
INSERT INTO public.turn_tokens VALUES ('turn_3809dcc5f75e4f02b5ef0dcd5bd9889c', 0, 27, '\x7a000000', NULL, NULL, NULL, NULL);
INSERT INTO public.turn_tokens VALUES ('turn_3809dcc5f75e4f02b5ef0dcd5bd9889c', 0, 28, '\xc8000000', NULL, NULL, NULL, NULL);
INSERT INTO public.turn_tokens VALUES ('turn_3809dcc5f75e4f02b5ef0dcd5bd9889c', 0, 29, '\x57000000', NULL, NULL, NULL, NULL);
INSERT INTO public.turn_tokens VALUES ('turn_3809dcc5f75e4f02b5ef0dcd5bd9889c', 0, 30, '\x80000000', NULL, NULL, NULL, NULL);
INSERT INTO public.turn_tokens VALUES ('turn_3809dcc5f75e4f02b5ef0dcd5bd9889c', 0, 31, '\xa7000000', NULL, NULL, NULL, NULL);
INSERT INTO public.turn_tokens VALUES ('turn_3809dcc5f75e4f02b5ef0dcd5bd9889c', 0, 32, '\xa3000000', NULL, NULL, NULL, NULL);
INSERT INTO public.turn_tokens VALUES ('turn_3809dcc5f75e4f02b5ef0dcd5bd9889c', 0, 33, '\x48000000', NULL, NULL, NULL, NULL);
INSERT INTO public.turn_tokens VALUES ('turn_3809dcc5f75e4f02b5ef0dcd5bd9889c', 0, 34, '\x14000000', NULL, NULL, NULL, NULL);
INSERT INTO public.turn_tokens VALUES ('turn_3809dcc5f75e4f02b5ef0dcd5bd9889c', 0, 35, '\x19000000', NULL, NULL, NULL, NULL);
INSERT INTO public.turn_tokens VALUES ('turn_3809dcc5f75e4f02b5ef0dcd5bd9889c', 0, 36, '\x7b000000', NULL, NULL, NULL, NULL);
INSERT INTO public.turn_tokens VALUES ('turn_3809dcc5f75e4f02b5ef0dcd5bd9889c', 0, 37, '\x4f000000', NULL, NULL, NULL, NULL);
INSERT INTO public.turn_tokens VALUES ('turn_3809dcc5f75e4f02b5ef0dcd5bd9889c', 0, 38, '\x17000000', NULL, NULL, NULL, NULL);
INSERT INTO public.turn_tokens VALUES ('turn_3809dcc5f75e4f02b5ef0dcd5bd9889c', 0, 39, '\x2d000000', NULL, NULL, NULL, NULL);
INSERT INTO public.turn_tokens VALUES ('turn_3809dcc5f75e4f02b5ef0dcd5bd9889c', 0, 40, '\x5d000000', NULL, NULL, NULL, NULL);
INSERT INTO public.turn_tokens VALUES ('turn_3809dcc5f75e4f02b5ef0dcd5bd9889c', 0, 41, '\xd9000000', NULL, NULL, NULL, NULL);
INSERT INTO public.turn_tokens VALUES ('turn_3809dcc5f75e4f02b5ef0dcd5bd9889c', 0, 42, '\x2c000000', NULL, NULL, NULL, NULL);
INSERT INTO public.turn_tokens VALUES ('turn_3809dcc5f75e4f02b5ef0dcd5bd9889c', 0, 43, '\x93000000', NULL, NULL, NULL, NULL);
INSERT INTO public.turn_tokens VALUES ('turn_3809dcc5f75e4f02b5ef0dcd5bd9889c', 0, 44, '\x94000000', NULL, NULL, NULL, NULL);
INSERT INTO public.turn_tokens VALUES ('turn_3809dcc5f75e4f02b5ef0dcd5bd9889c', 0, 45, '\x70000000', NULL, NULL, NULL, NULL);
INSERT INTO public.turn_tokens VALUES ('turn_3809dcc5f75e4f02b5ef0dcd5bd9889c', 0, 46, '\x4e000000', NULL, NULL, NULL, NULL);
INSERT INTO public.turn_tokens VALUES ('turn_3809dcc5f75e4f02b5ef0dcd5bd9889c', 0, 47, '\x84000000', NULL, NULL, NULL, NULL);
INSERT INTO public.turn_tokens VALUES ('turn_3809dcc5f75e4f02b5ef0dcd5bd9889c', 0, 48, '\x41000000', NULL, NULL, NULL, NULL);
INSERT INTO public.turn_tokens VALUES ('turn_3809dcc5f75e4f02b5ef0dcd5bd9889c', 0, 49, '\x15000000', NULL, NULL, NULL, NULL);
INSERT INTO public.turn_tokens VALUES ('turn_3809dcc5f75e4f02b5ef0dcd5bd9889c', 0, 50, '\x94000000', NULL, NULL, NULL, NULL);
INSERT INTO public.turn_tokens VALUES ('turn_3809dcc5f75e4f02b5ef0dcd5bd9889c', 0, 51, '\xdf000000', NULL, NULL, NULL, NULL);
INSERT INTO public.turn_tokens VALUES ('turn_3809dcc5f75e4f02b5ef0dcd5bd9889c', 0, 52, '\x7a000000', NULL, NULL, NULL, NULL);
INSERT INTO public.turn_tokens VALUES ('turn_3809dcc5f75e4f02b5ef0dcd5bd9889c', 0, 53, '\x94000000', NULL, NULL, NULL, NULL);
INSERT INTO public.turn_tokens VALUES ('turn_3809dcc5f75e4f02b5ef0dcd5bd9889c', 0, 54, '\x95000000', NULL, NULL, NULL, NULL);
INSERT INTO public.turn_tokens VALUES ('turn_3809dcc5f75e4f02b5ef0dcd5bd9889c', 0, 55, '\x7d000000', NULL, NULL, NULL, NULL);
INSERT INTO public.turn_tokens VALUES ('turn_3809dcc5f75e4f02b5ef0dcd5bd9889c', 0, 56, '\x01000000', NULL, NULL, NULL, NULL);
INSERT INTO public.turn_tokens VALUES ('turn_3809dcc5f75e4f02b5ef0dcd5bd9889c', 0, 57, '\x54000000', NULL, NULL, NULL, NULL);
INSERT INTO public.turn_tokens VALUES ('turn_3809dcc5f75e4f02b5ef0dcd5bd9889c', 0, 58, '\xe5000000', NULL, NULL, NULL, NULL);
INSERT INTO public.turn_tokens VALUES ('turn_3809dcc5f75e4f02b5ef0dcd5bd9889c', 0, 59, '\x93000000', NULL, NULL, NULL, NULL);
INSERT INTO public.turn_tokens VALUES ('turn_3809dcc5f75e4f02b5ef0dcd5bd9889c', 0, 60, '\xa9000000', NULL, NULL, NULL, NULL);
INSERT INTO public.turn_tokens VALUES ('turn_3809dcc5f75e4f02b5ef0dcd5bd9889c', 0, 61, '\x0c000000', NULL, NULL, NULL, NULL);
INSERT INTO public.turn_tokens VALUES ('turn_3809dcc5f75e4f02b5ef0dcd5bd9889c', 0, 62, '\x57000000', NULL, NULL, NULL, NULL);
INSERT INTO public.turn_tokens VALUES ('turn_3809dcc5f75e4f02b5ef0dcd5bd9889c', 0, 63, '\x8e000000', NULL, NULL, NULL, NULL);
INSERT INTO public.turn_tokens VALUES ('turn_3809dcc5f75e4f02b5ef0dcd5bd9889c', 0, 64, '\x17000000', NULL, NULL, NULL, NULL);
INSERT INTO public.turns VALUES ('turn_140910717991427592b331f240d41d2f', 'se_c3679c3be2644e5b89dad812eeb642c9', 'completed', true, 'ow_d80e917e99314c6a816c7b6acbf105df', 1, 0, 0, 'br_0a4f2285018745c88f83069e9e50b27c', 11, 1, 1, '\xc600000000010000400000005200000052000000480000005200000053000000400000004d00000053000000c6000000', '\xc417841e4e0c29ee46f62d41850734b8', '\xae110851c9dd3fab3ff687bfd2d40a26', '{"request_id": "resp_be16f4096b33490c9ef067923de290bb", "model": "toy", "input": {"messages": [], "add_generation_prompt": true, "continue_final_message": false, "tools": null, "variables": {}}, "adapter": null, "sampling": {"max_tokens": 16, "min_tokens": 0, "temperature": 1.0, "top_k": 0, "top_p": 1.0, "min_p": 0.0, "repetition_penalty": 1.0, "presence_penalty": 0.0, "frequency_penalty": 0.0, "logit_bias": [], "seed": null, "stop": [], "stop_token_ids": [], "include_stop_str_in_output": false, "ignore_eos": false, "max_reasoning_tokens": null, "logprobs": null, "prompt_logprobs": null}, "n": 1, "echo": false, "session_id": "resp_be16f4096b33490c9ef067923de290bb", "run_id": "resp_be16f4096b33490c9ef067923de290bb", "step": 0, "is_recorded": true, "grammar": null, "lease_s": 0.0, "is_carried": false, "is_signed": false, "is_last": false, "tenant": "default"}', 8192, 'd125bdfe477a04efa9737062101bd8ae', 'toy', false, '{"request_id": "resp_be16f4096b33490c9ef067923de290bb", "created": 1796070395, "num_prompt_tokens": 23, "seed": 3450006104113168366, "system_fingerprint": "fp_6fbc7cfef75f", "session": {"session_id": "resp_be16f4096b33490c9ef067923de290bb", "num_matched_messages": 0, "num_matched_tokens": 0, "forked": false}, "loosened_tools": [], "reasoning": "none"}', '{"usage": {"num_prompt_tokens": 23, "num_completion_tokens": 16, "num_cached_tokens": 8, "cold": null, "restored": {"tier": "device", "num_tokens": 8, "seconds": 0.0, "saved_s": 5.443171426518172e-05, "num_bytes": 0}, "head_rules": [], "num_reasoning_tokens": 0, "kv": {"byte_seconds": {"device": 0.0, "disk": 0.0}, "num_restored_bytes": 0, "num_recomputed_tokens": 0}}, "num_computed_tokens": 15, "prompt_logprobs": null, "carrier": null, "needs_carrier": false, "ignored_carriers": []}', NULL);
INSERT INTO public.turns VALUES ('turn_3809dcc5f75e4f02b5ef0dcd5bd9889c', 'se_7e309f4e4e354e6fb6d2fab33d9b8bb4', 'in_progress', true, 'ow_d80e917e99314c6a816c7b6acbf105df', 1, 0, 0, 'br_7d4238394e984e93b642b8734bf0974c', 18, 1, 1, '\xc600000000010000400000005200000052000000480000005200000053000000400000004d00000053000000c6000000', '\xc417841e4e0c29ee46f62d41850734b8', '\x833cd06a3feef156551e2d3bfe0ab85b', '{"request_id": "resp_4d03314de18c4ecdbc5b9691f3459043", "model": "toy", "input": {"messages": [], "add_generation_prompt": true, "continue_final_message": false, "tools": null, "variables": {}}, "adapter": null, "sampling": {"max_tokens": 600, "min_tokens": 0, "temperature": 1.0, "top_k": 0, "top_p": 1.0, "min_p": 0.0, "repetition_penalty": 1.0, "presence_penalty": 0.0, "frequency_penalty": 0.0, "logit_bias": [], "seed": null, "stop": [], "stop_token_ids": [], "include_stop_str_in_output": false, "ignore_eos": false, "max_reasoning_tokens": null, "logprobs": null, "prompt_logprobs": null}, "n": 1, "echo": false, "session_id": "resp_4d03314de18c4ecdbc5b9691f3459043", "run_id": "resp_4d03314de18c4ecdbc5b9691f3459043", "step": 0, "is_recorded": true, "grammar": null, "lease_s": 0.0, "is_carried": false, "is_signed": false, "is_last": false, "tenant": "default"}', 8192, 'd125bdfe477a04efa9737062101bd8ae', 'toy', false, '{"request_id": "resp_4d03314de18c4ecdbc5b9691f3459043", "created": 1796070396, "num_prompt_tokens": 30, "seed": 446380680415012038, "system_fingerprint": "fp_6fbc7cfef75f", "session": {"session_id": "resp_4d03314de18c4ecdbc5b9691f3459043", "num_matched_messages": 0, "num_matched_tokens": 0, "forked": false}, "loosened_tools": [], "reasoning": "none"}', NULL, NULL);
INSERT INTO public.turns VALUES ('turn_41ff35562b9b48798c8d21d5d34ff0ff', 'se_e1f69286bbd14331a44e0ff59bcab6b9', 'completed', true, 'ow_d80e917e99314c6a816c7b6acbf105df', 1, 0, 0, 'br_b54ce15cd363451d9085f1053cfa2d1c', 10, 1, 1, '\xc600000000010000400000005200000052000000480000005200000053000000400000004d00000053000000c6000000', '\xc417841e4e0c29ee46f62d41850734b8', '\x77f869597a023dff8787e0ba9225f3a3', '{"request_id": "resp_69b1b320d05b4d62b667652cf050efbc", "model": "toy", "input": {"messages": [], "add_generation_prompt": true, "continue_final_message": false, "tools": null, "variables": {}}, "adapter": null, "sampling": {"max_tokens": 16, "min_tokens": 0, "temperature": 1.0, "top_k": 0, "top_p": 1.0, "min_p": 0.0, "repetition_penalty": 1.0, "presence_penalty": 0.0, "frequency_penalty": 0.0, "logit_bias": [], "seed": null, "stop": [], "stop_token_ids": [], "include_stop_str_in_output": false, "ignore_eos": false, "max_reasoning_tokens": null, "logprobs": null, "prompt_logprobs": null}, "n": 1, "echo": false, "session_id": "resp_69b1b320d05b4d62b667652cf050efbc", "run_id": "resp_69b1b320d05b4d62b667652cf050efbc", "step": 0, "is_recorded": true, "grammar": null, "lease_s": 0.0, "is_carried": false, "is_signed": false, "is_last": false, "tenant": "default"}', 8192, 'd125bdfe477a04efa9737062101bd8ae', 'toy', false, '{"request_id": "resp_69b1b320d05b4d62b667652cf050efbc", "created": 1796070393, "num_prompt_tokens": 22, "seed": 7945965619236257404, "system_fingerprint": "fp_6fbc7cfef75f", "session": {"session_id": "resp_69b1b320d05b4d62b667652cf050efbc", "num_matched_messages": 0, "num_matched_tokens": 0, "forked": false}, "loosened_tools": [], "reasoning": "none"}', '{"usage": {"num_prompt_tokens": 22, "num_completion_tokens": 5, "num_cached_tokens": 6, "cold": null, "restored": {"tier": "device", "num_tokens": 6, "seconds": 0.0, "saved_s": 3.151821652524782e-05, "num_bytes": 0}, "head_rules": [], "num_reasoning_tokens": 0, "kv": {"byte_seconds": {"device": 0.0, "disk": 0.0}, "num_restored_bytes": 0, "num_recomputed_tokens": 0}}, "num_computed_tokens": 16, "prompt_logprobs": null, "carrier": null, "needs_carrier": false, "ignored_carriers": []}', NULL);
INSERT INTO public.turns VALUES ('turn_7095b5fad6ff40bc8c20847dea3903cf', 'se_e1f69286bbd14331a44e0ff59bcab6b9', 'completed', true, 'ow_d80e917e99314c6a816c7b6acbf105df', 1, 0, 0, 'br_b54ce15cd363451d9085f1053cfa2d1c', 38, 3, 2, '\xc600000000010000400000005200000052000000480000005200000053000000400000004d00000053000000c6000000', '\xc417841e4e0c29ee46f62d41850734b8', '\x3fb7a690bd6ba9386d6f8dd924524034', '{"request_id": "resp_f20f55ef6b47420a8e5bfae7dcf4d203", "model": "toy", "input": {"messages": [], "add_generation_prompt": true, "continue_final_message": false, "tools": null, "variables": {}}, "adapter": null, "sampling": {"max_tokens": 16, "min_tokens": 0, "temperature": 1.0, "top_k": 0, "top_p": 1.0, "min_p": 0.0, "repetition_penalty": 1.0, "presence_penalty": 0.0, "frequency_penalty": 0.0, "logit_bias": [], "seed": null, "stop": [], "stop_token_ids": [], "include_stop_str_in_output": false, "ignore_eos": false, "max_reasoning_tokens": null, "logprobs": null, "prompt_logprobs": null}, "n": 1, "echo": false, "session_id": "resp_69b1b320d05b4d62b667652cf050efbc", "run_id": "resp_f20f55ef6b47420a8e5bfae7dcf4d203", "step": 0, "is_recorded": true, "grammar": null, "lease_s": 0.0, "is_carried": false, "is_signed": false, "is_last": false, "tenant": "default"}', 8192, 'd125bdfe477a04efa9737062101bd8ae', 'toy', false, '{"request_id": "resp_f20f55ef6b47420a8e5bfae7dcf4d203", "created": 1796070394, "num_prompt_tokens": 50, "seed": 3774027366307315207, "system_fingerprint": "fp_6fbc7cfef75f", "session": {"session_id": "resp_69b1b320d05b4d62b667652cf050efbc", "num_matched_messages": 2, "num_matched_tokens": 27, "forked": false}, "loosened_tools": [], "reasoning": "none"}', '{"usage": {"num_prompt_tokens": 50, "num_completion_tokens": 16, "num_cached_tokens": 26, "cold": null, "restored": {"tier": "device", "num_tokens": 26, "seconds": 0.0, "saved_s": 0.00014120757443859778, "num_bytes": 0}, "head_rules": [], "num_reasoning_tokens": 0, "kv": {"byte_seconds": {"device": 179.5868392959237, "disk": 411.35441751954204}, "num_restored_bytes": 0, "num_recomputed_tokens": 0}}, "num_computed_tokens": 24, "prompt_logprobs": null, "carrier": null, "needs_carrier": false, "ignored_carriers": []}', NULL);
INSERT INTO public.turns VALUES ('turn_d081723c3ef64585962446b41cb076cd', 'se_a3301196b7294805b19475ccec2bd9fd', 'completed', true, 'ow_d80e917e99314c6a816c7b6acbf105df', 1, 0, 0, 'br_c7bfc64778f14d399ba597a26f9bd99c', 12, 1, 1, '\xc600000000010000400000005200000052000000480000005200000053000000400000004d00000053000000c6000000', '\xc417841e4e0c29ee46f62d41850734b8', '\x1d0a5c99b8ef5ef81592c6af4098d929', '{"request_id": "resp_4dc3d69b86924db286289332cddb5af5", "model": "toy", "input": {"messages": [], "add_generation_prompt": true, "continue_final_message": false, "tools": null, "variables": {}}, "adapter": null, "sampling": {"max_tokens": 16, "min_tokens": 0, "temperature": 1.0, "top_k": 0, "top_p": 1.0, "min_p": 0.0, "repetition_penalty": 1.0, "presence_penalty": 0.0, "frequency_penalty": 0.0, "logit_bias": [], "seed": null, "stop": [], "stop_token_ids": [], "include_stop_str_in_output": false, "ignore_eos": false, "max_reasoning_tokens": null, "logprobs": null, "prompt_logprobs": null}, "n": 1, "echo": false, "session_id": "resp_4dc3d69b86924db286289332cddb5af5", "run_id": "resp_4dc3d69b86924db286289332cddb5af5", "step": 0, "is_recorded": true, "grammar": null, "lease_s": 0.0, "is_carried": false, "is_signed": false, "is_last": false, "tenant": "default"}', 8192, 'd125bdfe477a04efa9737062101bd8ae', 'toy', false, '{"request_id": "resp_4dc3d69b86924db286289332cddb5af5", "created": 1796070394, "num_prompt_tokens": 24, "seed": 504447309709822257, "system_fingerprint": "fp_6fbc7cfef75f", "session": {"session_id": "resp_4dc3d69b86924db286289332cddb5af5", "num_matched_messages": 0, "num_matched_tokens": 0, "forked": false}, "loosened_tools": [], "reasoning": "none"}', '{"usage": {"num_prompt_tokens": 24, "num_completion_tokens": 7, "num_cached_tokens": 6, "cold": null, "restored": {"tier": "device", "num_tokens": 6, "seconds": 0.0, "saved_s": 3.889437459738021e-05, "num_bytes": 0}, "head_rules": [], "num_reasoning_tokens": 0, "kv": {"byte_seconds": {"device": 0.0, "disk": 0.0}, "num_restored_bytes": 0, "num_recomputed_tokens": 0}}, "num_computed_tokens": 18, "prompt_logprobs": null, "carrier": null, "needs_carrier": false, "ignored_carriers": []}', NULL);
INSERT INTO public.turns VALUES ('turn_173b5317a1114430909b6a442aff6fc1', 'se_c3679c3be2644e5b89dad812eeb642c9', 'completed', true, 'ow_d80e917e99314c6a816c7b6acbf105df', 1, 0, 0, 'br_0a4f2285018745c88f83069e9e50b27c', 58, 3, 2, '\xc600000000010000400000005200000052000000480000005200000053000000400000004d00000053000000c6000000', '\xc417841e4e0c29ee46f62d41850734b8', '\x8af679937ebec294e39909a8b78a6f95', '{"request_id": "resp_4d8f7c22b3c645378611bc5df72485b3", "model": "toy", "input": {"messages": [], "add_generation_prompt": true, "continue_final_message": false, "tools": null, "variables": {}}, "adapter": null, "sampling": {"max_tokens": 16, "min_tokens": 0, "temperature": 1.0, "top_k": 0, "top_p": 1.0, "min_p": 0.0, "repetition_penalty": 1.0, "presence_penalty": 0.0, "frequency_penalty": 0.0, "logit_bias": [], "seed": null, "stop": [], "stop_token_ids": [], "include_stop_str_in_output": false, "ignore_eos": false, "max_reasoning_tokens": null, "logprobs": null, "prompt_logprobs": null}, "n": 1, "echo": false, "session_id": "resp_be16f4096b33490c9ef067923de290bb", "run_id": "resp_4d8f7c22b3c645378611bc5df72485b3", "step": 0, "is_recorded": true, "grammar": null, "lease_s": 0.0, "is_carried": false, "is_signed": false, "is_last": false, "tenant": "default"}', 8192, 'd125bdfe477a04efa9737062101bd8ae', 'toy', false, '{"request_id": "resp_4d8f7c22b3c645378611bc5df72485b3", "created": 1796070395, "num_prompt_tokens": 70, "seed": 388187667592752645, "system_fingerprint": "fp_6fbc7cfef75f", "session": {"session_id": "resp_be16f4096b33490c9ef067923de290bb", "num_matched_messages": 2, "num_matched_tokens": 39, "forked": false}, "loosened_tools": [], "reasoning": "none"}', '{"usage": {"num_prompt_tokens": 70, "num_completion_tokens": 16, "num_cached_tokens": 38, "cold": null, "restored": {"tier": "device", "num_tokens": 38, "seconds": 0.0, "saved_s": 0.00027134663918685573, "num_bytes": 0}, "head_rules": [], "num_reasoning_tokens": 0, "kv": {"byte_seconds": {"device": 252.5074255359359, "disk": 574.9204513118311}, "num_restored_bytes": 0, "num_recomputed_tokens": 0}}, "num_computed_tokens": 32, "prompt_logprobs": null, "carrier": null, "needs_carrier": false, "ignored_carriers": []}', NULL);
INSERT INTO public.turns VALUES ('turn_b829252a0b9a44a9864fedd6aa24651f', 'se_7f458c71fb3f497188544fffbc6fb43b', 'completed', true, 'ow_d80e917e99314c6a816c7b6acbf105df', 1, 0, 0, 'br_b4734f05f9ac422583150ccf5525e858', 26, 2, 1, '\xc600000000010000400000005200000052000000480000005200000053000000400000004d00000053000000c6000000', '\xc417841e4e0c29ee46f62d41850734b8', '\xaf0aa6929370b3955c4a20872a5103cf', '{"request_id": "resp_8c8a914f6fdd42689db3450bc0e95639", "model": "toy", "input": {"messages": [], "add_generation_prompt": true, "continue_final_message": false, "tools": null, "variables": {}}, "adapter": null, "sampling": {"max_tokens": 16, "min_tokens": 0, "temperature": 1.0, "top_k": 0, "top_p": 1.0, "min_p": 0.0, "repetition_penalty": 1.0, "presence_penalty": 0.0, "frequency_penalty": 0.0, "logit_bias": [], "seed": null, "stop": [], "stop_token_ids": [], "include_stop_str_in_output": false, "ignore_eos": false, "max_reasoning_tokens": null, "logprobs": null, "prompt_logprobs": null}, "n": 1, "echo": false, "session_id": "conv_f3128d2ebe004f698dfec3c97075b701", "run_id": "resp_8c8a914f6fdd42689db3450bc0e95639", "step": 0, "is_recorded": true, "grammar": null, "lease_s": 0.0, "is_carried": false, "is_signed": false, "is_last": false, "tenant": "default"}', 8192, 'd125bdfe477a04efa9737062101bd8ae', 'toy', false, '{"request_id": "resp_8c8a914f6fdd42689db3450bc0e95639", "created": 1796070396, "num_prompt_tokens": 38, "seed": 5531866152480799217, "system_fingerprint": "fp_6fbc7cfef75f", "session": {"session_id": "conv_f3128d2ebe004f698dfec3c97075b701", "num_matched_messages": 0, "num_matched_tokens": 0, "forked": false}, "loosened_tools": [], "reasoning": "none"}', '{"usage": {"num_prompt_tokens": 38, "num_completion_tokens": 16, "num_cached_tokens": 6, "cold": null, "restored": {"tier": "device", "num_tokens": 6, "seconds": 0.0, "saved_s": 4.60224233967073e-05, "num_bytes": 0}, "head_rules": [], "num_reasoning_tokens": 0, "kv": {"byte_seconds": {"device": 0.0, "disk": 0.0}, "num_restored_bytes": 0, "num_recomputed_tokens": 0}}, "num_computed_tokens": 32, "prompt_logprobs": null, "carrier": null, "needs_carrier": false, "ignored_carriers": []}', NULL);
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
CREATE INDEX agent_calls_of_turn ON public.agent_calls USING btree (turn_id);
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
ALTER TABLE ONLY public.vault_credentials
    ADD CONSTRAINT vault_credentials_vault_id_fkey FOREIGN KEY (vault_id) REFERENCES public.vaults(id) ON DELETE CASCADE;
