export { DigitalFamilyScreen } from './DigitalFamilyScreen.tsx';
export { PrintDigitalFamilyScreen } from './PrintDigitalFamilyScreen.tsx';
