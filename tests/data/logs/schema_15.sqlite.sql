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
CREATE TABLE answer_parts (
	place BLOB NOT NULL, 
	start INTEGER NOT NULL, 
	messages BLOB NOT NULL, 
	PRIMARY KEY (place, start), 
	FOREIGN KEY(place) REFERENCES answers (place) ON DELETE CASCADE
);
CREATE TABLE answers (
	place BLOB NOT NULL, 
	digest BLOB NOT NULL, 
	owner_id VARCHAR NOT NULL, 
	read_until FLOAT NOT NULL, 
	ended_at FLOAT, 
	PRIMARY KEY (place)
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
INSERT INTO "branches" VALUES('br_d2dde3452fad47e79b2ef33df55785b5','se_786c5d0a8c9e4ca1a2aa8f0c4df1e25f','chat',NULL,0,0,104,6,3,1.79608136214388132098e+09,'ow_4766474d9267411ab1ba34e8f8591132',103,NULL);
INSERT INTO "branches" VALUES('br_9392d9649e654ca390ff6ebb87b987b0','se_786c5d0a8c9e4ca1a2aa8f0c4df1e25f','chat','br_d2dde3452fad47e79b2ef33df55785b5',86,5,104,6,1,1.79608136226876640316e+09,'ow_4766474d9267411ab1ba34e8f8591132',103,NULL);
INSERT INTO "branches" VALUES('br_203e1e5d5e294a849fc94ef83b7f75a7','se_786c5d0a8c9e4ca1a2aa8f0c4df1e25f','chat',NULL,0,0,37,2,1,1796081362.27937,'ow_4766474d9267411ab1ba34e8f8591132',36,NULL);
INSERT INTO "branches" VALUES('br_9d2da6254900464facb5c40e67f7cf88','se_564c4837ff2448d681bcb8cf246e647f','text',NULL,0,0,28,4,2,1.79608136230284833913e+09,'ow_4766474d9267411ab1ba34e8f8591132',28,NULL);
INSERT INTO "branches" VALUES('br_4f29037ce96e4ce3a2e9d5aa5730392f','se_046d49d6ff404bc39953280b79094496','tokens',NULL,0,0,11,2,1,1.79608136234942483908e+09,'ow_4766474d9267411ab1ba34e8f8591132',10,NULL);
INSERT INTO "branches" VALUES('br_c98cebb747514b049767a8951fe7abd5','se_c0b13e7c2c4440a7bca49ee7a1c1f7ad','chat',NULL,0,0,70,4,2,1.79608136237302088737e+09,'ow_4766474d9267411ab1ba34e8f8591132',69,NULL);
INSERT INTO "branches" VALUES('br_3d6823895602477f877a29031bbe48d9','se_514719743b7a4d51aa4c8b5f15075139','chat',NULL,0,0,40,2,1,1.79608136257774186135e+09,'ow_4766474d9267411ab1ba34e8f8591132',39,NULL);
INSERT INTO "branches" VALUES('br_56b8b59906984d11942f5cf47e1d1114','se_6fa949dfebc64a3b9d80592f8332fe0f','chat',NULL,0,0,86,4,2,1.79608136273758196834e+09,'ow_4766474d9267411ab1ba34e8f8591132',85,NULL);
INSERT INTO "branches" VALUES('br_d933f40e4c58480daac1a5e218db8779','se_e3597663663e46cc9815648b0c8d7886','chat',NULL,0,0,54,3,1,1.79608136283815169329e+09,'ow_4766474d9267411ab1ba34e8f8591132',53,NULL);
INSERT INTO "branches" VALUES('br_3861a6a3416147778bf36288fcfa8e9d','se_05dc72f3d8584e4d92319fed74ad650e','chat',NULL,0,0,18,1,1,1.79608136288136529925e+09,NULL,0,NULL);
CREATE TABLE conversation_items (
	conversation_id VARCHAR NOT NULL, 
	position INTEGER NOT NULL, 
	item_id VARCHAR NOT NULL, 
	item JSON NOT NULL, 
	PRIMARY KEY (conversation_id, position), 
	FOREIGN KEY(conversation_id) REFERENCES conversations (id) ON DELETE CASCADE
);
INSERT INTO "conversation_items" VALUES('conv_68bbc44709174e428101246ed3159ecc',0,'msg_79bb402c02a547ba8780c033958d28df','{"id": "msg_79bb402c02a547ba8780c033958d28df", "type": "message", "role": "user", "status": "completed", "content": [{"type": "input_text", "text": "Before"}]}');
INSERT INTO "conversation_items" VALUES('conv_68bbc44709174e428101246ed3159ecc',1,'msg_5d21b7a93a1c4d76a8e40a31c92429db','{"id": "msg_5d21b7a93a1c4d76a8e40a31c92429db", "type": "message", "role": "user", "status": "completed", "content": [{"type": "input_text", "text": "In it"}]}');
INSERT INTO "conversation_items" VALUES('conv_68bbc44709174e428101246ed3159ecc',2,'msg_9aaac762cfb54725ac2c0dc208a2da3800','{"id": "msg_9aaac762cfb54725ac2c0dc208a2da3800", "type": "message", "role": "assistant", "status": "incomplete", "content": [{"type": "output_text", "text": "\ufffd\ufffd\ufffd\ufffdb,\ufffdh\ufffd\ufffd\ufffd\ufffd\ufffdA\u046b", "annotations": [], "logprobs": []}]}');
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
INSERT INTO "conversations" VALUES('conv_68bbc44709174e428101246ed3159ecc','default',1796081362,'{"topic": "migrations"}',3,2,NULL,1.79608136287027144424e+09);
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
INSERT INTO "items" VALUES('br_d2dde3452fad47e79b2ef33df55785b5',0,'it_e31253c6bcc64941aa35f781d89cf041','se_786c5d0a8c9e4ca1a2aa8f0c4df1e25f','user','{"role": "user", "content": "Good morning"}',X'70222A0C842BA9F1E656F75A50D407D2',NULL,0,19,1,NULL,NULL,NULL,1.79608136214540266986e+09);
INSERT INTO "items" VALUES('br_d2dde3452fad47e79b2ef33df55785b5',1,'it_7881b3975ee246778144681480f25037','se_786c5d0a8c9e4ca1a2aa8f0c4df1e25f','assistant','{"role": "assistant", "content": "\u037fK\ufffd\ufffdl"}',X'C55C94160F0B1CF06822D83EE66EF66F',NULL,19,37,1,'length',NULL,NULL,1.79608136217464590079e+09);
INSERT INTO "items" VALUES('br_d2dde3452fad47e79b2ef33df55785b5',2,'it_9b0d91cf9cb54eb1b18ada88f7aa6abe','se_786c5d0a8c9e4ca1a2aa8f0c4df1e25f','user','{"role": "user", "content": "And then?"}',X'3EF625FDC470A400C344F7D3F21AF878',NULL,37,55,1,NULL,NULL,NULL,1.79608136220584082599e+09);
INSERT INTO "items" VALUES('br_d2dde3452fad47e79b2ef33df55785b5',3,'it_3bea3073acdf42969bbeb60ca8c4b5fa','se_786c5d0a8c9e4ca1a2aa8f0c4df1e25f','assistant','{"role": "assistant", "content": "\ufffd\ufffd\ufffd\ufffd\u0000"}',X'DBAF086743BE6991BBAF1B187EE9D9A3',NULL,55,73,1,'length',NULL,NULL,1.79608136222193217278e+09);
INSERT INTO "items" VALUES('br_d2dde3452fad47e79b2ef33df55785b5',4,'it_a8d0f9894a9e4d79b0fcc5d9090ecc60','se_786c5d0a8c9e4ca1a2aa8f0c4df1e25f','user','{"role": "user", "content": "Why?"}',X'BE36CD1AC2E281F7BA99B5E044218A73',NULL,73,86,1,NULL,NULL,NULL,1.79608136224433159828e+09);
INSERT INTO "items" VALUES('br_d2dde3452fad47e79b2ef33df55785b5',5,'it_95e5ad5026e74e5584890f31d502f4b8','se_786c5d0a8c9e4ca1a2aa8f0c4df1e25f','assistant','{"role": "assistant", "content": "\ufffdG\u0019\ufffd\ufffd"}',X'270422D94C2FCF86821AEE76C1FE1411',NULL,86,104,1,'length',NULL,NULL,1.79608136226803326608e+09);
INSERT INTO "items" VALUES('br_9392d9649e654ca390ff6ebb87b987b0',5,'it_d436b169fce3475c88497aba05bce12b','se_786c5d0a8c9e4ca1a2aa8f0c4df1e25f','assistant','{"role": "assistant", "content": "\ufffdK\ufffd\ufffd=`"}',X'33462B95EACC296D55006D0EAA57521C',NULL,86,104,1,'length',NULL,NULL,1.79608136226921129233e+09);
INSERT INTO "items" VALUES('br_203e1e5d5e294a849fc94ef83b7f75a7',0,'it_3721895d94cd4faea08bc8a5dd83ebe4','se_786c5d0a8c9e4ca1a2aa8f0c4df1e25f','user','{"role": "user", "content": "Good evening"}',X'A0FC891D406BACC5EF327501C56C6B42',NULL,0,19,1,NULL,NULL,NULL,1.79608136228020548821e+09);
INSERT INTO "items" VALUES('br_203e1e5d5e294a849fc94ef83b7f75a7',1,'it_6c714b76a3124934931b0e5350ce41a1','se_786c5d0a8c9e4ca1a2aa8f0c4df1e25f','assistant','{"role": "assistant", "content": "\u001c\u0155 \ufffdm"}',X'C2FC5BC856B25D0122EDC4155D210C58',NULL,19,37,1,'length',NULL,NULL,1.79608136229521155361e+09);
INSERT INTO "items" VALUES('br_9d2da6254900464facb5c40e67f7cf88',0,'it_61e28c1ec395444a81f451c321ce1e23','se_564c4837ff2448d681bcb8cf246e647f','prompt','"Once upon a time"',X'CF25218127A2BD1DF7B6D9215A761C83',16,0,16,1,NULL,NULL,NULL,1.79608136230336523056e+09);
INSERT INTO "items" VALUES('br_9d2da6254900464facb5c40e67f7cf88',1,'it_d5a2cf40fc4a43c4bd17285795459ddf','se_564c4837ff2448d681bcb8cf246e647f','completion','"Bo\ufffd\ufffd\ufffd"',X'19CDEB4DD634ED65A6BF4702623FE794',21,16,21,1,'length',NULL,NULL,1.79608136232069230077e+09);
INSERT INTO "items" VALUES('br_9d2da6254900464facb5c40e67f7cf88',2,'it_4a854b70b4a74cc593a7679e21170eb6','se_564c4837ff2448d681bcb8cf246e647f','prompt','" and"',X'4BED1C3FBACC6315204C6E186CDB0EAE',25,21,25,1,NULL,NULL,NULL,1.79608136233086037635e+09);
INSERT INTO "items" VALUES('br_9d2da6254900464facb5c40e67f7cf88',3,'it_309d980c4a5a4b9abcb71f25abb1370a','se_564c4837ff2448d681bcb8cf246e647f','completion','"\ufffd9\ufffd"',X'96AE210949D5140A93592896500BA590',28,25,28,1,'stop','"C"',X'22000000',1.79608136234288406378e+09);
INSERT INTO "items" VALUES('br_4f29037ce96e4ce3a2e9d5aa5730392f',0,'it_5ccc6dc7ecd240e5b6627ace7539120a','se_046d49d6ff404bc39953280b79094496','prompt',NULL,NULL,NULL,0,6,1,NULL,NULL,NULL,1.79608136234986901285e+09);
INSERT INTO "items" VALUES('br_4f29037ce96e4ce3a2e9d5aa5730392f',1,'it_005d79c759a24be5831d6be7ec9ab1c0','se_046d49d6ff404bc39953280b79094496','completion','"\ufffd\u07a2\ufffdq"',NULL,NULL,6,11,1,'length',NULL,NULL,1.79608136235905361177e+09);
INSERT INTO "items" VALUES('br_c98cebb747514b049767a8951fe7abd5',0,'it_a6f1624ef80044a3a26d2cffd72c580d','se_c0b13e7c2c4440a7bca49ee7a1c1f7ad','user','{"role": "user", "content": "One"}',X'77F869597A023DFF8787E0BA9225F3A3',NULL,0,10,1,NULL,NULL,NULL,1.79608136237347984316e+09);
INSERT INTO "items" VALUES('br_c98cebb747514b049767a8951fe7abd5',1,'it_ea5990d5e75a4bc2b23f1639b70350e8','se_c0b13e7c2c4440a7bca49ee7a1c1f7ad','assistant','{"role": "assistant", "content": "^\ufffd\ufffdIO\ufffd\ufffd}"}',X'56BBD174DC54CC0A4AB7598061F0BE45',NULL,10,30,1,'stop',NULL,X'02010000',1.79608136239028525352e+09);
INSERT INTO "items" VALUES('br_c98cebb747514b049767a8951fe7abd5',2,'it_65308e1f88184eca95766a85582316b3','se_c0b13e7c2c4440a7bca49ee7a1c1f7ad','user','{"role": "user", "content": "Two"}',X'28E16FC6BA38665805AB17335E6FD521',NULL,30,42,1,NULL,NULL,NULL,1.7960813625439927578e+09);
INSERT INTO "items" VALUES('br_c98cebb747514b049767a8951fe7abd5',3,'it_66d63e53e77e4b49b1cdd065e4c087e5','se_c0b13e7c2c4440a7bca49ee7a1c1f7ad','assistant','{"role": "assistant", "content": "]\ufffd\ufffd\ufffd\u001b\u0016\ufffd\u0001\ufffd\ufffdC\ufffdfC.\ufffd"}',X'F86DBC7C3949AA4C86758B8C6B52F430',NULL,42,70,1,'length',NULL,NULL,1.79608136256615161891e+09);
INSERT INTO "items" VALUES('br_3d6823895602477f877a29031bbe48d9',0,'it_87fcf5acda1a4def956eaf48b968a36b','se_514719743b7a4d51aa4c8b5f15075139','user','{"role": "user", "content": "Later"}',X'1D0A5C99B8EF5EF81592C6AF4098D929',NULL,0,12,1,NULL,NULL,NULL,1.79608136257820057875e+09);
INSERT INTO "items" VALUES('br_3d6823895602477f877a29031bbe48d9',1,'it_076779b8cfa24b56816ea373312161e1','se_514719743b7a4d51aa4c8b5f15075139','assistant','{"role": "assistant", "content": "\ufffd\u000e0\ufffd,g\ufffd^\r\ufffd\u000fY$\ufffd&\u000e"}',X'9F7AEB7E371F5012F4B96EBFFFB4EC95',NULL,12,40,1,'length',NULL,NULL,1.79608136262372398376e+09);
INSERT INTO "items" VALUES('br_56b8b59906984d11942f5cf47e1d1114',0,'it_17745a972c8849a7be484ab037a43e1a','se_6fa949dfebc64a3b9d80592f8332fe0f','user','{"role": "user", "content": "Gone"}',X'AE110851C9DD3FAB3FF687BFD2D40A26',NULL,0,11,1,NULL,NULL,NULL,1.79608136273806786534e+09);
INSERT INTO "items" VALUES('br_56b8b59906984d11942f5cf47e1d1114',1,'it_2628e5ab899746f3a4c9d4028f4ab2bb','se_6fa949dfebc64a3b9d80592f8332fe0f','assistant','{"role": "assistant", "content": "J\ufffdU\ufffd\ufffd\t\u001b\u0000]\ufffd\u06ef\ufffd\ufffdn\ufffd"}',X'9DA69BE28346AE76F8F07D697E855387',NULL,11,39,1,'length',NULL,NULL,1.79608136275806808471e+09);
INSERT INTO "items" VALUES('br_56b8b59906984d11942f5cf47e1d1114',2,'it_86d5190c6e174ac2bd9be4be6367d56a','se_6fa949dfebc64a3b9d80592f8332fe0f','user','{"role": "user", "content": "Still here"}',X'FCB9688B465B41E43C908EA85828D1A3',NULL,39,58,1,NULL,NULL,NULL,1.79608136277382826801e+09);
INSERT INTO "items" VALUES('br_56b8b59906984d11942f5cf47e1d1114',3,'it_469d826bce8f48629f856c10f6defe96','se_6fa949dfebc64a3b9d80592f8332fe0f','assistant','{"role": "assistant", "content": "Qz8\ufffdH\ufffd\ufffd\u0019\ufffd\ufffd<\ufffd\u001d\ufffd\u000f\ufffd"}',X'63D3443C49EBB060A843E165B8026D4D',NULL,58,86,1,'length',NULL,NULL,1.79608136279358434673e+09);
INSERT INTO "items" VALUES('br_d933f40e4c58480daac1a5e218db8779',0,'it_40855624f26c4428b3e647f6f8095b64','se_e3597663663e46cc9815648b0c8d7886','user','{"role": "user", "content": "Before"}',X'86F1FF03C95F3955B509A5F75B79E5CA',NULL,0,13,1,NULL,NULL,NULL,1.7960813628386442662e+09);
INSERT INTO "items" VALUES('br_d933f40e4c58480daac1a5e218db8779',1,'it_2846ba295f17479095206b8cf65a6077','se_e3597663663e46cc9815648b0c8d7886','user','{"role": "user", "content": "In it"}',X'AF0AA6929370B3955C4A20872A5103CF',NULL,13,26,1,NULL,NULL,NULL,1.79608136283865118024e+09);
INSERT INTO "items" VALUES('br_d933f40e4c58480daac1a5e218db8779',2,'it_ec48dc6aaf594e63987acf507ee4df64','se_e3597663663e46cc9815648b0c8d7886','assistant','{"role": "assistant", "content": "\ufffd\ufffd\ufffd\ufffdb,\ufffdh\ufffd\ufffd\ufffd\ufffd\ufffdA\u046b"}',X'631A79826DC6BDB42FDDECEC16368B26',NULL,26,54,1,'length',NULL,NULL,1.79608136286591744427e+09);
INSERT INTO "items" VALUES('br_3861a6a3416147778bf36288fcfa8e9d',0,'it_aa314e94fcd348f49ab06c2ce919c9ca','se_05dc72f3d8584e4d92319fed74ad650e','user','{"role": "user", "content": "Interrupted"}',X'833CD06A3FEEF156551E2D3BFE0AB85B',NULL,0,18,1,NULL,NULL,NULL,1.79608136288183474534e+09);
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
INSERT INTO "migrations" VALUES(1,'first_schema',1.79608136152433443075e+09);
INSERT INTO "migrations" VALUES(2,'responses_and_conversations',1.79608136152490186691e+09);
INSERT INTO "migrations" VALUES(3,'runs',1.79608136152506899828e+09);
INSERT INTO "migrations" VALUES(4,'whereabouts_of_kv',1.79608136152520751955e+09);
INSERT INTO "migrations" VALUES(5,'owners_of_responses_and_attempts',1.79608136152532100677e+09);
INSERT INTO "migrations" VALUES(6,'turns_and_steps',1.79608136152542448042e+09);
INSERT INTO "migrations" VALUES(7,'session_verbs',1.79608136152552342419e+09);
INSERT INTO "migrations" VALUES(8,'agents',1.796081361525639534e+09);
INSERT INTO "migrations" VALUES(9,'placements_of_sessions',1.79608136152574253082e+09);
INSERT INTO "migrations" VALUES(10,'memories',1.79608136152583813664e+09);
INSERT INTO "migrations" VALUES(11,'usage_of_kv',1.79608136152592945096e+09);
INSERT INTO "migrations" VALUES(12,'vaults_and_audit',1.79608136152601742746e+09);
INSERT INTO "migrations" VALUES(13,'environments',1.79608136152610421178e+09);
INSERT INTO "migrations" VALUES(14,'server_calls_of_responses',1.79608136152618932728e+09);
INSERT INTO "migrations" VALUES(15,'answers',1.79608136152627182011e+09);
CREATE TABLE owners (
	id VARCHAR NOT NULL, 
	process_name VARCHAR, 
	beat_at FLOAT NOT NULL, 
	PRIMARY KEY (id)
);
INSERT INTO "owners" VALUES('ow_4766474d9267411ab1ba34e8f8591132','host:data',1.79608136191804695133e+09);
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
INSERT INTO "response_items" VALUES('resp_957167b418ea47269635ab70dcb38847',0,0,'msg_b384f24e61f541e0994a265220d9c039','{"id": "msg_b384f24e61f541e0994a265220d9c039", "type": "message", "role": "user", "status": "completed", "content": [{"type": "input_text", "text": "One"}]}');
INSERT INTO "response_items" VALUES('resp_957167b418ea47269635ab70dcb38847',1,1,'msg_957167b418ea47269635ab70dcb3884700','{"id": "msg_957167b418ea47269635ab70dcb3884700", "type": "message", "role": "assistant", "status": "completed", "content": [{"type": "output_text", "text": "^\ufffd\ufffdIO\ufffd\ufffd}", "annotations": [], "logprobs": []}]}');
INSERT INTO "response_items" VALUES('resp_69f241d778ec4819aa23691c0cb9e291',0,0,'msg_8df172e5893541d3b4f0a4bf74938b68','{"id": "msg_8df172e5893541d3b4f0a4bf74938b68", "type": "message", "role": "user", "status": "completed", "content": [{"type": "input_text", "text": "Two"}]}');
INSERT INTO "response_items" VALUES('resp_69f241d778ec4819aa23691c0cb9e291',1,1,'msg_69f241d778ec4819aa23691c0cb9e29100','{"id": "msg_69f241d778ec4819aa23691c0cb9e29100", "type": "message", "role": "assistant", "status": "incomplete", "content": [{"type": "output_text", "text": "]\ufffd\ufffd\ufffd\u001b\u0016\ufffd\u0001\ufffd\ufffdC\ufffdfC.\ufffd", "annotations": [], "logprobs": []}]}');
INSERT INTO "response_items" VALUES('resp_84fc02023c7946b1b5e4cf2ca8c897a7',0,0,'msg_b5aac60a56fe4e25a29dc7e15672700d','{"id": "msg_b5aac60a56fe4e25a29dc7e15672700d", "type": "message", "role": "user", "status": "completed", "content": [{"type": "input_text", "text": "Later"}]}');
INSERT INTO "response_items" VALUES('resp_84fc02023c7946b1b5e4cf2ca8c897a7',1,1,'msg_84fc02023c7946b1b5e4cf2ca8c897a700','{"id": "msg_84fc02023c7946b1b5e4cf2ca8c897a700", "type": "message", "role": "assistant", "status": "incomplete", "content": [{"type": "output_text", "text": "\ufffd\u000e0\ufffd,g\ufffd^\r\ufffd\u000fY$\ufffd&\u000e", "annotations": [], "logprobs": []}]}');
INSERT INTO "response_items" VALUES('resp_0f3ed59c1f934c1aa07b4c8e3de3f996',0,0,'msg_e652a705f48348ebbc44f5b345c1d012','{"id": "msg_e652a705f48348ebbc44f5b345c1d012", "type": "message", "role": "user", "status": "completed", "content": [{"type": "input_text", "text": "Gone"}]}');
INSERT INTO "response_items" VALUES('resp_0f3ed59c1f934c1aa07b4c8e3de3f996',1,1,'msg_0f3ed59c1f934c1aa07b4c8e3de3f99600','{"id": "msg_0f3ed59c1f934c1aa07b4c8e3de3f99600", "type": "message", "role": "assistant", "status": "incomplete", "content": [{"type": "output_text", "text": "J\ufffdU\ufffd\ufffd\t\u001b\u0000]\ufffd\u06ef\ufffd\ufffdn\ufffd", "annotations": [], "logprobs": []}]}');
INSERT INTO "response_items" VALUES('resp_4f017b711f5d4995a7bbee53f446a6d1',0,0,'msg_ef142f74b4774a7e836cdbbfed189c7d','{"id": "msg_ef142f74b4774a7e836cdbbfed189c7d", "type": "message", "role": "user", "status": "completed", "content": [{"type": "input_text", "text": "Still here"}]}');
INSERT INTO "response_items" VALUES('resp_4f017b711f5d4995a7bbee53f446a6d1',1,1,'msg_4f017b711f5d4995a7bbee53f446a6d100','{"id": "msg_4f017b711f5d4995a7bbee53f446a6d100", "type": "message", "role": "assistant", "status": "incomplete", "content": [{"type": "output_text", "text": "Qz8\ufffdH\ufffd\ufffd\u0019\ufffd\ufffd<\ufffd\u001d\ufffd\u000f\ufffd", "annotations": [], "logprobs": []}]}');
INSERT INTO "response_items" VALUES('resp_9aaac762cfb54725ac2c0dc208a2da38',0,0,'msg_5d21b7a93a1c4d76a8e40a31c92429db','{"id": "msg_5d21b7a93a1c4d76a8e40a31c92429db", "type": "message", "role": "user", "status": "completed", "content": [{"type": "input_text", "text": "In it"}]}');
INSERT INTO "response_items" VALUES('resp_9aaac762cfb54725ac2c0dc208a2da38',1,1,'msg_9aaac762cfb54725ac2c0dc208a2da3800','{"id": "msg_9aaac762cfb54725ac2c0dc208a2da3800", "type": "message", "role": "assistant", "status": "incomplete", "content": [{"type": "output_text", "text": "\ufffd\ufffd\ufffd\ufffdb,\ufffdh\ufffd\ufffd\ufffd\ufffd\ufffdA\u046b", "annotations": [], "logprobs": []}]}');
INSERT INTO "response_items" VALUES('resp_3906d06061974fd2b0c27d6d05c24bef',0,0,'msg_6ae9ca11dfee4808bc8f540343f220d8','{"id": "msg_6ae9ca11dfee4808bc8f540343f220d8", "type": "message", "role": "user", "status": "completed", "content": [{"type": "input_text", "text": "Interrupted"}]}');
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
INSERT INTO "responses" VALUES('resp_957167b418ea47269635ab70dcb38847','default','completed',1796081362,1796081362,'{"model": "toy", "instructions": null, "store": true, "max_output_tokens": 16, "max_tool_calls": null, "metadata": {}, "parallel_tool_calls": true, "tools": [], "tool_choice": "auto", "text": {"format": {"type": "text"}, "verbosity": "medium"}, "reasoning": null, "temperature": 1.0, "top_p": 1.0, "presence_penalty": 0.0, "frequency_penalty": 0.0, "top_logprobs": 0, "truncation": "disabled", "prompt_cache_key": null, "prompt_cache_options": null, "prompt_cache_retention": null, "safety_identifier": null, "service_tier": "default", "user": null}',0,'ow_4766474d9267411ab1ba34e8f8591132',0,'d125bdfe477a04efa9737062101bd8ae',NULL,'resp_957167b418ea47269635ab70dcb38847',NULL,NULL,NULL,'[22, 9, 6, null, {"tier": "device", "num_tokens": 6, "seconds": 0.0, "saved_s": 2.8678479222163334e-05, "num_bytes": 0}]',NULL,NULL,1,'[[0, 1, 0], [0, 1, 0], [0, 2, 0], [0, 1, 0], [0, 1, 0], [0, 2, 0]]',0);
INSERT INTO "responses" VALUES('resp_69f241d778ec4819aa23691c0cb9e291','default','incomplete',1796081362,NULL,'{"model": "toy", "instructions": null, "store": true, "max_output_tokens": 16, "max_tool_calls": null, "metadata": {}, "parallel_tool_calls": true, "tools": [], "tool_choice": "auto", "text": {"format": {"type": "text"}, "verbosity": "medium"}, "reasoning": null, "temperature": 1.0, "top_p": 1.0, "presence_penalty": 0.0, "frequency_penalty": 0.0, "top_logprobs": 0, "truncation": "disabled", "prompt_cache_key": null, "prompt_cache_options": null, "prompt_cache_retention": null, "safety_identifier": null, "service_tier": "default", "user": null}',0,'ow_4766474d9267411ab1ba34e8f8591132',0,'d125bdfe477a04efa9737062101bd8ae',NULL,'resp_957167b418ea47269635ab70dcb38847','resp_957167b418ea47269635ab70dcb38847',NULL,NULL,'[54, 16, 30, null, {"tier": "device", "num_tokens": 30, "seconds": 0.0, "saved_s": 0.0001575349304474606, "num_bytes": 0}]',NULL,'max_output_tokens',1,'[[0, 1, 0], [0, 1, 0], [0, 2, 0], [0, 1, 0], [0, 1, 0], [0, 1, 0], [0, 1, 0], [0, 1, 0], [0, 2, 0], [0, 2, 0], [0, 1, 0], [0, 1, 0], [0, 1, 0]]',0);
INSERT INTO "responses" VALUES('resp_84fc02023c7946b1b5e4cf2ca8c897a7','default','incomplete',1796081362,NULL,'{"model": "toy", "instructions": null, "store": true, "max_output_tokens": 16, "max_tool_calls": null, "metadata": {}, "parallel_tool_calls": true, "tools": [], "tool_choice": "auto", "text": {"format": {"type": "text"}, "verbosity": "medium"}, "reasoning": null, "temperature": 1.0, "top_p": 1.0, "presence_penalty": 0.0, "frequency_penalty": 0.0, "top_logprobs": 0, "truncation": "disabled", "prompt_cache_key": null, "prompt_cache_options": null, "prompt_cache_retention": null, "safety_identifier": null, "service_tier": "default", "user": null}',1,'ow_4766474d9267411ab1ba34e8f8591132',0,'d125bdfe477a04efa9737062101bd8ae',NULL,'resp_84fc02023c7946b1b5e4cf2ca8c897a7',NULL,NULL,NULL,'[24, 16, 6, null, {"tier": "device", "num_tokens": 6, "seconds": 0.0, "saved_s": 3.2862477701254745e-05, "num_bytes": 0}]',NULL,'max_output_tokens',1,'[[0, 1, 0], [0, 1, 0], [0, 1, 0], [0, 2, 0], [0, 1, 0], [0, 1, 0], [0, 1, 0], [0, 1, 0], [0, 1, 0], [0, 1, 0], [0, 1, 0], [0, 1, 0], [0, 1, 0], [0, 1, 0], [0, 1, 0]]',0);
INSERT INTO "responses" VALUES('resp_0f3ed59c1f934c1aa07b4c8e3de3f996','default','incomplete',1796081362,NULL,'{"model": "toy", "instructions": null, "store": true, "max_output_tokens": 16, "max_tool_calls": null, "metadata": {}, "parallel_tool_calls": true, "tools": [], "tool_choice": "auto", "text": {"format": {"type": "text"}, "verbosity": "medium"}, "reasoning": null, "temperature": 1.0, "top_p": 1.0, "presence_penalty": 0.0, "frequency_penalty": 0.0, "top_logprobs": 0, "truncation": "disabled", "prompt_cache_key": null, "prompt_cache_options": null, "prompt_cache_retention": null, "safety_identifier": null, "service_tier": "default", "user": null}',0,'ow_4766474d9267411ab1ba34e8f8591132',0,'d125bdfe477a04efa9737062101bd8ae',NULL,'resp_0f3ed59c1f934c1aa07b4c8e3de3f996',NULL,NULL,NULL,'[23, 16, 8, null, {"tier": "device", "num_tokens": 8, "seconds": 0.0, "saved_s": 4.178517872466135e-05, "num_bytes": 0}]',NULL,'max_output_tokens',1,'[[0, 1, 0], [0, 1, 0], [0, 1, 0], [0, 1, 0], [0, 1, 0], [0, 1, 0], [0, 1, 0], [0, 1, 0], [0, 1, 0], [0, 1, 0], [0, 1, 0], [0, 1, 0], [0, 1, 0], [0, 1, 0], [0, 1, 0]]',1);
INSERT INTO "responses" VALUES('resp_4f017b711f5d4995a7bbee53f446a6d1','default','incomplete',1796081362,NULL,'{"model": "toy", "instructions": null, "store": true, "max_output_tokens": 16, "max_tool_calls": null, "metadata": {}, "parallel_tool_calls": true, "tools": [], "tool_choice": "auto", "text": {"format": {"type": "text"}, "verbosity": "medium"}, "reasoning": null, "temperature": 1.0, "top_p": 1.0, "presence_penalty": 0.0, "frequency_penalty": 0.0, "top_logprobs": 0, "truncation": "disabled", "prompt_cache_key": null, "prompt_cache_options": null, "prompt_cache_retention": null, "safety_identifier": null, "service_tier": "default", "user": null}',0,'ow_4766474d9267411ab1ba34e8f8591132',0,'d125bdfe477a04efa9737062101bd8ae',NULL,'resp_0f3ed59c1f934c1aa07b4c8e3de3f996','resp_0f3ed59c1f934c1aa07b4c8e3de3f996',NULL,NULL,'[70, 16, 38, null, {"tier": "device", "num_tokens": 38, "seconds": 0.0, "saved_s": 0.00021264759870114042, "num_bytes": 0}]',NULL,'max_output_tokens',1,'[[0, 1, 0], [0, 1, 0], [0, 1, 0], [0, 2, 0], [0, 1, 0], [0, 1, 0], [0, 1, 0], [0, 1, 0], [0, 2, 0], [0, 2, 0], [0, 1, 0], [0, 1, 0], [0, 1, 0]]',0);
INSERT INTO "responses" VALUES('resp_9aaac762cfb54725ac2c0dc208a2da38','default','incomplete',1796081362,NULL,'{"model": "toy", "instructions": null, "store": true, "max_output_tokens": 16, "max_tool_calls": null, "metadata": {}, "parallel_tool_calls": true, "tools": [], "tool_choice": "auto", "text": {"format": {"type": "text"}, "verbosity": "medium"}, "reasoning": null, "temperature": 1.0, "top_p": 1.0, "presence_penalty": 0.0, "frequency_penalty": 0.0, "top_logprobs": 0, "truncation": "disabled", "prompt_cache_key": null, "prompt_cache_options": null, "prompt_cache_retention": null, "safety_identifier": null, "service_tier": "default", "user": null}',0,'ow_4766474d9267411ab1ba34e8f8591132',0,'d125bdfe477a04efa9737062101bd8ae',NULL,'conv_68bbc44709174e428101246ed3159ecc',NULL,'conv_68bbc44709174e428101246ed3159ecc',1,'[38, 16, 6, null, {"tier": "device", "num_tokens": 6, "seconds": 0.0, "saved_s": 3.293982467098853e-05, "num_bytes": 0}]',NULL,'max_output_tokens',1,'[[0, 1, 0], [0, 1, 0], [0, 1, 0], [0, 2, 0], [0, 1, 0], [0, 1, 0], [0, 1, 0], [0, 1, 0], [0, 1, 0], [0, 1, 0], [0, 1, 0], [0, 2, 0], [0, 1, 0]]',0);
INSERT INTO "responses" VALUES('resp_3906d06061974fd2b0c27d6d05c24bef','default','in_progress',1796081362,NULL,'{"model": "toy", "instructions": null, "store": true, "max_output_tokens": 600, "max_tool_calls": null, "metadata": {}, "parallel_tool_calls": true, "tools": [], "tool_choice": "auto", "text": {"format": {"type": "text"}, "verbosity": "medium"}, "reasoning": null, "temperature": 1.0, "top_p": 1.0, "presence_penalty": 0.0, "frequency_penalty": 0.0, "top_logprobs": 0, "truncation": "disabled", "prompt_cache_key": null, "prompt_cache_options": null, "prompt_cache_retention": null, "safety_identifier": null, "service_tier": "default", "user": null}',1,'ow_4766474d9267411ab1ba34e8f8591132',0,'d125bdfe477a04efa9737062101bd8ae',NULL,'resp_3906d06061974fd2b0c27d6d05c24bef',NULL,NULL,NULL,NULL,NULL,NULL,1,NULL,0);
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
INSERT INTO "sessions" VALUES('se_786c5d0a8c9e4ca1a2aa8f0c4df1e25f','default','talk',1.79608136214127922058e+09,1.79608136229625463481e+09,4,'br_203e1e5d5e294a849fc94ef83b7f75a7',NULL,NULL,NULL,NULL,'{"byte_seconds": {"device": 93.63772825524211, "disk": 186.2627152890782}, "num_restored_bytes": 0, "num_recomputed_tokens": 0}');
INSERT INTO "sessions" VALUES('se_564c4837ff2448d681bcb8cf246e647f','default','text',1.79608136230194377893e+09,1.79608136234380579001e+09,2,'br_9d2da6254900464facb5c40e67f7cf88',NULL,NULL,NULL,NULL,'{"byte_seconds": {"device": 6.973580031655729, "disk": 7.983046591398306}, "num_restored_bytes": 0, "num_recomputed_tokens": 0}');
INSERT INTO "sessions" VALUES('se_046d49d6ff404bc39953280b79094496','default','ids',1796081362.34865,1.79608136235961198803e+09,1,'br_4f29037ce96e4ce3a2e9d5aa5730392f',NULL,NULL,NULL,NULL,'{"byte_seconds": {"device": 0.0, "disk": 0.0}, "num_restored_bytes": 0, "num_recomputed_tokens": 0}');
INSERT INTO "sessions" VALUES('se_c0b13e7c2c4440a7bca49ee7a1c1f7ad','default','resp_957167b418ea47269635ab70dcb38847',1.79608136237223768236e+09,1.79608136256674766535e+09,2,'br_c98cebb747514b049767a8951fe7abd5',NULL,NULL,NULL,NULL,'{"byte_seconds": {"device": 43.42778521589935, "disk": 94.57515003276058}, "num_restored_bytes": 0, "num_recomputed_tokens": 0}');
INSERT INTO "sessions" VALUES('se_514719743b7a4d51aa4c8b5f15075139','default','resp_84fc02023c7946b1b5e4cf2ca8c897a7',1.79608136257695794098e+09,1.7960813626242585182e+09,1,'br_3d6823895602477f877a29031bbe48d9',NULL,NULL,NULL,NULL,'{"byte_seconds": {"device": 0.0, "disk": 0.0}, "num_restored_bytes": 0, "num_recomputed_tokens": 0}');
INSERT INTO "sessions" VALUES('se_6fa949dfebc64a3b9d80592f8332fe0f','default','resp_0f3ed59c1f934c1aa07b4c8e3de3f996',1.79608136273678112033e+09,1.79608136279411768907e+09,2,'br_56b8b59906984d11942f5cf47e1d1114',NULL,NULL,NULL,NULL,'{"byte_seconds": {"device": 14.837342464365065, "disk": 13.908661710564047}, "num_restored_bytes": 0, "num_recomputed_tokens": 0}');
INSERT INTO "sessions" VALUES('se_e3597663663e46cc9815648b0c8d7886','default','conv_68bbc44709174e428101246ed3159ecc',1.79608136283736324317e+09,1.7960813628664422035e+09,1,'br_d933f40e4c58480daac1a5e218db8779',NULL,NULL,NULL,NULL,'{"byte_seconds": {"device": 0.0, "disk": 0.0}, "num_restored_bytes": 0, "num_recomputed_tokens": 0}');
INSERT INTO "sessions" VALUES('se_05dc72f3d8584e4d92319fed74ad650e','default','resp_3906d06061974fd2b0c27d6d05c24bef',1.79608136288058733943e+09,1.79608136288205742833e+09,1,'br_3861a6a3416147778bf36288fcfa8e9d',NULL,NULL,NULL,NULL,NULL);
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
INSERT INTO "spans" VALUES('br_d2dde3452fad47e79b2ef33df55785b5',0,'it_e31253c6bcc64941aa35f781d89cf041','user',X'0001000054000000520000004400000051000000C6000000260000004E0000004E00000043000000DC0000004C0000004E000000510000004D000000480000004D0000004600000001010000','rendered',NULL,NULL,'d125bdfe477a04efa9737062101bd8ae','toy');
INSERT INTO "spans" VALUES('br_d2dde3452fad47e79b2ef33df55785b5',19,'it_7881b3975ee246778144681480f25037','assistant',X'C600000000010000400000005200000052000000480000005200000053000000400000004D00000053000000C6000000','rendered',NULL,NULL,'d125bdfe477a04efa9737062101bd8ae','toy');
INSERT INTO "spans" VALUES('br_d2dde3452fad47e79b2ef33df55785b5',31,'it_7881b3975ee246778144681480f25037','assistant',X'890000007B0000002A000000AA000000A30000004B000000','sampled','1',0,'d125bdfe477a04efa9737062101bd8ae','toy');
INSERT INTO "spans" VALUES('br_d2dde3452fad47e79b2ef33df55785b5',37,'it_9b0d91cf9cb54eb1b18ada88f7aa6abe','user',X'01010000C60000000001000054000000520000004400000051000000C6000000200000004D00000043000000DC0000005300000047000000440000004D0000001E00000001010000','rendered',NULL,NULL,'d125bdfe477a04efa9737062101bd8ae','toy');
INSERT INTO "spans" VALUES('br_d2dde3452fad47e79b2ef33df55785b5',55,'it_3bea3073acdf42969bbeb60ca8c4b5fa','assistant',X'C600000000010000400000005200000052000000480000005200000053000000400000004D00000053000000C6000000','rendered',NULL,NULL,'d125bdfe477a04efa9737062101bd8ae','toy');
INSERT INTO "spans" VALUES('br_d2dde3452fad47e79b2ef33df55785b5',67,'it_3bea3073acdf42969bbeb60ca8c4b5fa','assistant',X'9F0000005F000000AE000000B90000006D000000BC000000','sampled','1',0,'d125bdfe477a04efa9737062101bd8ae','toy');
INSERT INTO "spans" VALUES('br_d2dde3452fad47e79b2ef33df55785b5',73,'it_a8d0f9894a9e4d79b0fcc5d9090ecc60','user',X'01010000C60000000001000054000000520000004400000051000000C60000003600000047000000580000001E00000001010000','rendered',NULL,NULL,'d125bdfe477a04efa9737062101bd8ae','toy');
INSERT INTO "spans" VALUES('br_d2dde3452fad47e79b2ef33df55785b5',86,'it_95e5ad5026e74e5584890f31d502f4b8','assistant',X'C600000000010000400000005200000052000000480000005200000053000000400000004D00000053000000C6000000','rendered',NULL,NULL,'d125bdfe477a04efa9737062101bd8ae','toy');
INSERT INTO "spans" VALUES('br_d2dde3452fad47e79b2ef33df55785b5',98,'it_95e5ad5026e74e5584890f31d502f4b8','assistant',X'9400000026000000D5000000E9000000A9000000E3000000','sampled','2',0,'d125bdfe477a04efa9737062101bd8ae','toy');
INSERT INTO "spans" VALUES('br_9392d9649e654ca390ff6ebb87b987b0',86,'it_d436b169fce3475c88497aba05bce12b','assistant',X'C600000000010000400000005200000052000000480000005200000053000000400000004D00000053000000C6000000','rendered',NULL,NULL,'d125bdfe477a04efa9737062101bd8ae','toy');
INSERT INTO "spans" VALUES('br_9392d9649e654ca390ff6ebb87b987b0',98,'it_d436b169fce3475c88497aba05bce12b','assistant',X'940000002A0000005F000000740000001C0000003F000000','sampled','2',1,'d125bdfe477a04efa9737062101bd8ae','toy');
INSERT INTO "spans" VALUES('br_203e1e5d5e294a849fc94ef83b7f75a7',0,'it_3721895d94cd4faea08bc8a5dd83ebe4','user',X'0001000054000000520000004400000051000000C6000000260000004E0000004E00000043000000DC0000004400000055000000440000004D000000480000004D0000004600000001010000','rendered',NULL,NULL,'d125bdfe477a04efa9737062101bd8ae','toy');
INSERT INTO "spans" VALUES('br_203e1e5d5e294a849fc94ef83b7f75a7',19,'it_6c714b76a3124934931b0e5350ce41a1','assistant',X'C600000000010000400000005200000052000000480000005200000053000000400000004D00000053000000C6000000','rendered',NULL,NULL,'d125bdfe477a04efa9737062101bd8ae','toy');
INSERT INTO "spans" VALUES('br_203e1e5d5e294a849fc94ef83b7f75a7',31,'it_6c714b76a3124934931b0e5350ce41a1','assistant',X'D800000081000000F3000000DC000000950000004C000000','sampled','3',0,'d125bdfe477a04efa9737062101bd8ae','toy');
INSERT INTO "spans" VALUES('br_9d2da6254900464facb5c40e67f7cf88',0,'it_61e28c1ec395444a81f451c321ce1e23','prompt',X'2E0000004D0000004200000044000000DC000000540000004F0000004E0000004D000000DC00000040000000DC00000053000000480000004C00000044000000','rendered',NULL,NULL,'d125bdfe477a04efa9737062101bd8ae','toy');
INSERT INTO "spans" VALUES('br_9d2da6254900464facb5c40e67f7cf88',16,'it_d5a2cf40fc4a43c4bd17285795459ddf','completion',X'210000004E000000BB00000078000000B9000000','sampled','4',0,'d125bdfe477a04efa9737062101bd8ae','toy');
INSERT INTO "spans" VALUES('br_9d2da6254900464facb5c40e67f7cf88',21,'it_4a854b70b4a74cc593a7679e21170eb6','prompt',X'DC000000400000004D00000043000000','rendered',NULL,NULL,'d125bdfe477a04efa9737062101bd8ae','toy');
INSERT INTO "spans" VALUES('br_9d2da6254900464facb5c40e67f7cf88',25,'it_309d980c4a5a4b9abcb71f25abb1370a','completion',X'B70000001800000099000000','sampled','5',0,'d125bdfe477a04efa9737062101bd8ae','toy');
INSERT INTO "spans" VALUES('br_4f29037ce96e4ce3a2e9d5aa5730392f',0,'it_5ccc6dc7ecd240e5b6627ace7539120a','prompt',X'740000006F0000006B000000650000006E00000073000000','rendered',NULL,NULL,'d125bdfe477a04efa9737062101bd8ae','toy');
INSERT INTO "spans" VALUES('br_4f29037ce96e4ce3a2e9d5aa5730392f',6,'it_005d79c759a24be5831d6be7ec9ab1c0','completion',X'F70000009A0000005F000000AC00000050000000','sampled','6',0,'d125bdfe477a04efa9737062101bd8ae','toy');
INSERT INTO "spans" VALUES('br_c98cebb747514b049767a8951fe7abd5',0,'it_a6f1624ef80044a3a26d2cffd72c580d','user',X'0001000054000000520000004400000051000000C60000002E0000004D0000004400000001010000','rendered',NULL,NULL,'d125bdfe477a04efa9737062101bd8ae','toy');
INSERT INTO "spans" VALUES('br_c98cebb747514b049767a8951fe7abd5',10,'it_ea5990d5e75a4bc2b23f1639b70350e8','assistant',X'C600000000010000400000005200000052000000480000005200000053000000400000004D00000053000000C6000000','rendered',NULL,NULL,'d125bdfe477a04efa9737062101bd8ae','toy');
INSERT INTO "spans" VALUES('br_c98cebb747514b049767a8951fe7abd5',22,'it_ea5990d5e75a4bc2b23f1639b70350e8','assistant',X'3D000000AB00000083000000280000002E000000FF0000008D0000005C000000','sampled','586358838760120839',0,'d125bdfe477a04efa9737062101bd8ae','toy');
INSERT INTO "spans" VALUES('br_c98cebb747514b049767a8951fe7abd5',30,'it_65308e1f88184eca95766a85582316b3','user',X'01010000C60000000001000054000000520000004400000051000000C600000033000000560000004E00000001010000','rendered',NULL,NULL,'d125bdfe477a04efa9737062101bd8ae','toy');
INSERT INTO "spans" VALUES('br_c98cebb747514b049767a8951fe7abd5',42,'it_66d63e53e77e4b49b1cdd065e4c087e5','assistant',X'C600000000010000400000005200000052000000480000005200000053000000400000004D00000053000000C6000000','rendered',NULL,NULL,'d125bdfe477a04efa9737062101bd8ae','toy');
INSERT INTO "spans" VALUES('br_c98cebb747514b049767a8951fe7abd5',54,'it_66d63e53e77e4b49b1cdd065e4c087e5','assistant',X'3C000000FD000000B00000006D000000D7000000D200000078000000BD000000FD0000008800000022000000AF00000045000000220000000D00000086000000','sampled','412523232536840659',0,'d125bdfe477a04efa9737062101bd8ae','toy');
INSERT INTO "spans" VALUES('br_3d6823895602477f877a29031bbe48d9',0,'it_87fcf5acda1a4def956eaf48b968a36b','user',X'0001000054000000520000004400000051000000C60000002B0000004000000053000000440000005100000001010000','rendered',NULL,NULL,'d125bdfe477a04efa9737062101bd8ae','toy');
INSERT INTO "spans" VALUES('br_3d6823895602477f877a29031bbe48d9',12,'it_076779b8cfa24b56816ea373312161e1','assistant',X'C600000000010000400000005200000052000000480000005200000053000000400000004D00000053000000C6000000','rendered',NULL,NULL,'d125bdfe477a04efa9737062101bd8ae','toy');
INSERT INTO "spans" VALUES('br_3d6823895602477f877a29031bbe48d9',24,'it_076779b8cfa24b56816ea373312161e1','assistant',X'B1000000CA0000000F000000A10000000B00000046000000630000003D000000C900000066000000CB00000038000000030000007100000005000000CA000000','sampled','781900169975007068',0,'d125bdfe477a04efa9737062101bd8ae','toy');
INSERT INTO "spans" VALUES('br_56b8b59906984d11942f5cf47e1d1114',0,'it_17745a972c8849a7be484ab037a43e1a','user',X'0001000054000000520000004400000051000000C6000000260000004E0000004D0000004400000001010000','rendered',NULL,NULL,'d125bdfe477a04efa9737062101bd8ae','toy');
INSERT INTO "spans" VALUES('br_56b8b59906984d11942f5cf47e1d1114',11,'it_2628e5ab899746f3a4c9d4028f4ab2bb','assistant',X'C600000000010000400000005200000052000000480000005200000053000000400000004D00000053000000C6000000','rendered',NULL,NULL,'d125bdfe477a04efa9737062101bd8ae','toy');
INSERT INTO "spans" VALUES('br_56b8b59906984d11942f5cf47e1d1114',23,'it_2628e5ab899746f3a4c9d4028f4ab2bb','assistant',X'29000000FB000000340000006E000000E6000000C5000000D7000000BC0000003C000000AC000000970000006B000000DE000000BA0000004D0000009F000000','sampled','2030190470388667341',0,'d125bdfe477a04efa9737062101bd8ae','toy');
INSERT INTO "spans" VALUES('br_56b8b59906984d11942f5cf47e1d1114',39,'it_86d5190c6e174ac2bd9be4be6367d56a','user',X'01010000C60000000001000054000000520000004400000051000000C60000003200000053000000480000004B0000004B000000DC0000004700000044000000510000004400000001010000','rendered',NULL,NULL,'d125bdfe477a04efa9737062101bd8ae','toy');
INSERT INTO "spans" VALUES('br_56b8b59906984d11942f5cf47e1d1114',58,'it_469d826bce8f48629f856c10f6defe96','assistant',X'C600000000010000400000005200000052000000480000005200000053000000400000004D00000053000000C6000000','rendered',NULL,NULL,'d125bdfe477a04efa9737062101bd8ae','toy');
INSERT INTO "spans" VALUES('br_56b8b59906984d11942f5cf47e1d1114',70,'it_469d826bce8f48629f856c10f6defe96','assistant',X'30000000590000001700000095000000270000007700000063000000D5000000F80000009D0000001B0000008F000000D900000067000000CB0000006A000000','sampled','498093975061430227',0,'d125bdfe477a04efa9737062101bd8ae','toy');
INSERT INTO "spans" VALUES('br_d933f40e4c58480daac1a5e218db8779',0,'it_40855624f26c4428b3e647f6f8095b64','user',X'0001000054000000520000004400000051000000C60000002100000044000000450000004E000000510000004400000001010000','rendered',NULL,NULL,'d125bdfe477a04efa9737062101bd8ae','toy');
INSERT INTO "spans" VALUES('br_d933f40e4c58480daac1a5e218db8779',13,'it_2846ba295f17479095206b8cf65a6077','user',X'C60000000001000054000000520000004400000051000000C6000000280000004D000000DC000000480000005300000001010000','rendered',NULL,NULL,'d125bdfe477a04efa9737062101bd8ae','toy');
INSERT INTO "spans" VALUES('br_d933f40e4c58480daac1a5e218db8779',26,'it_ec48dc6aaf594e63987acf507ee4df64','assistant',X'C600000000010000400000005200000052000000480000005200000053000000400000004D00000053000000C6000000','rendered',NULL,NULL,'d125bdfe477a04efa9737062101bd8ae','toy');
INSERT INTO "spans" VALUES('br_d933f40e4c58480daac1a5e218db8779',38,'it_ec48dc6aaf594e63987acf507ee4df64','assistant',X'FF00000063000000B00000008C000000410000000B000000EE00000047000000E500000074000000F7000000BA0000009B000000200000008D00000068000000','sampled','4329640224001472700',0,'d125bdfe477a04efa9737062101bd8ae','toy');
INSERT INTO "spans" VALUES('br_3861a6a3416147778bf36288fcfa8e9d',0,'it_aa314e94fcd348f49ab06c2ce919c9ca','user',X'0001000054000000520000004400000051000000C6000000280000004D00000053000000440000005100000051000000540000004F00000053000000440000004300000001010000','rendered',NULL,NULL,'d125bdfe477a04efa9737062101bd8ae','toy');
CREATE TABLE steps (
	run_id VARCHAR NOT NULL, 
	position INTEGER NOT NULL, 
	turn_id VARCHAR NOT NULL, 
	PRIMARY KEY (run_id, position), 
	FOREIGN KEY(turn_id) REFERENCES turns (id) ON DELETE CASCADE
);
INSERT INTO "steps" VALUES('resp_957167b418ea47269635ab70dcb38847',0,'turn_a7802392afe44d0bb980a3ecf0b71e39');
INSERT INTO "steps" VALUES('resp_69f241d778ec4819aa23691c0cb9e291',0,'turn_f3d660025ecf45e3ae4803983a3186b1');
INSERT INTO "steps" VALUES('resp_84fc02023c7946b1b5e4cf2ca8c897a7',0,'turn_6277380e6c624cc89c52c1bd5b78ddf8');
INSERT INTO "steps" VALUES('resp_0f3ed59c1f934c1aa07b4c8e3de3f996',0,'turn_8b696bb41a1d483186bef50d0c12f1fb');
INSERT INTO "steps" VALUES('resp_4f017b711f5d4995a7bbee53f446a6d1',0,'turn_baca47d00c7d414384419f9251228e17');
INSERT INTO "steps" VALUES('resp_9aaac762cfb54725ac2c0dc208a2da38',0,'turn_58d05f61e55c46ac9b66b62b234e6386');
INSERT INTO "steps" VALUES('resp_3906d06061974fd2b0c27d6d05c24bef',0,'turn_c44c6dbdf0a54cce8fd4e2f451589a78');
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
INSERT INTO "turn_tokens" VALUES('turn_58d05f61e55c46ac9b66b62b234e6386',0,0,X'FF00000063000000B00000008C000000410000000B000000EE00000047000000E500000074000000F7000000BA0000009B000000200000008D00000068000000',NULL,6,'length',NULL);
INSERT INTO "turn_tokens" VALUES('turn_6277380e6c624cc89c52c1bd5b78ddf8',0,0,X'B1000000CA0000000F000000A10000000B00000046000000630000003D000000C900000066000000CB00000038000000030000007100000005000000CA000000',NULL,6,'length',NULL);
INSERT INTO "turn_tokens" VALUES('turn_8b696bb41a1d483186bef50d0c12f1fb',0,0,X'29000000FB000000340000006E000000E6000000C5000000D7000000BC0000003C000000AC000000970000006B000000DE000000BA0000004D0000009F000000',NULL,8,'length',NULL);
INSERT INTO "turn_tokens" VALUES('turn_a7802392afe44d0bb980a3ecf0b71e39',0,0,X'3D000000AB00000083000000280000002E000000FF0000008D0000005C00000002010000',NULL,6,'stop',NULL);
INSERT INTO "turn_tokens" VALUES('turn_baca47d00c7d414384419f9251228e17',0,0,X'30000000590000001700000095000000270000007700000063000000D5000000F80000009D0000001B0000008F000000D900000067000000CB0000006A000000',NULL,38,'length',NULL);
INSERT INTO "turn_tokens" VALUES('turn_c44c6dbdf0a54cce8fd4e2f451589a78',0,0,X'B3000000',NULL,6,NULL,NULL);
INSERT INTO "turn_tokens" VALUES('turn_c44c6dbdf0a54cce8fd4e2f451589a78',0,1,X'1F000000',NULL,NULL,NULL,NULL);
INSERT INTO "turn_tokens" VALUES('turn_c44c6dbdf0a54cce8fd4e2f451589a78',0,2,X'F7000000',NULL,NULL,NULL,NULL);
INSERT INTO "turn_tokens" VALUES('turn_c44c6dbdf0a54cce8fd4e2f451589a78',0,3,X'70000000',NULL,NULL,NULL,NULL);
INSERT INTO "turn_tokens" VALUES('turn_c44c6dbdf0a54cce8fd4e2f451589a78',0,4,X'24000000',NULL,NULL,NULL,NULL);
INSERT INTO "turn_tokens" VALUES('turn_c44c6dbdf0a54cce8fd4e2f451589a78',0,5,X'03000000',NULL,NULL,NULL,NULL);
INSERT INTO "turn_tokens" VALUES('turn_c44c6dbdf0a54cce8fd4e2f451589a78',0,6,X'6E000000',NULL,NULL,NULL,NULL);
INSERT INTO "turn_tokens" VALUES('turn_c44c6dbdf0a54cce8fd4e2f451589a78',0,7,X'26000000',NULL,NULL,NULL,NULL);
INSERT INTO "turn_tokens" VALUES('turn_c44c6dbdf0a54cce8fd4e2f451589a78',0,8,X'BC000000',NULL,NULL,NULL,NULL);
INSERT INTO "turn_tokens" VALUES('turn_c44c6dbdf0a54cce8fd4e2f451589a78',0,9,X'09000000',NULL,NULL,NULL,NULL);
INSERT INTO "turn_tokens" VALUES('turn_c44c6dbdf0a54cce8fd4e2f451589a78',0,10,X'70000000',NULL,NULL,NULL,NULL);
INSERT INTO "turn_tokens" VALUES('turn_c44c6dbdf0a54cce8fd4e2f451589a78',0,11,X'2A000000',NULL,NULL,NULL,NULL);
INSERT INTO "turn_tokens" VALUES('turn_c44c6dbdf0a54cce8fd4e2f451589a78',0,12,X'FD000000',NULL,NULL,NULL,NULL);
INSERT INTO "turn_tokens" VALUES('turn_c44c6dbdf0a54cce8fd4e2f451589a78',0,13,X'02010000',NULL,NULL,NULL,NULL);
INSERT INTO "turn_tokens" VALUES('turn_c44c6dbdf0a54cce8fd4e2f451589a78',0,14,X'D4000000',NULL,NULL,NULL,NULL);
INSERT INTO "turn_tokens" VALUES('turn_c44c6dbdf0a54cce8fd4e2f451589a78',0,15,X'AE000000',NULL,NULL,NULL,NULL);
INSERT INTO "turn_tokens" VALUES('turn_c44c6dbdf0a54cce8fd4e2f451589a78',0,16,X'93000000',NULL,NULL,NULL,NULL);
INSERT INTO "turn_tokens" VALUES('turn_c44c6dbdf0a54cce8fd4e2f451589a78',0,17,X'43000000',NULL,NULL,NULL,NULL);
INSERT INTO "turn_tokens" VALUES('turn_c44c6dbdf0a54cce8fd4e2f451589a78',0,18,X'AD000000',NULL,NULL,NULL,NULL);
INSERT INTO "turn_tokens" VALUES('turn_c44c6dbdf0a54cce8fd4e2f451589a78',0,19,X'6A000000',NULL,NULL,NULL,NULL);
INSERT INTO "turn_tokens" VALUES('turn_c44c6dbdf0a54cce8fd4e2f451589a78',0,20,X'E0000000',NULL,NULL,NULL,NULL);
INSERT INTO "turn_tokens" VALUES('turn_c44c6dbdf0a54cce8fd4e2f451589a78',0,21,X'FD000000',NULL,NULL,NULL,NULL);
INSERT INTO "turn_tokens" VALUES('turn_c44c6dbdf0a54cce8fd4e2f451589a78',0,22,X'CF000000',NULL,NULL,NULL,NULL);
INSERT INTO "turn_tokens" VALUES('turn_c44c6dbdf0a54cce8fd4e2f451589a78',0,23,X'27000000',NULL,NULL,NULL,NULL);
INSERT INTO "turn_tokens" VALUES('turn_c44c6dbdf0a54cce8fd4e2f451589a78',0,24,X'4A000000',NULL,NULL,NULL,NULL);
INSERT INTO "turn_tokens" VALUES('turn_c44c6dbdf0a54cce8fd4e2f451589a78',0,25,X'03000000',NULL,NULL,NULL,NULL);
INSERT INTO "turn_tokens" VALUES('turn_c44c6dbdf0a54cce8fd4e2f451589a78',0,26,X'A9000000',NULL,NULL,NULL,NULL);
INSERT INTO "turn_tokens" VALUES('turn_c44c6dbdf0a54cce8fd4e2f451589a78',0,27,X'DD000000',NULL,NULL,NULL,NULL);
INSERT INTO "turn_tokens" VALUES('turn_c44c6dbdf0a54cce8fd4e2f451589a78',0,28,X'58000000',NULL,NULL,NULL,NULL);
INSERT INTO "turn_tokens" VALUES('turn_c44c6dbdf0a54cce8fd4e2f451589a78',0,29,X'69000000',NULL,NULL,NULL,NULL);
INSERT INTO "turn_tokens" VALUES('turn_c44c6dbdf0a54cce8fd4e2f451589a78',0,30,X'BC000000',NULL,NULL,NULL,NULL);
INSERT INTO "turn_tokens" VALUES('turn_c44c6dbdf0a54cce8fd4e2f451589a78',0,31,X'02000000',NULL,NULL,NULL,NULL);
INSERT INTO "turn_tokens" VALUES('turn_c44c6dbdf0a54cce8fd4e2f451589a78',0,32,X'83000000',NULL,NULL,NULL,NULL);
INSERT INTO "turn_tokens" VALUES('turn_c44c6dbdf0a54cce8fd4e2f451589a78',0,33,X'5B000000',NULL,NULL,NULL,NULL);
INSERT INTO "turn_tokens" VALUES('turn_f3d660025ecf45e3ae4803983a3186b1',0,0,X'3C000000FD000000B00000006D000000D7000000D200000078000000BD000000FD0000008800000022000000AF00000045000000220000000D00000086000000',NULL,30,'length',NULL);
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
INSERT INTO "turns" VALUES('turn_a7802392afe44d0bb980a3ecf0b71e39','se_c0b13e7c2c4440a7bca49ee7a1c1f7ad','completed',1,'ow_4766474d9267411ab1ba34e8f8591132',1,0,0,'br_c98cebb747514b049767a8951fe7abd5',10,1,1,X'C600000000010000400000005200000052000000480000005200000053000000400000004D00000053000000C6000000',X'C417841E4E0C29EE46F62D41850734B8',X'77F869597A023DFF8787E0BA9225F3A3','{"request_id": "resp_957167b418ea47269635ab70dcb38847", "model": "toy", "input": {"messages": [], "add_generation_prompt": true, "continue_final_message": false, "tools": null, "variables": {}}, "adapter": null, "sampling": {"max_tokens": 16, "min_tokens": 0, "temperature": 1.0, "top_k": 0, "top_p": 1.0, "min_p": 0.0, "repetition_penalty": 1.0, "presence_penalty": 0.0, "frequency_penalty": 0.0, "logit_bias": [], "seed": null, "stop": [], "stop_token_ids": [], "include_stop_str_in_output": false, "ignore_eos": false, "max_reasoning_tokens": null, "logprobs": null, "prompt_logprobs": null}, "n": 1, "echo": false, "session_id": "resp_957167b418ea47269635ab70dcb38847", "run_id": "resp_957167b418ea47269635ab70dcb38847", "step": 0, "is_recorded": true, "is_filed": true, "grammar": null, "lease_s": 0.0, "is_carried": false, "is_signed": false, "is_last": false, "tenant": "default"}',8192,'d125bdfe477a04efa9737062101bd8ae','toy',0,'{"request_id": "resp_957167b418ea47269635ab70dcb38847", "created": 1796081362, "num_prompt_tokens": 22, "seed": 586358838760120839, "system_fingerprint": "fp_6fbc7cfef75f", "session": {"session_id": "resp_957167b418ea47269635ab70dcb38847", "num_matched_messages": 0, "num_matched_tokens": 0, "forked": false}, "loosened_tools": [], "reasoning": "none"}','{"usage": {"num_prompt_tokens": 22, "num_completion_tokens": 9, "num_cached_tokens": 6, "cold": null, "restored": {"tier": "device", "num_tokens": 6, "seconds": 0.0, "saved_s": 2.8678479222163334e-05, "num_bytes": 0}, "head_rules": [], "num_reasoning_tokens": 0, "kv": {"byte_seconds": {"device": 0.0, "disk": 0.0}, "num_restored_bytes": 0, "num_recomputed_tokens": 0}}, "num_computed_tokens": 16, "prompt_logprobs": null, "carrier": null, "needs_carrier": false, "ignored_carriers": []}',NULL);
INSERT INTO "turns" VALUES('turn_f3d660025ecf45e3ae4803983a3186b1','se_c0b13e7c2c4440a7bca49ee7a1c1f7ad','completed',1,'ow_4766474d9267411ab1ba34e8f8591132',1,0,0,'br_c98cebb747514b049767a8951fe7abd5',42,3,2,X'C600000000010000400000005200000052000000480000005200000053000000400000004D00000053000000C6000000',X'C417841E4E0C29EE46F62D41850734B8',X'28E16FC6BA38665805AB17335E6FD521','{"request_id": "resp_69f241d778ec4819aa23691c0cb9e291", "model": "toy", "input": {"messages": [], "add_generation_prompt": true, "continue_final_message": false, "tools": null, "variables": {}}, "adapter": null, "sampling": {"max_tokens": 16, "min_tokens": 0, "temperature": 1.0, "top_k": 0, "top_p": 1.0, "min_p": 0.0, "repetition_penalty": 1.0, "presence_penalty": 0.0, "frequency_penalty": 0.0, "logit_bias": [], "seed": null, "stop": [], "stop_token_ids": [], "include_stop_str_in_output": false, "ignore_eos": false, "max_reasoning_tokens": null, "logprobs": null, "prompt_logprobs": null}, "n": 1, "echo": false, "session_id": "resp_957167b418ea47269635ab70dcb38847", "run_id": "resp_69f241d778ec4819aa23691c0cb9e291", "step": 0, "is_recorded": true, "is_filed": true, "grammar": null, "lease_s": 0.0, "is_carried": false, "is_signed": false, "is_last": false, "tenant": "default"}',8192,'d125bdfe477a04efa9737062101bd8ae','toy',0,'{"request_id": "resp_69f241d778ec4819aa23691c0cb9e291", "created": 1796081362, "num_prompt_tokens": 54, "seed": 412523232536840659, "system_fingerprint": "fp_6fbc7cfef75f", "session": {"session_id": "resp_957167b418ea47269635ab70dcb38847", "num_matched_messages": 2, "num_matched_tokens": 30, "forked": false}, "loosened_tools": [], "reasoning": "none"}','{"usage": {"num_prompt_tokens": 54, "num_completion_tokens": 16, "num_cached_tokens": 30, "cold": null, "restored": {"tier": "device", "num_tokens": 30, "seconds": 0.0, "saved_s": 0.0001575349304474606, "num_bytes": 0}, "head_rules": [], "num_reasoning_tokens": 0, "kv": {"byte_seconds": {"device": 43.42778521589935, "disk": 94.57515003276058}, "num_restored_bytes": 0, "num_recomputed_tokens": 0}}, "num_computed_tokens": 24, "prompt_logprobs": null, "carrier": null, "needs_carrier": false, "ignored_carriers": []}',NULL);
INSERT INTO "turns" VALUES('turn_6277380e6c624cc89c52c1bd5b78ddf8','se_514719743b7a4d51aa4c8b5f15075139','completed',1,'ow_4766474d9267411ab1ba34e8f8591132',1,0,0,'br_3d6823895602477f877a29031bbe48d9',12,1,1,X'C600000000010000400000005200000052000000480000005200000053000000400000004D00000053000000C6000000',X'C417841E4E0C29EE46F62D41850734B8',X'1D0A5C99B8EF5EF81592C6AF4098D929','{"request_id": "resp_84fc02023c7946b1b5e4cf2ca8c897a7", "model": "toy", "input": {"messages": [], "add_generation_prompt": true, "continue_final_message": false, "tools": null, "variables": {}}, "adapter": null, "sampling": {"max_tokens": 16, "min_tokens": 0, "temperature": 1.0, "top_k": 0, "top_p": 1.0, "min_p": 0.0, "repetition_penalty": 1.0, "presence_penalty": 0.0, "frequency_penalty": 0.0, "logit_bias": [], "seed": null, "stop": [], "stop_token_ids": [], "include_stop_str_in_output": false, "ignore_eos": false, "max_reasoning_tokens": null, "logprobs": null, "prompt_logprobs": null}, "n": 1, "echo": false, "session_id": "resp_84fc02023c7946b1b5e4cf2ca8c897a7", "run_id": "resp_84fc02023c7946b1b5e4cf2ca8c897a7", "step": 0, "is_recorded": true, "is_filed": true, "grammar": null, "lease_s": 0.0, "is_carried": false, "is_signed": false, "is_last": false, "tenant": "default"}',8192,'d125bdfe477a04efa9737062101bd8ae','toy',0,'{"request_id": "resp_84fc02023c7946b1b5e4cf2ca8c897a7", "created": 1796081362, "num_prompt_tokens": 24, "seed": 781900169975007068, "system_fingerprint": "fp_6fbc7cfef75f", "session": {"session_id": "resp_84fc02023c7946b1b5e4cf2ca8c897a7", "num_matched_messages": 0, "num_matched_tokens": 0, "forked": false}, "loosened_tools": [], "reasoning": "none"}','{"usage": {"num_prompt_tokens": 24, "num_completion_tokens": 16, "num_cached_tokens": 6, "cold": null, "restored": {"tier": "device", "num_tokens": 6, "seconds": 0.0, "saved_s": 3.2862477701254745e-05, "num_bytes": 0}, "head_rules": [], "num_reasoning_tokens": 0, "kv": {"byte_seconds": {"device": 0.0, "disk": 0.0}, "num_restored_bytes": 0, "num_recomputed_tokens": 0}}, "num_computed_tokens": 18, "prompt_logprobs": null, "carrier": null, "needs_carrier": false, "ignored_carriers": []}',NULL);
INSERT INTO "turns" VALUES('turn_8b696bb41a1d483186bef50d0c12f1fb','se_6fa949dfebc64a3b9d80592f8332fe0f','completed',1,'ow_4766474d9267411ab1ba34e8f8591132',1,0,0,'br_56b8b59906984d11942f5cf47e1d1114',11,1,1,X'C600000000010000400000005200000052000000480000005200000053000000400000004D00000053000000C6000000',X'C417841E4E0C29EE46F62D41850734B8',X'AE110851C9DD3FAB3FF687BFD2D40A26','{"request_id": "resp_0f3ed59c1f934c1aa07b4c8e3de3f996", "model": "toy", "input": {"messages": [], "add_generation_prompt": true, "continue_final_message": false, "tools": null, "variables": {}}, "adapter": null, "sampling": {"max_tokens": 16, "min_tokens": 0, "temperature": 1.0, "top_k": 0, "top_p": 1.0, "min_p": 0.0, "repetition_penalty": 1.0, "presence_penalty": 0.0, "frequency_penalty": 0.0, "logit_bias": [], "seed": null, "stop": [], "stop_token_ids": [], "include_stop_str_in_output": false, "ignore_eos": false, "max_reasoning_tokens": null, "logprobs": null, "prompt_logprobs": null}, "n": 1, "echo": false, "session_id": "resp_0f3ed59c1f934c1aa07b4c8e3de3f996", "run_id": "resp_0f3ed59c1f934c1aa07b4c8e3de3f996", "step": 0, "is_recorded": true, "is_filed": true, "grammar": null, "lease_s": 0.0, "is_carried": false, "is_signed": false, "is_last": false, "tenant": "default"}',8192,'d125bdfe477a04efa9737062101bd8ae','toy',0,'{"request_id": "resp_0f3ed59c1f934c1aa07b4c8e3de3f996", "created": 1796081362, "num_prompt_tokens": 23, "seed": 2030190470388667341, "system_fingerprint": "fp_6fbc7cfef75f", "session": {"session_id": "resp_0f3ed59c1f934c1aa07b4c8e3de3f996", "num_matched_messages": 0, "num_matched_tokens": 0, "forked": false}, "loosened_tools": [], "reasoning": "none"}','{"usage": {"num_prompt_tokens": 23, "num_completion_tokens": 16, "num_cached_tokens": 8, "cold": null, "restored": {"tier": "device", "num_tokens": 8, "seconds": 0.0, "saved_s": 4.178517872466135e-05, "num_bytes": 0}, "head_rules": [], "num_reasoning_tokens": 0, "kv": {"byte_seconds": {"device": 0.0, "disk": 0.0}, "num_restored_bytes": 0, "num_recomputed_tokens": 0}}, "num_computed_tokens": 15, "prompt_logprobs": null, "carrier": null, "needs_carrier": false, "ignored_carriers": []}',NULL);
INSERT INTO "turns" VALUES('turn_baca47d00c7d414384419f9251228e17','se_6fa949dfebc64a3b9d80592f8332fe0f','completed',1,'ow_4766474d9267411ab1ba34e8f8591132',1,0,0,'br_56b8b59906984d11942f5cf47e1d1114',58,3,2,X'C600000000010000400000005200000052000000480000005200000053000000400000004D00000053000000C6000000',X'C417841E4E0C29EE46F62D41850734B8',X'FCB9688B465B41E43C908EA85828D1A3','{"request_id": "resp_4f017b711f5d4995a7bbee53f446a6d1", "model": "toy", "input": {"messages": [], "add_generation_prompt": true, "continue_final_message": false, "tools": null, "variables": {}}, "adapter": null, "sampling": {"max_tokens": 16, "min_tokens": 0, "temperature": 1.0, "top_k": 0, "top_p": 1.0, "min_p": 0.0, "repetition_penalty": 1.0, "presence_penalty": 0.0, "frequency_penalty": 0.0, "logit_bias": [], "seed": null, "stop": [], "stop_token_ids": [], "include_stop_str_in_output": false, "ignore_eos": false, "max_reasoning_tokens": null, "logprobs": null, "prompt_logprobs": null}, "n": 1, "echo": false, "session_id": "resp_0f3ed59c1f934c1aa07b4c8e3de3f996", "run_id": "resp_4f017b711f5d4995a7bbee53f446a6d1", "step": 0, "is_recorded": true, "is_filed": true, "grammar": null, "lease_s": 0.0, "is_carried": false, "is_signed": false, "is_last": false, "tenant": "default"}',8192,'d125bdfe477a04efa9737062101bd8ae','toy',0,'{"request_id": "resp_4f017b711f5d4995a7bbee53f446a6d1", "created": 1796081362, "num_prompt_tokens": 70, "seed": 498093975061430227, "system_fingerprint": "fp_6fbc7cfef75f", "session": {"session_id": "resp_0f3ed59c1f934c1aa07b4c8e3de3f996", "num_matched_messages": 2, "num_matched_tokens": 39, "forked": false}, "loosened_tools": [], "reasoning": "none"}','{"usage": {"num_prompt_tokens": 70, "num_completion_tokens": 16, "num_cached_tokens": 38, "cold": null, "restored": {"tier": "device", "num_tokens": 38, "seconds": 0.0, "saved_s": 0.00021264759870114042, "num_bytes": 0}, "head_rules": [], "num_reasoning_tokens": 0, "kv": {"byte_seconds": {"device": 14.837342464365065, "disk": 13.908661710564047}, "num_restored_bytes": 0, "num_recomputed_tokens": 0}}, "num_computed_tokens": 32, "prompt_logprobs": null, "carrier": null, "needs_carrier": false, "ignored_carriers": []}',NULL);
INSERT INTO "turns" VALUES('turn_58d05f61e55c46ac9b66b62b234e6386','se_e3597663663e46cc9815648b0c8d7886','completed',1,'ow_4766474d9267411ab1ba34e8f8591132',1,0,0,'br_d933f40e4c58480daac1a5e218db8779',26,2,1,X'C600000000010000400000005200000052000000480000005200000053000000400000004D00000053000000C6000000',X'C417841E4E0C29EE46F62D41850734B8',X'AF0AA6929370B3955C4A20872A5103CF','{"request_id": "resp_9aaac762cfb54725ac2c0dc208a2da38", "model": "toy", "input": {"messages": [], "add_generation_prompt": true, "continue_final_message": false, "tools": null, "variables": {}}, "adapter": null, "sampling": {"max_tokens": 16, "min_tokens": 0, "temperature": 1.0, "top_k": 0, "top_p": 1.0, "min_p": 0.0, "repetition_penalty": 1.0, "presence_penalty": 0.0, "frequency_penalty": 0.0, "logit_bias": [], "seed": null, "stop": [], "stop_token_ids": [], "include_stop_str_in_output": false, "ignore_eos": false, "max_reasoning_tokens": null, "logprobs": null, "prompt_logprobs": null}, "n": 1, "echo": false, "session_id": "conv_68bbc44709174e428101246ed3159ecc", "run_id": "resp_9aaac762cfb54725ac2c0dc208a2da38", "step": 0, "is_recorded": true, "is_filed": true, "grammar": null, "lease_s": 0.0, "is_carried": false, "is_signed": false, "is_last": false, "tenant": "default"}',8192,'d125bdfe477a04efa9737062101bd8ae','toy',0,'{"request_id": "resp_9aaac762cfb54725ac2c0dc208a2da38", "created": 1796081362, "num_prompt_tokens": 38, "seed": 4329640224001472700, "system_fingerprint": "fp_6fbc7cfef75f", "session": {"session_id": "conv_68bbc44709174e428101246ed3159ecc", "num_matched_messages": 0, "num_matched_tokens": 0, "forked": false}, "loosened_tools": [], "reasoning": "none"}','{"usage": {"num_prompt_tokens": 38, "num_completion_tokens": 16, "num_cached_tokens": 6, "cold": null, "restored": {"tier": "device", "num_tokens": 6, "seconds": 0.0, "saved_s": 3.293982467098853e-05, "num_bytes": 0}, "head_rules": [], "num_reasoning_tokens": 0, "kv": {"byte_seconds": {"device": 0.0, "disk": 0.0}, "num_restored_bytes": 0, "num_recomputed_tokens": 0}}, "num_computed_tokens": 32, "prompt_logprobs": null, "carrier": null, "needs_carrier": false, "ignored_carriers": []}',NULL);
INSERT INTO "turns" VALUES('turn_c44c6dbdf0a54cce8fd4e2f451589a78','se_05dc72f3d8584e4d92319fed74ad650e','in_progress',1,'ow_4766474d9267411ab1ba34e8f8591132',1,0,0,'br_3861a6a3416147778bf36288fcfa8e9d',18,1,1,X'C600000000010000400000005200000052000000480000005200000053000000400000004D00000053000000C6000000',X'C417841E4E0C29EE46F62D41850734B8',X'833CD06A3FEEF156551E2D3BFE0AB85B','{"request_id": "resp_3906d06061974fd2b0c27d6d05c24bef", "model": "toy", "input": {"messages": [], "add_generation_prompt": true, "continue_final_message": false, "tools": null, "variables": {}}, "adapter": null, "sampling": {"max_tokens": 600, "min_tokens": 0, "temperature": 1.0, "top_k": 0, "top_p": 1.0, "min_p": 0.0, "repetition_penalty": 1.0, "presence_penalty": 0.0, "frequency_penalty": 0.0, "logit_bias": [], "seed": null, "stop": [], "stop_token_ids": [], "include_stop_str_in_output": false, "ignore_eos": true, "max_reasoning_tokens": null, "logprobs": null, "prompt_logprobs": null}, "n": 1, "echo": false, "session_id": "resp_3906d06061974fd2b0c27d6d05c24bef", "run_id": "resp_3906d06061974fd2b0c27d6d05c24bef", "step": 0, "is_recorded": true, "is_filed": true, "grammar": null, "lease_s": 0.0, "is_carried": false, "is_signed": false, "is_last": false, "tenant": "default"}',8192,'d125bdfe477a04efa9737062101bd8ae','toy',0,'{"request_id": "resp_3906d06061974fd2b0c27d6d05c24bef", "created": 1796081362, "num_prompt_tokens": 30, "seed": 3683815094949733411, "system_fingerprint": "fp_6fbc7cfef75f", "session": {"session_id": "resp_3906d06061974fd2b0c27d6d05c24bef", "num_matched_messages": 0, "num_matched_tokens": 0, "forked": false}, "loosened_tools": [], "reasoning": "none"}',NULL,NULL);
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
CREATE INDEX responses_by_session ON responses (tenant, session_name);
CREATE INDEX responses_by_previous ON responses (previous_id);
CREATE INDEX responses_by_status ON responses (status);
CREATE INDEX agents_by_tenant ON agents (tenant, created_at);
CREATE INDEX agent_sessions_by_status ON agent_sessions (status);
CREATE INDEX agent_sessions_by_tenant ON agent_sessions (tenant, created_at);
CREATE INDEX vaults_by_tenant ON vaults (tenant, created_at);
CREATE INDEX audit_log_by_tenant ON audit_log (tenant, number);
CREATE INDEX answers_by_end ON answers (ended_at);
CREATE INDEX branches_of_parent ON branches (parent_branch_id);
CREATE INDEX branches_of_session ON branches (session_id);
CREATE INDEX response_items_by_id ON response_items (item_id);
CREATE INDEX conversation_items_by_id ON conversation_items (item_id);
CREATE INDEX agent_calls_of_turn ON agent_calls (turn_id);
CREATE INDEX agent_items_of_turn ON agent_items (turn_id);
CREATE INDEX agent_environments_by_session ON agent_environments (session_id);
CREATE INDEX agent_environments_by_tenant ON agent_environments (tenant, created_at);
CREATE INDEX agent_artifacts_of_session ON agent_artifacts (session_id, created_at);
CREATE INDEX memory_records_by_expiry ON memory_records (expires_at);
CREATE INDEX memory_records_of_namespace ON memory_records (namespace_id, created_at);
CREATE INDEX memory_records_by_replacement ON memory_records (replaced_by);
CREATE INDEX memory_records_by_same_key ON memory_records (namespace_id, same_key);
CREATE INDEX memory_records_by_source ON memory_records (source_item_id);
CREATE INDEX memory_records_by_frame_key ON memory_records (namespace_id, frame_key);
CREATE INDEX vault_credentials_of_vault ON vault_credentials (vault_id, created_at);
CREATE INDEX items_by_hash ON items (session_id, chain_hash);
CREATE INDEX items_by_text ON items (session_id, end_char);
CREATE INDEX turns_of_branch ON turns (branch_id);
CREATE INDEX turns_by_status ON turns (status);
CREATE INDEX turns_of_session ON turns (session_id);
CREATE INDEX agent_steps_by_event ON agent_steps (session_id, first_event);
CREATE INDEX memory_words_of_record ON memory_words (number);
CREATE UNIQUE INDEX steps_by_turn ON steps (turn_id);
COMMIT;
