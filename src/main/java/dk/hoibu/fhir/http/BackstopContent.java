package dk.hoibu.fhir.http;

import dk.hoibu.fhir.access.Item;
import dk.hoibu.fhir.access.Item.Kind;
import dk.hoibu.fhir.access.Scope;
import dk.hoibu.fhir.domain.PersonNumber;
import dk.hoibu.fhir.fhir.Ids;
import dk.hoibu.fhir.fhir.Ids.Purpose;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.hl7.fhir.r4.model.Appointment;
import org.hl7.fhir.r4.model.AuditEvent;
import org.hl7.fhir.r4.model.CareTeam;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.EpisodeOfCare;
import org.hl7.fhir.r4.model.Patient;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.Resource;

/** What a resource is about, read off itself: whose it is, and what kinds of things it tells. */
final class BackstopContent {

    private static final Set<String> OF_A_CHILD = Set.of("Patient", "EpisodeOfCare", "Appointment", "CareTeam");
    private static final Set<String> OF_REGISTERS =
            Set.of("Organization", "PractitionerRole", "Practitioner", "HealthcareService", "Location");

    private final Resource resource;
    private final String type;
    private final Ids ids;
    private final Optional<PersonNumber> child;

    BackstopContent(Resource resource, Ids ids) {
        this.resource = resource;
        this.type = resource.fhirType();
        this.ids = ids;
        this.child = readChild();
    }

    /** Whether it is of a type that can be judged; the guide's cannot. */
    boolean isKnown() {
        return OF_A_CHILD.contains(type) || OF_REGISTERS.contains(type) || isOfTheLog();
    }

    /** Whether it tells what was asked: then it is for auditors, and the next may be about another child. */
    boolean isOfTheLog() {
        return resource instanceof AuditEvent;
    }

    boolean isAChilds() {
        return OF_A_CHILD.contains(type);
    }

    /** Whose it is; empty when it is nobody's, or says so in a way that is not ours. */
    Optional<PersonNumber> child() {
        return child;
    }

    private Optional<PersonNumber> readChild() {
        String id = String.valueOf(resource.getIdElement().getIdPart());
        return switch (type) {
            case "Patient" -> ids.person(Purpose.PATIENT, id);
            case "EpisodeOfCare" -> patient(((EpisodeOfCare) resource).getPatient());
            case "Appointment" ->
                ((Appointment) resource)
                        .getParticipant().stream()
                                .map(Appointment.AppointmentParticipantComponent::getActor)
                                .flatMap(actor -> patient(actor).stream())
                                .findFirst();
            case "CareTeam" -> patient(((CareTeam) resource).getSubject());
            case "AuditEvent" ->
                ((AuditEvent) resource)
                        .getEntity().stream()
                                .filter(entity -> "1".equals(entity.getRole().getCode()))
                                .flatMap(entity -> patient(entity.getWhat()).stream())
                                .findFirst();
            default -> purpose().flatMap(purpose -> ids.item(purpose, id)).map(Ids.ChildItem::child);
        };
    }

    private Optional<PersonNumber> patient(Reference reference) {
        String target = String.valueOf(reference.getReference());
        return target.startsWith("Patient/")
                ? ids.person(Purpose.PATIENT, target.substring("Patient/".length()))
                : Optional.empty();
    }

    /** What ids of that type are for when the resource is known from a child's data alone. */
    private Optional<Purpose> purpose() {
        return switch (type) {
            case "Organization" -> Optional.of(Purpose.CASE_UNIT);
            case "PractitionerRole" -> Optional.of(Purpose.CASE_MANAGER);
            case "Practitioner" -> Optional.of(Purpose.CASE_MANAGER_PERSON);
            case "HealthcareService" -> Optional.of(Purpose.APPOINTMENT_UNIT);
            default -> Optional.empty();
        };
    }

    /** What must be open to whoever gets it. */
    Set<Kind> kinds() {
        Set<Kind> kinds = EnumSet.noneOf(Kind.class);
        switch (type) {
            case "Patient" -> kinds.add(Kind.PERSON);
            case "EpisodeOfCare" -> {
                kinds.add(Kind.CASE);
                if (((EpisodeOfCare) resource).hasCareManager()) {
                    kinds.add(Kind.CONTACT);
                }
            }
            case "Appointment" -> kinds.add(Kind.APPOINTMENT);
            case "CareTeam" -> ((CareTeam) resource).getParticipant().forEach(member -> kinds.add(kind(member)));
            case "AuditEvent" -> {
                // that something was asked is no thing of the child's
            }
            default -> {
                if (child.isPresent()) {
                    kinds.add(type.equals("HealthcareService") ? Kind.APPOINTMENT : Kind.CASE);
                }
            }
        }
        return kinds;
    }

    private static Item.Kind kind(CareTeam.CareTeamParticipantComponent member) {
        return switch (String.valueOf(
                member.getRoleFirstRep().getCodingFirstRep().getCode())) {
            case "sagsbehandler" -> Kind.CONTACT;
            case "psykiatri" -> Kind.APPOINTMENT;
            case "almen-praksis" -> Kind.GP;
            case "skole", "dagtilbud" -> Kind.SCHOOL;
            default -> Kind.CASE;
        };
    }

    /** Whether somebody who is labelled as protected is named, or anybody's address is told. */
    boolean tellsOfProtected() {
        return resource instanceof Patient patient
                && (patient.hasAddress()
                        || patient.hasTelecom()
                        || patient.hasName()
                                && patient.getMeta().getSecurity().stream()
                                        .map(Coding::getCode)
                                        .anyMatch("R"::equals));
    }

    /** Whether it fulfils a scope's constraint, as far as that is judged here: by status, and by type of a case. */
    boolean fulfils(Scope.Constraint constraint) {
        List<String> has = values(constraint.parameter());
        return has.isEmpty()
                || Stream.of(constraint.value().split(","))
                        .map(value -> value.substring(value.indexOf('|') + 1))
                        .anyMatch(has::contains);
    }

    private List<String> values(String parameter) {
        if (parameter.equals("status") && resource instanceof EpisodeOfCare episode) {
            return List.of(episode.getStatus().toCode());
        }
        if (parameter.equals("status") && resource instanceof Appointment appointment) {
            return List.of(appointment.getStatus().toCode());
        }
        if (parameter.equals("type") && resource instanceof EpisodeOfCare episode) {
            return episode.getType().stream()
                    .map(CodeableConcept::getCodingFirstRep)
                    .map(Coding::getCode)
                    .toList();
        }
        return List.of();
    }
}
