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
INSERT INTO public.branches VALUES ('br_4694ef9172574886b92b84e557540d58', 'se_cea3cdb7979f43f28cffe4c411cca2bb', 'chat', NULL, 0, 0, 104, 6, 3, 1795903548.1281042);
INSERT INTO public.branches VALUES ('br_d99a88ddd04d46bfbdfbe1e3f9bed548', 'se_cea3cdb7979f43f28cffe4c411cca2bb', 'chat', 'br_4694ef9172574886b92b84e557540d58', 86, 5, 104, 6, 1, 1795903548.7246745);
INSERT INTO public.branches VALUES ('br_56ec9d23d9d74884a849f28af6e508eb', 'se_cea3cdb7979f43f28cffe4c411cca2bb', 'chat', NULL, 0, 0, 37, 2, 1, 1795903548.9242039);
INSERT INTO public.branches VALUES ('br_fa735b2ce980461799e015f731dd5b36', 'se_1d5b94dadc10478d9e6b44e782cdafdb', 'text', NULL, 0, 0, 28, 4, 2, 1795903549.194005);
INSERT INTO public.branches VALUES ('br_cb65aa999aac4828a149973d20d5f9b5', 'se_0f01ea87a3734a67914c41dfea7597bf', 'tokens', NULL, 0, 0, 11, 2, 1, 1795903549.320449);
INSERT INTO public.branches VALUES ('br_7483a79a35ee4a5a943968da81b7518d', 'se_771be3e8f8a14deeb25bc2ea723858ac', 'chat', NULL, 0, 0, 78, 4, 2, 1795903549.4464443);
INSERT INTO public.branches VALUES ('br_34606c0008cd47989ab9e8fdfbc06482', 'se_ebf1b9d445f747caa59edc25e6ce5517', 'chat', NULL, 0, 0, 40, 2, 1, 1795903551.203657);
INSERT INTO public.branches VALUES ('br_a9676ad837614a4bbaece11be4c08052', 'se_0e037e650f9d4e70a3003d4d090b6236', 'chat', NULL, 0, 0, 79, 4, 2, 1795903551.4439585);
INSERT INTO public.branches VALUES ('br_5add5cc23ca540f4816ebfd6b0cdde49', 'se_5926e54bf59a4d7389cc6487d0a9928d', 'chat', NULL, 0, 0, 54, 3, 1, 1795903552.0147533);
INSERT INTO public.branches VALUES ('br_c949ab129bb249eea9872a8b9ce25e85', 'se_466786180e7c46efa56731ee7d04d92b', 'chat', NULL, 0, 0, 18, 1, 1, 1795903552.138627);
INSERT INTO public.conversation_items VALUES ('conv_d386bdd2a9ad48c78a0963ee0287d618', 0, 'msg_a1ed72bbb1d04b5b85ef7031690d8fa0', '{"id": "msg_a1ed72bbb1d04b5b85ef7031690d8fa0", "type": "message", "role": "user", "status": "completed", "content": [{"type": "input_text", "text": "Before"}]}');
INSERT INTO public.conversation_items VALUES ('conv_d386bdd2a9ad48c78a0963ee0287d618', 1, 'msg_428711bb2560447f982b480a2774d658', '{"id": "msg_428711bb2560447f982b480a2774d658", "type": "message", "role": "user", "status": "completed", "content": [{"type": "input_text", "text": "In it"}]}');
INSERT INTO public.conversation_items VALUES ('conv_d386bdd2a9ad48c78a0963ee0287d618', 2, 'msg_bc98e3ce28fa456bba5323d57cdb29cb00', '{"id": "msg_bc98e3ce28fa456bba5323d57cdb29cb00", "type": "message", "role": "assistant", "status": "incomplete", "content": [{"type": "output_text", "text": "\ufffd\ufffdn\u0096\ufffd\u0015B\ufffdv\ufffde\ufffdY\ufffd", "annotations": [], "logprobs": []}]}');
INSERT INTO public.conversations VALUES ('conv_d386bdd2a9ad48c78a0963ee0287d618', 'default', 1795903551, '{"topic": "migrations"}', 3, 2, NULL);
INSERT INTO public.items VALUES ('br_4694ef9172574886b92b84e557540d58', 0, 'it_b17bf7f0f0c24bf59d7cd839235a1105', 'se_cea3cdb7979f43f28cffe4c411cca2bb', 'user', '{"role": "user", "content": "Good morning"}', '\x70222a0c842ba9f1e656f75a50d407d2', NULL, 0, 19, true, NULL, NULL, NULL, 1795903548.13335);
INSERT INTO public.items VALUES ('br_4694ef9172574886b92b84e557540d58', 1, 'it_6713a2324fa74e2fad05f3a7e95db88f', 'se_cea3cdb7979f43f28cffe4c411cca2bb', 'assistant', '{"role": "assistant", "content": "\u037fK\ufffd\ufffdl"}', '\xc55c94160f0b1cf06822d83ee66ef66f', NULL, 19, 37, true, 'length', NULL, NULL, 1795903548.2601793);
INSERT INTO public.items VALUES ('br_4694ef9172574886b92b84e557540d58', 2, 'it_8951fe8aa10c4ae297499ce0f5895b7c', 'se_cea3cdb7979f43f28cffe4c411cca2bb', 'user', '{"role": "user", "content": "And then?"}', '\x3ef625fdc470a400c344f7d3f21af878', NULL, 37, 55, true, NULL, NULL, NULL, 1795903548.4139636);
INSERT INTO public.items VALUES ('br_4694ef9172574886b92b84e557540d58', 3, 'it_d4becbc11e564b58aaafe2837673bcb4', 'se_cea3cdb7979f43f28cffe4c411cca2bb', 'assistant', '{"role": "assistant", "content": "\ufffd\ufffd\ufffd\ufffd\u0000"}', '\xdbaf086743be6991bbaf1b187ee9d9a3', NULL, 55, 73, true, 'length', NULL, NULL, 1795903548.451576);
INSERT INTO public.items VALUES ('br_4694ef9172574886b92b84e557540d58', 4, 'it_355b15dadd0946d3a915f1720b20018c', 'se_cea3cdb7979f43f28cffe4c411cca2bb', 'user', '{"role": "user", "content": "Why?"}', '\xbe36cd1ac2e281f7ba99b5e044218a73', NULL, 73, 86, true, NULL, NULL, NULL, 1795903548.5229774);
INSERT INTO public.items VALUES ('br_4694ef9172574886b92b84e557540d58', 5, 'it_0c40c2d2e59946859760142ced9c487f', 'se_cea3cdb7979f43f28cffe4c411cca2bb', 'assistant', '{"role": "assistant", "content": "\ufffdG\u0019\ufffd\ufffd"}', '\x270422d94c2fcf86821aee76c1fe1411', NULL, 86, 104, true, 'length', NULL, NULL, 1795903548.7054384);
INSERT INTO public.items VALUES ('br_d99a88ddd04d46bfbdfbe1e3f9bed548', 5, 'it_de9682fae44046f8a66521b9b3601692', 'se_cea3cdb7979f43f28cffe4c411cca2bb', 'assistant', '{"role": "assistant", "content": "\ufffdK\ufffd\ufffd=`"}', '\x33462b95eacc296d55006d0eaa57521c', NULL, 86, 104, true, 'length', NULL, NULL, 1795903548.7378087);
INSERT INTO public.items VALUES ('br_56ec9d23d9d74884a849f28af6e508eb', 0, 'it_571e9aa3211a407db7df5bdb5e8e1784', 'se_cea3cdb7979f43f28cffe4c411cca2bb', 'user', '{"role": "user", "content": "Good evening"}', '\xa0fc891d406bacc5ef327501c56c6b42', NULL, 0, 19, true, NULL, NULL, NULL, 1795903548.9264758);
INSERT INTO public.items VALUES ('br_56ec9d23d9d74884a849f28af6e508eb', 1, 'it_7ac5722af6ae44f287797a5ab3bba7c4', 'se_cea3cdb7979f43f28cffe4c411cca2bb', 'assistant', '{"role": "assistant", "content": "\u001c\u0155 \ufffdm"}', '\xc2fc5bc856b25d0122edc4155d210c58', NULL, 19, 37, true, 'length', NULL, NULL, 1795903549.1782858);
INSERT INTO public.items VALUES ('br_fa735b2ce980461799e015f731dd5b36', 0, 'it_791b3a1777be4ee597ed49df9cba1dfe', 'se_1d5b94dadc10478d9e6b44e782cdafdb', 'prompt', '"Once upon a time"', '\xcf25218127a2bd1df7b6d9215a761c83', 16, 0, 16, true, NULL, NULL, NULL, 1795903549.1955433);
INSERT INTO public.items VALUES ('br_fa735b2ce980461799e015f731dd5b36', 1, 'it_9d47c64e6f854c269cebaf0714bbe339', 'se_1d5b94dadc10478d9e6b44e782cdafdb', 'completion', '"Bo\ufffd\ufffd\ufffd"', '\x19cdeb4dd634ed65a6bf4702623fe794', 21, 16, 21, true, 'length', NULL, NULL, 1795903549.244952);
INSERT INTO public.items VALUES ('br_fa735b2ce980461799e015f731dd5b36', 2, 'it_f4fc7b9808d141569909e1f6bb990343', 'se_1d5b94dadc10478d9e6b44e782cdafdb', 'prompt', '" and"', '\x4bed1c3fbacc6315204c6e186cdb0eae', 25, 21, 25, true, NULL, NULL, NULL, 1795903549.2657201);
INSERT INTO public.items VALUES ('br_fa735b2ce980461799e015f731dd5b36', 3, 'it_0bf785623b5f4690b64517661431276c', 'se_1d5b94dadc10478d9e6b44e782cdafdb', 'completion', '"\ufffd9\ufffd"', '\x96ae210949d5140a93592896500ba590', 28, 25, 28, true, 'stop', '"C"', '\x22000000', 1795903549.3038929);
INSERT INTO public.items VALUES ('br_cb65aa999aac4828a149973d20d5f9b5', 0, 'it_8ec7dcf7994644bd95cd407bf1ebce58', 'se_0f01ea87a3734a67914c41dfea7597bf', 'prompt', NULL, NULL, NULL, 0, 6, true, NULL, NULL, NULL, 1795903549.3220506);
INSERT INTO public.items VALUES ('br_cb65aa999aac4828a149973d20d5f9b5', 1, 'it_e1fa31e3e4e84f88b2dc2d5fa4e492f0', 'se_0f01ea87a3734a67914c41dfea7597bf', 'completion', '"\ufffd\u07a2\ufffdq"', NULL, NULL, 6, 11, true, 'length', NULL, NULL, 1795903549.3393745);
INSERT INTO public.items VALUES ('br_7483a79a35ee4a5a943968da81b7518d', 0, 'it_fab2ec0aa7784f61b69f0b178ebaad4e', 'se_771be3e8f8a14deeb25bc2ea723858ac', 'user', '{"role": "user", "content": "One"}', '\x77f869597a023dff8787e0ba9225f3a3', NULL, 0, 10, true, NULL, NULL, NULL, 1795903549.4494135);
INSERT INTO public.items VALUES ('br_7483a79a35ee4a5a943968da81b7518d', 1, 'it_1bceb8b555a0462c85f2350bc86943a1', 'se_771be3e8f8a14deeb25bc2ea723858ac', 'assistant', '{"role": "assistant", "content": "]\ufffdS*\ufffd\ufffd\ufffd\ufffdSM\ufffd\u00059x\ufffd\ufffd"}', '\xc50d1f0744c809196c9c0efabb357c12', NULL, 10, 38, true, 'length', NULL, NULL, 1795903549.5476854);
INSERT INTO public.items VALUES ('br_7483a79a35ee4a5a943968da81b7518d', 2, 'it_c3cc663f58674e8a9e663dd93d6cb66d', 'se_771be3e8f8a14deeb25bc2ea723858ac', 'user', '{"role": "user", "content": "Two"}', '\x797b2ac40a4cde583a36cf6c1f83c931', NULL, 38, 50, true, NULL, NULL, NULL, 1795903550.7976656);
INSERT INTO public.items VALUES ('br_7483a79a35ee4a5a943968da81b7518d', 3, 'it_181b708e45274cd7b41f8ed70e03f601', 'se_771be3e8f8a14deeb25bc2ea723858ac', 'assistant', '{"role": "assistant", "content": "|\ufffd\ufffd\r!\"hR\ufffd\ufffd\ufffd\ufffd\ufffd\ufffdj\ufffd"}', '\xd4ba042c18e8532bc5a9f71b9f1bcd24', NULL, 50, 78, true, 'length', NULL, NULL, 1795903551.0509245);
INSERT INTO public.items VALUES ('br_34606c0008cd47989ab9e8fdfbc06482', 0, 'it_2107e2255d634f069bc6d71c544bc8f0', 'se_ebf1b9d445f747caa59edc25e6ce5517', 'user', '{"role": "user", "content": "Later"}', '\x1d0a5c99b8ef5ef81592c6af4098d929', NULL, 0, 12, true, NULL, NULL, NULL, 1795903551.2214508);
INSERT INTO public.items VALUES ('br_34606c0008cd47989ab9e8fdfbc06482', 1, 'it_17aa778af4bb4ec0b387180903db59b4', 'se_ebf1b9d445f747caa59edc25e6ce5517', 'assistant', '{"role": "assistant", "content": "\ufffdSP@\ufffdW\ufffd\ufffd\ufffd\ufffd\ufffdY$\ufffdL\ufffd"}', '\xb3b8815d1c9a96295ee4e8cb38bcf711', NULL, 12, 40, true, 'length', NULL, NULL, 1795903551.3217463);
INSERT INTO public.items VALUES ('br_a9676ad837614a4bbaece11be4c08052', 0, 'it_8ee69dd1cc9b496d94ecf7378c3184d6', 'se_0e037e650f9d4e70a3003d4d090b6236', 'user', '{"role": "user", "content": "Gone"}', '\xae110851c9dd3fab3ff687bfd2d40a26', NULL, 0, 11, true, NULL, NULL, NULL, 1795903551.4650524);
INSERT INTO public.items VALUES ('br_a9676ad837614a4bbaece11be4c08052', 1, 'it_873e40d5e9bc40e49b5b06c3650c1ee7', 'se_0e037e650f9d4e70a3003d4d090b6236', 'assistant', '{"role": "assistant", "content": "J\ufffdTs\ufffdVDSP"}', '\x0bc2808c04b613a05d708f29ae6609d5', NULL, 11, 33, true, 'stop', NULL, NULL, 1795903551.6687474);
INSERT INTO public.items VALUES ('br_a9676ad837614a4bbaece11be4c08052', 2, 'it_24f5aa6163894f598c7d327e19bfcff6', 'se_0e037e650f9d4e70a3003d4d090b6236', 'user', '{"role": "user", "content": "Still here"}', '\x58a6f2d390e558032e3be77bbe4475ab', NULL, 33, 51, true, NULL, NULL, NULL, 1795903551.7614572);
INSERT INTO public.items VALUES ('br_a9676ad837614a4bbaece11be4c08052', 3, 'it_300d20cc80eb40e2a3780bdacd86e912', 'se_0e037e650f9d4e70a3003d4d090b6236', 'assistant', '{"role": "assistant", "content": "/\ufffdEq$\u0013\ufffd\ufffd\ufffd&\ufffd\"oU\ufffd\ufffd"}', '\x9e307d1ad830779894e0011ea40a4cce', NULL, 51, 79, true, 'length', NULL, NULL, 1795903551.817306);
INSERT INTO public.items VALUES ('br_5add5cc23ca540f4816ebfd6b0cdde49', 0, 'it_49ed7cf4ec3949babbb03d0a7de8a26c', 'se_5926e54bf59a4d7389cc6487d0a9928d', 'user', '{"role": "user", "content": "Before"}', '\x86f1ff03c95f3955b509a5f75b79e5ca', NULL, 0, 13, true, NULL, NULL, NULL, 1795903552.0200932);
INSERT INTO public.items VALUES ('br_5add5cc23ca540f4816ebfd6b0cdde49', 1, 'it_434d1a18d7df4166b471904a1ba87cc5', 'se_5926e54bf59a4d7389cc6487d0a9928d', 'user', '{"role": "user", "content": "In it"}', '\xaf0aa6929370b3955c4a20872a5103cf', NULL, 13, 26, true, NULL, NULL, NULL, 1795903552.0201108);
INSERT INTO public.items VALUES ('br_5add5cc23ca540f4816ebfd6b0cdde49', 2, 'it_5d1a360907e64d1fa2869ba175ae2d3e', 'se_5926e54bf59a4d7389cc6487d0a9928d', 'assistant', '{"role": "assistant", "content": "\ufffd\ufffdn\u0096\ufffd\u0015B\ufffdv\ufffde\ufffdY\ufffd"}', '\xa9e5f40f7edca5f5315ec0632380527e', NULL, 26, 54, true, 'length', NULL, NULL, 1795903552.097437);
INSERT INTO public.items VALUES ('br_c949ab129bb249eea9872a8b9ce25e85', 0, 'it_197cd2986f424528890d981a5c0e4634', 'se_466786180e7c46efa56731ee7d04d92b', 'user', '{"role": "user", "content": "Interrupted"}', '\x833cd06a3feef156551e2d3bfe0ab85b', NULL, 0, 18, true, NULL, NULL, NULL, 1795903552.1462197);
INSERT INTO public.migrations VALUES (1, 'first_schema', 1795903547.3437111);
INSERT INTO public.migrations VALUES (2, 'responses_and_conversations', 1795903547.3452249);
INSERT INTO public.migrations VALUES (3, 'runs', 1795903547.3457992);
INSERT INTO public.owners VALUES ('ow_c655266013784ac48cd94f155c31258a', 'host:data', 1795903550.94996);
INSERT INTO public.response_items VALUES ('resp_30ef860148e343eabe7d3f528260665f', 0, false, 'msg_88ff04f7af984c098706787e1dffc7f2', '{"id": "msg_88ff04f7af984c098706787e1dffc7f2", "type": "message", "role": "user", "status": "completed", "content": [{"type": "input_text", "text": "One"}]}');
INSERT INTO public.response_items VALUES ('resp_30ef860148e343eabe7d3f528260665f', 1, true, 'msg_30ef860148e343eabe7d3f528260665f00', '{"id": "msg_30ef860148e343eabe7d3f528260665f00", "type": "message", "role": "assistant", "status": "incomplete", "content": [{"type": "output_text", "text": "]\ufffdS*\ufffd\ufffd\ufffd\ufffdSM\ufffd\u00059x\ufffd\ufffd", "annotations": [], "logprobs": []}]}');
INSERT INTO public.response_items VALUES ('resp_c607abe612e2471caa103c74a2c78c35', 0, false, 'msg_103f08a9ae024abf8130b9bdb484de40', '{"id": "msg_103f08a9ae024abf8130b9bdb484de40", "type": "message", "role": "user", "status": "completed", "content": [{"type": "input_text", "text": "Two"}]}');
INSERT INTO public.response_items VALUES ('resp_c607abe612e2471caa103c74a2c78c35', 1, true, 'msg_c607abe612e2471caa103c74a2c78c3500', '{"id": "msg_c607abe612e2471caa103c74a2c78c3500", "type": "message", "role": "assistant", "status": "incomplete", "content": [{"type": "output_text", "text": "|\ufffd\ufffd\r!\"hR\ufffd\ufffd\ufffd\ufffd\ufffd\ufffdj\ufffd", "annotations": [], "logprobs": []}]}');
INSERT INTO public.response_items VALUES ('resp_3b438269430c44e38c30351926f50c7a', 0, false, 'msg_6e803f3d9f70456783934d502e914999', '{"id": "msg_6e803f3d9f70456783934d502e914999", "type": "message", "role": "user", "status": "completed", "content": [{"type": "input_text", "text": "Later"}]}');
INSERT INTO public.response_items VALUES ('resp_3b438269430c44e38c30351926f50c7a', 1, true, 'msg_3b438269430c44e38c30351926f50c7a00', '{"id": "msg_3b438269430c44e38c30351926f50c7a00", "type": "message", "role": "assistant", "status": "incomplete", "content": [{"type": "output_text", "text": "\ufffdSP@\ufffdW\ufffd\ufffd\ufffd\ufffd\ufffdY$\ufffdL\ufffd", "annotations": [], "logprobs": []}]}');
INSERT INTO public.response_items VALUES ('resp_aa8eea0e7619476baae9dd00d074582c', 0, false, 'msg_77c89ce33d7246df84d82c38fba2e588', '{"id": "msg_77c89ce33d7246df84d82c38fba2e588", "type": "message", "role": "user", "status": "completed", "content": [{"type": "input_text", "text": "Gone"}]}');
INSERT INTO public.response_items VALUES ('resp_aa8eea0e7619476baae9dd00d074582c', 1, true, 'msg_aa8eea0e7619476baae9dd00d074582c00', '{"id": "msg_aa8eea0e7619476baae9dd00d074582c00", "type": "message", "role": "assistant", "status": "completed", "content": [{"type": "output_text", "text": "J\ufffdTs\ufffdVDSP", "annotations": [], "logprobs": []}]}');
INSERT INTO public.response_items VALUES ('resp_10a22abceac949a680ae3274fef9f596', 0, false, 'msg_24ebd9ca991b4d92ae35da55a2dd4838', '{"id": "msg_24ebd9ca991b4d92ae35da55a2dd4838", "type": "message", "role": "user", "status": "completed", "content": [{"type": "input_text", "text": "Still here"}]}');
INSERT INTO public.response_items VALUES ('resp_10a22abceac949a680ae3274fef9f596', 1, true, 'msg_10a22abceac949a680ae3274fef9f59600', '{"id": "msg_10a22abceac949a680ae3274fef9f59600", "type": "message", "role": "assistant", "status": "incomplete", "content": [{"type": "output_text", "text": "/\ufffdEq$\u0013\ufffd\ufffd\ufffd&\ufffd\"oU\ufffd\ufffd", "annotations": [], "logprobs": []}]}');
INSERT INTO public.response_items VALUES ('resp_bc98e3ce28fa456bba5323d57cdb29cb', 0, false, 'msg_428711bb2560447f982b480a2774d658', '{"id": "msg_428711bb2560447f982b480a2774d658", "type": "message", "role": "user", "status": "completed", "content": [{"type": "input_text", "text": "In it"}]}');
INSERT INTO public.response_items VALUES ('resp_bc98e3ce28fa456bba5323d57cdb29cb', 1, true, 'msg_bc98e3ce28fa456bba5323d57cdb29cb00', '{"id": "msg_bc98e3ce28fa456bba5323d57cdb29cb00", "type": "message", "role": "assistant", "status": "incomplete", "content": [{"type": "output_text", "text": "\ufffd\ufffdn\u0096\ufffd\u0015B\ufffdv\ufffde\ufffdY\ufffd", "annotations": [], "logprobs": []}]}');
INSERT INTO public.response_items VALUES ('resp_0e96ccd22d184326a111558d36d91c88', 0, false, 'msg_d26513b619c148bdab1ff6024a07d7d1', '{"id": "msg_d26513b619c148bdab1ff6024a07d7d1", "type": "message", "role": "user", "status": "completed", "content": [{"type": "input_text", "text": "Interrupted"}]}');
INSERT INTO public.responses VALUES ('resp_30ef860148e343eabe7d3f528260665f', 'default', 'incomplete', 1795903549, NULL, '{"model": "toy", "instructions": null, "store": true, "max_output_tokens": 16, "max_tool_calls": null, "metadata": {}, "parallel_tool_calls": true, "tools": [], "tool_choice": "auto", "text": {"format": {"type": "text"}, "verbosity": "medium"}, "temperature": 1.0, "top_p": 1.0, "presence_penalty": 0.0, "frequency_penalty": 0.0, "top_logprobs": 0, "truncation": "disabled", "prompt_cache_key": null, "prompt_cache_options": null, "prompt_cache_retention": null, "safety_identifier": null, "service_tier": "default", "user": null}', false, NULL, 'resp_30ef860148e343eabe7d3f528260665f', NULL, NULL, NULL, '[22, 16, 6]', NULL, 'max_output_tokens', true, '[[0, 1, 0], [0, 2, 0], [0, 1, 0], [0, 1, 0], [0, 1, 0], [0, 2, 0], [0, 1, 0], [0, 1, 0], [0, 2, 0], [0, 1, 0], [0, 1, 0], [0, 1, 0], [0, 1, 0]]', false);
INSERT INTO public.responses VALUES ('resp_c607abe612e2471caa103c74a2c78c35', 'default', 'incomplete', 1795903550, NULL, '{"model": "toy", "instructions": null, "store": true, "max_output_tokens": 16, "max_tool_calls": null, "metadata": {}, "parallel_tool_calls": true, "tools": [], "tool_choice": "auto", "text": {"format": {"type": "text"}, "verbosity": "medium"}, "temperature": 1.0, "top_p": 1.0, "presence_penalty": 0.0, "frequency_penalty": 0.0, "top_logprobs": 0, "truncation": "disabled", "prompt_cache_key": null, "prompt_cache_options": null, "prompt_cache_retention": null, "safety_identifier": null, "service_tier": "default", "user": null}', false, NULL, 'resp_30ef860148e343eabe7d3f528260665f', 'resp_30ef860148e343eabe7d3f528260665f', NULL, NULL, '[62, 16, 37]', NULL, 'max_output_tokens', true, '[[0, 1, 0], [0, 1, 0], [0, 2, 0], [0, 1, 0], [0, 1, 0], [0, 1, 0], [0, 1, 0], [0, 1, 0], [0, 1, 0], [0, 1, 0], [0, 1, 0], [0, 1, 0], [0, 1, 0], [0, 1, 0], [0, 1, 0]]', false);
INSERT INTO public.responses VALUES ('resp_3b438269430c44e38c30351926f50c7a', 'default', 'incomplete', 1795903551, NULL, '{"model": "toy", "instructions": null, "store": true, "max_output_tokens": 16, "max_tool_calls": null, "metadata": {}, "parallel_tool_calls": true, "tools": [], "tool_choice": "auto", "text": {"format": {"type": "text"}, "verbosity": "medium"}, "temperature": 1.0, "top_p": 1.0, "presence_penalty": 0.0, "frequency_penalty": 0.0, "top_logprobs": 0, "truncation": "disabled", "prompt_cache_key": null, "prompt_cache_options": null, "prompt_cache_retention": null, "safety_identifier": null, "service_tier": "default", "user": null}', true, NULL, 'resp_3b438269430c44e38c30351926f50c7a', NULL, NULL, NULL, '[24, 16, 6]', NULL, 'max_output_tokens', true, '[[0, 1, 0], [0, 1, 0], [0, 1, 0], [0, 1, 0], [0, 1, 0], [0, 1, 0], [0, 1, 0], [0, 1, 0], [0, 1, 0], [0, 1, 0], [0, 2, 0], [0, 1, 0], [0, 1, 0], [0, 1, 0], [0, 1, 0]]', false);
INSERT INTO public.responses VALUES ('resp_10a22abceac949a680ae3274fef9f596', 'default', 'incomplete', 1795903551, NULL, '{"model": "toy", "instructions": null, "store": true, "max_output_tokens": 16, "max_tool_calls": null, "metadata": {}, "parallel_tool_calls": true, "tools": [], "tool_choice": "auto", "text": {"format": {"type": "text"}, "verbosity": "medium"}, "temperature": 1.0, "top_p": 1.0, "presence_penalty": 0.0, "frequency_penalty": 0.0, "top_logprobs": 0, "truncation": "disabled", "prompt_cache_key": null, "prompt_cache_options": null, "prompt_cache_retention": null, "safety_identifier": null, "service_tier": "default", "user": null}', false, NULL, 'resp_aa8eea0e7619476baae9dd00d074582c', 'resp_aa8eea0e7619476baae9dd00d074582c', NULL, NULL, '[63, 16, 32]', NULL, 'max_output_tokens', true, '[[0, 1, 0], [0, 2, 0], [0, 1, 0], [0, 1, 0], [0, 1, 0], [0, 1, 0], [0, 1, 0], [0, 1, 0], [0, 1, 0], [0, 1, 0], [0, 1, 0], [0, 1, 0], [0, 1, 0], [0, 2, 0]]', false);
INSERT INTO public.responses VALUES ('resp_aa8eea0e7619476baae9dd00d074582c', 'default', 'completed', 1795903551, 1795903551, '{"model": "toy", "instructions": null, "store": true, "max_output_tokens": 16, "max_tool_calls": null, "metadata": {}, "parallel_tool_calls": true, "tools": [], "tool_choice": "auto", "text": {"format": {"type": "text"}, "verbosity": "medium"}, "temperature": 1.0, "top_p": 1.0, "presence_penalty": 0.0, "frequency_penalty": 0.0, "top_logprobs": 0, "truncation": "disabled", "prompt_cache_key": null, "prompt_cache_options": null, "prompt_cache_retention": null, "safety_identifier": null, "service_tier": "default", "user": null}', false, NULL, 'resp_aa8eea0e7619476baae9dd00d074582c', NULL, NULL, NULL, '[23, 10, 8]', NULL, NULL, true, '[[0, 1, 0], [0, 1, 0], [0, 1, 0], [0, 1, 0], [0, 1, 0], [0, 1, 0], [0, 1, 0], [0, 1, 0], [0, 1, 0]]', true);
INSERT INTO public.responses VALUES ('resp_bc98e3ce28fa456bba5323d57cdb29cb', 'default', 'incomplete', 1795903551, NULL, '{"model": "toy", "instructions": null, "store": true, "max_output_tokens": 16, "max_tool_calls": null, "metadata": {}, "parallel_tool_calls": true, "tools": [], "tool_choice": "auto", "text": {"format": {"type": "text"}, "verbosity": "medium"}, "temperature": 1.0, "top_p": 1.0, "presence_penalty": 0.0, "frequency_penalty": 0.0, "top_logprobs": 0, "truncation": "disabled", "prompt_cache_key": null, "prompt_cache_options": null, "prompt_cache_retention": null, "safety_identifier": null, "service_tier": "default", "user": null}', false, NULL, 'conv_d386bdd2a9ad48c78a0963ee0287d618', NULL, 'conv_d386bdd2a9ad48c78a0963ee0287d618', 1, '[38, 16, 6]', NULL, 'max_output_tokens', true, '[[0, 1, 0], [0, 1, 0], [0, 1, 0], [0, 1, 0], [0, 1, 0], [0, 1, 0], [0, 1, 0], [0, 1, 0], [0, 1, 0], [0, 1, 0], [0, 1, 0], [0, 2, 0], [0, 1, 0]]', false);
INSERT INTO public.responses VALUES ('resp_0e96ccd22d184326a111558d36d91c88', 'default', 'in_progress', 1795903552, NULL, '{"model": "toy", "instructions": null, "store": true, "max_output_tokens": 600, "max_tool_calls": null, "metadata": {}, "parallel_tool_calls": true, "tools": [], "tool_choice": "auto", "text": {"format": {"type": "text"}, "verbosity": "medium"}, "temperature": 1.0, "top_p": 1.0, "presence_penalty": 0.0, "frequency_penalty": 0.0, "top_logprobs": 0, "truncation": "disabled", "prompt_cache_key": null, "prompt_cache_options": null, "prompt_cache_retention": null, "safety_identifier": null, "service_tier": "default", "user": null}', true, NULL, 'resp_0e96ccd22d184326a111558d36d91c88', NULL, NULL, NULL, NULL, NULL, NULL, true, NULL, false);
INSERT INTO public.run_tokens VALUES ('resp_30ef860148e343eabe7d3f528260665f', 0, 0, '\x3c000000930000003200000009000000f0000000f600000090000000b1000000320000002c0000009e000000c100000018000000570000007000000073000000', NULL, 6, 'length', NULL);
INSERT INTO public.run_tokens VALUES ('resp_c607abe612e2471caa103c74a2c78c35', 0, 0, '\x5b00000082000000a0000000c900000000000000010000004700000031000000710000006c00000073000000e0000000e60000007a00000049000000fe000000', NULL, 37, 'length', NULL);
INSERT INTO public.run_tokens VALUES ('resp_3b438269430c44e38c30351926f50c7a', 0, 0, '\xb5000000320000002f0000001f00000072000000360000007d00000071000000670000008a000000a70000003800000003000000720000002b000000a7000000', NULL, 6, 'length', NULL);
INSERT INTO public.run_tokens VALUES ('resp_aa8eea0e7619476baae9dd00d074582c', 0, 0, '\x29000000fb0000003300000052000000e10000003500000023000000320000002f00000001010000', NULL, 8, 'stop', NULL);
INSERT INTO public.run_tokens VALUES ('resp_10a22abceac949a680ae3274fef9f596', 0, 0, '\x0e00000082000000240000005000000003000000cf000000f600000072000000b50000000500000072000000010000004e00000034000000a90000008f000000', NULL, 32, 'length', NULL);
INSERT INTO public.run_tokens VALUES ('resp_bc98e3ce28fa456bba5323d57cdb29cb', 0, 0, '\xff000000670000004d0000007e000000f400000072000000d1000000210000000001000076000000550000006c00000044000000ac00000038000000aa000000', NULL, 6, 'length', NULL);
INSERT INTO public.run_tokens VALUES ('resp_0e96ccd22d184326a111558d36d91c88', 0, 0, '\xb4000000', NULL, 6, NULL, NULL);
INSERT INTO public.runs VALUES ('resp_30ef860148e343eabe7d3f528260665f', 'se_771be3e8f8a14deeb25bc2ea723858ac', 'completed', true, 'ow_c655266013784ac48cd94f155c31258a', 1, 'br_7483a79a35ee4a5a943968da81b7518d', 10, 1, 1, '\xc600000000010000400000005200000052000000480000005200000053000000400000004d00000053000000c6000000', '\xc417841e4e0c29ee46f62d41850734b8', '\x77f869597a023dff8787e0ba9225f3a3', '{"request_id": "resp_30ef860148e343eabe7d3f528260665f", "model": "toy", "tenant": "default", "input": {"messages": [], "add_generation_prompt": true, "continue_final_message": false, "tools": null}, "sampling": {"max_tokens": 16, "min_tokens": 0, "temperature": 1.0, "top_k": 0, "top_p": 1.0, "min_p": 0.0, "repetition_penalty": 1.0, "presence_penalty": 0.0, "frequency_penalty": 0.0, "logit_bias": [], "seed": null, "stop": [], "stop_token_ids": [], "include_stop_str_in_output": false, "ignore_eos": false, "logprobs": null, "prompt_logprobs": null}, "n": 1, "echo": false, "session_id": "resp_30ef860148e343eabe7d3f528260665f", "run_id": "resp_30ef860148e343eabe7d3f528260665f", "is_recorded": true, "grammar": null}', 8192, 'd125bdfe477a04efa9737062101bd8ae', 'toy', false, '{"request_id": "resp_30ef860148e343eabe7d3f528260665f", "created": 1795903549, "num_prompt_tokens": 22, "seed": 6090054600223884693, "system_fingerprint": "fp_6fbc7cfef75f", "session": {"session_id": "resp_30ef860148e343eabe7d3f528260665f", "num_matched_messages": 0, "num_matched_tokens": 0, "forked": false}}', '{"usage": {"num_prompt_tokens": 22, "num_completion_tokens": 16, "num_cached_tokens": 6}, "num_computed_tokens": 16, "prompt_logprobs": null}', NULL);
INSERT INTO public.runs VALUES ('resp_c607abe612e2471caa103c74a2c78c35', 'se_771be3e8f8a14deeb25bc2ea723858ac', 'completed', true, 'ow_c655266013784ac48cd94f155c31258a', 1, 'br_7483a79a35ee4a5a943968da81b7518d', 50, 3, 2, '\xc600000000010000400000005200000052000000480000005200000053000000400000004d00000053000000c6000000', '\xc417841e4e0c29ee46f62d41850734b8', '\x797b2ac40a4cde583a36cf6c1f83c931', '{"request_id": "resp_c607abe612e2471caa103c74a2c78c35", "model": "toy", "tenant": "default", "input": {"messages": [], "add_generation_prompt": true, "continue_final_message": false, "tools": null}, "sampling": {"max_tokens": 16, "min_tokens": 0, "temperature": 1.0, "top_k": 0, "top_p": 1.0, "min_p": 0.0, "repetition_penalty": 1.0, "presence_penalty": 0.0, "frequency_penalty": 0.0, "logit_bias": [], "seed": null, "stop": [], "stop_token_ids": [], "include_stop_str_in_output": false, "ignore_eos": false, "logprobs": null, "prompt_logprobs": null}, "n": 1, "echo": false, "session_id": "resp_30ef860148e343eabe7d3f528260665f", "run_id": "resp_c607abe612e2471caa103c74a2c78c35", "is_recorded": true, "grammar": null}', 8192, 'd125bdfe477a04efa9737062101bd8ae', 'toy', false, '{"request_id": "resp_c607abe612e2471caa103c74a2c78c35", "created": 1795903550, "num_prompt_tokens": 62, "seed": 8291428558251274982, "system_fingerprint": "fp_6fbc7cfef75f", "session": {"session_id": "resp_30ef860148e343eabe7d3f528260665f", "num_matched_messages": 2, "num_matched_tokens": 38, "forked": false}}', '{"usage": {"num_prompt_tokens": 62, "num_completion_tokens": 16, "num_cached_tokens": 37}, "num_computed_tokens": 25, "prompt_logprobs": null}', NULL);
INSERT INTO public.runs VALUES ('resp_3b438269430c44e38c30351926f50c7a', 'se_ebf1b9d445f747caa59edc25e6ce5517', 'completed', true, 'ow_c655266013784ac48cd94f155c31258a', 1, 'br_34606c0008cd47989ab9e8fdfbc06482', 12, 1, 1, '\xc600000000010000400000005200000052000000480000005200000053000000400000004d00000053000000c6000000', '\xc417841e4e0c29ee46f62d41850734b8', '\x1d0a5c99b8ef5ef81592c6af4098d929', '{"request_id": "resp_3b438269430c44e38c30351926f50c7a", "model": "toy", "tenant": "default", "input": {"messages": [], "add_generation_prompt": true, "continue_final_message": false, "tools": null}, "sampling": {"max_tokens": 16, "min_tokens": 0, "temperature": 1.0, "top_k": 0, "top_p": 1.0, "min_p": 0.0, "repetition_penalty": 1.0, "presence_penalty": 0.0, "frequency_penalty": 0.0, "logit_bias": [], "seed": null, "stop": [], "stop_token_ids": [], "include_stop_str_in_output": false, "ignore_eos": false, "logprobs": null, "prompt_logprobs": null}, "n": 1, "echo": false, "session_id": "resp_3b438269430c44e38c30351926f50c7a", "run_id": "resp_3b438269430c44e38c30351926f50c7a", "is_recorded": true, "grammar": null}', 8192, 'd125bdfe477a04efa9737062101bd8ae', 'toy', false, '{"request_id": "resp_3b438269430c44e38c30351926f50c7a", "created": 1795903551, "num_prompt_tokens": 24, "seed": 74647453602090907, "system_fingerprint": "fp_6fbc7cfef75f", "session": {"session_id": "resp_3b438269430c44e38c30351926f50c7a", "num_matched_messages": 0, "num_matched_tokens": 0, "forked": false}}', '{"usage": {"num_prompt_tokens": 24, "num_completion_tokens": 16, "num_cached_tokens": 6}, "num_computed_tokens": 18, "prompt_logprobs": null}', NULL);
INSERT INTO public.runs VALUES ('resp_aa8eea0e7619476baae9dd00d074582c', 'se_0e037e650f9d4e70a3003d4d090b6236', 'completed', true, 'ow_c655266013784ac48cd94f155c31258a', 1, 'br_a9676ad837614a4bbaece11be4c08052', 11, 1, 1, '\xc600000000010000400000005200000052000000480000005200000053000000400000004d00000053000000c6000000', '\xc417841e4e0c29ee46f62d41850734b8', '\xae110851c9dd3fab3ff687bfd2d40a26', '{"request_id": "resp_aa8eea0e7619476baae9dd00d074582c", "model": "toy", "tenant": "default", "input": {"messages": [], "add_generation_prompt": true, "continue_final_message": false, "tools": null}, "sampling": {"max_tokens": 16, "min_tokens": 0, "temperature": 1.0, "top_k": 0, "top_p": 1.0, "min_p": 0.0, "repetition_penalty": 1.0, "presence_penalty": 0.0, "frequency_penalty": 0.0, "logit_bias": [], "seed": null, "stop": [], "stop_token_ids": [], "include_stop_str_in_output": false, "ignore_eos": false, "logprobs": null, "prompt_logprobs": null}, "n": 1, "echo": false, "session_id": "resp_aa8eea0e7619476baae9dd00d074582c", "run_id": "resp_aa8eea0e7619476baae9dd00d074582c", "is_recorded": true, "grammar": null}', 8192, 'd125bdfe477a04efa9737062101bd8ae', 'toy', false, '{"request_id": "resp_aa8eea0e7619476baae9dd00d074582c", "created": 1795903551, "num_prompt_tokens": 23, "seed": 2603663255751363293, "system_fingerprint": "fp_6fbc7cfef75f", "session": {"session_id": "resp_aa8eea0e7619476baae9dd00d074582c", "num_matched_messages": 0, "num_matched_tokens": 0, "forked": false}}', '{"usage": {"num_prompt_tokens": 23, "num_completion_tokens": 10, "num_cached_tokens": 8}, "num_computed_tokens": 15, "prompt_logprobs": null}', NULL);
INSERT INTO public.runs VALUES ('resp_0e96ccd22d184326a111558d36d91c88', 'se_466786180e7c46efa56731ee7d04d92b', 'in_progress', true, 'ow_c655266013784ac48cd94f155c31258a', 1, 'br_c949ab129bb249eea9872a8b9ce25e85', 18, 1, 1, '\xc600000000010000400000005200000052000000480000005200000053000000400000004d00000053000000c6000000', '\xc417841e4e0c29ee46f62d41850734b8', '\x833cd06a3feef156551e2d3bfe0ab85b', '{"request_id": "resp_0e96ccd22d184326a111558d36d91c88", "model": "toy", "tenant": "default", "input": {"messages": [], "add_generation_prompt": true, "continue_final_message": false, "tools": null}, "sampling": {"max_tokens": 600, "min_tokens": 0, "temperature": 1.0, "top_k": 0, "top_p": 1.0, "min_p": 0.0, "repetition_penalty": 1.0, "presence_penalty": 0.0, "frequency_penalty": 0.0, "logit_bias": [], "seed": null, "stop": [], "stop_token_ids": [], "include_stop_str_in_output": false, "ignore_eos": false, "logprobs": null, "prompt_logprobs": null}, "n": 1, "echo": false, "session_id": "resp_0e96ccd22d184326a111558d36d91c88", "run_id": "resp_0e96ccd22d184326a111558d36d91c88", "is_recorded": true, "grammar": null}', 8192, 'd125bdfe477a04efa9737062101bd8ae', 'toy', false, '{"request_id": "resp_0e96ccd22d184326a111558d36d91c88", "created": 1795903552, "num_prompt_tokens": 30, "seed": 4240944298418014978, "system_fingerprint": "fp_6fbc7cfef75f", "session": {"session_id": "resp_0e96ccd22d184326a111558d36d91c88", "num_matched_messages": 0, "num_matched_tokens": 0, "forked": false}}', NULL, NULL);
INSERT INTO public.runs VALUES ('resp_10a22abceac949a680ae3274fef9f596', 'se_0e037e650f9d4e70a3003d4d090b6236', 'completed', true, 'ow_c655266013784ac48cd94f155c31258a', 1, 'br_a9676ad837614a4bbaece11be4c08052', 51, 3, 2, '\xc600000000010000400000005200000052000000480000005200000053000000400000004d00000053000000c6000000', '\xc417841e4e0c29ee46f62d41850734b8', '\x58a6f2d390e558032e3be77bbe4475ab', '{"request_id": "resp_10a22abceac949a680ae3274fef9f596", "model": "toy", "tenant": "default", "input": {"messages": [], "add_generation_prompt": true, "continue_final_message": false, "tools": null}, "sampling": {"max_tokens": 16, "min_tokens": 0, "temperature": 1.0, "top_k": 0, "top_p": 1.0, "min_p": 0.0, "repetition_penalty": 1.0, "presence_penalty": 0.0, "frequency_penalty": 0.0, "logit_bias": [], "seed": null, "stop": [], "stop_token_ids": [], "include_stop_str_in_output": false, "ignore_eos": false, "logprobs": null, "prompt_logprobs": null}, "n": 1, "echo": false, "session_id": "resp_aa8eea0e7619476baae9dd00d074582c", "run_id": "resp_10a22abceac949a680ae3274fef9f596", "is_recorded": true, "grammar": null}', 8192, 'd125bdfe477a04efa9737062101bd8ae', 'toy', false, '{"request_id": "resp_10a22abceac949a680ae3274fef9f596", "created": 1795903551, "num_prompt_tokens": 63, "seed": 2598197440526291706, "system_fingerprint": "fp_6fbc7cfef75f", "session": {"session_id": "resp_aa8eea0e7619476baae9dd00d074582c", "num_matched_messages": 2, "num_matched_tokens": 33, "forked": false}}', '{"usage": {"num_prompt_tokens": 63, "num_completion_tokens": 16, "num_cached_tokens": 32}, "num_computed_tokens": 31, "prompt_logprobs": null}', NULL);
INSERT INTO public.runs VALUES ('resp_bc98e3ce28fa456bba5323d57cdb29cb', 'se_5926e54bf59a4d7389cc6487d0a9928d', 'completed', true, 'ow_c655266013784ac48cd94f155c31258a', 1, 'br_5add5cc23ca540f4816ebfd6b0cdde49', 26, 2, 1, '\xc600000000010000400000005200000052000000480000005200000053000000400000004d00000053000000c6000000', '\xc417841e4e0c29ee46f62d41850734b8', '\xaf0aa6929370b3955c4a20872a5103cf', '{"request_id": "resp_bc98e3ce28fa456bba5323d57cdb29cb", "model": "toy", "tenant": "default", "input": {"messages": [], "add_generation_prompt": true, "continue_final_message": false, "tools": null}, "sampling": {"max_tokens": 16, "min_tokens": 0, "temperature": 1.0, "top_k": 0, "top_p": 1.0, "min_p": 0.0, "repetition_penalty": 1.0, "presence_penalty": 0.0, "frequency_penalty": 0.0, "logit_bias": [], "seed": null, "stop": [], "stop_token_ids": [], "include_stop_str_in_output": false, "ignore_eos": false, "logprobs": null, "prompt_logprobs": null}, "n": 1, "echo": false, "session_id": "conv_d386bdd2a9ad48c78a0963ee0287d618", "run_id": "resp_bc98e3ce28fa456bba5323d57cdb29cb", "is_recorded": true, "grammar": null}', 8192, 'd125bdfe477a04efa9737062101bd8ae', 'toy', false, '{"request_id": "resp_bc98e3ce28fa456bba5323d57cdb29cb", "created": 1795903552, "num_prompt_tokens": 38, "seed": 3656333718362231238, "system_fingerprint": "fp_6fbc7cfef75f", "session": {"session_id": "conv_d386bdd2a9ad48c78a0963ee0287d618", "num_matched_messages": 0, "num_matched_tokens": 0, "forked": false}}', '{"usage": {"num_prompt_tokens": 38, "num_completion_tokens": 16, "num_cached_tokens": 6}, "num_computed_tokens": 32, "prompt_logprobs": null}', NULL);
INSERT INTO public.sessions VALUES ('se_cea3cdb7979f43f28cffe4c411cca2bb', 'default', 'talk', 1795903548.1249168, 1795903549.1795805, 4, 'br_56ec9d23d9d74884a849f28af6e508eb');
INSERT INTO public.sessions VALUES ('se_1d5b94dadc10478d9e6b44e782cdafdb', 'default', 'text', 1795903549.192753, 1795903549.3048592, 2, 'br_fa735b2ce980461799e015f731dd5b36');
INSERT INTO public.sessions VALUES ('se_0f01ea87a3734a67914c41dfea7597bf', 'default', 'ids', 1795903549.319133, 1795903549.3401818, 1, 'br_cb65aa999aac4828a149973d20d5f9b5');
INSERT INTO public.sessions VALUES ('se_771be3e8f8a14deeb25bc2ea723858ac', 'default', 'resp_30ef860148e343eabe7d3f528260665f', 1795903549.4428263, 1795903551.054403, 2, 'br_7483a79a35ee4a5a943968da81b7518d');
INSERT INTO public.sessions VALUES ('se_ebf1b9d445f747caa59edc25e6ce5517', 'default', 'resp_3b438269430c44e38c30351926f50c7a', 1795903551.1946232, 1795903551.3233843, 1, 'br_34606c0008cd47989ab9e8fdfbc06482');
INSERT INTO public.sessions VALUES ('se_0e037e650f9d4e70a3003d4d090b6236', 'default', 'resp_aa8eea0e7619476baae9dd00d074582c', 1795903551.392877, 1795903551.820923, 2, 'br_a9676ad837614a4bbaece11be4c08052');
INSERT INTO public.sessions VALUES ('se_5926e54bf59a4d7389cc6487d0a9928d', 'default', 'conv_d386bdd2a9ad48c78a0963ee0287d618', 1795903552.0129976, 1795903552.0993352, 1, 'br_5add5cc23ca540f4816ebfd6b0cdde49');
INSERT INTO public.sessions VALUES ('se_466786180e7c46efa56731ee7d04d92b', 'default', 'resp_0e96ccd22d184326a111558d36d91c88', 1795903552.1370792, 1795903552.147784, 1, 'br_c949ab129bb249eea9872a8b9ce25e85');
INSERT INTO public.spans VALUES ('br_4694ef9172574886b92b84e557540d58', 0, 'it_b17bf7f0f0c24bf59d7cd839235a1105', 'user', '\x0001000054000000520000004400000051000000c6000000260000004e0000004e00000043000000dc0000004c0000004e000000510000004d000000480000004d0000004600000001010000', 'rendered', NULL, NULL, 'd125bdfe477a04efa9737062101bd8ae', 'toy');
INSERT INTO public.spans VALUES ('br_4694ef9172574886b92b84e557540d58', 19, 'it_6713a2324fa74e2fad05f3a7e95db88f', 'assistant', '\xc600000000010000400000005200000052000000480000005200000053000000400000004d00000053000000c6000000', 'rendered', NULL, NULL, 'd125bdfe477a04efa9737062101bd8ae', 'toy');
INSERT INTO public.spans VALUES ('br_4694ef9172574886b92b84e557540d58', 31, 'it_6713a2324fa74e2fad05f3a7e95db88f', 'assistant', '\x890000007b0000002a000000aa000000a30000004b000000', 'sampled', '1', 0, 'd125bdfe477a04efa9737062101bd8ae', 'toy');
INSERT INTO public.spans VALUES ('br_4694ef9172574886b92b84e557540d58', 37, 'it_8951fe8aa10c4ae297499ce0f5895b7c', 'user', '\x01010000c60000000001000054000000520000004400000051000000c6000000200000004d00000043000000dc0000005300000047000000440000004d0000001e00000001010000', 'rendered', NULL, NULL, 'd125bdfe477a04efa9737062101bd8ae', 'toy');
INSERT INTO public.spans VALUES ('br_4694ef9172574886b92b84e557540d58', 55, 'it_d4becbc11e564b58aaafe2837673bcb4', 'assistant', '\xc600000000010000400000005200000052000000480000005200000053000000400000004d00000053000000c6000000', 'rendered', NULL, NULL, 'd125bdfe477a04efa9737062101bd8ae', 'toy');
INSERT INTO public.spans VALUES ('br_4694ef9172574886b92b84e557540d58', 67, 'it_d4becbc11e564b58aaafe2837673bcb4', 'assistant', '\x9f0000005f000000ae000000b90000006d000000bc000000', 'sampled', '1', 0, 'd125bdfe477a04efa9737062101bd8ae', 'toy');
INSERT INTO public.spans VALUES ('br_4694ef9172574886b92b84e557540d58', 73, 'it_355b15dadd0946d3a915f1720b20018c', 'user', '\x01010000c60000000001000054000000520000004400000051000000c60000003600000047000000580000001e00000001010000', 'rendered', NULL, NULL, 'd125bdfe477a04efa9737062101bd8ae', 'toy');
INSERT INTO public.spans VALUES ('br_4694ef9172574886b92b84e557540d58', 86, 'it_0c40c2d2e59946859760142ced9c487f', 'assistant', '\xc600000000010000400000005200000052000000480000005200000053000000400000004d00000053000000c6000000', 'rendered', NULL, NULL, 'd125bdfe477a04efa9737062101bd8ae', 'toy');
INSERT INTO public.spans VALUES ('br_4694ef9172574886b92b84e557540d58', 98, 'it_0c40c2d2e59946859760142ced9c487f', 'assistant', '\x9400000026000000d5000000e9000000a9000000e3000000', 'sampled', '2', 0, 'd125bdfe477a04efa9737062101bd8ae', 'toy');
INSERT INTO public.spans VALUES ('br_d99a88ddd04d46bfbdfbe1e3f9bed548', 86, 'it_de9682fae44046f8a66521b9b3601692', 'assistant', '\xc600000000010000400000005200000052000000480000005200000053000000400000004d00000053000000c6000000', 'rendered', NULL, NULL, 'd125bdfe477a04efa9737062101bd8ae', 'toy');
INSERT INTO public.spans VALUES ('br_d99a88ddd04d46bfbdfbe1e3f9bed548', 98, 'it_de9682fae44046f8a66521b9b3601692', 'assistant', '\x940000002a0000005f000000740000001c0000003f000000', 'sampled', '2', 1, 'd125bdfe477a04efa9737062101bd8ae', 'toy');
INSERT INTO public.spans VALUES ('br_56ec9d23d9d74884a849f28af6e508eb', 0, 'it_571e9aa3211a407db7df5bdb5e8e1784', 'user', '\x0001000054000000520000004400000051000000c6000000260000004e0000004e00000043000000dc0000004400000055000000440000004d000000480000004d0000004600000001010000', 'rendered', NULL, NULL, 'd125bdfe477a04efa9737062101bd8ae', 'toy');
INSERT INTO public.spans VALUES ('br_56ec9d23d9d74884a849f28af6e508eb', 19, 'it_7ac5722af6ae44f287797a5ab3bba7c4', 'assistant', '\xc600000000010000400000005200000052000000480000005200000053000000400000004d00000053000000c6000000', 'rendered', NULL, NULL, 'd125bdfe477a04efa9737062101bd8ae', 'toy');
INSERT INTO public.spans VALUES ('br_56ec9d23d9d74884a849f28af6e508eb', 31, 'it_7ac5722af6ae44f287797a5ab3bba7c4', 'assistant', '\xd800000081000000f3000000dc000000950000004c000000', 'sampled', '3', 0, 'd125bdfe477a04efa9737062101bd8ae', 'toy');
INSERT INTO public.spans VALUES ('br_fa735b2ce980461799e015f731dd5b36', 0, 'it_791b3a1777be4ee597ed49df9cba1dfe', 'prompt', '\x2e0000004d0000004200000044000000dc000000540000004f0000004e0000004d000000dc00000040000000dc00000053000000480000004c00000044000000', 'rendered', NULL, NULL, 'd125bdfe477a04efa9737062101bd8ae', 'toy');
INSERT INTO public.spans VALUES ('br_fa735b2ce980461799e015f731dd5b36', 16, 'it_9d47c64e6f854c269cebaf0714bbe339', 'completion', '\x210000004e000000bb00000078000000b9000000', 'sampled', '4', 0, 'd125bdfe477a04efa9737062101bd8ae', 'toy');
INSERT INTO public.spans VALUES ('br_fa735b2ce980461799e015f731dd5b36', 21, 'it_f4fc7b9808d141569909e1f6bb990343', 'prompt', '\xdc000000400000004d00000043000000', 'rendered', NULL, NULL, 'd125bdfe477a04efa9737062101bd8ae', 'toy');
INSERT INTO public.spans VALUES ('br_fa735b2ce980461799e015f731dd5b36', 25, 'it_0bf785623b5f4690b64517661431276c', 'completion', '\xb70000001800000099000000', 'sampled', '5', 0, 'd125bdfe477a04efa9737062101bd8ae', 'toy');
INSERT INTO public.spans VALUES ('br_cb65aa999aac4828a149973d20d5f9b5', 0, 'it_8ec7dcf7994644bd95cd407bf1ebce58', 'prompt', '\x740000006f0000006b000000650000006e00000073000000', 'rendered', NULL, NULL, 'd125bdfe477a04efa9737062101bd8ae', 'toy');
INSERT INTO public.spans VALUES ('br_cb65aa999aac4828a149973d20d5f9b5', 6, 'it_e1fa31e3e4e84f88b2dc2d5fa4e492f0', 'completion', '\xf70000009a0000005f000000ac00000050000000', 'sampled', '6', 0, 'd125bdfe477a04efa9737062101bd8ae', 'toy');
INSERT INTO public.spans VALUES ('br_7483a79a35ee4a5a943968da81b7518d', 0, 'it_fab2ec0aa7784f61b69f0b178ebaad4e', 'user', '\x0001000054000000520000004400000051000000c60000002e0000004d0000004400000001010000', 'rendered', NULL, NULL, 'd125bdfe477a04efa9737062101bd8ae', 'toy');
INSERT INTO public.spans VALUES ('br_7483a79a35ee4a5a943968da81b7518d', 10, 'it_1bceb8b555a0462c85f2350bc86943a1', 'assistant', '\xc600000000010000400000005200000052000000480000005200000053000000400000004d00000053000000c6000000', 'rendered', NULL, NULL, 'd125bdfe477a04efa9737062101bd8ae', 'toy');
INSERT INTO public.spans VALUES ('br_7483a79a35ee4a5a943968da81b7518d', 22, 'it_1bceb8b555a0462c85f2350bc86943a1', 'assistant', '\x3c000000930000003200000009000000f0000000f600000090000000b1000000320000002c0000009e000000c100000018000000570000007000000073000000', 'sampled', '6090054600223884693', 0, 'd125bdfe477a04efa9737062101bd8ae', 'toy');
INSERT INTO public.spans VALUES ('br_7483a79a35ee4a5a943968da81b7518d', 38, 'it_c3cc663f58674e8a9e663dd93d6cb66d', 'user', '\x01010000c60000000001000054000000520000004400000051000000c600000033000000560000004e00000001010000', 'rendered', NULL, NULL, 'd125bdfe477a04efa9737062101bd8ae', 'toy');
INSERT INTO public.spans VALUES ('br_7483a79a35ee4a5a943968da81b7518d', 50, 'it_181b708e45274cd7b41f8ed70e03f601', 'assistant', '\xc600000000010000400000005200000052000000480000005200000053000000400000004d00000053000000c6000000', 'rendered', NULL, NULL, 'd125bdfe477a04efa9737062101bd8ae', 'toy');
INSERT INTO public.spans VALUES ('br_7483a79a35ee4a5a943968da81b7518d', 62, 'it_181b708e45274cd7b41f8ed70e03f601', 'assistant', '\x5b00000082000000a0000000c900000000000000010000004700000031000000710000006c00000073000000e0000000e60000007a00000049000000fe000000', 'sampled', '8291428558251274982', 0, 'd125bdfe477a04efa9737062101bd8ae', 'toy');
INSERT INTO public.spans VALUES ('br_34606c0008cd47989ab9e8fdfbc06482', 0, 'it_2107e2255d634f069bc6d71c544bc8f0', 'user', '\x0001000054000000520000004400000051000000c60000002b0000004000000053000000440000005100000001010000', 'rendered', NULL, NULL, 'd125bdfe477a04efa9737062101bd8ae', 'toy');
INSERT INTO public.spans VALUES ('br_34606c0008cd47989ab9e8fdfbc06482', 12, 'it_17aa778af4bb4ec0b387180903db59b4', 'assistant', '\xc600000000010000400000005200000052000000480000005200000053000000400000004d00000053000000c6000000', 'rendered', NULL, NULL, 'd125bdfe477a04efa9737062101bd8ae', 'toy');
INSERT INTO public.spans VALUES ('br_34606c0008cd47989ab9e8fdfbc06482', 24, 'it_17aa778af4bb4ec0b387180903db59b4', 'assistant', '\xb5000000320000002f0000001f00000072000000360000007d00000071000000670000008a000000a70000003800000003000000720000002b000000a7000000', 'sampled', '74647453602090907', 0, 'd125bdfe477a04efa9737062101bd8ae', 'toy');
INSERT INTO public.spans VALUES ('br_a9676ad837614a4bbaece11be4c08052', 0, 'it_8ee69dd1cc9b496d94ecf7378c3184d6', 'user', '\x0001000054000000520000004400000051000000c6000000260000004e0000004d0000004400000001010000', 'rendered', NULL, NULL, 'd125bdfe477a04efa9737062101bd8ae', 'toy');
INSERT INTO public.spans VALUES ('br_a9676ad837614a4bbaece11be4c08052', 11, 'it_873e40d5e9bc40e49b5b06c3650c1ee7', 'assistant', '\xc600000000010000400000005200000052000000480000005200000053000000400000004d00000053000000c6000000', 'rendered', NULL, NULL, 'd125bdfe477a04efa9737062101bd8ae', 'toy');
INSERT INTO public.spans VALUES ('br_a9676ad837614a4bbaece11be4c08052', 23, 'it_873e40d5e9bc40e49b5b06c3650c1ee7', 'assistant', '\x29000000fb0000003300000052000000e10000003500000023000000320000002f00000001010000', 'sampled', '2603663255751363293', 0, 'd125bdfe477a04efa9737062101bd8ae', 'toy');
INSERT INTO public.spans VALUES ('br_a9676ad837614a4bbaece11be4c08052', 33, 'it_24f5aa6163894f598c7d327e19bfcff6', 'user', '\xc60000000001000054000000520000004400000051000000c60000003200000053000000480000004b0000004b000000dc0000004700000044000000510000004400000001010000', 'rendered', NULL, NULL, 'd125bdfe477a04efa9737062101bd8ae', 'toy');
INSERT INTO public.spans VALUES ('br_a9676ad837614a4bbaece11be4c08052', 51, 'it_300d20cc80eb40e2a3780bdacd86e912', 'assistant', '\xc600000000010000400000005200000052000000480000005200000053000000400000004d00000053000000c6000000', 'rendered', NULL, NULL, 'd125bdfe477a04efa9737062101bd8ae', 'toy');
INSERT INTO public.spans VALUES ('br_a9676ad837614a4bbaece11be4c08052', 63, 'it_300d20cc80eb40e2a3780bdacd86e912', 'assistant', '\x0e00000082000000240000005000000003000000cf000000f600000072000000b50000000500000072000000010000004e00000034000000a90000008f000000', 'sampled', '2598197440526291706', 0, 'd125bdfe477a04efa9737062101bd8ae', 'toy');
INSERT INTO public.spans VALUES ('br_5add5cc23ca540f4816ebfd6b0cdde49', 0, 'it_49ed7cf4ec3949babbb03d0a7de8a26c', 'user', '\x0001000054000000520000004400000051000000c60000002100000044000000450000004e000000510000004400000001010000', 'rendered', NULL, NULL, 'd125bdfe477a04efa9737062101bd8ae', 'toy');
INSERT INTO public.spans VALUES ('br_5add5cc23ca540f4816ebfd6b0cdde49', 13, 'it_434d1a18d7df4166b471904a1ba87cc5', 'user', '\xc60000000001000054000000520000004400000051000000c6000000280000004d000000dc000000480000005300000001010000', 'rendered', NULL, NULL, 'd125bdfe477a04efa9737062101bd8ae', 'toy');
INSERT INTO public.spans VALUES ('br_5add5cc23ca540f4816ebfd6b0cdde49', 26, 'it_5d1a360907e64d1fa2869ba175ae2d3e', 'assistant', '\xc600000000010000400000005200000052000000480000005200000053000000400000004d00000053000000c6000000', 'rendered', NULL, NULL, 'd125bdfe477a04efa9737062101bd8ae', 'toy');
INSERT INTO public.spans VALUES ('br_5add5cc23ca540f4816ebfd6b0cdde49', 38, 'it_5d1a360907e64d1fa2869ba175ae2d3e', 'assistant', '\xff000000670000004d0000007e000000f400000072000000d1000000210000000001000076000000550000006c00000044000000ac00000038000000aa000000', 'sampled', '3656333718362231238', 0, 'd125bdfe477a04efa9737062101bd8ae', 'toy');
INSERT INTO public.spans VALUES ('br_c949ab129bb249eea9872a8b9ce25e85', 0, 'it_197cd2986f424528890d981a5c0e4634', 'user', '\x0001000054000000520000004400000051000000c6000000280000004d00000053000000440000005100000051000000540000004f00000053000000440000004300000001010000', 'rendered', NULL, NULL, 'd125bdfe477a04efa9737062101bd8ae', 'toy');
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
