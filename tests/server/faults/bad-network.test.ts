import { generateKeyPairSync } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import type { Database } from '../../../src/server/database/database.ts';
import { BadProxy, fates } from '../../support/programs/bad-proxy.ts';
import { createEngine } from '../../support/engines/engines.ts';
import { freePort } from '../../support/programs/free-port.ts';
import { startProgram } from '../../support/programs/programs.ts';
import { seeded } from '../../support/seeded.ts';
import { RealPhone } from './real-phone.ts';
import { createAccountFor } from './seed-member.ts';
import { storedOps } from './stored-ops.ts';

const operations = process.env['LONG_ROUNDS'] ? 2000 : 120;

describe('two phones behind a network that cuts, delays, truncates and doubles', () => {
  const engine = createEngine('postgres');

  it(`lose none of ${operations} forms, and agree once it is quiet`, { timeout: 600_000 }, async () => {
    const place = await engine.place();
    const port = await freePort();
    const database = await engine.open(place);
    const key = generateKeyPairSync('ec', { namedCurve: 'P-256' }).publicKey;
    const an = await createAccountFor(database, key);
    const binh = await createAccountFor(database, key, an.village);
    const server = startProgram('server', [], {
      PORT: String(port),
      DATA_DIR: place.dataDir,
      DATABASE_URL: place.databaseUrl ?? '',
      LOG_LEVEL: 'silent',
    });
    await server.line('Thôn Số runs at');
    const chance = seeded(240);
    const proxy = await BadProxy.start(port, seeded(7));
    const phones = [an, binh].map((member) => new RealPhone(member, `http://127.0.0.1:${proxy.port}`));
    try {
      let answersMissed = 0;
      for (let done = 0; done < operations; done++) {
        const phone = phones[chance.below(phones.length)]!;
        const households = [...(await phone.households()).keys()].sort();
        if (households.length === 0 || chance.below(3) > 0) await phone.survey(`Hộ ${done}`);
        else await phone.readdress(households[chance.below(households.length)]!, `Nhà ${done}`);
        if (chance.below(2) === 0) await phone.slice();
        if (chance.below(8) === 0) await Promise.all(phones.map((one) => one.slice()));
        if (done % 20 === 0) answersMissed += await nothingIsMissing(database, phones);
      }
      answersMissed += await nothingIsMissing(database, phones);
      for (const fate of fates) expect(proxy.met[fate], `requests that were ${fate}`).toBeGreaterThan(5);
      expect(answersMissed, 'some must have been stored without the phone hearing of it').toBeGreaterThan(0);

      proxy.calm = true;
      for (const phone of [...phones, ...phones]) await phone.syncAll();
      const saved = phones.flatMap((phone) => phone.saved.map(({ opId }) => opId));
      expect((await storedOps(database)).sort(), 'everything, and each once').toEqual(saved.sort());
      for (const phone of phones) expect(await phone.unsent()).toEqual(new Set());
      const [first, second] = await Promise.all(phones.map((phone) => phone.households()));
      expect(first?.size).toBeGreaterThan(operations / 3);
      expect(second).toEqual(first);
    } finally {
      await proxy.stop();
      await server.kill();
    }
  });
});

/**
 * What a phone counts as sent is on the server; what is not there, the phone still has. @returns how many are in both
 * places
 */
async function nothingIsMissing(database: Database, phones: readonly RealPhone[]): Promise<number> {
  let both = 0;
  for (const phone of phones) {
    const unsent = await phone.unsent();
    const stored = new Set(await storedOps(database));
    const nowhere = phone.saved.filter(({ opId }) => !stored.has(opId) && !unsent.has(opId));
    expect(nowhere.map(({ opId }) => opId)).toEqual([]);
    both += phone.saved.filter(({ opId }) => stored.has(opId) && unsent.has(opId)).length;
  }
  return both;
}
