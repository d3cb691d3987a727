package dk.hoibu.fhir.blackbox;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.encoder.JsonEncoder;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.AppenderBase;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import org.slf4j.LoggerFactory;

/**
 * Everything that was said over HTTP and logged during the black-box run, for the tests that look at all of it in the end. The run has several
 * processes, so it is in files, a folder for each run.
 */
final class Traffic {

    /** What was logged in this process. */
    static final List<String> LOG = new CopyOnWriteArrayList<>();

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String PROCESS = Long.toString(ProcessHandle.current().pid());

    /** Of the run; of this process, where nobody says which run it belongs to. */
    private static final Path FOLDER = Path.of(System.getProperty(
            "hoibu.traffic", Path.of("target", "traffic", PROCESS).toString()));

    private Traffic() {}

    static void said(Answer answer) {
        try {
            append("answers", JSON.writeValueAsString(answer));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A server was closed, and {@code numbers} were found in what it left behind in its folder. */
    static void closed(Path folder, List<String> numbers) {
        append("closed", folder.toString());
        numbers.forEach(number -> append("numbers", number.replace('\n', ' ')));
    }

    /** What is found in a server's folder was put there by a test. */
    static void planted(Path folder) {
        append("planted", folder.toString());
    }

    /** Of all processes of the run. */
    static List<Answer> answers() {
        try {
            List<Answer> answers = new ArrayList<>();
            for (String line : all("answers")) {
                answers.add(JSON.readValue(line, Answer.class));
            }
            return answers;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static List<String> log() {
        return all("log");
    }

    static List<String> closed() {
        return all("closed");
    }

    /** Where numbers were found that nobody had put there. */
    static List<String> numbers() {
        List<String> planted = all("planted");
        return all("numbers").stream()
                .filter(found -> planted.stream().noneMatch(found::contains))
                .toList();
    }

    private static List<String> all(String kind) {
        List<String> lines = new ArrayList<>();
        try (Stream<Path> files = Files.list(FOLDER)) {
            for (Path file : files.filter(one -> one.toString().endsWith("." + kind))
                    .sorted()
                    .toList()) {
                lines.addAll(Files.readAllLines(file));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return lines;
    }

    private static synchronized void append(String kind, String line) {
        try {
            Files.createDirectories(FOLDER);
            Files.writeString(
                    FOLDER.resolve(PROCESS + "." + kind),
                    line + "\n",
                    StandardOpenOption.CREATE,
                    StandardOpenOption.APPEND);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Writes log events, as they are before any filter, to {@link #LOG}, and for the end of the run. */
    static void recordLog() {
        LoggerContext context = (LoggerContext) LoggerFactory.getILoggerFactory();
        JsonEncoder encoder = new JsonEncoder();
        encoder.setContext(context);
        encoder.start();
        AppenderBase<ILoggingEvent> appender = new AppenderBase<>() {
            @Override
            protected void append(ILoggingEvent event) {
                String line = new String(encoder.encode(event), StandardCharsets.UTF_8);
                LOG.add(line);
                Traffic.append("log", line.strip());
            }
        };
        appender.setContext(context);
        appender.start();
        context.getLogger(Logger.ROOT_LOGGER_NAME).addAppender(appender);
    }
}
