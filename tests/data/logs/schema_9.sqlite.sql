BEGIN TRANSACTION;
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
INSERT INTO "branches" VALUES('br_79756f34c4d74df6b53c9ed9b27fd173','se_f1e798c1ddef4394a6a2cb0d7faaf3d5','chat',NULL,0,0,104,6,3,1.79606642725207138067e+09,'ow_f896e0615b6641c3905417500a4a6f7b',103,NULL);
INSERT INTO "branches" VALUES('br_e21004b5ec144bf8b2dcf4d5a2c188d8','se_f1e798c1ddef4394a6a2cb0d7faaf3d5','chat','br_79756f34c4d74df6b53c9ed9b27fd173',86,5,104,6,1,1.79606642742764115337e+09,'ow_f896e0615b6641c3905417500a4a6f7b',103,NULL);
INSERT INTO "branches" VALUES('br_406f42fc7d114482b5173c515dad305a','se_f1e798c1ddef4394a6a2cb0d7faaf3d5','chat',NULL,0,0,37,2,1,1.79606642756870508188e+09,'ow_f896e0615b6641c3905417500a4a6f7b',36,NULL);
INSERT INTO "branches" VALUES('br_cbedaf81f87e47be9939ae7484fd7f37','se_a75ffa2a80094aa09d9da89d83ee0f00','text',NULL,0,0,28,4,2,1.79606642763889122003e+09,'ow_f896e0615b6641c3905417500a4a6f7b',28,NULL);
INSERT INTO "branches" VALUES('br_c0028752c4b04783bfa90a5967f5c4ee','se_fae632c8fa7b409baa10cea4b583ad75','tokens',NULL,0,0,11,2,1,1.79606642779763603203e+09,'ow_f896e0615b6641c3905417500a4a6f7b',10,NULL);
INSERT INTO "branches" VALUES('br_3b5070f41b9c49cc923dacf82eab5261','se_cdd362e00046457f8a7a041ae22a7d4a','chat',NULL,0,0,78,4,2,1.79606642782720041275e+09,'ow_f896e0615b6641c3905417500a4a6f7b',77,NULL);
INSERT INTO "branches" VALUES('br_4a14ce94ba1e4f239fa76a2f399e9fba','se_3806919fdd174360819211311166d711','chat',NULL,0,0,40,2,1,1.79606642877112841608e+09,'ow_f896e0615b6641c3905417500a4a6f7b',39,NULL);
INSERT INTO "branches" VALUES('br_0961b3c2b8ae4f178d5a5dbb823fdbe3','se_e2f217b4051140d5930864ef3cc33b30','chat',NULL,0,0,86,4,2,1.7960664290167331695e+09,'ow_f896e0615b6641c3905417500a4a6f7b',85,NULL);
INSERT INTO "branches" VALUES('br_fd4e4108ddfa4a04b04600a30fb40c83','se_f63ee97fc102492c9535da5b71c0fe1b','chat',NULL,0,0,39,3,1,1.7960664291735043526e+09,'ow_f896e0615b6641c3905417500a4a6f7b',38,NULL);
INSERT INTO "branches" VALUES('br_bfa15ecb6a664264a2eeb048de19dedd','se_59a0092b6dfe454e87a8de44a1a6d98d','chat',NULL,0,0,18,1,1,1.79606642921568822853e+09,NULL,0,NULL);
CREATE TABLE conversation_items (
	conversation_id VARCHAR NOT NULL, 
	position INTEGER NOT NULL, 
	item_id VARCHAR NOT NULL, 
	item JSON NOT NULL, 
	PRIMARY KEY (conversation_id, position), 
	FOREIGN KEY(conversation_id) REFERENCES conversations (id) ON DELETE CASCADE
);
INSERT INTO "conversation_items" VALUES('conv_746b98a5d67c40808c86803ad9dd549d',0,'msg_0efd51922d0a4ea49a04bfc23a10af6e','{"id": "msg_0efd51922d0a4ea49a04bfc23a10af6e", "type": "message", "role": "user", "status": "completed", "content": [{"type": "input_text", "text": "Before"}]}');
INSERT INTO "conversation_items" VALUES('conv_746b98a5d67c40808c86803ad9dd549d',1,'msg_b8b6b9759d054be6962501a0b7298275','{"id": "msg_b8b6b9759d054be6962501a0b7298275", "type": "message", "role": "user", "status": "completed", "content": [{"type": "input_text", "text": "In it"}]}');
INSERT INTO "conversation_items" VALUES('conv_746b98a5d67c40808c86803ad9dd549d',2,'msg_b233d11ccb11449c942dbcc69352913000','{"id": "msg_b233d11ccb11449c942dbcc69352913000", "type": "message", "role": "assistant", "status": "completed", "content": [{"type": "output_text", "text": "", "annotations": [], "logprobs": []}]}');
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
INSERT INTO "conversations" VALUES('conv_746b98a5d67c40808c86803ad9dd549d','default',1796066429,'{"topic": "migrations"}',3,2,NULL,1.79606642919075489041e+09);
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
INSERT INTO "items" VALUES('br_79756f34c4d74df6b53c9ed9b27fd173',0,'it_12626bc7841e4269b9ebfc28bd7ed89f','se_f1e798c1ddef4394a6a2cb0d7faaf3d5','user','{"role": "user", "content": "Good morning"}',X'70222A0C842BA9F1E656F75A50D407D2',NULL,0,19,1,NULL,NULL,NULL,1.7960664272535815239e+09);
INSERT INTO "items" VALUES('br_79756f34c4d74df6b53c9ed9b27fd173',1,'it_f632a5552c794640b59ddb9ad2391191','se_f1e798c1ddef4394a6a2cb0d7faaf3d5','assistant','{"role": "assistant", "content": "\u037fK\ufffd\ufffdl"}',X'C55C94160F0B1CF06822D83EE66EF66F',NULL,19,37,1,'length',NULL,NULL,1796066427.34221);
INSERT INTO "items" VALUES('br_79756f34c4d74df6b53c9ed9b27fd173',2,'it_f41ccc4af7f747ee85e1fb550d077f5e','se_f1e798c1ddef4394a6a2cb0d7faaf3d5','user','{"role": "user", "content": "And then?"}',X'3EF625FDC470A400C344F7D3F21AF878',NULL,37,55,1,NULL,NULL,NULL,1.79606642736399531364e+09);
INSERT INTO "items" VALUES('br_79756f34c4d74df6b53c9ed9b27fd173',3,'it_2f807a05fbf04746b0c0cac6b5586960','se_f1e798c1ddef4394a6a2cb0d7faaf3d5','assistant','{"role": "assistant", "content": "\ufffd\ufffd\ufffd\ufffd\u0000"}',X'DBAF086743BE6991BBAF1B187EE9D9A3',NULL,55,73,1,'length',NULL,NULL,1.79606642737840247153e+09);
INSERT INTO "items" VALUES('br_79756f34c4d74df6b53c9ed9b27fd173',4,'it_af221df77e5e4c29a7543bf411e9bda5','se_f1e798c1ddef4394a6a2cb0d7faaf3d5','user','{"role": "user", "content": "Why?"}',X'BE36CD1AC2E281F7BA99B5E044218A73',NULL,73,86,1,NULL,NULL,NULL,1.79606642739070439338e+09);
INSERT INTO "items" VALUES('br_79756f34c4d74df6b53c9ed9b27fd173',5,'it_8c92a36f7d1e4ecbbde2b92461da2e52','se_f1e798c1ddef4394a6a2cb0d7faaf3d5','assistant','{"role": "assistant", "content": "\ufffdG\u0019\ufffd\ufffd"}',X'270422D94C2FCF86821AEE76C1FE1411',NULL,86,104,1,'length',NULL,NULL,1.79606642742674398418e+09);
INSERT INTO "items" VALUES('br_e21004b5ec144bf8b2dcf4d5a2c188d8',5,'it_22a18da307a649fa8b3b964a4a14a185','se_f1e798c1ddef4394a6a2cb0d7faaf3d5','assistant','{"role": "assistant", "content": "\ufffdK\ufffd\ufffd=`"}',X'33462B95EACC296D55006D0EAA57521C',NULL,86,104,1,'length',NULL,NULL,1.79606642742814087872e+09);
INSERT INTO "items" VALUES('br_406f42fc7d114482b5173c515dad305a',0,'it_64611e527be64197858bdb08bd9f3a28','se_f1e798c1ddef4394a6a2cb0d7faaf3d5','user','{"role": "user", "content": "Good evening"}',X'A0FC891D406BACC5EF327501C56C6B42',NULL,0,19,1,NULL,NULL,NULL,1.79606642756929802892e+09);
INSERT INTO "items" VALUES('br_406f42fc7d114482b5173c515dad305a',1,'it_f1d359e6fc1f4bb1b63402b73937009a','se_f1e798c1ddef4394a6a2cb0d7faaf3d5','assistant','{"role": "assistant", "content": "\u001c\u0155 \ufffdm"}',X'C2FC5BC856B25D0122EDC4155D210C58',NULL,19,37,1,'length',NULL,NULL,1.79606642760982370375e+09);
INSERT INTO "items" VALUES('br_cbedaf81f87e47be9939ae7484fd7f37',0,'it_4b54cae88a5849858860cb50d09d896b','se_a75ffa2a80094aa09d9da89d83ee0f00','prompt','"Once upon a time"',X'CF25218127A2BD1DF7B6D9215A761C83',16,0,16,1,NULL,NULL,NULL,1.7960664276393773556e+09);
INSERT INTO "items" VALUES('br_cbedaf81f87e47be9939ae7484fd7f37',1,'it_bb5ce389813042099567f9dbbee69f5b','se_a75ffa2a80094aa09d9da89d83ee0f00','completion','"Bo\ufffd\ufffd\ufffd"',X'19CDEB4DD634ED65A6BF4702623FE794',21,16,21,1,'length',NULL,NULL,1.79606642767326927191e+09);
INSERT INTO "items" VALUES('br_cbedaf81f87e47be9939ae7484fd7f37',2,'it_625bbdc5790a4111abb2ba131b38fed7','se_a75ffa2a80094aa09d9da89d83ee0f00','prompt','" and"',X'4BED1C3FBACC6315204C6E186CDB0EAE',25,21,25,1,NULL,NULL,NULL,1.79606642774179601669e+09);
INSERT INTO "items" VALUES('br_cbedaf81f87e47be9939ae7484fd7f37',3,'it_f74e375de6a74578ad633ad29355359e','se_a75ffa2a80094aa09d9da89d83ee0f00','completion','"\ufffd9\ufffd"',X'96AE210949D5140A93592896500BA590',28,25,28,1,'stop','"C"',X'22000000',1796066427.78811);
INSERT INTO "items" VALUES('br_c0028752c4b04783bfa90a5967f5c4ee',0,'it_3ca35658114c476aafacb34f8ae1e1e8','se_fae632c8fa7b409baa10cea4b583ad75','prompt',NULL,NULL,NULL,0,6,1,NULL,NULL,NULL,1.79606642779810333253e+09);
INSERT INTO "items" VALUES('br_c0028752c4b04783bfa90a5967f5c4ee',1,'it_983d08cae1264db39ee97b568e356bbc','se_fae632c8fa7b409baa10cea4b583ad75','completion','"\ufffd\u07a2\ufffdq"',NULL,NULL,6,11,1,'length',NULL,NULL,1.79606642780870056153e+09);
INSERT INTO "items" VALUES('br_3b5070f41b9c49cc923dacf82eab5261',0,'it_e41ffef62558406fa858019480e21025','se_cdd362e00046457f8a7a041ae22a7d4a','user','{"role": "user", "content": "One"}',X'77F869597A023DFF8787E0BA9225F3A3',NULL,0,10,1,NULL,NULL,NULL,1.7960664278278470039e+09);
INSERT INTO "items" VALUES('br_3b5070f41b9c49cc923dacf82eab5261',1,'it_479b2fd86fc34c0aac50146431c21884','se_cdd362e00046457f8a7a041ae22a7d4a','assistant','{"role": "assistant", "content": "]\u0664\u0004&\ufffd\u0013\ufffdL\ufffd\ufffd\ufffd\ufffd1nm"}',X'035F0A83B1ADFD5341B3664C4412A43A',NULL,10,38,1,'length',NULL,NULL,1.79606642785627794263e+09);
INSERT INTO "items" VALUES('br_3b5070f41b9c49cc923dacf82eab5261',2,'it_55ad9d0214b3413e898da6a663ed359f','se_cdd362e00046457f8a7a041ae22a7d4a','user','{"role": "user", "content": "Two"}',X'079382D30B9AFD8305FCFEFB5CF77D38',NULL,38,50,1,NULL,NULL,NULL,1.79606642855265831947e+09);
INSERT INTO "items" VALUES('br_3b5070f41b9c49cc923dacf82eab5261',3,'it_6a47e41305984ff7ac11064115f9eaa5','se_cdd362e00046457f8a7a041ae22a7d4a','assistant','{"role": "assistant", "content": "\u0145\ufffd\ufffd\ufffd\ubf9e7A''\ufffd\ufffd\bdM"}',X'F04C49A758A01537E98F5FD2F9DFA92C',NULL,50,78,1,'length',NULL,NULL,1.79606642861946153638e+09);
INSERT INTO "items" VALUES('br_4a14ce94ba1e4f239fa76a2f399e9fba',0,'it_06b15a0076fc4cba82166096e7d08744','se_3806919fdd174360819211311166d711','user','{"role": "user", "content": "Later"}',X'1D0A5C99B8EF5EF81592C6AF4098D929',NULL,0,12,1,NULL,NULL,NULL,1.7960664287847819329e+09);
INSERT INTO "items" VALUES('br_4a14ce94ba1e4f239fa76a2f399e9fba',1,'it_59b470bff1e94e4e8ffb61cc6a1cc17f','se_3806919fdd174360819211311166d711','assistant','{"role": "assistant", "content": "\ufffd\u000e3\ufffdX\ufffd\u0005\u001c\ufffd&\ufffdX\ufffd\u0000u\ufffd"}',X'FF09FD0DC8277774C648621F2D1158A9',NULL,12,40,1,'length',NULL,NULL,1.79606642892816472049e+09);
INSERT INTO "items" VALUES('br_0961b3c2b8ae4f178d5a5dbb823fdbe3',0,'it_7850b9e871734af8ae3edd76b8ffb755','se_e2f217b4051140d5930864ef3cc33b30','user','{"role": "user", "content": "Gone"}',X'AE110851C9DD3FAB3FF687BFD2D40A26',NULL,0,11,1,NULL,NULL,NULL,1.79606642901726746555e+09);
INSERT INTO "items" VALUES('br_0961b3c2b8ae4f178d5a5dbb823fdbe3',1,'it_73c3e6f8cf4a4b19bfe13c96fa1f3f81','se_e2f217b4051140d5930864ef3cc33b30','assistant','{"role": "assistant", "content": "K/\ufffdIv\ufffd\ufffd<yZ\ufffd<\u0002Lm\ufffd"}',X'22B2DC1B0BB9CEEC5999396F2FEB8FE1',NULL,11,39,1,'length',NULL,NULL,1.79606642904958248132e+09);
INSERT INTO "items" VALUES('br_0961b3c2b8ae4f178d5a5dbb823fdbe3',2,'it_7fe788cf14794edfa48a41a135408ae2','se_e2f217b4051140d5930864ef3cc33b30','user','{"role": "user", "content": "Still here"}',X'551DC79EA0E32518FF1CA68FBA5BC937',NULL,39,58,1,NULL,NULL,NULL,1.79606642906819486621e+09);
INSERT INTO "items" VALUES('br_0961b3c2b8ae4f178d5a5dbb823fdbe3',3,'it_61114f78c7a04d74be6fd90ec1aeab81','se_e2f217b4051140d5930864ef3cc33b30','assistant','{"role": "assistant", "content": "\ufffd\u0018\b\"mq\u0016`S\ufffd\ufffd\r\ufffd\ufffd4o"}',X'C3DBEE9BE94F581D3E001C7F83681236',NULL,58,86,1,'length',NULL,NULL,1.79606642912883424762e+09);
INSERT INTO "items" VALUES('br_fd4e4108ddfa4a04b04600a30fb40c83',0,'it_e34818ff9f1245ccbf7aadd8b5ee0d48','se_f63ee97fc102492c9535da5b71c0fe1b','user','{"role": "user", "content": "Before"}',X'86F1FF03C95F3955B509A5F75B79E5CA',NULL,0,13,1,NULL,NULL,NULL,1.79606642917401337616e+09);
INSERT INTO "items" VALUES('br_fd4e4108ddfa4a04b04600a30fb40c83',1,'it_4d46d4962ddf48d5a6b2009f9a6b6a12','se_f63ee97fc102492c9535da5b71c0fe1b','user','{"role": "user", "content": "In it"}',X'AF0AA6929370B3955C4A20872A5103CF',NULL,13,26,1,NULL,NULL,NULL,1.79606642917402052877e+09);
INSERT INTO "items" VALUES('br_fd4e4108ddfa4a04b04600a30fb40c83',2,'it_43fc56f7b82b4cddb6338419b67ad1ea','se_f63ee97fc102492c9535da5b71c0fe1b','assistant','{"role": "assistant", "content": ""}',X'06172593E1E464C00A3268D06F2C4F8C',NULL,26,39,1,'stop',NULL,NULL,1.79606642918699598316e+09);
INSERT INTO "items" VALUES('br_bfa15ecb6a664264a2eeb048de19dedd',0,'it_83f3e55beaf1440e80d8c5266b985e7f','se_59a0092b6dfe454e87a8de44a1a6d98d','user','{"role": "user", "content": "Interrupted"}',X'833CD06A3FEEF156551E2D3BFE0AB85B',NULL,0,18,1,NULL,NULL,NULL,1.79606642921635818481e+09);
CREATE TABLE migrations (
	number INTEGER NOT NULL, 
	name VARCHAR NOT NULL, 
	applied_at FLOAT NOT NULL, 
	PRIMARY KEY (number)
);
INSERT INTO "migrations" VALUES(1,'first_schema',1.79606642572989845278e+09);
INSERT INTO "migrations" VALUES(2,'responses_and_conversations',1.79606642573038983341e+09);
INSERT INTO "migrations" VALUES(3,'runs',1.79606642573054027557e+09);
INSERT INTO "migrations" VALUES(4,'whereabouts_of_kv',1.79606642573066449162e+09);
INSERT INTO "migrations" VALUES(5,'owners_of_responses_and_attempts',1.79606642573076868054e+09);
INSERT INTO "migrations" VALUES(6,'turns_and_steps',1.79606642573086285595e+09);
INSERT INTO "migrations" VALUES(7,'session_verbs',1.79606642573095273964e+09);
INSERT INTO "migrations" VALUES(8,'agents',1.79606642573106026648e+09);
INSERT INTO "migrations" VALUES(9,'placements_of_sessions',1.7960664257311646938e+09);
CREATE TABLE owners (
	id VARCHAR NOT NULL, 
	process_name VARCHAR, 
	beat_at FLOAT NOT NULL, 
	PRIMARY KEY (id)
);
INSERT INTO "owners" VALUES('ow_f896e0615b6641c3905417500a4a6f7b','host:data',1.79606642859668016436e+09);
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
INSERT INTO "response_items" VALUES('resp_33625231d4f44624a1f0c034c79a4329',0,0,'msg_968bbe98dc0940d08a7f1ca89e67a75e','{"id": "msg_968bbe98dc0940d08a7f1ca89e67a75e", "type": "message", "role": "user", "status": "completed", "content": [{"type": "input_text", "text": "One"}]}');
INSERT INTO "response_items" VALUES('resp_33625231d4f44624a1f0c034c79a4329',1,1,'msg_33625231d4f44624a1f0c034c79a432900','{"id": "msg_33625231d4f44624a1f0c034c79a432900", "type": "message", "role": "assistant", "status": "incomplete", "content": [{"type": "output_text", "text": "]\u0664\u0004&\ufffd\u0013\ufffdL\ufffd\ufffd\ufffd\ufffd1nm", "annotations": [], "logprobs": []}]}');
INSERT INTO "response_items" VALUES('resp_a256f9882ef94eb8a9a851be96ac9977',0,0,'msg_146a995ff3e6444092a80aa6b5ec32f9','{"id": "msg_146a995ff3e6444092a80aa6b5ec32f9", "type": "message", "role": "user", "status": "completed", "content": [{"type": "input_text", "text": "Two"}]}');
INSERT INTO "response_items" VALUES('resp_a256f9882ef94eb8a9a851be96ac9977',1,1,'msg_a256f9882ef94eb8a9a851be96ac997700','{"id": "msg_a256f9882ef94eb8a9a851be96ac997700", "type": "message", "role": "assistant", "status": "incomplete", "content": [{"type": "output_text", "text": "\u0145\ufffd\ufffd\ufffd\ubf9e7A''\ufffd\ufffd\bdM", "annotations": [], "logprobs": []}]}');
INSERT INTO "response_items" VALUES('resp_58fa088c5c9c4c96b8b4556ff345a038',0,0,'msg_49923bdd297740a199894f68fbef6483','{"id": "msg_49923bdd297740a199894f68fbef6483", "type": "message", "role": "user", "status": "completed", "content": [{"type": "input_text", "text": "Later"}]}');
INSERT INTO "response_items" VALUES('resp_58fa088c5c9c4c96b8b4556ff345a038',1,1,'msg_58fa088c5c9c4c96b8b4556ff345a03800','{"id": "msg_58fa088c5c9c4c96b8b4556ff345a03800", "type": "message", "role": "assistant", "status": "incomplete", "content": [{"type": "output_text", "text": "\ufffd\u000e3\ufffdX\ufffd\u0005\u001c\ufffd&\ufffdX\ufffd\u0000u\ufffd", "annotations": [], "logprobs": []}]}');
INSERT INTO "response_items" VALUES('resp_9f5a1ad8f6aa46cd99d93bcdb2cc651e',0,0,'msg_44a6024ddf5848feb0f27cb1b50924a9','{"id": "msg_44a6024ddf5848feb0f27cb1b50924a9", "type": "message", "role": "user", "status": "completed", "content": [{"type": "input_text", "text": "Gone"}]}');
INSERT INTO "response_items" VALUES('resp_9f5a1ad8f6aa46cd99d93bcdb2cc651e',1,1,'msg_9f5a1ad8f6aa46cd99d93bcdb2cc651e00','{"id": "msg_9f5a1ad8f6aa46cd99d93bcdb2cc651e00", "type": "message", "role": "assistant", "status": "incomplete", "content": [{"type": "output_text", "text": "K/\ufffdIv\ufffd\ufffd<yZ\ufffd<\u0002Lm\ufffd", "annotations": [], "logprobs": []}]}');
INSERT INTO "response_items" VALUES('resp_f7d70d68a7db44da91bd5b07eacadba5',0,0,'msg_8409aa2523cb49519198cc4c01897377','{"id": "msg_8409aa2523cb49519198cc4c01897377", "type": "message", "role": "user", "status": "completed", "content": [{"type": "input_text", "text": "Still here"}]}');
INSERT INTO "response_items" VALUES('resp_f7d70d68a7db44da91bd5b07eacadba5',1,1,'msg_f7d70d68a7db44da91bd5b07eacadba500','{"id": "msg_f7d70d68a7db44da91bd5b07eacadba500", "type": "message", "role": "assistant", "status": "incomplete", "content": [{"type": "output_text", "text": "\ufffd\u0018\b\"mq\u0016`S\ufffd\ufffd\r\ufffd\ufffd4o", "annotations": [], "logprobs": []}]}');
INSERT INTO "response_items" VALUES('resp_b233d11ccb11449c942dbcc693529130',0,0,'msg_b8b6b9759d054be6962501a0b7298275','{"id": "msg_b8b6b9759d054be6962501a0b7298275", "type": "message", "role": "user", "status": "completed", "content": [{"type": "input_text", "text": "In it"}]}');
INSERT INTO "response_items" VALUES('resp_b233d11ccb11449c942dbcc693529130',1,1,'msg_b233d11ccb11449c942dbcc69352913000','{"id": "msg_b233d11ccb11449c942dbcc69352913000", "type": "message", "role": "assistant", "status": "completed", "content": [{"type": "output_text", "text": "", "annotations": [], "logprobs": []}]}');
INSERT INTO "response_items" VALUES('resp_35231914334a4bcf92e3ede5c611076b',0,0,'msg_6682ed60507845ffbdb7b2fc44b277ee','{"id": "msg_6682ed60507845ffbdb7b2fc44b277ee", "type": "message", "role": "user", "status": "completed", "content": [{"type": "input_text", "text": "Interrupted"}]}');
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
INSERT INTO "responses" VALUES('resp_33625231d4f44624a1f0c034c79a4329','default','incomplete',1796066427,NULL,'{"model": "toy", "instructions": null, "store": true, "max_output_tokens": 16, "max_tool_calls": null, "metadata": {}, "parallel_tool_calls": true, "tools": [], "tool_choice": "auto", "text": {"format": {"type": "text"}, "verbosity": "medium"}, "reasoning": null, "temperature": 1.0, "top_p": 1.0, "presence_penalty": 0.0, "frequency_penalty": 0.0, "top_logprobs": 0, "truncation": "disabled", "prompt_cache_key": null, "prompt_cache_options": null, "prompt_cache_retention": null, "safety_identifier": null, "service_tier": "default", "user": null}',0,'ow_f896e0615b6641c3905417500a4a6f7b',0,'d125bdfe477a04efa9737062101bd8ae',NULL,'resp_33625231d4f44624a1f0c034c79a4329',NULL,NULL,NULL,'[22, 16, 6, null, {"tier": "device", "num_tokens": 6, "seconds": 0.0, "saved_s": 4.2851662702813036e-05}]',NULL,'max_output_tokens',1,'[[0, 1, 0], [0, 1, 0], [0, 1, 0], [0, 1, 0], [0, 2, 0], [0, 1, 0], [0, 1, 0], [0, 1, 0], [0, 1, 0], [0, 1, 0], [0, 2, 0], [0, 1, 0], [0, 1, 0]]',0);
INSERT INTO "responses" VALUES('resp_a256f9882ef94eb8a9a851be96ac9977','default','incomplete',1796066428,NULL,'{"model": "toy", "instructions": null, "store": true, "max_output_tokens": 16, "max_tool_calls": null, "metadata": {}, "parallel_tool_calls": true, "tools": [], "tool_choice": "auto", "text": {"format": {"type": "text"}, "verbosity": "medium"}, "reasoning": null, "temperature": 1.0, "top_p": 1.0, "presence_penalty": 0.0, "frequency_penalty": 0.0, "top_logprobs": 0, "truncation": "disabled", "prompt_cache_key": null, "prompt_cache_options": null, "prompt_cache_retention": null, "safety_identifier": null, "service_tier": "default", "user": null}',0,'ow_f896e0615b6641c3905417500a4a6f7b',0,'d125bdfe477a04efa9737062101bd8ae',NULL,'resp_33625231d4f44624a1f0c034c79a4329','resp_33625231d4f44624a1f0c034c79a4329',NULL,NULL,'[62, 16, 37, null, {"tier": "device", "num_tokens": 37, "seconds": 0.0, "saved_s": 0.000283225322493092}]',NULL,'max_output_tokens',1,'[[0, 1, 0], [0, 1, 0], [0, 1, 0], [0, 1, 0], [0, 1, 0], [0, 1, 0], [0, 1, 0], [0, 1, 0], [0, 1, 0], [0, 2, 0], [0, 1, 0], [0, 1, 0]]',0);
INSERT INTO "responses" VALUES('resp_58fa088c5c9c4c96b8b4556ff345a038','default','incomplete',1796066428,NULL,'{"model": "toy", "instructions": null, "store": true, "max_output_tokens": 16, "max_tool_calls": null, "metadata": {}, "parallel_tool_calls": true, "tools": [], "tool_choice": "auto", "text": {"format": {"type": "text"}, "verbosity": "medium"}, "reasoning": null, "temperature": 1.0, "top_p": 1.0, "presence_penalty": 0.0, "frequency_penalty": 0.0, "top_logprobs": 0, "truncation": "disabled", "prompt_cache_key": null, "prompt_cache_options": null, "prompt_cache_retention": null, "safety_identifier": null, "service_tier": "default", "user": null}',1,'ow_f896e0615b6641c3905417500a4a6f7b',0,'d125bdfe477a04efa9737062101bd8ae',NULL,'resp_58fa088c5c9c4c96b8b4556ff345a038',NULL,NULL,NULL,'[24, 16, 6, null, {"tier": "device", "num_tokens": 6, "seconds": 0.0, "saved_s": 2.3399262772809192e-05}]',NULL,'max_output_tokens',1,'[[0, 1, 0], [0, 1, 0], [0, 1, 0], [0, 1, 0], [0, 1, 0], [0, 1, 0], [0, 1, 0], [0, 1, 0], [0, 2, 0], [0, 2, 0], [0, 1, 0], [0, 1, 0], [0, 1, 0], [0, 1, 0]]',0);
INSERT INTO "responses" VALUES('resp_9f5a1ad8f6aa46cd99d93bcdb2cc651e','default','incomplete',1796066429,NULL,'{"model": "toy", "instructions": null, "store": true, "max_output_tokens": 16, "max_tool_calls": null, "metadata": {}, "parallel_tool_calls": true, "tools": [], "tool_choice": "auto", "text": {"format": {"type": "text"}, "verbosity": "medium"}, "reasoning": null, "temperature": 1.0, "top_p": 1.0, "presence_penalty": 0.0, "frequency_penalty": 0.0, "top_logprobs": 0, "truncation": "disabled", "prompt_cache_key": null, "prompt_cache_options": null, "prompt_cache_retention": null, "safety_identifier": null, "service_tier": "default", "user": null}',0,'ow_f896e0615b6641c3905417500a4a6f7b',0,'d125bdfe477a04efa9737062101bd8ae',NULL,'resp_9f5a1ad8f6aa46cd99d93bcdb2cc651e',NULL,NULL,NULL,'[23, 16, 8, null, {"tier": "device", "num_tokens": 8, "seconds": 0.0, "saved_s": 1.4690302233764054e-05}]',NULL,'max_output_tokens',1,'[[0, 1, 0], [0, 1, 0], [0, 1, 0], [0, 1, 0], [0, 1, 0], [0, 1, 0], [0, 2, 0], [0, 1, 0], [0, 1, 0], [0, 2, 0], [0, 1, 0], [0, 1, 0], [0, 1, 0], [0, 1, 0]]',1);
INSERT INTO "responses" VALUES('resp_f7d70d68a7db44da91bd5b07eacadba5','default','incomplete',1796066429,NULL,'{"model": "toy", "instructions": null, "store": true, "max_output_tokens": 16, "max_tool_calls": null, "metadata": {}, "parallel_tool_calls": true, "tools": [], "tool_choice": "auto", "text": {"format": {"type": "text"}, "verbosity": "medium"}, "reasoning": null, "temperature": 1.0, "top_p": 1.0, "presence_penalty": 0.0, "frequency_penalty": 0.0, "top_logprobs": 0, "truncation": "disabled", "prompt_cache_key": null, "prompt_cache_options": null, "prompt_cache_retention": null, "safety_identifier": null, "service_tier": "default", "user": null}',0,'ow_f896e0615b6641c3905417500a4a6f7b',0,'d125bdfe477a04efa9737062101bd8ae',NULL,'resp_9f5a1ad8f6aa46cd99d93bcdb2cc651e','resp_9f5a1ad8f6aa46cd99d93bcdb2cc651e',NULL,NULL,'[70, 16, 38, null, {"tier": "device", "num_tokens": 38, "seconds": 0.0, "saved_s": 7.847197777734683e-05}]',NULL,'max_output_tokens',1,'[[0, 1, 0], [0, 1, 0], [0, 1, 0], [0, 1, 0], [0, 1, 0], [0, 1, 0], [0, 1, 0], [0, 1, 0], [0, 1, 0], [0, 1, 0], [0, 1, 0], [0, 1, 0], [0, 1, 0], [0, 1, 0], [0, 1, 0], [0, 1, 0]]',0);
INSERT INTO "responses" VALUES('resp_b233d11ccb11449c942dbcc693529130','default','completed',1796066429,1796066429,'{"model": "toy", "instructions": null, "store": true, "max_output_tokens": 16, "max_tool_calls": null, "metadata": {}, "parallel_tool_calls": true, "tools": [], "tool_choice": "auto", "text": {"format": {"type": "text"}, "verbosity": "medium"}, "reasoning": null, "temperature": 1.0, "top_p": 1.0, "presence_penalty": 0.0, "frequency_penalty": 0.0, "top_logprobs": 0, "truncation": "disabled", "prompt_cache_key": null, "prompt_cache_options": null, "prompt_cache_retention": null, "safety_identifier": null, "service_tier": "default", "user": null}',0,'ow_f896e0615b6641c3905417500a4a6f7b',0,'d125bdfe477a04efa9737062101bd8ae',NULL,'conv_746b98a5d67c40808c86803ad9dd549d',NULL,'conv_746b98a5d67c40808c86803ad9dd549d',1,'[38, 1, 6, null, {"tier": "device", "num_tokens": 6, "seconds": 0.0, "saved_s": 6e-07}]',NULL,NULL,1,'[]',0);
INSERT INTO "responses" VALUES('resp_35231914334a4bcf92e3ede5c611076b','default','in_progress',1796066429,NULL,'{"model": "toy", "instructions": null, "store": true, "max_output_tokens": 600, "max_tool_calls": null, "metadata": {}, "parallel_tool_calls": true, "tools": [], "tool_choice": "auto", "text": {"format": {"type": "text"}, "verbosity": "medium"}, "reasoning": null, "temperature": 1.0, "top_p": 1.0, "presence_penalty": 0.0, "frequency_penalty": 0.0, "top_logprobs": 0, "truncation": "disabled", "prompt_cache_key": null, "prompt_cache_options": null, "prompt_cache_retention": null, "safety_identifier": null, "service_tier": "default", "user": null}',1,'ow_f896e0615b6641c3905417500a4a6f7b',0,'d125bdfe477a04efa9737062101bd8ae',NULL,'resp_35231914334a4bcf92e3ede5c611076b',NULL,NULL,NULL,NULL,NULL,NULL,1,NULL,0);
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
	PRIMARY KEY (id), 
	UNIQUE (tenant, name)
);
INSERT INTO "sessions" VALUES('se_f1e798c1ddef4394a6a2cb0d7faaf3d5','default','talk',1.79606642723610711092e+09,1.7960664276102366447e+09,4,'br_406f42fc7d114482b5173c515dad305a',NULL,NULL,NULL,NULL);
INSERT INTO "sessions" VALUES('se_a75ffa2a80094aa09d9da89d83ee0f00','default','text',1.79606642763802123062e+09,1.79606642778852558135e+09,2,'br_cbedaf81f87e47be9939ae7484fd7f37',NULL,NULL,NULL,NULL);
INSERT INTO "sessions" VALUES('se_fae632c8fa7b409baa10cea4b583ad75','default','ids',1.79606642779681801797e+09,1.79606642780916500091e+09,1,'br_c0028752c4b04783bfa90a5967f5c4ee',NULL,NULL,NULL,NULL);
INSERT INTO "sessions" VALUES('se_cdd362e00046457f8a7a041ae22a7d4a','default','resp_33625231d4f44624a1f0c034c79a4329',1.79606642782637476924e+09,1.79606642865835332877e+09,2,'br_3b5070f41b9c49cc923dacf82eab5261',NULL,NULL,NULL,NULL);
INSERT INTO "sessions" VALUES('se_3806919fdd174360819211311166d711','default','resp_58fa088c5c9c4c96b8b4556ff345a038',1.7960664287702105045e+09,1.79606642892927145958e+09,1,'br_4a14ce94ba1e4f239fa76a2f399e9fba',NULL,NULL,NULL,NULL);
INSERT INTO "sessions" VALUES('se_e2f217b4051140d5930864ef3cc33b30','default','resp_9f5a1ad8f6aa46cd99d93bcdb2cc651e',1.79606642901542091364e+09,1.79606642912924981117e+09,2,'br_0961b3c2b8ae4f178d5a5dbb823fdbe3',NULL,NULL,NULL,NULL);
INSERT INTO "sessions" VALUES('se_f63ee97fc102492c9535da5b71c0fe1b','default','conv_746b98a5d67c40808c86803ad9dd549d',1.79606642917266678808e+09,1.79606642918754506104e+09,1,'br_fd4e4108ddfa4a04b04600a30fb40c83',NULL,NULL,NULL,NULL);
INSERT INTO "sessions" VALUES('se_59a0092b6dfe454e87a8de44a1a6d98d','default','resp_35231914334a4bcf92e3ede5c611076b',1.79606642921476078031e+09,1.79606642921688532824e+09,1,'br_bfa15ecb6a664264a2eeb048de19dedd',NULL,NULL,NULL,NULL);
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
INSERT INTO "spans" VALUES('br_79756f34c4d74df6b53c9ed9b27fd173',0,'it_12626bc7841e4269b9ebfc28bd7ed89f','user',X'0001000054000000520000004400000051000000C6000000260000004E0000004E00000043000000DC0000004C0000004E000000510000004D000000480000004D0000004600000001010000','rendered',NULL,NULL,'d125bdfe477a04efa9737062101bd8ae','toy');
INSERT INTO "spans" VALUES('br_79756f34c4d74df6b53c9ed9b27fd173',19,'it_f632a5552c794640b59ddb9ad2391191','assistant',X'C600000000010000400000005200000052000000480000005200000053000000400000004D00000053000000C6000000','rendered',NULL,NULL,'d125bdfe477a04efa9737062101bd8ae','toy');
INSERT INTO "spans" VALUES('br_79756f34c4d74df6b53c9ed9b27fd173',31,'it_f632a5552c794640b59ddb9ad2391191','assistant',X'890000007B0000002A000000AA000000A30000004B000000','sampled','1',0,'d125bdfe477a04efa9737062101bd8ae','toy');
INSERT INTO "spans" VALUES('br_79756f34c4d74df6b53c9ed9b27fd173',37,'it_f41ccc4af7f747ee85e1fb550d077f5e','user',X'01010000C60000000001000054000000520000004400000051000000C6000000200000004D00000043000000DC0000005300000047000000440000004D0000001E00000001010000','rendered',NULL,NULL,'d125bdfe477a04efa9737062101bd8ae','toy');
INSERT INTO "spans" VALUES('br_79756f34c4d74df6b53c9ed9b27fd173',55,'it_2f807a05fbf04746b0c0cac6b5586960','assistant',X'C600000000010000400000005200000052000000480000005200000053000000400000004D00000053000000C6000000','rendered',NULL,NULL,'d125bdfe477a04efa9737062101bd8ae','toy');
INSERT INTO "spans" VALUES('br_79756f34c4d74df6b53c9ed9b27fd173',67,'it_2f807a05fbf04746b0c0cac6b5586960','assistant',X'9F0000005F000000AE000000B90000006D000000BC000000','sampled','1',0,'d125bdfe477a04efa9737062101bd8ae','toy');
INSERT INTO "spans" VALUES('br_79756f34c4d74df6b53c9ed9b27fd173',73,'it_af221df77e5e4c29a7543bf411e9bda5','user',X'01010000C60000000001000054000000520000004400000051000000C60000003600000047000000580000001E00000001010000','rendered',NULL,NULL,'d125bdfe477a04efa9737062101bd8ae','toy');
INSERT INTO "spans" VALUES('br_79756f34c4d74df6b53c9ed9b27fd173',86,'it_8c92a36f7d1e4ecbbde2b92461da2e52','assistant',X'C600000000010000400000005200000052000000480000005200000053000000400000004D00000053000000C6000000','rendered',NULL,NULL,'d125bdfe477a04efa9737062101bd8ae','toy');
INSERT INTO "spans" VALUES('br_79756f34c4d74df6b53c9ed9b27fd173',98,'it_8c92a36f7d1e4ecbbde2b92461da2e52','assistant',X'9400000026000000D5000000E9000000A9000000E3000000','sampled','2',0,'d125bdfe477a04efa9737062101bd8ae','toy');
INSERT INTO "spans" VALUES('br_e21004b5ec144bf8b2dcf4d5a2c188d8',86,'it_22a18da307a649fa8b3b964a4a14a185','assistant',X'C600000000010000400000005200000052000000480000005200000053000000400000004D00000053000000C6000000','rendered',NULL,NULL,'d125bdfe477a04efa9737062101bd8ae','toy');
INSERT INTO "spans" VALUES('br_e21004b5ec144bf8b2dcf4d5a2c188d8',98,'it_22a18da307a649fa8b3b964a4a14a185','assistant',X'940000002A0000005F000000740000001C0000003F000000','sampled','2',1,'d125bdfe477a04efa9737062101bd8ae','toy');
INSERT INTO "spans" VALUES('br_406f42fc7d114482b5173c515dad305a',0,'it_64611e527be64197858bdb08bd9f3a28','user',X'0001000054000000520000004400000051000000C6000000260000004E0000004E00000043000000DC0000004400000055000000440000004D000000480000004D0000004600000001010000','rendered',NULL,NULL,'d125bdfe477a04efa9737062101bd8ae','toy');
INSERT INTO "spans" VALUES('br_406f42fc7d114482b5173c515dad305a',19,'it_f1d359e6fc1f4bb1b63402b73937009a','assistant',X'C600000000010000400000005200000052000000480000005200000053000000400000004D00000053000000C6000000','rendered',NULL,NULL,'d125bdfe477a04efa9737062101bd8ae','toy');
INSERT INTO "spans" VALUES('br_406f42fc7d114482b5173c515dad305a',31,'it_f1d359e6fc1f4bb1b63402b73937009a','assistant',X'D800000081000000F3000000DC000000950000004C000000','sampled','3',0,'d125bdfe477a04efa9737062101bd8ae','toy');
INSERT INTO "spans" VALUES('br_cbedaf81f87e47be9939ae7484fd7f37',0,'it_4b54cae88a5849858860cb50d09d896b','prompt',X'2E0000004D0000004200000044000000DC000000540000004F0000004E0000004D000000DC00000040000000DC00000053000000480000004C00000044000000','rendered',NULL,NULL,'d125bdfe477a04efa9737062101bd8ae','toy');
INSERT INTO "spans" VALUES('br_cbedaf81f87e47be9939ae7484fd7f37',16,'it_bb5ce389813042099567f9dbbee69f5b','completion',X'210000004E000000BB00000078000000B9000000','sampled','4',0,'d125bdfe477a04efa9737062101bd8ae','toy');
INSERT INTO "spans" VALUES('br_cbedaf81f87e47be9939ae7484fd7f37',21,'it_625bbdc5790a4111abb2ba131b38fed7','prompt',X'DC000000400000004D00000043000000','rendered',NULL,NULL,'d125bdfe477a04efa9737062101bd8ae','toy');
INSERT INTO "spans" VALUES('br_cbedaf81f87e47be9939ae7484fd7f37',25,'it_f74e375de6a74578ad633ad29355359e','completion',X'B70000001800000099000000','sampled','5',0,'d125bdfe477a04efa9737062101bd8ae','toy');
INSERT INTO "spans" VALUES('br_c0028752c4b04783bfa90a5967f5c4ee',0,'it_3ca35658114c476aafacb34f8ae1e1e8','prompt',X'740000006F0000006B000000650000006E00000073000000','rendered',NULL,NULL,'d125bdfe477a04efa9737062101bd8ae','toy');
INSERT INTO "spans" VALUES('br_c0028752c4b04783bfa90a5967f5c4ee',6,'it_983d08cae1264db39ee97b568e356bbc','completion',X'F70000009A0000005F000000AC00000050000000','sampled','6',0,'d125bdfe477a04efa9737062101bd8ae','toy');
INSERT INTO "spans" VALUES('br_3b5070f41b9c49cc923dacf82eab5261',0,'it_e41ffef62558406fa858019480e21025','user',X'0001000054000000520000004400000051000000C60000002E0000004D0000004400000001010000','rendered',NULL,NULL,'d125bdfe477a04efa9737062101bd8ae','toy');
INSERT INTO "spans" VALUES('br_3b5070f41b9c49cc923dacf82eab5261',10,'it_479b2fd86fc34c0aac50146431c21884','assistant',X'C600000000010000400000005200000052000000480000005200000053000000400000004D00000053000000C6000000','rendered',NULL,NULL,'d125bdfe477a04efa9737062101bd8ae','toy');
INSERT INTO "spans" VALUES('br_3b5070f41b9c49cc923dacf82eab5261',22,'it_479b2fd86fc34c0aac50146431c21884','assistant',X'3C0000009500000061000000C0000000050000008D000000CF000000FC0000002B0000005E000000F3000000EA000000A6000000100000004D0000004C000000','sampled','530997530612723026',0,'d125bdfe477a04efa9737062101bd8ae','toy');
INSERT INTO "spans" VALUES('br_3b5070f41b9c49cc923dacf82eab5261',38,'it_55ad9d0214b3413e898da6a663ed359f','user',X'01010000C60000000001000054000000520000004400000051000000C600000033000000560000004E00000001010000','rendered',NULL,NULL,'d125bdfe477a04efa9737062101bd8ae','toy');
INSERT INTO "spans" VALUES('br_3b5070f41b9c49cc923dacf82eab5261',50,'it_6a47e41305984ff7ac11064115f9eaa5','assistant',X'C600000000010000400000005200000052000000480000005200000053000000400000004D00000053000000C6000000','rendered',NULL,NULL,'d125bdfe477a04efa9737062101bd8ae','toy');
INSERT INTO "spans" VALUES('br_3b5070f41b9c49cc923dacf82eab5261',62,'it_6a47e41305984ff7ac11064115f9eaa5','assistant',X'81000000E3000000FB000000F90000006D000000A70000007A000000FC000000160000002000000006000000B900000095000000C4000000430000002C000000','sampled','3989171875540389118',0,'d125bdfe477a04efa9737062101bd8ae','toy');
INSERT INTO "spans" VALUES('br_4a14ce94ba1e4f239fa76a2f399e9fba',0,'it_06b15a0076fc4cba82166096e7d08744','user',X'0001000054000000520000004400000051000000C60000002B0000004000000053000000440000005100000001010000','rendered',NULL,NULL,'d125bdfe477a04efa9737062101bd8ae','toy');
INSERT INTO "spans" VALUES('br_4a14ce94ba1e4f239fa76a2f399e9fba',12,'it_59b470bff1e94e4e8ffb61cc6a1cc17f','assistant',X'C600000000010000400000005200000052000000480000005200000053000000400000004D00000053000000C6000000','rendered',NULL,NULL,'d125bdfe477a04efa9737062101bd8ae','toy');
INSERT INTO "spans" VALUES('br_4a14ce94ba1e4f239fa76a2f399e9fba',24,'it_59b470bff1e94e4e8ffb61cc6a1cc17f','assistant',X'B1000000CA00000012000000F30000003700000062000000C1000000D80000008900000005000000A700000037000000E6000000BC00000054000000F9000000','sampled','8527991621549659620',0,'d125bdfe477a04efa9737062101bd8ae','toy');
INSERT INTO "spans" VALUES('br_0961b3c2b8ae4f178d5a5dbb823fdbe3',0,'it_7850b9e871734af8ae3edd76b8ffb755','user',X'0001000054000000520000004400000051000000C6000000260000004E0000004D0000004400000001010000','rendered',NULL,NULL,'d125bdfe477a04efa9737062101bd8ae','toy');
INSERT INTO "spans" VALUES('br_0961b3c2b8ae4f178d5a5dbb823fdbe3',11,'it_73c3e6f8cf4a4b19bfe13c96fa1f3f81','assistant',X'C600000000010000400000005200000052000000480000005200000053000000400000004D00000053000000C6000000','rendered',NULL,NULL,'d125bdfe477a04efa9737062101bd8ae','toy');
INSERT INTO "spans" VALUES('br_0961b3c2b8ae4f178d5a5dbb823fdbe3',23,'it_73c3e6f8cf4a4b19bfe13c96fa1f3f81','assistant',X'2A0000000E0000006B000000280000005500000087000000A80000001B0000005800000039000000860000001B000000BE0000002B0000004C00000076000000','sampled','6844619606940422080',0,'d125bdfe477a04efa9737062101bd8ae','toy');
INSERT INTO "spans" VALUES('br_0961b3c2b8ae4f178d5a5dbb823fdbe3',39,'it_7fe788cf14794edfa48a41a135408ae2','user',X'01010000C60000000001000054000000520000004400000051000000C60000003200000053000000480000004B0000004B000000DC0000004700000044000000510000004400000001010000','rendered',NULL,NULL,'d125bdfe477a04efa9737062101bd8ae','toy');
INSERT INTO "spans" VALUES('br_0961b3c2b8ae4f178d5a5dbb823fdbe3',58,'it_61114f78c7a04d74be6fd90ec1aeab81','assistant',X'C600000000010000400000005200000052000000480000005200000053000000400000004D00000053000000C6000000','rendered',NULL,NULL,'d125bdfe477a04efa9737062101bd8ae','toy');
INSERT INTO "spans" VALUES('br_0961b3c2b8ae4f178d5a5dbb823fdbe3',70,'it_61114f78c7a04d74be6fd90ec1aeab81','assistant',X'E2000000D4000000C4000000010000004C00000050000000D20000003F0000003200000076000000E9000000C90000006B000000B7000000130000004E000000','sampled','4620913643855891949',0,'d125bdfe477a04efa9737062101bd8ae','toy');
INSERT INTO "spans" VALUES('br_fd4e4108ddfa4a04b04600a30fb40c83',0,'it_e34818ff9f1245ccbf7aadd8b5ee0d48','user',X'0001000054000000520000004400000051000000C60000002100000044000000450000004E000000510000004400000001010000','rendered',NULL,NULL,'d125bdfe477a04efa9737062101bd8ae','toy');
INSERT INTO "spans" VALUES('br_fd4e4108ddfa4a04b04600a30fb40c83',13,'it_4d46d4962ddf48d5a6b2009f9a6b6a12','user',X'C60000000001000054000000520000004400000051000000C6000000280000004D000000DC000000480000005300000001010000','rendered',NULL,NULL,'d125bdfe477a04efa9737062101bd8ae','toy');
INSERT INTO "spans" VALUES('br_fd4e4108ddfa4a04b04600a30fb40c83',26,'it_43fc56f7b82b4cddb6338419b67ad1ea','assistant',X'C600000000010000400000005200000052000000480000005200000053000000400000004D00000053000000C6000000','rendered',NULL,NULL,'d125bdfe477a04efa9737062101bd8ae','toy');
INSERT INTO "spans" VALUES('br_fd4e4108ddfa4a04b04600a30fb40c83',38,'it_43fc56f7b82b4cddb6338419b67ad1ea','assistant',X'01010000','sampled','5637964583527377822',0,'d125bdfe477a04efa9737062101bd8ae','toy');
INSERT INTO "spans" VALUES('br_bfa15ecb6a664264a2eeb048de19dedd',0,'it_83f3e55beaf1440e80d8c5266b985e7f','user',X'0001000054000000520000004400000051000000C6000000280000004D00000053000000440000005100000051000000540000004F00000053000000440000004300000001010000','rendered',NULL,NULL,'d125bdfe477a04efa9737062101bd8ae','toy');
CREATE TABLE steps (
	run_id VARCHAR NOT NULL, 
	position INTEGER NOT NULL, 
	turn_id VARCHAR NOT NULL, 
	PRIMARY KEY (run_id, position), 
	FOREIGN KEY(turn_id) REFERENCES turns (id) ON DELETE CASCADE
);
INSERT INTO "steps" VALUES('resp_33625231d4f44624a1f0c034c79a4329',0,'turn_c42bf776033148049ff8e4c75ff95cbe');
INSERT INTO "steps" VALUES('resp_a256f9882ef94eb8a9a851be96ac9977',0,'turn_8338e0673ec048879ee94a58c3a576c0');
INSERT INTO "steps" VALUES('resp_58fa088c5c9c4c96b8b4556ff345a038',0,'turn_a52092cb6e6e4750be5ae07fc45d2827');
INSERT INTO "steps" VALUES('resp_9f5a1ad8f6aa46cd99d93bcdb2cc651e',0,'turn_25c801621ad74d20adb4c415a7c29f6c');
INSERT INTO "steps" VALUES('resp_f7d70d68a7db44da91bd5b07eacadba5',0,'turn_738ce4b1b3f34e1a98de7e1ffb60be1f');
INSERT INTO "steps" VALUES('resp_b233d11ccb11449c942dbcc693529130',0,'turn_3c1007486dce4730b5aa17d57b707d1b');
INSERT INTO "steps" VALUES('resp_35231914334a4bcf92e3ede5c611076b',0,'turn_b9cf717feb654cba9dd7ed4936f39859');
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
INSERT INTO "turn_tokens" VALUES('turn_25c801621ad74d20adb4c415a7c29f6c',0,0,X'2A0000000E0000006B000000280000005500000087000000A80000001B0000005800000039000000860000001B000000BE0000002B0000004C00000076000000',NULL,8,'length',NULL);
INSERT INTO "turn_tokens" VALUES('turn_3c1007486dce4730b5aa17d57b707d1b',0,0,X'01010000',NULL,6,'stop',NULL);
INSERT INTO "turn_tokens" VALUES('turn_738ce4b1b3f34e1a98de7e1ffb60be1f',0,0,X'E2000000D4000000C4000000010000004C00000050000000D20000003F0000003200000076000000E9000000C90000006B000000B7000000130000004E000000',NULL,38,'length',NULL);
INSERT INTO "turn_tokens" VALUES('turn_8338e0673ec048879ee94a58c3a576c0',0,0,X'81000000E3000000FB000000F90000006D000000A70000007A000000FC000000160000002000000006000000B900000095000000C4000000430000002C000000',NULL,37,'length',NULL);
INSERT INTO "turn_tokens" VALUES('turn_a52092cb6e6e4750be5ae07fc45d2827',0,0,X'B1000000CA00000012000000F30000003700000062000000C1000000D80000008900000005000000A700000037000000E6000000BC00000054000000F9000000',NULL,6,'length',NULL);
INSERT INTO "turn_tokens" VALUES('turn_b9cf717feb654cba9dd7ed4936f39859',0,0,X'B4000000',NULL,6,NULL,NULL);
INSERT INTO "turn_tokens" VALUES('turn_b9cf717feb654cba9dd7ed4936f39859',0,1,X'41000000',NULL,NULL,NULL,NULL);
INSERT INTO "turn_tokens" VALUES('turn_b9cf717feb654cba9dd7ed4936f39859',0,2,X'49000000',NULL,NULL,NULL,NULL);
INSERT INTO "turn_tokens" VALUES('turn_b9cf717feb654cba9dd7ed4936f39859',0,3,X'99000000',NULL,NULL,NULL,NULL);
INSERT INTO "turn_tokens" VALUES('turn_b9cf717feb654cba9dd7ed4936f39859',0,4,X'B2000000',NULL,NULL,NULL,NULL);
INSERT INTO "turn_tokens" VALUES('turn_b9cf717feb654cba9dd7ed4936f39859',0,5,X'BC000000',NULL,NULL,NULL,NULL);
INSERT INTO "turn_tokens" VALUES('turn_b9cf717feb654cba9dd7ed4936f39859',0,6,X'DF000000',NULL,NULL,NULL,NULL);
INSERT INTO "turn_tokens" VALUES('turn_b9cf717feb654cba9dd7ed4936f39859',0,7,X'BB000000',NULL,NULL,NULL,NULL);
INSERT INTO "turn_tokens" VALUES('turn_b9cf717feb654cba9dd7ed4936f39859',0,8,X'2C000000',NULL,NULL,NULL,NULL);
INSERT INTO "turn_tokens" VALUES('turn_b9cf717feb654cba9dd7ed4936f39859',0,9,X'CD000000',NULL,NULL,NULL,NULL);
INSERT INTO "turn_tokens" VALUES('turn_b9cf717feb654cba9dd7ed4936f39859',0,10,X'78000000',NULL,NULL,NULL,NULL);
INSERT INTO "turn_tokens" VALUES('turn_b9cf717feb654cba9dd7ed4936f39859',0,11,X'76000000',NULL,NULL,NULL,NULL);
INSERT INTO "turn_tokens" VALUES('turn_b9cf717feb654cba9dd7ed4936f39859',0,12,X'9A000000',NULL,NULL,NULL,NULL);
INSERT INTO "turn_tokens" VALUES('turn_b9cf717feb654cba9dd7ed4936f39859',0,13,X'2C000000',NULL,NULL,NULL,NULL);
INSERT INTO "turn_tokens" VALUES('turn_b9cf717feb654cba9dd7ed4936f39859',0,14,X'AA000000',NULL,NULL,NULL,NULL);
INSERT INTO "turn_tokens" VALUES('turn_b9cf717feb654cba9dd7ed4936f39859',0,15,X'31000000',NULL,NULL,NULL,NULL);
INSERT INTO "turn_tokens" VALUES('turn_b9cf717feb654cba9dd7ed4936f39859',0,16,X'E7000000',NULL,NULL,NULL,NULL);
INSERT INTO "turn_tokens" VALUES('turn_b9cf717feb654cba9dd7ed4936f39859',0,17,X'D4000000',NULL,NULL,NULL,NULL);
INSERT INTO "turn_tokens" VALUES('turn_b9cf717feb654cba9dd7ed4936f39859',0,18,X'1E000000',NULL,NULL,NULL,NULL);
INSERT INTO "turn_tokens" VALUES('turn_b9cf717feb654cba9dd7ed4936f39859',0,19,X'CC000000',NULL,NULL,NULL,NULL);
INSERT INTO "turn_tokens" VALUES('turn_c42bf776033148049ff8e4c75ff95cbe',0,0,X'3C0000009500000061000000C0000000050000008D000000CF000000FC0000002B0000005E000000F3000000EA000000A6000000100000004D0000004C000000',NULL,6,'length',NULL);
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
INSERT INTO "turns" VALUES('turn_c42bf776033148049ff8e4c75ff95cbe','se_cdd362e00046457f8a7a041ae22a7d4a','completed',1,'ow_f896e0615b6641c3905417500a4a6f7b',1,0,0,'br_3b5070f41b9c49cc923dacf82eab5261',10,1,1,X'C600000000010000400000005200000052000000480000005200000053000000400000004D00000053000000C6000000',X'C417841E4E0C29EE46F62D41850734B8',X'77F869597A023DFF8787E0BA9225F3A3','{"request_id": "resp_33625231d4f44624a1f0c034c79a4329", "model": "toy", "input": {"messages": [], "add_generation_prompt": true, "continue_final_message": false, "tools": null, "variables": {}}, "sampling": {"max_tokens": 16, "min_tokens": 0, "temperature": 1.0, "top_k": 0, "top_p": 1.0, "min_p": 0.0, "repetition_penalty": 1.0, "presence_penalty": 0.0, "frequency_penalty": 0.0, "logit_bias": [], "seed": null, "stop": [], "stop_token_ids": [], "include_stop_str_in_output": false, "ignore_eos": false, "max_reasoning_tokens": null, "logprobs": null, "prompt_logprobs": null}, "n": 1, "echo": false, "session_id": "resp_33625231d4f44624a1f0c034c79a4329", "run_id": "resp_33625231d4f44624a1f0c034c79a4329", "step": 0, "is_recorded": true, "grammar": null, "lease_s": 0.0, "is_carried": false, "is_last": false, "tenant": "default"}',8192,'d125bdfe477a04efa9737062101bd8ae','toy',0,'{"request_id": "resp_33625231d4f44624a1f0c034c79a4329", "created": 1796066427, "num_prompt_tokens": 22, "seed": 530997530612723026, "system_fingerprint": "fp_6fbc7cfef75f", "session": {"session_id": "resp_33625231d4f44624a1f0c034c79a4329", "num_matched_messages": 0, "num_matched_tokens": 0, "forked": false}, "loosened_tools": [], "reasoning": "none"}','{"usage": {"num_prompt_tokens": 22, "num_completion_tokens": 16, "num_cached_tokens": 6, "cold": null, "restored": {"tier": "device", "num_tokens": 6, "seconds": 0.0, "saved_s": 4.2851662702813036e-05}, "head_rules": [], "num_reasoning_tokens": 0}, "num_computed_tokens": 16, "prompt_logprobs": null, "carrier": null, "ignored_carriers": []}',NULL);
INSERT INTO "turns" VALUES('turn_8338e0673ec048879ee94a58c3a576c0','se_cdd362e00046457f8a7a041ae22a7d4a','completed',1,'ow_f896e0615b6641c3905417500a4a6f7b',1,0,0,'br_3b5070f41b9c49cc923dacf82eab5261',50,3,2,X'C600000000010000400000005200000052000000480000005200000053000000400000004D00000053000000C6000000',X'C417841E4E0C29EE46F62D41850734B8',X'079382D30B9AFD8305FCFEFB5CF77D38','{"request_id": "resp_a256f9882ef94eb8a9a851be96ac9977", "model": "toy", "input": {"messages": [], "add_generation_prompt": true, "continue_final_message": false, "tools": null, "variables": {}}, "sampling": {"max_tokens": 16, "min_tokens": 0, "temperature": 1.0, "top_k": 0, "top_p": 1.0, "min_p": 0.0, "repetition_penalty": 1.0, "presence_penalty": 0.0, "frequency_penalty": 0.0, "logit_bias": [], "seed": null, "stop": [], "stop_token_ids": [], "include_stop_str_in_output": false, "ignore_eos": false, "max_reasoning_tokens": null, "logprobs": null, "prompt_logprobs": null}, "n": 1, "echo": false, "session_id": "resp_33625231d4f44624a1f0c034c79a4329", "run_id": "resp_a256f9882ef94eb8a9a851be96ac9977", "step": 0, "is_recorded": true, "grammar": null, "lease_s": 0.0, "is_carried": false, "is_last": false, "tenant": "default"}',8192,'d125bdfe477a04efa9737062101bd8ae','toy',0,'{"request_id": "resp_a256f9882ef94eb8a9a851be96ac9977", "created": 1796066428, "num_prompt_tokens": 62, "seed": 3989171875540389118, "system_fingerprint": "fp_6fbc7cfef75f", "session": {"session_id": "resp_33625231d4f44624a1f0c034c79a4329", "num_matched_messages": 2, "num_matched_tokens": 38, "forked": false}, "loosened_tools": [], "reasoning": "none"}','{"usage": {"num_prompt_tokens": 62, "num_completion_tokens": 16, "num_cached_tokens": 37, "cold": null, "restored": {"tier": "device", "num_tokens": 37, "seconds": 0.0, "saved_s": 0.000283225322493092}, "head_rules": [], "num_reasoning_tokens": 0}, "num_computed_tokens": 25, "prompt_logprobs": null, "carrier": null, "ignored_carriers": []}',NULL);
INSERT INTO "turns" VALUES('turn_a52092cb6e6e4750be5ae07fc45d2827','se_3806919fdd174360819211311166d711','completed',1,'ow_f896e0615b6641c3905417500a4a6f7b',1,0,0,'br_4a14ce94ba1e4f239fa76a2f399e9fba',12,1,1,X'C600000000010000400000005200000052000000480000005200000053000000400000004D00000053000000C6000000',X'C417841E4E0C29EE46F62D41850734B8',X'1D0A5C99B8EF5EF81592C6AF4098D929','{"request_id": "resp_58fa088c5c9c4c96b8b4556ff345a038", "model": "toy", "input": {"messages": [], "add_generation_prompt": true, "continue_final_message": false, "tools": null, "variables": {}}, "sampling": {"max_tokens": 16, "min_tokens": 0, "temperature": 1.0, "top_k": 0, "top_p": 1.0, "min_p": 0.0, "repetition_penalty": 1.0, "presence_penalty": 0.0, "frequency_penalty": 0.0, "logit_bias": [], "seed": null, "stop": [], "stop_token_ids": [], "include_stop_str_in_output": false, "ignore_eos": false, "max_reasoning_tokens": null, "logprobs": null, "prompt_logprobs": null}, "n": 1, "echo": false, "session_id": "resp_58fa088c5c9c4c96b8b4556ff345a038", "run_id": "resp_58fa088c5c9c4c96b8b4556ff345a038", "step": 0, "is_recorded": true, "grammar": null, "lease_s": 0.0, "is_carried": false, "is_last": false, "tenant": "default"}',8192,'d125bdfe477a04efa9737062101bd8ae','toy',0,'{"request_id": "resp_58fa088c5c9c4c96b8b4556ff345a038", "created": 1796066428, "num_prompt_tokens": 24, "seed": 8527991621549659620, "system_fingerprint": "fp_6fbc7cfef75f", "session": {"session_id": "resp_58fa088c5c9c4c96b8b4556ff345a038", "num_matched_messages": 0, "num_matched_tokens": 0, "forked": false}, "loosened_tools": [], "reasoning": "none"}','{"usage": {"num_prompt_tokens": 24, "num_completion_tokens": 16, "num_cached_tokens": 6, "cold": null, "restored": {"tier": "device", "num_tokens": 6, "seconds": 0.0, "saved_s": 2.3399262772809192e-05}, "head_rules": [], "num_reasoning_tokens": 0}, "num_computed_tokens": 18, "prompt_logprobs": null, "carrier": null, "ignored_carriers": []}',NULL);
INSERT INTO "turns" VALUES('turn_25c801621ad74d20adb4c415a7c29f6c','se_e2f217b4051140d5930864ef3cc33b30','completed',1,'ow_f896e0615b6641c3905417500a4a6f7b',1,0,0,'br_0961b3c2b8ae4f178d5a5dbb823fdbe3',11,1,1,X'C600000000010000400000005200000052000000480000005200000053000000400000004D00000053000000C6000000',X'C417841E4E0C29EE46F62D41850734B8',X'AE110851C9DD3FAB3FF687BFD2D40A26','{"request_id": "resp_9f5a1ad8f6aa46cd99d93bcdb2cc651e", "model": "toy", "input": {"messages": [], "add_generation_prompt": true, "continue_final_message": false, "tools": null, "variables": {}}, "sampling": {"max_tokens": 16, "min_tokens": 0, "temperature": 1.0, "top_k": 0, "top_p": 1.0, "min_p": 0.0, "repetition_penalty": 1.0, "presence_penalty": 0.0, "frequency_penalty": 0.0, "logit_bias": [], "seed": null, "stop": [], "stop_token_ids": [], "include_stop_str_in_output": false, "ignore_eos": false, "max_reasoning_tokens": null, "logprobs": null, "prompt_logprobs": null}, "n": 1, "echo": false, "session_id": "resp_9f5a1ad8f6aa46cd99d93bcdb2cc651e", "run_id": "resp_9f5a1ad8f6aa46cd99d93bcdb2cc651e", "step": 0, "is_recorded": true, "grammar": null, "lease_s": 0.0, "is_carried": false, "is_last": false, "tenant": "default"}',8192,'d125bdfe477a04efa9737062101bd8ae','toy',0,'{"request_id": "resp_9f5a1ad8f6aa46cd99d93bcdb2cc651e", "created": 1796066429, "num_prompt_tokens": 23, "seed": 6844619606940422080, "system_fingerprint": "fp_6fbc7cfef75f", "session": {"session_id": "resp_9f5a1ad8f6aa46cd99d93bcdb2cc651e", "num_matched_messages": 0, "num_matched_tokens": 0, "forked": false}, "loosened_tools": [], "reasoning": "none"}','{"usage": {"num_prompt_tokens": 23, "num_completion_tokens": 16, "num_cached_tokens": 8, "cold": null, "restored": {"tier": "device", "num_tokens": 8, "seconds": 0.0, "saved_s": 1.4690302233764054e-05}, "head_rules": [], "num_reasoning_tokens": 0}, "num_computed_tokens": 15, "prompt_logprobs": null, "carrier": null, "ignored_carriers": []}',NULL);
INSERT INTO "turns" VALUES('turn_738ce4b1b3f34e1a98de7e1ffb60be1f','se_e2f217b4051140d5930864ef3cc33b30','completed',1,'ow_f896e0615b6641c3905417500a4a6f7b',1,0,0,'br_0961b3c2b8ae4f178d5a5dbb823fdbe3',58,3,2,X'C600000000010000400000005200000052000000480000005200000053000000400000004D00000053000000C6000000',X'C417841E4E0C29EE46F62D41850734B8',X'551DC79EA0E32518FF1CA68FBA5BC937','{"request_id": "resp_f7d70d68a7db44da91bd5b07eacadba5", "model": "toy", "input": {"messages": [], "add_generation_prompt": true, "continue_final_message": false, "tools": null, "variables": {}}, "sampling": {"max_tokens": 16, "min_tokens": 0, "temperature": 1.0, "top_k": 0, "top_p": 1.0, "min_p": 0.0, "repetition_penalty": 1.0, "presence_penalty": 0.0, "frequency_penalty": 0.0, "logit_bias": [], "seed": null, "stop": [], "stop_token_ids": [], "include_stop_str_in_output": false, "ignore_eos": false, "max_reasoning_tokens": null, "logprobs": null, "prompt_logprobs": null}, "n": 1, "echo": false, "session_id": "resp_9f5a1ad8f6aa46cd99d93bcdb2cc651e", "run_id": "resp_f7d70d68a7db44da91bd5b07eacadba5", "step": 0, "is_recorded": true, "grammar": null, "lease_s": 0.0, "is_carried": false, "is_last": false, "tenant": "default"}',8192,'d125bdfe477a04efa9737062101bd8ae','toy',0,'{"request_id": "resp_f7d70d68a7db44da91bd5b07eacadba5", "created": 1796066429, "num_prompt_tokens": 70, "seed": 4620913643855891949, "system_fingerprint": "fp_6fbc7cfef75f", "session": {"session_id": "resp_9f5a1ad8f6aa46cd99d93bcdb2cc651e", "num_matched_messages": 2, "num_matched_tokens": 39, "forked": false}, "loosened_tools": [], "reasoning": "none"}','{"usage": {"num_prompt_tokens": 70, "num_completion_tokens": 16, "num_cached_tokens": 38, "cold": null, "restored": {"tier": "device", "num_tokens": 38, "seconds": 0.0, "saved_s": 7.847197777734683e-05}, "head_rules": [], "num_reasoning_tokens": 0}, "num_computed_tokens": 32, "prompt_logprobs": null, "carrier": null, "ignored_carriers": []}',NULL);
INSERT INTO "turns" VALUES('turn_3c1007486dce4730b5aa17d57b707d1b','se_f63ee97fc102492c9535da5b71c0fe1b','completed',1,'ow_f896e0615b6641c3905417500a4a6f7b',1,0,0,'br_fd4e4108ddfa4a04b04600a30fb40c83',26,2,1,X'C600000000010000400000005200000052000000480000005200000053000000400000004D00000053000000C6000000',X'C417841E4E0C29EE46F62D41850734B8',X'AF0AA6929370B3955C4A20872A5103CF','{"request_id": "resp_b233d11ccb11449c942dbcc693529130", "model": "toy", "input": {"messages": [], "add_generation_prompt": true, "continue_final_message": false, "tools": null, "variables": {}}, "sampling": {"max_tokens": 16, "min_tokens": 0, "temperature": 1.0, "top_k": 0, "top_p": 1.0, "min_p": 0.0, "repetition_penalty": 1.0, "presence_penalty": 0.0, "frequency_penalty": 0.0, "logit_bias": [], "seed": null, "stop": [], "stop_token_ids": [], "include_stop_str_in_output": false, "ignore_eos": false, "max_reasoning_tokens": null, "logprobs": null, "prompt_logprobs": null}, "n": 1, "echo": false, "session_id": "conv_746b98a5d67c40808c86803ad9dd549d", "run_id": "resp_b233d11ccb11449c942dbcc693529130", "step": 0, "is_recorded": true, "grammar": null, "lease_s": 0.0, "is_carried": false, "is_last": false, "tenant": "default"}',8192,'d125bdfe477a04efa9737062101bd8ae','toy',0,'{"request_id": "resp_b233d11ccb11449c942dbcc693529130", "created": 1796066429, "num_prompt_tokens": 38, "seed": 5637964583527377822, "system_fingerprint": "fp_6fbc7cfef75f", "session": {"session_id": "conv_746b98a5d67c40808c86803ad9dd549d", "num_matched_messages": 0, "num_matched_tokens": 0, "forked": false}, "loosened_tools": [], "reasoning": "none"}','{"usage": {"num_prompt_tokens": 38, "num_completion_tokens": 1, "num_cached_tokens": 6, "cold": null, "restored": {"tier": "device", "num_tokens": 6, "seconds": 0.0, "saved_s": 6e-07}, "head_rules": [], "num_reasoning_tokens": 0}, "num_computed_tokens": 32, "prompt_logprobs": null, "carrier": null, "ignored_carriers": []}',NULL);
INSERT INTO "turns" VALUES('turn_b9cf717feb654cba9dd7ed4936f39859','se_59a0092b6dfe454e87a8de44a1a6d98d','in_progress',1,'ow_f896e0615b6641c3905417500a4a6f7b',1,0,0,'br_bfa15ecb6a664264a2eeb048de19dedd',18,1,1,X'C600000000010000400000005200000052000000480000005200000053000000400000004D00000053000000C6000000',X'C417841E4E0C29EE46F62D41850734B8',X'833CD06A3FEEF156551E2D3BFE0AB85B','{"request_id": "resp_35231914334a4bcf92e3ede5c611076b", "model": "toy", "input": {"messages": [], "add_generation_prompt": true, "continue_final_message": false, "tools": null, "variables": {}}, "sampling": {"max_tokens": 600, "min_tokens": 0, "temperature": 1.0, "top_k": 0, "top_p": 1.0, "min_p": 0.0, "repetition_penalty": 1.0, "presence_penalty": 0.0, "frequency_penalty": 0.0, "logit_bias": [], "seed": null, "stop": [], "stop_token_ids": [], "include_stop_str_in_output": false, "ignore_eos": false, "max_reasoning_tokens": null, "logprobs": null, "prompt_logprobs": null}, "n": 1, "echo": false, "session_id": "resp_35231914334a4bcf92e3ede5c611076b", "run_id": "resp_35231914334a4bcf92e3ede5c611076b", "step": 0, "is_recorded": true, "grammar": null, "lease_s": 0.0, "is_carried": false, "is_last": false, "tenant": "default"}',8192,'d125bdfe477a04efa9737062101bd8ae','toy',0,'{"request_id": "resp_35231914334a4bcf92e3ede5c611076b", "created": 1796066429, "num_prompt_tokens": 30, "seed": 6151082518620552745, "system_fingerprint": "fp_6fbc7cfef75f", "session": {"session_id": "resp_35231914334a4bcf92e3ede5c611076b", "num_matched_messages": 0, "num_matched_tokens": 0, "forked": false}, "loosened_tools": [], "reasoning": "none"}',NULL,NULL);
CREATE INDEX sessions_by_family ON sessions (family);
CREATE INDEX sessions_by_use ON sessions (tenant, last_used_at);
CREATE INDEX placements_by_replica ON placements (replica);
CREATE INDEX responses_by_previous ON responses (previous_id);
CREATE INDEX responses_by_session ON responses (tenant, session_name);
CREATE INDEX responses_by_status ON responses (status);
CREATE INDEX agents_by_tenant ON agents (tenant, created_at);
CREATE INDEX agent_sessions_by_tenant ON agent_sessions (tenant, created_at);
CREATE INDEX agent_sessions_by_status ON agent_sessions (status);
CREATE INDEX branches_of_session ON branches (session_id);
CREATE INDEX branches_of_parent ON branches (parent_branch_id);
CREATE INDEX response_items_by_id ON response_items (item_id);
CREATE INDEX conversation_items_by_id ON conversation_items (item_id);
CREATE INDEX agent_calls_of_turn ON agent_calls (turn_id);
CREATE INDEX agent_items_of_turn ON agent_items (turn_id);
CREATE INDEX items_by_hash ON items (session_id, chain_hash);
CREATE INDEX items_by_text ON items (session_id, end_char);
CREATE INDEX turns_of_session ON turns (session_id);
CREATE INDEX turns_by_status ON turns (status);
CREATE INDEX turns_of_branch ON turns (branch_id);
CREATE INDEX agent_steps_by_event ON agent_steps (session_id, first_event);
CREATE UNIQUE INDEX steps_by_turn ON steps (turn_id);
COMMIT;
