package dk.hoibu.fhir.message.store.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dk.hoibu.fhir.audit.trail.sql.PostgresServer;
import dk.hoibu.fhir.message.store.Arrival;
import dk.hoibu.fhir.message.store.MessageStoreContract;
import dk.hoibu.fhir.message.store.OutboxContract;
import dk.hoibu.fhir.message.store.RetentionContract;
import java.io.IOException;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PostgresMessageStoreTest implements MessageStoreContract, OutboxContract, RetentionContract {

    private PostgresServer postgres;
    private String url;

    @BeforeAll
    void startServer() throws IOException {
        assumeTrue(PostgresServer.missing().isEmpty(), "skipped: " + PostgresServer.missing());
        postgres = PostgresServer.start();
    }

    @AfterAll
    void stopServer() throws IOException {
        if (postgres != null) {
            postgres.close();
        }
    }

    @BeforeEach
    void makeDatabase() throws SQLException {
        url = postgres.database();
    }

    @Override
    public SqlMessageStore store() {
        return store(sor -> true);
    }

    @Override
    public SqlMessageStore store(Predicate<String> local) {
        return SqlMessageStore.postgresql(url, "postgres", () -> "", Duration.ofSeconds(20), local, Clock.systemUTC());
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
    void aDatabaseThatWasKilledAndStartedAgainIsFoundAgain() throws Exception {
        try (SqlMessageStore store = store()) {
            Arrival before = MessageStoreContract.arrival("h1", "b1", "a");
            MessageStoreContract.keep(store, before, new byte[] {1});
            postgres.kill();
            assertThat(store.isWritable()).isFalse();
            postgres.startAgain();

            assertThat(store.isWritable()).isTrue();
            assertThat(MessageStoreContract.bytes(store, before.id())).containsExactly(1);
        }
    }
}
