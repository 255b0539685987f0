create table if not exists message (
  position bigint generated always as identity primary key,
  room varchar(200) not null,
  text varchar(10000) not null,
  sent_at timestamp(3) with time zone not null
);

create index if not exists message_room on message (room, position);
