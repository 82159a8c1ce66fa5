-- What a collector remembers beside snapshots. Tokens are kept as SHA-256 of 160 bits of chance, keys are public ones: nothing here lets anybody in.
create table join_token (
    id text primary key,
    hash text not null,
    kind text not null,
    environment text not null,
    role text,
    host text,
    services text not null,
    silence bigint not null,
    issued bigint not null,
    expires bigint,
    revoked bigint,
    redeemed_by text
);

create table access_token (
    id text primary key,
    hash text not null,
    person text not null,
    role text not null,
    environments text not null,
    issued bigint not null,
    expires bigint not null,
    revoked bigint
);

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
    joined bigint not null,
    seen bigint not null,
    silence bigint,
    count bigint not null,
    machine text not null,
    settled smallint not null default 0
);

create index agent_host on agent (environment, host);

-- Starts of machines that an agent came from before its present one.
create table agent_machine (
    agent text not null,
    machine text not null,
    number bigint not null,
    primary key (agent, machine)
);

-- Each entry's digest is over the one before; the head is kept apart, so that an end cut off is missed.
create table audit (
    number bigint primary key,
    at bigint not null,
    actor text not null,
    action text not null,
    subject text not null,
    detail text not null,
    digest text not null
);

create table audit_head (
    number bigint not null,
    digest text not null
);

insert into audit_head (number, digest) values (0, '0000000000000000000000000000000000000000000000000000000000000000');

-- What one process at a time may hold.
create table lease (
    name text primary key,
    holder text not null,
    until bigint not null
);

-- Notices that were sent, and until when they are not sent again.
create table notice (
    name text primary key,
    until bigint not null
);

create table day_report (
    day text primary key,
    content bytea not null
);
