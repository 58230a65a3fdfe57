BEGIN TRANSACTION;
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
	PRIMARY KEY (id), 
	FOREIGN KEY(session_id) REFERENCES sessions (id) ON DELETE CASCADE, 
	FOREIGN KEY(parent_branch_id) REFERENCES branches (id) ON DELETE CASCADE
);
INSERT INTO "branches" VALUES('br_3e6ed717ef784f44b22bac9003bed8ba','se_818cb021d2334e948a7b39cd29f6dd3f','chat',NULL,0,0,104,6,3,1.79597295916292691228e+09,'ow_c5d585ed7a114c47bb8ccc6fbc89b688',103);
INSERT INTO "branches" VALUES('br_a1e35e917e3f4c48b736375bd8a254f3','se_818cb021d2334e948a7b39cd29f6dd3f','chat','br_3e6ed717ef784f44b22bac9003bed8ba',86,5,104,6,1,1.7959729601413507462e+09,'ow_c5d585ed7a114c47bb8ccc6fbc89b688',103);
INSERT INTO "branches" VALUES('br_696084adc7204695bf36988dfa858627','se_818cb021d2334e948a7b39cd29f6dd3f','chat',NULL,0,0,37,2,1,1.79597296019185924528e+09,'ow_c5d585ed7a114c47bb8ccc6fbc89b688',36);
INSERT INTO "branches" VALUES('br_3301eb9e75b34819ac02c96dea9b9f49','se_9b97fef700f7451eb5505a26942db62e','text',NULL,0,0,28,4,2,1.79597296023429727558e+09,'ow_c5d585ed7a114c47bb8ccc6fbc89b688',28);
INSERT INTO "branches" VALUES('br_e401b8c472484e09b4eca1d3b5af29c8','se_edab927366ef475bbe99095f8ab4228d','tokens',NULL,0,0,11,2,1,1.79597296036866307259e+09,'ow_c5d585ed7a114c47bb8ccc6fbc89b688',10);
INSERT INTO "branches" VALUES('br_696fbe8a881b40ecb5be07685ac5dc4d','se_d82202cebb7542eaa7c1b8347265a846','chat',NULL,0,0,78,4,2,1.79597296043152689941e+09,'ow_c5d585ed7a114c47bb8ccc6fbc89b688',77);
INSERT INTO "branches" VALUES('br_7cd980653df2445680a0aad7185316a0','se_d589a1e8983c4e7ab4e903f36abbc41d','chat',NULL,0,0,40,2,1,1.79597296058237385746e+09,'ow_c5d585ed7a114c47bb8ccc6fbc89b688',39);
INSERT INTO "branches" VALUES('br_50b19d2f18f8441f99b446f4a567524f','se_ed92e6ac6aff4e9c836c558b9c32482e','chat',NULL,0,0,84,4,2,1.79597296080018544199e+09,'ow_c5d585ed7a114c47bb8ccc6fbc89b688',83);
INSERT INTO "branches" VALUES('br_3387d0f8610a4c4ca46516d33dde9620','se_2a749c984f4d4194a9b6dc08c2a9135d','chat',NULL,0,0,38,3,1,1.79597296850314903254e+09,'ow_c5d585ed7a114c47bb8ccc6fbc89b688',38);
INSERT INTO "branches" VALUES('br_b474e135a5ca414687251143500e9292','se_ba5f32c3a60c42398e4fd7eeb444f8bd','chat',NULL,0,0,18,1,1,1.79597296859270882602e+09,NULL,0);
CREATE TABLE conversation_items (
	conversation_id VARCHAR NOT NULL, 
	position INTEGER NOT NULL, 
	item_id VARCHAR NOT NULL, 
	item JSON NOT NULL, 
	PRIMARY KEY (conversation_id, position), 
	FOREIGN KEY(conversation_id) REFERENCES conversations (id) ON DELETE CASCADE
);
INSERT INTO "conversation_items" VALUES('conv_c5872729b9ca459e85651aec024ced1f',0,'msg_06b54260fc6c4e2a9388c741fdfdc169','{"id": "msg_06b54260fc6c4e2a9388c741fdfdc169", "type": "message", "role": "user", "status": "completed", "content": [{"type": "input_text", "text": "Before"}]}');
INSERT INTO "conversation_items" VALUES('conv_c5872729b9ca459e85651aec024ced1f',1,'msg_d4ead89c0c7d4378af96015185c2f92f','{"id": "msg_d4ead89c0c7d4378af96015185c2f92f", "type": "message", "role": "user", "status": "completed", "content": [{"type": "input_text", "text": "In it"}]}');
INSERT INTO "conversation_items" VALUES('conv_c5872729b9ca459e85651aec024ced1f',2,'msg_105ca37625884aa0aa068070f3a4dad800','{"id": "msg_105ca37625884aa0aa068070f3a4dad800", "type": "message", "role": "assistant", "status": "completed", "content": [{"type": "output_text", "text": "", "annotations": [], "logprobs": []}]}');
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
INSERT INTO "conversations" VALUES('conv_c5872729b9ca459e85651aec024ced1f','default',1795972961,'{"topic": "migrations"}',3,2,NULL,1.79597296854068303115e+09);
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
INSERT INTO "items" VALUES('br_3e6ed717ef784f44b22bac9003bed8ba',0,'it_2e8aba1514cb49b486e10e1ca790e690','se_818cb021d2334e948a7b39cd29f6dd3f','user','{"role": "user", "content": "Good morning"}',X'70222A0C842BA9F1E656F75A50D407D2',NULL,0,19,1,NULL,NULL,NULL,1795972959.1693);
INSERT INTO "items" VALUES('br_3e6ed717ef784f44b22bac9003bed8ba',1,'it_a6ef927d26a145e5b4694d8ec3bdb480','se_818cb021d2334e948a7b39cd29f6dd3f','assistant','{"role": "assistant", "content": "\u037fK\ufffd\ufffdl"}',X'C55C94160F0B1CF06822D83EE66EF66F',NULL,19,37,1,'length',NULL,NULL,1.79597295944685626028e+09);
INSERT INTO "items" VALUES('br_3e6ed717ef784f44b22bac9003bed8ba',2,'it_7dbd6dc19ce54aae91e5f9ebfef700aa','se_818cb021d2334e948a7b39cd29f6dd3f','user','{"role": "user", "content": "And then?"}',X'3EF625FDC470A400C344F7D3F21AF878',NULL,37,55,1,NULL,NULL,NULL,1.79597295957713794711e+09);
INSERT INTO "items" VALUES('br_3e6ed717ef784f44b22bac9003bed8ba',3,'it_0dcd50c8fca04d63886787db506845b6','se_818cb021d2334e948a7b39cd29f6dd3f','assistant','{"role": "assistant", "content": "\ufffd\ufffd\ufffd\ufffd\u0000"}',X'DBAF086743BE6991BBAF1B187EE9D9A3',NULL,55,73,1,'length',NULL,NULL,1.79597295986466240881e+09);
INSERT INTO "items" VALUES('br_3e6ed717ef784f44b22bac9003bed8ba',4,'it_44d38dd5a2bd4b3892c9842c20a31a83','se_818cb021d2334e948a7b39cd29f6dd3f','user','{"role": "user", "content": "Why?"}',X'BE36CD1AC2E281F7BA99B5E044218A73',NULL,73,86,1,NULL,NULL,NULL,1.79597295996586799621e+09);
INSERT INTO "items" VALUES('br_3e6ed717ef784f44b22bac9003bed8ba',5,'it_a2dd15f9ab2244508b59731ef0c1a4a7','se_818cb021d2334e948a7b39cd29f6dd3f','assistant','{"role": "assistant", "content": "\ufffdG\u0019\ufffd\ufffd"}',X'270422D94C2FCF86821AEE76C1FE1411',NULL,86,104,1,'length',NULL,NULL,1.79597296014049029357e+09);
INSERT INTO "items" VALUES('br_a1e35e917e3f4c48b736375bd8a254f3',5,'it_bd827bd736b649edb8f02ed5fb120204','se_818cb021d2334e948a7b39cd29f6dd3f','assistant','{"role": "assistant", "content": "\ufffdK\ufffd\ufffd=`"}',X'33462B95EACC296D55006D0EAA57521C',NULL,86,104,1,'length',NULL,NULL,1.79597296014177489282e+09);
INSERT INTO "items" VALUES('br_696084adc7204695bf36988dfa858627',0,'it_38c9218081234b6ba1767e744d207a60','se_818cb021d2334e948a7b39cd29f6dd3f','user','{"role": "user", "content": "Good evening"}',X'A0FC891D406BACC5EF327501C56C6B42',NULL,0,19,1,NULL,NULL,NULL,1.79597296019240212439e+09);
INSERT INTO "items" VALUES('br_696084adc7204695bf36988dfa858627',1,'it_205eb57d7d264f8abb0cf69c4a6ca385','se_818cb021d2334e948a7b39cd29f6dd3f','assistant','{"role": "assistant", "content": "\u001c\u0155 \ufffdm"}',X'C2FC5BC856B25D0122EDC4155D210C58',NULL,19,37,1,'length',NULL,NULL,1.79597296020355129244e+09);
INSERT INTO "items" VALUES('br_3301eb9e75b34819ac02c96dea9b9f49',0,'it_61a8c8cdfeca401dbf088f1ac300a32a','se_9b97fef700f7451eb5505a26942db62e','prompt','"Once upon a time"',X'CF25218127A2BD1DF7B6D9215A761C83',16,0,16,1,NULL,NULL,NULL,1.79597296023477602001e+09);
INSERT INTO "items" VALUES('br_3301eb9e75b34819ac02c96dea9b9f49',1,'it_e0c0ce1720b44d5a8c20f6f31e726ad0','se_9b97fef700f7451eb5505a26942db62e','completion','"Bo\ufffd\ufffd\ufffd"',X'19CDEB4DD634ED65A6BF4702623FE794',21,16,21,1,'length',NULL,NULL,1795972960.2603);
INSERT INTO "items" VALUES('br_3301eb9e75b34819ac02c96dea9b9f49',2,'it_fa72c85fee994824bf6391c82f97765e','se_9b97fef700f7451eb5505a26942db62e','prompt','" and"',X'4BED1C3FBACC6315204C6E186CDB0EAE',25,21,25,1,NULL,NULL,NULL,1.79597296030593800539e+09);
INSERT INTO "items" VALUES('br_3301eb9e75b34819ac02c96dea9b9f49',3,'it_18f0496331dc4194a8273028c92a8665','se_9b97fef700f7451eb5505a26942db62e','completion','"\ufffd9\ufffd"',X'96AE210949D5140A93592896500BA590',28,25,28,1,'stop','"C"',X'22000000',1.79597296034973621372e+09);
INSERT INTO "items" VALUES('br_e401b8c472484e09b4eca1d3b5af29c8',0,'it_0bc2ef5117d04c32ab1ec34b9064fca4','se_edab927366ef475bbe99095f8ab4228d','prompt',NULL,NULL,NULL,0,6,1,NULL,NULL,NULL,1.7959729603691089153e+09);
INSERT INTO "items" VALUES('br_e401b8c472484e09b4eca1d3b5af29c8',1,'it_21989a836e6c4e7d8bb4c4113e66f0cb','se_edab927366ef475bbe99095f8ab4228d','completion','"\ufffd\u07a2\ufffdq"',NULL,NULL,6,11,1,'length',NULL,NULL,1.79597296038468337052e+09);
INSERT INTO "items" VALUES('br_696fbe8a881b40ecb5be07685ac5dc4d',0,'it_c570c01a7a54495c896770fea3b7a120','se_d82202cebb7542eaa7c1b8347265a846','user','{"role": "user", "content": "One"}',X'77F869597A023DFF8787E0BA9225F3A3',NULL,0,10,1,NULL,NULL,NULL,1.79597296043214368823e+09);
INSERT INTO "items" VALUES('br_696fbe8a881b40ecb5be07685ac5dc4d',1,'it_07aa0b46f8aa4768a6745d10bd5cf4d8','se_d82202cebb7542eaa7c1b8347265a846','assistant','{"role": "assistant", "content": "]\ufffdR\ufffd''\ufffda\ufffdj.\ufffd\ufffd=\ufffdG\ufffd"}',X'371D82DDD2120C0178A747FF921B7D05',NULL,10,38,1,'length',NULL,NULL,1.79597296046506285671e+09);
INSERT INTO "items" VALUES('br_696fbe8a881b40ecb5be07685ac5dc4d',2,'it_4ebc176eb8b84832bbee76c9124e6ea8','se_d82202cebb7542eaa7c1b8347265a846','user','{"role": "user", "content": "Two"}',X'C4FB3FB1D13E28CD40B6FB7B2A8194BB',NULL,38,50,1,NULL,NULL,NULL,1.79597296054199934006e+09);
INSERT INTO "items" VALUES('br_696fbe8a881b40ecb5be07685ac5dc4d',3,'it_5f8321b0cceb4a0aacc1a010d543f0e2','se_d82202cebb7542eaa7c1b8347265a846','assistant','{"role": "assistant", "content": ":K\u0458\ufffd\u0011\ufffda\ufffd\t\ufffd\ufffdJ(7\ufffd"}',X'2492D1A786667C127375FB7823322577',NULL,50,78,1,'length',NULL,NULL,1.79597296056212067608e+09);
INSERT INTO "items" VALUES('br_7cd980653df2445680a0aad7185316a0',0,'it_3e7f12e065fa49f5b1011174485844b6','se_d589a1e8983c4e7ab4e903f36abbc41d','user','{"role": "user", "content": "Later"}',X'1D0A5C99B8EF5EF81592C6AF4098D929',NULL,0,12,1,NULL,NULL,NULL,1.79597296058282518381e+09);
INSERT INTO "items" VALUES('br_7cd980653df2445680a0aad7185316a0',1,'it_ac2f540cec594d759d963a4a993cc1bc','se_d589a1e8983c4e7ab4e903f36abbc41d','assistant','{"role": "assistant", "content": "\ufffd\ufffdh\ufffd\ufffd8\u0002\ufffd\ufffd\ufffdo\u001fr\ufffd\u0007;"}',X'4495B3D6096E40F7E15B111749EF30D9',NULL,12,40,1,'length',NULL,NULL,1.79597296061284732822e+09);
INSERT INTO "items" VALUES('br_50b19d2f18f8441f99b446f4a567524f',0,'it_f18e0670c7b044a3ac31bc2a0bea2c68','se_ed92e6ac6aff4e9c836c558b9c32482e','user','{"role": "user", "content": "Gone"}',X'AE110851C9DD3FAB3FF687BFD2D40A26',NULL,0,11,1,NULL,NULL,NULL,1.79597296080072474475e+09);
INSERT INTO "items" VALUES('br_50b19d2f18f8441f99b446f4a567524f',1,'it_93508f7400ac4ada9c60833299c466a0','se_ed92e6ac6aff4e9c836c558b9c32482e','assistant','{"role": "assistant", "content": "Nw\ufffdV\u0004\ufffd\u001c\ufffd\ufffdt\ufffd\ufffdc\ufffd"}',X'1E7B60EF84A7D6BB46786BD56C942F7F',NULL,11,37,1,'stop',NULL,X'02010000',1.79597296087285208704e+09);
INSERT INTO "items" VALUES('br_50b19d2f18f8441f99b446f4a567524f',2,'it_8d5cd1eeb3f94781869b3b0383f49e0d','se_ed92e6ac6aff4e9c836c558b9c32482e','user','{"role": "user", "content": "Still here"}',X'72F723C8903A8C33937D443878C998FB',NULL,37,56,1,NULL,NULL,NULL,1.7959729609681277275e+09);
INSERT INTO "items" VALUES('br_50b19d2f18f8441f99b446f4a567524f',3,'it_d41a325680444bb1a624b82c1e1003f0','se_ed92e6ac6aff4e9c836c558b9c32482e','assistant','{"role": "assistant", "content": "P\ufffdO\u0010\ufffdF\u0000L\u000fE#\ufffd\ufffd\u01fb"}',X'4E9166B3EEDFA467BB91321E9650F76D',NULL,56,84,1,'length',NULL,NULL,1.79597296100398516657e+09);
INSERT INTO "items" VALUES('br_3387d0f8610a4c4ca46516d33dde9620',0,'it_2c3096de84d9411da71e236552d73792','se_2a749c984f4d4194a9b6dc08c2a9135d','user','{"role": "user", "content": "Before"}',X'86F1FF03C95F3955B509A5F75B79E5CA',NULL,0,13,1,NULL,NULL,NULL,1.79597296850397515296e+09);
INSERT INTO "items" VALUES('br_3387d0f8610a4c4ca46516d33dde9620',1,'it_9ace07e228264a6189b4acbf8eee32f4','se_2a749c984f4d4194a9b6dc08c2a9135d','user','{"role": "user", "content": "In it"}',X'AF0AA6929370B3955C4A20872A5103CF',NULL,13,26,1,NULL,NULL,NULL,1.79597296850398659706e+09);
INSERT INTO "items" VALUES('br_3387d0f8610a4c4ca46516d33dde9620',2,'it_20a24d7437e04061b6265ae965bbb5a0','se_2a749c984f4d4194a9b6dc08c2a9135d','assistant','{"role": "assistant", "content": ""}',X'06172593E1E464C00A3268D06F2C4F8C',NULL,26,38,1,'stop',NULL,X'02010000',1.7959729685156462192e+09);
INSERT INTO "items" VALUES('br_b474e135a5ca414687251143500e9292',0,'it_2aadc0d0310c43d0865ac00ad4c0d0e2','se_ba5f32c3a60c42398e4fd7eeb444f8bd','user','{"role": "user", "content": "Interrupted"}',X'833CD06A3FEEF156551E2D3BFE0AB85B',NULL,0,18,1,NULL,NULL,NULL,1.7959729685934016705e+09);
CREATE TABLE migrations (
	number INTEGER NOT NULL, 
	name VARCHAR NOT NULL, 
	applied_at FLOAT NOT NULL, 
	PRIMARY KEY (number)
);
INSERT INTO "migrations" VALUES(1,'first_schema',1.7959729580207204818e+09);
INSERT INTO "migrations" VALUES(2,'responses_and_conversations',1.79597295802127432818e+09);
INSERT INTO "migrations" VALUES(3,'runs',1.79597295802142310145e+09);
INSERT INTO "migrations" VALUES(4,'whereabouts_of_kv',1.79597295802162146565e+09);
INSERT INTO "migrations" VALUES(5,'owners_of_responses_and_attempts',1.79597295802173423763e+09);
INSERT INTO "migrations" VALUES(6,'turns_and_steps',1.79597295802183914191e+09);
CREATE TABLE owners (
	id VARCHAR NOT NULL, 
	process_name VARCHAR, 
	beat_at FLOAT NOT NULL, 
	PRIMARY KEY (id)
);
INSERT INTO "owners" VALUES('ow_c5d585ed7a114c47bb8ccc6fbc89b688','host:data',1.79597296845254778864e+09);
CREATE TABLE response_items (
	response_id VARCHAR NOT NULL, 
	position INTEGER NOT NULL, 
	is_output BOOLEAN NOT NULL, 
	item_id VARCHAR NOT NULL, 
	item JSON NOT NULL, 
	PRIMARY KEY (response_id, position), 
	FOREIGN KEY(response_id) REFERENCES responses (id) ON DELETE CASCADE
);
INSERT INTO "response_items" VALUES('resp_b86cd6b376804ea99a863a18be89b895',0,0,'msg_0a13822947b34ff191a7cf0418be78dc','{"id": "msg_0a13822947b34ff191a7cf0418be78dc", "type": "message", "role": "user", "status": "completed", "content": [{"type": "input_text", "text": "One"}]}');
INSERT INTO "response_items" VALUES('resp_b86cd6b376804ea99a863a18be89b895',1,1,'msg_b86cd6b376804ea99a863a18be89b89500','{"id": "msg_b86cd6b376804ea99a863a18be89b89500", "type": "message", "role": "assistant", "status": "incomplete", "content": [{"type": "output_text", "text": "]\ufffdR\ufffd''\ufffda\ufffdj.\ufffd\ufffd=\ufffdG\ufffd", "annotations": [], "logprobs": []}]}');
INSERT INTO "response_items" VALUES('resp_94cd58f4a7104682931326148d191b52',0,0,'msg_2c7286717877418eb495636c5b947aea','{"id": "msg_2c7286717877418eb495636c5b947aea", "type": "message", "role": "user", "status": "completed", "content": [{"type": "input_text", "text": "Two"}]}');
INSERT INTO "response_items" VALUES('resp_94cd58f4a7104682931326148d191b52',1,1,'msg_94cd58f4a7104682931326148d191b5200','{"id": "msg_94cd58f4a7104682931326148d191b5200", "type": "message", "role": "assistant", "status": "incomplete", "content": [{"type": "output_text", "text": ":K\u0458\ufffd\u0011\ufffda\ufffd\t\ufffd\ufffdJ(7\ufffd", "annotations": [], "logprobs": []}]}');
INSERT INTO "response_items" VALUES('resp_33d679629ff142d885d7d0bf0e792b92',0,0,'msg_a202fd15c7cc494b95b6bedf49aa09a0','{"id": "msg_a202fd15c7cc494b95b6bedf49aa09a0", "type": "message", "role": "user", "status": "completed", "content": [{"type": "input_text", "text": "Later"}]}');
INSERT INTO "response_items" VALUES('resp_33d679629ff142d885d7d0bf0e792b92',1,1,'msg_33d679629ff142d885d7d0bf0e792b9200','{"id": "msg_33d679629ff142d885d7d0bf0e792b9200", "type": "message", "role": "assistant", "status": "incomplete", "content": [{"type": "output_text", "text": "\ufffd\ufffdh\ufffd\ufffd8\u0002\ufffd\ufffd\ufffdo\u001fr\ufffd\u0007;", "annotations": [], "logprobs": []}]}');
INSERT INTO "response_items" VALUES('resp_f7eb69828ad749489f8779002b735133',0,0,'msg_10b94f5b0a9649efb0e593fb761b4e1b','{"id": "msg_10b94f5b0a9649efb0e593fb761b4e1b", "type": "message", "role": "user", "status": "completed", "content": [{"type": "input_text", "text": "Gone"}]}');
INSERT INTO "response_items" VALUES('resp_f7eb69828ad749489f8779002b735133',1,1,'msg_f7eb69828ad749489f8779002b73513300','{"id": "msg_f7eb69828ad749489f8779002b73513300", "type": "message", "role": "assistant", "status": "completed", "content": [{"type": "output_text", "text": "Nw\ufffdV\u0004\ufffd\u001c\ufffd\ufffdt\ufffd\ufffdc\ufffd", "annotations": [], "logprobs": []}]}');
INSERT INTO "response_items" VALUES('resp_1695bb57ed9c413d9577371f774b20f5',0,0,'msg_6c04292fc318454eb61e08fef04d271d','{"id": "msg_6c04292fc318454eb61e08fef04d271d", "type": "message", "role": "user", "status": "completed", "content": [{"type": "input_text", "text": "Still here"}]}');
INSERT INTO "response_items" VALUES('resp_1695bb57ed9c413d9577371f774b20f5',1,1,'msg_1695bb57ed9c413d9577371f774b20f500','{"id": "msg_1695bb57ed9c413d9577371f774b20f500", "type": "message", "role": "assistant", "status": "incomplete", "content": [{"type": "output_text", "text": "P\ufffdO\u0010\ufffdF\u0000L\u000fE#\ufffd\ufffd\u01fb", "annotations": [], "logprobs": []}]}');
INSERT INTO "response_items" VALUES('resp_105ca37625884aa0aa068070f3a4dad8',0,0,'msg_d4ead89c0c7d4378af96015185c2f92f','{"id": "msg_d4ead89c0c7d4378af96015185c2f92f", "type": "message", "role": "user", "status": "completed", "content": [{"type": "input_text", "text": "In it"}]}');
INSERT INTO "response_items" VALUES('resp_105ca37625884aa0aa068070f3a4dad8',1,1,'msg_105ca37625884aa0aa068070f3a4dad800','{"id": "msg_105ca37625884aa0aa068070f3a4dad800", "type": "message", "role": "assistant", "status": "completed", "content": [{"type": "output_text", "text": "", "annotations": [], "logprobs": []}]}');
INSERT INTO "response_items" VALUES('resp_ebad4a6fe8d64e318c1feb0d446c8f46',0,0,'msg_1bda683e513542149282264bcaa475c0','{"id": "msg_1bda683e513542149282264bcaa475c0", "type": "message", "role": "user", "status": "completed", "content": [{"type": "input_text", "text": "Interrupted"}]}');
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
INSERT INTO "responses" VALUES('resp_b86cd6b376804ea99a863a18be89b895','default','incomplete',1795972960,NULL,'{"model": "toy", "instructions": null, "store": true, "max_output_tokens": 16, "max_tool_calls": null, "metadata": {}, "parallel_tool_calls": true, "tools": [], "tool_choice": "auto", "text": {"format": {"type": "text"}, "verbosity": "medium"}, "temperature": 1.0, "top_p": 1.0, "presence_penalty": 0.0, "frequency_penalty": 0.0, "top_logprobs": 0, "truncation": "disabled", "prompt_cache_key": null, "prompt_cache_options": null, "prompt_cache_retention": null, "safety_identifier": null, "service_tier": "default", "user": null}',0,'ow_c5d585ed7a114c47bb8ccc6fbc89b688',0,'d125bdfe477a04efa9737062101bd8ae',NULL,'resp_b86cd6b376804ea99a863a18be89b895',NULL,NULL,NULL,'[22, 16, 6, null]',NULL,'max_output_tokens',1,'[[0, 1, 0], [0, 2, 0], [0, 1, 0], [0, 1, 0], [0, 2, 0], [0, 1, 0], [0, 1, 0], [0, 1, 0], [0, 1, 0], [0, 2, 0], [0, 1, 0], [0, 1, 0], [0, 1, 0]]',0);
INSERT INTO "responses" VALUES('resp_94cd58f4a7104682931326148d191b52','default','incomplete',1795972960,NULL,'{"model": "toy", "instructions": null, "store": true, "max_output_tokens": 16, "max_tool_calls": null, "metadata": {}, "parallel_tool_calls": true, "tools": [], "tool_choice": "auto", "text": {"format": {"type": "text"}, "verbosity": "medium"}, "temperature": 1.0, "top_p": 1.0, "presence_penalty": 0.0, "frequency_penalty": 0.0, "top_logprobs": 0, "truncation": "disabled", "prompt_cache_key": null, "prompt_cache_options": null, "prompt_cache_retention": null, "safety_identifier": null, "service_tier": "default", "user": null}',0,'ow_c5d585ed7a114c47bb8ccc6fbc89b688',0,'d125bdfe477a04efa9737062101bd8ae',NULL,'resp_b86cd6b376804ea99a863a18be89b895','resp_b86cd6b376804ea99a863a18be89b895',NULL,NULL,'[62, 16, 37, null]',NULL,'max_output_tokens',1,'[[0, 1, 0], [0, 1, 0], [0, 1, 0], [0, 2, 0], [0, 2, 0], [0, 2, 0], [0, 1, 0], [0, 2, 0], [0, 1, 0], [0, 1, 0], [0, 1, 0]]',0);
INSERT INTO "responses" VALUES('resp_33d679629ff142d885d7d0bf0e792b92','default','incomplete',1795972960,NULL,'{"model": "toy", "instructions": null, "store": true, "max_output_tokens": 16, "max_tool_calls": null, "metadata": {}, "parallel_tool_calls": true, "tools": [], "tool_choice": "auto", "text": {"format": {"type": "text"}, "verbosity": "medium"}, "temperature": 1.0, "top_p": 1.0, "presence_penalty": 0.0, "frequency_penalty": 0.0, "top_logprobs": 0, "truncation": "disabled", "prompt_cache_key": null, "prompt_cache_options": null, "prompt_cache_retention": null, "safety_identifier": null, "service_tier": "default", "user": null}',1,'ow_c5d585ed7a114c47bb8ccc6fbc89b688',0,'d125bdfe477a04efa9737062101bd8ae',NULL,'resp_33d679629ff142d885d7d0bf0e792b92',NULL,NULL,NULL,'[24, 16, 6, null]',NULL,'max_output_tokens',1,'[[0, 1, 0], [0, 1, 0], [0, 1, 0], [0, 1, 0], [0, 2, 0], [0, 1, 0], [0, 1, 0], [0, 1, 0], [0, 2, 0], [0, 1, 0], [0, 1, 0], [0, 1, 0], [0, 1, 0], [0, 1, 0]]',0);
INSERT INTO "responses" VALUES('resp_f7eb69828ad749489f8779002b735133','default','completed',1795972960,1795972960,'{"model": "toy", "instructions": null, "store": true, "max_output_tokens": 16, "max_tool_calls": null, "metadata": {}, "parallel_tool_calls": true, "tools": [], "tool_choice": "auto", "text": {"format": {"type": "text"}, "verbosity": "medium"}, "temperature": 1.0, "top_p": 1.0, "presence_penalty": 0.0, "frequency_penalty": 0.0, "top_logprobs": 0, "truncation": "disabled", "prompt_cache_key": null, "prompt_cache_options": null, "prompt_cache_retention": null, "safety_identifier": null, "service_tier": "default", "user": null}',0,'ow_c5d585ed7a114c47bb8ccc6fbc89b688',0,'d125bdfe477a04efa9737062101bd8ae',NULL,'resp_f7eb69828ad749489f8779002b735133',NULL,NULL,NULL,'[23, 15, 8, null]',NULL,NULL,1,'[[0, 1, 0], [0, 1, 0], [0, 2, 0], [0, 1, 0], [0, 2, 0], [0, 1, 0], [0, 1, 0], [0, 1, 0], [0, 1, 0], [0, 2, 0], [0, 1, 0]]',1);
INSERT INTO "responses" VALUES('resp_1695bb57ed9c413d9577371f774b20f5','default','incomplete',1795972960,NULL,'{"model": "toy", "instructions": null, "store": true, "max_output_tokens": 16, "max_tool_calls": null, "metadata": {}, "parallel_tool_calls": true, "tools": [], "tool_choice": "auto", "text": {"format": {"type": "text"}, "verbosity": "medium"}, "temperature": 1.0, "top_p": 1.0, "presence_penalty": 0.0, "frequency_penalty": 0.0, "top_logprobs": 0, "truncation": "disabled", "prompt_cache_key": null, "prompt_cache_options": null, "prompt_cache_retention": null, "safety_identifier": null, "service_tier": "default", "user": null}',0,'ow_c5d585ed7a114c47bb8ccc6fbc89b688',0,'d125bdfe477a04efa9737062101bd8ae',NULL,'resp_f7eb69828ad749489f8779002b735133','resp_f7eb69828ad749489f8779002b735133',NULL,NULL,'[68, 16, 37, null]',NULL,'max_output_tokens',1,'[[0, 1, 0], [0, 1, 0], [0, 1, 0], [0, 1, 0], [0, 2, 0], [0, 1, 0], [0, 1, 0], [0, 1, 0], [0, 1, 0], [0, 1, 0], [0, 1, 0], [0, 1, 0], [0, 1, 0]]',0);
INSERT INTO "responses" VALUES('resp_105ca37625884aa0aa068070f3a4dad8','default','completed',1795972968,1795972968,'{"model": "toy", "instructions": null, "store": true, "max_output_tokens": 16, "max_tool_calls": null, "metadata": {}, "parallel_tool_calls": true, "tools": [], "tool_choice": "auto", "text": {"format": {"type": "text"}, "verbosity": "medium"}, "temperature": 1.0, "top_p": 1.0, "presence_penalty": 0.0, "frequency_penalty": 0.0, "top_logprobs": 0, "truncation": "disabled", "prompt_cache_key": null, "prompt_cache_options": null, "prompt_cache_retention": null, "safety_identifier": null, "service_tier": "default", "user": null}',0,'ow_c5d585ed7a114c47bb8ccc6fbc89b688',0,'d125bdfe477a04efa9737062101bd8ae',NULL,'conv_c5872729b9ca459e85651aec024ced1f',NULL,'conv_c5872729b9ca459e85651aec024ced1f',1,'[38, 1, 6, null]',NULL,NULL,1,'[]',0);
INSERT INTO "responses" VALUES('resp_ebad4a6fe8d64e318c1feb0d446c8f46','default','in_progress',1795972968,NULL,'{"model": "toy", "instructions": null, "store": true, "max_output_tokens": 600, "max_tool_calls": null, "metadata": {}, "parallel_tool_calls": true, "tools": [], "tool_choice": "auto", "text": {"format": {"type": "text"}, "verbosity": "medium"}, "temperature": 1.0, "top_p": 1.0, "presence_penalty": 0.0, "frequency_penalty": 0.0, "top_logprobs": 0, "truncation": "disabled", "prompt_cache_key": null, "prompt_cache_options": null, "prompt_cache_retention": null, "safety_identifier": null, "service_tier": "default", "user": null}',1,'ow_c5d585ed7a114c47bb8ccc6fbc89b688',0,'d125bdfe477a04efa9737062101bd8ae',NULL,'resp_ebad4a6fe8d64e318c1feb0d446c8f46',NULL,NULL,NULL,NULL,NULL,NULL,1,NULL,0);
CREATE TABLE sessions (
	id VARCHAR NOT NULL, 
	tenant VARCHAR NOT NULL, 
	name VARCHAR NOT NULL, 
	created_at FLOAT NOT NULL, 
	last_used_at FLOAT NOT NULL, 
	num_turns INTEGER NOT NULL, 
	head_branch_id VARCHAR, 
	PRIMARY KEY (id), 
	UNIQUE (tenant, name)
);
INSERT INTO "sessions" VALUES('se_818cb021d2334e948a7b39cd29f6dd3f','default','talk',1.79597295915996289254e+09,1.7959729602039725781e+09,4,'br_696084adc7204695bf36988dfa858627');
INSERT INTO "sessions" VALUES('se_9b97fef700f7451eb5505a26942db62e','default','text',1.79597296023347115516e+09,1.79597296035009956361e+09,2,'br_3301eb9e75b34819ac02c96dea9b9f49');
INSERT INTO "sessions" VALUES('se_edab927366ef475bbe99095f8ab4228d','default','ids',1.79597296036811709396e+09,1.79597296038500142093e+09,1,'br_e401b8c472484e09b4eca1d3b5af29c8');
INSERT INTO "sessions" VALUES('se_d82202cebb7542eaa7c1b8347265a846','default','resp_b86cd6b376804ea99a863a18be89b895',1.79597296042638564107e+09,1.7959729605624730587e+09,2,'br_696fbe8a881b40ecb5be07685ac5dc4d');
INSERT INTO "sessions" VALUES('se_d589a1e8983c4e7ab4e903f36abbc41d','default','resp_33d679629ff142d885d7d0bf0e792b92',1.79597296058186888696e+09,1.79597296061328291893e+09,1,'br_7cd980653df2445680a0aad7185316a0');
INSERT INTO "sessions" VALUES('se_ed92e6ac6aff4e9c836c558b9c32482e','default','resp_f7eb69828ad749489f8779002b735133',1.79597296079480600356e+09,1.79597296100453162194e+09,2,'br_50b19d2f18f8441f99b446f4a567524f');
INSERT INTO "sessions" VALUES('se_2a749c984f4d4194a9b6dc08c2a9135d','default','conv_c5872729b9ca459e85651aec024ced1f',1.79597296850244379047e+09,1.79597296851610445976e+09,1,'br_3387d0f8610a4c4ca46516d33dde9620');
INSERT INTO "sessions" VALUES('se_ba5f32c3a60c42398e4fd7eeb444f8bd','default','resp_ebad4a6fe8d64e318c1feb0d446c8f46',1.79597296859179878228e+09,1.79597296859420585629e+09,1,'br_b474e135a5ca414687251143500e9292');
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
INSERT INTO "spans" VALUES('br_3e6ed717ef784f44b22bac9003bed8ba',0,'it_2e8aba1514cb49b486e10e1ca790e690','user',X'0001000054000000520000004400000051000000C6000000260000004E0000004E00000043000000DC0000004C0000004E000000510000004D000000480000004D0000004600000001010000','rendered',NULL,NULL,'d125bdfe477a04efa9737062101bd8ae','toy');
INSERT INTO "spans" VALUES('br_3e6ed717ef784f44b22bac9003bed8ba',19,'it_a6ef927d26a145e5b4694d8ec3bdb480','assistant',X'C600000000010000400000005200000052000000480000005200000053000000400000004D00000053000000C6000000','rendered',NULL,NULL,'d125bdfe477a04efa9737062101bd8ae','toy');
INSERT INTO "spans" VALUES('br_3e6ed717ef784f44b22bac9003bed8ba',31,'it_a6ef927d26a145e5b4694d8ec3bdb480','assistant',X'890000007B0000002A000000AA000000A30000004B000000','sampled','1',0,'d125bdfe477a04efa9737062101bd8ae','toy');
INSERT INTO "spans" VALUES('br_3e6ed717ef784f44b22bac9003bed8ba',37,'it_7dbd6dc19ce54aae91e5f9ebfef700aa','user',X'01010000C60000000001000054000000520000004400000051000000C6000000200000004D00000043000000DC0000005300000047000000440000004D0000001E00000001010000','rendered',NULL,NULL,'d125bdfe477a04efa9737062101bd8ae','toy');
INSERT INTO "spans" VALUES('br_3e6ed717ef784f44b22bac9003bed8ba',55,'it_0dcd50c8fca04d63886787db506845b6','assistant',X'C600000000010000400000005200000052000000480000005200000053000000400000004D00000053000000C6000000','rendered',NULL,NULL,'d125bdfe477a04efa9737062101bd8ae','toy');
INSERT INTO "spans" VALUES('br_3e6ed717ef784f44b22bac9003bed8ba',67,'it_0dcd50c8fca04d63886787db506845b6','assistant',X'9F0000005F000000AE000000B90000006D000000BC000000','sampled','1',0,'d125bdfe477a04efa9737062101bd8ae','toy');
INSERT INTO "spans" VALUES('br_3e6ed717ef784f44b22bac9003bed8ba',73,'it_44d38dd5a2bd4b3892c9842c20a31a83','user',X'01010000C60000000001000054000000520000004400000051000000C60000003600000047000000580000001E00000001010000','rendered',NULL,NULL,'d125bdfe477a04efa9737062101bd8ae','toy');
INSERT INTO "spans" VALUES('br_3e6ed717ef784f44b22bac9003bed8ba',86,'it_a2dd15f9ab2244508b59731ef0c1a4a7','assistant',X'C600000000010000400000005200000052000000480000005200000053000000400000004D00000053000000C6000000','rendered',NULL,NULL,'d125bdfe477a04efa9737062101bd8ae','toy');
INSERT INTO "spans" VALUES('br_3e6ed717ef784f44b22bac9003bed8ba',98,'it_a2dd15f9ab2244508b59731ef0c1a4a7','assistant',X'9400000026000000D5000000E9000000A9000000E3000000','sampled','2',0,'d125bdfe477a04efa9737062101bd8ae','toy');
INSERT INTO "spans" VALUES('br_a1e35e917e3f4c48b736375bd8a254f3',86,'it_bd827bd736b649edb8f02ed5fb120204','assistant',X'C600000000010000400000005200000052000000480000005200000053000000400000004D00000053000000C6000000','rendered',NULL,NULL,'d125bdfe477a04efa9737062101bd8ae','toy');
INSERT INTO "spans" VALUES('br_a1e35e917e3f4c48b736375bd8a254f3',98,'it_bd827bd736b649edb8f02ed5fb120204','assistant',X'940000002A0000005F000000740000001C0000003F000000','sampled','2',1,'d125bdfe477a04efa9737062101bd8ae','toy');
INSERT INTO "spans" VALUES('br_696084adc7204695bf36988dfa858627',0,'it_38c9218081234b6ba1767e744d207a60','user',X'0001000054000000520000004400000051000000C6000000260000004E0000004E00000043000000DC0000004400000055000000440000004D000000480000004D0000004600000001010000','rendered',NULL,NULL,'d125bdfe477a04efa9737062101bd8ae','toy');
INSERT INTO "spans" VALUES('br_696084adc7204695bf36988dfa858627',19,'it_205eb57d7d264f8abb0cf69c4a6ca385','assistant',X'C600000000010000400000005200000052000000480000005200000053000000400000004D00000053000000C6000000','rendered',NULL,NULL,'d125bdfe477a04efa9737062101bd8ae','toy');
INSERT INTO "spans" VALUES('br_696084adc7204695bf36988dfa858627',31,'it_205eb57d7d264f8abb0cf69c4a6ca385','assistant',X'D800000081000000F3000000DC000000950000004C000000','sampled','3',0,'d125bdfe477a04efa9737062101bd8ae','toy');
INSERT INTO "spans" VALUES('br_3301eb9e75b34819ac02c96dea9b9f49',0,'it_61a8c8cdfeca401dbf088f1ac300a32a','prompt',X'2E0000004D0000004200000044000000DC000000540000004F0000004E0000004D000000DC00000040000000DC00000053000000480000004C00000044000000','rendered',NULL,NULL,'d125bdfe477a04efa9737062101bd8ae','toy');
INSERT INTO "spans" VALUES('br_3301eb9e75b34819ac02c96dea9b9f49',16,'it_e0c0ce1720b44d5a8c20f6f31e726ad0','completion',X'210000004E000000BB00000078000000B9000000','sampled','4',0,'d125bdfe477a04efa9737062101bd8ae','toy');
INSERT INTO "spans" VALUES('br_3301eb9e75b34819ac02c96dea9b9f49',21,'it_fa72c85fee994824bf6391c82f97765e','prompt',X'DC000000400000004D00000043000000','rendered',NULL,NULL,'d125bdfe477a04efa9737062101bd8ae','toy');
INSERT INTO "spans" VALUES('br_3301eb9e75b34819ac02c96dea9b9f49',25,'it_18f0496331dc4194a8273028c92a8665','completion',X'B70000001800000099000000','sampled','5',0,'d125bdfe477a04efa9737062101bd8ae','toy');
INSERT INTO "spans" VALUES('br_e401b8c472484e09b4eca1d3b5af29c8',0,'it_0bc2ef5117d04c32ab1ec34b9064fca4','prompt',X'740000006F0000006B000000650000006E00000073000000','rendered',NULL,NULL,'d125bdfe477a04efa9737062101bd8ae','toy');
INSERT INTO "spans" VALUES('br_e401b8c472484e09b4eca1d3b5af29c8',6,'it_21989a836e6c4e7d8bb4c4113e66f0cb','completion',X'F70000009A0000005F000000AC00000050000000','sampled','6',0,'d125bdfe477a04efa9737062101bd8ae','toy');
INSERT INTO "spans" VALUES('br_696fbe8a881b40ecb5be07685ac5dc4d',0,'it_c570c01a7a54495c896770fea3b7a120','user',X'0001000054000000520000004400000051000000C60000002E0000004D0000004400000001010000','rendered',NULL,NULL,'d125bdfe477a04efa9737062101bd8ae','toy');
INSERT INTO "spans" VALUES('br_696fbe8a881b40ecb5be07685ac5dc4d',10,'it_07aa0b46f8aa4768a6745d10bd5cf4d8','assistant',X'C600000000010000400000005200000052000000480000005200000053000000400000004D00000053000000C6000000','rendered',NULL,NULL,'d125bdfe477a04efa9737062101bd8ae','toy');
INSERT INTO "spans" VALUES('br_696fbe8a881b40ecb5be07685ac5dc4d',22,'it_07aa0b46f8aa4768a6745d10bd5cf4d8','assistant',X'3C0000009300000031000000F000000006000000AC000000400000006F000000490000000D000000A5000000AB0000001C000000E80000002600000099000000','sampled','8470237654422614701',0,'d125bdfe477a04efa9737062101bd8ae','toy');
INSERT INTO "spans" VALUES('br_696fbe8a881b40ecb5be07685ac5dc4d',38,'it_4ebc176eb8b84832bbee76c9124e6ea8','user',X'01010000C60000000001000054000000520000004400000051000000C600000033000000560000004E00000001010000','rendered',NULL,NULL,'d125bdfe477a04efa9737062101bd8ae','toy');
INSERT INTO "spans" VALUES('br_696fbe8a881b40ecb5be07685ac5dc4d',50,'it_5f8321b0cceb4a0aacc1a010d543f0e2','assistant',X'C600000000010000400000005200000052000000480000005200000053000000400000004D00000053000000C6000000','rendered',NULL,NULL,'d125bdfe477a04efa9737062101bd8ae','toy');
INSERT INTO "spans" VALUES('br_696fbe8a881b40ecb5be07685ac5dc4d',62,'it_5f8321b0cceb4a0aacc1a010d543f0e2','assistant',X'190000002A0000008D000000F6000000A3000000CD000000A0000000400000008F000000C50000008700000095000000290000000700000016000000A3000000','sampled','5353812507232612352',0,'d125bdfe477a04efa9737062101bd8ae','toy');
INSERT INTO "spans" VALUES('br_7cd980653df2445680a0aad7185316a0',0,'it_3e7f12e065fa49f5b1011174485844b6','user',X'0001000054000000520000004400000051000000C60000002B0000004000000053000000440000005100000001010000','rendered',NULL,NULL,'d125bdfe477a04efa9737062101bd8ae','toy');
INSERT INTO "spans" VALUES('br_7cd980653df2445680a0aad7185316a0',12,'it_ac2f540cec594d759d963a4a993cc1bc','assistant',X'C600000000010000400000005200000052000000480000005200000053000000400000004D00000053000000C6000000','rendered',NULL,NULL,'d125bdfe477a04efa9737062101bd8ae','toy');
INSERT INTO "spans" VALUES('br_7cd980653df2445680a0aad7185316a0',24,'it_ac2f540cec594d759d963a4a993cc1bc','assistant',X'B3000000FC00000047000000AF0000009C00000017000000BE0000007D000000F1000000A50000004E000000DB00000051000000E0000000C30000001A000000','sampled','1159600060494167491',0,'d125bdfe477a04efa9737062101bd8ae','toy');
INSERT INTO "spans" VALUES('br_50b19d2f18f8441f99b446f4a567524f',0,'it_f18e0670c7b044a3ac31bc2a0bea2c68','user',X'0001000054000000520000004400000051000000C6000000260000004E0000004D0000004400000001010000','rendered',NULL,NULL,'d125bdfe477a04efa9737062101bd8ae','toy');
INSERT INTO "spans" VALUES('br_50b19d2f18f8441f99b446f4a567524f',11,'it_93508f7400ac4ada9c60833299c466a0','assistant',X'C600000000010000400000005200000052000000480000005200000053000000400000004D00000053000000C6000000','rendered',NULL,NULL,'d125bdfe477a04efa9737062101bd8ae','toy');
INSERT INTO "spans" VALUES('br_50b19d2f18f8441f99b446f4a567524f',23,'it_93508f7400ac4ada9c60833299c466a0','assistant',X'2D00000056000000A500000035000000C000000080000000D8000000E2000000EE00000053000000EA000000A0000000420000006D000000','sampled','5657934543229519038',0,'d125bdfe477a04efa9737062101bd8ae','toy');
INSERT INTO "spans" VALUES('br_50b19d2f18f8441f99b446f4a567524f',37,'it_8d5cd1eeb3f94781869b3b0383f49e0d','user',X'01010000C60000000001000054000000520000004400000051000000C60000003200000053000000480000004B0000004B000000DC0000004700000044000000510000004400000001010000','rendered',NULL,NULL,'d125bdfe477a04efa9737062101bd8ae','toy');
INSERT INTO "spans" VALUES('br_50b19d2f18f8441f99b446f4a567524f',56,'it_d41a325680444bb1a624b82c1e1003f0','assistant',X'C600000000010000400000005200000052000000480000005200000053000000400000004D00000053000000C6000000','rendered',NULL,NULL,'d125bdfe477a04efa9737062101bd8ae','toy');
INSERT INTO "spans" VALUES('br_50b19d2f18f8441f99b446f4a567524f',68,'it_d41a325680444bb1a624b82c1e1003f0','assistant',X'2F000000B70000002E000000CC0000008200000025000000BC0000002B000000CB00000024000000020000009E0000006A000000910000008300000077000000','sampled','6916273374688496559',0,'d125bdfe477a04efa9737062101bd8ae','toy');
INSERT INTO "spans" VALUES('br_3387d0f8610a4c4ca46516d33dde9620',0,'it_2c3096de84d9411da71e236552d73792','user',X'0001000054000000520000004400000051000000C60000002100000044000000450000004E000000510000004400000001010000','rendered',NULL,NULL,'d125bdfe477a04efa9737062101bd8ae','toy');
INSERT INTO "spans" VALUES('br_3387d0f8610a4c4ca46516d33dde9620',13,'it_9ace07e228264a6189b4acbf8eee32f4','user',X'C60000000001000054000000520000004400000051000000C6000000280000004D000000DC000000480000005300000001010000','rendered',NULL,NULL,'d125bdfe477a04efa9737062101bd8ae','toy');
INSERT INTO "spans" VALUES('br_3387d0f8610a4c4ca46516d33dde9620',26,'it_20a24d7437e04061b6265ae965bbb5a0','assistant',X'C600000000010000400000005200000052000000480000005200000053000000400000004D00000053000000C6000000','rendered',NULL,NULL,'d125bdfe477a04efa9737062101bd8ae','toy');
INSERT INTO "spans" VALUES('br_b474e135a5ca414687251143500e9292',0,'it_2aadc0d0310c43d0865ac00ad4c0d0e2','user',X'0001000054000000520000004400000051000000C6000000280000004D00000053000000440000005100000051000000540000004F00000053000000440000004300000001010000','rendered',NULL,NULL,'d125bdfe477a04efa9737062101bd8ae','toy');
CREATE TABLE steps (
	run_id VARCHAR NOT NULL, 
	position INTEGER NOT NULL, 
	turn_id VARCHAR NOT NULL, 
	PRIMARY KEY (run_id, position), 
	FOREIGN KEY(turn_id) REFERENCES turns (id) ON DELETE CASCADE
);
INSERT INTO "steps" VALUES('resp_b86cd6b376804ea99a863a18be89b895',0,'turn_3858712e58db45cc955a95f522ddef0f');
INSERT INTO "steps" VALUES('resp_94cd58f4a7104682931326148d191b52',0,'turn_816064cd2d614471a4fa574c5744d0a6');
INSERT INTO "steps" VALUES('resp_33d679629ff142d885d7d0bf0e792b92',0,'turn_87b8d45cc6b146f5b7d7f09137b475e5');
INSERT INTO "steps" VALUES('resp_f7eb69828ad749489f8779002b735133',0,'turn_fde7b0d9e3a14e0a8911e1a8821c5644');
INSERT INTO "steps" VALUES('resp_1695bb57ed9c413d9577371f774b20f5',0,'turn_af0574169afd4762847ae82faaa2535c');
INSERT INTO "steps" VALUES('resp_105ca37625884aa0aa068070f3a4dad8',0,'turn_28a8482b89ed4d6d86e204934ca2fe4e');
INSERT INTO "steps" VALUES('resp_ebad4a6fe8d64e318c1feb0d446c8f46',0,'turn_78bbf23834ae4f4ab889beba27fcfc3b');
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
INSERT INTO "turn_tokens" VALUES('turn_28a8482b89ed4d6d86e204934ca2fe4e',0,0,X'02010000',NULL,6,'stop',NULL);
INSERT INTO "turn_tokens" VALUES('turn_3858712e58db45cc955a95f522ddef0f',0,0,X'3C0000009300000031000000F000000006000000AC000000400000006F000000490000000D000000A5000000AB0000001C000000E80000002600000099000000',NULL,6,'length',NULL);
INSERT INTO "turn_tokens" VALUES('turn_78bbf23834ae4f4ab889beba27fcfc3b',0,0,X'B4000000',NULL,6,NULL,NULL);
INSERT INTO "turn_tokens" VALUES('turn_78bbf23834ae4f4ab889beba27fcfc3b',0,1,X'3E000000',NULL,NULL,NULL,NULL);
INSERT INTO "turn_tokens" VALUES('turn_78bbf23834ae4f4ab889beba27fcfc3b',0,2,X'F6000000',NULL,NULL,NULL,NULL);
INSERT INTO "turn_tokens" VALUES('turn_78bbf23834ae4f4ab889beba27fcfc3b',0,3,X'41000000',NULL,NULL,NULL,NULL);
INSERT INTO "turn_tokens" VALUES('turn_78bbf23834ae4f4ab889beba27fcfc3b',0,4,X'D1000000',NULL,NULL,NULL,NULL);
INSERT INTO "turn_tokens" VALUES('turn_78bbf23834ae4f4ab889beba27fcfc3b',0,5,X'0B000000',NULL,NULL,NULL,NULL);
INSERT INTO "turn_tokens" VALUES('turn_78bbf23834ae4f4ab889beba27fcfc3b',0,6,X'93000000',NULL,NULL,NULL,NULL);
INSERT INTO "turn_tokens" VALUES('turn_78bbf23834ae4f4ab889beba27fcfc3b',0,7,X'9D000000',NULL,NULL,NULL,NULL);
INSERT INTO "turn_tokens" VALUES('turn_78bbf23834ae4f4ab889beba27fcfc3b',0,8,X'9E000000',NULL,NULL,NULL,NULL);
INSERT INTO "turn_tokens" VALUES('turn_78bbf23834ae4f4ab889beba27fcfc3b',0,9,X'6C000000',NULL,NULL,NULL,NULL);
INSERT INTO "turn_tokens" VALUES('turn_78bbf23834ae4f4ab889beba27fcfc3b',0,10,X'17000000',NULL,NULL,NULL,NULL);
INSERT INTO "turn_tokens" VALUES('turn_78bbf23834ae4f4ab889beba27fcfc3b',0,11,X'C0000000',NULL,NULL,NULL,NULL);
INSERT INTO "turn_tokens" VALUES('turn_78bbf23834ae4f4ab889beba27fcfc3b',0,12,X'E3000000',NULL,NULL,NULL,NULL);
INSERT INTO "turn_tokens" VALUES('turn_78bbf23834ae4f4ab889beba27fcfc3b',0,13,X'96000000',NULL,NULL,NULL,NULL);
INSERT INTO "turn_tokens" VALUES('turn_78bbf23834ae4f4ab889beba27fcfc3b',0,14,X'0D000000',NULL,NULL,NULL,NULL);
INSERT INTO "turn_tokens" VALUES('turn_78bbf23834ae4f4ab889beba27fcfc3b',0,15,X'51000000',NULL,NULL,NULL,NULL);
INSERT INTO "turn_tokens" VALUES('turn_78bbf23834ae4f4ab889beba27fcfc3b',0,16,X'B6000000',NULL,NULL,NULL,NULL);
INSERT INTO "turn_tokens" VALUES('turn_78bbf23834ae4f4ab889beba27fcfc3b',0,17,X'BF000000',NULL,NULL,NULL,NULL);
INSERT INTO "turn_tokens" VALUES('turn_78bbf23834ae4f4ab889beba27fcfc3b',0,18,X'23000000',NULL,NULL,NULL,NULL);
INSERT INTO "turn_tokens" VALUES('turn_78bbf23834ae4f4ab889beba27fcfc3b',0,19,X'C5000000',NULL,NULL,NULL,NULL);
INSERT INTO "turn_tokens" VALUES('turn_78bbf23834ae4f4ab889beba27fcfc3b',0,20,X'CF000000',NULL,NULL,NULL,NULL);
INSERT INTO "turn_tokens" VALUES('turn_78bbf23834ae4f4ab889beba27fcfc3b',0,21,X'91000000',NULL,NULL,NULL,NULL);
INSERT INTO "turn_tokens" VALUES('turn_78bbf23834ae4f4ab889beba27fcfc3b',0,22,X'B0000000',NULL,NULL,NULL,NULL);
INSERT INTO "turn_tokens" VALUES('turn_78bbf23834ae4f4ab889beba27fcfc3b',0,23,X'BD000000',NULL,NULL,NULL,NULL);
INSERT INTO "turn_tokens" VALUES('turn_78bbf23834ae4f4ab889beba27fcfc3b',0,24,X'1E000000',NULL,NULL,NULL,NULL);
INSERT INTO "turn_tokens" VALUES('turn_78bbf23834ae4f4ab889beba27fcfc3b',0,25,X'7C000000',NULL,NULL,NULL,NULL);
INSERT INTO "turn_tokens" VALUES('turn_78bbf23834ae4f4ab889beba27fcfc3b',0,26,X'4D000000',NULL,NULL,NULL,NULL);
INSERT INTO "turn_tokens" VALUES('turn_78bbf23834ae4f4ab889beba27fcfc3b',0,27,X'42000000',NULL,NULL,NULL,NULL);
INSERT INTO "turn_tokens" VALUES('turn_78bbf23834ae4f4ab889beba27fcfc3b',0,28,X'0D000000',NULL,NULL,NULL,NULL);
INSERT INTO "turn_tokens" VALUES('turn_78bbf23834ae4f4ab889beba27fcfc3b',0,29,X'00000000',NULL,NULL,NULL,NULL);
INSERT INTO "turn_tokens" VALUES('turn_78bbf23834ae4f4ab889beba27fcfc3b',0,30,X'04000000',NULL,NULL,NULL,NULL);
INSERT INTO "turn_tokens" VALUES('turn_78bbf23834ae4f4ab889beba27fcfc3b',0,31,X'F7000000',NULL,NULL,NULL,NULL);
INSERT INTO "turn_tokens" VALUES('turn_78bbf23834ae4f4ab889beba27fcfc3b',0,32,X'13000000',NULL,NULL,NULL,NULL);
INSERT INTO "turn_tokens" VALUES('turn_78bbf23834ae4f4ab889beba27fcfc3b',0,33,X'B5000000',NULL,NULL,NULL,NULL);
INSERT INTO "turn_tokens" VALUES('turn_78bbf23834ae4f4ab889beba27fcfc3b',0,34,X'74000000',NULL,NULL,NULL,NULL);
INSERT INTO "turn_tokens" VALUES('turn_78bbf23834ae4f4ab889beba27fcfc3b',0,35,X'8D000000',NULL,NULL,NULL,NULL);
INSERT INTO "turn_tokens" VALUES('turn_78bbf23834ae4f4ab889beba27fcfc3b',0,36,X'7C000000',NULL,NULL,NULL,NULL);
INSERT INTO "turn_tokens" VALUES('turn_78bbf23834ae4f4ab889beba27fcfc3b',0,37,X'91000000',NULL,NULL,NULL,NULL);
INSERT INTO "turn_tokens" VALUES('turn_78bbf23834ae4f4ab889beba27fcfc3b',0,38,X'A4000000',NULL,NULL,NULL,NULL);
INSERT INTO "turn_tokens" VALUES('turn_78bbf23834ae4f4ab889beba27fcfc3b',0,39,X'56000000',NULL,NULL,NULL,NULL);
INSERT INTO "turn_tokens" VALUES('turn_78bbf23834ae4f4ab889beba27fcfc3b',0,40,X'96000000',NULL,NULL,NULL,NULL);
INSERT INTO "turn_tokens" VALUES('turn_78bbf23834ae4f4ab889beba27fcfc3b',0,41,X'B5000000',NULL,NULL,NULL,NULL);
INSERT INTO "turn_tokens" VALUES('turn_78bbf23834ae4f4ab889beba27fcfc3b',0,42,X'06000000',NULL,NULL,NULL,NULL);
INSERT INTO "turn_tokens" VALUES('turn_78bbf23834ae4f4ab889beba27fcfc3b',0,43,X'B9000000',NULL,NULL,NULL,NULL);
INSERT INTO "turn_tokens" VALUES('turn_78bbf23834ae4f4ab889beba27fcfc3b',0,44,X'99000000',NULL,NULL,NULL,NULL);
INSERT INTO "turn_tokens" VALUES('turn_78bbf23834ae4f4ab889beba27fcfc3b',0,45,X'EC000000',NULL,NULL,NULL,NULL);
INSERT INTO "turn_tokens" VALUES('turn_78bbf23834ae4f4ab889beba27fcfc3b',0,46,X'24000000',NULL,NULL,NULL,NULL);
INSERT INTO "turn_tokens" VALUES('turn_78bbf23834ae4f4ab889beba27fcfc3b',0,47,X'E0000000',NULL,NULL,NULL,NULL);
INSERT INTO "turn_tokens" VALUES('turn_78bbf23834ae4f4ab889beba27fcfc3b',0,48,X'50000000',NULL,NULL,NULL,NULL);
INSERT INTO "turn_tokens" VALUES('turn_78bbf23834ae4f4ab889beba27fcfc3b',0,49,X'BA000000',NULL,NULL,NULL,NULL);
INSERT INTO "turn_tokens" VALUES('turn_78bbf23834ae4f4ab889beba27fcfc3b',0,50,X'31000000',NULL,NULL,NULL,NULL);
INSERT INTO "turn_tokens" VALUES('turn_78bbf23834ae4f4ab889beba27fcfc3b',0,51,X'83000000',NULL,NULL,NULL,NULL);
INSERT INTO "turn_tokens" VALUES('turn_78bbf23834ae4f4ab889beba27fcfc3b',0,52,X'00000000',NULL,NULL,NULL,NULL);
INSERT INTO "turn_tokens" VALUES('turn_78bbf23834ae4f4ab889beba27fcfc3b',0,53,X'FE000000',NULL,NULL,NULL,NULL);
INSERT INTO "turn_tokens" VALUES('turn_78bbf23834ae4f4ab889beba27fcfc3b',0,54,X'5E000000',NULL,NULL,NULL,NULL);
INSERT INTO "turn_tokens" VALUES('turn_78bbf23834ae4f4ab889beba27fcfc3b',0,55,X'39000000',NULL,NULL,NULL,NULL);
INSERT INTO "turn_tokens" VALUES('turn_78bbf23834ae4f4ab889beba27fcfc3b',0,56,X'29000000',NULL,NULL,NULL,NULL);
INSERT INTO "turn_tokens" VALUES('turn_78bbf23834ae4f4ab889beba27fcfc3b',0,57,X'FC000000',NULL,NULL,NULL,NULL);
INSERT INTO "turn_tokens" VALUES('turn_78bbf23834ae4f4ab889beba27fcfc3b',0,58,X'8E000000',NULL,NULL,NULL,NULL);
INSERT INTO "turn_tokens" VALUES('turn_78bbf23834ae4f4ab889beba27fcfc3b',0,59,X'5B000000',NULL,NULL,NULL,NULL);
INSERT INTO "turn_tokens" VALUES('turn_78bbf23834ae4f4ab889beba27fcfc3b',0,60,X'FD000000',NULL,NULL,NULL,NULL);
INSERT INTO "turn_tokens" VALUES('turn_78bbf23834ae4f4ab889beba27fcfc3b',0,61,X'E1000000',NULL,NULL,NULL,NULL);
INSERT INTO "turn_tokens" VALUES('turn_78bbf23834ae4f4ab889beba27fcfc3b',0,62,X'CE000000',NULL,NULL,NULL,NULL);
INSERT INTO "turn_tokens" VALUES('turn_78bbf23834ae4f4ab889beba27fcfc3b',0,63,X'CF000000',NULL,NULL,NULL,NULL);
INSERT INTO "turn_tokens" VALUES('turn_78bbf23834ae4f4ab889beba27fcfc3b',0,64,X'EC000000',NULL,NULL,NULL,NULL);
INSERT INTO "turn_tokens" VALUES('turn_78bbf23834ae4f4ab889beba27fcfc3b',0,65,X'7A000000',NULL,NULL,NULL,NULL);
INSERT INTO "turn_tokens" VALUES('turn_78bbf23834ae4f4ab889beba27fcfc3b',0,66,X'B4000000',NULL,NULL,NULL,NULL);
INSERT INTO "turn_tokens" VALUES('turn_78bbf23834ae4f4ab889beba27fcfc3b',0,67,X'21000000',NULL,NULL,NULL,NULL);
INSERT INTO "turn_tokens" VALUES('turn_78bbf23834ae4f4ab889beba27fcfc3b',0,68,X'9B000000',NULL,NULL,NULL,NULL);
INSERT INTO "turn_tokens" VALUES('turn_78bbf23834ae4f4ab889beba27fcfc3b',0,69,X'DD000000',NULL,NULL,NULL,NULL);
INSERT INTO "turn_tokens" VALUES('turn_78bbf23834ae4f4ab889beba27fcfc3b',0,70,X'2F000000',NULL,NULL,NULL,NULL);
INSERT INTO "turn_tokens" VALUES('turn_78bbf23834ae4f4ab889beba27fcfc3b',0,71,X'87000000',NULL,NULL,NULL,NULL);
INSERT INTO "turn_tokens" VALUES('turn_78bbf23834ae4f4ab889beba27fcfc3b',0,72,X'B1000000',NULL,NULL,NULL,NULL);
INSERT INTO "turn_tokens" VALUES('turn_78bbf23834ae4f4ab889beba27fcfc3b',0,73,X'16000000',NULL,NULL,NULL,NULL);
INSERT INTO "turn_tokens" VALUES('turn_78bbf23834ae4f4ab889beba27fcfc3b',0,74,X'EE000000',NULL,NULL,NULL,NULL);
INSERT INTO "turn_tokens" VALUES('turn_78bbf23834ae4f4ab889beba27fcfc3b',0,75,X'69000000',NULL,NULL,NULL,NULL);
INSERT INTO "turn_tokens" VALUES('turn_78bbf23834ae4f4ab889beba27fcfc3b',0,76,X'65000000',NULL,NULL,NULL,NULL);
INSERT INTO "turn_tokens" VALUES('turn_78bbf23834ae4f4ab889beba27fcfc3b',0,77,X'1F000000',NULL,NULL,NULL,NULL);
INSERT INTO "turn_tokens" VALUES('turn_78bbf23834ae4f4ab889beba27fcfc3b',0,78,X'0D000000',NULL,NULL,NULL,NULL);
INSERT INTO "turn_tokens" VALUES('turn_78bbf23834ae4f4ab889beba27fcfc3b',0,79,X'86000000',NULL,NULL,NULL,NULL);
INSERT INTO "turn_tokens" VALUES('turn_78bbf23834ae4f4ab889beba27fcfc3b',0,80,X'70000000',NULL,NULL,NULL,NULL);
INSERT INTO "turn_tokens" VALUES('turn_78bbf23834ae4f4ab889beba27fcfc3b',0,81,X'72000000',NULL,NULL,NULL,NULL);
INSERT INTO "turn_tokens" VALUES('turn_78bbf23834ae4f4ab889beba27fcfc3b',0,82,X'BF000000',NULL,NULL,NULL,NULL);
INSERT INTO "turn_tokens" VALUES('turn_78bbf23834ae4f4ab889beba27fcfc3b',0,83,X'13000000',NULL,NULL,NULL,NULL);
INSERT INTO "turn_tokens" VALUES('turn_78bbf23834ae4f4ab889beba27fcfc3b',0,84,X'73000000',NULL,NULL,NULL,NULL);
INSERT INTO "turn_tokens" VALUES('turn_78bbf23834ae4f4ab889beba27fcfc3b',0,85,X'83000000',NULL,NULL,NULL,NULL);
INSERT INTO "turn_tokens" VALUES('turn_78bbf23834ae4f4ab889beba27fcfc3b',0,86,X'2F000000',NULL,NULL,NULL,NULL);
INSERT INTO "turn_tokens" VALUES('turn_78bbf23834ae4f4ab889beba27fcfc3b',0,87,X'6E000000',NULL,NULL,NULL,NULL);
INSERT INTO "turn_tokens" VALUES('turn_78bbf23834ae4f4ab889beba27fcfc3b',0,88,X'8D000000',NULL,NULL,NULL,NULL);
INSERT INTO "turn_tokens" VALUES('turn_78bbf23834ae4f4ab889beba27fcfc3b',0,89,X'54000000',NULL,NULL,NULL,NULL);
INSERT INTO "turn_tokens" VALUES('turn_78bbf23834ae4f4ab889beba27fcfc3b',0,90,X'41000000',NULL,NULL,NULL,NULL);
INSERT INTO "turn_tokens" VALUES('turn_78bbf23834ae4f4ab889beba27fcfc3b',0,91,X'A1000000',NULL,NULL,NULL,NULL);
INSERT INTO "turn_tokens" VALUES('turn_78bbf23834ae4f4ab889beba27fcfc3b',0,92,X'77000000',NULL,NULL,NULL,NULL);
INSERT INTO "turn_tokens" VALUES('turn_78bbf23834ae4f4ab889beba27fcfc3b',0,93,X'FE000000',NULL,NULL,NULL,NULL);
INSERT INTO "turn_tokens" VALUES('turn_78bbf23834ae4f4ab889beba27fcfc3b',0,94,X'98000000',NULL,NULL,NULL,NULL);
INSERT INTO "turn_tokens" VALUES('turn_78bbf23834ae4f4ab889beba27fcfc3b',0,95,X'F6000000',NULL,NULL,NULL,NULL);
INSERT INTO "turn_tokens" VALUES('turn_78bbf23834ae4f4ab889beba27fcfc3b',0,96,X'A3000000',NULL,NULL,NULL,NULL);
INSERT INTO "turn_tokens" VALUES('turn_78bbf23834ae4f4ab889beba27fcfc3b',0,97,X'98000000',NULL,NULL,NULL,NULL);
INSERT INTO "turn_tokens" VALUES('turn_78bbf23834ae4f4ab889beba27fcfc3b',0,98,X'B1000000',NULL,NULL,NULL,NULL);
INSERT INTO "turn_tokens" VALUES('turn_78bbf23834ae4f4ab889beba27fcfc3b',0,99,X'DE000000',NULL,NULL,NULL,NULL);
INSERT INTO "turn_tokens" VALUES('turn_78bbf23834ae4f4ab889beba27fcfc3b',0,100,X'49000000',NULL,NULL,NULL,NULL);
INSERT INTO "turn_tokens" VALUES('turn_78bbf23834ae4f4ab889beba27fcfc3b',0,101,X'35000000',NULL,NULL,NULL,NULL);
INSERT INTO "turn_tokens" VALUES('turn_78bbf23834ae4f4ab889beba27fcfc3b',0,102,X'3A000000',NULL,NULL,NULL,NULL);
INSERT INTO "turn_tokens" VALUES('turn_78bbf23834ae4f4ab889beba27fcfc3b',0,103,X'02000000',NULL,NULL,NULL,NULL);
INSERT INTO "turn_tokens" VALUES('turn_78bbf23834ae4f4ab889beba27fcfc3b',0,104,X'0C000000',NULL,NULL,NULL,NULL);
INSERT INTO "turn_tokens" VALUES('turn_78bbf23834ae4f4ab889beba27fcfc3b',0,105,X'51000000',NULL,NULL,NULL,NULL);
INSERT INTO "turn_tokens" VALUES('turn_78bbf23834ae4f4ab889beba27fcfc3b',0,106,X'DA000000',NULL,NULL,NULL,NULL);
INSERT INTO "turn_tokens" VALUES('turn_78bbf23834ae4f4ab889beba27fcfc3b',0,107,X'2C000000',NULL,NULL,NULL,NULL);
INSERT INTO "turn_tokens" VALUES('turn_78bbf23834ae4f4ab889beba27fcfc3b',0,108,X'9F000000',NULL,NULL,NULL,NULL);
INSERT INTO "turn_tokens" VALUES('turn_78bbf23834ae4f4ab889beba27fcfc3b',0,109,X'F4000000',NULL,NULL,NULL,NULL);
INSERT INTO "turn_tokens" VALUES('turn_78bbf23834ae4f4ab889beba27fcfc3b',0,110,X'DA000000',NULL,NULL,NULL,NULL);
INSERT INTO "turn_tokens" VALUES('turn_78bbf23834ae4f4ab889beba27fcfc3b',0,111,X'87000000',NULL,NULL,NULL,NULL);
INSERT INTO "turn_tokens" VALUES('turn_816064cd2d614471a4fa574c5744d0a6',0,0,X'190000002A0000008D000000F6000000A3000000CD000000A0000000400000008F000000C50000008700000095000000290000000700000016000000A3000000',NULL,37,'length',NULL);
INSERT INTO "turn_tokens" VALUES('turn_87b8d45cc6b146f5b7d7f09137b475e5',0,0,X'B3000000FC00000047000000AF0000009C00000017000000BE0000007D000000F1000000A50000004E000000DB00000051000000E0000000C30000001A000000',NULL,6,'length',NULL);
INSERT INTO "turn_tokens" VALUES('turn_af0574169afd4762847ae82faaa2535c',0,0,X'2F000000B70000002E000000CC0000008200000025000000BC0000002B000000CB00000024000000020000009E0000006A000000910000008300000077000000',NULL,37,'length',NULL);
INSERT INTO "turn_tokens" VALUES('turn_fde7b0d9e3a14e0a8911e1a8821c5644',0,0,X'2D00000056000000A500000035000000C000000080000000D8000000E2000000EE00000053000000EA000000A0000000420000006D00000002010000',NULL,8,'stop',NULL);
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
INSERT INTO "turns" VALUES('turn_3858712e58db45cc955a95f522ddef0f','se_d82202cebb7542eaa7c1b8347265a846','completed',1,'ow_c5d585ed7a114c47bb8ccc6fbc89b688',1,0,0,'br_696fbe8a881b40ecb5be07685ac5dc4d',10,1,1,X'C600000000010000400000005200000052000000480000005200000053000000400000004D00000053000000C6000000',X'C417841E4E0C29EE46F62D41850734B8',X'77F869597A023DFF8787E0BA9225F3A3','{"request_id": "resp_b86cd6b376804ea99a863a18be89b895", "model": "toy", "input": {"messages": [], "add_generation_prompt": true, "continue_final_message": false, "tools": null}, "sampling": {"max_tokens": 16, "min_tokens": 0, "temperature": 1.0, "top_k": 0, "top_p": 1.0, "min_p": 0.0, "repetition_penalty": 1.0, "presence_penalty": 0.0, "frequency_penalty": 0.0, "logit_bias": [], "seed": null, "stop": [], "stop_token_ids": [], "include_stop_str_in_output": false, "ignore_eos": false, "logprobs": null, "prompt_logprobs": null}, "n": 1, "echo": false, "session_id": "resp_b86cd6b376804ea99a863a18be89b895", "run_id": "resp_b86cd6b376804ea99a863a18be89b895", "step": 0, "is_recorded": true, "grammar": null, "tenant": "default"}',8192,'d125bdfe477a04efa9737062101bd8ae','toy',0,'{"request_id": "resp_b86cd6b376804ea99a863a18be89b895", "created": 1795972960, "num_prompt_tokens": 22, "seed": 8470237654422614701, "system_fingerprint": "fp_6fbc7cfef75f", "session": {"session_id": "resp_b86cd6b376804ea99a863a18be89b895", "num_matched_messages": 0, "num_matched_tokens": 0, "forked": false}}','{"usage": {"num_prompt_tokens": 22, "num_completion_tokens": 16, "num_cached_tokens": 6, "cold": null, "restored": null}, "num_computed_tokens": 16, "prompt_logprobs": null}',NULL);
INSERT INTO "turns" VALUES('turn_816064cd2d614471a4fa574c5744d0a6','se_d82202cebb7542eaa7c1b8347265a846','completed',1,'ow_c5d585ed7a114c47bb8ccc6fbc89b688',1,0,0,'br_696fbe8a881b40ecb5be07685ac5dc4d',50,3,2,X'C600000000010000400000005200000052000000480000005200000053000000400000004D00000053000000C6000000',X'C417841E4E0C29EE46F62D41850734B8',X'C4FB3FB1D13E28CD40B6FB7B2A8194BB','{"request_id": "resp_94cd58f4a7104682931326148d191b52", "model": "toy", "input": {"messages": [], "add_generation_prompt": true, "continue_final_message": false, "tools": null}, "sampling": {"max_tokens": 16, "min_tokens": 0, "temperature": 1.0, "top_k": 0, "top_p": 1.0, "min_p": 0.0, "repetition_penalty": 1.0, "presence_penalty": 0.0, "frequency_penalty": 0.0, "logit_bias": [], "seed": null, "stop": [], "stop_token_ids": [], "include_stop_str_in_output": false, "ignore_eos": false, "logprobs": null, "prompt_logprobs": null}, "n": 1, "echo": false, "session_id": "resp_b86cd6b376804ea99a863a18be89b895", "run_id": "resp_94cd58f4a7104682931326148d191b52", "step": 0, "is_recorded": true, "grammar": null, "tenant": "default"}',8192,'d125bdfe477a04efa9737062101bd8ae','toy',0,'{"request_id": "resp_94cd58f4a7104682931326148d191b52", "created": 1795972960, "num_prompt_tokens": 62, "seed": 5353812507232612352, "system_fingerprint": "fp_6fbc7cfef75f", "session": {"session_id": "resp_b86cd6b376804ea99a863a18be89b895", "num_matched_messages": 2, "num_matched_tokens": 38, "forked": false}}','{"usage": {"num_prompt_tokens": 62, "num_completion_tokens": 16, "num_cached_tokens": 37, "cold": null, "restored": null}, "num_computed_tokens": 25, "prompt_logprobs": null}',NULL);
INSERT INTO "turns" VALUES('turn_87b8d45cc6b146f5b7d7f09137b475e5','se_d589a1e8983c4e7ab4e903f36abbc41d','completed',1,'ow_c5d585ed7a114c47bb8ccc6fbc89b688',1,0,0,'br_7cd980653df2445680a0aad7185316a0',12,1,1,X'C600000000010000400000005200000052000000480000005200000053000000400000004D00000053000000C6000000',X'C417841E4E0C29EE46F62D41850734B8',X'1D0A5C99B8EF5EF81592C6AF4098D929','{"request_id": "resp_33d679629ff142d885d7d0bf0e792b92", "model": "toy", "input": {"messages": [], "add_generation_prompt": true, "continue_final_message": false, "tools": null}, "sampling": {"max_tokens": 16, "min_tokens": 0, "temperature": 1.0, "top_k": 0, "top_p": 1.0, "min_p": 0.0, "repetition_penalty": 1.0, "presence_penalty": 0.0, "frequency_penalty": 0.0, "logit_bias": [], "seed": null, "stop": [], "stop_token_ids": [], "include_stop_str_in_output": false, "ignore_eos": false, "logprobs": null, "prompt_logprobs": null}, "n": 1, "echo": false, "session_id": "resp_33d679629ff142d885d7d0bf0e792b92", "run_id": "resp_33d679629ff142d885d7d0bf0e792b92", "step": 0, "is_recorded": true, "grammar": null, "tenant": "default"}',8192,'d125bdfe477a04efa9737062101bd8ae','toy',0,'{"request_id": "resp_33d679629ff142d885d7d0bf0e792b92", "created": 1795972960, "num_prompt_tokens": 24, "seed": 1159600060494167491, "system_fingerprint": "fp_6fbc7cfef75f", "session": {"session_id": "resp_33d679629ff142d885d7d0bf0e792b92", "num_matched_messages": 0, "num_matched_tokens": 0, "forked": false}}','{"usage": {"num_prompt_tokens": 24, "num_completion_tokens": 16, "num_cached_tokens": 6, "cold": null, "restored": null}, "num_computed_tokens": 18, "prompt_logprobs": null}',NULL);
INSERT INTO "turns" VALUES('turn_fde7b0d9e3a14e0a8911e1a8821c5644','se_ed92e6ac6aff4e9c836c558b9c32482e','completed',1,'ow_c5d585ed7a114c47bb8ccc6fbc89b688',1,0,0,'br_50b19d2f18f8441f99b446f4a567524f',11,1,1,X'C600000000010000400000005200000052000000480000005200000053000000400000004D00000053000000C6000000',X'C417841E4E0C29EE46F62D41850734B8',X'AE110851C9DD3FAB3FF687BFD2D40A26','{"request_id": "resp_f7eb69828ad749489f8779002b735133", "model": "toy", "input": {"messages": [], "add_generation_prompt": true, "continue_final_message": false, "tools": null}, "sampling": {"max_tokens": 16, "min_tokens": 0, "temperature": 1.0, "top_k": 0, "top_p": 1.0, "min_p": 0.0, "repetition_penalty": 1.0, "presence_penalty": 0.0, "frequency_penalty": 0.0, "logit_bias": [], "seed": null, "stop": [], "stop_token_ids": [], "include_stop_str_in_output": false, "ignore_eos": false, "logprobs": null, "prompt_logprobs": null}, "n": 1, "echo": false, "session_id": "resp_f7eb69828ad749489f8779002b735133", "run_id": "resp_f7eb69828ad749489f8779002b735133", "step": 0, "is_recorded": true, "grammar": null, "tenant": "default"}',8192,'d125bdfe477a04efa9737062101bd8ae','toy',0,'{"request_id": "resp_f7eb69828ad749489f8779002b735133", "created": 1795972960, "num_prompt_tokens": 23, "seed": 5657934543229519038, "system_fingerprint": "fp_6fbc7cfef75f", "session": {"session_id": "resp_f7eb69828ad749489f8779002b735133", "num_matched_messages": 0, "num_matched_tokens": 0, "forked": false}}','{"usage": {"num_prompt_tokens": 23, "num_completion_tokens": 15, "num_cached_tokens": 8, "cold": null, "restored": null}, "num_computed_tokens": 15, "prompt_logprobs": null}',NULL);
INSERT INTO "turns" VALUES('turn_af0574169afd4762847ae82faaa2535c','se_ed92e6ac6aff4e9c836c558b9c32482e','completed',1,'ow_c5d585ed7a114c47bb8ccc6fbc89b688',1,0,0,'br_50b19d2f18f8441f99b446f4a567524f',56,3,2,X'C600000000010000400000005200000052000000480000005200000053000000400000004D00000053000000C6000000',X'C417841E4E0C29EE46F62D41850734B8',X'72F723C8903A8C33937D443878C998FB','{"request_id": "resp_1695bb57ed9c413d9577371f774b20f5", "model": "toy", "input": {"messages": [], "add_generation_prompt": true, "continue_final_message": false, "tools": null}, "sampling": {"max_tokens": 16, "min_tokens": 0, "temperature": 1.0, "top_k": 0, "top_p": 1.0, "min_p": 0.0, "repetition_penalty": 1.0, "presence_penalty": 0.0, "frequency_penalty": 0.0, "logit_bias": [], "seed": null, "stop": [], "stop_token_ids": [], "include_stop_str_in_output": false, "ignore_eos": false, "logprobs": null, "prompt_logprobs": null}, "n": 1, "echo": false, "session_id": "resp_f7eb69828ad749489f8779002b735133", "run_id": "resp_1695bb57ed9c413d9577371f774b20f5", "step": 0, "is_recorded": true, "grammar": null, "tenant": "default"}',8192,'d125bdfe477a04efa9737062101bd8ae','toy',0,'{"request_id": "resp_1695bb57ed9c413d9577371f774b20f5", "created": 1795972960, "num_prompt_tokens": 68, "seed": 6916273374688496559, "system_fingerprint": "fp_6fbc7cfef75f", "session": {"session_id": "resp_f7eb69828ad749489f8779002b735133", "num_matched_messages": 2, "num_matched_tokens": 37, "forked": false}}','{"usage": {"num_prompt_tokens": 68, "num_completion_tokens": 16, "num_cached_tokens": 37, "cold": null, "restored": null}, "num_computed_tokens": 31, "prompt_logprobs": null}',NULL);
INSERT INTO "turns" VALUES('turn_28a8482b89ed4d6d86e204934ca2fe4e','se_2a749c984f4d4194a9b6dc08c2a9135d','completed',1,'ow_c5d585ed7a114c47bb8ccc6fbc89b688',1,0,0,'br_3387d0f8610a4c4ca46516d33dde9620',26,2,1,X'C600000000010000400000005200000052000000480000005200000053000000400000004D00000053000000C6000000',X'C417841E4E0C29EE46F62D41850734B8',X'AF0AA6929370B3955C4A20872A5103CF','{"request_id": "resp_105ca37625884aa0aa068070f3a4dad8", "model": "toy", "input": {"messages": [], "add_generation_prompt": true, "continue_final_message": false, "tools": null}, "sampling": {"max_tokens": 16, "min_tokens": 0, "temperature": 1.0, "top_k": 0, "top_p": 1.0, "min_p": 0.0, "repetition_penalty": 1.0, "presence_penalty": 0.0, "frequency_penalty": 0.0, "logit_bias": [], "seed": null, "stop": [], "stop_token_ids": [], "include_stop_str_in_output": false, "ignore_eos": false, "logprobs": null, "prompt_logprobs": null}, "n": 1, "echo": false, "session_id": "conv_c5872729b9ca459e85651aec024ced1f", "run_id": "resp_105ca37625884aa0aa068070f3a4dad8", "step": 0, "is_recorded": true, "grammar": null, "tenant": "default"}',8192,'d125bdfe477a04efa9737062101bd8ae','toy',0,'{"request_id": "resp_105ca37625884aa0aa068070f3a4dad8", "created": 1795972968, "num_prompt_tokens": 38, "seed": 8817478628645887353, "system_fingerprint": "fp_6fbc7cfef75f", "session": {"session_id": "conv_c5872729b9ca459e85651aec024ced1f", "num_matched_messages": 0, "num_matched_tokens": 0, "forked": false}}','{"usage": {"num_prompt_tokens": 38, "num_completion_tokens": 1, "num_cached_tokens": 6, "cold": null, "restored": null}, "num_computed_tokens": 32, "prompt_logprobs": null}',NULL);
INSERT INTO "turns" VALUES('turn_78bbf23834ae4f4ab889beba27fcfc3b','se_ba5f32c3a60c42398e4fd7eeb444f8bd','in_progress',1,'ow_c5d585ed7a114c47bb8ccc6fbc89b688',1,0,0,'br_b474e135a5ca414687251143500e9292',18,1,1,X'C600000000010000400000005200000052000000480000005200000053000000400000004D00000053000000C6000000',X'C417841E4E0C29EE46F62D41850734B8',X'833CD06A3FEEF156551E2D3BFE0AB85B','{"request_id": "resp_ebad4a6fe8d64e318c1feb0d446c8f46", "model": "toy", "input": {"messages": [], "add_generation_prompt": true, "continue_final_message": false, "tools": null}, "sampling": {"max_tokens": 600, "min_tokens": 0, "temperature": 1.0, "top_k": 0, "top_p": 1.0, "min_p": 0.0, "repetition_penalty": 1.0, "presence_penalty": 0.0, "frequency_penalty": 0.0, "logit_bias": [], "seed": null, "stop": [], "stop_token_ids": [], "include_stop_str_in_output": false, "ignore_eos": false, "logprobs": null, "prompt_logprobs": null}, "n": 1, "echo": false, "session_id": "resp_ebad4a6fe8d64e318c1feb0d446c8f46", "run_id": "resp_ebad4a6fe8d64e318c1feb0d446c8f46", "step": 0, "is_recorded": true, "grammar": null, "tenant": "default"}',8192,'d125bdfe477a04efa9737062101bd8ae','toy',0,'{"request_id": "resp_ebad4a6fe8d64e318c1feb0d446c8f46", "created": 1795972968, "num_prompt_tokens": 30, "seed": 7113354664452420834, "system_fingerprint": "fp_6fbc7cfef75f", "session": {"session_id": "resp_ebad4a6fe8d64e318c1feb0d446c8f46", "num_matched_messages": 0, "num_matched_tokens": 0, "forked": false}}',NULL,NULL);
CREATE INDEX sessions_by_use ON sessions (tenant, last_used_at);
CREATE INDEX responses_by_session ON responses (tenant, session_name);
CREATE INDEX responses_by_previous ON responses (previous_id);
CREATE INDEX responses_by_status ON responses (status);
CREATE INDEX branches_of_parent ON branches (parent_branch_id);
CREATE INDEX branches_of_session ON branches (session_id);
CREATE INDEX response_items_by_id ON response_items (item_id);
CREATE INDEX conversation_items_by_id ON conversation_items (item_id);
CREATE INDEX items_by_hash ON items (session_id, chain_hash);
CREATE INDEX items_by_text ON items (session_id, end_char);
CREATE INDEX turns_of_branch ON turns (branch_id);
CREATE INDEX turns_of_session ON turns (session_id);
CREATE INDEX turns_by_status ON turns (status);
CREATE UNIQUE INDEX steps_by_turn ON steps (turn_id);
COMMIT;
