package dk.hoibu.fhir.message.store;

import static dk.hoibu.fhir.message.store.MessageStoreContract.NOON;
import static dk.hoibu.fhir.message.store.MessageStoreContract.ids;
import static dk.hoibu.fhir.message.store.MessageStoreContract.keep;
import static dk.hoibu.fhir.message.store.MessageStoreContract.query;
import static dk.hoibu.fhir.message.store.MessageStoreContract.text;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dk.hoibu.fhir.message.store.Decision.Kind;
import dk.hoibu.fhir.message.store.Retention.Deleted;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

/** What every store of messages must delete, and what it must not. */
public interface RetentionContract {

    UUID LAST = UUID.fromString("ffffffff-ffff-ffff-ffff-ffffffffffff");

    /** A store with what deletes from it. */
    record Both(MessageStore store, Retention retention) implements AutoCloseable {
        @Override
        public void close() {
            store.close();
        }
    }

    /** An empty store; the same database again when it is asked for again in one test. */
    Both both() throws Exception;

    /** The same where no mailbox is here: whatever comes is to go out. */
    Both elsewhere() throws Exception;

    private static Arrival arrival(String header, String thread, Instant received) {
        Arrival plain = MessageStoreContract.arrival(header, "b-" + header, "answer of " + header);
        MessageFacts facts = MessageStoreContract.facts(received);
        MessageFacts other = new MessageFacts(
                facts.kind(),
                facts.contentType(),
                received,
                facts.sent(),
                thread,
                facts.category(),
                facts.sender(),
                facts.receiver(),
                facts.subject(),
                facts.attachments());
        return new Arrival(plain.id(), plain.key(), java.util.Optional.of(other), plain.answer(), plain.reused());
    }

    @Test
    default void nothingIsDeletedBeforeItsTimeAndThenAllOfIt() throws Exception {
        try (Both both = both()) {
            Arrival old = arrival("h1", "t1", NOON);
            Arrival young = arrival("h2", "t2", NOON.plusSeconds(1));
            keep(both.store(), old, text("old"));
            keep(both.store(), young, text("young"));
            both.store().mark(old.id(), MessageStoreContract.CARE_HOME, true);

            assertThat(both.retention().forget(NOON, 10)).isEqualTo(new Deleted(0, 0));
            assertThat(both.retention().forget(NOON.plusSeconds(1), 10)).isEqualTo(new Deleted(1, 0));

            assertThat(ids(both.store().page(query(Map.of())))).containsExactly(young.id());
            assertThat(both.store().readBy(MessageStoreContract.CARE_HOME, Set.of(old.id())))
                    .isEmpty();
            assertThat(both.retention().sweep(LAST, 10)).isEqualTo(1);
            assertThatThrownBy(() -> both.store().skeleton(old.id())).isInstanceOf(StoreUnavailable.class);
            assertThat(MessageStoreContract.bytes(both.store(), young.id())).isEqualTo(text("young"));
        }
    }

    @Test
    default void aThreadIsKeptAsLongAsItsLastMessage() throws Exception {
        try (Both both = both()) {
            keep(both.store(), arrival("h1", "t", NOON), text("m"));
            keep(both.store(), arrival("h2", "t", NOON.plus(Duration.ofDays(10))), text("m"));

            assertThat(both.retention().forget(NOON.plusSeconds(1), 10).messages())
                    .isZero();
            assertThat(both.retention()
                            .forget(NOON.plus(Duration.ofDays(11)), 10)
                            .messages())
                    .isEqualTo(2);
        }
    }

    @Test
    default void aLittleIsDeletedAtATimeAndTheUnreadIsCounted() throws Exception {
        try (Both both = both()) {
            for (int i = 0; i < 7; i++) {
                Arrival arrival = arrival("h" + i, "t" + i, NOON.plusSeconds(i));
                keep(both.store(), arrival, text("m"));
                both.store().mark(arrival.id(), MessageStoreContract.CARE_HOME, i < 2);
            }
            assertThat(both.retention().unread()).isEqualTo(5);
            Instant later = NOON.plusSeconds(60);
            assertThat(both.retention().forget(later, 3)).isEqualTo(new Deleted(3, 1));
            assertThat(both.retention().forget(later, 3)).isEqualTo(new Deleted(3, 3));
            assertThat(both.retention().forget(later, 3)).isEqualTo(new Deleted(1, 1));
            assertThat(both.retention().forget(later, 3)).isEqualTo(new Deleted(0, 0));
            assertThat(both.retention().unread()).isZero();
        }
    }

