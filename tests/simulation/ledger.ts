import type { Uuid } from '../../src/lib/ids.ts';
import { DELETED, type Fields } from '../../src/domain/record.ts';
import type { Operation } from '../../src/protocol/operation.ts';
import type { Change, PhoneRecord } from '../../src/store/phone-store.ts';

/** One operation as a person made it: what they saw when they made it, and who they were. */
export interface Made {
  readonly op: Operation;
  readonly phone: string;
  readonly account: Uuid;
  /** The record's fields as the form showed them. */
  readonly shown: Fields;
  readonly settles: readonly Uuid[];
  /** The operations of one phone, in the order they were saved; its clock cannot tell. */
  readonly place: number;
}

/** Everything that people were told is saved on their phone. Values are unique texts, so a value names its writer. */
export class SimLedger {
  readonly made = new Map<Uuid, Made>();
  readonly shownById = new Map<Uuid, Made[]>();
  readonly #intended = new Map<string, Pick<Made, 'phone' | 'shown' | 'place'>>();

  add(phone: string, account: Uuid, ops: readonly Operation[], shownOf: (op: Operation) => PhoneRecord | undefined): void {
    for (const op of ops) {
      const made: Made = { op, phone, account, shown: shownOf(op)?.fields ?? {}, settles: op.settles ?? [], place: this.#intended.get(keyOf(op.record, op.set))?.place ?? 0 };
      this.made.set(op.opId, made);
      const list = this.shownById.get(op.record);
      if (list) list.push(made);
      else this.shownById.set(op.record, [made]);
    }
  }

  /** Before the phone is asked to save: it may do so and die before it can say so. */
  intend(phone: string, changes: readonly Change[], shown: readonly PhoneRecord[]): void {
    for (const { record, set } of changes) {
      this.#intended.set(keyOf(record, set), { phone, shown: shown.find(({ id }) => id === record)?.fields ?? {}, place: this.#intended.size });
    }
  }

  /** Operations that reached the server although no phone lived to say they were saved. */
  addUntold(ops: Iterable<Operation>, account: Uuid): void {
    for (const op of ops) {
      const intended = this.#intended.get(keyOf(op.record, op.set));
      if (this.made.has(op.opId) || !intended) continue;
      const made: Made = { op, account, settles: op.settles ?? [], ...intended };
      this.made.set(op.opId, made);
      this.shownById.set(op.record, [...this.on(op.record), made]);
    }
  }

  on(record: Uuid): readonly Made[] {
    return this.shownById.get(record) ?? [];
  }

  /** Did somebody write this field knowing `value`, or its own author write it again later, or a decision settle it? */
  wasAnswered(made: Made, field: string, value: unknown): boolean {
    return this.on(made.op.record).some(
      (later) =>
        later !== made &&
        (later.settles.includes(made.op.opId) ||
          ((field in later.op.set || later.op.set[DELETED] === true) &&
            (later.shown[field] === value || (later.phone === made.phone && later.place > made.place)))),
    );
  }
}

const keyOf = (record: Uuid, set: Fields): string => `${record} ${JSON.stringify(set)}`;
