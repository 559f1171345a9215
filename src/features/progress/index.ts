export { ProgressScreen } from './ProgressScreen.tsx';
export { VillagesScreen } from './VillagesScreen.tsx';
