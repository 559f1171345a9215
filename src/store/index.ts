export { createDeviceRegistry, invitationHash, type DeviceDeps, type DeviceRegistry, type Enrolment, type JoinedAs, type PreparedJoin } from './device.ts';
export type { HandOver, OpenedStore, PinChange, PinCheck } from './safe.ts';
export type { RecoveryKey } from './recovery-key.ts';
export { isPin, pinLength, weaknessOf, type PinWeakness } from './pin.ts';
export { createPhoneStore, type PhoneStoreDeps } from './create-phone-store.ts';
export { createWebCipher, plainCipher, type Cipher } from './cipher.ts';
export { createDexieEngine } from './dexie-engine.ts';
export { createMemoryDisk, createMemoryEngine, type MemoryDisk, type MemoryEngine, type MemoryHooks } from './memory-engine.ts';
export { openBackup, sealBackup, type BackupContent, type BackupProblem } from './backup-file.ts';
export { askToPersist, storageState, type Persistence, type StorageState } from './storage-care.ts';
export { ConnectionLostError, FreezeRefusedError, StorageFullError, StorageLostError, StoreLockedError } from './errors.ts';
export type { StorageEngine } from './engine.ts';
export type {
  Backups,
  Change,
  ConfirmedRows,
  Draft,
  DraftAfterFreeze,
  Drafts,
  FormPlaces,
  KeptRecording,
  KeptRecordings,
  Outbox,
  OutboxEntry,
  PhoneRecord,
  PhoneStore,
  PutBack,
  Records,
  SaveProblem,
  ShownSummary,
  StorePart,
  SummaryChanges,
  SummaryReader,
} from './phone-store.ts';
export type { PlainSettings, Settings } from './phone-settings.ts';
