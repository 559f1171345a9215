import { sameJson, type Json } from '../../../src/domain/record/json.ts';
import type { Uuid } from '../../../src/lib/ids.ts';
import type { Operation } from '../../../src/protocol/operation.ts';
import type { OpOutcome } from '../../../src/protocol/outcome.ts';
import type { Cursor, PullPage, PullRow } from '../../../src/protocol/pull.ts';
import { grant, LAST_ID, start } from '../../browser/store/phone.ts';

interface Row {
  version: number;
  fields: Record<string, { value: Json; version: number }>;
  /** All changes since this version are the phone's. */
  ownSince: number | undefined;
}

interface State {
  epoch: number;
  version: number;
  lastSeq: number;
  rows: Record<Uuid, Row>;
  ops: Record<Uuid, OpOutcome & { op: Operation }>;
}

/**
 * The least server that one phone and "the others" can sync with: the last write stands, nothing conflicts, some
 * operations wait. It exists to be obviously right, so it answers from whole copies of its state.
 */
export class ModelServer {
  state: State = { epoch: 1, version: 0, lastSeq: 0, rows: {}, ops: {} };
  #backup: State = structuredClone(this.state);

  editByOther(record: Uuid, field: string, value: Json): void {
    this.state.version++;
    this.#write(record, { [field]: value }, false);
  }

  /** @param parkEvery parks each operation whose number it divides (0: none) */
  push(ops: readonly Operation[], parkEvery: number): OpOutcome[] {
    this.state.version++;
    return ops.map((op) => {
      const known = this.state.ops[op.opId];
      this.state.lastSeq = Math.max(this.state.lastSeq, op.seq);
      if (known) return told(known);
      const waits = this.#waitsOn(op.record) || (parkEvery > 0 && op.seq % parkEvery === 0);
      return this.#store(op, waits ? 'parked' : this.#write(op.record, op.set, true));
    });
  }

  /** What waited is applied. */
  release(): void {
    this.state.version++;
    const waiting = Object.values(this.state.ops).filter(({ outcome }) => outcome === 'parked');
    for (const { op } of waiting) this.#store(op, this.#write(op.record, op.set, true));
  }

  backUp(): void {
    this.#backup = structuredClone(this.state);
  }

  restore(): void {
    const epoch = this.state.epoch + 1;
    this.state = structuredClone(this.#backup);
    this.state.epoch = epoch;
    this.state.version += 1000 * epoch;
    this.#backup = structuredClone(this.state);
  }

  pull(cursor: Cursor | undefined, limit: number): PullPage {
    const { epoch, version: head } = this.state;
    const holds = cursor !== undefined && cursor.epoch === epoch;
    const from = holds ? cursor : { version: 0, id: '', held: 0 };
    const behind = Object.entries(this.state.rows)
      .filter(([id, row]) => row.version > from.version || (row.version === from.version && id > from.id))
      .sort(([idA, a], [idB, b]) => a.version - b.version || (idA < idB ? -1 : 1));
    const page = behind.slice(0, limit);
    const last = page.at(-1);
    const more = behind.length > limit && last !== undefined;
    const next: Cursor = more
      ? { epoch, grant, version: last[1].version, id: last[0], held: from.held }
      : { epoch, grant, version: head, id: LAST_ID, held: head };
    const outcomes = Object.values(this.state.ops).filter(
      ({ version }) => version >= from.version && version <= next.version,
    );
    return {
      restart: cursor !== undefined && !holds,
      rows: page.map(([id, row]) => wireRow(id, row, from.held)),
      outcomes: outcomes.map(told),
      cursor: next,
      more,
      now: start,
      me: 't',
    };
  }

  waiting(): Operation[] {
    return Object.values(this.state.ops)
      .filter(({ outcome }) => outcome === 'parked')
      .map(({ op }) => op);
  }

  #waitsOn = (record: Uuid): boolean => this.waiting().some((op) => op.record === record);

  #store(op: Operation, outcome: OpOutcome['outcome']): OpOutcome {
    const stored = { op, opId: op.opId, outcome, version: this.state.version };
    this.state.ops[op.opId] = stored;
    return told(stored);
  }

  #write(record: Uuid, set: Operation['set'], own: boolean): 'applied' | 'noop' {
    const { version } = this.state;
    const before = this.state.rows[record];
    const changed = Object.entries(set).filter(
      ([field, value]) => !before || !sameJson(before.fields[field]?.value, value),
    );
    if (before && changed.length === 0) return 'noop';
    const fields = {
      ...before?.fields,
      ...Object.fromEntries(changed.map(([field, value]) => [field, { value, version }])),
    };
    this.state.rows[record] = {
      version,
      fields,
      ownSince: own ? (before ? (before.ownSince ?? before.version) : 0) : undefined,
    };
    return 'applied';
  }
}

const told = ({ opId, outcome, version }: OpOutcome): OpOutcome => ({ opId, outcome, version });

function wireRow(id: Uuid, row: Row, held: number): PullRow {
  if (held > 0 && row.ownSince !== undefined && row.ownSince <= held) return { id, version: row.version };
  const fields = Object.fromEntries(Object.entries(row.fields).map(([name, { value }]) => [name, value]));
  const older = Object.entries(row.fields).filter(([, { version }]) => version !== row.version);
  return {
    id,
    version: row.version,
    kind: 'household',
    fields,
    fieldVersions: Object.fromEntries(older.map(([name, { version }]) => [name, version])),
  };
}
