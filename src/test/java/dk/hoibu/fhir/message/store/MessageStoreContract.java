package dk.hoibu.fhir.message.store;

import static org.assertj.core.api.Assertions.assertThat;

import dk.hoibu.fhir.message.store.Decision.Kind;
import dk.hoibu.fhir.message.store.MessageFacts.Address;
import dk.hoibu.fhir.message.store.MessageQuery.Mark;
import dk.hoibu.fhir.message.store.MessageQuery.Moment;
import dk.hoibu.fhir.message.store.MessageQuery.Place;
import dk.hoibu.fhir.message.store.MessageQuery.Span;
import dk.hoibu.fhir.message.store.MessageQuery.Stretch;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

/** What every store of messages must do. */
public interface MessageStoreContract {

    String HOSPITAL = "9900711000016009";
    String CARE_HOME = "9900811000016004";
    String ANOTHER = "9900911000016005";
    Instant NOON = Instant.parse("2026-03-02T12:00:00Z");

    /** An empty store; the same database again when it is asked for again in one test. */
    MessageStore store() throws Exception;

    static byte[] text(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    static GivenAnswer ok(String text) {
        return new GivenAnswer(true, "application/fhir+json", text(text));
    }

    static MessageFacts facts(Instant received) {
        return new MessageFacts(
                "new-message",
                "application/fhir+json",
                received,
                received.minusSeconds(60),
                "urn:uuid:thread-1",
                "nursing",
                new Address(HOSPITAL, "5790009901266"),
                new Address(CARE_HOME, "5790009901198"),
                Optional.of("mark"),
                List.of());
    }

    static Arrival arrival(String header, String bundle, String answer) {
        return new Arrival(
                UUID.randomUUID(),
                new MessageKey(HOSPITAL, header, bundle),
                Optional.of(facts(NOON)),
                ok(answer),
                () -> new GivenAnswer(false, "application/fhir+json", text("reused")));
    }

    static Arrival refused(String header, String bundle, String answer) {
        Arrival accepted = arrival(header, bundle, answer);
        return new Arrival(
                accepted.id(),
                accepted.key(),
                Optional.empty(),
                new GivenAnswer(false, "application/fhir+json", text(answer)),
                accepted.reused());
    }

    static Decision keep(MessageStore store, Arrival arrival, byte[] bytes) {
        try (Draft draft = store.draft(arrival.id())) {
            draft.take(bytes, 0, bytes.length);
            return store.keep(arrival, draft, Optional.empty());
        }
    }

    static byte[] bytes(MessageStore store, UUID id) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        store.copy(id, out);
        return out.toByteArray();
    }

    static MessageQuery query(Map<Mark, List<String>> any) {
        return new MessageQuery(Optional.empty(), any, List.of(), Optional.empty(), 100);
    }

    static List<UUID> ids(List<KeptMessage> messages) {
        return messages.stream().map(KeptMessage::id).toList();
    }

    @Test
    default void aMessageComesBackByteForByteWhateverItsLength() throws Exception {
        try (MessageStore store = store()) {
            Random random = new Random(1);
            for (int length : new int[] {1, 1000, 262_143, 262_144, 262_145, 524_288, 2_000_003}) {
                byte[] message = new byte[length];
                random.nextBytes(message);
                Arrival arrival = arrival("h" + length, "b" + length, "a");
                try (Draft draft = store.draft(arrival.id())) {
                    for (int at = 0; at < length; at += 100_000) {
                        draft.take(message, at, Math.min(length, at + 100_000));
                    }
                    store.keep(arrival, draft, Optional.empty());
                }
                assertThat(bytes(store, arrival.id())).isEqualTo(message);
                assertThat(store.page(query(Map.of(Mark.ID, List.of(arrival.id().toString())))))
                        .singleElement()
                        .satisfies(kept -> assertThat(kept.size()).isEqualTo(length));
            }
        }
    }

    @Test
    default void whatIsKeptIsThereForTheNextThatOpensTheDatabase() throws Exception {
        Arrival arrival = arrival("h", "b", "a");
        try (MessageStore store = store()) {
            keep(store, arrival, text("message"));
        }
        try (MessageStore store = store()) {
            assertThat(bytes(store, arrival.id())).isEqualTo(text("message"));
            KeptMessage kept = store.page(query(Map.of())).get(0);
            assertThat(kept.facts()).isEqualTo(facts(NOON));
            assertThat(kept.key()).isEqualTo(arrival.key());
        }
    }

