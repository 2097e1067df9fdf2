// SPDX-License-Identifier: GPL-3.0-or-later
// Reads WARC files with another program's parser (npm warcio) and hashes every
// payload again: does WARC-Payload-Digest say what is there?
//
//   node warcio_digests.mjs FOLDER_WITH_NODE_MODULES FILE...
//
// Prints one line of JSON; exit code 1 if a digest is wrong or a revisit refers
// to a capture that none of the files holds.

import { createHash } from "node:crypto";
import { createReadStream } from "node:fs";
import { join, resolve } from "node:path";
import { pathToFileURL } from "node:url";

const [folder, ...files] = process.argv.slice(2);
const module = join(resolve(folder), "node_modules/warcio/dist/index.js");
const { WARCParser } = await import(pathToFileURL(module).href);

// RFC 4648; 160 bits need no padding.
function base32(bytes) {
  const alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
  let out = "";
  let bits = 0;
  let count = 0;
  for (const byte of bytes) {
    bits = ((bits << 8) | byte) & 0xfff;
    for (count += 8; count >= 5; count -= 5) {
      out += alphabet[(bits >> (count - 5)) & 31];
    }
  }
  return out;
}

function digestOf(payload) {
  return "sha1:" + base32(createHash("sha1").update(payload).digest());
}

const counts = { files: files.length, records: 0, response: 0, revisit: 0,
                 request: 0, warcinfo: 0, metadata: 0, hashed: 0 };
const wrong = [];
const captures = new Set(); // "URI date digest" of every response
const revisits = [];

for (const file of files) {
  for await (const record of new WARCParser(createReadStream(file))) {
    counts.records += 1;
    counts[record.warcType] = (counts[record.warcType] ?? 0) + 1;
    const payload = await record.readFully(false);
    const digest = record.warcPayloadDigest;
    if (record.warcType === "response") {
      counts.hashed += 1;
      if (digestOf(payload) !== digest) {
        wrong.push(`${file}: ${record.warcTargetURI}: ${digest}`);
      }
      captures.add(`${record.warcTargetURI} ${record.warcDate} ${digest}`);
    } else if (record.warcType === "revisit" && record.warcRefersToDate) {
      revisits.push(`${record.warcRefersToTargetURI} ` +
                    `${record.warcRefersToDate} ${digest}`);
    } else if (record.warcType === "request") {
      if (!record.httpHeaders?.statusline.startsWith("GET ")) {
        wrong.push(`${file}: not a request: ${record.warcTargetURI}`);
      }
    }
  }
}
for (const held of revisits) {
  if (!captures.has(held)) wrong.push(`nothing to refer to: ${held}`);
}
console.log(JSON.stringify({ ...counts, wrong }));
process.exitCode = wrong.length > 0 ? 1 : 0;
