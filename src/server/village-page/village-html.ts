import vi from '../../../locales/vi/village-page.json' with { type: 'json' };
import en from '../../../locales/en/village-page.json' with { type: 'json' };
import viGuides from '../../../locales/vi/guides.json' with { type: 'json' };
import enGuides from '../../../locales/en/guides.json' with { type: 'json' };
import { dayWithSlashes } from '../../lib/day.ts';
import { hostOf } from '../../domain/village/links.ts';
import { spokenPhone } from '../../domain/village/phone-numbers.ts';
import { infoLinks } from '../../domain/village/village-info.ts';
import type { Announcement } from '../../domain/village/announcement.ts';
import { villagePagePath } from '../../protocol/village-page.ts';
import { escapeHtml } from '../card/card-page.ts';
import { remembered, type OpenVillage } from './pages.ts';
import { qrSvg } from './qr-svg.ts';

export type PageLanguage = 'vi' | 'en';
const texts = { vi, en } as const;
const guides = { vi: viGuides.catalogue, en: enGuides.catalogue } as const;
type Texts = typeof vi;

export interface Site {
  readonly language: PageLanguage;
  /** The beginning of links, without a slash at the end. */
  readonly publicUrl: string;
}

const fill = (text: string, village: string): string => text.replaceAll('{{village}}', village);
const inLanguage = (language: PageLanguage, path: string): string => (language === 'en' ? `/en${path}` : path);
const otherOf = (language: PageLanguage): PageLanguage => (language === 'vi' ? 'en' : 'vi');
const section = (title: string, body: string): string => `<section><h2>${title}</h2>\n${body}</section>`;
const call = (digits: string): string => `<a class="call" href="tel:${digits}">${spokenPhone(digits)}</a>`;

/** The page of a village for everybody: readable without a script; `public/thon.js` only remembers it. */
export function villageHtml(village: OpenVillage, { language, publicUrl }: Site): string {
  const t = texts[language];
  const { name, commune, info, announcements, slug } = village;
  const sessions = announcements.filter(({ kind }) => kind === 'session');
  const others = announcements.filter(({ kind }) => kind !== 'session');
  const data = escapeHtml(JSON.stringify(remembered(village)));
  const body = `<main data-village="${data}">
<h1 lang="vi">${escapeHtml(name)}</h1>
${commune && `<p class="commune" lang="vi">${escapeHtml(commune)}</p>`}
${others.length > 0 ? section(t.announcements, others.map((one) => announcementHtml(one, t)).join('\n')) : ''}
${section(t.people, peopleHtml(village, t))}
${section(t.sessions, sessions.map((one) => announcementHtml(one, t)).join('\n') || `<p>${t.noSessions}</p>`)}
${section(t.check.title, checkHtml(publicUrl, t))}
${placesHtml(info.parts, t)}
${linksHtml(info.parts, t)}
${section(t.guides, guidesHtml(language, t))}
<p><a href="${inLanguage(language, `${villagePagePath(slug)}/poster`)}">${t.poster}</a></p>
<p class="memory" hidden>
<span data-said="${escapeHtml(t.forgotten)}" role="status">${escapeHtml(fill(t.remembered, name))}</span>
<button type="button" data-forget>${t.forget}</button></p>
</main>`;
  return documentHtml({
    language,
    title: fill(t.title, name),
    description: fill(t.description, name),
    body: `${body}\n${footHtml(language, villagePagePath(slug), t)}`,
    script: '<script src="/thon.js" async></script>',
  });
}

/** One sheet for the wall: the page's code and address, and whom to call. */
export function posterHtml(village: OpenVillage, { language, publicUrl }: Site): string {
  const t = texts[language];
  const { name, commune, info, slug } = village;
  const path = inLanguage(language, villagePagePath(slug));
  const first = info.people[0];
  const body = `<main class="poster">
<p class="screen-only"><a href="${path}">${t.back}</a> ${t.posterPrint}</p>
<h1 lang="vi">${escapeHtml(name)}</h1>
${commune && `<p class="commune" lang="vi">${escapeHtml(commune)}</p>`}
<p class="big">${t.posterTitle}</p>
${qrSvg(`${publicUrl}${path}`, fill(t.posterQr, name))}
<p>${t.posterFor}</p>
<p>${t.posterAddress} <b>${escapeHtml(`${publicUrl}${path}`.replace(/^https?:\/\//, ''))}</b></p>
${first ? `<p>${t.posterCall} <b>${escapeHtml(first.name)}: ${spokenPhone(first.phone)}</b></p>` : ''}
<p class="foot">${t.foot}</p>
</main>`;
  return documentHtml({ language, title: fill(t.posterQr, name), description: fill(t.description, name), body });
}

/** For an address that no village has. */
export function missingHtml(language: PageLanguage): string {
  const t = texts[language];
  const body = `<main><h1>${t.missing.title}</h1><p>${t.missing.what}</p>
<p><a href="${inLanguage(language, '/guides')}">${t.missing.guides}</a></p></main>`;
  return documentHtml({ language, title: t.missing.title, description: t.missing.what, body });
}