    @Test
    default void theDuplicatesOfTheGovernanceGetTheAnswerThatWasGiven() throws Exception {
        try (MessageStore store = store()) {
            Arrival first = arrival("h1", "b1", "first");
            assertThat(keep(store, first, text("m")).kind()).isEqualTo(Kind.NEW);

            Decision repeated = keep(store, arrival("h1", "b1", "again"), text("m"));
            assertThat(repeated.kind()).isEqualTo(Kind.REPEATED);
            assertThat(repeated.id()).isEqualTo(first.id());
            assertThat(repeated.answer().bytes()).isEqualTo(text("first"));

            Decision resent = keep(store, arrival("h1", "b2", "again"), text("m"));
            assertThat(resent.kind()).isEqualTo(Kind.RESENT);
            assertThat(resent.answer().bytes()).isEqualTo(text("first"));
            assertThat(keep(store, arrival("h1", "b2", "again"), text("m")).kind())
                    .isEqualTo(Kind.REPEATED);

            Decision reused = keep(store, arrival("h2", "b1", "again"), text("m"));
            assertThat(reused.kind()).isEqualTo(Kind.BUNDLE_ID_REUSED);
            assertThat(reused.answer().ok()).isFalse();
            assertThat(reused.answer().bytes()).isEqualTo(text("reused"));
            assertThat(keep(store, arrival("h2", "b1", "again"), text("m"))
                            .answer()
                            .bytes())
                    .isEqualTo(text("reused"));

            assertThat(ids(store.page(query(Map.of())))).containsExactly(first.id());
        }
    }

    @Test
    default void ofARefusedMessageTheAnswerIsKeptAndNothingElse() throws Exception {
        try (MessageStore store = store()) {
            keep(store, refused("h1", "b1", "no"), text("m"));

            Decision again = keep(store, arrival("h1", "b1", "yes"), text("m"));
            assertThat(again.kind()).isEqualTo(Kind.REPEATED);
            assertThat(again.answer().ok()).isFalse();
            assertThat(again.answer().bytes()).isEqualTo(text("no"));
            assertThat(store.page(query(Map.of()))).isEmpty();
        }
    }

    @Test
    default void idsOfAnotherSenderAreOtherIds() throws Exception {
        try (MessageStore store = store()) {
            Arrival mine = arrival("1", "1", "mine");
            Arrival theirs = new Arrival(
                    UUID.randomUUID(), new MessageKey(ANOTHER, "1", "1"), mine.accepted(), ok("theirs"), mine.reused());
            keep(store, mine, text("m"));
            assertThat(keep(store, theirs, text("t")).kind()).isEqualTo(Kind.NEW);
        }
    }

    @Test
    default void aMessageWithoutABundleIdIsKnownByItsHeader() throws Exception {
        try (MessageStore store = store()) {
            keep(store, refused("h1", "", "no"), text("m"));
            assertThat(keep(store, refused("h1", "", "no"), text("m")).kind()).isEqualTo(Kind.REPEATED);
            assertThat(keep(store, refused("h2", "", "no"), text("m")).kind()).isEqualTo(Kind.NEW);
        }
    }

    @Test
    default void ofManyThatComeAtOnceOneIsNewAndAllGetItsAnswer() throws Exception {
        try (MessageStore one = store();
                MessageStore two = store()) {
            one.isWritable();
            ExecutorService threads = Executors.newFixedThreadPool(8);
            try {
                for (int round = 0; round < 10; round++) {
                    int number = round;
                    List<Callable<Decision>> all = new ArrayList<>();
                    for (int i = 0; i < 16; i++) {
                        MessageStore store = i % 2 == 0 ? one : two;
                        String answer = "answer " + i;
                        all.add(() -> keep(store, arrival("h" + number, "b" + number, answer), text("m")));
                    }
                    List<Decision> decisions = new ArrayList<>();
                    for (Future<Decision> future : threads.invokeAll(all)) {
                        decisions.add(future.get());
                    }
                    assertThat(decisions).extracting(Decision::kind).containsOnlyOnce(Kind.NEW);
                    assertThat(decisions.stream()
                                    .map(decision ->
                                            new String(decision.answer().bytes(), StandardCharsets.UTF_8))
                                    .distinct())
                            .hasSize(1);
                }
                assertThat(one.page(query(Map.of()))).hasSize(10);
            } finally {
                threads.shutdownNow();
            }
        }
    }

    @Test
    default void onlySenderAndReceiverFindAMessage() throws Exception {
        try (MessageStore store = store()) {
            keep(store, arrival("h", "b", "a"), text("m"));
            for (String organisation : List.of(HOSPITAL, CARE_HOME)) {
                assertThat(store.page(
                                new MessageQuery(Optional.of(organisation), Map.of(), List.of(), Optional.empty(), 10)))
                        .hasSize(1);
            }
            assertThat(store.page(new MessageQuery(Optional.of(ANOTHER), Map.of(), List.of(), Optional.empty(), 10)))
                    .isEmpty();
        }
    }

