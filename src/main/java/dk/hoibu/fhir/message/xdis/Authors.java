package dk.hoibu.fhir.message.xdis;

import dk.hoibu.fhir.fhir.Systems;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.hl7.fhir.r4.model.CodeType;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.HumanName;
import org.hl7.fhir.r4.model.Practitioner;
import org.hl7.fhir.r4.model.PractitionerRole;
import org.hl7.fhir.r4.model.Reference;

/** Those who wrote the texts of a letter, each once in the message. */
final class Authors {

    private final BundleAssembly message;
    private final UnaryOperator<String> ids;
    private final Map<String, Reference> known = new HashMap<>();

    /** @param ids gives an id for a part */
    Authors(BundleAssembly message, UnaryOperator<String> ids) {
        this.message = message;
        this.ids = ids;
    }

    /** Whoever signed. */
    Reference signer(String name, String role) {
        int last = name.lastIndexOf(' ');
        HumanName split = new HumanName().setFamily(name.substring(last + 1));
        if (last > 0) {
            for (String given : name.substring(0, last).split(" ")) {
                split.addGiven(given);
            }
        }
        return known.computeIfAbsent(name + "/" + role, key -> add(key, split, role));
    }

    /** Nobody that the letter names. */
    Reference unknown(String name, String role) {
        HumanName standIn = new HumanName().setText(name);
        standIn.addExtension(Systems.DATA_ABSENT_REASON, new CodeType("unknown"));
        return known.computeIfAbsent("/" + name + "/" + role, key -> add(key, standIn, role));
    }

    private Reference add(String key, HumanName name, String role) {
        Practitioner practitioner = message.add(
                new Practitioner().addName(name),
                ids.apply("practitioner " + key),
                CareTerms.CORE + "practitioner",
                List.of(name.getNameAsSingleString()));
        PractitionerRole asRole = new PractitionerRole()
                .setPractitioner(BundleAssembly.to(practitioner))
                .addCode(new CodeableConcept().setText(role));
        message.add(
                asRole,
                ids.apply("role " + key),
                CareTerms.CORE + "practitionerrole",
                List.of(name.getNameAsSingleString() + ", " + role));
        return BundleAssembly.to(asRole);
    }
}
