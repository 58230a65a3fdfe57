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
INSERT INTO "branches" VALUES('br_18c6add4d6864a3bbb3cc7c428c484d9','se_bb4be29fea574354ac1895ec323c3900','chat',NULL,0,0,104,6,3,1.79608940760192966465e+09,'ow_91fb2d429c4442388d8f5d4ed82a031f',103,'746f79',NULL);
INSERT INTO "branches" VALUES('br_e1e3e9c6c5c44d01b68ba47ae4aa311e','se_bb4be29fea574354ac1895ec323c3900','chat','br_18c6add4d6864a3bbb3cc7c428c484d9',86,5,104,6,1,1.7960894076706268788e+09,'ow_91fb2d429c4442388d8f5d4ed82a031f',103,'746f79',NULL);
INSERT INTO "branches" VALUES('br_42b5ff73722e4c868bd8c2b888dddcf4','se_bb4be29fea574354ac1895ec323c3900','chat',NULL,0,0,37,2,1,1.79608940768088626857e+09,'ow_91fb2d429c4442388d8f5d4ed82a031f',36,'746f79',NULL);
INSERT INTO "branches" VALUES('br_7b147519be5d4edbb7e4dac70007490f','se_506a53ba55a747a3a3232c70ba60e855','text',NULL,0,0,28,4,2,1.79608940769758558273e+09,'ow_91fb2d429c4442388d8f5d4ed82a031f',28,'746f79',NULL);
INSERT INTO "branches" VALUES('br_e1b1919ef0664c55bdefcbff0734831d','se_b4d84e0a1baf4e988bf3f047309c6cdd','tokens',NULL,0,0,11,2,1,1.79608940773050856595e+09,'ow_91fb2d429c4442388d8f5d4ed82a031f',10,'746f79',NULL);
INSERT INTO "branches" VALUES('br_02981f81d5974cf58e13b063c6f36707','se_8e071f02b530423ead99b67929118141','chat',NULL,0,0,78,4,2,1.79608940775416469574e+09,'ow_91fb2d429c4442388d8f5d4ed82a031f',77,'746f79',NULL);
INSERT INTO "branches" VALUES('br_bf5a432c08ff40d0b6e75418fcba2ac1','se_51891f7942fe4f4a8f228448054406d6','chat',NULL,0,0,40,2,1,1.79608940786588621137e+09,'ow_91fb2d429c4442388d8f5d4ed82a031f',39,'746f79',NULL);
INSERT INTO "branches" VALUES('br_94cadab87b6c4a63ba48494b2dc43478','se_bf28e3b13fb4424aab396c13329e02c1','chat',NULL,0,0,86,4,2,1.79608940793206238745e+09,'ow_91fb2d429c4442388d8f5d4ed82a031f',85,'746f79',NULL);
INSERT INTO "branches" VALUES('br_5c11e0c8df9342f49775e7cac510e773','se_bbd61da27e7940fdab11c1131e3a94b0','chat',NULL,0,0,54,3,1,1.79608940802580213549e+09,'ow_91fb2d429c4442388d8f5d4ed82a031f',53,'746f79',NULL);
INSERT INTO "branches" VALUES('br_8ad2ea66ca0f48aa8d7193bb875abc60','se_9ee24d6e571649bca6241097a6685bff','chat',NULL,0,0,18,1,1,1.79608940806238651273e+09,NULL,0,NULL,NULL);
CREATE TABLE conversation_items (
	conversation_id VARCHAR NOT NULL, 
	position INTEGER NOT NULL, 
	item_id VARCHAR NOT NULL, 
	item JSON NOT NULL, 
	PRIMARY KEY (conversation_id, position), 
	FOREIGN KEY(conversation_id) REFERENCES conversations (id) ON DELETE CASCADE
);
INSERT INTO "conversation_items" VALUES('conv_da01977643a94dbf8cf0d46741b2cfa4',0,'msg_d67426ebbf5846a290097931ebc12292','{"id": "msg_d67426ebbf5846a290097931ebc12292", "type": "message", "role": "user", "status": "completed", "content": [{"type": "input_text", "text": "Before"}]}');
INSERT INTO "conversation_items" VALUES('conv_da01977643a94dbf8cf0d46741b2cfa4',1,'msg_29ba15dd48e2483a8d897e17633c7376','{"id": "msg_29ba15dd48e2483a8d897e17633c7376", "type": "message", "role": "user", "status": "completed", "content": [{"type": "input_text", "text": "In it"}]}');
INSERT INTO "conversation_items" VALUES('conv_da01977643a94dbf8cf0d46741b2cfa4',2,'msg_4286bd1a01724948879076c7430fe7e500','{"id": "msg_4286bd1a01724948879076c7430fe7e500", "type": "message", "role": "assistant", "status": "incomplete", "content": [{"type": "output_text", "text": "\ufffd&\u0014\u03b8Jl\ufffdk$\ufffd\u0007C\ufffd\u0003", "annotations": [], "logprobs": []}]}');
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
INSERT INTO "conversations" VALUES('conv_da01977643a94dbf8cf0d46741b2cfa4','default',1796089408,'{"topic": "migrations"}',3,2,NULL,1.79608940805320501333e+09);
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
INSERT INTO "items" VALUES('br_18c6add4d6864a3bbb3cc7c428c484d9',0,'it_0ff6607913af446f8532ad74c0978e79','se_bb4be29fea574354ac1895ec323c3900','user','{"role": "user", "content": "Good morning"}',X'70222A0C842BA9F1E656F75A50D407D2',NULL,0,19,1,NULL,NULL,NULL,1.7960894076031541824e+09);
INSERT INTO "items" VALUES('br_18c6add4d6864a3bbb3cc7c428c484d9',1,'it_da5607d7bd7d45a4a2a738580c3185d8','se_bb4be29fea574354ac1895ec323c3900','assistant','{"role": "assistant", "content": "\u037fK\ufffd\ufffdl"}',X'C55C94160F0B1CF06822D83EE66EF66F',NULL,19,37,1,'length',NULL,NULL,1.79608940761764335636e+09);
INSERT INTO "items" VALUES('br_18c6add4d6864a3bbb3cc7c428c484d9',2,'it_ad34d59f09eb4ee9aa193fa11b0d38f3','se_bb4be29fea574354ac1895ec323c3900','user','{"role": "user", "content": "And then?"}',X'3EF625FDC470A400C344F7D3F21AF878',NULL,37,55,1,NULL,NULL,NULL,1.79608940763853526111e+09);
INSERT INTO "items" VALUES('br_18c6add4d6864a3bbb3cc7c428c484d9',3,'it_db993321b82f43f4b65ebf3b161505b9','se_bb4be29fea574354ac1895ec323c3900','assistant','{"role": "assistant", "content": "\ufffd\ufffd\ufffd\ufffd\u0000"}',X'DBAF086743BE6991BBAF1B187EE9D9A3',NULL,55,73,1,'length',NULL,NULL,1.79608940764637184145e+09);
INSERT INTO "items" VALUES('br_18c6add4d6864a3bbb3cc7c428c484d9',4,'it_3cd9fa38d5814f81bfabff0d7c426549','se_bb4be29fea574354ac1895ec323c3900','user','{"role": "user", "content": "Why?"}',X'BE36CD1AC2E281F7BA99B5E044218A73',NULL,73,86,1,NULL,NULL,NULL,1.79608940765642309186e+09);
INSERT INTO "items" VALUES('br_18c6add4d6864a3bbb3cc7c428c484d9',5,'it_605e7eeaee30402a86b00c42de4766cc','se_bb4be29fea574354ac1895ec323c3900','assistant','{"role": "assistant", "content": "\ufffdG\u0019\ufffd\ufffd"}',X'270422D94C2FCF86821AEE76C1FE1411',NULL,86,104,1,'length',NULL,NULL,1.79608940767002940174e+09);
INSERT INTO "items" VALUES('br_e1e3e9c6c5c44d01b68ba47ae4aa311e',5,'it_ec36a8c89f2949c7abeb85ac9247aefe','se_bb4be29fea574354ac1895ec323c3900','assistant','{"role": "assistant", "content": "\ufffdK\ufffd\ufffd=`"}',X'33462B95EACC296D55006D0EAA57521C',NULL,86,104,1,'length',NULL,NULL,1.79608940767105579369e+09);
INSERT INTO "items" VALUES('br_42b5ff73722e4c868bd8c2b888dddcf4',0,'it_98ada655a61049fb9e38284caa3fd441','se_bb4be29fea574354ac1895ec323c3900','user','{"role": "user", "content": "Good evening"}',X'A0FC891D406BACC5EF327501C56C6B42',NULL,0,19,1,NULL,NULL,NULL,1.79608940768137192731e+09);
INSERT INTO "items" VALUES('br_42b5ff73722e4c868bd8c2b888dddcf4',1,'it_a76a71f040b64f46874d8e9aa428929e','se_bb4be29fea574354ac1895ec323c3900','assistant','{"role": "assistant", "content": "\u001c\u0155 \ufffdm"}',X'C2FC5BC856B25D0122EDC4155D210C58',NULL,19,37,1,'length',NULL,NULL,1.79608940768956899637e+09);
INSERT INTO "items" VALUES('br_7b147519be5d4edbb7e4dac70007490f',0,'it_5bceac6cfcc64629aee4811c7c44084f','se_506a53ba55a747a3a3232c70ba60e855','prompt','"Once upon a time"',X'CF25218127A2BD1DF7B6D9215A761C83',16,0,16,1,NULL,NULL,NULL,1.79608940769802284242e+09);
INSERT INTO "items" VALUES('br_7b147519be5d4edbb7e4dac70007490f',1,'it_f2457b10f49048bca34dbda6d5e74da1','se_506a53ba55a747a3a3232c70ba60e855','completion','"Bo\ufffd\ufffd\ufffd"',X'19CDEB4DD634ED65A6BF4702623FE794',21,16,21,1,'length',NULL,NULL,1.79608940770504975316e+09);
INSERT INTO "items" VALUES('br_7b147519be5d4edbb7e4dac70007490f',2,'it_b23d3b234df64da0be97017ff845621a','se_506a53ba55a747a3a3232c70ba60e855','prompt','" and"',X'4BED1C3FBACC6315204C6E186CDB0EAE',25,21,25,1,NULL,NULL,NULL,1.79608940771472263336e+09);
INSERT INTO "items" VALUES('br_7b147519be5d4edbb7e4dac70007490f',3,'it_9a9ab9946a2f4a13bc4e42b346c91b85','se_506a53ba55a747a3a3232c70ba60e855','completion','"\ufffd9\ufffd"',X'96AE210949D5140A93592896500BA590',28,25,28,1,'stop','"C"',X'22000000',1.79608940772376585006e+09);
INSERT INTO "items" VALUES('br_e1b1919ef0664c55bdefcbff0734831d',0,'it_9b044d6ce09840a1a62f5a55736d8296','se_b4d84e0a1baf4e988bf3f047309c6cdd','prompt',NULL,NULL,NULL,0,6,1,NULL,NULL,NULL,1.79608940773093652722e+09);
INSERT INTO "items" VALUES('br_e1b1919ef0664c55bdefcbff0734831d',1,'it_ddcfc7e1e1574444979f5c3fd9b15896','se_b4d84e0a1baf4e988bf3f047309c6cdd','completion','"\ufffd\u07a2\ufffdq"',NULL,NULL,6,11,1,'length',NULL,NULL,1.79608940774078536034e+09);
INSERT INTO "items" VALUES('br_02981f81d5974cf58e13b063c6f36707',0,'it_b006a638d1024fe68170fced560c9a04','se_8e071f02b530423ead99b67929118141','user','{"role": "user", "content": "One"}',X'77F869597A023DFF8787E0BA9225F3A3',NULL,0,10,1,NULL,NULL,NULL,1.79608940775460577008e+09);
INSERT INTO "items" VALUES('br_02981f81d5974cf58e13b063c6f36707',1,'it_c5ba652f993f4969a7f11cef05a82457','se_8e071f02b530423ead99b67929118141','assistant','{"role": "assistant", "content": "^\ufffd\ufffd\ufffdA\ufffd\ufffd\u07b3\u0003r\ufffd\u05fb\ufffdf"}',X'1EA8801DF8C06F1F8D032559B8C1D611',NULL,10,38,1,'length',NULL,NULL,1.79608940777766203878e+09);
INSERT INTO "items" VALUES('br_02981f81d5974cf58e13b063c6f36707',2,'it_93b22360d6ec41ac9117535eb777cf5e','se_8e071f02b530423ead99b67929118141','user','{"role": "user", "content": "Two"}',X'360D0B4D213E1A56DA885A3431A14435',NULL,38,50,1,NULL,NULL,NULL,1.79608940783394789696e+09);
INSERT INTO "items" VALUES('br_02981f81d5974cf58e13b063c6f36707',3,'it_57fb9d8d7d7b4a4f87a01c139bdd22fa','se_8e071f02b530423ead99b67929118141','assistant','{"role": "assistant", "content": "\ufffd\ufffd\ufffd\ufffd\ufffdl\ufffd\uf1a6\ufffd\ufffd$\ufffd\ufffd"}',X'5EB2B2D6146719B2524F01A15D0BE0D1',NULL,50,78,1,'length',NULL,NULL,1.79608940785388302807e+09);
INSERT INTO "items" VALUES('br_bf5a432c08ff40d0b6e75418fcba2ac1',0,'it_8c77762047e142158bcd8674b9ed3f63','se_51891f7942fe4f4a8f228448054406d6','user','{"role": "user", "content": "Later"}',X'1D0A5C99B8EF5EF81592C6AF4098D929',NULL,0,12,1,NULL,NULL,NULL,1796089407.86634);
INSERT INTO "items" VALUES('br_bf5a432c08ff40d0b6e75418fcba2ac1',1,'it_ae16d88ca413477281fde59761ff2cf3','se_51891f7942fe4f4a8f228448054406d6','assistant','{"role": "assistant", "content": "\ufffd\ufffd4.\ufffd\ufffd\ufffd\u045d\ufffd\ufffd\ufffd\ufffd\ufffdpT"}',X'6FB5368A20D7917EDD15D4A1681D975C',NULL,12,40,1,'length',NULL,NULL,1.79608940789077401161e+09);
INSERT INTO "items" VALUES('br_94cadab87b6c4a63ba48494b2dc43478',0,'it_05fcf433520343ab80f7dfded486295e','se_bf28e3b13fb4424aab396c13329e02c1','user','{"role": "user", "content": "Gone"}',X'AE110851C9DD3FAB3FF687BFD2D40A26',NULL,0,11,1,NULL,NULL,NULL,1.79608940793263220786e+09);
INSERT INTO "items" VALUES('br_94cadab87b6c4a63ba48494b2dc43478',1,'it_719a1f9aef05404aa5dc21662360bce3','se_bf28e3b13fb4424aab396c13329e02c1','assistant','{"role": "assistant", "content": "K/\ufffd0\ufffd)\ufffd\ufffd\u000f\ufffd\u0013\ufffdLH\u0002\ufffd"}',X'F7400C35EBACD3B6FDFB394908CE7DBB',NULL,11,39,1,'length',NULL,NULL,1.7960894079563429356e+09);
INSERT INTO "items" VALUES('br_94cadab87b6c4a63ba48494b2dc43478',2,'it_ce98a68143a84110a700b724ce1777f9','se_bf28e3b13fb4424aab396c13329e02c1','user','{"role": "user", "content": "Still here"}',X'359641828C839DCB6943720DB62A3E55',NULL,39,58,1,NULL,NULL,NULL,1.79608940797220945355e+09);
INSERT INTO "items" VALUES('br_94cadab87b6c4a63ba48494b2dc43478',3,'it_d736c29f93b6433eb0c0767f6fdf2ac5','se_bf28e3b13fb4424aab396c13329e02c1','assistant','{"role": "assistant", "content": "\u0004\ufffd\u0004\ufffdo\ufffd:\ufffd\ufffd\ufffdp\"v\ufffdac"}',X'A79EBD9636AAB748DED5F778F852A9D3',NULL,58,86,1,'length',NULL,NULL,1796089407.99558);
INSERT INTO "items" VALUES('br_5c11e0c8df9342f49775e7cac510e773',0,'it_484d1d2425974a74878244223b0079a1','se_bbd61da27e7940fdab11c1131e3a94b0','user','{"role": "user", "content": "Before"}',X'86F1FF03C95F3955B509A5F75B79E5CA',NULL,0,13,1,NULL,NULL,NULL,1.7960894080263159275e+09);
INSERT INTO "items" VALUES('br_5c11e0c8df9342f49775e7cac510e773',1,'it_c72759d2f64e4c03971a28f3787886a0','se_bbd61da27e7940fdab11c1131e3a94b0','user','{"role": "user", "content": "In it"}',X'AF0AA6929370B3955C4A20872A5103CF',NULL,13,26,1,NULL,NULL,NULL,1.79608940802632379533e+09);
INSERT INTO "items" VALUES('br_5c11e0c8df9342f49775e7cac510e773',2,'it_e571ff381fd14874996ccf6d1a7917ed','se_bbd61da27e7940fdab11c1131e3a94b0','assistant','{"role": "assistant", "content": "\ufffd&\u0014\u03b8Jl\ufffdk$\ufffd\u0007C\ufffd\u0003"}',X'57FCF618DFA2F2706950494F6DBE7672',NULL,26,54,1,'length',NULL,NULL,1.79608940804854488372e+09);
INSERT INTO "items" VALUES('br_8ad2ea66ca0f48aa8d7193bb875abc60',0,'it_f44e5f2cb7904bbfb20033c7b5548d05','se_9ee24d6e571649bca6241097a6685bff','user','{"role": "user", "content": "Interrupted"}',X'833CD06A3FEEF156551E2D3BFE0AB85B',NULL,0,18,1,NULL,NULL,NULL,1.79608940806286311153e+09);
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
INSERT INTO "migrations" VALUES(1,'first_schema',1.7960894071909666061e+09);
INSERT INTO "migrations" VALUES(2,'responses_and_conversations',1.79608940719160199163e+09);
INSERT INTO "migrations" VALUES(3,'runs',1796089407.19176);
INSERT INTO "migrations" VALUES(4,'whereabouts_of_kv',1.79608940719188475611e+09);
INSERT INTO "migrations" VALUES(5,'owners_of_responses_and_attempts',1.79608940719198799133e+09);
INSERT INTO "migrations" VALUES(6,'turns_and_steps',1.79608940719208264348e+09);
INSERT INTO "migrations" VALUES(7,'session_verbs',1.79608940719217348097e+09);
INSERT INTO "migrations" VALUES(8,'agents',1.79608940719228339201e+09);
INSERT INTO "migrations" VALUES(9,'placements_of_sessions',1.79608940719244766239e+09);
INSERT INTO "migrations" VALUES(10,'memories',1.79608940719254970555e+09);
INSERT INTO "migrations" VALUES(11,'usage_of_kv',1.79608940719264030452e+09);
INSERT INTO "migrations" VALUES(12,'vaults_and_audit',1.79608940719272971151e+09);
INSERT INTO "migrations" VALUES(13,'environments',1796089407.19282);
INSERT INTO "migrations" VALUES(14,'server_calls_of_responses',1.79608940719290590282e+09);
INSERT INTO "migrations" VALUES(15,'answers',1.79608940719298958771e+09);
INSERT INTO "migrations" VALUES(16,'subagents',1.79608940719307518009e+09);
INSERT INTO "migrations" VALUES(17,'models_of_kv',1.79608940719316053386e+09);
CREATE TABLE owners (
	id VARCHAR NOT NULL, 
	process_name VARCHAR, 
	beat_at FLOAT NOT NULL, 
	PRIMARY KEY (id)
);
INSERT INTO "owners" VALUES('ow_91fb2d429c4442388d8f5d4ed82a031f','host:data',1.79608940740934634209e+09);
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
INSERT INTO "response_items" VALUES('resp_edb0fb3ca34e4e239cb45d807eb6aabd',0,0,'msg_9c0e787867c44a8ea91cb04b61d8f1bf','{"id": "msg_9c0e787867c44a8ea91cb04b61d8f1bf", "type": "message", "role": "user", "status": "completed", "content": [{"type": "input_text", "text": "One"}]}');
INSERT INTO "response_items" VALUES('resp_edb0fb3ca34e4e239cb45d807eb6aabd',1,1,'msg_edb0fb3ca34e4e239cb45d807eb6aabd00','{"id": "msg_edb0fb3ca34e4e239cb45d807eb6aabd00", "type": "message", "role": "assistant", "status": "incomplete", "content": [{"type": "output_text", "text": "^\ufffd\ufffd\ufffdA\ufffd\ufffd\u07b3\u0003r\ufffd\u05fb\ufffdf", "annotations": [], "logprobs": []}]}');
INSERT INTO "response_items" VALUES('resp_6e8314bf9f1a43a3a96e258e96741b16',0,0,'msg_1e8a9050644f4c6384131ecdcbe8f729','{"id": "msg_1e8a9050644f4c6384131ecdcbe8f729", "type": "message", "role": "user", "status": "completed", "content": [{"type": "input_text", "text": "Two"}]}');
INSERT INTO "response_items" VALUES('resp_6e8314bf9f1a43a3a96e258e96741b16',1,1,'msg_6e8314bf9f1a43a3a96e258e96741b1600','{"id": "msg_6e8314bf9f1a43a3a96e258e96741b1600", "type": "message", "role": "assistant", "status": "incomplete", "content": [{"type": "output_text", "text": "\ufffd\ufffd\ufffd\ufffd\ufffdl\ufffd\uf1a6\ufffd\ufffd$\ufffd\ufffd", "annotations": [], "logprobs": []}]}');
INSERT INTO "response_items" VALUES('resp_b313e940caf44462aec5463a29ad4271',0,0,'msg_92ca8751ca0a401faf1817c7a9d2d05c','{"id": "msg_92ca8751ca0a401faf1817c7a9d2d05c", "type": "message", "role": "user", "status": "completed", "content": [{"type": "input_text", "text": "Later"}]}');
INSERT INTO "response_items" VALUES('resp_b313e940caf44462aec5463a29ad4271',1,1,'msg_b313e940caf44462aec5463a29ad427100','{"id": "msg_b313e940caf44462aec5463a29ad427100", "type": "message", "role": "assistant", "status": "incomplete", "content": [{"type": "output_text", "text": "\ufffd\ufffd4.\ufffd\ufffd\ufffd\u045d\ufffd\ufffd\ufffd\ufffd\ufffdpT", "annotations": [], "logprobs": []}]}');
INSERT INTO "response_items" VALUES('resp_bda75d9051e546c7a281a68bfdb3b7cf',0,0,'msg_ad096d4d02e7414fb2533d3743a589e3','{"id": "msg_ad096d4d02e7414fb2533d3743a589e3", "type": "message", "role": "user", "status": "completed", "content": [{"type": "input_text", "text": "Gone"}]}');
INSERT INTO "response_items" VALUES('resp_bda75d9051e546c7a281a68bfdb3b7cf',1,1,'msg_bda75d9051e546c7a281a68bfdb3b7cf00','{"id": "msg_bda75d9051e546c7a281a68bfdb3b7cf00", "type": "message", "role": "assistant", "status": "incomplete", "content": [{"type": "output_text", "text": "K/\ufffd0\ufffd)\ufffd\ufffd\u000f\ufffd\u0013\ufffdLH\u0002\ufffd", "annotations": [], "logprobs": []}]}');
INSERT INTO "response_items" VALUES('resp_a8b9193fe12f442e9befdbd544db6161',0,0,'msg_d1cdc63605c44d33a5f859430e0d8436','{"id": "msg_d1cdc63605c44d33a5f859430e0d8436", "type": "message", "role": "user", "status": "completed", "content": [{"type": "input_text", "text": "Still here"}]}');
INSERT INTO "response_items" VALUES('resp_a8b9193fe12f442e9befdbd544db6161',1,1,'msg_a8b9193fe12f442e9befdbd544db616100','{"id": "msg_a8b9193fe12f442e9befdbd544db616100", "type": "message", "role": "assistant", "status": "incomplete", "content": [{"type": "output_text", "text": "\u0004\ufffd\u0004\ufffdo\ufffd:\ufffd\ufffd\ufffdp\"v\ufffdac", "annotations": [], "logprobs": []}]}');
INSERT INTO "response_items" VALUES('resp_4286bd1a01724948879076c7430fe7e5',0,0,'msg_29ba15dd48e2483a8d897e17633c7376','{"id": "msg_29ba15dd48e2483a8d897e17633c7376", "type": "message", "role": "user", "status": "completed", "content": [{"type": "input_text", "text": "In it"}]}');
INSERT INTO "response_items" VALUES('resp_4286bd1a01724948879076c7430fe7e5',1,1,'msg_4286bd1a01724948879076c7430fe7e500','{"id": "msg_4286bd1a01724948879076c7430fe7e500", "type": "message", "role": "assistant", "status": "incomplete", "content": [{"type": "output_text", "text": "\ufffd&\u0014\u03b8Jl\ufffdk$\ufffd\u0007C\ufffd\u0003", "annotations": [], "logprobs": []}]}');
INSERT INTO "response_items" VALUES('resp_2af055059c7c472ab26eca478b46af49',0,0,'msg_bb9b6988de944116a2f771ff82c1bef6','{"id": "msg_bb9b6988de944116a2f771ff82c1bef6", "type": "message", "role": "user", "status": "completed", "content": [{"type": "input_text", "text": "Interrupted"}]}');
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
INSERT INTO "responses" VALUES('resp_edb0fb3ca34e4e239cb45d807eb6aabd','default','incomplete',1796089407,NULL,'{"model": "toy", "instructions": null, "store": true, "max_output_tokens": 16, "max_tool_calls": null, "metadata": {}, "parallel_tool_calls": true, "tools": [], "tool_choice": "auto", "text": {"format": {"type": "text"}, "verbosity": "medium"}, "reasoning": null, "temperature": 1.0, "top_p": 1.0, "presence_penalty": 0.0, "frequency_penalty": 0.0, "top_logprobs": 0, "truncation": "disabled", "prompt_cache_key": null, "prompt_cache_options": null, "prompt_cache_retention": null, "safety_identifier": null, "service_tier": "default", "user": null}',0,'ow_91fb2d429c4442388d8f5d4ed82a031f',0,'d125bdfe477a04efa9737062101bd8ae',NULL,'resp_edb0fb3ca34e4e239cb45d807eb6aabd',NULL,NULL,NULL,'[22, 16, 6, null, {"tier": "device", "num_tokens": 6, "seconds": 0.0, "saved_s": 5.1516772201173846e-05, "num_bytes": 0}]',NULL,'max_output_tokens',1,'[[0, 1, 0], [0, 1, 0], [0, 1, 0], [0, 2, 0], [0, 1, 0], [0, 1, 0], [0, 1, 0], [0, 1, 0], [0, 1, 0], [0, 1, 0], [0, 1, 0], [0, 1, 0], [0, 1, 0]]',0);
INSERT INTO "responses" VALUES('resp_6e8314bf9f1a43a3a96e258e96741b16','default','incomplete',1796089407,NULL,'{"model": "toy", "instructions": null, "store": true, "max_output_tokens": 16, "max_tool_calls": null, "metadata": {}, "parallel_tool_calls": true, "tools": [], "tool_choice": "auto", "text": {"format": {"type": "text"}, "verbosity": "medium"}, "reasoning": null, "temperature": 1.0, "top_p": 1.0, "presence_penalty": 0.0, "frequency_penalty": 0.0, "top_logprobs": 0, "truncation": "disabled", "prompt_cache_key": null, "prompt_cache_options": null, "prompt_cache_retention": null, "safety_identifier": null, "service_tier": "default", "user": null}',0,'ow_91fb2d429c4442388d8f5d4ed82a031f',0,'d125bdfe477a04efa9737062101bd8ae',NULL,'resp_edb0fb3ca34e4e239cb45d807eb6aabd','resp_edb0fb3ca34e4e239cb45d807eb6aabd',NULL,NULL,'[62, 16, 37, null, {"tier": "device", "num_tokens": 37, "seconds": 0.0, "saved_s": 0.0003112179652063703, "num_bytes": 0}]',NULL,'max_output_tokens',1,'[[0, 1, 0], [0, 1, 0], [0, 1, 0], [0, 1, 0], [0, 2, 0], [0, 1, 0], [0, 1, 0], [0, 1, 0], [0, 1, 0], [0, 1, 0], [0, 1, 0], [0, 1, 0]]',0);
INSERT INTO "responses" VALUES('resp_b313e940caf44462aec5463a29ad4271','default','incomplete',1796089407,NULL,'{"model": "toy", "instructions": null, "store": true, "max_output_tokens": 16, "max_tool_calls": null, "metadata": {}, "parallel_tool_calls": true, "tools": [], "tool_choice": "auto", "text": {"format": {"type": "text"}, "verbosity": "medium"}, "reasoning": null, "temperature": 1.0, "top_p": 1.0, "presence_penalty": 0.0, "frequency_penalty": 0.0, "top_logprobs": 0, "truncation": "disabled", "prompt_cache_key": null, "prompt_cache_options": null, "prompt_cache_retention": null, "safety_identifier": null, "service_tier": "default", "user": null}',1,'ow_91fb2d429c4442388d8f5d4ed82a031f',0,'d125bdfe477a04efa9737062101bd8ae',NULL,'resp_b313e940caf44462aec5463a29ad4271',NULL,NULL,NULL,'[24, 16, 6, null, {"tier": "device", "num_tokens": 6, "seconds": 0.0, "saved_s": 4.983859626306282e-05, "num_bytes": 0}]',NULL,'max_output_tokens',1,'[[0, 1, 0], [0, 1, 0], [0, 1, 0], [0, 1, 0], [0, 1, 0], [0, 1, 0], [0, 1, 0], [0, 1, 0], [0, 1, 0], [0, 1, 0], [0, 1, 0], [0, 1, 0], [0, 2, 0], [0, 1, 0]]',0);
INSERT INTO "responses" VALUES('resp_bda75d9051e546c7a281a68bfdb3b7cf','default','incomplete',1796089407,NULL,'{"model": "toy", "instructions": null, "store": true, "max_output_tokens": 16, "max_tool_calls": null, "metadata": {}, "parallel_tool_calls": true, "tools": [], "tool_choice": "auto", "text": {"format": {"type": "text"}, "verbosity": "medium"}, "reasoning": null, "temperature": 1.0, "top_p": 1.0, "presence_penalty": 0.0, "frequency_penalty": 0.0, "top_logprobs": 0, "truncation": "disabled", "prompt_cache_key": null, "prompt_cache_options": null, "prompt_cache_retention": null, "safety_identifier": null, "service_tier": "default", "user": null}',0,'ow_91fb2d429c4442388d8f5d4ed82a031f',0,'d125bdfe477a04efa9737062101bd8ae',NULL,'resp_bda75d9051e546c7a281a68bfdb3b7cf',NULL,NULL,NULL,'[23, 16, 8, null, {"tier": "device", "num_tokens": 8, "seconds": 0.0, "saved_s": 6.542159141629716e-05, "num_bytes": 0}]',NULL,'max_output_tokens',1,'[[0, 1, 0], [0, 1, 0], [0, 1, 0], [0, 1, 0], [0, 2, 0], [0, 1, 0], [0, 1, 0], [0, 1, 0], [0, 1, 0], [0, 1, 0], [0, 1, 0], [0, 1, 0], [0, 1, 0], [0, 1, 0], [0, 1, 0]]',1);
INSERT INTO "responses" VALUES('resp_a8b9193fe12f442e9befdbd544db6161','default','incomplete',1796089407,NULL,'{"model": "toy", "instructions": null, "store": true, "max_output_tokens": 16, "max_tool_calls": null, "metadata": {}, "parallel_tool_calls": true, "tools": [], "tool_choice": "auto", "text": {"format": {"type": "text"}, "verbosity": "medium"}, "reasoning": null, "temperature": 1.0, "top_p": 1.0, "presence_penalty": 0.0, "frequency_penalty": 0.0, "top_logprobs": 0, "truncation": "disabled", "prompt_cache_key": null, "prompt_cache_options": null, "prompt_cache_retention": null, "safety_identifier": null, "service_tier": "default", "user": null}',0,'ow_91fb2d429c4442388d8f5d4ed82a031f',0,'d125bdfe477a04efa9737062101bd8ae',NULL,'resp_bda75d9051e546c7a281a68bfdb3b7cf','resp_bda75d9051e546c7a281a68bfdb3b7cf',NULL,NULL,'[70, 16, 38, null, {"tier": "device", "num_tokens": 38, "seconds": 0.0, "saved_s": 0.0003097093961528826, "num_bytes": 0}]',NULL,'max_output_tokens',1,'[[0, 1, 0], [0, 1, 0], [0, 1, 0], [0, 1, 0], [0, 1, 0], [0, 1, 0], [0, 1, 0], [0, 1, 0], [0, 1, 0], [0, 2, 0], [0, 1, 0], [0, 1, 0], [0, 2, 0], [0, 1, 0]]',0);
INSERT INTO "responses" VALUES('resp_4286bd1a01724948879076c7430fe7e5','default','incomplete',1796089408,NULL,'{"model": "toy", "instructions": null, "store": true, "max_output_tokens": 16, "max_tool_calls": null, "metadata": {}, "parallel_tool_calls": true, "tools": [], "tool_choice": "auto", "text": {"format": {"type": "text"}, "verbosity": "medium"}, "reasoning": null, "temperature": 1.0, "top_p": 1.0, "presence_penalty": 0.0, "frequency_penalty": 0.0, "top_logprobs": 0, "truncation": "disabled", "prompt_cache_key": null, "prompt_cache_options": null, "prompt_cache_retention": null, "safety_identifier": null, "service_tier": "default", "user": null}',0,'ow_91fb2d429c4442388d8f5d4ed82a031f',0,'d125bdfe477a04efa9737062101bd8ae',NULL,'conv_da01977643a94dbf8cf0d46741b2cfa4',NULL,'conv_da01977643a94dbf8cf0d46741b2cfa4',1,'[38, 16, 6, null, {"tier": "device", "num_tokens": 6, "seconds": 0.0, "saved_s": 4.6537743869009574e-05, "num_bytes": 0}]',NULL,'max_output_tokens',1,'[[0, 2, 0], [0, 1, 0], [0, 1, 0], [0, 1, 0], [0, 1, 0], [0, 2, 0], [0, 1, 0], [0, 2, 0], [0, 1, 0], [0, 1, 0], [0, 1, 0]]',0);
INSERT INTO "responses" VALUES('resp_2af055059c7c472ab26eca478b46af49','default','in_progress',1796089408,NULL,'{"model": "toy", "instructions": null, "store": true, "max_output_tokens": 600, "max_tool_calls": null, "metadata": {}, "parallel_tool_calls": true, "tools": [], "tool_choice": "auto", "text": {"format": {"type": "text"}, "verbosity": "medium"}, "reasoning": null, "temperature": 1.0, "top_p": 1.0, "presence_penalty": 0.0, "frequency_penalty": 0.0, "top_logprobs": 0, "truncation": "disabled", "prompt_cache_key": null, "prompt_cache_options": null, "prompt_cache_retention": null, "safety_identifier": null, "service_tier": "default", "user": null}',1,'ow_91fb2d429c4442388d8f5d4ed82a031f',0,'d125bdfe477a04efa9737062101bd8ae',NULL,'resp_2af055059c7c472ab26eca478b46af49',NULL,NULL,NULL,NULL,NULL,NULL,1,NULL,0);
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
INSERT INTO "sessions" VALUES('se_bb4be29fea574354ac1895ec323c3900','default','talk',1.79608940759907293317e+09,1.79608940769014120098e+09,4,'br_42b5ff73722e4c868bd8c2b888dddcf4',NULL,NULL,NULL,NULL,'{"byte_seconds": {"device": 57.7673599999398, "disk": 107.41704729082994}, "num_restored_bytes": 0, "num_recomputed_tokens": 0, "is_partial": false}');
INSERT INTO "sessions" VALUES('se_506a53ba55a747a3a3232c70ba60e855','default','text',1.79608940769683670998e+09,1796089407.72483,2,'br_7b147519be5d4edbb7e4dac70007490f',NULL,NULL,NULL,NULL,'{"byte_seconds": {"device": 4.26088166423142, "disk": 6.117721488641109}, "num_restored_bytes": 0, "num_recomputed_tokens": 0, "is_partial": false}');
INSERT INTO "sessions" VALUES('se_b4d84e0a1baf4e988bf3f047309c6cdd','default','ids',1.79608940772975611685e+09,1.79608940774127817151e+09,1,'br_e1b1919ef0664c55bdefcbff0734831d',NULL,NULL,NULL,NULL,'{"byte_seconds": {"device": 0.0, "disk": 0.0}, "num_restored_bytes": 0, "num_recomputed_tokens": 0, "is_partial": false}');
INSERT INTO "sessions" VALUES('se_8e071f02b530423ead99b67929118141','default','resp_edb0fb3ca34e4e239cb45d807eb6aabd',1796089407.75341,1.79608940785443305966e+09,2,'br_02981f81d5974cf58e13b063c6f36707',NULL,NULL,NULL,NULL,'{"byte_seconds": {"device": 36.7141952002421, "disk": 68.25325531268027}, "num_restored_bytes": 0, "num_recomputed_tokens": 0, "is_partial": false}');
INSERT INTO "sessions" VALUES('se_51891f7942fe4f4a8f228448054406d6','default','resp_b313e940caf44462aec5463a29ad4271',1.7960894078651325703e+09,1.79608940789127922055e+09,1,'br_bf5a432c08ff40d0b6e75418fcba2ac1',NULL,NULL,NULL,NULL,'{"byte_seconds": {"device": 0.0, "disk": 0.0}, "num_restored_bytes": 0, "num_recomputed_tokens": 0, "is_partial": false}');
INSERT INTO "sessions" VALUES('se_bf28e3b13fb4424aab396c13329e02c1','default','resp_bda75d9051e546c7a281a68bfdb3b7cf',1.79608940793095135692e+09,1.79608940799681234359e+09,2,'br_94cadab87b6c4a63ba48494b2dc43478',NULL,NULL,NULL,NULL,'{"byte_seconds": {"device": 15.563893248327076, "disk": 15.963964352849871}, "num_restored_bytes": 0, "num_recomputed_tokens": 0, "is_partial": false}');
INSERT INTO "sessions" VALUES('se_bbd61da27e7940fdab11c1131e3a94b0','default','conv_da01977643a94dbf8cf0d46741b2cfa4',1.79608940802498435974e+09,1.79608940804904437067e+09,1,'br_5c11e0c8df9342f49775e7cac510e773',NULL,NULL,NULL,NULL,'{"byte_seconds": {"device": 0.0, "disk": 0.0}, "num_restored_bytes": 0, "num_recomputed_tokens": 0, "is_partial": false}');
INSERT INTO "sessions" VALUES('se_9ee24d6e571649bca6241097a6685bff','default','resp_2af055059c7c472ab26eca478b46af49',1.79608940806159877775e+09,1.7960894080630810261e+09,1,'br_8ad2ea66ca0f48aa8d7193bb875abc60',NULL,NULL,NULL,NULL,NULL);
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
INSERT INTO "spans" VALUES('br_18c6add4d6864a3bbb3cc7c428c484d9',0,'it_0ff6607913af446f8532ad74c0978e79','user',X'0001000054000000520000004400000051000000C6000000260000004E0000004E00000043000000DC0000004C0000004E000000510000004D000000480000004D0000004600000001010000','rendered',NULL,NULL,'d125bdfe477a04efa9737062101bd8ae','toy');
INSERT INTO "spans" VALUES('br_18c6add4d6864a3bbb3cc7c428c484d9',19,'it_da5607d7bd7d45a4a2a738580c3185d8','assistant',X'C600000000010000400000005200000052000000480000005200000053000000400000004D00000053000000C6000000','rendered',NULL,NULL,'d125bdfe477a04efa9737062101bd8ae','toy');
INSERT INTO "spans" VALUES('br_18c6add4d6864a3bbb3cc7c428c484d9',31,'it_da5607d7bd7d45a4a2a738580c3185d8','assistant',X'890000007B0000002A000000AA000000A30000004B000000','sampled','1',0,'d125bdfe477a04efa9737062101bd8ae','toy');
INSERT INTO "spans" VALUES('br_18c6add4d6864a3bbb3cc7c428c484d9',37,'it_ad34d59f09eb4ee9aa193fa11b0d38f3','user',X'01010000C60000000001000054000000520000004400000051000000C6000000200000004D00000043000000DC0000005300000047000000440000004D0000001E00000001010000','rendered',NULL,NULL,'d125bdfe477a04efa9737062101bd8ae','toy');
INSERT INTO "spans" VALUES('br_18c6add4d6864a3bbb3cc7c428c484d9',55,'it_db993321b82f43f4b65ebf3b161505b9','assistant',X'C600000000010000400000005200000052000000480000005200000053000000400000004D00000053000000C6000000','rendered',NULL,NULL,'d125bdfe477a04efa9737062101bd8ae','toy');
INSERT INTO "spans" VALUES('br_18c6add4d6864a3bbb3cc7c428c484d9',67,'it_db993321b82f43f4b65ebf3b161505b9','assistant',X'9F0000005F000000AE000000B90000006D000000BC000000','sampled','1',0,'d125bdfe477a04efa9737062101bd8ae','toy');
INSERT INTO "spans" VALUES('br_18c6add4d6864a3bbb3cc7c428c484d9',73,'it_3cd9fa38d5814f81bfabff0d7c426549','user',X'01010000C60000000001000054000000520000004400000051000000C60000003600000047000000580000001E00000001010000','rendered',NULL,NULL,'d125bdfe477a04efa9737062101bd8ae','toy');
INSERT INTO "spans" VALUES('br_18c6add4d6864a3bbb3cc7c428c484d9',86,'it_605e7eeaee30402a86b00c42de4766cc','assistant',X'C600000000010000400000005200000052000000480000005200000053000000400000004D00000053000000C6000000','rendered',NULL,NULL,'d125bdfe477a04efa9737062101bd8ae','toy');
INSERT INTO "spans" VALUES('br_18c6add4d6864a3bbb3cc7c428c484d9',98,'it_605e7eeaee30402a86b00c42de4766cc','assistant',X'9400000026000000D5000000E9000000A9000000E3000000','sampled','2',0,'d125bdfe477a04efa9737062101bd8ae','toy');
INSERT INTO "spans" VALUES('br_e1e3e9c6c5c44d01b68ba47ae4aa311e',86,'it_ec36a8c89f2949c7abeb85ac9247aefe','assistant',X'C600000000010000400000005200000052000000480000005200000053000000400000004D00000053000000C6000000','rendered',NULL,NULL,'d125bdfe477a04efa9737062101bd8ae','toy');
INSERT INTO "spans" VALUES('br_e1e3e9c6c5c44d01b68ba47ae4aa311e',98,'it_ec36a8c89f2949c7abeb85ac9247aefe','assistant',X'940000002A0000005F000000740000001C0000003F000000','sampled','2',1,'d125bdfe477a04efa9737062101bd8ae','toy');
INSERT INTO "spans" VALUES('br_42b5ff73722e4c868bd8c2b888dddcf4',0,'it_98ada655a61049fb9e38284caa3fd441','user',X'0001000054000000520000004400000051000000C6000000260000004E0000004E00000043000000DC0000004400000055000000440000004D000000480000004D0000004600000001010000','rendered',NULL,NULL,'d125bdfe477a04efa9737062101bd8ae','toy');
INSERT INTO "spans" VALUES('br_42b5ff73722e4c868bd8c2b888dddcf4',19,'it_a76a71f040b64f46874d8e9aa428929e','assistant',X'C600000000010000400000005200000052000000480000005200000053000000400000004D00000053000000C6000000','rendered',NULL,NULL,'d125bdfe477a04efa9737062101bd8ae','toy');
INSERT INTO "spans" VALUES('br_42b5ff73722e4c868bd8c2b888dddcf4',31,'it_a76a71f040b64f46874d8e9aa428929e','assistant',X'D800000081000000F3000000DC000000950000004C000000','sampled','3',0,'d125bdfe477a04efa9737062101bd8ae','toy');
INSERT INTO "spans" VALUES('br_7b147519be5d4edbb7e4dac70007490f',0,'it_5bceac6cfcc64629aee4811c7c44084f','prompt',X'2E0000004D0000004200000044000000DC000000540000004F0000004E0000004D000000DC00000040000000DC00000053000000480000004C00000044000000','rendered',NULL,NULL,'d125bdfe477a04efa9737062101bd8ae','toy');
INSERT INTO "spans" VALUES('br_7b147519be5d4edbb7e4dac70007490f',16,'it_f2457b10f49048bca34dbda6d5e74da1','completion',X'210000004E000000BB00000078000000B9000000','sampled','4',0,'d125bdfe477a04efa9737062101bd8ae','toy');
INSERT INTO "spans" VALUES('br_7b147519be5d4edbb7e4dac70007490f',21,'it_b23d3b234df64da0be97017ff845621a','prompt',X'DC000000400000004D00000043000000','rendered',NULL,NULL,'d125bdfe477a04efa9737062101bd8ae','toy');
INSERT INTO "spans" VALUES('br_7b147519be5d4edbb7e4dac70007490f',25,'it_9a9ab9946a2f4a13bc4e42b346c91b85','completion',X'B70000001800000099000000','sampled','5',0,'d125bdfe477a04efa9737062101bd8ae','toy');
INSERT INTO "spans" VALUES('br_e1b1919ef0664c55bdefcbff0734831d',0,'it_9b044d6ce09840a1a62f5a55736d8296','prompt',X'740000006F0000006B000000650000006E00000073000000','rendered',NULL,NULL,'d125bdfe477a04efa9737062101bd8ae','toy');
INSERT INTO "spans" VALUES('br_e1b1919ef0664c55bdefcbff0734831d',6,'it_ddcfc7e1e1574444979f5c3fd9b15896','completion',X'F70000009A0000005F000000AC00000050000000','sampled','6',0,'d125bdfe477a04efa9737062101bd8ae','toy');
INSERT INTO "spans" VALUES('br_02981f81d5974cf58e13b063c6f36707',0,'it_b006a638d1024fe68170fced560c9a04','user',X'0001000054000000520000004400000051000000C60000002E0000004D0000004400000001010000','rendered',NULL,NULL,'d125bdfe477a04efa9737062101bd8ae','toy');
INSERT INTO "spans" VALUES('br_02981f81d5974cf58e13b063c6f36707',10,'it_c5ba652f993f4969a7f11cef05a82457','assistant',X'C600000000010000400000005200000052000000480000005200000053000000400000004D00000053000000C6000000','rendered',NULL,NULL,'d125bdfe477a04efa9737062101bd8ae','toy');
INSERT INTO "spans" VALUES('br_02981f81d5974cf58e13b063c6f36707',22,'it_c5ba652f993f4969a7f11cef05a82457','assistant',X'3D000000AC0000009B00000091000000200000007A000000A90000009A0000006F000000BF00000051000000A70000009300000077000000FE00000045000000','sampled','3475277211733808568',0,'d125bdfe477a04efa9737062101bd8ae','toy');
INSERT INTO "spans" VALUES('br_02981f81d5974cf58e13b063c6f36707',38,'it_93b22360d6ec41ac9117535eb777cf5e','user',X'01010000C60000000001000054000000520000004400000051000000C600000033000000560000004E00000001010000','rendered',NULL,NULL,'d125bdfe477a04efa9737062101bd8ae','toy');
INSERT INTO "spans" VALUES('br_02981f81d5974cf58e13b063c6f36707',50,'it_57fb9d8d7d7b4a4f87a01c139bdd22fa','assistant',X'C600000000010000400000005200000052000000480000005200000053000000400000004D00000053000000C6000000','rendered',NULL,NULL,'d125bdfe477a04efa9737062101bd8ae','toy');
INSERT INTO "spans" VALUES('br_02981f81d5974cf58e13b063c6f36707',62,'it_57fb9d8d7d7b4a4f87a01c139bdd22fa','assistant',X'78000000A6000000AB000000950000008E0000004B000000FE000000AB000000E400000063000000ED000000B700000003000000E00000009C00000000010000','sampled','7675975428298017202',0,'d125bdfe477a04efa9737062101bd8ae','toy');
INSERT INTO "spans" VALUES('br_bf5a432c08ff40d0b6e75418fcba2ac1',0,'it_8c77762047e142158bcd8674b9ed3f63','user',X'0001000054000000520000004400000051000000C60000002B0000004000000053000000440000005100000001010000','rendered',NULL,NULL,'d125bdfe477a04efa9737062101bd8ae','toy');
INSERT INTO "spans" VALUES('br_bf5a432c08ff40d0b6e75418fcba2ac1',12,'it_ae16d88ca413477281fde59761ff2cf3','assistant',X'C600000000010000400000005200000052000000480000005200000053000000400000004D00000053000000C6000000','rendered',NULL,NULL,'d125bdfe477a04efa9737062101bd8ae','toy');
INSERT INTO "spans" VALUES('br_bf5a432c08ff40d0b6e75418fcba2ac1',24,'it_ae16d88ca413477281fde59761ff2cf3','assistant',X'B3000000FA000000130000000D00000078000000E9000000E70000008D000000FB000000F700000064000000EB00000093000000940000004F00000033000000','sampled','8522907118597559968',0,'d125bdfe477a04efa9737062101bd8ae','toy');
INSERT INTO "spans" VALUES('br_94cadab87b6c4a63ba48494b2dc43478',0,'it_05fcf433520343ab80f7dfded486295e','user',X'0001000054000000520000004400000051000000C6000000260000004E0000004D0000004400000001010000','rendered',NULL,NULL,'d125bdfe477a04efa9737062101bd8ae','toy');
INSERT INTO "spans" VALUES('br_94cadab87b6c4a63ba48494b2dc43478',11,'it_719a1f9aef05404aa5dc21662360bce3','assistant',X'C600000000010000400000005200000052000000480000005200000053000000400000004D00000053000000C6000000','rendered',NULL,NULL,'d125bdfe477a04efa9737062101bd8ae','toy');
INSERT INTO "spans" VALUES('br_94cadab87b6c4a63ba48494b2dc43478',23,'it_719a1f9aef05404aa5dc21662360bce3','assistant',X'2A0000000E0000006A0000000F000000A100000008000000F1000000E1000000CB000000E3000000CF000000FD0000002B00000027000000BE0000009C000000','sampled','1967436129247970360',0,'d125bdfe477a04efa9737062101bd8ae','toy');
INSERT INTO "spans" VALUES('br_94cadab87b6c4a63ba48494b2dc43478',39,'it_ce98a68143a84110a700b724ce1777f9','user',X'01010000C60000000001000054000000520000004400000051000000C60000003200000053000000480000004B0000004B000000DC0000004700000044000000510000004400000001010000','rendered',NULL,NULL,'d125bdfe477a04efa9737062101bd8ae','toy');
INSERT INTO "spans" VALUES('br_94cadab87b6c4a63ba48494b2dc43478',58,'it_d736c29f93b6433eb0c0767f6fdf2ac5','assistant',X'C600000000010000400000005200000052000000480000005200000053000000400000004D00000053000000C6000000','rendered',NULL,NULL,'d125bdfe477a04efa9737062101bd8ae','toy');
INSERT INTO "spans" VALUES('br_94cadab87b6c4a63ba48494b2dc43478',70,'it_d736c29f93b6433eb0c0767f6fdf2ac5','assistant',X'C000000066000000C0000000DE0000004E000000E5000000190000008500000097000000A40000004F0000000100000055000000930000004000000042000000','sampled','4603394673282460015',0,'d125bdfe477a04efa9737062101bd8ae','toy');
INSERT INTO "spans" VALUES('br_5c11e0c8df9342f49775e7cac510e773',0,'it_484d1d2425974a74878244223b0079a1','user',X'0001000054000000520000004400000051000000C60000002100000044000000450000004E000000510000004400000001010000','rendered',NULL,NULL,'d125bdfe477a04efa9737062101bd8ae','toy');
INSERT INTO "spans" VALUES('br_5c11e0c8df9342f49775e7cac510e773',13,'it_c72759d2f64e4c03971a28f3787886a0','user',X'C60000000001000054000000520000004400000051000000C6000000280000004D000000DC000000480000005300000001010000','rendered',NULL,NULL,'d125bdfe477a04efa9737062101bd8ae','toy');
INSERT INTO "spans" VALUES('br_5c11e0c8df9342f49775e7cac510e773',26,'it_e571ff381fd14874996ccf6d1a7917ed','assistant',X'C600000000010000400000005200000052000000480000005200000053000000400000004D00000053000000C6000000','rendered',NULL,NULL,'d125bdfe477a04efa9737062101bd8ae','toy');
INSERT INTO "spans" VALUES('br_5c11e0c8df9342f49775e7cac510e773',38,'it_e571ff381fd14874996ccf6d1a7917ed','assistant',X'000100008B00000005000000D00000008A00000074000000290000004B0000009E0000004A0000000300000097000000C300000022000000FD000000BF000000','sampled','3130777464545243079',0,'d125bdfe477a04efa9737062101bd8ae','toy');
INSERT INTO "spans" VALUES('br_8ad2ea66ca0f48aa8d7193bb875abc60',0,'it_f44e5f2cb7904bbfb20033c7b5548d05','user',X'0001000054000000520000004400000051000000C6000000280000004D00000053000000440000005100000051000000540000004F00000053000000440000004300000001010000','rendered',NULL,NULL,'d125bdfe477a04efa9737062101bd8ae','toy');
CREATE TABLE steps (
	run_id VARCHAR NOT NULL, 
	position INTEGER NOT NULL, 
	turn_id VARCHAR NOT NULL, 
	PRIMARY KEY (run_id, position), 
	FOREIGN KEY(turn_id) REFERENCES turns (id) ON DELETE CASCADE
);
INSERT INTO "steps" VALUES('resp_edb0fb3ca34e4e239cb45d807eb6aabd',0,'turn_cc307ed302324fc4b31f9a9c72eb6239');
INSERT INTO "steps" VALUES('resp_6e8314bf9f1a43a3a96e258e96741b16',0,'turn_0c05e0c522ff4df9b0f3360ca633dd00');
INSERT INTO "steps" VALUES('resp_b313e940caf44462aec5463a29ad4271',0,'turn_c31519d24edc4210adc462e7519ad162');
INSERT INTO "steps" VALUES('resp_bda75d9051e546c7a281a68bfdb3b7cf',0,'turn_fdaa490aa407458997a9ae01698f748d');
INSERT INTO "steps" VALUES('resp_a8b9193fe12f442e9befdbd544db6161',0,'turn_66840b30ae7e42b08ff7dc323876958a');
INSERT INTO "steps" VALUES('resp_4286bd1a01724948879076c7430fe7e5',0,'turn_753168af657049bab7347a7f77d5a1c7');
INSERT INTO "steps" VALUES('resp_2af055059c7c472ab26eca478b46af49',0,'turn_093d8f8f90da4d8c91726c1bb60942c7');
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
INSERT INTO "turn_tokens" VALUES('turn_093d8f8f90da4d8c91726c1bb60942c7',0,0,X'B3000000',NULL,6,NULL,NULL);
INSERT INTO "turn_tokens" VALUES('turn_0c05e0c522ff4df9b0f3360ca633dd00',0,0,X'78000000A6000000AB000000950000008E0000004B000000FE000000AB000000E400000063000000ED000000B700000003000000E00000009C00000000010000',NULL,37,'length',NULL);
INSERT INTO "turn_tokens" VALUES('turn_66840b30ae7e42b08ff7dc323876958a',0,0,X'C000000066000000C0000000DE0000004E000000E5000000190000008500000097000000A40000004F0000000100000055000000930000004000000042000000',NULL,38,'length',NULL);
INSERT INTO "turn_tokens" VALUES('turn_753168af657049bab7347a7f77d5a1c7',0,0,X'000100008B00000005000000D00000008A00000074000000290000004B0000009E0000004A0000000300000097000000C300000022000000FD000000BF000000',NULL,6,'length',NULL);
INSERT INTO "turn_tokens" VALUES('turn_c31519d24edc4210adc462e7519ad162',0,0,X'B3000000FA000000130000000D00000078000000E9000000E70000008D000000FB000000F700000064000000EB00000093000000940000004F00000033000000',NULL,6,'length',NULL);
INSERT INTO "turn_tokens" VALUES('turn_cc307ed302324fc4b31f9a9c72eb6239',0,0,X'3D000000AC0000009B00000091000000200000007A000000A90000009A0000006F000000BF00000051000000A70000009300000077000000FE00000045000000',NULL,6,'length',NULL);
INSERT INTO "turn_tokens" VALUES('turn_fdaa490aa407458997a9ae01698f748d',0,0,X'2A0000000E0000006A0000000F000000A100000008000000F1000000E1000000CB000000E3000000CF000000FD0000002B00000027000000BE0000009C000000',NULL,8,'length',NULL);
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
INSERT INTO "turns" VALUES('turn_cc307ed302324fc4b31f9a9c72eb6239','se_8e071f02b530423ead99b67929118141','completed',1,'ow_91fb2d429c4442388d8f5d4ed82a031f',1,0,0,'br_02981f81d5974cf58e13b063c6f36707',10,1,1,X'C600000000010000400000005200000052000000480000005200000053000000400000004D00000053000000C6000000',X'C417841E4E0C29EE46F62D41850734B8',X'77F869597A023DFF8787E0BA9225F3A3','{"request_id": "resp_edb0fb3ca34e4e239cb45d807eb6aabd", "model": "toy", "input": {"messages": [], "add_generation_prompt": true, "continue_final_message": false, "tools": null, "variables": {}}, "adapter": null, "sampling": {"max_tokens": 16, "min_tokens": 0, "temperature": 1.0, "top_k": 0, "top_p": 1.0, "min_p": 0.0, "repetition_penalty": 1.0, "presence_penalty": 0.0, "frequency_penalty": 0.0, "logit_bias": [], "seed": null, "stop": [], "stop_token_ids": [], "include_stop_str_in_output": false, "ignore_eos": false, "max_reasoning_tokens": null, "logprobs": null, "prompt_logprobs": null}, "n": 1, "echo": false, "session_id": "resp_edb0fb3ca34e4e239cb45d807eb6aabd", "run_id": "resp_edb0fb3ca34e4e239cb45d807eb6aabd", "step": 0, "is_recorded": true, "is_filed": true, "grammar": null, "lease_s": 0.0, "is_carried": false, "is_signed": false, "is_last": false, "tenant": "default"}',8192,'d125bdfe477a04efa9737062101bd8ae','toy',0,'{"request_id": "resp_edb0fb3ca34e4e239cb45d807eb6aabd", "created": 1796089407, "num_prompt_tokens": 22, "seed": 3475277211733808568, "system_fingerprint": "fp_6fbc7cfef75f", "session": {"session_id": "resp_edb0fb3ca34e4e239cb45d807eb6aabd", "num_matched_messages": 0, "num_matched_tokens": 0, "forked": false}, "loosened_tools": [], "reasoning": "none"}','{"usage": {"num_prompt_tokens": 22, "num_completion_tokens": 16, "num_cached_tokens": 6, "cold": null, "restored": {"tier": "device", "num_tokens": 6, "seconds": 0.0, "saved_s": 5.1516772201173846e-05, "num_bytes": 0}, "head_rules": [], "num_reasoning_tokens": 0, "kv": {"byte_seconds": {"device": 0.0, "disk": 0.0}, "num_restored_bytes": 0, "num_recomputed_tokens": 0, "is_partial": false}}, "num_computed_tokens": 16, "prompt_logprobs": null, "carrier": null, "needs_carrier": false, "ignored_carriers": []}',NULL);
INSERT INTO "turns" VALUES('turn_0c05e0c522ff4df9b0f3360ca633dd00','se_8e071f02b530423ead99b67929118141','completed',1,'ow_91fb2d429c4442388d8f5d4ed82a031f',1,0,0,'br_02981f81d5974cf58e13b063c6f36707',50,3,2,X'C600000000010000400000005200000052000000480000005200000053000000400000004D00000053000000C6000000',X'C417841E4E0C29EE46F62D41850734B8',X'360D0B4D213E1A56DA885A3431A14435','{"request_id": "resp_6e8314bf9f1a43a3a96e258e96741b16", "model": "toy", "input": {"messages": [], "add_generation_prompt": true, "continue_final_message": false, "tools": null, "variables": {}}, "adapter": null, "sampling": {"max_tokens": 16, "min_tokens": 0, "temperature": 1.0, "top_k": 0, "top_p": 1.0, "min_p": 0.0, "repetition_penalty": 1.0, "presence_penalty": 0.0, "frequency_penalty": 0.0, "logit_bias": [], "seed": null, "stop": [], "stop_token_ids": [], "include_stop_str_in_output": false, "ignore_eos": false, "max_reasoning_tokens": null, "logprobs": null, "prompt_logprobs": null}, "n": 1, "echo": false, "session_id": "resp_edb0fb3ca34e4e239cb45d807eb6aabd", "run_id": "resp_6e8314bf9f1a43a3a96e258e96741b16", "step": 0, "is_recorded": true, "is_filed": true, "grammar": null, "lease_s": 0.0, "is_carried": false, "is_signed": false, "is_last": false, "tenant": "default"}',8192,'d125bdfe477a04efa9737062101bd8ae','toy',0,'{"request_id": "resp_6e8314bf9f1a43a3a96e258e96741b16", "created": 1796089407, "num_prompt_tokens": 62, "seed": 7675975428298017202, "system_fingerprint": "fp_6fbc7cfef75f", "session": {"session_id": "resp_edb0fb3ca34e4e239cb45d807eb6aabd", "num_matched_messages": 2, "num_matched_tokens": 38, "forked": false}, "loosened_tools": [], "reasoning": "none"}','{"usage": {"num_prompt_tokens": 62, "num_completion_tokens": 16, "num_cached_tokens": 37, "cold": null, "restored": {"tier": "device", "num_tokens": 37, "seconds": 0.0, "saved_s": 0.0003112179652063703, "num_bytes": 0}, "head_rules": [], "num_reasoning_tokens": 0, "kv": {"byte_seconds": {"device": 36.7141952002421, "disk": 68.25325531268027}, "num_restored_bytes": 0, "num_recomputed_tokens": 0, "is_partial": false}}, "num_computed_tokens": 25, "prompt_logprobs": null, "carrier": null, "needs_carrier": false, "ignored_carriers": []}',NULL);
INSERT INTO "turns" VALUES('turn_c31519d24edc4210adc462e7519ad162','se_51891f7942fe4f4a8f228448054406d6','completed',1,'ow_91fb2d429c4442388d8f5d4ed82a031f',1,0,0,'br_bf5a432c08ff40d0b6e75418fcba2ac1',12,1,1,X'C600000000010000400000005200000052000000480000005200000053000000400000004D00000053000000C6000000',X'C417841E4E0C29EE46F62D41850734B8',X'1D0A5C99B8EF5EF81592C6AF4098D929','{"request_id": "resp_b313e940caf44462aec5463a29ad4271", "model": "toy", "input": {"messages": [], "add_generation_prompt": true, "continue_final_message": false, "tools": null, "variables": {}}, "adapter": null, "sampling": {"max_tokens": 16, "min_tokens": 0, "temperature": 1.0, "top_k": 0, "top_p": 1.0, "min_p": 0.0, "repetition_penalty": 1.0, "presence_penalty": 0.0, "frequency_penalty": 0.0, "logit_bias": [], "seed": null, "stop": [], "stop_token_ids": [], "include_stop_str_in_output": false, "ignore_eos": false, "max_reasoning_tokens": null, "logprobs": null, "prompt_logprobs": null}, "n": 1, "echo": false, "session_id": "resp_b313e940caf44462aec5463a29ad4271", "run_id": "resp_b313e940caf44462aec5463a29ad4271", "step": 0, "is_recorded": true, "is_filed": true, "grammar": null, "lease_s": 0.0, "is_carried": false, "is_signed": false, "is_last": false, "tenant": "default"}',8192,'d125bdfe477a04efa9737062101bd8ae','toy',0,'{"request_id": "resp_b313e940caf44462aec5463a29ad4271", "created": 1796089407, "num_prompt_tokens": 24, "seed": 8522907118597559968, "system_fingerprint": "fp_6fbc7cfef75f", "session": {"session_id": "resp_b313e940caf44462aec5463a29ad4271", "num_matched_messages": 0, "num_matched_tokens": 0, "forked": false}, "loosened_tools": [], "reasoning": "none"}','{"usage": {"num_prompt_tokens": 24, "num_completion_tokens": 16, "num_cached_tokens": 6, "cold": null, "restored": {"tier": "device", "num_tokens": 6, "seconds": 0.0, "saved_s": 4.983859626306282e-05, "num_bytes": 0}, "head_rules": [], "num_reasoning_tokens": 0, "kv": {"byte_seconds": {"device": 0.0, "disk": 0.0}, "num_restored_bytes": 0, "num_recomputed_tokens": 0, "is_partial": false}}, "num_computed_tokens": 18, "prompt_logprobs": null, "carrier": null, "needs_carrier": false, "ignored_carriers": []}',NULL);
INSERT INTO "turns" VALUES('turn_fdaa490aa407458997a9ae01698f748d','se_bf28e3b13fb4424aab396c13329e02c1','completed',1,'ow_91fb2d429c4442388d8f5d4ed82a031f',1,0,0,'br_94cadab87b6c4a63ba48494b2dc43478',11,1,1,X'C600000000010000400000005200000052000000480000005200000053000000400000004D00000053000000C6000000',X'C417841E4E0C29EE46F62D41850734B8',X'AE110851C9DD3FAB3FF687BFD2D40A26','{"request_id": "resp_bda75d9051e546c7a281a68bfdb3b7cf", "model": "toy", "input": {"messages": [], "add_generation_prompt": true, "continue_final_message": false, "tools": null, "variables": {}}, "adapter": null, "sampling": {"max_tokens": 16, "min_tokens": 0, "temperature": 1.0, "top_k": 0, "top_p": 1.0, "min_p": 0.0, "repetition_penalty": 1.0, "presence_penalty": 0.0, "frequency_penalty": 0.0, "logit_bias": [], "seed": null, "stop": [], "stop_token_ids": [], "include_stop_str_in_output": false, "ignore_eos": false, "max_reasoning_tokens": null, "logprobs": null, "prompt_logprobs": null}, "n": 1, "echo": false, "session_id": "resp_bda75d9051e546c7a281a68bfdb3b7cf", "run_id": "resp_bda75d9051e546c7a281a68bfdb3b7cf", "step": 0, "is_recorded": true, "is_filed": true, "grammar": null, "lease_s": 0.0, "is_carried": false, "is_signed": false, "is_last": false, "tenant": "default"}',8192,'d125bdfe477a04efa9737062101bd8ae','toy',0,'{"request_id": "resp_bda75d9051e546c7a281a68bfdb3b7cf", "created": 1796089407, "num_prompt_tokens": 23, "seed": 1967436129247970360, "system_fingerprint": "fp_6fbc7cfef75f", "session": {"session_id": "resp_bda75d9051e546c7a281a68bfdb3b7cf", "num_matched_messages": 0, "num_matched_tokens": 0, "forked": false}, "loosened_tools": [], "reasoning": "none"}','{"usage": {"num_prompt_tokens": 23, "num_completion_tokens": 16, "num_cached_tokens": 8, "cold": null, "restored": {"tier": "device", "num_tokens": 8, "seconds": 0.0, "saved_s": 6.542159141629716e-05, "num_bytes": 0}, "head_rules": [], "num_reasoning_tokens": 0, "kv": {"byte_seconds": {"device": 0.0, "disk": 0.0}, "num_restored_bytes": 0, "num_recomputed_tokens": 0, "is_partial": false}}, "num_computed_tokens": 15, "prompt_logprobs": null, "carrier": null, "needs_carrier": false, "ignored_carriers": []}',NULL);
INSERT INTO "turns" VALUES('turn_66840b30ae7e42b08ff7dc323876958a','se_bf28e3b13fb4424aab396c13329e02c1','completed',1,'ow_91fb2d429c4442388d8f5d4ed82a031f',1,0,0,'br_94cadab87b6c4a63ba48494b2dc43478',58,3,2,X'C600000000010000400000005200000052000000480000005200000053000000400000004D00000053000000C6000000',X'C417841E4E0C29EE46F62D41850734B8',X'359641828C839DCB6943720DB62A3E55','{"request_id": "resp_a8b9193fe12f442e9befdbd544db6161", "model": "toy", "input": {"messages": [], "add_generation_prompt": true, "continue_final_message": false, "tools": null, "variables": {}}, "adapter": null, "sampling": {"max_tokens": 16, "min_tokens": 0, "temperature": 1.0, "top_k": 0, "top_p": 1.0, "min_p": 0.0, "repetition_penalty": 1.0, "presence_penalty": 0.0, "frequency_penalty": 0.0, "logit_bias": [], "seed": null, "stop": [], "stop_token_ids": [], "include_stop_str_in_output": false, "ignore_eos": false, "max_reasoning_tokens": null, "logprobs": null, "prompt_logprobs": null}, "n": 1, "echo": false, "session_id": "resp_bda75d9051e546c7a281a68bfdb3b7cf", "run_id": "resp_a8b9193fe12f442e9befdbd544db6161", "step": 0, "is_recorded": true, "is_filed": true, "grammar": null, "lease_s": 0.0, "is_carried": false, "is_signed": false, "is_last": false, "tenant": "default"}',8192,'d125bdfe477a04efa9737062101bd8ae','toy',0,'{"request_id": "resp_a8b9193fe12f442e9befdbd544db6161", "created": 1796089407, "num_prompt_tokens": 70, "seed": 4603394673282460015, "system_fingerprint": "fp_6fbc7cfef75f", "session": {"session_id": "resp_bda75d9051e546c7a281a68bfdb3b7cf", "num_matched_messages": 2, "num_matched_tokens": 39, "forked": false}, "loosened_tools": [], "reasoning": "none"}','{"usage": {"num_prompt_tokens": 70, "num_completion_tokens": 16, "num_cached_tokens": 38, "cold": null, "restored": {"tier": "device", "num_tokens": 38, "seconds": 0.0, "saved_s": 0.0003097093961528826, "num_bytes": 0}, "head_rules": [], "num_reasoning_tokens": 0, "kv": {"byte_seconds": {"device": 15.563893248327076, "disk": 15.963964352849871}, "num_restored_bytes": 0, "num_recomputed_tokens": 0, "is_partial": false}}, "num_computed_tokens": 32, "prompt_logprobs": null, "carrier": null, "needs_carrier": false, "ignored_carriers": []}',NULL);
INSERT INTO "turns" VALUES('turn_753168af657049bab7347a7f77d5a1c7','se_bbd61da27e7940fdab11c1131e3a94b0','completed',1,'ow_91fb2d429c4442388d8f5d4ed82a031f',1,0,0,'br_5c11e0c8df9342f49775e7cac510e773',26,2,1,X'C600000000010000400000005200000052000000480000005200000053000000400000004D00000053000000C6000000',X'C417841E4E0C29EE46F62D41850734B8',X'AF0AA6929370B3955C4A20872A5103CF','{"request_id": "resp_4286bd1a01724948879076c7430fe7e5", "model": "toy", "input": {"messages": [], "add_generation_prompt": true, "continue_final_message": false, "tools": null, "variables": {}}, "adapter": null, "sampling": {"max_tokens": 16, "min_tokens": 0, "temperature": 1.0, "top_k": 0, "top_p": 1.0, "min_p": 0.0, "repetition_penalty": 1.0, "presence_penalty": 0.0, "frequency_penalty": 0.0, "logit_bias": [], "seed": null, "stop": [], "stop_token_ids": [], "include_stop_str_in_output": false, "ignore_eos": false, "max_reasoning_tokens": null, "logprobs": null, "prompt_logprobs": null}, "n": 1, "echo": false, "session_id": "conv_da01977643a94dbf8cf0d46741b2cfa4", "run_id": "resp_4286bd1a01724948879076c7430fe7e5", "step": 0, "is_recorded": true, "is_filed": true, "grammar": null, "lease_s": 0.0, "is_carried": false, "is_signed": false, "is_last": false, "tenant": "default"}',8192,'d125bdfe477a04efa9737062101bd8ae','toy',0,'{"request_id": "resp_4286bd1a01724948879076c7430fe7e5", "created": 1796089408, "num_prompt_tokens": 38, "seed": 3130777464545243079, "system_fingerprint": "fp_6fbc7cfef75f", "session": {"session_id": "conv_da01977643a94dbf8cf0d46741b2cfa4", "num_matched_messages": 0, "num_matched_tokens": 0, "forked": false}, "loosened_tools": [], "reasoning": "none"}','{"usage": {"num_prompt_tokens": 38, "num_completion_tokens": 16, "num_cached_tokens": 6, "cold": null, "restored": {"tier": "device", "num_tokens": 6, "seconds": 0.0, "saved_s": 4.6537743869009574e-05, "num_bytes": 0}, "head_rules": [], "num_reasoning_tokens": 0, "kv": {"byte_seconds": {"device": 0.0, "disk": 0.0}, "num_restored_bytes": 0, "num_recomputed_tokens": 0, "is_partial": false}}, "num_computed_tokens": 32, "prompt_logprobs": null, "carrier": null, "needs_carrier": false, "ignored_carriers": []}',NULL);
INSERT INTO "turns" VALUES('turn_093d8f8f90da4d8c91726c1bb60942c7','se_9ee24d6e571649bca6241097a6685bff','in_progress',1,'ow_91fb2d429c4442388d8f5d4ed82a031f',1,0,0,'br_8ad2ea66ca0f48aa8d7193bb875abc60',18,1,1,X'C600000000010000400000005200000052000000480000005200000053000000400000004D00000053000000C6000000',X'C417841E4E0C29EE46F62D41850734B8',X'833CD06A3FEEF156551E2D3BFE0AB85B','{"request_id": "resp_2af055059c7c472ab26eca478b46af49", "model": "toy", "input": {"messages": [], "add_generation_prompt": true, "continue_final_message": false, "tools": null, "variables": {}}, "adapter": null, "sampling": {"max_tokens": 600, "min_tokens": 0, "temperature": 1.0, "top_k": 0, "top_p": 1.0, "min_p": 0.0, "repetition_penalty": 1.0, "presence_penalty": 0.0, "frequency_penalty": 0.0, "logit_bias": [], "seed": null, "stop": [], "stop_token_ids": [], "include_stop_str_in_output": false, "ignore_eos": true, "max_reasoning_tokens": null, "logprobs": null, "prompt_logprobs": null}, "n": 1, "echo": false, "session_id": "resp_2af055059c7c472ab26eca478b46af49", "run_id": "resp_2af055059c7c472ab26eca478b46af49", "step": 0, "is_recorded": true, "is_filed": true, "grammar": null, "lease_s": 0.0, "is_carried": false, "is_signed": false, "is_last": false, "tenant": "default"}',8192,'d125bdfe477a04efa9737062101bd8ae','toy',0,'{"request_id": "resp_2af055059c7c472ab26eca478b46af49", "created": 1796089408, "num_prompt_tokens": 30, "seed": 3715028586372291447, "system_fingerprint": "fp_6fbc7cfef75f", "session": {"session_id": "resp_2af055059c7c472ab26eca478b46af49", "num_matched_messages": 0, "num_matched_tokens": 0, "forked": false}, "loosened_tools": [], "reasoning": "none"}',NULL,NULL);
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
CREATE INDEX sessions_by_use ON sessions (tenant, last_used_at);
CREATE INDEX sessions_by_family ON sessions (family);
CREATE INDEX placements_by_replica ON placements (replica);
CREATE INDEX responses_by_previous ON responses (previous_id);
CREATE INDEX responses_by_status ON responses (status);
CREATE INDEX responses_by_session ON responses (tenant, session_name);
CREATE INDEX agents_by_tenant ON agents (tenant, created_at);
CREATE INDEX agent_sessions_by_status ON agent_sessions (status);
CREATE INDEX agent_sessions_by_tenant ON agent_sessions (tenant, created_at);
CREATE INDEX vaults_by_tenant ON vaults (tenant, created_at);
CREATE INDEX audit_log_by_tenant ON audit_log (tenant, number);
CREATE INDEX answers_by_end ON answers (ended_at);
CREATE INDEX branches_of_session ON branches (session_id);
CREATE INDEX branches_of_parent ON branches (parent_branch_id);
CREATE INDEX response_items_by_id ON response_items (item_id);
CREATE INDEX conversation_items_by_id ON conversation_items (item_id);
CREATE INDEX agent_subagents_of_root ON agent_subagents (root_id);
CREATE INDEX agent_subagents_of_parent ON agent_subagents (parent_id, opened_at);
CREATE INDEX agent_calls_of_turn ON agent_calls (turn_id);
CREATE INDEX agent_items_of_turn ON agent_items (turn_id);
CREATE INDEX agent_environments_by_tenant ON agent_environments (tenant, created_at);
CREATE INDEX agent_environments_by_session ON agent_environments (session_id);
CREATE INDEX agent_artifacts_of_session ON agent_artifacts (session_id, created_at);
CREATE INDEX memory_records_by_source ON memory_records (source_item_id);
CREATE INDEX memory_records_by_frame_key ON memory_records (namespace_id, frame_key);
CREATE INDEX memory_records_by_expiry ON memory_records (expires_at);
CREATE INDEX memory_records_of_namespace ON memory_records (namespace_id, created_at);
CREATE INDEX memory_records_by_replacement ON memory_records (replaced_by);
CREATE INDEX memory_records_by_same_key ON memory_records (namespace_id, same_key);
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
