package dk.hoibu.fhir.message.build;

import dk.hoibu.fhir.message.rule.Detail;
import dk.hoibu.fhir.message.rule.Rule;
import dk.hoibu.fhir.message.rule.Severity;

/** What a draft must say so that a message can be built of it. What the message must keep besides is the message's own rules' to say. */
public final class DraftRules {

    static final Rule UNSUPPORTED = error(
            "draft-element",
            Detail.NOT_ALLOWED,
            "Dette kan en CareCommunication ikke sige, eller serveren sætter det selv.",
            "A CareCommunication cannot say this, or the server says it itself.");

    static final Rule RECEIVER = error(
            "draft-receiver",
            Detail.RECEIVER_MISSING,
            "Der skal være præcis én modtager: en organisation med SOR-id (identifier) eller Organization/[id].",
            "There must be exactly one receiver: an organisation by its SOR id (identifier) or Organization/[id].");

    public static final Rule RECEIVER_UNKNOWN = error(
            "draft-receiver-unknown",
            Detail.RECEIVER_UNKNOWN,
            "Modtageren findes ikke i registrene, eller er lukket, eller har ikke både SOR-id og lokationsnummer, og det har ingen over den heller.",
            "The receiver is not in the registers, or is closed, or it has not both a SOR id and a GLN, nor has any above it.");

    static final Rule PARTICIPANT = error(
            "draft-participant",
            Detail.NO_MATCH,
            "En specifik afsender eller modtager er et CareTeam med navn eller en PractitionerRole med navn og stilling, begge indlejret (contained).",
            "A specific sender or recipient is a CareTeam with a name or a PractitionerRole with name and role, both contained.");

    public static final Rule SUBJECT = error(
            "draft-subject",
            Detail.SYNTAX,
            "Borgeren skal være nævnt: ved CPR-nummer eller erstatnings-CPR (identifier), ved Patient/[id] her fra serveren, eller som indlejret Patient.",
            "The citizen must be named: by CPR number or the number that replaces it (identifier), by Patient/[id] of this server, or as a contained Patient.");

    static final Rule CATEGORY = error(
            "draft-category",
            Detail.VALUESET,
            "Der skal være præcis én kategori, med én af MedComs koder.",
            "There must be exactly one category, with one of MedCom's codes.");

    static final Rule PRIORITY = error(
            "draft-priority",
            Detail.VALUESET,
            "Prioritet kan kun være routine eller asap.",
            "The priority can only be routine or asap.");

    static final Rule TEXT = error(
            "draft-text",
            Detail.SYNTAX,
            "Der skal være mindst én tekst, og ingen tekst må være tom.",
            "There must be at least one text, and no text may be blank.");

    static final Rule CHARACTERS = error(
            "draft-characters",
            Detail.SYNTAX,
            "Teksten har tegn, som ikke kan sendes (styretegn eller halve tegn).",
            "The text has characters that cannot be sent (control characters or half ones).");

    static final Rule ATTACHMENT = error(
            "draft-attachment",
            Detail.SYNTAX,
            "Et vedhæftet dokument skal have titel, og enten data med contentType eller et link (url).",
            "An attached document must have a title, and either data with a contentType or a link (url).");

    static final Rule AUTHOR_NAME = error(
            "draft-author-name",
            Detail.SYNTAX,
            "Det skal stå, hvem der skriver: sender er en indlejret PractitionerRole, hvis Practitioner har et navn.",
            "It must be said who writes: sender is a contained PractitionerRole whose Practitioner has a name.");

    static final Rule AUTHOR_ROLE = error(
            "draft-author-role",
            Detail.SYNTAX,
            "Forfatterens stilling skal stå i PractitionerRole.code, som kode eller tekst.",
            "The author's role must be in PractitionerRole.code, as a code or a text.");

    static final Rule AUTHOR_PHONE = error(
            "draft-author-phone",
            Detail.SYNTAX,
            "Forfatterens telefonnummer skal stå i PractitionerRole.telecom.",
            "The author's telephone number must be in PractitionerRole.telecom.");

    static final Rule EPISODE = error(
            "draft-episode",
            Detail.SYNTAX,
            "Et forløb er en indlejret Encounter med episodeOfCare.identifier.",
            "An episode of care is a contained Encounter with episodeOfCare.identifier.");

    /** Of what only the server can know. */
    public static final Rule SENDER = error(
            "draft-sender",
            Detail.NO_MATCH,
            "Den, der sender, skal være en åben organisation i SOR med lokationsnummer, eller være under en.",
            "Whoever sends must be an open organisation in SOR with a GLN, or be below one.");

    /** The name is not told to whoever asks. */
    public static final Rule SUBJECT_NAME = error(
            "draft-subject-name",
            Detail.SYNTAX,
            "Borgerens navn kan ikke slås op her. Send det i en indlejret Patient.",
            "The citizen's name cannot be looked up here. Send it in a contained Patient.");

    /** A slip that must not happen. */
    public static final Rule OTHER_SUBJECT = error(
            "draft-other-subject",
            Detail.NO_MATCH,
            "Beskeden er om en anden borger end den, der svares på eller videresendes.",
            "The message is about another citizen than the one that it answers or forwards.");

    /** An answer goes where the message came from. */
    public static final Rule OTHER_RECEIVER = error(
            "draft-other-receiver",
            Detail.NO_MATCH,
            "Et svar går til den, der skrev. Videresend, eller skriv en ny besked, for at skrive til andre.",
            "A reply goes to whoever wrote. Forward the message, or write a new one, to write to others.");

    /** Of a forward that is to take along what is not there. */
    public static final Rule SEGMENT = error(
            "draft-segment",
            Detail.NO_MATCH,
            "Beskeden har ikke et segment med det id.",
            "The message has no segment with that id.");

    private DraftRules() {}

    private static Rule error(String id, Detail detail, String danish, String english) {
        return new Rule(id, Severity.ERROR, detail, danish, english);
    }
}
