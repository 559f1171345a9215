export { ActsNotice } from './ActsNotice.tsx';
export { CardScreen } from './card/CardScreen.tsx';
export { NewsNotice } from './NewsNotice.tsx';
export { TeamScreen } from './TeamScreen.tsx';
export { UnconfirmedNotice } from './UnconfirmedNotice.tsx';
