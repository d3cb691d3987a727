package dk.hoibu.fhir.message.store;

import static org.assertj.core.api.Assertions.assertThat;

import dk.hoibu.fhir.message.store.MessageFacts.Address;
import dk.hoibu.fhir.message.store.Outbox.Terms;
import dk.hoibu.fhir.message.store.Outbox.Work;
import dk.hoibu.fhir.message.store.Reply.Effect;
import dk.hoibu.fhir.message.store.Reply.Verdict;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;

/** What every outbox must do. */
public interface OutboxContract {

    Predicate<String> NOBODY = sor -> false;
    Terms TERMS = new Terms(Duration.ofMinutes(2), 2);
    Duration HALF_AN_HOUR = Duration.ofMinutes(30);

    /** An empty store that keeps the mailboxes of some; the same database again when it is asked for again in one test. */
    MessageStore store(Predicate<String> local) throws Exception;

    /** After all that any store's clock says. */
    static Instant later() {
        return Instant.parse("2100-01-01T00:00:00Z");
    }

    static UUID dispatched(MessageStore store, String header) {
        UUID id = UUID.randomUUID();
        try (Draft draft = store.draft(id)) {
            draft.take(new byte[] {1, 2, 3}, 0, 3);
            store.dispatch(
                    id,
                    new MessageKey(MessageStoreContract.HOSPITAL, header, "bundle-" + header),
                    MessageStoreContract.facts(MessageStoreContract.NOON),
                    draft,
                    Optional.empty());
        }
        return id;
    }

    static Work claim(MessageStore store, Instant now) {
        return store.outbox().claim("worker", now, TERMS, 10);
    }

    /** Hands over the only thing that is due at {@code now}. */
    static Consignment handedOver(MessageStore store, Instant now) {
        Consignment one = claim(store, now).lent().get(0);
        assertThat(store.outbox().handedOver(one, now.plus(HALF_AN_HOUR))).isTrue();
        return one;
    }

    static Reply reply(String id, String answered, Verdict verdict) {
        return new Reply(
                id,
                answered,
                false,
                new Address(MessageStoreContract.CARE_HOME, "5790009901198"),
                new Address(MessageStoreContract.HOSPITAL, "5790009901266"),
                verdict,
                verdict == Verdict.OK ? "" : "not-found",
                "application/fhir+json",
                new byte[] {7});
    }

    static Effect acknowledged(MessageStore store, Reply reply) {
        return store.outbox().acknowledged(reply, later(), later().plusSeconds(60));
    }

    static DeliveryState state(MessageStore store, UUID id) {
        return store.outbox().states(Set.of(id)).get(id);
    }

    @Test
    default void aMessageThatGoesOutIsFoundAndQueuedWithOneCommit() throws Exception {
        UUID id;
        try (MessageStore store = store(NOBODY)) {
            id = dispatched(store, "h");
        }
        try (MessageStore store = store(NOBODY)) {
            assertThat(MessageStoreContract.bytes(store, id)).containsExactly(1, 2, 3);
            assertThat(MessageStoreContract.ids(store.page(MessageStoreContract.query(Map.of()))))
                    .containsExactly(id);
            assertThat(state(store, id)).isEqualTo(DeliveryState.QUEUED);
            Consignment one = claim(store, later()).lent().get(0);
            assertThat(one.id()).isEqualTo(id);
            assertThat(one.key()).isEqualTo(new MessageKey(MessageStoreContract.HOSPITAL, "h", "bundle-h"));
            assertThat(one.receiver()).isEqualTo(new Address(MessageStoreContract.CARE_HOME, "5790009901198"));
            assertThat(one.category()).isEqualTo("nursing");
            assertThat(one.resent()).isEmpty();
        }
    }

    @Test
    default void whatGoesToAMailboxHereIsDeliveredWithTheCommit() throws Exception {
        try (MessageStore store = store(MessageStoreContract.CARE_HOME::equals)) {
            UUID id = dispatched(store, "h");
            assertThat(state(store, id)).isEqualTo(DeliveryState.DELIVERED);
            assertThat(claim(store, later()).lent()).isEmpty();
        }
    }

