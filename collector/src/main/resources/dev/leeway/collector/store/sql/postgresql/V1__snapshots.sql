-- A number is given once and never again: readers ask for what came after one.
create table counter (
    name text primary key,
    value bigint not null
);

insert into counter (name, value) values ('number', 0), ('generation', 0);

create table host (
    number bigint primary key,
    environment text not null,
    name text not null,
    unique (environment, name)
);

-- One text of one section, whoever has it. The same id may have several texts, which differ in where facts were found.
create table section (
    number bigint primary key,
    digest bytea not null unique,
    id bytea not null,
    name text not null,
    content bytea not null,
    damaged smallint not null default 0
);

create index section_id on section (id);

-- What stands between the sections of a document.
create table layout (
    number bigint primary key,
    digest bytea not null unique,
    content bytea not null
);

-- The sections of a document, in its order.
create table section_list (
    number bigint primary key,
    digest bytea not null unique,
    layout bigint not null,
    content bytea not null
);

-- place: the agent's count, or of an uncounted one the highest before it; series: how often the host began to count anew.
-- One table for each month of arrival, made when the first of it arrives. Writers hold a lock, so that an id is there once.
create table snapshot (
    number bigint not null,
    id bytea not null,
    host bigint not null,
    series bigint not null,
    place bigint not null,
    sequence bigint not null,
    received bigint not null,
    captured bigint not null,
    list bigint not null,
    head bytea not null,
    damaged smallint not null default 0,
    primary key (number, received)
) partition by range (received);

create index snapshot_id on snapshot (id);

create index snapshot_order on snapshot (host, series, place, number);

create table baseline (
    name text primary key,
    made bigint not null,
    selector text not null
);

create table baseline_snapshot (
    baseline text not null,
    snapshot bigint not null,
    primary key (baseline, snapshot)
);