function documentHtml(page: {
  readonly language: PageLanguage;
  readonly title: string;
  readonly description: string;
  readonly body: string;
  readonly script?: string;
}): string {
  return `<!doctype html>
<html lang="${page.language}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex">
<meta name="format-detection" content="telephone=no">
<meta name="color-scheme" content="light dark">
<meta name="description" content="${escapeHtml(page.description)}">
<title>${escapeHtml(page.title)} – Thôn Số</title>
<link rel="stylesheet" href="/thon.css">
<link rel="icon" href="/icons/mark.svg" type="image/svg+xml">
<script src="/boot.js" async></script>
${page.script ?? ''}
</head>
<body>
<header>Thôn Số</header>
${page.body}
</body>
</html>
`;
}

function footHtml(language: PageLanguage, path: string, t: Texts): string {
  const other = otherOf(language);
  const link = `<a href="${inLanguage(other, path)}" lang="${other}">${t.otherLanguage}</a>`;
  return `<footer><p>${t.foot}</p><p>${link}</p></footer>`;
}

function announcementHtml({ kind, title, text, on, time, place }: Announcement, t: Texts): string {
  const facts = [
    on && `${kind === 'deadline' ? t.deadlineOn : t.on} ${dayWithSlashes(on)}`,
    time && `${t.time} ${time}`,
    place && `${t.place} ${escapeHtml(place)}`,
  ].filter(Boolean);
  return `<article class="${kind}"><p class="kind">${t.kind[kind]}</p><h3 lang="vi">${escapeHtml(title)}</h3>
${facts.length > 0 ? `<p><b>${facts.join(' · ')}</b></p>` : ''}
<p lang="vi">${escapeHtml(text).replaceAll(/\r?\n/g, '<br>')}</p></article>`;
}

function peopleHtml({ info: { people } }: OpenVillage, t: Texts): string {
  if (people.length === 0) return `<p>${t.noPeople}</p>`;
  const lines = people.map(
    ({ name, role, phone }) =>
      `<li><span><b lang="vi">${escapeHtml(name)}</b><br>${t.role[role]}</span> ${call(phone)}</li>`,
  );
  return `<ul class="people">${lines.join('\n')}</ul>`;
}

function checkHtml(publicUrl: string, t: Texts): string {
  const address = `${publicUrl.replace(/^https?:\/\//, '')}/the/…`;
  return `<p>${t.check.how} <b>${escapeHtml(address)}</b></p>
<ul>${t.check.rules.map((rule) => `<li>${rule}</li>`).join('')}</ul>`;
}

function placesHtml(parts: OpenVillage['info']['parts'], t: Texts): string {
  const desk = [parts.oneStopPlace, parts.oneStopHours].filter((text) => text !== undefined).map(escapeHtml);
  const house = [parts.housePlace, parts.wifiName && `${t.wifi}: ${parts.wifiName}`].filter((text) => text);
  const rows: readonly (readonly [string, readonly (string | undefined)[]])[] = [
    [t.policePhone, [parts.policePhone && call(parts.policePhone)]],
    [t.oneStop, [...desk, parts.oneStopPhone && call(parts.oneStopPhone)]],
    [t.house, house.map((text) => escapeHtml(text ?? ''))],
  ];
  const told = rows.flatMap(([term, details]) => {
    const said = details.filter(Boolean);
    return said.length === 0 ? [] : [`<dt>${term}</dt><dd>${said.join('<br>')}</dd>`];
  });
  return told.length === 0 ? '' : section(t.places, `<dl>${told.join('\n')}</dl>`);
}

/** Links are shown with the host they lead to, never behind other words alone. */
function linksHtml(parts: OpenVillage['info']['parts'], t: Texts): string {
  const lines = infoLinks.flatMap((part) => {
    const link = parts[part];
    const host = link === undefined ? undefined : hostOf(link);
    if (link === undefined || host === undefined) return [];
    return [`<li><a href="${escapeHtml(link)}" rel="noreferrer">${t[part]} (${escapeHtml(host)})</a></li>`];
  });
  if (lines.length === 0) return '';
  const rate = parts.satisfaction;
  const qr = rate === undefined ? '' : `${qrSvg(rate, t.satisfactionQr)}\n<p>${t.satisfactionHow}</p>`;
  return section(t.links, `<p>${t.linksNote}</p><ul>${lines.join('\n')}</ul>\n${qr}`);
}

function guidesHtml(language: PageLanguage, t: Texts): string {
  const all = Object.entries(guides[language]).map(
    ([id, { title }]) => `<li><a href="${inLanguage(language, `/guides/${id}`)}">${escapeHtml(title)}</a></li>`,
  );
  return `<ul>${all.join('\n')}</ul>
<p><a href="${inLanguage(language, '/guides')}">${t.allGuides}</a></p>`;
}
