export { RecordingsScreen } from './RecordingsScreen.tsx';
