package dk.hoibu.fhir.message.store.sql;

import static org.assertj.core.api.Assertions.assertThat;

import dk.hoibu.fhir.message.store.Arrival;
import dk.hoibu.fhir.message.store.Draft;
import dk.hoibu.fhir.message.store.MessageStoreContract;
import java.util.Optional;
import java.util.UUID;

/** What is left of messages that never came to their end. */
final class Orphans {

    private static final UUID LAST = UUID.fromString("ffffffff-ffff-ffff-ffff-ffffffffffff");
    private static final UUID FIRST = UUID.fromString("00000000-0000-0000-0000-000000000000");

    private Orphans() {}

    static void areSweptAndKeptMessagesAreNot(SqlMessageStore store) throws Exception {
        byte[] long_ = new byte[3 * SqlDraft.PIECE + 5];
        Arrival kept = MessageStoreContract.arrival("h", "b", "a");
        MessageStoreContract.keep(store, kept, long_);
        // as if the server was killed: the draft is never closed
        Draft left = store.draft(UUID.randomUUID());
        left.take(long_, 0, long_.length);

        assertThat(store.retention().sweep(FIRST, 100)).isZero();
        assertThat(store.retention().sweep(LAST, 100)).isEqualTo(3);
        assertThat(store.retention().sweep(LAST, 100)).isZero();
        assertThat(MessageStoreContract.bytes(store, kept.id())).isEqualTo(long_);
    }

    static void areLetGoOfByWhoDoesNotKeepThem(SqlMessageStore store) {
        byte[] bytes = new byte[3 * SqlDraft.PIECE + 5];
        try (Draft draft = store.draft(UUID.randomUUID())) {
            draft.take(bytes, 0, bytes.length);
        }
        MessageStoreContract.keep(store, MessageStoreContract.arrival("h", "b", "a"), new byte[] {1});
        // what has come before
        Arrival again = MessageStoreContract.arrival("h", "b", "a");
        try (Draft draft = store.draft(again.id())) {
            draft.take(bytes, 0, bytes.length);
            store.keep(again, draft, Optional.empty());
        }
        assertThat(store.retention().sweep(LAST, 100)).isZero();
    }
}
