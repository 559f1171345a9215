/**
 * What was erased and can still be brought back: the content is sealed with the server's secret. `ids`: what the
 * erasure marked as erased. A row that was brought back has no content any more; it tells the memory file which marks
 * are void.
 */
export const wasteBasket = {
  id: '0023-waste-basket',
  sql: `
create table waste_basket (
  id uuid primary key,
  village uuid not null,
  at bigint not null,
  until bigint not null,
  account uuid,
  households integer not null,
  people integer not null,
  names text,
  content text,
  ids jsonb not null,
  brought_back_at bigint
);
create index waste_basket_village on waste_basket (village);
create index waste_basket_until on waste_basket (until);
`,
};
