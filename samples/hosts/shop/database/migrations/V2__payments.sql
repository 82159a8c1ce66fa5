create table payment (
    id bigint generated always as identity primary key,
    order_id bigint not null references orders on delete restrict,
    amount numeric(12, 2) not null check (amount >= 0),
    currency char(3) not null,
    received_at timestamptz
);
