/** Where phones are reached while the app is closed: one push subscription a phone, gone when the phone is closed. */
export const reminders = {
  id: '0030-reminders',
  sql: `
create table push_subscription (
  device uuid primary key references device (id),
  endpoint text not null,
  p256dh text not null,
  auth text not null,
  made_at bigint not null,
  sent_on text collate "C",
  wait_until bigint not null default 0
);
create index push_subscription_endpoint on push_subscription (endpoint);
`,
};
