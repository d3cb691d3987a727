package dk.hoibu.fhir.validation;

import dk.hoibu.fhir.validation.Finding.Level;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.hl7.fhir.utilities.npm.NpmPackage;

/**
 * The published packages behind our guide that are not at hand. That a profile, value set or code system of theirs cannot be found is
 * not the resource's fault: it is told as information. Our snapshots repeat most of their rules, and those are checked all the same.
 */
final class AbsentPackages {

    private static final String RULE = "hoibu-absent-packages";

    /** Where the definitions of a package have their URLs. */
    private static final Map<String, String> PACKAGES = Map.of(
            "http://hl7.org/fhir/StructureDefinition/", "hl7.fhir.uv.extensions.r4",
            "http://hl7.dk/fhir/core/", "hl7.fhir.dk.core",
            "http://medcomfhir.dk/ig/core/", "medcom.fhir.dk.core",
            "http://medcomfhir.dk/ig/terminology/", "medcom.fhir.dk.terminology",
            "http://medcomfhir.dk/ig/messaging/", "medcom.fhir.dk.messaging",
            "http://medcomfhir.dk/ig/messagedefinitions/", "medcom.fhir.dk.messagedefinitions",
            "http://medcomfhir.dk/ig/carecommunication/", "medcom.fhir.dk.carecommunication");

    /** The rules that say no more than that a definition was not found. */
    private static final Set<String> NOT_FOUND = Set.of(
            "Validation_VAL_Unknown_Profile",
            "Validation_VAL_Profile_Unknown",
            "VALIDATION_VAL_PROFILE_UNKNOWN_NOT_POLICY",
            "SD_ED_TYPE_PROFILE_UNKNOWN",
            "SLICING_CANNOT_BE_EVALUATED",
            "Unable_to_resolve_profile__in_element_",
            "Extension_EXT_Unknown",
            "Extension_EXT_Unknown_NotHere",
            "Terminology_TX_ValueSet_NotFound",
            "Unable_to_resolve_value_Set_",
            "Terminology_PassThrough_TX_Message",
            "UNKNOWN_CODESYSTEM");

    /** Those absent, by where their definitions have their URLs. */
    private final Map<String, String> absent;

    private AbsentPackages(Map<String, String> absent) {
        this.absent = absent;
    }

    /** All but the {@code present} ones. */
    static AbsentPackages besides(List<NpmPackage> present) {
        Set<String> names = present.stream().map(NpmPackage::name).collect(Collectors.toSet());
        Map<String, String> absent = new TreeMap<>(PACKAGES);
        absent.values().removeAll(names);
        return new AbsentPackages(absent);
    }

    /** The findings, with those that only an absent package causes told as information, and one that says so. */
    List<Finding> forgive(List<Finding> findings) {
        Set<String> missed = new TreeSet<>();
        List<Finding> forgiven = new ArrayList<>();
        for (Finding finding : findings) {
            Set<String> causes = causes(finding);
            missed.addAll(causes);
            forgiven.add(causes.isEmpty() ? finding : asInformation(finding));
        }
        if (!missed.isEmpty()) {
            String text = "Not checked, since these packages are not present: " + String.join(", ", missed);
            forgiven.add(new Finding(Level.INFORMATION, "", 0, 0, RULE, text));
        }
        return forgiven;
    }

    private Set<String> causes(Finding finding) {
        if (!NOT_FOUND.contains(finding.id())) {
            return Set.of();
        }
        return absent.entrySet().stream()
                .filter(entry -> finding.text().contains(entry.getKey()))
                .map(Map.Entry::getValue)
                .collect(Collectors.toSet());
    }

    private static Finding asInformation(Finding finding) {
        return new Finding(
                Level.INFORMATION, finding.path(), finding.line(), finding.column(), finding.id(), finding.text());
    }
}
