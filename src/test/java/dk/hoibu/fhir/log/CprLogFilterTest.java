package dk.hoibu.fhir.log;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.util.LogbackMDCAdapter;
import ch.qos.logback.core.read.ListAppender;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** That a person number never reaches the log, wherever in an event it is. */
class CprLogFilterTest {

    private static final String NUMBER = "050515-9995";

    private final LoggerContext context = new LoggerContext();
    private final ListAppender<ILoggingEvent> written = new ListAppender<>();
    private final LogbackMDCAdapter mdc = new LogbackMDCAdapter();
    private final Logger log = context.getLogger("test");

    @BeforeEach
    void aLogWithTheFilter() {
        CprLogFilter filter = new CprLogFilter();
        filter.setContext(context);
        filter.start();
        context.setMDCAdapter(mdc);
        written.setContext(context);
        written.addFilter(filter);
        written.start();
        log.setLevel(Level.INFO);
        log.addAppender(written);
    }

    @Test
    void anOrdinaryEventIsWritten() {
        log.atInfo().addKeyValue("type", "Patient").log("search {}", 200);

        assertThat(written.list).extracting(ILoggingEvent::getFormattedMessage).containsExactly("search 200");
    }

    @Test
    void aNumberInTheMessageOrItsArgumentsIsWithheld() {
        log.info("asked for " + NUMBER);
        log.info("asked for {}", NUMBER);

        nothingIsWritten();
    }

    @Test
    void aNumberInAKeyOrValueIsWithheld() {
        log.atInfo().addKeyValue("number", NUMBER).log("asked");
        log.atInfo().addKeyValue("number", 2_902_159_995L).log("asked");
        log.atInfo().addKeyValue(NUMBER, "asked").log("asked");

        nothingIsWritten();
    }

    @Test
    void aNumberInAnExceptionOrItsCausesIsWithheld() {
        log.warn("failed", new IllegalStateException("no " + NUMBER));
        log.warn("failed", new IllegalStateException("outer", new IllegalArgumentException("no " + NUMBER)));

        nothingIsWritten();
    }

    @Test
    void aNumberInASuppressedExceptionIsWithheld() {
        IllegalStateException failure = new IllegalStateException("outer");
        failure.addSuppressed(new IllegalArgumentException("no " + NUMBER));
        log.warn("failed", failure);

        nothingIsWritten();
    }

    @Test
    void aNumberInTheMdcIsWithheld() {
        mdc.put("url", "/Patient/" + NUMBER);
        log.info("asked");

        nothingIsWritten();
    }

    @Test
    void thatSomethingWasWithheldIsToldWithoutTellingIt() {
        log.info("asked for " + NUMBER);

        assertThat(context.getStatusManager().getCopyOfStatusList())
                .anySatisfy(status ->
                        assertThat(status.getMessage()).contains("withheld").contains("test"))
                .allSatisfy(status -> assertThat(status.getMessage()).doesNotContain(NUMBER));
    }

    private void nothingIsWritten() {
        assertThat(written.list).isEmpty();
    }
}