    @Test
    default void messagesAreFoundByAllThatIsKnownOfThem() throws Exception {
        try (MessageStore store = store()) {
            Arrival arrival = arrival("h", "b", "a");
            keep(store, arrival, text("m"));
            Map<Mark, String> right = Map.of(
                    Mark.ID, arrival.id().toString(),
                    Mark.BUNDLE_ID, "b",
                    Mark.THREAD, "urn:uuid:thread-1",
                    Mark.CATEGORY, "nursing",
                    Mark.SUBJECT, "mark",
                    Mark.SENDER_SOR, HOSPITAL,
                    Mark.SENDER_GLN, "5790009901266",
                    Mark.RECEIVER_SOR, CARE_HOME,
                    Mark.RECEIVER_GLN, "5790009901198");
            right.forEach((mark, value) -> {
                assertThat(store.page(query(Map.of(mark, List.of("other", value)))))
                        .as("%s", mark)
                        .hasSize(1);
                assertThat(store.page(query(Map.of(mark, List.of("other")))))
                        .as("%s", mark)
                        .isEmpty();
                assertThat(store.page(query(Map.of(mark, List.of())))).isEmpty();
            });
            for (Moment moment : Moment.values()) {
                assertThat(within(store, moment, Optional.of(NOON.minusSeconds(60)), Optional.of(NOON.plusMillis(1))))
                        .hasSize(1);
                assertThat(within(store, moment, Optional.empty(), Optional.empty()))
                        .hasSize(1);
                assertThat(within(store, moment, Optional.of(NOON.plusMillis(1)), Optional.empty()))
                        .isEmpty();
                assertThat(within(store, moment, Optional.empty(), Optional.of(NOON.minusSeconds(60))))
                        .isEmpty();
            }
        }
    }

    private static List<KeptMessage> within(
            MessageStore store, Moment moment, Optional<Instant> from, Optional<Instant> before) {
        Span span = new Span(moment, List.of(new Stretch(from, before)));
        return store.page(new MessageQuery(Optional.empty(), Map.of(), List.of(span), Optional.empty(), 10));
    }

    @Test
    default void pagesGoOnWhereTheOneBeforeEnded() throws Exception {
        try (MessageStore store = store()) {
            for (int i = 0; i < 25; i++) {
                Arrival arrival = arrival("h" + i, "b" + i, "a");
                // some at the same time
                MessageFacts facts = facts(NOON.plusMillis(i / 3));
                keep(
                        store,
                        new Arrival(
                                arrival.id(), arrival.key(), Optional.of(facts), arrival.answer(), arrival.reused()),
                        text("m"));
            }
            List<UUID> all = ids(store.page(query(Map.of())));
            List<UUID> paged = new ArrayList<>();
            Optional<Place> after = Optional.empty();
            for (List<KeptMessage> page = List.of(); paged.size() < 25; ) {
                page = store.page(new MessageQuery(Optional.empty(), Map.of(), List.of(), after, 4));
                assertThat(page).isNotEmpty();
                KeptMessage last = page.get(page.size() - 1);
                after = Optional.of(new Place(last.facts().received(), last.id()));
                paged.addAll(ids(page));
            }
            assertThat(paged).isEqualTo(all).hasSize(25);
        }
    }

    @Test
    default void theSkeletonIsKeptApartOrIsTheMessage() throws Exception {
        try (MessageStore store = store()) {
            Arrival with = arrival("h1", "b1", "a");
            try (Draft draft = store.draft(with.id())) {
                draft.take(text("with attachment"), 0, 15);
                store.keep(with, draft, Optional.of(text("skeleton")));
            }
            Arrival without = arrival("h2", "b2", "a");
            keep(store, without, text("plain"));

            assertThat(store.skeleton(with.id())).isEqualTo(text("skeleton"));
            assertThat(store.skeleton(without.id())).isEqualTo(text("plain"));
        }
    }

    @Test
    default void whatAnOrganisationHasReadIsItsOwn() throws Exception {
        try (MessageStore store = store()) {
            Arrival one = arrival("h1", "b1", "a");
            Arrival two = arrival("h2", "b2", "a");
            keep(store, one, text("m"));
            keep(store, two, text("m"));
            MessageQuery unread =
                    new MessageQuery(Optional.of(CARE_HOME), true, Map.of(), List.of(), Optional.empty(), 10);

            store.mark(one.id(), CARE_HOME, true);
            store.mark(one.id(), CARE_HOME, true);
            assertThat(ids(store.page(unread))).containsExactly(two.id());
            assertThat(store.readBy(CARE_HOME, Set.of(one.id(), two.id()))).containsExactly(one.id());
            assertThat(store.readBy(HOSPITAL, Set.of(one.id()))).isEmpty();

            store.mark(one.id(), CARE_HOME, false);
            assertThat(ids(store.page(unread))).containsExactlyInAnyOrder(one.id(), two.id());
            // what it sent is not in its mailbox
            assertThat(store.page(
                            new MessageQuery(Optional.of(HOSPITAL), true, Map.of(), List.of(), Optional.empty(), 10)))
                    .isEmpty();
        }
    }

    @Test
    default void itIsWritable() throws Exception {
        try (MessageStore store = store()) {
            assertThat(store.isWritable()).isTrue();
        }
    }
}
