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
	PRIMARY KEY (id), 
	FOREIGN KEY(session_id) REFERENCES sessions (id) ON DELETE CASCADE, 
	FOREIGN KEY(parent_branch_id) REFERENCES branches (id) ON DELETE CASCADE
);
INSERT INTO "branches" VALUES('br_60b432db809a4ec19157effd3132b675','se_ee47c14937db43a1993551819d5d784c','chat',NULL,0,0,104,6,3,1.79590384455462121968e+09);
INSERT INTO "branches" VALUES('br_d552b5b127a248c7a3eaf995cac65bf2','se_ee47c14937db43a1993551819d5d784c','chat','br_60b432db809a4ec19157effd3132b675',86,5,104,6,1,1.79590384466730165488e+09);
INSERT INTO "branches" VALUES('br_de753f82cf8a423e8ead4f8bea61fba4','se_ee47c14937db43a1993551819d5d784c','chat',NULL,0,0,37,2,1,1.79590384468036389354e+09);
INSERT INTO "branches" VALUES('br_f666c48f966c49eda9fa57df21d85dac','se_369d9b7f443e429792802079ce5dea26','text',NULL,0,0,28,4,2,1.79590384470881533627e+09);
INSERT INTO "branches" VALUES('br_ad279fc246a845cc8006c670b27286fd','se_8a8bb6ec33fe4e4381861af52b9a1381','tokens',NULL,0,0,11,2,1,1.79590384476744103431e+09);
INSERT INTO "branches" VALUES('br_b4772bf3494c4c2e905751a2d573925d','se_d4e1ebd806554878b91b982c30266fe4','chat',NULL,0,0,78,4,2,1.79590384484502625468e+09);
INSERT INTO "branches" VALUES('br_3b4d9a4a81c04f71b40d9ba7e88caf0d','se_8bdf79973efc4bfb80e0a4afa5ad180d','chat',NULL,0,0,40,2,1,1.79590384518026018141e+09);
INSERT INTO "branches" VALUES('br_8ffe2179131d46a8b34667267e61c8d5','se_989956f544f14121863ead9c2014e12d','chat',NULL,0,0,86,4,2,1.79590384527420544617e+09);
INSERT INTO "branches" VALUES('br_28f23fc2eeb143979f20558dc9396f42','se_251420b96101406eaff1d338bc9a3efd','chat',NULL,0,0,54,3,1,1.79590384550909399992e+09);
INSERT INTO "branches" VALUES('br_b661e1854f114ab997d9655808f79678','se_f350170c040a4d098dc608f24ab774c3','chat',NULL,0,0,18,1,1,1.79590384559970903393e+09);
CREATE TABLE conversation_items (
	conversation_id VARCHAR NOT NULL, 
	position INTEGER NOT NULL, 
	item_id VARCHAR NOT NULL, 
	item JSON NOT NULL, 
	PRIMARY KEY (conversation_id, position), 
	FOREIGN KEY(conversation_id) REFERENCES conversations (id) ON DELETE CASCADE
);
INSERT INTO "conversation_items" VALUES('conv_946305353534479999ba3239c4d1776a',0,'msg_583e11fb800641a4bc3c75c1c865d35a','{"id": "msg_583e11fb800641a4bc3c75c1c865d35a", "type": "message", "role": "user", "status": "completed", "content": [{"type": "input_text", "text": "Before"}]}');
INSERT INTO "conversation_items" VALUES('conv_946305353534479999ba3239c4d1776a',1,'msg_c636f13a453b479f994fdd1f5269f87d','{"id": "msg_c636f13a453b479f994fdd1f5269f87d", "type": "message", "role": "user", "status": "completed", "content": [{"type": "input_text", "text": "In it"}]}');
INSERT INTO "conversation_items" VALUES('conv_946305353534479999ba3239c4d1776a',2,'msg_92350a7abed24ca7879df270ede5f6c200','{"id": "msg_92350a7abed24ca7879df270ede5f6c200", "type": "message", "role": "assistant", "status": "incomplete", "content": [{"type": "output_text", "text": "\ufffdd\ufffd\ufffdh5\ufffd\r\u00a1\f\ufffdri\u0001\ufffd", "annotations": [], "logprobs": []}]}');
CREATE TABLE conversations (
	id VARCHAR NOT NULL, 
	tenant VARCHAR NOT NULL, 
	created_at INTEGER NOT NULL, 
	metadata JSON NOT NULL, 
	num_items INTEGER NOT NULL, 
	version INTEGER NOT NULL, 
	locked_by VARCHAR, 
	PRIMARY KEY (id)
);
INSERT INTO "conversations" VALUES('conv_946305353534479999ba3239c4d1776a','default',1795903845,'{"topic": "migrations"}',3,2,NULL);
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
INSERT INTO "items" VALUES('br_60b432db809a4ec19157effd3132b675',0,'it_449dff4801fb447580ad1465d9ae1cbe','se_ee47c14937db43a1993551819d5d784c','user','{"role": "user", "content": "Good morning"}',X'70222A0C842BA9F1E656F75A50D407D2',NULL,0,19,1,NULL,NULL,NULL,1.79590384456561231616e+09);
INSERT INTO "items" VALUES('br_60b432db809a4ec19157effd3132b675',1,'it_8420c568d87a4317bb4ef2d17455270d','se_ee47c14937db43a1993551819d5d784c','assistant','{"role": "assistant", "content": "\u037fK\ufffd\ufffdl"}',X'C55C94160F0B1CF06822D83EE66EF66F',NULL,19,37,1,'length',NULL,NULL,1.79590384458990168572e+09);
INSERT INTO "items" VALUES('br_60b432db809a4ec19157effd3132b675',2,'it_7df560f7ffd648b09726df1916955d5f','se_ee47c14937db43a1993551819d5d784c','user','{"role": "user", "content": "And then?"}',X'3EF625FDC470A400C344F7D3F21AF878',NULL,37,55,1,NULL,NULL,NULL,1.79590384461677742e+09);
INSERT INTO "items" VALUES('br_60b432db809a4ec19157effd3132b675',3,'it_f790c64ebc4e4272bc94e3c9eb314baa','se_ee47c14937db43a1993551819d5d784c','assistant','{"role": "assistant", "content": "\ufffd\ufffd\ufffd\ufffd\u0000"}',X'DBAF086743BE6991BBAF1B187EE9D9A3',NULL,55,73,1,'length',NULL,NULL,1.79590384463016223908e+09);
INSERT INTO "items" VALUES('br_60b432db809a4ec19157effd3132b675',4,'it_0ff5d91b34aa4fc4bec0e4b34c6e75d8','se_ee47c14937db43a1993551819d5d784c','user','{"role": "user", "content": "Why?"}',X'BE36CD1AC2E281F7BA99B5E044218A73',NULL,73,86,1,NULL,NULL,NULL,1.79590384465228772165e+09);
INSERT INTO "items" VALUES('br_60b432db809a4ec19157effd3132b675',5,'it_f222f7690c5a41869407938e0ba68f09','se_ee47c14937db43a1993551819d5d784c','assistant','{"role": "assistant", "content": "\ufffdG\u0019\ufffd\ufffd"}',X'270422D94C2FCF86821AEE76C1FE1411',NULL,86,104,1,'length',NULL,NULL,1.79590384466663908957e+09);
INSERT INTO "items" VALUES('br_d552b5b127a248c7a3eaf995cac65bf2',5,'it_8594446e54d5448c83dbe6102f6f1030','se_ee47c14937db43a1993551819d5d784c','assistant','{"role": "assistant", "content": "\ufffdK\ufffd\ufffd=`"}',X'33462B95EACC296D55006D0EAA57521C',NULL,86,104,1,'length',NULL,NULL,1.79590384466798210147e+09);
INSERT INTO "items" VALUES('br_de753f82cf8a423e8ead4f8bea61fba4',0,'it_687148e0bfc74e97b46da1c212b86446','se_ee47c14937db43a1993551819d5d784c','user','{"role": "user", "content": "Good evening"}',X'A0FC891D406BACC5EF327501C56C6B42',NULL,0,19,1,NULL,NULL,NULL,1.7959038446813490391e+09);
INSERT INTO "items" VALUES('br_de753f82cf8a423e8ead4f8bea61fba4',1,'it_6d16479bb68a4418b79bdebdb3e0801e','se_ee47c14937db43a1993551819d5d784c','assistant','{"role": "assistant", "content": "\u001c\u0155 \ufffdm"}',X'C2FC5BC856B25D0122EDC4155D210C58',NULL,19,37,1,'length',NULL,NULL,1.79590384469050049777e+09);
INSERT INTO "items" VALUES('br_f666c48f966c49eda9fa57df21d85dac',0,'it_23af81e72dc6463f9a996d573dbb12e1','se_369d9b7f443e429792802079ce5dea26','prompt','"Once upon a time"',X'CF25218127A2BD1DF7B6D9215A761C83',16,0,16,1,NULL,NULL,NULL,1795903844.70996);
INSERT INTO "items" VALUES('br_f666c48f966c49eda9fa57df21d85dac',1,'it_8d8df83e8c644ad3b8b8d068a2c587a8','se_369d9b7f443e429792802079ce5dea26','completion','"Bo\ufffd\ufffd\ufffd"',X'19CDEB4DD634ED65A6BF4702623FE794',21,16,21,1,'length',NULL,NULL,1.79590384471921896939e+09);
INSERT INTO "items" VALUES('br_f666c48f966c49eda9fa57df21d85dac',2,'it_f98ef78e82a54d0882bad85cb3de9fa5','se_369d9b7f443e429792802079ce5dea26','prompt','" and"',X'4BED1C3FBACC6315204C6E186CDB0EAE',25,21,25,1,NULL,NULL,NULL,1.79590384474653172496e+09);
INSERT INTO "items" VALUES('br_f666c48f966c49eda9fa57df21d85dac',3,'it_1cd7c185ed28414d810c7b44285fd50f','se_369d9b7f443e429792802079ce5dea26','completion','"\ufffd9\ufffd"',X'96AE210949D5140A93592896500BA590',28,25,28,1,'stop','"C"',X'22000000',1.79590384475540637966e+09);
INSERT INTO "items" VALUES('br_ad279fc246a845cc8006c670b27286fd',0,'it_aa39458339b343d19172627354acb233','se_8a8bb6ec33fe4e4381861af52b9a1381','prompt',NULL,NULL,NULL,0,6,1,NULL,NULL,NULL,1.79590384476834797862e+09);
INSERT INTO "items" VALUES('br_ad279fc246a845cc8006c670b27286fd',1,'it_647227dd64f2429d9316a3071b7e66ca','se_8a8bb6ec33fe4e4381861af52b9a1381','completion','"\ufffd\u07a2\ufffdq"',NULL,NULL,6,11,1,'length',NULL,NULL,1.79590384478689384464e+09);
INSERT INTO "items" VALUES('br_b4772bf3494c4c2e905751a2d573925d',0,'it_849cb4d220374b3f9a16545e85c31bed','se_d4e1ebd806554878b91b982c30266fe4','user','{"role": "user", "content": "One"}',X'77F869597A023DFF8787E0BA9225F3A3',NULL,0,10,1,NULL,NULL,NULL,1.79590384485027360918e+09);
INSERT INTO "items" VALUES('br_b4772bf3494c4c2e905751a2d573925d',1,'it_8bd3e454a8b94f02bf0b61906fd679b2','se_d4e1ebd806554878b91b982c30266fe4','assistant','{"role": "assistant", "content": "`\u001b\b\ufffd\ufffd\b\ufffd\ufffdh\u000b}6\u001eq\ufffd\ufffd"}',X'9E5F09ADF6B43A08AACB00961AD45C92',NULL,10,38,1,'length',NULL,NULL,1.79590384490389943115e+09);
INSERT INTO "items" VALUES('br_b4772bf3494c4c2e905751a2d573925d',2,'it_86259e5e7d424a3c8bfc5ff80cb35382','se_d4e1ebd806554878b91b982c30266fe4','user','{"role": "user", "content": "Two"}',X'1FB7E761844FD093781789EBC4296096',NULL,38,50,1,NULL,NULL,NULL,1.79590384510589718821e+09);
INSERT INTO "items" VALUES('br_b4772bf3494c4c2e905751a2d573925d',3,'it_f19fa23a91f04044b14baca2511543d3','se_d4e1ebd806554878b91b982c30266fe4','assistant','{"role": "assistant", "content": "\ufffd\ufffd\ufffd1F\u00006\ufffdb7So\ufffd+\ufffdl"}',X'930247A71C86845C38B214BE49E00F7C',NULL,50,78,1,'length',NULL,NULL,1.79590384514163374897e+09);
INSERT INTO "items" VALUES('br_3b4d9a4a81c04f71b40d9ba7e88caf0d',0,'it_994d18240dc14d348dfdc23eff03f847','se_8bdf79973efc4bfb80e0a4afa5ad180d','user','{"role": "user", "content": "Later"}',X'1D0A5C99B8EF5EF81592C6AF4098D929',NULL,0,12,1,NULL,NULL,NULL,1.79590384518087244035e+09);
INSERT INTO "items" VALUES('br_3b4d9a4a81c04f71b40d9ba7e88caf0d',1,'it_256ce4048c7844f6b12a3283931f8f4d','se_8bdf79973efc4bfb80e0a4afa5ad180d','assistant','{"role": "assistant", "content": "\ufffd\u000fIv\ufffd\ufffdA\ufffd\ufffd\u001b6\ufffdF\ufffdq\ufffd"}',X'426791E9E79BF4B4492FB37823655A28',NULL,12,40,1,'length',NULL,NULL,1.79590384523372673985e+09);
INSERT INTO "items" VALUES('br_8ffe2179131d46a8b34667267e61c8d5',0,'it_153ccbe3d7b040f0873a0060587b5ec5','se_989956f544f14121863ead9c2014e12d','user','{"role": "user", "content": "Gone"}',X'AE110851C9DD3FAB3FF687BFD2D40A26',NULL,0,11,1,NULL,NULL,NULL,1.79590384527525734901e+09);
INSERT INTO "items" VALUES('br_8ffe2179131d46a8b34667267e61c8d5',1,'it_068a666020ba49c5abd6065943cb0c27','se_989956f544f14121863ead9c2014e12d','assistant','{"role": "assistant", "content": "J\ufffd<\u0017\u0016\ufffd\ufffdj''\u000bD\u0001g%\ufffd\u0003"}',X'ED6937B300EBE56F4B7FA8D61E423446',NULL,11,39,1,'length',NULL,NULL,1.79590384532401204113e+09);
INSERT INTO "items" VALUES('br_8ffe2179131d46a8b34667267e61c8d5',2,'it_4905367009254067aa341fb09b9deefc','se_989956f544f14121863ead9c2014e12d','user','{"role": "user", "content": "Still here"}',X'426008DFE01C3A0141F66012FB2FDF59',NULL,39,58,1,NULL,NULL,NULL,1.7959038453894591331e+09);
INSERT INTO "items" VALUES('br_8ffe2179131d46a8b34667267e61c8d5',3,'it_85bc83fd65bb4a52a7ffb4c9a8109295','se_989956f544f14121863ead9c2014e12d','assistant','{"role": "assistant", "content": "K\ufffd\ufffd\ufffd\ufffd\ufffdS0\ufffd\ufffd+O\u0006\ufffd\ufffdE"}',X'9816EEFD870A7C5178AA5B9A088358B9',NULL,58,86,1,'length',NULL,NULL,1.79590384542689204218e+09);
INSERT INTO "items" VALUES('br_28f23fc2eeb143979f20558dc9396f42',0,'it_34a32cdf0ab448c0b93360784b9add43','se_251420b96101406eaff1d338bc9a3efd','user','{"role": "user", "content": "Before"}',X'86F1FF03C95F3955B509A5F75B79E5CA',NULL,0,13,1,NULL,NULL,NULL,1.79590384551461076738e+09);
INSERT INTO "items" VALUES('br_28f23fc2eeb143979f20558dc9396f42',1,'it_08d3da9cf614417193228d95abc804ec','se_251420b96101406eaff1d338bc9a3efd','user','{"role": "user", "content": "In it"}',X'AF0AA6929370B3955C4A20872A5103CF',NULL,13,26,1,NULL,NULL,NULL,1.7959038455146360397e+09);
INSERT INTO "items" VALUES('br_28f23fc2eeb143979f20558dc9396f42',2,'it_d437ac59a9244f3a881f6316bb6a84fe','se_251420b96101406eaff1d338bc9a3efd','assistant','{"role": "assistant", "content": "\ufffdd\ufffd\ufffdh5\ufffd\r\u00a1\f\ufffdri\u0001\ufffd"}',X'EBA576D0C075675A074F77CFD13D787E',NULL,26,54,1,'length',NULL,NULL,1.79590384556340169905e+09);
INSERT INTO "items" VALUES('br_b661e1854f114ab997d9655808f79678',0,'it_cf09c2705c444f279d5fdb996a39199c','se_f350170c040a4d098dc608f24ab774c3','user','{"role": "user", "content": "Interrupted"}',X'833CD06A3FEEF156551E2D3BFE0AB85B',NULL,0,18,1,NULL,NULL,NULL,1.79590384560037803654e+09);
CREATE TABLE migrations (
	number INTEGER NOT NULL, 
	name VARCHAR NOT NULL, 
	applied_at FLOAT NOT NULL, 
	PRIMARY KEY (number)
);
INSERT INTO "migrations" VALUES(1,'first_schema',1.79590384383680534358e+09);
INSERT INTO "migrations" VALUES(2,'responses_and_conversations',1.79590384384207940107e+09);
CREATE TABLE response_items (
	response_id VARCHAR NOT NULL, 
	position INTEGER NOT NULL, 
	is_output BOOLEAN NOT NULL, 
	item_id VARCHAR NOT NULL, 
	item JSON NOT NULL, 
	PRIMARY KEY (response_id, position), 
	FOREIGN KEY(response_id) REFERENCES responses (id) ON DELETE CASCADE
);
INSERT INTO "response_items" VALUES('resp_8e28de7bd1e1488e8d47b7e1e0278507',0,0,'msg_165ea5604f2f419daac645424897eaa3','{"id": "msg_165ea5604f2f419daac645424897eaa3", "type": "message", "role": "user", "status": "completed", "content": [{"type": "input_text", "text": "One"}]}');
INSERT INTO "response_items" VALUES('resp_8e28de7bd1e1488e8d47b7e1e0278507',1,1,'msg_8e28de7bd1e1488e8d47b7e1e027850700','{"id": "msg_8e28de7bd1e1488e8d47b7e1e027850700", "type": "message", "role": "assistant", "status": "incomplete", "content": [{"type": "output_text", "text": "`\u001b\b\ufffd\ufffd\b\ufffd\ufffdh\u000b}6\u001eq\ufffd\ufffd", "annotations": [], "logprobs": []}]}');
INSERT INTO "response_items" VALUES('resp_abcc7014d79845ea8b5c9340b57cb3bb',0,0,'msg_1939fc0ca1a0423da517f1cc5db0c387','{"id": "msg_1939fc0ca1a0423da517f1cc5db0c387", "type": "message", "role": "user", "status": "completed", "content": [{"type": "input_text", "text": "Two"}]}');
INSERT INTO "response_items" VALUES('resp_abcc7014d79845ea8b5c9340b57cb3bb',1,1,'msg_abcc7014d79845ea8b5c9340b57cb3bb00','{"id": "msg_abcc7014d79845ea8b5c9340b57cb3bb00", "type": "message", "role": "assistant", "status": "incomplete", "content": [{"type": "output_text", "text": "\ufffd\ufffd\ufffd1F\u00006\ufffdb7So\ufffd+\ufffdl", "annotations": [], "logprobs": []}]}');
INSERT INTO "response_items" VALUES('resp_2d70dd63d7794c4188a2df62d19c4b48',0,0,'msg_5199926eb839449dbd5d65620daa21ef','{"id": "msg_5199926eb839449dbd5d65620daa21ef", "type": "message", "role": "user", "status": "completed", "content": [{"type": "input_text", "text": "Later"}]}');
INSERT INTO "response_items" VALUES('resp_2d70dd63d7794c4188a2df62d19c4b48',1,1,'msg_2d70dd63d7794c4188a2df62d19c4b4800','{"id": "msg_2d70dd63d7794c4188a2df62d19c4b4800", "type": "message", "role": "assistant", "status": "incomplete", "content": [{"type": "output_text", "text": "\ufffd\u000fIv\ufffd\ufffdA\ufffd\ufffd\u001b6\ufffdF\ufffdq\ufffd", "annotations": [], "logprobs": []}]}');
INSERT INTO "response_items" VALUES('resp_b8cd17c826c44557ada5b68cd1bfb9b2',0,0,'msg_dd7ce7c2f98f40beb35d6d260f8c6287','{"id": "msg_dd7ce7c2f98f40beb35d6d260f8c6287", "type": "message", "role": "user", "status": "completed", "content": [{"type": "input_text", "text": "Gone"}]}');
INSERT INTO "response_items" VALUES('resp_b8cd17c826c44557ada5b68cd1bfb9b2',1,1,'msg_b8cd17c826c44557ada5b68cd1bfb9b200','{"id": "msg_b8cd17c826c44557ada5b68cd1bfb9b200", "type": "message", "role": "assistant", "status": "incomplete", "content": [{"type": "output_text", "text": "J\ufffd<\u0017\u0016\ufffd\ufffdj''\u000bD\u0001g%\ufffd\u0003", "annotations": [], "logprobs": []}]}');
INSERT INTO "response_items" VALUES('resp_ff695ea4edca47c8bb29e17ac5ded947',0,0,'msg_778e5a059abb41489eb2f50658c9d92a','{"id": "msg_778e5a059abb41489eb2f50658c9d92a", "type": "message", "role": "user", "status": "completed", "content": [{"type": "input_text", "text": "Still here"}]}');
INSERT INTO "response_items" VALUES('resp_ff695ea4edca47c8bb29e17ac5ded947',1,1,'msg_ff695ea4edca47c8bb29e17ac5ded94700','{"id": "msg_ff695ea4edca47c8bb29e17ac5ded94700", "type": "message", "role": "assistant", "status": "incomplete", "content": [{"type": "output_text", "text": "K\ufffd\ufffd\ufffd\ufffd\ufffdS0\ufffd\ufffd+O\u0006\ufffd\ufffdE", "annotations": [], "logprobs": []}]}');
INSERT INTO "response_items" VALUES('resp_92350a7abed24ca7879df270ede5f6c2',0,0,'msg_c636f13a453b479f994fdd1f5269f87d','{"id": "msg_c636f13a453b479f994fdd1f5269f87d", "type": "message", "role": "user", "status": "completed", "content": [{"type": "input_text", "text": "In it"}]}');
INSERT INTO "response_items" VALUES('resp_92350a7abed24ca7879df270ede5f6c2',1,1,'msg_92350a7abed24ca7879df270ede5f6c200','{"id": "msg_92350a7abed24ca7879df270ede5f6c200", "type": "message", "role": "assistant", "status": "incomplete", "content": [{"type": "output_text", "text": "\ufffdd\ufffd\ufffdh5\ufffd\r\u00a1\f\ufffdri\u0001\ufffd", "annotations": [], "logprobs": []}]}');
INSERT INTO "response_items" VALUES('resp_173b449979be403380583953874026fd',0,0,'msg_f0bd6125ffce4328bdc0dcf36213aa38','{"id": "msg_f0bd6125ffce4328bdc0dcf36213aa38", "type": "message", "role": "user", "status": "completed", "content": [{"type": "input_text", "text": "Interrupted"}]}');
CREATE TABLE responses (
	id VARCHAR NOT NULL, 
	tenant VARCHAR NOT NULL, 
	status VARCHAR NOT NULL, 
	created_at INTEGER NOT NULL, 
	completed_at INTEGER, 
	settings JSON NOT NULL, 
	is_background BOOLEAN NOT NULL, 
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
INSERT INTO "responses" VALUES('resp_8e28de7bd1e1488e8d47b7e1e0278507','default','incomplete',1795903844,NULL,'{"model": "toy", "instructions": null, "store": true, "max_output_tokens": 16, "max_tool_calls": null, "metadata": {}, "parallel_tool_calls": true, "tools": [], "tool_choice": "auto", "text": {"format": {"type": "text"}, "verbosity": "medium"}, "temperature": 1.0, "top_p": 1.0, "presence_penalty": 0.0, "frequency_penalty": 0.0, "top_logprobs": 0, "truncation": "disabled", "prompt_cache_key": null, "prompt_cache_options": null, "prompt_cache_retention": null, "safety_identifier": null, "service_tier": "default", "user": null}',0,'resp_8e28de7bd1e1488e8d47b7e1e0278507',NULL,NULL,NULL,'[22, 16, 6]',NULL,'max_output_tokens',1,'[[1, 0], [1, 0], [1, 0], [1, 0], [1, 0], [1, 0], [1, 0], [2, 0], [1, 0], [1, 0], [1, 0], [1, 0], [1, 0], [1, 0], [1, 0]]',0);
INSERT INTO "responses" VALUES('resp_abcc7014d79845ea8b5c9340b57cb3bb','default','incomplete',1795903845,NULL,'{"model": "toy", "instructions": null, "store": true, "max_output_tokens": 16, "max_tool_calls": null, "metadata": {}, "parallel_tool_calls": true, "tools": [], "tool_choice": "auto", "text": {"format": {"type": "text"}, "verbosity": "medium"}, "temperature": 1.0, "top_p": 1.0, "presence_penalty": 0.0, "frequency_penalty": 0.0, "top_logprobs": 0, "truncation": "disabled", "prompt_cache_key": null, "prompt_cache_options": null, "prompt_cache_retention": null, "safety_identifier": null, "service_tier": "default", "user": null}',0,'resp_8e28de7bd1e1488e8d47b7e1e0278507','resp_8e28de7bd1e1488e8d47b7e1e0278507',NULL,NULL,'[62, 16, 37]',NULL,'max_output_tokens',1,'[[1, 0], [1, 0], [2, 0], [1, 0], [1, 0], [1, 0], [2, 0], [1, 0], [1, 0], [1, 0], [2, 0], [1, 0], [1, 0]]',0);
INSERT INTO "responses" VALUES('resp_2d70dd63d7794c4188a2df62d19c4b48','default','incomplete',1795903845,NULL,'{"model": "toy", "instructions": null, "store": true, "max_output_tokens": 16, "max_tool_calls": null, "metadata": {}, "parallel_tool_calls": true, "tools": [], "tool_choice": "auto", "text": {"format": {"type": "text"}, "verbosity": "medium"}, "temperature": 1.0, "top_p": 1.0, "presence_penalty": 0.0, "frequency_penalty": 0.0, "top_logprobs": 0, "truncation": "disabled", "prompt_cache_key": null, "prompt_cache_options": null, "prompt_cache_retention": null, "safety_identifier": null, "service_tier": "default", "user": null}',1,'resp_2d70dd63d7794c4188a2df62d19c4b48',NULL,NULL,NULL,'[24, 16, 6]',NULL,'max_output_tokens',1,'[[1, 0], [1, 0], [1, 0], [1, 0], [1, 0], [2, 0], [1, 0], [1, 0], [1, 0], [1, 0], [1, 0], [1, 0], [1, 0], [1, 0], [1, 0]]',0);
INSERT INTO "responses" VALUES('resp_b8cd17c826c44557ada5b68cd1bfb9b2','default','incomplete',1795903845,NULL,'{"model": "toy", "instructions": null, "store": true, "max_output_tokens": 16, "max_tool_calls": null, "metadata": {}, "parallel_tool_calls": true, "tools": [], "tool_choice": "auto", "text": {"format": {"type": "text"}, "verbosity": "medium"}, "temperature": 1.0, "top_p": 1.0, "presence_penalty": 0.0, "frequency_penalty": 0.0, "top_logprobs": 0, "truncation": "disabled", "prompt_cache_key": null, "prompt_cache_options": null, "prompt_cache_retention": null, "safety_identifier": null, "service_tier": "default", "user": null}',0,'resp_b8cd17c826c44557ada5b68cd1bfb9b2',NULL,NULL,NULL,'[23, 16, 8]',NULL,'max_output_tokens',1,'[[1, 0], [1, 0], [1, 0], [1, 0], [1, 0], [1, 0], [2, 0], [1, 0], [1, 0], [1, 0], [1, 0], [1, 0], [1, 0], [2, 0]]',1);
INSERT INTO "responses" VALUES('resp_ff695ea4edca47c8bb29e17ac5ded947','default','incomplete',1795903845,NULL,'{"model": "toy", "instructions": null, "store": true, "max_output_tokens": 16, "max_tool_calls": null, "metadata": {}, "parallel_tool_calls": true, "tools": [], "tool_choice": "auto", "text": {"format": {"type": "text"}, "verbosity": "medium"}, "temperature": 1.0, "top_p": 1.0, "presence_penalty": 0.0, "frequency_penalty": 0.0, "top_logprobs": 0, "truncation": "disabled", "prompt_cache_key": null, "prompt_cache_options": null, "prompt_cache_retention": null, "safety_identifier": null, "service_tier": "default", "user": null}',0,'resp_b8cd17c826c44557ada5b68cd1bfb9b2','resp_b8cd17c826c44557ada5b68cd1bfb9b2',NULL,NULL,'[70, 16, 38]',NULL,'max_output_tokens',1,'[[1, 0], [2, 0], [1, 0], [1, 0], [1, 0], [1, 0], [1, 0], [1, 0], [2, 0], [1, 0], [1, 0], [1, 0], [2, 0]]',0);
INSERT INTO "responses" VALUES('resp_92350a7abed24ca7879df270ede5f6c2','default','incomplete',1795903845,NULL,'{"model": "toy", "instructions": null, "store": true, "max_output_tokens": 16, "max_tool_calls": null, "metadata": {}, "parallel_tool_calls": true, "tools": [], "tool_choice": "auto", "text": {"format": {"type": "text"}, "verbosity": "medium"}, "temperature": 1.0, "top_p": 1.0, "presence_penalty": 0.0, "frequency_penalty": 0.0, "top_logprobs": 0, "truncation": "disabled", "prompt_cache_key": null, "prompt_cache_options": null, "prompt_cache_retention": null, "safety_identifier": null, "service_tier": "default", "user": null}',0,'conv_946305353534479999ba3239c4d1776a',NULL,'conv_946305353534479999ba3239c4d1776a',1,'[38, 16, 6]',NULL,'max_output_tokens',1,'[[1, 0], [1, 0], [1, 0], [2, 0], [1, 0], [1, 0], [1, 0], [1, 0], [1, 0], [2, 0], [1, 0], [1, 0], [1, 0]]',0);
INSERT INTO "responses" VALUES('resp_173b449979be403380583953874026fd','default','in_progress',1795903845,NULL,'{"model": "toy", "instructions": null, "store": true, "max_output_tokens": 600, "max_tool_calls": null, "metadata": {}, "parallel_tool_calls": true, "tools": [], "tool_choice": "auto", "text": {"format": {"type": "text"}, "verbosity": "medium"}, "temperature": 1.0, "top_p": 1.0, "presence_penalty": 0.0, "frequency_penalty": 0.0, "top_logprobs": 0, "truncation": "disabled", "prompt_cache_key": null, "prompt_cache_options": null, "prompt_cache_retention": null, "safety_identifier": null, "service_tier": "default", "user": null}',1,'resp_173b449979be403380583953874026fd',NULL,NULL,NULL,NULL,NULL,NULL,1,NULL,0);
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
INSERT INTO "sessions" VALUES('se_ee47c14937db43a1993551819d5d784c','default','talk',1.79590384455229926108e+09,1.79590384469080567358e+09,4,'br_de753f82cf8a423e8ead4f8bea61fba4');
INSERT INTO "sessions" VALUES('se_369d9b7f443e429792802079ce5dea26','default','text',1.79590384470802021023e+09,1.79590384475579285623e+09,2,'br_f666c48f966c49eda9fa57df21d85dac');
INSERT INTO "sessions" VALUES('se_8a8bb6ec33fe4e4381861af52b9a1381','default','ids',1.79590384476665568353e+09,1.79590384478734827041e+09,1,'br_ad279fc246a845cc8006c670b27286fd');
INSERT INTO "sessions" VALUES('se_d4e1ebd806554878b91b982c30266fe4','default','resp_8e28de7bd1e1488e8d47b7e1e0278507',1.79590384484419441227e+09,1.79590384514203619962e+09,2,'br_b4772bf3494c4c2e905751a2d573925d');
INSERT INTO "sessions" VALUES('se_8bdf79973efc4bfb80e0a4afa5ad180d','default','resp_2d70dd63d7794c4188a2df62d19c4b48',1.79590384517974710467e+09,1.79590384523412394525e+09,1,'br_3b4d9a4a81c04f71b40d9ba7e88caf0d');
INSERT INTO "sessions" VALUES('se_989956f544f14121863ead9c2014e12d','default','resp_b8cd17c826c44557ada5b68cd1bfb9b2',1.79590384526871609687e+09,1.79590384542722678179e+09,2,'br_8ffe2179131d46a8b34667267e61c8d5');
INSERT INTO "sessions" VALUES('se_251420b96101406eaff1d338bc9a3efd','default','conv_946305353534479999ba3239c4d1776a',1.79590384550838589672e+09,1.79590384556385660166e+09,1,'br_28f23fc2eeb143979f20558dc9396f42');
INSERT INTO "sessions" VALUES('se_f350170c040a4d098dc608f24ab774c3','default','resp_173b449979be403380583953874026fd',1.79590384559919238093e+09,1.79590384560066962243e+09,1,'br_b661e1854f114ab997d9655808f79678');
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
INSERT INTO "spans" VALUES('br_60b432db809a4ec19157effd3132b675',0,'it_449dff4801fb447580ad1465d9ae1cbe','user',X'0001000054000000520000004400000051000000C6000000260000004E0000004E00000043000000DC0000004C0000004E000000510000004D000000480000004D0000004600000001010000','rendered',NULL,NULL,'d125bdfe477a04efa9737062101bd8ae','toy');
INSERT INTO "spans" VALUES('br_60b432db809a4ec19157effd3132b675',19,'it_8420c568d87a4317bb4ef2d17455270d','assistant',X'C600000000010000400000005200000052000000480000005200000053000000400000004D00000053000000C6000000','rendered',NULL,NULL,'d125bdfe477a04efa9737062101bd8ae','toy');
INSERT INTO "spans" VALUES('br_60b432db809a4ec19157effd3132b675',31,'it_8420c568d87a4317bb4ef2d17455270d','assistant',X'890000007B0000002A000000AA000000A30000004B000000','sampled','1',0,'d125bdfe477a04efa9737062101bd8ae','toy');
INSERT INTO "spans" VALUES('br_60b432db809a4ec19157effd3132b675',37,'it_7df560f7ffd648b09726df1916955d5f','user',X'01010000C60000000001000054000000520000004400000051000000C6000000200000004D00000043000000DC0000005300000047000000440000004D0000001E00000001010000','rendered',NULL,NULL,'d125bdfe477a04efa9737062101bd8ae','toy');
INSERT INTO "spans" VALUES('br_60b432db809a4ec19157effd3132b675',55,'it_f790c64ebc4e4272bc94e3c9eb314baa','assistant',X'C600000000010000400000005200000052000000480000005200000053000000400000004D00000053000000C6000000','rendered',NULL,NULL,'d125bdfe477a04efa9737062101bd8ae','toy');
INSERT INTO "spans" VALUES('br_60b432db809a4ec19157effd3132b675',67,'it_f790c64ebc4e4272bc94e3c9eb314baa','assistant',X'9F0000005F000000AE000000B90000006D000000BC000000','sampled','1',0,'d125bdfe477a04efa9737062101bd8ae','toy');
INSERT INTO "spans" VALUES('br_60b432db809a4ec19157effd3132b675',73,'it_0ff5d91b34aa4fc4bec0e4b34c6e75d8','user',X'01010000C60000000001000054000000520000004400000051000000C60000003600000047000000580000001E00000001010000','rendered',NULL,NULL,'d125bdfe477a04efa9737062101bd8ae','toy');
INSERT INTO "spans" VALUES('br_60b432db809a4ec19157effd3132b675',86,'it_f222f7690c5a41869407938e0ba68f09','assistant',X'C600000000010000400000005200000052000000480000005200000053000000400000004D00000053000000C6000000','rendered',NULL,NULL,'d125bdfe477a04efa9737062101bd8ae','toy');
INSERT INTO "spans" VALUES('br_60b432db809a4ec19157effd3132b675',98,'it_f222f7690c5a41869407938e0ba68f09','assistant',X'9400000026000000D5000000E9000000A9000000E3000000','sampled','2',0,'d125bdfe477a04efa9737062101bd8ae','toy');
INSERT INTO "spans" VALUES('br_d552b5b127a248c7a3eaf995cac65bf2',86,'it_8594446e54d5448c83dbe6102f6f1030','assistant',X'C600000000010000400000005200000052000000480000005200000053000000400000004D00000053000000C6000000','rendered',NULL,NULL,'d125bdfe477a04efa9737062101bd8ae','toy');
INSERT INTO "spans" VALUES('br_d552b5b127a248c7a3eaf995cac65bf2',98,'it_8594446e54d5448c83dbe6102f6f1030','assistant',X'940000002A0000005F000000740000001C0000003F000000','sampled','2',1,'d125bdfe477a04efa9737062101bd8ae','toy');
INSERT INTO "spans" VALUES('br_de753f82cf8a423e8ead4f8bea61fba4',0,'it_687148e0bfc74e97b46da1c212b86446','user',X'0001000054000000520000004400000051000000C6000000260000004E0000004E00000043000000DC0000004400000055000000440000004D000000480000004D0000004600000001010000','rendered',NULL,NULL,'d125bdfe477a04efa9737062101bd8ae','toy');
INSERT INTO "spans" VALUES('br_de753f82cf8a423e8ead4f8bea61fba4',19,'it_6d16479bb68a4418b79bdebdb3e0801e','assistant',X'C600000000010000400000005200000052000000480000005200000053000000400000004D00000053000000C6000000','rendered',NULL,NULL,'d125bdfe477a04efa9737062101bd8ae','toy');
INSERT INTO "spans" VALUES('br_de753f82cf8a423e8ead4f8bea61fba4',31,'it_6d16479bb68a4418b79bdebdb3e0801e','assistant',X'D800000081000000F3000000DC000000950000004C000000','sampled','3',0,'d125bdfe477a04efa9737062101bd8ae','toy');
INSERT INTO "spans" VALUES('br_f666c48f966c49eda9fa57df21d85dac',0,'it_23af81e72dc6463f9a996d573dbb12e1','prompt',X'2E0000004D0000004200000044000000DC000000540000004F0000004E0000004D000000DC00000040000000DC00000053000000480000004C00000044000000','rendered',NULL,NULL,'d125bdfe477a04efa9737062101bd8ae','toy');
INSERT INTO "spans" VALUES('br_f666c48f966c49eda9fa57df21d85dac',16,'it_8d8df83e8c644ad3b8b8d068a2c587a8','completion',X'210000004E000000BB00000078000000B9000000','sampled','4',0,'d125bdfe477a04efa9737062101bd8ae','toy');
INSERT INTO "spans" VALUES('br_f666c48f966c49eda9fa57df21d85dac',21,'it_f98ef78e82a54d0882bad85cb3de9fa5','prompt',X'DC000000400000004D00000043000000','rendered',NULL,NULL,'d125bdfe477a04efa9737062101bd8ae','toy');
INSERT INTO "spans" VALUES('br_f666c48f966c49eda9fa57df21d85dac',25,'it_1cd7c185ed28414d810c7b44285fd50f','completion',X'B70000001800000099000000','sampled','5',0,'d125bdfe477a04efa9737062101bd8ae','toy');
INSERT INTO "spans" VALUES('br_ad279fc246a845cc8006c670b27286fd',0,'it_aa39458339b343d19172627354acb233','prompt',X'740000006F0000006B000000650000006E00000073000000','rendered',NULL,NULL,'d125bdfe477a04efa9737062101bd8ae','toy');
INSERT INTO "spans" VALUES('br_ad279fc246a845cc8006c670b27286fd',6,'it_647227dd64f2429d9316a3071b7e66ca','completion',X'F70000009A0000005F000000AC00000050000000','sampled','6',0,'d125bdfe477a04efa9737062101bd8ae','toy');
INSERT INTO "spans" VALUES('br_b4772bf3494c4c2e905751a2d573925d',0,'it_849cb4d220374b3f9a16545e85c31bed','user',X'0001000054000000520000004400000051000000C60000002E0000004D0000004400000001010000','rendered',NULL,NULL,'d125bdfe477a04efa9737062101bd8ae','toy');
INSERT INTO "spans" VALUES('br_b4772bf3494c4c2e905751a2d573925d',10,'it_8bd3e454a8b94f02bf0b61906fd679b2','assistant',X'C600000000010000400000005200000052000000480000005200000053000000400000004D00000053000000C6000000','rendered',NULL,NULL,'d125bdfe477a04efa9737062101bd8ae','toy');
INSERT INTO "spans" VALUES('br_b4772bf3494c4c2e905751a2d573925d',22,'it_8bd3e454a8b94f02bf0b61906fd679b2','assistant',X'3F000000D7000000C4000000B100000076000000C4000000F7000000A100000047000000C70000005C00000015000000DA000000500000007000000070000000','sampled','6946053171716239096',0,'d125bdfe477a04efa9737062101bd8ae','toy');
INSERT INTO "spans" VALUES('br_b4772bf3494c4c2e905751a2d573925d',38,'it_86259e5e7d424a3c8bfc5ff80cb35382','user',X'01010000C60000000001000054000000520000004400000051000000C600000033000000560000004E00000001010000','rendered',NULL,NULL,'d125bdfe477a04efa9737062101bd8ae','toy');
INSERT INTO "spans" VALUES('br_b4772bf3494c4c2e905751a2d573925d',50,'it_f19fa23a91f04044b14baca2511543d3','assistant',X'C600000000010000400000005200000052000000480000005200000053000000400000004D00000053000000C6000000','rendered',NULL,NULL,'d125bdfe477a04efa9737062101bd8ae','toy');
INSERT INTO "spans" VALUES('br_b4772bf3494c4c2e905751a2d573925d',62,'it_f19fa23a91f04044b14baca2511543d3','assistant',X'ED00000092000000A90000001000000025000000BC00000015000000B00000004100000016000000320000004E000000960000000A000000FA0000004B000000','sampled','444722418447087632',0,'d125bdfe477a04efa9737062101bd8ae','toy');
INSERT INTO "spans" VALUES('br_3b4d9a4a81c04f71b40d9ba7e88caf0d',0,'it_994d18240dc14d348dfdc23eff03f847','user',X'0001000054000000520000004400000051000000C60000002B0000004000000053000000440000005100000001010000','rendered',NULL,NULL,'d125bdfe477a04efa9737062101bd8ae','toy');
INSERT INTO "spans" VALUES('br_3b4d9a4a81c04f71b40d9ba7e88caf0d',12,'it_256ce4048c7844f6b12a3283931f8f4d','assistant',X'C600000000010000400000005200000052000000480000005200000053000000400000004D00000053000000C6000000','rendered',NULL,NULL,'d125bdfe477a04efa9737062101bd8ae','toy');
INSERT INTO "spans" VALUES('br_3b4d9a4a81c04f71b40d9ba7e88caf0d',24,'it_256ce4048c7844f6b12a3283931f8f4d','assistant',X'B1000000CB000000280000005500000087000000A800000020000000F3000000FA000000D700000015000000E800000025000000730000005000000061000000','sampled','6565560798239513193',0,'d125bdfe477a04efa9737062101bd8ae','toy');
INSERT INTO "spans" VALUES('br_8ffe2179131d46a8b34667267e61c8d5',0,'it_153ccbe3d7b040f0873a0060587b5ec5','user',X'0001000054000000520000004400000051000000C6000000260000004E0000004D0000004400000001010000','rendered',NULL,NULL,'d125bdfe477a04efa9737062101bd8ae','toy');
INSERT INTO "spans" VALUES('br_8ffe2179131d46a8b34667267e61c8d5',11,'it_068a666020ba49c5abd6065943cb0c27','assistant',X'C600000000010000400000005200000052000000480000005200000053000000400000004D00000053000000C6000000','rendered',NULL,NULL,'d125bdfe477a04efa9737062101bd8ae','toy');
INSERT INTO "spans" VALUES('br_8ffe2179131d46a8b34667267e61c8d5',23,'it_068a666020ba49c5abd6065943cb0c27','assistant',X'29000000FA0000001B000000D3000000D200000086000000880000004900000006000000C700000023000000BD000000460000000400000097000000BF000000','sampled','2464654895538110224',0,'d125bdfe477a04efa9737062101bd8ae','toy');
INSERT INTO "spans" VALUES('br_8ffe2179131d46a8b34667267e61c8d5',39,'it_4905367009254067aa341fb09b9deefc','user',X'01010000C60000000001000054000000520000004400000051000000C60000003200000053000000480000004B0000004B000000DC0000004700000044000000510000004400000001010000','rendered',NULL,NULL,'d125bdfe477a04efa9737062101bd8ae','toy');
INSERT INTO "spans" VALUES('br_8ffe2179131d46a8b34667267e61c8d5',58,'it_85bc83fd65bb4a52a7ffb4c9a8109295','assistant',X'C600000000010000400000005200000052000000480000005200000053000000400000004D00000053000000C6000000','rendered',NULL,NULL,'d125bdfe477a04efa9737062101bd8ae','toy');
INSERT INTO "spans" VALUES('br_8ffe2179131d46a8b34667267e61c8d5',70,'it_85bc83fd65bb4a52a7ffb4c9a8109295','assistant',X'2A000000AC0000007D000000BA000000DF00000073000000320000000F0000009A000000900000000A0000002E000000C2000000EC0000007F00000024000000','sampled','7004618781970244955',0,'d125bdfe477a04efa9737062101bd8ae','toy');
INSERT INTO "spans" VALUES('br_28f23fc2eeb143979f20558dc9396f42',0,'it_34a32cdf0ab448c0b93360784b9add43','user',X'0001000054000000520000004400000051000000C60000002100000044000000450000004E000000510000004400000001010000','rendered',NULL,NULL,'d125bdfe477a04efa9737062101bd8ae','toy');
INSERT INTO "spans" VALUES('br_28f23fc2eeb143979f20558dc9396f42',13,'it_08d3da9cf614417193228d95abc804ec','user',X'C60000000001000054000000520000004400000051000000C6000000280000004D000000DC000000480000005300000001010000','rendered',NULL,NULL,'d125bdfe477a04efa9737062101bd8ae','toy');
INSERT INTO "spans" VALUES('br_28f23fc2eeb143979f20558dc9396f42',26,'it_d437ac59a9244f3a881f6316bb6a84fe','assistant',X'C600000000010000400000005200000052000000480000005200000053000000400000004D00000053000000C6000000','rendered',NULL,NULL,'d125bdfe477a04efa9737062101bd8ae','toy');
INSERT INTO "spans" VALUES('br_28f23fc2eeb143979f20558dc9396f42',38,'it_d437ac59a9244f3a881f6316bb6a84fe','assistant',X'FE000000430000009700000080000000470000001400000075000000C90000007E0000005E000000C80000009F0000005100000048000000BD0000006B000000','sampled','7650685494597415019',0,'d125bdfe477a04efa9737062101bd8ae','toy');
INSERT INTO "spans" VALUES('br_b661e1854f114ab997d9655808f79678',0,'it_cf09c2705c444f279d5fdb996a39199c','user',X'0001000054000000520000004400000051000000C6000000280000004D00000053000000440000005100000051000000540000004F00000053000000440000004300000001010000','rendered',NULL,NULL,'d125bdfe477a04efa9737062101bd8ae','toy');
CREATE INDEX sessions_by_use ON sessions (tenant, last_used_at);
CREATE INDEX responses_by_session ON responses (tenant, session_name);
CREATE INDEX responses_by_previous ON responses (previous_id);
CREATE INDEX branches_of_parent ON branches (parent_branch_id);
CREATE INDEX branches_of_session ON branches (session_id);
CREATE INDEX response_items_by_id ON response_items (item_id);
CREATE INDEX conversation_items_by_id ON conversation_items (item_id);
CREATE INDEX items_by_text ON items (session_id, end_char);
CREATE INDEX items_by_hash ON items (session_id, chain_hash);
COMMIT;
