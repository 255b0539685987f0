-- One schema for H2 and PostgreSQL. The tables live in a host's database, hence their prefix.
--
-- There are no foreign keys, on purpose. Users and rooms are marked as deleted and never removed, so nothing can dangle; but each
-- key would lock the row it points to: a send, which holds its room, would wait for its author's row, while a renaming, which holds
-- the author's row, waits for the room.
--
-- Keys that decide on equality and order compare by code point (${exact}), whatever the language of the database.

create table chat_epoch (
    epoch uuid not null,
    constraint chat_epoch_pk primary key (epoch)
);

insert into chat_epoch (epoch) values ('${epoch}');

create table chat_users (
    id uuid not null,
    name character varying not null,
    name_key character varying ${exact}, -- null once deleted, so that the name is free
    created_at timestamp(3) with time zone not null,
    deleted_at timestamp(3) with time zone,
    constraint chat_users_pk primary key (id),
    constraint chat_users_name_key unique (name_key)
);

create table chat_sessions (
    token_hash character varying ${exact} not null,
    user_id uuid not null,
    created_at timestamp(3) with time zone not null,
    constraint chat_sessions_pk primary key (token_hash)
);

create index chat_sessions_user on chat_sessions (user_id);

create table chat_rooms (
    id uuid not null,
    name character varying not null,
    name_key character varying ${exact}, -- null once deleted, so that the name is free
    version bigint not null,
    head bigint not null,
    member_count integer not null,
    created_at timestamp(3) with time zone not null,
    deleted_at timestamp(3) with time zone,
    constraint chat_rooms_pk primary key (id),
    constraint chat_rooms_name_key unique (name_key)
);

create table chat_members (
    room_id uuid not null,
    user_id uuid not null,
    role character varying ${exact} not null,
    active boolean not null, -- left_at is null, in a form that an index can be sorted behind
    version bigint not null,
    joined_at timestamp(3) with time zone not null,
    left_at timestamp(3) with time zone,
    constraint chat_members_pk primary key (room_id, user_id)
);

create index chat_members_version on chat_members (room_id, version);
create index chat_members_active on chat_members (room_id, active, user_id);
create index chat_members_seniority on chat_members (room_id, active, role, joined_at, user_id);
create index chat_members_user on chat_members (user_id, room_id);

create table chat_messages (
    room_id uuid not null,
    position bigint not null,
    version bigint not null,
    author_id uuid not null,
    client_id character varying ${exact} not null,
    text character varying, -- null once deleted
    sent_at timestamp(3) with time zone not null,
    edited_at timestamp(3) with time zone,
    deleted_at timestamp(3) with time zone,
    constraint chat_messages_pk primary key (room_id, position),
    constraint chat_messages_version unique (room_id, version),
    constraint chat_messages_client_id unique (author_id, client_id)
);
