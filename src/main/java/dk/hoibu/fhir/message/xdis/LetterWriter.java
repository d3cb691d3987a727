package dk.hoibu.fhir.message.xdis;

import dk.hoibu.fhir.message.xdis.XdisLetter.Address;
import dk.hoibu.fhir.message.xdis.XdisLetter.Binary;
import dk.hoibu.fhir.message.xdis.XdisLetter.Envelope;
import dk.hoibu.fhir.message.xdis.XdisLetter.Link;
import dk.hoibu.fhir.message.xdis.XdisLetter.Party;
import dk.hoibu.fhir.message.xdis.XdisLetter.Person;
import dk.hoibu.fhir.message.xdis.XdisLetter.Reference;
import dk.hoibu.fhir.message.xdis.XdisLetter.Sup;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;

/** Writes a letter as its edition's schema has it. Elements that two parties agreed on are not written. */
public final class LetterWriter {

    private static final DateTimeFormatter DATE = DateTimeFormatter.ofPattern("uuuu-MM-dd");
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH:mm");

    private final XmlWriting xml = new XmlWriting();

    private LetterWriter() {}

    /** The document, in ISO-8859-1. */
    public static byte[] write(XdisLetter letter) {
        LetterWriter writer = new LetterWriter();
        writer.xml.root("Emessage", letter.edition().namespace(), () -> {
            envelope(writer.xml, letter.envelope());
            writer.xml.element("ClinicalEmail", () -> writer.email(letter));
        });
        return writer.xml.bytes();
    }

    static void envelope(XmlWriting xml, Envelope envelope) {
        xml.element("Envelope", () -> {
            time(xml, "Sent", envelope.sent());
            xml.element("Identifier", envelope.identifier());
            xml.element("AcknowledgementCode", envelope.acknowledgement().code());
        });
    }

    private void email(XdisLetter letter) {
        heading(letter);
        xml.element("Sender", () -> party(letter.sender()));
        xml.element("Receiver", () -> party(letter.receiver()));
        xml.element("Patient", () -> person(letter.patient()));
        if (letter.priority().isPresent() || letter.subject().isPresent()) {
            xml.element("AdditionalInformation", () -> {
                letter.priority().ifPresent(priority -> xml.element("Priority", priority.code()));
                xml.ifThere("Subject", letter.subject());
            });
        }
        letter.texts().forEach(text -> xml.element("ClinicalInformation", () -> xml.formatted("Text01", text.plain())));
        letter.references().forEach(reference -> xml.element("Reference", () -> reference(reference)));
    }

    private void heading(XdisLetter letter) {
        xml.element("Letter", () -> {
            xml.element("Identifier", letter.heading().identifier());
            xml.element("VersionCode", letter.edition().versionCode());
            xml.element("StatisticalCode", letter.heading().statisticalCode());
            time(xml, "Authorisation", letter.heading().authorisation());
            xml.element("TypeCode", "XDIS91");
            xml.element("StatusCode", letter.heading().status().code());
            xml.ifThere("EpisodeOfCareIdentifier", letter.heading().episode());
        });
    }

    private void party(Party party) {
        xml.element("EANIdentifier", party.ean());
        xml.element("Identifier", party.identifier());
        xml.element("IdentifierCode", party.identifierCode().code());
        xml.ifThere("OrganisationName", party.organisation());
        xml.ifThere("DepartmentName", party.department());
        xml.ifThere("UnitName", party.unit());
        address(party.address());
        xml.ifThere("TelephoneSubscriberIdentifier", party.telephone());
        xml.ifThere("MedicalSpecialityCode", party.speciality());
    }

    private void address(Address address) {
        xml.ifThere("StreetName", address.street());
        xml.ifThere("SuburbName", address.suburb());
        xml.ifThere("DistrictName", address.district());
        xml.ifThere("PostCodeIdentifier", address.postCode());
    }

    private void person(Person person) {
        xml.element(person.alternative() ? "AlternativeIdentifier" : "CivilRegistrationNumber", person.number());
        xml.element("PersonSurnameName", person.surname());
        xml.ifThere("PersonGivenName", person.given());
        address(person.address());
        xml.ifThere("OccupancyText", person.occupancy());
        xml.element("EpisodeOfCareStatusCode", person.status().code());
    }

    private void reference(Reference reference) {
        xml.element("RefDescription", reference.description());
        if (reference.target() instanceof Link link) {
            xml.element("URL", link.url());
        } else if (reference.target() instanceof Sup) {
            xml.element("SUP", "true");
        } else if (reference.target() instanceof Binary binary) {
            xml.element("BIN", () -> {
                xml.element("ObjectIdentifier", binary.identifier());
                xml.element("ObjectCode", binary.code().code());
                xml.element("ObjectExtensionCode", binary.extension().code());
                xml.element("OriginalObjectSize", Long.toString(binary.size()));
            });
        }
    }

    static void time(XmlWriting xml, String name, LocalDateTime time) {
        xml.element(name, () -> {
            xml.element("Date", DATE.format(time));
            xml.element("Time", TIME.format(time));
        });
    }
}
