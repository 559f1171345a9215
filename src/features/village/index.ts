export { AnnounceScreen } from './AnnounceScreen.tsx';
export { ContactScreen } from './ContactScreen.tsx';
export { InfoScreen } from './InfoScreen.tsx';
export { SentProposalsScreen } from './SentProposalsScreen.tsx';
export { VillagePageScreen } from './VillagePageScreen.tsx';
