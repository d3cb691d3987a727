package dk.hoibu.fhir.message.xdis;

import ca.uhn.fhir.context.FhirContext;
import dk.hoibu.fhir.message.xdis.OrganisationRegister.Registered;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** Letters made up for tests, and converters of them. Numbers are of the kind that nobody has. */
final class Letters {

    static final FhirContext CONTEXT = FhirContext.forR4();
    static final String SENDER_SOR = "9902111000016005";

    /** A register that knows the sender of {@link #letter()} alone. */
    static final OrganisationRegister REGISTER = party -> party.ean().equals("5790009901822")
            ? Optional.of(new Registered(
                    SENDER_SOR, Optional.of("5790009901822"), Optional.of("Lægerne Søparken"), Optional.of("99001988")))
            : Optional.empty();

    private static final String LETTER = """
            <?xml version="1.0" encoding="ISO-8859-1"?>
            <Emessage xmlns="http://rep.oio.dk/medcom.dk/xml/schemas/2019/02/19/">
              <Envelope>
                <Sent><Date>2026-03-02</Date><Time>09:45</Time></Sent>
                <Identifier>Kuvert00000042</Identifier>
                <AcknowledgementCode>pluspositivkvitt</AcknowledgementCode>
              </Envelope>
              <ClinicalEmail>
                <Letter>
                  <Identifier>Brev0000000042</Identifier>
                  <VersionCode>XD9135L</VersionCode>
                  <StatisticalCode>XDIS91</StatisticalCode>
                  <Authorisation><Date>2026-03-02</Date><Time>09:40</Time></Authorisation>
                  <TypeCode>XDIS91</TypeCode>
                  <StatusCode>nytbrev</StatusCode>
                  <EpisodeOfCareIdentifier>0f8fad5bd9cb469fa16570867728950e</EpisodeOfCareIdentifier>
                </Letter>
                <Sender>
                  <EANIdentifier>5790009901822</EANIdentifier>
                  <Identifier>990145</Identifier>
                  <IdentifierCode>ydernummer</IdentifierCode>
                  <OrganisationName>Lægerne Søparken</OrganisationName>
                </Sender>
                <Receiver>
                  <EANIdentifier>5790009902171</EANIdentifier>
                  <Identifier>5790009902171</Identifier>
                  <IdentifierCode>lokationsnummer</IdentifierCode>
                  <OrganisationName>Familieafdelingen</OrganisationName>
                </Receiver>
                <Patient>
                  <CivilRegistrationNumber>0505209996</CivilRegistrationNumber>
                  <PersonSurnameName>Ærø-Ågård</PersonSurnameName>
                  <PersonGivenName>Rikke Øs</PersonGivenName>
                  <EpisodeOfCareStatusCode>ambulant</EpisodeOfCareStatusCode>
                </Patient>
                <AdditionalInformation><Subject>Medicin</Subject></AdditionalInformation>
                <ClinicalInformation><Text01>Kære kollega<Break/>Blodtryk &lt; 120.</Text01></ClinicalInformation>
              </ClinicalEmail>
            </Emessage>
            """;

    private Letters() {}

    static String text() {
        return LETTER;
    }

    /** The letter with {@code old} replaced, which must be in it. */
    static String with(String old, String replacement) {
        if (!LETTER.contains(old)) {
            throw new AssertionError("not in the letter: " + old);
        }
        return LETTER.replace(old, replacement);
    }

    static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }

    static XdisLetter letter() {
        return LetterReader.read(bytes(LETTER));
    }

    static Xdis91Conversion conversion() {
        return conversion(Assumptions.standard());
    }

    static Xdis91Conversion conversion(Assumptions assumptions) {
        return new Xdis91Conversion(
                REGISTER, AttachedObjects.none(), Conversations.unknown(), assumptions, IdSource.byName());
    }
}
