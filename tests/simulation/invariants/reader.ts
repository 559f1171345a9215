import type { Uuid } from '../../../src/lib/ids.ts';
import { sameJson } from '../../../src/domain/record/json.ts';
import { isTombstone } from '../../../src/domain/record/record.ts';
import type { Cursor, PullRow } from '../../../src/protocol/pull.ts';
import { must } from './invariants.ts';
import { tagOf, type Handlers } from '../world/network.ts';
import type { Reach } from './scenario-counts.ts';
import type { Chance } from '../world/scheduler.ts';
import { DIED, type SimServer } from '../world/server.ts';

interface Bookmark {
  readonly cursor: Cursor | undefined;
  readonly rows: ReadonlyMap<Uuid, PullRow>;
}

/** Reads the village page by page and remembers every place it has been at, to go on from each of them in the end. */
export class Reader {
  readonly #who: { readonly account: Uuid; readonly device: Uuid };
  readonly #bookmarks: Bookmark[] = [{ cursor: undefined, rows: new Map() }];

  constructor(
    readonly server: SimServer,
    readonly handlers: Handlers,
    readonly village: Uuid,
    readonly reach: Reach,
  ) {
    this.#who = { account: server.newId(), device: server.newId() };
    server.edit({ kind: 'account', id: this.#who.account });
    server.edit({ kind: 'grant', id: server.newId(), account: this.#who.account, area: village, role: 'member' });
    server.edit({ kind: 'device', id: this.#who.device, account: this.#who.account });
  }

  /** One more page. */
  async read(): Promise<void> {
    if (this.server.isContended(this.village)) this.reach('read while an earlier version is not committed');
    const next = await this.#pageAfter(this.#bookmarks.at(-1)!);
    if (next) this.#bookmarks.push(next.mark);
  }

  /** Resuming from any cursor equals one full sync. */
  async checkResuming(chance: Chance): Promise<void> {
    const full = await this.#toTheEnd({ cursor: undefined, rows: new Map() });
    for (let i = 0; i < 3; i++) {
      const from = this.#bookmarks[chance.below(this.#bookmarks.length)]!;
      const resumed = await this.#toTheEnd(from);
      if (from.cursor) this.reach('pull resumed from an old cursor');
      const differing = [...new Set([...full.keys(), ...resumed.keys()])].find(
        (id) => !sameRow(full.get(id), resumed.get(id)),
      );
      must('resuming from any cursor equals one full sync')(
        differing === undefined,
        `from ${JSON.stringify(from.cursor)} ${differing} comes to ${JSON.stringify(resumed.get(differing ?? ''))}, ` +
          `in a full sync to ${JSON.stringify(full.get(differing ?? ''))}`,
      );
    }
  }

  async #toTheEnd(from: Bookmark): Promise<ReadonlyMap<Uuid, PullRow>> {
    for (let mark = from; ;) {
      const next = await this.#pageAfter(mark);
      if (!next) return mark.rows;
      mark = next.mark;
      if (!next.more) return mark.rows;
    }
  }

  async #pageAfter({
    cursor,
    rows,
  }: Bookmark): Promise<{ readonly mark: Bookmark; readonly more: boolean } | undefined> {
    const query = { village: this.village, version: 0, id: '', held: 0, ...cursor };
    const page = await this.server.run((deps) =>
      this.handlers.pull(deps, this.#who, query, tagOf(this.server, this.#who.account)),
    );
    if (page === DIED || !('rows' in page)) return undefined;
    const after = new Map(page.restart ? [] : rows);
    for (const row of page.rows) after.set(row.id, row);
    for (const [id, { version, kind, fields }] of after)
      if (kind && fields && version <= (page.collected ?? 0) && isTombstone({ kind, fields })) after.delete(id);
    return { mark: { cursor: page.cursor, rows: after }, more: page.more };
  }
}

const sameRow = (a: PullRow | undefined, b: PullRow | undefined): boolean =>
  a !== undefined &&
  b !== undefined &&
  a.version === b.version &&
  a.kind === b.kind &&
  sameJson({ ...a.fields }, { ...b.fields });
