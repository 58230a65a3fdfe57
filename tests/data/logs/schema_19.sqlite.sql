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
CREATE TABLE agent_automations (
	id VARCHAR NOT NULL, 
	tenant VARCHAR NOT NULL, 
	user_id VARCHAR, 
	created_at FLOAT NOT NULL, 
	name VARCHAR NOT NULL, 
	metadata JSON NOT NULL, 
	schedule JSON NOT NULL, 
	target JSON NOT NULL, 
	shown_target JSON NOT NULL, 
	target_session_id VARCHAR, 
	principal JSON NOT NULL, 
	created_by JSON, 
	status VARCHAR NOT NULL, 
	pause_reason VARCHAR, 
	next_at FLOAT, 
	revision INTEGER NOT NULL, 
	num_invocations INTEGER NOT NULL, 
	PRIMARY KEY (id)
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
	user_id VARCHAR, 
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
CREATE TABLE agent_invocations (
	automation_id VARCHAR NOT NULL, 
	position INTEGER NOT NULL, 
	id VARCHAR NOT NULL, 
	created_at FLOAT NOT NULL, 
	scheduled_at FLOAT, 
	automation JSON, 
	session_id VARCHAR, 
	turn_id VARCHAR, 
	status VARCHAR NOT NULL, 
	skip_reason VARCHAR, 
	error JSON, 
	PRIMARY KEY (automation_id, position), 
	FOREIGN KEY(automation_id) REFERENCES agent_automations (id) ON DELETE CASCADE, 
	UNIQUE (id)
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
	user_id VARCHAR, 
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
	max_seconds FLOAT, 
	max_cost BIGINT, 
	usage JSON NOT NULL, 
	num_tool_calls INTEGER NOT NULL, 
	num_seconds FLOAT NOT NULL, 
	cost BIGINT NOT NULL, 
	busy_since FLOAT, 
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
CREATE TABLE agent_spending (
	tenant VARCHAR NOT NULL, 
	agent_id VARCHAR NOT NULL, 
	day VARCHAR NOT NULL, 
	num_input BIGINT NOT NULL, 
	num_cached BIGINT NOT NULL, 
	num_output BIGINT NOT NULL, 
	num_tool_calls BIGINT NOT NULL, 
	num_seconds FLOAT NOT NULL, 
	cost BIGINT NOT NULL, 
	PRIMARY KEY (tenant, agent_id, day)
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
CREATE TABLE agent_subagents (
	session_id VARCHAR NOT NULL, 
	parent_id VARCHAR NOT NULL, 
	root_id VARCHAR NOT NULL, 
	depth INTEGER NOT NULL, 
	call_id VARCHAR NOT NULL, 
	name VARCHAR, 
	task VARCHAR NOT NULL, 
	opened_at FLOAT NOT NULL, 
	closed_at FLOAT, 
	PRIMARY KEY (session_id), 
	FOREIGN KEY(session_id) REFERENCES agent_sessions (id) ON DELETE CASCADE, 
	FOREIGN KEY(parent_id) REFERENCES agent_sessions (id) ON DELETE CASCADE
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
	scopes JSON, 
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
	user_id VARCHAR, 
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
	computed_model VARCHAR, 
	superseded_at FLOAT, 
	PRIMARY KEY (id), 
	FOREIGN KEY(session_id) REFERENCES sessions (id) ON DELETE CASCADE, 
	FOREIGN KEY(parent_branch_id) REFERENCES branches (id) ON DELETE CASCADE
);
INSERT INTO "branches" VALUES('br_914d39c1294947239159ad9b98e8db76','se_36f6000be5134bd895e7184cd6d45e85','chat',NULL,0,0,104,6,3,1.79613903203610205654e+09,'ow_e539e574e2604a0cab2e87b9b26503ac',103,'746f79',NULL);
INSERT INTO "branches" VALUES('br_ae70b49eae804508b3300b834394975a','se_36f6000be5134bd895e7184cd6d45e85','chat','br_914d39c1294947239159ad9b98e8db76',86,5,104,6,1,1.7961390325318613053e+09,'ow_e539e574e2604a0cab2e87b9b26503ac',103,'746f79',NULL);
INSERT INTO "branches" VALUES('br_b1ad207ab0664312971ecce8d040e575','se_36f6000be5134bd895e7184cd6d45e85','chat',NULL,0,0,37,2,1,1.79613903267375755309e+09,'ow_e539e574e2604a0cab2e87b9b26503ac',36,'746f79',NULL);
INSERT INTO "branches" VALUES('br_743e80fc69684234a7bab2ff9d4949ae','se_3a0d216ae4aa46eba90eff191ceecc16','text',NULL,0,0,28,4,2,1.79613903281779932973e+09,'ow_e539e574e2604a0cab2e87b9b26503ac',28,'746f79',NULL);
INSERT INTO "branches" VALUES('br_50eb687edfbc4ebeb08b5aed06d12703','se_cf8b4089109c4f7aadf8cb5ca6bc3776','tokens',NULL,0,0,11,2,1,1.79613903318321514127e+09,'ow_e539e574e2604a0cab2e87b9b26503ac',10,'746f79',NULL);
INSERT INTO "branches" VALUES('br_75e5405a96504ca4a76cbf0464d31c5f','se_72539a76318349b6bc6b1a8893e334ad','chat',NULL,0,0,78,4,2,1.7961390333331091404e+09,'ow_e539e574e2604a0cab2e87b9b26503ac',77,'746f79',NULL);
INSERT INTO "branches" VALUES('br_cbd0b59c4fe640e897e7fb66044a5022','se_900e21d1a3474521af3ebfd64802fc60','chat',NULL,0,0,40,2,1,1.79613903361881828302e+09,'ow_e539e574e2604a0cab2e87b9b26503ac',39,'746f79',NULL);
INSERT INTO "branches" VALUES('br_9294c5ff3ed944da9a0922397de9bc31','se_b0ac02ed786846718d1770bb985b1322','chat',NULL,0,0,86,4,2,1.79613903411859679223e+09,'ow_e539e574e2604a0cab2e87b9b26503ac',85,'746f79',NULL);
INSERT INTO "branches" VALUES('br_4551bfbb6a7d4b2e83f30337c8a3a003','se_0ff89aa4e5bf41439ea7eb9c4ae4f9e2','chat',NULL,0,0,38,3,1,1.79613903488712477684e+09,'ow_e539e574e2604a0cab2e87b9b26503ac',38,'746f79',NULL);
INSERT INTO "branches" VALUES('br_ea44a3aa40264fedb5882a309d12cdd2','se_834d8d54b3514feb925c761f7b26ccbb','chat',NULL,0,0,18,1,1,1.79613903507745814322e+09,NULL,0,NULL,NULL);
CREATE TABLE conversation_items (
	conversation_id VARCHAR NOT NULL, 
	position INTEGER NOT NULL, 
	item_id VARCHAR NOT NULL, 
	item JSON NOT NULL, 
	PRIMARY KEY (conversation_id, position), 
	FOREIGN KEY(conversation_id) REFERENCES conversations (id) ON DELETE CASCADE
);
INSERT INTO "conversation_items" VALUES('conv_915ccef3c1ee483586c21067527a2626',0,'msg_0d4d7ef3cf1047ba9c0d780ea9549708','{"id": "msg_0d4d7ef3cf1047ba9c0d780ea9549708", "type": "message", "role": "user", "status": "completed", "content": [{"type": "input_text", "text": "Before"}]}');
INSERT INTO "conversation_items" VALUES('conv_915ccef3c1ee483586c21067527a2626',1,'msg_8f4a089197bf4712969281c9dba4ff89','{"id": "msg_8f4a089197bf4712969281c9dba4ff89", "type": "message", "role": "user", "status": "completed", "content": [{"type": "input_text", "text": "In it"}]}');
INSERT INTO "conversation_items" VALUES('conv_915ccef3c1ee483586c21067527a2626',2,'msg_0416903032794dc8a7fb6b92f39094a300','{"id": "msg_0416903032794dc8a7fb6b92f39094a300", "type": "message", "role": "assistant", "status": "completed", "content": [{"type": "output_text", "text": "", "annotations": [], "logprobs": []}]}');
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
INSERT INTO "conversations" VALUES('conv_915ccef3c1ee483586c21067527a2626','default',1796139034,'{"topic": "migrations"}',3,2,NULL,1.79613903496301245688e+09);
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
INSERT INTO "items" VALUES('br_914d39c1294947239159ad9b98e8db76',0,'it_74ccdb1417f54f56930878a8aaac2fec','se_36f6000be5134bd895e7184cd6d45e85','user','{"role": "user", "content": "Good morning"}',X'70222A0C842BA9F1E656F75A50D407D2',NULL,0,19,1,NULL,NULL,NULL,1.79613903205150365828e+09);
INSERT INTO "items" VALUES('br_914d39c1294947239159ad9b98e8db76',1,'it_c7d7669445ec418682ff74220cc434cb','se_36f6000be5134bd895e7184cd6d45e85','assistant','{"role": "assistant", "content": "\u037fK\ufffd\ufffdl"}',X'C55C94160F0B1CF06822D83EE66EF66F',NULL,19,37,1,'length',NULL,NULL,1.79613903218002986909e+09);
INSERT INTO "items" VALUES('br_914d39c1294947239159ad9b98e8db76',2,'it_99e20089ef0344df90a694e2c53cfaeb','se_36f6000be5134bd895e7184cd6d45e85','user','{"role": "user", "content": "And then?"}',X'3EF625FDC470A400C344F7D3F21AF878',NULL,37,55,1,NULL,NULL,NULL,1.79613903224469757076e+09);
INSERT INTO "items" VALUES('br_914d39c1294947239159ad9b98e8db76',3,'it_5e79cd8339d34e288137678ac70bd326','se_36f6000be5134bd895e7184cd6d45e85','assistant','{"role": "assistant", "content": "\ufffd\ufffd\ufffd\ufffd\u0000"}',X'DBAF086743BE6991BBAF1B187EE9D9A3',NULL,55,73,1,'length',NULL,NULL,1.79613903230131292344e+09);
INSERT INTO "items" VALUES('br_914d39c1294947239159ad9b98e8db76',4,'it_14e9f958b2f94613a4df2591c2b262d7','se_36f6000be5134bd895e7184cd6d45e85','user','{"role": "user", "content": "Why?"}',X'BE36CD1AC2E281F7BA99B5E044218A73',NULL,73,86,1,NULL,NULL,NULL,1.79613903237388896944e+09);
INSERT INTO "items" VALUES('br_914d39c1294947239159ad9b98e8db76',5,'it_b20ae37822af4bb1af3476fb65e3dd32','se_36f6000be5134bd895e7184cd6d45e85','assistant','{"role": "assistant", "content": "\ufffdG\u0019\ufffd\ufffd"}',X'270422D94C2FCF86821AEE76C1FE1411',NULL,86,104,1,'length',NULL,NULL,1.79613903250868630406e+09);
INSERT INTO "items" VALUES('br_ae70b49eae804508b3300b834394975a',5,'it_daec44234e514ab49b0a196fc56e372e','se_36f6000be5134bd895e7184cd6d45e85','assistant','{"role": "assistant", "content": "\ufffdK\ufffd\ufffd=`"}',X'33462B95EACC296D55006D0EAA57521C',NULL,86,104,1,'length',NULL,NULL,1.79613903253659486767e+09);
INSERT INTO "items" VALUES('br_b1ad207ab0664312971ecce8d040e575',0,'it_35b30710b8b948c6a79cabe3551312c1','se_36f6000be5134bd895e7184cd6d45e85','user','{"role": "user", "content": "Good evening"}',X'A0FC891D406BACC5EF327501C56C6B42',NULL,0,19,1,NULL,NULL,NULL,1.79613903267488980294e+09);
INSERT INTO "items" VALUES('br_b1ad207ab0664312971ecce8d040e575',1,'it_3291df7b40e44531ae25e7dc6357bea2','se_36f6000be5134bd895e7184cd6d45e85','assistant','{"role": "assistant", "content": "\u001c\u0155 \ufffdm"}',X'C2FC5BC856B25D0122EDC4155D210C58',NULL,19,37,1,'length',NULL,NULL,1.79613903275408029556e+09);
INSERT INTO "items" VALUES('br_743e80fc69684234a7bab2ff9d4949ae',0,'it_66b52913c6974870ab04e5c34ca94e24','se_3a0d216ae4aa46eba90eff191ceecc16','prompt','"Once upon a time"',X'CF25218127A2BD1DF7B6D9215A761C83',16,0,16,1,NULL,NULL,NULL,1.79613903284345269198e+09);
INSERT INTO "items" VALUES('br_743e80fc69684234a7bab2ff9d4949ae',1,'it_23f0e46e499f4ead9bf3e0b688b3edb0','se_3a0d216ae4aa46eba90eff191ceecc16','completion','"Bo\ufffd\ufffd\ufffd"',X'19CDEB4DD634ED65A6BF4702623FE794',21,16,21,1,'length',NULL,NULL,1.79613903290351176267e+09);
INSERT INTO "items" VALUES('br_743e80fc69684234a7bab2ff9d4949ae',2,'it_98480a3e709a46f99443b329e0954eb0','se_3a0d216ae4aa46eba90eff191ceecc16','prompt','" and"',X'4BED1C3FBACC6315204C6E186CDB0EAE',25,21,25,1,NULL,NULL,NULL,1.79613903307997345923e+09);
INSERT INTO "items" VALUES('br_743e80fc69684234a7bab2ff9d4949ae',3,'it_848fde96f8b44cb394eeb75f84751816','se_3a0d216ae4aa46eba90eff191ceecc16','completion','"\ufffd9\ufffd"',X'96AE210949D5140A93592896500BA590',28,25,28,1,'stop','"C"',X'22000000',1.79613903313219022746e+09);
INSERT INTO "items" VALUES('br_50eb687edfbc4ebeb08b5aed06d12703',0,'it_42b04c56d82b4e499665d3b65c6ccfac','se_cf8b4089109c4f7aadf8cb5ca6bc3776','prompt',NULL,NULL,NULL,0,6,1,NULL,NULL,NULL,1.79613903318452167515e+09);
INSERT INTO "items" VALUES('br_50eb687edfbc4ebeb08b5aed06d12703',1,'it_e64f7ae68bd5408095f9ebb53f2c6183','se_cf8b4089109c4f7aadf8cb5ca6bc3776','completion','"\ufffd\u07a2\ufffdq"',NULL,NULL,6,11,1,'length',NULL,NULL,1.79613903323752689363e+09);
INSERT INTO "items" VALUES('br_75e5405a96504ca4a76cbf0464d31c5f',0,'it_551bcd1e165f439c850f75bae4ac3f39','se_72539a76318349b6bc6b1a8893e334ad','user','{"role": "user", "content": "One"}',X'77F869597A023DFF8787E0BA9225F3A3',NULL,0,10,1,NULL,NULL,NULL,1796139033.33765);
INSERT INTO "items" VALUES('br_75e5405a96504ca4a76cbf0464d31c5f',1,'it_dfe6bb3a03424814b8d644dc52d53e63','se_72539a76318349b6bc6b1a8893e334ad','assistant','{"role": "assistant", "content": "`\u001e*\ufffdX\ufffd\ufffdZ\u001b\ufffd\ufffd\ufffd\ufffd\ufffd\ufffd#"}',X'410726121DFDCFD245860BC3D8887577',NULL,10,38,1,'length',NULL,NULL,1.79613903347461557392e+09);
INSERT INTO "items" VALUES('br_75e5405a96504ca4a76cbf0464d31c5f',2,'it_1792cbcf749f4421b1e3051310c37fb7','se_72539a76318349b6bc6b1a8893e334ad','user','{"role": "user", "content": "Two"}',X'245D9F11FCE3ADE910C1F36BF2EF2F6D',NULL,38,50,1,NULL,NULL,NULL,1.79613903350716304775e+09);
INSERT INTO "items" VALUES('br_75e5405a96504ca4a76cbf0464d31c5f',3,'it_d0b9c1e7879b45eba5de80a8149b45c4','se_72539a76318349b6bc6b1a8893e334ad','assistant','{"role": "assistant", "content": "x\ufffd\ufffdp\ufffdGCS\ufffd\ufffd\ufffd\ufffd\ufffd&\ufffdJ"}',X'31A0312C316FD156A609744AA6E301F3',NULL,50,78,1,'length',NULL,NULL,1.79613903358455681796e+09);
INSERT INTO "items" VALUES('br_cbd0b59c4fe640e897e7fb66044a5022',0,'it_bb149c1c881f4802b8f4595dbcf38b41','se_900e21d1a3474521af3ebfd64802fc60','user','{"role": "user", "content": "Later"}',X'1D0A5C99B8EF5EF81592C6AF4098D929',NULL,0,12,1,NULL,NULL,NULL,1.79613903361986613268e+09);
INSERT INTO "items" VALUES('br_cbd0b59c4fe640e897e7fb66044a5022',1,'it_af9e094be4b3486a8398fa63bcf28ded','se_900e21d1a3474521af3ebfd64802fc60','assistant','{"role": "assistant", "content": "\ufffd\u04d3)\ufffd\"A\ufffd~U-\ufffdH\u0001\ufffdE"}',X'58AB0599F5286BC0BC1061F887C808B7',NULL,12,40,1,'length',NULL,NULL,1.79613903383541512488e+09);
INSERT INTO "items" VALUES('br_9294c5ff3ed944da9a0922397de9bc31',0,'it_92677de4e5e44ff4b4088c4e299b18ca','se_b0ac02ed786846718d1770bb985b1322','user','{"role": "user", "content": "Gone"}',X'AE110851C9DD3FAB3FF687BFD2D40A26',NULL,0,11,1,NULL,NULL,NULL,1.79613903412838697435e+09);
INSERT INTO "items" VALUES('br_9294c5ff3ed944da9a0922397de9bc31',1,'it_ca6018e332b349a6bc6d78f27ba2548b','se_b0ac02ed786846718d1770bb985b1322','assistant','{"role": "assistant", "content": "J\ufffd!\">c\ufffd>\u0723\ufffdZ\ufffd\ufffd\ufffd\ufffd"}',X'E2A520F1901E6D3B7EC1726158A40DE4',NULL,11,39,1,'length',NULL,NULL,1.79613903434460210799e+09);
INSERT INTO "items" VALUES('br_9294c5ff3ed944da9a0922397de9bc31',2,'it_33e4a0a16f444e57b82a61901cf950d1','se_b0ac02ed786846718d1770bb985b1322','user','{"role": "user", "content": "Still here"}',X'06830E2DCA8CA6496FD05E04AE12BE42',NULL,39,58,1,NULL,NULL,NULL,1.79613903447537660599e+09);
INSERT INTO "items" VALUES('br_9294c5ff3ed944da9a0922397de9bc31',3,'it_b38a7355fa9744339ef0dd0b16bdc8b2','se_b0ac02ed786846718d1770bb985b1322','assistant','{"role": "assistant", "content": "\ufffd\ufffd\u0004\ufffd\ufffd\u0002\ufffd\ufffd\ufffd\ufffd4;\ufffd\b9"}',X'832BD6F07307E458F2F81171540A689A',NULL,58,86,1,'length',NULL,NULL,1.79613903462901759147e+09);
INSERT INTO "items" VALUES('br_4551bfbb6a7d4b2e83f30337c8a3a003',0,'it_e7a8004be81b46d5849fc52353c961e9','se_0ff89aa4e5bf41439ea7eb9c4ae4f9e2','user','{"role": "user", "content": "Before"}',X'86F1FF03C95F3955B509A5F75B79E5CA',NULL,0,13,1,NULL,NULL,NULL,1.79613903488788843147e+09);
INSERT INTO "items" VALUES('br_4551bfbb6a7d4b2e83f30337c8a3a003',1,'it_ffbc1eef964e4a508b80bda3b345a361','se_0ff89aa4e5bf41439ea7eb9c4ae4f9e2','user','{"role": "user", "content": "In it"}',X'AF0AA6929370B3955C4A20872A5103CF',NULL,13,26,1,NULL,NULL,NULL,1.79613903488789916043e+09);
INSERT INTO "items" VALUES('br_4551bfbb6a7d4b2e83f30337c8a3a003',2,'it_68e5f290ed02455b9d383f4fb6357ad1','se_0ff89aa4e5bf41439ea7eb9c4ae4f9e2','assistant','{"role": "assistant", "content": ""}',X'06172593E1E464C00A3268D06F2C4F8C',NULL,26,38,1,'stop',NULL,X'02010000',1.79613903492539310458e+09);
INSERT INTO "items" VALUES('br_ea44a3aa40264fedb5882a309d12cdd2',0,'it_c7d53362db2745b9a2d07cb2e4bbfe65','se_834d8d54b3514feb925c761f7b26ccbb','user','{"role": "user", "content": "Interrupted"}',X'833CD06A3FEEF156551E2D3BFE0AB85B',NULL,0,18,1,NULL,NULL,NULL,1.79613903509549164769e+09);
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
INSERT INTO "migrations" VALUES(1,'first_schema',1.79613902804144954681e+09);
INSERT INTO "migrations" VALUES(2,'responses_and_conversations',1.79613902806476664541e+09);
INSERT INTO "migrations" VALUES(3,'runs',1.79613902806551599495e+09);
INSERT INTO "migrations" VALUES(4,'whereabouts_of_kv',1.79613902807135939593e+09);
INSERT INTO "migrations" VALUES(5,'owners_of_responses_and_attempts',1.79613902807240319249e+09);
INSERT INTO "migrations" VALUES(6,'turns_and_steps',1796139028.07297);
INSERT INTO "migrations" VALUES(7,'session_verbs',1.79613902807340598106e+09);
INSERT INTO "migrations" VALUES(8,'agents',1.79613902807384872434e+09);
INSERT INTO "migrations" VALUES(9,'placements_of_sessions',1796139028.0913);
INSERT INTO "migrations" VALUES(10,'memories',1.79613902809189581876e+09);
INSERT INTO "migrations" VALUES(11,'usage_of_kv',1.79613902809232759477e+09);
INSERT INTO "migrations" VALUES(12,'vaults_and_audit',1.79613902809275293348e+09);
INSERT INTO "migrations" VALUES(13,'environments',1.79613902809308195111e+09);
INSERT INTO "migrations" VALUES(14,'server_calls_of_responses',1.79613902809333705898e+09);
INSERT INTO "migrations" VALUES(15,'answers',1.79613902809360027317e+09);
INSERT INTO "migrations" VALUES(16,'subagents',1.79613902809392070769e+09);
INSERT INTO "migrations" VALUES(17,'models_of_kv',1.79613902810285973547e+09);
INSERT INTO "migrations" VALUES(18,'automations',1.79613902810323548321e+09);
INSERT INTO "migrations" VALUES(19,'users_and_budgets',1.79613902810353827472e+09);
CREATE TABLE owners (
	id VARCHAR NOT NULL, 
	process_name VARCHAR, 
	beat_at FLOAT NOT NULL, 
	PRIMARY KEY (id)
);
INSERT INTO "owners" VALUES('ow_e539e574e2604a0cab2e87b9b26503ac','host:data',1.79613903403222632403e+09);
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
INSERT INTO "response_items" VALUES('resp_afcc1853a9934b1d948ad14b3e7988be',0,0,'msg_3c47132cc7cf4fcf8a59f1efca0eefaf','{"id": "msg_3c47132cc7cf4fcf8a59f1efca0eefaf", "type": "message", "role": "user", "status": "completed", "content": [{"type": "input_text", "text": "One"}]}');
INSERT INTO "response_items" VALUES('resp_afcc1853a9934b1d948ad14b3e7988be',1,1,'msg_afcc1853a9934b1d948ad14b3e7988be00','{"id": "msg_afcc1853a9934b1d948ad14b3e7988be00", "type": "message", "role": "assistant", "status": "incomplete", "content": [{"type": "output_text", "text": "`\u001e*\ufffdX\ufffd\ufffdZ\u001b\ufffd\ufffd\ufffd\ufffd\ufffd\ufffd#", "annotations": [], "logprobs": []}]}');
INSERT INTO "response_items" VALUES('resp_cf59ef5a1b0940baa1a580ff755b6daa',0,0,'msg_cebbd899d49b4f2ea08bf4b21811d48b','{"id": "msg_cebbd899d49b4f2ea08bf4b21811d48b", "type": "message", "role": "user", "status": "completed", "content": [{"type": "input_text", "text": "Two"}]}');
INSERT INTO "response_items" VALUES('resp_cf59ef5a1b0940baa1a580ff755b6daa',1,1,'msg_cf59ef5a1b0940baa1a580ff755b6daa00','{"id": "msg_cf59ef5a1b0940baa1a580ff755b6daa00", "type": "message", "role": "assistant", "status": "incomplete", "content": [{"type": "output_text", "text": "x\ufffd\ufffdp\ufffdGCS\ufffd\ufffd\ufffd\ufffd\ufffd&\ufffdJ", "annotations": [], "logprobs": []}]}');
INSERT INTO "response_items" VALUES('resp_3f25a26d2e6445f4ba59fbe27ba84f96',0,0,'msg_097578ce64d54dde82a3c3704c9c2eac','{"id": "msg_097578ce64d54dde82a3c3704c9c2eac", "type": "message", "role": "user", "status": "completed", "content": [{"type": "input_text", "text": "Later"}]}');
INSERT INTO "response_items" VALUES('resp_3f25a26d2e6445f4ba59fbe27ba84f96',1,1,'msg_3f25a26d2e6445f4ba59fbe27ba84f9600','{"id": "msg_3f25a26d2e6445f4ba59fbe27ba84f9600", "type": "message", "role": "assistant", "status": "incomplete", "content": [{"type": "output_text", "text": "\ufffd\u04d3)\ufffd\"A\ufffd~U-\ufffdH\u0001\ufffdE", "annotations": [], "logprobs": []}]}');
INSERT INTO "response_items" VALUES('resp_b168b850a0b14261b4067c376010d6ad',0,0,'msg_5511d4f5acd545439b12150d341078e2','{"id": "msg_5511d4f5acd545439b12150d341078e2", "type": "message", "role": "user", "status": "completed", "content": [{"type": "input_text", "text": "Gone"}]}');
INSERT INTO "response_items" VALUES('resp_b168b850a0b14261b4067c376010d6ad',1,1,'msg_b168b850a0b14261b4067c376010d6ad00','{"id": "msg_b168b850a0b14261b4067c376010d6ad00", "type": "message", "role": "assistant", "status": "incomplete", "content": [{"type": "output_text", "text": "J\ufffd!\">c\ufffd>\u0723\ufffdZ\ufffd\ufffd\ufffd\ufffd", "annotations": [], "logprobs": []}]}');
INSERT INTO "response_items" VALUES('resp_dec68cc7127f49b39685ae3882e2a834',0,0,'msg_568f67d978ca470ba8dcf719185c821e','{"id": "msg_568f67d978ca470ba8dcf719185c821e", "type": "message", "role": "user", "status": "completed", "content": [{"type": "input_text", "text": "Still here"}]}');
INSERT INTO "response_items" VALUES('resp_dec68cc7127f49b39685ae3882e2a834',1,1,'msg_dec68cc7127f49b39685ae3882e2a83400','{"id": "msg_dec68cc7127f49b39685ae3882e2a83400", "type": "message", "role": "assistant", "status": "incomplete", "content": [{"type": "output_text", "text": "\ufffd\ufffd\u0004\ufffd\ufffd\u0002\ufffd\ufffd\ufffd\ufffd4;\ufffd\b9", "annotations": [], "logprobs": []}]}');
INSERT INTO "response_items" VALUES('resp_0416903032794dc8a7fb6b92f39094a3',0,0,'msg_8f4a089197bf4712969281c9dba4ff89','{"id": "msg_8f4a089197bf4712969281c9dba4ff89", "type": "message", "role": "user", "status": "completed", "content": [{"type": "input_text", "text": "In it"}]}');
INSERT INTO "response_items" VALUES('resp_0416903032794dc8a7fb6b92f39094a3',1,1,'msg_0416903032794dc8a7fb6b92f39094a300','{"id": "msg_0416903032794dc8a7fb6b92f39094a300", "type": "message", "role": "assistant", "status": "completed", "content": [{"type": "output_text", "text": "", "annotations": [], "logprobs": []}]}');
INSERT INTO "response_items" VALUES('resp_6f34e8b0d28c4b7d8d9ffa0636ff5277',0,0,'msg_b2b4f79a3b8f40d3b9fb8ad68642b621','{"id": "msg_b2b4f79a3b8f40d3b9fb8ad68642b621", "type": "message", "role": "user", "status": "completed", "content": [{"type": "input_text", "text": "Interrupted"}]}');
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
INSERT INTO "responses" VALUES('resp_afcc1853a9934b1d948ad14b3e7988be','default','incomplete',1796139033,NULL,'{"model": "toy", "instructions": null, "store": true, "max_output_tokens": 16, "max_tool_calls": null, "metadata": {}, "parallel_tool_calls": true, "tools": [], "tool_choice": "auto", "text": {"format": {"type": "text"}, "verbosity": "medium"}, "reasoning": null, "temperature": 1.0, "top_p": 1.0, "presence_penalty": 0.0, "frequency_penalty": 0.0, "top_logprobs": 0, "truncation": "disabled", "prompt_cache_key": null, "prompt_cache_options": null, "prompt_cache_retention": null, "safety_identifier": null, "service_tier": "default", "user": null}',0,'ow_e539e574e2604a0cab2e87b9b26503ac',0,'d125bdfe477a04efa9737062101bd8ae',NULL,'resp_afcc1853a9934b1d948ad14b3e7988be',NULL,NULL,NULL,'[22, 16, 6, null, {"tier": "device", "num_tokens": 6, "seconds": 0.0, "saved_s": 0.0005122398140052048, "num_bytes": 0}]',NULL,'max_output_tokens',1,'[[0, 1, 0], [0, 1, 0], [0, 1, 0], [0, 1, 0], [0, 1, 0], [0, 1, 0], [0, 2, 0], [0, 1, 0], [0, 1, 0], [0, 1, 0], [0, 1, 0], [0, 1, 0], [0, 2, 0], [0, 1, 0]]',0);
INSERT INTO "responses" VALUES('resp_cf59ef5a1b0940baa1a580ff755b6daa','default','incomplete',1796139033,NULL,'{"model": "toy", "instructions": null, "store": true, "max_output_tokens": 16, "max_tool_calls": null, "metadata": {}, "parallel_tool_calls": true, "tools": [], "tool_choice": "auto", "text": {"format": {"type": "text"}, "verbosity": "medium"}, "reasoning": null, "temperature": 1.0, "top_p": 1.0, "presence_penalty": 0.0, "frequency_penalty": 0.0, "top_logprobs": 0, "truncation": "disabled", "prompt_cache_key": null, "prompt_cache_options": null, "prompt_cache_retention": null, "safety_identifier": null, "service_tier": "default", "user": null}',0,'ow_e539e574e2604a0cab2e87b9b26503ac',0,'d125bdfe477a04efa9737062101bd8ae',NULL,'resp_afcc1853a9934b1d948ad14b3e7988be','resp_afcc1853a9934b1d948ad14b3e7988be',NULL,NULL,'[62, 16, 37, null, {"tier": "device", "num_tokens": 37, "seconds": 0.0, "saved_s": 0.003179497037235761, "num_bytes": 0}]',NULL,'max_output_tokens',1,'[[0, 1, 0], [0, 1, 0], [0, 2, 0], [0, 1, 0], [0, 1, 0], [0, 1, 0], [0, 1, 0], [0, 1, 0], [0, 1, 0], [0, 1, 0], [0, 1, 0], [0, 2, 0], [0, 2, 0]]',0);
INSERT INTO "responses" VALUES('resp_3f25a26d2e6445f4ba59fbe27ba84f96','default','incomplete',1796139033,NULL,'{"model": "toy", "instructions": null, "store": true, "max_output_tokens": 16, "max_tool_calls": null, "metadata": {}, "parallel_tool_calls": true, "tools": [], "tool_choice": "auto", "text": {"format": {"type": "text"}, "verbosity": "medium"}, "reasoning": null, "temperature": 1.0, "top_p": 1.0, "presence_penalty": 0.0, "frequency_penalty": 0.0, "top_logprobs": 0, "truncation": "disabled", "prompt_cache_key": null, "prompt_cache_options": null, "prompt_cache_retention": null, "safety_identifier": null, "service_tier": "default", "user": null}',1,'ow_e539e574e2604a0cab2e87b9b26503ac',0,'d125bdfe477a04efa9737062101bd8ae',NULL,'resp_3f25a26d2e6445f4ba59fbe27ba84f96',NULL,NULL,NULL,'[24, 16, 6, null, {"tier": "device", "num_tokens": 6, "seconds": 0.0, "saved_s": 0.0005091969786017704, "num_bytes": 0}]',NULL,'max_output_tokens',1,'[[0, 1, 0], [0, 1, 0], [0, 1, 0], [0, 1, 0], [0, 1, 0], [0, 1, 0], [0, 1, 0], [0, 1, 0], [0, 1, 0], [0, 1, 0], [0, 2, 0], [0, 1, 0], [0, 1, 0], [0, 1, 0]]',0);
INSERT INTO "responses" VALUES('resp_b168b850a0b14261b4067c376010d6ad','default','incomplete',1796139034,NULL,'{"model": "toy", "instructions": null, "store": true, "max_output_tokens": 16, "max_tool_calls": null, "metadata": {}, "parallel_tool_calls": true, "tools": [], "tool_choice": "auto", "text": {"format": {"type": "text"}, "verbosity": "medium"}, "reasoning": null, "temperature": 1.0, "top_p": 1.0, "presence_penalty": 0.0, "frequency_penalty": 0.0, "top_logprobs": 0, "truncation": "disabled", "prompt_cache_key": null, "prompt_cache_options": null, "prompt_cache_retention": null, "safety_identifier": null, "service_tier": "default", "user": null}',0,'ow_e539e574e2604a0cab2e87b9b26503ac',0,'d125bdfe477a04efa9737062101bd8ae',NULL,'resp_b168b850a0b14261b4067c376010d6ad',NULL,NULL,NULL,'[23, 16, 8, null, {"tier": "device", "num_tokens": 8, "seconds": 0.0, "saved_s": 0.0006974124856628627, "num_bytes": 0}]',NULL,'max_output_tokens',1,'[[0, 1, 0], [0, 1, 0], [0, 1, 0], [0, 1, 0], [0, 1, 0], [0, 1, 0], [0, 2, 0], [0, 1, 0], [0, 2, 0], [0, 1, 0], [0, 2, 0], [0, 1, 0]]',1);
INSERT INTO "responses" VALUES('resp_dec68cc7127f49b39685ae3882e2a834','default','incomplete',1796139034,NULL,'{"model": "toy", "instructions": null, "store": true, "max_output_tokens": 16, "max_tool_calls": null, "metadata": {}, "parallel_tool_calls": true, "tools": [], "tool_choice": "auto", "text": {"format": {"type": "text"}, "verbosity": "medium"}, "reasoning": null, "temperature": 1.0, "top_p": 1.0, "presence_penalty": 0.0, "frequency_penalty": 0.0, "top_logprobs": 0, "truncation": "disabled", "prompt_cache_key": null, "prompt_cache_options": null, "prompt_cache_retention": null, "safety_identifier": null, "service_tier": "default", "user": null}',0,'ow_e539e574e2604a0cab2e87b9b26503ac',0,'d125bdfe477a04efa9737062101bd8ae',NULL,'resp_b168b850a0b14261b4067c376010d6ad','resp_b168b850a0b14261b4067c376010d6ad',NULL,NULL,'[70, 16, 38, null, {"tier": "device", "num_tokens": 38, "seconds": 0.0, "saved_s": 0.003486979708911958, "num_bytes": 0}]',NULL,'max_output_tokens',1,'[[0, 1, 0], [0, 1, 0], [0, 1, 0], [0, 1, 0], [0, 2, 0], [0, 1, 0], [0, 1, 0], [0, 1, 0], [0, 2, 0], [0, 1, 0], [0, 1, 0], [0, 1, 0], [0, 1, 0]]',0);
INSERT INTO "responses" VALUES('resp_0416903032794dc8a7fb6b92f39094a3','default','completed',1796139034,1796139034,'{"model": "toy", "instructions": null, "store": true, "max_output_tokens": 16, "max_tool_calls": null, "metadata": {}, "parallel_tool_calls": true, "tools": [], "tool_choice": "auto", "text": {"format": {"type": "text"}, "verbosity": "medium"}, "reasoning": null, "temperature": 1.0, "top_p": 1.0, "presence_penalty": 0.0, "frequency_penalty": 0.0, "top_logprobs": 0, "truncation": "disabled", "prompt_cache_key": null, "prompt_cache_options": null, "prompt_cache_retention": null, "safety_identifier": null, "service_tier": "default", "user": null}',0,'ow_e539e574e2604a0cab2e87b9b26503ac',0,'d125bdfe477a04efa9737062101bd8ae',NULL,'conv_915ccef3c1ee483586c21067527a2626',NULL,'conv_915ccef3c1ee483586c21067527a2626',1,'[38, 1, 6, null, {"tier": "device", "num_tokens": 6, "seconds": 0.0, "saved_s": 0.0005337146825280882, "num_bytes": 0}]',NULL,NULL,1,'[]',0);
INSERT INTO "responses" VALUES('resp_6f34e8b0d28c4b7d8d9ffa0636ff5277','default','in_progress',1796139035,NULL,'{"model": "toy", "instructions": null, "store": true, "max_output_tokens": 600, "max_tool_calls": null, "metadata": {}, "parallel_tool_calls": true, "tools": [], "tool_choice": "auto", "text": {"format": {"type": "text"}, "verbosity": "medium"}, "reasoning": null, "temperature": 1.0, "top_p": 1.0, "presence_penalty": 0.0, "frequency_penalty": 0.0, "top_logprobs": 0, "truncation": "disabled", "prompt_cache_key": null, "prompt_cache_options": null, "prompt_cache_retention": null, "safety_identifier": null, "service_tier": "default", "user": null}',1,'ow_e539e574e2604a0cab2e87b9b26503ac',0,'d125bdfe477a04efa9737062101bd8ae',NULL,'resp_6f34e8b0d28c4b7d8d9ffa0636ff5277',NULL,NULL,NULL,NULL,NULL,NULL,1,NULL,0);
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
INSERT INTO "sessions" VALUES('se_36f6000be5134bd895e7184cd6d45e85','default','talk',1.79613903201984405517e+09,1.79613903275549101831e+09,4,'br_b1ad207ab0664312971ecce8d040e575',NULL,NULL,NULL,NULL,'{"byte_seconds": {"device": 476.6917570545338, "disk": 1215.269779806491}, "num_restored_bytes": 0, "num_recomputed_tokens": 0, "is_partial": false}');
INSERT INTO "sessions" VALUES('se_3a0d216ae4aa46eba90eff191ceecc16','default','text',1.7961390327898871899e+09,1.79613903314930844308e+09,2,'br_743e80fc69684234a7bab2ff9d4949ae',NULL,NULL,NULL,NULL,'{"byte_seconds": {"device": 56.01730099180713, "disk": 85.12162161601009}, "num_restored_bytes": 0, "num_recomputed_tokens": 0, "is_partial": false}');
INSERT INTO "sessions" VALUES('se_cf8b4089109c4f7aadf8cb5ca6bc3776','default','ids',1.79613903318140578271e+09,1.79613903323904681207e+09,1,'br_50eb687edfbc4ebeb08b5aed06d12703',NULL,NULL,NULL,NULL,'{"byte_seconds": {"device": 0.0, "disk": 0.0}, "num_restored_bytes": 0, "num_recomputed_tokens": 0, "is_partial": false}');
INSERT INTO "sessions" VALUES('se_72539a76318349b6bc6b1a8893e334ad','default','resp_afcc1853a9934b1d948ad14b3e7988be',1.79613903333137726785e+09,1.79613903358552217488e+09,2,'br_75e5405a96504ca4a76cbf0464d31c5f',NULL,NULL,NULL,NULL,'{"byte_seconds": {"device": 57.595590400043875, "disk": 56.49232579211821}, "num_restored_bytes": 0, "num_recomputed_tokens": 0, "is_partial": false}');
INSERT INTO "sessions" VALUES('se_900e21d1a3474521af3ebfd64802fc60','default','resp_3f25a26d2e6445f4ba59fbe27ba84f96',1.79613903360979533193e+09,1.79613903383726215357e+09,1,'br_cbd0b59c4fe640e897e7fb66044a5022',NULL,NULL,NULL,NULL,'{"byte_seconds": {"device": 0.0, "disk": 0.0}, "num_restored_bytes": 0, "num_recomputed_tokens": 0, "is_partial": false}');
INSERT INTO "sessions" VALUES('se_b0ac02ed786846718d1770bb985b1322','default','resp_b168b850a0b14261b4067c376010d6ad',1.79613903411463665966e+09,1.79613903463116598132e+09,2,'br_9294c5ff3ed944da9a0922397de9bc31',NULL,NULL,NULL,NULL,'{"byte_seconds": {"device": 127.91364044835791, "disk": 187.904013968684}, "num_restored_bytes": 0, "num_recomputed_tokens": 0, "is_partial": false}');
INSERT INTO "sessions" VALUES('se_0ff89aa4e5bf41439ea7eb9c4ae4f9e2','default','conv_915ccef3c1ee483586c21067527a2626',1.7961390348853185177e+09,1.79613903494350790981e+09,1,'br_4551bfbb6a7d4b2e83f30337c8a3a003',NULL,NULL,NULL,NULL,'{"byte_seconds": {"device": 0.0, "disk": 0.0}, "num_restored_bytes": 0, "num_recomputed_tokens": 0, "is_partial": false}');
INSERT INTO "sessions" VALUES('se_834d8d54b3514feb925c761f7b26ccbb','default','resp_6f34e8b0d28c4b7d8d9ffa0636ff5277',1.79613903507526016236e+09,1.79613903509611797328e+09,1,'br_ea44a3aa40264fedb5882a309d12cdd2',NULL,NULL,NULL,NULL,NULL);
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
INSERT INTO "spans" VALUES('br_914d39c1294947239159ad9b98e8db76',0,'it_74ccdb1417f54f56930878a8aaac2fec','user',X'0001000054000000520000004400000051000000C6000000260000004E0000004E00000043000000DC0000004C0000004E000000510000004D000000480000004D0000004600000001010000','rendered',NULL,NULL,'d125bdfe477a04efa9737062101bd8ae','toy');
INSERT INTO "spans" VALUES('br_914d39c1294947239159ad9b98e8db76',19,'it_c7d7669445ec418682ff74220cc434cb','assistant',X'C600000000010000400000005200000052000000480000005200000053000000400000004D00000053000000C6000000','rendered',NULL,NULL,'d125bdfe477a04efa9737062101bd8ae','toy');
INSERT INTO "spans" VALUES('br_914d39c1294947239159ad9b98e8db76',31,'it_c7d7669445ec418682ff74220cc434cb','assistant',X'890000007B0000002A000000AA000000A30000004B000000','sampled','1',0,'d125bdfe477a04efa9737062101bd8ae','toy');
INSERT INTO "spans" VALUES('br_914d39c1294947239159ad9b98e8db76',37,'it_99e20089ef0344df90a694e2c53cfaeb','user',X'01010000C60000000001000054000000520000004400000051000000C6000000200000004D00000043000000DC0000005300000047000000440000004D0000001E00000001010000','rendered',NULL,NULL,'d125bdfe477a04efa9737062101bd8ae','toy');
INSERT INTO "spans" VALUES('br_914d39c1294947239159ad9b98e8db76',55,'it_5e79cd8339d34e288137678ac70bd326','assistant',X'C600000000010000400000005200000052000000480000005200000053000000400000004D00000053000000C6000000','rendered',NULL,NULL,'d125bdfe477a04efa9737062101bd8ae','toy');
INSERT INTO "spans" VALUES('br_914d39c1294947239159ad9b98e8db76',67,'it_5e79cd8339d34e288137678ac70bd326','assistant',X'9F0000005F000000AE000000B90000006D000000BC000000','sampled','1',0,'d125bdfe477a04efa9737062101bd8ae','toy');
INSERT INTO "spans" VALUES('br_914d39c1294947239159ad9b98e8db76',73,'it_14e9f958b2f94613a4df2591c2b262d7','user',X'01010000C60000000001000054000000520000004400000051000000C60000003600000047000000580000001E00000001010000','rendered',NULL,NULL,'d125bdfe477a04efa9737062101bd8ae','toy');
INSERT INTO "spans" VALUES('br_914d39c1294947239159ad9b98e8db76',86,'it_b20ae37822af4bb1af3476fb65e3dd32','assistant',X'C600000000010000400000005200000052000000480000005200000053000000400000004D00000053000000C6000000','rendered',NULL,NULL,'d125bdfe477a04efa9737062101bd8ae','toy');
INSERT INTO "spans" VALUES('br_914d39c1294947239159ad9b98e8db76',98,'it_b20ae37822af4bb1af3476fb65e3dd32','assistant',X'9400000026000000D5000000E9000000A9000000E3000000','sampled','2',0,'d125bdfe477a04efa9737062101bd8ae','toy');
INSERT INTO "spans" VALUES('br_ae70b49eae804508b3300b834394975a',86,'it_daec44234e514ab49b0a196fc56e372e','assistant',X'C600000000010000400000005200000052000000480000005200000053000000400000004D00000053000000C6000000','rendered',NULL,NULL,'d125bdfe477a04efa9737062101bd8ae','toy');
INSERT INTO "spans" VALUES('br_ae70b49eae804508b3300b834394975a',98,'it_daec44234e514ab49b0a196fc56e372e','assistant',X'940000002A0000005F000000740000001C0000003F000000','sampled','2',1,'d125bdfe477a04efa9737062101bd8ae','toy');
INSERT INTO "spans" VALUES('br_b1ad207ab0664312971ecce8d040e575',0,'it_35b30710b8b948c6a79cabe3551312c1','user',X'0001000054000000520000004400000051000000C6000000260000004E0000004E00000043000000DC0000004400000055000000440000004D000000480000004D0000004600000001010000','rendered',NULL,NULL,'d125bdfe477a04efa9737062101bd8ae','toy');
INSERT INTO "spans" VALUES('br_b1ad207ab0664312971ecce8d040e575',19,'it_3291df7b40e44531ae25e7dc6357bea2','assistant',X'C600000000010000400000005200000052000000480000005200000053000000400000004D00000053000000C6000000','rendered',NULL,NULL,'d125bdfe477a04efa9737062101bd8ae','toy');
INSERT INTO "spans" VALUES('br_b1ad207ab0664312971ecce8d040e575',31,'it_3291df7b40e44531ae25e7dc6357bea2','assistant',X'D800000081000000F3000000DC000000950000004C000000','sampled','3',0,'d125bdfe477a04efa9737062101bd8ae','toy');
INSERT INTO "spans" VALUES('br_743e80fc69684234a7bab2ff9d4949ae',0,'it_66b52913c6974870ab04e5c34ca94e24','prompt',X'2E0000004D0000004200000044000000DC000000540000004F0000004E0000004D000000DC00000040000000DC00000053000000480000004C00000044000000','rendered',NULL,NULL,'d125bdfe477a04efa9737062101bd8ae','toy');
INSERT INTO "spans" VALUES('br_743e80fc69684234a7bab2ff9d4949ae',16,'it_23f0e46e499f4ead9bf3e0b688b3edb0','completion',X'210000004E000000BB00000078000000B9000000','sampled','4',0,'d125bdfe477a04efa9737062101bd8ae','toy');
INSERT INTO "spans" VALUES('br_743e80fc69684234a7bab2ff9d4949ae',21,'it_98480a3e709a46f99443b329e0954eb0','prompt',X'DC000000400000004D00000043000000','rendered',NULL,NULL,'d125bdfe477a04efa9737062101bd8ae','toy');
INSERT INTO "spans" VALUES('br_743e80fc69684234a7bab2ff9d4949ae',25,'it_848fde96f8b44cb394eeb75f84751816','completion',X'B70000001800000099000000','sampled','5',0,'d125bdfe477a04efa9737062101bd8ae','toy');
INSERT INTO "spans" VALUES('br_50eb687edfbc4ebeb08b5aed06d12703',0,'it_42b04c56d82b4e499665d3b65c6ccfac','prompt',X'740000006F0000006B000000650000006E00000073000000','rendered',NULL,NULL,'d125bdfe477a04efa9737062101bd8ae','toy');
INSERT INTO "spans" VALUES('br_50eb687edfbc4ebeb08b5aed06d12703',6,'it_e64f7ae68bd5408095f9ebb53f2c6183','completion',X'F70000009A0000005F000000AC00000050000000','sampled','6',0,'d125bdfe477a04efa9737062101bd8ae','toy');
INSERT INTO "spans" VALUES('br_75e5405a96504ca4a76cbf0464d31c5f',0,'it_551bcd1e165f439c850f75bae4ac3f39','user',X'0001000054000000520000004400000051000000C60000002E0000004D0000004400000001010000','rendered',NULL,NULL,'d125bdfe477a04efa9737062101bd8ae','toy');
INSERT INTO "spans" VALUES('br_75e5405a96504ca4a76cbf0464d31c5f',10,'it_dfe6bb3a03424814b8d644dc52d53e63','assistant',X'C600000000010000400000005200000052000000480000005200000053000000400000004D00000053000000C6000000','rendered',NULL,NULL,'d125bdfe477a04efa9737062101bd8ae','toy');
INSERT INTO "spans" VALUES('br_75e5405a96504ca4a76cbf0464d31c5f',22,'it_dfe6bb3a03424814b8d644dc52d53e63','assistant',X'3F000000DA00000009000000F200000037000000F60000008C00000039000000D7000000920000009D0000009F0000007F000000AD000000B800000002000000','sampled','1933983465103514444',0,'d125bdfe477a04efa9737062101bd8ae','toy');
INSERT INTO "spans" VALUES('br_75e5405a96504ca4a76cbf0464d31c5f',38,'it_1792cbcf749f4421b1e3051310c37fb7','user',X'01010000C60000000001000054000000520000004400000051000000C600000033000000560000004E00000001010000','rendered',NULL,NULL,'d125bdfe477a04efa9737062101bd8ae','toy');
INSERT INTO "spans" VALUES('br_75e5405a96504ca4a76cbf0464d31c5f',50,'it_d0b9c1e7879b45eba5de80a8149b45c4','assistant',X'C600000000010000400000005200000052000000480000005200000053000000400000004D00000053000000C6000000','rendered',NULL,NULL,'d125bdfe477a04efa9737062101bd8ae','toy');
INSERT INTO "spans" VALUES('br_75e5405a96504ca4a76cbf0464d31c5f',62,'it_d0b9c1e7879b45eba5de80a8149b45c4','assistant',X'5700000082000000A60000004F0000006F000000260000002200000032000000B7000000E3000000FF000000DF00000096000000050000008200000029000000','sampled','1108330663176098987',0,'d125bdfe477a04efa9737062101bd8ae','toy');
INSERT INTO "spans" VALUES('br_cbd0b59c4fe640e897e7fb66044a5022',0,'it_bb149c1c881f4802b8f4595dbcf38b41','user',X'0001000054000000520000004400000051000000C60000002B0000004000000053000000440000005100000001010000','rendered',NULL,NULL,'d125bdfe477a04efa9737062101bd8ae','toy');
INSERT INTO "spans" VALUES('br_cbd0b59c4fe640e897e7fb66044a5022',12,'it_af9e094be4b3486a8398fa63bcf28ded','assistant',X'C600000000010000400000005200000052000000480000005200000053000000400000004D00000053000000C6000000','rendered',NULL,NULL,'d125bdfe477a04efa9737062101bd8ae','toy');
INSERT INTO "spans" VALUES('br_cbd0b59c4fe640e897e7fb66044a5022',24,'it_af9e094be4b3486a8398fa63bcf28ded','assistant',X'B90000008F000000F100000008000000E90000000100000020000000F60000005D000000340000000C000000A900000027000000BD0000007C00000024000000','sampled','3080950923845371759',0,'d125bdfe477a04efa9737062101bd8ae','toy');
INSERT INTO "spans" VALUES('br_9294c5ff3ed944da9a0922397de9bc31',0,'it_92677de4e5e44ff4b4088c4e299b18ca','user',X'0001000054000000520000004400000051000000C6000000260000004E0000004D0000004400000001010000','rendered',NULL,NULL,'d125bdfe477a04efa9737062101bd8ae','toy');
INSERT INTO "spans" VALUES('br_9294c5ff3ed944da9a0922397de9bc31',11,'it_ca6018e332b349a6bc6d78f27ba2548b','assistant',X'C600000000010000400000005200000052000000480000005200000053000000400000004D00000053000000C6000000','rendered',NULL,NULL,'d125bdfe477a04efa9737062101bd8ae','toy');
INSERT INTO "spans" VALUES('br_9294c5ff3ed944da9a0922397de9bc31',23,'it_ca6018e332b349a6bc6d78f27ba2548b','assistant',X'29000000F900000000000000010000001D00000042000000A80000001D00000098000000600000009D00000039000000F200000094000000B8000000BA000000','sampled','1009084585953573132',0,'d125bdfe477a04efa9737062101bd8ae','toy');
INSERT INTO "spans" VALUES('br_9294c5ff3ed944da9a0922397de9bc31',39,'it_33e4a0a16f444e57b82a61901cf950d1','user',X'01010000C60000000001000054000000520000004400000051000000C60000003200000053000000480000004B0000004B000000DC0000004700000044000000510000004400000001010000','rendered',NULL,NULL,'d125bdfe477a04efa9737062101bd8ae','toy');
INSERT INTO "spans" VALUES('br_9294c5ff3ed944da9a0922397de9bc31',58,'it_b38a7355fa9744339ef0dd0b16bdc8b2','assistant',X'C600000000010000400000005200000052000000480000005200000053000000400000004D00000053000000C6000000','rendered',NULL,NULL,'d125bdfe477a04efa9737062101bd8ae','toy');
INSERT INTO "spans" VALUES('br_9294c5ff3ed944da9a0922397de9bc31',70,'it_b38a7355fa9744339ef0dd0b16bdc8b2','assistant',X'61000000FB000000C0000000DF00000095000000BE0000007D000000AA000000DE000000950000009B000000130000001A00000070000000C400000018000000','sampled','801964879971917396',0,'d125bdfe477a04efa9737062101bd8ae','toy');
INSERT INTO "spans" VALUES('br_4551bfbb6a7d4b2e83f30337c8a3a003',0,'it_e7a8004be81b46d5849fc52353c961e9','user',X'0001000054000000520000004400000051000000C60000002100000044000000450000004E000000510000004400000001010000','rendered',NULL,NULL,'d125bdfe477a04efa9737062101bd8ae','toy');
INSERT INTO "spans" VALUES('br_4551bfbb6a7d4b2e83f30337c8a3a003',13,'it_ffbc1eef964e4a508b80bda3b345a361','user',X'C60000000001000054000000520000004400000051000000C6000000280000004D000000DC000000480000005300000001010000','rendered',NULL,NULL,'d125bdfe477a04efa9737062101bd8ae','toy');
INSERT INTO "spans" VALUES('br_4551bfbb6a7d4b2e83f30337c8a3a003',26,'it_68e5f290ed02455b9d383f4fb6357ad1','assistant',X'C600000000010000400000005200000052000000480000005200000053000000400000004D00000053000000C6000000','rendered',NULL,NULL,'d125bdfe477a04efa9737062101bd8ae','toy');
INSERT INTO "spans" VALUES('br_ea44a3aa40264fedb5882a309d12cdd2',0,'it_c7d53362db2745b9a2d07cb2e4bbfe65','user',X'0001000054000000520000004400000051000000C6000000280000004D00000053000000440000005100000051000000540000004F00000053000000440000004300000001010000','rendered',NULL,NULL,'d125bdfe477a04efa9737062101bd8ae','toy');
CREATE TABLE steps (
	run_id VARCHAR NOT NULL, 
	position INTEGER NOT NULL, 
	turn_id VARCHAR NOT NULL, 
	PRIMARY KEY (run_id, position), 
	FOREIGN KEY(turn_id) REFERENCES turns (id) ON DELETE CASCADE
);
INSERT INTO "steps" VALUES('resp_afcc1853a9934b1d948ad14b3e7988be',0,'turn_d835c30c648e44d0af61a9e2a131d072');
INSERT INTO "steps" VALUES('resp_cf59ef5a1b0940baa1a580ff755b6daa',0,'turn_776d4a6bb8b845e490323b8424a197fd');
INSERT INTO "steps" VALUES('resp_3f25a26d2e6445f4ba59fbe27ba84f96',0,'turn_63858b77712c4bccbfb2550055f197af');
INSERT INTO "steps" VALUES('resp_b168b850a0b14261b4067c376010d6ad',0,'turn_c3ffb2ea61b6479fb7ae8e60db232b83');
INSERT INTO "steps" VALUES('resp_dec68cc7127f49b39685ae3882e2a834',0,'turn_3138ae297e9e442caaff9b0dce9de31e');
INSERT INTO "steps" VALUES('resp_0416903032794dc8a7fb6b92f39094a3',0,'turn_361afaacaaaa40dfa554d5f48efa176e');
INSERT INTO "steps" VALUES('resp_6f34e8b0d28c4b7d8d9ffa0636ff5277',0,'turn_b2711d2e4655485b99337afc916ddf01');
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
INSERT INTO "turn_tokens" VALUES('turn_3138ae297e9e442caaff9b0dce9de31e',0,0,X'61000000FB000000C0000000DF00000095000000BE0000007D000000AA000000DE000000950000009B000000130000001A00000070000000C400000018000000',NULL,38,'length',NULL);
INSERT INTO "turn_tokens" VALUES('turn_361afaacaaaa40dfa554d5f48efa176e',0,0,X'02010000',NULL,6,'stop',NULL);
INSERT INTO "turn_tokens" VALUES('turn_63858b77712c4bccbfb2550055f197af',0,0,X'B90000008F000000F100000008000000E90000000100000020000000F60000005D000000340000000C000000A900000027000000BD0000007C00000024000000',NULL,6,'length',NULL);
INSERT INTO "turn_tokens" VALUES('turn_776d4a6bb8b845e490323b8424a197fd',0,0,X'5700000082000000A60000004F0000006F000000260000002200000032000000B7000000E3000000FF000000DF00000096000000050000008200000029000000',NULL,37,'length',NULL);
INSERT INTO "turn_tokens" VALUES('turn_b2711d2e4655485b99337afc916ddf01',0,0,X'B7000000',NULL,6,NULL,NULL);
INSERT INTO "turn_tokens" VALUES('turn_b2711d2e4655485b99337afc916ddf01',0,1,X'9E000000',NULL,NULL,NULL,NULL);
INSERT INTO "turn_tokens" VALUES('turn_b2711d2e4655485b99337afc916ddf01',0,2,X'22000000',NULL,NULL,NULL,NULL);
INSERT INTO "turn_tokens" VALUES('turn_b2711d2e4655485b99337afc916ddf01',0,3,X'78000000',NULL,NULL,NULL,NULL);
INSERT INTO "turn_tokens" VALUES('turn_b2711d2e4655485b99337afc916ddf01',0,4,X'38000000',NULL,NULL,NULL,NULL);
INSERT INTO "turn_tokens" VALUES('turn_b2711d2e4655485b99337afc916ddf01',0,5,X'CC000000',NULL,NULL,NULL,NULL);
INSERT INTO "turn_tokens" VALUES('turn_b2711d2e4655485b99337afc916ddf01',0,6,X'26000000',NULL,NULL,NULL,NULL);
INSERT INTO "turn_tokens" VALUES('turn_b2711d2e4655485b99337afc916ddf01',0,7,X'98000000',NULL,NULL,NULL,NULL);
INSERT INTO "turn_tokens" VALUES('turn_b2711d2e4655485b99337afc916ddf01',0,8,X'E9000000',NULL,NULL,NULL,NULL);
INSERT INTO "turn_tokens" VALUES('turn_b2711d2e4655485b99337afc916ddf01',0,9,X'FC000000',NULL,NULL,NULL,NULL);
INSERT INTO "turn_tokens" VALUES('turn_b2711d2e4655485b99337afc916ddf01',0,10,X'E8000000',NULL,NULL,NULL,NULL);
INSERT INTO "turn_tokens" VALUES('turn_c3ffb2ea61b6479fb7ae8e60db232b83',0,0,X'29000000F900000000000000010000001D00000042000000A80000001D00000098000000600000009D00000039000000F200000094000000B8000000BA000000',NULL,8,'length',NULL);
INSERT INTO "turn_tokens" VALUES('turn_d835c30c648e44d0af61a9e2a131d072',0,0,X'3F000000DA00000009000000F200000037000000F60000008C00000039000000D7000000920000009D0000009F0000007F000000AD000000B800000002000000',NULL,6,'length',NULL);
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
INSERT INTO "turns" VALUES('turn_d835c30c648e44d0af61a9e2a131d072','se_72539a76318349b6bc6b1a8893e334ad','completed',1,'ow_e539e574e2604a0cab2e87b9b26503ac',1,0,0,'br_75e5405a96504ca4a76cbf0464d31c5f',10,1,1,X'C600000000010000400000005200000052000000480000005200000053000000400000004D00000053000000C6000000',X'C417841E4E0C29EE46F62D41850734B8',X'77F869597A023DFF8787E0BA9225F3A3','{"request_id": "resp_afcc1853a9934b1d948ad14b3e7988be", "model": "toy", "input": {"messages": [], "add_generation_prompt": true, "continue_final_message": false, "tools": null, "variables": {}}, "adapter": null, "sampling": {"max_tokens": 16, "min_tokens": 0, "temperature": 1.0, "top_k": 0, "top_p": 1.0, "min_p": 0.0, "repetition_penalty": 1.0, "presence_penalty": 0.0, "frequency_penalty": 0.0, "logit_bias": [], "seed": null, "stop": [], "stop_token_ids": [], "include_stop_str_in_output": false, "ignore_eos": false, "max_reasoning_tokens": null, "logprobs": null, "prompt_logprobs": null}, "n": 1, "echo": false, "session_id": "resp_afcc1853a9934b1d948ad14b3e7988be", "run_id": "resp_afcc1853a9934b1d948ad14b3e7988be", "step": 0, "is_recorded": true, "is_filed": true, "grammar": null, "lease_s": 0.0, "is_carried": false, "is_signed": false, "min_reply_tokens": 1, "is_last": false, "is_head_pinned": false, "tenant": "default"}',8192,'d125bdfe477a04efa9737062101bd8ae','toy',0,'{"request_id": "resp_afcc1853a9934b1d948ad14b3e7988be", "created": 1796139033, "num_prompt_tokens": 22, "seed": 1933983465103514444, "system_fingerprint": "fp_6fbc7cfef75f", "session": {"session_id": "resp_afcc1853a9934b1d948ad14b3e7988be", "num_matched_messages": 0, "num_matched_tokens": 0, "forked": false}, "loosened_tools": [], "reasoning": "none"}','{"usage": {"num_prompt_tokens": 22, "num_completion_tokens": 16, "num_cached_tokens": 6, "cold": null, "restored": {"tier": "device", "num_tokens": 6, "seconds": 0.0, "saved_s": 0.0005122398140052048, "num_bytes": 0}, "head_rules": [], "num_reasoning_tokens": 0, "kv": {"byte_seconds": {"device": 0.0, "disk": 0.0}, "num_restored_bytes": 0, "num_recomputed_tokens": 0, "is_partial": false}}, "num_computed_tokens": 16, "prompt_logprobs": null, "carrier": null, "needs_carrier": false, "ignored_carriers": []}',NULL);
INSERT INTO "turns" VALUES('turn_776d4a6bb8b845e490323b8424a197fd','se_72539a76318349b6bc6b1a8893e334ad','completed',1,'ow_e539e574e2604a0cab2e87b9b26503ac',1,0,0,'br_75e5405a96504ca4a76cbf0464d31c5f',50,3,2,X'C600000000010000400000005200000052000000480000005200000053000000400000004D00000053000000C6000000',X'C417841E4E0C29EE46F62D41850734B8',X'245D9F11FCE3ADE910C1F36BF2EF2F6D','{"request_id": "resp_cf59ef5a1b0940baa1a580ff755b6daa", "model": "toy", "input": {"messages": [], "add_generation_prompt": true, "continue_final_message": false, "tools": null, "variables": {}}, "adapter": null, "sampling": {"max_tokens": 16, "min_tokens": 0, "temperature": 1.0, "top_k": 0, "top_p": 1.0, "min_p": 0.0, "repetition_penalty": 1.0, "presence_penalty": 0.0, "frequency_penalty": 0.0, "logit_bias": [], "seed": null, "stop": [], "stop_token_ids": [], "include_stop_str_in_output": false, "ignore_eos": false, "max_reasoning_tokens": null, "logprobs": null, "prompt_logprobs": null}, "n": 1, "echo": false, "session_id": "resp_afcc1853a9934b1d948ad14b3e7988be", "run_id": "resp_cf59ef5a1b0940baa1a580ff755b6daa", "step": 0, "is_recorded": true, "is_filed": true, "grammar": null, "lease_s": 0.0, "is_carried": false, "is_signed": false, "min_reply_tokens": 1, "is_last": false, "is_head_pinned": false, "tenant": "default"}',8192,'d125bdfe477a04efa9737062101bd8ae','toy',0,'{"request_id": "resp_cf59ef5a1b0940baa1a580ff755b6daa", "created": 1796139033, "num_prompt_tokens": 62, "seed": 1108330663176098987, "system_fingerprint": "fp_6fbc7cfef75f", "session": {"session_id": "resp_afcc1853a9934b1d948ad14b3e7988be", "num_matched_messages": 2, "num_matched_tokens": 38, "forked": false}, "loosened_tools": [], "reasoning": "none"}','{"usage": {"num_prompt_tokens": 62, "num_completion_tokens": 16, "num_cached_tokens": 37, "cold": null, "restored": {"tier": "device", "num_tokens": 37, "seconds": 0.0, "saved_s": 0.003179497037235761, "num_bytes": 0}, "head_rules": [], "num_reasoning_tokens": 0, "kv": {"byte_seconds": {"device": 57.595590400043875, "disk": 56.49232579211821}, "num_restored_bytes": 0, "num_recomputed_tokens": 0, "is_partial": false}}, "num_computed_tokens": 25, "prompt_logprobs": null, "carrier": null, "needs_carrier": false, "ignored_carriers": []}',NULL);
INSERT INTO "turns" VALUES('turn_63858b77712c4bccbfb2550055f197af','se_900e21d1a3474521af3ebfd64802fc60','completed',1,'ow_e539e574e2604a0cab2e87b9b26503ac',1,0,0,'br_cbd0b59c4fe640e897e7fb66044a5022',12,1,1,X'C600000000010000400000005200000052000000480000005200000053000000400000004D00000053000000C6000000',X'C417841E4E0C29EE46F62D41850734B8',X'1D0A5C99B8EF5EF81592C6AF4098D929','{"request_id": "resp_3f25a26d2e6445f4ba59fbe27ba84f96", "model": "toy", "input": {"messages": [], "add_generation_prompt": true, "continue_final_message": false, "tools": null, "variables": {}}, "adapter": null, "sampling": {"max_tokens": 16, "min_tokens": 0, "temperature": 1.0, "top_k": 0, "top_p": 1.0, "min_p": 0.0, "repetition_penalty": 1.0, "presence_penalty": 0.0, "frequency_penalty": 0.0, "logit_bias": [], "seed": null, "stop": [], "stop_token_ids": [], "include_stop_str_in_output": false, "ignore_eos": false, "max_reasoning_tokens": null, "logprobs": null, "prompt_logprobs": null}, "n": 1, "echo": false, "session_id": "resp_3f25a26d2e6445f4ba59fbe27ba84f96", "run_id": "resp_3f25a26d2e6445f4ba59fbe27ba84f96", "step": 0, "is_recorded": true, "is_filed": true, "grammar": null, "lease_s": 0.0, "is_carried": false, "is_signed": false, "min_reply_tokens": 1, "is_last": false, "is_head_pinned": false, "tenant": "default"}',8192,'d125bdfe477a04efa9737062101bd8ae','toy',0,'{"request_id": "resp_3f25a26d2e6445f4ba59fbe27ba84f96", "created": 1796139033, "num_prompt_tokens": 24, "seed": 3080950923845371759, "system_fingerprint": "fp_6fbc7cfef75f", "session": {"session_id": "resp_3f25a26d2e6445f4ba59fbe27ba84f96", "num_matched_messages": 0, "num_matched_tokens": 0, "forked": false}, "loosened_tools": [], "reasoning": "none"}','{"usage": {"num_prompt_tokens": 24, "num_completion_tokens": 16, "num_cached_tokens": 6, "cold": null, "restored": {"tier": "device", "num_tokens": 6, "seconds": 0.0, "saved_s": 0.0005091969786017704, "num_bytes": 0}, "head_rules": [], "num_reasoning_tokens": 0, "kv": {"byte_seconds": {"device": 0.0, "disk": 0.0}, "num_restored_bytes": 0, "num_recomputed_tokens": 0, "is_partial": false}}, "num_computed_tokens": 18, "prompt_logprobs": null, "carrier": null, "needs_carrier": false, "ignored_carriers": []}',NULL);
INSERT INTO "turns" VALUES('turn_c3ffb2ea61b6479fb7ae8e60db232b83','se_b0ac02ed786846718d1770bb985b1322','completed',1,'ow_e539e574e2604a0cab2e87b9b26503ac',1,0,0,'br_9294c5ff3ed944da9a0922397de9bc31',11,1,1,X'C600000000010000400000005200000052000000480000005200000053000000400000004D00000053000000C6000000',X'C417841E4E0C29EE46F62D41850734B8',X'AE110851C9DD3FAB3FF687BFD2D40A26','{"request_id": "resp_b168b850a0b14261b4067c376010d6ad", "model": "toy", "input": {"messages": [], "add_generation_prompt": true, "continue_final_message": false, "tools": null, "variables": {}}, "adapter": null, "sampling": {"max_tokens": 16, "min_tokens": 0, "temperature": 1.0, "top_k": 0, "top_p": 1.0, "min_p": 0.0, "repetition_penalty": 1.0, "presence_penalty": 0.0, "frequency_penalty": 0.0, "logit_bias": [], "seed": null, "stop": [], "stop_token_ids": [], "include_stop_str_in_output": false, "ignore_eos": false, "max_reasoning_tokens": null, "logprobs": null, "prompt_logprobs": null}, "n": 1, "echo": false, "session_id": "resp_b168b850a0b14261b4067c376010d6ad", "run_id": "resp_b168b850a0b14261b4067c376010d6ad", "step": 0, "is_recorded": true, "is_filed": true, "grammar": null, "lease_s": 0.0, "is_carried": false, "is_signed": false, "min_reply_tokens": 1, "is_last": false, "is_head_pinned": false, "tenant": "default"}',8192,'d125bdfe477a04efa9737062101bd8ae','toy',0,'{"request_id": "resp_b168b850a0b14261b4067c376010d6ad", "created": 1796139034, "num_prompt_tokens": 23, "seed": 1009084585953573132, "system_fingerprint": "fp_6fbc7cfef75f", "session": {"session_id": "resp_b168b850a0b14261b4067c376010d6ad", "num_matched_messages": 0, "num_matched_tokens": 0, "forked": false}, "loosened_tools": [], "reasoning": "none"}','{"usage": {"num_prompt_tokens": 23, "num_completion_tokens": 16, "num_cached_tokens": 8, "cold": null, "restored": {"tier": "device", "num_tokens": 8, "seconds": 0.0, "saved_s": 0.0006974124856628627, "num_bytes": 0}, "head_rules": [], "num_reasoning_tokens": 0, "kv": {"byte_seconds": {"device": 0.0, "disk": 0.0}, "num_restored_bytes": 0, "num_recomputed_tokens": 0, "is_partial": false}}, "num_computed_tokens": 15, "prompt_logprobs": null, "carrier": null, "needs_carrier": false, "ignored_carriers": []}',NULL);
INSERT INTO "turns" VALUES('turn_3138ae297e9e442caaff9b0dce9de31e','se_b0ac02ed786846718d1770bb985b1322','completed',1,'ow_e539e574e2604a0cab2e87b9b26503ac',1,0,0,'br_9294c5ff3ed944da9a0922397de9bc31',58,3,2,X'C600000000010000400000005200000052000000480000005200000053000000400000004D00000053000000C6000000',X'C417841E4E0C29EE46F62D41850734B8',X'06830E2DCA8CA6496FD05E04AE12BE42','{"request_id": "resp_dec68cc7127f49b39685ae3882e2a834", "model": "toy", "input": {"messages": [], "add_generation_prompt": true, "continue_final_message": false, "tools": null, "variables": {}}, "adapter": null, "sampling": {"max_tokens": 16, "min_tokens": 0, "temperature": 1.0, "top_k": 0, "top_p": 1.0, "min_p": 0.0, "repetition_penalty": 1.0, "presence_penalty": 0.0, "frequency_penalty": 0.0, "logit_bias": [], "seed": null, "stop": [], "stop_token_ids": [], "include_stop_str_in_output": false, "ignore_eos": false, "max_reasoning_tokens": null, "logprobs": null, "prompt_logprobs": null}, "n": 1, "echo": false, "session_id": "resp_b168b850a0b14261b4067c376010d6ad", "run_id": "resp_dec68cc7127f49b39685ae3882e2a834", "step": 0, "is_recorded": true, "is_filed": true, "grammar": null, "lease_s": 0.0, "is_carried": false, "is_signed": false, "min_reply_tokens": 1, "is_last": false, "is_head_pinned": false, "tenant": "default"}',8192,'d125bdfe477a04efa9737062101bd8ae','toy',0,'{"request_id": "resp_dec68cc7127f49b39685ae3882e2a834", "created": 1796139034, "num_prompt_tokens": 70, "seed": 801964879971917396, "system_fingerprint": "fp_6fbc7cfef75f", "session": {"session_id": "resp_b168b850a0b14261b4067c376010d6ad", "num_matched_messages": 2, "num_matched_tokens": 39, "forked": false}, "loosened_tools": [], "reasoning": "none"}','{"usage": {"num_prompt_tokens": 70, "num_completion_tokens": 16, "num_cached_tokens": 38, "cold": null, "restored": {"tier": "device", "num_tokens": 38, "seconds": 0.0, "saved_s": 0.003486979708911958, "num_bytes": 0}, "head_rules": [], "num_reasoning_tokens": 0, "kv": {"byte_seconds": {"device": 127.91364044835791, "disk": 187.904013968684}, "num_restored_bytes": 0, "num_recomputed_tokens": 0, "is_partial": false}}, "num_computed_tokens": 32, "prompt_logprobs": null, "carrier": null, "needs_carrier": false, "ignored_carriers": []}',NULL);
INSERT INTO "turns" VALUES('turn_361afaacaaaa40dfa554d5f48efa176e','se_0ff89aa4e5bf41439ea7eb9c4ae4f9e2','completed',1,'ow_e539e574e2604a0cab2e87b9b26503ac',1,0,0,'br_4551bfbb6a7d4b2e83f30337c8a3a003',26,2,1,X'C600000000010000400000005200000052000000480000005200000053000000400000004D00000053000000C6000000',X'C417841E4E0C29EE46F62D41850734B8',X'AF0AA6929370B3955C4A20872A5103CF','{"request_id": "resp_0416903032794dc8a7fb6b92f39094a3", "model": "toy", "input": {"messages": [], "add_generation_prompt": true, "continue_final_message": false, "tools": null, "variables": {}}, "adapter": null, "sampling": {"max_tokens": 16, "min_tokens": 0, "temperature": 1.0, "top_k": 0, "top_p": 1.0, "min_p": 0.0, "repetition_penalty": 1.0, "presence_penalty": 0.0, "frequency_penalty": 0.0, "logit_bias": [], "seed": null, "stop": [], "stop_token_ids": [], "include_stop_str_in_output": false, "ignore_eos": false, "max_reasoning_tokens": null, "logprobs": null, "prompt_logprobs": null}, "n": 1, "echo": false, "session_id": "conv_915ccef3c1ee483586c21067527a2626", "run_id": "resp_0416903032794dc8a7fb6b92f39094a3", "step": 0, "is_recorded": true, "is_filed": true, "grammar": null, "lease_s": 0.0, "is_carried": false, "is_signed": false, "min_reply_tokens": 1, "is_last": false, "is_head_pinned": false, "tenant": "default"}',8192,'d125bdfe477a04efa9737062101bd8ae','toy',0,'{"request_id": "resp_0416903032794dc8a7fb6b92f39094a3", "created": 1796139034, "num_prompt_tokens": 38, "seed": 4585718157795637106, "system_fingerprint": "fp_6fbc7cfef75f", "session": {"session_id": "conv_915ccef3c1ee483586c21067527a2626", "num_matched_messages": 0, "num_matched_tokens": 0, "forked": false}, "loosened_tools": [], "reasoning": "none"}','{"usage": {"num_prompt_tokens": 38, "num_completion_tokens": 1, "num_cached_tokens": 6, "cold": null, "restored": {"tier": "device", "num_tokens": 6, "seconds": 0.0, "saved_s": 0.0005337146825280882, "num_bytes": 0}, "head_rules": [], "num_reasoning_tokens": 0, "kv": {"byte_seconds": {"device": 0.0, "disk": 0.0}, "num_restored_bytes": 0, "num_recomputed_tokens": 0, "is_partial": false}}, "num_computed_tokens": 32, "prompt_logprobs": null, "carrier": null, "needs_carrier": false, "ignored_carriers": []}',NULL);
INSERT INTO "turns" VALUES('turn_b2711d2e4655485b99337afc916ddf01','se_834d8d54b3514feb925c761f7b26ccbb','in_progress',1,'ow_e539e574e2604a0cab2e87b9b26503ac',1,0,0,'br_ea44a3aa40264fedb5882a309d12cdd2',18,1,1,X'C600000000010000400000005200000052000000480000005200000053000000400000004D00000053000000C6000000',X'C417841E4E0C29EE46F62D41850734B8',X'833CD06A3FEEF156551E2D3BFE0AB85B','{"request_id": "resp_6f34e8b0d28c4b7d8d9ffa0636ff5277", "model": "toy", "input": {"messages": [], "add_generation_prompt": true, "continue_final_message": false, "tools": null, "variables": {}}, "adapter": null, "sampling": {"max_tokens": 600, "min_tokens": 0, "temperature": 1.0, "top_k": 0, "top_p": 1.0, "min_p": 0.0, "repetition_penalty": 1.0, "presence_penalty": 0.0, "frequency_penalty": 0.0, "logit_bias": [], "seed": null, "stop": [], "stop_token_ids": [], "include_stop_str_in_output": false, "ignore_eos": true, "max_reasoning_tokens": null, "logprobs": null, "prompt_logprobs": null}, "n": 1, "echo": false, "session_id": "resp_6f34e8b0d28c4b7d8d9ffa0636ff5277", "run_id": "resp_6f34e8b0d28c4b7d8d9ffa0636ff5277", "step": 0, "is_recorded": true, "is_filed": true, "grammar": null, "lease_s": 0.0, "is_carried": false, "is_signed": false, "min_reply_tokens": 1, "is_last": false, "is_head_pinned": false, "tenant": "default"}',8192,'d125bdfe477a04efa9737062101bd8ae','toy',0,'{"request_id": "resp_6f34e8b0d28c4b7d8d9ffa0636ff5277", "created": 1796139035, "num_prompt_tokens": 30, "seed": 8911711598171279008, "system_fingerprint": "fp_6fbc7cfef75f", "session": {"session_id": "resp_6f34e8b0d28c4b7d8d9ffa0636ff5277", "num_matched_messages": 0, "num_matched_tokens": 0, "forked": false}, "loosened_tools": [], "reasoning": "none"}',NULL,NULL);
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
	user_id VARCHAR, 
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
CREATE INDEX agent_sessions_by_tenant ON agent_sessions (tenant, created_at);
CREATE INDEX agent_sessions_by_status ON agent_sessions (status);
CREATE INDEX vaults_by_tenant ON vaults (tenant, created_at);
CREATE INDEX audit_log_by_tenant ON audit_log (tenant, number);
CREATE INDEX answers_by_end ON answers (ended_at);
CREATE INDEX agent_automations_by_target ON agent_automations (target_session_id);
CREATE INDEX agent_automations_by_time ON agent_automations (next_at);
CREATE INDEX agent_automations_by_tenant ON agent_automations (tenant, created_at);
CREATE INDEX branches_of_parent ON branches (parent_branch_id);
CREATE INDEX branches_of_session ON branches (session_id);
CREATE INDEX response_items_by_id ON response_items (item_id);
CREATE INDEX conversation_items_by_id ON conversation_items (item_id);
CREATE INDEX agent_subagents_of_parent ON agent_subagents (parent_id, opened_at);
CREATE INDEX agent_subagents_of_root ON agent_subagents (root_id);
CREATE INDEX agent_calls_of_turn ON agent_calls (turn_id);
CREATE INDEX agent_items_of_turn ON agent_items (turn_id);
CREATE INDEX agent_environments_by_session ON agent_environments (session_id);
CREATE INDEX agent_environments_by_tenant ON agent_environments (tenant, created_at);
CREATE INDEX agent_artifacts_of_session ON agent_artifacts (session_id, created_at);
CREATE INDEX memory_records_by_same_key ON memory_records (namespace_id, same_key);
CREATE INDEX memory_records_by_source ON memory_records (source_item_id);
CREATE INDEX memory_records_by_frame_key ON memory_records (namespace_id, frame_key);
CREATE INDEX memory_records_by_expiry ON memory_records (expires_at);
CREATE INDEX memory_records_of_namespace ON memory_records (namespace_id, created_at);
CREATE INDEX memory_records_by_replacement ON memory_records (replaced_by);
CREATE INDEX vault_credentials_of_vault ON vault_credentials (vault_id, created_at);
CREATE INDEX items_by_text ON items (session_id, end_char);
CREATE INDEX items_by_hash ON items (session_id, chain_hash);
CREATE INDEX turns_by_status ON turns (status);
CREATE INDEX turns_of_session ON turns (session_id);
CREATE INDEX turns_of_branch ON turns (branch_id);
CREATE INDEX agent_steps_by_event ON agent_steps (session_id, first_event);
CREATE INDEX memory_words_of_record ON memory_words (number);
CREATE UNIQUE INDEX steps_by_turn ON steps (turn_id);
COMMIT;
