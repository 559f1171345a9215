export { ProposalScreen } from './ProposalScreen.tsx';
export { ProposalsScreen } from './ProposalsScreen.tsx';
