import { randomUUID } from 'node:crypto';
import { setTimeout as wait } from 'node:timers/promises';
import type { Uuid } from '../../../src/lib/ids.ts';
import { systemClock, systemRandom } from '../../../src/lib/clock.ts';
import type { Operation } from '../../../src/protocol/operation.ts';
import { sha256 } from '../../../src/server/hash.ts';
import { plainCipher } from '../../../src/store/cipher/cipher.ts';
import { createPhoneStore } from '../../../src/store/create-phone-store.ts';
import { createMemoryDisk, createMemoryEngine } from '../../../src/store/engine/memory-engine.ts';
import { browserGzip } from '../../../src/sync/network/gzip.ts';
import { createHttpTransport } from '../../../src/sync/network/http-transport.ts';
import { createSliceMemory } from '../../../src/sync/slice/slice-memory.ts';
import type { SliceResult } from '../../../src/sync/slice/slice-types.ts';
import { syncSlice } from '../../../src/sync/slice/sync-slice.ts';
import { systemSchedule } from '../../../src/lib/schedule.ts';
import type { SeededMember } from './seed-member.ts';

const everything = { operations: 1_000_000, bytes: Number.MAX_SAFE_INTEGER };

/** A phone's real store and sync over a real connection; only its disk is memory. */
export class RealPhone {
  /** Everything its person ever saved. */
  readonly saved: Operation[] = [];
  readonly store;
  readonly #memory = createSliceMemory();
  readonly #transport;

  constructor(
    readonly member: SeededMember,
    readonly origin: string,
    timeout = 3000,
  ) {
    const cipher = plainCipher(systemRandom);
    this.store = createPhoneStore({
      enrolment: member.enrolment,
      engine: createMemoryEngine(createMemoryDisk()),
      dataCipher: cipher,
      outboxCipher: cipher,
      clock: systemClock,
      random: systemRandom,
    });
    this.#transport = createHttpTransport({
      enrolment: member.enrolment,
      origin,
      timeout,
      gzip: browserGzip()!,
      schedule: systemSchedule,
      // What a browser does with the cookie.
      fetch: (url, init) =>
        fetch(url, { ...init, headers: { ...(init.headers as Record<string, string>), cookie: member.cookie } }),
      sign: () => Promise.resolve(undefined),
    });
  }

  /** Saves a form about a new household. @returns the household */
  async survey(headName: string): Promise<Uuid> {
    const record = randomUUID();
    const { village } = this.member;
    this.saved.push(
      ...(await this.store.records.submit([{ record, village, kind: 'household', set: { headName }, bases: {} }])),
    );
    return record;
  }

  /** Changes the address of a household it knows. */
  async readdress(record: Uuid, address: string): Promise<void> {
    const { village } = this.member;
    const shown = await this.store.records.get(village, record);
    this.saved.push(
      ...(await this.store.records.submit([
        { record, village, kind: 'household', set: { address }, bases: shown?.bases ?? {} },
      ])),
    );
  }

  slice(millis = 20_000): Promise<SliceResult> {
    const never = (): never => {
      throw new Error('this phone was neither copied nor revoked');
    };
    return syncSlice(
      {
        store: this.store,
        rows: this.store,
        transport: this.#transport,
        clock: systemClock,
        random: systemRandom,
        sha256: (text) => Promise.resolve(sha256(text)),
        reEnrol: never,
        eraseSelf: never,
        memory: this.#memory,
      },
      { millis },
    );
  }

  /**
   * Slices until all is sent and received; asked too often, the server says when it may be asked again, and the phone
   * waits as the app does.
   */
  async syncAll(): Promise<void> {
    for (let tries = 0; ; tries++) {
      const result = await this.slice();
      if (result.kind === 'done') return;
      if (tries === 30) throw new Error(`this phone never gets done: ${result.kind}`);
      if ('retryAt' in result && result.retryAt !== undefined)
        await wait(Math.max(0, result.retryAt - systemClock.now()));
    }
  }

  /** The operations it still means to send. */
  async unsent(): Promise<Set<Uuid>> {
    return new Set((await this.store.outbox.pending(everything)).map(({ opId }) => opId));
  }

  /** id → fields of all households it shows. */
  async households(): Promise<Map<Uuid, unknown>> {
    return new Map(
      (await this.store.records.list(this.member.village))
        .filter(({ kind }) => kind === 'household')
        .map(({ id, fields }) => [id, fields]),
    );
  }
}
