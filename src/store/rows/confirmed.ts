import { draftsAbout } from '../../domain/record/form-drafts.ts';
import type { Uuid } from '../../lib/ids.ts';
import { sameCursor, type Cursor, type PullPage } from '../../protocol/pull.ts';
import {
  backedUpIn,
  backedUpKey,
  backedUpRow,
  countersIn,
  countersKey,
  countersRow,
  epochIn,
  epochKey,
  untilSettled,
  type StoreContext,
} from '../engine/context.ts';
import type { StoredHead } from '../engine/engine.ts';
import type { OpBodies } from '../operations/op-bodies.ts';
import { collectedIn, erasedIn, planPage, readBefore, type PagePlan } from './page-plan.ts';
import type { ConfirmedRows } from '../phone-store.ts';
import { sameOps } from '../operations/renumber.ts';
import { prune } from '../operations/retention.ts';
import type { VillageViews } from './village-view.ts';

export function createConfirmedRows(context: StoreContext, bodies: OpBodies, views: VillageViews): ConfirmedRows {
  const { engine } = context;
  return {
    async cursor(village) {
      const head = await engine.transaction('read', ['heads'], (tx) => tx.get('heads', [village]));
      return head?.cursor;
    },

    async applyPage(village, expected, page) {
      const applied = await untilSettled(() => tryPage(context, bodies, village, expected, page));
      if (applied && !page.more) await prune(context);
      return applied;
    },

    async backedUp(until) {
      const known = backedUpIn(await engine.transaction('read', ['meta'], (tx) => tx.get('meta', backedUpKey)));
      if (known === until) return;
      await engine.transaction('relaxed', ['meta'], (tx) => tx.put('meta', [backedUpRow(until)]));
      await prune(context);
    },

    // An unreadable row is left out, so that the digest differs and the village is fetched again.
    async versions(village) {
      const rows = await engine.transaction('read', ['rows'], (tx) => tx.range('rows', { prefix: [village] }));
      const broken = views.unreadable(village);
      return rows.filter(({ id }) => !broken.has(id)).map(({ id, version }) => ({ id, version }));
    },

    reset: (village) =>
      engine.transaction('write', ['heads', 'rows', 'chunks'], async (tx) => {
        const head = await tx.get('heads', [village]);
        if (!head) return;
        const rev = head.rev + 1;
        await tx.deleteRange('rows', { prefix: [village] });
        await tx.deleteRange('chunks', { prefix: [village] });
        await tx.put('heads', [{ village, cursor: undefined, rev, clearedAt: rev }]);
      }),
  };
}

const pageTables = ['heads', 'rows', 'ops', 'meta'] as const;

async function tryPage(
  context: StoreContext,
  bodies: OpBodies,
  village: Uuid,
  expected: Cursor | undefined,
  page: PullPage,
): Promise<{ readonly value: boolean } | 'overtaken'> {
  const { engine } = context;
  const before = await engine.transaction('read', pageTables, (tx) => readBefore(tx, context.clock, village, page));
  if (!sameCursor(before.head?.cursor, expected)) return { value: false };
  const plan = await planPage(context, bodies, village, page, before);
  if (isIdle(page, plan, before.head)) return { value: true };
  const gone = [...erasedIn(page)];
  const tables = gone.length > 0 || page.restart ? ([...pageTables, 'drafts', 'chunks'] as const) : pageTables;
  return engine.transaction('relaxed', tables, async (tx) => {
    if ((epochIn(await tx.get('meta', epochKey)) ?? 0) > page.cursor.epoch) return { value: false };
    const head = await tx.get('heads', [village]);
    const ops = await tx.getMany(
      'ops',
      before.ops.map(({ opId }) => [opId]),
    );
    if (
      head?.rev !== before.head?.rev ||
      !sameOps(
        before.ops,
        ops.filter((op) => op !== undefined),
      )
    )
      return 'overtaken';
    const rev = (head?.rev ?? 0) + 1;
    if (page.restart) await tx.deleteRange('rows', { prefix: [village] });
    if (gone.length > 0)
      await tx.delete(
        'drafts',
        gone.flatMap(draftsAbout).map((id) => [id]),
      );
    // Chunks may still hold the name of somebody who was erased.
    if (gone.length > 0 || page.restart) await tx.deleteRange('chunks', { prefix: [village] });
    await tx.delete(
      'rows',
      plan.collected.map(({ id }) => [village, id]),
    );
    await tx.put('rows', plan.rows);
    await tx.put('ops', plan.changed);
    await tx.delete(
      'ops',
      plan.erased.map(({ opId }) => [opId]),
    );
    if (plan.retainedBytes !== 0) {
      const counters = countersIn(await tx.get('meta', countersKey));
      await tx.put('meta', [countersRow({ ...counters, retainedBytes: counters.retainedBytes + plan.retainedBytes })]);
    }
    // Readers must open all rows again: no remaining row shows that another one is gone.
    const clearedAt = page.restart || plan.collected.length > 0 ? rev : (head?.clearedAt ?? 0);
    const collected = page.collected ?? (page.restart ? undefined : head?.collected);
    await tx.put('heads', [
      { village, cursor: page.cursor, rev, clearedAt, ...(collected !== undefined && { collected }) },
    ]);
    return { value: true };
  });
}

/** A page that changes nothing is not written, so that no listener is called. */
function isIdle(page: PullPage, plan: PagePlan, head: StoredHead | undefined): boolean {
  const empty = plan.rows.length + plan.changed.length + plan.erased.length === 0;
  return empty && !page.restart && collectedIn(page, head) === undefined && sameCursor(head?.cursor, page.cursor);
}
