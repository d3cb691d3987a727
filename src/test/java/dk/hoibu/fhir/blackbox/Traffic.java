package dk.hoibu.fhir.blackbox;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.encoder.JsonEncoder;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.AppenderBase;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.slf4j.LoggerFactory;

/** Everything that was said over HTTP and logged during the black-box run, for the tests that look at all of it in the end. */
final class Traffic {

    static final List<Answer> ANSWERS = new CopyOnWriteArrayList<>();
    static final List<String> LOG = new CopyOnWriteArrayList<>();

    /** Folders of servers that were closed, and numbers that were found in what they left behind. */
    static final List<Path> CLOSED = new CopyOnWriteArrayList<>();

    static final List<String> NUMBERS = new CopyOnWriteArrayList<>();

    private Traffic() {}

    /** Writes log events, as they are before any filter, to {@link #LOG}. */
    static void recordLog() {
        LoggerContext context = (LoggerContext) LoggerFactory.getILoggerFactory();
        JsonEncoder encoder = new JsonEncoder();
        encoder.setContext(context);
        encoder.start();
        AppenderBase<ILoggingEvent> appender = new AppenderBase<>() {
            @Override
            protected void append(ILoggingEvent event) {
                LOG.add(new String(encoder.encode(event), StandardCharsets.UTF_8));
            }
        };
        appender.setContext(context);
        appender.start();
        context.getLogger(Logger.ROOT_LOGGER_NAME).addAppender(appender);
    }
}