    @Test
    default void aMessageThatAClientHandsInForElsewhereIsQueuedAndItsDuplicatesAreNot() throws Exception {
        try (MessageStore store = store(NOBODY)) {
            Arrival arrival = MessageStoreContract.arrival("h", "b", "a");
            MessageStoreContract.keep(store, arrival, new byte[] {1});
            MessageStoreContract.keep(store, MessageStoreContract.arrival("h", "b2", "a"), new byte[] {1});
            MessageStoreContract.keep(store, MessageStoreContract.refused("h2", "b3", "no"), new byte[] {1});
            assertThat(claim(store, later()).lent()).extracting(Consignment::id).containsExactly(arrival.id());
        }
        try (MessageStore store = store(sor -> true)) {
            MessageStoreContract.keep(store, MessageStoreContract.arrival("h4", "b4", "a"), new byte[] {1});
            assertThat(store.outbox().list(EnumSet.allOf(DeliveryState.class), Optional.empty(), 10))
                    .hasSize(1);
        }
    }

    @Test
    default void whatIsLentIsNotLentAgainUntilTheLeaseIsOver() throws Exception {
        try (MessageStore store = store(NOBODY)) {
            dispatched(store, "h");
            Instant now = later();
            Consignment first = claim(store, now).lent().get(0);
            assertThat(claim(store, now.plusSeconds(119)).lent()).isEmpty();
            Consignment second = claim(store, now.plusSeconds(120)).lent().get(0);

            // the first worker is back from a long sleep: what it says counts no longer
            assertThat(store.outbox().handedOver(first, now)).isFalse();
            assertThat(store.outbox().failed(first, "slow", now)).isFalse();
            assertThat(store.outbox().end(first, DeliveryState.DEAD, "slow")).isFalse();
            assertThat(state(store, second.id())).isEqualTo(DeliveryState.QUEUED);
            assertThat(store.outbox().handedOver(second, now)).isTrue();
            assertThat(state(store, second.id())).isEqualTo(DeliveryState.SENT);
        }
    }

    @Test
    default void whatCouldNotBeHandedOverIsTriedAgainAsItWas() throws Exception {
        try (MessageStore store = store(NOBODY)) {
            dispatched(store, "h");
            Instant now = later();
            store.outbox().failed(claim(store, now).lent().get(0), "HTTP 503", now.plusSeconds(10));
            assertThat(claim(store, now.plusSeconds(9)).lent()).isEmpty();
            Consignment again = claim(store, now.plusSeconds(10)).lent().get(0);
            assertThat(again.attempts()).isEqualTo(1);
            assertThat(again.key().bundleId()).isEqualTo("bundle-h");
            assertThat(again.resends()).isZero();
        }
    }

    @Test
    default void withoutAcknowledgementItIsSentTwiceAgainWithNewBundleIdsAndThenGivenUp() throws Exception {
        try (MessageStore store = store(NOBODY)) {
            UUID id = dispatched(store, "h");
            Instant now = later();
            Set<String> bundleIds = new HashSet<>();
            for (int sending = 0; sending <= 2; sending++) {
                Consignment one = handedOver(store, now);
                bundleIds.add(one.key().bundleId());
                assertThat(one.key().headerId()).isEqualTo("h");
                assertThat(one.resends()).isEqualTo(sending);
                assertThat(claim(store, now.plus(HALF_AN_HOUR).minusMillis(1)).lent())
                        .isEmpty();
                now = now.plus(HALF_AN_HOUR);
            }
            assertThat(bundleIds).hasSize(3);
            Work last = claim(store, now);
            assertThat(last.lent()).isEmpty();
            assertThat(last.givenUp()).containsExactly(id);
            assertThat(state(store, id)).isEqualTo(DeliveryState.DEAD);
            assertThat(claim(store, now.plus(HALF_AN_HOUR)).givenUp()).isEmpty();
        }
    }

    @Test
    default void aWorkerThatDiesWhileSendingAgainDoesNotCountAsAnotherSending() throws Exception {
        try (MessageStore store = store(NOBODY)) {
            dispatched(store, "h");
            Instant now = later();
            handedOver(store, now);
            Instant overdue = now.plus(HALF_AN_HOUR);
            Consignment lost = claim(store, overdue).lent().get(0);
            Consignment same = claim(store, overdue.plus(TERMS.lease())).lent().get(0);
            assertThat(same.key()).isEqualTo(lost.key());
            assertThat(same.resends()).isEqualTo(1);
            assertThat(same.resent()).isEqualTo(lost.resent());
        }
    }

