package dk.hoibu.fhir.forward.minlog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dk.hoibu.fhir.audit.Asked.Interaction;
import dk.hoibu.fhir.audit.Observer;
import dk.hoibu.fhir.audit.Outcome;
import dk.hoibu.fhir.audit.trail.AuditEntry;
import dk.hoibu.fhir.audit.trail.KeptEntry;
import dk.hoibu.fhir.fhir.Ids;
import dk.hoibu.fhir.fhir.TestIds;
import dk.hoibu.fhir.forward.Accesses;
import dk.hoibu.fhir.forward.Fate;
import dk.hoibu.fhir.forward.LeaveOut;
import dk.hoibu.fhir.forward.Posting;
import dk.hoibu.fhir.forward.Receiver;
import dk.hoibu.fhir.forward.Receiver.Got;
import dk.hoibu.fhir.forward.Receiver.Said;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.w3c.dom.Element;

/** What is sent to the citizens' log, and what its answers mean. */
class MinLogRegistryTest {

    private static final HttpClient HTTP =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private static final String SOAP_11 = "http://schemas.xmlsoap.org/soap/envelope/";
    private static final String SOAP_12 = "http://www.w3.org/2003/05/soap-envelope";
    private static final String ACCEPTED =
            "<s:Envelope xmlns:s='" + SOAP_11 + "'><s:Body><ok xmlns='urn:any'/></s:Body></s:Envelope>";

    @TempDir
    private Path folder;

    private Receiver service;

    @BeforeEach
    void start() {
        service = new Receiver(got -> Said.of(200, "text/xml", ACCEPTED));
    }

    @AfterEach
    void stop() {
        service.close();
    }

    private MinLogRegistry registry(MappingFile mapping, Optional<Path> header, Ids ids) {
        return new MinLogRegistry(
                new Posting(() -> HTTP, Duration.ofSeconds(30)),
                new MinLogRegistry.Service(service.url("/minlog2"), mapping, header.orElse(null)),
                LeaveOut.parse(List.of("outcome=8")),
                ids,
                Observer.at("https://facade.hoibu.dk/fhir"));
    }

    private MinLogRegistry registry() {
        return registry(MappingFile.builtIn(), Optional.empty(), Accesses.IDS);
    }

    private static KeptEntry kept(AuditEntry entry) {
        return new KeptEntry("node-1", 0, entry);
    }

    private Fate give(MinLogRegistry registry, AuditEntry entry) {
        return registry.deliver(List.of(kept(entry))).get(0);
    }

    private Got last() {
        return service.all().get(service.all().size() - 1);
    }

    private Element envelope() {
        return XmlDocument.root(last().body().getBytes(StandardCharsets.UTF_8));
    }

    /** The one element with that local name; empty when there is none. */
    private Optional<Element> element(String name) {
        var found = envelope().getElementsByTagNameNS("*", name);
        assertThat(found.getLength()).as(name).isLessThanOrEqualTo(1);
        return Optional.ofNullable((Element) found.item(0));
    }

    private Optional<String> text(String name) {
        return element(name).map(Element::getTextContent);
    }

    private MappingFile mapping(String text) throws IOException {
        return MappingFile.in(Files.writeString(folder.resolve("mapping.xml"), text));
    }

    private static String mappingOf(String attributes, String parts, String soap, String body) {
        return "<m:mapping xmlns:m='https://hoibu.dk/fhir/minlog-mapping' " + attributes + ">" + parts
                + "<m:envelope><soap:Envelope xmlns:soap='" + soap + "' xmlns:x='urn:x'><soap:Body>" + body
                + "</soap:Body></soap:Envelope></m:envelope></m:mapping>";
    }

    @Test
    void anAccessIsRegisteredByTheChildsNumberWithWhoWhatWhereWhenAndWhy() {
        AuditEntry entry = Accesses.about(0);

        assertThat(give(registry(), entry)).isEqualTo(new Fate.Taken());
        assertThat(last().path()).isEqualTo("/minlog2");
        assertThat(last().header("Content-type")).contains("text/xml; charset=utf-8");
        assertThat(last().header("Soapaction")).contains("\"urn:hoibu:stand-in:minlog2:register\"");
        assertThat(envelope().getNamespaceURI()).isEqualTo(SOAP_11);
        assertThat(text("PatientIdentifier")).contains(Accesses.CHILDREN.get(0));
        assertThat(element("PatientIdentifier").orElseThrow().getAttribute("source"))
                .isEqualTo("CPR");
        assertThat(text("CorrelationId")).contains(entry.id().toString());
        assertThat(text("SystemName")).contains("HOI BU on FHIR");
        assertThat(text("Activity")).contains("Søgning i oversigt over sager og aftaler");
        assertThat(text("Reason")).contains("Behandling");
        assertThat(text("FromDateTime")).isEqualTo(text("ToDateTime")).contains("2026-06-10T10:00:00Z");
        assertThat(text("OrganisationId")).contains("9901911000016008");
        assertThat(element("OrganisationId").orElseThrow().getAttribute("source"))
                .isEqualTo("SOR");
        assertThat(text("OrganisationName")).contains("Lægerne i Pandrup");
        assertThat(text("UserPersonIdentifier")).contains("inger");
        assertThat(text("UserPersonName")).contains("Inger Test <Klit> & Co");
        assertThat(text("UserRole")).contains("Praktiserende læge");
    }

