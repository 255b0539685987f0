package dev.chat.testkit;

import dev.chat.core.Persistence;
import dev.chat.core.memory.InMemoryPersistence;

class InMemoryPersistenceTest implements PersistenceContract {
    private final Persistence persistence = new InMemoryPersistence();

    @Override
    public Persistence persistence() {
        return persistence;
    }

    @Override
    public int histories() {
        return 2_000;
    }

    @Override
    public int listenings() {
        return 60;
    }
}
