import type { Uuid } from '../../lib/ids.ts';
import { codeOfField, earlierField } from '../../domain/record/answer.ts';
import { addDays, isDay, type Day } from '../../lib/day.ts';
import type { Json } from '../../domain/record/json.ts';
import type { RecordKind } from '../../domain/record/record.ts';
import { limits } from '../../protocol/limits.ts';
import type { Operation } from '../../protocol/operation.ts';
import type { StoredRecord } from './storage.ts';

/** Fields that name the account of the person who acted. Only the sender's own account may be set. */
const authors: Partial<Readonly<Record<RecordKind, readonly string[]>>> = {
  consent: ['collector'],
  visit: ['by', 'recheckedBy'],
  session: ['by'],
  proposal: ['by', 'sentBy', 'toldBy'],
  remark: ['by', 'answeredBy', 'settledBy'],
  aid: ['by'],
};

/** Days on which something happened. */
const happened: Partial<Readonly<Record<RecordKind, readonly string[]>>> = {
  consent: ['on', 'withdrawnOn'],
  visit: ['on', 'recheckedOn'],
  session: ['on'],
  proposal: ['raisedOn', 'sentOn', 'answeredOn', 'toldOn'],
  remark: ['on', 'answeredOn', 'settledOn'],
  aid: ['on'],
  tally: ['on'],
};

/** Days that are planned. */
const planned: Partial<Readonly<Record<RecordKind, readonly string[]>>> = {
  household: ['returnOn'],
  visit: ['recheckOn'],
};

export interface Believing {
  /** The account of the session. */
  readonly account: Uuid;
  /** The day on which it was received, by the server's clock. */
  readonly today: Day;
}

/**
 * The operation with claims that its sender cannot make corrected: the author is the sender's account, and no event has
 * a day after the operation was received. Values that the record has already are left as they are.
 *
 * @returns the same object when nothing is corrected
 */
export function believed(op: Operation, before: StoredRecord | undefined, { account, today }: Believing): Operation {
  const [latest, latestPlan] = latestOn(today);
  const changed: [string, Json][] = [];
  for (const [field, value] of Object.entries(op.set)) {
    const said = authors[op.kind]?.includes(field)
      ? author(value, account)
      : bounded(op.kind, field, value, latest, latestPlan);
    if (said !== value && before?.states[field]?.value !== value) changed.push([field, said]);
  }
  return changed.length === 0 ? op : { ...op, set: { ...op.set, ...Object.fromEntries(changed) } };
}

/** The latest day that is believed of an event, and of a plan. Those of the last `today` are kept: all ask for one. */
function latestOn(today: Day): readonly [Day, Day] {
  if (lastAsked?.today !== today)
    lastAsked = {
      today,
      latest: [addDays(today, limits.futureDays.value), addDays(today, limits.plannedDays.value)],
    };
  return lastAsked.latest;
}

let lastAsked: { readonly today: Day; readonly latest: readonly [Day, Day] } | undefined;

const author = (value: Json, account: Uuid): Json => (typeof value === 'string' ? account : value);

function bounded(kind: RecordKind, field: string, value: Json, latest: Day, latestPlan: Day): Json {
  if (happened[kind]?.includes(field)) return notAfter(value, latest);
  // The commune answers through the server alone (answer-proposal.ts).
  if (kind === 'proposal' && field === 'answeredBy') return value === 'commune' ? 'village' : value;
  if (planned[kind]?.includes(field)) return notAfter(value, latestPlan);
  if (codeOfField(field) !== undefined) return saidBy(value, latest);
  return field.startsWith(earlierField('')) && isList(value) ? eachSaidBy(value, latest) : value;
}

const isList = (value: Json): value is readonly Json[] => Array.isArray(value);

function eachSaidBy(all: readonly Json[], latest: Day): Json {
  const past = all.map((one) => saidBy(one, latest));
  return past.some((one, i) => one !== all[i]) ? past : all;
}

const notAfter = (value: Json, latest: Day): Json => (isDay(value) && value > latest ? latest : value);

/** An answer, or an earlier one, given on a day. */
function saidBy(value: Json, latest: Day): Json {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return value;
  const on = (value as { readonly [name: string]: Json })['on'];
  return isDay(on) && on > latest ? { ...value, on: latest } : value;
}

/** True when a record with the operation's fields would exceed the size limit. It is measured only near the limit. */
export function isOversized(before: StoredRecord | undefined, op: Operation): boolean {
  const fields = new Set([...Object.keys(before?.states ?? {}), ...Object.keys(op.set)]);
  if (fields.size > limits.recordFields.value) return true;
  const said = JSON.stringify(op.set).length;
  if (said < smallChange && fields.size < fewFields) return false;
  const kept = Object.entries(before?.states ?? {}).filter(([name]) => !(name in op.set));
  return said + JSON.stringify(kept.map(([name, { value }]) => [name, value])).length > limits.recordBytes.value;
}

const smallChange = 2000;
/** With fewer fields than this, small ones, a record is far from its limit. */
const fewFields = 100;