    @Test
    void theSameAccessIsTheSameRegistrationEachTime() {
        AuditEntry entry = Accesses.about(0);
        give(registry(), entry);
        String first = last().body();
        give(registry(), entry);

        assertThat(last().body()).isEqualTo(first);
    }

    @Test
    void anyTextStaysATextAndTheXmlIsWellFormed() {
        Random random = new Random(Long.getLong("hoibu.seed", 5));
        List<String> evil = List.of(
                "</ml:UserPersonName><ml:x/>",
                "]]>",
                "<![CDATA[x",
                "&amp;&#0;&lt;",
                "${patient.number}",
                "\u0000\u0001\u001f",
                "\ud800x\udc00",
                "\ufffe\uffff",
                "𝄞 æøå",
                "\"'",
                "<!DOCTYPE x>");
        for (int run = 0; run < 100; run++) {
            StringBuilder name = new StringBuilder("A");
            for (int part = 0; part < 3; part++) {
                name.append(evil.get(random.nextInt(evil.size()))).append((char) random.nextInt(0x10000));
            }
            name.append('Z');
            assertThat(give(registry(), Accesses.about(0, name.toString()))).isEqualTo(new Fate.Taken());
            assertThat(text("UserPersonName").orElseThrow())
                    .as("%s", name)
                    .startsWith("A")
                    .endsWith("Z")
                    .doesNotContain(Accesses.CHILDREN.get(0));
            assertThat(element("UserRole")).isPresent();
        }
    }

    @Test
    void onlyAccessesToAChildAreWanted() {
        MinLogRegistry registry = registry();

        assertThat(registry.wants(kept(Accesses.about(0)))).isTrue();
        assertThat(registry.wants(kept(Accesses.about(-1)))).isFalse();
        for (Interaction none : List.of(Interaction.TOKEN, Interaction.ALARM)) {
            assertThat(registry.wants(kept(Accesses.entry(0, none, Outcome.shown(), "A"))))
                    .isFalse();
        }
        assertThat(registry.wants(
                        kept(Accesses.entry(0, Interaction.READ, Outcome.not(Outcome.Kind.REFUSED, "a-rule"), "A"))))
                .isFalse();
    }

    @Test
    void aChildWhoseNumberCannotBeToldAnyLongerIsNotRegistered() {
        MinLogRegistry withAnotherKey = registry(MappingFile.builtIn(), Optional.empty(), TestIds.withKeyOf(9));

        assertThat(give(withAnotherKey, Accesses.about(0))).isInstanceOf(Fate.Refused.class);
        assertThat(give(
                        registry(),
                        new AuditEntry(
                                UUID.randomUUID(),
                                Accesses.NOON,
                                Accesses.about(0).marks(),
                                "{}")))
                .isInstanceOf(Fate.Refused.class);
        assertThat(service.all()).isEmpty();
    }

    @Test
    void aMappingFileGivesTheShapeInSoap12Too() throws IOException {
        MappingFile mapping = mapping(mappingOf(
                "action='urn:x:Add'",
                "<m:words name='why' of='purpose.code'><m:word for='TREAT'>T</m:word>"
                        + "<m:otherwise>O</m:otherwise></m:words>",
                SOAP_12,
                "<x:Add kind='${why}' none='${outcome.reason}'>"
                        + "<x:Child>${patient.number}/${request.id}</x:Child>"
                        + "<x:Empty>${outcome.reason}</x:Empty>"
                        + "<x:OnlyEmpty><x:E>${outcome.reason}</x:E></x:OnlyEmpty>"
                        + "<x:Mixed>${outcome.reason}${launch.id}</x:Mixed>"
                        + "<x:Fixed>fixed</x:Fixed><x:Bare/></x:Add>"));

        assertThat(give(registry(mapping, Optional.empty(), Accesses.IDS), Accesses.about(1)))
                .isEqualTo(new Fate.Taken());
        assertThat(last().header("Content-type")).contains("application/soap+xml; charset=utf-8; action=\"urn:x:Add\"");
        assertThat(last().header("Soapaction")).isEmpty();
        assertThat(envelope().getNamespaceURI()).isEqualTo(SOAP_12);
        assertThat(text("Child")).contains(Accesses.CHILDREN.get(1) + "/request-1");
        assertThat(element("Add").orElseThrow().getAttribute("kind")).isEqualTo("T");
        assertThat(element("Add").orElseThrow().hasAttribute("none")).isFalse();
        assertThat(text("Mixed")).contains("press-0042");
        assertThat(text("Fixed")).contains("fixed");
        assertThat(element("Bare")).isPresent();
        assertThat(element("Empty")).isEmpty();
        assertThat(element("OnlyEmpty")).isEmpty();
    }

