import type { Clock, Random } from '../lib/clock.ts';
import type { Uuid } from '../lib/ids.ts';
import type { Schedule } from '../lib/schedule.ts';
import type { DeviceRegistry } from '../store/index.ts';
import {
  createSliceMemory,
  decideSync,
  pageBudget,
  syncSlice,
  takeTurn,
  type FromWorker,
  type Locks,
  type NetworkReader,
  type SliceDeps,
  type SliceResult,
  type Transport,
  sliceInTurn,
  TurnEndedError,
} from '../sync/index.ts';

export interface BackgroundPushDeps {
  readonly registry: Pick<DeviceRegistry, 'list' | 'openOutboxOnly'>;
  readonly transportOf: (enrolment: Uuid) => Transport;
  readonly network: NetworkReader;
  readonly locks: Locks | undefined;
  readonly schedule: Schedule;
  readonly clock: Clock;
  readonly random: Random;
  readonly sha256: SliceDeps['sha256'];
  /** Sends a message to all open pages. */
  readonly tell: (message: FromWorker) => Promise<void>;
}

// Chromium gives a sync event three minutes, for all enrolments together.
const maxSlices = 6;

/**
 * Pushes the outbox of every enrolment on this phone, locked or not; never pulls.
 * @returns false when something is left that another try may send
 */
export async function pushOutboxes(deps: BackgroundPushDeps): Promise<boolean> {
  let clean = true;
  for (const { id } of await deps.registry.list()) clean = (await pushOutbox(deps, id)) && clean;
  return clean;
}

async function pushOutbox(deps: BackgroundPushDeps, enrolment: Uuid): Promise<boolean> {
  const store = await deps.registry.openOutboxOnly(enrolment);
  if (!store) return true;
  try {
    if ((await store.outbox.ledger()).unsent === 0) return true;
    const policy = (await store.settings.get('networkPolicy')) ?? 'mobile';
    const decision = decideSync(deps.network.read(), policy, { forced: false });
    if (decision.kind === 'wait') return decision.reason === 'byHand';
    const slice: SliceDeps = {
      ...deps,
      store,
      transport: deps.transportOf(enrolment),
      memory: createSliceMemory(),
      // Taking a new device id is left to the page, all of whose requests use it. So is erasing: the person must be
      // shown why.
      reEnrol: () => Promise.resolve({ kind: 'problem', problem: { error: 'forked' }, sent: 0, received: 0 }),
      eraseSelf: () => deps.tell({ type: 'revoked', enrolment }),
    };
    const result = await takeTurn(deps, `thon-so-sync-${enrolment}`, (turn) => slices(sliceInTurn(slice, turn)));
    if (result.sentForms > 0) await deps.tell({ type: 'pushed', enrolment, forms: result.sentForms });
    return result.kind !== 'offline' && result.kind !== 'busy' && result.kind !== 'more';
  } catch (error) {
    if (!(error instanceof TurnEndedError)) throw error;
    return false;
  } finally {
    store.close();
  }
}

async function slices(deps: SliceDeps): Promise<SliceResult> {
  let sentForms = 0;
  for (let i = 1; ; i++) {
    const result = await syncSlice(deps, pageBudget);
    sentForms += result.sentForms;
    if (result.kind !== 'more' || i >= maxSlices) return { ...result, sentForms };
  }
}
