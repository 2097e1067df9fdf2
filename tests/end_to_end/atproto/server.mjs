// SPDX-License-Identifier: GPL-3.0-or-later
// node server.mjs PACKAGES DATA READY: a directory of DIDs and a personal data
// server, both on loopback and free ports. Writes one line of JSON with their
// URLs to the file (or pipe) READY when both answer, and runs until killed.
//
// PACKAGES: the folder whose node_modules has @atproto/pds and @did-plc/server.

import { randomBytes } from "node:crypto";
import { appendFileSync, mkdirSync } from "node:fs";
import { createRequire } from "node:module";
import { createServer } from "node:net";
import { join } from "node:path";

const [packages, data, ready] = process.argv.slice(2);
const require = createRequire(join(packages, "package.json"));
const plc = require("@did-plc/server");
const { PDS, envToCfg, envToSecrets } = require("@atproto/pds");

// The server must know its own port before it starts.
const freePort = () =>
  new Promise((resolve, reject) => {
    const probe = createServer();
    probe.on("error", reject);
    probe.listen(0, "127.0.0.1", () => {
      const { port } = probe.address();
      probe.close(() => resolve(port));
    });
  });

const secret = () => randomBytes(32).toString("hex");

const plcPort = await freePort();
const directory = plc.PlcServer.create({ db: plc.Database.mock(), port: plcPort });
await directory.start();

const port = await freePort();
mkdirSync(join(data, "blobs"), { recursive: true });
const settings = {
  devMode: true,
  port,
  hostname: "localhost",
  dataDirectory: data,
  blobstoreDiskLocation: join(data, "blobs"),
  didPlcUrl: `http://localhost:${plcPort}`,
  serviceHandleDomains: [".test"],
  inviteRequired: false,
  rateLimitsEnabled: false,
  disableSsrfProtection: true,
  crawlers: [],
  // Nobody is asked there.
  bskyAppViewUrl: "https://view.invalid",
  bskyAppViewDid: "did:example:view",
  modServiceUrl: "https://labels.invalid",
  modServiceDid: "did:example:labels",
  adminPassword: secret(),
  jwtSecret: secret(),
  dpopSecret: secret(),
  plcRotationKeyK256PrivateKeyHex: secret(),
};
const server = await PDS.create(envToCfg(settings), envToSecrets(settings));
await server.start();

appendFileSync(
  ready,
  JSON.stringify({
    plc: `http://localhost:${plcPort}`,
    pds: `http://localhost:${port}`,
  }) + "\n",
);
