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
ALTER TABLE ONLY public.migrations ALTER COLUMN number SET DEFAULT nextval('public.migrations_number_seq'::regclass);
INSERT INTO public.branches VALUES ('br_c204cc572162438ea9ca059e3a5b1df2', 'se_87de20c255b84d41949d100160f145f9', 'chat', NULL, 0, 0, 40, 2, 1, 1796066385.975086, 'ow_829947b77a80411a95700e9f7bf50ab0', 39, NULL);
INSERT INTO public.branches VALUES ('br_73ef6ba43d254a58ba1689c21268c1b4', 'se_26b3b92a2d8643f6baa703a1f32a2992', 'chat', NULL, 0, 0, 86, 4, 2, 1796066386.0930982, 'ow_829947b77a80411a95700e9f7bf50ab0', 85, NULL);
INSERT INTO public.branches VALUES ('br_dd3f991bf4af4ca695d684b37cddb37a', 'se_92a8f4b02b6244729911ba206f9a0b8c', 'chat', NULL, 0, 0, 104, 6, 3, 1796066385.0721188, 'ow_829947b77a80411a95700e9f7bf50ab0', 103, NULL);
INSERT INTO public.branches VALUES ('br_a6060347389a410b87e74bd6f8e765b6', 'se_92a8f4b02b6244729911ba206f9a0b8c', 'chat', 'br_dd3f991bf4af4ca695d684b37cddb37a', 86, 5, 104, 6, 1, 1796066385.3290381, 'ow_829947b77a80411a95700e9f7bf50ab0', 103, NULL);
INSERT INTO public.branches VALUES ('br_33391387717647e8b71173e8ad7a2aed', 'se_845179c9a55f4f4faf13f8a077521943', 'chat', NULL, 0, 0, 38, 3, 1, 1796066386.3117461, 'ow_829947b77a80411a95700e9f7bf50ab0', 38, NULL);
INSERT INTO public.branches VALUES ('br_8adc3a28c6214ab98a26dac85631668b', 'se_92a8f4b02b6244729911ba206f9a0b8c', 'chat', NULL, 0, 0, 37, 2, 1, 1796066385.3602755, 'ow_829947b77a80411a95700e9f7bf50ab0', 36, NULL);
INSERT INTO public.branches VALUES ('br_fa0172056cdc41b2b7524009cb84ec72', 'se_ace0486c11eb4dbfb8ae973f8e2ee337', 'chat', NULL, 0, 0, 18, 1, 1, 1796066386.4285724, NULL, 0, NULL);
INSERT INTO public.branches VALUES ('br_b569fc7c7e10445f8f1f7eba4e243e51', 'se_0d2da1ced4a040d1af104e0b96429f08', 'text', NULL, 0, 0, 28, 4, 2, 1796066385.4317684, 'ow_829947b77a80411a95700e9f7bf50ab0', 28, NULL);
INSERT INTO public.branches VALUES ('br_6de98e98060942c69010f2c437b1fffd', 'se_0ba763d3d87b427ab6940ec0ab28aad1', 'tokens', NULL, 0, 0, 11, 2, 1, 1796066385.5424943, 'ow_829947b77a80411a95700e9f7bf50ab0', 10, NULL);
INSERT INTO public.branches VALUES ('br_6391839a22fb4ee9afed81c51efa2daf', 'se_39d6112109eb4df6887e71b8c6e70f32', 'chat', NULL, 0, 0, 78, 4, 2, 1796066385.6131136, 'ow_829947b77a80411a95700e9f7bf50ab0', 77, NULL);
INSERT INTO public.conversation_items VALUES ('conv_3c64121ec4b54484984d9a4d4d3868c6', 0, 'msg_5f002539fd0645089d3a1d449229a7f1', '{"id": "msg_5f002539fd0645089d3a1d449229a7f1", "type": "message", "role": "user", "status": "completed", "content": [{"type": "input_text", "text": "Before"}]}');
INSERT INTO public.conversation_items VALUES ('conv_3c64121ec4b54484984d9a4d4d3868c6', 1, 'msg_6cc649b930cf4baa9c398ccb4d6d0a2b', '{"id": "msg_6cc649b930cf4baa9c398ccb4d6d0a2b", "type": "message", "role": "user", "status": "completed", "content": [{"type": "input_text", "text": "In it"}]}');
INSERT INTO public.conversation_items VALUES ('conv_3c64121ec4b54484984d9a4d4d3868c6', 2, 'msg_7348b282bdbd48fab349579471893e2c00', '{"id": "msg_7348b282bdbd48fab349579471893e2c00", "type": "message", "role": "assistant", "status": "completed", "content": [{"type": "output_text", "text": "", "annotations": [], "logprobs": []}]}');
INSERT INTO public.conversations VALUES ('conv_3c64121ec4b54484984d9a4d4d3868c6', 'default', 1796066386, '{"topic": "migrations"}', 3, 2, NULL, 1796066386.3778102);
INSERT INTO public.items VALUES ('br_dd3f991bf4af4ca695d684b37cddb37a', 0, 'it_4dd59254e2294890b3c325b27ca1f72c', 'se_92a8f4b02b6244729911ba206f9a0b8c', 'user', '{"role": "user", "content": "Good morning"}', '\x70222a0c842ba9f1e656f75a50d407d2', NULL, 0, 19, true, NULL, NULL, NULL, 1796066385.087739);
INSERT INTO public.items VALUES ('br_dd3f991bf4af4ca695d684b37cddb37a', 1, 'it_1af85b443c654b0e9e554ffae31f75dd', 'se_92a8f4b02b6244729911ba206f9a0b8c', 'assistant', '{"role": "assistant", "content": "\u037fK\ufffd\ufffdl"}', '\xc55c94160f0b1cf06822d83ee66ef66f', NULL, 19, 37, true, 'length', NULL, NULL, 1796066385.1341672);
INSERT INTO public.items VALUES ('br_dd3f991bf4af4ca695d684b37cddb37a', 2, 'it_63f7e8a2abda4734af2bce8aca63972a', 'se_92a8f4b02b6244729911ba206f9a0b8c', 'user', '{"role": "user", "content": "And then?"}', '\x3ef625fdc470a400c344f7d3f21af878', NULL, 37, 55, true, NULL, NULL, NULL, 1796066385.2088394);
INSERT INTO public.items VALUES ('br_dd3f991bf4af4ca695d684b37cddb37a', 3, 'it_b5d617ed85d945dc90463d6a32276c13', 'se_92a8f4b02b6244729911ba206f9a0b8c', 'assistant', '{"role": "assistant", "content": "\ufffd\ufffd\ufffd\ufffd\u0000"}', '\xdbaf086743be6991bbaf1b187ee9d9a3', NULL, 55, 73, true, 'length', NULL, NULL, 1796066385.2460687);
INSERT INTO public.items VALUES ('br_dd3f991bf4af4ca695d684b37cddb37a', 4, 'it_b3a22d0183894aa6a55fdaa6e6a86d67', 'se_92a8f4b02b6244729911ba206f9a0b8c', 'user', '{"role": "user", "content": "Why?"}', '\xbe36cd1ac2e281f7ba99b5e044218a73', NULL, 73, 86, true, NULL, NULL, NULL, 1796066385.2879286);
INSERT INTO public.items VALUES ('br_dd3f991bf4af4ca695d684b37cddb37a', 5, 'it_f3a3fcb48b264093b206f2d243bd5d45', 'se_92a8f4b02b6244729911ba206f9a0b8c', 'assistant', '{"role": "assistant", "content": "\ufffdG\u0019\ufffd\ufffd"}', '\x270422d94c2fcf86821aee76c1fe1411', NULL, 86, 104, true, 'length', NULL, NULL, 1796066385.3264182);
INSERT INTO public.items VALUES ('br_a6060347389a410b87e74bd6f8e765b6', 5, 'it_27c8a651f1044838b5bd751b1573455a', 'se_92a8f4b02b6244729911ba206f9a0b8c', 'assistant', '{"role": "assistant", "content": "\ufffdK\ufffd\ufffd=`"}', '\x33462b95eacc296d55006d0eaa57521c', NULL, 86, 104, true, 'length', NULL, NULL, 1796066385.330317);
INSERT INTO public.items VALUES ('br_8adc3a28c6214ab98a26dac85631668b', 0, 'it_52cefd2fa4cb4c1bb6c0562f27bc3116', 'se_92a8f4b02b6244729911ba206f9a0b8c', 'user', '{"role": "user", "content": "Good evening"}', '\xa0fc891d406bacc5ef327501c56c6b42', NULL, 0, 19, true, NULL, NULL, NULL, 1796066385.3615081);
INSERT INTO public.items VALUES ('br_8adc3a28c6214ab98a26dac85631668b', 1, 'it_f2535626853c4ebcb6a7d6b7276f32e3', 'se_92a8f4b02b6244729911ba206f9a0b8c', 'assistant', '{"role": "assistant", "content": "\u001c\u0155 \ufffdm"}', '\xc2fc5bc856b25d0122edc4155d210c58', NULL, 19, 37, true, 'length', NULL, NULL, 1796066385.4024832);
INSERT INTO public.items VALUES ('br_b569fc7c7e10445f8f1f7eba4e243e51', 0, 'it_dc96bd26a0f6470e99c57d8e5c36324d', 'se_0d2da1ced4a040d1af104e0b96429f08', 'prompt', '"Once upon a time"', '\xcf25218127a2bd1df7b6d9215a761c83', 16, 0, 16, true, NULL, NULL, NULL, 1796066385.4328551);
INSERT INTO public.items VALUES ('br_b569fc7c7e10445f8f1f7eba4e243e51', 1, 'it_37efe2a3ac89490cb33746f1a9b48f38', 'se_0d2da1ced4a040d1af104e0b96429f08', 'completion', '"Bo\ufffd\ufffd\ufffd"', '\x19cdeb4dd634ed65a6bf4702623fe794', 21, 16, 21, true, 'length', NULL, NULL, 1796066385.4583156);
INSERT INTO public.items VALUES ('br_b569fc7c7e10445f8f1f7eba4e243e51', 2, 'it_26c4d609eb0445a5869679d14faac558', 'se_0d2da1ced4a040d1af104e0b96429f08', 'prompt', '" and"', '\x4bed1c3fbacc6315204c6e186cdb0eae', 25, 21, 25, true, NULL, NULL, NULL, 1796066385.4963422);
INSERT INTO public.items VALUES ('br_b569fc7c7e10445f8f1f7eba4e243e51', 3, 'it_ff403762461e475199307a561bf6f378', 'se_0d2da1ced4a040d1af104e0b96429f08', 'completion', '"\ufffd9\ufffd"', '\x96ae210949d5140a93592896500ba590', 28, 25, 28, true, 'stop', '"C"', '\x22000000', 1796066385.5139754);
INSERT INTO public.items VALUES ('br_6de98e98060942c69010f2c437b1fffd', 0, 'it_7f85419c31b64922b4e1ed4bd96d2389', 'se_0ba763d3d87b427ab6940ec0ab28aad1', 'prompt', NULL, NULL, NULL, 0, 6, true, NULL, NULL, NULL, 1796066385.5433764);
INSERT INTO public.items VALUES ('br_6de98e98060942c69010f2c437b1fffd', 1, 'it_3494534057f54e9f96227d2266ddbf6f', 'se_0ba763d3d87b427ab6940ec0ab28aad1', 'completion', '"\ufffd\u07a2\ufffdq"', NULL, NULL, 6, 11, true, 'length', NULL, NULL, 1796066385.5673614);
INSERT INTO public.items VALUES ('br_6391839a22fb4ee9afed81c51efa2daf', 0, 'it_78cfbd759b2246b1b95b95f237bdc1d2', 'se_39d6112109eb4df6887e71b8c6e70f32', 'user', '{"role": "user", "content": "One"}', '\x77f869597a023dff8787e0ba9225f3a3', NULL, 0, 10, true, NULL, NULL, NULL, 1796066385.6140504);
INSERT INTO public.items VALUES ('br_6391839a22fb4ee9afed81c51efa2daf', 1, 'it_d242bcb37fd741c09e22846b9772ccc9', 'se_39d6112109eb4df6887e71b8c6e70f32', 'assistant', '{"role": "assistant", "content": "a\ufffd}]dbk\ufffd\u1b28c\ufffd\ufffd\ufffd\ufffd"}', '\xd852bfba9a05eceba8b2d9f9255ad452', NULL, 10, 38, true, 'length', NULL, NULL, 1796066385.6580055);
INSERT INTO public.items VALUES ('br_6391839a22fb4ee9afed81c51efa2daf', 2, 'it_78b9611ab0164ef5bcb6b1b1bb58096e', 'se_39d6112109eb4df6887e71b8c6e70f32', 'user', '{"role": "user", "content": "Two"}', '\xd3b28bad18b66eee17bf0709d1b36957', NULL, 38, 50, true, NULL, NULL, NULL, 1796066385.8827546);
INSERT INTO public.items VALUES ('br_6391839a22fb4ee9afed81c51efa2daf', 3, 'it_478b68b5ad4345d4b000da3dd3667638', 'se_39d6112109eb4df6887e71b8c6e70f32', 'assistant', '{"role": "assistant", "content": "Wzy\ufffdU\ufffdh\ufffd\ufffd\ufffdjGI\ufffd\ufffd"}', '\x9ceb40498602568e829e660698e8733c', NULL, 50, 78, true, 'length', NULL, NULL, 1796066385.9296134);
INSERT INTO public.items VALUES ('br_c204cc572162438ea9ca059e3a5b1df2', 0, 'it_1829740cee234f12bbad270a7868c46c', 'se_87de20c255b84d41949d100160f145f9', 'user', '{"role": "user", "content": "Later"}', '\x1d0a5c99b8ef5ef81592c6af4098d929', NULL, 0, 12, true, NULL, NULL, NULL, 1796066385.9761667);
INSERT INTO public.items VALUES ('br_c204cc572162438ea9ca059e3a5b1df2', 1, 'it_be2a2fa6b8d44825b5894f0e142e0349', 'se_87de20c255b84d41949d100160f145f9', 'assistant', '{"role": "assistant", "content": "\ufffd\ufffd\ufffdQ\ufffd_\ufffd\ufffd\ufffd\ufffdd\ufffd\ufffd\ufffd"}', '\x5243190c280746427fd719948be21d15', NULL, 12, 40, true, 'length', NULL, NULL, 1796066386.0122054);
INSERT INTO public.items VALUES ('br_73ef6ba43d254a58ba1689c21268c1b4', 0, 'it_4c45f1f3ea654fad8ddb2e3ac32aac06', 'se_26b3b92a2d8643f6baa703a1f32a2992', 'user', '{"role": "user", "content": "Gone"}', '\xae110851c9dd3fab3ff687bfd2d40a26', NULL, 0, 11, true, NULL, NULL, NULL, 1796066386.094068);
INSERT INTO public.items VALUES ('br_73ef6ba43d254a58ba1689c21268c1b4', 1, 'it_f9ac6deb775347e68d6b4ef983754b5b', 'se_26b3b92a2d8643f6baa703a1f32a2992', 'assistant', '{"role": "assistant", "content": "J\ufffd$q\ufffd\u0017\ufffd\f\ufffd\u0634E#l''\ufffd"}', '\x6e28d99b6c408b84cda29c2662b23cbc', NULL, 11, 39, true, 'length', NULL, NULL, 1796066386.1277914);
INSERT INTO public.items VALUES ('br_73ef6ba43d254a58ba1689c21268c1b4', 2, 'it_9489d46d9266461bb3df7ec177d0a6c9', 'se_26b3b92a2d8643f6baa703a1f32a2992', 'user', '{"role": "user", "content": "Still here"}', '\xb4815512eb3f00d86115aa92200c74a4', NULL, 39, 58, true, NULL, NULL, NULL, 1796066386.1822124);
INSERT INTO public.items VALUES ('br_73ef6ba43d254a58ba1689c21268c1b4', 3, 'it_25c7e62e6be04263a2a25d180a825124', 'se_26b3b92a2d8643f6baa703a1f32a2992', 'assistant', '{"role": "assistant", "content": "\u000eIi\ufffdH\ufffd\ufffd\ufffd.7\ufffd zXf"}', '\x33f6b75ded21c819c39b76c88c7bea2b', NULL, 58, 86, true, 'length', NULL, NULL, 1796066386.2171764);
INSERT INTO public.items VALUES ('br_33391387717647e8b71173e8ad7a2aed', 0, 'it_5c5d8ffc47bf4bd1ab901e82c4caa6fd', 'se_845179c9a55f4f4faf13f8a077521943', 'user', '{"role": "user", "content": "Before"}', '\x86f1ff03c95f3955b509a5f75b79e5ca', NULL, 0, 13, true, NULL, NULL, NULL, 1796066386.3159242);
INSERT INTO public.items VALUES ('br_33391387717647e8b71173e8ad7a2aed', 1, 'it_17ef416d270a463d875f3520595c1c22', 'se_845179c9a55f4f4faf13f8a077521943', 'user', '{"role": "user", "content": "In it"}', '\xaf0aa6929370b3955c4a20872a5103cf', NULL, 13, 26, true, NULL, NULL, NULL, 1796066386.3159409);
INSERT INTO public.items VALUES ('br_33391387717647e8b71173e8ad7a2aed', 2, 'it_097ffbeaa06944ca93077a30a446a12b', 'se_845179c9a55f4f4faf13f8a077521943', 'assistant', '{"role": "assistant", "content": ""}', '\x06172593e1e464c00a3268d06f2c4f8c', NULL, 26, 38, true, 'stop', NULL, '\x02010000', 1796066386.3625884);
INSERT INTO public.items VALUES ('br_fa0172056cdc41b2b7524009cb84ec72', 0, 'it_865bdd204a5c41dfbb78cf95bbff2817', 'se_ace0486c11eb4dbfb8ae973f8e2ee337', 'user', '{"role": "user", "content": "Interrupted"}', '\x833cd06a3feef156551e2d3bfe0ab85b', NULL, 0, 18, true, NULL, NULL, NULL, 1796066386.4358964);
INSERT INTO public.migrations VALUES (1, 'first_schema', 1796066383.5721602);
INSERT INTO public.migrations VALUES (2, 'responses_and_conversations', 1796066383.5731924);
INSERT INTO public.migrations VALUES (3, 'runs', 1796066383.5757189);
INSERT INTO public.migrations VALUES (4, 'whereabouts_of_kv', 1796066383.5837016);
INSERT INTO public.migrations VALUES (5, 'owners_of_responses_and_attempts', 1796066383.5843375);
INSERT INTO public.migrations VALUES (6, 'turns_and_steps', 1796066383.5877297);
INSERT INTO public.migrations VALUES (7, 'session_verbs', 1796066383.5881908);
INSERT INTO public.migrations VALUES (8, 'agents', 1796066383.5884244);
INSERT INTO public.migrations VALUES (9, 'placements_of_sessions', 1796066383.5886216);
INSERT INTO public.owners VALUES ('ow_829947b77a80411a95700e9f7bf50ab0', 'host:data', 1796066384.630351);
INSERT INTO public.response_items VALUES ('resp_c320a8caff4c490a8312618dfdcadd61', 0, false, 'msg_c5bc648b580a4281bd7e701dd5aceffe', '{"id": "msg_c5bc648b580a4281bd7e701dd5aceffe", "type": "message", "role": "user", "status": "completed", "content": [{"type": "input_text", "text": "One"}]}');
INSERT INTO public.response_items VALUES ('resp_c320a8caff4c490a8312618dfdcadd61', 1, true, 'msg_c320a8caff4c490a8312618dfdcadd6100', '{"id": "msg_c320a8caff4c490a8312618dfdcadd6100", "type": "message", "role": "assistant", "status": "incomplete", "content": [{"type": "output_text", "text": "a\ufffd}]dbk\ufffd\u1b28c\ufffd\ufffd\ufffd\ufffd", "annotations": [], "logprobs": []}]}');
INSERT INTO public.response_items VALUES ('resp_f12e768d7b67437da503846b52199436', 0, false, 'msg_3f5ea4be004e42d19ca04a973d4699af', '{"id": "msg_3f5ea4be004e42d19ca04a973d4699af", "type": "message", "role": "user", "status": "completed", "content": [{"type": "input_text", "text": "Two"}]}');
INSERT INTO public.response_items VALUES ('resp_f12e768d7b67437da503846b52199436', 1, true, 'msg_f12e768d7b67437da503846b5219943600', '{"id": "msg_f12e768d7b67437da503846b5219943600", "type": "message", "role": "assistant", "status": "incomplete", "content": [{"type": "output_text", "text": "Wzy\ufffdU\ufffdh\ufffd\ufffd\ufffdjGI\ufffd\ufffd", "annotations": [], "logprobs": []}]}');
INSERT INTO public.response_items VALUES ('resp_f6670e857f494ad4b8986af2c4d55431', 0, false, 'msg_2ceb7b6dffbf4a78a52ca19aec69fbed', '{"id": "msg_2ceb7b6dffbf4a78a52ca19aec69fbed", "type": "message", "role": "user", "status": "completed", "content": [{"type": "input_text", "text": "Later"}]}');
INSERT INTO public.response_items VALUES ('resp_f6670e857f494ad4b8986af2c4d55431', 1, true, 'msg_f6670e857f494ad4b8986af2c4d5543100', '{"id": "msg_f6670e857f494ad4b8986af2c4d5543100", "type": "message", "role": "assistant", "status": "incomplete", "content": [{"type": "output_text", "text": "\ufffd\ufffd\ufffdQ\ufffd_\ufffd\ufffd\ufffd\ufffdd\ufffd\ufffd\ufffd", "annotations": [], "logprobs": []}]}');
INSERT INTO public.response_items VALUES ('resp_1339981fd92740c68b153c8c9a7cf0f8', 0, false, 'msg_ebff7a0bfb334c7dba78c471ae3851c4', '{"id": "msg_ebff7a0bfb334c7dba78c471ae3851c4", "type": "message", "role": "user", "status": "completed", "content": [{"type": "input_text", "text": "Gone"}]}');
INSERT INTO public.response_items VALUES ('resp_1339981fd92740c68b153c8c9a7cf0f8', 1, true, 'msg_1339981fd92740c68b153c8c9a7cf0f800', '{"id": "msg_1339981fd92740c68b153c8c9a7cf0f800", "type": "message", "role": "assistant", "status": "incomplete", "content": [{"type": "output_text", "text": "J\ufffd$q\ufffd\u0017\ufffd\f\ufffd\u0634E#l''\ufffd", "annotations": [], "logprobs": []}]}');
INSERT INTO public.response_items VALUES ('resp_a604e90a04e241028c5fc9ba99ddd71b', 0, false, 'msg_cb0ca3f28968490b98da03e299983492', '{"id": "msg_cb0ca3f28968490b98da03e299983492", "type": "message", "role": "user", "status": "completed", "content": [{"type": "input_text", "text": "Still here"}]}');
INSERT INTO public.response_items VALUES ('resp_a604e90a04e241028c5fc9ba99ddd71b', 1, true, 'msg_a604e90a04e241028c5fc9ba99ddd71b00', '{"id": "msg_a604e90a04e241028c5fc9ba99ddd71b00", "type": "message", "role": "assistant", "status": "incomplete", "content": [{"type": "output_text", "text": "\u000eIi\ufffdH\ufffd\ufffd\ufffd.7\ufffd zXf", "annotations": [], "logprobs": []}]}');
INSERT INTO public.response_items VALUES ('resp_7348b282bdbd48fab349579471893e2c', 0, false, 'msg_6cc649b930cf4baa9c398ccb4d6d0a2b', '{"id": "msg_6cc649b930cf4baa9c398ccb4d6d0a2b", "type": "message", "role": "user", "status": "completed", "content": [{"type": "input_text", "text": "In it"}]}');
INSERT INTO public.response_items VALUES ('resp_7348b282bdbd48fab349579471893e2c', 1, true, 'msg_7348b282bdbd48fab349579471893e2c00', '{"id": "msg_7348b282bdbd48fab349579471893e2c00", "type": "message", "role": "assistant", "status": "completed", "content": [{"type": "output_text", "text": "", "annotations": [], "logprobs": []}]}');
INSERT INTO public.response_items VALUES ('resp_b8e39c481c7042088ac53931f38feb3d', 0, false, 'msg_3ed1a3ff60544f7b8034d31706bb8521', '{"id": "msg_3ed1a3ff60544f7b8034d31706bb8521", "type": "message", "role": "user", "status": "completed", "content": [{"type": "input_text", "text": "Interrupted"}]}');
INSERT INTO public.responses VALUES ('resp_c320a8caff4c490a8312618dfdcadd61', 'default', 'incomplete', 1796066385, NULL, '{"model": "toy", "instructions": null, "store": true, "max_output_tokens": 16, "max_tool_calls": null, "metadata": {}, "parallel_tool_calls": true, "tools": [], "tool_choice": "auto", "text": {"format": {"type": "text"}, "verbosity": "medium"}, "reasoning": null, "temperature": 1.0, "top_p": 1.0, "presence_penalty": 0.0, "frequency_penalty": 0.0, "top_logprobs": 0, "truncation": "disabled", "prompt_cache_key": null, "prompt_cache_options": null, "prompt_cache_retention": null, "safety_identifier": null, "service_tier": "default", "user": null}', false, 'ow_829947b77a80411a95700e9f7bf50ab0', 0, 'd125bdfe477a04efa9737062101bd8ae', NULL, 'resp_c320a8caff4c490a8312618dfdcadd61', NULL, NULL, NULL, '[22, 16, 6, null, {"tier": "device", "num_tokens": 6, "seconds": 0.0, "saved_s": 0.0003541221665650126}]', NULL, 'max_output_tokens', true, '[[0, 1, 0], [0, 1, 0], [0, 1, 0], [0, 1, 0], [0, 1, 0], [0, 1, 0], [0, 1, 0], [0, 1, 0], [0, 1, 0], [0, 1, 0], [0, 1, 0], [0, 1, 0], [0, 1, 0], [0, 1, 0]]', false);
INSERT INTO public.responses VALUES ('resp_f12e768d7b67437da503846b52199436', 'default', 'incomplete', 1796066385, NULL, '{"model": "toy", "instructions": null, "store": true, "max_output_tokens": 16, "max_tool_calls": null, "metadata": {}, "parallel_tool_calls": true, "tools": [], "tool_choice": "auto", "text": {"format": {"type": "text"}, "verbosity": "medium"}, "reasoning": null, "temperature": 1.0, "top_p": 1.0, "presence_penalty": 0.0, "frequency_penalty": 0.0, "top_logprobs": 0, "truncation": "disabled", "prompt_cache_key": null, "prompt_cache_options": null, "prompt_cache_retention": null, "safety_identifier": null, "service_tier": "default", "user": null}', false, 'ow_829947b77a80411a95700e9f7bf50ab0', 0, 'd125bdfe477a04efa9737062101bd8ae', NULL, 'resp_c320a8caff4c490a8312618dfdcadd61', 'resp_c320a8caff4c490a8312618dfdcadd61', NULL, NULL, '[62, 16, 37, null, {"tier": "device", "num_tokens": 37, "seconds": 0.0, "saved_s": 0.002219096495631178}]', NULL, 'max_output_tokens', true, '[[0, 1, 0], [0, 1, 0], [0, 1, 0], [0, 1, 0], [0, 1, 0], [0, 1, 0], [0, 1, 0], [0, 1, 0], [0, 1, 0], [0, 2, 0], [0, 1, 0], [0, 1, 0], [0, 1, 0], [0, 1, 0]]', false);
INSERT INTO public.responses VALUES ('resp_f6670e857f494ad4b8986af2c4d55431', 'default', 'incomplete', 1796066385, NULL, '{"model": "toy", "instructions": null, "store": true, "max_output_tokens": 16, "max_tool_calls": null, "metadata": {}, "parallel_tool_calls": true, "tools": [], "tool_choice": "auto", "text": {"format": {"type": "text"}, "verbosity": "medium"}, "reasoning": null, "temperature": 1.0, "top_p": 1.0, "presence_penalty": 0.0, "frequency_penalty": 0.0, "top_logprobs": 0, "truncation": "disabled", "prompt_cache_key": null, "prompt_cache_options": null, "prompt_cache_retention": null, "safety_identifier": null, "service_tier": "default", "user": null}', true, 'ow_829947b77a80411a95700e9f7bf50ab0', 0, 'd125bdfe477a04efa9737062101bd8ae', NULL, 'resp_f6670e857f494ad4b8986af2c4d55431', NULL, NULL, NULL, '[24, 16, 6, null, {"tier": "device", "num_tokens": 6, "seconds": 0.0, "saved_s": 0.0003549802458585421}]', NULL, 'max_output_tokens', true, '[[0, 1, 0], [0, 1, 0], [0, 1, 0], [0, 1, 0], [0, 1, 0], [0, 1, 0], [0, 1, 0], [0, 2, 0], [0, 1, 0], [0, 1, 0], [0, 1, 0], [0, 2, 0]]', false);
INSERT INTO public.responses VALUES ('resp_a604e90a04e241028c5fc9ba99ddd71b', 'default', 'incomplete', 1796066386, NULL, '{"model": "toy", "instructions": null, "store": true, "max_output_tokens": 16, "max_tool_calls": null, "metadata": {}, "parallel_tool_calls": true, "tools": [], "tool_choice": "auto", "text": {"format": {"type": "text"}, "verbosity": "medium"}, "reasoning": null, "temperature": 1.0, "top_p": 1.0, "presence_penalty": 0.0, "frequency_penalty": 0.0, "top_logprobs": 0, "truncation": "disabled", "prompt_cache_key": null, "prompt_cache_options": null, "prompt_cache_retention": null, "safety_identifier": null, "service_tier": "default", "user": null}', false, 'ow_829947b77a80411a95700e9f7bf50ab0', 0, 'd125bdfe477a04efa9737062101bd8ae', NULL, 'resp_1339981fd92740c68b153c8c9a7cf0f8', 'resp_1339981fd92740c68b153c8c9a7cf0f8', NULL, NULL, '[70, 16, 38, null, {"tier": "device", "num_tokens": 38, "seconds": 0.0, "saved_s": 0.0022752476219818725}]', NULL, 'max_output_tokens', true, '[[0, 1, 0], [0, 1, 0], [0, 1, 0], [0, 2, 0], [0, 1, 0], [0, 1, 0], [0, 2, 0], [0, 1, 0], [0, 1, 0], [0, 1, 0], [0, 1, 0], [0, 1, 0], [0, 1, 0]]', false);
INSERT INTO public.responses VALUES ('resp_1339981fd92740c68b153c8c9a7cf0f8', 'default', 'incomplete', 1796066386, NULL, '{"model": "toy", "instructions": null, "store": true, "max_output_tokens": 16, "max_tool_calls": null, "metadata": {}, "parallel_tool_calls": true, "tools": [], "tool_choice": "auto", "text": {"format": {"type": "text"}, "verbosity": "medium"}, "reasoning": null, "temperature": 1.0, "top_p": 1.0, "presence_penalty": 0.0, "frequency_penalty": 0.0, "top_logprobs": 0, "truncation": "disabled", "prompt_cache_key": null, "prompt_cache_options": null, "prompt_cache_retention": null, "safety_identifier": null, "service_tier": "default", "user": null}', false, 'ow_829947b77a80411a95700e9f7bf50ab0', 0, 'd125bdfe477a04efa9737062101bd8ae', NULL, 'resp_1339981fd92740c68b153c8c9a7cf0f8', NULL, NULL, NULL, '[23, 16, 8, null, {"tier": "device", "num_tokens": 8, "seconds": 0.0, "saved_s": 0.0004746591681352076}]', NULL, 'max_output_tokens', true, '[[0, 1, 0], [0, 1, 0], [0, 1, 0], [0, 1, 0], [0, 2, 0], [0, 1, 0], [0, 1, 0], [0, 1, 0], [0, 1, 0], [0, 1, 0], [0, 1, 0], [0, 1, 0], [0, 1, 0], [0, 1, 0]]', true);
INSERT INTO public.responses VALUES ('resp_7348b282bdbd48fab349579471893e2c', 'default', 'completed', 1796066386, 1796066386, '{"model": "toy", "instructions": null, "store": true, "max_output_tokens": 16, "max_tool_calls": null, "metadata": {}, "parallel_tool_calls": true, "tools": [], "tool_choice": "auto", "text": {"format": {"type": "text"}, "verbosity": "medium"}, "reasoning": null, "temperature": 1.0, "top_p": 1.0, "presence_penalty": 0.0, "frequency_penalty": 0.0, "top_logprobs": 0, "truncation": "disabled", "prompt_cache_key": null, "prompt_cache_options": null, "prompt_cache_retention": null, "safety_identifier": null, "service_tier": "default", "user": null}', false, 'ow_829947b77a80411a95700e9f7bf50ab0', 0, 'd125bdfe477a04efa9737062101bd8ae', NULL, 'conv_3c64121ec4b54484984d9a4d4d3868c6', NULL, 'conv_3c64121ec4b54484984d9a4d4d3868c6', 1, '[38, 1, 6, null, {"tier": "device", "num_tokens": 6, "seconds": 0.0, "saved_s": 0.00034994032069124914}]', NULL, NULL, true, '[]', false);
INSERT INTO public.responses VALUES ('resp_b8e39c481c7042088ac53931f38feb3d', 'default', 'in_progress', 1796066386, NULL, '{"model": "toy", "instructions": null, "store": true, "max_output_tokens": 600, "max_tool_calls": null, "metadata": {}, "parallel_tool_calls": true, "tools": [], "tool_choice": "auto", "text": {"format": {"type": "text"}, "verbosity": "medium"}, "reasoning": null, "temperature": 1.0, "top_p": 1.0, "presence_penalty": 0.0, "frequency_penalty": 0.0, "top_logprobs": 0, "truncation": "disabled", "prompt_cache_key": null, "prompt_cache_options": null, "prompt_cache_retention": null, "safety_identifier": null, "service_tier": "default", "user": null}', true, 'ow_829947b77a80411a95700e9f7bf50ab0', 0, 'd125bdfe477a04efa9737062101bd8ae', NULL, 'resp_b8e39c481c7042088ac53931f38feb3d', NULL, NULL, NULL, NULL, NULL, NULL, true, NULL, false);
INSERT INTO public.sessions VALUES ('se_92a8f4b02b6244729911ba206f9a0b8c', 'default', 'talk', 1796066385.0532758, 1796066385.4038818, 4, 'br_8adc3a28c6214ab98a26dac85631668b', NULL, NULL, NULL, NULL);
INSERT INTO public.sessions VALUES ('se_0d2da1ced4a040d1af104e0b96429f08', 'default', 'text', 1796066385.4297652, 1796066385.5151167, 2, 'br_b569fc7c7e10445f8f1f7eba4e243e51', NULL, NULL, NULL, NULL);
INSERT INTO public.sessions VALUES ('se_0ba763d3d87b427ab6940ec0ab28aad1', 'default', 'ids', 1796066385.5408876, 1796066385.5691407, 1, 'br_6de98e98060942c69010f2c437b1fffd', NULL, NULL, NULL, NULL);
INSERT INTO public.sessions VALUES ('se_39d6112109eb4df6887e71b8c6e70f32', 'default', 'resp_c320a8caff4c490a8312618dfdcadd61', 1796066385.611273, 1796066385.930691, 2, 'br_6391839a22fb4ee9afed81c51efa2daf', NULL, NULL, NULL, NULL);
INSERT INTO public.sessions VALUES ('se_87de20c255b84d41949d100160f145f9', 'default', 'resp_f6670e857f494ad4b8986af2c4d55431', 1796066385.9733577, 1796066386.014037, 1, 'br_c204cc572162438ea9ca059e3a5b1df2', NULL, NULL, NULL, NULL);
INSERT INTO public.sessions VALUES ('se_26b3b92a2d8643f6baa703a1f32a2992', 'default', 'resp_1339981fd92740c68b153c8c9a7cf0f8', 1796066386.0912063, 1796066386.2183068, 2, 'br_73ef6ba43d254a58ba1689c21268c1b4', NULL, NULL, NULL, NULL);
INSERT INTO public.sessions VALUES ('se_845179c9a55f4f4faf13f8a077521943', 'default', 'conv_3c64121ec4b54484984d9a4d4d3868c6', 1796066386.3091433, 1796066386.3687124, 1, 'br_33391387717647e8b71173e8ad7a2aed', NULL, NULL, NULL, NULL);
INSERT INTO public.sessions VALUES ('se_ace0486c11eb4dbfb8ae973f8e2ee337', 'default', 'resp_b8e39c481c7042088ac53931f38feb3d', 1796066386.4163582, 1796066386.4437366, 1, 'br_fa0172056cdc41b2b7524009cb84ec72', NULL, NULL, NULL, NULL);
INSERT INTO public.spans VALUES ('br_dd3f991bf4af4ca695d684b37cddb37a', 0, 'it_4dd59254e2294890b3c325b27ca1f72c', 'user', '\x0001000054000000520000004400000051000000c6000000260000004e0000004e00000043000000dc0000004c0000004e000000510000004d000000480000004d0000004600000001010000', 'rendered', NULL, NULL, 'd125bdfe477a04efa9737062101bd8ae', 'toy');
INSERT INTO public.spans VALUES ('br_dd3f991bf4af4ca695d684b37cddb37a', 19, 'it_1af85b443c654b0e9e554ffae31f75dd', 'assistant', '\xc600000000010000400000005200000052000000480000005200000053000000400000004d00000053000000c6000000', 'rendered', NULL, NULL, 'd125bdfe477a04efa9737062101bd8ae', 'toy');
INSERT INTO public.spans VALUES ('br_dd3f991bf4af4ca695d684b37cddb37a', 31, 'it_1af85b443c654b0e9e554ffae31f75dd', 'assistant', '\x890000007b0000002a000000aa000000a30000004b000000', 'sampled', '1', 0, 'd125bdfe477a04efa9737062101bd8ae', 'toy');
INSERT INTO public.spans VALUES ('br_dd3f991bf4af4ca695d684b37cddb37a', 37, 'it_63f7e8a2abda4734af2bce8aca63972a', 'user', '\x01010000c60000000001000054000000520000004400000051000000c6000000200000004d00000043000000dc0000005300000047000000440000004d0000001e00000001010000', 'rendered', NULL, NULL, 'd125bdfe477a04efa9737062101bd8ae', 'toy');
INSERT INTO public.spans VALUES ('br_dd3f991bf4af4ca695d684b37cddb37a', 55, 'it_b5d617ed85d945dc90463d6a32276c13', 'assistant', '\xc600000000010000400000005200000052000000480000005200000053000000400000004d00000053000000c6000000', 'rendered', NULL, NULL, 'd125bdfe477a04efa9737062101bd8ae', 'toy');
INSERT INTO public.spans VALUES ('br_dd3f991bf4af4ca695d684b37cddb37a', 67, 'it_b5d617ed85d945dc90463d6a32276c13', 'assistant', '\x9f0000005f000000ae000000b90000006d000000bc000000', 'sampled', '1', 0, 'd125bdfe477a04efa9737062101bd8ae', 'toy');
INSERT INTO public.spans VALUES ('br_dd3f991bf4af4ca695d684b37cddb37a', 73, 'it_b3a22d0183894aa6a55fdaa6e6a86d67', 'user', '\x01010000c60000000001000054000000520000004400000051000000c60000003600000047000000580000001e00000001010000', 'rendered', NULL, NULL, 'd125bdfe477a04efa9737062101bd8ae', 'toy');
INSERT INTO public.spans VALUES ('br_dd3f991bf4af4ca695d684b37cddb37a', 86, 'it_f3a3fcb48b264093b206f2d243bd5d45', 'assistant', '\xc600000000010000400000005200000052000000480000005200000053000000400000004d00000053000000c6000000', 'rendered', NULL, NULL, 'd125bdfe477a04efa9737062101bd8ae', 'toy');
INSERT INTO public.spans VALUES ('br_dd3f991bf4af4ca695d684b37cddb37a', 98, 'it_f3a3fcb48b264093b206f2d243bd5d45', 'assistant', '\x9400000026000000d5000000e9000000a9000000e3000000', 'sampled', '2', 0, 'd125bdfe477a04efa9737062101bd8ae', 'toy');
INSERT INTO public.spans VALUES ('br_a6060347389a410b87e74bd6f8e765b6', 86, 'it_27c8a651f1044838b5bd751b1573455a', 'assistant', '\xc600000000010000400000005200000052000000480000005200000053000000400000004d00000053000000c6000000', 'rendered', NULL, NULL, 'd125bdfe477a04efa9737062101bd8ae', 'toy');
INSERT INTO public.spans VALUES ('br_a6060347389a410b87e74bd6f8e765b6', 98, 'it_27c8a651f1044838b5bd751b1573455a', 'assistant', '\x940000002a0000005f000000740000001c0000003f000000', 'sampled', '2', 1, 'd125bdfe477a04efa9737062101bd8ae', 'toy');
INSERT INTO public.spans VALUES ('br_8adc3a28c6214ab98a26dac85631668b', 0, 'it_52cefd2fa4cb4c1bb6c0562f27bc3116', 'user', '\x0001000054000000520000004400000051000000c6000000260000004e0000004e00000043000000dc0000004400000055000000440000004d000000480000004d0000004600000001010000', 'rendered', NULL, NULL, 'd125bdfe477a04efa9737062101bd8ae', 'toy');
INSERT INTO public.spans VALUES ('br_8adc3a28c6214ab98a26dac85631668b', 19, 'it_f2535626853c4ebcb6a7d6b7276f32e3', 'assistant', '\xc600000000010000400000005200000052000000480000005200000053000000400000004d00000053000000c6000000', 'rendered', NULL, NULL, 'd125bdfe477a04efa9737062101bd8ae', 'toy');
INSERT INTO public.spans VALUES ('br_8adc3a28c6214ab98a26dac85631668b', 31, 'it_f2535626853c4ebcb6a7d6b7276f32e3', 'assistant', '\xd800000081000000f3000000dc000000950000004c000000', 'sampled', '3', 0, 'd125bdfe477a04efa9737062101bd8ae', 'toy');
INSERT INTO public.spans VALUES ('br_b569fc7c7e10445f8f1f7eba4e243e51', 0, 'it_dc96bd26a0f6470e99c57d8e5c36324d', 'prompt', '\x2e0000004d0000004200000044000000dc000000540000004f0000004e0000004d000000dc00000040000000dc00000053000000480000004c00000044000000', 'rendered', NULL, NULL, 'd125bdfe477a04efa9737062101bd8ae', 'toy');
INSERT INTO public.spans VALUES ('br_b569fc7c7e10445f8f1f7eba4e243e51', 16, 'it_37efe2a3ac89490cb33746f1a9b48f38', 'completion', '\x210000004e000000bb00000078000000b9000000', 'sampled', '4', 0, 'd125bdfe477a04efa9737062101bd8ae', 'toy');
INSERT INTO public.spans VALUES ('br_b569fc7c7e10445f8f1f7eba4e243e51', 21, 'it_26c4d609eb0445a5869679d14faac558', 'prompt', '\xdc000000400000004d00000043000000', 'rendered', NULL, NULL, 'd125bdfe477a04efa9737062101bd8ae', 'toy');
INSERT INTO public.spans VALUES ('br_b569fc7c7e10445f8f1f7eba4e243e51', 25, 'it_ff403762461e475199307a561bf6f378', 'completion', '\xb70000001800000099000000', 'sampled', '5', 0, 'd125bdfe477a04efa9737062101bd8ae', 'toy');
INSERT INTO public.spans VALUES ('br_6de98e98060942c69010f2c437b1fffd', 0, 'it_7f85419c31b64922b4e1ed4bd96d2389', 'prompt', '\x740000006f0000006b000000650000006e00000073000000', 'rendered', NULL, NULL, 'd125bdfe477a04efa9737062101bd8ae', 'toy');
INSERT INTO public.spans VALUES ('br_6de98e98060942c69010f2c437b1fffd', 6, 'it_3494534057f54e9f96227d2266ddbf6f', 'completion', '\xf70000009a0000005f000000ac00000050000000', 'sampled', '6', 0, 'd125bdfe477a04efa9737062101bd8ae', 'toy');
INSERT INTO public.spans VALUES ('br_6391839a22fb4ee9afed81c51efa2daf', 0, 'it_78cfbd759b2246b1b95b95f237bdc1d2', 'user', '\x0001000054000000520000004400000051000000c60000002e0000004d0000004400000001010000', 'rendered', NULL, NULL, 'd125bdfe477a04efa9737062101bd8ae', 'toy');
INSERT INTO public.spans VALUES ('br_6391839a22fb4ee9afed81c51efa2daf', 10, 'it_d242bcb37fd741c09e22846b9772ccc9', 'assistant', '\xc600000000010000400000005200000052000000480000005200000053000000400000004d00000053000000c6000000', 'rendered', NULL, NULL, 'd125bdfe477a04efa9737062101bd8ae', 'toy');
INSERT INTO public.spans VALUES ('br_6391839a22fb4ee9afed81c51efa2daf', 22, 'it_d242bcb37fd741c09e22846b9772ccc9', 'assistant', '\x40000000f20000005c0000003c00000043000000410000004a000000930000009d000000690000006500000042000000f10000007d000000df000000bb000000', 'sampled', '1010678243070466927', 0, 'd125bdfe477a04efa9737062101bd8ae', 'toy');
INSERT INTO public.spans VALUES ('br_6391839a22fb4ee9afed81c51efa2daf', 38, 'it_78b9611ab0164ef5bcb6b1b1bb58096e', 'user', '\x01010000c60000000001000054000000520000004400000051000000c600000033000000560000004e00000001010000', 'rendered', NULL, NULL, 'd125bdfe477a04efa9737062101bd8ae', 'toy');
INSERT INTO public.spans VALUES ('br_6391839a22fb4ee9afed81c51efa2daf', 50, 'it_478b68b5ad4345d4b000da3dd3667638', 'assistant', '\xc600000000010000400000005200000052000000480000005200000053000000400000004d00000053000000c6000000', 'rendered', NULL, NULL, 'd125bdfe477a04efa9737062101bd8ae', 'toy');
INSERT INTO public.spans VALUES ('br_6391839a22fb4ee9afed81c51efa2daf', 62, 'it_478b68b5ad4345d4b000da3dd3667638', 'assistant', '\x360000005900000058000000700000000001000034000000df0000004700000079000000a500000086000000490000002600000028000000e700000096000000', 'sampled', '5909612532508317246', 0, 'd125bdfe477a04efa9737062101bd8ae', 'toy');
INSERT INTO public.spans VALUES ('br_c204cc572162438ea9ca059e3a5b1df2', 0, 'it_1829740cee234f12bbad270a7868c46c', 'user', '\x0001000054000000520000004400000051000000c60000002b0000004000000053000000440000005100000001010000', 'rendered', NULL, NULL, 'd125bdfe477a04efa9737062101bd8ae', 'toy');
INSERT INTO public.spans VALUES ('br_c204cc572162438ea9ca059e3a5b1df2', 12, 'it_be2a2fa6b8d44825b5894f0e142e0349', 'assistant', '\xc600000000010000400000005200000052000000480000005200000053000000400000004d00000053000000c6000000', 'rendered', NULL, NULL, 'd125bdfe477a04efa9737062101bd8ae', 'toy');
INSERT INTO public.spans VALUES ('br_c204cc572162438ea9ca059e3a5b1df2', 24, 'it_be2a2fa6b8d44825b5894f0e142e0349', 'assistant', '\xb2000000e10000007a00000030000000610000003e0000006e000000a00000005f0000007d000000e8000000430000009300000092000000000100008d000000', 'sampled', '6401096660864662048', 0, 'd125bdfe477a04efa9737062101bd8ae', 'toy');
INSERT INTO public.spans VALUES ('br_73ef6ba43d254a58ba1689c21268c1b4', 0, 'it_4c45f1f3ea654fad8ddb2e3ac32aac06', 'user', '\x0001000054000000520000004400000051000000c6000000260000004e0000004d0000004400000001010000', 'rendered', NULL, NULL, 'd125bdfe477a04efa9737062101bd8ae', 'toy');
INSERT INTO public.spans VALUES ('br_73ef6ba43d254a58ba1689c21268c1b4', 11, 'it_f9ac6deb775347e68d6b4ef983754b5b', 'assistant', '\xc600000000010000400000005200000052000000480000005200000053000000400000004d00000053000000c6000000', 'rendered', NULL, NULL, 'd125bdfe477a04efa9737062101bd8ae', 'toy');
INSERT INTO public.spans VALUES ('br_73ef6ba43d254a58ba1689c21268c1b4', 23, 'it_f9ac6deb775347e68d6b4ef983754b5b', 'assistant', '\x29000000f90000000300000050000000a8000000d300000073000000c8000000b9000000940000007000000024000000020000004b00000006000000ea000000', 'sampled', '6827532005493332163', 0, 'd125bdfe477a04efa9737062101bd8ae', 'toy');
INSERT INTO public.spans VALUES ('br_73ef6ba43d254a58ba1689c21268c1b4', 39, 'it_9489d46d9266461bb3df7ec177d0a6c9', 'user', '\x01010000c60000000001000054000000520000004400000051000000c60000003200000053000000480000004b0000004b000000dc0000004700000044000000510000004400000001010000', 'rendered', NULL, NULL, 'd125bdfe477a04efa9737062101bd8ae', 'toy');
INSERT INTO public.spans VALUES ('br_73ef6ba43d254a58ba1689c21268c1b4', 58, 'it_25c7e62e6be04263a2a25d180a825124', 'assistant', '\xc600000000010000400000005200000052000000480000005200000053000000400000004d00000053000000c6000000', 'rendered', NULL, NULL, 'd125bdfe477a04efa9737062101bd8ae', 'toy');
INSERT INTO public.spans VALUES ('br_73ef6ba43d254a58ba1689c21268c1b4', 70, 'it_25c7e62e6be04263a2a25d180a825124', 'assistant', '\xca00000028000000480000009500000027000000770000005f000000a20000006b0000000d00000016000000f6000000dc000000590000003700000045000000', 'sampled', '4820084231318236579', 0, 'd125bdfe477a04efa9737062101bd8ae', 'toy');
INSERT INTO public.spans VALUES ('br_33391387717647e8b71173e8ad7a2aed', 0, 'it_5c5d8ffc47bf4bd1ab901e82c4caa6fd', 'user', '\x0001000054000000520000004400000051000000c60000002100000044000000450000004e000000510000004400000001010000', 'rendered', NULL, NULL, 'd125bdfe477a04efa9737062101bd8ae', 'toy');
INSERT INTO public.spans VALUES ('br_33391387717647e8b71173e8ad7a2aed', 13, 'it_17ef416d270a463d875f3520595c1c22', 'user', '\xc60000000001000054000000520000004400000051000000c6000000280000004d000000dc000000480000005300000001010000', 'rendered', NULL, NULL, 'd125bdfe477a04efa9737062101bd8ae', 'toy');
INSERT INTO public.spans VALUES ('br_33391387717647e8b71173e8ad7a2aed', 26, 'it_097ffbeaa06944ca93077a30a446a12b', 'assistant', '\xc600000000010000400000005200000052000000480000005200000053000000400000004d00000053000000c6000000', 'rendered', NULL, NULL, 'd125bdfe477a04efa9737062101bd8ae', 'toy');
INSERT INTO public.spans VALUES ('br_fa0172056cdc41b2b7524009cb84ec72', 0, 'it_865bdd204a5c41dfbb78cf95bbff2817', 'user', '\x0001000054000000520000004400000051000000c6000000280000004d00000053000000440000005100000051000000540000004f00000053000000440000004300000001010000', 'rendered', NULL, NULL, 'd125bdfe477a04efa9737062101bd8ae', 'toy');
INSERT INTO public.steps VALUES ('resp_c320a8caff4c490a8312618dfdcadd61', 0, 'turn_301ef46e38034a3b99d4e188c4a730e2');
INSERT INTO public.steps VALUES ('resp_f12e768d7b67437da503846b52199436', 0, 'turn_65435b4e7e1043d4b707ebf99805e45b');
INSERT INTO public.steps VALUES ('resp_f6670e857f494ad4b8986af2c4d55431', 0, 'turn_449c008df62645be822bc931bacdb828');
INSERT INTO public.steps VALUES ('resp_1339981fd92740c68b153c8c9a7cf0f8', 0, 'turn_42048598f69e4024a3f6018a384f0eb4');
INSERT INTO public.steps VALUES ('resp_a604e90a04e241028c5fc9ba99ddd71b', 0, 'turn_ec27eeb4db8e4645badef0d13f41604a');
INSERT INTO public.steps VALUES ('resp_7348b282bdbd48fab349579471893e2c', 0, 'turn_52a86c71f7564db28c849e2fd1d910d9');
INSERT INTO public.steps VALUES ('resp_b8e39c481c7042088ac53931f38feb3d', 0, 'turn_d34530cd082d4ee4bbb8f66cfbba1afa');
INSERT INTO public.turn_tokens VALUES ('turn_301ef46e38034a3b99d4e188c4a730e2', 0, 0, '\x40000000f20000005c0000003c00000043000000410000004a000000930000009d000000690000006500000042000000f10000007d000000df000000bb000000', NULL, 6, 'length', NULL);
INSERT INTO public.turn_tokens VALUES ('turn_65435b4e7e1043d4b707ebf99805e45b', 0, 0, '\x360000005900000058000000700000000001000034000000df0000004700000079000000a500000086000000490000002600000028000000e700000096000000', NULL, 37, 'length', NULL);
INSERT INTO public.turn_tokens VALUES ('turn_ec27eeb4db8e4645badef0d13f41604a', 0, 0, '\xca00000028000000480000009500000027000000770000005f000000a20000006b0000000d00000016000000f6000000dc000000590000003700000045000000', NULL, 38, 'length', NULL);
INSERT INTO public.turn_tokens VALUES ('turn_d34530cd082d4ee4bbb8f66cfbba1afa', 0, 1, '\x20000000', NULL, NULL, NULL, NULL);
INSERT INTO public.turn_tokens VALUES ('turn_d34530cd082d4ee4bbb8f66cfbba1afa', 0, 2, '\x18000000', NULL, NULL, NULL, NULL);
INSERT INTO public.turn_tokens VALUES ('turn_d34530cd082d4ee4bbb8f66cfbba1afa', 0, 3, '\x29000000', NULL, NULL, NULL, NULL);
INSERT INTO public.turn_tokens VALUES ('turn_d34530cd082d4ee4bbb8f66cfbba1afa', 0, 4, '\x89000000', NULL, NULL, NULL, NULL);
INSERT INTO public.turn_tokens VALUES ('turn_d34530cd082d4ee4bbb8f66cfbba1afa', 0, 5, '\x0d000000', NULL, NULL, NULL, NULL);
INSERT INTO public.turn_tokens VALUES ('turn_d34530cd082d4ee4bbb8f66cfbba1afa', 0, 6, '\xdf000000', NULL, NULL, NULL, NULL);
INSERT INTO public.turn_tokens VALUES ('turn_d34530cd082d4ee4bbb8f66cfbba1afa', 0, 7, '\xbb000000', NULL, NULL, NULL, NULL);
INSERT INTO public.turn_tokens VALUES ('turn_d34530cd082d4ee4bbb8f66cfbba1afa', 0, 8, '\x2a000000', NULL, NULL, NULL, NULL);
INSERT INTO public.turn_tokens VALUES ('turn_d34530cd082d4ee4bbb8f66cfbba1afa', 0, 9, '\x7e000000', NULL, NULL, NULL, NULL);
INSERT INTO public.turn_tokens VALUES ('turn_d34530cd082d4ee4bbb8f66cfbba1afa', 0, 10, '\xfb000000', NULL, NULL, NULL, NULL);
INSERT INTO public.turn_tokens VALUES ('turn_d34530cd082d4ee4bbb8f66cfbba1afa', 0, 11, '\xb1000000', NULL, NULL, NULL, NULL);
INSERT INTO public.turn_tokens VALUES ('turn_d34530cd082d4ee4bbb8f66cfbba1afa', 0, 12, '\x66000000', NULL, NULL, NULL, NULL);
INSERT INTO public.turn_tokens VALUES ('turn_d34530cd082d4ee4bbb8f66cfbba1afa', 0, 13, '\x57000000', NULL, NULL, NULL, NULL);
INSERT INTO public.turn_tokens VALUES ('turn_d34530cd082d4ee4bbb8f66cfbba1afa', 0, 14, '\x20000000', NULL, NULL, NULL, NULL);
INSERT INTO public.turn_tokens VALUES ('turn_d34530cd082d4ee4bbb8f66cfbba1afa', 0, 15, '\xb0000000', NULL, NULL, NULL, NULL);
INSERT INTO public.turn_tokens VALUES ('turn_d34530cd082d4ee4bbb8f66cfbba1afa', 0, 16, '\xf8000000', NULL, NULL, NULL, NULL);
INSERT INTO public.turn_tokens VALUES ('turn_d34530cd082d4ee4bbb8f66cfbba1afa', 0, 17, '\xf6000000', NULL, NULL, NULL, NULL);
INSERT INTO public.turn_tokens VALUES ('turn_d34530cd082d4ee4bbb8f66cfbba1afa', 0, 18, '\x8d000000', NULL, NULL, NULL, NULL);
INSERT INTO public.turn_tokens VALUES ('turn_d34530cd082d4ee4bbb8f66cfbba1afa', 0, 19, '\x39000000', NULL, NULL, NULL, NULL);
INSERT INTO public.turn_tokens VALUES ('turn_d34530cd082d4ee4bbb8f66cfbba1afa', 0, 20, '\x3b000000', NULL, NULL, NULL, NULL);
INSERT INTO public.turn_tokens VALUES ('turn_d34530cd082d4ee4bbb8f66cfbba1afa', 0, 21, '\xde000000', NULL, NULL, NULL, NULL);
INSERT INTO public.turn_tokens VALUES ('turn_d34530cd082d4ee4bbb8f66cfbba1afa', 0, 22, '\x71000000', NULL, NULL, NULL, NULL);
INSERT INTO public.turn_tokens VALUES ('turn_d34530cd082d4ee4bbb8f66cfbba1afa', 0, 23, '\x92000000', NULL, NULL, NULL, NULL);
INSERT INTO public.turn_tokens VALUES ('turn_d34530cd082d4ee4bbb8f66cfbba1afa', 0, 24, '\x02010000', NULL, NULL, 'stop', NULL);
INSERT INTO public.turn_tokens VALUES ('turn_449c008df62645be822bc931bacdb828', 0, 0, '\xb2000000e10000007a00000030000000610000003e0000006e000000a00000005f0000007d000000e8000000430000009300000092000000000100008d000000', NULL, 6, 'length', NULL);
INSERT INTO public.turn_tokens VALUES ('turn_42048598f69e4024a3f6018a384f0eb4', 0, 0, '\x29000000f90000000300000050000000a8000000d300000073000000c8000000b9000000940000007000000024000000020000004b00000006000000ea000000', NULL, 8, 'length', NULL);
INSERT INTO public.turn_tokens VALUES ('turn_52a86c71f7564db28c849e2fd1d910d9', 0, 0, '\x02010000', NULL, 6, 'stop', NULL);
INSERT INTO public.turn_tokens VALUES ('turn_d34530cd082d4ee4bbb8f66cfbba1afa', 0, 0, '\xb3000000', NULL, 6, NULL, NULL);
INSERT INTO public.turns VALUES ('turn_301ef46e38034a3b99d4e188c4a730e2', 'se_39d6112109eb4df6887e71b8c6e70f32', 'completed', true, 'ow_829947b77a80411a95700e9f7bf50ab0', 1, 0, 0, 'br_6391839a22fb4ee9afed81c51efa2daf', 10, 1, 1, '\xc600000000010000400000005200000052000000480000005200000053000000400000004d00000053000000c6000000', '\xc417841e4e0c29ee46f62d41850734b8', '\x77f869597a023dff8787e0ba9225f3a3', '{"request_id": "resp_c320a8caff4c490a8312618dfdcadd61", "model": "toy", "input": {"messages": [], "add_generation_prompt": true, "continue_final_message": false, "tools": null, "variables": {}}, "sampling": {"max_tokens": 16, "min_tokens": 0, "temperature": 1.0, "top_k": 0, "top_p": 1.0, "min_p": 0.0, "repetition_penalty": 1.0, "presence_penalty": 0.0, "frequency_penalty": 0.0, "logit_bias": [], "seed": null, "stop": [], "stop_token_ids": [], "include_stop_str_in_output": false, "ignore_eos": false, "max_reasoning_tokens": null, "logprobs": null, "prompt_logprobs": null}, "n": 1, "echo": false, "session_id": "resp_c320a8caff4c490a8312618dfdcadd61", "run_id": "resp_c320a8caff4c490a8312618dfdcadd61", "step": 0, "is_recorded": true, "grammar": null, "lease_s": 0.0, "is_carried": false, "is_last": false, "tenant": "default"}', 8192, 'd125bdfe477a04efa9737062101bd8ae', 'toy', false, '{"request_id": "resp_c320a8caff4c490a8312618dfdcadd61", "created": 1796066385, "num_prompt_tokens": 22, "seed": 1010678243070466927, "system_fingerprint": "fp_6fbc7cfef75f", "session": {"session_id": "resp_c320a8caff4c490a8312618dfdcadd61", "num_matched_messages": 0, "num_matched_tokens": 0, "forked": false}, "loosened_tools": [], "reasoning": "none"}', '{"usage": {"num_prompt_tokens": 22, "num_completion_tokens": 16, "num_cached_tokens": 6, "cold": null, "restored": {"tier": "device", "num_tokens": 6, "seconds": 0.0, "saved_s": 0.0003541221665650126}, "head_rules": [], "num_reasoning_tokens": 0}, "num_computed_tokens": 16, "prompt_logprobs": null, "carrier": null, "ignored_carriers": []}', NULL);
INSERT INTO public.turns VALUES ('turn_42048598f69e4024a3f6018a384f0eb4', 'se_26b3b92a2d8643f6baa703a1f32a2992', 'completed', true, 'ow_829947b77a80411a95700e9f7bf50ab0', 1, 0, 0, 'br_73ef6ba43d254a58ba1689c21268c1b4', 11, 1, 1, '\xc600000000010000400000005200000052000000480000005200000053000000400000004d00000053000000c6000000', '\xc417841e4e0c29ee46f62d41850734b8', '\xae110851c9dd3fab3ff687bfd2d40a26', '{"request_id": "resp_1339981fd92740c68b153c8c9a7cf0f8", "model": "toy", "input": {"messages": [], "add_generation_prompt": true, "continue_final_message": false, "tools": null, "variables": {}}, "sampling": {"max_tokens": 16, "min_tokens": 0, "temperature": 1.0, "top_k": 0, "top_p": 1.0, "min_p": 0.0, "repetition_penalty": 1.0, "presence_penalty": 0.0, "frequency_penalty": 0.0, "logit_bias": [], "seed": null, "stop": [], "stop_token_ids": [], "include_stop_str_in_output": false, "ignore_eos": false, "max_reasoning_tokens": null, "logprobs": null, "prompt_logprobs": null}, "n": 1, "echo": false, "session_id": "resp_1339981fd92740c68b153c8c9a7cf0f8", "run_id": "resp_1339981fd92740c68b153c8c9a7cf0f8", "step": 0, "is_recorded": true, "grammar": null, "lease_s": 0.0, "is_carried": false, "is_last": false, "tenant": "default"}', 8192, 'd125bdfe477a04efa9737062101bd8ae', 'toy', false, '{"request_id": "resp_1339981fd92740c68b153c8c9a7cf0f8", "created": 1796066386, "num_prompt_tokens": 23, "seed": 6827532005493332163, "system_fingerprint": "fp_6fbc7cfef75f", "session": {"session_id": "resp_1339981fd92740c68b153c8c9a7cf0f8", "num_matched_messages": 0, "num_matched_tokens": 0, "forked": false}, "loosened_tools": [], "reasoning": "none"}', '{"usage": {"num_prompt_tokens": 23, "num_completion_tokens": 16, "num_cached_tokens": 8, "cold": null, "restored": {"tier": "device", "num_tokens": 8, "seconds": 0.0, "saved_s": 0.0004746591681352076}, "head_rules": [], "num_reasoning_tokens": 0}, "num_computed_tokens": 15, "prompt_logprobs": null, "carrier": null, "ignored_carriers": []}', NULL);
INSERT INTO public.turns VALUES ('turn_65435b4e7e1043d4b707ebf99805e45b', 'se_39d6112109eb4df6887e71b8c6e70f32', 'completed', true, 'ow_829947b77a80411a95700e9f7bf50ab0', 1, 0, 0, 'br_6391839a22fb4ee9afed81c51efa2daf', 50, 3, 2, '\xc600000000010000400000005200000052000000480000005200000053000000400000004d00000053000000c6000000', '\xc417841e4e0c29ee46f62d41850734b8', '\xd3b28bad18b66eee17bf0709d1b36957', '{"request_id": "resp_f12e768d7b67437da503846b52199436", "model": "toy", "input": {"messages": [], "add_generation_prompt": true, "continue_final_message": false, "tools": null, "variables": {}}, "sampling": {"max_tokens": 16, "min_tokens": 0, "temperature": 1.0, "top_k": 0, "top_p": 1.0, "min_p": 0.0, "repetition_penalty": 1.0, "presence_penalty": 0.0, "frequency_penalty": 0.0, "logit_bias": [], "seed": null, "stop": [], "stop_token_ids": [], "include_stop_str_in_output": false, "ignore_eos": false, "max_reasoning_tokens": null, "logprobs": null, "prompt_logprobs": null}, "n": 1, "echo": false, "session_id": "resp_c320a8caff4c490a8312618dfdcadd61", "run_id": "resp_f12e768d7b67437da503846b52199436", "step": 0, "is_recorded": true, "grammar": null, "lease_s": 0.0, "is_carried": false, "is_last": false, "tenant": "default"}', 8192, 'd125bdfe477a04efa9737062101bd8ae', 'toy', false, '{"request_id": "resp_f12e768d7b67437da503846b52199436", "created": 1796066385, "num_prompt_tokens": 62, "seed": 5909612532508317246, "system_fingerprint": "fp_6fbc7cfef75f", "session": {"session_id": "resp_c320a8caff4c490a8312618dfdcadd61", "num_matched_messages": 2, "num_matched_tokens": 38, "forked": false}, "loosened_tools": [], "reasoning": "none"}', '{"usage": {"num_prompt_tokens": 62, "num_completion_tokens": 16, "num_cached_tokens": 37, "cold": null, "restored": {"tier": "device", "num_tokens": 37, "seconds": 0.0, "saved_s": 0.002219096495631178}, "head_rules": [], "num_reasoning_tokens": 0}, "num_computed_tokens": 25, "prompt_logprobs": null, "carrier": null, "ignored_carriers": []}', NULL);
INSERT INTO public.turns VALUES ('turn_449c008df62645be822bc931bacdb828', 'se_87de20c255b84d41949d100160f145f9', 'completed', true, 'ow_829947b77a80411a95700e9f7bf50ab0', 1, 0, 0, 'br_c204cc572162438ea9ca059e3a5b1df2', 12, 1, 1, '\xc600000000010000400000005200000052000000480000005200000053000000400000004d00000053000000c6000000', '\xc417841e4e0c29ee46f62d41850734b8', '\x1d0a5c99b8ef5ef81592c6af4098d929', '{"request_id": "resp_f6670e857f494ad4b8986af2c4d55431", "model": "toy", "input": {"messages": [], "add_generation_prompt": true, "continue_final_message": false, "tools": null, "variables": {}}, "sampling": {"max_tokens": 16, "min_tokens": 0, "temperature": 1.0, "top_k": 0, "top_p": 1.0, "min_p": 0.0, "repetition_penalty": 1.0, "presence_penalty": 0.0, "frequency_penalty": 0.0, "logit_bias": [], "seed": null, "stop": [], "stop_token_ids": [], "include_stop_str_in_output": false, "ignore_eos": false, "max_reasoning_tokens": null, "logprobs": null, "prompt_logprobs": null}, "n": 1, "echo": false, "session_id": "resp_f6670e857f494ad4b8986af2c4d55431", "run_id": "resp_f6670e857f494ad4b8986af2c4d55431", "step": 0, "is_recorded": true, "grammar": null, "lease_s": 0.0, "is_carried": false, "is_last": false, "tenant": "default"}', 8192, 'd125bdfe477a04efa9737062101bd8ae', 'toy', false, '{"request_id": "resp_f6670e857f494ad4b8986af2c4d55431", "created": 1796066385, "num_prompt_tokens": 24, "seed": 6401096660864662048, "system_fingerprint": "fp_6fbc7cfef75f", "session": {"session_id": "resp_f6670e857f494ad4b8986af2c4d55431", "num_matched_messages": 0, "num_matched_tokens": 0, "forked": false}, "loosened_tools": [], "reasoning": "none"}', '{"usage": {"num_prompt_tokens": 24, "num_completion_tokens": 16, "num_cached_tokens": 6, "cold": null, "restored": {"tier": "device", "num_tokens": 6, "seconds": 0.0, "saved_s": 0.0003549802458585421}, "head_rules": [], "num_reasoning_tokens": 0}, "num_computed_tokens": 18, "prompt_logprobs": null, "carrier": null, "ignored_carriers": []}', NULL);
INSERT INTO public.turns VALUES ('turn_ec27eeb4db8e4645badef0d13f41604a', 'se_26b3b92a2d8643f6baa703a1f32a2992', 'completed', true, 'ow_829947b77a80411a95700e9f7bf50ab0', 1, 0, 0, 'br_73ef6ba43d254a58ba1689c21268c1b4', 58, 3, 2, '\xc600000000010000400000005200000052000000480000005200000053000000400000004d00000053000000c6000000', '\xc417841e4e0c29ee46f62d41850734b8', '\xb4815512eb3f00d86115aa92200c74a4', '{"request_id": "resp_a604e90a04e241028c5fc9ba99ddd71b", "model": "toy", "input": {"messages": [], "add_generation_prompt": true, "continue_final_message": false, "tools": null, "variables": {}}, "sampling": {"max_tokens": 16, "min_tokens": 0, "temperature": 1.0, "top_k": 0, "top_p": 1.0, "min_p": 0.0, "repetition_penalty": 1.0, "presence_penalty": 0.0, "frequency_penalty": 0.0, "logit_bias": [], "seed": null, "stop": [], "stop_token_ids": [], "include_stop_str_in_output": false, "ignore_eos": false, "max_reasoning_tokens": null, "logprobs": null, "prompt_logprobs": null}, "n": 1, "echo": false, "session_id": "resp_1339981fd92740c68b153c8c9a7cf0f8", "run_id": "resp_a604e90a04e241028c5fc9ba99ddd71b", "step": 0, "is_recorded": true, "grammar": null, "lease_s": 0.0, "is_carried": false, "is_last": false, "tenant": "default"}', 8192, 'd125bdfe477a04efa9737062101bd8ae', 'toy', false, '{"request_id": "resp_a604e90a04e241028c5fc9ba99ddd71b", "created": 1796066386, "num_prompt_tokens": 70, "seed": 4820084231318236579, "system_fingerprint": "fp_6fbc7cfef75f", "session": {"session_id": "resp_1339981fd92740c68b153c8c9a7cf0f8", "num_matched_messages": 2, "num_matched_tokens": 39, "forked": false}, "loosened_tools": [], "reasoning": "none"}', '{"usage": {"num_prompt_tokens": 70, "num_completion_tokens": 16, "num_cached_tokens": 38, "cold": null, "restored": {"tier": "device", "num_tokens": 38, "seconds": 0.0, "saved_s": 0.0022752476219818725}, "head_rules": [], "num_reasoning_tokens": 0}, "num_computed_tokens": 32, "prompt_logprobs": null, "carrier": null, "ignored_carriers": []}', NULL);
INSERT INTO public.turns VALUES ('turn_52a86c71f7564db28c849e2fd1d910d9', 'se_845179c9a55f4f4faf13f8a077521943', 'completed', true, 'ow_829947b77a80411a95700e9f7bf50ab0', 1, 0, 0, 'br_33391387717647e8b71173e8ad7a2aed', 26, 2, 1, '\xc600000000010000400000005200000052000000480000005200000053000000400000004d00000053000000c6000000', '\xc417841e4e0c29ee46f62d41850734b8', '\xaf0aa6929370b3955c4a20872a5103cf', '{"request_id": "resp_7348b282bdbd48fab349579471893e2c", "model": "toy", "input": {"messages": [], "add_generation_prompt": true, "continue_final_message": false, "tools": null, "variables": {}}, "sampling": {"max_tokens": 16, "min_tokens": 0, "temperature": 1.0, "top_k": 0, "top_p": 1.0, "min_p": 0.0, "repetition_penalty": 1.0, "presence_penalty": 0.0, "frequency_penalty": 0.0, "logit_bias": [], "seed": null, "stop": [], "stop_token_ids": [], "include_stop_str_in_output": false, "ignore_eos": false, "max_reasoning_tokens": null, "logprobs": null, "prompt_logprobs": null}, "n": 1, "echo": false, "session_id": "conv_3c64121ec4b54484984d9a4d4d3868c6", "run_id": "resp_7348b282bdbd48fab349579471893e2c", "step": 0, "is_recorded": true, "grammar": null, "lease_s": 0.0, "is_carried": false, "is_last": false, "tenant": "default"}', 8192, 'd125bdfe477a04efa9737062101bd8ae', 'toy', false, '{"request_id": "resp_7348b282bdbd48fab349579471893e2c", "created": 1796066386, "num_prompt_tokens": 38, "seed": 8836268025320341867, "system_fingerprint": "fp_6fbc7cfef75f", "session": {"session_id": "conv_3c64121ec4b54484984d9a4d4d3868c6", "num_matched_messages": 0, "num_matched_tokens": 0, "forked": false}, "loosened_tools": [], "reasoning": "none"}', '{"usage": {"num_prompt_tokens": 38, "num_completion_tokens": 1, "num_cached_tokens": 6, "cold": null, "restored": {"tier": "device", "num_tokens": 6, "seconds": 0.0, "saved_s": 0.00034994032069124914}, "head_rules": [], "num_reasoning_tokens": 0}, "num_computed_tokens": 32, "prompt_logprobs": null, "carrier": null, "ignored_carriers": []}', NULL);
INSERT INTO public.turns VALUES ('turn_d34530cd082d4ee4bbb8f66cfbba1afa', 'se_ace0486c11eb4dbfb8ae973f8e2ee337', 'in_progress', true, 'ow_829947b77a80411a95700e9f7bf50ab0', 1, 0, 0, 'br_fa0172056cdc41b2b7524009cb84ec72', 18, 1, 1, '\xc600000000010000400000005200000052000000480000005200000053000000400000004d00000053000000c6000000', '\xc417841e4e0c29ee46f62d41850734b8', '\x833cd06a3feef156551e2d3bfe0ab85b', '{"request_id": "resp_b8e39c481c7042088ac53931f38feb3d", "model": "toy", "input": {"messages": [], "add_generation_prompt": true, "continue_final_message": false, "tools": null, "variables": {}}, "sampling": {"max_tokens": 600, "min_tokens": 0, "temperature": 1.0, "top_k": 0, "top_p": 1.0, "min_p": 0.0, "repetition_penalty": 1.0, "presence_penalty": 0.0, "frequency_penalty": 0.0, "logit_bias": [], "seed": null, "stop": [], "stop_token_ids": [], "include_stop_str_in_output": false, "ignore_eos": false, "max_reasoning_tokens": null, "logprobs": null, "prompt_logprobs": null}, "n": 1, "echo": false, "session_id": "resp_b8e39c481c7042088ac53931f38feb3d", "run_id": "resp_b8e39c481c7042088ac53931f38feb3d", "step": 0, "is_recorded": true, "grammar": null, "lease_s": 0.0, "is_carried": false, "is_last": false, "tenant": "default"}', 8192, 'd125bdfe477a04efa9737062101bd8ae', 'toy', false, '{"request_id": "resp_b8e39c481c7042088ac53931f38feb3d", "created": 1796066386, "num_prompt_tokens": 30, "seed": 8703181835187950309, "system_fingerprint": "fp_6fbc7cfef75f", "session": {"session_id": "resp_b8e39c481c7042088ac53931f38feb3d", "num_matched_messages": 0, "num_matched_tokens": 0, "forked": false}, "loosened_tools": [], "reasoning": "none"}', NULL, NULL);
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
