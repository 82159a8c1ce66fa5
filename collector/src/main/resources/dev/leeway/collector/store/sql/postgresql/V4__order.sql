-- What tells where a host changed stands in the index, so that nobody reads whole rows for it.
drop index snapshot_order;

create index snapshot_order on snapshot (host, series, place, number, received, list);

-- Agents that came by a pool's token, so that whoever reads snapshots need not look at the others.
create index agent_pool on agent (environment, host) where pool is not null;
