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
INSERT INTO "branches" VALUES('br_6fd2cd1fc52c4a5cabb036ffd22d2eb6','se_8aade2a7a1dc44d2a9374e0a8cb5889e','chat',NULL,0,0,104,6,3,1.79607034920619440076e+09,'ow_411b61316bd34c749d05170068dfef71',103,NULL);
INSERT INTO "branches" VALUES('br_ae4d2b354bec4f868c44983600ab3898','se_8aade2a7a1dc44d2a9374e0a8cb5889e','chat','br_6fd2cd1fc52c4a5cabb036ffd22d2eb6',86,5,104,6,1,1.79607034931533336642e+09,'ow_411b61316bd34c749d05170068dfef71',103,NULL);
INSERT INTO "branches" VALUES('br_cf5eb4764d254445b55662d947c44d63','se_8aade2a7a1dc44d2a9374e0a8cb5889e','chat',NULL,0,0,37,2,1,1.79607034932846736912e+09,'ow_411b61316bd34c749d05170068dfef71',36,NULL);
INSERT INTO "branches" VALUES('br_f1c3e8647dfb41fba9699990dd0b3884','se_13385f1c49224d42ab910dbc8db4a99c','text',NULL,0,0,28,4,2,1.79607034936994600302e+09,'ow_411b61316bd34c749d05170068dfef71',28,NULL);
INSERT INTO "branches" VALUES('br_8498cb09d278402cb23b72ef55588091','se_18f6bd5a5c984ac1bf0c415ec51d9b93','tokens',NULL,0,0,11,2,1,1.79607034949347925184e+09,'ow_411b61316bd34c749d05170068dfef71',10,NULL);
INSERT INTO "branches" VALUES('br_8345a16236e34f268d12609c781ff078','se_48ee1cab525d4fa0814317243e38ed64','chat',NULL,0,0,75,4,2,1796070349.61072,'ow_411b61316bd34c749d05170068dfef71',74,NULL);
INSERT INTO "branches" VALUES('br_2eb783e6add0482cb4f1918822cbd0c0','se_26e73a6f40504fe6bcacc63d1a943205','chat',NULL,0,0,40,2,1,1.79607034992656683924e+09,'ow_411b61316bd34c749d05170068dfef71',39,NULL);
INSERT INTO "branches" VALUES('br_195008abb5fc49eeb7e1a1ae507638b8','se_77b50c97bdbc43feaec954a5d72882b7','chat',NULL,0,0,86,4,2,1.7960703500991585255e+09,'ow_411b61316bd34c749d05170068dfef71',85,NULL);
INSERT INTO "branches" VALUES('br_739eb98af9f7494bb754703f5ce4dfe6','se_61be59a589de469a8d6376f4c768acac','chat',NULL,0,0,54,3,1,1.7960703503474628925e+09,'ow_411b61316bd34c749d05170068dfef71',53,NULL);
INSERT INTO "branches" VALUES('br_845c5031ce624927b727aa78c07fd70f','se_3e337774bf8545f8b180cb93a9c10837','chat',NULL,0,0,18,1,1,1.79607035051413631439e+09,NULL,0,NULL);
CREATE TABLE conversation_items (
	conversation_id VARCHAR NOT NULL, 
	position INTEGER NOT NULL, 
	item_id VARCHAR NOT NULL, 
	item JSON NOT NULL, 
	PRIMARY KEY (conversation_id, position), 
	FOREIGN KEY(conversation_id) REFERENCES conversations (id) ON DELETE CASCADE
);
INSERT INTO "conversation_items" VALUES('conv_cf9330b48bc74d34ace7b472044a2bbe',0,'msg_89e4650dfc8f4095b7bd06e8af2aee7a','{"id": "msg_89e4650dfc8f4095b7bd06e8af2aee7a", "type": "message", "role": "user", "status": "completed", "content": [{"type": "input_text", "text": "Before"}]}');
INSERT INTO "conversation_items" VALUES('conv_cf9330b48bc74d34ace7b472044a2bbe',1,'msg_a8d82354370146cd9c9eba2e2dfb0e8a','{"id": "msg_a8d82354370146cd9c9eba2e2dfb0e8a", "type": "message", "role": "user", "status": "completed", "content": [{"type": "input_text", "text": "In it"}]}');
INSERT INTO "conversation_items" VALUES('conv_cf9330b48bc74d34ace7b472044a2bbe',2,'msg_1bc6c9c0fc584d709192255b724b326f00','{"id": "msg_1bc6c9c0fc584d709192255b724b326f00", "type": "message", "role": "assistant", "status": "incomplete", "content": [{"type": "output_text", "text": "!\ufffd[\u808f:\ufffdD\ufffdk\ufffd\ufffd\ufffd\ufffd", "annotations": [], "logprobs": []}]}');
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
INSERT INTO "conversations" VALUES('conv_cf9330b48bc74d34ace7b472044a2bbe','default',1796070350,'{"topic": "migrations"}',3,2,NULL,1.79607035049624252321e+09);
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
INSERT INTO "items" VALUES('br_6fd2cd1fc52c4a5cabb036ffd22d2eb6',0,'it_2d63b00291ee4c92bae8d7366ff3c6e2','se_8aade2a7a1dc44d2a9374e0a8cb5889e','user','{"role": "user", "content": "Good morning"}',X'70222A0C842BA9F1E656F75A50D407D2',NULL,0,19,1,NULL,NULL,NULL,1.79607034920742630957e+09);
INSERT INTO "items" VALUES('br_6fd2cd1fc52c4a5cabb036ffd22d2eb6',1,'it_b5ebd264379a408d9a35d250ebe1dcc2','se_8aade2a7a1dc44d2a9374e0a8cb5889e','assistant','{"role": "assistant", "content": "\u037fK\ufffd\ufffdl"}',X'C55C94160F0B1CF06822D83EE66EF66F',NULL,19,37,1,'length',NULL,NULL,1.79607034923378682143e+09);
INSERT INTO "items" VALUES('br_6fd2cd1fc52c4a5cabb036ffd22d2eb6',2,'it_f3f2ede0258c4781bdf8e9fc13455f36','se_8aade2a7a1dc44d2a9374e0a8cb5889e','user','{"role": "user", "content": "And then?"}',X'3EF625FDC470A400C344F7D3F21AF878',NULL,37,55,1,NULL,NULL,NULL,1.79607034925213289262e+09);
INSERT INTO "items" VALUES('br_6fd2cd1fc52c4a5cabb036ffd22d2eb6',3,'it_3ab0fce8f876451bb7042535215d83d6','se_8aade2a7a1dc44d2a9374e0a8cb5889e','assistant','{"role": "assistant", "content": "\ufffd\ufffd\ufffd\ufffd\u0000"}',X'DBAF086743BE6991BBAF1B187EE9D9A3',NULL,55,73,1,'length',NULL,NULL,1.79607034926523137095e+09);
INSERT INTO "items" VALUES('br_6fd2cd1fc52c4a5cabb036ffd22d2eb6',4,'it_68450e0c7c49489e95e1610b9e5159b6','se_8aade2a7a1dc44d2a9374e0a8cb5889e','user','{"role": "user", "content": "Why?"}',X'BE36CD1AC2E281F7BA99B5E044218A73',NULL,73,86,1,NULL,NULL,NULL,1.79607034927559399599e+09);
INSERT INTO "items" VALUES('br_6fd2cd1fc52c4a5cabb036ffd22d2eb6',5,'it_abf89de7b8ab4c57b4b9f6f2222fba07','se_8aade2a7a1dc44d2a9374e0a8cb5889e','assistant','{"role": "assistant", "content": "\ufffdG\u0019\ufffd\ufffd"}',X'270422D94C2FCF86821AEE76C1FE1411',NULL,86,104,1,'length',NULL,NULL,1.79607034931463932989e+09);
INSERT INTO "items" VALUES('br_ae4d2b354bec4f868c44983600ab3898',5,'it_0ba62c96729242b3ac6d42a578bfcb10','se_8aade2a7a1dc44d2a9374e0a8cb5889e','assistant','{"role": "assistant", "content": "\ufffdK\ufffd\ufffd=`"}',X'33462B95EACC296D55006D0EAA57521C',NULL,86,104,1,'length',NULL,NULL,1.79607034931589674953e+09);
INSERT INTO "items" VALUES('br_cf5eb4764d254445b55662d947c44d63',0,'it_5c3d5f7b25e44877bc893907af596fc3','se_8aade2a7a1dc44d2a9374e0a8cb5889e','user','{"role": "user", "content": "Good evening"}',X'A0FC891D406BACC5EF327501C56C6B42',NULL,0,19,1,NULL,NULL,NULL,1.79607034932894873624e+09);
INSERT INTO "items" VALUES('br_cf5eb4764d254445b55662d947c44d63',1,'it_fb55d6ddd5a141f6b54d2b7907b55839','se_8aade2a7a1dc44d2a9374e0a8cb5889e','assistant','{"role": "assistant", "content": "\u001c\u0155 \ufffdm"}',X'C2FC5BC856B25D0122EDC4155D210C58',NULL,19,37,1,'length',NULL,NULL,1.79607034935124278062e+09);
INSERT INTO "items" VALUES('br_f1c3e8647dfb41fba9699990dd0b3884',0,'it_cfa47ef921be4b1d92695d5428f0aae2','se_13385f1c49224d42ab910dbc8db4a99c','prompt','"Once upon a time"',X'CF25218127A2BD1DF7B6D9215A761C83',16,0,16,1,NULL,NULL,NULL,1.79607034937039470668e+09);
INSERT INTO "items" VALUES('br_f1c3e8647dfb41fba9699990dd0b3884',1,'it_e92ddb62e2624c98a20ed3dc0b711a5c','se_13385f1c49224d42ab910dbc8db4a99c','completion','"Bo\ufffd\ufffd\ufffd"',X'19CDEB4DD634ED65A6BF4702623FE794',21,16,21,1,'length',NULL,NULL,1.79607034938384914398e+09);
INSERT INTO "items" VALUES('br_f1c3e8647dfb41fba9699990dd0b3884',2,'it_7679acbe21fb4267bdeb1877499ceebc','se_13385f1c49224d42ab910dbc8db4a99c','prompt','" and"',X'4BED1C3FBACC6315204C6E186CDB0EAE',25,21,25,1,NULL,NULL,NULL,1.79607034946667647361e+09);
INSERT INTO "items" VALUES('br_f1c3e8647dfb41fba9699990dd0b3884',3,'it_87cd5a7d32094590ab759ff206722bf7','se_13385f1c49224d42ab910dbc8db4a99c','completion','"\ufffd9\ufffd"',X'96AE210949D5140A93592896500BA590',28,25,28,1,'stop','"C"',X'22000000',1.79607034948532795905e+09);
INSERT INTO "items" VALUES('br_8498cb09d278402cb23b72ef55588091',0,'it_2aa451b1e16948709a2b53e944d757c8','se_18f6bd5a5c984ac1bf0c415ec51d9b93','prompt',NULL,NULL,NULL,0,6,1,NULL,NULL,NULL,1.79607034949409365654e+09);
INSERT INTO "items" VALUES('br_8498cb09d278402cb23b72ef55588091',1,'it_486ed0af44ea4a61b3d0c22f4f7b85ea','se_18f6bd5a5c984ac1bf0c415ec51d9b93','completion','"\ufffd\u07a2\ufffdq"',NULL,NULL,6,11,1,'length',NULL,NULL,1.7960703495611982346e+09);
INSERT INTO "items" VALUES('br_8345a16236e34f268d12609c781ff078',0,'it_e65b83e8b505457eb302be30eb72b5bc','se_48ee1cab525d4fa0814317243e38ed64','user','{"role": "user", "content": "One"}',X'77F869597A023DFF8787E0BA9225F3A3',NULL,0,10,1,NULL,NULL,NULL,1.79607034961118149757e+09);
INSERT INTO "items" VALUES('br_8345a16236e34f268d12609c781ff078',1,'it_e80afc0f805f446f8c44593dfa1a4475','se_48ee1cab525d4fa0814317243e38ed64','assistant','{"role": "assistant", "content": "_\u0004\u03ddK\u06c4Q\u0004\u0000\ufffd\ufffdR\u0019\ufffdF"}',X'2732EDAA5589B4FCE6FF0482A2058D62',NULL,10,38,1,'length',NULL,NULL,1.7960703496808097363e+09);
INSERT INTO "items" VALUES('br_8345a16236e34f268d12609c781ff078',2,'it_9bd6235a4f1a43f98db011d36637b40d','se_48ee1cab525d4fa0814317243e38ed64','user','{"role": "user", "content": "Two"}',X'BC7AF952A5D1A873427F32A272763FA9',NULL,38,50,1,NULL,NULL,NULL,1.79607034986886548999e+09);
INSERT INTO "items" VALUES('br_8345a16236e34f268d12609c781ff078',3,'it_c9bcfaf6409b4e65a8d76ed14284476b','se_48ee1cab525d4fa0814317243e38ed64','assistant','{"role": "assistant", "content": "\ufffd\bS\u0007\ufffd\ufffd)Jc}\ufffd\ufffd"}',X'5F585AAB1B34001E8F13F5B606AAE6CD',NULL,50,75,1,'stop',NULL,NULL,1.79607034989491772653e+09);
INSERT INTO "items" VALUES('br_2eb783e6add0482cb4f1918822cbd0c0',0,'it_b4447cfa80f148a0bb800a05f045e31d','se_26e73a6f40504fe6bcacc63d1a943205','user','{"role": "user", "content": "Later"}',X'1D0A5C99B8EF5EF81592C6AF4098D929',NULL,0,12,1,NULL,NULL,NULL,1.79607034992702150342e+09);
INSERT INTO "items" VALUES('br_2eb783e6add0482cb4f1918822cbd0c0',1,'it_3a36771d85b245f394ea0122a0b218ad','se_26e73a6f40504fe6bcacc63d1a943205','assistant','{"role": "assistant", "content": "\ufffd\r\ufffd\u0016\ufffd\ufffdj''\u000bB\ufffd\ufffd\ufffdF\ufffdt"}',X'BBF3FC3F1B52A398C025B3DA20B99386',NULL,12,40,1,'length',NULL,NULL,1.79607034998113489158e+09);
INSERT INTO "items" VALUES('br_195008abb5fc49eeb7e1a1ae507638b8',0,'it_33affdfd8d8b49b2bc1687e8f1cae490','se_77b50c97bdbc43feaec954a5d72882b7','user','{"role": "user", "content": "Gone"}',X'AE110851C9DD3FAB3FF687BFD2D40A26',NULL,0,11,1,NULL,NULL,NULL,1.79607035010245180131e+09);
INSERT INTO "items" VALUES('br_195008abb5fc49eeb7e1a1ae507638b8',1,'it_9c27884a58ae4b1d824eb667cc75c089','se_77b50c97bdbc43feaec954a5d72882b7','assistant','{"role": "assistant", "content": "K/\ufffdd`2\ufffd.\ufffd\ufffd1Nbl#p"}',X'C46086EACDB6E702C202CB2B82014056',NULL,11,39,1,'length',NULL,NULL,1.79607035014595913888e+09);
INSERT INTO "items" VALUES('br_195008abb5fc49eeb7e1a1ae507638b8',2,'it_05a733518b364fee9c026f256b81b03a','se_77b50c97bdbc43feaec954a5d72882b7','user','{"role": "user", "content": "Still here"}',X'032472842371224ADFEC20847C5D0E91',NULL,39,58,1,NULL,NULL,NULL,1.79607035021941041945e+09);
INSERT INTO "items" VALUES('br_195008abb5fc49eeb7e1a1ae507638b8',3,'it_c105c942332f4027ac3fae98f928ec60','se_77b50c97bdbc43feaec954a5d72882b7','assistant','{"role": "assistant", "content": "\ufffd\u0014\ufffd\ufffdI\bdPx\ufffdp''\ufffdK\u000e8"}',X'B59EA24BD92578B8193FBB242C5C9EB1',NULL,58,86,1,'length',NULL,NULL,1.79607035029433941843e+09);
INSERT INTO "items" VALUES('br_739eb98af9f7494bb754703f5ce4dfe6',0,'it_970b88f3d1fc46909ac575782c161e51','se_61be59a589de469a8d6376f4c768acac','user','{"role": "user", "content": "Before"}',X'86F1FF03C95F3955B509A5F75B79E5CA',NULL,0,13,1,NULL,NULL,NULL,1.79607035034808802599e+09);
INSERT INTO "items" VALUES('br_739eb98af9f7494bb754703f5ce4dfe6',1,'it_bd7d79dbb5ae4d8d810c35f38f1bd338','se_61be59a589de469a8d6376f4c768acac','user','{"role": "user", "content": "In it"}',X'AF0AA6929370B3955C4A20872A5103CF',NULL,13,26,1,NULL,NULL,NULL,1.79607035034809517856e+09);
INSERT INTO "items" VALUES('br_739eb98af9f7494bb754703f5ce4dfe6',2,'it_42c8953145e443c88ebdcb5e1e717de8','se_61be59a589de469a8d6376f4c768acac','assistant','{"role": "assistant", "content": "!\ufffd[\u808f:\ufffdD\ufffdk\ufffd\ufffd\ufffd\ufffd"}',X'874B2B95E11E9703EE87FD9785D3D1B2',NULL,26,54,1,'length',NULL,NULL,1.79607035036871910097e+09);
INSERT INTO "items" VALUES('br_845c5031ce624927b727aa78c07fd70f',0,'it_28bcb32f79e14a4492458b9111095c3d','se_3e337774bf8545f8b180cb93a9c10837','user','{"role": "user", "content": "Interrupted"}',X'833CD06A3FEEF156551E2D3BFE0AB85B',NULL,0,18,1,NULL,NULL,NULL,1.79607035051489949224e+09);
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
INSERT INTO "migrations" VALUES(1,'first_schema',1.79607034726596951484e+09);
INSERT INTO "migrations" VALUES(2,'responses_and_conversations',1.79607034726648235323e+09);
INSERT INTO "migrations" VALUES(3,'runs',1.79607034726662707327e+09);
INSERT INTO "migrations" VALUES(4,'whereabouts_of_kv',1.79607034726675319664e+09);
INSERT INTO "migrations" VALUES(5,'owners_of_responses_and_attempts',1.79607034726686215402e+09);
INSERT INTO "migrations" VALUES(6,'turns_and_steps',1.79607034726696181302e+09);
INSERT INTO "migrations" VALUES(7,'session_verbs',1.79607034726706123349e+09);
INSERT INTO "migrations" VALUES(8,'agents',1.79607034726717710495e+09);
INSERT INTO "migrations" VALUES(9,'placements_of_sessions',1.79607034726728081704e+09);
INSERT INTO "migrations" VALUES(10,'memories',1.79607034726737403869e+09);
INSERT INTO "migrations" VALUES(11,'usage_of_kv',1.79607034726746368413e+09);
INSERT INTO "migrations" VALUES(12,'vaults_and_audit',1.79607034728005862233e+09);
CREATE TABLE owners (
	id VARCHAR NOT NULL, 
	process_name VARCHAR, 
	beat_at FLOAT NOT NULL, 
	PRIMARY KEY (id)
);
INSERT INTO "owners" VALUES('ow_411b61316bd34c749d05170068dfef71','host:data',1.7960703506880927086e+09);
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
INSERT INTO "response_items" VALUES('resp_a7e0862801d7435abd6f59624a8f33b4',0,0,'msg_6eed3ed90db649519ef47fae708eb4f7','{"id": "msg_6eed3ed90db649519ef47fae708eb4f7", "type": "message", "role": "user", "status": "completed", "content": [{"type": "input_text", "text": "One"}]}');
INSERT INTO "response_items" VALUES('resp_a7e0862801d7435abd6f59624a8f33b4',1,1,'msg_a7e0862801d7435abd6f59624a8f33b400','{"id": "msg_a7e0862801d7435abd6f59624a8f33b400", "type": "message", "role": "assistant", "status": "incomplete", "content": [{"type": "output_text", "text": "_\u0004\u03ddK\u06c4Q\u0004\u0000\ufffd\ufffdR\u0019\ufffdF", "annotations": [], "logprobs": []}]}');
INSERT INTO "response_items" VALUES('resp_0492ef9b942f49539d5072379a45e4ed',0,0,'msg_619f19939fab49da9aea2a74daae1f69','{"id": "msg_619f19939fab49da9aea2a74daae1f69", "type": "message", "role": "user", "status": "completed", "content": [{"type": "input_text", "text": "Two"}]}');
INSERT INTO "response_items" VALUES('resp_0492ef9b942f49539d5072379a45e4ed',1,1,'msg_0492ef9b942f49539d5072379a45e4ed00','{"id": "msg_0492ef9b942f49539d5072379a45e4ed00", "type": "message", "role": "assistant", "status": "completed", "content": [{"type": "output_text", "text": "\ufffd\bS\u0007\ufffd\ufffd)Jc}\ufffd\ufffd", "annotations": [], "logprobs": []}]}');
INSERT INTO "response_items" VALUES('resp_0f7731185ac840cb9f8f2a22cba2f27b',0,0,'msg_0cec1f6deb464417bc63580044e152ec','{"id": "msg_0cec1f6deb464417bc63580044e152ec", "type": "message", "role": "user", "status": "completed", "content": [{"type": "input_text", "text": "Later"}]}');
INSERT INTO "response_items" VALUES('resp_0f7731185ac840cb9f8f2a22cba2f27b',1,1,'msg_0f7731185ac840cb9f8f2a22cba2f27b00','{"id": "msg_0f7731185ac840cb9f8f2a22cba2f27b00", "type": "message", "role": "assistant", "status": "incomplete", "content": [{"type": "output_text", "text": "\ufffd\r\ufffd\u0016\ufffd\ufffdj''\u000bB\ufffd\ufffd\ufffdF\ufffdt", "annotations": [], "logprobs": []}]}');
INSERT INTO "response_items" VALUES('resp_453aef900a684ed3b22939d21c35d3b9',0,0,'msg_2c2f3356a8ed46e285622f53cebefcfb','{"id": "msg_2c2f3356a8ed46e285622f53cebefcfb", "type": "message", "role": "user", "status": "completed", "content": [{"type": "input_text", "text": "Gone"}]}');
INSERT INTO "response_items" VALUES('resp_453aef900a684ed3b22939d21c35d3b9',1,1,'msg_453aef900a684ed3b22939d21c35d3b900','{"id": "msg_453aef900a684ed3b22939d21c35d3b900", "type": "message", "role": "assistant", "status": "incomplete", "content": [{"type": "output_text", "text": "K/\ufffdd`2\ufffd.\ufffd\ufffd1Nbl#p", "annotations": [], "logprobs": []}]}');
INSERT INTO "response_items" VALUES('resp_8b0aa8cfbd7549eea188a82b2ec322b5',0,0,'msg_8b0c3a07e6f94ce1887dcaf58044de3f','{"id": "msg_8b0c3a07e6f94ce1887dcaf58044de3f", "type": "message", "role": "user", "status": "completed", "content": [{"type": "input_text", "text": "Still here"}]}');
INSERT INTO "response_items" VALUES('resp_8b0aa8cfbd7549eea188a82b2ec322b5',1,1,'msg_8b0aa8cfbd7549eea188a82b2ec322b500','{"id": "msg_8b0aa8cfbd7549eea188a82b2ec322b500", "type": "message", "role": "assistant", "status": "incomplete", "content": [{"type": "output_text", "text": "\ufffd\u0014\ufffd\ufffdI\bdPx\ufffdp''\ufffdK\u000e8", "annotations": [], "logprobs": []}]}');
INSERT INTO "response_items" VALUES('resp_1bc6c9c0fc584d709192255b724b326f',0,0,'msg_a8d82354370146cd9c9eba2e2dfb0e8a','{"id": "msg_a8d82354370146cd9c9eba2e2dfb0e8a", "type": "message", "role": "user", "status": "completed", "content": [{"type": "input_text", "text": "In it"}]}');
INSERT INTO "response_items" VALUES('resp_1bc6c9c0fc584d709192255b724b326f',1,1,'msg_1bc6c9c0fc584d709192255b724b326f00','{"id": "msg_1bc6c9c0fc584d709192255b724b326f00", "type": "message", "role": "assistant", "status": "incomplete", "content": [{"type": "output_text", "text": "!\ufffd[\u808f:\ufffdD\ufffdk\ufffd\ufffd\ufffd\ufffd", "annotations": [], "logprobs": []}]}');
INSERT INTO "response_items" VALUES('resp_359c7d0631e241539cbf2280507cc014',0,0,'msg_4d12de10b4a4487481ec31eed3008b0b','{"id": "msg_4d12de10b4a4487481ec31eed3008b0b", "type": "message", "role": "user", "status": "completed", "content": [{"type": "input_text", "text": "Interrupted"}]}');
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
INSERT INTO "responses" VALUES('resp_a7e0862801d7435abd6f59624a8f33b4','default','incomplete',1796070349,NULL,'{"model": "toy", "instructions": null, "store": true, "max_output_tokens": 16, "max_tool_calls": null, "metadata": {}, "parallel_tool_calls": true, "tools": [], "tool_choice": "auto", "text": {"format": {"type": "text"}, "verbosity": "medium"}, "reasoning": null, "temperature": 1.0, "top_p": 1.0, "presence_penalty": 0.0, "frequency_penalty": 0.0, "top_logprobs": 0, "truncation": "disabled", "prompt_cache_key": null, "prompt_cache_options": null, "prompt_cache_retention": null, "safety_identifier": null, "service_tier": "default", "user": null}',0,'ow_411b61316bd34c749d05170068dfef71',0,'d125bdfe477a04efa9737062101bd8ae',NULL,'resp_a7e0862801d7435abd6f59624a8f33b4',NULL,NULL,NULL,'[22, 16, 6, null, {"tier": "device", "num_tokens": 6, "seconds": 0.0, "saved_s": 8.329423867133315e-05, "num_bytes": 0}]',NULL,'max_output_tokens',1,'[[0, 1, 0], [0, 1, 0], [0, 1, 0], [0, 1, 0], [0, 1, 0], [0, 1, 0], [0, 1, 0], [0, 1, 0], [0, 1, 0], [0, 1, 0], [0, 1, 0], [0, 1, 0], [0, 1, 0], [0, 1, 0]]',0);
INSERT INTO "responses" VALUES('resp_0492ef9b942f49539d5072379a45e4ed','default','completed',1796070349,1796070349,'{"model": "toy", "instructions": null, "store": true, "max_output_tokens": 16, "max_tool_calls": null, "metadata": {}, "parallel_tool_calls": true, "tools": [], "tool_choice": "auto", "text": {"format": {"type": "text"}, "verbosity": "medium"}, "reasoning": null, "temperature": 1.0, "top_p": 1.0, "presence_penalty": 0.0, "frequency_penalty": 0.0, "top_logprobs": 0, "truncation": "disabled", "prompt_cache_key": null, "prompt_cache_options": null, "prompt_cache_retention": null, "safety_identifier": null, "service_tier": "default", "user": null}',0,'ow_411b61316bd34c749d05170068dfef71',0,'d125bdfe477a04efa9737062101bd8ae',NULL,'resp_a7e0862801d7435abd6f59624a8f33b4','resp_a7e0862801d7435abd6f59624a8f33b4',NULL,NULL,'[62, 13, 37, null, {"tier": "device", "num_tokens": 37, "seconds": 0.0, "saved_s": 0.0005379416723367479, "num_bytes": 0}]',NULL,NULL,1,'[[0, 2, 0], [0, 1, 0], [0, 1, 0], [0, 1, 0], [0, 1, 0], [0, 1, 0], [0, 1, 0], [0, 1, 0], [0, 1, 0], [0, 1, 0], [0, 1, 0]]',0);
INSERT INTO "responses" VALUES('resp_0f7731185ac840cb9f8f2a22cba2f27b','default','incomplete',1796070349,NULL,'{"model": "toy", "instructions": null, "store": true, "max_output_tokens": 16, "max_tool_calls": null, "metadata": {}, "parallel_tool_calls": true, "tools": [], "tool_choice": "auto", "text": {"format": {"type": "text"}, "verbosity": "medium"}, "reasoning": null, "temperature": 1.0, "top_p": 1.0, "presence_penalty": 0.0, "frequency_penalty": 0.0, "top_logprobs": 0, "truncation": "disabled", "prompt_cache_key": null, "prompt_cache_options": null, "prompt_cache_retention": null, "safety_identifier": null, "service_tier": "default", "user": null}',1,'ow_411b61316bd34c749d05170068dfef71',0,'d125bdfe477a04efa9737062101bd8ae',NULL,'resp_0f7731185ac840cb9f8f2a22cba2f27b',NULL,NULL,NULL,'[24, 16, 6, null, {"tier": "device", "num_tokens": 6, "seconds": 0.0, "saved_s": 8.36910503148995e-05, "num_bytes": 0}]',NULL,'max_output_tokens',1,'[[0, 1, 0], [0, 1, 0], [0, 1, 0], [0, 1, 0], [0, 1, 0], [0, 2, 0], [0, 1, 0], [0, 1, 0], [0, 1, 0], [0, 1, 0], [0, 1, 0], [0, 2, 0], [0, 2, 0]]',0);
INSERT INTO "responses" VALUES('resp_453aef900a684ed3b22939d21c35d3b9','default','incomplete',1796070350,NULL,'{"model": "toy", "instructions": null, "store": true, "max_output_tokens": 16, "max_tool_calls": null, "metadata": {}, "parallel_tool_calls": true, "tools": [], "tool_choice": "auto", "text": {"format": {"type": "text"}, "verbosity": "medium"}, "reasoning": null, "temperature": 1.0, "top_p": 1.0, "presence_penalty": 0.0, "frequency_penalty": 0.0, "top_logprobs": 0, "truncation": "disabled", "prompt_cache_key": null, "prompt_cache_options": null, "prompt_cache_retention": null, "safety_identifier": null, "service_tier": "default", "user": null}',0,'ow_411b61316bd34c749d05170068dfef71',0,'d125bdfe477a04efa9737062101bd8ae',NULL,'resp_453aef900a684ed3b22939d21c35d3b9',NULL,NULL,NULL,'[23, 16, 8, null, {"tier": "device", "num_tokens": 8, "seconds": 0.0, "saved_s": 0.0001112649392547585, "num_bytes": 0}]',NULL,'max_output_tokens',1,'[[0, 1, 0], [0, 1, 0], [0, 1, 0], [0, 1, 0], [0, 1, 0], [0, 1, 0], [0, 1, 0], [0, 1, 0], [0, 2, 0], [0, 1, 0], [0, 1, 0], [0, 1, 0], [0, 1, 0], [0, 1, 0], [0, 1, 0]]',1);
INSERT INTO "responses" VALUES('resp_8b0aa8cfbd7549eea188a82b2ec322b5','default','incomplete',1796070350,NULL,'{"model": "toy", "instructions": null, "store": true, "max_output_tokens": 16, "max_tool_calls": null, "metadata": {}, "parallel_tool_calls": true, "tools": [], "tool_choice": "auto", "text": {"format": {"type": "text"}, "verbosity": "medium"}, "reasoning": null, "temperature": 1.0, "top_p": 1.0, "presence_penalty": 0.0, "frequency_penalty": 0.0, "top_logprobs": 0, "truncation": "disabled", "prompt_cache_key": null, "prompt_cache_options": null, "prompt_cache_retention": null, "safety_identifier": null, "service_tier": "default", "user": null}',0,'ow_411b61316bd34c749d05170068dfef71',0,'d125bdfe477a04efa9737062101bd8ae',NULL,'resp_453aef900a684ed3b22939d21c35d3b9','resp_453aef900a684ed3b22939d21c35d3b9',NULL,NULL,'[70, 16, 38, null, {"tier": "device", "num_tokens": 38, "seconds": 0.0, "saved_s": 0.0005343316068692814, "num_bytes": 0}]',NULL,'max_output_tokens',1,'[[0, 1, 0], [0, 1, 0], [0, 1, 0], [0, 2, 0], [0, 1, 0], [0, 1, 0], [0, 1, 0], [0, 1, 0], [0, 1, 0], [0, 1, 0], [0, 1, 0], [0, 1, 0], [0, 1, 0], [0, 1, 0], [0, 1, 0]]',0);
INSERT INTO "responses" VALUES('resp_1bc6c9c0fc584d709192255b724b326f','default','incomplete',1796070350,NULL,'{"model": "toy", "instructions": null, "store": true, "max_output_tokens": 16, "max_tool_calls": null, "metadata": {}, "parallel_tool_calls": true, "tools": [], "tool_choice": "auto", "text": {"format": {"type": "text"}, "verbosity": "medium"}, "reasoning": null, "temperature": 1.0, "top_p": 1.0, "presence_penalty": 0.0, "frequency_penalty": 0.0, "top_logprobs": 0, "truncation": "disabled", "prompt_cache_key": null, "prompt_cache_options": null, "prompt_cache_retention": null, "safety_identifier": null, "service_tier": "default", "user": null}',0,'ow_411b61316bd34c749d05170068dfef71',0,'d125bdfe477a04efa9737062101bd8ae',NULL,'conv_cf9330b48bc74d34ace7b472044a2bbe',NULL,'conv_cf9330b48bc74d34ace7b472044a2bbe',1,'[38, 16, 6, null, {"tier": "device", "num_tokens": 6, "seconds": 0.0, "saved_s": 9.436129447158873e-05, "num_bytes": 0}]',NULL,'max_output_tokens',1,'[[0, 1, 0], [0, 2, 0], [0, 1, 0], [0, 1, 0], [0, 2, 0], [0, 2, 0], [0, 2, 0], [0, 1, 0], [0, 1, 0]]',0);
INSERT INTO "responses" VALUES('resp_359c7d0631e241539cbf2280507cc014','default','in_progress',1796070350,NULL,'{"model": "toy", "instructions": null, "store": true, "max_output_tokens": 600, "max_tool_calls": null, "metadata": {}, "parallel_tool_calls": true, "tools": [], "tool_choice": "auto", "text": {"format": {"type": "text"}, "verbosity": "medium"}, "reasoning": null, "temperature": 1.0, "top_p": 1.0, "presence_penalty": 0.0, "frequency_penalty": 0.0, "top_logprobs": 0, "truncation": "disabled", "prompt_cache_key": null, "prompt_cache_options": null, "prompt_cache_retention": null, "safety_identifier": null, "service_tier": "default", "user": null}',1,'ow_411b61316bd34c749d05170068dfef71',0,'d125bdfe477a04efa9737062101bd8ae',NULL,'resp_359c7d0631e241539cbf2280507cc014',NULL,NULL,NULL,NULL,NULL,NULL,1,NULL,0);
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
INSERT INTO "sessions" VALUES('se_8aade2a7a1dc44d2a9374e0a8cb5889e','default','talk',1.7960703492028384209e+09,1.79607034935223269464e+09,4,'br_cf5eb4764d254445b55662d947c44d63',NULL,NULL,NULL,NULL,'{"byte_seconds": {"device": 98.61920230370015, "disk": 156.1316977931565}, "num_restored_bytes": 0, "num_recomputed_tokens": 0}');
INSERT INTO "sessions" VALUES('se_13385f1c49224d42ab910dbc8db4a99c','default','text',1.79607034936903762816e+09,1796070349.48641,2,'br_f1c3e8647dfb41fba9699990dd0b3884',NULL,NULL,NULL,NULL,'{"byte_seconds": {"device": 24.489452288020402, "disk": 5.155797856175923}, "num_restored_bytes": 0, "num_recomputed_tokens": 0}');
INSERT INTO "sessions" VALUES('se_18f6bd5a5c984ac1bf0c415ec51d9b93','default','ids',1.7960703494926366806e+09,1.79607034956180238718e+09,1,'br_8498cb09d278402cb23b72ef55588091',NULL,NULL,NULL,NULL,'{"byte_seconds": {"device": 0.0, "disk": 0.0}, "num_restored_bytes": 0, "num_recomputed_tokens": 0}');
INSERT INTO "sessions" VALUES('se_48ee1cab525d4fa0814317243e38ed64','default','resp_a7e0862801d7435abd6f59624a8f33b4',1.79607034960989069938e+09,1.79607034989546203614e+09,2,'br_8345a16236e34f268d12609c781ff078',NULL,NULL,NULL,NULL,'{"byte_seconds": {"device": 124.9961845758371, "disk": 242.69351688027382}, "num_restored_bytes": 0, "num_recomputed_tokens": 0}');
INSERT INTO "sessions" VALUES('se_26e73a6f40504fe6bcacc63d1a943205','default','resp_0f7731185ac840cb9f8f2a22cba2f27b',1.7960703499257640839e+09,1.79607034998164653773e+09,1,'br_2eb783e6add0482cb4f1918822cbd0c0',NULL,NULL,NULL,NULL,'{"byte_seconds": {"device": 0.0, "disk": 0.0}, "num_restored_bytes": 0, "num_recomputed_tokens": 0}');
INSERT INTO "sessions" VALUES('se_77b50c97bdbc43feaec954a5d72882b7','default','resp_453aef900a684ed3b22939d21c35d3b9',1.79607035009817218775e+09,1.79607035029494976991e+09,2,'br_195008abb5fc49eeb7e1a1ae507638b8',NULL,NULL,NULL,NULL,'{"byte_seconds": {"device": 53.40748774399981, "disk": 107.51199993632326}, "num_restored_bytes": 0, "num_recomputed_tokens": 0}');
INSERT INTO "sessions" VALUES('se_61be59a589de469a8d6376f4c768acac','default','conv_cf9330b48bc74d34ace7b472044a2bbe',1.7960703503466534615e+09,1.79607035036936092372e+09,1,'br_739eb98af9f7494bb754703f5ce4dfe6',NULL,NULL,NULL,NULL,'{"byte_seconds": {"device": 0.0, "disk": 0.0}, "num_restored_bytes": 0, "num_recomputed_tokens": 0}');
INSERT INTO "sessions" VALUES('se_3e337774bf8545f8b180cb93a9c10837','default','resp_359c7d0631e241539cbf2280507cc014',1.79607035051321935661e+09,1.79607035051513576505e+09,1,'br_845c5031ce624927b727aa78c07fd70f',NULL,NULL,NULL,NULL,NULL);
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
INSERT INTO "spans" VALUES('br_6fd2cd1fc52c4a5cabb036ffd22d2eb6',0,'it_2d63b00291ee4c92bae8d7366ff3c6e2','user',X'0001000054000000520000004400000051000000C6000000260000004E0000004E00000043000000DC0000004C0000004E000000510000004D000000480000004D0000004600000001010000','rendered',NULL,NULL,'d125bdfe477a04efa9737062101bd8ae','toy');
INSERT INTO "spans" VALUES('br_6fd2cd1fc52c4a5cabb036ffd22d2eb6',19,'it_b5ebd264379a408d9a35d250ebe1dcc2','assistant',X'C600000000010000400000005200000052000000480000005200000053000000400000004D00000053000000C6000000','rendered',NULL,NULL,'d125bdfe477a04efa9737062101bd8ae','toy');
INSERT INTO "spans" VALUES('br_6fd2cd1fc52c4a5cabb036ffd22d2eb6',31,'it_b5ebd264379a408d9a35d250ebe1dcc2','assistant',X'890000007B0000002A000000AA000000A30000004B000000','sampled','1',0,'d125bdfe477a04efa9737062101bd8ae','toy');
INSERT INTO "spans" VALUES('br_6fd2cd1fc52c4a5cabb036ffd22d2eb6',37,'it_f3f2ede0258c4781bdf8e9fc13455f36','user',X'01010000C60000000001000054000000520000004400000051000000C6000000200000004D00000043000000DC0000005300000047000000440000004D0000001E00000001010000','rendered',NULL,NULL,'d125bdfe477a04efa9737062101bd8ae','toy');
INSERT INTO "spans" VALUES('br_6fd2cd1fc52c4a5cabb036ffd22d2eb6',55,'it_3ab0fce8f876451bb7042535215d83d6','assistant',X'C600000000010000400000005200000052000000480000005200000053000000400000004D00000053000000C6000000','rendered',NULL,NULL,'d125bdfe477a04efa9737062101bd8ae','toy');
INSERT INTO "spans" VALUES('br_6fd2cd1fc52c4a5cabb036ffd22d2eb6',67,'it_3ab0fce8f876451bb7042535215d83d6','assistant',X'9F0000005F000000AE000000B90000006D000000BC000000','sampled','1',0,'d125bdfe477a04efa9737062101bd8ae','toy');
INSERT INTO "spans" VALUES('br_6fd2cd1fc52c4a5cabb036ffd22d2eb6',73,'it_68450e0c7c49489e95e1610b9e5159b6','user',X'01010000C60000000001000054000000520000004400000051000000C60000003600000047000000580000001E00000001010000','rendered',NULL,NULL,'d125bdfe477a04efa9737062101bd8ae','toy');
INSERT INTO "spans" VALUES('br_6fd2cd1fc52c4a5cabb036ffd22d2eb6',86,'it_abf89de7b8ab4c57b4b9f6f2222fba07','assistant',X'C600000000010000400000005200000052000000480000005200000053000000400000004D00000053000000C6000000','rendered',NULL,NULL,'d125bdfe477a04efa9737062101bd8ae','toy');
INSERT INTO "spans" VALUES('br_6fd2cd1fc52c4a5cabb036ffd22d2eb6',98,'it_abf89de7b8ab4c57b4b9f6f2222fba07','assistant',X'9400000026000000D5000000E9000000A9000000E3000000','sampled','2',0,'d125bdfe477a04efa9737062101bd8ae','toy');
INSERT INTO "spans" VALUES('br_ae4d2b354bec4f868c44983600ab3898',86,'it_0ba62c96729242b3ac6d42a578bfcb10','assistant',X'C600000000010000400000005200000052000000480000005200000053000000400000004D00000053000000C6000000','rendered',NULL,NULL,'d125bdfe477a04efa9737062101bd8ae','toy');
INSERT INTO "spans" VALUES('br_ae4d2b354bec4f868c44983600ab3898',98,'it_0ba62c96729242b3ac6d42a578bfcb10','assistant',X'940000002A0000005F000000740000001C0000003F000000','sampled','2',1,'d125bdfe477a04efa9737062101bd8ae','toy');
INSERT INTO "spans" VALUES('br_cf5eb4764d254445b55662d947c44d63',0,'it_5c3d5f7b25e44877bc893907af596fc3','user',X'0001000054000000520000004400000051000000C6000000260000004E0000004E00000043000000DC0000004400000055000000440000004D000000480000004D0000004600000001010000','rendered',NULL,NULL,'d125bdfe477a04efa9737062101bd8ae','toy');
INSERT INTO "spans" VALUES('br_cf5eb4764d254445b55662d947c44d63',19,'it_fb55d6ddd5a141f6b54d2b7907b55839','assistant',X'C600000000010000400000005200000052000000480000005200000053000000400000004D00000053000000C6000000','rendered',NULL,NULL,'d125bdfe477a04efa9737062101bd8ae','toy');
INSERT INTO "spans" VALUES('br_cf5eb4764d254445b55662d947c44d63',31,'it_fb55d6ddd5a141f6b54d2b7907b55839','assistant',X'D800000081000000F3000000DC000000950000004C000000','sampled','3',0,'d125bdfe477a04efa9737062101bd8ae','toy');
INSERT INTO "spans" VALUES('br_f1c3e8647dfb41fba9699990dd0b3884',0,'it_cfa47ef921be4b1d92695d5428f0aae2','prompt',X'2E0000004D0000004200000044000000DC000000540000004F0000004E0000004D000000DC00000040000000DC00000053000000480000004C00000044000000','rendered',NULL,NULL,'d125bdfe477a04efa9737062101bd8ae','toy');
INSERT INTO "spans" VALUES('br_f1c3e8647dfb41fba9699990dd0b3884',16,'it_e92ddb62e2624c98a20ed3dc0b711a5c','completion',X'210000004E000000BB00000078000000B9000000','sampled','4',0,'d125bdfe477a04efa9737062101bd8ae','toy');
INSERT INTO "spans" VALUES('br_f1c3e8647dfb41fba9699990dd0b3884',21,'it_7679acbe21fb4267bdeb1877499ceebc','prompt',X'DC000000400000004D00000043000000','rendered',NULL,NULL,'d125bdfe477a04efa9737062101bd8ae','toy');
INSERT INTO "spans" VALUES('br_f1c3e8647dfb41fba9699990dd0b3884',25,'it_87cd5a7d32094590ab759ff206722bf7','completion',X'B70000001800000099000000','sampled','5',0,'d125bdfe477a04efa9737062101bd8ae','toy');
INSERT INTO "spans" VALUES('br_8498cb09d278402cb23b72ef55588091',0,'it_2aa451b1e16948709a2b53e944d757c8','prompt',X'740000006F0000006B000000650000006E00000073000000','rendered',NULL,NULL,'d125bdfe477a04efa9737062101bd8ae','toy');
INSERT INTO "spans" VALUES('br_8498cb09d278402cb23b72ef55588091',6,'it_486ed0af44ea4a61b3d0c22f4f7b85ea','completion',X'F70000009A0000005F000000AC00000050000000','sampled','6',0,'d125bdfe477a04efa9737062101bd8ae','toy');
INSERT INTO "spans" VALUES('br_8345a16236e34f268d12609c781ff078',0,'it_e65b83e8b505457eb302be30eb72b5bc','user',X'0001000054000000520000004400000051000000C60000002E0000004D0000004400000001010000','rendered',NULL,NULL,'d125bdfe477a04efa9737062101bd8ae','toy');
INSERT INTO "spans" VALUES('br_8345a16236e34f268d12609c781ff078',10,'it_e80afc0f805f446f8c44593dfa1a4475','assistant',X'C600000000010000400000005200000052000000480000005200000053000000400000004D00000053000000C6000000','rendered',NULL,NULL,'d125bdfe477a04efa9737062101bd8ae','toy');
INSERT INTO "spans" VALUES('br_8345a16236e34f268d12609c781ff078',22,'it_e80afc0f805f446f8c44593dfa1a4475','assistant',X'3E000000C00000008B000000FB0000002A00000097000000E200000030000000C0000000BC000000F9000000B300000031000000D50000006E00000025000000','sampled','7952829713208964150',0,'d125bdfe477a04efa9737062101bd8ae','toy');
INSERT INTO "spans" VALUES('br_8345a16236e34f268d12609c781ff078',38,'it_9bd6235a4f1a43f98db011d36637b40d','user',X'01010000C60000000001000054000000520000004400000051000000C600000033000000560000004E00000001010000','rendered',NULL,NULL,'d125bdfe477a04efa9737062101bd8ae','toy');
INSERT INTO "spans" VALUES('br_8345a16236e34f268d12609c781ff078',50,'it_c9bcfaf6409b4e65a8d76ed14284476b','assistant',X'C600000000010000400000005200000052000000480000005200000053000000400000004D00000053000000C6000000','rendered',NULL,NULL,'d125bdfe477a04efa9737062101bd8ae','toy');
INSERT INTO "spans" VALUES('br_8345a16236e34f268d12609c781ff078',62,'it_c9bcfaf6409b4e65a8d76ed14284476b','assistant',X'A5000000C400000032000000C300000075000000B80000000800000029000000420000005C000000F30000006B00000001010000','sampled','1952698322543769314',0,'d125bdfe477a04efa9737062101bd8ae','toy');
INSERT INTO "spans" VALUES('br_2eb783e6add0482cb4f1918822cbd0c0',0,'it_b4447cfa80f148a0bb800a05f045e31d','user',X'0001000054000000520000004400000051000000C60000002B0000004000000053000000440000005100000001010000','rendered',NULL,NULL,'d125bdfe477a04efa9737062101bd8ae','toy');
INSERT INTO "spans" VALUES('br_2eb783e6add0482cb4f1918822cbd0c0',12,'it_3a36771d85b245f394ea0122a0b218ad','assistant',X'C600000000010000400000005200000052000000480000005200000053000000400000004D00000053000000C6000000','rendered',NULL,NULL,'d125bdfe477a04efa9737062101bd8ae','toy');
INSERT INTO "spans" VALUES('br_2eb783e6add0482cb4f1918822cbd0c0',24,'it_3a36771d85b245f394ea0122a0b218ad','assistant',X'B1000000C9000000F8000000D200000086000000880000004900000006000000C7000000210000007A000000F900000097000000250000009700000053000000','sampled','7496048946726926372',0,'d125bdfe477a04efa9737062101bd8ae','toy');
INSERT INTO "spans" VALUES('br_195008abb5fc49eeb7e1a1ae507638b8',0,'it_33affdfd8d8b49b2bc1687e8f1cae490','user',X'0001000054000000520000004400000051000000C6000000260000004E0000004D0000004400000001010000','rendered',NULL,NULL,'d125bdfe477a04efa9737062101bd8ae','toy');
INSERT INTO "spans" VALUES('br_195008abb5fc49eeb7e1a1ae507638b8',11,'it_9c27884a58ae4b1d824eb667cc75c089','assistant',X'C600000000010000400000005200000052000000480000005200000053000000400000004D00000053000000C6000000','rendered',NULL,NULL,'d125bdfe477a04efa9737062101bd8ae','toy');
INSERT INTO "spans" VALUES('br_195008abb5fc49eeb7e1a1ae507638b8',23,'it_9c27884a58ae4b1d824eb667cc75c089','assistant',X'2A0000000E0000006C000000430000003F00000011000000FB0000000D0000009C000000E5000000100000002D000000410000004B000000020000004F000000','sampled','7586830232435754586',0,'d125bdfe477a04efa9737062101bd8ae','toy');
INSERT INTO "spans" VALUES('br_195008abb5fc49eeb7e1a1ae507638b8',39,'it_05a733518b364fee9c026f256b81b03a','user',X'01010000C60000000001000054000000520000004400000051000000C60000003200000053000000480000004B0000004B000000DC0000004700000044000000510000004400000001010000','rendered',NULL,NULL,'d125bdfe477a04efa9737062101bd8ae','toy');
INSERT INTO "spans" VALUES('br_195008abb5fc49eeb7e1a1ae507638b8',58,'it_c105c942332f4027ac3fae98f928ec60','assistant',X'C600000000010000400000005200000052000000480000005200000053000000400000004D00000053000000C6000000','rendered',NULL,NULL,'d125bdfe477a04efa9737062101bd8ae','toy');
INSERT INTO "spans" VALUES('br_195008abb5fc49eeb7e1a1ae507638b8',70,'it_c105c942332f4027ac3fae98f928ec60','assistant',X'E2000000D0000000A30000009500000028000000C4000000430000002F00000057000000E40000004F00000006000000F10000002A000000CA00000017000000','sampled','7582255720279495019',0,'d125bdfe477a04efa9737062101bd8ae','toy');
INSERT INTO "spans" VALUES('br_739eb98af9f7494bb754703f5ce4dfe6',0,'it_970b88f3d1fc46909ac575782c161e51','user',X'0001000054000000520000004400000051000000C60000002100000044000000450000004E000000510000004400000001010000','rendered',NULL,NULL,'d125bdfe477a04efa9737062101bd8ae','toy');
INSERT INTO "spans" VALUES('br_739eb98af9f7494bb754703f5ce4dfe6',13,'it_bd7d79dbb5ae4d8d810c35f38f1bd338','user',X'C60000000001000054000000520000004400000051000000C6000000280000004D000000DC000000480000005300000001010000','rendered',NULL,NULL,'d125bdfe477a04efa9737062101bd8ae','toy');
INSERT INTO "spans" VALUES('br_739eb98af9f7494bb754703f5ce4dfe6',26,'it_42c8953145e443c88ebdcb5e1e717de8','assistant',X'C600000000010000400000005200000052000000480000005200000053000000400000004D00000053000000C6000000','rendered',NULL,NULL,'d125bdfe477a04efa9737062101bd8ae','toy');
INSERT INTO "spans" VALUES('br_739eb98af9f7494bb754703f5ce4dfe6',38,'it_42c8953145e443c88ebdcb5e1e717de8','assistant',X'0000000000010000890000003A000000A4000000E0000000ED000000190000008D00000023000000A20000004A00000094000000B9000000E400000086000000','sampled','8548383521961995392',0,'d125bdfe477a04efa9737062101bd8ae','toy');
INSERT INTO "spans" VALUES('br_845c5031ce624927b727aa78c07fd70f',0,'it_28bcb32f79e14a4492458b9111095c3d','user',X'0001000054000000520000004400000051000000C6000000280000004D00000053000000440000005100000051000000540000004F00000053000000440000004300000001010000','rendered',NULL,NULL,'d125bdfe477a04efa9737062101bd8ae','toy');
CREATE TABLE steps (
	run_id VARCHAR NOT NULL, 
	position INTEGER NOT NULL, 
	turn_id VARCHAR NOT NULL, 
	PRIMARY KEY (run_id, position), 
	FOREIGN KEY(turn_id) REFERENCES turns (id) ON DELETE CASCADE
);
INSERT INTO "steps" VALUES('resp_a7e0862801d7435abd6f59624a8f33b4',0,'turn_6c0867d0ee7b40df8031dd0cf3a6587f');
INSERT INTO "steps" VALUES('resp_0492ef9b942f49539d5072379a45e4ed',0,'turn_3534e264c37e48fc8ffa773336e45545');
INSERT INTO "steps" VALUES('resp_0f7731185ac840cb9f8f2a22cba2f27b',0,'turn_309b8f8e18a043b9bf38f9162266f1e9');
INSERT INTO "steps" VALUES('resp_453aef900a684ed3b22939d21c35d3b9',0,'turn_e5f6d8a2264042f69710b74318ecda8d');
INSERT INTO "steps" VALUES('resp_8b0aa8cfbd7549eea188a82b2ec322b5',0,'turn_bb1ff01b90254840a72713b0179b7765');
INSERT INTO "steps" VALUES('resp_1bc6c9c0fc584d709192255b724b326f',0,'turn_c3ea8e90582248b785e960382d54a871');
INSERT INTO "steps" VALUES('resp_359c7d0631e241539cbf2280507cc014',0,'turn_b7f3e4c4ddbd4891920d71b78f022e08');
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
INSERT INTO "turn_tokens" VALUES('turn_309b8f8e18a043b9bf38f9162266f1e9',0,0,X'B1000000C9000000F8000000D200000086000000880000004900000006000000C7000000210000007A000000F900000097000000250000009700000053000000',NULL,6,'length',NULL);
INSERT INTO "turn_tokens" VALUES('turn_3534e264c37e48fc8ffa773336e45545',0,0,X'A5000000C400000032000000C300000075000000B80000000800000029000000420000005C000000F30000006B00000001010000',NULL,37,'stop',NULL);
INSERT INTO "turn_tokens" VALUES('turn_6c0867d0ee7b40df8031dd0cf3a6587f',0,0,X'3E000000C00000008B000000FB0000002A00000097000000E200000030000000C0000000BC000000F9000000B300000031000000D50000006E00000025000000',NULL,6,'length',NULL);
INSERT INTO "turn_tokens" VALUES('turn_b7f3e4c4ddbd4891920d71b78f022e08',0,0,X'B7000000',NULL,6,NULL,NULL);
INSERT INTO "turn_tokens" VALUES('turn_b7f3e4c4ddbd4891920d71b78f022e08',0,1,X'9F000000',NULL,NULL,NULL,NULL);
INSERT INTO "turn_tokens" VALUES('turn_b7f3e4c4ddbd4891920d71b78f022e08',0,2,X'40000000',NULL,NULL,NULL,NULL);
INSERT INTO "turn_tokens" VALUES('turn_b7f3e4c4ddbd4891920d71b78f022e08',0,3,X'69000000',NULL,NULL,NULL,NULL);
INSERT INTO "turn_tokens" VALUES('turn_b7f3e4c4ddbd4891920d71b78f022e08',0,4,X'33000000',NULL,NULL,NULL,NULL);
INSERT INTO "turn_tokens" VALUES('turn_b7f3e4c4ddbd4891920d71b78f022e08',0,5,X'1A000000',NULL,NULL,NULL,NULL);
INSERT INTO "turn_tokens" VALUES('turn_b7f3e4c4ddbd4891920d71b78f022e08',0,6,X'B7000000',NULL,NULL,NULL,NULL);
INSERT INTO "turn_tokens" VALUES('turn_b7f3e4c4ddbd4891920d71b78f022e08',0,7,X'DD000000',NULL,NULL,NULL,NULL);
INSERT INTO "turn_tokens" VALUES('turn_b7f3e4c4ddbd4891920d71b78f022e08',0,8,X'4E000000',NULL,NULL,NULL,NULL);
INSERT INTO "turn_tokens" VALUES('turn_b7f3e4c4ddbd4891920d71b78f022e08',0,9,X'0A000000',NULL,NULL,NULL,NULL);
INSERT INTO "turn_tokens" VALUES('turn_b7f3e4c4ddbd4891920d71b78f022e08',0,10,X'98000000',NULL,NULL,NULL,NULL);
INSERT INTO "turn_tokens" VALUES('turn_b7f3e4c4ddbd4891920d71b78f022e08',0,11,X'AB000000',NULL,NULL,NULL,NULL);
INSERT INTO "turn_tokens" VALUES('turn_b7f3e4c4ddbd4891920d71b78f022e08',0,12,X'62000000',NULL,NULL,NULL,NULL);
INSERT INTO "turn_tokens" VALUES('turn_b7f3e4c4ddbd4891920d71b78f022e08',0,13,X'AC000000',NULL,NULL,NULL,NULL);
INSERT INTO "turn_tokens" VALUES('turn_b7f3e4c4ddbd4891920d71b78f022e08',0,14,X'E4000000',NULL,NULL,NULL,NULL);
INSERT INTO "turn_tokens" VALUES('turn_b7f3e4c4ddbd4891920d71b78f022e08',0,15,X'81000000',NULL,NULL,NULL,NULL);
INSERT INTO "turn_tokens" VALUES('turn_b7f3e4c4ddbd4891920d71b78f022e08',0,16,X'6B000000',NULL,NULL,NULL,NULL);
INSERT INTO "turn_tokens" VALUES('turn_b7f3e4c4ddbd4891920d71b78f022e08',0,17,X'D7000000',NULL,NULL,NULL,NULL);
INSERT INTO "turn_tokens" VALUES('turn_b7f3e4c4ddbd4891920d71b78f022e08',0,18,X'B0000000',NULL,NULL,NULL,NULL);
INSERT INTO "turn_tokens" VALUES('turn_b7f3e4c4ddbd4891920d71b78f022e08',0,19,X'FE000000',NULL,NULL,NULL,NULL);
INSERT INTO "turn_tokens" VALUES('turn_b7f3e4c4ddbd4891920d71b78f022e08',0,20,X'06000000',NULL,NULL,NULL,NULL);
INSERT INTO "turn_tokens" VALUES('turn_b7f3e4c4ddbd4891920d71b78f022e08',0,21,X'39000000',NULL,NULL,NULL,NULL);
INSERT INTO "turn_tokens" VALUES('turn_b7f3e4c4ddbd4891920d71b78f022e08',0,22,X'AA000000',NULL,NULL,NULL,NULL);
INSERT INTO "turn_tokens" VALUES('turn_b7f3e4c4ddbd4891920d71b78f022e08',0,23,X'75000000',NULL,NULL,NULL,NULL);
INSERT INTO "turn_tokens" VALUES('turn_b7f3e4c4ddbd4891920d71b78f022e08',0,24,X'DA000000',NULL,NULL,NULL,NULL);
INSERT INTO "turn_tokens" VALUES('turn_b7f3e4c4ddbd4891920d71b78f022e08',0,25,X'25000000',NULL,NULL,NULL,NULL);
INSERT INTO "turn_tokens" VALUES('turn_b7f3e4c4ddbd4891920d71b78f022e08',0,26,X'25000000',NULL,NULL,NULL,NULL);
INSERT INTO "turn_tokens" VALUES('turn_b7f3e4c4ddbd4891920d71b78f022e08',0,27,X'4C000000',NULL,NULL,NULL,NULL);
INSERT INTO "turn_tokens" VALUES('turn_b7f3e4c4ddbd4891920d71b78f022e08',0,28,X'52000000',NULL,NULL,NULL,NULL);
INSERT INTO "turn_tokens" VALUES('turn_b7f3e4c4ddbd4891920d71b78f022e08',0,29,X'01000000',NULL,NULL,NULL,NULL);
INSERT INTO "turn_tokens" VALUES('turn_b7f3e4c4ddbd4891920d71b78f022e08',0,30,X'3D000000',NULL,NULL,NULL,NULL);
INSERT INTO "turn_tokens" VALUES('turn_b7f3e4c4ddbd4891920d71b78f022e08',0,31,X'9E000000',NULL,NULL,NULL,NULL);
INSERT INTO "turn_tokens" VALUES('turn_b7f3e4c4ddbd4891920d71b78f022e08',0,32,X'6F000000',NULL,NULL,NULL,NULL);
INSERT INTO "turn_tokens" VALUES('turn_b7f3e4c4ddbd4891920d71b78f022e08',0,33,X'70000000',NULL,NULL,NULL,NULL);
INSERT INTO "turn_tokens" VALUES('turn_b7f3e4c4ddbd4891920d71b78f022e08',0,34,X'1D000000',NULL,NULL,NULL,NULL);
INSERT INTO "turn_tokens" VALUES('turn_b7f3e4c4ddbd4891920d71b78f022e08',0,35,X'66000000',NULL,NULL,NULL,NULL);
INSERT INTO "turn_tokens" VALUES('turn_b7f3e4c4ddbd4891920d71b78f022e08',0,36,X'65000000',NULL,NULL,NULL,NULL);
INSERT INTO "turn_tokens" VALUES('turn_b7f3e4c4ddbd4891920d71b78f022e08',0,37,X'89000000',NULL,NULL,NULL,NULL);
INSERT INTO "turn_tokens" VALUES('turn_b7f3e4c4ddbd4891920d71b78f022e08',0,38,X'82000000',NULL,NULL,NULL,NULL);
INSERT INTO "turn_tokens" VALUES('turn_b7f3e4c4ddbd4891920d71b78f022e08',0,39,X'28000000',NULL,NULL,NULL,NULL);
INSERT INTO "turn_tokens" VALUES('turn_b7f3e4c4ddbd4891920d71b78f022e08',0,40,X'F5000000',NULL,NULL,NULL,NULL);
INSERT INTO "turn_tokens" VALUES('turn_b7f3e4c4ddbd4891920d71b78f022e08',0,41,X'21000000',NULL,NULL,NULL,NULL);
INSERT INTO "turn_tokens" VALUES('turn_b7f3e4c4ddbd4891920d71b78f022e08',0,42,X'4C000000',NULL,NULL,NULL,NULL);
INSERT INTO "turn_tokens" VALUES('turn_b7f3e4c4ddbd4891920d71b78f022e08',0,43,X'BC000000',NULL,NULL,NULL,NULL);
INSERT INTO "turn_tokens" VALUES('turn_b7f3e4c4ddbd4891920d71b78f022e08',0,44,X'71000000',NULL,NULL,NULL,NULL);
INSERT INTO "turn_tokens" VALUES('turn_b7f3e4c4ddbd4891920d71b78f022e08',0,45,X'2F000000',NULL,NULL,NULL,NULL);
INSERT INTO "turn_tokens" VALUES('turn_b7f3e4c4ddbd4891920d71b78f022e08',0,46,X'F8000000',NULL,NULL,NULL,NULL);
INSERT INTO "turn_tokens" VALUES('turn_b7f3e4c4ddbd4891920d71b78f022e08',0,47,X'B2000000',NULL,NULL,NULL,NULL);
INSERT INTO "turn_tokens" VALUES('turn_b7f3e4c4ddbd4891920d71b78f022e08',0,48,X'50000000',NULL,NULL,NULL,NULL);
INSERT INTO "turn_tokens" VALUES('turn_b7f3e4c4ddbd4891920d71b78f022e08',0,49,X'B6000000',NULL,NULL,NULL,NULL);
INSERT INTO "turn_tokens" VALUES('turn_b7f3e4c4ddbd4891920d71b78f022e08',0,50,X'EF000000',NULL,NULL,NULL,NULL);
INSERT INTO "turn_tokens" VALUES('turn_b7f3e4c4ddbd4891920d71b78f022e08',0,51,X'AF000000',NULL,NULL,NULL,NULL);
INSERT INTO "turn_tokens" VALUES('turn_b7f3e4c4ddbd4891920d71b78f022e08',0,52,X'1B000000',NULL,NULL,NULL,NULL);
INSERT INTO "turn_tokens" VALUES('turn_b7f3e4c4ddbd4891920d71b78f022e08',0,53,X'C1000000',NULL,NULL,NULL,NULL);
INSERT INTO "turn_tokens" VALUES('turn_b7f3e4c4ddbd4891920d71b78f022e08',0,54,X'5A000000',NULL,NULL,NULL,NULL);
INSERT INTO "turn_tokens" VALUES('turn_b7f3e4c4ddbd4891920d71b78f022e08',0,55,X'E4000000',NULL,NULL,NULL,NULL);
INSERT INTO "turn_tokens" VALUES('turn_b7f3e4c4ddbd4891920d71b78f022e08',0,56,X'9A000000',NULL,NULL,NULL,NULL);
INSERT INTO "turn_tokens" VALUES('turn_b7f3e4c4ddbd4891920d71b78f022e08',0,57,X'53000000',NULL,NULL,NULL,NULL);
INSERT INTO "turn_tokens" VALUES('turn_b7f3e4c4ddbd4891920d71b78f022e08',0,58,X'8A000000',NULL,NULL,NULL,NULL);
INSERT INTO "turn_tokens" VALUES('turn_b7f3e4c4ddbd4891920d71b78f022e08',0,59,X'F6000000',NULL,NULL,NULL,NULL);
INSERT INTO "turn_tokens" VALUES('turn_b7f3e4c4ddbd4891920d71b78f022e08',0,60,X'77000000',NULL,NULL,NULL,NULL);
INSERT INTO "turn_tokens" VALUES('turn_b7f3e4c4ddbd4891920d71b78f022e08',0,61,X'41000000',NULL,NULL,NULL,NULL);
INSERT INTO "turn_tokens" VALUES('turn_b7f3e4c4ddbd4891920d71b78f022e08',0,62,X'59000000',NULL,NULL,NULL,NULL);
INSERT INTO "turn_tokens" VALUES('turn_b7f3e4c4ddbd4891920d71b78f022e08',0,63,X'4F000000',NULL,NULL,NULL,NULL);
INSERT INTO "turn_tokens" VALUES('turn_b7f3e4c4ddbd4891920d71b78f022e08',0,64,X'FE000000',NULL,NULL,NULL,NULL);
INSERT INTO "turn_tokens" VALUES('turn_b7f3e4c4ddbd4891920d71b78f022e08',0,65,X'29000000',NULL,NULL,NULL,NULL);
INSERT INTO "turn_tokens" VALUES('turn_b7f3e4c4ddbd4891920d71b78f022e08',0,66,X'5C000000',NULL,NULL,NULL,NULL);
INSERT INTO "turn_tokens" VALUES('turn_b7f3e4c4ddbd4891920d71b78f022e08',0,67,X'D4000000',NULL,NULL,NULL,NULL);
INSERT INTO "turn_tokens" VALUES('turn_b7f3e4c4ddbd4891920d71b78f022e08',0,68,X'09000000',NULL,NULL,NULL,NULL);
INSERT INTO "turn_tokens" VALUES('turn_b7f3e4c4ddbd4891920d71b78f022e08',0,69,X'7F000000',NULL,NULL,NULL,NULL);
INSERT INTO "turn_tokens" VALUES('turn_b7f3e4c4ddbd4891920d71b78f022e08',0,70,X'8E000000',NULL,NULL,NULL,NULL);
INSERT INTO "turn_tokens" VALUES('turn_b7f3e4c4ddbd4891920d71b78f022e08',0,71,X'E7000000',NULL,NULL,NULL,NULL);
INSERT INTO "turn_tokens" VALUES('turn_b7f3e4c4ddbd4891920d71b78f022e08',0,72,X'E4000000',NULL,NULL,NULL,NULL);
INSERT INTO "turn_tokens" VALUES('turn_b7f3e4c4ddbd4891920d71b78f022e08',0,73,X'8E000000',NULL,NULL,NULL,NULL);
INSERT INTO "turn_tokens" VALUES('turn_b7f3e4c4ddbd4891920d71b78f022e08',0,74,X'94000000',NULL,NULL,NULL,NULL);
INSERT INTO "turn_tokens" VALUES('turn_b7f3e4c4ddbd4891920d71b78f022e08',0,75,X'96000000',NULL,NULL,NULL,NULL);
INSERT INTO "turn_tokens" VALUES('turn_b7f3e4c4ddbd4891920d71b78f022e08',0,76,X'FC000000',NULL,NULL,NULL,NULL);
INSERT INTO "turn_tokens" VALUES('turn_b7f3e4c4ddbd4891920d71b78f022e08',0,77,X'19000000',NULL,NULL,NULL,NULL);
INSERT INTO "turn_tokens" VALUES('turn_b7f3e4c4ddbd4891920d71b78f022e08',0,78,X'87000000',NULL,NULL,NULL,NULL);
INSERT INTO "turn_tokens" VALUES('turn_b7f3e4c4ddbd4891920d71b78f022e08',0,79,X'54000000',NULL,NULL,NULL,NULL);
INSERT INTO "turn_tokens" VALUES('turn_b7f3e4c4ddbd4891920d71b78f022e08',0,80,X'0A000000',NULL,NULL,NULL,NULL);
INSERT INTO "turn_tokens" VALUES('turn_b7f3e4c4ddbd4891920d71b78f022e08',0,81,X'51000000',NULL,NULL,NULL,NULL);
INSERT INTO "turn_tokens" VALUES('turn_b7f3e4c4ddbd4891920d71b78f022e08',0,82,X'55000000',NULL,NULL,NULL,NULL);
INSERT INTO "turn_tokens" VALUES('turn_b7f3e4c4ddbd4891920d71b78f022e08',0,83,X'6E000000',NULL,NULL,NULL,NULL);
INSERT INTO "turn_tokens" VALUES('turn_b7f3e4c4ddbd4891920d71b78f022e08',0,84,X'DA000000',NULL,NULL,NULL,NULL);
INSERT INTO "turn_tokens" VALUES('turn_b7f3e4c4ddbd4891920d71b78f022e08',0,85,X'A5000000',NULL,NULL,NULL,NULL);
INSERT INTO "turn_tokens" VALUES('turn_b7f3e4c4ddbd4891920d71b78f022e08',0,86,X'8C000000',NULL,NULL,NULL,NULL);
INSERT INTO "turn_tokens" VALUES('turn_b7f3e4c4ddbd4891920d71b78f022e08',0,87,X'D0000000',NULL,NULL,NULL,NULL);
INSERT INTO "turn_tokens" VALUES('turn_b7f3e4c4ddbd4891920d71b78f022e08',0,88,X'90000000',NULL,NULL,NULL,NULL);
INSERT INTO "turn_tokens" VALUES('turn_b7f3e4c4ddbd4891920d71b78f022e08',0,89,X'BB000000',NULL,NULL,NULL,NULL);
INSERT INTO "turn_tokens" VALUES('turn_b7f3e4c4ddbd4891920d71b78f022e08',0,90,X'60000000',NULL,NULL,NULL,NULL);
INSERT INTO "turn_tokens" VALUES('turn_b7f3e4c4ddbd4891920d71b78f022e08',0,91,X'3A000000',NULL,NULL,NULL,NULL);
INSERT INTO "turn_tokens" VALUES('turn_b7f3e4c4ddbd4891920d71b78f022e08',0,92,X'8C000000',NULL,NULL,NULL,NULL);
INSERT INTO "turn_tokens" VALUES('turn_b7f3e4c4ddbd4891920d71b78f022e08',0,93,X'0A000000',NULL,NULL,NULL,NULL);
INSERT INTO "turn_tokens" VALUES('turn_b7f3e4c4ddbd4891920d71b78f022e08',0,94,X'D5000000',NULL,NULL,NULL,NULL);
INSERT INTO "turn_tokens" VALUES('turn_b7f3e4c4ddbd4891920d71b78f022e08',0,95,X'A4000000',NULL,NULL,NULL,NULL);
INSERT INTO "turn_tokens" VALUES('turn_b7f3e4c4ddbd4891920d71b78f022e08',0,96,X'6D000000',NULL,NULL,NULL,NULL);
INSERT INTO "turn_tokens" VALUES('turn_b7f3e4c4ddbd4891920d71b78f022e08',0,97,X'E1000000',NULL,NULL,NULL,NULL);
INSERT INTO "turn_tokens" VALUES('turn_b7f3e4c4ddbd4891920d71b78f022e08',0,98,X'15000000',NULL,NULL,NULL,NULL);
INSERT INTO "turn_tokens" VALUES('turn_b7f3e4c4ddbd4891920d71b78f022e08',0,99,X'89000000',NULL,NULL,NULL,NULL);
INSERT INTO "turn_tokens" VALUES('turn_b7f3e4c4ddbd4891920d71b78f022e08',0,100,X'4E000000',NULL,NULL,NULL,NULL);
INSERT INTO "turn_tokens" VALUES('turn_b7f3e4c4ddbd4891920d71b78f022e08',0,101,X'C8000000',NULL,NULL,NULL,NULL);
INSERT INTO "turn_tokens" VALUES('turn_b7f3e4c4ddbd4891920d71b78f022e08',0,102,X'B4000000',NULL,NULL,NULL,NULL);
INSERT INTO "turn_tokens" VALUES('turn_b7f3e4c4ddbd4891920d71b78f022e08',0,103,X'21000000',NULL,NULL,NULL,NULL);
INSERT INTO "turn_tokens" VALUES('turn_b7f3e4c4ddbd4891920d71b78f022e08',0,104,X'35000000',NULL,NULL,NULL,NULL);
INSERT INTO "turn_tokens" VALUES('turn_b7f3e4c4ddbd4891920d71b78f022e08',0,105,X'D8000000',NULL,NULL,NULL,NULL);
INSERT INTO "turn_tokens" VALUES('turn_b7f3e4c4ddbd4891920d71b78f022e08',0,106,X'42000000',NULL,NULL,NULL,NULL);
INSERT INTO "turn_tokens" VALUES('turn_b7f3e4c4ddbd4891920d71b78f022e08',0,107,X'32000000',NULL,NULL,NULL,NULL);
INSERT INTO "turn_tokens" VALUES('turn_b7f3e4c4ddbd4891920d71b78f022e08',0,108,X'D3000000',NULL,NULL,NULL,NULL);
INSERT INTO "turn_tokens" VALUES('turn_b7f3e4c4ddbd4891920d71b78f022e08',0,109,X'11000000',NULL,NULL,NULL,NULL);
INSERT INTO "turn_tokens" VALUES('turn_b7f3e4c4ddbd4891920d71b78f022e08',0,110,X'42000000',NULL,NULL,NULL,NULL);
INSERT INTO "turn_tokens" VALUES('turn_b7f3e4c4ddbd4891920d71b78f022e08',0,111,X'31000000',NULL,NULL,NULL,NULL);
INSERT INTO "turn_tokens" VALUES('turn_b7f3e4c4ddbd4891920d71b78f022e08',0,112,X'0E000000',NULL,NULL,NULL,NULL);
INSERT INTO "turn_tokens" VALUES('turn_b7f3e4c4ddbd4891920d71b78f022e08',0,113,X'CE000000',NULL,NULL,NULL,NULL);
INSERT INTO "turn_tokens" VALUES('turn_b7f3e4c4ddbd4891920d71b78f022e08',0,114,X'5A000000',NULL,NULL,NULL,NULL);
INSERT INTO "turn_tokens" VALUES('turn_b7f3e4c4ddbd4891920d71b78f022e08',0,115,X'BA000000',NULL,NULL,NULL,NULL);
INSERT INTO "turn_tokens" VALUES('turn_b7f3e4c4ddbd4891920d71b78f022e08',0,116,X'94000000',NULL,NULL,NULL,NULL);
INSERT INTO "turn_tokens" VALUES('turn_b7f3e4c4ddbd4891920d71b78f022e08',0,117,X'96000000',NULL,NULL,NULL,NULL);
INSERT INTO "turn_tokens" VALUES('turn_b7f3e4c4ddbd4891920d71b78f022e08',0,118,X'4C000000',NULL,NULL,NULL,NULL);
INSERT INTO "turn_tokens" VALUES('turn_bb1ff01b90254840a72713b0179b7765',0,0,X'E2000000D0000000A30000009500000028000000C4000000430000002F00000057000000E40000004F00000006000000F10000002A000000CA00000017000000',NULL,38,'length',NULL);
INSERT INTO "turn_tokens" VALUES('turn_c3ea8e90582248b785e960382d54a871',0,0,X'0000000000010000890000003A000000A4000000E0000000ED000000190000008D00000023000000A20000004A00000094000000B9000000E400000086000000',NULL,6,'length',NULL);
INSERT INTO "turn_tokens" VALUES('turn_e5f6d8a2264042f69710b74318ecda8d',0,0,X'2A0000000E0000006C000000430000003F00000011000000FB0000000D0000009C000000E5000000100000002D000000410000004B000000020000004F000000',NULL,8,'length',NULL);
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
INSERT INTO "turns" VALUES('turn_6c0867d0ee7b40df8031dd0cf3a6587f','se_48ee1cab525d4fa0814317243e38ed64','completed',1,'ow_411b61316bd34c749d05170068dfef71',1,0,0,'br_8345a16236e34f268d12609c781ff078',10,1,1,X'C600000000010000400000005200000052000000480000005200000053000000400000004D00000053000000C6000000',X'C417841E4E0C29EE46F62D41850734B8',X'77F869597A023DFF8787E0BA9225F3A3','{"request_id": "resp_a7e0862801d7435abd6f59624a8f33b4", "model": "toy", "input": {"messages": [], "add_generation_prompt": true, "continue_final_message": false, "tools": null, "variables": {}}, "adapter": null, "sampling": {"max_tokens": 16, "min_tokens": 0, "temperature": 1.0, "top_k": 0, "top_p": 1.0, "min_p": 0.0, "repetition_penalty": 1.0, "presence_penalty": 0.0, "frequency_penalty": 0.0, "logit_bias": [], "seed": null, "stop": [], "stop_token_ids": [], "include_stop_str_in_output": false, "ignore_eos": false, "max_reasoning_tokens": null, "logprobs": null, "prompt_logprobs": null}, "n": 1, "echo": false, "session_id": "resp_a7e0862801d7435abd6f59624a8f33b4", "run_id": "resp_a7e0862801d7435abd6f59624a8f33b4", "step": 0, "is_recorded": true, "grammar": null, "lease_s": 0.0, "is_carried": false, "is_signed": false, "is_last": false, "tenant": "default"}',8192,'d125bdfe477a04efa9737062101bd8ae','toy',0,'{"request_id": "resp_a7e0862801d7435abd6f59624a8f33b4", "created": 1796070349, "num_prompt_tokens": 22, "seed": 7952829713208964150, "system_fingerprint": "fp_6fbc7cfef75f", "session": {"session_id": "resp_a7e0862801d7435abd6f59624a8f33b4", "num_matched_messages": 0, "num_matched_tokens": 0, "forked": false}, "loosened_tools": [], "reasoning": "none"}','{"usage": {"num_prompt_tokens": 22, "num_completion_tokens": 16, "num_cached_tokens": 6, "cold": null, "restored": {"tier": "device", "num_tokens": 6, "seconds": 0.0, "saved_s": 8.329423867133315e-05, "num_bytes": 0}, "head_rules": [], "num_reasoning_tokens": 0, "kv": {"byte_seconds": {"device": 0.0, "disk": 0.0}, "num_restored_bytes": 0, "num_recomputed_tokens": 0}}, "num_computed_tokens": 16, "prompt_logprobs": null, "carrier": null, "needs_carrier": false, "ignored_carriers": []}',NULL);
INSERT INTO "turns" VALUES('turn_3534e264c37e48fc8ffa773336e45545','se_48ee1cab525d4fa0814317243e38ed64','completed',1,'ow_411b61316bd34c749d05170068dfef71',1,0,0,'br_8345a16236e34f268d12609c781ff078',50,3,2,X'C600000000010000400000005200000052000000480000005200000053000000400000004D00000053000000C6000000',X'C417841E4E0C29EE46F62D41850734B8',X'BC7AF952A5D1A873427F32A272763FA9','{"request_id": "resp_0492ef9b942f49539d5072379a45e4ed", "model": "toy", "input": {"messages": [], "add_generation_prompt": true, "continue_final_message": false, "tools": null, "variables": {}}, "adapter": null, "sampling": {"max_tokens": 16, "min_tokens": 0, "temperature": 1.0, "top_k": 0, "top_p": 1.0, "min_p": 0.0, "repetition_penalty": 1.0, "presence_penalty": 0.0, "frequency_penalty": 0.0, "logit_bias": [], "seed": null, "stop": [], "stop_token_ids": [], "include_stop_str_in_output": false, "ignore_eos": false, "max_reasoning_tokens": null, "logprobs": null, "prompt_logprobs": null}, "n": 1, "echo": false, "session_id": "resp_a7e0862801d7435abd6f59624a8f33b4", "run_id": "resp_0492ef9b942f49539d5072379a45e4ed", "step": 0, "is_recorded": true, "grammar": null, "lease_s": 0.0, "is_carried": false, "is_signed": false, "is_last": false, "tenant": "default"}',8192,'d125bdfe477a04efa9737062101bd8ae','toy',0,'{"request_id": "resp_0492ef9b942f49539d5072379a45e4ed", "created": 1796070349, "num_prompt_tokens": 62, "seed": 1952698322543769314, "system_fingerprint": "fp_6fbc7cfef75f", "session": {"session_id": "resp_a7e0862801d7435abd6f59624a8f33b4", "num_matched_messages": 2, "num_matched_tokens": 38, "forked": false}, "loosened_tools": [], "reasoning": "none"}','{"usage": {"num_prompt_tokens": 62, "num_completion_tokens": 13, "num_cached_tokens": 37, "cold": null, "restored": {"tier": "device", "num_tokens": 37, "seconds": 0.0, "saved_s": 0.0005379416723367479, "num_bytes": 0}, "head_rules": [], "num_reasoning_tokens": 0, "kv": {"byte_seconds": {"device": 124.9961845758371, "disk": 242.69351688027382}, "num_restored_bytes": 0, "num_recomputed_tokens": 0}}, "num_computed_tokens": 25, "prompt_logprobs": null, "carrier": null, "needs_carrier": false, "ignored_carriers": []}',NULL);
INSERT INTO "turns" VALUES('turn_309b8f8e18a043b9bf38f9162266f1e9','se_26e73a6f40504fe6bcacc63d1a943205','completed',1,'ow_411b61316bd34c749d05170068dfef71',1,0,0,'br_2eb783e6add0482cb4f1918822cbd0c0',12,1,1,X'C600000000010000400000005200000052000000480000005200000053000000400000004D00000053000000C6000000',X'C417841E4E0C29EE46F62D41850734B8',X'1D0A5C99B8EF5EF81592C6AF4098D929','{"request_id": "resp_0f7731185ac840cb9f8f2a22cba2f27b", "model": "toy", "input": {"messages": [], "add_generation_prompt": true, "continue_final_message": false, "tools": null, "variables": {}}, "adapter": null, "sampling": {"max_tokens": 16, "min_tokens": 0, "temperature": 1.0, "top_k": 0, "top_p": 1.0, "min_p": 0.0, "repetition_penalty": 1.0, "presence_penalty": 0.0, "frequency_penalty": 0.0, "logit_bias": [], "seed": null, "stop": [], "stop_token_ids": [], "include_stop_str_in_output": false, "ignore_eos": false, "max_reasoning_tokens": null, "logprobs": null, "prompt_logprobs": null}, "n": 1, "echo": false, "session_id": "resp_0f7731185ac840cb9f8f2a22cba2f27b", "run_id": "resp_0f7731185ac840cb9f8f2a22cba2f27b", "step": 0, "is_recorded": true, "grammar": null, "lease_s": 0.0, "is_carried": false, "is_signed": false, "is_last": false, "tenant": "default"}',8192,'d125bdfe477a04efa9737062101bd8ae','toy',0,'{"request_id": "resp_0f7731185ac840cb9f8f2a22cba2f27b", "created": 1796070349, "num_prompt_tokens": 24, "seed": 7496048946726926372, "system_fingerprint": "fp_6fbc7cfef75f", "session": {"session_id": "resp_0f7731185ac840cb9f8f2a22cba2f27b", "num_matched_messages": 0, "num_matched_tokens": 0, "forked": false}, "loosened_tools": [], "reasoning": "none"}','{"usage": {"num_prompt_tokens": 24, "num_completion_tokens": 16, "num_cached_tokens": 6, "cold": null, "restored": {"tier": "device", "num_tokens": 6, "seconds": 0.0, "saved_s": 8.36910503148995e-05, "num_bytes": 0}, "head_rules": [], "num_reasoning_tokens": 0, "kv": {"byte_seconds": {"device": 0.0, "disk": 0.0}, "num_restored_bytes": 0, "num_recomputed_tokens": 0}}, "num_computed_tokens": 18, "prompt_logprobs": null, "carrier": null, "needs_carrier": false, "ignored_carriers": []}',NULL);
INSERT INTO "turns" VALUES('turn_e5f6d8a2264042f69710b74318ecda8d','se_77b50c97bdbc43feaec954a5d72882b7','completed',1,'ow_411b61316bd34c749d05170068dfef71',1,0,0,'br_195008abb5fc49eeb7e1a1ae507638b8',11,1,1,X'C600000000010000400000005200000052000000480000005200000053000000400000004D00000053000000C6000000',X'C417841E4E0C29EE46F62D41850734B8',X'AE110851C9DD3FAB3FF687BFD2D40A26','{"request_id": "resp_453aef900a684ed3b22939d21c35d3b9", "model": "toy", "input": {"messages": [], "add_generation_prompt": true, "continue_final_message": false, "tools": null, "variables": {}}, "adapter": null, "sampling": {"max_tokens": 16, "min_tokens": 0, "temperature": 1.0, "top_k": 0, "top_p": 1.0, "min_p": 0.0, "repetition_penalty": 1.0, "presence_penalty": 0.0, "frequency_penalty": 0.0, "logit_bias": [], "seed": null, "stop": [], "stop_token_ids": [], "include_stop_str_in_output": false, "ignore_eos": false, "max_reasoning_tokens": null, "logprobs": null, "prompt_logprobs": null}, "n": 1, "echo": false, "session_id": "resp_453aef900a684ed3b22939d21c35d3b9", "run_id": "resp_453aef900a684ed3b22939d21c35d3b9", "step": 0, "is_recorded": true, "grammar": null, "lease_s": 0.0, "is_carried": false, "is_signed": false, "is_last": false, "tenant": "default"}',8192,'d125bdfe477a04efa9737062101bd8ae','toy',0,'{"request_id": "resp_453aef900a684ed3b22939d21c35d3b9", "created": 1796070350, "num_prompt_tokens": 23, "seed": 7586830232435754586, "system_fingerprint": "fp_6fbc7cfef75f", "session": {"session_id": "resp_453aef900a684ed3b22939d21c35d3b9", "num_matched_messages": 0, "num_matched_tokens": 0, "forked": false}, "loosened_tools": [], "reasoning": "none"}','{"usage": {"num_prompt_tokens": 23, "num_completion_tokens": 16, "num_cached_tokens": 8, "cold": null, "restored": {"tier": "device", "num_tokens": 8, "seconds": 0.0, "saved_s": 0.0001112649392547585, "num_bytes": 0}, "head_rules": [], "num_reasoning_tokens": 0, "kv": {"byte_seconds": {"device": 0.0, "disk": 0.0}, "num_restored_bytes": 0, "num_recomputed_tokens": 0}}, "num_computed_tokens": 15, "prompt_logprobs": null, "carrier": null, "needs_carrier": false, "ignored_carriers": []}',NULL);
INSERT INTO "turns" VALUES('turn_bb1ff01b90254840a72713b0179b7765','se_77b50c97bdbc43feaec954a5d72882b7','completed',1,'ow_411b61316bd34c749d05170068dfef71',1,0,0,'br_195008abb5fc49eeb7e1a1ae507638b8',58,3,2,X'C600000000010000400000005200000052000000480000005200000053000000400000004D00000053000000C6000000',X'C417841E4E0C29EE46F62D41850734B8',X'032472842371224ADFEC20847C5D0E91','{"request_id": "resp_8b0aa8cfbd7549eea188a82b2ec322b5", "model": "toy", "input": {"messages": [], "add_generation_prompt": true, "continue_final_message": false, "tools": null, "variables": {}}, "adapter": null, "sampling": {"max_tokens": 16, "min_tokens": 0, "temperature": 1.0, "top_k": 0, "top_p": 1.0, "min_p": 0.0, "repetition_penalty": 1.0, "presence_penalty": 0.0, "frequency_penalty": 0.0, "logit_bias": [], "seed": null, "stop": [], "stop_token_ids": [], "include_stop_str_in_output": false, "ignore_eos": false, "max_reasoning_tokens": null, "logprobs": null, "prompt_logprobs": null}, "n": 1, "echo": false, "session_id": "resp_453aef900a684ed3b22939d21c35d3b9", "run_id": "resp_8b0aa8cfbd7549eea188a82b2ec322b5", "step": 0, "is_recorded": true, "grammar": null, "lease_s": 0.0, "is_carried": false, "is_signed": false, "is_last": false, "tenant": "default"}',8192,'d125bdfe477a04efa9737062101bd8ae','toy',0,'{"request_id": "resp_8b0aa8cfbd7549eea188a82b2ec322b5", "created": 1796070350, "num_prompt_tokens": 70, "seed": 7582255720279495019, "system_fingerprint": "fp_6fbc7cfef75f", "session": {"session_id": "resp_453aef900a684ed3b22939d21c35d3b9", "num_matched_messages": 2, "num_matched_tokens": 39, "forked": false}, "loosened_tools": [], "reasoning": "none"}','{"usage": {"num_prompt_tokens": 70, "num_completion_tokens": 16, "num_cached_tokens": 38, "cold": null, "restored": {"tier": "device", "num_tokens": 38, "seconds": 0.0, "saved_s": 0.0005343316068692814, "num_bytes": 0}, "head_rules": [], "num_reasoning_tokens": 0, "kv": {"byte_seconds": {"device": 53.40748774399981, "disk": 107.51199993632326}, "num_restored_bytes": 0, "num_recomputed_tokens": 0}}, "num_computed_tokens": 32, "prompt_logprobs": null, "carrier": null, "needs_carrier": false, "ignored_carriers": []}',NULL);
INSERT INTO "turns" VALUES('turn_c3ea8e90582248b785e960382d54a871','se_61be59a589de469a8d6376f4c768acac','completed',1,'ow_411b61316bd34c749d05170068dfef71',1,0,0,'br_739eb98af9f7494bb754703f5ce4dfe6',26,2,1,X'C600000000010000400000005200000052000000480000005200000053000000400000004D00000053000000C6000000',X'C417841E4E0C29EE46F62D41850734B8',X'AF0AA6929370B3955C4A20872A5103CF','{"request_id": "resp_1bc6c9c0fc584d709192255b724b326f", "model": "toy", "input": {"messages": [], "add_generation_prompt": true, "continue_final_message": false, "tools": null, "variables": {}}, "adapter": null, "sampling": {"max_tokens": 16, "min_tokens": 0, "temperature": 1.0, "top_k": 0, "top_p": 1.0, "min_p": 0.0, "repetition_penalty": 1.0, "presence_penalty": 0.0, "frequency_penalty": 0.0, "logit_bias": [], "seed": null, "stop": [], "stop_token_ids": [], "include_stop_str_in_output": false, "ignore_eos": false, "max_reasoning_tokens": null, "logprobs": null, "prompt_logprobs": null}, "n": 1, "echo": false, "session_id": "conv_cf9330b48bc74d34ace7b472044a2bbe", "run_id": "resp_1bc6c9c0fc584d709192255b724b326f", "step": 0, "is_recorded": true, "grammar": null, "lease_s": 0.0, "is_carried": false, "is_signed": false, "is_last": false, "tenant": "default"}',8192,'d125bdfe477a04efa9737062101bd8ae','toy',0,'{"request_id": "resp_1bc6c9c0fc584d709192255b724b326f", "created": 1796070350, "num_prompt_tokens": 38, "seed": 8548383521961995392, "system_fingerprint": "fp_6fbc7cfef75f", "session": {"session_id": "conv_cf9330b48bc74d34ace7b472044a2bbe", "num_matched_messages": 0, "num_matched_tokens": 0, "forked": false}, "loosened_tools": [], "reasoning": "none"}','{"usage": {"num_prompt_tokens": 38, "num_completion_tokens": 16, "num_cached_tokens": 6, "cold": null, "restored": {"tier": "device", "num_tokens": 6, "seconds": 0.0, "saved_s": 9.436129447158873e-05, "num_bytes": 0}, "head_rules": [], "num_reasoning_tokens": 0, "kv": {"byte_seconds": {"device": 0.0, "disk": 0.0}, "num_restored_bytes": 0, "num_recomputed_tokens": 0}}, "num_computed_tokens": 32, "prompt_logprobs": null, "carrier": null, "needs_carrier": false, "ignored_carriers": []}',NULL);
INSERT INTO "turns" VALUES('turn_b7f3e4c4ddbd4891920d71b78f022e08','se_3e337774bf8545f8b180cb93a9c10837','in_progress',1,'ow_411b61316bd34c749d05170068dfef71',1,0,0,'br_845c5031ce624927b727aa78c07fd70f',18,1,1,X'C600000000010000400000005200000052000000480000005200000053000000400000004D00000053000000C6000000',X'C417841E4E0C29EE46F62D41850734B8',X'833CD06A3FEEF156551E2D3BFE0AB85B','{"request_id": "resp_359c7d0631e241539cbf2280507cc014", "model": "toy", "input": {"messages": [], "add_generation_prompt": true, "continue_final_message": false, "tools": null, "variables": {}}, "adapter": null, "sampling": {"max_tokens": 600, "min_tokens": 0, "temperature": 1.0, "top_k": 0, "top_p": 1.0, "min_p": 0.0, "repetition_penalty": 1.0, "presence_penalty": 0.0, "frequency_penalty": 0.0, "logit_bias": [], "seed": null, "stop": [], "stop_token_ids": [], "include_stop_str_in_output": false, "ignore_eos": false, "max_reasoning_tokens": null, "logprobs": null, "prompt_logprobs": null}, "n": 1, "echo": false, "session_id": "resp_359c7d0631e241539cbf2280507cc014", "run_id": "resp_359c7d0631e241539cbf2280507cc014", "step": 0, "is_recorded": true, "grammar": null, "lease_s": 0.0, "is_carried": false, "is_signed": false, "is_last": false, "tenant": "default"}',8192,'d125bdfe477a04efa9737062101bd8ae','toy',0,'{"request_id": "resp_359c7d0631e241539cbf2280507cc014", "created": 1796070350, "num_prompt_tokens": 30, "seed": 8022352578604811036, "system_fingerprint": "fp_6fbc7cfef75f", "session": {"session_id": "resp_359c7d0631e241539cbf2280507cc014", "num_matched_messages": 0, "num_matched_tokens": 0, "forked": false}, "loosened_tools": [], "reasoning": "none"}',NULL,NULL);
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
CREATE INDEX responses_by_status ON responses (status);
CREATE INDEX responses_by_previous ON responses (previous_id);
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
CREATE INDEX memory_records_by_same_key ON memory_records (namespace_id, same_key);
CREATE INDEX memory_records_by_source ON memory_records (source_item_id);
CREATE INDEX memory_records_by_frame_key ON memory_records (namespace_id, frame_key);
CREATE INDEX memory_records_by_expiry ON memory_records (expires_at);
CREATE INDEX memory_records_of_namespace ON memory_records (namespace_id, created_at);
CREATE INDEX memory_records_by_replacement ON memory_records (replaced_by);
CREATE INDEX vault_credentials_of_vault ON vault_credentials (vault_id, created_at);
CREATE INDEX items_by_text ON items (session_id, end_char);
CREATE INDEX items_by_hash ON items (session_id, chain_hash);
CREATE INDEX turns_of_session ON turns (session_id);
CREATE INDEX turns_of_branch ON turns (branch_id);
CREATE INDEX turns_by_status ON turns (status);
CREATE INDEX agent_steps_by_event ON agent_steps (session_id, first_event);
CREATE INDEX memory_words_of_record ON memory_words (number);
CREATE UNIQUE INDEX steps_by_turn ON steps (turn_id);
COMMIT;
