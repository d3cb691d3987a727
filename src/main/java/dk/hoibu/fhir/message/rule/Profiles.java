package dk.hoibu.fhir.message.rule;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The profiles that a CareCommunication 5.x and what is in it may claim, and what each demands. */
final class Profiles {

    private static final String CC =
            "http://medcomfhir.dk/ig/carecommunication/StructureDefinition/medcom-careCommunication-";
    static final String HEADER_URL = CC + "messageHeader";
    static final String PROVENANCE_URL = CC + "provenance";
    private static final String MESSAGING = "http://medcomfhir.dk/ig/messaging/StructureDefinition/medcom-messaging-";
    private static final String CORE = "http://medcomfhir.dk/ig/core/StructureDefinition/medcom-core-";
    private static final String DK = "http://hl7.dk/fhir/core/StructureDefinition/dk-core-";
    private static final String R4 = "http://hl7.org/fhir/StructureDefinition/";

    private static final List<Profile> ALL = List.of(
            of("message", CC + "message", "5.0.4", "Bundle", "message"),
            of("header", HEADER_URL, "5.0.4", "MessageHeader", "header"),
            of("communication", CC + "communication", "5.0.4", "Communication", "communication"),
            of("provenance", PROVENANCE_URL, "5.0.4", "Provenance", "provenance"),
            of("messaging-message", MESSAGING + "message", "4.0.2", "Bundle"),
            of("messaging-header", MESSAGING + "messageHeader", "4.0.2", "MessageHeader"),
            of("messaging-provenance", MESSAGING + "provenance", "4.0.2", "Provenance"),
            of(
                    "messaging-organization",
                    MESSAGING + "organization",
                    "4.0.2",
                    "Organization",
                    "dk-organization",
                    "organization",
                    "messaging-organization"),
            of("organization", CORE + "organization", "3.0.1", "Organization", "dk-organization", "organization"),
            of("patient", CORE + "patient", "3.0.1", "Patient", "dk-patient", "patient"),
            of("practitioner", CORE + "practitioner", "3.0.1", "Practitioner", "dk-practitioner"),
            of("practitionerrole", CORE + "practitionerrole", "3.0.1", "PractitionerRole", "practitionerrole"),
            of("careteam", CORE + "careteam", "3.0.1", "CareTeam", "careteam"),
            of("encounter", CORE + "encounter", "3.0.1", "Encounter", "encounter"),
            of("dk-organization", DK + "organization", "3.4.0", "Organization", "dk-organization"),
            of("dk-patient", DK + "patient", "3.4.0", "Patient", "dk-patient"),
            of("dk-practitioner", DK + "practitioner", "3.4.0", "Practitioner", "dk-practitioner"),
            of("dk-practitionerrole", DK + "practitioner-role", "3.4.0", "PractitionerRole", "dk-practitionerrole"));

    private final Map<String, Profile> byName = new HashMap<>();
    private final Map<String, Profile> byUrl = new HashMap<>();
    private final Map<String, List<Check>> checks = new HashMap<>();

    Profiles(RuleBook book) {
        Must must = new Must(book);
        Map<String, List<Check>> parts = new HashMap<>();
        for (String part : book.profiles()) {
            List<Check> own =
                    new ArrayList<>(book.of(part).stream().map(must::of).toList());
            own.addAll(Invariants.of(part));
            parts.put(part, List.copyOf(own));
        }
        checks.putAll(parts);
        for (Profile profile : ALL) {
            byName.put(profile.name(), profile);
            byUrl.put(profile.url(), profile);
            List<Check> all = new ArrayList<>();
            profile.parts().forEach(part -> all.addAll(parts.getOrDefault(part, List.of())));
            checks.put(profile.name(), List.copyOf(all));
        }
    }

    private static Profile of(String name, String url, String version, String type, String... parts) {
        return new Profile(name, url, version, type, List.of(parts));
    }

    Profile named(String name) {
        Profile profile = byName.get(name);
        if (profile == null) {
            throw new IllegalArgumentException("no profile is named " + name);
        }
        return profile;
    }

    /** The one a resource claims with that canonical; empty if it is not known, or not in that version. */
    Optional<Profile> claimed(String canonical) {
        int bar = canonical.indexOf('|');
        Profile profile = byUrl.get(bar < 0 ? canonical : canonical.substring(0, bar));
        boolean other =
                profile != null && bar >= 0 && !canonical.substring(bar + 1).equals(profile.version());
        return profile == null || other ? Optional.empty() : Optional.of(profile);
    }

    /** Whether it is R4's own profile of a type, which demands no more than R4 does. */
    static boolean isPlain(String canonical, String type) {
        return canonical.equals(R4 + type) || canonical.equals(R4 + type + "|4.0.1");
    }

    /** What a profile, or an extension, demands; empty if nothing. */
    List<Check> checks(String name) {
        return checks.getOrDefault(name, List.of());
    }
}
