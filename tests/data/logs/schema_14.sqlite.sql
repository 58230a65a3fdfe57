BEGIN TRANSACTION;
CREATE TABLE agent_artifacts (
	id VARCHAR NOT NULL, 
	session_id VARCHAR NOT NULL, 
	environment_id VARCHAR NOT NULL, 
	turn_id VARCHAR NOT NULL, 
	created_at FLOAT NOT NULL, 
	path VARCHAR NOT NULL, 
	size_bytes INTEGER NOT NULL, 
	digest VARCHAR NOT NULL, 
	PRIMARY KEY (id), 
	FOREIGN KEY(session_id) REFERENCES agent_sessions (id) ON DELETE CASCADE
);
CREATE TABLE agent_calls (
	session_id VARCHAR NOT NULL, 
	call_id VARCHAR NOT NULL, 
	turn_id VARCHAR NOT NULL, 
	step INTEGER NOT NULL, 
	position INTEGER NOT NULL, 
	output_index INTEGER NOT NULL, 
	kind VARCHAR NOT NULL, 
	status VARCHAR NOT NULL, 
	may_repeat BOOLEAN NOT NULL, 
	PRIMARY KEY (session_id, call_id), 
	FOREIGN KEY(session_id) REFERENCES agent_sessions (id) ON DELETE CASCADE
);
CREATE TABLE agent_environments (
	id VARCHAR NOT NULL, 
	tenant VARCHAR NOT NULL, 
	session_id VARCHAR, 
	is_attached BOOLEAN NOT NULL, 
	created_at FLOAT NOT NULL, 
	config JSON NOT NULL, 
	status VARCHAR NOT NULL, 
	error JSON, 
	is_begun BOOLEAN NOT NULL, 
	reset_count INTEGER NOT NULL, 
	PRIMARY KEY (id), 
	FOREIGN KEY(session_id) REFERENCES agent_sessions (id) ON DELETE SET NULL
);
CREATE TABLE agent_events (
	session_id VARCHAR NOT NULL, 
	number INTEGER NOT NULL, 
	type VARCHAR NOT NULL, 
	fields JSON NOT NULL, 
	PRIMARY KEY (session_id, number), 
	FOREIGN KEY(session_id) REFERENCES agent_sessions (id) ON DELETE CASCADE
);
CREATE TABLE agent_inputs (
	session_id VARCHAR NOT NULL, 
	idempotency_key VARCHAR NOT NULL, 
	digest VARCHAR NOT NULL, 
	taken_at FLOAT NOT NULL, 
	PRIMARY KEY (session_id, idempotency_key), 
	FOREIGN KEY(session_id) REFERENCES agent_sessions (id) ON DELETE CASCADE
);
CREATE TABLE agent_items (
	session_id VARCHAR NOT NULL, 
	position INTEGER NOT NULL, 
	id VARCHAR NOT NULL, 
	turn_id VARCHAR NOT NULL, 
	step INTEGER, 
	item JSON NOT NULL, 
	PRIMARY KEY (session_id, position), 
	FOREIGN KEY(session_id) REFERENCES agent_sessions (id) ON DELETE CASCADE
);
CREATE TABLE agent_sessions (
	id VARCHAR NOT NULL, 
	tenant VARCHAR NOT NULL, 
	agent_id VARCHAR NOT NULL, 
	created_at FLOAT NOT NULL, 
	last_active_at FLOAT NOT NULL, 
	status VARCHAR NOT NULL, 
	agent JSON NOT NULL, 
	request JSON NOT NULL, 
	tool_choice VARCHAR, 
	mcp_tools JSON NOT NULL, 
	metadata JSON NOT NULL, 
	environment JSON, 
	cache_ttl VARCHAR, 
	max_tokens INTEGER, 
	max_tool_calls INTEGER, 
	usage JSON NOT NULL, 
	num_tool_calls INTEGER NOT NULL, 
	num_events INTEGER NOT NULL, 
	held_events JSON NOT NULL, 
	num_items INTEGER NOT NULL, 
	num_turns INTEGER NOT NULL, 
	error VARCHAR, 
	owner_id VARCHAR NOT NULL, 
	template_fingerprint VARCHAR NOT NULL, 
	vault_ids JSON, 
	PRIMARY KEY (id)
);
CREATE TABLE agent_steps (
	turn_id VARCHAR NOT NULL, 
	step INTEGER NOT NULL, 
	session_id VARCHAR NOT NULL, 
	first_event INTEGER NOT NULL, 
	first_output INTEGER NOT NULL, 
	num_events INTEGER, 
	deltas JSON, 
	PRIMARY KEY (turn_id, step), 
	FOREIGN KEY(turn_id) REFERENCES agent_turns (id) ON DELETE CASCADE
);
CREATE TABLE agent_turns (
	session_id VARCHAR NOT NULL, 
	position INTEGER NOT NULL, 
	id VARCHAR NOT NULL, 
	status VARCHAR NOT NULL, 
	is_cancelled BOOLEAN NOT NULL, 
	created_at FLOAT NOT NULL, 
	started_at FLOAT, 
	completed_at FLOAT, 
	error JSON, 
	usage JSON NOT NULL, 
	num_outputs INTEGER NOT NULL, 
	PRIMARY KEY (session_id, position), 
	FOREIGN KEY(session_id) REFERENCES agent_sessions (id) ON DELETE CASCADE, 
	UNIQUE (id)
);
CREATE TABLE agent_versions (
	agent_id VARCHAR NOT NULL, 
	version INTEGER NOT NULL, 
	updated_at FLOAT NOT NULL, 
	config JSON NOT NULL, 
	PRIMARY KEY (agent_id, version), 
	FOREIGN KEY(agent_id) REFERENCES agents (id) ON DELETE CASCADE
);
CREATE TABLE agents (
	id VARCHAR NOT NULL, 
	tenant VARCHAR NOT NULL, 
	version INTEGER NOT NULL, 
	created_at FLOAT NOT NULL, 
	updated_at FLOAT NOT NULL, 
	config JSON NOT NULL, 
	PRIMARY KEY (id)
);
CREATE TABLE audit_head (
	id INTEGER NOT NULL, 
	number INTEGER NOT NULL, 
	hash VARCHAR NOT NULL, 
	PRIMARY KEY (id)
);
CREATE TABLE audit_log (
	number INTEGER NOT NULL, 
	at FLOAT NOT NULL, 
	tenant VARCHAR NOT NULL, 
	actor TEXT NOT NULL, 
	action VARCHAR NOT NULL, 
	target VARCHAR NOT NULL, 
	details TEXT NOT NULL, 
	hash VARCHAR NOT NULL, 
	PRIMARY KEY (number)
);
CREATE TABLE branches (
	id VARCHAR NOT NULL, 
	session_id VARCHAR NOT NULL, 
	dialect VARCHAR NOT NULL, 
	parent_branch_id VARCHAR, 
	parent_seq INTEGER NOT NULL, 
	parent_num_items INTEGER NOT NULL, 
	head_seq INTEGER NOT NULL, 
	num_items INTEGER NOT NULL, 
	writer_epoch INTEGER NOT NULL, 
	created_at FLOAT NOT NULL, 
	computed_by VARCHAR, 
	computed_seq INTEGER NOT NULL, 
	superseded_at FLOAT, 
	PRIMARY KEY (id), 
	FOREIGN KEY(session_id) REFERENCES sessions (id) ON DELETE CASCADE, 
	FOREIGN KEY(parent_branch_id) REFERENCES branches (id) ON DELETE CASCADE
);
INSERT INTO "branches" VALUES('br_57a8f3ac358f4e548fd5a4e134cf0b37','se_3bc0c7bd6b9d4c058ac8fe6200d0cb96','chat',NULL,0,0,104,6,3,1.79607814438596296311e+09,'ow_a708e4a72bdf4c4b91d36b972f9d4e23',103,NULL);
INSERT INTO "branches" VALUES('br_52fb1306e7e94d46b4481d7a275bbb20','se_3bc0c7bd6b9d4c058ac8fe6200d0cb96','chat','br_57a8f3ac358f4e548fd5a4e134cf0b37',86,5,104,6,1,1.7960781444613494873e+09,'ow_a708e4a72bdf4c4b91d36b972f9d4e23',103,NULL);
INSERT INTO "branches" VALUES('br_6d7f37ab4d634b2f9e29be0fe63a4677','se_3bc0c7bd6b9d4c058ac8fe6200d0cb96','chat',NULL,0,0,37,2,1,1.79607814447220659253e+09,'ow_a708e4a72bdf4c4b91d36b972f9d4e23',36,NULL);
INSERT INTO "branches" VALUES('br_272bc207228f4a01a98db8c1d86b2f72','se_6d1309e630aa4b5eb9f183ab62c15a95','text',NULL,0,0,28,4,2,1.79607814449079275127e+09,'ow_a708e4a72bdf4c4b91d36b972f9d4e23',28,NULL);
INSERT INTO "branches" VALUES('br_f091ad377369464b98ff6e1ef025af8d','se_5e5c9c3dc6be45bfb849b48c40630eb3','tokens',NULL,0,0,11,2,1,1.79607814452843809124e+09,'ow_a708e4a72bdf4c4b91d36b972f9d4e23',10,NULL);
INSERT INTO "branches" VALUES('br_782ed2cd0fc04ae1a5f3f435a84852dc','se_ce1b32015140413c8a00fab3cb31cfa7','chat',NULL,0,0,78,4,2,1.79607814455235552785e+09,'ow_a708e4a72bdf4c4b91d36b972f9d4e23',77,NULL);
INSERT INTO "branches" VALUES('br_985614b8646c4d4c9ca9bc96cec1e4ab','se_f66353f1f962421dacfba58e0b7bcdd3','chat',NULL,0,0,40,2,1,1796078144.67465,'ow_a708e4a72bdf4c4b91d36b972f9d4e23',39,NULL);
INSERT INTO "branches" VALUES('br_70c9431357e34bce986032e60fc6d2bd','se_bca54bfef01244a2bc71e0e9ce60bb5a','chat',NULL,0,0,86,4,2,1.79607814474563860893e+09,'ow_a708e4a72bdf4c4b91d36b972f9d4e23',85,NULL);
INSERT INTO "branches" VALUES('br_65449730a0b94b4bab67a4a2402e61b4','se_d3f1e9eba1ec4b2e81dc9030a3a4f749','chat',NULL,0,0,54,3,1,1.7960781448384370804e+09,'ow_a708e4a72bdf4c4b91d36b972f9d4e23',53,NULL);
INSERT INTO "branches" VALUES('br_0eda0a8a03b142679e413f11a115d59f','se_e97b2ee496874677b7dd322e8d3931da','chat',NULL,0,0,18,1,1,1.79607814492880344392e+09,NULL,0,NULL);
CREATE TABLE conversation_items (
	conversation_id VARCHAR NOT NULL, 
	position INTEGER NOT NULL, 
	item_id VARCHAR NOT NULL, 
	item JSON NOT NULL, 
	PRIMARY KEY (conversation_id, position), 
	FOREIGN KEY(conversation_id) REFERENCES conversations (id) ON DELETE CASCADE
);
INSERT INTO "conversation_items" VALUES('conv_61e470298c624d39a60e064e36b88aa7',0,'msg_79b1f7e6a7124184b3d2b1c3f8bac54e','{"id": "msg_79b1f7e6a7124184b3d2b1c3f8bac54e", "type": "message", "role": "user", "status": "completed", "content": [{"type": "input_text", "text": "Before"}]}');
INSERT INTO "conversation_items" VALUES('conv_61e470298c624d39a60e064e36b88aa7',1,'msg_2f18e87f7e1a42929d30b256c7ef7d17','{"id": "msg_2f18e87f7e1a42929d30b256c7ef7d17", "type": "message", "role": "user", "status": "completed", "content": [{"type": "input_text", "text": "In it"}]}');
INSERT INTO "conversation_items" VALUES('conv_61e470298c624d39a60e064e36b88aa7',2,'msg_2ac7a943f5654c808e92ee667f52717f00','{"id": "msg_2ac7a943f5654c808e92ee667f52717f00", "type": "message", "role": "assistant", "status": "incomplete", "content": [{"type": "output_text", "text": "\ufffd\ufffdF!\"N\u0019\u001cV\u001b\ufffd\ufffd\ufffd?G\ufffd", "annotations": [], "logprobs": []}]}');
CREATE TABLE conversations (
	id VARCHAR NOT NULL, 
	tenant VARCHAR NOT NULL, 
	created_at INTEGER NOT NULL, 
	metadata JSON NOT NULL, 
	num_items INTEGER NOT NULL, 
	version INTEGER NOT NULL, 
	locked_by VARCHAR, 
	last_used_at FLOAT NOT NULL, 
	PRIMARY KEY (id)
);
INSERT INTO "conversations" VALUES('conv_61e470298c624d39a60e064e36b88aa7','default',1796078144,'{"topic": "migrations"}',3,2,NULL,1.79607814488880872727e+09);
CREATE TABLE expired_sessions (
	tenant VARCHAR NOT NULL, 
	name VARCHAR NOT NULL, 
	chain_hash BLOB NOT NULL, 
	end_char INTEGER, 
	num_tokens INTEGER NOT NULL, 
	expired_at FLOAT NOT NULL, 
	PRIMARY KEY (tenant, name)
);
CREATE TABLE items (
	branch_id VARCHAR NOT NULL, 
	item_index INTEGER NOT NULL, 
	id VARCHAR NOT NULL, 
	session_id VARCHAR NOT NULL, 
	role VARCHAR NOT NULL, 
	content JSON, 
	chain_hash BLOB, 
	end_char INTEGER, 
	start_seq INTEGER NOT NULL, 
	end_seq INTEGER NOT NULL, 
	ends_exactly BOOLEAN NOT NULL, 
	finish_reason VARCHAR, 
	stop_reason JSON, 
	dropped_token_ids BLOB, 
	created_at FLOAT NOT NULL, 
	PRIMARY KEY (branch_id, item_index), 
	FOREIGN KEY(branch_id) REFERENCES branches (id) ON DELETE CASCADE, 
	UNIQUE (id), 
	FOREIGN KEY(session_id) REFERENCES sessions (id) ON DELETE CASCADE
);
INSERT INTO "items" VALUES('br_57a8f3ac358f4e548fd5a4e134cf0b37',0,'it_b9e0e33d73f444d59bbf4933a46a6c90','se_3bc0c7bd6b9d4c058ac8fe6200d0cb96','user','{"role": "user", "content": "Good morning"}',X'70222A0C842BA9F1E656F75A50D407D2',NULL,0,19,1,NULL,NULL,NULL,1.7960781443871762752e+09);
INSERT INTO "items" VALUES('br_57a8f3ac358f4e548fd5a4e134cf0b37',1,'it_be0760ae0480470885b1598ba199bd24','se_3bc0c7bd6b9d4c058ac8fe6200d0cb96','assistant','{"role": "assistant", "content": "\u037fK\ufffd\ufffdl"}',X'C55C94160F0B1CF06822D83EE66EF66F',NULL,19,37,1,'length',NULL,NULL,1.79607814440205049511e+09);
INSERT INTO "items" VALUES('br_57a8f3ac358f4e548fd5a4e134cf0b37',2,'it_14121bdeeacf43748ae5d54d9b7bbb03','se_3bc0c7bd6b9d4c058ac8fe6200d0cb96','user','{"role": "user", "content": "And then?"}',X'3EF625FDC470A400C344F7D3F21AF878',NULL,37,55,1,NULL,NULL,NULL,1.79607814442553138725e+09);
INSERT INTO "items" VALUES('br_57a8f3ac358f4e548fd5a4e134cf0b37',3,'it_e854a0f1087f497e85a1a2bd0a286d70','se_3bc0c7bd6b9d4c058ac8fe6200d0cb96','assistant','{"role": "assistant", "content": "\ufffd\ufffd\ufffd\ufffd\u0000"}',X'DBAF086743BE6991BBAF1B187EE9D9A3',NULL,55,73,1,'length',NULL,NULL,1.79607814443384647372e+09);
INSERT INTO "items" VALUES('br_57a8f3ac358f4e548fd5a4e134cf0b37',4,'it_f017c4402517403f8d0da93761fb1b71','se_3bc0c7bd6b9d4c058ac8fe6200d0cb96','user','{"role": "user", "content": "Why?"}',X'BE36CD1AC2E281F7BA99B5E044218A73',NULL,73,86,1,NULL,NULL,NULL,1.79607814444414949413e+09);
INSERT INTO "items" VALUES('br_57a8f3ac358f4e548fd5a4e134cf0b37',5,'it_568ba3708b2649d3beb3a7f8ed0a62ac','se_3bc0c7bd6b9d4c058ac8fe6200d0cb96','assistant','{"role": "assistant", "content": "\ufffdG\u0019\ufffd\ufffd"}',X'270422D94C2FCF86821AEE76C1FE1411',NULL,86,104,1,'length',NULL,NULL,1.79607814446066975594e+09);
INSERT INTO "items" VALUES('br_52fb1306e7e94d46b4481d7a275bbb20',5,'it_13ff86b70b4840a89f0ed48e98289382','se_3bc0c7bd6b9d4c058ac8fe6200d0cb96','assistant','{"role": "assistant", "content": "\ufffdK\ufffd\ufffd=`"}',X'33462B95EACC296D55006D0EAA57521C',NULL,86,104,1,'length',NULL,NULL,1.79607814446179175375e+09);
INSERT INTO "items" VALUES('br_6d7f37ab4d634b2f9e29be0fe63a4677',0,'it_7d359ebc16914fd59a1069a136f56219','se_3bc0c7bd6b9d4c058ac8fe6200d0cb96','user','{"role": "user", "content": "Good evening"}',X'A0FC891D406BACC5EF327501C56C6B42',NULL,0,19,1,NULL,NULL,NULL,1.79607814447271656992e+09);
INSERT INTO "items" VALUES('br_6d7f37ab4d634b2f9e29be0fe63a4677',1,'it_a63be40c0f934526aac134cebdf8a7d7','se_3bc0c7bd6b9d4c058ac8fe6200d0cb96','assistant','{"role": "assistant", "content": "\u001c\u0155 \ufffdm"}',X'C2FC5BC856B25D0122EDC4155D210C58',NULL,19,37,1,'length',NULL,NULL,1.79607814448172712325e+09);
INSERT INTO "items" VALUES('br_272bc207228f4a01a98db8c1d86b2f72',0,'it_a9fa4b06999f44fe9e191971a2f2a485','se_6d1309e630aa4b5eb9f183ab62c15a95','prompt','"Once upon a time"',X'CF25218127A2BD1DF7B6D9215A761C83',16,0,16,1,NULL,NULL,NULL,1.79607814449123191834e+09);
INSERT INTO "items" VALUES('br_272bc207228f4a01a98db8c1d86b2f72',1,'it_e382ed47155d40708e7b0708aa3f59f6','se_6d1309e630aa4b5eb9f183ab62c15a95','completion','"Bo\ufffd\ufffd\ufffd"',X'19CDEB4DD634ED65A6BF4702623FE794',21,16,21,1,'length',NULL,NULL,1796078144.49819);
INSERT INTO "items" VALUES('br_272bc207228f4a01a98db8c1d86b2f72',2,'it_cea0c0fdc75c4f3991ebb16bf6dfbec7','se_6d1309e630aa4b5eb9f183ab62c15a95','prompt','" and"',X'4BED1C3FBACC6315204C6E186CDB0EAE',25,21,25,1,NULL,NULL,NULL,1.79607814450902342792e+09);
INSERT INTO "items" VALUES('br_272bc207228f4a01a98db8c1d86b2f72',3,'it_2b56b4868ac244ce9a27002a844c7e2a','se_6d1309e630aa4b5eb9f183ab62c15a95','completion','"\ufffd9\ufffd"',X'96AE210949D5140A93592896500BA590',28,25,28,1,'stop','"C"',X'22000000',1.79607814452217245102e+09);
INSERT INTO "items" VALUES('br_f091ad377369464b98ff6e1ef025af8d',0,'it_85bfe15db36f4a62af14e2e60e09ec6c','se_5e5c9c3dc6be45bfb849b48c40630eb3','prompt',NULL,NULL,NULL,0,6,1,NULL,NULL,NULL,1.79607814452887606625e+09);
INSERT INTO "items" VALUES('br_f091ad377369464b98ff6e1ef025af8d',1,'it_f83d23e1784249c092d19bca13d887a1','se_5e5c9c3dc6be45bfb849b48c40630eb3','completion','"\ufffd\u07a2\ufffdq"',NULL,NULL,6,11,1,'length',NULL,NULL,1.79607814453825736047e+09);
INSERT INTO "items" VALUES('br_782ed2cd0fc04ae1a5f3f435a84852dc',0,'it_0279b9c1981046e2b3039a15fbdc47ea','se_ce1b32015140413c8a00fab3cb31cfa7','user','{"role": "user", "content": "One"}',X'77F869597A023DFF8787E0BA9225F3A3',NULL,0,10,1,NULL,NULL,NULL,1.79607814455282306675e+09);
INSERT INTO "items" VALUES('br_782ed2cd0fc04ae1a5f3f435a84852dc',1,'it_4fe111276bb5457bb152bed2f5cf1720','se_ce1b32015140413c8a00fab3cb31cfa7','assistant','{"role": "assistant", "content": "^\ufffdH\ufffd\ufffd\ufffd\ufffd\ufffd\u0555!\ufffda\ufffdJ&"}',X'6129D30B667B875F3E6FDCE362609F2D',NULL,10,38,1,'length',NULL,NULL,1.79607814457496523853e+09);
INSERT INTO "items" VALUES('br_782ed2cd0fc04ae1a5f3f435a84852dc',2,'it_881eb962d4a242428a4ad82cbc306b28','se_ce1b32015140413c8a00fab3cb31cfa7','user','{"role": "user", "content": "Two"}',X'3DE38F101F17296D2C12F2D111E60C5D',NULL,38,50,1,NULL,NULL,NULL,1.79607814463726544376e+09);
INSERT INTO "items" VALUES('br_782ed2cd0fc04ae1a5f3f435a84852dc',3,'it_393ea5ef4d3342cba65b0b3cab47f24e','se_ce1b32015140413c8a00fab3cb31cfa7','assistant','{"role": "assistant", "content": "\u0011\ufffdK\ufffd\u06a7\ufffd\u0013\ufffd\u000b\u001f\ufffd\ufffd\ufffd0"}',X'B12013462B5D1F2E9C3AD1C5F8A127AF',NULL,50,78,1,'length',NULL,NULL,1.79607814466142797467e+09);
INSERT INTO "items" VALUES('br_985614b8646c4d4c9ca9bc96cec1e4ab',0,'it_e3f4264e816e4000b468e3ab15f6f4f5','se_f66353f1f962421dacfba58e0b7bcdd3','user','{"role": "user", "content": "Later"}',X'1D0A5C99B8EF5EF81592C6AF4098D929',NULL,0,12,1,NULL,NULL,NULL,1.79607814467513537404e+09);
INSERT INTO "items" VALUES('br_985614b8646c4d4c9ca9bc96cec1e4ab',1,'it_adea682e7587417db39cba52f9c10cc7','se_f66353f1f962421dacfba58e0b7bcdd3','assistant','{"role": "assistant", "content": "\ufffd\ufffd2\u001f\ufffd\ufffd>\ufffd\ufffdHf\ufffd\ufffd&\u0004\ufffd"}',X'DB8B8EC84AB27515983284F139051595',NULL,12,40,1,'length',NULL,NULL,1.79607814471028590205e+09);
INSERT INTO "items" VALUES('br_70c9431357e34bce986032e60fc6d2bd',0,'it_0526f8d92bf148998d7906ff592ccbbc','se_bca54bfef01244a2bc71e0e9ce60bb5a','user','{"role": "user", "content": "Gone"}',X'AE110851C9DD3FAB3FF687BFD2D40A26',NULL,0,11,1,NULL,NULL,NULL,1.79607814474612259864e+09);
INSERT INTO "items" VALUES('br_70c9431357e34bce986032e60fc6d2bd',1,'it_83f238f42c064731b351887970b0bfed','se_bca54bfef01244a2bc71e0e9ce60bb5a','assistant','{"role": "assistant", "content": "J\ufffd\"<\ufffdU+U\ufffd\ufffd6\u001a\u0006\ufffdrQ"}',X'AA5A585ECF8FA114765923EBFF6FD44D',NULL,11,39,1,'length',NULL,NULL,1.79607814476769781118e+09);
INSERT INTO "items" VALUES('br_70c9431357e34bce986032e60fc6d2bd',2,'it_32050a5b038b4be991022b9683c0acee','se_bca54bfef01244a2bc71e0e9ce60bb5a','user','{"role": "user", "content": "Still here"}',X'7D55116FE4A27DC746CC7C328F404C1D',NULL,39,58,1,NULL,NULL,NULL,1.79607814478471541409e+09);
INSERT INTO "items" VALUES('br_70c9431357e34bce986032e60fc6d2bd',3,'it_bb82242d7474495aba90eafa7e414240','se_bca54bfef01244a2bc71e0e9ce60bb5a','assistant','{"role": "assistant", "content": "5\ufffd\u0004\ufffd\ufffd(<> \ufffd\ufffd\\\ufffd\ufffd\ufffd"}',X'555D6030FA54F2E621C14563F6CF6E1C',NULL,58,86,1,'length',NULL,NULL,1.79607814480607557296e+09);
INSERT INTO "items" VALUES('br_65449730a0b94b4bab67a4a2402e61b4',0,'it_49f6b4a1b05f483694f2500d58947fd2','se_d3f1e9eba1ec4b2e81dc9030a3a4f749','user','{"role": "user", "content": "Before"}',X'86F1FF03C95F3955B509A5F75B79E5CA',NULL,0,13,1,NULL,NULL,NULL,1.79607814483890962601e+09);
INSERT INTO "items" VALUES('br_65449730a0b94b4bab67a4a2402e61b4',1,'it_0c5cc615f3234e7a92bf62b736a1818c','se_d3f1e9eba1ec4b2e81dc9030a3a4f749','user','{"role": "user", "content": "In it"}',X'AF0AA6929370B3955C4A20872A5103CF',NULL,13,26,1,NULL,NULL,NULL,1796078144.83892);
INSERT INTO "items" VALUES('br_65449730a0b94b4bab67a4a2402e61b4',2,'it_0967ecbd32e94ef2b6b7a719484190dd','se_d3f1e9eba1ec4b2e81dc9030a3a4f749','assistant','{"role": "assistant", "content": "\ufffd\ufffdF!\"N\u0019\u001cV\u001b\ufffd\ufffd\ufffd?G\ufffd"}',X'0EA6801DAC708F94C0AF8C942E8DB325',NULL,26,54,1,'length',NULL,NULL,1.79607814486396408087e+09);
INSERT INTO "items" VALUES('br_0eda0a8a03b142679e413f11a115d59f',0,'it_0348f2417f34471d843367cc64219ca4','se_e97b2ee496874677b7dd322e8d3931da','user','{"role": "user", "content": "Interrupted"}',X'833CD06A3FEEF156551E2D3BFE0AB85B',NULL,0,18,1,NULL,NULL,NULL,1.79607814493182539944e+09);
CREATE TABLE memory_namespaces (
	id INTEGER NOT NULL, 
	tenant VARCHAR NOT NULL, 
	agent_id VARCHAR NOT NULL, 
	user_id VARCHAR NOT NULL, 
	PRIMARY KEY (id), 
	UNIQUE (tenant, agent_id, user_id)
);
CREATE TABLE memory_records (
	number INTEGER NOT NULL, 
	id VARCHAR NOT NULL, 
	namespace_id INTEGER NOT NULL, 
	text VARCHAR NOT NULL, 
	subject VARCHAR, 
	metadata JSON NOT NULL, 
	same_key BLOB, 
	denies BOOLEAN NOT NULL, 
	frame_key BLOB, 
	num_words INTEGER NOT NULL, 
	source_session_id VARCHAR, 
	source_item_id VARCHAR, 
	created_at FLOAT NOT NULL, 
	updated_at FLOAT NOT NULL, 
	confirmed_at FLOAT NOT NULL, 
	num_confirmations INTEGER NOT NULL, 
	expires_after_s INTEGER, 
	expires_at FLOAT, 
	replaced_by INTEGER, 
	PRIMARY KEY (number), 
	UNIQUE (id), 
	FOREIGN KEY(namespace_id) REFERENCES memory_namespaces (id) ON DELETE CASCADE, 
	FOREIGN KEY(replaced_by) REFERENCES memory_records (number) ON DELETE CASCADE
);
CREATE TABLE memory_vectors (
	number INTEGER NOT NULL, 
	embedder VARCHAR NOT NULL, 
	vector BLOB NOT NULL, 
	PRIMARY KEY (number), 
	FOREIGN KEY(number) REFERENCES memory_records (number) ON DELETE CASCADE
);
CREATE TABLE memory_words (
	namespace_id INTEGER NOT NULL, 
	word VARCHAR NOT NULL, 
	number INTEGER NOT NULL, 
	count INTEGER NOT NULL, 
	PRIMARY KEY (namespace_id, word, number), 
	FOREIGN KEY(namespace_id) REFERENCES memory_namespaces (id) ON DELETE CASCADE, 
	FOREIGN KEY(number) REFERENCES memory_records (number) ON DELETE CASCADE
)
 WITHOUT ROWID

