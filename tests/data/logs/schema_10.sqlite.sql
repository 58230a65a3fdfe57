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
INSERT INTO "branches" VALUES('br_4a2bce0c8ab94e4da604b6b07f810819','se_48e5e6bb487c424e9cd59aef1b0bd739','chat',NULL,0,0,104,6,3,1.79606826235290312765e+09,'ow_b548b0a14f10426e8438dbfc446fa5ac',103,NULL);
INSERT INTO "branches" VALUES('br_d72be9097cf94b41a9ccff8e623a295d','se_48e5e6bb487c424e9cd59aef1b0bd739','chat','br_4a2bce0c8ab94e4da604b6b07f810819',86,5,104,6,1,1.79606826252738356586e+09,'ow_b548b0a14f10426e8438dbfc446fa5ac',103,NULL);
INSERT INTO "branches" VALUES('br_cd8d0fa4bdd24f0aa5827528795e0580','se_48e5e6bb487c424e9cd59aef1b0bd739','chat',NULL,0,0,37,2,1,1.79606826254629206663e+09,'ow_b548b0a14f10426e8438dbfc446fa5ac',36,NULL);
INSERT INTO "branches" VALUES('br_5927fc08cf3c4abca64dfbeef13751d1','se_b25dc63a456441448d47183c3d0dda66','text',NULL,0,0,28,4,2,1.79606826268040275576e+09,'ow_b548b0a14f10426e8438dbfc446fa5ac',28,NULL);
INSERT INTO "branches" VALUES('br_b24fa314c13b4bae8347f6725de43b7f','se_6bfe40624c884b48a0a50a5538f9c417','tokens',NULL,0,0,11,2,1,1.7960682630078635216e+09,'ow_b548b0a14f10426e8438dbfc446fa5ac',10,NULL);
INSERT INTO "branches" VALUES('br_027f0c47adf44d06b1ce2ff5bec957d8','se_62d545697f5a4026b245e4d502c4a878','chat',NULL,0,0,78,4,2,1.79606826309474110602e+09,'ow_b548b0a14f10426e8438dbfc446fa5ac',77,NULL);
INSERT INTO "branches" VALUES('br_3bd1e4170da14cce8d11059a5cd90b10','se_ac84fb20bad74d2ba2d340d273249cf6','chat',NULL,0,0,40,2,1,1.79606826376323580737e+09,'ow_b548b0a14f10426e8438dbfc446fa5ac',39,NULL);
INSERT INTO "branches" VALUES('br_4f4f76bbb7f74717b1e7bd98215a3a5c','se_196cb908d0844a78a100f75d21e1b2c2','chat',NULL,0,0,86,4,2,1.79606826395133614541e+09,'ow_b548b0a14f10426e8438dbfc446fa5ac',85,NULL);
INSERT INTO "branches" VALUES('br_4c23930a91f842e1b48054c8f395e1a5','se_1de14672c3db4c65a019f1a826492f59','chat',NULL,0,0,38,3,1,1.79606826445304298403e+09,'ow_b548b0a14f10426e8438dbfc446fa5ac',38,NULL);
INSERT INTO "branches" VALUES('br_2ce23ce637ed49439a5400f0201af0da','se_40f6969cbf3b48b9b00221b2f7c91f57','chat',NULL,0,0,79,2,1,1.7960682645551235676e+09,'ow_b548b0a14f10426e8438dbfc446fa5ac',78,NULL);
CREATE TABLE conversation_items (
	conversation_id VARCHAR NOT NULL, 
	position INTEGER NOT NULL, 
	item_id VARCHAR NOT NULL, 
	item JSON NOT NULL, 
	PRIMARY KEY (conversation_id, position), 
	FOREIGN KEY(conversation_id) REFERENCES conversations (id) ON DELETE CASCADE
);
INSERT INTO "conversation_items" VALUES('conv_adca8be3c8ad4844a45e0af027757080',0,'msg_fdd7f9d99e5441e99e78b5b117ce5538','{"id": "msg_fdd7f9d99e5441e99e78b5b117ce5538", "type": "message", "role": "user", "status": "completed", "content": [{"type": "input_text", "text": "Before"}]}');
INSERT INTO "conversation_items" VALUES('conv_adca8be3c8ad4844a45e0af027757080',1,'msg_0e65109db1534731a5d15450d05e3a82','{"id": "msg_0e65109db1534731a5d15450d05e3a82", "type": "message", "role": "user", "status": "completed", "content": [{"type": "input_text", "text": "In it"}]}');
INSERT INTO "conversation_items" VALUES('conv_adca8be3c8ad4844a45e0af027757080',2,'msg_04ae21e7a58b4a24af50910099e5a3a700','{"id": "msg_04ae21e7a58b4a24af50910099e5a3a700", "type": "message", "role": "assistant", "status": "completed", "content": [{"type": "output_text", "text": "", "annotations": [], "logprobs": []}]}');
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
INSERT INTO "conversations" VALUES('conv_adca8be3c8ad4844a45e0af027757080','default',1796068264,'{"topic": "migrations"}',3,2,NULL,1.79606826449805784227e+09);
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
INSERT INTO "items" VALUES('br_4a2bce0c8ab94e4da604b6b07f810819',0,'it_c2320024f6d74ec792676ea4a4cf31ec','se_48e5e6bb487c424e9cd59aef1b0bd739','user','{"role": "user", "content": "Good morning"}',X'70222A0C842BA9F1E656F75A50D407D2',NULL,0,19,1,NULL,NULL,NULL,1.79606826235426831252e+09);
INSERT INTO "items" VALUES('br_4a2bce0c8ab94e4da604b6b07f810819',1,'it_f0331b35ee40475e9583d64335ee9b87','se_48e5e6bb487c424e9cd59aef1b0bd739','assistant','{"role": "assistant", "content": "\u037fK\ufffd\ufffdl"}',X'C55C94160F0B1CF06822D83EE66EF66F',NULL,19,37,1,'length',NULL,NULL,1.79606826240926647185e+09);
INSERT INTO "items" VALUES('br_4a2bce0c8ab94e4da604b6b07f810819',2,'it_5a3c31f111fd4a4ab06a1c5cc9a011a8','se_48e5e6bb487c424e9cd59aef1b0bd739','user','{"role": "user", "content": "And then?"}',X'3EF625FDC470A400C344F7D3F21AF878',NULL,37,55,1,NULL,NULL,NULL,1.79606826243348550791e+09);
INSERT INTO "items" VALUES('br_4a2bce0c8ab94e4da604b6b07f810819',3,'it_6d3d440ce3864a5890b08c38b97269b9','se_48e5e6bb487c424e9cd59aef1b0bd739','assistant','{"role": "assistant", "content": "\ufffd\ufffd\ufffd\ufffd\u0000"}',X'DBAF086743BE6991BBAF1B187EE9D9A3',NULL,55,73,1,'length',NULL,NULL,1.79606826248562169079e+09);
INSERT INTO "items" VALUES('br_4a2bce0c8ab94e4da604b6b07f810819',4,'it_5d798b85e3c9471d89502ced03270ead','se_48e5e6bb487c424e9cd59aef1b0bd739','user','{"role": "user", "content": "Why?"}',X'BE36CD1AC2E281F7BA99B5E044218A73',NULL,73,86,1,NULL,NULL,NULL,1.79606826250395679471e+09);
INSERT INTO "items" VALUES('br_4a2bce0c8ab94e4da604b6b07f810819',5,'it_f92149a308704edeafa32fb510ad5064','se_48e5e6bb487c424e9cd59aef1b0bd739','assistant','{"role": "assistant", "content": "\ufffdG\u0019\ufffd\ufffd"}',X'270422D94C2FCF86821AEE76C1FE1411',NULL,86,104,1,'length',NULL,NULL,1.79606826252674031262e+09);
INSERT INTO "items" VALUES('br_d72be9097cf94b41a9ccff8e623a295d',5,'it_7598317ac9264b9bb6f3d434374a54b5','se_48e5e6bb487c424e9cd59aef1b0bd739','assistant','{"role": "assistant", "content": "\ufffdK\ufffd\ufffd=`"}',X'33462B95EACC296D55006D0EAA57521C',NULL,86,104,1,'length',NULL,NULL,1.79606826252817058562e+09);
INSERT INTO "items" VALUES('br_cd8d0fa4bdd24f0aa5827528795e0580',0,'it_f0cacbc16a06409a82f5dd55067bf8d8','se_48e5e6bb487c424e9cd59aef1b0bd739','user','{"role": "user", "content": "Good evening"}',X'A0FC891D406BACC5EF327501C56C6B42',NULL,0,19,1,NULL,NULL,NULL,1.79606826254682564736e+09);
INSERT INTO "items" VALUES('br_cd8d0fa4bdd24f0aa5827528795e0580',1,'it_029f2d1c865e428f9a6fcabfc12ef1bf','se_48e5e6bb487c424e9cd59aef1b0bd739','assistant','{"role": "assistant", "content": "\u001c\u0155 \ufffdm"}',X'C2FC5BC856B25D0122EDC4155D210C58',NULL,19,37,1,'length',NULL,NULL,1.79606826263429737093e+09);
INSERT INTO "items" VALUES('br_5927fc08cf3c4abca64dfbeef13751d1',0,'it_51ff98de54934763a556f9dbb5859dac','se_b25dc63a456441448d47183c3d0dda66','prompt','"Once upon a time"',X'CF25218127A2BD1DF7B6D9215A761C83',16,0,16,1,NULL,NULL,NULL,1.79606826268094301227e+09);
INSERT INTO "items" VALUES('br_5927fc08cf3c4abca64dfbeef13751d1',1,'it_34f0c190ae184f7d9710d858ecf4b17e','se_b25dc63a456441448d47183c3d0dda66','completion','"Bo\ufffd\ufffd\ufffd"',X'19CDEB4DD634ED65A6BF4702623FE794',21,16,21,1,'length',NULL,NULL,1.79606826286537289618e+09);
INSERT INTO "items" VALUES('br_5927fc08cf3c4abca64dfbeef13751d1',2,'it_cfcac3cb7dea4697873d713cdf74b0ad','se_b25dc63a456441448d47183c3d0dda66','prompt','" and"',X'4BED1C3FBACC6315204C6E186CDB0EAE',25,21,25,1,NULL,NULL,NULL,1.79606826296581983566e+09);
INSERT INTO "items" VALUES('br_5927fc08cf3c4abca64dfbeef13751d1',3,'it_bb61496e0f804994b9bb84d7f3c86c81','se_b25dc63a456441448d47183c3d0dda66','completion','"\ufffd9\ufffd"',X'96AE210949D5140A93592896500BA590',28,25,28,1,'stop','"C"',X'22000000',1.79606826298915219311e+09);
INSERT INTO "items" VALUES('br_b24fa314c13b4bae8347f6725de43b7f',0,'it_1a66446e4e2741d4a8ee6e28fdebdef0','se_6bfe40624c884b48a0a50a5538f9c417','prompt',NULL,NULL,NULL,0,6,1,NULL,NULL,NULL,1.79606826301230406762e+09);
INSERT INTO "items" VALUES('br_b24fa314c13b4bae8347f6725de43b7f',1,'it_a2d51f0673184bff867d748354c11b02','se_6bfe40624c884b48a0a50a5538f9c417','completion','"\ufffd\u07a2\ufffdq"',NULL,NULL,6,11,1,'length',NULL,NULL,1.79606826304045844077e+09);
INSERT INTO "items" VALUES('br_027f0c47adf44d06b1ce2ff5bec957d8',0,'it_73465f94e9634961a615f7397bee10d0','se_62d545697f5a4026b245e4d502c4a878','user','{"role": "user", "content": "One"}',X'77F869597A023DFF8787E0BA9225F3A3',NULL,0,10,1,NULL,NULL,NULL,1.7960682630952377319e+09);
INSERT INTO "items" VALUES('br_027f0c47adf44d06b1ce2ff5bec957d8',1,'it_c28a0508b645418fa854eb6ec6e3eced','se_62d545697f5a4026b245e4d502c4a878','assistant','{"role": "assistant", "content": "]\ufffd\u0151\ufffd\u0002j\ufffd\ufffdW\ufffd\u0019\f\u0013\ufffd%"}',X'21858ACDB70FA0C2DEB471E5027D1D56',NULL,10,38,1,'length',NULL,NULL,1.79606826328116321567e+09);
INSERT INTO "items" VALUES('br_027f0c47adf44d06b1ce2ff5bec957d8',2,'it_e94ad555ffe648eeb6a02dd8ef2841b2','se_62d545697f5a4026b245e4d502c4a878','user','{"role": "user", "content": "Two"}',X'45BD2B655412863D584445EFBF1C2977',NULL,38,50,1,NULL,NULL,NULL,1.79606826360822916031e+09);
INSERT INTO "items" VALUES('br_027f0c47adf44d06b1ce2ff5bec957d8',3,'it_fa016766b17e4baa85049ef8a10a17c1','se_62d545697f5a4026b245e4d502c4a878','assistant','{"role": "assistant", "content": "\ufffd\n\ufffd\ufffd\ufffd\u0523\ufffd\ufffd\\\ufffdF\ufffdn\ufffd\ufffd"}',X'492F08087805CC3E33546F535CDA1DB3',NULL,50,78,1,'length',NULL,NULL,1796068263.74454);
INSERT INTO "items" VALUES('br_3bd1e4170da14cce8d11059a5cd90b10',0,'it_85a72ba0847e470491ddf9a638b66d7e','se_ac84fb20bad74d2ba2d340d273249cf6','user','{"role": "user", "content": "Later"}',X'1D0A5C99B8EF5EF81592C6AF4098D929',NULL,0,12,1,NULL,NULL,NULL,1.79606826376819944386e+09);
INSERT INTO "items" VALUES('br_3bd1e4170da14cce8d11059a5cd90b10',1,'it_6e9291dc658041ee9c2ca55a016f783e','se_ac84fb20bad74d2ba2d340d273249cf6','assistant','{"role": "assistant", "content": "\ufffd\ufffd\ufffd\ufffd\ufffd9\ufffdO\ufffd\ufffdl\ufffd!(+\ufffd"}',X'9DD340EA159EB3142A1EB9EF5B9799C4',NULL,12,40,1,'length',NULL,NULL,1.79606826381131815906e+09);
INSERT INTO "items" VALUES('br_4f4f76bbb7f74717b1e7bd98215a3a5c',0,'it_9dc1a1964b924adfa92eebc7f8b32388','se_196cb908d0844a78a100f75d21e1b2c2','user','{"role": "user", "content": "Gone"}',X'AE110851C9DD3FAB3FF687BFD2D40A26',NULL,0,11,1,NULL,NULL,NULL,1.79606826395653057103e+09);
INSERT INTO "items" VALUES('br_4f4f76bbb7f74717b1e7bd98215a3a5c',1,'it_dc937ac5f57445839d7976e49359c427','se_196cb908d0844a78a100f75d21e1b2c2','assistant','{"role": "assistant", "content": "O\ufffdH1\u0002i|\ufffd\ufffd\u0018\u001cR\u0017J$\ufffd"}',X'6C6AC4D2B3DDF208E7F059F758C73F8F',NULL,11,39,1,'length',NULL,NULL,1.79606826400364208221e+09);
INSERT INTO "items" VALUES('br_4f4f76bbb7f74717b1e7bd98215a3a5c',2,'it_04bdb80c1b62428bbb132242793f67a4','se_196cb908d0844a78a100f75d21e1b2c2','user','{"role": "user", "content": "Still here"}',X'4A14200C07C96CCE09CA58F8DC0E52CE',NULL,39,58,1,NULL,NULL,NULL,1.79606826410438823703e+09);
INSERT INTO "items" VALUES('br_4f4f76bbb7f74717b1e7bd98215a3a5c',3,'it_3d86d99f1948446f910c35076ce63637','se_196cb908d0844a78a100f75d21e1b2c2','assistant','{"role": "assistant", "content": "\ufffd\ufffd8\u0601\ufffd+6\ufffd\ufffd[\ufffdv\ufffd\ufffd"}',X'D7994D9B64456E591826BCF186658F29',NULL,58,86,1,'length',NULL,NULL,1.79606826413499093058e+09);
INSERT INTO "items" VALUES('br_4c23930a91f842e1b48054c8f395e1a5',0,'it_97c02115c3ad48a3a762cc3e19aa4f87','se_1de14672c3db4c65a019f1a826492f59','user','{"role": "user", "content": "Before"}',X'86F1FF03C95F3955B509A5F75B79E5CA',NULL,0,13,1,NULL,NULL,NULL,1.79606826445375132562e+09);
INSERT INTO "items" VALUES('br_4c23930a91f842e1b48054c8f395e1a5',1,'it_bfcfcbf401414853b40c5da32b248f4f','se_1de14672c3db4c65a019f1a826492f59','user','{"role": "user", "content": "In it"}',X'AF0AA6929370B3955C4A20872A5103CF',NULL,13,26,1,NULL,NULL,NULL,1.79606826445375823979e+09);
INSERT INTO "items" VALUES('br_4c23930a91f842e1b48054c8f395e1a5',2,'it_bbcfc4bb430848aeadc1d2bbaa55add1','se_1de14672c3db4c65a019f1a826492f59','assistant','{"role": "assistant", "content": ""}',X'06172593E1E464C00A3268D06F2C4F8C',NULL,26,38,1,'stop',NULL,X'02010000',1.79606826448619604115e+09);
INSERT INTO "items" VALUES('br_2ce23ce637ed49439a5400f0201af0da',0,'it_96780a3c8edd4ecfab1521dfbc1357f5','se_40f6969cbf3b48b9b00221b2f7c91f57','user','{"role": "user", "content": "Interrupted"}',X'833CD06A3FEEF156551E2D3BFE0AB85B',NULL,0,18,1,NULL,NULL,NULL,1.79606826455730199812e+09);
INSERT INTO "items" VALUES('br_2ce23ce637ed49439a5400f0201af0da',1,'it_57c6cdd4747c46f695c8d8fa7fdefb76','se_40f6969cbf3b48b9b00221b2f7c91f57','assistant','{"role": "assistant", "content": "\ufffd\ufffd<\ufffd1[l#pV\ufffd&\ufffd\ufffdi\u0011V\u001b\ufffd\ufffdW &-\ufffd\r^\ufffdW\u0165\ufffdV;\ufffdH;\u0019\b\ufffd\u0016\ufffd\ufffd\ufffd\ufffd)\ufffd\\"}',X'3F77680FA168B2C165283352DF214733',NULL,18,79,1,'stop',NULL,NULL,1.79606826460836553572e+09);
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
INSERT INTO "migrations" VALUES(1,'first_schema',1.7960682599704942703e+09);
INSERT INTO "migrations" VALUES(2,'responses_and_conversations',1.79606825997099113466e+09);
INSERT INTO "migrations" VALUES(3,'runs',1.79606825997113132473e+09);
INSERT INTO "migrations" VALUES(4,'whereabouts_of_kv',1.79606825997125792507e+09);
INSERT INTO "migrations" VALUES(5,'owners_of_responses_and_attempts',1.79606825997136163716e+09);
INSERT INTO "migrations" VALUES(6,'turns_and_steps',1.7960682599714565277e+09);
INSERT INTO "migrations" VALUES(7,'session_verbs',1.7960682599925808906e+09);
INSERT INTO "migrations" VALUES(8,'agents',1.79606825999273419375e+09);
INSERT INTO "migrations" VALUES(9,'placements_of_sessions',1.79606825999284577368e+09);
INSERT INTO "migrations" VALUES(10,'memories',1.79606825999294328691e+09);
CREATE TABLE owners (
	id VARCHAR NOT NULL, 
	process_name VARCHAR, 
	beat_at FLOAT NOT NULL, 
	PRIMARY KEY (id)
);
INSERT INTO "owners" VALUES('ow_b548b0a14f10426e8438dbfc446fa5ac','host:data',1.79606826397904419901e+09);
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
INSERT INTO "response_items" VALUES('resp_cb94e18d56a640c7becb651bafcf3f16',0,0,'msg_2139781975934aa69f5dda672c2e665c','{"id": "msg_2139781975934aa69f5dda672c2e665c", "type": "message", "role": "user", "status": "completed", "content": [{"type": "input_text", "text": "One"}]}');
INSERT INTO "response_items" VALUES('resp_cb94e18d56a640c7becb651bafcf3f16',1,1,'msg_cb94e18d56a640c7becb651bafcf3f1600','{"id": "msg_cb94e18d56a640c7becb651bafcf3f1600", "type": "message", "role": "assistant", "status": "incomplete", "content": [{"type": "output_text", "text": "]\ufffd\u0151\ufffd\u0002j\ufffd\ufffdW\ufffd\u0019\f\u0013\ufffd%", "annotations": [], "logprobs": []}]}');
INSERT INTO "response_items" VALUES('resp_0e487c13e0c9492c89fce0d41cdd2bcd',0,0,'msg_c3eb76fcbde94e6786245644fe636d28','{"id": "msg_c3eb76fcbde94e6786245644fe636d28", "type": "message", "role": "user", "status": "completed", "content": [{"type": "input_text", "text": "Two"}]}');
INSERT INTO "response_items" VALUES('resp_0e487c13e0c9492c89fce0d41cdd2bcd',1,1,'msg_0e487c13e0c9492c89fce0d41cdd2bcd00','{"id": "msg_0e487c13e0c9492c89fce0d41cdd2bcd00", "type": "message", "role": "assistant", "status": "incomplete", "content": [{"type": "output_text", "text": "\ufffd\n\ufffd\ufffd\ufffd\u0523\ufffd\ufffd\\\ufffdF\ufffdn\ufffd\ufffd", "annotations": [], "logprobs": []}]}');
INSERT INTO "response_items" VALUES('resp_fb8a53ba57554540bfec14ed99328913',0,0,'msg_4fd58659e18940f5a6118660a09ad558','{"id": "msg_4fd58659e18940f5a6118660a09ad558", "type": "message", "role": "user", "status": "completed", "content": [{"type": "input_text", "text": "Later"}]}');
INSERT INTO "response_items" VALUES('resp_fb8a53ba57554540bfec14ed99328913',1,1,'msg_fb8a53ba57554540bfec14ed9932891300','{"id": "msg_fb8a53ba57554540bfec14ed9932891300", "type": "message", "role": "assistant", "status": "incomplete", "content": [{"type": "output_text", "text": "\ufffd\ufffd\ufffd\ufffd\ufffd9\ufffdO\ufffd\ufffdl\ufffd!(+\ufffd", "annotations": [], "logprobs": []}]}');
INSERT INTO "response_items" VALUES('resp_21ee73c10f224fdf867308f03931ee15',0,0,'msg_1f7aa4a94f9f4fcb931d717f1bdaf1ed','{"id": "msg_1f7aa4a94f9f4fcb931d717f1bdaf1ed", "type": "message", "role": "user", "status": "completed", "content": [{"type": "input_text", "text": "Gone"}]}');
INSERT INTO "response_items" VALUES('resp_21ee73c10f224fdf867308f03931ee15',1,1,'msg_21ee73c10f224fdf867308f03931ee1500','{"id": "msg_21ee73c10f224fdf867308f03931ee1500", "type": "message", "role": "assistant", "status": "incomplete", "content": [{"type": "output_text", "text": "O\ufffdH1\u0002i|\ufffd\ufffd\u0018\u001cR\u0017J$\ufffd", "annotations": [], "logprobs": []}]}');
INSERT INTO "response_items" VALUES('resp_467c36a79c7e4855aaf79c4616e15512',0,0,'msg_34681bc1ba1a475a9df36f4df7016c89','{"id": "msg_34681bc1ba1a475a9df36f4df7016c89", "type": "message", "role": "user", "status": "completed", "content": [{"type": "input_text", "text": "Still here"}]}');
INSERT INTO "response_items" VALUES('resp_467c36a79c7e4855aaf79c4616e15512',1,1,'msg_467c36a79c7e4855aaf79c4616e1551200','{"id": "msg_467c36a79c7e4855aaf79c4616e1551200", "type": "message", "role": "assistant", "status": "incomplete", "content": [{"type": "output_text", "text": "\ufffd\ufffd8\u0601\ufffd+6\ufffd\ufffd[\ufffdv\ufffd\ufffd", "annotations": [], "logprobs": []}]}');
INSERT INTO "response_items" VALUES('resp_04ae21e7a58b4a24af50910099e5a3a7',0,0,'msg_0e65109db1534731a5d15450d05e3a82','{"id": "msg_0e65109db1534731a5d15450d05e3a82", "type": "message", "role": "user", "status": "completed", "content": [{"type": "input_text", "text": "In it"}]}');
INSERT INTO "response_items" VALUES('resp_04ae21e7a58b4a24af50910099e5a3a7',1,1,'msg_04ae21e7a58b4a24af50910099e5a3a700','{"id": "msg_04ae21e7a58b4a24af50910099e5a3a700", "type": "message", "role": "assistant", "status": "completed", "content": [{"type": "output_text", "text": "", "annotations": [], "logprobs": []}]}');
INSERT INTO "response_items" VALUES('resp_5c9baa0e3d5d438fbb74f84dcf06d95d',0,0,'msg_72973b5ee79e45638d42f17798a8fc19','{"id": "msg_72973b5ee79e45638d42f17798a8fc19", "type": "message", "role": "user", "status": "completed", "content": [{"type": "input_text", "text": "Interrupted"}]}');
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
INSERT INTO "responses" VALUES('resp_cb94e18d56a640c7becb651bafcf3f16','default','incomplete',1796068263,NULL,'{"model": "toy", "instructions": null, "store": true, "max_output_tokens": 16, "max_tool_calls": null, "metadata": {}, "parallel_tool_calls": true, "tools": [], "tool_choice": "auto", "text": {"format": {"type": "text"}, "verbosity": "medium"}, "reasoning": null, "temperature": 1.0, "top_p": 1.0, "presence_penalty": 0.0, "frequency_penalty": 0.0, "top_logprobs": 0, "truncation": "disabled", "prompt_cache_key": null, "prompt_cache_options": null, "prompt_cache_retention": null, "safety_identifier": null, "service_tier": "default", "user": null}',0,'ow_b548b0a14f10426e8438dbfc446fa5ac',0,'d125bdfe477a04efa9737062101bd8ae',NULL,'resp_cb94e18d56a640c7becb651bafcf3f16',NULL,NULL,NULL,'[22, 16, 6, null, {"tier": "device", "num_tokens": 6, "seconds": 0.0, "saved_s": 5.1700395931683635e-05}]',NULL,'max_output_tokens',1,'[[0, 1, 0], [0, 1, 0], [0, 1, 0], [0, 1, 0], [0, 1, 0], [0, 1, 0], [0, 1, 0], [0, 1, 0], [0, 1, 0], [0, 1, 0], [0, 1, 0], [0, 1, 0], [0, 1, 0], [0, 2, 0]]',0);
INSERT INTO "responses" VALUES('resp_0e487c13e0c9492c89fce0d41cdd2bcd','default','incomplete',1796068263,NULL,'{"model": "toy", "instructions": null, "store": true, "max_output_tokens": 16, "max_tool_calls": null, "metadata": {}, "parallel_tool_calls": true, "tools": [], "tool_choice": "auto", "text": {"format": {"type": "text"}, "verbosity": "medium"}, "reasoning": null, "temperature": 1.0, "top_p": 1.0, "presence_penalty": 0.0, "frequency_penalty": 0.0, "top_logprobs": 0, "truncation": "disabled", "prompt_cache_key": null, "prompt_cache_options": null, "prompt_cache_retention": null, "safety_identifier": null, "service_tier": "default", "user": null}',0,'ow_b548b0a14f10426e8438dbfc446fa5ac',0,'d125bdfe477a04efa9737062101bd8ae',NULL,'resp_cb94e18d56a640c7becb651bafcf3f16','resp_cb94e18d56a640c7becb651bafcf3f16',NULL,NULL,'[62, 16, 37, null, {"tier": "device", "num_tokens": 37, "seconds": 0.0, "saved_s": 0.00038251363688857146}]',NULL,'max_output_tokens',1,'[[0, 2, 0], [0, 1, 0], [0, 1, 0], [0, 1, 0], [0, 1, 0], [0, 1, 0], [0, 1, 0], [0, 1, 0], [0, 2, 0], [0, 1, 0], [0, 1, 0], [0, 1, 0], [0, 1, 0]]',0);
INSERT INTO "responses" VALUES('resp_fb8a53ba57554540bfec14ed99328913','default','incomplete',1796068263,NULL,'{"model": "toy", "instructions": null, "store": true, "max_output_tokens": 16, "max_tool_calls": null, "metadata": {}, "parallel_tool_calls": true, "tools": [], "tool_choice": "auto", "text": {"format": {"type": "text"}, "verbosity": "medium"}, "reasoning": null, "temperature": 1.0, "top_p": 1.0, "presence_penalty": 0.0, "frequency_penalty": 0.0, "top_logprobs": 0, "truncation": "disabled", "prompt_cache_key": null, "prompt_cache_options": null, "prompt_cache_retention": null, "safety_identifier": null, "service_tier": "default", "user": null}',1,'ow_b548b0a14f10426e8438dbfc446fa5ac',0,'d125bdfe477a04efa9737062101bd8ae',NULL,'resp_fb8a53ba57554540bfec14ed99328913',NULL,NULL,NULL,'[24, 16, 6, null, {"tier": "device", "num_tokens": 6, "seconds": 0.0, "saved_s": 3.0922218866131984e-05}]',NULL,'max_output_tokens',1,'[[0, 1, 0], [0, 1, 0], [0, 1, 0], [0, 1, 0], [0, 1, 0], [0, 1, 0], [0, 1, 0], [0, 1, 0], [0, 1, 0], [0, 1, 0], [0, 1, 0], [0, 1, 0], [0, 1, 0], [0, 1, 0], [0, 1, 0], [0, 1, 0]]',0);
INSERT INTO "responses" VALUES('resp_21ee73c10f224fdf867308f03931ee15','default','incomplete',1796068263,NULL,'{"model": "toy", "instructions": null, "store": true, "max_output_tokens": 16, "max_tool_calls": null, "metadata": {}, "parallel_tool_calls": true, "tools": [], "tool_choice": "auto", "text": {"format": {"type": "text"}, "verbosity": "medium"}, "reasoning": null, "temperature": 1.0, "top_p": 1.0, "presence_penalty": 0.0, "frequency_penalty": 0.0, "top_logprobs": 0, "truncation": "disabled", "prompt_cache_key": null, "prompt_cache_options": null, "prompt_cache_retention": null, "safety_identifier": null, "service_tier": "default", "user": null}',0,'ow_b548b0a14f10426e8438dbfc446fa5ac',0,'d125bdfe477a04efa9737062101bd8ae',NULL,'resp_21ee73c10f224fdf867308f03931ee15',NULL,NULL,NULL,'[23, 16, 8, null, {"tier": "device", "num_tokens": 8, "seconds": 0.0, "saved_s": 4.020022980017702e-05}]',NULL,'max_output_tokens',1,'[[0, 1, 0], [0, 1, 0], [0, 1, 0], [0, 1, 0], [0, 1, 0], [0, 1, 0], [0, 1, 0], [0, 1, 0], [0, 1, 0], [0, 1, 0], [0, 1, 0], [0, 1, 0], [0, 1, 0], [0, 1, 0], [0, 1, 0], [0, 1, 0]]',1);
INSERT INTO "responses" VALUES('resp_467c36a79c7e4855aaf79c4616e15512','default','incomplete',1796068264,NULL,'{"model": "toy", "instructions": null, "store": true, "max_output_tokens": 16, "max_tool_calls": null, "metadata": {}, "parallel_tool_calls": true, "tools": [], "tool_choice": "auto", "text": {"format": {"type": "text"}, "verbosity": "medium"}, "reasoning": null, "temperature": 1.0, "top_p": 1.0, "presence_penalty": 0.0, "frequency_penalty": 0.0, "top_logprobs": 0, "truncation": "disabled", "prompt_cache_key": null, "prompt_cache_options": null, "prompt_cache_retention": null, "safety_identifier": null, "service_tier": "default", "user": null}',0,'ow_b548b0a14f10426e8438dbfc446fa5ac',0,'d125bdfe477a04efa9737062101bd8ae',NULL,'resp_21ee73c10f224fdf867308f03931ee15','resp_21ee73c10f224fdf867308f03931ee15',NULL,NULL,'[70, 16, 38, null, {"tier": "device", "num_tokens": 38, "seconds": 0.0, "saved_s": 0.00019086133612804186}]',NULL,'max_output_tokens',1,'[[0, 1, 0], [0, 2, 0], [0, 1, 0], [0, 1, 0], [0, 1, 0], [0, 1, 0], [0, 2, 0], [0, 1, 0], [0, 2, 0], [0, 1, 0], [0, 1, 0]]',0);
INSERT INTO "responses" VALUES('resp_04ae21e7a58b4a24af50910099e5a3a7','default','completed',1796068264,1796068264,'{"model": "toy", "instructions": null, "store": true, "max_output_tokens": 16, "max_tool_calls": null, "metadata": {}, "parallel_tool_calls": true, "tools": [], "tool_choice": "auto", "text": {"format": {"type": "text"}, "verbosity": "medium"}, "reasoning": null, "temperature": 1.0, "top_p": 1.0, "presence_penalty": 0.0, "frequency_penalty": 0.0, "top_logprobs": 0, "truncation": "disabled", "prompt_cache_key": null, "prompt_cache_options": null, "prompt_cache_retention": null, "safety_identifier": null, "service_tier": "default", "user": null}',0,'ow_b548b0a14f10426e8438dbfc446fa5ac',0,'d125bdfe477a04efa9737062101bd8ae',NULL,'conv_adca8be3c8ad4844a45e0af027757080',NULL,'conv_adca8be3c8ad4844a45e0af027757080',1,'[38, 1, 6, null, {"tier": "device", "num_tokens": 6, "seconds": 0.0, "saved_s": 3.221162848018333e-05}]',NULL,NULL,1,'[]',0);
INSERT INTO "responses" VALUES('resp_5c9baa0e3d5d438fbb74f84dcf06d95d','default','in_progress',1796068264,NULL,'{"model": "toy", "instructions": null, "store": true, "max_output_tokens": 600, "max_tool_calls": null, "metadata": {}, "parallel_tool_calls": true, "tools": [], "tool_choice": "auto", "text": {"format": {"type": "text"}, "verbosity": "medium"}, "reasoning": null, "temperature": 1.0, "top_p": 1.0, "presence_penalty": 0.0, "frequency_penalty": 0.0, "top_logprobs": 0, "truncation": "disabled", "prompt_cache_key": null, "prompt_cache_options": null, "prompt_cache_retention": null, "safety_identifier": null, "service_tier": "default", "user": null}',1,'ow_b548b0a14f10426e8438dbfc446fa5ac',0,'d125bdfe477a04efa9737062101bd8ae',NULL,'resp_5c9baa0e3d5d438fbb74f84dcf06d95d',NULL,NULL,NULL,NULL,NULL,NULL,1,NULL,0);
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
INSERT INTO "sessions" VALUES('se_48e5e6bb487c424e9cd59aef1b0bd739','default','talk',1.79606826234548759462e+09,1.79606826263468956949e+09,4,'br_cd8d0fa4bdd24f0aa5827528795e0580',NULL,NULL,NULL,NULL);
INSERT INTO "sessions" VALUES('se_b25dc63a456441448d47183c3d0dda66','default','text',1.79606826266170930867e+09,1.79606826298949909205e+09,2,'br_5927fc08cf3c4abca64dfbeef13751d1',NULL,NULL,NULL,NULL);
INSERT INTO "sessions" VALUES('se_6bfe40624c884b48a0a50a5538f9c417','default','ids',1.79606826300471472744e+09,1.79606826304082632063e+09,1,'br_b24fa314c13b4bae8347f6725de43b7f',NULL,NULL,NULL,NULL);
INSERT INTO "sessions" VALUES('se_62d545697f5a4026b245e4d502c4a878','default','resp_cb94e18d56a640c7becb651bafcf3f16',1.79606826309388947489e+09,1.79606826374491882324e+09,2,'br_027f0c47adf44d06b1ce2ff5bec957d8',NULL,NULL,NULL,NULL);
INSERT INTO "sessions" VALUES('se_ac84fb20bad74d2ba2d340d273249cf6','default','resp_fb8a53ba57554540bfec14ed99328913',1.79606826376239848142e+09,1.79606826381239390371e+09,1,'br_3bd1e4170da14cce8d11059a5cd90b10',NULL,NULL,NULL,NULL);
INSERT INTO "sessions" VALUES('se_196cb908d0844a78a100f75d21e1b2c2','default','resp_21ee73c10f224fdf867308f03931ee15',1.79606826395033860209e+09,1.79606826413538169864e+09,2,'br_4f4f76bbb7f74717b1e7bd98215a3a5c',NULL,NULL,NULL,NULL);
INSERT INTO "sessions" VALUES('se_1de14672c3db4c65a019f1a826492f59','default','conv_adca8be3c8ad4844a45e0af027757080',1.79606826444266223907e+09,1.7960682644865784645e+09,1,'br_4c23930a91f842e1b48054c8f395e1a5',NULL,NULL,NULL,NULL);
INSERT INTO "sessions" VALUES('se_40f6969cbf3b48b9b00221b2f7c91f57','default','resp_5c9baa0e3d5d438fbb74f84dcf06d95d',1.79606826455428338052e+09,1.79606826460877585412e+09,1,'br_2ce23ce637ed49439a5400f0201af0da',NULL,NULL,NULL,NULL);
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
INSERT INTO "spans" VALUES('br_4a2bce0c8ab94e4da604b6b07f810819',0,'it_c2320024f6d74ec792676ea4a4cf31ec','user',X'0001000054000000520000004400000051000000C6000000260000004E0000004E00000043000000DC0000004C0000004E000000510000004D000000480000004D0000004600000001010000','rendered',NULL,NULL,'d125bdfe477a04efa9737062101bd8ae','toy');
INSERT INTO "spans" VALUES('br_4a2bce0c8ab94e4da604b6b07f810819',19,'it_f0331b35ee40475e9583d64335ee9b87','assistant',X'C600000000010000400000005200000052000000480000005200000053000000400000004D00000053000000C6000000','rendered',NULL,NULL,'d125bdfe477a04efa9737062101bd8ae','toy');
INSERT INTO "spans" VALUES('br_4a2bce0c8ab94e4da604b6b07f810819',31,'it_f0331b35ee40475e9583d64335ee9b87','assistant',X'890000007B0000002A000000AA000000A30000004B000000','sampled','1',0,'d125bdfe477a04efa9737062101bd8ae','toy');
INSERT INTO "spans" VALUES('br_4a2bce0c8ab94e4da604b6b07f810819',37,'it_5a3c31f111fd4a4ab06a1c5cc9a011a8','user',X'01010000C60000000001000054000000520000004400000051000000C6000000200000004D00000043000000DC0000005300000047000000440000004D0000001E00000001010000','rendered',NULL,NULL,'d125bdfe477a04efa9737062101bd8ae','toy');
INSERT INTO "spans" VALUES('br_4a2bce0c8ab94e4da604b6b07f810819',55,'it_6d3d440ce3864a5890b08c38b97269b9','assistant',X'C600000000010000400000005200000052000000480000005200000053000000400000004D00000053000000C6000000','rendered',NULL,NULL,'d125bdfe477a04efa9737062101bd8ae','toy');
INSERT INTO "spans" VALUES('br_4a2bce0c8ab94e4da604b6b07f810819',67,'it_6d3d440ce3864a5890b08c38b97269b9','assistant',X'9F0000005F000000AE000000B90000006D000000BC000000','sampled','1',0,'d125bdfe477a04efa9737062101bd8ae','toy');
INSERT INTO "spans" VALUES('br_4a2bce0c8ab94e4da604b6b07f810819',73,'it_5d798b85e3c9471d89502ced03270ead','user',X'01010000C60000000001000054000000520000004400000051000000C60000003600000047000000580000001E00000001010000','rendered',NULL,NULL,'d125bdfe477a04efa9737062101bd8ae','toy');
INSERT INTO "spans" VALUES('br_4a2bce0c8ab94e4da604b6b07f810819',86,'it_f92149a308704edeafa32fb510ad5064','assistant',X'C600000000010000400000005200000052000000480000005200000053000000400000004D00000053000000C6000000','rendered',NULL,NULL,'d125bdfe477a04efa9737062101bd8ae','toy');
INSERT INTO "spans" VALUES('br_4a2bce0c8ab94e4da604b6b07f810819',98,'it_f92149a308704edeafa32fb510ad5064','assistant',X'9400000026000000D5000000E9000000A9000000E3000000','sampled','2',0,'d125bdfe477a04efa9737062101bd8ae','toy');
INSERT INTO "spans" VALUES('br_d72be9097cf94b41a9ccff8e623a295d',86,'it_7598317ac9264b9bb6f3d434374a54b5','assistant',X'C600000000010000400000005200000052000000480000005200000053000000400000004D00000053000000C6000000','rendered',NULL,NULL,'d125bdfe477a04efa9737062101bd8ae','toy');
INSERT INTO "spans" VALUES('br_d72be9097cf94b41a9ccff8e623a295d',98,'it_7598317ac9264b9bb6f3d434374a54b5','assistant',X'940000002A0000005F000000740000001C0000003F000000','sampled','2',1,'d125bdfe477a04efa9737062101bd8ae','toy');
INSERT INTO "spans" VALUES('br_cd8d0fa4bdd24f0aa5827528795e0580',0,'it_f0cacbc16a06409a82f5dd55067bf8d8','user',X'0001000054000000520000004400000051000000C6000000260000004E0000004E00000043000000DC0000004400000055000000440000004D000000480000004D0000004600000001010000','rendered',NULL,NULL,'d125bdfe477a04efa9737062101bd8ae','toy');
INSERT INTO "spans" VALUES('br_cd8d0fa4bdd24f0aa5827528795e0580',19,'it_029f2d1c865e428f9a6fcabfc12ef1bf','assistant',X'C600000000010000400000005200000052000000480000005200000053000000400000004D00000053000000C6000000','rendered',NULL,NULL,'d125bdfe477a04efa9737062101bd8ae','toy');
INSERT INTO "spans" VALUES('br_cd8d0fa4bdd24f0aa5827528795e0580',31,'it_029f2d1c865e428f9a6fcabfc12ef1bf','assistant',X'D800000081000000F3000000DC000000950000004C000000','sampled','3',0,'d125bdfe477a04efa9737062101bd8ae','toy');
INSERT INTO "spans" VALUES('br_5927fc08cf3c4abca64dfbeef13751d1',0,'it_51ff98de54934763a556f9dbb5859dac','prompt',X'2E0000004D0000004200000044000000DC000000540000004F0000004E0000004D000000DC00000040000000DC00000053000000480000004C00000044000000','rendered',NULL,NULL,'d125bdfe477a04efa9737062101bd8ae','toy');
INSERT INTO "spans" VALUES('br_5927fc08cf3c4abca64dfbeef13751d1',16,'it_34f0c190ae184f7d9710d858ecf4b17e','completion',X'210000004E000000BB00000078000000B9000000','sampled','4',0,'d125bdfe477a04efa9737062101bd8ae','toy');
INSERT INTO "spans" VALUES('br_5927fc08cf3c4abca64dfbeef13751d1',21,'it_cfcac3cb7dea4697873d713cdf74b0ad','prompt',X'DC000000400000004D00000043000000','rendered',NULL,NULL,'d125bdfe477a04efa9737062101bd8ae','toy');
INSERT INTO "spans" VALUES('br_5927fc08cf3c4abca64dfbeef13751d1',25,'it_bb61496e0f804994b9bb84d7f3c86c81','completion',X'B70000001800000099000000','sampled','5',0,'d125bdfe477a04efa9737062101bd8ae','toy');
INSERT INTO "spans" VALUES('br_b24fa314c13b4bae8347f6725de43b7f',0,'it_1a66446e4e2741d4a8ee6e28fdebdef0','prompt',X'740000006F0000006B000000650000006E00000073000000','rendered',NULL,NULL,'d125bdfe477a04efa9737062101bd8ae','toy');
INSERT INTO "spans" VALUES('br_b24fa314c13b4bae8347f6725de43b7f',6,'it_a2d51f0673184bff867d748354c11b02','completion',X'F70000009A0000005F000000AC00000050000000','sampled','6',0,'d125bdfe477a04efa9737062101bd8ae','toy');
INSERT INTO "spans" VALUES('br_027f0c47adf44d06b1ce2ff5bec957d8',0,'it_73465f94e9634961a615f7397bee10d0','user',X'0001000054000000520000004400000051000000C60000002E0000004D0000004400000001010000','rendered',NULL,NULL,'d125bdfe477a04efa9737062101bd8ae','toy');
INSERT INTO "spans" VALUES('br_027f0c47adf44d06b1ce2ff5bec957d8',10,'it_c28a0508b645418fa854eb6ec6e3eced','assistant',X'C600000000010000400000005200000052000000480000005200000053000000400000004D00000053000000C6000000','rendered',NULL,NULL,'d125bdfe477a04efa9737062101bd8ae','toy');
INSERT INTO "spans" VALUES('br_027f0c47adf44d06b1ce2ff5bec957d8',22,'it_c28a0508b645418fa854eb6ec6e3eced','assistant',X'3C0000009600000081000000EF000000EE000000BE00000049000000790000007B00000036000000E3000000D5000000C8000000CF0000009600000004000000','sampled','3362851398953907245',0,'d125bdfe477a04efa9737062101bd8ae','toy');
INSERT INTO "spans" VALUES('br_027f0c47adf44d06b1ce2ff5bec957d8',38,'it_e94ad555ffe648eeb6a02dd8ef2841b2','user',X'01010000C60000000001000054000000520000004400000051000000C600000033000000560000004E00000001010000','rendered',NULL,NULL,'d125bdfe477a04efa9737062101bd8ae','toy');
INSERT INTO "spans" VALUES('br_027f0c47adf44d06b1ce2ff5bec957d8',50,'it_fa016766b17e4baa85049ef8a10a17c1','assistant',X'C600000000010000400000005200000052000000480000005200000053000000400000004D00000053000000C6000000','rendered',NULL,NULL,'d125bdfe477a04efa9737062101bd8ae','toy');
INSERT INTO "spans" VALUES('br_027f0c47adf44d06b1ce2ff5bec957d8',62,'it_fa016766b17e4baa85049ef8a10a17c1','assistant',X'A9000000C6000000B4000000DF000000B90000009000000060000000F4000000E70000003B000000A500000025000000B90000004D000000E8000000DF000000','sampled','2080219403266476830',0,'d125bdfe477a04efa9737062101bd8ae','toy');
INSERT INTO "spans" VALUES('br_3bd1e4170da14cce8d11059a5cd90b10',0,'it_85a72ba0847e470491ddf9a638b66d7e','user',X'0001000054000000520000004400000051000000C60000002B0000004000000053000000440000005100000001010000','rendered',NULL,NULL,'d125bdfe477a04efa9737062101bd8ae','toy');
INSERT INTO "spans" VALUES('br_3bd1e4170da14cce8d11059a5cd90b10',12,'it_6e9291dc658041ee9c2ca55a016f783e','assistant',X'C600000000010000400000005200000052000000480000005200000053000000400000004D00000053000000C6000000','rendered',NULL,NULL,'d125bdfe477a04efa9737062101bd8ae','toy');
INSERT INTO "spans" VALUES('br_3bd1e4170da14cce8d11059a5cd90b10',24,'it_6e9291dc658041ee9c2ca55a016f783e','assistant',X'B2000000E100000078000000FE0000007100000018000000E40000002E000000E4000000EF0000004B0000007000000000000000070000000A0000008E000000','sampled','1741970970681387106',0,'d125bdfe477a04efa9737062101bd8ae','toy');
INSERT INTO "spans" VALUES('br_4f4f76bbb7f74717b1e7bd98215a3a5c',0,'it_9dc1a1964b924adfa92eebc7f8b32388','user',X'0001000054000000520000004400000051000000C6000000260000004E0000004D0000004400000001010000','rendered',NULL,NULL,'d125bdfe477a04efa9737062101bd8ae','toy');
INSERT INTO "spans" VALUES('br_4f4f76bbb7f74717b1e7bd98215a3a5c',11,'it_dc937ac5f57445839d7976e49359c427','assistant',X'C600000000010000400000005200000052000000480000005200000053000000400000004D00000053000000C6000000','rendered',NULL,NULL,'d125bdfe477a04efa9737062101bd8ae','toy');
INSERT INTO "spans" VALUES('br_4f4f76bbb7f74717b1e7bd98215a3a5c',23,'it_dc937ac5f57445839d7976e49359c427','assistant',X'2E0000006F0000002700000010000000BE000000480000005B000000EA000000EA000000D4000000D800000031000000D3000000290000000300000076000000','sampled','6569865771005522355',0,'d125bdfe477a04efa9737062101bd8ae','toy');
INSERT INTO "spans" VALUES('br_4f4f76bbb7f74717b1e7bd98215a3a5c',39,'it_04bdb80c1b62428bbb132242793f67a4','user',X'01010000C60000000001000054000000520000004400000051000000C60000003200000053000000480000004B0000004B000000DC0000004700000044000000510000004400000001010000','rendered',NULL,NULL,'d125bdfe477a04efa9737062101bd8ae','toy');
INSERT INTO "spans" VALUES('br_4f4f76bbb7f74717b1e7bd98215a3a5c',58,'it_3d86d99f1948446f910c35076ce63637','assistant',X'C600000000010000400000005200000052000000480000005200000053000000400000004D00000053000000C6000000','rendered',NULL,NULL,'d125bdfe477a04efa9737062101bd8ae','toy');
INSERT INTO "spans" VALUES('br_4f4f76bbb7f74717b1e7bd98215a3a5c',70,'it_3d86d99f1948446f910c35076ce63637','assistant',X'E5000000A70000001700000094000000DF0000006F0000000A00000000010000150000007F000000BB0000003A0000009500000055000000E900000062000000','sampled','1887987951683392781',0,'d125bdfe477a04efa9737062101bd8ae','toy');
INSERT INTO "spans" VALUES('br_4c23930a91f842e1b48054c8f395e1a5',0,'it_97c02115c3ad48a3a762cc3e19aa4f87','user',X'0001000054000000520000004400000051000000C60000002100000044000000450000004E000000510000004400000001010000','rendered',NULL,NULL,'d125bdfe477a04efa9737062101bd8ae','toy');
INSERT INTO "spans" VALUES('br_4c23930a91f842e1b48054c8f395e1a5',13,'it_bfcfcbf401414853b40c5da32b248f4f','user',X'C60000000001000054000000520000004400000051000000C6000000280000004D000000DC000000480000005300000001010000','rendered',NULL,NULL,'d125bdfe477a04efa9737062101bd8ae','toy');
INSERT INTO "spans" VALUES('br_4c23930a91f842e1b48054c8f395e1a5',26,'it_bbcfc4bb430848aeadc1d2bbaa55add1','assistant',X'C600000000010000400000005200000052000000480000005200000053000000400000004D00000053000000C6000000','rendered',NULL,NULL,'d125bdfe477a04efa9737062101bd8ae','toy');
INSERT INTO "spans" VALUES('br_2ce23ce637ed49439a5400f0201af0da',0,'it_96780a3c8edd4ecfab1521dfbc1357f5','user',X'0001000054000000520000004400000051000000C6000000280000004D00000053000000440000005100000051000000540000004F00000053000000440000004300000001010000','rendered',NULL,NULL,'d125bdfe477a04efa9737062101bd8ae','toy');
INSERT INTO "spans" VALUES('br_2ce23ce637ed49439a5400f0201af0da',18,'it_57c6cdd4747c46f695c8d8fa7fdefb76','assistant',X'C600000000010000400000005200000052000000480000005200000053000000400000004D00000053000000C6000000','rendered',NULL,NULL,'d125bdfe477a04efa9737062101bd8ae','toy');
INSERT INTO "spans" VALUES('br_2ce23ce637ed49439a5400f0201af0da',30,'it_57c6cdd4747c46f695c8d8fa7fdefb76','assistant',X'B50000005F0000001B0000008D000000100000003A0000004B000000020000004F000000350000006900000005000000DE000000B400000048000000CD00000035000000D7000000B0000000FF00000036000000DC000000050000000C00000093000000C90000003D000000AC00000036000000810000006200000078000000350000001A00000086000000270000001A000000D5000000C4000000FB000000D20000006D000000B2000000DF0000009600000008000000610000003B00000001010000','sampled','3713315859113042079',0,'d125bdfe477a04efa9737062101bd8ae','toy');
CREATE TABLE steps (
	run_id VARCHAR NOT NULL, 
	position INTEGER NOT NULL, 
	turn_id VARCHAR NOT NULL, 
	PRIMARY KEY (run_id, position), 
	FOREIGN KEY(turn_id) REFERENCES turns (id) ON DELETE CASCADE
);
INSERT INTO "steps" VALUES('resp_cb94e18d56a640c7becb651bafcf3f16',0,'turn_f093f99ee7c8482bb43dc59fbc28d8a4');
INSERT INTO "steps" VALUES('resp_0e487c13e0c9492c89fce0d41cdd2bcd',0,'turn_73bc074557b149e983105bb4e2bffddd');
INSERT INTO "steps" VALUES('resp_fb8a53ba57554540bfec14ed99328913',0,'turn_d6b6e3f7f3314520b1bb89e426f79c23');
INSERT INTO "steps" VALUES('resp_21ee73c10f224fdf867308f03931ee15',0,'turn_efdc77cc64db442dbebee5beb1c0705d');
INSERT INTO "steps" VALUES('resp_467c36a79c7e4855aaf79c4616e15512',0,'turn_8a7474042c0a4dd79fadee270ace0078');
INSERT INTO "steps" VALUES('resp_04ae21e7a58b4a24af50910099e5a3a7',0,'turn_144210f77fb849c7844686bcc60ced90');
INSERT INTO "steps" VALUES('resp_5c9baa0e3d5d438fbb74f84dcf06d95d',0,'turn_f29efe0f8e324480a82f09472e3c0dcb');
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
INSERT INTO "turn_tokens" VALUES('turn_144210f77fb849c7844686bcc60ced90',0,0,X'02010000',NULL,6,'stop',NULL);
INSERT INTO "turn_tokens" VALUES('turn_73bc074557b149e983105bb4e2bffddd',0,0,X'A9000000C6000000B4000000DF000000B90000009000000060000000F4000000E70000003B000000A500000025000000B90000004D000000E8000000DF000000',NULL,37,'length',NULL);
INSERT INTO "turn_tokens" VALUES('turn_8a7474042c0a4dd79fadee270ace0078',0,0,X'E5000000A70000001700000094000000DF0000006F0000000A00000000010000150000007F000000BB0000003A0000009500000055000000E900000062000000',NULL,38,'length',NULL);
INSERT INTO "turn_tokens" VALUES('turn_d6b6e3f7f3314520b1bb89e426f79c23',0,0,X'B2000000E100000078000000FE0000007100000018000000E40000002E000000E4000000EF0000004B0000007000000000000000070000000A0000008E000000',NULL,6,'length',NULL);
INSERT INTO "turn_tokens" VALUES('turn_efdc77cc64db442dbebee5beb1c0705d',0,0,X'2E0000006F0000002700000010000000BE000000480000005B000000EA000000EA000000D4000000D800000031000000D3000000290000000300000076000000',NULL,8,'length',NULL);
INSERT INTO "turn_tokens" VALUES('turn_f093f99ee7c8482bb43dc59fbc28d8a4',0,0,X'3C0000009600000081000000EF000000EE000000BE00000049000000790000007B00000036000000E3000000D5000000C8000000CF0000009600000004000000',NULL,6,'length',NULL);
INSERT INTO "turn_tokens" VALUES('turn_f29efe0f8e324480a82f09472e3c0dcb',0,0,X'B50000005F0000001B0000008D000000100000003A0000004B000000020000004F000000350000006900000005000000DE000000B400000048000000CD00000035000000D7000000B0000000FF00000036000000DC000000050000000C00000093000000C90000003D000000AC00000036000000810000006200000078000000350000001A00000086000000270000001A000000D5000000C4000000FB000000D20000006D000000B2000000DF0000009600000008000000610000003B00000001010000',NULL,6,'stop',NULL);
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
INSERT INTO "turns" VALUES('turn_f093f99ee7c8482bb43dc59fbc28d8a4','se_62d545697f5a4026b245e4d502c4a878','completed',1,'ow_b548b0a14f10426e8438dbfc446fa5ac',1,0,0,'br_027f0c47adf44d06b1ce2ff5bec957d8',10,1,1,X'C600000000010000400000005200000052000000480000005200000053000000400000004D00000053000000C6000000',X'C417841E4E0C29EE46F62D41850734B8',X'77F869597A023DFF8787E0BA9225F3A3','{"request_id": "resp_cb94e18d56a640c7becb651bafcf3f16", "model": "toy", "input": {"messages": [], "add_generation_prompt": true, "continue_final_message": false, "tools": null, "variables": {}}, "sampling": {"max_tokens": 16, "min_tokens": 0, "temperature": 1.0, "top_k": 0, "top_p": 1.0, "min_p": 0.0, "repetition_penalty": 1.0, "presence_penalty": 0.0, "frequency_penalty": 0.0, "logit_bias": [], "seed": null, "stop": [], "stop_token_ids": [], "include_stop_str_in_output": false, "ignore_eos": false, "max_reasoning_tokens": null, "logprobs": null, "prompt_logprobs": null}, "n": 1, "echo": false, "session_id": "resp_cb94e18d56a640c7becb651bafcf3f16", "run_id": "resp_cb94e18d56a640c7becb651bafcf3f16", "step": 0, "is_recorded": true, "grammar": null, "lease_s": 0.0, "is_carried": false, "is_signed": false, "is_last": false, "tenant": "default"}',8192,'d125bdfe477a04efa9737062101bd8ae','toy',0,'{"request_id": "resp_cb94e18d56a640c7becb651bafcf3f16", "created": 1796068263, "num_prompt_tokens": 22, "seed": 3362851398953907245, "system_fingerprint": "fp_6fbc7cfef75f", "session": {"session_id": "resp_cb94e18d56a640c7becb651bafcf3f16", "num_matched_messages": 0, "num_matched_tokens": 0, "forked": false}, "loosened_tools": [], "reasoning": "none"}','{"usage": {"num_prompt_tokens": 22, "num_completion_tokens": 16, "num_cached_tokens": 6, "cold": null, "restored": {"tier": "device", "num_tokens": 6, "seconds": 0.0, "saved_s": 5.1700395931683635e-05}, "head_rules": [], "num_reasoning_tokens": 0}, "num_computed_tokens": 16, "prompt_logprobs": null, "carrier": null, "needs_carrier": false, "ignored_carriers": []}',NULL);
INSERT INTO "turns" VALUES('turn_73bc074557b149e983105bb4e2bffddd','se_62d545697f5a4026b245e4d502c4a878','completed',1,'ow_b548b0a14f10426e8438dbfc446fa5ac',1,0,0,'br_027f0c47adf44d06b1ce2ff5bec957d8',50,3,2,X'C600000000010000400000005200000052000000480000005200000053000000400000004D00000053000000C6000000',X'C417841E4E0C29EE46F62D41850734B8',X'45BD2B655412863D584445EFBF1C2977','{"request_id": "resp_0e487c13e0c9492c89fce0d41cdd2bcd", "model": "toy", "input": {"messages": [], "add_generation_prompt": true, "continue_final_message": false, "tools": null, "variables": {}}, "sampling": {"max_tokens": 16, "min_tokens": 0, "temperature": 1.0, "top_k": 0, "top_p": 1.0, "min_p": 0.0, "repetition_penalty": 1.0, "presence_penalty": 0.0, "frequency_penalty": 0.0, "logit_bias": [], "seed": null, "stop": [], "stop_token_ids": [], "include_stop_str_in_output": false, "ignore_eos": false, "max_reasoning_tokens": null, "logprobs": null, "prompt_logprobs": null}, "n": 1, "echo": false, "session_id": "resp_cb94e18d56a640c7becb651bafcf3f16", "run_id": "resp_0e487c13e0c9492c89fce0d41cdd2bcd", "step": 0, "is_recorded": true, "grammar": null, "lease_s": 0.0, "is_carried": false, "is_signed": false, "is_last": false, "tenant": "default"}',8192,'d125bdfe477a04efa9737062101bd8ae','toy',0,'{"request_id": "resp_0e487c13e0c9492c89fce0d41cdd2bcd", "created": 1796068263, "num_prompt_tokens": 62, "seed": 2080219403266476830, "system_fingerprint": "fp_6fbc7cfef75f", "session": {"session_id": "resp_cb94e18d56a640c7becb651bafcf3f16", "num_matched_messages": 2, "num_matched_tokens": 38, "forked": false}, "loosened_tools": [], "reasoning": "none"}','{"usage": {"num_prompt_tokens": 62, "num_completion_tokens": 16, "num_cached_tokens": 37, "cold": null, "restored": {"tier": "device", "num_tokens": 37, "seconds": 0.0, "saved_s": 0.00038251363688857146}, "head_rules": [], "num_reasoning_tokens": 0}, "num_computed_tokens": 25, "prompt_logprobs": null, "carrier": null, "needs_carrier": false, "ignored_carriers": []}',NULL);
INSERT INTO "turns" VALUES('turn_d6b6e3f7f3314520b1bb89e426f79c23','se_ac84fb20bad74d2ba2d340d273249cf6','completed',1,'ow_b548b0a14f10426e8438dbfc446fa5ac',1,0,0,'br_3bd1e4170da14cce8d11059a5cd90b10',12,1,1,X'C600000000010000400000005200000052000000480000005200000053000000400000004D00000053000000C6000000',X'C417841E4E0C29EE46F62D41850734B8',X'1D0A5C99B8EF5EF81592C6AF4098D929','{"request_id": "resp_fb8a53ba57554540bfec14ed99328913", "model": "toy", "input": {"messages": [], "add_generation_prompt": true, "continue_final_message": false, "tools": null, "variables": {}}, "sampling": {"max_tokens": 16, "min_tokens": 0, "temperature": 1.0, "top_k": 0, "top_p": 1.0, "min_p": 0.0, "repetition_penalty": 1.0, "presence_penalty": 0.0, "frequency_penalty": 0.0, "logit_bias": [], "seed": null, "stop": [], "stop_token_ids": [], "include_stop_str_in_output": false, "ignore_eos": false, "max_reasoning_tokens": null, "logprobs": null, "prompt_logprobs": null}, "n": 1, "echo": false, "session_id": "resp_fb8a53ba57554540bfec14ed99328913", "run_id": "resp_fb8a53ba57554540bfec14ed99328913", "step": 0, "is_recorded": true, "grammar": null, "lease_s": 0.0, "is_carried": false, "is_signed": false, "is_last": false, "tenant": "default"}',8192,'d125bdfe477a04efa9737062101bd8ae','toy',0,'{"request_id": "resp_fb8a53ba57554540bfec14ed99328913", "created": 1796068263, "num_prompt_tokens": 24, "seed": 1741970970681387106, "system_fingerprint": "fp_6fbc7cfef75f", "session": {"session_id": "resp_fb8a53ba57554540bfec14ed99328913", "num_matched_messages": 0, "num_matched_tokens": 0, "forked": false}, "loosened_tools": [], "reasoning": "none"}','{"usage": {"num_prompt_tokens": 24, "num_completion_tokens": 16, "num_cached_tokens": 6, "cold": null, "restored": {"tier": "device", "num_tokens": 6, "seconds": 0.0, "saved_s": 3.0922218866131984e-05}, "head_rules": [], "num_reasoning_tokens": 0}, "num_computed_tokens": 18, "prompt_logprobs": null, "carrier": null, "needs_carrier": false, "ignored_carriers": []}',NULL);
INSERT INTO "turns" VALUES('turn_efdc77cc64db442dbebee5beb1c0705d','se_196cb908d0844a78a100f75d21e1b2c2','completed',1,'ow_b548b0a14f10426e8438dbfc446fa5ac',1,0,0,'br_4f4f76bbb7f74717b1e7bd98215a3a5c',11,1,1,X'C600000000010000400000005200000052000000480000005200000053000000400000004D00000053000000C6000000',X'C417841E4E0C29EE46F62D41850734B8',X'AE110851C9DD3FAB3FF687BFD2D40A26','{"request_id": "resp_21ee73c10f224fdf867308f03931ee15", "model": "toy", "input": {"messages": [], "add_generation_prompt": true, "continue_final_message": false, "tools": null, "variables": {}}, "sampling": {"max_tokens": 16, "min_tokens": 0, "temperature": 1.0, "top_k": 0, "top_p": 1.0, "min_p": 0.0, "repetition_penalty": 1.0, "presence_penalty": 0.0, "frequency_penalty": 0.0, "logit_bias": [], "seed": null, "stop": [], "stop_token_ids": [], "include_stop_str_in_output": false, "ignore_eos": false, "max_reasoning_tokens": null, "logprobs": null, "prompt_logprobs": null}, "n": 1, "echo": false, "session_id": "resp_21ee73c10f224fdf867308f03931ee15", "run_id": "resp_21ee73c10f224fdf867308f03931ee15", "step": 0, "is_recorded": true, "grammar": null, "lease_s": 0.0, "is_carried": false, "is_signed": false, "is_last": false, "tenant": "default"}',8192,'d125bdfe477a04efa9737062101bd8ae','toy',0,'{"request_id": "resp_21ee73c10f224fdf867308f03931ee15", "created": 1796068263, "num_prompt_tokens": 23, "seed": 6569865771005522355, "system_fingerprint": "fp_6fbc7cfef75f", "session": {"session_id": "resp_21ee73c10f224fdf867308f03931ee15", "num_matched_messages": 0, "num_matched_tokens": 0, "forked": false}, "loosened_tools": [], "reasoning": "none"}','{"usage": {"num_prompt_tokens": 23, "num_completion_tokens": 16, "num_cached_tokens": 8, "cold": null, "restored": {"tier": "device", "num_tokens": 8, "seconds": 0.0, "saved_s": 4.020022980017702e-05}, "head_rules": [], "num_reasoning_tokens": 0}, "num_computed_tokens": 15, "prompt_logprobs": null, "carrier": null, "needs_carrier": false, "ignored_carriers": []}',NULL);
INSERT INTO "turns" VALUES('turn_8a7474042c0a4dd79fadee270ace0078','se_196cb908d0844a78a100f75d21e1b2c2','completed',1,'ow_b548b0a14f10426e8438dbfc446fa5ac',1,0,0,'br_4f4f76bbb7f74717b1e7bd98215a3a5c',58,3,2,X'C600000000010000400000005200000052000000480000005200000053000000400000004D00000053000000C6000000',X'C417841E4E0C29EE46F62D41850734B8',X'4A14200C07C96CCE09CA58F8DC0E52CE','{"request_id": "resp_467c36a79c7e4855aaf79c4616e15512", "model": "toy", "input": {"messages": [], "add_generation_prompt": true, "continue_final_message": false, "tools": null, "variables": {}}, "sampling": {"max_tokens": 16, "min_tokens": 0, "temperature": 1.0, "top_k": 0, "top_p": 1.0, "min_p": 0.0, "repetition_penalty": 1.0, "presence_penalty": 0.0, "frequency_penalty": 0.0, "logit_bias": [], "seed": null, "stop": [], "stop_token_ids": [], "include_stop_str_in_output": false, "ignore_eos": false, "max_reasoning_tokens": null, "logprobs": null, "prompt_logprobs": null}, "n": 1, "echo": false, "session_id": "resp_21ee73c10f224fdf867308f03931ee15", "run_id": "resp_467c36a79c7e4855aaf79c4616e15512", "step": 0, "is_recorded": true, "grammar": null, "lease_s": 0.0, "is_carried": false, "is_signed": false, "is_last": false, "tenant": "default"}',8192,'d125bdfe477a04efa9737062101bd8ae','toy',0,'{"request_id": "resp_467c36a79c7e4855aaf79c4616e15512", "created": 1796068264, "num_prompt_tokens": 70, "seed": 1887987951683392781, "system_fingerprint": "fp_6fbc7cfef75f", "session": {"session_id": "resp_21ee73c10f224fdf867308f03931ee15", "num_matched_messages": 2, "num_matched_tokens": 39, "forked": false}, "loosened_tools": [], "reasoning": "none"}','{"usage": {"num_prompt_tokens": 70, "num_completion_tokens": 16, "num_cached_tokens": 38, "cold": null, "restored": {"tier": "device", "num_tokens": 38, "seconds": 0.0, "saved_s": 0.00019086133612804186}, "head_rules": [], "num_reasoning_tokens": 0}, "num_computed_tokens": 32, "prompt_logprobs": null, "carrier": null, "needs_carrier": false, "ignored_carriers": []}',NULL);
INSERT INTO "turns" VALUES('turn_144210f77fb849c7844686bcc60ced90','se_1de14672c3db4c65a019f1a826492f59','completed',1,'ow_b548b0a14f10426e8438dbfc446fa5ac',1,0,0,'br_4c23930a91f842e1b48054c8f395e1a5',26,2,1,X'C600000000010000400000005200000052000000480000005200000053000000400000004D00000053000000C6000000',X'C417841E4E0C29EE46F62D41850734B8',X'AF0AA6929370B3955C4A20872A5103CF','{"request_id": "resp_04ae21e7a58b4a24af50910099e5a3a7", "model": "toy", "input": {"messages": [], "add_generation_prompt": true, "continue_final_message": false, "tools": null, "variables": {}}, "sampling": {"max_tokens": 16, "min_tokens": 0, "temperature": 1.0, "top_k": 0, "top_p": 1.0, "min_p": 0.0, "repetition_penalty": 1.0, "presence_penalty": 0.0, "frequency_penalty": 0.0, "logit_bias": [], "seed": null, "stop": [], "stop_token_ids": [], "include_stop_str_in_output": false, "ignore_eos": false, "max_reasoning_tokens": null, "logprobs": null, "prompt_logprobs": null}, "n": 1, "echo": false, "session_id": "conv_adca8be3c8ad4844a45e0af027757080", "run_id": "resp_04ae21e7a58b4a24af50910099e5a3a7", "step": 0, "is_recorded": true, "grammar": null, "lease_s": 0.0, "is_carried": false, "is_signed": false, "is_last": false, "tenant": "default"}',8192,'d125bdfe477a04efa9737062101bd8ae','toy',0,'{"request_id": "resp_04ae21e7a58b4a24af50910099e5a3a7", "created": 1796068264, "num_prompt_tokens": 38, "seed": 1658495777329217733, "system_fingerprint": "fp_6fbc7cfef75f", "session": {"session_id": "conv_adca8be3c8ad4844a45e0af027757080", "num_matched_messages": 0, "num_matched_tokens": 0, "forked": false}, "loosened_tools": [], "reasoning": "none"}','{"usage": {"num_prompt_tokens": 38, "num_completion_tokens": 1, "num_cached_tokens": 6, "cold": null, "restored": {"tier": "device", "num_tokens": 6, "seconds": 0.0, "saved_s": 3.221162848018333e-05}, "head_rules": [], "num_reasoning_tokens": 0}, "num_computed_tokens": 32, "prompt_logprobs": null, "carrier": null, "needs_carrier": false, "ignored_carriers": []}',NULL);
INSERT INTO "turns" VALUES('turn_f29efe0f8e324480a82f09472e3c0dcb','se_40f6969cbf3b48b9b00221b2f7c91f57','completed',1,'ow_b548b0a14f10426e8438dbfc446fa5ac',1,0,0,'br_2ce23ce637ed49439a5400f0201af0da',18,1,1,X'C600000000010000400000005200000052000000480000005200000053000000400000004D00000053000000C6000000',X'C417841E4E0C29EE46F62D41850734B8',X'833CD06A3FEEF156551E2D3BFE0AB85B','{"request_id": "resp_5c9baa0e3d5d438fbb74f84dcf06d95d", "model": "toy", "input": {"messages": [], "add_generation_prompt": true, "continue_final_message": false, "tools": null, "variables": {}}, "sampling": {"max_tokens": 600, "min_tokens": 0, "temperature": 1.0, "top_k": 0, "top_p": 1.0, "min_p": 0.0, "repetition_penalty": 1.0, "presence_penalty": 0.0, "frequency_penalty": 0.0, "logit_bias": [], "seed": null, "stop": [], "stop_token_ids": [], "include_stop_str_in_output": false, "ignore_eos": false, "max_reasoning_tokens": null, "logprobs": null, "prompt_logprobs": null}, "n": 1, "echo": false, "session_id": "resp_5c9baa0e3d5d438fbb74f84dcf06d95d", "run_id": "resp_5c9baa0e3d5d438fbb74f84dcf06d95d", "step": 0, "is_recorded": true, "grammar": null, "lease_s": 0.0, "is_carried": false, "is_signed": false, "is_last": false, "tenant": "default"}',8192,'d125bdfe477a04efa9737062101bd8ae','toy',0,'{"request_id": "resp_5c9baa0e3d5d438fbb74f84dcf06d95d", "created": 1796068264, "num_prompt_tokens": 30, "seed": 3713315859113042079, "system_fingerprint": "fp_6fbc7cfef75f", "session": {"session_id": "resp_5c9baa0e3d5d438fbb74f84dcf06d95d", "num_matched_messages": 0, "num_matched_tokens": 0, "forked": false}, "loosened_tools": [], "reasoning": "none"}','{"usage": {"num_prompt_tokens": 30, "num_completion_tokens": 49, "num_cached_tokens": 6, "cold": null, "restored": {"tier": "device", "num_tokens": 6, "seconds": 0.0, "saved_s": 2.5527225318441674e-05}, "head_rules": [], "num_reasoning_tokens": 0}, "num_computed_tokens": 24, "prompt_logprobs": null, "carrier": null, "needs_carrier": false, "ignored_carriers": []}',NULL);
CREATE INDEX sessions_by_use ON sessions (tenant, last_used_at);
CREATE INDEX sessions_by_family ON sessions (family);
CREATE INDEX placements_by_replica ON placements (replica);
CREATE INDEX responses_by_status ON responses (status);
CREATE INDEX responses_by_previous ON responses (previous_id);
CREATE INDEX responses_by_session ON responses (tenant, session_name);
CREATE INDEX agents_by_tenant ON agents (tenant, created_at);
CREATE INDEX agent_sessions_by_status ON agent_sessions (status);
CREATE INDEX agent_sessions_by_tenant ON agent_sessions (tenant, created_at);
CREATE INDEX branches_of_parent ON branches (parent_branch_id);
CREATE INDEX branches_of_session ON branches (session_id);
CREATE INDEX response_items_by_id ON response_items (item_id);
CREATE INDEX conversation_items_by_id ON conversation_items (item_id);
CREATE INDEX agent_calls_of_turn ON agent_calls (turn_id);
CREATE INDEX agent_items_of_turn ON agent_items (turn_id);
CREATE INDEX memory_records_by_same_key ON memory_records (namespace_id, same_key);
CREATE INDEX memory_records_by_source ON memory_records (source_item_id);
CREATE INDEX memory_records_by_frame_key ON memory_records (namespace_id, frame_key);
CREATE INDEX memory_records_by_expiry ON memory_records (expires_at);
CREATE INDEX memory_records_by_replacement ON memory_records (replaced_by);
CREATE INDEX memory_records_of_namespace ON memory_records (namespace_id, created_at);
CREATE INDEX items_by_hash ON items (session_id, chain_hash);
CREATE INDEX items_by_text ON items (session_id, end_char);
CREATE INDEX turns_by_status ON turns (status);
CREATE INDEX turns_of_session ON turns (session_id);
CREATE INDEX turns_of_branch ON turns (branch_id);
CREATE INDEX agent_steps_by_event ON agent_steps (session_id, first_event);
CREATE INDEX memory_words_of_record ON memory_words (number);
CREATE UNIQUE INDEX steps_by_turn ON steps (turn_id);
COMMIT;
