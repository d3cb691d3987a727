package dk.hoibu.fhir.message.reception;

import dk.hoibu.fhir.message.rule.Detail;
import dk.hoibu.fhir.message.rule.Rule;
import dk.hoibu.fhir.message.rule.Severity;

/** The rules that take more than the text of a message to decide: the bytes of its attachments, the registers, and what came before. */
public final class OwnRules {

    static final Rule RECEIVER_UNKNOWN = error(
            "hoibu-receiver-unknown",
            Detail.RECEIVER_UNKNOWN,
            "Modtageren findes ikke i SOR, eller er lukket.",
            "The receiver is not in SOR, or is closed.");

    static final Rule BUNDLE_ID_REUSED = error(
            "hoibu-bundle-id-reused",
            Detail.DUPLICATE,
            "Bundle.id er brugt før, med et andet MessageHeader.id.",
            "Bundle.id was used before, with another MessageHeader.id.");

    static final Rule NUMBER_AS_ID = error(
            "hoibu-number-as-id",
            Detail.ID,
            "Et id må ikke indeholde et CPR-nummer.",
            "An id must not hold a CPR number.");

    static final Rule ATTACHMENT_TYPE = error(
            "hoibu-attachment-type",
            Detail.DAMAGED,
            "De vedhæftede data er ikke af den type, der står (contentType).",
            "The attached data are not of the type that is stated (contentType).");

    static final Rule LINK = error(
            "hoibu-link",
            Detail.NOT_ALLOWED,
            "Et link skal være til en offentlig adresse, med http eller https.",
            "A link must be to a public address, by http or https.");

    static final Rule MARKUP = error(
            "hoibu-markup",
            Detail.NOT_ALLOWED,
            "Tekst og titler er ren tekst: de må ikke indeholde programkode, stier eller styretegn.",
            "Text and titles are plain text: they must not hold program code, paths or control characters.");

    static final Rule HALF_CHARACTER = error(
            "hoibu-half-character",
            Detail.SYNTAX,
            "Teksten har et halvt tegn (et enligt surrogat), som ikke kan skrives i XML eller UTF-8.",
            "The text has half a character (a lone surrogate), which XML and UTF-8 cannot hold.");

    static final Rule TOO_LONG = error(
            "hoibu-too-long",
            Detail.TOO_LONG,
            "Beskeden er længere end 100 MB, eller har mere end 8 MB uden for de vedhæftede data.",
            "The message is longer than 100 MB, or has more than 8 MB outside the attached data.");

    private OwnRules() {}

    private static Rule error(String id, Detail detail, String danish, String english) {
        return new Rule(id, Severity.ERROR, detail, danish, english);
    }
}
