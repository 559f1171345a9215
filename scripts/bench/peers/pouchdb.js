// The bench's work with PouchDB on the phone and express-pouchdb as the server, both in memory.
import { readFileSync } from 'node:fs';
import express from 'express';
import expressPouch from 'express-pouchdb';
import PouchDB from 'pouchdb-core';
import httpAdapter from 'pouchdb-adapter-http';
import memoryAdapter from 'pouchdb-adapter-memory';
import mapreduce from 'pouchdb-mapreduce';
import replication from 'pouchdb-replication';
import { countingProxy } from './counting-proxy.js';

const { records, edits, texts } = JSON.parse(readFileSync(process.argv[2], 'utf8'));
PouchDB.plugin(memoryAdapter).plugin(httpAdapter).plugin(mapreduce).plugin(replication);

const OnServer = PouchDB.defaults({ adapter: 'memory' });
const app = express();
app.use('/', expressPouch(OnServer, { mode: 'minimumForPouchDB', inMemoryConfig: true }));
const server = await new Promise((resolve) => {
  const listening = app.listen(0, '127.0.0.1', () => resolve(listening));
});
const proxy = await countingProxy(server.address().port);

const remote = new PouchDB(`${proxy.url}/village`);
await remote.bulkDocs(records.map(({ id, kind, set }) => ({ _id: id, kind, ...set })));
const phone = new PouchDB('phone', { adapter: 'memory' });
const sync = () => phone.sync(remote);
const edit = async (ids) => {
  for (const id of ids) await phone.put({ ...(await phone.get(id)), address: texts[id] });
};

const costs = [await proxy.count('first', sync)];
await sync(); // not counted: what it still tidies up by itself
if ((await phone.info()).doc_count !== records.length) throw new Error('not all arrived');
await edit(edits.slice(0, 50));
costs.push(await proxy.count('fifty', sync));
await sync(); // not counted: what it still tidies up by itself
await edit(edits.slice(50, 51));
costs.push(await proxy.count('one', sync));
await sync(); // not counted: what it still tidies up by itself
costs.push(await proxy.count('nothing', sync));
if ((await remote.get(edits[50])).address !== texts[edits[50]]) throw new Error('an edit did not arrive');
console.log(`\n${JSON.stringify(costs)}`);
process.exit(0);
