-- What is kept of the text that a message was sent with, once it was edited or deleted: a digest, too short to guess the text from.
-- Null while the text is the first one; messages that were changed before this column was there have none.

alter table chat_messages add column if not exists first_text integer;
