package dk.hoibu.fhir.message.xdis;

import java.time.LocalDateTime;
import java.util.List;
import java.util.Optional;

/**
 * A clinical e-mail (Danish: <i>korrespondance</i>), XDIS91, with what MedCom's schema of 2019-02-19 lets it hold. Dates and times are
 * Danish civil time to the minute, without a zone.
 *
 * <p>All constructors here throw {@link UnreadableLetter} naming the element that is too long or empty.
 *
 * @param priority how urgent
 * @param subject up to 70 characters
 * @param texts as plain text, each with what it was read from
 * @param references to what is not in the letter itself, at most ten
 * @param localElements whether it came with elements that two parties agreed on; they are not read
 */
public record XdisLetter(
        Edition edition,
        Envelope envelope,
        Heading heading,
        Party sender,
        Party receiver,
        Person patient,
        Optional<Priority> priority,
        Optional<String> subject,
        List<LetterText> texts,
        List<Reference> references,
        boolean localElements) {

    static final int MOST_REFERENCES = 10;

    public XdisLetter {
        Fields.allow("AdditionalInformation.Subject", subject, 70);
        texts = List.copyOf(texts);
        references = List.copyOf(references);
        if (references.size() > MOST_REFERENCES) {
            throw UnreadableLetter.at("Reference", "comes more than " + MOST_REFERENCES + " times");
        }
        if (sender.organisation().isEmpty()) {
            throw UnreadableLetter.at("Sender.OrganisationName", "is missing");
        }
        if (receiver.telephone().isPresent() || receiver.speciality().isPresent()) {
            throw UnreadableLetter.at("Receiver", "has what only a sender has");
        }
    }

    /** What the letter is known by everywhere: the sender's location number and its identifier, {@code [lokationsnummer]#[brevid]}. */
    public String key() {
        return sender.ean() + "#" + heading.identifier();
    }

    /** Whether the sender wants to hear that all went well too; of a failure it is always told. */
    public enum AcknowledgementCode implements Coded {
        MINUSPOSITIVKVITT,
        PLUSPOSITIVKVITT
    }

    /** The letter's outside. */
    public record Envelope(LocalDateTime sent, String identifier, AcknowledgementCode acknowledgement) {

        public Envelope {
            Fields.require("Envelope.Identifier", identifier, 14);
        }
    }

    /** Whether the letter is new or corrects an earlier one. */
    public enum StatusCode implements Coded {
        NYTBREV,
        RETTETBREV
    }

    /**
     * The letter's head.
     *
     * @param authorisation when somebody answered for it by pressing "send"
     * @param episode what the parties know the course of treatment by
     */
    public record Heading(
            String identifier,
            String statisticalCode,
            LocalDateTime authorisation,
            StatusCode status,
            Optional<String> episode) {

        public Heading {
            Fields.require("Letter.Identifier", identifier, 14);
            Fields.require("Letter.StatisticalCode", statisticalCode, 8);
            Fields.allow("Letter.EpisodeOfCareIdentifier", episode, 35);
        }
    }

    /** Which register a party's identifier is of. */
    public enum IdentifierCode implements Coded {
        SYGEHUSAFDELINGSNUMMER,
        YDERNUMMER,
        LOKATIONSNUMMER,
        KOMMUNENUMMER,
        AMT,
        SORKODE
    }

    /**
     * Who sends or receives.
     *
     * @param ean location number
     * @param organisation always there of a sender
     * @param telephone of a sender only, as is {@code speciality}
     * @param speciality a code of the schema's list; not checked here
     */
    public record Party(
            String ean,
            String identifier,
            IdentifierCode identifierCode,
            Optional<String> organisation,
            Optional<String> department,
            Optional<String> unit,
            Address address,
            Optional<String> telephone,
            Optional<String> speciality) {

        public Party {
            Fields.require("EANIdentifier", ean, 35);
            Fields.require("Identifier", identifier, 17);
            Fields.allow("OrganisationName", organisation, 35);
            Fields.allow("DepartmentName", department, 35);
            Fields.allow("UnitName", unit, 35);
            Fields.allow("TelephoneSubscriberIdentifier", telephone, 25);
        }
    }

    /** Where somebody is. */
    public record Address(
            Optional<String> street, Optional<String> suburb, Optional<String> district, Optional<String> postCode) {

        static final Address NONE = new Address(Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());

        public Address {
            Fields.allow("StreetName", street, 35);
            Fields.allow("SuburbName", suburb, 35);
            Fields.allow("DistrictName", district, 35);
            Fields.allow("PostCodeIdentifier", postCode, 9);
        }
    }

    /** How the patient stands in the course of treatment. */
    public enum EpisodeStatus implements Coded {
        INAKTIV,
        INDLAGT,
        AMBULANT,
        DOED,
        AMBULANT_ROENTGEN
    }

    /**
     * Whom the letter is about.
     *
     * @param number ten characters; a CPR number, or what stands in for one
     * @param alternative whether it stands in for one
     * @param occupancy occupation
     */
    public record Person(
            String number,
            boolean alternative,
            String surname,
            Optional<String> given,
            Address address,
            Optional<String> occupancy,
            EpisodeStatus status) {

        public Person {
            boolean formed = alternative ? Fields.length(number) == 10 : number.matches("[0-9]{10}");
            if (!formed) {
                throw UnreadableLetter.at(
                        alternative ? "Patient.AlternativeIdentifier" : "Patient.CivilRegistrationNumber",
                        "is not ten characters of the right kind");
            }
            Fields.require("Patient.PersonSurnameName", surname, 70);
            Fields.allow("Patient.PersonGivenName", given, 70);
            Fields.allow("Patient.OccupancyText", occupancy, 35);
        }

        @Override
        public String toString() {
            return "Person[**********]";
        }
    }

    /** How urgent. */
    public enum Priority implements Coded {
        RUTINE("rutine"),
        HOEJ_PRIORITET("høj_prioritet");

        private final String code;

        Priority(String code) {
            this.code = code;
        }

        @Override
        public String code() {
            return code;
        }
    }

    /**
     * A text of the letter.
     *
     * @param plain with {@code \n} between lines; may be empty
     * @param formatted whether it had more than lines and blanks: bold, centred and the like
     */
    public record LetterText(String plain, boolean formatted) {}

    /** Something that goes with the letter. */
    public record Reference(String description, Target target) {

        public Reference {
            Fields.require("Reference.RefDescription", description, 70);
        }
    }

    /** Where what is referred to is. */
    public sealed interface Target permits Link, Sup, Binary {}

    /** On the web. */
    public record Link(String url) implements Target {

        public Link {
            Fields.require("Reference.URL", url, 350);
        }
    }

    /** In the hospitals' shared record (SUP). */
    public record Sup() implements Target {}

    /**
     * An object that travels in a letter of its own.
     *
     * @param identifier its name there
     * @param code what sort of content
     * @param extension what kind of file, such as {@code pdf}
     * @param size in bytes, above zero
     */
    public record Binary(String identifier, ObjectCode code, FileKind extension, long size) implements Target {

        public Binary {
            Fields.require("Reference.BIN.ObjectIdentifier", identifier, 35);
            if (size <= 0) {
                throw UnreadableLetter.at("Reference.BIN.OriginalObjectSize", "is not above zero");
            }
        }
    }

    /** Sorts of content. */
    public enum ObjectCode implements Coded {
        TEKSTFIL,
        BILLEDE,
        PROGRAM,
        VEKTOR_GRAFIK,
        BIOSIGNALER,
        MULTIMEDIE,
        PROPRIETAERT_INDHOLD
    }
}
