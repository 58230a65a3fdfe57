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
    computed_seq integer NOT NULL
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
    head_branch_id character varying
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
INSERT INTO public.branches VALUES ('br_01d5faa8305f49e39a79bef2a792b79c', 'se_5cca488b663441f1bdfa340001b1addc', 'chat', NULL, 0, 0, 40, 2, 1, 1795972999.041272, 'ow_120f82a14bd244d1b2ff8485068aee9f', 39);
INSERT INTO public.branches VALUES ('br_9edcdb96078a4cddae686eda9645a9a1', 'se_343b67ad85754d349999c09ee4464a04', 'chat', NULL, 0, 0, 86, 4, 2, 1795972999.1486268, 'ow_120f82a14bd244d1b2ff8485068aee9f', 85);
INSERT INTO public.branches VALUES ('br_c46b149f17964c9b98ab84574cb70332', 'se_6459b1ac57a1481cb8f511c74b4060db', 'chat', NULL, 0, 0, 104, 6, 3, 1795972998.264708, 'ow_120f82a14bd244d1b2ff8485068aee9f', 103);
INSERT INTO public.branches VALUES ('br_2605c70fcaab4333988ed6a4865cf60a', 'se_6459b1ac57a1481cb8f511c74b4060db', 'chat', 'br_c46b149f17964c9b98ab84574cb70332', 86, 5, 104, 6, 1, 1795972998.4515548, 'ow_120f82a14bd244d1b2ff8485068aee9f', 103);
INSERT INTO public.branches VALUES ('br_9f3bb755441e4ba38d94686d1adb9783', 'se_a74239060da34a6482945d217aa076f0', 'chat', NULL, 0, 0, 51, 3, 1, 1795972999.329278, 'ow_120f82a14bd244d1b2ff8485068aee9f', 51);
INSERT INTO public.branches VALUES ('br_2ba3f1743ff244f6a102448730d69669', 'se_6459b1ac57a1481cb8f511c74b4060db', 'chat', NULL, 0, 0, 37, 2, 1, 1795972998.4680793, 'ow_120f82a14bd244d1b2ff8485068aee9f', 36);
INSERT INTO public.branches VALUES ('br_57ab82d3d5864fe0ad19b688b4b6713b', 'se_53551adf9c61406295b21c831f2db7b1', 'chat', NULL, 0, 0, 18, 1, 1, 1795972999.4095209, NULL, 0);
INSERT INTO public.branches VALUES ('br_7cb62b20c2ec4eab821287dc1a41fa85', 'se_4cef4f0a94b848f28b8df879cdaefa09', 'text', NULL, 0, 0, 28, 4, 2, 1795972998.5031023, 'ow_120f82a14bd244d1b2ff8485068aee9f', 28);
INSERT INTO public.branches VALUES ('br_3ad32c6d483c40c7af37a6d33f58d28a', 'se_ea040d246b9941a88e4036a98293fa7c', 'tokens', NULL, 0, 0, 11, 2, 1, 1795972998.6032176, 'ow_120f82a14bd244d1b2ff8485068aee9f', 10);
INSERT INTO public.branches VALUES ('br_d501c3177e6e4b3a97592d56f00eb149', 'se_a8bc717dcece492788c3b47fdd0ed17a', 'chat', NULL, 0, 0, 70, 4, 2, 1795972998.665262, 'ow_120f82a14bd244d1b2ff8485068aee9f', 69);
INSERT INTO public.conversation_items VALUES ('conv_1d6a485d40594a2a9127616787de6642', 0, 'msg_92ef5ff01d584a92bfc591df05ac1940', '{"id": "msg_92ef5ff01d584a92bfc591df05ac1940", "type": "message", "role": "user", "status": "completed", "content": [{"type": "input_text", "text": "Before"}]}');
INSERT INTO public.conversation_items VALUES ('conv_1d6a485d40594a2a9127616787de6642', 1, 'msg_76076572b37543b7bca3c7f220f554d2', '{"id": "msg_76076572b37543b7bca3c7f220f554d2", "type": "message", "role": "user", "status": "completed", "content": [{"type": "input_text", "text": "In it"}]}');
INSERT INTO public.conversation_items VALUES ('conv_1d6a485d40594a2a9127616787de6642', 2, 'msg_4ae139f494dd48baaf041868cb86b1a200', '{"id": "msg_4ae139f494dd48baaf041868cb86b1a200", "type": "message", "role": "assistant", "status": "completed", "content": [{"type": "output_text", "text": "\ufffdc\ufffd#w\ufffd\ufffd\ufffd\u014e\ufffd\u0019\ufffd", "annotations": [], "logprobs": []}]}');
INSERT INTO public.conversations VALUES ('conv_1d6a485d40594a2a9127616787de6642', 'default', 1795972999, '{"topic": "migrations"}', 3, 2, NULL, 1795972999.3876255);
INSERT INTO public.items VALUES ('br_c46b149f17964c9b98ab84574cb70332', 0, 'it_8ab1531d098a45edbd5220b8c255e28f', 'se_6459b1ac57a1481cb8f511c74b4060db', 'user', '{"role": "user", "content": "Good morning"}', '\x70222a0c842ba9f1e656f75a50d407d2', NULL, 0, 19, true, NULL, NULL, NULL, 1795972998.2733104);
INSERT INTO public.items VALUES ('br_c46b149f17964c9b98ab84574cb70332', 1, 'it_9710dded8c06402188a62a68a1625a1b', 'se_6459b1ac57a1481cb8f511c74b4060db', 'assistant', '{"role": "assistant", "content": "\u037fK\ufffd\ufffdl"}', '\xc55c94160f0b1cf06822d83ee66ef66f', NULL, 19, 37, true, 'length', NULL, NULL, 1795972998.317198);
INSERT INTO public.items VALUES ('br_c46b149f17964c9b98ab84574cb70332', 2, 'it_9ec878c188e0435e9a4dd051cdfdd7b7', 'se_6459b1ac57a1481cb8f511c74b4060db', 'user', '{"role": "user", "content": "And then?"}', '\x3ef625fdc470a400c344f7d3f21af878', NULL, 37, 55, true, NULL, NULL, NULL, 1795972998.3722997);
INSERT INTO public.items VALUES ('br_c46b149f17964c9b98ab84574cb70332', 3, 'it_61573d37ef4c49c0a6f6e43f51232fe2', 'se_6459b1ac57a1481cb8f511c74b4060db', 'assistant', '{"role": "assistant", "content": "\ufffd\ufffd\ufffd\ufffd\u0000"}', '\xdbaf086743be6991bbaf1b187ee9d9a3', NULL, 55, 73, true, 'length', NULL, NULL, 1795972998.4012432);
INSERT INTO public.items VALUES ('br_c46b149f17964c9b98ab84574cb70332', 4, 'it_af4a777a89504f789cda51073644fd0e', 'se_6459b1ac57a1481cb8f511c74b4060db', 'user', '{"role": "user", "content": "Why?"}', '\xbe36cd1ac2e281f7ba99b5e044218a73', NULL, 73, 86, true, NULL, NULL, NULL, 1795972998.4282746);
INSERT INTO public.items VALUES ('br_c46b149f17964c9b98ab84574cb70332', 5, 'it_6251838f6f5f475fabce5b4134ef6a2b', 'se_6459b1ac57a1481cb8f511c74b4060db', 'assistant', '{"role": "assistant", "content": "\ufffdG\u0019\ufffd\ufffd"}', '\x270422d94c2fcf86821aee76c1fe1411', NULL, 86, 104, true, 'length', NULL, NULL, 1795972998.4488127);
INSERT INTO public.items VALUES ('br_2605c70fcaab4333988ed6a4865cf60a', 5, 'it_0ddd0279515c489cad4f7b4d14efab11', 'se_6459b1ac57a1481cb8f511c74b4060db', 'assistant', '{"role": "assistant", "content": "\ufffdK\ufffd\ufffd=`"}', '\x33462b95eacc296d55006d0eaa57521c', NULL, 86, 104, true, 'length', NULL, NULL, 1795972998.4525962);
INSERT INTO public.items VALUES ('br_2ba3f1743ff244f6a102448730d69669', 0, 'it_8427a769a8a445ca9cda7d0d58ec1697', 'se_6459b1ac57a1481cb8f511c74b4060db', 'user', '{"role": "user", "content": "Good evening"}', '\xa0fc891d406bacc5ef327501c56c6b42', NULL, 0, 19, true, NULL, NULL, NULL, 1795972998.4689252);
INSERT INTO public.items VALUES ('br_2ba3f1743ff244f6a102448730d69669', 1, 'it_de5aa1d1f4824dd1b1a0a15e079cf990', 'se_6459b1ac57a1481cb8f511c74b4060db', 'assistant', '{"role": "assistant", "content": "\u001c\u0155 \ufffdm"}', '\xc2fc5bc856b25d0122edc4155d210c58', NULL, 19, 37, true, 'length', NULL, NULL, 1795972998.485521);
INSERT INTO public.items VALUES ('br_7cb62b20c2ec4eab821287dc1a41fa85', 0, 'it_f316b5d941af408fb440437ce02725ad', 'se_4cef4f0a94b848f28b8df879cdaefa09', 'prompt', '"Once upon a time"', '\xcf25218127a2bd1df7b6d9215a761c83', 16, 0, 16, true, NULL, NULL, NULL, 1795972998.5043228);
INSERT INTO public.items VALUES ('br_7cb62b20c2ec4eab821287dc1a41fa85', 1, 'it_610e6cbaefef4271b794b6f76c2e0a54', 'se_4cef4f0a94b848f28b8df879cdaefa09', 'completion', '"Bo\ufffd\ufffd\ufffd"', '\x19cdeb4dd634ed65a6bf4702623fe794', 21, 16, 21, true, 'length', NULL, NULL, 1795972998.5277572);
INSERT INTO public.items VALUES ('br_7cb62b20c2ec4eab821287dc1a41fa85', 2, 'it_9eb57ee4adb34e4aac0da457471eca65', 'se_4cef4f0a94b848f28b8df879cdaefa09', 'prompt', '" and"', '\x4bed1c3fbacc6315204c6e186cdb0eae', 25, 21, 25, true, NULL, NULL, NULL, 1795972998.554334);
INSERT INTO public.items VALUES ('br_7cb62b20c2ec4eab821287dc1a41fa85', 3, 'it_27c532967fc2482d8ed9563b176ffb0c', 'se_4cef4f0a94b848f28b8df879cdaefa09', 'completion', '"\ufffd9\ufffd"', '\x96ae210949d5140a93592896500ba590', 28, 25, 28, true, 'stop', '"C"', '\x22000000', 1795972998.582043);
INSERT INTO public.items VALUES ('br_3ad32c6d483c40c7af37a6d33f58d28a', 0, 'it_38dc164009304a8a9221605e8f88a9e6', 'se_ea040d246b9941a88e4036a98293fa7c', 'prompt', NULL, NULL, NULL, 0, 6, true, NULL, NULL, NULL, 1795972998.6043215);
INSERT INTO public.items VALUES ('br_3ad32c6d483c40c7af37a6d33f58d28a', 1, 'it_ffeed73d59d14f939ee5c31eb5365736', 'se_ea040d246b9941a88e4036a98293fa7c', 'completion', '"\ufffd\u07a2\ufffdq"', NULL, NULL, 6, 11, true, 'length', NULL, NULL, 1795972998.6310024);
INSERT INTO public.items VALUES ('br_d501c3177e6e4b3a97592d56f00eb149', 0, 'it_abb6c887e9db46e49adec3564955a8f8', 'se_a8bc717dcece492788c3b47fdd0ed17a', 'user', '{"role": "user", "content": "One"}', '\x77f869597a023dff8787e0ba9225f3a3', NULL, 0, 10, true, NULL, NULL, NULL, 1795972998.6664472);
INSERT INTO public.items VALUES ('br_d501c3177e6e4b3a97592d56f00eb149', 1, 'it_d6d9fb60ea9e4cbf9db2a312eccedcc7', 'se_a8bc717dcece492788c3b47fdd0ed17a', 'assistant', '{"role": "assistant", "content": "b$m\ufffdnv\ufffd\ufffd"}', '\x5ab41c342e691f4cc561a662dadc65e6', NULL, 10, 31, true, 'stop', NULL, NULL, 1795972998.7030914);
INSERT INTO public.items VALUES ('br_d501c3177e6e4b3a97592d56f00eb149', 2, 'it_11c7e2a09650456880904f603b92530e', 'se_a8bc717dcece492788c3b47fdd0ed17a', 'user', '{"role": "user", "content": "Two"}', '\x58bef24d10c3535f321967bba2dd5349', NULL, 31, 42, true, NULL, NULL, NULL, 1795972998.9481862);
INSERT INTO public.items VALUES ('br_d501c3177e6e4b3a97592d56f00eb149', 3, 'it_4d94bb6e162e447fbea07483ae6b03b9', 'se_a8bc717dcece492788c3b47fdd0ed17a', 'assistant', '{"role": "assistant", "content": "[\ufffdb\ufffd-\f>\ufffd}\u0006\ufffd>\u014d\ufffd\ufffd"}', '\x922cbf19b235954e83572d94a9f7b495', NULL, 42, 70, true, 'length', NULL, NULL, 1795972998.98748);
INSERT INTO public.items VALUES ('br_01d5faa8305f49e39a79bef2a792b79c', 0, 'it_b51c53aaf8e441429eeba62227e2e619', 'se_5cca488b663441f1bdfa340001b1addc', 'user', '{"role": "user", "content": "Later"}', '\x1d0a5c99b8ef5ef81592c6af4098d929', NULL, 0, 12, true, NULL, NULL, NULL, 1795972999.0423355);
INSERT INTO public.items VALUES ('br_01d5faa8305f49e39a79bef2a792b79c', 1, 'it_a38341bfe7a2472390d05151c1a0d235', 'se_5cca488b663441f1bdfa340001b1addc', 'assistant', '{"role": "assistant", "content": "\ufffd\f\ufffdW1\u001f\\l\ufffdN3\ufffd\u0000\ufffd\ufffd\u000f"}', '\x8b088212726587f2d4ebff1d1348d67f', NULL, 12, 40, true, 'length', NULL, NULL, 1795972999.081136);
INSERT INTO public.items VALUES ('br_9edcdb96078a4cddae686eda9645a9a1', 0, 'it_4b125e2080bc412d8b56a701265a6b83', 'se_343b67ad85754d349999c09ee4464a04', 'user', '{"role": "user", "content": "Gone"}', '\xae110851c9dd3fab3ff687bfd2d40a26', NULL, 0, 11, true, NULL, NULL, NULL, 1795972999.1495802);
INSERT INTO public.items VALUES ('br_9edcdb96078a4cddae686eda9645a9a1', 1, 'it_dd546166cab94c0082e281399653be99', 'se_343b67ad85754d349999c09ee4464a04', 'assistant', '{"role": "assistant", "content": "K/\ufffd/\u03b6X\ufffd\ufffd\u0015\ufffdE%\ufffdi\ufffd"}', '\x37af0861aaf4a1b451329ec6b49bd1f0', NULL, 11, 39, true, 'length', NULL, NULL, 1795972999.1796515);
INSERT INTO public.items VALUES ('br_9edcdb96078a4cddae686eda9645a9a1', 2, 'it_97040bdbd31043e8a032e9e2afe3b942', 'se_343b67ad85754d349999c09ee4464a04', 'user', '{"role": "user", "content": "Still here"}', '\x8fa966203e8472b0ff5a20f9cbe8d6fa', NULL, 39, 58, true, NULL, NULL, NULL, 1795972999.220046);
INSERT INTO public.items VALUES ('br_9edcdb96078a4cddae686eda9645a9a1', 3, 'it_7807ee5ee3bf4e67b11e3a4352c99c19', 'se_343b67ad85754d349999c09ee4464a04', 'assistant', '{"role": "assistant", "content": "\ufffdd\ufffd\ufffd \ufffd$\ufffd\ufffd\ufffd|\u0015\ufffd0\ufffd\ufffd"}', '\x14735e33578122b2166a25260f02a035', NULL, 58, 86, true, 'length', NULL, NULL, 1795972999.25389);
INSERT INTO public.items VALUES ('br_9f3bb755441e4ba38d94686d1adb9783', 0, 'it_40a4da35f4af43fc929abe1ce401b9a0', 'se_a74239060da34a6482945d217aa076f0', 'user', '{"role": "user", "content": "Before"}', '\x86f1ff03c95f3955b509a5f75b79e5ca', NULL, 0, 13, true, NULL, NULL, NULL, 1795972999.3308449);
INSERT INTO public.items VALUES ('br_9f3bb755441e4ba38d94686d1adb9783', 1, 'it_7b3be465d7af4d2db2dfa6f7c3857b76', 'se_a74239060da34a6482945d217aa076f0', 'user', '{"role": "user", "content": "In it"}', '\xaf0aa6929370b3955c4a20872a5103cf', NULL, 13, 26, true, NULL, NULL, NULL, 1795972999.330854);
INSERT INTO public.items VALUES ('br_9f3bb755441e4ba38d94686d1adb9783', 2, 'it_cd43028b5cd44894835a61a88ca80497', 'se_a74239060da34a6482945d217aa076f0', 'assistant', '{"role": "assistant", "content": "\ufffdc\ufffd#w\ufffd\ufffd\ufffd\u014e\ufffd\u0019\ufffd"}', '\x86db5391d5adb3a94b76d48c224f59fb', NULL, 26, 51, true, 'stop', NULL, '\x02010000', 1795972999.3715591);
INSERT INTO public.items VALUES ('br_57ab82d3d5864fe0ad19b688b4b6713b', 0, 'it_c6966ecda6c54305911fdfde55000b8d', 'se_53551adf9c61406295b21c831f2db7b1', 'user', '{"role": "user", "content": "Interrupted"}', '\x833cd06a3feef156551e2d3bfe0ab85b', NULL, 0, 18, true, NULL, NULL, NULL, 1795972999.410504);
INSERT INTO public.migrations VALUES (1, 'first_schema', 1795972997.3431828);
INSERT INTO public.migrations VALUES (2, 'responses_and_conversations', 1795972997.3446481);
INSERT INTO public.migrations VALUES (3, 'runs', 1795972997.3450732);
INSERT INTO public.migrations VALUES (4, 'whereabouts_of_kv', 1795972997.34531);
INSERT INTO public.migrations VALUES (5, 'owners_of_responses_and_attempts', 1795972997.3455493);
INSERT INTO public.migrations VALUES (6, 'turns_and_steps', 1795972997.345855);
INSERT INTO public.owners VALUES ('ow_120f82a14bd244d1b2ff8485068aee9f', 'host:data', 1795972998.071601);
INSERT INTO public.response_items VALUES ('resp_57fde98901a74080bf6654780dfde4eb', 0, false, 'msg_d98ad094a68b4967af8cc4a5f61b26d6', '{"id": "msg_d98ad094a68b4967af8cc4a5f61b26d6", "type": "message", "role": "user", "status": "completed", "content": [{"type": "input_text", "text": "One"}]}');
INSERT INTO public.response_items VALUES ('resp_57fde98901a74080bf6654780dfde4eb', 1, true, 'msg_57fde98901a74080bf6654780dfde4eb00', '{"id": "msg_57fde98901a74080bf6654780dfde4eb00", "type": "message", "role": "assistant", "status": "completed", "content": [{"type": "output_text", "text": "b$m\ufffdnv\ufffd\ufffd", "annotations": [], "logprobs": []}]}');
INSERT INTO public.response_items VALUES ('resp_1854862d619f437e9dbf899e21a4da31', 0, false, 'msg_5517abe810d04d97bea28271e1cfd46d', '{"id": "msg_5517abe810d04d97bea28271e1cfd46d", "type": "message", "role": "user", "status": "completed", "content": [{"type": "input_text", "text": "Two"}]}');
INSERT INTO public.response_items VALUES ('resp_1854862d619f437e9dbf899e21a4da31', 1, true, 'msg_1854862d619f437e9dbf899e21a4da3100', '{"id": "msg_1854862d619f437e9dbf899e21a4da3100", "type": "message", "role": "assistant", "status": "incomplete", "content": [{"type": "output_text", "text": "[\ufffdb\ufffd-\f>\ufffd}\u0006\ufffd>\u014d\ufffd\ufffd", "annotations": [], "logprobs": []}]}');
INSERT INTO public.response_items VALUES ('resp_7cd0667515e44e34ab7ab82fb1ddbc6c', 0, false, 'msg_2ed1bb4c6c9441ce9ed9d2e1c75e82c4', '{"id": "msg_2ed1bb4c6c9441ce9ed9d2e1c75e82c4", "type": "message", "role": "user", "status": "completed", "content": [{"type": "input_text", "text": "Later"}]}');
INSERT INTO public.response_items VALUES ('resp_7cd0667515e44e34ab7ab82fb1ddbc6c', 1, true, 'msg_7cd0667515e44e34ab7ab82fb1ddbc6c00', '{"id": "msg_7cd0667515e44e34ab7ab82fb1ddbc6c00", "type": "message", "role": "assistant", "status": "incomplete", "content": [{"type": "output_text", "text": "\ufffd\f\ufffdW1\u001f\\l\ufffdN3\ufffd\u0000\ufffd\ufffd\u000f", "annotations": [], "logprobs": []}]}');
INSERT INTO public.response_items VALUES ('resp_59022a9715dd443db1ecb0107cb94b06', 0, false, 'msg_0959983b008e47b9ad88e34b70dac2c3', '{"id": "msg_0959983b008e47b9ad88e34b70dac2c3", "type": "message", "role": "user", "status": "completed", "content": [{"type": "input_text", "text": "Gone"}]}');
INSERT INTO public.response_items VALUES ('resp_59022a9715dd443db1ecb0107cb94b06', 1, true, 'msg_59022a9715dd443db1ecb0107cb94b0600', '{"id": "msg_59022a9715dd443db1ecb0107cb94b0600", "type": "message", "role": "assistant", "status": "incomplete", "content": [{"type": "output_text", "text": "K/\ufffd/\u03b6X\ufffd\ufffd\u0015\ufffdE%\ufffdi\ufffd", "annotations": [], "logprobs": []}]}');
INSERT INTO public.response_items VALUES ('resp_6ef6530e4d674ac59037ee467b1a56b9', 0, false, 'msg_aa4dc4a532b34b0aae4440c0af5ae2e6', '{"id": "msg_aa4dc4a532b34b0aae4440c0af5ae2e6", "type": "message", "role": "user", "status": "completed", "content": [{"type": "input_text", "text": "Still here"}]}');
INSERT INTO public.response_items VALUES ('resp_6ef6530e4d674ac59037ee467b1a56b9', 1, true, 'msg_6ef6530e4d674ac59037ee467b1a56b900', '{"id": "msg_6ef6530e4d674ac59037ee467b1a56b900", "type": "message", "role": "assistant", "status": "incomplete", "content": [{"type": "output_text", "text": "\ufffdd\ufffd\ufffd \ufffd$\ufffd\ufffd\ufffd|\u0015\ufffd0\ufffd\ufffd", "annotations": [], "logprobs": []}]}');
INSERT INTO public.response_items VALUES ('resp_4ae139f494dd48baaf041868cb86b1a2', 0, false, 'msg_76076572b37543b7bca3c7f220f554d2', '{"id": "msg_76076572b37543b7bca3c7f220f554d2", "type": "message", "role": "user", "status": "completed", "content": [{"type": "input_text", "text": "In it"}]}');
INSERT INTO public.response_items VALUES ('resp_4ae139f494dd48baaf041868cb86b1a2', 1, true, 'msg_4ae139f494dd48baaf041868cb86b1a200', '{"id": "msg_4ae139f494dd48baaf041868cb86b1a200", "type": "message", "role": "assistant", "status": "completed", "content": [{"type": "output_text", "text": "\ufffdc\ufffd#w\ufffd\ufffd\ufffd\u014e\ufffd\u0019\ufffd", "annotations": [], "logprobs": []}]}');
INSERT INTO public.response_items VALUES ('resp_4448c3cc0de442abb1377a2ad2613243', 0, false, 'msg_45c62296d9574df883be544dddb124ea', '{"id": "msg_45c62296d9574df883be544dddb124ea", "type": "message", "role": "user", "status": "completed", "content": [{"type": "input_text", "text": "Interrupted"}]}');
INSERT INTO public.responses VALUES ('resp_57fde98901a74080bf6654780dfde4eb', 'default', 'completed', 1795972998, 1795972998, '{"model": "toy", "instructions": null, "store": true, "max_output_tokens": 16, "max_tool_calls": null, "metadata": {}, "parallel_tool_calls": true, "tools": [], "tool_choice": "auto", "text": {"format": {"type": "text"}, "verbosity": "medium"}, "temperature": 1.0, "top_p": 1.0, "presence_penalty": 0.0, "frequency_penalty": 0.0, "top_logprobs": 0, "truncation": "disabled", "prompt_cache_key": null, "prompt_cache_options": null, "prompt_cache_retention": null, "safety_identifier": null, "service_tier": "default", "user": null}', false, 'ow_120f82a14bd244d1b2ff8485068aee9f', 0, 'd125bdfe477a04efa9737062101bd8ae', NULL, 'resp_57fde98901a74080bf6654780dfde4eb', NULL, NULL, NULL, '[22, 9, 6, null]', NULL, NULL, true, '[[0, 1, 0], [0, 1, 0], [0, 1, 0], [0, 2, 0], [0, 1, 0], [0, 1, 0], [0, 1, 0]]', false);
INSERT INTO public.responses VALUES ('resp_1854862d619f437e9dbf899e21a4da31', 'default', 'incomplete', 1795972998, NULL, '{"model": "toy", "instructions": null, "store": true, "max_output_tokens": 16, "max_tool_calls": null, "metadata": {}, "parallel_tool_calls": true, "tools": [], "tool_choice": "auto", "text": {"format": {"type": "text"}, "verbosity": "medium"}, "temperature": 1.0, "top_p": 1.0, "presence_penalty": 0.0, "frequency_penalty": 0.0, "top_logprobs": 0, "truncation": "disabled", "prompt_cache_key": null, "prompt_cache_options": null, "prompt_cache_retention": null, "safety_identifier": null, "service_tier": "default", "user": null}', false, 'ow_120f82a14bd244d1b2ff8485068aee9f', 0, 'd125bdfe477a04efa9737062101bd8ae', NULL, 'resp_57fde98901a74080bf6654780dfde4eb', 'resp_57fde98901a74080bf6654780dfde4eb', NULL, NULL, '[54, 16, 30, null]', NULL, 'max_output_tokens', true, '[[0, 1, 0], [0, 2, 0], [0, 2, 0], [0, 1, 0], [0, 1, 0], [0, 1, 0], [0, 1, 0], [0, 1, 0], [0, 1, 0], [0, 1, 0], [0, 1, 0], [0, 2, 0]]', false);
INSERT INTO public.responses VALUES ('resp_7cd0667515e44e34ab7ab82fb1ddbc6c', 'default', 'incomplete', 1795972999, NULL, '{"model": "toy", "instructions": null, "store": true, "max_output_tokens": 16, "max_tool_calls": null, "metadata": {}, "parallel_tool_calls": true, "tools": [], "tool_choice": "auto", "text": {"format": {"type": "text"}, "verbosity": "medium"}, "temperature": 1.0, "top_p": 1.0, "presence_penalty": 0.0, "frequency_penalty": 0.0, "top_logprobs": 0, "truncation": "disabled", "prompt_cache_key": null, "prompt_cache_options": null, "prompt_cache_retention": null, "safety_identifier": null, "service_tier": "default", "user": null}', true, 'ow_120f82a14bd244d1b2ff8485068aee9f', 0, 'd125bdfe477a04efa9737062101bd8ae', NULL, 'resp_7cd0667515e44e34ab7ab82fb1ddbc6c', NULL, NULL, NULL, '[24, 16, 6, null]', NULL, 'max_output_tokens', true, '[[0, 1, 0], [0, 1, 0], [0, 1, 0], [0, 1, 0], [0, 1, 0], [0, 1, 0], [0, 1, 0], [0, 1, 0], [0, 2, 0], [0, 1, 0], [0, 2, 0], [0, 1, 0], [0, 2, 0]]', false);
INSERT INTO public.responses VALUES ('resp_4448c3cc0de442abb1377a2ad2613243', 'default', 'in_progress', 1795972999, NULL, '{"model": "toy", "instructions": null, "store": true, "max_output_tokens": 600, "max_tool_calls": null, "metadata": {}, "parallel_tool_calls": true, "tools": [], "tool_choice": "auto", "text": {"format": {"type": "text"}, "verbosity": "medium"}, "temperature": 1.0, "top_p": 1.0, "presence_penalty": 0.0, "frequency_penalty": 0.0, "top_logprobs": 0, "truncation": "disabled", "prompt_cache_key": null, "prompt_cache_options": null, "prompt_cache_retention": null, "safety_identifier": null, "service_tier": "default", "user": null}', true, 'ow_120f82a14bd244d1b2ff8485068aee9f', 0, 'd125bdfe477a04efa9737062101bd8ae', NULL, 'resp_4448c3cc0de442abb1377a2ad2613243', NULL, NULL, NULL, NULL, NULL, NULL, true, NULL, false);
INSERT INTO public.responses VALUES ('resp_6ef6530e4d674ac59037ee467b1a56b9', 'default', 'incomplete', 1795972999, NULL, '{"model": "toy", "instructions": null, "store": true, "max_output_tokens": 16, "max_tool_calls": null, "metadata": {}, "parallel_tool_calls": true, "tools": [], "tool_choice": "auto", "text": {"format": {"type": "text"}, "verbosity": "medium"}, "temperature": 1.0, "top_p": 1.0, "presence_penalty": 0.0, "frequency_penalty": 0.0, "top_logprobs": 0, "truncation": "disabled", "prompt_cache_key": null, "prompt_cache_options": null, "prompt_cache_retention": null, "safety_identifier": null, "service_tier": "default", "user": null}', false, 'ow_120f82a14bd244d1b2ff8485068aee9f', 0, 'd125bdfe477a04efa9737062101bd8ae', NULL, 'resp_59022a9715dd443db1ecb0107cb94b06', 'resp_59022a9715dd443db1ecb0107cb94b06', NULL, NULL, '[70, 16, 38, null]', NULL, 'max_output_tokens', true, '[[0, 1, 0], [0, 1, 0], [0, 1, 0], [0, 1, 0], [0, 1, 0], [0, 2, 0], [0, 1, 0], [0, 1, 0], [0, 1, 0], [0, 1, 0], [0, 1, 0], [0, 1, 0], [0, 1, 0], [0, 1, 0], [0, 1, 0]]', false);
INSERT INTO public.responses VALUES ('resp_59022a9715dd443db1ecb0107cb94b06', 'default', 'incomplete', 1795972999, NULL, '{"model": "toy", "instructions": null, "store": true, "max_output_tokens": 16, "max_tool_calls": null, "metadata": {}, "parallel_tool_calls": true, "tools": [], "tool_choice": "auto", "text": {"format": {"type": "text"}, "verbosity": "medium"}, "temperature": 1.0, "top_p": 1.0, "presence_penalty": 0.0, "frequency_penalty": 0.0, "top_logprobs": 0, "truncation": "disabled", "prompt_cache_key": null, "prompt_cache_options": null, "prompt_cache_retention": null, "safety_identifier": null, "service_tier": "default", "user": null}', false, 'ow_120f82a14bd244d1b2ff8485068aee9f', 0, 'd125bdfe477a04efa9737062101bd8ae', NULL, 'resp_59022a9715dd443db1ecb0107cb94b06', NULL, NULL, NULL, '[23, 16, 8, null]', NULL, 'max_output_tokens', true, '[[0, 1, 0], [0, 1, 0], [0, 1, 0], [0, 1, 0], [0, 1, 0], [0, 1, 0], [0, 1, 0], [0, 2, 0], [0, 1, 0], [0, 1, 0], [0, 1, 0], [0, 2, 0], [0, 1, 0]]', true);
INSERT INTO public.responses VALUES ('resp_4ae139f494dd48baaf041868cb86b1a2', 'default', 'completed', 1795972999, 1795972999, '{"model": "toy", "instructions": null, "store": true, "max_output_tokens": 16, "max_tool_calls": null, "metadata": {}, "parallel_tool_calls": true, "tools": [], "tool_choice": "auto", "text": {"format": {"type": "text"}, "verbosity": "medium"}, "temperature": 1.0, "top_p": 1.0, "presence_penalty": 0.0, "frequency_penalty": 0.0, "top_logprobs": 0, "truncation": "disabled", "prompt_cache_key": null, "prompt_cache_options": null, "prompt_cache_retention": null, "safety_identifier": null, "service_tier": "default", "user": null}', false, 'ow_120f82a14bd244d1b2ff8485068aee9f', 0, 'd125bdfe477a04efa9737062101bd8ae', NULL, 'conv_1d6a485d40594a2a9127616787de6642', NULL, 'conv_1d6a485d40594a2a9127616787de6642', 1, '[38, 14, 6, null]', NULL, NULL, true, '[[0, 1, 0], [0, 1, 0], [0, 1, 0], [0, 1, 0], [0, 1, 0], [0, 1, 0], [0, 1, 0], [0, 1, 0], [0, 1, 0], [0, 2, 0], [0, 1, 0]]', false);
INSERT INTO public.sessions VALUES ('se_6459b1ac57a1481cb8f511c74b4060db', 'default', 'talk', 1795972998.2519834, 1795972998.4865015, 4, 'br_2ba3f1743ff244f6a102448730d69669');
INSERT INTO public.sessions VALUES ('se_4cef4f0a94b848f28b8df879cdaefa09', 'default', 'text', 1795972998.498653, 1795972998.5831106, 2, 'br_7cb62b20c2ec4eab821287dc1a41fa85');
INSERT INTO public.sessions VALUES ('se_ea040d246b9941a88e4036a98293fa7c', 'default', 'ids', 1795972998.5986137, 1795972998.632516, 1, 'br_3ad32c6d483c40c7af37a6d33f58d28a');
INSERT INTO public.sessions VALUES ('se_a8bc717dcece492788c3b47fdd0ed17a', 'default', 'resp_57fde98901a74080bf6654780dfde4eb', 1795972998.6641102, 1795972998.98893, 2, 'br_d501c3177e6e4b3a97592d56f00eb149');
INSERT INTO public.sessions VALUES ('se_5cca488b663441f1bdfa340001b1addc', 'default', 'resp_7cd0667515e44e34ab7ab82fb1ddbc6c', 1795972999.0389178, 1795972999.0865362, 1, 'br_01d5faa8305f49e39a79bef2a792b79c');
INSERT INTO public.sessions VALUES ('se_343b67ad85754d349999c09ee4464a04', 'default', 'resp_59022a9715dd443db1ecb0107cb94b06', 1795972999.147523, 1795972999.2594683, 2, 'br_9edcdb96078a4cddae686eda9645a9a1');
INSERT INTO public.sessions VALUES ('se_a74239060da34a6482945d217aa076f0', 'default', 'conv_1d6a485d40594a2a9127616787de6642', 1795972999.3277323, 1795972999.3762012, 1, 'br_9f3bb755441e4ba38d94686d1adb9783');
INSERT INTO public.sessions VALUES ('se_53551adf9c61406295b21c831f2db7b1', 'default', 'resp_4448c3cc0de442abb1377a2ad2613243', 1795972999.4082124, 1795972999.4113276, 1, 'br_57ab82d3d5864fe0ad19b688b4b6713b');
INSERT INTO public.spans VALUES ('br_c46b149f17964c9b98ab84574cb70332', 0, 'it_8ab1531d098a45edbd5220b8c255e28f', 'user', '\x0001000054000000520000004400000051000000c6000000260000004e0000004e00000043000000dc0000004c0000004e000000510000004d000000480000004d0000004600000001010000', 'rendered', NULL, NULL, 'd125bdfe477a04efa9737062101bd8ae', 'toy');
INSERT INTO public.spans VALUES ('br_c46b149f17964c9b98ab84574cb70332', 19, 'it_9710dded8c06402188a62a68a1625a1b', 'assistant', '\xc600000000010000400000005200000052000000480000005200000053000000400000004d00000053000000c6000000', 'rendered', NULL, NULL, 'd125bdfe477a04efa9737062101bd8ae', 'toy');
INSERT INTO public.spans VALUES ('br_c46b149f17964c9b98ab84574cb70332', 31, 'it_9710dded8c06402188a62a68a1625a1b', 'assistant', '\x890000007b0000002a000000aa000000a30000004b000000', 'sampled', '1', 0, 'd125bdfe477a04efa9737062101bd8ae', 'toy');
INSERT INTO public.spans VALUES ('br_c46b149f17964c9b98ab84574cb70332', 37, 'it_9ec878c188e0435e9a4dd051cdfdd7b7', 'user', '\x01010000c60000000001000054000000520000004400000051000000c6000000200000004d00000043000000dc0000005300000047000000440000004d0000001e00000001010000', 'rendered', NULL, NULL, 'd125bdfe477a04efa9737062101bd8ae', 'toy');
INSERT INTO public.spans VALUES ('br_c46b149f17964c9b98ab84574cb70332', 55, 'it_61573d37ef4c49c0a6f6e43f51232fe2', 'assistant', '\xc600000000010000400000005200000052000000480000005200000053000000400000004d00000053000000c6000000', 'rendered', NULL, NULL, 'd125bdfe477a04efa9737062101bd8ae', 'toy');
INSERT INTO public.spans VALUES ('br_c46b149f17964c9b98ab84574cb70332', 67, 'it_61573d37ef4c49c0a6f6e43f51232fe2', 'assistant', '\x9f0000005f000000ae000000b90000006d000000bc000000', 'sampled', '1', 0, 'd125bdfe477a04efa9737062101bd8ae', 'toy');
INSERT INTO public.spans VALUES ('br_c46b149f17964c9b98ab84574cb70332', 73, 'it_af4a777a89504f789cda51073644fd0e', 'user', '\x01010000c60000000001000054000000520000004400000051000000c60000003600000047000000580000001e00000001010000', 'rendered', NULL, NULL, 'd125bdfe477a04efa9737062101bd8ae', 'toy');
INSERT INTO public.spans VALUES ('br_c46b149f17964c9b98ab84574cb70332', 86, 'it_6251838f6f5f475fabce5b4134ef6a2b', 'assistant', '\xc600000000010000400000005200000052000000480000005200000053000000400000004d00000053000000c6000000', 'rendered', NULL, NULL, 'd125bdfe477a04efa9737062101bd8ae', 'toy');
INSERT INTO public.spans VALUES ('br_c46b149f17964c9b98ab84574cb70332', 98, 'it_6251838f6f5f475fabce5b4134ef6a2b', 'assistant', '\x9400000026000000d5000000e9000000a9000000e3000000', 'sampled', '2', 0, 'd125bdfe477a04efa9737062101bd8ae', 'toy');
INSERT INTO public.spans VALUES ('br_2605c70fcaab4333988ed6a4865cf60a', 86, 'it_0ddd0279515c489cad4f7b4d14efab11', 'assistant', '\xc600000000010000400000005200000052000000480000005200000053000000400000004d00000053000000c6000000', 'rendered', NULL, NULL, 'd125bdfe477a04efa9737062101bd8ae', 'toy');
INSERT INTO public.spans VALUES ('br_2605c70fcaab4333988ed6a4865cf60a', 98, 'it_0ddd0279515c489cad4f7b4d14efab11', 'assistant', '\x940000002a0000005f000000740000001c0000003f000000', 'sampled', '2', 1, 'd125bdfe477a04efa9737062101bd8ae', 'toy');
INSERT INTO public.spans VALUES ('br_2ba3f1743ff244f6a102448730d69669', 0, 'it_8427a769a8a445ca9cda7d0d58ec1697', 'user', '\x0001000054000000520000004400000051000000c6000000260000004e0000004e00000043000000dc0000004400000055000000440000004d000000480000004d0000004600000001010000', 'rendered', NULL, NULL, 'd125bdfe477a04efa9737062101bd8ae', 'toy');
INSERT INTO public.spans VALUES ('br_2ba3f1743ff244f6a102448730d69669', 19, 'it_de5aa1d1f4824dd1b1a0a15e079cf990', 'assistant', '\xc600000000010000400000005200000052000000480000005200000053000000400000004d00000053000000c6000000', 'rendered', NULL, NULL, 'd125bdfe477a04efa9737062101bd8ae', 'toy');
INSERT INTO public.spans VALUES ('br_2ba3f1743ff244f6a102448730d69669', 31, 'it_de5aa1d1f4824dd1b1a0a15e079cf990', 'assistant', '\xd800000081000000f3000000dc000000950000004c000000', 'sampled', '3', 0, 'd125bdfe477a04efa9737062101bd8ae', 'toy');
INSERT INTO public.spans VALUES ('br_7cb62b20c2ec4eab821287dc1a41fa85', 0, 'it_f316b5d941af408fb440437ce02725ad', 'prompt', '\x2e0000004d0000004200000044000000dc000000540000004f0000004e0000004d000000dc00000040000000dc00000053000000480000004c00000044000000', 'rendered', NULL, NULL, 'd125bdfe477a04efa9737062101bd8ae', 'toy');
INSERT INTO public.spans VALUES ('br_7cb62b20c2ec4eab821287dc1a41fa85', 16, 'it_610e6cbaefef4271b794b6f76c2e0a54', 'completion', '\x210000004e000000bb00000078000000b9000000', 'sampled', '4', 0, 'd125bdfe477a04efa9737062101bd8ae', 'toy');
INSERT INTO public.spans VALUES ('br_7cb62b20c2ec4eab821287dc1a41fa85', 21, 'it_9eb57ee4adb34e4aac0da457471eca65', 'prompt', '\xdc000000400000004d00000043000000', 'rendered', NULL, NULL, 'd125bdfe477a04efa9737062101bd8ae', 'toy');
INSERT INTO public.spans VALUES ('br_7cb62b20c2ec4eab821287dc1a41fa85', 25, 'it_27c532967fc2482d8ed9563b176ffb0c', 'completion', '\xb70000001800000099000000', 'sampled', '5', 0, 'd125bdfe477a04efa9737062101bd8ae', 'toy');
INSERT INTO public.spans VALUES ('br_3ad32c6d483c40c7af37a6d33f58d28a', 0, 'it_38dc164009304a8a9221605e8f88a9e6', 'prompt', '\x740000006f0000006b000000650000006e00000073000000', 'rendered', NULL, NULL, 'd125bdfe477a04efa9737062101bd8ae', 'toy');
INSERT INTO public.spans VALUES ('br_3ad32c6d483c40c7af37a6d33f58d28a', 6, 'it_ffeed73d59d14f939ee5c31eb5365736', 'completion', '\xf70000009a0000005f000000ac00000050000000', 'sampled', '6', 0, 'd125bdfe477a04efa9737062101bd8ae', 'toy');
INSERT INTO public.spans VALUES ('br_d501c3177e6e4b3a97592d56f00eb149', 0, 'it_abb6c887e9db46e49adec3564955a8f8', 'user', '\x0001000054000000520000004400000051000000c60000002e0000004d0000004400000001010000', 'rendered', NULL, NULL, 'd125bdfe477a04efa9737062101bd8ae', 'toy');
INSERT INTO public.spans VALUES ('br_d501c3177e6e4b3a97592d56f00eb149', 10, 'it_d6d9fb60ea9e4cbf9db2a312eccedcc7', 'assistant', '\xc600000000010000400000005200000052000000480000005200000053000000400000004d00000053000000c6000000', 'rendered', NULL, NULL, 'd125bdfe477a04efa9737062101bd8ae', 'toy');
INSERT INTO public.spans VALUES ('br_d501c3177e6e4b3a97592d56f00eb149', 22, 'it_d6d9fb60ea9e4cbf9db2a312eccedcc7', 'assistant', '\x41000000030000004c000000a60000004d0000005500000087000000a700000001010000', 'sampled', '8391241469177690207', 0, 'd125bdfe477a04efa9737062101bd8ae', 'toy');
INSERT INTO public.spans VALUES ('br_d501c3177e6e4b3a97592d56f00eb149', 31, 'it_11c7e2a09650456880904f603b92530e', 'user', '\xc60000000001000054000000520000004400000051000000c600000033000000560000004e00000001010000', 'rendered', NULL, NULL, 'd125bdfe477a04efa9737062101bd8ae', 'toy');
INSERT INTO public.spans VALUES ('br_d501c3177e6e4b3a97592d56f00eb149', 42, 'it_4d94bb6e162e447fbea07483ae6b03b9', 'assistant', '\xc600000000010000400000005200000052000000480000005200000053000000400000004d00000053000000c6000000', 'rendered', NULL, NULL, 'd125bdfe477a04efa9737062101bd8ae', 'toy');
INSERT INTO public.spans VALUES ('br_d501c3177e6e4b3a97592d56f00eb149', 54, 'it_4d94bb6e162e447fbea07483ae6b03b9', 'assistant', '\x3a0000008e00000041000000910000000c000000c80000001d000000f40000005c000000c2000000b10000001d00000081000000eb000000960000008d000000', 'sampled', '8342434715068261738', 0, 'd125bdfe477a04efa9737062101bd8ae', 'toy');
INSERT INTO public.spans VALUES ('br_01d5faa8305f49e39a79bef2a792b79c', 0, 'it_b51c53aaf8e441429eeba62227e2e619', 'user', '\x0001000054000000520000004400000051000000c60000002b0000004000000053000000440000005100000001010000', 'rendered', NULL, NULL, 'd125bdfe477a04efa9737062101bd8ae', 'toy');
INSERT INTO public.spans VALUES ('br_01d5faa8305f49e39a79bef2a792b79c', 12, 'it_a38341bfe7a2472390d05151c1a0d235', 'assistant', '\xc600000000010000400000005200000052000000480000005200000053000000400000004d00000053000000c6000000', 'rendered', NULL, NULL, 'd125bdfe477a04efa9737062101bd8ae', 'toy');
INSERT INTO public.spans VALUES ('br_01d5faa8305f49e39a79bef2a792b79c', 24, 'it_a38341bfe7a2472390d05151c1a0d235', 'assistant', '\xb1000000c8000000e00000003600000010000000db0000003b0000004b000000920000002d0000001200000083000000bc000000960000009a000000cb000000', 'sampled', '5371725759955909800', 0, 'd125bdfe477a04efa9737062101bd8ae', 'toy');
INSERT INTO public.spans VALUES ('br_9edcdb96078a4cddae686eda9645a9a1', 0, 'it_4b125e2080bc412d8b56a701265a6b83', 'user', '\x0001000054000000520000004400000051000000c6000000260000004e0000004d0000004400000001010000', 'rendered', NULL, NULL, 'd125bdfe477a04efa9737062101bd8ae', 'toy');
INSERT INTO public.spans VALUES ('br_9edcdb96078a4cddae686eda9645a9a1', 11, 'it_dd546166cab94c0082e281399653be99', 'assistant', '\xc600000000010000400000005200000052000000480000005200000053000000400000004d00000053000000c6000000', 'rendered', NULL, NULL, 'd125bdfe477a04efa9737062101bd8ae', 'toy');
INSERT INTO public.spans VALUES ('br_9edcdb96078a4cddae686eda9645a9a1', 23, 'it_dd546166cab94c0082e281399653be99', 'assistant', '\x2a0000000e0000006a0000000e0000008a000000720000003700000097000000ab000000d10000007000000024000000040000009100000048000000e1000000', 'sampled', '3336450886079104297', 0, 'd125bdfe477a04efa9737062101bd8ae', 'toy');
INSERT INTO public.spans VALUES ('br_9edcdb96078a4cddae686eda9645a9a1', 39, 'it_97040bdbd31043e8a032e9e2afe3b942', 'user', '\x01010000c60000000001000054000000520000004400000051000000c60000003200000053000000480000004b0000004b000000dc0000004700000044000000510000004400000001010000', 'rendered', NULL, NULL, 'd125bdfe477a04efa9737062101bd8ae', 'toy');
INSERT INTO public.spans VALUES ('br_9edcdb96078a4cddae686eda9645a9a1', 58, 'it_7807ee5ee3bf4e67b11e3a4352c99c19', 'assistant', '\xc600000000010000400000005200000052000000480000005200000053000000400000004d00000053000000c6000000', 'rendered', NULL, NULL, 'd125bdfe477a04efa9737062101bd8ae', 'toy');
INSERT INTO public.spans VALUES ('br_9edcdb96078a4cddae686eda9645a9a1', 70, 'it_7807ee5ee3bf4e67b11e3a4352c99c19', 'assistant', '\x6200000043000000e50000006e000000dc0000009400000003000000e700000079000000610000005b000000d1000000fd0000000f000000f0000000b3000000', 'sampled', '7666857865584310718', 0, 'd125bdfe477a04efa9737062101bd8ae', 'toy');
INSERT INTO public.spans VALUES ('br_9f3bb755441e4ba38d94686d1adb9783', 0, 'it_40a4da35f4af43fc929abe1ce401b9a0', 'user', '\x0001000054000000520000004400000051000000c60000002100000044000000450000004e000000510000004400000001010000', 'rendered', NULL, NULL, 'd125bdfe477a04efa9737062101bd8ae', 'toy');
INSERT INTO public.spans VALUES ('br_9f3bb755441e4ba38d94686d1adb9783', 13, 'it_7b3be465d7af4d2db2dfa6f7c3857b76', 'user', '\xc60000000001000054000000520000004400000051000000c6000000280000004d000000dc000000480000005300000001010000', 'rendered', NULL, NULL, 'd125bdfe477a04efa9737062101bd8ae', 'toy');
INSERT INTO public.spans VALUES ('br_9f3bb755441e4ba38d94686d1adb9783', 26, 'it_cd43028b5cd44894835a61a88ca80497', 'assistant', '\xc600000000010000400000005200000052000000480000005200000053000000400000004d00000053000000c6000000', 'rendered', NULL, NULL, 'd125bdfe477a04efa9737062101bd8ae', 'toy');
INSERT INTO public.spans VALUES ('br_9f3bb755441e4ba38d94686d1adb9783', 38, 'it_cd43028b5cd44894835a61a88ca80497', 'assistant', '\xfe000000420000006f00000002000000560000009f000000ac0000008700000081000000ec000000aa000000d5000000f4000000', 'sampled', '931440340564929052', 0, 'd125bdfe477a04efa9737062101bd8ae', 'toy');
INSERT INTO public.spans VALUES ('br_57ab82d3d5864fe0ad19b688b4b6713b', 0, 'it_c6966ecda6c54305911fdfde55000b8d', 'user', '\x0001000054000000520000004400000051000000c6000000280000004d00000053000000440000005100000051000000540000004f00000053000000440000004300000001010000', 'rendered', NULL, NULL, 'd125bdfe477a04efa9737062101bd8ae', 'toy');
INSERT INTO public.steps VALUES ('resp_57fde98901a74080bf6654780dfde4eb', 0, 'turn_f3933f34c2ea4becaa364208d41411ec');
INSERT INTO public.steps VALUES ('resp_1854862d619f437e9dbf899e21a4da31', 0, 'turn_880cb293ef514073a9eee57ba1b5e11c');
INSERT INTO public.steps VALUES ('resp_7cd0667515e44e34ab7ab82fb1ddbc6c', 0, 'turn_f860f97334e44a3da37753f95f5c33d6');
INSERT INTO public.steps VALUES ('resp_59022a9715dd443db1ecb0107cb94b06', 0, 'turn_d965556542c34147a5f35b625d88750e');
INSERT INTO public.steps VALUES ('resp_6ef6530e4d674ac59037ee467b1a56b9', 0, 'turn_57646644bf6d439d8c1d8ae658c3b93f');
INSERT INTO public.steps VALUES ('resp_4ae139f494dd48baaf041868cb86b1a2', 0, 'turn_8434db175741479fb4b25b4d2c415716');
INSERT INTO public.steps VALUES ('resp_4448c3cc0de442abb1377a2ad2613243', 0, 'turn_7adbfcd71e2e4b95a45c8d9f7eae679d');
INSERT INTO public.turn_tokens VALUES ('turn_f3933f34c2ea4becaa364208d41411ec', 0, 0, '\x41000000030000004c000000a60000004d0000005500000087000000a700000001010000', NULL, 6, 'stop', NULL);
INSERT INTO public.turn_tokens VALUES ('turn_880cb293ef514073a9eee57ba1b5e11c', 0, 0, '\x3a0000008e00000041000000910000000c000000c80000001d000000f40000005c000000c2000000b10000001d00000081000000eb000000960000008d000000', NULL, 30, 'length', NULL);
INSERT INTO public.turn_tokens VALUES ('turn_f860f97334e44a3da37753f95f5c33d6', 0, 0, '\xb1000000c8000000e00000003600000010000000db0000003b0000004b000000920000002d0000001200000083000000bc000000960000009a000000cb000000', NULL, 6, 'length', NULL);
INSERT INTO public.turn_tokens VALUES ('turn_d965556542c34147a5f35b625d88750e', 0, 0, '\x2a0000000e0000006a0000000e0000008a000000720000003700000097000000ab000000d10000007000000024000000040000009100000048000000e1000000', NULL, 8, 'length', NULL);
INSERT INTO public.turn_tokens VALUES ('turn_57646644bf6d439d8c1d8ae658c3b93f', 0, 0, '\x6200000043000000e50000006e000000dc0000009400000003000000e700000079000000610000005b000000d1000000fd0000000f000000f0000000b3000000', NULL, 38, 'length', NULL);
INSERT INTO public.turn_tokens VALUES ('turn_8434db175741479fb4b25b4d2c415716', 0, 0, '\xfe000000420000006f00000002000000560000009f000000ac0000008700000081000000ec000000aa000000d5000000f400000002010000', NULL, 6, 'stop', NULL);
INSERT INTO public.turn_tokens VALUES ('turn_7adbfcd71e2e4b95a45c8d9f7eae679d', 0, 0, '\xb7000000', NULL, 6, NULL, NULL);
INSERT INTO public.turns VALUES ('turn_f3933f34c2ea4becaa364208d41411ec', 'se_a8bc717dcece492788c3b47fdd0ed17a', 'completed', true, 'ow_120f82a14bd244d1b2ff8485068aee9f', 1, 0, 0, 'br_d501c3177e6e4b3a97592d56f00eb149', 10, 1, 1, '\xc600000000010000400000005200000052000000480000005200000053000000400000004d00000053000000c6000000', '\xc417841e4e0c29ee46f62d41850734b8', '\x77f869597a023dff8787e0ba9225f3a3', '{"request_id": "resp_57fde98901a74080bf6654780dfde4eb", "model": "toy", "input": {"messages": [], "add_generation_prompt": true, "continue_final_message": false, "tools": null}, "sampling": {"max_tokens": 16, "min_tokens": 0, "temperature": 1.0, "top_k": 0, "top_p": 1.0, "min_p": 0.0, "repetition_penalty": 1.0, "presence_penalty": 0.0, "frequency_penalty": 0.0, "logit_bias": [], "seed": null, "stop": [], "stop_token_ids": [], "include_stop_str_in_output": false, "ignore_eos": false, "logprobs": null, "prompt_logprobs": null}, "n": 1, "echo": false, "session_id": "resp_57fde98901a74080bf6654780dfde4eb", "run_id": "resp_57fde98901a74080bf6654780dfde4eb", "step": 0, "is_recorded": true, "grammar": null, "tenant": "default"}', 8192, 'd125bdfe477a04efa9737062101bd8ae', 'toy', false, '{"request_id": "resp_57fde98901a74080bf6654780dfde4eb", "created": 1795972998, "num_prompt_tokens": 22, "seed": 8391241469177690207, "system_fingerprint": "fp_6fbc7cfef75f", "session": {"session_id": "resp_57fde98901a74080bf6654780dfde4eb", "num_matched_messages": 0, "num_matched_tokens": 0, "forked": false}}', '{"usage": {"num_prompt_tokens": 22, "num_completion_tokens": 9, "num_cached_tokens": 6, "cold": null, "restored": null}, "num_computed_tokens": 16, "prompt_logprobs": null}', NULL);
INSERT INTO public.turns VALUES ('turn_7adbfcd71e2e4b95a45c8d9f7eae679d', 'se_53551adf9c61406295b21c831f2db7b1', 'in_progress', true, 'ow_120f82a14bd244d1b2ff8485068aee9f', 1, 0, 0, 'br_57ab82d3d5864fe0ad19b688b4b6713b', 18, 1, 1, '\xc600000000010000400000005200000052000000480000005200000053000000400000004d00000053000000c6000000', '\xc417841e4e0c29ee46f62d41850734b8', '\x833cd06a3feef156551e2d3bfe0ab85b', '{"request_id": "resp_4448c3cc0de442abb1377a2ad2613243", "model": "toy", "input": {"messages": [], "add_generation_prompt": true, "continue_final_message": false, "tools": null}, "sampling": {"max_tokens": 600, "min_tokens": 0, "temperature": 1.0, "top_k": 0, "top_p": 1.0, "min_p": 0.0, "repetition_penalty": 1.0, "presence_penalty": 0.0, "frequency_penalty": 0.0, "logit_bias": [], "seed": null, "stop": [], "stop_token_ids": [], "include_stop_str_in_output": false, "ignore_eos": false, "logprobs": null, "prompt_logprobs": null}, "n": 1, "echo": false, "session_id": "resp_4448c3cc0de442abb1377a2ad2613243", "run_id": "resp_4448c3cc0de442abb1377a2ad2613243", "step": 0, "is_recorded": true, "grammar": null, "tenant": "default"}', 8192, 'd125bdfe477a04efa9737062101bd8ae', 'toy', false, '{"request_id": "resp_4448c3cc0de442abb1377a2ad2613243", "created": 1795972999, "num_prompt_tokens": 30, "seed": 4130998802195762340, "system_fingerprint": "fp_6fbc7cfef75f", "session": {"session_id": "resp_4448c3cc0de442abb1377a2ad2613243", "num_matched_messages": 0, "num_matched_tokens": 0, "forked": false}}', NULL, NULL);
INSERT INTO public.turns VALUES ('turn_880cb293ef514073a9eee57ba1b5e11c', 'se_a8bc717dcece492788c3b47fdd0ed17a', 'completed', true, 'ow_120f82a14bd244d1b2ff8485068aee9f', 1, 0, 0, 'br_d501c3177e6e4b3a97592d56f00eb149', 42, 3, 2, '\xc600000000010000400000005200000052000000480000005200000053000000400000004d00000053000000c6000000', '\xc417841e4e0c29ee46f62d41850734b8', '\x58bef24d10c3535f321967bba2dd5349', '{"request_id": "resp_1854862d619f437e9dbf899e21a4da31", "model": "toy", "input": {"messages": [], "add_generation_prompt": true, "continue_final_message": false, "tools": null}, "sampling": {"max_tokens": 16, "min_tokens": 0, "temperature": 1.0, "top_k": 0, "top_p": 1.0, "min_p": 0.0, "repetition_penalty": 1.0, "presence_penalty": 0.0, "frequency_penalty": 0.0, "logit_bias": [], "seed": null, "stop": [], "stop_token_ids": [], "include_stop_str_in_output": false, "ignore_eos": false, "logprobs": null, "prompt_logprobs": null}, "n": 1, "echo": false, "session_id": "resp_57fde98901a74080bf6654780dfde4eb", "run_id": "resp_1854862d619f437e9dbf899e21a4da31", "step": 0, "is_recorded": true, "grammar": null, "tenant": "default"}', 8192, 'd125bdfe477a04efa9737062101bd8ae', 'toy', false, '{"request_id": "resp_1854862d619f437e9dbf899e21a4da31", "created": 1795972998, "num_prompt_tokens": 54, "seed": 8342434715068261738, "system_fingerprint": "fp_6fbc7cfef75f", "session": {"session_id": "resp_57fde98901a74080bf6654780dfde4eb", "num_matched_messages": 2, "num_matched_tokens": 31, "forked": false}}', '{"usage": {"num_prompt_tokens": 54, "num_completion_tokens": 16, "num_cached_tokens": 30, "cold": null, "restored": null}, "num_computed_tokens": 24, "prompt_logprobs": null}', NULL);
INSERT INTO public.turns VALUES ('turn_f860f97334e44a3da37753f95f5c33d6', 'se_5cca488b663441f1bdfa340001b1addc', 'completed', true, 'ow_120f82a14bd244d1b2ff8485068aee9f', 1, 0, 0, 'br_01d5faa8305f49e39a79bef2a792b79c', 12, 1, 1, '\xc600000000010000400000005200000052000000480000005200000053000000400000004d00000053000000c6000000', '\xc417841e4e0c29ee46f62d41850734b8', '\x1d0a5c99b8ef5ef81592c6af4098d929', '{"request_id": "resp_7cd0667515e44e34ab7ab82fb1ddbc6c", "model": "toy", "input": {"messages": [], "add_generation_prompt": true, "continue_final_message": false, "tools": null}, "sampling": {"max_tokens": 16, "min_tokens": 0, "temperature": 1.0, "top_k": 0, "top_p": 1.0, "min_p": 0.0, "repetition_penalty": 1.0, "presence_penalty": 0.0, "frequency_penalty": 0.0, "logit_bias": [], "seed": null, "stop": [], "stop_token_ids": [], "include_stop_str_in_output": false, "ignore_eos": false, "logprobs": null, "prompt_logprobs": null}, "n": 1, "echo": false, "session_id": "resp_7cd0667515e44e34ab7ab82fb1ddbc6c", "run_id": "resp_7cd0667515e44e34ab7ab82fb1ddbc6c", "step": 0, "is_recorded": true, "grammar": null, "tenant": "default"}', 8192, 'd125bdfe477a04efa9737062101bd8ae', 'toy', false, '{"request_id": "resp_7cd0667515e44e34ab7ab82fb1ddbc6c", "created": 1795972999, "num_prompt_tokens": 24, "seed": 5371725759955909800, "system_fingerprint": "fp_6fbc7cfef75f", "session": {"session_id": "resp_7cd0667515e44e34ab7ab82fb1ddbc6c", "num_matched_messages": 0, "num_matched_tokens": 0, "forked": false}}', '{"usage": {"num_prompt_tokens": 24, "num_completion_tokens": 16, "num_cached_tokens": 6, "cold": null, "restored": null}, "num_computed_tokens": 18, "prompt_logprobs": null}', NULL);
INSERT INTO public.turns VALUES ('turn_d965556542c34147a5f35b625d88750e', 'se_343b67ad85754d349999c09ee4464a04', 'completed', true, 'ow_120f82a14bd244d1b2ff8485068aee9f', 1, 0, 0, 'br_9edcdb96078a4cddae686eda9645a9a1', 11, 1, 1, '\xc600000000010000400000005200000052000000480000005200000053000000400000004d00000053000000c6000000', '\xc417841e4e0c29ee46f62d41850734b8', '\xae110851c9dd3fab3ff687bfd2d40a26', '{"request_id": "resp_59022a9715dd443db1ecb0107cb94b06", "model": "toy", "input": {"messages": [], "add_generation_prompt": true, "continue_final_message": false, "tools": null}, "sampling": {"max_tokens": 16, "min_tokens": 0, "temperature": 1.0, "top_k": 0, "top_p": 1.0, "min_p": 0.0, "repetition_penalty": 1.0, "presence_penalty": 0.0, "frequency_penalty": 0.0, "logit_bias": [], "seed": null, "stop": [], "stop_token_ids": [], "include_stop_str_in_output": false, "ignore_eos": false, "logprobs": null, "prompt_logprobs": null}, "n": 1, "echo": false, "session_id": "resp_59022a9715dd443db1ecb0107cb94b06", "run_id": "resp_59022a9715dd443db1ecb0107cb94b06", "step": 0, "is_recorded": true, "grammar": null, "tenant": "default"}', 8192, 'd125bdfe477a04efa9737062101bd8ae', 'toy', false, '{"request_id": "resp_59022a9715dd443db1ecb0107cb94b06", "created": 1795972999, "num_prompt_tokens": 23, "seed": 3336450886079104297, "system_fingerprint": "fp_6fbc7cfef75f", "session": {"session_id": "resp_59022a9715dd443db1ecb0107cb94b06", "num_matched_messages": 0, "num_matched_tokens": 0, "forked": false}}', '{"usage": {"num_prompt_tokens": 23, "num_completion_tokens": 16, "num_cached_tokens": 8, "cold": null, "restored": null}, "num_computed_tokens": 15, "prompt_logprobs": null}', NULL);
INSERT INTO public.turns VALUES ('turn_57646644bf6d439d8c1d8ae658c3b93f', 'se_343b67ad85754d349999c09ee4464a04', 'completed', true, 'ow_120f82a14bd244d1b2ff8485068aee9f', 1, 0, 0, 'br_9edcdb96078a4cddae686eda9645a9a1', 58, 3, 2, '\xc600000000010000400000005200000052000000480000005200000053000000400000004d00000053000000c6000000', '\xc417841e4e0c29ee46f62d41850734b8', '\x8fa966203e8472b0ff5a20f9cbe8d6fa', '{"request_id": "resp_6ef6530e4d674ac59037ee467b1a56b9", "model": "toy", "input": {"messages": [], "add_generation_prompt": true, "continue_final_message": false, "tools": null}, "sampling": {"max_tokens": 16, "min_tokens": 0, "temperature": 1.0, "top_k": 0, "top_p": 1.0, "min_p": 0.0, "repetition_penalty": 1.0, "presence_penalty": 0.0, "frequency_penalty": 0.0, "logit_bias": [], "seed": null, "stop": [], "stop_token_ids": [], "include_stop_str_in_output": false, "ignore_eos": false, "logprobs": null, "prompt_logprobs": null}, "n": 1, "echo": false, "session_id": "resp_59022a9715dd443db1ecb0107cb94b06", "run_id": "resp_6ef6530e4d674ac59037ee467b1a56b9", "step": 0, "is_recorded": true, "grammar": null, "tenant": "default"}', 8192, 'd125bdfe477a04efa9737062101bd8ae', 'toy', false, '{"request_id": "resp_6ef6530e4d674ac59037ee467b1a56b9", "created": 1795972999, "num_prompt_tokens": 70, "seed": 7666857865584310718, "system_fingerprint": "fp_6fbc7cfef75f", "session": {"session_id": "resp_59022a9715dd443db1ecb0107cb94b06", "num_matched_messages": 2, "num_matched_tokens": 39, "forked": false}}', '{"usage": {"num_prompt_tokens": 70, "num_completion_tokens": 16, "num_cached_tokens": 38, "cold": null, "restored": null}, "num_computed_tokens": 32, "prompt_logprobs": null}', NULL);
INSERT INTO public.turns VALUES ('turn_8434db175741479fb4b25b4d2c415716', 'se_a74239060da34a6482945d217aa076f0', 'completed', true, 'ow_120f82a14bd244d1b2ff8485068aee9f', 1, 0, 0, 'br_9f3bb755441e4ba38d94686d1adb9783', 26, 2, 1, '\xc600000000010000400000005200000052000000480000005200000053000000400000004d00000053000000c6000000', '\xc417841e4e0c29ee46f62d41850734b8', '\xaf0aa6929370b3955c4a20872a5103cf', '{"request_id": "resp_4ae139f494dd48baaf041868cb86b1a2", "model": "toy", "input": {"messages": [], "add_generation_prompt": true, "continue_final_message": false, "tools": null}, "sampling": {"max_tokens": 16, "min_tokens": 0, "temperature": 1.0, "top_k": 0, "top_p": 1.0, "min_p": 0.0, "repetition_penalty": 1.0, "presence_penalty": 0.0, "frequency_penalty": 0.0, "logit_bias": [], "seed": null, "stop": [], "stop_token_ids": [], "include_stop_str_in_output": false, "ignore_eos": false, "logprobs": null, "prompt_logprobs": null}, "n": 1, "echo": false, "session_id": "conv_1d6a485d40594a2a9127616787de6642", "run_id": "resp_4ae139f494dd48baaf041868cb86b1a2", "step": 0, "is_recorded": true, "grammar": null, "tenant": "default"}', 8192, 'd125bdfe477a04efa9737062101bd8ae', 'toy', false, '{"request_id": "resp_4ae139f494dd48baaf041868cb86b1a2", "created": 1795972999, "num_prompt_tokens": 38, "seed": 931440340564929052, "system_fingerprint": "fp_6fbc7cfef75f", "session": {"session_id": "conv_1d6a485d40594a2a9127616787de6642", "num_matched_messages": 0, "num_matched_tokens": 0, "forked": false}}', '{"usage": {"num_prompt_tokens": 38, "num_completion_tokens": 14, "num_cached_tokens": 6, "cold": null, "restored": null}, "num_computed_tokens": 32, "prompt_logprobs": null}', NULL);
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
