-- What tells where a host changed stands in the index, so that nobody reads whole rows for it.
drop index snapshot_order;

create index snapshot_order on snapshot (host, series, place, number, received, list);
