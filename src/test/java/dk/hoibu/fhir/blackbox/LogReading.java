package dk.hoibu.fhir.blackbox;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dk.hoibu.fhir.blackbox.AuditModel.Known;
import dk.hoibu.fhir.blackbox.AuditModel.Page;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/**
 * The whole log of a server, read by an auditor over FHIR, page by page.
 *
 * @param events in the order in which they were written
 * @param own what must stand in the log of the reading itself
 */
record LogReading(List<JsonNode> events, List<ExpectedEvent> own) {

    private static final int COUNT = 100;

    /** {@code auditor} is a token; {@code heard} is where what was said is heard of, and is emptied. */
    static LogReading of(TestServer server, String auditor, List<Spoken> heard) {
        List<JsonNode> events = new ArrayList<>();
        List<ExpectedEvent> own = new ArrayList<>();
        Optional<Spoken> search = Optional.empty();
        Optional<String> next = Optional.of("AuditEvent?_count=" + COUNT);
        while (next.isPresent()) {
            heard.clear();
            Answer page =
                    server.sendUnrecorded(next.get(), "GET", Optional.empty(), "Authorization", "Bearer " + auditor);
            assertThat(page.status()).as(page.toString()).isEqualTo(200);
            events.addAll(page.matches());
            Spoken spoken = heard.get(0);
            Known known = Known.of("reading the log", List.of(), List.of()).showing(AuditModel.resources(page));
            own.add(AuditModel.event(
                    spoken,
                    search.map(first -> known.goingOn(new Page(first, 0))).orElse(known)));
            search = search.or(() -> Optional.of(spoken));
            next = page.link("next");
        }
        Collections.reverse(events);
        return new LogReading(List.copyOf(events), List.copyOf(own));
    }
}
