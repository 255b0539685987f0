package dev.chat.clients;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import generated.jdk.ApiClient;
import generated.jdk.ApiException;
import generated.jdk.api.ChangesApi;
import generated.jdk.api.MembersApi;
import generated.jdk.api.MessagesApi;
import generated.jdk.api.RoomsApi;
import generated.jdk.api.UsersApi;
import generated.jdk.model.CatchUp;
import generated.jdk.model.Change;
import generated.jdk.model.Message;
import generated.jdk.model.NewName;
import generated.jdk.model.NewRole;
import generated.jdk.model.NewText;
import generated.jdk.model.Opened;
import generated.jdk.model.OutgoingMessage;
import generated.jdk.model.Problem;
import generated.jdk.model.Room;
import generated.jdk.model.SignedUp;
import generated.jdk.model.Users;
import java.io.File;
import java.util.Objects;

/** Java on the HTTP client of the JDK and Jackson. */
class JdkClientTest implements ClientContract {
    @Override
    public void callAll(String address, Vocabulary words) throws Exception {
        UsersApi anyone = new UsersApi(client(address, ""));
        SignedUp ada = anyone.signUp(new NewName().name("Ada"));
        SignedUp ben = anyone.signUp(new NewName().name("Ben"));
        refusal(client(address, ""), words);
        ApiClient hers = client(address, ada.getToken());
        ApiClient his = client(address, ben.getToken());
        users(new UsersApi(hers), ben.getUser().getId());
        String room = rooms(new RoomsApi(hers), words);
        members(hers, his, room, ben.getUser().getId(), words);
        messages(new MessagesApi(hers), room);
        changes(new ChangesApi(hers), room);
        stream(hers, his, room, ben.getUser().getId());
        goodbye(hers, his, room);
    }

    private static ApiClient client(String address, String token) {
        ApiClient client = new ApiClient();
        client.updateBaseUri(address);
        if (!token.isEmpty()) {
            client.setRequestInterceptor(request -> request.header("Authorization", "Bearer " + token));
        }
        return client;
    }

    private static void refusal(ApiClient client, Vocabulary words) throws Exception {
        UsersApi anyone = new UsersApi(client);
        ApiException refused = catchThrowableOfType(ApiException.class, () -> anyone.signUp(new NewName().name("ada")));
        assertThat(refused.getCode()).isEqualTo(409);
        Problem problem = client.getObjectMapper().readValue(refused.getResponseBody(), Problem.class);
        assertThat(problem.getCode()).isEqualTo(words.code());
    }

    private static void users(UsersApi users, String other) throws ApiException {
        assertThat(users.getMe().getName()).isEqualTo("Ada");
        assertThat(users.rename(new NewName().name("Ada Lovelace")).getName()).isEqualTo("Ada Lovelace");
        assertThat(users.getUser(other).getName()).isEqualTo("Ben");
        Users page = users.listUsers(null, 1);
        assertThat(users.listUsers(page.getNext(), 1).getUsers()).hasSize(1).isNotEqualTo(page.getUsers());
    }

    private static String rooms(RoomsApi rooms, Vocabulary words) throws ApiException {
        Room room = rooms.createRoom(new NewName().name("Engines"));
        assertThat(rooms.renameRoom(room.getId(), new NewName().name("Boilers")).getName())
                .isEqualTo("Boilers");
        assertThat(rooms.getRoom(room.getId()).getHead()).isEqualTo(3L);
        assertThat(rooms.listRooms(null, null).getRooms().get(0).getRole()).isEqualTo(words.role());
        return room.getId();
    }

    private static void members(ApiClient hers, ApiClient his, String room, String other, Vocabulary words)
            throws ApiException {
        new MembersApi(his).join(room);
        MembersApi members = new MembersApi(hers);
        assertThat(members.listMembers(room, null, null).getMembers()).hasSize(2);
        assertThat(members.changeRole(room, other, new NewRole().role("owner")).getRole())
                .isEqualTo(words.role());
    }

    private static void messages(MessagesApi messages, String room) throws ApiException {
        OutgoingMessage hello = new OutgoingMessage().clientId("hello-1").text("Hello");
        Message sent = messages.send(room, hello);
        assertThat(messages.send(room, hello)).isEqualTo(sent);
        long position = sent.getPosition();
        assertThat(messages.getMessage(room, position).getText()).isEqualTo("Hello");
        assertThat(messages.edit(room, position, new NewText().text("Hello!")).getText())
                .isEqualTo("Hello!");
        assertThat(messages.listMessages(room, null, null, null, 10).getMessages())
                .hasSize(1);
        Message deleted = messages.delete(room, position);
        assertThat(deleted.getText()).isNull();
        assertThat(deleted.getDeletedAt()).isAfterOrEqualTo(sent.getSentAt());
        Opened opened = messages.openRoom(room, null);
        assertThat(opened.getMembers()).hasSize(2);
        assertThat(opened.getMessages()).containsExactly(deleted);
    }

    private static void changes(ChangesApi changes, String room) throws ApiException {
        CatchUp batch = changes.listChanges(room, 0L, null);
        assertThat(batch.getReset()).isNull();
        assertThat(batch.getUpTo()).isEqualTo(8L);
        assertThat(batch.getChanges()).extracting(Change::getMessage).anyMatch(Objects::nonNull);
        assertThat(batch.getChanges()).extracting(Change::getMember).anyMatch(Objects::nonNull);
        assertThat(batch.getChanges()).extracting(Change::getRoom).anyMatch(Objects::nonNull);
        CatchUp reset = changes.listChanges(room, 1L, "of-another-log");
        assertThat(reset.getReset()).isTrue();
        assertThat(reset.getHead()).isEqualTo(8L);
        assertThat(reset.getUpTo()).isNull();
    }

    /** The client reads a stream to its end, so something has to end it once it has begun. */
    private static void stream(ApiClient hers, ApiClient his, String room, String other) throws Exception {
        his.setResponseInterceptor(stream -> {
            try {
                new MembersApi(hers).removeMember(room, other);
            } catch (ApiException refused) {
                throw new IllegalStateException(refused);
            }
        });
        File stream = new ChangesApi(his).streamEvents(room, 8L, null, null, null);
        assertThat(stream).content().contains("event: ended");
        his.setResponseInterceptor(null);
    }

    private static void goodbye(ApiClient hers, ApiClient his, String room) throws ApiException {
        new MembersApi(his).join(room);
        new MembersApi(his).leave(room);
        new RoomsApi(hers).deleteRoom(room);
        new UsersApi(his).deleteAccount();
        new UsersApi(hers).signOut();
        ApiException refused = catchThrowableOfType(ApiException.class, () -> new UsersApi(hers).getMe());
        assertThat(refused.getCode()).isEqualTo(401);
    }
}
