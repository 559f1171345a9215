export { RightsScreen } from './RightsScreen.tsx';