;
CREATE TABLE migrations (
	number INTEGER NOT NULL, 
	name VARCHAR NOT NULL, 
	applied_at FLOAT NOT NULL, 
	PRIMARY KEY (number)
);
INSERT INTO "migrations" VALUES(1,'first_schema',1.7960781440503034591e+09);
INSERT INTO "migrations" VALUES(2,'responses_and_conversations',1.79607814405080199243e+09);
INSERT INTO "migrations" VALUES(3,'runs',1.79607814405094504354e+09);
INSERT INTO "migrations" VALUES(4,'whereabouts_of_kv',1.79607814405107283585e+09);
INSERT INTO "migrations" VALUES(5,'owners_of_responses_and_attempts',1.79607814405118703846e+09);
INSERT INTO "migrations" VALUES(6,'turns_and_steps',1.79607814405128836626e+09);
INSERT INTO "migrations" VALUES(7,'session_verbs',1.79607814405138254167e+09);
INSERT INTO "migrations" VALUES(8,'agents',1.79607814405155873302e+09);
INSERT INTO "migrations" VALUES(9,'placements_of_sessions',1.79607814405166864397e+09);
INSERT INTO "migrations" VALUES(10,'memories',1.796078144051760912e+09);
INSERT INTO "migrations" VALUES(11,'usage_of_kv',1.79607814405184984204e+09);
INSERT INTO "migrations" VALUES(12,'vaults_and_audit',1.79607814405193781854e+09);
INSERT INTO "migrations" VALUES(13,'environments',1.79607814405202555652e+09);
INSERT INTO "migrations" VALUES(14,'server_calls_of_responses',1.79607814405211114886e+09);
CREATE TABLE owners (
	id VARCHAR NOT NULL, 
	process_name VARCHAR, 
	beat_at FLOAT NOT NULL, 
	PRIMARY KEY (id)
);
INSERT INTO "owners" VALUES('ow_a708e4a72bdf4c4b91d36b972f9d4e23','host:data',1.79607814426246714589e+09);
CREATE TABLE placements (
	tenant VARCHAR NOT NULL, 
	name VARCHAR NOT NULL, 
	replica VARCHAR NOT NULL, 
	epoch INTEGER NOT NULL, 
	placed_at FLOAT NOT NULL, 
	PRIMARY KEY (tenant, name)
);
CREATE TABLE response_items (
	response_id VARCHAR NOT NULL, 
	position INTEGER NOT NULL, 
	is_output BOOLEAN NOT NULL, 
	item_id VARCHAR NOT NULL, 
	item JSON NOT NULL, 
	PRIMARY KEY (response_id, position), 
	FOREIGN KEY(response_id) REFERENCES responses (id) ON DELETE CASCADE
);
INSERT INTO "response_items" VALUES('resp_31898bee882e48f5ac100756b02f25df',0,0,'msg_ddf32d3222664bbb9e630a6793938baf','{"id": "msg_ddf32d3222664bbb9e630a6793938baf", "type": "message", "role": "user", "status": "completed", "content": [{"type": "input_text", "text": "One"}]}');
INSERT INTO "response_items" VALUES('resp_31898bee882e48f5ac100756b02f25df',1,1,'msg_31898bee882e48f5ac100756b02f25df00','{"id": "msg_31898bee882e48f5ac100756b02f25df00", "type": "message", "role": "assistant", "status": "incomplete", "content": [{"type": "output_text", "text": "^\ufffdH\ufffd\ufffd\ufffd\ufffd\ufffd\u0555!\ufffda\ufffdJ&", "annotations": [], "logprobs": []}]}');
INSERT INTO "response_items" VALUES('resp_f99183503b2a4e36add5403370d1c384',0,0,'msg_4ac7ebf6f1914e288908452b7bf15eaf','{"id": "msg_4ac7ebf6f1914e288908452b7bf15eaf", "type": "message", "role": "user", "status": "completed", "content": [{"type": "input_text", "text": "Two"}]}');
INSERT INTO "response_items" VALUES('resp_f99183503b2a4e36add5403370d1c384',1,1,'msg_f99183503b2a4e36add5403370d1c38400','{"id": "msg_f99183503b2a4e36add5403370d1c38400", "type": "message", "role": "assistant", "status": "incomplete", "content": [{"type": "output_text", "text": "\u0011\ufffdK\ufffd\u06a7\ufffd\u0013\ufffd\u000b\u001f\ufffd\ufffd\ufffd0", "annotations": [], "logprobs": []}]}');
INSERT INTO "response_items" VALUES('resp_c3eb146a976140a6b35b3f955cce12f5',0,0,'msg_7d493306a90c4294b9eb0dc2a9dc4587','{"id": "msg_7d493306a90c4294b9eb0dc2a9dc4587", "type": "message", "role": "user", "status": "completed", "content": [{"type": "input_text", "text": "Later"}]}');
INSERT INTO "response_items" VALUES('resp_c3eb146a976140a6b35b3f955cce12f5',1,1,'msg_c3eb146a976140a6b35b3f955cce12f500','{"id": "msg_c3eb146a976140a6b35b3f955cce12f500", "type": "message", "role": "assistant", "status": "incomplete", "content": [{"type": "output_text", "text": "\ufffd\ufffd2\u001f\ufffd\ufffd>\ufffd\ufffdHf\ufffd\ufffd&\u0004\ufffd", "annotations": [], "logprobs": []}]}');
INSERT INTO "response_items" VALUES('resp_c25d0df5803e4a039bf9c06076ce8f9f',0,0,'msg_11563e7ab72b402c8a0936f3a8d22488','{"id": "msg_11563e7ab72b402c8a0936f3a8d22488", "type": "message", "role": "user", "status": "completed", "content": [{"type": "input_text", "text": "Gone"}]}');
INSERT INTO "response_items" VALUES('resp_c25d0df5803e4a039bf9c06076ce8f9f',1,1,'msg_c25d0df5803e4a039bf9c06076ce8f9f00','{"id": "msg_c25d0df5803e4a039bf9c06076ce8f9f00", "type": "message", "role": "assistant", "status": "incomplete", "content": [{"type": "output_text", "text": "J\ufffd\"<\ufffdU+U\ufffd\ufffd6\u001a\u0006\ufffdrQ", "annotations": [], "logprobs": []}]}');
INSERT INTO "response_items" VALUES('resp_c92b515bb8084eafb46090d358a2cc57',0,0,'msg_4437e9d7c2954bd192c5d01a5639ec95','{"id": "msg_4437e9d7c2954bd192c5d01a5639ec95", "type": "message", "role": "user", "status": "completed", "content": [{"type": "input_text", "text": "Still here"}]}');
INSERT INTO "response_items" VALUES('resp_c92b515bb8084eafb46090d358a2cc57',1,1,'msg_c92b515bb8084eafb46090d358a2cc5700','{"id": "msg_c92b515bb8084eafb46090d358a2cc5700", "type": "message", "role": "assistant", "status": "incomplete", "content": [{"type": "output_text", "text": "5\ufffd\u0004\ufffd\ufffd(<> \ufffd\ufffd\\\ufffd\ufffd\ufffd", "annotations": [], "logprobs": []}]}');
INSERT INTO "response_items" VALUES('resp_2ac7a943f5654c808e92ee667f52717f',0,0,'msg_2f18e87f7e1a42929d30b256c7ef7d17','{"id": "msg_2f18e87f7e1a42929d30b256c7ef7d17", "type": "message", "role": "user", "status": "completed", "content": [{"type": "input_text", "text": "In it"}]}');
INSERT INTO "response_items" VALUES('resp_2ac7a943f5654c808e92ee667f52717f',1,1,'msg_2ac7a943f5654c808e92ee667f52717f00','{"id": "msg_2ac7a943f5654c808e92ee667f52717f00", "type": "message", "role": "assistant", "status": "incomplete", "content": [{"type": "output_text", "text": "\ufffd\ufffdF!\"N\u0019\u001cV\u001b\ufffd\ufffd\ufffd?G\ufffd", "annotations": [], "logprobs": []}]}');
INSERT INTO "response_items" VALUES('resp_4bcb86f7c13e4b779f5872c82269c83a',0,0,'msg_cde574a29e00494f8f06c483c82ea798','{"id": "msg_cde574a29e00494f8f06c483c82ea798", "type": "message", "role": "user", "status": "completed", "content": [{"type": "input_text", "text": "Interrupted"}]}');
CREATE TABLE responses (
	id VARCHAR NOT NULL, 
	tenant VARCHAR NOT NULL, 
	status VARCHAR NOT NULL, 
	created_at INTEGER NOT NULL, 
	completed_at INTEGER, 
	settings JSON NOT NULL, 
	is_background BOOLEAN NOT NULL, 
	owner_id VARCHAR NOT NULL, 
	num_attempts INTEGER NOT NULL, 
	template_fingerprint VARCHAR NOT NULL, 
	request JSON, 
	session_name VARCHAR, 
	previous_id VARCHAR, 
	conversation_id VARCHAR, 
	conversation_position INTEGER, 
	usage JSON, 
	error JSON, 
	incomplete_reason VARCHAR, 
	has_begun BOOLEAN NOT NULL, 
	deltas JSON, 
	is_deleted BOOLEAN NOT NULL, 
	PRIMARY KEY (id)
);
INSERT INTO "responses" VALUES('resp_31898bee882e48f5ac100756b02f25df','default','incomplete',1796078144,NULL,'{"model": "toy", "instructions": null, "store": true, "max_output_tokens": 16, "max_tool_calls": null, "metadata": {}, "parallel_tool_calls": true, "tools": [], "tool_choice": "auto", "text": {"format": {"type": "text"}, "verbosity": "medium"}, "reasoning": null, "temperature": 1.0, "top_p": 1.0, "presence_penalty": 0.0, "frequency_penalty": 0.0, "top_logprobs": 0, "truncation": "disabled", "prompt_cache_key": null, "prompt_cache_options": null, "prompt_cache_retention": null, "safety_identifier": null, "service_tier": "default", "user": null}',0,'ow_a708e4a72bdf4c4b91d36b972f9d4e23',0,'d125bdfe477a04efa9737062101bd8ae',NULL,'resp_31898bee882e48f5ac100756b02f25df',NULL,NULL,NULL,'[22, 16, 6, null, {"tier": "device", "num_tokens": 6, "seconds": 0.0, "saved_s": 4.8811564797776294e-05, "num_bytes": 0}]',NULL,'max_output_tokens',1,'[[0, 1, 0], [0, 1, 0], [0, 1, 0], [0, 1, 0], [0, 2, 0], [0, 1, 0], [0, 1, 0], [0, 1, 0], [0, 1, 0], [0, 1, 0], [0, 1, 0], [0, 1, 0], [0, 1, 0], [0, 1, 0]]',0);
INSERT INTO "responses" VALUES('resp_f99183503b2a4e36add5403370d1c384','default','incomplete',1796078144,NULL,'{"model": "toy", "instructions": null, "store": true, "max_output_tokens": 16, "max_tool_calls": null, "metadata": {}, "parallel_tool_calls": true, "tools": [], "tool_choice": "auto", "text": {"format": {"type": "text"}, "verbosity": "medium"}, "reasoning": null, "temperature": 1.0, "top_p": 1.0, "presence_penalty": 0.0, "frequency_penalty": 0.0, "top_logprobs": 0, "truncation": "disabled", "prompt_cache_key": null, "prompt_cache_options": null, "prompt_cache_retention": null, "safety_identifier": null, "service_tier": "default", "user": null}',0,'ow_a708e4a72bdf4c4b91d36b972f9d4e23',0,'d125bdfe477a04efa9737062101bd8ae',NULL,'resp_31898bee882e48f5ac100756b02f25df','resp_31898bee882e48f5ac100756b02f25df',NULL,NULL,'[62, 16, 37, null, {"tier": "device", "num_tokens": 37, "seconds": 0.0, "saved_s": 0.0002950259030632585, "num_bytes": 0}]',NULL,'max_output_tokens',1,'[[0, 1, 0], [0, 2, 0], [0, 1, 0], [0, 1, 0], [0, 2, 0], [0, 2, 0], [0, 1, 0], [0, 1, 0], [0, 1, 0], [0, 2, 0]]',0);
INSERT INTO "responses" VALUES('resp_c3eb146a976140a6b35b3f955cce12f5','default','incomplete',1796078144,NULL,'{"model": "toy", "instructions": null, "store": true, "max_output_tokens": 16, "max_tool_calls": null, "metadata": {}, "parallel_tool_calls": true, "tools": [], "tool_choice": "auto", "text": {"format": {"type": "text"}, "verbosity": "medium"}, "reasoning": null, "temperature": 1.0, "top_p": 1.0, "presence_penalty": 0.0, "frequency_penalty": 0.0, "top_logprobs": 0, "truncation": "disabled", "prompt_cache_key": null, "prompt_cache_options": null, "prompt_cache_retention": null, "safety_identifier": null, "service_tier": "default", "user": null}',1,'ow_a708e4a72bdf4c4b91d36b972f9d4e23',0,'d125bdfe477a04efa9737062101bd8ae',NULL,'resp_c3eb146a976140a6b35b3f955cce12f5',NULL,NULL,NULL,'[24, 16, 6, null, {"tier": "device", "num_tokens": 6, "seconds": 0.0, "saved_s": 4.680857987519031e-05, "num_bytes": 0}]',NULL,'max_output_tokens',1,'[[0, 1, 0], [0, 1, 0], [0, 1, 0], [0, 1, 0], [0, 1, 0], [0, 2, 0], [0, 1, 0], [0, 2, 0], [0, 1, 0], [0, 1, 0], [0, 2, 0], [0, 1, 0], [0, 1, 0]]',0);
INSERT INTO "responses" VALUES('resp_c25d0df5803e4a039bf9c06076ce8f9f','default','incomplete',1796078144,NULL,'{"model": "toy", "instructions": null, "store": true, "max_output_tokens": 16, "max_tool_calls": null, "metadata": {}, "parallel_tool_calls": true, "tools": [], "tool_choice": "auto", "text": {"format": {"type": "text"}, "verbosity": "medium"}, "reasoning": null, "temperature": 1.0, "top_p": 1.0, "presence_penalty": 0.0, "frequency_penalty": 0.0, "top_logprobs": 0, "truncation": "disabled", "prompt_cache_key": null, "prompt_cache_options": null, "prompt_cache_retention": null, "safety_identifier": null, "service_tier": "default", "user": null}',0,'ow_a708e4a72bdf4c4b91d36b972f9d4e23',0,'d125bdfe477a04efa9737062101bd8ae',NULL,'resp_c25d0df5803e4a039bf9c06076ce8f9f',NULL,NULL,NULL,'[23, 16, 8, null, {"tier": "device", "num_tokens": 8, "seconds": 0.0, "saved_s": 6.11821818328813e-05, "num_bytes": 0}]',NULL,'max_output_tokens',1,'[[0, 1, 0], [0, 1, 0], [0, 1, 0], [0, 1, 0], [0, 1, 0], [0, 1, 0], [0, 1, 0], [0, 1, 0], [0, 1, 0], [0, 1, 0], [0, 1, 0], [0, 1, 0], [0, 1, 0], [0, 1, 0], [0, 1, 0], [0, 1, 0]]',1);
INSERT INTO "responses" VALUES('resp_c92b515bb8084eafb46090d358a2cc57','default','incomplete',1796078144,NULL,'{"model": "toy", "instructions": null, "store": true, "max_output_tokens": 16, "max_tool_calls": null, "metadata": {}, "parallel_tool_calls": true, "tools": [], "tool_choice": "auto", "text": {"format": {"type": "text"}, "verbosity": "medium"}, "reasoning": null, "temperature": 1.0, "top_p": 1.0, "presence_penalty": 0.0, "frequency_penalty": 0.0, "top_logprobs": 0, "truncation": "disabled", "prompt_cache_key": null, "prompt_cache_options": null, "prompt_cache_retention": null, "safety_identifier": null, "service_tier": "default", "user": null}',0,'ow_a708e4a72bdf4c4b91d36b972f9d4e23',0,'d125bdfe477a04efa9737062101bd8ae',NULL,'resp_c25d0df5803e4a039bf9c06076ce8f9f','resp_c25d0df5803e4a039bf9c06076ce8f9f',NULL,NULL,'[70, 16, 38, null, {"tier": "device", "num_tokens": 38, "seconds": 0.0, "saved_s": 0.00028625293464351316, "num_bytes": 0}]',NULL,'max_output_tokens',1,'[[0, 1, 0], [0, 2, 0], [0, 1, 0], [0, 1, 0], [0, 1, 0], [0, 1, 0], [0, 1, 0], [0, 1, 0], [0, 1, 0], [0, 2, 0], [0, 1, 0], [0, 1, 0], [0, 1, 0]]',0);
INSERT INTO "responses" VALUES('resp_2ac7a943f5654c808e92ee667f52717f','default','incomplete',1796078144,NULL,'{"model": "toy", "instructions": null, "store": true, "max_output_tokens": 16, "max_tool_calls": null, "metadata": {}, "parallel_tool_calls": true, "tools": [], "tool_choice": "auto", "text": {"format": {"type": "text"}, "verbosity": "medium"}, "reasoning": null, "temperature": 1.0, "top_p": 1.0, "presence_penalty": 0.0, "frequency_penalty": 0.0, "top_logprobs": 0, "truncation": "disabled", "prompt_cache_key": null, "prompt_cache_options": null, "prompt_cache_retention": null, "safety_identifier": null, "service_tier": "default", "user": null}',0,'ow_a708e4a72bdf4c4b91d36b972f9d4e23',0,'d125bdfe477a04efa9737062101bd8ae',NULL,'conv_61e470298c624d39a60e064e36b88aa7',NULL,'conv_61e470298c624d39a60e064e36b88aa7',1,'[38, 16, 6, null, {"tier": "device", "num_tokens": 6, "seconds": 0.0, "saved_s": 4.6354597795916525e-05, "num_bytes": 0}]',NULL,'max_output_tokens',1,'[[0, 1, 0], [0, 1, 0], [0, 1, 0], [0, 1, 0], [0, 1, 0], [0, 1, 0], [0, 1, 0], [0, 1, 0], [0, 1, 0], [0, 1, 0], [0, 1, 0], [0, 1, 0], [0, 2, 0], [0, 1, 0], [0, 1, 0]]',0);
INSERT INTO "responses" VALUES('resp_4bcb86f7c13e4b779f5872c82269c83a','default','in_progress',1796078144,NULL,'{"model": "toy", "instructions": null, "store": true, "max_output_tokens": 600, "max_tool_calls": null, "metadata": {}, "parallel_tool_calls": true, "tools": [], "tool_choice": "auto", "text": {"format": {"type": "text"}, "verbosity": "medium"}, "reasoning": null, "temperature": 1.0, "top_p": 1.0, "presence_penalty": 0.0, "frequency_penalty": 0.0, "top_logprobs": 0, "truncation": "disabled", "prompt_cache_key": null, "prompt_cache_options": null, "prompt_cache_retention": null, "safety_identifier": null, "service_tier": "default", "user": null}',1,'ow_a708e4a72bdf4c4b91d36b972f9d4e23',0,'d125bdfe477a04efa9737062101bd8ae',NULL,'resp_4bcb86f7c13e4b779f5872c82269c83a',NULL,NULL,NULL,NULL,NULL,NULL,1,NULL,0);
CREATE TABLE server_calls (
	response_id VARCHAR NOT NULL, 
	position INTEGER NOT NULL, 
	step INTEGER NOT NULL, 
	kind VARCHAR NOT NULL, 
	call_id VARCHAR, 
	begun JSON NOT NULL, 
	ended JSON, 
	PRIMARY KEY (response_id, position), 
	FOREIGN KEY(response_id) REFERENCES responses (id) ON DELETE CASCADE
);
CREATE TABLE server_tools (
	response_id VARCHAR NOT NULL, 
	request JSON NOT NULL, 
	tools JSON NOT NULL, 
	PRIMARY KEY (response_id), 
	FOREIGN KEY(response_id) REFERENCES responses (id) ON DELETE CASCADE
);
CREATE TABLE sessions (
	id VARCHAR NOT NULL, 
	tenant VARCHAR NOT NULL, 
	name VARCHAR NOT NULL, 
	created_at FLOAT NOT NULL, 
	last_used_at FLOAT NOT NULL, 
	num_turns INTEGER NOT NULL, 
	head_branch_id VARCHAR, 
	family VARCHAR, 
	leased_until FLOAT, 
	last_restored JSON, 
	last_cold JSON, 
	kv_usage JSON, 
	PRIMARY KEY (id), 
	UNIQUE (tenant, name)
);
INSERT INTO "sessions" VALUES('se_3bc0c7bd6b9d4c058ac8fe6200d0cb96','default','talk',1.79607814438295626644e+09,1.79607814448228907591e+09,4,'br_6d7f37ab4d634b2f9e29be0fe63a4677',NULL,NULL,NULL,NULL,'{"byte_seconds": {"device": 62.96488806325942, "disk": 129.08854875309044}, "num_restored_bytes": 0, "num_recomputed_tokens": 0}');
INSERT INTO "sessions" VALUES('se_6d1309e630aa4b5eb9f183ab62c15a95','default','text',1.79607814449002575873e+09,1.79607814452268099792e+09,2,'br_272bc207228f4a01a98db8c1d86b2f72',NULL,NULL,NULL,NULL,'{"byte_seconds": {"device": 4.536895231809467, "disk": 6.410176000237698}, "num_restored_bytes": 0, "num_recomputed_tokens": 0}');
INSERT INTO "sessions" VALUES('se_5e5c9c3dc6be45bfb849b48c40630eb3','default','ids',1.79607814452762055393e+09,1.79607814453877210614e+09,1,'br_f091ad377369464b98ff6e1ef025af8d',NULL,NULL,NULL,NULL,'{"byte_seconds": {"device": 0.0, "disk": 0.0}, "num_restored_bytes": 0, "num_recomputed_tokens": 0}');
INSERT INTO "sessions" VALUES('se_ce1b32015140413c8a00fab3cb31cfa7','default','resp_31898bee882e48f5ac100756b02f25df',1.79607814455141782767e+09,1.79607814466198396682e+09,2,'br_782ed2cd0fc04ae1a5f3f435a84852dc',NULL,NULL,NULL,NULL,'{"byte_seconds": {"device": 39.23260851204395, "disk": 74.23378612831584}, "num_restored_bytes": 0, "num_recomputed_tokens": 0}');
INSERT INTO "sessions" VALUES('se_f66353f1f962421dacfba58e0b7bcdd3','default','resp_c3eb146a976140a6b35b3f955cce12f5',1.79607814467386889462e+09,1.79607814471097707747e+09,1,'br_985614b8646c4d4c9ca9bc96cec1e4ab',NULL,NULL,NULL,NULL,'{"byte_seconds": {"device": 0.0, "disk": 0.0}, "num_restored_bytes": 0, "num_recomputed_tokens": 0}');
INSERT INTO "sessions" VALUES('se_bca54bfef01244a2bc71e0e9ce60bb5a','default','resp_c25d0df5803e4a039bf9c06076ce8f9f',1.79607814474481987951e+09,1.79607814480664157866e+09,2,'br_70c9431357e34bce986032e60fc6d2bd',NULL,NULL,NULL,NULL,'{"byte_seconds": {"device": 15.479425279889256, "disk": 16.941265185567318}, "num_restored_bytes": 0, "num_recomputed_tokens": 0}');
INSERT INTO "sessions" VALUES('se_d3f1e9eba1ec4b2e81dc9030a3a4f749','default','conv_61e470298c624d39a60e064e36b88aa7',1.79607814483759069441e+09,1.79607814486448979377e+09,1,'br_65449730a0b94b4bab67a4a2402e61b4',NULL,NULL,NULL,NULL,'{"byte_seconds": {"device": 0.0, "disk": 0.0}, "num_restored_bytes": 0, "num_recomputed_tokens": 0}');
INSERT INTO "sessions" VALUES('se_e97b2ee496874677b7dd322e8d3931da','default','resp_4bcb86f7c13e4b779f5872c82269c83a',1.79607814492769551277e+09,1.79607814493216156963e+09,1,'br_0eda0a8a03b142679e413f11a115d59f',NULL,NULL,NULL,NULL,NULL);
CREATE TABLE spans (
	branch_id VARCHAR NOT NULL, 
	seq INTEGER NOT NULL, 
	item_id VARCHAR NOT NULL, 
	role VARCHAR NOT NULL, 
	token_ids BLOB NOT NULL, 
	source VARCHAR NOT NULL, 
	seed VARCHAR, 
	choice_index INTEGER, 
	template_fingerprint VARCHAR NOT NULL, 
	numeric_fingerprint VARCHAR NOT NULL, 
	PRIMARY KEY (branch_id, seq), 
	FOREIGN KEY(branch_id) REFERENCES branches (id) ON DELETE CASCADE
);
INSERT INTO "spans" VALUES('br_57a8f3ac358f4e548fd5a4e134cf0b37',0,'it_b9e0e33d73f444d59bbf4933a46a6c90','user',X'0001000054000000520000004400000051000000C6000000260000004E0000004E00000043000000DC0000004C0000004E000000510000004D000000480000004D0000004600000001010000','rendered',NULL,NULL,'d125bdfe477a04efa9737062101bd8ae','toy');
INSERT INTO "spans" VALUES('br_57a8f3ac358f4e548fd5a4e134cf0b37',19,'it_be0760ae0480470885b1598ba199bd24','assistant',X'C600000000010000400000005200000052000000480000005200000053000000400000004D00000053000000C6000000','rendered',NULL,NULL,'d125bdfe477a04efa9737062101bd8ae','toy');
INSERT INTO "spans" VALUES('br_57a8f3ac358f4e548fd5a4e134cf0b37',31,'it_be0760ae0480470885b1598ba199bd24','assistant',X'890000007B0000002A000000AA000000A30000004B000000','sampled','1',0,'d125bdfe477a04efa9737062101bd8ae','toy');
INSERT INTO "spans" VALUES('br_57a8f3ac358f4e548fd5a4e134cf0b37',37,'it_14121bdeeacf43748ae5d54d9b7bbb03','user',X'01010000C60000000001000054000000520000004400000051000000C6000000200000004D00000043000000DC0000005300000047000000440000004D0000001E00000001010000','rendered',NULL,NULL,'d125bdfe477a04efa9737062101bd8ae','toy');
INSERT INTO "spans" VALUES('br_57a8f3ac358f4e548fd5a4e134cf0b37',55,'it_e854a0f1087f497e85a1a2bd0a286d70','assistant',X'C600000000010000400000005200000052000000480000005200000053000000400000004D00000053000000C6000000','rendered',NULL,NULL,'d125bdfe477a04efa9737062101bd8ae','toy');
INSERT INTO "spans" VALUES('br_57a8f3ac358f4e548fd5a4e134cf0b37',67,'it_e854a0f1087f497e85a1a2bd0a286d70','assistant',X'9F0000005F000000AE000000B90000006D000000BC000000','sampled','1',0,'d125bdfe477a04efa9737062101bd8ae','toy');
INSERT INTO "spans" VALUES('br_57a8f3ac358f4e548fd5a4e134cf0b37',73,'it_f017c4402517403f8d0da93761fb1b71','user',X'01010000C60000000001000054000000520000004400000051000000C60000003600000047000000580000001E00000001010000','rendered',NULL,NULL,'d125bdfe477a04efa9737062101bd8ae','toy');
INSERT INTO "spans" VALUES('br_57a8f3ac358f4e548fd5a4e134cf0b37',86,'it_568ba3708b2649d3beb3a7f8ed0a62ac','assistant',X'C600000000010000400000005200000052000000480000005200000053000000400000004D00000053000000C6000000','rendered',NULL,NULL,'d125bdfe477a04efa9737062101bd8ae','toy');
INSERT INTO "spans" VALUES('br_57a8f3ac358f4e548fd5a4e134cf0b37',98,'it_568ba3708b2649d3beb3a7f8ed0a62ac','assistant',X'9400000026000000D5000000E9000000A9000000E3000000','sampled','2',0,'d125bdfe477a04efa9737062101bd8ae','toy');
INSERT INTO "spans" VALUES('br_52fb1306e7e94d46b4481d7a275bbb20',86,'it_13ff86b70b4840a89f0ed48e98289382','assistant',X'C600000000010000400000005200000052000000480000005200000053000000400000004D00000053000000C6000000','rendered',NULL,NULL,'d125bdfe477a04efa9737062101bd8ae','toy');
INSERT INTO "spans" VALUES('br_52fb1306e7e94d46b4481d7a275bbb20',98,'it_13ff86b70b4840a89f0ed48e98289382','assistant',X'940000002A0000005F000000740000001C0000003F000000','sampled','2',1,'d125bdfe477a04efa9737062101bd8ae','toy');
INSERT INTO "spans" VALUES('br_6d7f37ab4d634b2f9e29be0fe63a4677',0,'it_7d359ebc16914fd59a1069a136f56219','user',X'0001000054000000520000004400000051000000C6000000260000004E0000004E00000043000000DC0000004400000055000000440000004D000000480000004D0000004600000001010000','rendered',NULL,NULL,'d125bdfe477a04efa9737062101bd8ae','toy');
INSERT INTO "spans" VALUES('br_6d7f37ab4d634b2f9e29be0fe63a4677',19,'it_a63be40c0f934526aac134cebdf8a7d7','assistant',X'C600000000010000400000005200000052000000480000005200000053000000400000004D00000053000000C6000000','rendered',NULL,NULL,'d125bdfe477a04efa9737062101bd8ae','toy');
INSERT INTO "spans" VALUES('br_6d7f37ab4d634b2f9e29be0fe63a4677',31,'it_a63be40c0f934526aac134cebdf8a7d7','assistant',X'D800000081000000F3000000DC000000950000004C000000','sampled','3',0,'d125bdfe477a04efa9737062101bd8ae','toy');
INSERT INTO "spans" VALUES('br_272bc207228f4a01a98db8c1d86b2f72',0,'it_a9fa4b06999f44fe9e191971a2f2a485','prompt',X'2E0000004D0000004200000044000000DC000000540000004F0000004E0000004D000000DC00000040000000DC00000053000000480000004C00000044000000','rendered',NULL,NULL,'d125bdfe477a04efa9737062101bd8ae','toy');
INSERT INTO "spans" VALUES('br_272bc207228f4a01a98db8c1d86b2f72',16,'it_e382ed47155d40708e7b0708aa3f59f6','completion',X'210000004E000000BB00000078000000B9000000','sampled','4',0,'d125bdfe477a04efa9737062101bd8ae','toy');
INSERT INTO "spans" VALUES('br_272bc207228f4a01a98db8c1d86b2f72',21,'it_cea0c0fdc75c4f3991ebb16bf6dfbec7','prompt',X'DC000000400000004D00000043000000','rendered',NULL,NULL,'d125bdfe477a04efa9737062101bd8ae','toy');
INSERT INTO "spans" VALUES('br_272bc207228f4a01a98db8c1d86b2f72',25,'it_2b56b4868ac244ce9a27002a844c7e2a','completion',X'B70000001800000099000000','sampled','5',0,'d125bdfe477a04efa9737062101bd8ae','toy');
INSERT INTO "spans" VALUES('br_f091ad377369464b98ff6e1ef025af8d',0,'it_85bfe15db36f4a62af14e2e60e09ec6c','prompt',X'740000006F0000006B000000650000006E00000073000000','rendered',NULL,NULL,'d125bdfe477a04efa9737062101bd8ae','toy');
INSERT INTO "spans" VALUES('br_f091ad377369464b98ff6e1ef025af8d',6,'it_f83d23e1784249c092d19bca13d887a1','completion',X'F70000009A0000005F000000AC00000050000000','sampled','6',0,'d125bdfe477a04efa9737062101bd8ae','toy');
INSERT INTO "spans" VALUES('br_782ed2cd0fc04ae1a5f3f435a84852dc',0,'it_0279b9c1981046e2b3039a15fbdc47ea','user',X'0001000054000000520000004400000051000000C60000002E0000004D0000004400000001010000','rendered',NULL,NULL,'d125bdfe477a04efa9737062101bd8ae','toy');
INSERT INTO "spans" VALUES('br_782ed2cd0fc04ae1a5f3f435a84852dc',10,'it_4fe111276bb5457bb152bed2f5cf1720','assistant',X'C600000000010000400000005200000052000000480000005200000053000000400000004D00000053000000C6000000','rendered',NULL,NULL,'d125bdfe477a04efa9737062101bd8ae','toy');
INSERT INTO "spans" VALUES('br_782ed2cd0fc04ae1a5f3f435a84852dc',22,'it_4fe111276bb5457bb152bed2f5cf1720','assistant',X'3D000000B200000027000000F500000088000000B70000007E0000009B00000091000000F300000000000000F600000040000000E80000002900000005000000','sampled','964817209916592382',0,'d125bdfe477a04efa9737062101bd8ae','toy');
INSERT INTO "spans" VALUES('br_782ed2cd0fc04ae1a5f3f435a84852dc',38,'it_881eb962d4a242428a4ad82cbc306b28','user',X'01010000C60000000001000054000000520000004400000051000000C600000033000000560000004E00000001010000','rendered',NULL,NULL,'d125bdfe477a04efa9737062101bd8ae','toy');
INSERT INTO "spans" VALUES('br_782ed2cd0fc04ae1a5f3f435a84852dc',50,'it_393ea5ef4d3342cba65b0b3cab47f24e','assistant',X'C600000000010000400000005200000052000000480000005200000053000000400000004D00000053000000C6000000','rendered',NULL,NULL,'d125bdfe477a04efa9737062101bd8ae','toy');
INSERT INTO "spans" VALUES('br_782ed2cd0fc04ae1a5f3f435a84852dc',62,'it_393ea5ef4d3342cba65b0b3cab47f24e','assistant',X'CD000000B00000002A000000B40000009600000064000000AA000000F0000000CF0000008D000000C7000000DB0000006C000000B4000000850000000F000000','sampled','960440871466969368',0,'d125bdfe477a04efa9737062101bd8ae','toy');
INSERT INTO "spans" VALUES('br_985614b8646c4d4c9ca9bc96cec1e4ab',0,'it_e3f4264e816e4000b468e3ab15f6f4f5','user',X'0001000054000000520000004400000051000000C60000002B0000004000000053000000440000005100000001010000','rendered',NULL,NULL,'d125bdfe477a04efa9737062101bd8ae','toy');
INSERT INTO "spans" VALUES('br_985614b8646c4d4c9ca9bc96cec1e4ab',12,'it_adea682e7587417db39cba52f9c10cc7','assistant',X'C600000000010000400000005200000052000000480000005200000053000000400000004D00000053000000C6000000','rendered',NULL,NULL,'d125bdfe477a04efa9737062101bd8ae','toy');
INSERT INTO "spans" VALUES('br_985614b8646c4d4c9ca9bc96cec1e4ab',24,'it_adea682e7587417db39cba52f9c10cc7','assistant',X'B3000000FA00000011000000DB00000087000000A80000001D0000009A000000A10000002700000045000000970000009600000005000000C0000000AA000000','sampled','7602225667919600271',0,'d125bdfe477a04efa9737062101bd8ae','toy');
INSERT INTO "spans" VALUES('br_70c9431357e34bce986032e60fc6d2bd',0,'it_0526f8d92bf148998d7906ff592ccbbc','user',X'0001000054000000520000004400000051000000C6000000260000004E0000004D0000004400000001010000','rendered',NULL,NULL,'d125bdfe477a04efa9737062101bd8ae','toy');
INSERT INTO "spans" VALUES('br_70c9431357e34bce986032e60fc6d2bd',11,'it_83f238f42c064731b351887970b0bfed','assistant',X'C600000000010000400000005200000052000000480000005200000053000000400000004D00000053000000C6000000','rendered',NULL,NULL,'d125bdfe477a04efa9737062101bd8ae','toy');
INSERT INTO "spans" VALUES('br_70c9431357e34bce986032e60fc6d2bd',23,'it_83f238f42c064731b351887970b0bfed','assistant',X'29000000F9000000010000001B000000F3000000340000000A000000340000006D000000E500000015000000D6000000C2000000BA0000005100000030000000','sampled','2216235560953528793',0,'d125bdfe477a04efa9737062101bd8ae','toy');
INSERT INTO "spans" VALUES('br_70c9431357e34bce986032e60fc6d2bd',39,'it_32050a5b038b4be991022b9683c0acee','user',X'01010000C60000000001000054000000520000004400000051000000C60000003200000053000000480000004B0000004B000000DC0000004700000044000000510000004400000001010000','rendered',NULL,NULL,'d125bdfe477a04efa9737062101bd8ae','toy');
INSERT INTO "spans" VALUES('br_70c9431357e34bce986032e60fc6d2bd',58,'it_bb82242d7474495aba90eafa7e414240','assistant',X'C600000000010000400000005200000052000000480000005200000053000000400000004D00000053000000C6000000','rendered',NULL,NULL,'d125bdfe477a04efa9737062101bd8ae','toy');
INSERT INTO "spans" VALUES('br_70c9431357e34bce986032e60fc6d2bd',70,'it_bb82242d7474495aba90eafa7e414240','assistant',X'140000008D000000C0000000E0000000E1000000070000001B0000001D000000DC000000F8000000920000003B000000EC0000008E000000A100000074000000','sampled','7030969707827079076',0,'d125bdfe477a04efa9737062101bd8ae','toy');
INSERT INTO "spans" VALUES('br_65449730a0b94b4bab67a4a2402e61b4',0,'it_49f6b4a1b05f483694f2500d58947fd2','user',X'0001000054000000520000004400000051000000C60000002100000044000000450000004E000000510000004400000001010000','rendered',NULL,NULL,'d125bdfe477a04efa9737062101bd8ae','toy');
INSERT INTO "spans" VALUES('br_65449730a0b94b4bab67a4a2402e61b4',13,'it_0c5cc615f3234e7a92bf62b736a1818c','user',X'C60000000001000054000000520000004400000051000000C6000000280000004D000000DC000000480000005300000001010000','rendered',NULL,NULL,'d125bdfe477a04efa9737062101bd8ae','toy');
INSERT INTO "spans" VALUES('br_65449730a0b94b4bab67a4a2402e61b4',26,'it_0967ecbd32e94ef2b6b7a719484190dd','assistant',X'C600000000010000400000005200000052000000480000005200000053000000400000004D00000053000000C6000000','rendered',NULL,NULL,'d125bdfe477a04efa9737062101bd8ae','toy');
INSERT INTO "spans" VALUES('br_65449730a0b94b4bab67a4a2402e61b4',38,'it_0967ecbd32e94ef2b6b7a719484190dd','assistant',X'FF000000660000002500000000000000010000002D000000D5000000D800000035000000D7000000AE0000009B000000870000001E00000026000000F8000000','sampled','4744276263625204894',0,'d125bdfe477a04efa9737062101bd8ae','toy');
INSERT INTO "spans" VALUES('br_0eda0a8a03b142679e413f11a115d59f',0,'it_0348f2417f34471d843367cc64219ca4','user',X'0001000054000000520000004400000051000000C6000000280000004D00000053000000440000005100000051000000540000004F00000053000000440000004300000001010000','rendered',NULL,NULL,'d125bdfe477a04efa9737062101bd8ae','toy');
CREATE TABLE steps (
	run_id VARCHAR NOT NULL, 
	position INTEGER NOT NULL, 
	turn_id VARCHAR NOT NULL, 
	PRIMARY KEY (run_id, position), 
	FOREIGN KEY(turn_id) REFERENCES turns (id) ON DELETE CASCADE
);
INSERT INTO "steps" VALUES('resp_31898bee882e48f5ac100756b02f25df',0,'turn_b99c0d05f8df42c5be0680e8b7cf2574');
INSERT INTO "steps" VALUES('resp_f99183503b2a4e36add5403370d1c384',0,'turn_d2fd014d48f84666ae571aba2686a542');
INSERT INTO "steps" VALUES('resp_c3eb146a976140a6b35b3f955cce12f5',0,'turn_d84be80b0ded470b89c4ce34b42f2d8e');
INSERT INTO "steps" VALUES('resp_c25d0df5803e4a039bf9c06076ce8f9f',0,'turn_964bff9bc9ce4360bf5c030902ed862b');
INSERT INTO "steps" VALUES('resp_c92b515bb8084eafb46090d358a2cc57',0,'turn_61e3bbab653b4aa69db6541792ee6883');
INSERT INTO "steps" VALUES('resp_2ac7a943f5654c808e92ee667f52717f',0,'turn_47828b270525487d85b6aa73cefa9387');
INSERT INTO "steps" VALUES('resp_4bcb86f7c13e4b779f5872c82269c83a',0,'turn_7e8b15320381435f98963c46ecb77199');
CREATE TABLE turn_tokens (
	turn_id VARCHAR NOT NULL, 
	choice_index INTEGER NOT NULL, 
	position INTEGER NOT NULL, 
	token_ids BLOB NOT NULL, 
	logprobs JSON, 
	num_cached_tokens INTEGER, 
	finish_reason VARCHAR, 
	stop_token_id INTEGER, 
	PRIMARY KEY (turn_id, choice_index, position), 
	FOREIGN KEY(turn_id) REFERENCES turns (id) ON DELETE CASCADE
)
 WITHOUT ROWID

