// The gallery by itself: run `npx vite` and open /src/ui/gallery/index.html. Not part of the product's build.
import { createRoot } from 'react-dom/client';
import { createI18n, I18nextProvider, loadTexts } from '../../i18n/index.ts';
import '../look/base.css';
import { Gallery, OneExample } from './Gallery.tsx';

const i18n = createI18n({ language: 'vi' });
await loadTexts(i18n, ['ui']);
const name = new URLSearchParams(location.search).get('example');
const root = document.getElementById('root');
if (root)
  createRoot(root).render(
    <I18nextProvider i18n={i18n}>{name === null ? <Gallery /> : <OneExample name={name} />}</I18nextProvider>,
  );
