import { exportedResponse, type ExportedRequest } from '../protocol/exported.ts';
import type { Settings } from '../store/phone-settings.ts';
import type { AskServer } from './ask-server.ts';
import type { Observable, SyncState } from './sync-state.ts';

type ExportSettings = Pick<Settings, 'get' | 'set'>;

// A phone that never meets its server again must not fill up with notes about files.
const keptAtMost = 500;

/** A file about a home was saved on this phone: the server is told when it is met next. */
export async function noteExport(settings: ExportSettings, saved: ExportedRequest): Promise<void> {
  const before = (await settings.get('exportsToTell')) ?? [];
  await settings.set('exportsToTell', [...before, saved].slice(-keptAtMost));
}

export interface ExportTellerDeps {
  readonly settings: ExportSettings;
  readonly server: Pick<AskServer, 'post'>;
  readonly sync: Observable<SyncState>;
  readonly onError: (error: unknown) => void;
}

/**
 * Tells the server of saved files whenever a sync has reached it. Told again after a kill in between: twice in the audit log
 * is better than never. What the server refuses (no right any more) is not offered again.
 * @returns stops it
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
