-- A notice that somebody is about to send is claimed for some minutes; once it was sent, until it is sent again.
alter table notice add column pending integer not null default 0;

-- What one collector hands on to the next; version tells whether another wrote it in between.
create table handover (
    name text primary key,
    version bigint not null,
    content bytea not null
);
