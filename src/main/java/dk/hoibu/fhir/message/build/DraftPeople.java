package dk.hoibu.fhir.message.build;

import dk.hoibu.fhir.fhir.Systems;
import dk.hoibu.fhir.message.rule.Rule;
import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.hl7.fhir.r4.model.CareTeam;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Communication;
import org.hl7.fhir.r4.model.ContactPoint;
import org.hl7.fhir.r4.model.ContactPoint.ContactPointSystem;
import org.hl7.fhir.r4.model.HumanName;
import org.hl7.fhir.r4.model.Identifier;
import org.hl7.fhir.r4.model.Organization;
import org.hl7.fhir.r4.model.Patient;
import org.hl7.fhir.r4.model.Practitioner;
import org.hl7.fhir.r4.model.PractitionerRole;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.Resource;
import org.jspecify.annotations.Nullable;

/** The people and organisations of a draft: contained in it, or named by numbers. */
final class DraftPeople {

    private static final Pattern ORGANISATION = Pattern.compile("(?:https?://.*/)?Organization/([A-Za-z0-9.-]{1,64})");
    private static final Pattern PATIENT = Pattern.compile("(?:https?://.*/)?Patient/([A-Za-z0-9.-]{1,64})");
    private static final String REGIONAL = "urn:oid:1.2.208.176.1.6.1.3";

    private final Communication draft;
    private final BiConsumer<Rule, String> fault;

    DraftPeople(Communication draft, BiConsumer<Rule, String> fault) {
        this.draft = draft;
        this.fault = fault;
    }

    /** What the reference leads to within the draft; null when to nothing there. */
    @Nullable
    Resource contained(Reference reference) {
        String wanted = String.valueOf(reference.getReference());
        for (Resource one : draft.getContained()) {
            String id = one.getIdElement().getIdPart();
            if (wanted.equals("#" + id) || wanted.equals(id)) {
                return one;
            }
        }
        return null;
    }

    /** Empty when the reference is not to an organisation. */
    Optional<ReadDraft.Organisation> organisation(Reference reference) {
        Optional<String> sor = contained(reference) instanceof Organization organisation
                ? Optional.of(Earlier.number(organisation, Systems.SOR)).filter(number -> !number.isEmpty())
                : sor(reference);
        Matcher id = ORGANISATION.matcher(String.valueOf(reference.getReference()));
        if (sor.isPresent()) {
            return Optional.of(new ReadDraft.Organisation(sor, Optional.empty()));
        }
        return id.matches()
                ? Optional.of(new ReadDraft.Organisation(Optional.empty(), Optional.of(id.group(1))))
                : Optional.empty();
    }

    private static Optional<String> sor(Reference reference) {
        Identifier identifier = reference.getIdentifier();
        return Systems.SOR.equals(identifier.getSystem()) && identifier.hasValue()
                ? Optional.of(identifier.getValue())
                : Optional.empty();
    }

    /** The organisation that the draft says it is from; empty when it does not say. */
    Optional<ReadDraft.Organisation> senderOrganisation() {
        if (contained(draft.getSender()) instanceof PractitionerRole role) {
            return organisation(role.getOrganization());
        }
        return organisation(draft.getSender());
    }

    Optional<Participant> participant(Reference reference, String where) {
        Resource resource = contained(reference);
        Optional<Participant> found = Optional.empty();
        if (resource instanceof CareTeam team && isText(team.getName())) {
            found = Optional.of(new Participant.Team(team.getName()));
        } else if (resource instanceof PractitionerRole role) {
            Optional<PersonName> name = name(role);
            Optional<Role> asRole = role(role);
            if (name.isPresent() && asRole.isPresent()) {
                found = Optional.of(new Participant.Somebody(name.get(), asRole.get()));
            }
        }
        if (found.isEmpty()) {
            fault.accept(DraftRules.PARTICIPANT, where);
        }
        return found;
    }

