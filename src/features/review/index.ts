export { ConflictScreen } from './ConflictScreen.tsx';
export { HistoryScreen } from './HistoryScreen.tsx';
export { ReviewNotice } from './ReviewNotice.tsx';
export { ReviewScreen } from './ReviewScreen.tsx';
export { WaitingScreen } from './WaitingScreen.tsx';
