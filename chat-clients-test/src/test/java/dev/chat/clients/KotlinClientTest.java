package dev.chat.clients;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import generated.kotlin.apis.ChangesApi;
import generated.kotlin.apis.MembersApi;
import generated.kotlin.apis.MessagesApi;
import generated.kotlin.apis.RoomsApi;
import generated.kotlin.apis.UsersApi;
import generated.kotlin.infrastructure.ClientError;
import generated.kotlin.infrastructure.ClientException;
import generated.kotlin.infrastructure.Serializer;
import generated.kotlin.models.CatchUp;
import generated.kotlin.models.Change;
import generated.kotlin.models.Message;
import generated.kotlin.models.NewName;
import generated.kotlin.models.NewRole;
import generated.kotlin.models.NewText;
import generated.kotlin.models.Opened;
import generated.kotlin.models.OutgoingMessage;
import generated.kotlin.models.Problem;
import generated.kotlin.models.Room;
import generated.kotlin.models.SignedUp;
import generated.kotlin.models.Users;
import java.io.File;
import java.io.IOException;
import java.util.Objects;
import okhttp3.Interceptor;
import okhttp3.OkHttpClient;
import okhttp3.Response;

/** Kotlin on OkHttp and Moshi. */
class KotlinClientTest implements ClientContract {
    @Override
    public void callAll(String address, Vocabulary words) throws Exception {
        UsersApi anyone = new UsersApi(address, new OkHttpClient());
        SignedUp ada = anyone.signUp(new NewName("Ada"));
        SignedUp ben = anyone.signUp(new NewName("Ben"));
        refusal(anyone, words);
        OkHttpClient hers = client(ada.getToken());
        OkHttpClient his = client(ben.getToken());
        String other = ben.getUser().getId();
        users(new UsersApi(address, hers), other);
        String room = rooms(new RoomsApi(address, hers), words);
        new MembersApi(address, his).join(room);
        members(new MembersApi(address, hers), room, other, words);
        messages(new MessagesApi(address, hers), room);
        changes(new ChangesApi(address, hers), room);
        stream(address, his, room, () -> new MembersApi(address, hers).removeMember(room, other));
        new MembersApi(address, his).join(room);
        new MembersApi(address, his).leave(room);
        new RoomsApi(address, hers).deleteRoom(room);
        new UsersApi(address, his).deleteAccount();
        signOut(new UsersApi(address, hers));
    }

    private static OkHttpClient client(String token) {
        Interceptor signing = chain -> chain.proceed(chain.request()
                .newBuilder()
                .header("Authorization", "Bearer " + token)
                .build());
        return new OkHttpClient.Builder().addInterceptor(signing).build();
    }

    private static void refusal(UsersApi anyone, Vocabulary words) throws Exception {
        ClientException refused = catchThrowableOfType(ClientException.class, () -> anyone.signUp(new NewName("ada")));
        assertThat(refused.getStatusCode()).isEqualTo(409);
        Object body = ((ClientError<?>) refused.getResponse()).getBody();
        Problem problem = Serializer.getMoshi().adapter(Problem.class).fromJson((String) body);
        assertThat(problem.getCode()).isEqualTo(words.code());
    }

    private static void users(UsersApi users, String other) throws Exception {
        assertThat(users.getMe().getName()).isEqualTo("Ada");
        assertThat(users.rename(new NewName("Ada Lovelace")).getName()).isEqualTo("Ada Lovelace");
        assertThat(users.getUser(other).getName()).isEqualTo("Ben");
        Users page = users.listUsers(null, 1);
        assertThat(users.listUsers(page.getNext(), 1).getUsers()).hasSize(1).isNotEqualTo(page.getUsers());
    }

    private static String rooms(RoomsApi rooms, Vocabulary words) throws Exception {
        Room room = rooms.createRoom(new NewName("Engines"));
        assertThat(rooms.renameRoom(room.getId(), new NewName("Boilers")).getName())
                .isEqualTo("Boilers");
        assertThat(rooms.getRoom(room.getId()).getHead()).isEqualTo(3L);
        assertThat(rooms.listRooms(null, null).getRooms().get(0).getRole()).isEqualTo(words.role());
        return room.getId();
    }

    private static void members(MembersApi members, String room, String other, Vocabulary words) throws Exception {
        assertThat(members.listMembers(room, null, null).getMembers()).hasSize(2);
        assertThat(members.changeRole(room, other, new NewRole("owner")).getRole())
                .isEqualTo(words.role());
    }

    private static void messages(MessagesApi messages, String room) throws Exception {
        OutgoingMessage hello = new OutgoingMessage("hello-1", "Hello");
        Message sent = messages.send(room, hello);
        assertThat(messages.send(room, hello).getSentAt()).isEqualTo(sent.getSentAt());
        long position = sent.getPosition();
        assertThat(messages.getMessage(room, position).getText()).isEqualTo("Hello");
        assertThat(messages.edit(room, position, new NewText("Hello!")).getText())
                .isEqualTo("Hello!");
        assertThat(messages.listMessages(room, null, null, null, 10).getMessages())
                .hasSize(1);
        Message deleted = messages.delete(room, position);
        assertThat(deleted.getText()).isNull();
        assertThat(deleted.getDeletedAt()).isAfterOrEqualTo(sent.getSentAt());
        Opened opened = messages.openRoom(room, null);
        assertThat(opened.getMembers()).hasSize(2);
        assertThat(opened.getMessages()).extracting(Message::getPosition).containsExactly(position);
    }

    private static void changes(ChangesApi changes, String room) throws Exception {
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
    private static void stream(String address, OkHttpClient his, String room, Ending ending) throws Exception {
        Interceptor whenBegun = chain -> {
            Response begun = chain.proceed(chain.request());
            ending.run();
            return begun;
        };
        OkHttpClient client = his.newBuilder().addInterceptor(whenBegun).build();
        File stream = new ChangesApi(address, client).streamEvents(room, 8L, null, null, null);
        assertThat(stream).content().contains("event: ended");
    }

    private static void signOut(UsersApi users) throws Exception {
        users.signOut();
        ClientException refused = catchThrowableOfType(ClientException.class, users::getMe);
        assertThat(refused.getStatusCode()).isEqualTo(401);
    }

    /** What ends a stream. */
    private interface Ending {
        void run() throws IOException;
    }
}
