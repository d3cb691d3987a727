package dk.hoibu.fhir.message.xdis;

import dk.hoibu.fhir.message.xdis.XdisLetter.AcknowledgementCode;
import dk.hoibu.fhir.message.xdis.XdisLetter.Address;
import dk.hoibu.fhir.message.xdis.XdisLetter.Binary;
import dk.hoibu.fhir.message.xdis.XdisLetter.Envelope;
import dk.hoibu.fhir.message.xdis.XdisLetter.EpisodeStatus;
import dk.hoibu.fhir.message.xdis.XdisLetter.Heading;
import dk.hoibu.fhir.message.xdis.XdisLetter.IdentifierCode;
import dk.hoibu.fhir.message.xdis.XdisLetter.Link;
import dk.hoibu.fhir.message.xdis.XdisLetter.ObjectCode;
import dk.hoibu.fhir.message.xdis.XdisLetter.Party;
import dk.hoibu.fhir.message.xdis.XdisLetter.Person;
import dk.hoibu.fhir.message.xdis.XdisLetter.Priority;
import dk.hoibu.fhir.message.xdis.XdisLetter.Reference;
import dk.hoibu.fhir.message.xdis.XdisLetter.StatusCode;
import dk.hoibu.fhir.message.xdis.XdisLetter.Sup;
import dk.hoibu.fhir.message.xdis.XdisLetter.Target;
import dk.hoibu.fhir.message.xdis.XmlPiece.Element;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.format.DateTimeParseException;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Reads a letter in either edition. As strict as the schema on what a letter has, its lengths and its codes; the order of elements is not
 * asked for, and blanks around a field are nobody's.
 */
public final class LetterReader {

    private static final Pattern DATE = Pattern.compile("[0-9]{4}-[0-9]{2}-[0-9]{2}");
    private static final Pattern TIME = Pattern.compile("[0-9]{2}:[0-9]{2}");

    private LetterReader() {}

    /**
     * The letter in {@code document}.
     *
     * @throws UnreadableLetter when it is no letter, several in one envelope, or not as the schema has it
     */
    public static XdisLetter read(byte[] document) {
        return read(SafeXml.root(document));
    }

    static XdisLetter read(Element message) {
        Edition edition = Edition.of(message.namespace())
                .filter(known -> message.name().equals("Emessage"))
                .orElseThrow(() -> new UnreadableLetter("the root is no Emessage of an edition that is read"));
        message.having(Set.of("Envelope", "ClinicalEmail", "Local_Elements", "PodiatryReferral"));
        if (message.elements().stream()
                        .filter(element -> !Set.of("Envelope", "Local_Elements").contains(element.name()))
                        .count()
                != 1) {
            throw UnreadableLetter.at("Emessage", "has not one letter");
        }
        return letter(edition, message);
    }

    private static XdisLetter letter(Edition edition, Element message) {
        Element email = message.required("ClinicalEmail")
                .having(Set.of(
                        "Letter",
                        "Sender",
                        "Receiver",
                        "Patient",
                        "AdditionalInformation",
                        "ClinicalInformation",
                        "Reference"));
        Optional<Element> additional =
                email.element("AdditionalInformation").map(element -> element.having(Set.of("Priority", "Subject")));
        return new XdisLetter(
                edition,
                envelope(message.required("Envelope")),
                heading(edition, email.required("Letter")),
                party(email.required("Sender")),
                party(email.required("Receiver")),
                person(email.required("Patient")),
                additional
                        .flatMap(element -> element.text("Priority"))
                        .map(text -> Coded.of(Priority.class, "AdditionalInformation.Priority", text)),
                additional.flatMap(element -> element.text("Subject")),
                email.elements("ClinicalInformation").stream()
                        .map(element -> FormattedText.read(
                                element.having(Set.of("Text01")).required("Text01")))
                        .toList(),
                email.elements("Reference").stream()
                        .map(LetterReader::reference)
                        .toList(),
                !message.elements("Local_Elements").isEmpty());
    }

    static Envelope envelope(Element element) {
        element.having(Set.of("Sent", "Identifier", "AcknowledgementCode"));
        return new Envelope(
                time(element.required("Sent")),
                element.requiredText("Identifier"),
                Coded.of(
                        AcknowledgementCode.class,
                        "Envelope.AcknowledgementCode",
                        element.requiredText("AcknowledgementCode")));
    }

