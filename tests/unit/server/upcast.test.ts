import { expect, test } from 'vitest';
import type { Operation } from '../../../src/protocol/operation.ts';
import { SCHEMA_VERSION } from '../../../src/protocol/version.ts';
import { upcast, type Step } from '../../../src/server/sync/upcast.ts';
import { readOperation } from '../../../src/server/sync/read-entries.ts';

const id = '01a2008d-7400-7edc-9064-bd47b70775c4';
const op = (schemaVersion: number): Operation => ({
  opId: id,
  seq: 1,
  group: id,
  record: id,
  kind: 'household',
  village: id,
  base: { head: 0 },
  set: { head: 'Hộ' },
  wallTime: 1,
  clockOffset: 0,
  schemaVersion,
});

const renamed: Step = ({ base, set, ...rest }) => ({
  ...rest,
  base: { headName: base['head'] ?? 0 },
  set: { headName: set['head'] ?? null },
});
const doubled: Step = ({ set, ...rest }) => ({ ...rest, set: { ...set, headName: `${set['headName'] as string}!` } });

test('an operation of an old phone takes every step up to this server’s schema, in order', () => {
  expect(upcast(op(1), { 1: renamed, 2: doubled }, 3)).toEqual({
    ...op(3),
    base: { headName: 0 },
    set: { headName: 'Hộ!' },
  });
  expect(upcast({ ...op(2), set: { headName: 'Hộ' } }, { 1: renamed, 2: doubled }, 3).set).toEqual({ headName: 'Hộ!' });
});

test('one of this version or of a newer phone stays as it is', () => {
  expect(upcast(op(3), { 1: renamed, 2: doubled }, 3)).toEqual(op(3));
  expect(upcast(op(9), { 1: renamed, 2: doubled }, 3)).toEqual(op(9));
});

test('what every version before sent is read as an operation of this one', () => {
  for (let version = 1; version <= SCHEMA_VERSION; version++) {
    expect(readOperation(op(version))).toEqual({ ok: true, operation: op(SCHEMA_VERSION) });
  }
});
