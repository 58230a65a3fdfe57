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
ALTER TABLE ONLY public.migrations ALTER COLUMN number SET DEFAULT nextval('public.migrations_number_seq'::regclass);
INSERT INTO public.branches VALUES ('br_07448a10af2a441ab84be1c5353c4538', 'se_e6ed1d228f8a4c7f946ed504ad72c073', 'chat', NULL, 0, 0, 40, 2, 1, 1796048304.5351334, 'ow_935f577c806a4c44b4c1526fdffc386e', 39, NULL);
INSERT INTO public.branches VALUES ('br_2ae288f120e84763a76afa1f9b6da71a', 'se_e59fd7c62d854c34b445ff1e4cdf2e58', 'chat', NULL, 0, 0, 86, 4, 2, 1796048305.048292, 'ow_935f577c806a4c44b4c1526fdffc386e', 85, NULL);
INSERT INTO public.branches VALUES ('br_54afd80a835b4151bed80d4afdb772e0', 'se_6e4a4fecbc4d4769ba566e037c3aaf3f', 'chat', NULL, 0, 0, 104, 6, 3, 1796048300.3013453, 'ow_935f577c806a4c44b4c1526fdffc386e', 103, NULL);
INSERT INTO public.branches VALUES ('br_779eb03b08a54782a4d25656da1ab0e5', 'se_6e4a4fecbc4d4769ba566e037c3aaf3f', 'chat', 'br_54afd80a835b4151bed80d4afdb772e0', 86, 5, 104, 6, 1, 1796048301.1964624, 'ow_935f577c806a4c44b4c1526fdffc386e', 103, NULL);
INSERT INTO public.branches VALUES ('br_0150098f9fcb4f70a699e545430ea672', 'se_cda33381d6fa481da2b3d5d4b6082962', 'chat', NULL, 0, 0, 54, 3, 1, 1796048308.6219108, 'ow_935f577c806a4c44b4c1526fdffc386e', 53, NULL);
INSERT INTO public.branches VALUES ('br_e5251751b2f64bee9b49143b7f2b3776', 'se_6e4a4fecbc4d4769ba566e037c3aaf3f', 'chat', NULL, 0, 0, 37, 2, 1, 1796048301.4232404, 'ow_935f577c806a4c44b4c1526fdffc386e', 36, NULL);
INSERT INTO public.branches VALUES ('br_ac4dd55860fa4aae96dab4e19d580087', 'se_3369af9aec28497abca03e7bfcc397d2', 'chat', NULL, 0, 0, 18, 1, 1, 1796048309.2837627, NULL, 0, NULL);
INSERT INTO public.branches VALUES ('br_2f06e17c147241e8be9a0e787120ce0f', 'se_581fc7a7615f48a2a96a3b8cc9941b90', 'text', NULL, 0, 0, 28, 4, 2, 1796048301.689398, 'ow_935f577c806a4c44b4c1526fdffc386e', 28, NULL);
INSERT INTO public.branches VALUES ('br_b54b01f1906a4f6690f20ade0b495073', 'se_8179034aa1c04adb92b414b8f52a9fd3', 'tokens', NULL, 0, 0, 11, 2, 1, 1796048302.3491151, 'ow_935f577c806a4c44b4c1526fdffc386e', 10, NULL);
INSERT INTO public.branches VALUES ('br_f5d1f0b2c9e14b85955514e6e7128426', 'se_9817a0d1959543c4a643446db8b70bef', 'chat', NULL, 0, 0, 78, 4, 2, 1796048302.8618743, 'ow_935f577c806a4c44b4c1526fdffc386e', 77, NULL);
INSERT INTO public.conversation_items VALUES ('conv_b634706439c94966bf77c07278b9a310', 0, 'msg_8a9aa065074740f3b46d25c170aa0acc', '{"id": "msg_8a9aa065074740f3b46d25c170aa0acc", "type": "message", "role": "user", "status": "completed", "content": [{"type": "input_text", "text": "Before"}]}');
INSERT INTO public.conversation_items VALUES ('conv_b634706439c94966bf77c07278b9a310', 1, 'msg_9ad9bdb3859448e1849de9c4d529b2d3', '{"id": "msg_9ad9bdb3859448e1849de9c4d529b2d3", "type": "message", "role": "user", "status": "completed", "content": [{"type": "input_text", "text": "In it"}]}');
INSERT INTO public.conversation_items VALUES ('conv_b634706439c94966bf77c07278b9a310', 2, 'msg_5066371adef343899c75faaabeb2276d00', '{"id": "msg_5066371adef343899c75faaabeb2276d00", "type": "message", "role": "assistant", "status": "incomplete", "content": [{"type": "output_text", "text": "!\ufffd1\ufffd0\ufffd^6\ufffd\ufffda\ufffd\ufffdg\ufffd", "annotations": [], "logprobs": []}]}');
INSERT INTO public.conversations VALUES ('conv_b634706439c94966bf77c07278b9a310', 'default', 1796048308, '{"topic": "migrations"}', 3, 2, NULL, 1796048309.0036738);
INSERT INTO public.items VALUES ('br_54afd80a835b4151bed80d4afdb772e0', 0, 'it_8d82d7942dff4e8387f18dc4b21c3fca', 'se_6e4a4fecbc4d4769ba566e037c3aaf3f', 'user', '{"role": "user", "content": "Good morning"}', '\x70222a0c842ba9f1e656f75a50d407d2', NULL, 0, 19, true, NULL, NULL, NULL, 1796048300.3157866);
INSERT INTO public.items VALUES ('br_54afd80a835b4151bed80d4afdb772e0', 1, 'it_f77eaf8f07524c928756b845c1ff1632', 'se_6e4a4fecbc4d4769ba566e037c3aaf3f', 'assistant', '{"role": "assistant", "content": "\u037fK\ufffd\ufffdl"}', '\xc55c94160f0b1cf06822d83ee66ef66f', NULL, 19, 37, true, 'length', NULL, NULL, 1796048300.7529993);
INSERT INTO public.items VALUES ('br_54afd80a835b4151bed80d4afdb772e0', 2, 'it_44f2159a61124bb080da5020c23f1c03', 'se_6e4a4fecbc4d4769ba566e037c3aaf3f', 'user', '{"role": "user", "content": "And then?"}', '\x3ef625fdc470a400c344f7d3f21af878', NULL, 37, 55, true, NULL, NULL, NULL, 1796048300.9152985);
INSERT INTO public.items VALUES ('br_54afd80a835b4151bed80d4afdb772e0', 3, 'it_b3331a2da31e469784689d67c15ff61e', 'se_6e4a4fecbc4d4769ba566e037c3aaf3f', 'assistant', '{"role": "assistant", "content": "\ufffd\ufffd\ufffd\ufffd\u0000"}', '\xdbaf086743be6991bbaf1b187ee9d9a3', NULL, 55, 73, true, 'length', NULL, NULL, 1796048300.9899154);
INSERT INTO public.items VALUES ('br_54afd80a835b4151bed80d4afdb772e0', 4, 'it_e416e45f7ff14a3ab13b9a9b06f292c4', 'se_6e4a4fecbc4d4769ba566e037c3aaf3f', 'user', '{"role": "user", "content": "Why?"}', '\xbe36cd1ac2e281f7ba99b5e044218a73', NULL, 73, 86, true, NULL, NULL, NULL, 1796048301.1036105);
INSERT INTO public.items VALUES ('br_54afd80a835b4151bed80d4afdb772e0', 5, 'it_ff45f918a101409ab47861231ad9782b', 'se_6e4a4fecbc4d4769ba566e037c3aaf3f', 'assistant', '{"role": "assistant", "content": "\ufffdG\u0019\ufffd\ufffd"}', '\x270422d94c2fcf86821aee76c1fe1411', NULL, 86, 104, true, 'length', NULL, NULL, 1796048301.174923);
INSERT INTO public.items VALUES ('br_779eb03b08a54782a4d25656da1ab0e5', 5, 'it_4203f8677de8474f87bd44e1a997dc77', 'se_6e4a4fecbc4d4769ba566e037c3aaf3f', 'assistant', '{"role": "assistant", "content": "\ufffdK\ufffd\ufffd=`"}', '\x33462b95eacc296d55006d0eaa57521c', NULL, 86, 104, true, 'length', NULL, NULL, 1796048301.2009532);
INSERT INTO public.items VALUES ('br_e5251751b2f64bee9b49143b7f2b3776', 0, 'it_4a0c516c686b47428d4448833499f5b0', 'se_6e4a4fecbc4d4769ba566e037c3aaf3f', 'user', '{"role": "user", "content": "Good evening"}', '\xa0fc891d406bacc5ef327501c56c6b42', NULL, 0, 19, true, NULL, NULL, NULL, 1796048301.4264421);
INSERT INTO public.items VALUES ('br_e5251751b2f64bee9b49143b7f2b3776', 1, 'it_d07fec1514f14518b79f79a4d7c49e7c', 'se_6e4a4fecbc4d4769ba566e037c3aaf3f', 'assistant', '{"role": "assistant", "content": "\u001c\u0155 \ufffdm"}', '\xc2fc5bc856b25d0122edc4155d210c58', NULL, 19, 37, true, 'length', NULL, NULL, 1796048301.5746467);
INSERT INTO public.items VALUES ('br_2f06e17c147241e8be9a0e787120ce0f', 0, 'it_7b4550d0fdba4deebdf70be4218960f2', 'se_581fc7a7615f48a2a96a3b8cc9941b90', 'prompt', '"Once upon a time"', '\xcf25218127a2bd1df7b6d9215a761c83', 16, 0, 16, true, NULL, NULL, NULL, 1796048301.6966822);
INSERT INTO public.items VALUES ('br_2f06e17c147241e8be9a0e787120ce0f', 1, 'it_36a4c2f68da846d981f4f144b840647a', 'se_581fc7a7615f48a2a96a3b8cc9941b90', 'completion', '"Bo\ufffd\ufffd\ufffd"', '\x19cdeb4dd634ed65a6bf4702623fe794', 21, 16, 21, true, 'length', NULL, NULL, 1796048301.73211);
INSERT INTO public.items VALUES ('br_2f06e17c147241e8be9a0e787120ce0f', 2, 'it_57c7b8c0ff3c4fbc9bfc08909cad2b62', 'se_581fc7a7615f48a2a96a3b8cc9941b90', 'prompt', '" and"', '\x4bed1c3fbacc6315204c6e186cdb0eae', 25, 21, 25, true, NULL, NULL, NULL, 1796048301.8447387);
INSERT INTO public.items VALUES ('br_2f06e17c147241e8be9a0e787120ce0f', 3, 'it_a390743fd26c436bbbe991f8cc57fd41', 'se_581fc7a7615f48a2a96a3b8cc9941b90', 'completion', '"\ufffd9\ufffd"', '\x96ae210949d5140a93592896500ba590', 28, 25, 28, true, 'stop', '"C"', '\x22000000', 1796048302.099995);
INSERT INTO public.items VALUES ('br_b54b01f1906a4f6690f20ade0b495073', 0, 'it_2850d55c39ea4254a0ff1c4c62fc664a', 'se_8179034aa1c04adb92b414b8f52a9fd3', 'prompt', NULL, NULL, NULL, 0, 6, true, NULL, NULL, NULL, 1796048302.3685594);
INSERT INTO public.items VALUES ('br_b54b01f1906a4f6690f20ade0b495073', 1, 'it_a13ca06817f142b295069c5690a3fedd', 'se_8179034aa1c04adb92b414b8f52a9fd3', 'completion', '"\ufffd\u07a2\ufffdq"', NULL, NULL, 6, 11, true, 'length', NULL, NULL, 1796048302.4604986);
INSERT INTO public.items VALUES ('br_f5d1f0b2c9e14b85955514e6e7128426', 0, 'it_8260e865aa4649ccab81b877564791f6', 'se_9817a0d1959543c4a643446db8b70bef', 'user', '{"role": "user", "content": "One"}', '\x77f869597a023dff8787e0ba9225f3a3', NULL, 0, 10, true, NULL, NULL, NULL, 1796048302.9204314);
INSERT INTO public.items VALUES ('br_f5d1f0b2c9e14b85955514e6e7128426', 1, 'it_36c99543785e4b4da17ed70f00b601a9', 'se_9817a0d1959543c4a643446db8b70bef', 'assistant', '{"role": "assistant", "content": "]\u0664\u0006ZQ\ufffd&\ufffd\ufffd\ufffdW\u0000\ufffd"}', '\x0f4695bc4d762e7510bb2b5fed51448c', NULL, 10, 38, true, 'length', NULL, NULL, 1796048303.3230426);
INSERT INTO public.items VALUES ('br_f5d1f0b2c9e14b85955514e6e7128426', 2, 'it_604301fa03d24dd5a205eeb9bd1bbf2a', 'se_9817a0d1959543c4a643446db8b70bef', 'user', '{"role": "user", "content": "Two"}', '\x68b7915feb5e1aad89a98d167a73dd49', NULL, 38, 50, true, NULL, NULL, NULL, 1796048304.1097171);
INSERT INTO public.items VALUES ('br_f5d1f0b2c9e14b85955514e6e7128426', 3, 'it_090172dda48e494992118669c2871957', 'se_9817a0d1959543c4a643446db8b70bef', 'assistant', '{"role": "assistant", "content": "4\ufffd\ufffdm\ufffd\ufffd\ufffd\ufffd\u0012,Hms\ufffdX"}', '\xf3ddc57d2d52f2f8e8f80f3f53058735', NULL, 50, 78, true, 'length', NULL, NULL, 1796048304.319416);
INSERT INTO public.items VALUES ('br_07448a10af2a441ab84be1c5353c4538', 0, 'it_28d599f1f7b04653b7b0b9821b01de73', 'se_e6ed1d228f8a4c7f946ed504ad72c073', 'user', '{"role": "user", "content": "Later"}', '\x1d0a5c99b8ef5ef81592c6af4098d929', NULL, 0, 12, true, NULL, NULL, NULL, 1796048304.5360858);
INSERT INTO public.items VALUES ('br_07448a10af2a441ab84be1c5353c4538', 1, 'it_f9421f111a3543069e9a5ee00107bcc5', 'se_e6ed1d228f8a4c7f946ed504ad72c073', 'assistant', '{"role": "assistant", "content": "\ufffd\ufffd2\u001do+V\ufffd\ufffd:\ufffd\ufffdj\ufffd$\ufffd"}', '\xa9ddaa5b2a0db37dd30ce78da497ebff', NULL, 12, 40, true, 'length', NULL, NULL, 1796048304.6758666);
INSERT INTO public.items VALUES ('br_2ae288f120e84763a76afa1f9b6da71a', 0, 'it_175b535b80a44c8cbfc2b56bf4576ee8', 'se_e59fd7c62d854c34b445ff1e4cdf2e58', 'user', '{"role": "user", "content": "Gone"}', '\xae110851c9dd3fab3ff687bfd2d40a26', NULL, 0, 11, true, NULL, NULL, NULL, 1796048305.0612662);
INSERT INTO public.items VALUES ('br_2ae288f120e84763a76afa1f9b6da71a', 1, 'it_304070e072904b8cad09ab771ff52fc4', 'se_e59fd7c62d854c34b445ff1e4cdf2e58', 'assistant', '{"role": "assistant", "content": "K/\ufffdf\ufffd=`\u0474k\ufffd\u07aeKH\ufffd"}', '\x67fb35e8fa95319a4d5095dbfff14d24', NULL, 11, 39, true, 'length', NULL, NULL, 1796048305.14704);
INSERT INTO public.items VALUES ('br_2ae288f120e84763a76afa1f9b6da71a', 2, 'it_e101fa641f854134aa7860f64faa3e4a', 'se_e59fd7c62d854c34b445ff1e4cdf2e58', 'user', '{"role": "user", "content": "Still here"}', '\x0202da1c0546b2179eb7a796c55a6a70', NULL, 39, 58, true, NULL, NULL, NULL, 1796048306.5444279);
INSERT INTO public.items VALUES ('br_2ae288f120e84763a76afa1f9b6da71a', 3, 'it_7beec61b75b1453194ddb17de39ac717', 'se_e59fd7c62d854c34b445ff1e4cdf2e58', 'assistant', '{"role": "assistant", "content": "\ufffdK\u001ejDi\ufffd\ufffd\u0015\ufffd\ufffdF\ufffd\ufffd\ufffd\ufffd"}', '\x80f9e467487c5f75ba4cddd6b1c138fe', NULL, 58, 86, true, 'length', NULL, NULL, 1796048307.6146028);
INSERT INTO public.items VALUES ('br_0150098f9fcb4f70a699e545430ea672', 0, 'it_dde3a99847d74ef6b7c5d205963ab0d1', 'se_cda33381d6fa481da2b3d5d4b6082962', 'user', '{"role": "user", "content": "Before"}', '\x86f1ff03c95f3955b509a5f75b79e5ca', NULL, 0, 13, true, NULL, NULL, NULL, 1796048308.634724);
INSERT INTO public.items VALUES ('br_0150098f9fcb4f70a699e545430ea672', 1, 'it_97cbb71a0aff46a99e29e66f0a8455bb', 'se_cda33381d6fa481da2b3d5d4b6082962', 'user', '{"role": "user", "content": "In it"}', '\xaf0aa6929370b3955c4a20872a5103cf', NULL, 13, 26, true, NULL, NULL, NULL, 1796048308.6347327);
INSERT INTO public.items VALUES ('br_0150098f9fcb4f70a699e545430ea672', 2, 'it_3c877e4176a34f35a8fbd1c3c80371e1', 'se_cda33381d6fa481da2b3d5d4b6082962', 'assistant', '{"role": "assistant", "content": "!\ufffd1\ufffd0\ufffd^6\ufffd\ufffda\ufffd\ufffdg\ufffd"}', '\xd692c9c16904b2b85133a5a22555bdea', NULL, 26, 54, true, 'length', NULL, NULL, 1796048308.9111576);
INSERT INTO public.items VALUES ('br_ac4dd55860fa4aae96dab4e19d580087', 0, 'it_6ec7a11b0a8947a3927548f5f647a5b6', 'se_3369af9aec28497abca03e7bfcc397d2', 'user', '{"role": "user", "content": "Interrupted"}', '\x833cd06a3feef156551e2d3bfe0ab85b', NULL, 0, 18, true, NULL, NULL, NULL, 1796048309.298558);
INSERT INTO public.migrations VALUES (1, 'first_schema', 1796048297.906921);
INSERT INTO public.migrations VALUES (2, 'responses_and_conversations', 1796048297.9258175);
INSERT INTO public.migrations VALUES (3, 'runs', 1796048297.941821);
INSERT INTO public.migrations VALUES (4, 'whereabouts_of_kv', 1796048297.9506366);
INSERT INTO public.migrations VALUES (5, 'owners_of_responses_and_attempts', 1796048297.9513152);
INSERT INTO public.migrations VALUES (6, 'turns_and_steps', 1796048297.970856);
INSERT INTO public.migrations VALUES (7, 'session_verbs', 1796048297.982485);
INSERT INTO public.migrations VALUES (8, 'agents', 1796048298.0026484);
INSERT INTO public.owners VALUES ('ow_935f577c806a4c44b4c1526fdffc386e', 'host:data', 1796048306.902726);
INSERT INTO public.response_items VALUES ('resp_2a0a90dee21e45b1b59a3d42725c62b5', 0, false, 'msg_afbcb540790d4cfbb4fd29daaade49ef', '{"id": "msg_afbcb540790d4cfbb4fd29daaade49ef", "type": "message", "role": "user", "status": "completed", "content": [{"type": "input_text", "text": "One"}]}');
INSERT INTO public.response_items VALUES ('resp_2a0a90dee21e45b1b59a3d42725c62b5', 1, true, 'msg_2a0a90dee21e45b1b59a3d42725c62b500', '{"id": "msg_2a0a90dee21e45b1b59a3d42725c62b500", "type": "message", "role": "assistant", "status": "incomplete", "content": [{"type": "output_text", "text": "]\u0664\u0006ZQ\ufffd&\ufffd\ufffd\ufffdW\u0000\ufffd", "annotations": [], "logprobs": []}]}');
INSERT INTO public.response_items VALUES ('resp_bf1eda7b0dac4d40aa84e55ae43b5f5a', 0, false, 'msg_1137269ee51042598a02b384fa52575a', '{"id": "msg_1137269ee51042598a02b384fa52575a", "type": "message", "role": "user", "status": "completed", "content": [{"type": "input_text", "text": "Two"}]}');
INSERT INTO public.response_items VALUES ('resp_bf1eda7b0dac4d40aa84e55ae43b5f5a', 1, true, 'msg_bf1eda7b0dac4d40aa84e55ae43b5f5a00', '{"id": "msg_bf1eda7b0dac4d40aa84e55ae43b5f5a00", "type": "message", "role": "assistant", "status": "incomplete", "content": [{"type": "output_text", "text": "4\ufffd\ufffdm\ufffd\ufffd\ufffd\ufffd\u0012,Hms\ufffdX", "annotations": [], "logprobs": []}]}');
INSERT INTO public.response_items VALUES ('resp_07b027d1af7446d6b9c088288cfff058', 0, false, 'msg_1ed09753f14544d181facb7755eae33a', '{"id": "msg_1ed09753f14544d181facb7755eae33a", "type": "message", "role": "user", "status": "completed", "content": [{"type": "input_text", "text": "Later"}]}');
INSERT INTO public.response_items VALUES ('resp_07b027d1af7446d6b9c088288cfff058', 1, true, 'msg_07b027d1af7446d6b9c088288cfff05800', '{"id": "msg_07b027d1af7446d6b9c088288cfff05800", "type": "message", "role": "assistant", "status": "incomplete", "content": [{"type": "output_text", "text": "\ufffd\ufffd2\u001do+V\ufffd\ufffd:\ufffd\ufffdj\ufffd$\ufffd", "annotations": [], "logprobs": []}]}');
INSERT INTO public.response_items VALUES ('resp_02dc2b5b75fd4dec8499fd6194769414', 0, false, 'msg_f8a196b208ee463d87507c79de5c6c5d', '{"id": "msg_f8a196b208ee463d87507c79de5c6c5d", "type": "message", "role": "user", "status": "completed", "content": [{"type": "input_text", "text": "Gone"}]}');
INSERT INTO public.response_items VALUES ('resp_02dc2b5b75fd4dec8499fd6194769414', 1, true, 'msg_02dc2b5b75fd4dec8499fd619476941400', '{"id": "msg_02dc2b5b75fd4dec8499fd619476941400", "type": "message", "role": "assistant", "status": "incomplete", "content": [{"type": "output_text", "text": "K/\ufffdf\ufffd=`\u0474k\ufffd\u07aeKH\ufffd", "annotations": [], "logprobs": []}]}');
INSERT INTO public.response_items VALUES ('resp_0dbb96833d85485389201cf5f28ef670', 0, false, 'msg_e497165265324e72a1367b300a9b1aa5', '{"id": "msg_e497165265324e72a1367b300a9b1aa5", "type": "message", "role": "user", "status": "completed", "content": [{"type": "input_text", "text": "Still here"}]}');
INSERT INTO public.response_items VALUES ('resp_0dbb96833d85485389201cf5f28ef670', 1, true, 'msg_0dbb96833d85485389201cf5f28ef67000', '{"id": "msg_0dbb96833d85485389201cf5f28ef67000", "type": "message", "role": "assistant", "status": "incomplete", "content": [{"type": "output_text", "text": "\ufffdK\u001ejDi\ufffd\ufffd\u0015\ufffd\ufffdF\ufffd\ufffd\ufffd\ufffd", "annotations": [], "logprobs": []}]}');
INSERT INTO public.response_items VALUES ('resp_5066371adef343899c75faaabeb2276d', 0, false, 'msg_9ad9bdb3859448e1849de9c4d529b2d3', '{"id": "msg_9ad9bdb3859448e1849de9c4d529b2d3", "type": "message", "role": "user", "status": "completed", "content": [{"type": "input_text", "text": "In it"}]}');
INSERT INTO public.response_items VALUES ('resp_5066371adef343899c75faaabeb2276d', 1, true, 'msg_5066371adef343899c75faaabeb2276d00', '{"id": "msg_5066371adef343899c75faaabeb2276d00", "type": "message", "role": "assistant", "status": "incomplete", "content": [{"type": "output_text", "text": "!\ufffd1\ufffd0\ufffd^6\ufffd\ufffda\ufffd\ufffdg\ufffd", "annotations": [], "logprobs": []}]}');
INSERT INTO public.response_items VALUES ('resp_6e9f997135304e959b03dc9296e05982', 0, false, 'msg_4b3e7d3df47149c08d2e68342a65d540', '{"id": "msg_4b3e7d3df47149c08d2e68342a65d540", "type": "message", "role": "user", "status": "completed", "content": [{"type": "input_text", "text": "Interrupted"}]}');
INSERT INTO public.responses VALUES ('resp_2a0a90dee21e45b1b59a3d42725c62b5', 'default', 'incomplete', 1796048302, NULL, '{"model": "toy", "instructions": null, "store": true, "max_output_tokens": 16, "max_tool_calls": null, "metadata": {}, "parallel_tool_calls": true, "tools": [], "tool_choice": "auto", "text": {"format": {"type": "text"}, "verbosity": "medium"}, "reasoning": null, "temperature": 1.0, "top_p": 1.0, "presence_penalty": 0.0, "frequency_penalty": 0.0, "top_logprobs": 0, "truncation": "disabled", "prompt_cache_key": null, "prompt_cache_options": null, "prompt_cache_retention": null, "safety_identifier": null, "service_tier": "default", "user": null}', false, 'ow_935f577c806a4c44b4c1526fdffc386e', 0, 'd125bdfe477a04efa9737062101bd8ae', NULL, 'resp_2a0a90dee21e45b1b59a3d42725c62b5', NULL, NULL, NULL, '[22, 16, 6, null, {"tier": "device", "num_tokens": 6, "seconds": 0.0, "saved_s": 9.177248167152296e-06}]', NULL, 'max_output_tokens', true, '[[0, 1, 0], [0, 1, 0], [0, 1, 0], [0, 1, 0], [0, 1, 0], [0, 1, 0], [0, 1, 0], [0, 1, 0], [0, 1, 0], [0, 2, 0], [0, 1, 0], [0, 1, 0]]', false);
INSERT INTO public.responses VALUES ('resp_bf1eda7b0dac4d40aa84e55ae43b5f5a', 'default', 'incomplete', 1796048303, NULL, '{"model": "toy", "instructions": null, "store": true, "max_output_tokens": 16, "max_tool_calls": null, "metadata": {}, "parallel_tool_calls": true, "tools": [], "tool_choice": "auto", "text": {"format": {"type": "text"}, "verbosity": "medium"}, "reasoning": null, "temperature": 1.0, "top_p": 1.0, "presence_penalty": 0.0, "frequency_penalty": 0.0, "top_logprobs": 0, "truncation": "disabled", "prompt_cache_key": null, "prompt_cache_options": null, "prompt_cache_retention": null, "safety_identifier": null, "service_tier": "default", "user": null}', false, 'ow_935f577c806a4c44b4c1526fdffc386e', 0, 'd125bdfe477a04efa9737062101bd8ae', NULL, 'resp_2a0a90dee21e45b1b59a3d42725c62b5', 'resp_2a0a90dee21e45b1b59a3d42725c62b5', NULL, NULL, '[62, 16, 37, null, {"tier": "device", "num_tokens": 37, "seconds": 0.0, "saved_s": 3.5781081372763096e-05}]', NULL, 'max_output_tokens', true, '[[0, 1, 0], [0, 1, 0], [0, 1, 0], [0, 1, 0], [0, 1, 0], [0, 2, 0], [0, 1, 0], [0, 1, 0], [0, 1, 0], [0, 1, 0], [0, 1, 0], [0, 1, 0], [0, 1, 0], [0, 1, 0]]', false);
INSERT INTO public.responses VALUES ('resp_07b027d1af7446d6b9c088288cfff058', 'default', 'incomplete', 1796048304, NULL, '{"model": "toy", "instructions": null, "store": true, "max_output_tokens": 16, "max_tool_calls": null, "metadata": {}, "parallel_tool_calls": true, "tools": [], "tool_choice": "auto", "text": {"format": {"type": "text"}, "verbosity": "medium"}, "reasoning": null, "temperature": 1.0, "top_p": 1.0, "presence_penalty": 0.0, "frequency_penalty": 0.0, "top_logprobs": 0, "truncation": "disabled", "prompt_cache_key": null, "prompt_cache_options": null, "prompt_cache_retention": null, "safety_identifier": null, "service_tier": "default", "user": null}', true, 'ow_935f577c806a4c44b4c1526fdffc386e', 0, 'd125bdfe477a04efa9737062101bd8ae', NULL, 'resp_07b027d1af7446d6b9c088288cfff058', NULL, NULL, NULL, '[24, 16, 6, null, {"tier": "device", "num_tokens": 6, "seconds": 0.0, "saved_s": 1.3957047018418868e-06}]', NULL, 'max_output_tokens', true, '[[0, 1, 0], [0, 1, 0], [0, 1, 0], [0, 1, 0], [0, 1, 0], [0, 1, 0], [0, 1, 0], [0, 1, 0], [0, 2, 0], [0, 1, 0], [0, 1, 0], [0, 1, 0], [0, 1, 0], [0, 1, 0], [0, 1, 0]]', false);
INSERT INTO public.responses VALUES ('resp_0dbb96833d85485389201cf5f28ef670', 'default', 'incomplete', 1796048305, NULL, '{"model": "toy", "instructions": null, "store": true, "max_output_tokens": 16, "max_tool_calls": null, "metadata": {}, "parallel_tool_calls": true, "tools": [], "tool_choice": "auto", "text": {"format": {"type": "text"}, "verbosity": "medium"}, "reasoning": null, "temperature": 1.0, "top_p": 1.0, "presence_penalty": 0.0, "frequency_penalty": 0.0, "top_logprobs": 0, "truncation": "disabled", "prompt_cache_key": null, "prompt_cache_options": null, "prompt_cache_retention": null, "safety_identifier": null, "service_tier": "default", "user": null}', false, 'ow_935f577c806a4c44b4c1526fdffc386e', 0, 'd125bdfe477a04efa9737062101bd8ae', NULL, 'resp_02dc2b5b75fd4dec8499fd6194769414', 'resp_02dc2b5b75fd4dec8499fd6194769414', NULL, NULL, '[70, 16, 38, null, {"tier": "device", "num_tokens": 38, "seconds": 0.0, "saved_s": 2.6696967393774577e-05}]', NULL, 'max_output_tokens', true, '[[0, 1, 0], [0, 1, 0], [0, 1, 0], [0, 1, 0], [0, 1, 0], [0, 1, 0], [0, 1, 0], [0, 1, 0], [0, 1, 0], [0, 1, 0], [0, 2, 0], [0, 1, 0], [0, 1, 0], [0, 1, 0], [0, 1, 0]]', false);
INSERT INTO public.responses VALUES ('resp_02dc2b5b75fd4dec8499fd6194769414', 'default', 'incomplete', 1796048304, NULL, '{"model": "toy", "instructions": null, "store": true, "max_output_tokens": 16, "max_tool_calls": null, "metadata": {}, "parallel_tool_calls": true, "tools": [], "tool_choice": "auto", "text": {"format": {"type": "text"}, "verbosity": "medium"}, "reasoning": null, "temperature": 1.0, "top_p": 1.0, "presence_penalty": 0.0, "frequency_penalty": 0.0, "top_logprobs": 0, "truncation": "disabled", "prompt_cache_key": null, "prompt_cache_options": null, "prompt_cache_retention": null, "safety_identifier": null, "service_tier": "default", "user": null}', false, 'ow_935f577c806a4c44b4c1526fdffc386e', 0, 'd125bdfe477a04efa9737062101bd8ae', NULL, 'resp_02dc2b5b75fd4dec8499fd6194769414', NULL, NULL, NULL, '[23, 16, 8, null, {"tier": "device", "num_tokens": 8, "seconds": 0.0, "saved_s": 2.048190264552665e-06}]', NULL, 'max_output_tokens', true, '[[0, 1, 0], [0, 1, 0], [0, 1, 0], [0, 1, 0], [0, 1, 0], [0, 1, 0], [0, 1, 0], [0, 1, 0], [0, 1, 0], [0, 1, 0], [0, 1, 0], [0, 1, 0], [0, 1, 0], [0, 1, 0]]', true);
INSERT INTO public.responses VALUES ('resp_5066371adef343899c75faaabeb2276d', 'default', 'incomplete', 1796048308, NULL, '{"model": "toy", "instructions": null, "store": true, "max_output_tokens": 16, "max_tool_calls": null, "metadata": {}, "parallel_tool_calls": true, "tools": [], "tool_choice": "auto", "text": {"format": {"type": "text"}, "verbosity": "medium"}, "reasoning": null, "temperature": 1.0, "top_p": 1.0, "presence_penalty": 0.0, "frequency_penalty": 0.0, "top_logprobs": 0, "truncation": "disabled", "prompt_cache_key": null, "prompt_cache_options": null, "prompt_cache_retention": null, "safety_identifier": null, "service_tier": "default", "user": null}', false, 'ow_935f577c806a4c44b4c1526fdffc386e', 0, 'd125bdfe477a04efa9737062101bd8ae', NULL, 'conv_b634706439c94966bf77c07278b9a310', NULL, 'conv_b634706439c94966bf77c07278b9a310', 1, '[38, 16, 6, null, {"tier": "device", "num_tokens": 6, "seconds": 0.0, "saved_s": 0.0001705005410072493}]', NULL, 'max_output_tokens', true, '[[0, 1, 0], [0, 2, 0], [0, 2, 0], [0, 2, 0], [0, 1, 0], [0, 1, 0], [0, 2, 0], [0, 2, 0], [0, 1, 0], [0, 1, 0]]', false);
INSERT INTO public.responses VALUES ('resp_6e9f997135304e959b03dc9296e05982', 'default', 'in_progress', 1796048309, NULL, '{"model": "toy", "instructions": null, "store": true, "max_output_tokens": 600, "max_tool_calls": null, "metadata": {}, "parallel_tool_calls": true, "tools": [], "tool_choice": "auto", "text": {"format": {"type": "text"}, "verbosity": "medium"}, "reasoning": null, "temperature": 1.0, "top_p": 1.0, "presence_penalty": 0.0, "frequency_penalty": 0.0, "top_logprobs": 0, "truncation": "disabled", "prompt_cache_key": null, "prompt_cache_options": null, "prompt_cache_retention": null, "safety_identifier": null, "service_tier": "default", "user": null}', true, 'ow_935f577c806a4c44b4c1526fdffc386e', 0, 'd125bdfe477a04efa9737062101bd8ae', NULL, 'resp_6e9f997135304e959b03dc9296e05982', NULL, NULL, NULL, NULL, NULL, NULL, true, NULL, false);
INSERT INTO public.sessions VALUES ('se_6e4a4fecbc4d4769ba566e037c3aaf3f', 'default', 'talk', 1796048300.2672472, 1796048301.5855317, 4, 'br_e5251751b2f64bee9b49143b7f2b3776', NULL, NULL, NULL, NULL);
INSERT INTO public.sessions VALUES ('se_581fc7a7615f48a2a96a3b8cc9941b90', 'default', 'text', 1796048301.6829543, 1796048302.10252, 2, 'br_2f06e17c147241e8be9a0e787120ce0f', NULL, NULL, NULL, NULL);
INSERT INTO public.sessions VALUES ('se_8179034aa1c04adb92b414b8f52a9fd3', 'default', 'ids', 1796048302.3214643, 1796048302.4747338, 1, 'br_b54b01f1906a4f6690f20ade0b495073', NULL, NULL, NULL, NULL);
INSERT INTO public.sessions VALUES ('se_9817a0d1959543c4a643446db8b70bef', 'default', 'resp_2a0a90dee21e45b1b59a3d42725c62b5', 1796048302.7894733, 1796048304.3465288, 2, 'br_f5d1f0b2c9e14b85955514e6e7128426', NULL, NULL, NULL, NULL);
INSERT INTO public.sessions VALUES ('se_e6ed1d228f8a4c7f946ed504ad72c073', 'default', 'resp_07b027d1af7446d6b9c088288cfff058', 1796048304.53203, 1796048304.727309, 1, 'br_07448a10af2a441ab84be1c5353c4538', NULL, NULL, NULL, NULL);
INSERT INTO public.sessions VALUES ('se_e59fd7c62d854c34b445ff1e4cdf2e58', 'default', 'resp_02dc2b5b75fd4dec8499fd6194769414', 1796048305.0144744, 1796048307.6452029, 2, 'br_2ae288f120e84763a76afa1f9b6da71a', NULL, NULL, NULL, NULL);
INSERT INTO public.sessions VALUES ('se_cda33381d6fa481da2b3d5d4b6082962', 'default', 'conv_b634706439c94966bf77c07278b9a310', 1796048308.5817409, 1796048308.9145548, 1, 'br_0150098f9fcb4f70a699e545430ea672', NULL, NULL, NULL, NULL);
INSERT INTO public.sessions VALUES ('se_3369af9aec28497abca03e7bfcc397d2', 'default', 'resp_6e9f997135304e959b03dc9296e05982', 1796048309.2454762, 1796048309.3333662, 1, 'br_ac4dd55860fa4aae96dab4e19d580087', NULL, NULL, NULL, NULL);
INSERT INTO public.spans VALUES ('br_54afd80a835b4151bed80d4afdb772e0', 0, 'it_8d82d7942dff4e8387f18dc4b21c3fca', 'user', '\x0001000054000000520000004400000051000000c6000000260000004e0000004e00000043000000dc0000004c0000004e000000510000004d000000480000004d0000004600000001010000', 'rendered', NULL, NULL, 'd125bdfe477a04efa9737062101bd8ae', 'toy');
INSERT INTO public.spans VALUES ('br_54afd80a835b4151bed80d4afdb772e0', 19, 'it_f77eaf8f07524c928756b845c1ff1632', 'assistant', '\xc600000000010000400000005200000052000000480000005200000053000000400000004d00000053000000c6000000', 'rendered', NULL, NULL, 'd125bdfe477a04efa9737062101bd8ae', 'toy');
INSERT INTO public.spans VALUES ('br_54afd80a835b4151bed80d4afdb772e0', 31, 'it_f77eaf8f07524c928756b845c1ff1632', 'assistant', '\x890000007b0000002a000000aa000000a30000004b000000', 'sampled', '1', 0, 'd125bdfe477a04efa9737062101bd8ae', 'toy');
INSERT INTO public.spans VALUES ('br_54afd80a835b4151bed80d4afdb772e0', 37, 'it_44f2159a61124bb080da5020c23f1c03', 'user', '\x01010000c60000000001000054000000520000004400000051000000c6000000200000004d00000043000000dc0000005300000047000000440000004d0000001e00000001010000', 'rendered', NULL, NULL, 'd125bdfe477a04efa9737062101bd8ae', 'toy');
INSERT INTO public.spans VALUES ('br_54afd80a835b4151bed80d4afdb772e0', 55, 'it_b3331a2da31e469784689d67c15ff61e', 'assistant', '\xc600000000010000400000005200000052000000480000005200000053000000400000004d00000053000000c6000000', 'rendered', NULL, NULL, 'd125bdfe477a04efa9737062101bd8ae', 'toy');
INSERT INTO public.spans VALUES ('br_54afd80a835b4151bed80d4afdb772e0', 67, 'it_b3331a2da31e469784689d67c15ff61e', 'assistant', '\x9f0000005f000000ae000000b90000006d000000bc000000', 'sampled', '1', 0, 'd125bdfe477a04efa9737062101bd8ae', 'toy');
INSERT INTO public.spans VALUES ('br_54afd80a835b4151bed80d4afdb772e0', 73, 'it_e416e45f7ff14a3ab13b9a9b06f292c4', 'user', '\x01010000c60000000001000054000000520000004400000051000000c60000003600000047000000580000001e00000001010000', 'rendered', NULL, NULL, 'd125bdfe477a04efa9737062101bd8ae', 'toy');
INSERT INTO public.spans VALUES ('br_54afd80a835b4151bed80d4afdb772e0', 86, 'it_ff45f918a101409ab47861231ad9782b', 'assistant', '\xc600000000010000400000005200000052000000480000005200000053000000400000004d00000053000000c6000000', 'rendered', NULL, NULL, 'd125bdfe477a04efa9737062101bd8ae', 'toy');
INSERT INTO public.spans VALUES ('br_54afd80a835b4151bed80d4afdb772e0', 98, 'it_ff45f918a101409ab47861231ad9782b', 'assistant', '\x9400000026000000d5000000e9000000a9000000e3000000', 'sampled', '2', 0, 'd125bdfe477a04efa9737062101bd8ae', 'toy');
INSERT INTO public.spans VALUES ('br_779eb03b08a54782a4d25656da1ab0e5', 86, 'it_4203f8677de8474f87bd44e1a997dc77', 'assistant', '\xc600000000010000400000005200000052000000480000005200000053000000400000004d00000053000000c6000000', 'rendered', NULL, NULL, 'd125bdfe477a04efa9737062101bd8ae', 'toy');
INSERT INTO public.spans VALUES ('br_779eb03b08a54782a4d25656da1ab0e5', 98, 'it_4203f8677de8474f87bd44e1a997dc77', 'assistant', '\x940000002a0000005f000000740000001c0000003f000000', 'sampled', '2', 1, 'd125bdfe477a04efa9737062101bd8ae', 'toy');
INSERT INTO public.spans VALUES ('br_e5251751b2f64bee9b49143b7f2b3776', 0, 'it_4a0c516c686b47428d4448833499f5b0', 'user', '\x0001000054000000520000004400000051000000c6000000260000004e0000004e00000043000000dc0000004400000055000000440000004d000000480000004d0000004600000001010000', 'rendered', NULL, NULL, 'd125bdfe477a04efa9737062101bd8ae', 'toy');
INSERT INTO public.spans VALUES ('br_e5251751b2f64bee9b49143b7f2b3776', 19, 'it_d07fec1514f14518b79f79a4d7c49e7c', 'assistant', '\xc600000000010000400000005200000052000000480000005200000053000000400000004d00000053000000c6000000', 'rendered', NULL, NULL, 'd125bdfe477a04efa9737062101bd8ae', 'toy');
INSERT INTO public.spans VALUES ('br_e5251751b2f64bee9b49143b7f2b3776', 31, 'it_d07fec1514f14518b79f79a4d7c49e7c', 'assistant', '\xd800000081000000f3000000dc000000950000004c000000', 'sampled', '3', 0, 'd125bdfe477a04efa9737062101bd8ae', 'toy');
INSERT INTO public.spans VALUES ('br_2f06e17c147241e8be9a0e787120ce0f', 0, 'it_7b4550d0fdba4deebdf70be4218960f2', 'prompt', '\x2e0000004d0000004200000044000000dc000000540000004f0000004e0000004d000000dc00000040000000dc00000053000000480000004c00000044000000', 'rendered', NULL, NULL, 'd125bdfe477a04efa9737062101bd8ae', 'toy');
INSERT INTO public.spans VALUES ('br_2f06e17c147241e8be9a0e787120ce0f', 16, 'it_36a4c2f68da846d981f4f144b840647a', 'completion', '\x210000004e000000bb00000078000000b9000000', 'sampled', '4', 0, 'd125bdfe477a04efa9737062101bd8ae', 'toy');
INSERT INTO public.spans VALUES ('br_2f06e17c147241e8be9a0e787120ce0f', 21, 'it_57c7b8c0ff3c4fbc9bfc08909cad2b62', 'prompt', '\xdc000000400000004d00000043000000', 'rendered', NULL, NULL, 'd125bdfe477a04efa9737062101bd8ae', 'toy');
INSERT INTO public.spans VALUES ('br_2f06e17c147241e8be9a0e787120ce0f', 25, 'it_a390743fd26c436bbbe991f8cc57fd41', 'completion', '\xb70000001800000099000000', 'sampled', '5', 0, 'd125bdfe477a04efa9737062101bd8ae', 'toy');
INSERT INTO public.spans VALUES ('br_b54b01f1906a4f6690f20ade0b495073', 0, 'it_2850d55c39ea4254a0ff1c4c62fc664a', 'prompt', '\x740000006f0000006b000000650000006e00000073000000', 'rendered', NULL, NULL, 'd125bdfe477a04efa9737062101bd8ae', 'toy');
INSERT INTO public.spans VALUES ('br_b54b01f1906a4f6690f20ade0b495073', 6, 'it_a13ca06817f142b295069c5690a3fedd', 'completion', '\xf70000009a0000005f000000ac00000050000000', 'sampled', '6', 0, 'd125bdfe477a04efa9737062101bd8ae', 'toy');
INSERT INTO public.spans VALUES ('br_f5d1f0b2c9e14b85955514e6e7128426', 0, 'it_8260e865aa4649ccab81b877564791f6', 'user', '\x0001000054000000520000004400000051000000c60000002e0000004d0000004400000001010000', 'rendered', NULL, NULL, 'd125bdfe477a04efa9737062101bd8ae', 'toy');
INSERT INTO public.spans VALUES ('br_f5d1f0b2c9e14b85955514e6e7128426', 10, 'it_36c99543785e4b4da17ed70f00b601a9', 'assistant', '\xc600000000010000400000005200000052000000480000005200000053000000400000004d00000053000000c6000000', 'rendered', NULL, NULL, 'd125bdfe477a04efa9737062101bd8ae', 'toy');
INSERT INTO public.spans VALUES ('br_f5d1f0b2c9e14b85955514e6e7128426', 22, 'it_36c99543785e4b4da17ed70f00b601a9', 'assistant', '\x3c0000009500000061000000c200000039000000300000005f0000000500000097000000ac000000ef000000640000008300000036000000bc00000099000000', 'sampled', '1649390661648301757', 0, 'd125bdfe477a04efa9737062101bd8ae', 'toy');
INSERT INTO public.spans VALUES ('br_f5d1f0b2c9e14b85955514e6e7128426', 38, 'it_604301fa03d24dd5a205eeb9bd1bbf2a', 'user', '\x01010000c60000000001000054000000520000004400000051000000c600000033000000560000004e00000001010000', 'rendered', NULL, NULL, 'd125bdfe477a04efa9737062101bd8ae', 'toy');
INSERT INTO public.spans VALUES ('br_f5d1f0b2c9e14b85955514e6e7128426', 50, 'it_090172dda48e494992118669c2871957', 'assistant', '\xc600000000010000400000005200000052000000480000005200000053000000400000004d00000053000000c6000000', 'rendered', NULL, NULL, 'd125bdfe477a04efa9737062101bd8ae', 'toy');
INSERT INTO public.spans VALUES ('br_f5d1f0b2c9e14b85955514e6e7128426', 62, 'it_090172dda48e494992118669c2871957', 'assistant', '\x13000000b5000000730000004c000000ae000000b0000000e8000000b6000000e9000000ce0000000b000000270000004c000000520000006100000037000000', 'sampled', '8636367207443522262', 0, 'd125bdfe477a04efa9737062101bd8ae', 'toy');
INSERT INTO public.spans VALUES ('br_07448a10af2a441ab84be1c5353c4538', 0, 'it_28d599f1f7b04653b7b0b9821b01de73', 'user', '\x0001000054000000520000004400000051000000c60000002b0000004000000053000000440000005100000001010000', 'rendered', NULL, NULL, 'd125bdfe477a04efa9737062101bd8ae', 'toy');
INSERT INTO public.spans VALUES ('br_07448a10af2a441ab84be1c5353c4538', 12, 'it_f9421f111a3543069e9a5ee00107bcc5', 'assistant', '\xc600000000010000400000005200000052000000480000005200000053000000400000004d00000053000000c6000000', 'rendered', NULL, NULL, 'd125bdfe477a04efa9737062101bd8ae', 'toy');
INSERT INTO public.spans VALUES ('br_07448a10af2a441ab84be1c5353c4538', 24, 'it_f9421f111a3543069e9a5ee00107bcc5', 'assistant', '\xb2000000e700000011000000d90000004e0000000a00000035000000920000009900000019000000680000007200000049000000ba000000030000007a000000', 'sampled', '2563077166340056182', 0, 'd125bdfe477a04efa9737062101bd8ae', 'toy');
INSERT INTO public.spans VALUES ('br_2ae288f120e84763a76afa1f9b6da71a', 0, 'it_175b535b80a44c8cbfc2b56bf4576ee8', 'user', '\x0001000054000000520000004400000051000000c6000000260000004e0000004d0000004400000001010000', 'rendered', NULL, NULL, 'd125bdfe477a04efa9737062101bd8ae', 'toy');
INSERT INTO public.spans VALUES ('br_2ae288f120e84763a76afa1f9b6da71a', 11, 'it_304070e072904b8cad09ab771ff52fc4', 'assistant', '\xc600000000010000400000005200000052000000480000005200000053000000400000004d00000053000000c6000000', 'rendered', NULL, NULL, 'd125bdfe477a04efa9737062101bd8ae', 'toy');
INSERT INTO public.spans VALUES ('br_2ae288f120e84763a76afa1f9b6da71a', 23, 'it_304070e072904b8cad09ab771ff52fc4', 'assistant', '\x2a0000000e0000006c00000045000000750000001c0000003f0000008d000000700000004a000000b60000009a0000006a0000002a00000027000000e3000000', 'sampled', '6053878107158564577', 0, 'd125bdfe477a04efa9737062101bd8ae', 'toy');
INSERT INTO public.spans VALUES ('br_2ae288f120e84763a76afa1f9b6da71a', 39, 'it_e101fa641f854134aa7860f64faa3e4a', 'user', '\x01010000c60000000001000054000000520000004400000051000000c60000003200000053000000480000004b0000004b000000dc0000004700000044000000510000004400000001010000', 'rendered', NULL, NULL, 'd125bdfe477a04efa9737062101bd8ae', 'toy');
INSERT INTO public.spans VALUES ('br_2ae288f120e84763a76afa1f9b6da71a', 58, 'it_7beec61b75b1453194ddb17de39ac717', 'assistant', '\xc600000000010000400000005200000052000000480000005200000053000000400000004d00000053000000c6000000', 'rendered', NULL, NULL, 'd125bdfe477a04efa9737062101bd8ae', 'toy');
INSERT INTO public.spans VALUES ('br_2ae288f120e84763a76afa1f9b6da71a', 70, 'it_7beec61b75b1453194ddb17de39ac717', 'assistant', '\xb80000002a000000da0000004900000023000000480000006a000000f2000000d100000092000000ab00000025000000e1000000fb000000620000008e000000', 'sampled', '7465717923405275511', 0, 'd125bdfe477a04efa9737062101bd8ae', 'toy');
INSERT INTO public.spans VALUES ('br_0150098f9fcb4f70a699e545430ea672', 0, 'it_dde3a99847d74ef6b7c5d205963ab0d1', 'user', '\x0001000054000000520000004400000051000000c60000002100000044000000450000004e000000510000004400000001010000', 'rendered', NULL, NULL, 'd125bdfe477a04efa9737062101bd8ae', 'toy');
INSERT INTO public.spans VALUES ('br_0150098f9fcb4f70a699e545430ea672', 13, 'it_97cbb71a0aff46a99e29e66f0a8455bb', 'user', '\xc60000000001000054000000520000004400000051000000c6000000280000004d000000dc000000480000005300000001010000', 'rendered', NULL, NULL, 'd125bdfe477a04efa9737062101bd8ae', 'toy');
INSERT INTO public.spans VALUES ('br_0150098f9fcb4f70a699e545430ea672', 26, 'it_3c877e4176a34f35a8fbd1c3c80371e1', 'assistant', '\xc600000000010000400000005200000052000000480000005200000053000000400000004d00000053000000c6000000', 'rendered', NULL, NULL, 'd125bdfe477a04efa9737062101bd8ae', 'toy');
INSERT INTO public.spans VALUES ('br_0150098f9fcb4f70a699e545430ea672', 38, 'it_3c877e4176a34f35a8fbd1c3c80371e1', 'assistant', '\x00000000000100008800000010000000ab0000000f0000009f0000003d00000015000000e600000088000000400000009e000000bb000000460000009b000000', 'sampled', '2192531358599846287', 0, 'd125bdfe477a04efa9737062101bd8ae', 'toy');
INSERT INTO public.spans VALUES ('br_ac4dd55860fa4aae96dab4e19d580087', 0, 'it_6ec7a11b0a8947a3927548f5f647a5b6', 'user', '\x0001000054000000520000004400000051000000c6000000280000004d00000053000000440000005100000051000000540000004f00000053000000440000004300000001010000', 'rendered', NULL, NULL, 'd125bdfe477a04efa9737062101bd8ae', 'toy');
INSERT INTO public.steps VALUES ('resp_2a0a90dee21e45b1b59a3d42725c62b5', 0, 'turn_05d7497925cc49a18f5846a055d6aea4');
INSERT INTO public.steps VALUES ('resp_bf1eda7b0dac4d40aa84e55ae43b5f5a', 0, 'turn_9cf5f40cdbae4a0cb8d2eb9cc99b8704');
INSERT INTO public.steps VALUES ('resp_07b027d1af7446d6b9c088288cfff058', 0, 'turn_11764efbb3e843839b2b264a9d419962');
INSERT INTO public.steps VALUES ('resp_02dc2b5b75fd4dec8499fd6194769414', 0, 'turn_c0813210cd674d3a9fa2b87e04e125d8');
INSERT INTO public.steps VALUES ('resp_0dbb96833d85485389201cf5f28ef670', 0, 'turn_4816eeb2d87049aea70af96ac1216f5f');
INSERT INTO public.steps VALUES ('resp_5066371adef343899c75faaabeb2276d', 0, 'turn_fc3dafc4a30c4209b554c75adb0792ee');
INSERT INTO public.steps VALUES ('resp_6e9f997135304e959b03dc9296e05982', 0, 'turn_84d95eeab16b43fc84118c9b745b0266');
INSERT INTO public.turn_tokens VALUES ('turn_05d7497925cc49a18f5846a055d6aea4', 0, 0, '\x3c0000009500000061000000c200000039000000300000005f0000000500000097000000ac000000ef000000640000008300000036000000bc00000099000000', NULL, 6, 'length', NULL);
INSERT INTO public.turn_tokens VALUES ('turn_9cf5f40cdbae4a0cb8d2eb9cc99b8704', 0, 0, '\x13000000b5000000730000004c000000ae000000b0000000e8000000b6000000e9000000ce0000000b000000270000004c000000520000006100000037000000', NULL, 37, 'length', NULL);
INSERT INTO public.turn_tokens VALUES ('turn_11764efbb3e843839b2b264a9d419962', 0, 0, '\xb2000000e700000011000000d90000004e0000000a00000035000000920000009900000019000000680000007200000049000000ba000000030000007a000000', NULL, 6, 'length', NULL);
INSERT INTO public.turn_tokens VALUES ('turn_c0813210cd674d3a9fa2b87e04e125d8', 0, 0, '\x2a0000000e0000006c00000045000000750000001c0000003f0000008d000000700000004a000000b60000009a0000006a0000002a00000027000000e3000000', NULL, 8, 'length', NULL);
INSERT INTO public.turn_tokens VALUES ('turn_4816eeb2d87049aea70af96ac1216f5f', 0, 0, '\xb80000002a000000da0000004900000023000000480000006a000000f2000000d100000092000000ab00000025000000e1000000fb000000620000008e000000', NULL, 38, 'length', NULL);
INSERT INTO public.turn_tokens VALUES ('turn_fc3dafc4a30c4209b554c75adb0792ee', 0, 0, '\x00000000000100008800000010000000ab0000000f0000009f0000003d00000015000000e600000088000000400000009e000000bb000000460000009b000000', NULL, 6, 'length', NULL);
INSERT INTO public.turn_tokens VALUES ('turn_84d95eeab16b43fc84118c9b745b0266', 0, 0, '\xb3000000', NULL, 6, NULL, NULL);
INSERT INTO public.turns VALUES ('turn_05d7497925cc49a18f5846a055d6aea4', 'se_9817a0d1959543c4a643446db8b70bef', 'completed', true, 'ow_935f577c806a4c44b4c1526fdffc386e', 1, 0, 0, 'br_f5d1f0b2c9e14b85955514e6e7128426', 10, 1, 1, '\xc600000000010000400000005200000052000000480000005200000053000000400000004d00000053000000c6000000', '\xc417841e4e0c29ee46f62d41850734b8', '\x77f869597a023dff8787e0ba9225f3a3', '{"request_id": "resp_2a0a90dee21e45b1b59a3d42725c62b5", "model": "toy", "input": {"messages": [], "add_generation_prompt": true, "continue_final_message": false, "tools": null, "variables": {}}, "sampling": {"max_tokens": 16, "min_tokens": 0, "temperature": 1.0, "top_k": 0, "top_p": 1.0, "min_p": 0.0, "repetition_penalty": 1.0, "presence_penalty": 0.0, "frequency_penalty": 0.0, "logit_bias": [], "seed": null, "stop": [], "stop_token_ids": [], "include_stop_str_in_output": false, "ignore_eos": false, "max_reasoning_tokens": null, "logprobs": null, "prompt_logprobs": null}, "n": 1, "echo": false, "session_id": "resp_2a0a90dee21e45b1b59a3d42725c62b5", "run_id": "resp_2a0a90dee21e45b1b59a3d42725c62b5", "step": 0, "is_recorded": true, "grammar": null, "lease_s": 0.0, "is_carried": false, "is_last": false, "tenant": "default"}', 8192, 'd125bdfe477a04efa9737062101bd8ae', 'toy', false, '{"request_id": "resp_2a0a90dee21e45b1b59a3d42725c62b5", "created": 1796048302, "num_prompt_tokens": 22, "seed": 1649390661648301757, "system_fingerprint": "fp_6fbc7cfef75f", "session": {"session_id": "resp_2a0a90dee21e45b1b59a3d42725c62b5", "num_matched_messages": 0, "num_matched_tokens": 0, "forked": false}, "loosened_tools": [], "reasoning": "none"}', '{"usage": {"num_prompt_tokens": 22, "num_completion_tokens": 16, "num_cached_tokens": 6, "cold": null, "restored": {"tier": "device", "num_tokens": 6, "seconds": 0.0, "saved_s": 9.177248167152296e-06}, "head_rules": [], "num_reasoning_tokens": 0}, "num_computed_tokens": 16, "prompt_logprobs": null, "carrier": null, "ignored_carriers": []}', NULL);
INSERT INTO public.turns VALUES ('turn_11764efbb3e843839b2b264a9d419962', 'se_e6ed1d228f8a4c7f946ed504ad72c073', 'completed', true, 'ow_935f577c806a4c44b4c1526fdffc386e', 1, 0, 0, 'br_07448a10af2a441ab84be1c5353c4538', 12, 1, 1, '\xc600000000010000400000005200000052000000480000005200000053000000400000004d00000053000000c6000000', '\xc417841e4e0c29ee46f62d41850734b8', '\x1d0a5c99b8ef5ef81592c6af4098d929', '{"request_id": "resp_07b027d1af7446d6b9c088288cfff058", "model": "toy", "input": {"messages": [], "add_generation_prompt": true, "continue_final_message": false, "tools": null, "variables": {}}, "sampling": {"max_tokens": 16, "min_tokens": 0, "temperature": 1.0, "top_k": 0, "top_p": 1.0, "min_p": 0.0, "repetition_penalty": 1.0, "presence_penalty": 0.0, "frequency_penalty": 0.0, "logit_bias": [], "seed": null, "stop": [], "stop_token_ids": [], "include_stop_str_in_output": false, "ignore_eos": false, "max_reasoning_tokens": null, "logprobs": null, "prompt_logprobs": null}, "n": 1, "echo": false, "session_id": "resp_07b027d1af7446d6b9c088288cfff058", "run_id": "resp_07b027d1af7446d6b9c088288cfff058", "step": 0, "is_recorded": true, "grammar": null, "lease_s": 0.0, "is_carried": false, "is_last": false, "tenant": "default"}', 8192, 'd125bdfe477a04efa9737062101bd8ae', 'toy', false, '{"request_id": "resp_07b027d1af7446d6b9c088288cfff058", "created": 1796048304, "num_prompt_tokens": 24, "seed": 2563077166340056182, "system_fingerprint": "fp_6fbc7cfef75f", "session": {"session_id": "resp_07b027d1af7446d6b9c088288cfff058", "num_matched_messages": 0, "num_matched_tokens": 0, "forked": false}, "loosened_tools": [], "reasoning": "none"}', '{"usage": {"num_prompt_tokens": 24, "num_completion_tokens": 16, "num_cached_tokens": 6, "cold": null, "restored": {"tier": "device", "num_tokens": 6, "seconds": 0.0, "saved_s": 1.3957047018418868e-06}, "head_rules": [], "num_reasoning_tokens": 0}, "num_computed_tokens": 18, "prompt_logprobs": null, "carrier": null, "ignored_carriers": []}', NULL);
INSERT INTO public.turns VALUES ('turn_4816eeb2d87049aea70af96ac1216f5f', 'se_e59fd7c62d854c34b445ff1e4cdf2e58', 'completed', true, 'ow_935f577c806a4c44b4c1526fdffc386e', 1, 0, 0, 'br_2ae288f120e84763a76afa1f9b6da71a', 58, 3, 2, '\xc600000000010000400000005200000052000000480000005200000053000000400000004d00000053000000c6000000', '\xc417841e4e0c29ee46f62d41850734b8', '\x0202da1c0546b2179eb7a796c55a6a70', '{"request_id": "resp_0dbb96833d85485389201cf5f28ef670", "model": "toy", "input": {"messages": [], "add_generation_prompt": true, "continue_final_message": false, "tools": null, "variables": {}}, "sampling": {"max_tokens": 16, "min_tokens": 0, "temperature": 1.0, "top_k": 0, "top_p": 1.0, "min_p": 0.0, "repetition_penalty": 1.0, "presence_penalty": 0.0, "frequency_penalty": 0.0, "logit_bias": [], "seed": null, "stop": [], "stop_token_ids": [], "include_stop_str_in_output": false, "ignore_eos": false, "max_reasoning_tokens": null, "logprobs": null, "prompt_logprobs": null}, "n": 1, "echo": false, "session_id": "resp_02dc2b5b75fd4dec8499fd6194769414", "run_id": "resp_0dbb96833d85485389201cf5f28ef670", "step": 0, "is_recorded": true, "grammar": null, "lease_s": 0.0, "is_carried": false, "is_last": false, "tenant": "default"}', 8192, 'd125bdfe477a04efa9737062101bd8ae', 'toy', false, '{"request_id": "resp_0dbb96833d85485389201cf5f28ef670", "created": 1796048306, "num_prompt_tokens": 70, "seed": 7465717923405275511, "system_fingerprint": "fp_6fbc7cfef75f", "session": {"session_id": "resp_02dc2b5b75fd4dec8499fd6194769414", "num_matched_messages": 2, "num_matched_tokens": 39, "forked": false}, "loosened_tools": [], "reasoning": "none"}', '{"usage": {"num_prompt_tokens": 70, "num_completion_tokens": 16, "num_cached_tokens": 38, "cold": null, "restored": {"tier": "device", "num_tokens": 38, "seconds": 0.0, "saved_s": 2.6696967393774577e-05}, "head_rules": [], "num_reasoning_tokens": 0}, "num_computed_tokens": 32, "prompt_logprobs": null, "carrier": null, "ignored_carriers": []}', NULL);
INSERT INTO public.turns VALUES ('turn_9cf5f40cdbae4a0cb8d2eb9cc99b8704', 'se_9817a0d1959543c4a643446db8b70bef', 'completed', true, 'ow_935f577c806a4c44b4c1526fdffc386e', 1, 0, 0, 'br_f5d1f0b2c9e14b85955514e6e7128426', 50, 3, 2, '\xc600000000010000400000005200000052000000480000005200000053000000400000004d00000053000000c6000000', '\xc417841e4e0c29ee46f62d41850734b8', '\x68b7915feb5e1aad89a98d167a73dd49', '{"request_id": "resp_bf1eda7b0dac4d40aa84e55ae43b5f5a", "model": "toy", "input": {"messages": [], "add_generation_prompt": true, "continue_final_message": false, "tools": null, "variables": {}}, "sampling": {"max_tokens": 16, "min_tokens": 0, "temperature": 1.0, "top_k": 0, "top_p": 1.0, "min_p": 0.0, "repetition_penalty": 1.0, "presence_penalty": 0.0, "frequency_penalty": 0.0, "logit_bias": [], "seed": null, "stop": [], "stop_token_ids": [], "include_stop_str_in_output": false, "ignore_eos": false, "max_reasoning_tokens": null, "logprobs": null, "prompt_logprobs": null}, "n": 1, "echo": false, "session_id": "resp_2a0a90dee21e45b1b59a3d42725c62b5", "run_id": "resp_bf1eda7b0dac4d40aa84e55ae43b5f5a", "step": 0, "is_recorded": true, "grammar": null, "lease_s": 0.0, "is_carried": false, "is_last": false, "tenant": "default"}', 8192, 'd125bdfe477a04efa9737062101bd8ae', 'toy', false, '{"request_id": "resp_bf1eda7b0dac4d40aa84e55ae43b5f5a", "created": 1796048304, "num_prompt_tokens": 62, "seed": 8636367207443522262, "system_fingerprint": "fp_6fbc7cfef75f", "session": {"session_id": "resp_2a0a90dee21e45b1b59a3d42725c62b5", "num_matched_messages": 2, "num_matched_tokens": 38, "forked": false}, "loosened_tools": [], "reasoning": "none"}', '{"usage": {"num_prompt_tokens": 62, "num_completion_tokens": 16, "num_cached_tokens": 37, "cold": null, "restored": {"tier": "device", "num_tokens": 37, "seconds": 0.0, "saved_s": 3.5781081372763096e-05}, "head_rules": [], "num_reasoning_tokens": 0}, "num_computed_tokens": 25, "prompt_logprobs": null, "carrier": null, "ignored_carriers": []}', NULL);
INSERT INTO public.turns VALUES ('turn_c0813210cd674d3a9fa2b87e04e125d8', 'se_e59fd7c62d854c34b445ff1e4cdf2e58', 'completed', true, 'ow_935f577c806a4c44b4c1526fdffc386e', 1, 0, 0, 'br_2ae288f120e84763a76afa1f9b6da71a', 11, 1, 1, '\xc600000000010000400000005200000052000000480000005200000053000000400000004d00000053000000c6000000', '\xc417841e4e0c29ee46f62d41850734b8', '\xae110851c9dd3fab3ff687bfd2d40a26', '{"request_id": "resp_02dc2b5b75fd4dec8499fd6194769414", "model": "toy", "input": {"messages": [], "add_generation_prompt": true, "continue_final_message": false, "tools": null, "variables": {}}, "sampling": {"max_tokens": 16, "min_tokens": 0, "temperature": 1.0, "top_k": 0, "top_p": 1.0, "min_p": 0.0, "repetition_penalty": 1.0, "presence_penalty": 0.0, "frequency_penalty": 0.0, "logit_bias": [], "seed": null, "stop": [], "stop_token_ids": [], "include_stop_str_in_output": false, "ignore_eos": false, "max_reasoning_tokens": null, "logprobs": null, "prompt_logprobs": null}, "n": 1, "echo": false, "session_id": "resp_02dc2b5b75fd4dec8499fd6194769414", "run_id": "resp_02dc2b5b75fd4dec8499fd6194769414", "step": 0, "is_recorded": true, "grammar": null, "lease_s": 0.0, "is_carried": false, "is_last": false, "tenant": "default"}', 8192, 'd125bdfe477a04efa9737062101bd8ae', 'toy', false, '{"request_id": "resp_02dc2b5b75fd4dec8499fd6194769414", "created": 1796048305, "num_prompt_tokens": 23, "seed": 6053878107158564577, "system_fingerprint": "fp_6fbc7cfef75f", "session": {"session_id": "resp_02dc2b5b75fd4dec8499fd6194769414", "num_matched_messages": 0, "num_matched_tokens": 0, "forked": false}, "loosened_tools": [], "reasoning": "none"}', '{"usage": {"num_prompt_tokens": 23, "num_completion_tokens": 16, "num_cached_tokens": 8, "cold": null, "restored": {"tier": "device", "num_tokens": 8, "seconds": 0.0, "saved_s": 2.048190264552665e-06}, "head_rules": [], "num_reasoning_tokens": 0}, "num_computed_tokens": 15, "prompt_logprobs": null, "carrier": null, "ignored_carriers": []}', NULL);
INSERT INTO public.turns VALUES ('turn_84d95eeab16b43fc84118c9b745b0266', 'se_3369af9aec28497abca03e7bfcc397d2', 'in_progress', true, 'ow_935f577c806a4c44b4c1526fdffc386e', 1, 0, 0, 'br_ac4dd55860fa4aae96dab4e19d580087', 18, 1, 1, '\xc600000000010000400000005200000052000000480000005200000053000000400000004d00000053000000c6000000', '\xc417841e4e0c29ee46f62d41850734b8', '\x833cd06a3feef156551e2d3bfe0ab85b', '{"request_id": "resp_6e9f997135304e959b03dc9296e05982", "model": "toy", "input": {"messages": [], "add_generation_prompt": true, "continue_final_message": false, "tools": null, "variables": {}}, "sampling": {"max_tokens": 600, "min_tokens": 0, "temperature": 1.0, "top_k": 0, "top_p": 1.0, "min_p": 0.0, "repetition_penalty": 1.0, "presence_penalty": 0.0, "frequency_penalty": 0.0, "logit_bias": [], "seed": null, "stop": [], "stop_token_ids": [], "include_stop_str_in_output": false, "ignore_eos": false, "max_reasoning_tokens": null, "logprobs": null, "prompt_logprobs": null}, "n": 1, "echo": false, "session_id": "resp_6e9f997135304e959b03dc9296e05982", "run_id": "resp_6e9f997135304e959b03dc9296e05982", "step": 0, "is_recorded": true, "grammar": null, "lease_s": 0.0, "is_carried": false, "is_last": false, "tenant": "default"}', 8192, 'd125bdfe477a04efa9737062101bd8ae', 'toy', false, '{"request_id": "resp_6e9f997135304e959b03dc9296e05982", "created": 1796048309, "num_prompt_tokens": 30, "seed": 4143663956134413447, "system_fingerprint": "fp_6fbc7cfef75f", "session": {"session_id": "resp_6e9f997135304e959b03dc9296e05982", "num_matched_messages": 0, "num_matched_tokens": 0, "forked": false}, "loosened_tools": [], "reasoning": "none"}', NULL, NULL);
INSERT INTO public.turns VALUES ('turn_fc3dafc4a30c4209b554c75adb0792ee', 'se_cda33381d6fa481da2b3d5d4b6082962', 'completed', true, 'ow_935f577c806a4c44b4c1526fdffc386e', 1, 0, 0, 'br_0150098f9fcb4f70a699e545430ea672', 26, 2, 1, '\xc600000000010000400000005200000052000000480000005200000053000000400000004d00000053000000c6000000', '\xc417841e4e0c29ee46f62d41850734b8', '\xaf0aa6929370b3955c4a20872a5103cf', '{"request_id": "resp_5066371adef343899c75faaabeb2276d", "model": "toy", "input": {"messages": [], "add_generation_prompt": true, "continue_final_message": false, "tools": null, "variables": {}}, "sampling": {"max_tokens": 16, "min_tokens": 0, "temperature": 1.0, "top_k": 0, "top_p": 1.0, "min_p": 0.0, "repetition_penalty": 1.0, "presence_penalty": 0.0, "frequency_penalty": 0.0, "logit_bias": [], "seed": null, "stop": [], "stop_token_ids": [], "include_stop_str_in_output": false, "ignore_eos": false, "max_reasoning_tokens": null, "logprobs": null, "prompt_logprobs": null}, "n": 1, "echo": false, "session_id": "conv_b634706439c94966bf77c07278b9a310", "run_id": "resp_5066371adef343899c75faaabeb2276d", "step": 0, "is_recorded": true, "grammar": null, "lease_s": 0.0, "is_carried": false, "is_last": false, "tenant": "default"}', 8192, 'd125bdfe477a04efa9737062101bd8ae', 'toy', false, '{"request_id": "resp_5066371adef343899c75faaabeb2276d", "created": 1796048308, "num_prompt_tokens": 38, "seed": 2192531358599846287, "system_fingerprint": "fp_6fbc7cfef75f", "session": {"session_id": "conv_b634706439c94966bf77c07278b9a310", "num_matched_messages": 0, "num_matched_tokens": 0, "forked": false}, "loosened_tools": [], "reasoning": "none"}', '{"usage": {"num_prompt_tokens": 38, "num_completion_tokens": 16, "num_cached_tokens": 6, "cold": null, "restored": {"tier": "device", "num_tokens": 6, "seconds": 0.0, "saved_s": 0.0001705005410072493}, "head_rules": [], "num_reasoning_tokens": 0}, "num_computed_tokens": 32, "prompt_logprobs": null, "carrier": null, "ignored_carriers": []}', NULL);
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
ALTER TABLE ONLY public.migrations
    ADD CONSTRAINT migrations_pkey PRIMARY KEY (number);
ALTER TABLE ONLY public.owners
    ADD CONSTRAINT owners_pkey PRIMARY KEY (id);
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
