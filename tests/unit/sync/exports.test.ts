import { expect, it } from 'vitest';
import type { PlainSettings } from '../../../src/store/phone-settings.ts';
import type { Asked } from '../../../src/sync/network/ask-server.ts';
import { noteExport, tellExports } from '../../../src/sync/exports.ts';
import { createCell, initialSyncState } from '../../../src/sync/loop/sync-state.ts';

const [village, one, two] = [
  '0193525d-0000-7000-8000-00000000000a',
  '0193525d-0000-7000-8000-00000000000b',
  '0193525d-0000-7000-8000-00000000000c',
];

it('saved files are reported at the next contact, once each; offline they wait; a refusal is final', async () => {
  const kept: Partial<PlainSettings> = {};
  const settings = {
    get: async <K extends keyof PlainSettings>(key: K): Promise<PlainSettings[K] | undefined> => kept[key],
    set: async <K extends keyof PlainSettings>(key: K, value: PlainSettings[K]): Promise<void> =>
      void (kept[key] = value),
  };
  const sync = createCell(initialSyncState);
  const told: unknown[] = [];
  const answers: Asked<never>['kind'][] = [];
  const post = async <T>(_path: string, body: unknown): Promise<Asked<T>> => {
    told.push((body as { household: string }).household);
    const kind = answers.shift() ?? 'ok';
    if (kind === 'problem') return { kind, problem: 'notFound' };
    return kind === 'unreachable' ? { kind } : { kind, value: { now: 1 } as T };
  };
  const stop = tellExports({ settings, server: { post }, sync, onError: (error) => expect.unreachable(String(error)) });
  const meetServer = async (at: number): Promise<void> => {
    sync.set({ lastContact: at });
    await new Promise((resolve) => setTimeout(resolve));
  };

  await noteExport(settings, { village, household: one });
  await noteExport(settings, { village, household: two });
  answers.push('ok', 'unreachable');
  await meetServer(1);
  expect([told, kept.exportsToTell]).toEqual([[one, two], [{ village, household: two }]]);
  answers.push('problem');
  await meetServer(2);
  await meetServer(3);
  expect([told, kept.exportsToTell]).toEqual([[one, two, two], []]);
  stop();
  await noteExport(settings, { village, household: one });
  await meetServer(4);
  expect(told).toHaveLength(3);
});
