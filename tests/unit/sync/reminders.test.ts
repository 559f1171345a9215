import * as v from 'valibot';
import { beforeEach, describe, expect, it, test } from 'vitest';
import type { Uuid } from '../../../src/lib/ids.ts';
import type { PushSubscriptionKeys, RemindersRequest } from '../../../src/protocol/accounts/reminder.ts';
import type { Reminder } from '../../../src/domain/work/reminder.ts';
import { reminderObstacle } from '../../../src/features/settings/use-reminders.ts';
import {
  openToday,
  renewReminders,
  showReminder,
  withdrawUnused,
  type Shown,
  type WorkerReminderDeps,
} from '../../../src/sw/reminders.ts';
import { reminderWords } from '../../../src/sw/reminder-words.ts';
import type { AskServer, Asked, FromWorker } from '../../../src/sync/index.ts';
import { keepReminders, turnRemindersOff, turnRemindersOn } from '../../../src/sync/reminders/reminders.ts';
import { Phone } from './phone.ts';
import { createTime } from './virtual-time.ts';
import { VillageServer } from './village-server.ts';

const key = `B${'A'.repeat(86)}`;
const nothing: Reminder = { promised: 0, rechecks: 0, sentBack: 0, answered: 0 };

/** Two people share this phone. */
let people: Phone[];
/** What the server keeps, by device. */
let kept: Map<Uuid, PushSubscriptionKeys>;
let asked: number;
let isOnline: boolean;
let browser: PushSubscriptionKeys | undefined;
let subscriptions: number;
let notifications: Shown[];
let deps: WorkerReminderDeps;

const serverOf = (device: Uuid): AskServer => {
  const answer = <T>(schema: v.GenericSchema<unknown, T>): Promise<Asked<T>> => {
    asked += 1;
    const value = v.parse(schema, { key, on: kept.has(device) });
    return Promise.resolve(isOnline ? { kind: 'ok', value } : { kind: 'unreachable' });
  };
  return {
    get: (_path, schema) => answer(schema),
    post: (_path, body, schema) => {
      const { subscription } = body as RemindersRequest;
      if (isOnline && subscription) kept.set(device, subscription);
      else if (isOnline) kept.delete(device);
      return answer(schema);
    },
  };
};

const push: WorkerReminderDeps['push'] = {
  current: () => Promise.resolve(browser),
  subscribe: () => {
    browser ??= {
      endpoint: `https://push.example.vn/${(subscriptions += 1)}`,
      keys: { p256dh: key, auth: 'A'.repeat(22) },
    };
    return Promise.resolve(browser);
  },
  unsubscribe: () => {
    browser = undefined;
    return Promise.resolve();
  },
};

beforeEach(async () => {
  const server = new VillageServer(createTime());
  const village = server.addVillage();
  people = [1, 2].map((seed) => {
    const account = server.addPerson();
    server.grant(account, village);
    return new Phone(server, account, seed);
  });
  for (const person of people) await person.sync();
  [kept, asked, isOnline, browser, subscriptions, notifications] = [new Map(), 0, true, undefined, 0, []];
  deps = {
    registry: {
      list: () =>
        Promise.resolve(
          people.map(({ store: { enrolment: id } }) => ({
            id,
            label: undefined,
            lastUsed: 0,
            hasPin: true,
            devices: [id],
          })),
        ),
      openOutboxOnly: (id) => {
        const person = people.find(({ store }) => store.enrolment === id);
        person?.open({ locked: true });
        return Promise.resolve(person?.store);
      },
    },
    push,
    serverOf: (_enrolment, device) => serverOf(device),
    show: (notification) => Promise.resolve(void notifications.push(notification)),
  };
});

const idOf = (person: Phone): Uuid => person.store.enrolment;
const depsOf = (person: Phone) => ({
  push,
  server: serverOf(idOf(person)),
  settings: person.store.settings,
  device: idOf(person),
});
const turnOn = (person: Phone, language: 'vi' | 'en' = 'vi') =>
  turnRemindersOn(depsOf(person), { language, today: `/p/${idOf(person)}/today` });

describe('a phone', () => {
  it('asks for reminders, is kept reminded without asking anybody, and tells of another subscription', async () => {
    const [person] = people as [Phone];
    expect(await turnOn(person)).toBe('on');
    const before = asked;
    await keepReminders(depsOf(person));
    expect(asked).toBe(before);
    browser = undefined; // the browser has thrown it away
    await keepReminders(depsOf(person));
    expect(kept.get(idOf(person))?.endpoint).toBe('https://push.example.vn/2');
    const taken = '01980000-0000-7000-8000-000000000001';
    await keepReminders({ ...depsOf(person), device: taken, server: serverOf(taken) });
    expect(kept.has(taken)).toBe(true);
  });

  it('changes nothing without a network', async () => {
    const [person] = people as [Phone];
    isOnline = false;
    expect(await turnOn(person)).toBe('unreachable');
    isOnline = true;
    await turnOn(person);
    isOnline = false;
    expect(await turnRemindersOff(depsOf(person))).toBe('unreachable');
    expect(await person.store.settings.get('reminders')).toBeTruthy();
  });

  it('gives the browser’s subscription up once nobody on it wants reminders', async () => {
    const [first, second] = people as [Phone, Phone];
    await turnOn(first);
    await turnOn(second);
    await turnRemindersOff(depsOf(first));
    await withdrawUnused(deps);
    expect(browser).toBeDefined();
    second.open({ locked: false });
    await turnRemindersOff(depsOf(second));
    await withdrawUnused(deps);
    expect([browser, kept.size]).toEqual([undefined, 0]);
  });
});