    @Test
    default void theFirstFinalVerdictStandsAndComesOnce() throws Exception {
        try (MessageStore store = store(NOBODY)) {
            UUID good = dispatched(store, "h1");
            UUID bad = dispatched(store, "h2");
            assertThat(acknowledged(store, reply("a1", "h1", Verdict.OK))).isEqualTo(Effect.DELIVERED);
            assertThat(acknowledged(store, reply("a1", "h1", Verdict.OK))).isEqualTo(Effect.REPEATED);
            assertThat(acknowledged(store, reply("a2", "h1", Verdict.OK))).isEqualTo(Effect.REPEATED);
            assertThat(acknowledged(store, reply("a3", "h1", Verdict.FATAL_ERROR)))
                    .isEqualTo(Effect.CONTRADICTED);
            assertThat(acknowledged(store, reply("a4", "h1", Verdict.TRANSIENT_ERROR)))
                    .isEqualTo(Effect.REPEATED);
            assertThat(acknowledged(store, reply("a5", "h2", Verdict.FATAL_ERROR)))
                    .isEqualTo(Effect.REFUSED);
            assertThat(acknowledged(store, reply("a6", "h2", Verdict.OK))).isEqualTo(Effect.CONTRADICTED);
            assertThat(state(store, good)).isEqualTo(DeliveryState.DELIVERED);
            assertThat(state(store, bad)).isEqualTo(DeliveryState.REFUSED);
            assertThat(claim(store, later()).lent()).isEmpty();
            assertThat(store.outbox().list(Set.of(DeliveryState.REFUSED), Optional.empty(), 10))
                    .singleElement()
                    .satisfies(entry -> assertThat(entry.reason()).isEqualTo("fatal-error not-found"));
        }
    }

    @Test
    default void afterATransientErrorItIsSentAgainLaterAndMayYetBeAccepted() throws Exception {
        try (MessageStore store = store(NOBODY)) {
            UUID id = dispatched(store, "h");
            handedOver(store, later());
            assertThat(acknowledged(store, reply("a1", "h", Verdict.TRANSIENT_ERROR)))
                    .isEqualTo(Effect.DELAYED);
            assertThat(state(store, id)).isEqualTo(DeliveryState.DELAYED);
            assertThat(claim(store, later().plusSeconds(59)).lent()).isEmpty();
            Consignment again = claim(store, later().plusSeconds(60)).lent().get(0);
            assertThat(again.resends()).isEqualTo(1);
            assertThat(again.key().bundleId()).isNotEqualTo("bundle-h");
            assertThat(acknowledged(store, reply("a2", "h", Verdict.OK))).isEqualTo(Effect.DELIVERED);
            // the worker hears of it only now that it handed the message over
            assertThat(store.outbox().handedOver(again, later())).isFalse();
            assertThat(state(store, id)).isEqualTo(DeliveryState.DELIVERED);
        }
    }

    @Test
    default void anAcknowledgementOfSomebodyElseIsKeptAndDoesNothing() throws Exception {
        try (MessageStore store = store(NOBODY)) {
            UUID id = dispatched(store, "h");
            Reply right = reply("a1", "h", Verdict.OK);
            Reply stranger = new Reply(
                    "a1",
                    "h",
                    false,
                    new Address(MessageStoreContract.ANOTHER, "5790009901198"),
                    right.receiver(),
                    Verdict.OK,
                    "",
                    right.mediaType(),
                    right.bytes());
            assertThat(acknowledged(store, stranger)).isEqualTo(Effect.UNKNOWN);
            assertThat(acknowledged(store, reply("a2", "other", Verdict.OK))).isEqualTo(Effect.UNKNOWN);
            assertThat(state(store, id)).isEqualTo(DeliveryState.QUEUED);
            assertThat(acknowledged(store, right)).isEqualTo(Effect.DELIVERED);
        }
    }

    @Test
    default void aReceiptIsKnownByTheLettersNameAndTheLocationNumbers() throws Exception {
        try (MessageStore store = store(NOBODY)) {
            UUID id = dispatched(store, "h");
            store.outbox().converted(id, "LETTER00000042", "[]", later());
            Reply ack = reply("a1", "h", Verdict.OK);
            Reply receipt = new Reply(
                    "r1",
                    "LETTER00000042",
                    true,
                    new Address("", ack.sender().gln()),
                    new Address("", ack.receiver().gln()),
                    Verdict.OK,
                    "",
                    "application/xml",
                    ack.bytes());
            assertThat(acknowledged(store, receipt)).isEqualTo(Effect.DELIVERED);
            assertThat(state(store, id)).isEqualTo(DeliveryState.DELIVERED);
            assertThat(store.outbox().report(id)).contains("[]");
        }
    }