    @Test
    default void aDeletedMessageThatComesAgainGetsTheSameAnswerUntilThatIsDeletedToo() throws Exception {
        try (Both both = both()) {
            Instant now = Instant.now();
            Arrival first = arrival("h1", "t", NOON);
            keep(both.store(), first, text("m"));
            keep(both.store(), arrival("h2", "t2", now.plusSeconds(60)), text("m"));
            // the answer to a message that is here stays with it
            assertThat(both.retention().forgetAnswers(now.plusSeconds(60), 10)).isZero();
            both.retention().forget(NOON.plusSeconds(1), 10);

            Decision again = keep(both.store(), arrival("h1", "t", NOON), text("m"));
            assertThat(again.kind()).isEqualTo(Kind.REPEATED);
            assertThat(again.answer().bytes()).isEqualTo(text("answer of h1"));
            assertThat(both.store().page(query(Map.of()))).hasSize(1);

            assertThat(both.retention().forgetAnswers(now.minusSeconds(60), 10)).isZero();
            assertThat(both.retention().forgetAnswers(now.plusSeconds(60), 10)).isEqualTo(1);
            assertThat(keep(both.store(), arrival("h1", "t", NOON), text("m")).kind())
                    .isEqualTo(Kind.NEW);
            assertThat(keep(both.store(), arrival("h2", "t2", NOON), text("m")).kind())
                    .isEqualTo(Kind.REPEATED);
        }
    }

    @Test
    default void whatIsStillOnItsWayOutIsNotDeleted() throws Exception {
        try (Both both = elsewhere()) {
            keep(both.store(), arrival("h1", "t", NOON), text("m"));
            assertThat(both.retention().forget(NOON.plusSeconds(1), 10).messages())
                    .isZero();

            Outbox outbox = both.store().outbox();
            Outbox.Work work = outbox.claim(
                    "worker", Instant.now().plusSeconds(60), new Outbox.Terms(Duration.ofMinutes(1), 2), 10);
            outbox.end(work.lent().get(0), DeliveryState.DELIVERED, "");

            assertThat(both.retention().forget(NOON.plusSeconds(1), 10).messages())
                    .isEqualTo(1);
            assertThat(outbox.sum().counts().values()).allMatch(count -> count == 0);
        }
    }

    @Test
    default void aMessageThatIsDeletedIsNotMarkedAsRead() throws Exception {
        try (Both both = both()) {
            UUID gone = UUID.randomUUID();
            both.store().mark(gone, MessageStoreContract.CARE_HOME, true);
            assertThat(both.store().readBy(MessageStoreContract.CARE_HOME, Set.of(gone)))
                    .isEmpty();
        }
    }

    @Test
    default void severalServersDeleteTogetherWhatIsDueAndNothingTwice() throws Exception {
        try (Both one = both();
                Both two = both()) {
            for (int i = 0; i < 60; i++) {
                keep(one.store(), arrival("h" + i, "t" + i, NOON.plusMillis(i)), text("m"));
            }
            Arrival young = arrival("young", "young", NOON.plusSeconds(100));
            keep(one.store(), young, text("m"));
            ExecutorService threads = Executors.newFixedThreadPool(4);
            try {
                List<Callable<Integer>> all = new ArrayList<>();
                for (int i = 0; i < 4; i++) {
                    Retention retention = i % 2 == 0 ? one.retention() : two.retention();
                    all.add(() -> {
                        int deleted = 0;
                        for (int step = 1; step > 0; deleted += step) {
                            step = retention.forget(NOON.plusSeconds(10), 5).messages()
                                    + retention.forgetAnswers(Instant.now().plusSeconds(60), 5) * 1000
                                    + retention.sweep(LAST, 5) * 1_000_000;
                        }
                        return deleted;
                    });
                }
                int sum = 0;
                for (Future<Integer> future : threads.invokeAll(all)) {
                    sum += future.get();
                }
                // what one had begun another may have finished: then it stopped early, and is finished now
                sum += rest(one.retention());
                assertThat(sum).isEqualTo(60 + 60 * 1000 + 60 * 1_000_000);
                assertThat(ids(one.store().page(query(Map.of())))).containsExactly(young.id());
            } finally {
                threads.shutdownNow();
            }
        }
    }

    private static int rest(Retention retention) {
        int deleted = 0;
        for (int step = 1; step > 0; deleted += step) {
            step = retention.forget(NOON.plusSeconds(10), 100).messages()
                    + retention.forgetAnswers(Instant.now().plusSeconds(60), 100) * 1000
                    + retention.sweep(LAST, 100) * 1_000_000;
        }
        return deleted;
    }
}
