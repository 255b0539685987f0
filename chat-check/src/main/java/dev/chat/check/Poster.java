package dev.chat.check;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.List;
import java.util.Random;

/** Talks by single requests, one after the other, and asks again and again what has changed. */
final class Poster extends Client {
    private static final int MOST_WAITING = 4;
    private static final int MOST_PAUSE_MILLIS = 250;

    private final Author author;

    Poster(Account account, Api api, Random random, List<String> rooms, String epoch, String prefix) {
        super(account, api, random, rooms, epoch);
        author = new Author(journal(), random, prefix, rooms);
    }

    @Override
    void finish() {
        author.silence();
    }

    @Override
    boolean isDone() {
        return author.isDone();
    }

    @Override
    int acknowledged() {
        return author.acknowledged();
    }

    @Override
    void session() throws IOException, InterruptedException {
        while (true) {
            if (author.outbox().size() < MOST_WAITING) {
                author.makeUp();
            }
            for (Command command : List.copyOf(author.outbox())) {
                carryOut(command);
            }
            for (Replica replica : replicas().values()) {
                ask(replica);
            }
            isWell();
            Thread.sleep(random().nextInt(MOST_PAUSE_MILLIS));
        }
    }

    private void carryOut(Command command) throws IOException, InterruptedException {
        String messages = "rooms/" + command.room() + "/messages";
        command.tried(System.nanoTime());
        Api.Answer answer = api().send(
                        switch (command.kind()) {
                            case SEND -> "POST";
                            case EDIT -> "PATCH";
                            case DELETE -> "DELETE";
                        },
                        command.kind() == Command.Kind.SEND ? messages : messages + "/" + command.target(),
                        account().token(),
                        Author.body(command));
        if (!answer.isGood()) {
            author.refused(command, answer.code());
            throw new IOException("Refused with " + answer.code());
        }
        author.acknowledged(command, Message.of(answer.json()));
    }

    private void ask(Replica replica) throws IOException, InterruptedException {
        JsonNode answer = api().get(
                        "rooms/" + replica.room() + "/changes?after=" + replica.position() + "&epoch=" + epoch(),
                        account().token())
                .orThrow();
        if (answer.path("reset").asBoolean() || !replica.apply(Batch.of(answer))) {
            loadAfresh(replica);
        }
    }
}
