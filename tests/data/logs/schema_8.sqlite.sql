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
INSERT INTO "branches" VALUES('br_0608fedcbfa741b081523c1e5dd10018','se_d28e87d524ea4fe093b07c41faeb1297','chat',NULL,0,0,104,6,3,1796048167.9879,'ow_ea6079437e61470988c9769f30e3f86d',103,NULL);
INSERT INTO "branches" VALUES('br_468f2d570e0749f7a24086b4eda9a56d','se_d28e87d524ea4fe093b07c41faeb1297','chat','br_0608fedcbfa741b081523c1e5dd10018',86,5,104,6,1,1.79604817085124945637e+09,'ow_ea6079437e61470988c9769f30e3f86d',103,NULL);
INSERT INTO "branches" VALUES('br_af4ba38f782d4588a41ba783988a3926','se_d28e87d524ea4fe093b07c41faeb1297','chat',NULL,0,0,37,2,1,1.79604817124706196782e+09,'ow_ea6079437e61470988c9769f30e3f86d',36,NULL);
INSERT INTO "branches" VALUES('br_ad8b263079a74c1784ca8e9c02b648c9','se_4958d195247647648dba73f0afb9a85c','text',NULL,0,0,28,4,2,1.79604817189960408213e+09,'ow_ea6079437e61470988c9769f30e3f86d',28,NULL);
INSERT INTO "branches" VALUES('br_70b4d7a686fe4a3e80d8ed0204151c31','se_addc4c24981a48329bbfe2841e8afec9','tokens',NULL,0,0,11,2,1,1.79604817275042200085e+09,'ow_ea6079437e61470988c9769f30e3f86d',10,NULL);
INSERT INTO "branches" VALUES('br_ec9e5d4f08ad42b8b5878dc6a5f7eb78','se_c09ec20397e64da0844dbaa3fc6aaee2','chat',NULL,0,0,78,4,2,1.79604817288407516478e+09,'ow_ea6079437e61470988c9769f30e3f86d',77,NULL);
INSERT INTO "branches" VALUES('br_60d4a352f27f43f680245d3c13c3512c','se_8930883c944c45179bbf511059f9a654','chat',NULL,0,0,40,2,1,1.7960481759420173168e+09,'ow_ea6079437e61470988c9769f30e3f86d',39,NULL);
INSERT INTO "branches" VALUES('br_07352d75838c4b5fa96c660c51def11e','se_99307d41d5644f6e8fe000b72113d070','chat',NULL,0,0,86,4,2,1.7960481771141321659e+09,'ow_ea6079437e61470988c9769f30e3f86d',85,NULL);
INSERT INTO "branches" VALUES('br_92bd6baf086d4cd0a7c210a4cb0d6813','se_bc392babbd2e4a448a25b95be7a88eb1','chat',NULL,0,0,54,3,1,1.79604817902449202535e+09,'ow_ea6079437e61470988c9769f30e3f86d',53,NULL);
INSERT INTO "branches" VALUES('br_0eb4bfd59ded4b459f1a7453db812836','se_a7a82fc9011147278633520d60a3f131','chat',NULL,0,0,18,1,1,1.79604818021385812757e+09,NULL,0,NULL);
CREATE TABLE conversation_items (
	conversation_id VARCHAR NOT NULL, 
	position INTEGER NOT NULL, 
	item_id VARCHAR NOT NULL, 
	item JSON NOT NULL, 
	PRIMARY KEY (conversation_id, position), 
	FOREIGN KEY(conversation_id) REFERENCES conversations (id) ON DELETE CASCADE
);
INSERT INTO "conversation_items" VALUES('conv_e06dbdb5825e41198f9608218723735f',0,'msg_e1a3f7df71be4dda8f3904cee22e5c3d','{"id": "msg_e1a3f7df71be4dda8f3904cee22e5c3d", "type": "message", "role": "user", "status": "completed", "content": [{"type": "input_text", "text": "Before"}]}');
INSERT INTO "conversation_items" VALUES('conv_e06dbdb5825e41198f9608218723735f',1,'msg_8843d7b82ad54297b7dc6b81d8ff45d1','{"id": "msg_8843d7b82ad54297b7dc6b81d8ff45d1", "type": "message", "role": "user", "status": "completed", "content": [{"type": "input_text", "text": "In it"}]}');
INSERT INTO "conversation_items" VALUES('conv_e06dbdb5825e41198f9608218723735f',2,'msg_79fd666cdd8146b2ad00fc0e3fe3cdd300','{"id": "msg_79fd666cdd8146b2ad00fc0e3fe3cdd300", "type": "message", "role": "assistant", "status": "incomplete", "content": [{"type": "output_text", "text": "\ufffdP\ufffd\ufffd\f\u0005i5\ufffd\ufffd\u0017\ufffd\ufffd\ufffd\ufffd", "annotations": [], "logprobs": []}]}');
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
INSERT INTO "conversations" VALUES('conv_e06dbdb5825e41198f9608218723735f','default',1796048178,'{"topic": "migrations"}',3,2,NULL,1.79604817966632962231e+09);
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
INSERT INTO "items" VALUES('br_0608fedcbfa741b081523c1e5dd10018',0,'it_bd48abad6f0a492293bda70015f6524f','se_d28e87d524ea4fe093b07c41faeb1297','user','{"role": "user", "content": "Good morning"}',X'70222A0C842BA9F1E656F75A50D407D2',NULL,0,19,1,NULL,NULL,NULL,1.79604816808334827424e+09);
INSERT INTO "items" VALUES('br_0608fedcbfa741b081523c1e5dd10018',1,'it_97de6178d0064e0b9db5090f2c532927','se_d28e87d524ea4fe093b07c41faeb1297','assistant','{"role": "assistant", "content": "\u037fK\ufffd\ufffdl"}',X'C55C94160F0B1CF06822D83EE66EF66F',NULL,19,37,1,'length',NULL,NULL,1.79604816914984703061e+09);
INSERT INTO "items" VALUES('br_0608fedcbfa741b081523c1e5dd10018',2,'it_38a7317bc154482baf874ad945f65963','se_d28e87d524ea4fe093b07c41faeb1297','user','{"role": "user", "content": "And then?"}',X'3EF625FDC470A400C344F7D3F21AF878',NULL,37,55,1,NULL,NULL,NULL,1.79604816960969376564e+09);
INSERT INTO "items" VALUES('br_0608fedcbfa741b081523c1e5dd10018',3,'it_e8d72c71c6fd4e9298f286219df50983','se_d28e87d524ea4fe093b07c41faeb1297','assistant','{"role": "assistant", "content": "\ufffd\ufffd\ufffd\ufffd\u0000"}',X'DBAF086743BE6991BBAF1B187EE9D9A3',NULL,55,73,1,'length',NULL,NULL,1.79604816998441696169e+09);
INSERT INTO "items" VALUES('br_0608fedcbfa741b081523c1e5dd10018',4,'it_6233e685260142929bbeec71ab5ab2b3','se_d28e87d524ea4fe093b07c41faeb1297','user','{"role": "user", "content": "Why?"}',X'BE36CD1AC2E281F7BA99B5E044218A73',NULL,73,86,1,NULL,NULL,NULL,1.7960481703303291797e+09);
INSERT INTO "items" VALUES('br_0608fedcbfa741b081523c1e5dd10018',5,'it_c9610c88a1ff4911b3a78f13b9168b98','se_d28e87d524ea4fe093b07c41faeb1297','assistant','{"role": "assistant", "content": "\ufffdG\u0019\ufffd\ufffd"}',X'270422D94C2FCF86821AEE76C1FE1411',NULL,86,104,1,'length',NULL,NULL,1.79604817085071253777e+09);
INSERT INTO "items" VALUES('br_468f2d570e0749f7a24086b4eda9a56d',5,'it_8c90ab20cc584577bc320674dbb0fa70','se_d28e87d524ea4fe093b07c41faeb1297','assistant','{"role": "assistant", "content": "\ufffdK\ufffd\ufffd=`"}',X'33462B95EACC296D55006D0EAA57521C',NULL,86,104,1,'length',NULL,NULL,1.79604817085155415534e+09);
INSERT INTO "items" VALUES('br_af4ba38f782d4588a41ba783988a3926',0,'it_d8c387172cf7413dadc0e2f41bb1effa','se_d28e87d524ea4fe093b07c41faeb1297','user','{"role": "user", "content": "Good evening"}',X'A0FC891D406BACC5EF327501C56C6B42',NULL,0,19,1,NULL,NULL,NULL,1.79604817124813032147e+09);
INSERT INTO "items" VALUES('br_af4ba38f782d4588a41ba783988a3926',1,'it_2c73f76f48714459a73789943b301952','se_d28e87d524ea4fe093b07c41faeb1297','assistant','{"role": "assistant", "content": "\u001c\u0155 \ufffdm"}',X'C2FC5BC856B25D0122EDC4155D210C58',NULL,19,37,1,'length',NULL,NULL,1.79604817162928724291e+09);
INSERT INTO "items" VALUES('br_ad8b263079a74c1784ca8e9c02b648c9',0,'it_4723838dd42447fb9147084cb1146ab9','se_4958d195247647648dba73f0afb9a85c','prompt','"Once upon a time"',X'CF25218127A2BD1DF7B6D9215A761C83',16,0,16,1,NULL,NULL,NULL,1.7960481719001097679e+09);
INSERT INTO "items" VALUES('br_ad8b263079a74c1784ca8e9c02b648c9',1,'it_234d74a927214d31a832cb72896a606d','se_4958d195247647648dba73f0afb9a85c','completion','"Bo\ufffd\ufffd\ufffd"',X'19CDEB4DD634ED65A6BF4702623FE794',21,16,21,1,'length',NULL,NULL,1.79604817205924725525e+09);
INSERT INTO "items" VALUES('br_ad8b263079a74c1784ca8e9c02b648c9',2,'it_9ec91a5ff7b0437ab0073ed928875e6b','se_4958d195247647648dba73f0afb9a85c','prompt','" and"',X'4BED1C3FBACC6315204C6E186CDB0EAE',25,21,25,1,NULL,NULL,NULL,1.79604817232450056068e+09);
INSERT INTO "items" VALUES('br_ad8b263079a74c1784ca8e9c02b648c9',3,'it_8f981f3adfc8454ba514ea69145bf16e','se_4958d195247647648dba73f0afb9a85c','completion','"\ufffd9\ufffd"',X'96AE210949D5140A93592896500BA590',28,25,28,1,'stop','"C"',X'22000000',1.79604817260699653621e+09);
INSERT INTO "items" VALUES('br_70b4d7a686fe4a3e80d8ed0204151c31',0,'it_58bc976d650a47ac8406c06bd4b96dd8','se_addc4c24981a48329bbfe2841e8afec9','prompt',NULL,NULL,NULL,0,6,1,NULL,NULL,NULL,1.79604817275340604776e+09);
INSERT INTO "items" VALUES('br_70b4d7a686fe4a3e80d8ed0204151c31',1,'it_1e20104de2b640199178cd4241e01121','se_addc4c24981a48329bbfe2841e8afec9','completion','"\ufffd\u07a2\ufffdq"',NULL,NULL,6,11,1,'length',NULL,NULL,1.79604817282888126368e+09);
INSERT INTO "items" VALUES('br_ec9e5d4f08ad42b8b5878dc6a5f7eb78',0,'it_5246d582be3e435c8af25a88d6666a7b','se_c09ec20397e64da0844dbaa3fc6aaee2','user','{"role": "user", "content": "One"}',X'77F869597A023DFF8787E0BA9225F3A3',NULL,0,10,1,NULL,NULL,NULL,1.7960481728845448494e+09);
INSERT INTO "items" VALUES('br_ec9e5d4f08ad42b8b5878dc6a5f7eb78',1,'it_3a57af8f728246208be91fe21d86d534','se_c09ec20397e64da0844dbaa3fc6aaee2','assistant','{"role": "assistant", "content": "]\ufffdk\ufffd\r\u0002iz\ufffdc\ufffd\u0011\ufffd\ufffdG\ufffd"}',X'D32C09B59EA031FE6717C7BDF58162CB',NULL,10,38,1,'length',NULL,NULL,1.79604817315828585626e+09);
INSERT INTO "items" VALUES('br_ec9e5d4f08ad42b8b5878dc6a5f7eb78',2,'it_a7dfb55940ac4865b3f5100bfce54311','se_c09ec20397e64da0844dbaa3fc6aaee2','user','{"role": "user", "content": "Two"}',X'2AFB5F7EB726A1A9D24217891634984B',NULL,38,50,1,NULL,NULL,NULL,1.79604817498444128032e+09);
INSERT INTO "items" VALUES('br_ec9e5d4f08ad42b8b5878dc6a5f7eb78',3,'it_a287aa2b0d5349458ec83d9c9b91a7e2','se_c09ec20397e64da0844dbaa3fc6aaee2','assistant','{"role": "assistant", "content": "\ufffd\ufffd\ufffd\u0012nY\ufffd\ufffd\f\u07af\u0601\ufffd\ufffd\ufffd"}',X'7A119BEE9CF5515048DB14F95A8C6117',NULL,50,78,1,'length',NULL,NULL,1796048175.45005);
INSERT INTO "items" VALUES('br_60d4a352f27f43f680245d3c13c3512c',0,'it_5a3363d86f764f4a83a0a95266468ed0','se_8930883c944c45179bbf511059f9a654','user','{"role": "user", "content": "Later"}',X'1D0A5C99B8EF5EF81592C6AF4098D929',NULL,0,12,1,NULL,NULL,NULL,1.79604817600867295267e+09);
INSERT INTO "items" VALUES('br_60d4a352f27f43f680245d3c13c3512c',1,'it_605b8efc41c547abbd8ca9561355cc0c','se_8930883c944c45179bbf511059f9a654','assistant','{"role": "assistant", "content": "\ufffd\u0010d`37\ufffd[\ufffd\ufffd\ufffd \ufffd\ufffdK\ufffd"}',X'73E78A0BD424E6732BA1639C2F7CE790',NULL,12,40,1,'length',NULL,NULL,1.79604817658005428315e+09);
INSERT INTO "items" VALUES('br_07352d75838c4b5fa96c660c51def11e',0,'it_641a29af38474dce89102116f787a4f3','se_99307d41d5644f6e8fe000b72113d070','user','{"role": "user", "content": "Gone"}',X'AE110851C9DD3FAB3FF687BFD2D40A26',NULL,0,11,1,NULL,NULL,NULL,1.79604817718352389338e+09);
INSERT INTO "items" VALUES('br_07352d75838c4b5fa96c660c51def11e',1,'it_40e0141636a74cbf85a3826b7bd4cff1','se_99307d41d5644f6e8fe000b72113d070','assistant','{"role": "assistant", "content": "K/\ufffd3\ufffdWg\ufffdzz\ufffd3\ufffdl%\ufffd"}',X'C84D02AC91BC92A2242642FD47E2E57A',NULL,11,39,1,'length',NULL,NULL,1.79604817751270341872e+09);
INSERT INTO "items" VALUES('br_07352d75838c4b5fa96c660c51def11e',2,'it_9f7359e6b65a419ead346c10c2e03bd2','se_99307d41d5644f6e8fe000b72113d070','user','{"role": "user", "content": "Still here"}',X'45F1A5752CA324392EBD87BC01D41384',NULL,39,58,1,NULL,NULL,NULL,1.79604817783243703838e+09);
INSERT INTO "items" VALUES('br_07352d75838c4b5fa96c660c51def11e',3,'it_44b155373584477f937afd0f74ac2590','se_99307d41d5644f6e8fe000b72113d070','assistant','{"role": "assistant", "content": "\ufffd\ufffd\tnr\u0007\ufffdT\ufffd;Kj\ufffd\ufffd:n"}',X'80D325CA37964632E7223A91937AE518',NULL,58,86,1,'length',NULL,NULL,1.79604817824971580504e+09);
INSERT INTO "items" VALUES('br_92bd6baf086d4cd0a7c210a4cb0d6813',0,'it_44d17880a91444888e8124c7ecc696dc','se_bc392babbd2e4a448a25b95be7a88eb1','user','{"role": "user", "content": "Before"}',X'86F1FF03C95F3955B509A5F75B79E5CA',NULL,0,13,1,NULL,NULL,NULL,1.79604817902490139004e+09);
INSERT INTO "items" VALUES('br_92bd6baf086d4cd0a7c210a4cb0d6813',1,'it_965d4c5b954341d7848f14e0fef03f47','se_bc392babbd2e4a448a25b95be7a88eb1','user','{"role": "user", "content": "In it"}',X'AF0AA6929370B3955C4A20872A5103CF',NULL,13,26,1,NULL,NULL,NULL,1.79604817902490663528e+09);
INSERT INTO "items" VALUES('br_92bd6baf086d4cd0a7c210a4cb0d6813',2,'it_71b8ff4c6fe049db9d63154681eb1b21','se_bc392babbd2e4a448a25b95be7a88eb1','assistant','{"role": "assistant", "content": "\ufffdP\ufffd\ufffd\f\u0005i5\ufffd\ufffd\u0017\ufffd\ufffd\ufffd\ufffd"}',X'C51E4A3A3251566B90F5AD8BDF6D1334',NULL,26,54,1,'length',NULL,NULL,1.79604817951573824882e+09);
INSERT INTO "items" VALUES('br_0eb4bfd59ded4b459f1a7453db812836',0,'it_2ea3716da70648d086fa77be51586aa1','se_a7a82fc9011147278633520d60a3f131','user','{"role": "user", "content": "Interrupted"}',X'833CD06A3FEEF156551E2D3BFE0AB85B',NULL,0,18,1,NULL,NULL,NULL,1.79604818025858807561e+09);
CREATE TABLE migrations (
	number INTEGER NOT NULL, 
	name VARCHAR NOT NULL, 
	applied_at FLOAT NOT NULL, 
	PRIMARY KEY (number)
);
INSERT INTO "migrations" VALUES(1,'first_schema',1.79604816079433321951e+09);
INSERT INTO "migrations" VALUES(2,'responses_and_conversations',1.7960481608496181965e+09);
INSERT INTO "migrations" VALUES(3,'runs',1.79604816084978604314e+09);
INSERT INTO "migrations" VALUES(4,'whereabouts_of_kv',1.79604816084987401964e+09);
INSERT INTO "migrations" VALUES(5,'owners_of_responses_and_attempts',1.79604816084994387622e+09);
INSERT INTO "migrations" VALUES(6,'turns_and_steps',1.796048160850006342e+09);
INSERT INTO "migrations" VALUES(7,'session_verbs',1.79604816085006523127e+09);
INSERT INTO "migrations" VALUES(8,'agents',1.7960481608501372337e+09);
CREATE TABLE owners (
	id VARCHAR NOT NULL, 
	process_name VARCHAR, 
	beat_at FLOAT NOT NULL, 
	PRIMARY KEY (id)
);
INSERT INTO "owners" VALUES('ow_ea6079437e61470988c9769f30e3f86d','host:data',1.79604817902055764202e+09);
CREATE TABLE response_items (
	response_id VARCHAR NOT NULL, 
	position INTEGER NOT NULL, 
	is_output BOOLEAN NOT NULL, 
	item_id VARCHAR NOT NULL, 
	item JSON NOT NULL, 
	PRIMARY KEY (response_id, position), 
	FOREIGN KEY(response_id) REFERENCES responses (id) ON DELETE CASCADE
);
INSERT INTO "response_items" VALUES('resp_91a511966cea43a0b693a2beb55dc29e',0,0,'msg_e3732b5b20eb4b6caaae40601f62b065','{"id": "msg_e3732b5b20eb4b6caaae40601f62b065", "type": "message", "role": "user", "status": "completed", "content": [{"type": "input_text", "text": "One"}]}');
INSERT INTO "response_items" VALUES('resp_91a511966cea43a0b693a2beb55dc29e',1,1,'msg_91a511966cea43a0b693a2beb55dc29e00','{"id": "msg_91a511966cea43a0b693a2beb55dc29e00", "type": "message", "role": "assistant", "status": "incomplete", "content": [{"type": "output_text", "text": "]\ufffdk\ufffd\r\u0002iz\ufffdc\ufffd\u0011\ufffd\ufffdG\ufffd", "annotations": [], "logprobs": []}]}');
INSERT INTO "response_items" VALUES('resp_a9bcd049980a4273bd164c526e962589',0,0,'msg_b820730a5c9d422d81561717021e4568','{"id": "msg_b820730a5c9d422d81561717021e4568", "type": "message", "role": "user", "status": "completed", "content": [{"type": "input_text", "text": "Two"}]}');
INSERT INTO "response_items" VALUES('resp_a9bcd049980a4273bd164c526e962589',1,1,'msg_a9bcd049980a4273bd164c526e96258900','{"id": "msg_a9bcd049980a4273bd164c526e96258900", "type": "message", "role": "assistant", "status": "incomplete", "content": [{"type": "output_text", "text": "\ufffd\ufffd\ufffd\u0012nY\ufffd\ufffd\f\u07af\u0601\ufffd\ufffd\ufffd", "annotations": [], "logprobs": []}]}');
INSERT INTO "response_items" VALUES('resp_6c9a36de63834e71b1cf639c73bf6384',0,0,'msg_ffb1f204ff694751a624fab2ad57a043','{"id": "msg_ffb1f204ff694751a624fab2ad57a043", "type": "message", "role": "user", "status": "completed", "content": [{"type": "input_text", "text": "Later"}]}');
INSERT INTO "response_items" VALUES('resp_6c9a36de63834e71b1cf639c73bf6384',1,1,'msg_6c9a36de63834e71b1cf639c73bf638400','{"id": "msg_6c9a36de63834e71b1cf639c73bf638400", "type": "message", "role": "assistant", "status": "incomplete", "content": [{"type": "output_text", "text": "\ufffd\u0010d`37\ufffd[\ufffd\ufffd\ufffd \ufffd\ufffdK\ufffd", "annotations": [], "logprobs": []}]}');
INSERT INTO "response_items" VALUES('resp_65ea0fda9c7144cb8e03925a44e27c8b',0,0,'msg_3166f72ee06e4208b8a2294361b1817c','{"id": "msg_3166f72ee06e4208b8a2294361b1817c", "type": "message", "role": "user", "status": "completed", "content": [{"type": "input_text", "text": "Gone"}]}');
INSERT INTO "response_items" VALUES('resp_65ea0fda9c7144cb8e03925a44e27c8b',1,1,'msg_65ea0fda9c7144cb8e03925a44e27c8b00','{"id": "msg_65ea0fda9c7144cb8e03925a44e27c8b00", "type": "message", "role": "assistant", "status": "incomplete", "content": [{"type": "output_text", "text": "K/\ufffd3\ufffdWg\ufffdzz\ufffd3\ufffdl%\ufffd", "annotations": [], "logprobs": []}]}');
INSERT INTO "response_items" VALUES('resp_d64b710840524d579bafe0876396c681',0,0,'msg_321ad0a83c674723871053a1f28516a2','{"id": "msg_321ad0a83c674723871053a1f28516a2", "type": "message", "role": "user", "status": "completed", "content": [{"type": "input_text", "text": "Still here"}]}');
INSERT INTO "response_items" VALUES('resp_d64b710840524d579bafe0876396c681',1,1,'msg_d64b710840524d579bafe0876396c68100','{"id": "msg_d64b710840524d579bafe0876396c68100", "type": "message", "role": "assistant", "status": "incomplete", "content": [{"type": "output_text", "text": "\ufffd\ufffd\tnr\u0007\ufffdT\ufffd;Kj\ufffd\ufffd:n", "annotations": [], "logprobs": []}]}');
INSERT INTO "response_items" VALUES('resp_79fd666cdd8146b2ad00fc0e3fe3cdd3',0,0,'msg_8843d7b82ad54297b7dc6b81d8ff45d1','{"id": "msg_8843d7b82ad54297b7dc6b81d8ff45d1", "type": "message", "role": "user", "status": "completed", "content": [{"type": "input_text", "text": "In it"}]}');
INSERT INTO "response_items" VALUES('resp_79fd666cdd8146b2ad00fc0e3fe3cdd3',1,1,'msg_79fd666cdd8146b2ad00fc0e3fe3cdd300','{"id": "msg_79fd666cdd8146b2ad00fc0e3fe3cdd300", "type": "message", "role": "assistant", "status": "incomplete", "content": [{"type": "output_text", "text": "\ufffdP\ufffd\ufffd\f\u0005i5\ufffd\ufffd\u0017\ufffd\ufffd\ufffd\ufffd", "annotations": [], "logprobs": []}]}');
INSERT INTO "response_items" VALUES('resp_d9995e0d52c04e8fb128ae07dbe89d1f',0,0,'msg_ebed1f16ae934c949e2b1b3362e7af81','{"id": "msg_ebed1f16ae934c949e2b1b3362e7af81", "type": "message", "role": "user", "status": "completed", "content": [{"type": "input_text", "text": "Interrupted"}]}');
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
INSERT INTO "responses" VALUES('resp_91a511966cea43a0b693a2beb55dc29e','default','incomplete',1796048172,NULL,'{"model": "toy", "instructions": null, "store": true, "max_output_tokens": 16, "max_tool_calls": null, "metadata": {}, "parallel_tool_calls": true, "tools": [], "tool_choice": "auto", "text": {"format": {"type": "text"}, "verbosity": "medium"}, "reasoning": null, "temperature": 1.0, "top_p": 1.0, "presence_penalty": 0.0, "frequency_penalty": 0.0, "top_logprobs": 0, "truncation": "disabled", "prompt_cache_key": null, "prompt_cache_options": null, "prompt_cache_retention": null, "safety_identifier": null, "service_tier": "default", "user": null}',0,'ow_ea6079437e61470988c9769f30e3f86d',0,'d125bdfe477a04efa9737062101bd8ae',NULL,'resp_91a511966cea43a0b693a2beb55dc29e',NULL,NULL,NULL,'[22, 16, 6, null, {"tier": "device", "num_tokens": 6, "seconds": 0.0, "saved_s": 0.00032918706064123985}]',NULL,'max_output_tokens',1,'[[0, 1, 0], [0, 2, 0], [0, 1, 0], [0, 1, 0], [0, 1, 0], [0, 1, 0], [0, 1, 0], [0, 2, 0], [0, 1, 0], [0, 1, 0], [0, 1, 0], [0, 1, 0], [0, 1, 0], [0, 1, 0]]',0);
INSERT INTO "responses" VALUES('resp_a9bcd049980a4273bd164c526e962589','default','incomplete',1796048174,NULL,'{"model": "toy", "instructions": null, "store": true, "max_output_tokens": 16, "max_tool_calls": null, "metadata": {}, "parallel_tool_calls": true, "tools": [], "tool_choice": "auto", "text": {"format": {"type": "text"}, "verbosity": "medium"}, "reasoning": null, "temperature": 1.0, "top_p": 1.0, "presence_penalty": 0.0, "frequency_penalty": 0.0, "top_logprobs": 0, "truncation": "disabled", "prompt_cache_key": null, "prompt_cache_options": null, "prompt_cache_retention": null, "safety_identifier": null, "service_tier": "default", "user": null}',0,'ow_ea6079437e61470988c9769f30e3f86d',0,'d125bdfe477a04efa9737062101bd8ae',NULL,'resp_91a511966cea43a0b693a2beb55dc29e','resp_91a511966cea43a0b693a2beb55dc29e',NULL,NULL,'[62, 16, 37, null, {"tier": "device", "num_tokens": 37, "seconds": 0.0, "saved_s": 0.002110450790085206}]',NULL,'max_output_tokens',1,'[[0, 1, 0], [0, 1, 0], [0, 2, 0], [0, 1, 0], [0, 1, 0], [0, 1, 0], [0, 2, 0], [0, 1, 0], [0, 1, 0], [0, 1, 0], [0, 2, 0]]',0);
INSERT INTO "responses" VALUES('resp_6c9a36de63834e71b1cf639c73bf6384','default','incomplete',1796048175,NULL,'{"model": "toy", "instructions": null, "store": true, "max_output_tokens": 16, "max_tool_calls": null, "metadata": {}, "parallel_tool_calls": true, "tools": [], "tool_choice": "auto", "text": {"format": {"type": "text"}, "verbosity": "medium"}, "reasoning": null, "temperature": 1.0, "top_p": 1.0, "presence_penalty": 0.0, "frequency_penalty": 0.0, "top_logprobs": 0, "truncation": "disabled", "prompt_cache_key": null, "prompt_cache_options": null, "prompt_cache_retention": null, "safety_identifier": null, "service_tier": "default", "user": null}',1,'ow_ea6079437e61470988c9769f30e3f86d',0,'d125bdfe477a04efa9737062101bd8ae',NULL,'resp_6c9a36de63834e71b1cf639c73bf6384',NULL,NULL,NULL,'[24, 16, 6, null, {"tier": "device", "num_tokens": 6, "seconds": 0.0, "saved_s": 0.00030081238101805794}]',NULL,'max_output_tokens',1,'[[0, 1, 0], [0, 1, 0], [0, 1, 0], [0, 1, 0], [0, 1, 0], [0, 1, 0], [0, 2, 0], [0, 1, 0], [0, 1, 0], [0, 2, 0], [0, 1, 0], [0, 1, 0], [0, 1, 0], [0, 1, 0]]',0);
INSERT INTO "responses" VALUES('resp_65ea0fda9c7144cb8e03925a44e27c8b','default','incomplete',1796048177,NULL,'{"model": "toy", "instructions": null, "store": true, "max_output_tokens": 16, "max_tool_calls": null, "metadata": {}, "parallel_tool_calls": true, "tools": [], "tool_choice": "auto", "text": {"format": {"type": "text"}, "verbosity": "medium"}, "reasoning": null, "temperature": 1.0, "top_p": 1.0, "presence_penalty": 0.0, "frequency_penalty": 0.0, "top_logprobs": 0, "truncation": "disabled", "prompt_cache_key": null, "prompt_cache_options": null, "prompt_cache_retention": null, "safety_identifier": null, "service_tier": "default", "user": null}',0,'ow_ea6079437e61470988c9769f30e3f86d',0,'d125bdfe477a04efa9737062101bd8ae',NULL,'resp_65ea0fda9c7144cb8e03925a44e27c8b',NULL,NULL,NULL,'[23, 16, 8, null, {"tier": "device", "num_tokens": 8, "seconds": 0.0, "saved_s": 0.0003260227432885694}]',NULL,'max_output_tokens',1,'[[0, 1, 0], [0, 1, 0], [0, 1, 0], [0, 1, 0], [0, 1, 0], [0, 1, 0], [0, 1, 0], [0, 1, 0], [0, 1, 0], [0, 1, 0], [0, 1, 0], [0, 1, 0], [0, 2, 0], [0, 1, 0], [0, 1, 0]]',1);
INSERT INTO "responses" VALUES('resp_d64b710840524d579bafe0876396c681','default','incomplete',1796048177,NULL,'{"model": "toy", "instructions": null, "store": true, "max_output_tokens": 16, "max_tool_calls": null, "metadata": {}, "parallel_tool_calls": true, "tools": [], "tool_choice": "auto", "text": {"format": {"type": "text"}, "verbosity": "medium"}, "reasoning": null, "temperature": 1.0, "top_p": 1.0, "presence_penalty": 0.0, "frequency_penalty": 0.0, "top_logprobs": 0, "truncation": "disabled", "prompt_cache_key": null, "prompt_cache_options": null, "prompt_cache_retention": null, "safety_identifier": null, "service_tier": "default", "user": null}',0,'ow_ea6079437e61470988c9769f30e3f86d',0,'d125bdfe477a04efa9737062101bd8ae',NULL,'resp_65ea0fda9c7144cb8e03925a44e27c8b','resp_65ea0fda9c7144cb8e03925a44e27c8b',NULL,NULL,'[70, 16, 38, null, {"tier": "device", "num_tokens": 38, "seconds": 0.0, "saved_s": 0.0017806404298638442}]',NULL,'max_output_tokens',1,'[[0, 1, 0], [0, 2, 0], [0, 1, 0], [0, 1, 0], [0, 1, 0], [0, 1, 0], [0, 1, 0], [0, 2, 0], [0, 1, 0], [0, 1, 0], [0, 1, 0], [0, 1, 0], [0, 1, 0], [0, 1, 0]]',0);
INSERT INTO "responses" VALUES('resp_79fd666cdd8146b2ad00fc0e3fe3cdd3','default','incomplete',1796048178,NULL,'{"model": "toy", "instructions": null, "store": true, "max_output_tokens": 16, "max_tool_calls": null, "metadata": {}, "parallel_tool_calls": true, "tools": [], "tool_choice": "auto", "text": {"format": {"type": "text"}, "verbosity": "medium"}, "reasoning": null, "temperature": 1.0, "top_p": 1.0, "presence_penalty": 0.0, "frequency_penalty": 0.0, "top_logprobs": 0, "truncation": "disabled", "prompt_cache_key": null, "prompt_cache_options": null, "prompt_cache_retention": null, "safety_identifier": null, "service_tier": "default", "user": null}',0,'ow_ea6079437e61470988c9769f30e3f86d',0,'d125bdfe477a04efa9737062101bd8ae',NULL,'conv_e06dbdb5825e41198f9608218723735f',NULL,'conv_e06dbdb5825e41198f9608218723735f',1,'[38, 16, 6, null, {"tier": "device", "num_tokens": 6, "seconds": 0.0, "saved_s": 0.0001918564221727746}]',NULL,'max_output_tokens',1,'[[0, 2, 0], [0, 2, 0], [0, 1, 0], [0, 1, 0], [0, 1, 0], [0, 1, 0], [0, 1, 0], [0, 1, 0], [0, 1, 0], [0, 2, 0], [0, 1, 0], [0, 1, 0]]',0);
INSERT INTO "responses" VALUES('resp_d9995e0d52c04e8fb128ae07dbe89d1f','default','in_progress',1796048179,NULL,'{"model": "toy", "instructions": null, "store": true, "max_output_tokens": 600, "max_tool_calls": null, "metadata": {}, "parallel_tool_calls": true, "tools": [], "tool_choice": "auto", "text": {"format": {"type": "text"}, "verbosity": "medium"}, "reasoning": null, "temperature": 1.0, "top_p": 1.0, "presence_penalty": 0.0, "frequency_penalty": 0.0, "top_logprobs": 0, "truncation": "disabled", "prompt_cache_key": null, "prompt_cache_options": null, "prompt_cache_retention": null, "safety_identifier": null, "service_tier": "default", "user": null}',1,'ow_ea6079437e61470988c9769f30e3f86d',0,'d125bdfe477a04efa9737062101bd8ae',NULL,'resp_d9995e0d52c04e8fb128ae07dbe89d1f',NULL,NULL,NULL,NULL,NULL,NULL,1,NULL,0);
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
INSERT INTO "sessions" VALUES('se_d28e87d524ea4fe093b07c41faeb1297','default','talk',1.79604816781573057172e+09,1.79604817163048100471e+09,4,'br_af4ba38f782d4588a41ba783988a3926',NULL,NULL,NULL,NULL);
INSERT INTO "sessions" VALUES('se_4958d195247647648dba73f0afb9a85c','default','text',1.79604817179382181173e+09,1.79604817260731983185e+09,2,'br_ad8b263079a74c1784ca8e9c02b648c9',NULL,NULL,NULL,NULL);
INSERT INTO "sessions" VALUES('se_addc4c24981a48329bbfe2841e8afec9','default','ids',1.79604817271383285521e+09,1.7960481728291668892e+09,1,'br_70b4d7a686fe4a3e80d8ed0204151c31',NULL,NULL,NULL,NULL);
INSERT INTO "sessions" VALUES('se_c09ec20397e64da0844dbaa3fc6aaee2','default','resp_91a511966cea43a0b693a2beb55dc29e',1.79604817288345694546e+09,1.7960481755504255295e+09,2,'br_ec9e5d4f08ad42b8b5878dc6a5f7eb78',NULL,NULL,NULL,NULL);
INSERT INTO "sessions" VALUES('se_8930883c944c45179bbf511059f9a654','default','resp_6c9a36de63834e71b1cf639c73bf6384',1.79604817594118595122e+09,1.79604817663677287101e+09,1,'br_60d4a352f27f43f680245d3c13c3512c',NULL,NULL,NULL,NULL);
INSERT INTO "sessions" VALUES('se_99307d41d5644f6e8fe000b72113d070','default','resp_65ea0fda9c7144cb8e03925a44e27c8b',1.79604817711313581463e+09,1.79604817825000905992e+09,2,'br_07352d75838c4b5fa96c660c51def11e',NULL,NULL,NULL,NULL);
INSERT INTO "sessions" VALUES('se_bc392babbd2e4a448a25b95be7a88eb1','default','conv_e06dbdb5825e41198f9608218723735f',1.79604817902380514138e+09,1.79604817956074070935e+09,1,'br_92bd6baf086d4cd0a7c210a4cb0d6813',NULL,NULL,NULL,NULL);
INSERT INTO "sessions" VALUES('se_a7a82fc9011147278633520d60a3f131','default','resp_d9995e0d52c04e8fb128ae07dbe89d1f',1.79604818019682765006e+09,1.79604818028212571143e+09,1,'br_0eb4bfd59ded4b459f1a7453db812836',NULL,NULL,NULL,NULL);
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
INSERT INTO "spans" VALUES('br_0608fedcbfa741b081523c1e5dd10018',0,'it_bd48abad6f0a492293bda70015f6524f','user',X'0001000054000000520000004400000051000000C6000000260000004E0000004E00000043000000DC0000004C0000004E000000510000004D000000480000004D0000004600000001010000','rendered',NULL,NULL,'d125bdfe477a04efa9737062101bd8ae','toy');
INSERT INTO "spans" VALUES('br_0608fedcbfa741b081523c1e5dd10018',19,'it_97de6178d0064e0b9db5090f2c532927','assistant',X'C600000000010000400000005200000052000000480000005200000053000000400000004D00000053000000C6000000','rendered',NULL,NULL,'d125bdfe477a04efa9737062101bd8ae','toy');
INSERT INTO "spans" VALUES('br_0608fedcbfa741b081523c1e5dd10018',31,'it_97de6178d0064e0b9db5090f2c532927','assistant',X'890000007B0000002A000000AA000000A30000004B000000','sampled','1',0,'d125bdfe477a04efa9737062101bd8ae','toy');
INSERT INTO "spans" VALUES('br_0608fedcbfa741b081523c1e5dd10018',37,'it_38a7317bc154482baf874ad945f65963','user',X'01010000C60000000001000054000000520000004400000051000000C6000000200000004D00000043000000DC0000005300000047000000440000004D0000001E00000001010000','rendered',NULL,NULL,'d125bdfe477a04efa9737062101bd8ae','toy');
INSERT INTO "spans" VALUES('br_0608fedcbfa741b081523c1e5dd10018',55,'it_e8d72c71c6fd4e9298f286219df50983','assistant',X'C600000000010000400000005200000052000000480000005200000053000000400000004D00000053000000C6000000','rendered',NULL,NULL,'d125bdfe477a04efa9737062101bd8ae','toy');
INSERT INTO "spans" VALUES('br_0608fedcbfa741b081523c1e5dd10018',67,'it_e8d72c71c6fd4e9298f286219df50983','assistant',X'9F0000005F000000AE000000B90000006D000000BC000000','sampled','1',0,'d125bdfe477a04efa9737062101bd8ae','toy');
INSERT INTO "spans" VALUES('br_0608fedcbfa741b081523c1e5dd10018',73,'it_6233e685260142929bbeec71ab5ab2b3','user',X'01010000C60000000001000054000000520000004400000051000000C60000003600000047000000580000001E00000001010000','rendered',NULL,NULL,'d125bdfe477a04efa9737062101bd8ae','toy');
INSERT INTO "spans" VALUES('br_0608fedcbfa741b081523c1e5dd10018',86,'it_c9610c88a1ff4911b3a78f13b9168b98','assistant',X'C600000000010000400000005200000052000000480000005200000053000000400000004D00000053000000C6000000','rendered',NULL,NULL,'d125bdfe477a04efa9737062101bd8ae','toy');
INSERT INTO "spans" VALUES('br_0608fedcbfa741b081523c1e5dd10018',98,'it_c9610c88a1ff4911b3a78f13b9168b98','assistant',X'9400000026000000D5000000E9000000A9000000E3000000','sampled','2',0,'d125bdfe477a04efa9737062101bd8ae','toy');
INSERT INTO "spans" VALUES('br_468f2d570e0749f7a24086b4eda9a56d',86,'it_8c90ab20cc584577bc320674dbb0fa70','assistant',X'C600000000010000400000005200000052000000480000005200000053000000400000004D00000053000000C6000000','rendered',NULL,NULL,'d125bdfe477a04efa9737062101bd8ae','toy');
INSERT INTO "spans" VALUES('br_468f2d570e0749f7a24086b4eda9a56d',98,'it_8c90ab20cc584577bc320674dbb0fa70','assistant',X'940000002A0000005F000000740000001C0000003F000000','sampled','2',1,'d125bdfe477a04efa9737062101bd8ae','toy');
INSERT INTO "spans" VALUES('br_af4ba38f782d4588a41ba783988a3926',0,'it_d8c387172cf7413dadc0e2f41bb1effa','user',X'0001000054000000520000004400000051000000C6000000260000004E0000004E00000043000000DC0000004400000055000000440000004D000000480000004D0000004600000001010000','rendered',NULL,NULL,'d125bdfe477a04efa9737062101bd8ae','toy');
INSERT INTO "spans" VALUES('br_af4ba38f782d4588a41ba783988a3926',19,'it_2c73f76f48714459a73789943b301952','assistant',X'C600000000010000400000005200000052000000480000005200000053000000400000004D00000053000000C6000000','rendered',NULL,NULL,'d125bdfe477a04efa9737062101bd8ae','toy');
INSERT INTO "spans" VALUES('br_af4ba38f782d4588a41ba783988a3926',31,'it_2c73f76f48714459a73789943b301952','assistant',X'D800000081000000F3000000DC000000950000004C000000','sampled','3',0,'d125bdfe477a04efa9737062101bd8ae','toy');
INSERT INTO "spans" VALUES('br_ad8b263079a74c1784ca8e9c02b648c9',0,'it_4723838dd42447fb9147084cb1146ab9','prompt',X'2E0000004D0000004200000044000000DC000000540000004F0000004E0000004D000000DC00000040000000DC00000053000000480000004C00000044000000','rendered',NULL,NULL,'d125bdfe477a04efa9737062101bd8ae','toy');
INSERT INTO "spans" VALUES('br_ad8b263079a74c1784ca8e9c02b648c9',16,'it_234d74a927214d31a832cb72896a606d','completion',X'210000004E000000BB00000078000000B9000000','sampled','4',0,'d125bdfe477a04efa9737062101bd8ae','toy');
INSERT INTO "spans" VALUES('br_ad8b263079a74c1784ca8e9c02b648c9',21,'it_9ec91a5ff7b0437ab0073ed928875e6b','prompt',X'DC000000400000004D00000043000000','rendered',NULL,NULL,'d125bdfe477a04efa9737062101bd8ae','toy');
INSERT INTO "spans" VALUES('br_ad8b263079a74c1784ca8e9c02b648c9',25,'it_8f981f3adfc8454ba514ea69145bf16e','completion',X'B70000001800000099000000','sampled','5',0,'d125bdfe477a04efa9737062101bd8ae','toy');
INSERT INTO "spans" VALUES('br_70b4d7a686fe4a3e80d8ed0204151c31',0,'it_58bc976d650a47ac8406c06bd4b96dd8','prompt',X'740000006F0000006B000000650000006E00000073000000','rendered',NULL,NULL,'d125bdfe477a04efa9737062101bd8ae','toy');
INSERT INTO "spans" VALUES('br_70b4d7a686fe4a3e80d8ed0204151c31',6,'it_1e20104de2b640199178cd4241e01121','completion',X'F70000009A0000005F000000AC00000050000000','sampled','6',0,'d125bdfe477a04efa9737062101bd8ae','toy');
INSERT INTO "spans" VALUES('br_ec9e5d4f08ad42b8b5878dc6a5f7eb78',0,'it_5246d582be3e435c8af25a88d6666a7b','user',X'0001000054000000520000004400000051000000C60000002E0000004D0000004400000001010000','rendered',NULL,NULL,'d125bdfe477a04efa9737062101bd8ae','toy');
INSERT INTO "spans" VALUES('br_ec9e5d4f08ad42b8b5878dc6a5f7eb78',10,'it_3a57af8f728246208be91fe21d86d534','assistant',X'C600000000010000400000005200000052000000480000005200000053000000400000004D00000053000000C6000000','rendered',NULL,NULL,'d125bdfe477a04efa9737062101bd8ae','toy');
INSERT INTO "spans" VALUES('br_ec9e5d4f08ad42b8b5878dc6a5f7eb78',22,'it_3a57af8f728246208be91fe21d86d534','assistant',X'3C000000940000004A00000071000000C9000000BE0000004800000059000000AC0000004200000069000000CD000000BB000000FD0000002600000096000000','sampled','5134781270083807282',0,'d125bdfe477a04efa9737062101bd8ae','toy');
INSERT INTO "spans" VALUES('br_ec9e5d4f08ad42b8b5878dc6a5f7eb78',38,'it_a7dfb55940ac4865b3f5100bfce54311','user',X'01010000C60000000001000054000000520000004400000051000000C600000033000000560000004E00000001010000','rendered',NULL,NULL,'d125bdfe477a04efa9737062101bd8ae','toy');
INSERT INTO "spans" VALUES('br_ec9e5d4f08ad42b8b5878dc6a5f7eb78',50,'it_a287aa2b0d5349458ec83d9c9b91a7e2','assistant',X'C600000000010000400000005200000052000000480000005200000053000000400000004D00000053000000C6000000','rendered',NULL,NULL,'d125bdfe477a04efa9737062101bd8ae','toy');
INSERT INTO "spans" VALUES('br_ec9e5d4f08ad42b8b5878dc6a5f7eb78',62,'it_a287aa2b0d5349458ec83d9c9b91a7e2','assistant',X'A40000008A000000A4000000CE0000004D00000038000000EF0000009C000000C80000009A0000006B00000094000000DF00000074000000800000008D000000','sampled','6100696593965987918',0,'d125bdfe477a04efa9737062101bd8ae','toy');
INSERT INTO "spans" VALUES('br_60d4a352f27f43f680245d3c13c3512c',0,'it_5a3363d86f764f4a83a0a95266468ed0','user',X'0001000054000000520000004400000051000000C60000002B0000004000000053000000440000005100000001010000','rendered',NULL,NULL,'d125bdfe477a04efa9737062101bd8ae','toy');
INSERT INTO "spans" VALUES('br_60d4a352f27f43f680245d3c13c3512c',12,'it_605b8efc41c547abbd8ca9561355cc0c','assistant',X'C600000000010000400000005200000052000000480000005200000053000000400000004D00000053000000C6000000','rendered',NULL,NULL,'d125bdfe477a04efa9737062101bd8ae','toy');
INSERT INTO "spans" VALUES('br_60d4a352f27f43f680245d3c13c3512c',24,'it_605b8efc41c547abbd8ca9561355cc0c','assistant',X'B1000000CC000000430000003F0000001200000016000000AC0000003A00000068000000A700000096000000DC00000070000000720000002A00000080000000','sampled','1042608765926264835',0,'d125bdfe477a04efa9737062101bd8ae','toy');
INSERT INTO "spans" VALUES('br_07352d75838c4b5fa96c660c51def11e',0,'it_641a29af38474dce89102116f787a4f3','user',X'0001000054000000520000004400000051000000C6000000260000004E0000004D0000004400000001010000','rendered',NULL,NULL,'d125bdfe477a04efa9737062101bd8ae','toy');
INSERT INTO "spans" VALUES('br_07352d75838c4b5fa96c660c51def11e',11,'it_40e0141636a74cbf85a3826b7bd4cff1','assistant',X'C600000000010000400000005200000052000000480000005200000053000000400000004D00000053000000C6000000','rendered',NULL,NULL,'d125bdfe477a04efa9737062101bd8ae','toy');
INSERT INTO "spans" VALUES('br_07352d75838c4b5fa96c660c51def11e',23,'it_40e0141636a74cbf85a3826b7bd4cff1','assistant',X'2A0000000E0000006A00000012000000F30000003600000046000000640000005900000059000000B200000012000000800000004B000000040000009D000000','sampled','7676190135719839983',0,'d125bdfe477a04efa9737062101bd8ae','toy');
INSERT INTO "spans" VALUES('br_07352d75838c4b5fa96c660c51def11e',39,'it_9f7359e6b65a419ead346c10c2e03bd2','user',X'01010000C60000000001000054000000520000004400000051000000C60000003200000053000000480000004B0000004B000000DC0000004700000044000000510000004400000001010000','rendered',NULL,NULL,'d125bdfe477a04efa9737062101bd8ae','toy');
INSERT INTO "spans" VALUES('br_07352d75838c4b5fa96c660c51def11e',58,'it_44b155373584477f937afd0f74ac2590','assistant',X'C600000000010000400000005200000052000000480000005200000053000000400000004D00000053000000C6000000','rendered',NULL,NULL,'d125bdfe477a04efa9737062101bd8ae','toy');
INSERT INTO "spans" VALUES('br_07352d75838c4b5fa96c660c51def11e',70,'it_44b155373584477f937afd0f74ac2590','assistant',X'E5000000AD000000C50000004D00000051000000C3000000FD00000033000000920000001A0000002A000000490000006400000071000000190000004D000000','sampled','1829851254804390653',0,'d125bdfe477a04efa9737062101bd8ae','toy');
INSERT INTO "spans" VALUES('br_92bd6baf086d4cd0a7c210a4cb0d6813',0,'it_44d17880a91444888e8124c7ecc696dc','user',X'0001000054000000520000004400000051000000C60000002100000044000000450000004E000000510000004400000001010000','rendered',NULL,NULL,'d125bdfe477a04efa9737062101bd8ae','toy');
INSERT INTO "spans" VALUES('br_92bd6baf086d4cd0a7c210a4cb0d6813',13,'it_965d4c5b954341d7848f14e0fef03f47','user',X'C60000000001000054000000520000004400000051000000C6000000280000004D000000DC000000480000005300000001010000','rendered',NULL,NULL,'d125bdfe477a04efa9737062101bd8ae','toy');
INSERT INTO "spans" VALUES('br_92bd6baf086d4cd0a7c210a4cb0d6813',26,'it_71b8ff4c6fe049db9d63154681eb1b21','assistant',X'C600000000010000400000005200000052000000480000005200000053000000400000004D00000053000000C6000000','rendered',NULL,NULL,'d125bdfe477a04efa9737062101bd8ae','toy');
INSERT INTO "spans" VALUES('br_92bd6baf086d4cd0a7c210a4cb0d6813',38,'it_71b8ff4c6fe049db9d63154681eb1b21','assistant',X'000100008C0000002F0000009C000000EA000000C8000000C10000004800000014000000B600000071000000D30000008F000000B9000000DF00000083000000','sampled','8267782003807153099',0,'d125bdfe477a04efa9737062101bd8ae','toy');
INSERT INTO "spans" VALUES('br_0eb4bfd59ded4b459f1a7453db812836',0,'it_2ea3716da70648d086fa77be51586aa1','user',X'0001000054000000520000004400000051000000C6000000280000004D00000053000000440000005100000051000000540000004F00000053000000440000004300000001010000','rendered',NULL,NULL,'d125bdfe477a04efa9737062101bd8ae','toy');
CREATE TABLE steps (
	run_id VARCHAR NOT NULL, 
	position INTEGER NOT NULL, 
	turn_id VARCHAR NOT NULL, 
	PRIMARY KEY (run_id, position), 
	FOREIGN KEY(turn_id) REFERENCES turns (id) ON DELETE CASCADE
);
INSERT INTO "steps" VALUES('resp_91a511966cea43a0b693a2beb55dc29e',0,'turn_02b88c65095042f6b7d15aca0d3a11d3');
INSERT INTO "steps" VALUES('resp_a9bcd049980a4273bd164c526e962589',0,'turn_18763253bfcd4d1c9ce122bbf5db34c4');
INSERT INTO "steps" VALUES('resp_6c9a36de63834e71b1cf639c73bf6384',0,'turn_f20a433bba7246f19eeab01567fd0c54');
INSERT INTO "steps" VALUES('resp_65ea0fda9c7144cb8e03925a44e27c8b',0,'turn_19399de8e2fb40c1af2871b9b04333ab');
INSERT INTO "steps" VALUES('resp_d64b710840524d579bafe0876396c681',0,'turn_808cd29030464b31bf122e97a5bee83c');
INSERT INTO "steps" VALUES('resp_79fd666cdd8146b2ad00fc0e3fe3cdd3',0,'turn_333af53387e74ecb9dc2d4c6d711e72e');
INSERT INTO "steps" VALUES('resp_d9995e0d52c04e8fb128ae07dbe89d1f',0,'turn_64b8049318934fa580180d0b7a9ed0da');
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
INSERT INTO "turn_tokens" VALUES('turn_02b88c65095042f6b7d15aca0d3a11d3',0,0,X'3C000000940000004A00000071000000C9000000BE0000004800000059000000AC0000004200000069000000CD000000BB000000FD0000002600000096000000',NULL,6,'length',NULL);
INSERT INTO "turn_tokens" VALUES('turn_18763253bfcd4d1c9ce122bbf5db34c4',0,0,X'A40000008A000000A4000000CE0000004D00000038000000EF0000009C000000C80000009A0000006B00000094000000DF00000074000000800000008D000000',NULL,37,'length',NULL);
INSERT INTO "turn_tokens" VALUES('turn_19399de8e2fb40c1af2871b9b04333ab',0,0,X'2A0000000E0000006A00000012000000F30000003600000046000000640000005900000059000000B200000012000000800000004B000000040000009D000000',NULL,8,'length',NULL);
INSERT INTO "turn_tokens" VALUES('turn_333af53387e74ecb9dc2d4c6d711e72e',0,0,X'000100008C0000002F0000009C000000EA000000C8000000C10000004800000014000000B600000071000000D30000008F000000B9000000DF00000083000000',NULL,6,'length',NULL);
INSERT INTO "turn_tokens" VALUES('turn_64b8049318934fa580180d0b7a9ed0da',0,0,X'B3000000',NULL,6,NULL,NULL);
INSERT INTO "turn_tokens" VALUES('turn_64b8049318934fa580180d0b7a9ed0da',0,1,X'21000000',NULL,NULL,NULL,NULL);
INSERT INTO "turn_tokens" VALUES('turn_64b8049318934fa580180d0b7a9ed0da',0,2,X'34000000',NULL,NULL,NULL,NULL);
INSERT INTO "turn_tokens" VALUES('turn_64b8049318934fa580180d0b7a9ed0da',0,3,X'D9000000',NULL,NULL,NULL,NULL);
INSERT INTO "turn_tokens" VALUES('turn_64b8049318934fa580180d0b7a9ed0da',0,4,X'55000000',NULL,NULL,NULL,NULL);
INSERT INTO "turn_tokens" VALUES('turn_64b8049318934fa580180d0b7a9ed0da',0,5,X'D3000000',NULL,NULL,NULL,NULL);
INSERT INTO "turn_tokens" VALUES('turn_808cd29030464b31bf122e97a5bee83c',0,0,X'E5000000AD000000C50000004D00000051000000C3000000FD00000033000000920000001A0000002A000000490000006400000071000000190000004D000000',NULL,38,'length',NULL);
INSERT INTO "turn_tokens" VALUES('turn_f20a433bba7246f19eeab01567fd0c54',0,0,X'B1000000CC000000430000003F0000001200000016000000AC0000003A00000068000000A700000096000000DC00000070000000720000002A00000080000000',NULL,6,'length',NULL);
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
INSERT INTO "turns" VALUES('turn_02b88c65095042f6b7d15aca0d3a11d3','se_c09ec20397e64da0844dbaa3fc6aaee2','completed',1,'ow_ea6079437e61470988c9769f30e3f86d',1,0,0,'br_ec9e5d4f08ad42b8b5878dc6a5f7eb78',10,1,1,X'C600000000010000400000005200000052000000480000005200000053000000400000004D00000053000000C6000000',X'C417841E4E0C29EE46F62D41850734B8',X'77F869597A023DFF8787E0BA9225F3A3','{"request_id": "resp_91a511966cea43a0b693a2beb55dc29e", "model": "toy", "input": {"messages": [], "add_generation_prompt": true, "continue_final_message": false, "tools": null, "variables": {}}, "sampling": {"max_tokens": 16, "min_tokens": 0, "temperature": 1.0, "top_k": 0, "top_p": 1.0, "min_p": 0.0, "repetition_penalty": 1.0, "presence_penalty": 0.0, "frequency_penalty": 0.0, "logit_bias": [], "seed": null, "stop": [], "stop_token_ids": [], "include_stop_str_in_output": false, "ignore_eos": false, "max_reasoning_tokens": null, "logprobs": null, "prompt_logprobs": null}, "n": 1, "echo": false, "session_id": "resp_91a511966cea43a0b693a2beb55dc29e", "run_id": "resp_91a511966cea43a0b693a2beb55dc29e", "step": 0, "is_recorded": true, "grammar": null, "lease_s": 0.0, "is_carried": false, "is_last": false, "tenant": "default"}',8192,'d125bdfe477a04efa9737062101bd8ae','toy',0,'{"request_id": "resp_91a511966cea43a0b693a2beb55dc29e", "created": 1796048172, "num_prompt_tokens": 22, "seed": 5134781270083807282, "system_fingerprint": "fp_6fbc7cfef75f", "session": {"session_id": "resp_91a511966cea43a0b693a2beb55dc29e", "num_matched_messages": 0, "num_matched_tokens": 0, "forked": false}, "loosened_tools": [], "reasoning": "none"}','{"usage": {"num_prompt_tokens": 22, "num_completion_tokens": 16, "num_cached_tokens": 6, "cold": null, "restored": {"tier": "device", "num_tokens": 6, "seconds": 0.0, "saved_s": 0.00032918706064123985}, "head_rules": [], "num_reasoning_tokens": 0}, "num_computed_tokens": 16, "prompt_logprobs": null, "carrier": null, "ignored_carriers": []}',NULL);
INSERT INTO "turns" VALUES('turn_18763253bfcd4d1c9ce122bbf5db34c4','se_c09ec20397e64da0844dbaa3fc6aaee2','completed',1,'ow_ea6079437e61470988c9769f30e3f86d',1,0,0,'br_ec9e5d4f08ad42b8b5878dc6a5f7eb78',50,3,2,X'C600000000010000400000005200000052000000480000005200000053000000400000004D00000053000000C6000000',X'C417841E4E0C29EE46F62D41850734B8',X'2AFB5F7EB726A1A9D24217891634984B','{"request_id": "resp_a9bcd049980a4273bd164c526e962589", "model": "toy", "input": {"messages": [], "add_generation_prompt": true, "continue_final_message": false, "tools": null, "variables": {}}, "sampling": {"max_tokens": 16, "min_tokens": 0, "temperature": 1.0, "top_k": 0, "top_p": 1.0, "min_p": 0.0, "repetition_penalty": 1.0, "presence_penalty": 0.0, "frequency_penalty": 0.0, "logit_bias": [], "seed": null, "stop": [], "stop_token_ids": [], "include_stop_str_in_output": false, "ignore_eos": false, "max_reasoning_tokens": null, "logprobs": null, "prompt_logprobs": null}, "n": 1, "echo": false, "session_id": "resp_91a511966cea43a0b693a2beb55dc29e", "run_id": "resp_a9bcd049980a4273bd164c526e962589", "step": 0, "is_recorded": true, "grammar": null, "lease_s": 0.0, "is_carried": false, "is_last": false, "tenant": "default"}',8192,'d125bdfe477a04efa9737062101bd8ae','toy',0,'{"request_id": "resp_a9bcd049980a4273bd164c526e962589", "created": 1796048175, "num_prompt_tokens": 62, "seed": 6100696593965987918, "system_fingerprint": "fp_6fbc7cfef75f", "session": {"session_id": "resp_91a511966cea43a0b693a2beb55dc29e", "num_matched_messages": 2, "num_matched_tokens": 38, "forked": false}, "loosened_tools": [], "reasoning": "none"}','{"usage": {"num_prompt_tokens": 62, "num_completion_tokens": 16, "num_cached_tokens": 37, "cold": null, "restored": {"tier": "device", "num_tokens": 37, "seconds": 0.0, "saved_s": 0.002110450790085206}, "head_rules": [], "num_reasoning_tokens": 0}, "num_computed_tokens": 25, "prompt_logprobs": null, "carrier": null, "ignored_carriers": []}',NULL);
INSERT INTO "turns" VALUES('turn_f20a433bba7246f19eeab01567fd0c54','se_8930883c944c45179bbf511059f9a654','completed',1,'ow_ea6079437e61470988c9769f30e3f86d',1,0,0,'br_60d4a352f27f43f680245d3c13c3512c',12,1,1,X'C600000000010000400000005200000052000000480000005200000053000000400000004D00000053000000C6000000',X'C417841E4E0C29EE46F62D41850734B8',X'1D0A5C99B8EF5EF81592C6AF4098D929','{"request_id": "resp_6c9a36de63834e71b1cf639c73bf6384", "model": "toy", "input": {"messages": [], "add_generation_prompt": true, "continue_final_message": false, "tools": null, "variables": {}}, "sampling": {"max_tokens": 16, "min_tokens": 0, "temperature": 1.0, "top_k": 0, "top_p": 1.0, "min_p": 0.0, "repetition_penalty": 1.0, "presence_penalty": 0.0, "frequency_penalty": 0.0, "logit_bias": [], "seed": null, "stop": [], "stop_token_ids": [], "include_stop_str_in_output": false, "ignore_eos": false, "max_reasoning_tokens": null, "logprobs": null, "prompt_logprobs": null}, "n": 1, "echo": false, "session_id": "resp_6c9a36de63834e71b1cf639c73bf6384", "run_id": "resp_6c9a36de63834e71b1cf639c73bf6384", "step": 0, "is_recorded": true, "grammar": null, "lease_s": 0.0, "is_carried": false, "is_last": false, "tenant": "default"}',8192,'d125bdfe477a04efa9737062101bd8ae','toy',0,'{"request_id": "resp_6c9a36de63834e71b1cf639c73bf6384", "created": 1796048176, "num_prompt_tokens": 24, "seed": 1042608765926264835, "system_fingerprint": "fp_6fbc7cfef75f", "session": {"session_id": "resp_6c9a36de63834e71b1cf639c73bf6384", "num_matched_messages": 0, "num_matched_tokens": 0, "forked": false}, "loosened_tools": [], "reasoning": "none"}','{"usage": {"num_prompt_tokens": 24, "num_completion_tokens": 16, "num_cached_tokens": 6, "cold": null, "restored": {"tier": "device", "num_tokens": 6, "seconds": 0.0, "saved_s": 0.00030081238101805794}, "head_rules": [], "num_reasoning_tokens": 0}, "num_computed_tokens": 18, "prompt_logprobs": null, "carrier": null, "ignored_carriers": []}',NULL);
INSERT INTO "turns" VALUES('turn_19399de8e2fb40c1af2871b9b04333ab','se_99307d41d5644f6e8fe000b72113d070','completed',1,'ow_ea6079437e61470988c9769f30e3f86d',1,0,0,'br_07352d75838c4b5fa96c660c51def11e',11,1,1,X'C600000000010000400000005200000052000000480000005200000053000000400000004D00000053000000C6000000',X'C417841E4E0C29EE46F62D41850734B8',X'AE110851C9DD3FAB3FF687BFD2D40A26','{"request_id": "resp_65ea0fda9c7144cb8e03925a44e27c8b", "model": "toy", "input": {"messages": [], "add_generation_prompt": true, "continue_final_message": false, "tools": null, "variables": {}}, "sampling": {"max_tokens": 16, "min_tokens": 0, "temperature": 1.0, "top_k": 0, "top_p": 1.0, "min_p": 0.0, "repetition_penalty": 1.0, "presence_penalty": 0.0, "frequency_penalty": 0.0, "logit_bias": [], "seed": null, "stop": [], "stop_token_ids": [], "include_stop_str_in_output": false, "ignore_eos": false, "max_reasoning_tokens": null, "logprobs": null, "prompt_logprobs": null}, "n": 1, "echo": false, "session_id": "resp_65ea0fda9c7144cb8e03925a44e27c8b", "run_id": "resp_65ea0fda9c7144cb8e03925a44e27c8b", "step": 0, "is_recorded": true, "grammar": null, "lease_s": 0.0, "is_carried": false, "is_last": false, "tenant": "default"}',8192,'d125bdfe477a04efa9737062101bd8ae','toy',0,'{"request_id": "resp_65ea0fda9c7144cb8e03925a44e27c8b", "created": 1796048177, "num_prompt_tokens": 23, "seed": 7676190135719839983, "system_fingerprint": "fp_6fbc7cfef75f", "session": {"session_id": "resp_65ea0fda9c7144cb8e03925a44e27c8b", "num_matched_messages": 0, "num_matched_tokens": 0, "forked": false}, "loosened_tools": [], "reasoning": "none"}','{"usage": {"num_prompt_tokens": 23, "num_completion_tokens": 16, "num_cached_tokens": 8, "cold": null, "restored": {"tier": "device", "num_tokens": 8, "seconds": 0.0, "saved_s": 0.0003260227432885694}, "head_rules": [], "num_reasoning_tokens": 0}, "num_computed_tokens": 15, "prompt_logprobs": null, "carrier": null, "ignored_carriers": []}',NULL);
INSERT INTO "turns" VALUES('turn_808cd29030464b31bf122e97a5bee83c','se_99307d41d5644f6e8fe000b72113d070','completed',1,'ow_ea6079437e61470988c9769f30e3f86d',1,0,0,'br_07352d75838c4b5fa96c660c51def11e',58,3,2,X'C600000000010000400000005200000052000000480000005200000053000000400000004D00000053000000C6000000',X'C417841E4E0C29EE46F62D41850734B8',X'45F1A5752CA324392EBD87BC01D41384','{"request_id": "resp_d64b710840524d579bafe0876396c681", "model": "toy", "input": {"messages": [], "add_generation_prompt": true, "continue_final_message": false, "tools": null, "variables": {}}, "sampling": {"max_tokens": 16, "min_tokens": 0, "temperature": 1.0, "top_k": 0, "top_p": 1.0, "min_p": 0.0, "repetition_penalty": 1.0, "presence_penalty": 0.0, "frequency_penalty": 0.0, "logit_bias": [], "seed": null, "stop": [], "stop_token_ids": [], "include_stop_str_in_output": false, "ignore_eos": false, "max_reasoning_tokens": null, "logprobs": null, "prompt_logprobs": null}, "n": 1, "echo": false, "session_id": "resp_65ea0fda9c7144cb8e03925a44e27c8b", "run_id": "resp_d64b710840524d579bafe0876396c681", "step": 0, "is_recorded": true, "grammar": null, "lease_s": 0.0, "is_carried": false, "is_last": false, "tenant": "default"}',8192,'d125bdfe477a04efa9737062101bd8ae','toy',0,'{"request_id": "resp_d64b710840524d579bafe0876396c681", "created": 1796048177, "num_prompt_tokens": 70, "seed": 1829851254804390653, "system_fingerprint": "fp_6fbc7cfef75f", "session": {"session_id": "resp_65ea0fda9c7144cb8e03925a44e27c8b", "num_matched_messages": 2, "num_matched_tokens": 39, "forked": false}, "loosened_tools": [], "reasoning": "none"}','{"usage": {"num_prompt_tokens": 70, "num_completion_tokens": 16, "num_cached_tokens": 38, "cold": null, "restored": {"tier": "device", "num_tokens": 38, "seconds": 0.0, "saved_s": 0.0017806404298638442}, "head_rules": [], "num_reasoning_tokens": 0}, "num_computed_tokens": 32, "prompt_logprobs": null, "carrier": null, "ignored_carriers": []}',NULL);
INSERT INTO "turns" VALUES('turn_333af53387e74ecb9dc2d4c6d711e72e','se_bc392babbd2e4a448a25b95be7a88eb1','completed',1,'ow_ea6079437e61470988c9769f30e3f86d',1,0,0,'br_92bd6baf086d4cd0a7c210a4cb0d6813',26,2,1,X'C600000000010000400000005200000052000000480000005200000053000000400000004D00000053000000C6000000',X'C417841E4E0C29EE46F62D41850734B8',X'AF0AA6929370B3955C4A20872A5103CF','{"request_id": "resp_79fd666cdd8146b2ad00fc0e3fe3cdd3", "model": "toy", "input": {"messages": [], "add_generation_prompt": true, "continue_final_message": false, "tools": null, "variables": {}}, "sampling": {"max_tokens": 16, "min_tokens": 0, "temperature": 1.0, "top_k": 0, "top_p": 1.0, "min_p": 0.0, "repetition_penalty": 1.0, "presence_penalty": 0.0, "frequency_penalty": 0.0, "logit_bias": [], "seed": null, "stop": [], "stop_token_ids": [], "include_stop_str_in_output": false, "ignore_eos": false, "max_reasoning_tokens": null, "logprobs": null, "prompt_logprobs": null}, "n": 1, "echo": false, "session_id": "conv_e06dbdb5825e41198f9608218723735f", "run_id": "resp_79fd666cdd8146b2ad00fc0e3fe3cdd3", "step": 0, "is_recorded": true, "grammar": null, "lease_s": 0.0, "is_carried": false, "is_last": false, "tenant": "default"}',8192,'d125bdfe477a04efa9737062101bd8ae','toy',0,'{"request_id": "resp_79fd666cdd8146b2ad00fc0e3fe3cdd3", "created": 1796048179, "num_prompt_tokens": 38, "seed": 8267782003807153099, "system_fingerprint": "fp_6fbc7cfef75f", "session": {"session_id": "conv_e06dbdb5825e41198f9608218723735f", "num_matched_messages": 0, "num_matched_tokens": 0, "forked": false}, "loosened_tools": [], "reasoning": "none"}','{"usage": {"num_prompt_tokens": 38, "num_completion_tokens": 16, "num_cached_tokens": 6, "cold": null, "restored": {"tier": "device", "num_tokens": 6, "seconds": 0.0, "saved_s": 0.0001918564221727746}, "head_rules": [], "num_reasoning_tokens": 0}, "num_computed_tokens": 32, "prompt_logprobs": null, "carrier": null, "ignored_carriers": []}',NULL);
INSERT INTO "turns" VALUES('turn_64b8049318934fa580180d0b7a9ed0da','se_a7a82fc9011147278633520d60a3f131','in_progress',1,'ow_ea6079437e61470988c9769f30e3f86d',1,0,0,'br_0eb4bfd59ded4b459f1a7453db812836',18,1,1,X'C600000000010000400000005200000052000000480000005200000053000000400000004D00000053000000C6000000',X'C417841E4E0C29EE46F62D41850734B8',X'833CD06A3FEEF156551E2D3BFE0AB85B','{"request_id": "resp_d9995e0d52c04e8fb128ae07dbe89d1f", "model": "toy", "input": {"messages": [], "add_generation_prompt": true, "continue_final_message": false, "tools": null, "variables": {}}, "sampling": {"max_tokens": 600, "min_tokens": 0, "temperature": 1.0, "top_k": 0, "top_p": 1.0, "min_p": 0.0, "repetition_penalty": 1.0, "presence_penalty": 0.0, "frequency_penalty": 0.0, "logit_bias": [], "seed": null, "stop": [], "stop_token_ids": [], "include_stop_str_in_output": false, "ignore_eos": false, "max_reasoning_tokens": null, "logprobs": null, "prompt_logprobs": null}, "n": 1, "echo": false, "session_id": "resp_d9995e0d52c04e8fb128ae07dbe89d1f", "run_id": "resp_d9995e0d52c04e8fb128ae07dbe89d1f", "step": 0, "is_recorded": true, "grammar": null, "lease_s": 0.0, "is_carried": false, "is_last": false, "tenant": "default"}',8192,'d125bdfe477a04efa9737062101bd8ae','toy',0,'{"request_id": "resp_d9995e0d52c04e8fb128ae07dbe89d1f", "created": 1796048180, "num_prompt_tokens": 30, "seed": 2850544534492264359, "system_fingerprint": "fp_6fbc7cfef75f", "session": {"session_id": "resp_d9995e0d52c04e8fb128ae07dbe89d1f", "num_matched_messages": 0, "num_matched_tokens": 0, "forked": false}, "loosened_tools": [], "reasoning": "none"}',NULL,NULL);
CREATE INDEX sessions_by_use ON sessions (tenant, last_used_at);
CREATE INDEX sessions_by_family ON sessions (family);
CREATE INDEX responses_by_session ON responses (tenant, session_name);
CREATE INDEX responses_by_previous ON responses (previous_id);
CREATE INDEX responses_by_status ON responses (status);
CREATE INDEX agents_by_tenant ON agents (tenant, created_at);
CREATE INDEX agent_sessions_by_tenant ON agent_sessions (tenant, created_at);
CREATE INDEX agent_sessions_by_status ON agent_sessions (status);
CREATE INDEX branches_of_parent ON branches (parent_branch_id);
CREATE INDEX branches_of_session ON branches (session_id);
CREATE INDEX response_items_by_id ON response_items (item_id);
CREATE INDEX conversation_items_by_id ON conversation_items (item_id);
CREATE INDEX agent_calls_of_turn ON agent_calls (turn_id);
CREATE INDEX agent_items_of_turn ON agent_items (turn_id);
CREATE INDEX items_by_hash ON items (session_id, chain_hash);
CREATE INDEX items_by_text ON items (session_id, end_char);
CREATE INDEX turns_by_status ON turns (status);
CREATE INDEX turns_of_branch ON turns (branch_id);
CREATE INDEX turns_of_session ON turns (session_id);
CREATE INDEX agent_steps_by_event ON agent_steps (session_id, first_event);
CREATE UNIQUE INDEX steps_by_turn ON steps (turn_id);
COMMIT;
