alter table orders add column details jsonb not null default '{}';
