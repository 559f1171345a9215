// The server's push on PostgreSQL, beside plain INSERTs of the very rows that it stores; and a village evening: 500
// phones at once.
import { gzipSync } from 'node:zlib';
import pg from 'pg';
import { createIds } from '../../src/lib/ids.ts';
import { systemClock } from '../../src/lib/clock.ts';
import type { PullPage } from '../../src/protocol/pull.ts';
import { Postgres } from '../../tests/support/engines/postgres.ts';
import { seeded } from '../../tests/support/seeded.ts';
import type { Bench, BenchTable } from './entry.ts';
import { insertPlainly } from './plain-inserts.ts';
import { milliseconds, ratio } from './print.ts';
import { ServerLoad, type Member } from './server-load.ts';
import { villageRecords } from './village-records.ts';

/** Operations of a push: what a phone sends after a day offline, and what it sends after a visit. */
const full = 200;
const small = 20;
const pushes = 64;
const atOnce = 8;
/** A process answers these first, unmeasured: its code is compiled as it runs. */
const warmUp = 16;
const phones = 500;

export const bench: Bench = {
  tables: async () => {
    const postgres = await Postgres.start({ fsync: true });
    try {
      return [await throughput(postgres), await evening(postgres)];
    } finally {
      await postgres.stop();
    }
  },
};

async function throughput(postgres: Postgres): Promise<BenchTable> {
  const rows: string[][] = [];
  for (const [processes, size] of [
    [1, full],
    [2, full],
    [4, full],
    [1, small],
  ] as const) {
    const load = await ServerLoad.start(postgres, { processes, members: atOnce, villages: atOnce });
    try {
      const ours = (pushes * size) / (await pushAll(load, (processes * warmUp) / atOnce, size));
      const plain =
        ((pushes + processes * warmUp) * size) / (await insertPlainly(load.databaseUrl, { batch: size, atOnce }));
      rows.push([
        `${processes} ${processes === 1 ? 'process' : 'processes'}, pushes of ${size}`,
        ours.toFixed(0),
        plain.toFixed(0),
        ratio(ours, plain),
      ]);
    } finally {
      await load.stop();
    }
  }
  return {
    title: 'Pushes on PostgreSQL, operations a second',
    columns: ['server', 'plain INSERTs', 'ratio'],
    rows,
    notes: [
      `${pushes} pushes of new records from ${atOnce} phones in ${atOnce} villages; ` +
        `fsync on, after ${warmUp} a process unmeasured. Plain: the rows they left, ` +
        `in multi-row INSERTs of as many over ${atOnce} connections.`,
      'All of it, the phones too, on this one machine. Aim: ≥ 0.5.',
    ],
  };
}

/** @param first pushes of each phone before the clock starts @returns seconds */
async function pushAll(load: ServerLoad, first: number, size: number): Promise<number> {
  const ids = createIds(systemClock, seeded(7));
  const bodies = load.members.map((member) => pushesOf(member, first + pushes / atOnce, ids, size));
  await Promise.all(load.members.map((member, i) => expectOk(load.ask(i, member, 'me'))));
  const send = (from: number, until?: number): Promise<void[]> =>
    Promise.all(
      load.members.map(async (member, i) => {
        for (const [turn, body] of (bodies[i] ?? []).slice(from, until).entries())
          await expectOk(load.ask(i + from + turn, member, 'push', body));
      }),
    );
  await send(0, first);
  const started = performance.now();
  await send(first);
  return (performance.now() - started) / 1000;
}

function pushesOf({ village }: Member, count: number, newId: () => string, size: number): Buffer[] {
  const records = villageRecords(newId, seeded(1)).slice(0);
  while (records.length < count * size) records.push(...villageRecords(newId, seeded(2)));
  return Array.from({ length: count }, (_, push) => {
    const entries = records.slice(push * size, (push + 1) * size).map(({ id, kind, set }, i) => {
      const opId = newId();
      return {
        opId,
        seq: push * size + i + 1,
        group: opId,
        record: id,
        kind,
        village,
        base: {},
        set,
        wallTime: Date.now(),
        clockOffset: 0,
        schemaVersion: 1,
      };
    });
    return gzipSync(JSON.stringify({ protocol: 1, firstSeq: push * size + 1, entries }));
  });
}

async function expectOk(asked: Promise<{ status: number; text: string }>): Promise<string> {
  const { status, text } = await asked;
  if (status !== 200) throw new Error(`${status} ${text}`);
  return text;
}

/** Each phone sends what ten households said and fetches its village; all begin in the same second. */
async function evening(postgres: Postgres): Promise<BenchTable> {
  const load = await ServerLoad.start(postgres, { processes: 2, members: phones, villages: phones / 5 });
  try {
    const ids = createIds(systemClock, seeded(9));
    const bodies = load.members.map((member) => pushesOf(member, 1, ids, 50)[0]!);
    const waits: number[] = [];
    const syncs: number[] = [];
    const failures = new Map<string, number>();
    const timed = async (turn: number, member: Member, path: string, body?: Buffer): Promise<string> => {
      const started = performance.now();
      const text = await expectOk(load.ask(turn, member, path, body));
      waits.push(performance.now() - started);
      return text;
    };
    const sync = async (member: Member, i: number): Promise<void> => {
      await new Promise((resolve) => setTimeout(resolve, (i * 1000) / phones));
      const started = performance.now();
      await timed(i, member, 'me');
      await timed(i, member, 'push', bodies[i]);
      for (let cursor = '', more = true; more;) {
        const page = JSON.parse(await timed(i, member, `pull?village=${member.village}${cursor}`)) as PullPage;
        cursor = Object.entries(page.cursor)
          .map(([name, value]) => `&${name}=${value}`)
          .join('');
        more = page.more;
      }
      syncs.push(performance.now() - started);
    };
    const started = performance.now();
    await Promise.all(
      load.members.map((member, i) =>
        sync(member, i).catch((error: unknown) => failures.set(String(error), (failures.get(String(error)) ?? 0) + 1)),
      ),
    );
    const seconds = (performance.now() - started) / 1000;
    const row = (what: string, times: number[]): string[] => [
      what,
      ...[0.5, 0.95, 1].map((part) => milliseconds(quantile(times, part))),
    ];
    return {
      title: `${phones} phones of ${phones / 5} villages sync at once, 2 processes`,
      columns: ['median', 'p95', 'longest'],
      rows: [row('a request', waits), row('a whole sync: me, push of 50 operations, pull', syncs)],
      notes: [
        `Over after ${seconds.toFixed(1)} s, ${waits.length} requests. ` +
          `Failed: ${failures.size === 0 ? 'none' : JSON.stringify([...failures])}. ` +
          `The operations stored: ${await storedIn(load.databaseUrl)}.`,
      ],
    };
  } finally {
    await load.stop();
  }
}

const quantile = (times: readonly number[], part: number): number =>
  [...times].sort((a, b) => a - b)[Math.max(0, Math.ceil(times.length * part) - 1)] ?? 0;

async function storedIn(databaseUrl: string): Promise<number> {
  const client = new pg.Client({ connectionString: databaseUrl });
  await client.connect();
  try {
    const { rows } = await client.query<{ count: string }>('select count(*) from op_meta');
    return Number(rows[0]?.count);
  } finally {
    await client.end();
  }
}
