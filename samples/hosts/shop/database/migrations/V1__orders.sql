create table customer (
    id bigint generated always as identity primary key,
    email text not null unique,
    created_at timestamptz not null default now()
);

create table orders (
    id bigint generated always as identity primary key,
    customer_id bigint not null references customer,
    status text not null default 'new' check (status in ('new', 'paid', 'sent', 'returned')),
    total text not null,
    placed_at timestamptz not null default now()
);

create index orders_by_customer on orders (customer_id, placed_at);
