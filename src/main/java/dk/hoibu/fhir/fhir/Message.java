package dk.hoibu.fhir.fhir;

/**
 * Everything the server says to a client in words, in both languages. {@code %s} takes the names of parameters, sources or limits,
 * never a value the client sent nor anything about a person.
 */
public enum Message {
    CPR_IN_URL(
            "Et CPR-nummer må ikke stå i en URL. Send det i kroppen: POST [base]/Patient/_search (eller en anden type med patient.identifier) med Content-Type application/x-www-form-urlencoded.",
            "A CPR number must not be in a URL. Send it in the body: POST [base]/Patient/_search (or another type with patient.identifier) with Content-Type application/x-www-form-urlencoded."),
    POST_ONLY(
            "Parameteren %s må kun sendes i kroppen af POST [type]/_search, aldrig i en URL.",
            "The parameter %s may only be sent in the body of POST [type]/_search, never in a URL."),
    UNKNOWN_PARAMETER(
            "Søgeparameteren %s findes ikke her. Den bliver ikke ignoreret, for så ville svaret være forkert. Se /metadata for dem der findes.",
            "The search parameter %s is not supported here. It is not ignored, because then the answer would be wrong. See /metadata for those that are."),
    UNSUPPORTED_MODIFIER(
            "Søgeparameteren %s kan ikke bruges med den modifier eller kæde.",
            "The search parameter %s cannot be used with that modifier or chain."),
    INVALID_VALUE(
            "Værdien af %s kan ikke forstås. Forventet: %s.", "The value of %s cannot be understood. Expected: %s."),
    UNSUPPORTED_VALUE(
            "Værdien af %s understøttes ikke. Mulige: %s.", "The value of %s is not supported. Possible: %s."),
    REPEATED_PARAMETER("Parameteren %s må kun angives én gang.", "The parameter %s may be given only once."),
    ONE_CHILD(
            "Angiv præcis ét barn, med parameteren %s. Oplysninger om børn kan ikke søges på tværs af børn.",
            "Name exactly one child, with the parameter %s. Information about children cannot be searched across children."),
    PATIENT_NEEDS_IDENTIFIER(
            "Patienter kan ikke gennemses. Søg med identifier i kroppen af POST Patient/_search, eller med _id.",
            "Patients cannot be browsed. Search with identifier in the body of POST Patient/_search, or with _id."),
    COUNT_TOO_HIGH("_count må højst være %s.", "_count may be at most %s."),
    TOO_MANY_PARAMETERS("Der er for mange parametre; højst %s.", "There are too many parameters; at most %s."),
    BAD_PAGE_LINK(
            "Linket til næste side er ikke udstedt af denne server, eller er ændret. Begynd søgningen forfra.",
            "The link to the next page was not issued by this server, or was altered. Start the search again."),
    NOT_FOUND("Der findes ingen ressource med dette id.", "There is no resource with this id."),
    GUIDE_NOT_BUILT(
            "Guiden er ikke bygget ind i denne server. Byg den med: mvn -Pig package. Eller nævn dens mappe i indstillingen server.guide-folder.",
            "The guide was not built into this server. Build it with: mvn -Pig package. Or name its folder in the setting server.guide-folder."),
    PATIENT_ID_UNKNOWN(
            "Patient-id'et er ikke udstedt af denne server. Find barnet med POST Patient/_search.",
            "The patient id was not issued by this server. Find the child with POST Patient/_search."),
    PERSON_UNKNOWN(
            "CPR kender ikke nummeret. Det betyder ikke, at der ikke er noget i gang; kontrollér nummeret.",
            "The person register does not know the number. That does not mean that nothing is going on; check the number."),
    REFUSED("Adgang afvist.", "Access refused."),
    LOGIN_REQUIRED(
            "Der kræves et access token: Authorization: Bearer. Hvor det fås, står i [base]/.well-known/smart-configuration.",
            "An access token is required: Authorization: Bearer. [base]/.well-known/smart-configuration tells where to get one."),
    TOKEN_REFUSED("Access tokenet accepteres ikke. Hent et nyt.", "The access token is not accepted. Get a new one."),
    TOKEN_UNVERIFIABLE(
            "Access tokenet kan ikke kontrolleres, fordi dets udsteder ikke svarer. Prøv igen.",
            "The access token cannot be verified, because its issuer does not answer. Try again."),
    AUDIT_UNAVAILABLE(
            "Forespørgslen kan ikke besvares, fordi opslaget ikke kan skrives i loggen. Prøv igen om lidt.",
            "The request cannot be answered, because the access cannot be written to the audit log. Try again in a while."),
    NOT_LATEST(
            "Der er en nyere besked i tråden: svar på Communication/%s, eller skriv en ny besked.",
            "There is a newer message in the thread: reply to Communication/%s, or write a new message."),
    DRAFT_REUSED(
            "Udkastets identifier er brugt før, om et andet udkast. Giv dette udkast sin egen.",
            "The draft's identifier was used before, of another draft. Give this draft one of its own."),
    MESSAGES_UNAVAILABLE(
            "Beskederne kan ikke læses lige nu. Prøv igen om lidt.",
            "Messages cannot be read now. Try again in a while."),
    THREAD_TOO_LONG(
            "Tråden er for lang til ét svar. Hent dens beskeder med Communication?identifier=.",
            "The thread is too long for one answer. Fetch its messages with Communication?identifier=."),
    AUDIT_UNREADABLE(
            "Loggen kan ikke læses lige nu. Prøv igen om lidt.",
            "The audit log cannot be read now. Try again in a while."),
    CONCEALMENT_UNKNOWN(
            "Det vides ikke lige nu, hvem loggen skal sløre. Prøv igen om lidt.",
            "It is not known now whom the log is to conceal. Try again in a while."),
    TOO_MANY_VALUES(
            "Parameteren %s har for mange værdier; højst %s.", "The parameter %s has too many values; at most %s."),
    SCOPE_MISSING(
            "Access tokenets scopes giver ikke adgang til dette.",
            "The scopes of the access token do not permit this."),
    SOURCE_MISSING(
            "%s har ikke svaret siden %s. Svaret er ikke fuldstændigt: det, der mangler, kan indeholde noget væsentligt. Prøv igen.",
            "%s has not answered since %s. The answer is not complete: what is missing may matter. Try again."),
    SOURCE_TIMEOUT(
            "%s svarede ikke i tide (siden %s). Svaret er ikke fuldstændigt: det, der mangler, kan indeholde noget væsentligt. Prøv igen.",
            "%s did not answer in time (since %s). The answer is not complete: what is missing may matter. Try again."),
    NOT_ASKABLE(
            "%s kan ikke spørges med et erstatningsnummer. At der ikke er noget i svaret derfra, siger intet.",
            "%s cannot be asked with a replacement number. That nothing comes from it says nothing."),
    NOTHING_ANSWERED(
            "De kilder, spørgsmålet kræver, svarede ikke: %s. Der er ikke noget svar. Prøv igen.",
            "The sources that the question needs did not answer: %s. There is no answer. Try again."),
    OUT_OF_AGE(
            "HOI BU dækker børn under 18 år. Svaret siger derfor intet om personen.",
            "HOI BU covers children under 18. The answer therefore says nothing about the person."),
    DECEASED(
            "CPR oplyser, at personen er død. Svaret siger intet om sager eller aftaler.",
            "The person register says that the person has died. The answer says nothing about cases or appointments."),
    PROTECTED(
            "Barnet har navne- og adressebeskyttelse. Skole, dagtilbud og praktiserende læge vises ikke.",
            "The child's name and address are protected. School, daycare and general practitioner are not shown."),
    SCHOOL_UNKNOWN(
            "Skoleregistrene kender ingen skole eller dagtilbud for barnet. Dagpleje og private ordninger er ikke i dem.",
            "The school registers know no school or daycare for the child. Childminders and private care are not in them."),
    CASES_NOT_FOR_ROLE(
            "Kommunale sager vises ikke for den, der spørger, uanset barn. At der ingen er i svaret, siger intet om barnet.",
            "Municipal cases are not shown to whoever asks, whatever the child. That there are none in the answer says nothing about the child."),
    APPOINTMENTS_NOT_FOR_ROLE(
            "Aftaler i psykiatrien vises ikke for den, der spørger, uanset barn. At der ingen er i svaret, siger intet om barnet.",
            "Appointments in psychiatry are not shown to whoever asks, whatever the child. That there are none in the answer says nothing about the child."),
    NOT_IN_SCOPE(
            "Access tokenets scopes dækker ikke alt det, der spørges om. At der ikke er mere i svaret, siger intet om barnet.",
            "The scopes of the access token do not cover all that is asked for. That there is no more in the answer says nothing about the child."),
    SCHOOL_NOT_FOR_ROLE(
            "Skole, dagtilbud og praktiserende læge vises ikke for den, der spørger, uanset barn.",
            "School, daycare and general practitioner are not shown to whoever asks, whatever the child."),
    BODY_PARAMETER_UNKNOWN(
            "Kroppen har en parameter, der ikke hører til. Mulige: %s.",
            "The body has a parameter that does not belong there. Possible: %s."),
    BODY_PARAMETER_MISSING("Parameteren %s mangler i kroppen.", "The parameter %s is missing from the body."),
    BODY_PARAMETER_KIND(
            "Parameteren %s skal have en værdi af typen %s, og intet andet.",
            "The parameter %s must have a value of type %s, and nothing else."),
    LAUNCH_CONTEXT_FOREIGN(
            "Konteksten skal være sager om det samme barn: EpisodeOfCare/[id].",
            "The context must be cases about the same child: EpisodeOfCare/[id]."),
    LAUNCH_ORGANISATION_FOREIGN(
            "Visningen skal bestilles for den organisation, som access tokenet er udstedt til.",
            "The launch must be for the organisation that the access token was issued to."),
    LAUNCH_HANDLE_REFUSED(
            "Engangsmærket kan ikke bruges. Tryk på knappen i journalsystemet igen.",
            "The launch handle cannot be used. Press the button in the record system again."),
    NOT_SUPPORTED(
            "Serveren kan ikke det, der spørges om. Se /metadata for det den kan.",
            "The server cannot do what is asked. See /metadata for what it can."),
    BAD_REQUEST("Forespørgslen kan ikke forstås.", "The request cannot be understood."),
    METHOD_NOT_ALLOWED("Metoden kan ikke bruges her. Tilladt: %s.", "The method cannot be used here. Allowed: %s."),
    NOT_ACCEPTABLE(
            "Formatet kan ikke leveres. Mulige: application/fhir+json og application/fhir+xml.",
            "The format cannot be given. Possible: application/fhir+json and application/fhir+xml."),
    UNSUPPORTED_MEDIA_TYPE(
            "Kroppens format kan ikke læses her. Forventet: %s, uden Content-Encoding.",
            "The format of the body cannot be read here. Expected: %s, without Content-Encoding."),
    BODY_TOO_LARGE("Kroppen er for stor; højst %s bytes.", "The body is too large; at most %s bytes."),
    BODY_TOO_DEEP(
            "Kroppen er for dybt indlejret; højst %s niveauer.", "The body is nested too deeply; at most %s levels."),
    BODY_TOO_COSTLY("Kroppen har for mange dele; højst %s.", "The body has too many parts; at most %s."),
    TOO_MANY_REQUESTS(
            "Der er for mange samtidige forespørgsler fra denne klient; højst %s. Prøv igen om lidt.",
            "There are too many requests at once from this client; at most %s. Try again shortly."),
    RATE_EXCEEDED(
            "Der er kommet for mange forespørgsler; højst %s i minuttet. Prøv igen om %s sekunder.",
            "There have been too many requests; at most %s a minute. Try again in %s seconds."),
    MISDIRECTED(
            "Serveren har ikke det navn, der står i Host. Brug den adresse, som /metadata nævner.",
            "The server does not have the name that Host says. Use the address that /metadata tells."),
    HEADERS_TOO_LARGE("URL eller headere er for store.", "The URL or the headers are too large."),
    INTERNAL(
            "Der skete en fejl i serveren. Oplys X-Request-Id ved henvendelse til driften.",
            "The server failed. Quote X-Request-Id to its operators."),
    UNAVAILABLE("Serveren er ved at lukke ned. Prøv igen.", "The server is shutting down. Try again.");

    private final String danish;
    private final String english;

    Message(String danish, String english) {
        this.danish = danish;
        this.english = english;
    }

    public String in(Language language, Object... names) {
        String pattern = switch (language) {
            case DANISH -> danish;
            case ENGLISH -> english;
        };
        return String.format(pattern, names);
    }
}
