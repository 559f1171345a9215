export { BackupScreen } from './BackupScreen.tsx';
export { LedgerScreen } from './LedgerScreen.tsx';
export { RestoreScreen } from './RestoreScreen.tsx';
export { SettingsScreen } from './SettingsScreen.tsx';
