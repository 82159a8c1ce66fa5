-- What a collector remembers beside snapshots. Tokens are kept as SHA-256 of 160 bits of chance, keys are public ones: nothing here lets anybody in.
create table join_token (
    id text primary key,
    hash text not null,
    kind text not null,
    environment text not null,
    role text,
    host text,
    services text not null,
    silence integer not null,
    issued integer not null,
    expires integer,
    revoked integer,
    redeemed_by text
) without rowid;

create table access_token (
    id text primary key,
    hash text not null,
    person text not null,
    role text not null,
    environments text not null,
    issued integer not null,
    expires integer not null,
    revoked integer
) without rowid;

-- count: of the last accepted request, never lower than before, whatever becomes of the agent.
create table agent (
    name text primary key,
    public_key text not null,
    environment text not null,
    host text not null,
    role text,
    pool text,
    services text not null,
    certificate text,
    state text not null,
    joined integer not null,
    seen integer not null,
    silence integer,
    count integer not null,
    machine text not null,
    settled integer not null default 0
) without rowid;

create index agent_host on agent (environment, host);

-- Starts of machines that an agent came from before its present one.
create table agent_machine (
    agent text not null,
    machine text not null,
    number integer not null,
    primary key (agent, machine)
) without rowid;

-- Each entry's digest is over the one before; the head is kept apart, so that an end cut off is missed.
create table audit (
    number integer primary key,
    at integer not null,
    actor text not null,
    action text not null,
    subject text not null,
    detail text not null,
    digest text not null
);

create table audit_head (
    number integer not null,
    digest text not null
);

insert into audit_head (number, digest) values (0, '0000000000000000000000000000000000000000000000000000000000000000');

-- What one process at a time may hold.
create table lease (
    name text primary key,
    holder text not null,
    until integer not null
) without rowid;

-- Notices that were sent, and until when they are not sent again.
create table notice (
    name text primary key,
    until integer not null
) without rowid;

create table day_report (
    day text primary key,
    content blob not null
);