    @Test
    void aMappingFileThatIsWrongIsNamed() {
        for (String wrong : List.of(
                "not xml",
                "<mapping/>",
                "<!DOCTYPE x [<!ENTITY e SYSTEM 'file:///etc/passwd'>]><x>&e;</x>",
                "<m:mapping xmlns:m='https://hoibu.dk/fhir/minlog-mapping'/>",
                mappingOf("", "", "urn:no-soap", ""),
                mappingOf("", "", SOAP_11, "<x:a>${no.such.field}</x:a>"),
                mappingOf("", "", SOAP_11, "<x:a b='${no.such.field}'/>"),
                mappingOf("", "<m:words name='w' of='no.such.field'/>", SOAP_11, ""),
                mappingOf("", "<m:fault with='a' means='nonsense'/>", SOAP_11, ""),
                mappingOf("", "<m:surprise/>", SOAP_11, ""))) {
            assertThatThrownBy(() -> mapping(wrong)).as(wrong).isInstanceOf(IllegalArgumentException.class);
        }
        assertThatThrownBy(() -> MappingFile.in(folder.resolve("nowhere.xml")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("nowhere.xml");
    }

    /** It may be signed: not a blank may get lost. */
    @Test
    void theHeaderFileIsPutIntoTheHeaderAsItIsAndReadAnewEachTime() throws IOException {
        Path file = folder.resolve("header.xml");
        Files.writeString(
                file,
                "<w:Security xmlns:w='urn:w' xmlns:s='" + SOAP_11
                        + "' s:mustUnderstand='1'><w:Assertion ID='a1'>\n  <w:Text>${event.id} &lt;&amp; </w:Text>\n"
                        + "</w:Assertion></w:Security>");
        MinLogRegistry registry = registry(MappingFile.builtIn(), Optional.of(file), Accesses.IDS);
        give(registry, Accesses.about(0));

        Element security = element("Security").orElseThrow();
        assertThat(security.getParentNode().getLocalName()).isEqualTo("Header");
        assertThat(security.getNamespaceURI()).isEqualTo("urn:w");
        assertThat(security.getAttributeNS(SOAP_11, "mustUnderstand")).isEqualTo("1");
        assertThat(security.getTextContent()).isEqualTo("\n  ${event.id} <& \n");

        Files.writeString(
                file,
                "<s:Header xmlns:s='" + SOAP_11 + "' xmlns:w='urn:w'><w:Security>2</w:Security><w:Other/></s:Header>");
        give(registry, Accesses.about(0));
        assertThat(text("Security")).contains("2");
        assertThat(element("Other")).isPresent();
        assertThat(element("Header")).isPresent();

        Files.writeString(file, "<broken");
        assertThat(give(registry, Accesses.about(0))).isEqualTo(new Fate.Unreached("the header file cannot be read"));
        Files.delete(file);
        assertThat(give(registry, Accesses.about(0))).isEqualTo(new Fate.Unreached("the header file cannot be read"));
        assertThat(service.all()).hasSize(2);
    }

    @Test
    void anEnvelopeWithoutAHeaderGetsOneForTheFile() throws IOException {
        Path file = Files.writeString(folder.resolve("header.xml"), "<w:Security xmlns:w='urn:w'/>");
        MappingFile mapping = mapping(mappingOf("", "", SOAP_11, "<x:a>${event.id}</x:a>"));

        give(registry(mapping, Optional.of(file), Accesses.IDS), Accesses.about(0));

        assertThat(element("Header").orElseThrow().getFirstChild().getLocalName())
                .isEqualTo("Security");
        assertThat(envelope().getFirstChild().getLocalName()).isEqualTo("Header");
    }

    private static String fault11(String code, String text) {
        return "<s:Envelope xmlns:s='" + SOAP_11 + "'><s:Body><s:Fault><faultcode>" + code + "</faultcode><faultstring>"
                + text + "</faultstring></s:Fault></s:Body></s:Envelope>";
    }

    private static String fault12(String code) {
        return "<e:Envelope xmlns:e='" + SOAP_12 + "'><e:Body><e:Fault><e:Code><e:Value>" + code
                + "</e:Value></e:Code><e:Reason><e:Text>why</e:Text></e:Reason></e:Fault></e:Body></e:Envelope>";
    }

    @Test
    void aFaultOfTheAskerIsTheEntrysOwnAndOneOfTheServiceMayBe() {
        for (String fault : List.of(fault11("s:Client", "0505159995"), fault12("e:Sender"))) {
            service.answer(got -> Said.of(500, "text/xml", fault));
            assertThat(give(registry(), Accesses.about(0)))
                    .isEqualTo(new Fate.Refused("SOAP fault " + (fault.contains("Client") ? "Client" : "Sender")));
        }
        for (String fault : List.of(fault11("s:Server", "x"), fault12("e:Receiver"))) {
            service.answer(got -> Said.of(500, "text/xml", fault));
            assertThat(give(registry(), Accesses.about(0)))
                    .isInstanceOfSatisfying(
                            Fate.Unreached.class,
                            fate -> assertThat(fate.mayBeItsOwn()).isTrue());
        }
        service.answer(got -> Said.of(200, "text/xml", fault11("s:Client", "even with 200")));
        assertThat(give(registry(), Accesses.about(0))).isEqualTo(new Fate.Refused("SOAP fault Client"));
    }

    @Test
    void nothingOfAFaultIsKeptThatMayHoldANumber() {
        for (String code : List.of("0505159995", "s:050515-9995", "a b", "x".repeat(99), "")) {
            service.answer(got -> Said.of(500, "text/xml", fault11(code, "0505159995")));
            assertThat(give(registry(), Accesses.about(0)).toString()).doesNotContain("9995", "xxx", "a b");
        }
    }

    @Test
    void theMappingTellsWhatAServicesOwnFaultsMean() throws IOException {
        MappingFile mapping = mapping(mappingOf(
                "",
                "<m:fault with='Duplicate' means='taken'/><m:fault with='NoSuchOrganisation' means='refused'/>"
                        + "<m:fault with='TokenExpired' means='down'/>",
                SOAP_11,
                "<x:a>${event.id}</x:a>"));
        MinLogRegistry registry = registry(mapping, Optional.empty(), Accesses.IDS);
        service.answer(got -> Said.of(500, "text/xml", fault11("s:Server", "Duplicate")));
        assertThat(give(registry, Accesses.about(0))).isEqualTo(new Fate.Taken());
        service.answer(got -> Said.of(500, "text/xml", fault11("s:Server", "NoSuchOrganisation")));
        assertThat(give(registry, Accesses.about(0))).isEqualTo(new Fate.Refused("SOAP fault Server"));
        service.answer(got -> Said.of(500, "text/xml", fault11("s:Client", "TokenExpired")));
        assertThat(give(registry, Accesses.about(0))).isEqualTo(new Fate.Unreached("SOAP fault Client"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "<html><body>Log in</body></html>",
                "not xml",
                "<Envelope/>",
                "<!DOCTYPE x [<!ENTITY a 'b'>]><s:Envelope xmlns:s='" + SOAP_11 + "'><s:Body>&a;</s:Body></s:Envelope>",
                "<s:Envelope xmlns:s='" + SOAP_11 + "'><s:Body>"
            })
    void whatIsNoSoapIsNoAnswerWhateverItsStatus(String body) {
        service.answer(got -> Said.of(200, "text/xml", body));
        assertThat(give(registry(), Accesses.about(0)))
                .isEqualTo(new Fate.Unreached("no SOAP in the answer, HTTP 200"));
    }

    @ParameterizedTest
    @CsvSource({"202,taken", "204,taken", "400,refused", "401,down", "404,down", "503,down", "500,may be its own"})
    void withoutSoapTheStatusCounts(int status, String meaning) {
        service.answer(got -> Said.status(status));

        assertThat(give(registry(), Accesses.about(0)))
                .isEqualTo(
                        switch (meaning) {
                            case "taken" -> new Fate.Taken();
                            case "refused" -> new Fate.Refused("HTTP " + status);
                            default ->
                                new Fate.Unreached(
                                        "HTTP " + status, meaning.equals("may be its own"), Optional.empty());
                        });
    }

    @Test
    void nothingIsSentInTheOpen() {
        assertThatThrownBy(() -> new MinLogRegistry.Service(
                        URI.create("http://minlog.example/register"), MappingFile.builtIn(), null))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
