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
    created_at double precision NOT NULL
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
    locked_by character varying
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
ALTER TABLE ONLY public.migrations ALTER COLUMN number SET DEFAULT nextval('public.migrations_number_seq'::regclass);
INSERT INTO public.branches VALUES ('br_60b432db809a4ec19157effd3132b675', 'se_ee47c14937db43a1993551819d5d784c', 'chat', NULL, 0, 0, 104, 6, 3, 1795903844.5546212);
INSERT INTO public.branches VALUES ('br_d552b5b127a248c7a3eaf995cac65bf2', 'se_ee47c14937db43a1993551819d5d784c', 'chat', 'br_60b432db809a4ec19157effd3132b675', 86, 5, 104, 6, 1, 1795903844.6673017);
INSERT INTO public.branches VALUES ('br_de753f82cf8a423e8ead4f8bea61fba4', 'se_ee47c14937db43a1993551819d5d784c', 'chat', NULL, 0, 0, 37, 2, 1, 1795903844.680364);
INSERT INTO public.branches VALUES ('br_f666c48f966c49eda9fa57df21d85dac', 'se_369d9b7f443e429792802079ce5dea26', 'text', NULL, 0, 0, 28, 4, 2, 1795903844.7088153);
INSERT INTO public.branches VALUES ('br_ad279fc246a845cc8006c670b27286fd', 'se_8a8bb6ec33fe4e4381861af52b9a1381', 'tokens', NULL, 0, 0, 11, 2, 1, 1795903844.767441);
INSERT INTO public.branches VALUES ('br_b4772bf3494c4c2e905751a2d573925d', 'se_d4e1ebd806554878b91b982c30266fe4', 'chat', NULL, 0, 0, 78, 4, 2, 1795903844.8450263);
INSERT INTO public.branches VALUES ('br_3b4d9a4a81c04f71b40d9ba7e88caf0d', 'se_8bdf79973efc4bfb80e0a4afa5ad180d', 'chat', NULL, 0, 0, 40, 2, 1, 1795903845.1802602);
INSERT INTO public.branches VALUES ('br_8ffe2179131d46a8b34667267e61c8d5', 'se_989956f544f14121863ead9c2014e12d', 'chat', NULL, 0, 0, 86, 4, 2, 1795903845.2742054);
INSERT INTO public.branches VALUES ('br_28f23fc2eeb143979f20558dc9396f42', 'se_251420b96101406eaff1d338bc9a3efd', 'chat', NULL, 0, 0, 54, 3, 1, 1795903845.509094);
INSERT INTO public.branches VALUES ('br_b661e1854f114ab997d9655808f79678', 'se_f350170c040a4d098dc608f24ab774c3', 'chat', NULL, 0, 0, 18, 1, 1, 1795903845.599709);
INSERT INTO public.conversation_items VALUES ('conv_946305353534479999ba3239c4d1776a', 0, 'msg_583e11fb800641a4bc3c75c1c865d35a', '{"id": "msg_583e11fb800641a4bc3c75c1c865d35a", "type": "message", "role": "user", "status": "completed", "content": [{"type": "input_text", "text": "Before"}]}');
INSERT INTO public.conversation_items VALUES ('conv_946305353534479999ba3239c4d1776a', 1, 'msg_c636f13a453b479f994fdd1f5269f87d', '{"id": "msg_c636f13a453b479f994fdd1f5269f87d", "type": "message", "role": "user", "status": "completed", "content": [{"type": "input_text", "text": "In it"}]}');
INSERT INTO public.conversation_items VALUES ('conv_946305353534479999ba3239c4d1776a', 2, 'msg_92350a7abed24ca7879df270ede5f6c200', '{"id": "msg_92350a7abed24ca7879df270ede5f6c200", "type": "message", "role": "assistant", "status": "incomplete", "content": [{"type": "output_text", "text": "\ufffdd\ufffd\ufffdh5\ufffd\r\u00a1\f\ufffdri\u0001\ufffd", "annotations": [], "logprobs": []}]}');
INSERT INTO public.conversations VALUES ('conv_946305353534479999ba3239c4d1776a', 'default', 1795903845, '{"topic": "migrations"}', 3, 2, NULL);
INSERT INTO public.items VALUES ('br_60b432db809a4ec19157effd3132b675', 0, 'it_449dff4801fb447580ad1465d9ae1cbe', 'se_ee47c14937db43a1993551819d5d784c', 'user', '{"role": "user", "content": "Good morning"}', '\x70222a0c842ba9f1e656f75a50d407d2', NULL, 0, 19, true, NULL, NULL, NULL, 1795903844.5656123);
INSERT INTO public.items VALUES ('br_60b432db809a4ec19157effd3132b675', 1, 'it_8420c568d87a4317bb4ef2d17455270d', 'se_ee47c14937db43a1993551819d5d784c', 'assistant', '{"role": "assistant", "content": "\u037fK\ufffd\ufffdl"}', '\xc55c94160f0b1cf06822d83ee66ef66f', NULL, 19, 37, true, 'length', NULL, NULL, 1795903844.5899017);
INSERT INTO public.items VALUES ('br_60b432db809a4ec19157effd3132b675', 2, 'it_7df560f7ffd648b09726df1916955d5f', 'se_ee47c14937db43a1993551819d5d784c', 'user', '{"role": "user", "content": "And then?"}', '\x3ef625fdc470a400c344f7d3f21af878', NULL, 37, 55, true, NULL, NULL, NULL, 1795903844.6167774);
INSERT INTO public.items VALUES ('br_60b432db809a4ec19157effd3132b675', 3, 'it_f790c64ebc4e4272bc94e3c9eb314baa', 'se_ee47c14937db43a1993551819d5d784c', 'assistant', '{"role": "assistant", "content": "\ufffd\ufffd\ufffd\ufffd\u0000"}', '\xdbaf086743be6991bbaf1b187ee9d9a3', NULL, 55, 73, true, 'length', NULL, NULL, 1795903844.6301622);
INSERT INTO public.items VALUES ('br_60b432db809a4ec19157effd3132b675', 4, 'it_0ff5d91b34aa4fc4bec0e4b34c6e75d8', 'se_ee47c14937db43a1993551819d5d784c', 'user', '{"role": "user", "content": "Why?"}', '\xbe36cd1ac2e281f7ba99b5e044218a73', NULL, 73, 86, true, NULL, NULL, NULL, 1795903844.6522877);
INSERT INTO public.items VALUES ('br_60b432db809a4ec19157effd3132b675', 5, 'it_f222f7690c5a41869407938e0ba68f09', 'se_ee47c14937db43a1993551819d5d784c', 'assistant', '{"role": "assistant", "content": "\ufffdG\u0019\ufffd\ufffd"}', '\x270422d94c2fcf86821aee76c1fe1411', NULL, 86, 104, true, 'length', NULL, NULL, 1795903844.666639);
INSERT INTO public.items VALUES ('br_d552b5b127a248c7a3eaf995cac65bf2', 5, 'it_8594446e54d5448c83dbe6102f6f1030', 'se_ee47c14937db43a1993551819d5d784c', 'assistant', '{"role": "assistant", "content": "\ufffdK\ufffd\ufffd=`"}', '\x33462b95eacc296d55006d0eaa57521c', NULL, 86, 104, true, 'length', NULL, NULL, 1795903844.667982);
INSERT INTO public.items VALUES ('br_de753f82cf8a423e8ead4f8bea61fba4', 0, 'it_687148e0bfc74e97b46da1c212b86446', 'se_ee47c14937db43a1993551819d5d784c', 'user', '{"role": "user", "content": "Good evening"}', '\xa0fc891d406bacc5ef327501c56c6b42', NULL, 0, 19, true, NULL, NULL, NULL, 1795903844.681349);
INSERT INTO public.items VALUES ('br_de753f82cf8a423e8ead4f8bea61fba4', 1, 'it_6d16479bb68a4418b79bdebdb3e0801e', 'se_ee47c14937db43a1993551819d5d784c', 'assistant', '{"role": "assistant", "content": "\u001c\u0155 \ufffdm"}', '\xc2fc5bc856b25d0122edc4155d210c58', NULL, 19, 37, true, 'length', NULL, NULL, 1795903844.6905005);
INSERT INTO public.items VALUES ('br_f666c48f966c49eda9fa57df21d85dac', 0, 'it_23af81e72dc6463f9a996d573dbb12e1', 'se_369d9b7f443e429792802079ce5dea26', 'prompt', '"Once upon a time"', '\xcf25218127a2bd1df7b6d9215a761c83', 16, 0, 16, true, NULL, NULL, NULL, 1795903844.70996);
INSERT INTO public.items VALUES ('br_f666c48f966c49eda9fa57df21d85dac', 1, 'it_8d8df83e8c644ad3b8b8d068a2c587a8', 'se_369d9b7f443e429792802079ce5dea26', 'completion', '"Bo\ufffd\ufffd\ufffd"', '\x19cdeb4dd634ed65a6bf4702623fe794', 21, 16, 21, true, 'length', NULL, NULL, 1795903844.719219);
INSERT INTO public.items VALUES ('br_f666c48f966c49eda9fa57df21d85dac', 2, 'it_f98ef78e82a54d0882bad85cb3de9fa5', 'se_369d9b7f443e429792802079ce5dea26', 'prompt', '" and"', '\x4bed1c3fbacc6315204c6e186cdb0eae', 25, 21, 25, true, NULL, NULL, NULL, 1795903844.7465317);
INSERT INTO public.items VALUES ('br_f666c48f966c49eda9fa57df21d85dac', 3, 'it_1cd7c185ed28414d810c7b44285fd50f', 'se_369d9b7f443e429792802079ce5dea26', 'completion', '"\ufffd9\ufffd"', '\x96ae210949d5140a93592896500ba590', 28, 25, 28, true, 'stop', '"C"', '\x22000000', 1795903844.7554064);
INSERT INTO public.items VALUES ('br_ad279fc246a845cc8006c670b27286fd', 0, 'it_aa39458339b343d19172627354acb233', 'se_8a8bb6ec33fe4e4381861af52b9a1381', 'prompt', NULL, NULL, NULL, 0, 6, true, NULL, NULL, NULL, 1795903844.768348);
INSERT INTO public.items VALUES ('br_ad279fc246a845cc8006c670b27286fd', 1, 'it_647227dd64f2429d9316a3071b7e66ca', 'se_8a8bb6ec33fe4e4381861af52b9a1381', 'completion', '"\ufffd\u07a2\ufffdq"', NULL, NULL, 6, 11, true, 'length', NULL, NULL, 1795903844.7868938);
INSERT INTO public.items VALUES ('br_b4772bf3494c4c2e905751a2d573925d', 0, 'it_849cb4d220374b3f9a16545e85c31bed', 'se_d4e1ebd806554878b91b982c30266fe4', 'user', '{"role": "user", "content": "One"}', '\x77f869597a023dff8787e0ba9225f3a3', NULL, 0, 10, true, NULL, NULL, NULL, 1795903844.8502736);
INSERT INTO public.items VALUES ('br_b4772bf3494c4c2e905751a2d573925d', 1, 'it_8bd3e454a8b94f02bf0b61906fd679b2', 'se_d4e1ebd806554878b91b982c30266fe4', 'assistant', '{"role": "assistant", "content": "`\u001b\b\ufffd\ufffd\b\ufffd\ufffdh\u000b}6\u001eq\ufffd\ufffd"}', '\x9e5f09adf6b43a08aacb00961ad45c92', NULL, 10, 38, true, 'length', NULL, NULL, 1795903844.9038994);
INSERT INTO public.items VALUES ('br_b4772bf3494c4c2e905751a2d573925d', 2, 'it_86259e5e7d424a3c8bfc5ff80cb35382', 'se_d4e1ebd806554878b91b982c30266fe4', 'user', '{"role": "user", "content": "Two"}', '\x1fb7e761844fd093781789ebc4296096', NULL, 38, 50, true, NULL, NULL, NULL, 1795903845.1058972);
INSERT INTO public.items VALUES ('br_b4772bf3494c4c2e905751a2d573925d', 3, 'it_f19fa23a91f04044b14baca2511543d3', 'se_d4e1ebd806554878b91b982c30266fe4', 'assistant', '{"role": "assistant", "content": "\ufffd\ufffd\ufffd1F\u00006\ufffdb7So\ufffd+\ufffdl"}', '\x930247a71c86845c38b214be49e00f7c', NULL, 50, 78, true, 'length', NULL, NULL, 1795903845.1416337);
INSERT INTO public.items VALUES ('br_3b4d9a4a81c04f71b40d9ba7e88caf0d', 0, 'it_994d18240dc14d348dfdc23eff03f847', 'se_8bdf79973efc4bfb80e0a4afa5ad180d', 'user', '{"role": "user", "content": "Later"}', '\x1d0a5c99b8ef5ef81592c6af4098d929', NULL, 0, 12, true, NULL, NULL, NULL, 1795903845.1808724);
INSERT INTO public.items VALUES ('br_3b4d9a4a81c04f71b40d9ba7e88caf0d', 1, 'it_256ce4048c7844f6b12a3283931f8f4d', 'se_8bdf79973efc4bfb80e0a4afa5ad180d', 'assistant', '{"role": "assistant", "content": "\ufffd\u000fIv\ufffd\ufffdA\ufffd\ufffd\u001b6\ufffdF\ufffdq\ufffd"}', '\x426791e9e79bf4b4492fb37823655a28', NULL, 12, 40, true, 'length', NULL, NULL, 1795903845.2337267);
INSERT INTO public.items VALUES ('br_8ffe2179131d46a8b34667267e61c8d5', 0, 'it_153ccbe3d7b040f0873a0060587b5ec5', 'se_989956f544f14121863ead9c2014e12d', 'user', '{"role": "user", "content": "Gone"}', '\xae110851c9dd3fab3ff687bfd2d40a26', NULL, 0, 11, true, NULL, NULL, NULL, 1795903845.2752573);
INSERT INTO public.items VALUES ('br_8ffe2179131d46a8b34667267e61c8d5', 1, 'it_068a666020ba49c5abd6065943cb0c27', 'se_989956f544f14121863ead9c2014e12d', 'assistant', '{"role": "assistant", "content": "J\ufffd<\u0017\u0016\ufffd\ufffdj''\u000bD\u0001g%\ufffd\u0003"}', '\xed6937b300ebe56f4b7fa8d61e423446', NULL, 11, 39, true, 'length', NULL, NULL, 1795903845.324012);
INSERT INTO public.items VALUES ('br_8ffe2179131d46a8b34667267e61c8d5', 2, 'it_4905367009254067aa341fb09b9deefc', 'se_989956f544f14121863ead9c2014e12d', 'user', '{"role": "user", "content": "Still here"}', '\x426008dfe01c3a0141f66012fb2fdf59', NULL, 39, 58, true, NULL, NULL, NULL, 1795903845.3894591);
INSERT INTO public.items VALUES ('br_8ffe2179131d46a8b34667267e61c8d5', 3, 'it_85bc83fd65bb4a52a7ffb4c9a8109295', 'se_989956f544f14121863ead9c2014e12d', 'assistant', '{"role": "assistant", "content": "K\ufffd\ufffd\ufffd\ufffd\ufffdS0\ufffd\ufffd+O\u0006\ufffd\ufffdE"}', '\x9816eefd870a7c5178aa5b9a088358b9', NULL, 58, 86, true, 'length', NULL, NULL, 1795903845.426892);
INSERT INTO public.items VALUES ('br_28f23fc2eeb143979f20558dc9396f42', 0, 'it_34a32cdf0ab448c0b93360784b9add43', 'se_251420b96101406eaff1d338bc9a3efd', 'user', '{"role": "user", "content": "Before"}', '\x86f1ff03c95f3955b509a5f75b79e5ca', NULL, 0, 13, true, NULL, NULL, NULL, 1795903845.5146108);
INSERT INTO public.items VALUES ('br_28f23fc2eeb143979f20558dc9396f42', 1, 'it_08d3da9cf614417193228d95abc804ec', 'se_251420b96101406eaff1d338bc9a3efd', 'user', '{"role": "user", "content": "In it"}', '\xaf0aa6929370b3955c4a20872a5103cf', NULL, 13, 26, true, NULL, NULL, NULL, 1795903845.514636);
INSERT INTO public.items VALUES ('br_28f23fc2eeb143979f20558dc9396f42', 2, 'it_d437ac59a9244f3a881f6316bb6a84fe', 'se_251420b96101406eaff1d338bc9a3efd', 'assistant', '{"role": "assistant", "content": "\ufffdd\ufffd\ufffdh5\ufffd\r\u00a1\f\ufffdri\u0001\ufffd"}', '\xeba576d0c075675a074f77cfd13d787e', NULL, 26, 54, true, 'length', NULL, NULL, 1795903845.5634017);
INSERT INTO public.items VALUES ('br_b661e1854f114ab997d9655808f79678', 0, 'it_cf09c2705c444f279d5fdb996a39199c', 'se_f350170c040a4d098dc608f24ab774c3', 'user', '{"role": "user", "content": "Interrupted"}', '\x833cd06a3feef156551e2d3bfe0ab85b', NULL, 0, 18, true, NULL, NULL, NULL, 1795903845.600378);
INSERT INTO public.migrations VALUES (1, 'first_schema', 1795903843.8368053);
INSERT INTO public.migrations VALUES (2, 'responses_and_conversations', 1795903843.8420794);
INSERT INTO public.response_items VALUES ('resp_8e28de7bd1e1488e8d47b7e1e0278507', 0, false, 'msg_165ea5604f2f419daac645424897eaa3', '{"id": "msg_165ea5604f2f419daac645424897eaa3", "type": "message", "role": "user", "status": "completed", "content": [{"type": "input_text", "text": "One"}]}');
INSERT INTO public.response_items VALUES ('resp_8e28de7bd1e1488e8d47b7e1e0278507', 1, true, 'msg_8e28de7bd1e1488e8d47b7e1e027850700', '{"id": "msg_8e28de7bd1e1488e8d47b7e1e027850700", "type": "message", "role": "assistant", "status": "incomplete", "content": [{"type": "output_text", "text": "`\u001b\b\ufffd\ufffd\b\ufffd\ufffdh\u000b}6\u001eq\ufffd\ufffd", "annotations": [], "logprobs": []}]}');
INSERT INTO public.response_items VALUES ('resp_abcc7014d79845ea8b5c9340b57cb3bb', 0, false, 'msg_1939fc0ca1a0423da517f1cc5db0c387', '{"id": "msg_1939fc0ca1a0423da517f1cc5db0c387", "type": "message", "role": "user", "status": "completed", "content": [{"type": "input_text", "text": "Two"}]}');
INSERT INTO public.response_items VALUES ('resp_abcc7014d79845ea8b5c9340b57cb3bb', 1, true, 'msg_abcc7014d79845ea8b5c9340b57cb3bb00', '{"id": "msg_abcc7014d79845ea8b5c9340b57cb3bb00", "type": "message", "role": "assistant", "status": "incomplete", "content": [{"type": "output_text", "text": "\ufffd\ufffd\ufffd1F\u00006\ufffdb7So\ufffd+\ufffdl", "annotations": [], "logprobs": []}]}');
INSERT INTO public.response_items VALUES ('resp_2d70dd63d7794c4188a2df62d19c4b48', 0, false, 'msg_5199926eb839449dbd5d65620daa21ef', '{"id": "msg_5199926eb839449dbd5d65620daa21ef", "type": "message", "role": "user", "status": "completed", "content": [{"type": "input_text", "text": "Later"}]}');
INSERT INTO public.response_items VALUES ('resp_2d70dd63d7794c4188a2df62d19c4b48', 1, true, 'msg_2d70dd63d7794c4188a2df62d19c4b4800', '{"id": "msg_2d70dd63d7794c4188a2df62d19c4b4800", "type": "message", "role": "assistant", "status": "incomplete", "content": [{"type": "output_text", "text": "\ufffd\u000fIv\ufffd\ufffdA\ufffd\ufffd\u001b6\ufffdF\ufffdq\ufffd", "annotations": [], "logprobs": []}]}');
INSERT INTO public.response_items VALUES ('resp_b8cd17c826c44557ada5b68cd1bfb9b2', 0, false, 'msg_dd7ce7c2f98f40beb35d6d260f8c6287', '{"id": "msg_dd7ce7c2f98f40beb35d6d260f8c6287", "type": "message", "role": "user", "status": "completed", "content": [{"type": "input_text", "text": "Gone"}]}');
INSERT INTO public.response_items VALUES ('resp_b8cd17c826c44557ada5b68cd1bfb9b2', 1, true, 'msg_b8cd17c826c44557ada5b68cd1bfb9b200', '{"id": "msg_b8cd17c826c44557ada5b68cd1bfb9b200", "type": "message", "role": "assistant", "status": "incomplete", "content": [{"type": "output_text", "text": "J\ufffd<\u0017\u0016\ufffd\ufffdj''\u000bD\u0001g%\ufffd\u0003", "annotations": [], "logprobs": []}]}');
INSERT INTO public.response_items VALUES ('resp_ff695ea4edca47c8bb29e17ac5ded947', 0, false, 'msg_778e5a059abb41489eb2f50658c9d92a', '{"id": "msg_778e5a059abb41489eb2f50658c9d92a", "type": "message", "role": "user", "status": "completed", "content": [{"type": "input_text", "text": "Still here"}]}');
INSERT INTO public.response_items VALUES ('resp_ff695ea4edca47c8bb29e17ac5ded947', 1, true, 'msg_ff695ea4edca47c8bb29e17ac5ded94700', '{"id": "msg_ff695ea4edca47c8bb29e17ac5ded94700", "type": "message", "role": "assistant", "status": "incomplete", "content": [{"type": "output_text", "text": "K\ufffd\ufffd\ufffd\ufffd\ufffdS0\ufffd\ufffd+O\u0006\ufffd\ufffdE", "annotations": [], "logprobs": []}]}');
INSERT INTO public.response_items VALUES ('resp_92350a7abed24ca7879df270ede5f6c2', 0, false, 'msg_c636f13a453b479f994fdd1f5269f87d', '{"id": "msg_c636f13a453b479f994fdd1f5269f87d", "type": "message", "role": "user", "status": "completed", "content": [{"type": "input_text", "text": "In it"}]}');
INSERT INTO public.response_items VALUES ('resp_92350a7abed24ca7879df270ede5f6c2', 1, true, 'msg_92350a7abed24ca7879df270ede5f6c200', '{"id": "msg_92350a7abed24ca7879df270ede5f6c200", "type": "message", "role": "assistant", "status": "incomplete", "content": [{"type": "output_text", "text": "\ufffdd\ufffd\ufffdh5\ufffd\r\u00a1\f\ufffdri\u0001\ufffd", "annotations": [], "logprobs": []}]}');
INSERT INTO public.response_items VALUES ('resp_173b449979be403380583953874026fd', 0, false, 'msg_f0bd6125ffce4328bdc0dcf36213aa38', '{"id": "msg_f0bd6125ffce4328bdc0dcf36213aa38", "type": "message", "role": "user", "status": "completed", "content": [{"type": "input_text", "text": "Interrupted"}]}');
INSERT INTO public.responses VALUES ('resp_8e28de7bd1e1488e8d47b7e1e0278507', 'default', 'incomplete', 1795903844, NULL, '{"model": "toy", "instructions": null, "store": true, "max_output_tokens": 16, "max_tool_calls": null, "metadata": {}, "parallel_tool_calls": true, "tools": [], "tool_choice": "auto", "text": {"format": {"type": "text"}, "verbosity": "medium"}, "temperature": 1.0, "top_p": 1.0, "presence_penalty": 0.0, "frequency_penalty": 0.0, "top_logprobs": 0, "truncation": "disabled", "prompt_cache_key": null, "prompt_cache_options": null, "prompt_cache_retention": null, "safety_identifier": null, "service_tier": "default", "user": null}', false, 'resp_8e28de7bd1e1488e8d47b7e1e0278507', NULL, NULL, NULL, '[22, 16, 6]', NULL, 'max_output_tokens', true, '[[1, 0], [1, 0], [1, 0], [1, 0], [1, 0], [1, 0], [1, 0], [2, 0], [1, 0], [1, 0], [1, 0], [1, 0], [1, 0], [1, 0], [1, 0]]', false);
INSERT INTO public.responses VALUES ('resp_abcc7014d79845ea8b5c9340b57cb3bb', 'default', 'incomplete', 1795903845, NULL, '{"model": "toy", "instructions": null, "store": true, "max_output_tokens": 16, "max_tool_calls": null, "metadata": {}, "parallel_tool_calls": true, "tools": [], "tool_choice": "auto", "text": {"format": {"type": "text"}, "verbosity": "medium"}, "temperature": 1.0, "top_p": 1.0, "presence_penalty": 0.0, "frequency_penalty": 0.0, "top_logprobs": 0, "truncation": "disabled", "prompt_cache_key": null, "prompt_cache_options": null, "prompt_cache_retention": null, "safety_identifier": null, "service_tier": "default", "user": null}', false, 'resp_8e28de7bd1e1488e8d47b7e1e0278507', 'resp_8e28de7bd1e1488e8d47b7e1e0278507', NULL, NULL, '[62, 16, 37]', NULL, 'max_output_tokens', true, '[[1, 0], [1, 0], [2, 0], [1, 0], [1, 0], [1, 0], [2, 0], [1, 0], [1, 0], [1, 0], [2, 0], [1, 0], [1, 0]]', false);
INSERT INTO public.responses VALUES ('resp_2d70dd63d7794c4188a2df62d19c4b48', 'default', 'incomplete', 1795903845, NULL, '{"model": "toy", "instructions": null, "store": true, "max_output_tokens": 16, "max_tool_calls": null, "metadata": {}, "parallel_tool_calls": true, "tools": [], "tool_choice": "auto", "text": {"format": {"type": "text"}, "verbosity": "medium"}, "temperature": 1.0, "top_p": 1.0, "presence_penalty": 0.0, "frequency_penalty": 0.0, "top_logprobs": 0, "truncation": "disabled", "prompt_cache_key": null, "prompt_cache_options": null, "prompt_cache_retention": null, "safety_identifier": null, "service_tier": "default", "user": null}', true, 'resp_2d70dd63d7794c4188a2df62d19c4b48', NULL, NULL, NULL, '[24, 16, 6]', NULL, 'max_output_tokens', true, '[[1, 0], [1, 0], [1, 0], [1, 0], [1, 0], [2, 0], [1, 0], [1, 0], [1, 0], [1, 0], [1, 0], [1, 0], [1, 0], [1, 0], [1, 0]]', false);
INSERT INTO public.responses VALUES ('resp_b8cd17c826c44557ada5b68cd1bfb9b2', 'default', 'incomplete', 1795903845, NULL, '{"model": "toy", "instructions": null, "store": true, "max_output_tokens": 16, "max_tool_calls": null, "metadata": {}, "parallel_tool_calls": true, "tools": [], "tool_choice": "auto", "text": {"format": {"type": "text"}, "verbosity": "medium"}, "temperature": 1.0, "top_p": 1.0, "presence_penalty": 0.0, "frequency_penalty": 0.0, "top_logprobs": 0, "truncation": "disabled", "prompt_cache_key": null, "prompt_cache_options": null, "prompt_cache_retention": null, "safety_identifier": null, "service_tier": "default", "user": null}', false, 'resp_b8cd17c826c44557ada5b68cd1bfb9b2', NULL, NULL, NULL, '[23, 16, 8]', NULL, 'max_output_tokens', true, '[[1, 0], [1, 0], [1, 0], [1, 0], [1, 0], [1, 0], [2, 0], [1, 0], [1, 0], [1, 0], [1, 0], [1, 0], [1, 0], [2, 0]]', true);
INSERT INTO public.responses VALUES ('resp_ff695ea4edca47c8bb29e17ac5ded947', 'default', 'incomplete', 1795903845, NULL, '{"model": "toy", "instructions": null, "store": true, "max_output_tokens": 16, "max_tool_calls": null, "metadata": {}, "parallel_tool_calls": true, "tools": [], "tool_choice": "auto", "text": {"format": {"type": "text"}, "verbosity": "medium"}, "temperature": 1.0, "top_p": 1.0, "presence_penalty": 0.0, "frequency_penalty": 0.0, "top_logprobs": 0, "truncation": "disabled", "prompt_cache_key": null, "prompt_cache_options": null, "prompt_cache_retention": null, "safety_identifier": null, "service_tier": "default", "user": null}', false, 'resp_b8cd17c826c44557ada5b68cd1bfb9b2', 'resp_b8cd17c826c44557ada5b68cd1bfb9b2', NULL, NULL, '[70, 16, 38]', NULL, 'max_output_tokens', true, '[[1, 0], [2, 0], [1, 0], [1, 0], [1, 0], [1, 0], [1, 0], [1, 0], [2, 0], [1, 0], [1, 0], [1, 0], [2, 0]]', false);
INSERT INTO public.responses VALUES ('resp_92350a7abed24ca7879df270ede5f6c2', 'default', 'incomplete', 1795903845, NULL, '{"model": "toy", "instructions": null, "store": true, "max_output_tokens": 16, "max_tool_calls": null, "metadata": {}, "parallel_tool_calls": true, "tools": [], "tool_choice": "auto", "text": {"format": {"type": "text"}, "verbosity": "medium"}, "temperature": 1.0, "top_p": 1.0, "presence_penalty": 0.0, "frequency_penalty": 0.0, "top_logprobs": 0, "truncation": "disabled", "prompt_cache_key": null, "prompt_cache_options": null, "prompt_cache_retention": null, "safety_identifier": null, "service_tier": "default", "user": null}', false, 'conv_946305353534479999ba3239c4d1776a', NULL, 'conv_946305353534479999ba3239c4d1776a', 1, '[38, 16, 6]', NULL, 'max_output_tokens', true, '[[1, 0], [1, 0], [1, 0], [2, 0], [1, 0], [1, 0], [1, 0], [1, 0], [1, 0], [2, 0], [1, 0], [1, 0], [1, 0]]', false);
INSERT INTO public.responses VALUES ('resp_173b449979be403380583953874026fd', 'default', 'in_progress', 1795903845, NULL, '{"model": "toy", "instructions": null, "store": true, "max_output_tokens": 600, "max_tool_calls": null, "metadata": {}, "parallel_tool_calls": true, "tools": [], "tool_choice": "auto", "text": {"format": {"type": "text"}, "verbosity": "medium"}, "temperature": 1.0, "top_p": 1.0, "presence_penalty": 0.0, "frequency_penalty": 0.0, "top_logprobs": 0, "truncation": "disabled", "prompt_cache_key": null, "prompt_cache_options": null, "prompt_cache_retention": null, "safety_identifier": null, "service_tier": "default", "user": null}', true, 'resp_173b449979be403380583953874026fd', NULL, NULL, NULL, NULL, NULL, NULL, true, NULL, false);
INSERT INTO public.sessions VALUES ('se_ee47c14937db43a1993551819d5d784c', 'default', 'talk', 1795903844.5522993, 1795903844.6908057, 4, 'br_de753f82cf8a423e8ead4f8bea61fba4');
INSERT INTO public.sessions VALUES ('se_369d9b7f443e429792802079ce5dea26', 'default', 'text', 1795903844.7080202, 1795903844.7557929, 2, 'br_f666c48f966c49eda9fa57df21d85dac');
INSERT INTO public.sessions VALUES ('se_8a8bb6ec33fe4e4381861af52b9a1381', 'default', 'ids', 1795903844.7666557, 1795903844.7873483, 1, 'br_ad279fc246a845cc8006c670b27286fd');
INSERT INTO public.sessions VALUES ('se_d4e1ebd806554878b91b982c30266fe4', 'default', 'resp_8e28de7bd1e1488e8d47b7e1e0278507', 1795903844.8441944, 1795903845.1420362, 2, 'br_b4772bf3494c4c2e905751a2d573925d');
INSERT INTO public.sessions VALUES ('se_8bdf79973efc4bfb80e0a4afa5ad180d', 'default', 'resp_2d70dd63d7794c4188a2df62d19c4b48', 1795903845.179747, 1795903845.234124, 1, 'br_3b4d9a4a81c04f71b40d9ba7e88caf0d');
INSERT INTO public.sessions VALUES ('se_989956f544f14121863ead9c2014e12d', 'default', 'resp_b8cd17c826c44557ada5b68cd1bfb9b2', 1795903845.268716, 1795903845.4272268, 2, 'br_8ffe2179131d46a8b34667267e61c8d5');
INSERT INTO public.sessions VALUES ('se_251420b96101406eaff1d338bc9a3efd', 'default', 'conv_946305353534479999ba3239c4d1776a', 1795903845.508386, 1795903845.5638566, 1, 'br_28f23fc2eeb143979f20558dc9396f42');
INSERT INTO public.sessions VALUES ('se_f350170c040a4d098dc608f24ab774c3', 'default', 'resp_173b449979be403380583953874026fd', 1795903845.5991924, 1795903845.6006696, 1, 'br_b661e1854f114ab997d9655808f79678');
INSERT INTO public.spans VALUES ('br_60b432db809a4ec19157effd3132b675', 0, 'it_449dff4801fb447580ad1465d9ae1cbe', 'user', '\x0001000054000000520000004400000051000000c6000000260000004e0000004e00000043000000dc0000004c0000004e000000510000004d000000480000004d0000004600000001010000', 'rendered', NULL, NULL, 'd125bdfe477a04efa9737062101bd8ae', 'toy');
INSERT INTO public.spans VALUES ('br_60b432db809a4ec19157effd3132b675', 19, 'it_8420c568d87a4317bb4ef2d17455270d', 'assistant', '\xc600000000010000400000005200000052000000480000005200000053000000400000004d00000053000000c6000000', 'rendered', NULL, NULL, 'd125bdfe477a04efa9737062101bd8ae', 'toy');
INSERT INTO public.spans VALUES ('br_60b432db809a4ec19157effd3132b675', 31, 'it_8420c568d87a4317bb4ef2d17455270d', 'assistant', '\x890000007b0000002a000000aa000000a30000004b000000', 'sampled', '1', 0, 'd125bdfe477a04efa9737062101bd8ae', 'toy');
INSERT INTO public.spans VALUES ('br_60b432db809a4ec19157effd3132b675', 37, 'it_7df560f7ffd648b09726df1916955d5f', 'user', '\x01010000c60000000001000054000000520000004400000051000000c6000000200000004d00000043000000dc0000005300000047000000440000004d0000001e00000001010000', 'rendered', NULL, NULL, 'd125bdfe477a04efa9737062101bd8ae', 'toy');
INSERT INTO public.spans VALUES ('br_60b432db809a4ec19157effd3132b675', 55, 'it_f790c64ebc4e4272bc94e3c9eb314baa', 'assistant', '\xc600000000010000400000005200000052000000480000005200000053000000400000004d00000053000000c6000000', 'rendered', NULL, NULL, 'd125bdfe477a04efa9737062101bd8ae', 'toy');
INSERT INTO public.spans VALUES ('br_60b432db809a4ec19157effd3132b675', 67, 'it_f790c64ebc4e4272bc94e3c9eb314baa', 'assistant', '\x9f0000005f000000ae000000b90000006d000000bc000000', 'sampled', '1', 0, 'd125bdfe477a04efa9737062101bd8ae', 'toy');
INSERT INTO public.spans VALUES ('br_60b432db809a4ec19157effd3132b675', 73, 'it_0ff5d91b34aa4fc4bec0e4b34c6e75d8', 'user', '\x01010000c60000000001000054000000520000004400000051000000c60000003600000047000000580000001e00000001010000', 'rendered', NULL, NULL, 'd125bdfe477a04efa9737062101bd8ae', 'toy');
INSERT INTO public.spans VALUES ('br_60b432db809a4ec19157effd3132b675', 86, 'it_f222f7690c5a41869407938e0ba68f09', 'assistant', '\xc600000000010000400000005200000052000000480000005200000053000000400000004d00000053000000c6000000', 'rendered', NULL, NULL, 'd125bdfe477a04efa9737062101bd8ae', 'toy');
INSERT INTO public.spans VALUES ('br_60b432db809a4ec19157effd3132b675', 98, 'it_f222f7690c5a41869407938e0ba68f09', 'assistant', '\x9400000026000000d5000000e9000000a9000000e3000000', 'sampled', '2', 0, 'd125bdfe477a04efa9737062101bd8ae', 'toy');
INSERT INTO public.spans VALUES ('br_d552b5b127a248c7a3eaf995cac65bf2', 86, 'it_8594446e54d5448c83dbe6102f6f1030', 'assistant', '\xc600000000010000400000005200000052000000480000005200000053000000400000004d00000053000000c6000000', 'rendered', NULL, NULL, 'd125bdfe477a04efa9737062101bd8ae', 'toy');
INSERT INTO public.spans VALUES ('br_d552b5b127a248c7a3eaf995cac65bf2', 98, 'it_8594446e54d5448c83dbe6102f6f1030', 'assistant', '\x940000002a0000005f000000740000001c0000003f000000', 'sampled', '2', 1, 'd125bdfe477a04efa9737062101bd8ae', 'toy');
INSERT INTO public.spans VALUES ('br_de753f82cf8a423e8ead4f8bea61fba4', 0, 'it_687148e0bfc74e97b46da1c212b86446', 'user', '\x0001000054000000520000004400000051000000c6000000260000004e0000004e00000043000000dc0000004400000055000000440000004d000000480000004d0000004600000001010000', 'rendered', NULL, NULL, 'd125bdfe477a04efa9737062101bd8ae', 'toy');
INSERT INTO public.spans VALUES ('br_de753f82cf8a423e8ead4f8bea61fba4', 19, 'it_6d16479bb68a4418b79bdebdb3e0801e', 'assistant', '\xc600000000010000400000005200000052000000480000005200000053000000400000004d00000053000000c6000000', 'rendered', NULL, NULL, 'd125bdfe477a04efa9737062101bd8ae', 'toy');
INSERT INTO public.spans VALUES ('br_de753f82cf8a423e8ead4f8bea61fba4', 31, 'it_6d16479bb68a4418b79bdebdb3e0801e', 'assistant', '\xd800000081000000f3000000dc000000950000004c000000', 'sampled', '3', 0, 'd125bdfe477a04efa9737062101bd8ae', 'toy');
INSERT INTO public.spans VALUES ('br_f666c48f966c49eda9fa57df21d85dac', 0, 'it_23af81e72dc6463f9a996d573dbb12e1', 'prompt', '\x2e0000004d0000004200000044000000dc000000540000004f0000004e0000004d000000dc00000040000000dc00000053000000480000004c00000044000000', 'rendered', NULL, NULL, 'd125bdfe477a04efa9737062101bd8ae', 'toy');
INSERT INTO public.spans VALUES ('br_f666c48f966c49eda9fa57df21d85dac', 16, 'it_8d8df83e8c644ad3b8b8d068a2c587a8', 'completion', '\x210000004e000000bb00000078000000b9000000', 'sampled', '4', 0, 'd125bdfe477a04efa9737062101bd8ae', 'toy');
INSERT INTO public.spans VALUES ('br_f666c48f966c49eda9fa57df21d85dac', 21, 'it_f98ef78e82a54d0882bad85cb3de9fa5', 'prompt', '\xdc000000400000004d00000043000000', 'rendered', NULL, NULL, 'd125bdfe477a04efa9737062101bd8ae', 'toy');
INSERT INTO public.spans VALUES ('br_f666c48f966c49eda9fa57df21d85dac', 25, 'it_1cd7c185ed28414d810c7b44285fd50f', 'completion', '\xb70000001800000099000000', 'sampled', '5', 0, 'd125bdfe477a04efa9737062101bd8ae', 'toy');
INSERT INTO public.spans VALUES ('br_ad279fc246a845cc8006c670b27286fd', 0, 'it_aa39458339b343d19172627354acb233', 'prompt', '\x740000006f0000006b000000650000006e00000073000000', 'rendered', NULL, NULL, 'd125bdfe477a04efa9737062101bd8ae', 'toy');
INSERT INTO public.spans VALUES ('br_ad279fc246a845cc8006c670b27286fd', 6, 'it_647227dd64f2429d9316a3071b7e66ca', 'completion', '\xf70000009a0000005f000000ac00000050000000', 'sampled', '6', 0, 'd125bdfe477a04efa9737062101bd8ae', 'toy');
INSERT INTO public.spans VALUES ('br_b4772bf3494c4c2e905751a2d573925d', 0, 'it_849cb4d220374b3f9a16545e85c31bed', 'user', '\x0001000054000000520000004400000051000000c60000002e0000004d0000004400000001010000', 'rendered', NULL, NULL, 'd125bdfe477a04efa9737062101bd8ae', 'toy');
INSERT INTO public.spans VALUES ('br_b4772bf3494c4c2e905751a2d573925d', 10, 'it_8bd3e454a8b94f02bf0b61906fd679b2', 'assistant', '\xc600000000010000400000005200000052000000480000005200000053000000400000004d00000053000000c6000000', 'rendered', NULL, NULL, 'd125bdfe477a04efa9737062101bd8ae', 'toy');
INSERT INTO public.spans VALUES ('br_b4772bf3494c4c2e905751a2d573925d', 22, 'it_8bd3e454a8b94f02bf0b61906fd679b2', 'assistant', '\x3f000000d7000000c4000000b100000076000000c4000000f7000000a100000047000000c70000005c00000015000000da000000500000007000000070000000', 'sampled', '6946053171716239096', 0, 'd125bdfe477a04efa9737062101bd8ae', 'toy');
INSERT INTO public.spans VALUES ('br_b4772bf3494c4c2e905751a2d573925d', 38, 'it_86259e5e7d424a3c8bfc5ff80cb35382', 'user', '\x01010000c60000000001000054000000520000004400000051000000c600000033000000560000004e00000001010000', 'rendered', NULL, NULL, 'd125bdfe477a04efa9737062101bd8ae', 'toy');
INSERT INTO public.spans VALUES ('br_b4772bf3494c4c2e905751a2d573925d', 50, 'it_f19fa23a91f04044b14baca2511543d3', 'assistant', '\xc600000000010000400000005200000052000000480000005200000053000000400000004d00000053000000c6000000', 'rendered', NULL, NULL, 'd125bdfe477a04efa9737062101bd8ae', 'toy');
INSERT INTO public.spans VALUES ('br_b4772bf3494c4c2e905751a2d573925d', 62, 'it_f19fa23a91f04044b14baca2511543d3', 'assistant', '\xed00000092000000a90000001000000025000000bc00000015000000b00000004100000016000000320000004e000000960000000a000000fa0000004b000000', 'sampled', '444722418447087632', 0, 'd125bdfe477a04efa9737062101bd8ae', 'toy');
INSERT INTO public.spans VALUES ('br_3b4d9a4a81c04f71b40d9ba7e88caf0d', 0, 'it_994d18240dc14d348dfdc23eff03f847', 'user', '\x0001000054000000520000004400000051000000c60000002b0000004000000053000000440000005100000001010000', 'rendered', NULL, NULL, 'd125bdfe477a04efa9737062101bd8ae', 'toy');
INSERT INTO public.spans VALUES ('br_3b4d9a4a81c04f71b40d9ba7e88caf0d', 12, 'it_256ce4048c7844f6b12a3283931f8f4d', 'assistant', '\xc600000000010000400000005200000052000000480000005200000053000000400000004d00000053000000c6000000', 'rendered', NULL, NULL, 'd125bdfe477a04efa9737062101bd8ae', 'toy');
INSERT INTO public.spans VALUES ('br_3b4d9a4a81c04f71b40d9ba7e88caf0d', 24, 'it_256ce4048c7844f6b12a3283931f8f4d', 'assistant', '\xb1000000cb000000280000005500000087000000a800000020000000f3000000fa000000d700000015000000e800000025000000730000005000000061000000', 'sampled', '6565560798239513193', 0, 'd125bdfe477a04efa9737062101bd8ae', 'toy');
INSERT INTO public.spans VALUES ('br_8ffe2179131d46a8b34667267e61c8d5', 0, 'it_153ccbe3d7b040f0873a0060587b5ec5', 'user', '\x0001000054000000520000004400000051000000c6000000260000004e0000004d0000004400000001010000', 'rendered', NULL, NULL, 'd125bdfe477a04efa9737062101bd8ae', 'toy');
INSERT INTO public.spans VALUES ('br_8ffe2179131d46a8b34667267e61c8d5', 11, 'it_068a666020ba49c5abd6065943cb0c27', 'assistant', '\xc600000000010000400000005200000052000000480000005200000053000000400000004d00000053000000c6000000', 'rendered', NULL, NULL, 'd125bdfe477a04efa9737062101bd8ae', 'toy');
INSERT INTO public.spans VALUES ('br_8ffe2179131d46a8b34667267e61c8d5', 23, 'it_068a666020ba49c5abd6065943cb0c27', 'assistant', '\x29000000fa0000001b000000d3000000d200000086000000880000004900000006000000c700000023000000bd000000460000000400000097000000bf000000', 'sampled', '2464654895538110224', 0, 'd125bdfe477a04efa9737062101bd8ae', 'toy');
INSERT INTO public.spans VALUES ('br_8ffe2179131d46a8b34667267e61c8d5', 39, 'it_4905367009254067aa341fb09b9deefc', 'user', '\x01010000c60000000001000054000000520000004400000051000000c60000003200000053000000480000004b0000004b000000dc0000004700000044000000510000004400000001010000', 'rendered', NULL, NULL, 'd125bdfe477a04efa9737062101bd8ae', 'toy');
INSERT INTO public.spans VALUES ('br_8ffe2179131d46a8b34667267e61c8d5', 58, 'it_85bc83fd65bb4a52a7ffb4c9a8109295', 'assistant', '\xc600000000010000400000005200000052000000480000005200000053000000400000004d00000053000000c6000000', 'rendered', NULL, NULL, 'd125bdfe477a04efa9737062101bd8ae', 'toy');
INSERT INTO public.spans VALUES ('br_8ffe2179131d46a8b34667267e61c8d5', 70, 'it_85bc83fd65bb4a52a7ffb4c9a8109295', 'assistant', '\x2a000000ac0000007d000000ba000000df00000073000000320000000f0000009a000000900000000a0000002e000000c2000000ec0000007f00000024000000', 'sampled', '7004618781970244955', 0, 'd125bdfe477a04efa9737062101bd8ae', 'toy');
INSERT INTO public.spans VALUES ('br_28f23fc2eeb143979f20558dc9396f42', 0, 'it_34a32cdf0ab448c0b93360784b9add43', 'user', '\x0001000054000000520000004400000051000000c60000002100000044000000450000004e000000510000004400000001010000', 'rendered', NULL, NULL, 'd125bdfe477a04efa9737062101bd8ae', 'toy');
INSERT INTO public.spans VALUES ('br_28f23fc2eeb143979f20558dc9396f42', 13, 'it_08d3da9cf614417193228d95abc804ec', 'user', '\xc60000000001000054000000520000004400000051000000c6000000280000004d000000dc000000480000005300000001010000', 'rendered', NULL, NULL, 'd125bdfe477a04efa9737062101bd8ae', 'toy');
INSERT INTO public.spans VALUES ('br_28f23fc2eeb143979f20558dc9396f42', 26, 'it_d437ac59a9244f3a881f6316bb6a84fe', 'assistant', '\xc600000000010000400000005200000052000000480000005200000053000000400000004d00000053000000c6000000', 'rendered', NULL, NULL, 'd125bdfe477a04efa9737062101bd8ae', 'toy');
INSERT INTO public.spans VALUES ('br_28f23fc2eeb143979f20558dc9396f42', 38, 'it_d437ac59a9244f3a881f6316bb6a84fe', 'assistant', '\xfe000000430000009700000080000000470000001400000075000000c90000007e0000005e000000c80000009f0000005100000048000000bd0000006b000000', 'sampled', '7650685494597415019', 0, 'd125bdfe477a04efa9737062101bd8ae', 'toy');
INSERT INTO public.spans VALUES ('br_b661e1854f114ab997d9655808f79678', 0, 'it_cf09c2705c444f279d5fdb996a39199c', 'user', '\x0001000054000000520000004400000051000000c6000000280000004d00000053000000440000005100000051000000540000004f00000053000000440000004300000001010000', 'rendered', NULL, NULL, 'd125bdfe477a04efa9737062101bd8ae', 'toy');
SELECT pg_catalog.setval('public.migrations_number_seq', 1, false);
ALTER TABLE ONLY public.branches
    ADD CONSTRAINT branches_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.conversation_items
    ADD CONSTRAINT conversation_items_pkey PRIMARY KEY (conversation_id, "position");
