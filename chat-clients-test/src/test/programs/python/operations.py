"""Calls every operation by the generated client. Arguments: address, the role of owners, the code of a name that is taken."""

import sys

from openapi_client import (
    ApiClient, ApiException, ChangesApi, Configuration, MembersApi, MessagesApi, OutgoingMessage, NewName, NewRole, NewText,
    Problem, RoomsApi, UsersApi)

address, role, code = sys.argv[1:]


def client(token=None):
    return ApiClient(Configuration(host=address, access_token=token))


def refusal(call):
    try:
        call()
    except ApiException as refused:
        return refused
    raise AssertionError("not refused")


def users(api, other):
    assert api.get_me().name == "Ada"
    assert api.rename(NewName(name="Ada Lovelace")).name == "Ada Lovelace"
    assert api.get_user(other).name == "Ben"
    page = api.list_users(limit=1)
    assert api.list_users(limit=1, after=page.next).users != page.users


def rooms(api):
    room = api.create_room(NewName(name="Engines")).id
    assert api.rename_room(room, NewName(name="Boilers")).name == "Boilers"
    assert api.get_room(room).head == 3
    assert api.list_rooms().rooms[0].role == role
    return room


def messages(api, room):
    hello = OutgoingMessage(clientId="hello-1", text="Hello")
    sent = api.send(room, hello)
    assert api.send(room, hello) == sent
    assert api.get_message(room, sent.position).text == "Hello"
    assert api.edit(room, sent.position, NewText(text="Hello!")).text == "Hello!"
    assert len(api.list_messages(room, limit=10).messages) == 1
    deleted = api.delete(room, sent.position)
    assert deleted.text is None and deleted.deleted_at >= sent.sent_at
    opened = api.open_room(room)
    assert len(opened.members) == 2 and opened.messages == [deleted]


def changes(api, room):
    batch = api.list_changes(room, 0)
    assert batch.reset is None and batch.up_to == 8
    for field in ("message", "member", "room"):
        assert any(getattr(change, field) for change in batch.changes), field
    reset = api.list_changes(room, 1, epoch="of-another-log")
    assert reset.reset is True and reset.head == 8


anyone = UsersApi(client())
ada = anyone.sign_up(NewName(name="Ada"))
ben = anyone.sign_up(NewName(name="Ben"))
refused = refusal(lambda: anyone.sign_up(NewName(name="ada")))
assert refused.status == 409 and Problem.from_json(refused.body).code == code
hers = client(ada.token)
his = client(ben.token)
users(UsersApi(hers), ben.user.id)
room = rooms(RoomsApi(hers))
MembersApi(his).join(room)
assert len(MembersApi(hers).list_members(room).members) == 2
assert MembersApi(hers).change_role(room, ben.user.id, NewRole(role="owner")).role == role
messages(MessagesApi(hers), room)
changes(ChangesApi(hers), room)
stream = ChangesApi(his).stream_events_without_preload_content(room, after=8)
MembersApi(hers).remove_member(room, ben.user.id)
assert b"event: ended" in stream.read()
MembersApi(his).join(room)
MembersApi(his).leave(room)
RoomsApi(hers).delete_room(room)
UsersApi(his).delete_account()
UsersApi(hers).sign_out()
assert refusal(UsersApi(hers).get_me).status == 401
