export { CampaignFormScreen } from './CampaignFormScreen.tsx';
export { CampaignScreen } from './CampaignScreen.tsx';
export { CampaignsScreen } from './CampaignsScreen.tsx';
