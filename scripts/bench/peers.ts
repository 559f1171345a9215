// The work of a village's phone with others' sync, in the same run: what they send for it, and how often they ask.
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createIds } from '../../src/lib/ids.ts';
import { systemClock } from '../../src/lib/clock.ts';
import { seeded } from '../../tests/support/seeded.ts';
import { installPeers } from './peer-packages.ts';
import type { Bench } from './entry.ts';
import { kilobytes, ratio } from './print.ts';
import { syncBytes, type SyncCost } from './sync-bytes.ts';
import { householdsAVillage, peopleEach, villageRecords } from './village-records.ts';

const folder = join(import.meta.dirname, 'peers');

const peers = [
  { name: 'PouchDB 9 and express-pouchdb', program: 'pouchdb.js', args: [] },
  { name: 'RxDB 17, as its HTTP guide has it', program: 'rxdb.js', args: ['10', '5'] },
  { name: 'RxDB 17, batches of 1,000 and 200', program: 'rxdb.js', args: ['1000', '200'] },
];

const steps = [
  `first sync of ${householdsAVillage} households with ${householdsAVillage * peopleEach} people`,
  '50 offline edits',
  'one edit',
  'nothing to do',
];

export const bench: Bench = {
  tables: async () => {
    const ours = await syncBytes(householdsAVillage);
    const theirs = installPeers(folder, ['rxdb', 'express-pouchdb'], 'PouchDB and RxDB')
      ? peers.map(({ name, program, args }) => ({ name, costs: run(program, args) }))
      : [];
    const row = (label: string, { requests, up, down }: SyncCost, own: SyncCost): string[] => [
      label,
      String(requests),
      kilobytes(up),
      kilobytes(down),
      ratio(requests, own.requests),
      ratio(up + down, own.up + own.down),
    ];
    return [
      {
        title: 'The same work with others',
        columns: ['requests', 'up', 'down', 'requests to ours', 'bytes to ours'],
        rows: steps.flatMap((step, i) => [
          [step],
          row('  Thôn Số', ours[i]!, ours[i]!),
          ...theirs.map(({ name, costs }) => row(`  ${name}`, costs[i]!, ours[i]!)),
        ]),
        notes: [
          "Bodies only, each gzip'd here even where the peer would not. PouchDB with its defaults; RxDB with " +
            'the pull and push handlers of its HTTP guide, which keeps',
          'no history and drops a local edit that meets another. Ours carries from which version each ' +
            'field was changed, and checks the whole village by a hash at the end.',
          ...(theirs.length === 0 ? ['PouchDB and RxDB could not be fetched here: only our own figures.'] : []),
        ],
      },
    ];
  },
};

function run(program: string, args: readonly string[]): SyncCost[] {
  const work = mkdtempSync(join(tmpdir(), 'thon-so-bench-'));
  try {
    const chance = seeded(1);
    const records = villageRecords(createIds(systemClock, seeded(7)), chance);
    const edits = records
      .filter(({ kind }) => kind === 'household')
      .slice(0, 51)
      .map(({ id }) => id);
    const texts = Object.fromEntries(edits.map((id) => [id, `Nhà ${chance.below(900)}`]));
    const file = join(work, 'work.json');
    writeFileSync(file, JSON.stringify({ records, edits, texts }));
    const said = execFileSync(process.execPath, [join(folder, program), file, ...args], {
      cwd: folder,
      encoding: 'utf8',
      timeout: 300_000,
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    return JSON.parse(said.trim().split('\n').at(-1) ?? '') as SyncCost[];
  } finally {
    rmSync(work, { recursive: true, force: true });
  }
}
