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
INSERT INTO "branches" VALUES('br_4eb2b0f021d741eab312a628cb763862','se_517e7322f723471d936d9fdafcb45ab5','chat',NULL,0,0,104,6,3,1.79590364981504774094e+09,'ow_9e35e5ba21bc44658eb9e9d075419152',103);
INSERT INTO "branches" VALUES('br_21a6004756bc4b71bb7f83080e8a994e','se_517e7322f723471d936d9fdafcb45ab5','chat','br_4eb2b0f021d741eab312a628cb763862',86,5,104,6,1,1.79590365003797245019e+09,'ow_9e35e5ba21bc44658eb9e9d075419152',103);
INSERT INTO "branches" VALUES('br_17ee59c218e14d44bd1c0b53a69899e8','se_517e7322f723471d936d9fdafcb45ab5','chat',NULL,0,0,37,2,1,1.79590365005090260509e+09,'ow_9e35e5ba21bc44658eb9e9d075419152',36);
INSERT INTO "branches" VALUES('br_5ea7f2d2fa324f7e9beaa47aeaeee6e9','se_26aebd990bc44f92b0ea1b9102443955','text',NULL,0,0,28,4,2,1.79590365009572887422e+09,'ow_9e35e5ba21bc44658eb9e9d075419152',28);
INSERT INTO "branches" VALUES('br_d350280bd6054be3aaceacfcde17d1cc','se_d0c5bcf991eb4d24b3494caeb4bd5f9a','tokens',NULL,0,0,11,2,1,1.79590365020614337919e+09,'ow_9e35e5ba21bc44658eb9e9d075419152',10);
INSERT INTO "branches" VALUES('br_e0523aa74dd24faaa6f45e9c8c1c5133','se_40b82538c7094f4a8441001455e66339','chat',NULL,0,0,78,4,2,1.79590365026753091817e+09,'ow_9e35e5ba21bc44658eb9e9d075419152',77);
INSERT INTO "branches" VALUES('br_9c6e1f78e0f649bfbe2bd451b114d50c','se_5496cf6759f04b15ac005189f419153f','chat',NULL,0,0,40,2,1,1.79590365048825216292e+09,'ow_9e35e5ba21bc44658eb9e9d075419152',39);
INSERT INTO "branches" VALUES('br_65bc7f77edc6426fb772da21cecdf708','se_e35e979587394f298164b4fe2dabb851','chat',NULL,0,0,86,4,2,1.79590365056658482554e+09,'ow_9e35e5ba21bc44658eb9e9d075419152',85);
INSERT INTO "branches" VALUES('br_7663ae955abf4480bb5d1ec5069de746','se_1accfd72f956480d933b9ef1999abcbd','chat',NULL,0,0,54,3,1,1.79590365075781369205e+09,'ow_9e35e5ba21bc44658eb9e9d075419152',53);
INSERT INTO "branches" VALUES('br_8b5058ebf813437dbc38eb4c263e819e','se_01dda99569104b90899896d0b252f751','chat',NULL,0,0,18,1,1,1.79590365081114387508e+09,NULL,0);
CREATE TABLE conversation_items (
	conversation_id VARCHAR NOT NULL, 
	position INTEGER NOT NULL, 
	item_id VARCHAR NOT NULL, 
	item JSON NOT NULL, 
	PRIMARY KEY (conversation_id, position), 
	FOREIGN KEY(conversation_id) REFERENCES conversations (id) ON DELETE CASCADE
);
INSERT INTO "conversation_items" VALUES('conv_a151ed97858d485ab3591e6a0b2dad7e',0,'msg_79475cc4ca0b4e0caade1e6f6d8bebbe','{"id": "msg_79475cc4ca0b4e0caade1e6f6d8bebbe", "type": "message", "role": "user", "status": "completed", "content": [{"type": "input_text", "text": "Before"}]}');
INSERT INTO "conversation_items" VALUES('conv_a151ed97858d485ab3591e6a0b2dad7e',1,'msg_77ffb50a0439447b8df49084ce269cb1','{"id": "msg_77ffb50a0439447b8df49084ce269cb1", "type": "message", "role": "user", "status": "completed", "content": [{"type": "input_text", "text": "In it"}]}');
INSERT INTO "conversation_items" VALUES('conv_a151ed97858d485ab3591e6a0b2dad7e',2,'msg_13b4ffcd9d7745f5a7aa67da50be829200','{"id": "msg_13b4ffcd9d7745f5a7aa67da50be829200", "type": "message", "role": "assistant", "status": "incomplete", "content": [{"type": "output_text", "text": "\ufffd`\ufffdQ\ufffd\ufffd\ufffd\ufffd\ufffdJ\b\u007f\ufffd\ufffd\u0015\ufffd", "annotations": [], "logprobs": []}]}');
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
INSERT INTO "conversations" VALUES('conv_a151ed97858d485ab3591e6a0b2dad7e','default',1795903650,'{"topic": "migrations"}',3,2,NULL,1.79590365079672503473e+09);
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
INSERT INTO "items" VALUES('br_4eb2b0f021d741eab312a628cb763862',0,'it_cad3294e94ad440d9ae9d876aa014739','se_517e7322f723471d936d9fdafcb45ab5','user','{"role": "user", "content": "Good morning"}',X'70222A0C842BA9F1E656F75A50D407D2',NULL,0,19,1,NULL,NULL,NULL,1.79590364981706309323e+09);
INSERT INTO "items" VALUES('br_4eb2b0f021d741eab312a628cb763862',1,'it_6210cab0c213495688cce547f24beb81','se_517e7322f723471d936d9fdafcb45ab5','assistant','{"role": "assistant", "content": "\u037fK\ufffd\ufffdl"}',X'C55C94160F0B1CF06822D83EE66EF66F',NULL,19,37,1,'length',NULL,NULL,1.79590364984893441193e+09);
INSERT INTO "items" VALUES('br_4eb2b0f021d741eab312a628cb763862',2,'it_9f8221dfec5d44778fa45f67996e1c8e','se_517e7322f723471d936d9fdafcb45ab5','user','{"role": "user", "content": "And then?"}',X'3EF625FDC470A400C344F7D3F21AF878',NULL,37,55,1,NULL,NULL,NULL,1.79590364992857861518e+09);
INSERT INTO "items" VALUES('br_4eb2b0f021d741eab312a628cb763862',3,'it_64aa4cb99c3c4c56a0890a4f620e069d','se_517e7322f723471d936d9fdafcb45ab5','assistant','{"role": "assistant", "content": "\ufffd\ufffd\ufffd\ufffd\u0000"}',X'DBAF086743BE6991BBAF1B187EE9D9A3',NULL,55,73,1,'length',NULL,NULL,1.79590364995807981497e+09);
INSERT INTO "items" VALUES('br_4eb2b0f021d741eab312a628cb763862',4,'it_c6f524f8222c4cd9b7ffb2a8bd6e96f8','se_517e7322f723471d936d9fdafcb45ab5','user','{"role": "user", "content": "Why?"}',X'BE36CD1AC2E281F7BA99B5E044218A73',NULL,73,86,1,NULL,NULL,NULL,1.79590364997576618197e+09);
INSERT INTO "items" VALUES('br_4eb2b0f021d741eab312a628cb763862',5,'it_754f143b8a5041bd9c17b907c6ecfdd6','se_517e7322f723471d936d9fdafcb45ab5','assistant','{"role": "assistant", "content": "\ufffdG\u0019\ufffd\ufffd"}',X'270422D94C2FCF86821AEE76C1FE1411',NULL,86,104,1,'length',NULL,NULL,1.79590365003626871104e+09);
INSERT INTO "items" VALUES('br_21a6004756bc4b71bb7f83080e8a994e',5,'it_d9eca9416fd243c4bf968d636b82dae9','se_517e7322f723471d936d9fdafcb45ab5','assistant','{"role": "assistant", "content": "\ufffdK\ufffd\ufffd=`"}',X'33462B95EACC296D55006D0EAA57521C',NULL,86,104,1,'length',NULL,NULL,1.79590365003868579867e+09);
INSERT INTO "items" VALUES('br_17ee59c218e14d44bd1c0b53a69899e8',0,'it_38ec0a6fcaf8456e98d062391487dc96','se_517e7322f723471d936d9fdafcb45ab5','user','{"role": "user", "content": "Good evening"}',X'A0FC891D406BACC5EF327501C56C6B42',NULL,0,19,1,NULL,NULL,NULL,1.79590365005160951619e+09);
INSERT INTO "items" VALUES('br_17ee59c218e14d44bd1c0b53a69899e8',1,'it_66ca1ae8b1ea49ae9d7544b1428b0b15','se_517e7322f723471d936d9fdafcb45ab5','assistant','{"role": "assistant", "content": "\u001c\u0155 \ufffdm"}',X'C2FC5BC856B25D0122EDC4155D210C58',NULL,19,37,1,'length',NULL,NULL,1.79590365007352566716e+09);
INSERT INTO "items" VALUES('br_5ea7f2d2fa324f7e9beaa47aeaeee6e9',0,'it_1943d8805bbd47cfba65b99da2e0bf56','se_26aebd990bc44f92b0ea1b9102443955','prompt','"Once upon a time"',X'CF25218127A2BD1DF7B6D9215A761C83',16,0,16,1,NULL,NULL,NULL,1.79590365009640455249e+09);
INSERT INTO "items" VALUES('br_5ea7f2d2fa324f7e9beaa47aeaeee6e9',1,'it_45c907edbabb4fd4afdda08df18b21c9','se_26aebd990bc44f92b0ea1b9102443955','completion','"Bo\ufffd\ufffd\ufffd"',X'19CDEB4DD634ED65A6BF4702623FE794',21,16,21,1,'length',NULL,NULL,1.79590365013292956354e+09);
INSERT INTO "items" VALUES('br_5ea7f2d2fa324f7e9beaa47aeaeee6e9',2,'it_da3d790be35540eda05fff10c14c672c','se_26aebd990bc44f92b0ea1b9102443955','prompt','" and"',X'4BED1C3FBACC6315204C6E186CDB0EAE',25,21,25,1,NULL,NULL,NULL,1.79590365016017866131e+09);
INSERT INTO "items" VALUES('br_5ea7f2d2fa324f7e9beaa47aeaeee6e9',3,'it_a00f8a186b9a4c709bd2bde82e20a3bb','se_26aebd990bc44f92b0ea1b9102443955','completion','"\ufffd9\ufffd"',X'96AE210949D5140A93592896500BA590',28,25,28,1,'stop','"C"',X'22000000',1.79590365019024658199e+09);
INSERT INTO "items" VALUES('br_d350280bd6054be3aaceacfcde17d1cc',0,'it_265cb273ddfa46c3af05d111de7b040a','se_d0c5bcf991eb4d24b3494caeb4bd5f9a','prompt',NULL,NULL,NULL,0,6,1,NULL,NULL,NULL,1.79590365020681381222e+09);
INSERT INTO "items" VALUES('br_d350280bd6054be3aaceacfcde17d1cc',1,'it_a0d2f64081a54fdd83134d84aea3d689','se_d0c5bcf991eb4d24b3494caeb4bd5f9a','completion','"\ufffd\u07a2\ufffdq"',NULL,NULL,6,11,1,'length',NULL,NULL,1.79590365022783040997e+09);
INSERT INTO "items" VALUES('br_e0523aa74dd24faaa6f45e9c8c1c5133',0,'it_1d5f77d1f7c944dcb63754d38488c8a7','se_40b82538c7094f4a8441001455e66339','user','{"role": "user", "content": "One"}',X'77F869597A023DFF8787E0BA9225F3A3',NULL,0,10,1,NULL,NULL,NULL,1.79590365026816868782e+09);
INSERT INTO "items" VALUES('br_e0523aa74dd24faaa6f45e9c8c1c5133',1,'it_8a7f206ee27346b293897bf0fe9a8e71','se_40b82538c7094f4a8441001455e66339','assistant','{"role": "assistant", "content": "]\ufffd:\ufffdP4C\ufffdZ-\ufffd\u0002\ufffdTl!"}',X'83108B0A849D7D706355D3B56ADFC1E2',NULL,10,38,1,'length',NULL,NULL,1.79590365031291937826e+09);
INSERT INTO "items" VALUES('br_e0523aa74dd24faaa6f45e9c8c1c5133',2,'it_48a35ebd697b4fb9b3acfdca06d6876e','se_40b82538c7094f4a8441001455e66339','user','{"role": "user", "content": "Two"}',X'AB15FEED264B33E4CA0BC908663B3CC6',NULL,38,50,1,NULL,NULL,NULL,1.7959036504319045544e+09);
INSERT INTO "items" VALUES('br_e0523aa74dd24faaa6f45e9c8c1c5133',3,'it_7e93bca402504116925e36a220f0c255','se_40b82538c7094f4a8441001455e66339','assistant','{"role": "assistant", "content": ".]-0\ufffdDu\ufffd\ufffd\ufffd\u001aG#\ufffd\u000fE"}',X'E17FC626812AF016BC06128501828763',NULL,50,78,1,'length',NULL,NULL,1.79590365046449708941e+09);
INSERT INTO "items" VALUES('br_9c6e1f78e0f649bfbe2bd451b114d50c',0,'it_16dfb34b4c314e72aa753476eef06b50','se_5496cf6759f04b15ac005189f419153f','user','{"role": "user", "content": "Later"}',X'1D0A5C99B8EF5EF81592C6AF4098D929',NULL,0,12,1,NULL,NULL,NULL,1.79590365048898100851e+09);
INSERT INTO "items" VALUES('br_9c6e1f78e0f649bfbe2bd451b114d50c',1,'it_e54be035896f48e4b52fa1c00741840a','se_5496cf6759f04b15ac005189f419153f','assistant','{"role": "assistant", "content": "\ufffd\ufffd\ufffdko)\ufffd\ufffd''\u0011\ufffd\ufffd\ufffdlq\ufffd"}',X'31AE21FBC35BB7F543FCF2ADF19C9EE0',NULL,12,40,1,'length',NULL,NULL,1.79590365053926968568e+09);
INSERT INTO "items" VALUES('br_65bc7f77edc6426fb772da21cecdf708',0,'it_b9e3cc1fdbab416482c8f9537fbf03cf','se_e35e979587394f298164b4fe2dabb851','user','{"role": "user", "content": "Gone"}',X'AE110851C9DD3FAB3FF687BFD2D40A26',NULL,0,11,1,NULL,NULL,NULL,1.79590365056748843194e+09);
INSERT INTO "items" VALUES('br_65bc7f77edc6426fb772da21cecdf708',1,'it_bb37589387944ef4af4946ecd3ea620b','se_e35e979587394f298164b4fe2dabb851','assistant','{"role": "assistant", "content": "K0\ufffd\n\ufffdS\u0012\ufffd\ufffd$\ufffd\ufffd\ufffdCC"}',X'214B26A1F25E90BF3494A0F753E90B77',NULL,11,39,1,'length',NULL,NULL,1.79590365061687541005e+09);
INSERT INTO "items" VALUES('br_65bc7f77edc6426fb772da21cecdf708',2,'it_df9d33bf75e04524a539908a233d2fa7','se_e35e979587394f298164b4fe2dabb851','user','{"role": "user", "content": "Still here"}',X'9156E24FDB7C6A9E52AE82784A126EA5',NULL,39,58,1,NULL,NULL,NULL,1.79590365064340567588e+09);
INSERT INTO "items" VALUES('br_65bc7f77edc6426fb772da21cecdf708',3,'it_7c5ee1ea1264406ea859cb0266cf6ccd','se_e35e979587394f298164b4fe2dabb851','assistant','{"role": "assistant", "content": "\ufffd.\ufffd\ufffd%M?#\ufffd9\ufffds\ufffd\u001f\u0000"}',X'0480B9BADAFC0FB23AC012AD6BA50C4F',NULL,58,86,1,'length',NULL,NULL,1.79590365070254945759e+09);
INSERT INTO "items" VALUES('br_7663ae955abf4480bb5d1ec5069de746',0,'it_a7cf0ae96fe04d8089204196406ecce5','se_1accfd72f956480d933b9ef1999abcbd','user','{"role": "user", "content": "Before"}',X'86F1FF03C95F3955B509A5F75B79E5CA',NULL,0,13,1,NULL,NULL,NULL,1.79590365075892496112e+09);
INSERT INTO "items" VALUES('br_7663ae955abf4480bb5d1ec5069de746',1,'it_c1eb12a505b04423895ebeb8cc771d7a','se_1accfd72f956480d933b9ef1999abcbd','user','{"role": "user", "content": "In it"}',X'AF0AA6929370B3955C4A20872A5103CF',NULL,13,26,1,NULL,NULL,NULL,1.7959036507589395046e+09);
INSERT INTO "items" VALUES('br_7663ae955abf4480bb5d1ec5069de746',2,'it_ea198418176442a8873f2ac7101e6c6b','se_1accfd72f956480d933b9ef1999abcbd','assistant','{"role": "assistant", "content": "\ufffd`\ufffdQ\ufffd\ufffd\ufffd\ufffd\ufffdJ\b\u007f\ufffd\ufffd\u0015\ufffd"}',X'9E37837888E60C9BCDEC2E9EFEC21566',NULL,26,54,1,'length',NULL,NULL,1.79590365079205203056e+09);
INSERT INTO "items" VALUES('br_8b5058ebf813437dbc38eb4c263e819e',0,'it_b092582c26484d318986b8f417930d08','se_01dda99569104b90899896d0b252f751','user','{"role": "user", "content": "Interrupted"}',X'833CD06A3FEEF156551E2D3BFE0AB85B',NULL,0,18,1,NULL,NULL,NULL,1.79590365081178116794e+09);
CREATE TABLE migrations (
	number INTEGER NOT NULL, 
	name VARCHAR NOT NULL, 
	applied_at FLOAT NOT NULL, 
	PRIMARY KEY (number)
);
INSERT INTO "migrations" VALUES(1,'first_schema',1795903649.38808);
INSERT INTO "migrations" VALUES(2,'responses_and_conversations',1.79590364938884115226e+09);
INSERT INTO "migrations" VALUES(3,'runs',1795903649.38908);
INSERT INTO "migrations" VALUES(4,'whereabouts_of_kv',1.79590364939359760287e+09);
INSERT INTO "migrations" VALUES(5,'owners_of_responses_and_attempts',1.79590364939381766321e+09);
CREATE TABLE owners (
	id VARCHAR NOT NULL, 
	place VARCHAR, 
	beat_at FLOAT NOT NULL, 
	PRIMARY KEY (id)
);
INSERT INTO "owners" VALUES('ow_9e35e5ba21bc44658eb9e9d075419152','host:data',1.79590364969489550586e+09);
CREATE TABLE response_items (
	response_id VARCHAR NOT NULL, 
	position INTEGER NOT NULL, 
	is_output BOOLEAN NOT NULL, 
	item_id VARCHAR NOT NULL, 
	item JSON NOT NULL, 
	PRIMARY KEY (response_id, position), 
	FOREIGN KEY(response_id) REFERENCES responses (id) ON DELETE CASCADE
);
INSERT INTO "response_items" VALUES('resp_ca8da69db31e49c991d8b942abc17475',0,0,'msg_ad742da40cb34b38908f3d926ab305b0','{"id": "msg_ad742da40cb34b38908f3d926ab305b0", "type": "message", "role": "user", "status": "completed", "content": [{"type": "input_text", "text": "One"}]}');
INSERT INTO "response_items" VALUES('resp_ca8da69db31e49c991d8b942abc17475',1,1,'msg_ca8da69db31e49c991d8b942abc1747500','{"id": "msg_ca8da69db31e49c991d8b942abc1747500", "type": "message", "role": "assistant", "status": "incomplete", "content": [{"type": "output_text", "text": "]\ufffd:\ufffdP4C\ufffdZ-\ufffd\u0002\ufffdTl!", "annotations": [], "logprobs": []}]}');
INSERT INTO "response_items" VALUES('resp_fc72ea4e86fa4f3ab45369e1c712d20a',0,0,'msg_dd402fc19dce43b485145c7b4da83293','{"id": "msg_dd402fc19dce43b485145c7b4da83293", "type": "message", "role": "user", "status": "completed", "content": [{"type": "input_text", "text": "Two"}]}');
INSERT INTO "response_items" VALUES('resp_fc72ea4e86fa4f3ab45369e1c712d20a',1,1,'msg_fc72ea4e86fa4f3ab45369e1c712d20a00','{"id": "msg_fc72ea4e86fa4f3ab45369e1c712d20a00", "type": "message", "role": "assistant", "status": "incomplete", "content": [{"type": "output_text", "text": ".]-0\ufffdDu\ufffd\ufffd\ufffd\u001aG#\ufffd\u000fE", "annotations": [], "logprobs": []}]}');
INSERT INTO "response_items" VALUES('resp_d9f9124274a0483791b7c46b4ea43d4c',0,0,'msg_b88b1f2589a64ff28af71476ce43c75f','{"id": "msg_b88b1f2589a64ff28af71476ce43c75f", "type": "message", "role": "user", "status": "completed", "content": [{"type": "input_text", "text": "Later"}]}');
INSERT INTO "response_items" VALUES('resp_d9f9124274a0483791b7c46b4ea43d4c',1,1,'msg_d9f9124274a0483791b7c46b4ea43d4c00','{"id": "msg_d9f9124274a0483791b7c46b4ea43d4c00", "type": "message", "role": "assistant", "status": "incomplete", "content": [{"type": "output_text", "text": "\ufffd\ufffd\ufffdko)\ufffd\ufffd''\u0011\ufffd\ufffd\ufffdlq\ufffd", "annotations": [], "logprobs": []}]}');
INSERT INTO "response_items" VALUES('resp_e8ae3a8f67924552a389ffd60b58d3a9',0,0,'msg_b9c1865fc68e4118830b2b863546e43e','{"id": "msg_b9c1865fc68e4118830b2b863546e43e", "type": "message", "role": "user", "status": "completed", "content": [{"type": "input_text", "text": "Gone"}]}');
INSERT INTO "response_items" VALUES('resp_e8ae3a8f67924552a389ffd60b58d3a9',1,1,'msg_e8ae3a8f67924552a389ffd60b58d3a900','{"id": "msg_e8ae3a8f67924552a389ffd60b58d3a900", "type": "message", "role": "assistant", "status": "incomplete", "content": [{"type": "output_text", "text": "K0\ufffd\n\ufffdS\u0012\ufffd\ufffd$\ufffd\ufffd\ufffdCC", "annotations": [], "logprobs": []}]}');
INSERT INTO "response_items" VALUES('resp_d5e0513c76e546b7936154c81740c3fe',0,0,'msg_9ca612edcf3b4944aeed58108a41b75c','{"id": "msg_9ca612edcf3b4944aeed58108a41b75c", "type": "message", "role": "user", "status": "completed", "content": [{"type": "input_text", "text": "Still here"}]}');
INSERT INTO "response_items" VALUES('resp_d5e0513c76e546b7936154c81740c3fe',1,1,'msg_d5e0513c76e546b7936154c81740c3fe00','{"id": "msg_d5e0513c76e546b7936154c81740c3fe00", "type": "message", "role": "assistant", "status": "incomplete", "content": [{"type": "output_text", "text": "\ufffd.\ufffd\ufffd%M?#\ufffd9\ufffds\ufffd\u001f\u0000", "annotations": [], "logprobs": []}]}');
INSERT INTO "response_items" VALUES('resp_13b4ffcd9d7745f5a7aa67da50be8292',0,0,'msg_77ffb50a0439447b8df49084ce269cb1','{"id": "msg_77ffb50a0439447b8df49084ce269cb1", "type": "message", "role": "user", "status": "completed", "content": [{"type": "input_text", "text": "In it"}]}');
INSERT INTO "response_items" VALUES('resp_13b4ffcd9d7745f5a7aa67da50be8292',1,1,'msg_13b4ffcd9d7745f5a7aa67da50be829200','{"id": "msg_13b4ffcd9d7745f5a7aa67da50be829200", "type": "message", "role": "assistant", "status": "incomplete", "content": [{"type": "output_text", "text": "\ufffd`\ufffdQ\ufffd\ufffd\ufffd\ufffd\ufffdJ\b\u007f\ufffd\ufffd\u0015\ufffd", "annotations": [], "logprobs": []}]}');
INSERT INTO "response_items" VALUES('resp_c705e1bdae984c9599f7acc1da144e1a',0,0,'msg_6f81d73ea9134bf188743ca1a9d00a04','{"id": "msg_6f81d73ea9134bf188743ca1a9d00a04", "type": "message", "role": "user", "status": "completed", "content": [{"type": "input_text", "text": "Interrupted"}]}');
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
INSERT INTO "responses" VALUES('resp_ca8da69db31e49c991d8b942abc17475','default','incomplete',1795903650,NULL,'{"model": "toy", "instructions": null, "store": true, "max_output_tokens": 16, "max_tool_calls": null, "metadata": {}, "parallel_tool_calls": true, "tools": [], "tool_choice": "auto", "text": {"format": {"type": "text"}, "verbosity": "medium"}, "temperature": 1.0, "top_p": 1.0, "presence_penalty": 0.0, "frequency_penalty": 0.0, "top_logprobs": 0, "truncation": "disabled", "prompt_cache_key": null, "prompt_cache_options": null, "prompt_cache_retention": null, "safety_identifier": null, "service_tier": "default", "user": null}',0,'ow_9e35e5ba21bc44658eb9e9d075419152',0,'d125bdfe477a04efa9737062101bd8ae',NULL,'resp_ca8da69db31e49c991d8b942abc17475',NULL,NULL,NULL,'[22, 16, 6, null]',NULL,'max_output_tokens',1,'[[0, 1, 0], [0, 2, 0], [0, 2, 0], [0, 1, 0], [0, 1, 0], [0, 1, 0], [0, 1, 0], [0, 1, 0], [0, 2, 0], [0, 2, 0], [0, 1, 0], [0, 1, 0]]',0);
INSERT INTO "responses" VALUES('resp_fc72ea4e86fa4f3ab45369e1c712d20a','default','incomplete',1795903650,NULL,'{"model": "toy", "instructions": null, "store": true, "max_output_tokens": 16, "max_tool_calls": null, "metadata": {}, "parallel_tool_calls": true, "tools": [], "tool_choice": "auto", "text": {"format": {"type": "text"}, "verbosity": "medium"}, "temperature": 1.0, "top_p": 1.0, "presence_penalty": 0.0, "frequency_penalty": 0.0, "top_logprobs": 0, "truncation": "disabled", "prompt_cache_key": null, "prompt_cache_options": null, "prompt_cache_retention": null, "safety_identifier": null, "service_tier": "default", "user": null}',0,'ow_9e35e5ba21bc44658eb9e9d075419152',0,'d125bdfe477a04efa9737062101bd8ae',NULL,'resp_ca8da69db31e49c991d8b942abc17475','resp_ca8da69db31e49c991d8b942abc17475',NULL,NULL,'[62, 16, 37, null]',NULL,'max_output_tokens',1,'[[0, 1, 0], [0, 1, 0], [0, 1, 0], [0, 1, 0], [0, 1, 0], [0, 1, 0], [0, 1, 0], [0, 1, 0], [0, 1, 0], [0, 1, 0], [0, 1, 0], [0, 1, 0], [0, 1, 0], [0, 2, 0], [0, 1, 0]]',0);
INSERT INTO "responses" VALUES('resp_d9f9124274a0483791b7c46b4ea43d4c','default','incomplete',1795903650,NULL,'{"model": "toy", "instructions": null, "store": true, "max_output_tokens": 16, "max_tool_calls": null, "metadata": {}, "parallel_tool_calls": true, "tools": [], "tool_choice": "auto", "text": {"format": {"type": "text"}, "verbosity": "medium"}, "temperature": 1.0, "top_p": 1.0, "presence_penalty": 0.0, "frequency_penalty": 0.0, "top_logprobs": 0, "truncation": "disabled", "prompt_cache_key": null, "prompt_cache_options": null, "prompt_cache_retention": null, "safety_identifier": null, "service_tier": "default", "user": null}',1,'ow_9e35e5ba21bc44658eb9e9d075419152',0,'d125bdfe477a04efa9737062101bd8ae',NULL,'resp_d9f9124274a0483791b7c46b4ea43d4c',NULL,NULL,NULL,'[24, 16, 6, null]',NULL,'max_output_tokens',1,'[[0, 1, 0], [0, 1, 0], [0, 1, 0], [0, 1, 0], [0, 1, 0], [0, 1, 0], [0, 1, 0], [0, 2, 0], [0, 1, 0], [0, 1, 0], [0, 1, 0], [0, 1, 0], [0, 1, 0], [0, 1, 0], [0, 1, 0]]',0);
INSERT INTO "responses" VALUES('resp_e8ae3a8f67924552a389ffd60b58d3a9','default','incomplete',1795903650,NULL,'{"model": "toy", "instructions": null, "store": true, "max_output_tokens": 16, "max_tool_calls": null, "metadata": {}, "parallel_tool_calls": true, "tools": [], "tool_choice": "auto", "text": {"format": {"type": "text"}, "verbosity": "medium"}, "temperature": 1.0, "top_p": 1.0, "presence_penalty": 0.0, "frequency_penalty": 0.0, "top_logprobs": 0, "truncation": "disabled", "prompt_cache_key": null, "prompt_cache_options": null, "prompt_cache_retention": null, "safety_identifier": null, "service_tier": "default", "user": null}',0,'ow_9e35e5ba21bc44658eb9e9d075419152',0,'d125bdfe477a04efa9737062101bd8ae',NULL,'resp_e8ae3a8f67924552a389ffd60b58d3a9',NULL,NULL,NULL,'[23, 16, 8, null]',NULL,'max_output_tokens',1,'[[0, 1, 0], [0, 1, 0], [0, 2, 0], [0, 1, 0], [0, 1, 0], [0, 1, 0], [0, 1, 0], [0, 2, 0], [0, 1, 0], [0, 1, 0], [0, 2, 0], [0, 1, 0]]',1);
INSERT INTO "responses" VALUES('resp_d5e0513c76e546b7936154c81740c3fe','default','incomplete',1795903650,NULL,'{"model": "toy", "instructions": null, "store": true, "max_output_tokens": 16, "max_tool_calls": null, "metadata": {}, "parallel_tool_calls": true, "tools": [], "tool_choice": "auto", "text": {"format": {"type": "text"}, "verbosity": "medium"}, "temperature": 1.0, "top_p": 1.0, "presence_penalty": 0.0, "frequency_penalty": 0.0, "top_logprobs": 0, "truncation": "disabled", "prompt_cache_key": null, "prompt_cache_options": null, "prompt_cache_retention": null, "safety_identifier": null, "service_tier": "default", "user": null}',0,'ow_9e35e5ba21bc44658eb9e9d075419152',0,'d125bdfe477a04efa9737062101bd8ae',NULL,'resp_e8ae3a8f67924552a389ffd60b58d3a9','resp_e8ae3a8f67924552a389ffd60b58d3a9',NULL,NULL,'[70, 16, 38, null]',NULL,'max_output_tokens',1,'[[0, 1, 0], [0, 1, 0], [0, 1, 0], [0, 2, 0], [0, 1, 0], [0, 1, 0], [0, 1, 0], [0, 2, 0], [0, 2, 0], [0, 2, 0], [0, 1, 0]]',0);
INSERT INTO "responses" VALUES('resp_13b4ffcd9d7745f5a7aa67da50be8292','default','incomplete',1795903650,NULL,'{"model": "toy", "instructions": null, "store": true, "max_output_tokens": 16, "max_tool_calls": null, "metadata": {}, "parallel_tool_calls": true, "tools": [], "tool_choice": "auto", "text": {"format": {"type": "text"}, "verbosity": "medium"}, "temperature": 1.0, "top_p": 1.0, "presence_penalty": 0.0, "frequency_penalty": 0.0, "top_logprobs": 0, "truncation": "disabled", "prompt_cache_key": null, "prompt_cache_options": null, "prompt_cache_retention": null, "safety_identifier": null, "service_tier": "default", "user": null}',0,'ow_9e35e5ba21bc44658eb9e9d075419152',0,'d125bdfe477a04efa9737062101bd8ae',NULL,'conv_a151ed97858d485ab3591e6a0b2dad7e',NULL,'conv_a151ed97858d485ab3591e6a0b2dad7e',1,'[38, 16, 6, null]',NULL,'max_output_tokens',1,'[[0, 1, 0], [0, 1, 0], [0, 1, 0], [0, 1, 0], [0, 1, 0], [0, 1, 0], [0, 1, 0], [0, 1, 0], [0, 2, 0], [0, 1, 0], [0, 1, 0], [0, 1, 0], [0, 2, 0], [0, 1, 0]]',0);
INSERT INTO "responses" VALUES('resp_c705e1bdae984c9599f7acc1da144e1a','default','in_progress',1795903650,NULL,'{"model": "toy", "instructions": null, "store": true, "max_output_tokens": 600, "max_tool_calls": null, "metadata": {}, "parallel_tool_calls": true, "tools": [], "tool_choice": "auto", "text": {"format": {"type": "text"}, "verbosity": "medium"}, "temperature": 1.0, "top_p": 1.0, "presence_penalty": 0.0, "frequency_penalty": 0.0, "top_logprobs": 0, "truncation": "disabled", "prompt_cache_key": null, "prompt_cache_options": null, "prompt_cache_retention": null, "safety_identifier": null, "service_tier": "default", "user": null}',1,'ow_9e35e5ba21bc44658eb9e9d075419152',0,'d125bdfe477a04efa9737062101bd8ae',NULL,'resp_c705e1bdae984c9599f7acc1da144e1a',NULL,NULL,NULL,NULL,NULL,NULL,1,NULL,0);
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
INSERT INTO "run_tokens" VALUES('resp_13b4ffcd9d7745f5a7aa67da50be8292',0,0,X'FE0000003F000000FE00000030000000FA0000007C00000096000000A30000009800000029000000C4000000DD0000008400000083000000D100000097000000',NULL,6,'length',NULL);
INSERT INTO "run_tokens" VALUES('resp_c705e1bdae984c9599f7acc1da144e1a',0,0,X'B5000000',NULL,6,NULL,NULL);
INSERT INTO "run_tokens" VALUES('resp_c705e1bdae984c9599f7acc1da144e1a',0,1,X'5E000000',NULL,NULL,NULL,NULL);
INSERT INTO "run_tokens" VALUES('resp_c705e1bdae984c9599f7acc1da144e1a',0,2,X'FE000000',NULL,NULL,NULL,NULL);
INSERT INTO "run_tokens" VALUES('resp_c705e1bdae984c9599f7acc1da144e1a',0,3,X'5B000000',NULL,NULL,NULL,NULL);
INSERT INTO "run_tokens" VALUES('resp_c705e1bdae984c9599f7acc1da144e1a',0,4,X'4D000000',NULL,NULL,NULL,NULL);
INSERT INTO "run_tokens" VALUES('resp_ca8da69db31e49c991d8b942abc17475',0,0,X'3C0000009200000019000000880000002F0000001300000022000000F4000000390000000C00000087000000BE000000AE000000330000004B00000000000000',NULL,6,'length',NULL);
INSERT INTO "run_tokens" VALUES('resp_d5e0513c76e546b7936154c81740c3fe',0,0,X'EA0000000D000000AA00000098000000040000002C0000001E00000002000000A00000006D000000180000009D000000520000009E000000DB000000BC000000',NULL,38,'length',NULL);
INSERT INTO "run_tokens" VALUES('resp_d9f9124274a0483791b7c46b4ea43d4c',0,0,X'B2000000E10000007B0000004A0000004E00000008000000F8000000AD00000006000000CD000000B9000000B90000006F0000004B000000500000005F000000',NULL,6,'length',NULL);
INSERT INTO "run_tokens" VALUES('resp_e8ae3a8f67924552a389ffd60b58d3a9',0,0,X'2A0000000F00000084000000C60000006D00000032000000CE000000AF000000A00000006300000003000000680000007B000000900000002200000022000000',NULL,8,'length',NULL);
INSERT INTO "run_tokens" VALUES('resp_fc72ea4e86fa4f3ab45369e1c712d20a',0,0,X'0D0000003C0000000C0000000F000000E50000002300000054000000BA000000FF000000E6000000D600000026000000020000009A000000CB00000024000000',NULL,37,'length',NULL);
CREATE TABLE runs (
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
INSERT INTO "runs" VALUES('resp_ca8da69db31e49c991d8b942abc17475','se_40b82538c7094f4a8441001455e66339','completed',1,'ow_9e35e5ba21bc44658eb9e9d075419152',1,0,0,'br_e0523aa74dd24faaa6f45e9c8c1c5133',10,1,1,X'C600000000010000400000005200000052000000480000005200000053000000400000004D00000053000000C6000000',X'C417841E4E0C29EE46F62D41850734B8',X'77F869597A023DFF8787E0BA9225F3A3','{"request_id": "resp_ca8da69db31e49c991d8b942abc17475", "model": "toy", "tenant": "default", "input": {"messages": [], "add_generation_prompt": true, "continue_final_message": false, "tools": null}, "sampling": {"max_tokens": 16, "min_tokens": 0, "temperature": 1.0, "top_k": 0, "top_p": 1.0, "min_p": 0.0, "repetition_penalty": 1.0, "presence_penalty": 0.0, "frequency_penalty": 0.0, "logit_bias": [], "seed": null, "stop": [], "stop_token_ids": [], "include_stop_str_in_output": false, "ignore_eos": false, "logprobs": null, "prompt_logprobs": null}, "n": 1, "echo": false, "session_id": "resp_ca8da69db31e49c991d8b942abc17475", "run_id": "resp_ca8da69db31e49c991d8b942abc17475", "is_recorded": true, "grammar": null}',8192,'d125bdfe477a04efa9737062101bd8ae','toy',0,'{"request_id": "resp_ca8da69db31e49c991d8b942abc17475", "created": 1795903650, "num_prompt_tokens": 22, "seed": 5170989234678462746, "system_fingerprint": "fp_6fbc7cfef75f", "session": {"session_id": "resp_ca8da69db31e49c991d8b942abc17475", "num_matched_messages": 0, "num_matched_tokens": 0, "forked": false}}','{"usage": {"num_prompt_tokens": 22, "num_completion_tokens": 16, "num_cached_tokens": 6, "cold": null}, "num_computed_tokens": 16, "prompt_logprobs": null}',NULL);
INSERT INTO "runs" VALUES('resp_fc72ea4e86fa4f3ab45369e1c712d20a','se_40b82538c7094f4a8441001455e66339','completed',1,'ow_9e35e5ba21bc44658eb9e9d075419152',1,0,0,'br_e0523aa74dd24faaa6f45e9c8c1c5133',50,3,2,X'C600000000010000400000005200000052000000480000005200000053000000400000004D00000053000000C6000000',X'C417841E4E0C29EE46F62D41850734B8',X'AB15FEED264B33E4CA0BC908663B3CC6','{"request_id": "resp_fc72ea4e86fa4f3ab45369e1c712d20a", "model": "toy", "tenant": "default", "input": {"messages": [], "add_generation_prompt": true, "continue_final_message": false, "tools": null}, "sampling": {"max_tokens": 16, "min_tokens": 0, "temperature": 1.0, "top_k": 0, "top_p": 1.0, "min_p": 0.0, "repetition_penalty": 1.0, "presence_penalty": 0.0, "frequency_penalty": 0.0, "logit_bias": [], "seed": null, "stop": [], "stop_token_ids": [], "include_stop_str_in_output": false, "ignore_eos": false, "logprobs": null, "prompt_logprobs": null}, "n": 1, "echo": false, "session_id": "resp_ca8da69db31e49c991d8b942abc17475", "run_id": "resp_fc72ea4e86fa4f3ab45369e1c712d20a", "is_recorded": true, "grammar": null}',8192,'d125bdfe477a04efa9737062101bd8ae','toy',0,'{"request_id": "resp_fc72ea4e86fa4f3ab45369e1c712d20a", "created": 1795903650, "num_prompt_tokens": 62, "seed": 8524496726601393600, "system_fingerprint": "fp_6fbc7cfef75f", "session": {"session_id": "resp_ca8da69db31e49c991d8b942abc17475", "num_matched_messages": 2, "num_matched_tokens": 38, "forked": false}}','{"usage": {"num_prompt_tokens": 62, "num_completion_tokens": 16, "num_cached_tokens": 37, "cold": null}, "num_computed_tokens": 25, "prompt_logprobs": null}',NULL);
INSERT INTO "runs" VALUES('resp_d9f9124274a0483791b7c46b4ea43d4c','se_5496cf6759f04b15ac005189f419153f','completed',1,'ow_9e35e5ba21bc44658eb9e9d075419152',1,0,0,'br_9c6e1f78e0f649bfbe2bd451b114d50c',12,1,1,X'C600000000010000400000005200000052000000480000005200000053000000400000004D00000053000000C6000000',X'C417841E4E0C29EE46F62D41850734B8',X'1D0A5C99B8EF5EF81592C6AF4098D929','{"request_id": "resp_d9f9124274a0483791b7c46b4ea43d4c", "model": "toy", "tenant": "default", "input": {"messages": [], "add_generation_prompt": true, "continue_final_message": false, "tools": null}, "sampling": {"max_tokens": 16, "min_tokens": 0, "temperature": 1.0, "top_k": 0, "top_p": 1.0, "min_p": 0.0, "repetition_penalty": 1.0, "presence_penalty": 0.0, "frequency_penalty": 0.0, "logit_bias": [], "seed": null, "stop": [], "stop_token_ids": [], "include_stop_str_in_output": false, "ignore_eos": false, "logprobs": null, "prompt_logprobs": null}, "n": 1, "echo": false, "session_id": "resp_d9f9124274a0483791b7c46b4ea43d4c", "run_id": "resp_d9f9124274a0483791b7c46b4ea43d4c", "is_recorded": true, "grammar": null}',8192,'d125bdfe477a04efa9737062101bd8ae','toy',0,'{"request_id": "resp_d9f9124274a0483791b7c46b4ea43d4c", "created": 1795903650, "num_prompt_tokens": 24, "seed": 1300006838669558666, "system_fingerprint": "fp_6fbc7cfef75f", "session": {"session_id": "resp_d9f9124274a0483791b7c46b4ea43d4c", "num_matched_messages": 0, "num_matched_tokens": 0, "forked": false}}','{"usage": {"num_prompt_tokens": 24, "num_completion_tokens": 16, "num_cached_tokens": 6, "cold": null}, "num_computed_tokens": 18, "prompt_logprobs": null}',NULL);
INSERT INTO "runs" VALUES('resp_e8ae3a8f67924552a389ffd60b58d3a9','se_e35e979587394f298164b4fe2dabb851','completed',1,'ow_9e35e5ba21bc44658eb9e9d075419152',1,0,0,'br_65bc7f77edc6426fb772da21cecdf708',11,1,1,X'C600000000010000400000005200000052000000480000005200000053000000400000004D00000053000000C6000000',X'C417841E4E0C29EE46F62D41850734B8',X'AE110851C9DD3FAB3FF687BFD2D40A26','{"request_id": "resp_e8ae3a8f67924552a389ffd60b58d3a9", "model": "toy", "tenant": "default", "input": {"messages": [], "add_generation_prompt": true, "continue_final_message": false, "tools": null}, "sampling": {"max_tokens": 16, "min_tokens": 0, "temperature": 1.0, "top_k": 0, "top_p": 1.0, "min_p": 0.0, "repetition_penalty": 1.0, "presence_penalty": 0.0, "frequency_penalty": 0.0, "logit_bias": [], "seed": null, "stop": [], "stop_token_ids": [], "include_stop_str_in_output": false, "ignore_eos": false, "logprobs": null, "prompt_logprobs": null}, "n": 1, "echo": false, "session_id": "resp_e8ae3a8f67924552a389ffd60b58d3a9", "run_id": "resp_e8ae3a8f67924552a389ffd60b58d3a9", "is_recorded": true, "grammar": null}',8192,'d125bdfe477a04efa9737062101bd8ae','toy',0,'{"request_id": "resp_e8ae3a8f67924552a389ffd60b58d3a9", "created": 1795903650, "num_prompt_tokens": 23, "seed": 7591741421923808397, "system_fingerprint": "fp_6fbc7cfef75f", "session": {"session_id": "resp_e8ae3a8f67924552a389ffd60b58d3a9", "num_matched_messages": 0, "num_matched_tokens": 0, "forked": false}}','{"usage": {"num_prompt_tokens": 23, "num_completion_tokens": 16, "num_cached_tokens": 8, "cold": null}, "num_computed_tokens": 15, "prompt_logprobs": null}',NULL);
INSERT INTO "runs" VALUES('resp_d5e0513c76e546b7936154c81740c3fe','se_e35e979587394f298164b4fe2dabb851','completed',1,'ow_9e35e5ba21bc44658eb9e9d075419152',1,0,0,'br_65bc7f77edc6426fb772da21cecdf708',58,3,2,X'C600000000010000400000005200000052000000480000005200000053000000400000004D00000053000000C6000000',X'C417841E4E0C29EE46F62D41850734B8',X'9156E24FDB7C6A9E52AE82784A126EA5','{"request_id": "resp_d5e0513c76e546b7936154c81740c3fe", "model": "toy", "tenant": "default", "input": {"messages": [], "add_generation_prompt": true, "continue_final_message": false, "tools": null}, "sampling": {"max_tokens": 16, "min_tokens": 0, "temperature": 1.0, "top_k": 0, "top_p": 1.0, "min_p": 0.0, "repetition_penalty": 1.0, "presence_penalty": 0.0, "frequency_penalty": 0.0, "logit_bias": [], "seed": null, "stop": [], "stop_token_ids": [], "include_stop_str_in_output": false, "ignore_eos": false, "logprobs": null, "prompt_logprobs": null}, "n": 1, "echo": false, "session_id": "resp_e8ae3a8f67924552a389ffd60b58d3a9", "run_id": "resp_d5e0513c76e546b7936154c81740c3fe", "is_recorded": true, "grammar": null}',8192,'d125bdfe477a04efa9737062101bd8ae','toy',0,'{"request_id": "resp_d5e0513c76e546b7936154c81740c3fe", "created": 1795903650, "num_prompt_tokens": 70, "seed": 1838457047561036132, "system_fingerprint": "fp_6fbc7cfef75f", "session": {"session_id": "resp_e8ae3a8f67924552a389ffd60b58d3a9", "num_matched_messages": 2, "num_matched_tokens": 39, "forked": false}}','{"usage": {"num_prompt_tokens": 70, "num_completion_tokens": 16, "num_cached_tokens": 38, "cold": null}, "num_computed_tokens": 32, "prompt_logprobs": null}',NULL);
INSERT INTO "runs" VALUES('resp_13b4ffcd9d7745f5a7aa67da50be8292','se_1accfd72f956480d933b9ef1999abcbd','completed',1,'ow_9e35e5ba21bc44658eb9e9d075419152',1,0,0,'br_7663ae955abf4480bb5d1ec5069de746',26,2,1,X'C600000000010000400000005200000052000000480000005200000053000000400000004D00000053000000C6000000',X'C417841E4E0C29EE46F62D41850734B8',X'AF0AA6929370B3955C4A20872A5103CF','{"request_id": "resp_13b4ffcd9d7745f5a7aa67da50be8292", "model": "toy", "tenant": "default", "input": {"messages": [], "add_generation_prompt": true, "continue_final_message": false, "tools": null}, "sampling": {"max_tokens": 16, "min_tokens": 0, "temperature": 1.0, "top_k": 0, "top_p": 1.0, "min_p": 0.0, "repetition_penalty": 1.0, "presence_penalty": 0.0, "frequency_penalty": 0.0, "logit_bias": [], "seed": null, "stop": [], "stop_token_ids": [], "include_stop_str_in_output": false, "ignore_eos": false, "logprobs": null, "prompt_logprobs": null}, "n": 1, "echo": false, "session_id": "conv_a151ed97858d485ab3591e6a0b2dad7e", "run_id": "resp_13b4ffcd9d7745f5a7aa67da50be8292", "is_recorded": true, "grammar": null}',8192,'d125bdfe477a04efa9737062101bd8ae','toy',0,'{"request_id": "resp_13b4ffcd9d7745f5a7aa67da50be8292", "created": 1795903650, "num_prompt_tokens": 38, "seed": 8544082627271353393, "system_fingerprint": "fp_6fbc7cfef75f", "session": {"session_id": "conv_a151ed97858d485ab3591e6a0b2dad7e", "num_matched_messages": 0, "num_matched_tokens": 0, "forked": false}}','{"usage": {"num_prompt_tokens": 38, "num_completion_tokens": 16, "num_cached_tokens": 6, "cold": null}, "num_computed_tokens": 32, "prompt_logprobs": null}',NULL);
INSERT INTO "runs" VALUES('resp_c705e1bdae984c9599f7acc1da144e1a','se_01dda99569104b90899896d0b252f751','in_progress',1,'ow_9e35e5ba21bc44658eb9e9d075419152',1,0,0,'br_8b5058ebf813437dbc38eb4c263e819e',18,1,1,X'C600000000010000400000005200000052000000480000005200000053000000400000004D00000053000000C6000000',X'C417841E4E0C29EE46F62D41850734B8',X'833CD06A3FEEF156551E2D3BFE0AB85B','{"request_id": "resp_c705e1bdae984c9599f7acc1da144e1a", "model": "toy", "tenant": "default", "input": {"messages": [], "add_generation_prompt": true, "continue_final_message": false, "tools": null}, "sampling": {"max_tokens": 600, "min_tokens": 0, "temperature": 1.0, "top_k": 0, "top_p": 1.0, "min_p": 0.0, "repetition_penalty": 1.0, "presence_penalty": 0.0, "frequency_penalty": 0.0, "logit_bias": [], "seed": null, "stop": [], "stop_token_ids": [], "include_stop_str_in_output": false, "ignore_eos": false, "logprobs": null, "prompt_logprobs": null}, "n": 1, "echo": false, "session_id": "resp_c705e1bdae984c9599f7acc1da144e1a", "run_id": "resp_c705e1bdae984c9599f7acc1da144e1a", "is_recorded": true, "grammar": null}',8192,'d125bdfe477a04efa9737062101bd8ae','toy',0,'{"request_id": "resp_c705e1bdae984c9599f7acc1da144e1a", "created": 1795903650, "num_prompt_tokens": 30, "seed": 6653132641518446012, "system_fingerprint": "fp_6fbc7cfef75f", "session": {"session_id": "resp_c705e1bdae984c9599f7acc1da144e1a", "num_matched_messages": 0, "num_matched_tokens": 0, "forked": false}}',NULL,NULL);
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
INSERT INTO "sessions" VALUES('se_517e7322f723471d936d9fdafcb45ab5','default','talk',1.79590364981273317331e+09,1.79590365007403779027e+09,4,'br_17ee59c218e14d44bd1c0b53a69899e8');
INSERT INTO "sessions" VALUES('se_26aebd990bc44f92b0ea1b9102443955','default','text',1.7959036500949935913e+09,1.79590365019073557855e+09,2,'br_5ea7f2d2fa324f7e9beaa47aeaeee6e9');
INSERT INTO "sessions" VALUES('se_d0c5bcf991eb4d24b3494caeb4bd5f9a','default','ids',1.79590365020534372328e+09,1.79590365022831678393e+09,1,'br_d350280bd6054be3aaceacfcde17d1cc');
INSERT INTO "sessions" VALUES('se_40b82538c7094f4a8441001455e66339','default','resp_ca8da69db31e49c991d8b942abc17475',1.79590365026675748824e+09,1.79590365046527862544e+09,2,'br_e0523aa74dd24faaa6f45e9c8c1c5133');
INSERT INTO "sessions" VALUES('se_5496cf6759f04b15ac005189f419153f','default','resp_d9f9124274a0483791b7c46b4ea43d4c',1.79590365048734235762e+09,1.79590365054000401495e+09,1,'br_9c6e1f78e0f649bfbe2bd451b114d50c');
INSERT INTO "sessions" VALUES('se_e35e979587394f298164b4fe2dabb851','default','resp_e8ae3a8f67924552a389ffd60b58d3a9',1.795903650565507412e+09,1.7959036507032585144e+09,2,'br_65bc7f77edc6426fb772da21cecdf708');
INSERT INTO "sessions" VALUES('se_1accfd72f956480d933b9ef1999abcbd','default','conv_a151ed97858d485ab3591e6a0b2dad7e',1.79590365075616073607e+09,1.79590365079256296162e+09,1,'br_7663ae955abf4480bb5d1ec5069de746');
INSERT INTO "sessions" VALUES('se_01dda99569104b90899896d0b252f751','default','resp_c705e1bdae984c9599f7acc1da144e1a',1.79590365081043791765e+09,1.79590365081208634375e+09,1,'br_8b5058ebf813437dbc38eb4c263e819e');
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
INSERT INTO "spans" VALUES('br_4eb2b0f021d741eab312a628cb763862',0,'it_cad3294e94ad440d9ae9d876aa014739','user',X'0001000054000000520000004400000051000000C6000000260000004E0000004E00000043000000DC0000004C0000004E000000510000004D000000480000004D0000004600000001010000','rendered',NULL,NULL,'d125bdfe477a04efa9737062101bd8ae','toy');
INSERT INTO "spans" VALUES('br_4eb2b0f021d741eab312a628cb763862',19,'it_6210cab0c213495688cce547f24beb81','assistant',X'C600000000010000400000005200000052000000480000005200000053000000400000004D00000053000000C6000000','rendered',NULL,NULL,'d125bdfe477a04efa9737062101bd8ae','toy');
INSERT INTO "spans" VALUES('br_4eb2b0f021d741eab312a628cb763862',31,'it_6210cab0c213495688cce547f24beb81','assistant',X'890000007B0000002A000000AA000000A30000004B000000','sampled','1',0,'d125bdfe477a04efa9737062101bd8ae','toy');
INSERT INTO "spans" VALUES('br_4eb2b0f021d741eab312a628cb763862',37,'it_9f8221dfec5d44778fa45f67996e1c8e','user',X'01010000C60000000001000054000000520000004400000051000000C6000000200000004D00000043000000DC0000005300000047000000440000004D0000001E00000001010000','rendered',NULL,NULL,'d125bdfe477a04efa9737062101bd8ae','toy');
INSERT INTO "spans" VALUES('br_4eb2b0f021d741eab312a628cb763862',55,'it_64aa4cb99c3c4c56a0890a4f620e069d','assistant',X'C600000000010000400000005200000052000000480000005200000053000000400000004D00000053000000C6000000','rendered',NULL,NULL,'d125bdfe477a04efa9737062101bd8ae','toy');
INSERT INTO "spans" VALUES('br_4eb2b0f021d741eab312a628cb763862',67,'it_64aa4cb99c3c4c56a0890a4f620e069d','assistant',X'9F0000005F000000AE000000B90000006D000000BC000000','sampled','1',0,'d125bdfe477a04efa9737062101bd8ae','toy');
INSERT INTO "spans" VALUES('br_4eb2b0f021d741eab312a628cb763862',73,'it_c6f524f8222c4cd9b7ffb2a8bd6e96f8','user',X'01010000C60000000001000054000000520000004400000051000000C60000003600000047000000580000001E00000001010000','rendered',NULL,NULL,'d125bdfe477a04efa9737062101bd8ae','toy');
INSERT INTO "spans" VALUES('br_4eb2b0f021d741eab312a628cb763862',86,'it_754f143b8a5041bd9c17b907c6ecfdd6','assistant',X'C600000000010000400000005200000052000000480000005200000053000000400000004D00000053000000C6000000','rendered',NULL,NULL,'d125bdfe477a04efa9737062101bd8ae','toy');
INSERT INTO "spans" VALUES('br_4eb2b0f021d741eab312a628cb763862',98,'it_754f143b8a5041bd9c17b907c6ecfdd6','assistant',X'9400000026000000D5000000E9000000A9000000E3000000','sampled','2',0,'d125bdfe477a04efa9737062101bd8ae','toy');
INSERT INTO "spans" VALUES('br_21a6004756bc4b71bb7f83080e8a994e',86,'it_d9eca9416fd243c4bf968d636b82dae9','assistant',X'C600000000010000400000005200000052000000480000005200000053000000400000004D00000053000000C6000000','rendered',NULL,NULL,'d125bdfe477a04efa9737062101bd8ae','toy');
INSERT INTO "spans" VALUES('br_21a6004756bc4b71bb7f83080e8a994e',98,'it_d9eca9416fd243c4bf968d636b82dae9','assistant',X'940000002A0000005F000000740000001C0000003F000000','sampled','2',1,'d125bdfe477a04efa9737062101bd8ae','toy');
INSERT INTO "spans" VALUES('br_17ee59c218e14d44bd1c0b53a69899e8',0,'it_38ec0a6fcaf8456e98d062391487dc96','user',X'0001000054000000520000004400000051000000C6000000260000004E0000004E00000043000000DC0000004400000055000000440000004D000000480000004D0000004600000001010000','rendered',NULL,NULL,'d125bdfe477a04efa9737062101bd8ae','toy');
INSERT INTO "spans" VALUES('br_17ee59c218e14d44bd1c0b53a69899e8',19,'it_66ca1ae8b1ea49ae9d7544b1428b0b15','assistant',X'C600000000010000400000005200000052000000480000005200000053000000400000004D00000053000000C6000000','rendered',NULL,NULL,'d125bdfe477a04efa9737062101bd8ae','toy');
INSERT INTO "spans" VALUES('br_17ee59c218e14d44bd1c0b53a69899e8',31,'it_66ca1ae8b1ea49ae9d7544b1428b0b15','assistant',X'D800000081000000F3000000DC000000950000004C000000','sampled','3',0,'d125bdfe477a04efa9737062101bd8ae','toy');
INSERT INTO "spans" VALUES('br_5ea7f2d2fa324f7e9beaa47aeaeee6e9',0,'it_1943d8805bbd47cfba65b99da2e0bf56','prompt',X'2E0000004D0000004200000044000000DC000000540000004F0000004E0000004D000000DC00000040000000DC00000053000000480000004C00000044000000','rendered',NULL,NULL,'d125bdfe477a04efa9737062101bd8ae','toy');
INSERT INTO "spans" VALUES('br_5ea7f2d2fa324f7e9beaa47aeaeee6e9',16,'it_45c907edbabb4fd4afdda08df18b21c9','completion',X'210000004E000000BB00000078000000B9000000','sampled','4',0,'d125bdfe477a04efa9737062101bd8ae','toy');
INSERT INTO "spans" VALUES('br_5ea7f2d2fa324f7e9beaa47aeaeee6e9',21,'it_da3d790be35540eda05fff10c14c672c','prompt',X'DC000000400000004D00000043000000','rendered',NULL,NULL,'d125bdfe477a04efa9737062101bd8ae','toy');
INSERT INTO "spans" VALUES('br_5ea7f2d2fa324f7e9beaa47aeaeee6e9',25,'it_a00f8a186b9a4c709bd2bde82e20a3bb','completion',X'B70000001800000099000000','sampled','5',0,'d125bdfe477a04efa9737062101bd8ae','toy');
INSERT INTO "spans" VALUES('br_d350280bd6054be3aaceacfcde17d1cc',0,'it_265cb273ddfa46c3af05d111de7b040a','prompt',X'740000006F0000006B000000650000006E00000073000000','rendered',NULL,NULL,'d125bdfe477a04efa9737062101bd8ae','toy');
INSERT INTO "spans" VALUES('br_d350280bd6054be3aaceacfcde17d1cc',6,'it_a0d2f64081a54fdd83134d84aea3d689','completion',X'F70000009A0000005F000000AC00000050000000','sampled','6',0,'d125bdfe477a04efa9737062101bd8ae','toy');
INSERT INTO "spans" VALUES('br_e0523aa74dd24faaa6f45e9c8c1c5133',0,'it_1d5f77d1f7c944dcb63754d38488c8a7','user',X'0001000054000000520000004400000051000000C60000002E0000004D0000004400000001010000','rendered',NULL,NULL,'d125bdfe477a04efa9737062101bd8ae','toy');
INSERT INTO "spans" VALUES('br_e0523aa74dd24faaa6f45e9c8c1c5133',10,'it_8a7f206ee27346b293897bf0fe9a8e71','assistant',X'C600000000010000400000005200000052000000480000005200000053000000400000004D00000053000000C6000000','rendered',NULL,NULL,'d125bdfe477a04efa9737062101bd8ae','toy');
INSERT INTO "spans" VALUES('br_e0523aa74dd24faaa6f45e9c8c1c5133',22,'it_8a7f206ee27346b293897bf0fe9a8e71','assistant',X'3C0000009200000019000000880000002F0000001300000022000000F4000000390000000C00000087000000BE000000AE000000330000004B00000000000000','sampled','5170989234678462746',0,'d125bdfe477a04efa9737062101bd8ae','toy');
INSERT INTO "spans" VALUES('br_e0523aa74dd24faaa6f45e9c8c1c5133',38,'it_48a35ebd697b4fb9b3acfdca06d6876e','user',X'01010000C60000000001000054000000520000004400000051000000C600000033000000560000004E00000001010000','rendered',NULL,NULL,'d125bdfe477a04efa9737062101bd8ae','toy');
INSERT INTO "spans" VALUES('br_e0523aa74dd24faaa6f45e9c8c1c5133',50,'it_7e93bca402504116925e36a220f0c255','assistant',X'C600000000010000400000005200000052000000480000005200000053000000400000004D00000053000000C6000000','rendered',NULL,NULL,'d125bdfe477a04efa9737062101bd8ae','toy');
INSERT INTO "spans" VALUES('br_e0523aa74dd24faaa6f45e9c8c1c5133',62,'it_7e93bca402504116925e36a220f0c255','assistant',X'0D0000003C0000000C0000000F000000E50000002300000054000000BA000000FF000000E6000000D600000026000000020000009A000000CB00000024000000','sampled','8524496726601393600',0,'d125bdfe477a04efa9737062101bd8ae','toy');
INSERT INTO "spans" VALUES('br_9c6e1f78e0f649bfbe2bd451b114d50c',0,'it_16dfb34b4c314e72aa753476eef06b50','user',X'0001000054000000520000004400000051000000C60000002B0000004000000053000000440000005100000001010000','rendered',NULL,NULL,'d125bdfe477a04efa9737062101bd8ae','toy');
INSERT INTO "spans" VALUES('br_9c6e1f78e0f649bfbe2bd451b114d50c',12,'it_e54be035896f48e4b52fa1c00741840a','assistant',X'C600000000010000400000005200000052000000480000005200000053000000400000004D00000053000000C6000000','rendered',NULL,NULL,'d125bdfe477a04efa9737062101bd8ae','toy');
INSERT INTO "spans" VALUES('br_9c6e1f78e0f649bfbe2bd451b114d50c',24,'it_e54be035896f48e4b52fa1c00741840a','assistant',X'B2000000E10000007B0000004A0000004E00000008000000F8000000AD00000006000000CD000000B9000000B90000006F0000004B000000500000005F000000','sampled','1300006838669558666',0,'d125bdfe477a04efa9737062101bd8ae','toy');
INSERT INTO "spans" VALUES('br_65bc7f77edc6426fb772da21cecdf708',0,'it_b9e3cc1fdbab416482c8f9537fbf03cf','user',X'0001000054000000520000004400000051000000C6000000260000004E0000004D0000004400000001010000','rendered',NULL,NULL,'d125bdfe477a04efa9737062101bd8ae','toy');
INSERT INTO "spans" VALUES('br_65bc7f77edc6426fb772da21cecdf708',11,'it_bb37589387944ef4af4946ecd3ea620b','assistant',X'C600000000010000400000005200000052000000480000005200000053000000400000004D00000053000000C6000000','rendered',NULL,NULL,'d125bdfe477a04efa9737062101bd8ae','toy');
INSERT INTO "spans" VALUES('br_65bc7f77edc6426fb772da21cecdf708',23,'it_bb37589387944ef4af4946ecd3ea620b','assistant',X'2A0000000F00000084000000C60000006D00000032000000CE000000AF000000A00000006300000003000000680000007B000000900000002200000022000000','sampled','7591741421923808397',0,'d125bdfe477a04efa9737062101bd8ae','toy');
INSERT INTO "spans" VALUES('br_65bc7f77edc6426fb772da21cecdf708',39,'it_df9d33bf75e04524a539908a233d2fa7','user',X'01010000C60000000001000054000000520000004400000051000000C60000003200000053000000480000004B0000004B000000DC0000004700000044000000510000004400000001010000','rendered',NULL,NULL,'d125bdfe477a04efa9737062101bd8ae','toy');
INSERT INTO "spans" VALUES('br_65bc7f77edc6426fb772da21cecdf708',58,'it_7c5ee1ea1264406ea859cb0266cf6ccd','assistant',X'C600000000010000400000005200000052000000480000005200000053000000400000004D00000053000000C6000000','rendered',NULL,NULL,'d125bdfe477a04efa9737062101bd8ae','toy');
INSERT INTO "spans" VALUES('br_65bc7f77edc6426fb772da21cecdf708',70,'it_7c5ee1ea1264406ea859cb0266cf6ccd','assistant',X'EA0000000D000000AA00000098000000040000002C0000001E00000002000000A00000006D000000180000009D000000520000009E000000DB000000BC000000','sampled','1838457047561036132',0,'d125bdfe477a04efa9737062101bd8ae','toy');
INSERT INTO "spans" VALUES('br_7663ae955abf4480bb5d1ec5069de746',0,'it_a7cf0ae96fe04d8089204196406ecce5','user',X'0001000054000000520000004400000051000000C60000002100000044000000450000004E000000510000004400000001010000','rendered',NULL,NULL,'d125bdfe477a04efa9737062101bd8ae','toy');
INSERT INTO "spans" VALUES('br_7663ae955abf4480bb5d1ec5069de746',13,'it_c1eb12a505b04423895ebeb8cc771d7a','user',X'C60000000001000054000000520000004400000051000000C6000000280000004D000000DC000000480000005300000001010000','rendered',NULL,NULL,'d125bdfe477a04efa9737062101bd8ae','toy');
INSERT INTO "spans" VALUES('br_7663ae955abf4480bb5d1ec5069de746',26,'it_ea198418176442a8873f2ac7101e6c6b','assistant',X'C600000000010000400000005200000052000000480000005200000053000000400000004D00000053000000C6000000','rendered',NULL,NULL,'d125bdfe477a04efa9737062101bd8ae','toy');
INSERT INTO "spans" VALUES('br_7663ae955abf4480bb5d1ec5069de746',38,'it_ea198418176442a8873f2ac7101e6c6b','assistant',X'FE0000003F000000FE00000030000000FA0000007C00000096000000A30000009800000029000000C4000000DD0000008400000083000000D100000097000000','sampled','8544082627271353393',0,'d125bdfe477a04efa9737062101bd8ae','toy');
INSERT INTO "spans" VALUES('br_8b5058ebf813437dbc38eb4c263e819e',0,'it_b092582c26484d318986b8f417930d08','user',X'0001000054000000520000004400000051000000C6000000280000004D00000053000000440000005100000051000000540000004F00000053000000440000004300000001010000','rendered',NULL,NULL,'d125bdfe477a04efa9737062101bd8ae','toy');
CREATE INDEX sessions_by_use ON sessions (tenant, last_used_at);
CREATE INDEX responses_by_previous ON responses (previous_id);
CREATE INDEX responses_by_status ON responses (status);
CREATE INDEX responses_by_session ON responses (tenant, session_name);
CREATE INDEX branches_of_parent ON branches (parent_branch_id);
CREATE INDEX branches_of_session ON branches (session_id);
CREATE INDEX response_items_by_id ON response_items (item_id);
CREATE INDEX conversation_items_by_id ON conversation_items (item_id);
CREATE INDEX items_by_text ON items (session_id, end_char);
CREATE INDEX items_by_hash ON items (session_id, chain_hash);
CREATE INDEX runs_by_status ON runs (status);
CREATE INDEX runs_of_branch ON runs (branch_id);
CREATE INDEX runs_of_session ON runs (session_id);
COMMIT;
