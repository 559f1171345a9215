import type { Uuid } from '../../lib/ids.ts';
import { addDays, dayOf, type Day } from '../../lib/day.ts';
import type { Announcement } from '../../domain/village/announcement.ts';
import type { InfoEntry } from '../../domain/village/village-info.ts';
import { villagePagePath } from '../../protocol/village-page.ts';
import type { AccountDeps } from '../accounts/deps.ts';
import { announce } from '../village-page/announcements.ts';
import { infoOf, tellInfo } from '../village-page/info.ts';
import { openPages } from '../village-page/pages.ts';
import { head, knierLead, lead, member, officer } from './demo-people.ts';
import { eaKnuec, knier, tanDong, tanTien } from './demo-places.ts';

const id = (last: number): Uuid => `00000000-0000-7000-8004-0000000066${String(last).padStart(2, '0')}`;
const agreed = '2026-11-01' as Day;

// Numbers that nobody can have (no operator begins with 0900 000), and Zalo pages of such numbers.
const commune: readonly InfoEntry[] = [
  { kind: 'info', part: 'satisfaction', value: 'https://zalo.me/0900000009' },
  { kind: 'info', part: 'policePhone', value: '0900000004' },
  { kind: 'info', part: 'oneStopPhone', value: '0900000005' },
  { kind: 'info', part: 'oneStopPlace', value: 'Tầng 1, trụ sở UBND xã' },
  { kind: 'info', part: 'oneStopHours', value: 'Thứ hai đến thứ sáu, 7h30–11h30 và 13h30–17h00' },
];
const village: readonly InfoEntry[] = [
  { kind: 'info', part: 'zaloPage', value: 'https://zalo.me/0900000001' },
  { kind: 'info', part: 'housePlace', value: 'Nhà văn hóa thôn, cạnh sân bóng' },
  { kind: 'info', part: 'wifiName', value: 'NhaVanHoa, không cần mật khẩu' },
  { kind: 'person', part: id(1), value: { name: head.name, role: 'head', phone: '0900000001', agreed } },
  { kind: 'person', part: id(2), value: { name: lead.name, role: 'lead', phone: '0900000002', agreed } },
  { kind: 'person', part: id(3), value: { name: member.name, role: 'member', phone: '0900000003', agreed } },
];
const otherVillage: readonly InfoEntry[] = [
  { kind: 'person', part: id(4), value: { name: knierLead.name, role: 'lead', phone: '0900000006', agreed } },
];

const announcements = (today: Day): Announcement[] => [
  {
    id: id(11),
    area: eaKnuec.id,
    kind: 'scam',
    title: 'Giả công an gọi điện bảo cập nhật VNeID',
    text: 'Công an không làm việc qua điện thoại. Bà con tắt máy, đừng đọc mã OTP, gọi công an xã.',
    until: addDays(today, 30),
  },
  {
    id: id(12),
    area: tanDong.id,
    kind: 'session',
    title: 'Buổi hướng dẫn dùng điện thoại',
    text: 'Mời bà con mang điện thoại và căn cước đến. Không thu tiền, không hỏi mật khẩu.',
    on: addDays(today, 6),
    time: '19:00',
    place: 'Nhà văn hóa thôn',
    until: addDays(today, 6),
  },
];

/** Fills in the demo's public pages, once, and announces again what has ended since. */
export async function tellDemoPages(deps: AccountDeps): Promise<void> {
  const { db, clock } = deps;
  const now = clock.now();
  const tell = async (area: Uuid, account: Uuid, entries: readonly InfoEntry[]): Promise<void> => {
    const known = await infoOf(db, [area]);
    if (known.length > 0) return;
    await tellInfo(db, { area, changes: entries.map((entry) => ({ entry, seen: 0 })) }, { account, now });
    await openPages(deps, area);
  };
  await tell(eaKnuec.id, officer.account, commune);
  await tell(tanDong.id, head.account, village);
  await tell(knier.id, knierLead.account, otherVillage);
  await openPages(deps, tanTien.id);
  const today = dayOf(now);
  await db
    .deleteFrom('announcement')
    .where('id', 'in', [id(11), id(12)])
    .where('until', '<', today)
    .execute();
  for (const one of announcements(today)) {
    await announce(db, one, { account: one.area === eaKnuec.id ? officer.account : head.account, now });
  }
}

/** @returns the line `village <url>` of the page that is filled in most */
export async function demoPageLinks({ db }: AccountDeps, publicUrl: string): Promise<string[]> {
  const page = await db
    .selectFrom('village_page')
    .select('slug')
    .where('village', '=', tanDong.id)
    .executeTakeFirstOrThrow();
  return [`village ${publicUrl}${villagePagePath(page.slug)}`];
}
