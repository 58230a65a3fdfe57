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
    computed_seq integer DEFAULT 0 NOT NULL
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
    place character varying,
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
CREATE TABLE public.run_tokens (
    run_id character varying NOT NULL,
    choice_index integer NOT NULL,
    "position" integer NOT NULL,
    token_ids bytea NOT NULL,
    logprobs json,
    num_cached_tokens integer,
    finish_reason character varying,
    stop_token_id integer
);
CREATE TABLE public.runs (
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
ALTER TABLE ONLY public.migrations ALTER COLUMN number SET DEFAULT nextval('public.migrations_number_seq'::regclass);
INSERT INTO public.branches VALUES ('br_1b572f8a8fe24565a8476dfa611f5586', 'se_c29c81837d474b48afe9ff641320b6f5', 'chat', NULL, 0, 0, 40, 2, 1, 1795903660.094891, 'ow_fa243f4af9ac48b29163f16eb71cfaa3', 39);
INSERT INTO public.branches VALUES ('br_059fcf33b92749d8ba3beff85a50a79c', 'se_23f3054ec6d24a0d8a1128c360a0086f', 'chat', NULL, 0, 0, 86, 4, 2, 1795903660.1750615, 'ow_fa243f4af9ac48b29163f16eb71cfaa3', 85);
INSERT INTO public.branches VALUES ('br_ee6219c5549a44b8a988cd4f19f16cbb', 'se_99c0d4df91f2444eb25425add6196d14', 'chat', NULL, 0, 0, 104, 6, 3, 1795903659.04267, 'ow_fa243f4af9ac48b29163f16eb71cfaa3', 103);
INSERT INTO public.branches VALUES ('br_5c3f53a156c84f0bbdf7411ae4179ef5', 'se_99c0d4df91f2444eb25425add6196d14', 'chat', 'br_ee6219c5549a44b8a988cd4f19f16cbb', 86, 5, 104, 6, 1, 1795903659.5633416, 'ow_fa243f4af9ac48b29163f16eb71cfaa3', 103);
INSERT INTO public.branches VALUES ('br_2060a7fdc1db4554a3d2c5eba0a88c0e', 'se_eb065ed3457f4d7a894d480fe194b23c', 'chat', NULL, 0, 0, 54, 3, 1, 1795903660.3413157, 'ow_fa243f4af9ac48b29163f16eb71cfaa3', 53);
INSERT INTO public.branches VALUES ('br_9bd473d53a874471981527017074f65e', 'se_99c0d4df91f2444eb25425add6196d14', 'chat', NULL, 0, 0, 37, 2, 1, 1795903659.5783873, 'ow_fa243f4af9ac48b29163f16eb71cfaa3', 36);
INSERT INTO public.branches VALUES ('br_d6de8e15eb414f7c927f435063b18074', 'se_c76f65cb2aec4df3904a05f156cbfc54', 'chat', NULL, 0, 0, 18, 1, 1, 1795903660.4117951, NULL, 0);
INSERT INTO public.branches VALUES ('br_71c65ee41db4441484511ec5df83506d', 'se_21441a338755425491939b15b19fc180', 'text', NULL, 0, 0, 28, 4, 2, 1795903659.6132975, 'ow_fa243f4af9ac48b29163f16eb71cfaa3', 28);
INSERT INTO public.branches VALUES ('br_fb282667729f4eef85c512a97bd4170b', 'se_194d48877dd74b80bafba497fe7d24eb', 'tokens', NULL, 0, 0, 11, 2, 1, 1795903659.6881516, 'ow_fa243f4af9ac48b29163f16eb71cfaa3', 10);
INSERT INTO public.branches VALUES ('br_7e667c85adf540b2bdc67c1ac287d36d', 'se_c9e843b2c1e34f69bb34b4c60cd8468d', 'chat', NULL, 0, 0, 78, 4, 2, 1795903659.7305462, 'ow_fa243f4af9ac48b29163f16eb71cfaa3', 77);
INSERT INTO public.conversation_items VALUES ('conv_077f0fc4c27142a8b35a0e76be331bba', 0, 'msg_96f2485c51344f8f86f32277aee9ec0d', '{"id": "msg_96f2485c51344f8f86f32277aee9ec0d", "type": "message", "role": "user", "status": "completed", "content": [{"type": "input_text", "text": "Before"}]}');
INSERT INTO public.conversation_items VALUES ('conv_077f0fc4c27142a8b35a0e76be331bba', 1, 'msg_3339e55efdd34372bfb743cf78709bbd', '{"id": "msg_3339e55efdd34372bfb743cf78709bbd", "type": "message", "role": "user", "status": "completed", "content": [{"type": "input_text", "text": "In it"}]}');
INSERT INTO public.conversation_items VALUES ('conv_077f0fc4c27142a8b35a0e76be331bba', 2, 'msg_088fee1ab53949b998004f7fdfb42ef900', '{"id": "msg_088fee1ab53949b998004f7fdfb42ef900", "type": "message", "role": "assistant", "status": "incomplete", "content": [{"type": "output_text", "text": "\ufffd^\ufffd/uh\ufffd \ufffd\u001f\ufffd&\ufffd\u0016\ufffd\ufffd", "annotations": [], "logprobs": []}]}');
INSERT INTO public.conversations VALUES ('conv_077f0fc4c27142a8b35a0e76be331bba', 'default', 1795903660, '{"topic": "migrations"}', 3, 2, NULL, 1795903660.394022);
INSERT INTO public.items VALUES ('br_ee6219c5549a44b8a988cd4f19f16cbb', 0, 'it_4b2448d0aafe4c8da5968db179911197', 'se_99c0d4df91f2444eb25425add6196d14', 'user', '{"role": "user", "content": "Good morning"}', '\x70222a0c842ba9f1e656f75a50d407d2', NULL, 0, 19, true, NULL, NULL, NULL, 1795903659.0621815);
INSERT INTO public.items VALUES ('br_ee6219c5549a44b8a988cd4f19f16cbb', 1, 'it_e393e8e79b1448598c9a72d821d0f88c', 'se_99c0d4df91f2444eb25425add6196d14', 'assistant', '{"role": "assistant", "content": "\u037fK\ufffd\ufffdl"}', '\xc55c94160f0b1cf06822d83ee66ef66f', NULL, 19, 37, true, 'length', NULL, NULL, 1795903659.1231651);
INSERT INTO public.items VALUES ('br_ee6219c5549a44b8a988cd4f19f16cbb', 2, 'it_02522d8ffd414b39920274ded3839896', 'se_99c0d4df91f2444eb25425add6196d14', 'user', '{"role": "user", "content": "And then?"}', '\x3ef625fdc470a400c344f7d3f21af878', NULL, 37, 55, true, NULL, NULL, NULL, 1795903659.1962771);
INSERT INTO public.items VALUES ('br_ee6219c5549a44b8a988cd4f19f16cbb', 3, 'it_0e528cc2800143f6bee1e53aee4a4a00', 'se_99c0d4df91f2444eb25425add6196d14', 'assistant', '{"role": "assistant", "content": "\ufffd\ufffd\ufffd\ufffd\u0000"}', '\xdbaf086743be6991bbaf1b187ee9d9a3', NULL, 55, 73, true, 'length', NULL, NULL, 1795903659.5100684);
INSERT INTO public.items VALUES ('br_ee6219c5549a44b8a988cd4f19f16cbb', 4, 'it_486966e5c3744d979a5aaa9f93c8e0d4', 'se_99c0d4df91f2444eb25425add6196d14', 'user', '{"role": "user", "content": "Why?"}', '\xbe36cd1ac2e281f7ba99b5e044218a73', NULL, 73, 86, true, NULL, NULL, NULL, 1795903659.531322);
INSERT INTO public.items VALUES ('br_ee6219c5549a44b8a988cd4f19f16cbb', 5, 'it_75d322965a7943129b57fd6eea07e2dd', 'se_99c0d4df91f2444eb25425add6196d14', 'assistant', '{"role": "assistant", "content": "\ufffdG\u0019\ufffd\ufffd"}', '\x270422d94c2fcf86821aee76c1fe1411', NULL, 86, 104, true, 'length', NULL, NULL, 1795903659.5604975);
INSERT INTO public.items VALUES ('br_5c3f53a156c84f0bbdf7411ae4179ef5', 5, 'it_22a7e66638514ffb9bcd8c94d04689a7', 'se_99c0d4df91f2444eb25425add6196d14', 'assistant', '{"role": "assistant", "content": "\ufffdK\ufffd\ufffd=`"}', '\x33462b95eacc296d55006d0eaa57521c', NULL, 86, 104, true, 'length', NULL, NULL, 1795903659.5648632);
INSERT INTO public.items VALUES ('br_9bd473d53a874471981527017074f65e', 0, 'it_fb8eaecd68b548b29ddfd0c731eae6f3', 'se_99c0d4df91f2444eb25425add6196d14', 'user', '{"role": "user", "content": "Good evening"}', '\xa0fc891d406bacc5ef327501c56c6b42', NULL, 0, 19, true, NULL, NULL, NULL, 1795903659.582078);
INSERT INTO public.items VALUES ('br_9bd473d53a874471981527017074f65e', 1, 'it_0dc3d560353646df944ec7069d4ef1bf', 'se_99c0d4df91f2444eb25425add6196d14', 'assistant', '{"role": "assistant", "content": "\u001c\u0155 \ufffdm"}', '\xc2fc5bc856b25d0122edc4155d210c58', NULL, 19, 37, true, 'length', NULL, NULL, 1795903659.6021264);
INSERT INTO public.items VALUES ('br_71c65ee41db4441484511ec5df83506d', 0, 'it_b1fd0dcd534c492991cdaae55dd47b7a', 'se_21441a338755425491939b15b19fc180', 'prompt', '"Once upon a time"', '\xcf25218127a2bd1df7b6d9215a761c83', 16, 0, 16, true, NULL, NULL, NULL, 1795903659.6144364);
INSERT INTO public.items VALUES ('br_71c65ee41db4441484511ec5df83506d', 1, 'it_8ed3d672535d43ec8c5e34f9a6016e46', 'se_21441a338755425491939b15b19fc180', 'completion', '"Bo\ufffd\ufffd\ufffd"', '\x19cdeb4dd634ed65a6bf4702623fe794', 21, 16, 21, true, 'length', NULL, NULL, 1795903659.6332076);
INSERT INTO public.items VALUES ('br_71c65ee41db4441484511ec5df83506d', 2, 'it_997f31051dfc418a84d175b13cfa8e86', 'se_21441a338755425491939b15b19fc180', 'prompt', '" and"', '\x4bed1c3fbacc6315204c6e186cdb0eae', 25, 21, 25, true, NULL, NULL, NULL, 1795903659.6535523);
INSERT INTO public.items VALUES ('br_71c65ee41db4441484511ec5df83506d', 3, 'it_601cdf481617428e8957878584ce0011', 'se_21441a338755425491939b15b19fc180', 'completion', '"\ufffd9\ufffd"', '\x96ae210949d5140a93592896500ba590', 28, 25, 28, true, 'stop', '"C"', '\x22000000', 1795903659.6780477);
INSERT INTO public.items VALUES ('br_fb282667729f4eef85c512a97bd4170b', 0, 'it_e0c480867343431bbdd939b4c009fc67', 'se_194d48877dd74b80bafba497fe7d24eb', 'prompt', NULL, NULL, NULL, 0, 6, true, NULL, NULL, NULL, 1795903659.6892948);
INSERT INTO public.items VALUES ('br_fb282667729f4eef85c512a97bd4170b', 1, 'it_350e58982be7476eb6f0beb831c03ba6', 'se_194d48877dd74b80bafba497fe7d24eb', 'completion', '"\ufffd\u07a2\ufffdq"', NULL, NULL, 6, 11, true, 'length', NULL, NULL, 1795903659.7046125);
INSERT INTO public.items VALUES ('br_7e667c85adf540b2bdc67c1ac287d36d', 0, 'it_f69dfc1191a8468bbec10cd8ec0c2ed7', 'se_c9e843b2c1e34f69bb34b4c60cd8468d', 'user', '{"role": "user", "content": "One"}', '\x77f869597a023dff8787e0ba9225f3a3', NULL, 0, 10, true, NULL, NULL, NULL, 1795903659.7317877);
INSERT INTO public.items VALUES ('br_7e667c85adf540b2bdc67c1ac287d36d', 1, 'it_23eb1463657f48fe93c0f7cc8d6721c0', 'se_c9e843b2c1e34f69bb34b4c60cd8468d', 'assistant', '{"role": "assistant", "content": "]\u0664\u0007vS\u07da\ufffd\ufffdn@Q\ufffd\"G"}', '\x4140ee10807e7f7905526b5e117ffbb4', NULL, 10, 38, true, 'length', NULL, NULL, 1795903659.762597);
INSERT INTO public.items VALUES ('br_7e667c85adf540b2bdc67c1ac287d36d', 2, 'it_28895a3057a64ebb850bc953379270ed', 'se_c9e843b2c1e34f69bb34b4c60cd8468d', 'user', '{"role": "user", "content": "Two"}', '\xac0cf18cc730cd09aa8afdfa1daad459', NULL, 38, 50, true, NULL, NULL, NULL, 1795903660.0387127);
INSERT INTO public.items VALUES ('br_7e667c85adf540b2bdc67c1ac287d36d', 3, 'it_5245fe413ea44fd299a88911fc119b23', 'se_c9e843b2c1e34f69bb34b4c60cd8468d', 'assistant', '{"role": "assistant", "content": "\u0010\ufffd{\ufffd/\udbe7\udd6d\ufffd\u0141\ufffdq\u0012,"}', '\x3f5a7266c001c296110386c669a10dd0', NULL, 50, 78, true, 'length', NULL, NULL, 1795903660.067429);
INSERT INTO public.items VALUES ('br_1b572f8a8fe24565a8476dfa611f5586', 0, 'it_5ee03f0172154fbba2a79c3d69d440d2', 'se_c29c81837d474b48afe9ff641320b6f5', 'user', '{"role": "user", "content": "Later"}', '\x1d0a5c99b8ef5ef81592c6af4098d929', NULL, 0, 12, true, NULL, NULL, NULL, 1795903660.096601);
INSERT INTO public.items VALUES ('br_1b572f8a8fe24565a8476dfa611f5586', 1, 'it_8a317e255a8d442583459b208f93626c', 'se_c29c81837d474b48afe9ff641320b6f5', 'assistant', '{"role": "assistant", "content": "\ufffd\r\ufffd\ufffd\ufffd\u001d\ufffde\udb34\udfd9p\ufffd\u073f"}', '\x084eccc0f247de03e919b38df36d7fc6', NULL, 12, 40, true, 'length', NULL, NULL, 1795903660.1318476);
INSERT INTO public.items VALUES ('br_059fcf33b92749d8ba3beff85a50a79c', 0, 'it_f8c45bee23d2489a929cfe71c7513bc0', 'se_23f3054ec6d24a0d8a1128c360a0086f', 'user', '{"role": "user", "content": "Gone"}', '\xae110851c9dd3fab3ff687bfd2d40a26', NULL, 0, 11, true, NULL, NULL, NULL, 1795903660.1775072);
INSERT INTO public.items VALUES ('br_059fcf33b92749d8ba3beff85a50a79c', 1, 'it_1441f4edce0e4185897836986cf70ba2', 'se_23f3054ec6d24a0d8a1128c360a0086f', 'assistant', '{"role": "assistant", "content": "Nw\ubb21\ufffd\t\ufffd\ufffd\ufffd0)>G\ufffdo"}', '\x53eb4188bffe5053661621fcd4428d1c', NULL, 11, 39, true, 'length', NULL, NULL, 1795903660.2246702);
INSERT INTO public.items VALUES ('br_059fcf33b92749d8ba3beff85a50a79c', 2, 'it_c417943db6ba406fa47303db118e3227', 'se_23f3054ec6d24a0d8a1128c360a0086f', 'user', '{"role": "user", "content": "Still here"}', '\x4b41b98f7a6e58aa9d2f02f8457cbb0b', NULL, 39, 58, true, NULL, NULL, NULL, 1795903660.2559133);
INSERT INTO public.items VALUES ('br_059fcf33b92749d8ba3beff85a50a79c', 3, 'it_db1ef7abbb21410b8ac11f9f78b4c15f', 'se_23f3054ec6d24a0d8a1128c360a0086f', 'assistant', '{"role": "assistant", "content": "\ufffd\ufffdSjDhH\ufffdC\u028c6\u0002\ufffdG\ufffd"}', '\xbdebeaea9916f558b314a78018ff0383', NULL, 58, 86, true, 'length', NULL, NULL, 1795903660.284909);
INSERT INTO public.items VALUES ('br_2060a7fdc1db4554a3d2c5eba0a88c0e', 0, 'it_61d6957487e6432581cf4670cef60174', 'se_eb065ed3457f4d7a894d480fe194b23c', 'user', '{"role": "user", "content": "Before"}', '\x86f1ff03c95f3955b509a5f75b79e5ca', NULL, 0, 13, true, NULL, NULL, NULL, 1795903660.3430264);
INSERT INTO public.items VALUES ('br_2060a7fdc1db4554a3d2c5eba0a88c0e', 1, 'it_0ea2accdc7c04ab791e31a4e15b5e5d2', 'se_eb065ed3457f4d7a894d480fe194b23c', 'user', '{"role": "user", "content": "In it"}', '\xaf0aa6929370b3955c4a20872a5103cf', NULL, 13, 26, true, NULL, NULL, NULL, 1795903660.3430464);
INSERT INTO public.items VALUES ('br_2060a7fdc1db4554a3d2c5eba0a88c0e', 2, 'it_bdb1189f63b244b7930ae485e1ea9187', 'se_eb065ed3457f4d7a894d480fe194b23c', 'assistant', '{"role": "assistant", "content": "\ufffd^\ufffd/uh\ufffd \ufffd\u001f\ufffd&\ufffd\u0016\ufffd\ufffd"}', '\xc12a189a43cc4a79ab2b5c88b338cf18', NULL, 26, 54, true, 'length', NULL, NULL, 1795903660.3847373);
INSERT INTO public.items VALUES ('br_d6de8e15eb414f7c927f435063b18074', 0, 'it_6f73d5250b9d4b099a95d3925f10be4d', 'se_c76f65cb2aec4df3904a05f156cbfc54', 'user', '{"role": "user", "content": "Interrupted"}', '\x833cd06a3feef156551e2d3bfe0ab85b', NULL, 0, 18, true, NULL, NULL, NULL, 1795903660.413586);
INSERT INTO public.migrations VALUES (1, 'first_schema', 1795903658.2588575);
INSERT INTO public.migrations VALUES (2, 'responses_and_conversations', 1795903658.2652838);
INSERT INTO public.migrations VALUES (3, 'runs', 1795903658.2692642);
INSERT INTO public.migrations VALUES (4, 'whereabouts_of_kv', 1795903658.2699413);
INSERT INTO public.migrations VALUES (5, 'owners_of_responses_and_attempts', 1795903658.270443);
INSERT INTO public.owners VALUES ('ow_fa243f4af9ac48b29163f16eb71cfaa3', 'host:data', 1795903658.860583);
INSERT INTO public.response_items VALUES ('resp_5acee8a662dd4ec88bedf622a3187c33', 0, false, 'msg_91bb8e12586041438a755415a8af8abf', '{"id": "msg_91bb8e12586041438a755415a8af8abf", "type": "message", "role": "user", "status": "completed", "content": [{"type": "input_text", "text": "One"}]}');
INSERT INTO public.response_items VALUES ('resp_5acee8a662dd4ec88bedf622a3187c33', 1, true, 'msg_5acee8a662dd4ec88bedf622a3187c3300', '{"id": "msg_5acee8a662dd4ec88bedf622a3187c3300", "type": "message", "role": "assistant", "status": "incomplete", "content": [{"type": "output_text", "text": "]\u0664\u0007vS\u07da\ufffd\ufffdn@Q\ufffd\"G", "annotations": [], "logprobs": []}]}');
INSERT INTO public.response_items VALUES ('resp_fdb71cb5f2824da0aa749d6c601ee75f', 0, false, 'msg_4fe9051a6cdb45eda58b59f343df57b4', '{"id": "msg_4fe9051a6cdb45eda58b59f343df57b4", "type": "message", "role": "user", "status": "completed", "content": [{"type": "input_text", "text": "Two"}]}');
INSERT INTO public.response_items VALUES ('resp_fdb71cb5f2824da0aa749d6c601ee75f', 1, true, 'msg_fdb71cb5f2824da0aa749d6c601ee75f00', '{"id": "msg_fdb71cb5f2824da0aa749d6c601ee75f00", "type": "message", "role": "assistant", "status": "incomplete", "content": [{"type": "output_text", "text": "\u0010\ufffd{\ufffd/\udbe7\udd6d\ufffd\u0141\ufffdq\u0012,", "annotations": [], "logprobs": []}]}');
INSERT INTO public.response_items VALUES ('resp_476ffaeec531434a80a0ec1519c98883', 0, false, 'msg_e26e410b23d64506a9574f9df24acb9e', '{"id": "msg_e26e410b23d64506a9574f9df24acb9e", "type": "message", "role": "user", "status": "completed", "content": [{"type": "input_text", "text": "Later"}]}');
INSERT INTO public.response_items VALUES ('resp_476ffaeec531434a80a0ec1519c98883', 1, true, 'msg_476ffaeec531434a80a0ec1519c9888300', '{"id": "msg_476ffaeec531434a80a0ec1519c9888300", "type": "message", "role": "assistant", "status": "incomplete", "content": [{"type": "output_text", "text": "\ufffd\r\ufffd\ufffd\ufffd\u001d\ufffde\udb34\udfd9p\ufffd\u073f", "annotations": [], "logprobs": []}]}');
INSERT INTO public.response_items VALUES ('resp_2b240f1011d14b3ea9b1ffef702b2141', 0, false, 'msg_a1fcec15bedd43f1830c80397c1fdf42', '{"id": "msg_a1fcec15bedd43f1830c80397c1fdf42", "type": "message", "role": "user", "status": "completed", "content": [{"type": "input_text", "text": "Gone"}]}');
INSERT INTO public.response_items VALUES ('resp_2b240f1011d14b3ea9b1ffef702b2141', 1, true, 'msg_2b240f1011d14b3ea9b1ffef702b214100', '{"id": "msg_2b240f1011d14b3ea9b1ffef702b214100", "type": "message", "role": "assistant", "status": "incomplete", "content": [{"type": "output_text", "text": "Nw\ubb21\ufffd\t\ufffd\ufffd\ufffd0)>G\ufffdo", "annotations": [], "logprobs": []}]}');
INSERT INTO public.response_items VALUES ('resp_082f711875714d94aeb5032de4047210', 0, false, 'msg_85e584355fd94f7caabcfbaa0a96849d', '{"id": "msg_85e584355fd94f7caabcfbaa0a96849d", "type": "message", "role": "user", "status": "completed", "content": [{"type": "input_text", "text": "Still here"}]}');
INSERT INTO public.response_items VALUES ('resp_082f711875714d94aeb5032de4047210', 1, true, 'msg_082f711875714d94aeb5032de404721000', '{"id": "msg_082f711875714d94aeb5032de404721000", "type": "message", "role": "assistant", "status": "incomplete", "content": [{"type": "output_text", "text": "\ufffd\ufffdSjDhH\ufffdC\u028c6\u0002\ufffdG\ufffd", "annotations": [], "logprobs": []}]}');
INSERT INTO public.response_items VALUES ('resp_088fee1ab53949b998004f7fdfb42ef9', 0, false, 'msg_3339e55efdd34372bfb743cf78709bbd', '{"id": "msg_3339e55efdd34372bfb743cf78709bbd", "type": "message", "role": "user", "status": "completed", "content": [{"type": "input_text", "text": "In it"}]}');
INSERT INTO public.response_items VALUES ('resp_088fee1ab53949b998004f7fdfb42ef9', 1, true, 'msg_088fee1ab53949b998004f7fdfb42ef900', '{"id": "msg_088fee1ab53949b998004f7fdfb42ef900", "type": "message", "role": "assistant", "status": "incomplete", "content": [{"type": "output_text", "text": "\ufffd^\ufffd/uh\ufffd \ufffd\u001f\ufffd&\ufffd\u0016\ufffd\ufffd", "annotations": [], "logprobs": []}]}');
INSERT INTO public.response_items VALUES ('resp_42e02a7bab0340afa866e601c4fec51d', 0, false, 'msg_abadf1518c214d61b969149c4094dea3', '{"id": "msg_abadf1518c214d61b969149c4094dea3", "type": "message", "role": "user", "status": "completed", "content": [{"type": "input_text", "text": "Interrupted"}]}');
INSERT INTO public.responses VALUES ('resp_5acee8a662dd4ec88bedf622a3187c33', 'default', 'incomplete', 1795903659, NULL, '{"model": "toy", "instructions": null, "store": true, "max_output_tokens": 16, "max_tool_calls": null, "metadata": {}, "parallel_tool_calls": true, "tools": [], "tool_choice": "auto", "text": {"format": {"type": "text"}, "verbosity": "medium"}, "temperature": 1.0, "top_p": 1.0, "presence_penalty": 0.0, "frequency_penalty": 0.0, "top_logprobs": 0, "truncation": "disabled", "prompt_cache_key": null, "prompt_cache_options": null, "prompt_cache_retention": null, "safety_identifier": null, "service_tier": "default", "user": null}', false, 'ow_fa243f4af9ac48b29163f16eb71cfaa3', 0, 'd125bdfe477a04efa9737062101bd8ae', NULL, 'resp_5acee8a662dd4ec88bedf622a3187c33', NULL, NULL, NULL, '[22, 16, 6, null]', NULL, 'max_output_tokens', true, '[[0, 1, 0], [0, 1, 0], [0, 1, 0], [0, 1, 0], [0, 1, 0], [0, 1, 0], [0, 1, 0], [0, 1, 0], [0, 1, 0], [0, 1, 0], [0, 1, 0], [0, 2, 0], [0, 1, 0]]', false);
INSERT INTO public.responses VALUES ('resp_fdb71cb5f2824da0aa749d6c601ee75f', 'default', 'incomplete', 1795903660, NULL, '{"model": "toy", "instructions": null, "store": true, "max_output_tokens": 16, "max_tool_calls": null, "metadata": {}, "parallel_tool_calls": true, "tools": [], "tool_choice": "auto", "text": {"format": {"type": "text"}, "verbosity": "medium"}, "temperature": 1.0, "top_p": 1.0, "presence_penalty": 0.0, "frequency_penalty": 0.0, "top_logprobs": 0, "truncation": "disabled", "prompt_cache_key": null, "prompt_cache_options": null, "prompt_cache_retention": null, "safety_identifier": null, "service_tier": "default", "user": null}', false, 'ow_fa243f4af9ac48b29163f16eb71cfaa3', 0, 'd125bdfe477a04efa9737062101bd8ae', NULL, 'resp_5acee8a662dd4ec88bedf622a3187c33', 'resp_5acee8a662dd4ec88bedf622a3187c33', NULL, NULL, '[62, 16, 37, null]', NULL, 'max_output_tokens', true, '[[0, 1, 0], [0, 1, 0], [0, 1, 0], [0, 1, 0], [0, 1, 0], [0, 1, 0], [0, 1, 0], [0, 1, 0], [0, 2, 0], [0, 1, 0], [0, 1, 0]]', false);
INSERT INTO public.responses VALUES ('resp_476ffaeec531434a80a0ec1519c98883', 'default', 'incomplete', 1795903660, NULL, '{"model": "toy", "instructions": null, "store": true, "max_output_tokens": 16, "max_tool_calls": null, "metadata": {}, "parallel_tool_calls": true, "tools": [], "tool_choice": "auto", "text": {"format": {"type": "text"}, "verbosity": "medium"}, "temperature": 1.0, "top_p": 1.0, "presence_penalty": 0.0, "frequency_penalty": 0.0, "top_logprobs": 0, "truncation": "disabled", "prompt_cache_key": null, "prompt_cache_options": null, "prompt_cache_retention": null, "safety_identifier": null, "service_tier": "default", "user": null}', true, 'ow_fa243f4af9ac48b29163f16eb71cfaa3', 0, 'd125bdfe477a04efa9737062101bd8ae', NULL, 'resp_476ffaeec531434a80a0ec1519c98883', NULL, NULL, NULL, '[24, 16, 6, null]', NULL, 'max_output_tokens', true, '[[0, 1, 0], [0, 1, 0], [0, 1, 0], [0, 1, 0], [0, 2, 0], [0, 1, 0], [0, 1, 0], [0, 1, 0], [0, 1, 0], [0, 1, 0], [0, 1, 0]]', false);
INSERT INTO public.responses VALUES ('resp_082f711875714d94aeb5032de4047210', 'default', 'incomplete', 1795903660, NULL, '{"model": "toy", "instructions": null, "store": true, "max_output_tokens": 16, "max_tool_calls": null, "metadata": {}, "parallel_tool_calls": true, "tools": [], "tool_choice": "auto", "text": {"format": {"type": "text"}, "verbosity": "medium"}, "temperature": 1.0, "top_p": 1.0, "presence_penalty": 0.0, "frequency_penalty": 0.0, "top_logprobs": 0, "truncation": "disabled", "prompt_cache_key": null, "prompt_cache_options": null, "prompt_cache_retention": null, "safety_identifier": null, "service_tier": "default", "user": null}', false, 'ow_fa243f4af9ac48b29163f16eb71cfaa3', 0, 'd125bdfe477a04efa9737062101bd8ae', NULL, 'resp_2b240f1011d14b3ea9b1ffef702b2141', 'resp_2b240f1011d14b3ea9b1ffef702b2141', NULL, NULL, '[70, 16, 38, null]', NULL, 'max_output_tokens', true, '[[0, 1, 0], [0, 2, 0], [0, 1, 0], [0, 1, 0], [0, 1, 0], [0, 1, 0], [0, 1, 0], [0, 1, 0], [0, 1, 0], [0, 1, 0], [0, 1, 0], [0, 2, 0], [0, 1, 0]]', false);
INSERT INTO public.responses VALUES ('resp_2b240f1011d14b3ea9b1ffef702b2141', 'default', 'incomplete', 1795903660, NULL, '{"model": "toy", "instructions": null, "store": true, "max_output_tokens": 16, "max_tool_calls": null, "metadata": {}, "parallel_tool_calls": true, "tools": [], "tool_choice": "auto", "text": {"format": {"type": "text"}, "verbosity": "medium"}, "temperature": 1.0, "top_p": 1.0, "presence_penalty": 0.0, "frequency_penalty": 0.0, "top_logprobs": 0, "truncation": "disabled", "prompt_cache_key": null, "prompt_cache_options": null, "prompt_cache_retention": null, "safety_identifier": null, "service_tier": "default", "user": null}', false, 'ow_fa243f4af9ac48b29163f16eb71cfaa3', 0, 'd125bdfe477a04efa9737062101bd8ae', NULL, 'resp_2b240f1011d14b3ea9b1ffef702b2141', NULL, NULL, NULL, '[23, 16, 8, null]', NULL, 'max_output_tokens', true, '[[0, 1, 0], [0, 1, 0], [0, 1, 0], [0, 2, 0], [0, 1, 0], [0, 2, 0], [0, 1, 0], [0, 1, 0], [0, 1, 0], [0, 1, 0], [0, 2, 0]]', true);
INSERT INTO public.responses VALUES ('resp_088fee1ab53949b998004f7fdfb42ef9', 'default', 'incomplete', 1795903660, NULL, '{"model": "toy", "instructions": null, "store": true, "max_output_tokens": 16, "max_tool_calls": null, "metadata": {}, "parallel_tool_calls": true, "tools": [], "tool_choice": "auto", "text": {"format": {"type": "text"}, "verbosity": "medium"}, "temperature": 1.0, "top_p": 1.0, "presence_penalty": 0.0, "frequency_penalty": 0.0, "top_logprobs": 0, "truncation": "disabled", "prompt_cache_key": null, "prompt_cache_options": null, "prompt_cache_retention": null, "safety_identifier": null, "service_tier": "default", "user": null}', false, 'ow_fa243f4af9ac48b29163f16eb71cfaa3', 0, 'd125bdfe477a04efa9737062101bd8ae', NULL, 'conv_077f0fc4c27142a8b35a0e76be331bba', NULL, 'conv_077f0fc4c27142a8b35a0e76be331bba', 1, '[38, 16, 6, null]', NULL, 'max_output_tokens', true, '[[0, 1, 0], [0, 1, 0], [0, 2, 0], [0, 1, 0], [0, 1, 0], [0, 1, 0], [0, 1, 0], [0, 1, 0], [0, 1, 0], [0, 1, 0], [0, 1, 0], [0, 1, 0], [0, 1, 0], [0, 1, 0], [0, 1, 0]]', false);
INSERT INTO public.responses VALUES ('resp_42e02a7bab0340afa866e601c4fec51d', 'default', 'in_progress', 1795903660, NULL, '{"model": "toy", "instructions": null, "store": true, "max_output_tokens": 600, "max_tool_calls": null, "metadata": {}, "parallel_tool_calls": true, "tools": [], "tool_choice": "auto", "text": {"format": {"type": "text"}, "verbosity": "medium"}, "temperature": 1.0, "top_p": 1.0, "presence_penalty": 0.0, "frequency_penalty": 0.0, "top_logprobs": 0, "truncation": "disabled", "prompt_cache_key": null, "prompt_cache_options": null, "prompt_cache_retention": null, "safety_identifier": null, "service_tier": "default", "user": null}', true, 'ow_fa243f4af9ac48b29163f16eb71cfaa3', 0, 'd125bdfe477a04efa9737062101bd8ae', NULL, 'resp_42e02a7bab0340afa866e601c4fec51d', NULL, NULL, NULL, NULL, NULL, NULL, true, NULL, false);
INSERT INTO public.run_tokens VALUES ('resp_088fee1ab53949b998004f7fdfb42ef9', 0, 0, '\xfe0000003d000000ad0000000e00000054000000470000005f000000dc000000f2000000db0000007200000005000000fd000000d2000000f9000000ee000000', NULL, 6, 'length', NULL);
INSERT INTO public.run_tokens VALUES ('resp_42e02a7bab0340afa866e601c4fec51d', 0, 0, '\xb3000000', NULL, 6, NULL, NULL);
INSERT INTO public.run_tokens VALUES ('resp_42e02a7bab0340afa866e601c4fec51d', 0, 1, '\x21000000', NULL, NULL, NULL, NULL);
INSERT INTO public.run_tokens VALUES ('resp_42e02a7bab0340afa866e601c4fec51d', 0, 2, '\x34000000', NULL, NULL, NULL, NULL);
INSERT INTO public.run_tokens VALUES ('resp_42e02a7bab0340afa866e601c4fec51d', 0, 3, '\xda000000', NULL, NULL, NULL, NULL);
INSERT INTO public.run_tokens VALUES ('resp_42e02a7bab0340afa866e601c4fec51d', 0, 4, '\x76000000', NULL, NULL, NULL, NULL);
INSERT INTO public.run_tokens VALUES ('resp_42e02a7bab0340afa866e601c4fec51d', 0, 5, '\x6a000000', NULL, NULL, NULL, NULL);
INSERT INTO public.run_tokens VALUES ('resp_42e02a7bab0340afa866e601c4fec51d', 0, 6, '\x24000000', NULL, NULL, NULL, NULL);
INSERT INTO public.run_tokens VALUES ('resp_42e02a7bab0340afa866e601c4fec51d', 0, 7, '\x4a000000', NULL, NULL, NULL, NULL);
INSERT INTO public.run_tokens VALUES ('resp_42e02a7bab0340afa866e601c4fec51d', 0, 8, '\x28000000', NULL, NULL, NULL, NULL);
INSERT INTO public.run_tokens VALUES ('resp_42e02a7bab0340afa866e601c4fec51d', 0, 9, '\x2d000000', NULL, NULL, NULL, NULL);
INSERT INTO public.run_tokens VALUES ('resp_42e02a7bab0340afa866e601c4fec51d', 0, 10, '\x22000000', NULL, NULL, NULL, NULL);
INSERT INTO public.run_tokens VALUES ('resp_42e02a7bab0340afa866e601c4fec51d', 0, 11, '\x86000000', NULL, NULL, NULL, NULL);
INSERT INTO public.run_tokens VALUES ('resp_42e02a7bab0340afa866e601c4fec51d', 0, 12, '\x45000000', NULL, NULL, NULL, NULL);
INSERT INTO public.run_tokens VALUES ('resp_42e02a7bab0340afa866e601c4fec51d', 0, 13, '\xbf000000', NULL, NULL, NULL, NULL);
INSERT INTO public.run_tokens VALUES ('resp_42e02a7bab0340afa866e601c4fec51d', 0, 14, '\x2a000000', NULL, NULL, NULL, NULL);
INSERT INTO public.run_tokens VALUES ('resp_42e02a7bab0340afa866e601c4fec51d', 0, 15, '\x77000000', NULL, NULL, NULL, NULL);
INSERT INTO public.run_tokens VALUES ('resp_42e02a7bab0340afa866e601c4fec51d', 0, 16, '\x9d000000', NULL, NULL, NULL, NULL);
INSERT INTO public.run_tokens VALUES ('resp_42e02a7bab0340afa866e601c4fec51d', 0, 17, '\x1d000000', NULL, NULL, NULL, NULL);
INSERT INTO public.run_tokens VALUES ('resp_42e02a7bab0340afa866e601c4fec51d', 0, 18, '\x7a000000', NULL, NULL, NULL, NULL);
INSERT INTO public.run_tokens VALUES ('resp_42e02a7bab0340afa866e601c4fec51d', 0, 19, '\x90000000', NULL, NULL, NULL, NULL);
INSERT INTO public.run_tokens VALUES ('resp_42e02a7bab0340afa866e601c4fec51d', 0, 20, '\x5d000000', NULL, NULL, NULL, NULL);
INSERT INTO public.run_tokens VALUES ('resp_42e02a7bab0340afa866e601c4fec51d', 0, 21, '\xaf000000', NULL, NULL, NULL, NULL);
INSERT INTO public.run_tokens VALUES ('resp_42e02a7bab0340afa866e601c4fec51d', 0, 22, '\xd4000000', NULL, NULL, NULL, NULL);
INSERT INTO public.run_tokens VALUES ('resp_42e02a7bab0340afa866e601c4fec51d', 0, 23, '\x34000000', NULL, NULL, NULL, NULL);
INSERT INTO public.run_tokens VALUES ('resp_42e02a7bab0340afa866e601c4fec51d', 0, 24, '\x0d000000', NULL, NULL, NULL, NULL);
INSERT INTO public.run_tokens VALUES ('resp_42e02a7bab0340afa866e601c4fec51d', 0, 25, '\xd3000000', NULL, NULL, NULL, NULL);
INSERT INTO public.run_tokens VALUES ('resp_42e02a7bab0340afa866e601c4fec51d', 0, 26, '\x7c000000', NULL, NULL, NULL, NULL);
INSERT INTO public.run_tokens VALUES ('resp_42e02a7bab0340afa866e601c4fec51d', 0, 27, '\xbe000000', NULL, NULL, NULL, NULL);
INSERT INTO public.run_tokens VALUES ('resp_42e02a7bab0340afa866e601c4fec51d', 0, 28, '\x4b000000', NULL, NULL, NULL, NULL);
INSERT INTO public.run_tokens VALUES ('resp_42e02a7bab0340afa866e601c4fec51d', 0, 29, '\x61000000', NULL, NULL, NULL, NULL);
INSERT INTO public.run_tokens VALUES ('resp_42e02a7bab0340afa866e601c4fec51d', 0, 30, '\xdb000000', NULL, NULL, NULL, NULL);
INSERT INTO public.run_tokens VALUES ('resp_42e02a7bab0340afa866e601c4fec51d', 0, 31, '\x72000000', NULL, NULL, NULL, NULL);
INSERT INTO public.run_tokens VALUES ('resp_42e02a7bab0340afa866e601c4fec51d', 0, 32, '\xbb000000', NULL, NULL, NULL, NULL);
INSERT INTO public.run_tokens VALUES ('resp_42e02a7bab0340afa866e601c4fec51d', 0, 33, '\x39000000', NULL, NULL, NULL, NULL);
INSERT INTO public.run_tokens VALUES ('resp_42e02a7bab0340afa866e601c4fec51d', 0, 34, '\x53000000', NULL, NULL, NULL, NULL);
INSERT INTO public.run_tokens VALUES ('resp_42e02a7bab0340afa866e601c4fec51d', 0, 35, '\x23000000', NULL, NULL, NULL, NULL);
INSERT INTO public.run_tokens VALUES ('resp_42e02a7bab0340afa866e601c4fec51d', 0, 36, '\x0f000000', NULL, NULL, NULL, NULL);
INSERT INTO public.run_tokens VALUES ('resp_42e02a7bab0340afa866e601c4fec51d', 0, 37, '\xf4000000', NULL, NULL, NULL, NULL);
INSERT INTO public.run_tokens VALUES ('resp_42e02a7bab0340afa866e601c4fec51d', 0, 38, '\x03000000', NULL, NULL, NULL, NULL);
INSERT INTO public.run_tokens VALUES ('resp_42e02a7bab0340afa866e601c4fec51d', 0, 39, '\xd5000000', NULL, NULL, NULL, NULL);
INSERT INTO public.run_tokens VALUES ('resp_42e02a7bab0340afa866e601c4fec51d', 0, 40, '\x64000000', NULL, NULL, NULL, NULL);
INSERT INTO public.run_tokens VALUES ('resp_42e02a7bab0340afa866e601c4fec51d', 0, 41, '\xcf000000', NULL, NULL, NULL, NULL);
INSERT INTO public.run_tokens VALUES ('resp_42e02a7bab0340afa866e601c4fec51d', 0, 42, '\x5a000000', NULL, NULL, NULL, NULL);
INSERT INTO public.run_tokens VALUES ('resp_42e02a7bab0340afa866e601c4fec51d', 0, 43, '\xc0000000', NULL, NULL, NULL, NULL);
INSERT INTO public.run_tokens VALUES ('resp_5acee8a662dd4ec88bedf622a3187c33', 0, 0, '\x3c0000009500000061000000c300000055000000320000009b000000f8000000b1000000e60000004d0000001f00000030000000af0000000100000026000000', NULL, 6, 'length', NULL);
INSERT INTO public.run_tokens VALUES ('resp_42e02a7bab0340afa866e601c4fec51d', 0, 44, '\x96000000', NULL, NULL, NULL, NULL);
INSERT INTO public.run_tokens VALUES ('resp_42e02a7bab0340afa866e601c4fec51d', 0, 45, '\x0a000000', NULL, NULL, NULL, NULL);
INSERT INTO public.run_tokens VALUES ('resp_42e02a7bab0340afa866e601c4fec51d', 0, 46, '\xf9000000', NULL, NULL, NULL, NULL);
INSERT INTO public.run_tokens VALUES ('resp_42e02a7bab0340afa866e601c4fec51d', 0, 47, '\x00010000', NULL, NULL, NULL, NULL);
INSERT INTO public.run_tokens VALUES ('resp_42e02a7bab0340afa866e601c4fec51d', 0, 48, '\x1c000000', NULL, NULL, NULL, NULL);
INSERT INTO public.run_tokens VALUES ('resp_42e02a7bab0340afa866e601c4fec51d', 0, 49, '\xa5000000', NULL, NULL, NULL, NULL);
INSERT INTO public.run_tokens VALUES ('resp_42e02a7bab0340afa866e601c4fec51d', 0, 50, '\x9e000000', NULL, NULL, NULL, NULL);
INSERT INTO public.run_tokens VALUES ('resp_42e02a7bab0340afa866e601c4fec51d', 0, 51, '\x06000000', NULL, NULL, NULL, NULL);
INSERT INTO public.run_tokens VALUES ('resp_42e02a7bab0340afa866e601c4fec51d', 0, 52, '\xf1000000', NULL, NULL, NULL, NULL);
INSERT INTO public.run_tokens VALUES ('resp_42e02a7bab0340afa866e601c4fec51d', 0, 53, '\x29000000', NULL, NULL, NULL, NULL);
INSERT INTO public.run_tokens VALUES ('resp_42e02a7bab0340afa866e601c4fec51d', 0, 54, '\x79000000', NULL, NULL, NULL, NULL);
INSERT INTO public.run_tokens VALUES ('resp_42e02a7bab0340afa866e601c4fec51d', 0, 55, '\x31000000', NULL, NULL, NULL, NULL);
INSERT INTO public.run_tokens VALUES ('resp_42e02a7bab0340afa866e601c4fec51d', 0, 56, '\x77000000', NULL, NULL, NULL, NULL);
INSERT INTO public.run_tokens VALUES ('resp_42e02a7bab0340afa866e601c4fec51d', 0, 57, '\x71000000', NULL, NULL, NULL, NULL);
INSERT INTO public.run_tokens VALUES ('resp_42e02a7bab0340afa866e601c4fec51d', 0, 58, '\xda000000', NULL, NULL, NULL, NULL);
INSERT INTO public.run_tokens VALUES ('resp_42e02a7bab0340afa866e601c4fec51d', 0, 59, '\xc1000000', NULL, NULL, NULL, NULL);
INSERT INTO public.run_tokens VALUES ('resp_fdb71cb5f2824da0aa749d6c601ee75f', 0, 0, '\xcc000000710000005a000000ec0000000e000000b0000000e700000071000000ff000000ec00000081000000df0000009700000050000000ce0000000b000000', NULL, 37, 'length', NULL);
INSERT INTO public.run_tokens VALUES ('resp_42e02a7bab0340afa866e601c4fec51d', 0, 60, '\xd6000000', NULL, NULL, NULL, NULL);
INSERT INTO public.run_tokens VALUES ('resp_42e02a7bab0340afa866e601c4fec51d', 0, 61, '\x00000000', NULL, NULL, NULL, NULL);
INSERT INTO public.run_tokens VALUES ('resp_42e02a7bab0340afa866e601c4fec51d', 0, 62, '\x01000000', NULL, NULL, NULL, NULL);
INSERT INTO public.run_tokens VALUES ('resp_42e02a7bab0340afa866e601c4fec51d', 0, 63, '\x60000000', NULL, NULL, NULL, NULL);
INSERT INTO public.run_tokens VALUES ('resp_42e02a7bab0340afa866e601c4fec51d', 0, 64, '\x38000000', NULL, NULL, NULL, NULL);
INSERT INTO public.run_tokens VALUES ('resp_42e02a7bab0340afa866e601c4fec51d', 0, 65, '\xc4000000', NULL, NULL, NULL, NULL);
INSERT INTO public.run_tokens VALUES ('resp_42e02a7bab0340afa866e601c4fec51d', 0, 66, '\x6a000000', NULL, NULL, NULL, NULL);
INSERT INTO public.run_tokens VALUES ('resp_476ffaeec531434a80a0ec1519c98883', 0, 0, '\xb1000000c9000000f7000000b700000080000000d9000000fd00000044000000af000000fb000000ed000000f70000004f00000096000000980000007b000000', NULL, 6, 'length', NULL);
INSERT INTO public.run_tokens VALUES ('resp_2b240f1011d14b3ea9b1ffef702b2141', 0, 0, '\x2d00000056000000a7000000690000005e00000091000000c500000097000000b00000006b0000000f000000080000001d00000026000000940000004e000000', NULL, 8, 'length', NULL);
INSERT INTO public.run_tokens VALUES ('resp_082f711875714d94aeb5032de4047210', 0, 0, '\xb2000000840000003200000049000000230000004700000027000000b80000002200000086000000ea00000015000000be000000a500000026000000a0000000', NULL, 38, 'length', NULL);
INSERT INTO public.runs VALUES ('resp_5acee8a662dd4ec88bedf622a3187c33', 'se_c9e843b2c1e34f69bb34b4c60cd8468d', 'completed', true, 'ow_fa243f4af9ac48b29163f16eb71cfaa3', 1, 0, 0, 'br_7e667c85adf540b2bdc67c1ac287d36d', 10, 1, 1, '\xc600000000010000400000005200000052000000480000005200000053000000400000004d00000053000000c6000000', '\xc417841e4e0c29ee46f62d41850734b8', '\x77f869597a023dff8787e0ba9225f3a3', '{"request_id": "resp_5acee8a662dd4ec88bedf622a3187c33", "model": "toy", "tenant": "default", "input": {"messages": [], "add_generation_prompt": true, "continue_final_message": false, "tools": null}, "sampling": {"max_tokens": 16, "min_tokens": 0, "temperature": 1.0, "top_k": 0, "top_p": 1.0, "min_p": 0.0, "repetition_penalty": 1.0, "presence_penalty": 0.0, "frequency_penalty": 0.0, "logit_bias": [], "seed": null, "stop": [], "stop_token_ids": [], "include_stop_str_in_output": false, "ignore_eos": false, "logprobs": null, "prompt_logprobs": null}, "n": 1, "echo": false, "session_id": "resp_5acee8a662dd4ec88bedf622a3187c33", "run_id": "resp_5acee8a662dd4ec88bedf622a3187c33", "is_recorded": true, "grammar": null}', 8192, 'd125bdfe477a04efa9737062101bd8ae', 'toy', false, '{"request_id": "resp_5acee8a662dd4ec88bedf622a3187c33", "created": 1795903659, "num_prompt_tokens": 22, "seed": 3290962223343494216, "system_fingerprint": "fp_6fbc7cfef75f", "session": {"session_id": "resp_5acee8a662dd4ec88bedf622a3187c33", "num_matched_messages": 0, "num_matched_tokens": 0, "forked": false}}', '{"usage": {"num_prompt_tokens": 22, "num_completion_tokens": 16, "num_cached_tokens": 6, "cold": null}, "num_computed_tokens": 16, "prompt_logprobs": null}', NULL);
INSERT INTO public.runs VALUES ('resp_fdb71cb5f2824da0aa749d6c601ee75f', 'se_c9e843b2c1e34f69bb34b4c60cd8468d', 'completed', true, 'ow_fa243f4af9ac48b29163f16eb71cfaa3', 1, 0, 0, 'br_7e667c85adf540b2bdc67c1ac287d36d', 50, 3, 2, '\xc600000000010000400000005200000052000000480000005200000053000000400000004d00000053000000c6000000', '\xc417841e4e0c29ee46f62d41850734b8', '\xac0cf18cc730cd09aa8afdfa1daad459', '{"request_id": "resp_fdb71cb5f2824da0aa749d6c601ee75f", "model": "toy", "tenant": "default", "input": {"messages": [], "add_generation_prompt": true, "continue_final_message": false, "tools": null}, "sampling": {"max_tokens": 16, "min_tokens": 0, "temperature": 1.0, "top_k": 0, "top_p": 1.0, "min_p": 0.0, "repetition_penalty": 1.0, "presence_penalty": 0.0, "frequency_penalty": 0.0, "logit_bias": [], "seed": null, "stop": [], "stop_token_ids": [], "include_stop_str_in_output": false, "ignore_eos": false, "logprobs": null, "prompt_logprobs": null}, "n": 1, "echo": false, "session_id": "resp_5acee8a662dd4ec88bedf622a3187c33", "run_id": "resp_fdb71cb5f2824da0aa749d6c601ee75f", "is_recorded": true, "grammar": null}', 8192, 'd125bdfe477a04efa9737062101bd8ae', 'toy', false, '{"request_id": "resp_fdb71cb5f2824da0aa749d6c601ee75f", "created": 1795903660, "num_prompt_tokens": 62, "seed": 5074335965764528235, "system_fingerprint": "fp_6fbc7cfef75f", "session": {"session_id": "resp_5acee8a662dd4ec88bedf622a3187c33", "num_matched_messages": 2, "num_matched_tokens": 38, "forked": false}}', '{"usage": {"num_prompt_tokens": 62, "num_completion_tokens": 16, "num_cached_tokens": 37, "cold": null}, "num_computed_tokens": 25, "prompt_logprobs": null}', NULL);
INSERT INTO public.runs VALUES ('resp_476ffaeec531434a80a0ec1519c98883', 'se_c29c81837d474b48afe9ff641320b6f5', 'completed', true, 'ow_fa243f4af9ac48b29163f16eb71cfaa3', 1, 0, 0, 'br_1b572f8a8fe24565a8476dfa611f5586', 12, 1, 1, '\xc600000000010000400000005200000052000000480000005200000053000000400000004d00000053000000c6000000', '\xc417841e4e0c29ee46f62d41850734b8', '\x1d0a5c99b8ef5ef81592c6af4098d929', '{"request_id": "resp_476ffaeec531434a80a0ec1519c98883", "model": "toy", "tenant": "default", "input": {"messages": [], "add_generation_prompt": true, "continue_final_message": false, "tools": null}, "sampling": {"max_tokens": 16, "min_tokens": 0, "temperature": 1.0, "top_k": 0, "top_p": 1.0, "min_p": 0.0, "repetition_penalty": 1.0, "presence_penalty": 0.0, "frequency_penalty": 0.0, "logit_bias": [], "seed": null, "stop": [], "stop_token_ids": [], "include_stop_str_in_output": false, "ignore_eos": false, "logprobs": null, "prompt_logprobs": null}, "n": 1, "echo": false, "session_id": "resp_476ffaeec531434a80a0ec1519c98883", "run_id": "resp_476ffaeec531434a80a0ec1519c98883", "is_recorded": true, "grammar": null}', 8192, 'd125bdfe477a04efa9737062101bd8ae', 'toy', false, '{"request_id": "resp_476ffaeec531434a80a0ec1519c98883", "created": 1795903660, "num_prompt_tokens": 24, "seed": 8924789570839581361, "system_fingerprint": "fp_6fbc7cfef75f", "session": {"session_id": "resp_476ffaeec531434a80a0ec1519c98883", "num_matched_messages": 0, "num_matched_tokens": 0, "forked": false}}', '{"usage": {"num_prompt_tokens": 24, "num_completion_tokens": 16, "num_cached_tokens": 6, "cold": null}, "num_computed_tokens": 18, "prompt_logprobs": null}', NULL);
INSERT INTO public.runs VALUES ('resp_2b240f1011d14b3ea9b1ffef702b2141', 'se_23f3054ec6d24a0d8a1128c360a0086f', 'completed', true, 'ow_fa243f4af9ac48b29163f16eb71cfaa3', 1, 0, 0, 'br_059fcf33b92749d8ba3beff85a50a79c', 11, 1, 1, '\xc600000000010000400000005200000052000000480000005200000053000000400000004d00000053000000c6000000', '\xc417841e4e0c29ee46f62d41850734b8', '\xae110851c9dd3fab3ff687bfd2d40a26', '{"request_id": "resp_2b240f1011d14b3ea9b1ffef702b2141", "model": "toy", "tenant": "default", "input": {"messages": [], "add_generation_prompt": true, "continue_final_message": false, "tools": null}, "sampling": {"max_tokens": 16, "min_tokens": 0, "temperature": 1.0, "top_k": 0, "top_p": 1.0, "min_p": 0.0, "repetition_penalty": 1.0, "presence_penalty": 0.0, "frequency_penalty": 0.0, "logit_bias": [], "seed": null, "stop": [], "stop_token_ids": [], "include_stop_str_in_output": false, "ignore_eos": false, "logprobs": null, "prompt_logprobs": null}, "n": 1, "echo": false, "session_id": "resp_2b240f1011d14b3ea9b1ffef702b2141", "run_id": "resp_2b240f1011d14b3ea9b1ffef702b2141", "is_recorded": true, "grammar": null}', 8192, 'd125bdfe477a04efa9737062101bd8ae', 'toy', false, '{"request_id": "resp_2b240f1011d14b3ea9b1ffef702b2141", "created": 1795903660, "num_prompt_tokens": 23, "seed": 2906958934889056395, "system_fingerprint": "fp_6fbc7cfef75f", "session": {"session_id": "resp_2b240f1011d14b3ea9b1ffef702b2141", "num_matched_messages": 0, "num_matched_tokens": 0, "forked": false}}', '{"usage": {"num_prompt_tokens": 23, "num_completion_tokens": 16, "num_cached_tokens": 8, "cold": null}, "num_computed_tokens": 15, "prompt_logprobs": null}', NULL);
INSERT INTO public.runs VALUES ('resp_082f711875714d94aeb5032de4047210', 'se_23f3054ec6d24a0d8a1128c360a0086f', 'completed', true, 'ow_fa243f4af9ac48b29163f16eb71cfaa3', 1, 0, 0, 'br_059fcf33b92749d8ba3beff85a50a79c', 58, 3, 2, '\xc600000000010000400000005200000052000000480000005200000053000000400000004d00000053000000c6000000', '\xc417841e4e0c29ee46f62d41850734b8', '\x4b41b98f7a6e58aa9d2f02f8457cbb0b', '{"request_id": "resp_082f711875714d94aeb5032de4047210", "model": "toy", "tenant": "default", "input": {"messages": [], "add_generation_prompt": true, "continue_final_message": false, "tools": null}, "sampling": {"max_tokens": 16, "min_tokens": 0, "temperature": 1.0, "top_k": 0, "top_p": 1.0, "min_p": 0.0, "repetition_penalty": 1.0, "presence_penalty": 0.0, "frequency_penalty": 0.0, "logit_bias": [], "seed": null, "stop": [], "stop_token_ids": [], "include_stop_str_in_output": false, "ignore_eos": false, "logprobs": null, "prompt_logprobs": null}, "n": 1, "echo": false, "session_id": "resp_2b240f1011d14b3ea9b1ffef702b2141", "run_id": "resp_082f711875714d94aeb5032de4047210", "is_recorded": true, "grammar": null}', 8192, 'd125bdfe477a04efa9737062101bd8ae', 'toy', false, '{"request_id": "resp_082f711875714d94aeb5032de4047210", "created": 1795903660, "num_prompt_tokens": 70, "seed": 5855358297859325569, "system_fingerprint": "fp_6fbc7cfef75f", "session": {"session_id": "resp_2b240f1011d14b3ea9b1ffef702b2141", "num_matched_messages": 2, "num_matched_tokens": 39, "forked": false}}', '{"usage": {"num_prompt_tokens": 70, "num_completion_tokens": 16, "num_cached_tokens": 38, "cold": null}, "num_computed_tokens": 32, "prompt_logprobs": null}', NULL);
INSERT INTO public.runs VALUES ('resp_088fee1ab53949b998004f7fdfb42ef9', 'se_eb065ed3457f4d7a894d480fe194b23c', 'completed', true, 'ow_fa243f4af9ac48b29163f16eb71cfaa3', 1, 0, 0, 'br_2060a7fdc1db4554a3d2c5eba0a88c0e', 26, 2, 1, '\xc600000000010000400000005200000052000000480000005200000053000000400000004d00000053000000c6000000', '\xc417841e4e0c29ee46f62d41850734b8', '\xaf0aa6929370b3955c4a20872a5103cf', '{"request_id": "resp_088fee1ab53949b998004f7fdfb42ef9", "model": "toy", "tenant": "default", "input": {"messages": [], "add_generation_prompt": true, "continue_final_message": false, "tools": null}, "sampling": {"max_tokens": 16, "min_tokens": 0, "temperature": 1.0, "top_k": 0, "top_p": 1.0, "min_p": 0.0, "repetition_penalty": 1.0, "presence_penalty": 0.0, "frequency_penalty": 0.0, "logit_bias": [], "seed": null, "stop": [], "stop_token_ids": [], "include_stop_str_in_output": false, "ignore_eos": false, "logprobs": null, "prompt_logprobs": null}, "n": 1, "echo": false, "session_id": "conv_077f0fc4c27142a8b35a0e76be331bba", "run_id": "resp_088fee1ab53949b998004f7fdfb42ef9", "is_recorded": true, "grammar": null}', 8192, 'd125bdfe477a04efa9737062101bd8ae', 'toy', false, '{"request_id": "resp_088fee1ab53949b998004f7fdfb42ef9", "created": 1795903660, "num_prompt_tokens": 38, "seed": 7795464682865031445, "system_fingerprint": "fp_6fbc7cfef75f", "session": {"session_id": "conv_077f0fc4c27142a8b35a0e76be331bba", "num_matched_messages": 0, "num_matched_tokens": 0, "forked": false}}', '{"usage": {"num_prompt_tokens": 38, "num_completion_tokens": 16, "num_cached_tokens": 6, "cold": null}, "num_computed_tokens": 32, "prompt_logprobs": null}', NULL);
INSERT INTO public.runs VALUES ('resp_42e02a7bab0340afa866e601c4fec51d', 'se_c76f65cb2aec4df3904a05f156cbfc54', 'in_progress', true, 'ow_fa243f4af9ac48b29163f16eb71cfaa3', 1, 0, 0, 'br_d6de8e15eb414f7c927f435063b18074', 18, 1, 1, '\xc600000000010000400000005200000052000000480000005200000053000000400000004d00000053000000c6000000', '\xc417841e4e0c29ee46f62d41850734b8', '\x833cd06a3feef156551e2d3bfe0ab85b', '{"request_id": "resp_42e02a7bab0340afa866e601c4fec51d", "model": "toy", "tenant": "default", "input": {"messages": [], "add_generation_prompt": true, "continue_final_message": false, "tools": null}, "sampling": {"max_tokens": 600, "min_tokens": 0, "temperature": 1.0, "top_k": 0, "top_p": 1.0, "min_p": 0.0, "repetition_penalty": 1.0, "presence_penalty": 0.0, "frequency_penalty": 0.0, "logit_bias": [], "seed": null, "stop": [], "stop_token_ids": [], "include_stop_str_in_output": false, "ignore_eos": false, "logprobs": null, "prompt_logprobs": null}, "n": 1, "echo": false, "session_id": "resp_42e02a7bab0340afa866e601c4fec51d", "run_id": "resp_42e02a7bab0340afa866e601c4fec51d", "is_recorded": true, "grammar": null}', 8192, 'd125bdfe477a04efa9737062101bd8ae', 'toy', false, '{"request_id": "resp_42e02a7bab0340afa866e601c4fec51d", "created": 1795903660, "num_prompt_tokens": 30, "seed": 8933157285404252201, "system_fingerprint": "fp_6fbc7cfef75f", "session": {"session_id": "resp_42e02a7bab0340afa866e601c4fec51d", "num_matched_messages": 0, "num_matched_tokens": 0, "forked": false}}', NULL, NULL);
INSERT INTO public.sessions VALUES ('se_99c0d4df91f2444eb25425add6196d14', 'default', 'talk', 1795903659.0255764, 1795903659.6035054, 4, 'br_9bd473d53a874471981527017074f65e');
INSERT INTO public.sessions VALUES ('se_21441a338755425491939b15b19fc180', 'default', 'text', 1795903659.6118028, 1795903659.6792548, 2, 'br_71c65ee41db4441484511ec5df83506d');
INSERT INTO public.sessions VALUES ('se_194d48877dd74b80bafba497fe7d24eb', 'default', 'ids', 1795903659.686776, 1795903659.7058825, 1, 'br_fb282667729f4eef85c512a97bd4170b');
INSERT INTO public.sessions VALUES ('se_c9e843b2c1e34f69bb34b4c60cd8468d', 'default', 'resp_5acee8a662dd4ec88bedf622a3187c33', 1795903659.729146, 1795903660.0687814, 2, 'br_7e667c85adf540b2bdc67c1ac287d36d');
INSERT INTO public.sessions VALUES ('se_c29c81837d474b48afe9ff641320b6f5', 'default', 'resp_476ffaeec531434a80a0ec1519c98883', 1795903660.0927567, 1795903660.133356, 1, 'br_1b572f8a8fe24565a8476dfa611f5586');
INSERT INTO public.sessions VALUES ('se_23f3054ec6d24a0d8a1128c360a0086f', 'default', 'resp_2b240f1011d14b3ea9b1ffef702b2141', 1795903660.1721356, 1795903660.287047, 2, 'br_059fcf33b92749d8ba3beff85a50a79c');
INSERT INTO public.sessions VALUES ('se_eb065ed3457f4d7a894d480fe194b23c', 'default', 'conv_077f0fc4c27142a8b35a0e76be331bba', 1795903660.336916, 1795903660.386666, 1, 'br_2060a7fdc1db4554a3d2c5eba0a88c0e');
INSERT INTO public.sessions VALUES ('se_c76f65cb2aec4df3904a05f156cbfc54', 'default', 'resp_42e02a7bab0340afa866e601c4fec51d', 1795903660.409963, 1795903660.4159641, 1, 'br_d6de8e15eb414f7c927f435063b18074');
INSERT INTO public.spans VALUES ('br_ee6219c5549a44b8a988cd4f19f16cbb', 0, 'it_4b2448d0aafe4c8da5968db179911197', 'user', '\x0001000054000000520000004400000051000000c6000000260000004e0000004e00000043000000dc0000004c0000004e000000510000004d000000480000004d0000004600000001010000', 'rendered', NULL, NULL, 'd125bdfe477a04efa9737062101bd8ae', 'toy');
INSERT INTO public.spans VALUES ('br_ee6219c5549a44b8a988cd4f19f16cbb', 19, 'it_e393e8e79b1448598c9a72d821d0f88c', 'assistant', '\xc600000000010000400000005200000052000000480000005200000053000000400000004d00000053000000c6000000', 'rendered', NULL, NULL, 'd125bdfe477a04efa9737062101bd8ae', 'toy');
INSERT INTO public.spans VALUES ('br_ee6219c5549a44b8a988cd4f19f16cbb', 31, 'it_e393e8e79b1448598c9a72d821d0f88c', 'assistant', '\x890000007b0000002a000000aa000000a30000004b000000', 'sampled', '1', 0, 'd125bdfe477a04efa9737062101bd8ae', 'toy');
INSERT INTO public.spans VALUES ('br_ee6219c5549a44b8a988cd4f19f16cbb', 37, 'it_02522d8ffd414b39920274ded3839896', 'user', '\x01010000c60000000001000054000000520000004400000051000000c6000000200000004d00000043000000dc0000005300000047000000440000004d0000001e00000001010000', 'rendered', NULL, NULL, 'd125bdfe477a04efa9737062101bd8ae', 'toy');
INSERT INTO public.spans VALUES ('br_ee6219c5549a44b8a988cd4f19f16cbb', 55, 'it_0e528cc2800143f6bee1e53aee4a4a00', 'assistant', '\xc600000000010000400000005200000052000000480000005200000053000000400000004d00000053000000c6000000', 'rendered', NULL, NULL, 'd125bdfe477a04efa9737062101bd8ae', 'toy');
INSERT INTO public.spans VALUES ('br_ee6219c5549a44b8a988cd4f19f16cbb', 67, 'it_0e528cc2800143f6bee1e53aee4a4a00', 'assistant', '\x9f0000005f000000ae000000b90000006d000000bc000000', 'sampled', '1', 0, 'd125bdfe477a04efa9737062101bd8ae', 'toy');
INSERT INTO public.spans VALUES ('br_ee6219c5549a44b8a988cd4f19f16cbb', 73, 'it_486966e5c3744d979a5aaa9f93c8e0d4', 'user', '\x01010000c60000000001000054000000520000004400000051000000c60000003600000047000000580000001e00000001010000', 'rendered', NULL, NULL, 'd125bdfe477a04efa9737062101bd8ae', 'toy');
INSERT INTO public.spans VALUES ('br_ee6219c5549a44b8a988cd4f19f16cbb', 86, 'it_75d322965a7943129b57fd6eea07e2dd', 'assistant', '\xc600000000010000400000005200000052000000480000005200000053000000400000004d00000053000000c6000000', 'rendered', NULL, NULL, 'd125bdfe477a04efa9737062101bd8ae', 'toy');
INSERT INTO public.spans VALUES ('br_ee6219c5549a44b8a988cd4f19f16cbb', 98, 'it_75d322965a7943129b57fd6eea07e2dd', 'assistant', '\x9400000026000000d5000000e9000000a9000000e3000000', 'sampled', '2', 0, 'd125bdfe477a04efa9737062101bd8ae', 'toy');
INSERT INTO public.spans VALUES ('br_5c3f53a156c84f0bbdf7411ae4179ef5', 86, 'it_22a7e66638514ffb9bcd8c94d04689a7', 'assistant', '\xc600000000010000400000005200000052000000480000005200000053000000400000004d00000053000000c6000000', 'rendered', NULL, NULL, 'd125bdfe477a04efa9737062101bd8ae', 'toy');
INSERT INTO public.spans VALUES ('br_5c3f53a156c84f0bbdf7411ae4179ef5', 98, 'it_22a7e66638514ffb9bcd8c94d04689a7', 'assistant', '\x940000002a0000005f000000740000001c0000003f000000', 'sampled', '2', 1, 'd125bdfe477a04efa9737062101bd8ae', 'toy');
INSERT INTO public.spans VALUES ('br_9bd473d53a874471981527017074f65e', 0, 'it_fb8eaecd68b548b29ddfd0c731eae6f3', 'user', '\x0001000054000000520000004400000051000000c6000000260000004e0000004e00000043000000dc0000004400000055000000440000004d000000480000004d0000004600000001010000', 'rendered', NULL, NULL, 'd125bdfe477a04efa9737062101bd8ae', 'toy');
INSERT INTO public.spans VALUES ('br_9bd473d53a874471981527017074f65e', 19, 'it_0dc3d560353646df944ec7069d4ef1bf', 'assistant', '\xc600000000010000400000005200000052000000480000005200000053000000400000004d00000053000000c6000000', 'rendered', NULL, NULL, 'd125bdfe477a04efa9737062101bd8ae', 'toy');
INSERT INTO public.spans VALUES ('br_9bd473d53a874471981527017074f65e', 31, 'it_0dc3d560353646df944ec7069d4ef1bf', 'assistant', '\xd800000081000000f3000000dc000000950000004c000000', 'sampled', '3', 0, 'd125bdfe477a04efa9737062101bd8ae', 'toy');
INSERT INTO public.spans VALUES ('br_71c65ee41db4441484511ec5df83506d', 0, 'it_b1fd0dcd534c492991cdaae55dd47b7a', 'prompt', '\x2e0000004d0000004200000044000000dc000000540000004f0000004e0000004d000000dc00000040000000dc00000053000000480000004c00000044000000', 'rendered', NULL, NULL, 'd125bdfe477a04efa9737062101bd8ae', 'toy');
INSERT INTO public.spans VALUES ('br_71c65ee41db4441484511ec5df83506d', 16, 'it_8ed3d672535d43ec8c5e34f9a6016e46', 'completion', '\x210000004e000000bb00000078000000b9000000', 'sampled', '4', 0, 'd125bdfe477a04efa9737062101bd8ae', 'toy');
INSERT INTO public.spans VALUES ('br_71c65ee41db4441484511ec5df83506d', 21, 'it_997f31051dfc418a84d175b13cfa8e86', 'prompt', '\xdc000000400000004d00000043000000', 'rendered', NULL, NULL, 'd125bdfe477a04efa9737062101bd8ae', 'toy');
INSERT INTO public.spans VALUES ('br_71c65ee41db4441484511ec5df83506d', 25, 'it_601cdf481617428e8957878584ce0011', 'completion', '\xb70000001800000099000000', 'sampled', '5', 0, 'd125bdfe477a04efa9737062101bd8ae', 'toy');
INSERT INTO public.spans VALUES ('br_fb282667729f4eef85c512a97bd4170b', 0, 'it_e0c480867343431bbdd939b4c009fc67', 'prompt', '\x740000006f0000006b000000650000006e00000073000000', 'rendered', NULL, NULL, 'd125bdfe477a04efa9737062101bd8ae', 'toy');
INSERT INTO public.spans VALUES ('br_fb282667729f4eef85c512a97bd4170b', 6, 'it_350e58982be7476eb6f0beb831c03ba6', 'completion', '\xf70000009a0000005f000000ac00000050000000', 'sampled', '6', 0, 'd125bdfe477a04efa9737062101bd8ae', 'toy');
INSERT INTO public.spans VALUES ('br_7e667c85adf540b2bdc67c1ac287d36d', 0, 'it_f69dfc1191a8468bbec10cd8ec0c2ed7', 'user', '\x0001000054000000520000004400000051000000c60000002e0000004d0000004400000001010000', 'rendered', NULL, NULL, 'd125bdfe477a04efa9737062101bd8ae', 'toy');
INSERT INTO public.spans VALUES ('br_7e667c85adf540b2bdc67c1ac287d36d', 10, 'it_23eb1463657f48fe93c0f7cc8d6721c0', 'assistant', '\xc600000000010000400000005200000052000000480000005200000053000000400000004d00000053000000c6000000', 'rendered', NULL, NULL, 'd125bdfe477a04efa9737062101bd8ae', 'toy');
INSERT INTO public.spans VALUES ('br_7e667c85adf540b2bdc67c1ac287d36d', 22, 'it_23eb1463657f48fe93c0f7cc8d6721c0', 'assistant', '\x3c0000009500000061000000c300000055000000320000009b000000f8000000b1000000e60000004d0000001f00000030000000af0000000100000026000000', 'sampled', '3290962223343494216', 0, 'd125bdfe477a04efa9737062101bd8ae', 'toy');
INSERT INTO public.spans VALUES ('br_7e667c85adf540b2bdc67c1ac287d36d', 38, 'it_28895a3057a64ebb850bc953379270ed', 'user', '\x01010000c60000000001000054000000520000004400000051000000c600000033000000560000004e00000001010000', 'rendered', NULL, NULL, 'd125bdfe477a04efa9737062101bd8ae', 'toy');
INSERT INTO public.spans VALUES ('br_7e667c85adf540b2bdc67c1ac287d36d', 50, 'it_5245fe413ea44fd299a88911fc119b23', 'assistant', '\xc600000000010000400000005200000052000000480000005200000053000000400000004d00000053000000c6000000', 'rendered', NULL, NULL, 'd125bdfe477a04efa9737062101bd8ae', 'toy');
INSERT INTO public.spans VALUES ('br_7e667c85adf540b2bdc67c1ac287d36d', 62, 'it_5245fe413ea44fd299a88911fc119b23', 'assistant', '\xcc000000710000005a000000ec0000000e000000b0000000e700000071000000ff000000ec00000081000000df0000009700000050000000ce0000000b000000', 'sampled', '5074335965764528235', 0, 'd125bdfe477a04efa9737062101bd8ae', 'toy');
INSERT INTO public.spans VALUES ('br_1b572f8a8fe24565a8476dfa611f5586', 0, 'it_5ee03f0172154fbba2a79c3d69d440d2', 'user', '\x0001000054000000520000004400000051000000c60000002b0000004000000053000000440000005100000001010000', 'rendered', NULL, NULL, 'd125bdfe477a04efa9737062101bd8ae', 'toy');
INSERT INTO public.spans VALUES ('br_1b572f8a8fe24565a8476dfa611f5586', 12, 'it_8a317e255a8d442583459b208f93626c', 'assistant', '\xc600000000010000400000005200000052000000480000005200000053000000400000004d00000053000000c6000000', 'rendered', NULL, NULL, 'd125bdfe477a04efa9737062101bd8ae', 'toy');
INSERT INTO public.spans VALUES ('br_1b572f8a8fe24565a8476dfa611f5586', 24, 'it_8a317e255a8d442583459b208f93626c', 'assistant', '\xb1000000c9000000f7000000b700000080000000d9000000fd00000044000000af000000fb000000ed000000f70000004f00000096000000980000007b000000', 'sampled', '8924789570839581361', 0, 'd125bdfe477a04efa9737062101bd8ae', 'toy');
INSERT INTO public.spans VALUES ('br_059fcf33b92749d8ba3beff85a50a79c', 0, 'it_f8c45bee23d2489a929cfe71c7513bc0', 'user', '\x0001000054000000520000004400000051000000c6000000260000004e0000004d0000004400000001010000', 'rendered', NULL, NULL, 'd125bdfe477a04efa9737062101bd8ae', 'toy');
INSERT INTO public.spans VALUES ('br_059fcf33b92749d8ba3beff85a50a79c', 11, 'it_1441f4edce0e4185897836986cf70ba2', 'assistant', '\xc600000000010000400000005200000052000000480000005200000053000000400000004d00000053000000c6000000', 'rendered', NULL, NULL, 'd125bdfe477a04efa9737062101bd8ae', 'toy');
INSERT INTO public.spans VALUES ('br_059fcf33b92749d8ba3beff85a50a79c', 23, 'it_1441f4edce0e4185897836986cf70ba2', 'assistant', '\x2d00000056000000a7000000690000005e00000091000000c500000097000000b00000006b0000000f000000080000001d00000026000000940000004e000000', 'sampled', '2906958934889056395', 0, 'd125bdfe477a04efa9737062101bd8ae', 'toy');
INSERT INTO public.spans VALUES ('br_059fcf33b92749d8ba3beff85a50a79c', 39, 'it_c417943db6ba406fa47303db118e3227', 'user', '\x01010000c60000000001000054000000520000004400000051000000c60000003200000053000000480000004b0000004b000000dc0000004700000044000000510000004400000001010000', 'rendered', NULL, NULL, 'd125bdfe477a04efa9737062101bd8ae', 'toy');
INSERT INTO public.spans VALUES ('br_059fcf33b92749d8ba3beff85a50a79c', 58, 'it_db1ef7abbb21410b8ac11f9f78b4c15f', 'assistant', '\xc600000000010000400000005200000052000000480000005200000053000000400000004d00000053000000c6000000', 'rendered', NULL, NULL, 'd125bdfe477a04efa9737062101bd8ae', 'toy');
INSERT INTO public.spans VALUES ('br_059fcf33b92749d8ba3beff85a50a79c', 70, 'it_db1ef7abbb21410b8ac11f9f78b4c15f', 'assistant', '\xb2000000840000003200000049000000230000004700000027000000b80000002200000086000000ea00000015000000be000000a500000026000000a0000000', 'sampled', '5855358297859325569', 0, 'd125bdfe477a04efa9737062101bd8ae', 'toy');
INSERT INTO public.spans VALUES ('br_2060a7fdc1db4554a3d2c5eba0a88c0e', 0, 'it_61d6957487e6432581cf4670cef60174', 'user', '\x0001000054000000520000004400000051000000c60000002100000044000000450000004e000000510000004400000001010000', 'rendered', NULL, NULL, 'd125bdfe477a04efa9737062101bd8ae', 'toy');
INSERT INTO public.spans VALUES ('br_2060a7fdc1db4554a3d2c5eba0a88c0e', 13, 'it_0ea2accdc7c04ab791e31a4e15b5e5d2', 'user', '\xc60000000001000054000000520000004400000051000000c6000000280000004d000000dc000000480000005300000001010000', 'rendered', NULL, NULL, 'd125bdfe477a04efa9737062101bd8ae', 'toy');
INSERT INTO public.spans VALUES ('br_2060a7fdc1db4554a3d2c5eba0a88c0e', 26, 'it_bdb1189f63b244b7930ae485e1ea9187', 'assistant', '\xc600000000010000400000005200000052000000480000005200000053000000400000004d00000053000000c6000000', 'rendered', NULL, NULL, 'd125bdfe477a04efa9737062101bd8ae', 'toy');
INSERT INTO public.spans VALUES ('br_2060a7fdc1db4554a3d2c5eba0a88c0e', 38, 'it_bdb1189f63b244b7930ae485e1ea9187', 'assistant', '\xfe0000003d000000ad0000000e00000054000000470000005f000000dc000000f2000000db0000007200000005000000fd000000d2000000f9000000ee000000', 'sampled', '7795464682865031445', 0, 'd125bdfe477a04efa9737062101bd8ae', 'toy');
INSERT INTO public.spans VALUES ('br_d6de8e15eb414f7c927f435063b18074', 0, 'it_6f73d5250b9d4b099a95d3925f10be4d', 'user', '\x0001000054000000520000004400000051000000c6000000280000004d00000053000000440000005100000051000000540000004f00000053000000440000004300000001010000', 'rendered', NULL, NULL, 'd125bdfe477a04efa9737062101bd8ae', 'toy');
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
ALTER TABLE ONLY public.run_tokens
    ADD CONSTRAINT run_tokens_pkey PRIMARY KEY (run_id, choice_index, "position");
ALTER TABLE ONLY public.runs
    ADD CONSTRAINT runs_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.sessions
    ADD CONSTRAINT sessions_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.sessions
    ADD CONSTRAINT sessions_tenant_name_key UNIQUE (tenant, name);
ALTER TABLE ONLY public.spans
    ADD CONSTRAINT spans_pkey PRIMARY KEY (branch_id, seq);
CREATE INDEX branches_of_parent ON public.branches USING btree (parent_branch_id);
CREATE INDEX branches_of_session ON public.branches USING btree (session_id);
CREATE INDEX conversation_items_by_id ON public.conversation_items USING btree (item_id);
CREATE INDEX items_by_hash ON public.items USING btree (session_id, chain_hash);
CREATE INDEX items_by_text ON public.items USING btree (session_id, end_char);
CREATE INDEX response_items_by_id ON public.response_items USING btree (item_id);
CREATE INDEX responses_by_previous ON public.responses USING btree (previous_id);
CREATE INDEX responses_by_session ON public.responses USING btree (tenant, session_name);
CREATE INDEX responses_by_status ON public.responses USING btree (status);
CREATE INDEX runs_by_status ON public.runs USING btree (status);
CREATE INDEX runs_of_branch ON public.runs USING btree (branch_id);
CREATE INDEX runs_of_session ON public.runs USING btree (session_id);
CREATE INDEX sessions_by_use ON public.sessions USING btree (tenant, last_used_at);
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
ALTER TABLE ONLY public.run_tokens
    ADD CONSTRAINT run_tokens_run_id_fkey FOREIGN KEY (run_id) REFERENCES public.runs(id) ON DELETE CASCADE;
ALTER TABLE ONLY public.runs
    ADD CONSTRAINT runs_branch_id_fkey FOREIGN KEY (branch_id) REFERENCES public.branches(id) ON DELETE CASCADE;
ALTER TABLE ONLY public.runs
    ADD CONSTRAINT runs_session_id_fkey FOREIGN KEY (session_id) REFERENCES public.sessions(id) ON DELETE CASCADE;
ALTER TABLE ONLY public.spans
    ADD CONSTRAINT spans_branch_id_fkey FOREIGN KEY (branch_id) REFERENCES public.branches(id) ON DELETE CASCADE;
