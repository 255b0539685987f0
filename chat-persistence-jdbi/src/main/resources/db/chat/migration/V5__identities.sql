-- Whom a provider of users, such as the host application, knows by an id of its own.

create table chat_identities (
    provider character varying ${exact} not null,
    subject character varying ${exact} not null,
    user_id uuid not null,
    constraint chat_identities_pk primary key (provider, subject)
);

create index chat_identities_user on chat_identities (user_id);
