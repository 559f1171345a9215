import { describe, expect, test } from 'vitest';
import { MERGED_INTO } from '../../../src/domain/record/redirect.ts';
import type { Operation } from '../../../src/protocol/operation.ts';
import { plainCipher } from '../../../src/store/cipher/cipher.ts';
import { createPhoneStore } from '../../../src/store/create-phone-store.ts';
import type { StorageEngine } from '../../../src/store/engine/engine.ts';
import { createMemoryDisk, createMemoryEngine } from '../../../src/store/engine/memory-engine.ts';
import type { PhoneStore } from '../../../src/store/phone-store.ts';
import { seeded } from '../../support/seeded.ts';
import {
  createTestClock,
  cursorAt,
  fullRow,
  newId,
  pageOf,
  recordId,
  setHousehold,
  village,
} from '../../browser/store/phone.ts';
import { Told } from '../../browser/store/summaries-suite.ts';

// What this phone added goes from lying over the confirmed rows to being one of them while somebody looks. A look must
// not fall between the two: a household whose only adult is gone for a moment sends its form to its end.

const added = recordId(7);
type Look = (store: PhoneStore, told: Told) => Promise<boolean>;
const looks: Readonly<Record<string, Look>> = {
  list: async ({ records }) => (await records.list(village)).some(({ id }) => id === added),
  get: async ({ records }) => (await records.get(village, added)) !== undefined,
  getMany: async ({ records }) => (await records.getMany(village, [added])).length === 1,
  listKind: async ({ records }) => (await records.listKind(village, 'household')).some(({ id }) => id === added),
  summaries: async (_, told) => {
    await told.listen();
    return told.households.has(added);
  },
};

/** Two tabs of one phone; what is given to `before` runs to its end before each transaction of the slow one. */
function twoTabs(): {
  readonly slow: PhoneStore;
  readonly quick: PhoneStore;
  readonly before: (each: () => Promise<void>) => void;
} {
  const disk = createMemoryDisk();
  const cipher = plainCipher(seeded(3));
  const engine = createMemoryEngine(disk);
  let between = (): Promise<void> => Promise.resolve();
  const interrupted: StorageEngine = {
    ...engine,
    transaction: (async (...of: Parameters<StorageEngine['transaction']>) => {
      await between();
      return engine.transaction(...of);
    }) as StorageEngine['transaction'],
  };
  const tab = (on: StorageEngine, seed: number) =>
    createPhoneStore({
      enrolment: newId(),
      engine: on,
      dataCipher: cipher,
      outboxCipher: cipher,
      clock: createTestClock(),
      random: seeded(seed),
    });
  return { slow: tab(interrupted, 4), quick: tab(createMemoryEngine(disk), 5), before: (each) => (between = each) };
}

/** What sync does with an operation in two steps of its own, anything between them. */
const acknowledged = ({ outbox }: PhoneStore, { opId }: Operation): Promise<unknown> =>
  outbox.acknowledge([{ opId, outcome: 'applied', version: 2 }]);
async function received({ confirmed }: PhoneStore, op: Operation, isEcho: boolean): Promise<void> {
  const row = isEcho ? { id: added, version: 2 } : fullRow(added, 2, { headName: 'new' });
  await confirmed.applyPage(
    village,
    await confirmed.cursor(village),
    pageOf({ rows: [row], outcomes: [[op, 'applied', 2]], cursor: cursorAt(2) }),
  );
}

describe.each(Object.keys(looks))('%s', (name) => {
  test.each([
    ['an unchanged echo', true, false],
    ['a full row', false, false],
    ['an echo while a merge of its own is on its way', true, true],
  ])('never misses what becomes confirmed at any of its steps: %s', async (_, isEcho, isMerging) => {
    // Until it comes so late that the look is over.
    for (let [receiveAt, isOver] = [1, false]; !isOver; receiveAt++) {
      for (let acknowledgeAt = 0; acknowledgeAt <= receiveAt; acknowledgeAt++) {
        const { slow, quick, before } = twoTabs();
        await quick.confirmed.applyPage(
          village,
          undefined,
          pageOf({ rows: [1, 2].map((n) => fullRow(recordId(n), 1, { headName: `Mẫu ${n}` })), cursor: cursorAt(1) }),
        );
        const [op] = await slow.records.submit([setHousehold(added, { headName: 'new' })]);
        if (isMerging)
          await slow.records.submit([setHousehold(recordId(1), { [MERGED_INTO]: recordId(2) }, { [MERGED_INTO]: 1 })]);
        const told = new Told(slow.summaries(village));
        await told.listen();
        if (acknowledgeAt === 0) await acknowledged(quick, op!);
        let step = 0;
        before(async () => {
          step++;
          if (step === acknowledgeAt) await acknowledged(quick, op!);
          if (step === receiveAt) await received(quick, op!, isEcho);
        });
        expect(
          await looks[name]!(slow, told),
          `acknowledged before its transaction ${acknowledgeAt}, received before ${receiveAt}`,
        ).toBe(true);
        isOver = step < receiveAt;
        if (isOver) break;
        expect(await looks[name]!(slow, told), 'and at the next look').toBe(true);
      }
    }
  });
});
