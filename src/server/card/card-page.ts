import vi from '../../../locales/vi/card.json' with { type: 'json' };
import en from '../../../locales/en/card.json' with { type: 'json' };
import { dayWithSlashes } from '../../lib/day.ts';
import type { Visitor } from './cards.ts';

export type CardLanguage = 'vi' | 'en';
const texts = { vi, en } as const;

/** Escapes text for HTML, also inside a quoted attribute. */
export const escapeHtml = (text: string): string => text.replace(/[&<>"']/g, (sign) => `&#${sign.charCodeAt(0)};`);

/**
 * The page behind the QR code of a visitor's card, opened by a resident's phone: no JavaScript, one style sheet,
 * nothing stored. Undefined visitor: a page that says the card is not valid, with the same words whatever the reason;
 * `old`: it was good some minutes ago.
 *
 * @param other URL of the same page in the other language
 */
export function cardPage(visitor: Visitor | 'old' | undefined, language: CardLanguage, other: string): string {
  const t = texts[language];
  const refusal = visitor === 'old' ? t.old : visitor ? undefined : t.invalid;
  const title = refusal?.title ?? t.title;
  const body = typeof visitor === 'object' ? visitorHtml(visitor, t) : refusalHtml(refusal ?? t.invalid);
  const otherCode = language === 'vi' ? 'en' : 'vi';
  const otherLanguage = `<a href="${escapeHtml(other)}" lang="${otherCode}">${t.otherLanguage}</a>`;
  return `<!doctype html>
<html lang="${language}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex">
<title>${title} – Thôn Số</title>
<link rel="stylesheet" href="/the.css">
</head>
<body>
<header>Thôn Số</header>
<main>
${body}
</main>
<footer><p>${t.foot}</p><p>${otherLanguage}</p></footer>
</body>
</html>
`;
}

const refusalHtml = ({ title, what, todo }: typeof vi.invalid): string => `<h1>${title}</h1>
<p class="no">${what}</p>
<ul>${todo.map((line) => `<li>${line}</li>`).join('')}</ul>`;

function visitorHtml({ name, day, teams }: Visitor, t: typeof vi): string {
  const lines = teams.map(({ role, village, commune }) => {
    const place = escapeHtml([village, commune].filter(Boolean).join(', '));
    return `<p class="team">${t.role[role === 'lead' || role === 'head' ? role : 'member']}, ${place}</p>`;
  });
  return `<h1>${t.title}</h1>
<p class="yes">${t.valid} <strong>${dayWithSlashes(day)}</strong></p>
<p class="name">${escapeHtml(name)}</p>
${lines.join('\n')}
<h2>${t.remember}</h2>
<ul>${t.rules.map((rule) => `<li>${rule}</li>`).join('')}</ul>
<p>${t.check}</p>`;
}

/** Colours and sizes copied from src/ui/look/tokens.css, so that the page does not load the app's styles. */
export const cardCss = `:root{color-scheme:light dark;--paper:#faf6ee;--ink:#221d17;--soft:#4d453a;--base:#163f2e;
--on-base:#fbf7ef;--leaf:#1c4f39;--wash:#e4efe5;--alert:#8c1220;--alert-wash:#fbe3e1}
@media (prefers-color-scheme:dark){:root{--paper:#16130f;--ink:#f5eee2;--soft:#d3c8b8;--base:#0e2d20;--leaf:#b9e3c2;
--wash:#1d3126;--alert:#ffb9b3;--alert-wash:#43171a}}
*{box-sizing:border-box}
body{margin:0;background:var(--paper);color:var(--ink);overflow-wrap:anywhere;
font:112.5%/1.5 -apple-system,'Segoe UI',Roboto,'Noto Sans','Helvetica Neue',Arial,sans-serif}
header{background:var(--base);color:var(--on-base);padding:.75rem 1rem;font-weight:700}
main,footer{max-width:34rem;margin:0 auto;padding:1rem}
h1{font-size:1.6rem;line-height:1.25;margin:.5rem 0 1rem}
h2{font-size:1.2rem;margin:1.5rem 0 .5rem}
.name{font-size:2rem;line-height:1.2;font-weight:700;margin:1rem 0 .25rem}
.team{margin:.25rem 0;font-size:1.1rem}
.yes,.no{padding:.75rem 1rem;border-radius:12px;font-weight:700}
.yes{background:var(--wash);color:var(--leaf)}
.no{background:var(--alert-wash);color:var(--alert)}
ul{margin:0;padding-left:1.25rem}
li{margin:.5rem 0}
footer{color:var(--soft);font-size:.9rem}
a{color:inherit;display:inline-block;padding:.75rem 0}
`;
