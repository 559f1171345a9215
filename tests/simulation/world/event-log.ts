import type { Uuid } from '../../../src/lib/ids.ts';
import type { Json } from '../../../src/domain/record/json.ts';
import { DELETED, type Fields } from '../../../src/domain/record/record.ts';
import { MERGED_INTO } from '../../../src/domain/record/redirect.ts';
import type { Operation } from '../../../src/protocol/operation.ts';
import type { Change, PhoneRecord } from '../../../src/store/phone-store.ts';

/** One operation as a person made it: what they saw when they made it, and who they were. */
export interface Made {
  readonly op: Operation;
  readonly phone: string;
  /** The record's fields as the form showed them. */
  readonly shown: Fields;
  readonly settles: readonly Uuid[];
  /** The operations of one phone, in the order they were saved; its clock cannot tell. */
  readonly place: number;
  /** The world's time, Unix ms. */
  readonly at: number;
  /** Its group is one that the server cannot take. */
  readonly poison: boolean;
}

/** `clock`: what the phone's own clock showed, Unix ms. */
type Intended = Pick<Made, 'phone' | 'shown' | 'place' | 'at' | 'poison'> & { readonly clock: number };

/** Every write that a phone confirmed to its person as saved. Values are unique texts, so a value names its writer. */
export class SimLedger {
  readonly made = new Map<Uuid, Made>();
  readonly #byRecord = new Map<Uuid, Made[]>();
  /** By record and what was set: two people may mean the same. */
  readonly #intended = new Map<string, Intended[]>();
  /** By copied phone: the operations it began with. What it says later, it says knowing them. */
  readonly #inherited = new Map<string, ReadonlySet<Uuid>>();
  #places = 0;
  /** Drafts confirmed as saved: revision by draft, by phone. */
  readonly drafts = new Map<string, Map<Uuid, number>>();

  /**
   * Before the phone is asked to save: it may do so and die before it can say so.
   * @param at the world's time; `clock` the phone's, both Unix ms
   * @returns to be called with what the phone said is saved
   */
  intend(
    phone: string,
    changes: readonly Change[],
    shown: readonly PhoneRecord[],
    { at, clock }: { readonly at: number; readonly clock: number },
    poison: boolean,
  ): (ops: readonly Operation[]) => void {
    const meant = new Map<string, Intended>();
    for (const { record, set, bases } of changes) {
      meant.set(keyOf(record, set), {
        phone,
        shown: shown.find(({ id }) => id === record)?.fields ?? {},
        place: (this.#places += 1),
        at,
        clock,
        poison,
      });
      this.#note(keyOn(record, set, bases), meant.get(keyOf(record, set))!);
    }
    for (const [key, one] of meant) this.#note(key, one);
    return (ops) => ops.forEach((op) => this.#add(op, meant.get(keyOf(op.record, op.set))));
  }

  /** Operations that reached the server although no phone lived to say they were saved. */
  addUntold(ops: Iterable<Operation>): void {
    for (const op of ops) if (!this.made.has(op.opId)) this.#add(op, this.intentionOf(op));
  }

  /** @param held the operations on the disk that was copied; what the phone was only about to save is not the copy's */
  copied(phone: string, copy: string, held: Iterable<Uuid>): void {
    const saved = [...this.made.values()].flatMap((made) => (made.phone === phone ? [made.op.opId] : []));
    this.#inherited.set(copy, new Set([...saved, ...held, ...(this.#inherited.get(phone) ?? [])]));
  }

  /** Made by whoever made `earlier`: on the same phone, or on a copy that began with it. */
  isOwn(earlier: Made, made: Made): boolean {
    return made.phone === earlier.phone || (this.#inherited.get(made.phone)?.has(earlier.op.opId) ?? false);
  }

  on(record: Uuid): readonly Made[] {
    return this.#byRecord.get(record) ?? [];
  }

  /** Undefined for what nobody ever meant to save. Of two who meant the same, whoever's clock fits. */
  intentionOf(
    op: Pick<Operation, 'record' | 'set'> & Partial<Pick<Operation, 'base' | 'wallTime'>>,
  ): Intended | undefined {
    const found =
      this.#intended.get(keyOn(op.record, op.set, op.base ?? {})) ?? this.#intended.get(keyOf(op.record, op.set)) ?? [];
    const distance = ({ clock }: Intended): number => Math.abs(clock - (op.wallTime ?? clock));
    return [...found].sort((a, b) => distance(a) - distance(b))[0];
  }

  #note(key: string, one: Intended): void {
    this.#intended.set(key, [one, ...(this.#intended.get(key) ?? [])]);
  }

  #add(op: Operation, intended: Intended | undefined): void {
    if (!intended) return;
    const made: Made = { op, settles: op.settles ?? [], ...intended };
    this.made.set(op.opId, made);
    this.#byRecord.set(op.record, [...this.on(op.record), made]);
  }

  /** Every record that somebody ever took for the same household or person as this one, itself too. */
  sameAs(record: Uuid): ReadonlySet<Uuid> {
    const same = new Set([record]);
    for (let known = 0; known < same.size;) {
      known = same.size;
      for (const { op } of this.made.values()) {
        const other = op.set[MERGED_INTO];
        if (typeof other === 'string' && (same.has(other) || same.has(op.record))) same.add(other).add(op.record);
      }
    }
    return same;
  }

  onSame(record: Uuid): readonly Made[] {
    return [...this.sameAs(record)].flatMap((id) => this.on(id));
  }

  /**
   * Did somebody write this field knowing the value (`isIt`), or its own author write it again later, or a decision
   * settle it?
   */
  wasAnswered(made: Made, field: string, isIt: (shown: Json | undefined) => boolean): boolean {
    return this.onSame(made.op.record).some(
      (later) =>
        later !== made &&
        (later.settles.includes(made.op.opId) ||
          ((field in later.op.set || later.op.set[DELETED] === true) &&
            (isIt(later.shown[field]) ||
              (this.isOwn(made, later) && later.place > made.place && later.op.record === made.op.record)))),
    );
  }
}

/** What was saved names itself: values are unique. (Deletions alone are not.) */
export const keyOf = (record: Uuid, set: Fields): string => `${record} ${JSON.stringify(set)}`;

/** Two may delete the same having seen different values; their bases distinguish the two. */
const keyOn = (record: Uuid, set: Fields, bases: Change['bases']): string =>
  `${keyOf(record, set)} on ${bases[DELETED] ?? 0}`;
