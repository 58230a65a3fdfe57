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
	created_at FLOAT NOT NULL, 
	name VARCHAR NOT NULL, 
	metadata JSON NOT NULL, 
	schedule JSON NOT NULL, 
	target JSON NOT NULL, 
	shown_target JSON NOT NULL, 
	target_session_id VARCHAR, 
	principal JSON NOT NULL, 
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
	computed_model VARCHAR, 
	superseded_at FLOAT, 
	PRIMARY KEY (id), 
	FOREIGN KEY(session_id) REFERENCES sessions (id) ON DELETE CASCADE, 
	FOREIGN KEY(parent_branch_id) REFERENCES branches (id) ON DELETE CASCADE
);
INSERT INTO "branches" VALUES('br_176049ac1c2c4152afea5e2dfc6c63b7','se_17fbe283938445e9b73a12f38ad5a9eb','chat',NULL,0,0,104,6,3,1.79612673525690412523e+09,'ow_2760dc9254d14ac58c15c4594fe28c8d',103,'746f79',NULL);
INSERT INTO "branches" VALUES('br_613af91314ec476b8ffae9308960c56a','se_17fbe283938445e9b73a12f38ad5a9eb','chat','br_176049ac1c2c4152afea5e2dfc6c63b7',86,5,104,6,1,1.79612673691183876998e+09,'ow_2760dc9254d14ac58c15c4594fe28c8d',103,'746f79',NULL);
INSERT INTO "branches" VALUES('br_a7fbc0b748c04135b5f376338cbd960a','se_17fbe283938445e9b73a12f38ad5a9eb','chat',NULL,0,0,37,2,1,1.79612673705333852772e+09,'ow_2760dc9254d14ac58c15c4594fe28c8d',36,'746f79',NULL);
INSERT INTO "branches" VALUES('br_d76232635e5048b3a973d378828107f8','se_2633767848c64a49bc32eed700f33c27','text',NULL,0,0,28,4,2,1.79612673732118582727e+09,'ow_2760dc9254d14ac58c15c4594fe28c8d',28,'746f79',NULL);
INSERT INTO "branches" VALUES('br_c6bef2a30b8c47218fb744e45f199c0c','se_45d49f4b7d134f70834a4db180665a1c','tokens',NULL,0,0,11,2,1,1.7961267381835167408e+09,'ow_2760dc9254d14ac58c15c4594fe28c8d',10,'746f79',NULL);
INSERT INTO "branches" VALUES('br_2ee9ec84f8064da088a462bb2c7dac12','se_f8d7624fc3af451b9b7a9657fd14d283','chat',NULL,0,0,78,4,2,1.79612673869629096987e+09,'ow_2760dc9254d14ac58c15c4594fe28c8d',77,'746f79',NULL);
INSERT INTO "branches" VALUES('br_60f46264c62a419c888ada2b8f0ea89b','se_419bff588b4442fc8b3c13958b6f4691','chat',NULL,0,0,40,2,1,1.7961267595082616806e+09,'ow_2760dc9254d14ac58c15c4594fe28c8d',39,'746f79',NULL);
INSERT INTO "branches" VALUES('br_55ed4529681f4e319037c0221f2b44ba','se_c9574b1a948045cc91db6e7f4d645a9c','chat',NULL,0,0,86,4,2,1.79612676595063018797e+09,'ow_2760dc9254d14ac58c15c4594fe28c8d',85,'746f79',NULL);
INSERT INTO "branches" VALUES('br_7a5004c871ca45548bb467b0572bbd71','se_4f7cd3f12f31452c92dd5d3692da27c4','chat',NULL,0,0,54,3,1,1.79612677467347431185e+09,'ow_2760dc9254d14ac58c15c4594fe28c8d',53,'746f79',NULL);
INSERT INTO "branches" VALUES('br_a1275c1978eb454ab942e28070b30580','se_ff5d85138ef440598cc30538ec92c549','chat',NULL,0,0,18,1,1,1.79612677675264549256e+09,NULL,0,NULL,NULL);
CREATE TABLE conversation_items (
	conversation_id VARCHAR NOT NULL, 
	position INTEGER NOT NULL, 
	item_id VARCHAR NOT NULL, 
	item JSON NOT NULL, 
	PRIMARY KEY (conversation_id, position), 
	FOREIGN KEY(conversation_id) REFERENCES conversations (id) ON DELETE CASCADE
);
INSERT INTO "conversation_items" VALUES('conv_d5fb951786194e17bc210dd55b7256b1',0,'msg_2883febd957945ceba6fc2fc2531f224','{"id": "msg_2883febd957945ceba6fc2fc2531f224", "type": "message", "role": "user", "status": "completed", "content": [{"type": "input_text", "text": "Before"}]}');
INSERT INTO "conversation_items" VALUES('conv_d5fb951786194e17bc210dd55b7256b1',1,'msg_c334ec54573d435182f78fb25fa84608','{"id": "msg_c334ec54573d435182f78fb25fa84608", "type": "message", "role": "user", "status": "completed", "content": [{"type": "input_text", "text": "In it"}]}');
INSERT INTO "conversation_items" VALUES('conv_d5fb951786194e17bc210dd55b7256b1',2,'msg_a5fe26e8d34c4269be8f00594c2043a000','{"id": "msg_a5fe26e8d34c4269be8f00594c2043a000", "type": "message", "role": "assistant", "status": "incomplete", "content": [{"type": "output_text", "text": "\ufffda@+\ue21c\ufffd\n\ufffd\ufffd\ufffd\ufffd\u0015\ufffd", "annotations": [], "logprobs": []}]}');
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
INSERT INTO "conversations" VALUES('conv_d5fb951786194e17bc210dd55b7256b1','default',1796126772,'{"topic": "migrations"}',3,2,NULL,1.79612677646136069302e+09);
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
INSERT INTO "items" VALUES('br_176049ac1c2c4152afea5e2dfc6c63b7',0,'it_64b6c74dfc964bc787105ad6e2bf38f2','se_17fbe283938445e9b73a12f38ad5a9eb','user','{"role": "user", "content": "Good morning"}',X'70222A0C842BA9F1E656F75A50D407D2',NULL,0,19,1,NULL,NULL,NULL,1.79612673525952529903e+09);
INSERT INTO "items" VALUES('br_176049ac1c2c4152afea5e2dfc6c63b7',1,'it_b4abd4cbfe2b4472ace54bc58b47af2e','se_17fbe283938445e9b73a12f38ad5a9eb','assistant','{"role": "assistant", "content": "\u037fK\ufffd\ufffdl"}',X'C55C94160F0B1CF06822D83EE66EF66F',NULL,19,37,1,'length',NULL,NULL,1.79612673549436306953e+09);
INSERT INTO "items" VALUES('br_176049ac1c2c4152afea5e2dfc6c63b7',2,'it_22356c4ad69c458d904ec3338e22d01b','se_17fbe283938445e9b73a12f38ad5a9eb','user','{"role": "user", "content": "And then?"}',X'3EF625FDC470A400C344F7D3F21AF878',NULL,37,55,1,NULL,NULL,NULL,1.79612673577908158297e+09);
INSERT INTO "items" VALUES('br_176049ac1c2c4152afea5e2dfc6c63b7',3,'it_8f485ab3872c45fb90ee93c6020f000c','se_17fbe283938445e9b73a12f38ad5a9eb','assistant','{"role": "assistant", "content": "\ufffd\ufffd\ufffd\ufffd\u0000"}',X'DBAF086743BE6991BBAF1B187EE9D9A3',NULL,55,73,1,'length',NULL,NULL,1.79612673590955829617e+09);
INSERT INTO "items" VALUES('br_176049ac1c2c4152afea5e2dfc6c63b7',4,'it_4284fe3a4e10447ca7a5abceaec7b7fd','se_17fbe283938445e9b73a12f38ad5a9eb','user','{"role": "user", "content": "Why?"}',X'BE36CD1AC2E281F7BA99B5E044218A73',NULL,73,86,1,NULL,NULL,NULL,1.79612673606820297247e+09);
INSERT INTO "items" VALUES('br_176049ac1c2c4152afea5e2dfc6c63b7',5,'it_c3cbf39007f24bad9be481162b66e851','se_17fbe283938445e9b73a12f38ad5a9eb','assistant','{"role": "assistant", "content": "\ufffdG\u0019\ufffd\ufffd"}',X'270422D94C2FCF86821AEE76C1FE1411',NULL,86,104,1,'length',NULL,NULL,1.79612673690901637072e+09);
INSERT INTO "items" VALUES('br_613af91314ec476b8ffae9308960c56a',5,'it_47de8e1907f84b6895a50ba9731fb6d0','se_17fbe283938445e9b73a12f38ad5a9eb','assistant','{"role": "assistant", "content": "\ufffdK\ufffd\ufffd=`"}',X'33462B95EACC296D55006D0EAA57521C',NULL,86,104,1,'length',NULL,NULL,1.79612673691320323945e+09);
INSERT INTO "items" VALUES('br_a7fbc0b748c04135b5f376338cbd960a',0,'it_7b9ca125c33d48f1adde8843916d30f7','se_17fbe283938445e9b73a12f38ad5a9eb','user','{"role": "user", "content": "Good evening"}',X'A0FC891D406BACC5EF327501C56C6B42',NULL,0,19,1,NULL,NULL,NULL,1.7961267370702483654e+09);
INSERT INTO "items" VALUES('br_a7fbc0b748c04135b5f376338cbd960a',1,'it_ba598f03e5ea4375bc6a9d4f628572d0','se_17fbe283938445e9b73a12f38ad5a9eb','assistant','{"role": "assistant", "content": "\u001c\u0155 \ufffdm"}',X'C2FC5BC856B25D0122EDC4155D210C58',NULL,19,37,1,'length',NULL,NULL,1.79612673714471125603e+09);
INSERT INTO "items" VALUES('br_d76232635e5048b3a973d378828107f8',0,'it_346268f89b9545eab32b70251a66c277','se_2633767848c64a49bc32eed700f33c27','prompt','"Once upon a time"',X'CF25218127A2BD1DF7B6D9215A761C83',16,0,16,1,NULL,NULL,NULL,1.79612673733152770991e+09);
INSERT INTO "items" VALUES('br_d76232635e5048b3a973d378828107f8',1,'it_bbe63e78b24d423da1f8074795604ff9','se_2633767848c64a49bc32eed700f33c27','completion','"Bo\ufffd\ufffd\ufffd"',X'19CDEB4DD634ED65A6BF4702623FE794',21,16,21,1,'length',NULL,NULL,1.79612673752910637853e+09);
INSERT INTO "items" VALUES('br_d76232635e5048b3a973d378828107f8',2,'it_a20d247f8cf1419d9c6fff9051630ae8','se_2633767848c64a49bc32eed700f33c27','prompt','" and"',X'4BED1C3FBACC6315204C6E186CDB0EAE',25,21,25,1,NULL,NULL,NULL,1.79612673767387747759e+09);
INSERT INTO "items" VALUES('br_d76232635e5048b3a973d378828107f8',3,'it_815edf6b0c4946a0acff169a9cc45c09','se_2633767848c64a49bc32eed700f33c27','completion','"\ufffd9\ufffd"',X'96AE210949D5140A93592896500BA590',28,25,28,1,'stop','"C"',X'22000000',1.79612673790090560913e+09);
INSERT INTO "items" VALUES('br_c6bef2a30b8c47218fb744e45f199c0c',0,'it_41f526e2a3eb45ad82723b6e2e0a1702','se_45d49f4b7d134f70834a4db180665a1c','prompt',NULL,NULL,NULL,0,6,1,NULL,NULL,NULL,1.79612673818485140799e+09);
INSERT INTO "items" VALUES('br_c6bef2a30b8c47218fb744e45f199c0c',1,'it_bf3d63842654453e9bfcc243e41bcc85','se_45d49f4b7d134f70834a4db180665a1c','completion','"\ufffd\u07a2\ufffdq"',NULL,NULL,6,11,1,'length',NULL,NULL,1.79612673842747163775e+09);
INSERT INTO "items" VALUES('br_2ee9ec84f8064da088a462bb2c7dac12',0,'it_991bbba92fd0492dae67d8f1c42fe9a5','se_f8d7624fc3af451b9b7a9657fd14d283','user','{"role": "user", "content": "One"}',X'77F869597A023DFF8787E0BA9225F3A3',NULL,0,10,1,NULL,NULL,NULL,1.79612673871079874042e+09);
INSERT INTO "items" VALUES('br_2ee9ec84f8064da088a462bb2c7dac12',1,'it_de51b658635d40d69db386e55bd31184','se_f8d7624fc3af451b9b7a9657fd14d283','assistant','{"role": "assistant", "content": "]\ufffd:\u0243v\ufffd\b\ufffd\ufffd\ufffd\ufffd\ufffdx\ufffd#"}',X'3303D1BBB24CCED4AE85E11316371A2C',NULL,10,38,1,'length',NULL,NULL,1.79612674025471949577e+09);
INSERT INTO "items" VALUES('br_2ee9ec84f8064da088a462bb2c7dac12',2,'it_6bcacb37f3c64afb893ab073292cc6ea','se_f8d7624fc3af451b9b7a9657fd14d283','user','{"role": "user", "content": "Two"}',X'FA9152C7D9308DE5413E4BD95C0859A1',NULL,38,50,1,NULL,NULL,NULL,1.79612675414433598519e+09);
INSERT INTO "items" VALUES('br_2ee9ec84f8064da088a462bb2c7dac12',3,'it_b77e2f8945d74ddb9bbe94529b8807c9','se_f8d7624fc3af451b9b7a9657fd14d283','assistant','{"role": "assistant", "content": "{^q\ufffd\ufffd\ufffd\u0145]\ufffd\ufffdB\ufffd\ufffd\u0015\ufffd"}',X'ACC9735B61FA3E7BAA875FFAF158A1E9',NULL,50,78,1,'length',NULL,NULL,1.79612675817352914807e+09);
INSERT INTO "items" VALUES('br_60f46264c62a419c888ada2b8f0ea89b',0,'it_67cea4fd86fe48d0a98f705d02de828c','se_419bff588b4442fc8b3c13958b6f4691','user','{"role": "user", "content": "Later"}',X'1D0A5C99B8EF5EF81592C6AF4098D929',NULL,0,12,1,NULL,NULL,NULL,1.79612675968472838405e+09);
INSERT INTO "items" VALUES('br_60f46264c62a419c888ada2b8f0ea89b',1,'it_8091fd8767d04e788afcfae364d304ad','se_419bff588b4442fc8b3c13958b6f4691','assistant','{"role": "assistant", "content": "\ufffd\ufffd\f\ufffd\u0016u2=\u0631\u0002\ufffdr\ufffd\u0002}"}',X'984C5C0FD6BC59F5C771B7B808D7A832',NULL,12,40,1,'length',NULL,NULL,1.79612676184563088417e+09);
INSERT INTO "items" VALUES('br_55ed4529681f4e319037c0221f2b44ba',0,'it_8c78286fe1394891b47c57b4b2108d75','se_c9574b1a948045cc91db6e7f4d645a9c','user','{"role": "user", "content": "Gone"}',X'AE110851C9DD3FAB3FF687BFD2D40A26',NULL,0,11,1,NULL,NULL,NULL,1.79612676595313811305e+09);
INSERT INTO "items" VALUES('br_55ed4529681f4e319037c0221f2b44ba',1,'it_be3c77be6996438f9d9f349568980b22','se_c9574b1a948045cc91db6e7f4d645a9c','assistant','{"role": "assistant", "content": "K/\ufffdM\b\ufffdI\u0010W\ufffd\ufffdE%\ufffd\u0676"}',X'FFC444D1D743C3BBF86732C510D3A07B',NULL,11,39,1,'length',NULL,NULL,1.7961267673914439678e+09);
INSERT INTO "items" VALUES('br_55ed4529681f4e319037c0221f2b44ba',2,'it_eb22df5e9cac47aba6087582f5ecd73a','se_c9574b1a948045cc91db6e7f4d645a9c','user','{"role": "user", "content": "Still here"}',X'E5A4FB85EE810FF5D583C6EFA3D61203',NULL,39,58,1,NULL,NULL,NULL,1.79612676798551630977e+09);
INSERT INTO "items" VALUES('br_55ed4529681f4e319037c0221f2b44ba',3,'it_fe1fdb227e3844e9ac2fbdf74d1e55a4','se_c9574b1a948045cc91db6e7f4d645a9c','assistant','{"role": "assistant", "content": "a\u0015\ufffdE\ufffd\ufffd\u07a9G\ufffd\ufffd(e-\ufffd|"}',X'77FC5CCA4EAF959776E7151AE087A663',NULL,58,86,1,'length',NULL,NULL,1.79612677070277714733e+09);
INSERT INTO "items" VALUES('br_7a5004c871ca45548bb467b0572bbd71',0,'it_4dcfb098c47b45d4a14803160914f2d7','se_4f7cd3f12f31452c92dd5d3692da27c4','user','{"role": "user", "content": "Before"}',X'86F1FF03C95F3955B509A5F75B79E5CA',NULL,0,13,1,NULL,NULL,NULL,1.7961267746928844452e+09);
INSERT INTO "items" VALUES('br_7a5004c871ca45548bb467b0572bbd71',1,'it_fe222ebbf1f647a19f40527874bd31d4','se_4f7cd3f12f31452c92dd5d3692da27c4','user','{"role": "user", "content": "In it"}',X'AF0AA6929370B3955C4A20872A5103CF',NULL,13,26,1,NULL,NULL,NULL,1.79612677469289803502e+09);
INSERT INTO "items" VALUES('br_7a5004c871ca45548bb467b0572bbd71',2,'it_2cf668a9db204225bc0b9af7c0fd89f8','se_4f7cd3f12f31452c92dd5d3692da27c4','assistant','{"role": "assistant", "content": "\ufffda@+\ue21c\ufffd\n\ufffd\ufffd\ufffd\ufffd\u0015\ufffd"}',X'9F35362908C3F9318941E05239014D91',NULL,26,54,1,'length',NULL,NULL,1.79612677623356962203e+09);
INSERT INTO "items" VALUES('br_a1275c1978eb454ab942e28070b30580',0,'it_6dce538f08bb4a57848f489926e406cc','se_ff5d85138ef440598cc30538ec92c549','user','{"role": "user", "content": "Interrupted"}',X'833CD06A3FEEF156551E2D3BFE0AB85B',NULL,0,18,1,NULL,NULL,NULL,1.79612677675364184378e+09);
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
INSERT INTO "migrations" VALUES(1,'first_schema',1.796126712025343895e+09);
INSERT INTO "migrations" VALUES(2,'responses_and_conversations',1.79612671217094516757e+09);
INSERT INTO "migrations" VALUES(3,'runs',1.79612671217133951185e+09);
INSERT INTO "migrations" VALUES(4,'whereabouts_of_kv',1.79612671217151927951e+09);
INSERT INTO "migrations" VALUES(5,'owners_of_responses_and_attempts',1.79612671217167043681e+09);
INSERT INTO "migrations" VALUES(6,'turns_and_steps',1.79612671217181301113e+09);
INSERT INTO "migrations" VALUES(7,'session_verbs',1.79612671222918272016e+09);
INSERT INTO "migrations" VALUES(8,'agents',1.79612671224249649051e+09);
INSERT INTO "migrations" VALUES(9,'placements_of_sessions',1.79612671225865530967e+09);
INSERT INTO "migrations" VALUES(10,'memories',1796126712.25884);
INSERT INTO "migrations" VALUES(11,'usage_of_kv',1.79612671225898599619e+09);
INSERT INTO "migrations" VALUES(12,'vaults_and_audit',1.79612671225916481019e+09);
INSERT INTO "migrations" VALUES(13,'environments',1.79612671225930690772e+09);
INSERT INTO "migrations" VALUES(14,'server_calls_of_responses',1.79612671225944423676e+09);
INSERT INTO "migrations" VALUES(15,'answers',1.79612671225958395009e+09);
INSERT INTO "migrations" VALUES(16,'subagents',1.79612671225972247122e+09);
INSERT INTO "migrations" VALUES(17,'models_of_kv',1.79612671225986194611e+09);
INSERT INTO "migrations" VALUES(18,'automations',1.79612671225999760626e+09);
CREATE TABLE owners (
	id VARCHAR NOT NULL, 
	process_name VARCHAR, 
	beat_at FLOAT NOT NULL, 
	PRIMARY KEY (id)
);
INSERT INTO "owners" VALUES('ow_2760dc9254d14ac58c15c4594fe28c8d','host:data',1.79612677844832515717e+09);
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
INSERT INTO "response_items" VALUES('resp_1fa964a243b546e8976fef4ac297362e',0,0,'msg_57e2dfe78bd6444bb5a888a306dba49d','{"id": "msg_57e2dfe78bd6444bb5a888a306dba49d", "type": "message", "role": "user", "status": "completed", "content": [{"type": "input_text", "text": "One"}]}');
INSERT INTO "response_items" VALUES('resp_1fa964a243b546e8976fef4ac297362e',1,1,'msg_1fa964a243b546e8976fef4ac297362e00','{"id": "msg_1fa964a243b546e8976fef4ac297362e00", "type": "message", "role": "assistant", "status": "incomplete", "content": [{"type": "output_text", "text": "]\ufffd:\u0243v\ufffd\b\ufffd\ufffd\ufffd\ufffd\ufffdx\ufffd#", "annotations": [], "logprobs": []}]}');
INSERT INTO "response_items" VALUES('resp_c0d6ae18184a4631a4bb65bb235ec08c',0,0,'msg_b322e147ca244205901aa445a9d1c7a5','{"id": "msg_b322e147ca244205901aa445a9d1c7a5", "type": "message", "role": "user", "status": "completed", "content": [{"type": "input_text", "text": "Two"}]}');
INSERT INTO "response_items" VALUES('resp_c0d6ae18184a4631a4bb65bb235ec08c',1,1,'msg_c0d6ae18184a4631a4bb65bb235ec08c00','{"id": "msg_c0d6ae18184a4631a4bb65bb235ec08c00", "type": "message", "role": "assistant", "status": "incomplete", "content": [{"type": "output_text", "text": "{^q\ufffd\ufffd\ufffd\u0145]\ufffd\ufffdB\ufffd\ufffd\u0015\ufffd", "annotations": [], "logprobs": []}]}');
INSERT INTO "response_items" VALUES('resp_383fbb9225154909a730b72229597ceb',0,0,'msg_fc5012e561714354a7dfc9f6847206c8','{"id": "msg_fc5012e561714354a7dfc9f6847206c8", "type": "message", "role": "user", "status": "completed", "content": [{"type": "input_text", "text": "Later"}]}');
INSERT INTO "response_items" VALUES('resp_383fbb9225154909a730b72229597ceb',1,1,'msg_383fbb9225154909a730b72229597ceb00','{"id": "msg_383fbb9225154909a730b72229597ceb00", "type": "message", "role": "assistant", "status": "incomplete", "content": [{"type": "output_text", "text": "\ufffd\ufffd\f\ufffd\u0016u2=\u0631\u0002\ufffdr\ufffd\u0002}", "annotations": [], "logprobs": []}]}');
INSERT INTO "response_items" VALUES('resp_b4cf8b247e744b34bc9e3e4b436797d7',0,0,'msg_f8ab7d6760f34ddb98924e745808ab43','{"id": "msg_f8ab7d6760f34ddb98924e745808ab43", "type": "message", "role": "user", "status": "completed", "content": [{"type": "input_text", "text": "Gone"}]}');
INSERT INTO "response_items" VALUES('resp_b4cf8b247e744b34bc9e3e4b436797d7',1,1,'msg_b4cf8b247e744b34bc9e3e4b436797d700','{"id": "msg_b4cf8b247e744b34bc9e3e4b436797d700", "type": "message", "role": "assistant", "status": "incomplete", "content": [{"type": "output_text", "text": "K/\ufffdM\b\ufffdI\u0010W\ufffd\ufffdE%\ufffd\u0676", "annotations": [], "logprobs": []}]}');
INSERT INTO "response_items" VALUES('resp_4f58658bc3154d72923507f1ceb074cd',0,0,'msg_61bddf4b9bdc4f7992ab9b57281022a1','{"id": "msg_61bddf4b9bdc4f7992ab9b57281022a1", "type": "message", "role": "user", "status": "completed", "content": [{"type": "input_text", "text": "Still here"}]}');
INSERT INTO "response_items" VALUES('resp_4f58658bc3154d72923507f1ceb074cd',1,1,'msg_4f58658bc3154d72923507f1ceb074cd00','{"id": "msg_4f58658bc3154d72923507f1ceb074cd00", "type": "message", "role": "assistant", "status": "incomplete", "content": [{"type": "output_text", "text": "a\u0015\ufffdE\ufffd\ufffd\u07a9G\ufffd\ufffd(e-\ufffd|", "annotations": [], "logprobs": []}]}');
INSERT INTO "response_items" VALUES('resp_a5fe26e8d34c4269be8f00594c2043a0',0,0,'msg_c334ec54573d435182f78fb25fa84608','{"id": "msg_c334ec54573d435182f78fb25fa84608", "type": "message", "role": "user", "status": "completed", "content": [{"type": "input_text", "text": "In it"}]}');
INSERT INTO "response_items" VALUES('resp_a5fe26e8d34c4269be8f00594c2043a0',1,1,'msg_a5fe26e8d34c4269be8f00594c2043a000','{"id": "msg_a5fe26e8d34c4269be8f00594c2043a000", "type": "message", "role": "assistant", "status": "incomplete", "content": [{"type": "output_text", "text": "\ufffda@+\ue21c\ufffd\n\ufffd\ufffd\ufffd\ufffd\u0015\ufffd", "annotations": [], "logprobs": []}]}');
INSERT INTO "response_items" VALUES('resp_179fc367260541e8bd7f2e9892aa28e6',0,0,'msg_c07670e64b9c4fd3aae827c294897ff3','{"id": "msg_c07670e64b9c4fd3aae827c294897ff3", "type": "message", "role": "user", "status": "completed", "content": [{"type": "input_text", "text": "Interrupted"}]}');
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
INSERT INTO "responses" VALUES('resp_1fa964a243b546e8976fef4ac297362e','default','incomplete',1796126738,NULL,'{"model": "toy", "instructions": null, "store": true, "max_output_tokens": 16, "max_tool_calls": null, "metadata": {}, "parallel_tool_calls": true, "tools": [], "tool_choice": "auto", "text": {"format": {"type": "text"}, "verbosity": "medium"}, "reasoning": null, "temperature": 1.0, "top_p": 1.0, "presence_penalty": 0.0, "frequency_penalty": 0.0, "top_logprobs": 0, "truncation": "disabled", "prompt_cache_key": null, "prompt_cache_options": null, "prompt_cache_retention": null, "safety_identifier": null, "service_tier": "default", "user": null}',0,'ow_2760dc9254d14ac58c15c4594fe28c8d',0,'d125bdfe477a04efa9737062101bd8ae',NULL,'resp_1fa964a243b546e8976fef4ac297362e',NULL,NULL,NULL,'[22, 16, 6, null, {"tier": "device", "num_tokens": 6, "seconds": 0.0, "saved_s": 0.015114809204428087, "num_bytes": 0}]',NULL,'max_output_tokens',1,'[[0, 1, 0], [0, 2, 0], [0, 1, 0], [0, 1, 0], [0, 2, 0], [0, 1, 0], [0, 1, 0], [0, 1, 0], [0, 1, 0], [0, 2, 0], [0, 1, 0], [0, 1, 0]]',0);
INSERT INTO "responses" VALUES('resp_c0d6ae18184a4631a4bb65bb235ec08c','default','incomplete',1796126753,NULL,'{"model": "toy", "instructions": null, "store": true, "max_output_tokens": 16, "max_tool_calls": null, "metadata": {}, "parallel_tool_calls": true, "tools": [], "tool_choice": "auto", "text": {"format": {"type": "text"}, "verbosity": "medium"}, "reasoning": null, "temperature": 1.0, "top_p": 1.0, "presence_penalty": 0.0, "frequency_penalty": 0.0, "top_logprobs": 0, "truncation": "disabled", "prompt_cache_key": null, "prompt_cache_options": null, "prompt_cache_retention": null, "safety_identifier": null, "service_tier": "default", "user": null}',0,'ow_2760dc9254d14ac58c15c4594fe28c8d',0,'d125bdfe477a04efa9737062101bd8ae',NULL,'resp_1fa964a243b546e8976fef4ac297362e','resp_1fa964a243b546e8976fef4ac297362e',NULL,NULL,'[62, 16, 37, null, {"tier": "device", "num_tokens": 37, "seconds": 0.0, "saved_s": 0.09184990969097269, "num_bytes": 0}]',NULL,'max_output_tokens',1,'[[0, 1, 0], [0, 1, 0], [0, 1, 0], [0, 1, 0], [0, 1, 0], [0, 1, 0], [0, 1, 0], [0, 1, 0], [0, 1, 0], [0, 1, 0], [0, 1, 0], [0, 1, 0], [0, 2, 0], [0, 1, 0]]',0);
INSERT INTO "responses" VALUES('resp_383fbb9225154909a730b72229597ceb','default','incomplete',1796126759,NULL,'{"model": "toy", "instructions": null, "store": true, "max_output_tokens": 16, "max_tool_calls": null, "metadata": {}, "parallel_tool_calls": true, "tools": [], "tool_choice": "auto", "text": {"format": {"type": "text"}, "verbosity": "medium"}, "reasoning": null, "temperature": 1.0, "top_p": 1.0, "presence_penalty": 0.0, "frequency_penalty": 0.0, "top_logprobs": 0, "truncation": "disabled", "prompt_cache_key": null, "prompt_cache_options": null, "prompt_cache_retention": null, "safety_identifier": null, "service_tier": "default", "user": null}',1,'ow_2760dc9254d14ac58c15c4594fe28c8d',0,'d125bdfe477a04efa9737062101bd8ae',NULL,'resp_383fbb9225154909a730b72229597ceb',NULL,NULL,NULL,'[24, 16, 6, null, {"tier": "device", "num_tokens": 6, "seconds": 0.0, "saved_s": 0.014326778773140864, "num_bytes": 0}]',NULL,'max_output_tokens',1,'[[0, 1, 0], [0, 1, 0], [0, 1, 0], [0, 2, 0], [0, 1, 0], [0, 1, 0], [0, 1, 0], [0, 1, 0], [0, 1, 0], [0, 1, 0], [0, 1, 0], [0, 1, 0], [0, 1, 0], [0, 1, 0]]',0);
INSERT INTO "responses" VALUES('resp_b4cf8b247e744b34bc9e3e4b436797d7','default','incomplete',1796126763,NULL,'{"model": "toy", "instructions": null, "store": true, "max_output_tokens": 16, "max_tool_calls": null, "metadata": {}, "parallel_tool_calls": true, "tools": [], "tool_choice": "auto", "text": {"format": {"type": "text"}, "verbosity": "medium"}, "reasoning": null, "temperature": 1.0, "top_p": 1.0, "presence_penalty": 0.0, "frequency_penalty": 0.0, "top_logprobs": 0, "truncation": "disabled", "prompt_cache_key": null, "prompt_cache_options": null, "prompt_cache_retention": null, "safety_identifier": null, "service_tier": "default", "user": null}',0,'ow_2760dc9254d14ac58c15c4594fe28c8d',0,'d125bdfe477a04efa9737062101bd8ae',NULL,'resp_b4cf8b247e744b34bc9e3e4b436797d7',NULL,NULL,NULL,'[23, 16, 8, null, {"tier": "device", "num_tokens": 8, "seconds": 0.0, "saved_s": 0.01849094821663986, "num_bytes": 0}]',NULL,'max_output_tokens',1,'[[0, 1, 0], [0, 1, 0], [0, 1, 0], [0, 1, 0], [0, 1, 0], [0, 1, 0], [0, 1, 0], [0, 1, 0], [0, 1, 0], [0, 1, 0], [0, 2, 0], [0, 1, 0], [0, 1, 0], [0, 1, 0]]',1);
INSERT INTO "responses" VALUES('resp_4f58658bc3154d72923507f1ceb074cd','default','incomplete',1796126767,NULL,'{"model": "toy", "instructions": null, "store": true, "max_output_tokens": 16, "max_tool_calls": null, "metadata": {}, "parallel_tool_calls": true, "tools": [], "tool_choice": "auto", "text": {"format": {"type": "text"}, "verbosity": "medium"}, "reasoning": null, "temperature": 1.0, "top_p": 1.0, "presence_penalty": 0.0, "frequency_penalty": 0.0, "top_logprobs": 0, "truncation": "disabled", "prompt_cache_key": null, "prompt_cache_options": null, "prompt_cache_retention": null, "safety_identifier": null, "service_tier": "default", "user": null}',0,'ow_2760dc9254d14ac58c15c4594fe28c8d',0,'d125bdfe477a04efa9737062101bd8ae',NULL,'resp_b4cf8b247e744b34bc9e3e4b436797d7','resp_b4cf8b247e744b34bc9e3e4b436797d7',NULL,NULL,'[70, 16, 38, null, {"tier": "device", "num_tokens": 38, "seconds": 0.0, "saved_s": 0.08962258501574447, "num_bytes": 0}]',NULL,'max_output_tokens',1,'[[0, 1, 0], [0, 1, 0], [0, 1, 0], [0, 1, 0], [0, 1, 0], [0, 1, 0], [0, 1, 0], [0, 1, 0], [0, 1, 0], [0, 2, 0], [0, 1, 0], [0, 1, 0], [0, 1, 0], [0, 1, 0]]',0);
INSERT INTO "responses" VALUES('resp_a5fe26e8d34c4269be8f00594c2043a0','default','incomplete',1796126774,NULL,'{"model": "toy", "instructions": null, "store": true, "max_output_tokens": 16, "max_tool_calls": null, "metadata": {}, "parallel_tool_calls": true, "tools": [], "tool_choice": "auto", "text": {"format": {"type": "text"}, "verbosity": "medium"}, "reasoning": null, "temperature": 1.0, "top_p": 1.0, "presence_penalty": 0.0, "frequency_penalty": 0.0, "top_logprobs": 0, "truncation": "disabled", "prompt_cache_key": null, "prompt_cache_options": null, "prompt_cache_retention": null, "safety_identifier": null, "service_tier": "default", "user": null}',0,'ow_2760dc9254d14ac58c15c4594fe28c8d',0,'d125bdfe477a04efa9737062101bd8ae',NULL,'conv_d5fb951786194e17bc210dd55b7256b1',NULL,'conv_d5fb951786194e17bc210dd55b7256b1',1,'[38, 16, 6, null, {"tier": "device", "num_tokens": 6, "seconds": 0.0, "saved_s": 0.01342341935427872, "num_bytes": 0}]',NULL,'max_output_tokens',1,'[[0, 1, 0], [0, 1, 0], [0, 1, 0], [0, 1, 0], [0, 1, 0], [0, 1, 0], [0, 1, 0], [0, 1, 0], [0, 1, 0], [0, 1, 0], [0, 2, 0], [0, 1, 0]]',0);
INSERT INTO "responses" VALUES('resp_179fc367260541e8bd7f2e9892aa28e6','default','in_progress',1796126776,NULL,'{"model": "toy", "instructions": null, "store": true, "max_output_tokens": 600, "max_tool_calls": null, "metadata": {}, "parallel_tool_calls": true, "tools": [], "tool_choice": "auto", "text": {"format": {"type": "text"}, "verbosity": "medium"}, "reasoning": null, "temperature": 1.0, "top_p": 1.0, "presence_penalty": 0.0, "frequency_penalty": 0.0, "top_logprobs": 0, "truncation": "disabled", "prompt_cache_key": null, "prompt_cache_options": null, "prompt_cache_retention": null, "safety_identifier": null, "service_tier": "default", "user": null}',1,'ow_2760dc9254d14ac58c15c4594fe28c8d',0,'d125bdfe477a04efa9737062101bd8ae',NULL,'resp_179fc367260541e8bd7f2e9892aa28e6',NULL,NULL,NULL,NULL,NULL,NULL,1,NULL,0);
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
INSERT INTO "sessions" VALUES('se_17fbe283938445e9b73a12f38ad5a9eb','default','talk',1.79612673522121047971e+09,1.79612673714567255972e+09,4,'br_a7fbc0b748c04135b5f376338cbd960a',NULL,NULL,NULL,NULL,'{"byte_seconds": {"device": 1497.3266956800362, "disk": 3440.8172928156746}, "num_restored_bytes": 0, "num_recomputed_tokens": 0, "is_partial": false}');
INSERT INTO "sessions" VALUES('se_2633767848c64a49bc32eed700f33c27','default','text',1.79612673731968379019e+09,1.79612673792418456081e+09,2,'br_d76232635e5048b3a973d378828107f8',NULL,NULL,NULL,NULL,'{"byte_seconds": {"device": 97.37680537602864, "disk": 131.9628668160367}, "num_restored_bytes": 0, "num_recomputed_tokens": 0, "is_partial": false}');
INSERT INTO "sessions" VALUES('se_45d49f4b7d134f70834a4db180665a1c','default','ids',1796126738.14736,1.7961267384286179543e+09,1,'br_c6bef2a30b8c47218fb744e45f199c0c',NULL,NULL,NULL,NULL,'{"byte_seconds": {"device": 0.0, "disk": 0.0}, "num_restored_bytes": 0, "num_recomputed_tokens": 0, "is_partial": false}');
INSERT INTO "sessions" VALUES('se_f8d7624fc3af451b9b7a9657fd14d283','default','resp_1fa964a243b546e8976fef4ac297362e',1.79612673867529392237e+09,1.79612675896725249285e+09,2,'br_2ee9ec84f8064da088a462bb2c7dac12',NULL,NULL,NULL,NULL,'{"byte_seconds": {"device": 7686.381937152008, "disk": 17076.83164184002}, "num_restored_bytes": 0, "num_recomputed_tokens": 0, "is_partial": false}');
INSERT INTO "sessions" VALUES('se_419bff588b4442fc8b3c13958b6f4691','default','resp_383fbb9225154909a730b72229597ceb',1.79612675938541340825e+09,1796126762.03326,1,'br_60f46264c62a419c888ada2b8f0ea89b',NULL,NULL,NULL,NULL,'{"byte_seconds": {"device": 0.0, "disk": 0.0}, "num_restored_bytes": 0, "num_recomputed_tokens": 0, "is_partial": false}');
INSERT INTO "sessions" VALUES('se_c9574b1a948045cc91db6e7f4d645a9c','default','resp_b4cf8b247e744b34bc9e3e4b436797d7',1.79612676592476034169e+09,1.79612677079506921767e+09,2,'br_55ed4529681f4e319037c0221f2b44ba',NULL,NULL,NULL,NULL,'{"byte_seconds": {"device": 672.2136775680119, "disk": 904.5539154400249}, "num_restored_bytes": 0, "num_recomputed_tokens": 0, "is_partial": false}');
INSERT INTO "sessions" VALUES('se_4f7cd3f12f31452c92dd5d3692da27c4','default','conv_d5fb951786194e17bc210dd55b7256b1',1.79612677467148470879e+09,1.79612677625555253028e+09,1,'br_7a5004c871ca45548bb467b0572bbd71',NULL,NULL,NULL,NULL,'{"byte_seconds": {"device": 0.0, "disk": 0.0}, "num_restored_bytes": 0, "num_recomputed_tokens": 0, "is_partial": false}');
INSERT INTO "sessions" VALUES('se_ff5d85138ef440598cc30538ec92c549','default','resp_179fc367260541e8bd7f2e9892aa28e6',1.79612677674613714215e+09,1.79612677677447819704e+09,1,'br_a1275c1978eb454ab942e28070b30580',NULL,NULL,NULL,NULL,NULL);
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
INSERT INTO "spans" VALUES('br_176049ac1c2c4152afea5e2dfc6c63b7',0,'it_64b6c74dfc964bc787105ad6e2bf38f2','user',X'0001000054000000520000004400000051000000C6000000260000004E0000004E00000043000000DC0000004C0000004E000000510000004D000000480000004D0000004600000001010000','rendered',NULL,NULL,'d125bdfe477a04efa9737062101bd8ae','toy');
INSERT INTO "spans" VALUES('br_176049ac1c2c4152afea5e2dfc6c63b7',19,'it_b4abd4cbfe2b4472ace54bc58b47af2e','assistant',X'C600000000010000400000005200000052000000480000005200000053000000400000004D00000053000000C6000000','rendered',NULL,NULL,'d125bdfe477a04efa9737062101bd8ae','toy');
INSERT INTO "spans" VALUES('br_176049ac1c2c4152afea5e2dfc6c63b7',31,'it_b4abd4cbfe2b4472ace54bc58b47af2e','assistant',X'890000007B0000002A000000AA000000A30000004B000000','sampled','1',0,'d125bdfe477a04efa9737062101bd8ae','toy');
INSERT INTO "spans" VALUES('br_176049ac1c2c4152afea5e2dfc6c63b7',37,'it_22356c4ad69c458d904ec3338e22d01b','user',X'01010000C60000000001000054000000520000004400000051000000C6000000200000004D00000043000000DC0000005300000047000000440000004D0000001E00000001010000','rendered',NULL,NULL,'d125bdfe477a04efa9737062101bd8ae','toy');
INSERT INTO "spans" VALUES('br_176049ac1c2c4152afea5e2dfc6c63b7',55,'it_8f485ab3872c45fb90ee93c6020f000c','assistant',X'C600000000010000400000005200000052000000480000005200000053000000400000004D00000053000000C6000000','rendered',NULL,NULL,'d125bdfe477a04efa9737062101bd8ae','toy');
INSERT INTO "spans" VALUES('br_176049ac1c2c4152afea5e2dfc6c63b7',67,'it_8f485ab3872c45fb90ee93c6020f000c','assistant',X'9F0000005F000000AE000000B90000006D000000BC000000','sampled','1',0,'d125bdfe477a04efa9737062101bd8ae','toy');
INSERT INTO "spans" VALUES('br_176049ac1c2c4152afea5e2dfc6c63b7',73,'it_4284fe3a4e10447ca7a5abceaec7b7fd','user',X'01010000C60000000001000054000000520000004400000051000000C60000003600000047000000580000001E00000001010000','rendered',NULL,NULL,'d125bdfe477a04efa9737062101bd8ae','toy');
INSERT INTO "spans" VALUES('br_176049ac1c2c4152afea5e2dfc6c63b7',86,'it_c3cbf39007f24bad9be481162b66e851','assistant',X'C600000000010000400000005200000052000000480000005200000053000000400000004D00000053000000C6000000','rendered',NULL,NULL,'d125bdfe477a04efa9737062101bd8ae','toy');
INSERT INTO "spans" VALUES('br_176049ac1c2c4152afea5e2dfc6c63b7',98,'it_c3cbf39007f24bad9be481162b66e851','assistant',X'9400000026000000D5000000E9000000A9000000E3000000','sampled','2',0,'d125bdfe477a04efa9737062101bd8ae','toy');
INSERT INTO "spans" VALUES('br_613af91314ec476b8ffae9308960c56a',86,'it_47de8e1907f84b6895a50ba9731fb6d0','assistant',X'C600000000010000400000005200000052000000480000005200000053000000400000004D00000053000000C6000000','rendered',NULL,NULL,'d125bdfe477a04efa9737062101bd8ae','toy');
INSERT INTO "spans" VALUES('br_613af91314ec476b8ffae9308960c56a',98,'it_47de8e1907f84b6895a50ba9731fb6d0','assistant',X'940000002A0000005F000000740000001C0000003F000000','sampled','2',1,'d125bdfe477a04efa9737062101bd8ae','toy');
INSERT INTO "spans" VALUES('br_a7fbc0b748c04135b5f376338cbd960a',0,'it_7b9ca125c33d48f1adde8843916d30f7','user',X'0001000054000000520000004400000051000000C6000000260000004E0000004E00000043000000DC0000004400000055000000440000004D000000480000004D0000004600000001010000','rendered',NULL,NULL,'d125bdfe477a04efa9737062101bd8ae','toy');
INSERT INTO "spans" VALUES('br_a7fbc0b748c04135b5f376338cbd960a',19,'it_ba598f03e5ea4375bc6a9d4f628572d0','assistant',X'C600000000010000400000005200000052000000480000005200000053000000400000004D00000053000000C6000000','rendered',NULL,NULL,'d125bdfe477a04efa9737062101bd8ae','toy');
INSERT INTO "spans" VALUES('br_a7fbc0b748c04135b5f376338cbd960a',31,'it_ba598f03e5ea4375bc6a9d4f628572d0','assistant',X'D800000081000000F3000000DC000000950000004C000000','sampled','3',0,'d125bdfe477a04efa9737062101bd8ae','toy');
INSERT INTO "spans" VALUES('br_d76232635e5048b3a973d378828107f8',0,'it_346268f89b9545eab32b70251a66c277','prompt',X'2E0000004D0000004200000044000000DC000000540000004F0000004E0000004D000000DC00000040000000DC00000053000000480000004C00000044000000','rendered',NULL,NULL,'d125bdfe477a04efa9737062101bd8ae','toy');
INSERT INTO "spans" VALUES('br_d76232635e5048b3a973d378828107f8',16,'it_bbe63e78b24d423da1f8074795604ff9','completion',X'210000004E000000BB00000078000000B9000000','sampled','4',0,'d125bdfe477a04efa9737062101bd8ae','toy');
INSERT INTO "spans" VALUES('br_d76232635e5048b3a973d378828107f8',21,'it_a20d247f8cf1419d9c6fff9051630ae8','prompt',X'DC000000400000004D00000043000000','rendered',NULL,NULL,'d125bdfe477a04efa9737062101bd8ae','toy');
INSERT INTO "spans" VALUES('br_d76232635e5048b3a973d378828107f8',25,'it_815edf6b0c4946a0acff169a9cc45c09','completion',X'B70000001800000099000000','sampled','5',0,'d125bdfe477a04efa9737062101bd8ae','toy');
INSERT INTO "spans" VALUES('br_c6bef2a30b8c47218fb744e45f199c0c',0,'it_41f526e2a3eb45ad82723b6e2e0a1702','prompt',X'740000006F0000006B000000650000006E00000073000000','rendered',NULL,NULL,'d125bdfe477a04efa9737062101bd8ae','toy');
INSERT INTO "spans" VALUES('br_c6bef2a30b8c47218fb744e45f199c0c',6,'it_bf3d63842654453e9bfcc243e41bcc85','completion',X'F70000009A0000005F000000AC00000050000000','sampled','6',0,'d125bdfe477a04efa9737062101bd8ae','toy');
INSERT INTO "spans" VALUES('br_2ee9ec84f8064da088a462bb2c7dac12',0,'it_991bbba92fd0492dae67d8f1c42fe9a5','user',X'0001000054000000520000004400000051000000C60000002E0000004D0000004400000001010000','rendered',NULL,NULL,'d125bdfe477a04efa9737062101bd8ae','toy');
INSERT INTO "spans" VALUES('br_2ee9ec84f8064da088a462bb2c7dac12',10,'it_de51b658635d40d69db386e55bd31184','assistant',X'C600000000010000400000005200000052000000480000005200000053000000400000004D00000053000000C6000000','rendered',NULL,NULL,'d125bdfe477a04efa9737062101bd8ae','toy');
INSERT INTO "spans" VALUES('br_2ee9ec84f8064da088a462bb2c7dac12',22,'it_de51b658635d40d69db386e55bd31184','assistant',X'3C000000920000001900000085000000E10000005500000088000000C400000077000000B800000079000000E20000008B000000570000006D00000002000000','sampled','1640040409858779084',0,'d125bdfe477a04efa9737062101bd8ae','toy');
INSERT INTO "spans" VALUES('br_2ee9ec84f8064da088a462bb2c7dac12',38,'it_6bcacb37f3c64afb893ab073292cc6ea','user',X'01010000C60000000001000054000000520000004400000051000000C600000033000000560000004E00000001010000','rendered',NULL,NULL,'d125bdfe477a04efa9737062101bd8ae','toy');
INSERT INTO "spans" VALUES('br_2ee9ec84f8064da088a462bb2c7dac12',50,'it_b77e2f8945d74ddb9bbe94529b8807c9','assistant',X'C600000000010000400000005200000052000000480000005200000053000000400000004D00000053000000C6000000','rendered',NULL,NULL,'d125bdfe477a04efa9737062101bd8ae','toy');
INSERT INTO "spans" VALUES('br_2ee9ec84f8064da088a462bb2c7dac12',62,'it_b77e2f8945d74ddb9bbe94529b8807c9','assistant',X'5A0000003D0000005000000067000000A60000009800000081000000E30000003C000000B1000000EB000000210000009100000090000000D1000000F7000000','sampled','9076587279991025806',0,'d125bdfe477a04efa9737062101bd8ae','toy');
INSERT INTO "spans" VALUES('br_60f46264c62a419c888ada2b8f0ea89b',0,'it_67cea4fd86fe48d0a98f705d02de828c','user',X'0001000054000000520000004400000051000000C60000002B0000004000000053000000440000005100000001010000','rendered',NULL,NULL,'d125bdfe477a04efa9737062101bd8ae','toy');
INSERT INTO "spans" VALUES('br_60f46264c62a419c888ada2b8f0ea89b',12,'it_8091fd8767d04e788afcfae364d304ad','assistant',X'C600000000010000400000005200000052000000480000005200000053000000400000004D00000053000000C6000000','rendered',NULL,NULL,'d125bdfe477a04efa9737062101bd8ae','toy');
INSERT INTO "spans" VALUES('br_60f46264c62a419c888ada2b8f0ea89b',24,'it_8091fd8767d04e788afcfae364d304ad','assistant',X'B2000000E4000000C80000009F000000D200000054000000110000001C000000940000006D000000BE0000006B00000051000000E0000000BE0000005C000000','sampled','3832943060078187875',0,'d125bdfe477a04efa9737062101bd8ae','toy');
INSERT INTO "spans" VALUES('br_55ed4529681f4e319037c0221f2b44ba',0,'it_8c78286fe1394891b47c57b4b2108d75','user',X'0001000054000000520000004400000051000000C6000000260000004E0000004D0000004400000001010000','rendered',NULL,NULL,'d125bdfe477a04efa9737062101bd8ae','toy');
INSERT INTO "spans" VALUES('br_55ed4529681f4e319037c0221f2b44ba',11,'it_be3c77be6996438f9d9f349568980b22','assistant',X'C600000000010000400000005200000052000000480000005200000053000000400000004D00000053000000C6000000','rendered',NULL,NULL,'d125bdfe477a04efa9737062101bd8ae','toy');
INSERT INTO "spans" VALUES('br_55ed4529681f4e319037c0221f2b44ba',23,'it_be3c77be6996438f9d9f349568980b22','assistant',X'2A0000000E0000006B0000002C000000C4000000F300000028000000CC00000036000000E9000000950000002400000004000000930000009500000072000000','sampled','2255735740018087538',0,'d125bdfe477a04efa9737062101bd8ae','toy');
INSERT INTO "spans" VALUES('br_55ed4529681f4e319037c0221f2b44ba',39,'it_eb22df5e9cac47aba6087582f5ecd73a','user',X'01010000C60000000001000054000000520000004400000051000000C60000003200000053000000480000004B0000004B000000DC0000004700000044000000510000004400000001010000','rendered',NULL,NULL,'d125bdfe477a04efa9737062101bd8ae','toy');
INSERT INTO "spans" VALUES('br_55ed4529681f4e319037c0221f2b44ba',58,'it_fe1fdb227e3844e9ac2fbdf74d1e55a4','assistant',X'C600000000010000400000005200000052000000480000005200000053000000400000004D00000053000000C6000000','rendered',NULL,NULL,'d125bdfe477a04efa9737062101bd8ae','toy');
INSERT INTO "spans" VALUES('br_55ed4529681f4e319037c0221f2b44ba',70,'it_fe1fdb227e3844e9ac2fbdf74d1e55a4','assistant',X'40000000D1000000EB000000240000006F000000960000009A0000006600000026000000B50000009E00000007000000440000000C000000F50000005B000000','sampled','7492991780952388434',0,'d125bdfe477a04efa9737062101bd8ae','toy');
INSERT INTO "spans" VALUES('br_7a5004c871ca45548bb467b0572bbd71',0,'it_4dcfb098c47b45d4a14803160914f2d7','user',X'0001000054000000520000004400000051000000C60000002100000044000000450000004E000000510000004400000001010000','rendered',NULL,NULL,'d125bdfe477a04efa9737062101bd8ae','toy');
INSERT INTO "spans" VALUES('br_7a5004c871ca45548bb467b0572bbd71',13,'it_fe222ebbf1f647a19f40527874bd31d4','user',X'C60000000001000054000000520000004400000051000000C6000000280000004D000000DC000000480000005300000001010000','rendered',NULL,NULL,'d125bdfe477a04efa9737062101bd8ae','toy');
INSERT INTO "spans" VALUES('br_7a5004c871ca45548bb467b0572bbd71',26,'it_2cf668a9db204225bc0b9af7c0fd89f8','assistant',X'C600000000010000400000005200000052000000480000005200000053000000400000004D00000053000000C6000000','rendered',NULL,NULL,'d125bdfe477a04efa9737062101bd8ae','toy');
INSERT INTO "spans" VALUES('br_7a5004c871ca45548bb467b0572bbd71',38,'it_2cf668a9db204225bc0b9af7c0fd89f8','assistant',X'FE000000400000001F0000000A000000AA000000E6000000FA0000006D000000C6000000B7000000A0000000E70000007F00000083000000D100000099000000','sampled','6081650602594835336',0,'d125bdfe477a04efa9737062101bd8ae','toy');
INSERT INTO "spans" VALUES('br_a1275c1978eb454ab942e28070b30580',0,'it_6dce538f08bb4a57848f489926e406cc','user',X'0001000054000000520000004400000051000000C6000000280000004D00000053000000440000005100000051000000540000004F00000053000000440000004300000001010000','rendered',NULL,NULL,'d125bdfe477a04efa9737062101bd8ae','toy');
CREATE TABLE steps (
	run_id VARCHAR NOT NULL, 
	position INTEGER NOT NULL, 
	turn_id VARCHAR NOT NULL, 
	PRIMARY KEY (run_id, position), 
	FOREIGN KEY(turn_id) REFERENCES turns (id) ON DELETE CASCADE
);
INSERT INTO "steps" VALUES('resp_1fa964a243b546e8976fef4ac297362e',0,'turn_ad000149827c4bee9d19629d2ba38628');
INSERT INTO "steps" VALUES('resp_c0d6ae18184a4631a4bb65bb235ec08c',0,'turn_8f48cb0b068549d0a054e909c53687cb');
INSERT INTO "steps" VALUES('resp_383fbb9225154909a730b72229597ceb',0,'turn_148c993e37d3454a980c8bc235cc860e');
INSERT INTO "steps" VALUES('resp_b4cf8b247e744b34bc9e3e4b436797d7',0,'turn_07feb0e8d3f9471da8d2cb64a5b91d7f');
INSERT INTO "steps" VALUES('resp_4f58658bc3154d72923507f1ceb074cd',0,'turn_c642b79590ba456e962291c844a8a8c3');
INSERT INTO "steps" VALUES('resp_a5fe26e8d34c4269be8f00594c2043a0',0,'turn_e5e3f6a6bb444793bd2c919d1eb5e6fd');
INSERT INTO "steps" VALUES('resp_179fc367260541e8bd7f2e9892aa28e6',0,'turn_c06ca51acbfd48129188644bac7bb86f');
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
INSERT INTO "turn_tokens" VALUES('turn_07feb0e8d3f9471da8d2cb64a5b91d7f',0,0,X'2A0000000E0000006B0000002C000000C4000000F300000028000000CC00000036000000E9000000950000002400000004000000930000009500000072000000',NULL,8,'length',NULL);
INSERT INTO "turn_tokens" VALUES('turn_148c993e37d3454a980c8bc235cc860e',0,0,X'B2000000E4000000C80000009F000000D200000054000000110000001C000000940000006D000000BE0000006B00000051000000E0000000BE0000005C000000',NULL,6,'length',NULL);
INSERT INTO "turn_tokens" VALUES('turn_8f48cb0b068549d0a054e909c53687cb',0,0,X'5A0000003D0000005000000067000000A60000009800000081000000E30000003C000000B1000000EB000000210000009100000090000000D1000000F7000000',NULL,37,'length',NULL);
INSERT INTO "turn_tokens" VALUES('turn_ad000149827c4bee9d19629d2ba38628',0,0,X'3C000000920000001900000085000000E10000005500000088000000C400000077000000B800000079000000E20000008B000000570000006D00000002000000',NULL,6,'length',NULL);
INSERT INTO "turn_tokens" VALUES('turn_c06ca51acbfd48129188644bac7bb86f',0,0,X'B3000000',NULL,6,NULL,NULL);
INSERT INTO "turn_tokens" VALUES('turn_c642b79590ba456e962291c844a8a8c3',0,0,X'40000000D1000000EB000000240000006F000000960000009A0000006600000026000000B50000009E00000007000000440000000C000000F50000005B000000',NULL,38,'length',NULL);
INSERT INTO "turn_tokens" VALUES('turn_e5e3f6a6bb444793bd2c919d1eb5e6fd',0,0,X'FE000000400000001F0000000A000000AA000000E6000000FA0000006D000000C6000000B7000000A0000000E70000007F00000083000000D100000099000000',NULL,6,'length',NULL);
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
INSERT INTO "turns" VALUES('turn_ad000149827c4bee9d19629d2ba38628','se_f8d7624fc3af451b9b7a9657fd14d283','completed',1,'ow_2760dc9254d14ac58c15c4594fe28c8d',1,0,0,'br_2ee9ec84f8064da088a462bb2c7dac12',10,1,1,X'C600000000010000400000005200000052000000480000005200000053000000400000004D00000053000000C6000000',X'C417841E4E0C29EE46F62D41850734B8',X'77F869597A023DFF8787E0BA9225F3A3','{"request_id": "resp_1fa964a243b546e8976fef4ac297362e", "model": "toy", "input": {"messages": [], "add_generation_prompt": true, "continue_final_message": false, "tools": null, "variables": {}}, "adapter": null, "sampling": {"max_tokens": 16, "min_tokens": 0, "temperature": 1.0, "top_k": 0, "top_p": 1.0, "min_p": 0.0, "repetition_penalty": 1.0, "presence_penalty": 0.0, "frequency_penalty": 0.0, "logit_bias": [], "seed": null, "stop": [], "stop_token_ids": [], "include_stop_str_in_output": false, "ignore_eos": false, "max_reasoning_tokens": null, "logprobs": null, "prompt_logprobs": null}, "n": 1, "echo": false, "session_id": "resp_1fa964a243b546e8976fef4ac297362e", "run_id": "resp_1fa964a243b546e8976fef4ac297362e", "step": 0, "is_recorded": true, "is_filed": true, "grammar": null, "lease_s": 0.0, "is_carried": false, "is_signed": false, "min_reply_tokens": 1, "is_last": false, "tenant": "default"}',8192,'d125bdfe477a04efa9737062101bd8ae','toy',0,'{"request_id": "resp_1fa964a243b546e8976fef4ac297362e", "created": 1796126738, "num_prompt_tokens": 22, "seed": 1640040409858779084, "system_fingerprint": "fp_6fbc7cfef75f", "session": {"session_id": "resp_1fa964a243b546e8976fef4ac297362e", "num_matched_messages": 0, "num_matched_tokens": 0, "forked": false}, "loosened_tools": [], "reasoning": "none"}','{"usage": {"num_prompt_tokens": 22, "num_completion_tokens": 16, "num_cached_tokens": 6, "cold": null, "restored": {"tier": "device", "num_tokens": 6, "seconds": 0.0, "saved_s": 0.015114809204428087, "num_bytes": 0}, "head_rules": [], "num_reasoning_tokens": 0, "kv": {"byte_seconds": {"device": 0.0, "disk": 0.0}, "num_restored_bytes": 0, "num_recomputed_tokens": 0, "is_partial": false}}, "num_computed_tokens": 16, "prompt_logprobs": null, "carrier": null, "needs_carrier": false, "ignored_carriers": []}',NULL);
INSERT INTO "turns" VALUES('turn_8f48cb0b068549d0a054e909c53687cb','se_f8d7624fc3af451b9b7a9657fd14d283','completed',1,'ow_2760dc9254d14ac58c15c4594fe28c8d',1,0,0,'br_2ee9ec84f8064da088a462bb2c7dac12',50,3,2,X'C600000000010000400000005200000052000000480000005200000053000000400000004D00000053000000C6000000',X'C417841E4E0C29EE46F62D41850734B8',X'FA9152C7D9308DE5413E4BD95C0859A1','{"request_id": "resp_c0d6ae18184a4631a4bb65bb235ec08c", "model": "toy", "input": {"messages": [], "add_generation_prompt": true, "continue_final_message": false, "tools": null, "variables": {}}, "adapter": null, "sampling": {"max_tokens": 16, "min_tokens": 0, "temperature": 1.0, "top_k": 0, "top_p": 1.0, "min_p": 0.0, "repetition_penalty": 1.0, "presence_penalty": 0.0, "frequency_penalty": 0.0, "logit_bias": [], "seed": null, "stop": [], "stop_token_ids": [], "include_stop_str_in_output": false, "ignore_eos": false, "max_reasoning_tokens": null, "logprobs": null, "prompt_logprobs": null}, "n": 1, "echo": false, "session_id": "resp_1fa964a243b546e8976fef4ac297362e", "run_id": "resp_c0d6ae18184a4631a4bb65bb235ec08c", "step": 0, "is_recorded": true, "is_filed": true, "grammar": null, "lease_s": 0.0, "is_carried": false, "is_signed": false, "min_reply_tokens": 1, "is_last": false, "tenant": "default"}',8192,'d125bdfe477a04efa9737062101bd8ae','toy',0,'{"request_id": "resp_c0d6ae18184a4631a4bb65bb235ec08c", "created": 1796126754, "num_prompt_tokens": 62, "seed": 9076587279991025806, "system_fingerprint": "fp_6fbc7cfef75f", "session": {"session_id": "resp_1fa964a243b546e8976fef4ac297362e", "num_matched_messages": 2, "num_matched_tokens": 38, "forked": false}, "loosened_tools": [], "reasoning": "none"}','{"usage": {"num_prompt_tokens": 62, "num_completion_tokens": 16, "num_cached_tokens": 37, "cold": null, "restored": {"tier": "device", "num_tokens": 37, "seconds": 0.0, "saved_s": 0.09184990969097269, "num_bytes": 0}, "head_rules": [], "num_reasoning_tokens": 0, "kv": {"byte_seconds": {"device": 7686.381937152008, "disk": 17076.83164184002}, "num_restored_bytes": 0, "num_recomputed_tokens": 0, "is_partial": false}}, "num_computed_tokens": 25, "prompt_logprobs": null, "carrier": null, "needs_carrier": false, "ignored_carriers": []}',NULL);
INSERT INTO "turns" VALUES('turn_148c993e37d3454a980c8bc235cc860e','se_419bff588b4442fc8b3c13958b6f4691','completed',1,'ow_2760dc9254d14ac58c15c4594fe28c8d',1,0,0,'br_60f46264c62a419c888ada2b8f0ea89b',12,1,1,X'C600000000010000400000005200000052000000480000005200000053000000400000004D00000053000000C6000000',X'C417841E4E0C29EE46F62D41850734B8',X'1D0A5C99B8EF5EF81592C6AF4098D929','{"request_id": "resp_383fbb9225154909a730b72229597ceb", "model": "toy", "input": {"messages": [], "add_generation_prompt": true, "continue_final_message": false, "tools": null, "variables": {}}, "adapter": null, "sampling": {"max_tokens": 16, "min_tokens": 0, "temperature": 1.0, "top_k": 0, "top_p": 1.0, "min_p": 0.0, "repetition_penalty": 1.0, "presence_penalty": 0.0, "frequency_penalty": 0.0, "logit_bias": [], "seed": null, "stop": [], "stop_token_ids": [], "include_stop_str_in_output": false, "ignore_eos": false, "max_reasoning_tokens": null, "logprobs": null, "prompt_logprobs": null}, "n": 1, "echo": false, "session_id": "resp_383fbb9225154909a730b72229597ceb", "run_id": "resp_383fbb9225154909a730b72229597ceb", "step": 0, "is_recorded": true, "is_filed": true, "grammar": null, "lease_s": 0.0, "is_carried": false, "is_signed": false, "min_reply_tokens": 1, "is_last": false, "tenant": "default"}',8192,'d125bdfe477a04efa9737062101bd8ae','toy',0,'{"request_id": "resp_383fbb9225154909a730b72229597ceb", "created": 1796126759, "num_prompt_tokens": 24, "seed": 3832943060078187875, "system_fingerprint": "fp_6fbc7cfef75f", "session": {"session_id": "resp_383fbb9225154909a730b72229597ceb", "num_matched_messages": 0, "num_matched_tokens": 0, "forked": false}, "loosened_tools": [], "reasoning": "none"}','{"usage": {"num_prompt_tokens": 24, "num_completion_tokens": 16, "num_cached_tokens": 6, "cold": null, "restored": {"tier": "device", "num_tokens": 6, "seconds": 0.0, "saved_s": 0.014326778773140864, "num_bytes": 0}, "head_rules": [], "num_reasoning_tokens": 0, "kv": {"byte_seconds": {"device": 0.0, "disk": 0.0}, "num_restored_bytes": 0, "num_recomputed_tokens": 0, "is_partial": false}}, "num_computed_tokens": 18, "prompt_logprobs": null, "carrier": null, "needs_carrier": false, "ignored_carriers": []}',NULL);
INSERT INTO "turns" VALUES('turn_07feb0e8d3f9471da8d2cb64a5b91d7f','se_c9574b1a948045cc91db6e7f4d645a9c','completed',1,'ow_2760dc9254d14ac58c15c4594fe28c8d',1,0,0,'br_55ed4529681f4e319037c0221f2b44ba',11,1,1,X'C600000000010000400000005200000052000000480000005200000053000000400000004D00000053000000C6000000',X'C417841E4E0C29EE46F62D41850734B8',X'AE110851C9DD3FAB3FF687BFD2D40A26','{"request_id": "resp_b4cf8b247e744b34bc9e3e4b436797d7", "model": "toy", "input": {"messages": [], "add_generation_prompt": true, "continue_final_message": false, "tools": null, "variables": {}}, "adapter": null, "sampling": {"max_tokens": 16, "min_tokens": 0, "temperature": 1.0, "top_k": 0, "top_p": 1.0, "min_p": 0.0, "repetition_penalty": 1.0, "presence_penalty": 0.0, "frequency_penalty": 0.0, "logit_bias": [], "seed": null, "stop": [], "stop_token_ids": [], "include_stop_str_in_output": false, "ignore_eos": false, "max_reasoning_tokens": null, "logprobs": null, "prompt_logprobs": null}, "n": 1, "echo": false, "session_id": "resp_b4cf8b247e744b34bc9e3e4b436797d7", "run_id": "resp_b4cf8b247e744b34bc9e3e4b436797d7", "step": 0, "is_recorded": true, "is_filed": true, "grammar": null, "lease_s": 0.0, "is_carried": false, "is_signed": false, "min_reply_tokens": 1, "is_last": false, "tenant": "default"}',8192,'d125bdfe477a04efa9737062101bd8ae','toy',0,'{"request_id": "resp_b4cf8b247e744b34bc9e3e4b436797d7", "created": 1796126766, "num_prompt_tokens": 23, "seed": 2255735740018087538, "system_fingerprint": "fp_6fbc7cfef75f", "session": {"session_id": "resp_b4cf8b247e744b34bc9e3e4b436797d7", "num_matched_messages": 0, "num_matched_tokens": 0, "forked": false}, "loosened_tools": [], "reasoning": "none"}','{"usage": {"num_prompt_tokens": 23, "num_completion_tokens": 16, "num_cached_tokens": 8, "cold": null, "restored": {"tier": "device", "num_tokens": 8, "seconds": 0.0, "saved_s": 0.01849094821663986, "num_bytes": 0}, "head_rules": [], "num_reasoning_tokens": 0, "kv": {"byte_seconds": {"device": 0.0, "disk": 0.0}, "num_restored_bytes": 0, "num_recomputed_tokens": 0, "is_partial": false}}, "num_computed_tokens": 15, "prompt_logprobs": null, "carrier": null, "needs_carrier": false, "ignored_carriers": []}',NULL);
INSERT INTO "turns" VALUES('turn_c642b79590ba456e962291c844a8a8c3','se_c9574b1a948045cc91db6e7f4d645a9c','completed',1,'ow_2760dc9254d14ac58c15c4594fe28c8d',1,0,0,'br_55ed4529681f4e319037c0221f2b44ba',58,3,2,X'C600000000010000400000005200000052000000480000005200000053000000400000004D00000053000000C6000000',X'C417841E4E0C29EE46F62D41850734B8',X'E5A4FB85EE810FF5D583C6EFA3D61203','{"request_id": "resp_4f58658bc3154d72923507f1ceb074cd", "model": "toy", "input": {"messages": [], "add_generation_prompt": true, "continue_final_message": false, "tools": null, "variables": {}}, "adapter": null, "sampling": {"max_tokens": 16, "min_tokens": 0, "temperature": 1.0, "top_k": 0, "top_p": 1.0, "min_p": 0.0, "repetition_penalty": 1.0, "presence_penalty": 0.0, "frequency_penalty": 0.0, "logit_bias": [], "seed": null, "stop": [], "stop_token_ids": [], "include_stop_str_in_output": false, "ignore_eos": false, "max_reasoning_tokens": null, "logprobs": null, "prompt_logprobs": null}, "n": 1, "echo": false, "session_id": "resp_b4cf8b247e744b34bc9e3e4b436797d7", "run_id": "resp_4f58658bc3154d72923507f1ceb074cd", "step": 0, "is_recorded": true, "is_filed": true, "grammar": null, "lease_s": 0.0, "is_carried": false, "is_signed": false, "min_reply_tokens": 1, "is_last": false, "tenant": "default"}',8192,'d125bdfe477a04efa9737062101bd8ae','toy',0,'{"request_id": "resp_4f58658bc3154d72923507f1ceb074cd", "created": 1796126768, "num_prompt_tokens": 70, "seed": 7492991780952388434, "system_fingerprint": "fp_6fbc7cfef75f", "session": {"session_id": "resp_b4cf8b247e744b34bc9e3e4b436797d7", "num_matched_messages": 2, "num_matched_tokens": 39, "forked": false}, "loosened_tools": [], "reasoning": "none"}','{"usage": {"num_prompt_tokens": 70, "num_completion_tokens": 16, "num_cached_tokens": 38, "cold": null, "restored": {"tier": "device", "num_tokens": 38, "seconds": 0.0, "saved_s": 0.08962258501574447, "num_bytes": 0}, "head_rules": [], "num_reasoning_tokens": 0, "kv": {"byte_seconds": {"device": 672.2136775680119, "disk": 904.5539154400249}, "num_restored_bytes": 0, "num_recomputed_tokens": 0, "is_partial": false}}, "num_computed_tokens": 32, "prompt_logprobs": null, "carrier": null, "needs_carrier": false, "ignored_carriers": []}',NULL);
INSERT INTO "turns" VALUES('turn_e5e3f6a6bb444793bd2c919d1eb5e6fd','se_4f7cd3f12f31452c92dd5d3692da27c4','completed',1,'ow_2760dc9254d14ac58c15c4594fe28c8d',1,0,0,'br_7a5004c871ca45548bb467b0572bbd71',26,2,1,X'C600000000010000400000005200000052000000480000005200000053000000400000004D00000053000000C6000000',X'C417841E4E0C29EE46F62D41850734B8',X'AF0AA6929370B3955C4A20872A5103CF','{"request_id": "resp_a5fe26e8d34c4269be8f00594c2043a0", "model": "toy", "input": {"messages": [], "add_generation_prompt": true, "continue_final_message": false, "tools": null, "variables": {}}, "adapter": null, "sampling": {"max_tokens": 16, "min_tokens": 0, "temperature": 1.0, "top_k": 0, "top_p": 1.0, "min_p": 0.0, "repetition_penalty": 1.0, "presence_penalty": 0.0, "frequency_penalty": 0.0, "logit_bias": [], "seed": null, "stop": [], "stop_token_ids": [], "include_stop_str_in_output": false, "ignore_eos": false, "max_reasoning_tokens": null, "logprobs": null, "prompt_logprobs": null}, "n": 1, "echo": false, "session_id": "conv_d5fb951786194e17bc210dd55b7256b1", "run_id": "resp_a5fe26e8d34c4269be8f00594c2043a0", "step": 0, "is_recorded": true, "is_filed": true, "grammar": null, "lease_s": 0.0, "is_carried": false, "is_signed": false, "min_reply_tokens": 1, "is_last": false, "tenant": "default"}',8192,'d125bdfe477a04efa9737062101bd8ae','toy',0,'{"request_id": "resp_a5fe26e8d34c4269be8f00594c2043a0", "created": 1796126774, "num_prompt_tokens": 38, "seed": 6081650602594835336, "system_fingerprint": "fp_6fbc7cfef75f", "session": {"session_id": "conv_d5fb951786194e17bc210dd55b7256b1", "num_matched_messages": 0, "num_matched_tokens": 0, "forked": false}, "loosened_tools": [], "reasoning": "none"}','{"usage": {"num_prompt_tokens": 38, "num_completion_tokens": 16, "num_cached_tokens": 6, "cold": null, "restored": {"tier": "device", "num_tokens": 6, "seconds": 0.0, "saved_s": 0.01342341935427872, "num_bytes": 0}, "head_rules": [], "num_reasoning_tokens": 0, "kv": {"byte_seconds": {"device": 0.0, "disk": 0.0}, "num_restored_bytes": 0, "num_recomputed_tokens": 0, "is_partial": false}}, "num_computed_tokens": 32, "prompt_logprobs": null, "carrier": null, "needs_carrier": false, "ignored_carriers": []}',NULL);
INSERT INTO "turns" VALUES('turn_c06ca51acbfd48129188644bac7bb86f','se_ff5d85138ef440598cc30538ec92c549','in_progress',1,'ow_2760dc9254d14ac58c15c4594fe28c8d',1,0,0,'br_a1275c1978eb454ab942e28070b30580',18,1,1,X'C600000000010000400000005200000052000000480000005200000053000000400000004D00000053000000C6000000',X'C417841E4E0C29EE46F62D41850734B8',X'833CD06A3FEEF156551E2D3BFE0AB85B','{"request_id": "resp_179fc367260541e8bd7f2e9892aa28e6", "model": "toy", "input": {"messages": [], "add_generation_prompt": true, "continue_final_message": false, "tools": null, "variables": {}}, "adapter": null, "sampling": {"max_tokens": 600, "min_tokens": 0, "temperature": 1.0, "top_k": 0, "top_p": 1.0, "min_p": 0.0, "repetition_penalty": 1.0, "presence_penalty": 0.0, "frequency_penalty": 0.0, "logit_bias": [], "seed": null, "stop": [], "stop_token_ids": [], "include_stop_str_in_output": false, "ignore_eos": true, "max_reasoning_tokens": null, "logprobs": null, "prompt_logprobs": null}, "n": 1, "echo": false, "session_id": "resp_179fc367260541e8bd7f2e9892aa28e6", "run_id": "resp_179fc367260541e8bd7f2e9892aa28e6", "step": 0, "is_recorded": true, "is_filed": true, "grammar": null, "lease_s": 0.0, "is_carried": false, "is_signed": false, "min_reply_tokens": 1, "is_last": false, "tenant": "default"}',8192,'d125bdfe477a04efa9737062101bd8ae','toy',0,'{"request_id": "resp_179fc367260541e8bd7f2e9892aa28e6", "created": 1796126776, "num_prompt_tokens": 30, "seed": 398764753118147842, "system_fingerprint": "fp_6fbc7cfef75f", "session": {"session_id": "resp_179fc367260541e8bd7f2e9892aa28e6", "num_matched_messages": 0, "num_matched_tokens": 0, "forked": false}, "loosened_tools": [], "reasoning": "none"}',NULL,NULL);
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
CREATE INDEX answers_by_end ON answers (ended_at);
CREATE INDEX agent_automations_by_time ON agent_automations (next_at);
CREATE INDEX agent_automations_by_tenant ON agent_automations (tenant, created_at);
CREATE INDEX agent_automations_by_target ON agent_automations (target_session_id);
CREATE INDEX branches_of_session ON branches (session_id);
CREATE INDEX branches_of_parent ON branches (parent_branch_id);
CREATE INDEX response_items_by_id ON response_items (item_id);
CREATE INDEX conversation_items_by_id ON conversation_items (item_id);
CREATE INDEX agent_subagents_of_parent ON agent_subagents (parent_id, opened_at);
CREATE INDEX agent_subagents_of_root ON agent_subagents (root_id);
CREATE INDEX agent_calls_of_turn ON agent_calls (turn_id);
CREATE INDEX agent_items_of_turn ON agent_items (turn_id);
CREATE INDEX agent_environments_by_tenant ON agent_environments (tenant, created_at);
CREATE INDEX agent_environments_by_session ON agent_environments (session_id);
CREATE INDEX agent_artifacts_of_session ON agent_artifacts (session_id, created_at);
CREATE INDEX memory_records_by_same_key ON memory_records (namespace_id, same_key);
CREATE INDEX memory_records_by_source ON memory_records (source_item_id);
CREATE INDEX memory_records_by_frame_key ON memory_records (namespace_id, frame_key);
CREATE INDEX memory_records_by_expiry ON memory_records (expires_at);
CREATE INDEX memory_records_of_namespace ON memory_records (namespace_id, created_at);
CREATE INDEX memory_records_by_replacement ON memory_records (replaced_by);
CREATE INDEX vault_credentials_of_vault ON vault_credentials (vault_id, created_at);
CREATE INDEX items_by_hash ON items (session_id, chain_hash);
CREATE INDEX items_by_text ON items (session_id, end_char);
CREATE INDEX turns_of_branch ON turns (branch_id);
CREATE INDEX turns_of_session ON turns (session_id);
CREATE INDEX turns_by_status ON turns (status);
CREATE INDEX agent_steps_by_event ON agent_steps (session_id, first_event);
CREATE INDEX memory_words_of_record ON memory_words (number);
CREATE UNIQUE INDEX steps_by_turn ON steps (turn_id);
COMMIT;
