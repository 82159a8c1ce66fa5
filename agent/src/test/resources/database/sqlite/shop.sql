create table customers (
  id integer primary key autoincrement,
  email varchar(120) not null unique collate nocase,
  "name" text default 'it''s',
  [full name] text generated always as (name || '!') virtual,
  score numeric(10, 2) default 0.5 check (score >= 0),
  secret text default 'hunter2-planted', -- planted-remark
  created text default current_timestamp,
  constraint named check (name <> "planted-check")
);
create table orders (
  id integer primary key,
  customer integer not null references customers on delete cascade,
  total real,
  place text,
  unique (place, total),
  foreign key (place) references places (id) deferrable initially deferred
);
create table places (id text primary key, parent text) without rowid, strict;
create index orders_total on orders (total desc, customer);
create index customers_lower on customers (lower(email)) where score > 10;
create unique index once on orders (place collate nocase);
create view rich as select id, email from customers where name <> 'planted-view';
create trigger touched after update of email, score on customers when new.score > 5 begin update orders set total = 1; end;
create virtual table search using fts5 (title, body);
