export { PasskeyNotice } from './PasskeyNotice.tsx';
export { PasskeyPrompt } from './PasskeyPrompt.tsx';
export { PasskeysScreen } from './PasskeysScreen.tsx';
