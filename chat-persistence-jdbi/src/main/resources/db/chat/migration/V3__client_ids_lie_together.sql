-- Clients make ids that begin with the time, so that those of about one time are neighbours in an index that begins with them: a
-- group of sends by many authors then alters one page of it, and not one for each author. May be begun again where it was cut off.

alter table chat_messages drop constraint if exists chat_messages_client_id;

alter table chat_messages add constraint chat_messages_client_id unique (client_id, author_id);
