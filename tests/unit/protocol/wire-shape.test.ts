import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import * as v from 'valibot';
import { describe, expect, it, test } from 'vitest';
import { answer } from '../../../src/domain/record/answer.ts';
import { consentFields } from '../../../src/domain/people/consent.ts';
import { householdFields } from '../../../src/domain/people/household.ts';
import { personFields } from '../../../src/domain/people/person.ts';
import { sessionFields } from '../../../src/domain/visits/session.ts';
import { proposalFields } from '../../../src/domain/village/proposal.ts';
import { aidFields } from '../../../src/domain/work/aid.ts';
import { remarkFields } from '../../../src/domain/work/remark.ts';
import { visitFields } from '../../../src/domain/visits/visit.ts';
import { PROTOCOL_VERSION, SCHEMA_VERSION } from '../../../src/protocol/version.ts';
import { describeSchema } from './describe-schema.ts';
import { messages } from './messages.ts';
import recorded from './wire-shapes.json' with { type: 'json' };

const hash = (schema: v.GenericSchema): string =>
  createHash('sha256')
    .update(JSON.stringify(describeSchema(schema)))
    .digest('hex')
    .slice(0, 16);
const hashes = (schemas: Record<string, v.GenericSchema>): Record<string, string> =>
  Object.fromEntries(Object.entries(schemas).map(([name, schema]) => [name, hash(schema)]));

const now = {
  PROTOCOL_VERSION,
  messages: hashes(messages),
  SCHEMA_VERSION,
  records: hashes({
    answer,
    household: v.object(householdFields),
    person: v.object(personFields),
    consent: v.object(consentFields),
    visit: v.object(visitFields),
    session: v.object(sessionFields),
    proposal: v.object(proposalFields),
    remark: v.object(remarkFields),
    aid: v.object(aidFields),
  }),
};

function changed(before: Record<string, string>, after: Record<string, string>): string[] {
  return [...new Set([...Object.keys(before), ...Object.keys(after)])].filter((name) => before[name] !== after[name]);
}

// Phones in the field speak the recorded shapes. After bumping, write the new shapes into wire-shapes.json.
it.each([
  ['PROTOCOL_VERSION', 'messages'],
  ['SCHEMA_VERSION', 'records'],
] as const)('the shapes under %s are the recorded ones', (version, kind) => {
  const different = changed(recorded[kind], now[kind]);
  const bumped = now[version] > recorded[version];
  const advice = bumped
    ? 'Record the new shapes in wire-shapes.json'
    : `bump ${version}, then record the new shapes in wire-shapes.json`;
  expect(different, `${different.join(', ')} changed its shape: ${advice}:\n${JSON.stringify(now, null, 2)}`).toEqual(
    [],
  );
  expect(now[version], `Record ${version} in wire-shapes.json`).toBe(recorded[version]);
});

it('every message of src/protocol is among them', () => {
  const folder = new URL('../../../src/protocol/', import.meta.url);
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('.ts'));
  const exported = files.flatMap((file) =>
    [...readFileSync(new URL(file, folder), 'utf8').matchAll(/^export const (\w+) = v\./gm)].map((match) => match[1]!),
  );
  // Parts of messages, covered by those they are part of.
  const parts = [
    'activityCounts',
    'areaTarget',
    'auditEntry',
    'baseRef',
    'erasedEntry',
    'erasureReason',
    'ledger',
    'listedRecording',
    'meanwhile',
    'notice',
    'onTop',
    'openInvitation',
    'passkey',
    'passkeyCreated',
    'passkeyNotice',
    'pastChange',
    'personPhone',
    'publicKey',
    'publicRecording',
    'pushSubscription',
    'recoveryKey',
    'releasedKey',
    'sentProposal',
    'sentReport',
    'target',
    'targetSource',
    'teamMember',
    'teamPerson',
    'teamPhone',
    'unconfirmed',
    'version',
    'versioned',
    'villageCounts',
    'villageProgress',
    'waitingAct',
  ];
  expect(exported.filter((name) => !(name in messages)).sort()).toEqual(parts.sort());
});

describe('the description notices', () => {
  const base = v.object({ a: v.string(), b: v.optional(v.number()) });
  test.each<[string, v.GenericSchema]>([
    ['a new field', v.object({ a: v.string(), b: v.optional(v.number()), c: v.string() })],
    ['a field gone', v.object({ a: v.string() })],
    ['another type', v.object({ a: v.number(), b: v.optional(v.number()) })],
    ['no longer optional', v.object({ a: v.string(), b: v.number() })],
    ['a default', v.object({ a: v.string(), b: v.optional(v.number(), 0) })],
    ['null allowed', v.object({ a: v.nullable(v.string()), b: v.optional(v.number()) })],
    ['a bound', v.object({ a: v.pipe(v.string(), v.maxLength(3)), b: v.optional(v.number()) })],
    ['a pattern', v.object({ a: v.pipe(v.string(), v.regex(/x/)), b: v.optional(v.number()) })],
    ['a list of choices', v.object({ a: v.picklist(['x']), b: v.optional(v.number()) })],
    ['strictness', v.strictObject({ a: v.string(), b: v.optional(v.number()) })],
  ])('%s', (_, other) => {
    expect(hash(other)).not.toBe(hash(base));
  });
  test.each<[string, v.GenericSchema, v.GenericSchema]>([
    ['another bound', v.pipe(v.string(), v.maxLength(3)), v.pipe(v.string(), v.maxLength(4))],
    ['another choice', v.picklist(['x']), v.picklist(['y'])],
    ['another literal', v.literal(1), v.literal(2)],
    ['another item', v.array(v.string()), v.array(v.number())],
    ['another branch', v.union([v.string()]), v.union([v.string(), v.number()])],
    ['another key', v.record(v.string(), v.number()), v.record(v.picklist(['x']), v.number())],
    [
      'deep within',
      v.object({ a: v.array(v.optional(v.string())) }),
      v.object({ a: v.array(v.optional(v.boolean())) }),
    ],
  ])('%s', (_, one, other) => {
    expect(hash(one)).not.toBe(hash(other));
  });
  it('but not the order of fields', () => {
    expect(hash(v.object({ b: v.optional(v.number()), a: v.string() }))).toBe(hash(base));
  });
});
