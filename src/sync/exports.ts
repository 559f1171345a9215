import { exportedResponse, type ExportedRequest } from '../protocol/exported.ts';
import type { Settings } from '../store/phone-settings.ts';
import type { AskServer } from './network/ask-server.ts';
import type { Observable, SyncState } from './loop/sync-state.ts';

type ExportSettings = Pick<Settings, 'get' | 'set'>;

// Bounds the list on a phone that never reaches its server again.
const maxNotes = 500;

/** Notes that a file about a household was saved on this phone, to be reported to the server (`tellExports`). */
export async function noteExport(settings: ExportSettings, saved: ExportedRequest): Promise<void> {
  const before = (await settings.get('exportsToTell')) ?? [];
  await settings.set('exportsToTell', [...before, saved].slice(-maxNotes));
}

export interface ExportTellerDeps {
  readonly settings: ExportSettings;
  readonly server: Pick<AskServer, 'post'>;
  readonly sync: Observable<SyncState>;
  readonly onError: (error: unknown) => void;
}

/**
 * Reports saved files to the server's audit log after every sync that reached it. After a kill in between a file is
 * reported again: twice in the log is better than never. A note that the server refuses (no right any more) is dropped.
 * @returns stops reporting
 */
export function tellExports({ settings, server, sync, onError }: ExportTellerDeps): () => void {
  let lastContact = sync.get().lastContact;
  let busy = false;

  async function tell(): Promise<void> {
    for (;;) {
      const [first, ...rest] = (await settings.get('exportsToTell')) ?? [];
      if (!first) return;
      const asked = await server.post('exported', first, exportedResponse);
      if (asked.kind === 'unreachable' || (asked.kind === 'problem' && asked.problem !== 'notFound')) return;
      await settings.set('exportsToTell', rest);
    }
  }

  return sync.subscribe(() => {
    const { lastContact: now } = sync.get();
    if (now === lastContact || busy) return;
    lastContact = now;
    busy = true;
    tell()
      .catch(onError)
      .finally(() => (busy = false));
  });
}
