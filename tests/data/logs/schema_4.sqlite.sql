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
	computed_seq INTEGER DEFAULT '0' NOT NULL, 
	PRIMARY KEY (id), 
	FOREIGN KEY(session_id) REFERENCES sessions (id) ON DELETE CASCADE, 
	FOREIGN KEY(parent_branch_id) REFERENCES branches (id) ON DELETE CASCADE
);
INSERT INTO "branches" VALUES('br_5e03f87700bb463b9c61f09f4d8a203b','se_137a7e49bbbd4fa991a8ba64fad98132','chat',NULL,0,0,104,6,3,1.79590360371830630309e+09,'ow_1a11995aca614e79bdbf96af6aeaf97d',103);
INSERT INTO "branches" VALUES('br_b05d9cb676334232aed9eb0c5ec1c528','se_137a7e49bbbd4fa991a8ba64fad98132','chat','br_5e03f87700bb463b9c61f09f4d8a203b',86,5,104,6,1,1.79590360417164969443e+09,'ow_1a11995aca614e79bdbf96af6aeaf97d',103);
INSERT INTO "branches" VALUES('br_868bf359d58e4bc7b6b3fc66c5dd7a37','se_137a7e49bbbd4fa991a8ba64fad98132','chat',NULL,0,0,37,2,1,1.7959036042034227848e+09,'ow_1a11995aca614e79bdbf96af6aeaf97d',36);
INSERT INTO "branches" VALUES('br_ca8178385325453cbdcb185a945fa498','se_b90890f85949423d885e3813559f932a','text',NULL,0,0,28,4,2,1.79590360429090476032e+09,'ow_1a11995aca614e79bdbf96af6aeaf97d',28);
INSERT INTO "branches" VALUES('br_99afef04c81c46fea4a9c432eb5e1ad5','se_4b0221e019c74865ae539e3cac7947c0','tokens',NULL,0,0,11,2,1,1795903604.47565,'ow_1a11995aca614e79bdbf96af6aeaf97d',10);
INSERT INTO "branches" VALUES('br_55957c074d89422e87d2ce739db895e6','se_87784985f19c41069ab1aebe2df771a4','chat',NULL,0,0,65,4,2,1.79590360460852789883e+09,'ow_1a11995aca614e79bdbf96af6aeaf97d',65);
INSERT INTO "branches" VALUES('br_c01ffd9c3021477c88478463d7284e10','se_ea1038103b8c40a88d3e60affd386e25','chat',NULL,0,0,40,2,1,1.79590360564810800551e+09,'ow_1a11995aca614e79bdbf96af6aeaf97d',39);
INSERT INTO "branches" VALUES('br_fa77dfaf1eaa4e4985d4e6750de10135','se_22d54b532b5d491f9d63f62e16b922d5','chat',NULL,0,0,75,4,2,1.79590360594870424265e+09,'ow_1a11995aca614e79bdbf96af6aeaf97d',75);
INSERT INTO "branches" VALUES('br_5c9a401f19834a7f9e11ff56b4a229c1','se_c35912329b32496bb36fc2ab206781a1','chat',NULL,0,0,54,3,1,1.79590360623990917205e+09,'ow_1a11995aca614e79bdbf96af6aeaf97d',53);
INSERT INTO "branches" VALUES('br_51cbbb13fcff4e85b988382db0869f3f','se_333e97e016d44c518fdbe83875798d61','chat',NULL,0,0,18,1,1,1.79590360640026164059e+09,NULL,0);
CREATE TABLE conversation_items (
	conversation_id VARCHAR NOT NULL, 
	position INTEGER NOT NULL, 
	item_id VARCHAR NOT NULL, 
	item JSON NOT NULL, 
	PRIMARY KEY (conversation_id, position), 
	FOREIGN KEY(conversation_id) REFERENCES conversations (id) ON DELETE CASCADE
);
INSERT INTO "conversation_items" VALUES('conv_2de55be2a085492ca0f8a1519f15ff15',0,'msg_c697284269554067b3843ce0f812a320','{"id": "msg_c697284269554067b3843ce0f812a320", "type": "message", "role": "user", "status": "completed", "content": [{"type": "input_text", "text": "Before"}]}');
INSERT INTO "conversation_items" VALUES('conv_2de55be2a085492ca0f8a1519f15ff15',1,'msg_ec27b6ccc70243de9298498792bb932a','{"id": "msg_ec27b6ccc70243de9298498792bb932a", "type": "message", "role": "user", "status": "completed", "content": [{"type": "input_text", "text": "In it"}]}');
INSERT INTO "conversation_items" VALUES('conv_2de55be2a085492ca0f8a1519f15ff15',2,'msg_38e57d9618ac4e0dafcc8fe7dbe9771300','{"id": "msg_38e57d9618ac4e0dafcc8fe7dbe9771300", "type": "message", "role": "assistant", "status": "incomplete", "content": [{"type": "output_text", "text": "\ufffd^\ufffd\u0004\ufffda>G\ufffd\ufffdi\ufffd?-\ufffdO", "annotations": [], "logprobs": []}]}');
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
INSERT INTO "conversations" VALUES('conv_2de55be2a085492ca0f8a1519f15ff15','default',1795903606,'{"topic": "migrations"}',3,2,NULL);
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
INSERT INTO "items" VALUES('br_5e03f87700bb463b9c61f09f4d8a203b',0,'it_fdea2a29fd0a4328b2d4ff7cc61de8b8','se_137a7e49bbbd4fa991a8ba64fad98132','user','{"role": "user", "content": "Good morning"}',X'70222A0C842BA9F1E656F75A50D407D2',NULL,0,19,1,NULL,NULL,NULL,1.79590360372867012019e+09);
INSERT INTO "items" VALUES('br_5e03f87700bb463b9c61f09f4d8a203b',1,'it_27ffd70ec3d74a77aa9410d6292d1797','se_137a7e49bbbd4fa991a8ba64fad98132','assistant','{"role": "assistant", "content": "\u037fK\ufffd\ufffdl"}',X'C55C94160F0B1CF06822D83EE66EF66F',NULL,19,37,1,'length',NULL,NULL,1.79590360381231379507e+09);
INSERT INTO "items" VALUES('br_5e03f87700bb463b9c61f09f4d8a203b',2,'it_9d128d4bcfff45779c8c03201fbb31c1','se_137a7e49bbbd4fa991a8ba64fad98132','user','{"role": "user", "content": "And then?"}',X'3EF625FDC470A400C344F7D3F21AF878',NULL,37,55,1,NULL,NULL,NULL,1.79590360390081953999e+09);
INSERT INTO "items" VALUES('br_5e03f87700bb463b9c61f09f4d8a203b',3,'it_c9a3e872878f4b81b02a1a6df524ebaf','se_137a7e49bbbd4fa991a8ba64fad98132','assistant','{"role": "assistant", "content": "\ufffd\ufffd\ufffd\ufffd\u0000"}',X'DBAF086743BE6991BBAF1B187EE9D9A3',NULL,55,73,1,'length',NULL,NULL,1.79590360393925189972e+09);
INSERT INTO "items" VALUES('br_5e03f87700bb463b9c61f09f4d8a203b',4,'it_760227737c3449f08479ade64040f04d','se_137a7e49bbbd4fa991a8ba64fad98132','user','{"role": "user", "content": "Why?"}',X'BE36CD1AC2E281F7BA99B5E044218A73',NULL,73,86,1,NULL,NULL,NULL,1.79590360403435468673e+09);
INSERT INTO "items" VALUES('br_5e03f87700bb463b9c61f09f4d8a203b',5,'it_6f46da51426f4d01aabc3e568aa86771','se_137a7e49bbbd4fa991a8ba64fad98132','assistant','{"role": "assistant", "content": "\ufffdG\u0019\ufffd\ufffd"}',X'270422D94C2FCF86821AEE76C1FE1411',NULL,86,104,1,'length',NULL,NULL,1.79590360417010068893e+09);
INSERT INTO "items" VALUES('br_b05d9cb676334232aed9eb0c5ec1c528',5,'it_3c39784a55a34e16aebbfdc0e90a10ab','se_137a7e49bbbd4fa991a8ba64fad98132','assistant','{"role": "assistant", "content": "\ufffdK\ufffd\ufffd=`"}',X'33462B95EACC296D55006D0EAA57521C',NULL,86,104,1,'length',NULL,NULL,1.79590360417256379122e+09);
INSERT INTO "items" VALUES('br_868bf359d58e4bc7b6b3fc66c5dd7a37',0,'it_0f5c69095e5a407e83a92b4c00581742','se_137a7e49bbbd4fa991a8ba64fad98132','user','{"role": "user", "content": "Good evening"}',X'A0FC891D406BACC5EF327501C56C6B42',NULL,0,19,1,NULL,NULL,NULL,1.79590360420446705815e+09);
INSERT INTO "items" VALUES('br_868bf359d58e4bc7b6b3fc66c5dd7a37',1,'it_c6d6f8d98fd44c0083a2a117a89deec1','se_137a7e49bbbd4fa991a8ba64fad98132','assistant','{"role": "assistant", "content": "\u001c\u0155 \ufffdm"}',X'C2FC5BC856B25D0122EDC4155D210C58',NULL,19,37,1,'length',NULL,NULL,1.79590360425805735584e+09);
INSERT INTO "items" VALUES('br_ca8178385325453cbdcb185a945fa498',0,'it_97690d96be8f4a1ca38cb83b8e66d999','se_b90890f85949423d885e3813559f932a','prompt','"Once upon a time"',X'CF25218127A2BD1DF7B6D9215A761C83',16,0,16,1,NULL,NULL,NULL,1.79590360429187965388e+09);
INSERT INTO "items" VALUES('br_ca8178385325453cbdcb185a945fa498',1,'it_1454ade987104ff4a6d8f00b5db8d8f0','se_b90890f85949423d885e3813559f932a','completion','"Bo\ufffd\ufffd\ufffd"',X'19CDEB4DD634ED65A6BF4702623FE794',21,16,21,1,'length',NULL,NULL,1.79590360432599854467e+09);
INSERT INTO "items" VALUES('br_ca8178385325453cbdcb185a945fa498',2,'it_fc0eb674651449dfac9a4034275e081b','se_b90890f85949423d885e3813559f932a','prompt','" and"',X'4BED1C3FBACC6315204C6E186CDB0EAE',25,21,25,1,NULL,NULL,NULL,1.79590360436399173733e+09);
INSERT INTO "items" VALUES('br_ca8178385325453cbdcb185a945fa498',3,'it_9fee621359904c148011fde0877db386','se_b90890f85949423d885e3813559f932a','completion','"\ufffd9\ufffd"',X'96AE210949D5140A93592896500BA590',28,25,28,1,'stop','"C"',X'22000000',1.79590360439206385605e+09);
INSERT INTO "items" VALUES('br_99afef04c81c46fea4a9c432eb5e1ad5',0,'it_0d88e165507d439cbf5323f41e7b5bf6','se_4b0221e019c74865ae539e3cac7947c0','prompt',NULL,NULL,NULL,0,6,1,NULL,NULL,NULL,1.79590360447656583785e+09);
INSERT INTO "items" VALUES('br_99afef04c81c46fea4a9c432eb5e1ad5',1,'it_5b071834eea44f80b07ea4bc0b6ae673','se_4b0221e019c74865ae539e3cac7947c0','completion','"\ufffd\u07a2\ufffdq"',NULL,NULL,6,11,1,'length',NULL,NULL,1.79590360451408815383e+09);
INSERT INTO "items" VALUES('br_55957c074d89422e87d2ce739db895e6',0,'it_f785f13007ce486ea0e5cb53af6bdd7f','se_87784985f19c41069ab1aebe2df771a4','user','{"role": "user", "content": "One"}',X'77F869597A023DFF8787E0BA9225F3A3',NULL,0,10,1,NULL,NULL,NULL,1.7959036046381680966e+09);
INSERT INTO "items" VALUES('br_55957c074d89422e87d2ce739db895e6',1,'it_319033bdd9824d73acf5f25239cebf25','se_87784985f19c41069ab1aebe2df771a4','assistant','{"role": "assistant", "content": "^\ufffd\ufffd\ufffd\ufffd\u0011\ufffd\u0004\ufffd%\ufffd\u0001\u043b!&"}',X'1690D19B78517E139830309FA4571A7C',NULL,10,38,1,'length',NULL,NULL,1.79590360473008775715e+09);
INSERT INTO "items" VALUES('br_55957c074d89422e87d2ce739db895e6',2,'it_0703d93b5fce43b5acc76698450af86a','se_87784985f19c41069ab1aebe2df771a4','user','{"role": "user", "content": "Two"}',X'E235439A1FC36EB5545AED7B58C4347C',NULL,38,50,1,NULL,NULL,NULL,1.79590360558988714218e+09);
INSERT INTO "items" VALUES('br_55957c074d89422e87d2ce739db895e6',3,'it_e541ff2d4f5741629a4cfcafbc2d9e37','se_87784985f19c41069ab1aebe2df771a4','assistant','{"role": "assistant", "content": "\u000fP\u0014"}',X'064704549777ED95D461A551FE522DE0',NULL,50,65,1,'stop',NULL,X'02010000',1.79590360562332081789e+09);
INSERT INTO "items" VALUES('br_c01ffd9c3021477c88478463d7284e10',0,'it_d086e772130a4364b2d1f7ec6447f16f','se_ea1038103b8c40a88d3e60affd386e25','user','{"role": "user", "content": "Later"}',X'1D0A5C99B8EF5EF81592C6AF4098D929',NULL,0,12,1,NULL,NULL,NULL,1.7959036056535484791e+09);
INSERT INTO "items" VALUES('br_c01ffd9c3021477c88478463d7284e10',1,'it_ab10fd3dc8aa4aa894ef0ba3b377e389','se_ea1038103b8c40a88d3e60affd386e25','assistant','{"role": "assistant", "content": "\ufffd\f\ufffd\ufffdFm:<\ufffd=\r\ufffd\u0642\u0003\ufffd"}',X'046056D9867F7041363C3546B5971070',NULL,12,40,1,'length',NULL,NULL,1.79590360580989789962e+09);
INSERT INTO "items" VALUES('br_fa77dfaf1eaa4e4985d4e6750de10135',0,'it_a3875a619dfb427ebe81dc6ca0cfba1a','se_22d54b532b5d491f9d63f62e16b922d5','user','{"role": "user", "content": "Gone"}',X'AE110851C9DD3FAB3FF687BFD2D40A26',NULL,0,11,1,NULL,NULL,NULL,1.79590360595049428936e+09);
INSERT INTO "items" VALUES('br_fa77dfaf1eaa4e4985d4e6750de10135',1,'it_356c5eeaa62442e8877025a186fa8698','se_22d54b532b5d491f9d63f62e16b922d5','assistant','{"role": "assistant", "content": "LG\u0019V\u0004\u0100\ufffd\ufffdN\ufffd\u0011\ufffd\ufffd$\ufffd"}',X'E5E91ADFAB15382454C3465B2348478B',NULL,11,39,1,'length',NULL,NULL,1.79590360600288391108e+09);
INSERT INTO "items" VALUES('br_fa77dfaf1eaa4e4985d4e6750de10135',2,'it_7d7bb36d612247189d82853c83f1bd31','se_22d54b532b5d491f9d63f62e16b922d5','user','{"role": "user", "content": "Still here"}',X'43407DB87284A6C0A1BE0066C639FAA0',NULL,39,58,1,NULL,NULL,NULL,1795903606.05678);
INSERT INTO "items" VALUES('br_fa77dfaf1eaa4e4985d4e6750de10135',3,'it_778b189e403143e1aff42f6d7fc62bea','se_22d54b532b5d491f9d63f62e16b922d5','assistant','{"role": "assistant", "content": "\ufffd\ufffd\ufffdF\ufffd"}',X'B958224AB54FFAA7060DDB86C9B29A90',NULL,58,75,1,'stop',NULL,X'02010000',1.79590360607952880854e+09);
INSERT INTO "items" VALUES('br_5c9a401f19834a7f9e11ff56b4a229c1',0,'it_704bbd50d41d4e35b569291fdbe9da08','se_c35912329b32496bb36fc2ab206781a1','user','{"role": "user", "content": "Before"}',X'86F1FF03C95F3955B509A5F75B79E5CA',NULL,0,13,1,NULL,NULL,NULL,1.79590360624115228651e+09);
INSERT INTO "items" VALUES('br_5c9a401f19834a7f9e11ff56b4a229c1',1,'it_09ec1f6f59c24889a5f31b0c65df2cdd','se_c35912329b32496bb36fc2ab206781a1','user','{"role": "user", "content": "In it"}',X'AF0AA6929370B3955C4A20872A5103CF',NULL,13,26,1,NULL,NULL,NULL,1.79590360624118137358e+09);
INSERT INTO "items" VALUES('br_5c9a401f19834a7f9e11ff56b4a229c1',2,'it_f0210297b96d455e9a5017f7a13809af','se_c35912329b32496bb36fc2ab206781a1','assistant','{"role": "assistant", "content": "\ufffd^\ufffd\u0004\ufffda>G\ufffd\ufffdi\ufffd?-\ufffdO"}',X'D50F3A6D7C6AE57A288EA2E696F26E32',NULL,26,54,1,'length',NULL,NULL,1.79590360629656815524e+09);
INSERT INTO "items" VALUES('br_51cbbb13fcff4e85b988382db0869f3f',0,'it_daabc8e9ecf84e45aa5d6c3487b1a326','se_333e97e016d44c518fdbe83875798d61','user','{"role": "user", "content": "Interrupted"}',X'833CD06A3FEEF156551E2D3BFE0AB85B',NULL,0,18,1,NULL,NULL,NULL,1.79590360640517616268e+09);
CREATE TABLE migrations (
	number INTEGER NOT NULL, 
	name VARCHAR NOT NULL, 
	applied_at FLOAT NOT NULL, 
	PRIMARY KEY (number)
);
INSERT INTO "migrations" VALUES(1,'first_schema',1.79590360233309149747e+09);
INSERT INTO "migrations" VALUES(2,'responses_and_conversations',1.79590360234644532202e+09);
INSERT INTO "migrations" VALUES(3,'runs',1.79590360234666872023e+09);
INSERT INTO "migrations" VALUES(4,'whereabouts_of_kv',1.79590360234684395792e+09);
CREATE TABLE owners (
	id VARCHAR NOT NULL, 
	place VARCHAR, 
	beat_at FLOAT NOT NULL, 
	PRIMARY KEY (id)
);
INSERT INTO "owners" VALUES('ow_1a11995aca614e79bdbf96af6aeaf97d','host:data',1.79590360619466280931e+09);
CREATE TABLE response_items (
	response_id VARCHAR NOT NULL, 
	position INTEGER NOT NULL, 
	is_output BOOLEAN NOT NULL, 
	item_id VARCHAR NOT NULL, 
	item JSON NOT NULL, 
	PRIMARY KEY (response_id, position), 
	FOREIGN KEY(response_id) REFERENCES responses (id) ON DELETE CASCADE
);
INSERT INTO "response_items" VALUES('resp_1c9bcf0abb364b8aaef895295ab13399',0,0,'msg_cd99b21ca7d34e7fb56017028dc7fa62','{"id": "msg_cd99b21ca7d34e7fb56017028dc7fa62", "type": "message", "role": "user", "status": "completed", "content": [{"type": "input_text", "text": "One"}]}');
INSERT INTO "response_items" VALUES('resp_1c9bcf0abb364b8aaef895295ab13399',1,1,'msg_1c9bcf0abb364b8aaef895295ab1339900','{"id": "msg_1c9bcf0abb364b8aaef895295ab1339900", "type": "message", "role": "assistant", "status": "incomplete", "content": [{"type": "output_text", "text": "^\ufffd\ufffd\ufffd\ufffd\u0011\ufffd\u0004\ufffd%\ufffd\u0001\u043b!&", "annotations": [], "logprobs": []}]}');
INSERT INTO "response_items" VALUES('resp_10d3e36e58324ef7bcd36c18071cfffd',0,0,'msg_32658f91f6114156abcfa64d1e9a7684','{"id": "msg_32658f91f6114156abcfa64d1e9a7684", "type": "message", "role": "user", "status": "completed", "content": [{"type": "input_text", "text": "Two"}]}');
INSERT INTO "response_items" VALUES('resp_10d3e36e58324ef7bcd36c18071cfffd',1,1,'msg_10d3e36e58324ef7bcd36c18071cfffd00','{"id": "msg_10d3e36e58324ef7bcd36c18071cfffd00", "type": "message", "role": "assistant", "status": "completed", "content": [{"type": "output_text", "text": "\u000fP\u0014", "annotations": [], "logprobs": []}]}');
INSERT INTO "response_items" VALUES('resp_01adf7cd632a48f9813fb2352a15ee69',0,0,'msg_aabd1481a93c4f918b9cfb87bd39542c','{"id": "msg_aabd1481a93c4f918b9cfb87bd39542c", "type": "message", "role": "user", "status": "completed", "content": [{"type": "input_text", "text": "Later"}]}');
INSERT INTO "response_items" VALUES('resp_01adf7cd632a48f9813fb2352a15ee69',1,1,'msg_01adf7cd632a48f9813fb2352a15ee6900','{"id": "msg_01adf7cd632a48f9813fb2352a15ee6900", "type": "message", "role": "assistant", "status": "incomplete", "content": [{"type": "output_text", "text": "\ufffd\f\ufffd\ufffdFm:<\ufffd=\r\ufffd\u0642\u0003\ufffd", "annotations": [], "logprobs": []}]}');
INSERT INTO "response_items" VALUES('resp_e2db0cc0d1df4be1995e43c86fdeba5d',0,0,'msg_8d424f18550148ad932e5180b5639d0c','{"id": "msg_8d424f18550148ad932e5180b5639d0c", "type": "message", "role": "user", "status": "completed", "content": [{"type": "input_text", "text": "Gone"}]}');
INSERT INTO "response_items" VALUES('resp_e2db0cc0d1df4be1995e43c86fdeba5d',1,1,'msg_e2db0cc0d1df4be1995e43c86fdeba5d00','{"id": "msg_e2db0cc0d1df4be1995e43c86fdeba5d00", "type": "message", "role": "assistant", "status": "incomplete", "content": [{"type": "output_text", "text": "LG\u0019V\u0004\u0100\ufffd\ufffdN\ufffd\u0011\ufffd\ufffd$\ufffd", "annotations": [], "logprobs": []}]}');
INSERT INTO "response_items" VALUES('resp_809fbd5d3a764d9491d7b001d829bf2e',0,0,'msg_6e642289f75c4a56a0eb70fb4d1d5ce2','{"id": "msg_6e642289f75c4a56a0eb70fb4d1d5ce2", "type": "message", "role": "user", "status": "completed", "content": [{"type": "input_text", "text": "Still here"}]}');
INSERT INTO "response_items" VALUES('resp_809fbd5d3a764d9491d7b001d829bf2e',1,1,'msg_809fbd5d3a764d9491d7b001d829bf2e00','{"id": "msg_809fbd5d3a764d9491d7b001d829bf2e00", "type": "message", "role": "assistant", "status": "completed", "content": [{"type": "output_text", "text": "\ufffd\ufffd\ufffdF\ufffd", "annotations": [], "logprobs": []}]}');
INSERT INTO "response_items" VALUES('resp_38e57d9618ac4e0dafcc8fe7dbe97713',0,0,'msg_ec27b6ccc70243de9298498792bb932a','{"id": "msg_ec27b6ccc70243de9298498792bb932a", "type": "message", "role": "user", "status": "completed", "content": [{"type": "input_text", "text": "In it"}]}');
INSERT INTO "response_items" VALUES('resp_38e57d9618ac4e0dafcc8fe7dbe97713',1,1,'msg_38e57d9618ac4e0dafcc8fe7dbe9771300','{"id": "msg_38e57d9618ac4e0dafcc8fe7dbe9771300", "type": "message", "role": "assistant", "status": "incomplete", "content": [{"type": "output_text", "text": "\ufffd^\ufffd\u0004\ufffda>G\ufffd\ufffdi\ufffd?-\ufffdO", "annotations": [], "logprobs": []}]}');
INSERT INTO "response_items" VALUES('resp_fea778871a5d4c4cbdc7958f5e515f30',0,0,'msg_c8b2ffec53f544bf902f184a31a34ecb','{"id": "msg_c8b2ffec53f544bf902f184a31a34ecb", "type": "message", "role": "user", "status": "completed", "content": [{"type": "input_text", "text": "Interrupted"}]}');
CREATE TABLE responses (
	id VARCHAR NOT NULL, 
	tenant VARCHAR NOT NULL, 
	status VARCHAR NOT NULL, 
	created_at INTEGER NOT NULL, 
	completed_at INTEGER, 
	settings JSON NOT NULL, 
	is_background BOOLEAN NOT NULL, 
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
INSERT INTO "responses" VALUES('resp_1c9bcf0abb364b8aaef895295ab13399','default','incomplete',1795903604,NULL,'{"model": "toy", "instructions": null, "store": true, "max_output_tokens": 16, "max_tool_calls": null, "metadata": {}, "parallel_tool_calls": true, "tools": [], "tool_choice": "auto", "text": {"format": {"type": "text"}, "verbosity": "medium"}, "temperature": 1.0, "top_p": 1.0, "presence_penalty": 0.0, "frequency_penalty": 0.0, "top_logprobs": 0, "truncation": "disabled", "prompt_cache_key": null, "prompt_cache_options": null, "prompt_cache_retention": null, "safety_identifier": null, "service_tier": "default", "user": null}',0,NULL,'resp_1c9bcf0abb364b8aaef895295ab13399',NULL,NULL,NULL,'[22, 16, 6, null]',NULL,'max_output_tokens',1,'[[0, 1, 0], [0, 2, 0], [0, 1, 0], [0, 2, 0], [0, 1, 0], [0, 1, 0], [0, 1, 0], [0, 1, 0], [0, 2, 0], [0, 1, 0], [0, 1, 0], [0, 1, 0]]',0);
INSERT INTO "responses" VALUES('resp_10d3e36e58324ef7bcd36c18071cfffd','default','completed',1795903605,1795903605,'{"model": "toy", "instructions": null, "store": true, "max_output_tokens": 16, "max_tool_calls": null, "metadata": {}, "parallel_tool_calls": true, "tools": [], "tool_choice": "auto", "text": {"format": {"type": "text"}, "verbosity": "medium"}, "temperature": 1.0, "top_p": 1.0, "presence_penalty": 0.0, "frequency_penalty": 0.0, "top_logprobs": 0, "truncation": "disabled", "prompt_cache_key": null, "prompt_cache_options": null, "prompt_cache_retention": null, "safety_identifier": null, "service_tier": "default", "user": null}',0,NULL,'resp_1c9bcf0abb364b8aaef895295ab13399','resp_1c9bcf0abb364b8aaef895295ab13399',NULL,NULL,'[62, 4, 37, null]',NULL,NULL,1,'[[0, 1, 0], [0, 1, 0], [0, 1, 0]]',0);
INSERT INTO "responses" VALUES('resp_01adf7cd632a48f9813fb2352a15ee69','default','incomplete',1795903605,NULL,'{"model": "toy", "instructions": null, "store": true, "max_output_tokens": 16, "max_tool_calls": null, "metadata": {}, "parallel_tool_calls": true, "tools": [], "tool_choice": "auto", "text": {"format": {"type": "text"}, "verbosity": "medium"}, "temperature": 1.0, "top_p": 1.0, "presence_penalty": 0.0, "frequency_penalty": 0.0, "top_logprobs": 0, "truncation": "disabled", "prompt_cache_key": null, "prompt_cache_options": null, "prompt_cache_retention": null, "safety_identifier": null, "service_tier": "default", "user": null}',1,NULL,'resp_01adf7cd632a48f9813fb2352a15ee69',NULL,NULL,NULL,'[24, 16, 6, null]',NULL,'max_output_tokens',1,'[[0, 1, 0], [0, 1, 0], [0, 1, 0], [0, 2, 0], [0, 1, 0], [0, 1, 0], [0, 1, 0], [0, 1, 0], [0, 1, 0], [0, 1, 0], [0, 1, 0], [0, 1, 0], [0, 1, 0], [0, 1, 0]]',0);
INSERT INTO "responses" VALUES('resp_e2db0cc0d1df4be1995e43c86fdeba5d','default','incomplete',1795903605,NULL,'{"model": "toy", "instructions": null, "store": true, "max_output_tokens": 16, "max_tool_calls": null, "metadata": {}, "parallel_tool_calls": true, "tools": [], "tool_choice": "auto", "text": {"format": {"type": "text"}, "verbosity": "medium"}, "temperature": 1.0, "top_p": 1.0, "presence_penalty": 0.0, "frequency_penalty": 0.0, "top_logprobs": 0, "truncation": "disabled", "prompt_cache_key": null, "prompt_cache_options": null, "prompt_cache_retention": null, "safety_identifier": null, "service_tier": "default", "user": null}',0,NULL,'resp_e2db0cc0d1df4be1995e43c86fdeba5d',NULL,NULL,NULL,'[23, 16, 8, null]',NULL,'max_output_tokens',1,'[[0, 1, 0], [0, 1, 0], [0, 1, 0], [0, 1, 0], [0, 1, 0], [0, 1, 0], [0, 1, 0], [0, 2, 0], [0, 1, 0], [0, 1, 0], [0, 1, 0], [0, 1, 0], [0, 1, 0], [0, 1, 0]]',1);
INSERT INTO "responses" VALUES('resp_809fbd5d3a764d9491d7b001d829bf2e','default','completed',1795903606,1795903606,'{"model": "toy", "instructions": null, "store": true, "max_output_tokens": 16, "max_tool_calls": null, "metadata": {}, "parallel_tool_calls": true, "tools": [], "tool_choice": "auto", "text": {"format": {"type": "text"}, "verbosity": "medium"}, "temperature": 1.0, "top_p": 1.0, "presence_penalty": 0.0, "frequency_penalty": 0.0, "top_logprobs": 0, "truncation": "disabled", "prompt_cache_key": null, "prompt_cache_options": null, "prompt_cache_retention": null, "safety_identifier": null, "service_tier": "default", "user": null}',0,NULL,'resp_e2db0cc0d1df4be1995e43c86fdeba5d','resp_e2db0cc0d1df4be1995e43c86fdeba5d',NULL,NULL,'[70, 6, 38, null]',NULL,NULL,1,'[[0, 1, 0], [0, 2, 0], [0, 1, 0], [0, 1, 0]]',0);
INSERT INTO "responses" VALUES('resp_38e57d9618ac4e0dafcc8fe7dbe97713','default','incomplete',1795903606,NULL,'{"model": "toy", "instructions": null, "store": true, "max_output_tokens": 16, "max_tool_calls": null, "metadata": {}, "parallel_tool_calls": true, "tools": [], "tool_choice": "auto", "text": {"format": {"type": "text"}, "verbosity": "medium"}, "temperature": 1.0, "top_p": 1.0, "presence_penalty": 0.0, "frequency_penalty": 0.0, "top_logprobs": 0, "truncation": "disabled", "prompt_cache_key": null, "prompt_cache_options": null, "prompt_cache_retention": null, "safety_identifier": null, "service_tier": "default", "user": null}',0,NULL,'conv_2de55be2a085492ca0f8a1519f15ff15',NULL,'conv_2de55be2a085492ca0f8a1519f15ff15',1,'[38, 16, 6, null]',NULL,'max_output_tokens',1,'[[0, 1, 0], [0, 1, 0], [0, 2, 0], [0, 1, 0], [0, 1, 0], [0, 1, 0], [0, 1, 0], [0, 1, 0], [0, 2, 0], [0, 1, 0], [0, 1, 0], [0, 1, 0], [0, 1, 0], [0, 1, 0]]',0);
INSERT INTO "responses" VALUES('resp_fea778871a5d4c4cbdc7958f5e515f30','default','in_progress',1795903606,NULL,'{"model": "toy", "instructions": null, "store": true, "max_output_tokens": 600, "max_tool_calls": null, "metadata": {}, "parallel_tool_calls": true, "tools": [], "tool_choice": "auto", "text": {"format": {"type": "text"}, "verbosity": "medium"}, "temperature": 1.0, "top_p": 1.0, "presence_penalty": 0.0, "frequency_penalty": 0.0, "top_logprobs": 0, "truncation": "disabled", "prompt_cache_key": null, "prompt_cache_options": null, "prompt_cache_retention": null, "safety_identifier": null, "service_tier": "default", "user": null}',1,NULL,'resp_fea778871a5d4c4cbdc7958f5e515f30',NULL,NULL,NULL,NULL,NULL,NULL,1,NULL,0);
CREATE TABLE run_tokens (
	run_id VARCHAR NOT NULL, 
	choice_index INTEGER NOT NULL, 
	position INTEGER NOT NULL, 
	token_ids BLOB NOT NULL, 
	logprobs JSON, 
	num_cached_tokens INTEGER, 
	finish_reason VARCHAR, 
	stop_token_id INTEGER, 
	PRIMARY KEY (run_id, choice_index, position), 
	FOREIGN KEY(run_id) REFERENCES runs (id) ON DELETE CASCADE
)
 WITHOUT ROWID

;
INSERT INTO "run_tokens" VALUES('resp_01adf7cd632a48f9813fb2352a15ee69',0,0,X'B1000000C8000000E4000000A2000000250000004C000000190000001B000000730000001C000000C9000000F200000095000000E0000000BF00000081000000',NULL,6,'length',NULL);
INSERT INTO "run_tokens" VALUES('resp_10d3e36e58324ef7bcd36c18071cfffd',0,0,X'CB0000002F000000D000000002010000',NULL,37,'stop',NULL);
INSERT INTO "run_tokens" VALUES('resp_1c9bcf0abb364b8aaef895295ab13399',0,0,X'3D000000AD000000B2000000E200000092000000CD000000F8000000C0000000FB0000000400000087000000BD0000008C000000770000000000000005000000',NULL,6,'length',NULL);
INSERT INTO "run_tokens" VALUES('resp_38e57d9618ac4e0dafcc8fe7dbe97713',0,0,X'FE0000003D000000AB000000C0000000E1000000400000001D00000026000000EB0000009000000048000000E00000001E0000000C000000740000002E000000',NULL,6,'length',NULL);
INSERT INTO "run_tokens" VALUES('resp_809fbd5d3a764d9491d7b001d829bf2e',0,0,X'6E00000094000000BA00000025000000B800000002010000',NULL,38,'stop',NULL);
INSERT INTO "run_tokens" VALUES('resp_e2db0cc0d1df4be1995e43c86fdeba5d',0,0,X'2B00000026000000D500000035000000C000000080000000DE0000008F000000AE0000002D000000EB000000CD0000007C000000B80000000300000073000000',NULL,8,'length',NULL);
INSERT INTO "run_tokens" VALUES('resp_fea778871a5d4c4cbdc7958f5e515f30',0,0,X'B3000000',NULL,6,NULL,NULL);
INSERT INTO "run_tokens" VALUES('resp_fea778871a5d4c4cbdc7958f5e515f30',0,1,X'20000000',NULL,NULL,NULL,NULL);
INSERT INTO "run_tokens" VALUES('resp_fea778871a5d4c4cbdc7958f5e515f30',0,2,X'16000000',NULL,NULL,NULL,NULL);
INSERT INTO "run_tokens" VALUES('resp_fea778871a5d4c4cbdc7958f5e515f30',0,3,X'E5000000',NULL,NULL,NULL,NULL);
INSERT INTO "run_tokens" VALUES('resp_fea778871a5d4c4cbdc7958f5e515f30',0,4,X'F6000000',NULL,NULL,NULL,NULL);
INSERT INTO "run_tokens" VALUES('resp_fea778871a5d4c4cbdc7958f5e515f30',0,5,X'34000000',NULL,NULL,NULL,NULL);
INSERT INTO "run_tokens" VALUES('resp_fea778871a5d4c4cbdc7958f5e515f30',0,6,X'71000000',NULL,NULL,NULL,NULL);
INSERT INTO "run_tokens" VALUES('resp_fea778871a5d4c4cbdc7958f5e515f30',0,7,X'99000000',NULL,NULL,NULL,NULL);
INSERT INTO "run_tokens" VALUES('resp_fea778871a5d4c4cbdc7958f5e515f30',0,8,X'08000000',NULL,NULL,NULL,NULL);
INSERT INTO "run_tokens" VALUES('resp_fea778871a5d4c4cbdc7958f5e515f30',0,9,X'3D000000',NULL,NULL,NULL,NULL);
INSERT INTO "run_tokens" VALUES('resp_fea778871a5d4c4cbdc7958f5e515f30',0,10,X'AC000000',NULL,NULL,NULL,NULL);
INSERT INTO "run_tokens" VALUES('resp_fea778871a5d4c4cbdc7958f5e515f30',0,11,X'E7000000',NULL,NULL,NULL,NULL);
INSERT INTO "run_tokens" VALUES('resp_fea778871a5d4c4cbdc7958f5e515f30',0,12,X'62000000',NULL,NULL,NULL,NULL);
INSERT INTO "run_tokens" VALUES('resp_fea778871a5d4c4cbdc7958f5e515f30',0,13,X'AB000000',NULL,NULL,NULL,NULL);
INSERT INTO "run_tokens" VALUES('resp_fea778871a5d4c4cbdc7958f5e515f30',0,14,X'B1000000',NULL,NULL,NULL,NULL);
INSERT INTO "run_tokens" VALUES('resp_fea778871a5d4c4cbdc7958f5e515f30',0,15,X'75000000',NULL,NULL,NULL,NULL);
INSERT INTO "run_tokens" VALUES('resp_fea778871a5d4c4cbdc7958f5e515f30',0,16,X'3E000000',NULL,NULL,NULL,NULL);
INSERT INTO "run_tokens" VALUES('resp_fea778871a5d4c4cbdc7958f5e515f30',0,17,X'7C000000',NULL,NULL,NULL,NULL);
CREATE TABLE runs (
	id VARCHAR NOT NULL, 
	session_id VARCHAR NOT NULL, 
	status VARCHAR NOT NULL, 
	is_kept BOOLEAN NOT NULL, 
	owner_id VARCHAR NOT NULL, 
	epoch INTEGER NOT NULL, 
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
INSERT INTO "runs" VALUES('resp_1c9bcf0abb364b8aaef895295ab13399','se_87784985f19c41069ab1aebe2df771a4','completed',1,'ow_1a11995aca614e79bdbf96af6aeaf97d',1,'br_55957c074d89422e87d2ce739db895e6',10,1,1,X'C600000000010000400000005200000052000000480000005200000053000000400000004D00000053000000C6000000',X'C417841E4E0C29EE46F62D41850734B8',X'77F869597A023DFF8787E0BA9225F3A3','{"request_id": "resp_1c9bcf0abb364b8aaef895295ab13399", "model": "toy", "tenant": "default", "input": {"messages": [], "add_generation_prompt": true, "continue_final_message": false, "tools": null}, "sampling": {"max_tokens": 16, "min_tokens": 0, "temperature": 1.0, "top_k": 0, "top_p": 1.0, "min_p": 0.0, "repetition_penalty": 1.0, "presence_penalty": 0.0, "frequency_penalty": 0.0, "logit_bias": [], "seed": null, "stop": [], "stop_token_ids": [], "include_stop_str_in_output": false, "ignore_eos": false, "logprobs": null, "prompt_logprobs": null}, "n": 1, "echo": false, "session_id": "resp_1c9bcf0abb364b8aaef895295ab13399", "run_id": "resp_1c9bcf0abb364b8aaef895295ab13399", "is_recorded": true, "grammar": null}',8192,'d125bdfe477a04efa9737062101bd8ae','toy',0,'{"request_id": "resp_1c9bcf0abb364b8aaef895295ab13399", "created": 1795903604, "num_prompt_tokens": 22, "seed": 1711692465517009024, "system_fingerprint": "fp_6fbc7cfef75f", "session": {"session_id": "resp_1c9bcf0abb364b8aaef895295ab13399", "num_matched_messages": 0, "num_matched_tokens": 0, "forked": false}}','{"usage": {"num_prompt_tokens": 22, "num_completion_tokens": 16, "num_cached_tokens": 6, "cold": null}, "num_computed_tokens": 16, "prompt_logprobs": null}',NULL);
INSERT INTO "runs" VALUES('resp_10d3e36e58324ef7bcd36c18071cfffd','se_87784985f19c41069ab1aebe2df771a4','completed',1,'ow_1a11995aca614e79bdbf96af6aeaf97d',1,'br_55957c074d89422e87d2ce739db895e6',50,3,2,X'C600000000010000400000005200000052000000480000005200000053000000400000004D00000053000000C6000000',X'C417841E4E0C29EE46F62D41850734B8',X'E235439A1FC36EB5545AED7B58C4347C','{"request_id": "resp_10d3e36e58324ef7bcd36c18071cfffd", "model": "toy", "tenant": "default", "input": {"messages": [], "add_generation_prompt": true, "continue_final_message": false, "tools": null}, "sampling": {"max_tokens": 16, "min_tokens": 0, "temperature": 1.0, "top_k": 0, "top_p": 1.0, "min_p": 0.0, "repetition_penalty": 1.0, "presence_penalty": 0.0, "frequency_penalty": 0.0, "logit_bias": [], "seed": null, "stop": [], "stop_token_ids": [], "include_stop_str_in_output": false, "ignore_eos": false, "logprobs": null, "prompt_logprobs": null}, "n": 1, "echo": false, "session_id": "resp_1c9bcf0abb364b8aaef895295ab13399", "run_id": "resp_10d3e36e58324ef7bcd36c18071cfffd", "is_recorded": true, "grammar": null}',8192,'d125bdfe477a04efa9737062101bd8ae','toy',0,'{"request_id": "resp_10d3e36e58324ef7bcd36c18071cfffd", "created": 1795903605, "num_prompt_tokens": 62, "seed": 4271304420969712797, "system_fingerprint": "fp_6fbc7cfef75f", "session": {"session_id": "resp_1c9bcf0abb364b8aaef895295ab13399", "num_matched_messages": 2, "num_matched_tokens": 38, "forked": false}}','{"usage": {"num_prompt_tokens": 62, "num_completion_tokens": 4, "num_cached_tokens": 37, "cold": null}, "num_computed_tokens": 25, "prompt_logprobs": null}',NULL);
INSERT INTO "runs" VALUES('resp_01adf7cd632a48f9813fb2352a15ee69','se_ea1038103b8c40a88d3e60affd386e25','completed',1,'ow_1a11995aca614e79bdbf96af6aeaf97d',1,'br_c01ffd9c3021477c88478463d7284e10',12,1,1,X'C600000000010000400000005200000052000000480000005200000053000000400000004D00000053000000C6000000',X'C417841E4E0C29EE46F62D41850734B8',X'1D0A5C99B8EF5EF81592C6AF4098D929','{"request_id": "resp_01adf7cd632a48f9813fb2352a15ee69", "model": "toy", "tenant": "default", "input": {"messages": [], "add_generation_prompt": true, "continue_final_message": false, "tools": null}, "sampling": {"max_tokens": 16, "min_tokens": 0, "temperature": 1.0, "top_k": 0, "top_p": 1.0, "min_p": 0.0, "repetition_penalty": 1.0, "presence_penalty": 0.0, "frequency_penalty": 0.0, "logit_bias": [], "seed": null, "stop": [], "stop_token_ids": [], "include_stop_str_in_output": false, "ignore_eos": false, "logprobs": null, "prompt_logprobs": null}, "n": 1, "echo": false, "session_id": "resp_01adf7cd632a48f9813fb2352a15ee69", "run_id": "resp_01adf7cd632a48f9813fb2352a15ee69", "is_recorded": true, "grammar": null}',8192,'d125bdfe477a04efa9737062101bd8ae','toy',0,'{"request_id": "resp_01adf7cd632a48f9813fb2352a15ee69", "created": 1795903605, "num_prompt_tokens": 24, "seed": 8798402736450313799, "system_fingerprint": "fp_6fbc7cfef75f", "session": {"session_id": "resp_01adf7cd632a48f9813fb2352a15ee69", "num_matched_messages": 0, "num_matched_tokens": 0, "forked": false}}','{"usage": {"num_prompt_tokens": 24, "num_completion_tokens": 16, "num_cached_tokens": 6, "cold": null}, "num_computed_tokens": 18, "prompt_logprobs": null}',NULL);
INSERT INTO "runs" VALUES('resp_e2db0cc0d1df4be1995e43c86fdeba5d','se_22d54b532b5d491f9d63f62e16b922d5','completed',1,'ow_1a11995aca614e79bdbf96af6aeaf97d',1,'br_fa77dfaf1eaa4e4985d4e6750de10135',11,1,1,X'C600000000010000400000005200000052000000480000005200000053000000400000004D00000053000000C6000000',X'C417841E4E0C29EE46F62D41850734B8',X'AE110851C9DD3FAB3FF687BFD2D40A26','{"request_id": "resp_e2db0cc0d1df4be1995e43c86fdeba5d", "model": "toy", "tenant": "default", "input": {"messages": [], "add_generation_prompt": true, "continue_final_message": false, "tools": null}, "sampling": {"max_tokens": 16, "min_tokens": 0, "temperature": 1.0, "top_k": 0, "top_p": 1.0, "min_p": 0.0, "repetition_penalty": 1.0, "presence_penalty": 0.0, "frequency_penalty": 0.0, "logit_bias": [], "seed": null, "stop": [], "stop_token_ids": [], "include_stop_str_in_output": false, "ignore_eos": false, "logprobs": null, "prompt_logprobs": null}, "n": 1, "echo": false, "session_id": "resp_e2db0cc0d1df4be1995e43c86fdeba5d", "run_id": "resp_e2db0cc0d1df4be1995e43c86fdeba5d", "is_recorded": true, "grammar": null}',8192,'d125bdfe477a04efa9737062101bd8ae','toy',0,'{"request_id": "resp_e2db0cc0d1df4be1995e43c86fdeba5d", "created": 1795903605, "num_prompt_tokens": 23, "seed": 5023491774861466771, "system_fingerprint": "fp_6fbc7cfef75f", "session": {"session_id": "resp_e2db0cc0d1df4be1995e43c86fdeba5d", "num_matched_messages": 0, "num_matched_tokens": 0, "forked": false}}','{"usage": {"num_prompt_tokens": 23, "num_completion_tokens": 16, "num_cached_tokens": 8, "cold": null}, "num_computed_tokens": 15, "prompt_logprobs": null}',NULL);
INSERT INTO "runs" VALUES('resp_809fbd5d3a764d9491d7b001d829bf2e','se_22d54b532b5d491f9d63f62e16b922d5','completed',1,'ow_1a11995aca614e79bdbf96af6aeaf97d',1,'br_fa77dfaf1eaa4e4985d4e6750de10135',58,3,2,X'C600000000010000400000005200000052000000480000005200000053000000400000004D00000053000000C6000000',X'C417841E4E0C29EE46F62D41850734B8',X'43407DB87284A6C0A1BE0066C639FAA0','{"request_id": "resp_809fbd5d3a764d9491d7b001d829bf2e", "model": "toy", "tenant": "default", "input": {"messages": [], "add_generation_prompt": true, "continue_final_message": false, "tools": null}, "sampling": {"max_tokens": 16, "min_tokens": 0, "temperature": 1.0, "top_k": 0, "top_p": 1.0, "min_p": 0.0, "repetition_penalty": 1.0, "presence_penalty": 0.0, "frequency_penalty": 0.0, "logit_bias": [], "seed": null, "stop": [], "stop_token_ids": [], "include_stop_str_in_output": false, "ignore_eos": false, "logprobs": null, "prompt_logprobs": null}, "n": 1, "echo": false, "session_id": "resp_e2db0cc0d1df4be1995e43c86fdeba5d", "run_id": "resp_809fbd5d3a764d9491d7b001d829bf2e", "is_recorded": true, "grammar": null}',8192,'d125bdfe477a04efa9737062101bd8ae','toy',0,'{"request_id": "resp_809fbd5d3a764d9491d7b001d829bf2e", "created": 1795903606, "num_prompt_tokens": 70, "seed": 5930012345587749206, "system_fingerprint": "fp_6fbc7cfef75f", "session": {"session_id": "resp_e2db0cc0d1df4be1995e43c86fdeba5d", "num_matched_messages": 2, "num_matched_tokens": 39, "forked": false}}','{"usage": {"num_prompt_tokens": 70, "num_completion_tokens": 6, "num_cached_tokens": 38, "cold": null}, "num_computed_tokens": 32, "prompt_logprobs": null}',NULL);
INSERT INTO "runs" VALUES('resp_38e57d9618ac4e0dafcc8fe7dbe97713','se_c35912329b32496bb36fc2ab206781a1','completed',1,'ow_1a11995aca614e79bdbf96af6aeaf97d',1,'br_5c9a401f19834a7f9e11ff56b4a229c1',26,2,1,X'C600000000010000400000005200000052000000480000005200000053000000400000004D00000053000000C6000000',X'C417841E4E0C29EE46F62D41850734B8',X'AF0AA6929370B3955C4A20872A5103CF','{"request_id": "resp_38e57d9618ac4e0dafcc8fe7dbe97713", "model": "toy", "tenant": "default", "input": {"messages": [], "add_generation_prompt": true, "continue_final_message": false, "tools": null}, "sampling": {"max_tokens": 16, "min_tokens": 0, "temperature": 1.0, "top_k": 0, "top_p": 1.0, "min_p": 0.0, "repetition_penalty": 1.0, "presence_penalty": 0.0, "frequency_penalty": 0.0, "logit_bias": [], "seed": null, "stop": [], "stop_token_ids": [], "include_stop_str_in_output": false, "ignore_eos": false, "logprobs": null, "prompt_logprobs": null}, "n": 1, "echo": false, "session_id": "conv_2de55be2a085492ca0f8a1519f15ff15", "run_id": "resp_38e57d9618ac4e0dafcc8fe7dbe97713", "is_recorded": true, "grammar": null}',8192,'d125bdfe477a04efa9737062101bd8ae','toy',0,'{"request_id": "resp_38e57d9618ac4e0dafcc8fe7dbe97713", "created": 1795903606, "num_prompt_tokens": 38, "seed": 4270195285096499794, "system_fingerprint": "fp_6fbc7cfef75f", "session": {"session_id": "conv_2de55be2a085492ca0f8a1519f15ff15", "num_matched_messages": 0, "num_matched_tokens": 0, "forked": false}}','{"usage": {"num_prompt_tokens": 38, "num_completion_tokens": 16, "num_cached_tokens": 6, "cold": null}, "num_computed_tokens": 32, "prompt_logprobs": null}',NULL);
INSERT INTO "runs" VALUES('resp_fea778871a5d4c4cbdc7958f5e515f30','se_333e97e016d44c518fdbe83875798d61','in_progress',1,'ow_1a11995aca614e79bdbf96af6aeaf97d',1,'br_51cbbb13fcff4e85b988382db0869f3f',18,1,1,X'C600000000010000400000005200000052000000480000005200000053000000400000004D00000053000000C6000000',X'C417841E4E0C29EE46F62D41850734B8',X'833CD06A3FEEF156551E2D3BFE0AB85B','{"request_id": "resp_fea778871a5d4c4cbdc7958f5e515f30", "model": "toy", "tenant": "default", "input": {"messages": [], "add_generation_prompt": true, "continue_final_message": false, "tools": null}, "sampling": {"max_tokens": 600, "min_tokens": 0, "temperature": 1.0, "top_k": 0, "top_p": 1.0, "min_p": 0.0, "repetition_penalty": 1.0, "presence_penalty": 0.0, "frequency_penalty": 0.0, "logit_bias": [], "seed": null, "stop": [], "stop_token_ids": [], "include_stop_str_in_output": false, "ignore_eos": false, "logprobs": null, "prompt_logprobs": null}, "n": 1, "echo": false, "session_id": "resp_fea778871a5d4c4cbdc7958f5e515f30", "run_id": "resp_fea778871a5d4c4cbdc7958f5e515f30", "is_recorded": true, "grammar": null}',8192,'d125bdfe477a04efa9737062101bd8ae','toy',0,'{"request_id": "resp_fea778871a5d4c4cbdc7958f5e515f30", "created": 1795903606, "num_prompt_tokens": 30, "seed": 4153077449297732720, "system_fingerprint": "fp_6fbc7cfef75f", "session": {"session_id": "resp_fea778871a5d4c4cbdc7958f5e515f30", "num_matched_messages": 0, "num_matched_tokens": 0, "forked": false}}',NULL,NULL);
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
INSERT INTO "sessions" VALUES('se_137a7e49bbbd4fa991a8ba64fad98132','default','talk',1.79590360369943809505e+09,1.79590360425880455966e+09,4,'br_868bf359d58e4bc7b6b3fc66c5dd7a37');
INSERT INTO "sessions" VALUES('se_b90890f85949423d885e3813559f932a','default','text',1.79590360428863215448e+09,1.7959036043927257061e+09,2,'br_ca8178385325453cbdcb185a945fa498');
INSERT INTO "sessions" VALUES('se_4b0221e019c74865ae539e3cac7947c0','default','ids',1.79590360447255611422e+09,1.79590360451484084124e+09,1,'br_99afef04c81c46fea4a9c432eb5e1ad5');
INSERT INTO "sessions" VALUES('se_87784985f19c41069ab1aebe2df771a4','default','resp_1c9bcf0abb364b8aaef895295ab13399',1.79590360460728764536e+09,1.79590360562413907047e+09,2,'br_55957c074d89422e87d2ce739db895e6');
INSERT INTO "sessions" VALUES('se_ea1038103b8c40a88d3e60affd386e25','default','resp_01adf7cd632a48f9813fb2352a15ee69',1.79590360564686679842e+09,1.79590360581079149242e+09,1,'br_c01ffd9c3021477c88478463d7284e10');
INSERT INTO "sessions" VALUES('se_22d54b532b5d491f9d63f62e16b922d5','default','resp_e2db0cc0d1df4be1995e43c86fdeba5d',1.79590360594742965696e+09,1.79590360608045721056e+09,2,'br_fa77dfaf1eaa4e4985d4e6750de10135');
INSERT INTO "sessions" VALUES('se_c35912329b32496bb36fc2ab206781a1','default','conv_2de55be2a085492ca0f8a1519f15ff15',1.79590360623865127561e+09,1.79590360629870724679e+09,1,'br_5c9a401f19834a7f9e11ff56b4a229c1');
INSERT INTO "sessions" VALUES('se_333e97e016d44c518fdbe83875798d61','default','resp_fea778871a5d4c4cbdc7958f5e515f30',1.79590360639905047418e+09,1.79590360641447496412e+09,1,'br_51cbbb13fcff4e85b988382db0869f3f');
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
INSERT INTO "spans" VALUES('br_5e03f87700bb463b9c61f09f4d8a203b',0,'it_fdea2a29fd0a4328b2d4ff7cc61de8b8','user',X'0001000054000000520000004400000051000000C6000000260000004E0000004E00000043000000DC0000004C0000004E000000510000004D000000480000004D0000004600000001010000','rendered',NULL,NULL,'d125bdfe477a04efa9737062101bd8ae','toy');
INSERT INTO "spans" VALUES('br_5e03f87700bb463b9c61f09f4d8a203b',19,'it_27ffd70ec3d74a77aa9410d6292d1797','assistant',X'C600000000010000400000005200000052000000480000005200000053000000400000004D00000053000000C6000000','rendered',NULL,NULL,'d125bdfe477a04efa9737062101bd8ae','toy');
INSERT INTO "spans" VALUES('br_5e03f87700bb463b9c61f09f4d8a203b',31,'it_27ffd70ec3d74a77aa9410d6292d1797','assistant',X'890000007B0000002A000000AA000000A30000004B000000','sampled','1',0,'d125bdfe477a04efa9737062101bd8ae','toy');
INSERT INTO "spans" VALUES('br_5e03f87700bb463b9c61f09f4d8a203b',37,'it_9d128d4bcfff45779c8c03201fbb31c1','user',X'01010000C60000000001000054000000520000004400000051000000C6000000200000004D00000043000000DC0000005300000047000000440000004D0000001E00000001010000','rendered',NULL,NULL,'d125bdfe477a04efa9737062101bd8ae','toy');
INSERT INTO "spans" VALUES('br_5e03f87700bb463b9c61f09f4d8a203b',55,'it_c9a3e872878f4b81b02a1a6df524ebaf','assistant',X'C600000000010000400000005200000052000000480000005200000053000000400000004D00000053000000C6000000','rendered',NULL,NULL,'d125bdfe477a04efa9737062101bd8ae','toy');
INSERT INTO "spans" VALUES('br_5e03f87700bb463b9c61f09f4d8a203b',67,'it_c9a3e872878f4b81b02a1a6df524ebaf','assistant',X'9F0000005F000000AE000000B90000006D000000BC000000','sampled','1',0,'d125bdfe477a04efa9737062101bd8ae','toy');
INSERT INTO "spans" VALUES('br_5e03f87700bb463b9c61f09f4d8a203b',73,'it_760227737c3449f08479ade64040f04d','user',X'01010000C60000000001000054000000520000004400000051000000C60000003600000047000000580000001E00000001010000','rendered',NULL,NULL,'d125bdfe477a04efa9737062101bd8ae','toy');
INSERT INTO "spans" VALUES('br_5e03f87700bb463b9c61f09f4d8a203b',86,'it_6f46da51426f4d01aabc3e568aa86771','assistant',X'C600000000010000400000005200000052000000480000005200000053000000400000004D00000053000000C6000000','rendered',NULL,NULL,'d125bdfe477a04efa9737062101bd8ae','toy');
INSERT INTO "spans" VALUES('br_5e03f87700bb463b9c61f09f4d8a203b',98,'it_6f46da51426f4d01aabc3e568aa86771','assistant',X'9400000026000000D5000000E9000000A9000000E3000000','sampled','2',0,'d125bdfe477a04efa9737062101bd8ae','toy');
INSERT INTO "spans" VALUES('br_b05d9cb676334232aed9eb0c5ec1c528',86,'it_3c39784a55a34e16aebbfdc0e90a10ab','assistant',X'C600000000010000400000005200000052000000480000005200000053000000400000004D00000053000000C6000000','rendered',NULL,NULL,'d125bdfe477a04efa9737062101bd8ae','toy');
INSERT INTO "spans" VALUES('br_b05d9cb676334232aed9eb0c5ec1c528',98,'it_3c39784a55a34e16aebbfdc0e90a10ab','assistant',X'940000002A0000005F000000740000001C0000003F000000','sampled','2',1,'d125bdfe477a04efa9737062101bd8ae','toy');
INSERT INTO "spans" VALUES('br_868bf359d58e4bc7b6b3fc66c5dd7a37',0,'it_0f5c69095e5a407e83a92b4c00581742','user',X'0001000054000000520000004400000051000000C6000000260000004E0000004E00000043000000DC0000004400000055000000440000004D000000480000004D0000004600000001010000','rendered',NULL,NULL,'d125bdfe477a04efa9737062101bd8ae','toy');
INSERT INTO "spans" VALUES('br_868bf359d58e4bc7b6b3fc66c5dd7a37',19,'it_c6d6f8d98fd44c0083a2a117a89deec1','assistant',X'C600000000010000400000005200000052000000480000005200000053000000400000004D00000053000000C6000000','rendered',NULL,NULL,'d125bdfe477a04efa9737062101bd8ae','toy');
INSERT INTO "spans" VALUES('br_868bf359d58e4bc7b6b3fc66c5dd7a37',31,'it_c6d6f8d98fd44c0083a2a117a89deec1','assistant',X'D800000081000000F3000000DC000000950000004C000000','sampled','3',0,'d125bdfe477a04efa9737062101bd8ae','toy');
INSERT INTO "spans" VALUES('br_ca8178385325453cbdcb185a945fa498',0,'it_97690d96be8f4a1ca38cb83b8e66d999','prompt',X'2E0000004D0000004200000044000000DC000000540000004F0000004E0000004D000000DC00000040000000DC00000053000000480000004C00000044000000','rendered',NULL,NULL,'d125bdfe477a04efa9737062101bd8ae','toy');
INSERT INTO "spans" VALUES('br_ca8178385325453cbdcb185a945fa498',16,'it_1454ade987104ff4a6d8f00b5db8d8f0','completion',X'210000004E000000BB00000078000000B9000000','sampled','4',0,'d125bdfe477a04efa9737062101bd8ae','toy');
INSERT INTO "spans" VALUES('br_ca8178385325453cbdcb185a945fa498',21,'it_fc0eb674651449dfac9a4034275e081b','prompt',X'DC000000400000004D00000043000000','rendered',NULL,NULL,'d125bdfe477a04efa9737062101bd8ae','toy');
INSERT INTO "spans" VALUES('br_ca8178385325453cbdcb185a945fa498',25,'it_9fee621359904c148011fde0877db386','completion',X'B70000001800000099000000','sampled','5',0,'d125bdfe477a04efa9737062101bd8ae','toy');
INSERT INTO "spans" VALUES('br_99afef04c81c46fea4a9c432eb5e1ad5',0,'it_0d88e165507d439cbf5323f41e7b5bf6','prompt',X'740000006F0000006B000000650000006E00000073000000','rendered',NULL,NULL,'d125bdfe477a04efa9737062101bd8ae','toy');
INSERT INTO "spans" VALUES('br_99afef04c81c46fea4a9c432eb5e1ad5',6,'it_5b071834eea44f80b07ea4bc0b6ae673','completion',X'F70000009A0000005F000000AC00000050000000','sampled','6',0,'d125bdfe477a04efa9737062101bd8ae','toy');
INSERT INTO "spans" VALUES('br_55957c074d89422e87d2ce739db895e6',0,'it_f785f13007ce486ea0e5cb53af6bdd7f','user',X'0001000054000000520000004400000051000000C60000002E0000004D0000004400000001010000','rendered',NULL,NULL,'d125bdfe477a04efa9737062101bd8ae','toy');
INSERT INTO "spans" VALUES('br_55957c074d89422e87d2ce739db895e6',10,'it_319033bdd9824d73acf5f25239cebf25','assistant',X'C600000000010000400000005200000052000000480000005200000053000000400000004D00000053000000C6000000','rendered',NULL,NULL,'d125bdfe477a04efa9737062101bd8ae','toy');
INSERT INTO "spans" VALUES('br_55957c074d89422e87d2ce739db895e6',22,'it_319033bdd9824d73acf5f25239cebf25','assistant',X'3D000000AD000000B2000000E200000092000000CD000000F8000000C0000000FB0000000400000087000000BD0000008C000000770000000000000005000000','sampled','1711692465517009024',0,'d125bdfe477a04efa9737062101bd8ae','toy');
INSERT INTO "spans" VALUES('br_55957c074d89422e87d2ce739db895e6',38,'it_0703d93b5fce43b5acc76698450af86a','user',X'01010000C60000000001000054000000520000004400000051000000C600000033000000560000004E00000001010000','rendered',NULL,NULL,'d125bdfe477a04efa9737062101bd8ae','toy');
INSERT INTO "spans" VALUES('br_55957c074d89422e87d2ce739db895e6',50,'it_e541ff2d4f5741629a4cfcafbc2d9e37','assistant',X'C600000000010000400000005200000052000000480000005200000053000000400000004D00000053000000C6000000','rendered',NULL,NULL,'d125bdfe477a04efa9737062101bd8ae','toy');
INSERT INTO "spans" VALUES('br_55957c074d89422e87d2ce739db895e6',62,'it_e541ff2d4f5741629a4cfcafbc2d9e37','assistant',X'CB0000002F000000D0000000','sampled','4271304420969712797',0,'d125bdfe477a04efa9737062101bd8ae','toy');
INSERT INTO "spans" VALUES('br_c01ffd9c3021477c88478463d7284e10',0,'it_d086e772130a4364b2d1f7ec6447f16f','user',X'0001000054000000520000004400000051000000C60000002B0000004000000053000000440000005100000001010000','rendered',NULL,NULL,'d125bdfe477a04efa9737062101bd8ae','toy');
INSERT INTO "spans" VALUES('br_c01ffd9c3021477c88478463d7284e10',12,'it_ab10fd3dc8aa4aa894ef0ba3b377e389','assistant',X'C600000000010000400000005200000052000000480000005200000053000000400000004D00000053000000C6000000','rendered',NULL,NULL,'d125bdfe477a04efa9737062101bd8ae','toy');
INSERT INTO "spans" VALUES('br_c01ffd9c3021477c88478463d7284e10',24,'it_ab10fd3dc8aa4aa894ef0ba3b377e389','assistant',X'B1000000C8000000E4000000A2000000250000004C000000190000001B000000730000001C000000C9000000F200000095000000E0000000BF00000081000000','sampled','8798402736450313799',0,'d125bdfe477a04efa9737062101bd8ae','toy');
INSERT INTO "spans" VALUES('br_fa77dfaf1eaa4e4985d4e6750de10135',0,'it_a3875a619dfb427ebe81dc6ca0cfba1a','user',X'0001000054000000520000004400000051000000C6000000260000004E0000004D0000004400000001010000','rendered',NULL,NULL,'d125bdfe477a04efa9737062101bd8ae','toy');
INSERT INTO "spans" VALUES('br_fa77dfaf1eaa4e4985d4e6750de10135',11,'it_356c5eeaa62442e8877025a186fa8698','assistant',X'C600000000010000400000005200000052000000480000005200000053000000400000004D00000053000000C6000000','rendered',NULL,NULL,'d125bdfe477a04efa9737062101bd8ae','toy');
INSERT INTO "spans" VALUES('br_fa77dfaf1eaa4e4985d4e6750de10135',23,'it_356c5eeaa62442e8877025a186fa8698','assistant',X'2B00000026000000D500000035000000C000000080000000DE0000008F000000AE0000002D000000EB000000CD0000007C000000B80000000300000073000000','sampled','5023491774861466771',0,'d125bdfe477a04efa9737062101bd8ae','toy');
INSERT INTO "spans" VALUES('br_fa77dfaf1eaa4e4985d4e6750de10135',39,'it_7d7bb36d612247189d82853c83f1bd31','user',X'01010000C60000000001000054000000520000004400000051000000C60000003200000053000000480000004B0000004B000000DC0000004700000044000000510000004400000001010000','rendered',NULL,NULL,'d125bdfe477a04efa9737062101bd8ae','toy');
INSERT INTO "spans" VALUES('br_fa77dfaf1eaa4e4985d4e6750de10135',58,'it_778b189e403143e1aff42f6d7fc62bea','assistant',X'C600000000010000400000005200000052000000480000005200000053000000400000004D00000053000000C6000000','rendered',NULL,NULL,'d125bdfe477a04efa9737062101bd8ae','toy');
INSERT INTO "spans" VALUES('br_fa77dfaf1eaa4e4985d4e6750de10135',70,'it_778b189e403143e1aff42f6d7fc62bea','assistant',X'6E00000094000000BA00000025000000B8000000','sampled','5930012345587749206',0,'d125bdfe477a04efa9737062101bd8ae','toy');
INSERT INTO "spans" VALUES('br_5c9a401f19834a7f9e11ff56b4a229c1',0,'it_704bbd50d41d4e35b569291fdbe9da08','user',X'0001000054000000520000004400000051000000C60000002100000044000000450000004E000000510000004400000001010000','rendered',NULL,NULL,'d125bdfe477a04efa9737062101bd8ae','toy');
INSERT INTO "spans" VALUES('br_5c9a401f19834a7f9e11ff56b4a229c1',13,'it_09ec1f6f59c24889a5f31b0c65df2cdd','user',X'C60000000001000054000000520000004400000051000000C6000000280000004D000000DC000000480000005300000001010000','rendered',NULL,NULL,'d125bdfe477a04efa9737062101bd8ae','toy');
INSERT INTO "spans" VALUES('br_5c9a401f19834a7f9e11ff56b4a229c1',26,'it_f0210297b96d455e9a5017f7a13809af','assistant',X'C600000000010000400000005200000052000000480000005200000053000000400000004D00000053000000C6000000','rendered',NULL,NULL,'d125bdfe477a04efa9737062101bd8ae','toy');
INSERT INTO "spans" VALUES('br_5c9a401f19834a7f9e11ff56b4a229c1',38,'it_f0210297b96d455e9a5017f7a13809af','assistant',X'FE0000003D000000AB000000C0000000E1000000400000001D00000026000000EB0000009000000048000000E00000001E0000000C000000740000002E000000','sampled','4270195285096499794',0,'d125bdfe477a04efa9737062101bd8ae','toy');
INSERT INTO "spans" VALUES('br_51cbbb13fcff4e85b988382db0869f3f',0,'it_daabc8e9ecf84e45aa5d6c3487b1a326','user',X'0001000054000000520000004400000051000000C6000000280000004D00000053000000440000005100000051000000540000004F00000053000000440000004300000001010000','rendered',NULL,NULL,'d125bdfe477a04efa9737062101bd8ae','toy');
CREATE INDEX sessions_by_use ON sessions (tenant, last_used_at);
CREATE INDEX responses_by_session ON responses (tenant, session_name);
CREATE INDEX responses_by_previous ON responses (previous_id);
CREATE INDEX branches_of_session ON branches (session_id);
CREATE INDEX branches_of_parent ON branches (parent_branch_id);
CREATE INDEX response_items_by_id ON response_items (item_id);
CREATE INDEX conversation_items_by_id ON conversation_items (item_id);
CREATE INDEX items_by_hash ON items (session_id, chain_hash);
CREATE INDEX items_by_text ON items (session_id, end_char);
CREATE INDEX runs_of_session ON runs (session_id);
CREATE INDEX runs_of_branch ON runs (branch_id);
CREATE INDEX runs_by_status ON runs (status);
COMMIT;
