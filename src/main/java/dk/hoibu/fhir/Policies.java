package dk.hoibu.fhir;

import dk.hoibu.fhir.access.DisclosurePolicy;
import dk.hoibu.fhir.access.KlePolicy;
import dk.hoibu.fhir.access.KleSubject;
import dk.hoibu.fhir.access.PolicyReader;
import dk.hoibu.fhir.fhir.Systems;
import dk.hoibu.fhir.fhir.Terminology;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** The disclosure policy in force: the operator's file or the sample's, narrowed by the settings, which can never widen it. */
final class Policies {

    private static final String BUILT_IN = "disclosure.yaml";
    private static final String KLE = "kle.csv";

    private Policies() {}

    /**
     * @param sampleData whether the built-in sample is served, which the built-in policy's organisations belong to
     * @throws IllegalArgumentException naming the place in the policy that is wrong, or the file that cannot be read
     */
    static DisclosurePolicy inForce(Settings.Disclosure settings, boolean sampleData, Terminology terms) {
        DisclosurePolicy policy = PolicyReader.read(
                settings.policy().map(Policies::text).orElseGet(() -> builtIn(BUILT_IN)),
                name -> list(settings, name),
                topics(terms));
        if (settings.policy().isEmpty() && !sampleData) {
            policy = policy.forAnyOrganisation();
        }
        if (!settings.municipalities().isEmpty()) {
            policy = policy.narrowedTo(settings.municipalities());
        }
        return policy.limitedTo(settings.sensitivityLimit());
    }

    /** A list that the policy names: the setting's in place of the standard one, else the file beside the policy, else the built-in one. */
    private static String list(Settings.Disclosure settings, String name) {
        if (name.equals(KLE) && settings.klePolicy().isPresent()) {
            return text(settings.klePolicy().get());
        }
        Optional<Path> beside =
                settings.policy().map(policy -> policy.resolveSibling(name)).filter(Files::exists);
        if (beside.isPresent()) {
            return text(beside.get());
        }
        if (name.equals(KLE)) {
            return builtIn(KLE);
        }
        throw new IllegalArgumentException("there is no such file beside the policy");
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new IllegalArgumentException("cannot read the policy file " + file.getFileName(), e);
        }
    }

    private static String builtIn(String name) {
        try (InputStream in = Policies.class.getResourceAsStream("/policy/" + name)) {
            if (in == null) {
                throw new IllegalStateException("the built-in policy " + name + " is missing");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read the built-in policy " + name, e);
        }
    }

    /** What the guide says of the KLE numbers that have an area. */
    private static Map<String, KlePolicy.Topic> topics(Terminology terms) {
        Map<String, KlePolicy.Topic> topics = new HashMap<>();
        terms.kleAreas()
                .forEach((number, area) -> topics.put(
                        number, new KlePolicy.Topic(KleSubject.Area.ofCode(area), terms.find(Systems.KLE, number))));
        return topics;
    }
}
