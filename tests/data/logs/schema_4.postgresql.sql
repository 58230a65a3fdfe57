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
    locked_by character varying
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
INSERT INTO public.branches VALUES ('br_f0452592cb2e439db92e9b3e354dfda2', 'se_4db233421eb945198340ce251455cc5c', 'chat', NULL, 0, 0, 40, 2, 1, 1795903639.615403, 'ow_d14e71be3af34eb99a30f825b27a2f15', 39);
INSERT INTO public.branches VALUES ('br_73b3e9f805e64738b0d174dc265a3ccb', 'se_d059c7524a9e4ef995a0c5b45d97b65b', 'chat', NULL, 0, 0, 86, 4, 2, 1795903639.9773831, 'ow_d14e71be3af34eb99a30f825b27a2f15', 85);
INSERT INTO public.branches VALUES ('br_9988e9fba35540d4bd5de6b3a4988936', 'se_de16727a5686440da50aa9bebc9466dc', 'chat', NULL, 0, 0, 104, 6, 3, 1795903637.038441, 'ow_d14e71be3af34eb99a30f825b27a2f15', 103);
INSERT INTO public.branches VALUES ('br_3b09ae12eade4d9b8832704065ebbd70', 'se_de16727a5686440da50aa9bebc9466dc', 'chat', 'br_9988e9fba35540d4bd5de6b3a4988936', 86, 5, 104, 6, 1, 1795903637.7111857, 'ow_d14e71be3af34eb99a30f825b27a2f15', 103);
INSERT INTO public.branches VALUES ('br_0535598a3bdc4d3b8e4011b0755527c6', 'se_2cfb34fc5be4494bbba6f8bcc8e579b3', 'chat', NULL, 0, 0, 54, 3, 1, 1795903640.4423933, 'ow_d14e71be3af34eb99a30f825b27a2f15', 53);
INSERT INTO public.branches VALUES ('br_799398cf88284d90a2e3f6bcbbc22346', 'se_de16727a5686440da50aa9bebc9466dc', 'chat', NULL, 0, 0, 37, 2, 1, 1795903637.7624912, 'ow_d14e71be3af34eb99a30f825b27a2f15', 36);
INSERT INTO public.branches VALUES ('br_0b8d0dd068c34dd19f4a9230642410fb', 'se_8681723885e0455fa23907226379bc10', 'chat', NULL, 0, 0, 18, 1, 1, 1795903640.518647, NULL, 0);
INSERT INTO public.branches VALUES ('br_c0d035d08c2644e9bd4264c3fb3c6788', 'se_3df9a4c0b92740bfa62e813b1a3a1bf1', 'text', NULL, 0, 0, 28, 4, 2, 1795903637.8380017, 'ow_d14e71be3af34eb99a30f825b27a2f15', 28);
INSERT INTO public.branches VALUES ('br_49b60a49c5e94922a6fac2f45c527988', 'se_4aa1d3967c734b48aa3ba37e5fb9d2a0', 'tokens', NULL, 0, 0, 11, 2, 1, 1795903637.9624577, 'ow_d14e71be3af34eb99a30f825b27a2f15', 10);
INSERT INTO public.branches VALUES ('br_60df82de9b9e448bbfed156146a57eb6', 'se_c516a9348c274e0990026fdd60e1b5bd', 'chat', NULL, 0, 0, 78, 4, 2, 1795903638.086162, 'ow_d14e71be3af34eb99a30f825b27a2f15', 77);
INSERT INTO public.conversation_items VALUES ('conv_599483fafe15434b85d100fd4777005d', 0, 'msg_9346be5fb7514e7e810e0474f7ee903f', '{"id": "msg_9346be5fb7514e7e810e0474f7ee903f", "type": "message", "role": "user", "status": "completed", "content": [{"type": "input_text", "text": "Before"}]}');
INSERT INTO public.conversation_items VALUES ('conv_599483fafe15434b85d100fd4777005d', 1, 'msg_a4f57d54456b46639a3585019a4a43bd', '{"id": "msg_a4f57d54456b46639a3585019a4a43bd", "type": "message", "role": "user", "status": "completed", "content": [{"type": "input_text", "text": "In it"}]}');
INSERT INTO public.conversation_items VALUES ('conv_599483fafe15434b85d100fd4777005d', 2, 'msg_3e7dccab0f6648b598b3ce4e50f8e91500', '{"id": "msg_3e7dccab0f6648b598b3ce4e50f8e91500", "type": "message", "role": "assistant", "status": "incomplete", "content": [{"type": "output_text", "text": "\ufffd`\ufffd\ufffd\ufffde\u001a\"Q\ufffd\ufffd\u000f\ufffd\ufffd\u0000T", "annotations": [], "logprobs": []}]}');
INSERT INTO public.conversations VALUES ('conv_599483fafe15434b85d100fd4777005d', 'default', 1795903640, '{"topic": "migrations"}', 3, 2, NULL);
INSERT INTO public.items VALUES ('br_9988e9fba35540d4bd5de6b3a4988936', 0, 'it_34ad6e6da1f846e3bc8894c8e20847cf', 'se_de16727a5686440da50aa9bebc9466dc', 'user', '{"role": "user", "content": "Good morning"}', '\x70222a0c842ba9f1e656f75a50d407d2', NULL, 0, 19, true, NULL, NULL, NULL, 1795903637.0648518);
INSERT INTO public.items VALUES ('br_9988e9fba35540d4bd5de6b3a4988936', 1, 'it_da9836467c57430db54ad2224073f9c6', 'se_de16727a5686440da50aa9bebc9466dc', 'assistant', '{"role": "assistant", "content": "\u037fK\ufffd\ufffdl"}', '\xc55c94160f0b1cf06822d83ee66ef66f', NULL, 19, 37, true, 'length', NULL, NULL, 1795903637.2014587);
INSERT INTO public.items VALUES ('br_9988e9fba35540d4bd5de6b3a4988936', 2, 'it_a0ca3516e59041fa9ef5ffa9ece65a2b', 'se_de16727a5686440da50aa9bebc9466dc', 'user', '{"role": "user", "content": "And then?"}', '\x3ef625fdc470a400c344f7d3f21af878', NULL, 37, 55, true, NULL, NULL, NULL, 1795903637.3130505);
INSERT INTO public.items VALUES ('br_9988e9fba35540d4bd5de6b3a4988936', 3, 'it_0a74e92fc8c04b32ae30c0012fe421a5', 'se_de16727a5686440da50aa9bebc9466dc', 'assistant', '{"role": "assistant", "content": "\ufffd\ufffd\ufffd\ufffd\u0000"}', '\xdbaf086743be6991bbaf1b187ee9d9a3', NULL, 55, 73, true, 'length', NULL, NULL, 1795903637.4096043);
INSERT INTO public.items VALUES ('br_9988e9fba35540d4bd5de6b3a4988936', 4, 'it_d80e04ddcce440c0a9810ca451e8c051', 'se_de16727a5686440da50aa9bebc9466dc', 'user', '{"role": "user", "content": "Why?"}', '\xbe36cd1ac2e281f7ba99b5e044218a73', NULL, 73, 86, true, NULL, NULL, NULL, 1795903637.534095);
INSERT INTO public.items VALUES ('br_9988e9fba35540d4bd5de6b3a4988936', 5, 'it_d9b6f0fe978543029ae5e930141985b3', 'se_de16727a5686440da50aa9bebc9466dc', 'assistant', '{"role": "assistant", "content": "\ufffdG\u0019\ufffd\ufffd"}', '\x270422d94c2fcf86821aee76c1fe1411', NULL, 86, 104, true, 'length', NULL, NULL, 1795903637.6804771);
INSERT INTO public.items VALUES ('br_3b09ae12eade4d9b8832704065ebbd70', 5, 'it_ef1edd48cbe945739edebcb25bd98dee', 'se_de16727a5686440da50aa9bebc9466dc', 'assistant', '{"role": "assistant", "content": "\ufffdK\ufffd\ufffd=`"}', '\x33462b95eacc296d55006d0eaa57521c', NULL, 86, 104, true, 'length', NULL, NULL, 1795903637.717537);
INSERT INTO public.items VALUES ('br_799398cf88284d90a2e3f6bcbbc22346', 0, 'it_8011415c6cf74b64b570d23c156dd710', 'se_de16727a5686440da50aa9bebc9466dc', 'user', '{"role": "user", "content": "Good evening"}', '\xa0fc891d406bacc5ef327501c56c6b42', NULL, 0, 19, true, NULL, NULL, NULL, 1795903637.7695432);
INSERT INTO public.items VALUES ('br_799398cf88284d90a2e3f6bcbbc22346', 1, 'it_db080be211ed4d79a0bec3beb2fc0cb7', 'se_de16727a5686440da50aa9bebc9466dc', 'assistant', '{"role": "assistant", "content": "\u001c\u0155 \ufffdm"}', '\xc2fc5bc856b25d0122edc4155d210c58', NULL, 19, 37, true, 'length', NULL, NULL, 1795903637.8081155);
INSERT INTO public.items VALUES ('br_c0d035d08c2644e9bd4264c3fb3c6788', 0, 'it_3ca99f9e9c1f41eca91781901eac23c8', 'se_3df9a4c0b92740bfa62e813b1a3a1bf1', 'prompt', '"Once upon a time"', '\xcf25218127a2bd1df7b6d9215a761c83', 16, 0, 16, true, NULL, NULL, NULL, 1795903637.8412762);
INSERT INTO public.items VALUES ('br_c0d035d08c2644e9bd4264c3fb3c6788', 1, 'it_0246bf2eb9b9484aa589b4df14a6eb93', 'se_3df9a4c0b92740bfa62e813b1a3a1bf1', 'completion', '"Bo\ufffd\ufffd\ufffd"', '\x19cdeb4dd634ed65a6bf4702623fe794', 21, 16, 21, true, 'length', NULL, NULL, 1795903637.872693);
INSERT INTO public.items VALUES ('br_c0d035d08c2644e9bd4264c3fb3c6788', 2, 'it_ab0a7ea391764393915a9a454154dc06', 'se_3df9a4c0b92740bfa62e813b1a3a1bf1', 'prompt', '" and"', '\x4bed1c3fbacc6315204c6e186cdb0eae', 25, 21, 25, true, NULL, NULL, NULL, 1795903637.9133973);
INSERT INTO public.items VALUES ('br_c0d035d08c2644e9bd4264c3fb3c6788', 3, 'it_6c0b4b98318d47319e0edacfcc7c3997', 'se_3df9a4c0b92740bfa62e813b1a3a1bf1', 'completion', '"\ufffd9\ufffd"', '\x96ae210949d5140a93592896500ba590', 28, 25, 28, true, 'stop', '"C"', '\x22000000', 1795903637.9411676);
INSERT INTO public.items VALUES ('br_49b60a49c5e94922a6fac2f45c527988', 0, 'it_d1cff5cf06174dda96a6bb6e904ee0e5', 'se_4aa1d3967c734b48aa3ba37e5fb9d2a0', 'prompt', NULL, NULL, NULL, 0, 6, true, NULL, NULL, NULL, 1795903637.9638171);
INSERT INTO public.items VALUES ('br_49b60a49c5e94922a6fac2f45c527988', 1, 'it_75dbbeb53a5b4f5e8f546915432af145', 'se_4aa1d3967c734b48aa3ba37e5fb9d2a0', 'completion', '"\ufffd\u07a2\ufffdq"', NULL, NULL, 6, 11, true, 'length', NULL, NULL, 1795903638.0151525);
INSERT INTO public.items VALUES ('br_60df82de9b9e448bbfed156146a57eb6', 0, 'it_22ea1ce1171c46e1871fdf4d777bbc87', 'se_c516a9348c274e0990026fdd60e1b5bd', 'user', '{"role": "user", "content": "One"}', '\x77f869597a023dff8787e0ba9225f3a3', NULL, 0, 10, true, NULL, NULL, NULL, 1795903638.0942602);
INSERT INTO public.items VALUES ('br_60df82de9b9e448bbfed156146a57eb6', 1, 'it_8c708d76994146d291606b439a79eae2', 'se_c516a9348c274e0990026fdd60e1b5bd', 'assistant', '{"role": "assistant", "content": "a\ufffd\ufffd\u017b\ufffd6\ufffd\ufffdq\u0174\ufffdKH"}', '\xe16ee4ff581ca5e3b60201093e325e0c', NULL, 10, 38, true, 'length', NULL, NULL, 1795903638.2072968);
INSERT INTO public.items VALUES ('br_60df82de9b9e448bbfed156146a57eb6', 2, 'it_c08fde6f331641e98b6536d4eda1ad45', 'se_c516a9348c274e0990026fdd60e1b5bd', 'user', '{"role": "user", "content": "Two"}', '\x6f94f665944c811809b60460fbfbe01f', NULL, 38, 50, true, NULL, NULL, NULL, 1795903639.3280377);
INSERT INTO public.items VALUES ('br_60df82de9b9e448bbfed156146a57eb6', 3, 'it_055505858e794f1ea3a7e881960e2aca', 'se_c516a9348c274e0990026fdd60e1b5bd', 'assistant', '{"role": "assistant", "content": "\ufffd0\f\ufffd\ufffd\u0015\ufffdp\ufffd\u038b\ufffdn\ufffd7\ufffd"}', '\xa92de556b26de61ddfed0c6e8a75b4cf', NULL, 50, 78, true, 'length', NULL, NULL, 1795903639.4613152);
INSERT INTO public.items VALUES ('br_f0452592cb2e439db92e9b3e354dfda2', 0, 'it_ad362bf3cdb1454cbd6b46cab5296551', 'se_4db233421eb945198340ce251455cc5c', 'user', '{"role": "user", "content": "Later"}', '\x1d0a5c99b8ef5ef81592c6af4098d929', NULL, 0, 12, true, NULL, NULL, NULL, 1795903639.6278954);
INSERT INTO public.items VALUES ('br_f0452592cb2e439db92e9b3e354dfda2', 1, 'it_26cb45d43da34021afc80b3701a90c68', 'se_4db233421eb945198340ce251455cc5c', 'assistant', '{"role": "assistant", "content": "\ufffd\ufffd\ufffd\ufffd\ufffd\ufffd\bYG\ufffd\ufffd\u001d\ufffd\ufffdje"}', '\x1894107a6dac03f860c9b99af096d329', NULL, 12, 40, true, 'length', NULL, NULL, 1795903639.8766615);
INSERT INTO public.items VALUES ('br_73b3e9f805e64738b0d174dc265a3ccb', 0, 'it_5b96fe2d4e4b464497b911159ed73937', 'se_d059c7524a9e4ef995a0c5b45d97b65b', 'user', '{"role": "user", "content": "Gone"}', '\xae110851c9dd3fab3ff687bfd2d40a26', NULL, 0, 11, true, NULL, NULL, NULL, 1795903639.979521);
INSERT INTO public.items VALUES ('br_73b3e9f805e64738b0d174dc265a3ccb', 1, 'it_0ce26943ff1646b5bbf7afb08d9a8fea', 'se_d059c7524a9e4ef995a0c5b45d97b65b', 'assistant', '{"role": "assistant", "content": "J\ufffdl\u001b_\ufffd\ufffd\u0012\ufffd,\ufffd\u04c5\ufffdn\ufffd"}', '\x87f9f578eeccbc3e10c7117e8a01230e', NULL, 11, 39, true, 'length', NULL, NULL, 1795903640.065241);
INSERT INTO public.items VALUES ('br_73b3e9f805e64738b0d174dc265a3ccb', 2, 'it_b2e86689bd1c43f49810d6cef828f684', 'se_d059c7524a9e4ef995a0c5b45d97b65b', 'user', '{"role": "user", "content": "Still here"}', '\x16ac2b30ada8d58ea44c51eeba0842f5', NULL, 39, 58, true, NULL, NULL, NULL, 1795903640.189349);
INSERT INTO public.items VALUES ('br_73b3e9f805e64738b0d174dc265a3ccb', 3, 'it_206086df660348bab51eb90d8a8af4ab', 'se_d059c7524a9e4ef995a0c5b45d97b65b', 'assistant', '{"role": "assistant", "content": "i%HDC\ufffd\u02a1\ufffd\u0006\ufffdlv\ufffd("}', '\x9d331c5fdc8c436cbed24296b4dfb87a', NULL, 58, 86, true, 'length', NULL, NULL, 1795903640.2941823);
INSERT INTO public.items VALUES ('br_0535598a3bdc4d3b8e4011b0755527c6', 0, 'it_4c8cb560ade8408489714f104594416a', 'se_2cfb34fc5be4494bbba6f8bcc8e579b3', 'user', '{"role": "user", "content": "Before"}', '\x86f1ff03c95f3955b509a5f75b79e5ca', NULL, 0, 13, true, NULL, NULL, NULL, 1795903640.4439733);
INSERT INTO public.items VALUES ('br_0535598a3bdc4d3b8e4011b0755527c6', 1, 'it_9d1b52e0630849e597943b4363f037dc', 'se_2cfb34fc5be4494bbba6f8bcc8e579b3', 'user', '{"role": "user", "content": "In it"}', '\xaf0aa6929370b3955c4a20872a5103cf', NULL, 13, 26, true, NULL, NULL, NULL, 1795903640.443987);
INSERT INTO public.items VALUES ('br_0535598a3bdc4d3b8e4011b0755527c6', 2, 'it_23b4725677304098bbbd55b2adc9db29', 'se_2cfb34fc5be4494bbba6f8bcc8e579b3', 'assistant', '{"role": "assistant", "content": "\ufffd`\ufffd\ufffd\ufffde\u001a\"Q\ufffd\ufffd\u000f\ufffd\ufffd\u0000T"}', '\x1c8f34dc45e090e817cfa12c89026efb', NULL, 26, 54, true, 'length', NULL, NULL, 1795903640.484856);
INSERT INTO public.items VALUES ('br_0b8d0dd068c34dd19f4a9230642410fb', 0, 'it_825040eec63a4cd7bf2e04510ca197d4', 'se_8681723885e0455fa23907226379bc10', 'user', '{"role": "user", "content": "Interrupted"}', '\x833cd06a3feef156551e2d3bfe0ab85b', NULL, 0, 18, true, NULL, NULL, NULL, 1795903640.5202103);
INSERT INTO public.migrations VALUES (1, 'first_schema', 1795903636.064341);
INSERT INTO public.migrations VALUES (2, 'responses_and_conversations', 1795903636.070062);
INSERT INTO public.migrations VALUES (3, 'runs', 1795903636.0711322);
INSERT INTO public.migrations VALUES (4, 'whereabouts_of_kv', 1795903636.071948);
INSERT INTO public.owners VALUES ('ow_d14e71be3af34eb99a30f825b27a2f15', 'host:data', 1795903639.711204);
INSERT INTO public.response_items VALUES ('resp_e8577331648f4510805e87aedf6a91f7', 0, false, 'msg_064e93b445ba45a7894f479683109376', '{"id": "msg_064e93b445ba45a7894f479683109376", "type": "message", "role": "user", "status": "completed", "content": [{"type": "input_text", "text": "One"}]}');
INSERT INTO public.response_items VALUES ('resp_e8577331648f4510805e87aedf6a91f7', 1, true, 'msg_e8577331648f4510805e87aedf6a91f700', '{"id": "msg_e8577331648f4510805e87aedf6a91f700", "type": "message", "role": "assistant", "status": "incomplete", "content": [{"type": "output_text", "text": "a\ufffd\ufffd\u017b\ufffd6\ufffd\ufffdq\u0174\ufffdKH", "annotations": [], "logprobs": []}]}');
INSERT INTO public.response_items VALUES ('resp_15e6ee970c734ac1b21d442808d46642', 0, false, 'msg_fb162184a296483a96a2ac60889278ab', '{"id": "msg_fb162184a296483a96a2ac60889278ab", "type": "message", "role": "user", "status": "completed", "content": [{"type": "input_text", "text": "Two"}]}');
INSERT INTO public.response_items VALUES ('resp_15e6ee970c734ac1b21d442808d46642', 1, true, 'msg_15e6ee970c734ac1b21d442808d4664200', '{"id": "msg_15e6ee970c734ac1b21d442808d4664200", "type": "message", "role": "assistant", "status": "incomplete", "content": [{"type": "output_text", "text": "\ufffd0\f\ufffd\ufffd\u0015\ufffdp\ufffd\u038b\ufffdn\ufffd7\ufffd", "annotations": [], "logprobs": []}]}');
INSERT INTO public.response_items VALUES ('resp_404cf4e0b65747d2828a9b0594268f39', 0, false, 'msg_917d194c20794fce92d76d3f6dcf8e91', '{"id": "msg_917d194c20794fce92d76d3f6dcf8e91", "type": "message", "role": "user", "status": "completed", "content": [{"type": "input_text", "text": "Later"}]}');
INSERT INTO public.response_items VALUES ('resp_404cf4e0b65747d2828a9b0594268f39', 1, true, 'msg_404cf4e0b65747d2828a9b0594268f3900', '{"id": "msg_404cf4e0b65747d2828a9b0594268f3900", "type": "message", "role": "assistant", "status": "incomplete", "content": [{"type": "output_text", "text": "\ufffd\ufffd\ufffd\ufffd\ufffd\ufffd\bYG\ufffd\ufffd\u001d\ufffd\ufffdje", "annotations": [], "logprobs": []}]}');
INSERT INTO public.response_items VALUES ('resp_80dedb3be3f34229827d7092cef77c53', 0, false, 'msg_7d98e622c963494baea4450e7477e4c7', '{"id": "msg_7d98e622c963494baea4450e7477e4c7", "type": "message", "role": "user", "status": "completed", "content": [{"type": "input_text", "text": "Gone"}]}');
INSERT INTO public.response_items VALUES ('resp_80dedb3be3f34229827d7092cef77c53', 1, true, 'msg_80dedb3be3f34229827d7092cef77c5300', '{"id": "msg_80dedb3be3f34229827d7092cef77c5300", "type": "message", "role": "assistant", "status": "incomplete", "content": [{"type": "output_text", "text": "J\ufffdl\u001b_\ufffd\ufffd\u0012\ufffd,\ufffd\u04c5\ufffdn\ufffd", "annotations": [], "logprobs": []}]}');
INSERT INTO public.response_items VALUES ('resp_eb22675f70f24022a2f128521f2872ee', 0, false, 'msg_879dcda3c6ae4787a07e1b026dcc48ac', '{"id": "msg_879dcda3c6ae4787a07e1b026dcc48ac", "type": "message", "role": "user", "status": "completed", "content": [{"type": "input_text", "text": "Still here"}]}');
INSERT INTO public.response_items VALUES ('resp_eb22675f70f24022a2f128521f2872ee', 1, true, 'msg_eb22675f70f24022a2f128521f2872ee00', '{"id": "msg_eb22675f70f24022a2f128521f2872ee00", "type": "message", "role": "assistant", "status": "incomplete", "content": [{"type": "output_text", "text": "i%HDC\ufffd\u02a1\ufffd\u0006\ufffdlv\ufffd(", "annotations": [], "logprobs": []}]}');
INSERT INTO public.response_items VALUES ('resp_3e7dccab0f6648b598b3ce4e50f8e915', 0, false, 'msg_a4f57d54456b46639a3585019a4a43bd', '{"id": "msg_a4f57d54456b46639a3585019a4a43bd", "type": "message", "role": "user", "status": "completed", "content": [{"type": "input_text", "text": "In it"}]}');
INSERT INTO public.response_items VALUES ('resp_3e7dccab0f6648b598b3ce4e50f8e915', 1, true, 'msg_3e7dccab0f6648b598b3ce4e50f8e91500', '{"id": "msg_3e7dccab0f6648b598b3ce4e50f8e91500", "type": "message", "role": "assistant", "status": "incomplete", "content": [{"type": "output_text", "text": "\ufffd`\ufffd\ufffd\ufffde\u001a\"Q\ufffd\ufffd\u000f\ufffd\ufffd\u0000T", "annotations": [], "logprobs": []}]}');
INSERT INTO public.response_items VALUES ('resp_7d6dfff5b99f4b5ea06fb9e3f3a73bfb', 0, false, 'msg_82249d13442e4df4b3e5ea53c7e5199b', '{"id": "msg_82249d13442e4df4b3e5ea53c7e5199b", "type": "message", "role": "user", "status": "completed", "content": [{"type": "input_text", "text": "Interrupted"}]}');
INSERT INTO public.responses VALUES ('resp_e8577331648f4510805e87aedf6a91f7', 'default', 'incomplete', 1795903638, NULL, '{"model": "toy", "instructions": null, "store": true, "max_output_tokens": 16, "max_tool_calls": null, "metadata": {}, "parallel_tool_calls": true, "tools": [], "tool_choice": "auto", "text": {"format": {"type": "text"}, "verbosity": "medium"}, "temperature": 1.0, "top_p": 1.0, "presence_penalty": 0.0, "frequency_penalty": 0.0, "top_logprobs": 0, "truncation": "disabled", "prompt_cache_key": null, "prompt_cache_options": null, "prompt_cache_retention": null, "safety_identifier": null, "service_tier": "default", "user": null}', false, NULL, 'resp_e8577331648f4510805e87aedf6a91f7', NULL, NULL, NULL, '[22, 16, 6, null]', NULL, 'max_output_tokens', true, '[[0, 1, 0], [0, 1, 0], [0, 1, 0], [0, 1, 0], [0, 1, 0], [0, 1, 0], [0, 1, 0], [0, 2, 0], [0, 1, 0], [0, 2, 0], [0, 1, 0]]', false);
INSERT INTO public.responses VALUES ('resp_15e6ee970c734ac1b21d442808d46642', 'default', 'incomplete', 1795903639, NULL, '{"model": "toy", "instructions": null, "store": true, "max_output_tokens": 16, "max_tool_calls": null, "metadata": {}, "parallel_tool_calls": true, "tools": [], "tool_choice": "auto", "text": {"format": {"type": "text"}, "verbosity": "medium"}, "temperature": 1.0, "top_p": 1.0, "presence_penalty": 0.0, "frequency_penalty": 0.0, "top_logprobs": 0, "truncation": "disabled", "prompt_cache_key": null, "prompt_cache_options": null, "prompt_cache_retention": null, "safety_identifier": null, "service_tier": "default", "user": null}', false, NULL, 'resp_e8577331648f4510805e87aedf6a91f7', 'resp_e8577331648f4510805e87aedf6a91f7', NULL, NULL, '[62, 16, 37, null]', NULL, 'max_output_tokens', true, '[[0, 1, 0], [0, 1, 0], [0, 1, 0], [0, 1, 0], [0, 1, 0], [0, 1, 0], [0, 2, 0], [0, 1, 0], [0, 1, 0], [0, 2, 0], [0, 2, 0], [0, 1, 0]]', false);
INSERT INTO public.responses VALUES ('resp_404cf4e0b65747d2828a9b0594268f39', 'default', 'incomplete', 1795903639, NULL, '{"model": "toy", "instructions": null, "store": true, "max_output_tokens": 16, "max_tool_calls": null, "metadata": {}, "parallel_tool_calls": true, "tools": [], "tool_choice": "auto", "text": {"format": {"type": "text"}, "verbosity": "medium"}, "temperature": 1.0, "top_p": 1.0, "presence_penalty": 0.0, "frequency_penalty": 0.0, "top_logprobs": 0, "truncation": "disabled", "prompt_cache_key": null, "prompt_cache_options": null, "prompt_cache_retention": null, "safety_identifier": null, "service_tier": "default", "user": null}', true, NULL, 'resp_404cf4e0b65747d2828a9b0594268f39', NULL, NULL, NULL, '[24, 16, 6, null]', NULL, 'max_output_tokens', true, '[[0, 1, 0], [0, 1, 0], [0, 1, 0], [0, 2, 0], [0, 1, 0], [0, 1, 0], [0, 1, 0], [0, 1, 0], [0, 1, 0], [0, 1, 0], [0, 1, 0], [0, 1, 0], [0, 1, 0], [0, 1, 0], [0, 1, 0]]', false);
INSERT INTO public.responses VALUES ('resp_3e7dccab0f6648b598b3ce4e50f8e915', 'default', 'incomplete', 1795903640, NULL, '{"model": "toy", "instructions": null, "store": true, "max_output_tokens": 16, "max_tool_calls": null, "metadata": {}, "parallel_tool_calls": true, "tools": [], "tool_choice": "auto", "text": {"format": {"type": "text"}, "verbosity": "medium"}, "temperature": 1.0, "top_p": 1.0, "presence_penalty": 0.0, "frequency_penalty": 0.0, "top_logprobs": 0, "truncation": "disabled", "prompt_cache_key": null, "prompt_cache_options": null, "prompt_cache_retention": null, "safety_identifier": null, "service_tier": "default", "user": null}', false, NULL, 'conv_599483fafe15434b85d100fd4777005d', NULL, 'conv_599483fafe15434b85d100fd4777005d', 1, '[38, 16, 6, null]', NULL, 'max_output_tokens', true, '[[0, 1, 0], [0, 1, 0], [0, 1, 0], [0, 1, 0], [0, 1, 0], [0, 1, 0], [0, 1, 0], [0, 1, 0], [0, 1, 0], [0, 1, 0], [0, 1, 0], [0, 1, 0], [0, 1, 0], [0, 2, 0], [0, 1, 0]]', false);
INSERT INTO public.responses VALUES ('resp_eb22675f70f24022a2f128521f2872ee', 'default', 'incomplete', 1795903640, NULL, '{"model": "toy", "instructions": null, "store": true, "max_output_tokens": 16, "max_tool_calls": null, "metadata": {}, "parallel_tool_calls": true, "tools": [], "tool_choice": "auto", "text": {"format": {"type": "text"}, "verbosity": "medium"}, "temperature": 1.0, "top_p": 1.0, "presence_penalty": 0.0, "frequency_penalty": 0.0, "top_logprobs": 0, "truncation": "disabled", "prompt_cache_key": null, "prompt_cache_options": null, "prompt_cache_retention": null, "safety_identifier": null, "service_tier": "default", "user": null}', false, NULL, 'resp_80dedb3be3f34229827d7092cef77c53', 'resp_80dedb3be3f34229827d7092cef77c53', NULL, NULL, '[70, 16, 38, null]', NULL, 'max_output_tokens', true, '[[0, 1, 0], [0, 1, 0], [0, 1, 0], [0, 1, 0], [0, 1, 0], [0, 1, 0], [0, 1, 0], [0, 2, 0], [0, 2, 0], [0, 1, 0], [0, 1, 0], [0, 1, 0]]', false);
INSERT INTO public.responses VALUES ('resp_80dedb3be3f34229827d7092cef77c53', 'default', 'incomplete', 1795903639, NULL, '{"model": "toy", "instructions": null, "store": true, "max_output_tokens": 16, "max_tool_calls": null, "metadata": {}, "parallel_tool_calls": true, "tools": [], "tool_choice": "auto", "text": {"format": {"type": "text"}, "verbosity": "medium"}, "temperature": 1.0, "top_p": 1.0, "presence_penalty": 0.0, "frequency_penalty": 0.0, "top_logprobs": 0, "truncation": "disabled", "prompt_cache_key": null, "prompt_cache_options": null, "prompt_cache_retention": null, "safety_identifier": null, "service_tier": "default", "user": null}', false, NULL, 'resp_80dedb3be3f34229827d7092cef77c53', NULL, NULL, NULL, '[23, 16, 8, null]', NULL, 'max_output_tokens', true, '[[0, 1, 0], [0, 1, 0], [0, 1, 0], [0, 1, 0], [0, 1, 0], [0, 1, 0], [0, 2, 0], [0, 1, 0], [0, 1, 0], [0, 1, 0], [0, 1, 0], [0, 1, 0], [0, 1, 0], [0, 1, 0]]', true);
INSERT INTO public.responses VALUES ('resp_7d6dfff5b99f4b5ea06fb9e3f3a73bfb', 'default', 'in_progress', 1795903640, NULL, '{"model": "toy", "instructions": null, "store": true, "max_output_tokens": 600, "max_tool_calls": null, "metadata": {}, "parallel_tool_calls": true, "tools": [], "tool_choice": "auto", "text": {"format": {"type": "text"}, "verbosity": "medium"}, "temperature": 1.0, "top_p": 1.0, "presence_penalty": 0.0, "frequency_penalty": 0.0, "top_logprobs": 0, "truncation": "disabled", "prompt_cache_key": null, "prompt_cache_options": null, "prompt_cache_retention": null, "safety_identifier": null, "service_tier": "default", "user": null}', true, NULL, 'resp_7d6dfff5b99f4b5ea06fb9e3f3a73bfb', NULL, NULL, NULL, NULL, NULL, NULL, true, NULL, false);
INSERT INTO public.run_tokens VALUES ('resp_e8577331648f4510805e87aedf6a91f7', 0, 0, '\x40000000ee000000fe0000008100000077000000e00000001500000072000000a9000000e6000000500000008100000070000000940000002a00000027000000', NULL, 6, 'length', NULL);
INSERT INTO public.run_tokens VALUES ('resp_15e6ee970c734ac1b21d442808d46642', 0, 0, '\xef0000000f000000c8000000fb000000f3000000d1000000af0000004f000000ab0000008a000000e9000000990000004d0000009b00000016000000a4000000', NULL, 37, 'length', NULL);
INSERT INTO public.run_tokens VALUES ('resp_404cf4e0b65747d2828a9b0594268f39', 0, 0, '\xb2000000e200000091000000b0000000b900000073000000c40000003800000026000000ff00000079000000d9000000ff0000006c0000004900000044000000', NULL, 6, 'length', NULL);
INSERT INTO public.run_tokens VALUES ('resp_80dedb3be3f34229827d7092cef77c53', 0, 0, '\x29000000fc0000004b000000d70000003e000000f70000009d000000ce000000760000000b000000730000008f000000e30000006f0000004d00000099000000', NULL, 8, 'length', NULL);
INSERT INTO public.run_tokens VALUES ('resp_eb22675f70f24022a2f128521f2872ee', 0, 0, '\x4800000004000000270000002300000022000000fe000000860000005e000000ae000000c2000000af0000006b0000004b00000055000000eb00000007000000', NULL, 38, 'length', NULL);
INSERT INTO public.run_tokens VALUES ('resp_7d6dfff5b99f4b5ea06fb9e3f3a73bfb', 0, 0, '\xb3000000', NULL, 6, NULL, NULL);
INSERT INTO public.run_tokens VALUES ('resp_7d6dfff5b99f4b5ea06fb9e3f3a73bfb', 0, 1, '\x20000000', NULL, NULL, NULL, NULL);
INSERT INTO public.run_tokens VALUES ('resp_3e7dccab0f6648b598b3ce4e50f8e915', 0, 0, '\xfe0000003f000000fb000000b9000000b800000044000000d60000000100000030000000eb00000076000000cb000000fc0000009b000000bc00000033000000', NULL, 6, 'length', NULL);
INSERT INTO public.runs VALUES ('resp_e8577331648f4510805e87aedf6a91f7', 'se_c516a9348c274e0990026fdd60e1b5bd', 'completed', true, 'ow_d14e71be3af34eb99a30f825b27a2f15', 1, 'br_60df82de9b9e448bbfed156146a57eb6', 10, 1, 1, '\xc600000000010000400000005200000052000000480000005200000053000000400000004d00000053000000c6000000', '\xc417841e4e0c29ee46f62d41850734b8', '\x77f869597a023dff8787e0ba9225f3a3', '{"request_id": "resp_e8577331648f4510805e87aedf6a91f7", "model": "toy", "tenant": "default", "input": {"messages": [], "add_generation_prompt": true, "continue_final_message": false, "tools": null}, "sampling": {"max_tokens": 16, "min_tokens": 0, "temperature": 1.0, "top_k": 0, "top_p": 1.0, "min_p": 0.0, "repetition_penalty": 1.0, "presence_penalty": 0.0, "frequency_penalty": 0.0, "logit_bias": [], "seed": null, "stop": [], "stop_token_ids": [], "include_stop_str_in_output": false, "ignore_eos": false, "logprobs": null, "prompt_logprobs": null}, "n": 1, "echo": false, "session_id": "resp_e8577331648f4510805e87aedf6a91f7", "run_id": "resp_e8577331648f4510805e87aedf6a91f7", "is_recorded": true, "grammar": null}', 8192, 'd125bdfe477a04efa9737062101bd8ae', 'toy', false, '{"request_id": "resp_e8577331648f4510805e87aedf6a91f7", "created": 1795903638, "num_prompt_tokens": 22, "seed": 4070660828034201859, "system_fingerprint": "fp_6fbc7cfef75f", "session": {"session_id": "resp_e8577331648f4510805e87aedf6a91f7", "num_matched_messages": 0, "num_matched_tokens": 0, "forked": false}}', '{"usage": {"num_prompt_tokens": 22, "num_completion_tokens": 16, "num_cached_tokens": 6, "cold": null}, "num_computed_tokens": 16, "prompt_logprobs": null}', NULL);
INSERT INTO public.runs VALUES ('resp_15e6ee970c734ac1b21d442808d46642', 'se_c516a9348c274e0990026fdd60e1b5bd', 'completed', true, 'ow_d14e71be3af34eb99a30f825b27a2f15', 1, 'br_60df82de9b9e448bbfed156146a57eb6', 50, 3, 2, '\xc600000000010000400000005200000052000000480000005200000053000000400000004d00000053000000c6000000', '\xc417841e4e0c29ee46f62d41850734b8', '\x6f94f665944c811809b60460fbfbe01f', '{"request_id": "resp_15e6ee970c734ac1b21d442808d46642", "model": "toy", "tenant": "default", "input": {"messages": [], "add_generation_prompt": true, "continue_final_message": false, "tools": null}, "sampling": {"max_tokens": 16, "min_tokens": 0, "temperature": 1.0, "top_k": 0, "top_p": 1.0, "min_p": 0.0, "repetition_penalty": 1.0, "presence_penalty": 0.0, "frequency_penalty": 0.0, "logit_bias": [], "seed": null, "stop": [], "stop_token_ids": [], "include_stop_str_in_output": false, "ignore_eos": false, "logprobs": null, "prompt_logprobs": null}, "n": 1, "echo": false, "session_id": "resp_e8577331648f4510805e87aedf6a91f7", "run_id": "resp_15e6ee970c734ac1b21d442808d46642", "is_recorded": true, "grammar": null}', 8192, 'd125bdfe477a04efa9737062101bd8ae', 'toy', false, '{"request_id": "resp_15e6ee970c734ac1b21d442808d46642", "created": 1795903639, "num_prompt_tokens": 62, "seed": 8261809715468561316, "system_fingerprint": "fp_6fbc7cfef75f", "session": {"session_id": "resp_e8577331648f4510805e87aedf6a91f7", "num_matched_messages": 2, "num_matched_tokens": 38, "forked": false}}', '{"usage": {"num_prompt_tokens": 62, "num_completion_tokens": 16, "num_cached_tokens": 37, "cold": null}, "num_computed_tokens": 25, "prompt_logprobs": null}', NULL);
INSERT INTO public.runs VALUES ('resp_404cf4e0b65747d2828a9b0594268f39', 'se_4db233421eb945198340ce251455cc5c', 'completed', true, 'ow_d14e71be3af34eb99a30f825b27a2f15', 1, 'br_f0452592cb2e439db92e9b3e354dfda2', 12, 1, 1, '\xc600000000010000400000005200000052000000480000005200000053000000400000004d00000053000000c6000000', '\xc417841e4e0c29ee46f62d41850734b8', '\x1d0a5c99b8ef5ef81592c6af4098d929', '{"request_id": "resp_404cf4e0b65747d2828a9b0594268f39", "model": "toy", "tenant": "default", "input": {"messages": [], "add_generation_prompt": true, "continue_final_message": false, "tools": null}, "sampling": {"max_tokens": 16, "min_tokens": 0, "temperature": 1.0, "top_k": 0, "top_p": 1.0, "min_p": 0.0, "repetition_penalty": 1.0, "presence_penalty": 0.0, "frequency_penalty": 0.0, "logit_bias": [], "seed": null, "stop": [], "stop_token_ids": [], "include_stop_str_in_output": false, "ignore_eos": false, "logprobs": null, "prompt_logprobs": null}, "n": 1, "echo": false, "session_id": "resp_404cf4e0b65747d2828a9b0594268f39", "run_id": "resp_404cf4e0b65747d2828a9b0594268f39", "is_recorded": true, "grammar": null}', 8192, 'd125bdfe477a04efa9737062101bd8ae', 'toy', false, '{"request_id": "resp_404cf4e0b65747d2828a9b0594268f39", "created": 1795903639, "num_prompt_tokens": 24, "seed": 6026713873727151484, "system_fingerprint": "fp_6fbc7cfef75f", "session": {"session_id": "resp_404cf4e0b65747d2828a9b0594268f39", "num_matched_messages": 0, "num_matched_tokens": 0, "forked": false}}', '{"usage": {"num_prompt_tokens": 24, "num_completion_tokens": 16, "num_cached_tokens": 6, "cold": null}, "num_computed_tokens": 18, "prompt_logprobs": null}', NULL);
INSERT INTO public.runs VALUES ('resp_80dedb3be3f34229827d7092cef77c53', 'se_d059c7524a9e4ef995a0c5b45d97b65b', 'completed', true, 'ow_d14e71be3af34eb99a30f825b27a2f15', 1, 'br_73b3e9f805e64738b0d174dc265a3ccb', 11, 1, 1, '\xc600000000010000400000005200000052000000480000005200000053000000400000004d00000053000000c6000000', '\xc417841e4e0c29ee46f62d41850734b8', '\xae110851c9dd3fab3ff687bfd2d40a26', '{"request_id": "resp_80dedb3be3f34229827d7092cef77c53", "model": "toy", "tenant": "default", "input": {"messages": [], "add_generation_prompt": true, "continue_final_message": false, "tools": null}, "sampling": {"max_tokens": 16, "min_tokens": 0, "temperature": 1.0, "top_k": 0, "top_p": 1.0, "min_p": 0.0, "repetition_penalty": 1.0, "presence_penalty": 0.0, "frequency_penalty": 0.0, "logit_bias": [], "seed": null, "stop": [], "stop_token_ids": [], "include_stop_str_in_output": false, "ignore_eos": false, "logprobs": null, "prompt_logprobs": null}, "n": 1, "echo": false, "session_id": "resp_80dedb3be3f34229827d7092cef77c53", "run_id": "resp_80dedb3be3f34229827d7092cef77c53", "is_recorded": true, "grammar": null}', 8192, 'd125bdfe477a04efa9737062101bd8ae', 'toy', false, '{"request_id": "resp_80dedb3be3f34229827d7092cef77c53", "created": 1795903639, "num_prompt_tokens": 23, "seed": 8947182492046633488, "system_fingerprint": "fp_6fbc7cfef75f", "session": {"session_id": "resp_80dedb3be3f34229827d7092cef77c53", "num_matched_messages": 0, "num_matched_tokens": 0, "forked": false}}', '{"usage": {"num_prompt_tokens": 23, "num_completion_tokens": 16, "num_cached_tokens": 8, "cold": null}, "num_computed_tokens": 15, "prompt_logprobs": null}', NULL);
INSERT INTO public.runs VALUES ('resp_eb22675f70f24022a2f128521f2872ee', 'se_d059c7524a9e4ef995a0c5b45d97b65b', 'completed', true, 'ow_d14e71be3af34eb99a30f825b27a2f15', 1, 'br_73b3e9f805e64738b0d174dc265a3ccb', 58, 3, 2, '\xc600000000010000400000005200000052000000480000005200000053000000400000004d00000053000000c6000000', '\xc417841e4e0c29ee46f62d41850734b8', '\x16ac2b30ada8d58ea44c51eeba0842f5', '{"request_id": "resp_eb22675f70f24022a2f128521f2872ee", "model": "toy", "tenant": "default", "input": {"messages": [], "add_generation_prompt": true, "continue_final_message": false, "tools": null}, "sampling": {"max_tokens": 16, "min_tokens": 0, "temperature": 1.0, "top_k": 0, "top_p": 1.0, "min_p": 0.0, "repetition_penalty": 1.0, "presence_penalty": 0.0, "frequency_penalty": 0.0, "logit_bias": [], "seed": null, "stop": [], "stop_token_ids": [], "include_stop_str_in_output": false, "ignore_eos": false, "logprobs": null, "prompt_logprobs": null}, "n": 1, "echo": false, "session_id": "resp_80dedb3be3f34229827d7092cef77c53", "run_id": "resp_eb22675f70f24022a2f128521f2872ee", "is_recorded": true, "grammar": null}', 8192, 'd125bdfe477a04efa9737062101bd8ae', 'toy', false, '{"request_id": "resp_eb22675f70f24022a2f128521f2872ee", "created": 1795903640, "num_prompt_tokens": 70, "seed": 3245081142267913022, "system_fingerprint": "fp_6fbc7cfef75f", "session": {"session_id": "resp_80dedb3be3f34229827d7092cef77c53", "num_matched_messages": 2, "num_matched_tokens": 39, "forked": false}}', '{"usage": {"num_prompt_tokens": 70, "num_completion_tokens": 16, "num_cached_tokens": 38, "cold": null}, "num_computed_tokens": 32, "prompt_logprobs": null}', NULL);
INSERT INTO public.runs VALUES ('resp_3e7dccab0f6648b598b3ce4e50f8e915', 'se_2cfb34fc5be4494bbba6f8bcc8e579b3', 'completed', true, 'ow_d14e71be3af34eb99a30f825b27a2f15', 1, 'br_0535598a3bdc4d3b8e4011b0755527c6', 26, 2, 1, '\xc600000000010000400000005200000052000000480000005200000053000000400000004d00000053000000c6000000', '\xc417841e4e0c29ee46f62d41850734b8', '\xaf0aa6929370b3955c4a20872a5103cf', '{"request_id": "resp_3e7dccab0f6648b598b3ce4e50f8e915", "model": "toy", "tenant": "default", "input": {"messages": [], "add_generation_prompt": true, "continue_final_message": false, "tools": null}, "sampling": {"max_tokens": 16, "min_tokens": 0, "temperature": 1.0, "top_k": 0, "top_p": 1.0, "min_p": 0.0, "repetition_penalty": 1.0, "presence_penalty": 0.0, "frequency_penalty": 0.0, "logit_bias": [], "seed": null, "stop": [], "stop_token_ids": [], "include_stop_str_in_output": false, "ignore_eos": false, "logprobs": null, "prompt_logprobs": null}, "n": 1, "echo": false, "session_id": "conv_599483fafe15434b85d100fd4777005d", "run_id": "resp_3e7dccab0f6648b598b3ce4e50f8e915", "is_recorded": true, "grammar": null}', 8192, 'd125bdfe477a04efa9737062101bd8ae', 'toy', false, '{"request_id": "resp_3e7dccab0f6648b598b3ce4e50f8e915", "created": 1795903640, "num_prompt_tokens": 38, "seed": 1906093252455280330, "system_fingerprint": "fp_6fbc7cfef75f", "session": {"session_id": "conv_599483fafe15434b85d100fd4777005d", "num_matched_messages": 0, "num_matched_tokens": 0, "forked": false}}', '{"usage": {"num_prompt_tokens": 38, "num_completion_tokens": 16, "num_cached_tokens": 6, "cold": null}, "num_computed_tokens": 32, "prompt_logprobs": null}', NULL);
INSERT INTO public.runs VALUES ('resp_7d6dfff5b99f4b5ea06fb9e3f3a73bfb', 'se_8681723885e0455fa23907226379bc10', 'in_progress', true, 'ow_d14e71be3af34eb99a30f825b27a2f15', 1, 'br_0b8d0dd068c34dd19f4a9230642410fb', 18, 1, 1, '\xc600000000010000400000005200000052000000480000005200000053000000400000004d00000053000000c6000000', '\xc417841e4e0c29ee46f62d41850734b8', '\x833cd06a3feef156551e2d3bfe0ab85b', '{"request_id": "resp_7d6dfff5b99f4b5ea06fb9e3f3a73bfb", "model": "toy", "tenant": "default", "input": {"messages": [], "add_generation_prompt": true, "continue_final_message": false, "tools": null}, "sampling": {"max_tokens": 600, "min_tokens": 0, "temperature": 1.0, "top_k": 0, "top_p": 1.0, "min_p": 0.0, "repetition_penalty": 1.0, "presence_penalty": 0.0, "frequency_penalty": 0.0, "logit_bias": [], "seed": null, "stop": [], "stop_token_ids": [], "include_stop_str_in_output": false, "ignore_eos": false, "logprobs": null, "prompt_logprobs": null}, "n": 1, "echo": false, "session_id": "resp_7d6dfff5b99f4b5ea06fb9e3f3a73bfb", "run_id": "resp_7d6dfff5b99f4b5ea06fb9e3f3a73bfb", "is_recorded": true, "grammar": null}', 8192, 'd125bdfe477a04efa9737062101bd8ae', 'toy', false, '{"request_id": "resp_7d6dfff5b99f4b5ea06fb9e3f3a73bfb", "created": 1795903640, "num_prompt_tokens": 30, "seed": 5043487684630105852, "system_fingerprint": "fp_6fbc7cfef75f", "session": {"session_id": "resp_7d6dfff5b99f4b5ea06fb9e3f3a73bfb", "num_matched_messages": 0, "num_matched_tokens": 0, "forked": false}}', NULL, NULL);
INSERT INTO public.sessions VALUES ('se_de16727a5686440da50aa9bebc9466dc', 'default', 'talk', 1795903637.0237074, 1795903637.8103137, 4, 'br_799398cf88284d90a2e3f6bcbbc22346');
INSERT INTO public.sessions VALUES ('se_3df9a4c0b92740bfa62e813b1a3a1bf1', 'default', 'text', 1795903637.833473, 1795903637.9431088, 2, 'br_c0d035d08c2644e9bd4264c3fb3c6788');
INSERT INTO public.sessions VALUES ('se_4aa1d3967c734b48aa3ba37e5fb9d2a0', 'default', 'ids', 1795903637.9600859, 1795903638.018746, 1, 'br_49b60a49c5e94922a6fac2f45c527988');
INSERT INTO public.sessions VALUES ('se_c516a9348c274e0990026fdd60e1b5bd', 'default', 'resp_e8577331648f4510805e87aedf6a91f7', 1795903638.082092, 1795903639.469393, 2, 'br_60df82de9b9e448bbfed156146a57eb6');
INSERT INTO public.sessions VALUES ('se_4db233421eb945198340ce251455cc5c', 'default', 'resp_404cf4e0b65747d2828a9b0594268f39', 1795903639.5979564, 1795903639.8790526, 1, 'br_f0452592cb2e439db92e9b3e354dfda2');
INSERT INTO public.sessions VALUES ('se_d059c7524a9e4ef995a0c5b45d97b65b', 'default', 'resp_80dedb3be3f34229827d7092cef77c53', 1795903639.974663, 1795903640.3014562, 2, 'br_73b3e9f805e64738b0d174dc265a3ccb');
INSERT INTO public.sessions VALUES ('se_2cfb34fc5be4494bbba6f8bcc8e579b3', 'default', 'conv_599483fafe15434b85d100fd4777005d', 1795903640.4398093, 1795903640.4880455, 1, 'br_0535598a3bdc4d3b8e4011b0755527c6');
INSERT INTO public.sessions VALUES ('se_8681723885e0455fa23907226379bc10', 'default', 'resp_7d6dfff5b99f4b5ea06fb9e3f3a73bfb', 1795903640.5166461, 1795903640.5214603, 1, 'br_0b8d0dd068c34dd19f4a9230642410fb');
INSERT INTO public.spans VALUES ('br_9988e9fba35540d4bd5de6b3a4988936', 0, 'it_34ad6e6da1f846e3bc8894c8e20847cf', 'user', '\x0001000054000000520000004400000051000000c6000000260000004e0000004e00000043000000dc0000004c0000004e000000510000004d000000480000004d0000004600000001010000', 'rendered', NULL, NULL, 'd125bdfe477a04efa9737062101bd8ae', 'toy');
INSERT INTO public.spans VALUES ('br_9988e9fba35540d4bd5de6b3a4988936', 19, 'it_da9836467c57430db54ad2224073f9c6', 'assistant', '\xc600000000010000400000005200000052000000480000005200000053000000400000004d00000053000000c6000000', 'rendered', NULL, NULL, 'd125bdfe477a04efa9737062101bd8ae', 'toy');
INSERT INTO public.spans VALUES ('br_9988e9fba35540d4bd5de6b3a4988936', 31, 'it_da9836467c57430db54ad2224073f9c6', 'assistant', '\x890000007b0000002a000000aa000000a30000004b000000', 'sampled', '1', 0, 'd125bdfe477a04efa9737062101bd8ae', 'toy');
INSERT INTO public.spans VALUES ('br_9988e9fba35540d4bd5de6b3a4988936', 37, 'it_a0ca3516e59041fa9ef5ffa9ece65a2b', 'user', '\x01010000c60000000001000054000000520000004400000051000000c6000000200000004d00000043000000dc0000005300000047000000440000004d0000001e00000001010000', 'rendered', NULL, NULL, 'd125bdfe477a04efa9737062101bd8ae', 'toy');
INSERT INTO public.spans VALUES ('br_9988e9fba35540d4bd5de6b3a4988936', 55, 'it_0a74e92fc8c04b32ae30c0012fe421a5', 'assistant', '\xc600000000010000400000005200000052000000480000005200000053000000400000004d00000053000000c6000000', 'rendered', NULL, NULL, 'd125bdfe477a04efa9737062101bd8ae', 'toy');
INSERT INTO public.spans VALUES ('br_9988e9fba35540d4bd5de6b3a4988936', 67, 'it_0a74e92fc8c04b32ae30c0012fe421a5', 'assistant', '\x9f0000005f000000ae000000b90000006d000000bc000000', 'sampled', '1', 0, 'd125bdfe477a04efa9737062101bd8ae', 'toy');
INSERT INTO public.spans VALUES ('br_9988e9fba35540d4bd5de6b3a4988936', 73, 'it_d80e04ddcce440c0a9810ca451e8c051', 'user', '\x01010000c60000000001000054000000520000004400000051000000c60000003600000047000000580000001e00000001010000', 'rendered', NULL, NULL, 'd125bdfe477a04efa9737062101bd8ae', 'toy');
INSERT INTO public.spans VALUES ('br_9988e9fba35540d4bd5de6b3a4988936', 86, 'it_d9b6f0fe978543029ae5e930141985b3', 'assistant', '\xc600000000010000400000005200000052000000480000005200000053000000400000004d00000053000000c6000000', 'rendered', NULL, NULL, 'd125bdfe477a04efa9737062101bd8ae', 'toy');
INSERT INTO public.spans VALUES ('br_9988e9fba35540d4bd5de6b3a4988936', 98, 'it_d9b6f0fe978543029ae5e930141985b3', 'assistant', '\x9400000026000000d5000000e9000000a9000000e3000000', 'sampled', '2', 0, 'd125bdfe477a04efa9737062101bd8ae', 'toy');
INSERT INTO public.spans VALUES ('br_3b09ae12eade4d9b8832704065ebbd70', 86, 'it_ef1edd48cbe945739edebcb25bd98dee', 'assistant', '\xc600000000010000400000005200000052000000480000005200000053000000400000004d00000053000000c6000000', 'rendered', NULL, NULL, 'd125bdfe477a04efa9737062101bd8ae', 'toy');
INSERT INTO public.spans VALUES ('br_3b09ae12eade4d9b8832704065ebbd70', 98, 'it_ef1edd48cbe945739edebcb25bd98dee', 'assistant', '\x940000002a0000005f000000740000001c0000003f000000', 'sampled', '2', 1, 'd125bdfe477a04efa9737062101bd8ae', 'toy');
INSERT INTO public.spans VALUES ('br_799398cf88284d90a2e3f6bcbbc22346', 0, 'it_8011415c6cf74b64b570d23c156dd710', 'user', '\x0001000054000000520000004400000051000000c6000000260000004e0000004e00000043000000dc0000004400000055000000440000004d000000480000004d0000004600000001010000', 'rendered', NULL, NULL, 'd125bdfe477a04efa9737062101bd8ae', 'toy');
INSERT INTO public.spans VALUES ('br_799398cf88284d90a2e3f6bcbbc22346', 19, 'it_db080be211ed4d79a0bec3beb2fc0cb7', 'assistant', '\xc600000000010000400000005200000052000000480000005200000053000000400000004d00000053000000c6000000', 'rendered', NULL, NULL, 'd125bdfe477a04efa9737062101bd8ae', 'toy');
INSERT INTO public.spans VALUES ('br_799398cf88284d90a2e3f6bcbbc22346', 31, 'it_db080be211ed4d79a0bec3beb2fc0cb7', 'assistant', '\xd800000081000000f3000000dc000000950000004c000000', 'sampled', '3', 0, 'd125bdfe477a04efa9737062101bd8ae', 'toy');
INSERT INTO public.spans VALUES ('br_c0d035d08c2644e9bd4264c3fb3c6788', 0, 'it_3ca99f9e9c1f41eca91781901eac23c8', 'prompt', '\x2e0000004d0000004200000044000000dc000000540000004f0000004e0000004d000000dc00000040000000dc00000053000000480000004c00000044000000', 'rendered', NULL, NULL, 'd125bdfe477a04efa9737062101bd8ae', 'toy');
INSERT INTO public.spans VALUES ('br_c0d035d08c2644e9bd4264c3fb3c6788', 16, 'it_0246bf2eb9b9484aa589b4df14a6eb93', 'completion', '\x210000004e000000bb00000078000000b9000000', 'sampled', '4', 0, 'd125bdfe477a04efa9737062101bd8ae', 'toy');
INSERT INTO public.spans VALUES ('br_c0d035d08c2644e9bd4264c3fb3c6788', 21, 'it_ab0a7ea391764393915a9a454154dc06', 'prompt', '\xdc000000400000004d00000043000000', 'rendered', NULL, NULL, 'd125bdfe477a04efa9737062101bd8ae', 'toy');
INSERT INTO public.spans VALUES ('br_c0d035d08c2644e9bd4264c3fb3c6788', 25, 'it_6c0b4b98318d47319e0edacfcc7c3997', 'completion', '\xb70000001800000099000000', 'sampled', '5', 0, 'd125bdfe477a04efa9737062101bd8ae', 'toy');
INSERT INTO public.spans VALUES ('br_49b60a49c5e94922a6fac2f45c527988', 0, 'it_d1cff5cf06174dda96a6bb6e904ee0e5', 'prompt', '\x740000006f0000006b000000650000006e00000073000000', 'rendered', NULL, NULL, 'd125bdfe477a04efa9737062101bd8ae', 'toy');
INSERT INTO public.spans VALUES ('br_49b60a49c5e94922a6fac2f45c527988', 6, 'it_75dbbeb53a5b4f5e8f546915432af145', 'completion', '\xf70000009a0000005f000000ac00000050000000', 'sampled', '6', 0, 'd125bdfe477a04efa9737062101bd8ae', 'toy');
INSERT INTO public.spans VALUES ('br_60df82de9b9e448bbfed156146a57eb6', 0, 'it_22ea1ce1171c46e1871fdf4d777bbc87', 'user', '\x0001000054000000520000004400000051000000c60000002e0000004d0000004400000001010000', 'rendered', NULL, NULL, 'd125bdfe477a04efa9737062101bd8ae', 'toy');
INSERT INTO public.spans VALUES ('br_60df82de9b9e448bbfed156146a57eb6', 10, 'it_8c708d76994146d291606b439a79eae2', 'assistant', '\xc600000000010000400000005200000052000000480000005200000053000000400000004d00000053000000c6000000', 'rendered', NULL, NULL, 'd125bdfe477a04efa9737062101bd8ae', 'toy');
INSERT INTO public.spans VALUES ('br_60df82de9b9e448bbfed156146a57eb6', 22, 'it_8c708d76994146d291606b439a79eae2', 'assistant', '\x40000000ee000000fe0000008100000077000000e00000001500000072000000a9000000e6000000500000008100000070000000940000002a00000027000000', 'sampled', '4070660828034201859', 0, 'd125bdfe477a04efa9737062101bd8ae', 'toy');
INSERT INTO public.spans VALUES ('br_60df82de9b9e448bbfed156146a57eb6', 38, 'it_c08fde6f331641e98b6536d4eda1ad45', 'user', '\x01010000c60000000001000054000000520000004400000051000000c600000033000000560000004e00000001010000', 'rendered', NULL, NULL, 'd125bdfe477a04efa9737062101bd8ae', 'toy');
INSERT INTO public.spans VALUES ('br_60df82de9b9e448bbfed156146a57eb6', 50, 'it_055505858e794f1ea3a7e881960e2aca', 'assistant', '\xc600000000010000400000005200000052000000480000005200000053000000400000004d00000053000000c6000000', 'rendered', NULL, NULL, 'd125bdfe477a04efa9737062101bd8ae', 'toy');
INSERT INTO public.spans VALUES ('br_60df82de9b9e448bbfed156146a57eb6', 62, 'it_055505858e794f1ea3a7e881960e2aca', 'assistant', '\xef0000000f000000c8000000fb000000f3000000d1000000af0000004f000000ab0000008a000000e9000000990000004d0000009b00000016000000a4000000', 'sampled', '8261809715468561316', 0, 'd125bdfe477a04efa9737062101bd8ae', 'toy');
INSERT INTO public.spans VALUES ('br_f0452592cb2e439db92e9b3e354dfda2', 0, 'it_ad362bf3cdb1454cbd6b46cab5296551', 'user', '\x0001000054000000520000004400000051000000c60000002b0000004000000053000000440000005100000001010000', 'rendered', NULL, NULL, 'd125bdfe477a04efa9737062101bd8ae', 'toy');
INSERT INTO public.spans VALUES ('br_f0452592cb2e439db92e9b3e354dfda2', 12, 'it_26cb45d43da34021afc80b3701a90c68', 'assistant', '\xc600000000010000400000005200000052000000480000005200000053000000400000004d00000053000000c6000000', 'rendered', NULL, NULL, 'd125bdfe477a04efa9737062101bd8ae', 'toy');
INSERT INTO public.spans VALUES ('br_f0452592cb2e439db92e9b3e354dfda2', 24, 'it_26cb45d43da34021afc80b3701a90c68', 'assistant', '\xb2000000e200000091000000b0000000b900000073000000c40000003800000026000000ff00000079000000d9000000ff0000006c0000004900000044000000', 'sampled', '6026713873727151484', 0, 'd125bdfe477a04efa9737062101bd8ae', 'toy');
INSERT INTO public.spans VALUES ('br_73b3e9f805e64738b0d174dc265a3ccb', 0, 'it_5b96fe2d4e4b464497b911159ed73937', 'user', '\x0001000054000000520000004400000051000000c6000000260000004e0000004d0000004400000001010000', 'rendered', NULL, NULL, 'd125bdfe477a04efa9737062101bd8ae', 'toy');
INSERT INTO public.spans VALUES ('br_73b3e9f805e64738b0d174dc265a3ccb', 11, 'it_0ce26943ff1646b5bbf7afb08d9a8fea', 'assistant', '\xc600000000010000400000005200000052000000480000005200000053000000400000004d00000053000000c6000000', 'rendered', NULL, NULL, 'd125bdfe477a04efa9737062101bd8ae', 'toy');
INSERT INTO public.spans VALUES ('br_73b3e9f805e64738b0d174dc265a3ccb', 23, 'it_0ce26943ff1646b5bbf7afb08d9a8fea', 'assistant', '\x29000000fc0000004b000000d70000003e000000f70000009d000000ce000000760000000b000000730000008f000000e30000006f0000004d00000099000000', 'sampled', '8947182492046633488', 0, 'd125bdfe477a04efa9737062101bd8ae', 'toy');
INSERT INTO public.spans VALUES ('br_73b3e9f805e64738b0d174dc265a3ccb', 39, 'it_b2e86689bd1c43f49810d6cef828f684', 'user', '\x01010000c60000000001000054000000520000004400000051000000c60000003200000053000000480000004b0000004b000000dc0000004700000044000000510000004400000001010000', 'rendered', NULL, NULL, 'd125bdfe477a04efa9737062101bd8ae', 'toy');
INSERT INTO public.spans VALUES ('br_73b3e9f805e64738b0d174dc265a3ccb', 58, 'it_206086df660348bab51eb90d8a8af4ab', 'assistant', '\xc600000000010000400000005200000052000000480000005200000053000000400000004d00000053000000c6000000', 'rendered', NULL, NULL, 'd125bdfe477a04efa9737062101bd8ae', 'toy');
INSERT INTO public.spans VALUES ('br_73b3e9f805e64738b0d174dc265a3ccb', 70, 'it_206086df660348bab51eb90d8a8af4ab', 'assistant', '\x4800000004000000270000002300000022000000fe000000860000005e000000ae000000c2000000af0000006b0000004b00000055000000eb00000007000000', 'sampled', '3245081142267913022', 0, 'd125bdfe477a04efa9737062101bd8ae', 'toy');
INSERT INTO public.spans VALUES ('br_0535598a3bdc4d3b8e4011b0755527c6', 0, 'it_4c8cb560ade8408489714f104594416a', 'user', '\x0001000054000000520000004400000051000000c60000002100000044000000450000004e000000510000004400000001010000', 'rendered', NULL, NULL, 'd125bdfe477a04efa9737062101bd8ae', 'toy');
INSERT INTO public.spans VALUES ('br_0535598a3bdc4d3b8e4011b0755527c6', 13, 'it_9d1b52e0630849e597943b4363f037dc', 'user', '\xc60000000001000054000000520000004400000051000000c6000000280000004d000000dc000000480000005300000001010000', 'rendered', NULL, NULL, 'd125bdfe477a04efa9737062101bd8ae', 'toy');
INSERT INTO public.spans VALUES ('br_0535598a3bdc4d3b8e4011b0755527c6', 26, 'it_23b4725677304098bbbd55b2adc9db29', 'assistant', '\xc600000000010000400000005200000052000000480000005200000053000000400000004d00000053000000c6000000', 'rendered', NULL, NULL, 'd125bdfe477a04efa9737062101bd8ae', 'toy');
INSERT INTO public.spans VALUES ('br_0535598a3bdc4d3b8e4011b0755527c6', 38, 'it_23b4725677304098bbbd55b2adc9db29', 'assistant', '\xfe0000003f000000fb000000b9000000b800000044000000d60000000100000030000000eb00000076000000cb000000fc0000009b000000bc00000033000000', 'sampled', '1906093252455280330', 0, 'd125bdfe477a04efa9737062101bd8ae', 'toy');
INSERT INTO public.spans VALUES ('br_0b8d0dd068c34dd19f4a9230642410fb', 0, 'it_825040eec63a4cd7bf2e04510ca197d4', 'user', '\x0001000054000000520000004400000051000000c6000000280000004d00000053000000440000005100000051000000540000004f00000053000000440000004300000001010000', 'rendered', NULL, NULL, 'd125bdfe477a04efa9737062101bd8ae', 'toy');
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
