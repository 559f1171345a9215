export { HomesScreen } from './HomesScreen.tsx';
export { RosterScreen } from './roster/RosterScreen.tsx';