ALTER TABLE ONLY public.conversations
    ADD CONSTRAINT conversations_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.items
    ADD CONSTRAINT items_id_key UNIQUE (id);
ALTER TABLE ONLY public.items
    ADD CONSTRAINT items_pkey PRIMARY KEY (branch_id, item_index);
ALTER TABLE ONLY public.migrations
    ADD CONSTRAINT migrations_pkey PRIMARY KEY (number);
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
CREATE INDEX branches_of_parent ON public.branches USING btree (parent_branch_id);
CREATE INDEX branches_of_session ON public.branches USING btree (session_id);
CREATE INDEX conversation_items_by_id ON public.conversation_items USING btree (item_id);
CREATE INDEX items_by_hash ON public.items USING btree (session_id, chain_hash);
CREATE INDEX items_by_text ON public.items USING btree (session_id, end_char);
CREATE INDEX response_items_by_id ON public.response_items USING btree (item_id);
CREATE INDEX responses_by_previous ON public.responses USING btree (previous_id);
CREATE INDEX responses_by_session ON public.responses USING btree (tenant, session_name);
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
ALTER TABLE ONLY public.spans
    ADD CONSTRAINT spans_branch_id_fkey FOREIGN KEY (branch_id) REFERENCES public.branches(id) ON DELETE CASCADE;
