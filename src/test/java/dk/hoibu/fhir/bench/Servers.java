package dk.hoibu.fhir.bench;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dk.hoibu.fhir.Facade;
import dk.hoibu.fhir.SettingsReader;
import dk.hoibu.fhir.domain.PersonNumber;
import dk.hoibu.fhir.fhir.Ids.Purpose;
import jakarta.servlet.http.HttpServlet;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.eclipse.jetty.ee10.servlet.ServletContextHandler;
import org.eclipse.jetty.ee10.servlet.ServletHolder;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.hl7.fhir.r4.model.Bundle;

/**
 * All contestants in one process, each on a port of its own: {@code Servers DATA IDS}. Writes the ids of the patients to ask about to the
 * file IDS, then one line to the error stream with all ports, and runs until its input ends.
 */
final class Servers {

    /** What the line with the ports starts with. */
    static final String READY = "ports:";

    private static final int PATIENTS = 1_000;
    private static final String CPR_URN = "urn:oio:cpr-nr:";

    private Servers() {}

    public static void main(String[] arguments) throws Exception {
        Path data = Path.of(arguments[0]);
        Facade facade = Facade.start(
                new SettingsReader()
                        .read(
                                Optional.empty(),
                                Map.of(),
                                List.of(
                                        "server.port=0",
                                        "access.open-sample=true",
                                        "server.max-concurrent-per-client=1000")),
                data,
                "benchmark",
                Clock.systemUTC());
        Map<String, byte[]> answers = new HashMap<>();
        List<String> patients = record(facade, data, answers);
        Files.write(Path.of(arguments[1]), patients);

        Map<String, Bundle> bundles = HapiServer.parsed(patients, answers);
        StringBuilder ports = new StringBuilder(READY);
        for (Contestant contestant : Contestant.values()) {
            ports.append(' ')
                    .append(
                            switch (contestant) {
                                case OURS -> facade.base().getPort();
                                case SERVLET -> jetty(new ReadyBytes(answers));
                                case DEFAULTS, WRITER, NO_CONTAINED, BUNDLE ->
                                    jetty(HapiServer.of(contestant, bundles));
                            });
        }
        System.err.println(ports);
        while (System.in.read() >= 0) {
            // until the benchmark ends
        }
        System.exit(0);
    }

    private static int jetty(HttpServlet servlet) throws Exception {
        Server server = new Server();
        ServerConnector connector = new ServerConnector(server);
        connector.setHost("127.0.0.1");
        server.addConnector(connector);
        ServletContextHandler context = new ServletContextHandler("/");
        context.addServlet(new ServletHolder(servlet), "/fhir/*");
        server.setHandler(context);
        server.start();
        return connector.getLocalPort();
    }

    /** This server's own answers, about children drawn at random among those with a case that is shown; the ids of the children. */
    private static List<String> record(Facade facade, Path data, Map<String, byte[]> answers)
            throws IOException, InterruptedException {
        List<PersonNumber> children = childrenWithCases(data);
        Collections.shuffle(children, new Random(1));
        HttpClient client = HttpClient.newHttpClient();
        List<String> patients = new ArrayList<>();
        for (PersonNumber child : children) {
            String patient = facade.ids().ofPerson(Purpose.PATIENT, child);
            byte[] cases = ask(client, facade, Question.SEARCH.target(patient));
            if (!new String(cases, StandardCharsets.UTF_8).contains("\"mode\":\"match\"")) {
                continue;
            }
            for (Question question : Question.values()) {
                answers.put(question.target(patient), ask(client, facade, question.target(patient)));
            }
            patients.add(patient);
            if (patients.size() == PATIENTS) {
                break;
            }
        }
        return patients;
    }

    private static byte[] ask(HttpClient client, Facade facade, String target)
            throws IOException, InterruptedException {
        URI url = facade.base().resolve(target);
        HttpResponse<byte[]> response =
                client.send(HttpRequest.newBuilder(url).build(), HttpResponse.BodyHandlers.ofByteArray());
        if (response.statusCode() != 200) {
            throw new IllegalStateException("status " + response.statusCode() + " where an answer was due");
        }
        return response.body();
    }

    private static List<PersonNumber> childrenWithCases(Path data) throws IOException {
        Set<PersonNumber> children = new LinkedHashSet<>();
        Path cases = data.resolve("sources").resolve("sager.json");
        try (JsonParser parser = new JsonFactory().createParser(cases.toFile())) {
            for (JsonToken token = parser.nextToken(); token != null; token = parser.nextToken()) {
                if (token == JsonToken.VALUE_STRING && parser.getText().startsWith(CPR_URN)) {
                    PersonNumber.parse(parser.getText().substring(CPR_URN.length()))
                            .ifPresent(children::add);
                }
            }
        }
        return new ArrayList<>(children);
    }
}