describe('the worker', () => {
  it('shows what waits, in the person’s language, and where a tap leads', async () => {
    const [first, second] = people as [Phone, Phone];
    await turnOn(first);
    await turnOn(second, 'en');
    for (const person of people)
      await showReminder(deps, { device: idOf(person), reminder: { ...nothing, promised: 1, rechecks: 2 } });
    expect(notifications.map(({ body }) => body)).toEqual([
      '1 nhà tới ngày hẹn, 2 nhà cần xem lại',
      '1 household with a promised day, 2 households to look at again',
    ]);
    expect(notifications[0]).toMatchObject({
      tag: `reminder ${idOf(first)}`,
      data: { enrolment: idOf(first), today: `/p/${idOf(first)}/today` },
    });
  });

  it('says nothing of somebody who is not on this phone any more, and renews what others here use', async () => {
    const [gone, other] = people as [Phone, Phone];
    await turnOn(gone);
    await turnOn(other);
    const before = kept.get(idOf(other))?.endpoint;
    people = [other];
    await showReminder(deps, { device: idOf(gone), reminder: { ...nothing, promised: 3 } });
    expect(notifications).toEqual([
      { title: 'Thôn Số', body: 'Máy này không còn được nhắc việc nữa.', tag: 'reminder' },
    ]);
    expect(browser?.endpoint).not.toBe(before);
    expect(kept.get(idOf(other))?.endpoint).toBe(browser?.endpoint);
  });

  it('says nothing of somebody who turned them off, and gives the subscription up', async () => {
    const [person] = people as [Phone];
    await turnOn(person);
    await turnRemindersOff(depsOf(person));
    await showReminder(deps, { device: idOf(person), reminder: { ...nothing, promised: 3 } });
    expect(notifications.map(({ body }) => body)).toEqual(['Máy này không còn được nhắc việc nữa.']);
    expect(browser).toBeUndefined();
  });

  it('tells the server of the subscription that the browser has now', async () => {
    const [person] = people as [Phone];
    await turnOn(person);
    browser = undefined;
    await renewReminders(deps);
    expect(kept.get(idOf(person))?.endpoint).toBe('https://push.example.vn/2');
    expect(kept.size, 'of who asked for none, nothing').toBe(1);
  });

  it.each([undefined, 'Nguyễn Thị Mận', {}, { device: 'x', reminder: nothing }])(
    'shows no text of a push that it cannot read: %j',
    async (data) => {
      await showReminder(deps, data);
      expect(notifications).toMatchObject([{ body: 'Mở Thôn Số để xem việc hôm nay.' }]);
    },
  );

  it('goes to Today in the window that is open, else opens one', async () => {
    const [person] = people as [Phone];
    const data = { enrolment: idOf(person), today: `/p/${idOf(person)}/today` };
    const said: string[] = [];
    const opened: string[] = [];
    const open = (path: string) => Promise.resolve(opened.push(path));
    const window = (of: Uuid | undefined) => ({
      ask: (message: FromWorker) => Promise.resolve(message.type === 'reminded' && message.enrolment === of),
      focus: () => Promise.resolve(said.push(`the window of ${of}`)),
    });
    await openToday(data, [window(undefined), window(idOf(person))], open);
    expect(said).toEqual([`the window of ${idOf(person)}`]);
    await openToday(data, [window(undefined)], open);
    await openToday(undefined, [], open);
    await openToday({ enrolment: 'x', today: 'https://elsewhere.example' }, [], open);
    expect(opened).toEqual([data.today, '/start', '/start']);
  });
});

test.each<[string, Partial<Reminder>, string, string]>([
  ['one', { promised: 1 }, '1 nhà tới ngày hẹn', '1 household with a promised day'],
  ['the report alone', { report: 'open' }, 'Báo cáo tháng ký được rồi', 'The month’s report can be signed'],
  [
    'all',
    { promised: 2, rechecks: 1, sentBack: 3, answered: 1, report: 'late' },
    '2 nhà tới ngày hẹn, 1 nhà cần xem lại, 3 phiếu gửi lại, 1 phiếu gửi lại đã được trả lời, ' +
      'báo cáo tháng đã quá hạn, nay vẫn gửi được',
    '2 households with a promised day, 1 household to look at again, 3 forms sent back, 1 sent-back form answered, ' +
      'the month’s report is overdue and can still be sent',
  ],
])('words for %s', (_, some, vi, en) => {
  expect(reminderWords({ ...nothing, ...some }, 'vi').body).toBe(vi);
  expect(reminderWords({ ...nothing, ...some }, 'en').body).toBe(en);
});

test.each([
  [{ hasPush: true, isAppleTab: false, permission: 'default' }, undefined],
  [{ hasPush: true, isAppleTab: false, permission: 'granted' }, undefined],
  [{ hasPush: true, isAppleTab: false, permission: 'denied' }, 'blocked'],
  [{ hasPush: false, isAppleTab: false, permission: 'default' }, 'noPush'],
  [{ hasPush: true, isAppleTab: false, permission: undefined }, 'noPush'],
  [{ hasPush: false, isAppleTab: true, permission: undefined }, 'homeScreen'],
] as const)('of a browser with %j the settings say: %s', (browserHas, expected) => {
  expect(reminderObstacle(browserHas)).toBe(expected);
});
