export {
  createDeviceRegistry,
  invitationHash,
  type DeviceDeps,
  type DeviceRegistry,
  type Enrolment,
  type JoinedAs,
  type PreparedJoin,
} from './device-registry.ts';
export type { HandOver, OpenedStore, PinChange, PinCheck } from './enrolment-keys.ts';
export type { RecoveryKey } from './keys/recovery-key.ts';
export { isPin, pinLength, weaknessOf, type PinWeakness } from './keys/pin.ts';
export { createPhoneStore, type PhoneStoreDeps } from './create-phone-store.ts';
export { createWebCipher, plainCipher, type Cipher } from './cipher/cipher.ts';
export { isStoreName } from './engine/enrolment-database.ts';
export { createDexieEngine } from './engine/dexie-engine.ts';
export {
  createMemoryDisk,
  createMemoryEngine,
  type MemoryDisk,
  type MemoryEngine,
  type MemoryHooks,
} from './engine/memory-engine.ts';
export { openBackup, sealBackup, type BackupContent, type BackupProblem } from './backup/backup-file.ts';
export { askToPersist, storageState, type Persistence, type StorageState } from './engine/storage-care.ts';
export {
  ConnectionLostError,
  SubmitRefusedError,
  StorageFullError,
  StorageLostError,
  StoreLockedError,
} from './engine/errors.ts';
export { watchPageLife, type PageLife } from './engine/page-life.ts';
export { createStorageTrouble, type StorageTrouble, type TroubleState } from './engine/storage-trouble.ts';
export type { StorageEngine } from './engine/engine.ts';
export type {
  Backups,
  Change,
  ConfirmedRows,
  Draft,
  DraftAfterSubmit,
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
  Shown,
  StorePart,
  DerivedChanges,
  DerivedReader,
  SummaryReader,
} from './phone-store.ts';
export type { PlainSettings, Settings } from './phone-settings.ts';
