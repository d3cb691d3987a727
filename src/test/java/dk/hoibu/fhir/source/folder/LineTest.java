package dk.hoibu.fhir.source.folder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dk.hoibu.fhir.source.Faults;
import dk.hoibu.fhir.source.Faults.Fault;
import dk.hoibu.fhir.source.Faults.Mode;
import dk.hoibu.fhir.source.Gap;
import dk.hoibu.fhir.source.SettableClock;
import dk.hoibu.fhir.source.SourceException;
import dk.hoibu.fhir.source.SourceId;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class LineTest {

    private static final Fault PARTIAL = new Fault(Mode.PARTIAL, Duration.ZERO);

    private final SettableClock clock = new SettableClock("2026-06-10T12:00:00Z");
    private final Faults faults = new Faults();
    private final Line line = new Line(SourceId.SCHOOLS, faults, clock);

    private Instant gapSince() {
        List<Gap> gaps = line.findings(wire -> List.of(1, 2, 3)).join().gaps();
        return gaps.get(0).since();
    }

    @Test
    void theLargerHalfOfAnOddNumberIsMissing() {
        faults.set(SourceId.SCHOOLS, PARTIAL);

        assertThat(line.findings(wire -> List.of(1, 2, 3)).join().items()).containsExactly(1);
    }

    @Test
    void aGapGoesBackToWhenItWasFirstSeen() {
        faults.set(SourceId.SCHOOLS, PARTIAL);
        assertThat(gapSince()).isEqualTo("2026-06-10T12:00:00Z");

        clock.set("2026-06-10T12:05:00Z");
        assertThat(gapSince()).isEqualTo("2026-06-10T12:00:00Z");
    }

    @Test
    void aGapStartsAfreshOnceTheSourceHasBeenWell() {
        faults.set(SourceId.SCHOOLS, PARTIAL);
        gapSince();
        faults.clear();
        line.ping().join();

        clock.set("2026-06-10T12:05:00Z");
        faults.set(SourceId.SCHOOLS, PARTIAL);
        assertThat(gapSince()).isEqualTo("2026-06-10T12:05:00Z");
    }

    @Test
    void aFileThatCannotBeReadMakesTheSourceUnavailable() {
        assertThatThrownBy(() -> line.whole(wire -> {
                            throw new UncheckedIOException(new IOException("050515-9995"));
                        })
                        .join())
                .cause()
                .isInstanceOf(SourceException.Unavailable.class)
                .hasMessage("schools: its file cannot be read");
    }

    @Test
    void whatNobodyExpectedIsGarbledAndItsMessageStaysBehind() {
        assertThatThrownBy(() -> line.whole(wire -> {
                            throw new IllegalStateException("050515-9995");
                        })
                        .join())
                .cause()
                .isInstanceOf(SourceException.Garbled.class)
                .hasMessage("schools: not understood: IllegalStateException");
    }

    @Test
    void aNegativeLatencyIsRefused() {
        assertThatThrownBy(() -> new Fault(Mode.NONE, Duration.ofMillis(-1)))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
