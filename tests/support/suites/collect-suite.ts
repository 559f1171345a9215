import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { DELETED } from '../../../src/domain/record/record.ts';
import type { Uuid } from '../../../src/lib/ids.ts';
import { handleErase } from '../../../src/server/sync/erasure/handle-erase.ts';
import { handlePull } from '../../../src/server/sync/handle-pull.ts';
import { SyncWorld, type TestPhone, type TestStorage } from '../sync-world.ts';

/** What every server storage must keep when it removes what only says that something is gone. */
export function describeCollecting(engine: string, open: () => Promise<TestStorage>): void {
  describe(`collecting tombstones on ${engine}`, () => {
    let opened: TestStorage;
    let world: SyncWorld;
    let village: Uuid;
    let an: TestPhone;
    let binh: TestPhone;
    let erased: Uuid;
    let deleted: Uuid;
    let stays: Uuid;

    beforeEach(async () => {
      opened = await open();
      world = new SyncWorld(opened);
      village = await world.village();
      [an, binh] = [await world.phone(village), await world.phone(village)];
      [erased, deleted, stays] = [world.newId(), world.newId(), world.newId()];
      await an.tell(...[erased, deleted, stays].map((id) => an.op(id, { headName: 'Hộ mẫu' })));
      await binh.catchUp();
      await an.tell(an.op(deleted, { [DELETED]: true }, { base: { [DELETED]: 1 } }));
      const lead = await world.phone(village, 'lead');
      await handleErase(world.deps, lead.id, { village, records: [erased] });
    });
    afterEach(() => opened.close());

    const head = async () => (await world.deps.storage.snapshot((tx) => tx.villageVersion(village))) ?? 0;
    const collect = async (upTo?: number) => {
      const until = upTo ?? (await head());
      return world.deps.storage.transaction((tx) => tx.collect(village, until));
    };

    it('removes tombstones, and nothing with content', async () => {
      await an.catchUp();
      expect(await collect()).toBe(1);
      const fresh = await (await world.phone(village)).catchUp();
      expect(
        fresh.rows
          .filter(({ kind }) => kind === 'household')
          .map(({ id }) => id)
          .sort(),
      ).toEqual([stays, deleted].sort());
      // What is gone stays gone, whoever still speaks of it.
      expect(await binh.tell(binh.op(erased, { address: 'Nhà 5' }))).toEqual(['erased']);
    });

    it('leaves tombstones above the given version', async () => {
      expect(await collect((await head()) - 1)).toBe(0);
    });

    it('lets a phone that had received everything drop them, and one that had not start at 0', async () => {
      await an.catchUp();
      await collect();
      const level = await an.pull({ ...an.cursor!, id: 'ffffffff-ffff-ffff-ffff-fffffffffffe' });
      expect(level).toMatchObject({ restart: false, collected: await head(), digest: { count: 3 } });
      const away = await binh.pull();
      expect(away).toMatchObject({ restart: true });
      expect((await binh.catchUp()).rows.map(({ id }) => id)).not.toContain(erased);
      await an.tell(an.op(stays, { address: 'Nhà 2' }));
      expect((await binh.catchUp()).restart).toBe(false);
    });

    it('lets a first fetch begin anew that was under way, and never twice', async () => {
      const chi = await world.phone(village);
      const paged = { ...world.deps, pageRows: 1 };
      const fetch = (cursor: object = {}) =>
        handlePull(paged, chi.id, { village, version: 0, id: '', held: 0, ...cursor }, 'me');
      const first = await fetch();
      if (!('rows' in first)) throw new Error('refused');
      await collect();
      let page = await fetch(first.cursor);
      expect(page).toMatchObject({ restart: true });
      for (let more = 0; 'rows' in page && page.more; more++) {
        expect(more).toBeLessThan(4);
        page = await fetch(page.cursor);
        expect(page).toMatchObject({ restart: false });
      }
    });
  });
}
