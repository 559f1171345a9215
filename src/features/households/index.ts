export { HouseholdsScreen } from './HouseholdsScreen.tsx';
export { RosterScreen } from './roster/RosterScreen.tsx';
