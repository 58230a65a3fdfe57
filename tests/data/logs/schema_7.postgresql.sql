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
INSERT INTO public.branches VALUES ('br_809ba6d810134381b3103e9ab577e1af', 'se_6c2e2e0f17d746f5bc3daf8b4c685ed7', 'chat', NULL, 0, 0, 40, 2, 1, 1796045050.0958426, 'ow_be788497deae4577aa84fa00f8daad57', 39, NULL);
INSERT INTO public.branches VALUES ('br_1b80b1f2ecb54661854e87b131a86858', 'se_3ebca11075e9432bbf6421d4c4ad2060', 'chat', NULL, 0, 0, 86, 4, 2, 1796045050.1795197, 'ow_be788497deae4577aa84fa00f8daad57', 85, NULL);
INSERT INTO public.branches VALUES ('br_5ac8d1b002a44e5eb3ff1607dd125ddb', 'se_3800ada658224b2fb24da43532dce181', 'chat', NULL, 0, 0, 104, 6, 3, 1796045049.8354695, 'ow_be788497deae4577aa84fa00f8daad57', 103, NULL);
INSERT INTO public.branches VALUES ('br_05e2982ad32947699ef5949dc47d261c', 'se_3800ada658224b2fb24da43532dce181', 'chat', 'br_5ac8d1b002a44e5eb3ff1607dd125ddb', 86, 5, 104, 6, 1, 1796045049.901941, 'ow_be788497deae4577aa84fa00f8daad57', 103, NULL);
INSERT INTO public.branches VALUES ('br_114856bc8d184c35a659853df5dee9ce', 'se_5981de06c94743d8be7882ac3040b269', 'chat', NULL, 0, 0, 54, 3, 1, 1796045050.3053067, 'ow_be788497deae4577aa84fa00f8daad57', 53, NULL);
INSERT INTO public.branches VALUES ('br_c16838c164764362a97a9b542d08a450', 'se_3800ada658224b2fb24da43532dce181', 'chat', NULL, 0, 0, 37, 2, 1, 1796045049.9108262, 'ow_be788497deae4577aa84fa00f8daad57', 36, NULL);
INSERT INTO public.branches VALUES ('br_877f045b7c0a49a2b7a148369af25908', 'se_873001a68bb942b6a666ab83b0b3b041', 'chat', NULL, 0, 0, 18, 1, 1, 1796045050.359149, NULL, 0, NULL);
INSERT INTO public.branches VALUES ('br_5d0b0bc3d93a473a950b388f8946d7f9', 'se_13c2c0e316a94b7f99094fe2c9049c50', 'text', NULL, 0, 0, 28, 4, 2, 1796045049.927404, 'ow_be788497deae4577aa84fa00f8daad57', 28, NULL);
INSERT INTO public.branches VALUES ('br_e79efdd9ac8a4e0eab4d05d45fd20090', 'se_f93b5ba71d9149228ebd4b7a73f1c1c0', 'tokens', NULL, 0, 0, 11, 2, 1, 1796045049.9649584, 'ow_be788497deae4577aa84fa00f8daad57', 10, NULL);
INSERT INTO public.branches VALUES ('br_a6c544a485f742bebd85047ac1121cf7', 'se_4e2500e07d4342cfa224f2b54e9d82d8', 'chat', NULL, 0, 0, 78, 4, 2, 1796045049.992005, 'ow_be788497deae4577aa84fa00f8daad57', 77, NULL);
INSERT INTO public.conversation_items VALUES ('conv_3b5ed543f2154c38a8cb579552b7188f', 0, 'msg_423196c96dbf4a94ba41dd594d6dbb01', '{"id": "msg_423196c96dbf4a94ba41dd594d6dbb01", "type": "message", "role": "user", "status": "completed", "content": [{"type": "input_text", "text": "Before"}]}');
INSERT INTO public.conversation_items VALUES ('conv_3b5ed543f2154c38a8cb579552b7188f', 1, 'msg_67b1c11a151a4204a6940c931f2ee114', '{"id": "msg_67b1c11a151a4204a6940c931f2ee114", "type": "message", "role": "user", "status": "completed", "content": [{"type": "input_text", "text": "In it"}]}');
INSERT INTO public.conversation_items VALUES ('conv_3b5ed543f2154c38a8cb579552b7188f', 2, 'msg_130d0a659cb346a38a2d4397ea960c0e00', '{"id": "msg_130d0a659cb346a38a2d4397ea960c0e00", "type": "message", "role": "assistant", "status": "incomplete", "content": [{"type": "output_text", "text": "\ufffd\ufffd\u001e~\ufffd\ufffd\ufffd\ufffd_\ufffd\u007f\ufffd\ufffd\u0002\ufffd", "annotations": [], "logprobs": []}]}');
INSERT INTO public.conversations VALUES ('conv_3b5ed543f2154c38a8cb579552b7188f', 'default', 1796045050, '{"topic": "migrations"}', 3, 2, NULL, 1796045050.342303);
INSERT INTO public.items VALUES ('br_5ac8d1b002a44e5eb3ff1607dd125ddb', 0, 'it_70f37fad1dbc4bbc883350cb99f4ec35', 'se_3800ada658224b2fb24da43532dce181', 'user', '{"role": "user", "content": "Good morning"}', '\x70222a0c842ba9f1e656f75a50d407d2', NULL, 0, 19, true, NULL, NULL, NULL, 1796045049.836972);
INSERT INTO public.items VALUES ('br_5ac8d1b002a44e5eb3ff1607dd125ddb', 1, 'it_1f9384c319f24cc692689fb4c37a23f4', 'se_3800ada658224b2fb24da43532dce181', 'assistant', '{"role": "assistant", "content": "\u037fK\ufffd\ufffdl"}', '\xc55c94160f0b1cf06822d83ee66ef66f', NULL, 19, 37, true, 'length', NULL, NULL, 1796045049.851655);
INSERT INTO public.items VALUES ('br_5ac8d1b002a44e5eb3ff1607dd125ddb', 2, 'it_e332d95646cd475191331117d2fcc355', 'se_3800ada658224b2fb24da43532dce181', 'user', '{"role": "user", "content": "And then?"}', '\x3ef625fdc470a400c344f7d3f21af878', NULL, 37, 55, true, NULL, NULL, NULL, 1796045049.8657458);
INSERT INTO public.items VALUES ('br_5ac8d1b002a44e5eb3ff1607dd125ddb', 3, 'it_7cee166d80e3444481b22d91454c292c', 'se_3800ada658224b2fb24da43532dce181', 'assistant', '{"role": "assistant", "content": "\ufffd\ufffd\ufffd\ufffd\u0000"}', '\xdbaf086743be6991bbaf1b187ee9d9a3', NULL, 55, 73, true, 'length', NULL, NULL, 1796045049.8785021);
INSERT INTO public.items VALUES ('br_5ac8d1b002a44e5eb3ff1607dd125ddb', 4, 'it_8c9e0c59a24e4e7887ea1e56cf3a4438', 'se_3800ada658224b2fb24da43532dce181', 'user', '{"role": "user", "content": "Why?"}', '\xbe36cd1ac2e281f7ba99b5e044218a73', NULL, 73, 86, true, NULL, NULL, NULL, 1796045049.8888462);
INSERT INTO public.items VALUES ('br_5ac8d1b002a44e5eb3ff1607dd125ddb', 5, 'it_2e68fe776056477c9e10ad02023870d4', 'se_3800ada658224b2fb24da43532dce181', 'assistant', '{"role": "assistant", "content": "\ufffdG\u0019\ufffd\ufffd"}', '\x270422d94c2fcf86821aee76c1fe1411', NULL, 86, 104, true, 'length', NULL, NULL, 1796045049.8991003);
INSERT INTO public.items VALUES ('br_05e2982ad32947699ef5949dc47d261c', 5, 'it_9df413e765da4547942baac28efc5c4b', 'se_3800ada658224b2fb24da43532dce181', 'assistant', '{"role": "assistant", "content": "\ufffdK\ufffd\ufffd=`"}', '\x33462b95eacc296d55006d0eaa57521c', NULL, 86, 104, true, 'length', NULL, NULL, 1796045049.9033267);
INSERT INTO public.items VALUES ('br_c16838c164764362a97a9b542d08a450', 0, 'it_ce0f97b0885b48919c7db0256f2de5bc', 'se_3800ada658224b2fb24da43532dce181', 'user', '{"role": "user", "content": "Good evening"}', '\xa0fc891d406bacc5ef327501c56c6b42', NULL, 0, 19, true, NULL, NULL, NULL, 1796045049.9114573);
INSERT INTO public.items VALUES ('br_c16838c164764362a97a9b542d08a450', 1, 'it_3b388ba598a5429bae7dda1616d41738', 'se_3800ada658224b2fb24da43532dce181', 'assistant', '{"role": "assistant", "content": "\u001c\u0155 \ufffdm"}', '\xc2fc5bc856b25d0122edc4155d210c58', NULL, 19, 37, true, 'length', NULL, NULL, 1796045049.9199922);
INSERT INTO public.items VALUES ('br_5d0b0bc3d93a473a950b388f8946d7f9', 0, 'it_ff9995ec041249378a7ff2bdda2eac9d', 'se_13c2c0e316a94b7f99094fe2c9049c50', 'prompt', '"Once upon a time"', '\xcf25218127a2bd1df7b6d9215a761c83', 16, 0, 16, true, NULL, NULL, NULL, 1796045049.927988);
INSERT INTO public.items VALUES ('br_5d0b0bc3d93a473a950b388f8946d7f9', 1, 'it_32af6eef42234bf99c0061386e392e90', 'se_13c2c0e316a94b7f99094fe2c9049c50', 'completion', '"Bo\ufffd\ufffd\ufffd"', '\x19cdeb4dd634ed65a6bf4702623fe794', 21, 16, 21, true, 'length', NULL, NULL, 1796045049.9366298);
INSERT INTO public.items VALUES ('br_5d0b0bc3d93a473a950b388f8946d7f9', 2, 'it_9d443221d1834345851d2ff2355449d7', 'se_13c2c0e316a94b7f99094fe2c9049c50', 'prompt', '" and"', '\x4bed1c3fbacc6315204c6e186cdb0eae', 25, 21, 25, true, NULL, NULL, NULL, 1796045049.9471407);
INSERT INTO public.items VALUES ('br_5d0b0bc3d93a473a950b388f8946d7f9', 3, 'it_6f4e13ca426844398be9d4d5a3620633', 'se_13c2c0e316a94b7f99094fe2c9049c50', 'completion', '"\ufffd9\ufffd"', '\x96ae210949d5140a93592896500ba590', 28, 25, 28, true, 'stop', '"C"', '\x22000000', 1796045049.9580574);
INSERT INTO public.items VALUES ('br_e79efdd9ac8a4e0eab4d05d45fd20090', 0, 'it_98f03d008a204b2abe28f7d2ac1d9277', 'se_f93b5ba71d9149228ebd4b7a73f1c1c0', 'prompt', NULL, NULL, NULL, 0, 6, true, NULL, NULL, NULL, 1796045049.965549);
INSERT INTO public.items VALUES ('br_e79efdd9ac8a4e0eab4d05d45fd20090', 1, 'it_31d93b177bf249dfbfdc5ff5ba8c166c', 'se_f93b5ba71d9149228ebd4b7a73f1c1c0', 'completion', '"\ufffd\u07a2\ufffdq"', NULL, NULL, 6, 11, true, 'length', NULL, NULL, 1796045049.974834);
INSERT INTO public.items VALUES ('br_a6c544a485f742bebd85047ac1121cf7', 0, 'it_3dc588de628c4aa2af5fdebbb229fb1d', 'se_4e2500e07d4342cfa224f2b54e9d82d8', 'user', '{"role": "user", "content": "One"}', '\x77f869597a023dff8787e0ba9225f3a3', NULL, 0, 10, true, NULL, NULL, NULL, 1796045049.9926724);
INSERT INTO public.items VALUES ('br_a6c544a485f742bebd85047ac1121cf7', 1, 'it_8b9b062c516a45f09a7a94d34cb20990', 'se_4e2500e07d4342cfa224f2b54e9d82d8', 'assistant', '{"role": "assistant", "content": "^\ufffdu\ufffd\ufffd\f\ufffd\ufffd!\"G\ufffdX\ufffdmH"}', '\xf199467aec0c6bd14c7d60141962e68e', NULL, 10, 38, true, 'length', NULL, NULL, 1796045050.0152545);
INSERT INTO public.items VALUES ('br_a6c544a485f742bebd85047ac1121cf7', 2, 'it_f94e5fdb0b0f499989055e76f43a30f5', 'se_4e2500e07d4342cfa224f2b54e9d82d8', 'user', '{"role": "user", "content": "Two"}', '\x3c8b48edb2048d7b3daba1dc11a9659a', NULL, 38, 50, true, NULL, NULL, NULL, 1796045050.064315);
INSERT INTO public.items VALUES ('br_a6c544a485f742bebd85047ac1121cf7', 3, 'it_a17c72b5e74043bdb2a1882ec52ed4a5', 'se_4e2500e07d4342cfa224f2b54e9d82d8', 'assistant', '{"role": "assistant", "content": "\ufffd\u0019\ufffd\u001dF\ufffd\ufffd)U\ufffd\ufffd#\ufffdt\ufffd<"}', '\x1b3f8148b0eeaeb7ae2368d5d56b50a2', NULL, 50, 78, true, 'length', NULL, NULL, 1796045050.080986);
INSERT INTO public.items VALUES ('br_809ba6d810134381b3103e9ab577e1af', 0, 'it_65cea2fbaa6a4d7eae24606adcd55e1c', 'se_6c2e2e0f17d746f5bc3daf8b4c685ed7', 'user', '{"role": "user", "content": "Later"}', '\x1d0a5c99b8ef5ef81592c6af4098d929', NULL, 0, 12, true, NULL, NULL, NULL, 1796045050.0965505);
INSERT INTO public.items VALUES ('br_809ba6d810134381b3103e9ab577e1af', 1, 'it_b0bcd0281f2441f595b809af10cecf49', 'se_6c2e2e0f17d746f5bc3daf8b4c685ed7', 'assistant', '{"role": "assistant", "content": "\ufffd|\ufffd\u001e\ufffdn^\ufffd\u0019\ufffd\u0010\ufffd\u0774\ufffd\ufffd"}', '\x63d79ec0ba2ff9ffcf69961201b16142', NULL, 12, 40, true, 'length', NULL, NULL, 1796045050.1224463);
INSERT INTO public.items VALUES ('br_1b80b1f2ecb54661854e87b131a86858', 0, 'it_4d814bc5662b4b4eb1b39d555da89420', 'se_3ebca11075e9432bbf6421d4c4ad2060', 'user', '{"role": "user", "content": "Gone"}', '\xae110851c9dd3fab3ff687bfd2d40a26', NULL, 0, 11, true, NULL, NULL, NULL, 1796045050.1802833);
INSERT INTO public.items VALUES ('br_1b80b1f2ecb54661854e87b131a86858', 1, 'it_76aeb164fea54af1a96eb7ff0fe03b6c', 'se_3ebca11075e9432bbf6421d4c4ad2060', 'assistant', '{"role": "assistant", "content": "K0\ufffd\n\ufffd\t\u001c R`o\ufffd\u0172H\ufffd"}', '\x548abfeb32200eaa79a55a721e0973c7', NULL, 11, 39, true, 'length', NULL, NULL, 1796045050.200308);
INSERT INTO public.items VALUES ('br_1b80b1f2ecb54661854e87b131a86858', 2, 'it_bce911e4953f421d889c8a45265143f8', 'se_3ebca11075e9432bbf6421d4c4ad2060', 'user', '{"role": "user", "content": "Still here"}', '\x57d261e30e5129e848038ec6bd025151', NULL, 39, 58, true, NULL, NULL, NULL, 1796045050.2225494);
INSERT INTO public.items VALUES ('br_1b80b1f2ecb54661854e87b131a86858', 3, 'it_adbc6a7864e74fe8aa294010b0eb8cea', 'se_3ebca11075e9432bbf6421d4c4ad2060', 'assistant', '{"role": "assistant", "content": "I@\u0003\ufffdI\u0004:\ufffd\ufffdp\ufffdU\ufffd3\ufffd\ufffd"}', '\xe729d9986ed6dcd4281e960797b694e5', NULL, 58, 86, true, 'length', NULL, NULL, 1796045050.247467);
INSERT INTO public.items VALUES ('br_114856bc8d184c35a659853df5dee9ce', 0, 'it_576bb0d7943a49abaa942914bee1b3ef', 'se_5981de06c94743d8be7882ac3040b269', 'user', '{"role": "user", "content": "Before"}', '\x86f1ff03c95f3955b509a5f75b79e5ca', NULL, 0, 13, true, NULL, NULL, NULL, 1796045050.3061156);
INSERT INTO public.items VALUES ('br_114856bc8d184c35a659853df5dee9ce', 1, 'it_b1a5e06dfa6c447198d7c346f82182c8', 'se_5981de06c94743d8be7882ac3040b269', 'user', '{"role": "user", "content": "In it"}', '\xaf0aa6929370b3955c4a20872a5103cf', NULL, 13, 26, true, NULL, NULL, NULL, 1796045050.3061225);
INSERT INTO public.items VALUES ('br_114856bc8d184c35a659853df5dee9ce', 2, 'it_5e136887b7204a34a67eb1262d541217', 'se_5981de06c94743d8be7882ac3040b269', 'assistant', '{"role": "assistant", "content": "\ufffd\ufffd\u001e~\ufffd\ufffd\ufffd\ufffd_\ufffd\u007f\ufffd\ufffd\u0002\ufffd"}', '\x949afd7b431a57483db0f0e03dac44ca', NULL, 26, 54, true, 'length', NULL, NULL, 1796045050.337864);
INSERT INTO public.items VALUES ('br_877f045b7c0a49a2b7a148369af25908', 0, 'it_0cf0da74894547e9a7908cd3d9857eb1', 'se_873001a68bb942b6a666ab83b0b3b041', 'user', '{"role": "user", "content": "Interrupted"}', '\x833cd06a3feef156551e2d3bfe0ab85b', NULL, 0, 18, true, NULL, NULL, NULL, 1796045050.359843);
INSERT INTO public.migrations VALUES (1, 'first_schema', 1796045048.8729272);
INSERT INTO public.migrations VALUES (2, 'responses_and_conversations', 1796045048.880686);
INSERT INTO public.migrations VALUES (3, 'runs', 1796045048.881367);
INSERT INTO public.migrations VALUES (4, 'whereabouts_of_kv', 1796045048.8818035);
INSERT INTO public.migrations VALUES (5, 'owners_of_responses_and_attempts', 1796045048.8823113);
INSERT INTO public.migrations VALUES (6, 'turns_and_steps', 1796045048.882781);
INSERT INTO public.migrations VALUES (7, 'session_verbs', 1796045048.883182);
INSERT INTO public.owners VALUES ('ow_be788497deae4577aa84fa00f8daad57', 'host:data', 1796045049.72281);
INSERT INTO public.response_items VALUES ('resp_6bde06166af04afd9fdc2d82b346179d', 0, false, 'msg_20b5a272da794c4eb2424cae4675abea', '{"id": "msg_20b5a272da794c4eb2424cae4675abea", "type": "message", "role": "user", "status": "completed", "content": [{"type": "input_text", "text": "One"}]}');
INSERT INTO public.response_items VALUES ('resp_6bde06166af04afd9fdc2d82b346179d', 1, true, 'msg_6bde06166af04afd9fdc2d82b346179d00', '{"id": "msg_6bde06166af04afd9fdc2d82b346179d00", "type": "message", "role": "assistant", "status": "incomplete", "content": [{"type": "output_text", "text": "^\ufffdu\ufffd\ufffd\f\ufffd\ufffd!\"G\ufffdX\ufffdmH", "annotations": [], "logprobs": []}]}');
INSERT INTO public.response_items VALUES ('resp_03676a9d240446a29965fd2340724fd2', 0, false, 'msg_28767952fde844bc8b8c1d10f4918d35', '{"id": "msg_28767952fde844bc8b8c1d10f4918d35", "type": "message", "role": "user", "status": "completed", "content": [{"type": "input_text", "text": "Two"}]}');
INSERT INTO public.response_items VALUES ('resp_03676a9d240446a29965fd2340724fd2', 1, true, 'msg_03676a9d240446a29965fd2340724fd200', '{"id": "msg_03676a9d240446a29965fd2340724fd200", "type": "message", "role": "assistant", "status": "incomplete", "content": [{"type": "output_text", "text": "\ufffd\u0019\ufffd\u001dF\ufffd\ufffd)U\ufffd\ufffd#\ufffdt\ufffd<", "annotations": [], "logprobs": []}]}');
INSERT INTO public.response_items VALUES ('resp_28b04a6de5ad414fa89cc400cd0b4232', 0, false, 'msg_edf5d6e9b6c544e1be04789744e1510d', '{"id": "msg_edf5d6e9b6c544e1be04789744e1510d", "type": "message", "role": "user", "status": "completed", "content": [{"type": "input_text", "text": "Later"}]}');
INSERT INTO public.response_items VALUES ('resp_28b04a6de5ad414fa89cc400cd0b4232', 1, true, 'msg_28b04a6de5ad414fa89cc400cd0b423200', '{"id": "msg_28b04a6de5ad414fa89cc400cd0b423200", "type": "message", "role": "assistant", "status": "incomplete", "content": [{"type": "output_text", "text": "\ufffd|\ufffd\u001e\ufffdn^\ufffd\u0019\ufffd\u0010\ufffd\u0774\ufffd\ufffd", "annotations": [], "logprobs": []}]}');
INSERT INTO public.response_items VALUES ('resp_ea71e4bd616740cfa1d3980bbf6b2ed8', 0, false, 'msg_095d722712054f97b45e28d199c5f99c', '{"id": "msg_095d722712054f97b45e28d199c5f99c", "type": "message", "role": "user", "status": "completed", "content": [{"type": "input_text", "text": "Gone"}]}');
INSERT INTO public.response_items VALUES ('resp_ea71e4bd616740cfa1d3980bbf6b2ed8', 1, true, 'msg_ea71e4bd616740cfa1d3980bbf6b2ed800', '{"id": "msg_ea71e4bd616740cfa1d3980bbf6b2ed800", "type": "message", "role": "assistant", "status": "incomplete", "content": [{"type": "output_text", "text": "K0\ufffd\n\ufffd\t\u001c R`o\ufffd\u0172H\ufffd", "annotations": [], "logprobs": []}]}');
INSERT INTO public.response_items VALUES ('resp_866bd48429704f0abf80ea58398af71b', 0, false, 'msg_70ece6aeed33414b88ad57c12053f5d7', '{"id": "msg_70ece6aeed33414b88ad57c12053f5d7", "type": "message", "role": "user", "status": "completed", "content": [{"type": "input_text", "text": "Still here"}]}');
INSERT INTO public.response_items VALUES ('resp_866bd48429704f0abf80ea58398af71b', 1, true, 'msg_866bd48429704f0abf80ea58398af71b00', '{"id": "msg_866bd48429704f0abf80ea58398af71b00", "type": "message", "role": "assistant", "status": "incomplete", "content": [{"type": "output_text", "text": "I@\u0003\ufffdI\u0004:\ufffd\ufffdp\ufffdU\ufffd3\ufffd\ufffd", "annotations": [], "logprobs": []}]}');
INSERT INTO public.response_items VALUES ('resp_130d0a659cb346a38a2d4397ea960c0e', 0, false, 'msg_67b1c11a151a4204a6940c931f2ee114', '{"id": "msg_67b1c11a151a4204a6940c931f2ee114", "type": "message", "role": "user", "status": "completed", "content": [{"type": "input_text", "text": "In it"}]}');
INSERT INTO public.response_items VALUES ('resp_130d0a659cb346a38a2d4397ea960c0e', 1, true, 'msg_130d0a659cb346a38a2d4397ea960c0e00', '{"id": "msg_130d0a659cb346a38a2d4397ea960c0e00", "type": "message", "role": "assistant", "status": "incomplete", "content": [{"type": "output_text", "text": "\ufffd\ufffd\u001e~\ufffd\ufffd\ufffd\ufffd_\ufffd\u007f\ufffd\ufffd\u0002\ufffd", "annotations": [], "logprobs": []}]}');
INSERT INTO public.response_items VALUES ('resp_39a6b9f5954b47649ff8fd2c94da2838', 0, false, 'msg_e8eaf15c4ac2491196b636a2d24c649e', '{"id": "msg_e8eaf15c4ac2491196b636a2d24c649e", "type": "message", "role": "user", "status": "completed", "content": [{"type": "input_text", "text": "Interrupted"}]}');
INSERT INTO public.responses VALUES ('resp_6bde06166af04afd9fdc2d82b346179d', 'default', 'incomplete', 1796045049, NULL, '{"model": "toy", "instructions": null, "store": true, "max_output_tokens": 16, "max_tool_calls": null, "metadata": {}, "parallel_tool_calls": true, "tools": [], "tool_choice": "auto", "text": {"format": {"type": "text"}, "verbosity": "medium"}, "reasoning": null, "temperature": 1.0, "top_p": 1.0, "presence_penalty": 0.0, "frequency_penalty": 0.0, "top_logprobs": 0, "truncation": "disabled", "prompt_cache_key": null, "prompt_cache_options": null, "prompt_cache_retention": null, "safety_identifier": null, "service_tier": "default", "user": null}', false, 'ow_be788497deae4577aa84fa00f8daad57', 0, 'd125bdfe477a04efa9737062101bd8ae', NULL, 'resp_6bde06166af04afd9fdc2d82b346179d', NULL, NULL, NULL, '[22, 16, 6, null, {"tier": "device", "num_tokens": 6, "seconds": 0.0, "saved_s": 2.8250946300011403e-05}]', NULL, 'max_output_tokens', true, '[[0, 1, 0], [0, 2, 0], [0, 1, 0], [0, 2, 0], [0, 1, 0], [0, 1, 0], [0, 1, 0], [0, 1, 0], [0, 1, 0], [0, 1, 0], [0, 1, 0], [0, 2, 0], [0, 1, 0]]', false);
INSERT INTO public.responses VALUES ('resp_03676a9d240446a29965fd2340724fd2', 'default', 'incomplete', 1796045050, NULL, '{"model": "toy", "instructions": null, "store": true, "max_output_tokens": 16, "max_tool_calls": null, "metadata": {}, "parallel_tool_calls": true, "tools": [], "tool_choice": "auto", "text": {"format": {"type": "text"}, "verbosity": "medium"}, "reasoning": null, "temperature": 1.0, "top_p": 1.0, "presence_penalty": 0.0, "frequency_penalty": 0.0, "top_logprobs": 0, "truncation": "disabled", "prompt_cache_key": null, "prompt_cache_options": null, "prompt_cache_retention": null, "safety_identifier": null, "service_tier": "default", "user": null}', false, 'ow_be788497deae4577aa84fa00f8daad57', 0, 'd125bdfe477a04efa9737062101bd8ae', NULL, 'resp_6bde06166af04afd9fdc2d82b346179d', 'resp_6bde06166af04afd9fdc2d82b346179d', NULL, NULL, '[62, 16, 37, null, {"tier": "device", "num_tokens": 37, "seconds": 0.0, "saved_s": 0.0001854135593542551}]', NULL, 'max_output_tokens', true, '[[0, 1, 0], [0, 1, 0], [0, 1, 0], [0, 1, 0], [0, 1, 0], [0, 1, 0], [0, 1, 0], [0, 1, 0], [0, 1, 0], [0, 1, 0], [0, 2, 0], [0, 2, 0], [0, 2, 0]]', false);
INSERT INTO public.responses VALUES ('resp_28b04a6de5ad414fa89cc400cd0b4232', 'default', 'incomplete', 1796045050, NULL, '{"model": "toy", "instructions": null, "store": true, "max_output_tokens": 16, "max_tool_calls": null, "metadata": {}, "parallel_tool_calls": true, "tools": [], "tool_choice": "auto", "text": {"format": {"type": "text"}, "verbosity": "medium"}, "reasoning": null, "temperature": 1.0, "top_p": 1.0, "presence_penalty": 0.0, "frequency_penalty": 0.0, "top_logprobs": 0, "truncation": "disabled", "prompt_cache_key": null, "prompt_cache_options": null, "prompt_cache_retention": null, "safety_identifier": null, "service_tier": "default", "user": null}', true, 'ow_be788497deae4577aa84fa00f8daad57', 0, 'd125bdfe477a04efa9737062101bd8ae', NULL, 'resp_28b04a6de5ad414fa89cc400cd0b4232', NULL, NULL, NULL, '[24, 16, 6, null, {"tier": "device", "num_tokens": 6, "seconds": 0.0, "saved_s": 3.2205801867034545e-05}]', NULL, 'max_output_tokens', true, '[[0, 1, 0], [0, 1, 0], [0, 2, 0], [0, 1, 0], [0, 1, 0], [0, 1, 0], [0, 2, 0], [0, 1, 0], [0, 1, 0], [0, 1, 0], [0, 1, 0], [0, 1, 0], [0, 1, 0]]', false);
INSERT INTO public.responses VALUES ('resp_866bd48429704f0abf80ea58398af71b', 'default', 'incomplete', 1796045050, NULL, '{"model": "toy", "instructions": null, "store": true, "max_output_tokens": 16, "max_tool_calls": null, "metadata": {}, "parallel_tool_calls": true, "tools": [], "tool_choice": "auto", "text": {"format": {"type": "text"}, "verbosity": "medium"}, "reasoning": null, "temperature": 1.0, "top_p": 1.0, "presence_penalty": 0.0, "frequency_penalty": 0.0, "top_logprobs": 0, "truncation": "disabled", "prompt_cache_key": null, "prompt_cache_options": null, "prompt_cache_retention": null, "safety_identifier": null, "service_tier": "default", "user": null}', false, 'ow_be788497deae4577aa84fa00f8daad57', 0, 'd125bdfe477a04efa9737062101bd8ae', NULL, 'resp_ea71e4bd616740cfa1d3980bbf6b2ed8', 'resp_ea71e4bd616740cfa1d3980bbf6b2ed8', NULL, NULL, '[70, 16, 38, null, {"tier": "device", "num_tokens": 38, "seconds": 0.0, "saved_s": 0.0002098270081419352}]', NULL, 'max_output_tokens', true, '[[0, 1, 0], [0, 1, 0], [0, 1, 0], [0, 2, 0], [0, 1, 0], [0, 1, 0], [0, 2, 0], [0, 1, 0], [0, 1, 0], [0, 1, 0], [0, 2, 0], [0, 1, 0], [0, 1, 0]]', false);
INSERT INTO public.responses VALUES ('resp_ea71e4bd616740cfa1d3980bbf6b2ed8', 'default', 'incomplete', 1796045050, NULL, '{"model": "toy", "instructions": null, "store": true, "max_output_tokens": 16, "max_tool_calls": null, "metadata": {}, "parallel_tool_calls": true, "tools": [], "tool_choice": "auto", "text": {"format": {"type": "text"}, "verbosity": "medium"}, "reasoning": null, "temperature": 1.0, "top_p": 1.0, "presence_penalty": 0.0, "frequency_penalty": 0.0, "top_logprobs": 0, "truncation": "disabled", "prompt_cache_key": null, "prompt_cache_options": null, "prompt_cache_retention": null, "safety_identifier": null, "service_tier": "default", "user": null}', false, 'ow_be788497deae4577aa84fa00f8daad57', 0, 'd125bdfe477a04efa9737062101bd8ae', NULL, 'resp_ea71e4bd616740cfa1d3980bbf6b2ed8', NULL, NULL, NULL, '[23, 16, 8, null, {"tier": "device", "num_tokens": 8, "seconds": 0.0, "saved_s": 4.412292221939176e-05}]', NULL, 'max_output_tokens', true, '[[0, 1, 0], [0, 1, 0], [0, 2, 0], [0, 1, 0], [0, 1, 0], [0, 1, 0], [0, 1, 0], [0, 1, 0], [0, 1, 0], [0, 1, 0], [0, 1, 0], [0, 1, 0], [0, 1, 0], [0, 1, 0]]', true);
INSERT INTO public.responses VALUES ('resp_39a6b9f5954b47649ff8fd2c94da2838', 'default', 'in_progress', 1796045050, NULL, '{"model": "toy", "instructions": null, "store": true, "max_output_tokens": 600, "max_tool_calls": null, "metadata": {}, "parallel_tool_calls": true, "tools": [], "tool_choice": "auto", "text": {"format": {"type": "text"}, "verbosity": "medium"}, "reasoning": null, "temperature": 1.0, "top_p": 1.0, "presence_penalty": 0.0, "frequency_penalty": 0.0, "top_logprobs": 0, "truncation": "disabled", "prompt_cache_key": null, "prompt_cache_options": null, "prompt_cache_retention": null, "safety_identifier": null, "service_tier": "default", "user": null}', true, 'ow_be788497deae4577aa84fa00f8daad57', 0, 'd125bdfe477a04efa9737062101bd8ae', NULL, 'resp_39a6b9f5954b47649ff8fd2c94da2838', NULL, NULL, NULL, NULL, NULL, NULL, true, NULL, false);
INSERT INTO public.responses VALUES ('resp_130d0a659cb346a38a2d4397ea960c0e', 'default', 'incomplete', 1796045050, NULL, '{"model": "toy", "instructions": null, "store": true, "max_output_tokens": 16, "max_tool_calls": null, "metadata": {}, "parallel_tool_calls": true, "tools": [], "tool_choice": "auto", "text": {"format": {"type": "text"}, "verbosity": "medium"}, "reasoning": null, "temperature": 1.0, "top_p": 1.0, "presence_penalty": 0.0, "frequency_penalty": 0.0, "top_logprobs": 0, "truncation": "disabled", "prompt_cache_key": null, "prompt_cache_options": null, "prompt_cache_retention": null, "safety_identifier": null, "service_tier": "default", "user": null}', false, 'ow_be788497deae4577aa84fa00f8daad57', 0, 'd125bdfe477a04efa9737062101bd8ae', NULL, 'conv_3b5ed543f2154c38a8cb579552b7188f', NULL, 'conv_3b5ed543f2154c38a8cb579552b7188f', 1, '[38, 16, 6, null, {"tier": "device", "num_tokens": 6, "seconds": 0.0, "saved_s": 3.188661674555079e-05}]', NULL, 'max_output_tokens', true, '[[0, 1, 0], [0, 1, 0], [0, 1, 0], [0, 1, 0], [0, 1, 0], [0, 1, 0], [0, 1, 0], [0, 1, 0], [0, 1, 0], [0, 2, 0], [0, 1, 0], [0, 2, 0], [0, 1, 0]]', false);
INSERT INTO public.sessions VALUES ('se_3800ada658224b2fb24da43532dce181', 'default', 'talk', 1796045049.8326032, 1796045049.9207451, 4, 'br_c16838c164764362a97a9b542d08a450', NULL, NULL, NULL, NULL);
INSERT INTO public.sessions VALUES ('se_13c2c0e316a94b7f99094fe2c9049c50', 'default', 'text', 1796045049.9262805, 1796045049.9588351, 2, 'br_5d0b0bc3d93a473a950b388f8946d7f9', NULL, NULL, NULL, NULL);
INSERT INTO public.sessions VALUES ('se_f93b5ba71d9149228ebd4b7a73f1c1c0', 'default', 'ids', 1796045049.9638057, 1796045049.9754975, 1, 'br_e79efdd9ac8a4e0eab4d05d45fd20090', NULL, NULL, NULL, NULL);
INSERT INTO public.sessions VALUES ('se_4e2500e07d4342cfa224f2b54e9d82d8', 'default', 'resp_6bde06166af04afd9fdc2d82b346179d', 1796045049.9908051, 1796045050.0822656, 2, 'br_a6c544a485f742bebd85047ac1121cf7', NULL, NULL, NULL, NULL);
INSERT INTO public.sessions VALUES ('se_6c2e2e0f17d746f5bc3daf8b4c685ed7', 'default', 'resp_28b04a6de5ad414fa89cc400cd0b4232', 1796045050.0945807, 1796045050.1238427, 1, 'br_809ba6d810134381b3103e9ab577e1af', NULL, NULL, NULL, NULL);
INSERT INTO public.sessions VALUES ('se_3ebca11075e9432bbf6421d4c4ad2060', 'default', 'resp_ea71e4bd616740cfa1d3980bbf6b2ed8', 1796045050.1779652, 1796045050.248256, 2, 'br_1b80b1f2ecb54661854e87b131a86858', NULL, NULL, NULL, NULL);
INSERT INTO public.sessions VALUES ('se_5981de06c94743d8be7882ac3040b269', 'default', 'conv_3b5ed543f2154c38a8cb579552b7188f', 1796045050.3039527, 1796045050.3389804, 1, 'br_114856bc8d184c35a659853df5dee9ce', NULL, NULL, NULL, NULL);
INSERT INTO public.sessions VALUES ('se_873001a68bb942b6a666ab83b0b3b041', 'default', 'resp_39a6b9f5954b47649ff8fd2c94da2838', 1796045050.3578598, 1796045050.3603816, 1, 'br_877f045b7c0a49a2b7a148369af25908', NULL, NULL, NULL, NULL);
INSERT INTO public.spans VALUES ('br_5ac8d1b002a44e5eb3ff1607dd125ddb', 0, 'it_70f37fad1dbc4bbc883350cb99f4ec35', 'user', '\x0001000054000000520000004400000051000000c6000000260000004e0000004e00000043000000dc0000004c0000004e000000510000004d000000480000004d0000004600000001010000', 'rendered', NULL, NULL, 'd125bdfe477a04efa9737062101bd8ae', 'toy');
INSERT INTO public.spans VALUES ('br_5ac8d1b002a44e5eb3ff1607dd125ddb', 19, 'it_1f9384c319f24cc692689fb4c37a23f4', 'assistant', '\xc600000000010000400000005200000052000000480000005200000053000000400000004d00000053000000c6000000', 'rendered', NULL, NULL, 'd125bdfe477a04efa9737062101bd8ae', 'toy');
INSERT INTO public.spans VALUES ('br_5ac8d1b002a44e5eb3ff1607dd125ddb', 31, 'it_1f9384c319f24cc692689fb4c37a23f4', 'assistant', '\x890000007b0000002a000000aa000000a30000004b000000', 'sampled', '1', 0, 'd125bdfe477a04efa9737062101bd8ae', 'toy');
INSERT INTO public.spans VALUES ('br_5ac8d1b002a44e5eb3ff1607dd125ddb', 37, 'it_e332d95646cd475191331117d2fcc355', 'user', '\x01010000c60000000001000054000000520000004400000051000000c6000000200000004d00000043000000dc0000005300000047000000440000004d0000001e00000001010000', 'rendered', NULL, NULL, 'd125bdfe477a04efa9737062101bd8ae', 'toy');
INSERT INTO public.spans VALUES ('br_5ac8d1b002a44e5eb3ff1607dd125ddb', 55, 'it_7cee166d80e3444481b22d91454c292c', 'assistant', '\xc600000000010000400000005200000052000000480000005200000053000000400000004d00000053000000c6000000', 'rendered', NULL, NULL, 'd125bdfe477a04efa9737062101bd8ae', 'toy');
INSERT INTO public.spans VALUES ('br_5ac8d1b002a44e5eb3ff1607dd125ddb', 67, 'it_7cee166d80e3444481b22d91454c292c', 'assistant', '\x9f0000005f000000ae000000b90000006d000000bc000000', 'sampled', '1', 0, 'd125bdfe477a04efa9737062101bd8ae', 'toy');
INSERT INTO public.spans VALUES ('br_5ac8d1b002a44e5eb3ff1607dd125ddb', 73, 'it_8c9e0c59a24e4e7887ea1e56cf3a4438', 'user', '\x01010000c60000000001000054000000520000004400000051000000c60000003600000047000000580000001e00000001010000', 'rendered', NULL, NULL, 'd125bdfe477a04efa9737062101bd8ae', 'toy');
INSERT INTO public.spans VALUES ('br_5ac8d1b002a44e5eb3ff1607dd125ddb', 86, 'it_2e68fe776056477c9e10ad02023870d4', 'assistant', '\xc600000000010000400000005200000052000000480000005200000053000000400000004d00000053000000c6000000', 'rendered', NULL, NULL, 'd125bdfe477a04efa9737062101bd8ae', 'toy');
INSERT INTO public.spans VALUES ('br_5ac8d1b002a44e5eb3ff1607dd125ddb', 98, 'it_2e68fe776056477c9e10ad02023870d4', 'assistant', '\x9400000026000000d5000000e9000000a9000000e3000000', 'sampled', '2', 0, 'd125bdfe477a04efa9737062101bd8ae', 'toy');
INSERT INTO public.spans VALUES ('br_05e2982ad32947699ef5949dc47d261c', 86, 'it_9df413e765da4547942baac28efc5c4b', 'assistant', '\xc600000000010000400000005200000052000000480000005200000053000000400000004d00000053000000c6000000', 'rendered', NULL, NULL, 'd125bdfe477a04efa9737062101bd8ae', 'toy');
INSERT INTO public.spans VALUES ('br_05e2982ad32947699ef5949dc47d261c', 98, 'it_9df413e765da4547942baac28efc5c4b', 'assistant', '\x940000002a0000005f000000740000001c0000003f000000', 'sampled', '2', 1, 'd125bdfe477a04efa9737062101bd8ae', 'toy');
INSERT INTO public.spans VALUES ('br_c16838c164764362a97a9b542d08a450', 0, 'it_ce0f97b0885b48919c7db0256f2de5bc', 'user', '\x0001000054000000520000004400000051000000c6000000260000004e0000004e00000043000000dc0000004400000055000000440000004d000000480000004d0000004600000001010000', 'rendered', NULL, NULL, 'd125bdfe477a04efa9737062101bd8ae', 'toy');
INSERT INTO public.spans VALUES ('br_c16838c164764362a97a9b542d08a450', 19, 'it_3b388ba598a5429bae7dda1616d41738', 'assistant', '\xc600000000010000400000005200000052000000480000005200000053000000400000004d00000053000000c6000000', 'rendered', NULL, NULL, 'd125bdfe477a04efa9737062101bd8ae', 'toy');
INSERT INTO public.spans VALUES ('br_c16838c164764362a97a9b542d08a450', 31, 'it_3b388ba598a5429bae7dda1616d41738', 'assistant', '\xd800000081000000f3000000dc000000950000004c000000', 'sampled', '3', 0, 'd125bdfe477a04efa9737062101bd8ae', 'toy');
INSERT INTO public.spans VALUES ('br_5d0b0bc3d93a473a950b388f8946d7f9', 0, 'it_ff9995ec041249378a7ff2bdda2eac9d', 'prompt', '\x2e0000004d0000004200000044000000dc000000540000004f0000004e0000004d000000dc00000040000000dc00000053000000480000004c00000044000000', 'rendered', NULL, NULL, 'd125bdfe477a04efa9737062101bd8ae', 'toy');
INSERT INTO public.spans VALUES ('br_5d0b0bc3d93a473a950b388f8946d7f9', 16, 'it_32af6eef42234bf99c0061386e392e90', 'completion', '\x210000004e000000bb00000078000000b9000000', 'sampled', '4', 0, 'd125bdfe477a04efa9737062101bd8ae', 'toy');
INSERT INTO public.spans VALUES ('br_5d0b0bc3d93a473a950b388f8946d7f9', 21, 'it_9d443221d1834345851d2ff2355449d7', 'prompt', '\xdc000000400000004d00000043000000', 'rendered', NULL, NULL, 'd125bdfe477a04efa9737062101bd8ae', 'toy');
INSERT INTO public.spans VALUES ('br_5d0b0bc3d93a473a950b388f8946d7f9', 25, 'it_6f4e13ca426844398be9d4d5a3620633', 'completion', '\xb70000001800000099000000', 'sampled', '5', 0, 'd125bdfe477a04efa9737062101bd8ae', 'toy');
INSERT INTO public.spans VALUES ('br_e79efdd9ac8a4e0eab4d05d45fd20090', 0, 'it_98f03d008a204b2abe28f7d2ac1d9277', 'prompt', '\x740000006f0000006b000000650000006e00000073000000', 'rendered', NULL, NULL, 'd125bdfe477a04efa9737062101bd8ae', 'toy');
INSERT INTO public.spans VALUES ('br_e79efdd9ac8a4e0eab4d05d45fd20090', 6, 'it_31d93b177bf249dfbfdc5ff5ba8c166c', 'completion', '\xf70000009a0000005f000000ac00000050000000', 'sampled', '6', 0, 'd125bdfe477a04efa9737062101bd8ae', 'toy');
INSERT INTO public.spans VALUES ('br_a6c544a485f742bebd85047ac1121cf7', 0, 'it_3dc588de628c4aa2af5fdebbb229fb1d', 'user', '\x0001000054000000520000004400000051000000c60000002e0000004d0000004400000001010000', 'rendered', NULL, NULL, 'd125bdfe477a04efa9737062101bd8ae', 'toy');
INSERT INTO public.spans VALUES ('br_a6c544a485f742bebd85047ac1121cf7', 10, 'it_8b9b062c516a45f09a7a94d34cb20990', 'assistant', '\xc600000000010000400000005200000052000000480000005200000053000000400000004d00000053000000c6000000', 'rendered', NULL, NULL, 'd125bdfe477a04efa9737062101bd8ae', 'toy');
INSERT INTO public.spans VALUES ('br_a6c544a485f742bebd85047ac1121cf7', 22, 'it_8b9b062c516a45f09a7a94d34cb20990', 'assistant', '\x3d000000a9000000540000006f0000009b000000c80000005e000000ea000000000000000100000026000000fd00000037000000a30000004c00000027000000', 'sampled', '638125645107924380', 0, 'd125bdfe477a04efa9737062101bd8ae', 'toy');
INSERT INTO public.spans VALUES ('br_a6c544a485f742bebd85047ac1121cf7', 38, 'it_f94e5fdb0b0f499989055e76f43a30f5', 'user', '\x01010000c60000000001000054000000520000004400000051000000c600000033000000560000004e00000001010000', 'rendered', NULL, NULL, 'd125bdfe477a04efa9737062101bd8ae', 'toy');
INSERT INTO public.spans VALUES ('br_a6c544a485f742bebd85047ac1121cf7', 50, 'it_a17c72b5e74043bdb2a1882ec52ed4a5', 'assistant', '\xc600000000010000400000005200000052000000480000005200000053000000400000004d00000053000000c6000000', 'rendered', NULL, NULL, 'd125bdfe477a04efa9737062101bd8ae', 'toy');
INSERT INTO public.spans VALUES ('br_a6c544a485f742bebd85047ac1121cf7', 62, 'it_a17c72b5e74043bdb2a1882ec52ed4a5', 'assistant', '\xee000000d500000075000000d900000025000000b4000000f80000000800000034000000770000008c000000020000009700000053000000ad0000001b000000', 'sampled', '371925720279387184', 0, 'd125bdfe477a04efa9737062101bd8ae', 'toy');
INSERT INTO public.spans VALUES ('br_809ba6d810134381b3103e9ab577e1af', 0, 'it_65cea2fbaa6a4d7eae24606adcd55e1c', 'user', '\x0001000054000000520000004400000051000000c60000002b0000004000000053000000440000005100000001010000', 'rendered', NULL, NULL, 'd125bdfe477a04efa9737062101bd8ae', 'toy');
INSERT INTO public.spans VALUES ('br_809ba6d810134381b3103e9ab577e1af', 12, 'it_b0bcd0281f2441f595b809af10cecf49', 'assistant', '\xc600000000010000400000005200000052000000480000005200000053000000400000004d00000053000000c6000000', 'rendered', NULL, NULL, 'd125bdfe477a04efa9737062101bd8ae', 'toy');
INSERT INTO public.spans VALUES ('br_809ba6d810134381b3103e9ab577e1af', 24, 'it_b0bcd0281f2441f595b809af10cecf49', 'assistant', '\xb70000005b00000080000000da0000006a0000004d0000003d00000084000000d5000000fa000000cc0000005f0000009900000070000000e00000009c000000', 'sampled', '2287770965863571843', 0, 'd125bdfe477a04efa9737062101bd8ae', 'toy');
INSERT INTO public.spans VALUES ('br_1b80b1f2ecb54661854e87b131a86858', 0, 'it_4d814bc5662b4b4eb1b39d555da89420', 'user', '\x0001000054000000520000004400000051000000c6000000260000004e0000004d0000004400000001010000', 'rendered', NULL, NULL, 'd125bdfe477a04efa9737062101bd8ae', 'toy');
INSERT INTO public.spans VALUES ('br_1b80b1f2ecb54661854e87b131a86858', 11, 'it_76aeb164fea54af1a96eb7ff0fe03b6c', 'assistant', '\xc600000000010000400000005200000052000000480000005200000053000000400000004d00000053000000c6000000', 'rendered', NULL, NULL, 'd125bdfe477a04efa9737062101bd8ae', 'toy');
INSERT INTO public.spans VALUES ('br_1b80b1f2ecb54661854e87b131a86858', 23, 'it_76aeb164fea54af1a96eb7ff0fe03b6c', 'assistant', '\x2a0000000f00000084000000c600000069000000c5000000d8000000dc000000310000003f0000004e00000085000000810000006e00000027000000e6000000', 'sampled', '2388598491067741135', 0, 'd125bdfe477a04efa9737062101bd8ae', 'toy');
INSERT INTO public.spans VALUES ('br_1b80b1f2ecb54661854e87b131a86858', 39, 'it_bce911e4953f421d889c8a45265143f8', 'user', '\x01010000c60000000001000054000000520000004400000051000000c60000003200000053000000480000004b0000004b000000dc0000004700000044000000510000004400000001010000', 'rendered', NULL, NULL, 'd125bdfe477a04efa9737062101bd8ae', 'toy');
INSERT INTO public.spans VALUES ('br_1b80b1f2ecb54661854e87b131a86858', 58, 'it_adbc6a7864e74fe8aa294010b0eb8cea', 'assistant', '\xc600000000010000400000005200000052000000480000005200000053000000400000004d00000053000000c6000000', 'rendered', NULL, NULL, 'd125bdfe477a04efa9737062101bd8ae', 'toy');
INSERT INTO public.spans VALUES ('br_1b80b1f2ecb54661854e87b131a86858', 70, 'it_adbc6a7864e74fe8aa294010b0eb8cea', 'assistant', '\x280000001f000000bf0000009500000028000000c000000019000000880000007c0000004f000000bb00000034000000b000000012000000ec0000005f000000', 'sampled', '494130362260343189', 0, 'd125bdfe477a04efa9737062101bd8ae', 'toy');
INSERT INTO public.spans VALUES ('br_114856bc8d184c35a659853df5dee9ce', 0, 'it_576bb0d7943a49abaa942914bee1b3ef', 'user', '\x0001000054000000520000004400000051000000c60000002100000044000000450000004e000000510000004400000001010000', 'rendered', NULL, NULL, 'd125bdfe477a04efa9737062101bd8ae', 'toy');
INSERT INTO public.spans VALUES ('br_114856bc8d184c35a659853df5dee9ce', 13, 'it_b1a5e06dfa6c447198d7c346f82182c8', 'user', '\xc60000000001000054000000520000004400000051000000c6000000280000004d000000dc000000480000005300000001010000', 'rendered', NULL, NULL, 'd125bdfe477a04efa9737062101bd8ae', 'toy');
INSERT INTO public.spans VALUES ('br_114856bc8d184c35a659853df5dee9ce', 26, 'it_5e136887b7204a34a67eb1262d541217', 'assistant', '\xc600000000010000400000005200000052000000480000005200000053000000400000004d00000053000000c6000000', 'rendered', NULL, NULL, 'd125bdfe477a04efa9737062101bd8ae', 'toy');
INSERT INTO public.spans VALUES ('br_114856bc8d184c35a659853df5dee9ce', 38, 'it_5e136887b7204a34a67eb1262d541217', 'assistant', '\xff00000064000000da0000005d0000006f000000e0000000ef000000750000003e0000007e000000dd000000ab000000ae000000f8000000be000000a4000000', 'sampled', '2770763855812640695', 0, 'd125bdfe477a04efa9737062101bd8ae', 'toy');
INSERT INTO public.spans VALUES ('br_877f045b7c0a49a2b7a148369af25908', 0, 'it_0cf0da74894547e9a7908cd3d9857eb1', 'user', '\x0001000054000000520000004400000051000000c6000000280000004d00000053000000440000005100000051000000540000004f00000053000000440000004300000001010000', 'rendered', NULL, NULL, 'd125bdfe477a04efa9737062101bd8ae', 'toy');
INSERT INTO public.steps VALUES ('resp_6bde06166af04afd9fdc2d82b346179d', 0, 'turn_2d4c2b5a802742c2946fd97ff6820f09');
INSERT INTO public.steps VALUES ('resp_03676a9d240446a29965fd2340724fd2', 0, 'turn_6294eccb651e4cbf9dda39f9593c6e09');
INSERT INTO public.steps VALUES ('resp_28b04a6de5ad414fa89cc400cd0b4232', 0, 'turn_6141d16a9e2e4536a83c23f16561ff10');
INSERT INTO public.steps VALUES ('resp_ea71e4bd616740cfa1d3980bbf6b2ed8', 0, 'turn_d00ac2d7544b48bb8cb94d16d57ed96e');
INSERT INTO public.steps VALUES ('resp_866bd48429704f0abf80ea58398af71b', 0, 'turn_df4924f92b704b51b32c2e8b982dd89d');
INSERT INTO public.steps VALUES ('resp_130d0a659cb346a38a2d4397ea960c0e', 0, 'turn_3b1fe21878ae48a3891caf6726cd2672');
INSERT INTO public.steps VALUES ('resp_39a6b9f5954b47649ff8fd2c94da2838', 0, 'turn_0fff12a397754919940a93a6685ab31c');
INSERT INTO public.turn_tokens VALUES ('turn_2d4c2b5a802742c2946fd97ff6820f09', 0, 0, '\x3d000000a9000000540000006f0000009b000000c80000005e000000ea000000000000000100000026000000fd00000037000000a30000004c00000027000000', NULL, 6, 'length', NULL);
INSERT INTO public.turn_tokens VALUES ('turn_6294eccb651e4cbf9dda39f9593c6e09', 0, 0, '\xee000000d500000075000000d900000025000000b4000000f80000000800000034000000770000008c000000020000009700000053000000ad0000001b000000', NULL, 37, 'length', NULL);
INSERT INTO public.turn_tokens VALUES ('turn_6141d16a9e2e4536a83c23f16561ff10', 0, 0, '\xb70000005b00000080000000da0000006a0000004d0000003d00000084000000d5000000fa000000cc0000005f0000009900000070000000e00000009c000000', NULL, 6, 'length', NULL);
INSERT INTO public.turn_tokens VALUES ('turn_3b1fe21878ae48a3891caf6726cd2672', 0, 0, '\xff00000064000000da0000005d0000006f000000e0000000ef000000750000003e0000007e000000dd000000ab000000ae000000f8000000be000000a4000000', NULL, 6, 'length', NULL);
INSERT INTO public.turn_tokens VALUES ('turn_0fff12a397754919940a93a6685ab31c', 0, 0, '\xb6000000', NULL, 6, NULL, NULL);
INSERT INTO public.turn_tokens VALUES ('turn_0fff12a397754919940a93a6685ab31c', 0, 1, '\x7e000000', NULL, NULL, NULL, NULL);
INSERT INTO public.turn_tokens VALUES ('turn_0fff12a397754919940a93a6685ab31c', 0, 2, '\x0e000000', NULL, NULL, NULL, NULL);
INSERT INTO public.turn_tokens VALUES ('turn_0fff12a397754919940a93a6685ab31c', 0, 3, '\xd9000000', NULL, NULL, NULL, NULL);
INSERT INTO public.turn_tokens VALUES ('turn_0fff12a397754919940a93a6685ab31c', 0, 4, '\x56000000', NULL, NULL, NULL, NULL);
INSERT INTO public.turn_tokens VALUES ('turn_0fff12a397754919940a93a6685ab31c', 0, 5, '\xf8000000', NULL, NULL, NULL, NULL);
INSERT INTO public.turn_tokens VALUES ('turn_0fff12a397754919940a93a6685ab31c', 0, 6, '\x6f000000', NULL, NULL, NULL, NULL);
INSERT INTO public.turn_tokens VALUES ('turn_0fff12a397754919940a93a6685ab31c', 0, 7, '\x4b000000', NULL, NULL, NULL, NULL);
INSERT INTO public.turn_tokens VALUES ('turn_0fff12a397754919940a93a6685ab31c', 0, 8, '\x50000000', NULL, NULL, NULL, NULL);
INSERT INTO public.turn_tokens VALUES ('turn_0fff12a397754919940a93a6685ab31c', 0, 9, '\x5a000000', NULL, NULL, NULL, NULL);
INSERT INTO public.turn_tokens VALUES ('turn_0fff12a397754919940a93a6685ab31c', 0, 10, '\x41000000', NULL, NULL, NULL, NULL);
INSERT INTO public.turn_tokens VALUES ('turn_0fff12a397754919940a93a6685ab31c', 0, 11, '\x90000000', NULL, NULL, NULL, NULL);
INSERT INTO public.turn_tokens VALUES ('turn_0fff12a397754919940a93a6685ab31c', 0, 12, '\xe9000000', NULL, NULL, NULL, NULL);
INSERT INTO public.turn_tokens VALUES ('turn_0fff12a397754919940a93a6685ab31c', 0, 13, '\x98000000', NULL, NULL, NULL, NULL);
INSERT INTO public.turn_tokens VALUES ('turn_0fff12a397754919940a93a6685ab31c', 0, 16, '\xe4000000', NULL, NULL, NULL, NULL);
INSERT INTO public.turn_tokens VALUES ('turn_d00ac2d7544b48bb8cb94d16d57ed96e', 0, 0, '\x2a0000000f00000084000000c600000069000000c5000000d8000000dc000000310000003f0000004e00000085000000810000006e00000027000000e6000000', NULL, 8, 'length', NULL);
INSERT INTO public.turn_tokens VALUES ('turn_df4924f92b704b51b32c2e8b982dd89d', 0, 0, '\x280000001f000000bf0000009500000028000000c000000019000000880000007c0000004f000000bb00000034000000b000000012000000ec0000005f000000', NULL, 38, 'length', NULL);
INSERT INTO public.turn_tokens VALUES ('turn_0fff12a397754919940a93a6685ab31c', 0, 14, '\x6d000000', NULL, NULL, NULL, NULL);
INSERT INTO public.turn_tokens VALUES ('turn_0fff12a397754919940a93a6685ab31c', 0, 15, '\x5d000000', NULL, NULL, NULL, NULL);
INSERT INTO public.turns VALUES ('turn_2d4c2b5a802742c2946fd97ff6820f09', 'se_4e2500e07d4342cfa224f2b54e9d82d8', 'completed', true, 'ow_be788497deae4577aa84fa00f8daad57', 1, 0, 0, 'br_a6c544a485f742bebd85047ac1121cf7', 10, 1, 1, '\xc600000000010000400000005200000052000000480000005200000053000000400000004d00000053000000c6000000', '\xc417841e4e0c29ee46f62d41850734b8', '\x77f869597a023dff8787e0ba9225f3a3', '{"request_id": "resp_6bde06166af04afd9fdc2d82b346179d", "model": "toy", "input": {"messages": [], "add_generation_prompt": true, "continue_final_message": false, "tools": null, "variables": {}}, "sampling": {"max_tokens": 16, "min_tokens": 0, "temperature": 1.0, "top_k": 0, "top_p": 1.0, "min_p": 0.0, "repetition_penalty": 1.0, "presence_penalty": 0.0, "frequency_penalty": 0.0, "logit_bias": [], "seed": null, "stop": [], "stop_token_ids": [], "include_stop_str_in_output": false, "ignore_eos": false, "logprobs": null, "prompt_logprobs": null}, "n": 1, "echo": false, "session_id": "resp_6bde06166af04afd9fdc2d82b346179d", "run_id": "resp_6bde06166af04afd9fdc2d82b346179d", "step": 0, "is_recorded": true, "grammar": null, "lease_s": 0.0, "is_last": false, "tenant": "default"}', 8192, 'd125bdfe477a04efa9737062101bd8ae', 'toy', false, '{"request_id": "resp_6bde06166af04afd9fdc2d82b346179d", "created": 1796045049, "num_prompt_tokens": 22, "seed": 638125645107924380, "system_fingerprint": "fp_6fbc7cfef75f", "session": {"session_id": "resp_6bde06166af04afd9fdc2d82b346179d", "num_matched_messages": 0, "num_matched_tokens": 0, "forked": false}, "loosened_tools": []}', '{"usage": {"num_prompt_tokens": 22, "num_completion_tokens": 16, "num_cached_tokens": 6, "cold": null, "restored": {"tier": "device", "num_tokens": 6, "seconds": 0.0, "saved_s": 2.8250946300011403e-05}}, "num_computed_tokens": 16, "prompt_logprobs": null}', NULL);
INSERT INTO public.turns VALUES ('turn_6294eccb651e4cbf9dda39f9593c6e09', 'se_4e2500e07d4342cfa224f2b54e9d82d8', 'completed', true, 'ow_be788497deae4577aa84fa00f8daad57', 1, 0, 0, 'br_a6c544a485f742bebd85047ac1121cf7', 50, 3, 2, '\xc600000000010000400000005200000052000000480000005200000053000000400000004d00000053000000c6000000', '\xc417841e4e0c29ee46f62d41850734b8', '\x3c8b48edb2048d7b3daba1dc11a9659a', '{"request_id": "resp_03676a9d240446a29965fd2340724fd2", "model": "toy", "input": {"messages": [], "add_generation_prompt": true, "continue_final_message": false, "tools": null, "variables": {}}, "sampling": {"max_tokens": 16, "min_tokens": 0, "temperature": 1.0, "top_k": 0, "top_p": 1.0, "min_p": 0.0, "repetition_penalty": 1.0, "presence_penalty": 0.0, "frequency_penalty": 0.0, "logit_bias": [], "seed": null, "stop": [], "stop_token_ids": [], "include_stop_str_in_output": false, "ignore_eos": false, "logprobs": null, "prompt_logprobs": null}, "n": 1, "echo": false, "session_id": "resp_6bde06166af04afd9fdc2d82b346179d", "run_id": "resp_03676a9d240446a29965fd2340724fd2", "step": 0, "is_recorded": true, "grammar": null, "lease_s": 0.0, "is_last": false, "tenant": "default"}', 8192, 'd125bdfe477a04efa9737062101bd8ae', 'toy', false, '{"request_id": "resp_03676a9d240446a29965fd2340724fd2", "created": 1796045050, "num_prompt_tokens": 62, "seed": 371925720279387184, "system_fingerprint": "fp_6fbc7cfef75f", "session": {"session_id": "resp_6bde06166af04afd9fdc2d82b346179d", "num_matched_messages": 2, "num_matched_tokens": 38, "forked": false}, "loosened_tools": []}', '{"usage": {"num_prompt_tokens": 62, "num_completion_tokens": 16, "num_cached_tokens": 37, "cold": null, "restored": {"tier": "device", "num_tokens": 37, "seconds": 0.0, "saved_s": 0.0001854135593542551}}, "num_computed_tokens": 25, "prompt_logprobs": null}', NULL);
INSERT INTO public.turns VALUES ('turn_6141d16a9e2e4536a83c23f16561ff10', 'se_6c2e2e0f17d746f5bc3daf8b4c685ed7', 'completed', true, 'ow_be788497deae4577aa84fa00f8daad57', 1, 0, 0, 'br_809ba6d810134381b3103e9ab577e1af', 12, 1, 1, '\xc600000000010000400000005200000052000000480000005200000053000000400000004d00000053000000c6000000', '\xc417841e4e0c29ee46f62d41850734b8', '\x1d0a5c99b8ef5ef81592c6af4098d929', '{"request_id": "resp_28b04a6de5ad414fa89cc400cd0b4232", "model": "toy", "input": {"messages": [], "add_generation_prompt": true, "continue_final_message": false, "tools": null, "variables": {}}, "sampling": {"max_tokens": 16, "min_tokens": 0, "temperature": 1.0, "top_k": 0, "top_p": 1.0, "min_p": 0.0, "repetition_penalty": 1.0, "presence_penalty": 0.0, "frequency_penalty": 0.0, "logit_bias": [], "seed": null, "stop": [], "stop_token_ids": [], "include_stop_str_in_output": false, "ignore_eos": false, "logprobs": null, "prompt_logprobs": null}, "n": 1, "echo": false, "session_id": "resp_28b04a6de5ad414fa89cc400cd0b4232", "run_id": "resp_28b04a6de5ad414fa89cc400cd0b4232", "step": 0, "is_recorded": true, "grammar": null, "lease_s": 0.0, "is_last": false, "tenant": "default"}', 8192, 'd125bdfe477a04efa9737062101bd8ae', 'toy', false, '{"request_id": "resp_28b04a6de5ad414fa89cc400cd0b4232", "created": 1796045050, "num_prompt_tokens": 24, "seed": 2287770965863571843, "system_fingerprint": "fp_6fbc7cfef75f", "session": {"session_id": "resp_28b04a6de5ad414fa89cc400cd0b4232", "num_matched_messages": 0, "num_matched_tokens": 0, "forked": false}, "loosened_tools": []}', '{"usage": {"num_prompt_tokens": 24, "num_completion_tokens": 16, "num_cached_tokens": 6, "cold": null, "restored": {"tier": "device", "num_tokens": 6, "seconds": 0.0, "saved_s": 3.2205801867034545e-05}}, "num_computed_tokens": 18, "prompt_logprobs": null}', NULL);
INSERT INTO public.turns VALUES ('turn_d00ac2d7544b48bb8cb94d16d57ed96e', 'se_3ebca11075e9432bbf6421d4c4ad2060', 'completed', true, 'ow_be788497deae4577aa84fa00f8daad57', 1, 0, 0, 'br_1b80b1f2ecb54661854e87b131a86858', 11, 1, 1, '\xc600000000010000400000005200000052000000480000005200000053000000400000004d00000053000000c6000000', '\xc417841e4e0c29ee46f62d41850734b8', '\xae110851c9dd3fab3ff687bfd2d40a26', '{"request_id": "resp_ea71e4bd616740cfa1d3980bbf6b2ed8", "model": "toy", "input": {"messages": [], "add_generation_prompt": true, "continue_final_message": false, "tools": null, "variables": {}}, "sampling": {"max_tokens": 16, "min_tokens": 0, "temperature": 1.0, "top_k": 0, "top_p": 1.0, "min_p": 0.0, "repetition_penalty": 1.0, "presence_penalty": 0.0, "frequency_penalty": 0.0, "logit_bias": [], "seed": null, "stop": [], "stop_token_ids": [], "include_stop_str_in_output": false, "ignore_eos": false, "logprobs": null, "prompt_logprobs": null}, "n": 1, "echo": false, "session_id": "resp_ea71e4bd616740cfa1d3980bbf6b2ed8", "run_id": "resp_ea71e4bd616740cfa1d3980bbf6b2ed8", "step": 0, "is_recorded": true, "grammar": null, "lease_s": 0.0, "is_last": false, "tenant": "default"}', 8192, 'd125bdfe477a04efa9737062101bd8ae', 'toy', false, '{"request_id": "resp_ea71e4bd616740cfa1d3980bbf6b2ed8", "created": 1796045050, "num_prompt_tokens": 23, "seed": 2388598491067741135, "system_fingerprint": "fp_6fbc7cfef75f", "session": {"session_id": "resp_ea71e4bd616740cfa1d3980bbf6b2ed8", "num_matched_messages": 0, "num_matched_tokens": 0, "forked": false}, "loosened_tools": []}', '{"usage": {"num_prompt_tokens": 23, "num_completion_tokens": 16, "num_cached_tokens": 8, "cold": null, "restored": {"tier": "device", "num_tokens": 8, "seconds": 0.0, "saved_s": 4.412292221939176e-05}}, "num_computed_tokens": 15, "prompt_logprobs": null}', NULL);
INSERT INTO public.turns VALUES ('turn_0fff12a397754919940a93a6685ab31c', 'se_873001a68bb942b6a666ab83b0b3b041', 'in_progress', true, 'ow_be788497deae4577aa84fa00f8daad57', 1, 0, 0, 'br_877f045b7c0a49a2b7a148369af25908', 18, 1, 1, '\xc600000000010000400000005200000052000000480000005200000053000000400000004d00000053000000c6000000', '\xc417841e4e0c29ee46f62d41850734b8', '\x833cd06a3feef156551e2d3bfe0ab85b', '{"request_id": "resp_39a6b9f5954b47649ff8fd2c94da2838", "model": "toy", "input": {"messages": [], "add_generation_prompt": true, "continue_final_message": false, "tools": null, "variables": {}}, "sampling": {"max_tokens": 600, "min_tokens": 0, "temperature": 1.0, "top_k": 0, "top_p": 1.0, "min_p": 0.0, "repetition_penalty": 1.0, "presence_penalty": 0.0, "frequency_penalty": 0.0, "logit_bias": [], "seed": null, "stop": [], "stop_token_ids": [], "include_stop_str_in_output": false, "ignore_eos": false, "logprobs": null, "prompt_logprobs": null}, "n": 1, "echo": false, "session_id": "resp_39a6b9f5954b47649ff8fd2c94da2838", "run_id": "resp_39a6b9f5954b47649ff8fd2c94da2838", "step": 0, "is_recorded": true, "grammar": null, "lease_s": 0.0, "is_last": false, "tenant": "default"}', 8192, 'd125bdfe477a04efa9737062101bd8ae', 'toy', false, '{"request_id": "resp_39a6b9f5954b47649ff8fd2c94da2838", "created": 1796045050, "num_prompt_tokens": 30, "seed": 4438849532071617189, "system_fingerprint": "fp_6fbc7cfef75f", "session": {"session_id": "resp_39a6b9f5954b47649ff8fd2c94da2838", "num_matched_messages": 0, "num_matched_tokens": 0, "forked": false}, "loosened_tools": []}', NULL, NULL);
INSERT INTO public.turns VALUES ('turn_df4924f92b704b51b32c2e8b982dd89d', 'se_3ebca11075e9432bbf6421d4c4ad2060', 'completed', true, 'ow_be788497deae4577aa84fa00f8daad57', 1, 0, 0, 'br_1b80b1f2ecb54661854e87b131a86858', 58, 3, 2, '\xc600000000010000400000005200000052000000480000005200000053000000400000004d00000053000000c6000000', '\xc417841e4e0c29ee46f62d41850734b8', '\x57d261e30e5129e848038ec6bd025151', '{"request_id": "resp_866bd48429704f0abf80ea58398af71b", "model": "toy", "input": {"messages": [], "add_generation_prompt": true, "continue_final_message": false, "tools": null, "variables": {}}, "sampling": {"max_tokens": 16, "min_tokens": 0, "temperature": 1.0, "top_k": 0, "top_p": 1.0, "min_p": 0.0, "repetition_penalty": 1.0, "presence_penalty": 0.0, "frequency_penalty": 0.0, "logit_bias": [], "seed": null, "stop": [], "stop_token_ids": [], "include_stop_str_in_output": false, "ignore_eos": false, "logprobs": null, "prompt_logprobs": null}, "n": 1, "echo": false, "session_id": "resp_ea71e4bd616740cfa1d3980bbf6b2ed8", "run_id": "resp_866bd48429704f0abf80ea58398af71b", "step": 0, "is_recorded": true, "grammar": null, "lease_s": 0.0, "is_last": false, "tenant": "default"}', 8192, 'd125bdfe477a04efa9737062101bd8ae', 'toy', false, '{"request_id": "resp_866bd48429704f0abf80ea58398af71b", "created": 1796045050, "num_prompt_tokens": 70, "seed": 494130362260343189, "system_fingerprint": "fp_6fbc7cfef75f", "session": {"session_id": "resp_ea71e4bd616740cfa1d3980bbf6b2ed8", "num_matched_messages": 2, "num_matched_tokens": 39, "forked": false}, "loosened_tools": []}', '{"usage": {"num_prompt_tokens": 70, "num_completion_tokens": 16, "num_cached_tokens": 38, "cold": null, "restored": {"tier": "device", "num_tokens": 38, "seconds": 0.0, "saved_s": 0.0002098270081419352}}, "num_computed_tokens": 32, "prompt_logprobs": null}', NULL);
INSERT INTO public.turns VALUES ('turn_3b1fe21878ae48a3891caf6726cd2672', 'se_5981de06c94743d8be7882ac3040b269', 'completed', true, 'ow_be788497deae4577aa84fa00f8daad57', 1, 0, 0, 'br_114856bc8d184c35a659853df5dee9ce', 26, 2, 1, '\xc600000000010000400000005200000052000000480000005200000053000000400000004d00000053000000c6000000', '\xc417841e4e0c29ee46f62d41850734b8', '\xaf0aa6929370b3955c4a20872a5103cf', '{"request_id": "resp_130d0a659cb346a38a2d4397ea960c0e", "model": "toy", "input": {"messages": [], "add_generation_prompt": true, "continue_final_message": false, "tools": null, "variables": {}}, "sampling": {"max_tokens": 16, "min_tokens": 0, "temperature": 1.0, "top_k": 0, "top_p": 1.0, "min_p": 0.0, "repetition_penalty": 1.0, "presence_penalty": 0.0, "frequency_penalty": 0.0, "logit_bias": [], "seed": null, "stop": [], "stop_token_ids": [], "include_stop_str_in_output": false, "ignore_eos": false, "logprobs": null, "prompt_logprobs": null}, "n": 1, "echo": false, "session_id": "conv_3b5ed543f2154c38a8cb579552b7188f", "run_id": "resp_130d0a659cb346a38a2d4397ea960c0e", "step": 0, "is_recorded": true, "grammar": null, "lease_s": 0.0, "is_last": false, "tenant": "default"}', 8192, 'd125bdfe477a04efa9737062101bd8ae', 'toy', false, '{"request_id": "resp_130d0a659cb346a38a2d4397ea960c0e", "created": 1796045050, "num_prompt_tokens": 38, "seed": 2770763855812640695, "system_fingerprint": "fp_6fbc7cfef75f", "session": {"session_id": "conv_3b5ed543f2154c38a8cb579552b7188f", "num_matched_messages": 0, "num_matched_tokens": 0, "forked": false}, "loosened_tools": []}', '{"usage": {"num_prompt_tokens": 38, "num_completion_tokens": 16, "num_cached_tokens": 6, "cold": null, "restored": {"tier": "device", "num_tokens": 6, "seconds": 0.0, "saved_s": 3.188661674555079e-05}}, "num_computed_tokens": 32, "prompt_logprobs": null}', NULL);
SELECT pg_catalog.setval('public.migrations_number_seq', 1, false);
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
