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
	superseded_at FLOAT, 
	PRIMARY KEY (id), 
	FOREIGN KEY(session_id) REFERENCES sessions (id) ON DELETE CASCADE, 
	FOREIGN KEY(parent_branch_id) REFERENCES branches (id) ON DELETE CASCADE
);
INSERT INTO "branches" VALUES('br_5a1648340c974c3cb85f8dbec5ab0f7d','se_6ca5ce4fc90d4b7694a6229457d569ff','chat',NULL,0,0,104,6,3,1.79604493711214303975e+09,'ow_5da9d8d2650340f29ccc1f868f8cf727',103,NULL);
INSERT INTO "branches" VALUES('br_30fb327e6f184e8495952a63d44cd324','se_6ca5ce4fc90d4b7694a6229457d569ff','chat','br_5a1648340c974c3cb85f8dbec5ab0f7d',86,5,104,6,1,1.79604493783895349497e+09,'ow_5da9d8d2650340f29ccc1f868f8cf727',103,NULL);
INSERT INTO "branches" VALUES('br_ccc3b01a59ab4b0398bcf346633fa4c7','se_6ca5ce4fc90d4b7694a6229457d569ff','chat',NULL,0,0,37,2,1,1.79604493784698247913e+09,'ow_5da9d8d2650340f29ccc1f868f8cf727',36,NULL);
INSERT INTO "branches" VALUES('br_d84dbf4e9a2644a886c5fdfc6579156d','se_34c29bfbf2e64be1b98ee37bd3fa03d4','text',NULL,0,0,28,4,2,1.79604493787700414657e+09,'ow_5da9d8d2650340f29ccc1f868f8cf727',28,NULL);
INSERT INTO "branches" VALUES('br_73e88e75aa6b414ebd43883bb7a3a104','se_be8d74fd298343d6b504f829b033cd39','tokens',NULL,0,0,11,2,1,1.79604493792034220693e+09,'ow_5da9d8d2650340f29ccc1f868f8cf727',10,NULL);
INSERT INTO "branches" VALUES('br_c4362eb6362048f883d5c91f871f0323','se_017463b39d3c491fa954b222ceb55407','chat',NULL,0,0,78,4,2,1.79604493798204231259e+09,'ow_5da9d8d2650340f29ccc1f868f8cf727',77,NULL);
INSERT INTO "branches" VALUES('br_8cb86527dc07478d9e1e568c2486e6af','se_69a0f982d43e4c599c018aa7879ada1f','chat',NULL,0,0,40,2,1,1.79604494061931920052e+09,'ow_5da9d8d2650340f29ccc1f868f8cf727',39,NULL);
INSERT INTO "branches" VALUES('br_c3cafe6d878b4c45a689d2ccb12c2685','se_780372e081f0476eaac9ab0cdc367ee2','chat',NULL,0,0,86,4,2,1.79604494167996597288e+09,'ow_5da9d8d2650340f29ccc1f868f8cf727',85,NULL);
INSERT INTO "branches" VALUES('br_acfd6774be4f4a7ea845d58d1624543b','se_36296eb7a3cd45f0af41c53b9beafdf0','chat',NULL,0,0,54,3,1,1.79604494325889682765e+09,'ow_5da9d8d2650340f29ccc1f868f8cf727',53,NULL);
INSERT INTO "branches" VALUES('br_1390d194cd3449e9a818c0e57ca0e88f','se_b887b92c7d8740d796e760e205777c7c','chat',NULL,0,0,18,1,1,1.79604494339690518378e+09,NULL,0,NULL);
CREATE TABLE conversation_items (
	conversation_id VARCHAR NOT NULL, 
	position INTEGER NOT NULL, 
	item_id VARCHAR NOT NULL, 
	item JSON NOT NULL, 
	PRIMARY KEY (conversation_id, position), 
	FOREIGN KEY(conversation_id) REFERENCES conversations (id) ON DELETE CASCADE
);
INSERT INTO "conversation_items" VALUES('conv_9b1181e580b44f309eac970f7569e658',0,'msg_436a864ae06d47f088cf204b959493f3','{"id": "msg_436a864ae06d47f088cf204b959493f3", "type": "message", "role": "user", "status": "completed", "content": [{"type": "input_text", "text": "Before"}]}');
INSERT INTO "conversation_items" VALUES('conv_9b1181e580b44f309eac970f7569e658',1,'msg_165de0e061c7468bb9d56db102dc4233','{"id": "msg_165de0e061c7468bb9d56db102dc4233", "type": "message", "role": "user", "status": "completed", "content": [{"type": "input_text", "text": "In it"}]}');
INSERT INTO "conversation_items" VALUES('conv_9b1181e580b44f309eac970f7569e658',2,'msg_058f9a8164b149d6b2885d0e24b4b36700','{"id": "msg_058f9a8164b149d6b2885d0e24b4b36700", "type": "message", "role": "assistant", "status": "incomplete", "content": [{"type": "output_text", "text": "\ufffd]\ufffd\ufffdX}#\ufffd\u0635\ufffdm\ufffd\ufffd6\ufffd", "annotations": [], "logprobs": []}]}');
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
INSERT INTO "conversations" VALUES('conv_9b1181e580b44f309eac970f7569e658','default',1796044942,'{"topic": "migrations"}',3,2,NULL,1.79604494337047505382e+09);
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
INSERT INTO "items" VALUES('br_5a1648340c974c3cb85f8dbec5ab0f7d',0,'it_c804d4739ba144c583065e95b3f89265','se_6ca5ce4fc90d4b7694a6229457d569ff','user','{"role": "user", "content": "Good morning"}',X'70222A0C842BA9F1E656F75A50D407D2',NULL,0,19,1,NULL,NULL,NULL,1.79604493711327433584e+09);
INSERT INTO "items" VALUES('br_5a1648340c974c3cb85f8dbec5ab0f7d',1,'it_e8c7de5237614cbca86f8a25c7d337be','se_6ca5ce4fc90d4b7694a6229457d569ff','assistant','{"role": "assistant", "content": "\u037fK\ufffd\ufffdl"}',X'C55C94160F0B1CF06822D83EE66EF66F',NULL,19,37,1,'length',NULL,NULL,1.7960449373209738731e+09);
INSERT INTO "items" VALUES('br_5a1648340c974c3cb85f8dbec5ab0f7d',2,'it_a633e89f59ac4982acc264262cc23180','se_6ca5ce4fc90d4b7694a6229457d569ff','user','{"role": "user", "content": "And then?"}',X'3EF625FDC470A400C344F7D3F21AF878',NULL,37,55,1,NULL,NULL,NULL,1.79604493767814850802e+09);
INSERT INTO "items" VALUES('br_5a1648340c974c3cb85f8dbec5ab0f7d',3,'it_8422d7621ac841359c04a33b99e20c30','se_6ca5ce4fc90d4b7694a6229457d569ff','assistant','{"role": "assistant", "content": "\ufffd\ufffd\ufffd\ufffd\u0000"}',X'DBAF086743BE6991BBAF1B187EE9D9A3',NULL,55,73,1,'length',NULL,NULL,1.79604493781609153742e+09);
INSERT INTO "items" VALUES('br_5a1648340c974c3cb85f8dbec5ab0f7d',4,'it_33e0e3295d0e49c5974776d9e2ee0789','se_6ca5ce4fc90d4b7694a6229457d569ff','user','{"role": "user", "content": "Why?"}',X'BE36CD1AC2E281F7BA99B5E044218A73',NULL,73,86,1,NULL,NULL,NULL,1.79604493782530546183e+09);
INSERT INTO "items" VALUES('br_5a1648340c974c3cb85f8dbec5ab0f7d',5,'it_ae284e27d3d148c78a348ca13cafa056','se_6ca5ce4fc90d4b7694a6229457d569ff','assistant','{"role": "assistant", "content": "\ufffdG\u0019\ufffd\ufffd"}',X'270422D94C2FCF86821AEE76C1FE1411',NULL,86,104,1,'length',NULL,NULL,1.79604493783846402171e+09);
INSERT INTO "items" VALUES('br_30fb327e6f184e8495952a63d44cd324',5,'it_98b4c945cedf407aa68e711d93d6e0db','se_6ca5ce4fc90d4b7694a6229457d569ff','assistant','{"role": "assistant", "content": "\ufffdK\ufffd\ufffd=`"}',X'33462B95EACC296D55006D0EAA57521C',NULL,86,104,1,'length',NULL,NULL,1.79604493783924388889e+09);
INSERT INTO "items" VALUES('br_ccc3b01a59ab4b0398bcf346633fa4c7',0,'it_84dc677fb0fd431cada09f21406811c2','se_6ca5ce4fc90d4b7694a6229457d569ff','user','{"role": "user", "content": "Good evening"}',X'A0FC891D406BACC5EF327501C56C6B42',NULL,0,19,1,NULL,NULL,NULL,1.7960449378486282825e+09);
INSERT INTO "items" VALUES('br_ccc3b01a59ab4b0398bcf346633fa4c7',1,'it_f42c29ae111c4a1ea274bc22e1efab5c','se_6ca5ce4fc90d4b7694a6229457d569ff','assistant','{"role": "assistant", "content": "\u001c\u0155 \ufffdm"}',X'C2FC5BC856B25D0122EDC4155D210C58',NULL,19,37,1,'length',NULL,NULL,1.79604493785736346244e+09);
INSERT INTO "items" VALUES('br_d84dbf4e9a2644a886c5fdfc6579156d',0,'it_de51ae81d3a3409c835074d0d277d68e','se_34c29bfbf2e64be1b98ee37bd3fa03d4','prompt','"Once upon a time"',X'CF25218127A2BD1DF7B6D9215A761C83',16,0,16,1,NULL,NULL,NULL,1.79604493787734317781e+09);
INSERT INTO "items" VALUES('br_d84dbf4e9a2644a886c5fdfc6579156d',1,'it_8cbdbeb985b440c587111ab362f1d326','se_34c29bfbf2e64be1b98ee37bd3fa03d4','completion','"Bo\ufffd\ufffd\ufffd"',X'19CDEB4DD634ED65A6BF4702623FE794',21,16,21,1,'length',NULL,NULL,1.79604493788543748862e+09);
INSERT INTO "items" VALUES('br_d84dbf4e9a2644a886c5fdfc6579156d',2,'it_6dd05b5f250b4afa8b959fb34325d9b8','se_34c29bfbf2e64be1b98ee37bd3fa03d4','prompt','" and"',X'4BED1C3FBACC6315204C6E186CDB0EAE',25,21,25,1,NULL,NULL,NULL,1.79604493790250301357e+09);
INSERT INTO "items" VALUES('br_d84dbf4e9a2644a886c5fdfc6579156d',3,'it_39f5176ac5b9424fb9c918d5420c21c9','se_34c29bfbf2e64be1b98ee37bd3fa03d4','completion','"\ufffd9\ufffd"',X'96AE210949D5140A93592896500BA590',28,25,28,1,'stop','"C"',X'22000000',1.79604493791210961337e+09);
INSERT INTO "items" VALUES('br_73e88e75aa6b414ebd43883bb7a3a104',0,'it_57f2f4022df3465e9cce492c39d6b323','se_be8d74fd298343d6b504f829b033cd39','prompt',NULL,NULL,NULL,0,6,1,NULL,NULL,NULL,1.79604493792066049573e+09);
INSERT INTO "items" VALUES('br_73e88e75aa6b414ebd43883bb7a3a104',1,'it_0df8b0f248754963b842c589e75832b2','se_be8d74fd298343d6b504f829b033cd39','completion','"\ufffd\u07a2\ufffdq"',NULL,NULL,6,11,1,'length',NULL,NULL,1.79604493793151044848e+09);
INSERT INTO "items" VALUES('br_c4362eb6362048f883d5c91f871f0323',0,'it_82f70142b7c84bb2aed336aa41298120','se_017463b39d3c491fa954b222ceb55407','user','{"role": "user", "content": "One"}',X'77F869597A023DFF8787E0BA9225F3A3',NULL,0,10,1,NULL,NULL,NULL,1.79604493799896264075e+09);
INSERT INTO "items" VALUES('br_c4362eb6362048f883d5c91f871f0323',1,'it_844a7b112cb54980bd9e8d651505a202','se_017463b39d3c491fa954b222ceb55407','assistant','{"role": "assistant", "content": "]\ufffdjw\ufffdGb\u0446K~Wrc\ufffd\ufffd"}',X'7F0A0648C65C51CC17501DF8B1E14676',NULL,10,38,1,'length',NULL,NULL,1.79604493932763981814e+09);
INSERT INTO "items" VALUES('br_c4362eb6362048f883d5c91f871f0323',2,'it_cd8ba678d3f74b67b51173a94b667ae2','se_017463b39d3c491fa954b222ceb55407','user','{"role": "user", "content": "Two"}',X'3A24CE49FE5C15834072B736D5F17727',NULL,38,50,1,NULL,NULL,NULL,1.79604494031288814542e+09);
INSERT INTO "items" VALUES('br_c4362eb6362048f883d5c91f871f0323',3,'it_b3697624863c4b8c9ef702b220256fd9','se_017463b39d3c491fa954b222ceb55407','assistant','{"role": "assistant", "content": "\ufffdq5;\u0001\ufffd\u0007\ufffd\ufffd\fG#\ufffd\ufffd\ufffd"}',X'784521E2F99A0E6A6C8BF93153F7632A',NULL,50,78,1,'length',NULL,NULL,1.79604494040132451051e+09);
INSERT INTO "items" VALUES('br_8cb86527dc07478d9e1e568c2486e6af',0,'it_7fc7a167f9e0410bb9373f8565e7d9ff','se_69a0f982d43e4c599c018aa7879ada1f','user','{"role": "user", "content": "Later"}',X'1D0A5C99B8EF5EF81592C6AF4098D929',NULL,0,12,1,NULL,NULL,NULL,1.7960449406197733879e+09);
INSERT INTO "items" VALUES('br_8cb86527dc07478d9e1e568c2486e6af',1,'it_4e319b1d7c454a6797c3a4799bf22451','se_69a0f982d43e4c599c018aa7879ada1f','assistant','{"role": "assistant", "content": "\ufffd\ufffd\ufffd\ufffd\ufffd\ufffdx\u0006\u0001\u001dn\ufffd\ufffdkH("}',X'6EEF0C8BFD19A2AAFB220BECE7EAB0CB',NULL,12,40,1,'length',NULL,NULL,1.79604494103304052348e+09);
INSERT INTO "items" VALUES('br_c3cafe6d878b4c45a689d2ccb12c2685',0,'it_8dd21942f442448783bfac47287d443f','se_780372e081f0476eaac9ab0cdc367ee2','user','{"role": "user", "content": "Gone"}',X'AE110851C9DD3FAB3FF687BFD2D40A26',NULL,0,11,1,NULL,NULL,NULL,1.79604494168038344385e+09);
INSERT INTO "items" VALUES('br_c3cafe6d878b4c45a689d2ccb12c2685',1,'it_63b62d48394e484783f2279739d02bd5','se_780372e081f0476eaac9ab0cdc367ee2','assistant','{"role": "assistant", "content": "K2\ufffdV\ufffd\ufffdm?\ufffd2]?Ml#r"}',X'6360C7F89C1F0E834E20E4249FE65F4C',NULL,11,39,1,'length',NULL,NULL,1.79604494212589955331e+09);
INSERT INTO "items" VALUES('br_c3cafe6d878b4c45a689d2ccb12c2685',2,'it_2a9442be0ba74d1d960ab6d29cf987ec','se_780372e081f0476eaac9ab0cdc367ee2','user','{"role": "user", "content": "Still here"}',X'71A45D56D8A9BC03AE7B490548E5D35C',NULL,39,58,1,NULL,NULL,NULL,1.79604494256507563583e+09);
INSERT INTO "items" VALUES('br_c3cafe6d878b4c45a689d2ccb12c2685',3,'it_6b5ca6e249404cbcbb1f8dff1c8eedb0','se_780372e081f0476eaac9ab0cdc367ee2','assistant','{"role": "assistant", "content": "I@\u0003\ufffd\b\ufffdQ\ufffd\ufffd`\ufffd\u0298\u0011f\ufffd"}',X'C3C10A947C892AB8A5B4ED4A3305A482',NULL,58,86,1,'length',NULL,NULL,1.79604494263380718233e+09);
INSERT INTO "items" VALUES('br_acfd6774be4f4a7ea845d58d1624543b',0,'it_eb89bda509b44a578941599670ae7c5a','se_36296eb7a3cd45f0af41c53b9beafdf0','user','{"role": "user", "content": "Before"}',X'86F1FF03C95F3955B509A5F75B79E5CA',NULL,0,13,1,NULL,NULL,NULL,1.79604494325948262217e+09);
INSERT INTO "items" VALUES('br_acfd6774be4f4a7ea845d58d1624543b',1,'it_c922d5a03cee4e179f56e6c0c196110b','se_36296eb7a3cd45f0af41c53b9beafdf0','user','{"role": "user", "content": "In it"}',X'AF0AA6929370B3955C4A20872A5103CF',NULL,13,26,1,NULL,NULL,NULL,1.79604494325948834416e+09);
INSERT INTO "items" VALUES('br_acfd6774be4f4a7ea845d58d1624543b',2,'it_721252149a37440f8f736ff6905156f6','se_36296eb7a3cd45f0af41c53b9beafdf0','assistant','{"role": "assistant", "content": "\ufffd]\ufffd\ufffdX}#\ufffd\u0635\ufffdm\ufffd\ufffd6\ufffd"}',X'FAFBA3D493BAF6297DEE8C93FF17EE91',NULL,26,54,1,'length',NULL,NULL,1.79604494335643649098e+09);
INSERT INTO "items" VALUES('br_1390d194cd3449e9a818c0e57ca0e88f',0,'it_3626cd3b6bad493994d12142aacd1397','se_b887b92c7d8740d796e760e205777c7c','user','{"role": "user", "content": "Interrupted"}',X'833CD06A3FEEF156551E2D3BFE0AB85B',NULL,0,18,1,NULL,NULL,NULL,1.79604494339725875851e+09);
CREATE TABLE migrations (
	number INTEGER NOT NULL, 
	name VARCHAR NOT NULL, 
	applied_at FLOAT NOT NULL, 
	PRIMARY KEY (number)
);
INSERT INTO "migrations" VALUES(1,'first_schema',1.7960449349966626167e+09);
INSERT INTO "migrations" VALUES(2,'responses_and_conversations',1.79604493499725341798e+09);
INSERT INTO "migrations" VALUES(3,'runs',1.79604493499740457528e+09);
INSERT INTO "migrations" VALUES(4,'whereabouts_of_kv',1.79604493499749350545e+09);
INSERT INTO "migrations" VALUES(5,'owners_of_responses_and_attempts',1.79604493499756336215e+09);
INSERT INTO "migrations" VALUES(6,'turns_and_steps',1.79604493499762678148e+09);
INSERT INTO "migrations" VALUES(7,'session_verbs',1.79604493499768805503e+09);
CREATE TABLE owners (
	id VARCHAR NOT NULL, 
	process_name VARCHAR, 
	beat_at FLOAT NOT NULL, 
	PRIMARY KEY (id)
);
INSERT INTO "owners" VALUES('ow_5da9d8d2650340f29ccc1f868f8cf727','host:data',1.79604494220394301411e+09);
CREATE TABLE response_items (
	response_id VARCHAR NOT NULL, 
	position INTEGER NOT NULL, 
	is_output BOOLEAN NOT NULL, 
	item_id VARCHAR NOT NULL, 
	item JSON NOT NULL, 
	PRIMARY KEY (response_id, position), 
	FOREIGN KEY(response_id) REFERENCES responses (id) ON DELETE CASCADE
);
INSERT INTO "response_items" VALUES('resp_7225a5fc4c7c465e9618c68576ce1d28',0,0,'msg_688ae4dda01c460bb853a5a19878da9d','{"id": "msg_688ae4dda01c460bb853a5a19878da9d", "type": "message", "role": "user", "status": "completed", "content": [{"type": "input_text", "text": "One"}]}');
INSERT INTO "response_items" VALUES('resp_7225a5fc4c7c465e9618c68576ce1d28',1,1,'msg_7225a5fc4c7c465e9618c68576ce1d2800','{"id": "msg_7225a5fc4c7c465e9618c68576ce1d2800", "type": "message", "role": "assistant", "status": "incomplete", "content": [{"type": "output_text", "text": "]\ufffdjw\ufffdGb\u0446K~Wrc\ufffd\ufffd", "annotations": [], "logprobs": []}]}');
INSERT INTO "response_items" VALUES('resp_857db2c8ec6c46cfaadf69fd5247848c',0,0,'msg_22b0d9702c9147c5aca10e537e50b5c4','{"id": "msg_22b0d9702c9147c5aca10e537e50b5c4", "type": "message", "role": "user", "status": "completed", "content": [{"type": "input_text", "text": "Two"}]}');
INSERT INTO "response_items" VALUES('resp_857db2c8ec6c46cfaadf69fd5247848c',1,1,'msg_857db2c8ec6c46cfaadf69fd5247848c00','{"id": "msg_857db2c8ec6c46cfaadf69fd5247848c00", "type": "message", "role": "assistant", "status": "incomplete", "content": [{"type": "output_text", "text": "\ufffdq5;\u0001\ufffd\u0007\ufffd\ufffd\fG#\ufffd\ufffd\ufffd", "annotations": [], "logprobs": []}]}');
INSERT INTO "response_items" VALUES('resp_760d14e36ca34b8a9eec6e3fba0d5d9d',0,0,'msg_2a173139b1d243b09daf3d00d2dd6d3c','{"id": "msg_2a173139b1d243b09daf3d00d2dd6d3c", "type": "message", "role": "user", "status": "completed", "content": [{"type": "input_text", "text": "Later"}]}');
INSERT INTO "response_items" VALUES('resp_760d14e36ca34b8a9eec6e3fba0d5d9d',1,1,'msg_760d14e36ca34b8a9eec6e3fba0d5d9d00','{"id": "msg_760d14e36ca34b8a9eec6e3fba0d5d9d00", "type": "message", "role": "assistant", "status": "incomplete", "content": [{"type": "output_text", "text": "\ufffd\ufffd\ufffd\ufffd\ufffd\ufffdx\u0006\u0001\u001dn\ufffd\ufffdkH(", "annotations": [], "logprobs": []}]}');
INSERT INTO "response_items" VALUES('resp_d6e7a5e568d3403a823b3ad1de3d1e7c',0,0,'msg_6fc9206b83f241baa40995dfca227b14','{"id": "msg_6fc9206b83f241baa40995dfca227b14", "type": "message", "role": "user", "status": "completed", "content": [{"type": "input_text", "text": "Gone"}]}');
INSERT INTO "response_items" VALUES('resp_d6e7a5e568d3403a823b3ad1de3d1e7c',1,1,'msg_d6e7a5e568d3403a823b3ad1de3d1e7c00','{"id": "msg_d6e7a5e568d3403a823b3ad1de3d1e7c00", "type": "message", "role": "assistant", "status": "incomplete", "content": [{"type": "output_text", "text": "K2\ufffdV\ufffd\ufffdm?\ufffd2]?Ml#r", "annotations": [], "logprobs": []}]}');
INSERT INTO "response_items" VALUES('resp_3044bae87f2b4226b40c5984a4d79102',0,0,'msg_526d6d1ca63d41569cfa989fb52989cb','{"id": "msg_526d6d1ca63d41569cfa989fb52989cb", "type": "message", "role": "user", "status": "completed", "content": [{"type": "input_text", "text": "Still here"}]}');
INSERT INTO "response_items" VALUES('resp_3044bae87f2b4226b40c5984a4d79102',1,1,'msg_3044bae87f2b4226b40c5984a4d7910200','{"id": "msg_3044bae87f2b4226b40c5984a4d7910200", "type": "message", "role": "assistant", "status": "incomplete", "content": [{"type": "output_text", "text": "I@\u0003\ufffd\b\ufffdQ\ufffd\ufffd`\ufffd\u0298\u0011f\ufffd", "annotations": [], "logprobs": []}]}');
INSERT INTO "response_items" VALUES('resp_058f9a8164b149d6b2885d0e24b4b367',0,0,'msg_165de0e061c7468bb9d56db102dc4233','{"id": "msg_165de0e061c7468bb9d56db102dc4233", "type": "message", "role": "user", "status": "completed", "content": [{"type": "input_text", "text": "In it"}]}');
INSERT INTO "response_items" VALUES('resp_058f9a8164b149d6b2885d0e24b4b367',1,1,'msg_058f9a8164b149d6b2885d0e24b4b36700','{"id": "msg_058f9a8164b149d6b2885d0e24b4b36700", "type": "message", "role": "assistant", "status": "incomplete", "content": [{"type": "output_text", "text": "\ufffd]\ufffd\ufffdX}#\ufffd\u0635\ufffdm\ufffd\ufffd6\ufffd", "annotations": [], "logprobs": []}]}');
INSERT INTO "response_items" VALUES('resp_0a22eacf7a954abca531e73963234239',0,0,'msg_a4412e03c677434ab273c63143df9c09','{"id": "msg_a4412e03c677434ab273c63143df9c09", "type": "message", "role": "user", "status": "completed", "content": [{"type": "input_text", "text": "Interrupted"}]}');
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
INSERT INTO "responses" VALUES('resp_7225a5fc4c7c465e9618c68576ce1d28','default','incomplete',1796044937,NULL,'{"model": "toy", "instructions": null, "store": true, "max_output_tokens": 16, "max_tool_calls": null, "metadata": {}, "parallel_tool_calls": true, "tools": [], "tool_choice": "auto", "text": {"format": {"type": "text"}, "verbosity": "medium"}, "reasoning": null, "temperature": 1.0, "top_p": 1.0, "presence_penalty": 0.0, "frequency_penalty": 0.0, "top_logprobs": 0, "truncation": "disabled", "prompt_cache_key": null, "prompt_cache_options": null, "prompt_cache_retention": null, "safety_identifier": null, "service_tier": "default", "user": null}',0,'ow_5da9d8d2650340f29ccc1f868f8cf727',0,'d125bdfe477a04efa9737062101bd8ae',NULL,'resp_7225a5fc4c7c465e9618c68576ce1d28',NULL,NULL,NULL,'[22, 16, 6, null, {"tier": "device", "num_tokens": 6, "seconds": 0.0, "saved_s": 0.0004943714749787177}]',NULL,'max_output_tokens',1,'[[0, 1, 0], [0, 2, 0], [0, 1, 0], [0, 1, 0], [0, 1, 0], [0, 1, 0], [0, 1, 0], [0, 1, 0], [0, 1, 0], [0, 1, 0], [0, 1, 0], [0, 1, 0], [0, 1, 0], [0, 1, 0]]',0);
INSERT INTO "responses" VALUES('resp_857db2c8ec6c46cfaadf69fd5247848c','default','incomplete',1796044940,NULL,'{"model": "toy", "instructions": null, "store": true, "max_output_tokens": 16, "max_tool_calls": null, "metadata": {}, "parallel_tool_calls": true, "tools": [], "tool_choice": "auto", "text": {"format": {"type": "text"}, "verbosity": "medium"}, "reasoning": null, "temperature": 1.0, "top_p": 1.0, "presence_penalty": 0.0, "frequency_penalty": 0.0, "top_logprobs": 0, "truncation": "disabled", "prompt_cache_key": null, "prompt_cache_options": null, "prompt_cache_retention": null, "safety_identifier": null, "service_tier": "default", "user": null}',0,'ow_5da9d8d2650340f29ccc1f868f8cf727',0,'d125bdfe477a04efa9737062101bd8ae',NULL,'resp_7225a5fc4c7c465e9618c68576ce1d28','resp_7225a5fc4c7c465e9618c68576ce1d28',NULL,NULL,'[62, 16, 37, null, {"tier": "device", "num_tokens": 37, "seconds": 0.0, "saved_s": 0.0028959266558154623}]',NULL,'max_output_tokens',1,'[[0, 1, 0], [0, 1, 0], [0, 1, 0], [0, 1, 0], [0, 1, 0], [0, 2, 0], [0, 1, 0], [0, 2, 0], [0, 1, 0], [0, 1, 0], [0, 1, 0], [0, 2, 0]]',0);
INSERT INTO "responses" VALUES('resp_760d14e36ca34b8a9eec6e3fba0d5d9d','default','incomplete',1796044940,NULL,'{"model": "toy", "instructions": null, "store": true, "max_output_tokens": 16, "max_tool_calls": null, "metadata": {}, "parallel_tool_calls": true, "tools": [], "tool_choice": "auto", "text": {"format": {"type": "text"}, "verbosity": "medium"}, "reasoning": null, "temperature": 1.0, "top_p": 1.0, "presence_penalty": 0.0, "frequency_penalty": 0.0, "top_logprobs": 0, "truncation": "disabled", "prompt_cache_key": null, "prompt_cache_options": null, "prompt_cache_retention": null, "safety_identifier": null, "service_tier": "default", "user": null}',1,'ow_5da9d8d2650340f29ccc1f868f8cf727',0,'d125bdfe477a04efa9737062101bd8ae',NULL,'resp_760d14e36ca34b8a9eec6e3fba0d5d9d',NULL,NULL,NULL,'[24, 16, 6, null, {"tier": "device", "num_tokens": 6, "seconds": 0.0, "saved_s": 0.00047738739608881833}]',NULL,'max_output_tokens',1,'[[0, 1, 0], [0, 1, 0], [0, 1, 0], [0, 2, 0], [0, 1, 0], [0, 1, 0], [0, 1, 0], [0, 1, 0], [0, 1, 0], [0, 1, 0], [0, 1, 0], [0, 1, 0], [0, 1, 0], [0, 1, 0], [0, 1, 0]]',0);
INSERT INTO "responses" VALUES('resp_d6e7a5e568d3403a823b3ad1de3d1e7c','default','incomplete',1796044941,NULL,'{"model": "toy", "instructions": null, "store": true, "max_output_tokens": 16, "max_tool_calls": null, "metadata": {}, "parallel_tool_calls": true, "tools": [], "tool_choice": "auto", "text": {"format": {"type": "text"}, "verbosity": "medium"}, "reasoning": null, "temperature": 1.0, "top_p": 1.0, "presence_penalty": 0.0, "frequency_penalty": 0.0, "top_logprobs": 0, "truncation": "disabled", "prompt_cache_key": null, "prompt_cache_options": null, "prompt_cache_retention": null, "safety_identifier": null, "service_tier": "default", "user": null}',0,'ow_5da9d8d2650340f29ccc1f868f8cf727',0,'d125bdfe477a04efa9737062101bd8ae',NULL,'resp_d6e7a5e568d3403a823b3ad1de3d1e7c',NULL,NULL,NULL,'[23, 16, 8, null, {"tier": "device", "num_tokens": 8, "seconds": 0.0, "saved_s": 0.0006009128740269513}]',NULL,'max_output_tokens',1,'[[0, 1, 0], [0, 1, 0], [0, 1, 0], [0, 1, 0], [0, 1, 0], [0, 2, 0], [0, 1, 0], [0, 1, 0], [0, 1, 0], [0, 1, 0], [0, 1, 0], [0, 1, 0], [0, 1, 0], [0, 1, 0], [0, 1, 0]]',1);
INSERT INTO "responses" VALUES('resp_3044bae87f2b4226b40c5984a4d79102','default','incomplete',1796044942,NULL,'{"model": "toy", "instructions": null, "store": true, "max_output_tokens": 16, "max_tool_calls": null, "metadata": {}, "parallel_tool_calls": true, "tools": [], "tool_choice": "auto", "text": {"format": {"type": "text"}, "verbosity": "medium"}, "reasoning": null, "temperature": 1.0, "top_p": 1.0, "presence_penalty": 0.0, "frequency_penalty": 0.0, "top_logprobs": 0, "truncation": "disabled", "prompt_cache_key": null, "prompt_cache_options": null, "prompt_cache_retention": null, "safety_identifier": null, "service_tier": "default", "user": null}',0,'ow_5da9d8d2650340f29ccc1f868f8cf727',0,'d125bdfe477a04efa9737062101bd8ae',NULL,'resp_d6e7a5e568d3403a823b3ad1de3d1e7c','resp_d6e7a5e568d3403a823b3ad1de3d1e7c',NULL,NULL,'[70, 16, 38, null, {"tier": "device", "num_tokens": 38, "seconds": 0.0, "saved_s": 0.0026859600133473105}]',NULL,'max_output_tokens',1,'[[0, 1, 0], [0, 1, 0], [0, 1, 0], [0, 2, 0], [0, 1, 0], [0, 1, 0], [0, 1, 0], [0, 1, 0], [0, 1, 0], [0, 1, 0], [0, 1, 0], [0, 1, 0], [0, 1, 0], [0, 1, 0]]',0);
INSERT INTO "responses" VALUES('resp_058f9a8164b149d6b2885d0e24b4b367','default','incomplete',1796044943,NULL,'{"model": "toy", "instructions": null, "store": true, "max_output_tokens": 16, "max_tool_calls": null, "metadata": {}, "parallel_tool_calls": true, "tools": [], "tool_choice": "auto", "text": {"format": {"type": "text"}, "verbosity": "medium"}, "reasoning": null, "temperature": 1.0, "top_p": 1.0, "presence_penalty": 0.0, "frequency_penalty": 0.0, "top_logprobs": 0, "truncation": "disabled", "prompt_cache_key": null, "prompt_cache_options": null, "prompt_cache_retention": null, "safety_identifier": null, "service_tier": "default", "user": null}',0,'ow_5da9d8d2650340f29ccc1f868f8cf727',0,'d125bdfe477a04efa9737062101bd8ae',NULL,'conv_9b1181e580b44f309eac970f7569e658',NULL,'conv_9b1181e580b44f309eac970f7569e658',1,'[38, 16, 6, null, {"tier": "device", "num_tokens": 6, "seconds": 0.0, "saved_s": 0.00042645541104437856}]',NULL,'max_output_tokens',1,'[[0, 1, 0], [0, 1, 0], [0, 1, 0], [0, 2, 0], [0, 1, 0], [0, 1, 0], [0, 1, 0], [0, 1, 0], [0, 1, 0], [0, 1, 0], [0, 1, 0], [0, 1, 0], [0, 1, 0], [0, 1, 0]]',0);
INSERT INTO "responses" VALUES('resp_0a22eacf7a954abca531e73963234239','default','in_progress',1796044943,NULL,'{"model": "toy", "instructions": null, "store": true, "max_output_tokens": 600, "max_tool_calls": null, "metadata": {}, "parallel_tool_calls": true, "tools": [], "tool_choice": "auto", "text": {"format": {"type": "text"}, "verbosity": "medium"}, "reasoning": null, "temperature": 1.0, "top_p": 1.0, "presence_penalty": 0.0, "frequency_penalty": 0.0, "top_logprobs": 0, "truncation": "disabled", "prompt_cache_key": null, "prompt_cache_options": null, "prompt_cache_retention": null, "safety_identifier": null, "service_tier": "default", "user": null}',1,'ow_5da9d8d2650340f29ccc1f868f8cf727',0,'d125bdfe477a04efa9737062101bd8ae',NULL,'resp_0a22eacf7a954abca531e73963234239',NULL,NULL,NULL,NULL,NULL,NULL,1,NULL,0);
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
INSERT INTO "sessions" VALUES('se_6ca5ce4fc90d4b7694a6229457d569ff','default','talk',1.7960449371096830368e+09,1.79604493785762643815e+09,4,'br_ccc3b01a59ab4b0398bcf346633fa4c7',NULL,NULL,NULL,NULL);
INSERT INTO "sessions" VALUES('se_34c29bfbf2e64be1b98ee37bd3fa03d4','default','text',1.79604493787639045714e+09,1.79604493791235184669e+09,2,'br_d84dbf4e9a2644a886c5fdfc6579156d',NULL,NULL,NULL,NULL);
INSERT INTO "sessions" VALUES('se_be8d74fd298343d6b504f829b033cd39','default','ids',1.79604493791978645327e+09,1.79604493793175172804e+09,1,'br_73e88e75aa6b414ebd43883bb7a3a104',NULL,NULL,NULL,NULL);
INSERT INTO "sessions" VALUES('se_017463b39d3c491fa954b222ceb55407','default','resp_7225a5fc4c7c465e9618c68576ce1d28',1.79604493798137497895e+09,1.79604494040159153936e+09,2,'br_c4362eb6362048f883d5c91f871f0323',NULL,NULL,NULL,NULL);
INSERT INTO "sessions" VALUES('se_69a0f982d43e4c599c018aa7879ada1f','default','resp_760d14e36ca34b8a9eec6e3fba0d5d9d',1.79604494057677578928e+09,1.7960449410333106518e+09,1,'br_8cb86527dc07478d9e1e568c2486e6af',NULL,NULL,NULL,NULL);
INSERT INTO "sessions" VALUES('se_780372e081f0476eaac9ab0cdc367ee2','default','resp_d6e7a5e568d3403a823b3ad1de3d1e7c',1.79604494167914271358e+09,1.79604494263408279415e+09,2,'br_c3cafe6d878b4c45a689d2ccb12c2685',NULL,NULL,NULL,NULL);
INSERT INTO "sessions" VALUES('se_36296eb7a3cd45f0af41c53b9beafdf0','default','conv_9b1181e580b44f309eac970f7569e658',1796044943.23366,1.79604494335672330851e+09,1,'br_acfd6774be4f4a7ea845d58d1624543b',NULL,NULL,NULL,NULL);
INSERT INTO "sessions" VALUES('se_b887b92c7d8740d796e760e205777c7c','default','resp_0a22eacf7a954abca531e73963234239',1.79604494339629721646e+09,1.79604494339741635328e+09,1,'br_1390d194cd3449e9a818c0e57ca0e88f',NULL,NULL,NULL,NULL);
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
INSERT INTO "spans" VALUES('br_5a1648340c974c3cb85f8dbec5ab0f7d',0,'it_c804d4739ba144c583065e95b3f89265','user',X'0001000054000000520000004400000051000000C6000000260000004E0000004E00000043000000DC0000004C0000004E000000510000004D000000480000004D0000004600000001010000','rendered',NULL,NULL,'d125bdfe477a04efa9737062101bd8ae','toy');
INSERT INTO "spans" VALUES('br_5a1648340c974c3cb85f8dbec5ab0f7d',19,'it_e8c7de5237614cbca86f8a25c7d337be','assistant',X'C600000000010000400000005200000052000000480000005200000053000000400000004D00000053000000C6000000','rendered',NULL,NULL,'d125bdfe477a04efa9737062101bd8ae','toy');
INSERT INTO "spans" VALUES('br_5a1648340c974c3cb85f8dbec5ab0f7d',31,'it_e8c7de5237614cbca86f8a25c7d337be','assistant',X'890000007B0000002A000000AA000000A30000004B000000','sampled','1',0,'d125bdfe477a04efa9737062101bd8ae','toy');
INSERT INTO "spans" VALUES('br_5a1648340c974c3cb85f8dbec5ab0f7d',37,'it_a633e89f59ac4982acc264262cc23180','user',X'01010000C60000000001000054000000520000004400000051000000C6000000200000004D00000043000000DC0000005300000047000000440000004D0000001E00000001010000','rendered',NULL,NULL,'d125bdfe477a04efa9737062101bd8ae','toy');
INSERT INTO "spans" VALUES('br_5a1648340c974c3cb85f8dbec5ab0f7d',55,'it_8422d7621ac841359c04a33b99e20c30','assistant',X'C600000000010000400000005200000052000000480000005200000053000000400000004D00000053000000C6000000','rendered',NULL,NULL,'d125bdfe477a04efa9737062101bd8ae','toy');
INSERT INTO "spans" VALUES('br_5a1648340c974c3cb85f8dbec5ab0f7d',67,'it_8422d7621ac841359c04a33b99e20c30','assistant',X'9F0000005F000000AE000000B90000006D000000BC000000','sampled','1',0,'d125bdfe477a04efa9737062101bd8ae','toy');
INSERT INTO "spans" VALUES('br_5a1648340c974c3cb85f8dbec5ab0f7d',73,'it_33e0e3295d0e49c5974776d9e2ee0789','user',X'01010000C60000000001000054000000520000004400000051000000C60000003600000047000000580000001E00000001010000','rendered',NULL,NULL,'d125bdfe477a04efa9737062101bd8ae','toy');
INSERT INTO "spans" VALUES('br_5a1648340c974c3cb85f8dbec5ab0f7d',86,'it_ae284e27d3d148c78a348ca13cafa056','assistant',X'C600000000010000400000005200000052000000480000005200000053000000400000004D00000053000000C6000000','rendered',NULL,NULL,'d125bdfe477a04efa9737062101bd8ae','toy');
INSERT INTO "spans" VALUES('br_5a1648340c974c3cb85f8dbec5ab0f7d',98,'it_ae284e27d3d148c78a348ca13cafa056','assistant',X'9400000026000000D5000000E9000000A9000000E3000000','sampled','2',0,'d125bdfe477a04efa9737062101bd8ae','toy');
INSERT INTO "spans" VALUES('br_30fb327e6f184e8495952a63d44cd324',86,'it_98b4c945cedf407aa68e711d93d6e0db','assistant',X'C600000000010000400000005200000052000000480000005200000053000000400000004D00000053000000C6000000','rendered',NULL,NULL,'d125bdfe477a04efa9737062101bd8ae','toy');
INSERT INTO "spans" VALUES('br_30fb327e6f184e8495952a63d44cd324',98,'it_98b4c945cedf407aa68e711d93d6e0db','assistant',X'940000002A0000005F000000740000001C0000003F000000','sampled','2',1,'d125bdfe477a04efa9737062101bd8ae','toy');
INSERT INTO "spans" VALUES('br_ccc3b01a59ab4b0398bcf346633fa4c7',0,'it_84dc677fb0fd431cada09f21406811c2','user',X'0001000054000000520000004400000051000000C6000000260000004E0000004E00000043000000DC0000004400000055000000440000004D000000480000004D0000004600000001010000','rendered',NULL,NULL,'d125bdfe477a04efa9737062101bd8ae','toy');
INSERT INTO "spans" VALUES('br_ccc3b01a59ab4b0398bcf346633fa4c7',19,'it_f42c29ae111c4a1ea274bc22e1efab5c','assistant',X'C600000000010000400000005200000052000000480000005200000053000000400000004D00000053000000C6000000','rendered',NULL,NULL,'d125bdfe477a04efa9737062101bd8ae','toy');
INSERT INTO "spans" VALUES('br_ccc3b01a59ab4b0398bcf346633fa4c7',31,'it_f42c29ae111c4a1ea274bc22e1efab5c','assistant',X'D800000081000000F3000000DC000000950000004C000000','sampled','3',0,'d125bdfe477a04efa9737062101bd8ae','toy');
INSERT INTO "spans" VALUES('br_d84dbf4e9a2644a886c5fdfc6579156d',0,'it_de51ae81d3a3409c835074d0d277d68e','prompt',X'2E0000004D0000004200000044000000DC000000540000004F0000004E0000004D000000DC00000040000000DC00000053000000480000004C00000044000000','rendered',NULL,NULL,'d125bdfe477a04efa9737062101bd8ae','toy');
INSERT INTO "spans" VALUES('br_d84dbf4e9a2644a886c5fdfc6579156d',16,'it_8cbdbeb985b440c587111ab362f1d326','completion',X'210000004E000000BB00000078000000B9000000','sampled','4',0,'d125bdfe477a04efa9737062101bd8ae','toy');
INSERT INTO "spans" VALUES('br_d84dbf4e9a2644a886c5fdfc6579156d',21,'it_6dd05b5f250b4afa8b959fb34325d9b8','prompt',X'DC000000400000004D00000043000000','rendered',NULL,NULL,'d125bdfe477a04efa9737062101bd8ae','toy');
INSERT INTO "spans" VALUES('br_d84dbf4e9a2644a886c5fdfc6579156d',25,'it_39f5176ac5b9424fb9c918d5420c21c9','completion',X'B70000001800000099000000','sampled','5',0,'d125bdfe477a04efa9737062101bd8ae','toy');
INSERT INTO "spans" VALUES('br_73e88e75aa6b414ebd43883bb7a3a104',0,'it_57f2f4022df3465e9cce492c39d6b323','prompt',X'740000006F0000006B000000650000006E00000073000000','rendered',NULL,NULL,'d125bdfe477a04efa9737062101bd8ae','toy');
INSERT INTO "spans" VALUES('br_73e88e75aa6b414ebd43883bb7a3a104',6,'it_0df8b0f248754963b842c589e75832b2','completion',X'F70000009A0000005F000000AC00000050000000','sampled','6',0,'d125bdfe477a04efa9737062101bd8ae','toy');
INSERT INTO "spans" VALUES('br_c4362eb6362048f883d5c91f871f0323',0,'it_82f70142b7c84bb2aed336aa41298120','user',X'0001000054000000520000004400000051000000C60000002E0000004D0000004400000001010000','rendered',NULL,NULL,'d125bdfe477a04efa9737062101bd8ae','toy');
INSERT INTO "spans" VALUES('br_c4362eb6362048f883d5c91f871f0323',10,'it_844a7b112cb54980bd9e8d651505a202','assistant',X'C600000000010000400000005200000052000000480000005200000053000000400000004D00000053000000C6000000','rendered',NULL,NULL,'d125bdfe477a04efa9737062101bd8ae','toy');
INSERT INTO "spans" VALUES('br_c4362eb6362048f883d5c91f871f0323',22,'it_844a7b112cb54980bd9e8d651505a202','assistant',X'3C000000940000004900000056000000FB00000026000000410000008D000000E40000002A0000005D0000003600000051000000420000007100000098000000','sampled','8516811650766685862',0,'d125bdfe477a04efa9737062101bd8ae','toy');
INSERT INTO "spans" VALUES('br_c4362eb6362048f883d5c91f871f0323',38,'it_cd8ba678d3f74b67b51173a94b667ae2','user',X'01010000C60000000001000054000000520000004400000051000000C600000033000000560000004E00000001010000','rendered',NULL,NULL,'d125bdfe477a04efa9737062101bd8ae','toy');
INSERT INTO "spans" VALUES('br_c4362eb6362048f883d5c91f871f0323',50,'it_b3697624863c4b8c9ef702b220256fd9','assistant',X'C600000000010000400000005200000052000000480000005200000053000000400000004D00000053000000C6000000','rendered',NULL,NULL,'d125bdfe477a04efa9737062101bd8ae','toy');
INSERT INTO "spans" VALUES('br_c4362eb6362048f883d5c91f871f0323',62,'it_b3697624863c4b8c9ef702b220256fd9','assistant',X'F000000050000000140000001A000000BD000000A30000006E000000C30000007500000086000000C8000000260000000200000099000000800000008F000000','sampled','729572159889692173',0,'d125bdfe477a04efa9737062101bd8ae','toy');
INSERT INTO "spans" VALUES('br_8cb86527dc07478d9e1e568c2486e6af',0,'it_7fc7a167f9e0410bb9373f8565e7d9ff','user',X'0001000054000000520000004400000051000000C60000002B0000004000000053000000440000005100000001010000','rendered',NULL,NULL,'d125bdfe477a04efa9737062101bd8ae','toy');
INSERT INTO "spans" VALUES('br_8cb86527dc07478d9e1e568c2486e6af',12,'it_4e319b1d7c454a6797c3a4799bf22451','assistant',X'C600000000010000400000005200000052000000480000005200000053000000400000004D00000053000000C6000000','rendered',NULL,NULL,'d125bdfe477a04efa9737062101bd8ae','toy');
INSERT INTO "spans" VALUES('br_8cb86527dc07478d9e1e568c2486e6af',24,'it_4e319b1d7c454a6797c3a4799bf22451','assistant',X'B2000000E200000091000000B0000000B90000007800000057000000C2000000BD000000D90000004D000000B90000006F0000004A0000002700000007000000','sampled','5771685540159838450',0,'d125bdfe477a04efa9737062101bd8ae','toy');
INSERT INTO "spans" VALUES('br_c3cafe6d878b4c45a689d2ccb12c2685',0,'it_8dd21942f442448783bfac47287d443f','user',X'0001000054000000520000004400000051000000C6000000260000004E0000004D0000004400000001010000','rendered',NULL,NULL,'d125bdfe477a04efa9737062101bd8ae','toy');
INSERT INTO "spans" VALUES('br_c3cafe6d878b4c45a689d2ccb12c2685',11,'it_63b62d48394e484783f2279739d02bd5','assistant',X'C600000000010000400000005200000052000000480000005200000053000000400000004D00000053000000C6000000','rendered',NULL,NULL,'d125bdfe477a04efa9737062101bd8ae','toy');
INSERT INTO "spans" VALUES('br_c3cafe6d878b4c45a689d2ccb12c2685',23,'it_63b62d48394e484783f2279739d02bd5','assistant',X'2A00000011000000B800000035000000B80000009E0000004C0000001E000000B5000000110000003C0000001E0000002C0000004B0000000200000051000000','sampled','1911602362220987334',0,'d125bdfe477a04efa9737062101bd8ae','toy');
INSERT INTO "spans" VALUES('br_c3cafe6d878b4c45a689d2ccb12c2685',39,'it_2a9442be0ba74d1d960ab6d29cf987ec','user',X'01010000C60000000001000054000000520000004400000051000000C60000003200000053000000480000004B0000004B000000DC0000004700000044000000510000004400000001010000','rendered',NULL,NULL,'d125bdfe477a04efa9737062101bd8ae','toy');
INSERT INTO "spans" VALUES('br_c3cafe6d878b4c45a689d2ccb12c2685',58,'it_6b5ca6e249404cbcbb1f8dff1c8eedb0','assistant',X'C600000000010000400000005200000052000000480000005200000053000000400000004D00000053000000C6000000','rendered',NULL,NULL,'d125bdfe477a04efa9737062101bd8ae','toy');
INSERT INTO "spans" VALUES('br_c3cafe6d878b4c45a689d2ccb12c2685',70,'it_6b5ca6e249404cbcbb1f8dff1c8eedb0','assistant',X'280000001F000000BF00000097000000C40000007D0000003000000074000000650000003F000000A900000086000000F6000000CD00000045000000EE000000','sampled','1201521458416195316',0,'d125bdfe477a04efa9737062101bd8ae','toy');
INSERT INTO "spans" VALUES('br_acfd6774be4f4a7ea845d58d1624543b',0,'it_eb89bda509b44a578941599670ae7c5a','user',X'0001000054000000520000004400000051000000C60000002100000044000000450000004E000000510000004400000001010000','rendered',NULL,NULL,'d125bdfe477a04efa9737062101bd8ae','toy');
INSERT INTO "spans" VALUES('br_acfd6774be4f4a7ea845d58d1624543b',13,'it_c922d5a03cee4e179f56e6c0c196110b','user',X'C60000000001000054000000520000004400000051000000C6000000280000004D000000DC000000480000005300000001010000','rendered',NULL,NULL,'d125bdfe477a04efa9737062101bd8ae','toy');
INSERT INTO "spans" VALUES('br_acfd6774be4f4a7ea845d58d1624543b',26,'it_721252149a37440f8f736ff6905156f6','assistant',X'C600000000010000400000005200000052000000480000005200000053000000400000004D00000053000000C6000000','rendered',NULL,NULL,'d125bdfe477a04efa9737062101bd8ae','toy');
INSERT INTO "spans" VALUES('br_acfd6774be4f4a7ea845d58d1624543b',38,'it_721252149a37440f8f736ff6905156f6','assistant',X'FE0000003C0000008500000098000000370000005C00000002000000610000009400000071000000640000004C000000FB000000670000001500000065000000','sampled','3282033542439124171',0,'d125bdfe477a04efa9737062101bd8ae','toy');
INSERT INTO "spans" VALUES('br_1390d194cd3449e9a818c0e57ca0e88f',0,'it_3626cd3b6bad493994d12142aacd1397','user',X'0001000054000000520000004400000051000000C6000000280000004D00000053000000440000005100000051000000540000004F00000053000000440000004300000001010000','rendered',NULL,NULL,'d125bdfe477a04efa9737062101bd8ae','toy');
CREATE TABLE steps (
	run_id VARCHAR NOT NULL, 
	position INTEGER NOT NULL, 
	turn_id VARCHAR NOT NULL, 
	PRIMARY KEY (run_id, position), 
	FOREIGN KEY(turn_id) REFERENCES turns (id) ON DELETE CASCADE
);
INSERT INTO "steps" VALUES('resp_7225a5fc4c7c465e9618c68576ce1d28',0,'turn_c54f4369a25f4bd598e79baa2b6a0295');
INSERT INTO "steps" VALUES('resp_857db2c8ec6c46cfaadf69fd5247848c',0,'turn_d731e8c8d2014d43b7bbbe08e1cd1cce');
INSERT INTO "steps" VALUES('resp_760d14e36ca34b8a9eec6e3fba0d5d9d',0,'turn_34141af7150544b992fb371ce21cc74b');
INSERT INTO "steps" VALUES('resp_d6e7a5e568d3403a823b3ad1de3d1e7c',0,'turn_8bfdfe1140d54d76b9589968f46f6ddf');
INSERT INTO "steps" VALUES('resp_3044bae87f2b4226b40c5984a4d79102',0,'turn_71dc1949fb084219b92716c1db10552a');
INSERT INTO "steps" VALUES('resp_058f9a8164b149d6b2885d0e24b4b367',0,'turn_322f46cf0d924bbbae7faa0514d4bc4c');
INSERT INTO "steps" VALUES('resp_0a22eacf7a954abca531e73963234239',0,'turn_6f12aa1977e7452a8788de52ae92fb18');
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
INSERT INTO "turn_tokens" VALUES('turn_322f46cf0d924bbbae7faa0514d4bc4c',0,0,X'FE0000003C0000008500000098000000370000005C00000002000000610000009400000071000000640000004C000000FB000000670000001500000065000000',NULL,6,'length',NULL);
INSERT INTO "turn_tokens" VALUES('turn_34141af7150544b992fb371ce21cc74b',0,0,X'B2000000E200000091000000B0000000B90000007800000057000000C2000000BD000000D90000004D000000B90000006F0000004A0000002700000007000000',NULL,6,'length',NULL);
INSERT INTO "turn_tokens" VALUES('turn_6f12aa1977e7452a8788de52ae92fb18',0,0,X'B4000000',NULL,6,NULL,NULL);
INSERT INTO "turn_tokens" VALUES('turn_6f12aa1977e7452a8788de52ae92fb18',0,1,X'41000000',NULL,NULL,NULL,NULL);
INSERT INTO "turn_tokens" VALUES('turn_6f12aa1977e7452a8788de52ae92fb18',0,2,X'49000000',NULL,NULL,NULL,NULL);
INSERT INTO "turn_tokens" VALUES('turn_6f12aa1977e7452a8788de52ae92fb18',0,3,X'96000000',NULL,NULL,NULL,NULL);
INSERT INTO "turn_tokens" VALUES('turn_71dc1949fb084219b92716c1db10552a',0,0,X'280000001F000000BF00000097000000C40000007D0000003000000074000000650000003F000000A900000086000000F6000000CD00000045000000EE000000',NULL,38,'length',NULL);
INSERT INTO "turn_tokens" VALUES('turn_8bfdfe1140d54d76b9589968f46f6ddf',0,0,X'2A00000011000000B800000035000000B80000009E0000004C0000001E000000B5000000110000003C0000001E0000002C0000004B0000000200000051000000',NULL,8,'length',NULL);
INSERT INTO "turn_tokens" VALUES('turn_c54f4369a25f4bd598e79baa2b6a0295',0,0,X'3C000000940000004900000056000000FB00000026000000410000008D000000E40000002A0000005D0000003600000051000000420000007100000098000000',NULL,6,'length',NULL);
INSERT INTO "turn_tokens" VALUES('turn_d731e8c8d2014d43b7bbbe08e1cd1cce',0,0,X'F000000050000000140000001A000000BD000000A30000006E000000C30000007500000086000000C8000000260000000200000099000000800000008F000000',NULL,37,'length',NULL);
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
INSERT INTO "turns" VALUES('turn_c54f4369a25f4bd598e79baa2b6a0295','se_017463b39d3c491fa954b222ceb55407','completed',1,'ow_5da9d8d2650340f29ccc1f868f8cf727',1,0,0,'br_c4362eb6362048f883d5c91f871f0323',10,1,1,X'C600000000010000400000005200000052000000480000005200000053000000400000004D00000053000000C6000000',X'C417841E4E0C29EE46F62D41850734B8',X'77F869597A023DFF8787E0BA9225F3A3','{"request_id": "resp_7225a5fc4c7c465e9618c68576ce1d28", "model": "toy", "input": {"messages": [], "add_generation_prompt": true, "continue_final_message": false, "tools": null, "variables": {}}, "sampling": {"max_tokens": 16, "min_tokens": 0, "temperature": 1.0, "top_k": 0, "top_p": 1.0, "min_p": 0.0, "repetition_penalty": 1.0, "presence_penalty": 0.0, "frequency_penalty": 0.0, "logit_bias": [], "seed": null, "stop": [], "stop_token_ids": [], "include_stop_str_in_output": false, "ignore_eos": false, "logprobs": null, "prompt_logprobs": null}, "n": 1, "echo": false, "session_id": "resp_7225a5fc4c7c465e9618c68576ce1d28", "run_id": "resp_7225a5fc4c7c465e9618c68576ce1d28", "step": 0, "is_recorded": true, "grammar": null, "lease_s": 0.0, "is_last": false, "tenant": "default"}',8192,'d125bdfe477a04efa9737062101bd8ae','toy',0,'{"request_id": "resp_7225a5fc4c7c465e9618c68576ce1d28", "created": 1796044937, "num_prompt_tokens": 22, "seed": 8516811650766685862, "system_fingerprint": "fp_6fbc7cfef75f", "session": {"session_id": "resp_7225a5fc4c7c465e9618c68576ce1d28", "num_matched_messages": 0, "num_matched_tokens": 0, "forked": false}, "loosened_tools": []}','{"usage": {"num_prompt_tokens": 22, "num_completion_tokens": 16, "num_cached_tokens": 6, "cold": null, "restored": {"tier": "device", "num_tokens": 6, "seconds": 0.0, "saved_s": 0.0004943714749787177}}, "num_computed_tokens": 16, "prompt_logprobs": null}',NULL);
INSERT INTO "turns" VALUES('turn_d731e8c8d2014d43b7bbbe08e1cd1cce','se_017463b39d3c491fa954b222ceb55407','completed',1,'ow_5da9d8d2650340f29ccc1f868f8cf727',1,0,0,'br_c4362eb6362048f883d5c91f871f0323',50,3,2,X'C600000000010000400000005200000052000000480000005200000053000000400000004D00000053000000C6000000',X'C417841E4E0C29EE46F62D41850734B8',X'3A24CE49FE5C15834072B736D5F17727','{"request_id": "resp_857db2c8ec6c46cfaadf69fd5247848c", "model": "toy", "input": {"messages": [], "add_generation_prompt": true, "continue_final_message": false, "tools": null, "variables": {}}, "sampling": {"max_tokens": 16, "min_tokens": 0, "temperature": 1.0, "top_k": 0, "top_p": 1.0, "min_p": 0.0, "repetition_penalty": 1.0, "presence_penalty": 0.0, "frequency_penalty": 0.0, "logit_bias": [], "seed": null, "stop": [], "stop_token_ids": [], "include_stop_str_in_output": false, "ignore_eos": false, "logprobs": null, "prompt_logprobs": null}, "n": 1, "echo": false, "session_id": "resp_7225a5fc4c7c465e9618c68576ce1d28", "run_id": "resp_857db2c8ec6c46cfaadf69fd5247848c", "step": 0, "is_recorded": true, "grammar": null, "lease_s": 0.0, "is_last": false, "tenant": "default"}',8192,'d125bdfe477a04efa9737062101bd8ae','toy',0,'{"request_id": "resp_857db2c8ec6c46cfaadf69fd5247848c", "created": 1796044940, "num_prompt_tokens": 62, "seed": 729572159889692173, "system_fingerprint": "fp_6fbc7cfef75f", "session": {"session_id": "resp_7225a5fc4c7c465e9618c68576ce1d28", "num_matched_messages": 2, "num_matched_tokens": 38, "forked": false}, "loosened_tools": []}','{"usage": {"num_prompt_tokens": 62, "num_completion_tokens": 16, "num_cached_tokens": 37, "cold": null, "restored": {"tier": "device", "num_tokens": 37, "seconds": 0.0, "saved_s": 0.0028959266558154623}}, "num_computed_tokens": 25, "prompt_logprobs": null}',NULL);
INSERT INTO "turns" VALUES('turn_34141af7150544b992fb371ce21cc74b','se_69a0f982d43e4c599c018aa7879ada1f','completed',1,'ow_5da9d8d2650340f29ccc1f868f8cf727',1,0,0,'br_8cb86527dc07478d9e1e568c2486e6af',12,1,1,X'C600000000010000400000005200000052000000480000005200000053000000400000004D00000053000000C6000000',X'C417841E4E0C29EE46F62D41850734B8',X'1D0A5C99B8EF5EF81592C6AF4098D929','{"request_id": "resp_760d14e36ca34b8a9eec6e3fba0d5d9d", "model": "toy", "input": {"messages": [], "add_generation_prompt": true, "continue_final_message": false, "tools": null, "variables": {}}, "sampling": {"max_tokens": 16, "min_tokens": 0, "temperature": 1.0, "top_k": 0, "top_p": 1.0, "min_p": 0.0, "repetition_penalty": 1.0, "presence_penalty": 0.0, "frequency_penalty": 0.0, "logit_bias": [], "seed": null, "stop": [], "stop_token_ids": [], "include_stop_str_in_output": false, "ignore_eos": false, "logprobs": null, "prompt_logprobs": null}, "n": 1, "echo": false, "session_id": "resp_760d14e36ca34b8a9eec6e3fba0d5d9d", "run_id": "resp_760d14e36ca34b8a9eec6e3fba0d5d9d", "step": 0, "is_recorded": true, "grammar": null, "lease_s": 0.0, "is_last": false, "tenant": "default"}',8192,'d125bdfe477a04efa9737062101bd8ae','toy',0,'{"request_id": "resp_760d14e36ca34b8a9eec6e3fba0d5d9d", "created": 1796044940, "num_prompt_tokens": 24, "seed": 5771685540159838450, "system_fingerprint": "fp_6fbc7cfef75f", "session": {"session_id": "resp_760d14e36ca34b8a9eec6e3fba0d5d9d", "num_matched_messages": 0, "num_matched_tokens": 0, "forked": false}, "loosened_tools": []}','{"usage": {"num_prompt_tokens": 24, "num_completion_tokens": 16, "num_cached_tokens": 6, "cold": null, "restored": {"tier": "device", "num_tokens": 6, "seconds": 0.0, "saved_s": 0.00047738739608881833}}, "num_computed_tokens": 18, "prompt_logprobs": null}',NULL);
INSERT INTO "turns" VALUES('turn_8bfdfe1140d54d76b9589968f46f6ddf','se_780372e081f0476eaac9ab0cdc367ee2','completed',1,'ow_5da9d8d2650340f29ccc1f868f8cf727',1,0,0,'br_c3cafe6d878b4c45a689d2ccb12c2685',11,1,1,X'C600000000010000400000005200000052000000480000005200000053000000400000004D00000053000000C6000000',X'C417841E4E0C29EE46F62D41850734B8',X'AE110851C9DD3FAB3FF687BFD2D40A26','{"request_id": "resp_d6e7a5e568d3403a823b3ad1de3d1e7c", "model": "toy", "input": {"messages": [], "add_generation_prompt": true, "continue_final_message": false, "tools": null, "variables": {}}, "sampling": {"max_tokens": 16, "min_tokens": 0, "temperature": 1.0, "top_k": 0, "top_p": 1.0, "min_p": 0.0, "repetition_penalty": 1.0, "presence_penalty": 0.0, "frequency_penalty": 0.0, "logit_bias": [], "seed": null, "stop": [], "stop_token_ids": [], "include_stop_str_in_output": false, "ignore_eos": false, "logprobs": null, "prompt_logprobs": null}, "n": 1, "echo": false, "session_id": "resp_d6e7a5e568d3403a823b3ad1de3d1e7c", "run_id": "resp_d6e7a5e568d3403a823b3ad1de3d1e7c", "step": 0, "is_recorded": true, "grammar": null, "lease_s": 0.0, "is_last": false, "tenant": "default"}',8192,'d125bdfe477a04efa9737062101bd8ae','toy',0,'{"request_id": "resp_d6e7a5e568d3403a823b3ad1de3d1e7c", "created": 1796044941, "num_prompt_tokens": 23, "seed": 1911602362220987334, "system_fingerprint": "fp_6fbc7cfef75f", "session": {"session_id": "resp_d6e7a5e568d3403a823b3ad1de3d1e7c", "num_matched_messages": 0, "num_matched_tokens": 0, "forked": false}, "loosened_tools": []}','{"usage": {"num_prompt_tokens": 23, "num_completion_tokens": 16, "num_cached_tokens": 8, "cold": null, "restored": {"tier": "device", "num_tokens": 8, "seconds": 0.0, "saved_s": 0.0006009128740269513}}, "num_computed_tokens": 15, "prompt_logprobs": null}',NULL);
INSERT INTO "turns" VALUES('turn_71dc1949fb084219b92716c1db10552a','se_780372e081f0476eaac9ab0cdc367ee2','completed',1,'ow_5da9d8d2650340f29ccc1f868f8cf727',1,0,0,'br_c3cafe6d878b4c45a689d2ccb12c2685',58,3,2,X'C600000000010000400000005200000052000000480000005200000053000000400000004D00000053000000C6000000',X'C417841E4E0C29EE46F62D41850734B8',X'71A45D56D8A9BC03AE7B490548E5D35C','{"request_id": "resp_3044bae87f2b4226b40c5984a4d79102", "model": "toy", "input": {"messages": [], "add_generation_prompt": true, "continue_final_message": false, "tools": null, "variables": {}}, "sampling": {"max_tokens": 16, "min_tokens": 0, "temperature": 1.0, "top_k": 0, "top_p": 1.0, "min_p": 0.0, "repetition_penalty": 1.0, "presence_penalty": 0.0, "frequency_penalty": 0.0, "logit_bias": [], "seed": null, "stop": [], "stop_token_ids": [], "include_stop_str_in_output": false, "ignore_eos": false, "logprobs": null, "prompt_logprobs": null}, "n": 1, "echo": false, "session_id": "resp_d6e7a5e568d3403a823b3ad1de3d1e7c", "run_id": "resp_3044bae87f2b4226b40c5984a4d79102", "step": 0, "is_recorded": true, "grammar": null, "lease_s": 0.0, "is_last": false, "tenant": "default"}',8192,'d125bdfe477a04efa9737062101bd8ae','toy',0,'{"request_id": "resp_3044bae87f2b4226b40c5984a4d79102", "created": 1796044942, "num_prompt_tokens": 70, "seed": 1201521458416195316, "system_fingerprint": "fp_6fbc7cfef75f", "session": {"session_id": "resp_d6e7a5e568d3403a823b3ad1de3d1e7c", "num_matched_messages": 2, "num_matched_tokens": 39, "forked": false}, "loosened_tools": []}','{"usage": {"num_prompt_tokens": 70, "num_completion_tokens": 16, "num_cached_tokens": 38, "cold": null, "restored": {"tier": "device", "num_tokens": 38, "seconds": 0.0, "saved_s": 0.0026859600133473105}}, "num_computed_tokens": 32, "prompt_logprobs": null}',NULL);
INSERT INTO "turns" VALUES('turn_322f46cf0d924bbbae7faa0514d4bc4c','se_36296eb7a3cd45f0af41c53b9beafdf0','completed',1,'ow_5da9d8d2650340f29ccc1f868f8cf727',1,0,0,'br_acfd6774be4f4a7ea845d58d1624543b',26,2,1,X'C600000000010000400000005200000052000000480000005200000053000000400000004D00000053000000C6000000',X'C417841E4E0C29EE46F62D41850734B8',X'AF0AA6929370B3955C4A20872A5103CF','{"request_id": "resp_058f9a8164b149d6b2885d0e24b4b367", "model": "toy", "input": {"messages": [], "add_generation_prompt": true, "continue_final_message": false, "tools": null, "variables": {}}, "sampling": {"max_tokens": 16, "min_tokens": 0, "temperature": 1.0, "top_k": 0, "top_p": 1.0, "min_p": 0.0, "repetition_penalty": 1.0, "presence_penalty": 0.0, "frequency_penalty": 0.0, "logit_bias": [], "seed": null, "stop": [], "stop_token_ids": [], "include_stop_str_in_output": false, "ignore_eos": false, "logprobs": null, "prompt_logprobs": null}, "n": 1, "echo": false, "session_id": "conv_9b1181e580b44f309eac970f7569e658", "run_id": "resp_058f9a8164b149d6b2885d0e24b4b367", "step": 0, "is_recorded": true, "grammar": null, "lease_s": 0.0, "is_last": false, "tenant": "default"}',8192,'d125bdfe477a04efa9737062101bd8ae','toy',0,'{"request_id": "resp_058f9a8164b149d6b2885d0e24b4b367", "created": 1796044943, "num_prompt_tokens": 38, "seed": 3282033542439124171, "system_fingerprint": "fp_6fbc7cfef75f", "session": {"session_id": "conv_9b1181e580b44f309eac970f7569e658", "num_matched_messages": 0, "num_matched_tokens": 0, "forked": false}, "loosened_tools": []}','{"usage": {"num_prompt_tokens": 38, "num_completion_tokens": 16, "num_cached_tokens": 6, "cold": null, "restored": {"tier": "device", "num_tokens": 6, "seconds": 0.0, "saved_s": 0.00042645541104437856}}, "num_computed_tokens": 32, "prompt_logprobs": null}',NULL);
INSERT INTO "turns" VALUES('turn_6f12aa1977e7452a8788de52ae92fb18','se_b887b92c7d8740d796e760e205777c7c','in_progress',1,'ow_5da9d8d2650340f29ccc1f868f8cf727',1,0,0,'br_1390d194cd3449e9a818c0e57ca0e88f',18,1,1,X'C600000000010000400000005200000052000000480000005200000053000000400000004D00000053000000C6000000',X'C417841E4E0C29EE46F62D41850734B8',X'833CD06A3FEEF156551E2D3BFE0AB85B','{"request_id": "resp_0a22eacf7a954abca531e73963234239", "model": "toy", "input": {"messages": [], "add_generation_prompt": true, "continue_final_message": false, "tools": null, "variables": {}}, "sampling": {"max_tokens": 600, "min_tokens": 0, "temperature": 1.0, "top_k": 0, "top_p": 1.0, "min_p": 0.0, "repetition_penalty": 1.0, "presence_penalty": 0.0, "frequency_penalty": 0.0, "logit_bias": [], "seed": null, "stop": [], "stop_token_ids": [], "include_stop_str_in_output": false, "ignore_eos": false, "logprobs": null, "prompt_logprobs": null}, "n": 1, "echo": false, "session_id": "resp_0a22eacf7a954abca531e73963234239", "run_id": "resp_0a22eacf7a954abca531e73963234239", "step": 0, "is_recorded": true, "grammar": null, "lease_s": 0.0, "is_last": false, "tenant": "default"}',8192,'d125bdfe477a04efa9737062101bd8ae','toy',0,'{"request_id": "resp_0a22eacf7a954abca531e73963234239", "created": 1796044943, "num_prompt_tokens": 30, "seed": 5726793499003700240, "system_fingerprint": "fp_6fbc7cfef75f", "session": {"session_id": "resp_0a22eacf7a954abca531e73963234239", "num_matched_messages": 0, "num_matched_tokens": 0, "forked": false}, "loosened_tools": []}',NULL,NULL);
CREATE INDEX sessions_by_use ON sessions (tenant, last_used_at);
CREATE INDEX sessions_by_family ON sessions (family);
CREATE INDEX responses_by_session ON responses (tenant, session_name);
CREATE INDEX responses_by_previous ON responses (previous_id);
CREATE INDEX responses_by_status ON responses (status);
CREATE INDEX branches_of_parent ON branches (parent_branch_id);
CREATE INDEX branches_of_session ON branches (session_id);
CREATE INDEX response_items_by_id ON response_items (item_id);
CREATE INDEX conversation_items_by_id ON conversation_items (item_id);
CREATE INDEX items_by_text ON items (session_id, end_char);
CREATE INDEX items_by_hash ON items (session_id, chain_hash);
CREATE INDEX turns_of_branch ON turns (branch_id);
CREATE INDEX turns_by_status ON turns (status);
CREATE INDEX turns_of_session ON turns (session_id);
CREATE UNIQUE INDEX steps_by_turn ON steps (turn_id);
COMMIT;
