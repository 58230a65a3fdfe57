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
INSERT INTO "branches" VALUES('br_533c8127184a49708cfc70de9d253697','se_6973d477119b4c0982353750e3c82510','chat',NULL,0,0,104,6,3,1.79590352610965895653e+09);
INSERT INTO "branches" VALUES('br_6c9f3f3dede542fea264594781fddda9','se_6973d477119b4c0982353750e3c82510','chat','br_533c8127184a49708cfc70de9d253697',86,5,104,6,1,1.7959035265111045837e+09);
INSERT INTO "branches" VALUES('br_6b63fd56d4254c30a698019e34cd0cad','se_6973d477119b4c0982353750e3c82510','chat',NULL,0,0,37,2,1,1.79590352656317663189e+09);
INSERT INTO "branches" VALUES('br_2ab5cfd1c75b45479ef3d13fad0d6e31','se_76cdcbf269f04c12b49448629893afb2','text',NULL,0,0,28,4,2,1.79590352662852263451e+09);
INSERT INTO "branches" VALUES('br_6986dcee0954453fbb7d4e9fe6cc06d1','se_ac1a7c1008404ef19f6b374a4aa5747d','tokens',NULL,0,0,11,2,1,1795903526.82367);
INSERT INTO "branches" VALUES('br_fc8b2cec05914422b7f8ec3ac09c18e0','se_21e2debe0f9f44fa814fab5c0f4d5ec4','chat',NULL,0,0,78,4,2,1.79590352696667170532e+09);
INSERT INTO "branches" VALUES('br_e482f3f100c147c68b491a0e43960e3c','se_27ef5b1aab6346ef8c97db4be802bed9','chat',NULL,0,0,40,2,1,1.79590352740822148326e+09);
INSERT INTO "branches" VALUES('br_f30f4bc6e4af4092aa42a84a6be20c4b','se_59c2dfde5f7142d797e9850ff9ea499e','chat',NULL,0,0,86,4,2,1.79590352748549628254e+09);
INSERT INTO "branches" VALUES('br_ffa9b419b9c443d38fef805b17a8d7a2','se_83aad219789b442b98093f8db896cf67','chat',NULL,0,0,38,3,1,1.79590352763787198067e+09);
INSERT INTO "branches" VALUES('br_8ea4698fc9674ad5b875db747ce53f33','se_2b88315127d34a76bd5bffb5167aac42','chat',NULL,0,0,18,1,1,1.7959035276754903793e+09);
CREATE TABLE conversation_items (
	conversation_id VARCHAR NOT NULL, 
	position INTEGER NOT NULL, 
	item_id VARCHAR NOT NULL, 
	item JSON NOT NULL, 
	PRIMARY KEY (conversation_id, position), 
	FOREIGN KEY(conversation_id) REFERENCES conversations (id) ON DELETE CASCADE
);
INSERT INTO "conversation_items" VALUES('conv_2bb6395f5d7049aeb4894a0e23f3aaf3',0,'msg_788d83326b3c4a55b899b24e9bb80f95','{"id": "msg_788d83326b3c4a55b899b24e9bb80f95", "type": "message", "role": "user", "status": "completed", "content": [{"type": "input_text", "text": "Before"}]}');
INSERT INTO "conversation_items" VALUES('conv_2bb6395f5d7049aeb4894a0e23f3aaf3',1,'msg_4eafb7acf305421c91d68021d82ea150','{"id": "msg_4eafb7acf305421c91d68021d82ea150", "type": "message", "role": "user", "status": "completed", "content": [{"type": "input_text", "text": "In it"}]}');
INSERT INTO "conversation_items" VALUES('conv_2bb6395f5d7049aeb4894a0e23f3aaf3',2,'msg_f6379e9e9b794d47b3d335e2e2a938b500','{"id": "msg_f6379e9e9b794d47b3d335e2e2a938b500", "type": "message", "role": "assistant", "status": "completed", "content": [{"type": "output_text", "text": "", "annotations": [], "logprobs": []}]}');
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
INSERT INTO "conversations" VALUES('conv_2bb6395f5d7049aeb4894a0e23f3aaf3','default',1795903527,'{"topic": "migrations"}',3,2,NULL);
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
INSERT INTO "items" VALUES('br_533c8127184a49708cfc70de9d253697',0,'it_544a4ca36b1441149de654330dd67f10','se_6973d477119b4c0982353750e3c82510','user','{"role": "user", "content": "Good morning"}',X'70222A0C842BA9F1E656F75A50D407D2',NULL,0,19,1,NULL,NULL,NULL,1.79590352615296339989e+09);
INSERT INTO "items" VALUES('br_533c8127184a49708cfc70de9d253697',1,'it_2f6f86fe75834efaac04d31c5bbfe511','se_6973d477119b4c0982353750e3c82510','assistant','{"role": "assistant", "content": "\u037fK\ufffd\ufffdl"}',X'C55C94160F0B1CF06822D83EE66EF66F',NULL,19,37,1,'length',NULL,NULL,1.7959035262437710762e+09);
INSERT INTO "items" VALUES('br_533c8127184a49708cfc70de9d253697',2,'it_093b55d955a34f5099423c5a044ecfc7','se_6973d477119b4c0982353750e3c82510','user','{"role": "user", "content": "And then?"}',X'3EF625FDC470A400C344F7D3F21AF878',NULL,37,55,1,NULL,NULL,NULL,1.795903526366664648e+09);
INSERT INTO "items" VALUES('br_533c8127184a49708cfc70de9d253697',3,'it_7e38c5a65fea4ed681fc79dfb3b2d0f2','se_6973d477119b4c0982353750e3c82510','assistant','{"role": "assistant", "content": "\ufffd\ufffd\ufffd\ufffd\u0000"}',X'DBAF086743BE6991BBAF1B187EE9D9A3',NULL,55,73,1,'length',NULL,NULL,1.79590352641396856303e+09);
INSERT INTO "items" VALUES('br_533c8127184a49708cfc70de9d253697',4,'it_a34f147bb1f042eda714144d009d2a10','se_6973d477119b4c0982353750e3c82510','user','{"role": "user", "content": "Why?"}',X'BE36CD1AC2E281F7BA99B5E044218A73',NULL,73,86,1,NULL,NULL,NULL,1.79590352647356081006e+09);
INSERT INTO "items" VALUES('br_533c8127184a49708cfc70de9d253697',5,'it_69614420a3e2439fbf11783eafddbe34','se_6973d477119b4c0982353750e3c82510','assistant','{"role": "assistant", "content": "\ufffdG\u0019\ufffd\ufffd"}',X'270422D94C2FCF86821AEE76C1FE1411',NULL,86,104,1,'length',NULL,NULL,1.79590352651024913791e+09);
INSERT INTO "items" VALUES('br_6c9f3f3dede542fea264594781fddda9',5,'it_5ba343340ac044fea3f2e5e28024bc42','se_6973d477119b4c0982353750e3c82510','assistant','{"role": "assistant", "content": "\ufffdK\ufffd\ufffd=`"}',X'33462B95EACC296D55006D0EAA57521C',NULL,86,104,1,'length',NULL,NULL,1.79590352651203322411e+09);
INSERT INTO "items" VALUES('br_6b63fd56d4254c30a698019e34cd0cad',0,'it_9a61f612ae214edab9d4068f9053488a','se_6973d477119b4c0982353750e3c82510','user','{"role": "user", "content": "Good evening"}',X'A0FC891D406BACC5EF327501C56C6B42',NULL,0,19,1,NULL,NULL,NULL,1.79590352656436681743e+09);
INSERT INTO "items" VALUES('br_6b63fd56d4254c30a698019e34cd0cad',1,'it_7d456763258c4e92a701ac40d1d8dc71','se_6973d477119b4c0982353750e3c82510','assistant','{"role": "assistant", "content": "\u001c\u0155 \ufffdm"}',X'C2FC5BC856B25D0122EDC4155D210C58',NULL,19,37,1,'length',NULL,NULL,1.79590352660666346552e+09);
INSERT INTO "items" VALUES('br_2ab5cfd1c75b45479ef3d13fad0d6e31',0,'it_afc7f31a71dd47c9b183cb97b3be8a77','se_76cdcbf269f04c12b49448629893afb2','prompt','"Once upon a time"',X'CF25218127A2BD1DF7B6D9215A761C83',16,0,16,1,NULL,NULL,NULL,1.7959035266459724903e+09);
INSERT INTO "items" VALUES('br_2ab5cfd1c75b45479ef3d13fad0d6e31',1,'it_ed0a3ba582a0431ba1ce085708baa17f','se_76cdcbf269f04c12b49448629893afb2','completion','"Bo\ufffd\ufffd\ufffd"',X'19CDEB4DD634ED65A6BF4702623FE794',21,16,21,1,'length',NULL,NULL,1.7959035266746468544e+09);
INSERT INTO "items" VALUES('br_2ab5cfd1c75b45479ef3d13fad0d6e31',2,'it_fc74cddd59bd4bd5b5e7cb70f7b3d7b1','se_76cdcbf269f04c12b49448629893afb2','prompt','" and"',X'4BED1C3FBACC6315204C6E186CDB0EAE',25,21,25,1,NULL,NULL,NULL,1.79590352675488495832e+09);
INSERT INTO "items" VALUES('br_2ab5cfd1c75b45479ef3d13fad0d6e31',3,'it_df672867605d4e08ab98c5eb6b055e73','se_76cdcbf269f04c12b49448629893afb2','completion','"\ufffd9\ufffd"',X'96AE210949D5140A93592896500BA590',28,25,28,1,'stop','"C"',X'22000000',1.79590352679207873346e+09);
INSERT INTO "items" VALUES('br_6986dcee0954453fbb7d4e9fe6cc06d1',0,'it_e224c5b4e4de46cb913f7c6b0315e7aa','se_ac1a7c1008404ef19f6b374a4aa5747d','prompt',NULL,NULL,NULL,0,6,1,NULL,NULL,NULL,1.79590352682446765903e+09);
INSERT INTO "items" VALUES('br_6986dcee0954453fbb7d4e9fe6cc06d1',1,'it_a8337dc2e9344de4aa0f2412b393971e','se_ac1a7c1008404ef19f6b374a4aa5747d','completion','"\ufffd\u07a2\ufffdq"',NULL,NULL,6,11,1,'length',NULL,NULL,1.7959035269427342415e+09);
INSERT INTO "items" VALUES('br_fc8b2cec05914422b7f8ec3ac09c18e0',0,'it_565a62d551b143d88f36679874ed6480','se_21e2debe0f9f44fa814fab5c0f4d5ec4','user','{"role": "user", "content": "One"}',X'77F869597A023DFF8787E0BA9225F3A3',NULL,0,10,1,NULL,NULL,NULL,1.79590352696727728848e+09);
INSERT INTO "items" VALUES('br_fc8b2cec05914422b7f8ec3ac09c18e0',1,'it_a3151f77cd984f3d8e69f9fcbb5824e2','se_21e2debe0f9f44fa814fab5c0f4d5ec4','assistant','{"role": "assistant", "content": "b#\\\ufffd\ufffdD\ufffd`\u0477\ufffd/\ufffd\ufffdF\ufffd"}',X'5B3E3628E06ACCC9F3D2836C2BC5E07A',NULL,10,38,1,'length',NULL,NULL,1.79590352700000810623e+09);
INSERT INTO "items" VALUES('br_fc8b2cec05914422b7f8ec3ac09c18e0',2,'it_b274117f15ee4e64ade1965f1c061671','se_21e2debe0f9f44fa814fab5c0f4d5ec4','user','{"role": "user", "content": "Two"}',X'E8868704217F2D86DA676378C4B431F7',NULL,38,50,1,NULL,NULL,NULL,1.79590352736151146893e+09);
INSERT INTO "items" VALUES('br_fc8b2cec05914422b7f8ec3ac09c18e0',3,'it_5e3c611f0fab499f94d89bfdef450c9b','se_21e2debe0f9f44fa814fab5c0f4d5ec4','assistant','{"role": "assistant", "content": "X\ufffdH\ufffd\ufffd7\u001e\ufffdFlG\ufffdl&\ufffd\ufffd"}',X'0A973B20C63877B9870F12FC09DCEDFA',NULL,50,78,1,'length',NULL,NULL,1.79590352739352202417e+09);
INSERT INTO "items" VALUES('br_e482f3f100c147c68b491a0e43960e3c',0,'it_4842d6a76ec14eb0b1705c62e3d9949e','se_27ef5b1aab6346ef8c97db4be802bed9','user','{"role": "user", "content": "Later"}',X'1D0A5C99B8EF5EF81592C6AF4098D929',NULL,0,12,1,NULL,NULL,NULL,1795903527.4089);
INSERT INTO "items" VALUES('br_e482f3f100c147c68b491a0e43960e3c',1,'it_7fba263589c149fc8f7e21f7e72502fb','se_27ef5b1aab6346ef8c97db4be802bed9','assistant','{"role": "assistant", "content": "\ufffd\ufffdg\ufffd\ufffdk\u001c\ufffd\u0016\ufffdFEI\ufffd\u0005\u0013"}',X'B289272DDA6F715E0AB63D01CEC05FB8',NULL,12,40,1,'length',NULL,NULL,1.79590352744821715354e+09);
INSERT INTO "items" VALUES('br_f30f4bc6e4af4092aa42a84a6be20c4b',0,'it_b40a931ecbec43648b1a475211376869','se_59c2dfde5f7142d797e9850ff9ea499e','user','{"role": "user", "content": "Gone"}',X'AE110851C9DD3FAB3FF687BFD2D40A26',NULL,0,11,1,NULL,NULL,NULL,1.79590352748650264737e+09);
INSERT INTO "items" VALUES('br_f30f4bc6e4af4092aa42a84a6be20c4b',1,'it_16e7708287f148d89ad456acb6195248','se_59c2dfde5f7142d797e9850ff9ea499e','assistant','{"role": "assistant", "content": "K0\ufffd\ufffd\u0176W\ufffd\ufffd\ufffd\ufffd\u0010wl(<"}',X'B460B3913F7D04B9EAE75D0596E9CEC1',NULL,11,39,1,'length',NULL,NULL,1.79590352752872443203e+09);
INSERT INTO "items" VALUES('br_f30f4bc6e4af4092aa42a84a6be20c4b',2,'it_45832d34ea704a1db6cba6f2eb243b52','se_59c2dfde5f7142d797e9850ff9ea499e','user','{"role": "user", "content": "Still here"}',X'3653BD2546B36316CC53F0D38249E7DF',NULL,39,58,1,NULL,NULL,NULL,1.79590352755484533304e+09);
INSERT INTO "items" VALUES('br_f30f4bc6e4af4092aa42a84a6be20c4b',3,'it_be2690a77f3f463cb9e962f5b5bb8f3c','se_59c2dfde5f7142d797e9850ff9ea499e','assistant','{"role": "assistant", "content": "\u0006\ufffd\u000e\ufffd!!%T\u05ec\u001fw\ufffd\ufffd\u0011,"}',X'42FA9740C7C3F75248D416A1CE117FE7',NULL,58,86,1,'length',NULL,NULL,1.7959035276015441418e+09);
INSERT INTO "items" VALUES('br_ffa9b419b9c443d38fef805b17a8d7a2',0,'it_278e93aad81d4770998c7b39d32b9cb6','se_83aad219789b442b98093f8db896cf67','user','{"role": "user", "content": "Before"}',X'86F1FF03C95F3955B509A5F75B79E5CA',NULL,0,13,1,NULL,NULL,NULL,1.79590352763858389847e+09);
INSERT INTO "items" VALUES('br_ffa9b419b9c443d38fef805b17a8d7a2',1,'it_05375774c84148f1882140cba4f95999','se_83aad219789b442b98093f8db896cf67','user','{"role": "user", "content": "In it"}',X'AF0AA6929370B3955C4A20872A5103CF',NULL,13,26,1,NULL,NULL,NULL,1.79590352763859605793e+09);
INSERT INTO "items" VALUES('br_ffa9b419b9c443d38fef805b17a8d7a2',2,'it_8ddac92a6913480dba9c1f497bd379fe','se_83aad219789b442b98093f8db896cf67','assistant','{"role": "assistant", "content": ""}',X'06172593E1E464C00A3268D06F2C4F8C',NULL,26,38,1,'stop',NULL,X'02010000',1.7959035276524136066e+09);
INSERT INTO "items" VALUES('br_8ea4698fc9674ad5b875db747ce53f33',0,'it_a50f03a089f44de0a98950b4a9e90da6','se_2b88315127d34a76bd5bffb5167aac42','user','{"role": "user", "content": "Interrupted"}',X'833CD06A3FEEF156551E2D3BFE0AB85B',NULL,0,18,1,NULL,NULL,NULL,1.79590352767637109754e+09);
CREATE TABLE migrations (
	number INTEGER NOT NULL, 
	name VARCHAR NOT NULL, 
	applied_at FLOAT NOT NULL, 
	PRIMARY KEY (number)
);
INSERT INTO "migrations" VALUES(1,'first_schema',1.79590352511028432847e+09);
INSERT INTO "migrations" VALUES(2,'responses_and_conversations',1.795903525111426115e+09);
INSERT INTO "migrations" VALUES(3,'runs',1.7959035251117138862e+09);
CREATE TABLE owners (
	id VARCHAR NOT NULL, 
	place VARCHAR, 
	beat_at FLOAT NOT NULL, 
	PRIMARY KEY (id)
);
INSERT INTO "owners" VALUES('ow_04a379ad89cb41159667322ab084d247','host:data',1.79590352575478601456e+09);
CREATE TABLE response_items (
	response_id VARCHAR NOT NULL, 
	position INTEGER NOT NULL, 
	is_output BOOLEAN NOT NULL, 
	item_id VARCHAR NOT NULL, 
	item JSON NOT NULL, 
	PRIMARY KEY (response_id, position), 
	FOREIGN KEY(response_id) REFERENCES responses (id) ON DELETE CASCADE
);
INSERT INTO "response_items" VALUES('resp_3888aed4fa0948009c70bdd08f7a50e2',0,0,'msg_0057d70ce0cc46209a36b874a2b1495e','{"id": "msg_0057d70ce0cc46209a36b874a2b1495e", "type": "message", "role": "user", "status": "completed", "content": [{"type": "input_text", "text": "One"}]}');
INSERT INTO "response_items" VALUES('resp_3888aed4fa0948009c70bdd08f7a50e2',1,1,'msg_3888aed4fa0948009c70bdd08f7a50e200','{"id": "msg_3888aed4fa0948009c70bdd08f7a50e200", "type": "message", "role": "assistant", "status": "incomplete", "content": [{"type": "output_text", "text": "b#\\\ufffd\ufffdD\ufffd`\u0477\ufffd/\ufffd\ufffdF\ufffd", "annotations": [], "logprobs": []}]}');
INSERT INTO "response_items" VALUES('resp_2f6c18b007ab4705b47765f7238b9995',0,0,'msg_83fe683a0f2f4875b7d60e59b795b930','{"id": "msg_83fe683a0f2f4875b7d60e59b795b930", "type": "message", "role": "user", "status": "completed", "content": [{"type": "input_text", "text": "Two"}]}');
INSERT INTO "response_items" VALUES('resp_2f6c18b007ab4705b47765f7238b9995',1,1,'msg_2f6c18b007ab4705b47765f7238b999500','{"id": "msg_2f6c18b007ab4705b47765f7238b999500", "type": "message", "role": "assistant", "status": "incomplete", "content": [{"type": "output_text", "text": "X\ufffdH\ufffd\ufffd7\u001e\ufffdFlG\ufffdl&\ufffd\ufffd", "annotations": [], "logprobs": []}]}');
INSERT INTO "response_items" VALUES('resp_589757685e804a0eb36378bef7b63863',0,0,'msg_6ecccb5f754f42b9b41b012f8df7dc48','{"id": "msg_6ecccb5f754f42b9b41b012f8df7dc48", "type": "message", "role": "user", "status": "completed", "content": [{"type": "input_text", "text": "Later"}]}');
INSERT INTO "response_items" VALUES('resp_589757685e804a0eb36378bef7b63863',1,1,'msg_589757685e804a0eb36378bef7b6386300','{"id": "msg_589757685e804a0eb36378bef7b6386300", "type": "message", "role": "assistant", "status": "incomplete", "content": [{"type": "output_text", "text": "\ufffd\ufffdg\ufffd\ufffdk\u001c\ufffd\u0016\ufffdFEI\ufffd\u0005\u0013", "annotations": [], "logprobs": []}]}');
INSERT INTO "response_items" VALUES('resp_5db78c3e3b41484787c564a7e71674db',0,0,'msg_d22ec32b8b324cc6af021eff8a490736','{"id": "msg_d22ec32b8b324cc6af021eff8a490736", "type": "message", "role": "user", "status": "completed", "content": [{"type": "input_text", "text": "Gone"}]}');
INSERT INTO "response_items" VALUES('resp_5db78c3e3b41484787c564a7e71674db',1,1,'msg_5db78c3e3b41484787c564a7e71674db00','{"id": "msg_5db78c3e3b41484787c564a7e71674db00", "type": "message", "role": "assistant", "status": "incomplete", "content": [{"type": "output_text", "text": "K0\ufffd\ufffd\u0176W\ufffd\ufffd\ufffd\ufffd\u0010wl(<", "annotations": [], "logprobs": []}]}');
INSERT INTO "response_items" VALUES('resp_624ae39f114642db8407a4ce84b5344d',0,0,'msg_4a8d78df05ab4b388a7821f99f4b46be','{"id": "msg_4a8d78df05ab4b388a7821f99f4b46be", "type": "message", "role": "user", "status": "completed", "content": [{"type": "input_text", "text": "Still here"}]}');
INSERT INTO "response_items" VALUES('resp_624ae39f114642db8407a4ce84b5344d',1,1,'msg_624ae39f114642db8407a4ce84b5344d00','{"id": "msg_624ae39f114642db8407a4ce84b5344d00", "type": "message", "role": "assistant", "status": "incomplete", "content": [{"type": "output_text", "text": "\u0006\ufffd\u000e\ufffd!!%T\u05ec\u001fw\ufffd\ufffd\u0011,", "annotations": [], "logprobs": []}]}');
INSERT INTO "response_items" VALUES('resp_f6379e9e9b794d47b3d335e2e2a938b5',0,0,'msg_4eafb7acf305421c91d68021d82ea150','{"id": "msg_4eafb7acf305421c91d68021d82ea150", "type": "message", "role": "user", "status": "completed", "content": [{"type": "input_text", "text": "In it"}]}');
INSERT INTO "response_items" VALUES('resp_f6379e9e9b794d47b3d335e2e2a938b5',1,1,'msg_f6379e9e9b794d47b3d335e2e2a938b500','{"id": "msg_f6379e9e9b794d47b3d335e2e2a938b500", "type": "message", "role": "assistant", "status": "completed", "content": [{"type": "output_text", "text": "", "annotations": [], "logprobs": []}]}');
INSERT INTO "response_items" VALUES('resp_c32013d41c2049c3ace43ebde0d6b5a2',0,0,'msg_a720c626f3904cf688d3f4b912ffedbc','{"id": "msg_a720c626f3904cf688d3f4b912ffedbc", "type": "message", "role": "user", "status": "completed", "content": [{"type": "input_text", "text": "Interrupted"}]}');
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
INSERT INTO "responses" VALUES('resp_3888aed4fa0948009c70bdd08f7a50e2','default','incomplete',1795903526,NULL,'{"model": "toy", "instructions": null, "store": true, "max_output_tokens": 16, "max_tool_calls": null, "metadata": {}, "parallel_tool_calls": true, "tools": [], "tool_choice": "auto", "text": {"format": {"type": "text"}, "verbosity": "medium"}, "temperature": 1.0, "top_p": 1.0, "presence_penalty": 0.0, "frequency_penalty": 0.0, "top_logprobs": 0, "truncation": "disabled", "prompt_cache_key": null, "prompt_cache_options": null, "prompt_cache_retention": null, "safety_identifier": null, "service_tier": "default", "user": null}',0,NULL,'resp_3888aed4fa0948009c70bdd08f7a50e2',NULL,NULL,NULL,'[22, 16, 6]',NULL,'max_output_tokens',1,'[[0, 1, 0], [0, 1, 0], [0, 1, 0], [0, 1, 0], [0, 1, 0], [0, 1, 0], [0, 1, 0], [0, 1, 0], [0, 1, 0], [0, 2, 0], [0, 1, 0], [0, 1, 0], [0, 1, 0], [0, 1, 0]]',0);
INSERT INTO "responses" VALUES('resp_2f6c18b007ab4705b47765f7238b9995','default','incomplete',1795903527,NULL,'{"model": "toy", "instructions": null, "store": true, "max_output_tokens": 16, "max_tool_calls": null, "metadata": {}, "parallel_tool_calls": true, "tools": [], "tool_choice": "auto", "text": {"format": {"type": "text"}, "verbosity": "medium"}, "temperature": 1.0, "top_p": 1.0, "presence_penalty": 0.0, "frequency_penalty": 0.0, "top_logprobs": 0, "truncation": "disabled", "prompt_cache_key": null, "prompt_cache_options": null, "prompt_cache_retention": null, "safety_identifier": null, "service_tier": "default", "user": null}',0,NULL,'resp_3888aed4fa0948009c70bdd08f7a50e2','resp_3888aed4fa0948009c70bdd08f7a50e2',NULL,NULL,'[62, 16, 37]',NULL,'max_output_tokens',1,'[[0, 1, 0], [0, 2, 0], [0, 1, 0], [0, 2, 0], [0, 1, 0], [0, 1, 0], [0, 1, 0], [0, 1, 0], [0, 1, 0], [0, 1, 0], [0, 1, 0], [0, 1, 0], [0, 2, 0]]',0);
INSERT INTO "responses" VALUES('resp_589757685e804a0eb36378bef7b63863','default','incomplete',1795903527,NULL,'{"model": "toy", "instructions": null, "store": true, "max_output_tokens": 16, "max_tool_calls": null, "metadata": {}, "parallel_tool_calls": true, "tools": [], "tool_choice": "auto", "text": {"format": {"type": "text"}, "verbosity": "medium"}, "temperature": 1.0, "top_p": 1.0, "presence_penalty": 0.0, "frequency_penalty": 0.0, "top_logprobs": 0, "truncation": "disabled", "prompt_cache_key": null, "prompt_cache_options": null, "prompt_cache_retention": null, "safety_identifier": null, "service_tier": "default", "user": null}',1,NULL,'resp_589757685e804a0eb36378bef7b63863',NULL,NULL,NULL,'[24, 16, 6]',NULL,'max_output_tokens',1,'[[0, 1, 0], [0, 1, 0], [0, 1, 0], [0, 1, 0], [0, 2, 0], [0, 1, 0], [0, 1, 0], [0, 1, 0], [0, 2, 0], [0, 1, 0], [0, 1, 0], [0, 1, 0], [0, 1, 0], [0, 1, 0]]',0);
INSERT INTO "responses" VALUES('resp_5db78c3e3b41484787c564a7e71674db','default','incomplete',1795903527,NULL,'{"model": "toy", "instructions": null, "store": true, "max_output_tokens": 16, "max_tool_calls": null, "metadata": {}, "parallel_tool_calls": true, "tools": [], "tool_choice": "auto", "text": {"format": {"type": "text"}, "verbosity": "medium"}, "temperature": 1.0, "top_p": 1.0, "presence_penalty": 0.0, "frequency_penalty": 0.0, "top_logprobs": 0, "truncation": "disabled", "prompt_cache_key": null, "prompt_cache_options": null, "prompt_cache_retention": null, "safety_identifier": null, "service_tier": "default", "user": null}',0,NULL,'resp_5db78c3e3b41484787c564a7e71674db',NULL,NULL,NULL,'[23, 16, 8]',NULL,'max_output_tokens',1,'[[0, 1, 0], [0, 1, 0], [0, 1, 0], [0, 1, 0], [0, 1, 0], [0, 1, 0], [0, 1, 0], [0, 1, 0], [0, 2, 0], [0, 1, 0], [0, 1, 0], [0, 1, 0], [0, 1, 0], [0, 1, 0]]',1);
INSERT INTO "responses" VALUES('resp_624ae39f114642db8407a4ce84b5344d','default','incomplete',1795903527,NULL,'{"model": "toy", "instructions": null, "store": true, "max_output_tokens": 16, "max_tool_calls": null, "metadata": {}, "parallel_tool_calls": true, "tools": [], "tool_choice": "auto", "text": {"format": {"type": "text"}, "verbosity": "medium"}, "temperature": 1.0, "top_p": 1.0, "presence_penalty": 0.0, "frequency_penalty": 0.0, "top_logprobs": 0, "truncation": "disabled", "prompt_cache_key": null, "prompt_cache_options": null, "prompt_cache_retention": null, "safety_identifier": null, "service_tier": "default", "user": null}',0,NULL,'resp_5db78c3e3b41484787c564a7e71674db','resp_5db78c3e3b41484787c564a7e71674db',NULL,NULL,'[70, 16, 38]',NULL,'max_output_tokens',1,'[[0, 1, 0], [0, 1, 0], [0, 1, 0], [0, 1, 0], [0, 1, 0], [0, 1, 0], [0, 1, 0], [0, 1, 0], [0, 1, 0], [0, 1, 0], [0, 1, 0], [0, 1, 0], [0, 2, 0], [0, 1, 0]]',0);
INSERT INTO "responses" VALUES('resp_f6379e9e9b794d47b3d335e2e2a938b5','default','completed',1795903527,1795903527,'{"model": "toy", "instructions": null, "store": true, "max_output_tokens": 16, "max_tool_calls": null, "metadata": {}, "parallel_tool_calls": true, "tools": [], "tool_choice": "auto", "text": {"format": {"type": "text"}, "verbosity": "medium"}, "temperature": 1.0, "top_p": 1.0, "presence_penalty": 0.0, "frequency_penalty": 0.0, "top_logprobs": 0, "truncation": "disabled", "prompt_cache_key": null, "prompt_cache_options": null, "prompt_cache_retention": null, "safety_identifier": null, "service_tier": "default", "user": null}',0,NULL,'conv_2bb6395f5d7049aeb4894a0e23f3aaf3',NULL,'conv_2bb6395f5d7049aeb4894a0e23f3aaf3',1,'[38, 1, 6]',NULL,NULL,1,'[]',0);
INSERT INTO "responses" VALUES('resp_c32013d41c2049c3ace43ebde0d6b5a2','default','in_progress',1795903527,NULL,'{"model": "toy", "instructions": null, "store": true, "max_output_tokens": 600, "max_tool_calls": null, "metadata": {}, "parallel_tool_calls": true, "tools": [], "tool_choice": "auto", "text": {"format": {"type": "text"}, "verbosity": "medium"}, "temperature": 1.0, "top_p": 1.0, "presence_penalty": 0.0, "frequency_penalty": 0.0, "top_logprobs": 0, "truncation": "disabled", "prompt_cache_key": null, "prompt_cache_options": null, "prompt_cache_retention": null, "safety_identifier": null, "service_tier": "default", "user": null}',1,NULL,'resp_c32013d41c2049c3ace43ebde0d6b5a2',NULL,NULL,NULL,NULL,NULL,NULL,1,NULL,0);
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
INSERT INTO "run_tokens" VALUES('resp_2f6c18b007ab4705b47765f7238b9995',0,0,X'370000009800000027000000F6000000A400000016000000DA000000F5000000250000004B00000026000000DE0000004B00000005000000800000008C000000',NULL,37,'length',NULL);
INSERT INTO "run_tokens" VALUES('resp_3888aed4fa0948009c70bdd08f7a50e2',0,0,X'41000000020000003B000000EA0000006700000023000000F40000003F0000008D00000073000000A80000000E000000E6000000FD0000002500000072000000',NULL,6,'length',NULL);
INSERT INTO "run_tokens" VALUES('resp_589757685e804a0eb36378bef7b63863',0,0,X'B3000000FC0000004600000094000000950000004A000000D8000000B3000000D200000095000000250000002400000028000000E0000000C1000000CF000000',NULL,6,'length',NULL);
INSERT INTO "run_tokens" VALUES('resp_5db78c3e3b41484787c564a7e71674db',0,0,X'2A0000000F00000083000000AB00000081000000720000003600000079000000F80000009C0000007C000000CC000000560000004B000000070000001B000000',NULL,8,'length',NULL);
INSERT INTO "run_tokens" VALUES('resp_624ae39f114642db8407a4ce84b5344d',0,0,X'C2000000F4000000CA000000B7000000000000000000000004000000330000009300000069000000DB0000005600000093000000B0000000CD0000000B000000',NULL,38,'length',NULL);
INSERT INTO "run_tokens" VALUES('resp_c32013d41c2049c3ace43ebde0d6b5a2',0,0,X'B3000000',NULL,6,NULL,NULL);
INSERT INTO "run_tokens" VALUES('resp_c32013d41c2049c3ace43ebde0d6b5a2',0,1,X'21000000',NULL,NULL,NULL,NULL);
INSERT INTO "run_tokens" VALUES('resp_c32013d41c2049c3ace43ebde0d6b5a2',0,2,X'35000000',NULL,NULL,NULL,NULL);
INSERT INTO "run_tokens" VALUES('resp_f6379e9e9b794d47b3d335e2e2a938b5',0,0,X'02010000',NULL,6,'stop',NULL);
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
INSERT INTO "runs" VALUES('resp_3888aed4fa0948009c70bdd08f7a50e2','se_21e2debe0f9f44fa814fab5c0f4d5ec4','completed',1,'ow_04a379ad89cb41159667322ab084d247',1,'br_fc8b2cec05914422b7f8ec3ac09c18e0',10,1,1,X'C600000000010000400000005200000052000000480000005200000053000000400000004D00000053000000C6000000',X'C417841E4E0C29EE46F62D41850734B8',X'77F869597A023DFF8787E0BA9225F3A3','{"request_id": "resp_3888aed4fa0948009c70bdd08f7a50e2", "model": "toy", "tenant": "default", "input": {"messages": [], "add_generation_prompt": true, "continue_final_message": false, "tools": null}, "sampling": {"max_tokens": 16, "min_tokens": 0, "temperature": 1.0, "top_k": 0, "top_p": 1.0, "min_p": 0.0, "repetition_penalty": 1.0, "presence_penalty": 0.0, "frequency_penalty": 0.0, "logit_bias": [], "seed": null, "stop": [], "stop_token_ids": [], "include_stop_str_in_output": false, "ignore_eos": false, "logprobs": null, "prompt_logprobs": null}, "n": 1, "echo": false, "session_id": "resp_3888aed4fa0948009c70bdd08f7a50e2", "run_id": "resp_3888aed4fa0948009c70bdd08f7a50e2", "is_recorded": true, "grammar": null}',8192,'d125bdfe477a04efa9737062101bd8ae','toy',0,'{"request_id": "resp_3888aed4fa0948009c70bdd08f7a50e2", "created": 1795903526, "num_prompt_tokens": 22, "seed": 476089770323879194, "system_fingerprint": "fp_6fbc7cfef75f", "session": {"session_id": "resp_3888aed4fa0948009c70bdd08f7a50e2", "num_matched_messages": 0, "num_matched_tokens": 0, "forked": false}}','{"usage": {"num_prompt_tokens": 22, "num_completion_tokens": 16, "num_cached_tokens": 6}, "num_computed_tokens": 16, "prompt_logprobs": null}',NULL);
INSERT INTO "runs" VALUES('resp_2f6c18b007ab4705b47765f7238b9995','se_21e2debe0f9f44fa814fab5c0f4d5ec4','completed',1,'ow_04a379ad89cb41159667322ab084d247',1,'br_fc8b2cec05914422b7f8ec3ac09c18e0',50,3,2,X'C600000000010000400000005200000052000000480000005200000053000000400000004D00000053000000C6000000',X'C417841E4E0C29EE46F62D41850734B8',X'E8868704217F2D86DA676378C4B431F7','{"request_id": "resp_2f6c18b007ab4705b47765f7238b9995", "model": "toy", "tenant": "default", "input": {"messages": [], "add_generation_prompt": true, "continue_final_message": false, "tools": null}, "sampling": {"max_tokens": 16, "min_tokens": 0, "temperature": 1.0, "top_k": 0, "top_p": 1.0, "min_p": 0.0, "repetition_penalty": 1.0, "presence_penalty": 0.0, "frequency_penalty": 0.0, "logit_bias": [], "seed": null, "stop": [], "stop_token_ids": [], "include_stop_str_in_output": false, "ignore_eos": false, "logprobs": null, "prompt_logprobs": null}, "n": 1, "echo": false, "session_id": "resp_3888aed4fa0948009c70bdd08f7a50e2", "run_id": "resp_2f6c18b007ab4705b47765f7238b9995", "is_recorded": true, "grammar": null}',8192,'d125bdfe477a04efa9737062101bd8ae','toy',0,'{"request_id": "resp_2f6c18b007ab4705b47765f7238b9995", "created": 1795903527, "num_prompt_tokens": 62, "seed": 7635563277651931285, "system_fingerprint": "fp_6fbc7cfef75f", "session": {"session_id": "resp_3888aed4fa0948009c70bdd08f7a50e2", "num_matched_messages": 2, "num_matched_tokens": 38, "forked": false}}','{"usage": {"num_prompt_tokens": 62, "num_completion_tokens": 16, "num_cached_tokens": 37}, "num_computed_tokens": 25, "prompt_logprobs": null}',NULL);
INSERT INTO "runs" VALUES('resp_589757685e804a0eb36378bef7b63863','se_27ef5b1aab6346ef8c97db4be802bed9','completed',1,'ow_04a379ad89cb41159667322ab084d247',1,'br_e482f3f100c147c68b491a0e43960e3c',12,1,1,X'C600000000010000400000005200000052000000480000005200000053000000400000004D00000053000000C6000000',X'C417841E4E0C29EE46F62D41850734B8',X'1D0A5C99B8EF5EF81592C6AF4098D929','{"request_id": "resp_589757685e804a0eb36378bef7b63863", "model": "toy", "tenant": "default", "input": {"messages": [], "add_generation_prompt": true, "continue_final_message": false, "tools": null}, "sampling": {"max_tokens": 16, "min_tokens": 0, "temperature": 1.0, "top_k": 0, "top_p": 1.0, "min_p": 0.0, "repetition_penalty": 1.0, "presence_penalty": 0.0, "frequency_penalty": 0.0, "logit_bias": [], "seed": null, "stop": [], "stop_token_ids": [], "include_stop_str_in_output": false, "ignore_eos": false, "logprobs": null, "prompt_logprobs": null}, "n": 1, "echo": false, "session_id": "resp_589757685e804a0eb36378bef7b63863", "run_id": "resp_589757685e804a0eb36378bef7b63863", "is_recorded": true, "grammar": null}',8192,'d125bdfe477a04efa9737062101bd8ae','toy',0,'{"request_id": "resp_589757685e804a0eb36378bef7b63863", "created": 1795903527, "num_prompt_tokens": 24, "seed": 9010025980432511050, "system_fingerprint": "fp_6fbc7cfef75f", "session": {"session_id": "resp_589757685e804a0eb36378bef7b63863", "num_matched_messages": 0, "num_matched_tokens": 0, "forked": false}}','{"usage": {"num_prompt_tokens": 24, "num_completion_tokens": 16, "num_cached_tokens": 6}, "num_computed_tokens": 18, "prompt_logprobs": null}',NULL);
INSERT INTO "runs" VALUES('resp_5db78c3e3b41484787c564a7e71674db','se_59c2dfde5f7142d797e9850ff9ea499e','completed',1,'ow_04a379ad89cb41159667322ab084d247',1,'br_f30f4bc6e4af4092aa42a84a6be20c4b',11,1,1,X'C600000000010000400000005200000052000000480000005200000053000000400000004D00000053000000C6000000',X'C417841E4E0C29EE46F62D41850734B8',X'AE110851C9DD3FAB3FF687BFD2D40A26','{"request_id": "resp_5db78c3e3b41484787c564a7e71674db", "model": "toy", "tenant": "default", "input": {"messages": [], "add_generation_prompt": true, "continue_final_message": false, "tools": null}, "sampling": {"max_tokens": 16, "min_tokens": 0, "temperature": 1.0, "top_k": 0, "top_p": 1.0, "min_p": 0.0, "repetition_penalty": 1.0, "presence_penalty": 0.0, "frequency_penalty": 0.0, "logit_bias": [], "seed": null, "stop": [], "stop_token_ids": [], "include_stop_str_in_output": false, "ignore_eos": false, "logprobs": null, "prompt_logprobs": null}, "n": 1, "echo": false, "session_id": "resp_5db78c3e3b41484787c564a7e71674db", "run_id": "resp_5db78c3e3b41484787c564a7e71674db", "is_recorded": true, "grammar": null}',8192,'d125bdfe477a04efa9737062101bd8ae','toy',0,'{"request_id": "resp_5db78c3e3b41484787c564a7e71674db", "created": 1795903527, "num_prompt_tokens": 23, "seed": 8086835250257220772, "system_fingerprint": "fp_6fbc7cfef75f", "session": {"session_id": "resp_5db78c3e3b41484787c564a7e71674db", "num_matched_messages": 0, "num_matched_tokens": 0, "forked": false}}','{"usage": {"num_prompt_tokens": 23, "num_completion_tokens": 16, "num_cached_tokens": 8}, "num_computed_tokens": 15, "prompt_logprobs": null}',NULL);
INSERT INTO "runs" VALUES('resp_624ae39f114642db8407a4ce84b5344d','se_59c2dfde5f7142d797e9850ff9ea499e','completed',1,'ow_04a379ad89cb41159667322ab084d247',1,'br_f30f4bc6e4af4092aa42a84a6be20c4b',58,3,2,X'C600000000010000400000005200000052000000480000005200000053000000400000004D00000053000000C6000000',X'C417841E4E0C29EE46F62D41850734B8',X'3653BD2546B36316CC53F0D38249E7DF','{"request_id": "resp_624ae39f114642db8407a4ce84b5344d", "model": "toy", "tenant": "default", "input": {"messages": [], "add_generation_prompt": true, "continue_final_message": false, "tools": null}, "sampling": {"max_tokens": 16, "min_tokens": 0, "temperature": 1.0, "top_k": 0, "top_p": 1.0, "min_p": 0.0, "repetition_penalty": 1.0, "presence_penalty": 0.0, "frequency_penalty": 0.0, "logit_bias": [], "seed": null, "stop": [], "stop_token_ids": [], "include_stop_str_in_output": false, "ignore_eos": false, "logprobs": null, "prompt_logprobs": null}, "n": 1, "echo": false, "session_id": "resp_5db78c3e3b41484787c564a7e71674db", "run_id": "resp_624ae39f114642db8407a4ce84b5344d", "is_recorded": true, "grammar": null}',8192,'d125bdfe477a04efa9737062101bd8ae','toy',0,'{"request_id": "resp_624ae39f114642db8407a4ce84b5344d", "created": 1795903527, "num_prompt_tokens": 70, "seed": 3024885088166093516, "system_fingerprint": "fp_6fbc7cfef75f", "session": {"session_id": "resp_5db78c3e3b41484787c564a7e71674db", "num_matched_messages": 2, "num_matched_tokens": 39, "forked": false}}','{"usage": {"num_prompt_tokens": 70, "num_completion_tokens": 16, "num_cached_tokens": 38}, "num_computed_tokens": 32, "prompt_logprobs": null}',NULL);
INSERT INTO "runs" VALUES('resp_f6379e9e9b794d47b3d335e2e2a938b5','se_83aad219789b442b98093f8db896cf67','completed',1,'ow_04a379ad89cb41159667322ab084d247',1,'br_ffa9b419b9c443d38fef805b17a8d7a2',26,2,1,X'C600000000010000400000005200000052000000480000005200000053000000400000004D00000053000000C6000000',X'C417841E4E0C29EE46F62D41850734B8',X'AF0AA6929370B3955C4A20872A5103CF','{"request_id": "resp_f6379e9e9b794d47b3d335e2e2a938b5", "model": "toy", "tenant": "default", "input": {"messages": [], "add_generation_prompt": true, "continue_final_message": false, "tools": null}, "sampling": {"max_tokens": 16, "min_tokens": 0, "temperature": 1.0, "top_k": 0, "top_p": 1.0, "min_p": 0.0, "repetition_penalty": 1.0, "presence_penalty": 0.0, "frequency_penalty": 0.0, "logit_bias": [], "seed": null, "stop": [], "stop_token_ids": [], "include_stop_str_in_output": false, "ignore_eos": false, "logprobs": null, "prompt_logprobs": null}, "n": 1, "echo": false, "session_id": "conv_2bb6395f5d7049aeb4894a0e23f3aaf3", "run_id": "resp_f6379e9e9b794d47b3d335e2e2a938b5", "is_recorded": true, "grammar": null}',8192,'d125bdfe477a04efa9737062101bd8ae','toy',0,'{"request_id": "resp_f6379e9e9b794d47b3d335e2e2a938b5", "created": 1795903527, "num_prompt_tokens": 38, "seed": 6173482602687736177, "system_fingerprint": "fp_6fbc7cfef75f", "session": {"session_id": "conv_2bb6395f5d7049aeb4894a0e23f3aaf3", "num_matched_messages": 0, "num_matched_tokens": 0, "forked": false}}','{"usage": {"num_prompt_tokens": 38, "num_completion_tokens": 1, "num_cached_tokens": 6}, "num_computed_tokens": 32, "prompt_logprobs": null}',NULL);
INSERT INTO "runs" VALUES('resp_c32013d41c2049c3ace43ebde0d6b5a2','se_2b88315127d34a76bd5bffb5167aac42','in_progress',1,'ow_04a379ad89cb41159667322ab084d247',1,'br_8ea4698fc9674ad5b875db747ce53f33',18,1,1,X'C600000000010000400000005200000052000000480000005200000053000000400000004D00000053000000C6000000',X'C417841E4E0C29EE46F62D41850734B8',X'833CD06A3FEEF156551E2D3BFE0AB85B','{"request_id": "resp_c32013d41c2049c3ace43ebde0d6b5a2", "model": "toy", "tenant": "default", "input": {"messages": [], "add_generation_prompt": true, "continue_final_message": false, "tools": null}, "sampling": {"max_tokens": 600, "min_tokens": 0, "temperature": 1.0, "top_k": 0, "top_p": 1.0, "min_p": 0.0, "repetition_penalty": 1.0, "presence_penalty": 0.0, "frequency_penalty": 0.0, "logit_bias": [], "seed": null, "stop": [], "stop_token_ids": [], "include_stop_str_in_output": false, "ignore_eos": false, "logprobs": null, "prompt_logprobs": null}, "n": 1, "echo": false, "session_id": "resp_c32013d41c2049c3ace43ebde0d6b5a2", "run_id": "resp_c32013d41c2049c3ace43ebde0d6b5a2", "is_recorded": true, "grammar": null}',8192,'d125bdfe477a04efa9737062101bd8ae','toy',0,'{"request_id": "resp_c32013d41c2049c3ace43ebde0d6b5a2", "created": 1795903527, "num_prompt_tokens": 30, "seed": 6281655851175254065, "system_fingerprint": "fp_6fbc7cfef75f", "session": {"session_id": "resp_c32013d41c2049c3ace43ebde0d6b5a2", "num_matched_messages": 0, "num_matched_tokens": 0, "forked": false}}',NULL,NULL);
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
INSERT INTO "sessions" VALUES('se_6973d477119b4c0982353750e3c82510','default','talk',1.79590352604303741448e+09,1.79590352660713768002e+09,4,'br_6b63fd56d4254c30a698019e34cd0cad');
INSERT INTO "sessions" VALUES('se_76cdcbf269f04c12b49448629893afb2','default','text',1.79590352662783622741e+09,1.79590352679252076152e+09,2,'br_2ab5cfd1c75b45479ef3d13fad0d6e31');
INSERT INTO "sessions" VALUES('se_ac1a7c1008404ef19f6b374a4aa5747d','default','ids',1.79590352681613636015e+09,1.79590352694300699233e+09,1,'br_6986dcee0954453fbb7d4e9fe6cc06d1');
INSERT INTO "sessions" VALUES('se_21e2debe0f9f44fa814fab5c0f4d5ec4','default','resp_3888aed4fa0948009c70bdd08f7a50e2',1.79590352696617627141e+09,1.79590352739400482178e+09,2,'br_fc8b2cec05914422b7f8ec3ac09c18e0');
INSERT INTO "sessions" VALUES('se_27ef5b1aab6346ef8c97db4be802bed9','default','resp_589757685e804a0eb36378bef7b63863',1.79590352740762853626e+09,1.79590352744863486294e+09,1,'br_e482f3f100c147c68b491a0e43960e3c');
INSERT INTO "sessions" VALUES('se_59c2dfde5f7142d797e9850ff9ea499e','default','resp_5db78c3e3b41484787c564a7e71674db',1.79590352748444414135e+09,1.79590352760187554363e+09,2,'br_f30f4bc6e4af4092aa42a84a6be20c4b');
INSERT INTO "sessions" VALUES('se_83aad219789b442b98093f8db896cf67','default','conv_2bb6395f5d7049aeb4894a0e23f3aaf3',1.79590352763695621494e+09,1.79590352765274333959e+09,1,'br_ffa9b419b9c443d38fef805b17a8d7a2');
INSERT INTO "sessions" VALUES('se_2b88315127d34a76bd5bffb5167aac42','default','resp_c32013d41c2049c3ace43ebde0d6b5a2',1.79590352767474579816e+09,1.79590352767674970623e+09,1,'br_8ea4698fc9674ad5b875db747ce53f33');
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
INSERT INTO "spans" VALUES('br_533c8127184a49708cfc70de9d253697',0,'it_544a4ca36b1441149de654330dd67f10','user',X'0001000054000000520000004400000051000000C6000000260000004E0000004E00000043000000DC0000004C0000004E000000510000004D000000480000004D0000004600000001010000','rendered',NULL,NULL,'d125bdfe477a04efa9737062101bd8ae','toy');
INSERT INTO "spans" VALUES('br_533c8127184a49708cfc70de9d253697',19,'it_2f6f86fe75834efaac04d31c5bbfe511','assistant',X'C600000000010000400000005200000052000000480000005200000053000000400000004D00000053000000C6000000','rendered',NULL,NULL,'d125bdfe477a04efa9737062101bd8ae','toy');
INSERT INTO "spans" VALUES('br_533c8127184a49708cfc70de9d253697',31,'it_2f6f86fe75834efaac04d31c5bbfe511','assistant',X'890000007B0000002A000000AA000000A30000004B000000','sampled','1',0,'d125bdfe477a04efa9737062101bd8ae','toy');
INSERT INTO "spans" VALUES('br_533c8127184a49708cfc70de9d253697',37,'it_093b55d955a34f5099423c5a044ecfc7','user',X'01010000C60000000001000054000000520000004400000051000000C6000000200000004D00000043000000DC0000005300000047000000440000004D0000001E00000001010000','rendered',NULL,NULL,'d125bdfe477a04efa9737062101bd8ae','toy');
INSERT INTO "spans" VALUES('br_533c8127184a49708cfc70de9d253697',55,'it_7e38c5a65fea4ed681fc79dfb3b2d0f2','assistant',X'C600000000010000400000005200000052000000480000005200000053000000400000004D00000053000000C6000000','rendered',NULL,NULL,'d125bdfe477a04efa9737062101bd8ae','toy');
INSERT INTO "spans" VALUES('br_533c8127184a49708cfc70de9d253697',67,'it_7e38c5a65fea4ed681fc79dfb3b2d0f2','assistant',X'9F0000005F000000AE000000B90000006D000000BC000000','sampled','1',0,'d125bdfe477a04efa9737062101bd8ae','toy');
INSERT INTO "spans" VALUES('br_533c8127184a49708cfc70de9d253697',73,'it_a34f147bb1f042eda714144d009d2a10','user',X'01010000C60000000001000054000000520000004400000051000000C60000003600000047000000580000001E00000001010000','rendered',NULL,NULL,'d125bdfe477a04efa9737062101bd8ae','toy');
INSERT INTO "spans" VALUES('br_533c8127184a49708cfc70de9d253697',86,'it_69614420a3e2439fbf11783eafddbe34','assistant',X'C600000000010000400000005200000052000000480000005200000053000000400000004D00000053000000C6000000','rendered',NULL,NULL,'d125bdfe477a04efa9737062101bd8ae','toy');
INSERT INTO "spans" VALUES('br_533c8127184a49708cfc70de9d253697',98,'it_69614420a3e2439fbf11783eafddbe34','assistant',X'9400000026000000D5000000E9000000A9000000E3000000','sampled','2',0,'d125bdfe477a04efa9737062101bd8ae','toy');
INSERT INTO "spans" VALUES('br_6c9f3f3dede542fea264594781fddda9',86,'it_5ba343340ac044fea3f2e5e28024bc42','assistant',X'C600000000010000400000005200000052000000480000005200000053000000400000004D00000053000000C6000000','rendered',NULL,NULL,'d125bdfe477a04efa9737062101bd8ae','toy');
INSERT INTO "spans" VALUES('br_6c9f3f3dede542fea264594781fddda9',98,'it_5ba343340ac044fea3f2e5e28024bc42','assistant',X'940000002A0000005F000000740000001C0000003F000000','sampled','2',1,'d125bdfe477a04efa9737062101bd8ae','toy');
INSERT INTO "spans" VALUES('br_6b63fd56d4254c30a698019e34cd0cad',0,'it_9a61f612ae214edab9d4068f9053488a','user',X'0001000054000000520000004400000051000000C6000000260000004E0000004E00000043000000DC0000004400000055000000440000004D000000480000004D0000004600000001010000','rendered',NULL,NULL,'d125bdfe477a04efa9737062101bd8ae','toy');
INSERT INTO "spans" VALUES('br_6b63fd56d4254c30a698019e34cd0cad',19,'it_7d456763258c4e92a701ac40d1d8dc71','assistant',X'C600000000010000400000005200000052000000480000005200000053000000400000004D00000053000000C6000000','rendered',NULL,NULL,'d125bdfe477a04efa9737062101bd8ae','toy');
INSERT INTO "spans" VALUES('br_6b63fd56d4254c30a698019e34cd0cad',31,'it_7d456763258c4e92a701ac40d1d8dc71','assistant',X'D800000081000000F3000000DC000000950000004C000000','sampled','3',0,'d125bdfe477a04efa9737062101bd8ae','toy');
INSERT INTO "spans" VALUES('br_2ab5cfd1c75b45479ef3d13fad0d6e31',0,'it_afc7f31a71dd47c9b183cb97b3be8a77','prompt',X'2E0000004D0000004200000044000000DC000000540000004F0000004E0000004D000000DC00000040000000DC00000053000000480000004C00000044000000','rendered',NULL,NULL,'d125bdfe477a04efa9737062101bd8ae','toy');
INSERT INTO "spans" VALUES('br_2ab5cfd1c75b45479ef3d13fad0d6e31',16,'it_ed0a3ba582a0431ba1ce085708baa17f','completion',X'210000004E000000BB00000078000000B9000000','sampled','4',0,'d125bdfe477a04efa9737062101bd8ae','toy');
INSERT INTO "spans" VALUES('br_2ab5cfd1c75b45479ef3d13fad0d6e31',21,'it_fc74cddd59bd4bd5b5e7cb70f7b3d7b1','prompt',X'DC000000400000004D00000043000000','rendered',NULL,NULL,'d125bdfe477a04efa9737062101bd8ae','toy');
INSERT INTO "spans" VALUES('br_2ab5cfd1c75b45479ef3d13fad0d6e31',25,'it_df672867605d4e08ab98c5eb6b055e73','completion',X'B70000001800000099000000','sampled','5',0,'d125bdfe477a04efa9737062101bd8ae','toy');
INSERT INTO "spans" VALUES('br_6986dcee0954453fbb7d4e9fe6cc06d1',0,'it_e224c5b4e4de46cb913f7c6b0315e7aa','prompt',X'740000006F0000006B000000650000006E00000073000000','rendered',NULL,NULL,'d125bdfe477a04efa9737062101bd8ae','toy');
INSERT INTO "spans" VALUES('br_6986dcee0954453fbb7d4e9fe6cc06d1',6,'it_a8337dc2e9344de4aa0f2412b393971e','completion',X'F70000009A0000005F000000AC00000050000000','sampled','6',0,'d125bdfe477a04efa9737062101bd8ae','toy');
INSERT INTO "spans" VALUES('br_fc8b2cec05914422b7f8ec3ac09c18e0',0,'it_565a62d551b143d88f36679874ed6480','user',X'0001000054000000520000004400000051000000C60000002E0000004D0000004400000001010000','rendered',NULL,NULL,'d125bdfe477a04efa9737062101bd8ae','toy');
INSERT INTO "spans" VALUES('br_fc8b2cec05914422b7f8ec3ac09c18e0',10,'it_a3151f77cd984f3d8e69f9fcbb5824e2','assistant',X'C600000000010000400000005200000052000000480000005200000053000000400000004D00000053000000C6000000','rendered',NULL,NULL,'d125bdfe477a04efa9737062101bd8ae','toy');
INSERT INTO "spans" VALUES('br_fc8b2cec05914422b7f8ec3ac09c18e0',22,'it_a3151f77cd984f3d8e69f9fcbb5824e2','assistant',X'41000000020000003B000000EA0000006700000023000000F40000003F0000008D00000073000000A80000000E000000E6000000FD0000002500000072000000','sampled','476089770323879194',0,'d125bdfe477a04efa9737062101bd8ae','toy');
INSERT INTO "spans" VALUES('br_fc8b2cec05914422b7f8ec3ac09c18e0',38,'it_b274117f15ee4e64ade1965f1c061671','user',X'01010000C60000000001000054000000520000004400000051000000C600000033000000560000004E00000001010000','rendered',NULL,NULL,'d125bdfe477a04efa9737062101bd8ae','toy');
INSERT INTO "spans" VALUES('br_fc8b2cec05914422b7f8ec3ac09c18e0',50,'it_5e3c611f0fab499f94d89bfdef450c9b','assistant',X'C600000000010000400000005200000052000000480000005200000053000000400000004D00000053000000C6000000','rendered',NULL,NULL,'d125bdfe477a04efa9737062101bd8ae','toy');
INSERT INTO "spans" VALUES('br_fc8b2cec05914422b7f8ec3ac09c18e0',62,'it_5e3c611f0fab499f94d89bfdef450c9b','assistant',X'370000009800000027000000F6000000A400000016000000DA000000F5000000250000004B00000026000000DE0000004B00000005000000800000008C000000','sampled','7635563277651931285',0,'d125bdfe477a04efa9737062101bd8ae','toy');
INSERT INTO "spans" VALUES('br_e482f3f100c147c68b491a0e43960e3c',0,'it_4842d6a76ec14eb0b1705c62e3d9949e','user',X'0001000054000000520000004400000051000000C60000002B0000004000000053000000440000005100000001010000','rendered',NULL,NULL,'d125bdfe477a04efa9737062101bd8ae','toy');
INSERT INTO "spans" VALUES('br_e482f3f100c147c68b491a0e43960e3c',12,'it_7fba263589c149fc8f7e21f7e72502fb','assistant',X'C600000000010000400000005200000052000000480000005200000053000000400000004D00000053000000C6000000','rendered',NULL,NULL,'d125bdfe477a04efa9737062101bd8ae','toy');
INSERT INTO "spans" VALUES('br_e482f3f100c147c68b491a0e43960e3c',24,'it_7fba263589c149fc8f7e21f7e72502fb','assistant',X'B3000000FC0000004600000094000000950000004A000000D8000000B3000000D200000095000000250000002400000028000000E0000000C1000000CF000000','sampled','9010025980432511050',0,'d125bdfe477a04efa9737062101bd8ae','toy');
INSERT INTO "spans" VALUES('br_f30f4bc6e4af4092aa42a84a6be20c4b',0,'it_b40a931ecbec43648b1a475211376869','user',X'0001000054000000520000004400000051000000C6000000260000004E0000004D0000004400000001010000','rendered',NULL,NULL,'d125bdfe477a04efa9737062101bd8ae','toy');
INSERT INTO "spans" VALUES('br_f30f4bc6e4af4092aa42a84a6be20c4b',11,'it_16e7708287f148d89ad456acb6195248','assistant',X'C600000000010000400000005200000052000000480000005200000053000000400000004D00000053000000C6000000','rendered',NULL,NULL,'d125bdfe477a04efa9737062101bd8ae','toy');
INSERT INTO "spans" VALUES('br_f30f4bc6e4af4092aa42a84a6be20c4b',23,'it_16e7708287f148d89ad456acb6195248','assistant',X'2A0000000F00000083000000AB00000081000000720000003600000079000000F80000009C0000007C000000CC000000560000004B000000070000001B000000','sampled','8086835250257220772',0,'d125bdfe477a04efa9737062101bd8ae','toy');
INSERT INTO "spans" VALUES('br_f30f4bc6e4af4092aa42a84a6be20c4b',39,'it_45832d34ea704a1db6cba6f2eb243b52','user',X'01010000C60000000001000054000000520000004400000051000000C60000003200000053000000480000004B0000004B000000DC0000004700000044000000510000004400000001010000','rendered',NULL,NULL,'d125bdfe477a04efa9737062101bd8ae','toy');
INSERT INTO "spans" VALUES('br_f30f4bc6e4af4092aa42a84a6be20c4b',58,'it_be2690a77f3f463cb9e962f5b5bb8f3c','assistant',X'C600000000010000400000005200000052000000480000005200000053000000400000004D00000053000000C6000000','rendered',NULL,NULL,'d125bdfe477a04efa9737062101bd8ae','toy');
INSERT INTO "spans" VALUES('br_f30f4bc6e4af4092aa42a84a6be20c4b',70,'it_be2690a77f3f463cb9e962f5b5bb8f3c','assistant',X'C2000000F4000000CA000000B7000000000000000000000004000000330000009300000069000000DB0000005600000093000000B0000000CD0000000B000000','sampled','3024885088166093516',0,'d125bdfe477a04efa9737062101bd8ae','toy');
INSERT INTO "spans" VALUES('br_ffa9b419b9c443d38fef805b17a8d7a2',0,'it_278e93aad81d4770998c7b39d32b9cb6','user',X'0001000054000000520000004400000051000000C60000002100000044000000450000004E000000510000004400000001010000','rendered',NULL,NULL,'d125bdfe477a04efa9737062101bd8ae','toy');
INSERT INTO "spans" VALUES('br_ffa9b419b9c443d38fef805b17a8d7a2',13,'it_05375774c84148f1882140cba4f95999','user',X'C60000000001000054000000520000004400000051000000C6000000280000004D000000DC000000480000005300000001010000','rendered',NULL,NULL,'d125bdfe477a04efa9737062101bd8ae','toy');
INSERT INTO "spans" VALUES('br_ffa9b419b9c443d38fef805b17a8d7a2',26,'it_8ddac92a6913480dba9c1f497bd379fe','assistant',X'C600000000010000400000005200000052000000480000005200000053000000400000004D00000053000000C6000000','rendered',NULL,NULL,'d125bdfe477a04efa9737062101bd8ae','toy');
INSERT INTO "spans" VALUES('br_8ea4698fc9674ad5b875db747ce53f33',0,'it_a50f03a089f44de0a98950b4a9e90da6','user',X'0001000054000000520000004400000051000000C6000000280000004D00000053000000440000005100000051000000540000004F00000053000000440000004300000001010000','rendered',NULL,NULL,'d125bdfe477a04efa9737062101bd8ae','toy');
CREATE INDEX sessions_by_use ON sessions (tenant, last_used_at);
CREATE INDEX responses_by_session ON responses (tenant, session_name);
CREATE INDEX responses_by_previous ON responses (previous_id);
CREATE INDEX branches_of_session ON branches (session_id);
CREATE INDEX branches_of_parent ON branches (parent_branch_id);
CREATE INDEX response_items_by_id ON response_items (item_id);
CREATE INDEX conversation_items_by_id ON conversation_items (item_id);
CREATE INDEX items_by_hash ON items (session_id, chain_hash);
CREATE INDEX items_by_text ON items (session_id, end_char);
CREATE INDEX runs_of_branch ON runs (branch_id);
CREATE INDEX runs_of_session ON runs (session_id);
CREATE INDEX runs_by_status ON runs (status);
COMMIT;