    /** Who signs: as the draft says, and where it does not, as is known. */
    Optional<Author> author(Signer signer) {
        Resource resource = contained(draft.getSender());
        PractitionerRole role = resource instanceof PractitionerRole it ? it : new PractitionerRole();
        Optional<PersonName> name = resource instanceof Practitioner it ? name(it.getName()) : name(role);
        Optional<PersonName> signedBy = name.or(signer::name);
        Optional<Role> as = role(role).or(signer::role);
        Optional<String> phone = phone(role.getTelecom()).or(signer::phone);
        require(signedBy, DraftRules.AUTHOR_NAME);
        require(as, DraftRules.AUTHOR_ROLE);
        require(phone, DraftRules.AUTHOR_PHONE);
        return signedBy.isPresent() && as.isPresent() && phone.isPresent()
                ? Optional.of(new Author(signedBy.get(), as.get(), phone.get()))
                : Optional.empty();
    }

    private void require(Optional<?> found, Rule rule) {
        if (found.isEmpty()) {
            fault.accept(rule, "Communication.sender");
        }
    }

    private Optional<PersonName> name(PractitionerRole role) {
        return contained(role.getPractitioner()) instanceof Practitioner practitioner
                ? name(practitioner.getName())
                : Optional.empty();
    }

    private static Optional<PersonName> name(List<HumanName> names) {
        for (HumanName name : names) {
            if (isText(name.getFamily())) {
                List<String> given = name.getGiven().stream()
                        .map(one -> one.getValue())
                        .filter(DraftPeople::isText)
                        .toList();
                return Optional.of(new PersonName(given, name.getFamily()));
            }
            if (isText(name.getText())) {
                return Optional.of(PersonName.of(name.getText()));
            }
        }
        return Optional.empty();
    }

    private static boolean isText(@Nullable String text) {
        return text != null && !text.isBlank() && PlainWords.canBeSent(text);
    }

    private static Optional<Role> role(PractitionerRole role) {
        CodeableConcept code = role.getCodeFirstRep();
        if (code.hasCoding() && code.getCodingFirstRep().hasCode()) {
            return Optional.of(new Role.Coded(
                    String.valueOf(code.getCodingFirstRep().getSystem()),
                    code.getCodingFirstRep().getCode()));
        }
        return isText(code.getText()) ? Optional.of(new Role.Worded(code.getText())) : Optional.empty();
    }

    /** Digits, which people like to write with blanks between. */
    private static Optional<String> phone(List<ContactPoint> points) {
        return points.stream()
                .filter(point -> point.getSystem() == ContactPointSystem.PHONE && point.hasValue())
                .map(point -> point.getValue().replaceAll("[\\s-]", ""))
                .filter(number -> number.matches("\\+?[0-9]{3,20}"))
                .findFirst();
    }

    /** Whom it is about; a fault when that must be said and is not. */
    Optional<ReadDraft.Citizen> subject(boolean required) {
        Reference reference = draft.getSubject();
        Optional<ReadDraft.Citizen> found = Optional.empty();
        Matcher id = PATIENT.matcher(String.valueOf(reference.getReference()));
        if (contained(reference) instanceof Patient patient) {
            List<Subject.Numbered> numbers = numbers(patient.getIdentifier());
            found = numbers.isEmpty()
                    ? found
                    : Optional.of(new ReadDraft.Citizen(Optional.empty(), numbers, name(patient.getName())));
        } else if (id.matches()) {
            found = Optional.of(new ReadDraft.Citizen(Optional.of(id.group(1)), List.of(), Optional.empty()));
        } else {
            List<Subject.Numbered> numbers = numbers(List.of(reference.getIdentifier()));
            found = numbers.isEmpty()
                    ? found
                    : Optional.of(new ReadDraft.Citizen(Optional.empty(), numbers, Optional.empty()));
        }
        if (found.isEmpty() && (required || draft.hasSubject())) {
            fault.accept(DraftRules.SUBJECT, "Communication.subject");
        }
        return found;
    }

    private static List<Subject.Numbered> numbers(List<Identifier> identifiers) {
        return identifiers.stream()
                .filter(one -> one.hasValue() && isNumber(String.valueOf(one.getSystem())))
                .map(one -> new Subject.Numbered(
                        one.getSystem(), one.getValue().replace("-", "").strip()))
                .toList();
    }

    private static boolean isNumber(String system) {
        return system.equals(Systems.CPR) || system.equals(Systems.X_ECPR) || system.startsWith(REGIONAL);
    }
}
