package dk.hoibu.fhir.crash;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dk.hoibu.fhir.audit.trail.sql.PostgresServer;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** X04: every response a client received, in whole or in part, has its record, whatever is killed and when; a few cycles of many. */
@Timeout(value = 5, unit = TimeUnit.MINUTES)
class KillUnderLoadTest {

    @ParameterizedTest
    @EnumSource
    void everyAnswerThatCameIsInTheTrailWhateverIsKilled(KillUnderLoad.Kind kind) throws Exception {
        assumeTrue(
                kind == KillUnderLoad.Kind.SQLITE || PostgresServer.missing().isEmpty(),
                "skipped: " + PostgresServer.missing());

        Figures figures = KillUnderLoad.run(kind, 2, 7);

        assertThat(figures.isGood()).as(figures.toString()).isTrue();
        assertThat(figures.answers()).isPositive();
    }
}
