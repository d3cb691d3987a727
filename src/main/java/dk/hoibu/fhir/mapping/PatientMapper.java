package dk.hoibu.fhir.mapping;

import dk.hoibu.fhir.domain.PersonNumber;
import dk.hoibu.fhir.fhir.Narratives;
import dk.hoibu.fhir.fhir.Systems;
import dk.hoibu.fhir.source.SourceId;
import dk.hoibu.fhir.source.person.Person;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.hl7.fhir.r4.model.BooleanType;
import org.hl7.fhir.r4.model.DateType;
import org.hl7.fhir.r4.model.Enumerations.AdministrativeGender;
import org.hl7.fhir.r4.model.HumanName;
import org.hl7.fhir.r4.model.Identifier;
import org.hl7.fhir.r4.model.Patient;

/** A person of the register as a Patient (dk-core-patient). The address is never there; the name is not when protected. */
public final class PatientMapper {

    private PatientMapper() {}

    public static Patient toFhir(Person person, Targets targets) {
        Patient patient = bare(person.number(), targets);
        person.registered().ifPresent(instant -> Elements.lastUpdated(patient, instant));
        if (person.nameAndAddressProtected()) {
            Elements.restricted(patient);
        } else {
            name(person).ifPresent(patient::addName);
        }
        patient.setGender(
                switch (person.gender()) {
                    case MALE -> AdministrativeGender.MALE;
                    case FEMALE -> AdministrativeGender.FEMALE;
                    case UNKNOWN -> AdministrativeGender.UNKNOWN;
                });
        patient.setBirthDateElement(new DateType(person.birthDate().toString()));
        if (person.dead()) {
            patient.setDeceased(new BooleanType(true));
        }
        // numbers before the present one -> link: dk-core allows one CPR identifier only
        for (PersonNumber former : person.formerNumbers()) {
            patient.addLink()
                    .setType(Patient.LinkType.REPLACES)
                    .getOther()
                    .setType("Patient")
                    .setIdentifier(number(former).setUse(Identifier.IdentifierUse.OLD));
        }
        Narratives.write(patient, lines(person, patient));
        return patient;
    }

    /** What is known of a person when the register is silent: the number, and that everything else is not known. */
    public static Patient withoutRegister(PersonNumber number, Targets targets) {
        Patient patient = bare(number, targets);
        Elements.restricted(patient);
        Narratives.write(patient, List.of("Barn. CPR har ikke svaret: navn, alder og beskyttelse er ikke kendt."));
        return patient;
    }

    private static Patient bare(PersonNumber number, Targets targets) {
        Patient patient = new Patient();
        patient.setId(targets.patient(number));
        Elements.meta(patient, "hoibu-patient", SourceId.PERSONS);
        patient.addIdentifier(number(number));
        return patient;
    }

    private static Identifier number(PersonNumber number) {
        return switch (number.kind()) {
            case CPR -> Elements.official(Systems.CPR, number.value());
            case REPLACEMENT ->
                Elements.identifier(Systems.X_ECPR, number.value()).setUse(Identifier.IdentifierUse.TEMP);
        };
    }

    /** fornavn, mellemnavn, efternavn -> name [0..1]; dk-core's official name needs a family name. */
    private static Optional<HumanName> name(Person person) {
        if (person.family().isEmpty() && person.given().isEmpty()) {
            return Optional.empty();
        }
        HumanName name = new HumanName();
        person.family().ifPresent(family -> name.setFamily(family).setUse(HumanName.NameUse.OFFICIAL));
        person.given().ifPresent(given -> {
            for (String part : given.split(" ")) {
                name.addGiven(part);
            }
        });
        return Optional.of(name);
    }

    private static List<String> lines(Person person, Patient patient) {
        List<String> lines = new ArrayList<>();
        lines.add(patient.hasName() ? patient.getNameFirstRep().getNameAsSingleString() : "Navn vises ikke");
        lines.add("Født " + person.birthDate());
        if (person.nameAndAddressProtected()) {
            lines.add("Navne- og adressebeskyttelse");
        }
        if (person.dead()) {
            lines.add("Død");
        }
        return lines;
    }
}
