create table customers (
  id int not null auto_increment primary key,
  email varchar(120) not null,
  name varchar(80) default 'it''s \\ x',
  status enum('new', 'old') not null default 'new',
  created timestamp not null default current_timestamp on update current_timestamp,
  born date default '2000-01-01',
  score decimal(10,2) default 0.5,
  bits bit(3) default b'101',
  payload json,
  note text,
  secret varchar(40) default 'hunter2-planted' comment 'planted-comment',
  upper_email varchar(120) generated always as (upper(email)) virtual,
  n int,
  more int generated always as (n + 1) stored,
  unique key (email),
  check (score >= 0),
  constraint named check (name <> 'planted-check')
) comment 'planted people';
create table orders (
  id bigint unsigned not null auto_increment,
  customer int not null,
  total decimal(12,2) not null,
  placed datetime(3) default now(3),
  code char(8) character set ascii,
  uid uuid default uuid(),
  primary key (id),
  key (customer, placed desc),
  key big (total),
  key pre (code(3)),
  fulltext key ft (code),
  constraint fk_c foreign key (customer) references customers (id) on delete cascade
);
create table line (a int not null, b int not null, c int, primary key (a, b), key (c), foreign key (c) references customers (id));
create table parts (id int not null, y int not null, primary key (id, y))
  partition by range (y) (partition p0 values less than (10), partition p1 values less than maxvalue);
create table sv (id int primary key, x int) with system versioning;
create view rich as select c.id, c.email from customers c where c.status = 'new';
create sequence tickets start with 5 increment by 2 maxvalue 1000 cycle;
create trigger touched before insert on orders for each row begin set new.total = new.total + 1; end;
create procedure clean (in days int, out done varchar(10)) begin select 'planted-body'; end;
create function twice (a int) returns int deterministic no sql return a * 2;
create event nightly on schedule every 1 day starts '2030-01-01 00:00:00' disable do delete from orders where id = 0;
