-- A number is given once and never again: readers ask for what came after one.
create table counter (
    name text primary key,
    value integer not null
) without rowid;

insert into counter (name, value) values ('number', 0), ('generation', 0);

create table host (
    number integer primary key,
    environment text not null,
    name text not null,
    unique (environment, name)
);

-- One text of one section, whoever has it. The same id may have several texts, which differ in where facts were found.
create table section (
    number integer primary key,
    digest blob not null unique,
    id blob not null,
    name text not null,
    content blob not null,
    damaged integer not null default 0
);

create index section_id on section (id);

-- What stands between the sections of a document.
create table layout (
    number integer primary key,
    digest blob not null unique,
    content blob not null
);

-- The sections of a document, in its order.
create table section_list (
    number integer primary key,
    digest blob not null unique,
    layout integer not null,
    content blob not null
);

-- place: the agent's count, or of an uncounted one the highest before it; series: how often the host began to count anew.
create table snapshot (
    number integer primary key,
    id blob not null unique,
    host integer not null,
    series integer not null,
    place integer not null,
    sequence integer not null,
    received integer not null,
    captured integer not null,
    list integer not null,
    head blob not null,
    damaged integer not null default 0
);

create index snapshot_order on snapshot (host, series, place, number);

create table baseline (
    name text primary key,
    made integer not null,
    selector text not null
) without rowid;

create table baseline_snapshot (
    baseline text not null,
    snapshot integer not null,
    primary key (baseline, snapshot)
) without rowid;
