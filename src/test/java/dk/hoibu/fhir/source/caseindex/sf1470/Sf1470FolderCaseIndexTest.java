package dk.hoibu.fhir.source.caseindex.sf1470;

import static dk.hoibu.fhir.source.caseindex.sf1470.Sf1470Xml.HOLDS;
import static dk.hoibu.fhir.source.caseindex.sf1470.Sf1470Xml.PRIMARY_PARTY;
import static dk.hoibu.fhir.source.caseindex.sf1470.Sf1470Xml.UNBOUNDED;
import static dk.hoibu.fhir.source.caseindex.sf1470.Sf1470Xml.aCase;
import static dk.hoibu.fhir.source.caseindex.sf1470.Sf1470Xml.answer;
import static dk.hoibu.fhir.source.caseindex.sf1470.Sf1470Xml.at;
import static dk.hoibu.fhir.source.caseindex.sf1470.Sf1470Xml.owner;
import static dk.hoibu.fhir.source.caseindex.sf1470.Sf1470Xml.party;
import static dk.hoibu.fhir.source.caseindex.sf1470.Sf1470Xml.relation;
import static dk.hoibu.fhir.source.caseindex.sf1470.Sf1470Xml.sagsklasse;
import static dk.hoibu.fhir.source.caseindex.sf1470.Sf1470Xml.urn;
import static dk.hoibu.fhir.source.caseindex.sf1470.Sf1470Xml.uuid;
import static dk.hoibu.fhir.source.caseindex.sf1470.Sf1470Xml.virkning;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dk.hoibu.fhir.domain.Validity;
import dk.hoibu.fhir.source.Faults;
import dk.hoibu.fhir.source.caseindex.CareCase;
import dk.hoibu.fhir.source.caseindex.CareCase.ActorRole;
import dk.hoibu.fhir.source.caseindex.CareCase.ClassRole;
import dk.hoibu.fhir.source.caseindex.CareCase.Sensitivity;
import dk.hoibu.fhir.source.caseindex.CareCase.Status;
import dk.hoibu.fhir.source.caseindex.CaseIndex;
import dk.hoibu.fhir.source.caseindex.CaseIndexContract;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class Sf1470FolderCaseIndexTest implements CaseIndexContract {

    private static final Instant SINCE = Instant.parse("2026-02-03T08:15:00Z");
    private static final String ENDS = virkning(at("2026-02-03T09:15:00+01:00"), at("2026-05-01T00:00:00+02:00"));
    private static final String NO_BEGINNING = virkning(UNBOUNDED, UNBOUNDED);
    private static final String FALSE_BOUND =
            virkning(at("2026-02-03T09:15:00+01:00"), "<sd:GraenseIndikator>false</sd:GraenseIndikator>");
    private static final String FALSE_BEGINNING =
            virkning("<sd:GraenseIndikator>false</sd:GraenseIndikator>", UNBOUNDED);

    @TempDir
    private Path folder;

    @Override
    public CaseIndex source(Clock clock, Faults faults) {
        write("1.xml", answer(aCase(JAMMERBUGTS.toString(), owner("29189439") + party(PRIMARY_PARTY, LARS), "")));
        write(
                "2.xml",
                answer(aCase(
                        AALBORGS.toString(),
                        owner("29189420") + party(PRIMARY_PARTY, LARS) + party(Sf1470Xml.UNKNOWN_ROLE, GITTE),
                        "")));
        return open(clock, faults);
    }

    private CaseIndex open(Clock clock, Faults faults) {
        return new Sf1470FolderCaseIndex(folder, Sf1470Roles.standard(), clock, faults);
    }

    private void write(String name, String text) {
        try {
            Files.writeString(folder.resolve(name), text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Lars's case with these relations, as the index reads it. */
    private CareCase read(String relations, String localRelations) {
        return read(aCase(JAMMERBUGTS.toString(), party(PRIMARY_PARTY, LARS) + relations, localRelations));
    }

    private CareCase read(String aCase) {
        write("case.xml", answer(aCase));
        return casesOf(open(CLOCK, new Faults()), LARS).items().get(0);
    }

    @Test
    void readsEveryFieldButTheTitles() {
        CareCase careCase = read(
                owner("29189439") + sagsklasse(Sf1470Xml.PRIMARY_CLASS, "17.03.04", HOLDS),
                relation(
                        "SagsitsystemRelation",
                        Sf1470Xml.MASTER,
                        Sf1470Xml.PERSON,
                        uuid("11111111-aaaa-4bbb-8ccc-000000000019"),
                        HOLDS,
                        ""));

        assertThat(careCase.caseNumber()).contains("2026-000123");
        assertThat(careCase.sensitivity()).contains(Sensitivity.FORTROLIGE_PERSONOPLYSNINGER);
        assertThat(careCase.created()).contains(SINCE);
        assertThat(careCase.registered()).isEqualTo("2026-05-01T06:00:00Z");
        assertThat(careCase.lifecycle()).isEqualTo("Importeret");
        assertThat(careCase.progress()).containsExactly(new CareCase.Progress(Status.OPLYST, Validity.since(SINCE)));
        assertThat(careCase.classes())
                .containsExactly(
                        new CareCase.Classification(ClassRole.PRIMARY, Optional.of("17.03.04"), Validity.since(SINCE)));
        assertThat(careCase.masterSystem()).contains(UUID.fromString("11111111-aaaa-4bbb-8ccc-000000000019"));
        assertThat(careCase.toString()).doesNotContain("must not be read");
    }

    @Test
    void aRelationThatWasDeletedKeepsTheEndOfItsTime() {
        CareCase careCase = read(
                relation(
                        "Sagsaktoer",
                        Sf1470Xml.PRIMARY_HANDLER,
                        Sf1470Xml.USER,
                        uuid("22222222-aaaa-4bbb-8ccc-000000000001"),
                        ENDS,
                        ""),
                "");

        assertThat(careCase.actors()).singleElement().satisfies(actor -> {
            assertThat(actor.role()).isEqualTo(ActorRole.PRIMARY_HANDLER);
            assertThat(actor.validity()).isEqualTo(new Validity(SINCE, Instant.parse("2026-04-30T22:00:00Z")));
            assertThat(actor.validity().includes(CLOCK.instant())).isFalse();
        });
    }

    @ParameterizedTest
    @CsvSource({"no beginning", "a beginning of false", "an end of false"})
    void whatWouldShowTheCaseIsDroppedWhenItsTimeIsNotAllowed(String kind) {
        CareCase careCase = read(aCase(JAMMERBUGTS.toString(), owner("29189439"), "")
                .replace(HOLDS, notAllowed(kind))
                .replace(
                        "<gd:LokalUdvidelseListe></gd:LokalUdvidelseListe></sag:RelationListe>",
                        party(PRIMARY_PARTY, LARS)
                                + sagsklasse(Sf1470Xml.PRIMARY_CLASS, "17.03.04", notAllowed(kind))
                                + "</sag:RelationListe>"));

        assertThat(careCase.actors()).isEmpty();
        assertThat(careCase.classes()).isEmpty();
        assertThat(careCase.progress()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"no beginning", "a beginning of false", "an end of false"})
    void whatHidesTheCaseIsNeverDropped(String kind) {
        CareCase careCase = read(
                sagsklasse(Sf1470Xml.UNKNOWN_ROLE, "SYN-VIS", notAllowed(kind)),
                relation(
                        "Sikkerhedsprofil",
                        Sf1470Xml.UNKNOWN_ROLE,
                        Sf1470Xml.PERSON,
                        uuid("11111111-aaaa-4bbb-8ccc-000000000019"),
                        notAllowed(kind),
                        ""));

        assertThat(careCase.classes()).singleElement().satisfies(hiding -> {
            assertThat(hiding.role()).isEqualTo(ClassRole.UNKNOWN);
            assertThat(hiding.validity().includes(CLOCK.instant())).isTrue();
        });
        assertThat(careCase.securityProfiles())
                .singleElement()
                .satisfies(
                        profile -> assertThat(profile.includes(CLOCK.instant())).isTrue());
    }

    private static String notAllowed(String kind) {
        return switch (kind) {
            case "no beginning" -> NO_BEGINNING;
            case "a beginning of false" -> FALSE_BEGINNING;
            default -> FALSE_BOUND;
        };
    }

    @Test
    void classRolesMeanWhatTheConfigurationSays() {
        UUID harmless = UUID.fromString("55555555-aaaa-4bbb-8ccc-000000000001");
        UUID hiding = UUID.fromString("55555555-aaaa-4bbb-8ccc-000000000002");
        Sf1470Roles roles = new Sf1470Roles(Set.of(harmless, hiding), Set.of(hiding));

        assertThat(roles.classRole(harmless)).isEqualTo(ClassRole.HARMLESS);
        assertThat(roles.classRole(hiding)).isEqualTo(ClassRole.HIDING);
        assertThat(roles.classRole(UUID.fromString(Sf1470Xml.ACTION_CLASS))).isEqualTo(ClassRole.HARMLESS);
        assertThat(Sf1470Roles.standard().classRole(harmless)).isEqualTo(ClassRole.UNKNOWN);
    }

    @Test
    void theRoleOfThePrimaryClassCannotBeGivenAnotherMeaning() {
        UUID primary = UUID.fromString(Sf1470Xml.PRIMARY_CLASS);

        assertThatThrownBy(() -> new Sf1470Roles(Set.of(), Set.of(primary)))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void anOwnerNamedByUrnHasItsCvrNumberInTheUrn() {
        CareCase careCase = read(
                relation(
                        "Sagsaktoer",
                        Sf1470Xml.OWNER,
                        Sf1470Xml.ORGANISATION,
                        urn("urn:oio:cvr-nr:29189439"),
                        HOLDS,
                        ""),
                "");

        assertThat(careCase.actors()).extracting(CareCase.Actor::cvr).containsExactly(Optional.of("29189439"));
    }

    @Test
    void twoSensitivitiesAreAsStrictAsTheStricter() {
        CareCase careCase = read(withSecondSensitivity("<si:Foelsomhed>VIP_SAGER</si:Foelsomhed>"));

        assertThat(careCase.sensitivity()).contains(Sensitivity.VIP_SAGER);
    }

    @Test
    void aSensitivityThatIsMissingOrUnknownIsNoneAtAll() {
        assertThat(read(withSecondSensitivity("")).sensitivity()).isEmpty();
        assertThat(read(withSecondSensitivity("<si:Foelsomhed>NY</si:Foelsomhed>"))
                        .sensitivity())
                .isEmpty();
    }

    private static String withSecondSensitivity(String sensitivity) {
        return aCase(JAMMERBUGTS.toString(), party(PRIMARY_PARTY, LARS), "")
                .replace(
                        "</si:SagIndeksEgenskaber>",
                        "</si:SagIndeksEgenskaber><si:SagIndeksEgenskaber>" + HOLDS + sensitivity
                                + "</si:SagIndeksEgenskaber>");
    }

    @Test
    void theTimeOfRegistrationStandsInForTheIndexsOwn() {
        CareCase careCase = read(aCase(JAMMERBUGTS.toString(), party(PRIMARY_PARTY, LARS), "")
                .replace("<gd:StsTidspunkt>2026-05-01T08:00:00+02:00</gd:StsTidspunkt>", ""));

        assertThat(careCase.registered()).isEqualTo("2026-04-30T06:00:00Z");
    }

    @Test
    void ofACaseInTwoFilesTheOneTakenInLastCounts() {
        String aCase = aCase(JAMMERBUGTS.toString(), party(PRIMARY_PARTY, LARS), "");
        write("1.xml", answer(aCase.replace("2026-05-01T08", "2026-05-02T08")));
        write("2.xml", answer(aCase));

        assertThat(casesOf(open(CLOCK, new Faults()), LARS).items())
                .extracting(CareCase::registered)
                .containsExactly(Instant.parse("2026-05-02T06:00:00Z"));
    }

    @Test
    void onlyCprNumbersLeadToACase() {
        write(
                "1.xml",
                answer(aCase(
                        JAMMERBUGTS.toString(),
                        relation(
                                "Sagspart",
                                PRIMARY_PARTY,
                                Sf1470Xml.PERSON,
                                urn("urn:oio:us:personid:" + LARS),
                                HOLDS,
                                ""),
                        "")));

        assertThat(casesOf(open(CLOCK, new Faults()), LARS).items()).isEmpty();
    }

    @Test
    void passesOverFilesThatAreNoAnswers() {
        write(
                "request.xml",
                "<sdi:FremsoegSagDokumentIndeksInput xmlns:sdi=\"urn:oio:sts:sagdok:sagdokumentindeks:6\"/>");
        write("notes.txt", "not XML");

        assertThat(casesOf(open(CLOCK, new Faults()), LARS).items()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "StatusKode>20</ | StatusKode>40</ | bad.xml: StatusKode is not 20",
                "<?xml version=\"1.0\" encoding=\"UTF-8\"?> | <!DOCTYPE x [<!ENTITY e SYSTEM \"file:///\">]>"
                        + " | bad.xml: not XML without a DTD, at line 1 column 10",
                "</sag:RelationListe> | '' | bad.xml: not XML without a DTD, at line",
                "<sd:LivscyklusKode>Importeret</sd:LivscyklusKode> | '' | bad.xml: Registrering/LivscyklusKode is missing",
                ">Oplyst< | >Klaret< | bad.xml: Fremdrift/FremdriftStatusKode is not a status",
                "2026-05-01T08:00:00+02:00 | 1 May | bad.xml: Registrering/StsTidspunkt is not a time",
                "44444444-aaaa-4bbb-8ccc-000000000001 | 4444 | bad.xml: ObjektType/UUIDIdentifikator is not a UUID",
                "<gd:Rolle><sd:UUIDIdentifikator>d839f26a-d4d1-4441-b2d6-3dbbb12a9404</sd:UUIDIdentifikator></gd:Rolle>"
                        + " | '' | bad.xml: Sagspart/Rolle is missing"
            })
    void refusesToStartOnAnAnswerItCannotUseAndNamesTheFileAndNotWhatIsInIt(
            String right, String wrong, String message) {
        String good = answer(aCase(JAMMERBUGTS.toString(), party(PRIMARY_PARTY, LARS), ""));
        write("bad.xml", good.replace(right, wrong));

        assertThat(good).contains(right);
        assertThatThrownBy(() -> open(CLOCK, new Faults()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith(message)
                .hasMessageNotContaining(LARS)
                .hasNoCause();
    }

    @Test
    void saysSoWhenThereIsNoSuchFolder() {
        assertThatThrownBy(() ->
                        new Sf1470FolderCaseIndex(folder.resolve("none"), Sf1470Roles.standard(), CLOCK, new Faults()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("no folder");
    }
}