;
INSERT INTO "turn_tokens" VALUES('turn_47828b270525487d85b6aa73cefa9387',0,0,X'FF000000660000002500000000000000010000002D000000D5000000D800000035000000D7000000AE0000009B000000870000001E00000026000000F8000000',NULL,6,'length',NULL);
INSERT INTO "turn_tokens" VALUES('turn_61e3bbab653b4aa69db6541792ee6883',0,0,X'140000008D000000C0000000E0000000E1000000070000001B0000001D000000DC000000F8000000920000003B000000EC0000008E000000A100000074000000',NULL,38,'length',NULL);
INSERT INTO "turn_tokens" VALUES('turn_7e8b15320381435f98963c46ecb77199',0,0,X'B3000000',NULL,6,NULL,NULL);
INSERT INTO "turn_tokens" VALUES('turn_964bff9bc9ce4360bf5c030902ed862b',0,0,X'29000000F9000000010000001B000000F3000000340000000A000000340000006D000000E500000015000000D6000000C2000000BA0000005100000030000000',NULL,8,'length',NULL);
INSERT INTO "turn_tokens" VALUES('turn_b99c0d05f8df42c5be0680e8b7cf2574',0,0,X'3D000000B200000027000000F500000088000000B70000007E0000009B00000091000000F300000000000000F600000040000000E80000002900000005000000',NULL,6,'length',NULL);
INSERT INTO "turn_tokens" VALUES('turn_d2fd014d48f84666ae571aba2686a542',0,0,X'CD000000B00000002A000000B40000009600000064000000AA000000F0000000CF0000008D000000C7000000DB0000006C000000B4000000850000000F000000',NULL,37,'length',NULL);
INSERT INTO "turn_tokens" VALUES('turn_d84be80b0ded470b89c4ce34b42f2d8e',0,0,X'B3000000FA00000011000000DB00000087000000A80000001D0000009A000000A10000002700000045000000970000009600000005000000C0000000AA000000',NULL,6,'length',NULL);
CREATE TABLE turns (
	id VARCHAR NOT NULL, 
	session_id VARCHAR NOT NULL, 
	status VARCHAR NOT NULL, 
	is_kept BOOLEAN NOT NULL, 
	owner_id VARCHAR NOT NULL, 
	epoch INTEGER NOT NULL, 
	num_attempts INTEGER NOT NULL, 
	num_claimed_tokens INTEGER NOT NULL, 
	branch_id VARCHAR NOT NULL, 
	seq INTEGER NOT NULL, 
	num_items INTEGER NOT NULL, 
	branch_epoch INTEGER NOT NULL, 
	tail_token_ids BLOB NOT NULL, 
	root_hash BLOB NOT NULL, 
	reply_chain BLOB, 
	request JSON NOT NULL, 
	max_model_len INTEGER NOT NULL, 
	template_fingerprint VARCHAR NOT NULL, 
	numeric_fingerprint VARCHAR NOT NULL, 
	numerics_changed BOOLEAN NOT NULL, 
	started JSON NOT NULL, 
	finished JSON, 
	error JSON, 
	PRIMARY KEY (id), 
	FOREIGN KEY(session_id) REFERENCES sessions (id) ON DELETE CASCADE, 
	FOREIGN KEY(branch_id) REFERENCES branches (id) ON DELETE CASCADE
);
INSERT INTO "turns" VALUES('turn_b99c0d05f8df42c5be0680e8b7cf2574','se_ce1b32015140413c8a00fab3cb31cfa7','completed',1,'ow_a708e4a72bdf4c4b91d36b972f9d4e23',1,0,0,'br_782ed2cd0fc04ae1a5f3f435a84852dc',10,1,1,X'C600000000010000400000005200000052000000480000005200000053000000400000004D00000053000000C6000000',X'C417841E4E0C29EE46F62D41850734B8',X'77F869597A023DFF8787E0BA9225F3A3','{"request_id": "resp_31898bee882e48f5ac100756b02f25df", "model": "toy", "input": {"messages": [], "add_generation_prompt": true, "continue_final_message": false, "tools": null, "variables": {}}, "adapter": null, "sampling": {"max_tokens": 16, "min_tokens": 0, "temperature": 1.0, "top_k": 0, "top_p": 1.0, "min_p": 0.0, "repetition_penalty": 1.0, "presence_penalty": 0.0, "frequency_penalty": 0.0, "logit_bias": [], "seed": null, "stop": [], "stop_token_ids": [], "include_stop_str_in_output": false, "ignore_eos": false, "max_reasoning_tokens": null, "logprobs": null, "prompt_logprobs": null}, "n": 1, "echo": false, "session_id": "resp_31898bee882e48f5ac100756b02f25df", "run_id": "resp_31898bee882e48f5ac100756b02f25df", "step": 0, "is_recorded": true, "grammar": null, "lease_s": 0.0, "is_carried": false, "is_signed": false, "is_last": false, "tenant": "default"}',8192,'d125bdfe477a04efa9737062101bd8ae','toy',0,'{"request_id": "resp_31898bee882e48f5ac100756b02f25df", "created": 1796078144, "num_prompt_tokens": 22, "seed": 964817209916592382, "system_fingerprint": "fp_6fbc7cfef75f", "session": {"session_id": "resp_31898bee882e48f5ac100756b02f25df", "num_matched_messages": 0, "num_matched_tokens": 0, "forked": false}, "loosened_tools": [], "reasoning": "none"}','{"usage": {"num_prompt_tokens": 22, "num_completion_tokens": 16, "num_cached_tokens": 6, "cold": null, "restored": {"tier": "device", "num_tokens": 6, "seconds": 0.0, "saved_s": 4.8811564797776294e-05, "num_bytes": 0}, "head_rules": [], "num_reasoning_tokens": 0, "kv": {"byte_seconds": {"device": 0.0, "disk": 0.0}, "num_restored_bytes": 0, "num_recomputed_tokens": 0}}, "num_computed_tokens": 16, "prompt_logprobs": null, "carrier": null, "needs_carrier": false, "ignored_carriers": []}',NULL);
INSERT INTO "turns" VALUES('turn_d2fd014d48f84666ae571aba2686a542','se_ce1b32015140413c8a00fab3cb31cfa7','completed',1,'ow_a708e4a72bdf4c4b91d36b972f9d4e23',1,0,0,'br_782ed2cd0fc04ae1a5f3f435a84852dc',50,3,2,X'C600000000010000400000005200000052000000480000005200000053000000400000004D00000053000000C6000000',X'C417841E4E0C29EE46F62D41850734B8',X'3DE38F101F17296D2C12F2D111E60C5D','{"request_id": "resp_f99183503b2a4e36add5403370d1c384", "model": "toy", "input": {"messages": [], "add_generation_prompt": true, "continue_final_message": false, "tools": null, "variables": {}}, "adapter": null, "sampling": {"max_tokens": 16, "min_tokens": 0, "temperature": 1.0, "top_k": 0, "top_p": 1.0, "min_p": 0.0, "repetition_penalty": 1.0, "presence_penalty": 0.0, "frequency_penalty": 0.0, "logit_bias": [], "seed": null, "stop": [], "stop_token_ids": [], "include_stop_str_in_output": false, "ignore_eos": false, "max_reasoning_tokens": null, "logprobs": null, "prompt_logprobs": null}, "n": 1, "echo": false, "session_id": "resp_31898bee882e48f5ac100756b02f25df", "run_id": "resp_f99183503b2a4e36add5403370d1c384", "step": 0, "is_recorded": true, "grammar": null, "lease_s": 0.0, "is_carried": false, "is_signed": false, "is_last": false, "tenant": "default"}',8192,'d125bdfe477a04efa9737062101bd8ae','toy',0,'{"request_id": "resp_f99183503b2a4e36add5403370d1c384", "created": 1796078144, "num_prompt_tokens": 62, "seed": 960440871466969368, "system_fingerprint": "fp_6fbc7cfef75f", "session": {"session_id": "resp_31898bee882e48f5ac100756b02f25df", "num_matched_messages": 2, "num_matched_tokens": 38, "forked": false}, "loosened_tools": [], "reasoning": "none"}','{"usage": {"num_prompt_tokens": 62, "num_completion_tokens": 16, "num_cached_tokens": 37, "cold": null, "restored": {"tier": "device", "num_tokens": 37, "seconds": 0.0, "saved_s": 0.0002950259030632585, "num_bytes": 0}, "head_rules": [], "num_reasoning_tokens": 0, "kv": {"byte_seconds": {"device": 39.23260851204395, "disk": 74.23378612831584}, "num_restored_bytes": 0, "num_recomputed_tokens": 0}}, "num_computed_tokens": 25, "prompt_logprobs": null, "carrier": null, "needs_carrier": false, "ignored_carriers": []}',NULL);
INSERT INTO "turns" VALUES('turn_d84be80b0ded470b89c4ce34b42f2d8e','se_f66353f1f962421dacfba58e0b7bcdd3','completed',1,'ow_a708e4a72bdf4c4b91d36b972f9d4e23',1,0,0,'br_985614b8646c4d4c9ca9bc96cec1e4ab',12,1,1,X'C600000000010000400000005200000052000000480000005200000053000000400000004D00000053000000C6000000',X'C417841E4E0C29EE46F62D41850734B8',X'1D0A5C99B8EF5EF81592C6AF4098D929','{"request_id": "resp_c3eb146a976140a6b35b3f955cce12f5", "model": "toy", "input": {"messages": [], "add_generation_prompt": true, "continue_final_message": false, "tools": null, "variables": {}}, "adapter": null, "sampling": {"max_tokens": 16, "min_tokens": 0, "temperature": 1.0, "top_k": 0, "top_p": 1.0, "min_p": 0.0, "repetition_penalty": 1.0, "presence_penalty": 0.0, "frequency_penalty": 0.0, "logit_bias": [], "seed": null, "stop": [], "stop_token_ids": [], "include_stop_str_in_output": false, "ignore_eos": false, "max_reasoning_tokens": null, "logprobs": null, "prompt_logprobs": null}, "n": 1, "echo": false, "session_id": "resp_c3eb146a976140a6b35b3f955cce12f5", "run_id": "resp_c3eb146a976140a6b35b3f955cce12f5", "step": 0, "is_recorded": true, "grammar": null, "lease_s": 0.0, "is_carried": false, "is_signed": false, "is_last": false, "tenant": "default"}',8192,'d125bdfe477a04efa9737062101bd8ae','toy',0,'{"request_id": "resp_c3eb146a976140a6b35b3f955cce12f5", "created": 1796078144, "num_prompt_tokens": 24, "seed": 7602225667919600271, "system_fingerprint": "fp_6fbc7cfef75f", "session": {"session_id": "resp_c3eb146a976140a6b35b3f955cce12f5", "num_matched_messages": 0, "num_matched_tokens": 0, "forked": false}, "loosened_tools": [], "reasoning": "none"}','{"usage": {"num_prompt_tokens": 24, "num_completion_tokens": 16, "num_cached_tokens": 6, "cold": null, "restored": {"tier": "device", "num_tokens": 6, "seconds": 0.0, "saved_s": 4.680857987519031e-05, "num_bytes": 0}, "head_rules": [], "num_reasoning_tokens": 0, "kv": {"byte_seconds": {"device": 0.0, "disk": 0.0}, "num_restored_bytes": 0, "num_recomputed_tokens": 0}}, "num_computed_tokens": 18, "prompt_logprobs": null, "carrier": null, "needs_carrier": false, "ignored_carriers": []}',NULL);
INSERT INTO "turns" VALUES('turn_964bff9bc9ce4360bf5c030902ed862b','se_bca54bfef01244a2bc71e0e9ce60bb5a','completed',1,'ow_a708e4a72bdf4c4b91d36b972f9d4e23',1,0,0,'br_70c9431357e34bce986032e60fc6d2bd',11,1,1,X'C600000000010000400000005200000052000000480000005200000053000000400000004D00000053000000C6000000',X'C417841E4E0C29EE46F62D41850734B8',X'AE110851C9DD3FAB3FF687BFD2D40A26','{"request_id": "resp_c25d0df5803e4a039bf9c06076ce8f9f", "model": "toy", "input": {"messages": [], "add_generation_prompt": true, "continue_final_message": false, "tools": null, "variables": {}}, "adapter": null, "sampling": {"max_tokens": 16, "min_tokens": 0, "temperature": 1.0, "top_k": 0, "top_p": 1.0, "min_p": 0.0, "repetition_penalty": 1.0, "presence_penalty": 0.0, "frequency_penalty": 0.0, "logit_bias": [], "seed": null, "stop": [], "stop_token_ids": [], "include_stop_str_in_output": false, "ignore_eos": false, "max_reasoning_tokens": null, "logprobs": null, "prompt_logprobs": null}, "n": 1, "echo": false, "session_id": "resp_c25d0df5803e4a039bf9c06076ce8f9f", "run_id": "resp_c25d0df5803e4a039bf9c06076ce8f9f", "step": 0, "is_recorded": true, "grammar": null, "lease_s": 0.0, "is_carried": false, "is_signed": false, "is_last": false, "tenant": "default"}',8192,'d125bdfe477a04efa9737062101bd8ae','toy',0,'{"request_id": "resp_c25d0df5803e4a039bf9c06076ce8f9f", "created": 1796078144, "num_prompt_tokens": 23, "seed": 2216235560953528793, "system_fingerprint": "fp_6fbc7cfef75f", "session": {"session_id": "resp_c25d0df5803e4a039bf9c06076ce8f9f", "num_matched_messages": 0, "num_matched_tokens": 0, "forked": false}, "loosened_tools": [], "reasoning": "none"}','{"usage": {"num_prompt_tokens": 23, "num_completion_tokens": 16, "num_cached_tokens": 8, "cold": null, "restored": {"tier": "device", "num_tokens": 8, "seconds": 0.0, "saved_s": 6.11821818328813e-05, "num_bytes": 0}, "head_rules": [], "num_reasoning_tokens": 0, "kv": {"byte_seconds": {"device": 0.0, "disk": 0.0}, "num_restored_bytes": 0, "num_recomputed_tokens": 0}}, "num_computed_tokens": 15, "prompt_logprobs": null, "carrier": null, "needs_carrier": false, "ignored_carriers": []}',NULL);
INSERT INTO "turns" VALUES('turn_61e3bbab653b4aa69db6541792ee6883','se_bca54bfef01244a2bc71e0e9ce60bb5a','completed',1,'ow_a708e4a72bdf4c4b91d36b972f9d4e23',1,0,0,'br_70c9431357e34bce986032e60fc6d2bd',58,3,2,X'C600000000010000400000005200000052000000480000005200000053000000400000004D00000053000000C6000000',X'C417841E4E0C29EE46F62D41850734B8',X'7D55116FE4A27DC746CC7C328F404C1D','{"request_id": "resp_c92b515bb8084eafb46090d358a2cc57", "model": "toy", "input": {"messages": [], "add_generation_prompt": true, "continue_final_message": false, "tools": null, "variables": {}}, "adapter": null, "sampling": {"max_tokens": 16, "min_tokens": 0, "temperature": 1.0, "top_k": 0, "top_p": 1.0, "min_p": 0.0, "repetition_penalty": 1.0, "presence_penalty": 0.0, "frequency_penalty": 0.0, "logit_bias": [], "seed": null, "stop": [], "stop_token_ids": [], "include_stop_str_in_output": false, "ignore_eos": false, "max_reasoning_tokens": null, "logprobs": null, "prompt_logprobs": null}, "n": 1, "echo": false, "session_id": "resp_c25d0df5803e4a039bf9c06076ce8f9f", "run_id": "resp_c92b515bb8084eafb46090d358a2cc57", "step": 0, "is_recorded": true, "grammar": null, "lease_s": 0.0, "is_carried": false, "is_signed": false, "is_last": false, "tenant": "default"}',8192,'d125bdfe477a04efa9737062101bd8ae','toy',0,'{"request_id": "resp_c92b515bb8084eafb46090d358a2cc57", "created": 1796078144, "num_prompt_tokens": 70, "seed": 7030969707827079076, "system_fingerprint": "fp_6fbc7cfef75f", "session": {"session_id": "resp_c25d0df5803e4a039bf9c06076ce8f9f", "num_matched_messages": 2, "num_matched_tokens": 39, "forked": false}, "loosened_tools": [], "reasoning": "none"}','{"usage": {"num_prompt_tokens": 70, "num_completion_tokens": 16, "num_cached_tokens": 38, "cold": null, "restored": {"tier": "device", "num_tokens": 38, "seconds": 0.0, "saved_s": 0.00028625293464351316, "num_bytes": 0}, "head_rules": [], "num_reasoning_tokens": 0, "kv": {"byte_seconds": {"device": 15.479425279889256, "disk": 16.941265185567318}, "num_restored_bytes": 0, "num_recomputed_tokens": 0}}, "num_computed_tokens": 32, "prompt_logprobs": null, "carrier": null, "needs_carrier": false, "ignored_carriers": []}',NULL);
INSERT INTO "turns" VALUES('turn_47828b270525487d85b6aa73cefa9387','se_d3f1e9eba1ec4b2e81dc9030a3a4f749','completed',1,'ow_a708e4a72bdf4c4b91d36b972f9d4e23',1,0,0,'br_65449730a0b94b4bab67a4a2402e61b4',26,2,1,X'C600000000010000400000005200000052000000480000005200000053000000400000004D00000053000000C6000000',X'C417841E4E0C29EE46F62D41850734B8',X'AF0AA6929370B3955C4A20872A5103CF','{"request_id": "resp_2ac7a943f5654c808e92ee667f52717f", "model": "toy", "input": {"messages": [], "add_generation_prompt": true, "continue_final_message": false, "tools": null, "variables": {}}, "adapter": null, "sampling": {"max_tokens": 16, "min_tokens": 0, "temperature": 1.0, "top_k": 0, "top_p": 1.0, "min_p": 0.0, "repetition_penalty": 1.0, "presence_penalty": 0.0, "frequency_penalty": 0.0, "logit_bias": [], "seed": null, "stop": [], "stop_token_ids": [], "include_stop_str_in_output": false, "ignore_eos": false, "max_reasoning_tokens": null, "logprobs": null, "prompt_logprobs": null}, "n": 1, "echo": false, "session_id": "conv_61e470298c624d39a60e064e36b88aa7", "run_id": "resp_2ac7a943f5654c808e92ee667f52717f", "step": 0, "is_recorded": true, "grammar": null, "lease_s": 0.0, "is_carried": false, "is_signed": false, "is_last": false, "tenant": "default"}',8192,'d125bdfe477a04efa9737062101bd8ae','toy',0,'{"request_id": "resp_2ac7a943f5654c808e92ee667f52717f", "created": 1796078144, "num_prompt_tokens": 38, "seed": 4744276263625204894, "system_fingerprint": "fp_6fbc7cfef75f", "session": {"session_id": "conv_61e470298c624d39a60e064e36b88aa7", "num_matched_messages": 0, "num_matched_tokens": 0, "forked": false}, "loosened_tools": [], "reasoning": "none"}','{"usage": {"num_prompt_tokens": 38, "num_completion_tokens": 16, "num_cached_tokens": 6, "cold": null, "restored": {"tier": "device", "num_tokens": 6, "seconds": 0.0, "saved_s": 4.6354597795916525e-05, "num_bytes": 0}, "head_rules": [], "num_reasoning_tokens": 0, "kv": {"byte_seconds": {"device": 0.0, "disk": 0.0}, "num_restored_bytes": 0, "num_recomputed_tokens": 0}}, "num_computed_tokens": 32, "prompt_logprobs": null, "carrier": null, "needs_carrier": false, "ignored_carriers": []}',NULL);
INSERT INTO "turns" VALUES('turn_7e8b15320381435f98963c46ecb77199','se_e97b2ee496874677b7dd322e8d3931da','in_progress',1,'ow_a708e4a72bdf4c4b91d36b972f9d4e23',1,0,0,'br_0eda0a8a03b142679e413f11a115d59f',18,1,1,X'C600000000010000400000005200000052000000480000005200000053000000400000004D00000053000000C6000000',X'C417841E4E0C29EE46F62D41850734B8',X'833CD06A3FEEF156551E2D3BFE0AB85B','{"request_id": "resp_4bcb86f7c13e4b779f5872c82269c83a", "model": "toy", "input": {"messages": [], "add_generation_prompt": true, "continue_final_message": false, "tools": null, "variables": {}}, "adapter": null, "sampling": {"max_tokens": 600, "min_tokens": 0, "temperature": 1.0, "top_k": 0, "top_p": 1.0, "min_p": 0.0, "repetition_penalty": 1.0, "presence_penalty": 0.0, "frequency_penalty": 0.0, "logit_bias": [], "seed": null, "stop": [], "stop_token_ids": [], "include_stop_str_in_output": false, "ignore_eos": true, "max_reasoning_tokens": null, "logprobs": null, "prompt_logprobs": null}, "n": 1, "echo": false, "session_id": "resp_4bcb86f7c13e4b779f5872c82269c83a", "run_id": "resp_4bcb86f7c13e4b779f5872c82269c83a", "step": 0, "is_recorded": true, "grammar": null, "lease_s": 0.0, "is_carried": false, "is_signed": false, "is_last": false, "tenant": "default"}',8192,'d125bdfe477a04efa9737062101bd8ae','toy',0,'{"request_id": "resp_4bcb86f7c13e4b779f5872c82269c83a", "created": 1796078144, "num_prompt_tokens": 30, "seed": 7154544353610085224, "system_fingerprint": "fp_6fbc7cfef75f", "session": {"session_id": "resp_4bcb86f7c13e4b779f5872c82269c83a", "num_matched_messages": 0, "num_matched_tokens": 0, "forked": false}, "loosened_tools": [], "reasoning": "none"}',NULL,NULL);
CREATE TABLE vault_credentials (
	id VARCHAR NOT NULL, 
	vault_id VARCHAR NOT NULL, 
	created_at FLOAT NOT NULL, 
	updated_at FLOAT NOT NULL, 
	name VARCHAR NOT NULL, 
	auth JSON NOT NULL, 
	sealed BLOB NOT NULL, 
	metadata JSON NOT NULL, 
	PRIMARY KEY (id), 
	FOREIGN KEY(vault_id) REFERENCES vaults (id) ON DELETE CASCADE
);
CREATE TABLE vaults (
	id VARCHAR NOT NULL, 
	tenant VARCHAR NOT NULL, 
	created_at FLOAT NOT NULL, 
	name VARCHAR, 
	metadata JSON NOT NULL, 
	PRIMARY KEY (id)
);
CREATE INDEX sessions_by_family ON sessions (family);
CREATE INDEX sessions_by_use ON sessions (tenant, last_used_at);
CREATE INDEX placements_by_replica ON placements (replica);
CREATE INDEX responses_by_previous ON responses (previous_id);
CREATE INDEX responses_by_status ON responses (status);
CREATE INDEX responses_by_session ON responses (tenant, session_name);
CREATE INDEX agents_by_tenant ON agents (tenant, created_at);
CREATE INDEX agent_sessions_by_tenant ON agent_sessions (tenant, created_at);
CREATE INDEX agent_sessions_by_status ON agent_sessions (status);
CREATE INDEX vaults_by_tenant ON vaults (tenant, created_at);
CREATE INDEX audit_log_by_tenant ON audit_log (tenant, number);
CREATE INDEX branches_of_parent ON branches (parent_branch_id);
CREATE INDEX branches_of_session ON branches (session_id);
CREATE INDEX response_items_by_id ON response_items (item_id);
CREATE INDEX conversation_items_by_id ON conversation_items (item_id);
CREATE INDEX agent_calls_of_turn ON agent_calls (turn_id);
CREATE INDEX agent_items_of_turn ON agent_items (turn_id);
CREATE INDEX agent_environments_by_session ON agent_environments (session_id);
CREATE INDEX agent_environments_by_tenant ON agent_environments (tenant, created_at);
CREATE INDEX agent_artifacts_of_session ON agent_artifacts (session_id, created_at);
CREATE INDEX memory_records_by_replacement ON memory_records (replaced_by);
CREATE INDEX memory_records_by_same_key ON memory_records (namespace_id, same_key);
CREATE INDEX memory_records_by_source ON memory_records (source_item_id);
CREATE INDEX memory_records_by_frame_key ON memory_records (namespace_id, frame_key);
CREATE INDEX memory_records_by_expiry ON memory_records (expires_at);
CREATE INDEX memory_records_of_namespace ON memory_records (namespace_id, created_at);
CREATE INDEX vault_credentials_of_vault ON vault_credentials (vault_id, created_at);
CREATE INDEX items_by_text ON items (session_id, end_char);
CREATE INDEX items_by_hash ON items (session_id, chain_hash);
CREATE INDEX turns_of_branch ON turns (branch_id);
CREATE INDEX turns_of_session ON turns (session_id);
CREATE INDEX turns_by_status ON turns (status);
CREATE INDEX agent_steps_by_event ON agent_steps (session_id, first_event);
CREATE INDEX memory_words_of_record ON memory_words (number);
CREATE UNIQUE INDEX steps_by_turn ON steps (turn_id);
COMMIT;
