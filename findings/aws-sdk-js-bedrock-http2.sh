#!/usr/bin/env bash
# AWS's JavaScript SDK (@aws-sdk/client-bedrock-runtime 3.1164.0) speaks HTTP/2 to Bedrock's runtime, also to an `endpoint` that is
# plain http, where no protocol is negotiated. A server that speaks HTTP/1.1, as most that take Bedrock's place, gets bytes that are no
# request. Python's boto3 speaks HTTP/1.1 to the same service.
#
# Seen: the first bytes that arrive are HTTP/2's preface, `PRI * HTTP/2.0`. With `NodeHttpHandler` for `requestHandler` they are
# `POST /model/m/converse HTTP/1.1`.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm install --silent --no-audit --no-fund --no-save \
  @aws-sdk/client-bedrock-runtime@3.1164.0 @smithy/node-http-handler@4 > npm.log 2>&1 || { cat npm.log; exit 1; }
cat > seen.mjs <<'JAVASCRIPT'
import assert from "node:assert";
import net from "node:net";
import { BedrockRuntimeClient, ConverseCommand } from "@aws-sdk/client-bedrock-runtime";
import { NodeHttpHandler } from "@smithy/node-http-handler";

async function firstLine(options) {
  let line = "";
  const server = net.createServer((socket) => {
    socket.on("error", () => {});
    socket.once("data", (data) => {
      line = data.toString("latin1").split("\r\n")[0];
      socket.destroy();
    });
  });
  await new Promise((resolve) => server.listen(0, "127.0.0.1", resolve));
  const client = new BedrockRuntimeClient({
    region: "us-east-1",
    endpoint: `http://127.0.0.1:${server.address().port}`,
    credentials: { accessKeyId: "a", secretAccessKey: "b" },
    maxAttempts: 1,
    ...options,
  });
  const messages = [{ role: "user", content: [{ text: "Hello" }] }];
  await assert.rejects(client.send(new ConverseCommand({ modelId: "m", messages })));
  client.destroy();
  server.close();
  return line;
}

for (const [options, expected] of [
  [{}, "PRI * HTTP/2.0"],
  [{ requestHandler: new NodeHttpHandler() }, "POST /model/m/converse HTTP/1.1"],
]) {
  const line = await firstLine(options);
  console.log(`${Object.keys(options).join() || "no options"}: ${line}`);
  assert.strictEqual(line, expected);
}
JAVASCRIPT
timeout 120 node seen.mjs
