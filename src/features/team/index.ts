export { CardScreen } from './CardScreen.tsx';
export { TeamScreen } from './TeamScreen.tsx';
