export { createHttpTransport, type HttpTransportDeps } from './network/http-transport.ts';
export { createAskServer, type AskDeps, type AskServer, type Asked, type PasskeyAnswer } from './network/ask-server.ts';
export { noteExport, tellExports } from './exports.ts';
export { browserGzip, type Gzip } from './network/gzip.ts';
export { decideSync, type NetworkPolicy, type NetworkReading, type WaitReason } from './network/network-policy.ts';
export { createNetworkReader, createProbe, type NetworkReader } from './network/network-reader.ts';
export { createSyncLoop, type SyncLoop, type SyncLoopDeps, type SyncTrigger } from './loop/sync-loop.ts';
export { listenForTriggers } from './loop/triggers.ts';
export { createCell, type Observable, type SyncPhase, type SyncProblem, type SyncState } from './loop/sync-state.ts';
export { sliceWhileLocked, syncSlice } from './slice/sync-slice.ts';
export { villagesOf } from './slice/pull-step.ts';
export { createReEnrol } from './slice/re-enrol.ts';
export { deviceOf } from './slice/exchange.ts';
export { createSliceMemory, type SliceMemory } from './slice/slice-memory.ts';
export {
  pageBudget,
  type EraseReason,
  type PullStore,
  type PushStore,
  type SliceBudget,
  type SliceCounts,
  type SliceDeps,
  type SliceEnd,
  type SliceResult,
} from './slice/slice-types.ts';
export { sliceInTurn } from './loop/in-turn.ts';
export { takeTurn, type Locks } from './loop/locks.ts';
export { TurnEndedError } from './loop/turn.ts';
export type { Reply, Traffic, Transport } from './network/transport.ts';
export { createRecordingSender, type RecordingSender } from './recordings/recording-sender.ts';
export { sha256Hex } from './recordings/sha256.ts';
export { browserPush, type BrowserPush } from './reminders/browser-push.ts';
export {
  keepReminders,
  turnRemindersOff,
  turnRemindersOn,
  type ReminderOutcome,
  type ReminderPlace,
} from './reminders/reminders.ts';
export {
  activateUpdate,
  listenToWorker,
  pushHere,
  registerWorker,
  requestBackgroundSync,
  tellRemindersOff,
  type WorkerHandlers,
} from './worker/worker-client.ts';
export { fromWorker, outboxTag, toWorker, type FromWorker, type ToWorker } from './worker/worker-messages.ts';