    @Test
    default void whatIsDeadIsAcceptedLateOrSentAgainOrDropped() throws Exception {
        try (MessageStore store = store(NOBODY)) {
            UUID late = dispatched(store, "h1");
            UUID again = dispatched(store, "h2");
            UUID dropped = dispatched(store, "h3");
            for (Consignment one : claim(store, later()).lent()) {
                store.outbox().end(one, DeliveryState.DEAD, "HTTP 422");
            }
            assertThat(store.outbox().sum().counts()).containsEntry(DeliveryState.DEAD, 3L);

            assertThat(acknowledged(store, reply("a1", "h1", Verdict.OK))).isEqualTo(Effect.DELIVERED);
            assertThat(state(store, late)).isEqualTo(DeliveryState.DELIVERED);

            assertThat(store.outbox().resend(again, later())).isTrue();
            assertThat(store.outbox().resend(again, later())).isFalse();
            assertThat(store.outbox().drop(again, "too late")).isFalse();
            Consignment resent = claim(store, later()).lent().get(0);
            assertThat(resent.id()).isEqualTo(again);
            assertThat(resent.key().bundleId()).isNotEqualTo("bundle-h2");

            assertThat(store.outbox().drop(dropped, "decided")).isTrue();
            assertThat(state(store, dropped).code()).isEqualTo("dead");
            assertThat(store.outbox().list(Set.of(DeliveryState.DEAD), Optional.empty(), 10))
                    .isEmpty();
        }
    }

    @Test
    default void anAcknowledgementGoesOutUntilItIsHandedOverAndAgainForADuplicate() throws Exception {
        try (MessageStore store = store(NOBODY)) {
            Reply facts = reply("a", "h", Verdict.OK);
            Consignment ack = new Consignment(
                    UUID.randomUUID(),
                    Consignment.Kind.ACKNOWLEDGEMENT,
                    new MessageKey(MessageStoreContract.CARE_HOME, "ack-1", "ack-bundle"),
                    facts.sender(),
                    facts.receiver(),
                    "ok",
                    "application/fhir+json",
                    later(),
                    Optional.empty(),
                    Optional.of(new byte[] {9}),
                    0,
                    0,
                    "");
            for (int time = 0; time < 2; time++) {
                store.outbox().lay(ack, later());
                store.outbox().lay(ack, later());
                List<Consignment> lent = claim(store, later()).lent();
                assertThat(lent)
                        .singleElement()
                        .satisfies(one -> assertThat(one.body().orElseThrow()).containsExactly(9));
                assertThat(store.outbox().handedOver(lent.get(0), later())).isTrue();
                assertThat(claim(store, later().plus(HALF_AN_HOUR)).lent()).isEmpty();
            }
        }
    }

    @Test
    default void manyWorkersOfTwoServersGetEachMessageOnce() throws Exception {
        try (MessageStore one = store(NOBODY);
                MessageStore two = store(NOBODY)) {
            Set<UUID> all = new HashSet<>();
            for (int i = 0; i < 60; i++) {
                all.add(dispatched(one, "h" + i));
            }
            ExecutorService threads = Executors.newFixedThreadPool(8);
            try {
                List<Callable<List<UUID>>> workers = new ArrayList<>();
                for (int worker = 0; worker < 8; worker++) {
                    MessageStore store = worker % 2 == 0 ? one : two;
                    String name = "worker " + worker;
                    workers.add(() -> {
                        List<UUID> mine = new ArrayList<>();
                        List<Consignment> lent;
                        do {
                            lent = store.outbox().claim(name, later(), TERMS, 3).lent();
                            lent.forEach(it -> mine.add(it.id()));
                        } while (!lent.isEmpty());
                        return mine;
                    });
                }
                List<UUID> lent = new ArrayList<>();
                for (Future<List<UUID>> future : threads.invokeAll(workers)) {
                    lent.addAll(future.get());
                }
                // a worker may find all that is left locked by another, and end early: the rest is there for the next
                lent.addAll(one.outbox().claim("last", later(), TERMS, 100).lent().stream()
                        .map(Consignment::id)
                        .toList());
                assertThat(lent).hasSameSizeAs(all).containsExactlyInAnyOrderElementsOf(all);
            } finally {
                threads.shutdownNow();
            }
        }
    }
}
