import { beforeAll, describe, expect, it, onTestFinished, vi } from 'vitest';
import { buildIfNeeded } from '../../scripts/build.ts';
import type { Schema } from '../../src/server/database/schema.ts';
import type { Database } from '../../src/server/database/database.ts';
import { ChromiumPhone } from '../e2e/support/browsers/chromium-phone.ts';
import { Phone } from '../e2e/support/phone.ts';
import { BadProxy } from '../support/programs/bad-proxy.ts';
import { Child } from '../support/programs/child.ts';
import { createEngine } from '../support/engines/engines.ts';
import { freePort } from '../support/programs/free-port.ts';
import { seeded } from '../support/seeded.ts';
import { storedOps } from '../server/faults/stored-ops.ts';

const rounds = 20;
const householdsARound = 2;
const heads = 'Nhà Thử Đứt';

beforeAll(buildIfNeeded, 120_000);

describe('a browser killed in the middle of sending', () => {
  const engine = createEngine('postgres');

  it(
    `${rounds} times loses nothing, takes nothing for sent that is not, and sends nothing twice`,
    { timeout: 240_000 + rounds * 30_000 },
    async () => {
      const place = await engine.place();
      const port = await freePort();
      const proxy = await BadProxy.start(port, seeded(3));
      onTestFinished(() => proxy.stop());
      proxy.calm = true;
      const server = new Child(process.execPath, ['dist/server/demo.js'], {
        PORT: String(port),
        PUBLIC_URL: `http://localhost:${proxy.port}`,
        DATA_DIR: place.dataDir,
        DATABASE_URL: place.databaseUrl ?? '',
        BACKUP_KEEP: '0',
        LOG_LEVEL: 'silent',
      });
      onTestFinished(() => server.kill());
      await server.line('Thôn Số runs at');
      const database = await engine.open(place);
      const phone = new Phone({ url: `http://localhost:${proxy.port}`, dataDir: place.dataDir }, new ChromiumPhone());
      onTestFinished(() => phone.dispose());
      await phone.turnOn();
      await phone.signIn('member');

      const chance = seeded(20);
      const saved = new Set<string>();
      const met = { onlyOnPhone: 0, storedUnheard: 0, acknowledged: 0 };
      for (let round = 1; round <= rounds; round++) {
        await noNetwork(phone, proxy);
        for (let i = 1; i <= householdsARound; i++) await addHousehold(phone, `${heads} ${round}-${i}`);
        const fresh = (await opsOn(phone)).filter(({ opId, state }) => state === 'unsent' && !saved.has(opId));
        expect(fresh.length).toBeGreaterThanOrEqual(householdsARound);
        for (const { opId } of fresh) saved.add(opId);

        const pushing = new Promise<void>(
          (resolve) => (proxy.onRequest = (line) => line.includes('/push ') && resolve()),
        );
        proxy.always = 'delayed';
        await phone.goOnline();
        await pushing;
        const last = fresh.at(-1)!.opId;
        // Anywhere between the request's first byte and what follows the answer (each way takes 30 ms); and, since how
        // far that is depends on the machine, right after the server has stored it, and right after the phone has
        // heard.
        if (round % 3 === 1) await new Promise((resolve) => setTimeout(resolve, chance.below(300)));
        else if (round % 3 === 2)
          await vi.waitUntil(async () => (await storedOps(database)).includes(last), { timeout: 20_000, interval: 2 });
        else
          await vi.waitUntil(
            async () => (await opsOn(phone)).some(({ opId, state }) => opId === last && state !== 'unsent'),
            { timeout: 20_000, interval: 5 },
          );
        await phone.killPage();

        await noNetwork(phone, proxy);
        await phone.reopenApp();
        await expect
          .poll(() => phone.page.getByRole('link', { name: heads }).count(), {
            timeout: 20_000,
            message: 'households on the list',
          })
          .toBe(round * householdsARound);
        const kept = new Map((await opsOn(phone)).map(({ opId, state }) => [opId, state]));
        const stored = new Set(await storedOps(database));
        for (const opId of saved) {
          const isSent = kept.get(opId) !== 'unsent';
          expect(isSent && !stored.has(opId), 'taken for sent and not on the server').toBe(false);
        }
        met[kept.get(last) !== 'unsent' ? 'acknowledged' : stored.has(last) ? 'storedUnheard' : 'onlyOnPhone']++;
      }

      proxy.always = undefined;
      await phone.goOnline();
      await phone.page.reload();
      await phone.page.getByRole('banner').getByText('Đã gửi hết').waitFor({ timeout: 60_000 });
      const stored = new Set(await storedOps(database));
      expect([...saved].filter((opId) => !stored.has(opId))).toEqual([]);
      const wanted = Array.from({ length: rounds }, (_, round) =>
        Array.from({ length: householdsARound }, (__, i) => `${heads} ${round + 1}-${i + 1}`),
      ).flat();
      expect(await householdsOnServer(database), 'each household once').toEqual(wanted.sort());
      console.log(`Where ${rounds} kills of the browser met the last form: ${JSON.stringify(met)}`);
      if (rounds >= 20) for (const [where, kills] of Object.entries(met)) expect(kills, where).toBeGreaterThan(0);
    },
  );
});

/** Nothing passes, for the page and for its worker, and the browser says so. */
async function noNetwork(phone: Phone, proxy: BadProxy): Promise<void> {
  proxy.always = 'refused';
  proxy.onRequest = undefined;
  await phone.goOffline();
}

async function addHousehold(phone: Phone, head: string): Promise<void> {
  await phone.addHousehold({ head, address: 'Xóm thử', answers: [], people: [] });
  await phone.page.getByRole('link', { name: 'Hôm nay', exact: true }).click();
}

interface Kept {
  readonly opId: string;
  readonly state: 'unsent' | 'overlaid' | 'retained';
}

/** The operations in the phone's database by its clear columns, without the app's help. */
function opsOn(phone: Phone): Promise<Kept[]> {
  return phone.page.evaluate(async () => {
    const { name } = (await indexedDB.databases()).find((one) => /^thonso-[0-9a-f-]{36}$/.test(one.name ?? ''))!;
    const answer = <T>(request: IDBRequest<T>): Promise<T> =>
      new Promise((resolve, reject) => {
        request.onsuccess = () => resolve(request.result);
        request.onerror = () => reject(request.error ?? new Error('no answer'));
      });
    const database = await answer(indexedDB.open(name!));
    const ops = await answer(database.transaction('ops').objectStore('ops').getAll() as IDBRequest<Kept[]>);
    database.close();
    return ops.map(({ opId, state }) => ({ opId, state }));
  });
}

async function householdsOnServer(database: Database): Promise<string[]> {
  const rows = await database.db
    .withTables<{ [Table in keyof Schema]: Schema[Table] }>()
    .selectFrom('record')
    .select('fields')
    .where('kind', '=', 'household')
    .execute();
  return rows
    .map(({ fields }) => String(fields['headName']))
    .filter((name) => name.startsWith(heads))
    .sort();
}
