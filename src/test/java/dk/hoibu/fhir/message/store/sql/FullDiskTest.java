package dk.hoibu.fhir.message.store.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dk.hoibu.fhir.message.store.Arrival;
import dk.hoibu.fhir.message.store.Draft;
import dk.hoibu.fhir.message.store.MessageStoreContract;
import dk.hoibu.fhir.message.store.StoreUnavailable;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** When the disk is full nothing is half kept, senders are to be told to try again, and it goes well once there is room. */
class FullDiskTest {

    @TempDir
    private Path folder;

    /** SQLite's file, with a limit on its pages: the very error of a disk that is full. */
    private static final class Limited implements Database {

        private final SqliteDatabase database;
        private final int pages;

        private Limited(Path file, int pages) {
            this.database = new SqliteDatabase(file, Duration.ofSeconds(5));
            this.pages = pages;
        }

        @Override
        public Connection writer() throws SQLException {
            Connection connection = database.writer();
            try (Statement limit = connection.createStatement()) {
                limit.execute("PRAGMA max_page_count = " + pages);
            }
            return connection;
        }

        @Override
        public Connection reader() throws SQLException {
            return database.reader();
        }

        @Override
        public boolean hasRoom() {
            return true;
        }

        @Override
        public String skippingLocked() {
            return database.skippingLocked();
        }

        @Override
        public boolean mayGoWellAlone(SQLException failure) {
            return database.mayGoWellAlone(failure);
        }
    }

    @Test
    void whatDoesNotFitIsUnavailableAndNotHalfThereAndLaterItFits() throws Exception {
        Limited database = new Limited(folder.resolve("messages.db"), 200);
        byte[] large = new byte[5 * SqlDraft.PIECE];
        try (SqlMessageStore store =
                new SqlMessageStore(database, Duration.ofSeconds(5), sor -> true, Clock.systemUTC())) {
            Arrival small = MessageStoreContract.arrival("h1", "b1", "a");
            MessageStoreContract.keep(store, small, new byte[] {1});
            Arrival arrival = MessageStoreContract.arrival("h2", "b2", "a");
            assertThatThrownBy(() -> {
                        try (Draft draft = store.draft(arrival.id())) {
                            draft.take(large, 0, large.length);
                            store.keep(arrival, draft, Optional.empty());
                        }
                    })
                    .isInstanceOf(StoreUnavailable.class);
            assertThat(MessageStoreContract.ids(store.page(MessageStoreContract.query(Map.of()))))
                    .containsExactly(small.id());

            assertThat(store.isWritable()).isTrue();
        }
        Limited roomy = new Limited(folder.resolve("messages.db"), 100_000);
        try (SqlMessageStore store =
                new SqlMessageStore(roomy, Duration.ofSeconds(5), sor -> true, Clock.systemUTC())) {
            Arrival arrival = MessageStoreContract.arrival("h2", "b2", "a");
            assertThat(MessageStoreContract.keep(store, arrival, large).kind().name())
                    .isEqualTo("NEW");
            assertThat(MessageStoreContract.bytes(store, arrival.id())).isEqualTo(large);
        }
    }
}
