package dk.hoibu.fhir.access;

import dk.hoibu.fhir.access.KleSubject.Area;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;

/** Policies for tests: the built-in file with a short list of subjects, and as it would be with every switch in use. */
public final class TestPolicy {

    /** 34.10.10 and 34.50.15 with their numbers, 17.03.04 as an area only. */
    static final String KLE = "34.10.10;show;yes\n34.50.15;show;yes\n17.03.04;show;no";

    static final Map<String, KlePolicy.Topic> TOPICS = Map.of(
            "34.10.10", new KlePolicy.Topic(Area.FAMILY, Optional.of("Screening")),
            "34.50.15", new KlePolicy.Topic(Area.FAMILY, Optional.empty()),
            "17.03.04", new KlePolicy.Topic(Area.PPR, Optional.empty()),
            "28.06.12", new KlePolicy.Topic(Area.DAYCARE_SUPPORT, Optional.empty()));

    private TestPolicy() {}

    /** The built-in policy. */
    public static DisclosurePolicy standard() {
        return of(yaml());
    }

    /**
     * Every switch in use: young adults until 23; Rebild shows 28.06.12 but no 34.10.10; a limit below the highest; appointments of one unit
     * whatever the specialty.
     */
    static DisclosurePolicy full() {
        return of(yaml().replace("until-age: off", "until-age: 23")
                .replace("    municipalities: []", """
                            municipalities:
                              - cvr: 29189463
                                show: [28.06.12]
                                deny: [34.10.10]
                        """)
                .replace("limit: FOELSOMME_PERSONOPLYSNINGER", "limit: FORTROLIGE_PERSONOPLYSNINGER")
                .replace("health-units: []", "health-units: [9901611000016007]"));
    }

    /** The built-in policy, with cases about 34.10.10 shown until 23. */
    public static DisclosurePolicy withYoungAdults() {
        return of(yaml().replace("until-age: off", "until-age: 23").replace("kle: [34.50.00,", "kle: [34.10.10,"));
    }

    public static DisclosurePolicy of(String yaml) {
        return PolicyReader.read(yaml, name -> KLE, TOPICS);
    }

    public static String yaml() {
        try (InputStream in = DisclosurePolicy.class.getResourceAsStream("/policy/disclosure.yaml")) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
