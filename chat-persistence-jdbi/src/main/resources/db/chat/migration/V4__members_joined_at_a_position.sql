-- Who has been a member for longest is told by positions, since a clock may be set back. Of those who joined before this column was
-- there, only the time is known: they are numbered by it, in each room from 1, which no position of a later joining can be.
-- May be begun again where it was cut off.

alter table chat_members add column if not exists join_position bigint;

merge into chat_members m
using (
    select room_id, user_id, row_number() over (partition by room_id order by joined_at, user_id) as place from chat_members
) p
on (m.room_id = p.room_id and m.user_id = p.user_id)
when matched then update set join_position = p.place;

alter table chat_members alter column join_position set not null;

drop index if exists chat_members_seniority;

create index chat_members_seniority on chat_members (room_id, active, role, join_position);

-- Of two indexes that it holds to be equally good, H2 takes the older one. The new column has made the table, and with it all indexes,
-- anew: without this, the rooms of a user would be read to the last one where a few are asked for by the primary key.

drop index if exists chat_members_user;

create index chat_members_user on chat_members (user_id, room_id);
