import { afterEach, expect, it } from 'vitest';
import type { Role } from '../../../src/domain/access/roles.ts';
import type { Uuid } from '../../../src/lib/ids.ts';
import { describeAboveStorage } from '../../support/engines/engines.ts';
import { seeded } from '../../support/seeded.ts';
import type { ServerWorld } from '../http/server-world.ts';
import { atOnce, foreignNameWire, FuzzWorld, secretWire, told } from './fuzz-world.ts';
import { fuzzedRequest } from './fuzzed-requests.ts';

// Requests nobody means, from signed-in phones of one role at a time. What the role may do is done with right and wrong
// values; nothing of a village in which it has no right is read or changed.

const requests = process.env['LONG_ROUNDS'] ? 10_000 : 400;
const seed = Number(process.env['FUZZ_SEED'] ?? 2027);

type Areas = ServerWorld['areas'];
const phones: readonly (readonly [string, Role, (areas: Areas) => Uuid | undefined])[] = [
  ['member', 'member', ({ village }) => village],
  ['lead', 'lead', ({ village }) => village],
  ['head', 'head', ({ village }) => village],
  ['officer', 'officer', ({ commune }) => commune],
  ['viewer', 'viewer', ({ province }) => province],
  ['administrator', 'admin', () => undefined],
  ['revoked phone', 'lead', ({ village }) => village],
];

describeAboveStorage('requests nobody means', (engine) => {
  let fuzz: FuzzWorld | undefined;
  afterEach(() => fuzz?.close());

  it.each(phones)(
    `from a %s, ${requests} of them: no 5xx, nothing foreign read or changed`,
    { timeout: 900_000 },
    async (name, role, areaOf) => {
      const at = await FuzzWorld.open(engine, (areas) => [
        [role, areaOf(areas)],
        [role, areaOf(areas)],
      ]);
      fuzz = at;
      const isRevoked = name === 'revoked phone';
      if (isRevoked)
        for (const { asker } of at.askers)
          await at.world.deps.db
            .updateTable('device')
            .set({ revoked_at: 1 })
            .where('id', '=', asker.enrolment)
            .execute();
      // An administrator manages people and settings everywhere, and nobody's rows anywhere.
      const managesAll = role === 'admin';
      const foreign = async () => [await at.foreignState(), managesAll ? {} : await at.foreignPeople()];
      const before = await foreign();
      const chance = seeded(seed);
      let allowed = 0;
      for (let done = 0; done < requests; done += atOnce) {
        const batch = Array.from({ length: atOnce }, (_, i) => {
          const who = at.askers[(done + i) % at.askers.length]!;
          return { who, request: fuzzedRequest(chance, at.known, who.asker) };
        });
        const answers = await Promise.all(batch.map(({ request }) => at.send(request)));
        for (const [i, answer] of answers.entries()) {
          const { who, request } = batch[i]!;
          const place = `seed ${seed}, request ${done + i}: ${told(request)}\n${answer.body.slice(0, 500)}`;
          expect(answer.status, place).toBeLessThan(500);
          expect(answer.body, place).not.toMatch(secretWire);
          if (!managesAll) expect(answer.body, place).not.toMatch(foreignNameWire);
          if (answer.status === 200) allowed++;
          if (!isRevoked) await at.learn(who, answer);
        }
      }
      // A revoked phone may hand over what it holds, and nothing else.
      expect(allowed, 'not everything bounced at the door').toBeGreaterThan(isRevoked ? 0 : requests / 50);
      expect(await foreign()).toEqual(before);
      expect((await at.send({ method: 'GET', path: '/readyz', headers: {}, bytes: undefined })).status).toBe(200);
    },
  );
});
