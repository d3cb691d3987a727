package dk.hoibu.fhir.message.keeping;

import static org.assertj.core.api.Assertions.assertThat;

import dk.hoibu.fhir.message.keeping.Keeper.Periods;
import dk.hoibu.fhir.message.store.Retention;
import dk.hoibu.fhir.message.store.StoreUnavailable;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** The keeper asks for what is due and no more, until nothing is left, and lives through a store that does not answer. */
class KeeperTest {

    private static final Instant NOW = Instant.parse("2026-11-22T12:00:00Z");
    private static final UUID TWO_HOURS_AGO = UUID.fromString("00000000-0000-7000-8000-000000000001");

    /** Has so many messages, answers and pieces to delete, and remembers by what it was asked. */
    private static final class Stock implements Retention {

        private int messages = 120;
        private int answers = 450;
        private int pieces = 70;
        private boolean down;
        private final List<Object> asked = new ArrayList<>();

        @Override
        public Deleted forget(Instant before, int most) {
            asked.add(before);
            int step = Math.min(messages, most);
            messages -= step;
            return new Deleted(step, step / 2);
        }

        @Override
        public int forgetAnswers(Instant before, int most) {
            asked.add(before);
            int step = Math.min(answers, most);
            answers -= step;
            return step;
        }

        @Override
        public int sweep(UUID id, int most) {
            if (down) {
                throw new StoreUnavailable("messages cannot be kept now");
            }
            asked.add(id);
            int step = Math.min(pieces, most);
            pieces -= step;
            return step;
        }

        @Override
        public long unread() {
            return 3;
        }
    }

    private final Stock stock = new Stock();

    private Keeper keeper(Optional<Duration> messages, Optional<Duration> answers) {
        return new Keeper(
                stock,
                new Periods(messages, answers),
                when -> {
                    assertThat(when).isEqualTo(NOW.minus(Duration.ofHours(2)));
                    return TWO_HOURS_AGO;
                },
                Clock.fixed(NOW, ZoneOffset.UTC));
    }

    @Test
    void allThatIsDueIsDeletedAndCounted() {
        Keeper keeper = keeper(Optional.of(Duration.ofDays(90)), Optional.of(Duration.ofDays(400)));
        keeper.round();

        assertThat(List.of(stock.messages, stock.answers, stock.pieces)).containsOnly(0);
        assertThat(stock.asked)
                .containsOnly(NOW.minus(Duration.ofDays(90)), NOW.minus(Duration.ofDays(400)), TWO_HOURS_AGO);
        assertThat(keeper.deleted()).isEqualTo(120);
        assertThat(keeper.deletedUnread()).isEqualTo(60);
        keeper.round();
        assertThat(keeper.deleted()).isEqualTo(120);
    }

    @Test
    void withoutPeriodsNothingIsDeletedButWhatWasNeverFinished() {
        keeper(Optional.empty(), Optional.empty()).round();

        assertThat(stock.messages).isEqualTo(120);
        assertThat(stock.answers).isEqualTo(450);
        assertThat(stock.pieces).isZero();
    }

    @Test
    void whatAStoreThatIsDownDidNotDoTheNextRoundDoes() {
        Keeper keeper = keeper(Optional.empty(), Optional.empty());
        stock.down = true;
        keeper.round();
        assertThat(stock.pieces).isEqualTo(70);
        stock.down = false;
        keeper.round();
        assertThat(stock.pieces).isZero();
        assertThat(keeper.unread()).isNaN();
    }
}