    private static Heading heading(Edition edition, Element element) {
        element.having(Set.of(
                "Identifier",
                "VersionCode",
                "StatisticalCode",
                "Authorisation",
                "TypeCode",
                "StatusCode",
                "EpisodeOfCareIdentifier"));
        if (!element.requiredText("VersionCode").equals(edition.versionCode())) {
            throw UnreadableLetter.at("Letter.VersionCode", "is not that of the edition");
        }
        if (!element.requiredText("TypeCode").equals("XDIS91")) {
            throw UnreadableLetter.at("Letter.TypeCode", "is not XDIS91");
        }
        return new Heading(
                element.requiredText("Identifier"),
                element.requiredText("StatisticalCode"),
                time(element.required("Authorisation")),
                Coded.of(StatusCode.class, "Letter.StatusCode", element.requiredText("StatusCode")),
                element.text("EpisodeOfCareIdentifier"));
    }

    private static Party party(Element element) {
        element.having(Set.of(
                "EANIdentifier",
                "Identifier",
                "IdentifierCode",
                "OrganisationName",
                "DepartmentName",
                "UnitName",
                "StreetName",
                "SuburbName",
                "DistrictName",
                "PostCodeIdentifier",
                "TelephoneSubscriberIdentifier",
                "MedicalSpecialityCode"));
        return new Party(
                element.requiredText("EANIdentifier"),
                element.requiredText("Identifier"),
                Coded.of(IdentifierCode.class, "IdentifierCode", element.requiredText("IdentifierCode")),
                element.text("OrganisationName"),
                element.text("DepartmentName"),
                element.text("UnitName"),
                address(element),
                element.text("TelephoneSubscriberIdentifier"),
                element.text("MedicalSpecialityCode"));
    }

    private static Address address(Element element) {
        return new Address(
                element.text("StreetName"),
                element.text("SuburbName"),
                element.text("DistrictName"),
                element.text("PostCodeIdentifier"));
    }

    private static Person person(Element element) {
        element.having(Set.of(
                "CivilRegistrationNumber",
                "AlternativeIdentifier",
                "PersonSurnameName",
                "PersonGivenName",
                "StreetName",
                "SuburbName",
                "DistrictName",
                "PostCodeIdentifier",
                "OccupancyText",
                "EpisodeOfCareStatusCode"));
        Optional<String> number = element.text("CivilRegistrationNumber");
        Optional<String> alternative = element.text("AlternativeIdentifier");
        if (number.isPresent() == alternative.isPresent()) {
            throw UnreadableLetter.at("Patient", "has not one number");
        }
        return new Person(
                number.or(() -> alternative).orElseThrow(),
                alternative.isPresent(),
                element.requiredText("PersonSurnameName"),
                element.text("PersonGivenName"),
                address(element),
                element.text("OccupancyText"),
                Coded.of(
                        EpisodeStatus.class,
                        "Patient.EpisodeOfCareStatusCode",
                        element.requiredText("EpisodeOfCareStatusCode")));
    }

    private static Reference reference(Element element) {
        element.having(Set.of("RefDescription", "URL", "SUP", "BIN"));
        if (element.elements().size() != 2) {
            throw UnreadableLetter.at("Reference", "has not one description and one target");
        }
        return new Reference(element.requiredText("RefDescription"), target(element));
    }

    private static Target target(Element element) {
        if (element.element("URL").isPresent()) {
            return new Link(element.requiredText("URL"));
        }
        if (element.element("SUP").isPresent()) {
            if (!element.requiredText("SUP").equals("true")) {
                throw UnreadableLetter.at("Reference.SUP", "is not true");
            }
            return new Sup();
        }
        Element object = element.required("BIN")
                .having(Set.of("ObjectIdentifier", "ObjectCode", "ObjectExtensionCode", "OriginalObjectSize"));
        return new Binary(
                object.requiredText("ObjectIdentifier"),
                Coded.of(ObjectCode.class, "BIN.ObjectCode", object.requiredText("ObjectCode")),
                Coded.of(FileKind.class, "BIN.ObjectExtensionCode", object.requiredText("ObjectExtensionCode")),
                size(object.requiredText("OriginalObjectSize")));
    }

    private static long size(String text) {
        if (!text.matches("[+]?[0-9]{1,15}")) {
            throw UnreadableLetter.at("BIN.OriginalObjectSize", "is not a number of bytes");
        }
        return Long.parseLong(text);
    }

    private static LocalDateTime time(Element element) {
        element.having(Set.of("Date", "Time"));
        String date = element.requiredText("Date");
        String time = element.requiredText("Time");
        try {
            if (DATE.matcher(date).matches() && TIME.matcher(time).matches()) {
                return LocalDateTime.of(LocalDate.parse(date), LocalTime.parse(time));
            }
        } catch (DateTimeParseException e) {
            // told below, as that which does not look like a date
        }
        throw UnreadableLetter.at(element.name(), "is no date and time");
    }
}
