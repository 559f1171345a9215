import { startPage } from './app/start-page.tsx';

startPage();
