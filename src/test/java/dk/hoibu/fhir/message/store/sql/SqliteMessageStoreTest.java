package dk.hoibu.fhir.message.store.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dk.hoibu.fhir.message.store.MessageStore;
import dk.hoibu.fhir.message.store.MessageStoreContract;
import dk.hoibu.fhir.message.store.OutboxContract;
import dk.hoibu.fhir.message.store.RetentionContract;
import dk.hoibu.fhir.message.store.StoreUnavailable;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.Duration;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SqliteMessageStoreTest implements MessageStoreContract, OutboxContract, RetentionContract {

    @TempDir
    private Path folder;

    @Override
    public SqlMessageStore store() {
        return store(sor -> true);
    }

    @Override
    public SqlMessageStore store(Predicate<String> local) {
        return SqlMessageStore.sqlite(
                folder.resolve("messages").resolve("messages.db"), Duration.ofSeconds(20), local, Clock.systemUTC());
    }

    @Override
    public Both both() {
        SqlMessageStore store = store();
        return new Both(store, store.retention());
    }

    @Override
    public Both elsewhere() {
        SqlMessageStore store = store(sor -> false);
        return new Both(store, store.retention());
    }

    @Test
    void whatWasNeverFinishedIsSwept() throws Exception {
        try (SqlMessageStore store = store()) {
            Orphans.areSweptAndKeptMessagesAreNot(store);
        }
    }

    @Test
    void whatIsNotKeptIsLetGoOf() {
        try (SqlMessageStore store = store()) {
            Orphans.areLetGoOfByWhoDoesNotKeepThem(store);
        }
    }

    @Test
    void theFileIsItsOwnersAlone() throws Exception {
        try (MessageStore store = store()) {
            store.isWritable();
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(
                            folder.resolve("messages").resolve("messages.db"))))
                    .isEqualTo("rw-------");
        }
    }

    @Test
    void aFileThatCannotBeMadeMakesItUnavailableUntilItCan() throws Exception {
        Path inTheWay = Files.createFile(folder.resolve("messages"));
        try (SqlMessageStore store = store()) {
            assertThat(store.isWritable()).isFalse();
            assertThatThrownBy(() -> MessageStoreContract.keep(
                            store, MessageStoreContract.arrival("h", "b", "a"), new byte[] {1}))
                    .isInstanceOf(StoreUnavailable.class);
            Files.delete(inTheWay);
            assertThat(store.isWritable()).isTrue();
        }
    }
}
