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
INSERT INTO "branches" VALUES('br_6fe4cd436c1f4d09ba18b47115dc8e04','se_1f4050f470f744efad98db07948f727e','chat',NULL,0,0,104,6,3,1.79606987623959946627e+09,'ow_3643ed77ccc74cb3a7a7f13a0c368a48',103,NULL);
INSERT INTO "branches" VALUES('br_1539c88ef40e4f51985c8bb278e4549c','se_1f4050f470f744efad98db07948f727e','chat','br_6fe4cd436c1f4d09ba18b47115dc8e04',86,5,104,6,1,1.79606987632476663586e+09,'ow_3643ed77ccc74cb3a7a7f13a0c368a48',103,NULL);
INSERT INTO "branches" VALUES('br_b9c483e907e641679ec4142510696013','se_1f4050f470f744efad98db07948f727e','chat',NULL,0,0,37,2,1,1.7960698763346557617e+09,'ow_3643ed77ccc74cb3a7a7f13a0c368a48',36,NULL);
INSERT INTO "branches" VALUES('br_d56ac1823b7e431eb7c459a3a85fb3f8','se_aa747deefc824708b02b49702c470b7b','text',NULL,0,0,28,4,2,1.79606987638103151325e+09,'ow_3643ed77ccc74cb3a7a7f13a0c368a48',28,NULL);
INSERT INTO "branches" VALUES('br_197d81b14339452390aaf242a5accbf2','se_8c369862f51244278e2515792aba6265','tokens',NULL,0,0,11,2,1,1.7960698764370462894e+09,'ow_3643ed77ccc74cb3a7a7f13a0c368a48',10,NULL);
INSERT INTO "branches" VALUES('br_bcc10f1e66314d75a554f64bdf6c1f63','se_7dc2f23e12064e2e8b7604cd6a160dec','chat',NULL,0,0,78,4,2,1.79606987646637439727e+09,'ow_3643ed77ccc74cb3a7a7f13a0c368a48',77,NULL);
INSERT INTO "branches" VALUES('br_b0516a4e1d9d48c485b42509a5ba1db9','se_5fa85d81b4ec43f19fa2037adfbd63a9','chat',NULL,0,0,40,2,1,1.79606987664645910266e+09,'ow_3643ed77ccc74cb3a7a7f13a0c368a48',39,NULL);
INSERT INTO "branches" VALUES('br_9bc0bbfdf23848e19ceaf622664eea6c','se_a5030828d7364dd3a2f16a8ac255e24c','chat',NULL,0,0,86,4,2,1.79606987673051190371e+09,'ow_3643ed77ccc74cb3a7a7f13a0c368a48',85,NULL);
INSERT INTO "branches" VALUES('br_7df5907271954c6db8dec4994f5e577a','se_750a1b8608774851ad227ab4617033b1','chat',NULL,0,0,38,3,1,1.79606987690055608744e+09,'ow_3643ed77ccc74cb3a7a7f13a0c368a48',38,NULL);
INSERT INTO "branches" VALUES('br_b1665da4ce7d4d9cbc0bdfb5abb28e79','se_52234907e3634769be08362188176788','chat',NULL,0,0,18,1,1,1.79606987693217706684e+09,NULL,0,NULL);
CREATE TABLE conversation_items (
	conversation_id VARCHAR NOT NULL, 
	position INTEGER NOT NULL, 
	item_id VARCHAR NOT NULL, 
	item JSON NOT NULL, 
	PRIMARY KEY (conversation_id, position), 
	FOREIGN KEY(conversation_id) REFERENCES conversations (id) ON DELETE CASCADE
);
INSERT INTO "conversation_items" VALUES('conv_8487b3cbd30346079aee90dc2ebbc867',0,'msg_5b205e500b7f41b7a9d9ea622c6e61e2','{"id": "msg_5b205e500b7f41b7a9d9ea622c6e61e2", "type": "message", "role": "user", "status": "completed", "content": [{"type": "input_text", "text": "Before"}]}');
INSERT INTO "conversation_items" VALUES('conv_8487b3cbd30346079aee90dc2ebbc867',1,'msg_7c12d057017c48d5bfb58dac917290d8','{"id": "msg_7c12d057017c48d5bfb58dac917290d8", "type": "message", "role": "user", "status": "completed", "content": [{"type": "input_text", "text": "In it"}]}');
INSERT INTO "conversation_items" VALUES('conv_8487b3cbd30346079aee90dc2ebbc867',2,'msg_d4a305c82ff44dddb9012e5ddd0cf23a00','{"id": "msg_d4a305c82ff44dddb9012e5ddd0cf23a00", "type": "message", "role": "assistant", "status": "completed", "content": [{"type": "output_text", "text": "", "annotations": [], "logprobs": []}]}');
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
INSERT INTO "conversations" VALUES('conv_8487b3cbd30346079aee90dc2ebbc867','default',1796069876,'{"topic": "migrations"}',3,2,NULL,1.79606987691832518582e+09);
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
INSERT INTO "items" VALUES('br_6fe4cd436c1f4d09ba18b47115dc8e04',0,'it_c6f24a82d3474d17bfd3c7d53154b05e','se_1f4050f470f744efad98db07948f727e','user','{"role": "user", "content": "Good morning"}',X'70222A0C842BA9F1E656F75A50D407D2',NULL,0,19,1,NULL,NULL,NULL,1.79606987624091601375e+09);
INSERT INTO "items" VALUES('br_6fe4cd436c1f4d09ba18b47115dc8e04',1,'it_002485fa741b44399bf8c022bfefd488','se_1f4050f470f744efad98db07948f727e','assistant','{"role": "assistant", "content": "\u037fK\ufffd\ufffdl"}',X'C55C94160F0B1CF06822D83EE66EF66F',NULL,19,37,1,'length',NULL,NULL,1.79606987625896430014e+09);
INSERT INTO "items" VALUES('br_6fe4cd436c1f4d09ba18b47115dc8e04',2,'it_bfe45eb90de14160bdf4ed64a750b516','se_1f4050f470f744efad98db07948f727e','user','{"role": "user", "content": "And then?"}',X'3EF625FDC470A400C344F7D3F21AF878',NULL,37,55,1,NULL,NULL,NULL,1.79606987627624058723e+09);
INSERT INTO "items" VALUES('br_6fe4cd436c1f4d09ba18b47115dc8e04',3,'it_a7dc0c30bc074ac2997ac141f0c888ef','se_1f4050f470f744efad98db07948f727e','assistant','{"role": "assistant", "content": "\ufffd\ufffd\ufffd\ufffd\u0000"}',X'DBAF086743BE6991BBAF1B187EE9D9A3',NULL,55,73,1,'length',NULL,NULL,1.79606987629303812984e+09);
INSERT INTO "items" VALUES('br_6fe4cd436c1f4d09ba18b47115dc8e04',4,'it_81729f2965eb44b3835dccdec0687111','se_1f4050f470f744efad98db07948f727e','user','{"role": "user", "content": "Why?"}',X'BE36CD1AC2E281F7BA99B5E044218A73',NULL,73,86,1,NULL,NULL,NULL,1.79606987630233311649e+09);
INSERT INTO "items" VALUES('br_6fe4cd436c1f4d09ba18b47115dc8e04',5,'it_9ef7e6f5ce534935bbe7ee2769460b98','se_1f4050f470f744efad98db07948f727e','assistant','{"role": "assistant", "content": "\ufffdG\u0019\ufffd\ufffd"}',X'270422D94C2FCF86821AEE76C1FE1411',NULL,86,104,1,'length',NULL,NULL,1.79606987632339859008e+09);
INSERT INTO "items" VALUES('br_1539c88ef40e4f51985c8bb278e4549c',5,'it_a11d15cb078e4d6981b4cda826e2b070','se_1f4050f470f744efad98db07948f727e','assistant','{"role": "assistant", "content": "\ufffdK\ufffd\ufffd=`"}',X'33462B95EACC296D55006D0EAA57521C',NULL,86,104,1,'length',NULL,NULL,1.79606987632522487638e+09);
INSERT INTO "items" VALUES('br_b9c483e907e641679ec4142510696013',0,'it_e459859fe1d649f3a50da8412cfbd5cf','se_1f4050f470f744efad98db07948f727e','user','{"role": "user", "content": "Good evening"}',X'A0FC891D406BACC5EF327501C56C6B42',NULL,0,19,1,NULL,NULL,NULL,1.79606987633537912374e+09);
INSERT INTO "items" VALUES('br_b9c483e907e641679ec4142510696013',1,'it_80dd5c2d734042a69247dcfbc98d87f0','se_1f4050f470f744efad98db07948f727e','assistant','{"role": "assistant", "content": "\u001c\u0155 \ufffdm"}',X'C2FC5BC856B25D0122EDC4155D210C58',NULL,19,37,1,'length',NULL,NULL,1.79606987635420322418e+09);
INSERT INTO "items" VALUES('br_d56ac1823b7e431eb7c459a3a85fb3f8',0,'it_5c6d1317b33b4a9787eb500088283d09','se_aa747deefc824708b02b49702c470b7b','prompt','"Once upon a time"',X'CF25218127A2BD1DF7B6D9215A761C83',16,0,16,1,NULL,NULL,NULL,1.7960698763816642761e+09);
INSERT INTO "items" VALUES('br_d56ac1823b7e431eb7c459a3a85fb3f8',1,'it_d6a505f913414143bbfd415a2a9e3bc4','se_aa747deefc824708b02b49702c470b7b','completion','"Bo\ufffd\ufffd\ufffd"',X'19CDEB4DD634ED65A6BF4702623FE794',21,16,21,1,'length',NULL,NULL,1.79606987640778160099e+09);
INSERT INTO "items" VALUES('br_d56ac1823b7e431eb7c459a3a85fb3f8',2,'it_7df55bd6eb4f4642b4891645998ad8b2','se_aa747deefc824708b02b49702c470b7b','prompt','" and"',X'4BED1C3FBACC6315204C6E186CDB0EAE',25,21,25,1,NULL,NULL,NULL,1.79606987641848874089e+09);
INSERT INTO "items" VALUES('br_d56ac1823b7e431eb7c459a3a85fb3f8',3,'it_a4f78959c570491a8d281252f4ef5df1','se_aa747deefc824708b02b49702c470b7b','completion','"\ufffd9\ufffd"',X'96AE210949D5140A93592896500BA590',28,25,28,1,'stop','"C"',X'22000000',1.79606987643032813073e+09);
INSERT INTO "items" VALUES('br_197d81b14339452390aaf242a5accbf2',0,'it_898aafd593684d85ac51d1bf834b5d47','se_8c369862f51244278e2515792aba6265','prompt',NULL,NULL,NULL,0,6,1,NULL,NULL,NULL,1.79606987643753576279e+09);
INSERT INTO "items" VALUES('br_197d81b14339452390aaf242a5accbf2',1,'it_9a11ab2c568744b9891cedea9e269ecd','se_8c369862f51244278e2515792aba6265','completion','"\ufffd\u07a2\ufffdq"',NULL,NULL,6,11,1,'length',NULL,NULL,1.79606987644639039041e+09);
INSERT INTO "items" VALUES('br_bcc10f1e66314d75a554f64bdf6c1f63',0,'it_e5ae75ac3f3c491fb5c0cf0d2849b6ea','se_7dc2f23e12064e2e8b7604cd6a160dec','user','{"role": "user", "content": "One"}',X'77F869597A023DFF8787E0BA9225F3A3',NULL,0,10,1,NULL,NULL,NULL,1.79606987646684718128e+09);
INSERT INTO "items" VALUES('br_bcc10f1e66314d75a554f64bdf6c1f63',1,'it_683734cbcb2f4ed5b4c173399a651548','se_7dc2f23e12064e2e8b7604cd6a160dec','assistant','{"role": "assistant", "content": "_\u0007\u001a\u0178\ufffd]\ufffd\ufffdl\ufffd+}\u0010N\ufffd"}',X'C63F97BEF5CDBCA743587902A4978CEF',NULL,10,38,1,'length',NULL,NULL,1.79606987649204540252e+09);
INSERT INTO "items" VALUES('br_bcc10f1e66314d75a554f64bdf6c1f63',2,'it_75ed95ab34e44f8ebbb8bced6470895a','se_7dc2f23e12064e2e8b7604cd6a160dec','user','{"role": "user", "content": "Two"}',X'18ED7E22AA483AA83C56244E9F5E65D4',NULL,38,50,1,NULL,NULL,NULL,1.79606987659382295605e+09);
INSERT INTO "items" VALUES('br_bcc10f1e66314d75a554f64bdf6c1f63',3,'it_3983ebc1152243b080e39772bfc9a578','se_7dc2f23e12064e2e8b7604cd6a160dec','assistant','{"role": "assistant", "content": "\u0012\ufffd\ufffd\ufffd\u001f\u01cci\ufffd\ufffd\ufffd\u001d\u001e\ufffd\ufffd\u0016"}',X'2BE3373BCD9AFE90B2317C5A884A931A',NULL,50,78,1,'length',NULL,NULL,1.79606987662109684944e+09);
INSERT INTO "items" VALUES('br_b0516a4e1d9d48c485b42509a5ba1db9',0,'it_21a4d7e131e5489b9db55624485994c0','se_5fa85d81b4ec43f19fa2037adfbd63a9','user','{"role": "user", "content": "Later"}',X'1D0A5C99B8EF5EF81592C6AF4098D929',NULL,0,12,1,NULL,NULL,NULL,1.7960698766469540596e+09);
INSERT INTO "items" VALUES('br_b0516a4e1d9d48c485b42509a5ba1db9',1,'it_4df1c2bdc42d44789eaa185fa201e19f','se_5fa85d81b4ec43f19fa2037adfbd63a9','assistant','{"role": "assistant", "content": "\ufffdJj\ufffd\ufffd\ufffd\ufffd\ufffd\u0019\ufffd2\ufffd\u001d\ufffd$\ufffd"}',X'A43D0ACD3A742D0032CAB71B4848C90F',NULL,12,40,1,'length',NULL,NULL,1.7960698766880455017e+09);
INSERT INTO "items" VALUES('br_9bc0bbfdf23848e19ceaf622664eea6c',0,'it_9a6123e358474208aad14acffdb01d82','se_a5030828d7364dd3a2f16a8ac255e24c','user','{"role": "user", "content": "Gone"}',X'AE110851C9DD3FAB3FF687BFD2D40A26',NULL,0,11,1,NULL,NULL,NULL,1.7960698767310907841e+09);
INSERT INTO "items" VALUES('br_9bc0bbfdf23848e19ceaf622664eea6c',1,'it_7ddc4e0d6ce9432287a719c5ea593b3b','se_a5030828d7364dd3a2f16a8ac255e24c','assistant','{"role": "assistant", "content": "O\ufffd1\ufffdWc\ufffd\ufffd\ufffd\t\ufffd\ufffd\ufffd\ufffdl"}',X'A93772465227BB71FF6DCFAAE046C080',NULL,11,39,1,'length',NULL,NULL,1.79606987676720023156e+09);
INSERT INTO "items" VALUES('br_9bc0bbfdf23848e19ceaf622664eea6c',2,'it_128b8344610f42148a0f3c70b6f95a8c','se_a5030828d7364dd3a2f16a8ac255e24c','user','{"role": "user", "content": "Still here"}',X'ED4FEA4516799318485FFCDD9AADC36C',NULL,39,58,1,NULL,NULL,NULL,1.7960698767879042625e+09);
INSERT INTO "items" VALUES('br_9bc0bbfdf23848e19ceaf622664eea6c',3,'it_3bda815e0e8e4b15918b3710dce6d59a','se_a5030828d7364dd3a2f16a8ac255e24c','assistant','{"role": "assistant", "content": "]\ufffd\ufffd\u0004\u0634o\ufffd.&\ufffd\ufffduc\ufffd"}',X'2E23583A92CCDBC884309CB1C248A6C5',NULL,58,86,1,'length',NULL,NULL,1.79606987684909629818e+09);
INSERT INTO "items" VALUES('br_7df5907271954c6db8dec4994f5e577a',0,'it_e8a86adb38fe49108628fa5f5154e220','se_750a1b8608774851ad227ab4617033b1','user','{"role": "user", "content": "Before"}',X'86F1FF03C95F3955B509A5F75B79E5CA',NULL,0,13,1,NULL,NULL,NULL,1.79606987690106582639e+09);
INSERT INTO "items" VALUES('br_7df5907271954c6db8dec4994f5e577a',1,'it_11b39c6b08264ca9a13e486ef790529c','se_750a1b8608774851ad227ab4617033b1','user','{"role": "user", "content": "In it"}',X'AF0AA6929370B3955C4A20872A5103CF',NULL,13,26,1,NULL,NULL,NULL,1.79606987690107321739e+09);
INSERT INTO "items" VALUES('br_7df5907271954c6db8dec4994f5e577a',2,'it_443c46ea8bd34bc28affa1318e27623b','se_750a1b8608774851ad227ab4617033b1','assistant','{"role": "assistant", "content": ""}',X'06172593E1E464C00A3268D06F2C4F8C',NULL,26,38,1,'stop',NULL,X'02010000',1.7960698769137749672e+09);
INSERT INTO "items" VALUES('br_b1665da4ce7d4d9cbc0bdfb5abb28e79',0,'it_7f02b4de13f6419385b89379a59523d0','se_52234907e3634769be08362188176788','user','{"role": "user", "content": "Interrupted"}',X'833CD06A3FEEF156551E2D3BFE0AB85B',NULL,0,18,1,NULL,NULL,NULL,1796069876.93267);
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
INSERT INTO "migrations" VALUES(1,'first_schema',1.79606987593578982347e+09);
INSERT INTO "migrations" VALUES(2,'responses_and_conversations',1.79606987593630385404e+09);
INSERT INTO "migrations" VALUES(3,'runs',1.79606987593645501134e+09);
INSERT INTO "migrations" VALUES(4,'whereabouts_of_kv',1.79606987593658685683e+09);
INSERT INTO "migrations" VALUES(5,'owners_of_responses_and_attempts',1.79606987593669819832e+09);
INSERT INTO "migrations" VALUES(6,'turns_and_steps',1.79606987593679928781e+09);
INSERT INTO "migrations" VALUES(7,'session_verbs',1.79606987593689942364e+09);
INSERT INTO "migrations" VALUES(8,'agents',1.79606987593701720234e+09);
INSERT INTO "migrations" VALUES(9,'placements_of_sessions',1.79606987593711972233e+09);
INSERT INTO "migrations" VALUES(10,'memories',1.79606987593721365925e+09);
INSERT INTO "migrations" VALUES(11,'usage_of_kv',1.79606987593730545041e+09);
CREATE TABLE owners (
	id VARCHAR NOT NULL, 
	process_name VARCHAR, 
	beat_at FLOAT NOT NULL, 
	PRIMARY KEY (id)
);
INSERT INTO "owners" VALUES('ow_3643ed77ccc74cb3a7a7f13a0c368a48','host:data',1.79606987614261698719e+09);
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
INSERT INTO "response_items" VALUES('resp_24c84862a43d493681df4470dc264c9b',0,0,'msg_7bce55d01fd44bcea09aa32571b3935b','{"id": "msg_7bce55d01fd44bcea09aa32571b3935b", "type": "message", "role": "user", "status": "completed", "content": [{"type": "input_text", "text": "One"}]}');
INSERT INTO "response_items" VALUES('resp_24c84862a43d493681df4470dc264c9b',1,1,'msg_24c84862a43d493681df4470dc264c9b00','{"id": "msg_24c84862a43d493681df4470dc264c9b00", "type": "message", "role": "assistant", "status": "incomplete", "content": [{"type": "output_text", "text": "_\u0007\u001a\u0178\ufffd]\ufffd\ufffdl\ufffd+}\u0010N\ufffd", "annotations": [], "logprobs": []}]}');
INSERT INTO "response_items" VALUES('resp_35342216fee644ac9f81ce03da68f332',0,0,'msg_c64ae44e7dc44d839642d566b8170596','{"id": "msg_c64ae44e7dc44d839642d566b8170596", "type": "message", "role": "user", "status": "completed", "content": [{"type": "input_text", "text": "Two"}]}');
INSERT INTO "response_items" VALUES('resp_35342216fee644ac9f81ce03da68f332',1,1,'msg_35342216fee644ac9f81ce03da68f33200','{"id": "msg_35342216fee644ac9f81ce03da68f33200", "type": "message", "role": "assistant", "status": "incomplete", "content": [{"type": "output_text", "text": "\u0012\ufffd\ufffd\ufffd\u001f\u01cci\ufffd\ufffd\ufffd\u001d\u001e\ufffd\ufffd\u0016", "annotations": [], "logprobs": []}]}');
INSERT INTO "response_items" VALUES('resp_5c26e3591c9b4fb08093caf54cc24cdd',0,0,'msg_fcde5e3317a94aee92f98f75a28602fd','{"id": "msg_fcde5e3317a94aee92f98f75a28602fd", "type": "message", "role": "user", "status": "completed", "content": [{"type": "input_text", "text": "Later"}]}');
INSERT INTO "response_items" VALUES('resp_5c26e3591c9b4fb08093caf54cc24cdd',1,1,'msg_5c26e3591c9b4fb08093caf54cc24cdd00','{"id": "msg_5c26e3591c9b4fb08093caf54cc24cdd00", "type": "message", "role": "assistant", "status": "incomplete", "content": [{"type": "output_text", "text": "\ufffdJj\ufffd\ufffd\ufffd\ufffd\ufffd\u0019\ufffd2\ufffd\u001d\ufffd$\ufffd", "annotations": [], "logprobs": []}]}');
INSERT INTO "response_items" VALUES('resp_3a04ad1c093c40e3ba1aca67d9170368',0,0,'msg_aec46be9a4f743c4a8c6a643ab0d1604','{"id": "msg_aec46be9a4f743c4a8c6a643ab0d1604", "type": "message", "role": "user", "status": "completed", "content": [{"type": "input_text", "text": "Gone"}]}');
INSERT INTO "response_items" VALUES('resp_3a04ad1c093c40e3ba1aca67d9170368',1,1,'msg_3a04ad1c093c40e3ba1aca67d917036800','{"id": "msg_3a04ad1c093c40e3ba1aca67d917036800", "type": "message", "role": "assistant", "status": "incomplete", "content": [{"type": "output_text", "text": "O\ufffd1\ufffdWc\ufffd\ufffd\ufffd\t\ufffd\ufffd\ufffd\ufffdl", "annotations": [], "logprobs": []}]}');
INSERT INTO "response_items" VALUES('resp_bfc54590d8ac49e8b85f29bb5e698ba6',0,0,'msg_5b4ca01c66d940868e775c99f870667b','{"id": "msg_5b4ca01c66d940868e775c99f870667b", "type": "message", "role": "user", "status": "completed", "content": [{"type": "input_text", "text": "Still here"}]}');
INSERT INTO "response_items" VALUES('resp_bfc54590d8ac49e8b85f29bb5e698ba6',1,1,'msg_bfc54590d8ac49e8b85f29bb5e698ba600','{"id": "msg_bfc54590d8ac49e8b85f29bb5e698ba600", "type": "message", "role": "assistant", "status": "incomplete", "content": [{"type": "output_text", "text": "]\ufffd\ufffd\u0004\u0634o\ufffd.&\ufffd\ufffduc\ufffd", "annotations": [], "logprobs": []}]}');
INSERT INTO "response_items" VALUES('resp_d4a305c82ff44dddb9012e5ddd0cf23a',0,0,'msg_7c12d057017c48d5bfb58dac917290d8','{"id": "msg_7c12d057017c48d5bfb58dac917290d8", "type": "message", "role": "user", "status": "completed", "content": [{"type": "input_text", "text": "In it"}]}');
INSERT INTO "response_items" VALUES('resp_d4a305c82ff44dddb9012e5ddd0cf23a',1,1,'msg_d4a305c82ff44dddb9012e5ddd0cf23a00','{"id": "msg_d4a305c82ff44dddb9012e5ddd0cf23a00", "type": "message", "role": "assistant", "status": "completed", "content": [{"type": "output_text", "text": "", "annotations": [], "logprobs": []}]}');
INSERT INTO "response_items" VALUES('resp_f2ef7002409a4f0a83101083a2720fe7',0,0,'msg_3a174f40ba0d415d9f0179a9f7c8321c','{"id": "msg_3a174f40ba0d415d9f0179a9f7c8321c", "type": "message", "role": "user", "status": "completed", "content": [{"type": "input_text", "text": "Interrupted"}]}');
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
INSERT INTO "responses" VALUES('resp_24c84862a43d493681df4470dc264c9b','default','incomplete',1796069876,NULL,'{"model": "toy", "instructions": null, "store": true, "max_output_tokens": 16, "max_tool_calls": null, "metadata": {}, "parallel_tool_calls": true, "tools": [], "tool_choice": "auto", "text": {"format": {"type": "text"}, "verbosity": "medium"}, "reasoning": null, "temperature": 1.0, "top_p": 1.0, "presence_penalty": 0.0, "frequency_penalty": 0.0, "top_logprobs": 0, "truncation": "disabled", "prompt_cache_key": null, "prompt_cache_options": null, "prompt_cache_retention": null, "safety_identifier": null, "service_tier": "default", "user": null}',0,'ow_3643ed77ccc74cb3a7a7f13a0c368a48',0,'d125bdfe477a04efa9737062101bd8ae',NULL,'resp_24c84862a43d493681df4470dc264c9b',NULL,NULL,NULL,'[22, 16, 6, null, {"tier": "device", "num_tokens": 6, "seconds": 0.0, "saved_s": 4.5935491504056205e-05, "num_bytes": 0}]',NULL,'max_output_tokens',1,'[[0, 1, 0], [0, 1, 0], [0, 1, 0], [0, 1, 0], [0, 2, 0], [0, 1, 0], [0, 2, 0], [0, 2, 0], [0, 1, 0], [0, 1, 0], [0, 1, 0], [0, 1, 0]]',0);
INSERT INTO "responses" VALUES('resp_35342216fee644ac9f81ce03da68f332','default','incomplete',1796069876,NULL,'{"model": "toy", "instructions": null, "store": true, "max_output_tokens": 16, "max_tool_calls": null, "metadata": {}, "parallel_tool_calls": true, "tools": [], "tool_choice": "auto", "text": {"format": {"type": "text"}, "verbosity": "medium"}, "reasoning": null, "temperature": 1.0, "top_p": 1.0, "presence_penalty": 0.0, "frequency_penalty": 0.0, "top_logprobs": 0, "truncation": "disabled", "prompt_cache_key": null, "prompt_cache_options": null, "prompt_cache_retention": null, "safety_identifier": null, "service_tier": "default", "user": null}',0,'ow_3643ed77ccc74cb3a7a7f13a0c368a48',0,'d125bdfe477a04efa9737062101bd8ae',NULL,'resp_24c84862a43d493681df4470dc264c9b','resp_24c84862a43d493681df4470dc264c9b',NULL,NULL,'[62, 16, 37, null, {"tier": "device", "num_tokens": 37, "seconds": 0.0, "saved_s": 0.00030977861594178567, "num_bytes": 0}]',NULL,'max_output_tokens',1,'[[0, 1, 0], [0, 1, 0], [0, 1, 0], [0, 2, 0], [0, 1, 0], [0, 1, 0], [0, 1, 0], [0, 1, 0], [0, 2, 0], [0, 1, 0], [0, 1, 0], [0, 2, 0]]',0);
INSERT INTO "responses" VALUES('resp_5c26e3591c9b4fb08093caf54cc24cdd','default','incomplete',1796069876,NULL,'{"model": "toy", "instructions": null, "store": true, "max_output_tokens": 16, "max_tool_calls": null, "metadata": {}, "parallel_tool_calls": true, "tools": [], "tool_choice": "auto", "text": {"format": {"type": "text"}, "verbosity": "medium"}, "reasoning": null, "temperature": 1.0, "top_p": 1.0, "presence_penalty": 0.0, "frequency_penalty": 0.0, "top_logprobs": 0, "truncation": "disabled", "prompt_cache_key": null, "prompt_cache_options": null, "prompt_cache_retention": null, "safety_identifier": null, "service_tier": "default", "user": null}',1,'ow_3643ed77ccc74cb3a7a7f13a0c368a48',0,'d125bdfe477a04efa9737062101bd8ae',NULL,'resp_5c26e3591c9b4fb08093caf54cc24cdd',NULL,NULL,NULL,'[24, 16, 6, null, {"tier": "device", "num_tokens": 6, "seconds": 0.0, "saved_s": 4.931425546029119e-05, "num_bytes": 0}]',NULL,'max_output_tokens',1,'[[0, 1, 0], [0, 1, 0], [0, 1, 0], [0, 1, 0], [0, 1, 0], [0, 1, 0], [0, 1, 0], [0, 2, 0], [0, 1, 0], [0, 1, 0], [0, 1, 0], [0, 1, 0], [0, 1, 0], [0, 1, 0], [0, 1, 0]]',0);
INSERT INTO "responses" VALUES('resp_3a04ad1c093c40e3ba1aca67d9170368','default','incomplete',1796069876,NULL,'{"model": "toy", "instructions": null, "store": true, "max_output_tokens": 16, "max_tool_calls": null, "metadata": {}, "parallel_tool_calls": true, "tools": [], "tool_choice": "auto", "text": {"format": {"type": "text"}, "verbosity": "medium"}, "reasoning": null, "temperature": 1.0, "top_p": 1.0, "presence_penalty": 0.0, "frequency_penalty": 0.0, "top_logprobs": 0, "truncation": "disabled", "prompt_cache_key": null, "prompt_cache_options": null, "prompt_cache_retention": null, "safety_identifier": null, "service_tier": "default", "user": null}',0,'ow_3643ed77ccc74cb3a7a7f13a0c368a48',0,'d125bdfe477a04efa9737062101bd8ae',NULL,'resp_3a04ad1c093c40e3ba1aca67d9170368',NULL,NULL,NULL,'[23, 16, 8, null, {"tier": "device", "num_tokens": 8, "seconds": 0.0, "saved_s": 6.182640887977845e-05, "num_bytes": 0}]',NULL,'max_output_tokens',1,'[[0, 1, 0], [0, 1, 0], [0, 1, 0], [0, 2, 0], [0, 1, 0], [0, 1, 0], [0, 2, 0], [0, 1, 0], [0, 1, 0], [0, 1, 0], [0, 1, 0], [0, 2, 0]]',1);
INSERT INTO "responses" VALUES('resp_bfc54590d8ac49e8b85f29bb5e698ba6','default','incomplete',1796069876,NULL,'{"model": "toy", "instructions": null, "store": true, "max_output_tokens": 16, "max_tool_calls": null, "metadata": {}, "parallel_tool_calls": true, "tools": [], "tool_choice": "auto", "text": {"format": {"type": "text"}, "verbosity": "medium"}, "reasoning": null, "temperature": 1.0, "top_p": 1.0, "presence_penalty": 0.0, "frequency_penalty": 0.0, "top_logprobs": 0, "truncation": "disabled", "prompt_cache_key": null, "prompt_cache_options": null, "prompt_cache_retention": null, "safety_identifier": null, "service_tier": "default", "user": null}',0,'ow_3643ed77ccc74cb3a7a7f13a0c368a48',0,'d125bdfe477a04efa9737062101bd8ae',NULL,'resp_3a04ad1c093c40e3ba1aca67d9170368','resp_3a04ad1c093c40e3ba1aca67d9170368',NULL,NULL,'[70, 16, 38, null, {"tier": "device", "num_tokens": 38, "seconds": 0.0, "saved_s": 0.00028703118171440815, "num_bytes": 0}]',NULL,'max_output_tokens',1,'[[0, 1, 0], [0, 1, 0], [0, 2, 0], [0, 1, 0], [0, 1, 0], [0, 2, 0], [0, 1, 0], [0, 1, 0], [0, 2, 0], [0, 1, 0], [0, 1, 0]]',0);
INSERT INTO "responses" VALUES('resp_d4a305c82ff44dddb9012e5ddd0cf23a','default','completed',1796069876,1796069876,'{"model": "toy", "instructions": null, "store": true, "max_output_tokens": 16, "max_tool_calls": null, "metadata": {}, "parallel_tool_calls": true, "tools": [], "tool_choice": "auto", "text": {"format": {"type": "text"}, "verbosity": "medium"}, "reasoning": null, "temperature": 1.0, "top_p": 1.0, "presence_penalty": 0.0, "frequency_penalty": 0.0, "top_logprobs": 0, "truncation": "disabled", "prompt_cache_key": null, "prompt_cache_options": null, "prompt_cache_retention": null, "safety_identifier": null, "service_tier": "default", "user": null}',0,'ow_3643ed77ccc74cb3a7a7f13a0c368a48',0,'d125bdfe477a04efa9737062101bd8ae',NULL,'conv_8487b3cbd30346079aee90dc2ebbc867',NULL,'conv_8487b3cbd30346079aee90dc2ebbc867',1,'[38, 1, 6, null, {"tier": "device", "num_tokens": 6, "seconds": 0.0, "saved_s": 2.739747863591921e-05, "num_bytes": 0}]',NULL,NULL,1,'[]',0);
INSERT INTO "responses" VALUES('resp_f2ef7002409a4f0a83101083a2720fe7','default','in_progress',1796069876,NULL,'{"model": "toy", "instructions": null, "store": true, "max_output_tokens": 600, "max_tool_calls": null, "metadata": {}, "parallel_tool_calls": true, "tools": [], "tool_choice": "auto", "text": {"format": {"type": "text"}, "verbosity": "medium"}, "reasoning": null, "temperature": 1.0, "top_p": 1.0, "presence_penalty": 0.0, "frequency_penalty": 0.0, "top_logprobs": 0, "truncation": "disabled", "prompt_cache_key": null, "prompt_cache_options": null, "prompt_cache_retention": null, "safety_identifier": null, "service_tier": "default", "user": null}',1,'ow_3643ed77ccc74cb3a7a7f13a0c368a48',0,'d125bdfe477a04efa9737062101bd8ae',NULL,'resp_f2ef7002409a4f0a83101083a2720fe7',NULL,NULL,NULL,NULL,NULL,NULL,1,NULL,0);
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
INSERT INTO "sessions" VALUES('se_1f4050f470f744efad98db07948f727e','default','talk',1.79606987623667383197e+09,1.79606987635490512843e+09,4,'br_b9c483e907e641679ec4142510696013',NULL,NULL,NULL,NULL,'{"byte_seconds": {"device": 75.19330457691103, "disk": 171.036903295113}, "num_restored_bytes": 0, "num_recomputed_tokens": 0}');
INSERT INTO "sessions" VALUES('se_aa747deefc824708b02b49702c470b7b','default','text',1.79606987638005614277e+09,1.79606987643085050584e+09,2,'br_d56ac1823b7e431eb7c459a3a85fb3f8',NULL,NULL,NULL,NULL,'{"byte_seconds": {"device": 9.10331980814226, "disk": 7.9660112002602546}, "num_restored_bytes": 0, "num_recomputed_tokens": 0}');
INSERT INTO "sessions" VALUES('se_8c369862f51244278e2515792aba6265','default','ids',1.79606987643624520299e+09,1.79606987644688892357e+09,1,'br_197d81b14339452390aaf242a5accbf2',NULL,NULL,NULL,NULL,'{"byte_seconds": {"device": 0.0, "disk": 0.0}, "num_restored_bytes": 0, "num_recomputed_tokens": 0}');
INSERT INTO "sessions" VALUES('se_7dc2f23e12064e2e8b7604cd6a160dec','default','resp_24c84862a43d493681df4470dc264c9b',1.7960698764655592442e+09,1.79606987662162733082e+09,2,'br_bcc10f1e66314d75a554f64bdf6c1f63',NULL,NULL,NULL,NULL,'{"byte_seconds": {"device": 61.12589798378758, "disk": 129.46767620874743}, "num_restored_bytes": 0, "num_recomputed_tokens": 0}');
INSERT INTO "sessions" VALUES('se_5fa85d81b4ec43f19fa2037adfbd63a9','default','resp_5c26e3591c9b4fb08093caf54cc24cdd',1.79606987664562630646e+09,1.79606987668858933447e+09,1,'br_b0516a4e1d9d48c485b42509a5ba1db9',NULL,NULL,NULL,NULL,'{"byte_seconds": {"device": 0.0, "disk": 0.0}, "num_restored_bytes": 0, "num_recomputed_tokens": 0}');
INSERT INTO "sessions" VALUES('se_a5030828d7364dd3a2f16a8ac255e24c','default','resp_3a04ad1c093c40e3ba1aca67d9170368',1.79606987672955155377e+09,1.79606987684969878196e+09,2,'br_9bc0bbfdf23848e19ceaf622664eea6c',NULL,NULL,NULL,NULL,'{"byte_seconds": {"device": 22.25176089606248, "disk": 22.923045119299786}, "num_restored_bytes": 0, "num_recomputed_tokens": 0}');
INSERT INTO "sessions" VALUES('se_750a1b8608774851ad227ab4617033b1','default','conv_8487b3cbd30346079aee90dc2ebbc867',1.79606987689947128301e+09,1.79606987691436576848e+09,1,'br_7df5907271954c6db8dec4994f5e577a',NULL,NULL,NULL,NULL,'{"byte_seconds": {"device": 0.0, "disk": 0.0}, "num_restored_bytes": 0, "num_recomputed_tokens": 0}');
INSERT INTO "sessions" VALUES('se_52234907e3634769be08362188176788','default','resp_f2ef7002409a4f0a83101083a2720fe7',1.79606987693127059932e+09,1.79606987693289327622e+09,1,'br_b1665da4ce7d4d9cbc0bdfb5abb28e79',NULL,NULL,NULL,NULL,NULL);
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
INSERT INTO "spans" VALUES('br_6fe4cd436c1f4d09ba18b47115dc8e04',0,'it_c6f24a82d3474d17bfd3c7d53154b05e','user',X'0001000054000000520000004400000051000000C6000000260000004E0000004E00000043000000DC0000004C0000004E000000510000004D000000480000004D0000004600000001010000','rendered',NULL,NULL,'d125bdfe477a04efa9737062101bd8ae','toy');
INSERT INTO "spans" VALUES('br_6fe4cd436c1f4d09ba18b47115dc8e04',19,'it_002485fa741b44399bf8c022bfefd488','assistant',X'C600000000010000400000005200000052000000480000005200000053000000400000004D00000053000000C6000000','rendered',NULL,NULL,'d125bdfe477a04efa9737062101bd8ae','toy');
INSERT INTO "spans" VALUES('br_6fe4cd436c1f4d09ba18b47115dc8e04',31,'it_002485fa741b44399bf8c022bfefd488','assistant',X'890000007B0000002A000000AA000000A30000004B000000','sampled','1',0,'d125bdfe477a04efa9737062101bd8ae','toy');
INSERT INTO "spans" VALUES('br_6fe4cd436c1f4d09ba18b47115dc8e04',37,'it_bfe45eb90de14160bdf4ed64a750b516','user',X'01010000C60000000001000054000000520000004400000051000000C6000000200000004D00000043000000DC0000005300000047000000440000004D0000001E00000001010000','rendered',NULL,NULL,'d125bdfe477a04efa9737062101bd8ae','toy');
INSERT INTO "spans" VALUES('br_6fe4cd436c1f4d09ba18b47115dc8e04',55,'it_a7dc0c30bc074ac2997ac141f0c888ef','assistant',X'C600000000010000400000005200000052000000480000005200000053000000400000004D00000053000000C6000000','rendered',NULL,NULL,'d125bdfe477a04efa9737062101bd8ae','toy');
INSERT INTO "spans" VALUES('br_6fe4cd436c1f4d09ba18b47115dc8e04',67,'it_a7dc0c30bc074ac2997ac141f0c888ef','assistant',X'9F0000005F000000AE000000B90000006D000000BC000000','sampled','1',0,'d125bdfe477a04efa9737062101bd8ae','toy');
INSERT INTO "spans" VALUES('br_6fe4cd436c1f4d09ba18b47115dc8e04',73,'it_81729f2965eb44b3835dccdec0687111','user',X'01010000C60000000001000054000000520000004400000051000000C60000003600000047000000580000001E00000001010000','rendered',NULL,NULL,'d125bdfe477a04efa9737062101bd8ae','toy');
INSERT INTO "spans" VALUES('br_6fe4cd436c1f4d09ba18b47115dc8e04',86,'it_9ef7e6f5ce534935bbe7ee2769460b98','assistant',X'C600000000010000400000005200000052000000480000005200000053000000400000004D00000053000000C6000000','rendered',NULL,NULL,'d125bdfe477a04efa9737062101bd8ae','toy');
INSERT INTO "spans" VALUES('br_6fe4cd436c1f4d09ba18b47115dc8e04',98,'it_9ef7e6f5ce534935bbe7ee2769460b98','assistant',X'9400000026000000D5000000E9000000A9000000E3000000','sampled','2',0,'d125bdfe477a04efa9737062101bd8ae','toy');
INSERT INTO "spans" VALUES('br_1539c88ef40e4f51985c8bb278e4549c',86,'it_a11d15cb078e4d6981b4cda826e2b070','assistant',X'C600000000010000400000005200000052000000480000005200000053000000400000004D00000053000000C6000000','rendered',NULL,NULL,'d125bdfe477a04efa9737062101bd8ae','toy');
INSERT INTO "spans" VALUES('br_1539c88ef40e4f51985c8bb278e4549c',98,'it_a11d15cb078e4d6981b4cda826e2b070','assistant',X'940000002A0000005F000000740000001C0000003F000000','sampled','2',1,'d125bdfe477a04efa9737062101bd8ae','toy');
INSERT INTO "spans" VALUES('br_b9c483e907e641679ec4142510696013',0,'it_e459859fe1d649f3a50da8412cfbd5cf','user',X'0001000054000000520000004400000051000000C6000000260000004E0000004E00000043000000DC0000004400000055000000440000004D000000480000004D0000004600000001010000','rendered',NULL,NULL,'d125bdfe477a04efa9737062101bd8ae','toy');
INSERT INTO "spans" VALUES('br_b9c483e907e641679ec4142510696013',19,'it_80dd5c2d734042a69247dcfbc98d87f0','assistant',X'C600000000010000400000005200000052000000480000005200000053000000400000004D00000053000000C6000000','rendered',NULL,NULL,'d125bdfe477a04efa9737062101bd8ae','toy');
INSERT INTO "spans" VALUES('br_b9c483e907e641679ec4142510696013',31,'it_80dd5c2d734042a69247dcfbc98d87f0','assistant',X'D800000081000000F3000000DC000000950000004C000000','sampled','3',0,'d125bdfe477a04efa9737062101bd8ae','toy');
INSERT INTO "spans" VALUES('br_d56ac1823b7e431eb7c459a3a85fb3f8',0,'it_5c6d1317b33b4a9787eb500088283d09','prompt',X'2E0000004D0000004200000044000000DC000000540000004F0000004E0000004D000000DC00000040000000DC00000053000000480000004C00000044000000','rendered',NULL,NULL,'d125bdfe477a04efa9737062101bd8ae','toy');
INSERT INTO "spans" VALUES('br_d56ac1823b7e431eb7c459a3a85fb3f8',16,'it_d6a505f913414143bbfd415a2a9e3bc4','completion',X'210000004E000000BB00000078000000B9000000','sampled','4',0,'d125bdfe477a04efa9737062101bd8ae','toy');
INSERT INTO "spans" VALUES('br_d56ac1823b7e431eb7c459a3a85fb3f8',21,'it_7df55bd6eb4f4642b4891645998ad8b2','prompt',X'DC000000400000004D00000043000000','rendered',NULL,NULL,'d125bdfe477a04efa9737062101bd8ae','toy');
INSERT INTO "spans" VALUES('br_d56ac1823b7e431eb7c459a3a85fb3f8',25,'it_a4f78959c570491a8d281252f4ef5df1','completion',X'B70000001800000099000000','sampled','5',0,'d125bdfe477a04efa9737062101bd8ae','toy');
INSERT INTO "spans" VALUES('br_197d81b14339452390aaf242a5accbf2',0,'it_898aafd593684d85ac51d1bf834b5d47','prompt',X'740000006F0000006B000000650000006E00000073000000','rendered',NULL,NULL,'d125bdfe477a04efa9737062101bd8ae','toy');
INSERT INTO "spans" VALUES('br_197d81b14339452390aaf242a5accbf2',6,'it_9a11ab2c568744b9891cedea9e269ecd','completion',X'F70000009A0000005F000000AC00000050000000','sampled','6',0,'d125bdfe477a04efa9737062101bd8ae','toy');
INSERT INTO "spans" VALUES('br_bcc10f1e66314d75a554f64bdf6c1f63',0,'it_e5ae75ac3f3c491fb5c0cf0d2849b6ea','user',X'0001000054000000520000004400000051000000C60000002E0000004D0000004400000001010000','rendered',NULL,NULL,'d125bdfe477a04efa9737062101bd8ae','toy');
INSERT INTO "spans" VALUES('br_bcc10f1e66314d75a554f64bdf6c1f63',10,'it_683734cbcb2f4ed5b4c173399a651548','assistant',X'C600000000010000400000005200000052000000480000005200000053000000400000004D00000053000000C6000000','rendered',NULL,NULL,'d125bdfe477a04efa9737062101bd8ae','toy');
INSERT INTO "spans" VALUES('br_bcc10f1e66314d75a554f64bdf6c1f63',22,'it_683734cbcb2f4ed5b4c173399a651548','assistant',X'3E000000C3000000D60000008100000074000000880000003C000000F7000000940000004B000000910000000A0000005C000000CC0000002D00000097000000','sampled','1014168015182490248',0,'d125bdfe477a04efa9737062101bd8ae','toy');
INSERT INTO "spans" VALUES('br_bcc10f1e66314d75a554f64bdf6c1f63',38,'it_75ed95ab34e44f8ebbb8bced6470895a','user',X'01010000C60000000001000054000000520000004400000051000000C600000033000000560000004E00000001010000','rendered',NULL,NULL,'d125bdfe477a04efa9737062101bd8ae','toy');
INSERT INTO "spans" VALUES('br_bcc10f1e66314d75a554f64bdf6c1f63',50,'it_3983ebc1152243b080e39772bfc9a578','assistant',X'C600000000010000400000005200000052000000480000005200000053000000400000004D00000053000000C6000000','rendered',NULL,NULL,'d125bdfe477a04efa9737062101bd8ae','toy');
INSERT INTO "spans" VALUES('br_bcc10f1e66314d75a554f64bdf6c1f63',62,'it_3983ebc1152243b080e39772bfc9a578','assistant',X'CE000000E7000000FD0000007F000000DB00000083000000EA00000048000000B60000009E0000008F000000D9000000DA000000FB000000A2000000D2000000','sampled','6677927328943126256',0,'d125bdfe477a04efa9737062101bd8ae','toy');
INSERT INTO "spans" VALUES('br_b0516a4e1d9d48c485b42509a5ba1db9',0,'it_21a4d7e131e5489b9db55624485994c0','user',X'0001000054000000520000004400000051000000C60000002B0000004000000053000000440000005100000001010000','rendered',NULL,NULL,'d125bdfe477a04efa9737062101bd8ae','toy');
INSERT INTO "spans" VALUES('br_b0516a4e1d9d48c485b42509a5ba1db9',12,'it_4df1c2bdc42d44789eaa185fa201e19f','assistant',X'C600000000010000400000005200000052000000480000005200000053000000400000004D00000053000000C6000000','rendered',NULL,NULL,'d125bdfe477a04efa9737062101bd8ae','toy');
INSERT INTO "spans" VALUES('br_b0516a4e1d9d48c485b42509a5ba1db9',24,'it_4df1c2bdc42d44789eaa185fa201e19f','assistant',X'B50000002900000049000000E8000000FF0000008B000000A600000084000000D5000000FC0000001100000061000000D9000000E20000000300000077000000','sampled','6100008717111621293',0,'d125bdfe477a04efa9737062101bd8ae','toy');
INSERT INTO "spans" VALUES('br_9bc0bbfdf23848e19ceaf622664eea6c',0,'it_9a6123e358474208aad14acffdb01d82','user',X'0001000054000000520000004400000051000000C6000000260000004E0000004D0000004400000001010000','rendered',NULL,NULL,'d125bdfe477a04efa9737062101bd8ae','toy');
INSERT INTO "spans" VALUES('br_9bc0bbfdf23848e19ceaf622664eea6c',11,'it_7ddc4e0d6ce9432287a719c5ea593b3b','assistant',X'C600000000010000400000005200000052000000480000005200000053000000400000004D00000053000000C6000000','rendered',NULL,NULL,'d125bdfe477a04efa9737062101bd8ae','toy');
INSERT INTO "spans" VALUES('br_9bc0bbfdf23848e19ceaf622664eea6c',23,'it_7ddc4e0d6ce9432287a719c5ea593b3b','assistant',X'2E0000006E00000010000000AA000000640000003600000042000000EF00000083000000B5000000C5000000A20000008900000093000000940000004B000000','sampled','98525294577292433',0,'d125bdfe477a04efa9737062101bd8ae','toy');
INSERT INTO "spans" VALUES('br_9bc0bbfdf23848e19ceaf622664eea6c',39,'it_128b8344610f42148a0f3c70b6f95a8c','user',X'01010000C60000000001000054000000520000004400000051000000C60000003200000053000000480000004B0000004B000000DC0000004700000044000000510000004400000001010000','rendered',NULL,NULL,'d125bdfe477a04efa9737062101bd8ae','toy');
INSERT INTO "spans" VALUES('br_9bc0bbfdf23848e19ceaf622664eea6c',58,'it_3bda815e0e8e4b15918b3710dce6d59a','assistant',X'C600000000010000400000005200000052000000480000005200000053000000400000004D00000053000000C6000000','rendered',NULL,NULL,'d125bdfe477a04efa9737062101bd8ae','toy');
INSERT INTO "spans" VALUES('br_9bc0bbfdf23848e19ceaf622664eea6c',70,'it_3bda815e0e8e4b15918b3710dce6d59a','assistant',X'3C000000B0000000A0000000C000000094000000700000004E000000800000000D0000000500000096000000810000005400000042000000AA00000075000000','sampled','4903109340985040261',0,'d125bdfe477a04efa9737062101bd8ae','toy');
INSERT INTO "spans" VALUES('br_7df5907271954c6db8dec4994f5e577a',0,'it_e8a86adb38fe49108628fa5f5154e220','user',X'0001000054000000520000004400000051000000C60000002100000044000000450000004E000000510000004400000001010000','rendered',NULL,NULL,'d125bdfe477a04efa9737062101bd8ae','toy');
INSERT INTO "spans" VALUES('br_7df5907271954c6db8dec4994f5e577a',13,'it_11b39c6b08264ca9a13e486ef790529c','user',X'C60000000001000054000000520000004400000051000000C6000000280000004D000000DC000000480000005300000001010000','rendered',NULL,NULL,'d125bdfe477a04efa9737062101bd8ae','toy');
INSERT INTO "spans" VALUES('br_7df5907271954c6db8dec4994f5e577a',26,'it_443c46ea8bd34bc28affa1318e27623b','assistant',X'C600000000010000400000005200000052000000480000005200000053000000400000004D00000053000000C6000000','rendered',NULL,NULL,'d125bdfe477a04efa9737062101bd8ae','toy');
INSERT INTO "spans" VALUES('br_b1665da4ce7d4d9cbc0bdfb5abb28e79',0,'it_7f02b4de13f6419385b89379a59523d0','user',X'0001000054000000520000004400000051000000C6000000280000004D00000053000000440000005100000051000000540000004F00000053000000440000004300000001010000','rendered',NULL,NULL,'d125bdfe477a04efa9737062101bd8ae','toy');
CREATE TABLE steps (
	run_id VARCHAR NOT NULL, 
	position INTEGER NOT NULL, 
	turn_id VARCHAR NOT NULL, 
	PRIMARY KEY (run_id, position), 
	FOREIGN KEY(turn_id) REFERENCES turns (id) ON DELETE CASCADE
);
INSERT INTO "steps" VALUES('resp_24c84862a43d493681df4470dc264c9b',0,'turn_8e4c5109dd0e4b8db9004a3be956dca4');
INSERT INTO "steps" VALUES('resp_35342216fee644ac9f81ce03da68f332',0,'turn_8fe3c0bf4b114bddb6b404d75d721955');
INSERT INTO "steps" VALUES('resp_5c26e3591c9b4fb08093caf54cc24cdd',0,'turn_678074c0e57c41a7ad78c915cb668b5c');
INSERT INTO "steps" VALUES('resp_3a04ad1c093c40e3ba1aca67d9170368',0,'turn_44c2f9db57dd4857bc572cf6b12693e1');
INSERT INTO "steps" VALUES('resp_bfc54590d8ac49e8b85f29bb5e698ba6',0,'turn_cc50ed438fd443298d9ff62fedd0de57');
INSERT INTO "steps" VALUES('resp_d4a305c82ff44dddb9012e5ddd0cf23a',0,'turn_5d13ff78fc5a478496c1751778a24605');
INSERT INTO "steps" VALUES('resp_f2ef7002409a4f0a83101083a2720fe7',0,'turn_5eeedb1f1f684ec682d05617ea3e68bf');
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
INSERT INTO "turn_tokens" VALUES('turn_44c2f9db57dd4857bc572cf6b12693e1',0,0,X'2E0000006E00000010000000AA000000640000003600000042000000EF00000083000000B5000000C5000000A20000008900000093000000940000004B000000',NULL,8,'length',NULL);
INSERT INTO "turn_tokens" VALUES('turn_5d13ff78fc5a478496c1751778a24605',0,0,X'02010000',NULL,6,'stop',NULL);
INSERT INTO "turn_tokens" VALUES('turn_5eeedb1f1f684ec682d05617ea3e68bf',0,0,X'B4000000',NULL,6,NULL,NULL);
INSERT INTO "turn_tokens" VALUES('turn_5eeedb1f1f684ec682d05617ea3e68bf',0,1,X'41000000',NULL,NULL,NULL,NULL);
INSERT INTO "turn_tokens" VALUES('turn_5eeedb1f1f684ec682d05617ea3e68bf',0,2,X'47000000',NULL,NULL,NULL,NULL);
INSERT INTO "turn_tokens" VALUES('turn_5eeedb1f1f684ec682d05617ea3e68bf',0,3,X'55000000',NULL,NULL,NULL,NULL);
INSERT INTO "turn_tokens" VALUES('turn_5eeedb1f1f684ec682d05617ea3e68bf',0,4,X'7E000000',NULL,NULL,NULL,NULL);
INSERT INTO "turn_tokens" VALUES('turn_5eeedb1f1f684ec682d05617ea3e68bf',0,5,X'86000000',NULL,NULL,NULL,NULL);
INSERT INTO "turn_tokens" VALUES('turn_5eeedb1f1f684ec682d05617ea3e68bf',0,6,X'2A000000',NULL,NULL,NULL,NULL);
INSERT INTO "turn_tokens" VALUES('turn_5eeedb1f1f684ec682d05617ea3e68bf',0,7,X'29000000',NULL,NULL,NULL,NULL);
INSERT INTO "turn_tokens" VALUES('turn_5eeedb1f1f684ec682d05617ea3e68bf',0,8,X'31000000',NULL,NULL,NULL,NULL);
INSERT INTO "turn_tokens" VALUES('turn_5eeedb1f1f684ec682d05617ea3e68bf',0,9,X'97000000',NULL,NULL,NULL,NULL);
INSERT INTO "turn_tokens" VALUES('turn_5eeedb1f1f684ec682d05617ea3e68bf',0,10,X'E3000000',NULL,NULL,NULL,NULL);
INSERT INTO "turn_tokens" VALUES('turn_5eeedb1f1f684ec682d05617ea3e68bf',0,11,X'D3000000',NULL,NULL,NULL,NULL);
INSERT INTO "turn_tokens" VALUES('turn_5eeedb1f1f684ec682d05617ea3e68bf',0,12,X'0D000000',NULL,NULL,NULL,NULL);
INSERT INTO "turn_tokens" VALUES('turn_5eeedb1f1f684ec682d05617ea3e68bf',0,13,X'33000000',NULL,NULL,NULL,NULL);
INSERT INTO "turn_tokens" VALUES('turn_5eeedb1f1f684ec682d05617ea3e68bf',0,14,X'E0000000',NULL,NULL,NULL,NULL);
INSERT INTO "turn_tokens" VALUES('turn_5eeedb1f1f684ec682d05617ea3e68bf',0,15,X'CC000000',NULL,NULL,NULL,NULL);
INSERT INTO "turn_tokens" VALUES('turn_5eeedb1f1f684ec682d05617ea3e68bf',0,16,X'06000000',NULL,NULL,NULL,NULL);
INSERT INTO "turn_tokens" VALUES('turn_5eeedb1f1f684ec682d05617ea3e68bf',0,17,X'1F000000',NULL,NULL,NULL,NULL);
INSERT INTO "turn_tokens" VALUES('turn_5eeedb1f1f684ec682d05617ea3e68bf',0,18,X'E0000000',NULL,NULL,NULL,NULL);
INSERT INTO "turn_tokens" VALUES('turn_5eeedb1f1f684ec682d05617ea3e68bf',0,19,X'44000000',NULL,NULL,NULL,NULL);
INSERT INTO "turn_tokens" VALUES('turn_5eeedb1f1f684ec682d05617ea3e68bf',0,20,X'64000000',NULL,NULL,NULL,NULL);
INSERT INTO "turn_tokens" VALUES('turn_5eeedb1f1f684ec682d05617ea3e68bf',0,21,X'14000000',NULL,NULL,NULL,NULL);
INSERT INTO "turn_tokens" VALUES('turn_5eeedb1f1f684ec682d05617ea3e68bf',0,22,X'19000000',NULL,NULL,NULL,NULL);
INSERT INTO "turn_tokens" VALUES('turn_5eeedb1f1f684ec682d05617ea3e68bf',0,23,X'38000000',NULL,NULL,NULL,NULL);
INSERT INTO "turn_tokens" VALUES('turn_5eeedb1f1f684ec682d05617ea3e68bf',0,24,X'E8000000',NULL,NULL,NULL,NULL);
INSERT INTO "turn_tokens" VALUES('turn_5eeedb1f1f684ec682d05617ea3e68bf',0,25,X'2B000000',NULL,NULL,NULL,NULL);
INSERT INTO "turn_tokens" VALUES('turn_5eeedb1f1f684ec682d05617ea3e68bf',0,26,X'79000000',NULL,NULL,NULL,NULL);
INSERT INTO "turn_tokens" VALUES('turn_678074c0e57c41a7ad78c915cb668b5c',0,0,X'B50000002900000049000000E8000000FF0000008B000000A600000084000000D5000000FC0000001100000061000000D9000000E20000000300000077000000',NULL,6,'length',NULL);
INSERT INTO "turn_tokens" VALUES('turn_8e4c5109dd0e4b8db9004a3be956dca4',0,0,X'3E000000C3000000D60000008100000074000000880000003C000000F7000000940000004B000000910000000A0000005C000000CC0000002D00000097000000',NULL,6,'length',NULL);
INSERT INTO "turn_tokens" VALUES('turn_8fe3c0bf4b114bddb6b404d75d721955',0,0,X'CE000000E7000000FD0000007F000000DB00000083000000EA00000048000000B60000009E0000008F000000D9000000DA000000FB000000A2000000D2000000',NULL,37,'length',NULL);
INSERT INTO "turn_tokens" VALUES('turn_cc50ed438fd443298d9ff62fedd0de57',0,0,X'3C000000B0000000A0000000C000000094000000700000004E000000800000000D0000000500000096000000810000005400000042000000AA00000075000000',NULL,38,'length',NULL);
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
INSERT INTO "turns" VALUES('turn_8e4c5109dd0e4b8db9004a3be956dca4','se_7dc2f23e12064e2e8b7604cd6a160dec','completed',1,'ow_3643ed77ccc74cb3a7a7f13a0c368a48',1,0,0,'br_bcc10f1e66314d75a554f64bdf6c1f63',10,1,1,X'C600000000010000400000005200000052000000480000005200000053000000400000004D00000053000000C6000000',X'C417841E4E0C29EE46F62D41850734B8',X'77F869597A023DFF8787E0BA9225F3A3','{"request_id": "resp_24c84862a43d493681df4470dc264c9b", "model": "toy", "input": {"messages": [], "add_generation_prompt": true, "continue_final_message": false, "tools": null, "variables": {}}, "adapter": null, "sampling": {"max_tokens": 16, "min_tokens": 0, "temperature": 1.0, "top_k": 0, "top_p": 1.0, "min_p": 0.0, "repetition_penalty": 1.0, "presence_penalty": 0.0, "frequency_penalty": 0.0, "logit_bias": [], "seed": null, "stop": [], "stop_token_ids": [], "include_stop_str_in_output": false, "ignore_eos": false, "max_reasoning_tokens": null, "logprobs": null, "prompt_logprobs": null}, "n": 1, "echo": false, "session_id": "resp_24c84862a43d493681df4470dc264c9b", "run_id": "resp_24c84862a43d493681df4470dc264c9b", "step": 0, "is_recorded": true, "grammar": null, "lease_s": 0.0, "is_carried": false, "is_signed": false, "is_last": false, "tenant": "default"}',8192,'d125bdfe477a04efa9737062101bd8ae','toy',0,'{"request_id": "resp_24c84862a43d493681df4470dc264c9b", "created": 1796069876, "num_prompt_tokens": 22, "seed": 1014168015182490248, "system_fingerprint": "fp_6fbc7cfef75f", "session": {"session_id": "resp_24c84862a43d493681df4470dc264c9b", "num_matched_messages": 0, "num_matched_tokens": 0, "forked": false}, "loosened_tools": [], "reasoning": "none"}','{"usage": {"num_prompt_tokens": 22, "num_completion_tokens": 16, "num_cached_tokens": 6, "cold": null, "restored": {"tier": "device", "num_tokens": 6, "seconds": 0.0, "saved_s": 4.5935491504056205e-05, "num_bytes": 0}, "head_rules": [], "num_reasoning_tokens": 0, "kv": {"byte_seconds": {"device": 0.0, "disk": 0.0}, "num_restored_bytes": 0, "num_recomputed_tokens": 0}}, "num_computed_tokens": 16, "prompt_logprobs": null, "carrier": null, "needs_carrier": false, "ignored_carriers": []}',NULL);
INSERT INTO "turns" VALUES('turn_8fe3c0bf4b114bddb6b404d75d721955','se_7dc2f23e12064e2e8b7604cd6a160dec','completed',1,'ow_3643ed77ccc74cb3a7a7f13a0c368a48',1,0,0,'br_bcc10f1e66314d75a554f64bdf6c1f63',50,3,2,X'C600000000010000400000005200000052000000480000005200000053000000400000004D00000053000000C6000000',X'C417841E4E0C29EE46F62D41850734B8',X'18ED7E22AA483AA83C56244E9F5E65D4','{"request_id": "resp_35342216fee644ac9f81ce03da68f332", "model": "toy", "input": {"messages": [], "add_generation_prompt": true, "continue_final_message": false, "tools": null, "variables": {}}, "adapter": null, "sampling": {"max_tokens": 16, "min_tokens": 0, "temperature": 1.0, "top_k": 0, "top_p": 1.0, "min_p": 0.0, "repetition_penalty": 1.0, "presence_penalty": 0.0, "frequency_penalty": 0.0, "logit_bias": [], "seed": null, "stop": [], "stop_token_ids": [], "include_stop_str_in_output": false, "ignore_eos": false, "max_reasoning_tokens": null, "logprobs": null, "prompt_logprobs": null}, "n": 1, "echo": false, "session_id": "resp_24c84862a43d493681df4470dc264c9b", "run_id": "resp_35342216fee644ac9f81ce03da68f332", "step": 0, "is_recorded": true, "grammar": null, "lease_s": 0.0, "is_carried": false, "is_signed": false, "is_last": false, "tenant": "default"}',8192,'d125bdfe477a04efa9737062101bd8ae','toy',0,'{"request_id": "resp_35342216fee644ac9f81ce03da68f332", "created": 1796069876, "num_prompt_tokens": 62, "seed": 6677927328943126256, "system_fingerprint": "fp_6fbc7cfef75f", "session": {"session_id": "resp_24c84862a43d493681df4470dc264c9b", "num_matched_messages": 2, "num_matched_tokens": 38, "forked": false}, "loosened_tools": [], "reasoning": "none"}','{"usage": {"num_prompt_tokens": 62, "num_completion_tokens": 16, "num_cached_tokens": 37, "cold": null, "restored": {"tier": "device", "num_tokens": 37, "seconds": 0.0, "saved_s": 0.00030977861594178567, "num_bytes": 0}, "head_rules": [], "num_reasoning_tokens": 0, "kv": {"byte_seconds": {"device": 61.12589798378758, "disk": 129.46767620874743}, "num_restored_bytes": 0, "num_recomputed_tokens": 0}}, "num_computed_tokens": 25, "prompt_logprobs": null, "carrier": null, "needs_carrier": false, "ignored_carriers": []}',NULL);
INSERT INTO "turns" VALUES('turn_678074c0e57c41a7ad78c915cb668b5c','se_5fa85d81b4ec43f19fa2037adfbd63a9','completed',1,'ow_3643ed77ccc74cb3a7a7f13a0c368a48',1,0,0,'br_b0516a4e1d9d48c485b42509a5ba1db9',12,1,1,X'C600000000010000400000005200000052000000480000005200000053000000400000004D00000053000000C6000000',X'C417841E4E0C29EE46F62D41850734B8',X'1D0A5C99B8EF5EF81592C6AF4098D929','{"request_id": "resp_5c26e3591c9b4fb08093caf54cc24cdd", "model": "toy", "input": {"messages": [], "add_generation_prompt": true, "continue_final_message": false, "tools": null, "variables": {}}, "adapter": null, "sampling": {"max_tokens": 16, "min_tokens": 0, "temperature": 1.0, "top_k": 0, "top_p": 1.0, "min_p": 0.0, "repetition_penalty": 1.0, "presence_penalty": 0.0, "frequency_penalty": 0.0, "logit_bias": [], "seed": null, "stop": [], "stop_token_ids": [], "include_stop_str_in_output": false, "ignore_eos": false, "max_reasoning_tokens": null, "logprobs": null, "prompt_logprobs": null}, "n": 1, "echo": false, "session_id": "resp_5c26e3591c9b4fb08093caf54cc24cdd", "run_id": "resp_5c26e3591c9b4fb08093caf54cc24cdd", "step": 0, "is_recorded": true, "grammar": null, "lease_s": 0.0, "is_carried": false, "is_signed": false, "is_last": false, "tenant": "default"}',8192,'d125bdfe477a04efa9737062101bd8ae','toy',0,'{"request_id": "resp_5c26e3591c9b4fb08093caf54cc24cdd", "created": 1796069876, "num_prompt_tokens": 24, "seed": 6100008717111621293, "system_fingerprint": "fp_6fbc7cfef75f", "session": {"session_id": "resp_5c26e3591c9b4fb08093caf54cc24cdd", "num_matched_messages": 0, "num_matched_tokens": 0, "forked": false}, "loosened_tools": [], "reasoning": "none"}','{"usage": {"num_prompt_tokens": 24, "num_completion_tokens": 16, "num_cached_tokens": 6, "cold": null, "restored": {"tier": "device", "num_tokens": 6, "seconds": 0.0, "saved_s": 4.931425546029119e-05, "num_bytes": 0}, "head_rules": [], "num_reasoning_tokens": 0, "kv": {"byte_seconds": {"device": 0.0, "disk": 0.0}, "num_restored_bytes": 0, "num_recomputed_tokens": 0}}, "num_computed_tokens": 18, "prompt_logprobs": null, "carrier": null, "needs_carrier": false, "ignored_carriers": []}',NULL);
INSERT INTO "turns" VALUES('turn_44c2f9db57dd4857bc572cf6b12693e1','se_a5030828d7364dd3a2f16a8ac255e24c','completed',1,'ow_3643ed77ccc74cb3a7a7f13a0c368a48',1,0,0,'br_9bc0bbfdf23848e19ceaf622664eea6c',11,1,1,X'C600000000010000400000005200000052000000480000005200000053000000400000004D00000053000000C6000000',X'C417841E4E0C29EE46F62D41850734B8',X'AE110851C9DD3FAB3FF687BFD2D40A26','{"request_id": "resp_3a04ad1c093c40e3ba1aca67d9170368", "model": "toy", "input": {"messages": [], "add_generation_prompt": true, "continue_final_message": false, "tools": null, "variables": {}}, "adapter": null, "sampling": {"max_tokens": 16, "min_tokens": 0, "temperature": 1.0, "top_k": 0, "top_p": 1.0, "min_p": 0.0, "repetition_penalty": 1.0, "presence_penalty": 0.0, "frequency_penalty": 0.0, "logit_bias": [], "seed": null, "stop": [], "stop_token_ids": [], "include_stop_str_in_output": false, "ignore_eos": false, "max_reasoning_tokens": null, "logprobs": null, "prompt_logprobs": null}, "n": 1, "echo": false, "session_id": "resp_3a04ad1c093c40e3ba1aca67d9170368", "run_id": "resp_3a04ad1c093c40e3ba1aca67d9170368", "step": 0, "is_recorded": true, "grammar": null, "lease_s": 0.0, "is_carried": false, "is_signed": false, "is_last": false, "tenant": "default"}',8192,'d125bdfe477a04efa9737062101bd8ae','toy',0,'{"request_id": "resp_3a04ad1c093c40e3ba1aca67d9170368", "created": 1796069876, "num_prompt_tokens": 23, "seed": 98525294577292433, "system_fingerprint": "fp_6fbc7cfef75f", "session": {"session_id": "resp_3a04ad1c093c40e3ba1aca67d9170368", "num_matched_messages": 0, "num_matched_tokens": 0, "forked": false}, "loosened_tools": [], "reasoning": "none"}','{"usage": {"num_prompt_tokens": 23, "num_completion_tokens": 16, "num_cached_tokens": 8, "cold": null, "restored": {"tier": "device", "num_tokens": 8, "seconds": 0.0, "saved_s": 6.182640887977845e-05, "num_bytes": 0}, "head_rules": [], "num_reasoning_tokens": 0, "kv": {"byte_seconds": {"device": 0.0, "disk": 0.0}, "num_restored_bytes": 0, "num_recomputed_tokens": 0}}, "num_computed_tokens": 15, "prompt_logprobs": null, "carrier": null, "needs_carrier": false, "ignored_carriers": []}',NULL);
INSERT INTO "turns" VALUES('turn_cc50ed438fd443298d9ff62fedd0de57','se_a5030828d7364dd3a2f16a8ac255e24c','completed',1,'ow_3643ed77ccc74cb3a7a7f13a0c368a48',1,0,0,'br_9bc0bbfdf23848e19ceaf622664eea6c',58,3,2,X'C600000000010000400000005200000052000000480000005200000053000000400000004D00000053000000C6000000',X'C417841E4E0C29EE46F62D41850734B8',X'ED4FEA4516799318485FFCDD9AADC36C','{"request_id": "resp_bfc54590d8ac49e8b85f29bb5e698ba6", "model": "toy", "input": {"messages": [], "add_generation_prompt": true, "continue_final_message": false, "tools": null, "variables": {}}, "adapter": null, "sampling": {"max_tokens": 16, "min_tokens": 0, "temperature": 1.0, "top_k": 0, "top_p": 1.0, "min_p": 0.0, "repetition_penalty": 1.0, "presence_penalty": 0.0, "frequency_penalty": 0.0, "logit_bias": [], "seed": null, "stop": [], "stop_token_ids": [], "include_stop_str_in_output": false, "ignore_eos": false, "max_reasoning_tokens": null, "logprobs": null, "prompt_logprobs": null}, "n": 1, "echo": false, "session_id": "resp_3a04ad1c093c40e3ba1aca67d9170368", "run_id": "resp_bfc54590d8ac49e8b85f29bb5e698ba6", "step": 0, "is_recorded": true, "grammar": null, "lease_s": 0.0, "is_carried": false, "is_signed": false, "is_last": false, "tenant": "default"}',8192,'d125bdfe477a04efa9737062101bd8ae','toy',0,'{"request_id": "resp_bfc54590d8ac49e8b85f29bb5e698ba6", "created": 1796069876, "num_prompt_tokens": 70, "seed": 4903109340985040261, "system_fingerprint": "fp_6fbc7cfef75f", "session": {"session_id": "resp_3a04ad1c093c40e3ba1aca67d9170368", "num_matched_messages": 2, "num_matched_tokens": 39, "forked": false}, "loosened_tools": [], "reasoning": "none"}','{"usage": {"num_prompt_tokens": 70, "num_completion_tokens": 16, "num_cached_tokens": 38, "cold": null, "restored": {"tier": "device", "num_tokens": 38, "seconds": 0.0, "saved_s": 0.00028703118171440815, "num_bytes": 0}, "head_rules": [], "num_reasoning_tokens": 0, "kv": {"byte_seconds": {"device": 22.25176089606248, "disk": 22.923045119299786}, "num_restored_bytes": 0, "num_recomputed_tokens": 0}}, "num_computed_tokens": 32, "prompt_logprobs": null, "carrier": null, "needs_carrier": false, "ignored_carriers": []}',NULL);
INSERT INTO "turns" VALUES('turn_5d13ff78fc5a478496c1751778a24605','se_750a1b8608774851ad227ab4617033b1','completed',1,'ow_3643ed77ccc74cb3a7a7f13a0c368a48',1,0,0,'br_7df5907271954c6db8dec4994f5e577a',26,2,1,X'C600000000010000400000005200000052000000480000005200000053000000400000004D00000053000000C6000000',X'C417841E4E0C29EE46F62D41850734B8',X'AF0AA6929370B3955C4A20872A5103CF','{"request_id": "resp_d4a305c82ff44dddb9012e5ddd0cf23a", "model": "toy", "input": {"messages": [], "add_generation_prompt": true, "continue_final_message": false, "tools": null, "variables": {}}, "adapter": null, "sampling": {"max_tokens": 16, "min_tokens": 0, "temperature": 1.0, "top_k": 0, "top_p": 1.0, "min_p": 0.0, "repetition_penalty": 1.0, "presence_penalty": 0.0, "frequency_penalty": 0.0, "logit_bias": [], "seed": null, "stop": [], "stop_token_ids": [], "include_stop_str_in_output": false, "ignore_eos": false, "max_reasoning_tokens": null, "logprobs": null, "prompt_logprobs": null}, "n": 1, "echo": false, "session_id": "conv_8487b3cbd30346079aee90dc2ebbc867", "run_id": "resp_d4a305c82ff44dddb9012e5ddd0cf23a", "step": 0, "is_recorded": true, "grammar": null, "lease_s": 0.0, "is_carried": false, "is_signed": false, "is_last": false, "tenant": "default"}',8192,'d125bdfe477a04efa9737062101bd8ae','toy',0,'{"request_id": "resp_d4a305c82ff44dddb9012e5ddd0cf23a", "created": 1796069876, "num_prompt_tokens": 38, "seed": 617765597554913948, "system_fingerprint": "fp_6fbc7cfef75f", "session": {"session_id": "conv_8487b3cbd30346079aee90dc2ebbc867", "num_matched_messages": 0, "num_matched_tokens": 0, "forked": false}, "loosened_tools": [], "reasoning": "none"}','{"usage": {"num_prompt_tokens": 38, "num_completion_tokens": 1, "num_cached_tokens": 6, "cold": null, "restored": {"tier": "device", "num_tokens": 6, "seconds": 0.0, "saved_s": 2.739747863591921e-05, "num_bytes": 0}, "head_rules": [], "num_reasoning_tokens": 0, "kv": {"byte_seconds": {"device": 0.0, "disk": 0.0}, "num_restored_bytes": 0, "num_recomputed_tokens": 0}}, "num_computed_tokens": 32, "prompt_logprobs": null, "carrier": null, "needs_carrier": false, "ignored_carriers": []}',NULL);
INSERT INTO "turns" VALUES('turn_5eeedb1f1f684ec682d05617ea3e68bf','se_52234907e3634769be08362188176788','in_progress',1,'ow_3643ed77ccc74cb3a7a7f13a0c368a48',1,0,0,'br_b1665da4ce7d4d9cbc0bdfb5abb28e79',18,1,1,X'C600000000010000400000005200000052000000480000005200000053000000400000004D00000053000000C6000000',X'C417841E4E0C29EE46F62D41850734B8',X'833CD06A3FEEF156551E2D3BFE0AB85B','{"request_id": "resp_f2ef7002409a4f0a83101083a2720fe7", "model": "toy", "input": {"messages": [], "add_generation_prompt": true, "continue_final_message": false, "tools": null, "variables": {}}, "adapter": null, "sampling": {"max_tokens": 600, "min_tokens": 0, "temperature": 1.0, "top_k": 0, "top_p": 1.0, "min_p": 0.0, "repetition_penalty": 1.0, "presence_penalty": 0.0, "frequency_penalty": 0.0, "logit_bias": [], "seed": null, "stop": [], "stop_token_ids": [], "include_stop_str_in_output": false, "ignore_eos": false, "max_reasoning_tokens": null, "logprobs": null, "prompt_logprobs": null}, "n": 1, "echo": false, "session_id": "resp_f2ef7002409a4f0a83101083a2720fe7", "run_id": "resp_f2ef7002409a4f0a83101083a2720fe7", "step": 0, "is_recorded": true, "grammar": null, "lease_s": 0.0, "is_carried": false, "is_signed": false, "is_last": false, "tenant": "default"}',8192,'d125bdfe477a04efa9737062101bd8ae','toy',0,'{"request_id": "resp_f2ef7002409a4f0a83101083a2720fe7", "created": 1796069876, "num_prompt_tokens": 30, "seed": 3803099591788653653, "system_fingerprint": "fp_6fbc7cfef75f", "session": {"session_id": "resp_f2ef7002409a4f0a83101083a2720fe7", "num_matched_messages": 0, "num_matched_tokens": 0, "forked": false}, "loosened_tools": [], "reasoning": "none"}',NULL,NULL);
CREATE INDEX sessions_by_use ON sessions (tenant, last_used_at);
CREATE INDEX sessions_by_family ON sessions (family);
CREATE INDEX placements_by_replica ON placements (replica);
CREATE INDEX responses_by_previous ON responses (previous_id);
CREATE INDEX responses_by_session ON responses (tenant, session_name);
CREATE INDEX responses_by_status ON responses (status);
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
CREATE INDEX memory_records_by_frame_key ON memory_records (namespace_id, frame_key);
CREATE INDEX memory_records_by_source ON memory_records (source_item_id);
CREATE INDEX memory_records_by_expiry ON memory_records (expires_at);
CREATE INDEX memory_records_by_replacement ON memory_records (replaced_by);
CREATE INDEX memory_records_of_namespace ON memory_records (namespace_id, created_at);
CREATE INDEX items_by_hash ON items (session_id, chain_hash);
CREATE INDEX items_by_text ON items (session_id, end_char);
CREATE INDEX turns_of_session ON turns (session_id);
CREATE INDEX turns_by_status ON turns (status);
CREATE INDEX turns_of_branch ON turns (branch_id);
CREATE INDEX agent_steps_by_event ON agent_steps (session_id, first_event);
CREATE INDEX memory_words_of_record ON memory_words (number);
CREATE UNIQUE INDEX steps_by_turn ON steps (turn_id);
COMMIT;
