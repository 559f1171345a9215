// The bench's work with RxDB on the phone and the pull and push handlers of its HTTP replication guide, both in memory.
import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { createRxDatabase } from 'rxdb/plugins/core';
import { replicateRxCollection } from 'rxdb/plugins/replication';
import { getRxStorageMemory } from 'rxdb/plugins/storage-memory';
import { countingProxy } from './counting-proxy.js';

const [pullBatch, pushBatch] = process.argv.slice(3).map(Number);
const { records, edits, texts } = JSON.parse(readFileSync(process.argv[2], 'utf8'));

// The server, as the guide has it: documents by id, each with the time of its last change, conflicts found by the
// assumed master.
const stored = new Map();
let time = Date.parse('2026-11-22');
const store = (doc) => stored.set(doc.id, { ...doc, updatedAt: time });
for (const { id, kind, set } of records) {
  time += 1;
  store({ id, kind, said: set, _deleted: false });
}
const pull = ({ id = '', updatedAt = 0, batchSize }) => {
  const documents = [...stored.values()]
    .filter((doc) => doc.updatedAt > updatedAt || (doc.updatedAt === updatedAt && doc.id > id))
    .sort((a, b) => a.updatedAt - b.updatedAt || (a.id < b.id ? -1 : 1))
    .slice(0, batchSize);
  const last = documents.at(-1);
  return { documents, checkpoint: last ? { id: last.id, updatedAt: last.updatedAt } : { id, updatedAt } };
};
const push = (rows) => {
  const conflicts = [];
  for (const { newDocumentState, assumedMasterState } of rows) {
    const real = stored.get(newDocumentState.id);
    if (real && real.updatedAt !== assumedMasterState?.updatedAt) conflicts.push(real);
    else {
      time += 1;
      store(newDocumentState);
    }
  }
  return conflicts;
};
const server = createServer(async (asked, answer) => {
  const parts = [];
  for await (const part of asked) parts.push(part);
  const body = JSON.parse(Buffer.concat(parts).toString());
  answer.setHeader('content-type', 'application/json');
  answer.end(JSON.stringify(asked.url === '/pull' ? pull(body) : push(body)));
});
await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
const proxy = await countingProxy(server.address().port);
const post = async (path, body) =>
  (
    await fetch(`${proxy.url}${path}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
    })
  ).json();

const phone = await createRxDatabase({ name: 'phone', storage: getRxStorageMemory(), multiInstance: false });
const { village } = await phone.addCollections({
  village: {
    schema: {
      version: 0,
      primaryKey: 'id',
      type: 'object',
      properties: {
        id: { type: 'string', maxLength: 36 },
        kind: { type: 'string' },
        said: { type: 'object' },
        updatedAt: { type: 'number' },
      },
      required: ['id', 'kind', 'said'],
    },
  },
});
const sync = async () => {
  const state = replicateRxCollection({
    collection: village,
    replicationIdentifier: 'village',
    live: false,
    retryTime: 1000,
    pull: { batchSize: pullBatch, handler: (checkpoint, batchSize) => post('/pull', { ...checkpoint, batchSize }) },
    push: { batchSize: pushBatch, handler: (rows) => post('/push', rows) },
  });
  state.error$.subscribe((error) => {
    throw error;
  });
  await state.awaitInitialReplication();
  await state.awaitInSync();
  await state.cancel();
};
const edit = async (ids) => {
  for (const id of ids)
    await (
      await village.findOne(id).exec()
    ).incrementalPatch({ said: { ...(await village.findOne(id).exec()).said, address: texts[id] } });
};

const costs = [await proxy.count('first', sync)];
await sync(); // not counted: what it still tidies up by itself
if ((await village.count().exec()) !== records.length) throw new Error('not all arrived');
await edit(edits.slice(0, 50));
costs.push(await proxy.count('fifty', sync));
await sync(); // not counted: what it still tidies up by itself
await edit(edits.slice(50, 51));
costs.push(await proxy.count('one', sync));
await sync(); // not counted: what it still tidies up by itself
costs.push(await proxy.count('nothing', sync));
if (stored.get(edits[50]).said.address !== texts[edits[50]]) throw new Error('an edit did not arrive');
console.log(`\n${JSON.stringify(costs)}`);
process.exit(0);
